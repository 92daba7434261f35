//! Names that many bodies and places share.

use std::collections::BTreeSet;
use std::sync::LazyLock;

static COMMON: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    include_str!("../../data/lexicon/common_names.txt")
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .collect()
});

/// Whether a folded name of a body or place is made only of words that many share ("foreign ministry").
pub fn is_common(folded: &str) -> bool {
    folded.split(' ').all(|word| COMMON.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::gazetteer::fold;

    #[test]
    fn common_names_are_those_that_many_bodies_share() {
        for name in ["Foreign Ministry", "Supreme Court", "the Ministry of Defence", "Central Bank"] {
            assert!(is_common(&fold(name)), "{name}");
        }
        for name in ["State Duma", "Reuters", "European Central Bank", "West Bank of Jordan"] {
            assert!(!is_common(&fold(name)), "{name}");
        }
    }

    #[test]
    fn the_list_of_common_words_is_folded() {
        for word in COMMON.iter().filter(|&&word| word != "the") {
            assert_eq!(&fold(word), word);
        }
    }
}
