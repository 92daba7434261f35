use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use anyhow::{Context, Result};
use schemars::JsonSchema;
use serde::Serialize;

use super::Outcome;
use super::database::Database;
use super::extraction::{self, Extracted, InputArgs, RuleArgs, note_on};
use super::in_order::in_order;
use super::output::{Columns, Line, OutputArgs, apart};
use super::progress::Progress;
use crate::model::{Article, EntityType};
use crate::query::{self, End, EventRow, Filter};
use crate::read::PassedOver;
use crate::store::{self, Store, StoreError};

/// Read articles into a database: what they say, who is meant, what happened
///
/// Makes the database where there is none. Articles that are in it already are passed over, those whose text has
/// changed are read again. Each article is one transaction: whenever the run ends, the database is whole, and the
/// same command goes on where it stopped.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  newsgraph ingest news.db data/articles
  newsgraph ingest news.db 'feeds/*.xml' articles.jsonl.gz")]
pub struct Ingest {
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    input: InputArgs,
    #[command(flatten)]
    rules: RuleArgs,
    #[command(flatten)]
    output: OutputArgs,
}

/// What is to be done with an input, or has been.
enum Step<T> {
    /// It is in the database as it is.
    Unchanged,
    /// It is to be, or was, worked on.
    Work(T),
    /// What was wrong with it.
    Failed(String),
}

impl Ingest {
    pub fn run(self) -> Result<Outcome> {
        let start = Instant::now();
        let (path, output) = (&self.database.path, self.output.path());
        apart(output, [path.as_path()])?;
        let extractor = self.rules.extractor(output)?;
        let inputs = self.input.articles(output)?;
        let mut store = self.database.open_or_create()?;
        // A second connection, so that reading can ask what is there while the first one writes.
        let known = Store::open(path)?;
        let run = extraction::run(extractor.lexicon());
        let interrupted = on_interrupt()?;
        let mut articles = Articles::default();
        let progress = Progress::of_articles(inputs.reading());
        let passed_over = inputs.passed_over(Some(path));

        let read = || {
            let inputs = inputs.take_while(|_| !interrupted.load(Ordering::Relaxed));
            let (known, run) = (known, &run);
            inputs.map(move |input| match input {
                Err(error) => Step::Failed(error.to_string()),
                Ok(article) => match known.holds(&article, run) {
                    Err(error) => Step::Failed(format!("{}: {error}", article.id)),
                    Ok(true) => Step::Unchanged,
                    Ok(false) => Step::Work(article),
                },
            })
        };
        let extract = |step: Step<Article>| match step {
            Step::Unchanged => Step::Unchanged,
            Step::Failed(error) => Step::Failed(error),
            Step::Work(article) => match Extracted::by(&extractor, Ok(article)) {
                Ok(extracted) => Step::Work(extracted),
                Err(error) => Step::Failed(error),
            },
        };
        in_order(read, self.input.threads(), extract, |step| {
            let done = match step {
                Step::Unchanged => Ok(store::Outcome::Unchanged),
                Step::Failed(error) => Err(error),
                Step::Work(Extracted { article, analysis, claims }) => {
                    if let Some(note) = note_on(&article, &analysis) {
                        articles.foreign += 1;
                        progress.note(note);
                    }
                    match store.put(&article, &analysis, &claims, &run) {
                        Err(error @ StoreError::Inconsistent { .. }) => Err(error.to_string()),
                        done => {
                            let done = done.with_context(|| format!("{}: not stored", article.id))?;
                            let is_twin = done == store::Outcome::Added && store.has_twin(&article)?;
                            articles.same_text += usize::from(is_twin);
                            Ok(done)
                        }
                    }
                }
            };
            match done {
                Ok(store::Outcome::Added) => articles.new += 1,
                Ok(store::Outcome::Replaced) => articles.replaced += 1,
                Ok(store::Outcome::Unchanged) => articles.unchanged += 1,
                Err(error) => {
                    articles.failed += 1;
                    progress.error(error);
                }
            }
            progress.article(format!("· {} new", articles.new));
            Ok(())
        })?;
        drop(progress);

        let summary = Summary {
            articles,
            passed_over,
            interrupted: interrupted.load(Ordering::Relaxed),
            database: query::stats(&store)?,
            meetings: best_meetings(&store)?,
            seconds: (start.elapsed().as_secs_f64() * 100.0).round() / 100.0,
        };
        let words = summary.in_words(path, |end| typed(&store, end));
        self.output.open()?.report(&summary, &words, COLUMNS, summary.lines())?;
        Ok(summary.outcome())
    }
}

/// A flag that Ctrl-C sets: what is being worked on is finished, nothing more is begun. A second Ctrl-C ends the
/// program at once, which loses no more than the articles that are being worked on.
fn on_interrupt() -> Result<Arc<AtomicBool>> {
    let flag = Arc::new(AtomicBool::new(false));
    let set = Arc::clone(&flag);
    ctrlc::set_handler(move || {
        if set.swap(true, Ordering::Relaxed) {
            std::process::exit(INTERRUPTED);
        }
    })?;
    Ok(flag)
}

/// The exit code of a program that Ctrl-C has ended, as shells give it.
const INTERRUPTED: i32 = 130;

/// How many meetings the summary names.
const MEETINGS: usize = 5;

/// The best attested meetings, those of two people and with a date first.
fn best_meetings(store: &Store) -> Result<Vec<EventRow>> {
    let known = store.known_relations()?;
    let meeting = known.iter().filter(|(_, relation)| relation.meeting);
    let relations = meeting.map(|(name, _)| name.to_owned()).collect();
    let mut meetings = query::events(store, None, &Filter { relations, ..Filter::default() })?;
    let of_people = |m: &EventRow| [&m.subject, &m.object].iter().all(|end| end.entity == EntityType::Person);
    // Stable: ties stay in the order of their dates.
    meetings.sort_by_key(|m| {
        std::cmp::Reverse((m.relation == "met", of_people(m), m.when.is_some(), m.sources, m.claims))
    });
    meetings.truncate(MEETINGS);
    Ok(meetings)
}

/// What the run came to.
#[derive(Serialize, JsonSchema)]
pub(super) struct Summary {
    /// The articles by what became of them.
    articles: Articles,
    /// Files in folders that were passed over, because their names are not those of articles: how many, by extension.
    passed_over: PassedOver,
    /// Whether the user ended the run before its end.
    interrupted: bool,
    /// What the database holds now.
    database: query::Stats,
    /// A few meetings in it.
    meetings: Vec<EventRow>,
    /// How long it took.
    seconds: f64,
}

/// How many articles there were.
#[derive(Default, Serialize, JsonSchema)]
struct Articles {
    /// Not there before.
    new: usize,
    /// There before, with the same words, read with the same program.
    unchanged: usize,
    /// There before, with other words or read otherwise.
    replaced: usize,
    /// Not readable.
    failed: usize,
    /// Of the new and replaced ones, those that were not analysed.
    foreign: usize,
    /// Of the new ones, those with every word of an article under another id: files that were read from another folder,
    /// or copies.
    same_text: usize,
}

const COLUMNS: Columns<'_> = Columns { names: &["what", "count"], shown: 2, implied: None };

impl Summary {
    fn outcome(&self) -> Outcome {
        let done = self.articles.new + self.articles.unchanged + self.articles.replaced;
        match done {
            _ if self.interrupted || self.articles.failed > 0 => Outcome::Partly,
            0 => Outcome::Nothing,
            _ => Outcome::Found,
        }
    }

    /// The articles by what became of them: each is in one of the counts.
    fn counts(&self) -> [(&'static str, usize); 4] {
        let Articles { new, unchanged, replaced, failed, .. } = self.articles;
        [("new", new), ("unchanged", unchanged), ("replaced", replaced), ("failed", failed)]
    }

    fn lines(&self) -> Vec<Line> {
        let counts = self
            .counts()
            .into_iter()
            .chain([("foreign", self.articles.foreign), ("same text", self.articles.same_text)]);
        let counts = counts.map(|(name, count)| (format!("articles {name}"), count));
        let passed_over = ("files passed over".to_owned(), self.passed_over.count());
        let counts = counts.chain([passed_over]).map(|(name, count)| vec![name, count.to_string()]);
        counts.map(|cells| Line { cells, ..Line::default() }).collect()
    }

    /// `typed` says what to type for an entity.
    fn in_words(&self, path: &Path, typed: impl Fn(&End) -> String) -> String {
        let total: usize = self.counts().iter().map(|(_, count)| count).sum();
        let counts: Vec<_> = self.counts().iter().map(|(name, count)| format!("{name} {count}")).collect();
        let stats = &self.database;
        let path = path.display();
        let mut text = String::new();
        // Writing into a String never fails.
        if self.interrupted {
            let _ = writeln!(text, "Stopped. What was read is kept; the same command goes on from here.");
        }
        let _ = writeln!(text, "Articles: {total} ({}) in {} s", counts.join(", "), self.seconds);
        if self.articles.foreign > 0 {
            let _ =
                writeln!(text, "Not in English, stored without being analysed: {}", self.articles.foreign);
        }
        if self.articles.same_text > 0 {
            let _ = writeln!(
                text,
                "New, with every word of an article under another id: {}. The id of a file is its path from the current \
                 folder: always run `newsgraph ingest` from the same one; `newsgraph rm` removes what is there twice",
                self.articles.same_text
            );
        }
        if !self.passed_over.is_empty() {
            let _ = writeln!(text, "Files of other types, passed over: {}", self.passed_over);
        }
        let _ = writeln!(
            text,
            "{path} holds {} articles, {} claims, {} events, {} states, {} entities, {} meetings",
            stats.documents, stats.claims, stats.events, stats.states, stats.entities, stats.meetings
        );
        if !self.meetings.is_empty() {
            text.push_str("\nMeetings among them:\n");
        }
        for meeting in &self.meetings {
            let _ = writeln!(text, "  {}", in_words(meeting));
        }
        text.push_str("\nTry next:\n");
        for command in self.next_commands(&shell_word(&path.to_string()), typed) {
            let _ = writeln!(text, "  newsgraph {command}");
        }
        text
    }

    fn next_commands(&self, path: &str, typed: impl Fn(&End) -> String) -> Vec<String> {
        let Some(best) = self.meetings.first() else {
            return vec![format!("stats {path}"), format!("events {path}")];
        };
        // Whoever meets most is the best one to begin with.
        let mut counts = BTreeMap::<&str, usize>::new();
        for end in self.meetings.iter().flat_map(|meeting| [&meeting.subject, &meeting.object]) {
            *counts.entry(&end.id).or_default() += 1;
        }
        let (mut a, mut b) = (&best.subject, &best.object);
        if counts.get(b.id.as_str()) > counts.get(a.id.as_str()) {
            (a, b) = (b, a);
        }
        let (a, b) = (typed(a), typed(b));
        vec![
            format!("met {path} {a}"),
            format!("met {path} {a} {b} --evidence"),
            format!("export {path} dot --around {a} --hops 2 | dot -Tsvg -o graph.svg"),
        ]
    }
}

fn in_words(meeting: &EventRow) -> String {
    let when = meeting.when.as_ref().map_or("undated", |when| &when.edtf);
    let place = meeting.place.as_ref().map(|place| format!(", {}", place.name)).unwrap_or_default();
    let relation = meeting.relation.replace('_', " ");
    let ends = format!("{} {relation} {}", meeting.subject.name, meeting.object.name);
    format!("{when:<10}  {ends}{place} (articles: {})", meeting.documents)
}

/// What to type for an entity: its name, or its id where the name may mean others too.
fn typed(store: &Store, end: &End) -> String {
    match query::entity(store, &end.name) {
        Ok(found) if found.id == end.id => shell_word(&end.name),
        _ => shell_word(&end.id),
    }
}

/// The text as one word for a shell.
fn shell_word(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./".contains(c);
    if !text.is_empty() && text.chars().all(plain) && !text.starts_with('-') {
        return text.to_owned();
    }
    if !text.contains(['"', '\\', '$', '`', '!']) {
        return format!("\"{text}\"");
    }
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::shell_word;

    #[test]
    fn a_name_is_one_word_for_the_shell() {
        assert_eq!(shell_word("news.db"), "news.db");
        assert_eq!(shell_word("Wang Yi"), "\"Wang Yi\"");
        assert_eq!(shell_word("O'Neill"), "\"O'Neill\"");
        assert_eq!(shell_word("$(rm) o'clock"), r"'$(rm) o'\''clock'");
        assert_eq!(shell_word(""), "\"\"");
    }
}
