//! Values 值的词法: every row of the word tables, the five documents value by value, full width as half width, cost.
//!
//! `tests/cases/mention_documents.tsv` holds every sum, percentage, date and period of the five documents with the
//! words of its span and its bound, checked by eye. A change of the lexer that moves one shows as a changed line.

use jiff::civil::{Date, date};
use std::fmt::Write;
use std::sync::LazyLock;
use tiaoku::lexicon::Lexicon;
use tiaoku::mention::{Mention, MentionKind, Scanner};

static SCANNER: LazyLock<Scanner> = LazyLock::new(|| Scanner::whole(Lexicon::builtin()));

fn today() -> Date {
    date(2024, 3, 6)
}

fn scan(text: &str) -> Vec<Mention> {
    SCANNER.scan(text, today())
}

fn word<T: serde::Serialize>(value: T) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap_or_default().to_owned()
}

#[test]
fn every_marker_of_bound_binds() {
    let mut wrong = String::new();
    for row in Lexicon::builtin().table("bounds").rows() {
        let (marker, bound) = (row.word(), row.get("comparator"));
        let front = row.get("side") == "front";
        for (value, kind) in [("30个", "quantity"), ("三十万元", "money"), ("5.5%", "percentage")] {
            // 内 binds lengths of time only.
            let (value, kind) = if marker == "内" { ("3年", "duration") } else { (value, kind) };
            let text = if front { format!("总量{marker}{value}。") } else { format!("总量{value}{marker}。") };
            let found = scan(&text);
            let ok = found.len() == 1
                && word(found[0].kind) == kind
                && word(found[0].comparator) == bound
                && found[0].span.of(&text).contains(marker);
            if !ok {
                writeln!(wrong, "{text} should be {bound}: {found:?}").unwrap();
            }
        }
        // Near misses: the marker before a noun, and apart from the number.
        for text in [format!("{marker}标准"), format!("{marker}。30个")] {
            let bound = scan(&text).iter().any(|m| m.span.of(&text).contains(marker) && m.value.is_some());
            if bound {
                writeln!(wrong, "{text} should bind nothing").unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_currency_measure_and_length_counts() {
    let mut wrong = String::new();
    let lexicon = Lexicon::builtin();
    let mut check = |text: String, kind: MentionKind, unit: &str| {
        let found = scan(&text);
        if found.len() != 1 || found[0].kind != kind || found[0].unit.as_deref() != Some(unit) {
            writeln!(wrong, "{text} should be one {kind:?} in {unit}: {found:?}").unwrap();
        }
    };
    for row in lexicon.table("currencies").rows() {
        for number in ["35", "1.5万", "3,000"] {
            let text = if row.get("side") == "front" {
                format!("付{}{number}。", row.word())
            } else {
                format!("付{number}{}。", row.word())
            };
            check(text, MentionKind::Money, row.get("code"));
        }
    }
    // 万吨 and the like are read as 万 and 吨; 块 may be money.
    let measure = |w: &str| w != "块" && !w.starts_with(['万', '亿']);
    for row in lexicon.table("measures").rows().filter(|r| r.get("kind") == "measure" && measure(r.word())) {
        for number in ["35", "200", "3,000"] {
            check(format!("共{number}{}。", row.word()), MentionKind::Quantity, row.word());
        }
    }
    for row in lexicon.table("periods").rows() {
        // 三季度 is a date.
        for number in if row.word() == "季度" { ["3", "5", "18"] } else { ["3", "三", "18"] } {
            check(format!("用{number}{}。", row.word()), MentionKind::Duration, row.word());
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// A word of money, measure or time without a number, and apart from one, counts nothing.
#[test]
fn units_count_only_behind_their_number() {
    let mut wrong = String::new();
    let lexicon = Lexicon::builtin();
    let units = ["currencies", "measures", "periods"].iter().flat_map(|t| lexicon.table(t).rows());
    for word in units.map(|r| r.word()) {
        for text in [format!("该{word}按规定执行。"), format!("共35，{word}另计。"), format!("见35。{word}不计。")]
        {
            let found = scan(&text);
            if found.iter().any(|m| m.kind != MentionKind::Agency && m.span.of(&text).contains(word)) {
                writeln!(wrong, "{text} should count nothing in {word}: {found:?}").unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_word_of_today_and_every_festival_is_a_day() {
    let mut wrong = String::new();
    let lexicon = Lexicon::builtin();
    let mut check = |text: String, word: &str, dated: bool| {
        let found = scan(&text);
        let has = found.iter().any(|m| m.kind == MentionKind::Date && m.span.of(&text).starts_with(word));
        if has != dated {
            writeln!(wrong, "{text} should {} a date: {found:?}", if dated { "be" } else { "not be" }).unwrap();
        }
    };
    for row in lexicon.table("relative_days").rows() {
        let word = row.word();
        if matches!(row.get("unit"), "+" | "-") {
            for length in ["三年", "20天", "两个月"] {
                check(format!("定在{word}{length}。"), word, true);
            }
            for near in ["发展较好。", "。三年有余。", "三家企业。"] {
                check(format!("我们{word}{near}"), word, false);
            }
        } else {
            for sentence in [format!("{word}完成。"), format!("定在{word}。"), format!("（{word}前）")] {
                check(sentence, word, true);
            }
        }
    }
    for row in lexicon.table("festivals").rows() {
        let word = row.word();
        for sentence in [format!("{word}期间。"), format!("于{word}前完成。"), format!("2025年{word}。")] {
            let start = if sentence.starts_with('2') { "2025年" } else { word };
            check(sentence, start, true);
        }
        if row.get("loose") == "loose" {
            for near in [format!("{word}路改造。"), format!("{word}村搬迁。")] {
                check(near, word, false);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// One line a value.
fn lines(name: &str, label: &str, text: &str) -> String {
    let mut out = String::new();
    let number = |d: Option<rust_decimal::Decimal>| d.map(|d| d.normalize().to_string()).unwrap_or_default();
    let day = |d: Option<Date>| d.map(|d| d.to_string()).unwrap_or_default();
    for m in scan(text) {
        let told = matches!(
            m.kind,
            MentionKind::Money
                | MentionKind::Percentage
                | MentionKind::Multiple
                | MentionKind::Date
                | MentionKind::Duration
                | MentionKind::Recurrence
        );
        if !told {
            continue;
        }
        let value = m.period.clone().unwrap_or_else(|| number(m.value));
        writeln!(
            out,
            "{name}\t{label}\t{}\t{}\t{}\t{value}\t{}\t{}\t{}\t{}\t{}",
            m.span.of(text).replace('\n', " "),
            word(m.kind),
            word(m.comparator),
            number(m.low),
            number(m.high),
            m.unit.clone().unwrap_or_default(),
            day(m.first),
            day(m.last),
        )
        .unwrap();
    }
    out
}

/// The clauses of the five documents: slug, label, heading and text.
fn clauses() -> Vec<(String, String, String)> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");
    let mut slugs: Vec<_> =
        std::fs::read_dir(root).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    slugs.sort();
    let mut out = Vec::new();
    for slug in slugs {
        let bytes = std::fs::read(format!("{root}/{slug}/source.txt")).unwrap();
        let source = tiaoku::source::read("source.txt", &bytes).unwrap();
        for clause in tiaoku::outline::parse(&source).1 {
            let heading = clause.heading.as_ref().map_or("", |h| h.as_str());
            let label = clause.label.clone();
            out.push((slug.clone(), label, format!("{heading}。{}", clause.text.as_str())));
        }
    }
    out
}

#[test]
fn the_five_documents_value_by_value() {
    let mut made = String::from(
        "# Every sum, percentage, multiple, date, length of time and rhythm in the clauses of the five documents, in order.\n\
         document\tclause\ttext\tkind\tcomparator\tvalue\tlow\thigh\tunit\tfirst\tlast\n",
    );
    for (slug, label, text) in clauses() {
        made.push_str(&lines(&slug, &label, &text));
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/mention_documents.tsv");
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    if kept != made {
        let fresh = std::env::temp_dir().join("mention_documents.tsv");
        std::fs::write(&fresh, &made).unwrap();
        let changed: Vec<_> = made.lines().filter(|l| !kept.lines().any(|k| k == *l)).collect();
        let gone: Vec<_> = kept.lines().filter(|l| !made.lines().any(|k| k == *l)).collect();
        panic!(
            "the table differs (the new one is {}):\n+ {}\n- {}",
            fresh.display(),
            changed.join("\n+ "),
            gone.join("\n- ")
        );
    }
}

/// Digits and their signs in full width.
fn wide(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '0'..='9' | 'A'..='Z' | 'a'..='z' | '%' => char::from_u32(c as u32 + 0xFEE0).unwrap(),
            other => other,
        })
        .collect()
}

#[test]
fn full_width_reads_as_half_width() {
    let said = |m: &Mention| {
        (m.kind, m.value, m.low, m.high, m.comparator, m.first, m.last, m.period.clone(), m.fraction.clone(), m.rule)
    };
    for (slug, label, text) in clauses() {
        let full = wide(&text);
        let (narrow, wide) = (scan(&text), scan(&full));
        assert_eq!(
            narrow.iter().map(said).collect::<Vec<_>>(),
            wide.iter().map(said).collect::<Vec<_>>(),
            "{slug} {label}"
        );
        for (n, w) in narrow.iter().zip(&wide) {
            assert_eq!(n.span.of(&text).chars().count(), w.span.of(&full).chars().count(), "{slug} {label}");
        }
    }
}

#[test]
fn allocations_grow_with_the_values_and_not_with_the_text() {
    let scanner = Scanner::whole(Lexicon::builtin());
    let count = |text: &str| {
        let mut found = 0;
        let spent = allocation_counter::measure(|| found = scanner.scan(text, date(2026, 1, 1)).len());
        (found, spent.count_total)
    };
    // What is compiled at the first question is no part of it.
    count("由市财政局对2025年底前建成的给予200万元，占15%。");
    for plain in ["推动产业链与创新链深度融合，优化营商环境。", "全面落实，进一步加强，积极探索；持续深化"]
    {
        assert_eq!(count(&plain.repeat(10)), count(&plain.repeat(5000)), "{plain}");
    }
    let valued = "推动产业链与创新链深度融合，由市财政局给予200万元，2025年底前达到15%。";
    for times in [1, 10, 100, 1000] {
        let (found, spent) = count(&valued.repeat(times));
        assert_eq!(found, 4 * times);
        // A unit and a period for each, and the list itself as it doubles.
        assert!(spent <= 3 * found as u64 + 12, "{found} values, {spent} allocations");
    }
    // A long text between the values costs nothing.
    let (found, spent) = count(&format!("{valued}{}{valued}", "推动产业链与创新链深度融合。".repeat(5000)));
    assert!(found == 8 && spent <= 3 * 8 + 12, "{found} values, {spent} allocations");
}

#[test]
fn cost_grows_with_the_text_only() {
    // Openings that find nothing, at any length: no reader may look back or ahead without end.
    for piece in
        ["一", "二〇", "1", "1,", "第", "《", "〔", "市财政", "部", "负", "比", "3年", "5元", "每", "周", "近", "1/"]
    {
        let time = |n: usize| {
            let text = piece.repeat(n);
            let start = std::time::Instant::now();
            std::hint::black_box(scan(&text).len());
            start.elapsed().as_micros().max(200)
        };
        let best = |n: usize| (0..3).map(|_| time(n)).min().unwrap_or(1);
        // 32 times the text: linear is 32 times the time, quadratic a thousand.
        let (short, long) = (best(2_000), best(64_000));
        assert!(long < short * 300, "{piece}: {short} µs for 2,000 and {long} µs for 64,000");
    }
}

/// Every rule of the lexer reads at least three different wordings of the cases.
#[test]
fn every_rule_has_cases() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/");
    let mut seen: std::collections::BTreeMap<&str, std::collections::BTreeSet<String>> = Default::default();
    for file in ["mention.json", "mention_everyday.json"] {
        let cases: serde_json::Value =
            serde_json::from_str(&std::fs::read_to_string(format!("{root}tests/cases/{file}")).unwrap()).unwrap();
        for case in cases.as_array().unwrap() {
            let text = case["text"].as_str().unwrap();
            for m in scan(text) {
                seen.entry(m.rule).or_default().insert(text.to_owned());
            }
        }
    }
    let mut few = String::new();
    for entry in std::fs::read_dir(format!("{root}src/mention")).unwrap() {
        let source = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        let source = source.split("#[cfg(test)]").next().unwrap();
        let kinds = [
            "number",
            "ordinal",
            "percentage",
            "multiple",
            "money",
            "quantity",
            "date",
            "duration",
            "recurrence",
            "range",
            "agency",
            "citation",
        ];
        for word in source.split('"').skip(1).step_by(2) {
            let named = word.split_once('/').is_some_and(|(k, r)| {
                kinds.contains(&k) && !r.is_empty() && r.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
            });
            let count = seen.get(word).map_or(0, std::collections::BTreeSet::len);
            if named && count < 3 {
                writeln!(few, "{word}: {count} {:?}", seen.get(word)).unwrap();
            }
        }
    }
    assert!(few.is_empty(), "{few}");
}
