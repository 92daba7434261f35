//! Words for posts: which nouns are roles, of what class, and how far a role phrase reaches to the left.

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
    adherent: HashSet<String>,
    legislature: Vec<String>,
    serving: HashSet<String>,
    appointing: HashSet<String>,
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
}

/// Whom "as" with a role speaks of: "he serves as", "they named her as".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AsVerb {
    /// The verb's subject.
    Serving,
    /// Its object.
    Appointing,
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

    /// Whether the verb says what one is given a post to do: "lead".
    pub fn is_duty(&self, lemma: &str) -> bool {
        self.lists.duty.contains(lemma)
    }

    /// Whether the word by itself is a role.
    pub fn is_role_word(&self, word: &str) -> bool {
        self.classes.contains_key(word)
    }

    /// Whether the word says only what is thought or told of who holds a post: "respected".
    pub fn is_epithet(&self, word: &str) -> bool {
        self.lists.epithet.contains(word)
    }

    /// Whether the adjective of a country before the role tells only where its holder comes from: "the Uruguayan coach".
    pub fn is_hired(&self, lemma: &str) -> bool {
        self.lists.hired.contains(&lemma.to_lowercase())
    }

    /// Whether the name is that of a continent or the like, which has no head of state.
    pub fn is_continent(&self, name: &str) -> bool {
        self.lists.continent.contains(name)
    }

    /// Whether the organisation is one that people belong to without a post: a party, a movement.
    pub fn has_members(&self, name: &str) -> bool {
        name.split_whitespace().any(|word| self.lists.membership.iter().any(|m| m == word))
    }

    /// Whether those of whom it is only said that they are of the organisation need not work there: a chamber, a network.
    pub fn may_have_members(&self, name: &str) -> bool {
        self.has_members(name) || name.split_whitespace().any(|word| self.lists.belonging.contains(word))
    }

    /// Whether who is called so belongs to a body without a post in it: "politician".
    pub fn is_adherent(&self, lemma: &str) -> bool {
        self.lists.adherent.contains(&lemma.to_lowercase())
    }

    /// Whether the role is a seat in a parliament.
    pub fn is_legislator(&self, lemma: &str) -> bool {
        self.lists.legislator.contains(&lemma.to_lowercase())
    }

    /// Whether the name is that of a parliament or of one of its chambers.
    pub fn is_legislature(&self, name: &str) -> bool {
        name.to_lowercase().split_whitespace().any(|word| self.lists.legislature.iter().any(|l| l == word))
    }

    /// Whether a title of state is that of one who serves another, and so is of the same country: "Foreign Minister", but
    /// not "Prime Minister".
    pub fn is_subordinate(&self, tree: &Tree, title: Option<(usize, usize)>) -> bool {
        title.is_some_and(|(first, last)| {
            let title = words(tree, first, last);
            self.lists.subordinate.iter().any(|word| title.ends_with(word.as_str()))
                && !self.lists.head.iter().any(|word| title.ends_with(word.as_str()))
        })
    }

    /// What "as" with a role after the verb tells, if anything.
    pub fn as_verb(&self, lemma: &str) -> Option<AsVerb> {
        if self.lists.serving.contains(lemma) {
            Some(AsVerb::Serving)
        } else {
            self.lists.appointing.contains(lemma).then_some(AsVerb::Appointing)
        }
    }

    /// Whether one with this role is of a field at a place of learning: "professor of Media Studies at".
    pub fn is_teaching(&self, lemma: &str) -> bool {
        self.lists.teaching.contains(lemma)
    }

    /// Whether the word stands in the names of parties.
    pub fn is_party_word(&self, word: &str) -> bool {
        self.lists.party_word.contains(word)
    }

    /// Whether the noun is what one has as the holder of a post: "his achievements as president".
    pub fn is_tenure(&self, lemma: &str) -> bool {
        self.lists.tenure.contains(lemma)
    }

    /// How many tokens before `end` are forms of address: "Mr.", "Tan Sri".
    pub fn honorifics_before(&self, tree: &Tree, end: usize) -> usize {
        let mut count = 0;
        while let Some(last) = (end - count).checked_sub(1) {
            let two = last.checked_sub(1).map(|first| format!("{} {}", tree.form(first), tree.form(last)));
            count += match two {
                Some(two) if self.lists.honorific.contains(&two) => 2,
                _ if self.is_honorific(tree, last) => 1,
                _ => break,
            };
        }
        count
    }

    /// Whether the word may stand in a role phrase before the role: "former", "deputy".
    pub fn is_modifier(&self, word: &str) -> bool {
        self.lists.modifier.contains(&word.to_lowercase())
    }

    /// Whether the role is one of a city or region, whatever its class: "chief minister", "deputy police chief".
    pub fn is_local(&self, tree: &Tree, role: &Role) -> bool {
        let title = words(tree, role.start, role.noun);
        self.lists.local.iter().any(|word| title.ends_with(word.as_str()))
    }

    /// Whether the word may stand after the role: "designate".
    pub fn is_suffix(&self, word: &str) -> bool {
        self.lists.suffix.contains(word)
    }

    /// Whether the word before a role tells of what kind the body is whose role it is: "party leader".
    pub fn is_body_kind(&self, word: &str) -> bool {
        self.lists.body_kind.contains(word)
    }

    /// Whether nobody's country may be guessed for the role: a leader may be one of anything.
    pub fn is_unplaced(&self, lemma: &str) -> bool {
        self.lists.unplaced.contains(&lemma.to_lowercase())
    }

    /// Whether a people or faith may have such posts: "a Sunni leader", but not "an ultra-Orthodox principal".
    pub fn is_of_peoples(&self, lemma: &str) -> bool {
        self.lists.of_peoples.contains(&lemma.to_lowercase())
    }

    /// Whether one is such to whom one serves: "adviser to the World Bank", but not "ambassador to the United Nations".
    pub fn is_serving(&self, lemma: &str) -> bool {
        self.lists.adviser.contains(lemma)
    }

    /// The country that alone has posts of this title: "Secretary of State".
    pub fn country_of_post(&self, title: &str) -> Option<&str> {
        let title = title.to_lowercase();
        let of_post = self.lists.of_country.iter().find(|(post, _)| title.ends_with(post.as_str()));
        of_post.map(|(_, country)| country.as_str())
    }

    /// The country of the monarch of this title and name: "King", "Abdullah II".
    pub fn country_of_monarch(&self, title: &str, name: &str) -> Option<&str> {
        let (title, name) = (title.to_lowercase(), name.to_lowercase());
        let bears = |monarch: &str| name.split([' ', '-']).any(|word| word == monarch);
        let monarch = self
            .lists
            .monarch
            .iter()
            .find(|(kind, monarch, _)| title.ends_with(kind.as_str()) && bears(monarch));
        monarch.map(|(_, _, country)| country.as_str())
    }

    /// Whether the role is one of a church that may be of a place: "bishop".
    pub fn is_spiritual(&self, lemma: &str) -> bool {
        self.lists.spiritual.contains(&lemma.to_lowercase())
    }

    /// Whether the role is one in a team that plays: with the name of a country before it, in the country's.
    pub fn is_player(&self, lemma: &str) -> bool {
        self.lists.player.contains(&lemma.to_lowercase())
    }

    /// Whether the word, between the name of a team and his own, says that somebody plays for it: "star".
    pub fn is_star(&self, word: &str) -> bool {
        self.lists.star.contains(word)
    }

    /// Whether the word is one that tells of teams that play each other.
    pub fn is_of_team_sport(&self, lemma: &str) -> bool {
        self.lists.team_sport.contains(lemma)
    }

    /// Whether the token is a form of address that is no post: "Mr.", "Datuk".
    pub fn is_honorific(&self, tree: &Tree, token: usize) -> bool {
        self.lists.honorific.contains(tree.form(token).trim_end_matches('.'))
            || self.lists.honorific.contains(tree.form(token))
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
