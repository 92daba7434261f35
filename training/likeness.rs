//! Fits the weights of `data/lexicon/likeness.toml` on the names of `tests/data/identities.tsv`.
//!
//! ```console
//! $ cargo run --release --example likeness
//! ```
//!
//! Logistic regression over all pairs within a family that can be one at all, with an L2 penalty, by gradient descent;
//! prints the weights, and how the pairs would be judged by weights fitted on the other families (five parts).
#![allow(clippy::unwrap_used, clippy::print_stdout)]

#[path = "../tests/identity_pairs/families.rs"]
mod families;

use newsgraph::resolve::likeness::{WEIGHTS, compare};

/// The score from which two names are joined.
const SAME: f64 = 0.85;
const PARTS: usize = 5;
const STEPS: usize = 20_000;
const RATE: f64 = 0.5;
const PENALTY: f64 = 0.002;

struct Pair {
    family: usize,
    x: [f64; WEIGHTS],
    one: bool,
    names: String,
}

fn main() {
    let names = families::read();
    let mut pairs = Vec::new();
    let mut apart = [0, 0];
    for (i, a) in names.iter().enumerate() {
        for b in names[i + 1..].iter().filter(|b| b.family == a.family && b.kind == a.kind) {
            let one = a.entity == b.entity;
            match compare(a.kind, &a.norm(), &b.norm()) {
                Some(features) => pairs.push(Pair {
                    family: a.family,
                    x: features.vector(a.ties(b)),
                    one,
                    names: format!("{} | {}", a.name, b.name),
                }),
                None => {
                    apart[usize::from(one)] += 1;
                    if one {
                        println!("told apart at once: {} | {}", a.name, b.name);
                    }
                }
            }
        }
    }
    println!("{} pairs, told apart at once: {} rightly, {} wrongly", pairs.len(), apart[0], apart[1]);
    let (mut right, mut wrong, mut unsure, mut missed) = (0, 0, 0, 0);
    for part in 0..PARTS {
        let weights = fit(pairs.iter().filter(|pair| pair.family % PARTS != part));
        for pair in pairs.iter().filter(|pair| pair.family % PARTS == part) {
            let score = probability(&weights, &pair.x);
            match (pair.one, score >= SAME) {
                (true, true) => right += 1,
                (false, true) => wrong += 1,
                (true, false) => missed += 1,
                (false, false) => unsure += 1,
            }
            if pair.one != (score >= SAME) {
                println!("{score:.3} {} {}", if pair.one { "missed" } else { "wrong " }, pair.names);
            }
        }
    }
    println!(
        "by weights of other families: joined rightly {right}, wrongly {wrong}; left apart rightly {unsure}, wrongly {missed}"
    );
    let weights = fit(pairs.iter());
    let weights: Vec<String> = weights.iter().map(|weight| format!("{weight:.2}")).collect();
    println!("weights = [{}]", weights.join(", "));
}

fn probability(weights: &[f64; WEIGHTS], x: &[f64; WEIGHTS]) -> f64 {
    let sum: f64 = weights.iter().zip(x).map(|(weight, x)| weight * x).sum();
    1.0 / (1.0 + (-sum).exp())
}

/// Gradient descent on the mean log loss; that of pairs that are not one counts double, for a wrong joining costs more
/// than a missed one.
fn fit<'p>(pairs: impl Iterator<Item = &'p Pair>) -> [f64; WEIGHTS] {
    let pairs: Vec<&Pair> = pairs.collect();
    let mut weights = [0.0; WEIGHTS];
    for _ in 0..STEPS {
        let mut gradient = weights.map(|weight| PENALTY * weight);
        gradient[0] = 0.0;
        for pair in &pairs {
            let (target, cost) = if pair.one { (1.0, 1.0) } else { (0.0, 2.0) };
            let error = cost * (probability(&weights, &pair.x) - target) / pairs.len() as f64;
            for (g, x) in gradient.iter_mut().zip(pair.x) {
                *g += error * x;
            }
        }
        for (weight, g) in weights.iter_mut().zip(gradient) {
            *weight -= RATE * g;
        }
    }
    weights
}
