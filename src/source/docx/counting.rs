//! Counting 编号样式: a number in the manner that `w:numFmt` names: 3 is `三`, `③`, `c`, `iii`.
//!
//! Source: ECMA-376 part 1, §17.18.59 (ST_NumberFormat). What has no manner here is written decimal.

/// The number in words; none for bullets and for `none`.
pub(super) fn write(n: u32, manner: &str) -> String {
    match manner {
        "none" | "bullet" => String::new(),
        "decimalZero" => format!("{n:02}"),
        "decimalFullWidth" | "decimalFullWidth2" => {
            n.to_string().chars().map(|c| char::from_u32(c as u32 + 0xFEE0).unwrap_or(c)).collect()
        }
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => enclosed(n, '①', 20),
        "decimalEnclosedParen" => enclosed(n, '⑴', 20),
        "decimalEnclosedFullstop" => enclosed(n, '⒈', 20),
        "upperLetter" => letters(n, 'A'),
        "lowerLetter" => letters(n, 'a'),
        "upperRoman" => roman(n),
        "lowerRoman" => roman(n).to_lowercase(),
        "ideographDigital" | "japaneseDigitalTenThousand" | "koreanDigital" | "taiwaneseDigital" => {
            n.to_string().bytes().filter_map(|b| "〇一二三四五六七八九".chars().nth(usize::from(b - b'0'))).collect()
        }
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "ideographEnclosedCircle" => counted(n, "零一二三四五六七八九", "十百千"),
        "chineseLegalSimplified" | "ideographLegalTraditional" | "japaneseLegal" => {
            counted(n, "零壹贰叁肆伍陆柒捌玖", "拾佰仟")
        }
        "ideographTraditional" => nth(n, "甲乙丙丁戊己庚辛壬癸"),
        "ideographZodiac" => nth(n, "子丑寅卯辰巳午未申酉戌亥"),
        _ => n.to_string(),
    }
}

fn enclosed(n: u32, first: char, many: u32) -> String {
    let sign = (1..=many).contains(&n).then(|| char::from_u32(first as u32 + n - 1)).flatten();
    sign.map_or_else(|| n.to_string(), String::from)
}

/// A to Z, then AA to ZZ.
fn letters(n: u32, first: char) -> String {
    let (Some(at), true) = (n.checked_sub(1), n <= 26 * 20) else { return n.to_string() };
    let letter = char::from_u32(first as u32 + at % 26).unwrap_or(first);
    std::iter::repeat_n(letter, at as usize / 26 + 1).collect()
}

fn roman(mut n: u32) -> String {
    if n == 0 || n > 3999 {
        return n.to_string();
    }
    const SIGNS: &[(u32, &str)] = &[
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while n >= *value {
            out.push_str(sign);
            n -= value;
        }
    }
    out
}

/// 十一, 二十, 一百零三: as Chinese counts.
fn counted(n: u32, digits: &str, units: &str) -> String {
    let digit = |d: u32| digits.chars().nth(d as usize);
    if n == 0 || n > 9999 {
        return n.to_string();
    }
    let mut out = String::new();
    let mut gap = false;
    for place in (0..4u32).rev() {
        let d = n / 10u32.pow(place) % 10;
        if d == 0 {
            gap = !out.is_empty();
            continue;
        }
        if gap {
            out.extend(digit(0));
            gap = false;
        }
        if !(place == 1 && d == 1 && out.is_empty()) {
            out.extend(digit(d));
        }
        out.extend(place.checked_sub(1).and_then(|p| units.chars().nth(p as usize)));
    }
    out
}

fn nth(n: u32, words: &str) -> String {
    let word = n.checked_sub(1).and_then(|at| words.chars().nth(at as usize));
    word.map_or_else(|| n.to_string(), String::from)
}

#[cfg(test)]
mod tests {
    use super::write;

    #[test]
    fn numbers_in_their_manners() {
        let all = |manner, numbers: &[u32]| numbers.iter().map(|n| write(*n, manner)).collect::<Vec<_>>().join(" ");
        assert_eq!(
            all("chineseCounting", &[1, 10, 11, 20, 99, 100, 103, 110, 1005]),
            "一 十 十一 二十 九十九 一百 一百零三 一百一十 一千零五"
        );
        assert_eq!(all("ideographDigital", &[3, 10, 21]), "三 一〇 二一");
        assert_eq!(all("decimalEnclosedCircle", &[1, 20, 21]), "① ⑳ 21");
        assert_eq!(all("upperLetter", &[1, 26, 27]), "A Z AA");
        assert_eq!(all("lowerRoman", &[4, 9, 14, 40]), "iv ix xiv xl");
        assert_eq!(all("chineseLegalSimplified", &[1, 12]), "壹 拾贰");
        assert_eq!(all("ideographTraditional", &[1, 11]), "甲 11");
        assert_eq!(all("somethingElse", &[7, u32::MAX]), "7 4294967295");
        assert_eq!(all("bullet", &[1]), "");
    }
}
