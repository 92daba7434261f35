//! The ends that stand in the clause around a trigger, or in one below it: "During a meeting with Putin, Wang said", "urged
//! that Russia withdraw", "took over after Smith resigned".

use super::slots::Slots;
use super::status::{embeds_by_preposition, is_manner, verb_status};
use crate::language::{Deprel, Tree, Upos, Xpos};
use crate::model::{EntityType, Status};

/// Verbs of which a nominal trigger may be the object without losing its subject: "held a meeting", "began talks".
const HOLDING: [&str; 24] = [
    "hold",
    "have",
    "attend",
    "start",
    "begin",
    "open",
    "finish",
    "end",
    "conclude",
    "complete",
    "host",
    "wrap",
    "make",
    "pay",
    "conduct",
    "continue",
    "resume",
    "launch",
    "undertake",
    "enter",
    "plan",
    "schedule",
    "cancel",
    "postpone",
];

/// Prepositions under which a nominal trigger shares the subject of its clause: "during a meeting with Putin, Wang …".
const DURING: [&str; 8] = ["during", "in", "at", "after", "before", "following", "on", "ahead_of"];

/// Verbs of coming and going, which one does for something.
const GOING: [&str; 14] = [
    "arrive", "travel", "fly", "visit", "come", "go", "return", "leave", "head", "land", "tour", "depart",
    "be", "pay",
];

/// What one gets from others, with which one does something: "with funding from the World Bank, Kenya built".
const GIFTS: &[&str] = &["funding", "financing", "aid", "assistance", "grant", "loan", "donation"];

/// Nouns of what one does because another wants it: "was sacked at the request of".
const WISHES: &[&str] = &["request", "behest", "urging", "insistence", "instigation"];

/// Verbs of coming back from what was.
const RETURNING: &[&str] = &["return", "come", "get", "fly", "arrive"];

/// What those do who make room for a successor, and what is done to them.
const LEAVING: &[&str] =
    &["resign", "step_down", "stand_down", "die", "retire", "quit", "abdicate", "step_aside"];

const OUSTING: &[&str] = &[
    "impeach",
    "oust",
    "sack",
    "dismiss",
    "remove",
    "fire",
    "depose",
    "topple",
    "overthrow",
    "assassinate",
    "kill",
    "suspend",
    "unseat",
    "murder",
];

impl Slots<'_, '_> {
    /// "took over when Smith was impeached", "became king after his father died".
    pub(super) fn gone(&self) -> Option<usize> {
        let tree = self.finder.tree;
        let marks = [Deprel::Mark, Deprel::Advmod];
        let then = |&clause: &usize| {
            tree.dependents(clause, &marks).any(|m| matches!(tree.lemma(m), "when" | "after" | "once"))
        };
        let clauses = tree.dependents(self.trigger, &[Deprel::Advcl]).filter(then);
        let goes = |clause: usize| match tree
            .phrasal_lemmas(clause)
            .first()
            .map(|lemma| LEAVING.contains(&&**lemma))
        {
            Some(true) if tree.is_passive(clause) => tree.logical_object(clause),
            Some(true) => tree.logical_subject(clause),
            _ if tree.is_passive(clause) && OUSTING.contains(&tree.lemma(clause)) => {
                tree.logical_object(clause)
            }
            _ => None,
        };
        clauses.filter_map(goes).next()
    }

    /// "threatened to attack Kenya", "to retaliate against Kenya": whom it would be done to.
    pub(super) fn aim(&self) -> Vec<usize> {
        let tree = self.finder.tree;
        let infinitives =
            tree.dependents(self.trigger, &[Deprel::Xcomp, Deprel::Advcl]).filter(|&c| tree.is_infinitive(c));
        let against =
            |c: usize| ["against", "on", "at"].into_iter().flat_map(move |p| tree.prepositional(c, p));
        infinitives
            .flat_map(|c| tree.logical_object(c).into_iter().chain(against(c)).collect::<Vec<_>>())
            .collect()
    }

    /// The subject of the clause that the trigger governs: "urged that Russia withdraw".
    pub(super) fn complement_subject(&self) -> Vec<usize> {
        let tree = self.finder.tree;
        let nominal = self.noun.unwrap_or(self.trigger);
        let clauses = tree.dependents(self.trigger, &[Deprel::Ccomp, Deprel::Xcomp]);
        let clauses = clauses.chain(tree.dependents(nominal, &[Deprel::Acl, Deprel::Ccomp]));
        let clauses = clauses.filter(|&c| !self.wished || is_wish(tree, c)).filter(|&c| {
            !self.modal || tree.dependents(c, &[Deprel::Aux]).any(|a| tree.token(a).xpos == Xpos::Md)
        });
        // "called for China to cut emissions"
        let to_end = tree.dependents(self.trigger, &[Deprel::Advcl]).filter(|&c| {
            tree.is_infinitive(c) && tree.dependents(c, &[Deprel::Mark]).any(|m| tree.lemma(m) == "for")
        });
        let clauses = clauses.chain(to_end);
        // "insisted that Smith be punished": who is to suffer it is not asked.
        let asked: &[Deprel] =
            if self.wished { &[Deprel::Nsubj] } else { &[Deprel::Nsubj, Deprel::NsubjPass] };
        clauses.filter_map(|c| tree.dependent(c, asked)).take(1).collect()
    }

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
        // "organised two campaigns in collaboration with": the parser may hang it on what is held.
        let held = tree.head(noun).filter(|&h| {
            is_manner(tree, noun) && tree.deprel(noun) == Deprel::Nmod && tree.token(h).upos == Upos::Noun
        });
        if let Some(held) = held {
            let first = if tree.deprel(held) == Deprel::Appos { tree.head(held)? } else { held };
            let first = tree.conjunction_head(first);
            let verb = tree.head(first).filter(|&v| tree.is_verb(v))?;
            let is_held = matches!(tree.deprel(first), Deprel::Obj | Deprel::NsubjPass);
            return if is_held { tree.logical_subject(verb) } else { None };
        }
        let verb = tree.head(noun).filter(|&v| tree.is_verb(v))?;
        if manner && tree.deprel(noun) == Deprel::Obl {
            return self.agent_before(noun).or_else(|| tree.logical_subject(verb));
        }
        let shared = match tree.deprel(noun) {
            Deprel::Obj => self.holds(verb),
            Deprel::Obl if tree.has_preposition(noun, "with") => GIFTS.contains(&tree.lemma(noun)),
            Deprel::Obl if tree.has_preposition(noun, "from") => RETURNING.contains(&tree.lemma(verb)),
            Deprel::Obl => during() || self.embeds(verb) && embeds_by_preposition(tree, noun),
            _ => false,
        };
        // "was sacked at the request of": whoever sacked him did it, where "was received at the invitation of" is the guest.
        if tree.is_passive(verb) && WISHES.contains(&tree.lemma(noun)) {
            return tree.logical_subject(verb).filter(|_| shared);
        }
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

    /// Whether the verb says of its object that it takes place, or may.
    pub(super) fn holds(&self, verb: usize) -> bool {
        HOLDING.contains(&self.finder.tree.lemma(verb)) || self.embeds(verb)
    }

    /// Whether the verb says of an event in which its subject has a part that it may be or not be: "rejected talks".
    fn embeds(&self, verb: usize) -> bool {
        self.shared && verb_status(self.finder.tree, verb).is_some_and(|status| status != Status::Actual)
    }
}

/// Whether a clause says what should be, "that Iran stop", "that Iran should stop", and not what is.
fn is_wish(tree: &Tree, clause: usize) -> bool {
    let mut words = tree.dependents(clause, &[Deprel::Cop, Deprel::Aux, Deprel::AuxPass]).peekable();
    if let Some(modal) = tree.dependents(clause, &[Deprel::Aux]).find(|&a| tree.token(a).xpos == Xpos::Md) {
        return matches!(tree.lemma(modal), "should" | "must" | "ought");
    }
    match words.peek() {
        Some(&first) => tree.token(first).xpos == Xpos::Vb,
        // "that the members stop" looks like what they do.
        None => matches!(tree.token(clause).xpos, Xpos::Vb | Xpos::Vbp),
    }
}
