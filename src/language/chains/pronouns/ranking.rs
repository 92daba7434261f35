//! Which candidate a pronoun means: the most likely one by a log-linear model, if it is likely enough.
//!
//! A candidate's score is the sum of its evidence, each piece times its weight; its probability is the softmax of the
//! scores of all candidates and of none of them (the ranking of Denis and Baldridge 2008, "Specialized models and ranking
//! for coreference resolution"). The weights are in `data/language/pronouns.tsv`, fitted by `training/pronouns.rs`.

use std::collections::HashMap;
use std::fmt::{Arguments, Write};
use std::sync::LazyLock;

use super::super::document::At;
use super::super::salience::Discourse;
use super::Class;
use super::candidates::{Candidate, candidates};
use super::evidence::Evidence;

/// A candidate must be at least so likely.
const LIKELY: f32 = 0.4;

type Weights = HashMap<&'static str, f32>;

static WEIGHTS: LazyLock<HashMap<&str, Weights>> = LazyLock::new(|| {
    let mut all: HashMap<&str, Weights> = HashMap::new();
    for row in include_str!("../../../../data/language/pronouns.tsv").lines().filter(|l| !l.starts_with('#'))
    {
        if let [class, evidence, weight] = row.split('\t').collect::<Vec<_>>()[..] {
            all.entry(class).or_default().insert(evidence, weight.parse().unwrap_or_default());
        }
    }
    all
});

/// A pronoun with what it might mean, as the training reads it.
#[derive(Debug, Clone)]
pub struct Question {
    /// The first byte of the pronoun.
    pub start: usize,
    /// Whose weights judge it.
    pub class: &'static str,
    /// What it may mean.
    pub choices: Vec<Choice>,
    /// What speaks for none of them.
    pub none: Vec<(String, f32)>,
}

/// What a pronoun may mean.
#[derive(Debug, Clone)]
pub struct Choice {
    /// For each entity the first bytes of all of its names; empty where the choice has no name.
    pub names: Vec<Vec<usize>>,
    /// Each piece of evidence with its value.
    pub evidence: Vec<(String, f32)>,
}

/// What the ranking says.
pub(super) enum Verdict {
    /// There is no candidate.
    Unasked,
    /// None with a name is likely enough.
    Unclear,
    /// Most likely these entities, with the probability.
    Clear(Vec<usize>, f32),
}

/// What a pronoun of the third person most likely means.
pub(super) fn most_likely(discourse: &Discourse, at: At, class: Class) -> Verdict {
    let candidates = candidates(discourse, at, class);
    let Some(weights) = WEIGHTS.get(class.name()).filter(|_| !candidates.is_empty()) else {
        return Verdict::Unasked;
    };
    let (mut scores, mut name) = (vec![0.0; candidates.len() + 1], String::new());
    tell_all(discourse, at, class, &candidates, |choice, evidence, value| {
        name.clear();
        // Writing to a string does not fail.
        let _ = name.write_fmt(evidence);
        scores[choice] += weights.get(name.as_str()).unwrap_or(&0.0) * value;
    });
    let highest = scores.iter().copied().fold(f32::MIN, f32::max);
    let total: f32 = scores.iter().map(|score| (score - highest).exp()).sum();
    let named = candidates.into_iter().zip(&scores).filter(|(candidate, _)| !candidate.entities.is_empty());
    let probable = named.map(|(candidate, score)| (candidate, (score - highest).exp() / total));
    match probable.max_by(|a, b| a.1.total_cmp(&b.1)) {
        Some((candidate, probability)) if probability >= LIKELY => {
            Verdict::Clear(candidate.entities, probability)
        }
        _ => Verdict::Unclear,
    }
}

/// What is asked of a pronoun of the third person.
pub(super) fn question(discourse: &Discourse, at: At, class: Class) -> Question {
    let document = discourse.document;
    let candidates = candidates(discourse, at, class);
    let mut all = vec![Vec::new(); candidates.len() + 1];
    tell_all(discourse, at, class, &candidates, |choice, evidence, value| {
        all[choice].push((evidence.to_string(), value));
    });
    let none = all.pop().unwrap_or_default();
    let names = |&entity: &usize| {
        let names = discourse.entities.list[entity].names.iter().map(|&n| &discourse.entities.names[n]);
        names.map(|name| document.span(name.sentence, &name.tokens).start).collect()
    };
    let choice = |(candidate, evidence): (&Candidate, _)| Choice {
        names: candidate.entities.iter().map(names).collect(),
        evidence,
    };
    Question {
        start: document.token(at).span.start,
        class: class.name(),
        choices: candidates.iter().zip(all).map(choice).collect(),
        none,
    }
}

/// Tells the evidence for each candidate, by its index, and for none of them, by the index after.
fn tell_all(
    discourse: &Discourse,
    at: At,
    class: Class,
    candidates: &[Candidate],
    mut tell: impl FnMut(usize, Arguments, f32),
) {
    for (index, candidate) in candidates.iter().enumerate() {
        let tell = &mut |evidence: Arguments<'_>, value| tell(index, evidence, value);
        Evidence { discourse, at, class, tell }.of(candidate, index);
    }
    let tell = &mut |evidence: Arguments<'_>, value| tell(candidates.len(), evidence, value);
    Evidence { discourse, at, class, tell }.of_none();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::gazetteer::Gender;

    #[test]
    fn every_row_of_the_table_is_a_weight_of_a_class() {
        let table = include_str!("../../../../data/language/pronouns.tsv");
        let rows: Vec<Vec<&str>> =
            table.lines().filter(|l| !l.starts_with('#')).map(|l| l.split('\t').collect()).collect();
        assert!(rows.iter().all(|row| row.len() == 3 && row[2].parse::<f32>().is_ok()));
        assert_eq!(WEIGHTS.values().map(HashMap::len).sum::<usize>(), rows.len());
        let classes = [Class::Person(Gender::Male), Class::Thing, Class::Plural].map(Class::name);
        assert!(rows.iter().all(|row| classes.contains(&row[0])));
        assert!(classes.iter().all(|class| WEIGHTS[class].contains_key("none")));
    }
}
