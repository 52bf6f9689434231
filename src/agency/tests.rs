//! Tests of names: made-up places, the patterns of officials.

use super::{Body, Jurisdiction, Level, Registry};
use crate::lexicon::{Lexicon, Table};
use crate::metadata::Metadata;
use jiff::civil::date;

fn registry() -> Registry {
    Registry::new(Lexicon::builtin())
}

fn of(registry: &Registry, issuer: &str) -> Jurisdiction {
    let metadata = Metadata { issuers: vec![issuer.to_owned()], ..Metadata::default() };
    registry.jurisdiction(&metadata, [])
}

fn told(b: &Body) -> String {
    let level = b.level.map_or("?", Level::word);
    let kind = if b.generic { " 泛指" } else { "" };
    format!("{} {level} {}{kind}", b.name, b.region.as_deref().unwrap_or("—"))
}

/// `issuer`, `name as written`, `full name, level, region`.
const CASES: &[(&str, &str, &str)] = &[
    // A province-level city and a district of it.
    ("上海市人民政府办公厅", "市发展改革委", "上海市发展和改革委员会 province 上海市"),
    ("上海市人民政府办公厅", "市发改委", "上海市发展和改革委员会 province 上海市"),
    ("上海市人民政府办公厅", "发展和改革委员会", "上海市发展和改革委员会 province 上海市"),
    ("上海市人民政府办公厅", "市经济信息化委", "上海市经济和信息化委员会 province 上海市"),
    ("上海市人民政府办公厅", "市市场监管局", "上海市市场监督管理局 province 上海市"),
    ("上海市人民政府办公厅", "奉贤区财政局", "上海市奉贤区财政局 county 上海市奉贤区"),
    ("上海市人民政府办公厅", "上海银保监局", "中国银行保险监督管理委员会上海监管局 national 上海市"),
    ("上海市人民政府办公厅", "上海海关", "上海海关 national 上海市"),
    ("上海市人民政府办公厅", "财政部", "财政部 national —"),
    ("上海市人民政府办公厅", "各区政府", "上海市各区 county 上海市 泛指"),
    ("上海市人民政府办公厅", "各区", "上海市各区 county 上海市 泛指"),
    ("上海市人民政府办公厅", "市级各相关部门", "上海市级各相关部门 province 上海市 泛指"),
    ("上海市人民政府办公厅", "领导小组办公室（市科委）", "领导小组办公室（上海市科学技术委员会） province 上海市"),
    ("上海市奉贤区人民政府", "区市场监管局", "上海市奉贤区市场监督管理局 county 上海市奉贤区"),
    ("上海市奉贤区人民政府", "市市场监管局", "上海市市场监督管理局 province 上海市"),
    ("上海市奉贤区人民政府", "区委宣传部", "中共上海市奉贤区委宣传部 county 上海市奉贤区"),
    ("上海市奉贤区人民政府", "区规资局", "上海市奉贤区规划和自然资源局 county 上海市奉贤区"),
    ("上海市奉贤区人民政府", "区经委", "上海市奉贤区经济委员会 county 上海市奉贤区"),
    // A province, a prefecture, a county-level city; names that stand bare in a list.
    ("甲某省人民政府办公厅", "省科技厅", "甲某省科学技术厅 province 甲某省"),
    ("安徽省商务厅", "省市场监管局", "安徽省市场监督管理局 province 安徽省"),
    ("安徽省商务厅", "合肥海关", "合肥海关 national 合肥市"),
    ("安徽省商务厅", "人行合肥中心支行", "人行合肥中心支行 national 合肥市"),
    ("广西壮族自治区人民政府办公厅", "自治区财政厅", "广西壮族自治区财政厅 province 广西壮族自治区"),
    ("甲市人民政府办公室", "市人社局", "甲市人力资源和社会保障局 city 甲市"),
    ("甲市人民政府办公室", "市妇联", "甲市妇女联合会 city 甲市"),
    ("甲市人民政府办公室", "团市委", "共青团甲市委员会 city 甲市"),
    ("甲市人民政府办公室", "市政府办公室", "甲市人民政府办公室 city 甲市"),
    ("甲市乙某区人民政府", "区财政局", "甲市乙某区财政局 county 甲市乙某区"),
    ("甲市乙某区人民政府", "市财政局", "甲市财政局 city 甲市"),
    ("丙丁市人民政府办公室", "发改", "丙丁市发展和改革局 county 丙丁市"),
    ("丙丁市人民政府办公室", "国土", "丙丁市国土资源局 county 丙丁市"),
    ("丙丁市人民政府办公室", "市文广新局", "丙丁市文化广电新闻出版局 county 丙丁市"),
    ("丙丁市人民政府办公室", "各镇（街道）", "丙丁市各镇（街道） town 丙丁市 泛指"),
    ("合肥市人民政府", "省财政厅", "安徽省财政厅 province 安徽省"),
    ("甲市某城区促进投资的若干意见", "区投资促进服务中心", "甲市某城区投资促进服务中心 county 甲市某城区"),
    ("上海市人民政府办公厅", "上海警备区政治工作局", "上海警备区政治工作局 province 上海市"),
    // The centre.
    ("国务院办公厅", "发展改革委", "国家发展和改革委员会 national —"),
    ("国务院办公厅", "市场监管总局", "国家市场监督管理总局 national —"),
    ("国务院办公厅", "人力资源社会保障", "人力资源和社会保障部 national —"),
    ("国务院办公厅", "各省、自治区、直辖市人民政府", "各省、自治区、直辖市 province — 泛指"),
    ("国务院办公厅", "教育部门", "教育部门 national — 泛指"),
    ("国务院办公厅", "有关部门", "有关部门 national — 泛指"),
];

#[test]
fn names_mean_bodies() {
    let registry = registry();
    let wrong: Vec<String> = CASES
        .iter()
        .filter_map(|(issuer, name, wanted)| {
            let found = told(&registry.resolve(name, &of(&registry, issuer), None));
            (found != *wanted).then(|| format!("{issuer}: {name}: {found}, not {wanted}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A body renamed, in rows of the test's own: the day of the document decides, and each leads to the other.
#[test]
fn one_name_follows_another() {
    let mut lexicon = Lexicon::builtin().clone();
    let rows = "name\tshort\tlevel\tregion\tparent\tfrom\tuntil\tsuccessor\tsource\n\
        甲市安全监督局\t市安监局\tcity\t甲市\t甲市人民政府\t\t2018-12-31\t甲市应急管理局\t甲政发〔2018〕1号第二条\n\
        甲市应急管理局\t市应急局、市安监局\tcity\t甲市\t甲市人民政府\t2019-01-01\t\t\t甲政发〔2018〕1号第二条\n";
    lexicon.put(Table::parse("agencies", rows).unwrap()).unwrap();
    let registry = Registry::new(&lexicon);
    let place = of(&registry, "甲市人民政府");
    let on = |name: &str, day| registry.resolve(name, &place, Some(day));
    let (old, new) = (on("市安监局", date(2017, 5, 1)), on("市安监局", date(2020, 5, 1)));
    assert_eq!((old.name.as_str(), new.name.as_str()), ("甲市安全监督局", "甲市应急管理局"));
    assert_eq!(old.successor.as_deref(), Some("甲市应急管理局"));
    assert_eq!(registry.predecessors("甲市应急管理局"), ["甲市安全监督局"]);
    assert_eq!(old.source, "甲政发〔2018〕1号第二条");
    // In another place the row says nothing.
    let elsewhere = of(&registry, "乙某市人民政府");
    assert_eq!(registry.resolve("市应急局", &elsewhere, None).name, "乙某市应急管理局");
}

#[test]
fn no_name_makes_it_fail() {
    let registry = registry();
    for issuer in ["", "市", "省", "区区区", "上海市上海市", "（）", "国"] {
        let place = of(&registry, issuer);
        for name in [
            "",
            "市",
            "区",
            "委",
            "办",
            "（）",
            "市（",
            "）",
            "a市",
            "市市市",
            "中国公司",
            "人行",
            "团委",
            "团市委",
            "各",
        ] {
            let _ = registry.resolve(name, &place, None);
            let _ = registry.stem(name);
        }
    }
}
