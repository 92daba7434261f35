//! What words find: entities that are called so, events whose sentences have them, articles that have them.

use std::collections::BTreeSet;

use maud::{Markup, html};
use serde::Serialize;

use super::answer::{Asked, Page};
use super::failure::Failure;
use super::listing::Listing;
use super::{filters, words};
use crate::export::visible;
use crate::language::gazetteer::fold;
use crate::query::{self, ArticleFilter, EntityRow, EventRow, Facets, Hit, Scope, SearchError};
use crate::store::{Claims, Store};

/// How many entities and articles are shown.
const SHOWN: usize = 20;

/// In how many of the best articles events are looked for.
const READ: usize = 50;

#[derive(Serialize)]
pub struct Search {
    /// What was searched for.
    words: String,
    entities: Vec<EntityRow>,
    #[serde(flatten)]
    listing: Listing,
    articles: Vec<Hit>,
    /// How many articles have the words.
    found: usize,
}

impl Search {
    /// The filters are on events; that on the source is on articles too.
    pub fn load(store: &mut Store, asked: Asked) -> Result<Search, Failure> {
        let words = asked.query.get("q").unwrap_or_default().to_owned();
        let (mut entities, mut articles, mut found, mut ids) = (vec![], vec![], 0, vec![]);
        if !words.is_empty() {
            entities = query::find(store, &words)?;
            entities.truncate(SHOWN);
            let source = asked.filter.source.clone();
            let filter = ArticleFilter { limit: Some(READ), source, ..ArticleFilter::default() };
            match query::search(store, &words, &filter) {
                Ok(all) => (found, articles) = (all.hits.len() + all.hidden, all.hits),
                Err(SearchError::NoWord(_)) => {}
                Err(SearchError::Store(error)) => return Err(error.into()),
            }
            ids = events(store, &words, &articles)?;
            articles.truncate(SHOWN);
        }
        let listing = Listing::load(store, asked, Scope::Only(&ids))?;
        Ok(Search { words, entities, listing, articles, found })
    }

    /// Whether the filters leave out some event that was found.
    fn is_filtered(&self) -> bool {
        !self.listing.asked.query.only(&filters::NAMES).is_empty()
    }

    fn has_events(&self) -> bool {
        let some = |facets: &Facets| !facets.relations.is_empty() || !facets.statuses.is_empty();
        self.listing.total > 0 || self.listing.facets.as_ref().is_some_and(some)
    }

    fn articles(&self) -> Markup {
        html! {
            ul class="hits" {
                @for hit in &self.articles {
                    li {
                        a href={ "/article/" (hit.id) } { (visible(hit.headline.as_deref().unwrap_or(&hit.doc))) }
                        p class="passage" { (snippet(hit)) }
                        p class="origin" {
                            @if let Some(source) = &hit.source { cite { (visible(source)) } " " }
                            @if let Some(published) = &hit.published { time { (published) } }
                        }
                    }
                }
            }
            @if self.found > self.articles.len() {
                p class="note" { "and " (words::counted(self.found - self.articles.len(), "more article")) }
            }
        }
    }
}

/// The ids of the events of these articles in whose sentences all of the words are.
fn events(store: &Store, searched: &str, hits: &[Hit]) -> Result<Vec<String>, Failure> {
    let searched = fold(searched);
    let mut ids = BTreeSet::new();
    for hit in hits {
        for claim in store.claims(Claims::In(&hit.id))? {
            let sentence = format!(" {} ", fold(&claim.evidence.text));
            if searched.split(' ').all(|word| sentence.contains(&format!(" {word} "))) {
                ids.insert(claim.event);
            }
        }
    }
    Ok(ids.into_iter().collect())
}

/// The snippet with the words that were found.
fn snippet(hit: &Hit) -> Markup {
    let mut pieces = Vec::new();
    let mut at = 0;
    for [start, end] in &hit.matches {
        pieces.push((hit.snippet.get(at..*start), false));
        pieces.push((hit.snippet.get(*start..*end), true));
        at = *end;
    }
    pieces.push((hit.snippet.get(at..), false));
    html! {
        @for (piece, found) in pieces {
            @let piece = visible(piece.unwrap_or_default());
            @if found { mark class="sentence trigger" { (piece) } } @else { (piece) }
        }
    }
}

impl Page for Search {
    fn title(&self) -> String {
        if self.words.is_empty() { "Search".into() } else { format!("“{}”", self.words) }
    }

    fn body(&self) -> Markup {
        let events = self.has_events() || self.is_filtered();
        let nothing = self.entities.is_empty() && !events && self.articles.is_empty();
        html! {
            h1 { (words::name(&self.title())) }
            @if self.words.is_empty() {
                p class="lead" { "Type a name, or words of an article; “words between quotes” stand together, a word* may go on." }
            } @else if nothing {
                p class="nothing" { "Nobody is called so, and no article has all of these words." }
            }
            @if !self.entities.is_empty() {
                section {
                    h2 { "People, bodies and places" }
                    ul class="cloud" {
                        @for found in &self.entities {
                            li {
                                (words::entity(&found.id, &found.name, found.entity))
                                " " span class="count" { (found.documents) span class="unseen" { " articles" } }
                            }
                        }
                    }
                }
            }
            @if events {
                section {
                    h2 { "Events whose sentences say so" }
                    @if self.found > READ {
                        p class="note" { "In the " (READ) " articles that fit best; more words find more of them." }
                    }
                    (self.listing.body())
                }
            }
            @if !self.articles.is_empty() { section { h2 { "Articles" } (self.articles()) } }
        }
    }

    fn json(&self) -> serde_json::Result<String> {
        serde_json::to_string_pretty(self)
    }

    fn events(&self) -> Vec<&EventRow> {
        self.listing.events.iter().collect()
    }

    fn table(&self) -> Vec<Vec<String>> {
        let row = |cells: [&str; 5]| cells.map(str::to_owned).to_vec();
        let mut table = vec![row(["what", "id", "name", "when", "source"])];
        for entity in &self.entities {
            table.push(row([words::kind(entity.entity), &entity.id, &entity.name, "", ""]));
        }
        for event in &self.listing.events {
            let when = event.when.as_ref().map_or("", |when| &when.edtf);
            table.push(row(["event", &event.id, &words::headline(event), when, ""]));
        }
        for hit in &self.articles {
            let name = hit.headline.as_deref().unwrap_or(&hit.doc);
            let [when, source] =
                [&hit.published, &hit.source].map(|text| text.as_deref().unwrap_or_default());
            table.push(row(["article", &hit.id, name, when, source]));
        }
        table
    }
}
