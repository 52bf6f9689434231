//! Items 段首标题段落: paragraphs without numbers that all open with a heading.
//!
//! In: the paragraphs of a unit. Out: those at its end that are units of their own (`抓好产业链布局。实施…`), or stand below
//! headings on lines of their own, with what belongs to each: its note, the table below the last.

use super::element;
use super::heading::{self, Likeness, RunIn};
use super::tree::Forest;
use super::words::{self, Words};
use crate::source::LineKind;
use crate::text::Seek;

impl Forest<'_> {
    /// Paragraphs at the end of a unit that all open with a heading (S0: 抓好标志性产业链布局。实施…), or stand below one
    /// that has a line of its own.
    pub(super) fn items(&self, body: &[usize]) -> Vec<Item> {
        let items = self.run_in_items(body, 2);
        if items.is_empty() { self.headed_items(body) } else { items }
    }

    /// The same below a unit whose own text opens with one of them: （一）加强畜禽疫病防控。规范养殖场户。逐户登记…, over
    /// 集中处置病死畜禽。强化….
    pub(super) fn items_beside(&self, own: &str, body: &[usize]) -> Vec<Item> {
        let first = heading::run_in(own).filter(|r| r.likeness == Likeness::Strong);
        let plain = |i: &usize| self.paragraphs[*i].kind != LineKind::TableRow;
        if first.is_none() || !body.iter().all(plain) {
            return Vec::new();
        }
        let items = self.run_in_items(body, 1);
        let all = items.iter().map(|item| 1 + item.below.len()).sum::<usize>() == body.len();
        if all { items } else { Vec::new() }
    }

    fn run_in_items(&self, body: &[usize], least: usize) -> Vec<Item> {
        let mut out: Vec<Item> = Vec::new();
        for (at, &i) in body.iter().enumerate() {
            let paragraph = &self.paragraphs[i];
            let note = is_note(paragraph.as_str());
            let run_in = heading::run_in(paragraph.as_str())
                .filter(|r| paragraph.kind != LineKind::TableRow && (at > 0 || r.likeness == Likeness::Strong));
            match (run_in, out.last_mut()) {
                (Some(run_in), _) => out.push(Item { head: i, below: Vec::new(), run_in }),
                // A note on a line of its own belongs to the paragraph above it.
                (None, Some(last)) if note => last.below.push(i),
                // 本政策自…起施行。 and what stands right above it close the document, below the last item.
                (None, Some(last)) if self.closes(&body[at..]) => {
                    last.below.extend(&body[at..]);
                    break;
                }
                // 表1 主要指标 and its rows stand below all items.
                (None, Some(last)) if self.is_table(&body[at..]) => {
                    last.below.extend(&body[at..]);
                    break;
                }
                (None, _) => out.clear(),
            }
        }
        // Paragraphs behind dashes (——全国统筹。全国一盘棋…) all open with a heading, or none does.
        let dashed = |i: &&usize| self.paragraphs[**i].as_str().starts_with('—');
        if out.first().is_some_and(|item| dashed(&&item.head)) && body.iter().filter(dashed).count() > out.len() {
            return Vec::new();
        }
        // What could be a sentence is a heading among others that are.
        let strong = out.iter().filter(|i| i.run_in.likeness == Likeness::Strong).count();
        if strong < least || strong * 3 < out.len() * 2 { Vec::new() } else { out }
    }

    /// Whether nothing follows but the rows of a table, below its caption if it has one.
    fn is_table(&self, rest: &[usize]) -> bool {
        let row = |i: &usize| self.paragraphs[*i].kind == LineKind::TableRow;
        let caption = rest.first().filter(|i| !row(i)).map(|i| self.paragraphs[*i].as_str());
        let captioned = |t: &str| t.starts_with(['表', '附']) && t.chars().count() <= 40 && !t.contains(['。', '；']);
        let rows = &rest[usize::from(caption.is_some())..];
        caption.is_none_or(captioned) && !rows.is_empty() && rows.iter().all(row)
    }

    /// Whether the last paragraphs of a text speak of the text itself.
    pub(super) fn closes(&self, rest: &[usize]) -> bool {
        let last = rest.last().filter(|_| rest.len() <= 2);
        last.is_some_and(|i| speaks_of_itself(self.paragraphs[*i].as_str()))
    }

    /// 加强生态保护。 on a line of its own, over the paragraphs that it names; each heading has some, from the first one on.
    fn headed_items(&self, body: &[usize]) -> Vec<Item> {
        let words = |i: &usize| self.paragraphs[*i].as_str();
        let plain = |i: &usize| self.paragraphs[*i].kind != LineKind::TableRow;
        let mut out: Vec<Item> = Vec::new();
        for (at, i) in body.iter().enumerate() {
            let over = body.get(at + 1).is_some_and(|next| plain(next) && is_told(words(next)));
            let alone = heading::alone(words(i)).filter(|_| plain(i) && over);
            match (alone, out.last_mut()) {
                (Some(run_in), _) => out.push(Item { head: *i, below: Vec::new(), run_in }),
                (None, Some(last)) => last.below.push(*i),
                (None, None) => {}
            }
        }
        if out.len() < 2 { Vec::new() } else { out }
    }
}

/// A unit without a number: its heading, and the paragraphs below that line.
pub(super) struct Item {
    pub(super) head: usize,
    pub(super) below: Vec<usize>,
    pub(super) run_in: RunIn,
}

/// Shortest paragraph below a heading that has a line of its own, in characters.
const TOLD: usize = 30;

/// Whether a paragraph tells something: long enough, with a stop, and no lead-in.
fn is_told(text: &str) -> bool {
    text.chars().count() >= TOLD && text.contains(['。', '，']) && !text.ends_with('：')
}

/// How many paragraphs stand before the first item.
pub(super) fn lead_len(body: &[usize], items: &[Item]) -> usize {
    items.first().and_then(|first| body.iter().position(|i| *i == first.head)).unwrap_or(body.len())
}

/// （责任单位：…） alone.
pub(super) fn is_note(text: &str) -> bool {
    text.starts_with('（')
        && text.ends_with('）')
        && text.matches('（').count() <= 4
        && (text.has('：') || text.has("负责") || text.has("牵头"))
        || element::labels_duty(text)
}

/// 本意见自…起施行, 有效期三年, 由…负责解释, 特此通知.
pub(super) fn speaks_of_itself(text: &str) -> bool {
    static ITSELF: Words = Words::new(|| words::of("itself"));
    static ABOUT: Words = Words::new(|| words::of("itself_about"));

    // 本《通知》自印发之日起施行
    text.strip_prefix('本').map(|t| t.trim_start_matches('《')).is_some_and(|t| ITSELF.iter().any(|w| t.opens(w)))
        && ABOUT.iter().any(|w| text.has(w))
        || text.opens("特此") && text.chars().count() <= 6
}
