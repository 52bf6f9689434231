//! Vocabulary 标志词: the words that tell the fields where to look, all found in one walk over a clause.
//!
//! In: a clause's text (`由市科委牵头，给予最高10万元奖励。`). Out: each place where a word of one of the [`List`]s stands
//! (牵头, 给予, 奖励) and each mark that divides (，。). A field asks for the words of its lists in a phrase or a
//! sentence; what holds none of them it need not read. Where a word of a list is looked for in a span, the
//! earliest counts, of those at one place the longest, and none that overlaps one before it.
//!
//! # To add one
//! A variant of [`List`] and its words in [`Vocabulary::new`].

use crate::lexicon::{Finder, Lexicon};
use crate::text::Span;

/// What words are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum List {
    /// Marks that divide or enclose: ，。（）.
    Mark,
    /// `amount_cues.tsv`: 给予, 拨付.
    Cue,
    /// 奖励, 补贴 for the targets.
    Grant,
    /// What tells of results: 已建成, 比上年.
    Past,
    /// The year that a result is set beside: 较上年.
    Beside,
    /// What a lead-in to conditions holds: 条件, 下列.
    LeadIn,
    /// 条件
    Condition,
    /// What begins a predicate: 要加强, 负责.
    Predicate,
    /// Verbs that make responsible: 牵头, 负责.
    Duty,
    /// Nouns that make responsible: 责任主体.
    Holder,
    /// What a label of a note ends in: 单位：, 部门：.
    Label,
    /// What opens a line that tells of the past.
    Told,
    /// 全覆盖
    Coverage,
    /// 全部, 所有
    All,
    /// 一半
    Half,
    /// 百个, 千家: a round number and what it counts.
    Round,
    /// 全国前, 全省前: among whom a rank is held.
    Rank,
    /// 号 of a document's number.
    Number,
    /// 称 of a short name.
    Named,
}

/// The marks that divide or enclose.
pub(super) const MARKS: [char; 22] = [
    '\n', ';', '|', '[', ']', '“', '”', '、', '。', '《', '》', '【', '】', '〔', '〕', '！', '（', '）', '，', '：',
    '；', '？',
];

/// A word of a list that stands in a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Marked {
    pub(super) span: Span,
    pub(super) list: List,
    /// Its place in the list.
    pub(super) word: usize,
}

/// A list that a word belongs to, and its place in it.
type Owner = (List, usize);

/// All lists, compiled once.
pub(super) struct Vocabulary {
    finder: Finder,
    /// The list that a word belongs to and its place in it, and the other ones of words that are in several.
    owners: Vec<(Owner, Vec<Owner>)>,
}

impl Vocabulary {
    /// Compiles the lists of all fields.
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let of = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
        let target = |kind: &str| super::target_noun::words(lexicon, kind);
        let lists = [
            (List::Mark, MARKS.iter().map(char::to_string).collect()),
            (List::Cue, super::amount::cue_words(lexicon)),
            (List::Grant, target("grant")),
            (List::Past, target("past")),
            (List::Told, target("told")),
            (List::Beside, of(&["较上年", "比上年", "较去年", "比去年", "上年同期"])),
            (List::LeadIn, of(&["条件", "情形", "下列", "以下", "如下"])),
            (List::Condition, of(&["条件"])),
            (List::Predicate, super::body::words(lexicon, "predicate")),
            (List::Duty, of(super::responsibility_verbs::VERBS)),
            (List::Holder, of(super::responsibility_holder::HOLDERS)),
            (List::Label, super::responsibility_note::label_ends()),
            (List::Coverage, of(&["全覆盖", "全面覆盖"])),
            (List::All, of(&["全部", "所有"])),
            (List::Half, of(&["一半"])),
            (List::Round, super::target_whole::rounds()),
            (List::Rank, of(super::target_rank::AMONG)),
            (List::Number, of(&["号"])),
            (List::Named, of(&["称"])),
        ];
        let (mut words, mut owners): (Vec<String>, Vec<(Owner, Vec<Owner>)>) = Default::default();
        for (list, own) in lists {
            for (at, word) in own.into_iter().enumerate() {
                match words.iter().position(|w| *w == word) {
                    Some(known) => owners[known].1.push((list, at)),
                    None => {
                        words.push(word);
                        owners.push(((list, at), Vec::new()));
                    }
                }
            }
        }
        Self { finder: Finder::new(&words), owners }
    }

    /// All words of all lists that stand in a text, in order of place, the longest first.
    pub(super) fn each(&self, text: &str, mut found: impl FnMut(Marked)) {
        self.finder.all(text, |hit| {
            let Some((first, more)) = self.owners.get(hit.word) else { return };
            let span = Span::new(hit.start, hit.end);
            found(Marked { span, list: first.0, word: first.1 });
            for (list, word) in more {
                found(Marked { span, list: *list, word: *word });
            }
        });
    }
}
