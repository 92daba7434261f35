//! Full text.

use newsgraph::query::{self, ArticleFilter, SearchError};
use proptest::prelude::*;

use crate::builder::{Doc, Scratch, when};
use crate::laws::cases;

fn news() -> Scratch {
    let mut a = Doc::new("a").published("2023-02-22").source("AP");
    a.article.title = Some("Talks in Kyiv".into());
    a.say("The President spoke of the grain deal with António Guterres, an old hand.");
    let mut b = Doc::new("b").published("2023-03").source("Reuters");
    b.say("No deal on grain, they said; \"NOT\" a word more.");
    let mut c = Doc::new("c");
    c.say("Grain, grain and grain: a deal.");
    Scratch::with(&[a, b, c])
}

fn found(words: &str, filter: &ArticleFilter) -> String {
    let found = query::search(&news().store, words, filter).unwrap();
    let mut docs: Vec<_> = found.hits.iter().map(|hit| hit.doc.as_str()).collect();
    docs.sort_unstable();
    docs.concat()
}

#[test]
fn words_phrases_and_beginnings_are_found_whatever_their_case_and_accents() {
    let everywhere = ArticleFilter::default();
    assert_eq!(found("GRAIN deal", &everywhere), "abc");
    assert_eq!(found("\"grain deal\"", &everywhere), "a");
    assert_eq!(found("antonio guterres", &everywhere), "a");
    assert_eq!(found("kyiv", &everywhere), "a");
    assert_eq!(found("presid*", &everywhere), "a");
    assert_eq!(found("presid", &everywhere), "");
    assert_eq!(found("grain -- deal!", &everywhere), "abc");
}

#[test]
fn what_the_index_would_take_for_syntax_is_words() {
    let everywhere = ArticleFilter::default();
    assert_eq!(found("NOT grain", &everywhere), "b");
    assert_eq!(found("deal OR kyiv", &everywhere), "");
    assert_eq!(found("title : kyiv", &everywhere), "");
    assert_eq!(found("NEAR(grain deal)", &everywhere), "");
    assert_eq!(found("grain^", &everywhere), "abc");
}

#[test]
fn articles_are_filtered_by_publication_and_source() {
    let keep = |since: &str, until: &str, source: Option<&str>| ArticleFilter {
        since: (!since.is_empty()).then(|| when(since)),
        until: (!until.is_empty()).then(|| when(until)),
        source: source.map(str::to_owned),
        limit: None,
    };
    assert_eq!(found("grain", &keep("2023-02-23", "", None)), "b");
    assert_eq!(found("grain", &keep("", "2023-03-15", None)), "ab");
    assert_eq!(found("grain", &keep("", "2023-02", None)), "a");
    assert_eq!(found("grain", &keep("", "", Some("reuters"))), "b");
}

#[test]
fn a_snippet_tells_where_the_words_are_and_a_limit_what_it_hides() {
    let one = ArticleFilter { limit: Some(1), ..ArticleFilter::default() };
    let found = query::search(&news().store, "grain", &one).unwrap();
    let [hit] = &*found.hits else { panic!("{found:?}") };
    assert_eq!((&*hit.doc, found.hidden), ("c", 2));
    let words: Vec<_> = hit.matches.iter().map(|&[start, end]| &hit.snippet[start..end]).collect();
    assert_eq!(words, ["Grain", "grain", "grain"]);
    assert_eq!(hit.snippet, "An article. Grain, grain and grain: a deal.");
}

#[test]
fn no_word_at_all_is_told() {
    let everywhere = ArticleFilter::default();
    for words in ["", "  ", "\"\"", "*", "-- !"] {
        let error = query::search(&news().store, words, &everywhere).unwrap_err();
        assert!(matches!(error, SearchError::NoWord(_)), "{words}: {error}");
    }
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn whatever_is_typed_is_no_syntax(words in r#"([a-zA-Z"'*^:(){}+.,\\-]|NOT|AND|OR|NEAR|grain|\PC|\x00| ){0,12}"#) {
        let scratch = Scratch::new();
        let mut doc = Doc::new("a");
        doc.say("grain");
        let mut store = scratch.store;
        doc.put(&mut store);
        let found = query::search(&store, &words, &ArticleFilter::default());
        prop_assert!(!matches!(found, Err(SearchError::Store(_))), "{:?}", found);
    }
}
