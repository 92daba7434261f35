//! Progress on standard error, and only where that is a terminal.

use std::io::IsTerminal;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use super::output;

/// A line that says how far a long run is.
pub struct Progress(ProgressBar);

impl Progress {
    /// Shows the line, if standard error is a terminal.
    pub fn start() -> Progress {
        if !std::io::stderr().is_terminal() {
            return Progress(ProgressBar::hidden());
        }
        let bar = ProgressBar::no_length();
        if let Ok(style) = ProgressStyle::with_template("{spinner} {human_pos} articles {msg} {elapsed}") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(120));
        Progress(bar)
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
