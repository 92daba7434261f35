//! What a word governs by a preposition.

use crate::language::gazetteer::Gazetteer;
use crate::language::{Deprel, Tree, Upos, Xpos};
use crate::model::EntityType;

impl Tree<'_> {
    /// The noun phrases that `i` governs by this preposition.
    pub fn prepositional(&self, i: usize, preposition: &str) -> Vec<usize> {
        let relations = [Deprel::Obl, Deprel::Nmod, Deprel::OblAgent];
        let host = self.sharing(i).or_else(|| self.sharing_role(i)).unwrap_or(i);
        // "a contract worth two million with Airbus": the parser hangs the phrase on the amount.
        let worth = self.dependents(host, &[Deprel::Acl]).filter(|&w| self.lemma(w) == "worth");
        std::iter::once(host)
            .chain(worth)
            .flat_map(|governor| self.dependents(governor, &relations))
            .chain(self.adjoining(i))
            .filter(|&c| self.has_preposition(c, preposition) || self.stands_after(c, preposition))
            .flat_map(|c| self.meant_instead(c))
            .map(|c| self.antecedent(i, c))
            .collect()
    }

    /// "one of the founders": the word for the one of them.
    pub fn one_of(&self, many: usize) -> Option<usize> {
        self.head(many).filter(|&one| self.lemma(one) == "one" && self.has_preposition(many, "of"))
    }

    /// "was born and raised in Leeds": the verb that shares with one what follows both.
    fn sharing(&self, verb: usize) -> Option<usize> {
        let own = [Deprel::Obl, Deprel::OblAgent, Deprel::Obj, Deprel::Xcomp, Deprel::Ccomp];
        let bare = self.token(verb).upos == Upos::Verb && self.dependent(verb, &own).is_none();
        let next = verb + 2;
        (bare
            && self.form_or_end(verb + 1) == "and"
            && next < self.len()
            && self.token(next).upos == Upos::Verb
            && self.deprel(next) == Deprel::Conj
            && self.head(next) == Some(verb))
        .then_some(next)
    }

    /// "the founder and CEO of Boeing, a global firm": the phrase right after the last noun of a list, which the tree hangs on
    /// the first.
    fn adjoining(&self, noun: usize) -> Option<usize> {
        let first = self.head(noun).filter(|_| self.deprel(noun) == Deprel::Conj && self.is_noun(noun))?;
        let begins = |&c: &usize| self.dependents(c, &[Deprel::Case]).any(|case| case == noun + 1);
        self.dependents(first, &[Deprel::Nmod]).find(begins)
    }

    /// "the founder, president and CEO of Boeing": the last of the roles, which shares with the first what "of" leads to.
    fn sharing_role(&self, role: usize) -> Option<usize> {
        const FIRST: [&str; 7] =
            ["founder", "cofounder", "co-founder", "creator", "co-creator", "owner", "co-owner"];
        if !FIRST.contains(&self.lemma(role)) || self.dependent(role, &[Deprel::Nmod]).is_some() {
            return None;
        }
        let is_role = |i: usize| {
            let noun = Gazetteer::embedded().describing_noun(&self.lemma(i).to_lowercase());
            let person = noun.is_some_and(|noun| noun.entity == EntityType::Person);
            self.token(i).xpos == Xpos::Nn && (person || self.form(i) == "CEO")
        };
        let goes_on = |i: usize| {
            matches!(self.token(i).upos, Upos::Cconj | Upos::Adj | Upos::Noun) || self.form(i) == ","
        };
        let last = (role + 1..self.len()).take_while(|&i| is_role(i) || goes_on(i)).last()?;
        let joined = (role + 1..last).any(|i| self.token(i).upos == Upos::Cconj);
        (joined && is_role(last) && self.form_or_end(last + 1) == "of").then_some(last)
    }

    /// "directed not at the ministry but at the bank": the bank.
    fn meant_instead(&self, phrase: usize) -> Vec<usize> {
        let left_out = self
            .dependents(phrase, &[Deprel::Advmod, Deprel::Cc])
            .any(|c| self.lemma(c) == "not" && c < phrase);
        if left_out { self.dependents(phrase, &[Deprel::Conj]).collect() } else { vec![phrase] }
    }

    /// "pleaded with Shell to stop": the parser may take the preposition for one of the clause that follows.
    fn stands_after(&self, phrase: usize, preposition: &str) -> bool {
        let first = (0..=phrase).rev().take_while(|&t| self.is_below(t, phrase)).last();
        self.dependent(phrase, &[Deprel::Case]).is_none()
            && first.and_then(|first| first.checked_sub(1)).is_some_and(|before| {
                self.deprel(before) == Deprel::Mark
                    && self.lemma(before) == preposition
                    && self.head(before).is_some_and(|clause| clause > phrase)
            })
    }
}
