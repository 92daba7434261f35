//! Rows → the lines of a table, or, where they have details, blocks of lines.

use std::fmt::Write as _;

use comfy_table::{
    Attribute, Cell, CellAlignment, Color, ColumnConstraint, ContentArrangement, LineStyle, Table,
    TableStyle, Width,
};

use super::{Columns, Line, Sink};
use crate::export::visible;

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

/// Rows below a header, as wide as they must be or as the terminal lets them.
pub(super) fn lay_out_table(columns: &Columns<'_>, lines: &[Line], sink: &Sink) -> String {
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
    let least = least_widths(&telling, lines, &table);
    for (i, column) in table.column_iter_mut().enumerate() {
        let padding = if i + 1 < telling.len() { 1 } else { 0 };
        column.set_padding((0, padding));
        if is_numeric(lines, telling[i]) {
            column.set_cell_alignment(CellAlignment::Right);
        }
        let least = least.get(i).copied().unwrap_or_default();
        column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(least + padding)));
    }
    table.trim_fmt() + "\n"
}

/// How narrow each column may get. Single words (ids and relations, to be copied) stay in one piece where the terminal has
/// room for them; a date, a number or a status does however narrow it is.
fn least_widths(telling: &[usize], lines: &[Line], table: &Table) -> Vec<u16> {
    let widest = table.column_max_content_widths();
    let of_words = |column: usize| {
        lines.iter().filter_map(|line| line.cells.get(column)).all(|cell| !cell.contains(char::is_whitespace))
    };
    let short = |width: u16| if width > 10 { 9 } else { width };
    let whole = |(&column, &width): (&usize, &u16)| if of_words(column) { width } else { short(width) };
    let least: Vec<u16> = telling.iter().zip(&widest).map(whole).collect();
    let between = u16::try_from(least.len()).unwrap_or(u16::MAX);
    let fits = table.width().is_some_and(|width| least.iter().sum::<u16>().saturating_add(between) <= width);
    if fits { least } else { widest.into_iter().map(short).collect() }
}

/// Each row as a line with its details below, indented. A number stands beside the name of its column, since there
/// is no header that says what it counts.
pub(super) fn lay_out_blocks(columns: &Columns<'_>, lines: &[Line], sink: &Sink) -> String {
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

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::{Form, Rows};
    use super::*;

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
        insta::assert_snapshot!(lay_out_table(&columns, &lines, &Sink::nowhere()), @r"
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
            lay_out_table(
                &columns,
                &[line(&["met", "actual"], &[]), line(&["met", status], &[])],
                &Sink::nowhere(),
            )
        };
        assert!(!told("actual").contains("status"));
        assert!(told("planned").contains("status"));
    }

    #[test]
    fn what_is_contested_is_told_in_words_where_something_is() {
        let told = |contested: &[&str]| {
            let columns = columns(&["what", "contested"]);
            let (sink, form) = (Sink::nowhere(), Form::Table);
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
        insta::assert_snapshot!(lay_out_blocks(&columns, &lines, &Sink::nowhere()), @r"
        Ada · 2023-02 · sources 2
            “Ada met Bob.”
        ");
    }
}
