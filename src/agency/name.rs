//! Names 全称: a short name of a body in full, by the usual names of its kind.
//!
//! `发展改革委` → 发展和改革委员会, `财政` (before 等部门) → 财政局 or 财政厅, `委宣传部` behind 区 → 中共…区委宣传部.

use super::place::{Level, Place};
use super::{BY_RULE, Body};
use crate::lexicon::Lexicon;
use std::collections::HashMap;

/// Endings of short names and what they are in full; the longer before the shorter.
const ENDINGS: &[(&str, &str)] = &[
    ("委员会办公室", "委员会办公室"),
    ("委员会", "委员会"),
    ("办公室", "办公室"),
    ("总局", "总局"),
    ("委", "委员会"),
    ("局", "局"),
    ("厅", "厅"),
    ("部", "部"),
    ("署", "署"),
    ("办", "办公室"),
];

/// Before 委 these make a committee of the party or another one that keeps its short name: 党委, 纪委, 工委.
const PARTY_ENDS: &[char] = &['党', '纪', '监', '工', '常', '组', '编', '团', '省', '市', '区', '县'];

/// Offices that stand for a committee behind them.
const OFFICES: &[&str] =
    &["领导小组办公室", "指挥部办公室", "联席会议办公室", "工作专班办公室", "专班办公室", "委员会办公室"];

/// A body of which only the rule is known.
pub(super) fn by_rule() -> Body {
    Body {
        name: String::new(),
        level: None,
        region: None,
        parent: None,
        generic: false,
        host: None,
        valid: (None, None),
        successor: None,
        source: BY_RULE.to_owned(),
    }
}

/// A name and what stands in the bracket at its end.
pub(super) fn bracket(name: &str) -> (&str, Option<&str>) {
    let cut = name.strip_suffix('）').and_then(|n| n.split_once('（'));
    cut.filter(|(main, _)| !main.is_empty()).map_or((name, None), |(main, inside)| (main, Some(inside)))
}

/// Whether a name is that of an office behind a committee.
pub(super) fn is_office(name: &str) -> bool {
    OFFICES.iter().any(|o| name.ends_with(o))
}

/// Whether a name is one of the centre wherever it stands: 财政部, 海关总署, 国家…, 证监会.
pub(super) fn is_central(name: &str) -> bool {
    const PARTY: &[&str] = &[
        "宣传部",
        "组织部",
        "统战部",
        "武装部",
        "人武部",
        "社会工作部",
        "指挥部",
        "工作部",
        "营管部",
        "管理部",
        "俱乐部",
    ];
    let head = ["国家", "国务院", "中央", "全国", "中国人民", "中国民用", "中国气象", "中国地震", "中华全国"]
        .iter()
        .any(|w| name.starts_with(w));
    let end = name.ends_with("总局") || name.ends_with("总署") || name.ends_with("监会");
    let bank = name == "人民银行";
    let ministry = name.ends_with('部') && name.chars().count() <= 12 && !PARTY.iter().any(|p| name.ends_with(p));
    head || end || bank || ministry
}

/// The usual names of bodies.
#[derive(Debug)]
pub(super) struct Names {
    /// Short and full stems to the full one.
    stems: HashMap<String, String>,
    /// Stems as lists shorten them, each with what they may mean.
    bare: HashMap<String, Vec<String>>,
    /// Stems whose body is usually a 委员会.
    committees: Vec<String>,
    /// Whole names: 妇联.
    whole: HashMap<String, (String, bool)>,
}

impl Names {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let (mut stems, mut bare, mut committees) = (HashMap::new(), HashMap::<String, Vec<String>>::new(), Vec::new());
        for row in lexicon.table("agency_stems").rows() {
            let full = row.word().to_owned();
            for short in row.get("short").split('、').chain([row.word()]).filter(|s| !s.is_empty()) {
                stems.entry(short.to_owned()).or_insert_with(|| full.clone());
            }
            for short in row.get("bare").split('、').chain([row.word()]).filter(|s| !s.is_empty()) {
                bare.entry(short.to_owned()).or_default().push(full.clone());
            }
            if row.get("usual") == "委" {
                committees.push(full);
            }
        }
        let names = lexicon.table("agency_names").rows();
        let whole = names.map(|r| (r.word().to_owned(), (r.get("full").to_owned(), r.get("level") == "national")));
        Self { stems, bare, committees, whole: whole.collect() }
    }

    /// The rest of a name behind its place, in full.
    pub(super) fn full(&self, rest: &str) -> String {
        if let Some((full, false)) = self.whole.get(rest) {
            return full.clone();
        }
        if let Some(office) = rest.strip_prefix("政府").filter(|o| !o.is_empty()) {
            return format!("人民政府{}", self.full(office));
        }
        for (end, full) in ENDINGS {
            if let Some(stem) = rest.strip_suffix(end).filter(|s| !s.is_empty()) {
                return match self.stems.get(stem) {
                    Some(known) => format!("{known}{full}"),
                    // 人才工作局 is its own full name; 政府办 and 研究室 too.
                    None if *end == "委" && stem.chars().count() > 1 && !stem.ends_with(PARTY_ENDS) => {
                        format!("{stem}委员会")
                    }
                    None if *end == "办" => format!("{stem}办公室"),
                    None => rest.to_owned(),
                };
            }
        }
        rest.to_owned()
    }

    /// What a name without an ending may mean: 财政, 发改.
    pub(super) fn bare(&self, name: &str) -> Option<Vec<&str>> {
        self.bare.get(name).map(|all| all.iter().map(String::as_str).collect())
    }

    /// The body of that name in a place.
    pub(super) fn of(&self, rest: &str, level: Level, region: &str, municipality: bool) -> Body {
        let body = |name: String, parent: Option<String>, level: Level| Body {
            name,
            level: Some(level),
            region: Some(region.to_owned()).filter(|r| !r.is_empty()),
            parent,
            ..by_rule()
        };
        if let Some((full, true)) = self.whole.get(rest).filter(|_| !region.is_empty()) {
            let short = region
                .strip_suffix('市')
                .filter(|_| level <= Level::City && !full.contains("税务局"))
                .unwrap_or(region);
            let own = full.starts_with("{place}");
            let name = full.replace("{place}", if own || full.contains("税务局") { region } else { short });
            return body(name, None, Level::National);
        }
        // 区委, 区委宣传部, 市委网信办: of the party; 委 of 区经委 has a stem before it.
        if let Some(office) = rest.strip_prefix('委').filter(|o| !o.starts_with(['员', '托'])) {
            let office = match office {
                "网信办" => "网络安全和信息化委员会办公室".to_owned(),
                "编办" => "机构编制委员会办公室".to_owned(),
                other => other.to_owned(),
            };
            return body(
                format!("中共{region}委{office}"),
                Some(format!("中共{region}委")).filter(|_| !office.is_empty()),
                level,
            );
        }
        if rest == "团委" {
            return body(format!("共青团{region}委员会"), None, level);
        }
        let full = match self.bare(rest) {
            Some(stems) => {
                let stem = stems.first().copied().unwrap_or(rest);
                let committee = self.committees.iter().any(|c| c == stem);
                let end = match level {
                    _ if committee && level < Level::County => "委员会",
                    Level::Province if !municipality => "厅",
                    _ => "局",
                };
                format!("{stem}{end}")
            }
            None => self.full(rest),
        };
        let governed =
            ["委员会", "局", "厅", "办公室"].iter().any(|e| full.ends_with(e)) && !full.starts_with("人民政府");
        let parent = governed.then(|| format!("{region}人民政府"));
        let parent = parent.filter(|_| !region.is_empty());
        body(format!("{region}{full}"), parent, level)
    }

    /// The body that the centre has set up in a place: 银保监局 of 上海.
    pub(super) fn dispatched(&self, rest: &str, place: &Place) -> Option<Body> {
        let (full, central) = self.whole.get(rest)?;
        central.then(|| Body {
            name: full.replace("{place}", place.short()),
            level: Some(Level::National),
            region: Some(place.region()),
            ..by_rule()
        })
    }

    /// Whether a body that names its place in short belongs to the centre: 人行…, 中国…公司…分公司.
    #[expect(clippy::unused_self, reason = "asked like the others")]
    pub(super) fn is_central(&self, name: &str) -> bool {
        ["人行", "人民银行", "中国", "国家", "国网", "民航"].iter().any(|w| name.starts_with(w))
    }
}
