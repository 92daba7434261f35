//! The command line: one file a command, each with its arguments, its help (the doc comments) and its function.
//!
//! A command turns what was typed into a call of the library and prints the answer through [`output`]. Exit codes
//! are those of ripgrep: 0 something was found or done, 1 nothing was found, 2 there was an error, also if it was only
//! in one of many articles and the run went on.

mod alias;
mod analyze;
mod articles;
mod between;
mod check;
mod communities;
mod database;
mod diff;
mod eval;
mod events;
mod export;
mod extract;
mod extraction;
mod filters;
mod hash;
mod in_order;
mod ingest;
mod log;
mod merge;
mod met;
mod neighbors;
mod not_same;
mod output;
mod path;
mod progress;
mod rank;
mod rebuild;
mod remark;
mod review;
mod rm;
mod rules;
mod schema;
mod search;
mod serve;
mod split;
mod sql;
mod stats;
mod timeline;
mod undo;
mod who;
mod why;

use std::io;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::query::NameError;

/// Who did what to whom, when and where: news articles into a graph of facts, each with the sentence that says so
#[derive(Debug, Parser)]
#[command(name = "newsgraph", version, propagate_version = false, disable_help_subcommand = true)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Ingest(ingest::Ingest),
    Met(met::Met),
    Events(events::Events),
    Who(who::Who),
    Timeline(timeline::Timeline),
    Neighbors(neighbors::Neighbors),
    Between(between::Between),
    Path(path::Path),
    Rank(rank::Rank),
    Communities(communities::Communities),
    Why(why::Why),
    Diff(diff::Diff),
    Search(search::Search),
    Articles(articles::Articles),
    Schema(schema::Schema),
    Stats(stats::Stats),
    Sql(sql::Sql),
    Export(export::Export),
    Serve(serve::Serve),
    Rm(rm::Rm),
    Merge(merge::Merge),
    NotSame(not_same::NotSame),
    Split(split::Split),
    Alias(alias::Alias),
    Undo(undo::Undo),
    Log(log::Log),
    Review(review::Review),
    Check(check::Check),
    Rebuild(rebuild::Rebuild),
    Hash(hash::Hash),
    Extract(extract::Extract),
    Analyze(analyze::Analyze),
    Eval(eval::Eval),
    Rules(rules::Rules),
}

/// What a command that did not fail came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// There was an answer, or the work is done.
    Found,
    /// The question has no answer.
    Nothing,
    /// Some of the input had errors, which were reported on the way.
    Partly,
}

impl Outcome {
    /// The outcome of a list of so many rows.
    fn of(count: usize) -> Outcome {
        if count > 0 { Outcome::Found } else { Outcome::Nothing }
    }
}

/// Parses the arguments, runs the command, and turns its outcome into an exit code.
pub fn main() -> ExitCode {
    match Cli::parse().command.run() {
        Ok(Outcome::Found) => ExitCode::SUCCESS,
        Ok(Outcome::Nothing) => ExitCode::from(1),
        Ok(Outcome::Partly) => ExitCode::from(2),
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) if matches!(error.downcast_ref(), Some(NameError::Unknown(_))) => {
            output::message("note", error);
            ExitCode::from(1)
        }
        Err(error) => {
            output::message("error", with_causes(&error));
            ExitCode::from(2)
        }
    }
}

impl Command {
    fn run(self) -> Result<Outcome> {
        match self {
            Command::Ingest(command) => command.run(),
            Command::Met(command) => command.run(),
            Command::Events(command) => command.run(),
            Command::Who(command) => command.run(),
            Command::Timeline(command) => command.run(),
            Command::Neighbors(command) => command.run(),
            Command::Between(command) => command.run(),
            Command::Path(command) => command.run(),
            Command::Rank(command) => command.run(),
            Command::Communities(command) => command.run(),
            Command::Why(command) => command.run(),
            Command::Diff(command) => command.run(),
            Command::Search(command) => command.run(),
            Command::Articles(command) => command.run(),
            Command::Schema(command) => command.run(),
            Command::Stats(command) => command.run(),
            Command::Sql(command) => command.run(),
            Command::Export(command) => command.run(),
            Command::Serve(command) => command.run(),
            Command::Rm(command) => command.run(),
            Command::Merge(command) => command.run(),
            Command::NotSame(command) => command.run(),
            Command::Split(command) => command.run(),
            Command::Alias(command) => command.run(),
            Command::Undo(command) => command.run(),
            Command::Log(command) => command.run(),
            Command::Review(command) => command.run(),
            Command::Check(command) => command.run(),
            Command::Rebuild(command) => command.run(),
            Command::Hash(command) => command.run(),
            Command::Extract(command) => command.run(),
            Command::Analyze(command) => command.run(),
            Command::Eval(command) => command.run(),
            Command::Rules(command) => command.run(),
        }
    }
}

/// The error with its causes, but for those that it tells itself.
fn with_causes(error: &anyhow::Error) -> String {
    error.chain().map(ToString::to_string).fold(String::new(), |told, cause| match told {
        told if told.is_empty() => cause,
        told if told.contains(&cause) => told,
        told => format!("{told}: {cause}"),
    })
}

/// Whether the reader of our output has closed it (`newsgraph … | head`): it has all it wants.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let mut causes = error.chain().filter_map(|cause| cause.downcast_ref::<io::Error>());
    causes.any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_arguments_are_consistent() {
        Cli::command().debug_assert();
    }

    /// The words of a shell command, up to a pipe or a redirection.
    fn words(line: &str) -> Vec<String> {
        let (mut words, mut word, mut quote) = (Vec::new(), String::new(), None);
        for c in line.chars() {
            match quote {
                Some(open) if c == open => quote = None,
                Some(_) => word.push(c),
                None if matches!(c, '"' | '\'') => quote = Some(c),
                None if matches!(c, '|' | '>') => break,
                None if c == ' ' => {
                    words.extend(Some(std::mem::take(&mut word)).filter(|word| !word.is_empty()))
                }
                None => word.push(c),
            }
        }
        words.extend(Some(word).filter(|word| !word.is_empty()));
        words
    }

    #[test]
    fn every_command_has_help_with_examples_that_can_be_typed() {
        for command in Cli::command().get_subcommands() {
            let name = command.get_name();
            assert!(command.get_about().is_some(), "{name} does not say what it does");
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            let examples: Vec<_> = help.lines().filter(|line| line.starts_with("  newsgraph ")).collect();
            assert!(!examples.is_empty(), "{name} has no example in its help");
            for example in examples {
                let words = words(example.trim());
                assert_eq!(words[1], name, "{example}");
                let parsed = Cli::try_parse_from(&words);
                assert!(parsed.is_ok(), "{example}: {}", parsed.unwrap_err());
            }
        }
    }
}
