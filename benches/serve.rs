//! Serve 服务: the real binary over HTTP: start, questions, memory.
//!
//! `cargo bench --bench serve`: about 20,000 clauses; `TIAOKU_LONG=1` takes 300,000. The documents are
//! ingested once; what is told of the start is that of a second one after a clean stop. One client with
//! one open connection asks; its times hold the client's own reading of the answer. Then two clients ask
//! the server for some seconds, and as many threads ask a [`Kb`] over the same data in this process: goals
//! are 0.6 of its rate for questions, 0.3 of the empty route's for one clause, 1 s for the start.
#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::float_arithmetic,
    reason = "a bench prints what it measured and stops where it cannot"
)]

mod common;

use common::generate::Random;
use common::words::{BODIES, FIELDS, THINGS};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tiaoku::kb::{Kb, Query, accept};
use tiaoku::lexicon::Lexicon;

/// How many ask at once, and how long.
const ASKING: usize = 2;
const LASTING: Duration = Duration::from_secs(5);

/// A clause of the generator's is about so many bytes long.
const CLAUSE: usize = 400;

fn start(data: &Path, port: u16) -> Child {
    let mut serve = Command::new(env!("CARGO_BIN_EXE_tiaoku"));
    serve.arg("serve").arg("--data").arg(data).args(["--listen", &format!("127.0.0.1:{port}")]);
    serve.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

fn get(agent: &ureq::Agent, port: u16, path: &str, query: &[(&str, &str)]) -> Option<serde_json::Value> {
    let mut request = agent.get(format!("http://127.0.0.1:{port}/api/v1/{path}"));
    for (name, value) in query {
        request = request.query(name, value);
    }
    request.call().ok()?.body_mut().read_json().ok()
}

/// Waits for the answer that all is ready.
fn ready(agent: &ureq::Agent, port: u16, begun: Instant) -> Duration {
    while get(agent, port, "health/ready", &[]).is_none() {
        assert!(begun.elapsed() < Duration::from_secs(120), "the server does not answer");
        std::thread::sleep(Duration::from_millis(2));
    }
    begun.elapsed()
}

fn stop(mut child: Child) {
    Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
    child.wait().unwrap();
}

/// A line of `/proc/<pid>/status` in MiB: resident memory that is no mapped file.
fn memory(child: &Child, what: &str) -> usize {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix(what)).unwrap_or_default();
    line.chars().filter(char::is_ascii_digit).collect::<String>().parse::<usize>().unwrap_or(0) / 1024
}

fn asked(
    agent: &ureq::Agent,
    port: u16,
    what: &str,
    mut question: impl FnMut() -> (String, Vec<(&'static str, String)>),
) {
    let mut times = Vec::new();
    let begun = Instant::now();
    while times.len() < 2000 && begun.elapsed() < Duration::from_secs(6) {
        let (path, query) = question();
        let query: Vec<(&str, &str)> = query.iter().map(|(n, v)| (*n, v.as_str())).collect();
        let start = Instant::now();
        get(agent, port, &path, &query).unwrap();
        times.push(start.elapsed());
    }
    times.sort_unstable();
    let at = |share: usize| times[(times.len() - 1) * share / 100];
    println!("{what:20} {:>9.2?} {:>9.2?} {:>9.2?}", at(50), at(99), at(100));
}

/// Answers a second where several ask at once; each gets its own numbers.
fn rate<A: FnMut()>(asker: impl Fn(u64) -> A + Sync) -> f64 {
    let begun = Instant::now();
    let counts: Vec<usize> = std::thread::scope(|scope| {
        let one = |seed: usize| {
            let asker = &asker;
            scope.spawn(move || {
                let (mut ask, mut count) = (asker(seed as u64), 0);
                while begun.elapsed() < LASTING {
                    ask();
                    count += 1;
                }
                count
            })
        };
        let all: Vec<_> = (1..=ASKING).map(one).collect();
        all.into_iter().map(|a| a.join().unwrap()).collect()
    });
    counts.iter().sum::<usize>() as f64 / begun.elapsed().as_secs_f64()
}

/// Two words, as a page asks for them.
fn words(r: &mut Random) -> String {
    format!("{} {}", r.word(FIELDS), r.word(THINGS))
}

/// The rates of the server: two words, one clause, the empty route.
fn rates(port: u16, id: &str) -> [f64; 3] {
    let searching = rate(|seed| {
        let (agent, mut r) = (ureq::Agent::new_with_defaults(), Random::new(seed));
        move || drop(get(&agent, port, "search", &[("q", &words(&mut r))]).unwrap())
    });
    let fetching = |path: String| {
        rate(move |_| {
            let (agent, path) = (ureq::Agent::new_with_defaults(), path.clone());
            move || drop(get(&agent, port, &path, &[]).unwrap())
        })
    };
    [searching, fetching(format!("clauses/{id}")), fetching("health/live".to_owned())]
}

fn main() {
    let clauses = if common::long() { 300_000 } else { 20_000 };
    let (files, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for (name, text) in common::generate::megabytes(common::SEED, clauses * CLAUSE) {
        std::fs::write(files.path().join(name), text).unwrap();
    }
    let begun = Instant::now();
    let mut ingest = Command::new(env!("CARGO_BIN_EXE_tiaoku"));
    ingest.arg("ingest").arg(files.path()).arg("--data").arg(data.path());
    assert!(ingest.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap().success());
    let took = begun.elapsed();
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let agent = ureq::Agent::new_with_defaults();
    let begun = Instant::now();
    let server = start(data.path(), port);
    let waited = ready(&agent, port, begun);
    let stats = get(&agent, port, "stats", &[]).unwrap();
    println!("ingested in {took:.1?}: {}", stats["data"]);
    println!("start after a clean stop: {waited:.2?}");
    println!("{:20} {:>9} {:>9} {:>9}", "question", "p50", "p99", "most");
    let mut r = Random::new(common::SEED);
    asked(&agent, port, "empty route", || ("health/live".to_owned(), Vec::new()));
    asked(&agent, port, "one word", || ("search".to_owned(), vec![("q", r.word(FIELDS).to_owned())]));
    let mut r = Random::new(common::SEED);
    asked(&agent, port, "two words", || {
        ("search".to_owned(), vec![("q", format!("{} {}", r.word(FIELDS), r.word(THINGS)))])
    });
    let mut r = Random::new(common::SEED);
    asked(&agent, port, "duties of a body", || {
        ("responsibilities".to_owned(), vec![("agency", r.word(BODIES).to_owned())])
    });
    let id = get(&agent, port, "search", &[("q", FIELDS[0])]).unwrap()["data"][0]["id"].as_str().unwrap().to_owned();
    asked(&agent, port, "one clause", || (format!("clauses/{id}"), Vec::new()));
    let mut r = Random::new(common::SEED);
    asked(&agent, port, "suggest", || {
        let word = if r.chance(50) { r.word(FIELDS) } else { r.word(BODIES) };
        let typed = word.chars().take(1 + r.below(3)).collect();
        ("suggest".to_owned(), vec![("q", typed)])
    });
    let [searching, clause, empty] = rates(port, &id);
    println!("memory: {} MiB anonymous, {} MiB at most", memory(&server, "RssAnon:"), memory(&server, "VmHWM:"));
    stop(server);
    let kb = Kb::open(data.path(), Lexicon::builtin().clone()).unwrap();
    let inside = rate(|seed| {
        let (kb, mut r) = (&kb, Random::new(seed));
        move || {
            let q = words(&mut r);
            drop(kb.search(&Query::parse([("q", q.as_str())], accept::SEARCH).unwrap()).unwrap());
        }
    });
    println!(
        "{ASKING} at once: two words {searching:.0}/s over HTTP, {inside:.0}/s in process: {:.2}",
        searching / inside
    );
    println!("{ASKING} at once: one clause {clause:.0}/s, empty route {empty:.0}/s: {:.2}", clause / empty);
}
