//! Signs that are no letters and yet inside a word: the stops of "U.S." and "example.com", the strokes of a date.

use super::characters::is_word_char;
use crate::language::abbreviations::abbreviation;

/// Whether the full stop at `at`, with word characters on both sides, is inside one word. `start`: of the word;
/// `segment`: of its part before this stop.
pub(super) fn joins_at_stop(text: &str, start: usize, segment: usize, at: usize, end: usize) -> bool {
    let before = &text[segment..at];
    let rest = &text[at + 1..end];
    // Longer than any part that could make this an abbreviation or a name of the net: cut the look ahead.
    let length =
        rest.char_indices().take(24).find(|&(_, c)| !is_word_char(c)).map_or(rest.len().min(24), |(i, _)| i);
    let Some(after) = rest.get(..length) else { return false };
    let dotted_on = rest[length..].starts_with('.');
    let letter_before = before.chars().count() == 1 && before.starts_with(char::is_alphabetic);
    let letter_after = after.chars().count() == 1 && after.starts_with(char::is_alphabetic);
    if letter_before && (letter_after || after.starts_with(char::is_lowercase)) {
        return true; // U.S, a.m, m.sc
    }
    if letter_after && dotted_on && before.len() <= 3 {
        return true; // Ph.D.
    }
    let lower = after.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
    is_net_ending(after)
        || (lower && segment > start && text[start..segment].contains('.'))
        || (lower
            && dotted_on
            && rest[length + 1..].starts_with(|c: char| c.is_lowercase())
            && abbreviation(before).is_none())
}

/// Endings of names on the net and of files.
fn is_net_ending(part: &str) -> bool {
    matches!(
        part,
        "com"
            | "org"
            | "net"
            | "gov"
            | "edu"
            | "mil"
            | "int"
            | "info"
            | "biz"
            | "tv"
            | "io"
            | "co"
            | "uk"
            | "de"
            | "fr"
            | "ru"
            | "cn"
            | "eu"
            | "us"
            | "nz"
            | "au"
            | "ca"
            | "in"
            | "jp"
            | "doc"
            | "docx"
            | "xls"
            | "pdf"
            | "htm"
            | "html"
            | "txt"
            | "jpg"
            | "png"
            | "exe"
            | "zip"
            | "mp3"
            | "COM"
            | "DOC"
            | "XLS"
            | "ORG"
            | "NET"
    )
}

/// The length of a date or telephone number written with `/` or `-` ("7/14/2022", "2022-07-14", "800-555-0199", "555-0199"),
/// or of a fraction ("1/2"), at the start of `text`.
pub(super) fn number_with_separators(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    let separator = *bytes.get(digits)?;
    if digits == 0 || digits > 4 || !matches!(separator, b'/' | b'-') {
        return None;
    }
    let length = bytes.iter().take(24).take_while(|&&b| b.is_ascii_digit() || b == separator).count();
    let number = text[..length].trim_end_matches(separator as char);
    if text[number.len()..].starts_with(is_word_char) {
        return None;
    }
    let mut lengths = number.split(separator as char).map(str::len);
    let parts = (lengths.next()?, lengths.next()?, lengths.next(), lengths.next());
    let whole = matches!(
        (separator, parts),
        (b'/', (1..=2, 1..=2, None, _))
            | (_, (1..=2, 1..=2, Some(2 | 4), None) | (4, 1..=2, Some(1..=2), None))
            | (b'-', (3, 4, None, _) | (3, 3, Some(4), None) | (1, 3, Some(3), Some(4)))
    );
    whole.then_some(number.len())
}
