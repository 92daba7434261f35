//! What follows the names that titles stand before, "Professor Ann Lee of Yale University", and to what body those belong who
//! have none: "Ann Lee of the Marine Corps", "Ann Lee (EFF)", "Citigroup's Ann Lee".

use super::ends::End;
use super::positions::{Position, Reader};
use super::roles::RoleClass;
use crate::language::gazetteer::Gazetteer;
use crate::language::{Deprel, Upos};

impl Reader<'_, '_> {
    /// "Governor Ann Lee of Texas", "analyst Ann Lee at Nomura": whose a post is, where that stands after the name.
    pub(super) fn owner_after_name(&self, holder: &End, post: &Position, end: usize) -> Option<End> {
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

    /// "President Ann Lee [of the church]", "Chairman Ann Lee of “Boeing”": gives a post without an owner the body to which its
    /// holder belongs; tells whether there was such a post.
    pub(super) fn give_owner(&self, posts: &mut [Position], body: &Position) -> bool {
        let Some(owner) = body.owner.as_ref().filter(|_| body.rule == "name.of") else { return false };
        let name = &self.finder.mentions.analysis.chains[owner.participant.chain].name;
        let leads = |p: &Position| match p.class {
            RoleClass::Organisation => true,
            RoleClass::State => self.tree.lemma(p.trigger).eq_ignore_ascii_case("president"),
            _ => false,
        };
        let post = posts.iter_mut().find(|p| p.owner.is_none() && leads(p));
        let Some(post) = post.filter(|p| p.class != RoleClass::State || !self.roles.has_members(name)) else {
            return false;
        };
        (post.owner, post.rule) = (Some(owner.clone()), "title.around");
        true
    }

    fn without_title(&self, holder: &End, owner: End, name: usize, rule: &'static str) -> Position {
        Position {
            holder: holder.clone(),
            owner: Some(owner),
            body: None,
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
        let learns =
            |lemma: &str| matches!(lemma, "student" | "pupil" | "schoolboy" | "schoolgirl" | "learner");
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
