//! The patterns of the relations, read from `data/lexicon`: one file a relation, with its verbs, nouns,
//! adjectives and the places where each has its two ends.
//!
//! A frame in the sense of VerbNet (Kipper Schuler 2005): a trigger word and, for each end, the syntactic places
//! (*slots*) in which it may stand, in the order in which they are tried.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::LazyLock;

use serde::Deserialize;
use thiserror::Error;

use crate::model::{EntityType, relation_files};

static BUILT_IN: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::parse(relation_files()).expect("the files of data/lexicon/relations are checked by a test")
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
    /// The doer of the event noun that stands in one of the places listed before: "condemned Russia's invasion".
    Deed,
    /// The place in which a thing lies that stands in one of the places listed before: "attacked a base in Borno".
    Site,
    /// Who says the clause in which the trigger stands: "the attack was shameful, Macron said".
    Speaker,
    /// What is said of the verb's object: "called Johnson a liar". A place of nouns of light verbs.
    Predicate,
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
            "deed" => Slot::Deed,
            "site" => Slot::Site,
            "speaker" => Slot::Speaker,
            "predicate" => Slot::Predicate,
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
            Slot::Deed => "deed",
            Slot::Site => "site",
            Slot::Speaker => "speaker",
            Slot::Predicate => "predicate",
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
    /// Where that noun stands.
    #[serde(default)]
    pub noun_at: Option<Slot>,
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
    /// Prepositions of which none may follow the trigger: "recognized Jerusalem as a capital".
    #[serde(default)]
    pub not_with: Vec<String>,
    /// Whether the verb must stand without a predicate of its object: "called Xi", not "called Xi a friend".
    #[serde(default)]
    pub no_predicate: bool,
    /// Types the subject may have; empty: any.
    #[serde(default)]
    pub subject_types: Vec<EntityType>,
    /// Types the object may have; empty: any.
    #[serde(default)]
    pub object_types: Vec<EntityType>,
    /// The status where the trigger itself is asserted, if not `actual`.
    #[serde(default)]
    pub status: Option<crate::model::Status>,
    /// How often such a match is right, 0 to 1.
    #[serde(default = "usual_confidence")]
    pub confidence: f64,
}

fn usual_confidence() -> f64 {
    0.9
}

/// A sentence with the facts that must come out of it: a test of the patterns beside them.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The sentence.
    pub text: String,
    /// `subject | relation | object`, with `| status` where it is not actual; empty: nothing of the relation.
    pub facts: Vec<String>,
}

#[derive(Deserialize)]
struct RelationFile {
    #[serde(default)]
    verb: Vec<Frame>,
    #[serde(default)]
    noun: Vec<Frame>,
    #[serde(default)]
    adjective: Vec<Frame>,
    #[serde(default)]
    example: Vec<Example>,
}

/// A frame of a relation.
#[derive(Debug, Clone)]
pub struct Pattern {
    /// The relation's name.
    pub relation: String,
    /// The name of the rule in printed facts: `met.verb`.
    pub rule: String,
    /// The trigger and its slots.
    pub frame: Frame,
}

/// Why a file of the lexicon can't be used.
#[derive(Debug, Error)]
#[error("data/lexicon/relations/{relation}.toml: {source}")]
pub struct LexiconError {
    relation: String,
    source: toml::de::Error,
}

/// All patterns, by the lemma of their trigger and in the order of the files.
#[derive(Debug, Default)]
pub struct Lexicon {
    patterns: Vec<Pattern>,
    verbs: HashMap<String, Vec<usize>>,
    nouns: HashMap<String, Vec<usize>>,
    adjectives: HashMap<String, Vec<usize>>,
    examples: BTreeMap<String, Vec<Example>>,
}

impl Lexicon {
    /// The lexicon that is part of the program.
    pub fn built_in() -> &'static Lexicon {
        &BUILT_IN
    }

    /// Reads relation files, given as pairs of relation name and TOML.
    pub fn parse<'f>(files: impl IntoIterator<Item = (&'f str, &'f str)>) -> Result<Lexicon, LexiconError> {
        let mut files: Vec<_> = files.into_iter().collect();
        files.sort();
        let mut lexicon = Lexicon::default();
        for (relation, toml) in files {
            let file: RelationFile = toml::from_str(toml)
                .map_err(|source| LexiconError { relation: relation.to_owned(), source })?;
            for (kind, frames) in [("verb", file.verb), ("noun", file.noun), ("adjective", file.adjective)] {
                for frame in frames {
                    lexicon.add(relation, kind, frame);
                }
            }
            lexicon.examples.insert(relation.to_owned(), file.example);
        }
        Ok(lexicon)
    }

    fn add(&mut self, relation: &str, kind: &str, mut frame: Frame) {
        if kind != "noun" {
            if frame.subject.is_empty() {
                frame.subject = vec![Slot::Subject];
            }
            if frame.object.is_empty() && frame.pairs.is_empty() {
                frame.object = vec![Slot::Object];
            }
        }
        let index = self.patterns.len();
        let by_lemma = match kind {
            "verb" => &mut self.verbs,
            "noun" => &mut self.nouns,
            _ => &mut self.adjectives,
        };
        for lemma in &frame.lemmas {
            by_lemma.entry(lemma.clone()).or_default().push(index);
        }
        let light = if frame.noun.is_empty() { "" } else { "+noun" };
        let rule = format!("{relation}.{kind}{light}");
        self.patterns.push(Pattern { relation: relation.to_owned(), rule, frame });
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

    /// The examples of each relation.
    pub fn examples(&self) -> impl Iterator<Item = (&str, &[Example])> {
        self.examples.iter().map(|(relation, examples)| (relation.as_str(), examples.as_slice()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_lexicon_reads() {
        let files = relation_files();
        assert!(files.iter().any(|(name, _)| *name == "met"));
        for file in files {
            Lexicon::parse([file]).unwrap();
        }
    }
}
