//! Names → the forms in which they are looked up.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Names by their folded forms; of two entries with the same name the first stands.
#[derive(Debug, Default)]
pub(super) struct Names {
    words: HashMap<String, usize>,
    acronyms: HashMap<String, usize>,
    /// What is a name only with its dot: "Miss.", "Ill.".
    abbreviations: HashMap<String, usize>,
}

impl Names {
    pub(super) fn add(&mut self, name: &str, index: usize) {
        let map = match (has_lower(name), name.ends_with('.')) {
            (true, true) => &mut self.abbreviations,
            (true, false) => &mut self.words,
            (false, _) => &mut self.acronyms,
        };
        map.entry(fold(name)).or_insert(index);
    }

    pub(super) fn get(&self, name: &str) -> Option<usize> {
        let key = fold(name);
        let name = without_article(name);
        let acronym = if has_lower(name) { None } else { self.acronyms.get(&key) };
        let word = || self.words.get(&key).filter(|_| starts_upper(name));
        let abbreviation =
            || self.abbreviations.get(&key).filter(|_| name.ends_with('.') && starts_upper(name));
        acronym.or_else(word).or_else(abbreviation).copied()
    }
}

/// The form of a name in which two spellings of it are compared: lower case, without accents, dots, apostrophes, a
/// leading "the" or a final possessive; white space and all other punctuation are one space.
pub fn fold(name: &str) -> String {
    let name = without_article(without_possessive(name.trim()));
    let mut folded = String::with_capacity(name.len());
    let add = |c| match c {
        '.' | '\'' | '’' | '‘' | 'ʼ' | '`' => {}
        // Letters that Unicode does not decompose.
        'ø' => folded.push('o'),
        'ł' => folded.push('l'),
        'đ' | 'ð' => folded.push('d'),
        'ı' => folded.push('i'),
        'ß' => folded.push_str("ss"),
        'æ' => folded.push_str("ae"),
        'œ' => folded.push_str("oe"),
        'þ' => folded.push_str("th"),
        c if c.is_alphanumeric() => folded.push(c),
        _ if folded.is_empty() || folded.ends_with(' ') => {}
        _ => folded.push(' '),
    };
    // Most names are ASCII, which has nothing to decompose.
    if name.is_ascii() {
        name.chars().map(|c| c.to_ascii_lowercase()).for_each(add);
    } else {
        name.nfkd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase).for_each(add);
    }
    folded.truncate(folded.trim_end().len());
    folded
}

fn without_article(name: &str) -> &str {
    match name.split_once(char::is_whitespace) {
        Some((the, rest)) if the.eq_ignore_ascii_case("the") => rest.trim_start(),
        _ => name,
    }
}

fn without_possessive(name: &str) -> &str {
    name.strip_suffix("'s").or_else(|| name.strip_suffix("’s")).unwrap_or(name)
}

pub(super) fn has_lower(name: &str) -> bool {
    name.chars().any(char::is_lowercase)
}

pub(super) fn starts_upper(name: &str) -> bool {
    name.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| c.is_uppercase() || c.is_numeric())
}
