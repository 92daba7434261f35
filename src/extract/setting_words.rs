//! `data/lexicon/settings.toml`: words by which the time and the place of an event are found.

use std::collections::HashSet;
use std::sync::LazyLock;

use serde::Deserialize;

static BUILT_IN: LazyLock<SettingWords> = LazyLock::new(|| {
    toml::from_str(include_str!("../../data/lexicon/settings.toml"))
        .expect("the word lists of data/lexicon are checked by a test")
});

/// The lists, by what the file says of each; lemmas.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SettingWords {
    pub going: HashSet<String>,
    pub kinds_of_place: HashSet<String>,
    pub seats: HashSet<String>,
    pub called_by_place: HashSet<String>,
    pub talking: HashSet<String>,
    pub speaking_from: HashSet<String>,
    pub sidelines: HashSet<String>,
    pub opening: HashSet<String>,
    pub audiences: HashSet<String>,
    pub for_now: HashSet<String>,
    pub journeys: HashSet<String>,
    pub lengths: HashSet<String>,
    pub taking_place: HashSet<String>,
    pub speaking_of: HashSet<String>,
    pub coming_together: HashSet<String>,
    pub becoming: HashSet<String>,
    pub serving: HashSet<String>,
    pub leading: HashSet<String>,
    pub beginning: HashSet<String>,
    pub periods: HashSet<String>,
    pub meetings: HashSet<String>,
    pub visits: HashSet<String>,
    pub occasions: HashSet<String>,
    pub gatherings: HashSet<String>,
    pub taking_part: HashSet<String>,
    pub pointing: HashSet<String>,
}

/// The lists that are part of the program.
pub fn words() -> &'static SettingWords {
    &BUILT_IN
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_read() {
        assert!(words().going.contains("travel") && words().gatherings.contains("summit"));
    }
}
