//! Restore 恢复: a dump back into a data directory, all or nothing.
//!
//! The dump is read and verified to its end before anything is written. Then a fresh store is made
//! beside the old one, from the dump and from those documents of the old one that the dump does not
//! have, and takes its place by renaming; so nothing is ever half restored, and the files are
//! compacted on the way. An old store that cannot be opened is set aside, not deleted.

use super::dump::{NAME, hex};
use super::follow::LOST;
use super::held::Held;
use super::snapshot::Snapshot;
use super::{Kb, KbError, opened};
use crate::export::item::Restored;
use crate::lexicon::Lexicon;
use crate::record::{Assembler, Given, Kept, Record, codec};
use crate::store::{Sled, Store, StoreError, Track, Writing};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::{HashMap, HashSet};
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Documents that are written with one flush.
const BATCH: usize = 64;

/// Brings the documents of a dump into `dir`; documents of the same id are replaced, others stay.
///
/// # Errors
/// A line of the dump does not fit (named with its number; nothing is changed), another process holds
/// the directory, or the disk failed.
pub fn restore(dir: &Path, lexicon: &Lexicon, file: &Path) -> Result<Restored, KbError> {
    let assembler = Assembler::new(lexicon);
    let name = file.display().to_string();
    let dump = || fs::File::open(file).map(BufReader::new).map_err(|why| unread(&name, &why));
    let mut seen = HashSet::new();
    let tracks = each_record(&name, &mut dump()?, &assembler, &mut |record| {
        seen.insert(record.id);
        Ok(())
    })?;
    let mut done = Restored::default();
    let old = match opened(dir) {
        Ok(old) => Some(old),
        Err(KbError::Store(StoreError::Damaged { .. })) => None,
        Err(other) => return Err(other),
    };
    let entries = old.as_ref().map_or(Ok(Vec::new()), |o| o.entries())?;
    let here: HashMap<&str, &str> = entries.iter().map(|e| (e.id.as_str(), e.hash.as_str())).collect();
    let place = dir.join("store.new");
    cleared(&place)?;
    let fresh = Sled::open(&place)?;
    let mut waiting = Vec::new();
    each_record(&name, &mut dump()?, &assembler, &mut |record| {
        match here.get(record.id.as_str()) {
            None => done.new += 1,
            Some(hash) if *hash == record.hash => done.same += 1,
            Some(_) => done.replaced += 1,
        }
        // One that cannot be read has no ids to keep.
        let before = old.as_ref().and_then(|old| old.get(&record.id).ok().flatten());
        put(&fresh, &mut waiting, following(record, before.as_ref()))
    })?;
    for entry in entries.iter().filter(|e| !seen.contains(&e.id)) {
        let Some(old) = &old else { continue };
        let record = match old.get(&entry.id) {
            Err(StoreError::Record { why: codec::CodecError::Older { .. }, .. }) => {
                old.kept(&entry.id)?.map(|kept| assembler.again(kept))
            }
            other => other?,
        };
        if let Some(record) = record {
            done.others += 1;
            put(&fresh, &mut waiting, record)?;
        }
    }
    fresh.put_many(&waiting)?;
    let kept = old.as_ref().map_or(Ok(Vec::new()), |o| o.tracks())?;
    for track in kept.iter().chain(&new_tracks(&kept, &tracks)) {
        fresh.track(track)?;
    }
    drop(fresh);
    done.aside = swap(dir, &place, old)?.map(|aside| aside.display().to_string());
    // The note may not be there.
    let _ = fs::remove_file(dir.join(LOST));
    Ok(done)
}

/// The record of a dump in the place of the one that is here: ids that this one has given stay good.
fn following(record: Record, before: Option<&Record>) -> Record {
    match before {
        Some(before) => record.after(before),
        None => record,
    }
}

impl Kb {
    /// Brings the documents of a dump into an open knowledge base. The dump is read and verified to its
    /// end before anything is written; where writing fails, what was here is put back.
    ///
    /// # Errors
    /// A line does not fit (nothing is changed), or the disk failed.
    pub fn restore(&self, name: &str, dump: &mut dyn BufRead) -> Result<Restored, KbError> {
        let mut records = Vec::new();
        let tracks = each_record(name, dump, &self.assembler, &mut |record| {
            records.push(record);
            Ok(())
        })?;
        let mut near = self.lock();
        let now = self.snapshot();
        let mut done = Restored::default();
        let mut puts: Vec<Arc<Held>> = Vec::new();
        for record in records {
            match now.document(&record.id) {
                None => done.new += 1,
                Some(before) if before.brief.hash == record.hash => done.same += 1,
                Some(_) => done.replaced += 1,
            }
            let before = now.record(&record.id);
            let record = following(record, before.as_deref());
            if before.is_none_or(|before| *before != record) {
                puts.push(Arc::new(Held::fresh(Arc::new(record))));
            }
        }
        done.others = now.documents().len() - done.same - done.replaced;
        if !puts.is_empty() {
            near.clear();
            let all = now.documents().to_vec();
            self.commit(all, &puts, &[]).map_err(|why| self.put_back(&now, &puts, &why))?;
        }
        self.take_tracks(&new_tracks(&self.tracks_kept(), &tracks))?;
        if let Some(dir) = &self.dir {
            // The note may not be there.
            let _ = fs::remove_file(dir.join(LOST));
        }
        Ok(done)
    }

    /// Puts back what stood here before a restore that failed half way, and says how that went.
    fn put_back(&self, before: &Snapshot, puts: &[Arc<Held>], why: &KbError) -> KbError {
        let (old, new): (Vec<_>, Vec<_>) = puts.iter().partition(|put| before.document(&put.brief.id).is_some());
        let old = old.iter().filter_map(|put| before.record(&put.brief.id)).map(|r| Arc::new(Held::fresh(r)));
        let gone: Vec<String> = new.iter().map(|put| put.brief.id.clone()).collect();
        let told = match self.commit(before.documents().to_vec(), &old.collect::<Vec<_>>(), &gone) {
            Ok(()) => format!("恢复没有完成，已退回恢复前的内容（{why}）"),
            Err(again) => {
                format!("恢复没有完成（{why}），退回时又出错（{again}）；各文件都是完整的，排除故障后请再恢复一次")
            }
        };
        StoreError::Io(told).into()
    }
}

fn put(fresh: &dyn Store, waiting: &mut Vec<Writing>, record: Record) -> Result<(), KbError> {
    waiting.push(record.into());
    if waiting.len() == BATCH {
        fresh.put_many(waiting)?;
        waiting.clear();
    }
    Ok(())
}

/// Lets the fresh store take the place of the old one, which stays locked until it is done.
fn swap(dir: &Path, fresh: &Path, old: Option<Arc<dyn Store>>) -> Result<Option<PathBuf>, KbError> {
    let (store, before) = (dir.join("store"), dir.join("store.old"));
    // The index follows another store's changes: it is built anew at the next start.
    cleared(&dir.join("index"))?;
    let aside = match old {
        Some(_) => before.clone(),
        None => (1..).map(|n| dir.join(format!("store.damaged-{n}"))).find(|p| !p.exists()).unwrap_or(before.clone()),
    };
    let damaged = old.is_none() && store.exists();
    if store.exists() {
        // What a restore left that was broken off after its last step but one.
        cleared(&before)?;
        fs::rename(&store, &aside).map_err(io)?;
    }
    fs::rename(fresh, &store).map_err(io)?;
    drop(old);
    if damaged {
        return Ok(Some(aside));
    }
    cleared(&before)?;
    Ok(None)
}

/// Ends a restore that was broken off between its two renames: the old store takes its place again.
pub(super) fn finish(dir: &Path) {
    let (store, before) = (dir.join("store"), dir.join("store.old"));
    if before.is_dir() && !store.exists() && fs::rename(&before, &store).is_ok() {
        tracing::warn!("上次恢复中途停止，已退回恢复前的数据");
    }
}

fn cleared(dir: &Path) -> Result<(), KbError> {
    match fs::remove_dir_all(dir) {
        Err(why) if why.kind() != std::io::ErrorKind::NotFound => Err(io(why)),
        _ => Ok(()),
    }
}

fn io(why: std::io::Error) -> KbError {
    StoreError::Io(why.to_string()).into()
}

fn bad(name: &str, line: usize, why: &str) -> KbError {
    KbError::Refused { file: name.to_owned(), reason: format!("第 {line} 行：{why}，没有恢复任何内容") }
}

fn unread(name: &str, why: &std::io::Error) -> KbError {
    KbError::Refused { file: name.to_owned(), reason: format!("读不了这个文件（{why}）") }
}

/// The notes of a dump that are not here yet, whatever their serials.
fn new_tracks(here: &[Track], dump: &[Track]) -> Vec<Track> {
    let same = |a: &Track, b: &Track| Track { serial: 0, ..a.clone() } == Track { serial: 0, ..b.clone() };
    dump.iter().filter(|t| !here.iter().any(|h| same(h, t))).cloned().collect()
}

/// The records of a dump, verified line by line, at the end as a whole; no id comes twice. Gives the
/// notes on how tasks stand.
fn each_record(
    name: &str,
    lines: &mut dyn BufRead,
    assembler: &Assembler,
    visit: &mut dyn FnMut(Record) -> Result<(), KbError>,
) -> Result<Vec<Track>, KbError> {
    let mut seen = HashSet::new();
    let mut tracks = Vec::new();
    let (mut bytes, mut at) = (Vec::new(), 0);
    let mut format = None;
    let (mut sum, mut count) = (Sha256::new(), 0u64);
    loop {
        bytes.clear();
        at += 1;
        if lines.read_until(b'\n', &mut bytes).map_err(|why| unread(name, &why))? == 0 {
            return Err(bad(name, at, "缺少校验行，备份不完整"));
        }
        let line: Value = serde_json::from_slice(&bytes).map_err(|_| bad(name, at, "不是完整的 JSON"))?;
        let Some(version) = format else {
            format = Some(header(&line).map_err(|why| bad(name, at, &why))?);
            sum.update(&bytes);
            continue;
        };
        if let Some(record) = line.get("record") {
            let stated = line.get("sha256").and_then(Value::as_str);
            if stated != Some(hex(&Sha256::digest(record.to_string().as_bytes())).as_str()) {
                return Err(bad(name, at, "校验不符，这一行被改动或损坏"));
            }
            let record = read(record, version, assembler).map_err(|why| bad(name, at, &why))?;
            if !seen.insert(record.id.clone()) {
                return Err(bad(name, at, &format!("编号 {} 重复", record.id)));
            }
            visit(record)?;
            sum.update(&bytes);
            count += 1;
            continue;
        }
        if let Some(track) = line.get("track") {
            let stated = line.get("sha256").and_then(Value::as_str);
            if stated != Some(hex(&Sha256::digest(track.to_string().as_bytes())).as_str()) {
                return Err(bad(name, at, "校验不符，这一行被改动或损坏"));
            }
            let read = serde_json::from_value(track.clone());
            tracks.push(read.map_err(|why| bad(name, at, &format!("办理情况读不出来（{why}）")))?);
            sum.update(&bytes);
            continue;
        }
        if line.get("documents").and_then(Value::as_u64) != Some(count) {
            return Err(bad(name, at, &format!("校验行记载的文件数与实有的 {count} 个不符")));
        }
        if line.get("sha256").and_then(Value::as_str) != Some(hex(&sum.finalize()).as_str()) {
            return Err(bad(name, at, "全文校验不符，备份被改动或损坏"));
        }
        return Ok(tracks);
    }
}

/// The format version of a dump.
fn header(line: &Value) -> Result<u64, String> {
    let version = line.get("format").and_then(Value::as_u64);
    match (line.get("tiaoku").and_then(Value::as_str), version) {
        (Some(NAME), Some(version)) if version <= u64::from(codec::FORMAT) => Ok(version),
        (Some(NAME), Some(version)) => {
            Err(format!("备份的格式版本是 {version}，本程序只认到 {}，请换用新版程序", codec::FORMAT))
        }
        _ => Err("不是条库的备份文件（应由 tiaoku dump 写出）".to_owned()),
    }
}

/// A record of a dump: of an older version it is assembled anew.
fn read(record: &Value, version: u64, assembler: &Assembler) -> Result<Record, String> {
    use serde::Deserialize;
    let unreadable = |why: serde_json::Error| format!("记录读不出来（{why}）");
    if version == u64::from(codec::FORMAT) {
        return Record::deserialize(record).map_err(unreadable);
    }
    let mut kept = Kept::deserialize(record).map_err(unreadable)?;
    if kept.given.is_empty() {
        kept.given = given(record);
    }
    Ok(assembler.again(kept))
}

/// The ids that a record of a dump has given, as far as its version tells them.
fn given(record: &Value) -> Vec<Given> {
    let clauses = record.get("clauses").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let place = |c: &Value, path: &str| c.pointer(path).and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok());
    let given = clauses.iter().filter_map(|c| {
        let words = |path: &str| c.pointer(path).and_then(Value::as_str).map(str::to_owned);
        let (start, end) = (place(c, "/clause/span/start")?, place(c, "/clause/span/end")?);
        Some(Given { id: words("/id")?, label: words("/clause/label").unwrap_or_default(), start, end })
    });
    given.collect()
}
