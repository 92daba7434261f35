//! The way from files to claims that `extract`, `analyze` and `ingest` share: read, analyse, extract, on all threads.

use std::num::NonZeroUsize;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::{Result, bail};

use super::output::apart;
use crate::extract::{Extractor, Lexicon, RelationFile, RuleExtractor};
use crate::language::{Analysis, Pipeline};
use crate::model::{Article, Claim, Relations, When};
use crate::read::{self, Articles, Known, ReadError};
use crate::store::Run;

/// The articles to read.
#[derive(Debug, Clone, clap::Args)]
pub struct InputArgs {
    /// Articles: .txt, .md, .html, .json, .jsonl, .csv or .tsv files, RSS or Atom feeds (.xml, .rss, .atom), each also
    /// gzipped (.gz); folders of them (READMEs and hidden files left out); 'globs*'; or `-` for standard input
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// The newspaper, agency or site of the articles that do not name theirs
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    /// When the articles were published that do not say so (2023-02-21): from that "on Tuesday" is counted
    #[arg(long, value_name = "DATE")]
    published: Option<When>,
    #[command(flatten)]
    threads: Threads,
}

/// How much to do at once.
#[derive(Debug, Clone, clap::Args)]
pub struct Threads {
    /// How many articles to work on at once; the results are the same [default: all cores]
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
}

impl InputArgs {
    /// Lists the articles; `output`, the file to be written, must be none of them.
    ///
    /// # Errors
    /// Where there is nothing to read either: nothing is to be written then.
    pub fn articles(&self, output: Option<&Path>) -> Result<Articles> {
        let known = Known { source: self.source.clone(), published: self.published.clone() };
        let articles = read::articles(&self.paths).knowing(known);
        if articles.files() == 0 {
            let problems: Vec<_> = articles.filter_map(Result::err).map(|error| error.to_string()).collect();
            bail!(problems.join("\n"));
        }
        apart(output, articles.paths())?;
        Ok(articles)
    }

    /// The number of worker threads.
    pub fn threads(&self) -> usize {
        self.threads.count()
    }
}

impl Threads {
    /// The number of worker threads.
    pub fn count(&self) -> usize {
        let threads = self.threads.map_or_else(thread::available_parallelism, Ok);
        threads.map_or(1, NonZeroUsize::get)
    }
}

/// Patterns beside those of the program.
#[derive(Debug, Clone, clap::Args)]
pub struct RuleArgs {
    /// Use the patterns of FILE too: those of a new relation, or more of a known one; may be given several times
    #[arg(long, value_name = "FILE")]
    rules: Vec<PathBuf>,
}

impl RuleArgs {
    /// The extractor with all patterns; `output`, the file to be written, must be none of theirs.
    pub fn extractor(&self, output: Option<&Path>) -> Result<RuleExtractor> {
        apart(output, self.rules.iter().map(PathBuf::as_path))?;
        let mut lexicon = Lexicon::built_in().clone();
        for path in &self.rules {
            lexicon.add(&RelationFile::read(path)?)?;
        }
        Ok(RuleExtractor::new(lexicon))
    }
}

/// An article with what was found in it.
pub struct Extracted {
    pub article: Article,
    pub analysis: Analysis,
    pub claims: Vec<Claim>,
}

impl Extracted {
    /// Analyses the article and extracts its claims; the error tells what was wrong with which article.
    pub fn by(extractor: &RuleExtractor, article: Result<Article, ReadError>) -> Result<Extracted, String> {
        guarded(article, |article| {
            let analysis = Pipeline::embedded().analyze(&article);
            let claims = extractor.extract(&article, &analysis);
            Extracted { article, analysis, claims }
        })
    }
}

/// What is to be told of files that are not read.
pub fn note_on_files(articles: &Articles) -> Option<String> {
    let passed_over = articles.passed_over(None);
    (!passed_over.is_empty()).then(|| format!("files of other types, passed over: {passed_over}"))
}

/// What is to be told of an article that was not analysed.
pub fn note_on(article: &Article, analysis: &Analysis) -> Option<String> {
    let language = analysis.foreign?;
    Some(format!("{}: not analysed, as it is in {language}; newsgraph reads English only", article.id))
}

/// Works on an article that could be read. A defect of the program that one article brings to light must not end a run
/// over a million others: it is an error of that article.
pub fn guarded<T>(article: Result<Article, ReadError>, work: impl FnOnce(Article) -> T) -> Result<T, String> {
    let article = article.map_err(|error| error.to_string())?;
    let id = article.id.clone();
    // Nothing that the work changes outlives it, so that nothing half-changed can be seen afterwards.
    panic::catch_unwind(AssertUnwindSafe(|| work(article))).map_err(|_| {
        format!("{id}: not read, by a defect of newsgraph (told above); please report it with the article")
    })
}

/// What reads the articles, for the database to know which of them to read again.
pub fn run(lexicon: &Lexicon) -> Run {
    let model = format!("{}+{}", Pipeline::embedded().model(), lexicon.fingerprint());
    let added = lexicon.relations().iter().filter(|(name, _)| Relations::built_in().get(name).is_none());
    let relations = added.map(|(name, relation)| (name.to_owned(), relation.clone())).collect();
    Run { extractor: "rules".into(), version: env!("CARGO_PKG_VERSION").into(), model, relations }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_error_of_its_article() {
        let article = Article { id: "a17".into(), ..Article::default() };
        let error = guarded(Ok(article.clone()), |_| -> () { panic!("on purpose") }).unwrap_err();
        assert!(error.starts_with("a17: "), "{error}");
        assert_eq!(guarded(Ok(article), |article| article.id), Ok("a17".into()));
    }
}
