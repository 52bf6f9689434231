//! Normalisation 规整: widths, punctuation and stray blanks of one line, each character led back.
//!
//! `２０２６年,全市 «方案»(试行).` reads `2026年，全市《方案》（试行）。`. What it relies on: GB/T 15834—2011
//! (punctuation is full-width in Chinese text) and GB/T 15835—2011 (digits are half-width).
//! Line ends are not its business: `paragraph` joins lines.

use crate::source::{Line, LineKind, SourceText};
use crate::text::{MappedText, MappedTextBuilder, Span, among, is_letter};

/// The normalised words of one line, markup left out.
pub(super) fn line(source: &SourceText, line: &Line) -> MappedText {
    let mut out = MappedTextBuilder::with_capacity(line.span.len());
    let first = source.hidden.partition_point(|h| h.end <= line.span.start);
    if source.hidden.get(first).is_none_or(|h| h.start >= line.span.end) {
        shown(&source.text, line.span, line.kind == LineKind::TableRow, &mut out);
        return out.finish();
    }
    let mut chars: Vec<(usize, char, u8)> = Vec::with_capacity(line.span.len() / 2);
    let mut hidden = source.hidden[first..].iter().peekable();
    for (i, c) in line.span.of(&source.text).char_indices() {
        let at = line.span.start + i;
        while hidden.next_if(|h| h.end <= at).is_some() {}
        if hidden.peek().is_none_or(|h| at < h.start) {
            chars.push((at, c, c.len_utf8() as u8));
        }
    }
    normalise(&source.text, &chars, chars.len(), line.kind == LineKind::TableRow, &mut out);
    out.finish()
}

/// A part of the source of which nothing is hidden: its plain runs are taken at once, and only what stands
/// between them is looked at character by character, with as much behind it as any rule looks ahead.
fn shown(source: &str, part: Span, row: bool, out: &mut MappedTextBuilder) {
    let mut at = part.start;
    let mut chars = Vec::new();
    while at < part.end {
        let rest = &source[at..part.end];
        let plain = plain_len(rest);
        out.copy(&rest[..plain], at);
        at += plain;
        let rest = &rest[plain..];
        let special = rest.chars().take_while(|c| !is_plain(*c)).count();
        if special == 0 {
            continue;
        }
        chars.clear();
        // Only what may be an entity is longer than the three figures behind a comma and the one behind them.
        let longest = if rest.starts_with(['&', '＆']) || special > 1 { LONGEST_ENTITY } else { THOUSAND };
        let ahead = rest.char_indices().take(special + longest);
        chars.extend(ahead.map(|(i, c)| (at + i, c, c.len_utf8() as u8)));
        let read = normalise(source, &chars, special, row, out);
        at = chars.get(read).map_or_else(|| chars.last().map_or(part.end, |l| l.0 + l.2 as usize), |next| next.0);
    }
}

/// Bytes of the plain characters that a text opens with.
fn plain_len(text: &str) -> usize {
    let mut rest = text.as_bytes();
    loop {
        rest = behind_ideographs(rest);
        let at = text.len() - rest.len();
        let width = match rest.first() {
            Some(byte) if byte.is_ascii_alphanumeric() => 1,
            Some(_) => text[at..].chars().next().filter(|c| is_plain(*c)).map_or(0, char::len_utf8),
            None => 0,
        };
        if width == 0 {
            return at;
        }
        rest = &rest[width..];
    }
}

/// The same for a text of its own, such as one line of `scan`.
pub fn normalise_text(text: &str) -> MappedText {
    let mut out = MappedTextBuilder::with_capacity(text.len());
    shown(text, Span::new(0, text.len()), false, &mut out);
    out.finish()
}

/// The letters, digits and ideographs of a text as [`normalise_text`] would give them: what is left when
/// blanks and punctuation, which documents write in so many ways, do not count.
pub fn letters(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    add_letters(text, &mut out);
    out
}

/// The same, put behind other words.
pub fn add_letters(text: &str, out: &mut String) {
    let mut rest = text.chars();
    loop {
        // Runs of ideographs are taken at once.
        let words = rest.as_str();
        let run = words.len() - behind_ideographs(words.as_bytes()).len();
        out.push_str(&words[..run]);
        rest = words[run..].chars();
        let Some(raw) = rest.next() else { return };
        match fold(raw) {
            '&' => {
                let ahead: Vec<_> = rest.clone().take(LONGEST_ENTITY).map(|c| (0, c, 0)).collect();
                let sign: Vec<_> = std::iter::once((0, raw, 0)).chain(ahead).collect();
                if let Some((_, taken)) = entity(&sign) {
                    rest.nth(taken.saturating_sub(2));
                }
            }
            c => match of_list(c) {
                Some((_, numeral, _)) => out.push_str(numeral),
                None if is_letter(c) => out.push(c),
                None => {}
            },
        }
    }
}

/// The common ideographs: always a letter, never changed.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

/// What stands behind the common ideographs that a text opens with: three bytes each, from E4 B8 80 to E9 BF BF.
fn behind_ideographs(mut text: &[u8]) -> &[u8] {
    while let [0xe5..=0xe9, _, _, rest @ ..] | [0xe4, 0xb8..=0xbf, _, rest @ ..] = text {
        text = rest;
    }
    text
}

/// What is never changed, whatever stands beside it: most characters of any document.
fn is_plain(c: char) -> bool {
    is_ideograph(c)
        || c.is_ascii_alphanumeric()
        || matches!(c, '，' | '。' | '、' | '；' | '：' | '（' | '）' | '《' | '》' | '“' | '”' | '〔' | '〕' | '—')
        || matches!(c, '%' | '/' | '-' | '+' | '|' | '·' | '…' | '！' | '？')
}

/// Reads the first `count` of the characters, and more where something that begins among them ends behind;
/// gives how many were read.
fn normalise(source: &str, chars: &[(usize, char, u8)], count: usize, row: bool, out: &mut MappedTextBuilder) -> usize {
    let mut i = 0;
    while i < count {
        let (at, raw, len) = chars[i];
        if is_plain(raw) {
            let mut end = at + len as usize;
            i += 1;
            while let Some((next, _, width)) = chars.get(i).filter(|(next, c, _)| *next == end && is_plain(*c)) {
                end = next + *width as usize;
                i += 1;
            }
            out.copy(&source[at..end], at);
            continue;
        }
        let c = fold(raw);
        if is_blank(c) {
            let end = chars[i..].iter().position(|(_, c, _)| !is_blank(fold(*c))).map_or(chars.len(), |n| i + n);
            let before = out.as_str().chars().next_back();
            // Cells of a row that tabs divide.
            if row && chars[i..end].iter().any(|(_, c, _)| *c == '\t') && !out.as_str().is_empty() && end < chars.len()
            {
                let (last, _, last_len) = chars[end - 1];
                out.push(' ', at, 0);
                out.push('|', at, last + last_len as usize - at);
                out.push(' ', last + last_len as usize, 0);
                i = end;
                continue;
            }
            let after = chars.get(end).map(|(_, c, _)| fold(*c));
            if let (Some(b), Some(a)) = (before, after)
                && (keeps_blank(b, a) || row && parts_bodies(b, a))
            {
                out.push(' ', at, len as usize);
            }
            i = end;
            continue;
        }
        if c == '&'
            && let Some((sign, name)) = entity(&chars[i..])
        {
            let end = chars.get(i + name).map_or(at + name, |(end, _, _)| *end);
            if sign != ' ' {
                out.push(sign, at, end - at);
            }
            i += name;
            continue;
        }
        if is_invisible(c) || put_number(c, at, len as usize, out) {
            i += 1;
            continue;
        }
        let next = chars.get(i + 1).map(|(_, c, _)| fold(*c));
        // A full-width point that a line end parted from its decimals (容积率２．/０) is no full stop.
        let parted = raw == '．' && next.is_none() && out.as_str().ends_with(|c: char| c.is_ascii_digit());
        let c = if parted { '.' } else { punctuation(c, out.as_str(), next, &chars[i + 1..]) };
        if c == raw {
            out.copy(c.encode_utf8(&mut [0; 4]), at);
        } else {
            out.push(c, at, len as usize);
        }
        i += 1;
    }
    i
}

/// Full-width letters, digits and signs to half-width; look-alike brackets and quotes to one form.
pub(super) fn fold(c: char) -> char {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '％' => '%',
        '＋' => '+',
        '＝' => '=',
        '／' => '/',
        '＆' => '&',
        '＞' => '>',
        '＜' => '<',
        '．' | '﹒' => '.',
        '﹐' => ',',
        '﹔' => ';',
        '﹕' => ':',
        '﹖' => '?',
        '﹗' => '!',
        '﹢' => '+',
        '﹣' => '-',
        '﹪' => '%',
        '«' | '︽' | '⟪' => '《',
        '»' | '︾' | '⟫' => '》',
        '〖' => '【',
        '〗' => '】',
        '﹝' | '［' => '〔',
        '﹞' | '］' => '〕',
        '﹙' => '(',
        '﹚' => ')',
        '｡' => '。',
        '､' | '﹑' => '、',
        '\u{2f00}'..='\u{2fd5}' => KANGXI.chars().nth(c as usize - 0x2f00).unwrap_or(c),
        _ => c,
    }
}

/// ㈠ is （一）, ⑵ is （2）, ⒊ is 3.: numbers of lists that are one character (GB/T 2312—1980, row 2): what stands before the numeral, the numeral, what stands behind it.
fn of_list(c: char) -> Option<(Option<char>, &'static str, char)> {
    const FIGURES: [&str; 20] =
        ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17", "18", "19", "20"];
    const HAN: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
    let from = |first: char| c as usize - first as usize;
    match c {
        '㈠'..='㈩' => Some((Some('（'), HAN[from('㈠')], '）')),
        '⑴'..='⒇' => Some((Some('（'), FIGURES[from('⑴')], '）')),
        '⒈'..='⒛' => Some((None, FIGURES[from('⒈')], '.')),
        _ => None,
    }
}

/// Writes such a number out; says whether the character is one.
fn put_number(c: char, at: usize, len: usize, out: &mut MappedTextBuilder) -> bool {
    let Some((before, numeral, behind)) = of_list(c) else { return false };
    before.into_iter().for_each(|c| out.push(c, at, 0));
    numeral.chars().enumerate().for_each(|(n, c)| out.push(c, at, if n == 0 { len } else { 0 }));
    out.push(behind, at + len, 0);
    true
}

/// The radicals U+2F00.. that PDF extraction puts for the characters they look like.
const KANGXI: &str = "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{a0}' | '\u{3000}' | '\u{2000}'..='\u{200a}' | '\u{0b}' | '\u{0c}')
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{ad}' | '\u{e000}'..='\u{f8ff}')
        || c.is_control()
}

/// The figures of a thousand and the character behind them.
const THOUSAND: usize = 4;

/// More characters than any of the entities has.
const LONGEST_ENTITY: usize = 8;

/// `&amp;` and the like, left in plain text by a page's extraction: the sign and the characters it takes.
fn entity(rest: &[(usize, char, u8)]) -> Option<(char, usize)> {
    const NAMES: &[(&str, char)] = &[
        ("&nbsp;", ' '),
        ("&amp;", '&'),
        ("&lt;", '<'),
        ("&gt;", '>'),
        ("&quot;", '"'),
        ("&ldquo;", '“'),
        ("&rdquo;", '”'),
        ("&mdash;", '—'),
        ("&middot;", '·'),
    ];
    let found =
        NAMES.iter().find(|(name, _)| rest.len() >= name.len() && name.chars().zip(rest).all(|(a, (_, b, _))| a == *b));
    found.map(|(name, sign)| (*sign, name.len()))
}

/// A blank stays one blank between Latin words, between two numbers and beside the bar of a table
/// row; inside Chinese text it is an artefact (`2024年 9月 27日`).
fn keeps_blank(before: char, after: char) -> bool {
    let latin = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '&' | '\'');
    before == '|' || after == '|' || (latin(before) && latin(after))
}

/// Whether the text so far ends in one or two figures right behind a stop: `条件：1`; or behind a heading that
/// lost its line end (`…。二、减负担7`), where the text has stops of its own, so that a point is none.
fn numbers_item(before: &str) -> bool {
    let front = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let near = front.get(front.ceil_char_boundary(front.len().saturating_sub(NEAR))..).unwrap_or_default();
    let headed = || front.ends_with(is_ideograph) && near.rsplit(['。', '；', '）']).next().is_some_and(opens_section);
    (1..=2).contains(&(before.len() - front.len())) && (front.ends_with(['：', '；', '。']) || headed())
}

/// How far before an item the stop before its heading is looked for, in bytes.
const NEAR: usize = 120;

/// 二、减负担: the number of a section and a few words.
fn opens_section(heading: &str) -> bool {
    let words = heading.strip_prefix('（').unwrap_or(heading);
    let rest = words.trim_start_matches(|c| "一二三四五六七八九十".contains(c));
    rest.len() < words.len() && rest.starts_with(['、', '）'])
}

/// In a cell bodies stand below each other: 市教育局 市财政局.
fn parts_bodies(before: char, after: char) -> bool {
    among(before, "局委办厅院站所队会府心")
        && ('\u{4E00}'..='\u{9FFF}').contains(&after)
        && !among(after, "等及和与员法")
}

/// Half-width punctuation of Chinese text to full-width; decimal points, thousands separators, times,
/// ratios and what stands inside Latin words stay.
fn punctuation(c: char, before: &str, next: Option<char>, rest: &[(usize, char, u8)]) -> char {
    let last = before.chars().next_back();
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    match c {
        '.' if digit(last) && digit(next) => '.',
        // A number that opens a line: `1.保障产业发展用地空间`.
        '.' if opens_line(before) && !matches!(next, None | Some('(' | '（')) => '.',
        // 申报条件：1.列入目录；2.: a number that opens an item inside a line
        '.' if numbers_item(before) && next.is_some_and(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c)) => '.',
        '.' if latin(last) && latin(next) => '.',
        // The ending of a file's name: 通知.doc.
        '.' if next.is_some_and(|c| c.is_ascii_lowercase()) => '.',
        '.' if last == Some('.') || next == Some('.') => '.',
        '.' => '。',
        ',' if digit(last) && thousands(rest) => ',',
        ',' => '，',
        ':' if digit(last) && digit(next) => ':',
        ':' if latin(last) && next == Some('/') => ':',
        ':' => '：',
        ';' => '；',
        // 《“十四五"规划》, "一网通办": quotes of a typewriter, read by whether one stands open.
        '"' if quote_open(before) => '”',
        '"' if !digit(last) && next.is_some_and(is_letter) => '“',
        '(' => '（',
        ')' => '）',
        '!' if !latin(next) => '！',
        '?' if !latin(next) => '？',
        _ => c,
    }
}

/// Whether the last quote before opened and was not closed.
fn quote_open(before: &str) -> bool {
    let tail = before.char_indices().rev().nth(LONGEST_QUOTE).map_or(0, |(at, _)| at);
    before[tail..].rfind(['“', '”']).is_some_and(|at| before[tail + at..].starts_with('“'))
}

/// How far back the opening quote may stand, in characters.
const LONGEST_QUOTE: usize = 60;

/// Nothing but the number of a unit stands before, in the line or in the cell of a table.
fn opens_line(before: &str) -> bool {
    let digits = before.bytes().rev().take(21).take_while(u8::is_ascii_digit).count();
    let (front, number) = before.split_at(before.len() - digits);
    (1..=20).contains(&digits) && !number.starts_with('0') && (front.is_empty() || front.ends_with("| "))
}

/// Exactly three digits, then none: `1,000`.
fn thousands(rest: &[(usize, char, u8)]) -> bool {
    let digit = |i: usize| rest.get(i).is_some_and(|(_, c, _)| fold(*c).is_ascii_digit());
    digit(0) && digit(1) && digit(2) && !digit(3)
}

/// How wide a line is on paper, in half ems: PDF text writes a full-width comma as `,`, so only
/// letters and digits count as half.
pub(super) fn width(text: &str) -> usize {
    // Sums that fit into a byte, without a branch, so that many bytes are asked at once.
    let half = |b: u8| u8::from((b | 0x20).wrapping_sub(b'a') < 26 || b.wrapping_sub(b'0') < 10 || b == b' ');
    let em = |b: u8| u8::from(b & 0xc0 != 0x80) * 2 - half(b);
    text.as_bytes().chunks(112).map(|part| usize::from(part.iter().map(|b| em(*b)).sum::<u8>())).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        normalise_text(text).as_str().to_owned()
    }

    #[test]
    fn widths_and_punctuation_become_one() {
        assert_eq!(
            read("到２０２６年,达到６０个左右.(责任单位:市科委;各区)"),
            "到2026年，达到60个左右。（责任单位：市科委；各区）"
        );
        assert_eq!(read("«方案»印发［２０２１］９号"), "《方案》印发〔2021〕9号");
        assert_eq!(read("８５％以上、“平台＋园区”"), "85%以上、“平台+园区”");
        assert_eq!(read("《“十四五\"规划》、\"一网通办\"、管径2\""), "《“十四五”规划》、“一网通办”、管径2\"");
    }

    proptest::proptest! {
        #[test]
        fn letters_are_those_of_the_normalised_text(parts in proptest::collection::vec(0..LETTERS.len(), 0..12)) {
            let text: String = parts.iter().map(|i| LETTERS[*i]).collect();
            let long: String = read(&text).chars().filter(|c| c.is_alphanumeric()).collect();
            proptest::prop_assert_eq!(letters(&text), long);
        }
    }

    const LETTERS: &[&str] = &[
        "政", "２", "7", "&", "amp;", "&amp;", "＆lt;", "&ldquo", "ａ", "B", "⼀", " ", "\u{200b}", "。", "é",
        "\u{3000}", "②", "«",
    ];

    #[test]
    fn points_inside_numbers_stay() {
        assert_eq!(
            read("容积率２．０以上,共1,000家,2025.12.31,12:30,见http://a.cn/b"),
            "容积率2.0以上，共1,000家，2025.12.31，12:30，见http://a.cn/b"
        );
        assert_eq!(read("１．保障用地.结合"), "1.保障用地。结合");
        assert_eq!(read("达到100,200家"), "达到100,200家");
        assert_eq!(read("10,20,30家"), "10，20，30家");
    }

    #[test]
    fn blanks_inside_chinese_go() {
        assert_eq!(read("2024年 9月 27日  推进硬 X射线"), "2024年9月27日推进硬X射线");
        assert_eq!(read("建设 Global Hub 平台"), "建设Global Hub平台");
        assert_eq!(read("任务 | 单位"), "任务 | 单位");
    }

    #[test]
    fn every_character_leads_back() {
        let text = "到２０２６年,达到 ６０个\u{200b}左右.";
        let read = normalise_text(text);
        for (i, c) in read.as_str().char_indices() {
            let source = read.to_source(Span::new(i, i + c.len_utf8())).of(text);
            assert_eq!(punctuation(fold(source.chars().next().unwrap()), "年", None, &[]), c);
        }
    }
}
