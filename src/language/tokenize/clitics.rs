//! Multiword tokens: "don't", "Putin's", "cannot".

use super::characters::is_apostrophe;

/// Whether letters after an apostrophe are a word of their own.
pub(super) fn is_clitic(letters: &str) -> bool {
    matches!(letters, "s" | "S" | "re" | "RE" | "ve" | "VE" | "ll" | "LL" | "d" | "D" | "m" | "M")
}

/// "'90s", "’71".
pub(super) fn is_short_year(tail: &str) -> bool {
    let digits = tail.strip_suffix('s').unwrap_or(tail);
    digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit())
}

/// Where the last part of a multiword token begins, if `word` is one.
pub(super) fn clitic_start(word: &str) -> Option<usize> {
    let (at, c) = word.char_indices().rev().take(4).find(|&(_, c)| is_apostrophe(c)).unzip();
    if let (Some(at), Some(c)) = (at, c) {
        let tail = &word[at + c.len_utf8()..];
        if tail.eq_ignore_ascii_case("t") && at >= 2 && matches!(word.as_bytes()[at - 1], b'n' | b'N') {
            return Some(at - 1);
        }
        // "the 1930's" is a decade.
        let decade =
            tail == "s" && word[..at].ends_with('0') && word[..at].bytes().all(|b| b.is_ascii_digit());
        return (at > 0 && is_clitic(tail) && !decade).then_some(at);
    }
    if !(4..=8).contains(&word.len()) || !word.is_ascii() {
        return None;
    }
    match word.to_ascii_lowercase().as_str() {
        "cannot" | "gonna" | "gotta" | "wanna" => Some(3),
        // Written without the apostrophe.
        "dont" | "wont" | "cant" | "aint" | "didnt" | "doesnt" | "isnt" | "arent" | "wasnt" | "werent"
        | "havent" | "hasnt" | "hadnt" | "couldnt" | "wouldnt" | "shouldnt" => Some(word.len() - 2),
        "thats" | "whats" | "theres" => Some(word.len() - 1),
        "youre" | "theyre" | "youve" | "theyve" | "youll" | "theyll" => Some(word.len() - 2),
        _ => None,
    }
}
