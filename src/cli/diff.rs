use anyhow::Result;
use schemars::JsonSchema;
use serde::Serialize;

use super::Outcome;
use super::database::Database;
use super::events::{ListArgs, quotes, sentences};
use super::output::{Columns, Line, Row};
use crate::model::{Status, When};
use crate::query::{self, Change, ClaimRow};

/// Show what became known between two dates of publication: new, confirmed, contradicted, withdrawn
///
/// Known by a date is what articles say that were published on its last day or before; when they were put into the
/// database does not matter, and articles without a date of publication are left out.
///
/// New: nothing was said of it before, or it was only planned or possible and is now said to be more.
///
/// Confirmed: it was said before, and a further independent source says the same.
///
/// Contradicted: it was asserted, and a source that had not asserted it denies it; or it was denied, and is asserted.
///
/// Withdrawn: it was asserted, and a source that had asserted it denies it; or it was only planned or possible, and is
/// denied.
///
/// Where several hold, the last in this list is told. `--status` and `--min-sources` are about what is known by DATE2 (so
/// plans that were given up are shown by `--status planned` or `all`); the other filters are about the event.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  newsgraph diff news.db 2023-02 2023-03
  newsgraph diff news.db 2023-02-18 2023-02-22 --status all --evidence")]
pub struct Diff {
    #[command(flatten)]
    database: Database,
    /// The earlier date (2023, 2023-02 or 2023-02-21): changes after its last day
    #[arg(value_name = "DATE1")]
    from: When,
    /// The later date: changes up to its last day
    #[arg(value_name = "DATE2")]
    to: When,
    #[command(flatten)]
    list: ListArgs,
}

const COLUMNS: Columns<'_> = Columns {
    names: &[
        "change",
        "when",
        "subject",
        "relation",
        "object",
        "where",
        "status",
        "sources",
        "id",
        "title",
        "was",
        "now",
        "sources_before",
        "sources_now",
        "subject_id",
        "object_id",
        "evidence",
    ],
    shown: 9,
    implied: None,
};

impl Diff {
    pub fn run(self) -> Result<Outcome> {
        let store = self.database.open()?;
        let diff = query::diff(&store, &self.from, &self.to, &self.list.filters.filter(&store)?)?;
        let mut rows = self.list.output.open()?.rows(COLUMNS)?;
        for change in &diff.changes {
            let mut evidence = self.list.told(&store, &change.event)?.evidence;
            evidence.iter_mut().for_each(|claims| claims.retain(|claim| change.claims.contains(&claim.id)));
            rows.write(&Changed { change, evidence })?;
        }
        if diff.undated > 0 {
            rows.note(&format!("left out, without a date of publication: {} articles", diff.undated));
        }
        Ok(Outcome::of(rows.finish_of(diff.hidden)?))
    }
}

/// A change, with the sentences that made it where they were asked for.
#[derive(Serialize, JsonSchema)]
pub(super) struct Changed<'a> {
    #[serde(flatten)]
    change: &'a Change,
    /// The claims between the dates, where they were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<Vec<ClaimRow>>,
}

impl Row for Changed<'_> {
    fn line(&self) -> Line {
        let (change, event) = (self.change, &self.change.event);
        let claims = self.evidence.as_deref().unwrap_or_default();
        let cells = vec![
            change.change.to_string(),
            event.when.as_ref().map(|when| when.edtf.clone()).unwrap_or_default(),
            event.subject.name.clone(),
            event.relation.clone(),
            event.object.name.clone(),
            event.place.as_ref().map(|place| place.name.clone()).unwrap_or_default(),
            match change.was {
                Some(was) if was != change.now => format!("{was} → {}", change.now),
                _ => change.now.to_string(),
            },
            format!("{} → {}", change.sources_before, change.sources_now),
            event.id.clone(),
            event.title.clone().unwrap_or_default(),
            change.was.map(|was| was.to_string()).unwrap_or_default(),
            change.now.to_string(),
            change.sources_before.to_string(),
            change.sources_now.to_string(),
            event.subject.id.clone(),
            event.object.id.clone(),
            sentences(claims),
        ];
        Line { cells, unreal: change.now != Status::Actual, details: quotes(claims), ..Line::default() }
    }
}
