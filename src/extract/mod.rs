//! [`Analysis`] → [`Claim`]s: what the sentences of an article say.
//!
//! ```text
//! lexicon (data/lexicon)                     status ─┐
//!        │                                   timing ─┤
//!  tree ─┴► frames ─ ends ► matches ───────► place ──┼► Claim ─ merge ► each fact once an article
//!  (arguments)                              speaker ─┘
//!           positions (roles, titles, appositions, predicates, anaphors, owners, home), located, captions, open
//! ```
//!
//! Time and place hang on the settings of an event, the words around its trigger that tell of one time and place; the
//! story is what the sentences before tell of them.

mod anaphors;
mod appositions;
mod arguments;
mod bare_relatives;
mod belonging;
mod bodies;
mod candidate;
mod captions;
mod citizens;
mod clauses;
mod confidence;
mod control;
mod deeds;
mod each_other;
mod ends;
mod examples;
mod explain;
mod fact;
mod following;
mod frames;
mod governed;
mod granted;
mod home;
mod instances;
mod journeys;
mod kinds_of_bodies;
mod lexicon;
mod light;
mod located;
mod members;
mod mentions;
mod merge;
mod misplaced;
mod modifiers;
mod occasions;
mod open;
mod outdone;
mod owners;
mod owners_before;
mod phrases;
mod place;
mod positions;
mod posts;
mod predicates;
mod prepositions;
mod presence;
mod reading;
mod recall;
mod relation_file;
mod roles;
mod rules;
mod said_of;
mod seats;
mod setting_words;
mod settings;
mod shared_titles;
mod slots;
mod speaker;
mod spoken_for;
mod standing;
mod status;
mod stays;
mod story;
mod teams;
#[cfg(test)]
mod testing;
mod timing;
mod titles;
mod trace;
mod wording;
mod words;

use crate::language::Analysis;
use crate::model::{Article, Claim};

pub use confidence::{Confidence, Signs};
pub use examples::Failure;
pub use explain::{Argument, Explanation, Fired, Stopped, Words};
pub use fact::{End, Evidence, Fact, Place, Time};
pub use frames::Stop;
pub use lexicon::{Frame, Lexicon, Pattern};
pub use relation_file::{Example, RelationFile, RuleError, TriggerKind};
pub use rules::RuleExtractor;

/// What makes claims of an analysed article. A claim that the text does not support must not be made.
pub trait Extractor: Sync {
    /// The claims of the article in the order of the text.
    fn extract(&self, article: &Article, analysis: &Analysis) -> Vec<Claim>;
}
