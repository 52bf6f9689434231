//! Codec 编码: a record as bytes, with format version and checksum.
//!
//! In: a [`Record`]; out: `TK`, the format version (two bytes), a checksum (eight bytes of SHA-256
//! of what follows), then, packed as an LZ4 block behind its length (since version 4; as it is before),
//! the length of the kept part (four bytes), the kept part ([`Kept`] as JSON) and the rest as postcard.
//! All but the rest stands the same in every version, so that a record of an older one can be assembled
//! anew from its kept part. sled notices no changed byte by itself, so the checksum is the only guard.
//! Packed, because sled writes what lies beside a record again with it, and every 128 KiB as a file of its
//! own. Nothing here panics on any bytes.
//!
//! A sample of every version stands in `tests/stored/`.

use super::{ClauseRecord, Kept, Record};
use crate::metadata::Metadata;
use crate::outline::Outline;
use crate::text::Diagnostic;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::borrow::Cow;

/// Version of the bytes that [`encode`] writes; raise it with every change of a type inside
/// [`Record`], and add a sample of the new version to `tests/stored/`.
pub const FORMAT: u16 = 4;

/// The first version that is packed.
const PACKED: u16 = 4;

/// What packed bytes grow to at most, for each: the format has no more, so a length beyond it is none.
const GROWS: usize = 255;

const MAGIC: [u8; 2] = *b"TK";
/// Bytes of a checksum.
pub(super) const SUM: usize = 8;
const HEAD: usize = MAGIC.len() + 2 + SUM;
/// Bytes of the length before a packed body.
const SIZE: usize = 4;

/// What is made anew when the format changes.
#[derive(Serialize, Deserialize)]
struct Rest<'a> {
    hash: Cow<'a, str>,
    metadata: Cow<'a, Metadata>,
    outline: Cow<'a, Outline>,
    clauses: Cow<'a, [ClauseRecord]>,
    diagnostics: Cow<'a, [Diagnostic]>,
}

/// Why bytes are no record.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodecError {
    /// Written by a later program.
    #[error("记录的格式版本是 {found}，本程序只认到 {FORMAT}，请换用新版程序")]
    Newer {
        /// The version found.
        found: u16,
    },
    /// Written by an earlier program: to be assembled anew from what [`kept`] gives.
    #[error("记录的格式版本是 {found}，本程序是 {FORMAT}，打开知识库时会自动重新解析")]
    Older {
        /// The version found.
        found: u16,
    },
    /// The checksum does not fit, or the head is missing: bytes were changed or cut.
    #[error("记录已损坏（校验不符），请重新导入这份文件")]
    Damaged,
    /// The words inside do not fit the types.
    #[error("记录读不出来（{0}），请重新导入这份文件")]
    Unreadable(String),
}

/// A record as bytes.
///
/// # Errors
/// A record that cannot be written; none is known.
pub fn encode(record: &Record) -> Result<Vec<u8>, CodecError> {
    let unreadable = |why: String| CodecError::Unreadable(why);
    let kept = serde_json::to_vec(&Kept::of(record)).map_err(|why| unreadable(why.to_string()))?;
    let length = u32::try_from(kept.len()).map_err(|why| unreadable(why.to_string()))?;
    let rest = Rest {
        hash: Cow::Borrowed(&record.hash),
        metadata: Cow::Borrowed(&record.metadata),
        outline: Cow::Borrowed(&record.outline),
        clauses: Cow::Borrowed(&record.clauses),
        diagnostics: Cow::Borrowed(&record.diagnostics),
    };
    let mut body = Vec::with_capacity(4 + kept.len() * 3);
    body.extend(length.to_be_bytes());
    body.extend(kept);
    let body = postcard::to_extend(&rest, body).map_err(|why| unreadable(why.to_string()))?;
    // Packed behind the head at once: the bytes are many.
    let mut out = vec![0; HEAD + SIZE + lz4_flex::block::get_maximum_output_size(body.len())];
    let size = u32::try_from(body.len()).map_err(|why| unreadable(why.to_string()))?;
    let (head, packed) = out.split_at_mut(HEAD);
    let (before, block) = packed.split_at_mut(SIZE);
    before.copy_from_slice(&size.to_le_bytes());
    let end = SIZE + lz4_flex::block::compress_into(&body, block).map_err(|why| unreadable(why.to_string()))?;
    head.copy_from_slice(&[&MAGIC[..], &FORMAT.to_be_bytes(), &sum(&packed[..end])].concat());
    out.truncate(HEAD + end);
    Ok(out)
}

/// Bytes back to a record.
///
/// # Errors
/// Another format version, changed or cut bytes.
pub fn decode(bytes: &[u8]) -> Result<Record, CodecError> {
    let (found, body) = checked(bytes)?;
    if found < FORMAT {
        return Err(CodecError::Older { found });
    }
    let body = unpacked(found, body)?;
    let (kept, rest) = parts(&body)?;
    let kept = read_kept(kept)?;
    let rest: Rest<'_> = postcard::from_bytes(rest).map_err(|why| CodecError::Unreadable(why.to_string()))?;
    Ok(Record {
        id: kept.id,
        hash: rest.hash.into_owned(),
        as_of: kept.as_of,
        source: kept.source,
        metadata: rest.metadata.into_owned(),
        outline: rest.outline.into_owned(),
        clauses: rest.clauses.into_owned(),
        diagnostics: rest.diagnostics.into_owned(),
        former: kept.former,
    })
}

/// The kept part of a record of this or an older version.
///
/// # Errors
/// A later version, changed or cut bytes.
pub fn kept(bytes: &[u8]) -> Result<Kept, CodecError> {
    let (found, body) = checked(bytes)?;
    read_kept(parts(&unpacked(found, body)?)?.0)
}

fn read_kept(bytes: &[u8]) -> Result<Kept, CodecError> {
    serde_json::from_slice(bytes).map_err(|why| CodecError::Unreadable(why.to_string()))
}

/// Version and what follows the head; the checksum fits.
fn checked(bytes: &[u8]) -> Result<(u16, &[u8]), CodecError> {
    let (head, body) = bytes.split_at_checked(HEAD).ok_or(CodecError::Damaged)?;
    let (Some(magic), Some(version), Some(check)) = (head.get(..2), head.get(2..4), head.get(4..)) else {
        return Err(CodecError::Damaged);
    };
    if magic != MAGIC {
        return Err(CodecError::Damaged);
    }
    let found = version.iter().fold(0u16, |n, b| n << 8 | u16::from(*b));
    if found > FORMAT {
        return Err(CodecError::Newer { found });
    }
    if check != sum(body) {
        return Err(CodecError::Damaged);
    }
    Ok((found, body))
}

/// A body as its version packs it, unpacked.
fn unpacked(version: u16, body: &[u8]) -> Result<Cow<'_, [u8]>, CodecError> {
    if version < PACKED {
        return Ok(Cow::Borrowed(body));
    }
    let unreadable = |why: lz4_flex::block::DecompressError| CodecError::Unreadable(why.to_string());
    let (size, block) = lz4_flex::block::uncompressed_size(body).map_err(unreadable)?;
    if size > block.len().saturating_mul(GROWS) {
        return Err(CodecError::Damaged);
    }
    lz4_flex::block::decompress(block, size).map(Cow::Owned).map_err(unreadable)
}

/// Kept part and rest.
fn parts(body: &[u8]) -> Result<(&[u8], &[u8]), CodecError> {
    let (length, body) = body.split_at_checked(4).ok_or(CodecError::Damaged)?;
    let length = length.iter().fold(0usize, |n, b| n << 8 | usize::from(*b));
    body.split_at_checked(length).ok_or(CodecError::Damaged)
}

/// The first bytes of the SHA-256 of these.
pub(super) fn sum(body: &[u8]) -> [u8; SUM] {
    let digest = Sha256::digest(body);
    let mut out = [0; SUM];
    for (to, from) in out.iter_mut().zip(digest) {
        *to = from;
    }
    out
}

/// The same record as an older program would have left it: for tests of upgrading.
#[cfg(test)]
pub(crate) fn of_version_zero(record: &Record) -> Vec<u8> {
    let kept = serde_json::to_vec(&Kept::of(record)).unwrap();
    let mut body = u32::try_from(kept.len()).unwrap().to_be_bytes().to_vec();
    body.extend(kept);
    body.extend(b"what version 0 wrote");
    [&MAGIC[..], &0u16.to_be_bytes(), &sum(&body), &body].concat()
}

#[cfg(test)]
mod tests {
    use super::super::Assembler;
    use super::super::sample::{duty, gold, record, target};
    use super::*;
    use crate::fact::Role;
    use crate::lexicon::Lexicon;
    use jiff::civil::date;
    use std::path::{Path, PathBuf};

    /// One of the five documents, as the sample of the version holds it.
    fn corpus() -> Record {
        let slug = "shanghai-gaoduan-zhizaoye-2022/source.txt";
        let bytes = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(slug)).unwrap();
        let source = crate::source::read("source.txt", &bytes).unwrap();
        Assembler::new(Lexicon::builtin()).assemble(source, date(2026, 11, 20))
    }

    fn stored() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stored")
    }

    #[test]
    fn records_come_back_as_they_were() {
        let mut small = record("a", &[("目标", "到2026年，达到60个。")]);
        small.clauses[0].facts = vec![duty("市科委", Role::Lead, 1, 2), target()];
        small.metadata.written_on = Some(date(2023, 12, 29));
        for record in gold().into_iter().chain([small, corpus()]) {
            assert_eq!(decode(&encode(&record).unwrap()).unwrap(), record);
        }
    }

    #[test]
    fn changed_bytes_are_noticed() {
        let bytes = encode(&record("a", &[("", "正文。")])).unwrap();
        for at in 0..bytes.len() {
            let mut bad = bytes.clone();
            bad[at] ^= 1;
            assert!(decode(&bad).is_err(), "byte {at}");
            assert!(decode(&bytes[..at]).is_err() && kept(&bytes[..at]).is_err(), "cut at {at}");
        }
        let mut newer = bytes;
        newer[3] = 9;
        assert_eq!(decode(&newer), Err(CodecError::Newer { found: 9 }));
        assert_eq!(kept(&newer), Err(CodecError::Newer { found: 9 }));
    }

    /// A record of an older version is assembled anew: same id, same day, what was told at ingest.
    #[test]
    fn an_older_version_is_assembled_anew() {
        let mut record = corpus().with_id("other-2");
        record.diagnostics.push(Diagnostic {
            code: "ingest/same-number".to_owned(),
            severity: crate::text::Severity::Warning,
            line: 1,
            span: crate::text::Span::default(),
            message: "编号相同".to_owned(),
        });
        let old = of_version_zero(&record);
        assert_eq!(decode(&old), Err(CodecError::Older { found: 0 }));
        assert_eq!(Assembler::new(Lexicon::builtin()).again(kept(&old).unwrap()), record);
    }

    /// What earlier rules numbered another way: the old id leads to the clause that stands there now.
    #[test]
    fn ids_of_earlier_rules_lead_on() {
        let now = corpus();
        let mut before = now.clone();
        let last = before.clauses.last_mut().unwrap();
        let new = last.id.clone();
        last.id.push_str("~9");
        let old = last.id.clone();
        let again = Assembler::new(Lexicon::builtin()).again(kept(&of_version_zero(&before)).unwrap());
        let led: Vec<_> = again.former.iter().map(|f| (&f.id, f.to.as_ref())).collect();
        assert_eq!(led, [(&old, Some(&new))]);
        assert_eq!(decode(&encode(&again).unwrap()).unwrap(), again);
    }

    /// Every version ever released reads: the present one as it is, older ones by their kept part.
    #[test]
    fn samples_of_all_versions_read() {
        let assembler = Assembler::new(Lexicon::builtin());
        let now = corpus();
        for version in 1..=FORMAT {
            let bytes = std::fs::read(stored().join(format!("v{version}/record.bin"))).unwrap();
            let record = match decode(&bytes) {
                Ok(record) => record,
                Err(CodecError::Older { .. }) => assembler.again(kept(&bytes).unwrap()),
                Err(why) => panic!("v{version}: {why}"),
            };
            assert_eq!((&record.id, record.as_of, &record.source), (&now.id, now.as_of, &now.source), "v{version}");
            assert_eq!(record.clauses.len(), now.clauses.len(), "v{version}");
            assert_eq!(assembler.again(Kept::of(&record)), now, "v{version}");
        }
    }

    /// `cargo test --lib codec::tests::write_sample -- --ignored` when [`FORMAT`] has risen.
    #[test]
    #[ignore = "writes the sample of the present version"]
    fn write_sample() {
        let dir = stored().join(format!("v{FORMAT}"));
        std::fs::create_dir_all(&dir).unwrap();
        std::fs::write(dir.join("record.bin"), encode(&corpus()).unwrap()).unwrap();
    }
}
