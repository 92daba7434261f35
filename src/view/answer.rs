//! From an address to what is sent.

use std::borrow::Cow;
use std::path::Path;
use std::time::Duration;

use maud::Markup;

use super::address::{Address, Form};
use super::assets::asset;
use super::failure::Failure;
use super::query::Query;
use super::{article, between, chrome, entity, event, events, filters, graph, home, path, search, words};
use crate::export::{Clusters, Excerpt, View, dot, event_table, not_a_formula};
use crate::network::Network;
use crate::query::{EventRow, Filter};
use crate::store::{Store, StoreError};

/// What is sent.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The text.
    pub text: Cow<'static, str>,
    /// Its media type.
    pub media: &'static str,
    /// What to call a file of it; `None`: it is a page.
    pub file_name: Option<String>,
}

/// What was asked.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The page.
    pub address: Address,
    /// All that stands behind its question mark.
    pub query: Query,
    /// The filters in it.
    pub filter: Filter,
    /// The name of the place in them; empty where there is none.
    pub place: String,
    /// The name of the database's file.
    pub database: String,
    /// How long a question to the database may take.
    pub patience: Duration,
}

/// How long a page waits for what it can do without.
const SHORT_PATIENCE: Duration = Duration::from_millis(1500);

impl Asked {
    /// The address of the same page with another query.
    pub fn here(&self, query: &Query) -> String {
        format!("{}{query}", self.address)
    }

    /// The address of another page with the same filters.
    pub fn there(&self, address: &Address) -> String {
        format!("{address}{}", self.query.only(&filters::NAMES))
    }
}

/// The answer to a question that a page can do without; `None` where it takes too long.
pub fn in_time<T>(
    store: &mut Store,
    asked: &Asked,
    question: impl FnOnce(&Store) -> Result<T, StoreError>,
) -> Result<Option<T>, Failure> {
    store.stop_after(asked.patience.min(SHORT_PATIENCE))?;
    let answer = question(store);
    store.stop_after(asked.patience)?;
    match answer {
        Ok(answer) => Ok(Some(answer)),
        Err(StoreError::TooLong) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// What was loaded for an address. All forms are written from it, so that they show the same.
pub trait Page {
    /// What it is about.
    fn title(&self) -> String;

    /// Between header and footer.
    fn body(&self) -> Markup;

    /// As JSON.
    fn json(&self) -> serde_json::Result<String>;

    /// The events that it shows.
    fn events(&self) -> Vec<&EventRow>;

    /// As a table: the header, then the rows.
    fn table(&self) -> Vec<Vec<String>> {
        let header = event_table::COLUMNS.iter().map(ToString::to_string).collect();
        let rows = self.events().into_iter().map(|event| event_table::cells(event, String::new()));
        std::iter::once(header).chain(rows).collect()
    }

    /// The scripts that it needs beside those of all pages.
    fn scripts(&self) -> &'static [&'static str] {
        &[]
    }
}

/// Makes the answer to a path and a query.
pub fn answer(database: &Path, patience: Duration, path: &str, query: &str) -> Result<Answer, Failure> {
    if let Some(asset) = path.strip_prefix("/assets/").and_then(asset) {
        return Ok(Answer { text: asset.text.into(), media: asset.media, file_name: None });
    }
    let nothing = || Failure::Missing(format!("nothing is at {path}"));
    let (address, form) = Address::parse(path).ok_or_else(nothing)?;
    let mut store = Store::open(database)?;
    store.stop_after(patience)?;
    let query = Query::parse(query);
    let database = database.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let place = filters::place(&store, &query)?;
    let asked = Asked { filter: filters::filter(&store, &query)?, address, query, place, database, patience };
    let page = load(&mut store, &asked)?;
    written(&store, &*page, &asked, form)
}

fn load(store: &mut Store, asked: &Asked) -> Result<Box<dyn Page>, Failure> {
    let asked = asked.clone();
    Ok(match asked.address.clone() {
        Address::Home => Box::new(home::Home::load(store, asked)?),
        Address::Events => Box::new(events::Events::load(store, asked)?),
        Address::Entity(id) => Box::new(entity::Entity::load(store, asked, &id)?),
        Address::Between(a, b) => Box::new(between::Between::load(store, asked, &a, &b)?),
        Address::Event(id) => Box::new(event::Event::load(store, asked, &id)?),
        Address::Article(id) => Box::new(article::Article::load(store, asked, &id)?),
        Address::Graph(id) => Box::new(graph::Graph::load(store, asked, &id)?),
        Address::Path => Box::new(path::Path::load(store, asked)?),
        Address::Search => Box::new(search::Search::load(store, asked)?),
    })
}

fn written(store: &Store, page: &dyn Page, asked: &Asked, form: Form) -> Result<Answer, Failure> {
    let defect = |e: &dyn std::fmt::Display| Failure::Defect(e.to_string());
    let (text, media) = match form {
        Form::Html => (chrome::page(page, asked).into_string(), "text/html; charset=utf-8"),
        Form::Json => (page.json().map_err(|e| defect(&e))? + "\n", "application/json"),
        Form::Csv => (csv(&page.table()).map_err(|e| defect(&e))?, "text/csv; charset=utf-8"),
        Form::Dot => (drawn(store, page, asked).map_err(|e| defect(&e))?, "text/vnd.graphviz; charset=utf-8"),
    };
    let file_name = (form != Form::Html).then(|| asked.address.file_name(form));
    Ok(Answer { text: text.into(), media, file_name })
}

/// The page that tells of a failure.
pub fn failed(failure: &Failure) -> Answer {
    let text = chrome::failure(failure).into_string().into();
    Answer { text, media: "text/html; charset=utf-8", file_name: None }
}

fn csv(table: &[Vec<String>]) -> anyhow::Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let cells =
        |row: &Vec<String>| row.iter().map(|cell| not_a_formula(cell).into_owned()).collect::<Vec<_>>();
    table.iter().try_for_each(|row| writer.write_record(cells(row)))?;
    Ok(String::from_utf8(writer.into_inner().map_err(|e| e.into_error())?)?)
}

fn drawn(store: &Store, page: &dyn Page, asked: &Asked) -> anyhow::Result<String> {
    let network = Network::new(page.events().into_iter().cloned());
    let about = words::filters(asked).into_iter().map(|(_, words)| words);
    let title: Vec<_> = std::iter::once(page.title()).chain(about).collect();
    let excerpt = Excerpt::new(store, network, &title.join(", "), View::default());
    let mut drawing = Vec::new();
    dot::write(&excerpt, Clusters::None, &mut drawing)?;
    Ok(String::from_utf8(drawing)?)
}
