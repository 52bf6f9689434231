//! Unglue 断行恢复: text that lost its line breaks, cut where its own numbering and forms say.
//!
//! `…提出如下意见。一、指导思想以新时代…。二、重点任务（一）保障用地。…` has no line end at all. Numbers that
//! go on in their sequence, document numbers, addressees, signatures and dates tell where lines were.

use super::contents;
use super::element;
use super::number::{self, Style};
use super::words::{self, Words};
use crate::text::{Seek, among};
use regex::Regex;
use std::sync::LazyLock;

#[allow(clippy::expect_used)]
fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a constant pattern")
}

static NUMBER: LazyLock<Regex> = LazyLock::new(|| regex(r"\p{Han}{1,8}[〔（【](?:19|20)\d{2}[〕）】]\d{1,5}号"));
static SIGNED: LazyLock<Regex> = LazyLock::new(|| regex(r"[。！]([^。，；：《》\d]{0,40})(\d{4}年\d{1,2}月\d{1,2}日)"));
static NOTE: LazyLock<Regex> = LazyLock::new(|| regex(r"（此件[^（）]{2,14}）"));

/// Headings that stand over the same kind of section in any document; where the line end behind them is
/// lost, nothing else tells where they end.
static STANDARD: Words = Words::new(|| words::of("standard_heading"));

/// Whether a paragraph of a document of so many paragraphs and bytes lost its line ends: the whole
/// document did, or the paragraph is long and a unit opens inside it right behind the heading of another.
pub(super) fn is_glued(paragraph: &str, paragraphs: usize, bytes: usize) -> bool {
    if bytes / paragraphs.max(1) > 900 {
        return true;
    }
    // 各县（市、区）人民政府：为完善机制，制定本意见。一、总体目标…
    let addressed = || addressees_end(paragraph).is_some();
    if paragraph.len() > 600 && paragraph.starts_with('各') && paragraph.has("。一、") && addressed() {
        return true;
    }
    let headed = number::mark(paragraph).filter(|m| m.style == Style::Han);
    let Some(mark) = headed.filter(|_| paragraph.len() > 600) else { return false };
    let line = paragraph[mark.len..].split('。').next().unwrap_or_default();
    let heading = line.char_indices().take(45).find(|(i, c)| *c == '（' && number::mark(&line[*i..]).is_some());
    heading.is_some_and(|(at, _)| at > 0)
}

/// Where the paragraphs of a glued text begin, in bytes, in order, without 0.
pub(super) fn cuts(text: &str) -> Vec<usize> {
    let mut cuts = Vec::new();
    let mut from = 0;
    // A page that holds its text twice, run together: the head comes again. A loop and no recursion,
    // since one sentence may come a hundred thousand times.
    loop {
        let rest = &text[from..];
        let opening: String = rest.chars().take(16).collect();
        let again = rest[opening.len()..].find(&opening).filter(|_| opening.chars().count() == 16);
        let end = again.map_or(text.len(), |at| from + at + opening.len());
        cuts.extend(copy_cuts(&text[from..end]).into_iter().map(|at| from + at));
        if again.is_none() {
            return cuts;
        }
        cuts.push(end);
        from = end;
    }
}

/// The same for a text that is there once.
fn copy_cuts(text: &str) -> Vec<usize> {
    let mut cuts = Vec::new();
    let mut body = head(text, &mut cuts);
    let contents = contents::Glued::find(text).unwrap_or_default();
    if contents.end > body {
        cuts.extend([contents.start, contents.end]);
        title(text, contents.end, &mut cuts);
        body = contents.end;
    }
    signatures(text, &mut cuts);
    cuts.sort_unstable();
    numbers(text, body, &contents, &mut cuts);
    cuts.retain(|c| *c > 0 && *c < text.len() && text.is_char_boundary(*c));
    cuts.sort_unstable();
    cuts.dedup();
    cuts
}

/// Where a line end is missing beyond doubt, in any document: a chapter in the middle of a paragraph
/// (`…不少于5名。第四章考核办法第十二条…`), an appeal to all behind the last note.
pub(super) fn certain_cuts(text: &str) -> Vec<usize> {
    static CHAPTER: LazyLock<Regex> = LazyLock::new(|| {
        regex(r"(?:^|[。）；])(第[一二三四五六七八九十]{1,3}章[^。，；：第]{1,24})(第[一二三四五六七八九十百]{1,5}条)")
    });
    let mut cuts = Vec::new();
    if text.has("章") {
        cuts.extend(CHAPTER.captures_iter(text).flat_map(|c| [c.get(1), c.get(2)]).flatten().map(|m| m.start()));
    }
    let number = element::trailing_number(text).or_else(|| element::numbered_order(text));
    cuts.extend(number.or_else(|| element::dated_number(text)).or_else(|| element::titled_number(text)));
    cuts.extend(element::dated_title(text));
    // …办法的通知各监管局，各银行：为进一步…
    if text.has("通知各") && text.has("：") {
        head(text, &mut cuts);
    }
    chapter_head(text, &mut cuts);
    addressed(text, &mut cuts);
    attached(text, &mut cuts);
    preamble(text, &mut cuts);
    disclosed(text, &mut cuts);
    signed_line(text, &mut cuts);
    articles(text, &mut cuts);
    bracketed(text, &mut cuts);
    sections(text, &mut cuts);
    closings(text, &mut cuts);
    cuts
}

/// 各镇人民政府、县直各单位：根据…: addressees that run into the text.
fn addressed(text: &str, cuts: &mut Vec<usize>) {
    const BEGINS: &[&str] = &["根据", "按照", "为", "现将", "经", "近年来", "近期", "依据", "遵照", "《"];
    let end = text.starts_with('各').then(|| addressees_end(text)).flatten();
    let runs_on = |end: &usize| text.len() > end + 90 && BEGINS.iter().any(|w| text[*end..].opens(w));
    cuts.extend(end.filter(runs_on));
}

/// Where the addressees end with which a text begins.
fn addressees_end(text: &str) -> Option<usize> {
    let near = text.get(..text.floor_char_boundary(600))?;
    let end = near.place('：')? + '：'.len_utf8();
    element::is_addressees(&text[..end]).then_some(end)
}

/// …请认真贯彻执行。2021年10月19日附件：1.目录清单: the date and what is attached run into the text.
fn attached(text: &str, cuts: &mut Vec<usize>) {
    static DATED: LazyLock<Regex> =
        LazyLock::new(|| regex(r"(?:^|[。！])\s*(\d{4}年\d{1,2}月\d{1,2}日)\s*(附件[：:]\s*1)"));
    let found = text.has("日附件").then(|| DATED.captures(text)).flatten();
    cuts.extend(found.iter().flat_map(|c| [c.get(1), c.get(2)]).flatten().map(|m| m.start()));
}

/// …招商引资奖励办法为充分调动…积极性，: a title that runs into the first words of its text.
fn preamble(text: &str, cuts: &mut Vec<usize>) {
    const AIMS: &[&str] = &[
        "贯彻",
        "深入",
        "进一步",
        "加快",
        "充分",
        "推动",
        "促进",
        "规范",
        "加强",
        "切实",
        "全面",
        "落实",
        "认真",
        "鼓励",
    ];
    let near = text.get(..text.floor_char_boundary(240)).unwrap_or_default();
    let stop = near.find(['，', '。', '：', '；']).unwrap_or(near.len());
    let aims = |at: usize| {
        let rest = &text[at + '为'.len_utf8()..];
        let rest = rest.strip_prefix('了').unwrap_or(rest);
        AIMS.iter().any(|w| rest.opens(w))
    };
    let glued =
        near[..stop].match_indices('为').map(|(at, _)| at).find(|at| aims(*at) && element::is_title(&text[..*at]));
    cuts.extend(glued.filter(|at| text[..*at].chars().count() >= 8 && text.len() > at + 90));
}

/// Title, number and addressees run together at the head: `…实施意见渝府办发〔2021〕88号各区县人民政府：`.
fn head(text: &str, cuts: &mut Vec<usize>) -> usize {
    let zone = text.char_indices().nth(400).map_or(text.len(), |(i, _)| i);
    let mut at = 0;
    if let Some(found) = NUMBER.find(&text[..zone])
        && !text[..found.start()].has('。')
    {
        // The title's last word may run into the number's first (意见渝府办发), the mark's 文件 too.
        let closes = |end: usize| element::is_title(&text[..end]) || text[..end].ends_with("文件");
        let ends = found.as_str().char_indices().map(|(n, _)| found.start() + n);
        let start = ends.take_while(|end| !text[..*end].ends_with('〔')).filter(|end| closes(*end)).last();
        let whole = start.is_some() || found.start() == 0;
        let start = start.unwrap_or(0);
        if whole {
            cuts.extend([start, found.end()]);
            at = found.end();
        }
    }
    let Some(colon) = text[at..zone].place('：').map(|n| at + n + '：'.len_utf8()) else { return at };
    let head = &text[at..colon];
    // A title and addressees without a number between them.
    let ends = head
        .char_indices()
        .map(|(i, _)| i)
        .filter(|i| element::is_title(&head[..*i]) && element::is_addressees(&head[*i..]));
    // …办法的通知各政策性银行：, where 各 opens the list; else the longest title counts.
    let each = ends.clone().find(|i| head[*i..].starts_with('各'));
    if let Some(end) = each.or_else(|| ends.max()) {
        cuts.extend([at + end, colon]);
        return colon;
    }
    if element::is_addressees(head) {
        cuts.push(colon);
        return colon;
    }
    at
}

/// Numbers in their sequence.
fn numbers(text: &str, from: usize, contents: &contents::Glued, cuts: &mut Vec<usize>) {
    let mut next: [u32; 10] = [1; 10];
    // 1. 2. may go on through all sections: 二、减负担7.减免租金.
    let mut through = 1;
    // Until here no sentence has ended since the last heading.
    let mut heading = from;
    let mut before = '。';
    // Titles and dates end where they are known to.
    let ends = cuts.clone();
    for (at, c) in text[from..].char_indices().map(|(i, c)| (from + i, c)) {
        let ended = matches!(before, '。' | '；' | '！' | '？' | '）' | '〕' | '：' | '”')
            || at == from
            || ends.binary_search(&at).is_ok();
        let opens =
            matches!(c, '第' | '（' | '0'..='9' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十');
        // The 1 of （1） opens nothing.
        if opens
            && before != '（'
            && let Some(mark) = number::mark(&text[at..])
            && let Some(slot) = slot(mark.style)
        {
            // Right behind a number and some words without a stop: those words are its heading.
            let article = mark.style == Style::Article;
            let in_heading = heading > from
                && at > heading
                // Bytes first: many numbers may follow a heading that has no end.
                && at - heading <= 4 * 45
                && text[heading..at].chars().count() <= 45
                && !text[heading..at].has('。')
                // 推动年报事项“多报合一、信息共享”
                && text[heading..at].matches('“').count() <= text[heading..at].matches('”').count()
                && (mark.value == 1
                    || mark.style == Style::HanBracket
                    || article && mark.value >= next[slot]
                    || mark.style == Style::Digit && mark.value == through);
            // A number that opens a unit goes on where the last one of its style stopped; the first one of
            // a paragraph, or one right behind a heading, may go on from further above.
            // Articles go on through all chapters, and so they do where some of them are left out.
            let goes_on = (article || mark.style == Style::Chapter)
                && before == '。'
                && (next[slot]..next[slot] + 30).contains(&mark.value);
            let fits = mark.value == next[slot] || at == from || in_heading || goes_on;
            if fits && (ended || in_heading) && !lists(text, at, mark.style, before) {
                cuts.push(at);
                next[slot] = mark.value + 1;
                if mark.style == Style::Digit {
                    through = mark.value + 1;
                }
                next[slot + 1..]
                    .iter_mut()
                    .enumerate()
                    .filter(|(n, _)| slot + 1 + n != ARTICLES)
                    .for_each(|x| *x.1 = 1);
                heading = at + mark.len;
                let named = contents.heading(&text[at..]).map(|end| at + end);
                cuts.extend(named.or_else(|| standard(&text[heading..]).map(|end| heading + end)));
            }
        }
        before = c;
    }
}

/// Items of a list inside a sentence stay: …包括：（一）…；（二）….
fn lists(text: &str, at: usize, style: Style, before: char) -> bool {
    style > Style::Han
        && style != Style::Article
        && (before == '；'
            || (before == '：'
                && text[at..].place('；').zip(text[at..].place('。')).is_some_and(|(semi, stop)| semi < stop)))
}

/// The rank of articles: their numbers go on through the chapters.
const ARTICLES: usize = 7;

/// Rank of a style among those that are looked for.
fn slot(style: Style) -> Option<usize> {
    Some(match style {
        Style::Book => 0,
        Style::Chapter => 1,
        Style::Section => 2,
        Style::Article => ARTICLES,
        Style::Han => 3,
        Style::HanBracket => 4,
        Style::Digit => 5,
        Style::DigitBracket => 6,
        Style::Bare
        | Style::Box
        | Style::Dash
        | Style::Circle
        | Style::Decimal
        | Style::DecimalDeep
        | Style::DigitItem => {
            return None;
        }
    })
}

/// The end of a standard heading that opens `text` and is not closed by a mark of its own.
fn standard(text: &str) -> Option<usize> {
    let heading = STANDARD.iter().filter(|h| text.starts_with(**h)).max_by_key(|h| h.len())?;
    let next = text[heading.len()..].chars().next()?;
    (!among(next, "。，、：；（和与及的等是为包由")).then_some(heading.len())
}

/// `…执行。某市人民政府2013年7月19日关于…`: body, date, disclosure and an announced title.
fn signatures(text: &str, cuts: &mut Vec<usize>) {
    for found in SIGNED.captures_iter(text) {
        let (Some(body), Some(date)) = (found.get(1), found.get(2)) else { continue };
        let rest = &text[date.end()..];
        let goes_on = ["起", "前", "以", "至", "之", "印发", "，", "、", "后", "止", "—"].iter().any(|w| rest.opens(w));
        if (body.is_empty() || element::is_body_name(body.as_str())) && !goes_on {
            cuts.extend([body.start(), date.start(), date.end()]);
            title(text, date.end(), cuts);
        }
    }
    closings(text, cuts);
    disclosed(text, cuts);
    for found in NOTE.find_iter(text) {
        cuts.extend([found.start(), found.end()]);
        title(text, found.end(), cuts);
    }
}

/// `…执行。公开方式：主动公开某市商务局办公室2023年8月9日印发`: the imprint behind the last words.
fn disclosed(text: &str, cuts: &mut Vec<usize>) {
    static IMPRINT: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"[。）]((?:信息)?公开(?:方式|形式|属性)：(?:主动公开|依申请公开|不予公开))(\p{Han}{4,40}\d{4}年\d{1,2}月\d{1,2}日印发)?$",
        )
    });
    if !text.ends_with(['开', '发']) || !text.has("公开") {
        return;
    }
    let tail = text.char_indices().rev().nth(100).map_or(0, |(at, _)| at);
    if let Some(found) = IMPRINT.captures(&text[tail..]) {
        cuts.extend([found.get(1), found.get(2)].into_iter().flatten().map(|m| tail + m.start()));
    }
}

/// `某某监管会2020年6月29日某某办法第一章…`, `某某细则第一章…`: signature, day and title in front of the first chapter.
fn chapter_head(text: &str, cuts: &mut Vec<usize>) {
    static HEAD: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"^(?:([^。，；：《》\d]{3,40})(\d{4}年\d{1,2}月\d{1,2}日))?([^。，；：\d]{4,60}?)第一章[^。，；：第]{1,24}(第一条)?",
        )
    });
    if !text.has("第一章") {
        return;
    }
    let Some(found) = HEAD.captures(text) else { return };
    let Some(title) = found.get(3).filter(|t| element::is_title(t.as_str())) else { return };
    let signed = found.get(1).zip(found.get(2));
    if signed.is_some_and(|(body, _)| !element::is_body_name(body.as_str())) {
        return;
    }
    cuts.extend(signed.map(|(_, date)| date.start()));
    cuts.extend([title.start(), title.end()]);
    cuts.extend(found.get(4).map(|article| article.start()));
}

/// `甲省林业局2019年12月26日` on one line, `…施行。总理某某2017年12月25日` at the end of one.
fn signed_line(text: &str, cuts: &mut Vec<usize>) {
    static DATED: LazyLock<Regex> = LazyLock::new(|| regex(r"\d{4}年\d{1,2}月\d{1,2}日$"));
    let date = if text.ends_with('日') {
        let tail = text.char_indices().rev().nth(80).map_or(0, |(at, _)| at);
        DATED.find(&text[tail..]).map_or(text.len(), |m| tail + m.start())
    } else {
        text.len()
    };
    if date == 0 {
        return;
    }
    let name = text[..date].rfind(['。', '！']).map_or(0, |at| at + '。'.len_utf8());
    let signer = &text[name..date];
    if signer.is_empty() {
        return;
    }
    let short = signer.chars().count() <= 40;
    let dated = date < text.len();
    if short && (dated && element::is_body_name(signer) || name > 0 && element::signed_for(signer).is_some()) {
        cuts.extend([name, date].into_iter().filter(|c| *c > 0 && *c < text.len()));
    }
}

/// `第一条…本办法。第二条…`: articles that go on in one paragraph, each where its number is the next.
fn articles(text: &str, cuts: &mut Vec<usize>) {
    // 第一章总则第一条…: the articles begin behind the name of the chapter.
    let start = cuts.iter().copied().chain([0]).find(|at| {
        *at <= 120 && number::mark(text.get(*at..).unwrap_or_default()).is_some_and(|m| m.style == Style::Article)
    });
    let Some(start) = start else { return };
    let Some(mut last) = number::mark(&text[start..]).map(|m| m.value) else { return };
    let mut from = start;
    while let Some(at) = text[from..].place("。第").map(|n| from + n + '。'.len_utf8()) {
        from = at;
        if let Some(mark) = number::mark(&text[at..]).filter(|m| m.style == Style::Article && m.value == last + 1) {
            cuts.push(at);
            last = mark.value;
        }
    }
}

/// `（一）生产总值增长11%。（省发改委负责）（二）财政收入增长13%。`: units that go on in one paragraph behind a stop or a
/// note of who answers, each where its number is the next.
fn bracketed(text: &str, cuts: &mut Vec<usize>) {
    let Some(mut last) = number::mark(text).filter(|m| matches!(m.style, Style::HanBracket | Style::Digit)) else {
        return;
    };
    let mut from = last.len;
    while let Some(at) = text[from..].place("。").map(|n| from + n) {
        // …13%。（省财政厅负责）（三）…: behind the note, or right behind the stop
        let note = text[from..at].strip_prefix('（').and_then(|s| s.split_once('）')).map(|x| x.0);
        let speaks = |n: &&str| ["负责", "牵头", "配合", "协办", "责任"].iter().any(|w| n.has(w));
        let noted = note.filter(speaks).map(|n| from + n.len() + 2 * '（'.len_utf8());
        let stop = at + '。'.len_utf8();
        for cut in noted.into_iter().chain([stop]) {
            let next = number::mark(&text[cut..]).filter(|m| m.style == last.style && m.value == last.value + 1);
            if let Some(mark) = next {
                cuts.push(cut);
                last = mark;
            }
        }
        from = stop;
    }
}

/// `现就有关事项通知如下：一、提高标准。…。二、强化保障。…`: sections that go on in one paragraph behind their lead-in.
fn sections(text: &str, cuts: &mut Vec<usize>) {
    let Some(first) = text.place("：一、").map(|at| at + '：'.len_utf8()) else { return };
    if !text[first..].has("。二、") {
        return;
    }
    cuts.push(first);
    let (mut from, mut last) = (first, 1);
    while let Some(stop) = text[from..].place("。").map(|at| from + at + '。'.len_utf8()) {
        let next = number::mark(&text[stop..]).filter(|m| m.style == Style::Han && m.value == last + 1);
        if let Some(mark) = next {
            cuts.push(stop);
            last = mark.value;
        }
        from = stop;
    }
}

/// `…负责）各单位、各镇要尽快组织…`: what speaks to all behind the note of the last unit.
fn closings(text: &str, cuts: &mut Vec<usize>) {
    static CLOSING: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?:负责|牵头|配合|落实)）((?:各地区|各地|各部门|各单位)[、，各]{0,2}\p{Han}{0,8}(?:要|应|应当)[^（）]{10,})(?:（此件[^（）]*）)?$",
        )
    });
    if !text.has("）各") {
        return;
    }
    cuts.extend(CLOSING.captures(text).and_then(|c| c.get(1)).map(|m| m.start()));
}

/// A title that was announced in 《》 and stands at `at`.
fn title(text: &str, at: usize, cuts: &mut Vec<usize>) {
    let titles = text[..at].split('《').skip(1).filter_map(|t| t.split('》').next());
    let longest = titles.filter(|t| t.len() >= 12 && text[at..].opens(t)).map(str::len).max();
    cuts.extend(longest.map(|len| at + len));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        let mut cuts = cuts(text);
        cuts.insert(0, 0);
        cuts.push(text.len());
        cuts.windows(2).map(|w| &text[w[0]..w[1]]).collect()
    }

    #[test]
    fn lines_are_found_again() {
        let text = "甲市人民政府办公厅关于促进消费的实施意见甲府办发〔2021〕8号各区县人民政府，市政府有关部门：为促进消费，提出如下意见。一、指导思想以新时代为指导。二、重点任务（一）强化采购。支持采购。（市商务委负责）（二）强化流通。包括：（1）冷链；（2）仓储。三、保障措施（一）强化领导。建立制度。甲市人民政府办公厅2021年5月13日（此件公开发布）";
        assert_eq!(
            cut(text),
            [
                "甲市人民政府办公厅关于促进消费的实施意见",
                "甲府办发〔2021〕8号",
                "各区县人民政府，市政府有关部门：",
                "为促进消费，提出如下意见。",
                "一、指导思想",
                "以新时代为指导。",
                "二、重点任务",
                "（一）强化采购。支持采购。（市商务委负责）",
                "（二）强化流通。包括：（1）冷链；（2）仓储。",
                "三、保障措施",
                "（一）强化领导。建立制度。",
                "甲市人民政府办公厅",
                "2021年5月13日",
                "（此件公开发布）",
            ]
        );
    }

    #[test]
    fn bracketed_items_of_a_list_stay() {
        let text = "通知如下。一、招商条件1.金融机构符合以下条件之一：（1）设立分行的；（2）设立支行的。2.其他企业。";
        assert_eq!(
            cut(text),
            [
                "通知如下。",
                "一、招商条件",
                "1.金融机构符合以下条件之一：（1）设立分行的；（2）设立支行的。",
                "2.其他企业。"
            ]
        );
    }

    #[test]
    fn an_enclosed_title_is_found() {
        let text = "《关于加强农房管理的实施意见》已经同意，现印发给你们。乙市人民政府2013年7月19日关于加强农房管理的实施意见为加强管理，制定本意见。";
        assert_eq!(cut(text)[1..4], ["乙市人民政府", "2013年7月19日", "关于加强农房管理的实施意见"]);
    }
}
