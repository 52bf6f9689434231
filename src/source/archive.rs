//! Archive 压缩包: the parts of a zip (DOCX, OFD), read within limits.
//!
//! A bomb is small outside and without measure inside: entries, unpacked bytes and the ratio between
//! the two sizes are limited, and nothing is ever written to disk.

use super::ReadError;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// More entries than any document has.
const ENTRIES: usize = 20_000;

/// Unpacked bytes read of one file.
const UNPACKED: u64 = 96 << 20;

/// A part may unpack to this many times its size, where it is longer than [`SMALL`]: text of the same
/// few words reaches 100.
const RATIO: u64 = 120;
const SMALL: u64 = 4 << 20;

/// Whether bytes open like a zip, also an empty or spanned one.
pub(super) fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// An open zip.
pub(super) struct Archive<'a> {
    name: String,
    format: &'static str,
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Bytes that may still be unpacked.
    left: u64,
}

impl<'a> Archive<'a> {
    /// Opens the directory of a zip.
    pub(super) fn open(name: &str, format: &'static str, bytes: &'a [u8]) -> Result<Self, ReadError> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ReadError::Broken {
            name: name.to_owned(),
            format,
            why: "压缩包的目录读不出来".to_owned(),
        })?;
        let archive = Self { name: name.to_owned(), format, zip, left: UNPACKED };
        if archive.zip.len() > ENTRIES { Err(archive.excessive("压缩包里的文件过多")) } else { Ok(archive) }
    }

    /// Whether there is a part of this path.
    pub(super) fn has(&self, path: &str) -> bool {
        self.zip.index_for_name(path).is_some()
    }

    /// Whether there is a part in this folder.
    pub(super) fn has_under(&self, folder: &str) -> bool {
        self.zip.file_names().flatten().any(|n| n.starts_with(folder))
    }

    /// A part that need not be there, unpacked; its path in any letter case.
    pub(super) fn part(&mut self, path: &str) -> Result<Option<Vec<u8>>, ReadError> {
        let path = path.trim_start_matches('/');
        let index = self.zip.index_for_name(path).or_else(|| {
            let found = self.zip.file_names().flatten().find(|n| n.eq_ignore_ascii_case(path))?.into_owned();
            self.zip.index_for_name(&found)
        });
        let Some(index) = index else { return Ok(None) };
        let told = self.zip.by_index_raw(index).map(|e| (e.compressed_size(), e.size(), e.encrypted()));
        let (packed, unpacked, encrypted) = told.map_err(|why| self.broken(path, &why))?;
        if encrypted {
            return Err(ReadError::Locked { name: self.name.clone(), format: self.format });
        }
        // What the directory says may be wrong: the reading is limited too.
        let limit = self.left.min(SMALL.max(packed.saturating_mul(RATIO)));
        if unpacked > limit {
            return Err(self.excessive("解压后过大"));
        }
        let mut out = Vec::with_capacity(usize::try_from(unpacked).unwrap_or_default());
        let read = match self.zip.by_index(index) {
            Ok(entry) => entry.take(limit + 1).read_to_end(&mut out).map_err(ZipError::Io),
            Err(why) => Err(why),
        };
        match read {
            Err(why) => Err(self.broken(path, &why)),
            Ok(_) if out.len() as u64 > limit => Err(self.excessive("解压后过大")),
            Ok(_) => {
                self.left -= out.len() as u64;
                Ok(Some(out))
            }
        }
    }

    /// A part that must be there.
    pub(super) fn needed(&mut self, path: &str) -> Result<Vec<u8>, ReadError> {
        self.part(path)?.ok_or_else(|| ReadError::Broken {
            name: self.name.clone(),
            format: self.format,
            why: format!("里面缺少 {path}"),
        })
    }

    fn broken(&self, path: &str, why: &ZipError) -> ReadError {
        if matches!(why, ZipError::UnsupportedArchive(text) if *text == ZipError::PASSWORD_REQUIRED) {
            return ReadError::Locked { name: self.name.clone(), format: self.format };
        }
        let why = format!("里面的 {path} 解压失败");
        ReadError::Broken { name: self.name.clone(), format: self.format, why }
    }

    fn excessive(&self, what: &'static str) -> ReadError {
        ReadError::Excessive { name: self.name.clone(), format: self.format, what }
    }
}

/// An archive of these parts, for the tests of the readers.
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops where it cannot")]
pub(super) fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    use std::io::Write;
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (path, text) in parts {
        zip.start_file(*path, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
