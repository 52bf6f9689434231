//! Shreds 碎行: lines of a page that an extractor took apart, put together again.
//!
//! Some programs that take the text out of a PDF write each run of a justified line on a line of its own
//! (`（一）` / `优化流程。` / `各地各部门要…审批时` / `限，…`). In: pieces, a line each. Out: a piece for each
//! line of the page: those that fill it to its edge together are one.

use super::number;
use super::piece::{Piece, append, ends_sentence, needs_blank, stands_alone};
use crate::source::LineKind;
use crate::text::{MappedTextBuilder, Seek};
use std::ops::Range;

/// A line as found.
struct Shred {
    /// In half ems, without blanks around it.
    width: usize,
    /// By how much it may be narrower: quotes and half-width marks take an em or half of one.
    give: usize,
    end: End,
    /// Whether the number of an item or a section opens it.
    numbered: bool,
    /// Whether a page number or the like stands above it.
    apart: bool,
    /// A line of its own by what it says: a date, the number of the document.
    alone: bool,
}

/// How a line ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// 。；
    Stop,
    /// ：
    Colon,
    /// 》”）, behind what is named or noted in a sentence.
    Closed,
    /// ，、
    Comma,
    /// Behind a number alone: （一）.
    Number,
    /// In the middle of words, or as titles and signatures do.
    Open,
}

/// The first line of a paragraph is set in by two ems.
const INDENT: usize = 4;

/// So far from the edge a line counts as full: marks are pressed together, and a number that does not fit goes to the
/// next line.
const SLACK: usize = 3;

/// So much wider than the page a line may be by its characters: marks at its end are pressed together.
const PRESSED: usize = 2;

/// No line of a page is made of more runs.
const MOST: usize = 24;

/// Puts the runs together that an extractor took one line of the page apart to.
pub(super) fn join_shreds(source: &str, pieces: &mut Vec<Piece>) {
    // Cheap to ask, and true of few texts: many lines end in the middle of a sentence.
    let (all, open) = pieces
        .iter()
        .filter(|p| p.kind == LineKind::Physical)
        .fold((0, 0), |(all, open), p| (all + 1, open + usize::from(p.text.as_str().ends_with(['，', '、']))));
    if all < 20 || open * 8 < all {
        return;
    }
    let mut shreds: Vec<Shred> = Vec::new();
    let mut apart = true;
    for piece in pieces.iter() {
        if piece.kind == LineKind::Physical {
            shreds.push(piece.shred(source, std::mem::take(&mut apart)));
        } else {
            apart = true;
        }
    }
    let Some(whole) = lines(&shreds) else { return };
    let mut lengths = whole.iter().map(Range::len);
    let mut parts = std::mem::take(pieces).into_iter();
    while let Some(first) = parts.next() {
        if first.kind != LineKind::Physical {
            pieces.push(first);
            continue;
        }
        let rest = lengths.next().unwrap_or(1) - 1;
        pieces.push(joined(first, parts.by_ref().take(rest)));
    }
}

/// Several pieces as one.
pub(super) fn joined(mut whole: Piece, parts: impl Iterator<Item = Piece>) -> Piece {
    let mut parts = parts.peekable();
    if parts.peek().is_none() {
        return whole;
    }
    let mut words: MappedTextBuilder = std::mem::take(&mut whole.text).into();
    for part in parts {
        if needs_blank(words.as_str(), part.text.as_str()) {
            words.push(' ', whole.span.end, 0);
        }
        append(&mut words, &part.text);
        whole.span = whole.span.cover(part.span);
        whole.width += part.width;
        whole.tail = part.tail;
    }
    whole.text = words.finish();
    whole.alone = false;
    whole
}

impl Piece {
    /// How it begins and ends; `apart` from the line before by what is no line of the text.
    fn shred(&self, source: &str, apart: bool) -> Shred {
        let text = self.text.as_str();
        let raw = self.span.of(source);
        let marks = raw.bytes().filter(u8::is_ascii_punctuation).count();
        let give = marks + raw.chars().filter(|c| matches!(c, '“' | '”' | '‘' | '’')).count();
        let mark = number::mark(text);
        let end = if mark.as_ref().is_some_and(|m| m.len >= text.len()) {
            End::Number
        } else if text.ends_with('：') {
            End::Colon
        } else if text.ends_with(['》', '”', '）']) {
            End::Closed
        } else if ends_sentence(text) {
            End::Stop
        } else if text.ends_with(['，', '、']) {
            End::Comma
        } else {
            End::Open
        };
        Shred {
            width: self.width,
            give,
            end,
            apart,
            numbered: mark.is_some(),
            alone: stands_alone(text) || text.opens("附件"),
        }
    }
}

/// Which lines stood on one line of the page, all of them in order; none where lines are not taken apart.
fn lines(shreds: &[Shred]) -> Option<Vec<Range<usize>>> {
    let found = edges(shreds).into_iter().filter(|edge| looks_torn(shreds, *edge)).filter_map(|edge| {
        let lines = cheapest(shreds, edge);
        let several: Vec<_> = lines.iter().filter(|r| r.len() > 1).collect();
        let width = |r: &Range<usize>| shreds[r.clone()].iter().map(|s| s.width).sum::<usize>();
        let full = |r: &Range<usize>| [0, INDENT].iter().any(|set_in| (width(r) + set_in).abs_diff(edge) <= 1);
        let filled = several.iter().filter(|r| full(r)).count();
        // Lines that come together by chance are none of a page.
        (filled >= 5 && filled * 10 >= several.len() * 4).then_some((filled, lines))
    });
    found.max_by_key(|(filled, _)| *filled).map(|(_, lines)| lines)
}

/// Where the page may end: common widths near the widest common one, which a first line of a paragraph falls short of.
fn edges(shreds: &[Shred]) -> Vec<usize> {
    let mut widths: Vec<usize> = shreds.iter().map(|s| s.width).collect();
    widths.sort_unstable();
    let few = (widths.len() / 100).max(2);
    let common: Vec<usize> = widths.chunk_by(|a, b| a == b).filter(|c| c.len() >= few).map(|c| c[0]).collect();
    let widest = common.last().copied().unwrap_or(0);
    let near = common.into_iter().filter(|w| w + 2 * SLACK >= widest).flat_map(|w| [w, w + INDENT]);
    let mut edges: Vec<usize> = near.filter(|w| (40..=160).contains(w)).collect();
    edges.sort_unstable();
    edges.dedup();
    edges
}

/// Whether many lines end in the middle of words far from the edge, and many others at it.
fn looks_torn(shreds: &[Shred], edge: usize) -> bool {
    let short = |s: &&Shred| s.width + INDENT + SLACK < edge && matches!(s.end, End::Comma | End::Number);
    let full = |s: &&Shred| [0, INDENT].iter().any(|set_in| (s.width + set_in).abs_diff(edge) <= 1);
    let torn = shreds.iter().filter(short).count();
    torn * 8 >= shreds.len() && shreds.iter().filter(full).count() >= 3
}

/// The cheapest way to lay the runs on lines: lines that are full cost nothing, lines that end early ask for an end.
fn cheapest(shreds: &[Shred], edge: usize) -> Vec<Range<usize>> {
    // For each end of a line: the least cost where that line is full and where it is not, and where it began.
    let mut best = vec![[(u32::MAX, 0, 0); 2]; shreds.len() + 1];
    best[0][1] = (0, 0, 0);
    for from in 0..shreds.len() {
        for before in 0..2 {
            let so_far = best[from][before].0;
            if so_far == u32::MAX {
                continue;
            }
            // Behind a line that is not full a paragraph begins, which is set in.
            let indent = if before == 1 { INDENT } else { 0 };
            let (mut width, mut give, mut joins) = (indent, 0, 0);
            for to in from + 1..=shreds.len().min(from + MOST) {
                let last = &shreds[to - 1];
                width += last.width;
                give += last.give;
                if to > from + 1 {
                    if last.apart || width - give > edge + PRESSED {
                        break;
                    }
                    joins += join(&shreds[to - 2], last);
                }
                let full = width + SLACK >= edge;
                let ends = if full {
                    let off = edge.abs_diff(edge.clamp(width - give, width));
                    u32::try_from(off.min(9)).unwrap_or(9)
                } else {
                    early(shreds, from, to)
                };
                let cost = so_far.saturating_add(joins).saturating_add(ends);
                let place = &mut best[to][usize::from(!full)];
                if cost < place.0 {
                    *place = (cost, from, before);
                }
            }
        }
    }
    let mut out = Vec::new();
    let (mut at, mut state) = (shreds.len(), usize::from(best[shreds.len()][1].0 < best[shreds.len()][0].0));
    while at > 0 {
        let (_, from, before) = best[at][state];
        out.push(from..at);
        (at, state) = (from, before);
    }
    out.reverse();
    out
}

/// What it costs that two runs stand on one line.
fn join(first: &Shred, second: &Shred) -> u32 {
    let alone = if second.numbered || first.alone || second.alone { 200 } else { 0 };
    let between = match first.end {
        End::Number => 0,
        End::Comma => 2,
        End::Stop => 8,
        // （责任单位：各区政府） mostly ends a paragraph.
        End::Closed => 12,
        // 各区人民政府： is followed by a paragraph.
        End::Colon => 30,
        // 一、总体要求: a heading mostly stands alone.
        End::Open if first.numbered => 24,
        // 某局 / 2023年6月6日: titles and signatures stand alone.
        End::Open => 16,
    };
    alone + between
}

/// What it costs that a line ends before the edge.
fn early(shreds: &[Shred], from: usize, to: usize) -> u32 {
    let next_numbered = shreds.get(to).is_none_or(|s| s.numbered);
    match shreds[to - 1].end {
        // The last line of a paragraph is not justified, and seldom torn.
        End::Stop | End::Colon | End::Closed if to > from + 1 => 22,
        End::Stop | End::Colon | End::Closed => 10,
        // Titles and signatures stand on lines of their own.
        End::Open if to > from + 1 => 60,
        End::Open if next_numbered => 12,
        End::Open => 15,
        End::Comma | End::Number => 60,
    }
}

#[cfg(test)]
mod tests {
    use super::super::normal;
    use super::super::paragraph::tests::read;

    const TEXT: &[&str] = &[
        "一、总体要求",
        "以高质量发展为主题，坚持便民为先、放管结合，深化审批制度改革，优化办理流程，压减办理时限，降低制度性交易成本，为企业和群众提供高效便利的服务。",
        "二、重点任务",
        "（一）优化审批流程。各区各部门要对照目录逐项清理审批环节，能并联的一律并联，压减审批时限，及时更新流程图和示范文本，同步更新审批管理系统功能配置，将项目办结的平均用时压减至45个工作日以内。（市审改办牵头，各区、各部门按各自分工落实，9月底前完成）",
        "（二）规范用地事项办理。市规划部门要推行用地清单制，在土地供应前，收集各主管部门、水电气热企业关于地块管线接入与避让的要求，编成地块开发条件一览表随出让合同交给竞得企业，作为方案编制、图纸审查的主要依据。",
        "（三）强化网上办理。完善审批系统功能，推进水、电、气、热、信等报装业务全程网上办理，加强数据共享，实现申请材料免提交、办理进度可查询、办理结果可核验。建立健全首问负责、一次告知、限时办结等制度。",
        "（四）推进联合踏勘。对需要现场踏勘的事项，由牵头部门统一组织，实行一次踏勘、共享结果，避免多头重复上门，减轻企业负担，踏勘意见应当当场告知申请人，并录入审批管理系统，作为后续办理的依据，不得要求申请人另行提供。",
        "（五）优化竣工验收。推行规划、土地、消防、人防、档案等事项限时联合验收，统一验收标准，统一组织实施，统一出具意见，对已经具备投用条件的标段可以先行组织查验，验收合格的可单独投入使用，具体办法由市住房城乡建设部门另行制定。",
        "（六）加强事中事后监管。建立以信用为基础的新型监管机制，实行告知承诺制的事项应当明确承诺内容、监管规则和违约责任，加大对失信行为的惩戒力度，定期通报典型案例，推动形成公平竞争、规范有序的市场环境。",
        "三、保障措施",
        "各区各部门要加强组织领导，细化工作措施，逐条明确分工，确保每件事情有人负责。要加强宣传解读，提高政策知晓度，营造良好氛围，重大事项及时向市政府报告。",
    ];

    /// Lays paragraphs on lines of `edge` half ems, and breaks each line behind some of its commas and before some words.
    fn torn(edge: usize, mut seed: u32) -> String {
        let mut out = String::new();
        for paragraph in TEXT {
            let mut width = 4;
            for c in paragraph.chars() {
                let w = normal::width(&c.to_string());
                if width + w > edge {
                    out.push('\n');
                    width = 0;
                }
                out.push(c);
                width += w;
                seed = seed.wrapping_mul(1_103_515_245).wrapping_add(12_345);
                let dice = seed >> 16 & 7;
                if "，、。）".contains(c) && dice < 2 && width + 2 <= edge {
                    out.push('\n');
                }
            }
            out.push('\n');
        }
        out
    }

    #[test]
    fn torn_lines_give_the_paragraphs_that_were_written() {
        for seed in 0..32 {
            let text = torn(80, seed);
            assert_eq!(read(&text), TEXT, "{seed}: {text}");
        }
    }

    #[test]
    fn whole_lines_stay() {
        let text = "推进甲项目建设，\n推进乙项目建设，\n推进丙项目建设。\n".repeat(20);
        assert_eq!(read(&text).len(), 20);
    }
}
