//! One suite for all engines, and what only the one on disk can show.

use super::{Change, Memory, Sled, Store, StoreError, Track, What, open};
use crate::record::Brief;
use crate::record::sample::record;

/// Each engine, empty.
fn engines() -> Vec<(&'static str, Box<dyn Store>, Option<tempfile::TempDir>)> {
    let dir = tempfile::tempdir().unwrap();
    let sled = Sled::open(dir.path()).unwrap();
    vec![("memory", Box::new(Memory::default()), None), ("sled", Box::new(sled), Some(dir))]
}

#[test]
fn life_of_a_document() {
    for (name, store, _dir) in engines() {
        assert_eq!((store.last_change().unwrap(), store.entries().unwrap().len()), (0, 0), "{name}");
        let (a, mut b) = (record("a", &[("", "甲")]), record("b", &[("", "乙")]));
        assert_eq!((store.put(&a).unwrap(), store.put(&b).unwrap()), (1, 2), "{name}");
        assert_eq!(store.get("a").unwrap().as_ref(), Some(&a), "{name}");
        assert_eq!(store.by_hash("hash-b").unwrap().as_deref(), Some("b"), "{name}");
        b.hash = "other".to_owned();
        assert_eq!(store.put(&b).unwrap(), 3, "{name}");
        assert_eq!((store.by_hash("hash-b").unwrap(), store.by_hash("hash").unwrap()), (None, None), "{name}");
        assert_eq!(store.remove("a").unwrap(), Some(4), "{name}");
        assert_eq!((store.remove("a").unwrap(), store.get("a").unwrap()), (None, None), "{name}");
        let gone = ["a", "b", "c"].map(|id| store.removed(id).unwrap());
        assert_eq!(gone, [true, false, false], "{name}");
        let entries: Vec<_> = store.entries().unwrap().into_iter().map(|e| (e.id, e.hash, e.name, e.change)).collect();
        assert_eq!(entries, [("b".to_owned(), "other".to_owned(), "b.txt".to_owned(), 3)], "{name}");
        let change = |change, id: &str, what| Change { change, id: id.to_owned(), what };
        let (put, removed) = (change(3, "b", What::Put), change(4, "a", What::Removed));
        assert_eq!(store.since(0).unwrap(), [put, removed.clone()], "{name}");
        assert_eq!(store.since(3).unwrap(), [removed], "{name}");
        assert_eq!((store.since(4).unwrap(), store.since(u64::MAX).unwrap()), (vec![], vec![]), "{name}");
    }
}

#[test]
fn notes_are_added_and_stay() {
    for (name, store, _dir) in engines() {
        let note = |status: &str| Track {
            serial: 0,
            clause: "a~1".to_owned(),
            words: "到2026年".to_owned(),
            agency: None,
            status: status.to_owned(),
            note: Some("已开工".to_owned()),
            evidence: None,
            author: "张某".to_owned(),
            on: jiff::civil::date(2026, 3, 1),
            at: "2026-03-01T08:00:00Z".to_owned(),
        };
        store.put(&record("a", &[("", "甲")])).unwrap();
        assert_eq!((store.track(&note("立项")).unwrap(), store.track(&note("办理中")).unwrap()), (1, 2), "{name}");
        store.remove("a").unwrap();
        let kept = store.tracks().unwrap();
        assert_eq!(kept, [Track { serial: 1, ..note("立项") }, Track { serial: 2, ..note("办理中") }], "{name}");
        assert!(store.check().unwrap().is_empty(), "{name}");
    }
}

#[test]
fn many_at_once() {
    for (name, store, _dir) in engines() {
        let records: Vec<_> = (0..300).map(|n| record(&format!("doc-{n:03}"), &[("", "正文")]).into()).collect();
        assert_eq!(store.put_many(&records).unwrap(), (1..=300).collect::<Vec<_>>(), "{name}");
        assert_eq!((store.last_change().unwrap(), store.since(290).unwrap().len()), (300, 10), "{name}");
        assert_eq!(store.entries().unwrap().len(), 300, "{name}");
    }
}

/// A brief is that of the last change, or none; what was made anew is kept.
#[test]
fn briefs_follow_their_records() {
    for (name, store, _dir) in engines() {
        let (mut a, brief) = (record("a", &[("目标", "到2026年")]), |store: &dyn Store| {
            let entry = store.entries().unwrap().pop().unwrap();
            (store.brief(&entry).unwrap(), entry)
        });
        store.put(&a).unwrap();
        let (found, old) = brief(&*store);
        assert_eq!(found, Some(Brief::of(&a)), "{name}");
        a.metadata.title = None;
        store.put(&a).unwrap();
        let (found, new) = brief(&*store);
        assert_eq!(found, Some(Brief::of(&a)), "{name}");
        store.put_briefs(&[(new.change, &Brief::of(&a))]).unwrap();
        assert_eq!(store.brief(&new).unwrap(), Some(Brief::of(&a)), "{name}");
        if name == "sled" {
            assert_eq!(store.brief(&old).unwrap(), None, "the change before");
            store.put_briefs(&[(new.change, &Brief::of(&record("a", &[])))]).unwrap();
            let found = store.check().unwrap();
            assert!(found.iter().any(|f| f.what.contains("提要与记录不一致")), "{found:?}");
        }
        store.remove("a").unwrap();
        assert_eq!(store.brief(&new).unwrap(), None, "{name}");
    }
}

#[test]
fn two_documents_of_one_hash() {
    for (name, store, _dir) in engines() {
        let (mut a, b) = (record("a", &[]), record("b", &[]));
        a.hash.clone_from(&b.hash);
        store.put_many(&[a.into(), b.into()]).unwrap();
        assert_eq!(store.by_hash("hash-b").unwrap().as_deref(), Some("a"), "{name}");
        store.remove("a").unwrap();
        assert_eq!(store.by_hash("hash-b").unwrap().as_deref(), Some("b"), "{name}");
    }
}

#[test]
fn opened_again_all_is_there() {
    let dir = tempfile::tempdir().unwrap();
    let a = record("a", &[("目标", "到2026年")]);
    {
        let store = open(dir.path()).unwrap();
        store.put_many(&[a.clone().into(), record("b", &[]).into()]).unwrap();
        store.remove("b").unwrap();
        assert!(matches!(open(dir.path()), Err(StoreError::InUse { .. })));
    }
    let store = open(dir.path()).unwrap();
    assert_eq!((store.last_change().unwrap(), store.get("a").unwrap()), (3, Some(a)));
    assert_eq!(store.put(&record("c", &[])).unwrap(), 4);
}

#[test]
fn what_cannot_be_opened_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("file");
    std::fs::write(&file, "x").unwrap();
    assert!(matches!(open(&file.join("data")), Err(StoreError::NotWritable { .. })));
    let newer = dir.path().join("newer");
    {
        let db = sled::open(&newer).unwrap();
        db.insert(b"m/format", &99u32.to_be_bytes()).unwrap();
        db.flush().unwrap();
    }
    let why = open(&newer).err().map(|e| e.to_string()).unwrap_or_default();
    assert!(why.contains("格式版本是 99，本程序只认到 1"), "{why}");
}

#[test]
fn an_emptied_snapshot_is_moved_aside() {
    let dir = tempfile::tempdir().unwrap();
    {
        let store = open(dir.path()).unwrap();
        store.put(&record("a", &[("", "正文")])).unwrap();
    }
    // sled writes its snapshot while it opens what another run left.
    drop(open(dir.path()).unwrap());
    let mut snaps = 0;
    for file in std::fs::read_dir(dir.path()).unwrap().flatten() {
        if file.file_name().to_string_lossy().starts_with("snap.") {
            std::fs::write(file.path(), b"").unwrap();
            snaps += 1;
        }
    }
    assert!(snaps > 0, "sled wrote a snapshot");
    let store = open(dir.path()).unwrap();
    assert!(store.get("a").unwrap().is_some());
}
