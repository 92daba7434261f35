//! Verbs: their agents, voice, coordination, and what belongs to words that are reported.

use super::{Mender, is_subject};
use crate::language::lemma::lemma;
use crate::language::{Deprel, Upos, Xpos};
use crate::model::EntityType;

/// Verbs of what one does in words.
const SPEAKING: [&str; 45] = [
    "accuse",
    "add",
    "admit",
    "agree",
    "announce",
    "appeal",
    "argue",
    "ask",
    "assert",
    "assure",
    "blame",
    "call",
    "claim",
    "condemn",
    "congratulate",
    "criticise",
    "criticize",
    "declare",
    "demand",
    "denounce",
    "deny",
    "describe",
    "emphasise",
    "emphasize",
    "express",
    "highlight",
    "insist",
    "note",
    "pledge",
    "point",
    "praise",
    "promise",
    "reaffirm",
    "reiterate",
    "say",
    "state",
    "stress",
    "tell",
    "thank",
    "underline",
    "urge",
    "vow",
    "warn",
    "welcome",
    "write",
];

impl Mender<'_> {
    /// "arrested at his school by police", "the arrest of Meng by Canada": whose doing it is stands under the act.
    pub(super) fn agents(&mut self) {
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
    pub(super) fn passive_above(&self, noun: usize) -> Option<usize> {
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
    pub(super) fn reports_that_follow(&mut self) {
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

    /// "told them earlier this month a revaluation could result": a time between a verb of saying and the subject of what is
    /// said, with no "that" before it, is that of saying.
    pub(super) fn times_before_reports(&mut self) {
        for time in 1..self.len() {
            let Some(said) = self.head(time).filter(|_| self.deprel(time) == Deprel::OblUnmarked) else {
                continue;
            };
            let Some(verb) = self.head(said).filter(|_| self.deprel(said) == Deprel::Ccomp) else { continue };
            let subject = self.dependents(said).find(|&c| is_subject(self.deprel(c)));
            let marked = self.dependents(said).any(|c| self.deprel(c) == Deprel::Mark && c < time);
            let between = verb < time && subject.is_some_and(|subject| time < self.start_of(subject));
            if between && !marked && self.form(self.start_of(time) - 1) != "," {
                self.attach(time, Some(verb), Deprel::OblUnmarked);
            }
        }
    }

    /// "a meeting on March 3, which he described as helpful": what stands before a relative pronoun is of the noun.
    pub(super) fn nothing_before_the_relative(&mut self) {
        for pronoun in 2..self.len() {
            let relative = matches!(&*self.form(pronoun).to_lowercase(), "which" | "who" | "whom");
            let Some(verb) = self.head(pronoun).filter(|&verb| relative && verb > pronoun) else { continue };
            let Some(noun) = self.head(verb).filter(|_| self.deprel(verb) == Deprel::AclRelcl) else {
                continue;
            };
            let early = |&c: &usize| {
                noun < c && c < pronoun && matches!(self.deprel(c), Deprel::Obl | Deprel::OblUnmarked)
            };
            for phrase in self.dependents(verb).filter(early).collect::<Vec<_>>() {
                self.attach(phrase, Some(noun), Deprel::Nmod);
            }
        }
    }

    /// "marks the first since Putin visited Beijing and signed": a verb without a subject joins the nearest of its tense.
    pub(super) fn verbs_join_their_like(&mut self) {
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

    /// "attacked Gantz and Kara criticized him", "sent it to Kishida, and his wife, Peng Liyuan, did likewise": where the
    /// one "and" stands before a noun and not before the verb after it, the noun is what the verb is said of.
    pub(super) fn subjects_of_the_next_clause(&mut self) {
        for second in 2..self.len() {
            let joined = self.head(second).filter(|&f| f < second && self.deprel(second) == Deprel::Conj);
            let finite = matches!(self.xpos(second), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp);
            let Some(first) = joined.filter(|_| finite) else { continue };
            if self.dependents(second).any(|c| is_subject(self.deprel(c))) {
                continue;
            }
            let named = |t: usize| {
                let also = |c: usize| self.deprel(c) == Deprel::Appos && self.name_at(c).is_some();
                self.name_at(t).is_some() || self.dependents(t).any(also)
            };
            let is_last = |&noun: &usize| {
                self.deprel(noun) == Deprel::Conj && self.is_below(noun, first) && named(noun)
            };
            let Some(noun) = (first + 1..second).rev().filter(|&t| self.is_nominal(t)).find(is_last) else {
                continue;
            };
            let own = self.dependents(noun).find(|&c| self.deprel(c) == Deprel::Cc);
            let before = || self.start_of(noun).checked_sub(1).filter(|&cc| self.upos(cc) == Upos::Cconj);
            let and = own.or_else(before);
            let between = noun + 1..second;
            let commas = between.clone().filter(|&t| self.form(t) == ",").count();
            let other = between.clone().any(|t| match self.upos(t) {
                Upos::Cconj | Upos::Verb => true,
                Upos::Punct => !matches!(self.form(t), "," | "-" | "(" | ")"),
                _ => false,
            });
            // "met Putin and Lavrov, visited Moscow": a list of deeds.
            if let Some(and) = and.filter(|_| commas != 1 && !other) {
                self.attach(noun, Some(second), Deprel::Nsubj);
                self.attach(and, Some(second), Deprel::Cc);
            }
        }
    }

    /// "said that the move was legal, and asked the city to pay": who said it asked, too.
    pub(super) fn speakers_go_on_speaking(&mut self) {
        for second in 2..self.len() {
            let first = self.head(second).filter(|&f| f < second && self.deprel(second) == Deprel::Conj);
            let said = |f: usize| self.head(f).filter(|&s| s < f && self.deprel(f) == Deprel::Ccomp);
            let Some((first, said)) = first.and_then(|f| Some((f, said(f)?))) else { continue };
            let tense = self.xpos(second);
            let has_subject = self.dependents(second).any(|c| is_subject(self.deprel(c)));
            let alike = matches!(tense, Xpos::Vbd | Xpos::Vbz) && self.xpos(said) == tense;
            if has_subject || !alike || !self.speaks(said) || !self.speaks(second) {
                continue;
            }
            // "said that he met Birger and invited him": of the same tense, unless a comma parts them.
            let comma = self
                .dependents(second)
                .any(|cc| self.deprel(cc) == Deprel::Cc && cc > 0 && cc < second && self.form(cc - 1) == ",");
            if comma || self.xpos(first) != tense {
                self.attach(second, Some(said), Deprel::Conj);
            }
        }
    }

    fn speaks(&self, verb: usize) -> bool {
        let lemma = lemma(self.form(verb), self.upos(verb), self.xpos(verb), false);
        self.upos(verb) == Upos::Verb && SPEAKING.contains(&&*lemma)
    }

    /// "told Montalvo he would assist": of two subjects the one right after the verb of saying is whom it addresses.
    pub(super) fn addressees(&mut self) {
        for addressee in 1..self.len() {
            let Some(said) = self.head(addressee).filter(|_| is_subject(self.deprel(addressee))) else {
                continue;
            };
            let Some(verb) = self.head(said).filter(|&v| v < addressee && self.deprel(said) == Deprel::Ccomp)
            else {
                continue;
            };
            let subject = |t: usize| t > addressee && t < said;
            // "said Xi Jinping the leader would" has one subject, "told CBC the leader would" two.
            let tells = self.tells(verb);
            let has_own = self.dependents(said).any(|t| match self.deprel(t) {
                Deprel::Nsubj => subject(t) && (tells || self.upos(t) == Upos::Pron),
                Deprel::NsubjPass | Deprel::Expl => subject(t) && tells,
                _ => false,
            });
            if has_own && self.upos(verb) == Upos::Verb && self.start_of(addressee) == verb + 1 {
                self.attach(addressee, Some(verb), Deprel::Iobj);
            }
        }
    }

    /// "“…,” Ann told Judge Levy": who stands before tells, who stands right after is told.
    pub(super) fn second_subjects_of_telling(&mut self) {
        for told in 1..self.len() {
            let verb =
                self.head(told).filter(|&v| is_subject(self.deprel(told)) && v < told && self.tells(v));
            let Some(verb) = verb.filter(|&v| self.start_of(told) == v + 1) else { continue };
            if self.dependents(verb).any(|c| c < verb && is_subject(self.deprel(c))) {
                self.attach(told, Some(verb), Deprel::Iobj);
            }
        }
    }

    /// "told AFP people were waiting": somebody is told, and if nobody else, then the name right after the verb.
    pub(super) fn named_addressees(&mut self) {
        for (range, _) in self.names {
            let Some(top) = self.top(range).filter(|&top| self.deprel(top) == Deprel::Compound) else {
                continue;
            };
            let (Some(noun), Some(verb)) = (self.head(top), range.start.checked_sub(1)) else { continue };
            let said = self.head(noun).filter(|_| is_subject(self.deprel(noun)));
            let is_told =
                |c: usize| matches!(self.deprel(c), Deprel::Iobj | Deprel::Obj | Deprel::Xcomp | Deprel::Obl);
            if self.tells(verb)
                && said.is_some_and(|said| self.is_below(said, verb))
                && self.start_of(noun) == range.start
                && !self.dependents(verb).any(|c| c > verb && is_told(c))
            {
                self.attach(top, Some(verb), Deprel::Iobj);
            }
        }
    }

    fn tells(&self, verb: usize) -> bool {
        self.upos(verb) == Upos::Verb && matches!(self.form(verb), "told" | "tell" | "tells" | "telling")
    }

    /// "will buy Delta Airlines": what a verb has alone is its object; who gets something stands beside that or a clause.
    pub(super) fn lone_objects(&mut self) {
        for object in 1..self.len() {
            let Some(verb) = self.head(object).filter(|_| self.deprel(object) == Deprel::Iobj) else {
                continue;
            };
            self.make_lone_object(object, verb);
        }
    }

    /// "received in his office today John Kerry": so is a person without a preposition.
    pub(super) fn bare_persons_are_objects(&mut self) {
        for (range, entity) in self.names {
            let Some(top) = self.top(range).filter(|_| *entity == EntityType::Person) else { continue };
            let Some(verb) = self.head(top).filter(|&verb| verb < top) else { continue };
            let bare = self.dependents(top).all(|c| !matches!(self.deprel(c), Deprel::Case | Deprel::Mark));
            let active = self.dependents(verb).all(|c| self.deprel(c) != Deprel::AuxPass);
            if self.deprel(top) == Deprel::Obl && bare && active {
                self.make_lone_object(top, verb);
            }
        }
    }

    /// "denied meeting John Smith": what has a direct object is a verb.
    pub(super) fn gerunds(&mut self) {
        for noun in 1..self.len() {
            let gerund =
                matches!(self.upos(noun), Upos::Noun | Upos::Verb) && self.form(noun).ends_with("ing");
            let governed = self.head(noun).is_some_and(|verb| self.upos(verb) == Upos::Verb);
            let nominal = |c: usize| matches!(self.deprel(c), Deprel::Det | Deprel::Amod | Deprel::NmodPoss);
            let has_object = self.dependents(noun).any(|c| self.deprel(c) == Deprel::Obj && c > noun);
            if gerund
                && governed
                && has_object
                && self.deprel(noun) == Deprel::Obj
                && !self.dependents(noun).any(nominal)
            {
                let token = &mut self.sentence.tokens[noun];
                (token.upos, token.xpos, token.deprel) = (Upos::Verb, Xpos::Vbg, Deprel::Xcomp);
            }
        }
    }

    fn make_lone_object(&mut self, object: usize, verb: usize) {
        let beside = |c: usize| {
            matches!(self.deprel(c), Deprel::Obj | Deprel::Ccomp | Deprel::Xcomp | Deprel::Parataxis)
        };
        if !self.dependents(verb).any(beside) {
            self.attach(object, Some(verb), Deprel::Obj);
        }
    }

    /// A subject is passive where its verb has a passive auxiliary, and only there if it has another one.
    pub(super) fn voice(&mut self) {
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
}
