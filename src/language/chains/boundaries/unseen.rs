//! Names that the network did not see.

use super::super::document::is_capitalised;
use super::super::words::List;
use super::Line;
use crate::language::Upos;
use crate::language::gazetteer::fold;
use crate::language::neural::Name;
use crate::model::EntityType;

impl Line<'_, '_> {
    /// Names that the network did not see: "U.Khurelsukh", "Speaker You Si-kun", "in Prague",
    /// "Springfield, Ill.".
    pub(super) fn add_unseen(&mut self) {
        for token in 0..self.covered.len() {
            if self.covered[token] {
                continue;
            }
            let found = self.with_initial(token).or_else(|| self.titled(token));
            let found = found.or_else(|| self.located(token)).or_else(|| self.state_after(token));
            if let Some((tokens, entity)) = found {
                self.covered[tokens.clone()].fill(true);
                self.names.push((tokens, entity));
            }
        }
        self.names.sort_by_key(|(tokens, _)| tokens.start);
    }

    /// "U.Khurelsukh": an initial to which the name is written on.
    fn with_initial(&self, token: usize) -> Option<Name> {
        (self.initial_before(token) && !self.covered[token + 1])
            .then_some((token..token + 2, EntityType::Person))
    }

    /// A name after a title, that begins with a given name or has a hyphenated one as in East Asia.
    fn titled(&self, token: usize) -> Option<Name> {
        let is_free = |t: usize| t < self.covered.len() && !self.covered[t];
        let begins = token > 0 && self.is_title(token - 1) && is_capitalised(self.form(token));
        let second = token + 1;
        if !begins || !is_free(second) || !is_capitalised(self.form(second)) {
            return None;
        }
        let hyphenated = is_free(token + 3) && self.hyphenated(token + 3);
        let end = if hyphenated { token + 4 } else { token + 2 };
        (hyphenated || (self.is_given_name(token) && self.is_free_name(second)))
            .then_some((token..end, EntityType::Person))
    }

    /// A city after a preposition.
    pub(super) fn located(&self, token: usize) -> Option<Name> {
        let after = token > 0 && List::Locating.has(&fold(self.form(token - 1)));
        let alone = token + 1 >= self.covered.len() || !is_capitalised(self.form(token + 1));
        (after && alone && self.token(token).upos == Upos::Propn && self.is_place(token))
            .then_some((token..token + 1, EntityType::Place))
    }

    /// "Springfield, Ill.": the short form of a region after a place and a comma.
    fn state_after(&self, token: usize) -> Option<Name> {
        let place = token.checked_sub(2).filter(|_| self.form(token - 1) == ",")?;
        let is_place =
            self.names.iter().any(|(tokens, entity)| tokens.end == place + 1 && *entity == EntityType::Place);
        (is_place && self.form(token).ends_with('.') && self.is_place(token))
            .then_some((token..token + 1, EntityType::Place))
    }
}
