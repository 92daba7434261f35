//! The whole graph without its events: entities, and how many events join each two of them.

use petgraph::graph::{NodeIndex, UnGraph};

use crate::store::{EntityKey, Joined, Result};

/// Entities as nodes, in the order of their ids; an edge where events join two, with their number for its weight.
///
/// Every event has two ends and counts 1 between them (of an event with k participants each pair would get 1/(k−1), so
/// that each participant has 1 of it); its direction does not matter. What stands between ("Chinese firms") is taken for
/// the entity. So one event is one hop, and an event of an entity with itself is left out.
#[derive(Debug, Clone)]
pub struct Projection {
    /// The graph.
    pub graph: UnGraph<EntityKey, u32>,
}

impl Projection {
    /// The projection of a whole graph.
    pub fn of(joined: &Joined<'_>) -> Result<Projection> {
        let whole = joined.whole()?;
        let mut graph = UnGraph::with_capacity(whole.entities.len(), whole.links.len());
        for entity in whole.entities {
            graph.add_node(entity);
        }
        for (a, b, events) in whole.links {
            graph.add_edge(NodeIndex::new(a as usize), NodeIndex::new(b as usize), events);
        }
        Ok(Projection { graph })
    }

    /// What it is, in words: how many entities and events, and what an edge weighs.
    pub fn in_words(&self) -> String {
        let events: u64 = self.graph.edge_weights().map(|events| u64::from(*events)).sum();
        format!(
            "entities: {}, joined in {} pairs by {events} events; a pair weighs 1 for each of its events, whatever \
             their direction",
            self.graph.node_count(),
            self.graph.edge_count()
        )
    }
}
