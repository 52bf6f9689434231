//! Words 枚举词: the closed word lists of outside JSON, apart from the types that are stored.
//!
//! The stored types may be renamed or split; what the outside reads (`lead`, `support`, …) stays.

use crate::{fact, mention, outline, text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

macro_rules! words {
    ($(#[$meta:meta])* $name:ident from $room:ident::$from:ident, $case:tt { $($(#[$word:meta])* $variant:ident,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, ToSchema)]
        #[serde(rename_all = $case)]
        pub enum $name { $($(#[$word])* $variant,)* }

        impl From<$room::$from> for $name {
            fn from(word: $room::$from) -> Self {
                match word { $($room::$from::$variant => Self::$variant,)* }
            }
        }
    };
}

words! {
    /// What part of a document a clause is 条款类别.
    ClauseKind from outline::ClauseKind, "lowercase" {
        /// 印发通知正文
        Notice,
        /// 前言
        Preamble,
        /// 正文
        Body,
        /// 结尾
        Closing,
        /// 附件
        Attachment,
    }
}
words! {
    /// Where a value comes from: 原文明示, 承上, 推定.
    Origin from fact::Origin, "lowercase" {
        /// 原文明示
        Stated,
        /// 承上
        Inherited,
        /// 推定
        Inferred,
    }
}
/// What the spans of a fact are counted in 所在.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Place {
    /// 条款正文
    Text,
    /// 条旨
    Heading,
    /// 承上: its words stand outside the clause; counted in the quote itself
    Elsewhere,
}

impl From<&fact::Place> for Place {
    fn from(place: &fact::Place) -> Self {
        match place {
            fact::Place::Text => Self::Text,
            fact::Place::Heading => Self::Heading,
            fact::Place::Elsewhere(_) => Self::Elsewhere,
        }
    }
}
words! {
    /// Part of a body in a responsibility.
    Role from fact::Role, "lowercase" {
        /// 牵头
        Lead,
        /// 配合
        Support,
        /// 责任
        Responsible,
    }
}
words! {
    /// Result to be reached, or standing limit.
    TargetKind from fact::TargetKind, "lowercase" {
        /// 要达到的结果
        Goal,
        /// 长期限值
        Norm,
    }
}
words! {
    /// Direction of a target.
    Change from fact::Change, "lowercase" {
        /// 增长
        Increase,
        /// 下降
        Decrease,
        /// 新增
        New,
    }
}
words! {
    /// Rhythm of a target.
    Per from fact::Per, "lowercase" {
        /// 每年
        Year,
        /// 每月
        Month,
        /// 每日
        Day,
    }
}
words! {
    /// How a deadline sets its time.
    DeadlineKind from fact::DeadlineKind, "lowercase" {
        /// 到2026年
        By,
        /// 2024—2026年
        During,
        /// 三年内
        Within,
        /// 自…起
        From,
        /// 每年
        Each,
        /// 有效期
        Validity,
    }
}
words! {
    /// What money is for.
    AmountRole from fact::AmountRole, "lowercase" {
        /// 资助、奖励、补贴
        Support,
        /// 条件
        Threshold,
        /// 基金、预算规模
        Fund,
        /// 其他
        Other,
    }
}
words! {
    /// What an amount measures.
    AmountType from fact::AmountType, "lowercase" {
        /// 金额
        Money,
        /// 比例
        Rate,
        /// 数量条件
        Count,
    }
}
words! {
    /// Bound of a number.
    Comparator from mention::Comparator, "lowercase" {
        /// 不少于
        Ge,
        /// 超过
        Gt,
        /// 不超过
        Le,
        /// 低于
        Lt,
        /// 左右
        Approx,
        /// 3—5
        Range,
        /// 无标记
        Eq,
    }
}
words! {
    /// What a mention is.
    MentionKind from mention::MentionKind, "lowercase" {
        /// 数
        Number,
        /// 序数
        Ordinal,
        /// 百分数
        Percentage,
        /// 倍数
        Multiple,
        /// 金额
        Money,
        /// 数量
        Quantity,
        /// 日期
        Date,
        /// 期间长度
        Duration,
        /// 周期
        Recurrence,
        /// 机构
        Agency,
        /// 引用
        Citation,
    }
}
words! {
    /// How fine a date is.
    Grain from mention::Grain, "lowercase" {
        /// 日
        Day,
        /// 周
        Week,
        /// 旬
        Tenday,
        /// 月
        Month,
        /// 季度
        Quarter,
        /// 半年
        Half,
        /// 年
        Year,
        /// 规划期
        Period,
    }
}
words! {
    /// How much a diagnostic matters.
    Severity from text::Severity, "lowercase" {
        /// 提示
        Info,
        /// 注意
        Warning,
        /// 缺失
        Loss,
    }
}
