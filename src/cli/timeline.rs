use anyhow::Result;
use jiff::civil::date;
use schemars::JsonSchema;
use serde::Serialize;

use super::Outcome;
use super::database::{Database, one_entity};
use super::events::{self, ListArgs, Told};
use super::output::{Columns, Line, Row};
use crate::query;

/// Show what happened in order of time, by year and month: to one entity, or to all
///
/// States stand where they begin. What is only known to the year stands before its months; what has no date at all is
/// counted, not shown. Only what is reported as having happened, unless `--status` says otherwise; what did not, or not
/// surely, has its status beside it.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  newsgraph timeline news.db \"Wang Yi\"
  newsgraph timeline news.db \"Wang Yi\" --status all --since 2023 --evidence")]
pub struct Timeline {
    #[command(flatten)]
    database: Database,
    /// The entity: a name, a unique part of one, or an id
    #[arg(value_name = "NAME")]
    entity: Option<String>,
    #[command(flatten)]
    list: ListArgs,
}

impl Timeline {
    pub fn run(self) -> Result<Outcome> {
        let store = self.database.open()?;
        let entity = self.entity.map(|name| one_entity(&store, &name)).transpose()?;
        let id = entity.as_ref().map(|entity| entity.id.as_str());
        let timeline = query::timeline(&store, id, &self.list.filters.filter(&store)?)?;
        let names: Vec<&str> = events::COLUMNS.names.iter().copied().chain(["period"]).collect();
        let mut rows = self.list.output.open()?.rows(Columns { names: &names, ..events::COLUMNS })?;
        for period in &timeline.periods {
            for event in &period.events {
                let told = self.list.told(&store, event)?;
                rows.write(&Dated { period: &period.time, told })?;
            }
        }
        if timeline.undated > 0 {
            rows.note(&format!("without a date, and so not here: {}; `events` lists them", timeline.undated));
        }
        Ok(Outcome::of(rows.finish_of(timeline.hidden)?))
    }
}

/// An event with the year or month in which it stands.
#[derive(Serialize, JsonSchema)]
pub(super) struct Dated<'a> {
    /// The year or month as EDTF.
    period: &'a str,
    #[serde(flatten)]
    told: Told<'a>,
}

impl Row for Dated<'_> {
    fn line(&self) -> Line {
        let mut line = self.told.line();
        line.cells.push(self.period.to_owned());
        Line { heading: Some(heading(self.period)), ..line }
    }
}

/// "February 2023" of `2023-02`; a year as it is.
fn heading(period: &str) -> String {
    let month =
        period.split_once('-').and_then(|(year, month)| Some((year.parse().ok()?, month.parse().ok()?)));
    match month {
        Some((year, month)) if (1..=12).contains(&month) => {
            date(year, month, 1).strftime("%B %Y").to_string()
        }
        _ => period.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::heading;

    #[test]
    fn months_are_headed_by_their_names() {
        assert_eq!(heading("2023-02"), "February 2023");
        assert_eq!(heading("2023"), "2023");
    }
}
