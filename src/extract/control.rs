//! Who does what an infinitive says: whoever is invited, promises, or has the plan.

use super::words::{Control, Words};
use crate::language::{Deprel, Tree, Upos, Xpos};

impl Tree<'_> {
    /// Who does what the complement of `verb` says: its object ("invited Xi to visit"), else its subject.
    pub(super) fn controller(&self, verb: usize, steps: usize) -> Option<usize> {
        let control = Words::built_in().control(self.lemma(verb));
        // "whom he hopes to meet": he does.
        let raised = |&object: &usize| object < verb && self.is_relative(object);
        if control != Some(Control::Object) && self.dependents(verb, &[Deprel::Obj]).any(|o| raised(&o)) {
            return self.inherited_subject(verb, steps);
        }
        if control != Some(Control::Subject) {
            if let Some(object) = self.dependent(verb, &[Deprel::Obj, Deprel::Iobj]) {
                // "considered pleas to provide aid": whoever has the plea does it, not the plea.
                let said =
                    self.is_noun(object) && Words::built_in().noun_status(self.lemma(object)).is_some();
                return if said { self.holder(object, steps) } else { Some(object) };
            }
            if control == Some(Control::Addressee) {
                let addressee = |&c: &usize| {
                    self.has_preposition(c, "on")
                        || self.has_preposition(c, "upon")
                        || self.has_preposition(c, "to")
                };
                if let Some(addressee) = self.dependents(verb, &[Deprel::Obl]).find(addressee) {
                    return Some(addressee);
                }
            }
        }
        self.inherited_subject(verb, steps)
    }

    /// "extended an invitation to Biden to visit": to whom the verb hands what asks for the infinitive.
    pub(super) fn asked_by_noun(&self, verb: usize, infinitive: usize) -> Option<usize> {
        let noun = self.dependent(verb, &[Deprel::Obj]).filter(|_| self.is_infinitive(infinitive))?;
        self.prepositional(noun, "to")
            .into_iter()
            .chain(self.handed_to(verb))
            .find(|&c| Words::built_in().is_asking(self.lemma(noun)) && verb < c && c < infinitive)
    }

    /// "handed an invitation to Biden", "handed Biden an invitation": to whom.
    fn handed_to(&self, verb: usize) -> impl Iterator<Item = usize> {
        self.prepositional(verb, "to").into_iter().chain(self.indirect_object(verb))
    }

    /// Who has the plan, attempt or decision that an infinitive fills.
    pub(super) fn holder(&self, noun: usize, steps: usize) -> Option<usize> {
        // "an invitation to Biden to visit": who is asked.
        let asked = self.prepositional(noun, "to").into_iter().find(|&c| c > noun);
        if let Some(asked) = asked.filter(|_| Words::built_in().is_asking(self.lemma(noun))) {
            return Some(asked);
        }
        if let Some(possessor) = self.dependent(noun, &[Deprel::NmodPoss]) {
            return Some(possessor);
        }
        // "an attempt by Iran to enrich uranium"
        if let Some(by) = self.prepositional(noun, "by").into_iter().next() {
            return Some(by);
        }
        // "the decision of the party to nominate Ann"
        let decides = Words::built_in().noun_status(self.lemma(noun)).is_some();
        if let Some(of) = self.prepositional(noun, "of").into_iter().find(|&c| decides && c > noun) {
            return Some(of);
        }
        let verb = self.head(noun);
        if self.is_date_said(noun) {
            return self.inherited_subject(noun, steps);
        }
        if self.is_singled_out(noun) {
            // "was the first leader to visit", "became the first to visit": of whom it is said.
            let becomes = verb.filter(|&v| {
                self.deprel(noun) == Deprel::Xcomp && matches!(self.lemma(v), "become" | "remain")
            });
            let clause = if self.dependent(noun, &[Deprel::Cop]).is_some() { Some(noun) } else { becomes };
            return clause.map_or(Some(noun), |clause| self.inherited_subject(clause, steps));
        }
        let verb = verb?;
        // "handed the president an invitation to visit": who is asked.
        if self.deprel(noun) == Deprel::Obj
            && Words::built_in().is_asking(self.lemma(noun))
            && let Some(asked) = self.handed_to(verb).next()
        {
            return Some(asked);
        }
        match self.deprel(noun) {
            // "One of the Americans to visit was Smith"
            Deprel::Nsubj if self.is_told_of(noun) => Some(noun),
            Deprel::Obj if Words::built_in().is_of_others(self.lemma(verb)) => None,
            // "met over the decision to appoint Ann": somebody's.
            Deprel::Obl if self.is_spoken_of(noun) => None,
            Deprel::Obj | Deprel::Obl if self.is_verb(verb) => self.inherited_subject(verb, steps),
            _ => None,
        }
    }

    /// "satisfied over", "since", "despite the decision": what the clause speaks of need not be its subject's.
    fn is_spoken_of(&self, noun: usize) -> bool {
        ["over", "about", "at", "since", "after", "despite", "against", "of", "amid", "following", "upon"]
            .iter()
            .any(|preposition| self.has_preposition(noun, preposition))
    }

    /// "is next week to visit": the parser takes the date for what is said.
    pub fn is_date_said(&self, noun: usize) -> bool {
        const DATES: &[&str] = &[
            "week",
            "month",
            "year",
            "today",
            "tomorrow",
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
        ];
        DATES.contains(&&*self.lemma(noun).to_lowercase()) && self.dependent(noun, &[Deprel::Cop]).is_some()
    }

    /// "One of those to visit was Smith": of people of whom it is told who they were.
    pub fn is_told_of(&self, noun: usize) -> bool {
        let lemma = self.lemma(noun).to_lowercase();
        let people = lemma == "one" || Words::built_in().is_people(&lemma);
        let clause = self.head(noun).filter(|_| people && self.deprel(noun) == Deprel::Nsubj);
        clause.is_some_and(|clause| {
            self.dependents(clause, &[Deprel::Cop]).any(|cop| self.token(cop).xpos == Xpos::Vbd)
        })
    }

    /// "the first leader", "the only woman", "the first": of whom an infinitive tells what they do.
    pub fn is_singled_out(&self, noun: usize) -> bool {
        let single =
            |t: usize| matches!(self.lemma(t), "first" | "second" | "third" | "last" | "only" | "latest");
        single(noun) || self.dependents(noun, &[Deprel::Amod]).any(single)
    }

    /// "apologized for the United States dropping it": the parser may hang the gerund and who does it on the same verb.
    pub(super) fn named_before_gerund(&self, gerund: usize) -> Option<usize> {
        if self.token(gerund).xpos != Xpos::Vbg {
            return None;
        }
        let ends_before = |c: usize| c < gerund && (c + 1..gerund).all(|t| self.is_below(t, c));
        let governed = |c: usize| {
            ["for", "of", "about", "without", "despite"].iter().any(|p| self.has_preposition(c, p))
        };
        let named = |&c: &usize| self.token(c).upos == Upos::Propn && ends_before(c) && governed(c);
        self.dependents(self.head(gerund)?, &[Deprel::Obl]).find(named)
    }

    /// The last infinitive or gerund before a verb.
    pub(super) fn unfinite_before(&self, verb: usize) -> Option<usize> {
        (0..verb).rev().find(|&v| {
            self.token(v).upos == Upos::Verb
                && matches!(self.token(v).xpos, Xpos::Vb | Xpos::Vbg)
                && self.dependent(v, &[Deprel::Aux]).is_none()
                && self.lemma(v) != "include"
        })
    }

    /// "whom he hopes to succeed": the relative pronoun stands with the verb above.
    pub(super) fn raised_object(&self, verb: usize) -> Option<usize> {
        let above =
            self.head(verb).filter(|_| self.deprel(verb) == Deprel::Xcomp && self.is_infinitive(verb))?;
        let pronoun = self.dependent(above, &[Deprel::Obj]).filter(|&o| o < above && self.is_relative(o))?;
        let controls = Words::built_in().control(self.lemma(above)) == Some(Control::Object);
        (!controls).then(|| self.antecedent(above, pronoun))
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::sentence;
    use super::*;

    #[test]
    fn who_is_named_right_before_a_gerund_does_it() {
        let lines = "
            Heckl Heckl PROPN NNP 2 nsubj
            apologized apologize VERB VBD 0 root
            for for ADP IN 4 case
            Samsung Samsung PROPN NNP 2 obl
            hiding hide VERB VBG 2 advcl
            it it PRON PRP 5 obj";
        let subject = |lines: &str| {
            let (text, sentence) = sentence(lines);
            Tree::new(&text, &sentence).logical_subject(4)
        };
        assert_eq!(subject(lines), Some(3));
        assert_eq!(subject(&lines.replace("for for", "in in")), Some(0));
    }
}
