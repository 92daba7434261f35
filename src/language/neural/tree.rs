//! From arc scores to a tree with one root: greedy, and Chu-Liu-Edmonds where the greedy choice is no tree
//! (Chu & Liu 1965; Edmonds 1967; for parsing McDonald et al. 2005).

use ndarray::Array2;

/// The head of each word; `None` is the root, of which there is just one. `scores[[word, 0]]` is for the root,
/// `scores[[word, 1 + head]]` for a head.
pub fn tree(scores: &Array2<f32>) -> Vec<Option<usize>> {
    let words = scores.nrows();
    if words == 0 {
        return Vec::new();
    }
    let mut full = Array2::from_elem((words + 1, words + 1), f32::NEG_INFINITY);
    for ((word, head), &score) in scores.indexed_iter() {
        if head != word + 1 {
            full[[word + 1, head]] = score;
        }
    }
    let best = arborescence(&full);
    let roots: Vec<usize> = (1..=words).filter(|&n| best[n] == 0).collect();
    let parents = if roots.len() == 1 { best } else { with_one_root(&full, &roots) };
    parents[1..].iter().map(|&p| p.checked_sub(1)).collect()
}

/// The best tree in which one of these is the only root.
fn with_one_root(full: &Array2<f32>, roots: &[usize]) -> Vec<usize> {
    let mut best: Option<(f32, Vec<usize>)> = None;
    for &root in roots {
        let mut scores = full.clone();
        scores.column_mut(0).fill(f32::NEG_INFINITY);
        scores.row_mut(root).fill(f32::NEG_INFINITY);
        scores[[root, 0]] = full[[root, 0]];
        let parents = arborescence(&scores);
        let total = (1..parents.len()).map(|n| scores[[n, parents[n]]]).sum::<f32>();
        if best.as_ref().is_none_or(|(least, _)| total > *least) {
            best = Some((total, parents));
        }
    }
    best.map(|(_, parents)| parents).unwrap_or_default()
}

/// The parent of every node in the best tree under node 0 (whose own parent is 0). `scores[[node, parent]]`.
fn arborescence(scores: &Array2<f32>) -> Vec<usize> {
    let mut parent: Vec<usize> = scores.rows().into_iter().map(|row| best_of(row.iter().copied())).collect();
    parent[0] = 0;
    let Some(cycle) = find_cycle(&parent) else { return parent };
    // The cycle becomes one node, the last; the others keep their order.
    let outside: Vec<usize> = (0..parent.len()).filter(|n| !cycle.contains(n)).collect();
    let last = outside.len();
    let mut small = Array2::from_elem((last + 1, last + 1), f32::NEG_INFINITY);
    let (mut enter_at, mut leave_from) = (vec![0; last], vec![0; last]);
    for (i, &node) in outside.iter().enumerate() {
        for (j, &other) in outside.iter().enumerate() {
            small[[i, j]] = scores[[node, other]];
        }
        // What is lost where this node takes over the cycle by becoming the parent of one of its nodes.
        let entering = cycle.iter().map(|&c| scores[[c, node]] - scores[[c, parent[c]]]);
        enter_at[i] = best_of(entering.clone());
        small[[last, i]] = entering.fold(f32::NEG_INFINITY, f32::max);
        let leaving = cycle.iter().map(|&c| scores[[node, c]]);
        leave_from[i] = best_of(leaving.clone());
        small[[i, last]] = leaving.fold(f32::NEG_INFINITY, f32::max);
    }
    let below = arborescence(&small);
    for (i, &node) in outside.iter().enumerate().skip(1) {
        parent[node] = if below[i] == last { cycle[leave_from[i]] } else { outside[below[i]] };
    }
    let entry = below[last];
    parent[cycle[enter_at[entry]]] = outside[entry];
    parent
}

/// The first index of the greatest value.
pub fn best_of(values: impl Iterator<Item = f32>) -> usize {
    let mut best = (0, f32::NEG_INFINITY);
    for (i, value) in values.enumerate() {
        if value > best.1 {
            best = (i, value);
        }
    }
    best.0
}

/// The nodes of one cycle, if there is any; node 0 is the root of all that is none.
fn find_cycle(parent: &[usize]) -> Option<Vec<usize>> {
    const NEW: usize = usize::MAX;
    // The start from which each node was first reached.
    let mut seen = vec![NEW; parent.len()];
    seen[0] = 0;
    for start in 1..parent.len() {
        let mut node = start;
        while seen[node] == NEW {
            seen[node] = start;
            node = parent[node];
        }
        if node != 0 && seen[node] == start {
            let mut cycle = vec![node];
            let mut next = parent[node];
            while next != node {
                cycle.push(next);
                next = parent[next];
            }
            return Some(cycle);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn a_greedy_tree_stands() {
        let scores = array![[0.0, 0.0, 5.0], [5.0, 0.0, 0.0]];
        assert_eq!(tree(&scores), [Some(1), None]);
    }

    #[test]
    fn a_cycle_is_broken_where_it_costs_least() {
        // The first two words want each other; the first gives up less by becoming the root.
        let scores = array![[4.0, 0.0, 5.0, 0.0], [1.0, 5.0, 0.0, 0.0], [0.0, 0.0, 3.0, 0.0]];
        assert_eq!(tree(&scores), [None, Some(0), Some(1)]);
    }

    #[test]
    fn of_two_roots_the_dearer_gives_way() {
        let scores = array![[9.0, 0.0, 1.0], [8.0, 7.5, 0.0]];
        assert_eq!(tree(&scores), [None, Some(0)]);
    }

    #[test]
    fn every_small_matrix_gives_the_best_tree() {
        // All trees of four words, compared with what is found, for scores from a simple generator.
        let mut state = 1u32;
        for _ in 0..300 {
            let scores = Array2::from_shape_simple_fn((4, 5), || {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (state >> 8) as f32 / 1e6
            });
            let value = |heads: &[Option<usize>]| {
                heads.iter().enumerate().map(|(i, h)| scores[[i, h.map_or(0, |h| h + 1)]]).sum::<f32>()
            };
            let found = tree(&scores);
            assert!(is_tree(&found));
            let best = (0..625)
                .map(|n| [n % 5, n / 5 % 5, n / 25 % 5, n / 125].map(|h: usize| h.checked_sub(1)))
                .filter(|h| is_tree(h));
            let roots_free = best.map(|h| value(&h)).fold(0.0, f32::max);
            // Where the best tree of all has several roots, only those are tried as the one root.
            assert!(value(&found) <= roots_free + 1e-3 && value(&found) >= 0.9 * roots_free);
        }
    }

    fn is_tree(heads: &[Option<usize>]) -> bool {
        let climbs = |mut at: usize| (0..heads.len()).any(|_| heads[at].map(|h| at = h).is_none());
        heads.iter().filter(|h| h.is_none()).count() == 1 && (0..heads.len()).all(climbs)
    }
}
