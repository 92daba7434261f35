//! Ends behind the nouns in a slot: whose deed it is ("condemned Russia's invasion"), and where a thing lies or people live.

use super::ends::End;
use super::lexicon::Slot;
use super::slots::Slots;
use super::words::Words;
use crate::language::{Deprel, Tree, Upos};
use crate::model::EntityType;

impl Slots<'_, '_> {
    /// The doers of the event nouns that stand in these places.
    pub(super) fn doers(&self, places: &[Slot], types: &[EntityType]) -> Vec<End> {
        let tree = self.finder.tree;
        let all = |slot| self.tokens(slot).into_iter().flat_map(|n| tree.conjuncts(n));
        let nouns = places.iter().flat_map(|slot| all(slot).map(move |n| (slot, n)));
        // "was killed in an Israeli airstrike": nobody is named who killed, but the deed.
        let within = if *places == [Slot::Subject] && tree.is_passive(self.trigger) {
            tree.prepositional(self.trigger, "in")
        } else {
            Vec::new()
        };
        // "an Israeli strike killed him": not one of workers.
        let kills = matches!(tree.lemma(self.trigger), "kill" | "wound" | "injure" | "destroy" | "flatten");
        let is_from_afar = |tree: &Tree, deed: usize| {
            is_from_afar(tree, deed) || kills && matches!(tree.lemma(deed), "strike" | "raid" | "airstrike")
        };
        let within = within.into_iter().filter(|&n| is_from_afar(tree, n)).map(|n| (&Slot::Subject, n));
        for (slot, deed) in nouns.chain(within).filter(|&(_, n)| Words::built_in().is_deed(tree.lemma(n))) {
            let mut by = tree.prepositional(deed, "by");
            by.extend(tree.prepositional(deed, "from"));
            // "rejected the claim by Smith that": the parser may hang the doer on the verb.
            let active = !tree.is_passive(self.trigger) && tree.is_verb(self.trigger);
            let beside = |&c: &usize| active && deed < c && (deed + 1..c).all(|t| tree.is_below(t, c));
            by.extend(tree.prepositional(self.trigger, "by").into_iter().filter(beside));
            // "missiles fired by Israel"
            let participles = tree.dependents(deed, &[Deprel::Acl]).filter(|&v| tree.is_passive(v));
            by.extend(participles.filter_map(|v| tree.logical_subject(v)));
            // "the invasion of Ukraine", "the Kabul bombing": to whom it was done.
            let suffered = Words::built_in().is_suffered(tree.lemma(deed));
            let of = tree.prepositional(deed, "of").into_iter().filter(|_| by.is_empty() && !suffered);
            // "condemned Navalny's arrest": what he underwent, where "Putin's arrest of Navalny" is what he did.
            let undergone =
                Words::built_in().is_undergone(tree.lemma(deed)) && tree.prepositional(deed, "of").is_empty();
            let is_person =
                |c: usize| self.finder.one(c).iter().any(|end| self.has_type(end, &[EntityType::Person]));
            let possessors =
                tree.dependents(deed, &[Deprel::NmodPoss]).filter(|&c| !undergone || !is_person(c));
            // What kills in "an Iraqi attack" or "a Kabul bombing" need not be of Iraq, nor are "its U.S. operations".
            let possessed = tree.dependent(deed, &[Deprel::NmodPoss]).is_some();
            let mut before = if possessed { Vec::new() } else { self.modifiers(deed) };
            let own = |c: usize| is_from_afar(tree, deed) && is_of_nation(tree, c);
            before.retain(|&c| {
                if *slot == Slot::Subject { own(c) } else { !suffered || tree.token(c).upos != Upos::Propn }
            });
            let of = of.filter(|_| *slot != Slot::Subject);
            let doers = possessors.chain(by.clone()).chain(before).chain(of);
            let mut ends: Vec<End> = doers.flat_map(|d| self.acting(d, types)).take(1).collect();
            // "comments by Abe's aide" are the aide's.
            let is_of_person =
                |end: &End| end.participant.via.is_some() && self.has_type(end, &[EntityType::Person]);
            for end in ends.iter_mut().filter(|end| !is_of_person(end)) {
                end.participant.via = Some(tree.form(deed).to_owned());
            }
            if !ends.is_empty() {
                return ends;
            }
            let ends = self.rulers(deed, types);
            if !ends.is_empty() {
                return ends;
            }
        }
        Vec::new()
    }

    /// "led by Mazda in partnership with": who stands after "by" right before the phrase of the noun.
    pub(super) fn agent_before(&self, noun: usize) -> Option<usize> {
        let tree = self.finder.tree;
        let phrase = tree.dependent(noun, &[Deprel::Case])?;
        let adjoins = |agent: usize| {
            (agent + 1..phrase).all(|t| tree.is_below(t, agent) || tree.token(t).upos == Upos::Punct)
        };
        let agent = (0..phrase).rev().find(|&t| tree.has_preposition(t, "by"))?;
        Some(agent).filter(|&agent| adjoins(agent) && self.finder.named_at(agent).is_some())
    }

    /// "the executions of three activists in Iran": who rules where it is done.
    fn rulers(&self, deed: usize, types: &[EntityType]) -> Vec<End> {
        let tree = self.finder.tree;
        let within = (deed + 1..tree.len()).filter(|&t| {
            Words::built_in().is_of_rulers(tree.lemma(deed))
                && tree.is_below(t, deed)
                && tree.has_preposition(t, "in")
        });
        let mut ends: Vec<End> = within.flat_map(|place| self.acting(place, types)).collect();
        ends.retain(|end| self.finder.mentions.is_country(&end.participant));
        ends.truncate(1);
        for end in &mut ends {
            end.participant.via = Some(tree.form(deed).to_owned());
        }
        ends
    }

    /// The places in which the things or people lie or live that stand in these places.
    pub(super) fn sites(
        &self,
        places: &[Slot],
        types: &[EntityType],
        fits: fn(&Words, &str) -> bool,
    ) -> Vec<End> {
        let tree = self.finder.tree;
        let nouns = places.iter().flat_map(|slot| self.tokens(slot));
        for thing in nouns.filter(|&n| fits(Words::built_in(), tree.lemma(n))) {
            let whole = tree.prepositional(thing, "of");
            let is_area = !whole.is_empty() && Words::built_in().is_area(tree.lemma(thing));
            let within = if is_area { whole } else { tree.prepositional(thing, "in") };
            let mut ends: Vec<End> = within.into_iter().flat_map(|c| self.finder.all(c)).collect();
            ends.retain(|end| self.has_type(end, &[EntityType::Place]) && self.has_type(end, types));
            // Who visits a factory in Cannes, or lives in the south of it, visits Cannes itself, or lives there.
            for end in ends.iter_mut().filter(|_| !self.meeting && !self.lasts) {
                end.participant.via = Some(tree.form(thing).to_owned());
            }
            if !ends.is_empty() {
                return ends;
            }
        }
        Vec::new()
    }
}

/// Whether the attack is one that only armed forces make: "an Israeli airstrike" is Israel's, where "an Iraqi attack" may
/// just be one in Iraq.
fn is_from_afar(tree: &Tree, deed: usize) -> bool {
    match tree.lemma(deed) {
        "airstrike" | "air-strike" | "shelling" | "bombardment" => true,
        "strike" | "attack" => tree
            .dependents(deed, &[Deprel::Compound])
            .any(|c| matches!(tree.lemma(c), "air" | "drone" | "missile" | "rocket" | "artillery")),
        _ => false,
    }
}

/// "Israeli", "US", but not the place of "a Kabul airstrike".
fn is_of_nation(tree: &Tree, word: usize) -> bool {
    tree.token(word).upos == Upos::Adj || matches!(tree.form(word), "US" | "U.S." | "UK" | "U.K." | "NATO")
}
