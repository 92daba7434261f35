//! What entities are called beside their names, from appositions, titles and predicates: Wang Yi is "China's top
//! diplomat", "foreign minister", "director of the office".

use super::document::{At, Document, is_noun, is_plural_noun, is_subject};
use super::entities::Entities;
use super::names::NameMention;
use super::salience::{Reference, heads_phrase};
use crate::language::{Deprel, MentionKind, Token, Upos};
use crate::model::EntityType;

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
    if name.entity == EntityType::Person {
        let beside =
            [noun_before(document, name), noun_between_commas(document, name), noun_after(document, name)];
        let beside = beside.into_iter().flatten().filter(free);
        let new = beside.filter(|n| found.iter().all(|(known, _)| known != n)).collect::<Vec<_>>();
        found.extend(new.into_iter().map(|n| (n, document.head(n) != Some(head))));
    }
    found
}

/// "leader Xi Jinping": the word before a person's name, however the tree joins them.
fn noun_before(document: &Document, name: &NameMention) -> Option<At> {
    let token = name.tokens.start.checked_sub(1)?;
    let noun = At { sentence: name.sentence, token };
    let known = document.world.describing_noun(&lemma(document, noun));
    known.filter(|n| n.entity == EntityType::Person).map(|_| noun)
}

/// "China's top diplomat, Wang Yi, met": the phrase before the first of two commas, where the tree misses that it is one
/// with the name.
fn noun_between_commas(document: &Document, name: &NameMention) -> Option<At> {
    let form = |token: usize| {
        let in_sentence = token < document.sentences[name.sentence].tokens.len();
        if in_sentence { document.form(At { sentence: name.sentence, token }) } else { "" }
    };
    let comma = name.tokens.start.checked_sub(1).filter(|&t| t > 0 && form(t) == ",")?;
    if form(name.tokens.end) != "," || matches!(form(name.tokens.end + 1), "and" | "or") {
        return None;
    }
    let last = At { sentence: name.sentence, token: comma - 1 };
    let phrase = document.path_up(last).take(4).take_while(|a| {
        a.token < comma && is_noun(document.token(*a)) && document.token(*a).deprel != Deprel::Conj
    });
    let is_person = |a: &At| {
        document.world.describing_noun(&lemma(document, *a)).is_some_and(|n| n.entity == EntityType::Person)
    };
    phrase.filter(is_person).last()
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

/// A noun with its modifiers and the names on which it depends.
pub fn role(document: &Document, entities: &Entities, noun: At) -> Role {
    let mut role = Role { noun: lemma(document, noun), modifiers: Vec::new(), of: Vec::new() };
    for child in document.children(noun) {
        let token = document.token(child);
        let named = entities.at(child);
        match token.deprel {
            Deprel::Amod | Deprel::Compound | Deprel::NmodDesc | Deprel::NmodPoss | Deprel::Nmod => {
                if let Some(entity) = named {
                    role.of.push(entity);
                } else if matches!(token.deprel, Deprel::Amod | Deprel::Compound) {
                    role.modifiers.push(token.lemma.to_lowercase());
                }
            }
            _ => {}
        }
    }
    role
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
            entities,
        }
    }
}
