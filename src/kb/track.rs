//! Track 办理情况: how tasks stand, laid over the text and never part of it.
//!
//! A note says of a clause (or of one body's part in it) 立项, 办理中, 已办结 …, with author, day and evidence.
//! Nothing is overwritten: the history stays. The clause's id leads on after a re-parse as all ids do.

use super::query::Query;
use super::snapshot::Snapshot;
use super::{Kb, KbError};
use crate::export::item::{Envelope, Meta, TrackItem};
use crate::record::ClauseRecord;
use crate::store::Track;
use jiff::civil::Date;
use std::collections::HashMap;
use std::sync::{Arc, PoisonError};

/// Letters of the text that tell a clause from another one that got its id.
const BEGINS: usize = 40;
/// Letters a note may have.
const LONGEST: usize = 2000;

/// What somebody notes of a task.
#[derive(Clone, Debug, Default)]
pub struct Noted {
    /// One of the table `track_words`.
    pub status: String,
    /// What is to be said.
    pub note: Option<String>,
    /// A web address.
    pub evidence: Option<String>,
    /// Who notes it.
    pub author: String,
    /// The body it speaks of, in any spelling.
    pub agency: Option<String>,
    /// The day of which it speaks.
    pub on: Option<Date>,
}

impl Kb {
    /// Notes how a task stands; what was noted before stays.
    ///
    /// # Errors
    /// There is no such clause or status, something is missing or too long, or the disk failed.
    pub fn track(&self, clause: &str, noted: Noted, today: Date, at: String) -> Result<Envelope<TrackItem>, KbError> {
        let known = self.clause_led(clause)?.data.clause.id;
        let now = self.snapshot();
        let words = now.clause(&known).and_then(|(r, n)| r.clauses.get(n).map(begins)).unwrap_or_default();
        let allowed: Vec<&str> = self.lexicon().table("track_words").rows().map(|r| r.word()).collect();
        if !allowed.contains(&noted.status.as_str()) {
            let message = format!("应为 {} 之一，收到的是“{}”", allowed.join("、"), noted.status);
            return Err(KbError::parameter("status", message));
        }
        let clean = |name: &str, text: Option<String>| match text.map(|t| t.trim().to_owned()) {
            Some(t) if t.chars().count() > LONGEST => {
                Err(KbError::parameter(name, format!("最多 {LONGEST} 字，收到 {} 字", t.chars().count())))
            }
            other => Ok(other.filter(|t| !t.is_empty())),
        };
        let author = clean("author", Some(noted.author))?;
        let author = author.ok_or_else(|| KbError::parameter("author", "缺少登记人"))?;
        let evidence = clean("evidence", noted.evidence)?;
        if evidence.as_deref().is_some_and(|e| !e.starts_with("http://") && !e.starts_with("https://")) {
            return Err(KbError::parameter("evidence", "应为 http:// 或 https:// 开头的网址"));
        }
        let agency = match clean("agency", noted.agency)? {
            Some(name) => match self.meant(&now, &name).as_slice() {
                [] => return Err(KbError::parameter("agency", format!("没有文件提到单位“{name}”"))),
                [one, ..] => Some(one.id.clone()),
            },
            None => None,
        };
        let track = Track {
            serial: 0,
            clause: known,
            words,
            agency,
            status: noted.status,
            note: clean("note", noted.note)?,
            evidence,
            author,
            on: noted.on.unwrap_or(today),
            at,
        };
        let kept = self.take_tracks(&[track])?;
        let last = kept.into_iter().next_back();
        let item = last.map(|t| item(&t, &t.clause));
        item.map(Envelope::one).ok_or_else(|| KbError::NotFound("没有写入".to_owned()))
    }

    /// All that was noted of a clause, newest first.
    ///
    /// # Errors
    /// There is none of that id.
    pub fn tracks(&self, clause: &str, _: &Query) -> Result<Envelope<Vec<TrackItem>>, KbError> {
        let known = self.clause_led(clause)?.data.clause.id;
        let now = self.snapshot();
        let all = self.tracks_kept();
        let own = all.iter().rev().filter(|t| leads_to(&now, t).as_deref() == Some(known.as_str()));
        let data: Vec<TrackItem> = own.map(|t| item(t, &known)).collect();
        Ok(Envelope { meta: Meta { total: data.len(), ..Meta::default() }, data })
    }

    /// The last note of each clause, by its id of today.
    pub(super) fn latest_tracks(&self, now: &Snapshot) -> HashMap<String, TrackItem> {
        let mut out = HashMap::new();
        for track in self.tracks_kept().iter() {
            if let Some(clause) = leads_to(now, track) {
                out.insert(clause.clone(), item(track, &clause));
            }
        }
        out
    }

    /// All notes, oldest first.
    pub(super) fn tracks_kept(&self) -> Arc<Vec<Track>> {
        Arc::clone(&self.tracks.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Keeps notes, each on disk before it is shown; gives them with their serials.
    pub(super) fn take_tracks(&self, tracks: &[Track]) -> Result<Vec<Track>, KbError> {
        let mut kept = Vec::new();
        let mut all = self.tracks.write().unwrap_or_else(PoisonError::into_inner);
        for track in tracks {
            let serial = self.store.track(track)?;
            let track = Track { serial, ..track.clone() };
            Arc::make_mut(&mut all).push(track.clone());
            kept.push(track);
        }
        Ok(kept)
    }
}

/// How the text of a clause begins.
fn begins(c: &ClauseRecord) -> String {
    c.clause.text.as_str().chars().take(BEGINS).collect()
}

/// The clause that a note speaks of, by its id of today; none where its words are gone.
fn leads_to(now: &Snapshot, track: &Track) -> Option<String> {
    let here = now.clause(&track.clause).and_then(|(r, n)| r.clauses.get(n).map(begins));
    if here.as_ref().is_some_and(|words| *words == track.words) {
        return Some(track.clause.clone());
    }
    match now.former(&track.clause) {
        Some(former) => former.to.clone(),
        None => here.map(|_| track.clause.clone()),
    }
}

fn item(t: &Track, clause: &str) -> TrackItem {
    TrackItem {
        serial: t.serial,
        clause: clause.to_owned(),
        agency: t.agency.clone(),
        status: t.status.clone(),
        note: t.note.clone(),
        evidence: t.evidence.clone(),
        author: t.author.clone(),
        on: t.on,
        at: t.at.clone(),
    }
}
