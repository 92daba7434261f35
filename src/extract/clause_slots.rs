//! Who stands in the clause of a noun: "during a meeting with Putin, Wang said", "Wang told Putin at their meeting", "flew to
//! Amman for talks".

use super::slots::Slots;
use super::status::embeds_by_preposition;
use crate::language::Deprel;
use crate::model::EntityType;

/// Prepositions under which a nominal trigger shares the subject of its clause: "during a meeting with Putin, Wang …".
const DURING: [&str; 8] = ["during", "in", "at", "after", "before", "following", "on", "ahead_of"];

/// Verbs of coming and going, which one does for something.
const GOING: [&str; 14] = [
    "arrive", "travel", "fly", "visit", "come", "go", "return", "leave", "head", "land", "tour", "depart",
    "be", "pay",
];

impl Slots<'_, '_> {
    /// The subject of the clause in which a nominal trigger stands.
    pub(super) fn clause_subject(&self, noun: usize) -> Option<usize> {
        let tree = self.finder.tree;
        let during = || tree.preposition(noun).is_some_and(|p| DURING.contains(&p.as_str()));
        // "held in cooperation with": how it is done, and so by whom, not to whom.
        let manner = tree.has_preposition(noun, "in")
            && tree.dependent(noun, &[Deprel::Det, Deprel::NmodPoss]).is_none();
        // "Wang, on a visit to Moscow, called": the phrase may hang on the name.
        let is_person =
            |&h: &usize| self.finder.one(h).iter().any(|end| self.has_type(end, &[EntityType::Person]));
        if let Some(person) = tree.head(noun).filter(|h| tree.deprel(noun) == Deprel::Nmod && is_person(h)) {
            return Some(person).filter(|_| during());
        }
        if let Some(body) = tree
            .head(noun)
            .filter(|&h| manner && tree.deprel(noun) == Deprel::Nmod && self.finder.named_at(h).is_some())
        {
            return Some(body);
        }
        let verb = tree.head(noun).filter(|&v| tree.is_verb(v))?;
        if manner && tree.deprel(noun) == Deprel::Obl {
            return self.agent_before(noun).or_else(|| tree.logical_subject(verb));
        }
        let shared = match tree.deprel(noun) {
            Deprel::Obj => self.holds(verb),
            Deprel::Obl => during() || self.embeds(verb) && embeds_by_preposition(tree, noun),
            _ => false,
        };
        if shared { tree.surface_subject(verb) } else { None }
    }

    /// "Wang told Putin at their meeting": who does something and to whom, where the noun is theirs.
    pub(super) fn both(&self, noun: usize) -> Vec<usize> {
        let tree = self.finder.tree;
        let theirs = tree.dependents(noun, &[Deprel::NmodPoss]).any(|p| tree.lemma(p) == "their");
        let verb = tree.head(noun).filter(|&v| theirs && tree.is_verb(v) && tree.deprel(noun) == Deprel::Obl);
        let Some(verb) = verb else { return Vec::new() };
        let addressee = tree.indirect_object(verb).or_else(|| tree.logical_object(verb));
        tree.logical_subject(verb).into_iter().chain(addressee).collect()
    }

    /// Who comes or goes for the noun: "arrived in Jordan for talks with", "paid a visit to Jordan for talks with".
    pub(super) fn goer(&self, noun: usize) -> Option<usize> {
        let tree = self.finder.tree;
        // "was in Nairobi for talks with"
        let is_there = |v: usize| {
            tree.dependent(v, &[Deprel::Cop]).is_some()
                && ["in", "at"].iter().any(|p| tree.has_preposition(v, p))
                && self.finder.place_at(v).is_some()
        };
        let verb =
            tree.head(noun).filter(|&v| tree.is_verb(v) && GOING.contains(&tree.lemma(v)) || is_there(v))?;
        let hangs = tree.deprel(noun) == Deprel::Obl || is_there(verb) && tree.deprel(noun) == Deprel::Nmod;
        let goes = hangs && tree.has_preposition(noun, "for");
        if goes { tree.surface_subject(verb) } else { None }
    }
}
