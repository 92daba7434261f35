//! Places for the boxes of a drawing, where Graphviz is not at hand.
//!
//! Boxes repel one another and lines pull, as in T. Fruchterman and E. Reingold, "Graph drawing by force-directed
//! placement" (1991); at last boxes that overlap are pushed apart. Nothing is left to chance, and only sums, products,
//! quotients and roots are taken, which are the same on every machine.
//!
//! Why not `layout-rs`: it draws layers, on sheets of some 4,000 by 6,000 pixels for sixty entities who met one another.

use std::collections::{BTreeMap, BTreeSet};

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
pub const GAP: f64 = 24.0;

/// The height of the line of text in a frame, in pixels.
const HEADING: f64 = 14.0;

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

/// A rectangle around boxes that belong together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    /// Its left upper corner.
    pub corner: Point,
    /// How wide and high it is.
    pub size: Size,
}

/// The same as [`place`], with the boxes of each group in a frame of their own, which has room for a line of text above
/// them. `groups` has the group of each box that is in one; gives the frames by group.
pub fn place_in_frames(
    sizes: &[Size],
    lines: &[(usize, usize)],
    groups: &[Option<usize>],
) -> (Vec<Point>, BTreeMap<usize, Frame>) {
    if groups.iter().all(Option::is_none) {
        return (place(sizes, lines), BTreeMap::new());
    }
    // Each group is laid out for itself, then the groups as if they were boxes.
    let mut members = BTreeMap::<(Option<usize>, usize), Vec<usize>>::new();
    for (i, group) in groups.iter().enumerate() {
        members.entry((*group, if group.is_some() { 0 } else { i })).or_default().push(i);
    }
    let mut part_of = vec![(0, 0); sizes.len()];
    for (part, members) in members.values().enumerate() {
        members.iter().enumerate().for_each(|(place, i)| part_of[*i] = (part, place));
    }
    let (across, within): (Vec<_>, Vec<_>) =
        lines.iter().map(|(a, b)| (part_of[*a], part_of[*b])).partition(|(a, b)| a.0 != b.0);
    let parts: Vec<_> = members
        .iter()
        .enumerate()
        .map(|(part, ((group, _), members))| {
            let own: Vec<_> = members.iter().map(|i| sizes[*i]).collect();
            let lines: Vec<_> = within.iter().filter(|(a, _)| a.0 == part).map(|(a, b)| (a.1, b.1)).collect();
            Part::new(&own, &lines, group.is_some())
        })
        .collect();
    let outer: Vec<_> = parts.iter().map(|part| part.size).collect();
    let across: Vec<_> = across.iter().map(|(a, b)| (a.0, b.0)).collect();
    let corners: Vec<_> = place(&outer, &across)
        .iter()
        .zip(&outer)
        .map(|(middle, size)| Point { x: middle.x - size.0 / 2.0, y: middle.y - size.1 / 2.0 })
        .collect();
    let places = part_of.iter().map(|(part, place)| {
        let (corner, inner) = (corners[*part], parts[*part].places[*place]);
        Point { x: corner.x + inner.x, y: corner.y + inner.y }
    });
    let frames = members.keys().zip(corners.iter().zip(&outer));
    let frames = frames.filter_map(|((group, _), (corner, size))| {
        group.map(|group| (group, Frame { corner: *corner, size: *size }))
    });
    (places.collect(), frames.collect())
}

/// Boxes that are laid out for themselves, from the left upper corner of what surrounds them.
struct Part {
    places: Vec<Point>,
    size: Size,
}

impl Part {
    fn new(sizes: &[Size], lines: &[(usize, usize)], framed: bool) -> Part {
        if let ([size], false) = (sizes, framed) {
            return Part { places: vec![Point { x: size.0 / 2.0, y: size.1 / 2.0 }], size: *size };
        }
        let mut places = place(sizes, lines);
        places.iter_mut().for_each(|place| place.y += HEADING);
        let (right, bottom) = extent(&places, sizes);
        Part { places, size: (right + GAP, bottom + GAP) }
    }
}

/// How far boxes at these places reach to the right and downwards.
pub fn extent(places: &[Point], sizes: &[Size]) -> Size {
    let right = places.iter().zip(sizes).map(|(place, size)| place.x + size.0 / 2.0);
    let bottom = places.iter().zip(sizes).map(|(place, size)| place.y + size.1 / 2.0);
    (right.fold(0.0, f64::max), bottom.fold(0.0, f64::max))
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

        #[test]
        fn frames_hold_their_boxes_and_nothing_else(
            boxes in prop::collection::vec((10.0..300.0, 10.0..60.0, prop::option::of(0..4usize)), 1..40),
            lines in prop::collection::vec((0..40usize, 0..40usize), 0..60),
        ) {
            let lines: Vec<_> = lines.into_iter().map(|(a, b)| (a % boxes.len(), b % boxes.len())).collect();
            let sizes: Vec<_> = boxes.iter().map(|(wide, high, _)| (*wide, *high)).collect();
            let groups: Vec<_> = boxes.iter().map(|(.., group)| *group).collect();
            let (places, frames) = place_in_frames(&sizes, &lines, &groups);
            for (group, Frame { corner, size }) in frames {
                let middle = Point { x: corner.x + size.0 / 2.0, y: corner.y + size.1 / 2.0 };
                for (i, place) in places.iter().enumerate() {
                    let (x, y) = ((place.x - middle.x).abs(), (place.y - middle.y).abs());
                    let inside = x + sizes[i].0 / 2.0 <= size.0 / 2.0 && y + sizes[i].1 / 2.0 <= size.1 / 2.0;
                    let outside = x - sizes[i].0 / 2.0 >= size.0 / 2.0 || y - sizes[i].1 / 2.0 >= size.1 / 2.0;
                    prop_assert!(if groups[i] == Some(group) { inside } else { outside }, "{group} {i}");
                }
            }
            prop_assert_eq!(
                place_in_frames(&sizes, &lines, &vec![None; sizes.len()]),
                (place(&sizes, &lines), BTreeMap::new())
            );
        }
    }
}
