//! Ask 查询: the same question to the data directory, or to the server that holds it.

use super::filters::Pairs;
use super::{Data, say};
use crate::export::item::{Envelope, IngestItem, Problem};
use crate::kb::{self, Kb, KbError, Named, Query};
use anyhow::Context;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::io::Write;
use std::path::Path;
use std::sync::Once;

/// Where answers come from.
pub(super) enum Door {
    /// The data directory.
    Local(Box<Kb>),
    /// The server that holds it: `http://127.0.0.1:8080/`.
    Server(String),
}

/// A question: the API's address, its parameters, and the same asked of a [`Kb`].
pub(super) struct Question<'a, F> {
    /// Below `/api/v1/`, escaped.
    pub(super) path: String,
    pub(super) pairs: Pairs,
    pub(super) allowed: &'a [&'a str],
    /// Never cut into pages.
    pub(super) whole: bool,
    pub(super) local: F,
}

impl Door {
    /// Opens the data directory, or finds the server that holds it.
    pub(super) fn open(data: &Data) -> anyhow::Result<Self> {
        let dir = data.dir()?;
        match Kb::open(&dir, data.tables()?) {
            Ok(kb) => Ok(Self::Local(Box::new(kb))),
            Err(locked @ KbError::Locked(_)) => Ok(Self::Server(holder(data, locked)?)),
            Err(other) => Err(other.into()),
        }
    }

    /// The body that the API gives for the question.
    pub(super) fn ask<T, F>(&self, question: Question<'_, F>) -> anyhow::Result<Value>
    where
        T: Serialize,
        F: FnOnce(&Kb, &Query) -> Result<Envelope<T>, KbError>,
    {
        let pairs = question.pairs.iter().map(|(n, v)| (*n, v.as_str()));
        let mut query = Query::parse(pairs, question.allowed)?;
        match self {
            Self::Local(kb) => {
                // Nothing found in an empty directory: most likely another one is meant.
                if kb.snapshot().documents().is_empty() {
                    static ONCE: Once = Once::new();
                    ONCE.call_once(|| {
                        say("库中还没有文件：先用 tiaoku ingest <文件或文件夹> 入库，或用 --data 指明另一个数据目录");
                    });
                }
                if question.whole {
                    query.limit = None;
                }
                // By way of text, so that numbers read just as those of a server do.
                Ok(serde_json::from_str(&serde_json::to_string(&(question.local)(kb, &query)?)?)?)
            }
            Self::Server(address) if question.whole && question.allowed.contains(&"cursor") => {
                pages(address, &question.path, question.pairs)
            }
            Self::Server(address) => get(address, &question.path, &question.pairs),
        }
    }

    /// Sends a file to the server that holds the data directory.
    pub(super) fn send(address: &str, file: &Named) -> anyhow::Result<IngestItem> {
        let name = file.path.to_string_lossy().into_owned();
        let refused = |reason: String| IngestItem::refused(name.clone(), reason);
        if let Some(why) = &file.refused {
            return Ok(refused(why.clone()));
        }
        let bytes = match std::fs::read(&file.path) {
            Ok(bytes) => bytes,
            Err(why) => return Ok(refused(format!("读不了这个文件（{why}）"))),
        };
        let url = format!("{address}api/v1/documents?name={}", escape(&file.name));
        let (kind, bytes) = match kb::beside(&file.path) {
            Some(provenance) => form(&bytes, &provenance),
            None => ("application/octet-stream".to_owned(), bytes),
        };
        let request = agent().post(&url).header("content-type", kind);
        let mut response = request.send(&bytes[..]).with_context(|| unreachable(address))?;
        if matches!(response.status().as_u16(), 413 | 422) {
            let problem: Problem = serde_json::from_str(&response.body_mut().read_to_string()?)?;
            let reason = problem.detail.strip_prefix(&format!("{}：", file.name)).unwrap_or(&problem.detail).to_owned();
            return Ok(refused(reason));
        }
        let told = body(response)?.pointer_mut("/data/0").map(Value::take).unwrap_or_default();
        let item: IngestItem = serde_json::from_value(told)?;
        Ok(IngestItem { file: name, ..item })
    }

    /// Removes a document.
    pub(super) fn remove(&self, id: &str) -> anyhow::Result<()> {
        match self {
            Self::Local(kb) => Ok(kb.remove(id)?),
            Self::Server(address) => {
                let url = format!("{address}api/v1/documents/{}", escape(id));
                let response = agent().delete(&url).call().with_context(|| unreachable(address))?;
                body(response).map(|_| ())
            }
        }
    }
}

/// A file and its `provenance.toml` as a form: its content type and its bytes.
fn form(file: &[u8], provenance: &str) -> (String, Vec<u8>) {
    let taken = |border: &str| {
        let border = border.as_bytes();
        [file, provenance.as_bytes()].iter().any(|part| part.windows(border.len()).any(|w| w == border))
    };
    let borders = (0u64..).map(|n| format!("tiaoku-{n}-{}", file.len()));
    let border = borders.into_iter().find(|b| !taken(b)).unwrap_or_default();
    let head = |name: &str| {
        format!("--{border}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{name}\"\r\n\r\n")
    };
    let mut out = head("file").into_bytes();
    out.extend_from_slice(file);
    out.extend_from_slice(format!("\r\n{}{provenance}\r\n--{border}--\r\n", head("provenance")).as_bytes());
    (format!("multipart/form-data; boundary={border}"), out)
}

/// What was done in the data directory, or where a server holds it, what that server answers.
pub(super) fn or_server<T: DeserializeOwned>(
    data: &Data,
    local: Result<T, KbError>,
    ask: impl FnOnce(&str) -> Result<ureq::http::Response<ureq::Body>, ureq::Error>,
) -> anyhow::Result<T> {
    match local {
        Err(locked @ KbError::Locked(_)) => {
            let address = holder(data, locked)?;
            let response = ask(&format!("{address}api/v1/")).with_context(|| unreachable(&address))?;
            let told = body(response)?.pointer_mut("/data").map(Value::take).unwrap_or_default();
            Ok(serde_json::from_value(told)?)
        }
        other => Ok(other?),
    }
}

/// The server that holds the data directory, which is told.
pub(super) fn holder(data: &Data, locked: KbError) -> anyhow::Result<String> {
    let address = if data.offline { None } else { address(&data.dir()?) };
    let address = address.ok_or(locked)?;
    say(&format!("数据目录由 {address} 的服务器占用，经由它进行"));
    Ok(address)
}

/// The address that a running server has left in its data directory.
fn address(dir: &Path) -> Option<String> {
    let text = std::fs::read_to_string(dir.join("server.json")).ok()?;
    let left: Value = serde_json::from_str(&text).ok()?;
    Some(left.get("address")?.as_str()?.to_owned())
}

pub(super) fn agent() -> ureq::Agent {
    ureq::Agent::config_builder().http_status_as_error(false).build().into()
}

/// What a server answers to a body that was sent.
pub(super) fn posted(
    address: &str,
    answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>,
) -> anyhow::Result<Value> {
    body(answer.with_context(|| unreachable(address))?)
}

fn unreachable(address: &str) -> String {
    format!("连不上 {address} 的服务器")
}

fn get(address: &str, path: &str, pairs: &Pairs) -> anyhow::Result<Value> {
    let response = agent().get(&url(address, path, pairs)).call().with_context(|| unreachable(address))?;
    body(response)
}

fn url(address: &str, path: &str, pairs: &Pairs) -> String {
    let query: Vec<String> = pairs.iter().map(|(n, v)| format!("{n}={}", escape(v))).collect();
    format!("{address}api/v1/{path}?{}", query.join("&"))
}

/// Copies an answer that is no JSON as it comes.
pub(super) fn copy(address: &str, path: &str, pairs: &Pairs, out: &mut dyn Write) -> anyhow::Result<()> {
    let mut response = agent().get(&url(address, path, pairs)).call().with_context(|| unreachable(address))?;
    if response.status().is_success() {
        std::io::copy(&mut response.body_mut().as_reader(), out)?;
        return Ok(());
    }
    body(response).map(|_| ())
}

/// All pages of a list as one.
fn pages(address: &str, path: &str, mut pairs: Pairs) -> anyhow::Result<Value> {
    pairs.retain(|(name, _)| *name != "limit");
    pairs.push(("limit", "200".to_owned()));
    let mut whole = get(address, path, &pairs)?;
    while let Some(next) = whole.pointer("/meta/next").and_then(Value::as_str).map(str::to_owned) {
        pairs.retain(|(name, _)| *name != "cursor");
        pairs.push(("cursor", next));
        let mut page = get(address, path, &pairs)?;
        let more = page.pointer_mut("/data").map(Value::take).unwrap_or_default();
        if let (Some(Value::Array(data)), Value::Array(more)) = (whole.pointer_mut("/data"), more) {
            data.extend(more);
        }
        let next = page.pointer_mut("/meta/next").map(Value::take).unwrap_or_default();
        if let Some(place) = whole.pointer_mut("/meta/next") {
            *place = next;
        }
    }
    Ok(whole)
}

fn body(mut response: ureq::http::Response<ureq::Body>) -> anyhow::Result<Value> {
    let good = response.status().is_success();
    let text = response.body_mut().with_config().limit(u64::MAX).read_to_string()?;
    if good {
        return Ok(if text.is_empty() { Value::Null } else { serde_json::from_str(&text)? });
    }
    match serde_json::from_str::<Problem>(&text) {
        Ok(Problem { field: Some(field), detail, .. }) => anyhow::bail!("参数 {field}：{detail}"),
        Ok(problem) => anyhow::bail!("{}", problem.detail),
        Err(_) => anyhow::bail!("服务器回答 {}：{text}", response.status()),
    }
}

/// `%xx` for all but letters, digits and `-._~`.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
