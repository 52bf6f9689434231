//! Items 并列项: what an item of a list leaves out because the first one says it.
//!
//! In: the phrase before a number and the words of its part of the sentence (`国家5A级旅游景区1家、4A级3家`,
//! `每千人口执业医师数达到3.2人、注册护士数达到3.8人`). Out: the phrase complete (`4A级旅游景区`, `每千人口注册护士数`).

use super::target_carry::first_value;
use super::target_noun::Bond;
use super::target_often::rhythm;
use super::target_phrase::{Found, Phrases};
use super::target_place::{Around, item_start};
use crate::mention::{Mention, MentionKind};
use crate::text::{Seek, Span, among};

impl Phrases {
    /// What a number counts of the ones before, or of each.
    pub(super) fn of_its_kind(&self, text: &str, mention: &Mention, around: &Around, before: &str) -> Option<Found> {
        self.of_those(text, mention, around, before).or_else(|| self.each_has(text, mention, around, before))
    }

    /// 每个乡镇养老机构 of 每个乡镇至少建设养老机构1个: of each, what is made stands before its number.
    fn each_has(&self, text: &str, mention: &Mention, around: &Around, before: &str) -> Option<Found> {
        let own = before.trim();
        let rest = text.get(mention.span.end..around.part.end)?;
        let counts = mention.kind == MentionKind::Quantity && (rest.is_empty() || rest.starts_with('、'));
        if !counts || !own.starts_with('每') || behind_heads(own).is_some() || rhythm(own).is_some() {
            return None;
        }
        let mut places = own.char_indices().map(|(at, _)| at).skip(2);
        let (at, verb) = places.find_map(|at| Some((at, self.nouns.verb_that_opens(&own[at..])?)))?;
        let whose = ["原则上", "至少", "都", "均", "要", "应"].iter().fold(&own[..at], |w, how| w.without_end(how));
        let what = self.nouns.open(&own[at + verb.len()..], &mut Bond::default(), true);
        let plain = |w: &str| w.chars().all(|c| c.is_alphabetic() || matches!(c, '（' | '、' | '）'));
        // 每轮选拔20名: how often, of no body
        let named = !whose.ends_with(['轮', '批', '期', '届', '次', '场', '度'])
            && (2..=10).contains(&whose.chars().count())
            && (2..=16).contains(&what.chars().count());
        (named && plain(whose) && plain(what)).then(|| Found {
            indicator: format!("{whose}{what}"),
            quote: Span::new(mention.span.start - own.len(), mention.span.end),
            bond: Bond { verbs: vec![verb.to_owned()], ..Bond::default() },
            rule: "target/each",
        })
    }

    /// 年营业收入超亿元的文化企业 of 培育文化企业500家，年营业收入超亿元的50家: those of the ones before that are so large.
    fn of_those(&self, text: &str, mention: &Mention, around: &Around, before: &str) -> Option<Found> {
        let which = before.trim_start().strip_prefix("其中").unwrap_or(before.trim_start()).trim_start_matches('：');
        let rest = text.get(mention.span.end..around.part.end)?;
        let sized = SIZED_BY.iter().any(|w| which.opens(w)) && which.closes("元的") || which.closes("元以上的");
        let closed = rest.is_empty() || rest.starts_with('、');
        let start = item_start(text, around.part.start, mention.span.start);
        if !(sized && closed && start == around.part.start && mention.kind == MentionKind::Quantity) {
            return None;
        }
        let noun = self.made_before(text, mention, around)?;
        let plain = noun.chars().all(char::is_alphabetic) && noun.chars().count() <= 14;
        plain.then(|| Found {
            indicator: format!("{which}{noun}"),
            quote: Span::new(mention.span.start - which.len(), mention.span.end),
            bond: Bond { verbs: vec!["其中".to_owned()], ..Bond::default() },
            rule: "target/those",
        })
    }

    /// A kind, a grade or a size with the noun that the whole or the item before has.
    pub(super) fn of_kind(
        &self,
        text: &str,
        mention: &Mention,
        around: &Around,
        item: usize,
        mut phrase: String,
    ) -> String {
        let kind = phrase.ends_with(['型', '类']) && phrase.chars().count() <= 8;
        let graded = GRADES.contains(&phrase.as_str()) || is_star(&phrase);
        let whole = (kind || graded).then(|| self.of_whole(text, mention, around)).flatten();
        // 培育市级以上龙头企业100家，其中国家级3家、省级20家: the noun of the whole without its own grade
        let own = |noun: &str| noun.rsplit_once("级以上").or_else(|| noun.split_once('级')).map(|x| x.1.to_owned());
        if let Some(noun) = whole.map(|noun| own(&noun).filter(|_| graded).unwrap_or(noun)) {
            // 培育新型职业农民1600人，其中生产经营型800人，专业服务型800人
            phrase.push_str(&noun);
            return phrase;
        }
        let start = around.part.start;
        match text.get(start..item).filter(|_| item > start) {
            Some(before) => self.of_item(before, phrase),
            None => phrase,
        }
    }

    /// A grade or a size that leaves out the noun of the item before it.
    fn of_item(&self, before: &str, mut phrase: String) -> String {
        // 创建省级美丽村庄5个、市级15个
        if GRADES.contains(&phrase.as_str()) {
            let first = self.first_item(before);
            phrase.push_str(first.split_once('级').map_or("", |(_, noun)| noun));
        }
        whose_size(before, &phrase)
            .or_else(|| per_heads(before, &phrase))
            .or_else(|| self.starred(before, &phrase))
            .or_else(|| self.grown(before, &phrase))
            .or_else(|| self.summed(before, &phrase))
            .or_else(|| self.other_rate(before, &phrase))
            .unwrap_or(phrase)
    }

    /// 4A级旅游景区 of 国家5A级旅游景区1家、4A级3家: what is graded so.
    fn starred(&self, before: &str, phrase: &str) -> Option<String> {
        let first = is_star(phrase).then(|| self.first_item(before.strip_prefix("其中").unwrap_or(before)))?;
        let (grade, noun) = first.rsplit_once('级')?;
        (grade.ends_with('A') && noun.chars().count() >= 2).then(|| format!("{phrase}{noun}"))
    }

    /// 上市公司总数 of 新增上市公司15家、总数突破60家: of what the whole is told.
    fn summed(&self, before: &str, phrase: &str) -> Option<String> {
        let noun = ["总数", "总量", "总数量"].contains(&phrase).then(|| self.first_item(before))?;
        let noun = noun.without_end("数量").without_end("数");
        (noun.chars().count() >= 2 && !noun.contains(['，', '、'])).then(|| format!("{noun}{phrase}"))
    }

    /// 居民垃圾分类参与率 of 居民垃圾分类知晓率达到90%、参与率达到80%: of whom and what the first rate is told.
    fn other_rate(&self, before: &str, phrase: &str) -> Option<String> {
        const RATES: &[&str] = &["知晓率", "参与率", "准确率", "投放准确率", "支持率", "满意率", "满意度"];
        let first = RATES.contains(&phrase).then(|| self.first_item(before))?;
        let first = first.trim_end_matches(['≥', '＞', '>', '=']);
        let whose = RATES.iter().find_map(|w| first.strip_suffix(w)).filter(|whose| whose.chars().count() >= 2)?;
        Some(format!("{whose}{phrase}"))
    }

    /// 固定资产投资增速 of 固定资产投资完成381亿元、增速6%: what grows so fast.
    fn grown(&self, before: &str, phrase: &str) -> Option<String> {
        if !["增速", "增幅", "增长率", "年均增速"].contains(&phrase) {
            return None;
        }
        let first = self.first_item(before);
        let noun = ["力争", "确保", "实现", "完成"].iter().fold(first.as_str(), |n, w| n.without_end(w));
        (noun.chars().count() >= 3 && !noun.ends_with(['率', '速', '幅'])).then(|| format!("{noun}{phrase}"))
    }
}

/// By whom something is recognized.
const GRADES: &[&str] = &["国家级", "省级", "市级", "县级", "区级", "州级"];

/// 年营业收入超50亿元企业 of 年营业收入超100亿元企业5家、超50亿元企业10家: by what they are so large.
fn whose_size(before: &str, phrase: &str) -> Option<String> {
    let past = ["超过", "突破", "超", "达", "过"].iter().find(|w| phrase.opens(w))?;
    let digit = |c: char| c.is_ascii_digit() || among(c, "十百千万亿");
    let figure = phrase[past.len()..].starts_with(digit);
    let (whose, rest) = before.split_once(past).filter(|_| figure)?;
    let at = SIZED_BY.iter().filter_map(|w| whose.place(w)).min()?;
    let whole = &whose[at..];
    let named = whole.chars().count() <= 10 && whole.chars().all(char::is_alphabetic);
    (named && rest.starts_with(digit)).then(|| format!("{whole}{phrase}"))
}

/// By what firms are large.
const SIZED_BY: &[&str] = &[
    "年营业收入",
    "年主营业务收入",
    "年销售收入",
    "年产值",
    "年销售额",
    "营业收入",
    "主营业务收入",
    "产值",
    "销售收入",
];

/// 每千人口注册护士数 of 每千人口执业医师数达到3.2人、注册护士数达到3.8人: for how many heads it is told.
fn per_heads(before: &str, phrase: &str) -> Option<String> {
    let at = before.place('每').filter(|_| phrase.ends_with('数') && !phrase.starts_with('每'))?;
    let head = heads(&before[at..])?;
    let head = head.strip_prefix("拥有").unwrap_or(head);
    let each = &before[at..before.len() - head.len()];
    let like = head.split(|c: char| c.is_ascii_digit()).next().is_some_and(|noun| noun.has('数'));
    like.then(|| format!("{each}{phrase}"))
}

/// Whether a count is made by what opens its list or its item.
pub(super) fn in_list(text: &str, mention: &Mention, around: &Around, phrase: &str) -> bool {
    listed_with(text, mention, around, phrase) || pushed(text, mention, around, phrase)
}

/// 家庭农场达到1万家、农民合作社5000家: what the first of a list comes to, the others do too.
fn listed_with(text: &str, mention: &Mention, around: &Around, phrase: &str) -> bool {
    const COMES: &[&str] = &["达到", "发展到", "增加到", "突破", "超过", "不少于", "不低于", "保持在", "稳定在"];
    let item = item_start(text, around.part.start, mention.span.start);
    let first = text.get(around.part.start..item).and_then(|f| f.strip_suffix('、')).unwrap_or_default();
    let head = first_value(first).and_then(|at| first.get(..at)).unwrap_or_default();
    let own = text.get(item..mention.span.start).unwrap_or_default();
    let rest = text.get(mention.span.end..around.part.end).unwrap_or_default();
    let plain = (3..=14).contains(&phrase.chars().count()) && phrase.chars().all(char::is_alphabetic);
    plain
        && own.trim() == phrase
        && (rest.is_empty() || rest.starts_with('、'))
        && mention.kind == MentionKind::Quantity
        && mention.core.of(text).starts_with(|c: char| c.is_ascii_digit())
        && COMES.iter().any(|w| head.closes(w))
}

/// 推进重点项目23个, 组织品牌活动20场: words that push elsewhere make what they stand before.
fn pushed(text: &str, mention: &Mention, around: &Around, phrase: &str) -> bool {
    const PUSHES: &[&str] = &["推进", "加快推进", "组织", "统筹推进", "扎实推进", "全力推进"];
    let item = item_start(text, around.part.start, mention.span.start);
    let own = text.get(item..mention.span.start).unwrap_or_default().trim();
    let rest = text.get(mention.span.end..around.part.end).unwrap_or_default();
    mention.kind == MentionKind::Quantity
        && mention.core.of(text).starts_with(|c: char| c.is_ascii_digit())
        && (rest.is_empty() || rest.starts_with('、'))
        && (2..=16).contains(&phrase.chars().count())
        && phrase.chars().all(|c| c.is_alphanumeric() || matches!(c, '“' | '”'))
        && own.strip_suffix(phrase).is_some_and(|verb| PUSHES.contains(&verb))
}

/// 肉蛋奶总产量达到80万吨以上，水产品产量30万吨: what is measured comes to so much, as what is measured before.
pub(super) fn comes_beside(head: &str, phrase: &str) -> bool {
    const MEASURES: &[&str] = &["产量", "产值", "总产值", "销售额", "交易额", "总收入", "增加值", "出栏", "存栏"];
    const COMES: &[&str] = &["达到", "稳定在", "保持在", "突破", "超过"];
    MEASURES.iter().any(|w| phrase.closes(w))
        && COMES.iter().any(|w| head.strip_suffix(w).is_some_and(|noun| MEASURES.iter().any(|m| noun.closes(m))))
}

/// The words behind those for how many heads something is told: 拥有博物馆 of 每10万人拥有博物馆.
fn heads(words: &str) -> Option<&str> {
    const HEADS: &[&str] =
        &["常住人口", "户籍人口", "就业人员", "名老年人", "名儿童", "平方公里", "人口", "人", "户", "名"];
    let rest = words.strip_prefix('每')?;
    let many = rest.trim_start_matches(|c: char| c.is_ascii_digit() || among(c, "一十百千万"));
    HEADS.iter().find_map(|w| many.strip_prefix(w)).filter(|_| many.len() < rest.len())
}

/// 每10万人拥有博物馆, 每千人口床位: for so many heads, so that what is counted needs no verb and its figure is none of a
/// result; the words behind them.
pub(super) fn behind_heads(phrase: &str) -> Option<&str> {
    let noun = heads(phrase)?;
    (noun.chars().count() >= 2 && !noun.bytes().any(|b| b.is_ascii_digit())).then_some(noun)
}

/// Whether a phrase is no more than a grade of stars: 4A级, 5A.
fn is_star(phrase: &str) -> bool {
    let rest = phrase.strip_prefix("国家").unwrap_or(phrase);
    let rest = rest.strip_suffix('级').unwrap_or(rest);
    rest.len() >= 2 && rest.bytes().all(|b| b.is_ascii_digit() || b == b'A') && rest.ends_with('A')
}
