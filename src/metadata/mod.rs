//! Metadata 公文要素: what the document is (GB/T 9704—2012), floor 3.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A period of a plan, both days included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
}

/// The elements of an official document; what the text does not state is empty, never guessed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// 标题, the whole title.
    pub title: Option<String>,
    /// 被印发文件标题: titles of the texts that a 通知 encloses.
    pub enclosed_titles: Vec<String>,
    /// 文种: last word of the title.
    pub kind: Option<String>,
    /// 发文机关
    pub issuers: Vec<String>,
    /// 发文字号
    pub number: Option<String>,
    /// 主送机关
    pub addressees: Vec<String>,
    /// 抄送
    pub copied_to: Vec<String>,
    /// 成文日期
    pub written_on: Option<Date>,
    /// 印发日期
    pub printed_on: Option<Date>,
    /// 印发机关
    pub printed_by: Option<String>,
    /// 公开属性
    pub disclosure: Option<String>,
    /// 施行日期
    pub effective_from: Option<Date>,
    /// 失效日期
    pub effective_until: Option<Date>,
    /// 规划期
    pub plan_period: Option<Period>,
}
