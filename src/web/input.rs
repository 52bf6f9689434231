//! Input 请求内容: query strings and bodies, checked.

use super::answer::Trouble;
use crate::export::Of;
use crate::kb::{Query, accept, accepted};
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{FromRequest, FromRequestParts, Multipart, Path, Request};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use jiff::civil::Date;
use serde_json::Value;
use std::future::poll_fn;
use std::pin::Pin;

/// The largest body that is taken in, in bytes.
pub(super) const LARGEST: usize = 32 * 1024 * 1024;

/// A document that came with a request.
pub(super) struct File {
    pub(super) name: String,
    pub(super) bytes: Bytes,
    /// What a `provenance.toml` that came with it says.
    pub(super) provenance: Option<String>,
}

/// What may stand beside a body.
#[derive(Default)]
pub(super) struct Options {
    pub(super) name: Option<String>,
    pub(super) as_of: Option<Date>,
}

/// The pairs of a query string, `+` and `%xx` undone.
fn pairs(query: Option<&str>) -> Result<Vec<(String, String)>, Trouble> {
    let parts = query.unwrap_or_default().split('&').filter(|p| !p.is_empty());
    parts
        .map(|p| {
            let (name, value) = p.split_once('=').unwrap_or((p, ""));
            Ok((decode(name)?, decode(value)?))
        })
        .collect()
}

fn decode(text: &str) -> Result<String, Trouble> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        match first {
            b'+' => bytes.push(b' '),
            b'%' => {
                let hex = after.get(..2).and_then(|h| std::str::from_utf8(h).ok());
                match hex.and_then(|h| u8::from_str_radix(h, 16).ok()) {
                    Some(byte) => {
                        bytes.push(byte);
                        rest = after.get(2..).unwrap_or_default();
                    }
                    None => bytes.push(b'%'),
                }
            }
            other => bytes.push(*other),
        }
    }
    String::from_utf8(bytes).map_err(|_| Trouble::new(StatusCode::BAD_REQUEST, "参数应是 UTF-8 编码的百分号转义"))
}

/// Which list is to be handed out with which columns, and the question about it.
pub(super) fn export(query: Option<&str>, usual: Of) -> Result<(Of, Query, Vec<String>), Trouble> {
    let (columns, rest): (Vec<_>, Vec<_>) = pairs(query)?.into_iter().partition(|(name, _)| name == "columns");
    let (named, rest): (Vec<_>, Vec<_>) = rest.into_iter().partition(|(name, _)| name == "of");
    let of = match named.last().map(|(_, value)| value.trim()).filter(|v| !v.is_empty()) {
        None => usual,
        Some(name) => Of::named(name).ok_or_else(|| {
            let names: Vec<_> = Of::ALL.iter().map(|of| of.name()).collect();
            Trouble::new(StatusCode::BAD_REQUEST, format!("应为 {} 之一，给出的是“{name}”", names.join("、")))
                .field("of")
        })?,
    };
    let mut allowed = accepted(of);
    allowed.extend(["of", "columns"]);
    let query = Query::parse(rest.iter().map(|(n, v)| (n.as_str(), v.as_str())), &allowed)?;
    let columns: Vec<String> = columns
        .iter()
        .flat_map(|(_, v)| v.split([',', '，', '、']))
        .map(|c| c.trim().to_owned())
        .filter(|c| !c.is_empty())
        .collect();
    let heads = of.heads();
    if let Some(odd) = columns.iter().find(|c| !heads.contains(&c.as_str())) {
        let detail = format!("没有“{odd}”这一列，可用的有 {}", heads.join("、"));
        return Err(Trouble::new(StatusCode::BAD_REQUEST, detail).field("columns"));
    }
    Ok((of, query, columns))
}

/// The question in a query string.
pub(super) fn query(query: Option<&str>, allowed: &[&str]) -> Result<Query, Trouble> {
    let pairs = pairs(query)?;
    Ok(Query::parse(pairs.iter().map(|(n, v)| (n.as_str(), v.as_str())), allowed)?)
}

/// The file name and the day in a query string.
pub(super) fn options(query: Option<&str>) -> Result<Options, Trouble> {
    let mut options = Options::default();
    for (name, value) in pairs(query)? {
        let asked =
            Query::parse([(name.as_str(), value.as_str())].into_iter().filter(|(n, _)| *n != "name"), accept::PARSE)?;
        options.as_of = asked.as_of.or(options.as_of);
        if name == "name" {
            options.name = Some(value);
        }
    }
    Ok(options)
}

/// The whole body.
pub(super) async fn body(request: Request) -> Result<Bytes, Trouble> {
    read(request.into_body()).await
}

/// Reads a body to its end. One that is too large is read on for a while and thrown away: a client
/// that is still sending would not see the answer.
async fn read(mut body: Body) -> Result<Bytes, Trouble> {
    let mut kept: Vec<u8> = Vec::new();
    let mut size = 0usize;
    while let Some(frame) = poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await {
        let frame = frame.map_err(|why| Trouble::new(StatusCode::BAD_REQUEST, format!("请求内容没有传完（{why}）")))?;
        let Ok(data) = frame.into_data() else { continue };
        size = size.saturating_add(data.len());
        if size <= LARGEST {
            kept.extend_from_slice(&data);
        } else {
            kept = Vec::new();
        }
        if size > 4 * LARGEST {
            break;
        }
    }
    if size > LARGEST { Err(too_large()) } else { Ok(kept.into()) }
}

fn too_large() -> Trouble {
    let detail = format!("请求内容超过 {} MB，请拆分后再试", LARGEST / 1024 / 1024);
    Trouble::new(StatusCode::PAYLOAD_TOO_LARGE, detail).field("file")
}

/// The `{id}` of an address.
pub(super) struct Named(pub(super) String);

impl<S: Send + Sync> FromRequestParts<S> for Named {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Trouble> {
        let Path(name) = Path::<String>::from_request_parts(parts, state)
            .await
            .map_err(|_| Trouble::new(StatusCode::BAD_REQUEST, "地址应是 UTF-8 编码的百分号转义"))?;
        Ok(Self(name))
    }
}

/// A body that is a JSON object; what does not fit is told with the field.
pub(super) struct Json {
    fields: serde_json::Map<String, Value>,
    example: &'static str,
}

impl Json {
    /// Reads it; `example` is shown where it is none.
    pub(super) fn read(bytes: &[u8], example: &'static str) -> Result<Self, Trouble> {
        let wrong = |why: String| {
            Trouble::new(StatusCode::BAD_REQUEST, format!("应为 JSON 对象，如 {example}（{why}）")).field("text")
        };
        match serde_json::from_slice(bytes) {
            Ok(Value::Object(fields)) => Ok(Self { fields, example }),
            Ok(_) => Err(wrong("给出的不是对象".to_owned())),
            Err(why) => Err(wrong(format!("第 {} 行第 {} 列读不下去", why.line(), why.column()))),
        }
    }

    /// The words of a field.
    pub(super) fn text(&self, name: &str) -> Result<Option<String>, Trouble> {
        match self.fields.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.clone())),
            Some(other) => Err(self.wrong(name, "应为字符串", other)),
        }
    }

    /// The day of a field.
    pub(super) fn day(&self, name: &str) -> Result<Option<Date>, Trouble> {
        let Some(text) = self.text(name)? else { return Ok(None) };
        let day = text.parse().map_err(|_| self.wrong(name, "应为日期，如 2026-11-20", &Value::String(text)))?;
        Ok(Some(day))
    }

    /// A field is not there.
    pub(super) fn lacks(&self, name: &str) -> Trouble {
        let detail = format!("缺少 {name}，应如 {}", self.example);
        Trouble::new(StatusCode::BAD_REQUEST, detail).field(name)
    }

    fn wrong(&self, name: &str, expected: &str, found: &Value) -> Trouble {
        let found: String = found.to_string().chars().take(40).collect();
        let detail = format!("{name} {expected}，给出的是 {found}；应如 {}", self.example);
        Trouble::new(StatusCode::BAD_REQUEST, detail).field(name)
    }
}

/// The documents of a body: multipart files, JSON `{"name", "text"}`, or the raw bytes of one.
pub(super) async fn files(request: Request, options: &Options) -> Result<Vec<File>, Trouble> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
    if kind.starts_with("multipart/form-data") {
        return multipart(request, options.name.as_deref()).await;
    }
    let bytes = body(request).await?;
    let name = options.name.clone();
    if kind.starts_with("application/json") {
        let json = Json::read(&bytes, r#"{"name": "a.txt", "text": "…"}"#)?;
        let name = json.text("name")?.or(name).unwrap_or_else(|| "document.txt".to_owned());
        let text = json.text("text")?.ok_or_else(|| json.lacks("text"))?;
        return Ok(vec![File { name, bytes: text.into_bytes().into(), provenance: None }]);
    }
    Ok(vec![File { name: name.unwrap_or_else(|| name_by_kind(&kind).to_owned()), bytes, provenance: None }])
}

/// A name for a document that came without one; what it is shows in its bytes, but for Markdown.
fn name_by_kind(kind: &str) -> &'static str {
    const KINDS: &[(&str, &str)] = &[
        ("text/markdown", "document.md"),
        ("text/html", "document.html"),
        ("application/pdf", "document.pdf"),
        ("application/ofd", "document.ofd"),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "document.docx"),
    ];
    KINDS.iter().find(|(start, _)| kind.starts_with(start)).map_or("document.txt", |(_, name)| name)
}

/// The files of a form. A part `provenance` holds the `provenance.toml` of the file before it; a name
/// beside the form is that of its only file.
async fn multipart(request: Request, name: Option<&str>) -> Result<Vec<File>, Trouble> {
    let wrong = |why: String| Trouble::new(StatusCode::BAD_REQUEST, format!("读不了表单：{why}")).field("file");
    let (head, body) = request.into_parts();
    let request = Request::from_parts(head, Body::from(read(body).await?));
    let mut form = Multipart::from_request(request, &()).await.map_err(|why| wrong(why.to_string()))?;
    let mut files: Vec<File> = Vec::new();
    loop {
        let field = form.next_field().await.map_err(|why| failed(&why, wrong))?;
        let Some(field) = field else { break };
        let provenance = field.name() == Some("provenance");
        let Some(name) = field.file_name().map(str::to_owned).or(provenance.then(String::new)) else { continue };
        let bytes = field.bytes().await.map_err(|why| failed(&why, wrong))?;
        match files.last_mut() {
            Some(file) if provenance => file.provenance = Some(String::from_utf8_lossy(&bytes).into_owned()),
            _ if provenance => return Err(wrong("provenance 应在所说明的文件之后".to_owned())),
            _ => files.push(File { name, bytes, provenance: None }),
        }
    }
    if let (Some(name), [only]) = (name, files.as_mut_slice()) {
        name.clone_into(&mut only.name);
    }
    if files.is_empty() { Err(wrong("里面没有文件".to_owned())) } else { Ok(files) }
}

fn failed(why: &axum::extract::multipart::MultipartError, wrong: impl Fn(String) -> Trouble) -> Trouble {
    if why.status() == StatusCode::PAYLOAD_TOO_LARGE { too_large() } else { wrong(why.body_text()) }
}
