//! Columns 列: the lists that can be handed out, and what a spreadsheet shows of each item.
//!
//! An item comes as the API's JSON, so that a column is a head and a place in it: `单位` and `/agency`. A cell
//! knows whether it is a number, a day or an address, for formats that tell them apart. Every row says where it stands (document, clause, permalink) and by which words (quote).

use serde_json::Value;

/// A list that can be handed out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// Clauses: what a search finds.
    Clauses,
    /// 责任单位
    Responsibilities,
    /// 目标指标
    Targets,
    /// 时限
    Deadlines,
    /// 金额
    Amounts,
    /// 引用文件
    Citations,
    /// What falls due, by clause and day.
    Due,
    /// 任务分工表
    Tasks,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cell {
    /// Words.
    Words(String),
    /// A decimal number.
    Number(String),
    /// A day, ISO 8601.
    Day(String),
    /// An address.
    Link(String),
}

impl Cell {
    /// As a line of text shows it.
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Words(text) | Self::Number(text) | Self::Day(text) | Self::Link(text) => text,
        }
    }
}

/// A head and where its words stand in the item.
struct Column(&'static str, &'static str, As);

/// How a value is written for people.
#[derive(Clone, Copy)]
enum As {
    /// As it is; lists with 、 between.
    Words,
    /// As it is, 原文未载 where it is null.
    Element,
    /// By the word list of the outside JSON.
    Word,
    /// The same of amounts, where `support` is 支持 and not 配合.
    Money,
    /// The agencies of a list.
    Agencies,
    /// The numbers to be reached.
    Targets,
    /// Counts by kind.
    Counts,
    /// 是 or nothing.
    Yes,
    /// A document, or 未入库.
    Document,
    /// An address on the page.
    Link,
    /// A number.
    Number,
    /// A day.
    Day,
    /// Bodies of a task, those that lead by convention marked.
    Bodies,
    /// Why somebody leads.
    Leading,
    /// When and why, all days of a task.
    Dues,
    /// The words that set the times of a task.
    Quotes,
    /// An address elsewhere.
    Web,
}
use As::{
    Agencies, Bodies, Counts, Day, Document, Dues, Element, Leading, Link, Money, Number, Quotes, Targets, Web, Word,
    Words, Yes,
};

const RESPONSIBILITIES: &[Column] = &[
    Column("单位", "/agency", Words),
    Column("归并单位", "/agency_id", Words),
    Column("角色", "/role", Word),
    Column("位次", "/position", Number),
    Column("同列单位数", "/of", Number),
    Column("同列其他单位", "/with", Agencies),
];
const TARGETS: &[Column] = &[
    Column("指标", "/indicator", Words),
    Column("类别", "/kind", Word),
    Column("比较", "/comparator", Word),
    Column("数值", "/value", Number),
    Column("数值上限", "/value_max", Number),
    Column("单位", "/unit", Words),
    Column("变化", "/change", Word),
    Column("周期", "/per", Word),
    Column("截止日", "/by", Day),
    Column("承上截止日", "/by_inherited", Day),
    Column("状态", "/status", Word),
    Column("剩余天数", "/days_left", Number),
];
const DEADLINES: &[Column] = &[
    Column("类别", "/kind", Word),
    Column("起", "/start", Day),
    Column("止", "/end", Day),
    Column("期限", "/duration", Words),
    Column("工作日", "/working_days", Yes),
    Column("到期日", "/due_on", Day),
    Column("到期日取值", "/due_origin", Word),
    Column("状态", "/status", Word),
    Column("剩余天数", "/days_left", Number),
];
const AMOUNTS: &[Column] = &[
    Column("作用", "/role", Money),
    Column("类型", "/type", Money),
    Column("界限", "/bound", Word),
    Column("数值", "/value", Number),
    Column("数值上限", "/value_max", Number),
    Column("单位", "/unit", Words),
    Column("计算基数", "/basis", Words),
    Column("每", "/per", Words),
];
const CITATIONS: &[Column] = &[
    Column("引用标题", "/title", Words),
    Column("引用文号", "/number", Words),
    Column("库中文件", "/leads_to", Document),
];
const DUE: &[Column] = &[
    Column("年份", "/year", Number),
    Column("依据", "/basis", Word),
    Column("到期日", "/due_on", Day),
    Column("状态", "/status", Word),
    Column("剩余天数", "/days_left", Number),
    Column("时限原文", "/deadline/quote", Words),
    Column("目标", "/targets", Targets),
];
const TASKS: &[Column] = &[
    Column("序号", "/number", Number),
    Column("任务", "/task", Words),
    Column("目标", "/targets", Targets),
    Column("时限", "/due_on", Day),
    Column("时限说明", "/dues", Dues),
    Column("时限原文", "/dues", Quotes),
    Column("牵头", "/leads", Bodies),
    Column("牵头依据", "/leads", Leading),
    Column("配合", "/supports", Bodies),
    Column("依据文件", "/clause/document/short_title", Words),
    Column("发文字号", "/clause/document/number", Element),
    Column("依据条款", "/clause/label", Words),
    Column("链接", "/clause/permalink", Link),
    Column("办理状态", "/track/status", Words),
    Column("状态日期", "/track/on", Day),
    Column("办理说明", "/track/note", Words),
    Column("佐证", "/track/evidence", Web),
    Column("登记人", "/track/author", Words),
];
/// Columns of tasks that stand there only where they are asked for.
const SELDOM: &[&str] = &["时限说明", "时限原文", "发文字号", "状态日期", "佐证", "登记人"];
/// How a fact was found.
const FOUND: &[Column] =
    &[Column("原文摘录", "/quote", Words), Column("取值", "/origin", Word), Column("规则", "/rule", Words)];
/// Where a fact stands.
const PLACE: &[Column] = &[
    Column("文件", "/clause/document/short_title", Words),
    Column("发文字号", "/clause/document/number", Element),
    Column("所在部分", "/clause/section", Words),
    Column("条款", "/clause/label", Words),
    Column("条款标题", "/clause/heading", Words),
    Column("条款编号", "/clause/id", Words),
    Column("链接", "/clause/permalink", Link),
];
/// A clause itself.
const CLAUSES: &[Column] = &[
    Column("文件", "/document/short_title", Words),
    Column("发文字号", "/document/number", Element),
    Column("所在部分", "/section", Words),
    Column("条款", "/label", Words),
    Column("条款标题", "/heading", Words),
    Column("原文", "/text", Words),
    Column("内容", "/facts", Counts),
    Column("条款编号", "/id", Words),
    Column("链接", "/permalink", Link),
];

impl Of {
    /// All of them.
    pub const ALL: &[Self] = &[
        Self::Responsibilities,
        Self::Targets,
        Self::Deadlines,
        Self::Amounts,
        Self::Citations,
        Self::Due,
        Self::Tasks,
        Self::Clauses,
    ];

    /// The list of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|of| of.name() == name)
    }

    /// Its name as the value of `of`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Clauses => "clauses",
            Self::Responsibilities => "responsibilities",
            Self::Targets => "targets",
            Self::Deadlines => "deadlines",
            Self::Amounts => "amounts",
            Self::Citations => "citations",
            Self::Due => "due",
            Self::Tasks => "tasks",
        }
    }

    /// Its name for people, as files are named.
    pub fn word(self) -> &'static str {
        match self {
            Self::Clauses => "条款",
            Self::Responsibilities => "责任单位",
            Self::Targets => "目标",
            Self::Deadlines => "时限",
            Self::Amounts => "金额",
            Self::Citations => "引用文件",
            Self::Due => "到期事项",
            Self::Tasks => "任务分工表",
        }
    }

    fn columns(self) -> impl Iterator<Item = &'static Column> {
        let (own, found, place): (&[Column], &[Column], &[Column]) = match self {
            Self::Clauses => (CLAUSES, &[], &[]),
            Self::Responsibilities => (RESPONSIBILITIES, FOUND, PLACE),
            Self::Targets => (TARGETS, FOUND, PLACE),
            Self::Deadlines => (DEADLINES, FOUND, PLACE),
            Self::Amounts => (AMOUNTS, FOUND, PLACE),
            Self::Citations => (CITATIONS, FOUND, PLACE),
            Self::Due => (DUE, &[], PLACE),
            Self::Tasks => (TASKS, &[], &[]),
        };
        own.iter().chain(found).chain(place)
    }

    /// The heads of its columns.
    pub fn heads(self) -> Vec<&'static str> {
        self.columns().map(|c| c.0).collect()
    }

    /// The columns that are asked for, in the order asked; all where none is named.
    fn chosen(self, asked: &[String]) -> Vec<&'static Column> {
        if asked.is_empty() {
            // A sheet of tasks is for paper too: what few ask for stays out until it is named.
            let seldom = |head: &str| self == Self::Tasks && SELDOM.contains(&head);
            return self.columns().filter(|c| !seldom(c.0)).collect();
        }
        asked.iter().filter_map(|head| self.columns().find(|c| c.0 == head)).collect()
    }

    /// The heads of the columns that are asked for.
    pub(super) fn heads_of(self, asked: &[String]) -> Vec<&'static str> {
        self.chosen(asked).into_iter().map(|c| c.0).collect()
    }

    /// The cells of one item.
    pub(super) fn cells(self, item: &Value, site: &str, asked: &[String]) -> Vec<Cell> {
        self.chosen(asked).into_iter().map(|Column(_, place, how)| cell(item.pointer(place), *how, site)).collect()
    }
}

/// What stands in one cell: a number, a day and an address stay what they are.
fn cell(value: Option<&Value>, how: As, site: &str) -> Cell {
    let text = write(value, how, site);
    match how {
        _ if text.is_empty() => Cell::Words(text),
        Number => Cell::Number(text),
        Day => Cell::Day(text),
        Link | Web => Cell::Link(text),
        _ => Cell::Words(text),
    }
}

fn write(value: Option<&Value>, how: As, site: &str) -> String {
    let value = value.unwrap_or(&Value::Null);
    let at = |v: &Value, place: &str| v.pointer(place).map(plain).unwrap_or_default();
    let each = |between: &str, f: &dyn Fn(&Value) -> String| {
        let mut all: Vec<String> = value.as_array().into_iter().flatten().map(f).filter(|w| !w.is_empty()).collect();
        all.dedup();
        all.join(between)
    };
    match how {
        Words | Number | Day | Web => plain(value),
        Element if value.is_null() => "原文未载".to_owned(),
        Element => plain(value),
        Word => word(&plain(value)).to_owned(),
        Money => money(&plain(value)).to_owned(),
        Yes => if value.as_bool() == Some(true) { "是" } else { "" }.to_owned(),
        Document if value.is_null() => "未入库".to_owned(),
        Document => at(value, "/short_title"),
        Link => format!("{site}{}", plain(value)),
        Agencies => each("；", &|w| match at(w, "/role").as_str() {
            "responsible" => at(w, "/agency"),
            role => format!("{}（{}）", at(w, "/agency"), word(role)),
        }),
        Bodies => each("、", &|b| at(b, "/agency")),
        Leading => each("；", &|b| match (at(b, "/origin").as_str(), at(b, "/role").as_str()) {
            ("inferred", _) => "首列，推定牵头".to_owned(),
            (_, "lead") => "原文明示牵头".to_owned(),
            _ => "单列责任单位".to_owned(),
        }),
        Dues => each("；", &|d| {
            let day = at(d, "/due_on");
            let day = if day.is_empty() { "每年".to_owned() } else { day };
            format!("{day}（{}）", word(&at(d, "/basis")))
        }),
        Quotes => each("；", &|d| at(d, "/quote")),
        Targets => each("；", &|t| at(t, "/quote")),
        Counts => {
            let all = value.as_object().into_iter().flatten();
            all.map(|(kind, n)| format!("{} {n}", word(kind))).collect::<Vec<_>>().join("；")
        }
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(words) => words.clone(),
        Value::Array(all) => all.iter().map(plain).collect::<Vec<_>>().join("、"),
        other => other.to_string(),
    }
}

/// The Chinese of the outside JSON's closed words; others stay as they are.
fn word(english: &str) -> &str {
    match english {
        "lead" => "牵头",
        "support" => "配合",
        "responsible" => "责任",
        "stated" => "原文明示",
        "inherited" => "承上",
        "inferred" => "推定",
        "goal" => "目标",
        "norm" => "标准",
        "eq" => "等于",
        "ge" => "不低于",
        "gt" => "超过",
        "le" => "不超过",
        "lt" => "低于",
        "approx" => "约",
        "year" => "每年",
        "month" => "每月",
        "day" => "每日",
        "overdue" => "时限已过",
        "open" => "未到期",
        "recurring" | "each" => "周期",
        "validity" => "有效期",
        "by" => "截止",
        "during" => "期间",
        "within" => "期限内",
        "from" => "起始",
        "responsibilities" => "责任单位",
        "targets" => "目标",
        "deadlines" => "时限",
        "amounts" => "金额",
        "citations" => "引用",
        "terms" => "简称",
        "actors" => "行为主体",
        "increase" => "增长",
        "decrease" => "下降",
        "new" => "新增",
        "range" => "区间",
        other => other,
    }
}

/// The same for role and type of an amount.
fn money(english: &str) -> &str {
    match english {
        "support" => "支持",
        "threshold" => "条件",
        "fund" => "资金规模",
        "other" => "其他",
        "money" => "金额",
        "rate" => "比例",
        "count" => "数量条件",
        other => other,
    }
}
