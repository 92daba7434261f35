//! The scores over a set of annotated articles, with what was lost and why.

use schemars::JsonSchema;
use serde::Serialize;

use super::calibration::Sample;
use super::constructions;
use super::marks::Marks;
use super::reading::Reading;
use super::scores::Scores;
use crate::extract::Fact;

/// What is known after some articles.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub struct Evaluation {
    /// Precision, recall and agreement.
    pub scores: Scores,
    /// Gold facts that were not found, in the order of the articles and their facts.
    pub missed: Vec<Lost>,
    /// Facts that are not in the gold.
    pub wrong: Vec<Lost>,
    /// Every fact that is right or wrong, however sure, with what its confidence rests on.
    #[serde(skip)]
    pub samples: Vec<Sample>,
}

/// A fact that was missed or is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Lost {
    /// The article's id.
    pub doc: String,
    /// `subject relation object [status] sentence`.
    pub fact: String,
    /// Its relation.
    pub relation: String,
    /// Where on the way it was lost.
    pub reason: String,
}

impl Evaluation {
    /// Adds an article, of which the facts that are at least so sure are shown.
    pub fn add(&mut self, reading: &Reading, least: f64) {
        let Reading { gold, article, analysis, .. } = reading;
        let facts = reading.claims.iter().map(|claim| Fact::new(article, analysis, claim));
        let all: Vec<Fact> = facts.filter(|fact| !fact.is_open()).collect();
        let (shown, hidden): (Vec<Fact>, Vec<Fact>) =
            all.iter().cloned().partition(|fact| fact.confidence >= least);
        let marks = Marks::of(gold, &shown);
        let right: Vec<&Fact> = marks.right.iter().map(|&(_, fact)| &shown[fact]).collect();
        let wrong: Vec<&Fact> = marks.wrong.iter().map(|&fact| &shown[fact]).collect();
        let hidden: Vec<&Fact> = hidden.iter().collect();
        self.scores.add(gold, &shown, &marks);
        let lost = |relation: &str, fact: String, reason| Lost {
            doc: gold.id.clone(),
            fact,
            relation: relation.to_owned(),
            reason,
        };
        self.missed.extend(marks.missed.iter().map(|&missed| {
            let fact = &gold.facts[missed];
            let reason = constructions::missed(reading, fact, [&right, &wrong, &hidden]);
            let written = written([&fact.subject, &fact.relation, &fact.object], fact.status, &fact.evidence);
            lost(&fact.relation, written, reason)
        }));
        self.wrong.extend(wrong.iter().map(|fact| {
            let ends = [fact.subject.name, fact.relation, fact.object.name];
            let reason = constructions::wrong(gold, fact);
            lost(fact.relation, written(ends, fact.status, fact.evidence.text), reason)
        }));
        let marks = Marks::of(gold, &all);
        let right = marks.right.iter().map(|&(_, fact)| (fact, true));
        let judged = right.chain(marks.wrong.iter().map(|&fact| (fact, false)));
        self.samples.extend(judged.map(|(fact, right)| Sample { confidence: all[fact].confidence, right }));
    }
}

fn written(fact: [&str; 3], status: crate::model::Status, sentence: &str) -> String {
    let sentence: String = sentence.chars().take(160).collect();
    format!("{} [{status}] {sentence}", fact.join(" "))
}
