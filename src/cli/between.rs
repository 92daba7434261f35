use anyhow::Result;
use schemars::JsonSchema;
use serde::Serialize;

use super::Outcome;
use super::database::{Database, two_entities};
use super::events::{ListArgs, Told};
use super::neighbors::ties;
use super::output::{Columns, Line};
use crate::query::{self, Common, EntityRow, Naming};

/// Show all that joins two entities: events and states, common neighbours, articles that name both
///
/// The filters are on events and states, and thereby on what makes a neighbour; `--source` is on articles too, and
/// `--limit` on each of the three lists.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  newsgraph between news.db \"Wang Yi\" \"Antony Blinken\"
  newsgraph between news.db \"Wang Yi\" Blinken --status all --evidence --json")]
pub struct Between {
    #[command(flatten)]
    database: Database,
    /// The one: a name, a unique part of one, or an id
    #[arg(value_name = "A")]
    a: String,
    /// The other
    #[arg(value_name = "B")]
    b: String,
    #[command(flatten)]
    list: ListArgs,
}

const COLUMNS: Columns<'_> = Columns {
    names: &[
        "when",
        "what",
        "where",
        "status",
        "contested",
        "sources",
        "id",
        "joined_by",
        "source",
        "evidence",
    ],
    shown: 7,
    implied: Some(("status", "actual")),
};

impl Between {
    pub fn run(self) -> Result<Outcome> {
        let store = self.database.open()?;
        let (a, b) = two_entities(&store, &self.a, &self.b)?;
        let filter = self.list.filters.filter(&store)?;
        let mut between = query::between(&store, &a, &b, &filter)?;
        let limit = filter.limit.unwrap_or(usize::MAX);
        let all = between.events.len() + between.common.len() + between.articles.len();
        between.events.truncate(limit);
        between.common.truncate(limit);
        between.articles.truncate(limit);
        let shown = between.events.len() + between.common.len() + between.articles.len();
        let events =
            between.events.iter().map(|event| self.list.told(&store, event)).collect::<Result<_>>()?;
        let whole = Joined { a: &a, b: &b, events, common: &between.common, articles: &between.articles };
        self.list.output.open()?.whole_of(&whole, COLUMNS, whole.lines(), all - shown)?;
        Ok(Outcome::of(shown))
    }
}

/// What joins two entities, with sentences where they were asked for.
#[derive(Serialize, JsonSchema)]
pub(super) struct Joined<'a> {
    /// The one.
    a: &'a EntityRow,
    /// The other.
    b: &'a EntityRow,
    /// The events and states with the two at their ends, dated first, by date.
    events: Vec<Told<'a>>,
    /// The entities that are joined to both, strongest first.
    common: &'a [Common],
    /// The articles that name both, by date of publication.
    articles: &'a [Naming],
}

impl Joined<'_> {
    fn lines(&self) -> Vec<Line> {
        let events = self.events.iter().map(event);
        let common = self.common.iter().map(|common| self.neighbour(common));
        events.chain(common).chain(self.articles.iter().map(article)).collect()
    }

    fn neighbour(&self, common: &Common) -> Line {
        let what = format!(
            "{} ({}: {}; {}: {})",
            common.name,
            self.a.name,
            ties(&common.a),
            self.b.name,
            ties(&common.b)
        );
        line(["", &what, "", "", "", "", &common.id, "neighbour", "", ""], "Neighbours")
    }
}

fn event(told: &Told<'_>) -> Line {
    let event = told.event;
    let when = event.when.as_ref().map(|when| when.edtf.as_str()).unwrap_or_default();
    let place = event.place.as_ref().map(|place| place.name.as_str()).unwrap_or_default();
    let [status, contested, sources] =
        [event.status.to_string(), event.contested.to_string(), event.sources.to_string()];
    let evidence = told.sentences();
    let cells =
        [when, &told.what(), place, &status, &contested, &sources, &event.id, &event.kind, "", &evidence];
    Line { unreal: told.is_unreal(), details: told.quotes(), ..line(cells, "Events") }
}

fn article(article: &Naming) -> Line {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let what = article.headline.as_ref().unwrap_or(&article.doc);
    let sentence = article.sentence.as_ref().map(|sentence| sentence.text.as_str()).unwrap_or_default();
    let (published, source) = (text(&article.published), text(&article.source));
    line([&published, what, "", "", "", "", &article.id, "article", &source, sentence], "Articles")
}

fn line(cells: [&str; 10], heading: &str) -> Line {
    Line { cells: cells.map(str::to_owned).to_vec(), heading: Some(heading.to_owned()), ..Line::default() }
}
