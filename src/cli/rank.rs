use anyhow::Result;
use clap::ValueEnum;
use schemars::JsonSchema;
use serde::Serialize;

use super::Outcome;
use super::database::Database;
use super::filters::FilterArgs;
use super::output::{Columns, Line, OutputArgs, Row};
use crate::model::EntityType;
use crate::network::{self, Measure, Ranked};

/// Rank entities by how central they are among the events
///
/// The first 20, unless `--limit` says otherwise. Every event counts 1 between its two ends, whatever its direction; the
/// filters say which events. Entities of the same value follow each other by id.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  newsgraph rank news.db
  newsgraph rank news.db --by betweenness --relation met --since 2023 --limit 10")]
pub struct Rank {
    #[command(flatten)]
    database: Database,
    /// What makes an entity central
    #[arg(long, value_enum, default_value = "pagerank")]
    by: By,
    #[command(flatten)]
    filters: FilterArgs,
    #[command(flatten)]
    output: OutputArgs,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum By {
    /// The number of its neighbours
    Degree,
    /// The number of its events
    WeightedDegree,
    /// How often somebody is there who goes on and on over events
    Pagerank,
    /// The share of pairs of others whose shortest ways pass it
    Betweenness,
    /// How near all others are
    Closeness,
}

const COLUMNS: Columns<'_> =
    Columns { names: &["place", "name", "type", "value", "id", "by"], shown: 5, implied: None };

/// How many are shown where no limit is asked for.
const SHOWN: usize = 20;

impl Rank {
    pub fn run(self) -> Result<Outcome> {
        let store = self.database.open()?;
        let mut filter = self.filters.filter(&store)?;
        filter.limit = filter.limit.or(Some(SHOWN));
        let by = self.by.measure();
        let ranking = network::rank(&store, by, &filter)?;
        let mut rows = self.output.open()?.rows(COLUMNS)?;
        for ranked in &ranking.ranked {
            rows.write(&Told::new(ranked, by, &ranking.projection))?;
        }
        rows.note(&format!(
            "{} of {} entities; by {by}: {}",
            ranking.ranked.len(),
            ranking.of,
            ranking.projection
        ));
        Ok(Outcome::of(rows.finish()?))
    }
}

impl By {
    fn measure(self) -> Measure {
        match self {
            By::Degree => Measure::Degree,
            By::WeightedDegree => Measure::WeightedDegree,
            By::Pagerank => Measure::Pagerank,
            By::Betweenness => Measure::Betweenness,
            By::Closeness => Measure::Closeness,
        }
    }
}

/// A ranked entity, with what it was ranked by.
#[derive(Serialize, JsonSchema)]
pub(super) struct Told<'a> {
    /// Its place, from 1.
    place: usize,
    /// The entity's id.
    id: &'a str,
    /// Its name.
    name: &'a str,
    /// What it is.
    #[serde(rename = "type")]
    entity: EntityType,
    /// The measure.
    by: String,
    /// Its value.
    value: f64,
    /// How the events became a graph.
    projection: &'a str,
}

impl<'a> Told<'a> {
    fn new(ranked: &'a Ranked, by: Measure, projection: &'a str) -> Told<'a> {
        let Ranked { place, entity, value } = ranked;
        Told {
            place: *place,
            id: &entity.id,
            name: &entity.name,
            entity: entity.entity,
            by: by.to_string(),
            value: *value,
            projection,
        }
    }
}

impl Row for Told<'_> {
    fn line(&self) -> Line {
        let value =
            if self.value.fract() == 0.0 { self.value.to_string() } else { format!("{:.6}", self.value) };
        let cells = vec![
            self.place.to_string(),
            self.name.to_owned(),
            self.entity.to_string(),
            value,
            self.id.to_owned(),
            self.by.clone(),
        ];
        Line { cells, ..Line::default() }
    }
}
