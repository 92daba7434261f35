//! What the lists of words around roles say of a word, a name or a title.

use super::{AsVerb, Role, Roles, words};
use crate::language::Tree;

impl Roles {
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

    /// Whether an organisation of this name is of the only kind that has such posts: a court for a judge, but not for a chief
    /// justice; the Interior Ministry for an interior minister.
    pub fn may_have_post(&self, tree: &Tree, (first, last): (usize, usize), name: &str) -> bool {
        let title = words(tree, first, last);
        let name = format!(" {} ", name.to_lowercase());
        let has = |word: &str| name.contains(&format!(" {word} "));
        let is_meant = |role: &String| title == *role || self.has_modifiers_before(&title, role);
        let mut kinds = self.lists.of_kind.iter().filter(|kind| kind.role.iter().any(is_meant));
        kinds.any(|kind| kind.body.iter().any(|word| has(word)))
            || self.lists.of_field.iter().any(|field| {
                let mut of_what = self.field_of(&title, &field.role).into_iter().peekable();
                has(&field.body) && of_what.peek().is_some() && of_what.all(has)
            })
    }

    /// Whether an organisation of this name has judges.
    pub fn is_court(&self, name: &str) -> bool {
        let name = name.to_lowercase();
        let has = |word: &String| name.split_whitespace().any(|own| own == word);
        let mut kinds = self.lists.of_kind.iter();
        kinds.any(|kind| kind.role.iter().any(|role| role == "judge") && kind.body.iter().any(has))
    }

    /// The words that say what a role is of, if the title is of this role: "interior" of "deputy interior minister".
    fn field_of<'t>(&self, title: &'t str, role: &str) -> Vec<&'t str> {
        let idle =
            |word: &str| self.lists.modifier.contains(word) || matches!(word, "of" | "and" | "for" | "the");
        let words: Vec<&str> = title.split(' ').collect();
        if !words.contains(&role) {
            return Vec::new();
        }
        words.into_iter().filter(|word| *word != role && !idle(word)).collect()
    }

    /// "acting magistrate": whether only words that change nothing stand before the role.
    fn has_modifiers_before(&self, title: &str, role: &str) -> bool {
        let before = title.strip_suffix(role).filter(|before| before.ends_with(' '));
        let changes_nothing = |word: &str| word != "chief" && self.lists.modifier.contains(word);
        before.is_some_and(|before| before.split_whitespace().all(changes_nothing))
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
        } else if self.lists.succeeding.contains(lemma) {
            Some(AsVerb::Succeeding)
        } else if self.lists.removing.contains(lemma) {
            Some(AsVerb::Removing)
        } else {
            self.lists.appointing.contains(lemma).then_some(AsVerb::Appointing)
        }
    }

    /// Whether the verb makes of its object what it is called after it: "crowned her queen".
    pub fn is_naming(&self, lemma: &str) -> bool {
        self.lists.naming.contains(lemma)
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

    /// Whether the role is one in a government, which a party has only by its members: "CDU Finance Minister".
    pub fn is_governing(&self, lemma: &str) -> bool {
        self.lists.governing.contains(&lemma.to_lowercase())
    }

    /// Whether who has the role is sent to whom it is "to": "ambassador to Switzerland".
    pub fn is_sent(&self, lemma: &str) -> bool {
        self.lists.sent.contains(&lemma.to_lowercase())
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
