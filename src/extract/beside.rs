//! Whom a noun stands beside: of whom a predicate noun is said, and whose title it is.

use super::roles::Roles;
use super::slots::Slots;
use crate::language::{Deprel, Xpos};
use crate::model::EntityType;

impl Slots<'_, '_> {
    /// Whom a predicate noun is said of: by copula, apposition in either direction, or as a title before a name.
    pub(super) fn said_of(&self, noun: usize) -> Vec<usize> {
        let tree = self.finder.tree;
        if tree.dependent(noun, &[Deprel::Cop]).is_some() {
            return tree.surface_subject(noun).into_iter().collect();
        }
        let is_somebody = |&c: &usize| !self.finder.all(c).is_empty();
        let own: Vec<usize> = tree.dependents(noun, &[Deprel::Appos]).filter(is_somebody).collect();
        if let Some(listed) = self.listed_after(noun) {
            return vec![listed];
        }
        // "Steve Wozniak, co-founder of Apple, the entrepreneur Lance Bass": whom it follows.
        let before = tree
            .head(noun)
            .filter(|&head| tree.deprel(noun) == Deprel::Appos && self.finder.named_at(head).is_some());
        if let Some(before) = before {
            return vec![before];
        }
        let beside = self.joined_title(noun).or_else(|| self.name_right_before(noun));
        if let Some(beside) = beside {
            return vec![beside];
        }
        match (own.is_empty(), tree.head(noun)) {
            // "her son, Ann Lee, and daughter-in-law, Eve Lee": one son.
            (false, _) if tree.token(noun).xpos == Xpos::Nn => own.into_iter().take(1).collect(),
            (false, _) => own,
            (true, Some(head))
                if matches!(tree.deprel(noun), Deprel::Appos | Deprel::NmodDesc | Deprel::Compound) =>
            {
                vec![head]
            }
            // "as a member of": said of the subject of the clause.
            (true, Some(verb)) if tree.deprel(noun) == Deprel::Obl && tree.has_preposition(noun, "as") => {
                tree.surface_subject(verb).into_iter().collect()
            }
            // "became a member of"
            (true, Some(verb))
                if tree.deprel(noun) == Deprel::Xcomp && matches!(tree.lemma(verb), "become" | "remain") =>
            {
                tree.surface_subject(verb).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    /// "Greenpeace founder and president Ann Lee": the tree joins the first title to the name, which has the second.
    fn joined_title(&self, noun: usize) -> Option<usize> {
        let tree = self.finder.tree;
        let is_titled = |&name: &usize| {
            let mut titles = tree.dependents(name, &[Deprel::NmodDesc]);
            self.finder.named_at(name).is_some() && titles.any(|title| title > noun && title < name)
        };
        let bare = tree.token(noun).xpos != Xpos::Nns && tree.dependent(noun, &[Deprel::Appos]).is_none();
        tree.dependents(noun, &[Deprel::Conj]).filter(|_| bare).find(is_titled)
    }

    /// "charges against John Lee, his wife, Ann Lee, and his aides": the tree makes of her the next in the list.
    fn listed_after(&self, noun: usize) -> Option<usize> {
        let tree = self.finder.tree;
        let comma = tree.form_or_end(noun + 1) == ",";
        let his = tree.dependents(noun, &[Deprel::NmodPoss]).any(|p| matches!(tree.lemma(p), "his" | "her"));
        let name = self.finder.named_at(noun + 2).filter(|_| comma && his)?;
        let head = self.finder.mentions.analysis.mentions[name.participant.mention].head;
        let beside = tree.deprel(noun) == Deprel::Appos
            && tree.deprel(head) == Deprel::Conj
            && tree.head(head) == tree.head(noun);
        (beside && self.has_type(&name, &[EntityType::Person])).then_some(head)
    }

    /// "identified as Ann Lee daughter of John Lee": the name right before the noun that an "of" follows.
    fn name_right_before(&self, noun: usize) -> Option<usize> {
        let tree = self.finder.tree;
        let of = tree.form_or_end(noun + 1) == "of";
        let name = self.finder.named_at(noun.checked_sub(1)?).filter(|_| of)?;
        let head = self.finder.mentions.analysis.mentions[name.participant.mention].head;
        let below = tree.head(head) == Some(noun);
        (below && self.has_type(&name, &[EntityType::Person])).then_some(head)
    }

    /// "appointed John Smith minister": the parser takes the name for a part of the title.
    pub(super) fn titled(&self) -> Option<usize> {
        let tree = self.finder.tree;
        let said = || tree.dependents(self.trigger, &[Deprel::Xcomp]).find(|&c| tree.is_noun(c));
        let title = tree.logical_object(self.trigger).or_else(said)?;
        let person = |&c: &usize| {
            let end = self.finder.named_at(c);
            c < title && end.is_some_and(|end| self.has_type(&end, &[EntityType::Person]))
        };
        let known = Roles::built_in().ending_at(tree, title, title).is_some()
            && self.finder.named_at(title).is_none();
        tree.dependents(title, &[Deprel::Compound, Deprel::Flat]).find(person).filter(|_| known)
    }
}
