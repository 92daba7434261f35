//! Sentences, lemmas, tags and trees of a few sentences of news against annotated ones: a gate, not a figure of accuracy.
// What is missed is printed: the scores alone say little.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use newsgraph::language::{Deprel, Pipeline, Token, Upos};
use newsgraph::model::Article;

/// A little under what is reached.
const LEAST_UPOS: f64 = 0.97;
const LEAST_LEMMAS: f64 = 0.98;
const LEAST_LAS: f64 = 0.93;

/// A sentence as it should be read.
struct Gold {
    text: String,
    words: Vec<Word>,
}

struct Word {
    lemma: String,
    upos: Upos,
    head: Option<usize>,
    deprel: Deprel,
}

fn gold() -> Vec<Gold> {
    let mut found: Vec<Gold> = Vec::new();
    for line in include_str!("data/trees.conllu").lines() {
        if let Some(text) = line.strip_prefix("# text = ") {
            found.push(Gold { text: text.to_owned(), words: Vec::new() });
        }
        let columns: Vec<&str> = line.split('\t').collect();
        if columns.len() == 10 && !columns[0].contains('-') {
            found.last_mut().unwrap().words.push(Word {
                lemma: columns[2].to_owned(),
                upos: columns[3].parse().unwrap(),
                head: columns[6].parse::<usize>().unwrap().checked_sub(1),
                deprel: columns[7].parse().unwrap(),
            });
        }
    }
    found
}

#[test]
fn sentences_of_news_are_read_as_they_should_be() {
    let gold = gold();
    let (mut words, mut tags, mut lemmas, mut arcs) = (0, 0, 0, 0);
    let mut misses = Vec::new();
    for sentence in &gold {
        let article = Article { id: "gold".to_owned(), text: sentence.text.clone(), ..Article::default() };
        let analysis = Pipeline::embedded().analyze(&article);
        assert_eq!(analysis.sentences.len(), 1, "one sentence: {}", sentence.text);
        let tokens = &analysis.sentences[0].tokens;
        assert_eq!(tokens.len(), sentence.words.len(), "the words of: {}", sentence.text);
        for (token, word) in tokens.iter().zip(&sentence.words) {
            words += 1;
            tags += usize::from(token.upos == word.upos);
            lemmas += usize::from(token.lemma == word.lemma);
            let right = token.head == word.head && token.deprel == word.deprel;
            arcs += usize::from(right);
            if !right {
                misses.push(format!("{} in: {}", shown(token, &sentence.text), sentence.text));
            }
        }
    }
    let share = |right: usize| right as f64 / words as f64;
    let scores = format!("UPOS {:.3}, lemmas {:.3}, LAS {:.3}", share(tags), share(lemmas), share(arcs));
    println!("{}\n{scores} of {words} words", misses.join("\n"));
    assert!(gold.len() > 30, "too few sentences");
    let reached = share(tags) >= LEAST_UPOS && share(lemmas) >= LEAST_LEMMAS && share(arcs) >= LEAST_LAS;
    assert!(reached, "{scores}:\n{}", misses.join("\n"));
}

fn shown(token: &Token, text: &str) -> String {
    format!("{} ← {}", token.span.of(text), token.deprel)
}
