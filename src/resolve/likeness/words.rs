//! How alike two words of names are, by what their spelling stands for.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use rphonetic::{DoubleMetaphone, Encoder};

/// From this likeness on, two words may be one word.
pub const ALIKE: f64 = 0.8;

/// The likeness of two words that are read the same.
pub const READ_ALIKE: f64 = 0.96;

/// The likeness of two forms of one given name, or two spellings of one word.
pub const VARIANT: f64 = 0.98;

/// Words with so many letters in common, vowels within left out, are one word whose vowels are written differently:
/// "Wickremesinghe", "Wickramasinghe". Of shorter ones there are others: "Mathews", "Mathis".
const SPINE: usize = 7;

/// Shorter words are alike only if they are read the same: "Jong" is not "Yong".
const SHORT: usize = 5;

/// The words of `data/world/variants.tsv`.
#[derive(Default)]
struct Variants {
    /// The forms that a given name or another word may have → numbers of its groups.
    groups: HashMap<&'static str, Vec<usize>>,
    legal: HashSet<&'static str>,
    particles: HashSet<&'static str>,
    numbers: HashSet<&'static str>,
}

static VARIANTS: LazyLock<Variants> = LazyLock::new(|| {
    let mut variants = Variants::default();
    for (number, line) in lines(include_str!("../../../data/world/variants.tsv")).enumerate() {
        let Some((kind, forms)) = line.split_once('\t') else { continue };
        let forms = forms.split('|');
        match kind {
            "legal" => variants.legal.extend(forms),
            "particle" => variants.particles.extend(forms),
            "number" => variants.numbers.extend(forms),
            _ => forms.for_each(|form| variants.groups.entry(form).or_default().push(number)),
        }
    }
    variants
});

static ROMANISATION: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    lines(include_str!("../../../data/world/romanisation.tsv"))
        .filter_map(|line| line.split_once('\t'))
        .collect()
});

fn lines(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

/// Whether the word tells the form of a company.
pub fn is_legal_form(word: &str) -> bool {
    VARIANTS.legal.contains(word)
}

/// Whether the word is a small one within names of persons.
pub fn is_particle(word: &str) -> bool {
    VARIANTS.particles.contains(word)
}

/// Whether the word tells bearers of one name apart ("Jr.", "II").
pub fn is_number(word: &str) -> bool {
    VARIANTS.numbers.contains(word)
}

/// Whether both are forms of one given name, or spellings of one word.
fn are_variants(a: &str, b: &str) -> bool {
    let groups = |word| VARIANTS.groups.get(word).map(Vec::as_slice).unwrap_or_default();
    groups(a).iter().any(|group| groups(b).contains(group))
}

/// One spelling for all that are read alike.
pub fn romanised(word: &str) -> String {
    let mut text = format!("^{word}$");
    for (written, read) in ROMANISATION.iter() {
        if text.contains(written) {
            text = text.replace(written, read);
        }
    }
    let mut single = String::with_capacity(text.len());
    for c in text.chars().filter(|c| c.is_alphanumeric()) {
        if !single.ends_with(c) {
            single.push(c);
        }
    }
    single
}

/// A word without its vowels but the first letter and the last vowel, which tells "Andersen" from "Anderson".
fn spine(read: &str) -> String {
    let is_vowel = |c: char| "aeiou".contains(c);
    let last = read.rfind(is_vowel);
    let kept = |&(i, c): &(usize, char)| i == 0 || Some(i) == last || !is_vowel(c);
    read.char_indices().filter(kept).map(|(_, c)| c).collect()
}

/// One spelling for all forms of a word.
pub fn canonical(word: &str) -> String {
    match VARIANTS.groups.get(word).and_then(|groups| groups.first()) {
        Some(group) => format!("={group}"),
        None => romanised(word),
    }
}

/// A code that words of like sound share (Philips 2000, Double Metaphone); variants of a word have the code of the first.
pub fn sound(word: &str) -> String {
    let canonical = canonical(word);
    if canonical.starts_with('=') { canonical } else { DoubleMetaphone::default().encode(&canonical) }
}

/// How alike two folded words are, from 0 to 1; below [`ALIKE`] they are different words.
pub fn likeness(a: &str, b: &str) -> f64 {
    if a == b {
        return 1.0;
    }
    if are_variants(a, b) {
        return VARIANT;
    }
    // Forms of different given names, whatever their letters: "Mitchell", "Michael".
    if VARIANTS.groups.contains_key(a) && VARIANTS.groups.contains_key(b) {
        return 0.0;
    }
    let (read_a, read_b) = (romanised(a), romanised(b));
    if read_a == read_b && a.len().min(b.len()) > 3 {
        return READ_ALIKE;
    }
    let (spine, other) = (spine(&read_a), spine(&read_b));
    if spine == other && spine.len() >= SPINE {
        return READ_ALIKE;
    }
    if a.len().min(b.len()) < SHORT || a.starts_with(|c: char| c.is_ascii_digit()) {
        return 0.0;
    }
    let near = strsim::jaro_winkler(&read_a, &read_b);
    let sound_alike = near >= ALIKE && read_a.len().abs_diff(read_b.len()) < 2 && sound(a) == sound(b);
    let slip = near >= 0.9 && strsim::osa_distance(&read_a, &read_b) == 1;
    if sound_alike || slip { 0.85 } else { near.min(ALIKE - 0.01) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_foreign_name_are_alike() {
        for (a, b) in [
            ("zelenskyy", "zelenskiy"),
            ("lavrov", "lavroff"),
            ("gaddafi", "gadhafi"),
            ("mohammed", "muhammad"),
            ("defence", "defense"),
            ("haniyeh", "haniya"),
            ("abeywardena", "abeywardana"),
            ("wickremesinghe", "wickramasinghe"),
        ] {
            assert!(likeness(a, b) >= 0.96, "{a} {b} {} {}", romanised(a), romanised(b));
        }
    }

    #[test]
    fn other_vowels_in_a_short_word_or_at_the_end_may_be_another_name() {
        for (a, b) in [("hansen", "hanson"), ("christensen", "christenson"), ("mathews", "mathis")] {
            assert!(likeness(a, b) < READ_ALIKE, "{a} {b} {}", likeness(a, b));
        }
    }

    #[test]
    fn other_words_are_not() {
        for (a, b) in [
            ("jong", "yong"),
            ("niger", "nigeria"),
            ("un", "il"),
            ("92nd", "93rd"),
            ("ghana", "guyana"),
            ("mykolaiv", "mykolaivka"),
        ] {
            assert!(likeness(a, b) < ALIKE, "{a} {b} {}", likeness(a, b));
        }
    }
}
