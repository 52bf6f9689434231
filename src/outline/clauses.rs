//! Clauses 条款: the tree written out, the smallest units with number or heading.

use super::element;
use super::heading::{self, Likeness, RunIn};
use super::items::{Item, is_note, lead_len, speaks_of_itself};
use super::number::{self, Style};
use super::parts::{Part, PartKind};
use super::tree::{Forest, Unit};
use super::words::{self, Words};
use super::{Clause, ClauseKind};
use crate::source::LineKind;
use crate::text::{MappedText, MappedTextBuilder, Seek, Span};
use foldhash::{HashMap, HashSet};
use std::borrow::Cow;
use std::sync::Arc;

/// Where a unit stands: what its clauses inherit from the units around it.
#[derive(Clone, Default)]
struct Place {
    section: Arc<[Arc<str>]>,
    steps: Vec<Arc<str>>,
    label: String,
    over: Option<Arc<MappedText>>,
}

/// Writes the clauses of one part.
pub(super) struct Writer<'a, 'b> {
    pub(super) forest: &'a Forest<'b>,
    pub(super) kind: PartKind,
    pub(super) clauses: Vec<Clause>,
    /// Paragraphs of each clause, for coverage: as many entries as clauses.
    pub(super) owners: Vec<Vec<usize>>,
    /// Styles whose numbers run through the whole part: their label needs no chapter.
    through: HashSet<Style>,
    step: Option<String>,
}

impl<'a, 'b> Writer<'a, 'b> {
    pub(super) fn new(forest: &'a Forest<'b>, kind: PartKind, step: Option<String>) -> Self {
        Self { forest, kind, clauses: Vec::new(), owners: Vec::new(), through: HashSet::default(), step }
    }

    /// All clauses of a part.
    pub(super) fn part(&mut self, part: &Part, root: &Unit) {
        self.through = running_through(root);
        let place = Place {
            section: part.section.iter().map(|s| s.as_str().into()).collect(),
            steps: self.step.iter().map(|s| s.as_str().into()).collect(),
            label: part
                .section
                .as_deref()
                .map(|s| format!("{} ", s.split(' ').next().unwrap_or(s)))
                .unwrap_or_default(),
            over: None,
        };
        match self.kind {
            // 现印发给你们，并就有关事项通知如下： with units of its own
            PartKind::Notice if root.children.len() > 1 && root.children.iter().all(|c| c.style == Style::Han) => {
                self.plain(ClauseKind::Notice, &root.body, &place, "notice", "通知正文");
                self.children(root, &place);
            }
            PartKind::Notice => {
                let mut all = Vec::new();
                gather(root, &mut all);
                self.plain(ClauseKind::Notice, &all, &place, "notice", "通知正文");
            }
            PartKind::Main if root.children.is_empty() => self.unnumbered(root, &place),
            PartKind::Main => {
                self.plain(ClauseKind::Preamble, &root.body, &place, "preamble", "前言");
                self.children(root, &place);
                self.closing(root, &place);
            }
            PartKind::Attachment => {
                self.plain(ClauseKind::Attachment, &root.body, &place, "lead", "");
                self.children(root, &place);
            }
        }
    }

    /// A text without any numbered unit: one preamble, or paragraphs that open alike.
    fn unnumbered(&mut self, root: &Unit, place: &Place) {
        // 各地区各部门要…: the last paragraph may speak of all items.
        let end = root.body.last().filter(|i| speaks_of_all(self.forest.paragraphs[**i].as_str()));
        let (body, closing) = root.body.split_at(root.body.len() - usize::from(end.is_some()));
        let items = self.forest.items(body);
        let (body, closing) = if items.is_empty() { (&root.body[..], &[][..]) } else { (body, closing) };
        let lead = lead_len(body, &items);
        // A file that is nothing but a table has no preamble.
        let rows = root.body.iter().all(|i| self.forest.paragraphs[*i].kind == LineKind::TableRow);
        let kind = if rows { ClauseKind::Body } else { ClauseKind::Preamble };
        self.plain(kind, &body[..lead], place, "preamble", "前言");
        self.write_items(&items, place);
        self.plain(ClauseKind::Closing, closing, place, "closing", "结尾");
    }

    /// Paragraphs without number as one clause; its tables as one each, in the order of the document.
    fn plain(&mut self, kind: ClauseKind, paragraphs: &[usize], place: &Place, step: &str, label: &str) {
        let (text, tables) = self.split_tables(paragraphs);
        let behind = text.first().zip(tables.first()).is_some_and(|(text, table)| table[0] < *text);
        if behind {
            self.tables(kind, &tables, place);
        }
        if !text.is_empty() {
            let place = Place {
                section: place.section.clone(),
                steps: with(&place.steps, step),
                label: place.label.clone() + label,
                over: None,
            };
            self.push(kind, place, None, None, &text, None);
        }
        if !behind {
            self.tables(kind, &tables, place);
        }
    }

    fn split_tables(&self, paragraphs: &[usize]) -> (Vec<usize>, Vec<Vec<usize>>) {
        let (mut text, mut tables): (Vec<usize>, Vec<Vec<usize>>) = (Vec::new(), Vec::new());
        let mut previous = None;
        for &i in paragraphs {
            if self.forest.paragraphs[i].kind == LineKind::TableRow {
                match tables.last_mut() {
                    Some(table) if previous == Some(i) => table.push(i),
                    _ => {
                        // 表1 主要指标 or 专栏1 主要指标 right above belongs to the table.
                        let caption = |t: &str| element::is_table_caption(t) || number::boxed(t).is_some();
                        let captioned = |t: &usize| t + 1 == i && caption(self.forest.paragraphs[*t].as_str());
                        tables.push(text.pop_if(|t| captioned(t)).into_iter().chain([i]).collect());
                    }
                }
                previous = Some(i + 1);
            } else {
                text.push(i);
            }
        }
        (text, tables)
    }

    fn tables(&mut self, kind: ClauseKind, tables: &[Vec<usize>], place: &Place) {
        let kind = if self.kind == PartKind::Attachment { ClauseKind::Attachment } else { kind };
        for (n, table) in tables.iter().enumerate() {
            let plain = |i: &usize| self.forest.paragraphs[*i].kind != LineKind::TableRow;
            let caption = table.first().copied().filter(plain).map(|i| &self.forest.paragraphs[i]);
            let rows = if caption.is_some() { &table[1..] } else { table };
            // A box is known by its number.
            let (number, heading) = match caption.map(|c| (c, number::boxed(c.as_str()))) {
                Some((c, Some(mark))) => {
                    let name = Span::new(mark.len, c.as_str().len());
                    (Some(mark.number.into_owned()), Some(c.text.slice(name).trim()))
                }
                Some((c, None)) => (None, Some(c.text.clone())),
                None => (None, None),
            };
            let own = number.clone().unwrap_or_else(|| format!("表{}", n + 1));
            let place = Place {
                steps: with(&place.steps, format!("table-{}", n + 1)),
                label: format!("{}{own}", place.label),
                section: place.section.clone(),
                over: place.over.clone(),
            };
            self.push(kind, place, number, heading, rows, None);
            if let (Some(clause), Some(owner)) = (self.clauses.last_mut(), self.owners.last_mut()) {
                clause.table = true;
                if let Some(caption) = caption {
                    clause.span = caption.span.cover(clause.span);
                    owner.insert(0, table[0]);
                }
            }
        }
    }

    /// The heading that a unit may open with; that of an article may stand in brackets: 第三条（补贴标准）新建床位….
    fn opening(&self, unit: &Unit) -> Option<RunIn> {
        let content = self.forest.content(unit);
        let bracketed = || heading::in_round_brackets(content).filter(|_| unit.style == Style::Article);
        heading::run_in(content).or_else(bracketed)
    }

    fn children(&mut self, unit: &Unit, place: &Place) {
        let mut run_ins: Vec<Option<RunIn>> = unit.children.iter().map(|c| self.opening(c)).collect();
        let articles = unit.children.iter().any(|c| c.style == Style::Article);
        if unit.children.len() >= 3 && !articles && run_ins.iter().any(Option::is_none) {
            let alike: Option<Vec<RunIn>> =
                unit.children.iter().map(|c| heading::run_in_alike(self.forest.content(c))).collect();
            run_ins = alike.map_or(run_ins, |alike| alike.into_iter().map(Some).collect());
        }
        let count = run_ins.iter().filter(|r| r.is_some()).count();
        let open_alike = count * 3 >= unit.children.len() * 2;
        // 第五条 鼓励集中核算。鼓励…: what could be a sentence is a heading where every article has one.
        let all_alike = count == unit.children.len() && count >= 3;
        // 四、大力发展特色农业 on a line of its own is no sibling without heading.
        let others = unit.children.iter().filter(|c| !self.forest.has_own_line(c)).count();
        let few = count * 2 <= others && others > 1;
        // （三）设备面临过载。 and its like are sentences: so is the last of them, though a paragraph stands below it.
        let closed = |c: &Unit| {
            let content = self.forest.content(c);
            let one = content.place("。").is_some_and(|at| at + '。'.len_utf8() == content.len());
            one && content.chars().count() > SHORT && c.children.is_empty()
        };
        let sentences = unit.children.iter().filter(|c| closed(c) && c.body.is_empty()).count();
        let sentences = sentences >= 2 && sentences + 1 == unit.children.len();
        let mut seen: HashMap<Arc<str>, usize> = HashMap::default();
        for (child, run_in) in unit.children.iter().zip(run_ins) {
            let among = || {
                heading::run_in_among(self.forest.content(child))
                    .filter(|_| count > 1 && count * 2 > unit.children.len())
            };
            let run_in = run_in
                .or_else(among)
                .filter(|r| r.likeness == Likeness::Strong || open_alike && child.style != Style::Article || all_alike);
            // Among siblings without headings, and in articles, only a plain name is one.
            let content = self.forest.content(child);
            // 评估工作应严明纪律, 建设期为2年: sentences, however short
            let states = |w: &str| heading::bids(w) || w.bytes().any(|b| b.is_ascii_digit());
            let plain =
                |r: &RunIn| content.get(..r.len).is_some_and(|w| !w.has('，') && w.chars().count() <= 12 && !states(w));
            let article = child.style == Style::Article;
            let short = |r: &RunIn| content.get(..r.len).is_some_and(|w| !w.has('，'));
            // 支持新型基础设施建设应用。对新建的基站…: what follows tells it in full.
            let told = |r: &RunIn| {
                let rest = content.get(r.rest..).unwrap_or_default().trim_start();
                let bids =
                    ["支持", "鼓励", "推动", "引导", "扶持", "培育", "加大", "促进"].iter().any(|w| content.opens(w));
                bids && ["对", "鼓励", "支持"].iter().any(|w| rest.opens(w))
            };
            let run_in = run_in
                .filter(|r| !(few || article) || plain(r) || article && open_alike && short(r) || told(r) && short(r));
            let mut place = self.place(child, place);
            // Numbers that repeat under one parent need ids of their own.
            if let Some(step) = place.steps.last_mut() {
                let again = seen.entry(step.clone()).or_default();
                *again += 1;
                if *again > 1 {
                    *step = format!("{step}-{again}").into();
                }
            }
            let sentence = sentences && closed(child) && !child.body.is_empty();
            self.unit(child, place, run_in, sentence);
        }
    }

    /// The place of a child inside its parent's.
    fn place(&self, unit: &Unit, parent: &Place) -> Place {
        let step = match unit.style {
            Style::Bare => format!("h{}", unit.value),
            Style::Box => format!("b{}", unit.value),
            Style::Dash => format!("d{}", unit.value),
            Style::Article => format!("t{}", unit.value),
            _ => unit.value.to_string(),
        };
        let through = self.through.contains(&unit.style);
        // 2.1.1 names its chapter itself.
        let whole = matches!(unit.style, Style::Article | Style::Decimal | Style::DecimalDeep);
        let base = if through || whole { Cow::Owned(self.clauses_label()) } else { Cow::Borrowed(&parent.label) };
        let label = match &unit.number {
            Some(number) if unit.style == Style::DigitItem => format!("{base}第{number}项"),
            Some(number) => format!("{base}{number}"),
            None => format!("{base}{}", self.forest.content(unit)),
        };
        Place { section: parent.section.clone(), steps: with(&parent.steps, step), label, over: parent.over.clone() }
    }

    fn clauses_label(&self) -> String {
        self.step
            .as_deref()
            .filter(|s| s.starts_with("att"))
            .map(|s| format!("附件{} ", s.trim_start_matches("att-")))
            .unwrap_or_default()
    }

    /// A unit: its own clause, then what stands below it.
    fn unit(&mut self, unit: &Unit, place: Place, run_in: Option<RunIn>, sentence: bool) {
        let Some(head) = unit.head else { return };
        let paragraph = &self.forest.paragraphs[head];
        let whole = Span::new(unit.mark, paragraph.as_str().len());
        let items = if unit.style == Style::Article { Vec::new() } else { self.forest.items(&unit.body) };
        let over_headings = !items.is_empty() || self.over_headings(unit);
        let named = !sentence && (self.forest.has_own_line(unit) || over_headings && self.names_items(unit));
        let own_line = named || matches!(paragraph.kind, LineKind::Heading(_));
        let own = run_in.filter(|_| items.is_empty() && unit.style != Style::Article && !own_line);
        let own = own.and_then(|r| self.forest.content(unit).get(r.rest..));
        let items = own.map_or(items, |own| self.forest.items_beside(own.trim_start(), &unit.body));
        let over = || heading::run_in_over(self.forest.content(unit)).filter(|_| !items.is_empty());
        let (heading, rest) = self.head_parts(unit, own_line, run_in.or_else(over));
        let heading = heading.map(|h| paragraph.text.slice(h).trim());
        let items = if heading.is_some() { items } else { Vec::new() };
        let lead = &unit.body[..lead_len(&unit.body, &items)];
        let (lead, tables) = self.split_tables(lead);
        let kind = match self.kind {
            PartKind::Attachment => ClauseKind::Attachment,
            PartKind::Notice => ClauseKind::Notice,
            PartKind::Main => ClauseKind::Body,
        };
        let bare = rest.is_none() && lead.is_empty();
        let leaf = unit.children.is_empty() && items.is_empty() && tables.is_empty();
        let inner = (!leaf).then(|| Place {
            section: with(&place.section, self.title(unit, heading.as_ref())).into(),
            steps: place.steps.clone(),
            label: place.label.clone(),
            over: heading.as_ref().filter(|h| h.as_str().ends_with('）')).cloned().map(Arc::new).or(place.over.clone()),
        });
        if bare && leaf {
            // A heading with nothing below it is all that the unit says.
            self.push(kind, place, unit.number.clone(), None, &[head], Some(whole));
        } else if !bare {
            let rest = rest.filter(|r| !r.of(paragraph.as_str()).trim().is_empty());
            let mut paragraphs: Vec<usize> = Vec::with_capacity(lead.len() + 1);
            paragraphs.push(head);
            paragraphs.extend(&lead);
            self.push(
                kind,
                place,
                unit.number.clone(),
                heading,
                &paragraphs,
                Some(rest.unwrap_or(Span::new(whole.end, whole.end))),
            );
        }
        if let Some(inner) = inner {
            self.tables(kind, &tables, &inner);
            self.write_items(&items, &inner);
            self.children(unit, &inner);
        }
    }

    /// （一）护住山塘水库和老渠新堰，让旱年也有水可浇。 on a line of its own, over paragraphs or numbers that open with headings.
    fn names_items(&self, unit: &Unit) -> bool {
        self.forest.content(unit).strip_suffix('。').is_some_and(heading::may_name)
    }

    /// Whether nothing but units with headings of their own stands below: 1.完善农田水利。…
    fn over_headings(&self, unit: &Unit) -> bool {
        let headed = |c: &Unit| self.forest.has_own_line(c) || heading::run_in_over(self.forest.content(c)).is_some();
        unit.style != Style::Article
            && unit.body.is_empty()
            && !unit.children.is_empty()
            && unit.children.iter().all(headed)
    }

    /// Where the heading of a unit stands in its first paragraph, and where its text begins there.
    fn head_parts(&self, unit: &Unit, own_line: bool, run_in: Option<RunIn>) -> (Option<Span>, Option<Span>) {
        let content = self.forest.content(unit);
        let end = unit.head.map_or(0, |head| self.forest.paragraphs[head].as_str().len());
        let whole = Span::new(unit.mark, end);
        let note = heading::note_at(content).filter(|_| own_line);
        // （一）渔业总产值增长6%以上 over a note alone: a goal, told in full by its line
        let told = own_line
            && !unit.body.is_empty()
            && unit.children.is_empty()
            && heading::sets_goal(content)
            && unit.body.iter().all(|i| is_note(self.forest.paragraphs[*i].as_str()));
        if told {
            (None, Some(whole))
        } else if let Some(at) = note {
            // （一）加强领导（牵头单位：市教育局）: who answers is said, not named.
            let end = Span::new(whole.start + at, whole.end);
            (Some(Span::new(whole.start, end.start)), Some(end))
        } else if own_line {
            let stop = if content.ends_with('。') { '。'.len_utf8() } else { 0 };
            (Some(Span::new(whole.start, whole.end - stop)), None)
        } else if let Some(r) = run_in {
            (Some(Span::new(whole.start, whole.start + r.len)), Some(Span::new(whole.start + r.rest, whole.end)))
        } else {
            (None, Some(whole))
        }
    }

    /// `二、重点任务`, `第一章 总则`: how a unit is named as a section.
    fn title(&self, unit: &Unit, heading: Option<&MappedText>) -> String {
        let number = unit.number.as_deref().unwrap_or_default();
        let heading = heading.map_or("", MappedText::as_str);
        match unit.style {
            Style::Han => format!("{number}、{heading}"),
            Style::Digit | Style::DigitItem => format!("{number}.{heading}"),
            Style::Book | Style::Chapter | Style::Section => format!("{number} {heading}").trim_end().to_owned(),
            _ => format!("{number}{heading}"),
        }
    }

    fn write_items(&mut self, items: &[Item], place: &Place) {
        for (n, Item { head, below, run_in }) in items.iter().enumerate() {
            let paragraph = &self.forest.paragraphs[*head];
            let words = paragraph.as_str();
            let bullet = words.len() - words.trim_start_matches(['—', '－', '-', '·', '•', '●', '※']).len();
            let number = number::spoken(&words[bullet..]).map(str::to_owned);
            let start = bullet + number.as_ref().map_or(0, String::len);
            let start = words.len() - words[start..].trim_start_matches(['、', '，']).len();
            let heading = paragraph.text.slice(Span::new(start.min(run_in.len), run_in.len)).trim();
            let place = Place {
                section: place.section.clone(),
                steps: with(&place.steps, format!("nn-{}", n + 1)),
                label: format!("{}第{}项", place.label, n + 1),
                over: place.over.clone(),
            };
            let (text, tables) = self.split_tables(below);
            let mut paragraphs = vec![*head];
            paragraphs.extend(text);
            let rest = Span::new(run_in.rest, paragraph.as_str().len());
            let within = place.clone();
            self.push(ClauseKind::Body, place, number, Some(heading), &paragraphs, Some(rest));
            if self.kind == PartKind::Attachment
                && let Some(clause) = self.clauses.last_mut()
            {
                clause.kind = ClauseKind::Attachment;
            }
            self.tables(ClauseKind::Body, &tables, &within);
        }
    }

    /// Adds a clause of `paragraphs`, of the first of which only `first` is text.
    fn push(
        &mut self,
        kind: ClauseKind,
        place: Place,
        number: Option<String>,
        heading: Option<MappedText>,
        paragraphs: &[usize],
        first: Option<Span>,
    ) {
        let bytes = paragraphs.iter().map(|i| self.forest.paragraphs[*i].as_str().len() + 1).sum();
        let mut words = MappedTextBuilder::with_capacity(bytes);
        let mut span: Option<Span> = None;
        for (n, &i) in paragraphs.iter().enumerate() {
            let paragraph = &self.forest.paragraphs[i];
            span = Some(span.map_or(paragraph.span, |s| s.cover(paragraph.span)));
            let part = first.filter(|_| n == 0).unwrap_or(Span::new(0, paragraph.as_str().len()));
            if part.is_empty() {
                continue;
            }
            if !words.as_str().is_empty() {
                words.push('\n', paragraph.span.start, 0);
            }
            words.append_part(&paragraph.text, part);
        }
        let Some(span) = span else { return };
        let text = words.finish().trim();
        let Place { section, steps, label, over } = place;
        self.clauses.push(Clause { kind, section, number, heading, text, steps, label, over, span, table: false });
        self.owners.push(paragraphs.to_vec());
    }

    /// Takes the paragraphs that speak of the whole document off the last clause (结尾).
    fn closing(&mut self, root: &Unit, place: &Place) {
        let mut unit = match root.children.last() {
            Some(unit) => unit,
            None => return,
        };
        while let Some(last) = unit.children.last() {
            unit = last;
        }
        // What stands below 其他规定 belongs to that unit, though it speaks of the document.
        let about = self.forest.has_own_line(unit)
            && ["其他", "附则", "施行", "有效期", "期限", "生效"].iter().any(|w| self.forest.content(unit).has(w));
        if unit.style == Style::Article || unit.body.is_empty() || about {
            return;
        }
        let (Some(clause), Some(owner)) = (self.clauses.last(), self.owners.last()) else { return };
        // Below an item that opens with its heading stands nothing of its own.
        let item = clause.steps.last().is_some_and(|s| s.starts_with("nn-"))
            && owner
                .first()
                .map(|i| self.forest.paragraphs[*i].text.source())
                .and_then(|head| self.first_part(clause, head))
                .is_some_and(|part| !part.is_empty());
        // A unit that is a heading alone needs a first paragraph of its own.
        let named = clause.heading.is_some() && clause.number.is_some() && !item;
        let own = usize::from(self.forest.has_own_line(unit) && named);
        let body: Vec<usize> = owner.iter().copied().skip(1).collect();
        let own_line = self.forest.has_own_line(unit);
        // Behind a note only what speaks of more than its own task.
        const OTHERS: &[&str] =
            &["本", "各地", "各级", "各部门", "各有关", "各成员单位", "施行", "解释", "执行", "废止"];
        let speaks = |text: &str| OTHERS.iter().any(|w| text.has(w));
        let noted = |i: usize| ends_with_note(self.forest.paragraphs[i].as_str());
        let from = (own..body.len()).find(|n| {
            let text = self.forest.paragraphs[body[*n]].as_str();
            !is_note(text)
                && (item && self.forest.closes(&body[*n..])
                    || speaks_of_itself(text)
                    || (!own_line && (speaks_of_all(text) || noted(owner[*n]) && speaks(text))))
        });
        let Some(from) = from else { return };
        let (kept, closing) = (owner[..=from].to_vec(), body[from..].to_vec());
        let Some(last) = self.clauses.pop() else { return };
        self.owners.pop();
        let head = &self.forest.paragraphs[kept[0]];
        let rest = self.first_part(&last, head.text.source());
        let old = Place { section: last.section, steps: last.steps, label: last.label, over: last.over };
        self.push(last.kind, old, last.number, last.heading, &kept, rest);
        self.plain(
            ClauseKind::Closing,
            &closing,
            &Place { section: Arc::default(), over: None, ..place.clone() },
            "closing",
            "结尾",
        );
    }

    /// The part of the head paragraph that is text of its clause.
    fn first_part(&self, clause: &Clause, head: Span) -> Option<Span> {
        let paragraph = self.forest.paragraphs.iter().find(|p| p.text.source() == head)?;
        let words = paragraph.as_str();
        let first = clause.text.as_str().split('\n').next().unwrap_or_default();
        if first.is_empty() || !words.ends_with(first) {
            return Some(Span::new(words.len(), words.len()));
        }
        Some(Span::new(words.len() - first.len(), words.len()))
    }
}

/// The longest name on a line of its own that a stop may close among sentences, in characters: 基本原则。
const SHORT: usize = 13;

/// Every paragraph below a unit, in order.
fn gather(unit: &Unit, out: &mut Vec<usize>) {
    out.extend(unit.head);
    out.extend(&unit.body);
    for child in &unit.children {
        gather(child, out);
    }
}

/// Styles that occur under several parents and never restart at 1.
fn running_through(root: &Unit) -> HashSet<Style> {
    fn walk(unit: &Unit, ones: &mut HashMap<Style, (u32, u32)>) {
        let mut first = HashSet::default();
        for child in &unit.children {
            let entry = ones.entry(child.style).or_default();
            entry.0 += u32::from(child.value == 1);
            entry.1 += u32::from(first.insert(child.style));
            walk(child, ones);
        }
    }
    let mut ones = HashMap::default();
    walk(root, &mut ones);
    ones.into_iter().filter(|(_, (starts, parents))| *starts <= 1 && *parents > 1).map(|(style, _)| style).collect()
}

fn with(list: &[Arc<str>], last: impl Into<Arc<str>>) -> Vec<Arc<str>> {
    let mut longer = Vec::with_capacity(list.len() + 1);
    longer.extend_from_slice(list);
    longer.push(last.into());
    longer
}

/// …（市科委、市教委负责） at the end.
pub(super) fn ends_with_note(text: &str) -> bool {
    let Some(at) = text.ends_with('）').then(|| text.last_place('（')).flatten() else { return false };
    ["责任", "负责", "牵头", "配合"].iter().any(|w| text[at..].has(w))
}

/// Words by which a last paragraph speaks to all who read the document.
pub(super) fn speaks_of_all(text: &str) -> bool {
    static OPENS: Words = Words::new(|| words::of("closing_open"));

    OPENS.iter().any(|w| text.opens(w)) || speaks_of_itself(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_what_speaks_of_the_whole() {
        assert!(speaks_of_all("本意见自2023年11月30日起施行。") && speaks_of_all("各地区、各有关部门要加强领导。"));
        assert!(!speaks_of_all("本市产业园区提供宿舍。") && !speaks_of_all("加强组织领导。"));
        assert!(is_note("（责任单位：市科委、各区）") && is_note("责任部门：市科委") && !is_note("（一）总体要求"));
    }
}
