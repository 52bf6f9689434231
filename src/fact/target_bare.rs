//! Bare counts 条目末尾的计数: a number that ends its item behind what it counts, whatever the verb.
//!
//! Officials name works by more verbs than a table holds (`清淤渠道1500公里`, `省级出让矿业权110宗`, `康巴什新区新增常住人口3万人`).
//! In: a number at the end of an item and the phrase before it. Out: whether it tells what is to be done, and the phrase
//! without where and by what means it is done. None: points, copies, lengths of what is there, what words of the past,
//! of conditions or of division hold.

use super::Comparator;
use super::around::whole_place;
use super::target_noun::{Bond, Nouns, words};
use super::target_place::Around;
use super::target_stack::goes_on_stacked;
use crate::lexicon::{Affixes, Lexicon, Within};
use crate::mention::{Mention, MentionKind};
use crate::text::Seek;

/// Units of what is no work: points of a score, copies, stages, ages, ranks.
const NO_WORKS: &[&str] = &[
    "分", "份", "期", "岁", "周岁", "位", "次", "倍", "届", "级", "层", "度", "版", "章", "页", "元", "字", "方", "种",
];

/// What ends the words before a number that counts no work of its own.
const HELD: &[char] = &[
    '得', '扣', '奖', '限', '共', '为', '各', '至', '到', '于', '的', '第', '每', '按', '比', '等', '约', '占', '含',
    '由', '在', '是', '有', '过', '减', '满', '记', '计', '不', '未', '已', '前', '后', '内', '外', '中', '下', '达',
    '超', '和', '及', '与', '或', '差', '距', '隔',
];

/// Words around counts that no verb of the table makes.
pub(super) struct Bare {
    telling: Affixes,
    holding: Within,
    no_verb: Vec<String>,
    division: Affixes,
}

impl Bare {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        Self {
            telling: Affixes::new(words(lexicon, "telling")),
            holding: Within::new(words(lexicon, "holding")),
            no_verb: words(lexicon, "no_verb"),
            division: Affixes::new(words(lexicon, "division")),
        }
    }
}

impl Nouns {
    /// Whether a number that ends its item tells how much of a work is to be done.
    pub(super) fn ends_item(&self, text: &str, around: &Around, mention: &Mention, phrase: &str) -> bool {
        let unit = mention.unit.as_deref().unwrap_or_default();
        let counts = mention.kind == MentionKind::Quantity
            && !NO_WORKS.contains(&unit)
            && !matches!(mention.comparator, Comparator::Le | Comparator::Lt)
            && mention.core.of(text).starts_with(|c: char| c.is_ascii_digit());
        let after = text.get(mention.span.end..around.part.end).unwrap_or_default();
        if !counts || !(after.is_empty() || after.starts_with(['、', '）']) || goes_on_stacked(after)) {
            return false;
        }
        let part = text.get(around.part.start..mention.span.start).unwrap_or_default();
        // 其中：小麦30万亩、玉米20万亩: an item of a list in one unit
        let listed = part.opens("其中") || lists_on(after, unit) || part.ends_with(phrase) && part.has('、');
        let least = if listed { 2 } else { 3 };
        if !(least..=40).contains(&phrase.chars().count()) || phrase.ends_with(HELD) {
            return false;
        }
        // 本规划范围为镇域86平方公里; 总建筑面积 alone is how large a work is
        // 全市总面积1.2万平方公里: how large a place is
        const OF_A_PLACE: &[&str] = &["总面积", "国土面积", "辖区面积", "区域面积", "总人口", "户籍人口", "常住人口"];
        let is = phrase.find('为').is_some_and(|at| at > 0)
            || OF_A_PLACE.iter().any(|w| phrase.strip_suffix(w).is_some_and(|p| whole_place(p) == Some(p)))
            || ["建筑面积", "用地面积", "占地面积"].contains(&phrase.strip_prefix('总').unwrap_or(phrase));
        // 限上商贸: of what size they are, no limit
        let phrase = phrase.strip_prefix("限上").unwrap_or(phrase);
        let told = self.bare.telling.opening(phrase).or_else(|| self.bare.telling.opening(part.trim_start()));
        // 煤层气产量240亿立方米, 全年重点任务12项: what may have been, and how many there are
        let figure = phrase.ends_with('量') || self.bare.division.ending(phrase).is_some();
        if is || told.is_some() || figure || self.bare.holding.is_in(phrase) {
            return false;
        }
        // 受灾人口包括：甲县339人: parts of no whole that is to be reached
        let counted = |front: &str| front.bytes().any(|b| b.is_ascii_digit());
        around.sentence.of(text).halves("包括").is_none_or(|(front, _)| counted(front))
    }

    /// Whether a verb says what there is and not what is to be done: 拥有.
    pub(super) fn tells_what_is(&self, verb: &str) -> bool {
        self.bare.telling.opening(verb).is_some()
    }

    /// 停车位 of 通过补建等方式新增停车位, 新区常住人口 of 新区新增常住人口: a phrase without means and verb, which is noted.
    pub(super) fn without_means(&self, phrase: String, bond: &mut Bond) -> String {
        const LEADS: &[&str] =
            &["在", "通过", "为", "对", "向", "由", "从", "以", "利用", "依托", "采取", "帮助", "组织", "围绕"];
        const PLACES: &[char] = &[
            '省', '市', '区', '县', '镇', '乡', '村', '州', '旗', '盟', '园', '港', '岛', '局', '院', '校', '段', '场',
        ];
        let found = phrase.char_indices().skip(2).filter_map(|(at, _)| {
            let verb = self.verb_that_opens(&phrase[at..])?;
            let noun = &phrase[at + verb.len()..];
            (noun.chars().count() >= 2 && !noun.starts_with(['的', '、', '和'])).then_some((at, verb, noun))
        });
        let Some((at, verb, noun)) = found.last() else { return phrase.trim_start_matches("包括").to_owned() };
        let front = &phrase[..at];
        let led = by_means(front)
            || LEADS.iter().any(|w| front.has(w))
            || front.ends_with(['内', '中', '里', '间', '并', '、'])
            || front.bytes().any(|b| b.is_ascii_digit());
        const BODIES: &[&str] = &["企业", "部门", "单位", "机构", "公司", "银行", "商会", "协会"];
        let who = BODIES.iter().any(|w| front.closes(w));
        let whose = if led || who { "" } else { front };
        if !led && !who && !front.ends_with(PLACES) {
            return phrase;
        }
        bond.verbs.push(verb.to_owned());
        format!("{whose}{noun}")
    }

    /// 发掘 of 发掘50个标杆项目: two characters that open an item right before its number are its verb, be they known or not.
    pub(super) fn unknown_verb<'t>(
        &self,
        mention: &Mention,
        text: &str,
        before: &'t str,
        list: &str,
    ) -> Option<&'t str> {
        const THINGS: &[&str] = &[
            "个", "家", "名", "处", "座", "所", "户", "条", "套", "台", "辆", "项", "宗", "亩", "公里", "人次", "场",
            "件", "部",
        ];
        let unit = mention.unit.as_deref().unwrap_or_default();
        let counts = mention.kind == MentionKind::Quantity
            && THINGS.contains(&unit)
            && mention.core.of(text).starts_with(|c: char| c.is_ascii_digit())
            && !matches!(mention.comparator, Comparator::Le | Comparator::Lt);
        let verb = before.trim();
        let word = verb.chars().count() == 2
            && verb.chars().all(char::is_alphabetic)
            && !verb.contains(['每', '各', '第', '的'])
            && !self.bare.no_verb.iter().any(|w| w == verb);
        let named = (3..=24).contains(&list.chars().count())
            && !list.contains(['的', '，', '为', '是'])
            && self.bare.division.ending(list).is_none();
        (counts && word && named).then_some(verb)
    }
}

/// Whether a list goes on behind a number with another one in its unit: 、玉米20万亩 behind 小麦30万亩.
pub(super) fn lists_on(after: &str, unit: &str) -> bool {
    let Some(rest) = after.strip_prefix('、') else { return false };
    let number = rest.find(|c: char| c.is_ascii_digit()).map_or("", |at| &rest[at..]);
    let next = number.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '万' | '亿'));
    !unit.is_empty() && next.opens(unit)
}

/// Whether words tell by what means something is done.
pub(super) fn by_means(words: &str) -> bool {
    ["方式", "途径", "渠道"].iter().any(|w| words.has(w))
}
