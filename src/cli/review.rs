use std::io::{self, BufRead, IsTerminal};

use anyhow::{Result, bail};
use console::{Key, Term};

use super::Outcome;
use super::database::Database;
use super::events::{evidence, quoted};
use super::output::{Columns, Line, OutputArgs, Row, message};
use crate::query::{self, Filter, Scope};
use crate::store::{Store, UnsurePair};

/// Look at pairs of entities that may be one, and judge them: y (the same), n (not the same), s (skip), u (undo), q (quit)
///
/// The keys are read from the terminal, or from standard input, one a line. With --list the pairs are only listed,
/// surest first.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  newsgraph review news.db
  newsgraph review news.db --list --csv")]
pub struct Review {
    #[command(flatten)]
    database: Database,
    /// Only list the pairs
    #[arg(long)]
    list: bool,
    #[command(flatten)]
    output: OutputArgs,
}

const COLUMNS: Columns<'_> =
    Columns { names: &["a_name", "b_name", "score", "a", "b"], shown: 5, implied: None };

/// What the reviewer says of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    Same,
    NotSame,
    Skip,
    Undo,
    Quit,
}

impl Answer {
    fn of(key: char) -> Option<Answer> {
        Some(match key.to_ascii_lowercase() {
            'y' => Answer::Same,
            'n' => Answer::NotSame,
            's' => Answer::Skip,
            'u' => Answer::Undo,
            'q' => Answer::Quit,
            _ => return None,
        })
    }
}

impl Review {
    pub fn run(self) -> Result<Outcome> {
        if self.list {
            let store = self.database.open()?;
            let mut rows = self.output.open()?.rows(COLUMNS)?;
            store.unsure()?.iter().try_for_each(|pair| rows.write(pair))?;
            return Ok(Outcome::of(rows.finish()?));
        }
        let mut store = self.database.open_for_writing()?;
        let mut skipped: Vec<UnsurePair> = Vec::new();
        let mut judged = 0_usize;
        loop {
            let pairs = store.unsure()?;
            let Some(pair) =
                pairs.iter().find(|pair| !skipped.iter().any(|s| s.a == pair.a && s.b == pair.b))
            else {
                // The last answer can be taken back, too.
                if judged > 0 {
                    message("?", "none left; take the last answer back? [u/q]");
                    if answer()? == Answer::Undo {
                        store.undo(None)?;
                        judged -= 1;
                        continue;
                    }
                }
                message("note", format!("{judged} judged, {} skipped, none left", skipped.len()));
                return Ok(if judged > 0 { Outcome::Found } else { Outcome::Nothing });
            };
            show(&store, pair)?;
            match answer()? {
                Answer::Same => {
                    store.merge(&pair.a, &pair.b)?;
                    judged += 1;
                }
                Answer::NotSame => {
                    store.not_same(&pair.a, &pair.b)?;
                    judged += 1;
                }
                Answer::Skip => skipped.push(pair.clone()),
                Answer::Undo if judged > 0 => {
                    store.undo(None)?;
                    judged -= 1;
                }
                Answer::Undo => message("note", "nothing judged yet that could be undone here"),
                Answer::Quit => {
                    message(
                        "note",
                        format!("{judged} judged, {} skipped, {} left", skipped.len(), pairs.len()),
                    );
                    return Ok(Outcome::Found);
                }
            }
        }
    }
}

/// So many posts of each are shown.
const SHOWN: usize = 3;

/// The two entities with what helps to tell whether they are one.
fn show(store: &Store, pair: &UnsurePair) -> Result<()> {
    for id in [&pair.a_entity, &pair.b_entity] {
        let Some(card) = query::who(store, id)? else { continue };
        let posts = card.positions.iter().take(SHOWN);
        let posts = posts
            .map(|p| format!("; {}, {}", p.state.title.as_deref().unwrap_or("a post"), p.state.object.name));
        let posts: String = posts.collect();
        message("?", format!("{} ({id}): articles {}{posts}", card.entity.name, card.entity.documents));
        let surest = Filter { status: Vec::new(), limit: Some(1), ..Filter::default() };
        for event in store.events(Scope::Of(id), &surest)? {
            evidence(store, &event)?.first().iter().for_each(|claim| message("?", quoted(claim)));
        }
    }
    message("?", format!("the same? likelihood {:.2} [y/n/s/u/q]", pair.score));
    Ok(())
}

/// The next key that means something.
fn answer() -> Result<Answer> {
    if io::stdin().is_terminal() {
        let terminal = Term::stderr();
        loop {
            match terminal.read_key()? {
                Key::Char(key) if Answer::of(key).is_some() => {
                    return Ok(Answer::of(key).unwrap_or(Answer::Quit));
                }
                Key::Escape | Key::CtrlC => return Ok(Answer::Quit),
                _ => {}
            }
        }
    }
    let mut line = String::new();
    if io::stdin().lock().read_line(&mut line)? == 0 {
        return Ok(Answer::Quit);
    }
    match line.trim().chars().next().and_then(Answer::of) {
        Some(answer) => Ok(answer),
        None => bail!("“{}” is none of the answers y, n, s, u, q", line.trim()),
    }
}

impl Row for UnsurePair {
    fn line(&self) -> Line {
        let cells = vec![
            self.a_name.clone(),
            self.b_name.clone(),
            format!("{:.2}", self.score),
            self.a.clone(),
            self.b.clone(),
        ];
        Line { cells, ..Line::default() }
    }
}
