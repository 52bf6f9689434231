//! Place 地区级别: which region a document speaks for and on which level, by the name of who issued it.
//!
//! `上海市奉贤区人民政府` → region `上海市奉贤区`, level `区县级`; `上海市科学技术委员会` → `上海市`, `省级`;
//! `国务院办公厅` → no region, `国家级`. What the name does not say is none.

/// Provinces and what stands on their level, as official names begin.
const PROVINCES: &[&str] = &[
    "北京市",
    "天津市",
    "上海市",
    "重庆市",
    "河北省",
    "山西省",
    "辽宁省",
    "吉林省",
    "黑龙江省",
    "江苏省",
    "浙江省",
    "安徽省",
    "福建省",
    "江西省",
    "山东省",
    "河南省",
    "湖北省",
    "湖南省",
    "广东省",
    "海南省",
    "四川省",
    "贵州省",
    "云南省",
    "陕西省",
    "甘肃省",
    "青海省",
    "台湾省",
    "内蒙古自治区",
    "广西壮族自治区",
    "西藏自治区",
    "宁夏回族自治区",
    "新疆维吾尔自治区",
    "新疆生产建设兵团",
    "香港特别行政区",
    "澳门特别行政区",
];
/// How names of bodies of the whole country begin.
const NATIONAL: &[&str] = &["国务院", "中共中央", "中央", "国家", "中国", "全国", "最高人民", "中华人民共和国"];

/// Region and level of an issuer.
pub(super) fn of(issuer: &str) -> (Option<String>, Option<&'static str>) {
    if NATIONAL.iter().any(|n| issuer.starts_with(n))
        || issuer.ends_with('部') && !issuer.contains(['省', '市', '县', '区'])
    {
        return (None, Some("国家级"));
    }
    let province = PROVINCES.iter().find(|p| issuer.starts_with(**p)).map_or(0, |p| p.len());
    let mut end = province;
    let mut level = (province > 0).then_some("省级");
    // A prefecture or city, then a county or district, then a town, each at least two characters.
    for (marks, name) in [
        (&["自治州", "地区", "盟", "市"][..], "市级"),
        (&["自治县", "新区", "区", "县", "旗", "市"][..], "区县级"),
        (&["街道", "镇", "乡"][..], "乡镇级"),
    ] {
        if let Some(size) = unit(issuer.get(end..).unwrap_or_default(), marks) {
            // 直辖市 have no prefectures: what follows them is a district.
            end += size;
            level = Some(name);
        }
    }
    ((end > 0).then(|| issuer.get(..end).unwrap_or_default().to_owned()), level)
}

/// Bytes of a name of two to eight characters that ends in one of the marks, before a body begins.
fn unit(rest: &str, marks: &[&str]) -> Option<usize> {
    let body = ["人民政府", "委员会", "办公", "局", "厅", "院", "管理"].iter().filter_map(|b| rest.find(b)).min();
    let name = rest.get(..body.unwrap_or(rest.len()))?;
    let found = marks.iter().filter_map(|mark| Some((name.find(mark)?, mark.len())));
    let (at, size) = found.min_by_key(|(at, size)| (*at, usize::MAX - size))?;
    let chars = name.get(..at)?.chars().count();
    (1..=8).contains(&chars).then_some(at + size)
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn names_say_where() {
        for (issuer, region, level) in [
            ("上海市人民政府办公厅", Some("上海市"), Some("省级")),
            ("上海市奉贤区人民政府", Some("上海市奉贤区"), Some("区县级")),
            ("上海市科学技术委员会", Some("上海市"), Some("省级")),
            ("江苏省甲州市人民政府办公室", Some("江苏省甲州市"), Some("市级")),
            ("江苏省甲州市乙县人民政府", Some("江苏省甲州市乙县"), Some("区县级")),
            ("乙县丙丁镇人民政府", Some("乙县丙丁镇"), Some("乡镇级")),
            ("甲州市发展和改革委员会", Some("甲州市"), Some("市级")),
            ("国务院办公厅", None, Some("国家级")),
            ("工业和信息化部", None, Some("国家级")),
            ("某某协会", None, None),
        ] {
            assert_eq!(of(issuer), (region.map(str::to_owned), level), "{issuer}");
        }
    }
}
