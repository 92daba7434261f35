//! "the ministry", "the company", "the mosque": bodies and places by a word of their names, or by what they are.

use std::borrow::Cow;

use super::super::document::At;
use super::super::names::is_acronym;
use super::super::roles::{Role, phrase};
use super::super::salience::{Discourse, Reference};
use super::super::words::List;
use super::{NEAR, is_same_role, prominent};
use crate::language::gazetteer::fold;
use crate::language::{Deprel, Token, Upos};
use crate::model::EntityType;

/// Of a body's names, so many are asked what it is.
const MOST_NAMES: usize = 20;

/// What a document is about is named so many times.
const OFTEN: usize = 4;

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

/// The organisation that is called so or has that role; else the only one nearby.
pub(super) fn body(discourse: &Discourse, noun: At, wanted: &Role) -> Option<usize> {
    let list = &discourse.entities.list;
    let is_body = |e: usize| list[e].kind == EntityType::Org;
    if let Some(called) = called(discourse, noun, wanted, EntityType::Org) {
        return Some(called);
    }
    let bears = |e: usize| is_body(e) && list[e].roles.iter().any(|r| is_same_role(discourse, wanted, r));
    let called_so = |e: usize| bears(e) && list[e].roles.iter().any(|r| r.noun == wanted.noun);
    let bearer = || discourse.recent_entities(noun.sentence, noun.sentence, called_so).first().copied();
    // "The airline … the company"; "the organisation" may be any.
    let telling = !List::AnyBody.has(&wanted.noun);
    let nearby = || discourse.recent_entities(noun.sentence, NEAR, |e| telling && bears(e)).first().copied();
    if let Some(bearer) = bearer().or_else(nearby) {
        return Some(bearer);
    }
    if is_specified(discourse, noun) {
        return None;
    }
    if !List::Body.has(&wanted.noun) || !wanted.modifiers.is_empty() {
        return None;
    }
    let is_such = |e: usize| is_body(e) && may_be(discourse, e, &wanted.noun);
    if let [only] = discourse.recent_entities(noun.sentence, 1, is_such)[..] {
        return Some(only);
    }
    if List::Sole.has(&wanted.noun) {
        return main(discourse, is_such);
    }
    // "BJP" is a party, among others that are none; but of "SP" nobody can tell.
    let is_known = |e: usize| telling && is_body(e) && is_known_as(discourse, e, &wanted.noun);
    let is_unknown = |e: usize| is_such(e) && is_shortened(discourse, e);
    let may_be_meant = |e: usize| is_known(e) || is_unknown(e);
    let nearby = discourse.recent_entities(noun.sentence, NEAR, may_be_meant);
    let meant = if let [only] = nearby[..] { Some(only) } else { main(discourse, may_be_meant) };
    meant.filter(|&body| is_known(body))
}

/// Whether a body goes by initials only.
fn is_shortened(discourse: &Discourse, body: usize) -> bool {
    let mut names = discourse.entities.list[body].names.iter().take(MOST_NAMES);
    names.all(|&n| is_acronym(&discourse.entities.names[n].form))
}

/// The body of which the document speaks most, where no other such is named half as often.
fn main(discourse: &Discourse, is_such: impl Fn(usize) -> bool) -> Option<usize> {
    let mut such = discourse.bodies.iter().filter(|&&(entity, _)| is_such(entity));
    let &(first, most) = such.next()?;
    let less = such.next().map_or(0, |&(_, count)| count);
    (most >= OFTEN && most >= 2 * less).then_some(first)
}

/// Whether more is said of a body than its kind, which no body nearby need be: "the authority to arrest", "the group of
/// friends".
fn is_specified(discourse: &Discourse, noun: At) -> bool {
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
fn is_known_as(discourse: &Discourse, body: usize, noun: &str) -> bool {
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
fn is_of_another_country(discourse: &Discourse, body: usize, wanted: &Role) -> bool {
    let list = &discourse.entities.list;
    let world = discourse.document.world;
    let codes: Vec<&str> = wanted.of.iter().filter_map(|&e| list[e].country).map(|c| c.code).collect();
    let forms = list[body].names.iter().map(|&n| discourse.entities.names[n].form.as_str());
    let in_name = |word: &str| world.country(word).or_else(|| world.country_of_demonym(word));
    let mut countries = forms.flat_map(|form| form.split_whitespace()).filter_map(in_name);
    !codes.is_empty() && countries.any(|country| !codes.contains(&country.code))
}

/// The place that is called so ("the mosque": "Grand Mosque"); a city by the only one nearby.
pub(super) fn place(discourse: &Discourse, noun: At, wanted: &Role) -> Option<usize> {
    let town = List::Town.has(&wanted.noun);
    if let Some(called) = called(discourse, noun, wanted, EntityType::Place).filter(|_| !town) {
        return Some(called);
    }
    let is_town = |e: usize| discourse.entities.list[e].may_be_town();
    (town && wanted.modifiers.is_empty())
        .then(|| prominent(discourse, noun.sentence, is_town, &discourse.towns))?
}

/// The entity of a kind last spoken of in whose name the noun stands.
fn called(discourse: &Discourse, noun: At, wanted: &Role, kind: EntityType) -> Option<usize> {
    let word = fold(&wanted.noun);
    let is_called =
        |e: usize| discourse.entities.list[e].kind == kind && discourse.entities.is_called(e, &word);
    // "the Greek ministry" is no other country's, "the culture ministry" has culture in its name.
    let fits = |e: usize| {
        wanted.modifiers.iter().all(|m| discourse.entities.is_called(e, &fold(m)))
            && !is_of_another_country(discourse, e, wanted)
    };
    let so_called = discourse.recent_entities(noun.sentence, noun.sentence, |e| is_called(e) && fits(e));
    so_called.first().copied()
}
