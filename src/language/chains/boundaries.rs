//! Where a name begins and ends, where the network left out a word of it or took in one too many.
//!
//! Each repair asks the tree or the gazetteer for a reason: a given name before a surname, a word that the tree joins
//! to the name, a title, a comma in a place. Types are left as they are.

mod bearers;
mod defined;
mod split;
mod stretch;
mod unseen;

use std::ops::Range;

use super::document::{At, Document, is_capitalised};
use super::words::List;
use crate::language::gazetteer::TitleKind;
use crate::language::neural::Name;
use crate::language::tokenize::is_currency;
use crate::language::{Token, Upos, Xpos};
use crate::model::EntityType;

/// The names of a sentence, mended.
pub fn mend(document: &Document, sentence: usize, names: &[Name]) -> Vec<Name> {
    let count = document.sentences[sentence].tokens.len();
    let mut line = Line { document, sentence, covered: vec![false; count], names: Vec::new() };
    for (tokens, entity) in names {
        let tokens = tokens.start.min(count)..tokens.end.min(count);
        for (part, entity) in line.split(tokens, *entity) {
            let part = line.shrink(part, entity);
            let sign = part.clone().any(|t| is_sign(line.form(t)));
            let readable = part.clone().any(|t| line.form(t).contains(is_latin));
            let attitude = part.len() == 1 && is_attitude(line.form(part.start));
            if readable && !sign && !attitude && !line.is_mere_title(&part) {
                line.names.push((part, entity));
            }
        }
    }
    line.names.iter().for_each(|(tokens, _)| line.covered[tokens.clone()].fill(true));
    line.give_back_given_names();
    line.split_off_persons();
    line.join_split_persons();
    line.make_titled_persons();
    line.make_persons_described();
    line.join_coordinated_places();
    line.make_places();
    line.make_persons();
    line.follow_acronyms();
    line.add_portfolios();
    line.stretch();
    line.add_unseen();
    line.drop_labels();
    line.names
}

/// Handles and sums of money are no names: "#Iran", "@JohnKerry", "US$".
fn is_sign(form: &str) -> bool {
    form.starts_with(['#', '@']) || form.ends_with(is_currency)
}

/// "anti-Taliban", "pro-China": not those whom it names.
fn is_attitude(form: &str) -> bool {
    let form = form.to_lowercase();
    ["anti-", "pro-", "non-"].iter().any(|prefix| form.starts_with(prefix))
}

/// What people are called, alone after "in", is their language: "known as Wang Kuang-lu in Chinese".
pub fn is_language(document: &Document, sentence: usize, tokens: &Range<usize>) -> bool {
    let list = &document.sentences[sentence].tokens;
    let form = |token| document.form(At { sentence, token });
    let noun_follows =
        list.get(tokens.end).is_some_and(|next| matches!(next.upos, Upos::Noun | Upos::Propn | Upos::Adj));
    tokens.start > 0
        && tokens.len() == 1
        && !noun_follows
        && form(tokens.start - 1) == "in"
        && document.world.country_of_demonym(form(tokens.start)).is_some()
}

/// A letter of the Latin script. What stands in others gives a name once more: "Wang Yi (王毅)".
fn is_latin(c: char) -> bool {
    c.is_alphabetic() && (c < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&c))
}

/// The names of one sentence.
struct Line<'d, 'a> {
    document: &'d Document<'a>,
    sentence: usize,
    covered: Vec<bool>,
    names: Vec<Name>,
}

impl Line<'_, '_> {
    fn token(&self, token: usize) -> &Token {
        &self.document.sentences[self.sentence].tokens[token]
    }

    fn form(&self, token: usize) -> &str {
        self.document.form(At { sentence: self.sentence, token })
    }

    fn is_free_name(&self, token: usize) -> bool {
        token < self.covered.len()
            && !self.covered[token]
            && self.token(token).upos == Upos::Propn
            && is_capitalised(self.form(token))
    }

    fn is_title(&self, token: usize) -> bool {
        self.document.world.title(self.form(token)).is_some_and(|t| t.kind != TitleKind::Name)
    }

    /// Whether a token is written on to the one before it.
    fn is_close(&self, token: usize) -> bool {
        token > 0 && self.token(token - 1).span.end == self.token(token).span.start
    }

    /// Whether a token is an initial, and the next a name without a space between.
    fn initial_before(&self, token: usize) -> bool {
        let (form, next) = (self.form(token), token + 1);
        let initial = form.len() == 2 && form.ends_with('.') && is_capitalised(form);
        initial
            && next < self.covered.len()
            && self.token(next).upos == Upos::Propn
            && self.is_close(next)
            && self.form(next).len() > 3
            && is_capitalised(self.form(next))
            && self.form(next).chars().skip(1).all(char::is_lowercase)
    }

    /// "Ahmed Mohamed Image: US Government": the label of a caption is no part of the name before it.
    fn drop_labels(&mut self) {
        for i in 0..self.names.len() {
            let last = self.names[i].0.end.saturating_sub(1);
            if self.is_label(last) {
                self.names[i].0.end = last;
            }
        }
        self.names.retain(|(tokens, _)| !tokens.is_empty());
    }

    /// "Image:", "Photo:"
    fn is_label(&self, token: usize) -> bool {
        token + 1 < self.covered.len()
            && self.form(token + 1) == ":"
            && List::Label.has(&self.form(token).to_lowercase())
    }

    fn is_given_name(&self, token: usize) -> bool {
        // Names of days are given names too, but not after "on".
        if token > 0
            && self.form(token - 1).eq_ignore_ascii_case("on")
            && List::Date.has(&self.form(token).to_lowercase())
        {
            return false;
        }
        self.document.world.is_given_name(self.form(token))
    }

    fn is_place(&self, token: usize) -> bool {
        self.is_called_place(self.form(token))
    }

    /// Whether the gazetteer knows a country or a part of one of this name.
    fn is_called_place(&self, name: &str) -> bool {
        let world = self.document.world;
        world.country(name).is_some() || world.locality(name).is_some()
    }

    /// Whether a token is a noun by which something of this type is described: "president", "bank", "town".
    fn describes(&self, token: usize, entity: EntityType) -> bool {
        let noun = self.document.world.describing_noun(&self.token(token).lemma.to_lowercase());
        noun.is_some_and(|noun| noun.entity == entity)
    }

    /// "President", "CEO", "Senators": a role and no name.
    fn is_mere_title(&self, tokens: &Range<usize>) -> bool {
        let title =
            self.document.world.title(self.document.span(self.sentence, tokens).of(self.document.text));
        let first = self.token(tokens.start);
        let persons = tokens.len() == 1
            && matches!(first.xpos, Xpos::Nnps | Xpos::Nns)
            && self.describes(tokens.start, EntityType::Person);
        persons || title.is_some_and(|t| t.kind != TitleKind::Name)
    }

    /// Takes off what is no part of the name: "central" of "central Seoul", "state of" of "state of Assam", "Lt." of "Marine
    /// Corps Lt.", "Arlington" of "Arlington Amneh Jafari".
    fn shrink(&self, mut tokens: Range<usize>, entity: EntityType) -> Range<usize> {
        let plain = |t: usize| {
            // But "sub-Saharan Africa".
            let describes = matches!(self.token(t).upos, Upos::Adj | Upos::Adv | Upos::Det | Upos::Verb);
            let side =
                entity == EntityType::Place && (List::Side.has(self.form(t)) || matches!(self.form(t), "-"));
            !self.form(t).contains(char::is_uppercase) && (describes || side)
        };
        while tokens.len() > 1 && plain(tokens.start) {
            tokens.start += 1;
        }
        // "India's northeastern state of Assam"
        let kind = |t: usize| {
            let common = self.token(t).upos == Upos::Noun && !self.form(t).contains(char::is_uppercase);
            common && self.form(t + 1) == "of" && is_capitalised(self.form(t + 2))
        };
        if entity == EntityType::Place && tokens.len() > 2 && kind(tokens.start) {
            tokens.start += 2;
        }
        // "Mongolia U. | Khurelsukh": the initial belongs to the name that is written on to it.
        if tokens.len() > 1 && self.initial_before(tokens.end - 1) {
            tokens.end -= 1;
        }
        if entity == EntityType::Org {
            let is_rank = |t: usize| self.form(t).ends_with('.') && self.is_title(t);
            while tokens.len() > 1 && is_rank(tokens.end - 1) {
                tokens.end -= 1;
            }
        }
        if entity == EntityType::Person {
            // "On Sunday Blinken met": a day is no given name, a month ("April Jones") may be.
            let day = self.form(tokens.start);
            if tokens.len() > 1 && List::Date.has(&day.to_lowercase()) && !self.is_given_name(tokens.start) {
                tokens.start += 1;
            }
            let first = tokens.start;
            let people = self.document.world.country_of_demonym(self.form(first)).is_some();
            let named = tokens.len() > 2 && (people || self.is_place(first));
            if named && (self.is_given_name(first + 1) || !self.is_given_name(first)) {
                tokens.start += 1;
            }
            while tokens.len() > 1
                && self.token(tokens.end - 1).upos == Upos::Noun
                && !self.hyphenated(tokens.end - 1)
            {
                tokens.end -= 1;
            }
        }
        tokens
    }

    /// Whether a token is the second part of a hyphenated word: "yeol" of "Suk-yeol".
    fn hyphenated(&self, token: usize) -> bool {
        token > 0 && matches!(self.form(token - 1), "-" | "‐" | "‑" | "–")
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::Text;

    fn names(words: &str) -> Vec<String> {
        Text::default().sentence(words).chains().1.into_iter().map(|c| c.name).collect()
    }

    #[test]
    fn the_first_of_a_name_is_no_pronoun() {
        let words = "King/king/PROPN/NNP/2/nmod:desc Abdullah/Abdullah/PROPN/NNP/4/nsubj/PERSON I/I/PRON/PRP/4/nsubj \
            led/lead/VERB/VBD/0/root";
        assert_eq!(names(words), ["Abdullah I"]);
    }

    #[test]
    fn a_day_before_a_name_is_no_part_of_it() {
        let words = "On/on/ADP/IN/3/case Sunday/Sunday/PROPN/NNP/3/compound/PERSON \
            Blinken/Blinken/PROPN/NNP/0/root/PERSON";
        assert_eq!(names(words), ["Blinken"]);
    }

    #[test]
    fn a_place_with_a_comma_is_two() {
        let words = "Irving/Irving/PROPN/NNP/0/root/PLACE ,/,/PUNCT/,/1/punct/PLACE Texas/Texas/PROPN/NNP/1/appos/PLACE";
        assert_eq!(names(words), ["Irving", "Texas"]);
    }

    #[test]
    fn a_rank_after_a_body_is_no_part_of_it() {
        let words = "Marine/Marine/PROPN/NNP/2/compound/ORG Corps/Corps/PROPN/NNP/0/root/ORG \
            Lt./Lt./PROPN/NNP/2/flat/ORG";
        assert_eq!(names(words), ["Marine Corps"]);
    }

    #[test]
    fn labels_of_captions_and_handles_are_no_names() {
        let words = "Ahmed/Ahmed/PROPN/NNP/3/compound/PERSON Mohamed/Mohamed/PROPN/NNP/3/compound/PERSON \
            Image/Image/PROPN/NNP/0/root/PERSON :/:/PUNCT/:/3/punct #Iran/#Iran/PROPN/NNP/3/appos/PLACE \
            @JohnKerry/@JohnKerry/PROPN/NNP/3/appos/PERSON";
        assert_eq!(names(words), ["Ahmed Mohamed"]);
    }

    #[test]
    fn who_is_against_somebody_is_not_him() {
        let words = "Iran/Iran/PROPN/NNP/2/nsubj/PLACE armed/arm/VERB/VBD/0/root \
            anti-Taliban/anti-Taliban/ADJ/JJ/4/amod/ORG fighters/fighter/NOUN/NNS/2/obj";
        assert_eq!(names(words), ["Iran"]);
    }

    #[test]
    fn a_language_is_no_name() {
        let words = |next: &str| {
            format!(
                "Li/Li/PROPN/NNP/2/nsubj/PERSON spoke/speak/VERB/VBD/0/root in/in/ADP/IN/4/case \
                 Chinese/Chinese/PROPN/NNP/2/obl/GROUP {next}"
            )
        };
        assert_eq!(names(&words("././PUNCT/./2/punct")), ["Li"]);
        assert_eq!(names(&words("waters/water/NOUN/NNS/2/obl")), ["Li", "China"]);
    }

    #[test]
    fn given_names_go_to_their_persons() {
        let words = "Refugee/Refugee/PROPN/NNP/2/compound/ORG Council/Council/PROPN/NNP/0/root/ORG \
            Vladimir/Vladimir/PROPN/NNP/2/flat/ORG Solomon/Solomon/PROPN/NNP/2/flat/PERSON";
        assert_eq!(names(words), ["Refugee Council", "Vladimir Solomon"]);
        let words = "Vaclav/Vaclav/PROPN/NNP/0/root Havel/Havel/PROPN/NNP/1/flat/PERSON";
        assert_eq!(names(words), ["Vaclav Havel"]);
    }

    #[test]
    fn words_that_the_tree_joins_belong_to_the_name() {
        let words = "Flag/Flag/PROPN/NNP/3/compound/ORG Consideration/Consideration/PROPN/NNP/3/compound/ORG \
            Project/Project/PROPN/NNP/0/root";
        assert_eq!(names(words), ["Flag Consideration Project"]);
        let words = "Ministry/Ministry/PROPN/NNP/0/root/ORG of/of/ADP/IN/3/case/ORG Equality/Equality/PROPN/NNP/1/nmod/ORG \
            and/and/CCONJ/CC/5/cc Family/Family/PROPN/NNP/3/conj";
        assert_eq!(names(words), ["Ministry of Equality and Family"]);
    }
}
