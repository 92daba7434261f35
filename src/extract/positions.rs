//! Who holds which post: titles before and after names, copulas, and the organisation or country of each.
//!
//! Names and titles are read from left to right rather than from the tree: title phrases are long, their parses are
//! the least sure part of a tree, and their order of words is fixed.

use std::collections::HashMap;

use super::ends::{End, EndFinder, Reference};
use super::roles::{AsVerb, Role, RoleClass, Roles};
use crate::language::{Deprel, MentionKind, Tree, Upos, Xpos};
use crate::model::{EntityType, Participant};

/// How far to the left of a name its title may begin, in tokens.
const REACH: usize = 16;

/// A post that a sentence gives to somebody.
#[derive(Debug, Clone)]
pub struct Position {
    /// Who holds it.
    pub holder: End,
    /// Of what; `None` where the sentence does not say.
    pub owner: Option<End>,
    /// The words of the title, as tokens from first to last.
    pub title: Option<(usize, usize)>,
    /// The role noun, or the name's own token where there is none.
    pub trigger: usize,
    /// What the post belongs to where nothing is said.
    pub class: RoleClass,
    /// How it was found.
    pub rule: &'static str,
    /// How often this is right, 0 to 1.
    pub confidence: f64,
}

impl Position {
    /// Whether it stands beside the name, and no clause says it.
    pub fn is_title(&self) -> bool {
        self.rule.starts_with("title") || self.rule.starts_with("name")
    }

    /// What the post amounts to: of a party without a title, or with a seat in parliament, membership.
    pub fn relation(&self, finder: &EndFinder, owner: &End) -> &'static str {
        let chain = &finder.mentions.analysis.chains[owner.participant.chain];
        let roles = Roles::built_in();
        // "a senator for the Frente Guasú coalition" sits in the senate, and belongs to the coalition.
        let sits_for = matches!(chain.entity, EntityType::Org | EntityType::Group)
            && roles.is_legislator(finder.tree.lemma(self.trigger))
            && !roles.is_legislature(&chain.name);
        if sits_for || self.title.is_none() && roles.has_members(&chain.name) {
            "member_of"
        } else {
            "holds_position"
        }
    }
}

/// The posts that the titles beside names give.
pub fn titles(finder: &EndFinder) -> Vec<Position> {
    let reader = Reader { finder, tree: finder.tree, roles: Roles::built_in() };
    let mut found = Vec::new();
    for (index, mention) in finder.mentions.analysis.mentions.iter().enumerate() {
        if mention.sentence != finder.sentence || mention.kind != MentionKind::Name {
            continue;
        }
        let Some(&chain) = mention.chains.first() else { continue };
        let holder = End::new(chain, index, mention.head, Reference::Name);
        if finder.mentions.entity_type(&holder.participant) != EntityType::Person {
            continue;
        }
        found.extend(reader.before_name(&holder, mention.tokens.start));
        found.extend(reader.after_name(&holder, mention.tokens.end));
        found.extend(reader.belonging(&holder, mention.head));
    }
    found
}

/// Whom the words of titles stand for, by token: of "CCP leader Xi Jinping" the body too, which trees may take for the
/// head of the phrase.
pub fn bearers(tree: &Tree, titles: &[Position]) -> HashMap<usize, Participant> {
    let words = |p: &Position| {
        let Some((first, last)) = p.title else { return 0..0 };
        let owner = p.owner.as_ref().map(|o| o.token).filter(|&o| p.rule == "title.before" && o < first);
        let from = owner.filter(|&o| tree.dependents(o, &[Deprel::Case]).all(|c| c < o)).unwrap_or(first);
        from..last + 1
    };
    titles.iter().flat_map(|p| words(p).map(|token| (token, p.holder.participant.clone()))).collect()
}

/// The posts that are said of somebody: "is the president of", "was named chairman".
pub fn predicates(finder: &EndFinder) -> Vec<Position> {
    Reader { finder, tree: finder.tree, roles: Roles::built_in() }.predicated()
}

/// Reads the posts of one sentence; [`owners`](super::owners) tells whose they are.
pub(super) struct Reader<'a, 'f> {
    pub(super) finder: &'a EndFinder<'f>,
    pub(super) tree: &'a Tree<'a>,
    roles: &'static Roles,
}

impl Reader<'_, '_> {
    /// "Chinese Foreign Minister Wang Yi", "President of Mongolia U. Khurelsukh", "China's top diplomat, Wang Yi".
    fn before_name(&self, holder: &End, start: usize) -> Option<Position> {
        let nearest = self.title_before(holder, start)?;
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

    /// The title that ends before the token `start`.
    fn title_before(&self, holder: &End, start: usize) -> Option<Position> {
        let mut end = start - self.roles.honorifics_before(self.tree, start);
        let mut comma = false;
        if end > 0 && self.tree.form(end - 1) == "," && self.is_apposed_before(holder, end - 1) {
            (end, comma) = (end - 1, true);
        }
        let last = end.checked_sub(1)?;
        let from = self.floor(last);
        if self.named(last).is_none()
            && let Some(role) = self.role_before_name(last, from)
        {
            let (owner, role) = self.owner_before(role);
            return Some(self.position(holder, owner, &role, role.noun, "title.before"));
        }
        let role = self.role_with_complement(last, from)?;
        // Without the comma "spokesman for Putin met" would make of the next name a spokesman.
        let (owner, role) = self.owner_of(role, end);
        let mut position = self.position(holder, owner, &role, last, "title.of.before");
        position.confidence = if comma { 0.85 } else { 0.8 };
        Some(position)
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
        let last = self.finder.mentions.analysis.mentions[holder.participant.mention].tokens.end;
        let ends_sentence = (last..self.tree.len()).all(|i| self.tree.token(i).upos == Upos::Punct);
        apposed
            || ends_sentence
            || self.tree.dependents(name, &[Deprel::Appos, Deprel::NmodDesc]).any(|c| c < comma)
    }

    /// "dean of The Fletcher School" ending with the token `last`, a role noun with its "of" phrase.
    fn role_with_complement(&self, last: usize, from: usize) -> Option<Role> {
        let mut at = last;
        let mut prepositions = 0;
        while at > from {
            let here = self.tree.token(at);
            let fits = matches!(
                here.upos,
                Upos::Noun | Upos::Propn | Upos::Adj | Upos::Det | Upos::Adp | Upos::Num | Upos::Cconj
            ) || matches!(self.tree.form(at), "-" | "'s" | "’s" | "&")
                || self.named(at).is_some();
            if !fits {
                return None;
            }
            if here.upos == Upos::Adp && matches!(self.tree.lemma(at), "of" | "for" | "at" | "in" | "to") {
                prepositions += 1;
                let role = self.roles.ending_at(self.tree, at - 1, self.after_name_before(at - 1, from));
                if let Some(role) = role.filter(|_| self.named(at - 1).is_none()) {
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

    /// "Wang Yi, China's foreign minister,", "Rachel Kyte, dean of The Fletcher School".
    fn after_name(&self, holder: &End, end: usize) -> Vec<Position> {
        if end >= self.tree.len() || self.tree.form(end) != "," {
            return Vec::new();
        }
        let limit = (end + 1..self.tree.len().min(end + 1 + REACH)).find(|&i| self.ends_apposition(i));
        let limit = limit.unwrap_or(self.tree.len().min(end + 1 + REACH));
        // "Alejandro Zelaya, on behalf of President Bukele", "According to Rathbun, a detective was": others' titles.
        let is_other = end + 1 < limit && self.tree.token(end + 1).upos == Upos::Adp
            || limit < self.tree.len() && self.is_predicate(limit);
        if is_other {
            return Vec::new();
        }
        let mut found = Vec::new();
        let mut at = end + 1;
        while at < limit {
            let role = if self.named(at).is_some() { None } else { self.longest_from(at, end + 1, limit) };
            let Some(role) = role else {
                at += 1;
                continue;
            };
            let next_role =
                (role.noun + 1..limit).find(|&i| self.named(i).is_none() && self.tree.form(i) == "and");
            let stop = next_role.unwrap_or(limit);
            at = stop.max(role.noun + 1);
            // "Nigel Lawson, Foreign Secretary Geoffrey Howe": the title of the next.
            if self.is_person(role.noun + 1) {
                continue;
            }
            let (owner, role) = self.owner_of(role, stop);
            found.push(self.position(holder, owner, &role, role.noun, "title.after"));
        }
        self.share_owners(&mut found);
        found
    }

    /// "an assistant professor and researcher at National Taipei University": what the last is of, its like before is of.
    fn share_owners(&self, positions: &mut [Position]) {
        for i in (1..positions.len()).rev() {
            let (before, last) = (&positions[i - 1], &positions[i]);
            let alike =
                before.owner.is_none() && before.class == last.class && last.class != RoleClass::State;
            let body = |owner: &End| self.finder.mentions.entity_type(&owner.participant) == EntityType::Org;
            if alike {
                positions[i - 1].owner = last.owner.clone().filter(body);
            }
        }
    }

    /// The role at `at`, read on to the last noun of its run that ends a role: "Deputy Prime Minister".
    fn longest_from(&self, at: usize, from: usize, limit: usize) -> Option<Role> {
        // "senior officials of 48 countries" after a comma are others than the one named.
        if self.tree.token(at).xpos == Xpos::Nns {
            return None;
        }
        let from = self.after_name_before(at, from);
        let in_run = |&t: &usize| {
            self.named(t).is_none() && matches!(self.tree.token(t).upos, Upos::Noun | Upos::Propn | Upos::Adj)
        };
        let run = (at + 1..limit).take_while(in_run);
        let role = self.roles.ending_at(self.tree, at, from)?;
        Some(run.filter_map(|t| self.roles.ending_at(self.tree, t, from)).last().unwrap_or(role))
    }

    /// Whether the token begins the predicate of a clause.
    fn is_predicate(&self, token: usize) -> bool {
        self.tree.token(token).upos == Upos::Aux || self.tree.is_verb(token) && self.tree.is_finite(token)
    }

    fn ends_apposition(&self, token: usize) -> bool {
        let here = self.tree.token(token);
        // "co-ruling" in "Cambodia's co-ruling party"
        let attribute = here.upos == Upos::Verb && self.tree.deprel(token) == Deprel::Amod;
        matches!(here.upos, Upos::Verb | Upos::Aux | Upos::Pron | Upos::Sconj) && !attribute
            || here.upos == Upos::Punct && !matches!(self.tree.form(token), "-" | "–" | "\"" | "“" | "”")
    }

    /// "Putin is the president of Russia", "was named chairman of X", "he became prime minister".
    fn predicated(&self) -> Vec<Position> {
        let mut found = Vec::new();
        for noun in 0..self.tree.len() {
            if self.named(noun).is_some() || !self.tree.is_noun(noun) {
                continue;
            }
            let Some(role) =
                self.roles.ending_at(self.tree, noun, self.after_name_before(noun, self.floor(noun)))
            else {
                continue;
            };
            let Some((subject, rule)) = self.predicate_subject(noun) else { continue };
            let (owner, role) = match self.owner_below(noun) {
                Some(owner) => (Some(owner), role),
                None => self.owner_before(role),
            };
            for holder in self.finder.all(subject) {
                if self.finder.mentions.entity_type(&holder.participant) == EntityType::Person
                    && holder.participant.via.is_none()
                {
                    found.push(self.position(&holder, owner.clone(), &role, noun, rule));
                }
            }
        }
        found
    }

    /// Of whom a predicate noun is said, where the clause says it as a fact.
    fn predicate_subject(&self, noun: usize) -> Option<(usize, &'static str)> {
        let tree = self.tree;
        if tree.dependent(noun, &[Deprel::Cop]).is_some() {
            return Some((tree.surface_subject(noun)?, "copula"));
        }
        let above = tree.head(noun)?;
        // "QP's chairman is Mohammed Al-Sada"
        if tree.deprel(noun) == Deprel::Nsubj
            && tree.dependent(above, &[Deprel::Cop]).is_some()
            && self.is_person(above)
        {
            return Some((above, "copula"));
        }
        if tree.deprel(noun) == Deprel::Conj && tree.is_noun(above) && above < noun {
            return self.predicate_subject(above);
        }
        let verb = Some(above).filter(|&v| tree.is_verb(v))?;
        match (tree.deprel(noun), tree.lemma(verb)) {
            (Deprel::Xcomp, "become" | "remain") => Some((tree.surface_subject(verb)?, "become")),
            (Deprel::Obl, lemma) if tree.has_preposition(noun, "as") => match self.roles.as_verb(lemma)? {
                AsVerb::Serving => Some((tree.surface_subject(verb)?, "serve.as")),
                AsVerb::Appointing => Some((tree.logical_object(verb)?, "appoint.as")),
            },
            (Deprel::Xcomp | Deprel::Obj, "appoint" | "name" | "elect") => {
                let object = tree.logical_object(verb).filter(|&o| o != noun)?;
                Some((object, "appoint"))
            }
            _ => None,
        }
    }

    /// "Karsten Heckl of the Marine Corps", "the ministry's Zhao": of an organisation, with no title.
    fn belonging(&self, holder: &End, name: usize) -> Option<Position> {
        let of = self
            .tree
            .dependents(name, &[Deprel::Nmod])
            .find(|&c| c > name && self.tree.has_preposition(c, "of"))?;
        let owner = self.finder.all(of).into_iter().next()?;
        if self.finder.mentions.entity_type(&owner.participant) != EntityType::Org
            || owner.participant.via.is_some()
        {
            return None;
        }
        Some(Position {
            holder: holder.clone(),
            owner: Some(owner),
            title: None,
            trigger: name,
            class: RoleClass::Organisation,
            rule: "name.of",
            confidence: 0.7,
        })
    }

    fn position(
        &self,
        holder: &End,
        owner: Option<End>,
        role: &Role,
        last: usize,
        rule: &'static str,
    ) -> Position {
        let owner = owner.filter(|o| o.participant.chain != holder.participant.chain);
        Position {
            holder: holder.clone(),
            owner,
            title: Some((role.start, last)),
            trigger: role.noun,
            class: role.class,
            rule,
            confidence: 0.9,
        }
    }

    /// The name, if any, that covers a token.
    pub(super) fn named(&self, token: usize) -> Option<usize> {
        self.finder.mentions.name_at(self.finder.sentence, token)
    }

    fn is_person(&self, token: usize) -> bool {
        let end = self.finder.named_at(token);
        end.is_some_and(|end| self.finder.mentions.entity_type(&end.participant) == EntityType::Person)
    }

    /// How far left a title that ends at `last` may begin.
    pub(super) fn floor(&self, last: usize) -> usize {
        last.saturating_sub(REACH)
    }

    /// The first token after the nearest name to the left of `token`.
    fn after_name_before(&self, token: usize, from: usize) -> usize {
        (from..token).rev().find(|&i| self.named(i).is_some()).map_or(from, |i| i + 1)
    }
}
