//! Two full names → whether they mean one entity.
//!
//! Names are compared word by word ([`words`]), as names of persons ([`persons`]) or of other entities ([`bodies`]).
//! What can't be one is told apart at once: another given name, another number, a surname alone. For the rest a
//! logistic model weighs what is unlike, and what the articles tie the bearers to; its weights are fitted by
//! `training/likeness.rs` and stand in `data/lexicon/likeness.toml`.
//!
//! Names are found for comparison by [`blocks`], so that a new name is compared with few.

mod bodies;
mod persons;
mod words;

use std::sync::LazyLock;

use serde::Deserialize;

use super::clusters::Verdict;
use crate::model::EntityType;

/// What is unlike in two names, each 0 where nothing is.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Features {
    /// How unlike the least alike of the words that stand for each other are, in tenths.
    pub worst: f64,
    /// Words of the longer name before, between and after those that the shorter has.
    pub before: f64,
    /// Between them.
    pub between: f64,
    /// After them.
    pub after: f64,
    /// Initials that stand for a word, or for none.
    pub initials: f64,
    /// 1: the words stand in another order.
    pub swapped: f64,
}

/// The number of weights: one for each feature, and one each for what holds of all pairs, of pairs with a tie in common
/// and of pairs with only different ties.
pub const WEIGHTS: usize = 9;

/// What the articles tie the bearers of two names to: posts, bodies, countries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ties {
    /// At least one of them is tied to nothing.
    Unknown,
    /// Both are tied to something in common.
    Shared,
    /// Both are tied to something, to nothing in common.
    Different,
}

impl Features {
    /// The inputs of the model.
    pub fn vector(&self, ties: Ties) -> [f64; WEIGHTS] {
        let is = |what| f64::from(u8::from(ties == what));
        [
            1.0,
            self.worst,
            self.before,
            self.between,
            self.after,
            self.initials,
            self.swapped,
            is(Ties::Shared),
            is(Ties::Different),
        ]
    }
}

/// `data/lexicon/likeness.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Model {
    weights: [f64; WEIGHTS],
    same: f64,
    unsure: f64,
    ties: Vec<String>,
}

static MODEL: LazyLock<Model> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../data/lexicon/likeness.toml")).unwrap_or_else(|error| {
        panic!("data/lexicon/likeness.toml, which is part of the program, is broken: {error}")
    })
});

/// The relations whose other end is a tie.
pub fn tying_relations() -> &'static [String] {
    &MODEL.ties
}

/// Keys of which two names that may be one share at least one.
pub fn blocks(entity: EntityType, norm: &str) -> Vec<String> {
    match entity {
        EntityType::Person => persons::blocks(norm),
        _ => bodies::blocks(entity, norm),
    }
}

/// What is unlike in two folded full names of this type; `None`: they can't mean one entity.
pub fn compare(entity: EntityType, a: &str, b: &str) -> Option<Features> {
    match entity {
        EntityType::Person => persons::compare(a, b),
        _ => bodies::compare(entity, a, b),
    }
}

/// How likely it is that they mean one entity, 0 to 1.
pub fn score(features: &Features, ties: Ties) -> f64 {
    let sum: f64 = MODEL.weights.iter().zip(features.vector(ties)).map(|(weight, x)| weight * x).sum();
    1.0 / (1.0 + (-sum).exp())
}

/// What a score says.
pub fn verdict(score: f64) -> Verdict {
    match score {
        _ if score >= MODEL.same => Verdict::Same,
        _ if score >= MODEL.unsure => Verdict::Unsure,
        _ => Verdict::NotSame,
    }
}

/// The verdict on names so unlike, and its score; what they are tied to is asked only where it could change the verdict.
pub fn judge(features: &Features, ties: impl FnOnce() -> Ties) -> (Verdict, f64) {
    let (worst, best) = (score(features, Ties::Different), score(features, Ties::Shared));
    let known = score(features, Ties::Unknown);
    let score = if verdict(worst) == verdict(best) { known } else { score(features, ties()) };
    (verdict(score), score)
}
