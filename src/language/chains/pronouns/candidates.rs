//! What a pronoun of the third person may mean, weighed: the entities of its sentence and of those before.

use super::super::document::{At, Document, is_subject};
use super::super::entities::Entity;
use super::super::salience::{Discourse, Referent, heads_phrase};
use super::super::words::List;
use super::Class;
use super::clause::{
    dislocated, is_expletive, joined_before, subject_after_clause, subject_of_clause, subject_to_come,
};
use crate::language::Deprel;
use crate::language::gazetteer::Gender;
use crate::model::EntityType;

/// The best candidate must count for so many times the next one.
const MARGIN: f32 = 1.15;

/// The same for a bare "it", which often means no thing at all.
const MARGIN_OF_IT: f32 = 1.5;

/// So much more do things without a name count for "it", of which most are not named.
const UNNAMED_THINGS: f32 = 1.4;

/// A pronoun looks back over so many sentences.
const REACH: usize = 3;

/// What competes for a pronoun: entities or a thing without a name, and how much it counts.
struct Candidate {
    entities: Vec<usize>,
    /// The unnamed referents are told apart by where they stand.
    at: At,
    score: f32,
}

pub(super) fn third_person(discourse: &Discourse, at: At, class: Class, form: &str) -> Option<Vec<usize>> {
    let document = discourse.document;
    let token = document.token(at);
    if token.deprel == Deprel::Expl || (form == "it" && is_expletive(document, at)) {
        return None;
    }
    if form.ends_with("self") || form.ends_with("selves") {
        return subject_of_clause(discourse, at);
    }
    let owner = subject_to_come(discourse, at, class)
        .or_else(|| joined_before(discourse, at, class))
        .or_else(|| dislocated(discourse, at, class));
    if let Some(owner) = owner {
        return Some(vec![owner]);
    }
    let mut candidates = candidates(discourse, at, class);
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score));
    let margin = if form == "it" { MARGIN_OF_IT } else { MARGIN };
    let Some(best) = candidates.first() else {
        return subject_after_clause(discourse, at, class).map(|entity| vec![entity]);
    };
    let second = candidates.get(1).map_or(0.0, |c| c.score);
    (!best.entities.is_empty() && best.score >= margin * second).then(|| best.entities.clone())
}

/// What fits in the sentence of a pronoun and those before it, each with what it counts.
fn candidates(discourse: &Discourse, at: At, class: Class) -> Vec<Candidate> {
    let disjoint = disjoint(discourse, at, class);
    let mut candidates: Vec<Candidate> = Vec::new();
    let mut counted: Vec<(usize, usize)> = Vec::new();
    for (order, referent) in discourse.recent(at.sentence, REACH).enumerate() {
        let Some(entities) = fitting(discourse, referent, at, class) else { continue };
        if entities.iter().any(|entity| disjoint.contains(entity)) {
            continue;
        }
        // The weights of one entity add up over sentences, not within one.
        let mut score = discourse.weight(referent, at.sentence) / (1.0 + 0.01 * order as f32);
        score *= preference(discourse, referent, at, class);
        let same =
            |c: &Candidate| if entities.is_empty() { c.at == referent.at } else { c.entities == entities };
        match candidates.iter_mut().position(|c| same(c)) {
            Some(known) if counted.contains(&(known, referent.at.sentence)) => {
                candidates[known].score = candidates[known].score.max(score);
            }
            Some(known) => {
                candidates[known].score += score;
                counted.push((known, referent.at.sentence));
            }
            None => {
                counted.push((candidates.len(), referent.at.sentence));
                candidates.push(Candidate { entities, at: referent.at, score });
            }
        }
    }
    candidates
}

/// The entities of a referent if the pronoun may mean it; empty entities: it may, but has no name.
fn fitting(discourse: &Discourse, referent: &Referent, at: At, class: Class) -> Option<Vec<usize>> {
    if !reachable(discourse, referent, at) {
        return None;
    }
    let list = &discourse.entities.list;
    match class {
        Class::Person(gender) => {
            let fits = referent.kind == Some(EntityType::Person) && !referent.plural;
            let agrees = discourse.gender(referent).is_none_or(|g| g == gender);
            (fits && agrees && referent.entities.len() < 2).then(|| referent.entities.clone())
        }
        Class::Thing => {
            let animate =
                referent.kind == Some(EntityType::Person) || referent.kind == Some(EntityType::Group);
            // "Ukrainians" are not it.
            (!animate && !referent.plural && referent.entities.len() < 2).then(|| referent.entities.clone())
        }
        Class::Plural => {
            let together = discourse.coordinated(referent.at);
            if together.len() > 1 {
                return Some(together);
            }
            let several = referent.plural || referent.entities.len() > 1;
            let body = |e: &Entity| matches!(e.kind, EntityType::Group);
            let collective = referent.entities.first().is_some_and(|&e| body(&list[e]));
            (several || collective).then(|| referent.entities.clone())
        }
    }
}

/// Whether grammar lets the pronoun refer to this: not a noun that it is itself part of, not its fellow argument of one
/// verb, not the speaker of the quotation in which it stands.
fn reachable(discourse: &Discourse, referent: &Referent, at: At) -> bool {
    let document = discourse.document;
    if referent.at.sentence == at.sentence {
        if document.path_up(at).skip(1).any(|a| a == referent.at) {
            return false;
        }
        let possessive = document.token(at).deprel == Deprel::NmodPoss;
        if !possessive && clause(document, at) == clause(document, referent.at) {
            return false;
        }
        // "China praised it": the subject of a coordinated verb is not its object either.
        if !possessive
            && !is_subject(document.token(at).deprel)
            && clause(document, at).and_then(|verb| document.subject(verb)) == Some(referent.at)
        {
            return false;
        }
    }
    let speaker = discourse.quotes.speaker(at);
    let speaks = speaker.is_some_and(|s| {
        s == referent.at || discourse.meaning(s).iter().any(|e| referent.entities.contains(e))
    });
    !speaks
}

/// Whom the pronoun does not mean because its clause names them (principles B and C of binding, Chomsky 1981): beside it,
/// "Ann told her", and in what its verb governs, "he said that Smith", "he accused the aide of Smith". Bodies speak of
/// themselves by name, "it said that the EU".
fn disjoint(discourse: &Discourse, at: At, class: Class) -> Vec<usize> {
    let document = discourse.document;
    let own = document.token(at).deprel;
    if !is_argument(own) {
        return Vec::new();
    }
    let Some(verb) = document.head(at) else { return Vec::new() };
    let arguments = document.children(verb).filter(|&c| c != at && is_argument(document.token(c).deprel));
    // "was freed, allowing him to stay": the participle's subject may be all that was said.
    let shared = document.subject(verb).filter(|&s| s != at && document.token(verb).deprel != Deprel::Advcl);
    let beside = arguments.chain(shared);
    let mut named: Vec<usize> = beside.filter_map(|argument| discourse.entities.at(argument)).collect();
    if is_subject(own) && class != Class::Thing {
        // "Modi did it, he said": what is said may stand before.
        let first = if says(document, verb) { 0 } else { verb.token.max(at.token) + 1 };
        let words = (first..document.sentences[at.sentence].tokens.len()).map(|token| At { token, ..at });
        let governed = words.filter(|&t| is_governed(document, t, verb));
        named.extend(governed.filter_map(|t| discourse.entities.at(t)));
    }
    named
}

/// Whether a verb is one of speech.
fn says(document: &Document, verb: At) -> bool {
    List::Speech.has(&document.token(verb).lemma)
}

/// Whether a word is the subject of a verb by which something is said: "added", "thanked".
pub fn is_speaker(document: &Document, at: At) -> bool {
    let utters = |verb: At| says(document, verb) || List::Address.has(&document.token(verb).lemma);
    is_subject(document.token(at).deprel) && document.head(at).is_some_and(utters)
}

/// Whether a word stands in an object or complement of the verb; what a relative or adverbial clause adds does not count.
fn is_governed(document: &Document, at: At, verb: At) -> bool {
    // "asked France about Iranian dissidents" names nobody else than "asked about dissidents".
    if !heads_phrase(document.token(at).deprel) {
        return false;
    }
    let mut path: Vec<At> = document.path_up(at).take_while(|&a| a != verb).collect();
    let Some(top) = path.pop().filter(|&top| document.head(top) == Some(verb)) else { return false };
    let relation = document.token(top).deprel;
    let adds = [Deprel::Acl, Deprel::AclRelcl, Deprel::Advcl, Deprel::Conj, Deprel::Parataxis];
    (is_argument(relation) && !is_subject(relation) || matches!(relation, Deprel::Ccomp | Deprel::Xcomp))
        && path.iter().all(|&a| !adds.contains(&document.token(a).deprel))
}

fn is_argument(relation: Deprel) -> bool {
    is_subject(relation) || matches!(relation, Deprel::Obj | Deprel::Iobj | Deprel::Obl | Deprel::OblAgent)
}

/// The predicate of which a token is an argument, also through a preposition's noun.
fn clause(document: &Document, at: At) -> Option<At> {
    let mut at = at;
    for _ in 0..8 {
        let relation = document.token(at).deprel;
        let head = document.head(at)?;
        if is_argument(relation) {
            return Some(head);
        }
        if !matches!(relation, Deprel::Conj | Deprel::Appos) {
            return None;
        }
        at = head;
    }
    None
}

/// A possessive means the subject of its own clause so much rather: "Moscow goes on with its conquest".
const OWN_SUBJECT: f32 = 2.5;

/// Who spoke says more so much rather.
const SPOKE: f32 = 1.5;

/// Who is spoken of within quotation marks is so much less the one who speaks.
const SPOKEN_OF: f32 = 0.4;

/// How well a referent suits the pronoun's place in its sentence.
fn preference(discourse: &Discourse, referent: &Referent, at: At, class: Class) -> f32 {
    let document = discourse.document;
    let token = document.token(at);
    let is_subject_here = is_subject(document.token(referent.at).deprel);
    let mut factor = 1.0;
    if is_subject(token.deprel) && is_subject_here {
        factor *= 1.3;
    }
    // "China deepens its ties".
    if token.deprel == Deprel::NmodPoss && referent.at.sentence == at.sentence && is_subject_here {
        let own = document.head(at).and_then(|noun| clause(document, noun)).and_then(|v| document.subject(v));
        factor *= if own == Some(referent.at) { OWN_SUBJECT } else { 1.5 };
    }
    // "Czechoslovakia until its dissolution".
    if class == Class::Thing && token.deprel == Deprel::NmodPoss && referent.at.sentence == at.sentence {
        factor *= 1.4;
    }
    // "He added": who spoke goes on speaking, and is not of whom was spoken.
    let reports = |at: At| {
        let verb = document.head(at).map(|verb| document.token(verb).deprel);
        matches!(verb, Some(Deprel::Root | Deprel::Parataxis | Deprel::Conj)) && is_speaker(document, at)
    };
    if class != Class::Plural && reports(at) {
        factor *= match discourse.quotes.covers(referent.at) {
            true => SPOKEN_OF,
            false if is_speaker(document, referent.at) => SPOKE,
            false => 1.0,
        };
    }
    // Whom the text names most it is about.
    if let (Class::Person(_), [person]) = (class, &referent.entities[..]) {
        factor *= 1.0 + discourse.topics.get(*person).copied().unwrap_or(0.0);
    }
    match class {
        // A person whose gender is known and agrees; most people in the news whose gender is unknown are men.
        Class::Person(_) if discourse.gender(referent).is_some() => factor * 1.3,
        Class::Person(Gender::Female) => factor * 0.5,
        Class::Thing if referent.entities.is_empty() => factor * UNNAMED_THINGS,
        _ => factor,
    }
}
