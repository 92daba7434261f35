//! What entities are called beside their names, from appositions, titles and predicates: Wang Yi is "China's top
//! diplomat", "foreign minister", "director of the office".

use super::discourse::Reference;
use super::document::{At, Document, heads_phrase, is_noun, is_plural_noun, is_subject};
use super::entities::Entities;
use super::names::NameMention;
use super::words::List;
use crate::language::{Deprel, MentionKind, Token, Upos};
use crate::model::EntityType;

/// A description is sought over so many tokens.
const FARTHEST: usize = 12;

/// An entity keeps so many roles.
const MOST_ROLES: usize = 12;

/// A description that fits an entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// The lemma of its noun.
    pub noun: String,
    /// The lower-cased adjectives and nouns before it.
    pub modifiers: Vec<String>,
    /// The entities that it names: China in "China's foreign minister".
    pub of: Vec<usize>,
}

/// Adds to entities their roles; gives the noun phrases beside a name that mean the same.
pub fn find(document: &Document, entities: &mut Entities) -> Vec<Reference> {
    let mut references = Vec::new();
    for name in 0..entities.names.len() {
        let entity = entities.of_name(name);
        for (noun, refers) in described_by(document, entities, &entities.names[name]) {
            if !fits(document, noun, entities.list[entity].kind) {
                continue;
            }
            let role = role(document, entities, noun);
            let known = &mut entities.list[entity];
            known.gender = known.gender.or(gender(document, &role));
            if known.roles.len() < MOST_ROLES && !known.roles.contains(&role) {
                known.roles.push(role);
            }
            if refers {
                let kind = known.kind;
                references.push(Reference::nominal(noun, phrase(document, noun), Some(kind), vec![entity]));
            }
        }
    }
    references
}

fn gender(document: &Document, role: &Role) -> Option<crate::language::gazetteer::Gender> {
    document.world.describing_noun(&role.noun).and_then(|n| n.gender)
}

/// The nouns that describe a name, and whether they are noun phrases of their own.
fn described_by(document: &Document, entities: &Entities, name: &NameMention) -> Vec<(At, bool)> {
    let at = |token| At { sentence: name.sentence, token };
    let head = at(document.governor(name.sentence, &name.tokens));
    let relation = document.token(head).deprel;
    let free = |noun: &At| is_noun(document.token(*noun)) && entities.at(*noun).is_none();
    let mut found = Vec::new();
    // "the diplomat, Wang Yi" and "Minister Wang Yi" where the title governs the name.
    if matches!(relation, Deprel::Appos | Deprel::Flat)
        && let Some(noun) = document.head(head).filter(free)
    {
        found.push((noun, true));
    }
    for child in document.children(head).filter(free) {
        match document.token(child).deprel {
            // "Wang Yi, the foreign minister".
            Deprel::Appos => found.push((child, true)),
            // "Foreign Minister Wang Yi".
            Deprel::NmodDesc | Deprel::Compound if child.token < name.tokens.start => {
                found.push((child, false));
            }
            _ => {}
        }
    }
    // "Wang Yi is the foreign minister".
    if is_subject(relation)
        && let Some(predicate) = document.head(head).filter(free)
        && document.child(predicate, |t| t.deprel == Deprel::Cop).is_some()
        && document.child(predicate, |t| t.lemma == "not" || t.lemma == "no").is_none()
    {
        found.push((predicate, false));
    }
    // "The winner is Wang Yi".
    if let Some(subject) = identified(document, head).filter(free) {
        found.push((subject, true));
    }
    // "a man named Wang Yi".
    if matches!(relation, Deprel::Xcomp | Deprel::Obj | Deprel::Obl)
        && let Some(called) = document.head(head)
        && matches!(document.token(called).lemma.as_str(), "name" | "call" | "dub")
        && matches!(document.token(called).deprel, Deprel::Acl)
        && let Some(noun) = document.head(called).filter(free)
    {
        found.push((noun, true));
    }
    if name.entity == EntityType::Person {
        let beside = [
            noun_before(document, name),
            noun_between_commas(document, entities, name),
            noun_after(document, name),
        ];
        let beside = beside.into_iter().flatten().filter(free);
        let new = beside.filter(|n| found.iter().all(|(known, _)| known != n)).collect::<Vec<_>>();
        found.extend(new.into_iter().map(|n| (n, document.head(n) != Some(head))));
    }
    found
}

/// The definite noun that a clause says is the one with the name, without a doubt.
fn identified(document: &Document, name: At) -> Option<At> {
    let child = |wanted: fn(&Token) -> bool| document.child(name, wanted);
    let copula = child(|t| t.deprel == Deprel::Cop)?;
    let doubt =
        child(|t| t.deprel == Deprel::Aux || matches!(t.lemma.as_str(), "not" | "no" | "if" | "whether"));
    let subject = child(|t| is_subject(t.deprel) && t.upos == Upos::Noun)?;
    let definite = document.child(subject, |t| {
        t.deprel == Deprel::NmodPoss || t.deprel == Deprel::Det && t.lemma.eq_ignore_ascii_case("the")
    });
    // "The last president was Wang" tells of another one than the president; "the palace is Mongolian" of none.
    let other = document.child(subject, |t| t.lemma == "last" || List::Other.has(&t.lemma.to_lowercase()));
    let people = document.world.is_demonym(document.form(name));
    (doubt.is_none() && other.is_none() && !people && subject.token < copula.token)
        .then_some(subject)
        .filter(|_| definite.is_some())
}

/// "leader Xi Jinping": the word before a person's name, however the tree joins them.
fn noun_before(document: &Document, name: &NameMention) -> Option<At> {
    let token = name.tokens.start.checked_sub(1)?;
    let noun = At { sentence: name.sentence, token };
    let known = document.world.describing_noun(&lemma(document, noun));
    known.filter(|n| n.entity == EntityType::Person).map(|_| noun)
}

/// "China's top diplomat, Wang Yi, met", "the Minister of Foreign Affairs, Alexandra Hill.": the person that is described
/// before the first of two commas, where the tree misses that it is the one with the name.
fn noun_between_commas(document: &Document, entities: &Entities, name: &NameMention) -> Option<At> {
    let at = |token| At { sentence: name.sentence, token };
    let tokens = &document.sentences[name.sentence].tokens;
    let is = |token: usize, upos: Upos| tokens.get(token).is_some_and(|t| t.upos == upos);
    let comma = name.tokens.start.checked_sub(1).filter(|&t| t > 0 && document.form(at(t)) == ",")?;
    if !is(name.tokens.end, Upos::Punct) || is(name.tokens.end + 1, Upos::Cconj) {
        return None;
    }
    let within = |&token: &usize| {
        let upos = tokens[token].upos;
        let named = entities.name_at(at(token)).is_some_and(|n| n.entity == EntityType::Person);
        !named
            && !matches!(upos, Upos::Verb | Upos::Aux | Upos::Pron | Upos::Punct | Upos::Sconj | Upos::Cconj)
    };
    let is_person = |token: &usize| {
        let known = document.world.describing_noun(&lemma(document, at(*token)));
        is_noun(&tokens[*token]) && known.is_some_and(|n| n.entity == EntityType::Person)
    };
    (0..comma).rev().take(FARTHEST).take_while(within).find(is_person).map(at)
}

/// "Wang Yi, China's foreign minister,": the first noun after the comma, where nothing but its modifiers stands between.
fn noun_after(document: &Document, name: &NameMention) -> Option<At> {
    let tokens = &document.sentences[name.sentence].tokens;
    let at = |token: usize| At { sentence: name.sentence, token };
    let comma = name.tokens.end;
    if tokens.get(comma).is_none_or(|_| document.form(at(comma)) != ",") {
        return None;
    }
    let modifies =
        |t: &Token| matches!(t.upos, Upos::Det | Upos::Adj | Upos::Noun | Upos::Propn | Upos::Part);
    let end = (comma + 1..tokens.len()).take(8).take_while(|&t| modifies(&tokens[t])).last()? + 1;
    let noun = (comma + 1..end).map(at).find(|&a| {
        is_noun(document.token(a))
            && heads_phrase(document.token(a).deprel)
            && document.token(a).deprel != Deprel::NmodPoss
    })?;
    let known = document.world.describing_noun(&lemma(document, noun))?;
    let names_follow = tokens.get(noun.token + 1).is_some_and(|t| t.upos == Upos::Propn);
    (known.entity == EntityType::Person && !names_follow).then_some(noun)
}

/// Whether a noun may describe an entity of this kind.
fn fits(document: &Document, noun: At, kind: EntityType) -> bool {
    let token = document.token(noun);
    if is_plural_noun(token) && kind != EntityType::Group {
        return false;
    }
    match document.world.describing_noun(&lemma(document, noun)) {
        Some(known) => known.entity == kind,
        None => kind == EntityType::Person && token.upos == Upos::Noun && is_agent(&lemma(document, noun)),
    }
}

/// Whether a noun that no list has looks like one for a person: "trainer", "lobbyist".
fn is_agent(lemma: &str) -> bool {
    ["er", "or", "ist", "ian", "man", "woman", "person", "ee"].iter().any(|end| lemma.ends_with(end))
        && lemma.len() > 4
}

/// The lemma of a noun in lower case, also where it is written as a title.
pub fn lemma(document: &Document, noun: At) -> String {
    document.token(noun).lemma.to_lowercase()
}

/// A noun with its modifiers and the names on which it depends, by the tree or as they stand beside it.
pub fn role(document: &Document, entities: &Entities, noun: At) -> Role {
    // Who was president is named as the president, too.
    let held = lemma(document, noun);
    let held = held.strip_prefix("ex-").unwrap_or(&held).to_owned();
    let mut role = Role { noun: held, modifiers: Vec::new(), of: Vec::new() };
    for child in document.children(noun) {
        let token = document.token(child);
        match (token.deprel, entities.at(child)) {
            (
                Deprel::Amod | Deprel::Compound | Deprel::NmodDesc | Deprel::NmodPoss | Deprel::Nmod,
                Some(entity),
            ) => role.of.push(entity),
            (Deprel::Amod | Deprel::Compound, None) => role.modifiers.push(token.lemma.to_lowercase()),
            _ => {}
        }
    }
    role.of
        .extend(names_beside(document, entities, noun).filter(|e| !role.of.contains(e)).collect::<Vec<_>>());
    role
}

/// "Chinese Communist Party (CCP) leader", "director of the Foreign Affairs Commission": the names just before a noun and
/// after its preposition.
fn names_beside<'d>(
    document: &'d Document,
    entities: &'d Entities,
    noun: At,
) -> impl Iterator<Item = usize> + 'd {
    let tokens = &document.sentences[noun.sentence].tokens;
    let at = move |token: usize| At { token, ..noun };
    let form = move |token: usize| document.form(at(token));
    let bracket = noun.token.checked_sub(2).filter(|&t| form(t + 1) == ")");
    let before = bracket.or(noun.token.checked_sub(1));
    let joined = matches!(tokens.get(noun.token + 1), Some(t) if t.upos == Upos::Adp && t.lemma != "with");
    let phrase = |t: &Token| matches!(t.upos, Upos::Det | Upos::Adj | Upos::Noun | Upos::Propn);
    let after = (noun.token + 2..tokens.len()).take(FARTHEST).take_while(move |&t| phrase(&tokens[t]));
    let after = after.take(if joined { FARTHEST } else { 0 });
    let of_person = |e: &usize| entities.list[*e].kind == EntityType::Person;
    before.into_iter().chain(after).filter_map(move |t| entities.at(at(t))).filter(move |e| !of_person(e))
}

/// The words of a noun phrase from its first modifier to its noun.
pub fn phrase(document: &Document, noun: At) -> std::ops::Range<usize> {
    let modifies = |at: At| {
        matches!(
            document.token(at).deprel,
            Deprel::Det
                | Deprel::DetPredet
                | Deprel::Amod
                | Deprel::Compound
                | Deprel::Nummod
                | Deprel::NmodPoss
        )
    };
    let mut start = noun.token;
    for child in document.children(noun).filter(|&c| c.token < noun.token && modifies(c)) {
        start = start.min(leftmost(document, child));
    }
    start..noun.token + 1
}

/// The first token that depends on `at`, over a few levels.
fn leftmost(document: &Document, at: At) -> usize {
    let mut first = at;
    for _ in 0..8 {
        match document.children(first).next().filter(|c| c.token < first.token) {
            Some(child) => first = child,
            None => break,
        }
    }
    first.token
}

impl Reference {
    /// A noun phrase that means entities.
    pub fn nominal(
        noun: At,
        tokens: std::ops::Range<usize>,
        kind: Option<EntityType>,
        entities: Vec<usize>,
    ) -> Reference {
        Reference {
            kind: MentionKind::Nominal,
            sentence: noun.sentence,
            tokens,
            head: noun.token,
            entity: kind,
            certainty: 1.0,
            entities,
        }
    }
}
