//! Works 工作量: how much of a task, of what stands, by what standard and with whom something is done.
//!
//! In: a number with the words around it (`完成4户国有企业的改制任务`, `拆除100万平方米的违法建筑`, `按照人均用地不少于0.6平方米的标准…`,
//! `与1000家企业开展合作`). Out: what is done, as a phrase; none where the words tell how large one thing is.

use super::Comparator;
use super::around::whole_place;
use super::target_noun::{Bond, negated};
use super::target_phrase::{Found, Phrases};
use super::target_place::{Around, item_start};
use super::target_region::is_district;
use crate::mention::{Mention, MentionKind};
use crate::text::{Seek, Span};

/// Units of how far or how wide a thing is.
const AREAS: &[&str] = &["平方米", "亩", "公顷", "平方公里", "公里", "米"];

/// 社区菜园人均用地 of 按照人均用地不少于0.6平方米的标准规划配建社区菜园: what must be met where something is built.
pub(super) fn by_standard(text: &str, mention: &Mention, around: &Around) -> Option<Found> {
    const BUILDS: &[&str] = &[
        "分区分级规划设置",
        "规划设置",
        "规划配建",
        "规划建设",
        "配套建设",
        "同步建设",
        "设置",
        "配建",
        "建设",
        "配备",
        "配置",
    ];
    let before = text.get(around.part.start..mention.span.start)?;
    let (_, measure) = before.rsplit_once("按照").or_else(|| before.rsplit_once('按'))?;
    let rest = text.get(mention.span.end..around.sentence.end)?.strip_prefix("的标准")?;
    // 按照每座不少于18平方米、停车位数量…的标准建设: an item of a list of them
    let measure = measure.rsplit('、').next().unwrap_or(measure);
    let plain = |w: &str| w.chars().all(char::is_alphabetic);
    let bounded = matches!(mention.comparator, Comparator::Ge | Comparator::Le | Comparator::Range);
    if !bounded || !(3..=16).contains(&measure.chars().count()) || !plain(measure) || measure.starts_with('每') {
        return None;
    }
    let rest = rest.trim_start_matches('，');
    let built =
        BUILDS.iter().find_map(|w| rest.strip_prefix(w)).and_then(|r| r.split(['，', '。', '；', '、', '\n']).next());
    let what = built.filter(|w| (2..=12).contains(&w.chars().count()) && plain(w)).unwrap_or_default();
    Some(Found {
        indicator: format!("{what}{measure}"),
        quote: Span::new(mention.span.start - measure.len(), mention.span.end),
        bond: Bond::default(),
        rule: "target/allowance",
    })
}

/// 新建生产线脱硝设施效率 of 新建生产线要安装效率不低于60%的脱硝设施: how good what is fitted must be.
pub(super) fn fitted_with(text: &str, mention: &Mention, around: &Around) -> Option<Found> {
    const BOUNDS: &[&str] = &["不低于", "不小于", "不少于", "不高于", "不大于", "不超过"];
    const FITS: &[&str] = &["安装", "配备", "采用", "配置", "使用", "选用", "加装"];
    let before = text.get(around.part.start..mention.core.start)?;
    let what = text.get(mention.span.end..around.part.end)?.strip_prefix('的')?;
    let (words, bound) = BOUNDS.iter().find_map(|w| Some((before.strip_suffix(w)?, negated(w)?)))?;
    let (whose, measure) = FITS.iter().filter_map(|w| words.rsplit_once(w)).min_by_key(|(_, m)| m.len())?;
    let whose = ["应当", "应", "要", "必须", "须"].iter().fold(whose.trim_start(), |w, must| w.without_end(must));
    let named = |w: &str, most| (2..=most).contains(&w.chars().count()) && w.chars().all(char::is_alphabetic);
    (named(whose, 20) && named(measure, 10) && named(what, 12)).then(|| Found {
        indicator: format!("{whose}{what}{measure}"),
        quote: Span::new(around.part.start, around.part.end),
        bond: Bond { comparator: Some(bound), ..Bond::default() },
        rule: "target/allowance",
    })
}

/// 企业 of 加强与1000家企业开展合作, 县级医院 of 与3所县级医院建立协作关系: with how many something is done.
pub(super) fn together_with(text: &str, mention: &Mention, around: &Around) -> Option<Found> {
    const DOES: &[&str] = &["开展", "建立", "签订", "签署", "达成", "共建", "结对", "合作", "形成"];
    let before = text.get(around.part.start..mention.span.start)?;
    let after = text.get(mention.span.end..around.part.end)?;
    let after = after.strip_prefix('的').unwrap_or(after);
    let whom = DOES.iter().filter_map(|w| after.place(w)).min().map(|at| &after[..at])?;
    let named = (2..=16).contains(&whom.chars().count()) && whom.chars().all(char::is_alphabetic);
    let counts = mention.kind == MentionKind::Quantity && before.ends_with('与') && !before.ends_with("参与");
    (counts && named).then(|| Found {
        indicator: whom.to_owned(),
        quote: Span::new(mention.span.start, around.part.end),
        bond: Bond { verbs: vec!["开展".to_owned()], ..Bond::default() },
        rule: "target/count",
    })
}

/// 办公场地 of 提供50—200平方米的办公场地: how much room one is given.
pub(super) fn room_given(text: &str, mention: &Mention, around: &Around) -> Option<Found> {
    const GIVES: &[&str] = &["给予", "提供", "享受", "安排", "配给"];
    const ROOMS: &[&str] =
        &["空间", "空间支持", "场地", "场所", "用房", "公寓", "住房", "厂房", "住宿保障", "住房保障"];
    let before = text.get(around.part.start..mention.span.start)?;
    let what = text.get(mention.span.end..around.part.end)?.strip_prefix('的')?;
    let given = GIVES.iter().any(|w| before.closes(w)) && mention.unit.as_deref() == Some("平方米");
    let named = (2..=14).contains(&what.chars().count()) && what.chars().all(char::is_alphabetic);
    (given && named && ROOMS.iter().any(|w| what.closes(w))).then(|| Found {
        indicator: what.to_owned(),
        quote: Span::new(mention.span.start, around.part.end),
        bond: Bond::default(),
        rule: "target/allowance",
    })
}

/// 违法建筑 of 拆除100万平方米的违法建筑, 农村阀门 of 更换农村37处的阀门: how much of what there is a deed is done to; 建设500平方米的广场
/// tells how large one is.
pub(super) fn done_to_all(text: &str, mention: &Mention, around: &Around) -> Option<Found> {
    const TAKES: &[&str] = &[
        "拆除", "腾退", "整治", "清理", "清退", "治理", "修复", "收回", "消化", "处置", "更换", "更新", "改造", "修缮",
    ];
    const THINGS: &[&str] = &["处", "户", "台", "盏"];
    let unit = mention.unit.as_deref().filter(|_| mention.kind == MentionKind::Quantity)?;
    let before = text.get(around.part.start..mention.span.start)?;
    let noun = text.get(mention.span.end..around.part.end)?.strip_prefix('的')?;
    let whose =
        TAKES.iter().filter_map(|w| before.last_place(w).map(|at| &before[at + w.len()..])).min_by_key(|w| w.len())?;
    let placed = whose.is_empty() || THINGS.contains(&unit) && whose.chars().count() <= 6;
    let sized = AREAS.contains(&unit) || THINGS.contains(&unit);
    let exact = mention.comparator == Comparator::Eq && (2..=16).contains(&noun.chars().count());
    (exact && sized && placed).then(|| Found {
        indicator: format!("{whose}{noun}"),
        quote: Span::new(mention.span.start - whose.len(), around.part.end),
        bond: Bond { verbs: vec!["拆除".to_owned()], ..Bond::default() },
        rule: "target/count",
    })
}

impl Phrases {
    /// 国有企业的改制 of 完成水泥厂等4户国有企业的改制任务, 城区零散区域征拆 of 完成城区零散区域1.8万户的征拆任务: a task and how much of it
    /// there is.
    pub(super) fn task_of(&self, text: &str, mention: &Mention, around: &Around) -> Option<Found> {
        let before = text.get(around.part.start..mention.span.start)?;
        let after = text.get(mention.span.end..around.part.end)?.strip_suffix("任务")?;
        let done = before.halves("完成").filter(|_| mention.kind == MentionKind::Quantity)?.1;
        let (own, deed) = after.split_once('的')?;
        let what = if own.is_empty() { done } else { own };
        let what = what.rsplit(['、', '和', '等']).next().unwrap_or(what);
        let plain =
            |w: &str, least: usize| (least..=16).contains(&w.chars().count()) && w.chars().all(char::is_alphabetic);
        // 完成2000年底前建成的21.9万个…改造任务: another way to say it
        (plain(what, 2) && plain(deed, 2)).then(|| Found {
            indicator: self.nouns.tidy(&format!("{what}{deed}")),
            quote: Span::new(around.part.start, around.part.end),
            bond: Bond { verbs: vec!["完成".to_owned()], ..Bond::default() },
            rule: "target/count",
        })
    }

    /// 青云区供水管线改造项目 of 实施青云区40公里供水管线改造项目: how much of a work is done at a place.
    pub(super) fn works_at(&self, text: &str, mention: &Mention, around: &Around) -> Option<Found> {
        const WORKS: &[&str] =
            &["项目", "工程", "建设", "改造", "整治", "治理", "修复", "绿化", "修缮", "维修", "更新", "铺设", "提升"];
        let sized =
            mention.kind == MentionKind::Quantity && mention.unit.as_deref().is_some_and(|u| AREAS.contains(&u));
        let work = text.get(mention.span.end..around.part.end)?;
        let work = work.strip_prefix('的').unwrap_or(work);
        let mut bond = Bond::default();
        let place = self.nouns.open(text.get(around.part.start..mention.span.start)?.trim_start(), &mut bond, true);
        let named = (4..=20).contains(&work.chars().count()) && work.chars().all(char::is_alphabetic);
        // 新建青云区40公里供水管线; 建设青云区500平方米广场 tells how large one is
        let long = mention.unit.as_deref() == Some("公里");
        let works = named && (long || WORKS.iter().any(|w| work.closes(w))) && !work.has('的');
        let placed = (is_district(place) || place.ends_with('岛')) && whole_place(place).is_none();
        (sized && works && placed && !bond.verbs.is_empty()).then(|| Found {
            indicator: format!("{place}{work}"),
            quote: Span::new(around.part.start, around.part.end),
            bond,
            rule: "target/count",
        })
    }

    /// 旱地灌溉设施配套 of 实施旱地2万亩、水田1万亩的灌溉设施配套: a work that is done to each of a list.
    pub(super) fn work_of_each(&self, text: &str, mention: &Mention, around: &Around) -> Option<Found> {
        const DONE: &[&str] = &["配套", "建设", "改造", "整治", "治理", "修复", "更新", "提升", "任务", "工程"];
        let sized =
            mention.kind == MentionKind::Quantity && mention.unit.as_deref().is_some_and(|u| AREAS.contains(&u));
        let after = text.get(mention.span.end..around.part.end).filter(|_| sized)?;
        let (others, work) = after.rsplit_once('的')?;
        let others_counted =
            others.starts_with(['、', '和']) && AREAS.iter().any(|u| others.closes(u)) && !others.has("的");
        let named = (3..=16).contains(&work.chars().count()) && work.chars().all(char::is_alphabetic);
        let done = named && DONE.iter().any(|w| work.closes(w)) && (others.is_empty() || others_counted);
        let start = item_start(text, around.part.start, mention.span.start);
        let mut bond = Bond::default();
        let noun = self.nouns.open(text.get(start..mention.span.start)?.trim_start(), &mut bond, true);
        if bond.verbs.is_empty() {
            self.nouns.open(text.get(around.part.start..start)?.trim_start(), &mut bond, true);
        }
        // 拥有旱地2万亩: what is there
        let told = bond.verbs.iter().any(|v| self.nouns.tells_what_is(v));
        let plain = (2..=8).contains(&noun.chars().count()) && noun.chars().all(char::is_alphabetic) && !told;
        (done && plain && !bond.verbs.is_empty()).then(|| Found {
            indicator: format!("{noun}{}", work.without_end("任务")),
            quote: Span::new(start, if others.is_empty() { around.part.end } else { mention.span.end }),
            bond,
            rule: "target/count",
        })
    }
}
