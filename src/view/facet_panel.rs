//! The filters beside a list: each value with the number of events that it would leave.

use std::collections::BTreeSet;

use maud::{Markup, html};

use super::answer::Asked;
use super::filters;
use super::query::Query;
use super::words;
use crate::model::{Relations, Status};
use crate::query::{CONFIDENCES, Facets};

/// How many values of a facet are shown before the rest is folded away.
const SHOWN: usize = 8;

/// How many values of a facet are offered at all.
const OFFERED: usize = 60;

/// A value that can be chosen.
struct Choice {
    words: String,
    /// How many events it would leave; `None`: they are too many to be counted.
    count: Option<usize>,
    chosen: bool,
    /// The query after it was chosen, or taken back.
    query: Query,
}

/// All facets, with a form for what has no counts. Without counts where counting took too long.
pub fn panel(asked: &Asked, facets: Option<&Facets>) -> Markup {
    html! {
        details class="filters" open {
            summary { h2 { "Filters" } }
            @if let Some(facets) = facets {
                (group(asked, "Relation", relations(asked, facets)))
                (group(asked, "Status", statuses(asked, Some(facets))))
                (group(asked, "Year", years(asked, facets)))
                (group(asked, "Place", places(asked, facets)))
                (group(asked, "Source", sources(asked, facets)))
                (group(asked, "Confidence", confidences(asked, Some(facets))))
            } @else {
                p class="note" { "There are too many events here to count them by filter." }
                (group(asked, "Relation", known_relations(asked)))
                (group(asked, "Status", statuses(asked, None)))
                (group(asked, "Confidence", confidences(asked, None)))
            }
            (form(asked, facets.is_none_or(|facets| facets.places.is_none())))
        }
    }
}

fn group(asked: &Asked, title: &str, choices: Vec<Choice>) -> Markup {
    // What is chosen stays in sight.
    let (shown, folded): (Vec<_>, Vec<_>) =
        choices.into_iter().take(OFFERED).enumerate().partition(|(i, choice)| *i < SHOWN || choice.chosen);
    html! {
        @if !shown.is_empty() {
            section class="facet" {
                h3 { (title) }
                ul { @for (_, choice) in &shown { (link(asked, choice)) } }
                @if !folded.is_empty() {
                    details {
                        summary { (folded.len()) " more" }
                        ul { @for (_, choice) in &folded { (link(asked, choice)) } }
                    }
                }
            }
        }
    }
}

fn link(asked: &Asked, choice: &Choice) -> Markup {
    let tick = if choice.chosen { "☑" } else { "☐" };
    let does = if choice.chosen { ", chosen" } else { "" };
    html! {
        li {
            a href=(asked.here(&choice.query.without(&["limit"]))) class=[choice.chosen.then_some("chosen")] {
                span class="tick" aria-hidden="true" { (tick) }
                span class="value" { (choice.words) span class="unseen" { (does) } }
                @if let Some(count) = choice.count {
                    span class="count" { (words::number(count)) span class="unseen" { " events" } }
                }
            }
        }
    }
}

fn relations(asked: &Asked, facets: &Facets) -> Vec<Choice> {
    let counted = facets.relations.iter();
    counted.map(|relation| relation_choice(asked, &relation.name, Some(relation.count as usize))).collect()
}

/// The relations of the program and those that are chosen, where what there is was not counted.
fn known_relations(asked: &Asked) -> Vec<Choice> {
    let known = Relations::built_in().iter().map(|(name, _)| name);
    let names: BTreeSet<_> = known.chain(asked.query.all("relation")).collect();
    names.into_iter().map(|name| relation_choice(asked, name, None)).collect()
}

fn relation_choice(asked: &Asked, name: &str, count: Option<usize>) -> Choice {
    let query = &asked.query;
    Choice {
        words: words::relation(name),
        count,
        chosen: query.all("relation").any(|chosen| chosen == name),
        query: query.toggled("relation", name),
    }
}

/// What is asserted is chosen unless something else is said.
fn statuses(asked: &Asked, facets: Option<&Facets>) -> Vec<Choice> {
    let chosen = &asked.filter.status;
    let is_chosen = |status| chosen.is_empty() || chosen.contains(&status);
    let choice = |status: Status| {
        let name = status.to_string();
        let counted = |facets: &Facets| facets.statuses.iter().find(|count| count.name == name).cloned();
        let count = match facets.map(counted) {
            Some(None) => return None,
            Some(Some(count)) => Some(count.count as usize),
            None => None,
        };
        let mut all = asked.query.without(&["status"]);
        for other in Status::ALL {
            if is_chosen(other) != (other == status) {
                all = all.and("status", other.to_string());
            }
        }
        let plain = all.all("status").eq(["actual"]);
        let query = if plain { all.without(&["status"]) } else { all };
        Some(Choice { words: name, count, chosen: is_chosen(status), query })
    };
    Status::ALL.into_iter().filter_map(choice).collect()
}

fn years(asked: &Asked, facets: &Facets) -> Vec<Choice> {
    let choice = |(year, count): (i16, u32)| {
        let name = format!("{year:04}");
        Choice { count: Some(count as usize), ..single(asked, "on", &name, &name, &["since", "until"]) }
    };
    facets.times.years().into_iter().rev().map(choice).collect()
}

fn places(asked: &Asked, facets: &Facets) -> Vec<Choice> {
    let choice = |place: &crate::query::PlaceCount| Choice {
        count: Some(place.count as usize),
        ..single(asked, "place", &place.id, &place.name, &[])
    };
    facets.places.iter().flatten().map(choice).collect()
}

fn sources(asked: &Asked, facets: &Facets) -> Vec<Choice> {
    let choice = |count: &crate::query::Count| Choice {
        count: Some(count.count as usize),
        ..single(asked, "source", &count.name, &count.name, &[])
    };
    facets.sources.iter().flatten().map(choice).collect()
}

fn confidences(asked: &Asked, facets: Option<&Facets>) -> Vec<Choice> {
    let choice = |(i, share): (usize, &f64)| {
        let value = share.to_string();
        let count = facets.and_then(|facets| facets.confidences.get(i).copied());
        Choice { count, ..single(asked, "min-confidence", &value, &format!("{value} or more"), &[]) }
    };
    CONFIDENCES.iter().enumerate().map(choice).collect()
}

/// A value of a facet that has one value at a time; it takes the place of `others` too.
fn single(asked: &Asked, name: &str, value: &str, words: &str, others: &[&str]) -> Choice {
    let chosen = asked.query.get(name) == Some(value);
    let query = asked.query.without(others);
    let query = if chosen { query.without(&[name]) } else { query.with(name, value) };
    Choice { words: crate::export::visible(words).into_owned(), count: None, chosen, query }
}

/// Dates and the number of sources are typed; places and sources too, where there are no counts to choose from.
fn form(asked: &Asked, all: bool) -> Markup {
    let typed: &[&str] = match all {
        true => &["since", "until", "min-sources", "place", "source"],
        false => &["since", "until", "min-sources"],
    };
    let value = |name| asked.query.get(name).unwrap_or_default();
    html! {
        form class="typed" action=(asked.address) {
            @for (name, value) in asked.query.without(typed).without(&["limit"]).pairs() {
                input type="hidden" name=(name) value=(value);
            }
            label { "Since" input name="since" value=(value("since")) placeholder="2023-02" inputmode="numeric"; }
            label { "Until" input name="until" value=(value("until")) placeholder="2023-03-15" inputmode="numeric"; }
            @if all {
                label { "Place" input name="place" value=(asked.place) placeholder="Paris"; }
                label { "Source" input name="source" value=(value("source")); }
            }
            label { "Sources, at least"
                input name="min-sources" type="number" min="0" value=(value("min-sources"));
            }
            button { "Filter" }
        }
        @if !asked.query.only(&filters::NAMES).is_empty() {
            p { a href=(asked.here(&asked.query.without(&filters::NAMES))) { "Clear all filters" } }
        }
    }
}
