//! Progress on standard error, and only where that is a terminal.

use std::io::IsTerminal;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use super::output;
use crate::store::Stage;

/// A line that says how far a long run is.
pub struct Progress(ProgressBar);

/// What the line says of articles, of stages that tell how far they are, and of those that do not.
const ARTICLES: &str = "{spinner} {human_pos} articles {msg} {elapsed}";
const COUNTED: &str = "{spinner} {msg} · {human_pos} of {human_len} · {elapsed}";
const UNCOUNTED: &str = "{spinner} {msg} · {elapsed}";

impl Progress {
    /// Shows the line, if standard error is a terminal.
    pub fn start() -> Progress {
        if !std::io::stderr().is_terminal() {
            return Progress(ProgressBar::hidden());
        }
        let progress = Progress(ProgressBar::no_length());
        progress.say(ARTICLES);
        progress.0.enable_steady_tick(Duration::from_millis(120));
        progress
    }

    /// Follows long work on a database, and shows the line as soon as there is any.
    pub fn of_stages() -> impl FnMut(Stage) {
        let mut line = None;
        move |stage| line.get_or_insert_with(Progress::start).stage(stage)
    }

    fn stage(&self, stage: Stage) {
        if self.0.is_hidden() {
            return;
        }
        if stage.done == 0 {
            self.say(if stage.of > 0 { COUNTED } else { UNCOUNTED });
            self.0.set_message(stage.doing);
            self.0.set_length(stage.of as u64);
        }
        self.0.set_position(stage.done as u64);
    }

    fn say(&self, template: &str) {
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.0.set_style(style);
        }
    }

    /// One more article is done; `so_far` says what came of them.
    pub fn article(&self, so_far: impl Into<String>) {
        self.0.inc(1);
        if !self.0.is_hidden() {
            self.0.set_message(so_far.into());
        }
    }

    /// Reports an error without breaking the line.
    pub fn error(&self, error: impl std::fmt::Display) {
        self.0.suspend(|| output::message("error", error));
    }

    /// Tells what is to be known without breaking the line.
    pub fn note(&self, note: impl std::fmt::Display) {
        self.0.suspend(|| output::message("note", note));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
