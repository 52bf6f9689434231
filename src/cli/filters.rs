//! Filters 筛选: flags of the API's parameter names, for all commands that ask.

use clap::Args;

#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "筛选")]
pub(super) struct Filters {
    /// 只看这些文件（编号，可重复）
    #[arg(long, value_name = "编号")]
    document: Vec<String>,
    /// 只看这些单位负责的条款（可重复）
    #[arg(long, value_name = "单位")]
    agency: Vec<String>,
    /// 单位的角色：lead 牵头、support 配合、responsible 责任
    #[arg(long, value_name = "角色")]
    role: Vec<String>,
    /// 单位在名单中的位次，1 为首列
    #[arg(long, value_name = "位次")]
    position: Option<String>,
    /// 类别：检索时为事实种类（targets、amounts 等）
    #[arg(long, value_name = "类别")]
    kind: Vec<String>,
    /// 发文机关（可重复）
    #[arg(long, value_name = "机关")]
    issuer: Vec<String>,
    /// 年份：到期年份或成文年份（可重复）
    #[arg(long, value_name = "年")]
    year: Vec<String>,
    /// 不早于这一天
    #[arg(long, value_name = "日期")]
    from: Option<String>,
    /// 不晚于这一天
    #[arg(long, value_name = "日期")]
    until: Option<String>,
    /// 以哪一天为准计算剩余天数，默认今天
    #[arg(long = "as-of", value_name = "日期")]
    as_of: Option<String>,
    /// 状态：overdue 已过、open 未到、recurring 周期
    #[arg(long, value_name = "状态")]
    status: Vec<String>,
    /// 依据：stated 明示、inferred 推定、inherited 承上、recurring 周期、validity 有效期
    #[arg(long, value_name = "依据")]
    basis: Vec<String>,
    /// 排序
    #[arg(long, value_name = "次序", allow_hyphen_values = true)]
    sort: Option<String>,
    /// 每页条数，最多 200
    #[arg(long, value_name = "条数")]
    limit: Option<String>,
    /// 从上一页给出的游标继续
    #[arg(long, value_name = "游标")]
    cursor: Option<String>,
}

/// Names and values, as the API takes them.
pub(super) type Pairs = Vec<(&'static str, String)>;

impl Filters {
    /// The flags that were given.
    pub(super) fn pairs(&self) -> Pairs {
        let many = [
            ("document", &self.document),
            ("agency", &self.agency),
            ("role", &self.role),
            ("kind", &self.kind),
            ("issuer", &self.issuer),
            ("year", &self.year),
            ("status", &self.status),
            ("basis", &self.basis),
        ];
        let one = [
            ("position", &self.position),
            ("from", &self.from),
            ("until", &self.until),
            ("as_of", &self.as_of),
            ("sort", &self.sort),
            ("limit", &self.limit),
            ("cursor", &self.cursor),
        ];
        let many = many.into_iter().flat_map(|(name, values)| values.iter().map(move |v| (name, v.clone())));
        many.chain(one.into_iter().filter_map(|(name, value)| Some((name, value.clone()?)))).collect()
    }
}
