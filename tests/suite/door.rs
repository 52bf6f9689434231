//! Door 门: the real binary, run and served, for the tests of command line, API and page.

use serde_json::Value;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use tempfile::TempDir;

/// The five documents.
pub(crate) fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

/// A command of the binary in the package's folder, with a data directory of its own.
pub(crate) fn command(data: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tiaoku"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).env("TIAOKU_DATA", data).args(args);
    command.env_remove("TIAOKU_LISTEN").env_remove("TIAOKU_LEXICON").env_remove("TIAOKU_TOKEN");
    command
}

/// Runs a command to its end.
pub(crate) fn run(data: &Path, args: &[&str]) -> Output {
    command(data, args).output().expect("the binary starts")
}

/// Runs a command with words on its standard input.
pub(crate) fn run_with(data: &Path, args: &[&str], input: &str) -> Output {
    let mut command = command(data, args);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the binary starts");
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

/// What a command printed, as JSON.
pub(crate) fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|why| panic!("{why}: {}", words(output)))
}

/// Both of its streams, for messages.
pub(crate) fn words(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// A server on a free port; it ends with the value.
pub(crate) struct Server {
    /// `http://127.0.0.1:PORT/`
    pub(crate) address: String,
    /// Its data directory.
    pub(crate) data: TempDir,
    child: Child,
}

impl Server {
    /// Serves the five documents.
    pub(crate) fn start() -> Self {
        Self::of(&[corpus().to_str().unwrap()])
    }

    /// Serves what stands under the paths.
    pub(crate) fn of(paths: &[&str]) -> Self {
        Self::with(&[], paths)
    }

    /// The same, with a token that writers of notes must show.
    pub(crate) fn guarded(token: &str, paths: &[&str]) -> Self {
        Self::with(&["--token", token], paths)
    }

    fn with(options: &[&str], paths: &[&str]) -> Self {
        let data = tempfile::tempdir().unwrap();
        let mut args = vec!["serve", "--listen", "127.0.0.1:0"];
        args.extend(options);
        args.extend(paths);
        let mut command = command(data.path(), &args);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the binary starts");
        let mut address = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut address).unwrap();
        assert!(address.starts_with("http://"), "the address stands on stdout: {address:?}");
        Self { address: address.trim().to_owned(), data, child }
    }

    /// Asks the API: status, body, headers by name.
    pub(crate) fn get(&self, path: &str) -> (u16, Value, ureq::http::HeaderMap) {
        let response = agent().get(format!("{}api/v1/{path}", self.address)).call().unwrap();
        answer(response)
    }

    /// Sends a body to the API.
    pub(crate) fn post(&self, path: &str, kind: &str, body: &[u8]) -> (u16, Value) {
        let request = agent().post(format!("{}api/v1/{path}", self.address)).header("content-type", kind);
        let (status, body, _) = answer(request.send(body).unwrap());
        (status, body)
    }

    /// Tells it to stop and waits: its exit code.
    #[cfg(unix)]
    pub(crate) fn terminate(&mut self) -> Option<i32> {
        let told = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        assert!(told.unwrap().success());
        self.child.wait().unwrap().code()
    }

    /// Takes a document away.
    pub(crate) fn delete(&self, path: &str) -> u16 {
        agent().delete(format!("{}api/v1/{path}", self.address)).call().unwrap().status().as_u16()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An agent that takes problems as answers.
pub(crate) fn agent() -> ureq::Agent {
    ureq::Agent::config_builder().http_status_as_error(false).build().into()
}

fn answer(mut response: ureq::http::Response<ureq::Body>) -> (u16, Value, ureq::http::HeaderMap) {
    let text = response.body_mut().read_to_string().unwrap();
    let body = if text.is_empty() { Value::Null } else { serde_json::from_str(&text).unwrap_or(Value::String(text)) };
    (response.status().as_u16(), body, response.headers().clone())
}

/// `%xx` for all but letters, digits and `-._~`.
pub(crate) fn escape(text: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~".contains(&b);
    text.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}
