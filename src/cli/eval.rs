use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;

use anyhow::Result;
use schemars::JsonSchema;
use serde::Serialize;

use super::Outcome;
use super::extraction::Threads;
use super::in_order::in_order;
use super::output::Sink;
use crate::eval::{self, Calibration, Evaluation, Gold, Lost, Reading};
use crate::extract::{Confidence, RuleExtractor};

/// Compare extracted facts with facts that a reader annotated
///
/// Prints precision, recall and F1, how far confidence is from the share of facts that is right, and what the missed and
/// the wrong facts have in common. GOLD_DIR has one JSON file an article: `id`, `text`, `entities` (with `name` and
/// `aliases`) and `facts` (`subject`, `relation`, `object`, `status`, `evidence`, and where there are any `when`,
/// `when_text`, `where`, `optional`).
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  newsgraph eval tests/data/gold")]
pub struct Eval {
    /// The folder of annotated articles
    #[arg(value_name = "GOLD_DIR")]
    gold: PathBuf,
    /// Print the scores of each relation too
    #[arg(long)]
    by_relation: bool,
    /// List what was missed (-) and what was wrong (+)
    #[arg(long)]
    misses: bool,
    /// Count facts that are at least so sure, 0 to 1 [default: those that `extract` prints]
    #[arg(long, value_name = "SHARE", value_parser = super::filters::share)]
    min_confidence: Option<f64>,
    /// Print one JSON object instead of text
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    threads: Threads,
}

/// All that is printed.
#[derive(Serialize, JsonSchema)]
pub(super) struct Report {
    #[serde(flatten)]
    evaluation: Evaluation,
    /// How far confidence is from how often facts are right.
    calibration: Calibration,
}

impl Eval {
    pub fn run(self) -> Result<Outcome> {
        let files = Gold::files(&self.gold)?;
        let least = self.min_confidence.unwrap_or(Confidence::built_in().threshold);
        let mut evaluation = Evaluation::default();
        let read = |path: PathBuf| Reading::of(&path, RuleExtractor::built_in());
        in_order(
            || files.into_iter(),
            self.threads.count(),
            read,
            |reading| {
                evaluation.add(&reading?, least);
                Ok(())
            },
        )?;
        let report = Report { calibration: Calibration::of(&evaluation.samples), evaluation };
        let mut sink = Sink::open(None)?;
        if self.json {
            sink.json(&report)?
        } else {
            sink.text(&self.in_words(&report))?
        }
        sink.finish()?;
        Ok(Outcome::Found)
    }

    fn in_words(&self, report: &Report) -> String {
        let Report { evaluation: Evaluation { scores, missed, wrong, .. }, calibration } = report;
        let mut text = String::new();
        // Writing into a String never fails.
        if self.misses {
            for (sign, lost) in missed.iter().map(|l| ('-', l)).chain(wrong.iter().map(|l| ('+', l))) {
                let _ = writeln!(text, "{sign} {}: {}", lost.doc, lost.fact);
            }
        }
        if self.by_relation {
            for (relation, measure) in scores.by_relation() {
                let _ = writeln!(text, "{}", eval::line(relation, measure));
            }
            text.push('\n');
        }
        let _ = writeln!(text, "{scores}{calibration}");
        let _ = write!(text, "{}{}", grouped("missed", missed), grouped("wrong", wrong));
        text
    }
}

/// The lost facts by relation and, within it, by what they have in common; the most frequent first.
fn grouped(title: &str, lost: &[Lost]) -> String {
    let mut relations = BTreeMap::<&str, BTreeMap<&str, usize>>::new();
    for lost in lost {
        *relations.entry(&lost.relation).or_default().entry(&lost.reason).or_default() += 1;
    }
    let mut text = format!("\n{title}: {}\n", lost.len());
    for (relation, reasons) in most_first(relations, |reasons| reasons.values().sum()) {
        let _ = writeln!(text, "  {relation}: {}", reasons.values().sum::<usize>());
        for (reason, count) in most_first(reasons, |&count| count) {
            let _ = writeln!(text, "    {count:>3}  {reason}");
        }
    }
    text
}

/// The entries of a map, those with the greatest count first.
fn most_first<K: Ord, V>(map: BTreeMap<K, V>, count: impl Fn(&V) -> usize) -> Vec<(K, V)> {
    let mut entries: Vec<_> = map.into_iter().collect();
    entries.sort_by_key(|(_, value)| std::cmp::Reverse(count(value)));
    entries
}
