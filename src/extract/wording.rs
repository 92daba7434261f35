//! How posts are worded: where a title begins and ends, and the titles that verbs and jobs give: "appointed her as director",
//! "took up the post of coach".

use super::ends::{End, EndFinder, Reference};
use super::frames::Match;
use super::positions::Reader;
use super::roles::{RoleClass, Roles};
use crate::language::{Deprel, Tree, Upos};

impl Reader<'_, '_> {
    /// "director of campaigns", "first head of state", "Minister of Justice": where a title ends that tells what its holder
    /// looks after, the owner left out.
    pub(super) fn title_end(&self, noun: usize, owner: Option<&End>, stop: usize) -> usize {
        let tree = self.tree;
        if let Some(last) = self.sent_to(noun, owner, stop) {
            return last;
        }
        if noun + 1 >= stop || !matches!(tree.form_or_end(noun + 1), "of" | "for" | "in") {
            return noun;
        }
        let own = owner.and_then(|owner| match owner.reference {
            Reference::Description => Some(owner.token),
            _ => self.finder.tokens_here(owner).map(|tokens| tokens.start),
        });
        let end = own.filter(|&start| start > noun).map_or(stop, |start| start.min(stop)).min(tree.len());
        // "Minister of Water, Land and Works": in an apposition the end is known.
        let minister = tree.lemma(noun).eq_ignore_ascii_case("minister");
        if minister && stop < tree.len() {
            let word = |&i: &usize| matches!(tree.token(i).upos, Upos::Noun | Upos::Propn | Upos::Adj);
            let of = tree.form(noun + 1) != "in";
            return (noun + 1..end).rev().find(word).filter(|_| of).unwrap_or(noun);
        }
        self.field_end(noun, end, own.filter(|&start| start > noun)).unwrap_or(noun)
    }

    /// "ambassador to Ethiopia": where a title ends that tells to whom its holder is sent.
    fn sent_to(&self, noun: usize, owner: Option<&End>, stop: usize) -> Option<usize> {
        let sent = self.roles.is_sent(self.tree.lemma(noun));
        let name = noun + if self.tree.form_or_end(noun + 2) == "the" { 3 } else { 2 };
        let there = self.finder.named_at(name).filter(|_| sent && self.tree.form_or_end(noun + 1) == "to")?;
        let last = self.finder.tokens_here(&there)?.end.checked_sub(1)?;
        let own = owner.is_some_and(|owner| owner.participant.chain == there.participant.chain);
        (last < stop && !own).then_some(last)
    }

    /// The last word of what a post is for: common nouns that lead to a preposition, a mark or a verb; `own` is where the
    /// owner's name begins.
    fn field_end(&self, noun: usize, end: usize, own: Option<usize>) -> Option<usize> {
        let tree = self.tree;
        let content = |i: usize| {
            self.named(i).is_none() && matches!(tree.token(i).upos, Upos::Noun | Upos::Propn | Upos::Adj)
        };
        let determines = |i: usize| tree.token(i).upos == Upos::Det && tree.token(i - 1).upos == Upos::Adp;
        let joins = |i: usize| match tree.form(i) {
            "of" | "for" | "-" | "&" => true,
            "and" => !self.begins_role(i) && i + 1 < end && content(i + 1),
            _ => false,
        };
        // "professor in linguistics", but not "president in winter"
        let studies = self.roles.exactly(tree, noun, noun).is_some_and(|r| r.class == RoleClass::Profession);
        if tree.form(noun + 1) == "in" && !studies {
            return None;
        }
        let at = (noun + 2..end).find(|&i| !content(i) && !determines(i) && !joins(i)).unwrap_or(end);
        // "head of the Boeing plant", "president of the country's senate", "MP for ten years", "researcher in art, film and
        // music at Yale"
        let closes = matches!(
            tree.token(at.min(tree.len() - 1)).upos,
            Upos::Punct | Upos::Adp | Upos::Verb | Upos::Aux | Upos::Pron | Upos::Cconj
        );
        let upos = |i: usize| (i < tree.len()).then(|| tree.token(i).upos);
        let within_list = upos(at) == Some(Upos::Punct) && own.is_some_and(|own| own > at + 1);
        // "Minister of Trade of Kenya"
        let before_name =
            at > noun + 3 && (upos(at - 1) == Some(Upos::Adp) || at < tree.len() && determines(at - 1));
        // "of the state-owned bank"
        let attribute = at < tree.len() && (tree.deprel(at) == Deprel::Amod || tree.form(at - 1) == "-");
        let closes = closes && !attribute;
        let ends = !within_list && (at >= end || before_name || closes && !tree.is_possessive_mark(at));
        let lasts = (noun + 2..at).any(|i| is_of_time(tree.lemma(i)));
        // "chief executive of the consultancy Boeing", "mayor of the city of Leeds": what kind the owner is.
        let stop = if own == Some(at) || before_name { self.before_kind(noun, at)? } else { at };
        (noun + 2..stop).rev().find(|&i| content(i)).filter(|_| ends && !lasts)
    }

    /// Where the words end that don't only tell of what kind the owner is whose name begins at `own`.
    fn before_kind(&self, noun: usize, own: usize) -> Option<usize> {
        let tree = self.tree;
        let preposition = |end: usize| (noun + 1..end).rev().find(|&i| tree.token(i).upos == Upos::Adp);
        let leads = preposition(own)?;
        let kind = leads.checked_sub(1).map(|i| tree.lemma(i));
        let of_place = matches!(
            kind,
            Some(
                "district"
                    | "city"
                    | "town"
                    | "village"
                    | "state"
                    | "province"
                    | "region"
                    | "municipality"
                    | "county"
                    | "island"
                    | "republic"
                    | "kingdom"
                    | "emirate"
                    | "parish"
                    | "constituency"
            )
        );
        if of_place && leads > noun + 1 { preposition(leads) } else { Some(leads) }
    }
}

/// "an MP for years"
fn is_of_time(lemma: &str) -> bool {
    matches!(
        lemma,
        "year" | "month" | "week" | "decade" | "term" | "time" | "while" | "period" | "past" | "last"
    )
}

/// Where a title begins, without what is only thought of its holder: "leader" of "respected leader".
pub(super) fn without_epithets(tree: &Tree, first: usize, noun: usize) -> usize {
    let mut at = first;
    while at < noun {
        let hyphenated = at + 2 < noun && tree.form(at + 1) == "-";
        let last = if hyphenated { at + 2 } else { at };
        let word: String = (at..=last).map(|i| tree.form(i)).collect();
        let plain = at == 0 || word.starts_with(char::is_lowercase);
        // "anti-US"
        let mut sided = ["anti-", "pro-"].iter().filter_map(|side| word.strip_prefix(side));
        let sides = sided.any(|with| with.starts_with(char::is_uppercase));
        if !plain || !sides && !Roles::built_in().is_epithet(&word.to_lowercase()) {
            break;
        }
        at = last + 1;
    }
    at
}

/// The words of the post that somebody is given or holds by the pattern: "named her chief executive", "the coach's job".
pub(super) fn title_given(finder: &EndFinder, m: &Match) -> Option<(usize, usize)> {
    let reader = Reader { finder, tree: finder.tree, roles: Roles::built_in() };
    let tree = finder.tree;
    let phrases = |word: usize, prepositions: &[&str]| -> Vec<usize> {
        prepositions.iter().flat_map(|p| tree.prepositional(word, p)).collect()
    };
    let mut nouns = phrases(m.trigger, &["as"]);
    if let Some(noun) = m.noun {
        nouns.extend(tree.dependents(noun, &[Deprel::NmodPoss, Deprel::Compound, Deprel::NmodUnmarked]));
        nouns.extend(phrases(noun, &["of", "as"]));
        nouns.push(noun);
    }
    if &*m.pattern.relation == "appointed" && tree.is_verb(m.trigger) {
        let given = tree.dependents(m.trigger, &[Deprel::Xcomp, Deprel::Obj]);
        nouns.extend(given.filter(|&noun| noun > m.object.token));
        nouns.extend(phrases(m.object.token, &["as"]));
    }
    let title = |noun: usize| {
        let free = reader.named(noun).is_none() && noun != m.object.token && noun != m.subject.token;
        let from = reader.after_name_before(noun, reader.floor(noun));
        let role = reader.roles.ending_at(tree, noun, from).filter(|_| free)?;
        let owner = reader.owner_below(noun);
        let last = reader.title_end(noun, owner.as_ref(), tree.len());
        Some((without_epithets(tree, role.start, role.noun), last))
    };
    nouns.into_iter().find_map(title)
}

/// Whether words of a title before its role name something of which nothing is known: "Tekapo" in "Tekapo MP Ann Lee".
pub(super) fn names_unknown(tree: &Tree, first: usize, noun: usize) -> bool {
    let roles = Roles::built_in();
    let lemma = tree.lemma(noun).to_lowercase();
    let core = (first..=noun).find(|&start| roles.exactly(tree, start, noun).is_some()).unwrap_or(noun);
    let unknown = |i: usize| {
        i > 0
            && tree.token(i).upos == Upos::Propn
            && tree.form(i).starts_with(char::is_uppercase)
            && !roles.is_modifier(tree.form(i))
    };
    let any = roles.is_legislator(&lemma) || lemma.ends_with("president") || lemma == "justice";
    any && (first..core).any(unknown)
}

#[cfg(test)]
mod tests {
    use super::super::testing::sentence;
    use super::*;

    fn title(lines: &str, noun: usize) -> String {
        let (text, sentence) = sentence(lines);
        let tree = Tree::new(&text, &sentence);
        let first = without_epithets(&tree, 0, noun);
        (first..=noun).map(|i| tree.form(i)).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_title_begins_after_what_is_thought_of_its_holder() {
        let subdued = "
            subdued subdued ADJ JJ 3 amod
            Prime prime PROPN NNP 3 amod
            Minister minister PROPN NNP 0 root";
        assert_eq!(title(subdued, 2), "Prime Minister");
        let sided = "
            anti-US anti-us ADJ JJ 2 amod
            president president NOUN NN 0 root";
        assert_eq!(title(sided, 1), "president");
        let former = "
            former former ADJ JJ 2 amod
            president president NOUN NN 0 root";
        assert_eq!(title(former, 1), "former president");
    }
}
