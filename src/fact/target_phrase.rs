//! Phrases of targets 指标与数值的搭配: how a number is bound to the noun phrase of what it counts.
//!
//! In: a number and the part of the sentence around it. Out: the phrase, the words that bind it and the name
//! of the rule: `target/count` (新增5个产业地标), `target/measure` (总量达到1500家), `target/length`
//! (期限不超过48个月), `target/whole` (应当100%建设), `target/share` (自有土地的15%配套指标).

use super::target_bare::{by_means, lists_on};
use super::target_behind::described;
use super::target_carry::{compared, first_value, is_aimed, is_aspect, is_rate, measures, moves};
use super::target_count::{capacity, for_each_head, prize};
use super::target_front::under_label;
use super::target_governed::{aims_higher, of_another_year};
use super::target_item::behind_heads;
use super::target_noun::{Bond, Nouns, counts_nothing};
use super::target_often::often;
use super::target_place::{Around, before_stack, is_bare_count, item_start};
use super::target_plain::{bare_number, named_by_deed, over_kinds, plainly, without_speed, without_year};
use super::target_rank::{rate_of_so_many, tells_rate};
use super::target_region::PARTS_OF_A_PLACE;
use super::target_share::Share;
use super::target_size::{is_opened_to, is_rating, of_measure, protected_zone, sizes};
use super::target_sum::{is_set_aside, made_sum, passes};
use super::target_works::{by_standard, done_to_all, fitted_with, room_given, together_with};
use super::{Comparator, money};
use crate::lexicon::Within;
use crate::mention::{Mention, MentionKind};
use crate::text::{Seek, Span};
use regex::Regex;

/// A number found to be a target, before time and kind are known.
pub(super) struct Found {
    /// The noun phrase.
    pub(super) indicator: String,
    /// From the phrase to the number.
    pub(super) quote: Span,
    /// The words that bind the two.
    pub(super) bond: Bond,
    /// Name of the rule.
    pub(super) rule: &'static str,
}

/// 污水治理氨氮 of 污水治理削减氨氮, 氨氮 of 通过工程措施削减氨氮: what is cut by what.
fn of_what_is_cut(phrase: String, opened: &mut Bond) -> String {
    let phrase = phrase.strip_prefix("为实现").map_or(phrase.clone(), str::to_owned);
    let cut = ["削减", "压减", "消减"].iter().find_map(|w| Some((*w, phrase.halves(w)?)));
    let Some((verb, (by, what))) = cut.filter(|(_, (_, what))| {
        what.chars().count() >= 2 && !what.starts_with(['量', '率', '比', '任', '目', '能', '的', '指', '潜'])
    }) else {
        return phrase;
    };
    opened.verbs.push(verb.to_owned());
    let means = ["通过", "必须", "须", "要", "需"].iter().any(|w| by.opens(w))
        || ["措施", "手段", "方式"].iter().any(|w| by.closes(w));
    if means { what.to_owned() } else { format!("{by}{what}") }
}

/// Whether the words between a phrase and its number bind the two for themselves.
fn is_strong(bond: &Bond) -> bool {
    bond.reach.iter().any(|r| !["为", "是", "至", "到", "不", "安排", "设置", "调减", "调增"].contains(&r.as_str()))
}

/// 培育规上企业 of 培育规上企业达到20家: the verb stands before, whatever bounds the number.
fn makes_many(noun: &str, mention: &Mention) -> bool {
    const MAKES: &[&str] = &["培育", "引进", "打造", "扶持", "招引", "引育", "孵化", "创建", "建成", "完成"];
    const MANY: &[&str] = &["家", "个", "名", "户", "所", "座", "处", "条", "辆", "台", "套"];
    let many = mention.unit.as_deref().is_some_and(|u| MANY.contains(&u));
    many && MAKES.iter().any(|w| noun.trim_start().opens(w))
}

/// A rhythm alone before a number.
pub(super) const YEARLY: &[&str] = &["年均", "每年", "平均每年"];

/// Binds numbers to phrases; compiled once.
pub(super) struct Phrases {
    /// The noun phrases.
    pub(super) nouns: Nouns,
    pub(super) length: Regex,
    pub(super) counts: Regex,
    pub(super) share: Regex,
    pub(super) term: Regex,
    at_most: Regex,
    pub(super) spell: Regex,
    pub(super) award: Regex,
    room: Regex,
    quota: Regex,
    again: Regex,
    pub(super) becomes: Regex,
    pub(super) comes_to: Regex,
    /// What stands in each match of `at_most`.
    caps: Within,
}

impl Phrases {
    pub(super) fn new(nouns: Nouns) -> Self {
        Self {
            nouns,
            length: super::compiled(
                "(?:期限|年限|时限|时长|用时|耗时|天数|日数|寿命|周期|期|年期|时间|留存|保存|保留|保管)$",
            ),
            counts: super::compiled("[0-9](?:个|家|项|种|人|名|条|万|亿|%|元|年实)"),
            share: super::compiled("^(\\p{Han}{0,6}(?:指标|比例|比重))"),
            term: super::compiled(
                "(?:期限|年限|年期|工期|任期|服务期|聘期|保修期|质保期|养护期|责任期|试用期|见习期|公示期|(?:补贴|补助|资助|扶持|享受|贴息|培养|管理|建设|支持)期)$",
            ),
            at_most: super::compiled(
                "((?:每|各|同一|同|单|一)(?:[^，。；、（）]|（[^（）]*）){1,20}?)?(?:原则上|一般)?(?:最多|至多|限|不得超过)(?:可以?|只能)?(?:申请|申报|享受|资助|奖励|补助|补贴|支持|推荐|报送|报|配备|安排|选择|选报|认定|购买|保留|设立?)$",
            ),
            spell: super::compiled("(?:^|[，；。])([^，；。、0-9]{1,16}?(?:期限|年限|时限|期|时间))"),
            award: super::compiled(
                "(?:给予|享受|发放|提供)([^，。；、0-9给]{0,12}?[^，。；、0-9给与](?:奖励|补贴|补助|津贴|资助|扶持))",
            ),
            room: super::compiled(
                "([^，。；、和及的（]{0,12}(?:面积|人数|名额|数量|比例|长度|高度|[用水电气热]量|容量|仓容|床位|规模|额度))内?（([^，。；（）0-9]{0,6}?)$",
            ),
            becomes: super::compiled(
                "^[^，。；]{2,}?(?:纳入|达到|达标|实现|完成|建立|建成|得到|开展|具备|通过|接入|覆盖|配备|使用|设立|划入|列入|有健全|有专职|有专人|建有|设有|开设|拥有|安装|进入|成为|集中在|来源于|落户|享有|享受|拥有|掌握|参加|参与|签订|签署|接受|获得|投入|用于|满足|符合|通上|通车|通硬化路|通动力电|通公交|通客车|用上|喝上|住上|实行|推行|采用|配齐|优于|上云|入园|入库|脱贫|摘帽|取得|持有|设置|由[^，。；]{2,8}(?:申请|完成|提供))",
            ),
            comes_to: super::compiled(
                "^(?:能够?|得以|要|应)?(?:实现|达到|达标|完成|建立|建成|得到|通过|接入|配备|纳入|具备|参加)[^的]{2,}$",
            ),
            again: super::compiled(
                "^([^0-9（）]{2,})[0-9][0-9.,]*[万亿]{0,2}[^0-9（）]{1,4}（(?:累计|其中|总数|总量|总计|共)(?:达到?|为|约|近|超过?)?(新建|新增|改建|新培育|新认定)?$",
            ),
            quota: super::compiled("([^，。；：]{0,24}(?:名额|指标))"),
            caps: Within::new(["最多", "至多", "限", "不得超过"]),
        }
    }

    /// The words before a number in a bracket behind another one: 家庭农场300户（累计1200户）, 客运站20个（其中新建6个）.
    fn before_first<'t>(&self, before: &'t str, bond: &mut Bond) -> &'t str {
        let Some(found) = before.has('（').then(|| self.again.captures(before)).flatten() else { return before };
        let Some(phrase) = found.get(1).and_then(|m| before.get(m.range())) else { return before };
        let noun = self.nouns.open(phrase, &mut Bond::default(), true);
        // 全市新增2400户（累计3600户）餐饮单位: what is counted stands behind the bracket.
        if noun.len() <= 3 || self.nouns.verb_at_end(phrase).is_some() {
            return before;
        }
        bond.reach.push("其中".to_owned());
        bond.verbs.extend(found.get(2).map(|v| v.as_str().to_owned()));
        noun
    }

    /// The words before a number, without other numbers that stand between it and its phrase.
    fn words_before<'t>(
        &self,
        text: &'t str,
        mention: &Mention,
        start: usize,
        after: &str,
        bond: &mut Bond,
    ) -> Option<&'t str> {
        let before = over_kinds(self.before_first(text.get(start..mention.span.start)?, bond));
        // 主营业务收入上700亿元台阶
        let step = before.strip_suffix('上').filter(|b| {
            after.starts_with("台阶") && !b.ends_with(['迈', '站', '跃', '跨', '登', '踏']) && b.chars().count() >= 3
        });
        bond.reach.extend(step.map(|_| "迈上".to_owned()));
        let before = step.unwrap_or(before);
        // 销售收入过150亿元
        let past = before.strip_suffix('过').filter(|b| mention.kind == MentionKind::Money && passes(b));
        if past.is_some() {
            bond.reach.push("超过".to_owned());
            bond.comparator = Some(Comparator::Gt);
        }
        let before = past.unwrap_or(before);
        let unit = mention.unit.as_deref().unwrap_or_default();
        let wide = mention.core.of(text).has('万') || ["户", "人", "名"].contains(&unit);
        let stacks = wide && mention.kind == MentionKind::Quantity && mention.comparator == Comparator::Eq;
        Some(if stacks { before_stack(before) } else { before })
    }

    /// 持证人员 of 设置不少于6名（持证人员不少于3名）管理人员, 大豆 of 粮食作物10万亩（其中大豆2万亩）: what a bracket behind a
    /// number names for a number of its own.
    fn named_in_bracket<'t>(
        &self,
        before: &'t str,
        after: &str,
        mention: &Mention,
        bond: &mut Bond,
    ) -> Option<&'t str> {
        let (number, inside) = before.rsplit_once('（')?;
        let counted = number.chars().rev().take(6).any(|c| c.is_ascii_digit());
        // 粮食面积400万亩（小麦200万亩、玉米100万亩）
        let listed = lists_on(after, mention.unit.as_deref().unwrap_or_default());
        let part = inside.strip_prefix("其中").or(listed.then_some(inside)).filter(|noun| noun.chars().count() <= 8);
        let exact = mention.comparator == Comparator::Eq;
        let noun = if exact { part? } else { part.unwrap_or(inside) };
        let named = noun.chars().count() >= 2 && noun.chars().all(char::is_alphabetic) && !noun.starts_with('含');
        if !counted || !named {
            return None;
        }
        if exact {
            bond.reach.push("其中".to_owned());
            let mut opened = Bond::default();
            self.nouns.open(before, &mut opened, true);
            bond.verbs.extend(opened.verbs);
        }
        Some(noun)
    }

    /// What a number counts that stands in one of the ways which have a rule of their own.
    fn of_own_kind(
        &self,
        text: &str,
        mention: &Mention,
        around: &Around,
        (before, noun): (&str, &str),
    ) -> Option<Found> {
        prize(text, mention, around, noun)
            .or_else(|| of_measure(text, mention, around))
            .or_else(|| often(text, mention, around).or_else(|| protected_zone(text, mention, around)))
            .or_else(|| self.stacked(text, mention, around).or_else(|| self.of_like_size(text, mention, around)))
            .or_else(|| self.sum_in_bracket(text, mention, around))
            .or_else(|| for_each_head(text, mention, around).or_else(|| by_standard(text, mention, around)))
            .or_else(|| done_to_all(text, mention, around).or_else(|| room_given(text, mention, around)))
            .or_else(|| together_with(text, mention, around).or_else(|| fitted_with(text, mention, around)))
            .or_else(|| self.task_of(text, mention, around).or_else(|| self.works_at(text, mention, around)))
            .or_else(|| self.work_of_each(text, mention, around).or_else(|| under_label(text, mention, around)))
            .or_else(|| self.of_its_kind(text, mention, around, before))
            .or_else(|| self.year_by_year(text, mention, around))
            .or_else(|| self.limited(text, mention, around, noun).or_else(|| self.withstands(text, mention, around)))
            .or_else(|| self.task(text, mention, around, before))
            .or_else(|| self.of_people(text, mention, around, before))
            .or_else(|| self.leaves(text, mention, around).or_else(|| self.sum_behind(text, mention, around)))
    }

    /// Finds what a number counts, by the way it is bound to its phrase.
    pub(super) fn find(&self, text: &str, mention: &Mention, around: &Around) -> Option<Found> {
        let start = item_start(text, around.part.start, mention.span.start);
        let after = text.get(mention.span.end..around.part.end)?;
        let mut bond = Bond::default();
        let before = self.words_before(text, mention, start, after, &mut bond)?;
        let shared = self.in_bracket(text.get(around.part.start..mention.span.start)?, &mut bond);
        let before = shared.or_else(|| self.named_in_bracket(before, after, mention, &mut bond)).unwrap_or(before);
        let before = match mention.kind {
            MentionKind::Percentage => self.nouns.set_against(before, &mut bond),
            _ => before,
        };
        if let Some(found) = self.of_each(text, mention, around) {
            return Some(found);
        }
        let noun = self.nouns.reach(before, &mut bond);
        let noun = without_year(noun);
        let bound = !bond.reach.is_empty() || mention.comparator != Comparator::Eq;
        if mention.kind == MentionKind::Duration {
            let kept = self.length(text, mention, start, noun, after, bond);
            return kept.or_else(|| self.award_years(text, mention, around));
        }
        if let Some(found) = self.of_own_kind(text, mention, around, (before, noun)) {
            return Some(found);
        }
        // 年均开发2万个以上的公益岗位: how many there are to be, no attribute
        let entities =
            ["个", "家", "所", "项", "条", "座", "处", "名"].contains(&mention.unit.as_deref().unwrap_or_default());
        let many = entities
            && matches!(mention.comparator, Comparator::Ge | Comparator::Approx)
            && (self.nouns.verb_at_end(before.trim_end()).is_some() || before.ends_with("设置"))
            && after.chars().count() >= 3;
        if described(text, mention, (before, after), many)
            || mention.kind == MentionKind::Quantity && tells_rate(after)
            || bond.reach.is_empty() && (is_rating(mention) || sizes(text, mention, after))
            || is_opened_to(text, mention)
        {
            return None;
        }
        if let Some(found) = capacity(text, mention, around) {
            return found;
        }
        if let Some(found) = self.counted(text, mention, around, before, &bond) {
            return found;
        }
        if let Some(found) = self.percent(Share { text, mention, around, noun, after, bond: &bond }) {
            return Some(found);
        }
        self.governed(text, mention, around, before, &mut bond);
        self.measured(text, mention, around, noun, bound, bond).map(|found| self.of_level(found, text, around))
    }

    /// Notes what opens a list for those of its items that have no verb of their own: 培育A企业50家、B企业10家, not 新建40
    /// 万亩、改造20万亩.
    fn governed(&self, text: &str, mention: &Mention, around: &Around, before: &str, bond: &mut Bond) {
        let own = self.nouns.verb_that_opens(before.trim_start()).is_some();
        if !own && item_start(text, around.part.start, mention.span.start) > around.part.start {
            let verbs = bond.reach.is_empty();
            let head = text.get(around.part.start..mention.span.start).unwrap_or_default();
            self.nouns.open(head, bond, verbs);
        }
    }

    /// Standing limits on what one may have: `同一件专利最多资助3个国家`, `核定面积内（最高不超过300平方米）`,
    /// `提供最高2000平方米的办公场所`, `入学名额…安排不超过2名`.
    fn limited(&self, text: &str, mention: &Mention, around: &Around, noun: &str) -> Option<Found> {
        if mention.kind != MentionKind::Quantity {
            return None;
        }
        let before = text.get(around.part.start..mention.span.start)?;
        let after = text.get(mention.span.end..around.part.end)?;
        let capped = mention.comparator == Comparator::Le;
        let found = |indicator: String, end: usize, comparator: Comparator| Found {
            indicator,
            quote: Span::new(around.part.start, end),
            bond: Bond { comparator: Some(comparator), ..Bond::default() },
            rule: "target/allowance",
        };
        let most = self.caps.is_in(before).then(|| self.at_most.captures(before)).flatten();
        if let Some(most) = most.filter(|_| after.chars().count() > 1) {
            let whose = most.get(1).map_or("", |m| m.as_str());
            let whose = whose.rfind(['每', '同']).map_or(whose, |at| &whose[at..]);
            let what = self.nouns.behind(after);
            return Some(found(format!("{whose}{what}"), mention.span.end + after.len(), Comparator::Le));
        }
        // 单个企业最多申报5人: whoever may have so many stands before
        let most = self.caps.is_in(before).then(|| self.at_most.captures(before)).flatten();
        if let Some(whose) = most.as_ref().filter(|_| after.is_empty()).and_then(|m| m.get(1)) {
            let deed = before.get(whose.end()..)?.trim_start_matches(|c| "原则上一般最多至限可以只能".contains(c));
            return Some(found(format!("{}{deed}", whose.as_str()), mention.span.end, Comparator::Le));
        }
        if !capped {
            return None;
        }
        if let Some(room) = before.has('（').then(|| self.room.captures(before)).flatten() {
            let (mut opened, whole) = (Bond::default(), room.get(1)?.as_str());
            let what = self.nouns.open(whole.trim_start_matches(['可', '以', '按', '享', '受']), &mut opened, false);
            let each = room.get(2).map_or("", |m| m.as_str());
            return Some(found(format!("{each}{what}"), mention.span.end, Comparator::Le));
        }
        let offers = ["提供", "安排", "享受"].iter().any(|w| before.closes(w));
        if let Some(what) = after.strip_prefix('的').filter(|w| offers && w.chars().count() > 1) {
            return Some(found(self.nouns.behind(what), mention.span.end + after.len(), Comparator::Le));
        }
        // 名额按税收安排，税收超800万元安排不超过3名: what is dealt out stands before.
        let alone = before.trim().is_empty() && mention.unit.as_deref() == Some("名");
        if alone || before.ends_with("安排") && (noun.chars().count() < 2 || self.first_count(noun).is_some()) {
            let earlier = text.get(around.sentence.start..around.part.start)?;
            let quota = self.quota.captures_iter(earlier).filter_map(|c| c.get(1)).last()?;
            let mut opened = Bond::default();
            let what = self.nouns.open(quota.as_str().trim_start_matches('其'), &mut opened, true);
            return Some(found(what.to_owned(), mention.span.end, Comparator::Le));
        }
        None
    }

    /// 专精特新企业总量达到1500家, 新增市级智能工厂20家: the phrase stands before the number.
    fn measured(
        &self,
        text: &str,
        mention: &Mention,
        around: &Around,
        noun: &str,
        bound: bool,
        mut bond: Bond,
    ) -> Option<Found> {
        let start = around.part.start;
        let before = text.get(start..mention.span.start)?;
        let strong = is_strong(&bond);
        let (phrase, from, opened) = self.phrase(text, mention, around, noun, (bound, strong), &bond)?;
        let mut phrase = self.completed(text, mention, around, phrase, strong)?;
        phrase = self.beyond_places(mention, phrase, &mut bond);
        let done = made_sum(&phrase);
        let summed = done.is_some() && mention.kind == MentionKind::Money;
        phrase = done.filter(|_| summed).unwrap_or(phrase);
        let share = (phrase.has('占') || is_rate(&phrase)) && mention.kind == MentionKind::Percentage;
        // 城市污水处理率达到95%、县城85%、建制镇50%: the rate of the first, which the phrase has taken
        let share = share || noun != phrase && PARTS_OF_A_PLACE.contains(&noun) && is_rate(&phrase);
        // 力争销售额1000亿元; 完成投资2.8万亿元，其中工业投资1.8万亿元
        let earlier = text.get(around.sentence.start..start).unwrap_or_default();
        let per_head = (behind_heads(&phrase).is_some()
            || ["每千", "每万", "每百", "户均", "千人口", "万人口"].iter().any(|w| phrase.opens(w))
            || phrase.has("人均"))
            && (mention.kind == MentionKind::Quantity || phrase == "户均增收" || phrase == "人均增收");
        // 增速高于全市平均水平0.5个百分点
        let against = compared(&phrase).map(str::to_owned);
        let beside = against.is_some() && mention.kind == MentionKind::Percentage;
        if beside && mention.comparator == Comparator::Eq {
            bond.comparator = Some(if phrase.has("低于") { Comparator::Lt } else { Comparator::Gt });
        }
        phrase = against.filter(|_| beside).unwrap_or(phrase);
        phrase = without_speed(phrase, mention);
        let of_many = rate_of_so_many(&phrase).filter(|_| mention.kind == MentionKind::Percentage);
        phrase = of_many.unwrap_or(phrase);
        let made = !opened.verbs.is_empty()
            || summed
            || beside
            || per_head
            || !bond.verbs.is_empty()
            || is_aimed(before, earlier)
            || ["亩产", "单产", "总产", "总产量"].iter().any(|w| noun.closes(w))
                && self.crop_before(text, around).is_some()
            || self.is_made(text, mention, around, &phrase);
        let ends = !bound && self.nouns.ends_item(text, around, mention, &phrase);
        let (told, made) = (made, made || ends);
        let plain = bare_number(mention, &bond) && !measures(&phrase, bound, mention.span.of(text));
        if !(bound || made || share || mention.kind == MentionKind::Multiple) || plain {
            return None;
        }
        if !self.stands_alone(text, mention, around, &phrase, (strong, made)) {
            return None;
        }
        // 为种粮大户提供最高50万元、最长2年的贷款: what is given
        let given = ["提供", "给予", "发放"].iter().any(|w| phrase.closes(w));
        if mention.kind == MentionKind::Money && (given || money::is_sought(before) || is_set_aside(&opened, &bond)) {
            return None;
        }
        bond.verbs.extend(opened.verbs);
        bond.reach.extend(opened.reach);
        phrase = plainly(phrase, strong, mention, &mut bond);
        if ends && (!told || by_means(&phrase)) {
            phrase = self.nouns.without_means(phrase, &mut bond);
        }
        let indicator = named_by_deed(self.nouns.tidy(&phrase), &bond, text.get(start..mention.span.start)?);
        let ends = text.get(mention.span.end..around.part.end).unwrap_or_default();
        // 关停甲厂等7家企业: named by what stands behind; 四个阶段: what divides a text
        if counts_nothing(&indicator) || phrase.ends_with('等') && !ends.is_empty() || is_aspect(ends) {
            return None;
        }
        let at = text.get(from..mention.span.start).and_then(|w| w.last_place(&phrase)).map_or(from, |i| from + i);
        Some(Found { indicator, quote: Span::new(at, mention.span.end), bond, rule: "target/measure" })
    }

    /// 比重达到20%，年均增长8%; 突破500亿元，力争达到600亿元; 增长2.5%，力争3%: the phrase of the number before.
    fn moved_on(
        &self,
        text: &str,
        mention: &Mention,
        around: &Around,
        bond: &Bond,
        opened: &mut Bond,
    ) -> Option<(String, usize)> {
        let start = around.part.start;
        let before = text.get(start..mention.span.start)?.trim();
        let aimed = ["力争", "确保", "争取"].iter().any(|w| before.opens(w));
        let own = !before.has('、');
        let moves_on = |r: &String| {
            ["达到", "达", "翻", "累计达到", "增幅"].contains(&r.as_str())
                || own && r == "增"
                || r.has("增长")
                || moves(r)
        };
        // 社团数量翻一番，两年累计突破300个
        let earlier = text.get(..start)?.trim_end_matches('，');
        let doubled = ["翻番", "翻一番", "翻两番", "一倍", "两倍", "倍增"].iter().any(|w| earlier.closes(w));
        // 比2019年翻两番
        let doubles = mention.kind == MentionKind::Multiple && bond.reach.is_empty();
        if doubles
            || doubled && (mention.comparator != Comparator::Eq || !bond.reach.is_empty())
            || bond.reach.iter().any(|r| moves_on(r) || aimed && (r == "完成" || r.ends_with(['在', '到', '至'])))
        {
            let (earlier, at) =
                self.last_of_unit(text, mention, around).or_else(|| self.before_number(text, around, opened))?;
            // What grows is the part, not its share.
            let grows = bond.reach.iter().any(|r| r.has("增长"));
            let part = earlier.place('占').filter(|i| grows && *i > 0).unwrap_or(earlier.len());
            return Some((earlier[..part].to_owned(), at));
        }
        // 增加值增长2.5%，力争3%: more of the same
        let rest = text.get(mention.span.end..around.part.end)?;
        let unit = if mention.kind == MentionKind::Money { "元" } else { mention.unit.as_deref().unwrap_or_default() };
        let front = text.get(..start)?.trim_end_matches('，');
        let front = ["以上", "左右"].iter().fold(front, |f, w| f.without_end(w));
        let more = aims_higher(before) && !unit.is_empty() && front.ends_with(unit);
        if !more || !rest.trim().is_empty() {
            return None;
        }
        let (earlier, at) = self.before_number(text, around, opened)?;
        let last = text.get(at..start).unwrap_or_default();
        let moved = ["增长", "提高", "下降", "降低"].iter().find(|w| last.has(w));
        opened.reach.extend(moved.map(|w| (*w).to_owned()));
        Some((earlier, at))
    }

    /// The phrase before a number, where it begins and what opens it.
    fn phrase(
        &self,
        text: &str,
        mention: &Mention,
        around: &Around,
        noun: &str,
        (bound, strong): (bool, bool),
        bond: &Bond,
    ) -> Option<(String, usize, Bond)> {
        let start = around.part.start;
        let before = text.get(start..mention.span.start)?;
        let mut opened = Bond::default();
        // 培育企业累计超过50家: the verb stands before, whatever bounds the number.
        let verbs = !strong || bond.reach.iter().any(|r| r == "累计") || makes_many(noun, mention);
        // 新增就业500万人，年均100万人: of the same
        let own = if YEARLY.contains(&before.trim()) { "" } else { noun };
        let mut phrase = self.nouns.open(own, &mut opened, verbs).to_owned();
        let mut from = start;
        let rest = text.get(mention.span.end..around.part.end)?;
        // 其中新建40万亩、改造20万亩
        let of_which = before.trim_start().starts_with("其中") && rest.starts_with('、');
        let alone = rest.trim().is_empty() || is_bare_count(rest) || of_which;
        let years = || bound.then(|| self.of_earlier_years(text, around, before)).flatten();
        let item = item_start(text, start, mention.span.start);
        // 交易量25万辆以上、同比增长20%: what the item before measures, and no part before that
        let beside = item > start && text.get(start..item).is_some_and(|w| first_value(w).is_some_and(|at| at >= 6));
        if phrase.is_empty()
            && !beside
            && let Some((earlier, at)) = self.moved_on(text, mention, around, bond, &mut opened).or_else(years)
        {
            (phrase, from) = (earlier, at);
        }
        let of_deed = self.done_alone((text, mention, around), (bond, &mut opened), (alone, phrase.is_empty()));
        if let Some(found) = of_deed {
            (phrase, from) = found;
        }
        // 规模达到600亿元以上、力争800亿元
        // 面积不小于800平方米、不大于2000平方米: the other bound of the same
        let own = text.get(item..mention.span.start)?;
        let other = own.is_empty() && mention.span.of(text).starts_with(['不', '小', '大']);
        if (aims_higher(own) || phrase.is_empty() && (strong || other || !opened.verbs.is_empty())) && item > start {
            phrase = self.first_item(text.get(start..item)?);
        }
        // 2025年突破4000亿元、2028年冲刺5000亿元: what the part before measures
        if phrase.is_empty() && item > start && of_another_year(text.get(item..mention.span.start)?) {
            (phrase, from) = self.before_number(text, around, &mut opened)?;
        }
        phrase = self.of_what_is_made(phrase, before, &mut opened);
        if strong && phrase.starts_with('即') && !phrase.opens("即办") {
            phrase.remove(0);
        }
        let reached_by_verb = || bond.reach.iter().any(|r| self.nouns.verb_at_end(r).is_some());
        if strong && opened.verbs.is_empty() && phrase.is_empty() && reached_by_verb() {
            return None;
        }
        if phrase.chars().count() < 2 {
            if !bound || !before.trim().chars().all(char::is_alphanumeric) {
                return None;
            }
            let bare = alone && bond.reach.is_empty();
            let mut made = opened.clone();
            if let Some(found) = self.before_comma(text, around, &mut made) {
                (phrase, from) = found;
                opened = made;
            } else {
                // 2025年突破4000亿元、2028年冲刺5000亿元
                let bare = bare
                    || of_another_year(before.trim())
                        && text.get(mention.span.end..).is_some_and(|rest| rest.starts_with("、20"));
                let moved = bare.then(|| self.before_number(text, around, &mut Bond::default()));
                (phrase, from) = moved.flatten()?;
            }
        }
        Some((phrase, from, opened))
    }

    /// A phrase with the verb that is part of it, or without the verb that makes what it names.
    fn of_what_is_made(&self, phrase: String, before: &str, opened: &mut Bond) -> String {
        let mut phrase = of_what_is_cut(phrase, opened);
        // 新改建户厕合格率100%: a rate of what is new.
        if is_rate(&phrase)
            && let Some(verb) = opened.verbs.last().filter(|v| self.nouns.is_new(v))
            && before.contains(&format!("{verb}{phrase}"))
        {
            phrase = format!("{verb}{phrase}");
            opened.verbs.pop();
        }
        // 改造形成节能量5000万吨: what is made stands behind the verb.
        if let Some(at) = ["形成", "建成"].iter().filter_map(|w| phrase.last_place(w).map(|i| i + w.len())).max()
            && phrase.get(at..).is_some_and(|r| {
                r.chars().count() >= 2 && !r.starts_with(['率', '的', '情', '区', '面', '期', '后', '前', '度', '里'])
            })
        {
            // 钢铁行业节能降碳改造形成节能量: what the works of a trade yield
            let works =
                phrase[..at].strip_suffix("形成").filter(|w| w.closes("改造") && !w.contains(['的', '，', '、']));
            phrase = format!("{}{}", works.unwrap_or_default(), &phrase[at..]);
            opened.verbs.push("形成".to_owned());
        }
        phrase
    }
}
