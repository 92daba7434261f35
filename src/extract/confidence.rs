//! How sure a claim is: a logistic model over the signs that speak for or against it, with its weights in
//! `data/lexicon/confidence.toml`.
//!
//! The weights are fitted to annotated articles (`newsgraph eval GOLD_DIR --calibrate FILE`), so that of the claims
//! with confidence 0.8 about eight in ten are right.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::candidate::Candidate;
use super::ends::{End, Reference};
use crate::language::{Part, Tree};
use crate::model::Status;

static BUILT_IN: LazyLock<Confidence> = LazyLock::new(|| {
    toml::from_str(include_str!("../../data/lexicon/confidence.toml"))
        .expect("data/lexicon/confidence.toml is checked by a test")
});

/// What speaks for or against a claim, by name, and how much of it there is.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Signs(Vec<(&'static str, f64)>);

/// The weights of the signs, and from what confidence on a claim is shown unless asked otherwise.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Confidence {
    /// The least confidence of what is shown by default.
    pub threshold: f64,
    /// The log-odds of a claim without any sign.
    pub bias: f64,
    /// What each sign adds to the log-odds.
    pub weights: BTreeMap<String, f64>,
}

impl Confidence {
    /// The model that is part of the program.
    pub fn built_in() -> &'static Confidence {
        &BUILT_IN
    }

    /// The probability that a claim with these signs is right, in hundredths.
    pub fn of(&self, signs: &Signs) -> f64 {
        let weight = |name: &str| self.weights.get(name).copied().unwrap_or(0.0);
        let odds: f64 = signs.iter().map(|(name, amount)| weight(name) * amount).sum();
        let probability = 1.0 / (1.0 + (-self.bias - odds).exp());
        (probability * 100.0).round() / 100.0
    }
}

impl Signs {
    /// The signs of a candidate in its sentence.
    pub(super) fn of(candidate: &Candidate, tree: &Tree, part: Part) -> Signs {
        let (claim, subject, object) = (&candidate.claim, &candidate.subject, &candidate.object);
        let prior = candidate.prior.clamp(0.01, 0.99);
        let mut signs = Signs(vec![
            ("prior", (prior / (1.0 - prior)).ln()),
            (kind(&claim.rule), 1.0),
            ("distance", logarithm(subject.token.abs_diff(object.token))),
            ("path", logarithm(steps(tree, subject.token, object.token))),
            ("sentence_length", logarithm(tree.len())),
        ]);
        signs.0.extend([subject, object].into_iter().flat_map(signs_of_end));
        let status = match claim.status {
            Status::Actual => None,
            Status::Planned => Some("planned"),
            Status::Possible => Some("possible"),
            Status::Denied => Some("denied"),
        };
        signs.0.extend(status.map(|status| (status, 1.0)));
        signs.0.extend(claim.speaker.as_ref().map(|_| ("said", 1.0)));
        signs.0.extend((part == Part::Headline).then_some(("headline", 1.0)));
        signs
    }

    /// These signs, for tests.
    #[cfg(test)]
    pub fn with(signs: Vec<(&'static str, f64)>) -> Signs {
        Signs(signs)
    }

    /// Adds that the article says it more than once.
    pub(super) fn repeat(&mut self) {
        if !self.0.contains(&("repeated", 1.0)) {
            self.0.push(("repeated", 1.0));
        }
    }

    /// Each sign with its amount; one of both ends may be there twice.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, f64)> {
        self.0.iter().copied()
    }
}

/// How the end was found, where that is not simply by a name.
fn signs_of_end(end: &End) -> impl Iterator<Item = (&'static str, f64)> {
    let reference = match end.reference {
        Reference::Name => None,
        Reference::Title => Some("title"),
        Reference::Apposition => Some("apposition"),
        Reference::Pronoun => Some("pronoun"),
        Reference::Description => Some("description"),
        Reference::Topic => Some("topic"),
    };
    let via = end.participant.via.as_ref().map(|_| "via");
    let metonym = end.metonym.then_some("metonym");
    [reference, via, metonym].into_iter().flatten().map(|name| (name, 1.0))
}

/// What kind of pattern a rule is: `met.verb+noun` is one of a light verb.
fn kind(rule: &str) -> &'static str {
    match rule.split_once('.').map_or(rule, |(_, kind)| kind) {
        "verb" => "verb",
        "verb+noun" => "light_verb",
        "noun" => "noun",
        "adjective" => "adjective",
        "title.before" => "title_before",
        "title.after" => "title_after",
        kind if kind.starts_with("title.of") => "title_with_complement",
        kind if kind.starts_with("place") => "place",
        _ => "other_kind",
    }
}

fn logarithm(count: usize) -> f64 {
    (count as f64).ln_1p()
}

/// The number of steps in the tree from one token to another.
fn steps(tree: &Tree, from: usize, to: usize) -> usize {
    let path = |token| {
        let up = std::iter::successors(Some(token), |&at| tree.head(at));
        up.take(tree.len()).collect::<Vec<usize>>()
    };
    let (up, down) = (path(from), path(to));
    let meet = up.iter().enumerate().find_map(|(i, at)| Some(i + down.iter().position(|d| d == at)?));
    meet.unwrap_or(up.len() + down.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weights_read_and_more_against_means_less_sure() {
        let confidence = Confidence::built_in();
        assert!((0.0..1.0).contains(&confidence.threshold));
        let weights = BTreeMap::from([("pronoun".to_owned(), -1.0)]);
        let model = Confidence { threshold: 0.5, bias: 1.0, weights };
        assert_eq!(model.of(&Signs::default()), 0.73);
        assert_eq!(model.of(&Signs(vec![("pronoun", 1.0), ("unknown", 9.0)])), 0.5);
    }
}
