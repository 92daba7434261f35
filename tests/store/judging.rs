//! What users judge of entities: seen, undone, remembered.

use newsgraph::query;
use newsgraph::store::{Conflict, Store, StoreError};
use proptest::prelude::*;

use crate::builder::{Doc, Scratch};
use crate::dump::dump;
use crate::laws::{cases, docs};

fn met(id: &str, a: &str, b: &str) -> Doc {
    let mut doc = Doc::new(id).published("2023-02-22");
    doc.claim(a, "met", b).on("2023-02-21");
    doc
}

/// Ids by name: of the identity of this full name.
fn id(store: &Store, name: &str) -> String {
    let entity = query::entity(store, name).unwrap();
    store.identity(&entity.id, name).unwrap()
}

fn meetings(store: &Store) -> u32 {
    query::stats(store).unwrap().meetings
}

fn conflict(result: Result<(), StoreError>) -> Conflict {
    match result {
        Err(StoreError::Conflict(conflict)) => conflict,
        other => panic!("{other:?}"),
    }
}

#[test]
fn merged_entities_are_one_with_all_names_and_events_and_undo_parts_them() {
    let docs = [met("a", "Ali Hassan", "Jane Roe"), met("b", "Abu Ahmad", "Jane Roe")];
    let mut scratch = Scratch::with(&docs);
    let before = dump(&scratch.store);
    let (ali, abu) = (id(&scratch.store, "Ali Hassan"), id(&scratch.store, "Abu Ahmad"));
    scratch.store.merge(&ali, &abu).unwrap();
    assert_eq!(id(&scratch.store, "Abu Ahmad"), abu, "the identity stays");
    let one = query::entity(&scratch.store, "Abu Ahmad").unwrap();
    assert_eq!(query::entity(&scratch.store, "Ali Hassan").unwrap(), one);
    assert_eq!((one.documents, meetings(&scratch.store)), (2, 1), "one event, told twice");
    let (ali_called, abu_called) = (format!("Ali Hassan ({ali})"), format!("Abu Ahmad ({abu})"));
    let one_already = Conflict::AlreadyOne(ali_called.clone(), abu_called.clone());
    assert_eq!(conflict(scratch.store.merge(&ali, &abu)), one_already);
    assert_eq!(conflict(scratch.store.not_same(&ali, &abu)), Conflict::Together(ali_called, abu_called));
    let undone = scratch.store.undo(None).unwrap().unwrap();
    assert_eq!((&*undone.action, undone.undone), ("merge", true));
    assert_eq!(dump(&scratch.store), before);
    assert_eq!(scratch.store.undo(None).unwrap(), None);
    assert_eq!(scratch.store.log().unwrap(), [undone]);
}

#[test]
fn a_merger_is_remembered_when_its_articles_go_and_come() {
    let docs = [met("a", "Ali Hassan", "Jane Roe"), met("b", "Abu Ahmad", "Jane Roe")];
    let mut scratch = Scratch::with(&docs);
    let (ali, abu) = (id(&scratch.store, "Ali Hassan"), id(&scratch.store, "Abu Ahmad"));
    scratch.store.merge(&ali, &abu).unwrap();
    let before = dump(&scratch.store);
    scratch.store.remove("a").unwrap();
    docs[0].put(&mut scratch.store);
    assert_eq!(dump(&scratch.store), before);
}

#[test]
fn what_was_judged_not_the_same_is_not_merged() {
    let mut scratch = Scratch::with(&[met("a", "Ali Hassan", "Abu Ahmad")]);
    let (ali, abu) = (id(&scratch.store, "Ali Hassan"), id(&scratch.store, "Abu Ahmad"));
    scratch.store.not_same(&ali, &abu).unwrap();
    let refused = conflict(scratch.store.merge(&ali, &abu));
    assert!(matches!(refused, Conflict::Apart(..)), "{refused}");
    assert!(matches!(conflict(scratch.store.not_same(&ali, &ali)), Conflict::OneName(_)));
}

#[test]
fn entities_of_different_types_are_not_merged() {
    let mut scratch = Scratch::with(&[met("a", "Ali Hassan", "#NATO")]);
    let (ali, nato) = (id(&scratch.store, "Ali Hassan"), id(&scratch.store, "NATO"));
    assert!(matches!(conflict(scratch.store.merge(&ali, &nato)), Conflict::Types(..)));
}

#[test]
fn articles_that_mean_a_namesake_are_split_off_together() {
    let docs = ["a", "b", "c", "d"].map(|id| met(id, "John Smith", "Jane Roe"));
    let mut scratch = Scratch::with(&docs);
    let before = dump(&scratch.store);
    let smith = id(&scratch.store, "John Smith");
    scratch.store.split(&smith, &["b".into(), "d".into()]).unwrap();
    let mut counts: Vec<u32> =
        query::find(&scratch.store, "John Smith").unwrap().iter().map(|entity| entity.documents).collect();
    counts.sort();
    assert_eq!((meetings(&scratch.store), counts), (2, vec![2]), "the joined one is found first");
    let split = dump(&scratch.store);
    scratch.store.remove("b").unwrap();
    docs[1].put(&mut scratch.store);
    assert_eq!(dump(&scratch.store), split, "remembered");
    scratch.store.undo(None).unwrap();
    assert_eq!(dump(&scratch.store), before);
    let all = ["a", "b", "c", "d"].map(String::from);
    assert!(matches!(conflict(scratch.store.split(&smith, &all)), Conflict::AllThere(_)));
    assert!(matches!(conflict(scratch.store.split(&smith, &["z".into()])), Conflict::NoArticle(_)));
    met("e", "Mary Jones", "Jane Roe").put(&mut scratch.store);
    assert!(matches!(conflict(scratch.store.split(&smith, &["e".into()])), Conflict::NotThere(..)));
}

#[test]
fn an_alias_is_found_and_joins_the_articles_that_use_it() {
    let docs = [met("a", "Mohammed bin Salman", "Jane Roe"), met("b", "MBS", "Jane Roe")];
    let mut scratch = Scratch::with(&docs);
    let before = dump(&scratch.store);
    let prince = id(&scratch.store, "Mohammed bin Salman");
    scratch.store.alias(&prince, "MBS").unwrap();
    let found = query::entity(&scratch.store, "mbs").unwrap();
    assert_eq!((&*found.name, found.documents, meetings(&scratch.store)), ("Mohammed bin Salman", 2, 1));
    scratch.store.alias(&prince, "the crown prince of all").unwrap();
    assert_eq!(query::entity(&scratch.store, "crown prince of all").unwrap().id, found.id);
    assert!(matches!(conflict(scratch.store.alias(&prince, "Jane Roe")), Conflict::Taken(..)));
    assert!(matches!(conflict(scratch.store.alias(&prince, " — ")), Conflict::NoName(_)));
    let aliased = dump(&scratch.store);
    for doc in &docs {
        scratch.store.remove(&doc.article.id).unwrap();
        doc.put(&mut scratch.store);
    }
    assert_eq!(dump(&scratch.store), aliased, "remembered");
    scratch.store.undo(None).unwrap();
    scratch.store.undo(None).unwrap();
    assert_eq!(dump(&scratch.store), before);
}

/// Else one decision would undo another unseen, and articles that come later would be judged otherwise.
#[test]
fn what_was_given_a_name_is_not_split_from_it_and_what_was_split_is_not_given_it() {
    let mut docs = [Doc::new("a"), Doc::new("b")];
    for doc in &mut docs {
        doc.claim("#Foreign Ministry", "met", "#NATO");
    }
    let mut scratch = Scratch::with(&docs);
    let local =
        query::sql(&scratch.store, "SELECT uid FROM identity WHERE norm = 'foreign ministry' ORDER BY uid");
    let local = local.unwrap().rows[0][0].as_str().unwrap().to_owned();
    scratch.store.alias(&local, "Foreign Ministry").unwrap();
    let shared = query::entity(&scratch.store, "Foreign Ministry").unwrap();
    assert_eq!(shared.documents, 2);
    let before = dump(&scratch.store);
    let refused = ["a", "b"].map(|article| scratch.store.split(&shared.id, &[article.into()]));
    assert_eq!(refused.iter().filter(|split| split.is_err()).count(), 1, "of the one that gave the name");
    scratch.store.undo(None).unwrap();
    assert_eq!(dump(&scratch.store), before);
}

#[test]
fn a_decision_is_not_taken_back_under_a_later_one_on_the_same_pair() {
    let mut scratch = Scratch::with(&[met("a", "Ali Hassan", "Abu Ahmad")]);
    let (ali, abu) = (id(&scratch.store, "Ali Hassan"), id(&scratch.store, "Abu Ahmad"));
    scratch.store.not_same(&ali, &abu).unwrap();
    scratch.store.undo(None).unwrap();
    scratch.store.merge(&ali, &abu).unwrap();
    scratch.store.undo(None).unwrap();
    scratch.store.not_same(&ali, &abu).unwrap();
    assert_eq!(scratch.store.undo(Some(1)).unwrap(), None, "it was undone before");
    assert_eq!(scratch.store.log().unwrap().iter().filter(|decision| !decision.undone).count(), 1);
}

/// It does not stand for the known name by which the two articles were one.
#[test]
fn an_article_that_is_taken_out_of_a_known_person_keeps_its_own_name() {
    let mut docs = [Doc::new("a"), Doc::new("b")];
    docs[0].claim("Putin", "met", "Vladimir Vladimirovich Putin");
    docs[1].claim("Vladimir Putin", "met", "Wang Yi");
    let mut scratch = Scratch::with(&docs);
    let before = dump(&scratch.store);
    scratch.store.split("Q7747", &["a".into()]).unwrap();
    let apart = query::entity(&scratch.store, "Vladimir Vladimirovich Putin").unwrap();
    assert_eq!((&*apart.name, apart.documents), ("Vladimir Vladimirovich Putin", 1));
    scratch.store.alias(&apart.id, "Putin").unwrap();
    scratch.store.undo(None).unwrap();
    scratch.store.undo(None).unwrap();
    assert_eq!(dump(&scratch.store), before);
}

/// A decision chosen by numbers, so that any two of the database's names may be meant.
#[derive(Debug, Clone)]
struct Move {
    kind: usize,
    a: prop::sample::Index,
    b: prop::sample::Index,
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let one = (0..5_usize, any::<prop::sample::Index>(), any::<prop::sample::Index>());
    prop::collection::vec(one.prop_map(|(kind, a, b)| Move { kind, a, b }), 1..8)
}

/// Does what can be done; what conflicts is refused and leaves nothing.
fn decide(store: &mut Store, docs: &[Doc], decision: &Move) {
    let ids = query::sql(store, "SELECT uid FROM identity ORDER BY uid").unwrap();
    let ids: Vec<String> = ids.rows.iter().map(|row| row[0].as_str().unwrap().to_owned()).collect();
    if ids.is_empty() {
        return;
    }
    let (a, b) = (&ids[decision.a.index(ids.len())], &ids[decision.b.index(ids.len())]);
    let before = dump(store);
    let decided = match decision.kind {
        0 | 1 => store.merge(a, b),
        2 => store.not_same(a, b),
        3 => store.split(a, &[docs[decision.b.index(docs.len())].article.id.clone()]),
        _ => store.alias(a, ["Putin", "Foreign Ministry", "Mr. X"][decision.b.index(3)]),
    };
    match decided {
        Ok(()) => {}
        Err(StoreError::Conflict(_)) => assert_eq!(dump(store), before),
        Err(error) => panic!("{error}"),
    }
}

proptest! {
    #![proptest_config(cases(1000))]

    #[test]
    fn any_run_of_decisions_undone_leads_back(docs in docs(), moves in moves()) {
        let mut scratch = Scratch::with(&docs);
        let before = dump(&scratch.store);
        for decision in &moves {
            decide(&mut scratch.store, &docs, decision);
        }
        while scratch.store.undo(None).unwrap().is_some() {}
        prop_assert_eq!(dump(&scratch.store), before);
    }
}

proptest! {
    #![proptest_config(cases(1000))]

    #[test]
    fn decisions_outlive_the_articles(docs in docs(), moves in moves()) {
        let mut scratch = Scratch::with(&docs);
        for decision in &moves {
            decide(&mut scratch.store, &docs, decision);
        }
        let before = dump(&scratch.store);
        for doc in &docs {
            prop_assert!(scratch.store.remove(&doc.article.id).unwrap());
        }
        for doc in docs.iter().rev() {
            doc.put(&mut scratch.store);
        }
        prop_assert_eq!(dump(&scratch.store), before);
    }
}
