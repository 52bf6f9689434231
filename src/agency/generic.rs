//! Generic bodies 泛指机构: no single body, but all of a kind: 各区政府, 各有关部门, 成员单位.
//!
//! `各区政府`, `各区人民政府` and `各区` mean the same; each is told with the place whose they are.

use super::Body;
use super::name;
use super::place::{Jurisdiction, Level};

/// What a generic name begins with.
const HEADS: &[&str] = &["各", "有关", "相关", "所有", "所在", "属地", "辖区", "当地", "地方", "其他", "本级"];
/// What stands in a generic name.
const INSIDE: &[&str] = &[
    "有关部门",
    "相关部门",
    "各部门",
    "有关单位",
    "相关单位",
    "主管部门",
    "牵头单位",
    "成员单位",
    "责任单位",
    "各单位",
    "部门和单位",
    "所在地",
    "省级政府",
    "市级政府",
    "县级政府",
    "区级政府",
    "地方政府",
    "管理机构",
];

/// The generic body that a name means; none where it names one.
pub(super) fn body(name: &str, inside: Option<&str>, of: &Jurisdiction) -> Option<Body> {
    let function = name.ends_with("部门") || name.ends_with("机关");
    let listed = HEADS.iter().any(|h| name.starts_with(h)) || INSIDE.iter().any(|w| name.contains(w));
    let areas = inside.is_some_and(|i| i.chars().all(|c| "市区县街道镇乡场、".contains(c)));
    if !(function || listed || (areas && name.starts_with(['镇', '乡', '县', '区', '市']))) {
        return None;
    }
    // 乡镇（街道）, 县（市、区）: the bracket belongs to the name.
    let whole = inside.filter(|_| areas).map_or_else(|| name.to_owned(), |i| format!("{name}（{i}）"));
    let short = whole.strip_suffix("人民政府").or_else(|| whole.strip_suffix("政府")).unwrap_or(&whole);
    let shared = short.starts_with('各') && short.chars().count() > 1;
    let word = if shared { short } else { &whole };
    // 各区 of 上海市 are not those of 重庆市.
    let region = of.region();
    let full = match &region {
        // 市级有关部门 of 甲市 are 甲市级有关部门.
        Some(region) if !of.is_national() => match word.chars().next().filter(|c| region.ends_with(*c)) {
            Some(level) => format!("{region}{}", word.strip_prefix(level).unwrap_or(word)),
            None => format!("{region}{word}"),
        },
        _ => word.to_owned(),
    };
    Some(Body { name: full, level: level(word, of), region, generic: true, ..name::by_rule() })
}

/// The level of those that are meant, where the name tells.
fn level(word: &str, of: &Jurisdiction) -> Option<Level> {
    let says = |words: &[&str]| words.iter().any(|w| word.contains(w));
    if says(&["国务院", "中央"]) {
        Some(Level::National)
    } else if says(&["各省", "自治区、", "省级", "省直", "省有关"]) {
        Some(Level::Province)
    } else if says(&["乡镇", "街道", "各镇", "镇街", "街镇", "各乡"]) || word.starts_with(['镇', '乡']) {
        Some(Level::Town)
    } else if says(&["市级", "各市", "市直", "市有关", "设区"]) {
        // 市级 of a 直辖市 is that of a province.
        if of.level() == Some(Level::Province) && of.is_municipality() {
            Some(Level::Province)
        } else {
            Some(Level::City)
        }
    } else if says(&["各区", "区县", "区级", "各县", "县级", "区直", "县直", "有关区", "相关区"])
        || word.starts_with(['县', '区'])
    {
        Some(Level::County)
    } else {
        of.level()
    }
}
