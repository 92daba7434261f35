//! One file of patterns, as the program has them in `data/lexicon/relations` and as users write them: what the relation
//! is, its verbs, nouns and adjectives, and examples.

use std::fs;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use thiserror::Error;
use toml::Spanned;

use super::lexicon::{Frame, Slot};
use crate::model::{Act, Relation, RelationKind};

const PREPOSITIONS: &str = include_str!("../../data/lexicon/prepositions.txt");

/// What kind of word a trigger is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::Display)]
#[strum(serialize_all = "lowercase")]
pub enum TriggerKind {
    /// A verb, perhaps with its particle.
    Verb,
    /// A noun.
    Noun,
    /// An adjective.
    Adjective,
}

/// A sentence with the facts that must come out of it: a test of the patterns beside them.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The sentence.
    pub text: String,
    /// `subject | relation | object`, with `| status` where it is not actual; empty: nothing of the relation.
    pub facts: Vec<String>,
    /// The line of the file where it begins, from 1.
    #[serde(skip)]
    pub line: usize,
}

/// A file of patterns of one relation.
#[derive(Debug, Clone)]
pub struct RelationFile {
    /// The relation: the file's name without `.toml`.
    pub name: String,
    /// Where it was read.
    pub path: PathBuf,
    /// What the relation is; may be left out where the relation is known.
    pub relation: Option<Relation>,
    /// Its text.
    pub(super) toml: String,
    frames: Vec<(TriggerKind, Frame)>,
    examples: Vec<Example>,
}

/// Why a file of patterns can't be used.
#[derive(Debug, Error)]
pub enum RuleError {
    /// It can't be read.
    #[error("{}: {source}", .path.display())]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Something in it is wrong.
    #[error("{}:{line}: {problem}", .path.display())]
    Wrong {
        /// Which.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong, and what to do.
        problem: String,
    },
}

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    meaning: Option<String>,
    kind: Option<RelationKind>,
    #[serde(default)]
    symmetric: bool,
    #[serde(default)]
    meeting: bool,
    #[serde(default)]
    spans_days: bool,
    #[serde(default)]
    timeless: bool,
    act: Option<Act>,
    plover: Option<String>,
    #[serde(default)]
    cameo: Vec<String>,
    #[serde(default)]
    verb: Vec<Spanned<Frame>>,
    #[serde(default)]
    noun: Vec<Spanned<Frame>>,
    #[serde(default)]
    adjective: Vec<Spanned<Frame>>,
    #[serde(default)]
    example: Vec<Spanned<Example>>,
}

impl RelationFile {
    /// Reads a file; its name is that of the relation.
    pub fn read(path: &Path) -> Result<RelationFile, RuleError> {
        let toml = fs::read_to_string(path)
            .map_err(|source| RuleError::Unreadable { path: path.to_owned(), source })?;
        let name = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        RelationFile::parse(name, path, &toml)
    }

    /// Reads the text of a file. `path` is for errors.
    pub fn parse(name: &str, path: &Path, toml: &str) -> Result<RelationFile, RuleError> {
        let wrong = |span: Option<Range<usize>>, problem: String| {
            let line = span.map_or(1, |span| line_at(toml, span.start));
            RuleError::Wrong { path: path.to_owned(), line, problem }
        };
        if name.is_empty() || !name.chars().all(|c| c.is_ascii_lowercase() || c == '_') {
            let problem = format!("“{name}” is no name of a relation: name the file like awarded_to.toml");
            return Err(wrong(None, problem));
        }
        let written: Written =
            toml::from_str(toml).map_err(|error| wrong(error.span(), error.message().to_owned()))?;
        let relation = match (written.meaning, written.kind) {
            (Some(meaning), Some(kind)) => Some(Relation {
                kind,
                meaning,
                symmetric: written.symmetric,
                meeting: written.meeting,
                spans_days: written.spans_days,
                timeless: written.timeless,
                act: written.act,
                plover: written.plover,
                cameo: written.cameo,
            }),
            (None, None) => None,
            _ => return Err(wrong(None, "`meaning` and `kind` (event or state) go together".to_owned())),
        };
        let lists = [
            (TriggerKind::Verb, written.verb),
            (TriggerKind::Noun, written.noun),
            (TriggerKind::Adjective, written.adjective),
        ];
        let mut frames = Vec::new();
        for (kind, list) in lists {
            for frame in list {
                let span = frame.span();
                let frame = frame.into_inner();
                check(kind, &frame).map_err(|problem| wrong(Some(span), problem))?;
                frames.push((kind, frame));
            }
        }
        let example = |example: Spanned<Example>| {
            let line = line_at(toml, example.span().start);
            Example { line, ..example.into_inner() }
        };
        let examples = written.example.into_iter().map(example).collect();
        Ok(RelationFile {
            name: name.to_owned(),
            path: path.to_owned(),
            relation,
            toml: toml.to_owned(),
            frames,
            examples,
        })
    }

    /// Its patterns with the kinds of their triggers.
    pub fn frames(&self) -> impl Iterator<Item = (TriggerKind, &Frame)> {
        self.frames.iter().map(|(kind, frame)| (*kind, frame))
    }

    /// Its examples.
    pub fn examples(&self) -> impl Iterator<Item = &Example> {
        self.examples.iter()
    }

    /// The relation is not known and the file does not say what it is.
    pub(super) fn lacks_head(&self) -> RuleError {
        let name = &self.name;
        self.wrong(format!(
            "there is no relation “{name}” yet: say first what it is, as in\n\
             meaning = \"gave a prize to\"\nkind = \"event\""
        ))
    }

    /// The relation is known as something else.
    pub(super) fn contradicts_head(&self) -> RuleError {
        let name = &self.name;
        self.wrong(format!(
            "“{name}” is a relation already, and something else: leave out what stands before the patterns, \
             or name the file differently"
        ))
    }

    fn wrong(&self, problem: String) -> RuleError {
        RuleError::Wrong { path: self.path.clone(), line: 1, problem }
    }
}

/// What no pattern can do without.
fn check(kind: TriggerKind, frame: &Frame) -> Result<(), String> {
    if frame.lemmas.iter().all(|lemma| lemma.is_empty()) {
        return Err(format!("a {kind} needs its `lemmas`"));
    }
    let ends = !frame.subject.is_empty() && !frame.object.is_empty() || !frame.pairs.is_empty();
    if kind == TriggerKind::Noun && !ends {
        return Err("a noun needs `subject` and `object`, or `pairs`: where its two ends stand".to_owned());
    }
    if let Some(unknown) = prepositions(frame).find(|words| !is_preposition(words)) {
        return Err(format!(
            "“{unknown}” is no place of an end: neither a slot (CONTRIBUTING.md lists them) nor a preposition of \
             data/lexicon/prepositions.txt, those of several words with _ between"
        ));
    }
    if !(0.0..=1.0).contains(&frame.confidence) {
        return Err("`confidence` is a number from 0 to 1".to_owned());
    }
    Ok(())
}

/// The prepositions that a pattern names.
fn prepositions(frame: &Frame) -> impl Iterator<Item = &str> {
    let slots = [&frame.subject, &frame.object, &frame.pairs].into_iter().flatten().chain(&frame.noun_at);
    let of_slots = slots.filter_map(|slot| match slot {
        Slot::Preposition(words) => Some(words),
        _ => None,
    });
    of_slots.chain(&frame.not_with).chain(&frame.not_doing).map(String::as_str)
}

fn is_preposition(words: &str) -> bool {
    PREPOSITIONS.lines().any(|line| line == words)
}

/// The number of the line, from 1, in which the byte at `offset` stands.
fn line_at(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|&byte| byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(toml: &str) -> String {
        RelationFile::parse("awarded_to", Path::new("awarded_to.toml"), toml).unwrap_err().to_string()
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        let told = error("meaning = \"x\"\nkind = \"event\"\n\n[[verb]]\nlemma = [\"award\"]\n");
        assert!(
            told.starts_with("awarded_to.toml:5: unknown field `lemma`, expected one of `lemmas`"),
            "{told}"
        );
    }

    #[test]
    fn a_misspelt_place_of_an_end_is_told_with_its_line() {
        let head = "meaning = \"x\"\nkind = \"event\"\n\n[[verb]]\nlemmas = [\"award\"]\n";
        for line in [
            "object = [\"wiht\"]",
            "subject = [\"posessor\"]",
            "not_with = [\"asto\"]",
            "noun_at = [\"obj\"]",
        ] {
            let told = error(&format!("{head}{line}\n"));
            assert!(told.starts_with("awarded_to.toml:4: “"), "{told}");
            assert!(told.contains("is no place of an end"), "{told}");
        }
    }
}
