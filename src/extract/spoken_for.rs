//! "We have partnered with Samsung", says an ambassador: what bodies do, his country has done and not he himself.

use super::candidate::Candidate;
use super::mentions::Mentions;
use crate::language::MentionKind;
use crate::model::{EntityType, Participant, Status};

/// What bodies and countries do, where somebody says that "we" do it.
const OF_BODIES: &[&str] = &["agreed_with", "aided", "cooperated_with"];

/// The claims, the body or country for which he speaks put for a person who says "we"; without those of which the article
/// does not tell for whom.
pub fn as_bodies(mentions: &Mentions, candidates: Vec<Candidate>) -> Vec<Candidate> {
    let posts = candidates
        .iter()
        .map(|c| &c.claim)
        .filter(|c| c.relation == "holds_position" && c.status == Status::Actual && c.object.via.is_none());
    let posts: Vec<(usize, Participant)> = posts.map(|c| (c.subject.chain, c.object.clone())).collect();
    let candidates = candidates.into_iter();
    candidates
        .filter_map(|c| if may_be_of_body(&c) { as_body(mentions, &posts, c) } else { Some(c) })
        .collect()
}

fn may_be_of_body(candidate: &Candidate) -> bool {
    OF_BODIES.contains(&candidate.claim.relation.as_str())
}

fn as_body(
    mentions: &Mentions,
    posts: &[(usize, Participant)],
    mut candidate: Candidate,
) -> Option<Candidate> {
    let claim = &mut candidate.claim;
    for end in [&mut claim.subject, &mut claim.object] {
        if is_we(mentions, end) {
            let (_, body) = posts.iter().find(|(holder, _)| *holder == end.chain)?;
            *end = body.clone();
        }
    }
    candidate.subject.participant = claim.subject.clone();
    candidate.object.participant = claim.object.clone();
    (claim.subject.chain != claim.object.chain).then_some(candidate)
}

/// Whether the end is a person who says "we", "us" or "our".
fn is_we(mentions: &Mentions, end: &Participant) -> bool {
    let mention = &mentions.analysis.mentions[end.mention];
    let tokens = &mentions.analysis.sentences[mention.sentence].tokens;
    let plural = |lemma: &str| matches!(&*lemma.to_lowercase(), "we" | "us" | "our" | "ours");
    mention.kind == MentionKind::Pronoun
        && mentions.entity_type(end) == EntityType::Person
        && tokens.get(mention.head).is_some_and(|token| plural(&token.lemma))
}
