//! The promise over the five documents, and the ways of asking.

use super::analyse::fold;
use super::{FactKind, Found, Index, Place, Query, Sort};
use crate::fact::Role;
use crate::lexicon::Lexicon;
use crate::record::Record;
use crate::record::sample::{duty, gold, record, target};
use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

static GOLD: LazyLock<(Index, Vec<Record>)> = LazyLock::new(|| {
    let records = gold();
    (index(&records), records)
});

fn index(records: &[Record]) -> Index {
    let index = Index::in_memory(Lexicon::builtin()).unwrap();
    index.follow(1, records, &[]).unwrap();
    index
}

fn text(text: &str) -> Query {
    Query { text: text.to_owned(), limit: 200, ..Query::default() }
}

fn ids(found: &Found) -> Vec<&str> {
    found.hits.iter().map(|h| h.clause.as_str()).collect()
}

#[test]
fn every_run_of_two_to_six_characters_finds_exactly_its_clauses() {
    let (index, records) = &*GOLD;
    let mut runs: HashMap<String, BTreeSet<(usize, u32)>> = HashMap::new();
    for (number, record) in records.iter().enumerate() {
        for (ordinal, item) in (0..).zip(&record.clauses) {
            let heading = item.clause.heading.as_ref().map_or("", |h| h.as_str());
            let chars: Vec<char> = fold(&format!("{heading}{}", item.clause.text.as_str())).chars().collect();
            for size in 2..=6 {
                for run in chars.windows(size) {
                    runs.entry(run.iter().collect()).or_default().insert((number, ordinal));
                }
            }
        }
    }
    assert!(runs.len() > 30_000, "{} runs", runs.len());
    for (run, clauses) in &runs {
        let found = matching(index, run);
        assert!(clauses.iter().all(|c| found.contains(c)), "{run}");
        let exact = matching(index, &format!("\"{run}\""));
        assert!(exact.into_iter().eq(clauses.iter().copied()), "{run}");
    }
}

/// Document (of five, by id) and place of all clauses that hold a text.
fn matching(index: &Index, text: &str) -> Vec<(usize, u32)> {
    let mut ids: Vec<&str> = GOLD.1.iter().map(|r| r.id.as_str()).collect();
    ids.sort_unstable();
    let found = index.holding(text, None).unwrap();
    let number = |id: &str| ids.iter().position(|known| *known == id).unwrap();
    let mut out: Vec<(usize, u32)> =
        found.iter().flat_map(|(id, places)| places.iter().map(move |p| (number(id), *p as u32))).collect();
    out.sort_unstable();
    out
}

#[test]
fn runs_as_they_stand_in_the_text_find_their_clause() {
    let (index, records) = &*GOLD;
    for (number, record) in records.iter().enumerate() {
        for (ordinal, item) in (0..).zip(&record.clauses) {
            let chars: Vec<char> = item.clause.text.as_str().chars().collect();
            for run in chars.windows(5).step_by(7) {
                let run: String = run.iter().collect();
                assert!(matching(index, &run).contains(&(number, ordinal)), "{run}");
            }
        }
    }
}

/// Lists of clauses over many blocks, of like and of unlike length, give what looking at each clause gives.
#[test]
fn words_side_by_side_over_many_blocks() {
    // Each stands in one of so many clauses.
    const WORDS: [(&str, u64); 6] = [("产业", 1), ("科技", 2), ("企业", 3), ("园区", 7), ("养老", 40), ("珍稀", 900)];
    let mut seed = 11u64;
    let mut any = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        seed >> 33
    };
    let mut texts: Vec<Vec<String>> = Vec::new();
    for _ in 0..60 {
        let held = |(word, of): &(&str, u64), n: u64| n.is_multiple_of(*of).then(|| format!("{word}。"));
        texts.push((0..60).map(|_| WORDS.iter().filter_map(|w| held(w, any())).collect()).collect());
    }
    let records: Vec<Record> = (0..)
        .zip(&texts)
        .map(|(n, all): (usize, _)| {
            let clauses: Vec<_> = all.iter().map(|t| ("", t.as_str())).collect();
            record(&format!("d{n:02}"), &clauses)
        })
        .collect();
    let index = Index::in_memory(Lexicon::builtin()).unwrap();
    index.follow(1, &records, &[]).unwrap();
    for words in WORDS.iter().flat_map(|a| WORDS.iter().map(move |b| [a.0, b.0])).filter(|[a, b]| a != b) {
        let expected: Vec<(String, usize)> = (0..)
            .zip(&texts)
            .flat_map(|(n, all): (usize, _)| {
                let held = |t: &&String| words.iter().all(|w| t.contains(w));
                let at = all.iter().enumerate().filter(move |(_, t)| held(t));
                at.map(move |(at, _)| (format!("d{n:02}"), at)).collect::<Vec<_>>()
            })
            .collect();
        let query = Query { text: words.join(" "), limit: 5000, sort: Sort::Document, ..Query::default() };
        let found = index.find(&query).unwrap();
        let hits: Vec<(String, usize)> = found.hits.iter().map(|h| (h.document.clone(), h.ordinal)).collect();
        assert!(
            (found.total, &hits) == (expected.len(), &expected) || found.relaxed && expected.is_empty(),
            "{words:?}"
        );
        let ranked = index.find(&Query { sort: Sort::Relevance, ..query }).unwrap();
        assert!(ranked.relaxed || ranked.total == expected.len(), "{words:?} ranked");
    }
}

#[test]
fn what_jieba_loses_is_found() {
    let (index, _) = &*GOLD;
    for (word, count) in [("算力券", 1), ("智评券", 1), ("200万元", 4), ("200万元 公共服务平台", 2), ("首台（套）", 4)]
    {
        let found = index.find(&text(word)).unwrap();
        assert_eq!((found.total, found.relaxed), (count, false), "{word}: {:?}", ids(&found));
    }
    for word in ["首台套", "首台(套)", "“首台套”", "\"首台(套)\"", "首 台　套", "首台套?!"] {
        assert!(index.find(&text(word)).unwrap().total >= 4, "{word}");
    }
}

#[test]
fn no_text_is_wrong() {
    let (index, _) = &*GOLD;
    for odd in ["", " ", "\"", "“", "((", "AND OR NOT", "+-&&||!{}[]^~*?:\\/", "title:x", "\"a\"b\"", "\u{0}", "，。"]
    {
        index.find(&text(odd)).unwrap();
    }
}

#[test]
fn highlights_are_the_words_as_they_stand() {
    let index = index(&[record("d", &[("首台", "（套）装备：支持首台(套)应用，首台。")])]);
    let found = index.find(&text("首台套 首台")).unwrap();
    let words: Vec<_> = found.hits[0]
        .highlights
        .iter()
        .map(|h| {
            (
                h.field,
                h.span.of(if h.field == Place::Heading {
                    "首台"
                } else {
                    "（套）装备：支持首台(套)应用，首台。"
                }),
            )
        })
        .collect();
    let (head, body) = (Place::Heading, Place::Text);
    assert_eq!(words, [(head, "首台"), (body, "（套）"), (body, "首台(套)"), (body, "首台")]);
}

#[test]
fn parts_quotes_and_relaxing() {
    let clauses = [("", "支持企业开展技术改造"), ("", "技术交易与改造升级"), ("", "支持绿色改造")];
    let index = index(&[record("d", &clauses)]);
    let ask = |q: &str| {
        let found = index.find(&Query { sort: Sort::Document, ..text(q) }).unwrap();
        (ids(&found).join(" "), found.relaxed)
    };
    assert_eq!(ask("技术 改造"), ("d~1 d~2".to_owned(), false));
    assert_eq!(ask("\"技术 改造\""), ("d~1".to_owned(), false));
    assert_eq!(ask("支持企业绿色改造"), ("d~1 d~3".to_owned(), true));
    assert_eq!(ask("\"企业绿色改造\""), (String::new(), false));
    assert_eq!(ask("“支持” 改造技术"), ("d~1".to_owned(), true));
    assert_eq!(ask("套"), (String::new(), false));
    assert_eq!(ask("与"), ("d~2".to_owned(), false));
}

#[test]
fn headings_and_whole_phrases_come_first() {
    let clauses =
        [("其他", "技术改造和补贴"), ("技术改造", "给予支持"), ("其他", "技术改造补贴按年发放，另有许多说明在后")];
    let index = index(&[record("d", &clauses)]);
    assert_eq!(ids(&index.find(&text("技术改造")).unwrap())[0], "d~2");
    assert_eq!(ids(&index.find(&text("技术改造 补贴")).unwrap())[0], "d~3");
}

/// Two documents with bodies, kinds, years.
fn filtered() -> Index {
    let mut a = record("a", &[("", "建设平台"), ("", "建设园区"), ("", "建设机场")]);
    a.clauses[0].facts = vec![duty("市科委", Role::Lead, 1, 2), duty("各区政府", Role::Support, 2, 2), target()];
    a.clauses[1].facts = vec![duty("各区", Role::Lead, 1, 2), duty("市科委", Role::Support, 2, 2)];
    a.metadata.written_on = Some(jiff::civil::date(2023, 12, 29));
    a.metadata.issuers = vec!["上海市人民政府办公厅".to_owned()];
    let mut b = record("b", &[("", "建设平台")]);
    b.metadata.number = Some("沪府规〔2021〕9号".to_owned());
    b.clauses[0].facts = vec![target()];
    index(&[a, b])
}

#[test]
fn filters_and_facets() {
    let index = filtered();
    let ask = |q: Query| {
        let found = index.find(&q).unwrap();
        (ids(&found).join(" "), found.facets)
    };
    let base = || text("建设");
    let agency = |name: &str| Query { agency: vec![name.to_owned()], ..base() };
    let pairs = |list: &[(String, usize)]| list.iter().map(|(n, c)| format!("{n} {c}")).collect::<Vec<_>>().join(", ");
    assert_eq!(ask(agency("各区人民政府")).0, "a~1 a~2");
    assert_eq!(ask(Query { role: vec![Role::Lead], ..agency("各区政府") }).0, "a~2");
    assert_eq!(ask(Query { role: vec![Role::Support], position: Some(1), ..agency("各区政府") }).0, "");
    assert_eq!(ask(Query { position: Some(2), ..base() }).0, "a~1 a~2");
    assert_eq!(ask(Query { kind: vec![FactKind::Targets], ..base() }).0, "a~1 b~1");
    assert_eq!(ask(Query { year: vec![2021], ..base() }).0, "b~1");
    assert_eq!(ask(Query { from: Some(jiff::civil::date(2023, 1, 1)), ..base() }).0, "a~1 a~2 a~3");
    let (hits, facets) = ask(Query { document: vec!["b".to_owned()], ..base() });
    assert_eq!((hits.as_str(), pairs(&facets.document)), ("b~1", "a 3, b 1".to_owned()));
    let (_, facets) = ask(base());
    assert_eq!(pairs(&facets.agency), "各区 2, 市科委 2");
    assert_eq!(pairs(&facets.kind), "responsibilities 2, targets 2");
    assert_eq!(
        (pairs(&facets.year), pairs(&facets.issuer)),
        ("2023 3, 2021 1".into(), "上海市人民政府办公厅 3".into())
    );
    let (_, facets) = ask(Query { role: vec![Role::Lead], ..agency("各区") });
    assert_eq!(pairs(&facets.agency), "各区 1, 市科委 1");
    assert_eq!(
        ask(Query { sort: Sort::Date, text: String::new(), offset: 1, limit: 2, ..Query::default() }).0,
        "a~2 a~3"
    );
}

#[test]
fn follows_and_remembers() {
    let dir = tempfile::tempdir().unwrap();
    {
        let index = Index::open(dir.path(), Lexicon::builtin()).unwrap();
        assert_eq!(index.change(), 0);
        index.follow(3, &[record("a", &[("", "甲种"), ("", "乙种")]), record("b", &[("", "甲种")])], &[]).unwrap();
        index.follow(5, &[record("a", &[("", "甲种")])], &["b".to_owned()]).unwrap();
        assert!(matches!(Index::open(dir.path(), Lexicon::builtin()), Err(super::SearchError::InUse { .. })));
    }
    let index = Index::open(dir.path(), Lexicon::builtin()).unwrap();
    assert_eq!((index.change(), ids(&index.find(&text("甲种")).unwrap()).join(" ")), (5, "a~1".to_owned()));
    assert_eq!(index.find(&text("")).unwrap().total, 1);
    index.clear().unwrap();
    assert_eq!((index.change(), index.find(&text("")).unwrap().total), (0, 0));
    drop(index);
    std::fs::write(dir.path().join("meta.json"), "{}").unwrap();
    assert_eq!(Index::open(dir.path(), Lexicon::builtin()).unwrap().change(), 0);
}
