//! What one sentence says: a relation with its two ends, time, place, status and speaker.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr};

use super::{Span, When};

/// Whether the text presents something as real.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
    Display,
    EnumString,
    IntoStaticStr,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Status {
    /// Presented as having happened, going on or being so, also when quoted.
    Actual,
    /// Announced, expected, will, to meet, invited to come.
    Planned,
    /// May, could, considering, if, asked to, wants to.
    Possible,
    /// Said not to have happened, or negated.
    Denied,
}

impl Status {
    /// All, the most real first.
    pub const ALL: [Status; 4] = [Status::Actual, Status::Planned, Status::Possible, Status::Denied];
}

/// How the time of a claim was found.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
    Display,
    EnumString,
    IntoStaticStr,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum TimeMethod {
    /// The words give the date in full.
    Explicit,
    /// The words count from the publication date or the dateline ("on Tuesday").
    Relative,
    /// Taken from the sentences around.
    Discourse,
    /// No time was found, or the words found have no value.
    None,
}

/// The time of a claim: its value, the words that give it, and how they were read.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimTime {
    /// The value; `None` where the words are there but can't be resolved ("on Tuesday" without an anchor).
    pub value: Option<When>,
    /// The words in the text.
    pub span: Span,
    /// How the value was found.
    pub method: TimeMethod,
}

/// One end of a claim: a chain of mentions, seen here through one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participant {
    /// Index into `Analysis::chains`.
    pub chain: usize,
    /// Index into `Analysis::mentions`: the mention in the evidence that stands for this end.
    pub mention: usize,
    /// The noun that stands between, where the text names not the entity but things or people of it:
    /// "Chinese firms" is China via "firms".
    pub via: Option<String>,
}

/// A fact as one sentence of one article states it.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// The relation's name as in FACTS.md: `met`, `holds_position`, or `other:preside_over`.
    pub relation: String,
    /// Who does or is.
    pub subject: Participant,
    /// To whom, or of what.
    pub object: Participant,
    /// The role as the text has it, for `holds_position` and `appointed`.
    pub title: Option<String>,
    /// When it happened, if the text says so.
    pub time: Option<ClaimTime>,
    /// The most specific named place of the event.
    pub place: Option<Participant>,
    /// Whether it is presented as real.
    pub status: Status,
    /// On whose word alone it stands.
    pub speaker: Option<Participant>,
    /// How sure the extractor is, 0 to 1.
    pub confidence: f64,
    /// The pattern that found it.
    pub rule: String,
    /// Index into `Analysis::sentences`: the evidence.
    pub sentence: usize,
    /// The words that carry the relation ("met with").
    pub trigger: Span,
}
