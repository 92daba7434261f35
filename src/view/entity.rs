//! One entity: who or what it is, what it did and was done to, and with whom.

use maud::{Markup, html};
use serde::Serialize;

use super::address::Address;
use super::answer::{Asked, Page, in_time};
use super::failure::Failure;
use super::listing::Listing;
use super::words;
use crate::export::visible;
use crate::model::EntityType;
use crate::network::{Node, nearest};
use crate::query::{self, EventRow, Position, Scope, Who};
use crate::store::Store;

/// How many neighbours are shown.
const NEIGHBORS: usize = 14;

/// How many posts are shown.
const POSTS: usize = 20;

#[derive(Serialize)]
pub struct Entity {
    #[serde(flatten)]
    who: Who,
    neighbors: Vec<Neighbor>,
    #[serde(skip)]
    neighbor_total: usize,
    #[serde(flatten)]
    listing: Listing,
}

/// Another entity with the number of events that join the two.
#[derive(Serialize)]
struct Neighbor {
    id: String,
    name: String,
    #[serde(rename = "type")]
    entity: EntityType,
    count: u32,
}

impl Entity {
    pub fn load(store: &mut Store, asked: Asked, id: &str) -> Result<Entity, Failure> {
        let unknown = || Failure::Missing(format!("no entity has the id {id}"));
        let who = query::who(store, id)?.ok_or_else(unknown)?;
        let listing = Listing::load(store, asked, Scope::Of(id))?;
        let nearest =
            in_time(store, &listing.asked, |store| nearest(store, id, &listing.asked.filter, NEIGHBORS))?
                .unwrap_or_default();
        let neighbor = |(node, count): (Node, u32)| Neighbor {
            id: node.id,
            name: node.name,
            entity: node.entity,
            count,
        };
        let neighbors = nearest.first.into_iter().map(neighbor).collect();
        Ok(Entity { who, neighbors, neighbor_total: nearest.total, listing })
    }

    fn card(&self) -> Markup {
        let Who { entity, aliases, positions, .. } = &self.who;
        let others: Vec<_> = aliases.iter().filter(|alias| alias.name != entity.name).collect();
        html! {
            header class="card" {
                p class="kicker" { (words::sign(entity.entity)) " " (words::kind(entity.entity)) }
                h1 { (words::name(&entity.name)) }
                dl class="facts" {
                    @if !positions.is_empty() {
                        dt { "Posts" }
                        dd { ul {
                            @for post in positions.iter().take(POSTS) { li { (position(post)) } }
                            @if positions.len() > POSTS {
                                @let query = self.listing.asked.query.with("relation", "holds_position");
                                li { a href=(self.listing.asked.here(&query)) { "and " (positions.len() - POSTS) " more" } }
                            }
                        } }
                    }
                    @if !others.is_empty() {
                        dt { "Also called" }
                        dd { @for (i, alias) in others.iter().enumerate() { @if i > 0 { ", " } (words::name(&alias.name)) } }
                    }
                    @if !self.neighbors.is_empty() {
                        dt { "With" }
                        dd { (self.with()) }
                    }
                    dt { "Named in" }
                    dd { (words::counted(entity.documents as usize, "article")) }
                    dt { "Id" }
                    dd { code { (entity.id) } }
                }
                @if entity.local {
                    p class="note" { "Known by a name too short to be joined with others: this is one article’s." }
                }
            }
        }
    }

    fn with(&self) -> Markup {
        html! {
            ul class="inline" {
                @for neighbor in &self.neighbors {
                    @let between = Address::Between(self.who.entity.id.clone(), neighbor.id.clone());
                    li {
                        (words::sign(neighbor.entity)) " "
                        a href=(self.listing.asked.there(&between)) { (words::name(&neighbor.name)) }
                        " " span class="count" { (neighbor.count) span class="unseen" { " events" } }
                    }
                }
                @if self.neighbor_total > self.neighbors.len() {
                    @let graph = Address::Graph(self.who.entity.id.clone());
                    li { a href=(self.listing.asked.there(&graph)) { "and " (self.neighbor_total - self.neighbors.len()) " more" } }
                }
            }
        }
    }
}

fn position(position: &Position) -> Markup {
    let post = &position.state;
    html! {
        a href={ "/event/" (post.id) } { (visible(post.title.as_deref().unwrap_or("a post"))) } ", "
        (words::end(&post.object))
        @if post.when.is_some() { " (" (words::time(post.when.as_ref())) ")" }
    }
}

impl Page for Entity {
    fn title(&self) -> String {
        self.who.entity.name.clone()
    }

    fn body(&self) -> Markup {
        let id = &self.who.entity.id;
        html! {
            (self.card())
            nav class="tabs" aria-label="Views of this entity" {
                a href=(self.listing.asked.here(&self.listing.asked.query)) aria-current="page" { "Events" }
                a #graph-tab href=(self.listing.asked.there(&Address::Graph(id.clone()))) { "Graph" }
                a href={ "/path?from=" (id) } { "Paths from here" }
            }
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
