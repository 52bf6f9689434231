//! Return periods 重现期: how rare the flood or the rain is that something is to withstand.
//!
//! In: a number with the words around it (`老城雨水管网基本达到3—5年一遇排涝能力`, `城区除涝能力提高到20年一遇标准`). Out: what is to
//! withstand it and by what it is measured, as one phrase; none where no words say that it is reached.

use super::target_noun::Bond;
use super::target_phrase::{Found, Phrases};
use super::target_place::{Around, item_start};
use crate::mention::{Mention, MentionKind};
use crate::text::{Seek, Span};

/// By what it is measured.
const MEASURES: &[&str] = &["标准", "能力", "要求", "水平"];

impl Phrases {
    /// 雨水管网排涝能力 of 雨水管网达到5年一遇排涝能力, 城区除涝能力 of 城区除涝能力提高到20年一遇标准.
    pub(super) fn withstands(&self, text: &str, mention: &Mention, around: &Around) -> Option<Found> {
        let rare = mention.kind == MentionKind::Quantity && mention.unit.as_deref() == Some("年一遇");
        let after = text.get(mention.span.end..around.part.end).filter(|_| rare)?;
        let measure = after.strip_prefix('的').unwrap_or(after).split('、').next()?;
        let end = MEASURES.iter().filter_map(|w| Some(measure.place(w)? + w.len())).min()?;
        let start = item_start(text, around.part.start, mention.span.start);
        let mut bond = Bond::default();
        let whose = self.nouns.reach(text.get(start..mention.span.start)?, &mut bond);
        let whose = self.nouns.open(whose, &mut bond, true).trim_start();
        let whose = ["使", "确保"].iter().find_map(|w| whose.strip_prefix(w)).unwrap_or(whose);
        let whose =
            ["基本", "全部", "整体", "全面", "普遍", "均", "都"].iter().fold(whose, |noun, w| noun.without_end(w));
        // 除涝能力提高到20年一遇标准: what is measured is named before
        let said = MEASURES.iter().any(|w| whose.closes(w));
        let measure = measure.get(..end).filter(|m| m.chars().all(char::is_alphabetic))?;
        let measure = if said { "" } else { measure };
        let plain = (2..=24).contains(&whose.chars().count())
            && !whose.contains(|c: char| c.is_ascii_digit() || "“，按".contains(c));
        (plain && !bond.reach.is_empty()).then(|| Found {
            indicator: format!("{}{measure}", self.nouns.tidy(whose)),
            quote: Span::new(start, mention.span.end + after.place(measure).map_or(0, |at| at + measure.len())),
            bond,
            rule: "target/measure",
        })
    }
}
