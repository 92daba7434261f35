//! Places for the boxes of a drawing, where Graphviz is not at hand.
//!
//! Boxes repel one another and lines pull, as in T. Fruchterman and E. Reingold, "Graph drawing by force-directed
//! placement" (1991); at last boxes that overlap are pushed apart. Nothing is left to chance, and only sums, products,
//! quotients and roots are taken, which are the same on every machine.
//!
//! Why not `layout-rs`: it draws layers, on sheets of some 4,000 by 6,000 pixels for sixty entities who met one another.

use std::collections::BTreeSet;

/// The middle of a box.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Point {
    /// Pixels from the left.
    pub x: f64,
    /// Pixels from the top.
    pub y: f64,
}

/// The width and height of a box, in pixels.
pub type Size = (f64, f64);

/// How far apart two boxes that a line joins come to stand, in pixels.
const LENGTH: f64 = 150.0;

/// The least distance between boxes, in pixels.
const GAP: f64 = 24.0;

/// How often every pair of boxes is looked at, at most, over all rounds.
const WORK: usize = 100_000_000;

/// Places boxes of these sizes, of which `lines` joins some, so that none overlap and all are right of and below 0.
pub fn place(sizes: &[Size], lines: &[(usize, usize)]) -> Vec<Point> {
    let mut places = grid(sizes.len());
    // Two lines between the same boxes pull no more than one.
    let lines: BTreeSet<_> = lines.iter().map(|(a, b)| (*a.min(b), *a.max(b))).collect();
    let rounds = (WORK / (sizes.len() * sizes.len()).max(1)).clamp(10, 400);
    for round in 0..rounds {
        // Steps become shorter until nothing moves.
        let step = LENGTH * (1.0 - round as f64 / rounds as f64);
        relax(&mut places, &lines, step);
    }
    for _ in 0..rounds {
        if !push_apart(&mut places, sizes) {
            break;
        }
    }
    to_origin(&mut places, sizes);
    places
}

/// Where the boxes stand at first: in rows, each a little askew, so that no two forces cancel out.
fn grid(count: usize) -> Vec<Point> {
    let columns = (1..).find(|n| n * n >= count).unwrap_or(1);
    let at = |i: usize| {
        let (row, column) = (i / columns, i % columns);
        let askew = (i * 7 % 13) as f64 / 13.0;
        Point { x: (column as f64 + askew * 0.5) * LENGTH, y: (row as f64 - askew * 0.3) * LENGTH }
    };
    (0..count).map(at).collect()
}

fn relax(places: &mut [Point], lines: &BTreeSet<(usize, usize)>, step: f64) {
    let mut forces = vec![Point::default(); places.len()];
    let middle = middle(places);
    for a in 0..places.len() {
        for b in a + 1..places.len() {
            let (x, y, distance) = between(places[a], places[b]);
            let force = LENGTH * LENGTH / distance;
            push(&mut forces, a, b, (x / distance * force, y / distance * force));
        }
        // What is joined to nothing must not drift away. Sheets are wider than high.
        forces[a].x += (middle.x - places[a].x) * 0.9;
        forces[a].y += (middle.y - places[a].y) * 1.4;
    }
    for (a, b) in lines {
        let (x, y, distance) = between(places[*a], places[*b]);
        let force = -distance * distance / LENGTH;
        push(&mut forces, *a, *b, (x / distance * force, y / distance * force));
    }
    for (place, force) in places.iter_mut().zip(forces) {
        let length = (force.x * force.x + force.y * force.y).sqrt().max(1e-9);
        let by = length.min(step) / length;
        place.x += force.x * by;
        place.y += force.y * by;
    }
}

/// From `b` to `a`: right, down, and the distance, which is never 0.
fn between(a: Point, b: Point) -> (f64, f64, f64) {
    let (x, y) = (a.x - b.x, a.y - b.y);
    (x, y, (x * x + y * y).sqrt().max(1.0))
}

fn push(forces: &mut [Point], a: usize, b: usize, (x, y): (f64, f64)) {
    forces[a].x += x;
    forces[a].y += y;
    forces[b].x -= x;
    forces[b].y -= y;
}

fn middle(places: &[Point]) -> Point {
    let count = places.len().max(1) as f64;
    let sum = |of: fn(&Point) -> f64| places.iter().map(of).sum::<f64>() / count;
    Point { x: sum(|p| p.x), y: sum(|p| p.y) }
}

/// Moves boxes that overlap away from one another, the shorter way. Says whether any did.
fn push_apart(places: &mut [Point], sizes: &[Size]) -> bool {
    let mut moved = false;
    for a in 0..places.len() {
        for b in a + 1..places.len() {
            let x = (sizes[a].0 + sizes[b].0) / 2.0 + GAP - (places[a].x - places[b].x).abs();
            let y = (sizes[a].1 + sizes[b].1) / 2.0 + GAP - (places[a].y - places[b].y).abs();
            if x <= 0.0 || y <= 0.0 {
                continue;
            }
            moved = true;
            // A little more than half each, so that rounding leaves no overlap.
            if x < y {
                let by = if places[a].x < places[b].x { x } else { -x } * 0.51;
                places[a].x -= by;
                places[b].x += by;
            } else {
                let by = if places[a].y < places[b].y { y } else { -y } * 0.51;
                places[a].y -= by;
                places[b].y += by;
            }
        }
    }
    moved
}

fn to_origin(places: &mut [Point], sizes: &[Size]) {
    let left = |(place, size): (&Point, &Size)| place.x - size.0 / 2.0;
    let top = |(place, size): (&Point, &Size)| place.y - size.1 / 2.0;
    let x = places.iter().zip(sizes).map(left).fold(f64::INFINITY, f64::min);
    let y = places.iter().zip(sizes).map(top).fold(f64::INFINITY, f64::min);
    for place in places {
        place.x += GAP - x;
        place.y += GAP - y;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_a_line_joins_is_nearer_than_what_none_does() {
        let places = place(&[(80.0, 30.0); 6], &[(0, 1), (1, 2), (3, 4), (4, 5)]);
        let distance = |a: usize, b: usize| between(places[a], places[b]).2;
        assert!(distance(0, 1) < distance(0, 3) && distance(4, 5) < distance(2, 5), "{places:?}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn boxes_do_not_overlap(
            sizes in prop::collection::vec((10.0..300.0, 10.0..60.0), 1..40),
            lines in prop::collection::vec((0..40usize, 0..40usize), 0..60),
        ) {
            let lines: Vec<_> = lines.into_iter().map(|(a, b)| (a % sizes.len(), b % sizes.len())).collect();
            let places = place(&sizes, &lines);
            for a in 0..sizes.len() {
                prop_assert!(places[a].x >= sizes[a].0 / 2.0 && places[a].y >= sizes[a].1 / 2.0);
                for b in a + 1..sizes.len() {
                    let x = (places[a].x - places[b].x).abs() - (sizes[a].0 + sizes[b].0) / 2.0;
                    let y = (places[a].y - places[b].y).abs() - (sizes[a].1 + sizes[b].1) / 2.0;
                    prop_assert!(x > 0.0 || y > 0.0, "{a} {b}");
                }
            }
            prop_assert_eq!(places, place(&sizes, &lines));
        }
    }
}
