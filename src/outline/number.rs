//! Numbers of units 层次序数: what opens a paragraph that is a unit of its own.
//!
//! Source: 党政机关公文处理工作条例 and GB/T 9704—2012 §7.3.3 (一、（一）1.（1）) and 立法技术规范
//! (编章节条款项目). Text goes in normalised: `（三）实施要素供给` gives style （一）, value 3.

use crate::text;
use crate::text::{Seek, among};
use std::borrow::Cow;

/// How a unit is numbered, outermost first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Style {
    /// 第一编, 第一篇, 第一部分
    Book,
    /// 第一章
    Chapter,
    /// 第一节
    Section,
    /// A heading without a number: of Markdown, or a short line of its own.
    Bare,
    /// 一、
    Han,
    /// （一）
    HanBracket,
    /// ——坚持生态优先 over numbers that run through.
    Dash,
    /// 专栏1, which ends where the numbering of the text around it goes on.
    Box,
    /// 1. or 1、
    Digit,
    /// 1.1 of an 应急预案
    Decimal,
    /// 1.1.1
    DecimalDeep,
    /// 1. below 1.1
    DigitItem,
    /// （1） or 1）
    DigitBracket,
    /// ①
    Circle,
    /// 第一条: stands under any heading, and what is numbered below it stays in its text.
    Article,
}

/// A number at the head of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark<'t> {
    pub(super) style: Style,
    pub(super) value: u32,
    /// As written, without dot or 、: most who ask for a mark only want to know whether there is one.
    pub(super) number: Cow<'t, str>,
    /// Bytes it takes, dot or 、 included.
    pub(super) len: usize,
}

impl Mark<'_> {
    /// The number above one in levels: 1.1 of 1.1.3.
    pub(super) fn above(&self) -> Option<&str> {
        self.number.rsplit_once('.').map(|(above, _)| above)
    }

    /// Whether it is the first below a number: 1.1.1 below 1.1.
    pub(super) fn begins(&self, above: &str) -> bool {
        self.value == 1 && self.above() == Some(above)
    }
}

/// The number that opens `text`, if one does.
pub(super) fn mark(text: &str) -> Option<Mark<'_>> {
    let first = text.chars().next()?;
    match first {
        '第' => ordinal(text),
        '（' => bracket(text),
        '0'..='9' => digits(text),
        '①'..='⑳' => {
            let number = &text[..first.len_utf8()];
            let value = first as u32 - '①' as u32 + 1;
            Some(Mark { style: Style::Circle, value, len: number.len(), number: number.into() })
        }
        'Ⅰ'..='Ⅻ' => roman(text),
        'I' | 'V' | 'X' => latin_roman(text),
        // —、 for 一、: a dash in the place of the character
        '—' if text.starts_with("—、") => {
            Some(Mark { style: Style::Han, value: 1, number: "一".into(), len: "—、".len() })
        }
        _ => han(text),
    }
}

/// Ⅱ．重点任务: a part; Ⅱ级响应 is none.
fn roman(text: &str) -> Option<Mark<'_>> {
    let first = text.chars().next()?;
    let stop = text[first.len_utf8()..].chars().next().filter(|c| matches!(c, '、' | '.' | '。'))?;
    let len = first.len_utf8() + stop.len_utf8();
    if text[len..].starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let number = text[..first.len_utf8()].into();
    Some(Mark { style: Style::Book, value: first as u32 - 'Ⅰ' as u32 + 1, number, len })
}

/// III.重点任务: the same in Latin letters.
fn latin_roman(text: &str) -> Option<Mark<'_>> {
    const NUMERALS: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];
    let numeral = leading(text, |c| matches!(c, 'I' | 'V' | 'X'));
    let value = NUMERALS.iter().position(|n| *n == numeral)? as u32 + 1;
    let stop = text[numeral.len()..].chars().next().filter(|c| matches!(c, '、' | '.' | '。'))?;
    let len = numeral.len() + stop.len_utf8();
    let words = text[len..].trim_start().starts_with(|c: char| c.is_alphabetic() && !c.is_ascii());
    words.then(|| Mark { style: Style::Book, value, number: numeral.into(), len })
}

/// 一是, 二是, 第一、: how one of several things is told in a paragraph of its own.
pub(super) fn spoken(text: &str) -> Option<&str> {
    if let Some(rest) = text.strip_prefix('第') {
        let numeral = leading(rest, is_han_digit);
        let told = !numeral.is_empty() && rest[numeral.len()..].starts_with(['、', '，']);
        return told.then(|| &text[..'第'.len_utf8() + numeral.len()]);
    }
    let numeral = leading(text, is_han_digit);
    (!numeral.is_empty() && text[numeral.len()..].starts_with('是')).then(|| &text[..numeral.len() + '是'.len_utf8()])
}

/// 专栏1 数字基础设施工程: the head of a box that stands inside a section.
pub(super) fn boxed(text: &str) -> Option<Mark<'_>> {
    let rest = text.strip_prefix("专栏")?;
    let numeral = leading(rest, |c| is_han_digit(c) || c.is_ascii_digit());
    let name = rest[numeral.len()..].trim_start_matches([' ', '：', '、', '.', '。', '\u{3000}']);
    let value = value(numeral)?;
    let short = (2..=30).contains(&name.chars().count()) && !name.contains(['。', '；', '|']);
    let number = &text[..text.len() - rest.len() + numeral.len()];
    short.then(|| Mark { style: Style::Box, value, number: number.into(), len: text.len() - name.len() })
}

fn ordinal(text: &str) -> Option<Mark<'_>> {
    let rest = &text['第'.len_utf8()..];
    // 第 1 0 条: a copied page may set the figures apart.
    let spaced = leading(rest, |c| is_han_digit(c) || c.is_ascii_digit() || c == ' ');
    let numeral = without_blanks(spaced);
    let value = value(&numeral)?;
    let after = &rest[spaced.len()..];
    // 第一部分 over its sections; 第一部分：加强管理，… inside a list is none.
    let part = after.strip_prefix("部分").filter(|rest| rest.starts_with(|c: char| c.is_alphabetic() || c == '、'));
    // 第五部分：主要任务 on a line of its own
    let named = after.strip_prefix("部分：").filter(|name| {
        (2..=20).contains(&name.chars().count()) && name.chars().all(|c| c.is_alphabetic() || c == '、')
    });
    if (part.is_some() || named.is_some()) && text.chars().count() <= 40 {
        let len = text.len() - after.len() + if named.is_some() { "部分：".len() } else { "部分".len() };
        let number = without_blanks(text[..len].trim_end_matches('：'));
        return Some(Mark { style: Style::Book, value, number, len });
    }
    let style = match after.chars().next()? {
        '编' | '篇' => Style::Book,
        '章' => Style::Chapter,
        '节' => Style::Section,
        '条' => Style::Article,
        _ => return None,
    };
    let mut len = text.len() - after.len() + '条'.len_utf8();
    // 第十条之一 is a number of its own; 第十条规定的… refers to one.
    if let Some(more) = text[len..].strip_prefix('之') {
        len += '之'.len_utf8() + leading(more, is_han_digit).len();
    }
    let behind = &text[len..];
    // 第十条第二款; 第十六条第三方机构 has a name
    let part = behind.strip_prefix('第').map(|rest| rest[leading(rest, is_han_digit).len()..].trim_start());
    let part = part.is_some_and(|rest| rest.starts_with(['款', '项', '目', '条']));
    let refers = part || ["规定", "所称", "、第", "和第", "至第"].iter().any(|w| behind.opens(w));
    let number = || without_blanks(&text[..len]);
    (style != Style::Article || !refers).then(|| Mark { style, value, number: number(), len })
}

fn without_blanks(text: &str) -> Cow<'_, str> {
    if text.has(' ') { Cow::Owned(text.replace(' ', "")) } else { Cow::Borrowed(text) }
}

fn bracket(text: &str) -> Option<Mark<'_>> {
    let rest = &text['（'.len_utf8()..];
    let han = leading(rest, is_han_digit);
    let (numeral, style) = if han.is_empty() {
        (leading(rest, |c| c.is_ascii_digit()), Style::DigitBracket)
    } else {
        (han, Style::HanBracket)
    };
    let value = value(numeral).filter(|v| *v < 200)?;
    // 小（一）型水库: a size
    rest[numeral.len()..].strip_prefix('）').filter(|r| !r.starts_with('型'))?;
    let number = &text[..numeral.len() + 2 * '（'.len_utf8()];
    let stop = leading(&text[number.len()..], |c| matches!(c, '、' | '.' | '。')).len();
    Some(Mark { style, value, number: number.into(), len: number.len() + stop })
}

fn digits(text: &str) -> Option<Mark<'_>> {
    let numeral = leading(text, |c| c.is_ascii_digit());
    let value = value(numeral).filter(|v| *v < 400)?;
    let mut after = text[numeral.len()..].chars();
    let stop = after.next()?;
    let style = match stop {
        '.' | '、' | '。' => Style::Digit,
        '）' => Style::DigitBracket,
        // 1，支持创业: a comma in the place of the point
        '，' if value < 100 && after.as_str().starts_with(|c: char| c.is_alphabetic() && !c.is_ascii()) => {
            Style::Digit
        }
        _ => return None,
    };
    // 1.5倍 is no number of a unit, but 3.2025年底前… opens with a year; whether 1.1编制目的 is one `decimal` asks.
    let rest = after.as_str();
    let year = rest.starts_with("20")
        && leading(rest, |c| c.is_ascii_digit()).len() == 4
        && rest[4..].starts_with(['年', '—', '－', '-', '～', '~', '至']);
    if after.next().is_none_or(|c| c.is_ascii_digit()) && !year {
        return None;
    }
    Some(Mark { style, value, number: numeral.into(), len: numeral.len() + stop.len_utf8() })
}

/// `1.1编制目的`, `3.2.1预警发布`: numbers in levels. Whether they are and no amounts (`1.5倍`) the units
/// around them tell.
pub(super) fn decimal(text: &str) -> Option<Mark<'_>> {
    let numeral = leading(text, |c| c.is_ascii_digit() || c == '.').trim_end_matches('.');
    let levels = numeral.split('.').map(|level| value(level).filter(|v| *v < 100)).collect::<Option<Vec<u32>>>()?;
    let style = match levels.len() {
        2 => Style::Decimal,
        3 | 4 => Style::DecimalDeep,
        _ => return None,
    };
    let after = text[numeral.len()..].trim_start_matches([' ', '、', '.']);
    let han = after.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_ascii() || c == '“' || c == '《');
    let value = *levels.last()?;
    let number = numeral.into();
    han.then(|| Mark { style, value, number, len: text.len() - after.len() })
}

/// `2.50个小区新增充电设施` behind 1.: the number of the next unit and a count of whole things, no 2.5 of them.
pub(super) fn counted(text: &str, next: u32) -> Option<Mark<'_>> {
    let numeral = leading(text, |c| c.is_ascii_digit());
    let rest = text[numeral.len()..].strip_prefix('.')?;
    let count = leading(rest, |c| c.is_ascii_digit());
    let thing = rest[count.len()..].chars().next()?;
    let whole = !count.is_empty() && among(thing, "个家所名户场座处项栋件套台人村条间");
    (whole && value(numeral) == Some(next)).then(|| Mark {
        style: Style::Digit,
        value: next,
        number: numeral.into(),
        len: numeral.len() + 1,
    })
}

/// `1总则`: a number that stands right before its heading.
pub(super) fn plain(text: &str) -> Option<Mark<'_>> {
    let numeral = leading(text, |c| c.is_ascii_digit());
    let value = value(numeral).filter(|v| *v < 30)?;
    let after = &text[numeral.len()..];
    let short = (2..=20).contains(&after.chars().count()) && after.chars().all(|c| c.is_alphabetic() || c == '、');
    short.then(|| Mark { style: Style::Digit, value, number: numeral.into(), len: numeral.len() })
}

/// Whether `text` opens a text numbered in levels: `1总则` over `1.1编制目的`, `1.1…` itself, or `14.3…` over `14.3.1…`.
pub(super) fn opens_levels(text: &str, next: [&str; 2]) -> bool {
    let first = |text: &str| decimal(text).is_some_and(|m| m.number == "1.1");
    let over = |mark: Mark<'_>| next.iter().any(|text| decimal(text).is_some_and(|n| n.begins(&mark.number)));
    first(text) || plain(text).is_some_and(|m| m.value == 1) && first(next[0]) || decimal(text).is_some_and(over)
}

fn han(text: &str) -> Option<Mark<'_>> {
    let numeral = leading(text, is_han_digit);
    let value = value(numeral)?;
    let stop = text[numeral.len()..].chars().next().filter(|c| matches!(c, '、' | '.' | '。'))?;
    Some(Mark { style: Style::Han, value, number: numeral.into(), len: numeral.len() + stop.len_utf8() })
}

/// More characters than any number of a unit has: a longer run is not read to its end.
const LONGEST: usize = 32;

/// The run of such characters that `text` opens with.
fn leading(text: &str, is: impl Fn(char) -> bool) -> &str {
    let end = text.char_indices().take(LONGEST).take_while(|(_, c)| is(*c)).last();
    &text[..end.map_or(0, |(at, c)| at + c.len_utf8())]
}

fn is_han_digit(c: char) -> bool {
    matches!(c, '〇' | '零' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百')
}

/// Small whole numbers, in figures or as 二十五; none for anything else. Two digits side by side (二五) are
/// a year or a name, not the number of a unit.
fn value(numeral: &str) -> Option<u32> {
    if numeral.is_empty() || numeral.len() > 18 {
        return None;
    }
    if numeral.bytes().all(|b| b.is_ascii_digit()) {
        return numeral.parse().ok();
    }
    usual(numeral).or_else(|| {
        let year = !numeral.contains(['十', '百']) && numeral.chars().nth(1).is_some();
        text::numeral::whole(numeral).filter(|v| *v > 0 && !year)
    })
}

/// 一 to 九十九, as nearly every unit is numbered: paragraph after paragraph is asked, and most by several rules.
fn usual(numeral: &str) -> Option<u32> {
    let digit = |c: char| text::numeral::digit(c).map(u32::from).filter(|d| *d > 0);
    let mut chars = numeral.chars();
    match (chars.next(), chars.next(), chars.next(), chars.next()) {
        (Some('十'), None, None, None) => Some(10),
        (Some(one), None, None, None) => digit(one),
        (Some('十'), Some(one), None, None) => Some(10 + digit(one)?),
        (Some(ten), Some('十'), None, None) => Some(10 * digit(ten)?),
        (Some(ten), Some('十'), Some(one), None) => Some(10 * digit(ten)? + digit(one)?),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_numbers_are_those_of_the_numerals() {
        let digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
        for (ten, one) in digits.iter().flat_map(|ten| digits.iter().map(move |one| (ten, one))) {
            for numeral in [format!("{ten}{one}"), format!("{ten}十{one}")] {
                let read = usual(&numeral);
                assert!(read.is_none() || read == text::numeral::whole(&numeral), "{numeral}");
            }
        }
        assert_eq!((usual("二十五"), usual("十"), usual("二五"), usual("零")), (Some(25), Some(10), None, None));
    }

    #[test]
    fn reads_every_style() {
        let cases = [
            ("一、总体要求", Style::Han, 1, "一"),
            ("二十三、附则", Style::Han, 23, "二十三"),
            ("（十一）保障", Style::HanBracket, 11, "（十一）"),
            ("（三）、实施", Style::HanBracket, 3, "（三）"),
            ("12.支持企业", Style::Digit, 12, "12"),
            ("3、支持", Style::Digit, 3, "3"),
            ("（2）项目", Style::DigitBracket, 2, "（2）"),
            ("2）项目", Style::DigitBracket, 2, "2"),
            ("③其他", Style::Circle, 3, "③"),
            ("第二十条本办法", Style::Article, 20, "第二十条"),
            ("第十六条第三方机构", Style::Article, 16, "第十六条"),
            ("第十条之一为了", Style::Article, 10, "第十条之一"),
            ("第3章总则", Style::Chapter, 3, "第3章"),
            ("第一部分发展基础", Style::Book, 1, "第一部分"),
            ("第1 2条鼓励", Style::Article, 12, "第12条"),
            ("8.2025年底前完成", Style::Digit, 8, "8"),
            ("17.2024—2026年，每年", Style::Digit, 17, "17"),
            ("Ⅲ。保障措施", Style::Book, 3, "Ⅲ"),
        ];
        for (text, style, value, number) in cases {
            let mark = mark(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((mark.style, mark.value, mark.number.as_ref()), (style, value, number), "{text}");
        }
    }

    #[test]
    fn reads_numbers_in_levels() {
        let found = |t: &'static str| decimal(t).map(|m| (m.style, m.value, m.number));
        assert_eq!(found("1.2编制依据"), Some((Style::Decimal, 2, "1.2".into())));
        assert_eq!(found("3.2.1预警发布"), Some((Style::DecimalDeep, 1, "3.2.1".into())));
        assert_eq!((found("1.5%以上"), found("2023.5.1")), (None, None));
        assert_eq!(counted("2.50个小区新增充电设施", 2).map(|m| m.len), Some(2));
        assert_eq!((counted("2.50个小区", 3), counted("2.5倍以上", 2), counted("2.5亿元", 2)), (None, None, None));
        assert_eq!(plain("3监测预警").map(|m| m.value), Some(3));
        assert_eq!((plain("3家企业获奖，"), plain("2023年工作")), (None, None));
    }

    #[test]
    fn leaves_the_rest_alone() {
        for text in [
            "2025年底前",
            "1.5倍",
            "8.2025亿元",
            "Ⅲ级响应",
            "一是加强",
            "十四五",
            "第十条规定的",
            "第十条第二款规定的",
            "第一部分：",
            "（责任单位：市科委）",
            "三大产业",
            "3家",
            "二五、",
            "（2024—2026年）",
            "",
        ] {
            assert_eq!(mark(text), None, "{text}");
        }
    }
}
