//! Sizes 规模: numbers that say how large something is, and count nothing.
//!
//! In: a number with the words around it (`淘汰9万吨/年煤矿`, `亿元以上项目`, `110千伏`, `突破50亿元的企业5个`). Out: whether it is a size;
//! and by what the things are so large that are counted, where only the first of a list says it.

use super::Comparator;
use super::around::holds_beasts;
use super::target_carry::first_value;
use super::target_noun::Bond;
use super::target_phrase::{Found, Phrases};
use super::target_place::Around;
use crate::mention::{Mention, MentionKind};
use crate::text::{Seek, Span};

/// Whether a number says how large what it stands before is, or is part of its name.
pub(super) fn sizes(text: &str, mention: &Mention, after: &str) -> bool {
    // 千亿斤粮食产能工程: a name
    let rest = mention.core.of(text);
    let named = rest.starts_with(['十', '百', '千', '万', '亿'])
        && ["工程", "行动", "计划"].iter().any(|w| after.closes(w) || after.has(w))
        && after.starts_with(char::is_alphabetic);
    // 100个十万亩防沙治沙基地: how large each of them is
    let front = text.get(..mention.span.start).unwrap_or_default();
    let each = rest.starts_with(['十', '百', '千', '万', '亿'])
        && front.ends_with(['个', '家', '处', '片', '座'])
        && after.starts_with(char::is_alphabetic);
    // 淘汰9万吨/年煤矿: how large what it stands before is
    let sized = mention.unit.as_deref().is_some_and(|u| u.has('/'))
        && after.starts_with(char::is_alphabetic)
        && !after.starts_with(['和', '及', '与', '或', '以', '左', '上', '下', '等']);
    // 退出4.3米焦炉: what is given up is named by its size
    const ENDS: &[&str] = &["退出", "淘汰", "关停", "拆除", "取缔", "关闭"];
    let metres = ["米", "毫米", "厘米", "立方米"].contains(&mention.unit.as_deref().unwrap_or_default());
    let ended = metres && after.starts_with(char::is_alphabetic) && ENDS.iter().any(|w| front.closes(w));
    sized || named || each || ended || holds_beasts(mention.unit.as_deref(), after) || peopled(mention, after)
}

/// 低压办电扩大至160千瓦及以下: to whom a rule is opened.
pub(super) fn is_opened_to(text: &str, mention: &Mention) -> bool {
    let front = text.get(..mention.span.start).unwrap_or_default();
    let opened = ["扩大至", "扩大到", "放宽至", "放宽到", "拓展至", "拓展到"].iter().any(|w| front.closes(w));
    opened && ["及以下", "及以上"].iter().any(|w| mention.span.of(text).closes(w))
}

/// 20万人口以上的县, 50万人口以上城市: how many live in what is counted or reached.
fn peopled(mention: &Mention, after: &str) -> bool {
    let place = ["口以上", "口及以上", "口以下", "口及以下"].iter().find_map(|w| after.strip_prefix(w));
    mention.unit.as_deref() == Some("人") && place.is_some_and(|p| p.starts_with(char::is_alphabetic))
}

/// 小型雨水管网（管径<600mm）清疏, “头顶库”（1公里内有居民的尾矿库）: what a bracket says of the noun before it.
pub(super) fn in_note(text: &str, mention: &Mention) -> bool {
    let front = text.get(text.floor_char_boundary(mention.span.start.saturating_sub(90))..mention.span.start);
    let Some((noun, inside)) = front.and_then(|f| f.rsplit_once('（')).filter(|(_, inside)| !inside.has('）')) else {
        return false;
    };
    let next = text.get(mention.span.end..text.ceil_char_boundary(mention.span.end + 240));
    let Some((rest, behind)) = next.and_then(|r| r.split_once('）')) else { return false };
    let named = noun.ends_with(|c: char| c.is_alphabetic() || c == '”');
    let signs = |t: &str| t.contains(['<', '>', '≤', '≥', '＜', '＞']);
    let signed = signs(inside) || signs(mention.span.of(text)) || signs(rest);
    let bare = !inside.contains(['，', '。', '；']) && !rest.contains(['，', '。', '；']);
    let near = inside.is_empty()
        && ["公里", "米", "千米"].contains(&mention.unit.as_deref().unwrap_or_default())
        && ["内", "以内", "范围"].iter().any(|w| rest.opens(w));
    named && (near || signed && bare && behind.starts_with(char::is_alphabetic))
}

/// 吨及以下煤矿 of 年产9万吨及以下煤矿, 吨以上城镇污水处理设施: how large those are that are counted behind.
pub(super) fn is_sized(rest: &str) -> bool {
    let noun = ["及以下", "及以上", "以下", "以上"].iter().find_map(|w| rest.halves(w));
    noun.is_some_and(|(unit, noun)| {
        (1..=4).contains(&unit.chars().count())
            && (2..=16).contains(&noun.chars().count())
            && noun.chars().all(char::is_alphabetic)
            && !noun.starts_with('的')
    })
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
/// One that a marker before it bounds is a rule (压力不小于0.3兆帕).
pub(super) fn is_rating(mention: &Mention) -> bool {
    mention.kind == MentionKind::Quantity
        && mention.span.start == mention.core.start
        && mention.unit.as_deref().is_some_and(|u| {
            ["蒸吨", "兆", "千伏", "伏", "马力", "升", "kV", "KV", "kv"]
                .iter()
                .any(|w| u.strip_prefix(w).is_some_and(|r| !r.starts_with('瓦')))
        })
}

/// 防护绿地宽度 of 应当建设宽度不少于五十米的防护绿地: what must be so large stands behind its measure.
pub(super) fn of_measure(text: &str, mention: &Mention, around: &Around) -> Option<Found> {
    const MEASURES: &[&str] =
        &["建筑面积", "使用面积", "面积", "宽度", "净宽", "高度", "净高", "长度", "厚度", "深度", "间距", "容积"];
    const SETS: &[&str] = &["建设", "设置", "预留", "配建", "配置", "设立", "修建", "建有", "设有", "留出", "安装"];
    let before = text.get(around.part.start..mention.span.start)?;
    let measure = MEASURES.iter().find(|w| before.closes(w))?;
    let front = before.without_end(measure);
    let verb = SETS.iter().find(|w| front.closes(w))?;
    let sentence = text.get(around.sentence.start..mention.span.start)?;
    let must = ["应", "须", "必须", "要", "需"].iter().any(|w| sentence.has(w));
    let whom = text.get(mention.span.end..around.part.end)?.strip_prefix('的')?;
    let named = (2..=12).contains(&whom.chars().count()) && whom.chars().all(char::is_alphabetic);
    let bounded = mention.kind == MentionKind::Quantity && mention.comparator != Comparator::Eq;
    (must && named && bounded).then(|| Found {
        indicator: format!("{whom}{measure}"),
        quote: Span::new(mention.span.start - measure.len(), mention.span.end + '的'.len_utf8() + whom.len()),
        bond: Bond { verbs: vec![(*verb).to_owned()], ..Bond::default() },
        rule: "target/fitted",
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

/// 年产值超100亿元 of 年产值超100亿元、具备竞争力的龙头企业2家: an attribute of those that are counted.
pub(super) fn is_attribute(mention: &Mention, after: &str) -> bool {
    let bounded = mention.kind == MentionKind::Money && mention.comparator != Comparator::Eq;
    // 500亩以上粮油高产示范片20个: how large each is
    let wide = mention.unit.as_deref().is_some_and(|u| ["亩", "公顷", "平方米", "平方公里"].contains(&u));
    let each = || {
        let named = after.split(['、', '和']).next().unwrap_or_default();
        let at = named.find(|c: char| c.is_ascii_digit()).filter(|at| *at >= 6)?;
        let counted = named[at..].trim_start_matches(|c: char| c.is_ascii_digit());
        ["个", "处", "片", "家", "座"].contains(&counted).then(|| named[..at].chars().all(char::is_alphabetic))
    };
    if wide && mention.comparator == Comparator::Ge && each() == Some(true) {
        return true;
    }
    if of_size(mention, after) {
        return true;
    }
    let rest = after.strip_prefix('、').filter(|_| bounded).and_then(|rest| rest.split_once('的'));
    rest.is_some_and(|(manner, noun)| {
        let figure = noun.find(|c: char| c.is_ascii_digit()).filter(|at| *at > 0);
        let counted = figure.is_some_and(|at| noun[at..].ends_with(['家', '个', '户', '名']));
        counted && !manner.bytes().any(|b| b.is_ascii_digit()) && manner.chars().count() >= 4
    })
}

/// 城镇污水处理设施36座 behind 日处理1万吨以上, 居民点通气率达到85% behind 20户以上: how large those are that are counted, or whose
/// rate is told.
fn of_size(mention: &Mention, after: &str) -> bool {
    const COUNTS: &[&str] = &["个", "处", "片", "家", "座", "台", "条", "艘", "所", "户", "名", "辆"];
    let bounded = matches!(mention.comparator, Comparator::Ge | Comparator::Gt | Comparator::Le | Comparator::Lt);
    if mention.kind != MentionKind::Quantity || !bounded || !after.starts_with(char::is_alphabetic) {
        return false;
    }
    let plain = |noun: &str| (2..=20).contains(&noun.chars().count()) && noun.chars().all(char::is_alphabetic);
    let Some(at) = after.find(|c: char| c.is_ascii_digit()) else {
        // 日产4000吨及以上水泥生产线全部实施脱硝改造
        return after.halves("全部").is_some_and(|(noun, _)| plain(noun));
    };
    let (noun, figure) = after.split_at(at);
    let unit = figure.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '万'));
    // 年养蚕10万张以上现代化桑种场2个、品种繁育基地1个
    let unit = unit.split(['、', '和']).next().unwrap_or_default();
    let counted = COUNTS.contains(&unit.without_end("以上").without_end("左右"));
    let reaches = ["达到", "达", "控制在", "提高到", "保持在", "为"];
    let rate = reaches.iter().find_map(|w| noun.strip_suffix(w)).filter(|n| n.ends_with(['率', '例', '比']));
    plain(noun) && (counted || rate.is_some() && unit.starts_with('%'))
}

/// 规划面积约60平方公里 behind 东至某路 or 覆盖全域: how large a zone is, no result.
pub(super) fn is_extent(text: &str, mention: &Mention, around: &Around) -> bool {
    const AREAS: &[&str] = &["总规划面积", "规划面积", "区域面积", "占地面积", "总面积", "面积"];
    const BOUNDS: &[&str] =
        &["覆盖", "位于", "东至", "北至", "南至", "西至", "东起", "四至", "地处", "范围为", "范围包括"];
    let own = text.get(around.part.start..mention.span.start).unwrap_or_default().trim();
    let wide = mention.unit.as_deref().is_some_and(|u| u.starts_with("平方") || u == "亩" || u == "公顷");
    let bare = wide && AREAS.contains(&own.trim_end_matches(['约', '为']));
    // 核心区以某大学为主体，…，面积约8平方公里: nothing is made or counted before it.
    const MAKES: &[&str] = &["建", "新", "改", "扩", "打造", "规划", "实施", "完成", "推进", "形成", "启动"];
    let told = |front: &str| {
        let last = front.trim_end_matches('，').rsplit(['，', '；', '：']).next().unwrap_or_default();
        let made = MAKES.iter().any(|w| last.opens(w) || front.trim_start().opens(w));
        mention.comparator == Comparator::Approx
            && !made
            && !front.is_empty()
            && !front.bytes().any(|b| b.is_ascii_digit())
    };
    bare && text
        .get(around.sentence.start..around.part.start)
        .is_some_and(|front| BOUNDS.iter().any(|w| front.has(w)) || told(front))
}

/// 大坝坡脚外30至50米: how far a standing zone goes.
pub(super) fn is_zone(mention: &Mention, found: &Found) -> bool {
    let long = mention.unit.as_deref().is_some_and(|u| ["米", "公里", "千米"].contains(&u));
    long && ["以外", "外", "以内", "之外", "范围"].iter().any(|w| found.indicator.closes(w))
}

/// 管壁外缘两侧 of 管壁外缘两侧1米范围内的区域: how far a protected zone goes.
pub(super) fn protected_zone(text: &str, mention: &Mention, around: &Around) -> Option<Found> {
    const FROM: &[&str] = &["两侧", "外缘", "周围", "四周", "周边", "两旁", "外侧", "半径"];
    const ZONES: &[&str] = &["范围内的区域", "范围以内的区域", "范围内区域", "以内的区域", "范围内的地带"];
    let long = mention.unit.as_deref().is_some_and(|u| ["米", "公里", "千米"].contains(&u));
    let after = text.get(mention.span.end..around.part.end).filter(|_| long)?;
    let zone = ZONES.iter().find(|w| after.opens(w))?;
    let before = text.get(around.part.start..mention.span.start)?;
    let noun = before.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '．' | ' '));
    let named = FROM.iter().any(|w| noun.closes(w)) && (4..=40).contains(&noun.chars().count());
    named.then(|| Found {
        indicator: noun.to_owned(),
        quote: Span::new(mention.span.start - noun.len(), mention.span.end + zone.len()),
        // 范围内 is no marker of bound (annotation, "markers of bound"), 以内 is
        bond: Bond { comparator: zone.has("以内").then_some(Comparator::Le), ..Bond::default() },
        rule: "target/allowance",
    })
}

/// 死亡率, 床位数: the end of a phrase that names what is measured.
pub(super) fn ends_in_measure(words: &str) -> bool {
    words.ends_with(['率', '比', '量', '数'])
}
