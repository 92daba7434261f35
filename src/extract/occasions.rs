//! Gatherings that an article tells of by a noun, with their place and days: what happens at "the summit" or "the event"
//! happens where and when that was told to be, in another sentence.

use super::ends::EndFinder;
use super::place::place_of;
use super::setting_words::words;
use super::settings::{Occurrence, returns, settings};
use super::timing::time_of;
use crate::language::{Deprel, Tree};
use crate::model::{ClaimTime, Granularity, Participant, RelationKind};

/// A gathering as one sentence tells of it.
#[derive(Debug)]
pub struct Gathering {
    noun: String,
    /// The words before it: "investment" of "an investment seminar".
    modifiers: Vec<String>,
    /// Where it is held.
    pub place: Participant,
    /// The days on which it is held.
    pub time: Option<ClaimTime>,
}

/// The gatherings of an article as far as it has been read.
#[derive(Debug, Default)]
pub struct Gatherings(Vec<Gathering>);

impl Gatherings {
    /// Remembers the gatherings of which a sentence tells where they are.
    pub fn hear(&mut self, finder: &EndFinder) {
        let (tree, analysis) = (finder.tree, finder.mentions.analysis);
        for noun in (0..tree.len()).filter(|&noun| tree.is_noun(noun)) {
            let lemma = tree.lemma(noun).to_lowercase();
            if !words().gatherings.contains(lemma.as_str()) {
                continue;
            }
            let occurrence =
                Occurrence { kind: RelationKind::Event, trigger: noun, noun: None, object: noun };
            let Some(place) = place_of(finder, false, &occurrence) else { continue };
            let time = time_of(tree, analysis, finder.sentence, &occurrence).filter(|time| {
                let granularity = time.value.as_ref().map(|value| value.granularity());
                matches!(granularity, Some(Granularity::Day | Granularity::Interval))
            });
            self.0.push(Gathering { noun: lemma, modifiers: modifiers(tree, noun).collect(), place, time });
        }
    }

    /// The gathering at which the event was, where the sentence comes back to it by a noun: the last that was told of, if
    /// there is no other place for it.
    pub fn at(&self, finder: &EndFinder, occurrence: &Occurrence) -> Option<&Gathering> {
        let tree = finder.tree;
        let around = settings(tree, occurrence).into_iter();
        let mut nouns = around.flat_map(|setting| {
            returns(tree, setting).chain(taken_part_in(tree, setting)).collect::<Vec<_>>()
        });
        let noun = nouns.find(|&noun| is_come_back_to(tree, noun))?;
        let lemma = tree.lemma(noun).to_lowercase();
        let of_kind = |gathering: &&Gathering| {
            gathering.noun == lemma || words().occasions.contains(lemma.as_str()) || gathering.noun == "event"
        };
        let told_so =
            |gathering: &&Gathering| modifiers(tree, noun).all(|word| gathering.modifiers.contains(&word));
        let known = self.0.iter().filter(of_kind).filter(told_so);
        let last = known.clone().next_back()?;
        known.clone().all(|gathering| gathering.place.chain == last.place.chain).then_some(last)
    }
}

/// "the summit will be attended by", "addressing the rally"
fn taken_part_in<'t>(tree: &'t Tree, verb: usize) -> impl Iterator<Item = usize> + 't {
    let takes_part = tree.is_verb(verb) && words().taking_part.contains(tree.lemma(verb));
    tree.logical_object(verb).filter(|_| takes_part).into_iter()
}

/// "the summit", "this event": a noun of gatherings, without a place of its own.
fn is_come_back_to(tree: &Tree, noun: usize) -> bool {
    let lemma = tree.lemma(noun).to_lowercase();
    let definite = tree
        .dependents(noun, &[Deprel::Det])
        .any(|d| matches!(&*tree.lemma(d).to_lowercase(), "the" | "this" | "that"));
    let bare = tree.dependents(noun, &[Deprel::Nmod, Deprel::NmodPoss]).next();
    definite && bare.is_none() && (words().gatherings.contains(lemma.as_str()) || lemma == "occasion")
}

/// The words before a noun that tell which is meant; "the said meeting" is any.
fn modifiers<'t>(tree: &'t Tree, noun: usize) -> impl Iterator<Item = String> + 't {
    let before = tree.dependents(noun, &[Deprel::Compound, Deprel::Amod]).filter(move |&word| word < noun);
    before.map(|word| tree.lemma(word).to_lowercase()).filter(|word| !words().pointing.contains(word))
}
