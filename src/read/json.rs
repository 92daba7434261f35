//! JSON and JSON Lines → articles, one object at a time, so that a file may be of any size.
//!
//! Offsets of facts fit the user's own strings: the text of an object is never altered.

use std::io::BufRead;

use serde_json::Value;

use super::error::{Place, Problem, ReadError};
use super::open::{ARTICLE_LIMIT, Input, Line, broken_input, read_line};
use super::record;
use super::{Found, default_id, numbered};

/// Articles of a file with one object a line. A bad line is an error of its own; empty lines are passed over.
pub(super) struct JsonLines {
    file: String,
    input: Input,
    line: usize,
    ended: bool,
}

impl JsonLines {
    pub(super) fn new(file: String, input: Input) -> Self {
        Self { file, input, line: 0, ended: false }
    }
}

impl Iterator for JsonLines {
    type Item = Result<Found, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut bytes = Vec::new();
        while !self.ended {
            self.line += 1;
            let place = Place::line(&self.file, self.line);
            match read_line(&mut self.input, ARTICLE_LIMIT, &mut bytes) {
                Err(error) => {
                    self.ended = true;
                    return Some(Err(place.error(broken_input(error))));
                }
                Ok(Line::End) => self.ended = true,
                Ok(Line::TooLong) => {
                    return Some(Err(place.error(Problem::TooLong { limit: ARTICLE_LIMIT })));
                }
                Ok(Line::Read) if bytes.trim_ascii().is_empty() => {}
                Ok(Line::Read) => {
                    return Some(article(&bytes, place, numbered(&self.file, self.line)));
                }
            }
        }
        None
    }
}

/// Articles of a file with one object, an array of objects, or objects one after the other.
pub(super) struct Json {
    file: String,
    objects: Objects<Input>,
    number: usize,
    ended: bool,
}

impl Json {
    pub(super) fn new(file: String, input: Input) -> Self {
        Self { objects: Objects::new(input), file, number: 0, ended: false }
    }
}

impl Iterator for Json {
    type Item = Result<Found, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let mut bytes = Vec::new();
        let found = self.objects.read(&mut bytes);
        self.ended = !matches!(found, Ok(true));
        let place = Place::line(&self.file, self.objects.line).column(self.objects.column);
        match found {
            Ok(true) => {
                self.number += 1;
                let alone = self.number == 1 && !self.objects.in_array;
                let id = if alone { default_id(&self.file) } else { numbered(&self.file, self.number) };
                Some(article(&bytes, place, id))
            }
            Ok(false) if self.number == 0 => Some(Err(Place::file(&self.file).error(Problem::Empty))),
            Ok(false) => None,
            Err(problem) => Some(Err(place.error(problem))),
        }
    }
}

/// Parses one object that starts at `place`.
fn article(bytes: &[u8], place: Place, default_id: String) -> Result<Found, ReadError> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let byte = error.valid_up_to();
            return Err(place.offset(bytes, byte).error(Problem::BrokenUtf8 { byte }));
        }
    };
    match serde_json::from_str::<Value>(text) {
        Ok(Value::Object(fields)) => Found::at(place, record::article(fields, default_id)),
        Ok(_) => Err(place.error(Problem::NotAnObject)),
        Err(error) => {
            let offset = line_start(bytes, error.line()) + error.column().saturating_sub(1);
            let message = error.to_string();
            let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(message, _)| message);
            Err(place.offset(bytes, offset).error(Problem::Json(message.to_owned())))
        }
    }
}

/// Where a line, counted from 1, starts.
fn line_start(bytes: &[u8], line: usize) -> usize {
    let breaks = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(offset, _)| offset + 1);
    std::iter::once(0).chain(breaks).nth(line.saturating_sub(1)).unwrap_or(bytes.len())
}

/// Cuts a stream of JSON into its outermost objects without parsing them: what stands between them (brackets, commas,
/// white space) is passed over.
struct Objects<R> {
    input: R,
    /// Whether a bracket was seen outside objects.
    in_array: bool,
    /// Where the next byte stands, counted from 1.
    next: (usize, usize),
    /// Where the last object, or what should have been one, starts.
    line: usize,
    column: usize,
}

impl<R: BufRead> Objects<R> {
    fn new(input: R) -> Self {
        Self { input, in_array: false, next: (1, 1), line: 1, column: 1 }
    }

    /// Copies the next object into `object`; false: there is none.
    fn read(&mut self, object: &mut Vec<u8>) -> Result<bool, Problem> {
        let (mut depth, mut in_string, mut escaped) = (0usize, false, false);
        loop {
            let chunk = self.input.fill_buf().map_err(broken_input)?;
            if chunk.is_empty() && depth == 0 {
                return Ok(false);
            } else if chunk.is_empty() {
                return Err(Problem::Json("the file ends within the object that starts here".to_owned()));
            }
            let mut used = 0;
            for &byte in chunk {
                let here = self.next;
                self.next = if byte == b'\n' { (here.0 + 1, 1) } else { (here.0, here.1 + 1) };
                used += 1;
                match byte {
                    _ if escaped => escaped = false,
                    b'\\' if in_string => escaped = true,
                    b'"' if depth > 0 => in_string = !in_string,
                    _ if in_string => {}
                    b'{' | b'[' if depth > 0 => depth += 1,
                    b'}' | b']' if depth > 0 => depth -= 1,
                    b'{' => {
                        depth = 1;
                        (self.line, self.column) = here;
                    }
                    b'[' if depth == 0 => {
                        self.in_array = true;
                        continue;
                    }
                    b']' | b',' | b' ' | b'\t' | b'\r' | b'\n' if depth == 0 => continue,
                    _ if depth == 0 => {
                        (self.line, self.column) = here;
                        return Err(Problem::NotAnObject);
                    }
                    _ => {}
                }
                object.push(byte);
                if depth == 0 {
                    break;
                }
            }
            self.input.consume(used);
            if object.len() > ARTICLE_LIMIT {
                return Err(Problem::TooLong { limit: ARTICLE_LIMIT });
            }
            if depth == 0 && !object.is_empty() {
                return Ok(true);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{BufReader, Cursor};

    use super::*;

    fn input(text: &str) -> Input {
        Box::new(BufReader::with_capacity(3, Cursor::new(text.as_bytes().to_vec())))
    }

    /// Ids of articles, and messages of errors.
    fn outcomes(articles: impl Iterator<Item = Result<Found, ReadError>>) -> Vec<String> {
        articles
            .map(|outcome| outcome.map_or_else(|error| error.to_string(), |found| found.article.id))
            .collect()
    }

    #[test]
    fn a_bad_line_does_not_hurt_its_neighbours() {
        let lines =
            "{\"text\": \"One.\"}\r\n\n{\"text\": \"Two.\",}\n[1]\n {\"id\": \"five\", \"text\": \"Five.\"}";
        assert_eq!(
            outcomes(JsonLines::new("w.jsonl".to_owned(), input(lines))),
            [
                "w.jsonl#1",
                "w.jsonl:3:17: not valid JSON: trailing comma",
                "w.jsonl:4: expected a JSON object with a “text”, found something else",
                "five",
            ]
        );
    }

    #[test]
    fn objects_in_an_array_or_in_a_row() {
        let text = "{\"text\": \"A {brace}, a \\\"quote\\\" and a ]\", \"tags\": [{\"x\": []}]}";
        for file in [text.to_owned(), format!("[{text},\n {text}]"), format!("{text}\n\n{text}")] {
            let articles: Vec<_> = Json::new("a.json".to_owned(), input(&file)).collect();
            assert_eq!(articles.len(), file.matches("brace").count());
            for article in articles {
                assert_eq!(article.unwrap().article.text, "A {brace}, a \"quote\" and a ]");
            }
        }
    }

    #[test]
    fn errors_say_where() {
        let of = |text| outcomes(Json::new("a.json".to_owned(), input(text)));
        assert_eq!(
            of("[\n  {\"text\": \"One.\"},\n  {\n    \"text\" \"Two.\"\n  },\n  {\"text\": \"Three.\"}\n]"),
            ["a.json#1", "a.json:4:12: not valid JSON: expected `:`", "a.json#3"]
        );
        assert_eq!(of(" [1]"), ["a.json:1:3: expected a JSON object with a “text”, found something else"]);
        assert_eq!(
            of("\n{\"text\": \"One"),
            ["a.json:2:1: not valid JSON: the file ends within the object that starts here"]
        );
        assert_eq!(of("[]"), ["a.json: empty: there is no text in it"]);
        assert_eq!(
            of("{\"title\": \"x\"}"),
            [
                "a.json:1:1: no “text” field (also accepted: body, content, article, …); the fields here are: title"
            ]
        );
    }
}
