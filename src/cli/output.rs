//! The one place that prints: rows as a table, JSON Lines, CSV or TSV; plain text; messages on standard error.
//!
//! What was asked for ([`OutputArgs`]) is turned once into an [`Output`]: a form, and a sink that is standard output
//! or a file. Commands write [`Row`]s into it and never ask where they go. Text that is shown on a terminal has its
//! control characters and those that reorder or hide text made visible, since names come from strangers' pages.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use comfy_table::{
    Attribute, Cell, CellAlignment, Color, ColumnConstraint, ContentArrangement, LineStyle, Table,
    TableStyle, Width,
};
use serde::Serialize;

use crate::export::{ExportError, not_a_formula, visible, visible_json};

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
        self.sink.flush()
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
            Form::Json => rows.sink.json(whole)?,
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
        self.sink.flush()?;
        self.notes.iter().for_each(|note| message("note", note));
        Ok(self.count)
    }
}

/// Standard output or a file.
pub struct Sink {
    out: Box<dyn Write>,
    name: String,
    terminal: bool,
}

impl Sink {
    /// Opens the file, or standard output where none is given or it is `-`.
    pub fn open(path: Option<&Path>) -> Result<Sink> {
        match path {
            Some(path) if path != Path::new("-") => {
                let file = File::create(path).with_context(|| format!("cannot write {}", path.display()))?;
                let out = Box::new(BufWriter::new(file));
                Ok(Sink { out, name: path.display().to_string(), terminal: false })
            }
            _ => {
                let terminal = io::stdout().is_terminal();
                let out = Box::new(BufWriter::new(io::stdout()));
                Ok(Sink { out, name: "standard output".into(), terminal })
            }
        }
    }

    /// Writes text of several lines as it is, but for what a terminal must not see.
    pub fn text(&mut self, text: &str) -> Result<()> {
        self.write(if self.terminal { visible(text) } else { Cow::Borrowed(text) })
    }

    /// Makes sure that all is written.
    pub fn flush(&mut self) -> Result<()> {
        self.out.flush().with_context(|| format!("cannot write {}", self.name))
    }

    /// The error, told with what was being written.
    pub fn failed(&self, error: ExportError) -> anyhow::Error {
        match error {
            ExportError::Write(error) => {
                anyhow::Error::new(error).context(format!("cannot write {}", self.name))
            }
            other => other.into(),
        }
    }

    /// Writes a line of JSON; on a terminal, with the same value but nothing that steers or deceives.
    pub fn json(&mut self, value: &impl Serialize) -> Result<()> {
        let mut json = serde_json::to_string(value)?;
        json.push('\n');
        self.write(if self.terminal { visible_json(&json) } else { Cow::Borrowed(&json) })
    }

    fn separated<S: AsRef<str>>(&mut self, cells: &[S], delimiter: u8) -> Result<()> {
        let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
        writer.write_record(cells.iter().map(|cell| not_a_formula(cell.as_ref()).into_owned()))?;
        let line = writer.into_inner().map_err(|e| e.into_error())?;
        self.text(&String::from_utf8_lossy(&line))
    }

    fn write(&mut self, text: Cow<'_, str>) -> Result<()> {
        self.out.write_all(text.as_bytes()).with_context(|| format!("cannot write {}", self.name))
    }
}

/// For exporters, which write whole pieces of UTF-8. A terminal sees nothing that steers or deceives.
impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !self.terminal {
            return self.out.write(bytes);
        }
        self.out.write_all(visible(&String::from_utf8_lossy(bytes)).as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// A table with a line below its header and nothing else.
const STYLE: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─'));

impl Columns<'_> {
    /// The columns that tell something: they are shown, and some line has a value there that does not go without
    /// saying.
    fn telling(&self, lines: &[Line]) -> Vec<usize> {
        let tells = |column: usize, cell: &String| {
            !cell.is_empty() && self.implied != Some((self.names[column], cell.as_str()))
        };
        let some = |column: &usize| {
            lines.iter().any(|line| line.cells.get(*column).is_some_and(|cell| tells(*column, cell)))
        };
        (0..self.shown).filter(some).collect()
    }
}

/// Whether all that is in the cells of a column are numbers, or "1 → 2": one number and what became of it.
fn is_numeric(lines: &[Line], column: usize) -> bool {
    let mut cells = lines.iter().filter_map(|line| line.cells.get(column)).filter(|cell| !cell.is_empty());
    cells.all(|cell| cell.split(" → ").all(|number| number.parse::<f64>().is_ok()))
}

fn lay_out_table(columns: &Columns<'_>, lines: &[Line], sink: &Sink) -> String {
    let colour = sink.colour();
    let telling = columns.telling(lines);
    let mut table = new_table(sink);
    table.load_style(STYLE).set_header(telling.iter().map(|column| {
        let cell = Cell::new(columns.names[*column]);
        if colour { cell.add_attribute(Attribute::Bold) } else { cell }
    }));
    let mut heading = None;
    for line in lines {
        if line.heading != heading {
            heading.clone_from(&line.heading);
            table.add_row(heading.iter().map(|heading| {
                let cell = Cell::new(visible(heading));
                if colour { cell.add_attribute(Attribute::Bold) } else { cell }
            }));
        }
        table.add_row(telling.iter().filter_map(|column| line.cells.get(*column)).map(|text| {
            let cell = Cell::new(visible(&one_line(text)));
            if colour && line.unreal { cell.fg(Color::DarkYellow) } else { cell }
        }));
    }
    let widest = table.column_max_content_widths();
    for (i, column) in table.column_iter_mut().enumerate() {
        let padding = if i + 1 < telling.len() { 1 } else { 0 };
        column.set_padding((0, padding));
        if is_numeric(lines, telling[i]) {
            column.set_cell_alignment(CellAlignment::Right);
        }
        // A date, a number or a status stays in one piece however narrow the terminal is; an id breaks in half.
        let least = widest.get(i).map_or(0, |widest| if *widest > 10 { 9 } else { *widest });
        column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(least + padding)));
    }
    table.trim_fmt() + "\n"
}

/// Each row as a line with its details below, indented. A number stands beside the name of its column, since there
/// is no header that says what it counts.
fn lay_out_blocks(columns: &Columns<'_>, lines: &[Line], sink: &Sink) -> String {
    let named: Vec<_> = (0..columns.shown).map(|column| is_numeric(lines, column)).collect();
    let telling = columns.telling(lines);
    let mut text = String::new();
    let mut heading = None;
    for line in lines {
        if line.heading != heading {
            heading.clone_from(&line.heading);
            let _ = writeln!(text, "{}", visible(heading.as_deref().unwrap_or_default()));
        }
        let cells = telling.iter().filter_map(|column| Some((*column, line.cells.get(*column)?)));
        let cells: Vec<_> = cells
            .filter(|(_, cell)| !cell.is_empty())
            .map(|(column, cell)| match named[column] {
                true => format!("{} {cell}", columns.names[column]),
                false => one_line(cell),
            })
            .collect();
        let _ = writeln!(text, "{}", visible(&cells.join(" · ")));
        for detail in &line.details {
            let mut table = new_table(sink);
            table.add_row([visible(&one_line(detail))]);
            if let Some(column) = table.column_mut(0) {
                column.set_padding((4, 0));
            }
            let _ = writeln!(text, "{}", table.trim_fmt());
        }
    }
    text
}

/// A table as wide as the terminal. Elsewhere as wide as `COLUMNS` says.
fn new_table(sink: &Sink) -> Table {
    let mut table = Table::new();
    table.load_style(TableStyle::new()).set_content_arrangement(ContentArrangement::Dynamic);
    if !sink.terminal {
        let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
        table.force_no_tty().set_width(columns.unwrap_or(120));
    }
    table
}

impl Sink {
    /// Whether colours may be used; see <https://no-color.org>.
    fn colour(&self) -> bool {
        self.terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
    }
}

/// Prints a message on standard error, after `error:`, `warning:` or `note:`.
pub fn message(kind: &str, text: impl std::fmt::Display) {
    // Where standard error itself is closed, nobody can be told.
    let _ = writeln!(io::stderr(), "{kind}: {}", visible(&text.to_string()));
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sink() -> Sink {
        Sink { out: Box::new(io::sink()), name: String::new(), terminal: false }
    }

    fn line(cells: &[&str], details: &[&str]) -> Line {
        let own = |texts: &[&str]| texts.iter().map(|t| t.to_string()).collect();
        Line { cells: own(cells), details: own(details), ..Line::default() }
    }

    fn columns<'a>(names: &'a [&'a str]) -> Columns<'a> {
        Columns { names, shown: names.len(), implied: Some(("status", "actual")) }
    }

    #[test]
    fn a_table_has_a_line_a_row_no_trailing_blanks_and_no_empty_column() {
        let lines = [
            line(&["Ada", "met", "", "2023-02-21", "3"], &[]),
            line(&["Bob\u{202e}\x1b[31m", "", "", "2023", "12"], &[]),
        ];
        let columns = columns(&["who", "what", "where", "when", "sources"]);
        insta::assert_snapshot!(lay_out_table(&columns, &lines, &sink()), @r"
        who                    what  when        sources
        ────────────────────────────────────────────────
        Ada                    met   2023-02-21        3
        Bob\u{202e}\u{1b}[31m        2023             12
        ");
    }

    #[test]
    fn a_status_is_shown_where_it_is_not_the_same_everywhere() {
        let columns = columns(&["what", "status"]);
        let told = |status| {
            lay_out_table(&columns, &[line(&["met", "actual"], &[]), line(&["met", status], &[])], &sink())
        };
        assert!(!told("actual").contains("status"));
        assert!(told("planned").contains("status"));
    }

    #[test]
    fn what_is_contested_is_told_in_words_where_something_is() {
        let told = |contested: &[&str]| {
            let columns = columns(&["what", "contested"]);
            let (sink, form) = (sink(), Form::Table);
            let mut rows = Rows { columns, count: 0, sink, form, table: Vec::new(), notes: Vec::new() };
            contested.iter().for_each(|contested| rows.write_line(line(&["met", contested], &[])).unwrap());
            lay_out_table(&rows.columns, &rows.table, &rows.sink)
        };
        insta::assert_snapshot!(told(&["false", "true"]), @r"
        what  contested
        ───────────────
        met
        met   contested
        ");
        assert!(!told(&["false"]).contains("contested"));
    }

    #[test]
    fn details_stand_below_their_row_and_numbers_beside_their_names() {
        let lines = [line(&["Ada", "", "2023-02", "2"], &["“Ada met\n Bob.”"])];
        let columns = columns(&["who", "what", "when", "sources"]);
        insta::assert_snapshot!(lay_out_blocks(&columns, &lines, &sink()), @r"
        Ada · 2023-02 · sources 2
            “Ada met Bob.”
        ");
    }

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
