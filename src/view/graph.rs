//! What lies around an entity: its strongest neighbours, those of the neighbours that were expanded, and what joins
//! them. Which these are stands in the address, so that a drawing can be kept, sent and taken away as it is.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};
use serde::Serialize;

use super::address::{Address, entity_id};
use super::answer::{Asked, Page};
use super::failure::Failure;
use super::{event_list, facet_panel, filters, listing, timeline, words};
use crate::model::{EntityType, Status};
use crate::network::nearest;
use crate::query::{self, EventRow, Facets, Filter, Scope};
use crate::store::Store;

/// The most neighbours that are drawn around the middle, and how many are if nothing is said.
const NEIGHBOURS: (usize, usize) = (60, 12);

/// How many neighbours of an expanded entity are added, and how many entities may be expanded.
const ADDED: usize = 8;
const EXPANDED: usize = 20;

/// The most events that a drawing is made of.
const EVENTS: usize = 5000;

#[derive(Serialize)]
pub struct Graph {
    #[serde(skip)]
    asked: Asked,
    /// The entity in the middle.
    center: String,
    nodes: Vec<Node>,
    lines: Vec<Line>,
    events: Vec<EventRow>,
    /// How many neighbours of the middle there are, drawn or not.
    neighbours: usize,
    /// Whether there are more events than are drawn.
    cut: bool,
    #[serde(skip)]
    facets: Option<Facets>,
}

#[derive(Serialize)]
struct Node {
    id: String,
    name: String,
    #[serde(rename = "type")]
    entity: EntityType,
    /// How many of the events are its.
    events: usize,
    expanded: bool,
}

/// All events of one status between two entities.
#[derive(Serialize)]
struct Line {
    from: String,
    to: String,
    status: Status,
    /// The relations with their counts.
    label: String,
    events: usize,
    /// Whether all of them go from `from` to `to`.
    directed: bool,
}

impl Graph {
    pub fn load(store: &mut Store, asked: Asked, id: &str) -> Result<Graph, Failure> {
        let unknown = || Failure::Missing(format!("no entity has the id {id}"));
        let middle = store.entity(id)?.ok_or_else(unknown)?;
        let most = filters::number(&asked.query, "nodes", 1..=NEIGHBOURS.0)?.unwrap_or(NEIGHBOURS.1);
        let around = nearest(store, id, &asked.filter, most)?;
        let mut nodes = vec![Node::new(middle.into(), false)];
        nodes.extend(around.first.into_iter().map(|(node, _)| Node::new(node, false)));
        for id in expanded(&asked)? {
            let more = nearest(store, &id, &asked.filter, ADDED)?;
            match nodes.iter_mut().find(|node| node.id == id) {
                Some(node) => node.expanded = true,
                // What is not in the drawing, say under another filter, is not expanded.
                None => continue,
            }
            for (node, _) in more.first {
                if !nodes.iter().any(|known| known.id == node.id) {
                    nodes.push(Node::new(node, false));
                }
            }
        }
        let ids: Vec<String> = nodes.iter().map(|node| node.id.clone()).collect();
        let filter = Filter { limit: Some(EVENTS), ..asked.filter.clone() };
        let mut events = query::list(store, Scope::Among(&ids), &filter)?;
        let cut = events.len() == EVENTS;
        events.retain(|event| event.subject.id != event.object.id);
        for node in &mut nodes {
            node.events = events
                .iter()
                .filter(|event| [&event.subject.id, &event.object.id].contains(&&node.id))
                .count();
        }
        let facets = listing::facets(store, &asked, Scope::Of(id))?;
        let lines = lines(&events);
        let center = id.to_owned();
        Ok(Graph { asked, center, nodes, lines, events, neighbours: around.total, cut, facets })
    }

    fn middle(&self) -> &str {
        self.nodes.first().map(|node| node.name.as_str()).unwrap_or_default()
    }

    fn drawn(&self) -> Markup {
        let drawn = self.asked.query.get("nodes").and_then(|n| n.parse().ok()).unwrap_or(NEIGHBOURS.1);
        html! {
            form class="limit" action=(self.asked.address) {
                @for (name, value) in self.asked.query.without(&["nodes"]).pairs() {
                    input type="hidden" name=(name) value=(value);
                }
                label for="nodes" { "Neighbours" }
                input #nodes name="nodes" type="range" min="1" max=(NEIGHBOURS.0) value=(drawn);
                output for="nodes" { (drawn.min(self.neighbours)) " of " (self.neighbours) }
                button { "Draw" }
            }
            div class="drawing" {
                div #canvas class="canvas" data-graph={ (self.asked.address.path(super::address::Form::Json)) (self.asked.query) } {
                    noscript { p class="nothing" { "The drawing needs JavaScript; the list below says the same." } }
                }
                aside #chosen class="panel" aria-live="polite" aria-label="What is chosen in the graph" {
                    p class="note" { "Choose an entity or a line: its sentences come here." }
                }
            }
            p class="legend" {
                span { "● person" } span { "■ organisation" } span { "▲ place" } span { "⬢ group" }
                span { "—— happened" } span { "– – planned" } span { "· · possible" } span { "⊢·· denied" }
            }
            @if self.cut { p class="note" { "There are more events than the " (EVENTS) " that are drawn." } }
        }
    }

    fn list(&self) -> Markup {
        let names: BTreeMap<&str, &Node> = self.nodes.iter().map(|node| (node.id.as_str(), node)).collect();
        html! {
            h2 { "The same as a list" }
            table class="lines" {
                caption { (words::counted(self.nodes.len(), "entity")) ", " (words::counted(self.events.len(), "event")) }
                thead { tr { th scope="col" { "Between" } th scope="col" { "What" } th scope="col" class="number" { "Events" } } }
                tbody {
                    @for line in &self.lines {
                        @let name = |id: &str| names.get(id).map(|node| node.name.as_str()).unwrap_or_default();
                        tr {
                            td { (words::name(name(&line.from))) " – " (words::name(name(&line.to))) }
                            td { (line.label) " " (words::marks(line.status, false)) }
                            td class="number evidence" {
                                a href=(self.asked.there(&Address::Between(line.from.clone(), line.to.clone())))
                                    aria-label={ (words::counted(line.events, "event")) " between " (crate::export::visible(name(&line.from))) " and " (crate::export::visible(name(&line.to))) } { (line.events) }
                            }
                        }
                    }
                }
            }
            h2 { "Expand" }
            ul class="cloud" #expand {
                @for node in self.nodes.iter().skip(1) {
                    li {
                        (words::entity(&node.id, &node.name, node.entity)) " "
                        @let query = self.asked.query.toggled("expand", &node.id);
                        a class="note" href=(self.asked.here(&query)) {
                            @if node.expanded { "take back" } @else { "expand" }
                            span class="unseen" { " " (crate::export::visible(&node.name)) }
                        }
                    }
                }
            }
        }
    }
}

fn expanded(asked: &Asked) -> Result<Vec<String>, Failure> {
    let id = |id: &str| entity_id(id).ok_or_else(|| Failure::Senseless(format!("expand: “{id}” is no id")));
    let ids: Vec<_> = asked.query.all("expand").map(id).collect::<Result<_, _>>()?;
    if ids.len() > EXPANDED {
        return Err(Failure::Senseless(format!("expand: at most {EXPANDED} entities can be expanded")));
    }
    Ok(ids)
}

impl Node {
    fn new(node: crate::network::Node, expanded: bool) -> Node {
        Node { id: node.id, name: node.name, entity: node.entity, events: 0, expanded }
    }
}

/// The events as lines, the thickest first, then by their ends.
fn lines(events: &[EventRow]) -> Vec<Line> {
    let mut groups = BTreeMap::<_, Vec<&EventRow>>::new();
    for event in events {
        let (a, b) = (&event.subject.id, &event.object.id);
        groups.entry((a.min(b), a.max(b), event.status)).or_default().push(event);
    }
    let mut lines: Vec<_> =
        groups.into_iter().map(|((a, b, status), events)| line((a, b), status, &events)).collect();
    lines.sort_by_key(|line| std::cmp::Reverse(line.events));
    lines
}

fn line((a, b): (&str, &str), status: Status, events: &[&EventRow]) -> Line {
    let mut counts = BTreeMap::<&str, usize>::new();
    for event in events {
        *counts.entry(&event.relation).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let word = |(relation, count): &(&str, usize)| match count {
        1 => words::relation(relation),
        _ => format!("{} ×{count}", words::relation(relation)),
    };
    let label: Vec<_> = counts.iter().map(word).collect();
    let starts: BTreeSet<Option<&str>> =
        events.iter().map(|event| (!event.symmetric).then_some(event.subject.id.as_str())).collect();
    let start = match starts.first() {
        Some(Some(start)) if starts.len() == 1 => Some(*start),
        _ => None,
    };
    let (from, to) = if start == Some(b) { (b, a) } else { (a, b) };
    Line {
        from: from.to_owned(),
        to: to.to_owned(),
        status,
        label: label.join(", "),
        events: events.len(),
        directed: start.is_some(),
    }
}

impl Page for Graph {
    fn title(&self) -> String {
        format!("Around {}", self.middle())
    }

    fn body(&self) -> Markup {
        let asked = &self.asked;
        html! {
            h1 { (words::name(&self.title())) }
            nav class="tabs" aria-label="Views of this entity" {
                a href=(asked.there(&Address::Entity(self.center.clone()))) { "Events" }
                a #graph-tab href=(asked.here(&asked.query)) aria-current="page" { "Graph" }
                a href={ "/path?from=" (self.center) } { "Paths from here" }
            }
            div class="with-filters" {
                aside aria-label="Filters" { (facet_panel::panel(asked, self.facets.as_ref())) }
                div class="listed" {
                    @if let Some(facets) = &self.facets { (timeline::timeline(asked, &facets.times)) }
                    (event_list::chips(asked))
                    (self.drawn())
                    (self.list())
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

    fn scripts(&self) -> &'static [&'static str] {
        &["cytoscape.min.js", "graph.js"]
    }
}
