//! Governments of countries: "the Chinese government", "the regime".

use super::super::discourse::Discourse;
use super::super::document::At;
use super::super::roles::{Role, lemma, role};
use super::super::words::List;
use super::is_argument;
use crate::language::Deprel;
use crate::model::EntityType;

/// A government that nobody names is looked for in so many sentences.
const NEAR: usize = 2;

/// Whose government is meant.
pub(super) enum Ruled {
    /// This country's.
    By(usize),
    /// That of a country which the words do not tell.
    Unsaid,
}

/// "the Chinese government", "the government of El Salvador", "the government"; nothing for "the Ortega regime".
pub(super) fn government(discourse: &Discourse, noun: At, wanted: &Role) -> Option<Ruled> {
    let is_country = |e: &usize| discourse.entities.list[*e].country.is_some();
    let named: Vec<usize> = wanted.of.iter().copied().filter(is_country).collect();
    match named[..] {
        [country] => Some(Ruled::By(country)),
        // "the Ortega regime" is Ortega's, "the Conservative government" the country's.
        [] if wanted.of.iter().all(|&e| is_party(discourse, e))
            && wanted.modifiers.iter().all(|m| List::Ruling.has(m)) =>
        {
            Some(owner_before(discourse, noun, wanted).map_or(Ruled::Unsaid, Ruled::By))
        }
        _ => None,
    }
}

fn is_party(discourse: &Discourse, entity: usize) -> bool {
    matches!(discourse.entities.list[entity].kind, EntityType::Org | EntityType::Group)
}

/// The one country whose government was called so before with its name: "Burma's regime … the regime". One that is not
/// spoken of with hostility is looked for nearby only: a paper's own government needs no name.
fn owner_before(discourse: &Discourse, noun: At, wanted: &Role) -> Option<usize> {
    let document = discourse.document;
    let reach = if wanted.noun == "government" { NEAR } else { noun.sentence };
    let mut owners = Vec::new();
    for referent in discourse.recent(noun.sentence, reach) {
        if let [owner] = referent.entities[..]
            && discourse.entities.list[owner].country.is_some()
            && discourse.entities.at(referent.at).is_none()
            && lemma(document, referent.at) == wanted.noun
            && role(document, discourse.entities, referent.at).of.contains(&owner)
            && !owners.contains(&owner)
        {
            owners.push(owner);
        }
    }
    if let [owner] = owners[..] { Some(owner) } else { None }
}

/// The country that does something to whom the noun means: "Russia criticized the government".
pub(super) fn doer(discourse: &Discourse, noun: At) -> Option<usize> {
    let document = discourse.document;
    let argument = document.path_up(noun).find(|&at| {
        let relation = document.token(at).deprel;
        !matches!(relation, Deprel::Nmod | Deprel::NmodPoss | Deprel::Compound | Deprel::Conj)
    })?;
    let verb = document.head(argument).filter(|_| is_argument(document.token(argument).deprel))?;
    let subject = document.subject(verb).filter(|&subject| subject != argument)?;
    match discourse.meaning(subject)[..] {
        [doer] => Some(doer),
        _ => None,
    }
}
