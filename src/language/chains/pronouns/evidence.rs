//! What speaks for and against a candidate of a pronoun of the third person, beside what speaks for any.

use super::super::discourse::{Discourse, Referent};
use super::super::document::At;
use super::super::entities::Entity;
use super::super::weighing::evidence::{function, seat};
use super::super::weighing::{Asked, Candidate, Tell};
use super::candidates::candidates;
use super::{Class, is_speaker};
use crate::language::gazetteer::Gender;
use crate::language::{Deprel, Upos};
use crate::model::EntityType;

/// A pronoun of the third person.
pub(super) struct Pronoun<'e, 'd, 'a> {
    pub discourse: &'e Discourse<'d, 'a>,
    pub at: At,
    pub class: Class,
}

impl Asked for Pronoun<'_, '_, '_> {
    fn discourse(&self) -> &Discourse<'_, '_> {
        self.discourse
    }

    fn at(&self) -> At {
        self.at
    }

    fn class(&self) -> &'static str {
        match self.class {
            Class::Person(_) => "he",
            Class::Thing => "it",
            Class::Plural => "they",
        }
    }

    fn candidates(&self) -> Vec<Candidate<'_>> {
        candidates(self.discourse, self.at, self.class)
    }

    fn tell(&self, candidate: &Candidate, all: &[Candidate], tell: &mut Tell) {
        match (candidate.entities.first(), self.class) {
            (None, _) => self.tell_unnamed(candidate.mentions[0], candidate.near(self.at), tell),
            (Some(&person), Class::Person(gender)) => self.tell_gender(person, gender, all, tell),
            (Some(&first), _) => self.tell_kind(candidate, first, tell),
        }
    }

    fn tell_none(&self, tell: &mut Tell) {
        let form = self.discourse.document.form(self.at).to_lowercase();
        tell(format_args!("none"), 1.0);
        tell(format_args!("none {form}"), 1.0);
        if self.discourse.quotes.covers(self.at) {
            tell(format_args!("none quoted"), 1.0);
        }
        if self.at.token == 0 {
            tell(format_args!("none first word"), 1.0);
        }
    }
}

impl Pronoun<'_, '_, '_> {
    /// Whether a person's gender is known; where another candidate's is, that says more.
    fn tell_gender(&self, person: usize, gender: Gender, all: &[Candidate], tell: &mut Tell) {
        let pronoun = if gender == Gender::Male { "he" } else { "she" };
        let is_known = |person: usize| self.discourse.genders[person].is_some();
        let known = match is_known(person) {
            true => "known",
            false if all.iter().any(|c| c.entities.first().is_some_and(|&p| is_known(p))) => "less known",
            false => "unknown",
        };
        tell(format_args!("{pronoun} of {known} gender"), 1.0);
    }

    /// What sort of thing a candidate is.
    fn tell_kind(&self, candidate: &Candidate, first: usize, tell: &mut Tell) {
        let discourse = self.discourse;
        let document = discourse.document;
        let (seat, last) = (seat(document, self.at), candidate.last());
        let kind =
            if candidate.entities.len() > 1 { "several" } else { kind(&discourse.entities.list[first]) };
        tell(format_args!("{kind}"), 1.0);
        tell(format_args!("{seat} {kind}"), 1.0);
        let near = candidate.near(self.at);
        tell(format_args!("{kind} {near} {}", function(document, last)), 1.0);
        if is_speaker(document, self.at) {
            tell(format_args!("speaker {kind}"), 1.0);
        }
        if document.head(self.at).is_some_and(|head| document.token(head).upos == Upos::Verb) {
            tell(format_args!("{kind} of verb"), 1.0);
        }
        if candidate.entities.len() > 1 && candidate.mentions.iter().all(|m| m.entities.len() == 1) {
            tell(format_args!("several apart"), 1.0);
        }
    }

    /// What is known of a candidate without a name.
    fn tell_unnamed(&self, referent: &Referent, near: &str, tell: &mut Tell) {
        let document = self.discourse.document;
        let noun = document.token(referent.at);
        let known = document.world.describing_noun(&noun.lemma.to_lowercase());
        let kind = known.map_or("THING".to_owned(), |known| known.entity.to_string());
        tell(format_args!("unnamed {kind}"), 1.0);
        let determiner = document.child(referent.at, |t| t.deprel == Deprel::Det);
        let determiner = match determiner.map(|d| document.form(d).to_lowercase()).as_deref() {
            None => "none",
            Some("a" | "an") => "a",
            Some("the") => "the",
            Some("this" | "that" | "these" | "those") => "this",
            Some(_) => "other",
        };
        tell(format_args!("unnamed with {determiner}"), 1.0);
        if matches!(noun.upos, Upos::Pron | Upos::Propn) {
            tell(format_args!("unnamed {}", noun.upos), 1.0);
        }
        if !matches!(self.class, Class::Person(_)) {
            tell(format_args!("unnamed {near} {}", function(document, referent.at)), 1.0);
        }
    }
}

fn kind(entity: &Entity) -> &'static str {
    match entity.kind {
        EntityType::Place if entity.country.is_some() => "country",
        EntityType::Place => "place",
        EntityType::Org => "body",
        EntityType::Group => "group",
        EntityType::Person => "person",
    }
}
