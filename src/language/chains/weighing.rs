//! Which candidate a pronoun or a description means: the most likely one by a log-linear model, if it is likely enough.
//!
//! A candidate's score is the sum of its evidence, each piece times its weight; its probability is the softmax of the
//! scores of all candidates and of none of them (the ranking of Denis and Baldridge 2008, "Specialized models and ranking
//! for coreference resolution"). The weights are in `data/language/antecedents.tsv`, fitted by `training/antecedents.rs`.

pub mod evidence;

use std::collections::HashMap;
use std::fmt::{Arguments, Write};
use std::sync::LazyLock;

use self::evidence::Evidence;
use super::discourse::{Discourse, Referent};
use super::document::At;

/// A candidate must be at least so likely.
const LIKELY: f32 = 0.4;

type Weights = HashMap<&'static str, f32>;

static WEIGHTS: LazyLock<HashMap<&str, Weights>> = LazyLock::new(|| {
    let mut all: HashMap<&str, Weights> = HashMap::new();
    for row in include_str!("../../../data/language/antecedents.tsv").lines().filter(|l| !l.starts_with('#'))
    {
        if let [class, evidence, weight] = row.split('\t').collect::<Vec<_>>()[..] {
            all.entry(class).or_default().insert(evidence, weight.parse().unwrap_or_default());
        }
    }
    all
});

/// What competes for a word: entities, or a thing without a name.
pub struct Candidate<'r> {
    /// Empty: it has no name.
    pub entities: Vec<usize>,
    /// Where it was spoken of within reach, the last first; never empty.
    pub mentions: Vec<&'r Referent>,
}

impl Candidate<'_> {
    /// Where it was last spoken of.
    pub fn last(&self) -> At {
        self.mentions[0].at
    }

    /// Whether that is in the sentence of a word or before it.
    pub fn near(&self, at: At) -> &'static str {
        if self.last().sentence == at.sentence { "here" } else { "before" }
    }
}

/// Whom evidence is told: its name and its value.
pub type Tell<'t> = dyn FnMut(Arguments, f32) + 't;

/// A word that is asked what it means.
pub trait Asked {
    /// What was said before it.
    fn discourse(&self) -> &Discourse<'_, '_>;
    /// Where it stands.
    fn at(&self) -> At;
    /// Whose weights judge it.
    fn class(&self) -> &'static str;
    /// What it may mean, the last spoken of first.
    fn candidates(&self) -> Vec<Candidate<'_>>;
    /// Tells what speaks for a candidate of words like this one, beside what speaks for any.
    fn tell(&self, candidate: &Candidate, all: &[Candidate], tell: &mut Tell);
    /// Whether it may mean none of the candidates; of what must mean one the training is not told.
    fn may_be_none(&self) -> bool {
        true
    }
    /// Tells what speaks for none of the candidates.
    fn tell_none(&self, tell: &mut Tell);
}

/// A word with what it might mean, as the training reads it.
#[derive(Debug, Clone)]
pub struct Question {
    /// The first byte of the word.
    pub start: usize,
    /// Whose weights judge it.
    pub class: &'static str,
    /// What it may mean.
    pub choices: Vec<Choice>,
    /// What speaks for none of them.
    pub none: Vec<(String, f32)>,
}

/// What a word may mean.
#[derive(Debug, Clone)]
pub struct Choice {
    /// For each entity the first bytes of all of its names; empty where the choice has no name.
    pub names: Vec<Vec<usize>>,
    /// Each piece of evidence with its value.
    pub evidence: Vec<(String, f32)>,
}

/// What the weights say.
pub enum Verdict {
    /// There is no candidate.
    Unasked,
    /// None with a name is likely enough.
    Unclear,
    /// Of what has a name most likely these entities, with the probability.
    Clear(Vec<usize>, f32),
}

/// What a word most likely means.
pub fn most_likely(asked: &impl Asked) -> Verdict {
    let candidates = asked.candidates();
    if let Some(questions) = asked.discourse().asked.as_ref().filter(|_| asked.may_be_none()) {
        questions.borrow_mut().push(question(asked, &candidates));
    }
    let Some(weights) = WEIGHTS.get(asked.class()).filter(|_| !candidates.is_empty()) else {
        return Verdict::Unasked;
    };
    let (mut scores, mut name) = (vec![0.0; candidates.len() + 1], String::new());
    tell_all(asked, &candidates, |choice, evidence, value| {
        name.clear();
        // Writing to a string does not fail.
        let _ = name.write_fmt(evidence);
        scores[choice] += weights.get(name.as_str()).unwrap_or(&0.0) * value;
    });
    if !asked.may_be_none() {
        scores.pop();
    }
    let highest = scores.iter().copied().fold(f32::MIN, f32::max);
    let total: f32 = scores.iter().map(|score| (score - highest).exp()).sum();
    let named = candidates.into_iter().zip(&scores).filter(|(candidate, _)| !candidate.entities.is_empty());
    let probable = named.map(|(candidate, score)| (candidate, (score - highest).exp() / total));
    // Of equals the last spoken of.
    match probable.min_by(|a, b| b.1.total_cmp(&a.1)) {
        Some((candidate, probability)) if probability >= LIKELY => {
            Verdict::Clear(candidate.entities, probability)
        }
        _ => Verdict::Unclear,
    }
}

/// What the training is told of a word.
fn question(asked: &impl Asked, candidates: &[Candidate]) -> Question {
    let Discourse { document, entities, .. } = asked.discourse();
    let mut all = vec![Vec::new(); candidates.len() + 1];
    tell_all(asked, candidates, |choice, evidence, value| {
        all[choice].push((evidence.to_string(), value));
    });
    let none = all.pop().unwrap_or_default();
    let names = |&entity: &usize| {
        let names = entities.list[entity].names.iter().map(|&n| &entities.names[n]);
        names.map(|name| document.span(name.sentence, &name.tokens).start).collect()
    };
    let choice = |(candidate, evidence): (&Candidate, _)| Choice {
        names: candidate.entities.iter().map(names).collect(),
        evidence,
    };
    Question {
        start: document.token(asked.at()).span.start,
        class: asked.class(),
        choices: candidates.iter().zip(all).map(choice).collect(),
        none,
    }
}

/// Tells the evidence for each candidate, by its index, and for none of them, by the index after.
fn tell_all(asked: &impl Asked, candidates: &[Candidate], mut tell: impl FnMut(usize, Arguments, f32)) {
    for (index, candidate) in candidates.iter().enumerate() {
        let mut tell = |evidence: Arguments<'_>, value| tell(index, evidence, value);
        Evidence { discourse: asked.discourse(), at: asked.at(), tell: &mut tell }.of(candidate, index);
        asked.tell(candidate, candidates, &mut tell);
    }
    asked.tell_none(&mut |evidence: Arguments<'_>, value| tell(candidates.len(), evidence, value));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_is_a_weight_of_a_class() {
        let table = include_str!("../../../data/language/antecedents.tsv");
        let rows: Vec<Vec<&str>> =
            table.lines().filter(|l| !l.starts_with('#')).map(|l| l.split('\t').collect()).collect();
        assert!(rows.iter().all(|row| row.len() == 3 && row[2].parse::<f32>().is_ok()));
        assert_eq!(WEIGHTS.values().map(HashMap::len).sum::<usize>(), rows.len());
        let classes = ["he", "it", "they", "person", "body", "country", "place"];
        assert!(rows.iter().all(|row| classes.contains(&row[0])));
        assert!(classes.iter().all(|class| WEIGHTS[class].contains_key("none")));
    }
}
