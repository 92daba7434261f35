//! What the database answers: plain rows with stable field names, which are also those of the JSON output.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::{EntityType, Status, TimeMethod};

/// An entity: what chains of many articles refer to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct EntityRow {
    /// `Q…` (Wikidata) or `n-…`.
    pub id: String,
    /// The name that most articles use.
    pub name: String,
    /// What it is.
    #[serde(rename = "type")]
    pub entity: EntityType,
    /// The number of articles that mention it.
    pub documents: u32,
    /// Whether it is known by a name too short to be joined with others, and so belongs to one article.
    pub local: bool,
}

/// A name of an entity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AliasRow {
    /// As the articles write it.
    pub name: String,
    /// The number of articles that do.
    pub documents: u32,
}

/// An entity as an end of a fact, as its place or speaker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct End {
    /// The entity's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is.
    #[serde(rename = "type")]
    pub entity: EntityType,
    /// What stands between: "Chinese firms" is China via "firms".
    pub via: Option<String>,
}

/// The time of an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct EventTime {
    /// The value as EDTF.
    pub edtf: String,
    /// `day`, `month`, `year`, …
    pub granularity: String,
    /// How it was found.
    pub method: TimeMethod,
    /// The first day, counted from 1970-01-01; `None`: open.
    #[serde(skip)]
    pub lo: Option<i32>,
    /// The last day; `None`: open.
    #[serde(skip)]
    pub hi: Option<i32>,
}

/// An event or state: what one or more claims are about.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct EventRow {
    /// `e-…`
    pub id: String,
    /// `event` or `state`.
    pub kind: String,
    /// Who did or is.
    pub subject: End,
    /// The relation's name.
    pub relation: String,
    /// Whether the order of the ends does not matter.
    #[serde(skip)]
    pub symmetric: bool,
    /// To whom, or of what.
    pub object: End,
    /// The role, for `holds_position` and `appointed`.
    pub title: Option<String>,
    /// When, if any claim says so.
    pub when: Option<EventTime>,
    /// Where, if any claim says so.
    #[serde(rename = "where")]
    pub place: Option<End>,
    /// The most real status that a claim gives it.
    pub status: Status,
    /// Whether some claims assert and some deny it.
    pub contested: bool,
    /// The number of claims.
    pub claims: u32,
    /// The number of articles.
    pub documents: u32,
    /// The number of independent sources that say so: near-copies count as one, an article without a source is one.
    pub sources: u32,
    /// How sure, 0 to 1.
    pub confidence: f64,
}

impl EventRow {
    /// The end that is not this entity.
    pub fn other(&self, id: &str) -> &End {
        if self.subject.id == id { &self.object } else { &self.subject }
    }
}

/// The time of a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ClaimTimeRow {
    /// The value as EDTF, if the words have one.
    pub edtf: Option<String>,
    /// The words.
    pub text: String,
    /// How the value was found.
    pub method: TimeMethod,
}

/// A stretch of an article's text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Quote {
    /// Offset of its first byte.
    pub start: usize,
    /// Offset after its last byte.
    pub end: usize,
    /// The text there, byte for byte.
    pub text: String,
}

/// What one sentence says.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ClaimRow {
    /// `c-…`
    pub id: String,
    /// The event that it is about.
    pub event: String,
    /// The article's id as the input gave it.
    pub doc: String,
    /// The article's public id, `d-…`.
    pub document: String,
    /// The newspaper, agency or site.
    pub source: Option<String>,
    /// When the article was published, as EDTF.
    pub published: Option<String>,
    /// Where the article stands.
    pub url: Option<String>,
    /// The article's headline.
    pub headline: Option<String>,
    /// Who does or is.
    pub subject: End,
    /// The relation's name.
    pub relation: String,
    /// To whom, or of what.
    pub object: End,
    /// The role, for `holds_position` and `appointed`.
    pub title: Option<String>,
    /// When, if the article says so.
    pub when: Option<ClaimTimeRow>,
    /// Where, if the article says so.
    #[serde(rename = "where")]
    pub place: Option<End>,
    /// Whether it is presented as real.
    pub status: Status,
    /// On whose word alone it stands.
    pub said_by: Option<End>,
    /// How sure the extractor is, 0 to 1.
    pub confidence: f64,
    /// The pattern that found it.
    pub rule: String,
    /// The sentence.
    pub evidence: Quote,
    /// The words that carry the relation.
    pub trigger: Quote,
    /// Why it counts as a claim about its event: a rule of `resolve::events`.
    pub joined_by: String,
}

/// An article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DocumentRow {
    /// `d-…`
    pub id: String,
    /// The id that the input gave it.
    pub doc: String,
    /// The headline.
    pub headline: Option<String>,
    /// The newspaper, agency or site.
    pub source: Option<String>,
    /// When it was published, as EDTF.
    pub published: Option<String>,
    /// Where it stands.
    pub url: Option<String>,
    /// The byline.
    pub author: Option<String>,
    /// The number of its claims.
    pub claims: u32,
    /// The smallest id among the article and its near-copies, if it has any: all of them count as one source.
    pub story: Option<String>,
}

/// An article in which words were found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Hit {
    /// `d-…`
    pub id: String,
    /// The id that the input gave it.
    pub doc: String,
    /// The headline.
    pub headline: Option<String>,
    /// The newspaper, agency or site.
    pub source: Option<String>,
    /// When it was published, as EDTF.
    pub published: Option<String>,
    /// Where it stands.
    pub url: Option<String>,
    /// A stretch of its text or headline with words that were found; `…` where it is cut.
    pub snippet: String,
    /// Where these words are in the snippet: offsets of their first bytes and after their last.
    pub matches: Vec<[usize; 2]>,
}

/// An article that names two entities.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Naming {
    /// `d-…`
    pub id: String,
    /// The id that the input gave it.
    pub doc: String,
    /// The headline.
    pub headline: Option<String>,
    /// The newspaper, agency or site.
    pub source: Option<String>,
    /// When it was published, as EDTF.
    pub published: Option<String>,
    /// Where it stands.
    pub url: Option<String>,
    /// The first sentence that names both, by name or otherwise, if one does.
    pub sentence: Option<Quote>,
}

/// A claim as far as it tells what was known when, and by whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Testimony {
    /// The id of the event that it is about.
    pub event: String,
    /// Its own id.
    pub claim: String,
    /// Whether it is presented as real.
    pub status: Status,
    /// The last day on which its article may have been published, counted from 1970-01-01.
    pub published: i32,
    /// The newspaper, agency or site.
    pub source: Option<String>,
    /// What the article's near-copies have in common with it; its own id, if it has none.
    pub story: String,
}

/// How much there is of everything.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Stats {
    /// Articles.
    pub documents: u32,
    /// Different sources named.
    pub sources: u32,
    /// What single sentences say.
    pub claims: u32,
    /// What happened.
    pub events: u32,
    /// What is so.
    pub states: u32,
    /// Meetings of any kind that are asserted to have happened.
    pub meetings: u32,
    /// Entities, those of a single article included.
    pub entities: u32,
    /// Events and states by relation, most frequent first.
    pub relations: Vec<Count>,
    /// Events and states by status.
    pub statuses: Vec<Count>,
}

/// How often something occurs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Count {
    /// What.
    pub name: String,
    /// How often.
    pub count: u32,
}

/// The answer to a free SQL statement.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Table {
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<serde_json::Value>>,
}
