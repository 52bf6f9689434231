//! Sizes 规模: numbers that say how large something is, and count nothing.
//!
//! In: a number with the words around it (`淘汰9万吨/年煤矿`, `亿元以上项目`, `110千伏`, `突破50亿元的企业5个`). Out: whether it is a size;
//! and by what the things are so large that are counted, where only the first of a list says it.

use super::target_carry::first_value;
use super::target_noun::Bond;
use super::target_phrase::Phrases;
use super::target_place::Around;
use crate::mention::{Mention, MentionKind};
use crate::text::Seek;

/// Whether a number says how large what it stands before is, or is part of its name.
pub(super) fn sizes(text: &str, mention: &Mention, after: &str) -> bool {
    // 千亿斤粮食产能工程: a name
    let rest = mention.core.of(text);
    let named = rest.starts_with(['十', '百', '千', '万', '亿'])
        && ["工程", "行动", "计划"].iter().any(|w| after.closes(w) || after.has(w))
        && after.starts_with(char::is_alphabetic);
    // 淘汰9万吨/年煤矿: how large what it stands before is
    let sized = mention.unit.as_deref().is_some_and(|u| u.has('/'))
        && after.starts_with(char::is_alphabetic)
        && !after.starts_with(['和', '及', '与', '或', '以', '左', '上', '下', '等']);
    sized || named
}

/// 亿元以上纺织项目, 50亿元企业: how large the projects or firms are that are counted.
pub(super) fn sized_entity(rest: &str) -> bool {
    const SIZED: &[&str] = &["项目", "企业", "产业集群", "园区", "产业链", "市场", "乡镇", "街区", "基地"];
    let noun = ["及以上", "以上", "级"].iter().find_map(|w| rest.strip_prefix(w)).unwrap_or(rest);
    SIZED.iter().any(|w| noun.closes(w)) && noun.chars().all(char::is_alphabetic)
}

/// 淘汰35蒸吨/小时及以下锅炉, 50兆宽带: a size, not how many.
pub(super) fn is_size(mention: &Mention, after: &str, list: &str) -> bool {
    is_rating(mention)
        || mention.kind == MentionKind::Number
            && (after.starts_with(['兆', '蒸', '千', '瓦', '伏', '/', '马', '路', '号'])
                || list.has("及以下")
                || list.has("及以上"))
}

/// What a machine or a line is rated at: 110千伏, 35蒸吨/小时; 千瓦 counts what is built as well.
pub(super) fn is_rating(mention: &Mention) -> bool {
    mention.kind == MentionKind::Quantity
        && mention.unit.as_deref().is_some_and(|u| {
            ["蒸吨", "兆", "千伏", "伏", "马力", "升"]
                .iter()
                .any(|w| u.strip_prefix(w).is_some_and(|r| !r.starts_with('瓦')))
        })
}

impl Phrases {
    /// 年产值突破50亿元的企业 of 年产值突破100亿元的企业1个，突破50亿元的企业5个: by what they are so large.
    pub(super) fn sized_by(&self, text: &str, around: &Around, number: usize, phrase: &str) -> Option<String> {
        const PAST: &[&str] = &["突破", "超过", "达到", "超", "达", "过"];
        let size = PAST.iter().find_map(|w| phrase.strip_prefix(w)).unwrap_or(phrase);
        let sized = size.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '亿' | '百' | '千'));
        let noun = size.split_once('元').filter(|_| sized).map(|(_, noun)| noun.trim_start_matches('的'))?;
        if noun.is_empty() {
            return None;
        }
        let own = text.get(around.part.start..number)?.strip_suffix(phrase).unwrap_or_default();
        let own = PAST.iter().find(|w| own.closes(w)).copied().filter(|_| size == phrase);
        let earlier = text.get(around.sentence.start..around.part.start)?.strip_suffix(['，', '；'])?;
        let mut parts = earlier.rsplit(['，', '；', '：']).take(4).filter(|part| part.has("元"));
        parts.find_map(|part| {
            let at = first_value(part)?;
            let alike =
                part.get(at..)?.split_once('元').is_some_and(|(_, rest)| rest.trim_start_matches('的').opens(noun));
            let head = self.nouns.open(part.get(..at)?, &mut Bond::default(), true);
            let (past, whose) = PAST.iter().find_map(|w| Some((*w, head.strip_suffix(w)?)))?;
            let named = whose.chars().count() >= 2 && whose.chars().all(char::is_alphabetic) && alike;
            let past = if size == phrase { own.unwrap_or(past) } else { "" };
            named.then(|| format!("{whose}{past}{phrase}"))
        })
    }
}
