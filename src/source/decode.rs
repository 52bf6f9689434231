//! Decode 解码: bytes to text, or a clear word why not.

use crate::text::Seek;
use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

/// The largest file that is read, in bytes: 公文 are kilobytes, whole gazettes some megabytes.
pub(super) const LARGEST: usize = 64 << 20;

/// Pages without characters.
pub(super) const SCANNED: &str = "没有文字层，多半是扫描件";

/// Characters that are drawn and not said to be any.
pub(super) const UNMAPPED: &str = "的文字没有对应的编码，取出来是乱码";

/// Why a file was not read; the message is Chinese and names the file.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// Not one character that shows.
    #[error("{name}：文件是空的，没有可以解析的文字")]
    Empty {
        /// File name.
        name: String,
    },
    /// More than is read at once.
    #[error("{name}：文件有 {size} 字节，超过上限 {LARGEST} 字节，请拆分后再添加")]
    TooLarge {
        /// File name.
        name: String,
        /// Its size in bytes.
        size: usize,
    },
    /// A format that is known but not read.
    #[error("{name}：这是{format}文件，不能直接读取，{advice}")]
    Unsupported {
        /// File name.
        name: String,
        /// What it is.
        format: &'static str,
        /// What to do with it.
        advice: &'static str,
    },
    /// A container that cannot be opened or whose inside does not fit.
    #[error("{name}：{format} 文件已损坏或不完整（{why}），请用原来的软件打开，重新保存后再添加")]
    Broken {
        /// File name.
        name: String,
        /// What it is.
        format: &'static str,
        /// What was expected and not found.
        why: String,
    },
    /// A password is needed.
    #[error("{name}：{format} 文件有密码或已加密，请去掉密码后再添加")]
    Locked {
        /// File name.
        name: String,
        /// What it is.
        format: &'static str,
    },
    /// Small outside, without measure inside: more than any document needs.
    #[error("{name}：{format} 文件的内容超出上限（{what}），未读取；请核对文件是否正常，或拆分后再添加")]
    Excessive {
        /// File name.
        name: String,
        /// What it is.
        format: &'static str,
        /// Which limit.
        what: &'static str,
    },
    /// Pages that are pictures.
    #[error("{name}：这份 {format} {why}；请先做文字识别（OCR），或添加其 Word、网页、文本版本")]
    NoText {
        /// File name.
        name: String,
        /// What it is.
        format: &'static str,
        /// What is missing.
        why: &'static str,
    },
    /// Bytes that are no text.
    #[error(
        "{name}：不是文本文件（第 {line} 行有无法识别的字节），应为 UTF-8 或 GB18030 编码的文本，或 .docx、.pdf、.ofd 文件"
    )]
    NotText {
        /// File name.
        name: String,
        /// Line of the first bad byte, from 1.
        line: usize,
    },
}

/// Whether a file is small enough to be read.
pub(super) fn check_size(name: &str, bytes: &[u8]) -> Result<(), ReadError> {
    if bytes.len() > LARGEST {
        return Err(ReadError::TooLarge { name: name.to_owned(), size: bytes.len() });
    }
    Ok(())
}

/// The text of a file and the name of its encoding.
pub(super) fn decode(name: &str, bytes: &[u8]) -> Result<(String, String), ReadError> {
    let name = || name.to_owned();
    if let Some(why) = super::foreign::refusal(&name(), bytes) {
        return Err(why);
    }
    let (text, encoding) = match Encoding::for_bom(bytes) {
        Some((encoding, bom)) => (strict(encoding, &bytes[bom..]), encoding),
        None => guess(bytes),
    };
    let bad = || ReadError::NotText { name: name(), line: first_bad_line(bytes) };
    let text = text.ok_or_else(bad)?;
    if text.has('\0') {
        return Err(bad());
    }
    if !shows(&text) {
        return Err(ReadError::Empty { name: name() });
    }
    Ok((text, encoding.name().to_ascii_uppercase()))
}

/// Whether a text has a character that shows.
pub(super) fn shows(text: &str) -> bool {
    !text.chars().all(|c| c.is_whitespace() || c.is_control() || c == '\u{feff}')
}

/// UTF-8 where it is valid, else what the statistics of the bytes say, as long as every byte fits.
fn guess(bytes: &[u8]) -> (Option<String>, &'static Encoding) {
    // Its check of three-byte characters takes half the steps of the standard library's.
    if let Some(text) = strict(UTF_8, bytes) {
        return (Some(text), UTF_8);
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guessed = detector.guess(Some(b"cn"), chardetng::Utf8Detection::Deny);
    // GBK is a part of GB18030; every Chinese office file that is not UTF-8 is one of the two.
    let encoding = if guessed == BIG5 { BIG5 } else { GB18030 };
    (strict(encoding, bytes), encoding)
}

fn strict(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    if encoding == UTF_16LE || encoding == UTF_16BE || encoding == UTF_8 || encoding == GB18030 || encoding == BIG5 {
        encoding.decode_without_bom_handling_and_without_replacement(bytes).map(std::borrow::Cow::into_owned)
    } else {
        None
    }
}

fn first_bad_line(bytes: &[u8]) -> usize {
    let valid = std::str::from_utf8(bytes).map_or_else(|e| e.valid_up_to(), |t| t.find('\0').unwrap_or(t.len()));
    1 + bytes[..valid].iter().filter(|b| **b == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_utf8_and_gb18030_alike() {
        let text = "上海市人民政府关于促进高质量发展的实施意见，各区人民政府";
        let (gb, _, _) = GB18030.encode(text);
        assert_eq!(decode("a.txt", text.as_bytes()).unwrap(), (text.to_owned(), "UTF-8".to_owned()));
        assert_eq!(decode("a.txt", &gb).unwrap(), (text.to_owned(), "GB18030".to_owned()));
        assert_eq!(decode("a.txt", format!("\u{feff}{text}").as_bytes()).unwrap().0, text);
    }

    #[test]
    fn says_why_not() {
        assert!(matches!(decode("a", b""), Err(ReadError::Empty { .. })));
        assert!(matches!(decode("a", " \n\u{3000}".as_bytes()), Err(ReadError::Empty { .. })));
        assert!(matches!(decode("a", b"{\\rtf1"), Err(ReadError::Unsupported { .. })));
        assert!(matches!(decode("a", b"ok\nno\0t"), Err(ReadError::NotText { line: 2, .. })));
        assert!(matches!(decode("a", b"\xff\xff\xff\xff\xff"), Err(ReadError::NotText { .. })));
    }
}
