//! Titles before names: "Chinese Foreign Minister Wang Yi", "the dean of Yale College, Ann Lee".

use super::ends::End;
use super::positions::{Position, Reader};
use super::roles::{Role, RoleClass};
use crate::language::{Deprel, Upos};

/// A person with the posts that stand before the name, and where the name ends.
pub(super) struct Titled {
    pub end: usize,
    pub posts: Vec<Position>,
}

impl Reader<'_, '_> {
    /// The posts before a name that begins with the token `start`; `neighbour` is the person named before.
    pub(super) fn before_name(
        &self,
        holder: &End,
        start: usize,
        neighbour: Option<&Titled>,
    ) -> Vec<Position> {
        let mut posts: Vec<Position> = self.nearest_title(holder, start).into_iter().collect();
        if let Some(further) = posts.first().and_then(|nearest| self.coordinated(holder, nearest)) {
            posts.push(further);
        }
        let stacked = posts.first().and_then(|nearest| self.stacked(holder, nearest));
        posts.extend(stacked);
        if let Some((neighbour, shared)) = neighbour.and_then(|n| Some((n, n.posts.first()?))) {
            if posts.is_empty() {
                posts.extend(self.shared_title(holder, start, neighbour.end, shared));
            } else {
                self.share_owner(&mut posts[0], neighbour.end, shared);
            }
        }
        let end = self.name_end(holder);
        if let Some(ownerless) = posts.iter_mut().find(|p| p.owner.is_none())
            && let Some(owner) = self.owner_after_name(holder, ownerless, end)
        {
            (ownerless.owner, ownerless.rule) = (Some(owner), "title.around");
        }
        posts
    }

    /// "Chinese Foreign Minister Wang Yi", "President of Mongolia U. Khurelsukh", "China's top diplomat, Wang Yi".
    fn nearest_title(&self, holder: &End, start: usize) -> Option<Position> {
        let Some(nearest) = self.title_before(holder, start) else {
            return self.title_in_name(holder, start);
        };
        let (first, _) = nearest.title?;
        // "the commander of the Royal Air Force (RAF) Gen. X"
        if nearest.owner.is_some() && nearest.class == RoleClass::Rank {
            // "of the US forces General X"
            let capital = |&i: &usize| self.tree.form(i).starts_with(char::is_uppercase);
            let first = (first..start).find(capital).unwrap_or(first);
            let post =
                self.title_before(holder, first).filter(|p| p.rule == "title.of.before" && p.owner.is_some());
            return Some(post.unwrap_or(nearest));
        }
        if nearest.owner.is_some() || !matches!(nearest.class, RoleClass::Rank | RoleClass::Profession) {
            return Some(nearest);
        }
        // "Colombia's Chief of Police General X", "President of the Republic, the late Professor X": the post stands
        // before a rank or profession that belongs to nobody.
        let before = first.checked_sub(1).map(|before| (before, self.tree.token(before).upos));
        let start = match before {
            Some((_, Upos::Adp)) => first + 1,
            Some((determiner, Upos::Det)) => determiner,
            _ => first,
        };
        let further = self.title_before(holder, start);
        Some(further.filter(|p| p.owner.is_some() || p.class == RoleClass::State).unwrap_or(nearest))
    }

    /// "National Resistance Movement chairman President Ann Lee": the post right before a title.
    fn stacked(&self, holder: &End, nearest: &Position) -> Option<Position> {
        let (first, _) = nearest.title.filter(|_| nearest.owner.is_none())?;
        let noun = first.checked_sub(1).filter(|&noun| self.named(noun).is_none())?;
        let stands = nearest.class == RoleClass::State && self.roles.is_post(self.tree, noun);
        let further = self.title_before(holder, first).filter(|_| stands)?;
        (further.rule == "title.before" && further.owner.is_some()).then_some(further)
    }

    /// "Saudi Arabia's King Fahd", "His Majesty King Abdullah": the title that is the first word of the name.
    fn title_in_name(&self, holder: &End, start: usize) -> Option<Position> {
        let role =
            self.roles.exactly(self.tree, start, start).filter(|role| role.class == RoleClass::State)?;
        let owner = start.checked_sub(2).and_then(|owner| self.organisation_or_place(owner));
        let owner = owner.filter(|owner| {
            self.tree.is_possessive_mark(start - 1) && self.finder.mentions.is_country(&owner.participant)
        });
        Some(self.position(holder, owner, &role, role.noun, "title.before"))
    }

    /// The title that ends before the token `start`.
    pub(super) fn title_before(&self, holder: &End, start: usize) -> Option<Position> {
        let mut end = start - self.roles.honorifics_before(self.tree, start);
        let mut comma = false;
        if end > 0 && self.tree.form(end - 1) == "," {
            if let Some(position) = self.title_with_body_between(holder, end - 1) {
                return Some(position);
            }
            if self.is_apposed_before(holder, end - 1)
                || self.begins_with_title(holder, end - 1)
                || self.names_office(holder, end - 1)
            {
                (end, comma) = (end - 1, true);
            }
        }
        if self.leads_to_list(end) {
            end -= 1;
        }
        // "chief executive officer (CEO) Ann Lee"
        let unbracketed = end.checked_sub(1).map_or(end, |last| self.before_brackets(last, 0) + 1);
        if unbracketed < end && self.roles.ending_at(self.tree, unbracketed - 1, 0).is_some() {
            end = unbracketed;
        }
        // "Chief Executive designate, Ann Lee"
        while end > 1 && self.roles.is_suffix(self.tree.form(end - 1)) && self.tree.form(end - 2) != "-" {
            end -= 1;
        }
        // "the prime minister at the time, Ann Lee"
        if end > 3 && (self.tree.form(end - 3), self.tree.form(end - 1)) == ("at", "time") {
            end -= 3;
        }
        let last = end.checked_sub(1)?;
        let from = self.floor(last);
        if self.named(last).is_none()
            && let Some(role) = self.role_before_name(last, from)
        {
            let (owner, role) = self.owner_before(role);
            let owners = self.owners_within(self.floor(role.start), role.start);
            let respective = owners.into_iter().next().filter(|_| self.is_plural(role.noun));
            let owner = respective.or(owner);
            let mut position = self.position(holder, owner, &role, role.noun, "title.before");
            // "the province's health minister": of the province, not of the article's country.
            let possessed = role.start.checked_sub(2).is_some_and(|owner| {
                matches!(self.tree.form(owner + 1), "'s" | "’s") && !self.is_person(owner)
            });
            if position.owner.is_none() && possessed {
                position.class = RoleClass::Organisation;
            }
            return Some(position);
        }
        let role = self.role_with_complement(last, from)?;
        if self.bears_title_before(&role, end) {
            return None;
        }
        // Without the comma "spokesman for Putin met" would make of the next name a spokesman.
        let (owner, role) = self.owner_of(role, end);
        let mut position = self.position(holder, owner, &role, last, "title.of.before");
        position.confidence = if comma { 0.85 } else { 0.8 };
        Some(position)
    }

    /// "On the visit of Minister of the Interior Bob Hall, Lee said": somebody else is named by the title; in "the spokesman for
    /// Bob Hall, Ann Lee" nobody else is.
    fn bears_title_before(&self, role: &Role, end: usize) -> bool {
        let tree = self.tree;
        let begins = |i: &usize| self.is_person(*i) && !self.is_person(i - 1);
        (role.noun + 2..end).filter(begins).any(|name| {
            let before = name - 1;
            let leads = matches!(tree.token(before).upos, Upos::Adp | Upos::Det | Upos::Punct);
            !leads && !self.roles.is_post(tree, before) && !self.roles.is_honorific(tree, before)
        })
    }

    /// "Three appeal court judges – Ann Lee and John Smith – agreed": whether a dash or the like before the token leads from
    /// a role in the plural to those who have it.
    fn leads_to_list(&self, end: usize) -> bool {
        let Some(noun) = end.checked_sub(2) else { return false };
        matches!(self.tree.form(noun + 1), "-" | "–" | "—" | "--" | ":" | "namely") && self.is_plural(noun)
    }

    /// The role that ends at `last`, after the nearest name; "Labor Minister" is one although Labor is a party too.
    fn role_before_name(&self, last: usize, from: usize) -> Option<Role> {
        let role = self.roles.ending_at(self.tree, last, self.after_name_before(last, from))?;
        let portfolio = role.start.checked_sub(1).filter(|&t| t >= from && self.named(t).is_some());
        let longer = portfolio.and_then(|start| self.roles.exactly(self.tree, start, last));
        Some(longer.unwrap_or(role))
    }

    /// Whether the comma at `comma` ends a role phrase to which the name is apposed, or that is apposed to the name.
    fn is_apposed_before(&self, holder: &End, comma: usize) -> bool {
        let name = holder.token;
        let apposed =
            self.tree.deprel(name) == Deprel::Appos && self.tree.head(name).is_some_and(|h| h < comma);
        // "met the president of Samsung, Hong Sang Jo.": no list ends so.
        let ends_sentence =
            (self.name_end(holder)..self.tree.len()).all(|i| self.tree.token(i).upos == Upos::Punct);
        apposed
            || ends_sentence
            || self.tree.dependents(name, &[Deprel::Appos, Deprel::NmodDesc]).any(|c| c < comma)
    }

    /// "The Executive Director, Africa Centre, Ann Lee, said": the body between a title and the comma before the name.
    fn title_with_body_between(&self, holder: &End, comma: usize) -> Option<Position> {
        let owner = self.organisation_or_place(comma.checked_sub(1)?)?;
        let tokens = self.finder.tokens_here(&owner)?;
        let last = tokens.start.checked_sub(2).filter(|&last| self.tree.form(last + 1) == ",")?;
        let capital = self.tree.form(last).starts_with(char::is_uppercase);
        if !capital || tokens.end != comma || self.named(last).is_some() {
            return None;
        }
        let role = self.roles.ending_at(self.tree, last, self.after_name_before(last, self.floor(last)))?;
        // "met the Prime Minister, Boeing, Ann Lee and others": an article or nothing stands before.
        let begins = role.start.checked_sub(1).is_none_or(|i| self.tree.form(i).eq_ignore_ascii_case("the"));
        begins.then(|| self.position(holder, Some(owner), &role, role.noun, "title.before"))
    }

    /// "Boeing Chief Executive designate, Ann Lee this week was", "The spokesman of the army, Gen. Ann Lee, said": whether
    /// nothing but a title with its owner stands before the comma.
    fn begins_with_title(&self, holder: &End, comma: usize) -> bool {
        let word = |i: usize| {
            matches!(
                self.tree.token(i).upos,
                Upos::Noun | Upos::Propn | Upos::Adj | Upos::Part | Upos::Cconj | Upos::Det | Upos::Adp
            ) || self.named(i).is_some()
                || matches!(self.tree.form(i), "(" | ")")
        };
        if !(0..comma).all(word) {
            return false;
        }
        let Some(last) = (0..comma).rev().find(|&i| !self.roles.is_suffix(self.tree.form(i))) else {
            return false;
        };
        let capital = self.tree.form(last).starts_with(char::is_uppercase) && self.named(last).is_none();
        if capital && self.roles.ending_at(self.tree, last, 0).is_some() {
            return true;
        }
        // "The leader of Hamas, Ann Lee said, must go."
        let apart = matches!(self.tree.form_or_end(self.name_end(holder)), "," | "(" | "and");
        apart && self.role_with_complement(last, 0).is_some_and(|role| role.start <= 1)
    }

    /// "after Chairman of the FRA, Ann Lee won", "the Governor of the Bank of Ghana, Dr. Ann Lee and others": whether a
    /// capitalised post with its "of" phrase stands before the comma, and neither after a person nor before one whose own
    /// follows.
    fn names_office(&self, holder: &End, comma: usize) -> bool {
        let tree = self.tree;
        let from = self.floor(comma);
        let Some(role) = comma.checked_sub(1).and_then(|last| self.role_with_complement(last, from)) else {
            return false;
        };
        let office = tree.form(role.noun).starts_with(char::is_uppercase) && !self.is_plural(role.noun);
        let definite = |i: usize| tree.form(i).eq_ignore_ascii_case("the");
        let the = role.start.checked_sub(1).filter(|&i| definite(i));
        let before = the.unwrap_or(role.start).checked_sub(1);
        let apart = before.is_none_or(|i| match tree.form(i) {
            "and" => the.is_some(),
            _ => tree.token(i).upos != Upos::Punct && !self.is_person(i),
        });
        let end = self.name_end(holder);
        let own_follows = tree.form_or_end(end) == "," && self.begins_role(end);
        office && apart && !own_follows
    }

    /// "dean of The Fletcher School" ending with the token `last`, a role noun with its "of" phrase.
    fn role_with_complement(&self, last: usize, from: usize) -> Option<Role> {
        let mut at = last;
        let mut prepositions = 0;
        while at > from {
            at = self.before_brackets(at, from + 1);
            let here = self.tree.token(at);
            let fits = matches!(
                here.upos,
                Upos::Noun | Upos::Propn | Upos::Adj | Upos::Det | Upos::Adp | Upos::Num | Upos::Cconj
            ) || matches!(self.tree.form(at), "-" | "'s" | "’s" | "&")
                || self.named(at).is_some()
                // "the state-owned firm Boeing"
                || here.upos == Upos::Verb && self.tree.form(at - 1) == "-";
            // "governor of Surat under Ann Lee" is not she.
            let away =
                matches!(self.tree.lemma(at), "by" | "under" | "with" | "after" | "against" | "as" | "than");
            if !fits || away {
                return None;
            }
            if here.upos == Upos::Adp && matches!(self.tree.lemma(at), "of" | "for" | "at" | "in" | "to") {
                prepositions += 1;
                let noun = self.before_brackets(at - 1, from);
                let role = self.roles.ending_at(self.tree, noun, self.after_name_before(noun, from));
                if let Some(role) = role.filter(|_| self.named(noun).is_none()) {
                    return Some(self.who_serves(&role, from).unwrap_or(role));
                }
            }
            if prepositions > 3 {
                return None;
            }
            at -= 1;
        }
        None
    }

    /// "Representative of the Secretary-General of the United Nations": the post of one who serves another's holder.
    fn who_serves(&self, served: &Role, from: usize) -> Option<Role> {
        let before = served.start.checked_sub(1)?;
        let preposition =
            if self.tree.token(before).upos == Upos::Det { before.checked_sub(1)? } else { before };
        let leads = matches!(self.tree.lemma(preposition), "of" | "for" | "to");
        let noun = preposition.checked_sub(1).filter(|&noun| leads && noun >= from)?;
        let free = self.named(noun).is_none();
        let role = self.roles.ending_at(self.tree, noun, self.after_name_before(noun, from))?;
        free.then_some(role)
    }

    /// "the Chief Executive (MCE) for Accra": the token, or that before the brackets which it closes.
    fn before_brackets(&self, at: usize, from: usize) -> usize {
        let closes = self.tree.form(at) == ")";
        let opening = || (from + 1..at).rev().find(|&i| self.tree.form(i) == "(");
        closes.then(opening).flatten().map_or(at, |i| i - 1)
    }
}
