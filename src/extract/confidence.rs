//! How sure a claim is: a logistic model over the signs that speak for or against it, with its weights in
//! `data/lexicon/confidence.toml`.
//!
//! The weights are fitted to facts that were judged beside their articles (`training/confidence.rs`), so that of the claims
//! with confidence 0.8 about eight in ten are right.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::candidate::Candidate;
use super::ends::{End, EndFinder, Reference};
use crate::language::{Margins, Mention, MentionKind, Part, Tree};
use crate::model::{EntityType, Status};

static BUILT_IN: LazyLock<Confidence> = LazyLock::new(|| {
    toml::from_str(include_str!("../../data/lexicon/confidence.toml"))
        .expect("data/lexicon/confidence.toml is checked by a test")
});

/// A name with a word whose tag won by less than this is unclear.
const UNCLEAR: f32 = 2.0;

/// Names of more words are counted as names of so many.
const LONG_NAME: usize = 5;

/// From this certainty on nothing is doubted of what a word means.
const CERTAIN: f64 = 0.99;

/// What speaks for or against a claim, by name, and how much of it there is.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Signs(Vec<(Cow<'static, str>, f64)>);

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
    pub(super) fn of(candidate: &Candidate, finder: &EndFinder, part: Part) -> Signs {
        let (claim, subject, object) = (&candidate.claim, &candidate.subject, &candidate.object);
        let tree = finder.tree;
        let prior = candidate.prior.clamp(0.01, 0.99);
        let mut signs = Signs::default();
        signs.add("prior", (prior / (1.0 - prior)).ln());
        signs.add(kind(&claim.rule), 1.0);
        signs.add(claim.relation.clone(), 1.0);
        signs.add("distance", logarithm(subject.token.abs_diff(object.token)));
        signs.add("path", logarithm(steps(tree, subject.token, object.token)));
        signs.add("sentence_length", logarithm(tree.len()));
        let trigger = (0..tree.len()).find(|&t| tree.token(t).span.start == claim.trigger.start);
        signs.add("trigger_margin", trigger.map_or(Margins::MOST, |t| tree.token(t).margins.head).into());
        for end in [subject, object] {
            signs.add_reference(end);
            signs.add_entity(end, finder);
        }
        match claim.status {
            Status::Actual => {}
            Status::Planned => signs.add("planned", 1.0),
            Status::Possible => signs.add("possible", 1.0),
            Status::Denied => signs.add("denied", 1.0),
        }
        if claim.speaker.is_some() {
            signs.add("said", 1.0);
        }
        if part == Part::Headline {
            signs.add("headline", 1.0);
        }
        signs
    }

    fn add(&mut self, name: impl Into<Cow<'static, str>>, amount: f64) {
        self.0.push((name.into(), amount));
    }

    /// How the end was found, where that is not simply by a name.
    fn add_reference(&mut self, end: &End) {
        match end.reference {
            Reference::Name => {}
            Reference::Title => self.add("title", 1.0),
            Reference::Apposition => self.add("apposition", 1.0),
            Reference::Pronoun => self.add("pronoun", 1.0),
            Reference::Description => self.add("description", 1.0),
            Reference::Topic => self.add("topic", 1.0),
        }
        if end.participant.via.is_some() {
            self.add("via", 1.0);
        }
        if end.metonym {
            self.add("metonym", 1.0);
        }
    }

    /// How clear it is who is meant, and what the names are like.
    fn add_entity(&mut self, end: &End, finder: &EndFinder) {
        let analysis = finder.mentions.analysis;
        let mention = &analysis.mentions[end.participant.mention];
        let chain = &analysis.chains[end.participant.chain];
        let certainty = f64::from(mention.certainty);
        if certainty < CERTAIN {
            self.add("doubt", log_odds(CERTAIN) - log_odds(certainty));
        }
        let names = chain.mentions.iter().filter(|&&m| analysis.mentions[m].kind == MentionKind::Name);
        self.add("named", logarithm(names.count()));
        if chain.entity == EntityType::Person && !chain.name.contains(' ') {
            self.add("person_of_one_word", 1.0);
        }
        if mention.kind == MentionKind::Name {
            let margin = name_margin(mention, finder);
            self.add("name_margin", margin.into());
            if margin < UNCLEAR {
                self.add("unclear_name", 1.0);
            }
            let kind: &'static str = chain.entity.into();
            self.add(format!("{kind}_{}", mention.tokens.len().min(LONG_NAME)), 1.0);
        }
    }

    /// Adds that the article says it more than once.
    pub(super) fn repeat(&mut self) {
        if !self.0.iter().any(|(name, _)| name == "repeated") {
            self.add("repeated", 1.0);
        }
    }

    /// Each sign with its amount; one of both ends may be there twice.
    pub fn iter(&self) -> impl Iterator<Item = (&str, f64)> {
        self.0.iter().map(|(name, amount)| (&**name, *amount))
    }
}

/// The least margin of a word of a name.
fn name_margin(name: &Mention, finder: &EndFinder) -> f32 {
    let words = &finder.mentions.analysis.sentences[name.sentence].tokens[name.tokens.clone()];
    words.iter().map(|word| word.margins.name).fold(Margins::MOST, f32::min)
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

fn log_odds(probability: f64) -> f64 {
    (probability / (1.0 - probability)).ln()
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
        let signs = |names: &[(&'static str, f64)]| {
            Signs(names.iter().map(|&(name, amount)| (name.into(), amount)).collect())
        };
        assert_eq!(model.of(&Signs::default()), 0.73);
        assert_eq!(model.of(&signs(&[("pronoun", 1.0), ("unknown", 9.0)])), 0.5);
    }

    #[test]
    fn what_is_said_twice_is_repeated_once() {
        let mut signs = Signs::default();
        signs.repeat();
        signs.repeat();
        assert_eq!(signs.iter().collect::<Vec<_>>(), [("repeated", 1.0)]);
    }
}
