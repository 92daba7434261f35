//! Whether confidence means what it says.

use std::fmt;

use schemars::JsonSchema;
use serde::Serialize;

/// A fact with its confidence that is right or wrong.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sample {
    /// Its confidence.
    pub confidence: f64,
    /// Whether it is right.
    pub right: bool,
}

/// How far confidence is from how often facts are right.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Calibration {
    /// The facts it was measured on.
    pub facts: usize,
    /// The expected calibration error (Guo et al. 2017): the mean distance, in ten equal bins of confidence, from the mean
    /// confidence to the share that is right.
    pub error: f64,
}

impl Calibration {
    /// Measures the confidences of facts.
    pub fn of(samples: &[Sample]) -> Calibration {
        let mut bins = [(0.0, 0.0); 10];
        for Sample { confidence, right } in samples {
            let (expected, found) = &mut bins[((confidence * 10.0) as usize).min(9)];
            *expected += confidence;
            *found += f64::from(u8::from(*right));
        }
        let off: f64 = bins.iter().map(|(expected, found): &(f64, f64)| (expected - found).abs()).sum();
        Calibration { facts: samples.len(), error: off / samples.len().max(1) as f64 }
    }
}

impl fmt::Display for Calibration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "confidence       expected calibration error {:.3} ({} facts)", self.error, self.facts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_error_is_the_mean_distance_of_the_bins() {
        let judged = [(0.9, true), (0.9, true), (0.95, false), (0.25, false)];
        let samples = judged.map(|(confidence, right)| Sample { confidence, right });
        let expected = ((2.75 - 2.0) + 0.25) / 4.0;
        assert!((Calibration::of(&samples).error - expected).abs() < 1e-9);
        assert_eq!(Calibration::of(&[]).error, 0.0);
    }
}
