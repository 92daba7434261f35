//! A sentence as the grammar sees it: what each of its words may mean.

use super::point::Unit;
use super::table::{Meaning, read};
use crate::language::{Sentence, Upos};

/// A sentence with what its words may mean.
pub(super) struct Words<'a> {
    text: &'a str,
    pub sentence: &'a Sentence,
    meanings: Vec<Option<Meaning>>,
}

impl<'a> Words<'a> {
    pub(super) fn new(text: &'a str, sentence: &'a Sentence) -> Words<'a> {
        let mut meanings = Vec::with_capacity(sentence.tokens.len());
        let mut previous = None;
        for token in &sentence.tokens {
            let form = token.span.of(text);
            // The tagger takes "in May postponed" for a verb; a preposition before it knows better.
            let upos = if previous == Some(Upos::Adp) { Upos::X } else { token.upos };
            meanings.push(read(form).filter(|meaning| fits(*meaning, form, upos)));
            previous = Some(token.upos);
        }
        Words { text, sentence, meanings }
    }

    /// Whether no word means anything: the usual case, told at once.
    pub(super) fn is_empty(&self) -> bool {
        self.meanings.iter().all(Option::is_none)
    }

    pub(super) fn at(&self, at: usize) -> Option<Meaning> {
        self.meanings.get(at).copied().flatten()
    }

    pub(super) fn form(&self, at: usize) -> &'a str {
        self.sentence.tokens.get(at).map_or("", |token| token.span.of(self.text))
    }

    pub(super) fn is(&self, at: usize, forms: &[&str]) -> bool {
        let form = self.form(at);
        forms.iter().any(|f| f.eq_ignore_ascii_case(form))
    }

    pub(super) fn before_is(&self, at: usize, forms: &[&str]) -> bool {
        at > 0 && self.is(at - 1, forms)
    }

    /// "last", "this", "this coming": the shift, and the index after it.
    pub(super) fn shift(&self, at: usize) -> Option<(i32, usize)> {
        let Meaning::Shift(first) = self.at(at)? else { return None };
        match self.at(at + 1) {
            Some(Meaning::Shift(second)) if self.is(at, &["this"]) => Some((second, at + 2)),
            _ => Some((first, at + 1)),
        }
    }

    /// The index after a word that may be there.
    pub(super) fn skip(&self, at: usize, forms: &[&str]) -> usize {
        at + usize::from(self.is(at, forms))
    }

    /// Whether the word's tag is one of these.
    pub(super) fn tagged(&self, at: usize, tags: &[Upos]) -> bool {
        self.sentence.tokens.get(at).is_some_and(|token| tags.contains(&token.upos))
    }

    pub(super) fn year(&self, at: usize) -> Option<i16> {
        match self.at(at)? {
            Meaning::Year(year) | Meaning::ShortYear(year) => Some(year),
            _ => None,
        }
    }

    /// A year in words, as broadcasts have it: "nineteen ninety-six". Its end.
    pub(super) fn spoken_year(&self, at: usize) -> Option<(i16, usize)> {
        let Meaning::Number(century @ 15..=20) = self.at(at)? else { return None };
        let (rest, end) = self.number(at + 1).filter(|(rest, _)| (10..100).contains(rest))?;
        (!self.digits(at) && !self.digits(at + 1)).then_some((i16::try_from(century * 100 + rest).ok()?, end))
    }

    pub(super) fn digits(&self, at: usize) -> bool {
        self.form(at).starts_with(|c: char| c.is_ascii_digit())
    }

    /// The day of a month: "21", "21st", "eighth".
    pub(super) fn day(&self, at: usize) -> Option<i8> {
        match self.at(at)? {
            Meaning::Number(day) if self.digits(at) => i8::try_from(day).ok(),
            Meaning::Ordinal(day) => i8::try_from(day).ok(),
            _ => None,
        }
        .filter(|day| (1..=31).contains(day))
    }

    pub(super) fn month(&self, at: usize) -> Option<i8> {
        match self.at(at)? {
            Meaning::Month(month) => Some(month),
            _ => None,
        }
    }

    /// A number in words or digits: "two", "twenty - five", "a hundred". Its end.
    pub(super) fn number(&self, at: usize) -> Option<(u32, usize)> {
        let Meaning::Number(first) = self.at(at)? else { return None };
        let second = |at| match self.at(at) {
            Some(Meaning::Number(n)) if !self.digits(at) => Some(n),
            _ => None,
        };
        if !self.digits(at) && (20..100).contains(&first) {
            for next in [at + 1, at + 2] {
                let joined = next == at + 1 || self.is(at + 1, &["-"]);
                let article = self.is(next, &["a", "an"]);
                if let Some(n) = second(next).filter(|n| (1..10).contains(n) && joined && !article) {
                    return Some((first + n, next + 1));
                }
            }
        }
        match second(at + 1) {
            Some(100) if first < 10 => Some((first * 100, at + 2)),
            _ => Some((first, at + 1)),
        }
    }

    /// A unit, in the singular or plural.
    pub(super) fn unit(&self, at: usize) -> Option<Unit> {
        match self.at(at)? {
            Meaning::Unit(unit) | Meaning::Units(unit) => Some(unit),
            _ => None,
        }
    }

    pub(super) fn single_unit(&self, at: usize) -> Option<Unit> {
        match self.at(at)? {
            Meaning::Unit(unit) => Some(unit),
            _ => None,
        }
    }
}

/// Whether a word with this tag can have the meaning: "may" is a verb, "fall", too.
fn fits(meaning: Meaning, form: &str, upos: Upos) -> bool {
    let verb = matches!(upos, Upos::Verb | Upos::Aux);
    match meaning {
        Meaning::Month(_) | Meaning::Weekday(_) | Meaning::Weekdays(_) => {
            (form.starts_with(char::is_uppercase) || form.starts_with("mid-")) && !verb
        }
        Meaning::Season(_) | Meaning::Unit(_) => !verb,
        Meaning::Set(_) => upos != Upos::Propn, // "LA Weekly"
        Meaning::Holiday(_) => form.starts_with(char::is_uppercase) && !verb,
        Meaning::Past | Meaning::Present => upos == Upos::Adv || upos == Upos::X,
        _ => true,
    }
}
