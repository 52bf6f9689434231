//! Responsibility 责任单位: which bodies a clause makes responsible, and which only act in it.
//!
//! Tables (分工表), notes (`（责任单位：市科委、各区政府）`, `（市商务局牵头，市财政局配合）`), lists of duties (`3．县财政局：…`)
//! and prose (`由市科委会同市财政局组织实施`) are read by the files beside this one; here their
//! statements are put together. A body that is the subject of a sentence and of none of these is an actor.
//!
//! # To add one
//! A new way of writing a note goes into `responsibility_note.rs`, a verb into `responsibility_prose.rs`,
//! a word between body and verb into `duty_words.tsv`, an ending of a name into `agency_suffix.tsv`.

use super::body::{Bodies, Name};
use super::responsibility_list::Lists;
use super::responsibility_note::Notes;
use super::responsibility_prose::Prose;
use super::responsibility_table::Tables;
use super::{Actor, Context, Fact, Field, Origin, Place, Responsibility, Role, Says};
use crate::lexicon::Lexicon;
use crate::outline::Clause;
use crate::text::{Seek, Span};
use regex::Regex;
use std::sync::LazyLock;

/// A body and its part in one statement.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// The body.
    pub(super) name: Name,
    /// Its part.
    pub(super) role: Role,
    /// From marker to body or from body to verb.
    pub(super) quote: Span,
}

/// One statement: the bodies of one note or of one predicate.
#[derive(Clone, Debug)]
pub(super) struct Statement {
    /// In order of place.
    pub(super) entries: Vec<Entry>,
    /// Whether a place in it counts as a place in a list.
    pub(super) listed: bool,
    /// Name of the rule.
    pub(super) rule: &'static str,
}

/// Who leads the lists of a document, where it says so once.
#[derive(Clone, Copy, Debug)]
pub struct Leads {
    /// Clause and byte from which it holds.
    from: (usize, usize),
    /// All before the first ，or ； (列逗号之前的为牵头单位，其他单位配合，下同), not the first alone
    /// (列第一位者为牵头单位，下同).
    before_comma: bool,
    /// What the others of such a list do: 其他单位配合, else they answer.
    others: Role,
}

impl Leads {
    /// The statement in the clauses of a document.
    pub(super) fn find(clauses: &[Clause]) -> Option<Self> {
        let texts = clauses.iter().map(|c| c.text.as_str()).enumerate();
        texts.filter(|(_, text)| text.has("牵头")).find_map(|(at, text)| {
            let listed = text.has('列') || text.has('排') || text.has("第一");
            let (said, before_comma) = match listed.then(|| FIRST_LEADS.find(text)).flatten() {
                Some(first) => (first, false),
                None => (COMMA_LEADS.find(text)?, true),
            };
            let rest = text.get(said.end()..)?;
            let rest = &rest[..rest.find(['）', '〕', '。', '\n']).unwrap_or(rest.len())];
            let helps = ["配合", "协助", "协办", "参与", "协同"].iter().any(|w| rest.has(w));
            let others = if helps { Role::Support } else { Role::Responsible };
            // The list right before the statement is the first it holds for.
            let before = text.get(..said.start())?;
            let mut depth = 0;
            // 市税务局（列第一位者为牵头单位，下同）: the list stands before the bracket.
            let before = before.strip_suffix('（').unwrap_or(before);
            // 各县（市、区）政府 holds a bracket of its own.
            let open = before.char_indices().rev().find(|(_, c)| {
                match c {
                    '）' | '〕' => depth += 1,
                    '（' | '〔' => depth -= 1,
                    _ => {}
                }
                depth < 0 || *c == '\n'
            });
            Some(Self { from: (at, open.map_or(0, |(i, _)| i)), before_comma, others })
        })
    }

    /// The same for words that stand beside the text of a clause, where it holds from there on.
    pub(super) fn seen_from(self, at: usize) -> Option<Self> {
        (self.from.0 <= at).then_some(Self { from: (0, 0), ..self })
    }

    /// The parts of a list of bodies without parts of their own; none where the rule says nothing of it.
    fn roles(self, context: &Context<'_>, statement: &Statement) -> Option<Vec<Role>> {
        let entries = &statement.entries;
        let first = entries.first().filter(|_| entries.len() > 1 && statement.listed)?;
        let plain = entries.iter().all(|e| e.role == Role::Responsible);
        if !plain || (context.at, first.name.span.start) < self.from {
            return None;
        }
        let mut roles = vec![Role::Responsible; entries.len()];
        if !self.before_comma {
            roles[0] = Role::Lead;
            return Some(roles);
        }
        let gap = |n: usize| {
            let (one, next) = (entries.get(n)?.name.span, entries.get(n + 1)?.name.span);
            context.text().get(one.end..next.start).filter(|gap| gap.contains(['，', '；']))
        };
        let leading = (0..entries.len()).find(|n| gap(*n).is_some())? + 1;
        roles[..leading].fill(Role::Lead);
        roles[leading..].fill(self.others);
        Some(roles)
    }
}

static FIRST_LEADS: LazyLock<Regex> = LazyLock::new(|| {
    super::compiled(
        "(?:列|排)(?:在|名)?(?:第?[一1]位|首位|第一|最前)[^，。；）〕]{0,8}(?:为|是|作为)(?:工作|主要|任务)?牵头|第一(?:责任|个)?(?:单位|部门)(?:为|是)(?:牵头|主办)",
    )
});

static COMMA_LEADS: LazyLock<Regex> = LazyLock::new(|| {
    super::compiled("(?:列|排)?在?(?:逗号|分号|“，”|“；”)之?前[^，。；）〕]{0,8}(?:为|是|作为)(?:工作|主要|任务)?牵头")
});

/// Reads responsibilities and actors.
pub(super) struct Duties {
    bodies: Bodies,
    notes: Notes,
    lists: Lists,
    prose: Prose,
    tables: Tables,
}

impl Duties {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        Self {
            bodies: Bodies::new(lexicon),
            notes: Notes::new(),
            lists: Lists::new(),
            prose: Prose::new(lexicon),
            tables: Tables::new(),
        }
    }
}

impl Field for Duties {
    fn name(&self) -> &'static str {
        "responsibilities"
    }

    fn read(&self, context: &Context<'_>) -> Vec<Fact> {
        let meta = context.metadata;
        let titles = || meta.title.iter().chain(&meta.enclosed_titles);
        let divides = titles().any(|t| ["分工", "分解", "责任清单", "任务清单"].iter().any(|w| t.has(w)));
        let (mut statements, mut taken) = self.notes.read(context.around, &self.bodies, divides);
        let cells = self.tables.read(context, &self.notes, &self.bodies, &taken);
        taken.extend(cells.iter().map(|c| c.0));
        taken.sort_unstable();
        statements.extend(cells.into_iter().map(|c| c.1));
        statements.extend(self.lists.read(context, &self.bodies));
        let mut named: Vec<Span> = statements.iter().flat_map(|s| s.entries.iter().map(|e| e.name.span)).collect();
        named.sort_unstable();
        for mut statement in self.prose.read(context.around, &self.bodies, &taken) {
            statement.entries.retain(|e| !super::covered(&named, e.name.span));
            statements.push(statement);
        }
        let mut named: Vec<Span> = statements.iter().flat_map(|s| s.entries.iter().map(|e| e.name.span)).collect();
        named.sort_unstable();
        let mut facts: Vec<Fact> = statements.into_iter().flat_map(|s| self.facts(context, s)).collect();
        for name in self.prose.actors(context.around, &self.bodies, &taken) {
            if !super::covered(&named, name.span) {
                let says = Says::Actor(Actor { agency: name.text });
                let fact = Fact::stated(says, name.span, name.span, "actor/subject");
                facts.push(Fact { origin: Origin::Inferred, ..fact });
            }
        }
        facts.sort_by_key(|f| f.value.first().map_or(f.quote.start, |v| v.start));
        let mut headed = headed(context.clause(), &self.lists, &self.bodies);
        headed.append(&mut facts);
        headed
    }
}

/// 第十一条 市商务局 over 负责组织实施…, （二）区发改委 below 四、职责分工: the heading names who answers for what stands below it; who does so with others
/// (会同有关部门) leads.
fn headed(clause: &Clause, lists: &Lists, bodies: &Bodies) -> Vec<Fact> {
    const DUTIES: &[&str] = &["负责", "牵头", "承担", "统筹协调", "主要负责", "具体负责"];
    let text = clause.text.as_str();
    // 四、职责分工: each of its units is headed by who has the duty
    let listed = || clause.section.last().is_some_and(|s| lists.is_over(s));
    let Some(heading) = clause.heading.as_ref().filter(|_| DUTIES.iter().any(|w| text.opens(w)) || listed()) else {
        return Vec::new();
    };
    let words = heading.as_str();
    let names = bodies.list(words, Span::new(0, words.len()));
    if words.chars().count() > HEADED || !bodies.all_bodies(&names) {
        return Vec::new();
    }
    let first = text.split(['；', '。', '\n']).next().unwrap_or_default();
    let role = if text.opens("牵头") || first.has("，会同") { Role::Lead } else { Role::Responsible };
    let fact = |name: Name| {
        let says = Responsibility { agency: name.text, role, position: None, of: None };
        let fact = Fact::stated(Says::Responsibility(says), name.span, name.span, "responsibility/heading");
        Fact { place: Place::Heading, ..fact }
    };
    names.into_iter().map(fact).collect()
}

/// The longest heading that is nothing but bodies, in characters.
const HEADED: usize = 30;

impl Duties {
    /// Gives each body its place and, where the document says so once, the first its lead.
    fn facts(&self, context: &Context<'_>, statement: Statement) -> Vec<Fact> {
        let of = statement.entries.len();
        let roles = context.leads.and_then(|leads| leads.roles(context, &statement));
        let facts = statement.entries.into_iter().enumerate().map(|(at, entry)| {
            let role = roles.as_ref().and_then(|roles| roles.get(at)).copied().unwrap_or(entry.role);
            let place = |n: usize| (statement.listed).then(|| u16::try_from(n).unwrap_or(u16::MAX));
            let origin = if role == entry.role { Origin::Stated } else { Origin::Inherited };
            let says = Says::Responsibility(Responsibility {
                agency: entry.name.text,
                role,
                position: place(at + 1),
                of: place(of),
            });
            Fact { origin, ..Fact::stated(says, entry.quote, entry.name.span, statement.rule) }
        });
        facts.collect()
    }
}
