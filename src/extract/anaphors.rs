//! Posts of state of those who are named elsewhere: "the president said".

use super::ends::{End, Reference};
use super::positions::{Position, Reader};
use super::roles::RoleClass;
use crate::language::{Deprel, MentionKind, Upos};
use crate::model::EntityType;

/// How sure it is that the person is meant of whom the article speaks so.
const CONFIDENCE: f64 = 0.75;

impl Reader<'_, '_> {
    /// The posts of state by which the sentence calls persons whom others name, without saying of which.
    pub(super) fn anaphoric(&self) -> Vec<Position> {
        let mentions = self.finder.mentions.analysis.mentions.iter().enumerate();
        let here = mentions.filter(|(_, m)| m.sentence == self.finder.sentence);
        let described =
            here.filter(|(_, m)| m.kind == MentionKind::Nominal && m.is_sure() && m.chains.len() == 1);
        described.filter_map(|(index, mention)| self.called_by_post(index, mention.head)).collect()
    }

    fn called_by_post(&self, mention: usize, noun: usize) -> Option<Position> {
        let analysis = self.finder.mentions.analysis;
        let chain = *analysis.mentions.get(mention)?.chains.first()?;
        let person = &analysis.chains[chain];
        let named = person.mentions.iter().any(|&m| analysis.mentions[m].kind == MentionKind::Name);
        if person.entity != EntityType::Person || !named || !self.stands_alone(noun) {
            return None;
        }
        let role = self.roles.ending_at(self.tree, noun, self.after_name_before(noun, self.floor(noun)))?;
        // Of "the Hamas leader" the chain may be wrong; who is "the president" of a country is known beside.
        let (None, role) = self.owner_of(role, self.apposition_end(noun + 1)) else { return None };
        let definite =
            role.start.checked_sub(1).is_some_and(|i| self.tree.form(i).eq_ignore_ascii_case("the"));
        let alone = role.class == RoleClass::State && self.tree.form_or_end(noun + 1) != "of";
        let holder = End::new(chain, mention, noun, Reference::Description);
        let mut position = self.position(&holder, None, &role, noun, "title.anaphor");
        position.confidence = CONFIDENCE;
        (alone && definite).then_some(position)
    }

    /// Whether the noun is no title of a name beside it, and nothing that a clause says of somebody.
    fn stands_alone(&self, noun: usize) -> bool {
        let tree = self.tree;
        let said =
            matches!(tree.deprel(noun), Deprel::Appos | Deprel::Xcomp | Deprel::Conj | Deprel::Compound)
                || tree.dependent(noun, &[Deprel::Cop, Deprel::Appos, Deprel::Flat]).is_some()
                || tree.has_preposition(noun, "as");
        // "the ambassador of Kenya in Cairo Ann Lee", "the envoy of the Secretary General on Syria, Ann Lee"
        let end = self.apposition_end(noun + 1);
        let limit = tree.len().min(if tree.form_or_end(end) == "," { end + 5 } else { end + 1 });
        let apposed = (noun + 1..limit).any(|i| self.is_person(i));
        let after_mark = noun.checked_sub(1).is_some_and(|i| tree.token(i).upos == Upos::Punct);
        !said && !self.is_plural(noun) && !apposed && !after_mark
    }
}
