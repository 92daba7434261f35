//! The one place that prints: rows as a table, JSON Lines, CSV or TSV; plain text; messages on standard error.
//!
//! What was asked for ([`OutputArgs`]) is turned once into an [`Output`]: a form, and a sink that is standard output
//! or a file. Commands write [`Row`]s into it and never ask where they go. Text that is shown on a terminal has its
//! control characters and those that reorder or hide text made visible, since names come from strangers' pages.

mod layout;
mod replacement;
mod sink;

use std::borrow::Cow;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Result;
use serde::Serialize;

use self::layout::{lay_out_blocks, lay_out_table};
pub use self::sink::{Sink, apart};
use crate::export::visible;

/// Where results go and in which form.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "Output")]
pub struct OutputArgs {
    /// Print a table, fitted to the width of the terminal (what a terminal gets by default)
    #[arg(long, group = "form")]
    table: bool,
    /// Print JSON Lines, one object a line (what a pipe or a file gets by default)
    #[arg(long, group = "form")]
    json: bool,
    /// Print comma-separated values with a header line. A text that a spreadsheet program would take for a formula (it
    /// begins with = + - @) has a ' before it; --json has all texts as they are
    #[arg(long, group = "form")]
    csv: bool,
    /// Print tab-separated values with a header line; otherwise like --csv
    #[arg(long, group = "form")]
    tsv: bool,
    /// Write to FILE instead of standard output; `.csv` and `.tsv` choose that form
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl OutputArgs {
    /// Opens the sink and settles the form.
    pub fn open(&self) -> Result<Output> {
        let sink = Sink::open(self.output.as_deref())?;
        let form = self.form(sink.terminal);
        Ok(Output { sink, form })
    }

    /// The file that was named.
    pub fn path(&self) -> Option<&Path> {
        self.output.as_deref()
    }

    fn form(&self, terminal: bool) -> Form {
        let extension = self.output.as_deref().and_then(Path::extension).and_then(|e| e.to_str());
        match extension {
            _ if self.table => Form::Table,
            _ if self.json => Form::Json,
            _ if self.csv => Form::Separated(b','),
            _ if self.tsv => Form::Separated(b'\t'),
            Some("csv") => Form::Separated(b','),
            Some("tsv") => Form::Separated(b'\t'),
            _ if terminal => Form::Table,
            _ => Form::Json,
        }
    }
}

/// The forms in which rows are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Table,
    Json,
    Separated(u8),
}

/// A result of a command. Serialised it is its JSON, which holds everything; its line is for the other forms.
pub trait Row: Serialize {
    /// Its place in a table.
    fn line(&self) -> Line;
}

/// A line of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// One text for each of the columns.
    pub cells: Vec<String>,
    /// Whether it is about something that did not, or not surely, happen; such lines look different.
    pub unreal: bool,
    /// Texts to stand below it: its sentences. Not in CSV and TSV.
    pub details: Vec<String>,
    /// What stands above it and the lines after it that have the same. Not in CSV and TSV.
    pub heading: Option<String>,
}

/// The columns that rows are printed in.
#[derive(Debug, Clone, Copy)]
pub struct Columns<'a> {
    /// Their names, in the order of [`Line::cells`].
    pub names: &'a [&'a str],
    /// How many of them a table shows; CSV and TSV have all.
    pub shown: usize,
    /// A column and the value in it that goes without saying: a table in which it has no other value leaves it out.
    pub implied: Option<(&'a str, &'a str)>,
}

/// Columns of true and false, in which a table says the column's name or nothing.
const FLAGS: [&str; 1] = ["contested"];

/// The chosen form and sink.
pub struct Output {
    sink: Sink,
    form: Form,
}

impl Output {
    /// Begins a list of rows.
    pub fn rows(self, columns: Columns<'_>) -> Result<Rows<'_>> {
        let (sink, form) = (self.sink, self.form);
        let mut rows = Rows { columns, count: 0, sink, form, table: Vec::new(), notes: Vec::new() };
        if let Form::Separated(delimiter) = rows.form {
            rows.sink.separated(columns.names, delimiter)?;
        }
        Ok(rows)
    }

    /// Prints a report: running text instead of a table.
    pub fn report(
        mut self,
        whole: &impl Serialize,
        text: &str,
        columns: Columns<'_>,
        lines: Vec<Line>,
    ) -> Result<()> {
        if self.form != Form::Table {
            return self.whole(whole, columns, lines);
        }
        self.sink.text(&visible(text))?;
        self.sink.finish()
    }

    /// Prints something that is one JSON object, but several lines in the other forms.
    pub fn whole(self, whole: &impl Serialize, columns: Columns<'_>, lines: Vec<Line>) -> Result<()> {
        self.whole_of(whole, columns, lines, 0)
    }

    /// The same, where a limit hides so many lines more.
    pub fn whole_of(
        self,
        whole: &impl Serialize,
        columns: Columns<'_>,
        lines: Vec<Line>,
        hidden: usize,
    ) -> Result<()> {
        let form = self.form;
        let mut rows = self.rows(columns)?;
        match form {
            Form::Json => {
                rows.count = 1;
                rows.sink.json(whole)?;
            }
            _ => lines.into_iter().try_for_each(|line| rows.write_line(line))?,
        }
        rows.finish_of(hidden)?;
        Ok(())
    }
}

/// A list of rows being printed. [`Rows::finish`] or [`Rows::finish_of`] must be called: a table is only laid out when all rows are there.
pub struct Rows<'a> {
    columns: Columns<'a>,
    count: usize,
    sink: Sink,
    form: Form,
    table: Vec<Line>,
    notes: Vec<String>,
}

impl Rows<'_> {
    /// Prints a row.
    pub fn write(&mut self, row: &impl Row) -> Result<()> {
        match self.form {
            Form::Json => {
                self.count += 1;
                self.sink.json(row)
            }
            _ => self.write_line(row.line()),
        }
    }

    fn write_line(&mut self, mut line: Line) -> Result<()> {
        self.count += 1;
        if let Form::Separated(delimiter) = self.form {
            return self.sink.separated(&line.cells, delimiter);
        }
        line.cells.truncate(self.columns.shown);
        for (name, cell) in self.columns.names.iter().zip(&mut line.cells) {
            if FLAGS.contains(name) {
                *cell = if cell == "true" { (*name).to_owned() } else { String::new() };
            }
        }
        self.table.push(line);
        Ok(())
    }

    /// Says something about the rows, below them, to a person who reads them as a table.
    pub fn note(&mut self, text: &str) {
        if self.form == Form::Table {
            self.notes.push(text.to_owned());
        }
    }

    /// Says something about the rows, below them, whatever their form.
    pub fn note_always(&mut self, text: &str) {
        self.notes.push(text.to_owned());
    }

    /// Whether there is none so far.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Whether a person reads the rows as a table.
    pub fn is_table(&self) -> bool {
        self.form == Form::Table
    }

    /// The same as [`Rows::finish`], where a limit hides so many rows more: whatever the form, that is told.
    pub fn finish_of(self, hidden: usize) -> Result<usize> {
        let count = self.finish()?;
        if hidden > 0 {
            message("note", format!("not shown: {hidden} more, beyond --limit"));
        }
        Ok(count)
    }

    /// Prints what is still held back and gives the number of rows.
    pub fn finish(mut self) -> Result<usize> {
        if !self.table.is_empty() {
            let text = if self.table.iter().any(|line| !line.details.is_empty()) {
                lay_out_blocks(&self.columns, &self.table, &self.sink)
            } else {
                lay_out_table(&self.columns, &self.table, &self.sink)
            };
            self.sink.write(Cow::Owned(text))?;
        }
        self.sink.finish()?;
        if self.count == 0 && self.notes.is_empty() {
            message("note", "nothing found");
        }
        self.notes.iter().for_each(|note| message("note", note));
        Ok(self.count)
    }
}

/// Prints a message on standard error, after `error:`, `warning:` or `note:`.
pub fn message(kind: &str, text: impl std::fmt::Display) {
    // Where standard error itself is closed, nobody can be told.
    let _ = writeln!(io::stderr(), "{kind}: {}", visible(&text.to_string()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_come_before_the_extension_and_that_before_the_terminal() {
        let args = |json, output: Option<&str>| OutputArgs {
            json,
            output: output.map(PathBuf::from),
            ..OutputArgs::default()
        };
        assert_eq!(args(true, Some("a.csv")).form(true), Form::Json);
        assert_eq!(args(false, Some("a.csv")).form(false), Form::Separated(b','));
        assert_eq!(args(false, Some("a.tsv")).form(false), Form::Separated(b'\t'));
        assert_eq!(args(false, Some("a.jsonl")).form(false), Form::Json);
        assert_eq!(args(false, None).form(true), Form::Table);
        assert_eq!(args(false, None).form(false), Form::Json);
    }
}
