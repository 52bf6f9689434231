//! Amounts 金额: money, or shares of it, granted, paid, raised or needed to qualify.
//!
//! In: the numbers of a clause. Out: one entry a number, with its part in the sentence (`role.rs`), what
//! it is measured on (`basis.rs`) and per what it is given (`award.rs`). A number that states a result to be reached
//! is left to the targets, and so is money that only describes what is counted (年销售额1000万元以上的网商800家).
//!
//! # To add one
//! A word that says money is granted: a row in `amount_cues.tsv`. A new place in the sentence: `role.rs`;
//! a new way to say who qualifies: `condition.rs`.

mod award;
mod basis;
mod condition;
mod fund;
mod joined;
mod length;
mod price;
mod qualify;
mod rate;
mod role;
mod standing;
mod table;
mod words;

use super::around::{Around, head};
use super::table::Grid;
use super::vocabulary::List;
use super::{Amount, AmountRole, AmountType, Comparator, Context, Edges, Fact, Field, LOOKED, Says};
use crate::lexicon::Lexicon;
use crate::mention::{Mention, MentionKind};
use crate::text::{Seek, Span};
pub(super) use condition::conditions_from;
use length::unbroken;
use smallvec::{SmallVec, smallvec};
use std::borrow::Cow;
use std::cell::OnceCell;
use words::Words;

/// What a cue word says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cue {
    /// 给予, 奖励
    Grant,
    /// 支持: a grant only behind the number.
    Noun,
    /// 基金
    Fund,
    /// 拨付
    Other,
    /// 培育
    Goal,
}

/// Reads amounts.
pub(super) struct Amounts {
    /// What each word of [`List::Cue`] says.
    kinds: Vec<Cue>,
    words: Words,
}

impl Amounts {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let kinds = lexicon.table("amount_cues").rows().map(|r| match r.get("role") {
            "noun" => Cue::Noun,
            "fund" => Cue::Fund,
            "other" => Cue::Other,
            "goal" => Cue::Goal,
            _ => Cue::Grant,
        });
        Self { kinds: kinds.collect(), words: Words::new(lexicon) }
    }

    fn cues(&self, around: &Around<'_>) -> Vec<(Span, Cue)> {
        let all = around.words(List::Cue, Span::new(0, around.text().len()));
        // 收费站: a place
        let text = around.text();
        let all = all.filter(|m| !(m.span.of(text) == "收费" && text[m.span.end..].starts_with('站')));
        all.filter_map(|m| Some((m.span, *self.kinds.get(m.word)?))).collect()
    }
}

/// The words that say what money is for, in the order of [`Amounts::kinds`].
pub(super) fn cue_words(lexicon: &Lexicon) -> Vec<String> {
    lexicon.table("amount_cues").rows().map(|r| r.word().to_owned()).collect()
}

/// One clause while its amounts are read.
struct Scene<'a> {
    text: &'a str,
    words: &'a Words,
    around: &'a Around<'a>,
    values: &'a [Mention],
    cues: Vec<(Span, Cue)>,
    edges: Edges,
    /// The cells of a table's columns of grants.
    granted: Vec<Span>,
    context: &'a Context<'a>,
    /// From here on the clause lists conditions; read when first asked.
    conditions_from: OnceCell<Option<usize>>,
}

/// Bounds that may stand away from their numbers.
const FAR: &[(&str, Comparator)] = &[
    ("不超过", Comparator::Le),
    ("不得超过", Comparator::Le),
    ("不能超过", Comparator::Le),
    ("不高于", Comparator::Le),
    ("最高", Comparator::Le),
    ("最多", Comparator::Le),
    ("上限", Comparator::Le),
    ("限额", Comparator::Le),
    ("至多", Comparator::Le),
    ("不低于", Comparator::Ge),
    ("不少于", Comparator::Ge),
    ("至少", Comparator::Ge),
    ("最低", Comparator::Ge),
];

/// A run of numbers in one list: 10亿元、50亿元、100亿元.
struct Group<'a> {
    /// Place of the first in the clause's values.
    at: usize,
    members: &'a [Mention],
    span: Span,
    core: Span,
    phrase: Span,
    sentence: Span,
    /// The bound that stands away from the numbers, and where.
    far: Option<(Comparator, usize)>,
}

impl Field for Amounts {
    fn name(&self) -> &'static str {
        "amounts"
    }

    fn read(&self, context: &Context<'_>) -> Vec<Fact> {
        let mut columns = table::columns(context);
        columns.extend(price::half_prices(context));
        if !context.values().iter().any(|m| eligible(context.text(), m) && !context.is_told(m.span)) {
            return columns;
        }
        let text = context.text();
        let scene = Scene {
            text,
            words: &self.words,
            around: context.around,
            values: context.values(),
            cues: self.cues(context.around),
            edges: context.edges,
            granted: granting_cells(context),
            context,
            conditions_from: OnceCell::new(),
        };
        let mut facts = columns;
        let mut known: Vec<(Span, Option<String>)> = Vec::new();
        let mut last: Option<(usize, AmountRole)> = None;
        let mut at = 0;
        while at < scene.values.len() {
            let Some(group) = scene.group(at) else {
                at += 1;
                continue;
            };
            at += group.members.len();
            if context.is_told(group.span) || scene.measures(&group) {
                continue;
            }
            // 规模不低于10千瓦且不高于800千瓦: the other end of a condition
            let joined = || {
                let (end, _) = last.filter(|(_, role)| *role == AmountRole::Threshold)?;
                let gap = scene.around.between(end, group.span.start);
                let next = scene.next_condition(&group, gap);
                let joined = next || ["且", "并且", "但"].contains(&gap);
                joined.then_some((AmountRole::Threshold, "amount/condition-chain", next))
            };
            let own = scene.role(&group, &known);
            let joins = own.is_none().then(joined).flatten();
            let Some((role, rule)) = own.or(joins.map(|(role, rule, _)| (role, rule))) else { continue };
            // 农户自缴20%（9.6元/亩）: the same share in money
            let same = last.filter(|(end, _)| scene.around.between(*end, group.span.start) == "（");
            let role = same.map_or(role, |(_, before)| if before == AmountRole::Other { before } else { role });
            last = Some((group.span.end, role));
            // LPR 50%: the blank is no part of it
            let bare = |b: String| b.trim_end().trim_start_matches('（').to_owned();
            let basis =
                scene.basis(&group, role, &known).map(|b| if b.has('）') { b.trim_end().to_owned() } else { bare(b) });
            // 由统筹基金按85%的比例支付: who pays is no basis.
            let again = joins.filter(|(_, _, next)| !next);
            let before = again.and_then(|_| known.last()).and_then(|(_, b)| b.clone());
            let basis = before
                .or(basis)
                .filter(|b| !(b.starts_with('由') || ["对", "为", "给", "向", "各"].contains(&b.as_str())));
            // 房租按第一年100%、第二年80%给予补贴: nor is the year
            let basis = basis.filter(|b| !(b.starts_with('第') && b.ends_with('年') && b.chars().count() <= 4));
            if role == AmountRole::Threshold {
                known.push((group.core, basis.clone()));
            }
            let per = scene.per(&group, role);
            scene.put(&group, (role, rule), (basis, per), &mut facts);
        }
        facts.sort_by_key(|f: &Fact| f.value.first().map_or(f.quote.start, |v| v.start));
        facts
    }
}

/// 10亿元以上 and 30亿元以下 of 10亿元以上、30亿元以下: two numbers with a marker each, told as one range by `scan` (annotation,
/// "amounts": one entry per number); any other mention as it is.
fn apart<'a>(text: &str, m: &'a Mention) -> SmallVec<[Cow<'a, Mention>; 2]> {
    let words = m.span.of(text);
    let comma = words.place('、').filter(|_| m.rule == "range/bounds" && m.comparator == Comparator::Range);
    let (Some(at), Some(low), Some(high)) = (comma, m.low, m.high) else { return smallvec![Cow::Borrowed(m)] };
    let one = |span: Span, value, comparator| {
        let bare = Mention { span, core: span, value: Some(value), comparator, low: None, high: None, ..m.clone() };
        Cow::Owned(bare)
    };
    let last = if m.high_inclusive { Comparator::Le } else { Comparator::Lt };
    let first = Span::new(m.span.start, m.span.start + at);
    let second = Span::new(first.end + '、'.len_utf8(), m.span.end);
    smallvec![one(first, low, Comparator::Ge), one(second, high, last)]
}

/// The cells below 奖励标准, 补助金额.
fn granting_cells(context: &Context<'_>) -> Vec<Span> {
    if !context.clause().table {
        return Vec::new();
    }
    Grid::read(context.text(), table::grants).map_or_else(Vec::new, |grid| grid.below(context.text(), table::grants))
}

/// Numbers that may be amounts: sums and shares always, others with a bound or behind 达.
fn eligible(text: &str, m: &Mention) -> bool {
    let reached = || text.get(..m.core.start).is_some_and(|t| t.ends_with('达') || t.ends_with("达到"));
    match m.kind {
        MentionKind::Money | MentionKind::Percentage => true,
        MentionKind::Quantity => m.comparator != Comparator::Eq || reached() || from_age(text, m),
        MentionKind::Duration => m.comparator != Comparator::Eq || unbroken(text, m),
        MentionKind::Number => m.comparator != Comparator::Eq || price::percent(text, m).is_some(),
        _ => false,
    }
}

impl<'a> Scene<'a> {
    /// The list that begins with the value at `at`.
    fn group(&self, at: usize) -> Option<Group<'a>> {
        let first = self.values.get(at).filter(|m| eligible(self.text, m))?;
        let mut end = at + 1;
        while let (Some(a), Some(b)) = (self.values.get(end - 1), self.values.get(end)) {
            let gap = self.around.between(a.span.end, b.span.start);
            // 5万元/人、2万元/项目
            let gap = if gap.starts_with('/') && gap.len() <= 18 && gap.ends_with('、') { "、" } else { gap };
            if b.kind != first.kind || b.unit != first.unit || !matches!(gap, "、" | "和" | "及" | "或" | "与" | "/")
            {
                break;
            }
            end += 1;
        }
        let members = self.values.get(at..end)?;
        let last = members.last()?;
        let mut group = Group {
            at,
            members,
            span: first.span.cover(last.span),
            core: first.core.cover(last.core),
            phrase: self.around.phrase(first.core.start),
            sentence: self.around.sentence(first.core.start),
            far: None,
        };
        group.far = self.far_marker(&group);
        Some(group)
    }

    /// 每新增1000万元奖励2万元, 500万元以上（含500万元）: a number that only measures out or repeats another.
    fn measures(&self, group: &Group<'_>) -> bool {
        let Some(first) = group.members.first() else { return false };
        let front = self.text.get(..first.span.start).unwrap_or_default();
        let repeats = ["（含", "（包含", "（不含", "（包括"].iter().any(|w| front.closes(w));
        let rest = self.text.get(group.span.end..).unwrap_or_default();
        let each = ["每新增", "每增加", "每增长", "每超过", "每超", "每满", "每增", "每实现", "每完成", "每达到"]
            .iter()
            .any(|w| front.closes(w));
        // 按出口额1万美元奖励3000元: a sum of another currency right before the grant.
        let next = self.values.get(group.at + 1).filter(|n| n.kind == MentionKind::Money && n.unit != first.unit);
        let gap = next.map(|n| self.around.between(group.span.end, n.span.start)).unwrap_or_default();
        let other = first.comparator == Comparator::Eq
            && ["奖励", "补助", "补贴", "给予", "资助"].iter().any(|w| gap.opens(w))
            && gap.chars().count() <= 8;
        let each = each || other;
        // 每连续租满1年补贴6000元: for how long each of them is
        let pre = self.pre(group);
        let spell = first.kind == MentionKind::Duration
            && pre.last_place('每').is_some_and(|at| (1..=8).contains(&pre[at..].chars().count()));
        let given = self.values.get(group.at + 1).is_some_and(|n| n.kind == MentionKind::Money);
        if spell && given && ["补贴", "补助", "奖励", "给予", "资助"].iter().any(|w| self.post(group).opens(w))
        {
            return true;
        }
        repeats && rest.starts_with('）') || first.kind == MentionKind::Money && each && group.members.len() == 1
    }

    /// Adds an entry for each number of a list.
    fn put(
        &self,
        group: &Group<'_>,
        (role, rule): (AmountRole, &'static str),
        (basis, per): (Option<String>, Option<String>),
        facts: &mut Vec<Fact>,
    ) {
        let text = self.text;
        for m in group.members {
            // 每人不超过30万元、总额不超过150万元: a total is of all.
            let total =
                m.span.start > group.span.start && ["总额", "累计", "合计"].iter().any(|w| m.span.of(text).opens(w));
            let per = per.clone().filter(|_| !total);
            for m in apart(text, m) {
                facts.extend(self.fact(group, &m, role, basis.clone(), per.clone(), rule));
            }
        }
    }

    fn fact(
        &self,
        group: &Group<'_>,
        m: &Mention,
        role: AmountRole,
        basis: Option<String>,
        per: Option<String>,
        rule: &'static str,
    ) -> Option<Fact> {
        let part = price::percent(self.text, m);
        let measure = match m.kind {
            MentionKind::Money => AmountType::Money,
            MentionKind::Percentage => AmountType::Rate,
            _ if part.is_some() => AmountType::Rate,
            _ => AmountType::Count,
        };
        let bound = match m.comparator {
            // 净宽不应小于1.1米
            Comparator::Lt | Comparator::Gt if negated(self.text, m) => {
                if m.comparator == Comparator::Lt {
                    Comparator::Ge
                } else {
                    Comparator::Le
                }
            }
            Comparator::Eq if self.passes(group) => Comparator::Gt,
            Comparator::Eq if m.kind == MentionKind::Money && self.pays_at_most(group) => Comparator::Le,
            Comparator::Eq if rule == "amount/floor" || from_age(self.text, m) => Comparator::Ge,
            Comparator::Eq if m.kind == MentionKind::Money && may_rise(self.text, m) => Comparator::Le,
            Comparator::Eq => {
                let behind = || bound_behind_unit(self.text.get(m.span.end..).unwrap_or_default());
                group.far.map(|(c, _)| c).or_else(behind).unwrap_or_default()
            }
            // 超过30家（含）
            Comparator::Gt
                if m.span.of(self.text).ends_with("（含）")
                    || self.text.get(m.span.end..).is_some_and(|t| t.starts_with("（含")) =>
            {
                Comparator::Ge
            }
            // 低于5万元（含5万元）
            Comparator::Lt if self.text.get(m.span.end..).is_some_and(|t| t.starts_with("（含")) => Comparator::Le,
            known => self.edges.bound(self.divided(m, known), m.span.of(self.text)),
        };
        let value = part.or(m.value).or(m.low)?;
        let value_max = if m.value.is_none() && part.is_none() { m.high } else { None };
        // 3年期以上贷款: years
        let unit = m.unit.clone().map(|u| match u.as_str() {
            "pp" => "%".to_owned(),
            "年期" => "年".to_owned(),
            _ => u,
        });
        let unit = if part.is_some() { Some("%".to_owned()) } else { unit };
        let per = self.slashed(self.text.get(m.span.end..).unwrap_or_default()).or(per);
        let amount = Amount { role, measure, bound, value, value_max, unit, basis, per };
        Some(Fact::stated(Says::Amount(amount), self.quote(group, m), m.span, rule))
    }

    /// 500万元及以下 beside 500万元以上: the text itself says on which side the number lies.
    fn divided(&self, m: &Mention, bound: Comparator) -> Comparator {
        let words = |m: &Mention| self.around.between(m.core.end, m.span.end);
        let own = words(m);
        let (other, strict) = match bound {
            Comparator::Ge if own == "以上" => (Comparator::Le, Comparator::Gt),
            Comparator::Le if own == "以下" => (Comparator::Ge, Comparator::Lt),
            _ => return bound,
        };
        let at = self.values.partition_point(|o| o.span.start < m.span.start);
        let mut near = self.values.iter().skip(at.saturating_sub(LOOKED)).take(2 * LOOKED);
        let taken = near.any(|o| {
            // 1000万元—1500万元（不含）: the number is left to the next
            let said = words(o).contains(['及', '含']) && !words(o).has("不含")
                || self.text.get(o.span.end..).is_some_and(|t| t.starts_with("（含"));
            let edge = o.comparator == Comparator::Range && other == Comparator::Le && o.high == m.value;
            said && o.unit == m.unit && (o.comparator == other && o.value == m.value || edge)
        });
        if taken { strict } else { bound }
    }

    /// From the marker that stands away from its number to the number.
    fn quote(&self, group: &Group<'_>, m: &Mention) -> Span {
        let start = group.far.filter(|_| m.comparator == Comparator::Eq).map_or(m.span.start, |(_, at)| at);
        Span::new(start.min(m.span.start), m.span.end)
    }

    /// 最高补助30万元, 不超过研发投入30%: a ceiling or floor with only words between it and the number.
    fn far_marker(&self, group: &Group<'_>) -> Option<(Comparator, usize)> {
        let mut from = self.clear_before(group);
        let mut words = self.around.between(from, group.span.start);
        // 最高额度由200万元提高至300万元: the marker stands before the sum that no longer holds.
        if words::is_in(self.words.list("replaces"), words)
            && let Some(old) = group.at.checked_sub(1).and_then(|i| self.values.get(i))
        {
            from = group.phrase.start;
            words = self.around.between(from, old.span.start);
        }
        // Each holds one of these characters.
        if !words.contains(['不', '最', '至', '限']) {
            return None;
        }
        // 养老金最低标准提高到200元: what the lowest standard is
        let named = |at: usize| {
            let gap = words.get(at..).unwrap_or_default();
            gap.strip_prefix("最低").is_some_and(|g| ["标准", "工资", "生活", "价", "缴费"].iter().any(|w| g.opens(w)))
        };
        // 最高限额以下的部分按75%报销: a bound of another number
        let named = |x: &(&&str, Comparator, usize)| {
            let gap = words.get(x.2 + x.0.len()..).unwrap_or_default();
            named(x.2) || gap.has("以下") || gap.has("以上")
        };
        let found = FAR.iter().filter_map(|(w, c)| Some((w, *c, words.last_place(w)?))).filter(|x| !named(x));
        let (word, comparator, at) = found.max_by_key(|x| x.2)?;
        let gap = words.get(at + word.len()..)?;
        (gap.chars().count() <= 24).then_some((comparator, from + at))
    }

    /// Start of the phrase, or the end of the number before in it.
    fn clear_before(&self, group: &Group<'_>) -> usize {
        let last = self.values.get(..group.at).and_then(|v| {
            v.iter().rev().take_while(|m| m.span.end > group.phrase.start).find(|m| {
                !matches!(
                    m.kind,
                    MentionKind::Recurrence | MentionKind::Ordinal | MentionKind::Duration | MentionKind::Date
                )
            })
        });
        last.map_or(0, |m| m.span.end).max(group.phrase.start)
    }

    /// The values that lie in a span.
    fn values_in(&self, span: Span) -> &'a [Mention] {
        let from = self.values.partition_point(|m| m.span.start < span.start);
        let to = self.values.partition_point(|m| m.span.end <= span.end);
        self.values.get(from..to).unwrap_or_default()
    }

    /// The cues in a span.
    fn cues_in(&self, span: Span) -> impl DoubleEndedIterator<Item = &(Span, Cue)> {
        let from = self.cues.partition_point(|(s, _)| s.start < span.start);
        let to = self.cues.partition_point(|(s, _)| s.end <= span.end).max(from);
        self.cues.get(from..to).unwrap_or_default().iter()
    }
}

/// 不应 before 小于: the bound turned round.
fn negated(text: &str, m: &Mention) -> bool {
    text.get(..m.span.start).is_some_and(|front| ["不应", "不得", "不能", "不宜"].iter().any(|w| front.closes(w)))
}

/// 男性从60岁、女性从55岁起: the age from which one has something.
fn from_age(text: &str, m: &Mention) -> bool {
    let age = matches!(m.unit.as_deref(), Some("岁" | "周岁")) && m.comparator == Comparator::Eq;
    age && text.get(..m.span.start).is_some_and(|front| front.ends_with('从'))
        && text.get(m.span.end..).is_some_and(|rest| head(rest, 16).has("起"))
}

/// 额度可提高至500万元: as much as one may have.
fn may_rise(text: &str, m: &Mention) -> bool {
    const RISES: &[&str] = &["可提高至", "可提高到", "可放宽至", "可放宽到", "可增加至", "可增加到", "可上浮至"];
    text.get(..m.span.start).is_some_and(|front| RISES.iter().any(|w| front.closes(w)))
}

/// Whether a count is one a sentence names as such: 年满60岁.
fn aged(m: &Mention) -> bool {
    matches!(m.unit.as_deref(), Some("岁" | "周岁")) && m.comparator != Comparator::Eq
}

/// The bound behind the unit of award: 以上 of 20万美元/亩以上, of 300万元/亩（不含土地价）以上.
fn bound_behind_unit(rest: &str) -> Option<Comparator> {
    // 8000元为限额
    if rest.starts_with("为限") {
        return Some(Comparator::Le);
    }
    let unit = rest.strip_prefix('/')?;
    let unit = unit.trim_start_matches('每');
    let end = unit
        .char_indices()
        .take(4)
        .find(|(at, _)| ["以", "及以", "左右", "（"].iter().any(|w| unit[*at..].starts_with(w)))?
        .0;
    let marker = &unit[end..];
    let marker = match marker.strip_prefix('（').and_then(|r| r.split_once('）')) {
        Some((inside, rest)) if inside.chars().count() <= 10 => rest,
        _ => marker,
    };
    let bounds = [
        ("以上", Comparator::Ge),
        ("及以上", Comparator::Ge),
        ("以下", Comparator::Le),
        ("以内", Comparator::Le),
        ("左右", Comparator::Approx),
    ];
    bounds.into_iter().find(|(w, _)| marker.starts_with(w)).map(|(_, c)| c)
}
