//! How central each node of a graph is. Values are by node index.

use petgraph::graph::UnGraph;
use petgraph::unionfind::UnionFind;
use petgraph::visit::EdgeRef;

/// The share of walkers that go on at each step (Brin and Page, The Anatomy of a Large-Scale Hypertextual Web Search
/// Engine, 1998).
const DAMPING: f64 = 0.85;

/// PageRank is found when one step changes all values together by less.
const TOLERANCE: f64 = 1e-10;

/// The most steps; the change falls by [`DAMPING`] at each, so that fewer are enough.
const STEPS: usize = 200;

/// Larger parts of the graph are searched from so many of their nodes only.
pub const PIVOTS: usize = 200;

/// The number of neighbours.
pub fn degree<N>(graph: &UnGraph<N, u32>) -> Vec<f64> {
    graph.node_indices().map(|node| graph.edges(node).count() as f64).collect()
}

/// The sum of the weights of its edges.
pub fn weighted_degree<N>(graph: &UnGraph<N, u32>) -> Vec<f64> {
    let mut sums = vec![0.0; graph.node_count()];
    for edge in graph.edge_references() {
        sums[edge.source().index()] += f64::from(*edge.weight());
        sums[edge.target().index()] += f64::from(*edge.weight());
    }
    sums
}

/// The share of time that a walker spends at each node who goes on over an edge chosen by weight, or now and then
/// anywhere. By power iteration; no node is without an edge.
pub fn page_rank<N>(graph: &UnGraph<N, u32>) -> Vec<f64> {
    let nodes = graph.node_count() as f64;
    let strength = weighted_degree(graph);
    let mut rank = vec![1.0 / nodes; graph.node_count()];
    for _ in 0..STEPS {
        let share: Vec<f64> = rank.iter().zip(&strength).map(|(rank, sum)| DAMPING * rank / sum).collect();
        let mut next = vec![(1.0 - DAMPING) / nodes; graph.node_count()];
        for edge in graph.edge_references() {
            let (a, b, weight) = (edge.source().index(), edge.target().index(), f64::from(*edge.weight()));
            next[a] += share[b] * weight;
            next[b] += share[a] * weight;
        }
        let change: f64 = rank.iter().zip(&next).map(|(before, after)| (before - after).abs()).sum();
        rank = next;
        if change < TOLERANCE {
            break;
        }
    }
    rank
}

/// For each node the share of pairs of others whose shortest ways pass it, by Brandes (A Faster Algorithm for
/// Betweenness Centrality, 2001); in parts of more than [`PIVOTS`] nodes estimated from the ways that start at some
/// (Brandes and Pich, Centrality Estimation in Large Networks, 2007). Ways are as short as they have few edges.
pub fn betweenness<N>(graph: &UnGraph<N, u32>) -> Vec<f64> {
    let nodes = graph.node_count();
    let mut sums = vec![0.0; nodes];
    let mut search = Search::new(graph);
    let mut dependency = vec![0.0; nodes];
    for (pivots, size) in pivots(graph) {
        let scale = size as f64 / pivots.len() as f64;
        for pivot in pivots {
            search.run(pivot);
            // The farthest first: what passes a node is what passes or ends at those behind it.
            for &node in search.order.iter().rev() {
                let (distance, ways) = (search.distance[node], search.ways[node]);
                let behind = (1.0 + dependency[node]) / ways;
                for before in search.neighbours(node).iter().map(|before| *before as usize) {
                    if search.distance[before] + 1 == distance {
                        dependency[before] += search.ways[before] * behind;
                    }
                }
                if node != pivot {
                    sums[node] += scale * dependency[node];
                }
            }
            search.order.iter().for_each(|node| dependency[*node] = 0.0);
        }
    }
    let pairs = ((nodes.max(3) - 1) * (nodes.max(3) - 2)) as f64;
    sums.iter().map(|sum| sum / pairs).collect()
}

/// For each node the inverse of its mean distance from the others of its part, times the share of all others that are in
/// its part (Wasserman and Faust, Social Network Analysis, 1994); in parts of more than [`PIVOTS`] nodes the mean is
/// that from some (Eppstein and Wang, Fast Approximation of Centrality, 2001).
pub fn closeness<N>(graph: &UnGraph<N, u32>) -> Vec<f64> {
    let nodes = graph.node_count();
    let mut closeness = vec![0.0; nodes];
    let mut search = Search::new(graph);
    let mut distances = vec![0_u64; nodes];
    for (pivots, size) in pivots(graph) {
        for &pivot in &pivots {
            search.run(pivot);
            for &node in &search.order {
                distances[node] += u64::from(search.distance[node]);
            }
        }
        let reach = (size - 1) as f64 / (nodes - 1) as f64;
        for node in &search.order {
            let others = pivots.len() - usize::from(pivots.contains(node));
            closeness[*node] = reach * others as f64 / distances[*node] as f64;
        }
    }
    closeness
}

/// A breadth-first search that is used again and again.
struct Search {
    /// The neighbours of all nodes, those of a node together, and where those of each begin: quicker to walk than the
    /// graph, whose edges lie apart.
    neighbours: Vec<u32>,
    starts: Vec<usize>,
    /// [`u32::MAX`]: not reached.
    distance: Vec<u32>,
    /// The number of shortest ways.
    ways: Vec<f64>,
    /// What was reached, the nearest first.
    order: Vec<usize>,
}

impl Search {
    fn new<N>(graph: &UnGraph<N, u32>) -> Search {
        let (mut neighbours, mut starts) = (Vec::with_capacity(2 * graph.edge_count()), vec![0]);
        for node in graph.node_indices() {
            neighbours.extend(graph.neighbors(node).map(|neighbour| neighbour.index() as u32));
            starts.push(neighbours.len());
        }
        let nodes = graph.node_count();
        Search {
            neighbours,
            starts,
            distance: vec![u32::MAX; nodes],
            ways: vec![0.0; nodes],
            order: Vec::new(),
        }
    }

    fn neighbours(&self, node: usize) -> &[u32] {
        &self.neighbours[self.starts[node]..self.starts[node + 1]]
    }

    fn run(&mut self, start: usize) {
        for node in self.order.drain(..) {
            self.distance[node] = u32::MAX;
            self.ways[node] = 0.0;
        }
        self.distance[start] = 0;
        self.ways[start] = 1.0;
        self.order.push(start);
        let mut at = 0;
        while let Some(&node) = self.order.get(at) {
            at += 1;
            let (next, ways) = (self.distance[node] + 1, self.ways[node]);
            for i in self.starts[node]..self.starts[node + 1] {
                let neighbour = self.neighbours[i] as usize;
                if self.distance[neighbour] == u32::MAX {
                    self.distance[neighbour] = next;
                    self.order.push(neighbour);
                }
                if self.distance[neighbour] == next {
                    self.ways[neighbour] += ways;
                }
            }
        }
    }
}

/// For each part of the graph the nodes to search from, and its size. Always the same.
fn pivots<N>(graph: &UnGraph<N, u32>) -> Vec<(Vec<usize>, usize)> {
    let mut union = UnionFind::new(graph.node_count());
    for edge in graph.edge_references() {
        union.union(edge.source().index(), edge.target().index());
    }
    let mut parts = vec![Vec::new(); graph.node_count()];
    for node in graph.node_indices() {
        parts[union.find(node.index())].push(node.index());
    }
    // A linear congruential generator (Knuth's MMIX constants).
    let mut random = 1_u64;
    let mut below = |n: usize| {
        random = random.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (random >> 33) as usize % n
    };
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    parts
        .map(|mut part| {
            let size = part.len();
            for chosen in 0..PIVOTS.min(if size > PIVOTS { size } else { 0 }) {
                part.swap(chosen, chosen + below(size - chosen));
            }
            part.truncate(PIVOTS);
            (part, size)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(edges: &[(u32, u32, u32)]) -> UnGraph<(), u32> {
        UnGraph::from_edges(edges)
    }

    /// Two triangles joined by an edge, and a pair apart.
    fn parts() -> UnGraph<(), u32> {
        graph(&[(0, 1, 3), (0, 2, 1), (1, 2, 1), (2, 3, 2), (3, 4, 1), (4, 5, 5), (3, 5, 1), (6, 7, 2)])
    }

    fn assert_near(values: &[f64], expected: &[f64]) {
        let near = |(a, b): (&f64, &f64)| (a - b).abs() < 1e-6;
        assert!(values.len() == expected.len() && values.iter().zip(expected).all(near), "{values:?}");
    }

    /// The expected values are those of NetworkX 3.6.
    #[test]
    fn values_are_those_of_networkx() {
        let graph = parts();
        assert_near(&degree(&graph), &[2.0, 2.0, 3.0, 3.0, 2.0, 2.0, 1.0, 1.0]);
        assert_near(&weighted_degree(&graph), &[4.0, 4.0, 4.0, 4.0, 6.0, 6.0, 2.0, 2.0]);
        let rank = [0.119536, 0.119536, 0.115679, 0.108532, 0.143359, 0.143359, 0.125, 0.125];
        assert_near(&page_rank(&graph), &rank);
        assert_near(&betweenness(&graph), &[0.0, 0.0, 0.285714, 0.285714, 0.0, 0.0, 0.0, 0.0]);
        let near = [0.357143, 0.357143, 0.510204, 0.510204, 0.357143, 0.357143, 0.142857, 0.142857];
        assert_near(&closeness(&graph), &near);
    }

    #[test]
    fn a_large_part_is_estimated_and_a_small_one_beside_it_is_not() {
        // A star of 2,000 rays, and a way of three nodes.
        let mut edges: Vec<_> = (1..=2000).map(|ray| (0, ray, 1)).collect();
        edges.extend([(2001, 2002, 1), (2002, 2003, 1)]);
        let graph = graph(&edges);
        let nodes = graph.node_count() as f64;
        let (between, near) = (betweenness(&graph), closeness(&graph));
        let pairs = (nodes - 1.0) * (nodes - 2.0);
        assert!((between[0] - 2000.0 * 1999.0 / pairs).abs() < 0.01, "{}", between[0]);
        assert!((between[2002] - 2.0 / pairs).abs() < 1e-12, "{}", between[2002]);
        assert!((near[0] - 2000.0 / (nodes - 1.0)).abs() < 1e-9, "{}", near[0]);
        assert!((near[1] - 0.5).abs() < 0.01, "{}", near[1]);
        assert!((near[2002] - 2.0 / (nodes - 1.0)).abs() < 1e-9, "{}", near[2002]);
    }

    #[test]
    fn nothing_is_measured_on_nothing() {
        let graph = graph(&[]);
        for measure in [degree, weighted_degree, page_rank, betweenness, closeness] {
            assert!(measure(&graph).is_empty());
        }
    }
}
