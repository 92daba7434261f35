//! Pronouns whose meaning the shape of their clause tells: "himself", "in his speech, Wang", "Wang and his wife", and
//! the "it" that means nothing.

use super::super::discourse::Discourse;
use super::super::document::{At, Document, is_noun, is_subject};
use super::super::words::List;
use super::Class;
use crate::language::{Deprel, Token};
use crate::model::EntityType;

/// The one that "himself" means, and the subject that tells.
pub(super) fn subject_of_clause(discourse: &Discourse, at: At) -> Option<(Vec<usize>, At)> {
    let document = discourse.document;
    // "He treated her himself", "a figure of herself".
    let subject = document.path_up(at).skip(1).find_map(|verb| document.subject(verb))?;
    let meant = discourse.meaning(subject);
    (!meant.is_empty() && subject != at).then_some((meant, subject))
}

/// The entity that the clause around a pronoun tells, whatever was said before.
pub(super) fn named_by_clause(discourse: &Discourse, at: At, class: Class) -> Option<usize> {
    subject_to_come(discourse, at, class)
        .or_else(|| joined_before(discourse, at, class))
        .or_else(|| dislocated(discourse, at, class))
}

/// The named subject after a fronted phrase that the possessive stands in: "In his speech, Xi said".
fn subject_to_come(discourse: &Discourse, at: At, class: Class) -> Option<usize> {
    let document = discourse.document;
    if document.token(at).deprel != Deprel::NmodPoss {
        return None;
    }
    let fronted = document.path_up(at).find(|&a| {
        matches!(document.token(a).deprel, Deprel::Obl | Deprel::Advcl)
            && document.head(a).is_some_and(|v| document.token(v).deprel == Deprel::Root)
    })?;
    let subject = document.child(document.head(fronted)?, |t| is_subject(t.deprel))?;
    let entity = discourse.entities.at(subject).filter(|_| subject.token > at.token)?;
    suits(discourse, entity, class).then_some(entity)
}

/// The named subject after the clause that the pronoun stands in, where nobody was spoken of before: "When he arrived,
/// Xi said".
pub(super) fn subject_after_clause(discourse: &Discourse, at: At, class: Class) -> Option<usize> {
    let document = discourse.document;
    let fronted = document.path_up(at).find(|&a| document.token(a).deprel == Deprel::Advcl)?;
    let subject = document.child(document.head(fronted)?, |t| is_subject(t.deprel))?;
    let entity = discourse
        .entities
        .at(subject)
        .filter(|_| subject.token > at.token && fronted.token < subject.token)?;
    suits(discourse, entity, class).then_some(entity)
}

/// "Wang and his delegation", "Wang and his wife Li": the possessive means whom its noun is joined to.
fn joined_before(discourse: &Discourse, at: At, class: Class) -> Option<usize> {
    let document = discourse.document;
    let noun = document.head(at).filter(|_| document.token(at).deprel == Deprel::NmodPoss)?;
    // "Wang and his wife Ann": the noun may stand beside the name that is joined.
    let beside = |a: &At| {
        matches!(
            document.token(*a).deprel,
            Deprel::Appos | Deprel::Flat | Deprel::Compound | Deprel::NmodDesc
        )
    };
    let joined = || {
        let joined = document.path_up(noun).find(|a| !beside(a))?;
        document.head(joined).filter(|_| document.token(joined).deprel == Deprel::Conj)
    };
    // "against Wang, his wife, Li, and his aides": the next in the list is she.
    let next = |first: At| document.child(first, |t| t.deprel == Deprel::Conj).map(|next| next.token);
    let listed =
        |&first: &At| document.token(noun).deprel == Deprel::Appos && next(first) == Some(noun.token + 2);
    let first = document.head(noun).filter(listed).or_else(joined)?;
    let entity = discourse.entities.at(first).filter(|_| first.token < at.token)?;
    let agrees = suits(discourse, entity, class);
    agrees.then_some(entity)
}

/// "Wang, he went on": the name before the clause in which the pronoun takes its place.
fn dislocated(discourse: &Discourse, at: At, class: Class) -> Option<usize> {
    let document = discourse.document;
    let name = document
        .child(document.head(at)?, |t| t.deprel == Deprel::Dislocated)
        .or_else(|| fronted(discourse, at))?;
    let entity = discourse.entities.at(name).filter(|_| name.token < at.token)?;
    suits(discourse, entity, class).then_some(entity)
}

/// The name with which the sentence begins, where but a comma stands between it and the subject: "Wang, he went on".
fn fronted(discourse: &Discourse, at: At) -> Option<At> {
    let document = discourse.document;
    let comma = at.token.checked_sub(1).filter(|&token| document.form(At { token, ..at }) == ",")?;
    let name = discourse.entities.name_at(At { token: comma.checked_sub(1)?, ..at })?;
    (name.tokens.start == 0 && is_subject(document.token(at).deprel))
        .then_some(At { token: name.tokens.start, ..at })
}

/// Whether a pronoun of this class may mean a named entity.
fn suits(discourse: &Discourse, entity: usize, class: Class) -> bool {
    let (kind, gender) = (discourse.entities.list[entity].kind, discourse.genders[entity]);
    match class {
        Class::Person(wanted) => kind == EntityType::Person && gender.is_none_or(|g| g == wanted),
        Class::Thing => matches!(kind, EntityType::Org | EntityType::Place),
        Class::Plural => kind == EntityType::Group,
    }
}

pub(super) fn has_copula(document: &Document, predicate: At) -> bool {
    document.child(predicate, |t| t.deprel == Deprel::Cop).is_some()
}

/// Whether what "it is" followed by this says may be said of no thing: "it is cold", "it is the neighbours who came"; but
/// not "it is a company", "it is the largest town".
fn is_vague(document: &Document, predicate: At) -> bool {
    let child = |wanted: fn(&Token) -> bool| document.child(predicate, wanted).is_some();
    let indefinite = child(|t| t.deprel == Deprel::Det && matches!(t.lemma.as_str(), "a" | "an"));
    let cleft = child(|t| matches!(t.deprel, Deprel::AclRelcl | Deprel::Acl));
    !indefinite && (!is_noun(document.token(predicate)) || cleft || child(|t| t.lemma == "not"))
}

/// "It is unclear when", "it is the neighbours", "it seems that": an it that stands for a clause or points at one.
pub(super) fn is_expletive(document: &Document, at: At) -> bool {
    let Some(head) = document.head(at) else { return true };
    document.children(head).any(|c| {
        let relation = document.token(c).deprel;
        matches!(relation, Deprel::Csubj | Deprel::CsubjPass | Deprel::CsubjOuter)
            || (matches!(relation, Deprel::Ccomp | Deprel::Xcomp | Deprel::Advcl)
                && has_copula(document, head))
    }) || (has_copula(document, head) && is_vague(document, head))
        || List::ClauseVerb.has(&document.token(head).lemma)
}
