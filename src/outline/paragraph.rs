//! Paragraphs 段落: lines as found put together to the paragraphs that were written.
//!
//! Text from PDF breaks every line at the edge of the page (`…责任单位:市规划资源` / `局、市经济…`).
//! A line that could not have taken the next one's first word was cut by the edge; one that could
//! was ended by its author.

use super::cells::join_cells;
use super::contents;
use super::element;
use super::levels;
use super::number;
use super::piece::{Piece, append, ends_sentence, needs_blank, pieces, stands_alone};
use super::shreds::join_shreds;
use super::splits::join_splits;
use super::unglue;
use crate::source::{LineKind, SourceText};
use crate::text::{MappedText, MappedTextBuilder, Seek, Span, among, is_letter};
use foldhash::{HashMap, HashMapExt, HashSet};

/// A paragraph, normalised.
#[derive(Clone, Debug)]
pub(super) struct Paragraph {
    pub(super) text: MappedText,
    /// From the first byte of its first line to the last of its last.
    pub(super) span: Span,
    pub(super) kind: LineKind,
    /// Stands word for word further above, as part of a second copy of the text.
    pub(super) copy: bool,
}

impl Paragraph {
    pub(super) fn as_str(&self) -> &str {
        self.text.as_str()
    }
}

/// All paragraphs of a document, in order; lines that show nothing are left out.
pub(super) fn paragraphs(source: &SourceText) -> Vec<Paragraph> {
    let mut pieces = marked(source);
    let page = Page::of(&pieces);
    let mut out: Vec<Paragraph> = Vec::with_capacity(pieces.len());
    // The last piece of the open paragraph and the words so far.
    let mut open: Option<(usize, MappedTextBuilder, Span)> = None;
    let mut skip = 0;
    let mut quoted = Quoted::default();
    for i in 0..pieces.len() {
        if let Some((last, words, _)) = &open
            && let Some(next) = behind_page_break(&page, &quoted, &pieces, i, *last, words.as_str())
        {
            pieces[next].cut = true;
            skip = next;
        }
        if i < skip {
            continue;
        }
        let goes_on = open
            .as_ref()
            .is_some_and(|(last, words, _)| goes_on(&page, &quoted, &pieces[*last], words.as_str(), &pieces[i]));
        pieces[i].first = !goes_on;
        let piece = &pieces[i];
        match &mut open {
            Some((last, words, span)) if goes_on => {
                if needs_blank(words.as_str(), piece.text.as_str()) {
                    words.push(' ', span.end, 0);
                }
                append(words, &piece.text);
                *span = span.cover(piece.span);
                *last = i;
            }
            _ => {
                close(&mut out, open.take(), &pieces);
                if let Some(closed) = out.last() {
                    quoted.add(closed.as_str());
                }
                let span = piece.span;
                open = Some((i, std::mem::take(&mut pieces[i].text).into(), span));
            }
        }
    }
    close(&mut out, open, &pieces);
    let bytes = out.iter().map(|p| p.as_str().len()).sum();
    let count = out.len();
    let whole = std::mem::replace(&mut out, Vec::with_capacity(count));
    for paragraph in whole {
        let cuts = if unglue::is_glued(paragraph.as_str(), count, bytes) {
            unglue::cuts(paragraph.as_str())
        } else {
            unglue::certain_cuts(paragraph.as_str())
        };
        cut_at(paragraph, cuts, &mut out);
    }
    drop_copies(&mut out);
    contents::drop_contents(&mut out);
    out
}

/// The lines of a document, put together where a page took them apart, and marked where they are furniture or open a unit.
fn marked(source: &SourceText) -> Vec<Piece> {
    let mut pieces = pieces(source);
    join_cells(&mut pieces);
    join_splits(&mut pieces);
    join_shreds(&source.text, &mut pieces);
    mark_contents(&mut pieces);
    mark_running_heads(&mut pieces);
    levels::mark(&mut pieces);
    pieces
}

/// Adds the paragraphs of one that lost its line ends.
fn cut_at(paragraph: Paragraph, mut cuts: Vec<usize>, out: &mut Vec<Paragraph>) {
    if cuts.is_empty() || !is_running(paragraph.kind) {
        out.push(paragraph);
        return;
    }
    cuts.insert(0, 0);
    cuts.push(paragraph.as_str().len());
    let part = |w: &[usize]| {
        let text = paragraph.text.slice(Span::new(w[0], w[1])).trim();
        Paragraph { span: text.source(), text, kind: paragraph.kind, copy: false }
    };
    out.extend(cuts.windows(2).map(part).filter(|p| !p.text.is_empty()));
}

/// A page that holds its text twice keeps the first: five or more paragraphs that stand above in the
/// same order are furniture.
fn drop_copies(paragraphs: &mut [Paragraph]) {
    let mut first: HashMap<&str, usize> = HashMap::with_capacity(paragraphs.len());
    let mut copies = Vec::new();
    let mut at = 0;
    while at < paragraphs.len() {
        let copy = *first.entry(paragraphs[at].as_str()).or_insert(at);
        if copy == at {
            at += 1;
            continue;
        }
        let run =
            paragraphs[at..].iter().zip(&paragraphs[copy..at]).take_while(|(a, b)| a.as_str() == b.as_str()).count();
        let bytes: usize = paragraphs[at..at + run].iter().map(|p| p.as_str().len()).sum();
        // One line over and over is no second copy of a text.
        let distinct = paragraphs[at..at + run].iter().map(Paragraph::as_str).collect::<HashSet<_>>().len();
        if distinct >= 5 && bytes >= 900 {
            copies.push(at..at + run);
        }
        at += run.max(1);
    }
    for run in copies {
        for paragraph in &mut paragraphs[run] {
            (paragraph.kind, paragraph.copy) = (LineKind::Furniture, true);
        }
    }
}

/// Words, as against rows, headings and furniture.
fn is_running(kind: LineKind) -> bool {
    matches!(kind, LineKind::Physical | LineKind::Paragraph)
}

/// A page number or running head parts no paragraph: the piece behind it at which the open paragraph
/// goes on.
fn behind_page_break(
    page: &Page,
    quoted: &Quoted,
    pieces: &[Piece],
    at: usize,
    last: usize,
    words: &str,
) -> Option<usize> {
    if pieces[at].kind != LineKind::Furniture || at == 0 || pieces[at - 1].kind == LineKind::Furniture {
        return None;
    }
    let next = (at..pieces.len()).find(|i| pieces[*i].kind != LineKind::Furniture)?;
    let text = pieces[next].text.as_str();
    if goes_on(page, quoted, &pieces[last], words, &pieces[next]) {
        return Some(next);
    }
    let ended = words.ends_with(['。', '；', '：', '！', '？', '”']) || !words.contains(['。', '，', '；']);
    let apart =
        ended || quoted.is_title(words) || element::is_title(words) || ends_with_note(words) || stands_alone(text);
    let heading = number::mark(words).is_some() && words.chars().count() <= 30;
    (!apart && !heading && is_running(pieces[next].kind) && number::mark(text).is_none()).then_some(next)
}

/// 一、实施背景 over ……………: a line of a table of contents whose leaders stand on a line of their own.
fn mark_contents(pieces: &mut [Piece]) {
    for i in 1..pieces.len() {
        let leaders = pieces[i].text.as_str();
        if leaders.starts_with(['.', '…']) && leaders.len() >= 12 && leaders.chars().all(|c| matches!(c, '.' | '…'))
        {
            let above = &mut pieces[i - 1];
            let title = above.text.as_str();
            if is_running(above.kind) && title.chars().count() <= 40 && !title.ends_with(['。', '；', '，']) {
                above.kind = LineKind::Furniture;
            }
        }
    }
}

/// Short lines that come again at the head of page after page.
fn mark_running_heads(pieces: &mut [Piece]) {
    mark_parting_heads(pieces);
    if pieces.iter().all(|p| p.kind != LineKind::Furniture) {
        return;
    }
    let head = |p: &Piece| {
        let text = p.text.as_str();
        is_running(p.kind)
            && text.chars().count() <= 40
            && !text.ends_with(['。', '；', '：', '，', '、'])
            && number::mark(text).is_none()
    };
    let mut seen: HashMap<String, usize> = HashMap::new();
    for piece in pieces.iter().filter(|p| head(p)) {
        *seen.entry(piece.text.as_str().to_owned()).or_default() += 1;
    }
    for i in 1..pieces.len() {
        if pieces[i - 1].kind == LineKind::Furniture
            && head(&pieces[i])
            && seen.get(pieces[i].text.as_str()).is_some_and(|n| *n >= 2)
        {
            pieces[i].kind = LineKind::Furniture;
        }
    }
}

/// 甲市人民政府公报 12 in the middle of one sentence after another: the head of a page whose number, if any, is part of it;
/// so is the title of the text, on one line or on two, where it comes again.
fn mark_parting_heads(pieces: &mut [Piece]) {
    let letter = |c: char| c.is_alphabetic() && !c.is_ascii();
    let key = |p: &Piece| p.text.as_str().trim_matches(|c: char| c.is_ascii_digit() || !c.is_alphanumeric()).to_owned();
    let is_head = |p: &Piece| {
        let text = p.text.as_str();
        is_running(p.kind)
            && (4..=40).contains(&text.chars().count())
            && !text.contains(['。', '；', '，'])
            && number::mark(text).is_none()
    };
    let parts = |w: &[Piece]| {
        let [before, heads @ .., next] = w else { return false };
        let (above, below) = (before.text.as_str(), next.text.as_str());
        is_running(before.kind)
            && is_running(next.kind)
            && above.ends_with(letter)
            && above.contains(['，', '。'])
            && below.starts_with(letter)
            && number::mark(below).is_none()
            && heads.iter().all(is_head)
    };
    let mut seen: HashMap<String, usize> = HashMap::new();
    for window in pieces.windows(3).filter(|w| parts(w)) {
        *seen.entry(key(&window[1])).or_default() += 1;
    }
    for window in pieces.windows(4).filter(|w| parts(w)) {
        for head in &window[1..3] {
            *seen.entry(key(head)).or_default() += 1;
        }
    }
    if seen.is_empty() {
        return;
    }
    // The title itself stands above the first sentence.
    let opening = pieces.iter().position(|p| p.text.as_str().contains(['。', '，'])).unwrap_or(0);
    let titles: HashSet<String> = pieces[..opening].iter().map(key).collect();
    let mut again: HashMap<String, usize> = HashMap::new();
    for head in pieces[opening..].iter().filter(|p| is_head(p)) {
        *again.entry(key(head)).or_default() += 1;
    }
    let repeats = |head: &String| titles.contains(head) && again.get(head).is_some_and(|n| *n >= 2);
    seen.retain(|key, count| key.chars().count() >= 4 && (*count >= 3 || repeats(key)));
    for (at, piece) in pieces.iter_mut().enumerate() {
        if is_running(piece.kind) && piece.text.as_str().chars().count() <= 40 {
            let key = key(piece);
            if seen.contains_key(&key) && !(at < opening && repeats(&key)) {
                piece.kind = LineKind::Furniture;
            }
        }
    }
}

fn close(out: &mut Vec<Paragraph>, open: Option<(usize, MappedTextBuilder, Span)>, pieces: &[Piece]) {
    if let Some((last, words, span)) = open {
        out.push(Paragraph { text: words.finish(), span, kind: pieces[last].kind, copy: false });
    }
}

/// How the lines of a document are set.
struct Page {
    /// Width of a full line in half ems; none where lines are not cut by an edge.
    edge: Option<usize>,
    /// Whether paragraphs open with an indent.
    indents: bool,
    /// Whether paragraphs, and they alone, end with a blank.
    tails: bool,
}

impl Page {
    /// Lines are cut by an edge where many of them end within three ems of the widest common width.
    fn of(pieces: &[Piece]) -> Self {
        let lines: Vec<&Piece> = pieces.iter().filter(|p| p.kind == LineKind::Physical).collect();
        let widest = widest(lines.iter().map(|p| p.width).collect());
        let full: Vec<&&Piece> = lines.iter().filter(|p| p.width + 6 >= widest).collect();
        // An edge cuts where it falls, mostly in the middle of a sentence; an author ends a line with it, or with a
        // heading or a note, and begins the next with one.
        let own = |words: &str| number::mark(words).is_some() || element::labels_duty(words);
        let next = lines.iter().skip(1).map(|p| p.text.as_str()).chain([""]);
        let cut_between = |(p, next): &(&&Piece, &str)| {
            let words = p.text.as_str();
            p.width + 6 >= widest && !ends_sentence(words) && !own(next) && !element::labels_duty(words)
        };
        let midway = lines.iter().zip(next).filter(cut_between).count();
        let cut = (20..=160).contains(&widest)
            && full.len() * 100 >= lines.len() * 35
            && midway >= 3
            && midway * 10 >= full.len() * 4;
        let indented = lines.iter().filter(|p| p.indent > 2).count();
        let tailed = |ends: &[char]| {
            let ended = lines.iter().filter(|p| p.text.as_str().ends_with(ends));
            ended.fold((0, 0), |(all, tails), p| (all + 1, tails + usize::from(p.tail)))
        };
        let ((stops, stops_tailed), (commas, commas_tailed)) = (tailed(&['。']), tailed(&['，', '、']));
        let tails = stops >= 5 && commas >= 5 && stops_tailed * 10 >= stops * 7 && commas_tailed * 10 <= commas;
        Self { edge: cut.then_some(widest), indents: indented * 8 >= lines.len() && indented >= 3, tails }
    }
}

/// The most common width of the widest lines: that of the page, if an edge cuts them.
fn widest(mut widths: Vec<usize>) -> usize {
    widths.sort_unstable();
    // Of a few lines none is left out: one that is far wider than the others is cut by no edge.
    let last = (widths.len() * 95).div_ceil(100).saturating_sub(1);
    let widest = widths.get(last).copied().unwrap_or(0);
    // Most cut lines are just as wide as the page; a mark that hangs over the edge makes one wider.
    let common = |w: &usize| *w * 10 >= widest * 8;
    let runs = widths.chunk_by(|a, b| a == b).map(|c| (c.len(), c[0])).filter(|(_, w)| common(w));
    runs.max().map_or(widest, |(_, w)| w)
}

/// Whether `next` goes on with the paragraph whose words so far are `words` and whose last line is `last`.
fn goes_on(page: &Page, quoted: &Quoted, last: &Piece, words: &str, next: &Piece) -> bool {
    if next.cut {
        return true;
    }
    // A title set down the page, a character a line.
    if is_running(last.kind) && is_running(next.kind) && last.alone && next.alone {
        return true;
    }
    // No line of a text opens with the mark that closes what stands before it.
    let text = next.text.as_str();
    if is_running(last.kind)
        && is_running(next.kind)
        && words.len() <= LONGEST
        && (text.starts_with(shut) || cites_on(words, text))
    {
        return true;
    }
    if last.kind == LineKind::Paragraph && next.kind == LineKind::Paragraph {
        // 五、进一步强化…，充分发挥…的作用, and a paragraph of its own below it, set in as all are
        let headed = next.indent >= 2 && number::mark(words).is_some() && !words.has('。');
        return !headed && breaks_off(words, next.text.as_str());
    }
    if last.kind != LineKind::Physical || next.kind != LineKind::Physical || words.len() > LONGEST {
        return false;
    }
    // Most lines of most documents are whole paragraphs: what is cheap to ask is asked first.
    if page.tails && last.tail && !unclosed(words) {
        return false;
    }
    let Some(edge) = page.edge else {
        return next.indent < 3
            && !next.level
            && number::mark(text).is_none()
            && (words.ends_with(['，', '、']) || unclosed(words) || breaks_off(words, text));
    };
    let ended = ends_sentence(words);
    let numbered = number::mark(text).is_some();
    // Could the line have taken the first word of the next? The first line of a paragraph is set in by
    // two ems, also where the extraction lost the blank.
    let width = last.width + if last.first { last.indent.max(4) } else { 0 };
    let full = width + first_word(text) + 1 > edge;
    let opened = || number::mark(words).is_some() || last.level;
    let heading = || opened() && !words.has('。');
    if next.level || numbered && (ended || !full || heading()) {
        return false;
    }
    if quoted.is_title(words)
        || ends_with_note(words)
        || stands_alone(text)
        || element::is_addressees(words)
        || (element::is_addressees(text) && element::is_title(words))
    {
        return false;
    }
    if page.indents && next.indent > 2 {
        return false;
    }
    if !ended {
        // A sentence that has begun goes on, however short its line; a heading need not.
        let running = || words.has('。') || (width * 10 >= edge * 8 && words.has('，') && !heading());
        return full || words.ends_with(['，', '、']) || running() || unclosed(words);
    }
    // An ended line that is cut by the edge reaches it, but for a number that did not fit.
    full && (width + 6 > edge || text.starts_with(|c: char| c.is_ascii_digit())) || unclosed(words)
}

/// No paragraph grows beyond so many bytes by what follows it.
const LONGEST: usize = 60_000;

/// 根据 / 《…意见》 / （国发〔2023〕1号）: a document that is named on lines of its own, as a page sets its link apart.
fn cites_on(words: &str, next: &str) -> bool {
    const BEFORE: &[&str] = &["根据", "按照", "依据", "依照", "贯彻", "落实", "执行", "遵循", "关于", "和", "及", "与"];
    next.starts_with('《') && BEFORE.iter().any(|w| words.closes(w))
        || next.starts_with('（')
            && next.contains('〕')
            && words.ends_with('》')
            && words.contains(['，', '根', '按', '依'])
}

fn shut(c: char) -> bool {
    among(c, "，。、；：）》〕”")
}

/// A whole paragraph that ends in the middle of a sentence was cut by the page it was copied from.
fn breaks_off(words: &str, next: &str) -> bool {
    let letter = |c: char| c.is_alphanumeric() && !c.is_ascii();
    // 选育2-3 / 个品种: between a number and what it counts
    let counted = words.ends_with(|c: char| c.is_ascii_digit()) && next.starts_with(|c| among(c, "个家项名座所处万亿"));
    words.contains(['。', '，'])
        && words.chars().count() >= 40
        && (counted || words.ends_with(|c: char| letter(c) || matches!(c, '、' | '，')))
        && next.starts_with(letter)
        && next.contains(['。', '，', '；'])
        && number::mark(next).is_none()
        && !stands_alone(next)
}

/// Titles that stand in 《》 further above: a line that is one of them is the head of an enclosed text.
#[derive(Default)]
struct Quoted {
    /// Their letters.
    titles: HashSet<String>,
    /// Their first letters.
    first: HashSet<char>,
}

impl Quoted {
    fn add(&mut self, words: &str) {
        if !words.has('《') {
            return;
        }
        let titles = words.split('《').skip(1).filter_map(|t| t.split('》').next());
        for title in titles.map(bare).filter(|t| t.len() >= 12) {
            self.first.extend(title.chars().next());
            self.titles.insert(title);
        }
    }

    fn is_title(&self, words: &str) -> bool {
        let may = || words.chars().find(|c| is_letter(*c)).is_some_and(|c| self.first.contains(&c));
        words.len() <= 400 && !self.first.is_empty() && may() && self.titles.contains(&bare(words))
    }
}

fn bare(words: &str) -> String {
    words.chars().filter(|c| is_letter(*c)).collect()
}

/// A paragraph ends with its note: `…（责任单位：市科委、各区）`.
fn ends_with_note(words: &str) -> bool {
    let Some(at) = words.ends_with('）').then(|| words.last_place('（')).flatten() else { return false };
    let note = &words[at + '（'.len_utf8()..];
    ["责任", "牵头", "配合", "主办", "负责"].iter().any(|w| note.opens(w)) && note.has('：')
}

/// An opened 《, （ or “ within the last characters that is not closed.
fn unclosed(words: &str) -> bool {
    // Of each pair only the last mark counts.
    let (mut title, mut bracket, mut quote) = (true, true, true);
    let bytes = words.as_bytes();
    for at in memchr::memrchr3_iter(0xe2, 0xe3, 0xef, bytes) {
        // No character has more than four bytes.
        if bytes.len() - at > 4 * LONG_OPEN || !(title || bracket || quote) {
            return false;
        }
        let (pair, opens) = match bytes.get(at..at + 3) {
            Some([0xe3, 0x80, 0x8a]) => (&mut title, true),
            Some([0xe3, 0x80, 0x8b]) => (&mut title, false),
            Some([0xef, 0xbc, 0x88]) => (&mut bracket, true),
            Some([0xef, 0xbc, 0x89]) => (&mut bracket, false),
            Some([0xe2, 0x80, 0x9c]) => (&mut quote, true),
            Some([0xe2, 0x80, 0x9d]) => (&mut quote, false),
            _ => continue,
        };
        if std::mem::take(pair) && opens {
            return words[at..].chars().count() <= LONG_OPEN;
        }
    }
    false
}

/// Within so many characters an opened mark is to be closed.
const LONG_OPEN: usize = 121;

/// Width of what cannot be broken at the head of a line: a word of letters or digits, or one character
/// with the closing marks that must not open a line.
fn first_word(text: &str) -> usize {
    let word: usize = text.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '.').count();
    let first = if word > 0 { word * 2 } else { 2 };
    let marks = text.chars().skip(word.max(1)).take_while(|c| among(*c, "，。；：、）》”！？年")).count();
    first + marks.min(2) * 2
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// The paragraphs of a text file, as strings.
    pub(in super::super) fn read(text: &str) -> Vec<String> {
        let source = crate::source::read("t.txt", text.as_bytes()).unwrap();
        paragraphs(&source).iter().map(|p| p.as_str().to_owned()).collect()
    }

    #[test]
    fn lines_cut_by_the_edge_are_joined() {
        let text = "一、总体要求\n\n以科技创新为引领,着力提升特色产业园区\n\n发展能级和竞争力,聚焦特色产业方向,提升\n\n产业特色化和品牌化,布局先导产业.\n\n到２０２６年,全市特色产业园区达到６０个\n\n左右,集聚高新技术企业和专精特新中小企业\n\n５５００家左右.(责任单位:市经济信息化\n\n委、各区政府)\n\n二、重点任务\n";
        assert_eq!(
            read(text),
            [
                "一、总体要求",
                "以科技创新为引领，着力提升特色产业园区发展能级和竞争力，聚焦特色产业方向，提升产业特色化和品牌化，布局先导产业。",
                "到2026年，全市特色产业园区达到60个左右，集聚高新技术企业和专精特新中小企业5500家左右。（责任单位：市经济信息化委、各区政府）",
                "二、重点任务",
            ]
        );
    }

    #[test]
    fn a_blank_at_the_end_ends_a_paragraph_where_it_always_does() {
        let (cut, end) = ("恢复滨海湿地的面积留足候鸟越冬栖息地，", "强化规划管控和监督，形成合力。 ");
        let text = format!("（一）恢复滨海湿地的面积，留足候鸟栖息地 \n{}", format!("{cut}\n{end}\n").repeat(6));
        assert_eq!(read(&text).len(), 7);
    }

    #[test]
    fn whole_paragraphs_stay() {
        let text = "一、目标\n　　到2024年，全省货物贸易占比达30%。\n　　二、任务\n（一）大力发展货物贸易\n";
        assert_eq!(read(text).len(), 4);
    }

    #[test]
    fn wide_blanks_divide_paragraphs() {
        assert_eq!(
            read("请认真贯彻执行。　　2021年11月5日　　（此件公开发布）　　第一章　总　　则"),
            ["请认真贯彻执行。", "2021年11月5日", "（此件公开发布）", "第一章总则"]
        );
    }

    #[test]
    fn page_numbers_are_furniture() {
        let source = crate::source::read("t.txt", "正文。\n— 3 —\n第4页\n".as_bytes()).unwrap();
        let kinds: Vec<_> = paragraphs(&source).iter().map(|p| p.kind).collect();
        assert_eq!(kinds, [LineKind::Physical, LineKind::Furniture, LineKind::Furniture]);
    }
}
