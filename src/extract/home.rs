//! Whose a post of state is where its sentence does not say: "President Barack Obama", "was sworn in as president".
//!
//! Only a country that the article names comes into question: the one that the person is known to lead, or of which he
//! holds another post, else the one that the article is plainly written from; and where there is none, the only body that has
//! such posts.

use std::collections::{BTreeSet, HashSet};

use super::candidate::Candidate;
use super::mentions::Mentions;
use super::roles::Roles;
use crate::language::gazetteer::Gazetteer;
use crate::language::{Chain, Part};
use crate::model::{Claim, EntityType, Participant};

/// How many sentences are the beginning of an article.
const BEGINNING: usize = 2;

/// A claim that a person holds a post of state, its object still to be found.
#[derive(Debug)]
pub struct Ownerless {
    /// The claim, its object being the holder.
    pub candidate: Candidate,
    /// Whether a clause says it, and not only a title beside the name, which may repeat what was said before.
    pub predicated: bool,
    /// Whether it can be no post of a company: "president Alex Taylor" in lower case may.
    pub of_state: bool,
    /// The body whose it is if no country's.
    pub body: Option<Participant>,
}

/// The claims of which the country can be told, or else the body, given those that say theirs.
pub fn with_countries(
    mentions: &Mentions,
    candidates: &[Candidate],
    ownerless: Vec<Ownerless>,
) -> Vec<Candidate> {
    let held = candidates.iter().map(|c| &c.claim).filter(|c| c.relation == "holds_position");
    let held: Vec<&Claim> = held.collect();
    let mut known: HashSet<usize> = held.iter().map(|c| c.subject.chain).collect();
    let home = home_country(mentions, &ownerless);
    let owned = ownerless.into_iter().filter_map(|post| {
        let holder = post.candidate.claim.subject.chain;
        let country = if known.contains(&holder) {
            country_of_known(mentions, &held, home.as_ref(), &post)
        } else {
            country_of(mentions, home.as_ref(), &post)
        };
        let (owner, rule) = country.or_else(|| Some((post.body.clone()?, "kind")))?;
        known.insert(holder);
        Some(owned_by(post.candidate, owner, rule))
    });
    owned.collect()
}

/// The country of a post of somebody who holds others, and how it was found.
fn country_of_known(
    mentions: &Mentions,
    held: &[&Claim],
    home: Option<&Participant>,
    post: &Ownerless,
) -> Option<(Participant, &'static str)> {
    let claim = &post.candidate.claim;
    let holder = claim.subject.chain;
    if let Some(state) = same_state(mentions, held, holder) {
        return Some((state, "same")).filter(|_| post.predicated);
    }
    // "Deputy Prime Minister and Justice Party leader Ann Lee": the one post says nothing of the other.
    let led = mentions.led_by(holder);
    let head = led.filter(|_| post.of_state).or_else(|| reigns(mentions, claim));
    if let Some(country) = head.and_then(|country| mentions.country(country)) {
        return Some((mentions.first_of(country)?, "leader"));
    }
    let fits =
        |state: &Participant| led.is_none_or(|country| country == mentions.analysis.chains[state.chain].name);
    let home = home.filter(|state| is_minister(claim) && post.of_state && fits(state))?;
    Some((home.clone(), "home"))
}

/// The country of a post of somebody of whom no other is known, and how it was found.
fn country_of(
    mentions: &Mentions,
    home: Option<&Participant>,
    post: &Ownerless,
) -> Option<(Participant, &'static str)> {
    let claim = &post.candidate.claim;
    let holder = claim.subject.chain;
    let in_short = || leads_in_short(mentions, holder).filter(|_| post.of_state);
    let reigns = || reigns(mentions, claim);
    if let Some(country) = mentions.led_by(holder).or_else(in_short).or_else(reigns) {
        // Of a country that the article does not name he leads no other.
        return Some((mentions.first_of(mentions.country(country)?)?, "leader"));
    }
    let state = of_post(mentions, claim).or_else(|| home.cloned())?;
    (post.of_state && !is_sent_to(mentions, claim, &state)).then_some((state, "home"))
}

fn owned_by(mut candidate: Candidate, country: Participant, rule: &str) -> Candidate {
    let claim = &mut candidate.claim;
    claim.object = country.clone();
    claim.rule = format!("{}.{rule}", claim.rule);
    candidate.object.participant = country;
    candidate
}

/// The one country of which the person holds other posts.
fn same_state(mentions: &Mentions, held: &[&Claim], holder: usize) -> Option<Participant> {
    let mut states = held
        .iter()
        .filter(|c| c.subject.chain == holder)
        .map(|c| &c.object)
        .filter(|object| object.via.is_none() && mentions.is_country(object));
    let state = states.next()?;
    states.all(|other| other.chain == state.chain).then(|| state.clone())
}

/// The country that alone has such posts, where the article names it.
fn of_post(mentions: &Mentions, claim: &Claim) -> Option<Participant> {
    let country = Roles::built_in().country_of_post(claim.title.as_ref()?)?;
    mentions.first_of(mentions.country(country)?)
}

/// The country in which somebody of this title and name is known to reign.
fn reigns(mentions: &Mentions, claim: &Claim) -> Option<&'static str> {
    let name = &mentions.analysis.chains[claim.subject.chain].name;
    Roles::built_in().country_of_monarch(claim.title.as_ref()?, name)
}

/// The country of the leader who alone bears a name as short as the article knows: "President Ahmadinejad".
fn leads_in_short(mentions: &Mentions, person: usize) -> Option<&'static str> {
    let name = &mentions.analysis.chains[person].name;
    Some(Gazetteer::embedded().country_of_leader_in_short(name)?.name)
}

/// The country from which the article is written: that of the leaders whom it gives none; else the one (of theirs, if
/// there are several) that it names twice at least, and three times as often as any other, or as often as any other where it
/// comes from its capital; else the only one that it names, at its beginning.
fn home_country(mentions: &Mentions, ownerless: &[Ownerless]) -> Option<Participant> {
    let led: BTreeSet<usize> = ownerless
        .iter()
        .filter_map(|o| {
            let leader = o.candidate.claim.subject.chain;
            let in_short = || leads_in_short(mentions, leader).filter(|_| o.of_state);
            mentions.country(mentions.led_by(leader).or_else(in_short)?)
        })
        .collect();
    if let Some(&chain) = led.first().filter(|_| led.len() == 1) {
        return mentions.first_of(chain);
    }
    let analysis = mentions.analysis;
    let mut countries: Vec<(usize, usize)> = mentions
        .countries()
        .filter(|(_, chain)| led.is_empty() || led.contains(chain))
        .map(|(names, chain)| (names + in_names(mentions, &analysis.chains[chain].name), chain))
        .collect();
    countries.sort_by_key(|&(count, chain)| (std::cmp::Reverse(count), chain));
    let &(count, chain) = countries.first()?;
    let next = countries.get(1).map_or(0, |&(count, _)| count);
    let first = mentions.first_of(chain)?;
    let at_once = next == 0 && analysis.mentions[first.mention].sentence < BEGINNING;
    let from_there = count >= 2 && country_of_dateline(mentions) == Some(&analysis.chains[chain].name);
    // A minister is one of the only country of which there is word, but the United States have none.
    let alone = next == 0
        && analysis.chains[chain].name != "United States"
        && ownerless.iter().any(|o| o.of_state && is_minister(&o.candidate.claim));
    (count >= 2.max(3 * next) || at_once || from_there || alone).then_some(first)
}

/// How many bodies the article names after the country: "the Bangladesh Road Transport Authority".
fn in_names(mentions: &Mentions, country: &str) -> usize {
    let gazetteer = Gazetteer::embedded();
    let usual = |name: &str| gazetteer.country_of_demonym(name).filter(|c| c.demonyms.first() == Some(&name));
    let is_it =
        |name: &str| gazetteer.country(name).or_else(|| usual(name)).is_some_and(|c| c.name == country);
    let after_it = |chain: &&Chain| {
        let words: Vec<&str> = chain.name.split(' ').collect();
        (1..words.len().min(4)).any(|n| words.get(..n).is_some_and(|first| is_it(&first.join(" "))))
    };
    let bodies = mentions.analysis.chains.iter().filter(|chain| chain.entity == EntityType::Org);
    bodies.filter(after_it).count()
}

/// "ambassador to Switzerland": Switzerland did not send him.
fn is_sent_to(mentions: &Mentions, claim: &Claim, state: &Participant) -> bool {
    let name = &*mentions.analysis.chains[state.chain].name;
    let whom = claim.title.as_ref().and_then(|title| title.split_once(" to "));
    whom.is_some_and(|(_, whom)| whom.contains(name))
}

fn is_minister(claim: &Claim) -> bool {
    claim.title.as_ref().is_some_and(|title| title.to_lowercase().contains("minister"))
}

/// The country from whose capital the article comes.
fn country_of_dateline<'a>(mentions: &'a Mentions) -> Option<&'a str> {
    let analysis = mentions.analysis;
    let in_dateline = |sentence: usize| analysis.sentences[sentence].part == Part::Dateline;
    let place = analysis.mentions.iter().find(|m| in_dateline(m.sentence) && !m.chains.is_empty())?;
    let name = &analysis.chains[*place.chains.first()?].name;
    Gazetteer::embedded().country_of_capital(name).map(|country| country.name)
}
