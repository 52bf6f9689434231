//! Search 检索 as others see it: the query language, numbers, facets, hints, pages that stay, and load.

use super::door::{Server, escape};
use serde_json::Value;
use std::time::{Duration, Instant};

fn ask(server: &Server, q: &str, more: &str) -> Value {
    let (status, body, _) = server.get(&format!("search?q={}{more}", escape(q)));
    assert_eq!(status, 200, "{q}: {body}");
    body
}

fn total(server: &Server, q: &str) -> u64 {
    ask(server, q, "")["meta"]["total"].as_u64().unwrap()
}

#[test]
fn the_query_language() {
    let server = Server::start();
    for (q, n) in [
        ("单位:市应急局", 3),
        ("200万元", 4),
        ("200万元 公共服务平台", 2),
        ("首台套", 4),
        ("首台套 不含 保险", 2),
        ("首台套 NOT 保险", 2),
        ("首台套 -保险", 2),
        ("(首台套 OR 算力券) 单位:市财政局", 4),
        ("发展改革委", 26),
        ("發展改革委", 26),
        ("发改委", 26),
        ("第五代移动通信", 4),
        ("5G", 4),
        ("一区二十二园", 1),
        ("年份:2021 首台套", 2),
        ("文号:沪府规[2021]9号 首台套", 2),
    ] {
        assert_eq!(total(&server, q), n, "{q}");
    }
    for odd in
        ["AND OR", "甲 AND", "((((", "金额>=很多", "期限<=2026年13月", "NOT", "“", "单位:", "-", "文号：", "&&||!"]
    {
        ask(&server, odd, "");
    }
    assert!(ask(&server, "金额>=很多 奖励", "")["meta"]["note"].as_str().unwrap().contains("金额"));
    // A question whose words stand in no clause together tells what else was looked for.
    let near = ask(&server, "人工智能 补贴", "")["meta"]["near_words"].clone();
    assert!(near.as_array().unwrap().iter().any(|w| w["asked"] == "补贴" && w["also"] == "资助"), "{near}");
    assert!(ask(&server, "算力券", "")["meta"]["near_words"].is_null());
    let found = ask(&server, "金额>=2000万 单位:市财政局", "");
    assert!(found["meta"]["total"].as_u64().unwrap() > 0);
}

#[test]
fn a_number_leads_to_its_document() {
    let server = Server::start();
    for q in
        ["沪府规〔2021〕9号", "沪府规[2021]9号", "沪府规(2021)9号", "沪府规（２０２１）９号", "沪府规〔2021〕第9号"]
    {
        let number = &ask(&server, q, "")["meta"]["number"];
        assert_eq!(number["document"]["id"], "hufugui-2021-9", "{q}");
    }
    let unknown = ask(&server, "国发〔2020〕7号", "");
    assert_eq!((&unknown["meta"]["number"]["state"], &unknown["meta"]["total"]), (&"未入库".into(), &1.into()));
}

#[test]
fn facets_ranges_groups_reasons() {
    let server = Server::start();
    let found = ask(&server, "园区", "&role=lead&role=responsible&level=省级&limit=200");
    for facet in ["agency", "role", "document", "issuer", "level", "region", "year", "document_kind", "kind"] {
        assert!(!found["meta"]["facets"][facet].as_array().unwrap().is_empty(), "{facet}");
    }
    let levels: Vec<&str> =
        found["meta"]["facets"]["level"].as_array().unwrap().iter().filter_map(|v| v["value"].as_str()).collect();
    assert_eq!(levels, ["省级", "区县级"], "the other values of a chosen facet are counted too");
    let dear = ask(&server, "", "&amount_from=1亿元&sort=amount");
    assert!(dear["meta"]["total"].as_u64().unwrap() >= 1);
    let due = ask(&server, "", "&deadline_from=2026-01-01&deadline_until=2026-12-31&sort=deadline");
    assert!(due["meta"]["total"].as_u64().unwrap() >= 2);
    let grouped = ask(&server, "园区", "&group=document");
    assert_eq!(grouped["meta"]["total"], 5);
    assert!(grouped["data"][0]["of_document"].as_u64().unwrap() > 1);
    let told = ask(&server, "首台套 资助", "&explain=true&limit=1");
    let reasons = told["data"][0]["reasons"].as_array().unwrap();
    assert!(reasons.iter().any(|r| r["word"] == "首台套" && r["score"].as_f64().unwrap() > 0.0), "{reasons:?}");
}

#[test]
fn nothing_found_says_what_to_try() {
    let server = Server::start();
    let found = ask(&server, "集成电路", "&agency=市应急局&year=2021");
    let hints = found["meta"]["hints"].as_array().unwrap();
    assert_eq!((hints.len(), &hints[0]["parameter"], &hints[0]["total"]), (2, &"agency".into(), &3.into()));
    let typo = ask(&server, "算力劵", "");
    assert_eq!(typo["meta"]["hints"][0]["value"], "算力券");
}

#[test]
fn pages_stay_while_the_store_changes() {
    let server = Server::start();
    let first = ask(&server, "园区", "&limit=30");
    let cursor = first["meta"]["next"].as_str().unwrap().to_owned();
    let whole = ask(&server, "园区", "&limit=200");
    let text = "某某市人民政府关于园区建设的通知\n某府发〔2026〕3号\n\n一、园区\n园区园区园区建设。\n\n某某市人民政府\n2026年3月1日\n";
    let begun = Instant::now();
    let (status, _) = server.post("documents?name=a.txt", "application/octet-stream", text.as_bytes());
    assert_eq!(status, 201);
    assert!(
        total(&server, "园区园区园区建设") == 1 && begun.elapsed() < Duration::from_secs(1),
        "found within a second"
    );
    let second = ask(&server, "园区", &format!("&limit=200&cursor={cursor}"));
    let ids = |body: &Value| -> Vec<String> {
        body["data"].as_array().unwrap().iter().map(|c| c["id"].as_str().unwrap().to_owned()).collect()
    };
    let mut both = ids(&first);
    both.extend(ids(&second));
    assert_eq!(both, ids(&whole), "no clause twice, none left out");
}

/// `TIAOKU_LONG=1`: 1,000 runs sampled from a large store, each found, then 200 clients at once for a minute.
#[test]
fn a_large_store_misses_nothing_and_stands_load() {
    if std::env::var_os("TIAOKU_LONG").is_none() {
        return;
    }
    let texts: Vec<String> = (0..7500).map(|serial| generate::document(20_260_101, serial)).collect();
    let dir = tempfile::tempdir().unwrap();
    for (serial, text) in texts.iter().enumerate() {
        std::fs::write(dir.path().join(format!("{serial:05}.txt")), text).unwrap();
    }
    let server = Server::of(&[dir.path().to_str().unwrap()]);
    let mut random = generate::Random::new(7);
    let mut sampled = Vec::new();
    while sampled.len() < 1000 {
        let text = &texts[random.below(texts.len())];
        // Sentences stand in clauses; titles, addressees and signatures do not.
        let lines: Vec<&str> = text.lines().filter(|l| l.ends_with('。') && l.chars().count() > 20).collect();
        let chars: Vec<char> = lines[random.below(lines.len())].chars().skip(8).collect();
        let (size, at) = (2 + random.below(5), random.below(chars.len().saturating_sub(8)));
        let run: String = chars.iter().skip(at).take(size).collect();
        if run.chars().all(char::is_alphanumeric) {
            sampled.push(run);
        }
    }
    for run in &sampled {
        assert!(total(&server, &format!("\"{run}\"")) > 0, "{run}");
    }
    let until = Instant::now() + Duration::from_secs(60);
    let mut times: Vec<Duration> = std::thread::scope(|scope| {
        let clients: Vec<_> = (0..200)
            .map(|client| {
                let (server, sampled) = (&server, &sampled);
                scope.spawn(move || {
                    let mut times = Vec::new();
                    for at in 0.. {
                        let begun = Instant::now();
                        if begun > until {
                            break;
                        }
                        let q = &sampled[(client * 31 + at * 7) % sampled.len()];
                        let (status, _, _) = server.get(&format!("search?q={}", escape(q)));
                        assert_eq!(status, 200, "{q}");
                        times.push(begun.elapsed());
                    }
                    times
                })
            })
            .collect();
        clients.into_iter().flat_map(|c| c.join().unwrap()).collect()
    });
    times.sort_unstable();
    let at = |share: usize| times[(times.len() - 1) * share / 100];
    println!("{} answers from 200 clients: p50 {:.1?}, p99 {:.1?}", times.len(), at(50), at(99));
}

#[allow(dead_code, unreachable_pub, missing_docs, reason = "the generator of the benches, of which this takes a part")]
#[path = "../../benches/common"]
mod made {
    pub mod generate;
    pub mod words;
}
use made::generate;
