//! Near-copies of articles are kept and count as one source.

use newsgraph::query::{self, Filter};

use crate::builder::{Doc, Scratch};
use crate::dump::dump;

/// A report of a meeting with so many words of a story from this one on.
fn report(id: &str, source: &str, from: usize, words: usize) -> Doc {
    let mut doc = Doc::new(id).published("2023-02-22").source(source);
    doc.claim("Wang Yi", "met", "Vladimir Putin").on("2023-02-21");
    doc.say(&(from..from + words).map(|i| format!("word{i}")).collect::<Vec<_>>().join(" "));
    doc
}

/// The number of sources of the only event.
fn sources(scratch: &Scratch) -> u32 {
    let events = query::events(&scratch.store, None, &Filter::default()).unwrap();
    let [event] = &*events else { panic!("one event") };
    event.sources
}

#[test]
fn copies_are_kept_and_count_as_one_source() {
    let copies = [report("a", "AP", 0, 100), report("b", "Gazette", 0, 100), report("c", "Herald", 10, 90)];
    let scratch = Scratch::with(&copies);
    assert_eq!(sources(&scratch), 1);
    let documents = query::documents(&scratch.store).unwrap();
    assert_eq!(documents.len(), 3);
    let first = documents.iter().map(|document| &document.id).min();
    assert!(documents.iter().all(|document| document.story.as_ref() == first), "{documents:?}");
    let two = Filter { min_sources: 2, ..Filter::default() };
    assert!(query::events(&scratch.store, None, &two).unwrap().is_empty());
}

#[test]
fn reports_in_other_words_and_a_copy_beside_them() {
    let scratch = Scratch::with(&[
        report("a", "AP", 0, 100),
        report("b", "Gazette", 0, 100),
        report("c", "TASS", 500, 100),
    ]);
    assert_eq!(sources(&scratch), 2);
    let documents = query::documents(&scratch.store).unwrap();
    assert_eq!(
        documents.iter().map(|document| document.story.is_some()).collect::<Vec<_>>(),
        [true, true, false]
    );
}

#[test]
fn a_paper_that_also_prints_the_wire_is_one_source_with_it() {
    let docs = [report("a", "Gazette", 0, 100), report("b", "AP", 0, 100), report("c", "Gazette", 500, 100)];
    assert_eq!(sources(&Scratch::with(&docs)), 1);
}

/// The middle of three overlapping texts is a copy of both others, which are no copies of each other.
#[test]
fn what_an_article_held_together_parts_with_it_and_comes_back() {
    let docs = [report("a", "AP", 0, 100), report("b", "TASS", 35, 100), report("c", "Xinhua", 70, 100)];
    let mut scratch = Scratch::with(&docs);
    assert_eq!(sources(&scratch), 1);
    let before = dump(&scratch.store);
    scratch.store.remove("b").unwrap();
    assert_eq!(sources(&scratch), 2);
    assert_eq!(dump(&scratch.store), dump(&Scratch::with(&[docs[2].clone(), docs[0].clone()]).store));
    docs[1].put(&mut scratch.store);
    assert_eq!(dump(&scratch.store), before);
    assert_eq!(dump(&Scratch::with(&[docs[1].clone(), docs[2].clone(), docs[0].clone()]).store), before);
}
