//! Whether confidence means what it says, and the weights that make it so.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use schemars::JsonSchema;
use serde::Serialize;

use crate::extract::{Confidence, Signs};

/// How many groups the articles are parted into: each is judged by weights fitted to the others.
const FOLDS: usize = 10;

/// Steps of gradient descent, and their size.
const STEPS: usize = 4000;
const RATE: f64 = 0.2;

/// How strongly weights are held near 0, in samples.
const PENALTY: f64 = 5.0;

/// A fact that is right or wrong, and what spoke for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Sample {
    /// The article.
    pub article: String,
    /// What its confidence rests on.
    pub signs: Signs,
    /// Its confidence by the weights in use.
    pub confidence: f64,
    /// Whether it is right.
    pub right: bool,
}

/// How far confidence is from how often facts are right.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Calibration {
    /// The facts it was measured on.
    pub facts: usize,
    /// The expected calibration error of the weights in use.
    pub error: f64,
    /// The same where each article is judged by weights fitted to other articles.
    pub cross_validated_error: f64,
}

impl Calibration {
    /// Measures the weights in use, and weights fitted in the same way.
    pub fn of(samples: &[Sample]) -> Calibration {
        let in_use = samples.iter().map(|sample| (sample.confidence, sample.right));
        let unseen = unseen(samples);
        let unseen = unseen.iter().zip(samples).map(|(&confidence, sample)| (confidence, sample.right));
        Calibration {
            facts: samples.len(),
            error: expected_error(in_use),
            cross_validated_error: expected_error(unseen),
        }
    }
}

impl fmt::Display for Calibration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "confidence       expected calibration error {:.3} by cross-validation over articles, \
             {:.3} with the weights in use ({} facts)",
            self.cross_validated_error, self.error, self.facts
        )
    }
}

/// Fits a model to the samples. Its threshold is the one with the best F1 where there are so many gold facts, as far as
/// cross-validation can tell.
pub fn fit(samples: &[Sample], gold: usize) -> Confidence {
    let all: Vec<&Sample> = samples.iter().collect();
    Confidence { threshold: best_threshold(samples, &unseen(samples), gold), ..fit_weights(&all) }
}

/// The confidence of each sample by weights fitted to the articles of other folds.
fn unseen(samples: &[Sample]) -> Vec<f64> {
    let articles: BTreeSet<&str> = samples.iter().map(|sample| sample.article.as_str()).collect();
    let fold: BTreeMap<&str, usize> =
        articles.into_iter().enumerate().map(|(index, article)| (article, index % FOLDS)).collect();
    let fold_of = |sample: &Sample| fold[sample.article.as_str()];
    let models: Vec<Confidence> = (0..FOLDS)
        .map(|held| fit_weights(&samples.iter().filter(|s| fold_of(s) != held).collect::<Vec<_>>()))
        .collect();
    samples.iter().map(|sample| models[fold_of(sample)].of(&sample.signs)).collect()
}

/// Logistic regression with a penalty on the squares of the weights, by gradient descent.
fn fit_weights(samples: &[&Sample]) -> Confidence {
    let names: BTreeSet<&str> = samples.iter().flat_map(|s| s.signs.iter()).map(|(name, _)| name).collect();
    let column: BTreeMap<&str, usize> = names.iter().enumerate().map(|(i, name)| (*name, i)).collect();
    let rows: Vec<(Vec<(usize, f64)>, f64)> = samples
        .iter()
        .map(|s| {
            (
                s.signs.iter().map(|(name, amount)| (column[name], amount)).collect(),
                f64::from(u8::from(s.right)),
            )
        })
        .collect();
    let count = rows.len().max(1) as f64;
    let (mut bias, mut weights) = (0.0, vec![0.0; names.len()]);
    for _ in 0..STEPS {
        let mut bias_slope = 0.0;
        let mut slopes: Vec<f64> = weights.iter().map(|weight| PENALTY * weight).collect();
        for (signs, right) in &rows {
            let odds: f64 = bias + signs.iter().map(|&(i, amount)| weights[i] * amount).sum::<f64>();
            let error = 1.0 / (1.0 + (-odds).exp()) - right;
            bias_slope += error;
            signs.iter().for_each(|&(i, amount)| slopes[i] += error * amount);
        }
        bias -= RATE * bias_slope / count;
        weights.iter_mut().zip(slopes).for_each(|(weight, slope)| *weight -= RATE * slope / count);
    }
    let hundredths = |weight: f64| (weight * 100.0).round() / 100.0 + 0.0;
    let weights = names.iter().map(|name| name.to_string()).zip(weights.into_iter().map(hundredths));
    Confidence { threshold: 0.0, bias: hundredths(bias), weights: weights.collect() }
}

/// The expected calibration error (Guo et al. 2017): the mean distance, in ten equal bins of confidence, from the mean
/// confidence to the share that is right.
fn expected_error(judged: impl Iterator<Item = (f64, bool)>) -> f64 {
    let mut bins = [(0.0, 0.0); 10];
    let mut count = 0.0;
    for (confidence, right) in judged {
        let (expected, found) = &mut bins[((confidence * 10.0) as usize).min(9)];
        *expected += confidence;
        *found += f64::from(u8::from(right));
        count += 1.0;
    }
    let off: f64 = bins.iter().map(|(expected, found): &(f64, f64)| (expected - found).abs()).sum();
    if count > 0.0 { off / count } else { 0.0 }
}

/// The confidence, in twentieths, from which on facts are shown so that F1 is best; the lowest of several.
fn best_threshold(samples: &[Sample], confidences: &[f64], gold: usize) -> f64 {
    let f1 = |threshold: f64| {
        let shown = || confidences.iter().zip(samples).filter(move |&(&c, _)| c >= threshold);
        let right = shown().filter(|(_, sample)| sample.right).count();
        2.0 * right as f64 / (shown().count() + gold).max(1) as f64
    };
    let thresholds = (0..20).map(|twentieth| f64::from(twentieth) / 20.0);
    thresholds.fold(0.0, |best, threshold| if f1(threshold) > f1(best) { threshold } else { best })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_error_is_the_mean_distance_of_the_bins() {
        let judged = [(0.9, true), (0.9, true), (0.95, false), (0.25, false)];
        let expected = ((2.75 - 2.0) + 0.25) / 4.0;
        assert!((expected_error(judged.into_iter()) - expected).abs() < 1e-9);
        assert_eq!(expected_error(std::iter::empty()), 0.0);
    }

    /// Of facts with a pronoun one in four is right, of the others nine in ten.
    fn samples() -> Vec<Sample> {
        let sample = |i: usize| {
            let pronoun = i.is_multiple_of(2);
            let right = if pronoun { i.is_multiple_of(8) } else { i % 20 != 1 };
            let signs = Signs::with(if pronoun { vec![("pronoun", 1.0)] } else { Vec::new() });
            Sample { article: (i / 30).to_string(), signs, confidence: 0.5, right }
        };
        (0..2400).map(sample).collect()
    }

    #[test]
    fn fitted_weights_say_how_often_facts_are_right() {
        let samples = samples();
        let model = fit(&samples, 3000);
        assert!((model.of(&Signs::with(vec![("pronoun", 1.0)])) - 0.25).abs() < 0.03, "{model:?}");
        assert!((model.of(&Signs::default()) - 0.9).abs() < 0.03, "{model:?}");
        let calibration = Calibration::of(&samples);
        assert!(calibration.cross_validated_error < 0.02 && calibration.error > 0.05, "{calibration}");
    }

    #[test]
    fn the_threshold_hides_what_costs_more_than_it_gives() {
        assert!((0.3..=0.9).contains(&fit(&samples(), 1200).threshold));
        assert_eq!(fit(&[], 10).threshold, 0.0);
    }
}
