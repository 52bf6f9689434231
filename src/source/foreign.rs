//! Foreign 他种文件: formats that show in their first bytes and are not read, each with what to do.
//!
//! In: bytes that no reader claimed, such as an old `.doc` or an `.xlsx`. Out: the word to the user,
//! `这是旧版 Word（.doc）文件，…请另存为 .docx`.

use super::ReadError;
use super::archive;

const AS_DOCX: &str = "请用 Word 或 WPS 打开，另存为 .docx 后再添加";
const AS_TEXT: &str = "请另存为 .docx、.pdf 或 .txt 后再添加";
const BY_OCR: &str = "请先做文字识别（OCR），存为 .txt 或 .docx 后再添加";
const UNPACK: &str = "请解压后添加里面的文件";

/// Openings that tell a format, with what to do.
const OPENINGS: &[(&[u8], &str, &str)] = &[
    (b"{\\rtf", " RTF ", AS_DOCX),
    (b"\x89PNG", "图片", BY_OCR),
    (b"\xFF\xD8\xFF", "图片", BY_OCR),
    (b"GIF8", "图片", BY_OCR),
    (b"II*\0", "图片", BY_OCR),
    (b"MM\0*", "图片", BY_OCR),
    (b"Rar!", " RAR 压缩", UNPACK),
    (b"7z\xBC\xAF", " 7z 压缩", UNPACK),
    (b"\x1F\x8B", " gzip 压缩", UNPACK),
];

/// The opening of compound files: Word, Excel and PowerPoint up to 2003, and locked ones of today.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0";

/// Why the bytes are not read as text, if they are known to be none.
pub(super) fn refusal(name: &str, bytes: &[u8]) -> Option<ReadError> {
    let unsupported = |format, advice| Some(ReadError::Unsupported { name: name.to_owned(), format, advice });
    if archive::is_zip(bytes) {
        return Some(zipped(name, bytes));
    }
    if bytes.starts_with(COMPOUND) {
        if has_wide(bytes, "EncryptedPackage") {
            return Some(ReadError::Locked { name: name.to_owned(), format: "Office" });
        }
        return match () {
            () if has_wide(bytes, "WordDocument") => unsupported("旧版 Word（.doc）", AS_DOCX),
            () if has_wide(bytes, "Workbook") => unsupported("旧版 Excel（.xls）", AS_TEXT),
            () if has_wide(bytes, "PowerPoint Document") => unsupported("旧版 PowerPoint（.ppt）", AS_TEXT),
            () => unsupported("旧版 Office 或 WPS（.doc、.wps）", AS_DOCX),
        };
    }
    OPENINGS
        .iter()
        .find(|(magic, ..)| bytes.starts_with(magic))
        .and_then(|(_, format, advice)| unsupported(format, advice))
}

/// What is in a zip that is neither DOCX nor OFD.
fn zipped(name: &str, bytes: &[u8]) -> ReadError {
    let archive = match archive::Archive::open(name, "压缩", bytes) {
        Ok(archive) => archive,
        Err(why) => return why,
    };
    let (format, advice) = match () {
        () if archive.has_under("xl/") => (" Excel（.xlsx）", AS_TEXT),
        () if archive.has_under("ppt/") => (" PowerPoint（.pptx）", AS_TEXT),
        () if archive.has("content.xml") => (" OpenDocument（.odt）", AS_DOCX),
        () => ("压缩", UNPACK),
    };
    ReadError::Unsupported { name: name.to_owned(), format, advice }
}

/// Whether a name of a stream, UTF-16, stands in the bytes of a compound file.
fn has_wide(bytes: &[u8], name: &str) -> bool {
    let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(wide.len()).any(|w| w == wide)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_to_do() {
        let told = |bytes: &[u8]| refusal("甲.doc", bytes).map(|e| e.to_string()).unwrap_or_default();
        let mut doc = COMPOUND.to_vec();
        doc.extend("WordDocument".encode_utf16().flat_map(u16::to_le_bytes));
        assert!(told(&doc).contains("旧版 Word（.doc）") && told(&doc).contains("另存为 .docx"));
        let mut locked = COMPOUND.to_vec();
        locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
        assert!(told(&locked).contains("去掉密码"));
        assert!(told(b"\x89PNG\r\n").contains("OCR") && told(b"PK\x03\x04broken").contains("已损坏"));
        assert!(told("某市若干措施".as_bytes()).is_empty());
    }
}
