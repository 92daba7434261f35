//! Fits the weights of `data/lexicon/confidence.toml` on facts that were judged beside their articles.
//!
//! ```console
//! $ python3 training/judged.py DATA > judged.jsonl
//! $ cargo run --release --example confidence judged.jsonl > data/lexicon/confidence.toml
//! ```
//!
//! Logistic regression with an L2 penalty, on the judged facts that the program still finds.
//! On standard error: what weights fitted on other articles (ten parts) make of each fact.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr)]

use std::collections::{BTreeMap, BTreeSet, HashMap};

use newsgraph::eval::{Calibration, Sample};
use newsgraph::extract::{Confidence, Fact, RuleExtractor, Signs};
use newsgraph::language::Pipeline;
use newsgraph::model::Article;
use serde::Deserialize;

const PARTS: usize = 10;
const STEPS: usize = 1500;
const RATE: f64 = 0.3;
const PENALTY: f64 = 20.0;
/// Signs of fewer facts are left out, and so are weights that change next to nothing.
const RARE: usize = 8;
const SMALL: f64 = 0.02;
/// What is shown is likelier right than wrong, and a wrong fact costs a little more than one that is not shown.
const THRESHOLD: f64 = 0.55;

const HEAD: &str = "\
# How sure a claim is. The log-odds that it is right are `bias` and, for each of its signs, the weight times the amount
# (src/extract/confidence.rs tells what they are). What is less sure than `threshold` is shown only when asked for
# (`--min-confidence 0`). Made by training/confidence.rs.
";

#[derive(Deserialize)]
struct Judged {
    id: String,
    text: String,
    published: Option<String>,
    title: Option<String>,
    facts: Vec<Verdict>,
}

/// A fact by what tells it from others of its article, and whether it is right with its status.
#[derive(Deserialize)]
struct Verdict {
    sentence: (usize, usize),
    subject: (String, Option<String>),
    relation: String,
    object: (String, Option<String>),
    title: Option<String>,
    right: bool,
}

/// An example with numbers of signs, and with their scaled amounts.
struct Row {
    amounts: Vec<(usize, f64)>,
    right: f64,
    weight: f64,
}

struct Example {
    part: usize,
    signs: Signs,
    /// Of many pairs of one list each counts less.
    weight: f64,
    right: bool,
}

type Key<'a> = ((usize, usize), &'a str, Option<&'a str>, &'a str, &'a str, Option<&'a str>, Option<&'a str>);

fn key_of_verdict(v: &Verdict) -> Key<'_> {
    let (subject, object) = (&v.subject, &v.object);
    (
        v.sentence,
        &subject.0,
        subject.1.as_deref(),
        &v.relation,
        &object.0,
        object.1.as_deref(),
        v.title.as_deref(),
    )
}

fn key_of_fact<'a>(fact: &'a Fact) -> Key<'a> {
    let sentence = (fact.evidence.start, fact.evidence.end);
    let (subject, object) = (&fact.subject, &fact.object);
    (sentence, subject.name, subject.via, fact.relation, object.name, object.via, fact.title)
}

/// The judged facts of an article that the program finds.
fn examples(judged: &Judged, part: usize) -> Vec<Example> {
    let verdicts: HashMap<Key, bool> = judged.facts.iter().map(|v| (key_of_verdict(v), v.right)).collect();
    let article = Article {
        id: judged.id.clone(),
        text: judged.text.clone(),
        published: judged.published.as_ref().map(|day| day.parse().unwrap()),
        title: judged.title.clone(),
        ..Article::default()
    };
    let analysis = Pipeline::embedded().analyze(&article);
    let claims = RuleExtractor::built_in().weighed(&article, &analysis);
    let facts: Vec<Fact> = claims.iter().map(|(claim, _)| Fact::new(&article, &analysis, claim)).collect();
    let place = |fact: &Fact| (fact.evidence.start, fact.relation.to_owned());
    let mut alike: HashMap<(usize, String), usize> = HashMap::new();
    facts.iter().for_each(|fact| *alike.entry(place(fact)).or_default() += 1);
    let found = facts.iter().zip(&claims).filter_map(|(fact, (_, signs))| {
        let right = *verdicts.get(&key_of_fact(fact))?;
        let weight = 1.0 / (alike[&place(fact)] as f64).sqrt();
        Some(Example { part, signs: signs.clone(), weight, right })
    });
    found.collect()
}

/// Weighted maximum likelihood, by gradient descent on amounts that are scaled to one.
fn fit(examples: &[&Example]) -> Confidence {
    let mut seen: BTreeMap<&str, (usize, f64)> = BTreeMap::new();
    for (name, amount) in examples.iter().flat_map(|e| e.signs.iter()) {
        let (count, squares) = seen.entry(name).or_default();
        (*count, *squares) = (*count + 1, *squares + amount * amount);
    }
    let kept: Vec<(&str, f64)> = seen
        .into_iter()
        .filter(|&(_, (count, _))| count >= RARE)
        .map(|(name, (count, squares))| (name, (squares / count as f64).sqrt().max(1.0)))
        .collect();
    let column: HashMap<&str, usize> = kept.iter().enumerate().map(|(i, &(name, _))| (name, i)).collect();
    let row = |e: &&Example| {
        let amounts = e.signs.iter().filter_map(|(name, x)| column.get(name).map(|&i| (i, x / kept[i].1)));
        Row { amounts: amounts.collect(), right: f64::from(u8::from(e.right)), weight: e.weight }
    };
    let rows: Vec<Row> = examples.iter().map(row).collect();
    let total: f64 = rows.iter().map(|row| row.weight).sum();
    let (mut bias, mut weights) = (0.0, vec![0.0; kept.len()]);
    for _ in 0..STEPS {
        let mut bias_slope = 0.0;
        let mut slopes: Vec<f64> = weights.iter().map(|weight| PENALTY * weight).collect();
        for Row { amounts, right, weight } in &rows {
            let odds: f64 = bias + amounts.iter().map(|&(i, x)| weights[i] * x).sum::<f64>();
            let error = weight * (1.0 / (1.0 + (-odds).exp()) - right);
            bias_slope += error;
            amounts.iter().for_each(|&(i, x)| slopes[i] += error * x);
        }
        bias -= RATE * bias_slope / total;
        weights.iter_mut().zip(slopes).for_each(|(weight, slope)| *weight -= RATE * slope / total);
    }
    let rounded = |weight: f64| (weight * 1000.0).round() / 1000.0 + 0.0;
    let named = kept.iter().zip(weights).map(|(&(name, scale), w)| (name.to_owned(), w, w / scale));
    let telling = named.filter(|(_, weight, _)| weight.abs() >= SMALL);
    let weights = telling.map(|(name, _, weight)| (name, rounded(weight))).collect();
    Confidence { threshold: THRESHOLD, bias: rounded(bias), weights }
}

/// How often a right fact is surer than a wrong one.
fn area(samples: &[Sample]) -> f64 {
    let of =
        |right| samples.iter().filter(move |s| s.right == right).map(|s| (s.confidence * 100.0) as usize);
    let mut wrong = [0.0; 101];
    of(false).for_each(|hundredths| wrong[hundredths] += 1.0);
    let below = |hundredths: usize| wrong[..hundredths].iter().sum::<f64>() + wrong[hundredths] / 2.0;
    of(true).map(below).sum::<f64>() / (of(true).count() * of(false).count()).max(1) as f64
}

fn main() {
    let path = std::env::args().nth(1).expect("judged.jsonl");
    let lines = std::fs::read_to_string(path).unwrap();
    let judged: Vec<Judged> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let all: Vec<Example> =
        judged.iter().enumerate().flat_map(|(number, article)| examples(article, number % PARTS)).collect();
    let parts: BTreeSet<usize> = all.iter().map(|e| e.part).collect();
    let mut samples = Vec::new();
    for held in parts {
        let model = fit(&all.iter().filter(|e| e.part != held).collect::<Vec<_>>());
        let unseen = all.iter().filter(|e| e.part == held);
        samples.extend(unseen.map(|e| Sample { confidence: model.of(&e.signs), right: e.right }));
    }
    eprintln!("{} facts of {} articles, by weights fitted on others:", all.len(), judged.len());
    eprintln!("a right fact is surer than a wrong one in {:.3}", area(&samples));
    eprintln!("{}", Calibration::of(&samples));
    let right = |shown: &[&Sample]| shown.iter().filter(|s| s.right).count();
    let every = right(&samples.iter().collect::<Vec<_>>());
    for tenths in 0..10 {
        let least = f64::from(tenths) / 10.0;
        let shown: Vec<&Sample> = samples.iter().filter(|s| s.confidence >= least).collect();
        let (right, of_shown) = (right(&shown) as f64, shown.len().max(1) as f64);
        eprintln!(
            "from {least:.1}: {:.3} right, {:.3} of the right ones",
            right / of_shown,
            right / every as f64
        );
    }
    println!("{HEAD}\n{}", toml::to_string(&fit(&all.iter().collect::<Vec<_>>())).unwrap().trim_end());
}
