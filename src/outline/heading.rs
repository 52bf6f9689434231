//! Headings 标题: on a line of its own, or run into the text (段首标题).
//!
//! `（一）指导思想。以…` has the heading 指导思想; `第十九条 住房租金支出由…扣除。` has none.

use super::words::{self, Words};
use crate::lexicon::{Affixes, Within};
use crate::text::{Seek, is_letter};
use regex::Regex;
use std::sync::LazyLock;

/// How much a sentence at the head of a paragraph looks like a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    /// Could be one where all its siblings open alike.
    Weak,
    /// Names what follows.
    Strong,
}

/// A run-in heading: the bytes before the stop, the bytes up to the text behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RunIn {
    pub(super) len: usize,
    pub(super) rest: usize,
    pub(super) likeness: Likeness,
}

/// The longest run-in heading, in characters.
const LONGEST: usize = 25;
/// The longest one among others that are headings, in characters.
const LONGEST_AMONG: usize = 30;
/// The longest one where every sibling opens with one and says much more behind it, in characters.
const LONGEST_ALIKE: usize = 38;
/// The longest one over paragraphs that have headings of their own, in characters.
const LONGEST_OVER: usize = 50;

/// The first sentence of `text` where it can be a heading: at most 25 characters, closed by 。, and
/// followed by more text.
pub(super) fn run_in(text: &str) -> Option<RunIn> {
    run_in_within(text, LONGEST)
}

/// The same among siblings that open with headings: it may be a little longer than they.
pub(super) fn run_in_among(text: &str) -> Option<RunIn> {
    run_in_within(text, LONGEST_AMONG).filter(|r| r.likeness == Likeness::Strong)
}

/// The same where every sibling has one: 开展品种示范，探索小农户与大市场紧密对接的新办法。围绕…
pub(super) fn run_in_alike(text: &str) -> Option<RunIn> {
    run_in_within(text, LONGEST_ALIKE).filter(|r| r.likeness == Likeness::Strong && text.len() - r.rest >= 2 * r.len)
}

/// The same over paragraphs that open with headings: it names all of them, at more length.
pub(super) fn run_in_over(text: &str) -> Option<RunIn> {
    run_in_within(text, LONGEST_OVER).filter(|r| r.likeness == Likeness::Strong)
}

/// Whether a line of its own may name the paragraphs below it, which have headings of their own.
pub(super) fn may_name(words: &str) -> bool {
    (2..=LONGEST_OVER).contains(&words.chars().filter(|c| is_letter(*c)).count())
        && !words.contains(['。', '；', '：', '\n', '|'])
        && !sets_goal(words)
}

fn run_in_within(text: &str, longest: usize) -> Option<RunIn> {
    if text.starts_with('【') {
        return in_brackets(text);
    }
    let len = text.place('。')?;
    let words = &text[..len];
    let rest = len + '。'.len_utf8();
    let count = words.chars().filter(|c| is_letter(*c)).count();
    let more = text[rest..].trim_start();
    if !(2..=longest).contains(&count) || more.is_empty() || more.starts_with('（') && !more.has('。') {
        return None;
    }
    if words.contains(['；', '：', '\n', '》', '|']) || words.ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    // 地区生产总值增长6%以上。 states a goal in full; “十四五”时期，…处于…。 tells how things stand.
    let timed = words.split_once('，').is_some_and(|(when, _)| ["时期", "期间", "以来"].iter().any(|w| when.closes(w)));
    if timed || sets_goal(words) {
        return None;
    }
    let bare = words.trim_start_matches(['—', '－', '-', ' ']);
    // ——产业链条建立健全。: what stands behind a dash names what follows, unless a day opens it.
    let named = bare.len() < words.len() && !bare.starts_with(|c: char| c == '到' || c.is_ascii_digit());
    let likeness = if !named && is_sentence(bare) { Likeness::Weak } else { Likeness::Strong };
    Some(RunIn { len, rest, likeness })
}

/// A heading on a line of its own without a number: 加强生态保护修复。 or 资金扶持政策, behind dashes too.
pub(super) fn alone(text: &str) -> Option<RunIn> {
    let words = text.strip_suffix('。').unwrap_or(text);
    let bare = words.trim_start_matches(['—', '－']);
    let named = (4..=LONGEST).contains(&bare.chars().count())
        && bare.chars().all(|c| is_letter(c) || matches!(c, '、' | '，' | '“' | '”'))
        && !bare.ends_with(|c: char| c.is_ascii_digit())
        && !is_sentence(bare);
    named.then_some(RunIn { len: words.len(), rest: text.len(), likeness: Likeness::Strong })
}

/// `【临床研究资助】对1类新药…`: a heading in brackets of its own.
fn in_brackets(text: &str) -> Option<RunIn> {
    let len = text.place('】')? + '】'.len_utf8();
    let count = text[..len].chars().filter(|c| is_letter(*c)).count();
    let more = text[len..].trim_start();
    let named = (2..=LONGEST).contains(&count) && !text[..len].contains(['。', '；', '|']);
    (named && !more.is_empty()).then_some(RunIn { len, rest: len, likeness: Likeness::Strong })
}

/// `（补贴标准）新建床位每张…`: the heading of an article in brackets of its own.
pub(super) fn in_round_brackets(text: &str) -> Option<RunIn> {
    let inside = text.strip_prefix('（')?.split_once('）')?.0;
    let len = inside.len() + '（'.len_utf8() + '）'.len_utf8();
    let named = (2..=16).contains(&inside.chars().count()) && inside.chars().all(|c| c.is_alphabetic() || c == '、');
    let more = text[len..].trim_start();
    let follows = more.starts_with(is_letter) && more.chars().count() >= 8;
    let numbered = super::number::mark(text).is_some();
    (named && follows && !numbered).then_some(RunIn { len, rest: len, likeness: Likeness::Strong })
}

/// Whether words name something and state nothing.
pub(super) fn is_name(text: &str) -> bool {
    let words = text.strip_suffix('。').unwrap_or(text);
    !is_sentence(words) && !words.contains(['，', '。', '：', '；'])
}

/// Words by which a line is a rule, whatever it ends in.
static RULES: LazyLock<Within> = LazyLock::new(|| Within::new(words::of("sentence_rule")));

/// Whether a few words without a stop name the items below them: 奖励标准, though 申请奖励应具备下列条件 does not.
pub(super) fn is_short_name(text: &str) -> bool {
    text.chars().count() <= 12 && !text.contains(['。', '，', '：', '；', '、']) && !RULES.is_in(text)
}

/// Whether words name what rules are about, at whatever length: 车辆技术条件和补贴标准。
pub(super) fn names_rules(text: &str) -> bool {
    const NAMES: &[&str] = &["标准", "条件", "范围", "程序", "方式", "对象", "流程", "原则", "材料", "要求", "内容"];
    let words = text.strip_suffix('。').unwrap_or(text);
    // 突破核心技术奖励的支持对象、方式和申报条件（《若干措施》第二条）: of which article of another text
    let bare = words.strip_suffix('）').and_then(|w| w.split_once('（')).filter(|(_, note)| note.starts_with('《'));
    let (words, most) = bare.map_or((words, LONGEST), |(words, _)| (words, 2 * LONGEST));
    words.chars().count() <= most
        && !words.contains(['，', '。', '：', '；'])
        && !RULES.is_in(words)
        && NAMES.iter().any(|w| words.closes(w))
        && !words.has('按')
}

/// 地区生产总值增长6%以上, 新建和改扩建100所幼儿园: a number to be reached makes a full sentence.
pub(super) fn sets_goal(words: &str) -> bool {
    static GOAL: LazyLock<Regex> = LazyLock::new(|| {
        #[allow(clippy::expect_used)]
        Regex::new("[0-9](?:%|‰|[万亿]?元，|[万亿余多]*(?:个|家|所|名|户|座|处|项|公里|亩|台|套|张|件|栋|吨|斤|公斤|辆|公顷)[^月]?|[万亿余多]*人(?:$|[^才月]))")
            .expect("a constant pattern")
    });
    // 健全退出机制（9项）: how many measures stand below
    let words = last_bracket(words).map_or(words, |at| &words[..at]);
    words.bytes().any(|b| b.is_ascii_digit()) && GOAL.is_match(words)
}

/// Words that hold 要, 应 or 须 and bid nothing.
static NO_BID: Words = Words::new(|| words::of("no_bid"));

/// Words that make a full sentence of rule, not a name for what follows.
fn is_sentence(words: &str) -> bool {
    static OPENS: LazyLock<Affixes> =
        LazyLock::new(|| Affixes::new(words::of("sentence_open").into_iter().map(str::to_owned).collect()));
    static HOLDS: LazyLock<Within> = LazyLock::new(|| Within::new(words::of("sentence_hold")));

    // 应急体系更加健全 bids nothing.
    let opens = OPENS.opening(words).filter(|_| !NO_BID.iter().any(|w| words.opens(w)));
    opens.is_some() || HOLDS.is_in(words)
}

/// Whether the words of a numbered paragraph are a heading on a line of its own: no sentence stop at
/// the end, or one short clause with a stop.
pub(super) fn is_own_line(text: &str) -> bool {
    // 加强领导（牵头单位：市教育局；配合单位：市财政局）
    let (bare, stop) = text.strip_suffix('。').map_or((text, false), |bare| (bare, true));
    let named = without_note(bare);
    let text = if stop && named.len() == bare.len() { text } else { named };
    let count = text.chars().count();
    if count == 0
        || count > 60
        || text.ends_with(['：', '；', '，', '、', '）']) && !text.ends_with("（试行）") && count > 30
    {
        return false;
    }
    if text.ends_with(['：', '；', '，', '、']) {
        return false;
    }
    match text.strip_suffix('。') {
        Some(words) => {
            count <= LONGEST + 1
                && !words.has('。')
                && !bids(words)
                && !sets_goal(words)
                && !["应当", "不得", "可以", "须", "予以", "给予"].iter().any(|w| words.has(w))
        }
        None => !text.has('。'),
    }
}

/// The words before a note of who answers, or when a stage is, at their end.
fn without_note(text: &str) -> &str {
    let Some(at) = last_bracket(text) else { return text };
    let (words, note) = text.split_at(at);
    // 检查验收阶段（2010年11月21日至12月20日）
    let stage = words.closes("阶段") && note.bytes().any(|b| b.is_ascii_digit()) && note.has('月');
    if stage || answers(words, note) { words } else { text }
}

/// Where the note of who answers begins at the end of a heading: 加强领导（牵头单位：市教育局）. It is text, no part of the name.
pub(super) fn note_at(text: &str) -> Option<usize> {
    let text = text.strip_suffix('。').unwrap_or(text);
    let at = last_bracket(text)?;
    let (words, note) = text.split_at(at);
    answers(words, note).then_some(at)
}

fn answers(words: &str, note: &str) -> bool {
    let speaks = ["责任", "牵头", "负责", "配合"].iter().any(|w| note.has(w));
    speaks && note.chars().count() >= 6 && !words.ends_with('。')
}

/// Where the bracket opens that closes a text.
fn last_bracket(text: &str) -> Option<usize> {
    let mut depth = 0;
    let inside = text.strip_suffix('）')?;
    let (at, _) = inside.char_indices().rev().find(|(_, c)| {
        depth += i32::from(*c == '）') - i32::from(*c == '（');
        depth < 0
    })?;
    (at > 0).then_some(at)
}

/// `各市要于12月15日前报送`: somebody must do something. 主要任务, 应急 and the like bid nothing.
pub(super) fn bids(words: &str) -> bool {
    let bid = |sign: &str| {
        words.match_indices(sign).any(|(at, _)| {
            !NO_BID.iter().any(|w| w.match_indices(sign).any(|(n, _)| at >= n && words[at - n..].opens(w)))
        })
    };
    ["要", "应", "须"].into_iter().any(bid)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_names_are_headings() {
        let found = |t: &str| run_in(t).map(|r| (t[..r.len].to_owned(), r.likeness));
        assert_eq!(found("指导思想。以新时代为指导。"), Some(("指导思想".into(), Likeness::Strong)));
        assert_eq!(
            found("坚持勤俭办会，轻车简从。进一步健全制度。"),
            Some(("坚持勤俭办会，轻车简从".into(), Likeness::Strong))
        );
        assert_eq!(
            found("本办法所称父母，是指生父母。本办法所称"),
            Some(("本办法所称父母，是指生父母".into(), Likeness::Weak))
        );
        assert_eq!(found("住房租金支出由承租人扣除。"), None);
        assert_eq!(found("【租金补贴】对企业给予补贴。"), Some(("【租金补贴】".into(), Likeness::Strong)));
        assert_eq!(found("加强管理。（责任单位：市科委）"), None);
        assert_eq!(found("以科技创新为引领，着力提升特色产业园区发展能级和竞争力。聚焦"), None);
    }

    #[test]
    fn own_lines_have_no_sentence() {
        assert!(is_own_line("总体要求") && is_own_line("基本原则。") && is_own_line("主要任务和应急响应。"));
        assert!(!is_own_line("各市要于12月15日前报送。"));
        assert!(!is_own_line("制定以下标准：") && !is_own_line("鼓励企业开展研究。支持发展。"));
    }
}
