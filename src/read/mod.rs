//! Files of many formats → [`Article`]s, one at a time.
//!
//! ```text
//! paths, folders, globs, - ─ source ─► files ─ open ─► bytes ─ decode ─► text ─ text · markdown · html ─► Article
//!                                                      ├── json · csv ─► named fields ──── record ────────►
//!                                                      └── RSS · Atom ─► entries ────────── feed ──────────►
//! ```
//!
//! - **Which files**: `source` lists them once, sorted by path; `format` tells each one's format by its extension, else by
//!   its first bytes. Gzip is looked through.
//! - **What the text is**: a plain text as it stands (with line ends as `\n`); of Markdown and HTML the running text, with
//!   an empty line between paragraphs; of an entry of a feed its content, else its description, read as HTML; of JSON and CSV the string exactly as given. All offsets downstream are bytes
//!   into it.
//! - **Ids**: the one that the input gives (`id`), else the path, however it was typed: from the current folder on, where the
//!   file lies there, else from the root on; of a file with several articles, the path and the number of the article in it:
//!   `wire.jsonl#3`; through standard input, a hash of the article. Two articles of one id in one run are an error of the
//!   second, unless they are the same.
//! - **Dates**: what metadata say, else a dateline with its year, never the file's own date.
//! - **What goes wrong** is a [`ReadError`] in the place of the article, and the next article follows. No article takes
//!   more than 16 MiB, after decompression; a file of many articles may have any size.

mod csv;
mod date;
mod decode;
mod decoder;
mod error;
mod feed;
mod format;
mod html;
mod ids;
mod json;
mod markdown;
mod open;
mod passed_over;
mod record;
mod source;
mod text;

use std::collections::HashSet;
use std::fs;
use std::iter;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::vec;

use crate::language::dateline;
use crate::model::{Article, When};

pub use error::{Place, Problem, ReadError};
use format::Format;
use ids::{Ids, default_id, numbered};
pub use passed_over::PassedOver;
use source::Source;

/// Lists what `inputs` (paths of files and folders, globs, `-` for standard input) lead to, and gives the articles there,
/// one by one, as they are asked for. The order is that of the files' paths, whatever the order of the inputs.
pub fn articles<P: AsRef<Path>>(inputs: impl IntoIterator<Item = P>) -> Articles {
    let listing = source::list(inputs);
    Articles {
        reading: Reading { files: listing.sources.len(), begun: Arc::default() },
        passed_over: listing.passed_over,
        errors: listing.errors.into_iter(),
        sources: listing.sources,
        ids: Ids::default(),
        known: Known::default(),
        current: Box::new(iter::empty()),
    }
}

/// What is known of all articles that do not say it themselves.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// The newspaper, agency or site that they are of.
    pub source: Option<String>,
    /// When they were published.
    pub published: Option<When>,
}

/// An article where it was found.
struct Found {
    article: Article,
    place: Place,
}

impl Found {
    fn at(place: Place, article: Result<Article, Problem>) -> Result<Found, ReadError> {
        match article {
            Ok(article) => Ok(Found { article, place }),
            Err(problem) => Err(place.error(problem)),
        }
    }
}

type Outcomes = Box<dyn Iterator<Item = Result<Found, ReadError>> + Send>;

/// The articles of some inputs; see [`articles`].
pub struct Articles {
    reading: Reading,
    passed_over: HashSet<PathBuf>,
    errors: vec::IntoIter<ReadError>,
    sources: Vec<Source>,
    ids: Ids,
    known: Known,
    current: Outcomes,
}

impl Articles {
    /// The same articles, each with what is known of all where it does not say it itself.
    pub fn knowing(self, known: Known) -> Articles {
        Articles { known, ..self }
    }

    /// How many files there are to read.
    pub fn files(&self) -> usize {
        self.reading.files
    }

    /// The files to read.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.sources.iter().filter_map(|source| match source {
            Source::File(path) => Some(path.as_path()),
            Source::Stdin => None,
        })
    }

    /// How far reading is, to be looked at while others have the articles.
    pub fn reading(&self) -> Reading {
        self.reading.clone()
    }

    /// The files in folders that were passed over, because their names are not those of articles; without the one that the
    /// command itself is about.
    pub fn passed_over(&self, own: Option<&Path>) -> PassedOver {
        let own = own.and_then(|path| fs::canonicalize(path).ok());
        PassedOver::of(
            self.passed_over.iter().filter(|&path| Some(path) != own.as_ref()).map(PathBuf::as_path),
        )
    }
}

/// How far the files are read.
#[derive(Debug, Clone)]
pub struct Reading {
    files: usize,
    begun: Arc<AtomicUsize>,
}

impl Reading {
    /// How many files there are to read.
    pub fn files(&self) -> usize {
        self.files
    }

    /// How many of them are behind us or being read.
    pub fn begun(&self) -> usize {
        self.begun.load(Ordering::Relaxed)
    }
}

impl Iterator for Articles {
    type Item = Result<Article, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(error) = self.errors.next() {
            return Some(Err(error));
        }
        loop {
            if let Some(outcome) = self.current.next() {
                return Some(outcome.and_then(|found| self.settled(found)));
            }
            let next = self.sources.get(self.reading.begun())?;
            self.current = read(next);
            self.reading.begun.fetch_add(1, Ordering::Relaxed);
        }
    }
}

impl Articles {
    fn settled(&mut self, Found { article, place }: Found) -> Result<Article, ReadError> {
        let file = self.reading.begun().saturating_sub(1);
        let name_of = |file: usize| self.sources.get(file).map(Source::name).unwrap_or_default();
        let mut article = dated(article);
        article.source = article.source.or_else(|| self.known.source.clone());
        article.published = article.published.or_else(|| self.known.published.clone());
        self.ids.settle(article, place, file, name_of)
    }
}

/// The article with the date of its dateline, where nothing better tells when it was published.
fn dated(mut article: Article) -> Article {
    if article.published.is_none() {
        article.published = dateline(&article.text).and_then(|dateline| dateline.date);
    }
    article
}

/// The articles of one file.
fn read(source: &Source) -> Outcomes {
    let file = source.name();
    match open_articles(source, &file) {
        Ok(articles) => articles,
        Err(error) => Box::new(iter::once(Err(error))),
    }
}

fn open_articles(source: &Source, file: &str) -> Result<Outcomes, ReadError> {
    let whole_file = |problem| Place::file(file).error(problem);
    let (prefix, input) = open::open(source).map_err(whole_file)?;
    if prefix.is_empty() {
        return Err(whole_file(Problem::Empty));
    }
    let by_name = match source {
        Source::File(path) => Format::of_path(path),
        Source::Stdin => None,
    };
    let format = by_name.unwrap_or_else(|| Format::of_content(&prefix));
    let name = file.to_owned();
    Ok(match format {
        Format::JsonLines => {
            Box::new(json::JsonLines::new(name, decode::stream_utf8(&prefix, input).map_err(whole_file)?))
        }
        Format::Json => {
            Box::new(json::Json::new(name, decode::stream_utf8(&prefix, input).map_err(whole_file)?))
        }
        Format::Csv => {
            Box::new(csv::Rows::new(name, &prefix, decode::stream(&prefix, input).map_err(whole_file)?)?)
        }
        Format::Text | Format::Markdown | Format::Html => {
            let bytes = open::read_whole(input).map_err(whole_file)?;
            Box::new(iter::once(document(format, &bytes, file)))
        }
        Format::Feed => {
            let text = text(format, &open::read_whole(input).map_err(whole_file)?, &Place::file(file))?;
            Box::new(feed::articles(&text, file).into_iter())
        }
    })
}

/// The one article of a file.
fn document(format: Format, bytes: &[u8], file: &str) -> Result<Found, ReadError> {
    let place = Place::file(file);
    let text = text(format, bytes, &place)?;
    let id = default_id(file);
    let article = match format {
        Format::Html => html::article(&text, id),
        Format::Markdown => markdown::article(&text, id),
        _ => Ok(text::article(text, id)),
    };
    Found::at(place, article)
}

/// What a file says, if it says anything.
fn text(format: Format, bytes: &[u8], place: &Place) -> Result<String, ReadError> {
    let declared = match format {
        Format::Html | Format::Feed => html::declared_encoding(bytes),
        _ => None,
    };
    let text = decode::decode(bytes, declared).map_err(|problem| match problem {
        Problem::BrokenUtf8 { byte } => place.clone().offset(bytes, byte).error(problem),
        problem => place.clone().error(problem),
    })?;
    if text.trim().is_empty() { Err(place.clone().error(Problem::Empty)) } else { Ok(text) }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_sample_articles_are_read_whole() {
        let articles: Vec<Article> = articles(["data/articles"]).map(|article| article.unwrap()).collect();
        assert_eq!(articles.len(), 17);
        for article in &articles {
            let words = article.text.split_whitespace().count();
            assert!((130..=350).contains(&words), "{}: {words} words", article.id);
            assert!(
                article.title.as_ref().is_some_and(|title| title.len() > 20),
                "{}: {:?}",
                article.id,
                article.title
            );
            assert!(
                !article.text.contains("Share") && !article.text.contains("Read more"),
                "{}",
                article.text
            );
        }
        let dated = articles.iter().filter(|article| article.published.is_some()).count();
        assert_eq!(dated, articles.len(), "the plain text by its dateline");
        assert!(articles.iter().all(|article| article.source.is_some() || article.id.ends_with(".txt")));
    }

    /// What a reader may be given: near its format, and anything.
    fn input() -> impl Strategy<Value = Vec<u8>> {
        let pieces = prop::sample::select(vec![
            "{\"text\":",
            "\"a.\"",
            "}",
            "[",
            "]",
            ",",
            "\n",
            "\r\n",
            "---\n",
            "title: x\n",
            "# ",
            "- ",
            "```",
            "<p>",
            "</p>",
            "<div",
            ">",
            "<!--",
            "<script>",
            "&amp;",
            "<rss><channel>",
            "<item>",
            "</item>",
            "<feed><entry>",
            "<description>",
            "</description>",
            "<guid>",
            "<![CDATA[",
            "]]>",
            "|",
            "\"",
            "\\",
            ";",
            "text",
            "\t",
            "é",
            "Wang met Putin on Tuesday. ",
        ]);
        prop_oneof![
            prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat().into_bytes()),
            prop::collection::vec(any::<u8>(), 0..200),
        ]
    }

    proptest! {
        #[test]
        fn any_bytes_in_any_format_give_articles_or_errors(bytes in input()) {
            let stream = || -> open::Input { Box::new(Cursor::new(bytes.clone())) };
            let mut outcomes: Vec<Result<Found, ReadError>> = Vec::new();
            for format in [Format::Text, Format::Markdown, Format::Html] {
                outcomes.push(document(format, &bytes, "x"));
            }
            outcomes.extend(feed::articles(&String::from_utf8_lossy(&bytes), "x"));
            outcomes.extend(json::JsonLines::new("x".to_owned(), stream()));
            outcomes.extend(json::Json::new("x".to_owned(), stream()));
            if let Ok(rows) = csv::Rows::new("x".to_owned(), &bytes, stream()) {
                outcomes.extend(rows);
            }
            for outcome in outcomes {
                match outcome {
                    Ok(Found { article, .. }) => prop_assert!(!article.text.trim().is_empty() && !article.id.is_empty()),
                    Err(error) => prop_assert!(error.to_string().starts_with("x")),
                }
            }
        }

        #[test]
        fn the_text_of_json_is_kept_to_the_byte(text in "\\PC*[a-z]\\PC*(\r\n|\n)?") {
            let line = serde_json::json!({ "text": text }).to_string();
            let articles = |stream: String| json::JsonLines::new("x".to_owned(), Box::new(Cursor::new(stream)));
            prop_assert_eq!(&articles(line).next().unwrap().unwrap().article.text, &text);
        }
    }
}
