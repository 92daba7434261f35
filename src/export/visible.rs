//! Text made safe to look at: names come from strangers' pages, and must neither steer a terminal nor show other text
//! than there is.

use std::borrow::Cow;
use std::fmt::Write;

/// The text with control characters, and those that reorder or hide text, written as `\u{…}`. Line feeds and tabs
/// are kept, and what joins emoji or letters of scripts that need it.
pub fn visible(text: &str) -> Cow<'_, str> {
    replaced(text, |safe, c| write!(safe, "{}", c.escape_unicode()))
}

/// The same for a line of JSON: written as `\u202e`, so that it still is JSON and has the same value.
pub fn visible_json(json: &str) -> Cow<'_, str> {
    replaced(json, |safe, c| {
        c.encode_utf16(&mut [0; 2]).iter().try_for_each(|unit| write!(safe, "\\u{unit:04x}"))
    })
}

/// A cell of a table for spreadsheet programs, which take a text that begins like a formula for one and run it: such a text
/// has an apostrophe before it. Numbers stay numbers.
pub fn not_a_formula(cell: &str) -> Cow<'_, str> {
    let begins = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if begins && cell.parse::<f64>().is_err() { format!("'{cell}").into() } else { cell.into() }
}

fn replaced(text: &str, write: impl Fn(&mut String, char) -> std::fmt::Result) -> Cow<'_, str> {
    if !text.contains(is_deceptive) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 8);
    let mut chars = text.chars().peekable();
    let mut before = None;
    while let Some(c) = chars.next() {
        let joins =
            is_joiner(c) && before.is_some_and(is_joined) && chars.peek().copied().is_some_and(is_joined);
        before = Some(c);
        if is_deceptive(c) && !joins {
            // Writing into a String never fails.
            let _ = write(&mut safe, c);
        } else {
            safe.push(c);
        }
    }
    Cow::Owned(safe)
}

/// The zero-width joiner and non-joiner.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

/// Letters from Arabic to Sinhalese, and emoji.
fn is_joined(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{dff}' | '\u{2190}'..='\u{2bff}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}')
}

fn is_deceptive(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        // The marks of bidirectional text, line and paragraph separators, invisible characters.
        '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' => true,
        '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' => true,
        // No characters, and not allowed in XML.
        '\u{fdd0}'..='\u{fdef}' => true,
        _ => c.is_control() || u32::from(c) & 0xfffe == 0xfffe,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_reorders_or_hides_is_written_out() {
        assert_eq!(visible("plain – “text” 中文\n"), "plain – “text” 中文\n");
        assert_eq!(visible("👩\u{200d}💻 می\u{200c}خواهم"), "👩\u{200d}💻 می\u{200c}خواهم");
        assert_eq!(visible("Pu\u{200d}tin\u{200d}"), "Pu\\u{200d}tin\\u{200d}");
        assert_eq!(visible("a\x1b[2Jb\u{202e}c\u{9b}"), "a\\u{1b}[2Jb\\u{202e}c\\u{9b}");
    }

    #[test]
    fn no_text_is_a_formula_and_numbers_stay_numbers() {
        for text in ["=1+1", "+1 555", "-2+3", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1"] {
            assert_eq!(not_a_formula(text), format!("'{text}"));
        }
        for text in ["", "-1.5", "+3", "Ada = Lovelace", "'x", "2023-02-21"] {
            assert_eq!(not_a_formula(text), text);
        }
    }

    #[test]
    fn json_keeps_its_value() {
        let text = "x\u{202e}\u{7f}\u{e0041}\u{feff}";
        let json = serde_json::to_string(text).unwrap();
        let safe = visible_json(&json);
        assert!(safe.is_ascii());
        assert_eq!(serde_json::from_str::<String>(&safe).unwrap(), text);
    }
}
