use anyhow::Result;
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

use super::Outcome;
use super::database::Database;
use super::output::{Columns, Line, OutputArgs, Row};
use crate::query;

/// Ask the database in SQL; statements that would write are refused
///
/// Views to begin with: who_met_whom, claim_evidence. All tables: SELECT name, sql FROM sqlite_schema.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  newsgraph sql news.db \"SELECT a, b, place FROM who_met_whom LIMIT 5\"
  newsgraph sql news.db \"SELECT source, count(*) AS n FROM document GROUP BY source\" --csv")]
pub struct Sql {
    #[command(flatten)]
    database: Database,
    /// One statement that reads
    #[arg(value_name = "SELECT")]
    statement: String,
    #[command(flatten)]
    output: OutputArgs,
}

impl Sql {
    pub fn run(self) -> Result<Outcome> {
        let table = query::sql(&self.database.open()?, &self.statement)?;
        let names: Vec<&str> = table.columns.iter().map(String::as_str).collect();
        let mut rows =
            self.output.open()?.rows(Columns { names: &names, shown: names.len(), implied: None })?;
        table.rows.iter().try_for_each(|values| rows.write(&Record { names: &names, values }))?;
        Ok(Outcome::of(rows.finish()?))
    }
}

/// A row of the answer: in JSON an object with the columns in their order.
struct Record<'a> {
    names: &'a [&'a str],
    values: &'a [Value],
}

impl Serialize for Record<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.names.len()))?;
        for (name, value) in self.names.iter().zip(self.values) {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl Row for Record<'_> {
    fn line(&self) -> Line {
        let text = |value: &Value| match value {
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        Line { cells: self.values.iter().map(text).collect(), ..Line::default() }
    }
}
