//! OpenAPI 接口说明: made from the routes' parameters and the views, kept in `schemas/openapi.json`.

use crate::export::item::{
    Agency, AgencyDetail, AmountItem, Checked, CitationItem, ClauseDetail, ClauseItem, DeadlineItem, DocumentItem,
    DueItem, GapItem, IngestItem, Meta, Problem, Reindexed, ResponsibilityItem, Restored, SourceItem, Stats,
    Suggestion, TargetItem, TaskItem, TrackItem,
};
use crate::export::view::Parsed;
use crate::export::{Of, Scanned, exporter, formats};
use crate::kb::{MOST, accept};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use utoipa::ToSchema;
use utoipa::openapi::content::ContentBuilder;
use utoipa::openapi::path::{HttpMethod, OperationBuilder, ParameterBuilder, ParameterIn, PathItem, PathsBuilder};
use utoipa::openapi::request_body::RequestBodyBuilder;
use utoipa::openapi::schema::{ArrayBuilder, ComponentsBuilder, KnownFormat, ObjectBuilder, SchemaFormat, Type};
use utoipa::openapi::{InfoBuilder, OpenApi, OpenApiBuilder, Ref, RefOr, Required, ResponseBuilder, Schema};

type Schemas = BTreeMap<String, RefOr<Schema>>;

/// What stands in `data`.
struct Shape {
    data: fn(&mut Schemas) -> RefOr<Schema>,
    list: bool,
}

/// One thing of a type.
const fn one<T: ToSchema>() -> Shape {
    Shape { data: refer::<T>, list: false }
}

/// A list of things of a type.
const fn many<T: ToSchema>() -> Shape {
    Shape { data: refer::<T>, list: true }
}

/// Names a type and remembers its schema and those it needs.
fn refer<T: ToSchema>(schemas: &mut Schemas) -> RefOr<Schema> {
    let mut needed = vec![(T::name().into_owned(), T::schema())];
    T::schemas(&mut needed);
    schemas.extend(needed);
    Ref::from_schema_name(T::name()).into()
}

/// A question the API answers.
struct Endpoint {
    path: &'static str,
    summary: &'static str,
    params: &'static [&'static str],
    answer: Shape,
}

const fn get(path: &'static str, summary: &'static str, params: &'static [&'static str], answer: Shape) -> Endpoint {
    Endpoint { path, summary, params, answer }
}

/// All that can be read; the order is that of `routes.rs`.
const READ: &[Endpoint] = &[
    get("/documents", "文件清单", accept::DOCUMENTS, many::<DocumentItem>()),
    get("/documents/{id}", "一个文件", accept::NONE, one::<DocumentItem>()),
    get("/documents/{id}/clauses", "文件的条款", accept::CLAUSES, many::<ClauseDetail>()),
    get("/documents/{id}/source", "原文", accept::NONE, one::<SourceItem>()),
    get("/clauses/{id}", "一个条款", accept::NONE, one::<ClauseDetail>()),
    get("/search", "检索条款", accept::SEARCH, many::<ClauseItem>()),
    get("/suggest", "输入提示", accept::SUGGEST, many::<Suggestion>()),
    get("/responsibilities", "责任单位", accept::FACTS, many::<ResponsibilityItem>()),
    get("/targets", "目标指标", accept::DATED, many::<TargetItem>()),
    get("/deadlines", "时限", accept::DATED, many::<DeadlineItem>()),
    get("/due", "到期的任务和目标，不分页", accept::DUE, many::<DueItem>()),
    get("/tasks", "任务分工表", accept::TASKS, many::<TaskItem>()),
    get("/gaps", "没有责任单位、时限、数字的条款，从不列首位的单位", accept::GAPS, many::<GapItem>()),
    get("/clauses/{id}/tracks", "一个条款的办理情况，新的在前", accept::NONE, many::<TrackItem>()),
    get("/amounts", "金额", accept::AMOUNTS, many::<AmountItem>()),
    get("/citations", "引用文件", accept::FACTS, many::<CitationItem>()),
    get("/agencies", "单位", accept::AGENCIES, many::<Agency>()),
    get("/agencies/{id}", "一个单位的职责", accept::AGENCY, one::<AgencyDetail>()),
    get("/stats", "统计", accept::NONE, one::<Stats>()),
    get("/check", "检查库是否完好（仅限本机）", accept::NONE, one::<Checked>()),
];

/// What changes the store or reads a body.
const WRITE: &[(HttpMethod, Endpoint)] = &[
    (HttpMethod::Post, get("/documents", "添加文件（仅限本机）", accept::PARSE, many::<IngestItem>())),
    (HttpMethod::Delete, get("/documents/{id}", "删除文件（仅限本机）", accept::NONE, one::<IngestItem>())),
    (
        HttpMethod::Post,
        get("/clauses/{id}/tracks", "登记办理情况（需口令，未设口令时仅限本机）", accept::NONE, one::<TrackItem>()),
    ),
    (HttpMethod::Post, get("/reindex", "按现行规则重新解析，重建索引（仅限本机）", accept::NONE, one::<Reindexed>())),
    (HttpMethod::Post, get("/restore", "从备份恢复（仅限本机）", &["name"], one::<Restored>())),
    (HttpMethod::Post, get("/parse", "解析文件，不入库", accept::PARSE, one::<Parsed>())),
    (HttpMethod::Post, get("/scan", "扫描一段文字中的值", accept::NONE, one::<Scanned>())),
];

/// The description of the API as JSON text.
pub fn text() -> String {
    serde_json::to_string_pretty(&describe()).unwrap_or_default()
}

fn describe() -> OpenApi {
    let mut schemas = Schemas::new();
    refer::<Meta>(&mut schemas);
    refer::<Problem>(&mut schemas);
    let mut paths = PathsBuilder::new();
    for endpoint in READ {
        let mut operation = operation(endpoint, &mut schemas).response("200", answer(&endpoint.answer, &mut schemas));
        if endpoint.path == "/clauses/{id}" {
            operation = operation
                .response("308", plain("文件改动后，这个编号原来的文字已在另一个编号下，见 Location"))
                .response("410", problem());
        }
        paths = paths.path(full(endpoint.path), PathItem::new(HttpMethod::Get, operation.build()));
    }
    for (method, endpoint) in WRITE {
        let operation = writing(method, endpoint, &mut schemas).build();
        paths = paths.path(full(endpoint.path), PathItem::new(method.clone(), operation));
    }
    paths = paths.path(full("/export/{format}"), PathItem::new(HttpMethod::Get, export().build()));
    let lines = ContentBuilder::new().schema(Some(string())).build();
    let dumped = ResponseBuilder::new().description("JSONL，一行一个文件").content("application/x-ndjson", lines);
    let dump = OperationBuilder::new().summary(Some("备份全部文件（仅限本机）")).response("200", dumped.build());
    paths = paths.path(full("/dump"), PathItem::new(HttpMethod::Get, dump.response("default", problem()).build()));
    for (path, summary) in [("/health/live", "进程是否在运行"), ("/health/ready", "是否可以查询")] {
        let operation = OperationBuilder::new().summary(Some(summary)).response("200", plain("正常"));
        paths = paths.path(full(path), PathItem::new(HttpMethod::Get, operation.build()));
    }
    let info = InfoBuilder::new().title("条库 Tiaoku").version(env!("CARGO_PKG_VERSION")).description(Some(
        "公文条款库的接口。成功时为 {\"data\", \"meta\"}，出错时为 RFC 9457 的 application/problem+json。",
    ));
    let components = ComponentsBuilder::new().schemas_from_iter(schemas).build();
    OpenApiBuilder::new().info(info.build()).paths(paths.build()).components(Some(components)).build()
}

fn full(path: &str) -> String {
    format!("/api/v1{path}")
}

fn operation(endpoint: &Endpoint, _: &mut Schemas) -> OperationBuilder {
    let mut operation = OperationBuilder::new().summary(Some(endpoint.summary));
    if endpoint.path.contains("{id}") {
        let id = ParameterBuilder::new().name("id").parameter_in(ParameterIn::Path).required(Required::True);
        let known = match endpoint.path.split('/').nth(1) {
            Some("clauses") => "hufubanfa-2023-20~1",
            Some("agencies") => "市应急局",
            _ => "hufubanfa-2023-20",
        };
        operation = operation.parameter(id.example(Some(json!(known))).schema(Some(string())));
    }
    for name in endpoint.params {
        let (about, many) = parameter(name);
        let one = value(endpoint.path, name);
        let schema: RefOr<Schema> = if many { ArrayBuilder::new().items(one).into() } else { one.into() };
        let mut parameter =
            ParameterBuilder::new().name(*name).parameter_in(ParameterIn::Query).description(Some(about));
        if let Some(example) = example(name) {
            parameter = parameter.example(Some(if many { json!([example]) } else { example }));
        }
        operation = operation.parameter(parameter.required(Required::False).schema(Some(schema)));
    }
    operation.response("default", problem())
}

/// What a value of a parameter is.
fn value(path: &str, name: &str) -> ObjectBuilder {
    let words = |all: &[&str]| string().enum_values(Some(all.iter().map(|w| (*w).to_owned())));
    match name {
        "limit" => {
            let number = ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(1)).maximum(Some(MOST));
            number.default(Some(json!(20)))
        }
        "position" => ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(1)).maximum(Some(u16::MAX)),
        "year" => ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(-9999)).maximum(Some(9999)),
        "from" | "until" | "as_of" | "deadline_from" | "deadline_until" => {
            string().format(Some(SchemaFormat::KnownFormat(KnownFormat::Date)))
        }
        "role" => words(&["lead", "support", "responsible"]),
        "status" => words(&["overdue", "open", "recurring"]),
        "basis" => words(&["stated", "inferred", "inherited", "recurring", "validity"]),
        "group" => words(&["document"]),
        "explain" | "related" => ObjectBuilder::new().schema_type(Type::Boolean),
        "sort" => match path {
            "/search" => words(&["relevance", "document", "date", "amount", "deadline"]),
            "/documents" => words(&["-written_on", "written_on", "title"]),
            "/agencies" => words(&["count", "name"]),
            _ => string(),
        },
        _ => string(),
    }
}

/// An example of a parameter.
fn example(name: &str) -> Option<Value> {
    Some(match name {
        "q" => json!("首台套"),
        "agency" => json!("市应急局"),
        "document" => json!("hufubanfa-2023-20"),
        "role" => json!("lead"),
        "issuer" => json!("上海市人民政府办公厅"),
        "year" => json!(2023),
        "document_kind" => json!("通知"),
        "level" => json!("省级"),
        "region" => json!("上海市"),
        "amount_from" => json!("100万元"),
        "amount_until" => json!("2000万元"),
        "deadline_until" | "until" => json!("2026-12-31"),
        "as_of" => json!("2026-11-20"),
        "limit" => json!(20),
        _ => return None,
    })
}

fn writing(method: &HttpMethod, endpoint: &Endpoint, schemas: &mut Schemas) -> OperationBuilder {
    let operation = operation(endpoint, schemas);
    match (method, endpoint.path) {
        (HttpMethod::Delete, _) => operation.response("204", plain("已删除")),
        (_, "/scan") => {
            let line = ObjectBuilder::new().property("text", string()).required("text").property("as_of", string());
            let content = ContentBuilder::new().schema(Some(line)).build();
            let body = RequestBodyBuilder::new().content("application/json", content).required(Some(Required::True));
            operation.request_body(Some(body.build())).response("200", answer(&endpoint.answer, schemas))
        }
        (_, "/clauses/{id}/tracks") => {
            let note = ["status", "author", "note", "evidence", "agency", "on"]
                .into_iter()
                .fold(ObjectBuilder::new(), |o, name| o.property(name, string()))
                .required("status")
                .required("author");
            let content = ContentBuilder::new().schema(Some(note)).build();
            let body = RequestBodyBuilder::new().content("application/json", content).required(Some(Required::True));
            operation.request_body(Some(body.build())).response("201", answer(&endpoint.answer, schemas))
        }
        (_, "/reindex") => operation.response("200", answer(&endpoint.answer, schemas)),
        (_, "/restore") => {
            let content = ContentBuilder::new().schema(Some(string())).build();
            let body =
                RequestBodyBuilder::new().content("application/x-ndjson", content).required(Some(Required::True));
            operation.request_body(Some(body.build())).response("200", answer(&endpoint.answer, schemas))
        }
        (_, path) => {
            let form = ObjectBuilder::new().property("file", string()).property("provenance", string());
            let body = RequestBodyBuilder::new()
                .content("multipart/form-data", ContentBuilder::new().schema(Some(form)).build())
                .content("application/octet-stream", ContentBuilder::new().schema(Some(string())).build())
                .required(Some(Required::True));
            let operation =
                operation.request_body(Some(body.build())).response("200", answer(&endpoint.answer, schemas));
            // 201 where any is new, 200 where all are here already.
            if path == "/documents" { operation.response("201", answer(&endpoint.answer, schemas)) } else { operation }
        }
    }
}

/// A list as a file: the parameters are those of the list named by `of`.
fn export() -> OperationBuilder {
    let words = |all: Vec<&'static str>| ObjectBuilder::new().schema_type(Type::String).enum_values(Some(all));
    let lists: Vec<&'static str> = Of::ALL.iter().map(|of| of.name()).collect();
    let format = ParameterBuilder::new().name("format").parameter_in(ParameterIn::Path).required(Required::True);
    let of = ParameterBuilder::new().name("of").parameter_in(ParameterIn::Query).required(Required::False);
    let about = "哪一个列表，默认 responsibilities；其余参数与该列表相同，不分页";
    let columns = ParameterBuilder::new().name("columns").parameter_in(ParameterIn::Query).required(Required::False);
    let file = || ContentBuilder::new().schema(Some(string())).build();
    let media = formats().into_iter().filter_map(|f| exporter(f)?.media_type().split(';').next());
    let saved = media.fold(ResponseBuilder::new().description("文件"), |saved, media| saved.content(media, file()));
    OperationBuilder::new()
        .summary(Some("导出整个列表"))
        .parameter(format.schema(Some(words(formats()))))
        .parameter(of.description(Some(about)).schema(Some(words(lists))))
        .parameter(columns.description(Some("要哪些列，按次序用逗号隔开")).schema(Some(string())))
        .response("200", saved.build())
        .response("default", problem())
}

fn string() -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String)
}

fn plain(about: &str) -> utoipa::openapi::Response {
    ResponseBuilder::new().description(about).build()
}

fn answer(shape: &Shape, schemas: &mut Schemas) -> utoipa::openapi::Response {
    let item = (shape.data)(schemas);
    let data: RefOr<Schema> = if shape.list { ArrayBuilder::new().items(item).into() } else { item };
    let meta = Ref::from_schema_name("Meta");
    let envelope = ObjectBuilder::new().property("data", data).required("data").property("meta", meta).required("meta");
    let content = ContentBuilder::new().schema(Some(envelope)).build();
    ResponseBuilder::new().description("成功").content("application/json", content).build()
}

fn problem() -> utoipa::openapi::Response {
    let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
    ResponseBuilder::new().description("出错").content("application/problem+json", content).build()
}

/// What a parameter means, and whether it may be repeated.
fn parameter(name: &str) -> (String, bool) {
    let (about, many) = match name {
        "q" => (
            "要找的词：空格分开的各部分都要出现；“…”为原样短语；AND 与、OR 或、NOT 非 不含、括号；\
             单位: 角色: 文号: 年份: 文种: 发文机关: 地区: 级别: 标题: 金额>=100万 期限<=2026。读不通的按文字查，meta.note 说明",
            false,
        ),
        "document_kind" => ("文种，可重复", true),
        "level" => ("发文机关级别：国家级、省级、市级、区县级、乡镇级，可重复", true),
        "region" => ("发文机关所在地区，可重复", true),
        "amount_from" => ("条款中有不少于此数的金额（元，可写 100万元）", false),
        "amount_until" => ("条款中有不多于此数的金额（与 amount_from 同一个）", false),
        "deadline_from" => ("条款中有不早于这一天的期限", false),
        "deadline_until" => ("条款中有不晚于这一天的期限（与 deadline_from 同一个）", false),
        "group" => ("document：每个文件只列最相关的一条，total 为文件数", false),
        "explain" => ("true：每条给出得分的由来 reasons", false),
        "related" => ("true：直接命中不足 10 条时，meta.related 给出相近的条款", false),
        "document" => ("文件编号，可重复", true),
        "agency" => ("单位名称，可重复", true),
        "role" => ("lead、support、responsible，可重复", true),
        "position" => ("单位在名单中的位次，1 为首列", false),
        "kind" => ("类别：文件为文种，检索为事实种类，目标为 goal、norm，时限为其种类，金额为其作用；可重复", true),
        "issuer" => ("发文机关，可重复", true),
        "year" => ("年份：目标、时限、到期为到期年份，其他为成文年份；可重复", true),
        "from" => ("不早于这一天（与 year 同一个日期）", false),
        "until" => ("不晚于这一天（与 year 同一个日期）", false),
        "as_of" => ("状态和剩余天数以这一天为准，默认今天", false),
        "status" => ("overdue、open、recurring，可重复", true),
        "basis" => ("stated、inferred、inherited、recurring、validity，可重复", true),
        "sort" => ("次序，见各列表", false),
        "cursor" => ("上一页 meta.next 给出的游标", false),
        "name" => ("文件名，其后缀说明格式", false),
        _ => return (format!("每页条数，默认 20，最多 {MOST}"), false),
    };
    (about.to_owned(), many)
}
