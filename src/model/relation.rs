//! The relations of FACTS.md: one file each in `data/lexicon/relations`, headed by what the relation is.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use include_dir::{Dir, include_dir};
use serde::{Deserialize, Serialize};

static LEXICON: Dir = include_dir!("$CARGO_MANIFEST_DIR/data/lexicon");

/// The files of `data/lexicon`, of relations and of words, as they are part of the program: pairs of path and bytes, by
/// path.
pub fn lexicon_files() -> Vec<(&'static Path, &'static [u8])> {
    fn add(dir: &'static Dir, files: &mut Vec<(&'static Path, &'static [u8])>) {
        files.extend(dir.files().map(|file| (file.path(), file.contents())));
        dir.dirs().for_each(|dir| add(dir, files));
    }
    let mut files = Vec::new();
    add(&LEXICON, &mut files);
    files.sort_unstable();
    files
}

/// The files of `data/lexicon/relations` that are part of the program: pairs of relation name and TOML, by name.
pub fn relation_files() -> Vec<(&'static str, &'static str)> {
    let relation = |(path, bytes): (&'static Path, &'static [u8])| {
        let name = path.strip_prefix("relations").ok()?.to_str()?.strip_suffix(".toml")?;
        Some((name, std::str::from_utf8(bytes).ok()?))
    };
    lexicon_files().into_iter().filter_map(relation).collect()
}

/// Whether a relation happens or lasts.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, strum::EnumString, strum::IntoStaticStr,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum RelationKind {
    /// Happens at a time.
    Event,
    /// Lasts.
    State,
}

/// What kind of deed an event is, where that tells who may do it, when and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Act {
    /// Done by saying so: who says it need not be told, and it goes on from what the speaker said before.
    Speech,
    /// Done by force: it happens where those are whom it strikes.
    Force,
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
    /// One happening may last days, so that what is told of adjoining days is one.
    #[serde(default)]
    pub spans_days: bool,
    /// It never begins or ends: a time beside it is that of something else.
    #[serde(default)]
    pub timeless: bool,
    /// What kind of deed it is.
    #[serde(default)]
    pub act: Option<Act>,
    /// The PLOVER event type.
    #[serde(default)]
    pub plover: Option<String>,
    /// The CAMEO root or base codes.
    #[serde(default)]
    pub cameo: Vec<String>,
}

/// The table of relations by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Relations(BTreeMap<String, Relation>);

static BUILT_IN: LazyLock<Relations> = LazyLock::new(|| {
    Relations::read(&relation_files()).expect("the heads of the relation files: a test reads them")
});

impl Relations {
    /// The table that is part of the program.
    pub fn built_in() -> &'static Relations {
        &BUILT_IN
    }

    /// Reads the heads of relation files: what stands before their first pattern.
    fn read(files: &[(&str, &str)]) -> Result<Relations, toml::de::Error> {
        let head = |toml: &str| toml::from_str(toml.split("\n[[").next().unwrap_or_default());
        let relations = files.iter().map(|(name, toml)| Ok(((*name).to_owned(), head(toml)?)));
        relations.collect::<Result<_, _>>().map(Relations)
    }

    /// The relation of this name; open facts (`other:…`) have none.
    pub fn get(&self, name: &str) -> Option<&Relation> {
        self.0.get(name)
    }

    /// Adds a relation, in the place of one of this name.
    pub fn insert(&mut self, name: String, relation: Relation) {
        self.0.insert(name, relation);
    }

    /// All relations, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Relation)> {
        self.0.iter().map(|(name, relation)| (name.as_str(), relation))
    }

    /// Whether the order of the ends does not matter.
    pub fn is_symmetric(&self, name: &str) -> bool {
        self.get(name).is_some_and(|r| r.symmetric)
    }

    /// Whether it is something that one does by saying so.
    pub fn is_speech(&self, name: &str) -> bool {
        self.get(name).is_some_and(|r| r.act == Some(Act::Speech))
    }

    /// Whether it has no time.
    pub fn is_timeless(&self, name: &str) -> bool {
        self.get(name).is_some_and(|r| r.timeless)
    }

    /// Whether it is done by force.
    pub fn is_force(&self, name: &str) -> bool {
        self.get(name).is_some_and(|r| r.act == Some(Act::Force))
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
