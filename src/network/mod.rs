//! Events and states as a graph that can be walked: entities are its nodes, each event an edge between its two ends.
//!
//! A [`Network`] is made from the answer to a question ([`crate::query`]), so that the filters that a user gives hold
//! for drawings as they do for lists; [`paths`] are found in the database itself, under the same filters. Edges keep
//! the direction of their events (subject, object) in the event itself; walks go both ways, since "Putin received Wang"
//! joins the two as well as "Wang met Putin" does.
//!
//! Everything here is deterministic: whatever order the events come in, ties are broken by counts and then by ids.

mod centrality;
mod communities;
mod link;
mod nearest;
mod path;
mod projection;
mod rank;
mod search;

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BTreeSet};

use petgraph::graph::{NodeIndex, UnGraph};

use crate::model::EntityType;
use crate::query::{End, EntityRow, EventRow};

pub use centrality::page_rank;
pub use communities::{Communities, CommunitiesError, Community, communities};
pub use link::Link;
pub use nearest::{Nearest, nearest};
pub use path::{Hop, Route, paths};
pub use projection::Projection;
pub use rank::{Measure, Ranked, Ranking, rank};

/// An entity in the network. Ordered by id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Node {
    /// The entity's public id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub entity: EntityType,
}

/// Entities joined by events.
#[derive(Debug, Clone, Default)]
pub struct Network {
    graph: UnGraph<Node, EventRow>,
    by_id: BTreeMap<String, NodeIndex>,
}

impl From<EntityRow> for Node {
    fn from(EntityRow { id, name, entity, .. }: EntityRow) -> Node {
        Node { id, name, entity }
    }
}

impl Node {
    fn of(end: &End) -> Node {
        Node { id: end.id.clone(), name: end.name.clone(), entity: end.entity }
    }
}

impl Network {
    /// The network of these events. An event of an entity with itself joins nothing and is left out.
    pub fn new(events: impl IntoIterator<Item = EventRow>) -> Network {
        let mut network = Network::default();
        for event in events {
            if event.subject.id != event.object.id {
                let subject = network.node(Node::of(&event.subject));
                let object = network.node(Node::of(&event.object));
                network.graph.add_edge(subject, object, event);
            }
        }
        network
    }

    fn node(&mut self, entity: Node) -> NodeIndex {
        if let Some(node) = self.by_id.get(&entity.id) {
            return *node;
        }
        let id = entity.id.clone();
        let node = self.graph.add_node(entity);
        self.by_id.insert(id, node);
        node
    }

    /// The entities, by id.
    pub fn entities(&self) -> impl Iterator<Item = &Node> {
        self.by_id.values().map(|node| &self.graph[*node])
    }

    /// The events, by id.
    pub fn events(&self) -> Vec<&EventRow> {
        let mut events: Vec<_> = self.graph.edge_weights().collect();
        events.sort_unstable_by(|a, b| a.id.cmp(&b.id));
        events
    }

    /// The number of entities.
    pub fn len(&self) -> usize {
        self.by_id.len()
    }

    /// The number of events.
    pub fn event_count(&self) -> usize {
        self.graph.edge_count()
    }

    /// Whether there is no event between two entities.
    pub fn is_empty(&self) -> bool {
        self.by_id.is_empty()
    }

    /// The entities at most `hops` events away from the entity with the id `center`, itself included: the nearest
    /// first, then those with the most neighbours. Empty where the network has no such entity.
    pub fn around(&self, center: &str, hops: usize) -> Vec<&Node> {
        let Some(center) = self.by_id.get(center) else { return Vec::new() };
        let distances = self.distances(*center, hops);
        self.ranked(distances.keys().copied(), |node| distances[&node])
    }

    /// All entities, those with the most neighbours first.
    pub fn by_degree(&self) -> Vec<&Node> {
        self.ranked(self.graph.node_indices(), |_| 0)
    }

    /// At most so many entities, those with the most neighbours first. Each has a neighbour among them, unless none has room
    /// for one: what stands alone says nothing.
    pub fn hubs(&self, most: usize) -> Vec<&Node> {
        let order = self.by_degree();
        let mut taken: BTreeSet<NodeIndex> = BTreeSet::new();
        let mut waiting: BTreeSet<NodeIndex> = BTreeSet::new();
        for node in order.iter().filter_map(|entity| self.by_id.get(&entity.id)) {
            let room = most.saturating_sub(taken.len());
            if room == 0 {
                break;
            }
            let awaited: BTreeSet<NodeIndex> =
                self.graph.neighbors(*node).filter(|neighbour| waiting.contains(neighbour)).collect();
            let joined = self.graph.neighbors(*node).any(|neighbour| taken.contains(&neighbour));
            if joined || room > 1 && !awaited.is_empty() {
                taken.insert(*node);
                let joins: Vec<NodeIndex> = awaited.into_iter().take(room - 1).collect();
                waiting.retain(|node| !joins.contains(node));
                taken.extend(joins);
            } else {
                waiting.insert(*node);
            }
        }
        if taken.is_empty() {
            return order.into_iter().take(most).collect();
        }
        taken.into_iter().map(|node| &self.graph[node]).collect()
    }

    /// The part of the network between these entities.
    pub fn between<'a>(&self, entities: impl IntoIterator<Item = &'a Node>) -> Network {
        let kept: BTreeSet<&str> = entities.into_iter().map(|entity| entity.id.as_str()).collect();
        let mut part = Network::new(
            self.graph
                .edge_weights()
                .filter(|event| {
                    kept.contains(event.subject.id.as_str()) && kept.contains(event.object.id.as_str())
                })
                .cloned(),
        );
        // An entity whose neighbours are all left out is still drawn.
        for entity in self.entities().filter(|entity| kept.contains(entity.id.as_str())) {
            part.node(entity.clone());
        }
        part
    }

    /// The nodes by `first`, then by the number of neighbours, then of events, then by id.
    fn ranked(
        &self,
        nodes: impl Iterator<Item = NodeIndex>,
        first: impl Fn(NodeIndex) -> usize,
    ) -> Vec<&Node> {
        let mut nodes: Vec<_> = nodes.collect();
        nodes.sort_by_cached_key(|node| {
            let neighbours: BTreeSet<_> = self.graph.neighbors(*node).collect();
            let events = self.graph.edges(*node).count();
            (first(*node), Reverse(neighbours.len()), Reverse(events), self.graph[*node].id.clone())
        });
        nodes.into_iter().map(|node| &self.graph[node]).collect()
    }

    /// How many events away each node is, for those at most `hops` away.
    fn distances(&self, from: NodeIndex, hops: usize) -> BTreeMap<NodeIndex, usize> {
        let mut distances = BTreeMap::from([(from, 0)]);
        let mut ring = vec![from];
        for distance in 1..=hops {
            let mut next = Vec::new();
            for neighbour in ring.iter().flat_map(|node| self.graph.neighbors(*node)) {
                distances.entry(neighbour).or_insert_with(|| {
                    next.push(neighbour);
                    distance
                });
            }
            if next.is_empty() {
                break;
            }
            ring = next;
        }
        distances
    }
}

/// The order in which events are told: by sources, then confidence, then id.
fn best_attested(a: &EventRow, b: &EventRow) -> Ordering {
    let order = b.sources.cmp(&a.sources).then(b.confidence.total_cmp(&a.confidence));
    order.then_with(|| a.id.cmp(&b.id))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::model::Status;

    /// An event that happened between two people who are named by their ids.
    pub(crate) fn event(id: &str, subject: &str, relation: &str, object: &str) -> EventRow {
        let person =
            |id: &str| End { id: id.into(), name: id.to_uppercase(), entity: EntityType::Person, via: None };
        EventRow {
            id: id.into(),
            kind: "event".into(),
            subject: person(subject),
            relation: relation.into(),
            symmetric: crate::model::Relations::built_in().is_symmetric(relation),
            object: person(object),
            title: None,
            when: None,
            place: None,
            status: Status::Actual,
            contested: false,
            claims: 1,
            documents: 1,
            sources: 1,
            confidence: 0.9,
        }
    }

    fn chain() -> Network {
        Network::new([
            event("1", "a", "met", "b"),
            event("2", "c", "visited", "b"),
            event("3", "c", "met", "d"),
            event("4", "c", "met", "e"),
            event("5", "a", "told", "a"),
        ])
    }

    fn ids<'a>(entities: impl IntoIterator<Item = &'a Node>) -> String {
        entities.into_iter().map(|entity| entity.id.as_str()).collect()
    }

    #[test]
    fn around_gives_the_nearest_first_and_then_the_best_connected() {
        assert_eq!(ids(chain().around("a", 0)), "a");
        assert_eq!(ids(chain().around("a", 2)), "abc");
        assert_eq!(ids(chain().around("b", 1)), "bca");
        assert_eq!(ids(chain().around("nobody", 3)), "");
        assert_eq!(ids(chain().by_degree()), "cbade");
    }

    #[test]
    fn hubs_have_neighbours_among_them() {
        let pairs = [("a", "b"), ("a", "c"), ("d", "e"), ("d", "f"), ("g", "h")];
        let network =
            Network::new(pairs.iter().map(|(one, other)| event(&format!("{one}{other}"), one, "met", other)));
        assert_eq!(
            ids(network.by_degree().into_iter().take(2)),
            "ad",
            "with the most neighbours, but not of each other"
        );
        assert_eq!(ids(network.between(network.hubs(2)).entities()), "ab");
        assert_eq!(ids(network.between(network.hubs(5)).entities()), "abcde");
        assert_eq!(ids(network.between(network.hubs(1)).entities()), "a");
        assert_eq!(network.hubs(8).len(), 8);
    }

    #[test]
    fn a_part_has_its_entities_and_the_events_between_them() {
        let part = chain().between(chain().around("a", 1).into_iter().chain(chain().around("d", 0)));
        assert_eq!(ids(part.entities()), "abd");
        assert_eq!(part.links().len(), 1);
    }

    #[test]
    fn the_order_of_the_events_does_not_matter() {
        let mut events: Vec<_> = chain().graph.edge_weights().cloned().collect();
        let forward = Network::new(events.clone());
        events.reverse();
        let backward = Network::new(events);
        assert_eq!(forward.by_degree(), backward.by_degree());
        assert_eq!(forward.links(), backward.links());
    }
}
