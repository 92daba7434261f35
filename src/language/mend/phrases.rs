//! Noun phrases: possessors, titles, appositions, coordination, and two nouns in one role.

use super::{Mender, is_dash, is_quote, is_role, is_subject, same_role};
use crate::language::times::is_weekday;
use crate::language::{Deprel, Upos};

impl Mender<'_> {
    /// "Russia's ally Syria": what bears the 's belongs to the next noun.
    pub(super) fn possessors(&mut self) {
        for mark in 1..self.len() {
            let Some(owner) = self.head(mark).filter(|_| self.deprel(mark) == Deprel::Case) else { continue };
            let is_mark = matches!(self.form(mark), "'s" | "’s" | "'" | "’");
            if !is_mark || owner >= mark || self.deprel(owner) == Deprel::NmodPoss {
                continue;
            }
            let next = (mark + 1..self.len().min(mark + 5)).find(|&t| self.is_nominal(t));
            if let Some(noun) = next.filter(|&n| !self.is_below(n, owner)) {
                self.attach(owner, Some(noun), Deprel::NmodPoss);
            }
        }
    }

    /// "a master's in history", "dined at Bob's on Monday": nothing that follows a preposition owns what stands before it,
    /// so that the owner stands for itself, and the phrase under it.
    pub(super) fn lone_possessors(&mut self) {
        for mark in 1..self.len().saturating_sub(1) {
            let Some(owner) = self.head(mark).filter(|_| self.deprel(mark) == Deprel::Case) else { continue };
            if owner >= mark || self.deprel(owner) != Deprel::NmodPoss || self.upos(mark + 1) != Upos::Adp {
                continue;
            }
            let Some(noun) = self.head(owner).filter(|&n| n > mark) else { continue };
            let Some(verb) = self.head(noun).filter(|&v| v < owner && self.upos(v) == Upos::Verb) else {
                continue;
            };
            let preceded = self.dependents(owner).any(|c| c < owner && self.deprel(c) == Deprel::Case);
            self.set(owner, Some(verb), if preceded { Deprel::Obl } else { Deprel::Obj });
            self.attach(noun, Some(owner), Deprel::Nmod);
        }
    }

    /// "“It is over,” he said on Tuesday": what follows a verb does not hang on a word before it that is below that verb.
    pub(super) fn adjuncts_do_not_cross(&mut self) {
        for adjunct in 0..self.len() {
            if !matches!(self.deprel(adjunct), Deprel::Obl | Deprel::OblUnmarked) {
                continue;
            }
            let Some(head) = self.head(adjunct) else { continue };
            let nearer = (head + 1..adjunct)
                .rev()
                .find(|&verb| self.upos(verb) == Upos::Verb && self.is_below(head, verb));
            if nearer.is_some() {
                self.attach(adjunct, nearer, self.deprel(adjunct));
            }
        }
    }

    /// Of two neighbours in the same role one stands under the other.
    pub(super) fn one_subject_each(&mut self) {
        for second in 1..self.len() {
            let relation = self.deprel(second);
            if !is_role(relation) || !self.is_nominal(second) {
                continue;
            }
            let Some(head) = self.head(second) else { continue };
            let first = self.dependents(head).filter(|&f| {
                f < second
                    && same_role(self.deprel(f), relation)
                    && self.is_nominal(f)
                    && (head < f || head > second)
            });
            let Some(first) = first.last() else { continue };
            self.put_under(first, second);
        }
    }

    pub(super) fn put_under(&mut self, first: usize, second: usize) {
        let start = self.start_of(second);
        // "a “no limits” partnership"
        if start < self.start_of(first) && self.end_of(first) < second && self.deprel(second) == Deprel::Obj {
            return self.title_or_apposition(first, second);
        }
        if self.end_of(first) >= start {
            return;
        }
        let between: Vec<usize> = (self.end_of(first) + 1..start).collect();
        // In "Ann Lee and party treasurer Paul Okoro" it may hang on a word of the title.
        let joins = |cc: usize| self.name_at(first).is_some_and(|name| name.end == cc);
        let leading = Some(start).filter(|&c| c < second && self.deprel(c) == Deprel::Cc && joins(c));
        let conjunction =
            self.dependents(second).find(|&c| c < second && self.deprel(c) == Deprel::Cc).or(leading);
        let has_case = self.dependents(second).any(|c| self.deprel(c) == Deprel::Case && c < second);
        if has_case && conjunction.is_none() && between.is_empty() {
            // "his meeting with Kim was": no subject has a preposition.
            if is_subject(self.deprel(second)) {
                self.attach(second, Some(first), Deprel::Nmod);
            }
        } else if let Some(cc) = conjunction {
            if cc == 0 || has_case {
                return;
            }
            // "the treaty between Russia and the United States": the nearest name before a name.
            let near = self.name_at(cc - 1).filter(|_| self.name_at(second).is_some());
            let near = near.and_then(|range| self.top(&range)).filter(|&n| !self.is_below(n, second));
            self.attach(second, Some(near.unwrap_or(first)), Deprel::Conj);
            self.attach(cc, Some(second), Deprel::Cc);
        } else if !has_case && between.iter().all(|&t| is_quote(self.form(t))) {
            self.title_or_apposition(first, second);
        } else if between.len() == 1 && self.form(between[0]) == "," && !has_case {
            self.attach(second, Some(first), Deprel::Appos);
        } else if between.len() == 1 && is_dash(self.form(between[0])) && is_subject(self.deprel(second)) {
            self.lead(first, second);
        }
    }

    /// "Cape Town - The forum has warned": where the report comes from does nothing in it.
    fn lead(&mut self, first: usize, second: usize) {
        let closed = (self.end_of(second) + 1..self.len()).next().is_some_and(|t| is_dash(self.form(t)));
        if self.start_of(first) == 0 && self.name_at(first).is_some() && !closed {
            self.attach(first, self.head(first), Deprel::Dep);
        }
    }

    /// "President Obama": the title stands under the name; "the group Boko Haram" too, and "materiel aid".
    pub(super) fn title_or_apposition(&mut self, first: usize, second: usize) {
        let is_name = |t| self.name_at(t).is_some();
        let compound = !is_name(first) && !is_name(second) && self.deprel(second) == Deprel::Obj;
        if !compound && (!is_name(second) || is_name(first)) {
            return;
        }
        // "received on Sunday John Kerry"
        if is_weekday(self.form(first)) {
            return;
        }
        let (head, deprel) = (self.head(first), self.deprel(first));
        let cases: Vec<usize> = self.dependents(first).filter(|&c| self.deprel(c) == Deprel::Case).collect();
        self.set(second, head, deprel);
        self.attach(first, Some(second), if compound { Deprel::Compound } else { Deprel::NmodDesc });
        for case in cases.into_iter().filter(|&c| c < first) {
            self.attach(case, Some(second), Deprel::Case);
        }
    }
}
