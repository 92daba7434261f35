//! Posts of which another sentence or person tells: what a counterpart is, and what somebody gives up where the sentence does not say: "the minister resigned" is from what the article says he holds.

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

/// Gives counterparts the titles of those whose counterparts they are: in "President Lee met his Kenyan counterpart, John
/// Smith" he is a president too.
pub fn name_counterparts(text: &str, mentions: &Mentions, candidates: &mut [Candidate]) {
    let of_country = |claim: &Claim| claim.relation == "holds_position" && mentions.is_country(&claim.object);
    let held: Vec<(usize, usize, String)> = candidates
        .iter()
        .map(|c| &c.claim)
        .filter(|claim| of_country(claim) && claim.rule.contains(".title."))
        .filter_map(|claim| Some((claim.sentence, claim.trigger.start, claim.title.clone()?)))
        .collect();
    for claim in candidates.iter_mut().map(|c| &mut c.claim) {
        let unsaid = claim.title.is_none() && of_country(claim) && claim.rule.contains(".title.");
        if unsaid && claim.trigger.of(text).to_lowercase().starts_with("counterpart") {
            let before = held.iter().filter(|(s, at, _)| *s == claim.sentence && *at < claim.trigger.start);
            let nearest = before.max_by_key(|(_, at, _)| *at);
            claim.title = nearest.map(|(_, _, title)| now_held(title).to_owned());
        }
    }
}

/// A title without the word that says that it is no longer held.
fn now_held(title: &str) -> &str {
    let past = ["former ", "Former ", "then ", "outgoing ", "late "];
    past.iter().find_map(|word| title.strip_prefix(word)).unwrap_or(title)
}
