//! A list of events with its timeline and filters: the larger part of several pages.

use maud::{Markup, html};
use serde::Serialize;

use super::answer::{Asked, in_time};
use super::failure::Failure;
use super::{event_list, facet_panel, timeline};
use crate::query::{self, EventRow, Facets, Scope};
use crate::store::Store;

/// The events that pass the filter of an address.
#[derive(Serialize)]
pub struct Listing {
    #[serde(skip)]
    pub asked: Asked,
    /// How many there are.
    pub total: usize,
    /// The first of them.
    pub events: Vec<EventRow>,
    /// How they spread; `None` where counting takes too long.
    pub facets: Option<Facets>,
}

/// How the events in scope spread; `None` where there are too many to count.
pub fn facets(store: &mut Store, asked: &Asked, scope: Scope<'_>) -> Result<Option<Facets>, Failure> {
    Ok(in_time(store, asked, |store| query::facets(store, scope, &asked.filter))?.flatten())
}

impl Listing {
    /// Loads the events in scope. The list comes first, so that it is there whatever the counts take.
    pub fn load(store: &mut Store, asked: Asked, scope: Scope<'_>) -> Result<Listing, Failure> {
        let events = query::list(store, scope, &asked.filter)?;
        let total = query::count(store, scope, &asked.filter)?;
        let facets = facets(store, &asked, scope)?;
        Ok(Listing { asked, total, events, facets })
    }

    /// The filters, the timeline and the table.
    pub fn body(&self) -> Markup {
        html! {
            div class="with-filters" {
                aside aria-label="Filters" { (facet_panel::panel(&self.asked, self.facets.as_ref())) }
                div class="listed" {
                    @if let Some(facets) = &self.facets { (timeline::timeline(&self.asked, &facets.times)) }
                    section aria-label="Events" {
                        (event_list::table(&self.asked, &self.events, self.total))
                    }
                }
            }
        }
    }
}
