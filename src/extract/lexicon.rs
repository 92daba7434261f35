//! The patterns of the relations, read from `data/lexicon`: one file a relation, with its verbs, nouns,
//! adjectives and the places where each has its two ends.
//!
//! A frame in the sense of VerbNet (Kipper Schuler 2005): a trigger word and, for each end, the syntactic places
//! (*slots*) in which it may stand, in the order in which they are tried.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::path::Path;
use std::sync::LazyLock;

use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::relation_file::{Example, RelationFile, RuleError, TriggerKind};
use crate::model::{Act, EntityType, RelationKind, Relations, Status, lexicon_files, relation_files};

static BUILT_IN: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon::default();
    for (name, toml) in relation_files() {
        let file = RelationFile::parse(name, Path::new(name), toml);
        file.and_then(|file| lexicon.add(&file))
            .expect("the files of data/lexicon/relations are checked by a test");
    }
    lexicon
});

/// A place where an end of a relation may stand, seen from the trigger.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
pub enum Slot {
    /// The logical subject: of a passive, the by-phrase.
    Subject,
    /// The logical object: of a passive, its subject.
    Object,
    /// The indirect object.
    Indirect,
    /// The subject of the clausal complement: "urged that Russia withdraw".
    Complement,
    /// "Wang's visit", "its ban".
    Possessor,
    /// An adjective or compound before the noun: "US-China talks".
    Modifier,
    /// Whom the predicate noun is said of: "his wife, Claudia".
    Oneself,
    /// The subject of the clause in which the noun stands: "During a meeting with Putin, Wang said".
    Clause,
    /// The two of whom the clause tells, where the noun is theirs: "Wang told Putin at their meeting".
    Both,
    /// Who comes or goes for what the noun says: "flew to Amman for talks with Abdullah".
    Purpose,
    /// The doer of the event noun that stands in one of the places listed before: "condemned Russia's invasion".
    Deed,
    /// The place in which a thing lies that stands in one of the places listed before: "attacked a base in Borno".
    Site,
    /// The place in which people live who stand in one of the places listed before: "aid to refugees in Somalia".
    Home,
    /// Who says the clause in which the trigger stands: "the attack was shameful, Macron said".
    Speaker,
    /// The body or country of the post that the article says the subject holds: "the minister resigned".
    Post,
    /// What is said of the verb's object: "called Johnson a liar". A place of nouns of light verbs.
    Predicate,
    /// The person whose name stands before the object, a title: "appointed John Smith minister".
    Titled,
    /// Who is said to go in a clause that tells when it was: "took over after Smith resigned".
    Gone,
    /// To whom the infinitive is done that the trigger governs: "threatened to attack Kenya".
    Aim,
    /// The noun phrase of this preposition; of several words with `_` between.
    Preposition(String),
}

impl From<String> for Slot {
    fn from(name: String) -> Self {
        match name.as_str() {
            "subject" => Slot::Subject,
            "object" => Slot::Object,
            "indirect" => Slot::Indirect,
            "complement" => Slot::Complement,
            "possessor" => Slot::Possessor,
            "modifier" => Slot::Modifier,
            "self" => Slot::Oneself,
            "clause" => Slot::Clause,
            "both" => Slot::Both,
            "purpose" => Slot::Purpose,
            "deed" => Slot::Deed,
            "site" => Slot::Site,
            "home" => Slot::Home,
            "speaker" => Slot::Speaker,
            "post" => Slot::Post,
            "predicate" => Slot::Predicate,
            "titled" => Slot::Titled,
            "gone" => Slot::Gone,
            "aim" => Slot::Aim,
            _ => Slot::Preposition(name),
        }
    }
}

impl fmt::Display for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Slot::Subject => "subject",
            Slot::Object => "object",
            Slot::Indirect => "indirect",
            Slot::Complement => "complement",
            Slot::Possessor => "possessor",
            Slot::Modifier => "modifier",
            Slot::Oneself => "self",
            Slot::Clause => "clause",
            Slot::Both => "both",
            Slot::Purpose => "purpose",
            Slot::Deed => "deed",
            Slot::Site => "site",
            Slot::Home => "home",
            Slot::Speaker => "speaker",
            Slot::Post => "post",
            Slot::Predicate => "predicate",
            Slot::Titled => "titled",
            Slot::Gone => "gone",
            Slot::Aim => "aim",
            Slot::Preposition(words) => words,
        })
    }
}

/// A trigger with the places of its ends.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Frame {
    /// Lemmas of the trigger; a phrasal verb has its particle after `_`.
    pub lemmas: Vec<String>,
    /// For a light verb: lemmas of the noun that carries the meaning.
    #[serde(default)]
    pub noun: Vec<String>,
    /// Where that noun may stand; empty: it is the object.
    #[serde(default)]
    pub noun_at: Vec<Slot>,
    /// Lemmas of which one must stand before the noun: "peace agreement".
    #[serde(default)]
    pub modifier: Vec<String>,
    /// Lemmas of which none may stand before the noun: "talk show".
    #[serde(default)]
    pub not_modifier: Vec<String>,
    /// Where the subject may stand.
    #[serde(default)]
    pub subject: Vec<Slot>,
    /// Where the object may stand.
    #[serde(default)]
    pub object: Vec<Slot>,
    /// Where two or more ends together may stand, each pair a fact (symmetric relations).
    #[serde(default)]
    pub pairs: Vec<Slot>,
    /// Whether a verb must (`true`) or must not (`false`) be passive.
    #[serde(default)]
    pub passive: Option<bool>,
    /// Whether the verb must stand without a direct object: "settled in Lima", not "settled the bill in Lima".
    #[serde(default)]
    pub intransitive: bool,
    /// Prepositions of which none may follow the trigger or its noun: "recognized Jerusalem as a capital".
    #[serde(default)]
    pub not_with: Vec<String>,
    /// Prepositions of which none may follow with a gerund: "joined Norway in condemning it".
    #[serde(default)]
    pub not_doing: Vec<String>,
    /// Whether the verb must say to what end: "called on Iran to stop", not "called on the king".
    #[serde(default)]
    pub to_end: bool,
    /// Whether the verb must say what its object becomes: "made Ann minister", "chose her as captain", not "made notes".
    #[serde(default)]
    pub to_post: bool,
    /// Whether the verb must stand without a predicate of its object: "called Xi", not "called Xi a friend".
    #[serde(default)]
    pub no_predicate: bool,
    /// Whether a complement must say what should be: "insisted that Iran stop", not "insisted that Iran was right".
    #[serde(default)]
    pub wished: bool,
    /// Whether it must say so by "must" or "should": "said that Iran must stop", not "said that they stop".
    #[serde(default)]
    pub modal: bool,
    /// Whether a clause that it governs must say what shall be: "agreed that it would stop", not "agreed that it was wrong".
    #[serde(default)]
    pub no_opinion: bool,
    /// Lemmas of which none may stand in the sentence: who removes a batsman with the third ball dismisses nobody.
    #[serde(default)]
    pub not_amid: Vec<String>,
    /// Types the subject may have; empty: any.
    #[serde(default)]
    pub subject_types: Vec<EntityType>,
    /// Types the object may have; empty: any.
    #[serde(default)]
    pub object_types: Vec<EntityType>,
    /// Words of which the subject's name, or the noun it acts through, must have one: "charged at the High Court", not "charged
    /// at the barracks".
    #[serde(default)]
    pub subject_words: Vec<String>,
    /// Words of which the object's name must have one: "attended Yale University", not "attended the forum".
    #[serde(default)]
    pub object_words: Vec<String>,
    /// Whether the trigger must be said to be so: who says that Russia may lie, or never lied, does not accuse it.
    #[serde(default)]
    pub asserted: bool,
    /// Whether the trigger must be said not to be so: who says that Russia does not respect its neighbours accuses it.
    #[serde(default)]
    pub negated: bool,
    /// Whether the object may be no country: "bought the port", not "took over the country".
    #[serde(default)]
    pub no_country: bool,
    /// Whether the object must be one: "a Canadian writer", not "a Toronto writer".
    #[serde(default)]
    pub country: bool,
    /// Whether the subject must be a country: "was convicted in Turkey", not "was convicted in Izmir".
    #[serde(default)]
    pub subject_country: bool,
    /// The status where the trigger itself is asserted, if not `actual`.
    #[serde(default)]
    pub status: Option<Status>,
    /// How often such a match is right, 0 to 1.
    #[serde(default = "usual_confidence")]
    pub confidence: f64,
}

impl Frame {
    /// Whether a speaker says it by the mere word, whatever becomes of the clause: that "its illegal war may end soon"
    /// leaves no doubt what is thought of the war.
    pub fn is_said_in_passing(&self) -> bool {
        self.subject == [Slot::Speaker] && self.status == Some(Status::Actual)
    }
}

fn usual_confidence() -> f64 {
    0.9
}

/// A pattern of a relation.
#[derive(Debug, Clone)]
pub struct Pattern {
    /// The relation's name.
    pub relation: String,
    /// Whether the relation happens or lasts.
    pub kind: RelationKind,
    /// Whether who proposes, rejects or considers the event is taken to have a part in it: of meetings and agreements,
    /// not of attacks.
    pub shared: bool,
    /// Whether it is a way of meeting.
    pub meeting: bool,
    /// What kind of deed the event is.
    pub act: Option<Act>,
    /// The name of the rule in printed facts: `met.verb`.
    pub rule: String,
    /// The trigger and its slots.
    pub frame: Frame,
}

/// All patterns, by the lemma of their trigger and in the order of the files.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    relations: Relations,
    patterns: Vec<Pattern>,
    verbs: HashMap<String, Vec<usize>>,
    nouns: HashMap<String, Vec<usize>>,
    adjectives: HashMap<String, Vec<usize>>,
    examples: BTreeMap<String, Vec<Example>>,
    /// The texts of the files, in the order in which they were added.
    added: Vec<String>,
}

impl Lexicon {
    /// The lexicon that is part of the program.
    pub fn built_in() -> &'static Lexicon {
        &BUILT_IN
    }

    /// Adds the patterns of relation files. One that is named like a relation that is there extends it; any other adds a
    /// relation, and must say what it is.
    pub fn add(&mut self, file: &RelationFile) -> Result<(), RuleError> {
        let name = &file.name;
        match (self.relations.get(name), &file.relation) {
            (None, None) => return Err(file.lacks_head()),
            (Some(known), Some(said)) if known != said => return Err(file.contradicts_head()),
            (Some(_), _) => {}
            (None, Some(relation)) => self.relations.insert(name.clone(), relation.clone()),
        }
        for (kind, frame) in file.frames() {
            self.add_frame(name, kind, frame.clone());
        }
        self.examples.entry(name.clone()).or_default().extend(file.examples().cloned());
        self.added.push(file.toml.clone());
        Ok(())
    }

    /// What tells this lexicon from others: a hash of its patterns and of all word lists.
    pub fn fingerprint(&self) -> String {
        let mut hash = Sha256::new();
        for (path, bytes) in lexicon_files() {
            hash.update(path.to_string_lossy().as_bytes());
            hash.update(bytes);
        }
        self.added.iter().for_each(|toml| hash.update(toml));
        hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    }

    fn add_frame(&mut self, relation: &str, kind: TriggerKind, mut frame: Frame) {
        if kind != TriggerKind::Noun {
            if frame.subject.is_empty() {
                frame.subject = vec![Slot::Subject];
            }
            if frame.object.is_empty() && frame.pairs.is_empty() {
                frame.object = vec![Slot::Object];
            }
        }
        let index = self.patterns.len();
        let by_lemma = match kind {
            TriggerKind::Verb => &mut self.verbs,
            TriggerKind::Noun => &mut self.nouns,
            TriggerKind::Adjective => &mut self.adjectives,
        };
        for lemma in &frame.lemmas {
            by_lemma.entry(lemma.clone()).or_default().push(index);
        }
        let light = if frame.noun.is_empty() { "" } else { "+noun" };
        let rule = format!("{relation}.{kind}{light}");
        let known = self.relations.get(relation);
        self.patterns.push(Pattern {
            relation: relation.to_owned(),
            kind: known.map_or(RelationKind::Event, |r| r.kind),
            meeting: known.is_some_and(|r| r.meeting),
            act: known.and_then(|r| r.act),
            shared: known.is_none_or(|r| r.meeting || r.symmetric),
            rule,
            frame,
        });
    }

    /// The relations of the patterns.
    pub fn relations(&self) -> &Relations {
        &self.relations
    }

    /// All patterns.
    pub fn patterns(&self) -> &[Pattern] {
        &self.patterns
    }

    /// Patterns of a verb by lemma (`meet`, `sit_down`).
    pub fn verbs(&self, lemma: &str) -> impl Iterator<Item = &Pattern> {
        self.select(&self.verbs, lemma)
    }

    /// Patterns of a noun by lemma.
    pub fn nouns(&self, lemma: &str) -> impl Iterator<Item = &Pattern> {
        self.select(&self.nouns, lemma)
    }

    /// Patterns of an adjective by lemma.
    pub fn adjectives(&self, lemma: &str) -> impl Iterator<Item = &Pattern> {
        self.select(&self.adjectives, lemma)
    }

    fn select<'l>(
        &'l self,
        by_lemma: &'l HashMap<String, Vec<usize>>,
        lemma: &str,
    ) -> impl Iterator<Item = &'l Pattern> {
        by_lemma.get(lemma).into_iter().flatten().map(|&i| &self.patterns[i])
    }

    /// The examples of a relation.
    pub fn examples(&self, relation: &str) -> &[Example] {
        self.examples.get(relation).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_lexicon_reads() {
        let lexicon = Lexicon::built_in();
        assert!(lexicon.verbs("meet").any(|pattern| pattern.relation == "met"));
        assert!(lexicon.relations().iter().all(|(name, _)| !lexicon.examples(name).is_empty()));
    }
}
