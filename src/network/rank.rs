//! Who is central.

use super::{Node, Projection, centrality};
use crate::store::{Filter, Result, Store};

/// What makes an entity central.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::Display)]
#[strum(serialize_all = "kebab-case")]
pub enum Measure {
    /// Its neighbours.
    Degree,
    /// Its events.
    WeightedDegree,
    /// Where a walker over events often is.
    Pagerank,
    /// How many of the shortest ways between others pass it.
    Betweenness,
    /// How near the others are.
    Closeness,
}

/// An entity with its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    /// Its place, from 1; entities of the same value follow each other by id.
    pub place: usize,
    /// The entity.
    pub entity: Node,
    /// The value.
    pub value: f64,
}

/// The most central entities.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranking {
    /// What was measured on what, in words.
    pub projection: String,
    /// How many entities there are.
    pub of: usize,
    /// The first of them.
    pub ranked: Vec<Ranked>,
}

/// The most central entities by a measure over the events that pass the filter; as many as its limit says, if it has one.
pub fn rank(store: &Store, measure: Measure, filter: &Filter) -> Result<Ranking> {
    let joined = store.joined(filter)?;
    let projection = Projection::of(&joined)?;
    let graph = &projection.graph;
    let values = match measure {
        Measure::Degree => centrality::degree(graph),
        Measure::WeightedDegree => centrality::weighted_degree(graph),
        Measure::Pagerank => centrality::page_rank(graph),
        Measure::Betweenness => centrality::betweenness(graph),
        Measure::Closeness => centrality::closeness(graph),
    };
    // Nodes are in the order of ids, and a stable sort keeps it among equals.
    let mut order: Vec<_> = graph.node_indices().collect();
    order.sort_by(|a, b| values[b.index()].total_cmp(&values[a.index()]));
    let shown = order.into_iter().take(filter.limit.unwrap_or(usize::MAX)).enumerate();
    let ranked = shown.map(|(at, node)| {
        let entity = joined.entity(graph[node])?.into();
        Ok(Ranked { place: at + 1, entity, value: values[node.index()] })
    });
    Ok(Ranking {
        projection: format!("{}{}", projection.in_words(), how(measure, &projection)),
        of: graph.node_count(),
        ranked: ranked.collect::<Result<_>>()?,
    })
}

/// What else must be known of a measure.
fn how(measure: Measure, projection: &Projection) -> String {
    let estimated = match projection.graph.node_count() > centrality::PIVOTS {
        true => {
            format!(", in parts of more than {0} entities estimated from {0} of them", centrality::PIVOTS)
        }
        false => String::new(),
    };
    match measure {
        Measure::Degree => "; weights are not used".to_owned(),
        Measure::WeightedDegree | Measure::Pagerank => String::new(),
        Measure::Betweenness | Measure::Closeness => format!("; by hops, weights are not used{estimated}"),
    }
}
