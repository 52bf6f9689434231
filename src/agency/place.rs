//! Places 地区: of whom a document speaks, and the place at the head of a body's name.
//!
//! `上海市奉贤区人民政府` is 上海市 and 奉贤区 in it; in its documents 区 means 上海市奉贤区 and 市 上海市. A 市 that is
//! no province and no prefecture (`places.tsv`) is a county-level one; one of a single character (甲市) is none.

use crate::lexicon::Lexicon;
use std::collections::HashMap;

/// At which level a body works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// 国家级
    National,
    /// 省级
    Province,
    /// 市级
    City,
    /// 县级
    County,
    /// 乡级
    Town,
}

impl Level {
    /// Its word in tables and in outside JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::National => "national",
            Self::Province => "province",
            Self::City => "city",
            Self::County => "county",
            Self::Town => "town",
        }
    }

    /// The level of that word.
    pub fn named(word: &str) -> Option<Self> {
        [Self::National, Self::Province, Self::City, Self::County, Self::Town].into_iter().find(|l| l.word() == word)
    }
}

/// One place.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Place {
    name: String,
    short: String,
    level: Level,
    /// The province of a prefecture, where the table tells.
    parent: Option<String>,
}

impl Place {
    pub(super) fn own_level(&self) -> Level {
        self.level
    }

    pub(super) fn region(&self) -> String {
        self.name.clone()
    }

    pub(super) fn short(&self) -> &str {
        &self.short
    }
}

/// The place that a document speaks for: its chain of places, outermost first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Jurisdiction {
    national: bool,
    chain: Vec<Place>,
}

impl Jurisdiction {
    /// Whether the centre speaks.
    pub fn is_national(&self) -> bool {
        self.national
    }

    /// Whether nothing tells who speaks.
    pub fn is_unknown(&self) -> bool {
        !self.national && self.chain.is_empty()
    }

    /// The level of whoever speaks.
    pub fn level(&self) -> Option<Level> {
        if self.national { Some(Level::National) } else { self.chain.last().map(|p| p.level) }
    }

    /// The place, as names of bodies write it.
    pub fn region(&self) -> Option<String> {
        self.chain.last().and_then(|p| self.region_at(p.level))
    }

    /// Whether it is a 直辖市 itself.
    pub(super) fn is_municipality(&self) -> bool {
        matches!(self.chain.as_slice(), [p] if municipality(p))
    }

    /// Whether it is one place below a city of which nothing else is told.
    pub(super) fn is_lone(&self) -> bool {
        matches!(self.chain.as_slice(), [p] if p.level >= Level::County)
    }

    /// Whether its innermost place is that of `other`, and it says more.
    pub(super) fn holds(&self, other: &Self) -> bool {
        self.chain.len() > 1 && self.chain.last().map(|p| &p.name) == other.chain.last().map(|p| &p.name)
    }

    /// Whether it lies in that region, or is it.
    pub(super) fn within(&self, region: &str) -> bool {
        let levels = self.chain.iter().map(|p| p.level);
        levels.filter_map(|l| self.region_at(l)).any(|r| r == region)
    }

    /// The place at one level, as names of bodies write it: no province before a city.
    pub(super) fn region_at(&self, level: Level) -> Option<String> {
        let at = self.chain.iter().position(|p| p.level == level)?;
        let told = self.chain.get(..=at)?.iter().filter(|p| p.level != Level::Province || municipality(p) || at == 0);
        Some(told.map(|p| p.name.as_str()).collect())
    }

    fn province(&self) -> Option<String> {
        let own = self.region_at(Level::Province);
        own.or_else(|| self.chain.iter().find_map(|p| p.parent.clone()))
    }
}

fn municipality(p: &Place) -> bool {
    p.level == Level::Province && p.name.ends_with('市')
}

/// The place a name begins with.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub(super) level: Option<Level>,
    pub(super) region: Option<String>,
    pub(super) municipality: bool,
}

/// All places of the table.
#[derive(Debug)]
pub(super) struct Places {
    /// By full name.
    full: HashMap<String, Place>,
    /// Full names, longest first, by their first character.
    heads: HashMap<char, Vec<String>>,
    /// By short name; of 吉林 and 吉林市 the province.
    short: HashMap<String, String>,
}

/// What ends in a level and is no place.
const NO_PLACE: &[&str] = &[
    "城市",
    "都市",
    "上市",
    "本市",
    "全市",
    "各市",
    "股市",
    "门市",
    "超市",
    "地区",
    "园区",
    "社区",
    "景区",
    "辖区",
    "校区",
    "军区",
    "开发区",
    "高新区",
    "片区",
    "城区",
    "主城区",
    "中心城区",
    "全区",
    "各区",
    "本区",
    "各县",
    "全县",
    "本县",
    "示范区",
    "试验区",
    "灾区",
    "功能区",
    "警备区",
    "军分区",
];

/// Words for a level at the head of a name; the longer before the shorter.
const LEVEL_WORDS: &[(&str, Level)] = &[
    ("自治区", Level::Province),
    ("省", Level::Province),
    ("全市", Level::City),
    ("市", Level::City),
    ("州", Level::City),
    ("盟", Level::City),
    ("区", Level::County),
    ("县", Level::County),
    ("旗", Level::County),
];

impl Places {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let mut out = Self { full: HashMap::new(), heads: HashMap::new(), short: HashMap::new() };
        for row in lexicon.table("places").rows() {
            let (name, short) = (row.word(), row.get("short"));
            let parent = Some(row.get("parent").to_owned()).filter(|p| !p.is_empty());
            let level = Level::named(row.get("level")).unwrap_or(Level::City);
            let place = Place { name: name.to_owned(), short: short.to_owned(), level, parent };
            out.full.insert(name.to_owned(), place);
            out.short.entry(short.to_owned()).or_insert_with(|| name.to_owned());
            if let Some(first) = name.chars().next() {
                out.heads.entry(first).or_default().push(name.to_owned());
            }
        }
        for heads in out.heads.values_mut() {
            heads.sort_by_key(|n| std::cmp::Reverse(n.len()));
        }
        out
    }

    /// The places that a name begins with, outermost first, and what is left of it.
    fn chain<'a>(&self, name: &'a str) -> (Vec<Place>, &'a str) {
        let (mut chain, mut rest): (Vec<Place>, _) = (Vec::new(), name);
        while let Some((place, after)) = self.next(rest, chain.last()) {
            chain.push(place);
            rest = after;
        }
        (chain, rest)
    }

    fn next<'a>(&self, name: &'a str, above: Option<&Place>) -> Option<(Place, &'a str)> {
        let heads = self.heads.get(&name.chars().next()?).map_or(&[][..], Vec::as_slice);
        let known = heads.iter().find(|h| name.starts_with(h.as_str())).and_then(|h| self.full.get(h));
        if let Some(place) = known.filter(|p| above.is_none_or(|a| a.level < p.level)) {
            return Some((place.clone(), name.get(place.name.len()..)?));
        }
        // 甲州市乙城区, 丙口县: at most six characters, and the level behind them.
        if name.starts_with("国家")
            || name.starts_with("中国")
            || name.starts_with(['市', '省', '各', '有', '相', '全', '本', '县'])
        {
            return None;
        }
        let mut end = 0;
        for (at, c) in name.char_indices().take(7) {
            end = at + c.len_utf8();
            let rest = name.get(end..)?;
            let word = name.get(..end)?;
            let level = match c {
                '市' if rest.starts_with(['场', '政', '容', '民']) => continue,
                '市' if at == 0 => return None,
                '市' => {
                    let lone = word.chars().count() == 2 || word.starts_with('某');
                    match above {
                        Some(p) if p.level >= Level::City => Level::County,
                        Some(_) => Level::City,
                        None if lone => Level::City,
                        None => Level::County,
                    }
                }
                '省' if at > 0 && above.is_none() => Level::Province,
                '区' if rest.starts_with(['域', '划', '块', '县']) || word.ends_with("自治区") => continue,
                '县' if rest.starts_with(['域', '级', '（', '乡']) => continue,
                '区' | '县' | '旗' if at > 0 => Level::County,
                '镇' | '乡' if at > 0 && above.is_some_and(|p| p.level == Level::County) => Level::Town,
                c if !('\u{4e00}'..='\u{9fff}').contains(&c) => return None,
                _ => continue,
            };
            let odd = NO_PLACE.iter().any(|n| if n.chars().count() > 2 { word.ends_with(n) } else { word == *n })
                || above.is_some_and(|a| a.level >= level);
            if odd {
                return None;
            }
            let short = word.strip_suffix(c).unwrap_or(word).to_owned();
            return Some((Place { name: word.to_owned(), short, level, parent: None }, rest));
        }
        let _ = end;
        None
    }

    /// Whether a name begins with a place or a level.
    pub(super) fn begins(&self, name: &str) -> bool {
        LEVEL_WORDS.iter().any(|(w, _)| name.starts_with(w)) || self.next(name, None).is_some()
    }

    /// The place that the name of an issuer, a title or a body speaks for.
    pub(super) fn jurisdiction(&self, name: &str) -> Jurisdiction {
        if ["国务院", "中共中央", "中央", "国家", "全国", "中华人民共和国"].iter().any(|w| name.starts_with(w))
        {
            return Jurisdiction { national: true, chain: Vec::new() };
        }
        let name = name.strip_prefix("中共").unwrap_or(name);
        let (chain, rest) = self.chain(name);
        // 教育部, 海关总署 speak for the whole country.
        let head = name.split("关于").next().unwrap_or(name);
        let central = chain.is_empty() && rest.len() == name.len() && super::name::is_central(head);
        Jurisdiction { national: central, chain }
    }

    /// The place at the head of a name in a document of `of`, and the rest: 市财政局 → 上海市, 财政局.
    pub(super) fn split<'a>(&self, name: &'a str, of: &Jurisdiction) -> (Head, &'a str) {
        let party = name.strip_prefix("中共").unwrap_or(name);
        let (chain, rest) = self.chain(party);
        if let (Some(last), false) = (chain.last(), rest.is_empty()) {
            let level = last.level;
            // 奉贤区财政局 in a document of 上海市: the places above come from there.
            let first = chain.first().map_or(Level::Town, |p| p.level);
            let mut whole: Vec<Place> = Vec::new();
            if !of.chain.iter().any(|p| chain.first().is_some_and(|f| f.name == p.name)) {
                let above = of.chain.iter().filter(|p| p.level < first);
                whole.extend(above.filter(|p| p.level > Level::Province || municipality(p)).cloned());
            } else {
                whole.extend(of.chain.iter().take_while(|p| chain.first().is_none_or(|f| f.name != p.name)).cloned());
            }
            whole.extend(chain);
            let own = Jurisdiction { national: false, chain: whole };
            return (Head { level: Some(level), region: own.region(), municipality: own.is_municipality() }, rest);
        }
        if ["国家", "国务院", "中央", "全国"].iter().any(|w| name.starts_with(w)) {
            return (Head::default(), name);
        }
        for (word, level) in LEVEL_WORDS {
            let Some(rest) = name.strip_prefix(word).filter(|r| !r.is_empty()) else { continue };
            if *word == "市" && rest.starts_with('场') && !rest.starts_with("场监管局市") {
                // 市场监管局: no level, unless another 市 stands before it.
                break;
            }
            if of.is_unknown() {
                return (Head { level: Some(*level), region: None, municipality: false }, rest);
            }
            return (self.at(*level, of), rest);
        }
        (Head::default(), name)
    }

    /// 市 in a document of 上海市 is a province, in one of 甲海市 a county-level city.
    fn at(&self, level: Level, of: &Jurisdiction) -> Head {
        let own = of.chain.iter().rev().find(|p| match level {
            Level::City => p.name.ends_with(['市', '州', '盟']) || p.name.ends_with("地区"),
            _ => p.level == level,
        });
        match own {
            Some(place) => {
                Head { level: Some(place.level), region: of.region_at(place.level), municipality: municipality(place) }
            }
            None if level == Level::Province => Head { level: Some(level), region: of.province(), municipality: false },
            None => Head { level: Some(level), region: None, municipality: false },
        }
    }

    /// A body that names its place in short: 合肥海关, 人行重庆营管部.
    pub(super) fn dispatched<'a>(&self, name: &'a str) -> Option<(Place, &'a str)> {
        const BEFORE: &[&str] = &["中国人民银行", "人民银行", "人行", "国家税务总局", "国网", "民航"];
        let open = BEFORE.iter().find(|b| name.starts_with(**b)).map_or(0, |b| b.len());
        let company = name.starts_with("中国").then(|| name.find("公司").map(|n| n + "公司".len())).flatten();
        [Some(open), company].into_iter().flatten().find_map(|from| {
            let rest = name.get(from..)?;
            let ends = rest.char_indices().skip(2).map(|(i, _)| i).take(4).collect::<Vec<_>>();
            let found = ends.into_iter().rev().find_map(|end| {
                let place = self.full.get(self.short.get(rest.get(..end)?)?)?;
                Some((place.clone(), rest.get(end..)?))
            });
            found.filter(|(_, rest)| !rest.is_empty())
        })
    }
}
