//! Tree 层次: the paragraphs of one part put below the units they belong to.
//!
//! Which style stands below which is read from the document: a style met inside another is below it,
//! a style met before ends what came since. Numbers may restart in each chapter or run through.

use super::clauses::{ends_with_note, speaks_of_all};
use super::heading;
use super::number::{self, Mark, Style};
use super::paragraph::Paragraph;
use crate::source::LineKind;
use crate::text::{Diagnostic, Seek, Severity, Span, among};
use foldhash::HashMap;

/// A unit of the text: what has a number or a heading, or the part itself at the root.
#[derive(Debug)]
pub(super) struct Unit {
    pub(super) style: Style,
    pub(super) value: u32,
    pub(super) number: Option<String>,
    /// The paragraph that opens it; none at the root.
    pub(super) head: Option<usize>,
    /// Bytes of the head that are the number.
    pub(super) mark: usize,
    /// Level of the format's heading (`##`, `<h2>`) that opens it.
    level: Option<u8>,
    /// Paragraphs that belong to it directly, behind its head and before its children.
    pub(super) body: Vec<usize>,
    pub(super) children: Vec<Unit>,
}

/// How far below a number in levels the first one under it may stand, in paragraphs.
const BELOW: usize = 4;

/// Longest heading behind dashes, in characters.
const DASHED: usize = 30;

/// Longest name of a paper to hand in, in characters.
const PAPER: usize = 40;

impl Unit {
    fn root() -> Self {
        Self {
            style: Style::Book,
            value: 0,
            number: None,
            head: None,
            mark: 0,
            level: None,
            body: Vec::new(),
            children: Vec::new(),
        }
    }
}

/// What the tree of a part is made from.
pub(super) struct Forest<'a> {
    pub(super) paragraphs: &'a [Paragraph],
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl<'b> Forest<'b> {
    /// The tree of the paragraphs `of` a part.
    pub(super) fn grow(&mut self, of: &[usize]) -> Unit {
        let mut stack = vec![Unit::root()];
        // The last number seen of each style, for numbering that runs through.
        let mut last: HashMap<Style, u32> = HashMap::default();
        let mut at = 0;
        while at < of.len() {
            let index = of[at];
            let rest = &of[at..];
            match self.opens(&stack, rest, &last) {
                Opens::Unit(mark) => {
                    self.check(&stack, &mark, index, &last);
                    let level = match self.paragraphs[index].kind {
                        LineKind::Heading(level) => Some(level),
                        _ => None,
                    };
                    close_for(&mut stack, mark.style, level);
                    last.insert(mark.style, mark.value);
                    // Numbers below start anew, unless they run through: then the next one tells.
                    let Mark { style, value, number, len } = mark;
                    let number = (!matches!(style, Style::Bare | Style::Dash)).then(|| number.into_owned());
                    stack.push(Unit {
                        style,
                        value,
                        number,
                        head: Some(index),
                        mark: len,
                        level,
                        body: Vec::new(),
                        children: Vec::new(),
                    });
                    at += 1;
                }
                Opens::Items(n) => {
                    // Items of a list stay in the text of the unit that leads them in.
                    if let Some(unit) = stack.last_mut() {
                        unit.body.extend(&rest[..n]);
                    }
                    at += n;
                }
                Opens::Nothing => {
                    if let Some(unit) = stack.last_mut() {
                        unit.body.push(index);
                    }
                    at += 1;
                }
            }
        }
        while stack.len() > 1 {
            fold(&mut stack);
        }
        stack.pop().unwrap_or_else(Unit::root)
    }

    /// What the first paragraph of `rest` opens.
    fn opens(&self, stack: &[Unit], rest: &[usize], last: &HashMap<Style, u32>) -> Opens<'b> {
        let paragraph = &self.paragraphs[rest[0]];
        let text = paragraph.as_str();
        if paragraph.kind == LineKind::TableRow {
            return Opens::Nothing;
        }
        if let Some(mark) = number::boxed(text).filter(|_| rest.len() > 1) {
            // 专栏1 主要指标 right above a table is its caption, and what follows the table no part of the box.
            let table = self.paragraphs[rest[1]].kind == LineKind::TableRow;
            return if table { Opens::Nothing } else { Opens::Unit(mark) };
        }
        let next = || stack.last().filter(|u| u.style == Style::Digit).map(|u| u.value + 1);
        let counted = || next().and_then(|next| number::counted(text, next));
        if let Some(mark) = self.dashed(stack, rest, last) {
            return Opens::Unit(mark);
        }
        let Some(mark) = number::mark(text).or_else(counted).or_else(|| self.in_levels(stack, rest)) else {
            return if self.is_bare_heading(stack, rest) {
                let value = last.get(&Style::Bare).copied().unwrap_or(0) + 1;
                Opens::Unit(Mark { style: Style::Bare, value, number: "".into(), len: 0 })
            } else {
                Opens::Nothing
            };
        };
        let mark = self.below_decimal(stack, rest, mark);
        let known = stack.iter().any(|u| u.style == mark.style && u.head.is_some());
        let below_article = stack.iter().any(|u| u.style == Style::Article);
        let over_article = self.is_over_article(stack, rest, &mark);
        if below_article && !over_article && mark.style > Style::Bare && mark.style != Style::Article {
            // （一）…； below 第三条 is an item of it, also where （一） stood above articles before.
            if !known || mark.style > Style::Han {
                return Opens::Nothing;
            }
        }
        let in_levels = matches!(mark.style, Style::Decimal | Style::DecimalDeep);
        if !known && !in_levels && mark.style > Style::HanBracket && mark.style != Style::Article {
            let runs_on = last.get(&mark.style).is_some_and(|v| v + 1 == mark.value);
            // A page of a longer text: 14., 15., …
            let middle = || {
                let next = rest.iter().skip(1).filter_map(|i| number::mark(self.paragraphs[*i].as_str()));
                let mut next = next.filter(|m| m.style == mark.style);
                mark.value >= 3 && next.next().is_some_and(|m| m.value == mark.value + 1)
            };
            let begun = last.contains_key(&mark.style);
            // 18.强化交通运输保障。做好… behind 7.: numbers that run through, some of which are missing
            let content = text.get(mark.len..).unwrap_or_default();
            let named = || heading::run_in(content).is_some_and(|r| r.likeness == heading::Likeness::Strong);
            let later = last.get(&mark.style).is_some_and(|v| (*v..=v + MISSING).contains(&mark.value)) && named();
            if mark.value != 1 && !runs_on && !later && (begun || !middle()) {
                return Opens::Nothing;
            }
        }
        if !known
            && !over_article
            && let Some(n) = self.list(stack, rest, &mark)
        {
            return Opens::Items(n);
        }
        Opens::Unit(mark)
    }

    /// ——坚持生态优先: a heading behind dashes over items whose numbers begin there or run through.
    fn dashed(&self, stack: &[Unit], rest: &[usize], last: &HashMap<Style, u32>) -> Option<Mark<'b>> {
        let text = self.paragraphs[rest[0]].as_str();
        let name = text.trim_start_matches('—');
        let named = name.len() < text.len()
            && (4..=DASHED).contains(&name.chars().count())
            && !name.contains(['。', '；', '：', '|'])
            && !name.bytes().any(|b| b.is_ascii_digit());
        let next =
            number::mark(self.paragraphs[*rest.get(1)?].as_str()).filter(|m| named && m.style == Style::Digit)?;
        let goes_on = last.get(&Style::Digit).is_none_or(|v| v + 1 == next.value) || next.value == 1;
        let article = stack.iter().any(|u| u.style == Style::Article);
        let value = last.get(&Style::Dash).copied().unwrap_or(0) + 1;
        (goes_on && !article).then(|| Mark {
            style: Style::Dash,
            value,
            number: "".into(),
            len: text.len() - name.len(),
        })
    }

    /// `1.` below 1.2 of an 应急预案, whose chapters are numbered `1` themselves: an item, unless it opens the next
    /// chapter (`2 组织体系` over `2.1`).
    fn below_decimal(&self, stack: &[Unit], rest: &[usize], mark: Mark<'b>) -> Mark<'b> {
        let decimal = stack.iter().rposition(|u| matches!(u.style, Style::Decimal | Style::DecimalDeep));
        let inside = decimal.is_some_and(|at| stack[..at].iter().any(|u| u.style == Style::Digit));
        if mark.style != Style::Digit || !inside || mark.len == mark.number.len() {
            return mark;
        }
        let next = rest.get(1).and_then(|i| number::decimal(self.paragraphs[*i].as_str()));
        let chapter = next.is_some_and(|n| n.above() == Some(&*mark.number));
        let follows = stack.iter().any(|u| u.style == Style::DigitItem && u.value + 1 == mark.value);
        let item = !chapter && (mark.value == 1 || follows);
        Mark { style: if item { Style::DigitItem } else { mark.style }, ..mark }
    }

    /// `1.1编制目的` below 1, `1.1.2` below 1.1; `1总则` right above the `1.1` that it opens.
    fn in_levels(&self, stack: &[Unit], rest: &[usize]) -> Option<Mark<'b>> {
        let text = self.paragraphs[rest[0]].as_str();
        if let Some(mark) = number::decimal(text) {
            let above = mark.above()?;
            let inside = |u: &Unit| match u.style {
                Style::Bare | Style::Box | Style::Dash | Style::Article => false,
                Style::Decimal | Style::DecimalDeep | Style::Digit => u.number.as_deref() == Some(above),
                _ => above.parse() == Ok(u.value),
            };
            return (stack.iter().any(inside) || self.begins_levels(stack, rest, &mark)).then_some(mark);
        }
        let mark = number::plain(text)?;
        let next = number::decimal(self.paragraphs[*rest.get(1)?].as_str());
        let known = stack.iter().any(|u| u.style == Style::Digit && u.value + 1 == mark.value);
        let opens = next.is_some_and(|n| n.begins(&mark.number));
        (opens || known).then_some(mark)
    }

    /// `14.3 积极应对老龄化` over `14.3.1` where a part of a text begins with it, and `14.4` behind it.
    fn begins_levels(&self, stack: &[Unit], rest: &[usize], mark: &Mark<'_>) -> bool {
        let sibling = |u: &Unit| {
            let above = u.number.as_deref().and_then(|number| number.rsplit_once('.')).map(|(above, _)| above);
            u.style == mark.style && u.value + 1 == mark.value && above == mark.above()
        };
        if stack.iter().any(sibling) {
            return true;
        }
        let first = !stack.iter().any(|u| matches!(u.style, Style::Decimal | Style::DecimalDeep | Style::Digit));
        let below = || {
            let next = rest.iter().skip(1).take(BELOW).find_map(|i| number::decimal(self.paragraphs[*i].as_str()));
            next.is_some_and(|n| n.begins(&mark.number))
        };
        first && mark.style == Style::Decimal && below()
    }

    /// A heading such as `（二）绩效奖励` with nothing but articles below it.
    fn is_over_article(&self, stack: &[Unit], rest: &[usize], mark: &Mark<'_>) -> bool {
        if mark.style == Style::Article {
            return false;
        }
        let text = self.paragraphs[rest[0]].as_str();
        let before = stack.last().and_then(|u| u.body.last().or(u.head.as_ref()));
        let open = before.is_some_and(|i| self.paragraphs[*i].as_str().ends_with(['：', '；', '，']));
        let next = rest.get(1).map(|i| self.paragraphs[*i].as_str());
        !open
            && next.and_then(number::mark).is_some_and(|m| m.style == Style::Article)
            && text.get(mark.len..).is_some_and(|t| heading::is_own_line(t) && !t.ends_with('。'))
    }

    /// Items that stay in the text of the unit that leads them in: how many paragraphs they take. They are
    /// divided by ；, or continue a lead-in ending in ： without being sentences of their own.
    fn list(&self, stack: &[Unit], rest: &[usize], first: &Mark<'_>) -> Option<usize> {
        let unit = stack.last()?;
        let lead = unit.body.last().or(unit.head.as_ref())?;
        let colon = self.paragraphs[*lead].as_str().ends_with('：');
        let (mut items, mut divided, mut sentences, mut end) = (0, 0, 0, 0);
        // Whether the last one so far ends in ；, which divides it from nothing.
        let mut open = false;
        for (n, index) in rest.iter().enumerate() {
            let text = self.paragraphs[*index].as_str();
            let style = if first.style == Style::DigitItem { Style::Digit } else { first.style };
            match number::mark(text) {
                Some(mark) if mark.style == style && mark.value == items + 1 => items += 1,
                // An item may have items of its own.
                Some(mark) if mark.style > first.style && mark.style != Style::Article => {}
                _ => break,
            }
            open = text.ends_with('；') || text.ends_with("；和") || text.ends_with("；或者");
            divided += usize::from(open);
            sentences += usize::from(text.ends_with('。') || ends_with_note(text));
            end = n + 1;
        }
        let before_last = end.saturating_sub(1).max(1);
        let headed = unit.head.is_some();
        // Short items without any stop, such as a list of papers to hand in.
        let bare = headed && first.style > Style::Han && items as usize == end && sentences <= 1 && divided == 0;
        // 编制依据 over titles and numbers: no sentences
        let papers =
            bare && rest.iter().take(end).filter(|i| self.paragraphs[**i].as_str().contains('《')).count() == end;
        // （一）境外运营实体 below 三、申报材料: papers to hand in, divided by ；
        let handed_in = headed
            && items as usize == end
            && divided * 2 >= before_last
            && rest.iter().take(end).all(|i| self.paragraphs[*i].as_str().chars().count() <= PAPER)
            && stack.iter().any(|u| ["材料", "资料"].iter().any(|w| self.content(u).has(w)));
        let stay = if papers || handed_in {
            true
        } else if colon {
            divided * 2 >= before_last || bare
        } else {
            // Below a name on a line of its own each is a unit, whatever divides them.
            let content = self.content(unit);
            let named = unit.body.is_empty()
                && unit.style != Style::Article
                && heading::is_own_line(content)
                && !content.ends_with('。');
            headed && divided - usize::from(open) >= before_last && !named
        };
        (items >= 2 && stay).then_some(end)
    }

    /// A heading of Markdown, or a short line without a stop after which numbering begins.
    fn is_bare_heading(&self, stack: &[Unit], rest: &[usize]) -> bool {
        let paragraph = &self.paragraphs[rest[0]];
        let text = paragraph.as_str();
        if matches!(paragraph.kind, LineKind::Heading(_)) {
            return true;
        }
        let Some(next) = rest.get(1).map(|i| &self.paragraphs[*i]) else { return false };
        let short = (2..=20).contains(&text.chars().count()) && text.chars().all(|c| !among(c, "。；：，！？、）.|"));
        // Numbering begins below it; articles run through all chapters, as （六） may below names that have no number.
        let goes_on = |m: &Mark<'_>| {
            let named = stack.iter().any(|u| u.style == Style::Bare);
            named && m.style == Style::HanBracket && stack.iter().any(|u| u.style == m.style && u.value + 1 == m.value)
        };
        let starts = number::mark(next.as_str())
            .is_some_and(|m| (m.value == 1 && m.style >= Style::Han) || m.style == Style::Article || goes_on(&m));
        // Below a lead-in that ends in ： or in the middle of a sentence it is none.
        let open = stack
            .last()
            .and_then(|u| u.body.last().or(u.head.as_ref()))
            .is_some_and(|i| self.paragraphs[*i].as_str().ends_with(['：', '，', '、']));
        // 总体要求 over the paragraphs that it names
        let over = || next.as_str().chars().count() >= 40 && next.as_str().ends_with('。');
        let standard = text == "总体要求" && over();
        short && (starts || standard) && !open
    }

    /// Notes numbers that jump or stand where none was expected.
    fn check(&mut self, stack: &[Unit], mark: &Mark<'_>, index: usize, last: &HashMap<Style, u32>) {
        if matches!(mark.style, Style::Bare | Style::Box | Style::Dash) {
            return;
        }
        let before = stack.iter().rev().find(|u| u.style == mark.style && u.head.is_some()).map(|u| u.value);
        let expected = match before {
            Some(value) => value + 1,
            None if mark.value == 1 => 1,
            None => last.get(&mark.style).map_or(1, |v| v + 1),
        };
        if mark.value != expected && !(mark.value == 1 && before.is_none()) {
            let span = self.paragraphs[index].span;
            self.say(
                "outline/number-jump",
                span,
                format!("序号应为第 {expected} 个，这里是“{}”：请核对原文是否缺漏或编号有误", mark.number),
            );
        }
    }

    fn say(&mut self, code: &str, span: Span, message: String) {
        self.diagnostics.push(Diagnostic {
            code: code.to_owned(),
            severity: Severity::Warning,
            line: 0,
            span,
            message,
        });
    }

    /// The words of a unit's head behind its number.
    pub(super) fn content(&self, unit: &Unit) -> &str {
        unit.head.map_or("", |i| self.paragraphs[i].as_str().get(unit.mark..).unwrap_or_default())
    }

    /// Whether the head of a unit is a heading on a line of its own.
    pub(super) fn has_own_line(&self, unit: &Unit) -> bool {
        let more = !unit.body.is_empty() || !unit.children.is_empty();
        let content = self.content(unit);
        // 第九条 认定程序。 over its items is a heading; most articles are sentences.
        let words = |i: &usize| self.paragraphs[*i].as_str();
        let listed = unit.body.first().map(words).is_some_and(|t| number::mark(t).is_some());
        let named = content.chars().count() <= 13 && heading::is_name(content)
            || listed && heading::is_short_name(content.strip_suffix('。').unwrap_or(content));
        // 第七条 车辆技术条件和补贴标准。 over （一）技术条件
        let listed_name = listed && heading::names_rules(content);
        // 第一条 奖励对象 over a sentence
        let over = unit.body.first().map(words).is_some_and(|t| t.chars().count() >= 20 && t.ends_with(['。', '：']));
        let named = named || over && content.chars().count() <= 8 && heading::is_short_name(content);
        let plain = unit.style != Style::Article || listed_name || named && (listed || !content.ends_with('。'));
        // A sentence over 特此批复 is the last item, no heading.
        let last = content.ends_with('。') && unit.body.first().map(words).is_some_and(speaks_of_all);
        more && plain && !last && (listed_name || heading::is_own_line(content))
    }
}

/// So many numbers may be missing where those that run through a text go on.
const MISSING: u32 = 20;

enum Opens<'t> {
    Unit(Mark<'t>),
    Items(usize),
    Nothing,
}

/// Ends the units that a new one of this style ends.
fn close_for(stack: &mut Vec<Unit>, style: Style, level: Option<u8>) {
    let same = stack.iter().position(|u| u.style == style && u.head.is_some());
    let above = level.and_then(|level| stack.iter().rposition(|u| u.level.is_some_and(|l| l < level)));
    let keep = match same.filter(|_| level.is_none() || style != Style::Bare) {
        // A heading of the format without a number stands below the last one of a higher level.
        None if style == Style::Bare && above.is_some() => 1 + above.unwrap_or(0),
        Some(at) => at,
        // Right behind a heading: below it, whatever its style.
        None if style == Style::Article && stack.last().is_some_and(|u| u.head.is_some() && u.body.is_empty()) => {
            stack.len()
        }
        // A style not open now stands below the last unit of a style above it.
        None if style == Style::Article => {
            1 + stack.iter().rposition(|u| u.head.is_some() && u.style <= Style::Han).unwrap_or(0)
        }
        None => {
            1 + stack
                .iter()
                .rposition(|u| {
                    u.head.is_none() || u.style < style || (u.style == Style::Article && style > Style::Bare)
                })
                .unwrap_or(0)
        }
    };
    while stack.len() > keep.max(1) {
        fold(stack);
    }
}

/// Puts the last unit of the stack below the one before it.
fn fold(stack: &mut Vec<Unit>) {
    if let Some(unit) = stack.pop()
        && let Some(parent) = stack.last_mut()
    {
        parent.children.push(unit);
    }
}
