//! Words carried over 承前指标: numbers whose verb or phrase stands before a bracket, a list or another number.
//!
//! `高标准农田30万亩（新建18万亩）`, `建设甲、乙、丙3个园区`, `完成800户的改造任务`, `新增停车位12万个，充电桩2万个`.
//! In: a number with the words around it. Out: the phrase or the verb that holds for it too.

use super::Comparator;
use super::around::{planned, whole_place};
use super::target_front::whose_heads;
use super::target_item::comes_beside;
use super::target_noun::Bond;
use super::target_often::rhythm;
use super::target_phrase::{Found, Phrases};
use super::target_place::{Around, behind_stack, item_start, list_tail};
use crate::mention::{Mention, MentionKind};
use crate::text::{Seek, Span};
use rust_decimal::Decimal;

/// Verbs that make what is named one by one before its number.
const MADE: &str = "\
    建设 建成 新建 新增 改造 实施 打造 培育 启用 启动 开工 竣工 完成 推进 加快推进 加快建设 \
    引进 创建 举办 开通 规划建设 推进建设 力促 选择 遴选 建好 消除 整治 治理 修复 打通 \
    关停 关闭 淘汰 规划实施 取缔 拆除 搬迁 退出 开展";

/// How far behind the head of a part its verb may stand, in bytes.
const MEANS: usize = 36;

impl Phrases {
    /// 高标准农田30万亩（新建18万亩、改造12万亩）: a verb alone in the bracket takes the phrase before it.
    pub(super) fn in_bracket<'t>(&self, head: &'t str, bond: &mut Bond) -> Option<&'t str> {
        let open = head.last_place('（')?;
        let inside = head.get(open + '（'.len_utf8()..)?;
        let number = head.get(..open)?.find(|c: char| c.is_ascii_digit())?;
        if inside.has('）') || !head[number..open].chars().rev().take(4).any(|c| c.is_ascii_digit() || c == '万') {
            return None;
        }
        let item = inside.rsplit(['、', '，', '；']).next().unwrap_or_default();
        let mut opened = Bond::default();
        let rest = self.nouns.open(item, &mut opened, true);
        let alone = rest.is_empty() || self.nouns.verb_at_end(rest).is_some_and(|v| v == rest);
        // 全市新增2400户（累计3600户）餐饮单位: what is counted stands behind the bracket.
        let made = self.nouns.verb_at_end(&head[..number]).and_then(|verb| head[..number].strip_suffix(verb));
        if made.is_some_and(|place| whole_place(place).is_some_and(|whole| whole.len() == place.len())) {
            return None;
        }
        let noun = self.nouns.reach(&head[..number], &mut Bond::default());
        let noun = self.nouns.open(noun, &mut Bond::default(), true);
        if item.is_empty() || !alone || noun.chars().count() < 2 {
            return None;
        }
        bond.reach.push("其中".to_owned());
        bond.verbs.extend(opened.verbs);
        Some(noun)
    }

    /// 优良天数分别达到甲县220天、乙县210天: what is measured stands before 分别, whose it is before each number.
    pub(super) fn of_each(&self, text: &str, mention: &Mention, around: &Around) -> Option<Found> {
        let part = text.get(around.part.start..around.part.end)?;
        let at = part.place("分别")?;
        let behind = &part[at + "分别".len()..];
        let word = ["达到", "达", "为"].iter().find(|w| behind.opens(w))?;
        let first = around.part.start + at + "分别".len() + word.len();
        let start = item_start(text, around.part.start, mention.span.start).max(first);
        let whose = text.get(start..mention.span.start)?;
        let named = (2..=8).contains(&whose.chars().count()) && whose.chars().all(char::is_alphabetic);
        let noun = self.nouns.open(&part[..at], &mut Bond::default(), true);
        let listed = part[at..].has('、') && noun.chars().count() >= 2 && !noun.contains(['、', '和']);
        (named && listed).then(|| Found {
            indicator: format!("{whose}{}", self.nouns.tidy(noun)),
            quote: Span::new(around.part.start, mention.span.end),
            bond: Bond { reach: vec!["达到".to_owned()], ..Bond::default() },
            rule: "target/each",
        })
    }

    /// 建设甲、乙、丙3个园区, 加快推进某路等25个项目: what is counted is named one by one before its number.
    pub(super) fn listed_verb(
        &self,
        text: &str,
        mention: &Mention,
        head: &str,
        before: &str,
        list: &str,
    ) -> Option<&str> {
        let named = (before.contains(['、', '和']) || before.ends_with('等')) && !before.contains(['（', '的']);
        let unit = mention.unit.as_deref().unwrap_or_default();
        let counted = ["个", "项", "家", "座", "条", "所", "处", "类"].contains(&unit);
        let digits = mention.core.of(text).starts_with(|c: char| c.is_ascii_digit());
        // 到2025年完成甲村等18个项目: the year counts nothing.
        let undated = self.nouns.open(before, &mut Bond::default(), false);
        // 建成甲广场和乙广场两个市民广场: as many as are named
        let things = ["个", "座", "条", "所", "处", "家"].contains(&unit) && !undated.starts_with("推");
        let told = || things && mention.value == Some(Decimal::from(before.split(['、', '和']).count()));
        let exact = (digits && (before.has('、') || before.ends_with('等')) || told())
            && mention.comparator == Comparator::Eq
            && !undated.contains(|c: char| c.is_ascii_digit());
        if !named || !counted || !exact || list.chars().count() < 2 || list.starts_with(['的', '方']) || is_aspect(list)
        {
            return None;
        }
        let made = |words: &str| {
            let mut bond = Bond::default();
            self.nouns.open(words, &mut bond, true);
            let made = bond.verbs.last().and_then(|v| MADE.split(' ').find(|m| m == v));
            // 加快推进 is an adverb elsewhere.
            let made = made.or_else(|| ["加快推进", "推进", "推动"].into_iter().find(|w| words.trim_start().opens(w)));
            // 集中要素资源打造甲、乙等4个产业: what for stands before the verb
            let behind = |w: &&str| words.place(w).is_some_and(|at| at <= MEANS);
            made.or_else(|| ["打造", "培育", "构建", "形成"].into_iter().find(behind))
        };
        // 打造甲、乙2个大产业链和丙、丁2个小产业链
        made(before).or_else(|| head.strip_suffix(before).filter(|h| !h.is_empty()).and_then(made))
    }

    /// 完成800户的改造任务, 完成37.8亿元的年度投资计划: the task whose size the number is.
    pub(super) fn task(&self, text: &str, mention: &Mention, around: &Around, before: &str) -> Option<Found> {
        let kinds = [MentionKind::Quantity, MentionKind::Percentage, MentionKind::Money];
        let done = before.trim_end_matches(['的', '度']);
        let year = done.last_place("20").filter(|i| done.ends_with('年') && done.len() - i <= "2025年".len());
        let done = year.map_or(done, |i| &done[..i]).trim_end_matches('年');
        let verb = ["完成", "完成好"].iter().find(|w| done.closes(w))?;
        let ends = text.get(mention.span.end..around.part.end)?;
        let what = behind_stack(ends.strip_prefix('的').unwrap_or(ends));
        // 完成600平方公里的水土流失治理
        const WORKS: &[&str] = &["治理", "整治", "改造", "修复", "造林", "绿化", "清淤", "建设"];
        let work =
            WORKS.iter().any(|w| what.closes(w)) && ends.starts_with('的') && what.chars().all(char::is_alphabetic);
        let noun = ["任务", "计划", "目标", "目标任务"].iter().find(|w| what.closes(w)).or(work.then_some(&""))?;
        let named = what.strip_suffix(noun).filter(|n| *noun != "计划" && n.chars().count() >= 4).unwrap_or(what);
        // 完成5万户危房改造、3万人搬迁任务: the first of several
        let named = list_tail(named);
        let fits = (3..=24).contains(&what.chars().count()) && kinds.contains(&mention.kind);
        (fits && named.chars().count() >= 2).then(|| Found {
            indicator: named.to_owned(),
            quote: Span::new(mention.span.start, around.part.end),
            bond: Bond { verbs: vec![(*verb).to_owned()], ..Bond::default() },
            rule: "target/task",
        })
    }

    /// 新增停车位12万个，充电桩2万个: the verb of the part before holds for a noun and its number.
    pub(super) fn carried(&self, text: &str, mention: &Mention, around: &Around, phrase: &str) -> bool {
        let plain = (2..=14).contains(&phrase.chars().count())
            && !phrase.has('的')
            && !["总", "年", "每", "占", "约", "共", "平均", "覆盖", "涉及"].iter().any(|w| phrase.opens(w));
        let ends = text.get(mention.span.end..around.part.end).unwrap_or_default();
        let front = text.get(around.sentence.start..around.part.start).and_then(|t| t.strip_suffix('，'));
        // 引进项目50个，到位资金200亿元: a sum of what is made
        const SUMS: &[&str] = &["投资", "到位资金", "产值", "增加值", "税收", "利润", "收入", "销售额", "融资"];
        let summed = mention.kind == MentionKind::Money && SUMS.iter().any(|w| phrase.closes(w));
        if !plain || !ends.is_empty() || !(mention.kind == MentionKind::Quantity || summed) {
            return false;
        }
        // 新增就业6万人，失业人员再就业1万人，困难人员就业3000人: over several nouns with their numbers
        for last in front.unwrap_or_default().rsplit(['，', '；', '：']).take(4) {
            let Some(number) = last.find(|c: char| c.is_ascii_digit()) else { return false };
            let counted = last.chars().rev().take(4).any(|c| c.is_ascii_digit() || matches!(c, '万' | '亿'));
            let mut bond = Bond::default();
            let noun = self.nouns.open(&last[..number], &mut bond, true);
            if !counted || noun.has('的') {
                return false;
            }
            // 全市实现新增就业12万人，失业人员再就业1万人
            let aimed = || {
                ["实现", "完成", "新增", "力争"].iter().any(|w| last[..number].has(w))
                    || comes_beside(&last[..number], phrase)
            };
            if !bond.verbs.is_empty() || aimed() {
                return true;
            }
        }
        false
    }

    /// 新开工项目100个，竣工投产60个: the phrase of the number before, which counts in the same unit.
    pub(super) fn of_same_kind(&self, text: &str, mention: &Mention, around: &Around) -> Option<(String, usize)> {
        let unit = mention.unit.as_deref().filter(|_| mention.kind == MentionKind::Quantity)?;
        let front = text.get(..around.part.start)?.strip_suffix('，')?;
        if front.ends_with(unit) {
            return self.before_number(text, around, &mut Bond::default());
        }
        // 实施190个绿化项目，开工建设165个
        let noun = self.made_before(text, mention, around).or_else(|| self.done_to(text, mention, around));
        // 2万套（间），基本建成1.5万套: the bracket belongs to the unit
        noun.filter(|noun| !noun.starts_with('（')).map(|noun| (noun, around.part.start))
    }

    /// 烟叶收购 of 种植烟叶6万亩，收购800万公斤: what is done to what the part before grows or makes.
    fn done_to(&self, text: &str, mention: &Mention, around: &Around) -> Option<String> {
        const DEEDS: &[&str] = &["收购", "出栏", "销售", "采收", "收获", "加工", "外销", "出口", "贮藏", "冷藏"];
        let own = text.get(around.part.start..mention.span.start)?.trim();
        let deed = DEEDS.iter().find(|w| **w == own)?;
        let front = text.get(around.sentence.start..around.part.start)?.strip_suffix('，')?;
        let last = front.rsplit(['，', '；', '：']).next()?;
        let noun = first_value(last).map(|_| self.first_item(last))?;
        let plain = (2..=8).contains(&noun.chars().count()) && noun.chars().all(char::is_alphabetic);
        plain.then(|| format!("{noun}{deed}"))
    }

    /// A phrase that leaves out what stands before: a place, a grade, a size.
    pub(super) fn completed(
        &self,
        text: &str,
        mention: &Mention,
        around: &Around,
        mut phrase: String,
        strong: bool,
    ) -> Option<String> {
        let start = around.part.start;
        let before = text.get(start..mention.span.start)?;
        let item = item_start(text, start, mention.span.start);
        phrase = self.over_regions(text, mention, around, phrase, strong);
        // 增加值达到90亿元以上，增速高于全市平均水平2个百分点: whose speed it is
        if item == start
            && let Some(at) = ["高于", "快于", "低于"].iter().filter_map(|w| phrase.place(w)).min()
            && let Some(speed) = self.speed_of(text, around, &phrase[..at])
        {
            phrase = format!("{speed}{}", &phrase[at..]);
        }
        // 实施重点项目62个，其中亿元以上28个: the noun of the part before
        if before.starts_with("其中") && phrase.ends_with("以上") {
            let mut made = Bond::default();
            if let Some((noun, _)) =
                self.before_number(text, around, &mut made).filter(|(n, _)| n.chars().count() <= 12)
            {
                // 亿元以上项目60个，其中5亿元以上20个: without its own size
                phrase.push_str(noun.rsplit_once("元以上").map_or(&noun, |x| x.1));
            }
        }
        // 增加值达到7000亿元，占GDP的比重超过12%: whose share it is; 开展环境整治，完成投资25亿元: what it is put into
        let money = phrase == "投资" && mention.kind == MentionKind::Money;
        if item == start
            && let Some(whole) = self
                .whose_share(text, around, &phrase)
                .or_else(|| money.then(|| self.put_into(text, around)).flatten())
                .or_else(|| self.rate_of(text, around, &phrase))
        {
            phrase = whole;
        }
        // 全区城镇新增就业220万人，平均每年新增就业44万人: whose it is
        // 全社会研发经费投入强度达到1.5%，投入总量达到375亿元: what the phrase before says in front of its like
        if item == start
            && let Some(whole) = self
                .over_years(text, around, &phrase)
                .or_else(|| self.elided_front(text, around, &phrase))
                .or_else(|| self.whose_pupils(text, around, &phrase))
                .or_else(|| self.speed_of(text, around, &phrase))
                .or_else(|| self.whose_sum(text, around, &phrase))
                .or_else(|| whose_heads(text, around, &phrase))
                .or_else(|| self.sized_by(text, around, mention.span.start, &phrase))
        {
            phrase = whole;
        }
        phrase = self.done_again(text, mention, around, before, phrase);
        // 新建起降点174个，总规模达283个: of what it is the whole
        if ["总规模", "总数", "总量", "总数量", "总面积"].contains(&phrase.as_str())
            && let Some(noun) = self.made_before(text, mention, around)
        {
            phrase = format!("{noun}{phrase}");
        }
        // 粮食播种面积稳定在500万亩，产量达到200万吨: of what it is the yield
        if MEASURED.contains(&phrase.as_str())
            && let Some(crop) =
                self.crop_before(text, around).or_else(|| self.housed_before(text, around, item, &phrase))
        {
            phrase = format!("{crop}{phrase}");
        }
        Some(self.of_kind(text, mention, around, item, phrase))
    }

    /// What the number of the part before counts in the same unit: 新建339个起降点, 新建起降点339个.
    pub(super) fn made_before(&self, text: &str, mention: &Mention, around: &Around) -> Option<String> {
        let unit = mention.unit.as_deref()?;
        let front = text.get(around.sentence.start..around.part.start)?.strip_suffix('，')?;
        let last = front.rsplit(['，', '；', '：']).next()?;
        let last = ["以上", "以下", "左右"].iter().fold(last, |l, w| l.without_end(w));
        let noun = match last.strip_suffix(unit) {
            Some(_) => self.before_number(text, around, &mut Bond::default())?.0,
            None => {
                let number = first_value(last)?;
                let rest =
                    last.get(number..)?.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '万'));
                self.nouns.behind(rest.strip_prefix(unit)?)
            }
        };
        (2..=24).contains(&noun.chars().count()).then_some(noun)
    }

    /// What the number before 其中 counts in the same unit.
    pub(super) fn of_whole(&self, text: &str, mention: &Mention, around: &Around) -> Option<String> {
        let unit = mention.unit.as_deref()?;
        let front = text.get(around.sentence.start..mention.span.start)?;
        let at = front.last_place("，其中")?;
        let whole = front.get(..at)?;
        // 工作室20个以上，其中国家级2个
        let counted = ["以上", "左右", "以下"].iter().fold(whole, |w, marker| w.without_end(marker));
        let part = Span::new(around.sentence.start + whole.len() + '，'.len_utf8(), around.part.end);
        counted.strip_suffix(unit)?;
        let (noun, _) = self.before_number(text, &Around { part, ..*around }, &mut Bond::default())?;
        (noun.chars().count() <= 12).then_some(noun)
    }

    /// 其中…的比例，不超过15%: the phrase stands before the comma.
    pub(super) fn before_comma(&self, text: &str, around: &Around, opened: &mut Bond) -> Option<(String, usize)> {
        let start = around.part.start;
        let earlier = text.get(around.sentence.start..start)?.strip_suffix('，')?;
        let last = earlier.rsplit(['，', '；']).next()?;
        let phrase = self.nouns.open(last, opened, true).to_owned();
        let from = start - '，'.len_utf8() - last.len();
        phrase.ends_with(['率', '例', '积', '度', '量', '额', '数', '值', '模', '重']).then_some((phrase, from))
    }

    /// The phrase that the number of the part before is bound to.
    pub(super) fn before_number(&self, text: &str, around: &Around, opened: &mut Bond) -> Option<(String, usize)> {
        let earlier = text.get(around.sentence.start..around.part.start)?.strip_suffix('，')?;
        let last = earlier.rsplit(['，', '；', '：']).next()?;
        // 浓度在2020年72微克的基础上，削减15%
        if let Some(head) = self.nouns.above_base(last) {
            let phrase = self.nouns.open(head, opened, false).to_owned();
            let from = around.part.start - '，'.len_utf8() - last.len();
            return (phrase.chars().count() >= 2).then_some((phrase, from));
        }
        // 以2017年渍水点数量为基数，消减50%
        const BASES: &[&str] = &["为基值", "为基数", "为基准"];
        if let Some(base) = last.strip_prefix('以').and_then(|b| BASES.iter().find_map(|w| b.strip_suffix(w))) {
            let phrase = self.nouns.open(base, opened, false).trim_start_matches('的').to_owned();
            let from = around.part.start - '，'.len_utf8() - last.len();
            return (phrase.chars().count() >= 3).then_some((phrase, from));
        }
        // 比2010年降低17%，比2005年降低35%: set beside another year, what is measured stands further on.
        let set_beside = ["比20", "比19", "较20"].iter().any(|w| last.opens(w));
        let from = around.part.start - '，'.len_utf8() - last.len();
        if set_beside && from > around.sentence.start {
            let part = Span::new(from, around.part.start);
            return self.before_number(text, &Around { part, ..*around }, opened);
        }
        // 藏书量翻一番，达到60万册; 社团数量增加一倍，达到120个
        let doubled = ["翻", "一倍", "两倍", "倍增"].iter().find_map(|w| last.place(w));
        let number = first_value(last).or(doubled).filter(|i| *i > 0)?;
        let doubled = doubled == Some(number);
        let mut bond = Bond::default();
        let head = last.get(..number)?.trim_end_matches(['约', '近', '超', '逾']);
        // 利润总额超过100亿元，年均增长25%: the marker binds as a verb does.
        const MARKS: &[&str] = &["超过", "突破", "不低于", "不少于", "不小于", "不大于", "高于", "大于"];
        let marked = MARKS.iter().find_map(|w| head.strip_suffix(w));
        bond.reach.extend(marked.map(|_| "超过".to_owned()));
        let head = marked.unwrap_or(head);
        // 覆盖率将从目前的23%提高1个百分点，达到24%
        let base = ["从目前的", "从现在的", "从目前", "由目前的", "从", "由"].iter().find_map(|w| head.strip_suffix(w));
        let base = base.map(|h| h.strip_suffix('将').unwrap_or(h));
        let noun = base.unwrap_or_else(|| self.nouns.reach(head, &mut bond));
        // 力争引进到位资金60亿元，同比增长10%: bound by its verb alone
        let mut made = Bond::default();
        let object = self.nouns.open(noun, &mut made, true);
        // 实现电商收入18亿元，年均增长12%
        let head = &last[whole_place(last).map_or(0, str::len)..];
        let made = !made.verbs.is_empty() || ["实现", "完成"].iter().any(|w| head.opens(w)) || plans(last);
        let (noun, by_verb) = if bond.reach.is_empty() && made { (object, true) } else { (noun, false) };
        // 到2025年，…其中海水捕捞14.75万吨，比2020年增长18.4%: a count that a day governs
        let noun = noun.strip_prefix("其中").unwrap_or(noun);
        // 增加值增速高于全国0.5个百分点
        let against = compared(noun);
        let noun = against.unwrap_or(noun);
        let plain = (4..=14).contains(&noun.chars().count()) && noun.chars().all(char::is_alphabetic);
        // 粮食播种面积426万亩，增长3%
        let measure = ["面积", "产量", "总量", "规模", "数量", "收入", "产值", "额"].iter().any(|w| noun.closes(w));
        let governed =
            plain && (measure || earlier.has("到20") || earlier.has("力争") || earlier.trim_start().starts_with("20"));
        if base.is_none() && bond.reach.is_empty() && !by_verb && !governed && against.is_none() && !doubled
            || noun.contains('、') && bond.reach.is_empty()
            || noun.has("（") && !(doubled && noun.matches('（').count() == noun.matches('）').count())
            || noun.has("分别")
        {
            return None;
        }
        // 在2015年基础上翻一番，超过500亿元
        if noun.is_empty() && last.starts_with('在') && from > around.sentence.start {
            let part = Span::new(from, around.part.start);
            return self.before_number(text, &Around { part, ..*around }, opened);
        }
        let phrase = self.nouns.open(noun, opened, false).to_owned();
        if phrase.is_empty() && bond.reach.iter().any(|r| moves(r) || r == "达到" || r.has("增长")) {
            // …的基础上，削减15%以上，不高于60微克: it moves what stands before it.
            let part = Span::new(from, around.part.start);
            return self.before_number(text, &Around { part, ..*around }, opened);
        }
        (phrase.chars().count() >= 2).then_some((phrase, from))
    }
}

/// What is measured of the thing before: 产量 of 粮食播种面积500万亩，产量200万吨.
const MEASURED: &[&str] = &[
    "产量",
    "总产量",
    "单产",
    "总产",
    "亩产",
    "产值",
    "面积",
    "总面积",
    "全长",
    "总长",
    "总长度",
    "总里程",
    "长度",
    "里程",
];

/// Verbs that name what is done each time: 培训5000人次.
const DEEDS: &[&str] = &["培训", "服务", "接待", "巡查", "检查", "宣讲", "义诊", "走访"];

/// 累计培训5000人次: what is done is counted, and nothing else named.
pub(super) fn deed(mention: &Mention, opened: &Bond, from: usize) -> Option<(String, usize)> {
    // 搬迁2294户7644人
    const MOVES: &[&str] = &["搬迁", "安置", "征收", "拆迁"];
    let unit = mention.unit.as_deref()?;
    let deeds = match unit {
        // 每年培训7000人
        "人" | "名" if opened.verbs.last().is_some_and(|v| v == "培训") => DEEDS,
        "户" | "人" => MOVES,
        _ if unit.ends_with('次') => DEEDS,
        _ => return None,
    };
    opened.verbs.last().filter(|v| deeds.contains(&v.as_str())).map(|v| (v.clone(), from))
}

/// Where the first number begins that is no year: 3 of 覆盖率较2023年提高3个百分点.
pub(super) fn first_value(part: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        let at = from + part.get(from..)?.find(|c: char| c.is_ascii_digit())?;
        let rest = part.get(at..)?;
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        // 4G用户, 100M宽带, PM2.5: a name
        let front = part[..at].trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        const UNITS: &[&str] =
            &["MW", "GW", "kW", "km", "kg", "TEU", "EFLOPS", "PFLOPS", "TB", "PB", "EB", "MPa", "mm", "cm"];
        let unit = UNITS.iter().any(|u| rest[digits..].opens(u));
        let named = !unit && rest[digits..].starts_with(|c: char| c.is_ascii_alphabetic())
            || front.ends_with(|c: char| c.is_ascii_alphabetic());
        if !(named || digits == 4 && rest[digits..].starts_with('年')) {
            return Some(at);
        }
        from = at + digits;
    }
}

/// 净增, 提高: how a number before moves on (突破400家，净增35家).
pub(super) fn moves(reach: &str) -> bool {
    ["净增", "增加", "提高", "提升", "下降", "降低", "压减", "削减", "消减", "减少"].contains(&reach)
}

/// The words behind the bracket that opens at `at`, up to the next stop.
pub(super) fn behind_bracket(text: &str, at: usize) -> &str {
    let Some(inner) = text.get(at..).and_then(|t| t.strip_prefix('（')) else { return "" };
    let inner = inner.get(..inner.floor_char_boundary(120)).unwrap_or_default();
    let rest = inner.split_once('）').map_or("", |x| x.1);
    rest.split(['，', '。', '；', '：', '\n', '（', '）']).next().unwrap_or_default()
}

/// 三个方面, 两个层次: what divides a text and is no count of results.
pub(super) fn is_aspect(list: &str) -> bool {
    ["方面", "“", "层次", "维度", "环节", "阶段", "领域", "方向", "主线"].iter().any(|w| list.opens(w))
}

/// 全县计划粮食总产: whose plan it is stands at the head.
fn plans(words: &str) -> bool {
    let head = words.get(..words.floor_char_boundary(45)).unwrap_or_default();
    // 2027年我县计划茶叶收入650万元
    let behind = head.find('年').filter(|at| head[..*at].bytes().all(|b| b.is_ascii_digit()));
    let head = behind.map_or(head, |at| head[at + '年'.len_utf8()..].trim_start_matches('，'));
    planned(head).is_some()
}

/// Whether the words before a number, or the sentence before them, set an aim without a verb.
pub(super) fn is_aimed(before: &str, earlier: &str) -> bool {
    ["力争", "确保", "争取"].iter().any(|w| before.opens(w) || earlier.opens(w))
        || ["", "全年", "年度", "年内", "当年"].iter().filter_map(|w| before.strip_prefix(w)).any(|rest| {
            rest.starts_with("实现") || rest.starts_with("完成")
        })
        // 全州实现畜牧业总产值110亿元
        || whole_place(before).is_some_and(|w| ["实现", "完成"].iter().any(|v| before[w.len()..].opens(v)))
        // 全县计划粮食总产15.4万吨
        || plans(before)
        || before.starts_with("其中") && plans(earlier)
        || before.starts_with("其中")
            && [
                "完成",
                "力争",
                "达到",
                "实现",
                "新增",
                "招引",
                "引进",
                "新建",
                "建设",
                "建成",
                "培育",
                "改造",
                "开工",
                "打造",
                "治理",
                "发展",
                "实施",
                "推广",
                "种植",
                "栽植",
                "开展",
                "培训",
                "新改扩建",
                "创建",
            ]
            .iter()
            .any(|w| earlier.has(w))
}

/// 每个县 of 每个县至少建成3个…: what is repeated stands before the verb.
pub(super) fn each_before<'t>(before: &'t str, verb: Option<&str>) -> Option<&'t str> {
    let at = before.place('每').or_else(|| before.place("所有")).filter(|_| rhythm(before).is_none())?;
    let each = before.get(at..before.rfind(verb?)?)?;
    // 每个社区设有1个活动场所
    let has = verb == Some("有");
    let each = ["设", "建", "拥", "配", "具"].iter().find_map(|w| each.strip_suffix(w).filter(|_| has)).unwrap_or(each);
    // 每2000辆电动汽车应至少配套建设: in whichever order they stand
    const HOW: &[&str] =
        &["配套", "至少", "要", "应", "累计", "力争", "计划", "规划", "各", "再", "都", "均", "中", "内"];
    Some(HOW.iter().chain(HOW).fold(each, |e, w| e.without_end(w)))
}

/// 问题厕所整改率100%: a rate and its value; a price of money is none.
pub(super) fn is_rate(phrase: &str) -> bool {
    (phrase.ends_with('率') || ["比例", "增速", "价格涨幅", "占比", "比重"].iter().any(|w| phrase.closes(w)))
        && phrase.chars().count() >= 4
        && !["利率", "税率", "费率", "汇率"].iter().any(|w| phrase.closes(w))
}

/// Whether a number without a unit may stand for the value of a phrase: 优良率, 接待量达到500万.
pub(super) fn measures(phrase: &str, bound: bool, words: &str) -> bool {
    // 电能利用效率（PUE）
    let short = phrase.strip_suffix('）').and_then(|p| p.rsplit_once('（'));
    let phrase = short.filter(|(_, name)| name.bytes().all(|b| b.is_ascii_alphanumeric())).map_or(phrase, |x| x.0);
    // 系统制冷COP: a short name in letters
    let named = bound && phrase.ends_with(|c: char| c.is_ascii_uppercase()) && phrase.chars().count() >= 4;
    named
        || phrase.ends_with(['率', '比', '度', '数', '值', '平', '差'])
        || phrase.closes("比例")
        || bound && phrase.closes("人口") && words.has("万")
        || bound && phrase.ends_with(['量', '额', '模', '次']) && words.ends_with(['万', '亿'])
}

/// 增速高于全市平均水平0.5个百分点: what is compared stands before 高于.
pub(super) fn compared(phrase: &str) -> Option<&str> {
    let at = ["高于", "快于", "低于", "高出"].iter().filter_map(|w| phrase.place(w)).min()?;
    let noun = ["必须", "须", "应", "要", "力争", "年均"].iter().fold(phrase.get(..at)?, |n, w| n.without_end(w));
    (noun.chars().count() >= 3 && phrase.len() > at + "高于".len()).then_some(noun)
}

/// What follows a number up to the next stop, where a short bracket stands within it: 县（市）基本建成….
pub(super) fn over_bracket<'t>(text: &'t str, at: usize, after: &'t str) -> &'t str {
    let rest = text.get(at..text.ceil_char_boundary(at + 240)).unwrap_or_default();
    let Some(inner) = rest.get(after.len()..).and_then(|r| r.strip_prefix('（')) else { return after };
    let Some((inside, tail)) = inner.split_once('）') else { return after };
    if inside.chars().count() > 6 || inside.contains(|c: char| c.is_ascii_digit()) {
        return after;
    }
    let end = tail.find(['，', '。', '；', '：', '\n', '（', '|']).unwrap_or(tail.len());
    // 蔬菜种植700亩（次）: a unit that goes on, nothing named
    if end == 0 && after.is_empty() {
        return after;
    }
    rest.get(..rest.len() - tail.len() + end).unwrap_or(after)
}
