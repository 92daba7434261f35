//! Words for posts: which nouns are roles, of what class, and how far a role phrase reaches to the left.

mod lists;

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

use crate::language::{Deprel, Tree, Upos, Xpos};

/// The longest role in words: "under secretary of state".
const LONGEST: usize = 5;

static BUILT_IN: LazyLock<Roles> = LazyLock::new(|| {
    Roles::parse(include_str!("../../data/lexicon/roles.toml"))
        .expect("data/lexicon/roles.toml is checked by a test")
});

/// What a post belongs to where the text does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoleClass {
    /// A post of a country: president, minister, ambassador.
    State,
    /// A post of a company, party, body.
    Organisation,
    /// A post of a city or region: mayor.
    Place,
    /// A military or police rank.
    Rank,
    /// What a person does: a post only with an organisation, with a country a sign of citizenship.
    Profession,
}

/// `roles.toml`: the roles by class, and the lists of words around them.
#[derive(Deserialize)]
struct RolesFile {
    state: Vec<String>,
    organisation: Vec<String>,
    place: Vec<String>,
    rank: Vec<String>,
    profession: Vec<String>,
    #[serde(flatten)]
    lists: Lists,
}

/// Words around roles.
#[derive(Debug, Deserialize)]
struct Lists {
    honorific: HashSet<String>,
    modifier: HashSet<String>,
    suffix: HashSet<String>,
    epithet: HashSet<String>,
    duty: HashSet<String>,
    belonging: HashSet<String>,
    hired: HashSet<String>,
    continent: HashSet<String>,
    local: Vec<String>,
    body_kind: HashSet<String>,
    membership: Vec<String>,
    legislator: HashSet<String>,
    governing: HashSet<String>,
    sent: HashSet<String>,
    adherent: HashSet<String>,
    legislature: Vec<String>,
    serving: HashSet<String>,
    succeeding: HashSet<String>,
    removing: HashSet<String>,
    appointing: HashSet<String>,
    naming: HashSet<String>,
    tenure: HashSet<String>,
    party_word: HashSet<String>,
    teaching: HashSet<String>,
    subordinate: Vec<String>,
    head: Vec<String>,
    unplaced: HashSet<String>,
    of_peoples: HashSet<String>,
    adviser: HashSet<String>,
    state_body: HashSet<String>,
    player: HashSet<String>,
    star: HashSet<String>,
    team_sport: HashSet<String>,
    spiritual: HashSet<String>,
    monarch: Vec<(String, String, String)>,
    of_country: Vec<(String, String)>,
    of_kind: Vec<OfKind>,
    of_field: Vec<OfField>,
}

/// Posts of bodies of one kind, and words in the names of these.
#[derive(Debug, Deserialize)]
struct OfKind {
    role: Vec<String>,
    body: Vec<String>,
}

/// A post and the body that is called after the same field.
#[derive(Debug, Deserialize)]
struct OfField {
    role: String,
    body: String,
}

/// Whom "as" with a role speaks of: "he serves as", "they named her as".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AsVerb {
    /// The verb's subject.
    Serving,
    /// Its object.
    Appointing,
    /// The subject, and before it the object.
    Succeeding,
    /// The object, till then.
    Removing,
}

/// The role nouns of `data/lexicon/roles.toml`.
#[derive(Debug)]
pub struct Roles {
    classes: HashMap<String, RoleClass>,
    lists: Lists,
}

/// A role in a sentence: the words of the title without its owner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// The first token of the title.
    pub start: usize,
    /// The token of the role noun.
    pub noun: usize,
    /// What it belongs to.
    pub class: RoleClass,
}

impl Roles {
    /// The roles that are part of the program.
    pub fn built_in() -> &'static Roles {
        &BUILT_IN
    }

    fn parse(toml: &str) -> Result<Roles, toml::de::Error> {
        let file: RolesFile = toml::from_str(toml)?;
        let mut classes = HashMap::new();
        let lists = [
            (file.profession, RoleClass::Profession),
            (file.rank, RoleClass::Rank),
            (file.organisation, RoleClass::Organisation),
            (file.place, RoleClass::Place),
            (file.state, RoleClass::State),
        ];
        for (roles, class) in lists {
            classes.extend(roles.into_iter().map(|role| (role.to_lowercase(), class)));
        }
        Ok(Roles { classes, lists: file.lists })
    }

    /// The longest role that ends with this token, with its modifiers; no further left than `from`.
    pub fn ending_at(&self, tree: &Tree, noun: usize, from: usize) -> Option<Role> {
        if !matches!(tree.token(noun).upos, Upos::Noun | Upos::Propn | Upos::Adj) {
            return None;
        }
        let (start, class) = (from.max(noun.saturating_sub(LONGEST - 1))..=noun)
            .find_map(|start| Some((start, self.class_of(&words(tree, start, noun))?)))?;
        let rank_in_lower_case = class == RoleClass::Rank && tree.form(noun).starts_with(char::is_lowercase);
        // "England captain Harry Kane"
        let of_team = rank_in_lower_case && tree.form(noun) == "captain";
        let class = if of_team { RoleClass::Organisation } else { class };
        if rank_in_lower_case && !of_team {
            return None;
        }
        let start = self.with_modifiers(tree, start, from, class);
        // "foreign ministry spokesman", "government adviser"
        let of_state = |i: usize| self.lists.state_body.contains(&tree.form(i).to_lowercase());
        let class = match class {
            RoleClass::Organisation if (start..noun).any(of_state) => RoleClass::State,
            class => class,
        };
        Some(Role { start, noun, class })
    }

    /// The class of these words as a role, "co-director" and "ex-mayor" being those of directors and mayors.
    fn class_of(&self, words: &str) -> Option<RoleClass> {
        let plain = || ["co-", "ex-", "vice-"].iter().find_map(|prefix| words.strip_prefix(prefix));
        self.classes.get(words).or_else(|| self.classes.get(plain()?)).copied()
    }

    /// The role that these words are, if they are one.
    pub fn exactly(&self, tree: &Tree, start: usize, noun: usize) -> Option<Role> {
        let class = self.class_of(&words(tree, start, noun))?;
        Some(Role { start, noun, class })
    }

    /// "former", "deputy", "foreign and defence": words that belong to the title before the role itself.
    fn with_modifiers(&self, tree: &Tree, mut start: usize, from: usize, class: RoleClass) -> usize {
        let role = start;
        while start > from {
            let before = start - 1;
            let form = tree.form(before).to_lowercase();
            // "was appointed chairman"
            let governs = tree.token(before).upos == Upos::Verb && tree.deprel(before) != Deprel::Amod;
            let belongs = self.lists.modifier.contains(&form) && !governs
                || matches!(tree.token(before).upos, Upos::Noun | Upos::Adj | Upos::Propn)
                    && !self.is_honorific(tree, before)
                || matches!(form.as_str(), "-" | "and" | "&")
                    && start >= from + 2
                    && !(start == role && ends_complement(tree, before, from))
                    && !self.lists.modifier.contains(&tree.form(start).to_lowercase())
                    // "the former rebel and ex-mayor"
                    && !tree.form(start).starts_with("ex-");
            // "national chairman President Ann Lee", "Commander Lieutenant General John Smith": two posts.
            let stacked = matches!(class, RoleClass::State | RoleClass::Rank | RoleClass::Profession)
                && start == role
                && tree.form(start).starts_with(char::is_uppercase)
                && !matches!(
                    tree.form(start),
                    "General" | "Extraordinary" | "Plenipotentiary" | "Treasurer" | "Counsellor"
                )
                && self.is_post(tree, before);
            if !belongs || stacked {
                break;
            }
            start = before;
        }
        if matches!(tree.form(start).to_lowercase().as_str(), "-" | "and" | "&") { start + 1 } else { start }
    }

    /// Whether the noun by itself is a post, with which no longer title goes on: "chairman", but not "general".
    pub fn is_post(&self, tree: &Tree, noun: usize) -> bool {
        let word = words(tree, noun, noun);
        let class = self.classes.get(&word);
        let part_of_title = self.lists.modifier.contains(&word)
            || matches!(
                &*word,
                "justice" | "guard" | "officer" | "agent" | "worker" | "counsel" | "private" | "partner"
            );
        let high = matches!(class, Some(RoleClass::State | RoleClass::Organisation | RoleClass::Place));
        high && !part_of_title && tree.token(noun).xpos != Xpos::Nns
    }
}

/// "Minister of Agriculture and Chairman": whether what stands before "and" is of another title.
fn ends_complement(tree: &Tree, and: usize, from: usize) -> bool {
    let word = |&i: &usize| {
        matches!(tree.token(i).upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Cconj)
            || tree.form(i) == ","
    };
    let before = (from..and).rev().find(|i| !word(i));
    before.is_some_and(|i| tree.form(and) == "and" && tree.form(i) == "of")
}

/// The words of `start..=end` in lower case, hyphens joined, the last one as lemma.
fn words(tree: &Tree, start: usize, end: usize) -> String {
    let mut phrase = String::new();
    for i in start..=end {
        let plural = i == end && matches!(tree.token(i).xpos, Xpos::Nns | Xpos::Nnps);
        let word = if plural { singular(tree, i) } else { tree.form(i).trim_end_matches('.') }.to_lowercase();
        if !phrase.is_empty() && word != "-" && !phrase.ends_with('-') {
            phrase.push(' ');
        }
        phrase.push_str(&word);
    }
    phrase
}

/// The lemma of a noun in the plural; of one that is taken for a name, as in "Presidents Lee and Smith", the word without
/// its ending.
fn singular<'t>(tree: &'t Tree, noun: usize) -> &'t str {
    let lemma = tree.lemma(noun);
    if lemma == tree.form(noun) { lemma.strip_suffix('s').unwrap_or(lemma) } else { lemma }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_roles_read_and_know_their_class() {
        let roles = Roles::built_in();
        assert_eq!(roles.classes.get("president"), Some(&RoleClass::State));
        assert_eq!(roles.classes.get("mayor"), Some(&RoleClass::Place));
        assert!(roles.lists.honorific.iter().any(|h| h.starts_with("Mr")));
    }
}
