//! The words beside a name that belong to it.

use std::ops::Range;

use super::super::document::is_capitalised;
use super::super::names::is_acronym;
use super::super::words::List;
use super::Line;
use crate::language::gazetteer::TitleKind;
use crate::language::{Deprel, Upos};
use crate::model::EntityType;

/// A name is made longer by at most so many tokens.
const MOST_ADDED: usize = 4;

impl Line<'_, '_> {
    /// Adds the words beside a name that belong to it.
    pub(super) fn stretch(&mut self) {
        for i in 0..self.names.len() {
            let (mut tokens, entity) = self.names[i].clone();
            for _ in 0..MOST_ADDED {
                let Some(longer) = self.longer(&tokens, entity) else { break };
                self.covered[longer.clone()].fill(true);
                tokens = longer;
            }
            self.names[i].0 = tokens;
        }
    }

    fn longer(&self, tokens: &Range<usize>, entity: EntityType) -> Option<Range<usize>> {
        let before = tokens.start.checked_sub(1).filter(|&b| self.is_free_name(b));
        let right = self
            .joined_after(tokens, entity)
            .or_else(|| self.hyphenated_after(tokens, entity))
            .or_else(|| self.coordinated_after(tokens, entity))
            .or_else(|| self.dedicated_after(tokens, entity))
            .or_else(|| self.regnal_after(tokens, entity))
            .or_else(|| self.known_after(tokens, entity));
        if let Some(end) = right {
            return Some(tokens.start..end);
        }
        if let Some(surname) = self.pronoun_as_surname(tokens, entity) {
            return Some(surname..tokens.end);
        }
        let before = before?;
        let royal = self.document.world.title(self.form(before)).is_some_and(|t| t.kind == TitleKind::Royal);
        let belongs = match entity {
            EntityType::Person if royal => tokens.len() == 1,
            EntityType::Person => {
                let joined = self.token(tokens.start).deprel == Deprel::Flat
                    && self.token(tokens.start).head == Some(before);
                // "Sabah | Al-Khaled Al-Sabah"
                let patronymic = tokens.len() > 2
                    && matches!(self.form(tokens.start), "Al" | "El" | "al" | "el" | "bin" | "ibn");
                let alone = tokens.len() == 1 && (joined || self.is_given_name(before));
                (alone || patronymic) && !self.is_title(before)
            }
            _ => false,
        };
        belongs.then_some(before..tokens.end)
    }

    /// "Vice Premier He | Lifeng", "Speaker You | Si-kun": a pronoun with a capital within a sentence is a surname, and so is
    /// one right before a given name with a hyphen.
    fn pronoun_as_surname(&self, tokens: &Range<usize>, entity: EntityType) -> Option<usize> {
        let pronoun = |&t: &usize| matches!(self.form(t), "He" | "You" | "She") && !self.covered[t];
        let surname = tokens.start.checked_sub(1).filter(pronoun)?;
        let begins = surname.checked_sub(1).is_none_or(|t| self.token(t).upos == Upos::Punct);
        let given = tokens.len() == 3 && self.hyphenated(tokens.end - 1);
        (entity == EntityType::Person && (!begins || given)).then_some(surname)
    }

    /// The end of the name with the next word, or the next after a hyphen, where the tree makes it a part: "Kang |
    /// In-sun", "Flag Consideration | Project".
    fn joined_after(&self, tokens: &Range<usize>, entity: EntityType) -> Option<usize> {
        let (mut next, mut hyphen) = (tokens.end, false);
        if next + 1 < self.covered.len()
            && !self.covered[next]
            && self.hyphenated(next + 1)
            && self.is_close(next)
        {
            (next, hyphen) = (next + 1, true);
        }
        if next >= self.covered.len() || self.covered[next] {
            return None;
        }
        let named = hyphen || (self.token(next).upos == Upos::Propn && is_capitalised(self.form(next)));
        let joined = self.is_flat_part(next, tokens)
            || if hyphen {
                self.is_syllable(next, entity)
            } else {
                self.is_compound_of(next, tokens, entity)
            };
        (named && joined && !List::Date.has(&self.form(next).to_lowercase())).then_some(next + 1)
    }

    /// "Pan Men | -an": what is written on to a person's name with a hyphen and looks like no word of its own, as
    /// "Trump-backed" does.
    fn is_syllable(&self, next: usize, entity: EntityType) -> bool {
        let lower = self.form(next).starts_with(char::is_lowercase) && self.form(next).len() < 7;
        let noun_follows = next + 1 < self.covered.len()
            && matches!(self.token(next + 1).upos, Upos::Noun | Upos::Adj | Upos::Propn);
        entity == EntityType::Person && lower && self.token(next).upos == Upos::Propn && !noun_follows
    }

    /// Whether the tree makes a word the end of a name: "Hussein | Sheikh", but not "Kamal | Sheikh Ali".
    fn is_flat_part(&self, next: usize, tokens: &Range<usize>) -> bool {
        let title = self.is_title(next) && (self.form(next).ends_with('.') || self.is_free_name(next + 1));
        let flat = self.token(next).deprel == Deprel::Flat && !self.initial_before(next);
        flat && !title && self.token(next).head.is_some_and(|h| tokens.contains(&h))
    }

    /// Whether the tree makes a name the first part of a longer one: "Flag Consideration | Project", but not
    /// "UGC | Act", "Amman | Declaration", "Port Authority | Chairman", "Zongo | Communities".
    fn is_compound_of(&self, next: usize, tokens: &Range<usize>, entity: EntityType) -> bool {
        let first = self.token(self.document.governor(self.sentence, tokens));
        let governed = first.head == Some(next) && matches!(first.deprel, Deprel::Compound | Deprel::Flat);
        let whole = tokens.len() == 1 && (self.is_place(tokens.start) || is_acronym(self.form(tokens.start)));
        let person = self.is_title(next) || self.describes(next, EntityType::Person);
        governed && !whole && !person && matches!(entity, EntityType::Org | EntityType::Place)
    }

    /// "Kang | In-sun": the given name of someone whose surname comes first, also where it looks like another word.
    pub(super) fn hyphenated_after(&self, tokens: &Range<usize>, entity: EntityType) -> Option<usize> {
        let end = tokens.end + 3;
        let free = end <= self.covered.len() && !self.covered[tokens.end..end].contains(&true);
        let fits = free
            && entity == EntityType::Person
            && tokens.len() == 1
            && is_capitalised(self.form(tokens.end))
            && self.hyphenated(end - 1)
            && self.is_close(end - 2)
            && self.form(end - 1).starts_with(char::is_lowercase);
        fits.then_some(end)
    }

    /// "King Abdullah | I": the first of the name, which looks like the pronoun.
    fn regnal_after(&self, tokens: &Range<usize>, entity: EntityType) -> Option<usize> {
        let end = tokens.end;
        let is_royal = |t: usize| {
            self.document.world.title(self.form(t)).is_some_and(|title| title.kind == TitleKind::Royal)
        };
        let royal = is_royal(tokens.start) || tokens.start.checked_sub(1).is_some_and(is_royal);
        let first = end < self.covered.len() && !self.covered[end] && self.form(end) == "I";
        (entity == EntityType::Person && first && royal).then_some(end + 1)
    }

    /// "European | commission": what the gazetteer knows as an organisation.
    fn known_after(&self, tokens: &Range<usize>, entity: EntityType) -> Option<usize> {
        let most = self.covered[tokens.end..].iter().take(MOST_ADDED).take_while(|c| !**c).count();
        let is_known = |end: &usize| {
            let longer = self.document.span(self.sentence, &(tokens.start..*end)).of(self.document.text);
            let ends_in_word = self.token(*end - 1).upos != Upos::Punct;
            ends_in_word && self.document.world.organisation(longer).is_some()
        };
        let ends = (tokens.end + 1..=tokens.end + most).rev();
        if entity == EntityType::Person { None } else { ends.into_iter().find(is_known) }
    }

    /// "the Great Hall | of the People": what a building is of, with a capital and no name of its own.
    fn dedicated_after(&self, tokens: &Range<usize>, entity: EntityType) -> Option<usize> {
        let (the, whose) = (tokens.end + 1, tokens.end + 2);
        let building = tokens.len() > 1 && List::Building.has(&self.form(tokens.end - 1).to_lowercase());
        let fits = entity == EntityType::Place
            && building
            && whose < self.covered.len()
            && !self.covered[tokens.end..=whose].contains(&true)
            && (self.form(tokens.end), self.form(the)) == ("of", "the")
            && self.is_free_name(whose);
        fits.then_some(whose + 1)
    }

    /// "Ministry of Gender Equality | and Family".
    fn coordinated_after(&self, tokens: &Range<usize>, entity: EntityType) -> Option<usize> {
        let last = tokens.end + 1;
        let is_free = last < self.covered.len() && !self.covered[last] && is_capitalised(self.form(last));
        let ministry = List::Ministry.has(&self.token(tokens.start).lemma.to_lowercase());
        let named = is_free && (self.token(last).upos == Upos::Propn || ministry);
        if entity != EntityType::Org || !named || !matches!(self.form(tokens.end), "and" | "&") {
            return None;
        }
        let of = tokens.clone().find(|&t| matches!(self.form(t), "of" | "for"));
        // The parser may take the second portfolio for another ministry.
        let joins = |h: usize| tokens.contains(&h) && of.is_some_and(|of| h > of || ministry);
        let coordinated = self.token(last).deprel == Deprel::Conj && self.token(last).head.is_some_and(joins);
        let longer = self.document.span(self.sentence, &(tokens.start..last + 1)).of(self.document.text);
        (coordinated || self.document.world.organisation(longer).is_some()).then_some(last + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::Text;

    #[test]
    fn a_building_has_what_it_is_of_in_its_name() {
        let words = "Great/great/ADJ/NNP/2/amod/PLACE Hall/Hall/PROPN/NNP/0/root/PLACE of/of/ADP/IN/5/case \
            the/the/DET/DT/5/det People/People/PROPN/NNPS/2/nmod";
        assert_eq!(Text::default().sentence(words).chains().1[0].name, "Great Hall of the People");
        let river = words.replace("Hall/Hall", "River/River");
        assert_eq!(Text::default().sentence(&river).chains().1[0].name, "Great River");
    }

    #[test]
    fn a_pronoun_with_a_capital_within_a_sentence_is_a_surname() {
        let names = |before: &str| {
            let words = format!(
                "{before} He/he/PRON/PRP/3/nsubj Lifeng/Lifeng/PROPN/NNP/0/root/PERSON left/leave/VERB/VBD/3/dep"
            );
            Text::default().sentence(&words).chains().1.into_iter().map(|c| c.name).collect::<Vec<_>>()
        };
        assert_eq!(names("Premier/premier/PROPN/NNP/3/compound"), ["He Lifeng"]);
        assert_eq!(names("“/“/PUNCT/``/3/punct"), ["Lifeng"]);
        let you = "You/you/PRON/PRP/2/nsubj Si/Si/PROPN/NNP/5/nsubj/PERSON -/-/PUNCT/HYPH/2/punct/PERSON \
            kun/kun/PROPN/NNP/2/flat/PERSON left/leave/VERB/VBD/0/root";
        assert_eq!(Text::default().sentence(you).chains().1[0].name, "You Si - kun");
    }
}
