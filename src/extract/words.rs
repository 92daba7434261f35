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

type ByStatus = HashMap<Status, Vec<String>>;

#[derive(Deserialize)]
struct StatusFile {
    verb: ByStatus,
    clause: ByStatus,
    noun: ByStatus,
    adjective: ByStatus,
    attribute: ByStatus,
    modal: ByStatus,
    adverb: ByStatus,
}

#[derive(Deserialize)]
struct ReportingFile {
    verbs: HashSet<String>,
    prepositions: HashSet<String>,
}

#[derive(Deserialize)]
struct ViaFile {
    people: HashSet<String>,
    private: HashSet<String>,
    bodies: HashSet<String>,
    things: HashSet<String>,
    of_persons: HashSet<String>,
    parties: HashSet<String>,
    countries: HashSet<String>,
    deeds: HashSet<String>,
    suffered: HashSet<String>,
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
    private_bodies: HashSet<String>,
}

#[derive(Debug, Deserialize)]
struct ControlFile {
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
    verb: HashMap<String, Status>,
    clause: HashMap<String, Status>,
    noun: HashMap<String, Status>,
    adjective: HashMap<String, Status>,
    attribute: HashMap<String, Status>,
    modal: HashMap<String, Status>,
    adverb: HashMap<String, Status>,
    reporting_verbs: HashSet<String>,
    reporting_prepositions: HashSet<String>,
    via: HashSet<String>,
    people: HashSet<String>,
    private: HashSet<String>,
    bodies: HashSet<String>,
    things: HashSet<String>,
    parties: HashSet<String>,
    countries: HashSet<String>,
    quantities: HashSet<String>,
    kinds: HashSet<String>,
    of_state: HashSet<String>,
    parts: HashSet<String>,
    houses: HashSet<String>,
    private_bodies: HashSet<String>,
    via_of_persons: HashSet<String>,
    deeds: HashSet<String>,
    suffered: HashSet<String>,
    of_rulers: HashSet<String>,
    weapons: HashSet<String>,
    outlets: HashSet<String>,
    speakers: HashSet<String>,
    authorities: HashSet<String>,
    control: ControlFile,
}

impl Words {
    /// The lists that are part of the program.
    pub fn built_in() -> &'static Words {
        &BUILT_IN
    }

    fn parse(status: &str, reporting: &str, via: &str, control: &str) -> Result<Words, toml::de::Error> {
        let status: StatusFile = toml::from_str(status)?;
        let reporting: ReportingFile = toml::from_str(reporting)?;
        let via: ViaFile = toml::from_str(via)?;
        let flat = |lists: ByStatus| {
            lists
                .into_iter()
                .flat_map(|(status, words)| words.into_iter().map(move |w| (w, status)))
                .collect()
        };
        Ok(Words {
            verb: flat(status.verb),
            clause: flat(status.clause),
            noun: flat(status.noun),
            adjective: flat(status.adjective),
            attribute: flat(status.attribute),
            modal: flat(status.modal),
            adverb: flat(status.adverb),
            reporting_verbs: reporting.verbs,
            reporting_prepositions: reporting.prepositions,
            via: [&via.people, &via.bodies, &via.things].into_iter().flatten().cloned().collect(),
            people: via.people,
            private: via.private,
            bodies: via.bodies,
            things: via.things,
            parties: via.parties,
            countries: via.countries,
            quantities: via.quantities,
            kinds: via.kinds,
            of_state: via.of_state,
            parts: via.parts,
            houses: via.houses,
            private_bodies: via.private_bodies,
            via_of_persons: via.of_persons,
            deeds: via.deeds,
            suffered: via.suffered,
            of_rulers: via.of_rulers,
            weapons: via.weapons,
            outlets: via.outlets,
            speakers: via.speakers,
            authorities: via.authorities,
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
        self.verb.get(lemma).copied()
    }

    /// What a verb makes of a clause of its own tense, where that is not what it makes of others: "told her that he came".
    pub fn clause_status(&self, lemma: &str) -> Option<Status> {
        self.clause.get(lemma).copied()
    }

    /// What a noun makes of the clause or phrase it governs: "a plan to".
    pub fn noun_status(&self, lemma: &str) -> Option<Status> {
        self.noun.get(lemma).copied()
    }

    /// What an adjective makes of the event that it is said of: "a planned visit", "the visit is unlikely".
    pub fn attribute_status(&self, lemma: &str) -> Option<Status> {
        self.attribute.get(lemma).copied()
    }

    /// What an adjective makes of the clause it governs: "ready to", "possible that".
    pub fn adjective_status(&self, lemma: &str) -> Option<Status> {
        self.adjective.get(lemma).copied()
    }

    /// What a modal makes of its verb: "will", "may".
    pub fn modal_status(&self, lemma: &str) -> Option<Status> {
        self.modal.get(lemma).copied()
    }

    /// What an adverb makes of its verb: "never", "possibly".
    pub fn adverb_status(&self, lemma: &str) -> Option<Status> {
        self.adverb.get(lemma).copied()
    }

    /// Whether the verb reports what somebody says.
    pub fn is_reporting_verb(&self, lemma: &str) -> bool {
        self.reporting_verbs.contains(lemma)
    }

    /// Whether the preposition names a source: "according to".
    pub fn is_reporting_preposition(&self, words: &str) -> bool {
        self.reporting_prepositions.contains(words)
    }

    /// Whether the noun may stand for the body or country that modifies it: "firms", "officials".
    pub fn is_via(&self, lemma: &str) -> bool {
        self.via.contains(lemma) || self.via_of_persons.contains(lemma)
    }

    /// Whether the noun is of people who act for a body or country, or are its members: "official", "rebel".
    pub fn is_people(&self, lemma: &str) -> bool {
        self.people.contains(lemma)
    }

    /// Whether the noun is of people who speak and strike for nobody but themselves: "resident".
    pub fn is_private(&self, lemma: &str) -> bool {
        self.private.contains(lemma)
    }

    /// Whether the noun is a body that may itself have people and things: "government", "army".
    pub fn is_body(&self, lemma: &str) -> bool {
        self.bodies.contains(lemma)
    }

    /// Whether the noun is of people who go together and have somebody at their head: "delegation".
    pub fn is_party(&self, lemma: &str) -> bool {
        self.parties.contains(lemma)
    }

    /// Whether the noun says of a country what it is: "nation".
    pub fn is_country(&self, lemma: &str) -> bool {
        self.countries.contains(lemma)
    }

    /// Whether the noun is a thing or facility of a body or country: "base", "warplane".
    pub fn is_thing(&self, lemma: &str) -> bool {
        self.things.contains(lemma)
    }

    /// Whether the word only counts what its "of" names: "dozens of officials".
    pub fn is_quantity(&self, lemma: &str) -> bool {
        self.quantities.contains(lemma)
    }

    /// Whether the noun after a body's name only says what it is: "the Hamas movement".
    pub fn is_kind(&self, lemma: &str) -> bool {
        self.kinds.contains(lemma)
    }

    /// Whether the word of a body's name says that it is a state's: "ministry".
    pub fn is_of_state(&self, word: &str) -> bool {
        self.of_state.contains(word)
    }

    /// Whether the word of a body's name says that it is part of another: "department".
    pub fn is_part(&self, word: &str) -> bool {
        self.parts.contains(word)
    }

    /// Whether the word of a body's name says that it is a house too: "hospital".
    pub fn is_house(&self, word: &str) -> bool {
        self.houses.contains(word)
    }

    /// Whether the noun is of bodies that are at home in a country, and not its own: "party", "company".
    pub fn is_private_body(&self, lemma: &str) -> bool {
        self.private_bodies.contains(lemma)
    }

    /// Whether the noun is something done, of which its doer may be praised or blamed: "invasion", "decision".
    pub fn is_deed(&self, lemma: &str) -> bool {
        self.deeds.contains(lemma)
    }

    /// Whether the noun is something done to whom its "of" names: "the invasion of Ukraine".
    pub fn is_suffered(&self, lemma: &str) -> bool {
        self.suffered.contains(lemma)
    }

    /// Whether the noun is something that only the rulers of a country do: "the executions in Iran".
    pub fn is_of_rulers(&self, lemma: &str) -> bool {
        self.of_rulers.contains(lemma)
    }

    /// Whether the thing strikes: "missile", not "bridge".
    pub fn is_weapon(&self, lemma: &str) -> bool {
        self.weapons.contains(lemma)
    }

    /// Whether the word, in lower case, is one for a newspaper or the like, or mostly of the name of one.
    pub fn is_outlet(&self, word: &str) -> bool {
        self.outlets.contains(word)
    }

    /// Whether the noun is of those who speak for a person or body: "a spokesman for the ministry".
    pub fn is_speaker(&self, lemma: &str) -> bool {
        self.speakers.contains(lemma)
    }

    /// Whether the noun is of those who act for the place that they are in: "authorities in Iran".
    pub fn is_authority(&self, lemma: &str) -> bool {
        self.authorities.contains(lemma)
    }

    /// Whether the noun may stand for the person it belongs to: "government", "campaign".
    pub fn stands_for_persons(&self, lemma: &str) -> bool {
        self.via_of_persons.contains(lemma)
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
