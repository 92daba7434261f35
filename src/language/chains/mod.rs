//! Which words of an article speak of the same person, organisation, place or group.
//!
//! ```text
//! trees, names ─ boundaries, names ─► clean names ─ entities ─► entities ─ roles ─► what they are called by
//!                                                                           │
//!                                  mentions, chains ◄─ pronouns, nominals ◄─┘
//! ```
//!
//! Sieves, the most precise first, after Lee et al. (2013, "Deterministic coreference resolution based on
//! entity-centric, precision-ranked rules"): equal names, countries and their people, acronyms, short for full names
//! ([`entities`]); appositions, titles and predicates ([`roles`]); then once through the text, descriptions
//! ([`nominals`]) and pronouns by recency and grammatical role after Lappin and Leass (1994) ([`pronouns`]). Where two
//! candidates are equally good, none is taken. Every look back is bounded, so the time is linear in the text.

mod boundaries;
mod document;
mod entities;
mod names;
mod nominals;
mod organisations;
mod persons;
mod pronouns;
mod quotes;
mod roles;
mod salience;
#[cfg(test)]
mod testing;

use super::gazetteer::Gazetteer;
use super::neural::Name;
use super::{Chain, Mention, Sentence};
use document::Document;

/// The mentions and chains of an article. Needs sentences with tags and trees, and the names of each sentence. Every
/// chain has at least one name; descriptions and pronouns that refer to no named entity are left out.
pub fn chains(text: &str, sentences: &[Sentence], names: &[Vec<Name>]) -> (Vec<Mention>, Vec<Chain>) {
    let document = Document::new(text, sentences, Gazetteer::embedded());
    let names = names::clean(&document, names);
    let mut entities = entities::of_names(&document, names);
    let appositions = roles::find(&document, &mut entities);
    let references = salience::walk(&document, &entities, appositions);
    entities.into_chains(&document, references)
}
