//! Wholes 不带数字的指标: 全覆盖, 全部 and 一半 are numbers without a digit.
//!
//! In: a clause. Out: targets of 100 % (`卫生院全部达到基本标准`, `公交站点全覆盖`), of 50 % (`时限压缩一半以上`) and of
//! round numbers (`培育百家企业`).

use super::target::Targets;
use super::target_carry::over_bracket;
use super::target_noun::Bond;
use super::target_phrase::Found;
use super::target_place::{Around, around, item_start, list_tail, quoted};
use super::target_time::tells_past;
use super::vocabulary::List;
use super::{Comparator, Context, Fact};
use crate::mention::{Mention, MentionKind};
use crate::text::{Seek, Span};
use regex::Regex;
use rust_decimal::Decimal;

/// Patterns of wholes; compiled once.
pub(super) struct Wholes {
    all: Regex,
    handed: Regex,
    halved: Regex,
}

/// How far before a quoted word its verb may stand, in bytes: a part of a sentence may be a book.
const NEAR: usize = 300;

/// Round numbers, and what they count.
const ROUND: [(&str, i64); 3] = [("百", 100), ("千", 1000), ("万", 10_000)];

/// 百个, 千家, 万名: the words that [`Targets::rounds`] asks about.
pub(super) fn rounds() -> Vec<String> {
    let units = ["个", "家", "项", "名"];
    ROUND.iter().flat_map(|(n, _)| units.map(|u| format!("{n}{u}"))).collect()
}

impl Wholes {
    pub(super) fn new() -> Self {
        Self {
            all: super::compiled(
                "(?:力争|争取|让|使)全部|(?:^|[，。；\\n年月前底])(?P<rid>全部(?:取缔|淘汰|关停|关闭|拆除|清退))\\p{Han}{4}|(?:^|[，。；\\n])(?P<lead>全部)\\p{Han}{2,24}?(?:力争|要|应当?|须)(?:达|通过|完成|实现|建成|纳入|提供|配备|开展|建立|设立|接入|具备)|(?:应当?|须|必须|要|实现|做到)全部|(?:确保|保证)[^，。；：0-9]{2,24}?(?P<sure>全部)(?:进行|得到|实现|完成|达到|达标|纳入|建成|接入|配备|处理|覆盖)|(?:^|[，。；\\n])[^，。；：]{2,48}?(?P<done>全部)(?:依法)?(?:具备|建有|配有|设有|参保|消除|销号|脱贫|出列|配建|配备|配套|配齐|持证|设置|取得|开设|设立|开通|完工|竣工|投入使用|安装|达到|达标|实现|完成|建成|建立|纳入|接入|配备|取缔|关停|关闭|淘汰|拆除|整治|清零|退出|实施|电动化|新能源化|清洁化|标准化|数字化|规范化|公交化|硬化|线上化|更换|替换|置换)|(?P<each>全部)[^，。；：\\n0-9]{2,24}?均(?:具备|达到|实现|完成|建成|配备|配有|安装|纳入|接入|设有|建有|通过)|覆盖(?P<over>全部|所有)\\p{Han}{2}|完成(?P<fin>全部)\\p{Han}{2,16}?(?:改造|整治|治理|更新|修复|搬迁|拆除|清理)(?:$|[，。；、])",
            ),
            handed: super::compiled("将([^，。；：]{3,40}?)全部(?:下放|取消|纳入|移交|公开|整改|完成|上网|入库)"),
            halved: super::compiled(
                "^(.{2,40}?)(?:再|均|分别)?(压缩|压减|缩短|缩减|减少|削减|精简|降低|下降|下调)(?:了|到|至)?$",
            ),
        }
    }
}

/// Whether what comes true of all is laid down: 应全部更换, 现有人员要全部接受培训.
fn is_ruled(word: &str, before: &str) -> bool {
    word.starts_with(['要', '应', '须', '必']) || before.ends_with(['要', '应', '须'])
}

/// 路灯 of 换电站“乡乡全覆盖”、路灯“村村: what is to be in every place.
fn every_place(before: &str) -> Option<&str> {
    let (front, place) = before.rsplit_once('“')?;
    let mut chars = place.chars();
    let twice = chars.next().is_some() && chars.next() == place.chars().next() && chars.next().is_none();
    let noun = front.rsplit(['、', '和', '”']).next().unwrap_or(front);
    (twice && noun.chars().count() >= 2).then_some(noun)
}

/// 制定把农田全部建成高标准农田的实施方案: what a plan is of that is yet to be drawn up.
fn drawn_up(before: &str, after: &str) -> bool {
    const PLANS: &[&str] = &["方案", "计划", "规划", "办法", "措施", "路线图", "时间表"];
    let planned = after.rsplit_once('的').is_some_and(|(_, what)| PLANS.iter().any(|w| what.closes(w)));
    planned && ["制定", "制订", "编制", "出台", "拟定", "提出"].iter().any(|w| before.has(w))
}

impl Targets {
    /// 全覆盖 and 应全部: 100 % without a digit.
    pub(super) fn wholes(&self, context: &Context<'_>) -> Vec<Fact> {
        let text = context.text();
        let (mut out, marks) = (Vec::new(), context.around);
        // 全面覆盖城市地区 says where.
        let closes = |w: &Span| {
            let rest = text.get(w.end..).unwrap_or_default();
            w.of(text) != "全面覆盖" || rest.is_empty() || rest.starts_with(['，', '。', '；', '、', '（'])
        };
        let covered = marks.words(List::Coverage, Span::new(0, text.len())).map(|w| w.span).filter(closes);
        let every = marks.says(List::All).then(|| self.wholes.all.captures_iter(text));
        let every = every.into_iter().flatten().filter_map(|c| {
            ["sure", "done", "each", "over", "rid", "lead", "fin"].iter().find_map(|n| c.name(n)).or(c.get(0))
        });
        let every = every.map(|m| Span::from(m.range()));
        for span in covered.chain(every) {
            let word = span.of(text);
            let around = around(context.around, span);
            // 现有人员要全部接受培训: those that are there
            let before = text.get(around.part.start..span.start).unwrap_or_default();
            let must = is_ruled(word, before);
            let told = context.is_told(span) || tells_past(context.around, around.part) && !must;
            // 目前，卫生院已全部达到标准: a state
            let state = before.trim_end_matches("基本").ends_with(['已', '经'])
                || text.get(around.sentence.start..span.start).is_some_and(|t| t.opens("目前") || t.opens("现"));
            // 实现检查“全覆盖”: the word alone is no slogan
            let near = &before[before.floor_char_boundary(before.len().saturating_sub(NEAR))..];
            let alone = before.ends_with('“') && near.has("实现");
            // 换电站“乡乡全覆盖”: nor is what it says of each place
            let each = word == "全覆盖" && every_place(before).is_some();
            if quoted(context.around, span) && !(alone || each) || told || state {
                continue;
            }
            let before = every_place(before).unwrap_or(before).trim_end_matches('“');
            let before = before.rsplit("全覆盖、").next().unwrap_or_default();
            let after = text.get(span.end..around.part.end).unwrap_or_default();
            if drawn_up(before, after) {
                continue;
            }
            let mut bond = Bond::default();
            let noun = match word {
                "全覆盖" => self.covered(text, span, before, after, &mut bond),
                _ => self.all_of(text, &around, span, before, &mut bond),
            };
            let Some(noun) = noun else { continue };
            // 构建全覆盖、多层次的网络: a verb alone names nothing.
            let verb = ["构建", "建立", "形成", "打造", "推进", "推动", "健全", "完善"].contains(&noun.as_str());
            if noun.chars().count() < 2 || noun.chars().count() > 40 || verb {
                continue;
            }
            let quote = if word == "全覆盖" {
                Span::new(around.part.start, span.end)
            } else {
                let rest = text.get(span.end..around.part.end).unwrap_or_default();
                // 应全部更换: the word that makes it a rule
                let must = ["应当", "应", "必须", "须"].iter().find(|w| before.closes(w)).map_or(0, |w| w.len());
                Span::new(span.start - must, span.end + over_bracket(text, span.end, rest).len())
            };
            let mut mention = Mention::at(MentionKind::Percentage, span, "target/whole");
            mention.value = Some(Decimal::ONE_HUNDRED);
            let found = Found { indicator: noun, quote, bond, rule: "target/whole" };
            let number = (Decimal::ONE_HUNDRED, None, Some("%".to_owned()));
            out.push(self.fact(context, &around, found, &mention, number));
        }
        out
    }

    /// What is covered as a whole: 公交站点 of 基本实现公交站点全覆盖.
    fn covered(&self, text: &str, span: Span, before: &str, after: &str, bond: &mut Bond) -> Option<String> {
        // 对加油站进行全覆盖检查: a manner in which something is done
        const DONE_SO: &[&str] = &[
            "的", "监", "式", "试点", "检查", "排查", "巡查", "督查", "摸排", "走访", "抽检", "抽查", "执法", "宣传",
            "管理", "管控", "核查", "整治", "培训", "评估", "体检", "清理",
        ];
        if DONE_SO.iter().any(|w| after.opens(w)) {
            return None;
        }
        // 健全覆盖城乡的网络: another word; 开展全覆盖拉网式整治: what is done so
        let other = before.ends_with(['健', '安']);
        let goes_on = ["目标", "任务", "要求", "工作", "和", "并", "且", "及", "后", "以", "等", "达", "，"];
        if other || after.starts_with(char::is_alphabetic) && !goes_on.iter().any(|w| after.opens(w)) {
            return None;
        }
        // 实现各类场景全面覆盖
        let wholly = span.of(text) == "全面覆盖";
        if wholly && !(before.has("实现") && after.is_empty() && before.chars().count() >= 6) {
            return None;
        }
        // 坚持无禁区、全覆盖、零容忍: a manner, nothing counted
        let manner = ["全流程、", "全方位、", "全链条、", "全过程、", "全周期、", "无死角、"];
        let front = text.get(..span.start).unwrap_or_default();
        // 按照全要素、全覆盖、全周期要求: so does what stands between its like
        let among = before.ends_with('、') && after.starts_with("、全");
        if among || before.starts_with("坚持") || after.has("零容忍") || manner.iter().any(|w| front.closes(w)) {
            return None;
        }
        // 岸电使用率达到90%以上，力争实现全覆盖: of what the part before tells
        if ["实现", "力争实现", "力争", "逐步实现", "基本实现", "最终实现"].contains(&before.trim())
        {
            return self.told_before(text, span);
        }
        let before = before.without_end("实现").trim_end_matches('的');
        let before = ["基本", "全面", "力争", "率先", "逐步"].iter().fold(before, |b, w| b.without_end(w));
        let before = before.strip_prefix("做到").unwrap_or(before);
        // “长者食堂”在9个街道全覆盖: where it is
        let there = before.rsplit_once('在').filter(|(noun, place)| {
            // 年底前在全省实现: nothing is named yet
            let named = !place.has("实现") && !noun.ends_with(['前', '内', '底', '年']);
            named
                && noun.chars().count() >= 3
                && place.starts_with(|c: char| c.is_ascii_digit() || "全各所".contains(c))
        });
        let before = there.map_or(before, |x| x.0);
        let (whose, inner) =
            before.last_place("实现").map_or(("", before), |i| (&before[..i], &before[i + "实现".len()..]));
        // 产业园区实现上市公司全覆盖: whose they are
        let whose = self.phrases.nouns.open(whose, bond, false);
        let plain = |c: char| c.is_alphabetic() || matches!(c, '“' | '”');
        let whole = (4..=16).contains(&whose.chars().count()) && whose.chars().all(plain);
        if whole
            && !inner.is_empty()
            && !whose.ends_with(['年', '要', '将', '上', '争', '率'])
            && !whose.starts_with(['在', '于', '对', '为'])
        {
            return Some(self.phrases.nouns.tidy(&format!("{whose}{inner}")));
        }
        let noun = self.phrases.nouns.open(inner, bond, true);
        // 实现管护区域全覆盖: what looks like a verb is part of so short a name
        let short = inner.len() < before.len() && noun.chars().count() <= 2 && inner.chars().count() <= 6;
        Some(self.phrases.nouns.tidy(if short { inner } else { noun }))
    }

    /// 泊位岸电 of 泊位岸电使用率达到90%以上，力争实现全覆盖.
    fn told_before(&self, text: &str, span: Span) -> Option<String> {
        let front = text.get(text.floor_char_boundary(span.start.saturating_sub(300))..span.start)?;
        let (front, _) = front.rsplit_once('，')?;
        let part = front.rsplit(['，', '。', '；', '\n', '：']).next()?;
        let noun = ["达到", "提高到", "提升到", "超过", "突破"].iter().find_map(|w| part.halves(w)).map(|x| x.0)?;
        let noun = self.phrases.nouns.open(noun, &mut Bond::default(), false);
        let noun = ["覆盖率", "使用率", "普及率", "通达率", "安装率"]
            .iter()
            .find_map(|w| noun.strip_suffix(w))
            .unwrap_or(noun);
        (noun.chars().count() >= 2).then(|| self.phrases.nouns.tidy(noun))
    }

    /// Of what all comes true: 卫生院达到标准 of 卫生院全部达到标准, 学校通过验收 of 力争全部学校通过验收.
    fn all_of(&self, text: &str, around: &Around, span: Span, before: &str, bond: &mut Bond) -> Option<String> {
        const COMES: [&str; 8] = ["通过", "达到", "达标", "完成", "建成", "纳入", "接入", "复绿"];
        let after = text.get(span.end..around.part.end).unwrap_or_default();
        // 2016年底前，全部取缔不符合产业政策的生产项目
        if span.of(text).strip_prefix("全部").is_some_and(|deed| !deed.is_empty()) {
            return Some(self.phrases.nouns.tidy(after));
        }
        // 用2年时间完成全部老旧管网改造
        if before.ends_with("完成") && span.of(text) == "全部" {
            return Some(self.phrases.nouns.tidy(list_tail(after)));
        }
        // 全部实现9人以下: a number of its own
        let own = ["实现", "达到"]
            .iter()
            .filter_map(|w| after.strip_prefix(w))
            .any(|r| r.starts_with(|c: char| c.is_ascii_digit()));
        if span.of(text) == "全部" && own {
            return None;
        }
        // 全部文化站力争达标
        const REACHES: [&str; 13] =
            ["达", "通过", "完成", "实现", "建成", "纳入", "提供", "配备", "开展", "建立", "设立", "接入", "具备"];
        let aims = |w: &&str| after.halves(w).filter(|(_, rest)| REACHES.iter().any(|r| rest.opens(r)));
        if span.of(text) == "全部"
            && before.trim().is_empty()
            && let Some((who, rest)) = ["力争", "要", "应当", "应", "须"].iter().find_map(aims)
        {
            let who = who.trim_end_matches(['均', '都']);
            return Some(format!("{}{rest}", self.phrases.nouns.tidy(who)));
        }
        // 力争全部区（县级市）通过验收
        let after = if before.trim().is_empty() { over_bracket(text, span.end, after) } else { after };
        // 覆盖所有居民小区、75%以上行政村: the first of a list
        // 覆盖所有乡镇的供应网络: what is so large
        if before.ends_with("覆盖") && after.has('的') {
            return None;
        }
        let after = if before.ends_with("覆盖") { list_tail(after.split('、').next()?) } else { after };
        let earlier = text.get(around.sentence.start..around.part.start).unwrap_or_default();
        let last = earlier.trim_end_matches('，').rsplit('，').next().unwrap_or_default();
        let behind = ["力争", "争取", "让", "使"].iter().any(|w| span.of(text).opens(w));
        if behind && !COMES.iter().any(|w| after.has(w)) {
            return None;
        }
        // 新建站点20个，年底前全部建成: a day is no subject
        let day = before.ends_with(['前', '底', '内']) && before.has('年') && before.trim().chars().count() <= 6;
        let subject = if day || before.trim().is_empty() { last } else { before };
        let subject = if behind { "" } else { subject.split("需要").next().unwrap_or_default() };
        let subject = ["必须", "要", "应", "须", "将"].iter().fold(subject, |s, w| s.without_end(w));
        // 厕所须在2026年10月1日前全部达标: nor is the day by which it must be so
        let must = ["须在20", "应在20", "要在20", "须于20", "应于20", "要于20", "力争在20", "力争20"];
        let subject = must.iter().filter_map(|w| subject.place(w)).min().map_or(subject, |at| &subject[..at]);
        // 剩余任务2015年要全部完成: the year is no part of it
        let dated = |at: &usize| subject[*at..].trim_end_matches(['前', '底', '末', '年']).chars().count() == 4;
        let subject = subject.last_place("20").filter(dated).map_or(subject, |at| &subject[..at]);
        let subject = self.phrases.nouns.open(subject.trim_start_matches(['在', '对', '将']), bond, false).to_owned();
        // 有30名以上残疾人的社区全部建立协会: a number that describes
        let figure = subject.rfind(|c: char| c.is_ascii_digit());
        let sized = |at: usize| subject[at..].has("以下") || subject[at..].has("以上");
        if span.of(text) == "全部" && figure.is_some_and(|at| !subject[at..].has('的') && !sized(at)) {
            return None;
        }
        // 缺水城市全部达到节水型城市标准: who they are, where the words lay down no rule
        let word = span.of(text);
        let whom = self.phrases.nouns.tidy(&subject);
        let comes = ["达到", "建成", "实现"].iter().any(|w| after.opens(w) && after.len() > w.len());
        if word == "全部" && !is_ruled(word, before) && comes && whom.chars().count() >= 4 {
            return Some(whom);
        }
        // 2009年全部完成债务化解工作
        let after = after.strip_prefix("完成").filter(|_| subject.is_empty()).unwrap_or(after);
        Some(format!("{}{}", self.phrases.nouns.tidy(&subject), after))
    }

    /// 2020年底前将…管理权限全部下放: 100 % of what 将 names, where a day is set.
    pub(super) fn handed(&self, context: &Context<'_>) -> Vec<Fact> {
        let text = context.text();
        if !context.around.says(List::All) {
            return Vec::new();
        }
        let found = self.wholes.handed.captures_iter(text).filter_map(|c| Some((c.get(0)?, c.get(1)?)));
        found
            .filter_map(|(all, noun)| {
                let span = Span::new(noun.end(), noun.end() + "全部".len());
                self.times.by(context, span)?;
                let around = around(context.around, span);
                let told = context.is_told(span) || tells_past(context.around, around.part);
                if quoted(context.around, span) || told {
                    return None;
                }
                let mut mention = Mention::at(MentionKind::Percentage, span, "target/whole");
                mention.value = Some(Decimal::ONE_HUNDRED);
                // 将320公里道路全部纳入管护: how many there are
                let counted = context.values().iter().find(|m| m.span.start == noun.start() && m.span.end < noun.end());
                let named = counted.map_or(noun.as_str(), |m| &text[m.span.end..noun.end()]);
                let (indicator, quote) = (self.phrases.nouns.tidy(named), Span::from(all.range()));
                let found = Found { indicator, quote, bond: Bond::default(), rule: "target/whole" };
                let number = (Decimal::ONE_HUNDRED, None, Some("%".to_owned()));
                Some(self.fact(context, &around, found, &mention, number))
            })
            .collect()
    }

    /// 企业开办时间压缩一半以上: 50 % less; 散粮入关量占外运量的一半以上: 50 % of it.
    pub(super) fn halves(&self, context: &Context<'_>) -> Vec<Fact> {
        let text = context.text();
        let words = context.around.words(List::Half, Span::new(0, text.len()));
        let read = |span: Span| {
            let around = self.open_part(context, span)?;
            let before = text.get(around.part.start..span.start)?;
            let rest = text.get(span.end..around.part.end)?;
            let bound = [("以上", Comparator::Ge), ("左右", Comparator::Approx)].into_iter().find(|b| rest.opens(b.0));
            let end = span.end + bound.map_or(0, |b| b.0.len());
            let mut bond = Bond { comparator: bound.map(|b| b.1), ..Bond::default() };
            let (noun, least) = match self.wholes.halved.captures(before) {
                Some(found) => {
                    bond.reach.push(found.get(2)?.as_str().to_owned());
                    let noun = found.get(1)?.as_str();
                    (noun.last_place('将').map_or(noun, |i| &noun[i + '将'.len_utf8()..]), 2)
                }
                None => (before.strip_suffix('的').filter(|n| n.has('占') && end == around.part.end)?, 6),
            };
            let noun = self.phrases.nouns.open(noun, &mut Bond::default(), false);
            let indicator = self.phrases.nouns.tidy(noun);
            let quote = Span::new(around.part.start + before.find(noun)?, end);
            let mut mention = Mention::at(MentionKind::Percentage, Span::new(span.start, end), "target/half");
            mention.value = Some(Decimal::from(50));
            let number = (Decimal::from(50), None, Some("%".to_owned()));
            (indicator.chars().count() >= least).then(|| {
                let found = Found { indicator, quote, bond, rule: "target/half" };
                self.fact(context, &around, found, &mention, number)
            })
        };
        words.filter_map(|w| read(w.span)).collect()
    }

    /// 培育百家企业, 实施千个项目: a round number without a digit behind a verb that makes.
    pub(super) fn rounds(&self, context: &Context<'_>) -> Vec<Fact> {
        let text = context.text();
        let words = context.around.words(List::Round, Span::new(0, text.len()));
        let read = |span: Span| {
            let around = self.open_part(context, span)?;
            let start = item_start(text, around.part.start, span.start);
            let before = text.get(start..span.start)?;
            // 创建百家示范企业、千家示范工厂: the verb of the first
            let listed = || before.strip_suffix('、').filter(|front| front.chars().any(|c| "百千万".contains(c)));
            let verb = self.phrases.nouns.verb_at_end(before);
            let verb = verb.or_else(|| self.phrases.nouns.verb_that_opens(listed()?))?.to_owned();
            let list = list_tail(text.get(span.end..around.part.end)?).split('、').next()?;
            let indicator = self.phrases.nouns.behind(list);
            let (number, value) = ROUND.iter().find(|(n, _)| span.of(text).opens(n))?;
            let unit = span.of(text).get(number.len()..)?.to_owned();
            // 走进千家万户: a manner of speaking; 实施千名博士引进工程: a name
            let named = ["工程", "计划", "行动"].iter().any(|w| list.closes(w));
            if indicator.chars().count() < 2 || list.opens("万") || named {
                return None;
            }
            let mut mention = Mention::at(MentionKind::Quantity, span, "target/round");
            (mention.value, mention.unit) = (Some(Decimal::from(*value)), Some(unit.clone()));
            let bond = Bond { verbs: vec![verb], ..Bond::default() };
            let found = Found { indicator, quote: Span::new(start, span.end + list.len()), bond, rule: "target/round" };
            Some(self.fact(context, &around, found, &mention, (Decimal::from(*value), None, Some(unit))))
        };
        words.filter_map(|w| read(w.span)).collect()
    }

    /// The part of a sentence around words that are no slogan and tell of nothing past.
    pub(super) fn open_part(&self, context: &Context<'_>, span: Span) -> Option<Around> {
        let around = around(context.around, span);
        let told = context.is_told(span)
            || tells_past(context.around, around.part)
            || self.times.passed(context, span, around.sentence);
        (!told && !quoted(context.around, span)).then_some(around)
    }
}
