//! How well names are joined: every name of `tests/data/identities.tsv` as if each stood in an article of its own.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod families;

use std::collections::{BTreeMap, BTreeSet};

use families::Named;
use newsgraph::resolve::clusters::{Judgement, clusters};
use newsgraph::resolve::identity::identify;
use newsgraph::resolve::likeness::{blocks, compare, judge};

/// A little under what is reached; they rise with the work and never fall.
const LEAST_PRECISION: f64 = 0.99;
const LEAST_RECALL: f64 = 0.85;
const LEAST_B_CUBED: f64 = 0.96;
const MOST_FALSE_MERGES: f64 = 0.005;
const LEAST_BLOCKED: f64 = 0.97;

/// The identity of a name, whether its name joins it with others, and whether the gazetteer knows it.
fn id(name: &Named, i: usize) -> (String, bool, bool) {
    let identity = identify(name.kind, &name.name, true, &format!("d-{i}"));
    (identity.uid, identity.join.is_some(), identity.known_as.is_some())
}

#[test]
fn names_are_joined_rightly() {
    let names = families::read();
    let ids: Vec<(String, bool, bool)> = names.iter().enumerate().map(|(i, name)| id(name, i)).collect();
    let mut judgements = Vec::new();
    let (mut alike, mut blocked) = (0.0, 0.0);
    for (i, a) in names.iter().enumerate() {
        for (j, b) in names.iter().enumerate().skip(i + 1) {
            if a.kind != b.kind || ids[i].0 == ids[j].0 || !ids[i].1 || !ids[j].1 {
                continue;
            }
            // What the gazetteer knows under two names is two.
            if ids[i].2 && ids[j].2 {
                continue;
            }
            let Some(features) = compare(a.kind, &a.norm(), &b.norm()) else { continue };
            let keys = blocks(a.kind, &a.norm());
            let share = blocks(b.kind, &b.norm()).iter().any(|key| keys.contains(key));
            if a.entity == b.entity {
                alike += 1.0;
                blocked += f64::from(u8::from(share));
            }
            if share {
                let (verdict, score) = judge(&features, || a.ties(b));
                let (a, b) = ((&ids[i].0).min(&ids[j].0).clone(), (&ids[i].0).max(&ids[j].0).clone());
                judgements.push(Judgement { a, b, verdict, by_user: false, score });
            }
        }
    }
    let members: BTreeSet<String> = ids.iter().map(|(uid, ..)| uid.clone()).collect();
    let joined = clusters(&members, &judgements);
    let cluster: BTreeMap<&str, usize> =
        joined.iter().enumerate().flat_map(|(n, group)| group.iter().map(move |uid| (&**uid, n))).collect();
    let cluster: Vec<usize> = ids.iter().map(|(uid, ..)| cluster[&**uid]).collect();

    let (mut right, mut wrong, mut missed) = (0.0, 0.0, 0.0);
    for i in 0..names.len() {
        for j in i + 1..names.len() {
            let pair = format!("{} | {}", names[i].name, names[j].name);
            match (cluster[i] == cluster[j], names[i].entity == names[j].entity) {
                (true, true) => right += 1.0,
                (true, false) => {
                    wrong += 1.0;
                    println!("wrong: {pair}");
                }
                (false, true) => {
                    missed += 1.0;
                    println!("missed: {pair}");
                }
                (false, false) => {}
            }
        }
    }
    let precision = right / (right + wrong);
    let recall = right / (right + missed);
    let b_cubed = b_cubed(&names, &cluster);
    println!(
        "pair precision {precision:.3}, recall {recall:.3}, B3 F1 {b_cubed:.3}, false merges {:.3} of {}, found by keys {:.3}",
        wrong / (right + wrong),
        right + wrong,
        blocked / alike
    );
    assert!(precision >= LEAST_PRECISION, "precision {precision}");
    assert!(recall >= LEAST_RECALL, "recall {recall}");
    assert!(b_cubed >= LEAST_B_CUBED, "B3 {b_cubed}");
    assert!(wrong / (right + wrong) <= MOST_FALSE_MERGES, "false merges {wrong}");
    assert!(blocked / alike >= LEAST_BLOCKED, "keys {blocked} of {alike}");
}

/// Bagga and Baldwin (1998): precision and recall of each name's cluster, averaged; their harmonic mean.
fn b_cubed(names: &[Named], cluster: &[usize]) -> f64 {
    let (mut precision, mut recall) = (0.0, 0.0);
    for i in 0..names.len() {
        let same_cluster = (0..names.len()).filter(|&j| cluster[j] == cluster[i]);
        let both = same_cluster.clone().filter(|&j| names[j].entity == names[i].entity).count() as f64;
        let same_entity = names.iter().filter(|name| name.entity == names[i].entity).count() as f64;
        precision += both / same_cluster.count() as f64;
        recall += both / same_entity;
    }
    2.0 * precision * recall / (precision + recall) / names.len() as f64
}
