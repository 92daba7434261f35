//! Progress on standard error, and only where that is a terminal.

use std::io::IsTerminal;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use super::output;
use crate::read::Reading;
use crate::store::Stage;

/// A line that says how far a long run is.
pub struct Progress {
    line: ProgressBar,
    reading: Option<Reading>,
}

/// What the line says of articles, of stages that tell how far they are, and of those that do not.
const ARTICLES: &str = "{spinner} {human_pos} articles {msg} {elapsed}";
const COUNTED: &str = "{spinner} {msg} · {human_pos} of {human_len} · {elapsed}";
const UNCOUNTED: &str = "{spinner} {msg} · {elapsed}";

impl Progress {
    /// Shows the line of articles that are read, if standard error is a terminal.
    pub fn of_articles(reading: Reading) -> Progress {
        let mut progress = Progress::start();
        progress.reading = Some(reading);
        progress.say(ARTICLES);
        progress
    }

    fn start() -> Progress {
        if !std::io::stderr().is_terminal() {
            return Progress { line: ProgressBar::hidden(), reading: None };
        }
        let line = ProgressBar::no_length();
        line.enable_steady_tick(Duration::from_millis(120));
        Progress { line, reading: None }
    }

    /// Follows long work on a database, and shows the line as soon as there is any.
    pub fn of_stages() -> impl FnMut(Stage) {
        let mut line = None;
        move |stage| line.get_or_insert_with(Progress::start).stage(stage)
    }

    fn stage(&self, stage: Stage) {
        if self.line.is_hidden() {
            return;
        }
        if stage.done == 0 {
            self.say(if stage.of > 0 { COUNTED } else { UNCOUNTED });
            self.line.set_message(stage.doing);
            self.line.set_length(stage.of as u64);
        }
        self.line.set_position(stage.done as u64);
    }

    fn say(&self, template: &str) {
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.line.set_style(style);
        }
    }

    /// One more article is done; `so_far` says what came of them.
    pub fn article(&self, so_far: impl std::fmt::Display) {
        self.line.inc(1);
        if self.line.is_hidden() {
            return;
        }
        self.line.set_message(match &self.reading {
            Some(reading) if reading.files() > 1 => {
                format!("· file {} of {} {so_far}", reading.begun(), reading.files())
            }
            _ => so_far.to_string(),
        });
    }

    /// Reports an error without breaking the line.
    pub fn error(&self, error: impl std::fmt::Display) {
        self.line.suspend(|| output::message("error", error));
    }

    /// Tells what is to be known without breaking the line.
    pub fn note(&self, note: impl std::fmt::Display) {
        self.line.suspend(|| output::message("note", note));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.line.finish_and_clear();
    }
}
