//! Prose 行文中的责任表述: `由市科委牵头`, `区财政局负责审核`, `市发改委会同市财政局制定`, `承担主体责任`.
//!
//! In: a clause's text. Out: statements with their bodies; and the bodies that only act (`各区要加强…`).
//! A subject counts only where the words before the verb, back to the last stop, are bodies and nothing
//! else but adverbs: so 经市科委认定, 报市政府批准 and 龙头企业牵头 state nothing.

use super::Role;
use super::around::Around;
use super::body::{Bodies, Name, words};
use super::responsibility::{Entry, Statement};
use super::responsibility_holder::Holders;
use super::responsibility_joint::told_to;
use super::responsibility_verbs::{BEARS, WITH, joins_others, leads_others, mannered, part_played, plays};
use super::vocabulary::List;
use crate::lexicon::{Affixes, Lexicon};
use crate::text::{Seek, Span};
use regex::Regex;

/// What 统筹 drives where it makes a body lead.
const DRIVES: &[&str] =
    &["推进", "协调", "负责", "实施", "组织", "落实", "管理", "做好", "抓", "维护", "，", "。", "；"];

/// What leaves it open whether others join.
const ALONE: &[&str] = &["可以单独或者", "可以单独或", "可单独或者", "可单独或"];

/// Finds statements in running text; compiled once.
pub(super) struct Prose {
    duty: Regex,
    own_duty: Regex,
    task: Regex,
    manner: Regex,
    opening: Regex,
    must_help: Regex,
    seated: Regex,
    titled: Regex,
    holders: Holders,
    pub(super) origin: Regex,
    adverbs: Affixes,
    heads: Vec<String>,
}

/// Who does it: the bodies, whether 由 stands before them, where the words begin.
pub(super) struct Subject {
    pub(super) names: Vec<Name>,
    pub(super) by: bool,
    pub(super) start: usize,
    /// Nothing but adverbs stands before the verb.
    pub(super) empty: bool,
}

impl Prose {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        Self {
            duty: super::compiled(
                "^[^，。；、：]{0,24}?(?:责任|职责|(?:日常|具体)(?:工作|事务))(?:[^制人追清书状体的]|$)|^[^，。；：]{2,40}?等(?:具体|日常|有关|相关)?工作(?:[^的]|$)",
            ),
            own_duty: super::compiled(
                "^(?:[^，。；：]{0,28}?(?:主体|属地|政治|领导|监管|监督|管理|保护|保障)责任|[^，。；：]{2,16}?工作责任)(?:[^制人追清书状]|$)",
            ),
            task: super::compiled(
                "^[^，。；：的、费损险赔债本0-9]{2,14}(?:审批|审核|审查|编制|评估|评审|监测|检测|监管|管理|协调|组织|实施|建设|运营|维护|服务|培训|受理|验收|统计|核查|认定|指导)(?:任务|事项|事务)?[，。；]",
            ),
            manner: super::compiled(
                "(?:按照?属地(?:管理)?(?:原则)?(?:分别)?|(?:按照?|依据?|依照|根据|结合)(?:各自|有关|相应|所?承担)?(?:的)?(?:工作|部门|法定)?(?:职责|职能|职权|任务|权限)+(?:分工|范围)?|在(?:各自)?(?:职责|职权)范围内|在[^，。；在]{2,20}(?:领导|指导|统筹)下|依法依规|依法)$",
            ),
            opening: super::compiled(
                "^(?:（[0-9一二三四五六七八九十]+）|[0-9]+[.．、]|[一二三四五六七八九十]+是|其中|同时|此外|原则上|并|可|均|请|统一|具体|各项工作|具体工作|日常工作)+",
            ),
            must_help: super::compiled("应当?(?:予以|予|给予)?配合$"),
            seated: super::compiled("^([^，。；]{2,30}?)(?:设在|设于|挂靠在?)[^，。；]{2,30}$"),
            titled: super::compiled("^([^，。；]{2,40}?)(?:是|为)[^，。；]{2,40}(?:部门|机关|机构)$"),
            holders: Holders::new(),
            origin: super::compiled("^[^。\n]{0,80}?(?:制定|制订|起草|编制|出台|形成)(?:了|本)"),
            adverbs: Affixes::new(words(lexicon, "adverb")),
            heads: words(lexicon, "verbhead"),
        }
    }

    /// The statements outside of the `taken` spans.
    pub(super) fn read(&self, marks: &Around<'_>, bodies: &Bodies, taken: &[Span]) -> Vec<Statement> {
        let text = marks.text();
        let mut out: Vec<Statement> = Vec::new();
        let mut led_at: Option<usize> = None;
        for verb in marks.words(List::Duty, Span::new(0, text.len())) {
            let span = verb.span;
            if super::covered(taken, span) {
                continue;
            }
            let Some(statement) = self.statement(marks, span, bodies, led_at) else { continue };
            if statement.entries.iter().any(|e| e.role == Role::Lead) || ["负责", "负总责"].contains(&span.of(text))
            {
                led_at = Some(span.start);
            }
            push(&mut out, statement);
        }
        self.holders.read(self, marks, bodies, taken, &mut out);
        out
    }

    /// The part that a verb gives, and the rule; none where it makes nobody responsible.
    fn role(&self, text: &str, verb: Span, led_at: Option<usize>) -> Option<(Role, &'static str)> {
        let after = text.get(verb.end..)?;
        let (before, starts) = (text.get(..verb.start)?, |list: &[&str]| list.iter().any(|w| after.opens(w)));
        Some(match verb.of(text) {
            "负责" if names_other(after) => return None,
            // 省能源局统筹负责方案落地实施
            "负责" if text.get(..verb.start).is_some_and(|t| t.ends_with("统筹")) => {
                (Role::Lead, "responsibility/leads")
            }
            "负总责" => (Role::Responsible, "responsibility/takes-charge"),
            w if w.starts_with('负') && w.ends_with("责任") && !starts(&["的", "人"]) => {
                (Role::Responsible, BEARS)
            }
            "负责" if leads_others(after) => (Role::Lead, "responsibility/leads"),
            // 市商务局负责组织实施，会同有关部门做好审核
            "负责" if joins_others(after) => (Role::Lead, "responsibility/leads"),
            "负责" | "有责任和义务" => (Role::Responsible, "responsibility/takes-charge"),
            // 充分发挥牵头作用
            "牵头"
                if starts(&["单位", "部门", "人", "企业", "机构", "的", "成立"])
                    || starts(&["作用"]) && !plays(before) =>
            {
                return None;
            }
            "牵头" => (Role::Lead, "responsibility/leads"),
            "商" if starts(&["务", "贸", "业", "会", "品", "城", "协", "家", "联", "户", "标", "誉", "行", "超"]) =>
            {
                return None;
            }
            "商" if text.get(..verb.start).is_some_and(|w| w.ends_with(['、', '招', '协'])) => return None,
            // 可以单独或者会同有关单位: what is allowed
            "会同" if text.get(..verb.start).is_some_and(|t| ALONE.iter().any(|w| t.closes(w))) => return None,
            "会同" | "商" => (Role::Lead, WITH),
            "承担" | "负有" if self.duty.is_match(after) => (Role::Responsible, BEARS),
            // 市生态环境局承担环评审批。
            "承担" if self.task.is_match(after) => (Role::Responsible, BEARS),
            // 以下均需各区政府落实, 由各镇具体落实.
            "落实" if starts(&["。", "；", "，", "）"]) => (Role::Responsible, "responsibility/by"),
            "履行" if starts(&["相应职责", "相应的职责"]) => (Role::Responsible, BEARS),
            "落实" | "履行" | "扛牢" | "扛起" if self.own_duty.is_match(after) => (Role::Responsible, BEARS),
            // 公安、交通等部门应当按照职责分工，配合…做好管理工作
            "配合" | "协助" if mannered(text, verb.start) && text.get(..verb.start)?.ends_with('，') => {
                (Role::Support, "responsibility/supports")
            }
            "配合" if starts(&["。", "；"]) && self.must_help.is_match(text.get(..verb.end)?) => {
                (Role::Support, "responsibility/supports")
            }
            // 公安、房产等部门按照各自职责，做好监管工作
            "做好" if mannered(text, verb.start) && !starts(&["了", "的"]) => {
                (Role::Responsible, "responsibility/takes-charge")
            }
            "协同做好" if mannered(text, verb.start) => (Role::Support, "responsibility/supports"),
            "抓总" if starts(&["，", "。", "；", "、"]) => (Role::Lead, "responsibility/leads"),
            "配合" | "协同推进" | "协同做好" | "协助" | "参与" | "参加" if led(text, led_at, verb) => {
                (Role::Support, "responsibility/supports")
            }
            // 由审批部门负责统筹，: who answers for it
            "统筹" if !starts(DRIVES) || before.closes("负责") && starts(&["，", "。", "；"]) => return None,
            "统筹" | "主办" => (Role::Lead, "responsibility/by"),
            "承办" if text.get(..verb.start).is_some_and(|w| w.ends_with("具体")) => {
                (Role::Responsible, "responsibility/takes-charge")
            }
            "承担" | "承办" | "组织实施" | "具体实施" | "解释" => {
                (Role::Responsible, "responsibility/by")
            }
            _ => return None,
        })
    }

    fn statement(&self, marks: &Around<'_>, verb: Span, bodies: &Bodies, led_at: Option<usize>) -> Option<Statement> {
        let (text, word) = (marks.text(), verb.of(marks.text()));
        let (role, rule) = self.role(text, verb, led_at)?;
        if rule == WITH {
            return self.joint(marks, verb, bodies);
        }
        let mut subject = self.subject(marks, verb.start, bodies)?;
        // 各级政府要加强领导，承担起组织改革的责任
        if rule == BEARS && subject.names.is_empty() && subject.empty {
            subject.names = told_to(marks, verb.start, bodies);
            subject.start = subject.names.first().map_or(subject.start, |n| n.span.start);
        }
        // 由市财政局、农业局，各县政府负责落实: the list goes on over a comma.
        if !subject.by
            && !subject.names.is_empty()
            && let Some((start, mut names)) = led_in_by(marks, subject.start, bodies)
        {
            names.append(&mut subject.names);
            (subject.names, subject.start, subject.by) = (names, start, true);
        }
        // A负责，B落实; A负总责，B具体组织实施: beside one that is named
        let closed = text.get(verb.end..)?.starts_with(['。', '；', '，']);
        let beside = ["落实", "组织实施", "具体实施"].contains(&word) && closed;
        let opens = beside && led(text, led_at, verb) || drives(marks, verb, subject.start);
        let named = rule != "responsibility/by" || subject.by || opens;
        if subject.names.is_empty() || !named {
            return None;
        }
        let quote = |n: &Name| Span::new(subject.start.min(n.span.start), verb.end);
        let said = subject.names.iter().filter(|n| !bodies.is_generic(&n.text));
        let entries = said.map(|n| Entry { quote: quote(n), name: n.clone(), role }).collect();
        Some(Statement { entries, listed: subject.names.len() > 1, rule })
    }

    /// Who stands before a verb.
    pub(super) fn subject(&self, marks: &Around<'_>, verb: usize, bodies: &Bodies) -> Option<Subject> {
        let text = marks.text();
        let start = clause_start(marks, verb);
        let run = text.get(start..verb)?;
        // 形成组织部门牵头、…的格局: how it is to be one day
        if ["形成", "构建", "健全", "完善"].iter().any(|w| run.opens(w)) && !run.has('由') {
            return None;
        }
        // 其所属的市燃气管理处具体负责
        let opened = run.len() - without_attribute(&run[self.opened(run)..]).len();
        let need = run.place("均需").map(|i| i + "均需".len()).filter(|i| !run[*i..].starts_with('由'));
        let (by, word, from) = match need {
            Some(at) => (true, at - '需'.len_utf8(), at),
            None => match by(run) {
                Some(at) => {
                    let behind = &run[at + '由'.len_utf8()..];
                    // 由所涉及的A、B牵头
                    (true, at, run.len() - without_attribute(behind).len())
                }
                None => (false, opened, opened),
            },
        };
        let end = self.strip(run, from);
        let kept = Span::new(start + from, start + end.max(from));
        let quote = start + word;
        if kept.is_empty() {
            let names = if by { Vec::new() } else { self.role_holder(text, start, bodies) };
            let start = names.first().map_or(kept.start, |n| n.span.start);
            return Some(Subject { names, by, start, empty: true });
        }
        // 县级以上人民政府对本行政区域内的安全生产工作负总责: what it answers for stands before the verb.
        if let Some(about) = kept.of(text).place('对') {
            let end = self.strip(run, from).min(from + about);
            let end = self.strip(run.get(..end).unwrap_or_default(), from);
            let names = bodies.list(text, Span::new(kept.start, start + end.max(from)));
            if bodies.all_bodies(&names) {
                return Some(Subject { names, by, start: quote, empty: false });
            }
        }
        let names = bodies.list(text, kept);
        if by && let Some(name) = charged(text, kept, bodies) {
            return Some(Subject { names: vec![name], by, start: quote, empty: false });
        }
        if bodies.all_bodies(&names) || names.len() > 2 && bodies.all_listed(&names) {
            let front = if by { Vec::new() } else { front(text, start, bodies) };
            let start = front.first().map_or(quote, |n| n.span.start);
            return Some(Subject { names: front.into_iter().chain(names).collect(), by, start, empty: false });
        }
        // 州人民政府授权州数据主管部门负责: who is charged stands behind.
        let behind = ["授权", "委托", "责成", "指定"]
            .iter()
            .filter_map(|w| kept.of(text).last_place(w).map(|i| i + w.len()))
            .max();
        if let Some(at) = behind {
            let charged = Span::new(kept.start + at, kept.end);
            let names = bodies.list(text, charged);
            if bodies.all_bodies(&names) {
                return Some(Subject { names, by, start: charged.start, empty: false });
            }
        }
        // 建立市政府办公室牵头、各镇参与的工作机制: the bodies begin behind the verb.
        let behind = |h: &String| kept.of(text).last_place(h).map(|i| kept.start + i + h.len());
        let kept = Span::new(self.heads.iter().filter_map(behind).max()?, kept.end);
        let names = bodies.list(text, kept);
        bodies.all_bodies(&names).then_some(Subject { names, by, start: kept.start, empty: false })
    }

    /// Whose deed it is where the verb opens its part of the sentence: A作为…主体，要切实…;
    /// A设在B，负责…; A（以下统称B），负责…; A按照各自职责，负责….
    fn role_holder(&self, text: &str, start: usize, bodies: &Bodies) -> Vec<Name> {
        let Some(before) = text.get(..start).and_then(|t| t.strip_suffix('，')) else { return Vec::new() };
        // 办公室设在市水利局，市水利局局长兼任办公室主任，负责日常工作: who heads it says nothing of whose work it is.
        let headed = before.rsplit(['，', '。', '；', '\n']).next().filter(|part| {
            ["主任", "组长", "总指挥"].iter().any(|w| part.closes(w)) && (part.has("任") && !part.has("设在"))
        });
        let before = headed.and_then(|h| before.without_end(h).strip_suffix('，')).unwrap_or(before);
        let note = before.strip_suffix('）').and_then(|b| b.last_place('（'));
        let bare = before.get(..note.unwrap_or(before.len())).unwrap_or_default();
        let from =
            bare.rfind(['，', '。', '；', '\n']).map_or(0, |i| i + bare[i..].chars().next().map_or(1, char::len_utf8));
        let from = from + self.opened(before.get(from..).unwrap_or_default());
        let part = before.get(from..).unwrap_or_default();
        let short_name = note.is_some_and(|n| before.get(n..).is_some_and(|w| w.has("以下")));
        // 领导小组下设某办公室（以下简称办公室），负责…
        let below = part.place("下设").map(|at| at + "下设".len()).filter(|_| short_name);
        let (from, part) = below.map_or((from, part), |at| (from + at, &part[at..]));
        let end = match part.place("作为") {
            Some(at) => at,
            None => match self.seated.captures(part).or_else(|| self.titled.captures(part)).and_then(|c| c.get(1)) {
                Some(body) => body.end(),
                None if let Some(founded) = founded(bare.get(from..).unwrap_or_default()) => {
                    let names = bodies.list(text, founded.shift(from));
                    return if bodies.all_bodies(&names) { names } else { Vec::new() };
                }
                None if short_name => bare.len().saturating_sub(from),
                None if self.manner.is_match(part) => self.strip(part, 0),
                None => return doer(text, from, part, bodies),
            },
        };
        let names = bodies.list(text, Span::new(from, from + end));
        if bodies.all_bodies(&names) { names } else { Vec::new() }
    }

    /// Where the names end: adverbs between them and the verb are taken off from behind.
    fn strip(&self, run: &str, from: usize) -> usize {
        let mut end = run.len();
        loop {
            let words = run.get(from..end).unwrap_or_default();
            if let Some(m) = self.manner.find(words) {
                end = from + m.start();
            } else if let Some(a) = self.adverbs.ending(words) {
                end -= a.len();
            } else if let Some(rest) =
                ["牵头", "负责", "统筹", "切实担负起", "进行", "，"].iter().find(|a| words.closes(a))
            {
                end -= rest.len();
            } else if let Some(at) = part_played(words) {
                end = from + at;
            } else {
                return end;
            }
        }
    }

    /// The bodies that open a sentence or part of it and do something there.
    pub(super) fn actors(&self, marks: &Around<'_>, bodies: &Bodies, taken: &[Span]) -> Vec<Name> {
        let text = marks.text();
        let mut out = Vec::new();
        let mut start = 0;
        let divide = marks.marks().iter().filter(|m| matches!(m.1, '，' | '。' | '；' | '：' | '\n'));
        for (at, c) in divide.copied().chain([(text.len(), '。')]) {
            let span = Span::new(start, at);
            start = (at + c.len_utf8()).min(text.len());
            if span.is_empty() || super::covered(taken, span) {
                continue;
            }
            // Most parts of a sentence say nothing that begins a predicate.
            if marks.words(List::Predicate, span).next().is_none() {
                continue;
            }
            let from = Span::new(span.start + self.opened(span.of(text)), span.end);
            let words = from.of(text);
            let Some(end) = predicate(marks, from).filter(|end| bodies.may_end(&words[..*end])) else { continue };
            let names = bodies.list(text, Span::new(from.start, from.start + end));
            if bodies.all_bodies(&names) {
                out.extend(names.into_iter().filter(|n| !bodies.is_generic(&n.text)));
            }
        }
        out
    }

    /// The bytes of the words that open a sentence and name nobody: 其中, 一是, （一）, 请.
    fn opened(&self, run: &str) -> usize {
        // One of the first characters of the pattern; most sentences begin with another.
        let may = |c: char| {
            c.is_ascii_digit()
                || matches!(c, '（' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
                || matches!(c, '其' | '同' | '此' | '原' | '并' | '可' | '均' | '请' | '统' | '具' | '各' | '日')
        };
        if run.starts_with(may) { self.opening.find(run).map_or(0, |m| m.end()) } else { 0 }
    }
}

/// Whether words say what somebody does: 参与研究制定管理制度.
pub(super) fn does(words: &str) -> bool {
    const DOES: &[&str] =
        &["参与", "组织", "制定", "研究", "编制", "承担", "统筹", "牵头", "指导", "开展", "做好", "提出"];
    DOES.iter().any(|w| words.opens(w))
}

/// 省文物局参与研究制定管理制度，负责组织项目申报: who opens the part before and does something there.
fn doer(text: &str, from: usize, part: &str, bodies: &Bodies) -> Vec<Name> {
    let Some(end) = bodies.first_end(part) else { return Vec::new() };
    // 各区要组织…，负责…: who is told to act is named elsewhere.
    let names = if does(&part[end..]) { bodies.list(text, Span::new(from, from + end)) } else { Vec::new() };
    if bodies.all_bodies(&names) { names } else { Vec::new() }
}

/// Where the predicate of a part of a sentence begins in it, from its third character to its 62nd.
fn predicate(marks: &Around<'_>, part: Span) -> Option<usize> {
    let words = part.of(marks.text());
    let from = words.char_indices().nth(2)?.0;
    let first = marks.words(List::Predicate, Span::new(part.start + from, part.end)).next()?.span.start - part.start;
    (first < FAR || words[..first].chars().count() < FAR).then_some(first)
}

/// How many characters may stand before a predicate.
const FAR: usize = 62;

/// 由查处案件的主管部门负责: an organ that an attribute names, as a whole.
fn charged(text: &str, kept: Span, bodies: &Bodies) -> Option<Name> {
    let words = kept.of(text);
    let (attribute, organ) = words.rsplit_once('的')?;
    let plain = (2..=16).contains(&attribute.chars().count()) && !words.contains(['、', '，', '“', '《']);
    let is_organ = ["部门", "机关"].iter().any(|w| organ.closes(w)) && bodies.is_body(organ);
    let own = ["设区", "所在地", "确定", "授权"].iter().any(|w| attribute.closes(w));
    (plain && is_organ && !own).then(|| Name { span: kept, text: words.to_owned(), elided: false })
}

/// Bodies that a comma alone divides from the subject: `各市人民政府，省公安厅、省司法厅按职责分工负责`.
fn front(text: &str, start: usize, bodies: &Bodies) -> Vec<Name> {
    let Some(before) = text.get(..start).and_then(|t| t.strip_suffix('，')) else { return Vec::new() };
    let from = before
        .rfind(['。', '；', '：', '\n', '（', '）', '，'])
        .map_or(0, |i| i + before[i..].chars().next().map_or(1, char::len_utf8));
    if from > 0 && before.get(..from).is_some_and(|b| b.ends_with(['，', '）', '（'])) {
        return Vec::new();
    }
    let names = bodies.list(text, Span::new(from, before.len()));
    if bodies.all_bodies(&names) { names } else { Vec::new() }
}

/// 所涉及的 names nobody.
fn without_attribute(run: &str) -> &str {
    ["所涉及的", "涉及的", "相应的", "对应的", "其所属的", "所属的", "其下属的", "下属的"]
        .iter()
        .find_map(|w| run.strip_prefix(w))
        .unwrap_or(run)
}

/// Whether 负责 is the beginning of another word: 负责人, 负责制, and not 负责制定.
fn names_other(after: &str) -> bool {
    let starts = |list: &[&str]| list.iter().any(|w| after.opens(w));
    starts(&["人", "制", "同志", "的", "任", "干部"])
        && !starts(&[
            "人员", "人才", "人工", "人口", "人事", "人民", "人防", "人居", "人力", "人大", "制定", "制订", "制作",
            "制发", "任务", "任免",
        ])
}

/// 领导小组 of 成立由市长任组长的领导小组, who then answers for what follows.
fn founded(part: &str) -> Option<Span> {
    const BODIES: &[&str] =
        &["领导小组", "工作小组", "工作组", "指挥部", "专班", "委员会", "办公室", "推进小组", "协调小组"];
    // 由县长任组长，…为成员的领导小组: what is founded stands further above.
    let members = ["为成员的", "任组长的", "组成的", "参加的"].iter().any(|w| part.has(w));
    // 县政府成立领导小组
    let by = |at: usize| at == 0 || part[..at].ends_with(['府', '局', '委', '厅', '部', '会']);
    let verb =
        ["成立", "设立", "组建"].iter().filter_map(|w| Some(part.place(w).filter(|at| by(*at))? + w.len())).min();
    let verb = verb.or(members.then_some(0))?;
    let body = BODIES.iter().any(|w| part.closes(w));
    let from = part.last_place('的').map_or(verb, |at| at + '的'.len_utf8());
    (body && part[from..].chars().count() >= 5).then(|| Span::new(from, part.len()))
}

/// The bodies behind 由 in the part before, where they are all it names: 由市财政局、农业局，.
fn led_in_by(marks: &Around<'_>, start: usize, bodies: &Bodies) -> Option<(usize, Vec<Name>)> {
    let text = marks.text();
    let before = text.get(text.floor_char_boundary(start.saturating_sub(300))..start)?.strip_suffix('，')?;
    let part = before.rsplit(['，', '。', '；', '：', '\n', '（']).next()?;
    let from = start - '，'.len_utf8() - part.len();
    let names =
        bodies.list(text, Span::new(from + part.strip_prefix('由').map(|_| '由'.len_utf8())?, start - '，'.len_utf8()));
    (!names.is_empty() && bodies.all_bodies(&names)).then_some((from, names))
}

/// A、B统筹推进…工作: bodies that open the sentence and drive it.
fn drives(marks: &Around<'_>, verb: Span, subject: usize) -> bool {
    let (before, after) = (marks.between(subject, verb.start), marks.text().get(verb.end..).unwrap_or_default());
    // 切实履行好统筹推进发展的主体责任: the object of another verb
    if before.has("履行") || before.has("落实") {
        return false;
    }
    // 各区要统筹推进: who is asked to act
    let asked = before.ends_with(['要', '应', '须', '当', '需']);
    verb.of(marks.text()) == "统筹" && after.opens("推进") && !asked && clause_start(marks, verb.start) == subject
}

/// Whether a body leads in the same sentence before the verb.
fn led(text: &str, led_at: Option<usize>, verb: Span) -> bool {
    let near = led_at.filter(|at| at + REACH > verb.start);
    near.is_some_and(|at| text.get(at..verb.start).is_some_and(|w| !w.contains(['。', '\n'])))
}

/// How far a sentence is followed, in bytes: 700 characters.
pub(super) const REACH: usize = 2100;

/// How many statements back a body may be named again.
const NEAR: usize = 12;

/// Adds a statement, leaving out bodies that an earlier one already names at the same place.
pub(super) fn push(out: &mut Vec<Statement>, mut statement: Statement) {
    // What overlaps stands in the same sentence, so near the end.
    for earlier in out.iter_mut().rev().take(NEAR) {
        for entry in &mut earlier.entries {
            let again = statement.entries.iter().any(|e| e.name.span == entry.name.span && e.role == Role::Lead);
            if again && entry.role == Role::Responsible {
                entry.role = Role::Lead;
            }
        }
    }
    statement
        .entries
        .retain(|e| !out.iter().rev().take(NEAR).any(|s| s.entries.iter().any(|o| o.name.span.overlaps(e.name.span))));
    if !statement.entries.is_empty() {
        out.push(statement);
    }
}

/// The byte behind the 由 that names the agent; 自由 and 理由 are other words.
fn by(run: &str) -> Option<usize> {
    run.match_indices('由').map(|(i, _)| i).find(|i| {
        let before = run.get(..*i).unwrap_or_default();
        let after = run.get(i + '由'.len_utf8()..).unwrap_or_default();
        !before.ends_with(['自', '理', '事', '缘']) && !after.starts_with(['此', '于'])
    })
}

/// Where the part of the sentence begins in which the verb stands: behind the last stop, unclosed bracket
/// or quote, or 牵头、.
fn clause_start(marks: &Around<'_>, verb: usize) -> usize {
    let first = marks.text().floor_char_boundary(verb.saturating_sub(REACH));
    let mut depth = 0;
    for &(at, c) in marks.marks_before(verb).iter().rev().take_while(|m| m.0 >= first) {
        let stop = match c {
            '）' | '”' | '》' | '〕' => {
                depth += 1;
                false
            }
            '（' | '“' | '《' | '〔' => {
                depth -= 1;
                depth < 0
            }
            '，' | '；' | '：' => depth <= 0,
            '。' | '\n' | '|' | '！' => true,
            '、' => depth <= 0 && ["牵头", "负责"].iter().any(|v| marks.between(first, at).closes(v)),
            _ => false,
        };
        if stop {
            return at + c.len_utf8();
        }
    }
    first
}
