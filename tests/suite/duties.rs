//! Duties 查职责: bodies whatever they are called, tasks, gaps, notes; as the API and the command line give them,
//! and as files that other programs open.

use super::door::{Server, agent, corpus, escape, json, run, words};
use calamine::{Data, Reader};
use serde_json::{Value, json};

fn list<'a>(body: &'a Value, path: &str) -> &'a [Value] {
    body.pointer(path).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// 47 spellings in lists are 44 named bodies and 2 generic ones.
#[test]
fn spellings_are_bodies() {
    let server = Server::start();
    let (_, all, _) = server.get("responsibilities?limit=200");
    let (_, rest, _) =
        server.get(&format!("responsibilities?limit=200&cursor={}", all["meta"]["next"].as_str().unwrap()));
    let listed: Vec<&Value> =
        list(&all, "/data").iter().chain(list(&rest, "/data")).filter(|r| !r["position"].is_null()).collect();
    let mut spellings: Vec<&str> = listed.iter().map(|r| r["agency"].as_str().unwrap()).collect();
    let mut bodies: Vec<&str> = listed.iter().map(|r| r["agency_id"].as_str().unwrap()).collect();
    for names in [&mut spellings, &mut bodies] {
        names.sort_unstable();
        names.dedup();
    }
    let (_, known, _) = server.get("agencies?limit=200");
    let is_generic = |id: &str| list(&known, "/data").iter().any(|a| a["id"] == id && a["generic"] == true);
    let (generic, named): (Vec<&str>, Vec<&str>) = bodies.iter().partition(|b| is_generic(b));
    assert_eq!((listed.len(), spellings.len(), named.len(), generic.len()), (303, 47, 44, 2), "{bodies:?}");
}

/// Every spelling leads to one page, on the API and on the command line.
#[test]
fn every_spelling_leads_there() {
    let server = Server::start();
    for name in ["市经济信息化委", "市经信委", "上海市经济和信息化委员会", "上海市经信委", "经济信息化委"]
    {
        let (status, page, _) = server.get(&format!("agencies/{}", escape(name)));
        assert_eq!((status, &page["data"]["id"]), (200, &json!("上海市经济和信息化委员会")), "{name}");
        assert_eq!(page["data"]["counts"]["clauses"], 52, "{name}");
        let told = run(server.data.path(), &["duties", name]);
        assert!(words(&told).contains("共 52 条，首列 37"), "{name}: {}", words(&told));
    }
    let (_, page, _) = server.get(&format!("agencies/{}", escape("市应急局")));
    assert_eq!((&page["data"]["level"], &page["data"]["region"]), (&json!("province"), &json!("上海市")));
    assert_eq!((&page["data"]["origin"], &page["data"]["source"]), (&json!("inferred"), &json!("naming-rule")));
    // The district's bureau is another one than the city's.
    let (_, district, _) = server.get(&format!("agencies/{}", escape("区市场监管局")));
    assert_eq!(district["data"]["id"], "上海市奉贤区市场监督管理局");
    assert_eq!(district["data"]["level"], "county");
    // Who stands in one list with whom.
    let (_, page, _) = server.get(&format!("agencies/{}", escape("市经济信息化委")));
    let partner = |id: &str| list(&page, "/data/partners").iter().find(|p| p["id"] == id).unwrap()["clauses"].clone();
    assert_eq!(partner("上海市发展和改革委员会"), 18);
    assert_eq!(partner("上海市财政局"), 18);
    assert_eq!(partner("上海市规划和自然资源局"), 17);
    // What is typed in short finds it too.
    let (_, typed, _) = server.get(&format!("suggest?q={}", escape("发改委")));
    assert_eq!(typed["data"][0]["label"], "上海市发展和改革委员会（市发展改革委）");
    let (_, found, _) = server.get(&format!("search?agency={}", escape("市经信委")));
    assert_eq!(found["meta"]["total"], 52);
}

/// A word that means two bodies is told, and a table of the user's own overrules what is concluded.
#[test]
fn one_word_two_places_and_a_table_of_ones_own() {
    let dir = tempfile::tempdir().unwrap();
    let text = |place: &str, number: u8| {
        format!(
            "{place}人民政府关于加快园区建设的通知\n某府发〔2025〕{number}号\n\n各区人民政府：\n\n一、建设目标\n\
             到2027年，全市园区达到60个。（责任单位：市数据局、市财政局）\n\n{place}人民政府\n2025年3月1日\n"
        )
    };
    std::fs::write(dir.path().join("a.txt"), text("甲市", 1)).unwrap();
    std::fs::write(dir.path().join("b.txt"), text("乙市", 2)).unwrap();
    let server = Server::of(&[dir.path().to_str().unwrap()]);
    let (_, page, _) = server.get(&format!("agencies/{}", escape("市数据局")));
    assert_eq!((&page["data"]["id"], page["data"]["counts"]["clauses"].as_u64()), (&json!("乙市数据局"), Some(1)));
    assert_eq!(page["data"]["same_name"][0]["id"], "甲市数据局");
    let (_, both, _) = server.get(&format!("responsibilities?agency={}", escape("市数据局")));
    let (_, one, _) = server.get(&format!("responsibilities?agency={}", escape("甲市数据局")));
    let (_, found, _) = server.get(&format!("search?agency={}", escape("甲市数据局")));
    let totals = [&both, &one, &found].map(|b| b["meta"]["total"].as_u64().unwrap());
    assert_eq!(totals, [2, 1, 1]);
    assert_eq!(run(server.data.path(), &["duties", "市数据局"]).status.code(), Some(2), "which one is to be said");
    // A table of one's own.
    let own = tempfile::tempdir().unwrap();
    let rows = "name\tshort\tlevel\tregion\tparent\tfrom\tuntil\tsuccessor\tsource\n\
        甲市数据和政务服务局\t市数据局\tcity\t甲市\t甲市人民政府\t\t\t\t甲编发〔2024〕1号第三条\n";
    std::fs::write(own.path().join("agencies.tsv"), rows).unwrap();
    let data = tempfile::tempdir().unwrap();
    let lexicon = own.path().to_str().unwrap();
    assert_eq!(run(data.path(), &["ingest", dir.path().to_str().unwrap()]).status.code(), Some(0));
    let told = run(data.path(), &["duties", "甲市数据和政务服务局", "--format", "json", "--lexicon", lexicon]);
    assert_eq!(json(&told)["data"][0]["agency_id"], "甲市数据和政务服务局", "{}", words(&told));
}

#[test]
fn tasks_say_who_leads_and_why() {
    let server = Server::start();
    let (_, body, _) = server.get(&format!("tasks?agency={}&as_of=2026-11-20", escape("应急局")));
    let rows: Vec<_> = list(&body, "/data")
        .iter()
        .map(|t| {
            (
                t["clause"]["label"].as_str().unwrap(),
                t["leads"][0]["agency"].as_str().unwrap(),
                t["leads"][0]["origin"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        rows,
        [
            ("二（三）第5项", "市经济信息化委", "inferred"),
            ("8", "市应急局", "inferred"),
            ("9", "市经济信息化委", "inferred")
        ]
    );
    // Numbers, days and bodies of a clause; the first of the title's period is inherited.
    let (_, body, _) = server.get("tasks?document=hufubanfa-2023-20&as_of=2026-11-20");
    let first = &body["data"][0];
    assert_eq!((&first["due_on"], first["targets"].as_array().unwrap().len()), (&json!("2026-12-31"), 4));
    assert_eq!((&first["dues"][0]["basis"], &first["dues"][0]["days_left"]), (&json!("stated"), &json!(41)));
    assert!(list(&body, "/data").iter().any(|t| t["dues"][0]["basis"] == "inherited"));
    // The same questions of other years and bodies.
    let count = |question: &str| server.get(question).1["meta"]["total"].as_u64().unwrap();
    assert_eq!(count("tasks?year=2027&basis=stated"), 12, "all of one district");
    assert_eq!(count(&format!("tasks?agency={}", escape("区经委"))), 13);
    assert_eq!(count(&format!("tasks?agency={}&position=1", escape("市经济信息化委"))), 37);
}

/// What stands in a heading, and what a heading over a clause says, is found by body, by day and in the clause.
#[test]
fn headings_make_responsible_too() {
    let dir = tempfile::tempdir().unwrap();
    let text = "甲市人民政府关于整治户外广告的实施方案\n甲府发〔2025〕3号\n\n各区人民政府：\n\n\
        一、整治阶段（2025年3月—6月）\n\n（一）摸清底数。逐街登记。\n\n（二）分类处置（责任单位：市城管局）\n\n逐件处置。\n\n\
        二、加强保障（责任单位：市财政局、市公安局）\n\n1.落实经费。列入预算。\n\n2.维护秩序。加强巡查。\n\n\
        甲市人民政府\n2025年2月1日\n";
    std::fs::write(dir.path().join("a.txt"), text).unwrap();
    let server = Server::of(&[dir.path().to_str().unwrap()]);
    let (_, found, _) = server.get(&format!("responsibilities?agency={}", escape("市财政局")));
    let told: Vec<_> =
        list(&found, "/data").iter().map(|r| (&r["clause"]["label"], &r["origin"], &r["quote"])).collect();
    let (inherited, note) = (json!("inherited"), json!("责任单位：市财政局"));
    let stated = json!("stated");
    let expected = [("二", &stated), ("二1", &inherited), ("二2", &inherited)];
    assert_eq!(
        told,
        expected.map(|(label, origin)| (json!(label), origin, &note)).each_ref().map(|x| (&x.0, x.1, x.2))
    );
    assert_eq!(list(&found, "/data/1/with")[0]["agency"], "市公安局");
    let (_, own, _) = server.get(&format!("responsibilities?agency={}", escape("市城管局")));
    assert_eq!((&own["data"][0]["spans"]["place"], &own["data"][0]["origin"]), (&json!("text"), &json!("stated")));
    let (_, dated, _) = server.get("deadlines?as_of=2025-05-01");
    let days: Vec<_> = list(&dated, "/data").iter().map(|d| (&d["due_on"], &d["origin"], &d["days_left"])).collect();
    assert_eq!(days, [(&json!("2025-06-30"), &inherited, &json!(60)); 2]);
    let source = list(&found, "/data")[1]["spans"]["source"].clone();
    let (from, to) = (source["start"].as_u64().unwrap() as usize, source["end"].as_u64().unwrap() as usize);
    assert_eq!(text.chars().skip(from).take(to - from).collect::<String>(), "责任单位：市财政局");
    // The named list of a clause holds what the clause says itself.
    let path = format!("clauses/{}", found["data"][1]["clause"]["id"].as_str().unwrap());
    let (_, clause, _) = server.get(&path);
    assert_eq!(
        (list(&clause, "/data/responsibilities").len(), list(&clause, "/data/inherited/responsibilities").len()),
        (0, 2)
    );
    let told = words(&run(server.data.path(), &["duties", "市财政局"]));
    assert!(told.contains("共 3 条") && told.contains("承上"), "{told}");
    let told = words(&run(server.data.path(), &["due", "--as-of", "2025-05-01"]));
    assert!(told.contains("承上"), "{told}");
}

#[test]
fn gaps_are_told() {
    let server = Server::start();
    let (_, body, _) = server.get("gaps?kind=deadline_without_body&limit=200");
    // All clauses of S1 that set a time name no body; they must stand there.
    let labels: Vec<&str> = list(&body, "/data").iter().map(|g| g["clause"]["label"].as_str().unwrap()).collect();
    for label in ["一（三）1", "一（三）3", "一（三）4"] {
        assert!(labels.contains(&label), "{labels:?}");
    }
    let (_, never, _) = server.get("gaps?kind=never_first&limit=200");
    let names: Vec<&str> = list(&never, "/data").iter().map(|g| g["agency"]["id"].as_str().unwrap()).collect();
    assert!(names.contains(&"上海市财政局") && !names.contains(&"上海市应急管理局"), "{names:?}");
    let (status, _, _) = server.get("gaps?kind=dreams");
    assert_eq!(status, 400);
    let told = words(&run(server.data.path(), &["gaps"]));
    assert!(told.contains("有时限而没有责任单位：") && told.contains("从不列首位的单位："), "{told}");
}

/// The sheet as a real reader sees it.
#[test]
fn xlsx_opens_with_numbers_and_days() {
    let server = Server::start();
    let url = format!("{}api/v1/export/xlsx?of=tasks&document=hufubanfa-2023-20", server.address);
    let mut response = agent().get(&url).call().unwrap();
    assert!(response.headers()["content-type"].to_str().unwrap().contains("spreadsheetml"));
    let bytes = response.body_mut().read_to_vec().unwrap();
    let mut book = calamine::Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
    assert_eq!(book.sheet_names(), ["任务分工表"]);
    let sheet = book.worksheet_range("任务分工表").unwrap();
    let heads: Vec<String> = sheet.rows().next().unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(
        heads,
        [
            "序号",
            "任务",
            "目标",
            "时限",
            "牵头",
            "牵头依据",
            "配合",
            "依据文件",
            "依据条款",
            "链接",
            "办理状态",
            "办理说明"
        ]
    );
    let first = sheet.rows().nth(1).unwrap();
    assert_eq!(first[0], Data::Float(1.0));
    let Data::DateTime(day) = &first[3] else { panic!("{:?}", first[3]) };
    assert_eq!(day.to_ymd_hms_milli(), (2026, 12, 31, 0, 0, 0, 0));
    let (_, body, _) = server.get("tasks?document=hufubanfa-2023-20&limit=200");
    assert_eq!(sheet.height() as u64 - 1, body["meta"]["total"].as_u64().unwrap(), "never cut");
    // Columns as asked, in their order; the command line gives the same.
    let file = server.data.path().join("t.xlsx");
    let args = [
        "export",
        "--format",
        "xlsx",
        "--of",
        "tasks",
        "--columns",
        "依据条款,牵头",
        "--output",
        file.to_str().unwrap(),
    ];
    assert_eq!(run(server.data.path(), &args).status.code(), Some(0));
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(&file).unwrap();
    let sheet = book.worksheet_range("任务分工表").unwrap();
    assert_eq!(sheet.rows().next().unwrap().iter().map(ToString::to_string).collect::<Vec<_>>(), ["依据条款", "牵头"]);
    let wrong = agent().get(format!("{}api/v1/export/xlsx?of=tasks&columns=dream", server.address)).call().unwrap();
    assert_eq!(wrong.status(), 400);
    // Every list opens.
    for of in ["responsibilities", "targets", "deadlines", "amounts", "citations", "due", "clauses"] {
        let url = format!("{}api/v1/export/xlsx?of={of}", server.address);
        let bytes = agent().get(&url).call().unwrap().body_mut().read_to_vec().unwrap();
        let mut book = calamine::Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
        let name = book.sheet_names().remove(0);
        assert!(book.worksheet_range(&name).unwrap().height() > 1, "{of}");
    }
}

/// The calendar as a real parser sees it.
#[test]
fn ics_is_a_calendar() {
    use icalendar::{Calendar, CalendarComponent, Component};
    let server = Server::start();
    let url = format!("{}api/v1/export/ics?as_of=2026-11-20", server.address);
    let mut response = agent().get(&url).call().unwrap();
    assert_eq!(response.headers()["content-type"], "text/calendar; charset=utf-8");
    let text = response.body_mut().read_to_string().unwrap();
    assert!(text.split("\r\n").all(|l| l.len() <= 75), "folded");
    let calendar: Calendar = text.parse().unwrap();
    let events: Vec<_> = calendar
        .components
        .iter()
        .filter_map(|c| if let CalendarComponent::Event(e) = c { Some(e) } else { None })
        .collect();
    let (_, due, _) = server.get("due?as_of=2026-11-20");
    let dated = list(&due, "/data").iter().filter(|d| !d["due_on"].is_null() || d["basis"] == "recurring").count();
    assert_eq!(events.len(), dated);
    let mut ids: Vec<&str> = events.iter().map(|e| e.get_uid().unwrap()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), events.len(), "no id twice");
    let one = events.iter().find(|e| e.get_description().unwrap_or_default().contains("5500家左右")).unwrap();
    assert_eq!(one.property_value("DTSTART"), Some("20261231"));
    let only = agent().get(format!("{}api/v1/export/ics?of=amounts", server.address)).call().unwrap();
    assert_eq!(only.status(), 400);
}

/// A note lies over the text, keeps its history, and follows the words when the document is cut anew.
#[test]
fn notes_stay_with_their_words() {
    let server = Server::start();
    let clause = "hufubanfa-2023-20~2~3~nn-5";
    let path = format!("clauses/{clause}/tracks");
    let (_, before, _) = server.get(&format!("clauses/{clause}"));
    let put = |body: Value| server.post(&path, "application/json", body.to_string().as_bytes());
    let (status, made) = put(json!({"status": "立项", "author": "张某", "on": "2026-01-05"}));
    assert_eq!((status, &made["data"]["serial"]), (201, &json!(1)), "{made}");
    let evidence = "https://example.org/1";
    let (status, _) = put(
        json!({"status": "办理中", "author": "李某", "note": "已开工", "evidence": evidence, "agency": "市应急局"}),
    );
    assert_eq!(status, 201);
    for (wrong, field) in [
        (json!({"status": "做梦", "author": "张某"}), "status"),
        (json!({"status": "立项"}), "author"),
        (json!({"status": "立项", "author": " "}), "author"),
        (json!({"status": "立项", "author": "张某", "evidence": "javascript:alert(1)"}), "evidence"),
        (json!({"status": "立项", "author": "张某", "on": "昨天"}), "on"),
        (json!({"status": "立项", "author": "张某", "agency": "没有这个单位"}), "agency"),
    ] {
        let (status, problem) = put(wrong);
        assert_eq!((status, &problem["field"]), (400, &json!(field)), "{problem}");
    }
    let (_, history, _) = server.get(&path);
    let said: Vec<_> = list(&history, "/data").iter().map(|t| t["status"].as_str().unwrap()).collect();
    assert_eq!(said, ["办理中", "立项"], "newest first, nothing lost");
    assert_eq!(history["data"][0]["agency"], "上海市应急管理局");
    let (_, after, _) = server.get(&format!("clauses/{clause}"));
    assert_eq!(before, after, "the text is as it was");
    // It goes out with the table, and stays when all is read anew.
    let csv = words(&run(server.data.path(), &["export", "--format", "csv", "--of", "tasks", "--agency", "应急局"]));
    assert!(csv.contains("办理中") && csv.contains("已开工"), "{csv}");
    assert_eq!(server.post("reindex", "application/json", b"").0, 200);
    assert_eq!(server.get(&path).1["meta"]["total"], 2);
    // A dump carries it to another place.
    let dump = server.data.path().join("all.jsonl");
    assert_eq!(run(server.data.path(), &["dump", dump.to_str().unwrap()]).status.code(), Some(0));
    let other = tempfile::tempdir().unwrap();
    for _ in 0..2 {
        let restored = run(other.path(), &["restore", dump.to_str().unwrap()]);
        assert_eq!(restored.status.code(), Some(0), "{}", words(&restored));
    }
    let told = json(&run(other.path(), &["track", clause, "--format", "json"]));
    assert_eq!(told["meta"]["total"], 2, "once, however often it is restored");
    // The command line notes too.
    let args = ["track", clause, "--status", "已办结", "--author", "王某", "--on", "2026-11-01"];
    assert!(words(&run(other.path(), &args)).contains("3 次登记"));
    assert_eq!(run(other.path(), &["track", clause, "--status", "已办结"]).status.code(), Some(2));
}

/// Where a token is set, whoever writes has to show it.
#[test]
fn writing_needs_the_token() {
    let server = Server::guarded("pingguo-7788", &[corpus().to_str().unwrap()]);
    let url = format!("{}api/v1/clauses/hufubanfa-2023-20~2~3~nn-5/tracks", server.address);
    let body = json!({"status": "立项", "author": "张某"}).to_string();
    let send = |token: Option<&str>| {
        let mut request = agent().post(&url).header("content-type", "application/json");
        if let Some(token) = token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        request.send(body.as_bytes()).unwrap().status().as_u16()
    };
    assert_eq!([send(None), send(Some("wrong"))], [403, 403]);
    assert_eq!(agent().get(&url).call().unwrap().status(), 200, "reading needs none");
    let args = ["track", "hufubanfa-2023-20~2~3~nn-5", "--status", "立项", "--author", "张某"];
    assert_eq!(run(server.data.path(), &args).status.code(), Some(2));
    let shown = [&args[..], &["--token", "pingguo-7788"]].concat();
    assert_eq!(run(server.data.path(), &shown).status.code(), Some(0));
    assert_eq!(server.get("clauses/hufubanfa-2023-20~2~3~nn-5/tracks").1["meta"]["total"], 1);
}
