//! Of whom a noun is said, and whose it makes him: by copula, by apposition in either direction, or beside a name.

use super::ends::End;
use super::roles::{AsVerb, Roles};
use super::slots::Slots;
use crate::language::{Deprel, Xpos};
use crate::model::EntityType;

impl Slots<'_, '_> {
    /// "US allies such as Japan and Korea": those of many who are named.
    pub(super) fn among(&self, types: &[EntityType]) -> Vec<End> {
        let nominal = self.noun.unwrap_or(self.trigger);
        // "former members including Ann Lee" belong no more.
        if self.finder.is_bygone(nominal) {
            return Vec::new();
        }
        let named = self.finder.named_among(nominal).into_iter();
        let own = named.filter(|&c| self.finder.tree.is_below(c, nominal));
        own.flat_map(|c| self.finder.one(c)).filter(|end| self.has_type(end, types)).collect()
    }

    /// Whom a predicate noun is said of: by copula, apposition in either direction, or as a title before a name.
    pub(super) fn said_of(&self, noun: usize) -> Vec<usize> {
        let tree = self.finder.tree;
        // "Ann Lee, one of the founders of Apple"
        if let Some(one) = tree.one_of(noun) {
            return self.said_of(one);
        }
        let is_somebody = |&c: &usize| !self.finder.all(c).is_empty();
        let own: Vec<usize> = tree.dependents(noun, &[Deprel::Appos]).filter(is_somebody).collect();
        if tree.dependent(noun, &[Deprel::Cop]).is_some() {
            // "The second was Lee's son John": he bears the name. "Also guilty is Lee's brother, John": who it is follows.
            let titled = tree.head(noun).filter(|_| tree.deprel(noun) == Deprel::NmodDesc);
            let follows = own.first().copied().filter(|_| tree.dependent(noun, &[Deprel::Nsubj]).is_none());
            return titled.or(follows).or_else(|| tree.surface_subject(noun)).into_iter().collect();
        }
        let next = self.listed_after(noun).or_else(|| self.name_right_after(noun));
        if let Some(next) = next.or_else(|| self.names_beside(noun)).or_else(|| self.name_before_comma(noun))
        {
            return vec![next];
        }
        // "Steve Wozniak, co-founder of Apple, the entrepreneur Lance Bass": whom it follows.
        let before = tree
            .head(noun)
            .filter(|&head| tree.deprel(noun) == Deprel::Appos && self.finder.named_at(head).is_some());
        if let Some(before) = before {
            return vec![before];
        }
        let beside = self
            .joined_title(noun)
            .or_else(|| self.name_right_before(noun))
            .or_else(|| self.name_within(noun).filter(|_| own.is_empty()));
        if let Some(beside) = beside {
            return vec![beside];
        }
        match (own.is_empty(), tree.head(noun)) {
            // "her son, Ann Lee, and daughter-in-law, Eve Lee": one son.
            (false, _) if tree.token(noun).xpos == Xpos::Nn => own.into_iter().take(1).collect(),
            (false, _) => own,
            (true, Some(head))
                if matches!(tree.deprel(noun), Deprel::Appos | Deprel::NmodDesc | Deprel::Compound) =>
            {
                vec![head]
            }
            // "as a member of": said of the subject of the clause, "named Lee as a member of" of the object.
            (true, Some(verb)) if tree.deprel(noun) == Deprel::Obl && tree.has_preposition(noun, "as") => {
                let appoints = Roles::built_in().as_verb(tree.lemma(verb)) == Some(AsVerb::Appointing);
                let of_whom = if appoints { tree.logical_object(verb) } else { tree.surface_subject(verb) };
                of_whom.into_iter().collect()
            }
            // "became a member of"
            (true, Some(verb))
                if tree.deprel(noun) == Deprel::Xcomp && matches!(tree.lemma(verb), "become" | "remain") =>
            {
                tree.surface_subject(verb).into_iter().collect()
            }
            (true, _) => self.goes_on_from(noun).map_or_else(Vec::new, |first| self.said_of(first)),
        }
    }

    /// "Ann Lee, a lawyer and founder of Apple, said", "is a lawyer and founder of Apple": the noun before one, if that is said of
    /// the same; "the lawyer and her husband" are two.
    fn goes_on_from(&self, noun: usize) -> Option<usize> {
        let tree = self.finder.tree;
        let head = tree.head(noun).filter(|_| tree.deprel(noun) == Deprel::Conj)?;
        // The tree may hang both nouns on the name.
        let apposed = |&c: &usize| c < noun && tree.deprel(c) == Deprel::Appos;
        let first = match self.finder.named_at(head) {
            Some(_) => tree.dependents(head, &[Deprel::Appos]).filter(apposed).last()?,
            None => head,
        };
        let one = |i: usize| tree.token(i).xpos != Xpos::Nns && self.finder.named_at(i).is_none();
        let own = tree.dependent(noun, &[Deprel::NmodPoss, Deprel::Cop, Deprel::Case]).is_some();
        let names_nobody = tree.dependent(first, &[Deprel::Appos]).is_none();
        let said = tree.deprel(first) == Deprel::Appos || tree.dependent(first, &[Deprel::Cop]).is_some();
        let fits = first < noun && one(noun) && one(first) && !own && names_nobody && said;
        fits.then_some(first)
    }

    /// "appointed John Smith minister": the parser takes the name for a part of the title.
    pub(super) fn titled(&self) -> Option<usize> {
        let tree = self.finder.tree;
        let said = || tree.dependents(self.trigger, &[Deprel::Xcomp]).find(|&c| tree.is_noun(c));
        let title = tree.logical_object(self.trigger).or_else(said)?;
        let person = |&c: &usize| {
            let end = self.finder.named_at(c);
            c < title && end.is_some_and(|end| self.has_type(&end, &[EntityType::Person]))
        };
        let known = Roles::built_in().ending_at(tree, title, title).is_some()
            && self.finder.named_at(title).is_none();
        tree.dependents(title, &[Deprel::Compound, Deprel::Flat]).find(person).filter(|_| known)
    }

    /// "Greenpeace founder and president Ann Lee": the tree joins the first title to the name, which has the second.
    fn joined_title(&self, noun: usize) -> Option<usize> {
        let tree = self.finder.tree;
        let is_titled = |&name: &usize| {
            let mut titles = tree.dependents(name, &[Deprel::NmodDesc]);
            self.finder.named_at(name).is_some() && titles.any(|title| title > noun && title < name)
        };
        let bare = tree.token(noun).xpos != Xpos::Nns && tree.dependent(noun, &[Deprel::Appos]).is_none();
        tree.dependents(noun, &[Deprel::Conj]).filter(|_| bare).find(is_titled)
    }

    /// "charges against John Lee, his wife, Ann Lee, and his aides", "John Lee and his wife Ann Lee": the tree makes of her
    /// the next in the list.
    fn listed_after(&self, noun: usize) -> Option<usize> {
        let tree = self.finder.tree;
        let comma = tree.form_or_end(noun + 1) == ",";
        let theirs = |p: usize| matches!(tree.lemma(p), "his" | "her" | "its" | "their");
        let possessed = tree.dependents(noun, &[Deprel::NmodPoss]).any(theirs);
        let name = self.finder.named_at(noun + 1 + usize::from(comma)).filter(|_| possessed)?;
        let head = self.finder.mentions.analysis.mentions[name.participant.mention].head;
        let joined = if comma { Deprel::Appos } else { Deprel::Conj };
        let beside = tree.deprel(noun) == joined
            && tree.deprel(head) == Deprel::Conj
            && tree.head(head) == tree.head(noun);
        (beside && (!comma || self.has_type(&name, &[EntityType::Person]))).then_some(head)
    }

    /// "Sinovac, the Swedish company AstraZeneca", "his wife Ann and son Eric": the name right after the noun, if the two hang
    /// together, before all others that do.
    fn name_right_after(&self, noun: usize) -> Option<usize> {
        let tree = self.finder.tree;
        let name = self.finder.named_at(noun + 1).filter(|_| tree.token(noun).xpos != Xpos::Nns)?;
        let head = self.finder.mentions.analysis.mentions[name.participant.mention].head;
        let above = tree.head(noun) == Some(head) && tree.deprel(noun) == Deprel::NmodDesc;
        let below = tree.head(head) == Some(noun) && tree.deprel(head) == Deprel::Appos;
        // "his wife Ann and son Eric"
        let listed =
            tree.deprel(noun) == Deprel::Conj && matches!(tree.deprel(head), Deprel::Appos | Deprel::Conj);
        (above || below || listed).then_some(head)
    }

    /// "followed by Chinese brands Realme and Vivo", "seen with husband John": the names right after the noun, hung beside it.
    fn names_beside(&self, noun: usize) -> Option<usize> {
        let tree = self.finder.tree;
        let name = self.finder.named_at(noun + 1)?;
        let head = self.finder.mentions.analysis.mentions[name.participant.mention].head;
        let beside = tree.head(head).is_some()
            && tree.head(head) == tree.head(noun)
            && tree.deprel(head) == tree.deprel(noun)
            && matches!(tree.deprel(noun), Deprel::Obl | Deprel::OblAgent | Deprel::Nmod);
        let body = self.has_type(&name, &[EntityType::Org, EntityType::Place]);
        let companion = noun.checked_sub(1).is_some_and(|with| tree.form(with) == "with");
        (beside && (body || companion) && self.lasts).then_some(head)
    }

    /// "the price of Relx Technology, China's largest brand": the name before the comma, where the tree hangs the noun on
    /// what it is below.
    fn name_before_comma(&self, noun: usize) -> Option<usize> {
        let tree = self.finder.tree;
        let first = tree.children(noun).iter().copied().chain([noun]).min()?;
        let name = self.finder.named_at(first.checked_sub(2)?).filter(|_| tree.form(first - 1) == ",")?;
        let above = tree
            .head(noun)
            .filter(|&above| tree.deprel(noun) == Deprel::Appos && self.lasts && above < first)?;
        let head = self.finder.mentions.analysis.mentions[name.participant.mention].head;
        let owned = tree.deprel(head) == Deprel::Nmod && tree.head(head) == Some(above);
        let body = self.has_type(&name, &[EntityType::Org, EntityType::Place]);
        (owned && body && self.finder.named_at(above).is_none()).then_some(head)
    }

    /// Whose somebody or something is: "his wife Ann and son Eric" leaves the second "his" out.
    pub(super) fn possessors(&self, noun: usize) -> Vec<usize> {
        let tree = self.finder.tree;
        let own: Vec<usize> = tree.dependents(noun, &[Deprel::NmodPoss]).collect();
        let listed = || {
            noun.checked_sub(1).filter(|&and| tree.form(and) == "and" && tree.deprel(noun) == Deprel::Conj)
        };
        if let (true, Some(and)) = (own.is_empty() && self.lasts, listed()) {
            let name = |&i: &usize| self.finder.named_at(i).is_some() || tree.form(i) == ",";
            let before = (0..and).rev().find(|i| !name(i)).filter(|&before| before + 1 < and);
            let listed: Vec<usize> =
                before.map_or_else(Vec::new, |before| tree.dependents(before, &[Deprel::NmodPoss]).collect());
            return if listed.is_empty() { self.companion_of(noun).into_iter().collect() } else { listed };
        }
        if own.is_empty() && self.lasts { self.companion_of(noun).into_iter().collect() } else { own }
    }

    /// "Ann Lee was seen in London with husband John Lee", "Ann Lee and husband John Lee": whose the bare noun before a name
    /// is.
    fn companion_of(&self, noun: usize) -> Option<usize> {
        let tree = self.finder.tree;
        let is_person = |end: &End| self.has_type(end, &[EntityType::Person]);
        let before = noun.checked_sub(1)?;
        self.finder.named_at(noun + 1).filter(is_person)?;
        match tree.form(before) {
            "with" => {
                let verb = tree.path_up(noun).find(|&up| tree.is_verb(up))?;
                let subject = tree.surface_subject(verb).filter(|&subject| subject < noun)?;
                self.finder.all(subject).iter().all(is_person).then_some(subject)
            }
            "and" => {
                let name = self.finder.named_at(before.checked_sub(1)?).filter(is_person)?;
                Some(self.finder.mentions.analysis.mentions[name.participant.mention].head)
            }
            _ => None,
        }
    }

    /// "identified as Ann Lee daughter of John Lee": the name right before the noun that an "of" follows.
    fn name_right_before(&self, noun: usize) -> Option<usize> {
        let tree = self.finder.tree;
        let of = tree.form_or_end(noun + 1) == "of";
        let name = self.finder.named_at(noun.checked_sub(1)?).filter(|_| of)?;
        let head = self.finder.mentions.analysis.mentions[name.participant.mention].head;
        let below = tree.head(head) == Some(noun);
        (below && self.has_type(&name, &[EntityType::Person])).then_some(head)
    }

    /// "its Colour Life unit", "Nigeria's Borno state": the body or place named between whose it is and what it is.
    fn name_within(&self, noun: usize) -> Option<usize> {
        let tree = self.finder.tree;
        let one = tree.token(noun).xpos != Xpos::Nns;
        let whose = tree.dependent(noun, &[Deprel::NmodPoss]).filter(|_| one)?;
        let name = self.finder.named_at(noun.checked_sub(1)?).filter(|_| tree.is_noun(noun - 1))?;
        let tokens = &self.finder.mentions.analysis.mentions[name.participant.mention].tokens;
        // "our Indo-Pacific region" is nobody's.
        let begins = whose < tokens.start && !matches!(tree.lemma(whose), "our" | "we" | "my" | "your");
        let fits = begins && self.has_type(&name, &[EntityType::Org, EntityType::Place]);
        (fits && tree.head(noun - 1) == Some(noun)).then_some(noun - 1)
    }
}
