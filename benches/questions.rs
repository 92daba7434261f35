//! How fast questions are answered inside the process; `benches/questions.sh` says which, and compares.
//!
//!     cargo bench --bench questions -- DB QUESTIONS.json
//!
//! Prints one JSON object a line: what was asked, how often, and in how many milliseconds half and 95 of 100 were answered.
#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::fs;
use std::time::Instant;

use newsgraph::model::When;
use newsgraph::network::{Measure, Projection, Route, communities, page_rank, paths, rank};
use newsgraph::query::{self, Filter};
use newsgraph::store::Store;
use serde::Deserialize;
use serde_json::json;

/// Ids of entities.
#[derive(Deserialize)]
struct Questions {
    /// The one with the most events.
    hub: String,
    /// Some with a few events each.
    ordinary: Vec<String>,
    /// Pairs that met.
    joined: Vec<[String; 2]>,
    /// Pairs of ordinary ones.
    apart: Vec<[String; 2]>,
}

fn main() {
    let arguments: Vec<_> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let [database, questions] = &*arguments else {
        // `cargo test` runs it without arguments.
        eprintln!("usage: questions DB QUESTIONS.json");
        return;
    };
    let store = Store::open(database.as_ref()).unwrap();
    let questions: Questions = serde_json::from_str(&fs::read_to_string(questions).unwrap()).unwrap();
    lists(&store, &questions);
    ways(&store, &questions);
    whole(&store);
}

fn lists(store: &Store, questions: &Questions) {
    let all = Filter::default();
    let month = Some(When::parse("2021-03").unwrap());
    let in_month = Filter { since: month.clone(), until: month, ..Filter::default() };
    let met = |a: &String, b: Option<&String>, filter: &Filter| {
        query::met(store, a, b.map(String::as_str), filter).unwrap().len()
    };
    measure("met, an ordinary entity", &questions.ordinary, |a| met(a, None, &all));
    let hub = [&questions.hub];
    measure("met, the largest hub within a month", &hub, |a| met(a, None, &in_month));
    measure("met, the largest hub", &hub, |a| met(a, None, &all));
    measure("met, two entities", &questions.joined, |[a, b]| met(a, Some(b), &all));
}

fn ways(store: &Store, questions: &Questions) {
    for (what, most) in [("path, at most 4 hops", 1), ("path, the 5 shortest of at most 4 hops", 5)] {
        let lengths = measure(what, &questions.apart, |[from, to]| {
            let route = Route { from, to, via: None, avoid: Vec::new(), max_hops: 4 };
            paths(store, &route, &Filter::default(), most).unwrap().first().map_or(0, Vec::len)
        });
        if most == 1 {
            println!("{}", json!({ "lengths": lengths }));
        }
    }
    println!("{}", json!({ "question": "path, memory so far", "mib": mebibytes("VmHWM") }));
}

fn whole(store: &Store) {
    let before = mebibytes("VmRSS");
    let start = Instant::now();
    let projection = Projection::of(&store.joined(&Filter::default()).unwrap()).unwrap();
    let first = start.elapsed().as_secs_f64();
    let (nodes, edges) = (projection.graph.node_count(), projection.graph.edge_count());
    println!("{}", json!({ "nodes": nodes, "edges": edges, "seconds of the first time": first }));
    println!("{}", json!({ "question": "the whole graph, memory", "mib": mebibytes("VmRSS") - before }));
    measure("the whole graph into petgraph", &[()], |()| {
        Projection::of(&store.joined(&Filter::default()).unwrap()).unwrap()
    });
    measure("PageRank over it", &[()], |()| page_rank(&projection.graph));
    drop(projection);
    let few = Filter { limit: Some(20), ..Filter::default() };
    measure("rank by pagerank, loading included", &[()], |()| rank(store, Measure::Pagerank, &few).unwrap());
    // These take long: once each.
    for measure in [Measure::Betweenness, Measure::Closeness] {
        let start = Instant::now();
        rank(store, measure, &few).unwrap();
        tell(&format!("rank by {measure}, loading included, once"), &[start.elapsed().as_secs_f64()]);
    }
    let start = Instant::now();
    let found = communities(store, &few).unwrap();
    tell("communities, loading included, once", &[start.elapsed().as_secs_f64()]);
    println!("{}", json!({ "communities": found.of, "modularity": found.modularity }));
    println!("{}", json!({ "question": "all of it, most memory", "mib": mebibytes("VmHWM") }));
}

/// Asks each question some times, and tells how long the quickest took, so that other programs on the machine do not
/// show; gives the answers.
fn measure<Q, A>(what: &str, questions: &[Q], ask: impl Fn(&Q) -> A) -> Vec<A> {
    let mut seconds = Vec::new();
    let answers = questions.iter().map(|question| {
        let timed = (0..5).map(|_| {
            let start = Instant::now();
            let answer = ask(question);
            (start.elapsed().as_secs_f64(), answer)
        });
        let (quickest, answer) = timed.min_by(|a, b| a.0.total_cmp(&b.0)).unwrap();
        seconds.push(quickest);
        answer
    });
    let answers = answers.collect();
    tell(what, &seconds);
    answers
}

fn tell(question: &str, seconds: &[f64]) {
    let mut sorted = seconds.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = |share: f64| 1e3 * sorted[((sorted.len() - 1) as f64 * share).round() as usize];
    println!(
        "{}",
        json!({ "question": question, "times": sorted.len(), "p50_ms": at(0.5), "p95_ms": at(0.95) })
    );
}

/// What Linux says of the memory of this process, in MiB.
fn mebibytes(what: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(what));
    line.and_then(|rest| rest.trim_matches(|c: char| !c.is_ascii_digit()).parse::<u64>().ok()).unwrap_or(0)
        / 1024
}
