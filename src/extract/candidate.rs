//! A claim on its way, with the ends and the words it was made from.

use super::ends::End;
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
}
