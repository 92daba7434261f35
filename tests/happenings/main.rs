//! How well claims of several articles become events: the labelled reports of `tests/data/happenings`, through the binary.
//!
//! What the extractor does not find can't be joined, so all is measured on the claims that it finds: those in a sentence
//! that tells a happening, of its relation, between its ends.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod labelled;

use std::collections::{BTreeMap, BTreeSet};

use assert_cmd::Command;
use labelled::Labelled;
use rusqlite::Connection;

const MOST_EVENTS: f64 = 1.10;
const MOST_MIXED: f64 = 0.03;

/// What became of the reports.
#[derive(Default)]
struct Measured {
    happenings: usize,
    /// Happenings of which claims were found.
    found: usize,
    /// Happenings of which claims of several articles were found.
    found_in_several: usize,
    claims: usize,
    /// Events with claims about a happening, counted once for each happening.
    parts: usize,
    /// Events with claims about a happening.
    events: usize,
    /// Events with claims about several.
    mixed: usize,
}

impl Measured {
    fn events_a_happening(&self) -> f64 {
        self.parts as f64 / self.found as f64
    }

    fn share_mixed(&self) -> f64 {
        self.mixed as f64 / self.events as f64
    }
}

/// An event as the database has it.
struct Event {
    contested: bool,
    sources: u32,
    told: String,
}

fn measure(toml: &str) -> Measured {
    let labelled = Labelled::read(toml);
    let folder = tempfile::tempdir().unwrap();
    let (articles, database) = (folder.path().join("articles.jsonl"), folder.path().join("news.db"));
    let lines = labelled.articles.iter().enumerate().map(|(i, article)| {
        let (source, published, text) = (&article.source, &article.published, &article.text);
        let line = serde_json::json!({ "id": i.to_string(), "source": source, "published": published, "text": text });
        format!("{line}\n")
    });
    std::fs::write(&articles, lines.collect::<String>()).unwrap();
    Command::cargo_bin("newsgraph").unwrap().arg("ingest").args([&database, &articles]).assert().success();

    let (mut of_happening, mut of_event) =
        (BTreeMap::<&str, BTreeSet<String>>::new(), BTreeMap::<String, BTreeSet<&str>>::new());
    let mut reporters = BTreeMap::<&str, BTreeSet<usize>>::new();
    let mut measured = Measured { happenings: labelled.happenings.len(), ..Measured::default() };
    let db = Connection::open(&database).unwrap();
    let mut claims = db
        .prepare("SELECT article, start, relation, subject, object, event FROM claim_evidence ORDER BY claim")
        .unwrap();
    let mut rows = claims.query([]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        let [article, relation, subject, object, event] =
            [0, 2, 3, 4, 5].map(|i| row.get::<_, String>(i).unwrap());
        let article: usize = article.parse().unwrap();
        for name in labelled.articles[article].told_at(row.get(1).unwrap()) {
            let (name, happening) = labelled.happenings.get_key_value(name).unwrap();
            if happening.fits(&relation, &subject, &object) {
                measured.claims += 1;
                of_happening.entry(name).or_default().insert(event.clone());
                of_event.entry(event.clone()).or_default().insert(name);
                reporters.entry(name).or_default().insert(article);
            }
        }
    }
    measured.found = of_happening.len();
    measured.found_in_several = reporters.values().filter(|articles| articles.len() > 1).count();
    measured.parts = of_happening.values().map(BTreeSet::len).sum();
    measured.events = of_event.len();
    measured.mixed = of_event.values().filter(|happenings| happenings.len() > 1).count();

    for (name, happening) in &labelled.happenings {
        let events: Vec<Event> =
            of_happening.get(&**name).into_iter().flatten().map(|uid| event(&db, uid)).collect();
        let told: Vec<&str> = events.iter().map(|event| &*event.told).collect();
        match &*events {
            [] => println!("not found: {name}"),
            [_] => {}
            _ => println!("split: {name}: {}", told.join("; ")),
        }
        if let [event] = &*events {
            assert_eq!(event.contested, happening.contested, "{name}: contested");
            happening
                .sources
                .iter()
                .for_each(|&sources| assert_eq!(event.sources, sources, "{name}: sources"));
        }
    }
    for (uid, happenings) in of_event.iter().filter(|(_, happenings)| happenings.len() > 1) {
        println!("mixed: {}: {happenings:?}", event(&db, uid).told);
    }
    println!(
        "happenings {}, found {} (by several articles {}), claims {}, events {}; events a happening {:.3}, mixed {:.3}",
        measured.happenings,
        measured.found,
        measured.found_in_several,
        measured.claims,
        measured.events,
        measured.events_a_happening(),
        measured.share_mixed()
    );
    measured
}

fn event(db: &Connection, uid: &str) -> Event {
    db.query_row(
        "SELECT contested, n_sources, relation || ' ' || ifnull(edtf, 'undated') || ' ' || uid FROM event WHERE uid = ?",
        [uid],
        |row| Ok(Event { contested: row.get(0)?, sources: row.get(1)?, told: row.get(2)? }),
    )
    .unwrap()
}

fn is_good(measured: &Measured) {
    let (events, mixed) = (measured.events_a_happening(), measured.share_mixed());
    assert!(events <= MOST_EVENTS, "events a happening {events:.3}");
    assert!(mixed <= MOST_MIXED, "mixed {mixed:.3}");
}

#[test]
fn one_happening_is_one_event() {
    is_good(&measure(include_str!("../data/happenings/tuned.toml")));
}

/// What was written after the joining was.
#[test]
fn one_happening_is_one_event_where_nothing_was_tuned() {
    is_good(&measure(include_str!("../data/happenings/held_out.toml")));
}
