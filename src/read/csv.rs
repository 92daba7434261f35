//! CSV and TSV with a header → articles, one row at a time.

use std::io::{self, Read};

use csv::{ByteRecord, ErrorKind};
use serde_json::{Map, Value};

use super::error::{Place, Problem, ReadError};
use super::open::{ARTICLE_LIMIT, Input, broken_input};
use super::record;
use super::{Found, numbered};

/// Articles of a table, one a row. A bad row is an error of its own.
pub(super) struct Rows {
    file: String,
    rows: csv::Reader<Allowance<Input>>,
    header: Vec<String>,
    number: usize,
    ended: bool,
}

impl Rows {
    /// Reads the header. It also tells the separator: the most frequent in it of comma, semicolon and tab; `prefix` are
    /// the first bytes of the input.
    ///
    /// # Errors
    /// Where no column has the text, or the header cannot be read.
    pub(super) fn new(file: String, prefix: &[u8], input: Input) -> Result<Self, ReadError> {
        let mut rows = csv::ReaderBuilder::new()
            .delimiter(separator(prefix))
            .from_reader(Allowance { input, left: ARTICLE_LIMIT });
        let header = match rows.byte_headers() {
            Ok(header) => header.iter().map(|name| String::from_utf8_lossy(name).trim().to_owned()).collect(),
            Err(error) => return Err(Place::line(file, 1).error(problem(error))),
        };
        let mut table = Self { file, rows, header, number: 0, ended: false };
        if table.header.iter().all(String::is_empty) {
            return Err(Place::file(table.file).error(Problem::Empty));
        }
        if !record::has_text(&table.header) {
            return Err(Place::line(table.file, 1).error(Problem::NoText(table.header.join(", "))));
        }
        table.rows.get_mut().left = ARTICLE_LIMIT;
        Ok(table)
    }

    fn article(&self, row: &ByteRecord) -> Result<Found, ReadError> {
        let line = row.position().map_or(0, |position| position.line() as usize);
        let place = Place::line(&self.file, line);
        let mut fields = Map::new();
        for (name, value) in self.header.iter().zip(row) {
            let Ok(value) = std::str::from_utf8(value) else {
                return Err(place.error(Problem::BrokenUtf8 { byte: 0 }));
            };
            fields.insert(name.clone(), Value::String(value.to_owned()));
        }
        Found::at(place, record::article(fields, numbered(&self.file, self.number)))
    }
}

impl Iterator for Rows {
    type Item = Result<Found, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let mut row = ByteRecord::new();
        self.rows.get_mut().left = ARTICLE_LIMIT;
        let start = self.rows.position().line() as usize;
        self.number += 1;
        match self.rows.read_byte_record(&mut row) {
            Ok(true) => Some(self.article(&row)),
            Ok(false) => None,
            Err(error) => {
                self.ended = error.is_io_error();
                let line = error.position().map_or(start, |position| position.line() as usize);
                Some(Err(Place::line(&self.file, line).error(problem(error))))
            }
        }
    }
}

fn separator(prefix: &[u8]) -> u8 {
    let header = prefix.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let count = |separator: u8| header.iter().filter(|&&byte| byte == separator).count();
    b",;\t".iter().copied().rev().max_by_key(|&separator| count(separator)).unwrap_or(b',')
}

fn problem(error: csv::Error) -> Problem {
    match error.into_kind() {
        ErrorKind::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => {
            Problem::TooLong { limit: ARTICLE_LIMIT }
        }
        ErrorKind::Io(error) => broken_input(error),
        ErrorKind::UnequalLengths { expected_len, len, .. } => {
            Problem::Csv(format!("the number of fields is {len}, in the header {expected_len}"))
        }
        _ => Problem::Csv("the row cannot be read".to_owned()),
    }
}

/// Bounds how much is read before the allowance is renewed: a quotation mark that is never closed makes one row of all
/// the rest.
struct Allowance<R> {
    input: R,
    left: usize,
}

impl<R: Read> Read for Allowance<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        self.left = self.left.checked_sub(read).ok_or(io::ErrorKind::FileTooLarge)?;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcomes(table: &'static str) -> Vec<String> {
        match Rows::new("t.csv".to_owned(), table.as_bytes(), Box::new(table.as_bytes())) {
            Ok(rows) => rows
                .map(|row| {
                    row.map_or_else(
                        |error| error.to_string(),
                        |Found { article, .. }| format!("{} {}", article.id, article.text),
                    )
                })
                .collect(),
            Err(error) => vec![error.to_string()],
        }
    }

    #[test]
    fn rows_and_bad_rows() {
        assert_eq!(
            outcomes("id,date,text\na,2023-02-21,\"Wang, of China,\nmet Putin.\"\nb,,\nc,d,e,f\n,,Last.\n"),
            [
                "a Wang, of China,\nmet Putin.",
                "t.csv:4: empty: there is no text in it",
                "t.csv:5: not valid CSV: the number of fields is 4, in the header 3",
                "t.csv#4 Last.",
            ]
        );
    }

    #[test]
    fn separators() {
        assert_eq!(outcomes("title\ttext\nA\tOne, two; three."), ["t.csv#1 One, two; three."]);
        assert_eq!(outcomes("title;text\nA;One, two."), ["t.csv#1 One, two."]);
        assert_eq!(outcomes("text\nOne."), ["t.csv#1 One."]);
    }

    #[test]
    fn a_table_without_a_text() {
        assert_eq!(
            outcomes("a,b\n1,2\n"),
            [
                "t.csv:1: no “text” field (also accepted: body, content, article, …); the fields here are: a, b"
            ]
        );
        assert_eq!(outcomes(""), ["t.csv: empty: there is no text in it"]);
    }
}
