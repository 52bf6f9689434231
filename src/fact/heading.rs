//! Heading 条旨: what a clause states in its heading.
//!
//! In: （二）整改阶段（11月底前）, 1．培育龙头企业（责任单位：市工信局）, 3．新增就业5万人以上; out: the facts of these words,
//! with [`Place::Heading`]. Only statements count: 2026年重点工作 and 行动方案（2024—2026年） name a time, they set
//! none, and a body in a name does nothing. What the text below says again is told once, by the text.

use super::{DeadlineKind, Fact, Place, Says};
use crate::outline::Clause;
use crate::text::Seek;

/// What a heading calls the work of a year: 2026年重点工作.
pub(super) const WORK_OF_A_YEAR: &[&str] = &[
    "工作安排",
    "工作任务",
    "工作目标",
    "工作思路",
    "工作打算",
    "工作要点",
    "重点工作",
    "主要工作",
    "重点任务",
    "主要任务",
    "主要目标",
    "目标任务",
    "年工作",
    "年的工作",
];

/// The heading as a clause to read, where it may state something.
pub(super) fn spoken(clause: &Clause) -> Option<Clause> {
    let heading = clause.heading.as_ref()?;
    let words = heading.as_str();
    let counts = words.bytes().any(|b| b.is_ascii_digit()) || words.has('月') || words.has('季');
    (counts || words.ends_with('）')).then(|| Clause {
        text: heading.clone(),
        heading: None,
        section: clause.section.clone(),
        number: None,
        steps: Vec::new(),
        label: String::new(),
        over: None,
        ..*clause
    })
}

/// Puts what a heading states before what the text below it says.
pub(super) fn put(found: Vec<Fact>, heading: &str, facts: &mut Vec<Fact>) {
    let mut kept = stated(found, heading);
    kept.retain(|fact| !facts.iter().any(|f| same(&f.says, &fact.says)));
    if kept.is_empty() {
        return;
    }
    for fact in &mut kept {
        fact.place = Place::Heading;
    }
    facts.splice(..0, kept);
    facts.sort_by_key(|f| f.says.field());
}

/// What the words of a heading state.
pub(super) fn stated(mut found: Vec<Fact>, heading: &str) -> Vec<Fact> {
    found.retain(|fact| states(fact, heading));
    found
}

/// Whether the words state a fact and do not only name a thing.
fn states(fact: &Fact, heading: &str) -> bool {
    match &fact.says {
        Says::Responsibility(_) => ["responsibility/bracket", "responsibility/label"].contains(&&*fact.rule),
        Says::Deadline(deadline) => sets_time(fact, deadline.kind, heading),
        // 提升便利度（7项） counts what stands below.
        Says::Target(_) | Says::Amount(_) => {
            let at = fact.value.first().map_or(0, |v| v.start);
            !heading.get(..at).is_some_and(|before| before.ends_with(['（', '共']))
        }
        Says::Citation(_) | Says::Term(_) | Says::Actor(_) => false,
    }
}

/// 2025年底前完成…, 整改阶段（2023年4月—10月）; not 2026年重点工作, nor the period of a plan's title.
fn sets_time(fact: &Fact, kind: DeadlineKind, heading: &str) -> bool {
    let words = fact.quote.of(heading);
    let before = heading.get(..fact.quote.start).unwrap_or_default();
    let behind = heading.get(fact.quote.end..).unwrap_or_default();
    let whole = before.is_empty() && behind.is_empty();
    let named = ["计划", "方案", "规划", "纲要", "办法", "意见", "措施", "清单", "安排", "任务"];
    let bracket = before.strip_suffix('（').filter(|_| behind == "）");
    let stage = bracket.is_some_and(|title| !named.iter().any(|w| title.ends_with(w)));
    match kind {
        DeadlineKind::By => whole || stage || words.ends_with(['前', '底', '末']) || words.starts_with(['到', '至']),
        DeadlineKind::Within => true,
        DeadlineKind::During | DeadlineKind::From => whole || stage,
        DeadlineKind::Each | DeadlineKind::Validity => false,
    }
}

/// Whether two facts say the same of a number, a time or a body.
fn same(one: &Says, other: &Says) -> bool {
    match (one, other) {
        (Says::Target(a), Says::Target(b)) => (a.value, &a.unit) == (b.value, &b.unit),
        (Says::Amount(a), Says::Amount(b)) => (a.value, &a.unit) == (b.value, &b.unit),
        (Says::Responsibility(a), Says::Responsibility(b)) => a.agency == b.agency,
        _ => one == other,
    }
}
