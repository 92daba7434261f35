//! Abbreviations and what they tell about the full stop after them; see `data/language/abbreviations.tsv`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use strum::EnumString;

/// How an abbreviation bears on the end of a sentence; described in the data file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString)]
#[strum(serialize_all = "lowercase")]
pub(super) enum Abbreviation {
    Title,
    Inner,
    Number,
    Date,
    End,
    State,
}

static ABBREVIATIONS: LazyLock<HashMap<&str, Abbreviation>> = LazyLock::new(|| {
    lines(include_str!("../../data/language/abbreviations.tsv"))
        .filter_map(|line| line.split_once('\t'))
        .filter_map(|(form, class)| Some((form, class.parse().ok()?)))
        .collect()
});

static SENTENCE_STARTS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| lines(include_str!("../../data/language/sentence_starts.tsv")).collect());

static HYPHEN_PREFIXES: LazyLock<HashSet<&str>> =
    LazyLock::new(|| lines(include_str!("../../data/language/hyphens.tsv")).collect());

static UNITS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| lines(include_str!("../../data/language/units.tsv")).collect());

/// The lines of an embedded table, without comments.
pub(super) fn lines(table: &str) -> impl Iterator<Item = &str> {
    table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// No entry of the tables is longer: longer words need no look-up.
const LONGEST: usize = 12;

fn look_up<T>(word: &str, table: impl Fn(&str) -> Option<T>) -> Option<T> {
    (word.len() <= LONGEST).then(|| table(&word.to_ascii_lowercase())).flatten()
}

/// The class of an abbreviation given without its last full stop.
pub(super) fn abbreviation(word: &str) -> Option<Abbreviation> {
    look_up(word, |w| ABBREVIATIONS.get(w).copied())
}

/// Whether a capitalised word after an abbreviation shows that a new sentence begins.
pub(super) fn starts_sentence(word: &str) -> bool {
    look_up(word, |w| SENTENCE_STARTS.get(w).copied()).is_some()
}

/// Whether a word that begins with this prefix and a hyphen stays one token.
pub(super) fn is_hyphen_prefix(word: &str) -> bool {
    look_up(word, |w| HYPHEN_PREFIXES.get(w).copied()).is_some()
}

/// Whether letters written to a number are a unit, a token of its own.
pub(super) fn is_unit(word: &str) -> bool {
    look_up(word, |w| UNITS.get(w).copied()).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_read_in_full() {
        let rows = lines(include_str!("../../data/language/abbreviations.tsv")).count();
        assert_eq!(ABBREVIATIONS.len(), rows);
        for table in [&*SENTENCE_STARTS, &*HYPHEN_PREFIXES, &*UNITS] {
            assert!(table.iter().all(|w| w.len() <= LONGEST && *w == w.to_lowercase() && !w.contains('\t')));
        }
        assert!(ABBREVIATIONS.keys().all(|w| w.len() <= LONGEST));
        assert_eq!(abbreviation("Gen"), Some(Abbreviation::Title));
        assert_eq!(abbreviation("war"), None);
    }
}
