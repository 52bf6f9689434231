//! Fronts 承前的主语: what a phrase leaves out because the part before has said it.
//!
//! In: a phrase with the words around it (`投入总量` behind `全社会研发经费投入强度达到1.5%`, `占比` behind `4G用户达204万户`).
//! Out: the phrase with its front.

use super::Comparator;
use super::target_carry::{compared, deed, first_value};
use super::target_governed::of_another_year;
use super::target_noun::Bond;
use super::target_phrase::{Found, Phrases, YEARLY};
use super::target_place::{Around, item_start};
use crate::mention::{Mention, MentionKind};
use crate::text::{Seek, Span};

/// What is summed up in money, and may grow.
const SUMS: &[&str] = &["收入", "产值", "增加值", "总值", "投资", "利润", "税收", "总额", "零售额", "规模"];

/// How far before a size the first of its list may stand, in bytes.
const LISTED: usize = 360;

/// More years than any list of them has.
const YEARS: usize = 12;

/// More verbs than stand before one number.
const VERBS: usize = 6;

/// Words that open an undertaking and make nothing by themselves.
const TENDS: &[&str] = &["加强", "强化", "加快", "优化", "完善", "做好", "抓好", "抓实", "抓紧"];

/// What an undertaking ends with that does something to its object: 农村公路建设.
const UNDERTAKINGS: &[&str] = &[
    "建设改造",
    "更新改造",
    "改造提升",
    "改造升级",
    "建设",
    "改造",
    "更新",
    "治理",
    "整治",
    "修复",
    "修缮",
    "创建",
    "培育",
    "培养",
    "布局",
    "革命",
];

impl Phrases {
    /// 粮食 of 粮食播种面积稳定在500万亩, at the head of the list or in the part before.
    pub(super) fn crop_before(&self, text: &str, around: &Around) -> Option<String> {
        const GROWN: &[&str] = &["播种面积", "种植面积", "养殖面积", "种植规模", "产量", "总产量"];
        let crop = |head: &str| {
            let noun = head.get(..first_value(head)?)?;
            // 播种面积不低于1200万亩
            let bound = ["不低于", "不少于", "超过", "突破", "不小于"].iter().fold(noun, |n, w| n.without_end(w));
            let noun = self.nouns.open(self.nouns.reach(bound, &mut Bond::default()), &mut Bond::default(), true);
            // 全年粮食415万亩、亩产343公斤: what grows on so many 亩
            let acres = || {
                let rest = head.get(first_value(head)?..)?.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
                rest.trim_start_matches('万').opens("亩").then_some(noun).filter(|n| n.chars().all(char::is_alphabetic))
            };
            let crop = GROWN.iter().find_map(|w| noun.strip_suffix(w)).or_else(acres)?;
            let crop = crop.strip_suffix("面积").filter(|c| c.chars().count() >= 2).unwrap_or(crop);
            (1..=10).contains(&crop.chars().count()).then(|| crop.to_owned())
        };
        let part = around.part.of(text);
        if let Some(at) = part.place('、') {
            return crop(part.get(..at)?);
        }
        // 蔬菜种植面积168万亩，产量300万吨，产值35亿元: over a part that names none
        let earlier = text.get(around.sentence.start..around.part.start)?.strip_suffix('，')?;
        earlier.rsplit(['，', '；']).take(2).find_map(crop)
    }

    /// 老旧设备 of 更新老旧设备5000台，其中2024年850台、2025年1200台: how many of the whole in each year.
    pub(super) fn year_by_year(&self, text: &str, mention: &Mention, around: &Around) -> Option<Found> {
        let unit = mention.unit.as_deref().filter(|_| mention.kind == MentionKind::Quantity)?;
        let item = item_start(text, around.part.start, mention.span.start);
        let own = text.get(item..mention.span.start)?;
        let front = text.get(around.sentence.start..mention.span.start)?;
        let within = front
            .last_place("其中")
            .map(|at| around.sentence.start + at)
            .or_else(|| run_of_years(text, around, mention))?;
        if !of_another_year(own.trim().trim_start_matches("其中")) {
            return None;
        }
        // What follows 其中 tells years and counts of one kind only.
        let between = text.get(within..mention.span.start)?;
        let between = between.strip_prefix("其中").unwrap_or(between);
        let plain = between.split(['、', '，', '和']).filter(|p| !p.is_empty()).all(|p| p.starts_with("20"));
        let whole = Around { part: Span::new(within, around.part.end), ..*around };
        let noun = self.made_before(text, mention, &whole).filter(|_| plain && !unit.is_empty())?;
        Some(Found {
            indicator: noun,
            quote: Span::new(item, mention.span.end),
            bond: Bond { verbs: vec!["其中".to_owned()], ..Bond::default() },
            rule: "target/years",
        })
    }

    /// 特色园 of 特色道路10条、特色园5座，总计达10座: the last of a list, which counts in the same unit.
    pub(super) fn last_of_unit(&self, text: &str, mention: &Mention, around: &Around) -> Option<(String, usize)> {
        let unit = mention.unit.as_deref().filter(|_| mention.kind == MentionKind::Quantity)?;
        let front = text.get(around.sentence.start..around.part.start)?.strip_suffix('，')?;
        let last = front.rsplit(['，', '；', '：']).next()?;
        // 特色道路10条，总计达20条: a count that stands alone
        let listed = last.rsplit_once('、').filter(|(first, _)| first_value(first).is_some());
        let summed = ["总计", "累计", "总数", "共"].iter().any(|w| around.part.of(text).trim_start().opens(w));
        let item = listed.map(|x| x.1).or(summed.then_some(last))?;
        let counted = item.ends_with(unit).then(|| item.get(..first_value(item)?)).flatten()?;
        let noun = self.nouns.open(self.nouns.reach(counted, &mut Bond::default()), &mut Bond::default(), true);
        let plain = (2..=20).contains(&noun.chars().count()) && noun.chars().all(char::is_alphabetic);
        plain.then(|| (noun.to_owned(), around.part.start - '，'.len_utf8() - item.len()))
    }

    /// 孵化器 of 新建孵化器10家以上，面积500万平方米, 建设10家孵化器，面积…: what takes so much room or is so long.
    pub(super) fn housed_before(&self, text: &str, around: &Around, item: usize, phrase: &str) -> Option<String> {
        let long = ["长度", "里程", "全长", "总长"].iter().any(|w| phrase.closes(w));
        let things: &[&str] = if long { &["条", "段"] } else { &["家", "个", "座", "所", "处", "栋", "幢"] };
        let front = text.get(around.sentence.start..item)?.strip_suffix(['，', '、'])?;
        let last = front.rsplit(['，', '；', '：']).next()?;
        let last = ["以上", "左右"].iter().fold(last, |l, w| l.without_end(w));
        let noun = if things.iter().any(|w| last.closes(w)) {
            // 完成道路改造65条、总长度57.9公里: the item before, where it stands in the same part
            let listed = || Some(self.first_item(last)).filter(|noun| !noun.contains('、'));
            if item > around.part.start {
                listed()
            } else {
                Some(self.before_number(text, around, &mut Bond::default())?.0)
            }?
        } else {
            // 建设城市公园，面积约30亩: one is made
            let Some(number) = first_value(last) else {
                // 铺设供热主管网，全长4.3公里
                let run = ["全长", "总长"].contains(&phrase);
                let verb = self.nouns.verb_that_opens(last).filter(|_| !long || run)?;
                let noun = last.get(verb.len()..)?;
                let plain = (2..=12).contains(&noun.chars().count()) && noun.chars().all(char::is_alphabetic);
                return plain.then(|| noun.to_owned());
            };
            let rest = last.get(number..)?.trim_start_matches(|c: char| c.is_ascii_digit());
            let noun = things.iter().find_map(|w| rest.strip_prefix(w))?;
            self.nouns.behind(noun.strip_prefix("以上").unwrap_or(noun))
        };
        ((long || phrase.closes("面积")) && (2..=20).contains(&noun.chars().count())).then_some(noun)
    }

    /// 农村人居环境整治投资 of 开展农村人居环境整治，完成投资25亿元: what the part before undertakes.
    pub(super) fn put_into(&self, text: &str, around: &Around) -> Option<String> {
        const DOES: &[&str] = &["开展", "实施", "推进", "加快推进", "抓好", "启动", "全面推进"];
        let earlier = text.get(around.sentence.start..around.part.start)?.strip_suffix('，')?;
        let last = earlier.rsplit(['，', '；', '：']).next()?;
        // 实施重大项目3000个以上，完成投资1万亿元
        const COUNTED: &[&str] = &["项目", "工程"];
        let counted = || self.before_number(text, around, &mut Bond::default()).map(|x| x.0);
        if let Some(noun) = first_value(last).and_then(|_| counted()) {
            let named = (4..=12).contains(&noun.chars().count()) && COUNTED.iter().any(|w| noun.closes(w));
            return named.then(|| format!("{noun}投资"));
        }
        let verb = DOES.iter().find(|w| last.opens(w))?;
        let what = &last[verb.len()..];
        let plain = (4..=16).contains(&what.chars().count()) && what.chars().all(char::is_alphabetic);
        plain.then(|| format!("{what}投资"))
    }

    /// What a number counts that has no more than its verbs before it; `alone`: nothing stands behind it; `unnamed`: nor is
    /// there a phrase before it.
    pub(super) fn done_alone(
        &self,
        (text, mention, around): (&str, &Mention, &Around),
        (bond, opened): (&Bond, &mut Bond),
        (alone, unnamed): (bool, bool),
    ) -> Option<(String, usize)> {
        let start = around.part.start;
        let same = || deed(mention, opened, start).or_else(|| self.of_the_same(text, mention, around, bond, opened));
        let same = (unnamed && alone).then(same).flatten();
        let first = item_start(text, start, mention.span.start) == start;
        let listed = first && text.get(mention.span.end..around.part.end)?.starts_with('、');
        let undertaken = (alone || listed).then(|| self.undertaken(text, mention, around, opened)).flatten();
        undertaken.or(same)
    }

    /// What the part before counts, where a number has no more than its verb, its day or its rhythm: 其中6月1日前完成15处.
    fn of_the_same(
        &self,
        text: &str,
        mention: &Mention,
        around: &Around,
        bond: &Bond,
        opened: &Bond,
    ) -> Option<(String, usize)> {
        let before = text.get(around.part.start..mention.span.start)?;
        let done = !opened.verbs.is_empty() || bond.reach.iter().any(|r| r == "完成");
        (done || YEARLY.contains(&before.trim())).then(|| self.of_same_kind(text, mention, around)).flatten()
    }

    /// 农村公路 of 推进农村公路建设，新建、改建300公里: what the part before undertakes, where a number has its verbs alone.
    fn undertaken(&self, text: &str, mention: &Mention, around: &Around, opened: &mut Bond) -> Option<(String, usize)> {
        let start = around.part.start;
        let part = text.get(start..mention.span.start).filter(|_| mention.kind == MentionKind::Quantity)?;
        let (mut verbs, rest) = self.verbs_alone(part.get(day_len(part)..)?.trim());
        // 新建20万亩、改造10万亩: the second too
        if rest.starts_with(|c: char| c.is_ascii_digit()) {
            let item = text.get(item_start(text, start, mention.span.start)..mention.span.start)?;
            verbs = Some(self.verbs_alone(item)).filter(|(verbs, rest)| !verbs.is_empty() && rest.is_empty())?.0;
        } else if !rest.is_empty() {
            return None;
        }
        // 达到20个 says how many there are, and makes none.
        if verbs.is_empty() || verbs.iter().any(|v| ["达到", "实现", "突破"].contains(&v.as_str())) {
            return None;
        }
        let earlier = text.get(around.sentence.start..start)?.strip_suffix('，')?;
        let mut parts = earlier.rsplit(['，', '；', '：']);
        let last = parts.next()?;
        // 推进农村公路建设，到2025年，新建300公里: the day between
        let last = if day_len(last) == last.len() { parts.next()? } else { last };
        let object = self.nouns.open(last, &mut Bond::default(), true);
        let verb = self.nouns.verb_that_opens(object).or_else(|| TENDS.iter().find(|w| object.opens(w)).copied());
        let object = verb.map_or(object, |verb| &object[verb.len()..]);
        let what = UNDERTAKINGS.iter().find_map(|w| object.strip_suffix(w)).unwrap_or(object);
        let plain = (2..=16).contains(&what.chars().count()) && what.chars().all(char::is_alphabetic);
        let figures = last.bytes().any(|b| b.is_ascii_digit());
        (plain && !figures && object.len() < last.len()).then(|| {
            opened.verbs = verbs;
            (what.to_owned(), start)
        })
    }

    /// The verbs that open some words, one behind another, and what is left: 新建、改建 of 新建、改建300公里.
    fn verbs_alone<'t>(&self, words: &'t str) -> (Vec<String>, &'t str) {
        let (mut verbs, mut rest) = (Vec::new(), words);
        const STAGES: &[&str] = &["开工", "完工", "竣工", "投产", "交付"];
        let stage = |rest: &str| STAGES.iter().find(|w| rest.opens(w)).copied();
        while verbs.len() < VERBS
            && let Some(verb) = self.nouns.verb_that_opens(rest).or_else(|| stage(rest))
        {
            verbs.push(verb.to_owned());
            rest = rest[verb.len()..].trim_start_matches(['、', '和', '或']);
        }
        (verbs, rest)
    }

    /// 农村无害化厕所普及率 of 推广农村无害化厕所，普及率达80%以上: the rate of what the part before undertakes.
    pub(super) fn rate_of(&self, text: &str, around: &Around, phrase: &str) -> Option<String> {
        const RATES: &[&str] =
            &["普及率", "覆盖率", "使用率", "达标率", "合格率", "参保率", "利用率", "处理率", "入学率", "签约率"];
        let earlier = text.get(around.sentence.start..around.part.start).filter(|_| RATES.contains(&phrase))?;
        let last = earlier.strip_suffix('，')?.rsplit(['，', '；', '：']).next()?;
        let mut opened = Bond::default();
        let what = self.nouns.open(last, &mut opened, true);
        let plain = (3..=14).contains(&what.chars().count()) && what.chars().all(char::is_alphabetic);
        let figures = last.bytes().any(|b| b.is_ascii_digit());
        (plain && !figures && !opened.verbs.is_empty()).then(|| format!("{what}{phrase}"))
    }

    /// Whose share it is, told by the number before: 4G用户达204.9万户，占比达78.2%; 增加值达到7000亿元，占GDP的比重超过12%.
    pub(super) fn whose_share(&self, text: &str, around: &Around, phrase: &str) -> Option<String> {
        let alone = ["占比", "比重"].contains(&phrase);
        let of = phrase.starts_with('占') && phrase.chars().count() >= 3;
        let (whose, _) = (alone || of).then(|| self.before_number(text, around, &mut Bond::default())).flatten()?;
        // 营业收入达到80亿元，增速保持在12%，占比重达10%: the part, not how fast it grows
        let whose = whose.without_end("增速").without_end("年均");
        let counted = ["数量", "总数", "数"].iter().find_map(|w| whose.strip_suffix(w)).filter(|_| alone);
        let fits = whose.chars().count() <= if alone { 16 } else { 24 } && !whose.has('占');
        fits.then(|| format!("{}{phrase}", counted.unwrap_or(whose)))
    }

    /// 年产值1亿元以上的龙头企业 of 培育年产值10亿元以上的龙头企业5家、1亿元以上的50家: what those are that are told by their size alone.
    pub(super) fn of_like_size(&self, text: &str, mention: &Mention, around: &Around) -> Option<Found> {
        const PASSES: &[&str] = &["超过", "突破", "达到", "超", "过", "达"];
        let start = around.part.start;
        let item = item_start(text, start, mention.span.start);
        let own = text.get(item..mention.span.start)?.without_end("达到").strip_suffix('的')?;
        let figures = PASSES.iter().find_map(|w| own.strip_prefix(w)).unwrap_or(own);
        let size = own.closes("元以上") || figures.len() < own.len() && own.ends_with('元');
        if !size || !figures.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '百' | '千' | '亿' | '万')) {
            return None;
        }
        let near = |from: usize| text.floor_char_boundary(item.saturating_sub(LISTED)).max(from);
        let earlier =
            if item > start { text.get(near(start)..item) } else { text.get(near(around.sentence.start)..start) };
        let last = earlier?.trim_end_matches(['，', '、']).rsplit(['，', '；', '：']).find(|part| part.has("元"))?;
        // 培育营业收入超百亿元的企业10家，超50亿元的20家，超10亿元的100家: the first of them names all
        let whole = || text.get(near(around.sentence.start)..item)?.split(['，', '；', '：']).find(|p| p.has("元"));
        let (head, noun) = if last.has("的") && !last.closes("家") {
            last.rsplit_once('的')?
        } else {
            whole()?.rsplit_once('的')?
        };
        let noun = noun[..first_value(noun)?].without_end("达到");
        let measure = ["超过", "超", "突破", "过", "达到", "达"]
            .iter()
            .filter_map(|w| head.place(w))
            .chain(first_value(head))
            .min()?;
        let mut bond = Bond::default();
        let measure = self.nouns.open(&head[..measure], &mut bond, true);
        let plain = |w: &str| (2..=12).contains(&w.chars().count()) && w.chars().all(char::is_alphabetic);
        (plain(noun) && plain(measure) && mention.kind == MentionKind::Quantity).then(|| Found {
            indicator: format!("{measure}{own}的{noun}"),
            quote: Span::new(item, mention.span.end),
            bond,
            rule: "target/measure",
        })
    }

    /// 全区城镇新增就业 of 全区城镇新增就业220万人，平均每年新增就业44万人: whose it is.
    pub(super) fn over_years(&self, text: &str, around: &Around, phrase: &str) -> Option<String> {
        let part = around.part.of(text).trim_start();
        // 处理厂2025年底处理能力达到5万吨/日，2026年底处理能力达到6万吨/日: so does another year
        let years = ["平均每年", "年均", "每年", "20", "到20", "至20"];
        years.iter().find(|w| part.opens(w))?;
        let earlier = text.get(around.sentence.start..around.part.start)?.strip_suffix('，')?;
        let last = earlier.rsplit(['，', '；', '：']).next()?;
        let noun = self.nouns.reach(last.get(..behind_day(last)?)?, &mut Bond::default());
        let whole = self.nouns.open(noun, &mut Bond::default(), true).replacen("实现", "", 1);
        (whole.len() > phrase.len() && whole.closes(phrase)).then_some(whole)
    }

    /// 还田面积 of 还田面积，2025年超过600万亩，2026年超过800万亩: what the first of the years is told of.
    pub(super) fn of_earlier_years(&self, text: &str, around: &Around, before: &str) -> Option<(String, usize)> {
        let bare = |words: &str| of_another_year(words.trim_end_matches(['超', '过', '达', '到', '突', '破', '为']));
        let mut rest = text.get(around.sentence.start..around.part.start)?;
        // 漏损率2026年控制在12%以内，到2030年，控制在10%以内: the year stands in a part of its own
        let apart =
            || rest.strip_suffix('，').and_then(|r| r.rsplit(['，', '；']).next()).is_some_and(|p| bare(p.trim()));
        let held = before.trim_start().starts_with("控制在");
        let year = before.trim().without_end("控制在");
        if !(bare(year) || held && apart()) {
            return None;
        }
        for _ in 0..YEARS {
            rest = rest.strip_suffix(['，', '；'])?;
            let part = rest.rsplit(['，', '；', '：']).next()?;
            rest = rest.strip_suffix(part)?;
            if bare(part.trim()) || behind_day(part).is_some_and(|at| bare(part[..at].trim())) {
                continue;
            }
            let noun = part.get(..behind_day(part).unwrap_or(part.len()))?;
            let noun = self.nouns.open(self.nouns.reach(noun, &mut Bond::default()), &mut Bond::default(), true);
            // 增加值增速高于全国0.5个百分点，2025年突破4000亿元: what grows
            let noun = compared(noun).unwrap_or(noun);
            let named = (3..=24).contains(&noun.chars().count())
                && noun.chars().all(|c| c.is_alphabetic() || matches!(c, '、' | '“' | '”'));
            return named.then(|| (noun.to_owned(), around.sentence.start + rest.len()));
        }
        None
    }

    /// 学校食堂 of 新建学校食堂4个，完成改造9个, 整治项目 of 新开工整治项目300个、完工200个: the same, done otherwise; 地区生产总值总量 of
    /// 地区生产总值增长5%、总量突破5300亿元.
    pub(super) fn done_again(
        &self,
        text: &str,
        mention: &Mention,
        around: &Around,
        before: &str,
        phrase: String,
    ) -> String {
        const AGAIN: &str = "改造 新建 维修 整治 扩建 改建 提升 完工 竣工 投产 开工 建成 投用";
        let again = AGAIN.split(' ').any(|w| w == phrase);
        if !again && phrase != "总量" {
            return phrase;
        }
        let item = item_start(text, around.part.start, mention.span.start);
        let first = (item > around.part.start).then(|| self.first_item(before)).filter(|f| f.chars().count() >= 4);
        match first {
            Some(noun) if again => noun,
            Some(noun) if ["总值", "GDP", "增加值"].iter().any(|w| noun.closes(w)) => format!("{noun}总量"),
            _ if again => self.made_before(text, mention, around).unwrap_or(phrase),
            _ => phrase,
        }
    }

    /// 中等职业教育在校生 of 中等职业教育年招生达到60万人，在校生达到150万人: whose pupils they are.
    pub(super) fn whose_pupils(&self, text: &str, around: &Around, phrase: &str) -> Option<String> {
        const PUPILS: &[&str] =
            &["年招生规模", "年招生数", "年招生", "招生规模", "招生数", "招生", "在校生规模", "在校生数", "在校生"];
        if !PUPILS.contains(&phrase) {
            return None;
        }
        let (earlier, _) = self.before_number(text, around, &mut Bond::default())?;
        let whose = PUPILS.iter().find_map(|w| earlier.strip_suffix(w))?;
        (2..=16).contains(&whose.chars().count()).then(|| format!("{whose}{phrase}"))
    }

    /// 全省医药工业增加值 of 全省医药工业总产值650亿元，增加值190亿元: whose sum it is.
    pub(super) fn whose_sum(&self, text: &str, around: &Around, phrase: &str) -> Option<String> {
        const OWN: &[&str] =
            &["增加值", "总产值", "产值", "利润总额", "利润", "利税", "税收", "营业收入", "主营业务收入"];
        let earlier = text.get(around.sentence.start..around.part.start).filter(|_| OWN.contains(&phrase))?;
        earlier.strip_suffix('，')?.rsplit(['，', '；', '：']).take(4).find_map(|part| {
            let noun = self.nouns.reach(part.get(..first_value(part)?)?, &mut Bond::default());
            let noun = self.nouns.open(noun, &mut Bond::default(), true);
            let whose = OWN.iter().find_map(|w| noun.strip_suffix(w)).filter(|w| !w.is_empty() && noun != phrase)?;
            let plain = (2..=14).contains(&whose.chars().count()) && whose.chars().all(char::is_alphabetic);
            plain.then(|| format!("{whose}{phrase}"))
        })
    }

    /// 营业收入增速 of 营业收入突破500亿元，占全省25%以上，年均增速保持在15%以上: what grows so fast.
    pub(super) fn speed_of(&self, text: &str, around: &Around, phrase: &str) -> Option<String> {
        if !["增速", "增幅", "增长率", "年均增速", "年均增长率"].contains(&phrase) {
            return None;
        }
        let earlier = text.get(around.sentence.start..around.part.start)?.strip_suffix('，')?;
        let head = earlier.rsplit(['，', '；', '：']).take(4).find(|part| !part.trim_start().starts_with('占'))?;
        let noun = self.nouns.reach(head.get(..first_value(head)?)?, &mut Bond::default());
        let noun = self.nouns.open(noun, &mut Bond::default(), true);
        let noun = self.whose_sum(text, around, noun).unwrap_or_else(|| noun.to_owned());
        let grows = SUMS.iter().any(|w| noun.closes(w)) && noun.chars().count() <= 20;
        grows.then(|| format!("{noun}{phrase}"))
    }

    /// 全社会研发经费投入总量, where 全社会研发经费投入强度 stands before 投入总量.
    pub(super) fn elided_front(&self, text: &str, around: &Around, phrase: &str) -> Option<String> {
        const MEASURES: &[&str] = &["总量", "强度", "总额", "总数", "规模", "水平", "增速"];
        let head = MEASURES.iter().find_map(|w| phrase.strip_suffix(w)).filter(|h| h.chars().count() == 2)?;
        let (earlier, _) = self.before_number(text, around, &mut Bond::default())?;
        let at = earlier.place(head).filter(|at| *at > 0)?;
        let like = MEASURES.iter().any(|w| earlier.get(at + head.len()..) == Some(*w));
        like.then(|| format!("{}{phrase}", &earlier[..at]))
    }
}

/// How many bytes the day takes that opens a part: 到2027年底 of 到2027年底更新290台.
fn day_len(part: &str) -> usize {
    let digits = |w: &str| w.bytes().take_while(u8::is_ascii_digit).count();
    let mut rest = part.trim_start_matches(['到', '在']);
    rest = ["年内", "今年", "全年", "年底前"].iter().find_map(|w| rest.strip_prefix(w)).unwrap_or(rest);
    for mark in ['年', '月'] {
        rest = rest.get(digits(rest)..).and_then(|r| r.strip_prefix(mark)).filter(|_| digits(rest) > 0).unwrap_or(rest);
    }
    rest = ["底前", "底", "末", "前", "内"].iter().find_map(|w| rest.strip_prefix(w)).unwrap_or(rest);
    part.len() - rest.len()
}

/// Where the first number of a part stands that is no month.
fn behind_day(part: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        let at = from + first_value(part.get(from..)?)?;
        let rest = part[at..].trim_start_matches(|c: char| c.is_ascii_digit());
        if !rest.starts_with('月') {
            return Some(at);
        }
        from = part.len() - rest.len();
    }
}

/// 学术委员会人数 of 学术委员会由同行专家组成，人数一般为9至15人: whose members are counted.
pub(super) fn whose_heads(text: &str, around: &Around, phrase: &str) -> Option<String> {
    const BODIES: &[&str] = &["委员会", "小组", "专家组", "评审组", "理事会", "董事会", "监事会", "队伍", "团队"];
    let sentence = text.get(around.sentence.start..around.part.start)?;
    let heads = ["人数", "总人数"].contains(&phrase);
    let head = sentence.split(['，', '；', '：']).next().filter(|_| heads)?;
    let whose = ["由", "应", "设", "实行", "一般"].iter().filter_map(|w| head.place(w)).min()?;
    let body = head.get(..whose)?.trim().without_end("成员").without_end("委员");
    let named = BODIES.iter().any(|w| body.closes(w)) && body.chars().count() <= 14;
    (named && body.chars().all(char::is_alphabetic)).then(|| format!("{body}{phrase}"))
}

/// 鲜果损耗定额 of 损耗定额为：鲜果：存放1个月以内的，不超过2%；存放3个月以上的，累计不超过5%: what the lead-in limits, for
/// whom the label of the item stands.
pub(super) fn under_label(text: &str, mention: &Mention, around: &Around) -> Option<Found> {
    const LIMITS: &[&str] = &["定额", "标准", "损耗率", "比例", "限额", "限值", "费率", "控制指标"];
    let own = text.get(around.part.start..mention.span.start)?.trim();
    let bounded = !matches!(mention.comparator, Comparator::Eq | Comparator::Range | Comparator::Approx);
    let counts = matches!(mention.kind, MentionKind::Percentage | MentionKind::Quantity);
    if !(bounded && counts && (own.is_empty() || own == "累计" || own == "合计")) {
        return None;
    }
    let (lead, items) = text.get(around.sentence.start..around.part.start)?.split_once('：')?;
    let lead = ["如下", "分别为", "为"].iter().find_map(|w| lead.strip_suffix(w))?;
    let noun = lead.rsplit(['，', '；', '条', ' ']).next().filter(|noun| LIMITS.iter().any(|w| noun.closes(w)))?;
    let label = items.rsplit('；').find_map(|item| item.split_once('：')).map_or("", |x| x.0.trim());
    let plain = |w: &str| w.chars().all(char::is_alphabetic);
    let named = plain(noun) && plain(label) && noun.chars().count() >= 4 && label.chars().count() <= 12;
    named.then(|| Found {
        indicator: format!("{label}{noun}"),
        quote: Span::new(around.part.start, mention.span.end),
        bond: Bond::default(),
        rule: "target/allowance",
    })
}

/// Where a part begins that tells years alone behind a whole: 更新设备290台，2024年50台、2025年60台.
fn run_of_years(text: &str, around: &Around, mention: &Mention) -> Option<usize> {
    let before = text.get(around.sentence.start..around.part.start)?.strip_suffix('，')?;
    let counted = before.rsplit(['，', '；']).next()?.bytes().any(|b| b.is_ascii_digit());
    // 茶园面积和产量，2025年超过42万亩和9万吨: a measure of its own
    (counted && mention.comparator == Comparator::Eq && around.part.of(text).starts_with("20"))
        .then_some(around.part.start)
}
