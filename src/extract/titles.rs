//! Titles before names, "Chinese Foreign Minister Wang Yi", and what follows the names they stand before, "Professor Ann
//! Lee of Yale University".

use super::ends::End;
use super::positions::{Position, Reader};
use super::roles::{Role, RoleClass};
use crate::language::gazetteer::Gazetteer;
use crate::language::{Deprel, Upos, Xpos};

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
        let Some(nearest) = self.title_before(holder, start) else { return self.title_in_name(holder, start) };
        let (first, _) = nearest.title?;
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

    /// "Saudi Arabia's King Fahd", "His Majesty King Abdullah": the title that is the first word of the name.
    fn title_in_name(&self, holder: &End, start: usize) -> Option<Position> {
        let role = self.roles.exactly(self.tree, start, start).filter(|role| role.class == RoleClass::State)?;
        let owner = start.checked_sub(2).and_then(|owner| self.organisation_or_place(owner));
        let owner = owner.filter(|owner| {
            self.tree.is_possessive_mark(start - 1) && self.finder.mentions.is_country(&owner.participant)
        });
        Some(self.position(holder, owner, &role, role.noun, "title.before"))
    }

    /// "Thai Deputy Prime Minister and PPRP leader Prawit Wongsuwon": another post of the same person. With an article,
    /// "the president and Foreign Minister Lavrov", it is somebody else's.
    fn coordinated(&self, holder: &End, nearest: &Position) -> Option<Position> {
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
    fn shared_title(&self, holder: &End, start: usize, end: usize, shared: &Position) -> Option<Position> {
        if !matches!(shared.rule, "title.before" | "title.around" | "title.of.before") {
            return None;
        }
        let start = start - self.roles.honorifics_before(self.tree, start);
        let own = Position { holder: holder.clone(), ..shared.clone() };
        if !self.is_plural(shared.trigger) {
            let country = self.possessing_country(start).filter(|_| shared.class == RoleClass::State)?;
            let begin = self.finder.mentions.analysis.mentions[country.participant.mention].tokens.start;
            return self.joins(end, begin).then(|| Position { owner: Some(country), ..own });
        }
        if shared.rule != "title.around" {
            let places = match shared.title {
                Some((first, _)) if shared.rule == "title.before" => self.places_within(self.floor(first), first),
                Some((_, last)) => self.places_within(shared.trigger + 1, last + 1),
                None => Vec::new(),
            };
            let is_owner =
                |p: &End| shared.owner.as_ref().is_some_and(|o| o.participant.chain == p.participant.chain);
            let next = places.iter().position(is_owner).and_then(|i| places.get(i + 1)).cloned();
            let own = Position { owner: next.or_else(|| own.owner.clone()), ..own };
            return self.joins(end, start).then_some(own);
        }
        let after = self.owner_after_name(&shared.holder, shared, end).and(shared.owner.as_ref())?;
        let after = self.finder.mentions.analysis.mentions[after.participant.mention].tokens.end;
        let closed = after + usize::from(self.tree.form_or_end(after) == ")");
        self.joins(closed, start).then(|| Position { owner: None, ..own })
    }

    /// "the Iranian and Russian presidents, Ann Lee and John Smith", "presidents of Iran and Russia": the countries of a list
    /// beside a title, which are those of its holders in their order; of one alone nothing is said.
    fn places_within(&self, from: usize, to: usize) -> Vec<End> {
        let within = |&i: &usize| {
            self.finder.place_at(i).is_some()
                || matches!(self.tree.form(i), "," | "and" | "&" | "of" | "the")
                || self.tree.is_possessive_mark(i)
        };
        let mut places: Vec<End> = Vec::new();
        for i in (from..to).rev().take_while(within) {
            let place = self.finder.place_at(i).filter(|end| self.finder.mentions.is_country(&end.participant));
            if let Some(place) = place
                && places.last().is_none_or(|last| last.participant.mention != place.participant.mention)
            {
                places.push(place);
            }
        }
        places.reverse();
        if places.len() > 1 { places } else { Vec::new() }
    }

    /// "Presidents Ann Lee of Chile and John Smith of Peru".
    fn is_plural(&self, token: usize) -> bool {
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
    fn share_owner(&self, post: &mut Position, end: usize, shared: &Position) {
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

    /// The title that ends before the token `start`.
    fn title_before(&self, holder: &End, start: usize) -> Option<Position> {
        let mut end = start - self.roles.honorifics_before(self.tree, start);
        let mut comma = false;
        if end > 0 && self.tree.form(end - 1) == "," {
            if let Some(position) = self.title_with_body_between(holder, end - 1) {
                return Some(position);
            }
            if self.is_apposed_before(holder, end - 1) || self.begins_with_title(holder, end - 1) {
                (end, comma) = (end - 1, true);
            }
        }
        if self.leads_to_list(end) {
            end -= 1;
        }
        // "Chief Executive designate, Ann Lee"
        while end > 1 && self.roles.is_suffix(self.tree.form(end - 1)) && self.tree.form(end - 2) != "-" {
            end -= 1;
        }
        let last = end.checked_sub(1)?;
        let from = self.floor(last);
        if self.named(last).is_none()
            && let Some(role) = self.role_before_name(last, from)
        {
            let (owner, role) = self.owner_before(role);
            let places = self.places_within(self.floor(role.start), role.start);
            let respective = places.into_iter().next().filter(|_| self.is_plural(role.noun));
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
        // Without the comma "spokesman for Putin met" would make of the next name a spokesman.
        let (owner, role) = self.owner_of(role, end);
        let mut position = self.position(holder, owner, &role, last, "title.of.before");
        position.confidence = if comma { 0.85 } else { 0.8 };
        Some(position)
    }

    /// "Three appeal court judges – Ann Lee and John Smith – agreed": whether a dash or the like before the token leads from
    /// a role in the plural to those who have it.
    fn leads_to_list(&self, end: usize) -> bool {
        let Some(noun) = end.checked_sub(2) else { return false };
        matches!(self.tree.form(noun + 1), "-" | "–" | "—" | "--" | ":" | "namely")
            && self.is_plural(noun)
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
        let tokens = &self.finder.mentions.analysis.mentions[owner.participant.mention].tokens;
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
                || self.named(at).is_some();
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
                    return Some(role);
                }
            }
            if prepositions > 3 {
                return None;
            }
            at -= 1;
        }
        None
    }

    /// "the Chief Executive (MCE) for Accra": the token, or that before the brackets which it closes.
    fn before_brackets(&self, at: usize, from: usize) -> usize {
        let opening = (from + 1..at).rev().find(|&i| self.tree.form(i) == "(");
        opening.filter(|_| self.tree.form(at) == ")").map_or(at, |i| i - 1)
    }

    /// "Governor Ann Lee of Texas", "analyst Ann Lee at Nomura": whose a post is, where that stands after the name.
    fn owner_after_name(&self, holder: &End, post: &Position, end: usize) -> Option<End> {
        let preposition = (end < self.tree.len()).then(|| self.tree.form(end))?;
        let class = post.class;
        let owner = self.after_kind(end + 1, self.tree.len())?;
        // "Senator Ann Lee of the Green Party" is a member of it, and senator of a country.
        let is_body = self.is_body(&owner);
        let below_name = || self.tree.is_below(owner.token, holder.token);
        let fits = match preposition {
            "of" => true,
            "from" => is_body,
            "at" | "with" => is_body && (below_name() || class == RoleClass::Profession),
            // "Cabinet Secretary Ann Lee (National Treasury)"
            "(" => return self.portfolio_in_brackets(owner, post),
            _ => false,
        };
        // "archbishops Helder Camara of Brazil"
        let spiritual = self.roles.is_spiritual(self.tree.lemma(post.trigger));
        // "Secretary General Luis Almagro of Uruguay" comes from there.
        let fits_class = match class {
            RoleClass::State | RoleClass::Place => !is_body,
            RoleClass::Profession => true,
            RoleClass::Organisation | RoleClass::Rank => is_body || spiritual,
        };
        (fits && fits_class).then_some(owner)
    }

    /// "Cabinet Secretaries Ann Lee (Defence) and John Smith (National Treasury)": the body of one that holds a post.
    fn portfolio_in_brackets(&self, body: End, post: &Position) -> Option<End> {
        let chain = &self.finder.mentions.analysis.chains[body.participant.chain];
        let tokens = &self.finder.mentions.analysis.mentions[body.participant.mention].tokens;
        let alone = self.tree.form_or_end(tokens.end) == ")" && self.tree.form(tokens.start - 1) == "(";
        let leads = matches!(post.class, RoleClass::State | RoleClass::Organisation)
            && !self.roles.is_legislator(self.tree.lemma(post.trigger));
        let district = ["D-", "R-"].iter().any(|party| chain.name.starts_with(party));
        let acronym = tokens.len() == 1 && self.tree.form(tokens.start).chars().all(char::is_uppercase);
        let is_party = district || acronym || self.roles.has_members(&chain.name);
        (alone && leads && self.is_body(&body) && !is_party).then_some(body)
    }

    /// "Karsten Heckl of the Marine Corps", "Ann Lee, from Yale University", "Citigroup's Ann Lee": of an organisation, with
    /// no title.
    pub(super) fn belonging(&self, holder: &End, name: usize, start: usize) -> Option<Position> {
        let mut below = self.tree.dependents(name, &[Deprel::Nmod]);
        let of = below.find(|&c| c > name && self.tree.has_preposition(c, "of"));
        let owner = match of {
            Some(of) => self.finder.all(of).into_iter().next()?,
            None => match self.party_of(holder) {
                Some(party) => return Some(self.without_title(holder, party, name, "name.party")),
                None => match self.school_of(holder) {
                    Some(school) => return Some(self.without_title(holder, school, name, "name.school")),
                    None => {
                        let from = self.come_from(holder).filter(|owner| !self.is_school(owner));
                        from.or_else(|| self.possessor_before(start))?
                    }
                },
            },
        };
        if !self.is_body(&owner) || owner.participant.via.is_some() {
            return None;
        }
        Some(self.without_title(holder, owner, name, "name.of"))
    }

    fn without_title(&self, holder: &End, owner: End, name: usize, rule: &'static str) -> Position {
        Position {
            holder: holder.clone(),
            owner: Some(owner),
            title: None,
            trigger: name,
            class: RoleClass::Organisation,
            rule,
            confidence: 0.7,
        }
    }

    /// "Ann Lee (EFF) asked": the party in brackets; a news agency there is whose picture it is.
    fn party_of(&self, holder: &End) -> Option<End> {
        let end = self.name_end(holder);
        let form = |i| self.tree.form_or_end(i);
        let party = self.finder.named_at(end + 1).filter(|_| form(end) == "(")?;
        let tokens = &self.finder.mentions.analysis.mentions[party.participant.mention].tokens;
        let chain = &self.finder.mentions.analysis.chains[party.participant.chain];
        // "(BRA)" is whom one races for.
        let acronym = tokens.len() == 1 && form(end + 1).chars().all(char::is_uppercase);
        let known = chain.name != form(end + 1) || Gazetteer::embedded().organisation(&chain.name).is_some();
        let agency = ["AFP", "AP", "ANI", "BBC", "CNN", "DPA", "EPA", "IPS", "PTI", "TASS", "VOA"];
        let is_party =
            self.roles.has_members(&chain.name) || acronym && known && !agency.contains(&form(end + 1));
        (is_party && form(tokens.end) == ")" && self.is_body(&party)).then_some(party)
    }

    /// "Ann Lee from Canalys said", but not "from the Canalys office".
    fn come_from(&self, holder: &End) -> Option<End> {
        let end = self.name_end(holder);
        let form = |i| self.tree.form_or_end(i);
        let from = if form(end) == "," { end + 1 } else { end };
        // "from the ruling Labour Party"
        let attribute = |&i: &usize| {
            self.named(i).is_none()
                && (self.tree.token(i).upos == Upos::Det
                    || self.tree.deprel(i) == Deprel::Amod
                    || matches!(form(i), "opposition" | "ruling"))
        };
        let name = (from + 1..self.tree.len()).find(|i| !attribute(i))?;
        // "removed a video of Ann Lee from YouTube": who does something, or what stands aside.
        let deed =
            matches!(self.tree.deprel(holder.token), Deprel::Nsubj | Deprel::NsubjPass | Deprel::Appos);
        let owner = self.finder.named_at(name).filter(|_| form(from) == "from" && (deed || from > end))?;
        let mention = &self.finder.mentions.analysis.mentions[owner.participant.mention];
        let next = mention.tokens.end;
        let goes_on =
            next < self.tree.len() && (self.tree.is_noun(next) || matches!(form(next), "'s" | "’s"));
        (!goes_on).then_some(owner)
    }

    /// "Citigroup's Ann Lee": the body that stands right before the name.
    fn possessor_before(&self, start: usize) -> Option<End> {
        let possessive = start.checked_sub(1).filter(|&i| self.tree.is_possessive_mark(i))?;
        let body = self.organisation_or_place(possessive.checked_sub(1)?)?;
        let name = &self.finder.mentions.analysis.chains[body.participant.chain].name;
        let is_acronym = !name.contains(char::is_lowercase) && !name.contains(' ');
        // "BJP's Ann Lee": of a party one is a member, and what an acronym is for may not be known.
        let is_known = !is_acronym || Gazetteer::embedded().organisation(name).is_some();
        (is_known && !self.is_school(&body)).then_some(body)
    }

    /// "Ann Lee from Queen's College won a medal": where the article tells of students.
    fn school_of(&self, holder: &End) -> Option<End> {
        let end = self.name_end(holder);
        let school = self.finder.named_at(end + 1).filter(|_| self.tree.form_or_end(end) == "from")?;
        let learns = |lemma: &str| matches!(lemma, "student" | "pupil" | "schoolboy" | "schoolgirl" | "learner");
        let sentences = &self.finder.mentions.analysis.sentences;
        let mut lemmas = sentences.iter().flat_map(|s| &s.tokens).map(|t| &*t.lemma);
        (self.is_school(&school) && self.is_body(&school) && lemmas.any(learns)).then_some(school)
    }

    /// Whether those who come from the body may have come to learn.
    fn is_school(&self, body: &End) -> bool {
        let name = &self.finder.mentions.analysis.chains[body.participant.chain].name;
        ["School", "College", "Academy", "St "].iter().any(|word| name.contains(word))
    }
}
