//! What the extractor reports of its work while it works: what it made, and what it nearly made.

use super::candidate::Candidate;
use super::ends::EndFinder;
use super::frames::Stop;
use super::lexicon::Pattern;

/// Somebody who wants to know why a claim was made, or not made. `()` does not.
pub trait Trace {
    /// A claim was made.
    fn made(&mut self, _candidate: &Candidate) {}

    /// A pattern found its trigger in a sentence, but stopped there.
    fn stopped(&mut self, _finder: &EndFinder, _trigger: usize, _pattern: &Pattern, _stop: Stop) {}

    /// A post was found, but not whose it is; the object of the candidate is not yet one.
    fn ownerless(&mut self, _candidate: &Candidate) {}
}

impl Trace for () {}
