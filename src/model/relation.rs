//! The relations of FACTS.md, read from `data/lexicon/relations.toml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// Whether a relation happens or lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, strum::IntoStaticStr)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum RelationKind {
    /// Happens at a time.
    Event,
    /// Lasts.
    State,
}

/// One type of relation and how it is exported.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relation {
    /// Event or state.
    pub kind: RelationKind,
    /// What it means, in a line.
    pub meaning: String,
    /// The order of the ends does not matter.
    #[serde(default)]
    pub symmetric: bool,
    /// A way of meeting: what `met` and `who_met_whom` answer from.
    #[serde(default)]
    pub meeting: bool,
    /// The PLOVER event type.
    #[serde(default)]
    pub plover: Option<String>,
    /// The CAMEO root or base codes.
    #[serde(default)]
    pub cameo: Vec<String>,
}

/// The table of relations by name.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Relations(BTreeMap<String, Relation>);

static BUILT_IN: LazyLock<Relations> = LazyLock::new(|| {
    Relations::parse(include_str!("../../data/lexicon/relations.toml"))
        .expect("data/lexicon/relations.toml is checked by a test")
});

impl Relations {
    /// The table that is part of the program.
    pub fn built_in() -> &'static Relations {
        &BUILT_IN
    }

    /// Reads a table from TOML, one `[name]` section a relation.
    pub fn parse(toml: &str) -> Result<Relations, toml::de::Error> {
        toml::from_str(toml)
    }

    /// The relation of this name; open facts (`other:…`) have none.
    pub fn get(&self, name: &str) -> Option<&Relation> {
        self.0.get(name)
    }

    /// All relations, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Relation)> {
        self.0.iter().map(|(name, relation)| (name.as_str(), relation))
    }

    /// Whether the order of the ends does not matter.
    pub fn is_symmetric(&self, name: &str) -> bool {
        self.get(name).is_some_and(|r| r.symmetric)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_table_reads_and_knows_what_is_symmetric() {
        let relations = Relations::built_in();
        assert!(relations.is_symmetric("met"));
        assert!(!relations.is_symmetric("visited"));
        assert!(relations.get("visited").is_some_and(|r| r.meeting));
        assert!(relations.get("other:preside_over").is_none());
    }
}
