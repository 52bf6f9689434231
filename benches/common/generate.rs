//! Generate 生成: policy-like text of any length, the same for the same seed.
//!
//! Own words in official style: title, number, addressees, sections `一、`, clauses `（一）`, items `1.`,
//! responsibility notes, targets, deadlines, amounts, citations, signature. A clause has about 650
//! bytes. Words are drawn by rank with a share of about 1/rank (Zipf), things are put together of two
//! halves (about 3,000) and names of places of two characters and an ending (about 40,000), so that
//! there are words in every fourth clause and words in one of thousands. Every third document is
//! wrapped hard at 28 characters, as text out of PDF is.

use super::words::{
    BODIES, CITIES, COUNTED, FIELDS, KINDS, MANNERS, NAMES, PLACES, RATES, RECEIVERS, THINGS, TITLES, VERBS,
};
use std::fmt::Write;

/// Random numbers of a seed (SplitMix64).
pub struct Random(u64);

impl Random {
    /// The numbers of this seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// One of `0..n`, each as often.
    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }

    /// One of `0..n`, the one at `r` with a share of about 1/(r + 1): an octave first, then a place in it.
    pub fn rank(&mut self, n: usize) -> usize {
        let octaves = n.max(1).ilog2() + 1;
        loop {
            let low = 1usize << self.below(octaves as usize);
            let at = low + self.below(low);
            if at <= n {
                return at - 1;
            }
        }
    }

    /// Whether something with a chance of `percent` happens.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// A common word of a list more often than a rare one.
    pub fn word<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.rank(list.len())]
    }
}

/// 一, 十二, 一百零三.
pub fn han(n: usize) -> String {
    let digits: Vec<char> = "零一二三四五六七八九".chars().collect();
    let mut out = String::new();
    let mut zero = false;
    for (size, unit) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        match n / size % 10 {
            0 => zero = !out.is_empty(),
            digit => {
                if zero {
                    out.push('零');
                }
                if !(digit == 1 && size == 10 && out.is_empty()) {
                    out.push(digits[digit]);
                }
                out.push_str(unit);
                zero = false;
            }
        }
    }
    out
}

fn thing(r: &mut Random) -> String {
    format!("{}{}", r.word(FIELDS), r.word(THINGS))
}

fn place(r: &mut Random) -> String {
    let names: Vec<char> = NAMES.chars().collect();
    format!("{}{}{}", names[r.rank(names.len())], names[r.below(names.len())], r.word(PLACES))
}

fn sentence(r: &mut Random) -> String {
    match r.below(10) {
        0 => format!(
            "{}{}{}，在{}、{}等区域{}{}。",
            r.word(MANNERS),
            r.word(VERBS),
            thing(r),
            place(r),
            place(r),
            r.word(VERBS),
            thing(r)
        ),
        1 => {
            let (unit, what) = COUNTED[r.rank(COUNTED.len())];
            let many = [10, 20, 50, 100, 300, 1000, 2500][r.rank(7)];
            format!("到{}年，{}{}达到{many}{unit}以上。", 2024 + r.below(8), r.word(VERBS), what)
        }
        2 => format!(
            "到{}年底，{}{}{}%。",
            2024 + r.below(8),
            r.word(RATES),
            ["达到", "提高到", "力争达到", "不低于"][r.below(4)],
            5 + r.below(95)
        ),
        3 => format!(
            "对{}的{}，按照实际投入的{}%给予最高不超过{}万元的一次性资助。",
            thing(r),
            r.word(RECEIVERS),
            10 * (1 + r.below(5)),
            [50, 100, 200, 500, 1000][r.below(5)]
        ),
        4 => format!(
            "按照《{}》（江府发〔{}〕{}号）要求，{}{}，{}{}。",
            r.word(TITLES),
            2015 + r.below(10),
            1 + r.below(90),
            r.word(VERBS),
            thing(r),
            r.word(VERBS),
            thing(r)
        ),
        5 => format!(
            "{}年{}月底前，{}{}{}；自受理之日起{}个工作日内办结。",
            2024 + r.below(4),
            1 + r.below(12),
            r.word(BODIES),
            r.word(VERBS),
            thing(r),
            5 * (1 + r.below(4))
        ),
        _ => {
            let mut out = format!("{}{}{}", r.word(MANNERS), r.word(VERBS), thing(r));
            for _ in 0..1 + r.below(4) {
                let _ = write!(out, "，{}{}和{}", r.word(VERBS), thing(r), thing(r));
            }
            out + "。"
        }
    }
}

fn bodies(r: &mut Random, most: usize) -> String {
    let mut list: Vec<&str> = Vec::new();
    for _ in 0..1 + r.below(most) {
        let body = r.word(BODIES);
        if !list.contains(&body) {
            list.push(body);
        }
    }
    list.join("、")
}

fn note(r: &mut Random) -> String {
    match r.below(3) {
        0 => format!("（责任单位：{}，各区政府）", bodies(r, 4)),
        1 => format!("（牵头单位：{}；配合单位：{}）", r.word(BODIES), bodies(r, 4)),
        _ => format!("（{}按职责分工负责）", bodies(r, 3)),
    }
}

/// A document as lines; `clauses` is how many units with text it has, about.
pub fn lines(r: &mut Random, serial: usize, clauses: usize) -> Vec<String> {
    let (city, mark) = CITIES[serial % CITIES.len()];
    let kind = r.word(KINDS);
    let subject = format!("{}{}{}", r.word(VERBS), place(r), thing(r));
    let (year, month, day) = (2015 + r.below(11), 1 + r.below(12), 1 + r.below(28));
    let mut out = vec![
        format!("{city}人民政府关于印发《{city}{subject}的{kind}》的通知"),
        format!("{mark}〔{year}〕{}号", serial / CITIES.len() + 1),
        "各区人民政府，市政府各委、办、局：".to_owned(),
        format!("现将《{city}{subject}的{kind}》印发给你们，请认真按照执行。"),
        format!("{city}人民政府"),
        format!("{year}年{month}月{day}日"),
        format!("{city}{subject}的{kind}"),
        format!("为{}{}，{}{}，结合本市实际，制定本{kind}。", r.word(VERBS), thing(r), r.word(VERBS), thing(r)),
    ];
    let mut made = 0;
    for section in 1.. {
        if made >= clauses {
            break;
        }
        out.push(format!("{}、{}{}", han(section), r.word(VERBS), thing(r)));
        for unit in 1..=3 + r.below(5) {
            let mut text = format!("（{}）{}{}。", han(unit), r.word(VERBS), thing(r));
            for _ in 0..3 + r.below(4) {
                text.push_str(&sentence(r));
            }
            made += 1;
            if r.chance(15) {
                text.push_str("重点做好以下工作：");
                out.push(text);
                for item in 1..=2 + r.below(3) {
                    out.push(format!("{item}.{}{}。{}{}", r.word(VERBS), thing(r), sentence(r), sentence(r)));
                    made += 1;
                }
                continue;
            }
            if r.chance(60) {
                text.push_str(&note(r));
            }
            out.push(text);
        }
    }
    out.push(format!("本{kind}自{}年{month}月1日起施行，有效期五年。", year + 1));
    out
}

/// Lines as text out of PDF: 28 characters a line.
fn wrapped(lines: &[String]) -> String {
    let mut out = String::new();
    for line in lines {
        for (at, c) in line.chars().enumerate() {
            if at > 0 && at % 28 == 0 {
                out.push('\n');
            }
            out.push(c);
        }
        out.push('\n');
    }
    out
}

/// The document of a number: about 40 clauses, 26 kB.
pub fn document(seed: u64, serial: usize) -> String {
    let mut r = Random::new(seed ^ (serial as u64).wrapping_mul(0xD6E8_FEB8_6659_FD93));
    let most = 20 + r.below(41);
    let lines = lines(&mut r, serial, most);
    if serial % 3 == 2 { wrapped(&lines) } else { lines.join("\n") }
}

/// One long document of about so many bytes.
pub fn long(seed: u64, bytes: usize) -> String {
    let mut r = Random::new(seed);
    let mut text = lines(&mut r, 1, bytes / 600 + 1).join("\n");
    let end = (0..=bytes.min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
    text.truncate(end);
    text
}

/// Documents with names until they have about so many bytes together.
pub fn megabytes(seed: u64, bytes: usize) -> Vec<(String, String)> {
    let mut sum = 0;
    let mut out = Vec::new();
    while sum < bytes {
        let text = document(seed, out.len());
        sum += text.len();
        out.push((format!("{:05}.txt", out.len()), text));
    }
    out
}
