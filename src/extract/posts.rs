//! What somebody gives up where the sentence does not say: "the minister resigned" is from what the article says he holds.

use super::candidate::Candidate;
use super::mentions::Mentions;
use crate::model::{Claim, EntityType};

/// A claim that somebody gives up a post, its object still to be found.
#[derive(Debug)]
pub struct GivenUp {
    /// The claim, its object being the subject.
    pub candidate: Candidate,
    /// The noun of the post, where it is said: "resigned as minister".
    pub role: Option<String>,
}

/// The claims of which the article tells whose the posts are.
pub fn with_owners(mentions: &Mentions, told: &[Candidate], given_up: Vec<GivenUp>) -> Vec<Candidate> {
    let held = told.iter().map(|c| &c.claim).filter(|c| c.relation == "holds_position");
    let held: Vec<(&Claim, String)> =
        held.filter_map(|c| Some((c, c.title.as_ref()?.to_lowercase()))).collect();
    let owned = given_up.into_iter().filter_map(|GivenUp { mut candidate, role }| {
        let claim = &mut candidate.claim;
        let is_person = mentions.entity_type(&claim.subject) == EntityType::Person;
        let own = held.iter().filter(|(post, _)| is_person && post.subject.chain == claim.subject.chain);
        let meant = own.filter(|(_, title)| role.as_ref().is_none_or(|role| title.contains(role.as_str())));
        // Of several posts the one that was spoken of last.
        let (post, _) = meant.min_by_key(|(post, _)| {
            (post.sentence > claim.sentence, post.sentence.abs_diff(claim.sentence))
        })?;
        claim.object = post.object.clone();
        claim.rule = format!("{}.post", claim.rule);
        candidate.object.participant = claim.object.clone();
        Some(candidate)
    });
    owned.collect()
}
