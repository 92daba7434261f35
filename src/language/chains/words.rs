//! The word lists of `data/language/chains.tsv`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use strum::{EnumString, VariantArray};

/// A list; the table tells what is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumString, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum List {
    Particle,
    Label,
    LegalForm,
    Company,
    Organ,
    Foundation,
    Building,
    Small,
    Locating,
    Other,
    Same,
    Country,
    Party,
    Town,
    District,
    Side,
    Landform,
    Waters,
    Noble,
    Government,
    Ruling,
    Vague,
    Ministry,
    Portfolio,
    Speech,
    Address,
    Interview,
    Date,
    ClauseVerb,
    Kin,
    Child,
    Spouse,
    Young,
    Alias,
    Called,
}

static LISTS: LazyLock<HashMap<List, HashSet<&str>>> = LazyLock::new(|| {
    let rows =
        include_str!("../../../data/language/chains.tsv").lines().filter(|line| !line.starts_with('#'));
    let list = |row: &'static str| {
        let (name, words) = row.split_once('\t')?;
        Some((name.parse().ok()?, words.split(' ').collect()))
    };
    rows.filter_map(list).collect()
});

impl List {
    /// Whether a word, in lower case, is in the list.
    pub fn has(self, word: &str) -> bool {
        LISTS.get(&self).is_some_and(|words| words.contains(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_in_the_table_and_every_row_is_a_list() {
        let rows =
            include_str!("../../../data/language/chains.tsv").lines().filter(|line| !line.starts_with('#'));
        assert_eq!(rows.count(), List::VARIANTS.len());
        assert!(List::VARIANTS.iter().all(|list| LISTS.get(list).is_some_and(|words| !words.is_empty())));
        assert!(List::Speech.has("say") && !List::Speech.has("eat"));
    }
}
