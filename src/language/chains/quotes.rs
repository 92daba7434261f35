//! Quoted speech and who speaks it.

use super::document::{At, Document};
use super::words::List;
use crate::language::{Quotation, Upos, Xpos};

/// Sentences of one quotation that may follow or come before the one that names the speaker.
const REACH: usize = 4;

/// Which tokens stand within quotation marks, and who speaks there.
pub struct Quotes {
    quoted: Vec<Vec<bool>>,
    /// For each sentence the token that is the subject of its verb of speech.
    speakers: Vec<Option<At>>,
}

impl Quotes {
    pub fn new(document: &Document) -> Quotes {
        let quoted = quoted(document);
        let speakers = (0..document.sentences.len()).map(|s| speaker(document, s, &quoted[s])).collect();
        Quotes { quoted, speakers }
    }

    /// The quoted words of each sentence with their speakers.
    pub fn quotations(&self) -> Vec<Quotation> {
        let quoted = self.quoted.iter().enumerate();
        let runs = quoted.filter_map(|(sentence, marks)| {
            let (first, last) = (marks.iter().position(|&q| q)?, marks.iter().rposition(|&q| q)?);
            let speaker = self.speaker(At { sentence, token: first }).map(|at| (at.sentence, at.token));
            Some(Quotation { sentence, tokens: first..last + 1, speaker })
        });
        runs.collect()
    }

    /// Whether a token stands within quotation marks.
    pub fn covers(&self, at: At) -> bool {
        self.quoted[at.sentence][at.token]
    }

    /// The word for the speaker of the quotation in which a token stands: in its own sentence, else in the nearest one
    /// of the same quotation, which may run on over paragraphs.
    pub fn speaker(&self, at: At) -> Option<At> {
        if !self.covers(at) {
            return None;
        }
        let continues = |s: usize| self.quoted[s].iter().any(|&q| q);
        let before = (0..at.sentence).rev().take(REACH).take_while(|&s| continues(s));
        let after = (at.sentence + 1..self.speakers.len()).take(REACH).take_while(|&s| continues(s));
        let own = self.speakers[at.sentence];
        own.or_else(|| before.into_iter().find_map(|s| self.speakers[s]))
            .or_else(|| after.into_iter().find_map(|s| self.speakers[s]))
    }
}

/// Marks the tokens within quotation marks. A quotation that is left open ends with its paragraph; one within another does
/// not end that.
fn quoted(document: &Document) -> Vec<Vec<bool>> {
    let mut open: Option<Marks> = None;
    let mut paragraph = 0;
    let mut all = Vec::with_capacity(document.sentences.len());
    for (s, sentence) in document.sentences.iter().enumerate() {
        if sentence.paragraph != paragraph {
            (open, paragraph) = (None, sentence.paragraph);
        }
        let mut marks = Vec::with_capacity(sentence.tokens.len());
        for (t, token) in sentence.tokens.iter().enumerate() {
            let form = document.form(At { sentence: s, token: t });
            let punctuation = token.upos == Upos::Punct;
            open = match (form, open) {
                ("“" | "``" | "«" | "„", _) => Some(Marks::Double),
                ("”" | "''" | "»", _) => None,
                ("\"", Some(_)) => None,
                ("\"", None) => Some(Marks::Double).filter(|_| token.xpos != Xpos::CloseQuote),
                ("‘", None) if punctuation => Some(Marks::Single),
                // "the players’ coach"
                ("’", Some(Marks::Single)) if punctuation => None,
                (_, open) => open,
            };
            marks.push(open.is_some() && !punctuation);
        }
        all.push(marks);
    }
    all
}

/// The marks between which a quotation stands.
#[derive(Clone, Copy)]
enum Marks {
    Double,
    Single,
}

/// The subject of a verb of speech outside the quotation.
fn speaker(document: &Document, sentence: usize, quoted: &[bool]) -> Option<At> {
    let tokens = &document.sentences[sentence].tokens;
    let says = |&token: &usize| {
        !quoted[token] && tokens[token].upos == Upos::Verb && List::Speech.has(&tokens[token].lemma)
    };
    let verbs = (0..tokens.len()).filter(says).map(|token| At { sentence, token });
    verbs.filter_map(|verb| document.subject(verb)).find(|s| !quoted[s.token])
}
