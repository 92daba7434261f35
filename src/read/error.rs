//! What can be wrong with input: what, where, and what to do about it.

use std::fmt;
use std::io;

use thiserror::Error;

use super::source::KNOWN_EXTENSIONS;

/// Why an input gives no article. The rest of the run goes on: an error stands for one file, or for one line or
/// record of a file, and its message names it.
#[derive(Debug, Error)]
#[error("{place}: {problem}")]
pub struct ReadError {
    /// Which file, and where in it.
    pub place: Place,
    /// What is wrong there, and what to do.
    pub problem: Problem,
}

/// A place in the input, written as compilers do: `wire.jsonl:3:17`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The path, as ids have it, or `stdin`.
    pub file: String,
    /// The line, counted from 1.
    pub line: Option<usize>,
    /// The byte in the line, counted from 1.
    pub column: Option<usize>,
}

impl Place {
    /// The whole of a file.
    pub fn file(file: impl Into<String>) -> Self {
        Self { file: file.into(), line: None, column: None }
    }

    /// A line of a file.
    pub fn line(file: impl Into<String>, line: usize) -> Self {
        Self { file: file.into(), line: Some(line), column: None }
    }

    /// The same line, at a byte of it.
    pub fn column(self, column: usize) -> Self {
        Self { column: Some(column), ..self }
    }

    /// The place `offset` bytes into `text`, which starts at this place.
    pub fn offset(self, text: &[u8], offset: usize) -> Self {
        let before = &text[..offset.min(text.len())];
        let line_start = before.iter().rposition(|&byte| byte == b'\n').map(|end| end + 1);
        let line_breaks = before.iter().filter(|&&byte| byte == b'\n').count();
        let column_before = if line_breaks == 0 { self.column.unwrap_or(1) - 1 } else { 0 };
        Self {
            line: Some(self.line.unwrap_or(1) + line_breaks),
            column: Some(column_before + before.len() - line_start.unwrap_or(0) + 1),
            file: self.file,
        }
    }

    /// This place with its problem.
    pub fn error(self, problem: Problem) -> ReadError {
        ReadError { place: self, problem }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        for number in [self.line, self.column].into_iter().flatten() {
            write!(f, ":{number}")?;
        }
        Ok(())
    }
}

/// What is wrong with an input.
#[derive(Debug, Error)]
pub enum Problem {
    /// A path that leads nowhere.
    #[error("no such file or folder")]
    NotFound,
    /// A link in a folder that leads nowhere.
    #[error("a link that leads nowhere; mend or remove it")]
    BrokenLink,
    /// A glob without a match.
    #[error("no file matches this pattern; quote it, and check the folder that it starts from")]
    NoMatch,
    /// A glob that is none.
    #[error("not a pattern of paths: {0}")]
    BadPattern(#[from] glob::PatternError),
    /// A folder without articles.
    #[error("no articles in this folder (looked for {KNOWN_EXTENSIONS}, each also .gz, in it and below)")]
    EmptyFolder,
    /// The operating system refuses.
    #[error("cannot be read: {0}")]
    Io(#[from] io::Error),
    /// Compressed data that cannot be inflated.
    #[error("damaged or cut-off gzip data: {0}; test it with gzip -t")]
    Gzip(io::Error),
    /// Nothing in it.
    #[error("empty: there is no text in it")]
    Empty,
    /// Not text; what it seems to be and what to do.
    #[error("{0}")]
    Binary(&'static str),
    /// UTF-8 with broken sequences.
    #[error("broken UTF-8; repair the file, for example with iconv -c -f UTF-8 -t UTF-8")]
    BrokenUtf8 {
        /// Offset of the first byte that fits no sequence, in the file or line that is at fault.
        byte: usize,
    },
    /// Bytes that are none in the encoding that the text declares or seems to have.
    #[error("not valid {0}, the encoding that it declares or seems to have; save it as UTF-8, or repair it")]
    Malformed(&'static str),
    /// More than one article can be.
    #[error("longer than {} MiB, too long for one article; split it into articles, one a file or line", .limit >> 20)]
    TooLong {
        /// The most bytes that are read for one article.
        limit: usize,
    },
    /// A page of links, a login form, a video.
    #[error("no article in this page; if there is one, save its text as .txt or .md")]
    NoArticle,
    /// XML that breaks off or is wrong.
    #[error("not well-formed XML: {0}; what stands before it was read")]
    Xml(String),
    /// XML that is no feed, by its outermost element.
    #[error(
        "XML of another kind (<{0}>), not an RSS or Atom feed; save the articles as .html, .txt or .jsonl"
    )]
    OtherXml(String),
    /// A feed without entries.
    #[error("no entries in this feed")]
    NoEntries,
    /// An entry of a feed without text.
    #[error("no text in this entry of the feed (content or description)")]
    NoEntryText,
    /// Malformed JSON.
    #[error("not valid JSON: {0}")]
    Json(String),
    /// JSON of another shape.
    #[error("expected a JSON object with a “text”, found something else")]
    NotAnObject,
    /// Two articles of one id, of which the first is kept.
    #[error(
        "the id “{id}” is that of another article, {first}; left out: give each an id of its own, or none"
    )]
    SameId {
        /// The id.
        id: String,
        /// Where the other is.
        first: Box<Place>,
    },
    /// A record without a text.
    #[error("no “text” field (also accepted: body, content, article, …); the fields here are: {0}")]
    NoText(String),
    /// A field of the wrong type.
    #[error("the field “{field}” should be {expected}")]
    WrongType {
        /// Its name in the input.
        field: String,
        /// What would do.
        expected: &'static str,
    },
    /// Malformed CSV.
    #[error("not valid CSV: {0}")]
    Csv(String),
    /// Front matter that does not parse.
    #[error("the front matter is not valid TOML: {0}")]
    FrontMatter(String),
}
