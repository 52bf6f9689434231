//! Shares 份额: a percentage that says of how many something is to become true.
//!
//! `停车位应当100%建设充电设施`, `自有土地的15%配套指标`, `全市90%的行政村得到治理`, `信息服务惠及80%以上农户`. In: a percentage with
//! the words around it. Out: the phrase; none where the number is bound to a phrase before it (占比达到30%).

use super::Comparator;
use super::around::whole_place;
use super::target_carry::over_bracket;
use super::target_noun::Bond;
use super::target_phrase::{Found, Phrases};
use super::target_place::{Around, item_start, list_tail};
use super::target_region::PARTS_OF_A_PLACE;
use crate::mention::{Mention, MentionKind};
use crate::text::{Seek, Span};
use rust_decimal::Decimal;

/// A percentage and what stands around it.
#[derive(Clone, Copy)]
pub(super) struct Share<'a> {
    pub(super) text: &'a str,
    pub(super) mention: &'a Mention,
    pub(super) around: &'a Around,
    /// What it may be said of, before it.
    pub(super) noun: &'a str,
    /// The words behind it in its part of the sentence.
    pub(super) after: &'a str,
    /// What binds the noun to it.
    pub(super) bond: &'a Bond,
}

/// 供水水质100%达标, 审批事项100%网上办理: what is true of all.
const DONE: &[&str] = &[
    "达标",
    "达到标准",
    "合格",
    "覆盖",
    "完成",
    "处理",
    "办结",
    "办理",
    "受理",
    "到位",
    "持证上岗",
    "整改",
    "安装",
    "配备",
    "建成",
    "网上办理",
    "网上办结",
    "网上受理",
    "网上可办",
    "达标排放",
    "安全处置",
    "无害化处理",
    "集中收集",
    "签约",
    "纳入监管",
];

/// 渔业增加值增长速度 of 保持渔业增加值年均9%以上的增长速度, 生产总值 of 生产总值以年均8%的速度增长: what grows so fast, and how many
/// bytes behind the number say that it does.
fn paced(before: &str, after: &str) -> Option<(String, usize)> {
    const RATES: &[(&str, &str)] = &[
        ("的增长速度", "增长速度"),
        ("的增长率", "增长率"),
        ("的增长", ""),
        ("的增速", "增速"),
        ("的增幅", "增幅"),
        ("的速度增长", ""),
        ("的速度递增", ""),
    ];
    // 按年均11.3%的增速测算: what is reckoned with
    if before.trim_start().starts_with(['按', '以']) && !before.has("以年均") {
        return None;
    }
    let (said, rate) = RATES.iter().find(|(w, _)| after.opens(w)).filter(|(w, _)| {
        let rest = &after[w.len()..];
        !rest.starts_with(char::is_alphabetic)
    })?;
    const BINDS: &[&str] = &["年均", "每年", "达到", "保持在", "保持", "实现", "以"];
    let what = BINDS.iter().chain(BINDS).fold(before, |w, bind| w.without_end(bind));
    let what = ["保持", "实现", "确保", "力争"].iter().fold(what, |w, verb| w.strip_prefix(verb).unwrap_or(w));
    (what.chars().count() >= 2).then(|| (format!("{what}{rate}"), said.len()))
}

impl Phrases {
    /// What becomes true of a share, by the words behind it.
    pub(super) fn percent(&self, share: Share<'_>) -> Option<Found> {
        let Share { text, mention, around, noun, after, bond } = share;
        if mention.kind != MentionKind::Percentage {
            return None;
        }
        let before = text.get(around.part.start..mention.span.start)?;
        // 90%以上的县（市）基本建成…: a bracket ends nothing.
        let over = over_bracket(text, mention.span.end, after);
        let after = over.split(['、', '，']).next().unwrap_or_default();
        let found = |indicator: String, from: usize, len: usize, rule: &'static str| {
            let quote = Span::new(from, mention.span.end + len);
            Some(Found { indicator, quote, bond: bond.clone(), rule })
        };
        if let Some((what, len)) = paced(before, after) {
            let what = self.nouns.tidy(self.nouns.open(&what, &mut Bond::default(), true));
            let grows = Bond { reach: vec!["增长".to_owned()], ..bond.clone() };
            let quote = Span::new(around.part.start, mention.span.end + len);
            return Some(Found { indicator: what, quote, bond: grows, rule: "target/pace" });
        }
        let proportion = in_proportion(before, over).map(|what| (what, over));
        if let Some((what, rest)) = proportion.or_else(|| Some((set_aside(mention, noun, after, bond)?, after))) {
            return found(self.nouns.behind(what), around.part.start, rest.len(), "target/share");
        }
        // 企业诉求90%解决率: the rate stands behind its number
        if let Some(indicator) = rate_behind(before, over) {
            return found(indicator, around.part.start, over.len(), "target/measure");
        }
        if let Some(what) = part_of_task(before, after) {
            return found(what.to_owned(), around.part.start, 0, "target/part");
        }
        if let Some((named, len)) = self.set_share(before, after) {
            return found(named, around.part.start, len, "target/share");
        }
        let start = item_start(text, around.part.start, mention.span.start);
        let fronted = text.get(start..mention.span.start)?;
        let covers = covered_list(before);
        if let Some((whose, whom)) = reached(covers.unwrap_or(fronted), after) {
            let whose = self.nouns.open(whose, &mut Bond::default(), false);
            let indicator = format!("{}{whom}", self.nouns.tidy(whose));
            return found(indicator, start, after.len(), "target/part");
        }
        let whom = self.nouns.open(noun, &mut Bond::default(), false);
        if let Some((indicator, from, len)) = self.part_of_area(&Share { after, ..share }, whom, over) {
            return found(indicator, from, len, "target/part");
        }
        // 力争到2025年全省50%以上的商场达到要求
        if let Some(what) = self.comes_true(mention, whom, fronted, over, after) {
            // 农村20%以上房屋实现抗震设防
            let place = self.nouns.open(fronted, &mut Bond::default(), false);
            let place = if is_place(place) && !after.starts_with('的') { place } else { "" };
            return found(format!("{place}{}", of_capacity(what.1)), mention.span.start, what.0, "target/part");
        }
        if let Some((indicator, from, len)) = self.part_of_all(Share { after, ..share }, fronted, over) {
            return found(indicator, from, len, "target/part");
        }
        // 就业困难人员60%以上实现再就业: of whom so many come to it stands before.
        let named = self.come_to(&Share { after, ..share }, whom);
        let told = || rest_of_them(text, mention, around, fronted, after).map(|whom| (whom, start));
        if let Some((whom, from)) = named.or_else(told) {
            // 新城建设用地面积50%以上达到要求: an area is measured
            let area = ["面积", "用地", "耕地"].iter().any(|w| whom.closes(w));
            let comes = if area { "" } else { after };
            return found(format!("{}{comes}", self.nouns.tidy(whom)), from, after.len(), "target/part");
        }
        self.must_wholly(Share { after, ..share })
    }

    /// What is to have a share, by the words behind it (车位比例, 配套指标), and how many bytes of them name it.
    fn set_share(&self, before: &str, after: &str) -> Option<(String, usize)> {
        // 第三年度30%的比例，安排资金: how it is divided
        let divided = ["的比例", "的比重"].iter().any(|w| after.opens(w)) || after.has("分配") || after.has("分担");
        let what = self.share.find(after).filter(|_| !divided)?;
        let named = what.as_str().trim_start_matches('的');
        Some((whose_ratio(before, named).unwrap_or_else(|| named.to_owned()), what.end()))
    }

    /// 就业困难人员 of 就业困难人员60%以上实现再就业, 党政机关 of 党政机关100%建成节水型单位: who stands right before the share, and
    /// where that begins.
    fn come_to<'t>(&self, share: &Share<'_>, whom: &'t str) -> Option<(&'t str, usize)> {
        let Share { text, mention, after, bond, .. } = share;
        let named = bond.reach.is_empty() && whom.chars().count() >= 3 && !whom.ends_with(['的', '率', '占']);
        let whole = mention.value == Some(Decimal::ONE_HUNDRED);
        let done = whole && (DONE.contains(after) || self.comes_to.is_match(after));
        let comes = named && (done || mention.comparator != Comparator::Eq && self.comes_to.is_match(after));
        comes.then(|| text.get(..mention.span.start)?.rfind(whom)).flatten().map(|from| (whom, from))
    }

    /// 建成区面积 of 建成区40%以上的面积达到要求: the area of which a part comes to something, where its words begin and how many bytes
    /// behind the number belong to it.
    fn part_of_area(&self, share: &Share<'_>, place: &str, over: &str) -> Option<(String, usize, usize)> {
        let area = over.strip_prefix('的').unwrap_or(over);
        let rest = ["面积", "用地", "耕地", "人数", "数量"].iter().find_map(|w| area.strip_prefix(w))?;
        let named = place.chars().count() >= 2 && place.chars().all(char::is_alphabetic) && share.bond.reach.is_empty();
        let from = share.text.get(..share.mention.span.start)?.rfind(place)?;
        let comes = named && self.comes_to.is_match(rest);
        let what = &area[..area.len() - rest.len()];
        comes.then(|| (format!("{}{what}", self.nouns.tidy(place)), from, over.len()))
    }

    /// 县 of 对30%以上的县开展稽查: the part of those looked at, where its words begin and how many bytes behind the number belong to
    /// it.
    fn part_of_all(&self, share: Share<'_>, fronted: &str, over: &str) -> Option<(String, usize, usize)> {
        let Share { mention, after, .. } = share;
        // 各地区完成60%以上重点用能单位节能监察: of what so much is done
        // 完成50%农村中小学改厕工程
        let works = ["工程", "任务", "改造", "治理"].iter().any(|w| after.closes(w));
        let bounded = (mention.comparator != Comparator::Eq || works) && !after.starts_with('的');
        let done_of = fronted.strip_suffix("完成").filter(|_| bounded);
        if let Some(whose) = done_of.filter(|_| after.chars().count() >= 4 && after.chars().all(char::is_alphabetic)) {
            let whose = self.nouns.tidy(self.nouns.open(whose, &mut Bond::default(), false));
            return Some((format!("{whose}{after}"), mention.span.start - fronted.len(), after.len()));
        }
        let (whose, whom, len) = checked_part(fronted, over).filter(|_| mention.comparator != Comparator::Eq)?;
        Some((format!("{whose}{whom}"), mention.span.start, len))
    }

    /// 全市90%的行政村生活垃圾得到有效治理: the part of them of which something is to become true, and how much behind the
    /// number that is.
    fn comes_true<'t>(
        &self,
        mention: &Mention,
        noun: &str,
        fronted: &str,
        over: &'t str,
        after: &'t str,
    ) -> Option<(usize, &'t str)> {
        // 100%的镇图书馆、村书屋建设达标
        let listed = over.split('，').next().unwrap_or_default();
        // 70%以上县（市、区）达到标准
        let cut = after.has('（') && !after.has('）');
        let after = if cut || after.starts_with('的') && !self.becomes.is_match(after) { listed } else { after };
        // 使90%以上家庭具备接入能力, 2026年50%卫生院达到二级医院标准: who makes it so and when
        let fronted = fronted.strip_prefix('使').unwrap_or(fronted);
        let dated = fronted.ends_with('年') && self.nouns.open(fronted, &mut Bond::default(), false).is_empty();
        let fronted = if dated { "" } else { fronted };
        // 75%以上科技人员落户企业: nothing stands before it.
        let reaches = ["达到", "具备", "实现", "完成", "建成", "纳入"].iter().any(|w| after.has(w));
        let bare = fronted.is_empty() && (mention.comparator != Comparator::Eq || reaches && !after.starts_with('由'));
        // 农村20%以上房屋实现抗震设防
        let fronted = ["推动", "推进", "确保", "实现", "引导", "支持"]
            .iter()
            .fold(fronted, |f, w| f.strip_prefix(w).unwrap_or(f));
        let there = is_place(fronted) && mention.comparator != Comparator::Eq;
        let what = after.strip_prefix('的').or((bare || there).then_some(after))?;
        let plain = (noun.chars().count() <= 8 || there || fronted.is_empty() || is_list_of_places(fronted))
            && !fronted.contains(['占', '按', '给', '以', '为', '的'])
            && !fronted.ends_with('由');
        (plain && self.becomes.is_match(what)).then_some((after.len(), what))
    }

    /// 停车位应当100%建设充电设施: all of what stands before.
    fn must_wholly(&self, share: Share<'_>) -> Option<Found> {
        let Share { text, mention, around, noun, after, bond } = share;
        let whole = mention.value == Some(Decimal::ONE_HUNDRED)
            && after.chars().count() > 2
            && !after.starts_with(['的', '和', '及']);
        let before = text.get(around.part.start..mention.span.start)?;
        let meant = ["应当", "应", "须", "必须", "实现", "要", "达到"].iter().any(|w| before.closes(w));
        // 新建居住区固定车位100%安装充电设施
        const FITS: &[&str] = &[
            "安装",
            "配建",
            "预留",
            "建设充电",
            "同步建设",
            "配套建设",
            "执行",
            "采用",
            "实行",
            "发放",
            "使用",
            "应用",
        ];
        let fitted = FITS.iter().any(|w| after.opens(w)) && noun.chars().count() >= 4;
        if !whole || !(meant || fitted) {
            return None;
        }
        let mut bond = bond.clone();
        let noun = noun.strip_prefix("严格落实").unwrap_or(noun);
        // 新建居住区: which they are
        let noun = if fitted && noun.starts_with('新') { noun } else { self.nouns.open(noun, &mut bond, false) };
        // 新建小区要确保固定车位100%安装: that it must be so
        let sure = ["应当确保", "应确保", "要确保", "须确保"].iter().find_map(|w| noun.split_once(w));
        let joined = sure.map(|(whose, what)| format!("{whose}{what}"));
        let noun = noun.last_place("国家对").map_or(noun, |i| &noun[i + "国家对".len()..]);
        let deed = after.split("的规定").next().unwrap_or(after);
        let from = text.get(..mention.span.start)?.rfind(noun).unwrap_or(around.part.start);
        let quote = Span::new(from, mention.span.end + deed.len());
        // 新设立企业100%发放电子执照: what is handed out is no fitting
        let rule = match (meant, after.starts_with("发放")) {
            (true, _) => "target/whole",
            (_, true) => "target/part",
            _ => "target/fitted",
        };
        let named = self.nouns.tidy(joined.as_deref().unwrap_or(noun));
        Some(Found { indicator: format!("{named}{deed}"), quote, bond, rule })
    }
}

/// 钢铁产能 of 钢铁产能完成超低排放改造: capacity is measured, whatever is done to it.
fn of_capacity(what: &str) -> &str {
    let end = ["完成", "实现", "达到"].iter().filter_map(|w| what.place(w)).min().unwrap_or(what.len());
    if what[..end].ends_with("产能") { &what[..end] } else { what }
}

/// 县级医院 of 90%的县级医院达到基本标准，60%达到推荐标准: of whom the part before tells another share.
fn rest_of_them<'t>(text: &'t str, mention: &Mention, around: &Around, fronted: &str, after: &str) -> Option<&'t str> {
    const COMES: &[&str] = &["达到", "实现", "完成", "建成", "具备", "纳入", "接入", "通过", "创建成", "达标"];
    let opens = COMES.iter().any(|w| after.opens(w)) && after.chars().count() >= 4;
    let aimed = ["", "力争", "其中"].contains(&fronted.trim());
    let before = text.get(around.sentence.start..mention.span.start)?.strip_suffix(fronted)?;
    let last = before.strip_suffix(['，', '、'])?;
    if !opens || !aimed {
        return None;
    }
    let last = match last.rsplit_once('%') {
        Some((_, last)) => ["以上", "左右", "及以上"].iter().find_map(|w| last.strip_prefix(w)).unwrap_or(last),
        // 专任教师基本达到大专学历，其中60%达到本科学历: some of all of them
        None if fronted.trim() == "其中" => last.rsplit(['，', '。', '；', '\n', '：']).next()?,
        None => return None,
    };
    let last = last.strip_prefix('的').unwrap_or(last);
    let end = COMES.iter().filter_map(|w| last.place(w)).min()?;
    let whom = ["基本", "全部", "均", "都", "要", "应"].iter().fold(&last[..end], |whom, w| whom.without_end(w));
    ((2..=16).contains(&whom.chars().count()) && whom.chars().all(char::is_alphabetic)).then_some(whom)
}

/// 总任务 of 年内完成总任务的75%: of what so much is to be done.
fn part_of_task<'t>(before: &'t str, after: &str) -> Option<&'t str> {
    let (_, what) = before.strip_suffix('的')?.rsplit_once("完成")?;
    let named = (3..=16).contains(&what.chars().count()) && what.chars().all(char::is_alphabetic);
    (named && after.is_empty()).then_some(what)
}

/// 新建服务区车位比例 of 新建服务区应按照不低于30%的车位比例: who must keep to it.
fn whose_ratio(before: &str, ratio: &str) -> Option<String> {
    let who = before.trim().strip_suffix("按照").or_else(|| before.trim().strip_suffix('按'))?;
    let who = ["应当", "应", "必须", "须", "要"].iter().fold(who, |w, must| w.without_end(must));
    let who = who.rsplit('等').next().filter(|_| ratio.closes("比例"))?;
    let named = (4..=16).contains(&who.chars().count()) && who.chars().all(char::is_alphabetic);
    (named && !who.contains(['按', '对', '由', '在'])).then(|| format!("{who}{ratio}"))
}

/// 企业诉求解决率 of 实现企业诉求90%解决率.
fn rate_behind(before: &str, after: &str) -> Option<String> {
    let whose = ["实现", "达到", "确保", "保持"].iter().find_map(|w| before.rsplit_once(w)).map(|x| x.1)?;
    let rate = after.ends_with('率') && (2..=8).contains(&after.chars().count());
    let plain = |w: &str| w.chars().all(char::is_alphabetic);
    (rate && plain(after) && plain(whose) && whose.chars().count() <= 12).then(|| format!("{whose}{after}"))
}

/// 用地 of 安排不低于建成区面积2%的用地: what is set aside stands behind.
fn set_aside<'t>(mention: &Mention, noun: &str, after: &'t str, bond: &Bond) -> Option<&'t str> {
    const SET: [&str; 8] = ["安排", "预留", "提取", "拿出", "划出", "配置", "配建", "留出"];
    let aside = SET.iter().any(|w| noun.closes(w) || bond.reach.iter().any(|r| r == w));
    let bounded = bond.reach.first().is_some_and(|r| r.starts_with('不')) || mention.comparator != Comparator::Eq;
    after.strip_prefix('的').filter(|w| aside && bounded && w.chars().count() > 1)
}

/// 活动场地 of 按园区面积5%的比例设置活动场地: what must stand there in proportion to something.
fn in_proportion<'t>(before: &str, after: &'t str) -> Option<&'t str> {
    const SETS: &[&str] =
        &["配套建设", "规划建设", "同步建设", "设置", "配置", "配建", "配备", "配套", "建设", "预留", "安排", "规划"];
    let measure = ["的比例", "的标准", "比例", "标准"].iter().find_map(|w| after.strip_prefix(w))?;
    let what = SETS.iter().find_map(|w| measure.strip_prefix(w))?;
    let what = what.strip_prefix('了').unwrap_or(what).split(['，', '；']).next()?;
    let money = ["资金", "经费", "补", "奖", "预算", "费用"].iter().any(|w| what.has(w));
    (before.has('按') && !money && (2..=20).contains(&what.chars().count())).then_some(what)
}

/// 本行政区域内的, 县 of 对本行政区域内30%以上的县开展稽查: of whom so many are looked at, and in how many bytes behind the number.
fn checked_part<'t>(fronted: &'t str, over: &'t str) -> Option<(&'t str, &'t str, usize)> {
    const DOES: &[&str] = &["开展", "进行", "实施", "组织", "予以"];
    let (_, whose) = fronted.rsplit_once('对').or_else(|| Some(("", fronted.strip_prefix(['和', '与'])?)))?;
    let whom = over.strip_prefix('的').unwrap_or(over);
    let end = DOES.iter().filter_map(|w| whom.place(w)).min()?;
    let whom = whom[..end].split(['和', '与']).next().unwrap_or_default();
    let plain = |w: &str| w.chars().all(|c| c.is_alphabetic() || "（）、".contains(c));
    let named = (1..=16).contains(&whom.chars().count()) && whose.chars().count() <= 14 && plain(whom) && plain(whose);
    let len = over.len() - over.strip_prefix('的').unwrap_or(over).len() + whom.len();
    (named && (whose.is_empty() || whose.ends_with('内') || whose.ends_with("辖区"))).then_some((whose, whom, len))
}

/// Whether words name no more than where those are of whom a share is told: 农村, 全国, 大气污染防治重点区域.
fn is_place(words: &str) -> bool {
    let words = words.trim_start();
    let region = ["区域", "地区"].iter().any(|w| words.closes(w)) && (4..=12).contains(&words.chars().count());
    words == "全国"
        || PARTS_OF_A_PLACE.contains(&words)
        || whole_place(words).is_some_and(|p| p.len() == words.len())
        || region && words.chars().all(char::is_alphabetic)
}

/// 甲新区、乙区、丙县: each of a list is named as a place is.
fn is_list_of_places(words: &str) -> bool {
    words.has('、')
        && words.split(['、', '和']).all(|one| one.ends_with(['省', '市', '区', '县', '旗', '镇', '乡', '村', '州']))
}

/// How far before a share the verb of its list may stand, in bytes.
const NEAR: usize = 300;

/// 养老设施覆盖 of 养老设施覆盖所有社区、90%以上乡镇和: the words that govern a list of which one share has been told.
fn covered_list(before: &str) -> Option<&str> {
    let before = &before[before.floor_char_boundary(before.len().saturating_sub(NEAR))..];
    let at = ["覆盖", "惠及"].iter().filter_map(|w| before.place(w).map(|at| at + w.len())).min()?;
    let told = before[at..].strip_suffix(['、', '和', '及'])?;
    let one = |item: &str| {
        let behind = item.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '%'));
        let share = behind.len() < item.len() || ["所有", "全部"].iter().any(|w| item.opens(w));
        share && item.chars().count() <= 16
    };
    told.split(['、', '和']).all(one).then(|| &before[..at])
}

/// 农技服务惠及70%以上的种植户: what reaches whom.
fn reached<'t>(fronted: &'t str, after: &'t str) -> Option<(&'t str, &'t str)> {
    let whose = fronted.trim();
    // 制度覆盖全省50%规模以上企业
    let bare = ["全省", "全市", "全县", "全区", "全国"].iter().fold(whose, |w, place| w.without_end(place));
    let reaches = ["惠及", "覆盖"].iter().any(|w| bare.closes(w)) && whose.chars().count() >= 4;
    let whom = list_tail(after.strip_prefix('的').unwrap_or(after));
    (reaches && (1..=12).contains(&whom.chars().count())).then_some((whose, whom))
}
