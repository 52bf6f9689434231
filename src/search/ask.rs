//! Ask 提问: the query language.
//!
//! In: `(首台套 OR 首批次) 不含 保险 单位:市财政局 金额>=100万`; out: a tree. Words stand side by side or with `AND`
//! `与`, `OR` `或`, `NOT` `非` `不含` `-词` between them, in brackets where those stand at the ends of words; `"…"` or
//! `“…”` is exactly so; `字段:值` asks a field. What cannot be read this way is text, and that is told: no
//! text is ever wrong.

use super::analyse::fold;
use super::field::{self, Field};

/// Brackets in brackets beyond this are text.
const DEEPEST: usize = 40;

/// A run of characters that must occur.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// As it counts.
    pub(super) folded: String,
    /// As asked, for jieba.
    pub(super) raw: String,
    /// In quotation marks: never relaxed, no other spellings.
    pub(super) quoted: bool,
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    Run(Part),
    /// A field; written with a colon it may as well be a piece of text as it stands (`部门：区经委`).
    Field(Field, Option<Part>),
    And(Vec<Self>),
    Or(Vec<Self>),
    Not(Box<Self>),
}

/// A question, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Asked {
    /// Nothing: all clauses.
    pub(super) node: Option<Node>,
    /// What could not be read as meant and was taken as text.
    pub(super) note: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Open,
    Close,
    And,
    Or,
    Not,
    Leaf(Node),
}

impl Asked {
    /// The runs that must or may occur, without those behind a NOT; in order.
    pub(super) fn parts(&self) -> Vec<&Part> {
        let mut out = Vec::new();
        if let Some(node) = &self.node {
            gather(node, &mut out);
        }
        out
    }

    /// Whether it is nothing but runs that must all occur.
    pub(super) fn plain(&self) -> bool {
        match &self.node {
            None | Some(Node::Run(_)) => true,
            Some(Node::And(all)) => all.iter().all(|n| matches!(n, Node::Run(_))),
            Some(_) => false,
        }
    }
}

impl Node {
    /// Puts other names for the bodies that are asked for.
    pub(super) fn agencies(&mut self, name: &impl Fn(&str) -> String) {
        match self {
            Self::Field(Field::Agency(agency), _) => *agency = name(agency),
            Self::And(all) | Self::Or(all) => all.iter_mut().for_each(|n| n.agencies(name)),
            Self::Not(node) => node.agencies(name),
            Self::Run(_) | Self::Field(..) => {}
        }
    }
}

fn gather<'a>(node: &'a Node, out: &mut Vec<&'a Part>) {
    match node {
        Node::Run(part) if !out.iter().any(|p| p.folded == part.folded) => out.push(part),
        Node::And(all) | Node::Or(all) => all.iter().for_each(|n| gather(n, out)),
        Node::Run(_) | Node::Field(..) | Node::Not(_) => {}
    }
}

/// Reads a question.
pub(super) fn read(text: &str) -> Asked {
    let mut lexer = Lexer { rest: text.trim_start(), open: 0, out: Vec::new(), note: None };
    lexer.run();
    let (tokens, note) = (lexer.out, lexer.note);
    let mut parser = Parser { tokens: &tokens, at: 0, deep: 0 };
    match parser.any() {
        Ok(node) if parser.at == tokens.len() => Asked { node, note },
        _ if tokens.is_empty() => Asked { node: None, note },
        _ => {
            Asked { node: as_text(text), note: Some("运算符或括号不完整，整句按文字检索".to_owned()) }
        }
    }
}

/// The blank-separated parts as text, all of which must occur.
fn as_text(text: &str) -> Option<Node> {
    let runs = text.split_whitespace().filter_map(|raw| leaf(raw, false));
    joined(runs.collect(), Node::And)
}

fn leaf(raw: &str, quoted: bool) -> Option<Node> {
    let folded = fold(raw);
    (!folded.is_empty()).then(|| Node::Run(Part { folded, raw: raw.to_owned(), quoted }))
}

fn joined(mut nodes: Vec<Node>, with: fn(Vec<Node>) -> Node) -> Option<Node> {
    let mut once: Vec<Node> = Vec::new();
    nodes.drain(..).for_each(|n| {
        if !once.contains(&n) {
            once.push(n)
        }
    });
    if once.len() > 1 { Some(with(once)) } else { once.pop() }
}

struct Lexer<'a> {
    rest: &'a str,
    /// Grouping brackets that are open.
    open: usize,
    out: Vec<Token>,
    note: Option<String>,
}

const fn opens(c: char) -> bool {
    matches!(c, '(' | '（')
}

const fn closes(c: char) -> bool {
    matches!(c, ')' | '）')
}

impl<'a> Lexer<'a> {
    fn run(&mut self) {
        while let Some(first) = self.rest.chars().next() {
            if first.is_whitespace() {
                self.skip(first);
            } else if closes(first) && self.open > 0 {
                self.open -= 1;
                self.out.push(Token::Close);
                self.skip(first);
            } else if opens(first) && groups(self.rest) {
                self.open += 1;
                self.out.push(Token::Open);
                self.skip(first);
            } else if let Some((inside, after)) = quoted(self.rest, first) {
                self.rest = after;
                self.out.extend(leaf(inside, true).map(Token::Leaf));
            } else if first == '-'
                && !self.out.is_empty()
                && self.rest.chars().nth(1).is_some_and(char::is_alphanumeric)
            {
                self.out.push(Token::Not);
                self.skip(first);
            } else {
                self.word();
            }
        }
    }

    fn skip(&mut self, c: char) {
        self.rest = self.rest.get(c.len_utf8()..).unwrap_or_default();
    }

    fn word(&mut self) {
        let word = self.take();
        let token = match word {
            "AND" | "&&" | "与" | "且" | "并且" => Some(Token::And),
            "OR" | "||" | "或" | "或者" => Some(Token::Or),
            "NOT" | "!" | "非" | "不含" => Some(Token::Not),
            _ => None,
        };
        if let Some(token) = token {
            return self.out.push(token);
        }
        match field::read(word, || self.value()) {
            Some(Ok(found)) => {
                let literal = match leaf(word, true) {
                    Some(Node::Run(part)) if !word.contains(['=', '<', '>']) => Some(part),
                    _ => None,
                };
                self.out.push(Token::Leaf(Node::Field(found, literal)));
            }
            other => {
                if let Some(Err(why)) = other {
                    self.note = Some(why);
                }
                self.out.extend(leaf(word, false).map(Token::Leaf));
            }
        }
    }

    /// The characters up to a blank or a bracket that closes a group; brackets inside a word are its own.
    fn take(&mut self) -> &'a str {
        let mut depth = 0usize;
        let mut end = self.rest.len();
        for (at, c) in self.rest.char_indices() {
            if opens(c) {
                depth += 1;
            } else if closes(c) && depth > 0 {
                depth -= 1;
            } else if c.is_whitespace() || (closes(c) && self.open > 0) {
                end = at;
                break;
            }
        }
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        word
    }

    /// A value that stands apart from its field's name: `单位: 市财政局`, `单位:"市财政局"`.
    fn value(&mut self) -> String {
        self.rest = self.rest.trim_start();
        let first = self.rest.chars().next().unwrap_or(' ');
        if let Some((inside, after)) = quoted(self.rest, first) {
            self.rest = after;
            return inside.to_owned();
        }
        self.take().to_owned()
    }
}

/// Whether a bracket that opens here encloses whole words: its partner ends the text or stands before a
/// blank or another closing bracket.
fn groups(rest: &str) -> bool {
    let mut depth = 0usize;
    for (at, c) in rest.char_indices() {
        if opens(c) {
            depth += 1;
        } else if closes(c) {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                let after = rest.get(at + c.len_utf8()..).and_then(|r| r.chars().next());
                return after.is_none_or(|c| c.is_whitespace() || closes(c));
            }
        }
    }
    false
}

/// What stands between a quotation mark and its partner that ends a part, and what follows.
fn quoted(rest: &str, first: char) -> Option<(&str, &str)> {
    let close = match first {
        '"' | '＂' => first,
        '“' => '”',
        _ => return None,
    };
    let inside = rest.get(first.len_utf8()..)?;
    inside.match_indices(close).find_map(|(at, _)| {
        let after = inside.get(at + close.len_utf8()..)?;
        let ends = after.chars().next().is_none_or(|c| c.is_whitespace() || closes(c));
        ends.then(|| (inside.get(..at).unwrap_or_default(), after))
    })
}

/// An operator or a bracket without what it needs.
struct Broken;

struct Parser<'a> {
    tokens: &'a [Token],
    at: usize,
    deep: usize,
}

impl Parser<'_> {
    fn next_is(&mut self, token: &Token) -> bool {
        let is = self.tokens.get(self.at) == Some(token);
        self.at += usize::from(is);
        is
    }

    fn any(&mut self) -> Result<Option<Node>, Broken> {
        let mut nodes = vec![self.all()?];
        while self.next_is(&Token::Or) {
            nodes.push(self.all()?);
        }
        Ok(joined(nodes, Node::Or))
    }

    fn all(&mut self) -> Result<Node, Broken> {
        let mut nodes = vec![self.one()?];
        loop {
            let tied = self.next_is(&Token::And);
            match self.tokens.get(self.at) {
                Some(Token::Open | Token::Not | Token::Leaf(_)) => nodes.push(self.one()?),
                _ if tied => return Err(Broken),
                _ => break,
            }
        }
        joined(nodes, Node::And).ok_or(Broken)
    }

    fn one(&mut self) -> Result<Node, Broken> {
        self.deep += 1;
        if self.deep > DEEPEST {
            return Err(Broken);
        }
        let node = match self.tokens.get(self.at) {
            Some(Token::Not) => {
                self.at += 1;
                Node::Not(Box::new(self.one()?))
            }
            Some(Token::Open) => {
                self.at += 1;
                let inside = self.any()?.ok_or(Broken)?;
                if !self.next_is(&Token::Close) {
                    return Err(Broken);
                }
                inside
            }
            Some(Token::Leaf(node)) => {
                self.at += 1;
                node.clone()
            }
            _ => return Err(Broken),
        };
        self.deep -= 1;
        Ok(node)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(node: &Node) -> String {
        let list = |all: &[Node]| all.iter().map(shown).collect::<Vec<_>>().join(" ");
        match node {
            Node::Run(part) if part.quoted => format!("“{}”", part.folded),
            Node::Run(part) => part.folded.clone(),
            Node::Field(field, _) => format!("{field:?}"),
            Node::And(all) => format!("+({})", list(all)),
            Node::Or(all) => format!("|({})", list(all)),
            Node::Not(node) => format!("-{}", shown(node)),
        }
    }

    fn ask(text: &str) -> String {
        read(text).node.as_ref().map(shown).unwrap_or_default()
    }

    #[test]
    fn words_operators_brackets() {
        assert_eq!(ask("首台（套） “资助 奖励”"), "+(首台套 “资助奖励”)");
        assert_eq!(ask("首台套 OR 首批次 保险"), "|(首台套 +(首批次 保险))");
        assert_eq!(ask("(首台(套) 或 首批次) 不含 保险"), "+(|(首台套 首批次) -保险)");
        assert_eq!(ask("（甲 与 乙）非 丙"), "+(甲 乙非 丙)");
        assert_eq!(ask("（甲 与 乙） 非 丙"), "+(+(甲 乙) -丙)");
        assert_eq!(ask("补贴 -贷款"), "+(补贴 -贷款)");
        assert_eq!(ask("（一）指导思想"), "一指导思想");
        for odd in ["与", "AND OR NOT", "甲 AND", "OR 甲"] {
            assert!(read(odd).note.is_some(), "{odd}");
        }
        assert_eq!(ask(&"(".repeat(100)), "");
        assert_eq!(ask(&format!("{}甲{}", "(".repeat(100), ")".repeat(100))), "甲");
    }

    #[test]
    fn fields_are_read_or_told() {
        assert_eq!(ask("单位:市科委"), r#"Agency("市科委")"#);
        assert_eq!(ask("单位： “市 科委” 奖励"), r#"+(Agency("市 科委") 奖励)"#);
        assert_eq!(ask("责任单位：市科委"), "责任单位市科委");
        let odd = read("金额>=很多 奖励");
        assert!(odd.note.is_some_and(|n| n.contains("金额")) && odd.node.is_some());
    }
}
