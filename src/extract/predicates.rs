//! Posts that clauses give: "is the president of Russia", "was named chairman", "served as", "succeeded Smith as".

use super::ends::{End, Reference};
use super::positions::{Position, Reader};
use super::roles::{AsVerb, Role, RoleClass};
use crate::language::{Deprel, Xpos};

/// How far up the tree the post stands to which others are joined.
const MAX_CLIMB: usize = 4;

/// What the post of a relative clause is of.
enum Whose {
    Of(End),
    /// Of something without a name.
    Unknown,
}

impl Reader<'_, '_> {
    /// "Putin is the president of Russia", "was named chairman of X", "he became prime minister".
    pub(super) fn predicated(&self) -> Vec<Position> {
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
            // "the American consul in Marseille", "the British ambassador to Kenya"
            let sent = role.class == RoleClass::State
                && matches!(self.tree.form_or_end(noun + 1), "in" | "to")
                && self.owner_before(role.clone()).0.is_some();
            let (owner, role) = match self.owner_below(noun).filter(|_| !sent) {
                Some(owner) => (Some(owner), role),
                None => self.owner_before(role),
            };
            // "was the only party leader to agree" speaks of parties at large.
            let owner = owner.filter(|o| o.reference != Reference::Description || o.token != role.noun);
            let owner = match self.whose_in_relative(noun) {
                Some(Whose::Unknown) => continue,
                Some(Whose::Of(owner)) => Some(owner),
                None => owner.or_else(|| self.served_at(noun)),
            };
            if owner.is_none() && self.is_in_the_eyes_of(noun) {
                continue;
            }
            let last = self.title_end(noun, owner.as_ref(), self.tree.len());
            let before = self.predecessor(noun).map(|person| (person, "title.predecessor"));
            for (subject, rule) in before.into_iter().chain([(subject, rule)]) {
                // "succeeded Casey as the new head": he was the old one.
                let newly = rule == "title.predecessor" && self.tree.form(role.start) == "new";
                let role = Role { start: role.start + usize::from(newly), ..role.clone() };
                let held = |holder: &End| self.position(holder, owner.clone(), &role, last, rule);
                found.extend(self.finder.persons(subject).iter().map(held));
            }
        }
        found
    }

    /// "the front, of which he was a leader": whose the post is that a relative clause tells of.
    fn whose_in_relative(&self, noun: usize) -> Option<Whose> {
        let tree = self.tree;
        let relative = (self.floor(noun)..noun).rev().take_while(|&i| tree.form(i) != ",");
        let which = relative.filter(|&i| matches!(tree.lemma(i), "which" | "whom")).last()?;
        let of = which.checked_sub(1).filter(|&of| matches!(tree.lemma(of), "of" | "at"))?;
        let comma = of.checked_sub(1).filter(|&comma| tree.form(comma) == ",");
        let name = comma.and_then(|comma| self.organisation_or_place(comma.checked_sub(1)?));
        let antecedent = || {
            let head = tree.head(noun).filter(|_| tree.deprel(noun) == Deprel::AclRelcl)?;
            self.finder.all(head).into_iter().find(|e| self.is_owner(e))
        };
        Some(name.or_else(antecedent).map_or(Whose::Unknown, Whose::Of))
    }

    /// "He is a good leader for Kenya": of nothing.
    fn is_in_the_eyes_of(&self, noun: usize) -> bool {
        let country = |token| self.finder.place_at(token).is_some();
        self.roles.is_unplaced(self.tree.lemma(noun))
            && self.tree.prepositional(noun, "for").into_iter().any(country)
    }

    /// "At the Ministry of Interior, he served as undersecretary": the body beside the verb.
    fn served_at(&self, noun: usize) -> Option<End> {
        let verb = self.tree.head(noun).filter(|_| self.tree.has_preposition(noun, "as"))?;
        let at = self.tree.prepositional(verb, "at").into_iter().filter_map(|at| self.finder.named_at(at));
        at.into_iter().find(|end| self.is_body(end))
    }

    /// Of whom a predicate noun is said, where the clause says it as a fact.
    fn predicate_subject(&self, noun: usize) -> Option<(usize, &'static str)> {
        let tree = self.tree;
        if tree.dependent(noun, &[Deprel::Cop]).is_some() {
            return Some((tree.surface_subject(noun)?, "copula"));
        }
        let above = tree.head(noun)?;
        // "is one of the directors of Boeing"
        let one = tree.one_of(noun).filter(|&one| tree.dependent(one, &[Deprel::Cop]).is_some());
        if let Some(one) = one.filter(|_| !self.is_praised(noun)) {
            return Some((tree.surface_subject(one)?, "copula"));
        }
        // "QP's chairman is Mohammed Al-Sada"
        if tree.deprel(noun) == Deprel::Nsubj
            && tree.dependent(above, &[Deprel::Cop]).is_some()
            && self.is_person(above)
        {
            return Some((above, "copula"));
        }
        if tree.deprel(noun) == Deprel::Conj
            && tree.is_noun(above)
            && self.named(above).is_none()
            && above < noun
        {
            return self.predicate_subject(above);
        }
        if let Some(post) = self.post_before(noun) {
            return self.predicate_subject(post);
        }
        if let Some(holder) = self.tenure_before(noun).and_then(|tenure| self.of_tenure(tenure)) {
            return Some((holder, "title.tenure"));
        }
        if let Some(person) = self.with_as(noun) {
            return Some((person, "with.as"));
        }
        let verb = Some(above).filter(|&v| tree.is_verb(v))?;
        match (tree.deprel(noun), tree.lemma(verb)) {
            (Deprel::Xcomp, "become" | "remain") => Some((tree.surface_subject(verb)?, "become")),
            (Deprel::Obl, _) if tree.has_preposition(noun, "as") => match self.as_verb(verb)? {
                AsVerb::Serving | AsVerb::Succeeding => Some((tree.surface_subject(verb)?, "serve.as")),
                AsVerb::Appointing => Some((tree.logical_object(verb)?, "appoint.as")),
                AsVerb::Removing => Some((tree.logical_object(verb)?, "title.removed")),
            },
            (Deprel::Xcomp | Deprel::Obj, lemma) if self.roles.is_naming(lemma) => {
                let object = tree.logical_object(verb).filter(|&o| o != noun)?;
                Some((object, "appoint"))
            }
            _ => None,
        }
    }

    /// "is chairman of Boeing, treasurer of Airbus and a director of Barclays": the post before this one, where the tree joins
    /// what follows to the body between, which is no post.
    fn post_before(&self, noun: usize) -> Option<usize> {
        let tree = self.tree;
        let is_post =
            |t: usize| self.named(t).is_none() && self.roles.ending_at(tree, t, self.floor(t)).is_some();
        let body = tree.head(noun).filter(|&body| body < noun && !self.is_person(body))?;
        self.named(body)?;
        // "chairman of Boeing, a maker of planes"
        let list_goes_on = |t: usize| {
            tree.deprel(t) == Deprel::Conj
                && (tree.head(t) == Some(body) || tree.is_below(t, noun))
                && is_post(t)
        };
        let joined = match tree.deprel(noun) {
            Deprel::Conj => true,
            Deprel::Appos => (noun + 1..tree.len()).any(list_goes_on),
            _ => false,
        };
        let mut above = std::iter::successors(tree.head(body), |&t| tree.head(t)).take(MAX_CLIMB);
        above.find(|&t| t < body && is_post(t)).filter(|_| joined)
    }

    /// "succeeded Smith as president": who held the post before.
    fn predecessor(&self, noun: usize) -> Option<usize> {
        let verb = self.tree.head(noun).filter(|_| self.tree.has_preposition(noun, "as"))?;
        let succeeds = self.as_verb(verb) == Some(AsVerb::Succeeding);
        self.tree.logical_object(verb).filter(|_| succeeds)
    }

    /// "one of the directors".
    pub(super) fn is_one_of(&self, noun: usize) -> bool {
        let of = (noun.saturating_sub(4)..noun).find(|&i| self.tree.form(i) == "of");
        let one = of.and_then(|of| of.checked_sub(1)).is_some_and(|one| self.tree.lemma(one) == "one");
        one && !self.is_praised(noun)
    }

    /// "one of the best coaches in England": who is only ranked among others.
    fn is_praised(&self, noun: usize) -> bool {
        let superlative = |c: usize| matches!(self.tree.token(c).xpos, Xpos::Jjs | Xpos::Rbs);
        let mut below = self.tree.dependents(noun, &[Deprel::Amod]);
        below.any(|c| superlative(c) || self.tree.children(c).iter().any(|&d| superlative(d)))
    }

    /// "with Ann Lee as its leader": who is named between the two words.
    fn with_as(&self, noun: usize) -> Option<usize> {
        let tree = self.tree;
        let preposition = tree.dependents(noun, &[Deprel::Case]).find(|&p| tree.lemma(p) == "as")?;
        let name = preposition.checked_sub(1).filter(|&name| self.is_person(name))?;
        let mention = &self.finder.mentions.analysis.mentions[self.named(name)?];
        let with = mention.tokens.start.checked_sub(1)?;
        tree.form(with).eq_ignore_ascii_case("with").then_some(mention.head)
    }

    /// "her work as mayor of Oslo": what somebody has as the holder of the post, right before "as".
    fn tenure_before(&self, noun: usize) -> Option<usize> {
        let tree = self.tree;
        let preposition = tree.dependents(noun, &[Deprel::Case]).find(|&p| tree.lemma(p) == "as")?;
        let before = preposition.checked_sub(1)?;
        (tree.is_noun(before) && self.roles.is_tenure(tree.lemma(before))).then_some(before)
    }

    /// Whose time in a post it is: "her years", "she spent years".
    fn of_tenure(&self, tenure: usize) -> Option<usize> {
        let tree = self.tree;
        let verb = tree.head(tenure).filter(|_| tree.deprel(tenure) == Deprel::Obj);
        let spends = |&verb: &usize| matches!(tree.lemma(verb), "spend" | "serve" | "complete");
        let possessor = tree.dependent(tenure, &[Deprel::NmodPoss]);
        possessor.or_else(|| tree.surface_subject(verb.filter(spends)?))
    }

    /// What "as" with a role after the verb tells: "served as", "took over as", "took office as".
    fn as_verb(&self, verb: usize) -> Option<AsVerb> {
        let tree = self.tree;
        let office = |o: usize| matches!(tree.lemma(o), "office" | "charge" | "oath" | "rein" | "helm");
        if tree.lemma(verb) == "take" && tree.dependent(verb, &[Deprel::Obj]).is_some_and(office) {
            return Some(AsVerb::Serving);
        }
        tree.phrasal_lemmas(verb).iter().find_map(|lemma| self.roles.as_verb(lemma))
    }
}
