//! Whose a name is: words that go from one name to the next, names that are persons' or places'.

use std::ops::Range;

use super::super::document::At;
use super::Line;
use crate::language::gazetteer::TitleKind;
use crate::language::neural::Name;
use crate::language::{Deprel, Xpos};
use crate::model::EntityType;

/// The tokens of a post and of what it is of, at most.
const LONGEST_POST: usize = 10;

impl Line<'_, '_> {
    /// "Refugee Council Enver | Solomon": the given name goes to the person.
    pub(super) fn give_back_given_names(&mut self) {
        for i in 1..self.names.len() {
            let (before, (after, kind)) = (self.names[i - 1].clone(), self.names[i].clone());
            let last = before.0.end.saturating_sub(1);
            let takes = kind == EntityType::Person && before.1 != EntityType::Person;
            if takes && before.0.end == after.start && before.0.len() > 1 && self.is_given_name(last) {
                self.names[i - 1].0.end = last;
                self.names[i].0.start = last;
            }
        }
    }

    /// "Maxime | Bernier".
    pub(super) fn join_split_persons(&mut self) {
        let mut joined: Vec<Name> = Vec::new();
        for (tokens, entity) in std::mem::take(&mut self.names) {
            match joined.last_mut() {
                Some((last, EntityType::Person))
                    if entity == EntityType::Person && last.end == tokens.start && last.len() == 1 =>
                {
                    last.end = tokens.end;
                }
                _ => joined.push((tokens, entity)),
            }
        }
        self.names = joined;
    }

    /// "Council on American - Islamic Relations Alia Salem": a person with a given name after a long name of a body.
    pub(super) fn split_off_persons(&mut self) {
        for i in 0..self.names.len() {
            let (tokens, entity) = self.names[i].clone();
            if entity != EntityType::Org || tokens.len() < 4 {
                continue;
            }
            let given = tokens.end - 2;
            let world = self.document.world;
            let ends_body =
                self.describes(given - 1, EntityType::Org) || self.token(given - 1).xpos == Xpos::Nnps;
            if (ends_body || tokens.len() > 5)
                && world.gender_of_given_name(self.form(given)).is_some()
                && self.form(given).len() > 3
            {
                self.names[i].0.end = given;
                self.names.insert(i + 1, (given..tokens.end, EntityType::Person));
            }
        }
    }

    /// "Spokesperson Kang | In-sun", "Mr. Key": one word after a title is a person, whatever the network took it for.
    pub(super) fn make_titled_persons(&mut self) {
        for i in 0..self.names.len() {
            let (tokens, entity) = self.names[i].clone();
            let Some(before) = tokens.start.checked_sub(1).filter(|_| tokens.len() == 1) else { continue };
            let world = self.document.world;
            let honorific = world.title(self.form(before)).is_some_and(|t| t.kind == TitleKind::Honorific);
            let role = self.describes(before, EntityType::Person) || self.is_title(before);
            let hyphenated = role && self.hyphenated_after(&tokens, EntityType::Person).is_some();
            if entity != EntityType::Person && (honorific || hyphenated) {
                self.names[i].1 = EntityType::Person;
            }
        }
    }

    /// "Havel was the last president": one unknown word of which a person's noun is said.
    pub(super) fn make_persons_described(&mut self) {
        for i in 0..self.names.len() {
            let (tokens, entity) = self.names[i].clone();
            if entity == EntityType::Person || tokens.len() != 1 {
                continue;
            }
            let subject = self.token(tokens.start);
            let nominal = subject.head.filter(|&noun| noun < self.covered.len());
            let Some(noun) = nominal.filter(|_| subject.deprel == Deprel::Nsubj) else { continue };
            let predicate = At { sentence: self.sentence, token: noun };
            let copula = self.document.child(predicate, |t| t.deprel == Deprel::Cop).is_some();
            let form = self.form(tokens.start);
            let unknown = !self.is_called_place(form) && self.document.world.organisation(form).is_none();
            if copula && unknown && self.describes(noun, EntityType::Person) {
                self.names[i].1 = EntityType::Person;
            }
        }
    }

    /// "Jammu | and | Kashmir": what the gazetteer knows as one place.
    pub(super) fn join_coordinated_places(&mut self) {
        let mut at = 0;
        while at + 1 < self.names.len() {
            let (first, second) = (self.names[at].0.clone(), self.names[at + 1].0.clone());
            let whole = first.start..second.end;
            let joined = second.start == first.end + 1
                && matches!(self.form(first.end), "and" | "&")
                && self.is_called_place(self.document.span(self.sentence, &whole).of(self.document.text));
            if joined {
                self.names[at] = (whole, EntityType::Place);
                self.names.remove(at + 1);
            } else {
                at += 1;
            }
        }
    }

    /// "the town of Pedro Juan Caballero", "from Madeira", "the refurbished Asomdwoe Park".
    pub(super) fn make_places(&mut self) {
        for i in 0..self.names.len() {
            if self.names[i].1 == EntityType::Person && self.is_facility(&self.names[i].0) {
                self.names[i].1 = EntityType::Place;
            }
            if self.located(self.names[i].0.start).is_some_and(|(place, _)| place == self.names[i].0) {
                self.names[i].1 = EntityType::Place;
            }
            let Some(noun) = self.names[i].0.start.checked_sub(2) else { continue };
            if self.form(noun + 1) == "of" && self.describes(noun, EntityType::Place) {
                self.names[i].1 = EntityType::Place;
            }
        }
    }

    /// "the nomination of Merrick Garland", "its president, Hong Sang Jo": a given name with which the tree joins one word
    /// more, or after a post two words, as it does in persons' names ("Victoria Falls" it makes a compound).
    pub(super) fn make_persons(&mut self) {
        for i in 0..self.names.len() {
            let (tokens, entity) = self.names[i].clone();
            let flat =
                |t: usize| self.token(t).deprel == Deprel::Flat && self.token(t).head == Some(tokens.start);
            let text = self.document.span(self.sentence, &tokens).of(self.document.text);
            let personal = match tokens.len() {
                2 => self.is_given_name(tokens.start),
                3 => self.follows_post(tokens.start),
                _ => false,
            };
            let joined = entity == EntityType::Place && (tokens.start + 1..tokens.end).all(flat);
            if joined && personal && self.document.world.locality(text).is_none() {
                self.names[i].1 = EntityType::Person;
            }
        }
    }

    /// Whether several words that end with a kind of place have an article, as persons' names have not.
    fn is_facility(&self, tokens: &Range<usize>) -> bool {
        let last = tokens.end - 1;
        let article = |t: usize| self.form(t).eq_ignore_ascii_case("the");
        let described = |t: usize| matches!(self.token(t).xpos, Xpos::Jj | Xpos::Vbn | Xpos::Vbd);
        let before = tokens.start.checked_sub(1);
        let definite =
            before.is_some_and(|t| article(t) || described(t) && t.checked_sub(1).is_some_and(article));
        definite && tokens.len() > 1 && self.describes(last, EntityType::Place)
    }

    /// Whether a token stands after a comma that ends a description by a post: "the president of the bank for Asia, ".
    fn follows_post(&self, token: usize) -> bool {
        let comma = token.checked_sub(1).filter(|&comma| self.form(comma) == ",");
        comma.is_some_and(|comma| {
            let post = |&t: &usize| self.form(t + 1) == "of" && self.describes(t, EntityType::Person);
            (comma.saturating_sub(LONGEST_POST)..comma)
                .rev()
                .take_while(|&t| self.form(t) != ",")
                .any(|t| post(&t))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::Text;
    use crate::model::EntityType;

    #[test]
    fn of_whom_a_post_is_said_is_a_person() {
        let kind = |noun: &str| {
            let words =
                format!("Orbanek/Orbanek/PROPN/NNP/4/nsubj/ORG was/be/AUX/VBD/4/cop a/a/DET/DT/4/det {noun}");
            Text::default().sentence(&words).chains().1[0].entity
        };
        assert_eq!(kind("president/president/NOUN/NN/0/root"), EntityType::Person);
        assert_eq!(kind("success/success/NOUN/NN/0/root"), EntityType::Org);
    }

    #[test]
    fn a_park_with_an_article_is_no_person() {
        let kind = |article: &str| {
            let words = format!(
                "{article} Asomdwoe/Asomdwoe/PROPN/NNP/3/compound/PERSON Park/Park/PROPN/NNP/0/root/PERSON"
            );
            Text::default().sentence(&words).chains().1[0].entity
        };
        assert_eq!(kind("the/the/DET/DT/3/det"), EntityType::Place);
        assert_eq!(kind("with/with/ADP/IN/3/case"), EntityType::Person);
    }

    #[test]
    fn a_place_called_like_two_is_one() {
        let names = |second: &str| {
            let words = format!(
                "Trinidad/Trinidad/PROPN/NNP/0/root/PLACE and/and/CCONJ/CC/3/cc \
                 {second}/{second}/PROPN/NNP/1/conj/PLACE"
            );
            Text::default().sentence(&words).chains().1.into_iter().map(|c| c.name).collect::<Vec<_>>()
        };
        assert_eq!(names("Tobago"), ["Trinidad and Tobago"]);
        assert_eq!(names("Grenada").len(), 2);
    }

    #[test]
    fn three_words_after_a_post_are_its_holder() {
        let holder = |post: &str| {
            let words = format!(
                "{post} of/of/ADP/IN/3/case Boeing/Boeing/PROPN/NNP/1/nmod/ORG ,/,/PUNCT/,/5/punct \
                 Hong/Hong/PROPN/NNP/1/appos/PLACE Sang/Sang/PROPN/NNP/5/flat/PLACE Jo/Jo/PROPN/NNP/5/flat/PLACE"
            );
            Text::default().sentence(&words).chains().1.last().map(|c| c.entity)
        };
        assert_eq!(holder("president/president/NOUN/NN/0/root"), Some(EntityType::Person));
        assert_eq!(holder("office/office/NOUN/NN/0/root"), Some(EntityType::Place));
    }
}
