use std::path::PathBuf;

use anyhow::Result;
use clap::Subcommand;
use schemars::JsonSchema;
use serde::Serialize;

use super::Outcome;
use super::extraction::RuleArgs;
use super::output::{Columns, Line, OutputArgs, Row, Sink, message};
use crate::extract::{Lexicon, Pattern, RelationFile, RuleError, RuleExtractor};

/// Check files of patterns, or list the relations with their words
///
/// A file of patterns is named like its relation (`awarded_to.toml`); CONTRIBUTING.md tells its form. `extract` and
/// `ingest` use it by `--rules FILE`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  newsgraph rules list
  newsgraph rules check tests/data/rules/awarded_to.toml")]
pub struct Rules {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    Check(Check),
    List(List),
}

/// Check files of patterns: their form, and whether their examples hold
///
/// Examples run with all patterns of the program and of the files before; of a relation that there is already, its own
/// examples too.
#[derive(Debug, clap::Args)]
struct Check {
    /// Files of patterns
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
}

/// List the relations: what each means, and the words that carry it
#[derive(Debug, clap::Args)]
struct List {
    #[command(flatten)]
    rules: RuleArgs,
    #[command(flatten)]
    output: OutputArgs,
}

impl Rules {
    pub fn run(self) -> Result<Outcome> {
        match self.action {
            Action::Check(check) => check.run(),
            Action::List(list) => list.run(),
        }
    }
}

impl Check {
    fn run(self) -> Result<Outcome> {
        let mut sink = Sink::open(None)?;
        let mut lexicon = Lexicon::built_in().clone();
        let mut outcome = Outcome::Found;
        for path in self.files {
            match added(&mut lexicon, &path) {
                Ok(file) => match problems(&lexicon, &file) {
                    problems if problems.is_empty() => sink.text(&in_order(&file))?,
                    problems => {
                        problems.iter().for_each(|problem| message("error", problem));
                        outcome = Outcome::Partly;
                    }
                },
                Err(error) => {
                    message("error", error);
                    outcome = Outcome::Partly;
                }
            }
        }
        sink.finish()?;
        Ok(outcome)
    }
}

fn added(lexicon: &mut Lexicon, path: &std::path::Path) -> Result<RelationFile, RuleError> {
    let file = RelationFile::read(path)?;
    lexicon.add(&file)?;
    Ok(file)
}

/// The examples that do not hold: those of the file, and those of the program for the same relation.
fn problems(lexicon: &Lexicon, file: &RelationFile) -> Vec<String> {
    let extractor = RuleExtractor::new(lexicon.clone());
    let own: Vec<_> = file.examples().cloned().collect();
    let built_in = format!("{}.toml of the program", file.name);
    let of_program = Lexicon::built_in().examples(&file.name);
    [(file.path.display().to_string(), own.as_slice()), (built_in, of_program)]
        .into_iter()
        .flat_map(|(path, examples)| {
            extractor.failures(&file.name, examples).into_iter().map(move |failure| {
                let listed = |facts: Vec<&String>| match facts.is_empty() {
                    true => "nothing".to_owned(),
                    false => facts.iter().map(|fact| format!("“{fact}”")).collect::<Vec<_>>().join(", "),
                };
                let (example, found) = (&failure.example, listed(failure.found.iter().collect()));
                let expected = listed(example.facts.iter().collect());
                format!("{path}:{}: “{}”: expected {expected}, found {found}", example.line, example.text)
            })
        })
        .collect()
}

/// A line on a file that is in order.
fn in_order(file: &RelationFile) -> String {
    let (patterns, examples) = (file.frames().count(), file.examples().count());
    let path = file.path.display();
    format!("{path}: {} in order (patterns: {patterns}, examples: {examples})\n", file.name)
}

impl List {
    fn run(self) -> Result<Outcome> {
        let extractor = self.rules.extractor(self.output.path())?;
        let lexicon = extractor.lexicon();
        let mut rows = self.output.open()?.rows(COLUMNS)?;
        for (name, relation) in lexicon.relations().iter() {
            let words = |kind: &str| {
                let rules =
                    |p: &&Pattern| p.relation == name && p.rule.split(['.', '+']).nth(1) == Some(kind);
                let patterns = lexicon.patterns().iter().filter(rules);
                let mut words: Vec<String> = patterns.flat_map(|p| p.frame.lemmas.clone()).collect();
                words.sort_unstable();
                words.dedup();
                words
            };
            rows.write(&Listed {
                relation: name,
                kind: relation.kind.into(),
                symmetric: relation.symmetric,
                meaning: &relation.meaning,
                verbs: words("verb"),
                nouns: words("noun"),
                adjectives: words("adjective"),
                examples: lexicon.examples(name).len(),
            })?;
        }
        Ok(Outcome::of(rows.finish()?))
    }
}

const COLUMNS: Columns<'_> = Columns {
    names: &["relation", "kind", "symmetric", "meaning", "verbs", "nouns", "adjectives", "examples"],
    shown: 7,
    implied: Some(("symmetric", "no")),
};

/// A relation with its words.
#[derive(Serialize, JsonSchema)]
pub(super) struct Listed<'a> {
    /// Its name.
    relation: &'a str,
    /// `event` or `state`.
    kind: &'static str,
    /// Whether the order of the ends does not matter.
    symmetric: bool,
    /// What it means, in a line.
    meaning: &'a str,
    /// The verbs that carry it.
    verbs: Vec<String>,
    /// The nouns that do.
    nouns: Vec<String>,
    /// The adjectives that do.
    adjectives: Vec<String>,
    /// How many examples are run as tests of it.
    examples: usize,
}

impl Row for Listed<'_> {
    fn line(&self) -> Line {
        let cells = vec![
            self.relation.to_owned(),
            self.kind.to_owned(),
            if self.symmetric { "yes" } else { "no" }.to_owned(),
            self.meaning.to_owned(),
            self.verbs.join(" "),
            self.nouns.join(" "),
            self.adjectives.join(" "),
            self.examples.to_string(),
        ];
        Line { cells, ..Line::default() }
    }
}
