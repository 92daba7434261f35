//! An annotated article as the program reads it.

use std::path::{Path, PathBuf};

use thiserror::Error;

use super::gold::{Gold, GoldError};
use crate::extract::{Explanation, Extractor, RuleExtractor};
use crate::language::{Analysis, Pipeline};
use crate::model::{Article, Claim};
use crate::read::{self, ReadError};

/// A gold file with all that the program makes of its text.
#[derive(Debug)]
pub struct Reading {
    /// The annotation.
    pub gold: Gold,
    /// The article.
    pub article: Article,
    /// What the language stage sees in it.
    pub analysis: Analysis,
    /// Its claims.
    pub claims: Vec<Claim>,
    /// Why each sentence gives what it gives.
    pub explanations: Vec<Explanation>,
}

/// Why an annotated article can't be evaluated.
#[derive(Debug, Error)]
pub enum EvalError {
    /// Its annotation.
    #[error(transparent)]
    Gold(#[from] GoldError),
    /// Its text.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// It is several articles, or none.
    #[error("{0}: one article is expected")]
    NotOne(PathBuf),
}

impl Reading {
    /// Reads a gold file.
    pub fn of(path: &Path, extractor: &RuleExtractor) -> Result<Reading, EvalError> {
        let gold = Gold::read(path)?;
        let mut articles = read::articles([path]);
        let (Some(article), None) = (articles.next(), articles.next()) else {
            return Err(EvalError::NotOne(path.to_owned()));
        };
        let article = article?;
        let analysis = Pipeline::embedded().analyze(&article);
        let claims = extractor.extract(&article, &analysis);
        let explanations = extractor.explain(&article, &analysis);
        Ok(Reading { gold, article, analysis, claims, explanations })
    }
}
