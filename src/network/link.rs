//! Many events between two entities as one line of a drawing.

use std::collections::BTreeMap;

use super::{Network, best_attested};
use crate::model::Status;
use crate::query::{EventRow, EventTime};

/// All events of one relation, direction and status between two entities.
#[derive(Debug, Clone, PartialEq)]
pub struct Link<'a> {
    /// The id of the subject; where the relation is symmetric, the smaller of the two ids.
    pub from: &'a str,
    /// The id of the object.
    pub to: &'a str,
    /// The relation's name.
    pub relation: &'a str,
    /// Whether the order of the ends does not matter.
    pub symmetric: bool,
    /// The status of each of the events.
    pub status: Status,
    /// The events, the best attested first; never empty.
    pub events: Vec<&'a EventRow>,
}

impl Network {
    /// The links between the entities, ordered by their ends, relation and status.
    pub fn links(&self) -> Vec<Link<'_>> {
        let mut links = BTreeMap::<_, Vec<&EventRow>>::new();
        for event in self.graph.edge_weights() {
            let (mut from, mut to) = (event.subject.id.as_str(), event.object.id.as_str());
            if event.symmetric && from > to {
                (from, to) = (to, from);
            }
            links.entry((from, to, event.relation.as_str(), event.status)).or_default().push(event);
        }
        let link = links.into_iter().map(|((from, to, relation, status), mut events)| {
            events.sort_by(|a, b| best_attested(a, b));
            let symmetric = events.iter().any(|event| event.symmetric);
            Link { from, to, relation, symmetric, status, events }
        });
        link.collect()
    }
}

impl Link<'_> {
    /// The earliest of the times of its events, if any has one.
    pub fn first(&self) -> Option<&EventTime> {
        self.times().min_by_key(|when| (when.lo, &when.edtf))
    }

    /// The latest of them.
    pub fn last(&self) -> Option<&EventTime> {
        self.times().max_by_key(|when| (open_end(when), &when.edtf))
    }

    fn times(&self) -> impl Iterator<Item = &EventTime> {
        self.events.iter().filter_map(|event| event.when.as_ref())
    }
}

/// The last day, later than all others where it is open.
fn open_end(when: &EventTime) -> i32 {
    when.hi.unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::super::tests::event;
    use super::*;

    #[test]
    fn events_are_told_apart_by_relation_direction_and_status() {
        let planned = EventRow { status: Status::Planned, ..event("6", "a", "met", "b") };
        let network = Network::new([
            event("1", "a", "met", "b"),
            event("2", "b", "met", "a"),
            event("3", "a", "visited", "b"),
            event("4", "b", "visited", "a"),
            event("5", "b", "visited", "a"),
            planned,
        ]);
        let written = |link: &Link| {
            format!("{}-{} {} {} ×{}", link.from, link.to, link.relation, link.status, link.events.len())
        };
        let links: Vec<_> = network.links().iter().map(written).collect();
        assert_eq!(
            links,
            ["a-b met actual ×2", "a-b met planned ×1", "a-b visited actual ×1", "b-a visited actual ×2"]
        );
    }
}
