//! Finds the patterns of the lexicon in a sentence: triggers, and the ends in their slots.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::ends::{End, EndFinder, Reference};
use super::governed::{has_end, has_post, is_opinion};
use super::lexicon::{Lexicon, Pattern, Slot};
use super::light::light_noun;
use super::slots::{Slots, is_negated};
use super::status::status;
use super::trace::Trace;
use super::words::Words;
use crate::language::gazetteer::Gazetteer;
use crate::language::{Deprel, MentionKind, Tree, Upos, Xpos};
use crate::model::{Act, RelationKind, Status};

/// A pattern found in a sentence, with one pair of ends.
#[derive(Debug, Clone)]
pub struct Match<'l> {
    /// The pattern.
    pub pattern: &'l Pattern,
    /// The trigger word.
    pub trigger: usize,
    /// For a light verb, the noun that carries the meaning.
    pub noun: Option<usize>,
    /// The subject.
    pub subject: End,
    /// The object; where that is what the subject's post is of, and not said here, the subject again.
    pub object: End,
    /// Whether it is.
    pub of_post: bool,
}

/// What kept a pattern from matching at its trigger, in the order in which a pattern is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema, strum::Display)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Stop {
    /// The verb is passive and must not be, or the other way round.
    Voice,
    /// The verb has a direct object and must have none.
    DirectObject,
    /// The verb governs a clause and must not, or governs none and must.
    Predicate,
    /// The trigger governs a preposition that the pattern excludes.
    Preposition,
    /// The trigger is not said to be so.
    Status,
    /// The noun that carries the meaning of a light verb is not there.
    LightNoun,
    /// The words before the noun are not those that are wanted, or are unwanted.
    Modifier,
    /// No named entity stands where the subject may stand.
    Subject,
    /// No named entity stands where the object may stand.
    Object,
    /// No two named entities stand where the pair may stand.
    Pair,
    /// The organisation or country of a post is not said.
    Owner,
    /// Both ends are the same entity.
    SameEnds,
}

impl Match<'_> {
    /// The status that the trigger gives by itself.
    pub fn own_status(&self) -> Option<Status> {
        self.pattern.frame.status
    }

    /// Whether the trigger is a noun in apposition to one of its ends, or this to it: "his successor, Scott Morrison".
    pub fn stands_beside_name(&self, tree: &Tree) -> bool {
        let frame = &self.pattern.frame;
        let beside = |(slots, end): (&[Slot], &End)| {
            let joined = |t: usize, to: usize| {
                tree.head(t) == Some(to)
                    && matches!(tree.deprel(t), Deprel::Appos | Deprel::Flat | Deprel::NmodDesc)
            };
            slots == [Slot::Oneself] && (joined(self.trigger, end.token) || joined(end.token, self.trigger))
        };
        tree.is_noun(self.trigger)
            && [(&*frame.subject, &self.subject), (&*frame.object, &self.object)].into_iter().any(beside)
    }
}

/// All matches of the lexicon in the sentence, in the order of the triggers. What nearly matched goes into the trace.
pub fn matches<'l>(lexicon: &'l Lexicon, finder: &EndFinder, trace: &mut dyn Trace) -> Vec<Match<'l>> {
    let tree = finder.tree;
    let mut found = Vec::new();
    for trigger in 0..tree.len() {
        let before = found.len();
        // "Gortune Investment" invests in nothing by its name, nor do the "United States" unite.
        let named = finder.mentions.name_at(finder.sentence, trigger).is_some();
        match tree.token(trigger).upos {
            Upos::Verb | Upos::Propn if named => {}
            Upos::Verb => {
                let patterns = verb_patterns(lexicon, tree, trigger);
                first_of_each_relation(finder, trigger, &patterns, &mut found, trace);
            }
            Upos::Noun | Upos::Propn => {
                let patterns: Vec<_> = lexicon.nouns(&tree.lemma(trigger).to_lowercase()).collect();
                first_of_each_relation(finder, trigger, &patterns, &mut found, trace);
            }
            Upos::Adj => {
                let patterns: Vec<_> = lexicon.adjectives(tree.lemma(trigger)).collect();
                first_of_each_relation(finder, trigger, &patterns, &mut found, trace);
            }
            _ => {}
        }
        debug_assert!(found[before..].iter().all(|m| m.trigger == trigger));
    }
    found
}

/// The patterns of a verb: those with its particle or adverb where a pattern knows it, else those of the bare verb.
fn verb_patterns<'l>(lexicon: &'l Lexicon, tree: &Tree, verb: usize) -> Vec<&'l Pattern> {
    let lemmas = tree.phrasal_lemmas(verb);
    // "drop off", "nudge aside": a particle that no pattern knows makes another verb of it.
    let bare = tree.dependent(verb, &[Deprel::CompoundPrt]).is_none();
    // "jointly launched" launches it, too.
    let together = tree.dependents(verb, &[Deprel::Advmod]).any(|a| tree.lemma(a) == "jointly");
    let jointly = together.then(|| format!("{}_jointly", tree.lemma(verb)));
    let jointly = jointly.iter().flat_map(|lemma| lexicon.verbs(lemma));
    let usual = lemmas
        .iter()
        .filter(|lemma| bare || lemma.contains('_'))
        .map(|lemma| lexicon.verbs(lemma).collect::<Vec<_>>())
        .find(|p| !p.is_empty())
        .unwrap_or_default();
    jointly.chain(usual).collect()
}

fn first_of_each_relation<'l>(
    finder: &EndFinder,
    trigger: usize,
    patterns: &[&'l Pattern],
    found: &mut Vec<Match<'l>>,
    trace: &mut dyn Trace,
) {
    let from = found.len();
    for pattern in patterns {
        if found[from..].iter().any(|m| m.pattern.relation == pattern.relation) {
            continue;
        }
        match apply(finder, trigger, pattern) {
            Ok(matches) => found.extend(matches),
            Err(stop) => trace.stopped(finder, trigger, pattern, stop),
        }
    }
}

/// "voted to remove suspended chief Dumas": the parser takes a participle before a title for a verb, and in "“He lied,”
/// denounced the League" who speaks for whom he speaks of.
fn is_misread(tree: &Tree, verb: usize) -> bool {
    let after_quotation =
        || verb.checked_sub(1).is_some_and(|before| matches!(tree.form(before), "”" | "\"" | "''"));
    if tree.is_finite(verb) && tree.deprel(verb) != Deprel::Conj && after_quotation() {
        return tree.dependent(verb, &[Deprel::Nsubj, Deprel::NsubjPass]).is_none();
    }
    tree.token(verb).xpos == Xpos::Vbn
        && tree.deprel(verb) == Deprel::Xcomp
        && tree.dependent(verb, &[Deprel::Obj]).is_some_and(|object| verb < object)
        && tree.dependent(verb, &[Deprel::Aux, Deprel::AuxPass]).is_none()
}

/// The matches of one pattern at one trigger, at least one: each subject with each object, or the pairs of a symmetric
/// relation.
fn apply<'l>(finder: &EndFinder, trigger: usize, pattern: &'l Pattern) -> Result<Vec<Match<'l>>, Stop> {
    let frame = &pattern.frame;
    let tree = finder.tree;
    if frame.passive.is_some_and(|passive| passive != tree.is_passive(trigger)) || is_misread(tree, trigger) {
        return Err(Stop::Voice);
    }
    if frame.intransitive && tree.logical_object(trigger).is_some_and(|object| !is_measure(tree, object)) {
        return Err(Stop::DirectObject);
    }
    if frame.no_predicate && tree.dependent(trigger, &[Deprel::Xcomp, Deprel::Ccomp]).is_some() {
        return Err(Stop::Predicate);
    }
    if frame.no_opinion && tree.dependents(trigger, &[Deprel::Ccomp]).any(|c| is_opinion(tree, c)) {
        return Err(Stop::Predicate);
    }
    if !frame.not_amid.is_empty()
        && (0..tree.len()).any(|t| frame.not_amid.contains(&tree.lemma(t).to_lowercase()))
    {
        return Err(Stop::Modifier);
    }
    let doing = |preposition: &String| {
        tree.dependents(trigger, &[Deprel::Advcl]).any(|c| tree.is_gerund_after(c, preposition))
    };
    if frame.not_doing.iter().any(doing) {
        return Err(Stop::Preposition);
    }
    let said_so = || tree.deprel(trigger) != Deprel::Amod && status(tree, trigger, None) == Status::Actual;
    if frame.asserted && !said_so() {
        return Err(Stop::Status);
    }
    let denied = || status(tree, trigger, None) == Status::Denied;
    if frame.is_said_in_passing() && denied() != frame.negated {
        return Err(Stop::Status);
    }
    if frame.to_post && !has_post(tree, trigger) {
        return Err(Stop::Predicate);
    }
    if frame.to_end && !has_end(tree, trigger) {
        return Err(Stop::Predicate);
    }
    let noun = if frame.noun.is_empty() {
        None
    } else {
        Some(light_noun(tree, trigger, pattern).ok_or(Stop::LightNoun)?)
    };
    if frame.negated && !is_negated(tree, trigger) && !noun.is_some_and(|noun| is_negated(tree, noun)) {
        return Err(Stop::Status);
    }
    let governs = |word: usize| frame.not_with.iter().any(|p| !tree.prepositional(word, p).is_empty());
    if governs(trigger) || noun.is_some_and(governs) {
        return Err(Stop::Preposition);
    }
    if !modifiers_fit(tree, noun.unwrap_or(trigger), pattern) {
        return Err(Stop::Modifier);
    }
    let places = Slots::of(finder, trigger, noun, pattern);
    let mut subjects = places.first(&frame.subject, &frame.subject_types);
    // "stressed Iran's support for Iraq": whose it is has a part in it, and not who speaks of it.
    if noun.is_some() && frame.subject == [Slot::Subject] && !frame.object.contains(&Slot::Possessor) {
        let mut owners = places.first(&[Slot::Possessor], &frame.subject_types);
        owners.retain(|owner| owner.reference != Reference::Pronoun);
        if !owners.is_empty() {
            subjects = owners;
        }
    }
    // "a Mandalay resident told AFP", "men from Java who bombed Bali": not Mandalay, not Java; "the bridge fell, killing
    // six": not whose bridge it is.
    let for_themselves = |lemma: &str| {
        let words = Words::built_in();
        let stands = pattern.act == Some(Act::Force) && words.is_thing(lemma);
        words.is_private(lemma) || stands && !words.is_weapon(lemma) && !words.is_body(lemma)
    };
    let alone = pattern.kind == RelationKind::Event && !pattern.shared;
    subjects.retain(|end| !alone || end.participant.via.is_none() || !for_themselves(tree.lemma(end.token)));
    let name = |end: &End| &*finder.mentions.analysis.chains[end.participant.chain].name;
    subjects.retain(|end| {
        let via = end.participant.via.as_deref().unwrap_or_default();
        (frame.subject_words.is_empty()
            || has_word(name(end), &frame.subject_words)
            || has_word(via, &frame.subject_words))
            && (!frame.subject_country
                || end.participant.via.is_none() && finder.mentions.is_country(&end.participant))
    });
    let mut objects = places.first(&frame.object, &frame.object_types);
    objects.retain(|end| {
        (frame.object_words.is_empty() || has_word(name(end), &frame.object_words))
            && !(frame.no_country && finder.mentions.is_country(&end.participant))
            && (!frame.country || finder.mentions.is_country(&end.participant))
    });
    // "met in a Moscow mansion" is nobody's to meet.
    objects.retain(|end| {
        let lemma = tree.lemma(end.token);
        frame.pairs.is_empty()
            || end.participant.via.is_none()
            || !Words::built_in().is_thing(lemma)
            || Words::built_in().is_body(lemma)
    });
    // "we must act, Lee said" asks nobody else.
    let of_others = frame.modal || frame.subject == [Slot::Speaker];
    objects.retain(|end| !of_others || !matches!(tree.lemma(end.token), "we" | "I" | "i"));
    // "In Utah, the bank invested in the firm": where it did so.
    objects.retain(|end| {
        let token = end.token;
        let begins =
            token < trigger && tree.head(token) == Some(trigger) && tree.has_preposition(token, "in");
        pattern.meeting || pattern.kind == RelationKind::State || !tree.is_verb(trigger) || !begins
    });
    // "the junta's execution of four of the country's leaders": its own country's.
    objects.retain(|end| {
        let kind = finder.mentions.analysis.mentions[end.participant.mention].kind;
        !(tree.is_noun(trigger)
            && pattern.act == Some(Act::Force)
            && kind == MentionKind::Nominal
            && end.participant.via.is_some()
            && Words::built_in().is_people(tree.lemma(end.token)))
    });
    if objects.is_empty() && frame.object.contains(&Slot::Post) && !subjects.is_empty() {
        let of_post = |subject: End| Match {
            pattern,
            trigger,
            noun,
            object: End { token: trigger, reference: Reference::Topic, ..subject.clone() },
            subject,
            of_post: true,
        };
        return Ok(subjects.into_iter().map(of_post).collect());
    }
    let mut pairs: Vec<(End, End)> = Vec::new();
    for subject in &subjects {
        pairs.extend(objects.iter().map(|object| (subject.clone(), object.clone())));
    }
    // "Russia's attack on Ukraine and sanctions on Moscow": nobody strikes its own capital.
    let own_capital = |s: &End, o: &End| {
        let country = Gazetteer::embedded().country_of_capital(name(o));
        pattern.act == Some(Act::Force) && country.is_some_and(|country| country.name == name(s))
    };
    let differ = |(s, o): &(End, End)| s.participant.chain != o.participant.chain && !own_capital(s, o);
    pairs.retain(differ);
    // "a tour of Sweden, France and Italy": one phrase is not both ends; nor is one group, "detained A and B for questioning
    // them".
    let tokens = |ends: &[End]| ends.iter().map(|end| end.token).collect::<BTreeSet<_>>();
    let chains = |ends: &[End]| ends.iter().map(|end| end.participant.chain).collect::<BTreeSet<_>>();
    if tokens(&subjects) == tokens(&objects) || chains(&subjects) == chains(&objects) {
        pairs.clear();
    }
    if objects.is_empty() {
        pairs = places.each_other(&frame.object, &subjects);
    }
    if pairs.is_empty() && !places.has_somebody(&frame.object) {
        let together = places.first_of_two(&frame.pairs, &frame.subject_types);
        for (i, a) in together.iter().enumerate() {
            pairs.extend(together[i + 1..].iter().map(|b| (a.clone(), b.clone())));
        }
        pairs.retain(differ);
    }
    if pairs.is_empty() {
        return Err(match (frame.subject.is_empty(), frame.object.is_empty()) {
            (true, _) | (_, true) => Stop::Pair,
            _ if subjects.is_empty() => Stop::Subject,
            _ if objects.is_empty() => Stop::Object,
            _ => Stop::SameEnds,
        });
    }
    let matched = |(subject, object)| Match { pattern, trigger, noun, subject, object, of_post: false };
    Ok(pairs.into_iter().map(matched).collect())
}

/// "won 3-0 against Chile", "travelled 500 miles to Kabul": what looks like an object tells how much.
fn is_measure(tree: &Tree, object: usize) -> bool {
    let units = ["mile", "km", "kilometer", "kilometre", "metre", "meter", "hour", "time"];
    tree.token(object).upos == Upos::Num || units.contains(&tree.lemma(object))
}

/// Whether one of these words, in lower case, is a word of the name.
fn has_word(name: &str, words: &[String]) -> bool {
    name.to_lowercase().split_whitespace().any(|word| words.iter().any(|w| w == word))
}

/// The words that stand in slots of a pattern, whatever they mean.
pub fn standing(finder: &EndFinder, trigger: usize, pattern: &Pattern, slots: &[Slot]) -> Vec<usize> {
    let noun = light_noun(finder.tree, trigger, pattern);
    let places = Slots::of(finder, trigger, noun, pattern);
    let mut tokens: Vec<usize> = slots.iter().flat_map(|slot| places.tokens(slot)).collect();
    tokens.sort_unstable();
    tokens.dedup();
    tokens
}

/// Whether the words that tell which noun it is are those that the pattern asks for, and none that it excludes.
fn modifiers_fit(tree: &Tree, noun: usize, pattern: &Pattern) -> bool {
    let (wanted, unwanted) = (&pattern.frame.modifier, &pattern.frame.not_modifier);
    if wanted.is_empty() && unwanted.is_empty() {
        return true;
    }
    let relations = [Deprel::Amod, Deprel::Compound, Deprel::NmodUnmarked, Deprel::Nmod];
    let beside = tree.dependents(noun, &relations);
    // "a protest note", "a note of protest"
    let beside: Vec<&str> = beside
        .filter(|&c| !tree.is_verb(c) && (c < noun || tree.has_preposition(c, "of")))
        .map(|c| tree.lemma(c))
        .collect();
    let any = |lemmas: &[String]| beside.iter().any(|b| lemmas.iter().any(|l| l == b));
    (wanted.is_empty() || any(wanted)) && !any(unwanted)
}
