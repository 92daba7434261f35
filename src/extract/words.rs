//! Lists of words that set the status of a claim, report what others say, or stand for the body they belong to.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

use crate::model::Status;

static BUILT_IN: LazyLock<Words> = LazyLock::new(|| {
    Words::parse(
        include_str!("../../data/lexicon/status.toml"),
        include_str!("../../data/lexicon/reporting.toml"),
        include_str!("../../data/lexicon/via.toml"),
        include_str!("../../data/lexicon/control.toml"),
    )
    .expect("the word lists of data/lexicon are checked by a test")
});

/// The status that a word gives, read from lists of words by status.
#[derive(Debug, Deserialize)]
#[serde(from = "HashMap<Status, Vec<String>>")]
struct StatusOf(HashMap<String, Status>);

impl From<HashMap<Status, Vec<String>>> for StatusOf {
    fn from(lists: HashMap<Status, Vec<String>>) -> StatusOf {
        let of_words = |(status, words): (Status, Vec<String>)| words.into_iter().map(move |w| (w, status));
        StatusOf(lists.into_iter().flat_map(of_words).collect())
    }
}

impl StatusOf {
    fn of(&self, word: &str) -> Option<Status> {
        self.0.get(word).copied()
    }
}

/// `status.toml`.
#[derive(Debug, Deserialize)]
struct StatusWords {
    retelling: HashSet<String>,
    ways_out: HashSet<String>,
    granting: HashSet<String>,
    accusing: HashSet<String>,
    under_way: HashSet<String>,
    addressing: HashSet<String>,
    said: HashSet<String>,
    lasting: HashSet<String>,
    keeping_off: HashSet<String>,
    ending: HashSet<String>,
    verb: StatusOf,
    clause: StatusOf,
    noun: StatusOf,
    adjective: StatusOf,
    attribute: StatusOf,
    modal: StatusOf,
    adverb: StatusOf,
}

/// `reporting.toml`.
#[derive(Debug, Deserialize)]
struct ReportingWords {
    verbs: HashSet<String>,
    prepositions: HashSet<String>,
}

/// `via.toml`.
#[derive(Debug, Deserialize)]
struct ViaWords {
    people: HashSet<String>,
    private: HashSet<String>,
    bodies: HashSet<String>,
    things: HashSet<String>,
    of_persons: HashSet<String>,
    parties: HashSet<String>,
    heads: HashSet<String>,
    countries: HashSet<String>,
    deeds: HashSet<String>,
    suffered: HashSet<String>,
    undergone: HashSet<String>,
    of_rulers: HashSet<String>,
    weapons: HashSet<String>,
    outlets: HashSet<String>,
    speakers: HashSet<String>,
    authorities: HashSet<String>,
    quantities: HashSet<String>,
    kinds: HashSet<String>,
    of_state: HashSet<String>,
    parts: HashSet<String>,
    houses: HashSet<String>,
    areas: HashSet<String>,
    private_bodies: HashSet<String>,
    onlookers: HashSet<String>,
}

/// `control.toml`.
#[derive(Debug, Deserialize)]
struct ControlWords {
    object: HashSet<String>,
    subject: HashSet<String>,
    addressee: HashSet<String>,
    of_others: HashSet<String>,
    asking: HashSet<String>,
}

/// Who does what the infinitive after a verb says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Control {
    /// "invited Xi to visit": the object.
    Object,
    /// "promised Xi to visit": the subject.
    Subject,
    /// "called on Xi to visit": whoever is addressed.
    Addressee,
}

/// The word lists of `data/lexicon`.
#[derive(Debug)]
pub struct Words {
    status: StatusWords,
    reporting: ReportingWords,
    via: ViaWords,
    control: ControlWords,
}

impl Words {
    /// The lists that are part of the program.
    pub fn built_in() -> &'static Words {
        &BUILT_IN
    }

    fn parse(status: &str, reporting: &str, via: &str, control: &str) -> Result<Words, toml::de::Error> {
        Ok(Words {
            status: toml::from_str(status)?,
            reporting: toml::from_str(reporting)?,
            via: toml::from_str(via)?,
            control: toml::from_str(control)?,
        })
    }

    /// Who does what the infinitive after the verb says, where the verb tells.
    pub fn control(&self, lemma: &str) -> Option<Control> {
        let lists = [
            (&self.control.object, Control::Object),
            (&self.control.subject, Control::Subject),
            (&self.control.addressee, Control::Addressee),
        ];
        lists.into_iter().find(|(list, _)| list.contains(lemma)).map(|(_, control)| control)
    }

    /// Whether the plan, attempt or decision that the verb takes as object is somebody else's: "praised the plan to".
    pub fn is_of_others(&self, lemma: &str) -> bool {
        self.control.of_others.contains(lemma)
    }

    /// Whether the noun asks those to whom it goes to do something: "an invitation to Biden to visit".
    pub fn is_asking(&self, lemma: &str) -> bool {
        self.control.asking.contains(lemma)
    }

    /// What a verb makes of the clause it governs: "plans to", "refused to".
    pub fn verb_status(&self, lemma: &str) -> Option<Status> {
        self.status.verb.of(lemma)
    }

    /// What a verb makes of a clause of its own tense, where that is not what it makes of others: "told her that he came".
    pub fn clause_status(&self, lemma: &str) -> Option<Status> {
        self.status.clause.of(lemma)
    }

    /// What a noun makes of the clause or phrase it governs: "a plan to".
    pub fn noun_status(&self, lemma: &str) -> Option<Status> {
        self.status.noun.of(lemma)
    }

    /// What an adjective makes of the event that it is said of: "a planned visit", "the visit is unlikely".
    pub fn attribute_status(&self, lemma: &str) -> Option<Status> {
        self.status.attribute.of(lemma)
    }

    /// What an adjective makes of the clause it governs: "ready to", "possible that".
    pub fn adjective_status(&self, lemma: &str) -> Option<Status> {
        self.status.adjective.of(lemma)
    }

    /// What a modal makes of its verb: "will", "may".
    pub fn modal_status(&self, lemma: &str) -> Option<Status> {
        self.status.modal.of(lemma)
    }

    /// What an adverb makes of its verb: "never", "possibly".
    pub fn adverb_status(&self, lemma: &str) -> Option<Status> {
        self.status.adverb.of(lemma)
    }

    /// Whether "would" with the adverb tells what came to be: "would later lead the party".
    pub fn is_retelling(&self, adverb: &str) -> bool {
        self.status.retelling.contains(adverb)
    }

    /// Whether what follows is so where there is none of the noun: "no choice but to go".
    pub fn is_way_out(&self, noun: &str) -> bool {
        self.status.ways_out.contains(noun)
    }

    /// Whether what the verb takes as object is so, whoever may do what it says: "wants to protest the war".
    pub fn is_granting(&self, verb: &str) -> bool {
        self.status.granting.contains(verb)
    }

    /// Whether the verb says what somebody may have done: "charged with killing Smith".
    pub fn is_accusing(&self, verb: &str) -> bool {
        self.status.accusing.contains(verb)
    }

    /// Whether whoever is still doing what the verb of motion says is not yet there: "was going to Delhi".
    pub fn is_under_way(&self, verb: &str) -> bool {
        self.status.under_way.contains(verb)
    }

    /// Whether who does the one turns to somebody to say the other: "phoned him to congratulate him".
    pub fn is_said_by_turning_to(&self, verb: &str, purpose: &str) -> bool {
        self.status.addressing.contains(verb) && self.status.said.contains(purpose)
    }

    /// Whether what the word takes is so, as it ends it or speaks of it: "resolve the conflict".
    pub fn is_ending(&self, word: &str) -> bool {
        self.status.ending.contains(word)
    }

    /// Whether the deed is so although the word opposes it or ends it: "opposed the invasion", but not "averted the attack".
    pub fn is_so_although(&self, deed: &str, word: &str) -> bool {
        self.status.lasting.contains(deed) && !self.status.keeping_off.contains(word)
    }

    /// Whether the verb reports what somebody says.
    pub fn is_reporting_verb(&self, lemma: &str) -> bool {
        self.reporting.verbs.contains(lemma)
    }

    /// Whether the preposition names a source: "according to".
    pub fn is_reporting_preposition(&self, words: &str) -> bool {
        self.reporting.prepositions.contains(words)
    }

    /// Whether the noun may stand for the body or country that modifies it: "firms", "officials".
    pub fn is_via(&self, lemma: &str) -> bool {
        let lists = [&self.via.people, &self.via.bodies, &self.via.things, &self.via.of_persons];
        lists.into_iter().any(|list| list.contains(lemma))
    }

    /// Whether the noun is of people who act for a body or country, or are its members: "official", "rebel".
    pub fn is_people(&self, lemma: &str) -> bool {
        self.via.people.contains(lemma)
    }

    /// Whether the noun is of people who speak and strike for nobody but themselves: "resident".
    pub fn is_private(&self, lemma: &str) -> bool {
        self.via.private.contains(lemma)
    }

    /// Whether the noun is a body that may itself have people and things: "government", "army".
    pub fn is_body(&self, lemma: &str) -> bool {
        self.via.bodies.contains(lemma)
    }

    /// Whether the noun is of people who go together and have somebody at their head: "delegation".
    pub fn is_party(&self, lemma: &str) -> bool {
        self.via.parties.contains(lemma)
    }

    /// Whether the noun is of the one at the head of a country or body: "leader".
    pub fn is_head(&self, lemma: &str) -> bool {
        self.via.heads.contains(lemma)
    }

    /// Whether the noun says of a country what it is: "nation".
    pub fn is_country(&self, lemma: &str) -> bool {
        self.via.countries.contains(lemma)
    }

    /// Whether the noun is a thing or facility of a body or country: "base", "warplane".
    pub fn is_thing(&self, lemma: &str) -> bool {
        self.via.things.contains(lemma)
    }

    /// Whether the word only counts what its "of" names: "dozens of officials".
    pub fn is_quantity(&self, lemma: &str) -> bool {
        self.via.quantities.contains(lemma)
    }

    /// Whether the noun says which part of a place is meant: "the heart of Paris".
    pub fn is_area(&self, lemma: &str) -> bool {
        self.via.areas.contains(lemma)
    }

    /// Whether the noun after a body's name only says what it is: "the Hamas movement".
    pub fn is_kind(&self, lemma: &str) -> bool {
        self.via.kinds.contains(lemma)
    }

    /// Whether the word of a body's name says that it is a state's: "ministry".
    pub fn is_of_state(&self, word: &str) -> bool {
        self.via.of_state.contains(word)
    }

    /// Whether the word of a body's name says that it is part of another: "department".
    pub fn is_part(&self, word: &str) -> bool {
        self.via.parts.contains(word)
    }

    /// Whether the word of a body's name says that it is a house too: "hospital".
    pub fn is_house(&self, word: &str) -> bool {
        self.via.houses.contains(word)
    }

    /// Whether the noun is of bodies that are at home in a country, and not its own: "party", "company".
    pub fn is_private_body(&self, lemma: &str) -> bool {
        self.via.private_bodies.contains(lemma)
    }

    /// Whether the noun is of those who know or judge a country, and mostly not their own: "a China expert".
    pub fn is_onlooker(&self, lemma: &str) -> bool {
        self.via.onlookers.contains(lemma)
    }

    /// Whether the noun is something done, of which its doer may be praised or blamed: "invasion", "decision".
    pub fn is_deed(&self, lemma: &str) -> bool {
        self.via.deeds.contains(lemma)
    }

    /// Whether the deed is what a person underwent whose it is said to be: "Navalny's arrest".
    pub fn is_undergone(&self, lemma: &str) -> bool {
        self.via.undergone.contains(lemma)
    }

    /// Whether the noun is something done to whom its "of" names: "the invasion of Ukraine".
    pub fn is_suffered(&self, lemma: &str) -> bool {
        self.via.suffered.contains(lemma)
    }

    /// Whether the noun is something that only the rulers of a country do: "the executions in Iran".
    pub fn is_of_rulers(&self, lemma: &str) -> bool {
        self.via.of_rulers.contains(lemma)
    }

    /// Whether the thing strikes: "missile", not "bridge".
    pub fn is_weapon(&self, lemma: &str) -> bool {
        self.via.weapons.contains(lemma)
    }

    /// Whether the word, in lower case, is one for a newspaper or the like, or mostly of the name of one.
    pub fn is_outlet(&self, word: &str) -> bool {
        self.via.outlets.contains(word)
    }

    /// Whether the noun is of those who speak for a person or body: "a spokesman for the ministry".
    pub fn is_speaker(&self, lemma: &str) -> bool {
        self.via.speakers.contains(lemma)
    }

    /// Whether the noun is of those who act for the place that they are in: "authorities in Iran".
    pub fn is_authority(&self, lemma: &str) -> bool {
        self.via.authorities.contains(lemma)
    }

    /// Whether the noun may stand for the person it belongs to: "government", "campaign".
    pub fn stands_for_persons(&self, lemma: &str) -> bool {
        self.via.of_persons.contains(lemma)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_lists_read() {
        let words = Words::built_in();
        assert_eq!(words.verb_status("plan"), Some(Status::Planned));
        assert!(words.is_reporting_verb("say"));
        assert!(words.is_via("firm"));
    }
}
