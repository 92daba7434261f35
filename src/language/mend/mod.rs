//! Mends a tree where it contradicts the names found in the sentence, coordination, or possession.
//!
//! The parser decides on each word by itself, so that two words may both come out as the subject of one verb:
//! "President Obama said", "Israel and Lebanon agreed", "Larry Page, the founder, spoke". A verb has one subject, and
//! the words between the two tell which of them stands under the other. [`names`], [`phrases`], [`clauses`] and
//! [`punctuation`] hold the repairs; each has its reason above it.

mod clauses;
mod names;
mod phrases;
mod punctuation;

use std::ops::Range;

use super::neural::Name;
use super::{Deprel, Sentence, Upos, Xpos};

/// Mends the sentence's tree in place.
pub fn mend(text: &str, sentence: &mut Sentence, names: &[Name]) {
    let mut mender = Mender { text, sentence, names };
    mender.names_hold_together();
    mender.names_govern_as_one();
    mender.sides_of_places();
    mender.names_do_not_continue_names();
    mender.names_do_not_continue_titles();
    mender.names_are_no_second_subjects();
    mender.names_stand_beside_nouns();
    mender.persons_name_one_person();
    mender.titles_stand_with_the_name_after();
    mender.possessors();
    mender.lone_possessors();
    mender.agents();
    mender.reports_that_follow();
    mender.times_before_reports();
    mender.nothing_before_the_relative();
    mender.addressees();
    mender.second_subjects_of_telling();
    mender.named_addressees();
    mender.lone_objects();
    mender.gerunds();
    mender.adjuncts_do_not_cross();
    mender.one_subject_each();
    mender.offices_are_no_titles();
    mender.bare_persons_are_objects();
    mender.names_join_names();
    mender.subjects_of_the_next_clause();
    mender.verbs_join_their_like();
    mender.speakers_go_on_speaking();
    mender.voice();
    mender.punctuation();
}

struct Mender<'a> {
    text: &'a str,
    sentence: &'a mut Sentence,
    names: &'a [Name],
}

impl Mender<'_> {
    fn len(&self) -> usize {
        self.sentence.tokens.len()
    }

    fn head(&self, t: usize) -> Option<usize> {
        self.sentence.tokens[t].head
    }

    fn deprel(&self, t: usize) -> Deprel {
        self.sentence.tokens[t].deprel
    }

    fn upos(&self, t: usize) -> Upos {
        self.sentence.tokens[t].upos
    }

    fn xpos(&self, t: usize) -> Xpos {
        self.sentence.tokens[t].xpos
    }

    fn form(&self, t: usize) -> &str {
        self.sentence.tokens[t].span.of(self.text)
    }

    fn is_nominal(&self, t: usize) -> bool {
        matches!(self.upos(t), Upos::Noun | Upos::Propn) || self.name_at(t).is_some()
    }

    fn dependents(&self, t: usize) -> impl Iterator<Item = usize> + '_ {
        (0..self.len()).filter(move |&c| self.head(c) == Some(t))
    }

    fn name_at(&self, t: usize) -> Option<Range<usize>> {
        self.names.iter().find(|(range, _)| range.contains(&t)).map(|(range, _)| range.clone())
    }

    /// The word of a name on which the others hang.
    fn top(&self, range: &Range<usize>) -> Option<usize> {
        range.clone().find(|&t| !self.head(t).is_some_and(|h| range.contains(&h)))
    }

    /// The first word of what hangs on `t`, without punctuation.
    fn start_of(&self, t: usize) -> usize {
        (0..=t).find(|&i| self.upos(i) != Upos::Punct && self.is_below(i, t)).unwrap_or(t)
    }

    /// The last word of what hangs on `t`, without punctuation.
    fn end_of(&self, t: usize) -> usize {
        (t..self.len()).rev().find(|&i| self.upos(i) != Upos::Punct && self.is_below(i, t)).unwrap_or(t)
    }

    /// Whether `t` is `above` or hangs on it.
    fn is_below(&self, t: usize, above: usize) -> bool {
        let mut at = Some(t);
        for _ in 0..=self.len() {
            match at {
                Some(here) if here == above => return true,
                Some(here) => at = self.head(here),
                None => return false,
            }
        }
        false
    }

    /// Hangs `t` on `head`, unless that would close a circle or leave the tree without a root.
    fn attach(&mut self, t: usize, head: Option<usize>, deprel: Deprel) {
        if head.is_some_and(|h| !self.is_below(h, t)) {
            self.set(t, head, deprel);
        }
    }

    fn set(&mut self, t: usize, head: Option<usize>, deprel: Deprel) {
        self.sentence.tokens[t].head = head;
        self.sentence.tokens[t].deprel = deprel;
    }
}

fn is_quote(form: &str) -> bool {
    matches!(form, "\"" | "“" | "”" | "'" | "‘" | "’" | "''" | "``")
}

fn is_dash(form: &str) -> bool {
    matches!(form, "-" | "–" | "—" | "--")
}

/// Relations within a name.
fn is_inner(relation: Deprel) -> bool {
    matches!(
        relation,
        Deprel::Flat | Deprel::Compound | Deprel::Goeswith | Deprel::NmodUnmarked | Deprel::Amod
    )
}

fn is_role(relation: Deprel) -> bool {
    matches!(
        relation,
        Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter | Deprel::Obj | Deprel::Obl | Deprel::Nmod
    )
}

fn same_role(a: Deprel, b: Deprel) -> bool {
    a == b || is_subject(a) && is_subject(b)
}

fn is_subject(relation: Deprel) -> bool {
    matches!(relation, Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter)
}

#[cfg(test)]
mod tests;
