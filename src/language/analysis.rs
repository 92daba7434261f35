//! What the language stage gives: the types of an [`Analysis`].

use std::ops::Range;

use super::ud::{Deprel, Upos, Xpos};
use crate::model::{EntityType, Span, TimeMethod, When};

/// All that the language stage sees in one article. Indices refer to the vectors of this struct.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Analysis {
    /// The language that the article is in, by its English name, where that is not English: then nothing else is here.
    pub foreign: Option<&'static str>,
    /// In the order of the text, not overlapping.
    pub sentences: Vec<Sentence>,
    /// In the order of the text (by start, then longest first).
    pub mentions: Vec<Mention>,
    /// In the order of the text, not overlapping.
    pub times: Vec<TimeExpression>,
    /// The entities of the article; each mention with a chain belongs to one.
    pub chains: Vec<Chain>,
    /// The pronouns of those who speak without a name, a list for each: a narrator's "I", and his or her "we".
    pub unnamed: Vec<Vec<Mention>>,
    /// In the order of the text.
    pub quotations: Vec<Quotation>,
}

/// Words of one sentence within quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// Index of the sentence.
    pub sentence: usize,
    /// Its tokens from the first to the last that is quoted.
    pub tokens: Range<usize>,
    /// Who speaks, as sentence and token: the subject of the verb of speech, which may stand in a sentence around.
    pub speaker: Option<(usize, usize)>,
}

/// Where in an article a sentence stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::IntoStaticStr)]
#[strum(serialize_all = "lowercase")]
pub enum Part {
    /// A headline or a heading: no final stop, title case or a line of its own before the body.
    Headline,
    /// "MOSCOW, Feb. 21 (Xinhua) --".
    Dateline,
    /// No prose: credits, links, rows of tables. Has no names.
    Furniture,
    /// Running text.
    Body,
}

/// One sentence with its dependency tree.
#[derive(Debug, Clone, PartialEq)]
pub struct Sentence {
    /// From its first to its last token.
    pub span: Span,
    /// Where it stands.
    pub part: Part,
    /// The number of its paragraph, counted from 0.
    pub paragraph: usize,
    /// Its syntactic words in order; heads are indices into this vector.
    pub tokens: Vec<Token>,
}

/// One syntactic word (UD v2): of "don't" there are two, `do` and `n't`.
#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    /// Its bytes in the article's text.
    pub span: Span,
    /// Whether it is written as one word with the token before it (`n't`, `'s`).
    pub joined: bool,
    /// The dictionary form.
    pub lemma: String,
    /// The universal part of speech.
    pub upos: Upos,
    /// The Penn Treebank tag: tense and number are read from it.
    pub xpos: Xpos,
    /// Index of its head in the sentence; `None`: the root.
    pub head: Option<usize>,
    /// Its relation to the head.
    pub deprel: Deprel,
    /// How clear its head and its name were.
    pub margins: Margins,
}

/// By how much the network preferred what it chose for a word to the next best, between [`Margins::LEAST`] and
/// [`Margins::MOST`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Margins {
    /// Of the head; below 0 where the tree as a whole wanted another.
    pub head: f32,
    /// Of the tag that says what part of what name it is, or that it is of none.
    pub name: f32,
}

impl Margins {
    /// What is less counts as so much.
    pub const LEAST: f32 = -5.0;
    /// What is more counts as so much.
    pub const MOST: f32 = 10.0;

    /// By how much the chosen one of these scores is above the others.
    pub fn of(scores: impl Iterator<Item = f32>, chosen: usize) -> f32 {
        let (mut own, mut best_other) = (f32::NEG_INFINITY, f32::NEG_INFINITY);
        for (i, score) in scores.enumerate() {
            if i == chosen { own = score } else { best_other = best_other.max(score) }
        }
        let margin = own - best_other;
        if margin.is_nan() { Self::MOST } else { margin.clamp(Self::LEAST, Self::MOST) }
    }
}

impl Default for Margins {
    /// Of a word that no network has judged.
    fn default() -> Self {
        Margins { head: Self::MOST, name: Self::MOST }
    }
}

/// How a mention refers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::IntoStaticStr)]
#[strum(serialize_all = "lowercase")]
pub enum MentionKind {
    /// By a name: "Wang Yi", "Chinese".
    Name,
    /// By a description: "the minister", "the two powers".
    Nominal,
    /// By a pronoun, possessives included.
    Pronoun,
}

/// Words that refer to an entity.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// How it refers.
    pub kind: MentionKind,
    /// Index of its sentence.
    pub sentence: usize,
    /// Its tokens in the sentence.
    pub tokens: Range<usize>,
    /// The token of the range that governs the others.
    pub head: usize,
    /// Its bytes in the text.
    pub span: Span,
    /// What it refers to, as far as it shows by itself.
    pub entity: Option<EntityType>,
    /// How likely it refers to its chains: 1 where grammar tells or a rule decides, less where it is weighed what a pronoun
    /// or a description means.
    pub certainty: f32,
    /// The chains it belongs to: none, one, or several ("the two powers", "they").
    pub chains: Vec<usize>,
}

/// A mention that is less likely to refer to its chains tells nothing of them: no facts, and no gender or relatives.
pub(super) const SURE: f32 = 0.6;

impl Mention {
    /// Whether facts may be read from it.
    pub fn is_sure(&self) -> bool {
        self.certainty >= SURE
    }
}

/// The mentions of one entity within one article (coreference).
#[derive(Debug, Clone, PartialEq)]
pub struct Chain {
    /// What the entity is.
    pub entity: EntityType,
    /// The fullest form seen, without titles; a country by its usual English short name.
    pub name: String,
    /// The other names seen, in the order of the text, without repeats.
    pub aliases: Vec<String>,
    /// Indices of its mentions, in the order of the text.
    pub mentions: Vec<usize>,
}

/// What sort of time an expression gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeKind {
    /// A date, a span of dates, or a time of a day: when something is.
    Date,
    /// How long ("five hours").
    Duration,
    /// How often ("every Monday").
    Set,
}

/// Words that give a time.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeExpression {
    /// Index of its sentence.
    pub sentence: usize,
    /// Its tokens in the sentence.
    pub tokens: Range<usize>,
    /// Its bytes in the text.
    pub span: Span,
    /// What sort it is.
    pub kind: TimeKind,
    /// The value in TIMEX3's writing ("2013-W12", "P5H", "PRESENT_REF"); empty: unknown.
    pub timex: String,
    /// For dates that are one: the value for the facts.
    pub value: Option<When>,
    /// Whether the words alone give the value or it was counted from the publication date.
    pub method: TimeMethod,
}
