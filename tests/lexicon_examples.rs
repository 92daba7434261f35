//! Runs the examples that stand beside the patterns in `data/lexicon/relations`: of each sentence just the facts named
//! there may come out of the file's relation.
#![allow(clippy::unwrap_used)]

use newsgraph::extract::{Lexicon, RuleExtractor};
use newsgraph::model::Relations;

#[test]
fn the_examples_of_every_relation_hold() {
    let mut failures = Vec::new();
    let mut count = 0;
    for (relation, _) in Relations::built_in().iter() {
        let examples = Lexicon::built_in().examples(relation);
        count += examples.len();
        failures.extend(RuleExtractor::built_in().failures(relation, examples).into_iter().map(|failure| {
            format!(
                "{relation}, line {}: {}\n  expected {:?}\n  found    {:?}",
                failure.example.line, failure.example.text, failure.example.facts, failure.found
            )
        }));
    }
    assert!(count > 0, "data/lexicon/relations has no examples");
    assert!(failures.is_empty(), "{} of {count} examples fail:\n{}", failures.len(), failures.join("\n"));
}
