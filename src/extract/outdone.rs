//! Claims that others of the same article outdo: they say the same of somebody better known, or what can't be meant.

use super::candidate::Candidate;
use super::mentions::Mentions;
use super::words::Words;
use crate::language::MentionKind;
use crate::model::{Claim, EntityType, Participant, Status};

/// The candidates without those that others outdo.
pub fn without_outdone(candidates: Vec<Candidate>, mentions: &Mentions) -> Vec<Candidate> {
    let told = |relation: &str, person: &Participant, body: &Participant| {
        let same = |c: &Claim| c.subject.chain == person.chain && c.object.chain == body.chain;
        candidates.iter().any(|c| c.claim.relation == relation && same(&c.claim))
    };
    let holds = |person: &Participant, owner: &Participant| told("holds_position", person, owner);
    let outdone: Vec<bool> = candidates
        .iter()
        .map(|Candidate { claim, .. }| {
            let named = candidates.iter().any(|other| names_who_acts(&other.claim, claim, &holds));
            // "Brin met Mohamed during his visit to Google": one does not visit the firm one leads.
            let at_home = claim.relation == "visited"
                && mentions.entity_type(&claim.object) == EntityType::Org
                && (holds(&claim.subject, &claim.object) || told("founded", &claim.subject, &claim.object));
            // "Xi said that China and France must act" urges France; "we must act", nobody else.
            let pronoun = mentions.analysis.mentions[claim.object.mention].kind == MentionKind::Pronoun;
            let own = claim.relation == "urged"
                && claim.object.via.is_none()
                && (pronoun || mentions.is_country(&claim.object))
                && holds(&claim.subject, &claim.object);
            // "archbishops Helder Camara of Brazil": more than its citizen.
            let more = matches!(&*claim.rule, "citizen_of.of" | "citizen_of.possessor")
                && holds(&claim.subject, &claim.object);
            named
                || at_home
                || own
                || more
                || candidates.iter().any(|other| is_talk_of_meeting(claim, &other.claim))
        })
        .collect();
    candidates.into_iter().zip(outdone).filter_map(|(c, outdone)| (!outdone).then_some(c)).collect()
}

/// "Sun and Lukonde met to discuss the next step": what a meeting is for is no other conversation.
fn is_talk_of_meeting(talk: &Claim, meeting: &Claim) -> bool {
    let ends = |claim: &Claim| {
        let mut ends = [claim.subject.chain, claim.object.chain];
        ends.sort_unstable();
        ends
    };
    talk.relation == "spoke_with"
        && talk.status == Status::Planned
        && meeting.relation == "met"
        && talk.sentence == meeting.sentence
        && ends(talk) == ends(meeting)
}

/// Whether `other` names whom `claim` knows by his country or body alone: "China's top diplomat meets Putin" where
/// "Wang Yi, China's top diplomat, met Putin", too. A person who acts is not also his country.
fn names_who_acts(other: &Claim, claim: &Claim, holds: &impl Fn(&Participant, &Participant) -> bool) -> bool {
    let by_person =
        |p: &Participant| p.via.as_ref().is_some_and(|v| Words::built_in().is_people(&v.to_lowercase()));
    if other.relation != claim.relation {
        return false;
    }
    let subject = by_person(&claim.subject)
        && other.object.chain == claim.object.chain
        && holds(&other.subject, &claim.subject);
    let object = by_person(&claim.object)
        && other.subject.chain == claim.subject.chain
        && holds(&other.object, &claim.object);
    subject || object
}
