//! Runs the examples that stand beside the patterns in `data/lexicon/relations`: of each sentence just the facts named
//! there may come out of the file's relation.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use newsgraph::extract::{Extractor, Lexicon, RuleExtractor};
use newsgraph::language::Pipeline;
use newsgraph::model::{Article, Relations, Status};

#[test]
fn the_examples_of_every_relation_hold() {
    let mut failures = Vec::new();
    let mut count = 0;
    for (relation, examples) in Lexicon::built_in().examples() {
        for example in examples {
            count += 1;
            let expected: BTreeSet<String> = example.facts.iter().map(|f| normal(f)).collect();
            let found = facts_of(relation, &example.text);
            if found != expected {
                failures.push(format!(
                    "{relation}: {}\n  expected {expected:?}\n  found    {found:?}",
                    example.text
                ));
            }
        }
    }
    assert!(count > 0, "data/lexicon/relations has no examples");
    assert!(failures.is_empty(), "{} of {count} examples fail:\n{}", failures.len(), failures.join("\n"));
}

/// The facts of one relation in a text, written as in the examples.
fn facts_of(relation: &str, text: &str) -> BTreeSet<String> {
    let article = Article { id: "example".to_owned(), text: text.to_owned(), ..Article::default() };
    let analysis = Pipeline::embedded().analyze(&article);
    let claims = RuleExtractor::built_in().extract(&article, &analysis);
    let claims = claims.iter().filter(|c| c.relation == relation);
    let name = |chain: usize| analysis.chains[chain].name.as_str();
    let written = claims.map(|c| {
        let (subject, object) = (name(c.subject.chain), name(c.object.chain));
        match c.status {
            Status::Actual => format!("{subject} | {relation} | {object}"),
            status => format!("{subject} | {relation} | {object} | {status}"),
        }
    });
    written.map(|f| normal(&f)).collect()
}

/// The ends of a symmetric relation in one order.
fn normal(fact: &str) -> String {
    let mut parts: Vec<&str> = fact.split('|').map(str::trim).collect();
    if parts.len() >= 3 && Relations::built_in().is_symmetric(parts[1]) && parts[2] < parts[0] {
        parts.swap(0, 2);
    }
    parts.join(" | ")
}
