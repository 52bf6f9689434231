//! Kill 断电: the real binary killed at random moments; the next start has all that was acknowledged.
//!
//! `TIAOKU_SEED=…` repeats a run, `TIAOKU_LONG=1` makes 500 rounds of 50.
#![cfg(unix)]

use super::door::{agent, command, escape, run, words};
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};
use tiaoku::kb::Kb;
use tiaoku::lexicon::Lexicon;

/// Documents at most: more than two batches of an ingest.
const SLOTS: usize = 72;

/// Numbers that repeat with their seed (xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end.max(1)
    }
}

/// What a document may be after a kill: a version of it, or not there.
type States = Vec<Option<u64>>;

#[derive(Default)]
struct Seen {
    acknowledged: usize,
    unsure: usize,
    done_unsaid: usize,
}

struct Rounds {
    data: PathBuf,
    files: PathBuf,
    may: Vec<States>,
    next: u64,
    chance: Chance,
    seen: Seen,
}

/// A notice of a slot in a version.
fn text(slot: usize, version: u64) -> String {
    format!(
        "某某市人民政府关于加快第{slot}园区建设的通知\n某府发〔2025〕{slot}号\n\n各区人民政府：\n\n一、建设目标\n\
         到2026年，第{slot}园区达到{version}个。（责任单位：市科委、各区政府）\n\n二、保障措施\n加强统筹第{version}次。\n\n\
         某某市人民政府\n2025年3月1日\n"
    )
}

fn id(slot: usize) -> String {
    format!("moufufa-2025-{slot}")
}

impl Rounds {
    fn file(&self, slot: usize) -> PathBuf {
        self.files.join(format!("{slot}.txt"))
    }

    /// An attempt at a new state: from now on it may be the old or the new one.
    fn attempt(&mut self, slot: usize, state: Option<u64>) {
        self.may[slot].push(state);
    }

    /// Told as done: it is this state and no other.
    fn acknowledge(&mut self, slot: usize, state: Option<u64>) {
        self.may[slot] = vec![state];
        self.seen.acknowledged += 1;
    }

    fn version(&mut self) -> u64 {
        self.next += 1;
        self.next
    }

    /// `ingest` of changed files; lines on stdout acknowledge.
    fn ingest(&mut self, after: Duration) {
        let some = SLOTS / 2 + self.chance.below(SLOTS as u64 / 2) as usize;
        let mut now = vec![None; SLOTS];
        for (slot, written) in now.iter_mut().enumerate().take(some) {
            let version = self.version();
            fs::write(self.file(slot), text(slot, version)).unwrap();
            self.attempt(slot, Some(version));
            *written = Some(version);
        }
        for slot in some..SLOTS {
            let _ = fs::remove_file(self.file(slot));
        }
        let files = self.files.to_str().unwrap();
        let mut child = start(&self.data, &["ingest", files]);
        let told = killed(&mut child, after);
        for line in told.split_inclusive('\n').filter(|l| l.ends_with('\n')) {
            let Some((word, rest)) = line.split_once("  ") else { continue };
            if matches!(word, "新入库" | "已更新" | "未变") {
                let stem = Path::new(rest.split("  ").next().unwrap()).file_stem().unwrap();
                let slot: usize = stem.to_str().unwrap().parse().unwrap();
                self.acknowledge(slot, now[slot]);
            }
        }
    }

    /// `remove` of one document; exit 0 acknowledges.
    fn remove(&mut self, after: Duration) {
        let slot = self.chance.below(SLOTS as u64) as usize;
        let there = self.may[slot] != [None];
        let mut child = start(&self.data, &["remove", &id(slot)]);
        if there {
            self.attempt(slot, None);
        }
        sleep(after);
        let _ = child.kill();
        if child.wait().unwrap().success() {
            self.acknowledge(slot, None);
        }
    }

    /// A server that is sent documents and told to remove some; answers acknowledge.
    fn serve(&mut self, after: Duration) {
        let mut child = start(&self.data, &["serve", "--listen", "127.0.0.1:0"]);
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut address = String::new();
        out.read_line(&mut address).unwrap();
        assert!(address.starts_with("http://"), "the server starts: {address:?}");
        let killer = std::thread::spawn(move || {
            sleep(after);
            let _ = child.kill();
            child.wait().unwrap();
        });
        let url = format!("{}api/v1/documents", address.trim());
        loop {
            let slot = self.chance.below(SLOTS as u64) as usize;
            if self.chance.below(3) == 0 && self.may[slot] != [None] {
                self.attempt(slot, None);
                let Ok(answer) = agent().delete(format!("{url}/{}", id(slot))).call() else { break };
                assert_eq!(answer.status(), 204);
                self.acknowledge(slot, None);
            } else {
                let version = self.version();
                self.attempt(slot, Some(version));
                let name = escape(self.file(slot).to_str().unwrap());
                let request = agent().post(format!("{url}?name={name}")).header("content-type", "text/plain");
                let Ok(answer) = request.send(text(slot, version)) else { break };
                assert_eq!(answer.status(), 201);
                self.acknowledge(slot, Some(version));
            }
        }
        killer.join().unwrap();
    }

    /// The next start opens, `check` is clean, every document is one of those that may be.
    fn verify(&mut self, round: usize) {
        // A start of the binary each time would cost half of the test's time.
        if round.is_multiple_of(5) {
            let check = run(&self.data, &["check"]);
            assert_eq!(check.status.code(), Some(0), "round {round}: {}", words(&check));
        }
        let kb = Kb::open(&self.data, Lexicon::builtin().clone()).unwrap_or_else(|why| panic!("round {round}: {why}"));
        let seen = kb.check().unwrap();
        assert!(seen.findings.is_empty(), "round {round}: {:#?}", seen.findings);
        let mut found: Vec<Option<u64>> = vec![None; SLOTS];
        let now = kb.snapshot();
        for record in now.documents().iter().map(|d| now.read(d).expect("it can be read")) {
            let own = &record.id;
            let slot: usize = own.rsplit('-').next().unwrap().parse().unwrap();
            assert_eq!(*own, id(slot), "round {round}: one document a slot");
            let words = &record.source.text;
            let version = self.may[slot].iter().flatten().find(|v| text(slot, **v) == *words);
            let version = version.unwrap_or_else(|| panic!("round {round}: {own} is none of its versions: {words}"));
            assert_eq!(record.clauses.len(), 2, "round {round}: {own} has its clauses");
            found[slot] = Some(*version);
        }
        for (slot, (may, found)) in self.may.iter_mut().zip(found).enumerate() {
            assert!(may.contains(&found), "round {round}: {} is {found:?}, but may be {may:?}", id(slot));
            if may.len() > 1 {
                self.seen.unsure += 1;
                self.seen.done_unsaid += usize::from(may[0] != found);
            }
            *may = vec![found];
        }
    }
}

fn start(data: &Path, args: &[&str]) -> Child {
    command(data, args).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the binary starts")
}

/// What it had said on stdout when it was killed.
fn killed(child: &mut Child, after: Duration) -> String {
    let mut out = child.stdout.take().unwrap();
    let reader = std::thread::spawn(move || {
        let mut told = Vec::new();
        let _ = out.read_to_end(&mut told);
        String::from_utf8_lossy(&told).into_owned()
    });
    sleep(after);
    let _ = child.kill();
    child.wait().unwrap();
    reader.join().unwrap()
}

#[test]
fn killed_at_any_moment_nothing_acknowledged_is_lost() {
    let number = |name: &str| std::env::var(name).ok().and_then(|n| n.parse::<u64>().ok());
    let rounds = if number("TIAOKU_LONG") == Some(1) { 500 } else { 50 };
    let since = std::time::UNIX_EPOCH.elapsed().unwrap().as_nanos() as u64;
    let seed = number("TIAOKU_SEED").unwrap_or(since) | 1;
    println!("TIAOKU_SEED={seed}");
    let dir = tempfile::tempdir().unwrap();
    let (data, files) = (dir.path().join("data"), dir.path().join("files"));
    fs::create_dir(&files).unwrap();
    let may = vec![vec![None]; SLOTS];
    let mut all = Rounds { data, files, may, next: 0, chance: Chance(seed), seen: Seen::default() };
    // How long the work takes on this machine, so that kills fall before, into and after it.
    let begin = Instant::now();
    all.ingest(Duration::ZERO);
    for slot in 0..SLOTS {
        fs::write(all.file(slot), text(slot, 1_000_000 + slot as u64)).unwrap();
        all.attempt(slot, Some(1_000_000 + slot as u64));
    }
    let files = all.files.to_str().unwrap().to_owned();
    let whole = run(&all.data, &["ingest", &files]);
    assert_eq!(whole.status.code(), Some(0), "{}", words(&whole));
    let long = u64::try_from(begin.elapsed().as_millis()).unwrap();
    all.verify(0);
    for round in 1..=rounds {
        let after = |chance: &mut Chance, most: u64| Duration::from_millis(chance.below(most.max(1)));
        let what = all.chance.below(5);
        println!("round {round}: {}", ["ingest", "ingest", "remove", "serve", "serve"][what as usize]);
        match what {
            0 | 1 => {
                let after = after(&mut all.chance, long * 5 / 4);
                all.ingest(after);
            }
            2 => {
                let after = after(&mut all.chance, long * 3 / 4);
                all.remove(after);
            }
            _ => {
                let after = after(&mut all.chance, long / 2 + 100);
                all.serve(after);
            }
        }
        all.verify(round);
    }
    let Seen { acknowledged, unsure, done_unsaid } = all.seen;
    println!(
        "{rounds} rounds in {} s, {acknowledged} acknowledged, {unsure} unsure, {done_unsaid} of those done",
        begin.elapsed().as_secs()
    );
    assert!(acknowledged > 0 && unsure > 0, "kills fell into the work: {acknowledged} {unsure}");
}
