//! Paths found in the database are those that a walk over all events finds.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use newsgraph::model::Status;
use newsgraph::network::{Hop, Route, paths};
use newsgraph::query::{self, Filter};
use newsgraph::store::Store;
use proptest::prelude::*;

use crate::builder::{Doc, Scratch, when};

const NAMES: [&str; 7] =
    ["Anna Bold", "Carl Dorn", "Eva Frisch", "Gustav Hauk", "Ines Jahn", "Kurt Lamm", "Mona Nagel"];
const RELATIONS: [&str; 3] = ["met", "criticized", "other:preside_over"];

/// Subject, relation, object, day of January or 0, and whether it is only planned.
type Seed = (usize, usize, usize, u8, bool);

fn news(seeds: &[Seed]) -> Scratch {
    let mut doc = Doc::new("a");
    for &(subject, relation, object, day, planned) in seeds {
        let mut claim = doc.claim(NAMES[subject], RELATIONS[relation], NAMES[object]);
        if planned {
            claim = claim.status(Status::Planned);
        }
        if day > 0 {
            claim.on(&format!("2023-01-{day:02}"));
        }
    }
    Scratch::with(&[doc])
}

fn id(store: &Store, name: &str) -> Option<String> {
    query::entity(store, name).ok().map(|entity| entity.id)
}

/// The number of events by their ends, in both directions.
fn graph(store: &Store, filter: &Filter) -> BTreeMap<String, BTreeMap<String, u32>> {
    let mut graph = BTreeMap::<_, BTreeMap<_, u32>>::new();
    for event in query::events(store, None, filter).unwrap() {
        let (a, b) = (event.subject.id, event.object.id);
        if a != b {
            *graph.entry(a.clone()).or_default().entry(b.clone()).or_default() += 1;
            *graph.entry(b).or_default().entry(a).or_default() += 1;
        }
    }
    graph
}

/// Every path, in order.
fn walked(store: &Store, filter: &Filter, route: &Route<'_>) -> Vec<Vec<String>> {
    fn walk(
        graph: &BTreeMap<String, BTreeMap<String, u32>>,
        route: &Route<'_>,
        path: &[String],
        found: &mut Vec<Vec<String>>,
    ) {
        let last = path.last().unwrap();
        if last == route.to {
            return found.push(path.to_vec());
        }
        for next in graph.get(last).into_iter().flat_map(BTreeMap::keys) {
            if path.len() <= route.max_hops && !path.contains(next) && !route.avoid.contains(&next.as_str()) {
                walk(graph, route, &[path, std::slice::from_ref(next)].concat(), found);
            }
        }
    }
    let graph = graph(store, filter);
    let mut found = Vec::new();
    walk(&graph, route, &[route.from.to_owned()], &mut found);
    found.retain(|path| route.via.is_none_or(|via| path[1..path.len() - 1].iter().any(|id| id == via)));
    found.sort_by_cached_key(|path| {
        let forks: Vec<_> =
            path.windows(2).map(|hop| (Reverse(graph[&hop[0]][&hop[1]]), hop[1].clone())).collect();
        (path.len(), path.iter().position(|id| Some(id.as_str()) == route.via), forks)
    });
    found
}

fn entities(path: &[Hop]) -> Vec<String> {
    let last = path.last().map(|hop| hop.to.id.clone());
    path.iter().map(|hop| hop.from.id.clone()).chain(last).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn they_are_those_that_a_walk_over_all_events_finds(
        seeds in prop::collection::vec((0..7_usize, 0..3_usize, 0..7_usize, 0..10_u8, prop::bool::weighted(0.1)), 0..60),
        few in prop::collection::vec((0..7_usize, 0..2_usize, 0..7_usize, 0..4_u8, Just(false)), 0..14),
        only_few: bool,
        hub in prop::option::of(0..7_usize),
        max_hops in 1..7_usize,
        filter in 0..5_usize,
    ) {
        let mut seeds = if only_few { few } else { seeds };
        // An entity with so many events that they are not read for a single neighbour.
        seeds.extend(hub.into_iter().flat_map(|hub| (1..30).map(move |day| (hub, 0, (hub + 1) % 7, day, false))));
        let scratch = news(&seeds);
        let store = &scratch.store;
        let filter = match filter {
            0 | 1 => Filter::default(),
            2 => Filter { relations: vec!["met".into(), "other".into()], ..Filter::default() },
            3 => Filter { status: Vec::new(), limit: Some(1), ..Filter::default() },
            _ => Filter { since: Some(when("2023-01-05")), ..Filter::default() },
        };
        let all = Filter { limit: None, ..filter.clone() };
        let ids: Vec<_> = NAMES.iter().map(|name| id(store, name)).collect();
        let [Some(from), Some(to)] = [&ids[0], &ids[1]] else { return Ok(()) };
        for (via, avoid) in [(None, None), (None, Some(2)), (Some(3), None), (Some(3), Some(2)), (Some(4), None)] {
            let known = |n: Option<usize>| n.and_then(|n| ids[n].as_deref());
            let (over, avoid) = (known(via), known(avoid).into_iter().collect());
            if via.is_some() != over.is_some() {
                continue;
            }
            let route = Route { from, to, via: over, avoid, max_hops };
            let expected = walked(store, &all, &route);
            let found = paths(store, &route, &filter, 1000).unwrap();
            prop_assert_eq!(&found.iter().map(|path| entities(path)).collect::<Vec<_>>(), &expected);
            prop_assert_eq!(&paths(store, &route, &filter, 2).unwrap(), &found[..found.len().min(2)]);
            for hop in found.iter().flatten() {
                let ends = BTreeSet::from([&hop.from.id, &hop.to.id]);
                prop_assert!(!hop.events.is_empty());
                prop_assert!(hop.events.iter().all(|e| BTreeSet::from([&e.subject.id, &e.object.id]) == ends));
            }
        }
    }
}

#[test]
fn there_is_none_to_oneself_to_nobody_or_where_an_end_is_avoided() {
    let scratch = news(&[(0, 0, 1, 1, false)]);
    let ids = [0, 1].map(|n| id(&scratch.store, NAMES[n]).unwrap());
    let count = |from, to, via, avoid: Option<&'static str>| {
        let avoid = avoid.map(|_| ids[1].as_str()).into_iter().collect();
        let route = Route { from, to, via, avoid, max_hops: 6 };
        paths(&scratch.store, &route, &Filter::default(), 9).unwrap().len()
    };
    assert_eq!(count(&ids[0], &ids[1], None, None), 1);
    assert_eq!(count(&ids[0], &ids[0], None, None), 0);
    assert_eq!(count(&ids[0], "n-0", None, None), 0);
    assert_eq!(count(&ids[0], &ids[1], Some("n-0"), None), 0);
    assert_eq!(count(&ids[0], &ids[1], Some(&ids[0]), None), 0);
    assert_eq!(count(&ids[0], &ids[1], None, Some("the end")), 0);
}

#[test]
fn what_joins_two_comes_the_best_attested_first() {
    let mut a = Doc::new("a").source("AP");
    a.claim(NAMES[0], "met", NAMES[1]).on("2023-01-01");
    a.claim(NAMES[0], "met", NAMES[1]).on("2023-01-05");
    let mut b = Doc::new("b").source("Reuters");
    b.claim(NAMES[0], "met", NAMES[1]).on("2023-01-05");
    let scratch = Scratch::with(&[a, b]);
    let ids = [0, 1].map(|n| id(&scratch.store, NAMES[n]).unwrap());
    let route = Route { from: &ids[0], to: &ids[1], via: None, avoid: Vec::new(), max_hops: 1 };
    let found = paths(&scratch.store, &route, &Filter::default(), 9).unwrap();
    assert_eq!(found[0][0].events.iter().map(|event| event.sources).collect::<Vec<_>>(), [2, 1]);
}
