//! `events`, and how it and its kin print an event.

use anyhow::Result;
use schemars::JsonSchema;
use serde::Serialize;

use super::Outcome;
use super::database::{self, one_entity};
use super::filters::FilterArgs;
use super::output::{Columns, Line, OutputArgs, Row};
use super::remark::remark;
use crate::export::event_table;
use crate::model::Status;
use crate::query::{self, ClaimRow, EventRow, Scope};
use crate::store::Store;

/// List what happened and what is so: of one entity, or of all
///
/// Only what is reported as having happened, unless `--status` says otherwise. Dated events come first, by date.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  newsgraph events news.db \"Xi Jinping\" --status planned
  newsgraph events news.db --relation sanctioned --since 2022 --csv")]
pub struct Events {
    #[command(flatten)]
    database: database::Database,
    /// The entity: a name, a unique part of one, or an id
    #[arg(value_name = "NAME")]
    entity: Option<String>,
    #[command(flatten)]
    list: ListArgs,
}

impl Events {
    pub fn run(self) -> Result<Outcome> {
        let store = self.database.open()?;
        let entity = self.entity.map(|name| one_entity(&store, &name)).transpose()?;
        let id = entity.as_ref().map(|entity| entity.id.as_str());
        self.list.print(&store, id.map_or(Scope::All, Scope::Of))
    }
}

/// How a list of events is filtered and printed.
#[derive(Debug, Clone, clap::Args)]
pub struct ListArgs {
    /// Show the sentences that say so
    #[arg(long)]
    pub evidence: bool,
    #[command(flatten)]
    pub filters: FilterArgs,
    #[command(flatten)]
    pub output: OutputArgs,
}

impl ListArgs {
    /// Prints the events in scope, and says how many the limit hides.
    pub fn print(&self, store: &Store, scope: Scope<'_>) -> Result<Outcome> {
        let filter = self.filters.filter(store)?;
        let events = store.events(scope, &filter)?;
        let mut rows = self.output.open()?.rows(COLUMNS)?;
        for event in &events {
            rows.write(&self.told(store, event)?)?;
        }
        let hidden = match filter.limit {
            Some(limit) if events.len() >= limit => query::count(store, scope, &filter)? - events.len(),
            _ => 0,
        };
        if events.is_empty() || rows.is_table() {
            let remark = remark(store, scope, &filter, events.len())?;
            remark.iter().for_each(|remark| rows.note_always(remark));
        }
        Ok(Outcome::of(rows.finish_of(hidden)?))
    }

    /// The event, with its sentences if they are asked for.
    pub fn told<'a>(&self, store: &Store, event: &'a EventRow) -> Result<Told<'a>> {
        let evidence = self.evidence.then(|| evidence(store, event)).transpose()?;
        Ok(Told { event, evidence })
    }
}

/// The claims about an event.
pub fn evidence(store: &Store, event: &EventRow) -> Result<Vec<ClaimRow>> {
    Ok(query::why(store, &event.id)?.map(|why| why.claims).unwrap_or_default())
}

/// The columns of [`Told`].
pub const COLUMNS: Columns<'_> =
    Columns { names: &event_table::COLUMNS, shown: 11, implied: Some(("status", "actual")) };

/// An event as lists show it.
#[derive(Serialize, JsonSchema)]
pub struct Told<'a> {
    /// What happened.
    #[serde(flatten)]
    pub event: &'a EventRow,
    /// The sentences, where they were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Vec<ClaimRow>>,
}

impl Told<'_> {
    /// The claims with the sentences.
    pub fn claims(&self) -> &[ClaimRow] {
        self.evidence.as_deref().unwrap_or_default()
    }

    /// The sentences, a line each.
    pub fn sentences(&self) -> String {
        sentences(self.claims())
    }

    /// The sentences, each with where it stands.
    pub fn quotes(&self) -> Vec<String> {
        quotes(self.claims())
    }

    /// Whether it did not, or not surely, happen.
    pub fn is_unreal(&self) -> bool {
        self.event.status != Status::Actual
    }

    /// "Wang Yi met Vladimir Putin".
    pub fn what(&self) -> String {
        let EventRow { subject, relation, object, title, .. } = self.event;
        let title = title.as_ref().map(|title| format!(" ({title})")).unwrap_or_default();
        format!("{} {relation} {}{title}", subject.name, object.name)
    }

    /// What, when, where, its status if it is not actual, whether it is contested, its id, the first sentence, and how many more there are.
    pub fn in_words(&self) -> String {
        let event = self.event;
        let mut words = vec![self.what()];
        words.extend(event.when.as_ref().map(|when| when.edtf.clone()));
        words.extend(event.place.as_ref().map(|place| place.name.clone()));
        words.extend(self.is_unreal().then(|| event.status.to_string()));
        words.extend(event.contested.then(|| "contested".to_owned()));
        words.push(event.id.clone());
        let sentence = match self.claims() {
            [] => String::new(),
            [only] => format!(": {}", quoted(only)),
            [first, more @ ..] => format!(": {} and {} more", quoted(first), more.len()),
        };
        format!("{}{sentence}", words.join(" · "))
    }
}

impl Row for Told<'_> {
    fn line(&self) -> Line {
        let cells = event_table::cells(self.event, self.sentences());
        Line { cells, unreal: self.is_unreal(), details: self.quotes(), heading: None }
    }
}

/// The sentences of claims, a line each.
pub fn sentences(claims: &[ClaimRow]) -> String {
    claims.iter().map(|claim| claim.evidence.text.as_str()).collect::<Vec<_>>().join("\n")
}

/// The sentences of claims, each with where it stands.
pub fn quotes(claims: &[ClaimRow]) -> Vec<String> {
    claims.iter().map(quoted).collect()
}

/// A claim as a sentence with where it stands.
pub fn quoted(claim: &ClaimRow) -> String {
    let mut origin = vec![claim.doc.clone()];
    origin.extend(claim.source.clone());
    origin.extend(claim.published.clone());
    origin.extend(claim.said_by.as_ref().map(|speaker| format!("said by {}", speaker.name)));
    if claim.status != Status::Actual {
        origin.push(claim.status.to_string());
    }
    format!("{} [{}]", claim.evidence.text, origin.join(", "))
}
