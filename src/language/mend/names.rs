//! What the names found in the sentence say of its tree.

use super::{Mender, Name, is_inner, is_subject};
use crate::language::gazetteer::Gazetteer;
use crate::language::{Deprel, Upos, Xpos};
use crate::model::EntityType;

impl Mender<'_> {
    /// The words of a name hang on one of them: a person's on the first, others' on the last.
    pub(super) fn names_hold_together(&mut self) {
        for (range, entity) in self.names {
            let outer: Vec<usize> =
                range.clone().filter(|&t| !self.head(t).is_some_and(|h| range.contains(&h))).collect();
            if outer.len() < 2 {
                continue;
            }
            let person = *entity == EntityType::Person;
            let top = if person { outer[0] } else { outer[outer.len() - 1] };
            if outer.iter().any(|&t| t != top && self.is_below(top, t)) {
                continue;
            }
            let source = outer.iter().copied().find(|&t| !is_inner(self.deprel(t))).unwrap_or(top);
            let (head, deprel) = (self.head(source), self.deprel(source));
            for &t in outer.iter().filter(|&&t| t != top) {
                let relation = if person { Deprel::Flat } else { Deprel::Compound };
                let relation = if self.upos(t) == Upos::Adp { Deprel::Case } else { relation };
                self.attach(t, Some(top), relation);
            }
            if self.head(top).is_some() {
                self.attach(top, head, deprel);
            }
        }
    }

    /// "for uMngeni Local Municipality": what hangs on a word of a name hangs on the whole of it.
    pub(super) fn names_govern_as_one(&mut self) {
        for (range, _) in self.names {
            let Some(top) = self.top(range) else { continue };
            for t in (0..self.len()).filter(|t| !range.contains(t)) {
                let inner = self.head(t).is_some_and(|head| head != top && range.contains(&head));
                let outer =
                    !matches!(self.deprel(t), Deprel::List | Deprel::Flat | Deprel::Dep | Deprel::Punct);
                if inner && outer {
                    self.attach(t, Some(top), self.deprel(t));
                }
            }
        }
    }

    /// "in east Nepal": a word without a capital at the beginning of a place's name describes the place.
    pub(super) fn sides_of_places(&mut self) {
        for (range, entity) in self.names {
            let first = range.start;
            let lower = self.form(first).len() >= 4 && self.form(first).chars().all(char::is_lowercase);
            if *entity == EntityType::Place && range.len() > 1 && lower && self.upos(first) == Upos::Propn {
                let token = &mut self.sentence.tokens[first];
                (token.upos, token.xpos, token.deprel) = (Upos::Adj, Xpos::Jj, Deprel::Amod);
            }
        }
    }

    /// "invited Xi Jinping", "by Barack Obama": a name is no further part of another name.
    pub(super) fn names_do_not_continue_names(&mut self) {
        for (range, _) in self.names {
            let Some(top) = self.top(range) else { continue };
            let Some(host) = self.head(top).filter(|_| self.deprel(top) == Deprel::Flat) else { continue };
            if range.contains(&host) || range.start == 0 || self.name_at(host).is_none() {
                continue;
            }
            let before = range.start - 1;
            match self.upos(before) {
                Upos::Verb if before > host => self.attach(top, Some(before), Deprel::Obj),
                Upos::Adp => {
                    let above = self.head(host).unwrap_or(host);
                    let relation = if self.upos(above) == Upos::Verb { Deprel::Obl } else { Deprel::Nmod };
                    self.attach(top, Some(above), relation);
                    self.attach(before, Some(top), Deprel::Case);
                }
                _ => {}
            }
        }
    }

    /// "owner Rupert Murdoch", "with party leader Xi Jinping": the noun stands under the name, not the name under the noun.
    pub(super) fn names_do_not_continue_titles(&mut self) {
        for (range, entity) in self.names {
            let Some(top) = self.top(range) else { continue };
            let under = match self.deprel(top) {
                Deprel::Flat => true,
                Deprel::Appos => *entity == EntityType::Person,
                _ => false,
            };
            let Some(noun) = self.head(top).filter(|&noun| under && noun + 1 == range.start) else {
                continue;
            };
            if self.upos(noun) == Upos::Noun && self.name_at(noun).is_none() {
                self.title_or_apposition(noun, top);
            }
        }
    }

    /// "the head of the investment bank Barclays said": a clause has one subject; the name right after a noun below it is
    /// what this is called.
    pub(super) fn names_are_no_second_subjects(&mut self) {
        for (range, _) in self.names {
            let Some(top) = self.top(range).filter(|&top| is_subject(self.deprel(top))) else { continue };
            let (Some(verb), Some(noun)) = (self.head(top), range.start.checked_sub(1)) else { continue };
            let is_first = |c: usize| is_subject(self.deprel(c)) && c < noun && self.is_below(noun, c);
            let has_own = self.dependents(verb).any(is_first);
            if has_own && self.upos(noun) == Upos::Noun && self.name_at(noun).is_none() {
                self.title_or_apposition(noun, top);
            }
        }
    }

    /// "Ann and his wife, Luz Bueno, moved": who has a name of his own is not called otherwise; the noun between is.
    pub(super) fn names_stand_beside_nouns(&mut self) {
        for (range, entity) in self.names {
            let Some(top) = self.top(range).filter(|_| *entity == EntityType::Person) else { continue };
            let Some(first) = self.head(top).filter(|_| self.deprel(top) == Deprel::Appos) else { continue };
            let named = |t: usize| self.names.iter().any(|(r, e)| r.contains(&t) && *e == EntityType::Person);
            let joined = self.dependents(first).filter(|&c| {
                c > first
                    && c < range.start
                    && self.deprel(c) == Deprel::Conj
                    && self.xpos(c) == Xpos::Nn
                    && self.name_at(c).is_none()
            });
            let Some(noun) = joined.last().filter(|_| named(first)) else { continue };
            if self.form(noun + 1) == "," {
                self.attach(top, Some(noun), Deprel::Appos);
            }
        }
    }

    /// "her counterpart from Australia, Marise Payne", "the lawyer of the guards, Ann Lee": a person is no other name of a
    /// place, nor of several people, but of whoever these belong to.
    pub(super) fn persons_name_one_person(&mut self) {
        for (range, entity) in self.names {
            let Some(top) = self.top(range).filter(|_| *entity == EntityType::Person) else { continue };
            let joined = matches!(self.deprel(top), Deprel::Conj | Deprel::Appos);
            let Some(other) = self.head(top).filter(|_| joined && self.form(range.start - 1) == ",") else {
                continue;
            };
            let coordinated =
                self.dependents(top).any(|c| matches!(self.deprel(c), Deprel::Cc | Deprel::Conj));
            let goes_on = range.end < self.len() && self.upos(range.end) == Upos::Cconj;
            if coordinated
                || goes_on
                || !(self.is_place_before(other, range.start) || self.are_several(other, top))
            {
                continue;
            }
            let one = |&t: &usize| {
                self.xpos(t) == Xpos::Nn && self.name_at(t).is_none() && self.describes_person(t)
            };
            let above = std::iter::successors(self.head(other), |&t| self.head(t)).take(self.len());
            let noun =
                above.take_while(|&t| self.upos(t) != Upos::Verb || self.deprel(t) == Deprel::Acl).find(one);
            if let Some(noun) = noun {
                self.attach(top, Some(noun), Deprel::Appos);
            }
        }
    }

    /// Whether a place is named at `t`, with just a comma between it and `next`.
    fn is_place_before(&self, t: usize, next: usize) -> bool {
        let ends_there = |(range, entity): &Name| {
            range.contains(&t) && *entity == EntityType::Place && range.end + 1 == next
        };
        self.deprel(t) == Deprel::Nmod && self.names.iter().any(ends_there)
    }

    /// Whether `t` is a noun for several, right before the comma that parts `name` from it.
    fn are_several(&self, t: usize, name: usize) -> bool {
        self.xpos(t) == Xpos::Nns
            && t + 2 == name
            && self.name_at(t).is_none()
            && self.deprel(name) == Deprel::Appos
    }

    fn describes_person(&self, noun: usize) -> bool {
        let described = Gazetteer::embedded().describing_noun(&self.form(noun).to_lowercase());
        described.is_some_and(|d| d.entity == EntityType::Person)
    }

    /// "received in his office John Kerry": what somebody owns is no title; who follows it is the verb's object.
    pub(super) fn offices_are_no_titles(&mut self) {
        for (range, entity) in self.names {
            let Some(top) = self.top(range).filter(|_| *entity == EntityType::Person) else { continue };
            let Some(verb) = self.head(top).filter(|_| self.deprel(top) == Deprel::Obl) else { continue };
            let case = self
                .dependents(top)
                .find(|&c| c > verb && self.deprel(c) == Deprel::Case && matches!(self.form(c), "in" | "at"));
            let owned = |&t: &usize| {
                let by = |o: usize| self.deprel(o) == Deprel::NmodPoss && self.upos(o) == Upos::Pron;
                self.deprel(t) == Deprel::NmodDesc
                    && self.upos(t) == Upos::Noun
                    && !self.describes_person(t)
                    && self.dependents(t).any(by)
            };
            let office = self.dependents(top).filter(|&t| t < range.start).find(owned);
            if let (Some(case), Some(office)) = (case, office.filter(|_| self.upos(verb) == Upos::Verb)) {
                self.set(office, Some(verb), Deprel::Obl);
                self.attach(case, Some(office), Deprel::Case);
                self.set(top, Some(verb), Deprel::Obj);
            }
        }
    }

    /// "known as Wang, Control Yuan Member Wang Mei-yu said": the title right before a name is the name's.
    pub(super) fn titles_stand_with_the_name_after(&mut self) {
        for (range, entity) in self.names {
            let Some(top) = self.top(range).filter(|_| *entity == EntityType::Person) else { continue };
            let Some(title) = range.start.checked_sub(1) else { continue };
            let apposed = self.deprel(title) == Deprel::Appos && self.head(title).is_some_and(|h| h < title);
            if apposed && is_subject(self.deprel(top)) && self.describes_person(title) {
                self.attach(title, Some(top), Deprel::NmodDesc);
            }
        }
    }

    /// "cooperation between India and France": a name after "and" is coordinated with the name before it.
    pub(super) fn names_join_names(&mut self) {
        for second in 2..self.len() {
            let Some(first) = self.head(second).filter(|_| self.deprel(second) == Deprel::Conj) else {
                continue;
            };
            let cc = (first..second).find(|&c| self.deprel(c) == Deprel::Cc && self.is_below(c, second));
            let Some(before) = cc.and_then(|cc| cc.checked_sub(1)) else { continue };
            let Some(near) = self.name_at(before).and_then(|name| self.top(&name)) else { continue };
            let below_noun = self.upos(first) == Upos::Noun && self.is_below(near, first);
            // "actor John Smith and singer Ann Lee"
            let titled = self.deprel(first) == Deprel::NmodDesc && self.head(first) == Some(near);
            if self.name_at(second).is_some() && self.name_at(first).is_none() && (below_noun || titled) {
                self.attach(second, Some(near), Deprel::Conj);
            }
        }
    }
}
