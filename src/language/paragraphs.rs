//! Text → paragraphs.
//!
//! A blank line always ends a paragraph. A single newline does so too, unless the lines were broken to fit a width:
//! that is seen for each block of lines by itself, from whether the first word of each line would have fitted on the
//! line before.

use super::tokenize::is_space;
use crate::model::Span;

/// Lines of a hard-wrapped text are not longer than this many bytes, …
const WIDEST: usize = 130;
/// … and its longest line is at least so long.
const NARROWEST: usize = 40;

/// The paragraphs of `text` in order, without white space at their ends; none is empty.
pub(super) fn paragraphs(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut block = Vec::new();
    for line in lines(text) {
        if line.start == line.end {
            found.extend(split_block(text, &block));
            block.clear();
        } else {
            block.push(line);
        }
    }
    found.extend(split_block(text, &block));
    found
}

/// The lines of `text` without white space at their ends.
fn lines(text: &str) -> impl Iterator<Item = Span> {
    let mut start = 0;
    text.split(['\n', '\r', '\u{c}', '\u{2028}', '\u{2029}', '\u{85}'])
        .scan((), move |(), line| {
            let end = start + line.len();
            let kept_start = start + line.find(|c| !is_space(c)).unwrap_or(line.len());
            let kept_end = start + line.trim_end_matches(is_space).len();
            // A `\r\n` must not read as a blank line: an empty "line" between the two is skipped by the caller below.
            let separator = text[end..].chars().next().map_or(0, char::len_utf8);
            let crlf = text[end..].starts_with('\n') && text[..end].ends_with('\r');
            start = end + separator;
            Some((!crlf || !line.is_empty()).then(|| Span::new(kept_start, kept_end.max(kept_start))))
        })
        .flatten()
}

/// The paragraphs of lines that no blank line parts.
fn split_block(text: &str, lines: &[Span]) -> Vec<Span> {
    let wrapped = is_hard_wrapped(text, lines);
    let width = lines.iter().map(|line| line.end - line.start).max().unwrap_or(0);
    let mut found: Vec<Span> = Vec::new();
    let mut previous: Option<Span> = None;
    for &line in lines {
        let goes_on =
            previous.is_some_and(|p| (wrapped && is_full(text, p, line, width)) || runs_over(text, p, line));
        match found.last_mut() {
            Some(paragraph) if goes_on => paragraph.end = line.end,
            _ => found.push(line),
        }
        previous = Some(line);
    }
    found
}

/// Whether the first word of `next` would not have fitted on `line`.
fn is_full(text: &str, line: Span, next: Span, width: usize) -> bool {
    let word = next.of(text).find(is_space).unwrap_or(next.end - next.start);
    line.end - line.start + 1 + word > width
}

/// Whether a sentence visibly goes on from one line to the next.
fn runs_over(text: &str, line: Span, next: Span) -> bool {
    line.end - line.start >= NARROWEST
        && !line.of(text).ends_with(['.', '!', '?', ':', ';', '"', '”'])
        && next.of(text).starts_with(char::is_lowercase)
}

/// Whether the lines were broken to fit a width: nearly all but the last are full, and sentences run over the breaks.
fn is_hard_wrapped(text: &str, lines: &[Span]) -> bool {
    let width = lines.iter().map(|line| line.end - line.start).max().unwrap_or(0);
    if lines.len() < 3 || !(NARROWEST..=WIDEST).contains(&width) {
        return false;
    }
    let breaks = lines.len() - 1;
    let full = lines.windows(2).filter(|w| is_full(text, w[0], w[1], width)).count();
    let over = lines.windows(2).filter(|w| runs_over(text, w[0], w[1])).count();
    full * 4 >= breaks * 3 && over * 4 >= breaks
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(text: &str) -> Vec<&str> {
        paragraphs(text).iter().map(|p| p.of(text)).collect()
    }

    #[test]
    fn blank_lines_and_single_newlines_part() {
        assert_eq!(
            shown("A headline\nBy Someone\r\n\r\n  One.\nTwo. \n\n\n"),
            ["A headline", "By Someone", "One.", "Two."]
        );
        assert_eq!(shown("  \n \n"), [""; 0]);
    }

    #[test]
    fn hard_wrapped_lines_are_joined() {
        let text = "The minister said on Tuesday that the talks would\nbe held in Geneva next month, and that the others\nwould come. A second sentence follows here which\nis short.\n";
        assert_eq!(shown(text).len(), 1);
    }

    #[test]
    fn lines_of_their_own_stay_apart() {
        let text = "The minister said on Tuesday that talks would go on.\nThe others would come.\nA third line that is rather long stands here too.\nIt ends.";
        assert_eq!(shown(text).len(), 4);
    }

    proptest! {
        #[test]
        fn paragraphs_cover_all_but_white_space(text in "[a-z.A ]{0,30}(\\r?\\n[a-z. A\u{2028}]{0,60}){0,6}") {
            let mut at = 0;
            for p in paragraphs(&text) {
                prop_assert!(text[at..p.start].chars().all(is_space));
                prop_assert!(p.start < p.end && !p.of(&text).starts_with(is_space) && !p.of(&text).ends_with(is_space));
                at = p.end;
            }
            prop_assert!(text[at..].chars().all(is_space));
        }
    }
}
