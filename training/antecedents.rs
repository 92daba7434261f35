//! Fits the weights of `data/language/antecedents.tsv` on articles in which it is known whom words mean.
//!
//! ```console
//! $ python3 training/antecedents.py DATA > antecedents.jsonl
//! $ cargo run --release --example antecedents antecedents.jsonl > data/language/antecedents.tsv
//! ```
//!
//! Maximum likelihood of the right choices of a log-linear model, with an L2 penalty.
//! On standard error: how often words are understood rightly by weights fitted on other articles (five parts).
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr)]

use std::collections::{BTreeMap, HashMap};

use newsgraph::language::Pipeline;
use newsgraph::language::chains::{Choice, Question};
use serde::Deserialize;

const PARTS: usize = 5;
const STEPS: usize = 600;
const RATE: f64 = 0.1;
const PENALTY: f64 = 2.0;
/// Evidence that is rarer is left out, and so are weights that change next to nothing.
const RARE: usize = 5;
const SMALL: f64 = 0.02;
/// From these probabilities on the program takes a choice for its chains, and reads facts from it.
const LIKELY: [f64; 2] = [0.4, 0.6];

#[derive(Deserialize)]
struct Article {
    text: String,
    /// The first byte of each word and those of what it means.
    words: Vec<Vec<usize>>,
}

/// Whether a choice is what a word means: each of its entities has a name that is meant, and each such name.
fn is_meant(choice: &Choice, meant: &[usize]) -> bool {
    !choice.names.is_empty()
        && choice.names.iter().all(|names| names.iter().any(|name| meant.contains(name)))
        && meant.iter().all(|name| choice.names.iter().any(|names| names.contains(name)))
}

/// A word whose meaning is known: its choices, the last one is none of them.
struct Example {
    part: usize,
    choices: Vec<Vec<(usize, f64)>>,
    named: Vec<bool>,
    /// What it may be said to mean: the one that is named, else any without a name.
    right: Vec<bool>,
    /// It means something with a name.
    has_name: bool,
}

/// A word of an article of this part, with the first bytes of what it means.
type Asked = (usize, Question, Vec<usize>);

fn main() {
    let path = std::env::args().nth(1).expect("antecedents.jsonl");
    let lines = std::fs::read_to_string(path).unwrap();
    let mut asked: BTreeMap<&str, Vec<Asked>> = BTreeMap::new();
    for (number, line) in lines.lines().enumerate() {
        let article: Article = serde_json::from_str(line).unwrap();
        let meant: HashMap<usize, &[usize]> = article.words.iter().map(|w| (w[0], &w[1..])).collect();
        for question in Pipeline::embedded().questions(&article.text) {
            if let Some(meant) = meant.get(&question.start) {
                asked.entry(question.class).or_default().push((number % PARTS, question, meant.to_vec()));
            }
        }
    }
    println!(
        "# What speaks for and against what a pronoun or a description may mean (src/language/chains/weighing):"
    );
    println!(
        "# log-linear weights, fitted by training/antecedents.rs. Source: articles annotated for this project"
    );
    println!("# (training/antecedents); licence as the project's.");
    println!("# class\tevidence\tweight");
    for (class, rows) in asked {
        let names = frequent(&rows.iter().map(|row| &row.1).collect::<Vec<_>>());
        let index: HashMap<&str, usize> = names.iter().enumerate().map(|(i, n)| (n.as_str(), i)).collect();
        let examples: Vec<Example> =
            rows.iter().map(|(part, question, meant)| example(*part, question, meant, &index)).collect();
        cross_validate(class, &examples, names.len());
        let weights = fit(&examples.iter().collect::<Vec<_>>(), names.len());
        for (name, weight) in names.iter().zip(weights) {
            if weight.abs() >= SMALL {
                println!("{class}\t{name}\t{weight:.2}");
            }
        }
    }
}

/// The evidence that is not rare, in the order of the alphabet.
fn frequent(questions: &[&Question]) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for question in questions {
        let all = question.choices.iter().map(|c| &c.evidence).chain([&question.none]);
        for (name, _) in all.flatten() {
            *counts.entry(name).or_default() += 1;
        }
    }
    counts.into_iter().filter(|&(_, count)| count >= RARE).map(|(name, _)| name.to_owned()).collect()
}

fn example(part: usize, question: &Question, meant: &[usize], index: &HashMap<&str, usize>) -> Example {
    let vector = |evidence: &Vec<(String, f32)>| -> Vec<(usize, f64)> {
        evidence
            .iter()
            .filter_map(|(name, value)| Some((*index.get(name.as_str())?, f64::from(*value))))
            .collect()
    };
    let named: Vec<bool> = question.choices.iter().map(|c| !c.names.is_empty()).chain([false]).collect();
    let mut right: Vec<bool> = question.choices.iter().map(|c| is_meant(c, meant)).chain([false]).collect();
    if !right.contains(&true) {
        right = named.iter().map(|named| !named).collect();
    }
    let choices = question.choices.iter().map(|c| &c.evidence).chain([&question.none]).map(vector).collect();
    Example { part, choices, named, right, has_name: !meant.is_empty() }
}

fn probabilities(weights: &[f64], example: &Example) -> Vec<f64> {
    let score = |choice: &Vec<(usize, f64)>| choice.iter().map(|&(i, value)| weights[i] * value).sum::<f64>();
    let scores: Vec<f64> = example.choices.iter().map(score).collect();
    let highest = scores.iter().copied().fold(f64::MIN, f64::max);
    let exponentials: Vec<f64> = scores.iter().map(|score| (score - highest).exp()).collect();
    let total: f64 = exponentials.iter().sum();
    exponentials.iter().map(|e| e / total).collect()
}

/// Prints how often weights that were fitted on other articles choose rightly.
fn cross_validate(class: &str, examples: &[Example], size: usize) {
    let mut chosen: Vec<(f64, bool)> = Vec::new();
    for part in 0..PARTS {
        let weights = fit(&examples.iter().filter(|e| e.part != part).collect::<Vec<_>>(), size);
        for example in examples.iter().filter(|e| e.part == part) {
            let probabilities = probabilities(&weights, example);
            let named = (0..example.named.len()).filter(|&i| example.named[i]);
            let best = named.max_by(|&a, &b| probabilities[a].total_cmp(&probabilities[b]));
            chosen.extend(best.map(|best| (probabilities[best], example.right[best])));
        }
    }
    let named = examples.iter().filter(|e| e.has_name).count();
    for least in LIKELY {
        let given: Vec<bool> = chosen.iter().filter(|c| c.0 >= least).map(|c| c.1).collect();
        let right = given.iter().filter(|&&right| right).count();
        eprintln!(
            "{class} from {least}: found {:.3} ({right} of {named}), precision {:.3} (of {}); {size} weights",
            right as f64 / named as f64,
            right as f64 / given.len() as f64,
            given.len(),
        );
    }
}

/// Adam (Kingma and Ba 2015) on the whole of the examples.
fn fit(examples: &[&Example], size: usize) -> Vec<f64> {
    let (mut weights, mut mean, mut square) = (vec![0.0; size], vec![0.0; size], vec![0.0; size]);
    for step in 1..=STEPS {
        let mut gradient: Vec<f64> = weights.iter().map(|weight| PENALTY * weight).collect();
        for example in examples {
            let probabilities = probabilities(&weights, example);
            let right: f64 = probabilities.iter().zip(&example.right).filter(|p| *p.1).map(|p| p.0).sum();
            for ((choice, p), is_right) in example.choices.iter().zip(&probabilities).zip(&example.right) {
                let error = if *is_right { p - p / right.max(1e-12) } else { *p };
                choice.iter().for_each(|&(i, value)| gradient[i] += error * value);
            }
        }
        let rate = RATE * (1.0 - step as f64 / STEPS as f64) + 0.001;
        for i in 0..size {
            mean[i] = 0.9 * mean[i] + 0.1 * gradient[i];
            square[i] = 0.999 * square[i] + 0.001 * gradient[i] * gradient[i];
            let (m, s) =
                (mean[i] / (1.0 - 0.9f64.powi(step as i32)), square[i] / (1.0 - 0.999f64.powi(step as i32)));
            weights[i] -= rate * m / (s.sqrt() + 1e-8);
        }
    }
    weights
}
