//! [`Analysis`] → [`Claim`]s.

use crate::language::Analysis;
use crate::model::{Article, Claim};

/// What makes claims of an analysed article. A claim that the text does not support must not be made.
pub trait Extractor: Sync {
    /// The claims of the article in the order of the text.
    fn extract(&self, article: &Article, analysis: &Analysis) -> Vec<Claim>;
}

/// The extractor that reads dependency trees by the patterns of `data/lexicon`.
#[derive(Debug)]
pub struct RuleExtractor {}

impl RuleExtractor {
    /// The extractor with the lexicon that is part of the program.
    pub fn built_in() -> &'static RuleExtractor {
        &RuleExtractor {}
    }
}

impl Extractor for RuleExtractor {
    fn extract(&self, _article: &Article, _analysis: &Analysis) -> Vec<Claim> {
        Vec::new()
    }
}
