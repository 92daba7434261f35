//! Posts of which another sentence or person tells: what a counterpart, a predecessor or a successor is, and what somebody
//! gives up where the sentence does not say: "the minister resigned" is from what the article says he holds.

use super::candidate::Candidate;
use super::ends::{End, Reference};
use super::mentions::Mentions;
use crate::model::{Claim, EntityType, Participant};

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

/// "the director met his predecessor, Ann Lee": the post that the one of two has had who is only named as the other's
/// predecessor or successor.
pub fn of_succession(text: &str, mentions: &Mentions, candidates: &[Candidate]) -> Vec<Candidate> {
    let held = |holder: &Participant| {
        let is_own =
            |c: &&Candidate| c.claim.relation == "holds_position" && c.claim.subject.chain == holder.chain;
        candidates.iter().filter(is_own).collect::<Vec<_>>()
    };
    let found = candidates.iter().filter_map(|told| {
        let claim = &told.claim;
        let noun = claim.trigger.of(text).to_lowercase();
        let named = matches!(&*noun, "predecessor" | "successor") && claim.relation == "succeeded";
        let persons = [&claim.subject, &claim.object];
        if !named || !persons.iter().all(|person| mentions.entity_type(person) == EntityType::Person) {
            return None;
        }
        let (of_subject, of_object) = (held(&claim.subject), held(&claim.object));
        let (posts, holder, end) = match (of_subject.is_empty(), of_object.is_empty()) {
            (false, true) => (of_subject, &claim.object, &told.object),
            (true, false) => (of_object, &claim.subject, &told.subject),
            _ => return None,
        };
        let post =
            posts.first().filter(|p| posts.iter().all(|q| q.claim.object.chain == p.claim.object.chain))?;
        let mut candidate = told.clone();
        candidate.subject = end.clone();
        candidate.object =
            End::new(post.claim.object.chain, post.claim.object.mention, end.token, Reference::Topic);
        let title = post.claim.title.as_deref().map(|title| now_held(title).to_owned());
        candidate.claim = Claim {
            relation: "holds_position".to_owned(),
            rule: "holds_position.succession".to_owned(),
            subject: holder.clone(),
            object: post.claim.object.clone(),
            title,
            time: None,
            place: None,
            ..told.claim.clone()
        };
        Some(candidate)
    });
    found.collect()
}

/// A title without the word that says that it is no longer held.
fn now_held(title: &str) -> &str {
    let past = ["former ", "Former ", "then ", "outgoing ", "late "];
    past.iter().find_map(|word| title.strip_prefix(word)).unwrap_or(title)
}
