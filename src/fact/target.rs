//! Targets 目标指标: numbers that state a result to be reached or a standing limit.
//!
//! In: the values of a clause and the words around each (`全市特色产业园区达到60个左右`). Out: a target for
//! each number, its indicator a noun phrase. Money granted, conditions, deadlines, names and results of
//! the past are none. Times are read in `target_time.rs`, noun phrases in `target_noun.rs`.
//!
//! # To add one
//! A new word goes into `target_words.tsv`; a new way to bind a phrase to its number is a branch of
//! `Phrases::find`, with a case in `tests/cases/targets.json`.

use super::around::head;
use super::target_allotted::Allotted;
use super::target_condition::{bounded_behind_bracket, conditional, labelled, picks_out, qualifies};
use super::target_given::dealt_out;
use super::target_named::{ends_list, makes_one, names_thing, sets_up};
use super::target_norm::{aims, is_ceiling, of_plan};
use super::target_noun::{EASED, Nouns, words};
use super::target_often::{at_least, held, often, once_in, rhythm};
use super::target_phrase::{Found, Phrases};
use super::target_place::{Around, around, item_start, quoted};
use super::target_plain::without_term;
use super::target_size::{in_note, is_attribute, is_extent};
use super::target_table::Indicators;
use super::target_time::{Times, headed_year, in_row, noted_day, of_tasks, tells_past, under_aims};
use super::target_value::{Written, written};
use super::target_whole::Wholes;
use super::vocabulary::List;
use super::{Change, Comparator, Context, Fact, Field, Per, Says, Target, TargetKind};
use crate::lexicon::{Affixes, Lexicon, Within};
use crate::mention::{Mention, MentionKind};
use crate::text::{Seek, Span};
use jiff::civil::Date;
use regex::Regex;
use rust_decimal::Decimal;

/// Reads targets.
pub(super) struct Targets {
    pub(super) phrases: Phrases,
    pub(super) times: Times,
    tables: Indicators,
    allotted: Allotted,
    past: Affixes,
    condition: Within,
    condition_end: Affixes,
    tail: Affixes,
    pub(super) limit: Regex,
    lead_in: Regex,
    pub(super) wholes: Wholes,
    chosen: Regex,
    capped: Regex,
    each: Regex,
    pub(super) increase: Within,
    pub(super) decrease: Within,
    aim: Within,
    pub(super) watched: Affixes,
    pub(super) result: Affixes,
    pub(super) laid_down: Affixes,
}

impl Targets {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        Self {
            phrases: Phrases::new(Nouns::new(lexicon)),
            times: Times::new(),
            tables: Indicators::new(),
            allotted: Allotted::new(),
            past: Affixes::new(words(lexicon, "past")),
            condition: Within::new(words(lexicon, "condition")),
            condition_end: Affixes::new(words(lexicon, "condition")),
            tail: Affixes::new(words(lexicon, "tail")),
            limit: super::compiled(
                "禁止|严禁|不(?:得|能|应|再|宜|可)?(?:低于|少于|超过|高于|小于|大于|突破|多于|短于|足)|(?:^|[^响供适对相反效感呼])应(?:[^用急对届收变激付聘邀]|$)|宜(?:大于|小于|控制|设|按|不|为|采|超|在)|需(?:不|超过|高于|低于|大于|小于)|必须|须|不得|可以|可按|可在|一般(?:不|应|为|控|在|以|可|要|须)|原则上|最长|最低|最高|最多|最少|至少|上限|下限|控制在|留存|保存|保留",
            ),
            lead_in: super::compiled(
                "(?:条件|情形)(?:之一)?的?[：:]|(?:(?:下列|以下|如下)[^。；：\\n]{0,8}(?:条件|情形)|(?:条件|情形)之一)的?[^。；：\\n]{2,12}(?:可以?(?:申|享受)|给予|予以)[^。；：\\n]{0,16}[：:]|(?:符合|具备|满足)(?:下列|以下|如下)",
            ),
            wholes: Wholes::new(),
            chosen: super::compiled(
                "每(?:年|轮|届|批|[两三二四五]年|[0-9]年)[^，。；]{0,8}(?:选拔|评选|遴选|选树|评定|认定)",
            ),
            capped: super::compiled(
                "(?:最多|至多|限)(?:可以?|只能)?\\p{Han}{1,2}[0-9]|名额(?:原则上|一般)?(?:最多)?不超过[0-9]|(?:面积|人数)内?（[^（）]*$",
            ),
            each: super::compiled(
                "(?:^|原则上|要求|确保|推动)每个?[^年月季周天，。；]{1,20}(?:建|培育|设立|打造|配备|创建|有)",
            ),
            watched: Affixes::new(words(lexicon, "watched")),
            result: Affixes::new(words(lexicon, "result")),
            laid_down: Affixes::new(words(lexicon, "laid_down")),
            increase: Within::new("增长|提高|提升|增加|净增|扩大|上升|递增|增幅|增速|翻|上浮|上调".split('|')),
            aim: Within::new("力争|确保|争取|目标|预期|计划|左右|以上|不低于|到20".split('|')),
            decrease: Within::new(
                "下降|降低|下浮|下调|调减|压减|减少|减轻|缩小|缩短|压缩|缩减|减至|减到|降至|降到|压降|削减|消减|精简|减排"
                    .split('|'),
            ),
        }
    }

    fn target(&self, context: &Context<'_>, mention: &Mention) -> Option<Fact> {
        if !COUNTED.contains(&mention.kind) {
            return None;
        }
        let text = context.text();
        let around = around(context.around, mention.span);
        if !self.may_count(context, mention, &around) || self.times.passed(context, mention.span, around.sentence) {
            return None;
        }
        let mut found = self.phrases.find(text, mention, &around)?;
        // 缺口大于5%，且持续时间大于4小时: a condition more, unless the sentence aims
        if found.indicator.starts_with(['且', '或']) {
            let aimed = ["力争", "确保", "到20", "达到"].iter().any(|w| around.sentence.of(text).has(w))
                || ["应不", "应当", "应有", "必须", "须不"].iter().any(|w| around.part.of(text).has(w));
            let rest = found.indicator.trim_start_matches(['且', '或']).to_owned();
            found.indicator = Some(rest).filter(|_| aimed)?;
        }
        // 我市现有园区3个，占全省的15%: the part of what is there
        let from = text.floor_char_boundary(around.part.start.saturating_sub(NEAR)).max(around.sentence.start);
        let earlier = text.get(from..around.part.start).unwrap_or_default();
        if found.indicator.starts_with('占') && ["现有", "共有", "已有", "已建成"].iter().any(|w| earlier.has(w))
        {
            return None;
        }
        // 县财政按1:1比例配套: as much once more
        if mention.rule == "percentage/ratio" && around.part.of(text).has("配套") {
            return None;
        }
        // 费率下调为0.3: what is charged
        let charge = mention.kind == MentionKind::Number && found.indicator.closes("费率");
        // 考核分值为86分至100分: how a grade is told
        let graded = mention.unit.as_deref() == Some("分")
            && ["分值", "得分", "评分"].iter().any(|w| found.indicator.has(w))
            && !found.bond.reach.iter().any(|r| r == "达到");
        if charge || graded || found.indicator.chars().count() < 2 || found.indicator.chars().count() > 60 {
            return None;
        }
        let written = written(text, mention)?;
        Some(self.fact(context, &around, found, mention, written))
    }

    pub(super) fn fact(
        &self,
        context: &Context<'_>,
        around: &Around,
        mut found: Found,
        mention: &Mention,
        number: Written,
    ) -> Fact {
        // 补贴种类上限由6个提高至12个
        let capped = take_cap(&mut found);
        let text = context.text();
        let part = around.part.of(text);
        let until = text.get(around.sentence.start..mention.span.end).unwrap_or_default();
        // “十四五”期间，…，比例原则上不低于50%: a rule, whatever day opens the sentence
        let own = found.quote.of(text);
        let ruled = own.has("原则上") && !aims(own) && !part.has("20");
        // 到2025年底，…；其他产业力争三年内翻番: its own years, of which nobody knows when they begin
        let term = !own.has("20") && without_term(own).is_some();
        let by = self.by(context, around, &found, mention).filter(|_| !ruled && !term);
        let start = item_start(text, around.part.start, mention.span.start);
        let item = text.get(start..around.part.end).unwrap_or_default();
        let per = self.per(text, around, &found, mention, (item, until));
        // 全年组织活动不少于50场: the year it is to be done in.
        let timeless = by.is_none() && per.is_none() && !["全年", "年度"].iter().any(|w| item.trim_start().opens(w));
        // 优良天数达到350天: a length that is reached is a result.
        let reached = ["达到", "达", "提高到", "提高至", "延长到", "延长至"];
        let length =
            mention.kind == MentionKind::Duration && !found.bond.reach.iter().any(|r| reached.contains(&r.as_str()));
        let length = length && !found.indicator.ends_with("天数");
        // 标识注册总量突破5亿: so many of them
        let many = mention.core.of(text).contains(['万', '亿']);
        let bare = (number.2.is_none() && found.bond.reach.is_empty() && !many) || length;
        let own = text.get(found.quote.start..mention.span.end).unwrap_or_default();
        let ceiling = by.is_none() && per.is_some() && is_ceiling(mention, text) && !under_aims(context);
        // 每年至少开展1次专项检查: how often it must be done
        let once = mention.value == Some(Decimal::ONE) && mention.unit.as_deref() == Some("次");
        let often = once && at_least(text, mention, around);
        let before = text.get(around.part.start..mention.span.start).unwrap_or_default();
        let rhythmic = per.is_some() || rhythm(before).is_some();
        // 学习时间每年不少于8天
        let long = length && rhythmic && mention.comparator != Comparator::Eq;
        let kind = if ceiling
            || capped
            || (often && rhythmic || long || found.rule == "target/share") && by.is_none()
            || self.is_norm(context, &found, mention, until, (timeless, bare))
        {
            TargetKind::Norm
        } else {
            TargetKind::Goal
        };
        let target = Target {
            kind,
            change: self.change(&found, part, mention),
            indicator: found.indicator,
            comparator: match (found.bond.comparator.or(bounded_beyond(text, mention)), mention.comparator) {
                // 上万家: no fewer
                (None, Comparator::Approx) if mention.span.of(text).starts_with('上') => Comparator::Ge,
                (Some(bound), other) if other != Comparator::Range => bound,
                (_, other) => turned(&found.bond.reach, other, own),
            },
            value: number.0,
            value_max: number.1,
            unit: number.2,
            per,
            by,
            by_inherited: None,
        };
        Fact::stated(Says::Target(target), found.quote, mention.span, found.rule)
    }

    /// The rhythm in which it is to be reached: that of its item, or the one that opens its list.
    fn per(
        &self,
        text: &str,
        around: &Around,
        found: &Found,
        mention: &Mention,
        (item, until): (&str, &str),
    ) -> Option<Per> {
        let part = around.part.of(text);
        let start = item_start(text, around.part.start, mention.span.start);
        // 每年培育企业10家、建设平台3个: the rhythm that opens a list is that of its items.
        let counted = mention.kind == MentionKind::Quantity && found.bond.reach.is_empty();
        let listed = start > around.part.start && counted;
        let yearly = || {
            listed
                && part
                    .split(|c: char| c.is_ascii_digit())
                    .next()
                    .is_some_and(|head| head.has("每年") || head.ends_with("年产"))
        };
        // 渔业总产值36亿元以上、年均增8%以上: the rhythm of the next
        let next = text.get(mention.span.end..around.part.end).filter(|r| r.opens("、年均") || r.opens("、每年"));
        let item = next.map_or(item, |next| &item[..item.len() - next.len()]);
        // 年产9万吨及以下煤矿150处: how large each is
        let per = self.times.per(item, until).or_else(|| yearly().then_some(Per::Year));
        per.filter(|_| !found.indicator.opens("年产"))
    }

    /// By when it is to be reached, as the clause itself says.
    fn by(&self, context: &Context<'_>, around: &Around, found: &Found, mention: &Mention) -> Option<Date> {
        // The last column of its row, before what other rows say.
        let by = in_row(context, mention.span)
            .or_else(|| self.times.by(context, mention.span))
            .or_else(|| noted_day(context, mention.span))
            .or_else(|| headed_year(context))?;
        // 轮候时间不超过5年: a day that opens a sentence before it says nothing of a length.
        let values = context.values();
        let dated = || {
            let from = values.partition_point(|m| m.span.end <= around.sentence.start);
            let mut inside = values.iter().skip(from).take_while(|m| m.span.start < around.sentence.end);
            inside.any(|m| m.kind == MentionKind::Date)
        };
        // 办理时限压减至12个工作日以内。（某局负责，9月底前完成）: what a length is to become
        let becomes = || found.bond.reach.iter().any(|r| r.ends_with(['至', '到']));
        (found.rule != "target/length" || becomes() || dated()).then_some(by)
    }

    fn change(&self, found: &Found, part: &str, mention: &Mention) -> Option<Change> {
        let reach = found.bond.reach.join(" ");
        // 消费价格涨幅3%左右; one that is held within a bound moves nothing.
        let rises = mention.comparator != Comparator::Le && found.indicator.closes("涨幅");
        let rate = !found.indicator.closes("自然增长率")
            && ["增长率", "增速", "增幅", "年均增长"].iter().any(|w| found.indicator.closes(w) || part.has("年均增长"));
        let lowers = found.bond.verbs.last().is_some_and(|v| self.decrease.is_in(v));
        // 新增上市公司15家、总数突破60家: what there is in all is not new.
        let whole = part.halves("总数").filter(|_| found.indicator.closes("总数"));
        let stock = whole.is_some_and(|(_, rest)| !found.bond.verbs.iter().any(|v| rest.has(v)));
        let eased = EASED.iter().chain(&["下降率"]).any(|w| found.indicator.closes(w));
        if self.decrease.is_in(&reach)
            || lowers
            || eased
            || ["减排", "削减", "压减"].iter().any(|w| found.indicator.opens(w))
        {
            Some(Change::Decrease)
        } else if self.increase.is_in(&reach) && !reach.has("翻") || reach == "增" || rate || rises {
            Some(Change::Increase)
        } else if !stock && found.bond.verbs.iter().any(|v| self.phrases.nouns.is_new(v))
            || found.indicator.has("新增就业")
            || found.indicator.closes("新造林")
        {
            Some(Change::New)
        } else {
            None
        }
    }

    /// Whether a number is part of a name, a place or a definition, or only describes.
    fn names(&self, context: &Context<'_>, mention: &Mention, around: &Around) -> bool {
        let text = context.text();
        let unit = mention.unit.as_deref().unwrap_or_default();
        let core = mention.core.of(text);
        let small = core.starts_with(['一', '首'])
            && mention.kind != MentionKind::Multiple
            // 展期期限不超过一年: a length that is bounded
            && !(mention.kind == MentionKind::Duration && mention.comparator == Comparator::Le)
            && !core.starts_with("一百")
            && !core.starts_with("一千");
        let each = || self.each.is_match(text.get(around.part.start..mention.core.start).unwrap_or_default());
        // 每年至少组织一次演练
        let small = small && !(unit == "次" && at_least(text, mention, around));
        let small = small && !(core.starts_with('一') && (each() || makes_one(text, mention, around)));
        if small
            || ["批", "次", "轮", "岁", "周岁", "届", "版", "部", "公里", "单", "门", "步"].contains(&unit)
                && !(unit == "部" && around.part.of(text).has("电梯"))
                // 创作文艺作品100部, 开设课程30门
                && !(["部", "门"].contains(&unit) && (ends_list(text, mention, around) || sets_up(text, mention, around)))
                // 人均接受服务次数达到5次
                && !(unit == "次" && text.get(around.part.start..mention.span.start).is_some_and(|t| t.has("次数")))
                && !(unit.ends_with('岁') && around.part.of(text).has("寿命"))
                && !(unit == "次" && (held(text, mention, around).is_some() || often(text, mention, around).is_some()))
                && mention.kind == MentionKind::Quantity
                && unit != "公里"
        {
            return true;
        }
        let after = text.get(mention.span.end..around.part.end).unwrap_or_default();
        // 抓好9个方面工作: what a text is divided into; 做强5个产业集群: what is there
        const STRENGTHENS: &[&str] = &["做强", "做优", "做大", "壮大", "做优做强"];
        let before = text.get(around.part.start..mention.span.start).unwrap_or_default();
        let there = STRENGTHENS.iter().any(|w| before.closes(w)) && !before.closes("培育壮大");
        if ["方面", "层面", "维度"].iter().any(|w| after.opens(w)) || there && !after.is_empty() {
            return true;
        }
        // 全省前40位: a rank, which is read by itself
        if ["位", "名"].contains(&unit) && text.get(..mention.span.start).is_some_and(|t| t.ends_with('前')) {
            return true;
        }
        // 二套房认定标准
        if unit == "套" && core.starts_with('二') && after.opens("房") || names_thing(text, mention, around, after) {
            return true;
        }
        // 全面消除66人以上超大班额: what is to be no more
        let gone = ["消除", "杜绝", "清除"]
            .iter()
            .any(|w| text.get(around.part.start..mention.span.start).is_some_and(|before| before.closes(w)));
        if gone && mention.comparator != Comparator::Eq && after.starts_with(char::is_alphabetic) {
            return true;
        }
        if after.starts_with(['级', '版', '》', '〕']) || quoted(context.around, mention.span) {
            return true;
        }
        // 打造一批年出栏量100万头以上生猪大县: how large each of them is
        let some = before.rsplit_once("一批").filter(|(front, _)| self.phrases.nouns.verb_at_end(front).is_some());
        let sized = mention.comparator != Comparator::Eq && after.starts_with(char::is_alphabetic);
        if sized && some.is_some_and(|(_, how)| !how.contains(['、', '（'])) {
            return true;
        }
        if is_attribute(mention, after) || is_extent(text, mention, around) || once_in(text, mention, around) {
            return true;
        }
        let front = text.get(around.sentence.start..mention.span.start).unwrap_or_default();
        // “20”是指新建特色园20座: what is meant by a slogan is to be made
        let meant = front.last_place("是指").map(|at| &front[at + "是指".len()..]);
        let defines = meant.is_some_and(|m| self.phrases.nouns.verb_that_opens(m).is_none());
        if defines || starts_from(front, after) {
            return true;
        }
        bounded_behind_bracket(text, mention, around)
    }

    /// Sorts out what cannot be a target: names, deadlines, conditions, money given, results of the past.
    fn may_count(&self, context: &Context<'_>, mention: &Mention, around: &Around) -> bool {
        let text = context.text();
        if self.names(context, mention, around) {
            return false;
        }
        let part = around.part.of(text);
        let sentence = around.sentence.of(text);
        let until = text.get(around.part.start..mention.core.end).unwrap_or_default();
        // 未达到80%的指标: what is not reached
        const NOT: &[&str] = &["未达到", "未达", "没有达到", "不达"];
        let next = text.get(around.part.end..around.sentence.end).and_then(|rest| rest.strip_prefix('，'));
        let short = next.is_some_and(|next| NOT.iter().any(|w| next.opens(w)));
        if short || NOT.iter().any(|w| until.has(w)) && !until.has("的，") {
            return false;
        }
        // 全市城镇25%面积达到3—5年一遇排水能力: to what so much of it comes
        if mention.unit.as_deref() == Some("年一遇") && until.has('%') {
            return false;
        }
        // 退出生产线11条，涉及祥符区4家: where they are
        if mention.kind == MentionKind::Quantity && part.opens("涉及") {
            return false;
        }
        // 落实二十条优化措施: how many a document has; 制定本措施如下，提出十条措施: what it says itself
        const OWN: &[&str] = &["落实", "贯彻", "执行", "用好", "用足", "提出", "制定", "制订", "特"];
        // 落实国家23项稳增长措施
        const ABOVE: &[&str] = &["落实国家", "落实国务院", "落实省", "落实上级", "落实中央", "落实市"];
        let handed = mention.unit.as_deref() == Some("项") && ABOVE.iter().any(|w| until.has(w));
        if (handed || mention.unit.as_deref() == Some("条") && OWN.iter().any(|w| until.has(w)))
            && ["措施", "政策", "举措", "意见"].iter().any(|w| part.has(w))
        {
            return false;
        }
        let capped = mention.kind == MentionKind::Quantity && self.capped.is_match(until);
        let chosen = mention.kind == MentionKind::Quantity && until.has('每') && self.chosen.is_match(until);
        // 设一等奖1名、二等奖2名，分别给予…: how many prizes there are
        let prizes = mention.kind == MentionKind::Quantity
            && until.has('设')
            && text.get(..mention.span.start).is_some_and(|t| t.ends_with('奖'));
        if capped || chosen || prizes {
            return true;
        }
        let from = text.get(mention.span.start..around.sentence.end).unwrap_or_default();
        // 创建示范村30个，每个示范村奖补150万元: what is made is no condition
        let made =
            mention.comparator == Comparator::Eq && self.phrases.nouns.verb_that_opens(part.trim_start()).is_some();
        if labelled(text, mention.span.start) || in_note(text, mention) || picks_out(text, mention, around) {
            return false;
        }
        if conditional(text, around, from, made) || mention.kind == MentionKind::Duration && qualifies(from) {
            return false;
        }
        let given = self.is_given(context, mention, around) && !dealt_out(context.around, around);
        // 去年引进214个，今年安排280个: this year is another matter
        let front = text.get(around.sentence.start..mention.span.start).unwrap_or_default();
        let was = self.past.opening(sentence).is_some() && !["今年", "本年度", "明年"].iter().any(|w| front.has(w));
        if given || was || tells_past(context.around, around.part) {
            return false;
        }
        // 2018年以来，…平均浓度下降22%
        if head(sentence, 16).has("以来，") && !self.aim.is_in(sentence) {
            return false;
        }
        // 城镇化率达65.8%，较上年提高1.2个百分点: set beside last year, a result
        let set_beside = context.around.words(List::Beside, around.sentence).next().is_some();
        !set_beside || self.aim.is_in(sentence) || of_tasks(context) || of_plan(context)
    }

    /// 存栏量稳定在1200头、规模猪场不低于5个: a bound beside a goal of the same sentence is one too, unless the words
    /// make it a rule.
    fn beside_goals(&self, context: &Context<'_>, facts: &mut [Fact]) {
        const RULES: &[&str] = &["应", "须", "不得", "可", "原则上", "一般", "最", "每个"];
        let text = context.text();
        let sentence = |f: &Fact| f.value.first().map(|v| around(context.around, *v).sentence);
        let of_kind = |f: &Fact, kind| matches!(&f.says, Says::Target(t) if t.kind == kind);
        let goals: Vec<Span> = facts.iter().filter(|f| of_kind(f, TargetKind::Goal)).filter_map(sentence).collect();
        for fact in facts.iter_mut().filter(|f| of_kind(f, TargetKind::Norm) && f.rule == "target/measure") {
            let Some(within) = sentence(fact) else { continue };
            let own = fact.quote.of(text);
            // 重污染天数比率不超过0.5% beside 优良天数比例达到90%: a rate alone
            let rate =
                ["率", "比例", "比重", "占比"].iter().any(|w| own.halves("不超过").is_some_and(|x| x.0.closes(w)));
            let bound = rate || ["不低于", "不少于", "控制在", "不高于"].iter().any(|w| own.has(w));
            let ruled = RULES.iter().any(|w| own.has(w));
            if let (true, false, true, Says::Target(target)) = (bound, ruled, goals.contains(&within), &mut fact.says)
                && self.laid_down.ending(&target.indicator).is_none()
            {
                target.kind = TargetKind::Goal;
            }
        }
    }

    /// The day of the section or the plan, for goals whose clause states none: found once for a clause.
    fn inherit(&self, context: &Context<'_>, facts: &mut [Fact]) {
        let mut inherited = None;
        for fact in facts {
            if let Says::Target(target) = &mut fact.says
                && target.kind == TargetKind::Goal
                && target.by.is_none()
            {
                target.by_inherited = *inherited.get_or_insert_with(|| self.times.inherited(context));
            }
        }
    }

    /// Whether a clause speaks of who qualifies, by its heading or its lead-in.
    fn of_conditions(&self, context: &Context<'_>) -> bool {
        let clause = context.clause();
        let heading = clause.heading.as_ref().map_or("", |h| h.as_str());
        let section = clause.section.last().map_or("", |s| s);
        // 简化企业审批和条件, 提升准入便利化水平 ease conditions and set none.
        const EASES: &[&str] =
            &["简化", "放宽", "取消", "优化", "改善", "创造", "降低", "提升", "便利", "改革", "放开"];
        let eases = |line: &str| EASES.iter().any(|w| line.has(w));
        // 第二章 技术条件和补贴标准
        let graded = section.has("条件和") && section.closes("标准");
        graded
            || self.condition.is_in(heading) && !eases(heading)
            || self.condition_end.ending(section).is_some() && !eases(section)
    }
}

impl Field for Targets {
    fn name(&self) -> &'static str {
        "targets"
    }

    fn read(&self, context: &Context<'_>) -> Vec<Fact> {
        let text = context.text();
        // Without one of these words no lead-in can stand there.
        let lead_in = context.around.says(List::LeadIn).then(|| self.lead_in.find(text)).flatten();
        let from = lead_in.map_or(text.len(), |m| m.start());
        let conditions = self.of_conditions(context);
        // 项目准入: 到2025年底，占比达到30%: what a day sets there is to be reached.
        let dated = |m: &Mention| context.around.sentence(m.span.start).of(text).trim_start().starts_with("到20");
        let counts = |m: &&Mention| {
            m.span.start < from
                && (!conditions || m.kind == MentionKind::Duration || dated(m))
                && !context.is_told(m.span)
        };
        let values = context.values().iter().filter(counts);
        let mut facts: Vec<Fact> = values.filter_map(|m| self.target(context, m)).collect();
        super::target_list::share(context.around, context.values(), &self.tail, &mut facts);
        super::target_bound::share(context.around, &self.phrases.nouns, &mut facts);
        super::target_indicators::dealt_out(context.around, context.values(), &mut facts);
        self.beside_goals(context, &mut facts);
        if !conditions {
            facts.extend(self.wholes(context));
            facts.extend(self.handed(context));
            facts.extend(self.halves(context));
            facts.extend(self.rounds(context));
            facts.extend(self.ranks(context));
        }
        self.inherit(context, &mut facts);
        let cells = self.tables.read(context);
        let cells = if cells.is_empty() { self.allotted.read(context) } else { cells };
        if !cells.is_empty() {
            let taken: Vec<Span> = cells.iter().flat_map(|f| f.value.iter().copied()).collect();
            facts.retain(|f| f.value.first().is_none_or(|v| !super::covered(&taken, *v)));
            facts.extend(cells);
        }
        facts.sort_by_key(|f| f.value.first().map_or(0, |v| v.start));
        facts
    }
}

/// 补贴种类上限由6个提高至12个: 上限 is the bound, and no part of what it bounds.
fn take_cap(found: &mut Found) -> bool {
    let noun = found.indicator.strip_suffix("上限").filter(|n| n.chars().count() >= 4).map(str::to_owned);
    let capped = noun.is_some();
    if let Some(noun) = noun {
        (found.indicator, found.bond.comparator) = (noun, Some(Comparator::Le));
    }
    capped
}

/// 2000艘（台、套）以上: the marker behind other measures in a bracket.
fn bounded_beyond(text: &str, mention: &Mention) -> Option<Comparator> {
    let rest = text.get(mention.span.end..)?.strip_prefix('（').filter(|_| mention.comparator == Comparator::Eq)?;
    let (measures, marker) = rest.split_once('）')?;
    let short = measures.chars().count() <= 6 && !measures.contains(|c: char| c.is_ascii_digit());
    let bound = [("以上", Comparator::Ge), ("以下", Comparator::Le), ("左右", Comparator::Approx)];
    bound.iter().find(|(w, _)| short && marker.opens(w)).map(|x| x.1)
}

/// 由76.5%提升至90%: where a change starts from; 是指 opens a definition.
fn starts_from(front: &str, after: &str) -> bool {
    // The last characters of 由 and 从 and of what may stand behind them.
    if !front.ends_with(['由', '从', '约', '近', '的', '前', '在', '有', '行', '来']) {
        return false;
    }
    let front = front.trim_end_matches(['约', '近', '的']);
    let front =
        ["目前", "现在", "现有", "现行", "原来", "原先", "原有", "当前"].iter().fold(front, |f, w| f.without_end(w));
    let from = front.ends_with(['由', '从']) && !front.ends_with("自由");
    const MOVES: &[&str] = &[
        "提", "增", "上升", "升", "扩大", "降", "下降", "减", "压", "缩", "下调", "上调", "调整", "优化", "精简",
        "合并", "整合", "撤并",
    ];
    from && MOVES.iter().any(|w| after.opens(w))
}

/// How far before a share those may stand of whom it is the part, in bytes.
const NEAR: usize = 240;

/// The kinds of values that may be a target's.
const COUNTED: &[MentionKind] = &[
    MentionKind::Quantity,
    MentionKind::Percentage,
    MentionKind::Money,
    MentionKind::Number,
    MentionKind::Multiple,
    MentionKind::Duration,
];

/// 不应少于3人: a 不 before the marker turns it round.
fn turned(reach: &[String], comparator: Comparator, words: &str) -> Comparator {
    match comparator {
        Comparator::Lt if reach.iter().any(|r| r.starts_with('不')) => Comparator::Ge,
        Comparator::Gt if reach.iter().any(|r| r.starts_with('不')) => Comparator::Le,
        // 至少建成1个: the marker stands before the verb.
        Comparator::Eq if words.has("至少") => Comparator::Ge,
        other => other,
    }
}
