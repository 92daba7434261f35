//! The articles that say something: full text.

use serde::Serialize;
use thiserror::Error;

use super::{ArticleFilter, Hit};
use crate::store::{Store, StoreError, Term};

/// The articles that were searched for.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Found {
    /// The best first.
    pub hits: Vec<Hit>,
    /// How many the filter's limit leaves out.
    pub hidden: usize,
}

/// Why nothing can be searched for.
#[derive(Debug, Error)]
pub enum SearchError {
    /// There is no letter or digit in the words.
    #[error("“{0}” has no word to search for")]
    NoWord(String),
    /// The database could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The articles with all of these words in headline or text, whatever their case and accents, best first (BM25).
///
/// Words between double quotes must stand together, in that order; `word*` is any word that begins so. Nothing else has
/// a meaning of its own.
pub fn search(store: &Store, words: &str, filter: &ArticleFilter) -> Result<Found, SearchError> {
    let terms = terms(words);
    if terms.is_empty() {
        return Err(SearchError::NoWord(words.to_owned()));
    }
    let (hits, total) = store.search(&terms, filter)?;
    Ok(Found { hidden: total - hits.len(), hits })
}

/// What must occur: phrases between quotes, the last of which may lack its end, and single words.
fn terms(words: &str) -> Vec<Term> {
    let mut terms = Vec::new();
    for (i, part) in words.split(['"', '“', '”', '„', '«', '»']).enumerate() {
        if i % 2 == 1 {
            terms.extend(term(part));
        } else {
            terms.extend(part.split_whitespace().filter_map(term));
        }
    }
    terms
}

/// A word or phrase; none where there is nothing in it that the index has.
fn term(text: &str) -> Option<Term> {
    let begins = text.ends_with('*');
    text.contains(char::is_alphanumeric).then(|| Term { words: text.to_owned(), begins })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &str) -> Vec<(String, bool)> {
        terms(words).into_iter().map(|term| (term.words, term.begins)).collect()
    }

    #[test]
    fn quotes_hold_words_together_and_a_star_is_any_end() {
        let own = |words: &str, begins| (words.to_owned(), begins);
        assert_eq!(read("grain deal"), [own("grain", false), own("deal", false)]);
        assert_eq!(
            read(r#"Kyiv "grain deal" – zelensk*"#),
            [own("Kyiv", false), own("grain deal", false), own("zelensk*", true)]
        );
        assert_eq!(read("“grain deal"), [own("grain deal", false)]);
        assert_eq!(read("\"\" * -- ()"), []);
    }
}
