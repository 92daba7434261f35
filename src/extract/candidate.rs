//! A claim on its way, with the ends and the words it was made from.

use super::confidence::{Confidence, Signs};
use super::ends::{End, EndFinder};
use crate::language::Part;
use crate::model::Claim;

/// A claim before it is joined with others of the same fact.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// What is claimed; its ends are those below.
    pub claim: Claim,
    /// Where and how the subject was found.
    pub subject: End,
    /// Where and how the object was found.
    pub object: End,
    /// How often its pattern is right in the judgement of the pattern's author, 0 to 1.
    pub prior: f64,
    /// What its confidence rests on.
    pub signs: Signs,
}

impl Candidate {
    /// Settles how sure the claim is, as it stands in its sentence.
    pub fn weigh(&mut self, finder: &EndFinder, part: Part) {
        self.signs = Signs::of(self, finder, part);
        self.claim.confidence = Confidence::built_in().of(&self.signs);
    }

    /// Settles it anew, now that the article says it more than once.
    pub fn repeat(&mut self) {
        self.signs.repeat();
        self.claim.confidence = Confidence::built_in().of(&self.signs);
    }
}
