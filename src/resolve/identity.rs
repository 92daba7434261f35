//! Chain → identity: which chains of different articles one full name joins.
//!
//! Careful on purpose: a chain joins others only by its full name and type, or by a name of the gazetteer. A name that
//! says too little (a surname, "the minister", "Foreign Ministry") makes an identity of its own article. That two
//! full names mean one entity is a judgement on their identities ([`clusters`](super::clusters)).
//!
//! The identity's id is a Wikidata id, else a hash of what joins its chains (type and folded name; for an identity of
//! one article, also the document), never of the article that was read first: so the order of reading does not show.

use crate::language::gazetteer::{Country, Gazetteer, fold};
use crate::model::EntityType;
use crate::store::id;

use super::common;
use super::known::known;

/// What one full name joins.
#[derive(Debug, Clone, PartialEq)]
pub struct Identity {
    /// Its public id.
    pub uid: String,
    /// The folded name that the id stands for.
    pub norm: String,
    /// The name that the gazetteer gives it.
    pub known_as: Option<&'static str>,
    /// Why the chain is joined with those of other articles; `None`: it is not.
    pub join: Option<Join>,
}

/// A rule that joins chains.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Join {
    /// Its name.
    pub rule: &'static str,
    /// How sure it is, 0 to 1.
    pub score: f64,
}

/// A user gave the name to an entity, by the command `alias`.
pub const GIVEN: Join = Join { rule: "alias", score: 1.0 };

/// The id of a folded name: in all documents, or in the document of this public id alone.
pub fn key(entity: EntityType, norm: &str, document: Option<&str>) -> String {
    let kind: &str = entity.into();
    id::public("n", [kind, norm].into_iter().chain(document))
}

/// The identity of a chain of this type, with this fullest form, in the document of this public id. `named`: the form is
/// a name, not a description.
pub fn identify(entity: EntityType, fullest: &str, named: bool, document: &str) -> Identity {
    if named && let Some(country) = country(entity, fullest) {
        let norm = fold(country.name);
        let uid = country.item.map_or_else(|| key(entity, &norm, None), str::to_owned);
        let join = Some(Join { rule: "country", score: 0.97 });
        return Identity { uid, norm, known_as: Some(country.name), join };
    }
    let gazetteer = if named { known_name(entity, fullest) } else { None };
    let known = if named { known(entity, gazetteer.unwrap_or(fullest)) } else { None };
    if let Some(name) = known.map(|known| known.name).or(gazetteer) {
        let norm = fold(name);
        let uid = known.and_then(|known| known.item).map_or_else(|| key(entity, &norm, None), str::to_owned);
        let join = Some(Join { rule: "gazetteer", score: 0.93 });
        return Identity { uid, norm, known_as: Some(name), join };
    }
    let norm = fold(fullest);
    let join = if named { by_name(entity, &norm) } else { None };
    let uid = key(entity, &norm, join.is_none().then_some(document));
    Identity { uid, norm, known_as: None, join }
}

fn country(entity: EntityType, name: &str) -> Option<&'static Country> {
    Gazetteer::embedded().country(name).filter(|_| entity == EntityType::Place)
}

/// The usual name of what the gazetteer knows by several.
fn known_name(entity: EntityType, name: &str) -> Option<&'static str> {
    let world = Gazetteer::embedded();
    match entity {
        EntityType::Org => world.organisation(name).map(|organisation| organisation.name),
        EntityType::Place => world.locality(name).map(|locality| locality.name),
        EntityType::Person | EntityType::Group => None,
    }
}

/// The rule by which a folded full name identifies an entity in every article.
fn by_name(entity: EntityType, norm: &str) -> Option<Join> {
    match entity {
        EntityType::Person => is_full_name(norm).then_some(Join { rule: "full_name", score: 0.95 }),
        EntityType::Org | EntityType::Place | EntityType::Group => {
            (norm.len() > 1 && !common::is_common(norm)).then_some(Join { rule: "same_name", score: 0.9 })
        }
    }
}

/// Two words at least that are no initials: a given name and a surname.
fn is_full_name(norm: &str) -> bool {
    norm.split(' ').filter(|word| word.chars().nth(1).is_some()).nth(1).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(entity: EntityType, a: &str, b: &str) -> bool {
        identify(entity, a, true, "d-1").uid == identify(entity, b, true, "d-2").uid
    }

    #[test]
    fn full_names_join_articles_whatever_their_case_and_accents() {
        assert!(same(EntityType::Person, "Recep Tayyip Erdogan", "Recep Tayyip Erdoğan"));
        assert!(same(EntityType::Org, "The Epoch Times", "Epoch Times"));
        assert!(!same(EntityType::Person, "George Bush", "Jeb Bush"));
    }

    #[test]
    fn the_gazetteer_joins_acronyms_and_names_of_countries() {
        let country = identify(EntityType::Place, "Burma", true, "d-1");
        assert_eq!((&*country.uid, country.known_as), ("Q836", Some("Myanmar")));
        assert!(same(EntityType::Place, "U.S.", "the United States"));
        assert!(same(EntityType::Org, "UN", "United Nations"));
        assert!(same(EntityType::Place, "L.A.", "Los Angeles"));
    }

    #[test]
    fn names_that_say_too_little_stay_in_their_article() {
        for (entity, name) in [
            (EntityType::Person, "Putin"),
            (EntityType::Person, "J. Smith"),
            (EntityType::Org, "Foreign Ministry"),
            (EntityType::Place, "the capital"),
        ] {
            assert!(!same(entity, name, name), "{name}");
        }
    }

    #[test]
    fn a_chain_without_a_name_joins_nothing() {
        let nominal = identify(EntityType::Group, "armed rebels", false, "d-1");
        assert_eq!(nominal.join, None);
    }

    #[test]
    fn a_type_tells_namesakes_apart() {
        let place = identify(EntityType::Place, "Jordan", true, "d-1");
        let group = identify(EntityType::Group, "Jordan", true, "d-1");
        assert_ne!(place.uid, group.uid);
    }
}
