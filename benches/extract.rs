//! How fast the stages are over the sample articles: `cargo bench`. The bytes a second are those of the text.

#![allow(clippy::unwrap_used)]

use std::hint::black_box;
use std::sync::LazyLock;

use divan::Bencher;
use divan::counter::BytesCount;
use newsgraph::extract::{Extractor, RuleExtractor};
use newsgraph::language::{Analysis, Pipeline};
use newsgraph::model::Article;
use newsgraph::read;

static ARTICLES: LazyLock<Vec<Article>> =
    LazyLock::new(|| read::articles(["data/articles"]).collect::<Result<_, _>>().unwrap());

fn main() {
    // What is loaded on first use is no part of any stage.
    black_box(analyses());
    RuleExtractor::built_in();
    divan::main();
}

fn analyses() -> Vec<Analysis> {
    ARTICLES.iter().map(|article| Pipeline::embedded().analyze(article)).collect()
}

fn text_size() -> BytesCount {
    BytesCount::new(ARTICLES.iter().map(|article| article.text.len()).sum::<usize>())
}

/// Files to articles.
#[divan::bench]
fn read_articles(bencher: Bencher<'_, '_>) {
    bencher.counter(text_size()).bench(|| read::articles(["data/articles"]).count());
}

/// Articles to tokens, trees, names, times and chains.
#[divan::bench]
fn analyze(bencher: Bencher<'_, '_>) {
    bencher.counter(text_size()).bench(analyses);
}

/// What the language stage saw to claims.
#[divan::bench]
fn extract(bencher: Bencher<'_, '_>) {
    let analyses = analyses();
    bencher.counter(text_size()).bench(|| {
        let claims = |(article, analysis)| RuleExtractor::built_in().extract(article, analysis).len();
        ARTICLES.iter().zip(&analyses).map(claims).sum::<usize>()
    });
}
