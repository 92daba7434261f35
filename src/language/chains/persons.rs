//! Which names of persons are one person: "Putin" is "Vladimir Putin".
//!
//! Names of several words are joined where the shorter has the words of the longer in the same order; never where
//! first names differ. A single word may be any part of a name, because the part by which a person goes depends on the
//! language: "Wang" of "Wang Yi", "Meles" of "Meles Zenawi", "Alvarado" of "Carlos Alvarado Quesada". Where several
//! persons share it, the one who goes by it already is meant, or else the one last spoken of: relatives are told apart
//! by their first names.

use std::collections::HashMap;

use super::document::Document;
use super::names::NameMention;
use super::words::List;
use crate::language::gazetteer::{Gender, TitleKind};

/// Of persons who share a word, so many are considered.
const MOST_NAMESAKES: usize = 50;

struct Person<'n> {
    words: Vec<&'n str>,
    gender: Option<Gender>,
    /// The place of its first and last mention so far among the document's persons.
    first: usize,
    last: Option<usize>,
    /// How often a part of the name stood for the person so far.
    short: usize,
}

/// The person that each of `members` (indices of names, in the order of the text) means.
pub fn join(document: &Document, names: &[NameMention], members: &[usize]) -> Vec<usize> {
    let mut persons: Vec<Person> = Vec::new();
    let mut by_word: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut of_form = persons_of_full_names(document, names, members, &mut persons, &mut by_word);
    let mut labels = Vec::with_capacity(members.len());
    for (order, &member) in members.iter().enumerate() {
        let name = &names[member];
        let person = match of_form.get(name.folded.as_str()) {
            Some(&person) => person,
            None => match namesake(&persons, &by_word, name) {
                Some(person) => person,
                None => {
                    let words = name.words().collect();
                    of_form.insert(&name.folded, persons.len());
                    add(&mut persons, &mut by_word, words, name.gender, order)
                }
            },
        };
        persons[person].last = Some(order);
        persons[person].short += usize::from(!name.folded.contains(' '));
        labels.push(person);
    }
    labels
}

/// The gender that a full name tells; in the order surname, given name where the latter has a hyphen ("Kim Hyun-sook").
pub fn gender(document: &Document, form: &str) -> Option<Gender> {
    let (first, rest) = form.split_once(' ').unwrap_or((form, ""));
    let second = if rest.contains('-') { document.world.gender_of_given_name(rest) } else { None };
    second
        .or_else(|| document.world.gender_of_given_name(first))
        .or_else(|| document.world.gender_of_given_name(rest))
}

/// Makes a person of each name of several words that is not the short form of a longer one.
fn persons_of_full_names<'n>(
    document: &Document,
    names: &'n [NameMention],
    members: &[usize],
    persons: &mut Vec<Person<'n>>,
    by_word: &mut HashMap<&'n str, Vec<usize>>,
) -> HashMap<&'n str, usize> {
    let mut forms: Vec<(usize, &NameMention)> = Vec::new();
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for (order, &member) in members.iter().enumerate() {
        let name = &names[member];
        let several = name.folded.contains(' ') && !may_be_titled(document, name);
        if several && seen.insert(&name.folded, order).is_none() {
            forms.push((order, name));
        }
    }
    forms.sort_by_key(|(order, name)| (std::cmp::Reverse(name.words().count()), *order));
    let mut of_form = HashMap::new();
    for (order, name) in forms {
        let words: Vec<&str> = name.words().collect();
        let namesakes =
            by_word.get(words[0]).into_iter().chain(by_word.get(words[words.len() - 1])).flatten();
        let longer = namesakes.copied().find(|&p| shortens(&words, &persons[p].words));
        let person = longer.unwrap_or_else(|| {
            let gender = name.gender.or_else(|| gender(document, &name.form));
            add(persons, by_word, words, gender, order)
        });
        of_form.insert(name.folded.as_str(), person);
    }
    of_form
}

/// Whether a name of two words may be a title and a surname ("Dean Kyte"): it means whoever bears that surname.
fn may_be_titled(document: &Document, name: &NameMention) -> bool {
    let title = name.words().next().and_then(|first| document.world.title(first));
    name.words().count() == 2 && title.is_some_and(|t| t.kind == TitleKind::Name)
}

fn add<'n>(
    persons: &mut Vec<Person<'n>>,
    by_word: &mut HashMap<&'n str, Vec<usize>>,
    words: Vec<&'n str>,
    gender: Option<Gender>,
    first: usize,
) -> usize {
    for word in words.iter().filter(|w| w.len() > 1 && !List::Particle.has(w)) {
        let namesakes = by_word.entry(word).or_default();
        if namesakes.len() < MOST_NAMESAKES && !namesakes.contains(&persons.len()) {
            namesakes.push(persons.len());
        }
    }
    persons.push(Person { words, gender, first, last: None, short: 0 });
    persons.len() - 1
}

/// Whether several words are a shorter form of a longer name: its words in order, beginning or ending with it. Initials
/// may be left out, but not some of them: George W. Bush is not George H. W. Bush.
fn shortens(short: &[&str], full: &[&str]) -> bool {
    let mut rest = full.iter();
    let in_order = short.iter().all(|word| rest.any(|w| w == word));
    let initials = |words: &[&str]| words.iter().filter(|w| w.len() == 1).count();
    let same_initials = initials(short) == 0 || initials(short) == initials(full);
    in_order && same_initials && (short.first() == full.first() || short.last() == full.last())
}

/// The person whom a name of one word, or one without the beginning of the full name ("Van Persie"), means.
fn namesake<'n>(
    persons: &[Person],
    by_word: &HashMap<&'n str, Vec<usize>>,
    name: &'n NameMention,
) -> Option<usize> {
    let word = name.words().filter(|w| !List::Particle.has(w)).last()?;
    let fits = |&&p: &&usize| {
        let person = &persons[p];
        person.words.len() > 1
            && (name.gender.is_none() || person.gender.is_none() || name.gender == person.gender)
    };
    let candidates = by_word.get(word).into_iter().flatten().filter(fits).copied();
    // The one last spoken of; before any was, the one that comes first.
    candidates.max_by_key(|&p| (persons[p].short > 1, persons[p].last, std::cmp::Reverse(persons[p].first)))
}

#[cfg(test)]
mod tests {
    use super::super::testing::chains_of_names;
    use super::*;
    use crate::language::gazetteer::fold;
    use crate::model::EntityType;

    fn is_short_for(short: &str, full: &str) -> bool {
        let (short, full) = (fold(short), fold(full));
        shortens(&short.split(' ').collect::<Vec<_>>(), &full.split(' ').collect::<Vec<_>>())
    }

    #[test]
    fn shorter_forms_keep_the_order_and_an_end() {
        assert!(is_short_for("Carlos Alvarado", "Carlos Alvarado Quesada"));
        assert!(is_short_for("Donald Trump", "Donald J. Trump"));
        assert!(is_short_for("Esperanza Martínez", "María Esperanza Martínez"));
        assert!(is_short_for("Horacio Cartes", "Horacio Manuel Cartés Jara"));
        assert!(!is_short_for("Ronald Acevedo", "José Carlos Acevedo"));
        assert!(!is_short_for("George W. Bush", "George H. W. Bush"));
        assert!(!is_short_for("Manuel Cartes", "Horacio Manuel Cartes Jara"));
    }

    fn people(names: &[&str]) -> Vec<(String, usize)> {
        let chains = chains_of_names(names, EntityType::Person);
        chains.into_iter().map(|c| (c.name, c.mentions.len())).collect()
    }

    #[test]
    fn a_single_word_is_any_part_of_a_name() {
        assert_eq!(people(&["Putin", "Vladimir Putin"]), [("Vladimir Putin".to_owned(), 2)]);
        assert_eq!(people(&["Wang Yi", "Wang"]), [("Wang Yi".to_owned(), 2)]);
        assert_eq!(people(&["Meles Zenawi", "Meles"]), [("Meles Zenawi".to_owned(), 2)]);
        assert_eq!(people(&["Carlos Alvarado Quesada", "Alvarado"])[0].1, 2);
        assert_eq!(people(&["Abdel Fattah el-Sisi", "Sisi", "el-Sisi"])[0].1, 3);
    }

    #[test]
    fn titles_are_no_part_of_a_name() {
        assert_eq!(people(&["Lt. Gen. Karsten Heckl"])[0].0, "Karsten Heckl");
        assert_eq!(people(&["Chinese Foreign Minister Wang Yi"])[1].0, "Wang Yi");
        assert_eq!(people(&["King Abdullah", "Abdullah"]), [("King Abdullah".to_owned(), 2)]);
        assert_eq!(people(&["Prince Mohammed bin Salman"])[0].0, "Mohammed bin Salman");
        assert_eq!(people(&["Rachel Kyte", "Dean Kyte"]), [("Rachel Kyte".to_owned(), 2)]);
        assert_eq!(people(&["Dean Kamen"]), [("Dean Kamen".to_owned(), 1)]);
        assert_eq!(people(&["Ms.Audrey Azoulay"]), [("Audrey Azoulay".to_owned(), 1)]);
    }

    #[test]
    fn who_goes_by_the_surname_keeps_it() {
        let found = people(&["Shinzo Abe", "Abe", "Abe", "Akie Abe", "Abe"]);
        assert_eq!(found, [("Shinzo Abe".to_owned(), 4), ("Akie Abe".to_owned(), 1)]);
    }

    #[test]
    fn namesakes_stay_apart_and_the_last_spoken_of_is_meant() {
        let found = people(&["Ronald Acevedo", "Robert Acevedo", "Acevedo"]);
        assert_eq!(found, [("Ronald Acevedo".to_owned(), 1), ("Robert Acevedo".to_owned(), 2)]);
        let found = people(&["Bill Clinton", "Hillary Clinton", "Mr. Clinton"]);
        assert_eq!(found, [("Bill Clinton".to_owned(), 2), ("Hillary Clinton".to_owned(), 1)]);
    }
}
