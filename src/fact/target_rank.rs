//! Ranks 位次: a place among others that is to be reached.
//!
//! `种业综合实力位列全国前三位`, `科技进步综合评价位次…，跃居全省前40位`. In: a clause. Out: targets of so many 位 or 名; a
//! rank that one must hold to be given something (`出口额前6位的，奖励…`) is none, nor is 前列 without a number.

use super::target::Targets;
use super::target_given::gives;
use super::target_noun::Bond;
use super::target_phrase::Found;
use super::vocabulary::List;
use super::{Context, Fact};
use crate::mention::{Mention, MentionKind};
use crate::text::{Seek, Span, numeral};

/// Among whom: the words that the clause is asked for.
pub(super) const AMONG: &[&str] = &[
    "全国前",
    "全省前",
    "全市前",
    "全区前",
    "全县前",
    "全州前",
    "世界前",
    "全球前",
    "西部前",
    "中部前",
    "百强前",
    "百强县前",
];

/// How a rank is reached.
const REACHES: &[&str] = &[
    "位列",
    "位居",
    "稳居",
    "跃居",
    "进入",
    "跻身",
    "挺进",
    "迈入",
    "进到",
    "升至",
    "升到",
    "排名",
    "保持在",
    "保持",
    "处于",
    "达到",
    "居",
    "列",
];

impl Targets {
    /// 位列全国前三位: the third place or better.
    pub(super) fn ranks(&self, context: &Context<'_>) -> Vec<Fact> {
        let text = context.text();
        let words = context.around.words(List::Rank, Span::new(0, text.len()));
        words.filter_map(|word| self.rank(context, word.span)).collect()
    }

    fn rank(&self, context: &Context<'_>, among: Span) -> Option<Fact> {
        let text = context.text();
        let rest = text.get(among.end..)?;
        let number = numeral::read(rest).filter(|n| n.high.is_none() && !n.more && n.value.is_integer())?;
        let tail = rest.get(number.len..)?;
        let unit = ["位", "名", "强", "水平"].into_iter().find(|u| tail.opens(u))?;
        let end = among.end + number.len + unit.len();
        let around = self.open_part(context, among)?;
        let closes = text.get(end..around.part.end)?;
        if gives(context.around, around.sentence) {
            return None;
        }
        let before = text.get(around.part.start..among.start)?;
        let before = ["全国", "全省"].iter().fold(before, |b, w| b.without_end(w));
        let verb = REACHES.iter().find(|w| before.closes(w)).filter(|_| !closes.starts_with('的'))?;
        let nouns = &self.phrases.nouns;
        let subject = nouns.open(before.get(..before.len() - verb.len())?, &mut Bond::default(), false);
        // 评价位次实现进等升位，跃居全省前40位: who it is stands in the part before
        let earlier = text.get(around.sentence.start..around.part.start)?.trim_end_matches('，');
        let last = earlier.rsplit(['，', '；', '：']).next().unwrap_or_default();
        let whose = match subject {
            "" => nouns.open(last.split("实现").next()?, &mut Bond::default(), false),
            subject => subject,
        };
        let indicator = nouns.tidy(whose);
        if !(2..=24).contains(&indicator.chars().count()) || indicator.bytes().any(|b| b.is_ascii_digit()) {
            return None;
        }
        let from = text.get(..among.start)?.rfind(whose)?;
        let quote = Span::new(from, end);
        let value = Span::new(among.end, end);
        let mut mention = Mention::at(MentionKind::Quantity, value, "target/rank");
        mention.value = Some(number.value);
        let bond = Bond { reach: vec![(*verb).to_owned()], ..Bond::default() };
        let found = Found { indicator, quote, bond, rule: "target/rank" };
        let unit = (unit != "水平").then(|| unit.to_owned());
        Some(self.fact(context, &around, found, &mention, (number.value, None, unit)))
    }
}

/// 排名前15家企业总值: a phrase whose only figures say how many stand at the head.
pub(super) fn figures_behind_rank(phrase: &str) -> bool {
    let figure = phrase.find(|c: char| c.is_ascii_digit());
    let ranked = figure.is_some_and(|at| phrase[..at].ends_with('前'));
    let rest = figure.map_or("", |at| phrase[at..].trim_start_matches(|c: char| c.is_ascii_digit()));
    ranked && rest.chars().count() >= 4 && !rest.bytes().any(|b| b.is_ascii_digit())
}

/// 监测断面水质优良比例 of 44个监测断面水质优良比例: a rate without how many there are of which it is told.
pub(super) fn rate_of_so_many(phrase: &str) -> Option<String> {
    const THINGS: &[&str] = &["个", "家", "处", "条", "座", "所", "项"];
    if !["率", "比例", "占比", "比重"].iter().any(|w| phrase.closes(w)) {
        return None;
    }
    let at = phrase.find(|c: char| c.is_ascii_digit())?;
    let rest = phrase[at..].trim_start_matches(|c: char| c.is_ascii_digit());
    let noun = THINGS.iter().find_map(|w| rest.strip_prefix(w))?.trim_start_matches('的');
    let front = phrase[..at].trim_end_matches('的');
    let named = noun.chars().count() >= 4 && !noun.bytes().any(|b| b.is_ascii_digit());
    // 排名前15家企业: a rank; 全市8个县: a name of places
    (named && !phrase[..at].ends_with(['前', '第']))
        .then(|| if front.is_empty() { noun.to_owned() } else { format!("{front}的{noun}") })
}

/// Whether words behind a number tell a rate of those it counts: 断面优良比例达到93% behind 44个.
pub(super) fn tells_rate(after: &str) -> bool {
    const BINDS: &[&str] = &["达到", "达", "为", "不低于", "保持在", "稳定在", "提高到", "超过"];
    let Some(at) = after.find(|c: char| c.is_ascii_digit()) else { return false };
    let rate = BINDS.iter().find_map(|w| after[..at].strip_suffix(w)).unwrap_or(&after[..at]);
    // 2万平方米节水率不低于20%的改造: what kind of work it is
    let other = rate.has('、') || after[at..].has('的');
    !other && ["率", "比例", "占比", "比重"].iter().any(|w| rate.closes(w))
}
