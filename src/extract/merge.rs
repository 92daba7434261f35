//! Each fact once an article: repeated claims of one fact are joined, and the best evidence is kept.

use std::collections::HashMap;

use super::candidate::Candidate;
use crate::model::{Claim, ClaimTime, Relations, Status, TimeMethod, When};

/// Role nouns that any post may be called by, and a judge by either of two.
const GENERAL: [&str; 10] =
    ["leader", "chief", "head", "official", "politician", "diplomat", "boss", "ruler", "judge", "justice"];

/// What makes two claims of an article one fact.
#[derive(PartialEq, Eq, Hash)]
struct Key {
    relation: String,
    ends: (usize, usize),
    denied: bool,
}

/// Joins claims of the same relation and ends, apart from those on different dates. The order of the text is kept.
pub fn once_an_article(candidates: Vec<Candidate>, relations: &Relations) -> Vec<Candidate> {
    let mut kept: Vec<Candidate> = Vec::new();
    let mut by_key: HashMap<Key, Vec<usize>> = HashMap::new();
    for candidate in candidates {
        let slots = by_key.entry(key(&candidate.claim, relations)).or_default();
        let same = |a: &Claim, b: &Claim| same_time(a, b) && same_post(a, b);
        match slots.iter().copied().find(|&i| same(&kept[i].claim, &candidate.claim)) {
            Some(i) => join(&mut kept[i], candidate),
            None => {
                slots.push(kept.len());
                kept.push(candidate);
            }
        }
    }
    kept
}

fn key(claim: &Claim, relations: &Relations) -> Key {
    let (a, b) = (claim.subject.chain, claim.object.chain);
    let symmetric = relations.is_symmetric(&claim.relation);
    let ends = if symmetric && b < a { (b, a) } else { (a, b) };
    Key { relation: claim.relation.clone(), ends, denied: claim.status == Status::Denied }
}

/// Whether the claims may be about one time: the same value, one within the other ("next week", "on Wednesday"), or one of
/// them has none.
fn same_time(a: &Claim, b: &Claim) -> bool {
    let within = |inner: &When, outer: &When| {
        outer.lo().is_some() && outer.hi().is_some() && outer.contains(inner)
            || inner.edtf().starts_with(outer.edtf())
    };
    match (value(a), value(b)) {
        (Some(a), Some(b)) => within(a, b) || within(b, a),
        _ => true,
    }
}

/// When the claim says it was.
pub(super) fn value(claim: &Claim) -> Option<&When> {
    claim.time.as_ref()?.value.as_ref()
}

/// Whether the titles may be of one post: one ends as the other does, or is too general to tell.
fn same_post(a: &Claim, b: &Claim) -> bool {
    let (Some(a), Some(b)) = (&a.title, &b.title) else { return true };
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    let general = |title: &str| GENERAL.contains(&post_noun(title));
    post_noun(&a) == post_noun(&b) || general(&a) || general(&b)
}

/// The noun of a title: "ambassador" of "former ambassador to the United States".
fn post_noun(title: &str) -> &str {
    noun_phrase(title).split_whitespace().last().unwrap_or_default()
}

/// A title without what follows its noun: "ambassador to the United States", "head of mission".
fn noun_phrase(title: &str) -> &str {
    let ends = [" of ", " to ", " for ", " at ", " in "].into_iter().filter_map(|p| title.find(p));
    &title[..ends.min().unwrap_or(title.len())]
}

/// Keeps of two claims of one fact the surer one with the time, place and title that either has.
fn join(kept: &mut Candidate, mut rest: Candidate) {
    if rank(&rest.claim) > rank(&kept.claim) {
        std::mem::swap(kept, &mut rest);
    }
    let (best, rest) = (&mut kept.claim, rest.claim);
    let narrower = match (value(best), value(&rest)) {
        (Some(known), Some(other)) => known != other && known.contains(other),
        (None, Some(_)) => best.time.is_none() && rest.sentence == best.sentence,
        (_, None) => false,
    };
    if narrower && rest.status == best.status {
        let elsewhere = rest.sentence != best.sentence;
        best.time = rest.time.map(|time| match elsewhere {
            true => ClaimTime { method: TimeMethod::Discourse, ..time },
            false => time,
        });
    }
    if rest.status == best.status {
        best.place = best.place.take().or(rest.place);
    }
    best.title = best.title.take().or(rest.title);
    kept.repeat();
}

/// Actual before planned before possible, dated before undated, and that in its own sentence, placed before not, then the
/// surer one.
fn rank(claim: &Claim) -> (u8, u8, bool, u64) {
    let status = match claim.status {
        Status::Actual => 3,
        Status::Planned => 2,
        Status::Possible => 1,
        Status::Denied => 0,
    };
    let dated = match claim.time.as_ref().filter(|t| t.value.is_some()).map(|t| t.method) {
        Some(TimeMethod::Discourse) => 1,
        Some(_) => 2,
        None => 0,
    };
    (status, dated, claim.place.is_some(), (claim.confidence * 1000.0) as u64)
}
