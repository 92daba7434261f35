//! What holds for any articles in any order.

use newsgraph::language::{Part, Sentence};
use newsgraph::model::Status;
use newsgraph::store::{Outcome, Run, Store};
use proptest::prelude::*;

use crate::builder::{Doc, Scratch, run};
use crate::dump::dump;

const NAMES: &[&str] = &[
    "Wang Yi",
    "WANG YI",
    "Vladimir Putin",
    "Putin",
    "Wladimir Putin",
    "Vladimir Vladimirovich Putin",
    "@China",
    "@U.S.",
    "@United States",
    "#NATO",
    "#Foreign Ministry",
];
const RELATIONS: &[&str] = &["met", "visited", "holds_position", "told", "other:preside_over"];
const TIMES: &[&str] = &[
    "",
    "",
    "2023-02-21",
    "2023-02-22",
    "2023-02",
    "2023",
    "2023/..",
    "../2023-02",
    "2023-02-20/2023-02-24",
];
const PUBLISHED: &[&str] = &["", "2023-02-20", "2023-02-23", "2023-02-28", "2023-04-01", "2023-02"];
const STATUSES: &[Status] = &[Status::Actual, Status::Planned, Status::Possible, Status::Denied];

fn claims(doc: &mut Doc, seeds: &[(usize, usize, usize, usize, usize, u8)]) {
    for &(subject, relation, object, time, status, more) in seeds {
        let mut claim =
            doc.claim(NAMES[subject], RELATIONS[relation], NAMES[object]).status(STATUSES[status]);
        if !TIMES[time].is_empty() {
            claim = claim.on(TIMES[time]);
        }
        if more & 1 > 0 {
            claim = claim.at(["@Moscow", "@Kremlin Palace", "@Russia"][usize::from(more / 32 % 3)]);
        }
        if more & 2 > 0 {
            claim = claim.title(["foreign minister", "Foreign Minister"][usize::from(more / 64 % 2)]);
        }
        if more & 4 > 0 {
            claim = claim.via("firms");
        }
        if more & 8 > 0 {
            claim = claim.says("Wang Yi");
        }
        claim.confidence(f64::from(more) / 256.0);
    }
}

fn doc(id: String) -> impl Strategy<Value = Doc> {
    let seed =
        (0..NAMES.len(), 0..RELATIONS.len(), 0..NAMES.len(), 0..TIMES.len(), 0..STATUSES.len(), any::<u8>());
    (prop::collection::vec(seed, 0..5), 0..PUBLISHED.len(), 0..3_usize, any::<bool>(), 0..6_usize).prop_map(
        move |(seeds, published, source, alias, story)| {
            let mut doc = Doc::new(&id);
            if !PUBLISHED[published].is_empty() {
                doc = doc.published(PUBLISHED[published]);
            }
            if source > 0 {
                doc = doc.source(["AP", "Reuters"][source - 1]);
            }
            claims(&mut doc, &seeds);
            // Some are near-copies of each other, through each other too.
            if story > 1 {
                let words: Vec<_> = (story * 30..story * 30 + 80).map(|i| format!("word{i}")).collect();
                doc.say(&words.join(" "));
            }
            if alias {
                doc.alias("Vladimir Putin", "Putin");
            }
            doc
        },
    )
}

/// Articles with ids a0, a1, …
pub fn docs() -> impl Strategy<Value = Vec<Doc>> {
    (1..6_usize).prop_flat_map(|n| (0..n).map(|i| doc(format!("a{i}"))).collect::<Vec<_>>())
}

fn settings() -> ProptestConfig {
    cases(1000)
}

pub fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(settings())]

    #[test]
    fn the_order_of_reading_does_not_show((docs, shuffled) in docs().prop_flat_map(|docs| (Just(docs.clone()), Just(docs).prop_shuffle()))) {
        prop_assert_eq!(dump(&Scratch::with(&docs).store), dump(&Scratch::with(&shuffled).store));
    }

    #[test]
    fn reading_again_changes_nothing(docs in docs()) {
        let mut scratch = Scratch::with(&docs);
        let before = dump(&scratch.store);
        for doc in &docs {
            prop_assert!(scratch.store.holds(&doc.article, &run()).unwrap());
            prop_assert_eq!(doc.put(&mut scratch.store), Outcome::Unchanged);
        }
        prop_assert_eq!(dump(&scratch.store), before);
    }

    #[test]
    fn removing_leaves_the_database_as_if_never_read(docs in docs(), gone in any::<prop::sample::Index>()) {
        let gone = gone.index(docs.len());
        let mut scratch = Scratch::with(&docs);
        prop_assert!(scratch.store.remove(&docs[gone].article.id).unwrap());
        let rest: Vec<Doc> = docs.iter().enumerate().filter(|&(i, _)| i != gone).map(|(_, doc)| doc.clone()).collect();
        prop_assert_eq!(dump(&scratch.store), dump(&Scratch::with(&rest).store));
    }

    #[test]
    fn runs_of_any_length_come_to_the_same(docs in docs(), breaks in prop::collection::vec(any::<bool>(), 6)) {
        let at_once = Scratch::with(&docs);
        let mut in_parts = Scratch::new();
        for (doc, breaks) in docs.iter().zip(breaks) {
            doc.put(&mut in_parts.store);
            if breaks {
                in_parts.reopen();
            }
        }
        prop_assert_eq!(in_parts.store.state_hash().unwrap(), at_once.store.state_hash().unwrap());
    }

    #[test]
    fn a_rebuild_changes_nothing_and_a_check_finds_nothing(docs in docs(), gone in any::<prop::sample::Index>()) {
        let mut scratch = Scratch::with(&docs);
        scratch.store.remove(&docs[gone.index(docs.len())].article.id).unwrap();
        let report = scratch.store.check(|_| {}).unwrap();
        prop_assert!(report.sound, "{:?}", report);
        let before = dump(&scratch.store);
        scratch.store.rebuild(|_| {}).unwrap();
        prop_assert_eq!(dump(&scratch.store), before);
    }

    #[test]
    fn reading_one_again_touches_only_what_depends_on_it(docs in docs(), again in any::<prop::sample::Index>()) {
        let doc = &docs[again.index(docs.len())];
        let mut scratch = Scratch::with(&docs);
        let before = independent_of(&scratch, &doc.article.id);
        let newer = Run { version: "2".into(), ..run() };
        let outcome = scratch.store.put(&doc.article, &doc.analysis, &doc.claims, &newer).unwrap();
        prop_assert_eq!(outcome, Outcome::Replaced);
        prop_assert_eq!(independent_of(&scratch, &doc.article.id), before);
    }

    #[test]
    fn an_article_that_has_changed_replaces_itself(docs in docs(), new in doc("a0".into())) {
        // An extractor makes the same claims of the same article.
        prop_assume!(new.article != docs[0].article);
        let mut scratch = Scratch::with(&docs);
        prop_assert_eq!(new.put(&mut scratch.store), Outcome::Replaced);
        let mut renewed = docs.clone();
        renewed[0] = new;
        prop_assert_eq!(dump(&scratch.store), dump(&Scratch::with(&renewed).store));
    }
}

/// The rows that have nothing to do with a document, with their row ids: those of other documents, of entities that it does
/// not mention, and of events about other matters.
fn independent_of(scratch: &Scratch, article: &str) -> Vec<String> {
    let own = format!("(SELECT doc_id FROM document WHERE article = '{article}')");
    let entities = format!("(SELECT entity_id FROM chain WHERE doc_id = {own})");
    let events = format!(
        "(SELECT event_id FROM event WHERE matter IN (SELECT matter FROM claim WHERE doc_id = {own}))"
    );
    [
        format!("SELECT doc_id, uid, text FROM document WHERE doc_id <> {own}"),
        format!("SELECT * FROM sentence WHERE doc_id <> {own}"),
        format!("SELECT * FROM chain WHERE doc_id <> {own}"),
        format!("SELECT * FROM mention WHERE doc_id <> {own}"),
        format!("SELECT * FROM claim WHERE doc_id <> {own} AND event_id NOT IN {events}"),
        format!("SELECT p.* FROM claim_participant p JOIN claim USING (claim_id) WHERE doc_id <> {own}"),
        format!("SELECT v.* FROM evidence v JOIN claim USING (claim_id) WHERE doc_id <> {own}"),
        format!("SELECT * FROM identity WHERE entity_id NOT IN {entities}"),
        format!("SELECT * FROM entity WHERE entity_id NOT IN {entities}"),
        format!("SELECT * FROM alias WHERE entity_id NOT IN {entities}"),
        format!("SELECT * FROM event WHERE event_id NOT IN {events}"),
        format!("SELECT * FROM event_participant WHERE event_id NOT IN {events}"),
    ]
    .iter()
    .map(|select| {
        format!(
            "{:?}",
            newsgraph::query::sql(&scratch.store, &format!("{select} ORDER BY 1, 2")).unwrap().rows
        )
    })
    .collect()
}

#[test]
fn a_newer_extractor_reads_again() {
    let doc = Doc::new("a");
    let mut scratch = Scratch::with(std::slice::from_ref(&doc));
    let newer = Run { version: "2".into(), ..run() };
    assert!(!scratch.store.holds(&doc.article, &newer).unwrap());
    let outcome = scratch.store.put(&doc.article, &doc.analysis, &doc.claims, &newer).unwrap();
    assert_eq!(outcome, Outcome::Replaced);
    assert_eq!(dump(&scratch.store).matches(r#"["hand","2","none"]"#).count(), 1);
    assert_eq!(dump(&scratch.store).matches(r#"["hand","1","none"]"#).count(), 0);
}

#[test]
fn removing_everything_leaves_nothing() {
    let mut doc = Doc::new("a");
    doc.claim("Wang Yi", "met", "Vladimir Putin").on("2023-02-21").at("@Moscow").says("Wang Yi");
    let mut scratch = Scratch::with(&[doc]);
    assert!(!scratch.store.remove("b").unwrap());
    assert!(scratch.store.remove("a").unwrap());
    assert_eq!(dump(&scratch.store), dump(&Scratch::new().store));
}

/// What a removed document leaves in the full-text index can't be seen in a dump.
#[test]
fn the_full_text_index_follows() {
    let mut scratch = Scratch::with(&[Doc::new("a"), Doc::new("b")]);
    scratch.store.remove("a").unwrap();
    let path = scratch.path();
    drop(scratch.store);
    let db = rusqlite::Connection::open(path).unwrap();
    db.execute("INSERT INTO document_fts (document_fts, rank) VALUES ('integrity-check', 1)", []).unwrap();
    let found: u32 = db
        .query_row("SELECT count(*) FROM document_fts WHERE document_fts MATCH 'article'", [], |row| {
            row.get(0)
        })
        .unwrap();
    assert_eq!(found, 1);
}

#[test]
fn sentences_of_every_kind_are_stored() {
    let mut doc = Doc::new("a");
    for part in [Part::Headline, Part::Dateline, Part::Furniture, Part::Body] {
        doc.analysis.sentences.push(Sentence { part, ..doc.analysis.sentences[0].clone() });
    }
    assert_eq!(doc.put(&mut Scratch::new().store), Outcome::Added);
}

/// A claim that does not fit leaves nothing half-written.
#[test]
fn an_inconsistent_article_is_refused_whole() {
    let mut doc = Doc::new("a");
    doc.claim("Wang Yi", "met", "Vladimir Putin");
    doc.claims[0].object.mention = 99;
    let mut scratch = Scratch::new();
    let error = scratch.store.put(&doc.article, &doc.analysis, &doc.claims, &run()).unwrap_err();
    assert!(error.to_string().contains("the object of a met claim"), "{error}");
    assert_eq!(dump(&scratch.store), dump(&Scratch::new().store));
}

/// The database refuses quotations that the text does not bear out, whoever writes them.
#[test]
fn quotations_are_verified_by_the_database() {
    let mut doc = Doc::new("a");
    doc.claim("Wang Yi", "met", "Vladimir Putin");
    let scratch = Scratch::with(&[doc]);
    let path = scratch.path();
    drop(scratch.store);
    let db = rusqlite::Connection::open(path).unwrap();
    for (write, refusal) in [
        ("INSERT INTO evidence SELECT claim_id, 'time', 0, 2, 'xx' FROM claim", "evidence.exact"),
        ("UPDATE evidence SET exact = 'Putin met Wang'", "evidence does not change"),
        ("INSERT INTO mention SELECT 99, doc_id, 0, 'name', 0, 2, 'xx' FROM document", "mention.surface"),
        ("UPDATE mention SET start = start + 1", "a mention does not change"),
        ("UPDATE document SET text = 'else'", "the text of a document"),
    ] {
        let error = db.execute(write, []).unwrap_err().to_string();
        assert!(error.contains(refusal), "{write}: {error}");
    }
    db.execute("INSERT INTO evidence SELECT claim_id, 'time', 0, 2, 'An' FROM claim", []).unwrap();
}

#[test]
fn a_reader_sees_whole_documents_while_another_writes() {
    let mut scratch = Scratch::new();
    let reader = Store::open(&scratch.path()).unwrap();
    let mut doc = Doc::new("a");
    doc.claim("Wang Yi", "met", "Vladimir Putin");
    doc.put(&mut scratch.store);
    assert_eq!(newsgraph::query::stats(&reader).unwrap().meetings, 1);
}
