//! Ids of articles: those that they are given where they bring none, and that no two articles share one.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fmt::Write;
use std::hash::{BuildHasher, RandomState};

use sha2::{Digest, Sha256};

use super::error::{Place, Problem, ReadError};
use super::source::STDIN;
use crate::model::{Article, When};

/// The id of the only article of a file that gives none: the file's name. What came through standard input has no name, and
/// what comes next time is another: there it is left empty, and made of the content.
pub(super) fn default_id(file: &str) -> String {
    if file == STDIN { String::new() } else { file.to_owned() }
}

/// The same, of one of many articles of a file, by its number in it.
pub(super) fn numbered(file: &str, number: usize) -> String {
    if file == STDIN { String::new() } else { format!("{file}#{number}") }
}

/// The ids of a run, with what they stand for. A run may have millions: of each only hashes are kept, and the place.
#[derive(Default)]
pub(super) struct Ids {
    hasher: RandomState,
    seen: HashMap<u64, Seen>,
}

struct Seen {
    content: u64,
    /// The number of the file, and the line in it, 0 for the whole.
    file: u32,
    line: u32,
}

impl Ids {
    /// Makes sure that the article has an id, and that it is no other article's. It stands at `place`, in the file of that
    /// number, and `name_of` tells the names of those before it.
    ///
    /// # Errors
    /// Where an article before it has its id, and is not the same in everything.
    pub(super) fn settle(
        &mut self,
        mut article: Article,
        place: Place,
        file: usize,
        name_of: impl FnOnce(usize) -> String,
    ) -> Result<Article, ReadError> {
        if article.id.is_empty() {
            article.id = id_of_content(&article);
        }
        let content = self.hasher.hash_one(fields(&article));
        match self.seen.entry(self.hasher.hash_one(&article.id)) {
            Entry::Occupied(seen) if seen.get().content == content => Ok(article),
            Entry::Occupied(seen) => {
                let Seen { file, line, .. } = seen.get();
                let name = name_of(*file as usize);
                let first = if *line == 0 { Place::file(name) } else { Place::line(name, *line as usize) };
                Err(place.error(Problem::SameId { id: article.id, first: Box::new(first) }))
            }
            Entry::Vacant(free) => {
                let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
                free.insert(Seen { content, file: small(file), line: small(place.line.unwrap_or(0)) });
                Ok(article)
            }
        }
    }
}

/// All that makes an article another.
fn fields(article: &Article) -> [&str; 6] {
    let Article { id: _, title, published, url, source, author, text } = article;
    let given = [title, url, source, author].map(|field| field.as_deref().unwrap_or_default());
    let [title, url, source, author] = given;
    [title, published.as_ref().map(When::edtf).unwrap_or_default(), url, source, author, text]
}

/// An id that the same article has whenever it comes.
fn id_of_content(article: &Article) -> String {
    let mut sha = Sha256::new();
    for field in fields(article) {
        // With its length, so that it shows where one ends.
        sha.update((field.len() as u64).to_le_bytes());
        sha.update(field);
    }
    sha.finalize().iter().take(8).fold(format!("{STDIN}-"), |mut id, byte| {
        // Writing into a String never fails.
        let _ = write!(id, "{byte:02x}");
        id
    })
}
