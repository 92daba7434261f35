//! What the network took for one name and is two: "Irving, Texas", "Taipei's Neihu District", "NDC) Caucus".

use std::ops::Range;

use super::super::document::is_capitalised;
use super::super::names::is_acronym;
use super::super::words::List;
use super::Line;
use crate::language::neural::Name;
use crate::language::{Deprel, Xpos};
use crate::model::EntityType;

impl Line<'_, '_> {
    /// The names that the words of one name are.
    pub(super) fn split(&self, tokens: Range<usize>, entity: EntityType) -> Vec<Name> {
        if let Some(acronym) = self.bracketed(&tokens) {
            return vec![(acronym, entity)];
        }
        match entity {
            EntityType::Place => {
                let parts = self.split_at_comma(tokens);
                parts.into_iter().flat_map(|part| self.split_at_owner(part, entity)).collect()
            }
            _ => self.split_at_owner(tokens, entity),
        }
    }

    /// "(NDC) Caucus": the acronym, where the name begins within a bracket and goes on after it.
    fn bracketed(&self, tokens: &Range<usize>) -> Option<Range<usize>> {
        let close = tokens.start + 1;
        let opened = tokens.start.checked_sub(1).is_some_and(|t| self.form(t) == "(");
        let inner = tokens.len() > 2 && self.form(close) == ")" && is_acronym(self.form(tokens.start));
        // But "Toshiba (U.K.) Ltd".
        (opened && inner && !self.is_place(tokens.start)).then_some(tokens.start..close)
    }

    /// "Irving, Texas" is two places.
    fn split_at_comma(&self, tokens: Range<usize>) -> Vec<Range<usize>> {
        let known = self.document.world.country_of_capital(self.text(&tokens)).is_some();
        match tokens.clone().find(|&t| self.form(t) == ",") {
            Some(at) if !known && at > tokens.start && at + 1 < tokens.end => {
                vec![tokens.start..at, at + 1..tokens.end]
            }
            _ => vec![tokens],
        }
    }

    /// "Taipei's Neihu District", "Argentina's Army", "Department of Commerce's Trade Administration": the owner and what
    /// it owns, which has a name of its own if it has a capital; but not "People's Bank", "Hawke's Bay".
    fn split_at_owner(&self, tokens: Range<usize>, entity: EntityType) -> Vec<Name> {
        let inner = tokens.start + 1..tokens.end.max(tokens.start + 2) - 1;
        let Some(mark) = inner.rev().find(|&t| matches!(self.form(t), "'s" | "’s")) else {
            return vec![(tokens, entity)];
        };
        let (owner, owned) = (tokens.start..mark, mark + 1..tokens.end);
        let place = self.is_place_name(&owner);
        let named = is_capitalised(self.form(owned.start));
        let splits = match entity {
            EntityType::Person => true,
            EntityType::Place if owner.start == 0 && owner.len() > 1 => place,
            EntityType::Place => {
                place || !named || self.ends_in(&owned, |w| List::District.has(w) || List::Landform.has(w))
            }
            EntityType::Org => place || self.is_body(&owner),
            EntityType::Group => false,
        };
        if !splits || self.quotes(tokens.clone()) {
            return vec![(tokens, entity)];
        }
        let kind = if place { EntityType::Place } else { entity };
        let mut parts = vec![(owner, kind)];
        if named && entity != EntityType::Person {
            parts.push((owned, entity));
        }
        parts
    }

    /// Whether a nickname stands in the name: "Andrés ‘Cuervo’ Larroque".
    fn quotes(&self, mut tokens: Range<usize>) -> bool {
        tokens.any(|t| matches!(self.form(t), "‘" | "“" | "\""))
    }

    /// "Taipei", "northwest China", "South Kashmir"; but the beginning of a sentence does not tell whether "East China" is
    /// a name.
    fn is_place_name(&self, tokens: &Range<usize>) -> bool {
        let world = self.document.world;
        let known = |text: &str| world.country(text).is_some() || world.locality(text).is_some();
        known(self.text(tokens))
            || tokens.len() == 2 && tokens.start > 0 && known(self.form(tokens.start + 1))
    }

    /// Whether a name of several words has a word for a body: "Qatar University", but not "Prosecutor General", and not
    /// "Commission for Women", after which the name goes on.
    fn is_body(&self, tokens: &Range<usize>) -> bool {
        let is_body =
            |t: usize| self.describes(t, EntityType::Org) && self.token(t).deprel != Deprel::Compound;
        let last = self.token(tokens.end - 1);
        let cared_for =
            matches!(last.xpos, Xpos::Nns | Xpos::Nnps) || last.lemma.eq_ignore_ascii_case("people");
        tokens.len() > 1 && !cared_for && tokens.clone().any(is_body)
    }

    fn ends_in(&self, tokens: &Range<usize>, wanted: impl Fn(&str) -> bool) -> bool {
        wanted(&self.form(tokens.end - 1).to_lowercase())
    }

    fn text(&self, tokens: &Range<usize>) -> &str {
        self.document.span(self.sentence, tokens).of(self.document.text)
    }
}
