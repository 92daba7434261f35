//! Whose a role is that its owner stands before: "Chinese Foreign Minister", "the World Bank's chief economist", "the party leader".

use super::ends::{End, Reference};
use super::positions::Reader;
use super::roles::{Role, RoleClass};
use super::words::Words;
use crate::language::gazetteer::fold;
use crate::language::{Mention, MentionKind, Token, Xpos};
use crate::model::{EntityType, Participant};

impl Reader<'_, '_> {
    /// The owner that stands right before the title: "UNESCO", "China's", "Czech". In "Sri Lanka's Parliament Speaker"
    /// it is the country, and the body becomes a part of the title.
    pub(super) fn owner_before(&self, role: Role) -> (Option<End>, Role) {
        let Some(owner) = self.nearest_before(role.start).filter(|owner| !self.is_of_title(owner, &role))
        else {
            return (self.body_of_kind(&role), role);
        };
        if let Some((body, start)) = self.body_of_field(&owner, &role) {
            return (Some(body), Role { start, ..role });
        }
        match self.state_of(&owner) {
            Some(state) => {
                let start = self.finder.mentions.analysis.mentions[owner.participant.mention].tokens.start;
                (Some(state), Role { start, ..role })
            }
            None => (Some(owner), role),
        }
    }

    /// "Health Cabinet Secretary Ann Lee": no Health Cabinet, but a portfolio and a Cabinet Secretary.
    fn is_of_title(&self, owner: &End, role: &Role) -> bool {
        let end = self.finder.mentions.analysis.mentions[owner.participant.mention].tokens.end;
        self.named(role.start) == Some(owner.participant.mention)
            && end > role.start
            && self.tree.form(role.start).eq_ignore_ascii_case("cabinet")
    }

    /// "party leader Ann Lee", "Commission Chairman Ann Lee": the one body that the article calls the party, the commission.
    fn body_of_kind(&self, role: &Role) -> Option<End> {
        let next = role.noun + 1;
        if next < self.tree.len() && self.tree.lemma(next) == "of" {
            return None;
        }
        // "the secretary of the party and present Chief Minister Ann Lee"
        // "attended by party's Vice Chairman Ann Lee"
        let before = role.start.checked_sub(2).filter(|&kind| self.tree.is_possessive_mark(kind + 1));
        let own = (role.start..role.noun).rev().take_while(|&i| self.tree.form(i) != "and").chain(before);
        let kind =
            own.map(|i| self.tree.form(i).to_lowercase()).find(|word| self.roles.is_body_kind(word))?;
        let analysis = self.finder.mentions.analysis;
        let is_kind = |token: &Token| token.span.of(self.tree.text).eq_ignore_ascii_case(&kind);
        let tokens =
            |m: &Mention| analysis.sentences[m.sentence].tokens.get(m.tokens.clone()).unwrap_or_default();
        let is_called_so = |m: &Mention| match m.kind {
            MentionKind::Name => tokens(m).last().is_some_and(is_kind),
            MentionKind::Nominal if m.is_sure() => {
                let head = analysis.sentences[m.sentence].tokens.get(m.head);
                head.is_some_and(|token| token.lemma.eq_ignore_ascii_case(&kind))
            }
            MentionKind::Nominal | MentionKind::Pronoun => false,
        };
        // "the National Museum of Science" is the museum, too, where no other is.
        let is_kind_of = |m: &Mention| m.kind == MentionKind::Name && tokens(m).iter().any(is_kind);
        let chains_of = |is_meant: &dyn Fn(&Mention) -> bool| {
            let meant = analysis.mentions.iter().filter(|m| is_meant(m));
            let mut chains: Vec<usize> = meant.flat_map(|m| m.chains.iter().copied()).collect();
            chains.sort_unstable();
            chains.dedup();
            chains
        };
        let called = chains_of(&is_called_so);
        let chains = if called.is_empty() { chains_of(&is_kind_of) } else { called };
        let [chain] = chains[..] else {
            return if kind == "party" { self.party_before(role) } else { None };
        };
        let mention = *analysis.chains[chain].mentions.first()?;
        let end = End::new(chain, mention, role.noun, Reference::Description);
        (self.is_body(&end) && analysis.mentions[mention].sentence <= self.finder.sentence).then_some(end)
    }

    /// "ANC president Ann Lee and party treasurer Paul Okoro": the party whose post was told just before.
    fn party_before(&self, role: &Role) -> Option<End> {
        let is_party = |end: &End| {
            let name = &self.finder.mentions.analysis.chains[end.participant.chain].name;
            let acronym = name.chars().all(char::is_uppercase);
            acronym || name.split(' ').any(|word| self.roles.is_party_word(&word.to_lowercase()))
        };
        let has_post = |end: &End| {
            let after = self.finder.tokens_here(end).map_or(self.tree.len(), |tokens| tokens.end);
            (after..role.start.min(after + 3))
                .any(|noun| self.roles.ending_at(self.tree, noun, after).is_some())
        };
        let before = (self.floor(role.start)..role.start).rev().filter(|&i| self.named(i).is_some());
        let mut bodies = before.filter_map(|i| self.organisation_or_place(i)).filter(|end| self.is_body(end));
        let party = bodies.next().filter(|end| is_party(end) && has_post(end))?;
        Some(End { token: role.noun, reference: Reference::Description, ..party })
    }

    /// "WOLA's Mexico director", "Human Rights Watch Asia director": the place is what the body's own looks after.
    fn body_of_field(&self, field: &End, role: &Role) -> Option<(End, usize)> {
        let tokens = &self.finder.mentions.analysis.mentions[field.participant.mention].tokens;
        let looks_after = self.finder.mentions.entity_type(&field.participant) == EntityType::Place
            && matches!(role.class, RoleClass::Organisation | RoleClass::Profession)
            && self.named(field.token) == Some(field.participant.mention)
            && tokens.end == role.start;
        let mut at = tokens.start.checked_sub(1).filter(|_| looks_after)?;
        while self.tree.is_possessive_mark(at) {
            at = at.checked_sub(1)?;
        }
        let body = self.organisation_or_place(at).filter(|end| self.is_body(end))?;
        Some((body, tokens.start))
    }

    fn nearest_before(&self, start: usize) -> Option<End> {
        let mut at = start.checked_sub(1)?;
        // "the African Union (AU) chairman", "the African Union “AU” chairman"
        let opening: &[&str] = match self.tree.form(at) {
            ")" => &["("],
            "”" | "\"" => &["“", "\""],
            _ => &[],
        };
        if !opening.is_empty() {
            let from = self.floor(at);
            at = (from..at).rev().find(|&i| opening.contains(&self.tree.form(i)))?.checked_sub(1)?;
        }
        let next = at;
        while self.tree.is_possessive_mark(at) || self.tree.form(at) == "-" {
            at = at.checked_sub(1)?;
        }
        // "the Afghan team's coach", "the ministry's spokesman", "its chairman"
        let described = || self.finder.all(at).into_iter().find(|e| self.is_owner(e));
        let possessor = at < next || self.tree.token(at).xpos == Xpos::PrpS;
        self.organisation_or_place(at).or_else(|| if possessor { described() } else { None })
    }

    /// "Sri Lanka's Parliament Speaker": a body known only by its kind gives way to the country before it, or to the body
    /// that the article calls by both, "the Czech Senate".
    fn state_of(&self, body: &End) -> Option<End> {
        let mention = &self.finder.mentions.analysis.mentions[body.participant.mention];
        // A capital that acts stands on a mention of its country, perhaps in another sentence.
        if mention.sentence != self.finder.sentence
            || mention.tokens.len() > 1
            || !Words::built_in().is_via(&self.tree.form(body.token).to_lowercase())
        {
            return None;
        }
        let mut at = mention.tokens.start.checked_sub(1)?;
        while matches!(self.tree.form(at), "'s" | "’s") {
            at = at.checked_sub(1)?;
        }
        let state = self.organisation_or_place(at)?;
        if let Some(chain) = self.body_named(at, body) {
            let participant = Participant { chain, ..body.participant.clone() };
            return Some(End { participant, ..body.clone() });
        }
        (self.finder.mentions.entity_type(&state.participant) == EntityType::Place).then_some(state)
    }

    /// The body that the article calls by the adjective at a token and the name of its kind.
    fn body_named(&self, adjective: usize, kind: &End) -> Option<usize> {
        let name = fold(&format!("{} {}", self.tree.form(adjective), self.tree.form(kind.token)));
        self.finder.mentions.analysis.chains.iter().position(|chain| fold(&chain.name) == name)
    }
}
