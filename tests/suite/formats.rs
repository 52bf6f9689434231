//! Formats 格式: one text as txt, Markdown, HTML, DOCX, PDF and OFD gives the same clauses and facts.
//!
//! The files are made here from one source. The text has a table, an attachment, notes, automatic
//! numbers, responsibilities, targets, deadlines, amounts and a citation.

use super::formats_made as made;
use super::outcome::{assemble, differences, outcome};
use tiaoku::export;
use tiaoku::lexicon::Lexicon;

/// A piece of the text.
pub(crate) enum Piece {
    /// The title, on lines of its own.
    Title(&'static str),
    /// A paragraph; the first number is the depth of its automatic number, 0 without one. A `^` is the
    /// place of a note.
    Words(u8, &'static str),
    /// Set at the right: signature and date.
    Right(&'static str),
    Table(&'static [&'static [&'static str]]),
}

/// The notes in their order.
pub(crate) const NOTES: &[&str] = &["规模以上指年主营业务收入2000万元及以上。", "口径以统计部门发布为准。"];

/// The text. Numbers of depth 1 to 3 are `一、`, `（一）` and `1.`.
pub(crate) const TEXT: &[Piece] = {
    use Piece::{Right, Table, Title, Words};
    &[
        Title("云川市人民政府关于加快绿色低碳产业发展的实施意见"),
        Words(0, "各县（市、区）人民政府，市政府各部门："),
        Words(
            0,
            "为贯彻落实《云州省绿色发展条例》和《云州省人民政府关于推进节能降碳的意见》（云政发〔2023〕8号），加快发展绿色低碳产业，结合本市实际，提出以下意见。",
        ),
        Words(1, "总体目标"),
        Words(
            0,
            "到2027年，全市规模以上^绿色低碳企业达到120家以上，产业规模突破500亿元，单位产值能耗下降15%左右，培育3至5家龙头企业。",
        ),
        Words(1, "重点任务"),
        Words(
            2,
            "壮大产业集群。推动产业园区循环化改造，2026年底前完成8个省级园区改造任务，新建绿色工厂30家^。（责任单位：市工业和信息化局、市发展改革委、各县（市、区）政府）",
        ),
        Words(2, "推进技术攻关。由市科技局牵头，市财政局、市教育局配合，每年组织实施重大专项不少于10项。"),
        Words(1, "支持政策"),
        Words(
            2,
            "加大资金支持。对新认定的国家级绿色工厂，给予一次性奖励50万元；对总投资1亿元以上的改造项目，按设备投入的10%给予补助，最高不超过500万元。（市财政局、市工业和信息化局按职责分工负责）",
        ),
        Words(2, "强化要素保障。具体措施按以下条款执行："),
        Words(3, "用地保障。优先安排工业用地指标，建设用地容积率不低于1.5，市自然资源局在20个工作日内办结审批手续。"),
        Words(3, "金融保障。设立总规模20亿元的绿色产业基金，为中小企业提供贷款贴息，贴息比例为50%。"),
        Words(0, "本意见自2025年3月1日起施行，有效期至2029年12月31日。"),
        Words(0, "附件：重点任务分工表"),
        Right("云川市人民政府"),
        Right("2025年1月20日"),
        Words(0, "（此件公开发布）"),
        Words(0, "附件"),
        Words(0, "重点任务分工表"),
        Table(&[
            &["序号", "重点任务", "责任单位", "完成时限"],
            &["1", "编制绿色工厂培育方案", "市工业和信息化局", "2025年6月底前"],
            &["2", "建立企业能耗监测平台", "市发展改革委、市统计局", "2026年底前"],
        ]),
    ]
};

#[test]
fn one_text_in_six_formats() {
    let plain = assemble("t.txt", &made::txt());
    let expected = outcome(&plain);
    let mut failed = Vec::new();
    for (name, bytes) in made::all() {
        let record = assemble(name, &bytes);
        let mut found = Vec::new();
        differences(&expected, &outcome(&record), "", &mut found);
        if record.hash != plain.hash {
            found.push("the hash of the words differs".to_owned());
        }
        if !found.is_empty() {
            failed.push(format!("{name}:\n  {}", found.join("\n  ")));
            println!("--- {name}\n{}", record.source.text);
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// The text holds what it is to show, so that agreement is not agreement on nothing.
#[test]
fn the_text_is_read() {
    let record = assemble("t.txt", &made::txt());
    let value = serde_json::to_value(export::parse_json(&record)).unwrap();
    let count = |field: &str| {
        let clauses = value["clauses"].as_array().unwrap();
        clauses.iter().map(|c| c[field].as_array().map_or(0, Vec::len)).sum::<usize>()
    };
    assert!(count("responsibilities") >= 8, "{}", count("responsibilities"));
    assert!(count("targets") >= 7 && count("deadlines") >= 5 && count("amounts") >= 5 && count("citations") >= 2);
    let kinds: Vec<_> = value["clauses"].as_array().unwrap().iter().map(|c| c["kind"].as_str().unwrap()).collect();
    assert!(kinds.contains(&"attachment") && kinds.contains(&"closing") && kinds.contains(&"preamble"));
    assert!(record.metadata.title.as_deref().is_some_and(|t| t.ends_with("实施意见")));
}

/// Copied from one format into another, a document is the same work.
#[test]
fn two_formats_are_one_document() {
    let dir = tempfile::tempdir().unwrap();
    let kb = tiaoku::kb::Kb::open(dir.path(), Lexicon::builtin().clone()).unwrap();
    let day = "2026-01-01".parse().unwrap();
    let first = kb.ingest_bytes("意见.docx", &made::docx(), day).unwrap();
    let second = kb.ingest_bytes("意见.pdf", &made::pdf(), day).unwrap();
    assert_eq!(first.id, second.id);
    assert_eq!(kb.snapshot().documents().len(), 1);
}
