//! Bodies 机构名: which run of words names a government body or organisation, and how lists of them divide.
//!
//! `市发展改革委、市财政局和各区县政府等部门` gives three names. What is a body is a matter of its
//! ending (`agency_suffix.tsv`); `各省、自治区、直辖市人民政府` shares one head and stays one name.
//! Whether a body is responsible is left to `responsibility`.

use crate::lexicon::Lexicon;
use crate::text::{Seek, Span, among};
use foldhash::{HashMap, HashSet};
use regex::Regex;
use smallvec::{SmallVec, smallvec};
use std::borrow::Cow;

/// A name as written: where it stands and how it reads without inserted short forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// Its words in the clause.
    pub(super) span: Span,
    /// The name without `（…，以下简称…）`, line ends and a final 等.
    pub(super) text: String,
    /// Whether it stood before 等部门 and may lack its own head (市发展改革、财政等部门).
    pub(super) elided: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Ending {
    Body,
    List,
    Not,
}

/// Knows names by their endings; compiled once.
pub(super) struct Bodies {
    endings: HashMap<String, Ending>,
    /// The last characters of all names that are bodies.
    last: HashSet<char>,
    generic: HashSet<String>,
    tail: Regex,
    pub(super) area: Regex,
    pub(super) area_head: Regex,
    pub(super) tier_head: Regex,
    area_body: Regex,
    inserted: Regex,
    ruled: Regex,
    not_first: Regex,
    not_inside: Regex,
    acts: Regex,
    pub(super) place_head: Regex,
    levels: Regex,
    /// Fields of the usual bodies: 发展改革, 自然资源.
    pub(super) fields: HashSet<String>,
    /// 自然资源主管部门: a piece that ends in the head that the fields before it leave out.
    pub(super) shared: Regex,
}

/// Longest ending in the table, in characters.
const LONGEST: usize = 8;

impl Bodies {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let kind = |k: &str| match k {
            "body" => Ending::Body,
            "list" => Ending::List,
            _ => Ending::Not,
        };
        let area = "(?:省|自治区|直辖市|计划单列市|设区的?市|地级以上市|地级市|市|自治州|州|盟|县|自治县|县级市|旗|区|特区|特别行政区|林区|管理区|乡|镇|乡镇|街道|镇街|街镇|开发区|功能区|新区)";
        let joint = format!("(?:各|有关|相关|所在地?|当地|属地)*{area}+(?:[（〔]{area}+(?:、{area}+)*[）〕])?");
        let endings: HashMap<String, Ending> =
            lexicon.table("agency_suffix").rows().map(|r| (r.word().to_owned(), kind(r.get("kind")))).collect();
        let bodies = endings.iter().filter(|(_, e)| **e != Ending::Not).filter_map(|(w, _)| w.chars().next_back());
        Self {
            // Areas, 等有关部门 and brackets beside the endings of the table.
            last: bodies.chain("省区市州盟县旗乡镇道府局会院委门位构面方）".chars()).collect(),
            endings,
            generic: words(lexicon, "generic").into_iter().collect(),
            tail: super::compiled(
                "等(?:[0-9一二三四五六七八九十]+个)?(?:国务院|中央|省级|市级|区级|县级|州级|盟级|镇级|省直|市直|州直|区直|县直)?(?:其他|其它)?(?:有关|相关|各|主管|职能|成员|责任)*(?:部门|单位|机构|方面|地方)?(?:[和及](?:部门|单位|机构)|（单位）|（部门）)?$",
            ),
            area: super::compiled(&format!("^{joint}$")),
            area_head: super::compiled(&format!(
                "^{joint}(?:级?(?:人民)?政府|(?:人民)?(?:党委|管委会|税务局|有关部门|主管部门|法院))(?:和政府|[^、，。；]{{2,16}}(?:部门|机构))?$"
            )),
            tier_head: super::compiled(
                "^((?:旗?县|区|旗|市|乡镇|乡|镇|街道)(?:（[^（）]{1,6}）)?)[^、，。；（）]{2,12}(?:主管部门|部门|局|委员会|管理机构)$",
            ),
            area_body: super::compiled(&format!(
                "^(?:各|有关|相关|各有关|各相关|各设|各对口|所有|所在地?|辖区|属地|当地){{1,3}}{area}+$"
            )),
            fields: fields(lexicon),
            shared: super::compiled("^[^等其各有相]{2,12}?(?:行政|主管|监督管理|监管|管理)*部门$"),
            levels: super::compiled("^(?:乡镇|乡|镇|街道|县|区)（[市区县街道镇乡场、]+）$"),
            place_head: super::compiled(
                "^\\p{Han}{2,6}(?:[市县区州盟旗乡镇](?:人民)?政府|(?:(?:经济|经济技术|高新技术产业|高新|工业)?(?:开发|园|新|示范|度假|高新|港|管理|投资|合作|保税|景|名胜|试验|矿|林)区)管委会)$",
            ),
            acts: super::compiled(
                "制定|研究|提出|综合|组织|开展|建立|加强|出台|编制|联合|共同|实施|印发|公布|审核|审查|确定|落实|负责|对|根据|按照|依法",
            ),
            inserted: super::compiled(
                "[（〈](?:含|包括)[^（）〈〉]*，下同[）〉]|（(?:设在|挂靠在?)[^（）]*简称[^（）]*）|（简称[^（）]*）|(?:，|；)?(?:以下|下)(?:统称|简称)(?:[^（）]|（[^（）]*）)*",
            ),
            ruled: super::compiled("（(?:[^（）]*(?:首位|第?[一1]位|第一|[逗分]号之?前)[^（）]*|下同)）$"),
            // A clause that ends in a body is no name: 各区指定相关部门, 新建项目经产业部门.
            not_inside: super::compiled(
                "指定|授权|委托|责成|建立|成立|设立|组建|负责|牵头|经[市区县省国各主有相产]|(?:政府|部门|单位|[区市县局委厅办])(?:要|应当|须|将)",
            ),
            not_first: super::compiled(
                "^(?:经(?:[^济信贸合开委发]|$)|报|向|对|为(?:了)?|在|按|根据|依据|依托|凡|以|从|被|将|把|使|让|引导|指导|鼓励|支持|推动|督促|配合|委托|授权|协助|参照|按照|围绕|通过|针对|由|并|且|但|如|若|未|不|没有|取得|符合|给予|会同|商请|负责|是|及时|加强|报请|提请|上报|谁|一个|某|推广|认定|申请|新获批|新认定|组织动员|也|逐步|开放|压紧|压实|夯实|其他(?:[^有相]|$))",
            ),
        }
    }

    /// Whether a name stands for a body anywhere in running text.
    pub(super) fn is_body(&self, name: &str) -> bool {
        self.ends_as(name) == Some(Ending::Body) && self.plain(name)
    }

    /// Whether a name may stand for a body where a list says that bodies follow.
    pub(super) fn may_be_body(&self, name: &str) -> bool {
        matches!(self.ends_as(name), Some(Ending::Body | Ending::List)) && self.plain(name)
    }

    /// Whether a word is an addressee of all (园区, 企业, 有关方面) and no body.
    pub(super) fn is_generic(&self, name: &str) -> bool {
        let mut parts = name.split(['和', '及', '与']);
        // 各航空公司, 各交通行业企业; 各基础电信企业 are three, and known
        let known = ["电信", "通信", "电网"].iter().any(|w| name.has(w));
        if name.starts_with('各') && !known && ["公司", "企业"].iter().any(|w| name.closes(w)) {
            return true;
        }
        self.generic.contains(name) || parts.clone().count() > 1 && parts.all(|p| self.generic.contains(p))
    }

    /// Whether a list that ends so can end in a body: a question that costs next to nothing.
    pub(super) fn may_end(&self, run: &str) -> bool {
        let run = run.trim_end_matches(|c: char| c.is_whitespace() || among(c, "、，；,和及与或以等"));
        run.chars().next_back().is_some_and(|c| self.last.contains(&c))
    }

    /// Whether names that stand alone in a bracket are bodies: the first one beyond doubt, half of all too; firms
    /// may stand among them (市水务局、甲市供电局、市燃气集团、中国移动), one of the place before most of
    /// them (市港务集团、河西区政府，市水务局).
    pub(super) fn all_listed(&self, names: &[Name]) -> bool {
        let bodies = names.iter().filter(|n| self.is_body(&n.text)).count();
        let firm = |n: &Name| {
            let short = (4..=6).contains(&n.text.chars().count());
            self.may_be_body(&n.text) || short && n.text.starts_with("中国")
        };
        let led = names.first().is_some_and(|n| {
            self.is_body(&n.text) || bodies * 2 > names.len() && n.text.starts_with(['省', '市', '区', '县'])
        });
        self.all_bodies(names) || led && bodies * 2 >= names.len() && names.iter().all(firm)
    }

    /// Whether all names of a list are bodies, those before 等部门 by their place; who is addressed beside them
    /// (企业) does not count.
    pub(super) fn all_bodies(&self, names: &[Name]) -> bool {
        let mut said = names.iter().filter(|n| !self.is_generic(&n.text)).peekable();
        said.peek().is_some()
            && said.all(|n| {
                let short = n.elided && n.text.chars().count() <= 12 && self.plain(&n.text);
                short || self.is_body(&n.text)
            })
    }

    /// Divides a run of words into names: at 、，； always, at 和及与 between bodies.
    pub(super) fn list(&self, text: &str, run: Span) -> Vec<Name> {
        let pieces = self.rejoin(text, &self.pieces(text, run));
        let pieces =
            pieces.into_iter().flat_map(|(p, field)| self.unglued(text, p).into_iter().map(move |p| (p, field)));
        let mut names = Vec::new();
        let mut open = 0;
        for (span, field) in pieces {
            let (mut name, dropped) = self.name(text, span);
            name.elided = field;
            // 皖发〔2021〕9号 beside bodies names what they act on.
            if name.text.is_empty() || name.text.ends_with('号') && name.text.has('〔') {
                continue;
            }
            names.push(name);
            if dropped {
                for before in names.iter_mut().skip(open) {
                    before.elided = true;
                }
                open = names.len();
            }
        }
        names
    }

    /// Two bodies that lost the blank between them: 区财政局区卫健局.
    fn unglued(&self, text: &str, piece: Span) -> SmallVec<[Span; 1]> {
        let words = piece.of(text);
        // Longer than any two names.
        if words.len() > 240 {
            return smallvec![piece];
        }
        let mut before = None;
        for (at, c) in words.char_indices() {
            let glued = matches!(c, '省' | '市' | '区' | '县' | '州')
                && matches!(before, Some('局' | '委' | '办' | '厅' | '部'))
                && at > 6;
            if glued && let (Some(a), Some(b)) = (words.get(..at), words.get(at..)) {
                let other = b.chars().count() >= 4 && !b.starts_with("市区") && !b.starts_with("县区");
                if other && self.is_body(a) && self.is_body(b) && a.starts_with(c) {
                    let cut = piece.start + at;
                    let mut out: SmallVec<[Span; 1]> = smallvec![Span::new(piece.start, cut)];
                    out.extend(self.unglued(text, Span::new(cut, piece.end)));
                    return out;
                }
            }
            before = Some(c);
        }
        smallvec![piece]
    }

    /// The end of the first body that a run of words begins with: `区财政局` of `区财政局研究提出`.
    pub(super) fn first_end(&self, words: &str) -> Option<usize> {
        let mut found = None;
        let mut since = 0;
        for (at, c) in words.char_indices() {
            if matches!(c, '，' | '。' | '；' | '：' | '\n' | '）' | '”') {
                break;
            }
            let end = at + c.len_utf8();
            if found.is_some_and(|f| words.get(f..end).is_some_and(|w| self.acts.is_match(w))) {
                break;
            }
            let goes_on = words.get(end..).and_then(|r| r.chars().next()).is_some_and(|next| longer(c, next));
            if !goes_on && self.is_body(words.get(..end)?) {
                found = Some(end);
                since = 0;
            } else if found.is_some() {
                since += 1;
                // 市政府口岸物流办: a head may stand a little behind another one.
                if since > 6 || matches!(c, '、' | '和' | '及' | '与' | '的') {
                    break;
                }
            } else if end > 120 {
                break;
            }
        }
        found
    }

    /// What its ending makes of a name; none where it is neither a body nor one of a list.
    fn ends_as(&self, name: &str) -> Option<Ending> {
        // 镇（街）, 县（市、区）: levels of area beside each other stand for their governments.
        if name.ends_with('）') && self.levels.is_match(name) {
            return Some(Ending::Body);
        }
        let bare = without_brackets(name);
        if !bare.chars().next_back().is_some_and(|c| self.last.contains(&c)) {
            return None;
        }
        // The first characters of the patterns.
        let area = bare.starts_with(|c: char| among(c, "各有相所辖属当省自直计设地市州盟县旗区乡镇街开功"));
        if area && (self.area_body.is_match(&bare) || self.area_head.is_match(&bare) || joint_area(&bare)) {
            return Some(Ending::Body);
        }
        // The longest ending of the table that fits decides.
        let from = bare.char_indices().rev().nth(LONGEST - 1).map_or(0, |(i, _)| i);
        bare[from..].char_indices().find_map(|(i, _)| self.endings.get(&bare[from + i..]).copied())
    }

    fn plain(&self, name: &str) -> bool {
        if !(2..=48).contains(&name.chars().count()) {
            return false;
        }
        let mut bare = without_brackets(name);
        if bare.has('的') {
            for attribute in ["设区的", "所在地的", "确定的", "指定的", "授权的", "及其所属的", "人民政府的"]
            {
                bare = Cow::Owned(bare.replace(attribute, ""));
            }
        }
        if bare.contains(['的', '，', '。', '；', '：']) || self.is_generic(name) || self.not_first.is_match(name)
        {
            return false;
        }
        if bare.has("牵头") {
            bare = Cow::Owned(bare.replace("牵头单位", "").replace("牵头部门", ""));
        }
        !self.not_inside.is_match(&bare)
    }

    /// Cuts at 、，； outside of brackets and quotes, and at 和及与 where a body ends before it.
    fn pieces(&self, text: &str, run: Span) -> Vec<Span> {
        let words = run.of(text);
        let mut out = Vec::new();
        let (mut start, mut depth) = (0usize, 0i32);
        for (at, c) in words.char_indices() {
            match c {
                '（' | '“' | '《' | '〔' | '<' | '〈' => depth += 1,
                '）' | '”' | '》' | '〕' | '>' | '〉' => depth -= 1,
                _ => {}
            }
            let cut = depth <= 0
                && at > start
                && match c {
                    // 各乡镇党委、政府 is one.
                    '、' if words.get(at + c.len_utf8()..).is_some_and(|w| w.starts_with("政府"))
                        && words.get(start..at).is_some_and(|w| w.ends_with("党委") && w.len() > "党委".len()) =>
                    {
                        false
                    }
                    // 市直有关部门、单位: one head, 有关, governs both
                    '、' if words.get(start..at).is_some_and(|w| w.ends_with("部门"))
                        && words
                            .get(at + c.len_utf8()..)
                            .and_then(|w| w.strip_prefix("单位"))
                            .is_some_and(|w| w.is_empty() || w.starts_with(['、', '，', '）', '；', '按'])) =>
                    {
                        false
                    }
                    '、' | '，' | '；' | ',' | '\n' => true,
                    '及' if words.get(at..).is_some_and(|w| w.starts_with("及其所属")) => false,
                    '和' | '及' | '与' => self.joins_bodies(words, start, at, c),
                    _ => false,
                };
            if cut {
                let mut end = at;
                if words.get(start..at).is_some_and(|w| w.ends_with('以')) && c == '及' {
                    end -= '以'.len_utf8();
                }
                out.push(Span::new(run.start + start, run.start + end));
                start = at + c.len_utf8();
            } else if depth <= 0 && at == start && matches!(c, '、' | '，' | '；' | ',' | '\n' | '和' | '及') {
                start = at + c.len_utf8();
            }
        }
        if start < words.len() {
            out.push(Span::new(run.start + start, run.end));
        }
        out
    }

    /// Whether 和 stands between two bodies: 市发展改革委和各区政府, not 文化和旅游部, not 有关部门和单位.
    fn joins_bodies(&self, words: &str, start: usize, at: usize, c: char) -> bool {
        let left = words.get(start..at).unwrap_or_default();
        let left = if c == '及' { left.trim_end_matches('以') } else { left };
        let right = words.get(at + c.len_utf8()..).unwrap_or_default();
        let generic = ["单位", "机构", "政府", "个人", "企业"];
        if generic.iter().any(|g| {
            right.strip_prefix(g).is_some_and(|r| {
                r.is_empty() || r.starts_with(['、', '，', '）', '按', '有', '要', '应', '和', '及', '与'])
            })
        }) {
            return false;
        }
        let (bare, dropped) = self.without_tail(left);
        // 发展改革、公安等部门和气象机构: 等部门 ends a list of its own.
        dropped && c == '和' || self.may_be_body(bare) || self.is_area(bare)
    }

    /// One name of a piece, and whether 等部门 stood behind it.
    fn name(&self, text: &str, span: Span) -> (Name, bool) {
        let words = span.of(text);
        let lead = words.len() - words.trim_start().len();
        let words = words.trim();
        let (kept, dropped) = self.without_tail(words);
        let mut kept = kept.trim_end();
        // 市税务局（列第一位者为牵头单位，下同）
        if kept.ends_with('）') && (kept.has("位") || kept.has("下同")) {
            kept = self.ruled.find(kept).and_then(|rule| kept.get(..rule.start())).unwrap_or(kept);
        }
        let span = Span::new(span.start + lead, span.start + lead + kept.len());
        // 其上级主管部门: above those named before
        let above = ["其上级", "其主管", "其行业主管"].iter().any(|w| kept.opens(w));
        let kept = if above { &kept['其'.len_utf8()..] } else { kept };
        let span = if above { Span::new(span.start + '其'.len_utf8(), span.end) } else { span };
        let mut clean = Cow::Borrowed(kept);
        if kept.has('称') || kept.has("下同") {
            clean = self.inserted.replace_all(kept, "");
        }
        if clean.has("（）") {
            clean = Cow::Owned(clean.replace("（）", ""));
        }
        let clean = if clean.contains(['\n', ' ']) { clean.replace(['\n', ' '], "") } else { clean.into_owned() };
        (Name { span, text: clean, elided: false }, dropped)
    }

    pub(super) fn without_tail<'t>(&self, name: &'t str) -> (&'t str, bool) {
        // The tail begins with 等; most names have none.
        match name.place('等').and_then(|_| self.tail.find(name)) {
            Some(m) if m.start() > 0 => {
                (&name[..m.start()], ["部门", "单位", "机构"].iter().any(|w| m.as_str().has(w)))
            }
            _ => (name, false),
        }
    }
}

/// The fields of the usual bodies, in full and in short.
fn fields(lexicon: &Lexicon) -> HashSet<String> {
    let mut out: HashSet<String> = words(lexicon, "field").into_iter().collect();
    for row in lexicon.table("agency_stems").rows() {
        let names = row.get("short").split('、').chain(row.get("bare").split('、')).chain([row.word()]);
        out.extend(names.filter(|w| w.chars().count() > 1).map(str::to_owned));
    }
    out
}

/// The words of one kind in `duty_words.tsv`, longest first.
pub(super) fn words(lexicon: &Lexicon, kind: &str) -> Vec<String> {
    let mut out: Vec<String> =
        lexicon.table("duty_words").rows().filter(|r| r.get("kind") == kind).map(|r| r.word().to_owned()).collect();
    out.sort_by_key(|w| std::cmp::Reverse(w.len()));
    out
}

/// Whether an ending is the beginning of a longer word: 办 of 办法, 委 of 委员会.
fn longer(end: char, next: char) -> bool {
    let words = match end {
        '办' => "法理公事学案结好",
        '部' => "门署分",
        '委' => "员托",
        '局' => "面势限",
        '会' => "议同员",
        '署' => "名",
        '站' => "点",
        '所' => "有需在属",
        _ => "",
    };
    among(next, words)
}

/// 各省、自治区、直辖市人民政府: a joint head counts by its last part.
fn joint_area(bare: &str) -> bool {
    bare.starts_with('各')
        && bare.has('、')
        && (bare.ends_with("政府") || bare.ends_with('局') || bare.ends_with("街道"))
}

/// The words outside of （）.
pub(super) fn without_brackets(name: &str) -> Cow<'_, str> {
    if !name.contains(['（', '）', '〔', '〕', '<', '>', '〈', '〉']) {
        return Cow::Borrowed(name);
    }
    let mut depth = 0;
    let kept = name.chars().filter(|c| {
        match c {
            '（' | '〔' | '<' | '〈' => depth += 1,
            '）' | '〕' | '>' | '〉' => {
                depth -= 1;
                return false;
            }
            _ => {}
        }
        depth <= 0
    });
    Cow::Owned(kept.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        let bodies = Bodies::new(Lexicon::builtin());
        bodies.list(text, Span::new(0, text.len())).into_iter().map(|n| n.text).collect()
    }

    #[test]
    fn lists_divide_between_bodies() {
        assert_eq!(names("市发展改革委、市财政局和各区县政府"), ["市发展改革委", "市财政局", "各区县政府"]);
        assert_eq!(names("文化和旅游部、工业和信息化部及海关总署"), ["文化和旅游部", "工业和信息化部", "海关总署"]);
        assert_eq!(names("市发展改革、财政等部门"), ["市发展改革", "财政"]);
        assert_eq!(names("省公安厅等有关部门"), ["省公安厅"]);
        assert_eq!(names("各省、自治区、直辖市人民政府"), ["各省、自治区、直辖市人民政府"]);
        assert_eq!(names("各市、县人民政府，省财政厅"), ["各市、县人民政府", "省财政厅"]);
        assert_eq!(names("各区、市经济信息化委"), ["各区", "市经济信息化委"]);
        assert_eq!(names("各县区、省级有关部门和有关单位"), ["各县区", "省级有关部门", "有关单位"]);
        assert_eq!(names("有关部门和单位"), ["有关部门和单位"]);
        assert_eq!(names("各旗县（自治旗，以下简称旗县）政府"), ["各旗县（自治旗）政府"]);
        assert_eq!(names("领导小组办公室（市经济信息化委）"), ["领导小组办公室（市经济信息化委）"]);
    }

    #[test]
    fn bodies_are_known_by_their_ending() {
        let bodies = Bodies::new(Lexicon::builtin());
        for yes in [
            "市应急局",
            "各区",
            "各镇（街道）",
            "国务院",
            "团市委",
            "省贸促会",
            "上海科创办",
            "各省、自治区、直辖市人民政府",
        ] {
            assert!(bodies.is_body(yes), "{yes}");
        }
        for no in ["企业", "俱乐部", "龙头企业", "路长", "经市科委", "有关方面", "空间布局", "园区"]
        {
            assert!(!bodies.is_body(no), "{no}");
        }
        assert_eq!(bodies.first_end("自治区财政厅研究提出"), Some("自治区财政厅".len()));
        assert_eq!(bodies.first_end("市政府口岸物流办建设"), Some("市政府口岸物流办".len()));
    }
}
