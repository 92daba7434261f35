use std::fmt::Write;
use std::path::Path;

use anyhow::Result;

use super::Outcome;
use super::database::Database;
use super::output::{Columns, Line, OutputArgs};
use super::progress::Progress;
use crate::store::Report;

/// Check that a database is whole, and every quotation in it the text of its article
///
/// Checked are the file, its schema, references and orphans, every quotation byte for byte, and entities and events against
/// a rebuild. Exit codes: 0 nothing is wrong, 2 something is. Nothing is written.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  newsgraph check news.db")]
pub struct Check {
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    output: OutputArgs,
}

const COLUMNS: Columns<'_> = Columns { names: &["check", "found"], shown: 2, implied: None };

impl Check {
    pub fn run(self) -> Result<Outcome> {
        let report = self.database.open()?.check(Progress::of_stages())?;
        let line = |check: &str, found: &str| Line {
            cells: vec![check.to_owned(), found.to_owned()],
            ..Line::default()
        };
        let lines = report.problems.iter().map(|problem| line(problem.check, &problem.found)).collect();
        let text = in_words(&report, &self.database.path);
        self.output.open()?.report(&report, &text, COLUMNS, lines)?;
        // The database has an error, so this is one, not a question without an answer.
        Ok(if report.sound { Outcome::Found } else { Outcome::Partly })
    }
}

fn in_words(report: &Report, path: &Path) -> String {
    let path = path.display();
    if report.sound {
        let Report { documents, quotations, .. } = report;
        return format!(
            "{path} is sound: {documents} articles, {quotations} quotations compared with their texts\n"
        );
    }
    let mut text = String::new();
    // Writing into a String never fails.
    for problem in &report.problems {
        let _ = writeln!(text, "{}: {}", problem.check, problem.found);
    }
    let _ = writeln!(text, "\n{path} is damaged. {}", advice(report));
    text
}

/// What to do.
fn advice(report: &Report) -> &'static str {
    if report.problems.iter().all(|problem| problem.check == "rebuild") {
        "`newsgraph rebuild` makes entities and events anew."
    } else {
        "Keep a copy, try `newsgraph rebuild`, and check again; else ingest the articles into a new database."
    }
}
