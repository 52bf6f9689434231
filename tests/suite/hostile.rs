//! Hostile input 恶意输入: long and strange texts are read in time that grows with their length, and nothing
//! of them stops the program.
//!
//! Each text once had a step in it that grew with the square of its length, or might have.

use std::time::{Duration, Instant};
use tiaoku::lexicon::Lexicon;
use tiaoku::record::Assembler;

/// Units repeated to a text of one line.
const LINES: &[&str] = &[
    "覆盖90%以上甲、",
    "新增甲5个，",
    "1.9万户、6.5万人脱贫",
    "2025年突破4亿元、",
    "突破50亿元的企业5个，",
    "《甲报告》和",
    "县、区财政局、",
    "是县政府的重要职责，",
    "下设甲办公室（以下简称乙），负责",
    "甲公司：负责乙。",
    "农村20%以上房屋实现",
    "“十四五”后两年",
    "（甲（",
    "为贯彻甲方案",
    "甲县3万株、",
    "其中甲县3万株，",
    "到2030年产量1吨，产量",
    "占甲1%，增速1%，",
    "率甲地区不低于1%、",
    "1吨/人·",
    "1 2 ",
    "全部完成，",
    "按收入1%的比例安排，",
    "。 1、甲",
    "甲。 ",
    "： ",
    "甲????",
    "（市科委2008年1月）",
    "实现总产值1亿元，增长1%；",
    "（含新增1人",
    "为20个小区实施改造，",
    "其中，甲市10户，",
    "平均每年实现新增就业4万人，",
    "投资3亿元，新建",
    "资金来源：中央3亿元、",
    "2025年下半年各县",
    "（一）甲。（省科委负责）",
    "现将《甲》",
    "（",
    "）",
    "（）",
    "《",
    "》",
    "“",
    "(",
    "1",
    "1.a",
    "一",
    "万",
    "，",
    "、",
    "：",
    "每",
    "第",
    "。",
    "2025年",
    "2024—",
    "不超过",
    "三分之",
    "10%",
    "翻一番",
    "100万元、",
    "达到60个以上，",
    "比例不低于1:2、",
    "1:2、1:3、",
    "责任单位：",
    "（责任单位：市科委）",
    "市科委、",
    "市科委和",
    "由市科委牵头，",
    "市科委牵头",
    "牵头",
    "会同",
    "《办法》（国发〔2020〕7号）",
    "（以下简称“甲”）",
    "》（以下简称“甲”）",
    "以下简称",
    "&amp;",
    "；（一）",
    "甲乙丙丁\u{3000}\u{3000}",
    "甲\u{3000}\u{3000}",
    "甲、乙分别达到1%、2%，",
    "二、减负担7.减免租金",
    "播种面积500万亩，产量达到200万吨，",
    "在2020年基础上，削减15%，",
    "其中甲型800人，",
    "按投资额的10%，",
    "列逗号之前的为牵头单位，",
    "某府发〔2006〕29号2006年1月1日 ",
    "推进产业发展，到2026年达到60个以上。",
    "今年分别达到甲220天、乙210天，",
    "按营业收入的3%、5%负担，",
    "减少一半以上、",
    "市科委会同市财政局，",
    "各单位按照各自职责做好，",
    "届满30日前，",
    "工业项目：不低于300万元/亩；",
    "（含36个月）以上",
    "一是推进产业，二是",
    "百分之五以上百分之十以下",
    "给予50万元、30万元，",
    "500万元以上、",
    "租期不超过5年，",
    "6月底前完成，",
    "新发展100亩以上的基地，",
    "到2025年、",
    "二、主要目标新建20个。",
    "比上年增加20个，",
    "市科委、市财政局按职责分工负责，",
    "对符合下列条件的企业给予5%的补贴：",
    "第三条 推进产业，",
    "2025年1月—3月，",
    "比2020年的1吨降低17%，",
    "分别减少1%（其中工业减少2%）、",
    "甲、乙分别达到1%、2%；2030年分别达到3%、4%；",
    "达到100亿元，占比重达到5%，",
    "以甲为基数，消减5%，",
    "各级政府要加强领导，承担起改革责任，",
    "成立由市长任组长的推进领导小组，负责协调，",
    "到2025年底，圈定保护区73万亩，",
    "按第一年度50%的比例，安排专项资金，",
    "以下均需各县政府落实，不再列出。",
    "各县<自治县、市>政府、",
    "依据《办法》第三条，",
    "分别压缩至70、40个工作日，",
    "设一等奖1名、",
    "465幢23.25万平方米房屋、",
    "，其中：夏粮5万亩",
    "第一章总则第一条",
    "甲局2026年1月1日办法第一章",
    "\"甲",
    "全部甲力争达标",
    "负责甲，市科委参与",
    "1000万元及以上至2000万元、",
    "3月1日0时至",
    "11大类37项",
    "每件交纳5元至6元、",
    "2026年增速实现5%；",
    "期限甲，最长不超过3年",
    "搬迁5户7人、",
    "新增5户（累计7户）甲乙",
    "甲乙丙丁每年至少召开一次，",
    "年产5万台甲、",
    "2025年3月前甲，年底前乙",
    "建设5个甲乙，面积7亩，",
    "更新5台甲，其中2024年3台、",
    "定额为：甲：不超过0.1%；",
    "缴费费率由2%调整为1%、",
    "10个产值超5亿元的甲、",
    "负责甲，会同市科委做乙，",
    "推进13条甲、5条乙治理、",
    "甲\\n乙，\\n",
    "一级3家、国家级5家，其中",
    "（不包括甲、乙）",
    "$5\\%$甲",
    // Lines torn at their marks, figures on lines of their own, heads of pages inside sentences.
    "推进甲项目建设，\n落实各项责任和\n（一）\n优化。\n",
    "实施时间为\n2021\n年\n",
    "推进甲乙丙丁，完善机\n甲市公报第5期\n制度，营造环境和\n",
    "甲\n……………………………………\n",
    "序号\n任务\n责任单位\n1\n推进甲。\n",
    "序号\n任务\n",
    "主题：\n甲\n",
    "新建5个（其中甲乙3个",
    "早稻3万亩，",
    "由目前近5所调整到3所、",
    "保持甲8%以上的增速、",
    "全部甲均应提供乙，",
    "力争两年内过5亿元、",
    "根据\n《甲》\n（乙〔2021〕1号）\n，",
];

/// Lines that only differ by a number.
const PARAGRAPHS: &[&str] = &[
    "",
    "1.推进",
    "一、推进",
    "（一）推进",
    "附件",
    "附件1：",
    "第一条 推进",
    "现印发《关于推进",
    "某市人民政府",
    "# ",
    "- ",
];

fn read(assembler: &Assembler, name: &str, text: &str) -> Duration {
    let begun = Instant::now();
    if let Ok(source) = tiaoku::source::read(name, text.as_bytes()) {
        let record = assembler.assemble(source, jiff::civil::date(2026, 1, 1));
        let end = record.outline.nodes.last().map(|n| n.span.end);
        assert_eq!(end, Some(record.source.text.len()), "{name}: every byte has its node");
    }
    begun.elapsed()
}

fn texts(bytes: usize) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for unit in LINES {
        out.push((format!("{unit}.txt"), unit.repeat(bytes / unit.len())));
    }
    // Units one below the other, each with what is said of it in its heading, at its end or for all.
    for (name, unit) in [
        ("headings", "（一）甲阶段（2025年3月—6月）\n1.推进（责任单位：市科委）\n抓好。\n2.落实。\n"),
        ("notes", "（一）甲\n1.推进。\n2.落实。\n（责任单位：市科委、市财政局）\n"),
        ("rules", "1.推进。（市科委。以下均需各县政府落实，不再列出）\n"),
        ("dashes", "——甲目标。到2026年达到5%。\n"),
        ("goals", "（一）增长5%\n（责任单位：市科委）\n"),
    ] {
        out.push((format!("{name}.txt"), format!("某市方案\n一、任务\n{}", unit.repeat(bytes / unit.len()))));
    }
    let units = (0..bytes / 12).map(|n| format!("{}.推进。", n % 390 + 1));
    out.push(("units.txt".to_owned(), units.collect()));
    out.push(("1…5.x.txt".to_owned(), format!("{}{}", "1".repeat(bytes / 2), "5.x".repeat(bytes / 6))));
    for opens in PARAGRAPHS {
        let lines = (0..bytes / 30).map(|n| format!("{opens}第{n}项工作》的事项：\n"));
        out.push((format!("{opens}….txt"), lines.collect()));
    }
    // Cells on lines of their own, rows that run on, their bodies below each other.
    let rows = (1..bytes / 60).map(|n| format!("{n}\n推进第{n}项。\n市科委\n市财政局\n12月底前\n"));
    out.push(("rows.txt".to_owned(), format!("序号\n任务\n责任单位\n时限\n{}", rows.collect::<String>())));
    let rows = (1..bytes / 60).map(|n| format!("甲{n}镇 | {n} | {n} |\n"));
    out.push(("tasks.txt".to_owned(), format!("乡镇 | 任务（亩） | 备注 |\n{}", rows.collect::<String>())));
    let n = bytes / 10;
    let html = |inside: String| format!("<html><body>{inside}");
    out.push(("div.html".to_owned(), html(format!("{}文{}", "<div>".repeat(n), "</div>".repeat(n)))));
    out.push(("bold.html".to_owned(), html("<b><i>".repeat(n))));
    out.push(("table.html".to_owned(), html("<table><tr><td>甲<td>乙".repeat(n / 3))));
    out.push(("quote.md".to_owned(), format!("{}文", ">".repeat(bytes))));
    out.push(("bracket.md".to_owned(), "[".repeat(bytes)));
    out.push(("link.md".to_owned(), "[a](".repeat(bytes / 4)));
    out.push(("links.md".to_owned(), "[甲](b) ".repeat(bytes / 11)));
    out.push(("cells.md".to_owned(), format!("|甲|乙|\n|-|-|\n|{}|", "**丙**".repeat(bytes / 7))));
    out.push(("star.md".to_owned(), "**a*".repeat(bytes / 4)));
    out
}

#[test]
fn nothing_stops_on_strange_texts() {
    let assembler = Assembler::new(Lexicon::builtin());
    for (name, text) in texts(6_000) {
        let took = read(&assembler, &name, &text);
        assert!(took < Duration::from_secs(20), "{name}: {took:?}");
    }
}

/// Eight times the text takes about eight times as long. Run by hand in release: the clock of a busy
/// machine proves nothing.
#[test]
#[ignore = "measures time: cargo test --release --test suite hostile:: -- --ignored --nocapture"]
fn time_grows_with_length() {
    let assembler = Assembler::new(Lexicon::builtin());
    let mut slow = Vec::new();
    for ((name, short), (_, long)) in texts(100_000).into_iter().zip(texts(800_000)) {
        let (a, b) = (read(&assembler, &name, &short), read(&assembler, &name, &long));
        println!("{name:30} {a:>10.1?} {b:>10.1?}");
        if b > Duration::from_millis(400) && b > a * 24 {
            slow.push(name);
        }
    }
    assert!(slow.is_empty(), "more than linear: {slow:?}");
}
