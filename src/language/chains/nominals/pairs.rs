//! "the two", "the two leaders", "both countries", "the nations".

use super::super::discourse::{Discourse, Reference};
use super::super::document::{At, Document, heads_phrase, is_plural_noun};
use super::super::roles::{lemma, phrase};
use super::super::words::List;
use super::bodies::may_be;
use super::is_argument;
use crate::language::{Deprel, Token};
use crate::model::EntityType;

/// "the two", "the two leaders", "both countries", "the nations".
pub fn pair(discourse: &Discourse, at: At) -> Option<Reference> {
    let document = discourse.document;
    let token = document.token(at);
    let form = document.form(at).to_lowercase();
    // But "killed by two men" tells of others.
    let definite =
        |t: &Token| matches!(t.lemma.to_lowercase().as_str(), "the" | "this" | "these" | "those" | "that");
    let counted = |t: &Token| match t.lemma.to_lowercase().as_str() {
        "both" => true,
        "two" => document.child(at, definite).is_some(),
        _ => false,
    };
    let bare = is_argument(token.deprel)
        && (form == "both" || matches!(form.as_str(), "two" | "duo") && has_the(document, at))
        && document.child(at, |t| t.deprel == Deprel::Nmod).is_none();
    let explicit = bare || (is_plural_noun(token) && document.child(at, counted).is_some());
    let noun = lemma(document, at);
    if let Some(family) = family(discourse, at, &noun) {
        return Some(Reference::nominal(at, phrase(document, at), Some(EntityType::Person), family));
    }
    let parties = List::Party.has(&noun);
    if !(explicit || is_plural_noun(token) && parties && heads_phrase(token.deprel) && has_the(document, at))
    {
        return None;
    }
    let kinds: &[EntityType] = if bare {
        &[EntityType::Person, EntityType::Place, EntityType::Org]
    } else if noun == "side" {
        &[EntityType::Place, EntityType::Org, EntityType::Person]
    } else if parties {
        &[EntityType::Place]
    } else {
        match document.world.describing_noun(&noun)?.entity {
            EntityType::Person => &[EntityType::Person],
            EntityType::Org => &[EntityType::Org],
            _ => return None,
        }
    };
    let entities = discourse
        .pairs
        .get(&noun)
        .cloned()
        .filter(|_| !bare)
        .or_else(|| kinds.iter().find_map(|&kind| two(discourse, at, kind, explicit)))?;
    let kind = discourse.entities.list[entities[0]].kind;
    Some(Reference::nominal(at, phrase(document, at), Some(kind), entities))
}

/// "her parents", "the parents" of the one child, "the couple".
fn family(discourse: &Discourse, at: At, noun: &str) -> Option<Vec<usize>> {
    let document = discourse.document;
    let owner = document.child(at, |t| t.deprel == Deprel::NmodPoss);
    let family = match (noun, owner) {
        ("parent", Some(child)) if is_plural_noun(document.token(at)) => match discourse.meaning(child)[..] {
            [child] => discourse.kin.parents(Some(child)),
            _ => return None,
        },
        ("parent", None) if is_plural_noun(document.token(at)) && has_the(document, at) => {
            discourse.kin.parents(None)
        }
        ("couple", None) if has_the(document, at) => discourse.kin.couple()?.to_vec(),
        _ => return None,
    };
    let of = |t: &Token| matches!(t.deprel, Deprel::Nmod | Deprel::AclRelcl | Deprel::Acl);
    (family.len() == 2 && document.child(at, of).is_none()).then_some(family)
}

fn has_the(document: &Document, at: At) -> bool {
    document.child(at, |t| t.deprel == Deprel::Det && t.lemma.eq_ignore_ascii_case("the")).is_some()
}

/// The two entities of a kind that are spoken of: coordinated, or the only ones nearby, or countries that the document
/// is about.
fn two(discourse: &Discourse, at: At, kind: EntityType, explicit: bool) -> Option<Vec<usize>> {
    let list = &discourse.entities.list;
    let noun = lemma(discourse.document, at);
    let suits = |e: usize| match kind {
        EntityType::Place => list[e].country.is_some(),
        EntityType::Org => may_be(discourse, e, &noun),
        _ => true,
    };
    let wanted = |e: usize| list[e].kind == kind && suits(e);
    for before in 0..=1 {
        let near = discourse.recent_entities(at.sentence, before, wanted);
        if near.len() == 2 {
            return Some(near);
        }
    }
    if !explicit {
        return None;
    }
    let coordinated = discourse.recent(at.sentence, 3).find_map(|referent| {
        let together: Vec<usize> =
            discourse.coordinated(referent.at).into_iter().filter(|&e| wanted(e)).collect();
        (together.len() == 2).then_some(together)
    });
    if coordinated.is_some() || kind != EntityType::Place {
        return coordinated;
    }
    // The one just spoken of, and that which the document is about.
    let near = discourse.recent_entities(at.sentence, 1, wanted);
    if let ([one], Some(&(main, often))) = (&near[..], discourse.countries.first())
        && main != *one
        && often >= 2
    {
        return Some(vec![main, *one]);
    }
    match discourse.countries[..] {
        [(first, _), (second, often)] if often >= 2 => Some(vec![first, second]),
        [(first, _), (second, often), (_, less), ..] if often >= 2 && less * 3 <= often * 2 => {
            Some(vec![first, second])
        }
        _ => None,
    }
}
