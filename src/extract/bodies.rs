//! What bodies are part of, or where they are at home, by the words beside their names or in them: "Saudi Arabia's Civil
//! Defense Authority", "the School of Law at Yale University", "the Iranian Ministry of Health", "Argentina's Boca
//! Juniors".

use super::ends::{End, EndFinder};
use super::following::{after_acronym, is_house};
use super::located::Location;
use super::words::Words;
use crate::language::gazetteer::Gazetteer;
use crate::language::{Deprel, Tree, Upos, Xpos};
use crate::model::EntityType;

/// "Saudi Arabia's Civil Defense Authority", "the Fletcher School at Tufts University", "the university and its Murrow
/// Center".
pub fn body_of(finder: &EndFinder, what: &End) -> Option<Location> {
    let tree = finder.tree;
    let noun = tree.lemma(what.token).to_lowercase();
    // "India's Freedom Fighters" are its people.
    let people = matches!(tree.token(what.token).xpos, Xpos::Nns | Xpos::Nnps) && is_people_of(&noun);
    if people || !is_kind_of_body(&noun) {
        return None;
    }
    let end = after_acronym(tree, finder.mentions.analysis.mentions[what.participant.mention].tokens.end);
    let possessor = tree.dependent(what.token, &[Deprel::NmodPoss]);
    let at = || {
        let below = tree.dependents(what.token, &[Deprel::Nmod]);
        below
            .filter(|&c| c > what.token)
            .find(|&c| tree.has_preposition(c, "at"))
            .or_else(|| beside(finder, what, end))
    };
    let token = possessor.or_else(at).or_else(|| part_of_body(finder, what, end))?;
    let mut owner = finder.all(token).into_iter().next()?;
    // "the Arabic Department at Vietnam National University-Hanoi"
    let cut = finder.tokens_here(&owner).is_some_and(|tokens| tree.form_or_end(tokens.end) == "-");
    if cut && possessor.is_none() {
        return None;
    }
    // "the Delhi government's Directorate of Education" is Delhi's.
    let rules = |via: &String| matches!(&*via.to_lowercase(), "government" | "administration");
    if owner.participant.via.as_ref().is_some_and(rules) && is_of_state(finder, what) {
        owner.participant.via = None;
    }
    let kind = finder.mentions.entity_type(&owner.participant);
    // "Kabul's Polytechnic University", "India's Bharatiya Janata Party" are none of their bodies.
    let lemma = tree.lemma(what.token).to_lowercase();
    let trades = || has_word(finder, what, |word| word == "commerce");
    let private = is_house(finder, what) || Words::built_in().is_private_body(&lemma) || trades();
    // "the Cree Nation at Chisasibi" lies there.
    let there = possessor.is_none() && tree.has_preposition(token, "at");
    if kind == EntityType::Place && (private || there) && !is_of_state(finder, what) {
        let place = owner.clone();
        return owner.participant.via.is_none().then(|| Location {
            what: what.clone(),
            place,
            relation: "located_in",
            rule: "place.whose",
            confidence: 0.75,
        });
    }
    (owner.participant.via.is_none() && matches!(kind, EntityType::Place | EntityType::Org)).then(|| {
        Location { what: what.clone(), place: owner, relation: "part_of", rule: "body", confidence: 0.75 }
    })
}

/// "the Cigarette Committee of the China Chamber of Commerce", "the Drug Administration (FDA) of the United States": the body
/// or state that "of" leads to from the name of a part.
fn part_of_body(finder: &EndFinder, what: &End, end: usize) -> Option<usize> {
    let form = |i| finder.tree.form_or_end(i);
    let name = if form(end + 1) == "the" { end + 2 } else { end + 1 };
    let body = finder.named_at(name).filter(|_| form(end) == "of")?;
    let tokens = &finder.mentions.analysis.mentions[body.participant.mention].tokens;
    let whole = tokens.start == name && !matches!(form(tokens.end), "'s" | "’s" | "-");
    let fits = match finder.mentions.entity_type(&body.participant) {
        EntityType::Org => is_part(finder, what),
        EntityType::Place => finder.mentions.is_country(&body.participant) && is_of_state(finder, what),
        EntityType::Person | EntityType::Group => false,
    };
    (fits && whole).then_some(finder.mentions.analysis.mentions[body.participant.mention].head)
}

/// Whether a word of its name says that it is part of another: "Department".
fn is_part(finder: &EndFinder, what: &End) -> bool {
    has_word(finder, what, |word| Words::built_in().is_part(word))
}

/// "the Department of Physics at Yale University", "the Local Department in the Ministry of Health", wherever the tree hangs
/// the phrase.
fn beside(finder: &EndFinder, what: &End, end: usize) -> Option<usize> {
    let tree = finder.tree;
    let form = |i| tree.form_or_end(i);
    let name = if form(end + 1) == "the" { end + 2 } else { end + 1 };
    let body = finder.named_at(name).filter(|_| {
        matches!(form(end), "at" | "within")
            || form(end + 1) == "the" && form(end) == "in" && is_part(finder, what)
    })?;
    let is_body = finder.mentions.entity_type(&body.participant) == EntityType::Org;
    let token = finder.mentions.analysis.mentions[body.participant.mention].head;
    (is_body && !is_before_noun(tree, token)).then_some(token)
}

/// "Argentina's Boca Juniors", "Japan's Toyota": at home there, where it is no body of the state.
pub fn possessed_body(finder: &EndFinder, what: &End) -> Option<Location> {
    let tree = finder.tree;
    let mention = &finder.mentions.analysis.mentions[what.participant.mention];
    let apostrophe = mention.tokens.start.checked_sub(1)?;
    if !tree.is_possessive_mark(apostrophe)
        || is_kind_of_body(&tree.lemma(what.token).to_lowercase())
        || is_before_noun(tree, what.token)
        || Gazetteer::embedded()
            .country_of_seat(&finder.mentions.analysis.chains[what.participant.chain].name)
            .is_some()
    {
        return None;
    }
    let place = finder.place_at(apostrophe.checked_sub(1)?)?;
    let (relation, rule) =
        if is_of_state(finder, what) { ("part_of", "body.whose") } else { ("located_in", "place.whose") };
    Some(Location { what: what.clone(), place, relation, rule, confidence: 0.75 })
}

/// "the Iranian Ministry of Health", "the Supreme Court of Kenya": of the state in the name, if the article names that.
pub fn named_after(finder: &EndFinder, what: &End) -> Option<Location> {
    let tree = finder.tree;
    let mention = &finder.mentions.analysis.mentions[what.participant.mention];
    let words: Vec<&str> = mention.tokens.clone().map(|i| tree.form(i)).collect();
    let gazetteer = Gazetteer::embedded();
    // "Korean" may be of either country.
    let usual = |name: &str| gazetteer.country_of_demonym(name).filter(|c| c.demonyms.first() == Some(&name));
    let known = |name: &str| gazetteer.country(name).or_else(|| usual(name));
    let first = (1..words.len().min(4)).rev().find_map(|n| known(&words[..n].join(" ")));
    let last = || {
        let of = words.iter().rposition(|word| *word == "of")?;
        gazetteer.country(words.get(of + 1..)?.join(" ").trim_start_matches("the "))
    };
    let country = first.or_else(last).filter(|_| is_of_state(finder, what) && !governs(&words))?;
    let chain = finder.mentions.country(country.name)?;
    let near = |&&m: &&usize| m.abs_diff(what.participant.mention);
    let mut place = what.clone();
    place.participant.chain = chain;
    place.participant.mention = *finder.mentions.analysis.chains[chain].mentions.iter().min_by_key(near)?;
    Some(Location { what: what.clone(), place, relation: "part_of", rule: "name", confidence: 0.8 })
}

/// "the Palestinian Authority": who governs a country is no part of it.
fn governs(words: &[&str]) -> bool {
    matches!(words, ["Palestinian", "Authority"] | ["Palestinian", "National", "Authority"])
}

/// "the UN Human Rights Council", "the EU Commission": of the body in the name, if the article names that.
pub fn part_by_name(finder: &EndFinder, what: &End) -> Option<Location> {
    let mention = &finder.mentions.analysis.mentions[what.participant.mention];
    let words: Vec<&str> = mention.tokens.clone().map(|i| finder.tree.form(i)).collect();
    // "Council", "Commission on the Status of Women"
    let heads =
        |pair: &[&str]| matches!(pair, [part, "on" | "for" | "of"] if is_part_in_name(&part.to_lowercase()));
    let last = words.last().is_some_and(|last| is_part_in_name(&last.to_lowercase()));
    if !last && !words.windows(2).any(heads) {
        return None;
    }
    let known = |n: usize| Gazetteer::embedded().organisation(&words.get(..n)?.join(" "));
    let body = (1..words.len().min(4)).rev().find_map(known)?;
    let chains = finder.mentions.analysis.chains.iter();
    let (chain, named) =
        chains.enumerate().find(|(_, c)| c.entity == EntityType::Org && c.name == body.name)?;
    let near = |&&m: &&usize| m.abs_diff(what.participant.mention);
    let mut whole = what.clone();
    whole.participant.chain = chain;
    whole.participant.mention = *named.mentions.iter().min_by_key(near)?;
    Some(Location { what: what.clone(), place: whole, relation: "part_of", rule: "name", confidence: 0.8 })
}

/// "Council" after the name of a body.
fn is_part_in_name(word: &str) -> bool {
    Words::built_in().is_part(word)
        || matches!(word, "assembly" | "mission" | "panel" | "programme" | "program" | "taskforce" | "court")
}

/// Whether a word of the name says that it is a body of a state, and none that it fights one.
fn is_of_state(finder: &EndFinder, what: &End) -> bool {
    let fights = |word: &str| matches!(word, "liberation" | "resistance" | "salvation" | "free");
    has_word(finder, what, |word| Words::built_in().is_of_state(word)) && !has_word(finder, what, fights)
}

/// Whether the name has such a word.
pub fn has_word(finder: &EndFinder, what: &End, is_such: impl Fn(&str) -> bool) -> bool {
    let mention = &finder.mentions.analysis.mentions[what.participant.mention];
    mention.tokens.clone().any(|i| is_such(&finder.tree.form(i).to_lowercase()))
}

/// "a subsidiary of the Italian energy giant Eni", "the Russian news agency TASS": what stands before a name and says
/// what it is and whose.
pub fn described_body(finder: &EndFinder, what: &End) -> Option<Location> {
    let tree = finder.tree;
    let kind = finder.mentions.analysis.mentions[what.participant.mention].tokens.start.checked_sub(1)?;
    let lemma = tree.lemma(kind).to_lowercase();
    let noun = Gazetteer::embedded().describing_noun(&lemma).map(|noun| noun.entity);
    let is_body =
        matches!(noun, Some(EntityType::Org)) || matches!(&*lemma, "giant" | "startup" | "chain" | "club");
    if !is_body
        || tree.token(kind).upos != Upos::Noun
        || finder.named_at(kind).is_some()
        || is_before_noun(tree, what.token)
    {
        return None;
    }
    let attribute = |&i: &usize| {
        finder.named_at(i).is_none()
            && (matches!(tree.token(i).upos, Upos::Noun | Upos::Adj)
                || matches!(tree.form(i), "-" | "," | "and" | "&")
                || matches!(tree.form(i), "'s" | "’s")
                    && i.checked_sub(1).is_some_and(|owner| finder.named_at(owner).is_some()))
    };
    let reach = kind.saturating_sub(8);
    let at = (reach..kind).rev().find(|i| !attribute(i))?;
    let place = finder.place_at(at)?;
    // "the Russian steel and mining company Evraz", but not "Russian miners and the company Evraz".
    let lists = (at + 1..kind).any(|i| matches!(tree.form(i), "," | "and" | "&"));
    let many = (at + 1..kind).any(|i| tree.token(i).xpos == Xpos::Nns);
    let begins = at + 1 < kind && tree.form(at + 1) != "," && tree.form(at + 1) != "and";
    if lists && (many || !begins) {
        return None;
    }
    // "the Russian news agency" may be anybody's, "Russia's main news agency" is the state's.
    let owned = (at..kind).any(|i| matches!(tree.form(i), "'s" | "’s"));
    let (relation, rule) = match Words::built_in().is_of_state(&lemma) && (lemma != "agency" || owned) {
        true => ("part_of", "body.described"),
        false => ("located_in", "place.described"),
    };
    Some(Location { what: what.clone(), place, relation, rule, confidence: 0.8 })
}

fn is_people_of(noun: &str) -> bool {
    let words = Words::built_in();
    let people = |one: &str| words.is_people(one) && !words.is_of_state(one);
    people(noun) || noun.strip_suffix('s').is_some_and(people)
}

/// Whether the last word of a name tells that it names a part of something: "Authority", "School".
fn is_kind_of_body(noun: &str) -> bool {
    let described = Gazetteer::embedded().describing_noun(noun);
    Words::built_in().is_via(noun) || described.is_some_and(|n| n.entity == EntityType::Org)
}

/// Whether the name only stands before a noun: "Brazil's Petrobras shares".
fn is_before_noun(tree: &Tree, token: usize) -> bool {
    let head = tree.head(token).filter(|&head| head > token && tree.is_noun(head));
    head.is_some() && !matches!(tree.deprel(token), Deprel::Obl | Deprel::Nmod | Deprel::Nsubj)
}
