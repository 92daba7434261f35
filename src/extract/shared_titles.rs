//! Titles that several persons share: "Congress leaders A and B", "Russian President A and Foreign Minister B", "the Iranian
//! and Russian presidents, A and B".

use super::ends::End;
use super::positions::{Position, Reader};
use super::roles::RoleClass;
use crate::language::gazetteer::Gazetteer;
use crate::language::{Upos, Xpos};

impl Reader<'_, '_> {
    /// "Thai Deputy Prime Minister and PPRP leader Prawit Wongsuwon": another post of the same person. With an article,
    /// "the president and Foreign Minister Lavrov", it is somebody else's.
    pub(super) fn coordinated(&self, holder: &End, nearest: &Position) -> Option<Position> {
        let mut from = self.beginning(nearest);
        while from > 0 && self.roles.is_modifier(self.tree.form(from - 1)) {
            from -= 1;
        }
        let and = from.checked_sub(1).filter(|&i| self.tree.form(i) == "and")?;
        // "Prime Minister Orban and Foreign Minister Lavrov"
        if and == 0 || self.is_person(and - 1) {
            return None;
        }
        let further = self.title_before(holder, and)?;
        let (first, last) = further.title?;
        let begins = self.beginning(&further);
        let possessed = (begins..first).any(|i| self.tree.is_possessive_mark(i));
        let determined = begins > 0 && matches!(self.tree.token(begins - 1).upos, Upos::Det | Upos::Pron);
        let adjoins = last + 1 == and || further.rule == "title.of.before";
        let plural = self.is_plural(further.trigger);
        (adjoins && !plural && !possessed && !determined).then_some(further)
    }

    /// "Congress leaders A and B", "presidents A of Chile and B of Peru", "Kenyan president A and Niger's B": the title of
    /// the person named before, where it is in the plural or a country stands before this one as well.
    pub(super) fn shared_title(
        &self,
        holder: &End,
        start: usize,
        end: usize,
        shared: &Position,
    ) -> Option<Position> {
        if !matches!(shared.rule, "title.before" | "title.around" | "title.of.before") {
            return None;
        }
        let start = start - self.roles.honorifics_before(self.tree, start);
        let own = Position { holder: holder.clone(), ..shared.clone() };
        if !self.is_plural(shared.trigger) {
            // "President Lee, Uganda's Smith": not said to be its president.
            let alike = shared.class == RoleClass::State && shared.owner.is_some();
            let country = self.possessing_country(start).filter(|_| alike)?;
            let begin = self.finder.mentions.analysis.mentions[country.participant.mention].tokens.start;
            return self.joins(end, begin).then_some(Position { owner: Some(country), ..own });
        }
        if shared.rule != "title.around" {
            let owners = match shared.title {
                Some((first, _)) if shared.rule == "title.before" => {
                    self.owners_within(self.floor(first), first)
                }
                Some((_, last)) => self.owners_within(shared.trigger + 1, last + 1),
                None => Vec::new(),
            };
            let is_owner =
                |p: &End| shared.owner.as_ref().is_some_and(|o| o.participant.chain == p.participant.chain);
            let next = owners.iter().position(is_owner).and_then(|i| owners.get(i + 1)).cloned();
            let own = Position { owner: next.or_else(|| own.owner.clone()), ..own };
            return self.joins(end, start).then_some(own);
        }
        let after = self.owner_after_name(&shared.holder, shared, end).and(shared.owner.as_ref())?;
        let after = self.finder.mentions.analysis.mentions[after.participant.mention].tokens.end;
        let closed = after + usize::from(self.tree.form_or_end(after) == ")");
        self.joins(closed, start).then_some(Position { owner: None, ..own })
    }

    /// "the Iranian and Russian presidents, Ann Lee and John Smith", "presidents of Boeing and Airbus": the countries or bodies
    /// of a list beside a title, which are those of its holders in their order; of one alone nothing is said.
    pub(super) fn owners_within(&self, from: usize, to: usize) -> Vec<End> {
        let is_country = |end: &End| self.finder.mentions.is_country(&end.participant);
        let place = |i| self.finder.place_at(i).filter(is_country);
        let owner = |i| place(i).or_else(|| self.finder.named_at(i).filter(|end| self.is_body(end)));
        let within = |&i: &usize| {
            self.finder.place_at(i).is_some()
                || owner(i).is_some()
                || matches!(self.tree.form(i), "," | "and" | "&" | "of" | "the")
                || self.tree.is_possessive_mark(i)
        };
        let mut owners: Vec<End> = Vec::new();
        for owner in (from..to).rev().take_while(within).filter_map(owner) {
            if owners.last().is_none_or(|last| last.participant.mention != owner.participant.mention) {
                owners.push(owner);
            }
        }
        owners.reverse();
        if owners.len() > 1 { owners } else { Vec::new() }
    }

    /// "Presidents Ann Lee of Chile and John Smith of Peru".
    pub(super) fn is_plural(&self, token: usize) -> bool {
        matches!(self.tree.token(token).xpos, Xpos::Nns | Xpos::Nnps)
    }

    /// "Niger's Ann Lee": the country before a name.
    fn possessing_country(&self, start: usize) -> Option<End> {
        let mark = start.checked_sub(1).filter(|&mark| self.tree.is_possessive_mark(mark))?;
        let country = self.finder.place_at(mark.checked_sub(1)?)?;
        self.finder.mentions.is_country(&country.participant).then_some(country)
    }

    /// "Russian President Putin and Foreign Minister Lavrov", "Boeing chairman A and vice chairman B": both are of the
    /// country or body that stands before the first.
    pub(super) fn share_owner(&self, post: &mut Position, end: usize, shared: &Position) {
        let subordinate = match post.class {
            RoleClass::State => self.roles.is_subordinate(self.tree, post.title),
            class => class == RoleClass::Organisation,
        };
        let leads = || {
            let chain = &self.finder.mentions.analysis.chains[post.holder.participant.chain];
            Gazetteer::embedded().country_of_leader(&chain.name).is_some()
        };
        let alike = subordinate
            && shared.class == post.class
            && shared.rule.starts_with("title.before")
            && post.rule == "title.before";
        if post.owner.is_none() && alike && self.joins(end, self.beginning(post)) && !leads() {
            post.owner.clone_from(&shared.owner);
        }
    }

    /// Whether nothing but "and" or a comma stands between two tokens, and what stands in brackets.
    fn joins(&self, from: usize, to: usize) -> bool {
        let bracket = from < to && self.tree.form(from) == "(";
        let closed = (from..to).find(|&i| bracket && self.tree.form(i) == ")");
        let from = closed.map_or(from, |i| i + 1);
        from < to && to - from <= 2 && (from..to).all(|i| matches!(self.tree.form(i), "," | "and" | "&"))
    }

    /// The first token of a title with the owner before it.
    fn beginning(&self, position: &Position) -> usize {
        let first = position.title.map_or(position.trigger, |(first, _)| first);
        let owner =
            position.owner.as_ref().map(|o| &self.finder.mentions.analysis.mentions[o.participant.mention]);
        let here = owner.filter(|m| m.sentence == self.finder.sentence && m.tokens.end <= first);
        here.filter(|m| first - m.tokens.end <= 1).map_or(first, |m| m.tokens.start)
    }
}
