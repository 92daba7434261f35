//! All that joins two entities, with the sentences.

use maud::{Markup, html};
use serde::Serialize;

use super::answer::{Asked, Page};
use super::claims::Evidence;
use super::failure::Failure;
use super::{event_list, passage, words};
use crate::query::{self, EntityRow, EventRow, Scope};
use crate::store::Store;

/// How many events are shown with their sentences; the others are in the table only.
const WITH_SENTENCES: usize = 30;

#[derive(Serialize)]
pub struct Between {
    #[serde(skip)]
    asked: Asked,
    a: EntityRow,
    b: EntityRow,
    total: usize,
    events: Vec<EventRow>,
    #[serde(skip)]
    evidence: Vec<Evidence>,
}

impl Between {
    pub fn load(store: &Store, asked: Asked, a: &str, b: &str) -> Result<Between, Failure> {
        let entity = |id: &str| {
            store.entity(id)?.ok_or_else(|| Failure::Missing(format!("no entity has the id {id}")))
        };
        let (a, b) = (entity(a)?, entity(b)?);
        let scope = Scope::Between(&a.id, &b.id);
        let events = query::list(store, scope, &asked.filter)?;
        let total = query::count(store, scope, &asked.filter)?;
        let shown = events.iter().take(WITH_SENTENCES);
        let evidence: Vec<_> =
            shown.map(|event| Evidence::load(store, &event.id)).collect::<Result<_, _>>()?;
        Ok(Between { asked, a, b, total, events, evidence: evidence.into_iter().flatten().collect() })
    }
}

impl Page for Between {
    fn title(&self) -> String {
        format!("{} and {}", self.a.name, self.b.name)
    }

    fn body(&self) -> Markup {
        html! {
            article class="evidence" #evidence {
                h1 {
                    a class="entity" href={ "/entity/" (self.a.id) } { (words::name(&self.a.name)) } " and "
                    a class="entity" href={ "/entity/" (self.b.id) } { (words::name(&self.b.name)) }
                }
                (event_list::chips(&self.asked))
                p class="lead" {
                    (words::counted(self.total, "event"))
                    @if self.events.len() < self.total { ", the first " (self.events.len()) }
                }
                @if !self.events.is_empty() { (passage::legend()) }
                @for evidence in &self.evidence {
                    @let event = evidence.event();
                    section class={ "joined " (event.status) } {
                        h2 {
                            (words::time(event.when.as_ref())) " "
                            a href={ "/event/" (event.id) } {
                                (words::name(&event.subject.name)) " "
                                span class={ "relation " (event.status) } { (words::relation(&event.relation)) } " "
                                (words::name(&event.object.name))
                            }
                            @if let Some(place) = &event.place { ", " (words::name(&place.name)) }
                            " " (words::marks(event.status, event.contested))
                        }
                        (evidence.body())
                    }
                }
                @if self.events.len() > self.evidence.len() {
                    (event_list::rows(&self.events[self.evidence.len()..]))
                }
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
