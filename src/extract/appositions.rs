//! Posts after names: "Wang Yi, China's foreign minister,", "Ann Lee, 52, dean of Yale College and a former judge, said".

use super::ends::End;
use super::positions::{Position, Reader};
use super::roles::{Role, RoleClass};
use crate::language::gazetteer::Gazetteer;
use crate::language::{Deprel, Upos, Xpos};

/// How many tokens after a name its roles may reach.
const REACH: usize = 30;

impl Reader<'_, '_> {
    /// The posts after a name that ends before the token `end`; `titled` says that one stands before it too.
    pub(super) fn after_name(&self, holder: &End, end: usize, titled: bool) -> Vec<Position> {
        let mut found =
            self.in_brackets(end).map_or_else(Vec::new, |(from, to)| self.roles_in(holder, from, to));
        found.extend(self.apposed(holder, end, titled));
        found
    }

    /// The words in brackets after a name: "Ann Lee (director of exams at the university)".
    fn in_brackets(&self, open: usize) -> Option<(usize, usize)> {
        let last = self.tree.len().min(open + REACH);
        let closing = (open..last).find(|&i| self.tree.form(i) == ")")?;
        let plain = !(open + 1..closing).any(|i| self.is_person(i) || self.is_predicate(i));
        (self.tree.form(open) == "(" && plain).then_some((open + 1, closing))
    }

    /// The posts in apposition to a name.
    fn apposed(&self, holder: &End, end: usize, titled: bool) -> Vec<Position> {
        let Some(from) = self.apposition_start(end).filter(|&from| from < self.tree.len()) else {
            return Vec::new();
        };
        let limit = self.apposition_end(from);
        // "Alejandro Zelaya, on behalf of President Bukele", "According to Rathbun, a detective was": others' titles.
        // "former senator Shehu Sani, and the director of the union, Ene Obi, came"
        let another =
            self.tree.form(from) == "and" && from + 1 < limit && self.tree.token(from + 1).upos == Upos::Det;
        let others = another
            || self.tree.token(from).upos == Upos::Adp && !self.is_within_role(from)
            || limit < self.tree.len() && self.is_predicate(limit) && !self.is_subject(holder, limit)
            || titled && self.goes_on_in_list(from, limit)
            || self.is_title_of_next(limit, titled);
        if others {
            return Vec::new();
        }
        self.roles_in(holder, from, limit)
    }

    /// The posts that the words from `from` to `limit` give.
    fn roles_in(&self, holder: &End, from: usize, limit: usize) -> Vec<Position> {
        let mut found = Vec::new();
        let (mut at, mut begins, mut free) = (from, from, from);
        while at < limit {
            let role = if self.named(at).is_some() { None } else { self.longest_from(at, free, limit) };
            let Some(role) = role else {
                at += 1;
                continue;
            };
            let stop = (role.noun + 1..limit).find(|&i| self.begins_role(i)).unwrap_or(limit);
            let begins = std::mem::replace(&mut begins, stop);
            at = stop.max(role.noun + 1);
            free = role.noun + 1;
            // "Nigel Lawson, Foreign Secretary Geoffrey Howe": the title of the next.
            if self.leads_to_person(role.noun + 1, limit) || at >= limit && self.is_of_next(begins, limit) {
                continue;
            }
            let noun = role.noun;
            // "chairman and president of Boeing"
            let shares = self.tree.form_or_end(noun + 1) == "and";
            let (owner, role) = self.owner_of(role, stop);
            let owner = owner
                .or_else(|| {
                    self.body_below(noun, if stop < limit && !shares { stop } else { self.tree.len() })
                })
                .or_else(|| self.body_beside(noun + 1, limit))
                .or_else(|| self.body_ahead(noun))
                .or_else(|| self.body_adjoining(noun + 1, limit))
                .or_else(|| self.body_by_pronoun(noun));
            let role = self.with_field(role, owner.as_ref());
            let last = self.title_end(noun, owner.as_ref(), stop);
            found.push(self.position(holder, owner, &role, last, "title.after"));
        }
        self.share_owners(&mut found);
        found
    }

    /// "president of Boeing and later its chairman"
    fn body_by_pronoun(&self, noun: usize) -> Option<End> {
        let possessor = self.tree.dependent(noun, &[Deprel::NmodPoss])?;
        let pronoun = self.tree.token(possessor).upos == Upos::Pron;
        self.finder.all(possessor).into_iter().find(|end| pronoun && self.is_body(end))
    }

    /// "Ann Lee, Americas director at Amnesty International": the place before a role of a body is what it looks after.
    fn with_field(&self, role: Role, owner: Option<&End>) -> Role {
        let place = role.start.checked_sub(1).and_then(|place| self.finder.place_at(place));
        let of_body = owner.is_some_and(|owner| owner.token > role.noun && self.is_body(owner));
        let looks_after = matches!(role.class, RoleClass::Organisation | RoleClass::Profession);
        let tokens = place.filter(|_| of_body && looks_after).and_then(|place| {
            // "the Kenyan director at Boeing" only comes from there.
            let by_name = !Gazetteer::embedded().is_demonym(self.tree.form(place.token));
            self.finder.tokens_here(&place).filter(|_| by_name)
        });
        Role { start: tokens.map_or(role.start, |tokens| tokens.start), ..role }
    }

    /// Where the words in apposition to a name begin: after the comma, and after an age or what stands in brackets.
    fn apposition_start(&self, end: usize) -> Option<usize> {
        let form = |i: usize| (i < self.tree.len()).then(|| self.tree.form(i));
        let mut at = end;
        if form(at) == Some("(") {
            at = (at..self.tree.len().min(at + 8)).find(|&i| self.tree.form(i) == ")")? + 1;
        }
        // "Ann Lee former Peruvian justice minister, who came"
        if matches!(form(at), Some("former" | "ex" | "then")) {
            return Some(at);
        }
        if form(at) != Some(",") && !self.is_dash(at) {
            return None;
        }
        let is_age = at + 2 < self.tree.len() && self.tree.token(at + 1).upos == Upos::Num;
        if is_age && form(at + 2) == Some(",") {
            at += 2;
        }
        let adverb =
            |i: usize| matches!(form(i), Some("once" | "now" | "then" | "currently" | "formerly" | "also"));
        Some(if adverb(at + 1) { at + 2 } else { at + 1 })
    }

    /// "Ann Lee – director of the agency – said": a dash between two words, and not within one.
    fn is_dash(&self, at: usize) -> bool {
        let apart = |i: usize| i > 0 && self.tree.token(i - 1).span.end < self.tree.token(i).span.start;
        match self.tree.form_or_end(at) {
            "–" | "—" | "--" => true,
            "-" => apart(at),
            _ => false,
        }
    }

    /// Where they end; a comma may stand between two roles.
    pub(super) fn apposition_end(&self, from: usize) -> usize {
        let last = self.tree.len().min(from + REACH);
        let goes_on = |i: usize| self.begins_role(i) && !(from..i).any(|t| self.is_person(t));
        let mut at = from;
        while at < last {
            // "Ann Lee, World Trade Organization (WTO) spokeswoman", "Ann Lee, chief executive officer (CEO) of Boeing"
            if self.abbreviates(at) {
                at += 3;
                continue;
            }
            if self.ends_apposition(at) && !(at > from && goes_on(at)) {
                return at;
            }
            at += 1;
        }
        last
    }

    /// Whether the token opens brackets around nothing but the short form of the name or role before, and it goes on.
    fn abbreviates(&self, open: usize) -> bool {
        let short = self.tree.form_or_end(open + 1);
        let capitals = short.chars().filter(|c| c.is_uppercase()).count() >= 2;
        let Some(before) = open.checked_sub(1) else { return false };
        let next = open + 3;
        let goes_on = if self.named(before).is_some() {
            next < self.tree.len() && self.tree.is_noun(next)
        } else {
            matches!(self.tree.form_or_end(next), "of" | "at" | "for")
                && self.roles.ending_at(self.tree, before, self.floor(before)).is_some()
        };
        self.tree.form(open) == "(" && self.tree.form_or_end(open + 2) == ")" && capitals && goes_on
    }

    fn ends_apposition(&self, token: usize) -> bool {
        let here = self.tree.token(token);
        // "co-ruling" in "Cambodia's co-ruling party", "chief operating officer"
        let attribute = here.upos == Upos::Verb
            && (self.tree.deprel(token) == Deprel::Amod || self.is_within_role(token));
        // "Ann Lee, its chairwoman"
        let begins = token.checked_sub(1).is_some_and(|before| matches!(self.tree.form(before), "," | "and"));
        let possessive = begins && here.xpos == Xpos::PrpS;
        matches!(here.upos, Upos::Verb | Upos::Aux | Upos::Pron | Upos::Sconj) && !attribute && !possessive
            || here.upos == Upos::Punct
                && (!matches!(self.tree.form(token), "-" | "–" | "\"" | "“" | "”") || self.is_dash(token))
    }

    /// Whether the token is a word of the role that ends with one of the next: "operating" in "chief operating officer",
    /// "under" in "under-secretary".
    fn is_within_role(&self, token: usize) -> bool {
        if self.tree.token(token).upos == Upos::Cconj {
            return false;
        }
        let next = token + 1..self.tree.len().min(token + 3);
        let mut roles =
            next.filter_map(|noun| self.roles.ending_at(self.tree, noun, token.saturating_sub(2)));
        roles.any(|role| role.start <= token)
    }

    /// Whether "and" or a comma at the token leads to another role of the same person: "and a former judge", but not
    /// "and Foreign Minister Lavrov".
    pub(super) fn begins_role(&self, token: usize) -> bool {
        if !matches!(self.tree.form(token), "and" | ",") {
            return false;
        }
        let phrase = |&i: &usize| {
            matches!(
                self.tree.token(i).upos,
                Upos::Det | Upos::Adj | Upos::Adv | Upos::Noun | Upos::Propn | Upos::Part
            ) || matches!(self.tree.form(i), "-" | "and")
        };
        let last = self.tree.len().min(token + 10);
        let role = (token + 1..last)
            .take_while(phrase)
            .filter(|&i| self.named(i).is_none())
            .find_map(|i| self.longest_from(i, token + 1, last));
        role.is_some_and(|role| !self.leads_to_person(role.noun + 1, self.tree.len()))
    }

    /// Whether a person is named before a preposition or a comma, or right after the body in the complement: "the Boeing
    /// employee and survivor Ann Lee", "the secretary of Boeing Ann Lee".
    fn leads_to_person(&self, from: usize, limit: usize) -> bool {
        let phrase = |&i: &usize| {
            matches!(self.tree.token(i).upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Cconj)
        };
        if (from..limit).take_while(phrase).any(|i| self.is_person(i)) {
            return true;
        }
        let of = (from < limit && self.tree.form(from) == "of").then_some(from);
        let body = of.and_then(|of| (of + 1..limit.min(of + 3)).find_map(|i| self.named(i)));
        body.is_some_and(|body| {
            let end = self.finder.mentions.analysis.mentions[body].tokens.end;
            let name = (end..self.tree.len()).find(|&i| !self.roles.is_honorific(self.tree, i));
            name.is_some_and(|name| self.is_person(name))
        })
    }

    /// "the mayor of Curepipe Ann Lee, the rector of the college, Mrs Jones": what stands between two who have a title
    /// already is the next one's, unless that one's own follows.
    fn is_title_of_next(&self, limit: usize, titled: bool) -> bool {
        if limit + 1 >= self.tree.len() || self.tree.form(limit) != "," {
            return false;
        }
        let Some(name) = (limit + 1..self.tree.len().min(limit + 4)).find(|&i| self.is_person(i)) else {
            return false;
        };
        let honorifics = self.roles.honorifics_before(self.tree, name);
        let Some(mention) = self.named(name) else { return false };
        let end = self.finder.mentions.analysis.mentions[mention].tokens.end;
        titled && name - honorifics == limit + 1 && !(end < self.tree.len() && self.begins_role(end))
    }

    /// "met Commander Ann Lee, the head of the camp, and a group of officers": the next of a list.
    fn goes_on_in_list(&self, from: usize, limit: usize) -> bool {
        let form = |i: usize| self.tree.form_or_end(i);
        form(from) == "the"
            && form(limit) == ","
            && form(limit + 1) == "and"
            && matches!(form(limit + 2), "a" | "an" | "other" | "others" | "several")
    }

    /// "the chairman of MediaTek and the company's former head, Cho Jyh-jer, saw": with an article after "and", and before a
    /// name, it is the next one's.
    fn is_of_next(&self, and: usize, limit: usize) -> bool {
        let determined =
            and + 1 < limit && self.tree.form(and) == "and" && self.tree.token(and + 1).upos == Upos::Det;
        let comma = limit + 1 < self.tree.len() && self.tree.form(limit) == ",";
        determined && comma && self.is_person(limit + 1)
    }

    /// "an assistant professor and researcher at National Taipei University": what the last is of, its like before is of.
    fn share_owners(&self, positions: &mut [Position]) {
        for i in (1..positions.len()).rev() {
            let (before, last) = (&positions[i - 1], &positions[i]);
            let alike =
                before.owner.is_none() && before.class == last.class && last.class != RoleClass::State;
            // "author of the atlas and professor at Yale" is the atlas's, but "professor of law and director at Yale" not.
            let upos = |i: usize| (i < self.tree.len()).then(|| self.tree.token(i).upos);
            let next = before.trigger + 1;
            let bare = upos(next) != Some(Upos::Adp) || upos(next + 1) != Some(Upos::Det);
            if alike && bare {
                positions[i - 1].owner = last.owner.clone().filter(|owner| self.is_body(owner));
            }
        }
    }

    /// The role at `at`, read on to the last noun of its run that ends a role: "Deputy Prime Minister".
    fn longest_from(&self, at: usize, from: usize, limit: usize) -> Option<Role> {
        // "senior officials of 48 countries" after a comma are others than the one named.
        if self.tree.token(at).xpos == Xpos::Nns && !self.is_one_of(at) {
            return None;
        }
        let from = self.after_name_before(at, from);
        let in_run = |&t: &usize| {
            self.named(t).is_none()
                && (matches!(self.tree.token(t).upos, Upos::Noun | Upos::Propn | Upos::Adj)
                    || self.tree.form(t) == "-"
                    || self.is_within_role(t))
        };
        let run = (at + 1..limit).take_while(in_run);
        let role = self.roles.ending_at(self.tree, at, from)?;
        // "Ann Lee, the president's adviser": not she is the president.
        if matches!(self.tree.form_or_end(at + 1), "'s" | "’s") {
            return None;
        }
        Some(run.filter_map(|t| self.roles.ending_at(self.tree, t, from)).last().unwrap_or(role))
    }

    /// Whether the token begins the predicate of a clause.
    fn is_predicate(&self, token: usize) -> bool {
        // "at the Lowy Institute think tank"
        if matches!(self.tree.deprel(token), Deprel::Compound | Deprel::Amod) {
            return false;
        }
        self.tree.token(token).upos == Upos::Aux || self.tree.is_verb(token) && self.tree.is_finite(token)
    }

    /// Whether the person is the subject of the clause whose predicate begins at the token: the comma before it is left
    /// out in "Ann Lee, a spokeswoman for Boeing said".
    fn is_subject(&self, holder: &End, predicate: usize) -> bool {
        let verb = if self.tree.is_verb(predicate) { Some(predicate) } else { self.tree.head(predicate) };
        let name = &self.finder.mentions.analysis.mentions[holder.participant.mention].tokens;
        verb.and_then(|verb| self.tree.surface_subject(verb)).is_some_and(|subject| name.contains(&subject))
    }

    /// "a researcher in gender, sexuality and culture at King's College": the body in the noun's own complement, however
    /// far it stands before the next role.
    fn body_below(&self, noun: usize, stop: usize) -> Option<End> {
        let below = ["at", "of", "with", "for"].iter().flat_map(|p| self.tree.prepositional(noun, p));
        let mut ends = below.flat_map(|token| self.finder.all(token));
        ends.find(|end| {
            end.participant.via.is_none() && end.token < stop && self.is_body(end) && self.is_owner(end)
        })
    }

    /// "a researcher in gender, sexuality and popular culture at King's College": the body after the fields of a role.
    fn body_ahead(&self, noun: usize) -> Option<End> {
        let field = |&i: &usize| {
            self.named(i).is_none()
                && (matches!(self.tree.token(i).upos, Upos::Noun | Upos::Adj | Upos::Cconj)
                    || matches!(self.tree.form(i), "," | "in" | "of" | "for" | "on"))
        };
        let at = (noun + 1..self.tree.len().min(noun + REACH)).find(|i| !field(i))?;
        let led =
            self.tree.form(at) == "at" && matches!(self.tree.form(noun + 1), "in" | "of" | "for" | "on");
        self.after_kind(at + 1, self.tree.len()).filter(|end| led && self.is_body(end))
    }

    /// "Ann Lee, Secretary Chamber of Commerce, said": the body that follows a role without a word between, to the end.
    fn body_adjoining(&self, name: usize, limit: usize) -> Option<End> {
        let capital = |i: usize| self.tree.form(i).starts_with(char::is_uppercase);
        let role = name.checked_sub(1)?;
        if name >= limit || !capital(role) || !capital(name) {
            return None;
        }
        let end = self.organisation_or_place(name)?;
        let after = self.finder.mentions.analysis.mentions[end.participant.mention].tokens.end;
        // "Ann Lee, Director WWF's Congo programme"
        let possessive = after < limit && self.tree.is_possessive_mark(after);
        ((after == limit || possessive) && self.is_body(&end)).then_some(end)
    }

    /// "Ann Lee, director, Human Rights Watch, said", "Ann Lee, MP, Ayawaso Constituency and Ranking Member": the body, or the
    /// legislator's constituency, between commas after a bare role.
    fn body_beside(&self, comma: usize, limit: usize) -> Option<End> {
        // "Ann Lee, consultant (internal medicine), Apollo Hospital, said"
        let closing = (comma..self.tree.len().min(comma + 6)).find(|&i| self.tree.form(i) == ")");
        let comma = closing.filter(|_| self.tree.form_or_end(comma) == "(").map_or(comma, |i| i + 1);
        let name = (comma >= limit && comma + 1 < self.tree.len() && self.tree.form(comma) == ",")
            .then_some(comma + 1)?;
        let end = self.organisation_or_place(name)?;
        let after = self.finder.mentions.analysis.mentions[end.participant.mention].tokens.end;
        let seat = self.tree.form_or_end(after).eq_ignore_ascii_case("constituency");
        let closed = matches!(self.tree.form_or_end(after), "," | "at" | "of" | "in" | ".");
        (closed && self.is_body(&end) || seat).then_some(end)
    }
}
