//! Numeral 数词: one reader for every way officials write a number.
//!
//! In: the text from a numeral on, `一百二十三万户`, `1千5百万元`, `3.5万亿元`, `二〇二五年`, `1,000家`,
//! `十几个`, `200余家`. Out: its value as a decimal and how many bytes it takes. What follows
//! (unit, marker) is left to `mention`. Never a float; too long a number reads as none.

use rust_decimal::Decimal;

/// A number as written at the start of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numeral {
    /// Bytes it takes.
    pub len: usize,
    /// The number; of 十几 the lower end, of 200余 the 200.
    pub value: Decimal,
    /// Upper end of 十几 (19), 数十 (90), 三四十 (40).
    pub high: Option<Decimal>,
    /// 余 or 多 stands in it: more than `value`.
    pub more: bool,
    /// The 万 or 亿 at its end, as a factor; 1 where none.
    pub scale: Decimal,
    /// Begins with an Arabic digit.
    pub arabic: bool,
    /// Digit characters only (`二〇二五`, `三`), no 十百千万亿.
    pub plain: bool,
    /// Begins with 百, 千, 万 or 亿 without a digit (`千亿`).
    pub bare: bool,
    /// Characters it takes.
    pub chars: usize,
}

/// The value of a Chinese digit: `三` 3, `两` 2, `叁` 3, `〇` 0.
pub fn digit(c: char) -> Option<u8> {
    Some(match c {
        '〇' | '零' | '○' => 0,
        '一' | '壹' => 1,
        '二' | '贰' | '两' | '兩' | '貳' => 2,
        '三' | '叁' | '參' | '叄' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' | '陸' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// A whole small number, in figures or in words, and nothing else: `二十五`, `二〇二五`, `12`.
pub fn whole(text: &str) -> Option<u32> {
    use rust_decimal::prelude::ToPrimitive;
    let read = read(text)?;
    let plain = read.len == text.len() && read.high.is_none() && !read.more && read.value.is_integer();
    read.value.to_u32().filter(|_| plain)
}

/// A year written sign by sign, in figures, in words or, as many do for want of a 〇, in both: `二〇二五`, `二00八`,
/// `二O一五`; with the bytes it takes.
pub fn year(text: &str) -> Option<(i16, usize)> {
    let mut end = 0;
    let mut value = 0;
    for c in text.chars().take(4) {
        let next = match c {
            '0'..='9' => c as i16 - '0' as i16,
            'O' | 'o' | 'Ｏ' | '０' => 0,
            c => i16::from(digit(c)?),
        };
        (value, end) = (value * 10 + next, end + c.len_utf8());
    }
    (1900..2200).contains(&value).then_some((value, end))
}

/// The value of a place within a section: `十` 10, `佰` 100.
fn place(c: char) -> Option<u32> {
    match c {
        '十' | '拾' => Some(10),
        '百' | '佰' => Some(100),
        '千' | '仟' => Some(1000),
        _ => None,
    }
}

/// The value of a section mark: `万`, `亿`.
fn section(c: char) -> Option<u32> {
    match c {
        '万' | '萬' => Some(10_000),
        '亿' | '億' => Some(100_000_000),
        _ => None,
    }
}

/// Whether a numeral may begin with this character.
pub fn opens(c: char) -> bool {
    c.is_ascii_digit()
        || digit(c).is_some()
        || place(c).is_some()
        || section(c).is_some()
        || matches!(c, '几' | '数' | '半' | '廿' | '卅')
}

/// An Arabic number at the start: `1,000` `3.5` `2000`; value and bytes.
pub fn arabic(text: &str) -> Option<(Decimal, usize)> {
    let bytes = text.as_bytes();
    let run =
        |from: usize| bytes.get(from..).unwrap_or_default().iter().take(40).take_while(|b| b.is_ascii_digit()).count();
    let mut end = run(0);
    if end == 0 {
        return None;
    }
    if end <= 3 {
        while bytes.get(end) == Some(&b',') && run(end + 1) == 3 {
            end += 4;
        }
    }
    // 5 000 元, 3 5 0件: blanks of a typesetter, where a unit follows
    for width in [3, 1] {
        let spaced = |from: usize| bytes.get(from) == Some(&b' ') && run(from + 1) == width;
        if end <= width && spaced(end) && bytes.first() != Some(&b'0') {
            let mut stop = end;
            while spaced(stop) {
                stop += 1 + width;
            }
            let unit = text.get(stop..).unwrap_or_default().trim_start_matches(' ').chars().next();
            if unit.is_some_and(|c| "元万亿个家户人亩吨名项件%％".contains(c)) {
                end = stop;
                break;
            }
        }
    }
    let mut scale = 0;
    if bytes.get(end) == Some(&b'.') {
        let part = run(end + 1);
        if part > 0 {
            end += 1 + part;
            scale = part;
        }
    }
    let mut sum: i128 = 0;
    for b in bytes.get(..end).unwrap_or_default().iter().filter(|b| b.is_ascii_digit()) {
        sum = sum.checked_mul(10)?.checked_add(i128::from(b - b'0'))?;
    }
    Some((Decimal::try_from_i128_with_scale(sum, u32::try_from(scale).ok()?).ok()?, end))
}

/// What has been read of a numeral so far.
#[derive(Default)]
struct State {
    total: Decimal,
    section: Decimal,
    current: Option<Decimal>,
    /// Width of the open ends: upper value less lower value of `current`, already placed or not.
    spread: Decimal,
    spread_total: Decimal,
    digits: usize,
    /// One Arabic digit behind a place: 5 of 1万5.
    lone: bool,
    last_place: u32,
    zero: bool,
    more: bool,
    placed: bool,
    bare: bool,
    scale: u32,
}

/// Reads the numeral at the start of `text`.
///
/// ```
/// use tiaoku::text::numeral::read;
/// assert_eq!(read("3.5万亿元").unwrap().value.to_string(), "3500000000000");
/// assert_eq!(read("十几个").unwrap().high.unwrap().to_string(), "19");
/// assert!(read("元").is_none());
/// ```
pub fn read(text: &str) -> Option<Numeral> {
    let mut s = State::default();
    let mut at = 0;
    let mut chars = 0;
    let begins = text.as_bytes().first().is_some_and(u8::is_ascii_digit);
    while let Some(c) = text.get(at..).and_then(|t| t.chars().next()) {
        if chars > 40 {
            return None;
        }
        let step = if c.is_ascii_digit() {
            s.arabic(&text[at..])?
        } else if c == '点' {
            s.point(&text[at + c.len_utf8()..])?.map_or(0, |len| len + c.len_utf8())
        } else if s.take(c, &text[at + c.len_utf8()..])? {
            c.len_utf8()
        } else {
            0
        };
        let step = if step == 0 && c == ' ' && chars > 0 && begins { s.blank(&text[at + 1..])? } else { step };
        if step == 0 {
            break;
        }
        chars += text[at..at + step].chars().count();
        at += step;
    }
    s.finish(at, chars, begins)
}

impl State {
    fn untouched(&self) -> bool {
        self.current.is_none() && !self.placed
    }

    /// An Arabic part; zero bytes where none may stand here.
    fn arabic(&mut self, text: &str) -> Option<usize> {
        if self.current.is_some() || self.more {
            return Some(0);
        }
        let (value, len) = arabic(text)?;
        self.lone = len == 1 && self.placed && !self.zero && value > Decimal::ZERO;
        self.current = Some(value);
        self.digits = 0;
        self.zero = true;
        Some(len)
    }

    /// 3.5 亿: a blank between the digits and what they count by.
    fn blank(&mut self, rest: &str) -> Option<usize> {
        let Some(c) = rest.chars().next() else { return Some(0) };
        let next = rest[c.len_utf8()..].chars().next();
        let mark = |c: char| section(c).is_some();
        let counts = self.current.is_some() && self.zero && (mark(c) || place(c).is_some() && next.is_some_and(mark));
        Some(if counts && self.take(c, &rest[c.len_utf8()..])? { 1 + c.len_utf8() } else { 0 })
    }

    /// 点五 of 十五点五: digits behind a point; none where 点 is no point (三点半, 两点建议, 3点).
    fn point(&mut self, rest: &str) -> Option<Option<usize>> {
        let digits: Vec<u8> = rest.chars().map_while(|c| if c == '两' { None } else { digit(c) }).take(9).collect();
        let len: usize = rest.chars().take(digits.len()).map(char::len_utf8).sum();
        let whole = !self.more && !self.zero && self.spread.is_zero() && self.spread_total.is_zero();
        let small = self.total.is_zero() && (self.digits == 1 || self.placed);
        if digits.is_empty() || !whole || !small {
            return Some(None);
        }
        let mut part = Decimal::ZERO;
        for d in digits.iter().rev() {
            part = part.checked_add(Decimal::from(*d))?.checked_div(Decimal::TEN)?;
        }
        let sum = self.section.checked_add(self.current.take().unwrap_or_default())?;
        self.current = Some(sum.checked_add(part)?);
        (self.section, self.digits, self.zero, self.placed) = (Decimal::ZERO, 0, true, false);
        Some(Some(len))
    }

    /// A Chinese character; whether it belongs to the numeral. None: too large a number.
    fn take(&mut self, c: char, rest: &str) -> Option<bool> {
        let next = rest.chars().next();
        if let Some(d) = digit(c) {
            // 零下5度, 零上3度: above and below zero
            if c == '零' && matches!(next, Some('上' | '下')) {
                return Some(false);
            }
            return self.digit(c, d, next);
        }
        if let Some(p) = place(c) {
            // 110千伏, 100万千瓦: 千 is part of the unit
            let unit = c == '千' && next.is_some_and(|n| "瓦伏克兆赫卡帕焦安米".contains(n));
            if unit && !self.untouched() && (self.zero && self.digits == 0 || self.total > Decimal::ZERO) {
                return Some(false);
            }
            // 百慕大元: a currency
            return if c == '百' && next == Some('慕') { Some(false) } else { self.place(p) };
        }
        if let Some(p) = section(c) {
            return self.close(p);
        }
        Some(match c {
            '廿' | '卅' if self.untouched() => {
                self.section += Decimal::from(if c == '廿' { 20 } else { 30 });
                self.placed = true;
                self.last_place = 10;
                true
            }
            '几' | '数' if self.current.is_none() && !self.more => self.few(c, next),
            '半' if self.untouched() && next.is_some_and(|n| !opens(n)) => {
                self.current = Some(Decimal::new(5, 1));
                self.bare = true;
                self.digits = 99;
                true
            }
            // 多布拉, 多米尼加比索: currencies
            '余' | '多'
                if !self.untouched()
                    && !self.more
                    && (self.placed || self.zero)
                    && !(rest.starts_with("布拉") || rest.starts_with("米尼加")) =>
            {
                self.more = true;
                true
            }
            _ => false,
        })
    }

    fn digit(&mut self, c: char, d: u8, next: Option<char>) -> Option<bool> {
        if self.more || (self.zero && self.current.is_some() && self.digits == 0) {
            return Some(false);
        }
        let value = Decimal::from(d);
        match self.current {
            // 二〇二五; 三四十, 五六个
            Some(old) if self.digits > 0 && !self.placed && self.digits < 20 => {
                // 三四十, 五六个; 三五个 is 3 to 5
                let few = old == Decimal::from(3) && d == 5;
                let ends = next.is_some_and(|n| digit(n).is_none() && n != '点');
                if self.digits == 1 && (value == old + Decimal::ONE || few) && ends {
                    self.spread = value - old;
                } else {
                    self.current = Some(old.checked_mul(Decimal::TEN)?.checked_add(value)?);
                    self.spread = Decimal::ZERO;
                }
                self.digits += 1;
            }
            // 十二三, 二十七八
            Some(old)
                if self.placed
                    && self.digits == 1
                    && self.last_place == 10
                    && !old.is_zero()
                    // 十四五 is a plan, 十四五个 a number
                    && (d != 5 || next.is_some_and(|n| "个名人岁家位天".contains(n)))
                    && value == old + Decimal::ONE
                    && next.is_none_or(|n| digit(n).is_none() && place(n).is_none()) =>
            {
                (self.spread, self.digits) = (Decimal::ONE, 2);
            }
            Some(_) => return Some(false),
            None if self.placed && d == 0 && !matches!(c, '〇' | '○') => {
                if !next.is_some_and(|n| digit(n).is_some() || place(n).is_some() || n.is_ascii_digit()) {
                    return Some(false);
                }
                self.zero = true;
            }
            None => {
                self.current = Some(value);
                self.digits = 1;
            }
        }
        Some(true)
    }

    fn place(&mut self, p: u32) -> Option<bool> {
        if self.digits > 2 || (self.digits == 2 && self.spread.is_zero()) {
            return Some(false);
        }
        if self.current.is_none() {
            if (self.placed && self.last_place <= p) || self.more {
                return Some(false);
            }
            // 百 alone says one hundred in names and slogans; 十 alone is ten.
            self.bare |= p != 10 && !self.placed;
        }
        let factor = Decimal::from(p);
        self.section = self.section.checked_add(self.current.take().unwrap_or(Decimal::ONE).checked_mul(factor)?)?;
        self.spread_total = self.spread_total.checked_add(self.spread.checked_mul(factor)?)?;
        (self.spread, self.digits, self.last_place, self.placed) = (Decimal::ZERO, 0, p, true);
        (self.zero, self.lone) = (false, false);
        self.scale = 1;
        Some(true)
    }

    fn close(&mut self, p: u32) -> Option<bool> {
        if self.digits > 2 && !self.placed && !self.zero {
            return Some(false);
        }
        let factor = Decimal::from(p);
        let mut sum = self.section.checked_add(self.current.take().unwrap_or_default())?;
        self.spread_total = self.spread_total.checked_add(self.spread)?;
        if sum.is_zero() && self.total.is_zero() {
            if self.placed || self.zero {
                return Some(false);
            }
            self.bare = true;
            sum = Decimal::ONE;
        }
        if p == 100_000_000 {
            self.total = self.total.checked_add(sum)?.checked_mul(factor)?;
            self.scale = if self.scale == 10_000 && self.section.is_zero() { u32::MAX } else { p };
        } else {
            if sum.is_zero() {
                return Some(false);
            }
            self.total = self.total.checked_add(sum.checked_mul(factor)?)?;
            self.scale = p;
        }
        self.spread_total = self.spread_total.checked_mul(factor)?;
        (self.section, self.spread, self.digits, self.last_place) = (Decimal::ZERO, Decimal::ZERO, 0, p);
        (self.placed, self.zero, self.lone) = (true, false, false);
        Some(true)
    }

    /// 十几, 几十, 数百: an upper end nine times the place.
    fn few(&mut self, c: char, next: Option<char>) -> bool {
        let before_place = next.is_some_and(|n| place(n).is_some() || section(n).is_some());
        if before_place && !self.placed {
            (self.current, self.spread) = (Some(Decimal::TWO), Decimal::from(7));
        } else if c == '几' && self.last_place == 10 {
            (self.current, self.spread) = (Some(Decimal::ONE), Decimal::from(8));
        } else {
            return false;
        }
        self.digits = 2;
        true
    }

    fn finish(self, len: usize, chars: usize, arabic: bool) -> Option<Numeral> {
        if len == 0 || self.untouched() {
            return None;
        }
        let mut tail = self.current.unwrap_or_default();
        // 三万五 is 35000, 一百二 is 120, 3千8 3800: the digit counts a tenth of the place before it.
        let alone = !self.zero && self.digits == 1 || self.lone;
        if self.placed && alone && self.last_place > 10 && self.spread.is_zero() {
            tail = tail.checked_mul(Decimal::from(self.last_place / 10))?;
        }
        let value = self.total.checked_add(self.section)?.checked_add(tail)?;
        let spread = self.spread_total.checked_add(self.spread)?;
        let high = (!spread.is_zero()).then(|| value.checked_add(spread)).flatten();
        let scale = if self.section.is_zero() && self.current.is_none() {
            match self.scale {
                u32::MAX => Decimal::from(1_000_000_000_000_u64),
                0 => Decimal::ONE,
                s => Decimal::from(s),
            }
        } else {
            Decimal::ONE
        };
        Some(Numeral {
            len,
            value: value.normalize(),
            high: high.map(|h| h.normalize()),
            more: self.more,
            scale,
            arabic,
            plain: !self.placed && !arabic && value.scale() == 0,
            bare: self.bare,
            chars,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> String {
        read(text).map_or_else(|| "-".to_owned(), |n| format!("{}/{}", n.value, n.len))
    }

    #[test]
    fn reads_every_style() {
        for (text, want) in [
            ("一百二十三万", "1230000/18"),
            ("二〇二五年", "2025/12"),
            ("贰佰元", "200/6"),
            ("两百", "200/6"),
            ("半年", "0.5/3"),
            ("廿五", "25/6"),
            ("1千5百万", "15000000/11"),
            ("3.5万亿", "3500000000000/9"),
            ("1,000家", "1000/5"),
            ("1,00", "1/1"),
            ("十五个", "15/6"),
            ("二十", "20/6"),
            ("一千零五", "1005/12"),
            ("三万五", "35000/9"),
            ("万亿元", "1000000000000/6"),
            ("2亿3000万", "230000000/11"),
            ("200多万", "2000000/9"),
            ("4000余家", "4000/7"),
            ("100", "100/3"),
            ("0.8万", "8000/6"),
        ] {
            assert_eq!(value(text), want, "{text}");
        }
    }

    #[test]
    fn open_ends() {
        let ends = |t: &str| read(t).map(|n| (n.value.to_string(), n.high.map(|h| h.to_string()), n.more));
        let some = |a: &str, b: &str| Some((a.to_owned(), Some(b.to_owned()), false));
        assert_eq!(ends("十几个"), some("11", "19"));
        assert_eq!(ends("几十家"), some("20", "90"));
        assert_eq!(ends("数百户"), some("200", "900"));
        assert_eq!(ends("三四十人"), some("30", "40"));
        assert_eq!(ends("200余家"), Some(("200".to_owned(), None, true)));
    }

    #[test]
    fn scales() {
        let scale = |t: &str| read(t).map(|n| n.scale.to_string()).unwrap_or_default();
        assert_eq!(scale("20万元"), "10000");
        assert_eq!(scale("3.5万亿"), "1000000000000");
        assert_eq!(scale("1000"), "1");
        assert_eq!(scale("一百"), "1");
    }

    #[test]
    fn no_number() {
        for text in ["元", "", "几个", "数据", "多", "999999999999999999999999999999999999999999"] {
            assert_eq!(value(text), "-", "{text}");
        }
    }
}
