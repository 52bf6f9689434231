//! Notes 责任标注: `（责任单位：A、B）`, `（A牵头，B、C配合）`, `责任部门：A` on a line of its own.
//!
//! In: a clause's text. Out: a statement for each note and the spans that notes take up, which prose
//! need not read again.

use super::Role;
use super::around::Around;
use super::body::{Bodies, Name};
use super::responsibility::{Entry, Statement};
use super::vocabulary::List;
use crate::text::{Seek, Span, among};
use regex::Regex;
use smallvec::SmallVec;

/// Finds notes; compiled once.
pub(super) struct Notes {
    label: Regex,
    verb: Regex,
    with: Regex,
    part: Regex,
    first: Regex,
    time: Regex,
}

/// What each label ends in: most clauses hold none.
pub(super) fn label_ends() -> Vec<String> {
    let ends = ["单位", "部门", "机构", "主体", "处室", "区县", "地区"];
    ends.iter().chain(BARE).flat_map(|w| [format!("{w}："), format!("{w}:")]).collect()
}

/// Labels that name no kind of body; they are labels at the head of a bracket and behind its stops alone: （责任：市发改委）.
const BARE: &[&str] = &["责任分工", "责任", "分工", "牵头", "配合", "主办", "协办", "承办", "参与", "负责", "落实"];

/// The last characters of what a bracket behind it may explain: 主管部门（市科委）, 报区政府（区发改局）.
const EXPLAINED: [char; 12] = ['府', '门', '位', '局', '委', '厅', '办', '部', '室', '构', '院', '站'];

/// A run of a note that belongs together: `市财政局配合`.
struct Segment {
    span: Span,
}

impl Notes {
    pub(super) fn new() -> Self {
        let manner = "(?:按照?属地(?:管理)?(?:原则)?|(?:按照?|依据?|依照|根据|结合)(?:各自|本地|自身)?(?:实际|工作|部门)?(?:职责|职能|职权|任务|权限|责任)*(?:分工|权限|范围)?|具体|分别|共同|统一|联合|各自|主要|分工|予以|积极|协同|全程|等)*";
        Self {
            label: super::compiled(
                "(?:主要|市级|省级|区级|县级|共同|第一|任务|工作)?(?:责任|主责|牵头|主办|配合|协办|参与|参加|支持|支撑|实施|执行|政策执行|承办|落实|主管|负责|协同|监管|指导|协助|数据提供|牵头考核|牵头推进|牵头组织|考核责任|完成|组织|推进|包保|建设责任|督导|督办){1,3}(?:单位|部门|机构|主体|处室|区县|地区)(?:(?:及|和|、)(?:配合|协办|参与|责任)(?:单位|部门))?[：:]|(?:责任分工|责任|分工|牵头|配合|主办|协办|承办|参与|负责|落实)[：:]",
            ),
            verb: super::compiled(&format!(
                "{manner}(?:(?:均|都)?为)?((?:责任|牵头|主办|配合|协办|落实)单位|牵头(?:组织实施|负责|落实|实施|推进|组织|抓总)?|主办|统筹(?:推进|协调|负责)?|(?:参与|协助)?配合(?:落实|实施|推进)?|协助|协办|参与|参加|支持|负总责|负责(?:落实|实施|推进|组织实施|指导|组织|协调|督促落实|牵头|配合|协助)?|承办|督办|主抓|抓总|为主|各负其责|(?:协调|督促|跟踪|监督|督导|包干|包保)(?:推动|推进|落实|指导|负责|检查)|组织(?:实施|落实|推进)|实施|落实|指导|推进)$"
            )),
            with: super::compiled("会同|商(?:[^务贸会业品城协家联]|$)"),
            part: super::compiled("（(牵头|牵头单位|主办|负责|配合|参与|协办|协助)）$"),
            time: super::compiled(
                "[，；。]?(?:计划|预计)?(?:完成|办结|落实|整改|推进)?(?:时间|时限|期限|进度)[：:]|[，；](?:[^，；]{0,6}20[0-9]{2}年[^，；]*|(?:[0-9]{1,2}月|年)底?前?[^，；]*|(?:持续|长期|常年|全年|常态化)(?:推进|坚持|实施|开展|落实|抓好|巩固|加强)?)$",
            ),
            first: super::compiled("下同|第?[一1首]位|[逗分]号之?前|第一的?|最前|为牵头(?:单位|部门)|以下简称"),
        }
    }

    /// The statements of all notes, and what they take up.
    ///
    /// `divides`: the document divides tasks (责任分工方案), so that bodies in a bracket answer for what stands before.
    pub(super) fn read(&self, marks: &Around<'_>, bodies: &Bodies, divides: bool) -> (Vec<Statement>, Vec<Span>) {
        let text = marks.text();
        let (mut statements, mut taken) = (Vec::new(), Vec::new());
        let brackets = brackets(marks);
        let mut labels = Vec::new();
        let mut line = 0;
        for label in near_labels(marks).into_iter().flat_map(|near| self.labels(text, near)) {
            let near = brackets.partition_point(|b| b.end < label.end);
            let home = brackets.get(near).filter(|b| b.start <= label.start);
            let bare = BARE.contains(&label.of(text).trim_end_matches(['：', ':']));
            // 主办：市城管局 协办：市财政局, whose blank may be lost
            let next = |b: &Span| {
                let front = text.get(b.start..label.start).unwrap_or_default().trim_end();
                front.ends_with(EXPLAINED)
                    && BARE.iter().any(|w| front.strip_prefix(w).is_some_and(|r| r.starts_with('：')))
            };
            let ends = || text.get(..label.start).is_some_and(|t| t.ends_with(['；', '，']));
            let heads = |b: &Span| b.start == label.start || ends() || next(b);
            if bare && !home.is_some_and(heads) {
                continue;
            }
            // Many labels may stand in one line: its end is looked for once.
            if line < label.end {
                let rest = text.get(label.end..).unwrap_or_default();
                line = label.end + rest.find(['。', '\n', '|']).unwrap_or(rest.len());
            }
            labels.push((label, home.map_or(line, |b| b.end), home.copied()));
        }
        let mut at = 0;
        while let Some((_, end, home)) = labels.get(at).copied() {
            // All labels of one bracket or line are one list.
            let group = labels[at..].iter().take_while(|(s, _, h)| *h == home && s.start < end).count().max(1);
            let mut entries = Vec::new();
            for (i, (label, _, _)) in labels[at..at + group].iter().enumerate() {
                let stop = labels[at..at + group].get(i + 1).map_or(end, |n| n.0.start);
                let role = label_role(label.of(text));
                let run = self.untimed(text, unbracketed(text, Span::new(label.end, stop.max(label.end))));
                entries.extend(self.entries(text, run, bodies, Some((role, label.start))));
            }
            // 各电网企业。按职责分工，下同: how they share it
            entries.retain(|e| !e.name.text.starts_with("按职责"));
            taken.push(home.unwrap_or(Span::new(labels[at].0.start, end)));
            if !entries.is_empty() {
                statements.push(Statement { entries, listed: true, rule: "responsibility/label" });
            }
            at += group;
        }
        let labelled = taken.clone();
        for inner in &brackets {
            if super::covered(&labelled, *inner) {
                continue;
            }
            let mut entries = self.entries(text, self.untimed(text, *inner), bodies, None);
            if entries.is_empty() && self.is_bare_list(text, *inner, bodies, divides) {
                let entry = |name: Name| Entry { quote: name.span, name, role: Role::Responsible };
                let names = bodies.list(text, self.untimed(text, *inner)).into_iter();
                entries = names.filter(|n| !bodies.is_generic(&n.text)).map(entry).collect();
            }
            if !entries.is_empty() {
                taken.push(*inner);
                statements.push(Statement { entries, listed: true, rule: "responsibility/bracket" });
            }
        }
        taken.sort_unstable();
        (statements, taken)
    }

    /// The labels in a run of a text.
    fn labels(&self, text: &str, run: Span) -> impl Iterator<Item = Span> {
        self.label.find_iter(run.of(text)).map(move |m| Span::from(m.range()).shift(run.start))
    }

    /// Whether a segment ends in a verb.
    fn closes(&self, segment: &str) -> bool {
        may_close(segment) && self.verb.is_match(segment)
    }

    /// A run without the time that stands behind its bodies: `；完成时限：2025年6月`.
    fn untimed(&self, text: &str, run: Span) -> Span {
        // One of these marks stands in every time.
        let words = run.of(text);
        let timed = words.has('：') || words.has('，') || words.has('；') || words.has(':');
        let time = timed.then(|| self.time.find(words)).flatten();
        let end = time.map_or(run.end, |m| run.start + m.start());
        Span::new(run.start, end)
    }

    /// Whether a bracket stands behind a stop, at the end of a paragraph or before the next sentence, and holds
    /// nothing but bodies: `推进医养结合。（市卫生健康委、市民政局）`.
    fn is_bare_list(&self, text: &str, inner: Span, bodies: &Bodies, divides: bool) -> bool {
        let before = text.get(..inner.start).unwrap_or_default();
        let before = before.strip_suffix(['（', '〔', '【', '[']).unwrap_or(before);
        let behind = text.get(inner.end..).and_then(|t| t.strip_prefix(['）', '〕', '】', ']']));
        // 提升整体发展实力（省发改委、交通厅）。: before the stop, where the document divides tasks
        let within = divides && behind.is_some_and(|b| b.starts_with(['。', '；']));
        // …给予资金支持（市科委、市经济和信息化局）。: the bracket closes the paragraph, and explains no body
        let last = text.trim_end().ends_with("）。");
        let closes = behind.is_some_and(|b| b == "。" || b.starts_with("。\n") || last && b.starts_with('。'))
            && !before.ends_with(EXPLAINED);
        // 加氢站100座（含合建站）: what is counted with them
        if ["含", "不含", "包括", "不包括"].iter().any(|w| inner.of(text).opens(w)) {
            return false;
        }
        if behind.is_none() || !(within || closes || before.ends_with(['。', '\n'])) {
            return false;
        }
        let names = bodies.list(text, self.untimed(text, inner));
        // （市投促局，各园区）: who is spoken to beside a body
        let bodies_in: Vec<Name> = names.into_iter().filter(|n| !bodies.is_generic(&n.text)).collect();
        // 省发改委、建设厅、宜昌市: places among bodies, where nothing else is listed so
        let most = bodies_in.iter().filter(|n| bodies.is_body(&n.text)).count() * 2 >= bodies_in.len();
        let placed = within && most && bodies_in.first().is_some_and(|n| bodies.is_body(&n.text));
        let short = || bodies_in.iter().all(|n| n.text.chars().count() <= 16);
        if closes && !within && !before.ends_with(['。', '\n']) {
            return bodies.all_bodies(&bodies_in) && short();
        }
        placed && short() || bodies.all_listed(&bodies_in)
    }

    /// Reads the inside of a note: runs of names, each closed by a verb or, behind a label, by nothing.
    pub(super) fn entries(&self, text: &str, run: Span, bodies: &Bodies, label: Option<(Role, usize)>) -> Vec<Entry> {
        let mut out = Vec::new();
        let (mut open, mut ruled): (Vec<Name>, bool) = (Vec::new(), false);
        let segments = segments(text, run);
        // Behind no label, and with no verb that closes a segment, nothing is said.
        if label.is_none() && !segments.iter().any(|s| self.closes(s.span.of(text))) {
            return out;
        }
        for segment in segments {
            let words = segment.span.of(text);
            // A list that its sentence closes without a verb: （市税务局、市财政局，列第一位的为牵头单位。以下均需…落实）
            if label.is_none() && !open.is_empty() && text.get(..segment.span.start).is_some_and(|t| t.ends_with('。'))
            {
                let listed = bodies.all_listed(&open);
                let plain = open.drain(..).filter(|n| listed || bodies.is_body(&n.text));
                out.extend(plain.map(|name| Entry { quote: name.span, name, role: Role::Responsible }));
            }
            if self.first.is_match(words) && bodies.list(text, segment.span).iter().all(|n| !bodies.is_body(&n.text)) {
                ruled = true;
                continue;
            }
            // 列逗号前的各单位牵头，其他单位配合: how lists are to be read
            if ruled && ["其他", "其余"].iter().any(|w| words.trim_start().opens(w)) {
                continue;
            }
            let Some(verb) = may_close(words).then(|| self.verb.captures(words)).flatten() else {
                if let Some(both) = label.and_then(|_| jointly(text, segment.span, bodies)) {
                    out.extend(both);
                    continue;
                }
                open.extend(bodies.list(text, behind_by(text, segment.span)));
                continue;
            };
            let (Some(whole), Some(word)) = (verb.get(0), verb.get(1)) else { continue };
            let head = behind_by(text, Span::new(segment.span.start, segment.span.start + whole.start()));
            let with = self.with.find_iter(head.of(text)).find(|w| {
                w.as_str() == "会同"
                    || head.of(text).get(..w.start()).is_some_and(|l| bodies.is_body(l) || l.ends_with("牵头"))
            });
            let (names, helpers, role) = match with {
                Some(w) => {
                    let width = if w.as_str() == "会同" { "会同".len() } else { "商".len() };
                    let left = Span::new(head.start, head.start + w.start());
                    let left = Span::new(left.start, left.start + left.of(text).without_end("牵头").len());
                    let right = Span::new(head.start + w.start() + width, head.end);
                    (bodies.list(text, left), bodies.list(text, right), Role::Lead)
                }
                None => (bodies.list(text, head), Vec::new(), verb_role(word.as_str())),
            };
            let mut names: Vec<Name> = open.drain(..).chain(names).collect();
            if label.is_none() && !fits(bodies, &names) {
                names.clear();
            }
            let end = segment.span.end;
            let quote = |n: &Name| Span::new(label.map_or(n.span.start, |l| l.1), end);
            out.extend(names.into_iter().map(|n| Entry { quote: quote(&n), name: n, role }));
            let helpers = helpers.into_iter().filter(|n| !bodies.is_generic(&n.text));
            out.extend(helpers.map(|n| Entry { quote: quote(&n), name: n, role: Role::Support }));
        }
        if let Some((role, start)) = label {
            out.extend(open.into_iter().map(|n| self.labelled(n, role, start)));
        }
        out.retain(|e| !bodies.is_generic(&e.name.text) && named(&e.name.text));
        out
    }

    /// A name behind a label, with a part of its own in brackets: 市发展改革委（牵头）.
    fn labelled(&self, mut name: Name, mut role: Role, start: usize) -> Entry {
        if !name.text.ends_with('）') {
            return Entry { quote: Span::new(start, name.span.end), name, role };
        }
        let words = name.text.clone();
        if let Some(part) = self.part.captures(&words) {
            let cut = part.get(0).map_or(0, |m| m.len());
            role = verb_role(part.get(1).map_or("", |m| m.as_str()));
            name.text.truncate(words.len() - cut);
            name.span.end = name.span.end.saturating_sub(cut).max(name.span.start);
        }
        Entry { quote: Span::new(start, name.span.end), name, role }
    }
}

/// 责任单位：〔甲局、乙局负责〕: the inside of a bracket that opens behind a label.
fn unbracketed(text: &str, run: Span) -> Span {
    let words = run.of(text);
    let Some(inner) = words.strip_prefix(['〔', '【', '［']) else { return run };
    let start = run.end - inner.len();
    let end = inner.find(['〕', '】', '］']).map_or(run.end, |at| start + at);
    Span::new(start, end)
}

/// A cell or label that names A会同B and no verb.
fn jointly(text: &str, segment: Span, bodies: &Bodies) -> Option<Vec<Entry>> {
    let at = segment.of(text).place("会同").filter(|at| *at > 0)?;
    let left = Span::new(segment.start, segment.start + at);
    let right = Span::new(left.end + "会同".len(), segment.end);
    let of = |role: Role| move |name: Name| Entry { quote: segment, name, role };
    let leads = bodies.list(text, left).into_iter().map(of(Role::Lead));
    Some(leads.chain(bodies.list(text, right).into_iter().map(of(Role::Support))).collect())
}

/// The bodies of a segment without what stands before them: 由市商务局, 本条政策由市商务局; 以下各项工作均需各县政府;
/// 以下责任单位中均包含各县政府.
fn behind_by(text: &str, head: Span) -> Span {
    let words = head.of(text);
    const MUST: &[&str] = &["均需", "均须", "均应由", "均由", "都由", "均包含", "均包括", "均含"];
    let must = MUST.iter().find_map(|w| words.place(w).map(|i| i + w.len()));
    let by = words.place('由').filter(|i| *i == 0 || ABOUT.iter().any(|w| words.get(..*i) == Some(*w)));
    let from = must.or(by.map(|i| i + '由'.len_utf8())).unwrap_or(0);
    Span::new(head.start + from, head.end)
}

/// What a note may be about, before 由.
const ABOUT: &[&str] = &[
    "本条",
    "本条政策",
    "本项",
    "本项政策",
    "本款",
    "该项",
    "该项政策",
    "该条",
    "此项",
    "此项工作",
    "此条",
    "以上",
    "上述",
    "上述工作",
    "上述任务",
    "上述事项",
    "上述措施",
    "以上任务",
    "以上工作",
    "以上事项",
    "以上措施",
    "该项工作",
    "本项工作",
    "本条措施",
    "具体工作",
    "具体",
];

/// Whether a run of words in a bare bracket is a list of bodies.
fn fits(bodies: &Bodies, names: &[Name]) -> bool {
    let elided = !names.is_empty() && names.iter().all(|n| n.elided && n.text.chars().count() <= 12);
    elided
        || (names.iter().any(|n| bodies.may_be_body(&n.text))
            && names.iter().all(|n| bodies.may_be_body(&n.text) || n.text.chars().count() <= 16))
}

/// Whether something stands there at all.
fn named(name: &str) -> bool {
    // 以下均需…落实，不再单独列出
    // （甲局牵头，2025年6月底前完成，乙局配合）
    let time = name.starts_with(|c: char| c.is_ascii_digit()) && name.contains(['年', '月', '日']);
    (2..=60).contains(&name.chars().count()) && !name.contains(['。', '：', '|']) && !name.starts_with("不再") && !time
}

/// The last characters of the verbs that close a segment of a note.
fn may_close(segment: &str) -> bool {
    segment.ends_with(|c: char| among(c, "头施责实进织总办筹调合助与加持导动主抓查位"))
}

/// The runs of a text in which a label may stand: what lies before each 单位： and the like.
fn near_labels(marks: &Around<'_>) -> Vec<Span> {
    let text = marks.text();
    let mut out: Vec<Span> = Vec::new();
    for end in marks.words(List::Label, Span::new(0, text.len())) {
        let start = text.floor_char_boundary(end.span.start.saturating_sub(LONGEST_LABEL));
        match out.last_mut() {
            Some(last) if start <= last.end => last.end = end.span.end,
            _ => out.push(Span::new(start, end.span.end)),
        }
    }
    out
}

/// More bytes than stand in any label before its end.
const LONGEST_LABEL: usize = 120;

/// The insides of all outermost brackets.
fn brackets(marks: &Around<'_>) -> Vec<Span> {
    // Brackets hardly ever stand in more than two others.
    let (mut out, mut open) = (Vec::new(), SmallVec::<[usize; 4]>::new());
    for &(at, c) in marks.marks() {
        match c {
            '（' | '〔' | '【' | '[' => open.push(at + c.len_utf8()),
            '）' | '〕' | '】' | ']' => {
                if let Some(start) = open.pop()
                    && open.is_empty()
                {
                    out.push(Span::new(start, at));
                }
            }
            '\n' => open.clear(),
            _ => {}
        }
    }
    out
}

/// Cuts a note at ，；。 and behind 牵头、 outside of inner brackets.
fn segments(text: &str, run: Span) -> Vec<Segment> {
    let words = run.of(text);
    let (mut out, mut start, mut depth) = (Vec::new(), 0, 0);
    for (at, c) in words.char_indices() {
        match c {
            '（' | '〔' | '“' | '《' | '<' | '〈' => depth += 1,
            '）' | '〕' | '”' | '》' | '>' | '〉' => depth -= 1,
            _ => {}
        }
        let before = || words.get(start..at).unwrap_or_default();
        let verb = c == '、' && ["牵头", "负责", "配合"].iter().any(|v| before().closes(v));
        if depth == 0 && (matches!(c, '，' | '；' | '。' | ',' | ';' | '\n') || verb) {
            out.push(Segment { span: Span::new(run.start + start, run.start + at) });
            start = at + c.len_utf8();
        }
    }
    if start < words.len() {
        out.push(Segment { span: Span::new(run.start + start, run.end) });
    }
    out
}

/// The part that a label gives: 牵头单位 leads, 配合单位 supports.
pub(super) fn label_role(label: &str) -> Role {
    if label.has("牵头") || label.has("主办") {
        Role::Lead
    } else if ["配合", "协办", "参与", "参加", "协同", "支持", "支撑", "协助"].iter().any(|w| label.opens(w))
    {
        Role::Support
    } else {
        Role::Responsible
    }
}

fn verb_role(verb: &str) -> Role {
    if verb.has("牵头") || ["主办", "抓总", "为主"].contains(&verb) || verb.starts_with("统筹") {
        Role::Lead
    } else if ["配合", "协助", "协办", "参与", "参加", "支持", "负责配合", "负责协助"].iter().any(|w| verb.opens(w))
    {
        Role::Support
    } else {
        Role::Responsible
    }
}
