//! Events as a table to be read.

use maud::{Markup, html};

use super::answer::Asked;
use super::filters::{LISTED, MOST_LISTED};
use super::words;
use crate::export::visible;
use crate::query::EventRow;

/// The events with what is left out of them: `total` pass the filter.
pub fn table(asked: &Asked, events: &[EventRow], total: usize) -> Markup {
    html! {
        (chips(asked))
        @if events.is_empty() {
            p class="nothing" {
                "Nothing is reported here"
                @if asked.query.only(&super::filters::NAMES).is_empty() { ". What is planned or denied is one filter away." }
                @else { " under these filters." }
            }
        } @else {
            (captioned(events, html! {
                (words::counted(total, "event")) @if events.len() < total { ", the first " (events.len()) }
            }))
            @if events.len() < total {
                @let more = (events.len() + 4 * LISTED).min(MOST_LISTED);
                @if more > events.len() {
                    p { a href=(asked.here(&asked.query.with("limit", more.to_string()))) { "Show more" } }
                }
            }
        }
    }
}

/// The events alone.
pub fn rows(events: &[EventRow]) -> Markup {
    captioned(events, html! { (words::counted(events.len(), "event")) })
}

fn captioned(events: &[EventRow], caption: Markup) -> Markup {
    html! {
        table class="events" {
            caption { (caption) }
            thead { tr {
                th scope="col" { "When" } th scope="col" { "What" } th scope="col" { "Where" }
                th scope="col" class="number" { "Sources" } th scope="col" class="number" { "Confidence" }
                th scope="col" { "Evidence" }
            } }
            tbody { @for event in events { (row(event)) } }
        }
    }
}

fn row(event: &EventRow) -> Markup {
    html! {
        tr class=(event.status) {
            td class="when" data-label="When" { (words::time(event.when.as_ref())) }
            td class="what" data-label="What" {
                (words::sentence(event)) " " (words::marks(event.status, event.contested))
            }
            td data-label="Where" { @if let Some(place) = &event.place { (words::end(place)) } }
            td class="number" data-label="Sources" { (event.sources) }
            td class="number" data-label="Confidence" { (format!("{:.2}", event.confidence)) }
            td class="evidence" data-label="Evidence" {
                a href={ "/event/" (event.id) } aria-label={
                    (words::counted(event.claims as usize, "sentence")) " that say: " (visible(&words::headline(event)))
                } { (words::counted(event.claims as usize, "sentence")) }
            }
        }
    }
}

/// The filters that are set, each a link that takes it away.
pub fn chips(asked: &Asked) -> Markup {
    let filters = words::filters(asked);
    html! {
        @if !filters.is_empty() {
            ul class="chips" aria-label="Filters that are set" {
                @for (without, words) in &filters {
                    li { a href=(asked.here(without)) { (words) span class="unseen" { ", take away" } span aria-hidden="true" { " ×" } } }
                }
                @if filters.len() > 1 {
                    li { a class="all" href=(asked.here(&asked.query.without(&super::filters::NAMES))) { "Clear all" } }
                }
            }
        }
    }
}
