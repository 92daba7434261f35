//! Events of all entities.

use maud::{Markup, html};
use serde::Serialize;

use super::answer::{Asked, Page};
use super::failure::Failure;
use super::listing::Listing;
use crate::query::{EventRow, Scope};
use crate::store::Store;

#[derive(Serialize)]
pub struct Events {
    #[serde(flatten)]
    listing: Listing,
}

impl Events {
    pub fn load(store: &mut Store, asked: Asked) -> Result<Events, Failure> {
        Ok(Events { listing: Listing::load(store, asked, Scope::All)? })
    }
}

impl Page for Events {
    fn title(&self) -> String {
        "Events".into()
    }

    fn body(&self) -> Markup {
        html! {
            h1 { "Events" }
            p class="lead" { "All that is reported, of everybody. What is planned, possible or denied is shown when asked for." }
            (self.listing.body())
        }
    }

    fn json(&self) -> serde_json::Result<String> {
        serde_json::to_string_pretty(self)
    }

    fn events(&self) -> Vec<&EventRow> {
        self.listing.events.iter().collect()
    }
}
