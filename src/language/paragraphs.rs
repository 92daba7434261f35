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
/// A line that runs over into the next is at least so long, or it may be an item of a list.
const SHORTEST_RUNNING: usize = 24;

/// A line without white space at its ends.
#[derive(Debug, Clone, Copy)]
struct Line {
    span: Span,
    /// The white space before it, in bytes.
    indent: usize,
}

impl Line {
    fn is_blank(&self) -> bool {
        self.span.start == self.span.end
    }

    /// Its bytes with the white space before it.
    fn width(&self) -> usize {
        self.indent + self.span.end - self.span.start
    }
}

/// The paragraphs of `text` in order, without white space at their ends; none is empty.
pub(super) fn paragraphs(text: &str) -> Vec<Span> {
    let lines: Vec<Line> = lines(text).collect();
    let blocks = || lines.split(|line| line.is_blank()).filter(|block| !block.is_empty());
    // The width that the long paragraphs were broken to tells for the short ones, too.
    let width = blocks().filter_map(|block| wrap_width(text, block)).max();
    let mut found = Vec::new();
    for block in blocks() {
        let width = width.filter(|&width| fits(text, block, width));
        split_block(text, block, width, &mut found);
    }
    found
}

/// The lines of `text`, as any of Unicode's line ends parts them.
fn lines(text: &str) -> impl Iterator<Item = Line> {
    let mut rest = Some(0);
    std::iter::from_fn(move || {
        let start = rest?;
        let length = text[start..].find(['\n', '\r', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']);
        let line = &text[start..length.map_or(text.len(), |length| start + length)];
        rest = length.map(|length| {
            let end = &text[start + length..];
            let separator =
                if end.starts_with("\r\n") { 2 } else { end.chars().next().map_or(0, char::len_utf8) };
            start + length + separator
        });
        let kept = line.trim_start_matches(is_space);
        let indent = line.len() - kept.len();
        let span = Span::new(start + indent, start + indent + kept.trim_end_matches(is_space).len());
        Some(Line { span, indent })
    })
}

/// Appends the paragraphs of lines that no blank line parts, broken to `width` if given.
fn split_block(text: &str, block: &[Line], width: Option<usize>, found: &mut Vec<Span>) {
    found.push(block[0].span);
    for (line, next) in block.iter().zip(&block[1..]) {
        // Among wrapped lines a short one is the first, whose head was cut off (a dateline), or the last of a paragraph.
        let goes_on = width.is_some_and(|width| {
            next.indent <= line.indent && (is_full(text, line, next, width) || !is_stopped(text, line))
        });
        match found.last_mut() {
            Some(paragraph) if goes_on || runs_over(text, line, next) => paragraph.end = next.span.end,
            _ => found.push(next.span),
        }
    }
}

/// Whether the first word of `next` would not have fitted on `line`.
fn is_full(text: &str, line: &Line, next: &Line, width: usize) -> bool {
    let word = next.span.of(text).find(is_space).unwrap_or(next.span.end - next.span.start);
    line.width() + 1 + word > width
}

/// Whether the line can be the last of its paragraph.
fn is_stopped(text: &str, line: &Line) -> bool {
    line.span.of(text).ends_with(['.', '!', '?', ':', ';', '"', '”'])
}

/// Whether a sentence visibly goes on from one line to the next.
fn runs_over(text: &str, line: &Line, next: &Line) -> bool {
    line.width() >= SHORTEST_RUNNING
        && !is_stopped(text, line)
        && next.span.of(text).starts_with(char::is_lowercase)
}

/// The breaks between lines of one paragraph, as far as an indent does not show that a new one begins.
fn breaks(block: &[Line]) -> impl Iterator<Item = (&Line, &Line)> {
    block.iter().zip(&block[1..]).filter(|(line, next)| next.indent <= line.indent)
}

/// The width that a block's lines were broken to, if they were: nearly all are full, and sentences run over the breaks.
fn wrap_width(text: &str, block: &[Line]) -> Option<usize> {
    let width = block.iter().map(Line::width).max()?;
    let count = breaks(block).count();
    let over = breaks(block).filter(|(line, next)| runs_over(text, line, next)).count();
    ((NARROWEST..=WIDEST).contains(&width) && count >= 2 && over * 4 >= count && fits(text, block, width))
        .then_some(width)
}

/// Whether nearly all lines of the block are as full as they can be within `width`.
fn fits(text: &str, block: &[Line], width: usize) -> bool {
    let full = breaks(block).filter(|(line, next)| is_full(text, line, next, width)).count();
    block.iter().all(|line| line.width() <= width) && full * 4 >= breaks(block).count() * 3
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
    fn an_indent_begins_a_paragraph_of_wrapped_lines() {
        let text = "The minister said on Tuesday that the talks would\nbe held in Geneva next month, and that the others\nwould come with Wang\n   A second one begins here, which is rather short,\nwith the\n   Third.\n\nIn the same way as above this one was broken to\nGeneva.";
        let starts: Vec<_> = shown(text).iter().map(|p| &p[..3]).collect();
        assert_eq!(starts, ["The", "A s", "Thi", "In "]);
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
