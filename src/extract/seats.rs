//! What a participle before a noun says of a name: "the London-based Benchmark Intelligence", "Paris-based writer Ann Lee",
//! "the Alibaba-owned South China Post", "the Ohio-born singer Ann Lee", "the Yale-educated lawyer John Smith", "the US-backed
//! Syrian Democratic Forces".

use super::ends::{End, EndFinder};
use super::following::{is_kind_of_place, place_after};
use super::located::Location;
use crate::language::{Deprel, Tree, Upos, Xpos};
use crate::model::EntityType;

/// Where those that a sentence tells of sit, or live if they are persons, and whose they are.
pub fn seats(finder: &EndFinder) -> Vec<Location> {
    let tree = finder.tree;
    let mut found = Vec::new();
    for participle in 1..tree.len() {
        let Some(says) = Participle::of(&tree.form(participle).to_lowercase()) else { continue };
        let before =
            if tree.form(participle - 1) == "-" { participle.saturating_sub(2) } else { participle - 1 };
        let Some(modifier) = finder.named_at(before) else { continue };
        for what in modified(finder, participle) {
            if let Some(relation) = says.relation(finder, &what, &modifier) {
                let done = matches!(relation, "owns" | "supported" | "aided");
                let (what, place) = if done { (modifier.clone(), what) } else { (what, modifier.clone()) };
                found.push(Location { what, place, relation, rule: "participle", confidence: 0.9 });
            }
        }
    }
    found
}

/// What a participle after a name and a hyphen says of what follows.
#[derive(Debug, Clone, Copy)]
enum Participle {
    Based,
    Owned,
    Born,
    Raised,
    Educated,
    Backed,
    Funded,
}

impl Participle {
    fn of(word: &str) -> Option<Participle> {
        Some(match word {
            "based" | "headquartered" => Participle::Based,
            "owned" => Participle::Owned,
            "born" => Participle::Born,
            "raised" | "bred" => Participle::Raised,
            "educated" | "trained" | "schooled" => Participle::Educated,
            "backed" | "supported" => Participle::Backed,
            "funded" | "financed" => Participle::Funded,
            _ => return None,
        })
    }

    /// The relation of the two that it joins, if such two may have it.
    fn relation(self, finder: &EndFinder, what: &End, modifier: &End) -> Option<&'static str> {
        let is_place = finder.mentions.is_place(&modifier.participant);
        let is_body = finder.mentions.entity_type(&modifier.participant) == EntityType::Org;
        match (self, finder.mentions.entity_type(&what.participant)) {
            (Participle::Based, EntityType::Org | EntityType::Place) if is_place => Some("located_in"),
            (Participle::Based | Participle::Raised, EntityType::Person) if is_place => Some("lives_in"),
            (Participle::Born, EntityType::Person) if is_place => Some("born_in"),
            (Participle::Educated, EntityType::Person) if is_body => Some("studied_at"),
            (Participle::Owned, EntityType::Org) if !is_place => Some("owns"),
            (Participle::Backed, EntityType::Org | EntityType::Group) => Some("supported"),
            (Participle::Funded, EntityType::Org) => Some("aided"),
            _ => None,
        }
    }
}

/// "Ann Lee, 45, from Leeds, said", "Ann Lee (45) of Taratia village": where a person comes from; a country may be only
/// the team's, and what a mayor is of is none of it.
pub fn origin(finder: &EndFinder, who: &End) -> Option<Location> {
    let tree = finder.tree;
    let form = |at: usize| if at < tree.len() { tree.form(at) } else { "" };
    let is_age = |at: usize| at < tree.len() && tree.token(at).upos == Upos::Num;
    let end = finder.mentions.analysis.mentions[who.participant.mention].tokens.end;
    let aged = matches!((form(end), form(end + 2)), (",", ",") | ("(", ")")) && is_age(end + 1);
    let at = if aged { end + 3 } else { end + usize::from(form(end) == ",") };
    let native = matches!(form(at), "originally" | "hailing");
    let at = at + usize::from(native);
    let (place, _) = place_after(finder, at + 1)?;
    let after = finder.mentions.analysis.mentions[place.participant.mention].tokens.end;
    // "Ann Lee, from the North Gauteng division"
    if after < tree.len() && tree.token(after).upos == Upos::Noun && !is_kind_of_place(tree.lemma(after)) {
        return None;
    }
    let comes = match form(at) {
        "from" => true,
        "of" => aged || matches!(form(after), "village" | "area" | "upazila" | "locality" | "neighbourhood"),
        _ => false,
    };
    (comes && !finder.mentions.is_country(&place.participant)).then(|| Location {
        what: who.clone(),
        place,
        relation: if native { "born_in" } else { "lives_in" },
        rule: "from",
        confidence: 0.8,
    })
}

/// "Ann Lee is originally from Leeds", "Ann Lee, who is from Taratia village": where somebody is said to be from.
pub fn said_origin(finder: &EndFinder, who: &End) -> Option<Location> {
    let tree = finder.tree;
    let is_said = |&from: &usize| {
        tree.dependent(from, &[Deprel::Cop]).is_some_and(|cop| tree.lemma(cop) == "be")
            && tree.has_preposition(from, "from")
            && tree.surface_subject(from) == Some(who.token)
    };
    let clause = tree.head(who.token).into_iter().chain(tree.dependents(who.token, &[Deprel::AclRelcl]));
    let from = clause.filter(|_| tree.deprel(who.token) != Deprel::Conj).find(is_said)?;
    let preposition = tree.dependents(from, &[Deprel::Case]).find(|&c| tree.lemma(c) == "from")?;
    let (place, _) = place_after(finder, preposition + 1)?;
    let place = Some(place).filter(|place| !finder.mentions.is_country(&place.participant))?;
    let adverbs: Vec<&str> = tree.dependents(from, &[Deprel::Advmod]).map(|c| tree.lemma(c)).collect();
    let native = adverbs.contains(&"originally");
    let relation = if native { "born_in" } else { "lives_in" };
    let plain = adverbs.is_empty() || native;
    plain.then(|| Location { what: who.clone(), place, relation, rule: "from", confidence: 0.8 })
}

/// Whom the participle before a noun is said of: the one that the noun stands for, or the name to which the words after
/// the participle lead.
fn modified(finder: &EndFinder, participle: usize) -> Vec<End> {
    let tree = finder.tree;
    let host = tree.head(participle).filter(|&host| {
        host > participle && matches!(tree.deprel(participle), Deprel::Amod | Deprel::Compound | Deprel::Acl)
    });
    // "the UK-based companies Soco and Dominion"
    let many = |host: usize| tree.token(host).xpos == Xpos::Nns;
    let ends = |host| if many(host) { finder.all(host) } else { finder.one(host) };
    let of = |host: usize| ends(host).into_iter().filter(|end| end.participant.via.is_none());
    let mut found: Vec<End> = host.into_iter().flat_map(of).collect();
    // "Magen, an Israel-based charity": what the noun is said of.
    let apposed = host.filter(|&host| matches!(tree.deprel(host), Deprel::Appos | Deprel::NmodDesc));
    if found.is_empty() {
        found.extend(apposed.and_then(|host| tree.head(host)).map(|of| finder.one(of)).unwrap_or_default());
    }
    if found.is_empty() {
        found.extend(named_next(finder, participle + 1));
    }
    found.retain(|end| end.participant.via.is_none());
    found
}

/// The name that follows with only words for its kind between.
fn named_next(finder: &EndFinder, from: usize) -> Option<End> {
    let kind = |&i: &usize| {
        finder.named_at(i).is_none() && matches!(finder.tree.token(i).upos, Upos::Noun | Upos::Adj)
    };
    let name = (from..finder.tree.len()).find(|i| !kind(i))?;
    let tree = finder.tree;
    let named = finder.named_at(name).filter(|_| !is_owner(tree, name))?;
    // "the Hague-based UN tribunal": not the UN.
    let modifies = matches!(tree.deprel(name), Deprel::Compound | Deprel::Amod | Deprel::NmodUnmarked);
    let above = tree.head(name).filter(|&head| modifies && tree.token(head).upos == Upos::Noun);
    above.is_none().then_some(named)
}

/// "the London-based bank's chief": not the name, but what it has.
fn is_owner(tree: &Tree, name: usize) -> bool {
    tree.deprel(name) == Deprel::NmodPoss
}
