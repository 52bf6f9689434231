//! Shared heads 共用中心语: parts of a list that one noun at its end completes.
//!
//! In: the pieces of a list of bodies (`各省`, `自治区`, `直辖市人民政府`; `市`, `县（区）交通运输局`). Out: the pieces with those put
//! together that share one head (annotation, "responsibilities": parts that share one head noun stay together).

use super::body::Bodies;
use crate::text::{Seek, Span};

/// Tiers of areas, the highest first.
const TIERS: [&[&str]; 4] =
    [&["省", "自治区", "直辖市"], &["市", "州"], &["县", "区", "旗县"], &["乡镇", "乡", "镇", "街道"]];

/// More fields than any list before a shared head has.
const MOST_FIELDS: usize = 20;

impl Bodies {
    /// Puts parts together that share one head: 各省、自治区、直辖市人民政府. Fields before the head of the last (财政、税务、审计部门)
    /// stand for a body each, as they do before 等部门: they are told apart as elided.
    pub(super) fn rejoin(&self, text: &str, pieces: &[Span]) -> Vec<(Span, bool)> {
        let mut out: Vec<(Span, bool)> = Vec::new();
        // What shares a head ends in it: without one, nothing of its kind is asked.
        let governed = pieces.iter().skip(1).any(|p| p.of(text).has("政府") || p.of(text).closes("管委会"));
        let headed = pieces.iter().skip(1).any(|p| p.of(text).closes("部门"));
        let mut at = 0;
        while let Some(first) = pieces.get(at) {
            let mut end = at;
            while pieces.get(end).is_some_and(|p| self.is_area(p.of(text))) {
                end += 1;
            }
            let areas = end - at;
            let head = pieces.get(end).map(|p| self.without_tail(p.of(text)).0);
            // 满洲里、二连浩特市人民政府: names of places that share one head.
            let mut last = at;
            while pieces.get(last).filter(|_| governed).is_some_and(|p| {
                let place = p.of(text);
                let short = if is_zone(place) { 2..=8 } else { 2..=4 };
                let other = is_zone(place) || !self.may_be_body(place) && !self.is_area(place);
                short.contains(&place.chars().count()) && other
            }) {
                last += 1;
            }
            if last > at && pieces.get(last).is_some_and(|p| self.place_head.is_match(self.without_tail(p.of(text)).0))
            {
                out.push((first.cover(pieces[last]), false));
                at = last + 1;
                continue;
            }
            // 国务院公安、民用航空主管部门
            let mut last = at;
            while headed && last < at + MOST_FIELDS && pieces.get(last).is_some_and(|p| self.is_field(p.of(text))) {
                last += 1;
            }
            if last > at
                && let Some(p) = pieces.get(last)
                && self.shared.is_match(p.of(text))
            {
                out.extend(pieces[at..last].iter().map(|field| (*field, true)));
                out.push((*p, false));
                at = last + 1;
                continue;
            }
            // 各街镇、开发区: a zone is no level of area beside others, but a body of its own.
            let apart = |piece: &str| is_zone(piece) || piece.closes("功能区");
            let joined = areas > 0
                && head.is_some_and(|h| self.heads_areas(h, areas) || self.heads_lower(pieces[end - 1].of(text), h));
            if joined {
                out.push((first.cover(pieces[end]), false));
                at = end + 1;
            } else if areas > 1
                && pieces[at + 1..end].iter().all(|p| !p.of(text).starts_with(['各', '有', '相']) && !apart(p.of(text)))
            {
                out.push((first.cover(pieces[end - 1]), false));
                at = end;
            } else {
                out.push((*first, false));
                at += 1;
            }
        }
        out
    }

    /// Whether a piece is the head that so many areas before it share.
    fn heads_areas(&self, piece: &str, areas: usize) -> bool {
        const AREAS: &[&str] = &["省", "市", "县", "区", "自治", "直辖", "计划单列", "乡", "镇", "街道", "旗"];
        // 各县、区人民政府（管委会）
        let h = piece
            .strip_suffix(['）', '〕'])
            .and_then(|h| h.rsplit_once(['（', '〔']))
            .map_or(piece, |(front, _)| front);
        // 县、乡镇两级政府
        let tiers = ["两级政府", "两级人民政府", "三级政府", "三级人民政府"].iter().any(|w| h.closes(w));
        // 区、镇两级农村公路路长办公室
        let both = ["镇两级", "乡两级", "县两级", "区两级", "市两级", "镇三级", "乡三级"].iter().any(|w| h.opens(w));
        tiers
            || both && areas == 1
            || self.area_head.is_match(h) && !h.starts_with(['各', '开', '功'])
            || areas > 1 && AREAS.iter().any(|a| h.opens(a))
    }

    /// 县（区）交通运输局 behind 各市: the same office of a lower tier.
    fn heads_lower(&self, area: &str, piece: &str) -> bool {
        let tier = |words: &str| {
            let bare = words.split('（').next().unwrap_or(words);
            let bare = bare.trim_start_matches(['各', '盟', '旗']);
            TIERS.iter().position(|t| t.contains(&bare))
        };
        let Some(first) = tier(area) else { return false };
        let head = self.tier_head.captures(piece).and_then(|c| c.get(1));
        head.and_then(|h| tier(h.as_str())).is_some_and(|next| next > first || next == first && area.starts_with('各'))
    }

    /// 各区, 有关乡镇: areas alone.
    pub(super) fn is_area(&self, piece: &str) -> bool {
        piece.ends_with(['省', '区', '市', '州', '盟', '县', '旗', '乡', '镇', '道', '街', '）', '〕'])
            && self.area.is_match(piece)
    }

    /// Whether a piece ends in the field of a body without its head: 国务院公安 of 国务院公安、民用航空主管部门.
    fn is_field(&self, piece: &str) -> bool {
        let place = |front: &str| {
            front.is_empty()
                || ["国务院", "政府", "省", "市", "县", "区", "州", "地方", "级", "国家"]
                    .iter()
                    .any(|w| front.closes(w))
        };
        let chars = piece.chars().count();
        (2..=20).contains(&chars)
            && piece.char_indices().any(|(i, _)| self.fields.contains(&piece[i..]) && place(&piece[..i]))
    }
}

/// 济源示范区 of 济源示范区、航空港区管委会.
fn is_zone(place: &str) -> bool {
    let ends = [
        "示范区",
        "开发区",
        "高新区",
        "度假区",
        "港区",
        "新区",
        "管理区",
        "投资区",
        "合作区",
        "保税区",
        "景区",
        "名胜区",
        "试验区",
        "矿区",
        "林区",
    ];
    ends.iter().any(|w| place.closes(w)) && !place.starts_with(['各', '有', '相'])
}
