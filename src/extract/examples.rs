//! Whether the examples of a relation hold: of each sentence just the facts named beside it may come out of the
//! relation.

use std::collections::BTreeSet;

use super::Extractor;
use super::relation_file::Example;
use super::rules::RuleExtractor;
use crate::language::Pipeline;
use crate::model::{Article, Status};

/// An example that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The example.
    pub example: Example,
    /// The facts that come out instead, written as in examples.
    pub found: BTreeSet<String>,
}

impl RuleExtractor {
    /// The examples of a relation that do not hold.
    pub fn failures(&self, relation: &str, examples: &[Example]) -> Vec<Failure> {
        let failure = |example: &Example| {
            let expected: BTreeSet<String> = example.facts.iter().map(|fact| self.normal(fact)).collect();
            let found = self.written(relation, &example.text);
            (found != expected).then(|| Failure { example: example.clone(), found })
        };
        examples.iter().filter_map(failure).collect()
    }

    /// The facts of one relation in a text.
    fn written(&self, relation: &str, text: &str) -> BTreeSet<String> {
        let article = Article { id: "example".to_owned(), text: text.to_owned(), ..Article::default() };
        let analysis = Pipeline::embedded().analyze(&article);
        let claims = self.extract(&article, &analysis);
        let name = |chain: usize| analysis.chains[chain].name.as_str();
        let written = claims.iter().filter(|claim| claim.relation == relation).map(|claim| {
            let (subject, object) = (name(claim.subject.chain), name(claim.object.chain));
            match claim.status {
                Status::Actual => format!("{subject} | {relation} | {object}"),
                status => format!("{subject} | {relation} | {object} | {status}"),
            }
        });
        written.map(|fact| self.normal(&fact)).collect()
    }

    /// A fact with the ends of a symmetric relation in one order.
    fn normal(&self, fact: &str) -> String {
        let mut parts: Vec<&str> = fact.split('|').map(str::trim).collect();
        if let [subject, relation, object, ..] = parts.as_mut_slice()
            && self.lexicon().relations().is_symmetric(relation)
            && object < subject
        {
            std::mem::swap(subject, object);
        }
        parts.join(" | ")
    }
}
