//! Reads `tests/data/identities.tsv`: names of entities that are one, in families of those that look alike.

use newsgraph::language::gazetteer::fold;
use newsgraph::model::EntityType;
use newsgraph::resolve::likeness::Ties;

/// A name with what articles tie its bearer to.
#[derive(Debug, Clone, PartialEq)]
pub struct Named {
    /// As written.
    pub name: String,
    /// The number of its family.
    pub family: usize,
    /// The number of its entity.
    pub entity: usize,
    /// What the entity is.
    pub kind: EntityType,
    ties: Vec<String>,
}

impl Named {
    /// The folded name.
    pub fn norm(&self) -> String {
        fold(&self.name)
    }

    /// What both are tied to.
    pub fn ties(&self, other: &Named) -> Ties {
        if self.ties.is_empty() || other.ties.is_empty() {
            Ties::Unknown
        } else if self.ties.iter().any(|tie| other.ties.contains(tie)) {
            Ties::Shared
        } else {
            Ties::Different
        }
    }
}

/// All names of the file.
pub fn read() -> Vec<Named> {
    let mut names = Vec::new();
    let (mut family, mut entity) = (0, 0);
    for line in include_str!("../data/identities.tsv").lines().filter(|line| !line.starts_with('#')) {
        let Some((kind, forms)) = line.split_once('\t') else {
            family += 1;
            continue;
        };
        for form in forms.split('|') {
            let (name, ties) = form.split_once(" @ ").unwrap_or((form, ""));
            names.push(Named {
                name: name.trim().into(),
                family,
                entity,
                kind: kind.parse().unwrap(),
                ties: ties.split(", ").filter(|tie| !tie.is_empty()).map(String::from).collect(),
            });
        }
        entity += 1;
    }
    names
}
