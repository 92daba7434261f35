//! Whose a post is that only bodies of one kind have, where its sentence does not say: "Judge Ann Lee ruled" is of the court
//! that the article names.

use std::collections::BTreeSet;

use super::ends::{End, Reference};
use super::positions::{Position, Reader};
use super::roles::RoleClass;
use crate::language::{Chain, MentionKind};
use crate::model::EntityType;

impl Reader<'_, '_> {
    /// Finds for the posts without an owner the only body of their kind that the sentence names, else the article. Those of
    /// a state may still turn out to be of the article's country.
    pub(super) fn find_bodies(&self, positions: &mut [Position]) {
        for position in positions.iter_mut().filter(|p| p.owner.is_none() && p.is_title()) {
            let body = self.only_body_of_kind(position);
            if position.class == RoleClass::State {
                position.body = body;
            } else if body.is_some() {
                position.owner = body;
                position.rule = "title.kind";
            }
        }
    }

    fn only_body_of_kind(&self, position: &Position) -> Option<End> {
        let title = position.title?;
        let analysis = self.finder.mentions.analysis;
        let is_of_kind = |chain: &Chain| {
            // The world's bodies have members of their own.
            let of_the_world =
                ["United Nations", "International"].iter().any(|word| chain.name.contains(word));
            chain.entity == EntityType::Org
                && !of_the_world
                && self.roles.may_have_post(self.tree, title, &chain.name)
        };
        let named = || {
            let of_bodies = |m: usize| {
                let chain = *analysis.mentions[m].chains.first()?;
                is_of_kind(&analysis.chains[chain]).then_some((m, chain))
            };
            let names =
                (0..analysis.mentions.len()).filter(|&m| analysis.mentions[m].kind == MentionKind::Name);
            names.filter_map(of_bodies)
        };
        let only = |bodies: BTreeSet<usize>| bodies.first().copied().filter(|_| bodies.len() == 1);
        let here = named().filter(|&(m, _)| analysis.mentions[m].sentence == self.finder.sentence);
        let here: BTreeSet<usize> = here.map(|(_, chain)| chain).collect();
        let chain =
            if here.is_empty() { only(named().map(|(_, chain)| chain).collect()) } else { only(here) }?;
        let (mention, _) = named().find(|&(_, c)| c == chain)?;
        Some(End::new(chain, mention, position.trigger, Reference::Topic))
    }
}
