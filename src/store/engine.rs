//! Engine 引擎: sled opened with care; what it does badly is met here.
//!
//! An emptied or torn `snap.*` makes `open` panic although the data is whole (it is moved aside and
//! `open` tried again), a cut tail or flipped byte can panic too (caught and named, kept off stderr),
//! the lock is an ordinary IO error (told by its words).

use super::StoreError;
use sled::Db;
use std::cell::Cell;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, Once, PoisonError};
use std::time::{Duration, Instant};

/// Memory that sled may hold pages in; the system's file cache does the rest.
const CACHE: u64 = 64 << 20;

/// Opens or makes a database; a snapshot that cannot be read is moved aside.
pub(super) fn open(dir: &Path) -> Result<Db, StoreError> {
    writable(dir)?;
    match open_patiently(dir) {
        Err(StoreError::Damaged { .. }) if move_snapshots(dir) => open_patiently(dir),
        other => other,
    }
}

/// Threads of sled let go of the lock a moment after its last handle: who opens again what this process had
/// open waits for them. What another process holds is told at once.
fn open_patiently(dir: &Path) -> Result<Db, StoreError> {
    static OPENED: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());
    let again = !OPENED.lock().unwrap_or_else(PoisonError::into_inner).insert(dir.to_owned());
    let begun = Instant::now();
    loop {
        match open_caught(dir) {
            Err(StoreError::InUse { .. }) if again && begun.elapsed() < LETS_GO => std::thread::sleep(LETS_GO / 50),
            other => return other,
        }
    }
}

/// How long a lock of this process may outlive its database.
const LETS_GO: Duration = Duration::from_secs(1);

/// Makes the directory and tries to write in it: sled's own error would not say which of both failed.
fn writable(dir: &Path) -> Result<(), StoreError> {
    let refused = |why: std::io::Error| StoreError::NotWritable { dir: dir.to_owned(), why: why.to_string() };
    std::fs::create_dir_all(dir).map_err(refused)?;
    let probe = dir.join(format!(".probe-{}", std::process::id()));
    std::fs::write(&probe, b"").map_err(refused)?;
    std::fs::remove_file(&probe).map_err(refused)
}

fn open_caught(dir: &Path) -> Result<Db, StoreError> {
    let config = sled::Config::new().path(dir).cache_capacity(CACHE).flush_every_ms(None);
    match quietly(|| config.open()) {
        Ok(opened) => opened.map_err(|why| named(dir, why)),
        Err(panic) => {
            let words = panic.downcast_ref::<String>().map(String::as_str);
            let words = words.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("sled 意外中止");
            Err(StoreError::Damaged { dir: dir.to_owned(), why: words.lines().next().unwrap_or_default().to_owned() })
        }
    }
}

pub(super) fn named(dir: &Path, why: sled::Error) -> StoreError {
    let dir = dir.to_owned();
    match why {
        sled::Error::Io(io) if io.to_string().contains("could not acquire lock") => StoreError::InUse { dir },
        sled::Error::Io(io) if io.kind() == std::io::ErrorKind::PermissionDenied => {
            StoreError::NotWritable { dir, why: io.to_string() }
        }
        sled::Error::Io(io) => StoreError::Io(io.to_string()),
        other => StoreError::Damaged { dir, why: other.to_string() },
    }
}

thread_local! {
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// Catches a panic of this thread without its words on stderr: they are told in the error.
fn quietly<T>(work: impl FnOnce() -> T) -> std::thread::Result<T> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !QUIET.get() {
                before(panic);
            }
        }));
    });
    QUIET.set(true);
    let done = catch_unwind(AssertUnwindSafe(work));
    QUIET.set(false);
    done
}

/// Moves sled's snapshots into `snap-aside/`: they only save time at open, the log has everything.
fn move_snapshots(dir: &Path) -> bool {
    let Ok(files) = std::fs::read_dir(dir) else { return false };
    let snaps: Vec<_> = files.flatten().filter(|f| f.file_name().to_string_lossy().starts_with("snap.")).collect();
    let aside = dir.join("snap-aside");
    if snaps.is_empty() || std::fs::create_dir_all(&aside).is_err() {
        return false;
    }
    snaps.iter().all(|f| std::fs::rename(f.path(), aside.join(f.file_name())).is_ok())
}
