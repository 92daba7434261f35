//! Where a name begins and ends, where the network left out a word of it or took in one too many.
//!
//! Each repair asks the tree or the gazetteer for a reason: a given name before a surname, a word that the tree joins
//! to the name, a title, a comma in a place. Types are left as they are.

use std::ops::Range;

use super::document::{At, Document, is_capitalised};
use super::names::is_acronym;
use super::words::List;
use crate::language::gazetteer::{TitleKind, fold};
use crate::language::neural::Name;
use crate::language::tokenize::is_currency;
use crate::language::{Deprel, Token, Upos, Xpos};
use crate::model::EntityType;

/// A name is made longer by at most so many tokens.
const MOST_ADDED: usize = 4;

/// The names of a sentence, mended.
pub fn mend(document: &Document, sentence: usize, names: &[Name]) -> Vec<Name> {
    let count = document.sentences[sentence].tokens.len();
    let mut line = Line { document, sentence, covered: vec![false; count], names: Vec::new() };
    for (tokens, entity) in names {
        let tokens = tokens.start.min(count)..tokens.end.min(count);
        for part in line.split(tokens, *entity) {
            let part = line.shrink(part, *entity);
            let sign = part.clone().any(|t| is_sign(line.form(t)));
            let readable = part.clone().any(|t| line.form(t).contains(is_latin));
            if readable && !sign && !line.is_mere_title(&part) {
                line.names.push((part, *entity));
            }
        }
    }
    line.names.iter().for_each(|(tokens, _)| line.covered[tokens.clone()].fill(true));
    line.give_back_given_names();
    line.split_off_persons();
    line.join_split_persons();
    line.make_titled_persons();
    line.make_places();
    line.make_persons();
    line.stretch();
    line.add_unseen();
    line.drop_labels();
    line.names
}

/// Handles and sums of money are no names: "#Iran", "@JohnKerry", "US$".
fn is_sign(form: &str) -> bool {
    form.starts_with(['#', '@']) || form.ends_with(is_currency)
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
        let world = self.document.world;
        world.country(self.form(token)).is_some() || world.locality(self.form(token)).is_some()
    }

    /// "President", "CEO", "Senators": a role and no name.
    fn is_mere_title(&self, tokens: &Range<usize>) -> bool {
        let title =
            self.document.world.title(self.document.span(self.sentence, tokens).of(self.document.text));
        let first = self.token(tokens.start);
        let persons = tokens.len() == 1 && matches!(first.xpos, Xpos::Nnps | Xpos::Nns) && {
            let noun = self.document.world.describing_noun(&first.lemma.to_lowercase());
            noun.is_some_and(|n| n.entity == EntityType::Person)
        };
        persons || title.is_some_and(|t| t.kind != TitleKind::Name)
    }

    /// "Irving, Texas" is two places.
    fn split(&self, tokens: Range<usize>, entity: EntityType) -> Vec<Range<usize>> {
        let text = self.document.span(self.sentence, &tokens).of(self.document.text);
        let known = self.document.world.country_of_capital(text).is_some();
        match tokens.clone().find(|&t| self.form(t) == ",") {
            Some(at) if entity == EntityType::Place && !known && at > tokens.start && at + 1 < tokens.end => {
                vec![tokens.start..at, at + 1..tokens.end]
            }
            _ => vec![tokens],
        }
    }

    /// Takes off what is no part of the name: "central" of "central Seoul", "Lt." of "Marine Corps Lt.", "Arlington" of
    /// "Arlington Amneh Jafari".
    fn shrink(&self, mut tokens: Range<usize>, entity: EntityType) -> Range<usize> {
        let plain = |t: usize| {
            // But "sub-Saharan Africa".
            !self.form(t).contains(char::is_uppercase)
                && matches!(self.token(t).upos, Upos::Adj | Upos::Adv | Upos::Det | Upos::Verb)
        };
        while tokens.len() > 1 && plain(tokens.start) {
            tokens.start += 1;
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

    /// "Refugee Council Enver | Solomon": the given name goes to the person.
    fn give_back_given_names(&mut self) {
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
    fn join_split_persons(&mut self) {
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
    fn split_off_persons(&mut self) {
        for i in 0..self.names.len() {
            let (tokens, entity) = self.names[i].clone();
            if entity != EntityType::Org || tokens.len() < 4 {
                continue;
            }
            let given = tokens.end - 2;
            let world = self.document.world;
            let body = world.describing_noun(&self.token(given - 1).lemma.to_lowercase());
            let ends_body =
                body.is_some_and(|n| n.entity == EntityType::Org) || self.token(given - 1).xpos == Xpos::Nnps;
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
    fn make_titled_persons(&mut self) {
        for i in 0..self.names.len() {
            let (tokens, entity) = self.names[i].clone();
            let Some(before) = tokens.start.checked_sub(1).filter(|_| tokens.len() == 1) else { continue };
            let world = self.document.world;
            let honorific = world.title(self.form(before)).is_some_and(|t| t.kind == TitleKind::Honorific);
            let noun = world.describing_noun(&self.token(before).lemma.to_lowercase());
            let role = noun.is_some_and(|n| n.entity == EntityType::Person) || self.is_title(before);
            let hyphenated = role && self.hyphenated_after(&tokens, EntityType::Person).is_some();
            if entity != EntityType::Person && (honorific || hyphenated) {
                self.names[i].1 = EntityType::Person;
            }
        }
    }

    /// "the town of Pedro Juan Caballero", "from Madeira".
    fn make_places(&mut self) {
        for i in 0..self.names.len() {
            if self.located(self.names[i].0.start).is_some_and(|(place, _)| place == self.names[i].0) {
                self.names[i].1 = EntityType::Place;
            }
            let Some(noun) = self.names[i].0.start.checked_sub(2) else { continue };
            let known = self.document.world.describing_noun(&self.token(noun).lemma.to_lowercase());
            if self.form(noun + 1) == "of" && known.is_some_and(|n| n.entity == EntityType::Place) {
                self.names[i].1 = EntityType::Place;
            }
        }
    }

    /// "the nomination of Merrick Garland": a given name with which the tree joins one word more, as it does in persons'
    /// names ("Victoria Falls" it makes a compound).
    fn make_persons(&mut self) {
        for i in 0..self.names.len() {
            let (tokens, entity) = self.names[i].clone();
            let last = self.token(tokens.end.saturating_sub(1));
            let flat = last.deprel == Deprel::Flat && last.head == Some(tokens.start);
            let text = self.document.span(self.sentence, &tokens).of(self.document.text);
            let joined = entity == EntityType::Place && tokens.len() == 2 && flat;
            if joined && self.is_given_name(tokens.start) && self.document.world.locality(text).is_none() {
                self.names[i].1 = EntityType::Person;
            }
        }
    }

    /// Adds the words beside a name that belong to it.
    fn stretch(&mut self) {
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
            .or_else(|| self.known_after(tokens, entity));
        if let Some(end) = right {
            return Some(tokens.start..end);
        }
        let before = before?;
        let royal = self.document.world.title(self.form(before)).is_some_and(|t| t.kind == TitleKind::Royal);
        let belongs = match entity {
            EntityType::Person if royal => tokens.len() == 1,
            EntityType::Person => {
                let joined = self.token(tokens.start).deprel == Deprel::Flat
                    && self.token(tokens.start).head == Some(before);
                tokens.len() == 1 && !self.is_title(before) && (joined || self.is_given_name(before))
            }
            _ => false,
        };
        belongs.then_some(before..tokens.end)
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
        let joined =
            self.is_flat_part(next, tokens) || (!hyphen && self.is_compound_of(next, tokens, entity));
        (named && joined && !List::Date.has(&self.form(next).to_lowercase())).then_some(next + 1)
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
        let noun = self.document.world.describing_noun(&self.token(next).lemma.to_lowercase());
        let person = self.is_title(next) || noun.is_some_and(|n| n.entity == EntityType::Person);
        governed && !whole && !person && matches!(entity, EntityType::Org | EntityType::Place)
    }

    /// "Kang | In-sun": the given name of someone whose surname comes first, also where it looks like another word.
    fn hyphenated_after(&self, tokens: &Range<usize>, entity: EntityType) -> Option<usize> {
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

    /// Whether a token is written on to the one before it.
    fn is_close(&self, token: usize) -> bool {
        token > 0 && self.token(token - 1).span.end == self.token(token).span.start
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

    /// Names that the network did not see: "U.Khurelsukh", "Speaker You Si-kun", "in Prague".
    fn add_unseen(&mut self) {
        for token in 0..self.covered.len() {
            if self.covered[token] {
                continue;
            }
            let found =
                self.with_initial(token).or_else(|| self.titled(token)).or_else(|| self.located(token));
            if let Some((tokens, entity)) = found {
                self.covered[tokens.clone()].fill(true);
                self.names.push((tokens, entity));
            }
        }
        self.names.sort_by_key(|(tokens, _)| tokens.start);
    }

    /// "U.Khurelsukh": an initial to which the name is written on.
    fn with_initial(&self, token: usize) -> Option<Name> {
        (self.initial_before(token) && !self.covered[token + 1])
            .then_some((token..token + 2, EntityType::Person))
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

    /// A name after a title, that begins with a given name or has a hyphenated one as in East Asia.
    fn titled(&self, token: usize) -> Option<Name> {
        let is_free = |t: usize| t < self.covered.len() && !self.covered[t];
        let begins = token > 0 && self.is_title(token - 1) && is_capitalised(self.form(token));
        let second = token + 1;
        if !begins || !is_free(second) || !is_capitalised(self.form(second)) {
            return None;
        }
        let hyphenated = is_free(token + 3) && self.hyphenated(token + 3);
        let end = if hyphenated { token + 4 } else { token + 2 };
        (hyphenated || (self.is_given_name(token) && self.is_free_name(second)))
            .then_some((token..end, EntityType::Person))
    }

    /// A city after a preposition.
    fn located(&self, token: usize) -> Option<Name> {
        let after = token > 0 && List::Locating.has(&fold(self.form(token - 1)));
        let alone = token + 1 >= self.covered.len() || !is_capitalised(self.form(token + 1));
        (after && alone && self.token(token).upos == Upos::Propn && self.is_place(token))
            .then_some((token..token + 1, EntityType::Place))
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::Text;

    fn names(words: &str) -> Vec<String> {
        Text::default().sentence(words).chains().1.into_iter().map(|c| c.name).collect()
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
