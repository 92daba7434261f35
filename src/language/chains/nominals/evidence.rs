//! What a description may mean, and what speaks for and against that, beside what speaks for any word.

use strum::IntoStaticStr;

use super::super::discourse::Discourse;
use super::super::document::At;
use super::super::entities::Entity;
use super::super::roles::Role;
use super::super::weighing::{Asked, Candidate, Tell};
use super::super::words::List;
use super::bodies::{is_known_as, is_of_another_country, is_specified, may_be};
use super::countries::doer;
use crate::language::Deprel;
use crate::language::gazetteer::{Country, Gender, fold};
use crate::model::EntityType;

/// ISO 3166-1 codes of the countries that are called kingdoms.
const KINGDOMS: [&str; 18] = [
    "BE", "BH", "BT", "DK", "ES", "GB", "JO", "KH", "LS", "MA", "NL", "NO", "SA", "SE", "SZ", "TH", "TO",
    "NP",
];

/// What a description demands of what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Kind {
    Person,
    Body,
    Country,
    Place,
}

/// "the minister", "the company", "the country", "the city".
pub struct Description<'e, 'd, 'a> {
    pub discourse: &'e Discourse<'d, 'a>,
    pub noun: At,
    pub kind: Kind,
    /// What it says of whom it means.
    pub role: Role,
}

impl Asked for Description<'_, '_, '_> {
    fn discourse(&self) -> &Discourse<'_, '_> {
        self.discourse
    }

    fn at(&self) -> At {
        self.noun
    }

    fn class(&self) -> &'static str {
        self.kind.into()
    }

    fn candidates(&self) -> Vec<Candidate<'_>> {
        let doer = if self.kind == Kind::Country { doer(self.discourse, self.noun) } else { None };
        let mut candidates: Vec<Candidate> = Vec::new();
        for referent in self.discourse.recent(self.noun.sentence, self.noun.sentence) {
            let [entity] = referent.entities[..] else { continue };
            match candidates.iter_mut().find(|c| c.entities == [entity]) {
                Some(known) => known.mentions.push(referent),
                None if Some(entity) != doer && self.suits(entity) => {
                    candidates.push(Candidate { entities: vec![entity], mentions: vec![referent] });
                }
                None => {}
            }
        }
        candidates
    }

    fn tell(&self, candidate: &Candidate, all: &[Candidate], tell: &mut Tell) {
        let Some(&entity) = candidate.entities.first() else { return };
        self.tell_roles(entity, tell);
        self.tell_names(entity, tell);
        let names = |c: &Candidate| c.entities.first().map_or(0, |&e| self.entity(e).names.len());
        if all.iter().all(|other| names(other) <= names(candidate)) {
            tell(format_args!("most named"), 1.0);
        }
        if all.len() == 1 {
            tell(format_args!("only one"), 1.0);
        }
    }

    /// "The government" is some country's.
    fn may_be_none(&self) -> bool {
        !List::Government.has(&self.role.noun)
    }

    fn tell_none(&self, tell: &mut Tell) {
        let document = self.discourse.document;
        tell(format_args!("none"), 1.0);
        tell(format_args!("none {}", self.role.noun), 1.0);
        tell(format_args!("none as {}", document.token(self.noun).deprel), 1.0);
        let determiner = document.child(self.noun, |t| t.deprel == Deprel::Det);
        let determiner = determiner.map_or("no".to_owned(), |d| document.form(d).to_lowercase());
        tell(format_args!("none with {determiner}"), 1.0);
        let said = [
            ("modified", !self.role.modifiers.is_empty()),
            ("of somebody", !self.role.of.is_empty()),
            ("specified", is_specified(self.discourse, self.noun)),
            ("quoted", self.discourse.quotes.covers(self.noun)),
            ("capitalised", document.form(self.noun).starts_with(char::is_uppercase)),
        ];
        for (what, _) in said.into_iter().filter(|(_, is_so)| *is_so) {
            tell(format_args!("none {what}"), 1.0);
        }
    }
}

impl<'a> Description<'_, '_, 'a> {
    fn entity(&self, entity: usize) -> &Entity<'a> {
        &self.discourse.entities.list[entity]
    }

    /// The gender that the noun tells.
    fn gender(&self) -> Option<Gender> {
        self.discourse.document.world.describing_noun(&self.role.noun).and_then(|n| n.gender)
    }

    /// Whether the description may mean an entity at all: not the country of "Chad's president".
    fn suits(&self, entity: usize) -> bool {
        let known = self.entity(entity);
        let is_kingdom = |country: &Country| KINGDOMS.contains(&country.code);
        match self.kind {
            Kind::Person => {
                let (wanted, gender) = (self.gender(), self.discourse.genders[entity]);
                known.kind == EntityType::Person && (wanted.is_none() || gender.is_none() || wanted == gender)
            }
            Kind::Body => {
                known.kind == EntityType::Org
                    && !self.role.of.contains(&entity)
                    && !is_of_another_country(self.discourse, entity, &self.role)
            }
            Kind::Country => known.country.is_some_and(|c| self.role.noun != "kingdom" || is_kingdom(c)),
            Kind::Place => known.may_be_town() && !self.role.of.contains(&entity),
        }
    }

    /// Whether what the text has called an entity fits the description.
    fn tell_roles(&self, entity: usize, tell: &mut Tell) {
        let roles = &self.entity(entity).roles;
        let bears: Vec<&Role> =
            roles.iter().filter(|known| self.role.is_like(self.discourse, known)).collect();
        let said = [
            ("bears it", !bears.is_empty()),
            ("bears it by this noun", bears.iter().any(|r| r.noun == self.role.noun)),
            ("bears it of the same", bears.iter().any(|r| r.of.iter().any(|o| self.role.of.contains(o)))),
            ("bears nothing", roles.is_empty()),
            ("bears other", bears.is_empty() && !roles.is_empty()),
            ("bears the noun", roles.iter().any(|r| r.noun == self.role.noun)),
            ("is a rival", self.kind == Kind::Person && self.is_rival(entity)),
            ("is named in it", self.role.of.contains(&entity)),
        ];
        for (what, _) in said.into_iter().filter(|(_, is_so)| *is_so) {
            tell(format_args!("{what}"), 1.0);
        }
    }

    /// Whether its names tell what an entity is.
    fn tell_names(&self, entity: usize, tell: &mut Tell) {
        let Discourse { entities, .. } = self.discourse;
        if entities.is_called(entity, &fold(&self.role.noun)) {
            tell(format_args!("called so"), 1.0);
            if self.role.modifiers.iter().all(|m| entities.is_called(entity, &fold(m))) {
                tell(format_args!("called just so"), 1.0);
            }
        }
        if self.kind == Kind::Body {
            let known = if is_known_as(self.discourse, entity, &self.role.noun) {
                "is such"
            } else if may_be(self.discourse, entity, &self.role.noun) {
                "may be such"
            } else {
                "is another"
            };
            tell(format_args!("{known}"), 1.0);
        }
    }

    /// Whether somebody's roles are of another body or country than the description.
    fn is_rival(&self, person: usize) -> bool {
        let kind = |e: &usize| self.entity(*e).kind;
        let elsewhere = |role: &Role| {
            let rivals = |e: &usize| self.role.of.iter().any(|w| kind(w) == kind(e));
            role.of.iter().any(rivals) && !role.of.iter().any(|e| self.role.of.contains(e))
        };
        self.entity(person).roles.iter().any(elsewhere)
    }
}

impl Role {
    /// Whether a description fits a role: the same noun or a broader one, the same country, nothing that tells them apart.
    fn is_like(&self, discourse: &Discourse, known: &Role) -> bool {
        let world = discourse.document.world;
        let same_noun = self.noun == known.noun
            || world.describing_noun(&known.noun).is_some_and(|n| n.is_also(&self.noun));
        let same_owner =
            self.of.is_empty() || known.of.is_empty() || self.of.iter().any(|e| known.of.contains(e));
        // "The communist leader" is the leader of the Communist Party.
        let by_owner = |m: &str| known.of.iter().any(|&e| discourse.entities.is_called(e, m));
        let tells = |m: &String| !List::Same.has(m) && !known.modifiers.contains(m) && !by_owner(m);
        same_noun && same_owner && !self.modifiers.iter().any(tells)
    }
}
