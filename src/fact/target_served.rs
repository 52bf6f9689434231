//! Served 受益对象: those for whom something is done, and what is done of them.
//!
//! In: a number with the words around it (`为6所山区学校实施供暖设施改造`, `公益性岗位安置就业困难人员6万人`,
//! `县乡公路提升工程建成4000公里`). Out: those counted and what is done, as one phrase; none where the words set a condition
//! or tell of money (`对10个项目给予补助`).

use super::around::whole_place;
use super::target_carry::{first_value, is_rate, over_bracket};
use super::target_noun::Bond;
use super::target_phrase::{Found, Phrases};
use super::target_place::{Around, item_start};
use super::target_plain::is_task;
use super::target_region::PARTS_OF_A_PLACE;
use crate::mention::{Comparator, Mention, MentionKind};
use crate::text::{Seek, Span};

/// What is done for somebody, light verbs first: the deed itself stands behind them.
const DOES: &[&str] = &["开展", "实施", "进行", "先行启动", "启动", "做好", "完成", "做"];

/// What is brought to somebody: those who get it are counted, and nothing of it.
const BRINGS: &[&str] = &[
    "提供", "发放", "配备", "配置", "安装", "加装", "新增", "增设", "开设", "更新", "建设", "配齐", "建立", "布设",
    "设置", "引入",
];

/// What those get of whom nothing is said before.
const GETS: &[&str] = &["新增", "加装", "安装"];

/// What goes on behind those served.
const HOW: &[&str] = &["免费", "全面", "统一", "各", "分别", "推广", "依法"];

/// How something is done for those served, before 为 and 对.
const HOW_DONE: &[&str] = &["分期分批", "分批", "全面", "继续", "重点", "依法", "计划", "集中"];

/// Units of size: what stands behind them is described.
const SIZES: &[&str] =
    &["米", "公里", "千米", "平方米", "平方公里", "亩", "公顷", "吨", "千瓦", "万千瓦", "兆瓦", "千伏", "岁", "周岁"];

/// How people and villages leave poverty, or their old place.
const LEAVES: &[&str] = &[
    "脱贫摘帽",
    "减贫摘帽",
    "脱贫出列",
    "脱贫致富",
    "脱贫",
    "摘帽",
    "出列",
    "退出",
    "减贫",
    "搬迁入住",
    "易地搬迁",
    "实现就业",
];

/// How wholly they do.
const ALL: &[&str] = &["如期", "全部", "稳定", "实现", "全面", "基本", "顺利", "整体", "同步", "率先"];

/// How far things are: what stands before them is built, not they.
const STAGES: &[&str] = &["建成", "完工", "竣工", "开工", "通车", "投产", "投用"];

/// 支持示范企业10家: those who are supported are counted, where no money is told.
pub(super) fn supported(text: &str, around: &Around, mention: &Mention) -> bool {
    let closes = text.get(mention.span.end..around.part.end).is_some_and(str::is_empty);
    closes && around.part.of(text).trim_start().opens("支持") && !around.sentence.of(text).contains('元')
}

impl Phrases {
    /// What is done for those counted, or how far it is; none where the words are of another kind.
    pub(super) fn of_people(&self, text: &str, mention: &Mention, around: &Around, before: &str) -> Option<Found> {
        // 家庭农场300户（累计1200户）: words that stand elsewhere lead to no number here.
        if !text.get(..mention.span.start).is_some_and(|t| t.closes(before)) {
            return None;
        }
        self.served(text, mention, around, before)
            .or_else(|| self.solved(text, mention, around, before))
            .or_else(|| self.comes_to_be(text, mention, around, before))
            .or_else(|| self.staged(text, mention, around))
    }

    /// 为6所山区学校实施供暖设施改造, 对40万贫困劳动力开展技能培训, 在100所中小学实施…工程.
    fn served(&self, text: &str, mention: &Mention, around: &Around, before: &str) -> Option<Found> {
        let counts = match mention.kind {
            MentionKind::Quantity => mention.unit.as_deref().is_some_and(|u| !SIZES.contains(&u)),
            // 为80万农村妇女免费检查: people go without a unit
            MentionKind::Number => mention.core.of(text).ends_with('万'),
            _ => false,
        };
        let exact = mention.core.of(text).starts_with(|c: char| c.is_ascii_digit());
        let whom = before.trim_start();
        // 50个小区新增充电设施: what they get stands behind those alone.
        let alone = whom.is_empty();
        let whom = HOW_DONE.iter().fold(whom, |w, how| w.strip_prefix(how).unwrap_or(w));
        let whom = ["为", "对", "在", "给"].iter().find_map(|w| whom.strip_prefix(w)).or(alone.then_some(""))?;
        // 对坐落在居民区内的20座泵站: an attribute
        let most = if whom.ends_with('的') { 14 } else { 10 };
        if !counts || !exact || whom.chars().count() > most || !whom.chars().all(char::is_alphabetic) {
            return None;
        }
        // 对860个候车亭（站点）进行改造
        let behind = over_bracket(text, mention.span.end, text.get(mention.span.end..around.part.end)?);
        let end = mention.span.end + behind.len();
        let after = behind.strip_prefix(['余', '多']).unwrap_or(behind).trim_start_matches("以上");
        let does: Vec<&str> = if alone { GETS.to_vec() } else { [DOES, BRINGS].concat() };
        let (at, verb) = does.iter().filter_map(|w| Some((after.place(w).filter(|at| *at > 0)?, *w))).min()?;
        let named = HOW.iter().fold(after.get(..at)?, |n, w| n.without_end(w));
        // 在3家养老机构内增设医疗机构
        let named = named.strip_suffix(['内', '里']).unwrap_or(named);
        let deed = after.get(at + verb.len()..)?.trim_start_matches(['了', '的']);
        let deed = deed.trim_start_matches('、').split(['、', '（']).next().unwrap_or_default();
        let free = if after[..at].closes("免费") { "免费" } else { "" };
        let whole = named.strip_prefix("符合条件的").unwrap_or(named);
        // 为300户收入偏低的残疾、失独家庭实施改造
        let whom_for = !alone && before.trim_start().starts_with(['为', '对', '给']);
        let most = if whom_for { 28 } else { 20 };
        let plain = (2..=most).contains(&whole.chars().count())
            && (!whole.has("（") || whole.ends_with('）'))
            && (whom_for || !whole.contains(['的', '、']));
        let done = (2..=20).contains(&deed.chars().count()) && !deed.contains(|c: char| c.is_ascii_digit());
        let money = ["补", "奖", "资助", "贴息", "元"].iter().any(|w| deed.has(w));
        // 为600个小区引入物业服务: those who get it are not new
        let brought = BRINGS.contains(&verb) && !alone;
        let told = if brought { String::new() } else { format!("{free}{deed}") };
        let verbs = if brought { Vec::new() } else { vec![verb.to_owned()] };
        (plain && done && !money).then(|| Found {
            indicator: format!("{whom}{named}{told}"),
            quote: Span::new(mention.span.start - (before.trim_start().len()), end),
            bond: Bond { verbs, ..Bond::default() },
            rule: "target/served",
        })
    }

    /// 贫困地区实现1万人脱贫, 城镇12万人实现就业再就业: who comes to what.
    fn comes_to_be(&self, text: &str, mention: &Mention, around: &Around, before: &str) -> Option<Found> {
        let after = text.get(mention.span.end..around.part.end)?;
        let (whose, deed) = match (before.trim_start().strip_suffix("实现"), after.strip_prefix("实现")) {
            (Some(whose), None) => (whose, after),
            (None, Some(deed)) => (before.trim_start(), deed),
            _ => return None,
        };
        let whose = self.nouns.open(whose, &mut Bond::default(), false);
        let people = ["人", "户", "名", "万人"].contains(&mention.unit.as_deref().unwrap_or_default());
        let plain = |w: &str, most: usize| w.chars().count() <= most && w.chars().all(char::is_alphabetic);
        let named =
            plain(whose, 8) && plain(deed, 8) && !deed.has("是") && deed.chars().count() >= 2 && !whose.has('年');
        (people && named && mention.kind == MentionKind::Quantity).then(|| Found {
            indicator: format!("{whose}{deed}"),
            quote: Span::new(mention.span.start - before.trim_start().len(), around.part.end),
            bond: Bond { verbs: vec!["实现".to_owned()], ..Bond::default() },
            rule: "target/served",
        })
    }

    /// 5.83万户、20.58万贫困人口如期全部脱贫, 223个贫困村全部减贫摘帽: who leaves poverty or their old place, counted by
    /// households and heads.
    pub(super) fn leaves(&self, text: &str, mention: &Mention, around: &Around) -> Option<Found> {
        let counts = match mention.kind {
            MentionKind::Quantity => {
                ["户", "人", "名", "个", "家", "万人"].contains(&mention.unit.as_deref().unwrap_or_default())
            }
            MentionKind::Number => mention.core.of(text).ends_with('万'),
            _ => false,
        };
        let after = text.get(mention.span.end..around.part.end)?;
        let behind = behind_counts(after).trim_end_matches('”');
        let (noun, deed) = LEAVES.iter().find_map(|w| Some((behind.strip_suffix(w)?.trim_end_matches('“'), *w)))?;
        let noun = ALL.iter().chain(ALL).fold(noun, |n, w| n.without_end(w));
        let start = item_start(text, around.part.start, mention.span.start);
        // 国家现行标准下的5.83万户、20.58万贫困人口: whose both are stands before the first.
        let head = text.get(around.part.start..mention.span.start)?;
        let head = head.get(..first_value(head).unwrap_or(head.len()))?;
        let whose = self.nouns.open(head.trim_start(), &mut Bond::default(), true);
        let whose = ["实现", "推动", "使", "其中"].iter().fold(whose, |w, verb| w.strip_prefix(verb).unwrap_or(w));
        let plain = |w: &str, most: usize| w.chars().count() <= most && w.chars().all(char::is_alphabetic);
        // 甲村、乙村等5个贫困村出列: their names
        let names = whose.has('、') && whose.chars().all(|c| c.is_alphabetic() || c == '、');
        let whose = if names { "" } else { whose };
        let named = plain(whose, 12)
            && plain(noun, 10)
            && !whose.contains(['已', '将', '对', '由', '占'])
            && !noun.contains(['的', '以', '左', '多', '余']);
        let exact = mention.core.of(text).starts_with(|c: char| c.is_ascii_digit());
        let what = if noun.chars().count() >= 3 { noun.to_owned() } else { format!("{noun}{deed}") };
        (counts && named && exact).then(|| Found {
            indicator: format!("{whose}{what}"),
            quote: Span::new(start, around.part.end),
            bond: Bond { verbs: vec!["实现".to_owned()], ..Bond::default() },
            rule: "target/served",
        })
    }

    /// 解决农村962万人饮水安全问题: how many have the trouble.
    fn solved(&self, text: &str, mention: &Mention, around: &Around, before: &str) -> Option<Found> {
        let whose = self.nouns.open(before, &mut Bond::default(), false);
        let whose = ["力争", "确保", "基本"].iter().fold(whose, |w, how| w.strip_prefix(how).unwrap_or(w));
        // 全市要解决10万人的饮水安全问题
        let (front, whose) = whose.halves("解决")?;
        if front.chars().count() > 8 || front.contains(['已', '的', '、']) {
            return None;
        }
        // 解决甲村、乙村等8个社区办公用房问题
        let whose = self.nouns.open(whose, &mut Bond::default(), false);
        let whose = if whose.ends_with('等') { "" } else { whose };
        let trouble = text.get(mention.span.end..around.part.end)?.strip_suffix("问题")?.trim_start_matches('的');
        let plain = |w: &str| w.chars().all(|c| c.is_alphabetic() || c == '“' || c == '”');
        let named = (2..=20).contains(&trouble.chars().count()) && plain(trouble) && plain(whose);
        let whose = ["我省", "我市", "我县", "我区"].iter().fold(whose, |w, own| w.strip_prefix(own).unwrap_or(w));
        (named && mention.kind == MentionKind::Quantity).then(|| Found {
            indicator: format!("{whose}{trouble}"),
            quote: Span::new(mention.span.start - before.trim_start().len(), around.part.end),
            bond: Bond { verbs: vec!["解决".to_owned()], ..Bond::default() },
            rule: "target/served",
        })
    }

    /// 县乡公路提升工程建成4000公里、开工8000公里, 加装电梯新增400台: what is built, and how far it is.
    fn staged(&self, text: &str, mention: &Mention, around: &Around) -> Option<Found> {
        let ends = text.get(mention.span.end..around.part.end)?;
        if mention.kind != MentionKind::Quantity || !(ends.is_empty() || ends.starts_with(['、', '和'])) {
            return None;
        }
        let start = item_start(text, around.part.start, mention.span.start);
        let before = text.get(start..mention.span.start)?;
        let (noun, stage) = match stage(before.trim_start()) {
            // 、完工200台, 、基本建成200套: of what the first item names
            Some(("" | "基本" | "全面" | "累计", stage)) if start > around.part.start => {
                let first = text.get(around.part.start..start)?;
                (stage_noun(first.get(..first.find(|c: char| c.is_ascii_digit())?)?)?, stage)
            }
            Some((noun, stage)) => (noun, stage),
            None => return None,
        };
        let noun = self.nouns.open(noun, &mut Bond::default(), false);
        let named = (4..=24).contains(&noun.chars().count())
            && noun.chars().all(|c| c.is_alphabetic() || matches!(c, '“' | '”'))
            && !noun.contains(['的', '年', '已', '计', '拟', '前', '力', '要', '将', '每', '达'])
            && !noun.ends_with(['和', '与', '、']);
        let told = if stage == "新增" { "" } else { stage };
        named.then(|| Found {
            indicator: format!("{}{told}", self.nouns.tidy(noun)),
            quote: Span::new(start + before.len() - before.trim_start().len(), mention.span.end),
            bond: Bond { verbs: vec![stage.to_owned()], ..Bond::default() },
            rule: "target/stage",
        })
    }
}

/// 贫困人口脱贫 of 、20.58万贫困人口脱贫: what stands behind the numbers that count the same people another way.
fn behind_counts(after: &str) -> &str {
    const COUNTS: &[&str] = &["户", "人", "名", "个"];
    let mut rest = after;
    while let Some(next) = {
        let item = rest.trim_start_matches(['、', '和']);
        let behind = item.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        let wide = behind.strip_prefix('万').unwrap_or(behind);
        let unit = COUNTS.iter().find_map(|u| wide.strip_prefix(u));
        // 20.58万贫困人口
        (behind.len() < item.len()).then(|| unit.unwrap_or(wide))
    } {
        rest = next;
    }
    rest
}

/// A noun and how far it is: 提升工程, 建成 of 提升工程建成.
fn stage(words: &str) -> Option<(&str, &'static str)> {
    ["新增"].iter().chain(STAGES).find_map(|w| Some((words.strip_suffix(w)?, *w)))
}

fn stage_noun(words: &str) -> Option<&str> {
    stage(words).map(|(noun, _)| noun)
}

/// 市区绿地, 新增 of 市区新增绿地; 演出, 完成 of 文艺团队完成演出: what is made in a place or by somebody.
pub(super) fn made_there(phrase: &str, mention: &Mention) -> Option<(String, &'static str)> {
    const NEW: &[&str] = &["新增", "新建", "新改建", "新改扩建"];
    const WORKS: &[&str] = &["改造", "改建", "整治", "修复", "修建", "拓宽"];
    const NAMED: &[&str] = &["项目", "工程", "任务", "面积", "工作", "率", "投资", "资金"];
    let place = PARTS_OF_A_PLACE.iter().filter(|p| phrase.opens(p)).max_by_key(|p| p.len());
    // 城镇新建建筑中绿色建筑面积占比: of what is new
    let place = place.filter(|_| !is_rate(phrase));
    if let Some((place, rest)) = place.and_then(|p| Some((*p, phrase.strip_prefix(p)?)))
        && let Some((verb, noun)) = NEW.iter().chain(WORKS).find_map(|w| Some((*w, rest.strip_prefix(w)?)))
        && (NEW.contains(&verb) || !NAMED.iter().any(|w| noun.opens(w)))
        && noun.chars().count() >= 2
        && !noun.opens("就业")
    {
        return Some((format!("{place}{noun}"), verb));
    }
    // 全州实现畜牧业总产值110亿元: whose it is, and what
    if let Some(whose) = whole_place(phrase)
        && let Some((verb, what)) =
            ["实现", "完成"].iter().find_map(|w| Some((*w, phrase[whose.len()..].strip_prefix(w)?)))
        && what.chars().count() >= 2
    {
        return Some((format!("{whose}{what}"), verb));
    }
    // 城镇职工保险共新增参保人数10万人
    if let Some((whose, what)) = ["共新增", "累计新增"].iter().find_map(|w| phrase.halves(w))
        && whose.chars().count() >= 4
        && what.chars().count() >= 2
    {
        return Some((format!("{whose}{what}"), "新增"));
    }
    // 全区城镇实现新增就业220万人
    if let Some((whose, what)) = phrase.halves("实现")
        && what.opens("新增就业")
        && (2..=8).contains(&whose.chars().count())
    {
        return Some((format!("{whose}{what}"), "实现"));
    }
    // 全县卫生院配置便携式超声仪120台: where they are put
    const PUTS: &[&str] = &["配置", "配备", "安装", "配齐"];
    if mention.kind == MentionKind::Quantity
        && let Some((whose, verb, what)) =
            PUTS.iter().find_map(|w| phrase.halves(w).map(|(whose, what)| (whose, *w, what)))
        && whose.chars().count() >= 3
        && whose.ends_with(['学', '校', '园', '所', '院', '站', '村', '区', '镇'])
        && what.chars().count() >= 3
        && !what.contains(['率', '的', '比'])
    {
        return Some((format!("{whose}{what}"), verb));
    }
    let (who, what) = phrase.halves("完成")?;
    let counted = mention.kind == MentionKind::Quantity && mention.comparator == Comparator::Eq;
    let plain = who.chars().count() >= 4 && what.chars().count() >= 4 && !what.contains(['率', '量', '数']);
    (counted && plain).then(|| (what.to_owned(), "完成"))
}

/// 职工培训3000人, 市区新增绿地500万平方米, 造林任务40万亩: a phrase that says what is done and so needs no verb.
pub(super) fn names_deed(phrase: &str, mention: &Mention) -> bool {
    // 中欧班列年开行1000列
    let runs = mention.unit.as_deref() == Some("列") && phrase.closes("开行");
    // 适老化改造2000户
    let altered = mention.unit.as_deref() == Some("户") && phrase.closes("改造") && phrase.chars().count() >= 4;
    runs || altered || trained(phrase, mention) || made_there(phrase, mention).is_some() || is_task(phrase, mention)
}

/// 农村实用技术培训30万人次: how many are taught what, without a verb.
pub(super) fn trained(phrase: &str, mention: &Mention) -> bool {
    let heads = mention.unit.as_deref().is_some_and(|u| ["人", "人次", "名", "万人次"].contains(&u));
    let taught =
        ["培训", "轮训", "就业培训"].iter().any(|w| phrase.closes(w)) && phrase.chars().all(char::is_alphabetic);
    heads && taught && mention.kind == MentionKind::Quantity && (4..=14).contains(&phrase.chars().count())
}
