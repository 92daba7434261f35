//! The shortest ways from one entity to another.

use petgraph::graph::NodeIndex;

use super::{Network, Node};
use crate::query::EventRow;

/// A step from an entity to a neighbour.
#[derive(Debug, Clone, PartialEq)]
pub struct Hop<'a> {
    /// Where it starts.
    pub from: &'a Node,
    /// Where it leads.
    pub to: &'a Node,
    /// What joins the two, the best attested first; never empty.
    pub events: Vec<&'a EventRow>,
}

impl Network {
    /// All shortest paths between the entities with these ids that have at most `max_hops` hops, one after the other:
    /// at each fork first the neighbour that more events lead to, then by id. None where an entity is not in the
    /// network, where the two are not joined, or where they are the same.
    pub fn shortest_paths<'a>(
        &'a self,
        from: &str,
        to: &str,
        max_hops: usize,
    ) -> impl Iterator<Item = Vec<Hop<'a>>> + use<'a> {
        let ends = self.by_id.get(from).zip(self.by_id.get(to)).filter(|(from, to)| from != to);
        // Walked backwards from the goal, the distances say at each node which neighbours lie on a shortest path.
        let distances = ends.map(|(_, to)| self.distances(*to, max_hops)).unwrap_or_default();
        let start = ends.map(|(from, _)| *from).filter(|from| distances.contains_key(from));
        let mut begun: Vec<Vec<NodeIndex>> = start.map(|from| vec![from]).into_iter().collect();
        std::iter::from_fn(move || {
            while let Some(nodes) = begun.pop() {
                let last = *nodes.last()?;
                if distances[&last] == 0 {
                    return Some(self.hops(&nodes));
                }
                let nearer = |node: &NodeIndex| distances.get(node) == Some(&(distances[&last] - 1));
                let mut next: Vec<_> = self.graph.neighbors(last).filter(nearer).collect();
                next.sort_unstable();
                next.dedup();
                // The last of them is taken up first.
                next.sort_by_cached_key(|node| {
                    let events = self.graph.edges_connecting(last, *node).count();
                    (events, std::cmp::Reverse(self.graph[*node].id.clone()))
                });
                begun.extend(next.into_iter().map(|node| [&nodes[..], &[node]].concat()));
            }
            None
        })
    }

    fn hops(&self, nodes: &[NodeIndex]) -> Vec<Hop<'_>> {
        let pairs = nodes.iter().zip(nodes.iter().skip(1));
        pairs
            .map(|(from, to)| Hop {
                from: &self.graph[*from],
                to: &self.graph[*to],
                events: self.events_between(*from, *to),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::super::tests::event;
    use super::*;

    fn written(network: &Network, from: &str, to: &str, max_hops: usize) -> Vec<String> {
        let path = |hops: Vec<Hop<'_>>| {
            let last = hops.last().map(|hop| hop.to.id.clone());
            hops.iter().map(|hop| hop.from.id.clone()).chain(last).collect::<String>()
        };
        network.shortest_paths(from, to, max_hops).map(path).collect()
    }

    #[test]
    fn all_shortest_paths_come_the_best_joined_first() {
        let network = Network::new([
            event("1", "a", "met", "b"),
            event("2", "b", "met", "d"),
            event("3", "a", "met", "c"),
            event("4", "d", "visited", "c"),
            event("5", "c", "met", "a"),
            event("6", "a", "met", "x"),
            event("7", "x", "met", "y"),
            event("8", "y", "met", "d"),
        ]);
        assert_eq!(written(&network, "a", "d", 9), ["acd", "abd"]);
        assert_eq!(written(&network, "d", "a", 2), ["dba", "dca"]);
        assert!(written(&network, "a", "d", 1).is_empty());
        assert!(written(&network, "a", "a", 9).is_empty());
        assert!(written(&network, "a", "nobody", 9).is_empty());
        let first = network.shortest_paths("a", "d", 9).next().unwrap();
        let events: Vec<_> = first[0].events.iter().map(|event| event.id.as_str()).collect();
        assert_eq!(events, ["3", "5"]);
    }

    proptest! {
        #[test]
        fn paths_are_real_all_of_one_length_and_found_whenever_the_ends_are_joined(
            pairs in prop::collection::vec((0..8u8, 0..8u8), 0..20),
        ) {
            let name = |n: u8| char::from(b'a' + n).to_string();
            let edges: BTreeSet<_> = pairs.iter().flat_map(|&(a, b)| [(a, b), (b, a)]).collect();
            let network = Network::new(
                pairs.iter().enumerate().map(|(i, &(a, b))| event(&i.to_string(), &name(a), "met", &name(b))),
            );
            let mut reached = BTreeSet::from([0]);
            for _ in 0..8 {
                let more: Vec<_> = edges.iter().filter(|(a, _)| reached.contains(a)).map(|(_, b)| *b).collect();
                reached.extend(more);
            }
            for goal in 1..8 {
                let paths = written(&network, "a", &name(goal), 8);
                prop_assert_eq!(!paths.is_empty(), reached.contains(&goal));
                for path in &paths {
                    prop_assert_eq!(path.len(), paths[0].len());
                    prop_assert!(path.as_bytes().windows(2).all(|w| edges.contains(&(w[0] - b'a', w[1] - b'a'))));
                }
                let different: BTreeSet<_> = paths.iter().collect();
                prop_assert_eq!(different.len(), paths.len());
            }
        }
    }
}
