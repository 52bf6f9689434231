//! Codec 编码: a record as bytes, with format version and checksum.
//!
//! In: a [`Record`]; out: `TK`, the format version (two bytes), a checksum (eight bytes of SHA-256
//! of what follows), then postcard. sled notices no changed byte by itself, so the checksum is the
//! only guard. Nothing here panics on any bytes.

use super::Record;
use sha2::{Digest, Sha256};

/// Version of the bytes that [`encode`] writes; raise it with every change of a type inside [`Record`].
pub const FORMAT: u16 = 1;

const MAGIC: [u8; 2] = *b"TK";
const SUM: usize = 8;
const HEAD: usize = MAGIC.len() + 2 + SUM;

/// Why bytes are no record.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodecError {
    /// Written by a later program.
    #[error("记录的格式版本是 {found}，本程序只认到 {FORMAT}，请换用新版程序")]
    Newer {
        /// The version found.
        found: u16,
    },
    /// Written in a format that this program no longer reads.
    #[error("记录的格式版本是 {found}，本程序要求 {FORMAT}，请重新导入这份文件")]
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
/// A record that postcard cannot write; none is known.
pub fn encode(record: &Record) -> Result<Vec<u8>, CodecError> {
    let body = postcard::to_stdvec(record).map_err(|why| CodecError::Unreadable(why.to_string()))?;
    let mut out = Vec::with_capacity(HEAD + body.len());
    out.extend(MAGIC);
    out.extend(FORMAT.to_be_bytes());
    out.extend(sum(&body));
    out.extend(body);
    Ok(out)
}

/// Bytes back to a record.
///
/// # Errors
/// Another format version, changed or cut bytes.
pub fn decode(bytes: &[u8]) -> Result<Record, CodecError> {
    let (head, body) = bytes.split_at_checked(HEAD).ok_or(CodecError::Damaged)?;
    let (Some(magic), Some(version), Some(check)) = (head.get(..2), head.get(2..4), head.get(4..)) else {
        return Err(CodecError::Damaged);
    };
    if magic != MAGIC {
        return Err(CodecError::Damaged);
    }
    let found = version.iter().fold(0u16, |n, b| n << 8 | u16::from(*b));
    match found {
        _ if found > FORMAT => return Err(CodecError::Newer { found }),
        _ if found < FORMAT => return Err(CodecError::Older { found }),
        _ => {}
    }
    if check != sum(body) {
        return Err(CodecError::Damaged);
    }
    postcard::from_bytes(body).map_err(|why| CodecError::Unreadable(why.to_string()))
}

fn sum(body: &[u8]) -> [u8; SUM] {
    let digest = Sha256::digest(body);
    let mut out = [0; SUM];
    for (to, from) in out.iter_mut().zip(digest) {
        *to = from;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::sample::{duty, gold, record, target};
    use super::*;
    use crate::fact::Role;

    #[test]
    fn records_come_back_as_they_were() {
        let mut small = record("a", &[("目标", "到2026年，达到60个。")]);
        small.clauses[0].facts = vec![duty("市科委", Role::Lead, 1, 2), target()];
        small.metadata.written_on = Some(jiff::civil::date(2023, 12, 29));
        for record in gold().into_iter().chain([small]) {
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
            assert!(decode(&bytes[..at]).is_err(), "cut at {at}");
        }
        let mut newer = bytes;
        newer[3] = 9;
        assert_eq!(decode(&newer), Err(CodecError::Newer { found: 9 }));
    }
}
