//! Where a claim's event was: the most specific named place of its clause, the goal of a journey, or the occasion's.

use std::collections::HashMap;

use super::candidate::Candidate;
use super::ends::EndFinder;
use super::mentions::Mentions;
use super::presence::{hung_on_persons, is_audience, is_end_of};
use super::roles::Roles;
use super::setting_words::words;
use super::settings::{Occurrence, settings, told_of, told_with};
use super::words::Words;
use crate::language::{Deprel, Tree, Upos, Xpos};
use crate::model::{Claim, EntityType, Participant};

const AT: &[&str] = &["in", "at", "near", "inside", "outside", "aboard", "on"];

/// How deep the phrases of a place are followed: "on the sidelines of a summit in Bali".
const MAX_DEPTH: usize = 3;

/// The place of the event that these words tell of: what its nearest setting names. One of force happens where those
/// are whom it strikes.
pub fn place_of(finder: &EndFinder, force: bool, occurrence: &Occurrence) -> Option<Participant> {
    let own = |setting: usize| setting == occurrence.trigger || occurrence.noun == Some(setting);
    let settings = settings(finder.tree, occurrence);
    // "was speaking in Berlin when he praised her"
    let meanwhile = settings.iter().filter_map(|&verb| told_with(finder.tree, verb));
    let meanwhile = meanwhile.filter(|&verb| finder.tree.token(verb).xpos == Xpos::Vbg);
    // "praised her when he spoke in Berlin"
    let then = settings.iter().flat_map(|&verb| told_of(finder.tree, verb)).filter(|&clause| {
        let subject = finder.tree.dependent(clause, &[Deprel::Nsubj]);
        subject.is_some_and(|subject| finder.tree.token(subject).upos == Upos::Pron)
    });
    let meanwhile: Vec<usize> = meanwhile.chain(then).collect();
    settings.into_iter().chain(meanwhile).find_map(|setting| {
        let mut found = Vec::new();
        if own(setting) {
            named_by_event(finder, setting, force, &mut found);
        } else {
            named_by_occasion(finder, setting, &mut found);
            let verb = Some(setting).filter(|&setting| finder.tree.is_verb(setting));
            found.extend(verb.and_then(|verb| opened(finder, verb)));
        }
        if found.is_empty() {
            let goals = journeys(finder.tree, setting).chain(antecedent(finder, setting));
            found.extend(goals.filter_map(|goal| named_place(finder, goal)));
        }
        most_specific(finder, found)
    })
}

/// The places that an event's own words name; of one of force, also those of its targets.
fn named_by_event(finder: &EndFinder, trigger: usize, force: bool, found: &mut Vec<Participant>) {
    let tree = finder.tree;
    for phrase in phrases(finder, trigger) {
        if is_at(tree, phrase) {
            places_in(finder, phrase, MAX_DEPTH, found);
        } else if is_name_of_talks(tree, phrase) {
            found.extend(named_place(finder, phrase).filter(|p| !finder.mentions.is_country(p)));
        } else if force && tree.has_preposition(phrase, "into") {
            found.extend(named_place(finder, phrase));
        } else if force && tree.token(phrase).upos == Upos::Noun {
            // "fired rockets aimed at a base in Borno"
            let aimed =
                tree.dependents(phrase, &[Deprel::Acl]).flat_map(|v| tree.dependents(v, &[Deprel::Obl]));
            let targets: Vec<usize> = aimed.filter(|&t| tree.has_preposition(t, "at")).collect();
            for target in std::iter::once(phrase).chain(targets) {
                let sites = tree.dependents(target, &[Deprel::Nmod]).filter(|&site| is_at(tree, site));
                sites.for_each(|site| places_in(finder, site, MAX_DEPTH, found));
            }
        }
    }
}

/// What was opened: "commissioned the park on Sunday" was there.
pub fn opened(finder: &EndFinder, verb: usize) -> Option<Participant> {
    let object =
        finder.tree.logical_object(verb).filter(|_| words().opening.contains(finder.tree.lemma(verb)))?;
    finder.place_at(object).map(|end| end.participant)
}

/// The places of what an event happens at: "at a conference in Berlin", "during a visit to Kyiv".
fn named_by_occasion(finder: &EndFinder, occasion: usize, found: &mut Vec<Participant>) {
    let tree = finder.tree;
    for phrase in phrases(finder, occasion) {
        if is_at(tree, phrase) {
            places_in(finder, phrase, MAX_DEPTH, found);
        } else if is_goal(tree, phrase, occasion) {
            places_in(finder, phrase, 1, found);
        } else if is_name_of_talks(tree, phrase) {
            found.extend(named_place(finder, phrase).filter(|p| !finder.mentions.is_country(p)));
        }
    }
}

/// The phrases that may tell where what the word says happened.
fn phrases(finder: &EndFinder, word: usize) -> impl Iterator<Item = usize> {
    const RELATIONS: &[Deprel] =
        &[Deprel::Obj, Deprel::Obl, Deprel::Nmod, Deprel::NsubjPass, Deprel::Compound];
    let tree = finder.tree;
    // "a memorandum of understanding in Paris", "a round of talks in Geneva"
    let inner = tree.dependents(word, &[Deprel::Nmod]).filter(|&noun| {
        tree.has_preposition(noun, "of")
            && matches!(tree.lemma(noun), "understanding" | "intent" | "talk" | "meeting")
    });
    let inner = inner.flat_map(|noun| tree.dependents(noun, &[Deprel::Nmod]));
    // "two years ago in Rome"
    let ago =
        tree.dependents(word, &[Deprel::Advmod]).flat_map(|adverb| tree.dependents(adverb, &[Deprel::Obl]));
    // "received a team led by Mao in Quito"
    let leading = (0..tree.len()).filter(move |&verb| {
        tree.deprel(verb) == Deprel::Acl
            && words().leading.contains(tree.lemma(verb))
            && is_end_of(tree, verb, word)
    });
    let led = leading.flat_map(|verb| tree.dependents(verb, &[Deprel::Obl]));
    let own = tree.dependents(word, RELATIONS).chain(inner).chain(ago).chain(led);
    own.chain(hung_on_persons(finder, word))
}

/// The named places of a phrase, the place itself before those that it lies in.
fn places_in(finder: &EndFinder, phrase: usize, depth: usize, found: &mut Vec<Participant>) {
    let tree = finder.tree;
    found.extend(named_place(finder, phrase));
    if depth == 0 || !tree.is_noun(phrase) {
        return;
    }
    let kind = words().kinds_of_place.contains(tree.lemma(phrase));
    for &below in tree.children(phrase) {
        let place_itself = kind && (tree.deprel(below) == Deprel::Appos || tree.has_preposition(below, "of"));
        match tree.deprel(below) {
            Deprel::Nmod | Deprel::Appos if place_itself => places_in(finder, below, 0, found),
            Deprel::Nmod if is_at(tree, below) => places_in(finder, below, depth - 1, found),
            // "on the sidelines of the summit in Bali", "at the Great Hall of the People in Beijing"
            Deprel::Nmod if tree.has_preposition(below, "of") && carries_on(tree, phrase) => {
                places_in(finder, below, depth - 1, found);
            }
            // "at a Moscow hotel"
            Deprel::Compound => {
                found.extend(named_place(finder, below).filter(|p| !finder.mentions.is_country(p)));
            }
            _ => {}
        }
    }
    // "in Bastar's Dantewada district": what lies in another before that.
    if kind {
        let outer = tree.dependents(phrase, &[Deprel::NmodPoss]);
        found.extend(outer.filter_map(|place| named_place(finder, place)));
    }
}

/// Whether what stands after the word's "of" may be followed by where it is.
fn carries_on(tree: &Tree, word: usize) -> bool {
    let lemma = tree.lemma(word);
    tree.token(word).upos == Upos::Propn
        || words().sidelines.contains(lemma)
        || words().gatherings.contains(lemma)
}

/// The place, or the organisation in whose house it is, that a token names.
fn named_place(finder: &EndFinder, token: usize) -> Option<Participant> {
    let house = || {
        finder.named_at(token).filter(|end| finder.mentions.entity_type(&end.participant) == EntityType::Org)
    };
    finder.place_at(token).or_else(house).map(|end| end.participant)
}

/// "the Geneva talks", "the Plaza accord": a city before the trigger noun.
fn is_name_of_talks(tree: &Tree, phrase: usize) -> bool {
    let talks = |noun: usize| words().called_by_place.contains(tree.lemma(noun));
    tree.deprel(phrase) == Deprel::Compound && tree.head(phrase).is_some_and(talks)
}

/// Whether the phrase is where a journey leads: "flew to Paris", "visited Kyiv", "on a trip to Warsaw".
fn is_goal(tree: &Tree, phrase: usize, journey: usize) -> bool {
    words().going.contains(tree.lemma(journey))
        && match tree.deprel(phrase) {
            Deprel::Obj => matches!(tree.lemma(journey), "visit" | "tour"),
            _ => ["to", "in", "into"].iter().any(|p| tree.has_preposition(phrase, p)),
        }
}

/// "after arriving in Paris", "while visiting Kyiv": the goals of the journeys that a clause begins after.
fn journeys<'t>(tree: &'t Tree, clause: usize) -> impl Iterator<Item = usize> + 't {
    let after = tree.dependents(clause, &[Deprel::Advcl]).filter(move |&verb| {
        // "two weeks after visiting Paris" he may be anywhere
        let long = |m: usize| m > 0 && matches!(tree.lemma(m - 1), "day" | "week" | "month" | "year");
        tree.dependents(verb, &[Deprel::Mark, Deprel::Case])
            .all(|m| matches!(tree.lemma(m), "after" | "while" | "on" | "upon") && !long(m))
    });
    // "upon his arrival in Paris"
    let arrivals = tree.dependents(clause, &[Deprel::Obl]).filter(|&noun| {
        matches!(tree.lemma(noun), "arrival" | "return")
            && ["after", "on", "upon", "following"].iter().any(|p| tree.has_preposition(noun, p))
    });
    after.chain(arrivals).flat_map(move |journey| {
        let phrases = tree.dependents(journey, &[Deprel::Obj, Deprel::Obl, Deprel::Nmod]);
        phrases.filter(move |&phrase| is_goal(tree, phrase, journey))
    })
}

/// The place before a clause with "where".
fn antecedent(finder: &EndFinder, clause: usize) -> Option<usize> {
    let where_ =
        finder.tree.dependents(clause, &[Deprel::Advmod]).find(|&a| finder.tree.lemma(a) == "where")?;
    let related = matches!(finder.tree.deprel(clause), Deprel::AclRelcl | Deprel::Advcl | Deprel::Conj);
    (0..where_).rev().find(|&t| related && finder.place_at(t).is_some())
}

/// What is talked of stands after "on" too: "talks on Syria".
pub fn is_at(tree: &Tree, token: usize) -> bool {
    // "speaking from Kyiv"
    let from_afar = tree.has_preposition(token, "from")
        && tree.head(token).is_some_and(|verb| words().speaking_from.contains(tree.lemma(verb)));
    if from_afar || is_audience(tree, token) {
        return true;
    }
    let aside = words().sidelines.contains(tree.lemma(token));
    let talk = !aside && tree.head(token).is_some_and(|head| words().talking.contains(tree.lemma(head)));
    AT.iter().filter(|p| !talk || **p != "on").any(|p| tree.has_preposition(token, p))
}

/// The first that is neither a country nor an organisation's house, else the house: a country says least, a seat says
/// more than its city.
fn most_specific(finder: &EndFinder, places: Vec<Participant>) -> Option<Participant> {
    places
        .into_iter()
        .min_by_key(|place| (finder.mentions.is_country(place), is_house(finder.mentions, place)))
}

/// Whether the organisation's name can only mean its house.
fn is_house(mentions: &Mentions, place: &Participant) -> bool {
    mentions.entity_type(place) == EntityType::Org && !mentions.is_place(place)
}

/// Whether an organisation goes by the name of its house: "at the National Assembly", "in the Court of Appeal".
fn is_venue(mentions: &Mentions, house: &Participant) -> bool {
    let name = mentions.analysis.chains[house.chain].name.to_lowercase();
    let head = name.split(" of ").next().unwrap_or_default();
    let ends_with = |seat: &String| {
        head.strip_suffix(seat.as_str()).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
    };
    Words::built_in().is_house(head.rsplit(' ').next().unwrap_or_default())
        || words().seats.iter().any(ends_with)
}

/// Puts for the house of an organisation the place where the article says that it lies, also where that is visited; the
/// others stand for themselves where they are called after their house. Where a body lies is not where its posts are held.
pub fn settle(mentions: &Mentions, candidates: &mut [Candidate]) {
    let mut lies_in: HashMap<usize, Vec<Participant>> = HashMap::new();
    for claim in candidates.iter().map(|c| &c.claim).filter(|c| c.relation == "located_in") {
        lies_in.entry(claim.subject.chain).or_default().push(claim.object.clone());
    }
    // "in Mountain View, California": the place that lies in another says more.
    let within = |inner: &Participant, outer: &Participant| {
        lies_in.get(&inner.chain).is_some_and(|places| places.iter().any(|p| p.chain == outer.chain))
    };
    let whereabouts = |chain: usize| {
        let places = lies_in.get(&chain)?;
        let innermost = |place: &&Participant| !places.iter().any(|other| within(other, place));
        places.iter().find(innermost).cloned()
    };
    for claim in candidates.iter_mut().map(|c| &mut c.claim) {
        let seat = claim.place.as_ref().filter(|_| claim.relation == "holds_position");
        if seat.is_some_and(|seat| within(&claim.object, seat)) {
            claim.place = None;
        }
        let visited = Some(&claim.object).filter(|_| claim.relation == "visited");
        let court = Some(&claim.subject).filter(|court| {
            claim.relation == "prosecuted"
                && Roles::built_in().is_court(&mentions.analysis.chains[court.chain].name)
        });
        if let Some(house) = claim.place.clone().filter(|place| is_house(mentions, place)) {
            claim.place = whereabouts(house.chain).or_else(|| Some(house).filter(|h| is_venue(mentions, h)));
        } else if let Some(seat) = visited.or(court).filter(|seat| is_house(mentions, seat)) {
            let exact =
                whereabouts(seat.chain).filter(|there| claim.place.as_ref().is_none_or(|p| within(there, p)));
            claim.place = exact.or(claim.place.take());
        }
    }
}

/// Where a post is held: "the head of the mission in Ethiopia".
pub fn seat_of_post(finder: &EndFinder, role: usize, body: &Participant) -> Option<Participant> {
    let tree = finder.tree;
    let body = finder.mentions.analysis.mentions[body.mention].tokens.clone();
    let words = std::iter::once(role).chain(body).filter(|&word| word < tree.len());
    let phrases = words.flat_map(|word| tree.dependents(word, &[Deprel::Nmod]).collect::<Vec<_>>());
    let places = phrases.filter(|&p| tree.has_preposition(p, "in")).filter_map(|p| finder.place_at(p));
    places.map(|end| end.participant).next()
}

/// Whether the place is where the thing lies that was struck for it: "attacked a base in Borno".
pub fn is_within(claim: &Claim, place: &Participant) -> bool {
    place.chain == claim.object.chain && claim.object.via.is_some()
}

/// A place that is not itself an end of the claim.
pub fn is_elsewhere(claim: &Claim, place: &Participant) -> bool {
    place.chain != claim.subject.chain && place.chain != claim.object.chain
}
