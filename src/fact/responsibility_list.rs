//! Duty lists 职责清单: a line for each body, below a heading or lead-in that speaks of duties.
//!
//! `4．县财政局：落实资金` below 部门职责; `（一）公安部门有关户籍人口信息` below 有责任和义务…提供：.
//! In: the clause with its heading and section. Out: a statement a line.

use super::body::Bodies;
use super::responsibility::{Entry, Statement};
use super::vocabulary::List;
use super::{Context, Role};
use crate::lexicon::Within;
use crate::text::{Seek, Span};
use regex::Regex;

/// Finds duty lists; compiled once.
pub(super) struct Lists {
    duty: Within,
    label: Regex,
    lead_in: Regex,
    item: Regex,
    headed: Regex,
    its: Regex,
    numbered: Regex,
}

/// What opens the duty of one that is named before a colon.
const TELLS: &[&str] = &["负责", "发挥", "承担", "配合", "协助", "履行"];

/// 甲公司、乙公司及有关企业：负责…: those named, without those meant in general.
fn beside_bodies(text: &str, run: Span, end: usize, bodies: &Bodies) -> Statement {
    let general = |n: &str| ["有关", "相关", "各有关", "各相关"].iter().any(|w| n.opens(w)) && !bodies.is_body(n);
    const ENDS: &[&str] =
        &["公司", "集团", "协会", "学会", "商会", "中心", "银行", "医院", "学校", "大学", "学院", "村", "社区"];
    let named = |n: &str| ENDS.iter().any(|w| n.closes(w)) || bodies.may_be_body(n) || bodies.is_area(n);
    let names = bodies.list(text, run).into_iter().filter(|n| !general(&n.text) && named(&n.text));
    let entry =
        |name: super::body::Name| Entry { quote: Span::new(name.span.start, end), name, role: Role::Responsible };
    let entries: Vec<Entry> = names.map(entry).collect();
    Statement { listed: entries.len() > 1, entries, rule: "responsibility/duty-list" }
}

/// How far behind a lead-in its items are looked for, in bytes.
const REACH: usize = 6000;

impl Lists {
    pub(super) fn new() -> Self {
        let number =
            "(?:（[0-9一二三四五六七八九十]+）|[0-9]+[.．、]|[一二三四五六七八九十]+、|[一二三四五六七八九十]+是)?";
        Self {
            duty: Within::new(["职责", "职能分工", "责任分工", "任务分工", "工作分工"]),
            label: super::compiled(&format!("(?m)^\\s*{number}([^：，。；\n]{{2,60}})：")),
            lead_in: super::compiled("有责任和义务[^\n。]*：\n"),
            // 区财政局在资金监管方面的职责如下：
            headed: super::compiled(&format!(
                "(?m)^\\s*{number}([^，。；：\n]{{2,30}}?)(?:(?:在[^，。；：\n]{{2,20}}?(?:方面|中|工作中))?的(?:主要|具体|工作)?职责(?:如下|是|为|包括|主要包括)?|(?:应当)?(?:履行|承担)(?:下列|以下)(?:主要|工作)?职责)："
            )),
            // 市水务局是节约用水工作的主管部门。其主要职责是：
            its: super::compiled(
                "(?m)^\\s*([^，。；：\n]{2,40}?)(?:是|为|作为)[^\n：]{2,120}?(?:其(?:主要|具体|工作)?|，(?:主要|具体|工作))职责(?:如下|是|为|包括)?：",
            ),
            numbered: super::compiled(
                "(?:^|[；。\n])\\s*(?:（[一二三四五六七八九十]{1,3}）|[0-9]{1,2}[.．、])[^；。\n]{2,}",
            ),
            item: super::compiled(&format!("(?m)(?:^\\s*{number}|、)([^，。；\n]{{2,60}}?)有关")),
        }
    }

    /// Whether the title of a section says that duties stand below it.
    pub(super) fn is_over(&self, section: &str) -> bool {
        self.duty.is_in(section)
    }

    pub(super) fn read(&self, context: &Context<'_>, bodies: &Bodies) -> Vec<Statement> {
        let clause = context.clause();
        let text = context.text();
        let heading = clause.heading.as_ref().map_or("", |h| h.as_str());
        let about = self.duty.is_in(heading)
            || clause.section.last().is_some_and(|s| self.is_over(s))
            || self.among_labelled(context, bodies);
        let (mut out, mut others) = (Vec::new(), Vec::new());
        let mut add = |run: Span, end: usize, rule: &'static str| {
            let names = bodies.list(text, run);
            if bodies.all_bodies(&names) {
                let entry = |name: super::body::Name| Entry {
                    quote: Span::new(name.span.start, end),
                    name,
                    role: Role::Responsible,
                };
                out.push(Statement { listed: names.len() > 1, entries: names.into_iter().map(entry).collect(), rule });
            }
        };
        if about {
            let labels = self.label.captures_iter(text).filter_map(|c| Some((c.get(0)?, c.get(1)?)));
            let labels: Vec<(Span, Span)> = labels.map(|(all, run)| (all.range().into(), run.range().into())).collect();
            let body = |run: &Span| bodies.all_bodies(&bodies.list(text, *run));
            // 甲公司、乙公司：负责… among lines of bodies: who is not one answers as well
            let most = labels.iter().filter(|(_, run)| body(run)).count() * 2 >= labels.len();
            for (all, run) in labels {
                add(run, all.end, "responsibility/duty-list");
                let told = || text.get(all.end..).is_some_and(|t| TELLS.iter().any(|w| t.opens(w)));
                if most && !body(&run) && told() {
                    others.push((run, all.end));
                }
            }
        }
        if text.has("职责") && text.has('：') {
            let headed = self.headed.captures_iter(text).chain(self.its.captures_iter(text));
            for (all, run) in headed.filter_map(|c| Some((c.get(0)?, c.get(1)?))) {
                let items = self.items(text, all.end());
                let colon = all.end() - '：'.len_utf8();
                // One a line, and the lead-in alone where none stands below.
                for end in if items.len() > 1 { items } else { vec![colon] } {
                    add(Span::from(run.range()), end, "responsibility/duty-list");
                }
            }
        }
        let led = context.around.says(List::Duty) && text.has("有责任和义务");
        if let Some(lead) = led.then(|| self.lead_in.find(text)).flatten() {
            let rest = text.get(lead.end()..).unwrap_or_default();
            let end = rest.place("\n上述").unwrap_or(rest.len());
            for found in self.item.captures_iter(&rest[..end]) {
                if let Some(run) = found.get(1) {
                    let span = Span::new(lead.end() + run.start(), lead.end() + run.end());
                    add(span, span.end, "responsibility/duty-item");
                }
            }
        }
        out.extend(others.into_iter().map(|(run, end)| beside_bodies(text, run, end, bodies)));
        out
    }

    /// Where the numbered items behind a lead-in end, one after the other: （一）…；（二）….
    fn items(&self, text: &str, from: usize) -> Vec<usize> {
        let rest = text.get(from..text.ceil_char_boundary((from + REACH).min(text.len()))).unwrap_or_default();
        let mut ends: Vec<usize> = Vec::new();
        for found in self.numbered.find_iter(rest) {
            // What stands between two items ends the list.
            let last = ends.last().map_or(0, |end| end - from);
            if found.start() > last + '；'.len_utf8() {
                break;
            }
            ends.push(from + found.end());
        }
        ends
    }

    /// 14.市卫生局：负责…。 between 市药监局：… and others: a list of duties whatever stands over it.
    fn among_labelled(&self, context: &Context<'_>, bodies: &Bodies) -> bool {
        let own = context.clause();
        let labelled = |at: Option<usize>| {
            let Some(clause) = at.and_then(|at| context.clauses.get(at)) else { return false };
            let text = clause.text.as_str();
            let near = text.get(..text.floor_char_boundary(200)).unwrap_or_default();
            let label = near.has("：").then(|| self.label.captures(near).and_then(|c| c.get(1))).flatten();
            clause.section == own.section
                && clause.number.is_some()
                && label.is_some_and(|l| bodies.all_bodies(&bodies.list(near, Span::from(l.range()))))
        };
        labelled(Some(context.at)) && (labelled(context.at.checked_sub(1)) || labelled(Some(context.at + 1)))
    }
}
