//! "the ministry", "the company", "the mosque": what a body is by its names, and what is called by the end of a name.

use std::borrow::Cow;

use super::super::discourse::{Discourse, Reference};
use super::super::document::At;
use super::super::roles::{Role, phrase};
use super::super::words::List;
use crate::language::gazetteer::fold;
use crate::language::{Deprel, Token, Upos};
use crate::model::EntityType;

/// Of a body's names, so many are asked what it is.
const MOST_NAMES: usize = 20;

/// "the archives", "the depot": the one body or place so far whose name ends with a word that says little by itself.
pub(super) fn named_so(discourse: &Discourse, noun: At) -> Option<Reference> {
    let document = discourse.document;
    let word = document.form(noun);
    let the = |t: &Token| t.deprel == Deprel::Det && t.lemma.eq_ignore_ascii_case("the");
    let mut before = document.children(noun).filter(|c| document.token(*c).deprel != Deprel::Case);
    let alone = before.next().is_some_and(|only| the(document.token(only))) && before.next().is_none();
    let plain = word.starts_with(char::is_lowercase) && word.len() > 3 && !List::Vague.has(word);
    if !alone || !plain || document.token(noun).upos != Upos::Noun {
        return None;
    }
    let list = &discourse.entities.list;
    let ends_so = |&n: &usize| {
        discourse.entities.names[n].folded.rsplit_once(' ').is_some_and(|(_, last)| last == word)
    };
    let is_such = |e: usize| {
        matches!(list[e].kind, EntityType::Org | EntityType::Place)
            && list[e].country.is_none()
            && list[e].names.iter().take(MOST_NAMES).any(ends_so)
    };
    match discourse.recent_entities(noun.sentence, noun.sentence, is_such)[..] {
        [only] => Some(Reference::nominal(noun, phrase(document, noun), Some(list[only].kind), vec![only])),
        _ => None,
    }
}

/// Whether more is said of a body than its kind, which no body nearby need be: "the authority to arrest", "the group of
/// friends".
pub(super) fn is_specified(discourse: &Discourse, noun: At) -> bool {
    let document = discourse.document;
    let says_more = |t: &Token| matches!(t.deprel, Deprel::Acl | Deprel::Nmod | Deprel::NmodUnmarked);
    document.children(noun).any(|c| c.token > noun.token && says_more(document.token(c)))
}

/// Whether a body may be called so as far as its names tell what it is: "the company" is no ministry and no court.
pub(super) fn may_be(discourse: &Discourse, body: usize, noun: &str) -> bool {
    let kinds = kinds(discourse, body);
    let fits = |kind: &String| is_kind_of(discourse, kind, noun);
    kinds.is_empty() || kinds.iter().any(fits)
}

/// Whether one of its names, or the one by which the gazetteer has it, tells that a body is such: "BJP" is a party.
pub(super) fn is_known_as(discourse: &Discourse, body: usize, noun: &str) -> bool {
    kinds(discourse, body).iter().any(|kind| is_kind_of(discourse, kind, noun))
}

fn is_kind_of(discourse: &Discourse, kind: &str, noun: &str) -> bool {
    kind == noun || discourse.document.world.describing_noun(kind).is_some_and(|n| n.is_also(noun))
}

/// What a body is by its names.
fn kinds(discourse: &Discourse, body: usize) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for name in full_names(discourse, body) {
        found.extend(telling_words(&name).filter_map(|word| kind(discourse, word)).map(str::to_owned));
    }
    found
}

/// The folded names of a body in the text, and those in full that the gazetteer has for them.
fn full_names<'d>(discourse: &'d Discourse, body: usize) -> impl Iterator<Item = Cow<'d, str>> {
    let names = discourse.entities.list[body].names.iter().take(MOST_NAMES);
    names.map(|&n| &discourse.entities.names[n]).flat_map(|name| {
        let full = discourse.document.world.organisation(&name.form).map(|known| fold(known.name).into());
        std::iter::once(Cow::Borrowed(name.folded.as_str())).chain(full)
    })
}

/// The words of a body's name that may tell what it is: the last, and the last before "of" or "for".
fn telling_words(name: &str) -> impl Iterator<Item = &str> {
    let words: Vec<&str> = name.split(' ').collect();
    let head = words.iter().position(|word| List::Small.has(word)).and_then(|of| of.checked_sub(1));
    let last = words.last().copied();
    head.map(|head| words[head]).into_iter().chain(last)
}

/// What a body is by a word of its name: "Ministry", "Samsung Electronics".
fn kind<'w>(discourse: &Discourse, word: &'w str) -> Option<&'w str> {
    if List::LegalForm.has(word) || List::Company.has(word) {
        return Some("company");
    }
    let noun = discourse.document.world.describing_noun(word)?;
    (noun.entity == EntityType::Org).then_some(word)
}

/// Whether the name of a body has another country in it than the description: "Iranian Ministry", "the Iraqi ministry".
pub(super) fn is_of_another_country(discourse: &Discourse, body: usize, wanted: &Role) -> bool {
    let list = &discourse.entities.list;
    let world = discourse.document.world;
    let codes: Vec<&str> = wanted.of.iter().filter_map(|&e| list[e].country).map(|c| c.code).collect();
    let forms = list[body].names.iter().take(MOST_NAMES).map(|&n| discourse.entities.names[n].form.as_str());
    let in_name = |word: &str| world.country(word).or_else(|| world.country_of_demonym(word));
    let mut countries = forms.flat_map(|form| form.split_whitespace()).filter_map(in_name);
    !codes.is_empty() && countries.any(|country| !codes.contains(&country.code))
}
