//! Many events between two entities as one line of a drawing.

use std::collections::BTreeMap;

use super::Network;
use crate::model::Status;
use crate::query::EventTime;

/// All events of one relation, direction and status between two entities.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// The id of the subject; where the relation is symmetric, the smaller of the two ids.
    pub from: String,
    /// The id of the object.
    pub to: String,
    /// The relation's name.
    pub relation: String,
    /// Whether the order of the ends does not matter.
    pub symmetric: bool,
    /// The status of each of the events.
    pub status: Status,
    /// How many events there are; never 0.
    pub events: usize,
    /// The earliest of their times, if any has one.
    pub first: Option<EventTime>,
    /// The latest of their times.
    pub last: Option<EventTime>,
}

impl Network {
    /// The links between the entities, ordered by their ends, relation and status.
    pub fn links(&self) -> Vec<Link> {
        let mut links = BTreeMap::<_, Link>::new();
        for event in self.graph.edge_weights() {
            let (mut from, mut to) = (&event.subject.id, &event.object.id);
            if event.symmetric && from > to {
                (from, to) = (to, from);
            }
            let key = (from.clone(), to.clone(), event.relation.clone(), event.status);
            let link = links.entry(key).or_insert_with(|| Link {
                from: from.clone(),
                to: to.clone(),
                relation: event.relation.clone(),
                symmetric: event.symmetric,
                status: event.status,
                events: 0,
                first: None,
                last: None,
            });
            link.events += 1;
            if let Some(when) = &event.when {
                let first = link.first.take().into_iter().chain([when.clone()]);
                link.first = first.min_by(|a, b| (a.lo, &a.edtf).cmp(&(b.lo, &b.edtf)));
                let last = link.last.take().into_iter().chain([when.clone()]);
                link.last = last.max_by(|a, b| (open_end(a), &a.edtf).cmp(&(open_end(b), &b.edtf)));
            }
        }
        links.into_values().collect()
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
        let planned = crate::query::EventRow { status: Status::Planned, ..event("6", "a", "met", "b") };
        let network = Network::new([
            event("1", "a", "met", "b"),
            event("2", "b", "met", "a"),
            event("3", "a", "visited", "b"),
            event("4", "b", "visited", "a"),
            event("5", "b", "visited", "a"),
            planned,
        ]);
        let written = |link: &Link| {
            format!("{}-{} {} {} ×{}", link.from, link.to, link.relation, link.status, link.events)
        };
        let links: Vec<_> = network.links().iter().map(written).collect();
        assert_eq!(
            links,
            ["a-b met actual ×2", "a-b met planned ×1", "a-b visited actual ×1", "b-a visited actual ×2"]
        );
    }
}
