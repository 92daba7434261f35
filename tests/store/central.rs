//! Who is central, and who belongs together.

use newsgraph::network::{Measure, communities, rank};
use newsgraph::query::Filter;

use crate::builder::{Doc, Scratch, when};

const EAST: [&str; 4] = ["Anna Bold", "Carl Dorn", "Eva Frisch", "Gustav Hauk"];
const WEST: [&str; 3] = ["Ines Jahn", "Kurt Lamm", "Mona Nagel"];

/// Two circles, in each of which everybody met everybody, and one who knows one of the other.
fn docs() -> Vec<Doc> {
    let mut docs = Vec::new();
    for circle in [&EAST[..], &WEST] {
        for (i, a) in circle.iter().enumerate() {
            let mut doc = Doc::new(a);
            for b in &circle[i + 1..] {
                doc.claim(a, "met", b).on("2023-02-01");
                doc.claim(b, "criticized", a);
            }
            docs.push(doc);
        }
    }
    let mut bridge = Doc::new("bridge");
    bridge.claim(EAST[3], "met", WEST[0]).on("2023-02-21");
    bridge.claim(EAST[3], "criticized", EAST[3]);
    docs.push(bridge);
    docs
}

#[test]
fn the_most_central_come_first_and_equals_by_id() {
    let scratch = Scratch::with(&docs());
    let ranked = |measure, filter: &Filter| {
        let ranking = rank(&scratch.store, measure, filter).unwrap();
        assert!(
            ranking
                .ranked
                .windows(2)
                .all(|pair| { (-pair[0].value, &pair[0].entity.id) < (-pair[1].value, &pair[1].entity.id) })
        );
        let line =
            |ranked: &newsgraph::network::Ranked| format!("{} {:.3}", ranked.entity.name, ranked.value);
        (ranking.of, ranking.ranked.iter().map(line).collect::<Vec<_>>())
    };
    let few = Filter { limit: Some(2), ..Filter::default() };
    assert_eq!(
        ranked(Measure::Degree, &few),
        (7, vec!["Gustav Hauk 4.000".into(), "Eva Frisch 3.000".into()])
    );
    assert_eq!(ranked(Measure::WeightedDegree, &few).1[0], "Gustav Hauk 7.000");
    // All ways between the circles: (4 − 1) · 3 and 4 · (3 − 1) of 15 pairs of others.
    assert_eq!(ranked(Measure::Betweenness, &few).1, ["Gustav Hauk 0.600", "Ines Jahn 0.533"]);
    assert_eq!(ranked(Measure::Closeness, &few).1[0], "Gustav Hauk 0.750");
    assert_eq!(ranked(Measure::Pagerank, &few).1[0], "Gustav Hauk 0.169");
    let late = Filter { since: Some(when("2023-02-10")), ..Filter::default() };
    assert_eq!(
        ranked(Measure::Degree, &late),
        (2, vec!["Gustav Hauk 1.000".into(), "Ines Jahn 1.000".into()])
    );
}

#[test]
fn the_circles_are_the_communities_the_best_connected_first() {
    let scratch = Scratch::with(&docs());
    let found = communities(&scratch.store, &Filter::default()).unwrap();
    let told: Vec<_> = found
        .communities
        .iter()
        .map(|part| (part.members.len(), part.within, part.across, part.members[0].name.as_str()))
        .collect();
    assert_eq!(told, [(4, 12, 1, "Eva Frisch"), (3, 6, 1, "Kurt Lamm")]);
    assert!(found.modularity > 0.3, "{}", found.modularity);
    let one = Filter { limit: Some(1), ..Filter::default() };
    let first = communities(&scratch.store, &one).unwrap();
    assert_eq!((first.of, &first.communities[..]), (2, &found.communities[..1]));
    let none = Filter { place: Some("Nowhere".into()), ..Filter::default() };
    assert_eq!(communities(&scratch.store, &none).unwrap().of, 0);
}

#[test]
fn the_order_of_reading_does_not_show() {
    let mut docs = docs();
    let forward = Scratch::with(&docs);
    docs.reverse();
    let backward = Scratch::with(&docs);
    for measure in [Measure::Pagerank, Measure::Betweenness, Measure::Closeness] {
        let ranked = |scratch: &Scratch| rank(&scratch.store, measure, &Filter::default()).unwrap();
        assert_eq!(ranked(&forward), ranked(&backward));
    }
    let parted = |scratch: &Scratch| communities(&scratch.store, &Filter::default()).unwrap();
    assert_eq!(parted(&forward), parted(&backward));
}
