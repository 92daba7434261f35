//! Mends a tree where it contradicts the names found in the sentence, coordination, or possession.
//!
//! The parser decides on each word by itself, so that two words may both come out as the subject of one verb:
//! "President Obama said", "Israel and Lebanon agreed", "Larry Page, the founder, spoke". A verb has one subject, and
//! the words between the two tell which of them stands under the other.

use std::ops::Range;

use super::neural::Name;
use super::{Deprel, Sentence, Upos, Xpos};
use crate::model::EntityType;

/// Mends the sentence's tree in place.
pub fn mend(text: &str, sentence: &mut Sentence, names: &[Name]) {
    let mut mender = Mender { text, sentence, names };
    mender.names_hold_together();
    mender.names_do_not_continue_names();
    mender.names_do_not_continue_titles();
    mender.possessors();
    mender.lone_possessors();
    mender.agents();
    mender.reports_that_follow();
    mender.one_subject_each();
    mender.names_join_names();
    mender.verbs_join_their_like();
    mender.voice();
}

struct Mender<'a> {
    text: &'a str,
    sentence: &'a mut Sentence,
    names: &'a [Name],
}

impl Mender<'_> {
    /// The words of a name hang on one of them: a person's on the first, others' on the last.
    fn names_hold_together(&mut self) {
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

    /// "invited Xi Jinping", "by Barack Obama": a name is no further part of another name.
    fn names_do_not_continue_names(&mut self) {
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
    fn names_do_not_continue_titles(&mut self) {
        for (range, entity) in self.names {
            let Some(top) = self.top(range) else { continue };
            let under = match self.deprel(top) {
                Deprel::Flat => true,
                Deprel::Appos => *entity == EntityType::Person,
                _ => false,
            };
            let Some(noun) = self.head(top).filter(|&noun| under && noun + 1 == range.start) else { continue };
            if self.upos(noun) == Upos::Noun && self.name_at(noun).is_none() {
                self.title_or_apposition(noun, top);
            }
        }
    }

    /// "Russia's ally Syria": what bears the 's belongs to the next noun.
    fn possessors(&mut self) {
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
    fn lone_possessors(&mut self) {
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

    /// "arrested at his school by police", "the arrest of Meng by Canada": whose doing it is stands under the act.
    fn agents(&mut self) {
        for by in 1..self.len() {
            let Some(agent) = self.head(by).filter(|_| self.deprel(by) == Deprel::Case) else { continue };
            if self.deprel(agent) != Deprel::Nmod || !self.form(by).eq_ignore_ascii_case("by") {
                continue;
            }
            let Some(host) = self.head(agent) else { continue };
            if let Some(verb) = self.passive_above(host) {
                self.attach(agent, Some(verb), Deprel::OblAgent);
            } else if let Some(top) = self.name_at(host).and_then(|name| self.top(&name))
                && self.deprel(top) == Deprel::Nmod
                && let Some(act) = self.head(top)
            {
                self.attach(agent, Some(act), Deprel::Nmod);
            }
        }
    }

    /// The passive verb without an agent of which the noun is an oblique, directly or through other nouns.
    fn passive_above(&self, noun: usize) -> Option<usize> {
        let mut at = noun;
        loop {
            let head = self.head(at)?;
            match self.deprel(at) {
                Deprel::Nmod => at = head,
                Deprel::Obl if self.upos(head) == Upos::Verb => {
                    let passive = self.dependents(head).any(|c| self.deprel(c) == Deprel::AuxPass);
                    let agent = self.dependents(head).any(|c| self.deprel(c) == Deprel::OblAgent);
                    return (passive && !agent).then_some(head);
                }
                _ => return None,
            }
        }
    }

    /// "On Wednesday they are to meet, the Senate said": what stands before the words that are reported belongs to them.
    fn reports_that_follow(&mut self) {
        for said in 1..self.len() {
            let Some(verb) = self.head(said).filter(|&v| v > said && self.deprel(said) == Deprel::Ccomp)
            else {
                continue;
            };
            let start = self.start_of(said);
            let before: Vec<usize> = self.dependents(verb).filter(|&t| t < start).collect();
            for t in before {
                if matches!(
                    self.deprel(t),
                    Deprel::Obl | Deprel::OblUnmarked | Deprel::Advmod | Deprel::Advcl
                ) {
                    self.attach(t, Some(said), self.deprel(t));
                }
            }
        }
    }

    /// Of two neighbours in the same role one stands under the other.
    fn one_subject_each(&mut self) {
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

    fn put_under(&mut self, first: usize, second: usize) {
        let start = self.start_of(second);
        // "a “no limits” partnership"
        if start < self.start_of(first) && self.end_of(first) < second && self.deprel(second) == Deprel::Obj {
            return self.title_or_apposition(first, second);
        }
        if self.end_of(first) >= start {
            return;
        }
        let between: Vec<usize> = (self.end_of(first) + 1..start).collect();
        let conjunction = self.dependents(second).find(|&c| c < second && self.deprel(c) == Deprel::Cc);
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
        } else if !has_case && between.iter().all(|&t| is_quote(self.form(t))) {
            self.title_or_apposition(first, second);
        } else if between.len() == 1 && self.form(between[0]) == "," && !has_case {
            self.attach(second, Some(first), Deprel::Appos);
        }
    }

    /// "President Obama": the title stands under the name; "the group Boko Haram" too, and "materiel aid".
    fn title_or_apposition(&mut self, first: usize, second: usize) {
        let is_name = |t| self.name_at(t).is_some();
        let compound = !is_name(first) && !is_name(second) && self.deprel(second) == Deprel::Obj;
        if !compound && (!is_name(second) || is_name(first)) {
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

    /// "cooperation between India and France": a name after "and" is coordinated with the name before it.
    fn names_join_names(&mut self) {
        for second in 2..self.len() {
            let Some(first) = self.head(second).filter(|_| self.deprel(second) == Deprel::Conj) else {
                continue;
            };
            let cc = self.dependents(second).find(|&c| c < second && self.deprel(c) == Deprel::Cc);
            let Some(before) = cc.and_then(|cc| cc.checked_sub(1)) else { continue };
            let near = self.name_at(before).and_then(|name| self.top(&name));
            if let Some(near) = near
                && self.name_at(second).is_some()
                && self.name_at(first).is_none()
                && self.upos(first) == Upos::Noun
                && self.is_below(near, first)
            {
                self.attach(second, Some(near), Deprel::Conj);
            }
        }
    }

    /// "marks the first since Putin visited Beijing and signed": a verb without a subject joins the nearest of its tense.
    fn verbs_join_their_like(&mut self) {
        for second in 2..self.len() {
            let Some(first) =
                self.head(second).filter(|&f| f < second && self.deprel(second) == Deprel::Conj)
            else {
                continue;
            };
            let finite = |t: usize| matches!(self.xpos(t), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp);
            let has_subject = self.dependents(second).any(|c| is_subject(self.deprel(c)));
            if has_subject || !finite(first) || !finite(second) || self.xpos(first) == self.xpos(second) {
                continue;
            }
            let like = |&t: &usize| self.xpos(t) == self.xpos(second) && self.is_below(t, first);
            if let Some(near) = (first + 1..second).rev().find(like) {
                self.attach(second, Some(near), Deprel::Conj);
            }
        }
    }

    /// A subject is passive where its verb has a passive auxiliary, and only there if it has another one.
    fn voice(&mut self) {
        for subject in 0..self.len() {
            let Some(verb) = self.head(subject) else { continue };
            let has = |relation| self.dependents(verb).any(|c| self.deprel(c) == relation);
            let (passive, other) = (has(Deprel::AuxPass), has(Deprel::Aux));
            match self.deprel(subject) {
                Deprel::Nsubj if passive => self.attach(subject, Some(verb), Deprel::NsubjPass),
                Deprel::NsubjPass if other && !passive => self.attach(subject, Some(verb), Deprel::Nsubj),
                _ => {}
            }
        }
    }

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
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::language::{Part, Token};
    use crate::model::Span;

    /// A sentence from words written `form/UPOS/head/deprel`, heads counted from 1.
    fn sentence(words: &str) -> (String, Sentence) {
        let mut text = String::new();
        let mut tokens = Vec::new();
        for word in words.split_whitespace() {
            let columns: Vec<&str> = word.split('/').collect();
            let [form, upos, head, deprel] = columns[..] else { panic!("four columns: {word}") };
            let start = text.len();
            text.push_str(form);
            tokens.push(Token {
                span: Span::new(start, text.len()),
                joined: false,
                lemma: form.to_lowercase(),
                upos: upos.parse().unwrap(),
                xpos: Xpos::Nn,
                head: head.parse::<usize>().unwrap().checked_sub(1),
                deprel: deprel.parse().unwrap(),
            });
            text.push(' ');
        }
        let span = Span::new(0, text.len());
        (text, Sentence { span, part: Part::Body, paragraph: 0, tokens })
    }

    /// The mended tree as `head:deprel`, heads counted from 1.
    fn mended(words: &str, names: &[Name]) -> Vec<String> {
        let (text, mut sentence) = sentence(words);
        mend(&text, &mut sentence, names);
        sentence.tokens.iter().map(|t| format!("{}:{}", t.head.map_or(0, |h| h + 1), t.deprel)).collect()
    }

    #[test]
    fn the_title_of_a_subject_stands_under_the_name() {
        let tree = mended(
            "President/PROPN/4/nsubj Barack/PROPN/4/nsubj Obama/PROPN/2/flat spoke/VERB/0/root",
            &[(1..3, EntityType::Person)],
        );
        assert_eq!(tree, ["2:nmod:desc", "4:nsubj", "2:flat", "0:root"]);
    }

    #[test]
    fn a_name_does_not_continue_the_noun_before() {
        let tree = mended(
            "owner/NOUN/4/nsubj Rupert/PROPN/1/flat Murdoch/PROPN/2/flat spoke/VERB/0/root",
            &[(1..3, EntityType::Person)],
        );
        assert_eq!(tree, ["2:nmod:desc", "4:nsubj", "2:flat", "0:root"]);
    }

    #[test]
    fn two_subjects_with_and_between_are_coordinated() {
        let names = [(0..1, EntityType::Place), (2..3, EntityType::Place)];
        let tree =
            mended("Israel/PROPN/4/nsubj and/CCONJ/3/cc Lebanon/PROPN/4/nsubj agreed/VERB/0/root", &names);
        assert_eq!(tree, ["4:nsubj", "3:cc", "1:conj", "0:root"]);
    }

    #[test]
    fn a_second_subject_after_a_comma_is_an_apposition() {
        let tree = mended(
            "Page/PROPN/6/nsubj ,/PUNCT/4/punct the/DET/4/det founder/NOUN/6/nsubj ,/PUNCT/1/punct spoke/VERB/0/root",
            &[(0..1, EntityType::Person)],
        );
        assert_eq!(tree[3], "1:appos");
    }

    #[test]
    fn a_name_after_and_joins_the_name_before() {
        let names = [(2..3, EntityType::Place), (4..5, EntityType::Place)];
        let tree = mended(
            "Cooperation/NOUN/6/nsubj between/ADP/3/case India/PROPN/1/nmod and/CCONJ/5/cc France/PROPN/1/conj \
             grew/VERB/0/root",
            &names,
        );
        assert_eq!(tree[4], "3:conj");
    }

    #[test]
    fn the_auxiliaries_tell_the_voice() {
        let active = mended("He/PRON/3/nsubj:pass has/AUX/3/aux spoken/VERB/0/root", &[]);
        assert_eq!(active[0], "3:nsubj");
        let passive = mended("He/PRON/3/nsubj was/AUX/3/aux:pass seen/VERB/0/root", &[]);
        assert_eq!(passive[0], "3:nsubj:pass");
    }

    #[test]
    fn a_possessor_belongs_to_the_next_noun() {
        let tree = mended(
            "Russia/PROPN/4/nsubj 's/PART/1/case ally/NOUN/4/nsubj left/VERB/0/root",
            &[(0..1, EntityType::Place)],
        );
        assert_eq!(tree[0], "3:nmod:poss");
    }

    #[test]
    fn a_verb_joins_the_nearest_of_its_tense() {
        let words = "visit/NOUN/2/nsubj marks/VERB/0/root Putin/PROPN/4/nsubj visited/VERB/2/advcl and/CCONJ/6/cc \
            signed/VERB/2/conj";
        let (text, mut sentence) = sentence(words);
        for (token, xpos) in [(1, Xpos::Vbz), (3, Xpos::Vbd), (5, Xpos::Vbd)] {
            sentence.tokens[token].xpos = xpos;
        }
        mend(&text, &mut sentence, &[]);
        assert_eq!(sentence.tokens[5].head, Some(3));
    }

    #[test]
    fn what_stands_before_a_report_belongs_to_it() {
        let tree = mended(
            "Monday/PROPN/5/obl:unmarked they/PRON/3/nsubj meet/VERB/5/ccomp he/PRON/5/nsubj said/VERB/0/root",
            &[],
        );
        assert_eq!(tree[0], "3:obl:unmarked");
    }

    #[test]
    fn an_owner_before_a_preposition_stands_for_itself() {
        let tree = mended(
            "holds/VERB/0/root a/DET/3/det master/NOUN/6/nmod:poss 's/PART/3/case in/ADP/6/case history/NOUN/1/obl",
            &[],
        );
        assert_eq!(tree[2..], ["1:obj", "3:case", "6:case", "3:nmod"]);
    }

    #[test]
    fn of_two_common_nouns_side_by_side_the_first_qualifies_the_second() {
        let tree = mended("provide/VERB/0/root materiel/NOUN/1/obj aid/NOUN/1/obj", &[]);
        assert_eq!(tree, ["0:root", "3:compound", "1:obj"]);
    }

    #[test]
    fn a_name_after_by_does_not_continue_the_name_before() {
        let names = [(2..3, EntityType::Person), (4..5, EntityType::Person)];
        let tree = mended(
            "nomination/NOUN/0/root of/ADP/3/case Garland/PROPN/1/nmod by/ADP/3/case Obama/PROPN/3/flat",
            &names,
        );
        assert_eq!(tree[3..], ["5:case", "1:nmod"]);
    }

    #[test]
    fn the_agent_of_a_passive_hangs_on_the_verb() {
        let tree = mended(
            "Ahmed/PROPN/3/nsubj:pass was/AUX/3/aux:pass arrested/VERB/0/root at/ADP/5/case school/NOUN/3/obl \
             by/ADP/7/case police/NOUN/5/nmod",
            &[(0..1, EntityType::Person)],
        );
        assert_eq!(tree[6], "3:obl:agent");
    }

    proptest! {
        #[test]
        fn what_is_mended_is_a_tree(
            parents in prop::collection::vec((any::<prop::sample::Index>(), 0usize..5, 0usize..8), 1..12),
            at in 0usize..10,
            length in 1usize..4,
        ) {
            let upos = [Upos::Noun, Upos::Propn, Upos::Verb, Upos::Adp, Upos::Cconj];
            let relations = [
                Deprel::Nsubj, Deprel::Obj, Deprel::Obl, Deprel::Nmod, Deprel::Flat, Deprel::Case, Deprel::Cc, Deprel::Conj,
            ];
            let forms = ["by", "'s", "x", ",", "and"];
            let (text, mut sentence) = sentence(&vec!["x/X/0/root"; parents.len()].join(" "));
            let text = text.replace('x', forms[at % 5].get(..1).unwrap_or("x"));
            // Words hang on words that were placed before them in a shuffled order: any tree.
            let order: Vec<usize> = (0..parents.len()).map(|i| (i * 7 + at) % parents.len()).collect();
            let mut seen: Vec<usize> = Vec::new();
            for &t in &order {
                let (parent, tag, relation) = &parents[t];
                if seen.contains(&t) { continue }
                sentence.tokens[t].upos = upos[*tag];
                let head = (!seen.is_empty()).then(|| seen[parent.index(seen.len())]);
                sentence.tokens[t].head = head;
                sentence.tokens[t].deprel = if head.is_some() { relations[*relation] } else { Deprel::Root };
                seen.push(t);
            }
            prop_assume!(seen.len() == parents.len());
            let start = at.min(parents.len() - 1);
            let names = [(start..(start + length).min(parents.len()), EntityType::Person)];
            mend(&text, &mut sentence, &names);
            let heads: Vec<Option<usize>> = sentence.tokens.iter().map(|t| t.head).collect();
            prop_assert_eq!(heads.iter().filter(|h| h.is_none()).count(), 1);
            for mut t in 0..heads.len() {
                let mut steps = 0;
                while let Some(head) = heads[t] {
                    (t, steps) = (head, steps + 1);
                    prop_assert!(steps <= heads.len(), "a circle");
                }
            }
        }
    }
}
