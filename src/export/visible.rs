//! Text made safe to look at: names come from strangers' pages, and must neither steer a terminal nor show other text
//! than there is.

use std::borrow::Cow;
use std::fmt::Write;

/// The text with control characters, and those that reorder or hide text, written as `\u{…}`. Line feeds and tabs
/// are kept.
pub fn visible(text: &str) -> Cow<'_, str> {
    replaced(text, |safe, c| write!(safe, "{}", c.escape_unicode()))
}

/// The same for a line of JSON: written as `\u202e`, so that it still is JSON and has the same value.
pub fn visible_json(json: &str) -> Cow<'_, str> {
    replaced(json, |safe, c| {
        c.encode_utf16(&mut [0; 2]).iter().try_for_each(|unit| write!(safe, "\\u{unit:04x}"))
    })
}

fn replaced(text: &str, write: impl Fn(&mut String, char) -> std::fmt::Result) -> Cow<'_, str> {
    if !text.contains(is_deceptive) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if is_deceptive(c) {
            // Writing into a String never fails.
            let _ = write(&mut safe, c);
        } else {
            safe.push(c);
        }
    }
    Cow::Owned(safe)
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
        assert_eq!(visible("a\x1b[2Jb\u{202e}c\u{9b}"), "a\\u{1b}[2Jb\\u{202e}c\\u{9b}");
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
