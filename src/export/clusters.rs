//! What a drawing puts together in frames.

use std::collections::BTreeMap;

use super::Excerpt;
use crate::model::EntityType;
use crate::network::Node;

/// What is drawn together in a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Clusters<'a> {
    /// Nothing.
    #[default]
    None,
    /// Entities of one type.
    Type,
    /// Entities of one community: the numbers of the communities by the ids of their members.
    Community(&'a BTreeMap<String, usize>),
}

impl Clusters<'_> {
    /// The name of the frame in which an entity stands.
    pub fn frame(self, node: &Node) -> Option<String> {
        match self {
            Clusters::None => None,
            Clusters::Type => Some(plural(node.entity).to_owned()),
            Clusters::Community(numbers) => numbers.get(&node.id).map(|n| format!("community {n}")),
        }
    }

    /// The entities by frame, those without one first.
    pub fn frames<'e>(self, excerpt: &'e Excerpt<'_>) -> BTreeMap<Option<String>, Vec<&'e Node>> {
        let mut frames = BTreeMap::<_, Vec<_>>::new();
        for node in excerpt.network.entities() {
            frames.entry(self.frame(node)).or_default().push(node);
        }
        frames
    }
}

fn plural(entity: EntityType) -> &'static str {
    match entity {
        EntityType::Person => "persons",
        EntityType::Org => "organisations",
        EntityType::Place => "places",
        EntityType::Group => "groups",
    }
}
