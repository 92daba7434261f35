//! Phrases that stand for entities whose names are not their heads: "dozens of supporters of Navalny", "a man called Smith",
//! and members of lists that the parser hangs elsewhere than on the first.

use std::ops::Range;

use super::ends::{End, EndFinder, Reference};
use super::words::Words;
use crate::language::{Deprel, Xpos};
use crate::model::EntityType;

impl EndFinder<'_> {
    /// "leaders including Macron and Scholz": those of the people at a token whom the text names.
    pub(super) fn named_among(&self, token: usize) -> Vec<usize> {
        if self.tree.token(token).xpos != Xpos::Nns {
            return Vec::new();
        }
        let own = self.tree.dependents(token, &[Deprel::Nmod]);
        // "defectors from the group including X": X is none of the one group.
        let one = |c: &usize| self.tree.token(*c).xpos == Xpos::Nn;
        let below = self.tree.dependents(token, &[Deprel::Nmod]).filter(one);
        let below = below.flat_map(|c| self.tree.dependents(c, &[Deprel::Nmod]));
        // "was helped by members of the club, including X": the phrase may hang on the verb.
        let above = self.tree.head(token).into_iter().flat_map(|v| self.tree.dependents(v, &[Deprel::Obl]));
        let among = own.chain(below).chain(above).filter(|&c| {
            // "users, including in Thailand", names none of them.
            let cases = self.tree.dependents(c, &[Deprel::Case]).count();
            c > token
                && cases == 1
                && (self.tree.has_preposition(c, "including") || self.tree.has_preposition(c, "such_as"))
        });
        // "countries including member states – Brunei and Laos – and their partners, namely China and Japan"
        let apposed =
            |c: usize| self.apposed_to_many(c).into_iter().flat_map(|c| [vec![c], self.apposed_to_many(c)]);
        let listed = |c: usize| std::iter::once(c).chain(apposed(c).flatten());
        let named = among.flat_map(|c| self.tree.conjuncts(c)).flat_map(listed);
        named
            .filter(|&c| self.mentions.name_at(self.sentence, c).is_some() || self.bearers.contains_key(&c))
            .collect()
    }

    /// "The firms that it banned are Samsung and LG", "One of the first to come was Wang": whom the predicate names.
    pub(super) fn found_to_be(&self, token: usize) -> Vec<End> {
        let named = |&clause: &usize| {
            self.tree.deprel(token) == Deprel::Nsubj
                && token < clause
                && self.tree.dependent(clause, &[Deprel::Cop]).is_some()
                && self.tree.dependent(clause, &[Deprel::Case]).is_none()
                && self.mentions.name_at(self.sentence, clause).is_some()
                && !self.is_denied(clause)
        };
        let qualified = [Deprel::AclRelcl, Deprel::Acl];
        let Some(clause) = self.tree.head(token).filter(named) else { return Vec::new() };
        if self.tree.dependent(token, &qualified).is_none() {
            return Vec::new();
        }
        let conjuncts = self.tree.conjuncts(clause);
        conjuncts.into_iter().filter_map(|c| self.named_at(c)).map(|end| End { token, ..end }).collect()
    }

    /// "is not the firm based in Seoul".
    pub(super) fn is_denied(&self, predicate: usize) -> bool {
        self.tree.children(predicate).iter().any(|&c| matches!(self.tree.lemma(c), "not" | "never" | "no"))
    }

    /// "a delegation headed by Lavrov": who leads it.
    pub(super) fn led_by(&self, token: usize) -> Vec<End> {
        if !Words::built_in().is_party(self.tree.lemma(token)) {
            return Vec::new();
        }
        let leads =
            |&v: &usize| matches!(self.tree.lemma(v), "head" | "lead" | "chair") && self.tree.is_passive(v);
        // "a team of researchers led by Curie": the parser hangs it on whom the team is of.
        let members = self.tree.dependents(token, &[Deprel::Nmod]);
        let members = members.filter(|&c| self.tree.has_preposition(c, "of") && self.named_at(c).is_none());
        let leader = std::iter::once(token)
            .chain(members)
            .find_map(|n| self.tree.dependents(n, &[Deprel::Acl]).find(leads))
            .and_then(|v| self.tree.logical_subject(v));
        let mut ends = leader.map_or_else(Vec::new, |l| self.at(l, 1));
        ends.retain(|end| self.mentions.entity_type(&end.participant) == EntityType::Person);
        for end in &mut ends {
            end.participant.via = Some(self.tree.form(token).to_owned());
        }
        ends
    }

    /// "dozens of supporters of Navalny": what is counted.
    pub(super) fn counted(&self, token: usize, depth: usize) -> Vec<End> {
        self.tree.counted(token).map_or_else(Vec::new, |counted| self.all_below(counted, depth))
    }

    /// "North and South Korea": the name before "and" of which the last word is left out hangs on the whole one.
    pub(super) fn shortened_before(&self, token: usize, name: &Range<usize>) -> Vec<End> {
        let Some(short) = name.start.checked_sub(2).filter(|_| self.tree.lemma(name.start - 1) == "and")
        else {
            return Vec::new();
        };
        match self.mentions.name_at(self.sentence, short) {
            Some(index) if self.tree.head(short) == Some(token) => {
                self.ends_of(index, short, Reference::Apposition)
            }
            _ => Vec::new(),
        }
    }

    /// "a group called Killnet", "a man identified as John Smith": the name that the participle gives.
    pub(super) fn called(&self, token: usize) -> Vec<End> {
        let names = |&v: &usize| match self.tree.lemma(v) {
            "call" | "name" | "dub" | "label" | "title" | "nickname" => true,
            "identify" | "know" => !self.tree.prepositional(v, "as").is_empty(),
            _ => false,
        };
        let participle =
            self.tree.dependents(token, &[Deprel::Acl]).filter(|&v| self.tree.is_passive(v)).find(names);
        let places = [Deprel::Xcomp, Deprel::Obj, Deprel::Obl, Deprel::Appos];
        let given = participle
            .into_iter()
            .flat_map(|v| self.tree.dependents(v, &places))
            .filter(|&c| self.tree.preposition(c).is_none_or(|p| p == "as"));
        let named = given.filter_map(|c| self.named_at(c)).next();
        named.map(|end| End { reference: Reference::Apposition, ..end }).into_iter().collect()
    }

    /// "the President of Chile, Gabriel Boric, and Foreign Minister Annalena Baerbock": the persons that the parser hangs on
    /// the place or body of a title that stands first in a list.
    pub(super) fn hung_on_owner(&self, token: usize) -> Vec<usize> {
        let one = matches!(self.tree.token(token).xpos, Xpos::Nn | Xpos::Nnp);
        if !one || !Words::built_in().is_people(&self.tree.lemma(token).to_lowercase()) {
            return Vec::new();
        }
        let owners =
            self.tree.dependents(token, &[Deprel::Nmod]).filter(|&c| self.tree.has_preposition(c, "of"));
        let places = [Deprel::Conj, Deprel::Appos];
        let is_body = |&owner: &usize| self.named_at(owner).is_some() && !self.is_person(owner);
        owners
            .filter(is_body)
            .flat_map(|owner| self.tree.dependents(owner, &places))
            .filter(|&c| self.is_person(c))
            .collect()
    }

    /// "musician Tiziano Lugli and actor Jason Beghe": the persons that the parser hangs on the title of the first.
    pub(super) fn hung_on_title(&self, token: usize) -> Vec<usize> {
        let titles = self.tree.dependents(token, &[Deprel::NmodDesc]);
        // "the Minister of Defence, Ann Lee, and the Secretary of State, Eve Lee": on what the first is of.
        let fields = self.tree.dependents(token, &[Deprel::Nmod]);
        let fields = fields.filter(|_| self.bearers.contains_key(&token));
        titles
            .chain(fields)
            .flat_map(|title| self.tree.dependents(title, &[Deprel::Conj]))
            .filter(|&c| c > token && self.is_person(c))
            .collect()
    }

    /// "the ministry and officials of Samsung": the parser may hang what follows on the first.
    pub(super) fn after_conjunct(&self, token: usize) -> Option<usize> {
        let first = self.tree.conjunction_head(token);
        let adjoins = |&c: &usize| {
            let case = self.tree.dependent(c, &[Deprel::Case]);
            first != token && case == Some(token + 1)
        };
        self.tree.dependents(first, &[Deprel::Nmod]).find(adjoins)
    }

    /// "the two ministers, Wang and Lavrov": for whom many stand.
    pub(super) fn apposed_to_many(&self, token: usize) -> Vec<usize> {
        if self.tree.token(token).xpos != Xpos::Nns {
            return Vec::new();
        }
        let named = |&c: &usize| self.named_at(c).is_some() || self.bearers.contains_key(&c);
        let namely = |c: usize| self.tree.children(c).iter().any(|&word| self.tree.lemma(word) == "namely");
        let mut apposed = self.tree.dependents(token, &[Deprel::Appos, Deprel::Nmod]);
        let first = apposed.find(|c| named(c) && (self.tree.deprel(*c) == Deprel::Appos || namely(*c)));
        first.map_or_else(Vec::new, |first| self.tree.conjuncts(first))
    }

    /// "met with Vystrcil, three vice presidents and other officials": the parser takes the second for the first.
    pub(super) fn apposed_in_list(&self, token: usize) -> Option<usize> {
        let last = self.tree.dependent(token, &[Deprel::Conj]).filter(|_| self.is_person(token))?;
        let many = |&c: &usize| {
            self.tree.token(c).xpos == Xpos::Nns
                && token < c
                && c < last
                && self.tree.dependent(c, &[Deprel::Nummod]).is_some()
        };
        self.tree.dependents(token, &[Deprel::Appos]).find(many)
    }

    /// Whether a person's name, or the title before it, stands at the token.
    fn is_person(&self, token: usize) -> bool {
        let named = self.named_at(token);
        self.bearers.contains_key(&token)
            || named.is_some_and(|end| self.mentions.entity_type(&end.participant) == EntityType::Person)
    }
}
