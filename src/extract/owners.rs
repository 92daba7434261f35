//! Whose a post is: the organisation or country beside the title or in its complement.

use super::ends::{End, Reference};
use super::positions::Reader;
use super::roles::{Role, RoleClass};
use super::words::Words;
use crate::language::gazetteer::Gazetteer;
use crate::language::{Deprel, Upos, Xpos};
use crate::model::{EntityType, Span};

impl Reader<'_, '_> {
    /// The owner after the title, else the one before it; of "Afghan ambassador to the United States" the sender.
    pub(super) fn owner_of(&self, role: Role, to: usize) -> (Option<End>, Role) {
        let next = self.after_brackets(role.noun + 1, to);
        let next = match role.class {
            RoleClass::Profession => next,
            _ => self.after_founder(next, to),
        };
        if next < to && self.tree.lemma(next) == "to" {
            return match self.advised(&role, next, to) {
                Some(body) => (Some(body), role),
                None => self.owner_before(role),
            };
        }
        // "Minister of Foreign Affairs": what a minister is of is a country or a portfolio.
        let minister = self.tree.lemma(role.noun).eq_ignore_ascii_case("minister");
        let is_place = |end: &End| self.finder.mentions.entity_type(&end.participant) == EntityType::Place;
        // "Secretary of State for Finance"
        let of_state = self.tree.form_or_end(next) == "of" && self.tree.form_or_end(next + 1) == "State";
        let within = self.owner_within(next, to).filter(|end| !of_state && (!minister || is_place(end)));
        let within = within.filter(|end| !(is_place(end) && self.lies_elsewhere(&role, end)));
        // "an adviser on Latin America"
        let of_field = next < to && self.tree.lemma(next) == "on";
        let within = within.filter(|end| !(of_field && is_place(end)));
        let within =
            within.filter(|end| !self.is_origin(&role, next, is_place(end)) && !self.names_people(end));
        // "a professor of Media Studies at Stanford University", "director of International Cooperation at the ministry"
        let teaches = self.roles.is_teaching(&self.tree.lemma(role.noun).to_lowercase());
        let is_followed = |end: &End| {
            let after = self.finder.tokens_here(end).map(|tokens| self.tree.form_or_end(tokens.end));
            after.is_some_and(|after| matches!(after, "at" | "with"))
        };
        let is_field = |end: &&End| {
            self.is_field(next) || (teaches || !is_place(end) && is_followed(end)) && !self.says_body(end)
        };
        if let Some(body) = within.as_ref().filter(is_field).and_then(|_| self.employer(next, to)) {
            return (Some(body), role);
        }
        if let Some(field) = within.as_ref().filter(|_| self.is_field(next)) {
            let (before, role) = self.owner_before(role.clone());
            let of_state = is_place(field) && role.class == RoleClass::State;
            if before.as_ref().is_some_and(|end| !is_place(end) || of_state) {
                return (before, role);
            }
        }
        // "the UN Director of Partnerships of the Department of External Relations": a part of the body before.
        if let Some(part) = within.as_ref().filter(|end| self.is_body(end) && self.is_part(end))
            && let (Some(body), named) = self.owner_before(role.clone())
            && self.is_body(&body)
            && body.participant.chain != part.participant.chain
        {
            return (Some(body), named);
        }
        // "Avianca's director of sales for North America": the place is a field of the body's.
        if within.as_ref().is_some_and(is_place)
            && matches!(role.class, RoleClass::Organisation | RoleClass::Profession)
            && let (Some(body), named) = self.owner_before(role.clone())
            && self.is_body(&body)
        {
            return (Some(body), named);
        }
        let within = within.or_else(|| self.ministry_of(&role, to)).or_else(|| self.body_described(next, to));
        match within {
            Some(owner) => (Some(owner), role),
            None => self.owner_before(role),
        }
    }

    /// "a special adviser to the World Bank": the body that one serves who is not sent to it, nor of another.
    fn advised(&self, role: &Role, to_whom: usize, limit: usize) -> Option<End> {
        let body = self.after_kind(to_whom + 1, limit).filter(|end| self.is_body(end))?;
        let after = self.finder.tokens_here(&body)?.end;
        let whole =
            after >= self.tree.len() || !self.tree.is_noun(after) && !self.tree.is_possessive_mark(after);
        let own = || self.owner_before(role.clone()).0.is_some_and(|owner| self.is_body(&owner));
        let serves = self.roles.is_serving(&self.tree.lemma(role.noun).to_lowercase());
        (serves && whole && !own()).then_some(body)
    }

    /// "the Chief Executive (CE) of Boeing": the token, or that after the brackets which it opens.
    fn after_brackets(&self, at: usize, to: usize) -> usize {
        let closing = (at + 1..to).find(|&i| self.tree.form(i) == ")");
        closing.filter(|_| self.tree.form(at) == "(").map_or(at, |i| i + 1)
    }

    /// Where the complement of a role begins: "the CEO and co-founder of Boeing" shares it with what is no post.
    fn after_founder(&self, next: usize, to: usize) -> usize {
        if next >= to || !matches!(self.tree.form(next), "and" | "&") {
            return next;
        }
        let founds = |&i: &usize| {
            let lemma = self.tree.lemma(i).to_lowercase();
            matches!(lemma.trim_start_matches("co-"), "founder" | "cofounder" | "owner")
        };
        (next + 1..to.min(next + 4)).find(founds).map_or(next, |founder| founder + 1)
    }

    /// "head of a clinic in Nairobi": the place of a body without a name, not the owner.
    fn lies_elsewhere(&self, role: &Role, place: &End) -> bool {
        let form = |i: usize| self.tree.form(i);
        let of_state = matches!(role.class, RoleClass::State | RoleClass::Place);
        let determined = || (role.noun + 1..place.token).any(|i| matches!(form(i), "a" | "an" | "the"));
        let lies = || (role.noun + 2..place.token).any(|i| matches!(form(i), "in" | "near" | "outside"));
        !of_state && lies() && determined()
    }

    /// "chief economist for Asia at Barclays", "director for Knowledge Management at the World Bank": the body that follows
    /// the field.
    fn employer(&self, field: usize, to: usize) -> Option<End> {
        let at = (field + 1..to).find(|&i| matches!(self.tree.lemma(i), "at" | "with"))?;
        self.after_kind(at + 1, to).filter(|end| self.is_body(end))
    }

    /// "a tribal leader from Odisha", "an elder from Leeds": whence one comes, but "a lawmaker from Odisha" sits for it.
    fn is_origin(&self, role: &Role, preposition: usize, place: bool) -> bool {
        let lemma = self.tree.lemma(role.noun).to_lowercase();
        self.tree.form_or_end(preposition) == "from"
            && (place && !self.roles.is_legislator(&lemma) && lemma != "official"
                || matches!(&*lemma, "elder" | "resident"))
    }

    /// "the head of Malawi's journalists", "of the Malawian farmers": people of a place or body are not that.
    fn names_people(&self, owner: &End) -> bool {
        let tree = self.tree;
        let belongs = matches!(
            tree.deprel(owner.token),
            Deprel::NmodPoss | Deprel::Amod | Deprel::Compound | Deprel::NmodDesc
        );
        let noun = tree.head(owner.token).filter(|&noun| belongs && noun > owner.token);
        noun.is_some_and(|noun| {
            let described = Gazetteer::embedded().describing_noun(&tree.lemma(noun).to_lowercase());
            tree.token(noun).xpos == Xpos::Nns && described.is_some_and(|d| d.entity == EntityType::Person)
        })
    }

    /// Whether a preposition tells where or for what one of a body works: "BBC correspondent in Kabul", "UN envoy for Syria".
    fn is_field(&self, preposition: usize) -> bool {
        preposition < self.tree.len() && matches!(self.tree.lemma(preposition), "in" | "for" | "on")
    }

    /// "the Minister of Health": of the ministry, where the article names it.
    fn ministry_of(&self, role: &Role, to: usize) -> Option<End> {
        let of = role.noun + 1;
        let minister = self.tree.lemma(role.noun).eq_ignore_ascii_case("minister");
        if !minister || of + 1 >= to || self.tree.lemma(of) != "of" {
            return None;
        }
        let analysis = self.finder.mentions.analysis;
        let care =
            Span::new(self.tree.token(of).span.start, self.tree.token(to - 1).span.end).of(self.tree.text);
        let name = format!("ministry {care}").to_lowercase();
        let chain = analysis.chains.iter().position(|c| c.name.to_lowercase() == name)?;
        let mention = *analysis.chains[chain].mentions.first()?;
        Some(End::new(chain, mention, role.noun, Reference::Description))
    }

    /// The owner in the complement of a title: the first name after the preposition, or the place it leads to:
    /// "of the Paraguayan town of Pedro Juan Caballero".
    fn owner_within(&self, from: usize, to: usize) -> Option<End> {
        let preposition = self.tree.token(from.min(self.tree.len() - 1));
        if from >= to || preposition.upos != Upos::Adp {
            return None;
        }
        let first = (from..to).find(|&i| self.named(i).is_some() && !self.is_seat(i, to))?;
        let after = (first..to).find(|&i| self.named(i) != self.named(first));
        // "of the West Asia and North Africa Division of the Ministry"
        let joined =
            after.filter(|&i| self.tree.form(i) == "and" && i + 1 < to && self.named(i + 1).is_some());
        let after = joined.map_or(after, |and| (and + 1..to).find(|&i| self.named(i) != self.named(and + 1)));
        let unnamed = after.and_then(|after| self.body_without_name(first, after, to));
        let owned = unnamed.and_then(|noun| self.finder.one(noun).into_iter().find(|end| self.is_owner(end)));
        if owned.is_some() {
            return owned;
        }
        if let Some(body) = after.and_then(|after| self.possessed_by_name(after, to)) {
            return Some(body);
        }
        if let Some(body) = after.and_then(|kind| self.body_after_kind(kind, to)) {
            return Some(body);
        }
        let noun = after.filter(|&i| self.tree.token(i).upos == Upos::Noun);
        if let Some(noun) = noun
            && let Some(of) = self.leading_on(noun, to)
            && let Some(name) = (of + 1..to).find(|&i| self.named(i).is_some())
        {
            return self.organisation_or_place(name);
        }
        // "of the department of African affairs" is not of Africa.
        let is_field = |noun: usize| !Words::built_in().is_via(&self.tree.lemma(noun).to_lowercase());
        let adjective = self.tree.token(first).upos == Upos::Adj;
        if adjective && noun.is_some_and(is_field) { None } else { self.organisation_or_place(first) }
    }

    /// "the spokesman for the commission": the body of which the article speaks so, right after the preposition.
    fn body_described(&self, preposition: usize, to: usize) -> Option<End> {
        let the = preposition + 1;
        if the >= to
            || !matches!(self.tree.lemma(preposition), "of" | "for" | "at")
            || !self.tree.form(the).eq_ignore_ascii_case("the")
        {
            return None;
        }
        let kind = |&i: &usize| matches!(self.tree.token(i).upos, Upos::Noun | Upos::Adj | Upos::Propn);
        let noun = (the + 1..to).take_while(kind).last()?;
        let mention = self.finder.mentions.other_at(self.finder.sentence, noun)?;
        let ends = self.finder.ends_of(mention, noun, Reference::Description);
        let possesses = noun + 1 < self.tree.len() && self.tree.is_possessive_mark(noun + 1);
        ends.into_iter().next().filter(|end| !possesses && self.is_body(end))
    }

    /// The preposition that leads from a noun after a name to what is meant: "the Paraguayan town of", "of African studies
    /// at", but not "of the US government at".
    fn leading_on(&self, noun: usize, to: usize) -> Option<usize> {
        let at = !Words::built_in().is_via(&self.tree.lemma(noun).to_lowercase());
        let within = |&i: &usize| !matches!(self.tree.form(i), "and" | ",");
        let leads = |&i: &usize| self.tree.lemma(i) == "of" || at && self.tree.lemma(i) == "at";
        (noun + 1..to).take_while(within).find(leads)
    }

    /// "of the Kurdish rebel group Komala": the body that the nouns after a demonym lead to.
    fn body_after_kind(&self, noun: usize, to: usize) -> Option<End> {
        let kind = |&i: &usize| {
            let attribute = matches!(self.tree.token(i).upos, Upos::Noun | Upos::Adj)
                || self.tree.deprel(i) == Deprel::Amod;
            self.named(i).is_none() && attribute
        };
        let name = (noun..to).find(|i| !kind(i))?;
        self.organisation_or_place(name).filter(|end| self.is_body(end))
    }

    /// "of Cambodia's co-ruling Funcinpec Party": what a name before "'s" has, where that has a name too.
    fn possessed_by_name(&self, possessive: usize, to: usize) -> Option<End> {
        if !self.tree.is_possessive_mark(possessive) {
            return None;
        }
        let within = |&i: &usize| self.tree.token(i).upos != Upos::Adp;
        let name = (possessive + 1..to).take_while(within).find(|&i| self.named(i).is_some())?;
        // "of Colombia's capital Bogotá"
        let kind = self.tree.lemma(name - 1);
        if matches!(kind, "capital" | "city" | "town" | "province" | "state" | "district" | "region") {
            return self.finder.place_at(name);
        }
        // "of the commission's Chattogram office" is of the commission.
        self.organisation_or_place(name).filter(|end| self.is_body(end))
    }

    /// "of West Germany's central bank", "of a Sydney brokerage house": the noun of a body after the name of whom it is.
    fn body_without_name(&self, owner: usize, after: usize, to: usize) -> Option<usize> {
        let possesses = self.tree.is_possessive_mark(after);
        if !possesses && self.finder.place_at(owner).is_none() {
            return None;
        }
        let from = after + usize::from(possesses);
        let kind =
            |&i: &usize| self.named(i).is_none() && matches!(self.tree.token(i).upos, Upos::Noun | Upos::Adj);
        let noun = (from..to).take_while(kind).last()?;
        let ended = noun + 1 >= to || self.named(noun + 1).is_none() && self.tree.form(noun + 1) != "of";
        let body = Gazetteer::embedded().describing_noun(&self.tree.lemma(noun).to_lowercase());
        let of_state = matches!(self.tree.lemma(noun), "government" | "administration" | "state");
        (ended && !of_state && body.is_some_and(|body| body.entity == EntityType::Org)).then_some(noun)
    }

    /// "the Brussels-based International Crisis Group": where a body sits, not the body.
    fn is_seat(&self, token: usize, to: usize) -> bool {
        let after = (token..to).find(|&i| self.named(i) != self.named(token));
        after.is_some_and(|i| {
            self.tree.form(i) == "-"
                && i + 1 < to
                && matches!(self.tree.form(i + 1), "based" | "backed" | "led")
        })
    }

    /// The owner among the noun's own complements.
    pub(super) fn owner_below(&self, noun: usize) -> Option<End> {
        let prepositions = ["of", "for", "at", "in", "to", "with"];
        let sent = self.roles.is_sent(self.tree.lemma(noun));
        for preposition in prepositions.into_iter().filter(|&p| !(sent && p == "to")) {
            for token in self.tree.prepositional(noun, preposition) {
                let end = self.finder.all(token).into_iter().find(|e| self.is_owner(e));
                // "a good leader for Kenya"
                let anybodys = preposition == "for" && self.roles.is_unplaced(self.tree.lemma(noun));
                let end = end.filter(|end| !anybodys || self.is_body(end) || end.participant.via.is_some());
                if end.is_some() {
                    return end;
                }
            }
        }
        // "the head of research at Boeing": below what the post is for.
        let fields =
            self.tree.prepositional(noun, "of").into_iter().chain(self.tree.prepositional(noun, "for"));
        let below = fields
            .flat_map(|field| prepositions.into_iter().flat_map(move |p| self.tree.prepositional(field, p)));
        let body = below
            .flat_map(|token| self.finder.all(token))
            .find(|end| self.is_body(end) && self.is_owner(end));
        if body.is_some() {
            return body;
        }
        let possessor = self.tree.dependent(noun, &[Deprel::NmodPoss])?;
        self.finder.all(possessor).into_iter().find(|e| self.is_owner(e))
    }

    /// "at the investment bank Natixis": what is named after the words that tell its kind, if there are any.
    pub(super) fn after_kind(&self, from: usize, to: usize) -> Option<End> {
        let kind = |&i: &usize| {
            self.named(i).is_none() && matches!(self.tree.token(i).upos, Upos::Det | Upos::Adj | Upos::Noun)
        };
        self.organisation_or_place((from..to).find(|i| !kind(i))?)
    }

    pub(super) fn organisation_or_place(&self, token: usize) -> Option<End> {
        let end = self.finder.named_at(token)?;
        self.is_owner(&end).then(|| self.finder.as_actor(end))
    }

    /// Whether a word of the name says that it is a body: "Centre for Asian Studies", but not "Asian Studies".
    fn says_body(&self, end: &End) -> bool {
        let name = &self.finder.mentions.analysis.chains[end.participant.chain].name;
        let is_body = |word: &str| {
            let noun = Gazetteer::embedded().describing_noun(&word.to_lowercase());
            noun.is_some_and(|noun| noun.entity == EntityType::Org)
        };
        name.split(' ').any(is_body)
    }

    /// Whether the name is that of a part of some body: "Department of Trade".
    fn is_part(&self, end: &End) -> bool {
        let name = &self.finder.mentions.analysis.chains[end.participant.chain].name;
        let first = name.split(' ').next().unwrap_or_default().to_lowercase();
        matches!(&*first, "department" | "division" | "directorate" | "section" | "unit" | "faculty")
    }

    pub(super) fn is_body(&self, end: &End) -> bool {
        self.finder.mentions.employs(&end.participant)
    }

    pub(super) fn is_owner(&self, end: &End) -> bool {
        self.finder.mentions.entity_type(&end.participant) != EntityType::Person
            && !is_portfolio(&self.finder.mentions.analysis.chains[end.participant.chain].name)
    }
}

/// "Social Affairs", "International Affairs": what a minister looks after, no body.
fn is_portfolio(name: &str) -> bool {
    name.ends_with(" Affairs") && !["of ", "for "].iter().any(|word| name.contains(word))
}
