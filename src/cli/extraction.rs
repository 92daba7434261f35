//! The way from files to claims that `extract`, `analyze` and `ingest` share: read, analyse, extract, on all threads.

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::thread;

use crate::extract::{Extractor, RuleExtractor};
use crate::language::{Analysis, Pipeline};
use crate::model::{Article, Claim};
use crate::store::Run;

/// The articles to read.
#[derive(Debug, Clone, clap::Args)]
pub struct InputArgs {
    /// Articles: .txt, .md, .html, .json or .jsonl files, folders of them, or `-` for standard input
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,
    /// How many articles to work on at once; the results are the same [default: all cores]
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
}

impl InputArgs {
    /// The number of worker threads.
    pub fn threads(&self) -> usize {
        let threads = self.threads.map_or_else(thread::available_parallelism, Ok);
        threads.map_or(1, NonZeroUsize::get)
    }
}

/// An article with what was found in it.
pub struct Extracted {
    pub article: Article,
    pub analysis: Analysis,
    pub claims: Vec<Claim>,
}

impl Extracted {
    /// Analyses the article and extracts its claims.
    pub fn from_article(article: Article) -> Extracted {
        let analysis = Pipeline::embedded().analyze(&article);
        let claims = RuleExtractor::built_in().extract(&article, &analysis);
        Extracted { article, analysis, claims }
    }
}

/// What reads the articles, for the database to know which of them to read again.
pub fn run() -> Run {
    Run { extractor: "rules".into(), version: env!("CARGO_PKG_VERSION").into(), model: "none".into() }
}
