//! What the database holds, and where to begin.

use maud::{Markup, html};
use serde::Serialize;

use super::address::Address;
use super::answer::{Asked, Page};
use super::failure::Failure;
use super::{event_list, words};
use crate::query::{self, EntityRow, EventRow, Filter, Stats};
use crate::store::Store;

/// How many entities and events are shown.
const SHOWN: usize = 24;

#[derive(Serialize)]
pub struct Home {
    #[serde(skip)]
    asked: Asked,
    stats: Stats,
    entities: Vec<EntityRow>,
    events: Vec<EventRow>,
}

impl Home {
    pub fn load(store: &Store, asked: Asked) -> Result<Home, Failure> {
        let entities = store.most_mentioned(SHOWN)?;
        let best = Filter { min_sources: 2, limit: Some(SHOWN), ..Filter::default() };
        Ok(Home { stats: query::stats(store)?, entities, events: query::events(store, None, &best)?, asked })
    }
}

impl Page for Home {
    fn title(&self) -> String {
        self.asked.database.clone()
    }

    fn body(&self) -> Markup {
        let Stats { documents, events, states, meetings, entities, claims, .. } = self.stats;
        html! {
            h1 { "Who did what to whom, when and where" }
            p class="lead" {
                (words::counted(documents as usize, "article")) " say "
                (words::counted(claims as usize, "thing")) " of " (words::counted(entities as usize, "entity")) ": "
                a href=(Address::Events) { (words::counted((events + states) as usize, "event")) " and states" } ", "
                (words::counted(meetings as usize, "meeting")) " among them."
            }
            section {
                h2 { "Most written about" }
                ul class="cloud" {
                    @for entity in &self.entities {
                        li {
                            (words::sign(entity.entity)) " "
                            a href={ "/entity/" (entity.id) } { (words::name(&entity.name)) }
                            " " span class="count" { (entity.documents) span class="unseen" { " articles" } }
                        }
                    }
                }
            }
            section {
                h2 { "Told by several sources" }
                (event_list::rows(&self.events))
            }
        }
    }

    fn json(&self) -> serde_json::Result<String> {
        serde_json::to_string_pretty(self)
    }

    fn events(&self) -> Vec<&EventRow> {
        self.events.iter().collect()
    }
}
