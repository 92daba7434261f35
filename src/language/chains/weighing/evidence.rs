//! What speaks for and against any candidate: where it was last spoken of and how, seen from the word that is asked.
//!
//! Each piece of evidence has a name and a value; there is a weight for each name.

use strum::Display;

use super::super::discourse::{Discourse, Referent};
use super::super::document::{At, Document, is_subject};
use super::super::pronouns::is_speaker;
use super::{Candidate, Tell};
use crate::language::{Deprel, Upos};

/// What was said within so many sentences was said lately.
const LATELY: usize = 2;

/// Where in its clause the word that is asked stands.
#[derive(Clone, Copy, PartialEq, Eq, Display)]
#[strum(serialize_all = "snake_case")]
pub enum Seat {
    /// "His visit was": of the subject.
    SubjectOwner,
    Owner,
    Subject,
    Other,
}

/// Where in its clause a candidate stands: its grammatical function.
#[derive(Clone, Copy, PartialEq, Eq, Display)]
#[strum(serialize_all = "snake_case")]
pub enum Function {
    MainSubject,
    Subject,
    Object,
    Agent,
    Oblique,
    Owner,
    Modifier,
    Conjunct,
    Apposition,
    Other,
}

/// Where a word stands.
pub fn seat(document: &Document, at: At) -> Seat {
    let owned = document.head(at).map(|noun| document.token(noun).deprel);
    match document.token(at).deprel {
        Deprel::NmodPoss if owned.is_some_and(is_subject) => Seat::SubjectOwner,
        Deprel::NmodPoss => Seat::Owner,
        relation if is_subject(relation) => Seat::Subject,
        _ => Seat::Other,
    }
}

/// Where a candidate stands.
pub fn function(document: &Document, at: At) -> Function {
    match document.token(at).deprel {
        relation if is_subject(relation) => {
            let verb = document.head(at).map(|verb| document.token(verb).deprel);
            if verb == Some(Deprel::Root) { Function::MainSubject } else { Function::Subject }
        }
        Deprel::Obj | Deprel::Iobj => Function::Object,
        Deprel::OblAgent => Function::Agent,
        Deprel::Obl => Function::Oblique,
        Deprel::NmodPoss => Function::Owner,
        Deprel::Nmod => Function::Modifier,
        Deprel::Conj => Function::Conjunct,
        Deprel::Appos => Function::Apposition,
        _ => Function::Other,
    }
}

/// The evidence that any word may have.
pub struct Evidence<'e, 'd, 'a> {
    pub discourse: &'e Discourse<'d, 'a>,
    /// The word that is asked.
    pub at: At,
    pub tell: &'e mut Tell<'e>,
}

impl Evidence<'_, '_, '_> {
    /// Tells what speaks for a candidate; `order`: how many others were spoken of since.
    pub fn of(&mut self, candidate: &Candidate, order: usize) {
        // What has no name is judged apart.
        let n = if candidate.entities.is_empty() { "unnamed " } else { "" };
        (self.tell)(format_args!("{n}candidate"), 1.0);
        self.of_distance(candidate, order, n);
        self.of_place(candidate, n);
        self.of_clauses_around(candidate, n);
        self.of_speech(candidate, n);
        if let Some(&first) = candidate.entities.first() {
            self.of_topic(first);
        }
    }

    /// How much the text speaks of an entity.
    fn of_topic(&mut self, entity: usize) {
        let topic = self.discourse.topics.get(entity).copied().unwrap_or(0.0);
        (self.tell)(format_args!("topic"), topic);
        if topic >= 1.0 {
            (self.tell)(format_args!("main topic"), 1.0);
        }
        let names = self.discourse.entities.list[entity].names.len();
        (self.tell)(format_args!("log of names"), (names.max(1) as f32).ln());
    }

    fn of_distance(&mut self, candidate: &Candidate, order: usize, n: &str) {
        let sentences = &self.discourse.document.sentences;
        let last = candidate.last();
        let distance = match self.at.sentence.saturating_sub(last.sentence) {
            far @ 0..=3 => far,
            4..=5 => 4,
            6..=9 => 6,
            _ => 10,
        };
        (self.tell)(format_args!("{n}sentences back {distance}"), 1.0);
        (self.tell)(format_args!("{n}others since {}", order.min(5)), 1.0);
        if sentences[self.at.sentence].paragraph != sentences[last.sentence].paragraph {
            (self.tell)(format_args!("{n}other paragraph"), 1.0);
        }
    }

    /// By what words the candidate was spoken of, and where in its sentence.
    fn of_place(&mut self, candidate: &Candidate, n: &str) {
        let Discourse { document, entities, .. } = *self.discourse;
        let (seat, last) = (seat(document, self.at), candidate.last());
        let near = candidate.near(self.at);
        (self.tell)(format_args!("{n}{seat} after {near} {}", function(document, last)), 1.0);
        let in_last = |m: &&&Referent| m.at.sentence == last.sentence;
        let mut there = candidate.mentions.iter().filter(in_last);
        if there.any(|m| is_subject(document.token(m.at).deprel)) {
            (self.tell)(format_args!("{n}{seat} after {near} any subject"), 1.0);
        }
        let mut before = candidate.mentions.iter().filter(|m| m.at.sentence + 1 == self.at.sentence);
        if before.any(|m| function(document, m.at) == Function::MainSubject) {
            (self.tell)(format_args!("{n}{seat} after main subject of last sentence"), 1.0);
        }
        let is_pronoun = |at: At| document.token(at).upos == Upos::Pron;
        if !candidate.entities.is_empty() {
            let owns = document.token(last).deprel == Deprel::NmodPoss;
            let form = match () {
                () if entities.at(last).is_some() => "name",
                () if is_pronoun(last) || owns => "pronoun",
                () => "description",
            };
            (self.tell)(format_args!("as {form}"), 1.0);
        }
        let pronouns = candidate.mentions.iter().filter(|m| is_pronoun(m.at)).count();
        (self.tell)(format_args!("{n}log of pronouns"), (1.0 + pronouns as f32).ln());
        let lately = candidate.mentions.iter().filter(|m| m.at.sentence + LATELY >= self.at.sentence).count();
        (self.tell)(format_args!("{n}log of late mentions"), (1.0 + lately as f32).ln());
    }

    /// The clauses in which the word stands, and what is said of the candidate there.
    fn of_clauses_around(&mut self, candidate: &Candidate, n: &str) {
        let document = self.discourse.document;
        let seat = seat(document, self.at);
        let is_it = |at: At| candidate.mentions.iter().any(|m| m.at == at);
        let is_clause = |&a: &At| {
            let upos = document.token(a).upos;
            matches!(upos, Upos::Verb | Upos::Aux | Upos::Adj) || document.subject(a).is_some()
        };
        for (level, verb) in document.path_up(self.at).skip(1).filter(is_clause).enumerate() {
            let subject = match level {
                0 => document.subject(verb),
                _ => document.child(verb, |t| is_subject(t.deprel)),
            };
            if subject.is_some_and(is_it) {
                (self.tell)(format_args!("{n}{seat} under subject {}", level.min(3)), 1.0);
            }
            let beside = [Deprel::Obj, Deprel::Iobj, Deprel::Obl, Deprel::OblAgent];
            let argument = |c: At| beside.contains(&document.token(c).deprel) && is_it(c);
            if level > 0 && document.children(verb).any(argument) {
                (self.tell)(format_args!("{n}{seat} under object"), 1.0);
            }
        }
    }

    /// Who speaks, and who is spoken of within quotation marks.
    fn of_speech(&mut self, candidate: &Candidate, n: &str) {
        let Discourse { document, ref quotes, .. } = *self.discourse;
        let quoted = |at: At| if quotes.covers(at) { "quoted" } else { "told" };
        let near = candidate.near(self.at);
        (self.tell)(format_args!("{n}{} after {near} {}", quoted(self.at), quoted(candidate.last())), 1.0);
        let last_spoke = |m: &&Referent| m.at.sentence + 1 == self.at.sentence && is_speaker(document, m.at);
        if candidate.mentions.iter().any(last_spoke) {
            (self.tell)(format_args!("{n}{} after speaker of last sentence", seat(document, self.at)), 1.0);
        }
        if !is_speaker(document, self.at) {
            return;
        }
        let spoke = candidate.mentions.iter().any(|m| is_speaker(document, m.at));
        (self.tell)(format_args!("{n}speaker {} before", if spoke { "spoke" } else { "silent" }), 1.0);
        if spoke && self.at.sentence == candidate.last().sentence + 1 {
            (self.tell)(format_args!("{n}speaker spoke in last sentence"), 1.0);
        }
        if candidate.mentions.iter().all(|m| quotes.covers(m.at)) {
            (self.tell)(format_args!("{n}speaker only quoted"), 1.0);
        }
        let here = |m: &&&Referent| m.at.sentence == self.at.sentence;
        if !quotes.covers(self.at) && candidate.mentions.iter().filter(here).any(|m| quotes.covers(m.at)) {
            (self.tell)(format_args!("{n}speaker in own quotation"), 1.0);
        }
    }
}
