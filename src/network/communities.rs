//! Who belongs together: communities with many events within and few between.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use leiden_rs::{GraphDataBuilder, Leiden, LeidenConfig};
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;
use thiserror::Error;

use super::{Node, Projection};
use crate::store::{Filter, Store, StoreError};

/// The start of the random numbers: always the same, so that the same events give the same communities.
const SEED: u64 = 1;

/// Entities that have more to do with each other than with others.
#[derive(Debug, Clone, PartialEq)]
pub struct Community {
    /// Its members, those with the most events within the community first, then by id.
    pub members: Vec<Node>,
    /// The number of events between its members.
    pub within: u64,
    /// The number of events between members and others.
    pub across: u64,
}

/// How the entities fall into communities.
#[derive(Debug, Clone, PartialEq)]
pub struct Communities {
    /// What was parted, in words.
    pub projection: String,
    /// How many communities there are.
    pub of: usize,
    /// How much better than by chance the communities part the events (modularity), −0.5 to 1.
    pub modularity: f64,
    /// The first of them: the largest first, then by the id of the first member.
    pub communities: Vec<Community>,
}

/// Why there are no communities.
#[derive(Debug, Error)]
pub enum CommunitiesError {
    /// The database could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The graph was refused.
    #[error("the communities could not be found: {0}")]
    Leiden(#[from] leiden_rs::error::LeidenError),
}

/// The communities of the events that pass the filter; as many as its limit says, if it has one. By the Leiden algorithm
/// (Traag, Waltman and van Eck, From Louvain to Leiden, 2019), which finds communities that hang together.
pub fn communities(store: &Store, filter: &Filter) -> Result<Communities, CommunitiesError> {
    let joined = store.joined(filter)?;
    let projection = Projection::of(&joined)?;
    let graph = &projection.graph;
    let mut found =
        Communities { projection: projection.in_words(), of: 0, modularity: 0.0, communities: Vec::new() };
    if graph.node_count() == 0 {
        return Ok(found);
    }
    let mut builder = GraphDataBuilder::new(graph.node_count());
    for edge in graph.edge_references() {
        builder.add_edge(edge.source().index(), edge.target().index(), f64::from(*edge.weight()))?;
    }
    let leiden = Leiden::new(LeidenConfig::builder().seed(SEED).build()).run(&builder.build()?)?;
    found.modularity = leiden.quality;
    let of = leiden.partition.as_slice();

    // For each node its events within its community, and for each community its members in the order of ids.
    let mut own = vec![0_u64; graph.node_count()];
    let mut parts = BTreeMap::<usize, Part>::new();
    for node in graph.node_indices() {
        parts.entry(of[node.index()]).or_default().members.push(node);
    }
    for edge in graph.edge_references() {
        let (a, b, events) = (edge.source().index(), edge.target().index(), u64::from(*edge.weight()));
        if of[a] == of[b] {
            parts.entry(of[a]).or_default().within += events;
            own[a] += events;
            own[b] += events;
        } else {
            parts.entry(of[a]).or_default().across += events;
            parts.entry(of[b]).or_default().across += events;
        }
    }
    let mut parts: Vec<_> = parts.into_values().collect();
    for part in &mut parts {
        part.members.sort_by_key(|node| (Reverse(own[node.index()]), *node));
    }
    parts.sort_by_key(|part| (Reverse(part.members.len()), part.members.first().copied()));
    found.of = parts.len();
    for part in parts.into_iter().take(filter.limit.unwrap_or(usize::MAX)) {
        let members = part.members.iter().map(|node| joined.entity(graph[*node]).map(Node::from));
        found.communities.push(Community {
            members: members.collect::<Result<_, StoreError>>()?,
            within: part.within,
            across: part.across,
        });
    }
    Ok(found)
}

/// A community in the making.
#[derive(Default)]
struct Part {
    members: Vec<NodeIndex>,
    within: u64,
    across: u64,
}
