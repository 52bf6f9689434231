//! Errors 错误: what can go wrong between a question and its answer, told in Chinese.

use crate::search::SearchError;
use crate::store::StoreError;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum KbError {
    /// A parameter is unknown or has a value that does not fit.
    #[error("参数 {field}：{message}")]
    Parameter {
        /// Its name.
        field: String,
        /// What was expected and what was found.
        message: String,
    },
    /// There is nothing of that id.
    #[error("{0}")]
    NotFound(String),
    /// An id that was given before: its words stand under another one now.
    #[error("条款 {id} 的文字现在的编号是 {to}")]
    Moved {
        /// The id asked for.
        id: String,
        /// The id now.
        to: String,
    },
    /// It was here once and is not any more.
    #[error("{0}")]
    Gone(String),
    /// The bytes could not be read as a document.
    #[error("{file}：{reason}")]
    Refused {
        /// The file as given.
        file: String,
        /// Why.
        reason: String,
    },
    /// Another process holds the data directory.
    #[error("数据目录 {0} 正被另一个条库进程使用；请先停掉它，或用 --data 指定别的目录")]
    Locked(String),
    /// The disk, or what the store keeps on it.
    #[error("{0}")]
    Store(#[from] StoreError),
    /// What was to be written cannot be written.
    #[error("写不出去：{0}")]
    Output(#[from] std::io::Error),
    /// The index.
    #[error("{0}")]
    Search(#[from] SearchError),
}

impl KbError {
    /// A parameter that does not fit.
    pub fn parameter(field: &str, message: impl Into<String>) -> Self {
        Self::Parameter { field: field.to_owned(), message: message.into() }
    }
}
