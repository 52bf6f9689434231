//! Money 资金: what a sum or a share stands for where no word of grant marks it.
//!
//! In: the words before a number, `低保标准提高到`, `占专项资金总额的`, `新增贷款`, `项目估算总投资约`. Out: whether it is
//! what each gets, how money is divided, what is lent in all, or what something costs. Amounts and targets ask here,
//! so that a number is never both.

use super::around::ending;
use super::{AmountRole, Comparator};
use crate::text::{Seek, Span, among};
use rust_decimal::Decimal;

/// From here on a loan is what is lent in all, in yuan.
const LENT_IN_ALL: i64 = 100_000_000;

/// 每个项目支持500万元: a sum right behind 支持 is given, unless it says of what size the supported are (支持500万元以上的
/// 项目).
pub(super) fn is_support(before: &str, after: &str) -> bool {
    let front = ["最高", "最多", "一次性", "累计"].iter().fold(before.trim_end(), |f, w| f.without_end(w));
    front.strip_suffix("支持").is_some_and(|whom| !whom.ends_with(['财', '费', '金']))
        && !after.starts_with(|c: char| c.is_alphabetic())
}

/// Whether one character that may say that a sum is given (省级的奖50万元, 每村补10万元) does so where it stands, and is none of
/// another word (填补, 获奖, 奖项); true of all other words.
pub(super) fn says_given(text: &str, word: Span) -> bool {
    const OTHERS: [(&str, &str); 2] = [("奖", "中获评颁设得领发"), ("补", "填弥递增互修候替添抵")];
    let Some((_, others)) = OTHERS.iter().find(|(w, _)| *w == word.of(text)) else { return true };
    let rest = text.get(word.end..).unwrap_or_default();
    let rest = ["最高", "最多", "不超过"].iter().fold(rest, |r, w| r.strip_prefix(w).unwrap_or(r));
    let unit = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let sum = unit.len() < rest.len() && unit.starts_with(['元', '万', '亿']);
    sum && !text.get(..word.start).is_some_and(|front| front.ends_with(|c| among(c, others)))
}

/// 技术合同成交额突破350亿元 in a sentence that tells of 资金支持: what an economy brings forth is reached, and not given.
///
/// `before` are the words of the phrase before the sum, `bounded` whether a marker of its own stands before it.
pub(super) fn is_output(before: &str, bounded: bool) -> bool {
    const OUTPUTS: &[&str] = &[
        "成交额",
        "交易额",
        "销售额",
        "营业额",
        "营业收入",
        "产值",
        "增加值",
        "收入",
        "营收",
        "规模",
        "总量",
        "余额",
        "利润",
        "税收",
        "出口额",
        "进出口额",
        "零售额",
        "筹资",
    ];
    const REACH: &[&str] = &["达到", "突破", "超过", "保持在", "稳定在", "增长到", "提高到", "扩大到", "达", "超"];
    let noun = REACH.iter().find_map(|w| before.strip_suffix(w));
    let reached = noun.is_some() || bounded;
    let noun = noun.unwrap_or(before).trim_end_matches(['约', '近']);
    let paid = ["补", "奖", "资助", "每", "额度", "标准", "给予"].iter().any(|w| before.has(w));
    let paid = paid || before.has("对年") || before.trim_start().starts_with(['对', '凡', '年']);
    reached && !paid && OUTPUTS.iter().any(|w| noun.closes(w)) && noun.chars().count() >= 4
}

/// 新增中长期贷款100亿元, 发放担保贷款2亿元: how much is lent in all, a result and nobody's grant.
pub(super) fn is_lent(before: &str, sums: impl IntoIterator<Item = Option<Decimal>>) -> bool {
    // 每年新增贷款: in all of each year
    let each = ["每年新增", "年均新增", "每年发放", "每年投放"].iter().find_map(|w| before.last_place(w));
    let before = each.map_or(before, |at| &before[at + "每年".len()..]);
    let bare = ["不低于", "不少于", "达到", "超过", "突破"].iter().fold(before, |b, w| b.without_end(w));
    let lent = ["贷款", "信贷", "授信", "贷款额"].iter().any(|w| bare.closes(w));
    lent && ["新增", "发放", "投放", "累计", "力争"].iter().any(|w| before.has(w))
        && !before.contains(['对', '每'])
        && sums.into_iter().all(|s| s.is_some_and(|s| s >= Decimal::from(LENT_IN_ALL)))
}

/// 低保标准提高到460元/月, 低收入家庭认定标准为920元/月: what each gets, or the income that one may have.
///
/// `before` are the words of the sentence before the sum, `behind` those that follow it.
pub(super) fn standard(before: &str, behind: &str) -> Option<AmountRole> {
    if is_cap_of_each(before) {
        return Some(AmountRole::Support);
    }
    if is_levy(before) || is_price(before) {
        return Some(AmountRole::Other);
    }
    const PAY: &[&str] = &[
        "低保",
        "保障",
        "补助",
        "补贴",
        "供养",
        "养老金",
        "救助",
        "抚恤",
        "津贴",
        "待遇",
        "特困",
        "生活费",
        "受助",
        "孤儿",
        "补差",
    ];
    let each = || behind.starts_with('/') || ["每人", "每月", "每年"].iter().any(|w| before.has(w));
    // 保管费每年100元/吨, 物业费按2元/平方米收取: what something costs
    const BY: &[&str] = &["每年", "每月", "按照", "按", "标准", "为"];
    let fee = BY.iter().chain(BY).fold(before, |b, w| b.without_end(w));
    if behind.starts_with('/') && fee.closes("费") && !fee.closes("消费") && !fee.closes("经费") {
        return Some(AmountRole::Other);
    }
    let heads = ["生均标准", "生均公用经费标准", "生均拨款标准", "人均标准"].iter().any(|w| before.has(w));
    let of = &before[..before.place("标准").filter(|_| heads || each())?];
    if heads {
        return Some(AmountRole::Support);
    }
    if ["认定", "收入", "准入"].iter().any(|w| of.closes(w)) {
        return Some(AmountRole::Threshold);
    }
    PAY.iter().any(|w| of.has(w)).then_some(AmountRole::Support)
}

/// 污水处理费标准由每吨0.95元调整为1.2元, 自来水价格调整为每吨3元: what something costs from then on.
fn is_price(before: &str) -> bool {
    const PRICES: &[&str] = &["费标准", "价格", "水价", "电价", "气价", "热价", "票价"];
    const SET: &[&str] = &["调整为", "调整到", "调整至", "上调至", "上调到", "下调至", "下调到", "降至", "定为"];
    let own = before.rsplit(['，', '；', '。']).next().unwrap_or_default();
    let Some(at) = PRICES.iter().filter_map(|w| own.place(w).map(|at| at + w.len())).max() else { return false };
    let set = SET.iter().filter_map(|w| own[at..].last_place(w).map(|i| at + i + w.len())).max();
    let unit = set.map(|end| &own[end..]);
    let given = ["补", "奖", "贴", "救助", "给予"].iter().any(|w| own.has(w));
    !given && unit.is_some_and(|unit| unit.is_empty() || unit.starts_with('每') && unit.chars().count() <= 6)
}

/// 职工个人缴费由60元增加到80元, 筹资标准为每人每年100元: what each pays in.
fn is_levy(before: &str) -> bool {
    const PAID: &[&str] = &["缴费", "筹资标准", "筹集标准", "保费", "缴费标准"];
    const RISES: &[&str] = &["提高到", "提高至", "增加到", "增加至", "调整为", "调整到", "提高为", "上调至"];
    let own = before.rsplit(['，', '；', '。']).next().unwrap_or_default();
    let Some(at) = PAID.iter().filter_map(|w| own.place(w).map(|at| at + w.len())).max() else { return false };
    let near = &own[at..];
    let risen = near.starts_with('由') && ending(near, RISES).is_some() && near.chars().count() <= 20;
    let each = near.trim_start_matches('为');
    let each = ["每人", "每户", "每亩", "每年", "每月"].iter().fold(each, |w, unit| w.strip_prefix(unit).unwrap_or(w));
    let each = ["每年", "每月"].iter().fold(each, |w, unit| w.strip_prefix(unit).unwrap_or(w));
    risen || each.is_empty() && !near.is_empty()
}

/// …提供算力券，单个企业年度最高2万元: how much each may have of what the sentence gives.
pub(super) fn is_cap_of_each(before: &str) -> bool {
    const EACH: &[&str] = &["单个", "单家", "单户", "每家", "每个", "每户", "同一"];
    const GIVES: &[&str] = &["券", "补贴", "补助", "奖励", "资助", "贴息", "优惠", "减免"];
    const SPANS: &[&str] = &["年度", "每年", "全年", "每年度", "一年", "累计", "年度累计", "年累计"];
    let Some((front, own)) = before.rsplit_once('，') else { return false };
    let Some(whose) = ending(own, SPANS).map(|w| own.without_end(w)) else { return false };
    EACH.iter().any(|w| whose.opens(w))
        && (3..=12).contains(&whose.chars().count())
        && GIVES.iter().any(|w| front.has(w))
}

/// 缴费费率由2%调整为1%, 现行费率为0.5%的单位: what is charged of a sum, fixed and no aim; 担保费率降至1%以下 is one.
///
/// `before` are the words of the sentence before the rate.
pub(super) fn is_charge(before: &str, bound: Comparator) -> bool {
    const RATES: &[&str] = &["缴费费率", "费率", "缴费比例", "缴存比例", "税率", "征收率"];
    if bound != Comparator::Eq {
        return false;
    }
    // 缴费基数为本市月平均工资的60%: what is reckoned from
    let base = before.rsplit(['，', '。', '；']).next().unwrap_or_default();
    if base.has("缴费基数") && ending(base, &["工资的", "收入的", "支出的"]).is_some() {
        return true;
    }
    if !(before.has("率") || before.has("比例")) {
        return false;
    }
    let at = RATES.iter().filter_map(|w| before.last_place(w).map(|at| at + w.len())).max();
    // 单位缴费费率，职工、失业人员均为0.15%: of whom stands behind the name of the rate
    let own = before.rsplit(['，', '；', '。', '：', '、']).next().unwrap_or_default();
    let whose = ["均为", "各为", "分别为", "为"].iter().any(|w| own.closes(w)) && own.chars().count() <= 24;
    if whose && at.is_some_and(|at| before[at..].starts_with(['，', '：'])) {
        return true;
    }
    let near = at.map(|at| &before[at..]).filter(|near| !near.contains(['，', '。', '；', '（']));
    near.is_some_and(|near| {
        let set =
            ["为", "按", "至", "调整到", "调整至", "下调至", "上调至", "降为", "、"].iter().any(|w| near.closes(w));
        near.chars().count() <= 16 && set
    })
}

/// 项目估算总投资约3000万元: what a project is estimated to cost.
pub(super) fn is_cost(before: &str) -> bool {
    const COSTS: &[&str] =
        &["估算总投资", "投资估算", "总投资估算", "概算总投资", "投资概算", "工程总概算", "估算投资", "概算"];
    // 共需经费约400万元
    const NEEDS: &[&str] = &["需经费", "需资金", "需投资", "需投入", "需投入资金", "所需经费", "所需资金", "需总投资"];
    let before = before.trim_end_matches(['约', '为', '共']);
    ending(before, COSTS).is_some() || ending(before, NEEDS).is_some()
}

/// 每个场所建设费用以10万元计: what each is reckoned to cost.
pub(super) fn is_reckoned(before: &str, behind: &str) -> bool {
    const COSTS: &[&str] = &["费用", "经费", "成本", "造价", "投资"];
    let front = ["按照", "按", "以"].iter().find_map(|w| before.strip_suffix(w));
    front.is_some_and(|f| ending(f, COSTS).is_some())
        && ["计算", "计，", "计。", "计；", "估算", "测算", "匡算"].iter().any(|w| behind.opens(w))
}

/// 争取中央扶贫资金8.6亿元: money sought from above, a fund; 争取到位资金 is brought by firms, a result.
pub(super) fn is_sought(before: &str) -> bool {
    const ABOVE: &[&str] = &["中央", "国家", "省级", "上级", "扶贫", "专项", "补助", "财政", "债券"];
    before.has("争取") && ending(before, &["资金", "经费"]).is_some() && ABOVE.iter().any(|w| before.has(w))
}

/// 计划投资1.5亿元，新建幼儿园…; 市财政投资2000万元，改造…: what is put in, told before what it is for; a result elsewhere
/// (完成投资2000亿元), a condition or a project of a firm (总投资).
///
/// `before` are the words between the last comma and the sum, `next` those behind the sum.
pub(super) fn is_put_in(before: &str, next: &str) -> bool {
    const PUTS: &[&str] = &["投资", "投入", "投入资金", "落实资金", "筹集资金", "筹措资金", "筹资"];
    const WHO: &[&str] = &["计划", "拟", "预计", "共", "财政", "政府", "每年", "全年", "共计", "预算"];
    let before = before.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '、' | ' '));
    let Some(word) = ending(before, PUTS) else { return false };
    let who = before.get(..before.len() - word.len()).unwrap_or_default();
    let told = who.is_empty() || who.chars().count() <= 10 && WHO.iter().any(|w| who.closes(w));
    // 计划投资2000万元：①对…: what it is for, in a list
    told && next
        .strip_prefix(['，', '：'])
        .is_some_and(|r| r.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '“' | '（')))
}

/// 资金来源：中央补助1000万元、地方政府债券1000万元: where the money of a project comes from.
///
/// `before` are the words of the paragraph before the sum.
pub(super) fn is_sourced(before: &str) -> bool {
    let said = before.rsplit(['。', '\n']).next().unwrap_or_default().trim_start();
    said.strip_prefix("资金来源").is_some_and(|r| r.starts_with(['：', '为']))
}

/// 安排运行经费（不含人员工资）不少于2万元: how much a budget is to hold at least; 人均…经费 is a result.
pub(super) fn is_budget(before: &str, bound: Comparator) -> bool {
    const OWN: &[&str] = &["运行经费", "工作经费", "办公经费", "专项经费", "公用经费", "活动经费", "培训经费"];
    // 市县财政投入管护资金每年每亩不低于60元, 各级财政投入管护经费不低于6000元
    let held = ["资金每", "经费每"].iter().any(|w| before.has(w)) || ending(before, &["经费", "资金"]).is_some();
    if before.has("财政") && before.has("投入") && held && bound == Comparator::Ge {
        return true;
    }
    let said = before.strip_suffix('）').and_then(|s| s.rsplit_once('（')).map_or(before, |x| x.0);
    bound == Comparator::Ge && ending(said, OWN).is_some() && !said.has("人均") && !said.has("生均")
}

/// 占专项资金总额的10%: which part of the money.
pub(super) fn is_part(before: &str) -> bool {
    let whole = before.strip_suffix('的').unwrap_or(before);
    whole.starts_with('占') && ending(whole, &["资金总额", "资金", "经费", "经费总额"]).is_some()
}

/// 资金用于产业的比例不得超过30%: the share of a whole that goes to something, not that of a grant (补助的比例).
pub(super) fn is_share(before: &str) -> bool {
    const GRANTED: &[&str] =
        &["补助", "补贴", "资助", "奖励", "支持", "贴息", "扶持", "配套", "减免", "返还", "报销", "补偿"];
    let Some(at) = ["的比例", "的比重", "的占比"].iter().filter_map(|w| before.last_place(w)).max() else {
        return false;
    };
    let (front, near) = before.split_at(at);
    near.chars().count() <= 12 && front.has("用于") && ending(front, GRANTED).is_none()
}

/// 住院费用支付比例达到75%: what an insurance is to cover, a result and nobody's grant.
pub(super) fn is_covered(before: &str) -> bool {
    const RATES: &[&str] = &["支付比例", "报销比例", "补偿比例", "结付比例", "费用补偿"];
    const REACHED: &[&str] = &["达到", "达", "稳定在", "保持在", "提高到", "提高至", "不低于"];
    let at = RATES.iter().filter_map(|w| before.last_place(w)).max();
    // 风险补偿比例提高至40%: what a fund gives
    let Some((_, near)) = at.map(|at| before.split_at(at)).filter(|(front, _)| !front.closes("风险")) else {
        return false;
    };
    near.chars().count() <= 14 && REACHED.iter().any(|w| near.closes(w))
}

/// 按不低于上年财政收入0.2%的比例安排专项经费, 将不低于土地出让收入10%的资金用于农田建设: which share of an income or a
/// budget is set aside; 用于产业的比例不得超过30% is no share of an income.
///
/// `before` are the words of the phrase before the rate, `behind` those of the sentence behind it.
pub(super) fn is_set_aside(before: &str, behind: &str) -> bool {
    const INCOMES: &[&str] = &[
        "收入",
        "收益",
        "预算",
        "支出",
        "总额",
        "资金",
        "经费",
        "出让金",
        "财力",
        "利润",
        "税收",
        "所得",
        "福彩公益金",
        "公益金",
    ];
    const SETS: &[&str] =
        &["安排", "提取", "计提", "列支", "列入", "纳入", "用于", "设立", "划拨", "划转", "统筹", "切块", "集中"];
    const GIVES: &[&str] = &["补助", "补贴", "奖励", "资助", "贴息", "返还", "给予", "减免", "报销"];
    // 从土地出让收益中提取10%用于教育
    let taken = ["提取", "安排", "计提", "拿出", "列支"].iter().find_map(|w| before.strip_suffix(w));
    let whole = taken.map_or(before, |b| b.trim_end_matches('中')).trim_end_matches(['的', '，']);
    if ending(whole, INCOMES).is_none() {
        return false;
    }
    let drawn = ["按", "从", "将", "提取", "安排", "不低于", "不少于"].iter().any(|w| before.has(w));
    let near: String = behind.chars().take(24).take_while(|c| !matches!(c, '。' | '；' | '\n')).collect();
    let aside = ["的比例", "的资金", "的经费", "比例"].iter().find_map(|w| near.strip_prefix(w)).unwrap_or(&near);
    let sets = SETS.iter().any(|w| aside.has(w)) || ["提取", "计提", "安排"].iter().any(|w| before.has(w));
    let given = GIVES.iter().any(|w| before.has(w) || aside.has(w));
    drawn && sets && !given && !before.has('占')
}

/// 扶助金发放到位率100%: the rate of what is done, which is a result; 费率, 利率, 补助率 are rates of money.
pub(super) fn is_rate_of_deeds(before: &str) -> bool {
    const RATES: &[&str] = &[
        "增速",
        "增幅",
        "到位率",
        "覆盖率",
        "合格率",
        "完成率",
        "发放率",
        "办结率",
        "参保率",
        "满意率",
        "达标率",
        "执行率",
        "签约率",
    ];
    ending(before.trim_end_matches(['达', '到', '为']), RATES).is_some()
}

/// 预付款比例提高至合同价的40%: when money is paid, no goal.
pub(super) fn is_prepaid(before: &str) -> bool {
    ["预付款比例", "首付比例", "首付款比例", "预付比例"].iter().any(|w| before.has(w))
}

/// 工业项目：固定资产投资不低于3000万元: what a project must bring to be let in. `before` are the words of the sentence
/// before the sum.
pub(super) fn is_entry(before: &str) -> bool {
    const BROUGHT: &[&str] = &["投资", "强度", "纳税", "税收", "产值", "营收", "收入", "资本"];
    // 须承诺入驻后年纳税不低于600元: what one must promise
    let own = before.rsplit(['，', '；', '。', '：']).next().unwrap_or_default();
    if own.has("承诺") && BROUGHT.iter().any(|w| own.has(w)) {
        return true;
    }
    let Some((label, rest)) = before.split_once('：') else { return false };
    let whose = ["项目", "企业"].iter().any(|w| label.closes(w)) && (3..=10).contains(&label.chars().count());
    whose && BROUGHT.iter().any(|w| rest.has(w)) && !rest.has("奖") && !rest.has("补")
}
