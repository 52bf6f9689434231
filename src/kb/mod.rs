//! Kb 知识库: ingest, find, follow, floor 7.
//!
//! One [`Kb`] is one data directory. The store is the truth; the index and the snapshot in memory
//! follow it. Questions come as a [`Query`], answers leave as the envelopes of
//! [`crate::export::item`], so that web and cli say the same.
//!
//! # To add one
//! A list: a method on [`Kb`] in a file of its own that gives an `Envelope`, then a route in `web`
//! and a command in `cli`. A parameter: a field of [`Query`] and a line in `Query::set`.

pub mod accept;
mod agency;
mod bodies;
#[cfg(test)]
mod broken;
mod care;
mod days;
mod desk;
mod due;
mod dump;
mod error;
mod facts;
mod find;
mod follow;
mod gaps;
mod handout;
mod held;
mod ingest;
mod near;
mod provenance;
mod query;
mod restore;
mod search;
mod snapshot;
mod suggest;
mod tasks;
#[cfg(test)]
mod tests;
mod track;

pub use care::{check, reindex, there};
pub use error::KbError;
pub use handout::accepted;
pub use held::Held;
pub use ingest::{Named, collect};
pub use provenance::beside;
pub use query::{MOST, Query};
pub use restore::restore;
pub use snapshot::Snapshot;
pub use track::Noted;

use held::Reader;

use crate::agency::Registry;
use crate::export::{self, Scanned};
use crate::lexicon::Lexicon;
use crate::mention::Scanner;
use crate::record::{Assembler, Record};
use crate::search::{Index, SearchError, Shelf};
use crate::source;
use crate::store::{self, Memory, Store, StoreError, Track};
use jiff::civil::Date;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

/// A knowledge base, open.
pub struct Kb {
    lexicon: Lexicon,
    assembler: Assembler,
    registry: Registry,
    scanner: Scanner,
    store: Arc<dyn Store>,
    reader: Arc<Reader>,
    index: Index,
    /// The data directory; none for one in memory.
    dir: Option<PathBuf>,
    writer: Mutex<near::Near>,
    /// What came while another writer was at work: the next one takes it all with one flush.
    waiting: Mutex<Vec<ingest::Job>>,
    now: RwLock<Arc<Snapshot>>,
    /// States that cursors name.
    before: Shelf<Snapshot>,
    /// How tasks stand, oldest first.
    tracks: RwLock<Arc<Vec<Track>>>,
}

impl Kb {
    /// Opens the knowledge base in `dir`; the folder is made where there is none.
    ///
    /// # Errors
    /// Another process holds it, or it cannot be read.
    pub fn open(dir: &Path, lexicon: Lexicon) -> Result<Self, KbError> {
        let store = opened(dir)?;
        Self::load(store, |lexicon| Index::open(&dir.join("index"), lexicon), lexicon, Some(dir))
    }

    /// A knowledge base in memory alone.
    ///
    /// # Errors
    /// The index cannot be made.
    pub fn in_memory(lexicon: Lexicon) -> Result<Self, KbError> {
        Self::load(Arc::new(Memory::default()), Index::in_memory, lexicon, None)
    }

    /// The index is opened while the documents are read.
    fn load(
        store: Arc<dyn Store>,
        index: impl FnOnce(&Lexicon) -> Result<Index, SearchError> + Send,
        lexicon: Lexicon,
        dir: Option<&Path>,
    ) -> Result<Self, KbError> {
        let assembler = Assembler::new(&lexicon);
        let (index, documents) = rayon::join(|| index(&lexicon), || follow::documents(store.as_ref(), &assembler));
        let (index, documents) = (index?, documents?);
        let tracks = RwLock::new(Arc::new(store.tracks()?));
        let change = store.last_change()?;
        let reader = Arc::new(Reader::new(Arc::clone(&store)));
        let now = Arc::new(Snapshot::new(change, documents, Arc::clone(&reader)));
        let before = Shelf::default();
        before.put(change, Arc::clone(&now));
        follow::catch_up(store.as_ref(), &index, change, dir, &|id| now.record(id))?;
        Ok(Self {
            assembler,
            registry: Registry::new(&lexicon),
            scanner: Scanner::whole(&lexicon),
            lexicon,
            store,
            reader,
            index,
            dir: dir.map(Path::to_owned),
            writer: Mutex::default(),
            waiting: Mutex::new(Vec::new()),
            now: RwLock::new(now),
            before,
            tracks,
        })
    }

    /// The word tables in use.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// The documents as they stand now.
    pub fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&self.now.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The documents as they stood when the page before was given, else as they stand now.
    fn at(&self, query: &Query) -> Arc<Snapshot> {
        query.at.and_then(|change| self.before.get(change)).unwrap_or_else(|| self.snapshot())
    }

    /// Keeps the state that a cursor names, so that the pages behind it follow from it.
    pub fn pin(&self, cursor: &str) {
        let change = cursor.split_once('-').and_then(|(_, change)| u64::from_str_radix(change, 16).ok());
        if let Some(change) = change {
            self.before.pin(change);
            self.index.keep(change);
        }
    }

    /// Parses one document; nothing is kept.
    ///
    /// # Errors
    /// The bytes are no document of a known format.
    pub fn parse(&self, name: &str, bytes: &[u8], as_of: Date) -> Result<Record, KbError> {
        match source::read(name, bytes) {
            Ok(text) => Ok(self.assembler.assemble(text, as_of)),
            Err(why) => {
                // The reader names the file itself; what is told of it here names it once.
                let told = why.to_string();
                let reason = told.strip_prefix(name).and_then(|t| t.strip_prefix('：')).unwrap_or(&told).to_owned();
                Err(KbError::Refused { file: name.to_owned(), reason })
            }
        }
    }

    /// The values of a text; 今年 and the like are counted from `as_of`.
    pub fn scan(&self, text: &str, as_of: Date) -> Scanned {
        export::scan_json(text, &self.scanner.scan(text, as_of))
    }

    /// One writer at a time; what only writers need comes with it.
    fn lock(&self) -> MutexGuard<'_, near::Near> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn show(&self, snapshot: Snapshot) {
        let snapshot = Arc::new(snapshot);
        self.before.put(snapshot.change, Arc::clone(&snapshot));
        *self.now.write().unwrap_or_else(PoisonError::into_inner) = snapshot;
    }
}

/// The store of a data directory.
fn opened(dir: &Path) -> Result<Arc<dyn Store>, KbError> {
    restore::finish(dir);
    store::open(&dir.join("store")).map(Arc::from).map_err(|why| match why {
        StoreError::InUse { .. } => KbError::Locked(dir.display().to_string()),
        other => other.into(),
    })
}
