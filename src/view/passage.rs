//! Stretches of an article's text with the parts of claims marked in them.

use std::collections::BTreeSet;
use std::ops::Range;

use maud::{Markup, html};

use crate::export::visible;
use crate::query::{ClaimPart, Mark};

/// How much of a long paragraph is shown on either side of a sentence, in bytes.
const AROUND: usize = 600;

/// The paragraphs of a text: what lies between empty lines.
pub fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let mut paragraphs = Vec::new();
    let mut start = 0;
    for part in text.split("\n\n") {
        if !part.trim().is_empty() {
            paragraphs.push(start..start + part.len());
        }
        start += part.len() + 2;
    }
    paragraphs
}

/// The paragraph around a stretch of text, cut where it is very long.
pub fn around(text: &str, stretch: Range<usize>) -> Range<usize> {
    let paragraphs = paragraphs(text);
    let covers = |p: &&Range<usize>| p.start < stretch.end && stretch.start < p.end;
    let covering: Vec<_> = paragraphs.iter().filter(covers).collect();
    let start = covering.first().map_or(stretch.start, |p| p.start.min(stretch.start));
    let end = covering.last().map_or(stretch.end, |p| p.end.max(stretch.end));
    let start = start.max(stretch.start.saturating_sub(AROUND));
    text.floor_char_boundary(start)..text.ceil_char_boundary(end.min(stretch.end.saturating_add(AROUND)))
}

/// A stretch of text with marks; several may cover the same words.
pub fn marked(text: &str, stretch: Range<usize>, marks: &[&Mark]) -> Markup {
    html! {
        @for (words, parts) in segments(text, stretch, marks) {
            @if parts.is_empty() { (visible(words)) }
            @else {
                @let classes: Vec<&str> = parts.iter().map(|part| part.into()).collect();
                mark class=(classes.join(" ")) { (visible(words)) }
            }
        }
    }
}

/// The stretch cut at every end of a mark, with the parts of claims that each piece belongs to.
fn segments<'t>(
    text: &'t str,
    stretch: Range<usize>,
    marks: &[&Mark],
) -> Vec<(&'t str, BTreeSet<ClaimPart>)> {
    let within = |at: &usize| stretch.contains(at);
    let ends = marks.iter().flat_map(|mark| [mark.start, mark.end]).filter(within);
    let cuts: BTreeSet<usize> = ends.chain([stretch.start, stretch.end]).collect();
    let pieces = cuts.iter().zip(cuts.iter().skip(1)).filter_map(|(&start, &end)| {
        let covering = marks.iter().filter(|mark| mark.start <= start && end <= mark.end);
        Some((text.get(start..end)?, covering.map(|mark| mark.part).collect()))
    });
    pieces.collect()
}

/// What the marks look like, and mean.
pub fn legend() -> Markup {
    html! {
        p class="legend" aria-label="How the text is marked" {
            mark class="sentence" { "the sentence" } " " mark class="sentence subject" { "who" } " "
            mark class="sentence trigger" { "what" } " " mark class="sentence time" { "when" } " "
            mark class="sentence place" { "where" } " " mark class="sentence speaker" { "who says so" }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(part: ClaimPart, start: usize, end: usize) -> Mark {
        Mark { claim: "c-1".into(), part, start, end }
    }

    #[test]
    fn marks_may_overlap_and_what_is_in_the_text_stays_text() {
        let text = "Ada <b>met</b> Bob & left.";
        let marks = [
            mark(ClaimPart::Sentence, 0, 18),
            mark(ClaimPart::Trigger, 4, 14),
            mark(ClaimPart::Subject, 0, 5),
        ];
        let marks: Vec<_> = marks.iter().collect();
        insta::assert_snapshot!(marked(text, 0..text.len(), &marks).into_string(), @r#"<mark class="sentence subject">Ada </mark><mark class="sentence trigger subject">&lt;</mark><mark class="sentence trigger">b&gt;met&lt;/b&gt;</mark><mark class="sentence"> Bob</mark> &amp; left."#);
    }

    #[test]
    fn a_sentence_stands_in_its_paragraph() {
        let text = "One.\n\nTwo. Three.\n\nFour.";
        assert_eq!(&text[around(text, 11..17)], "Two. Three.");
        assert_eq!(paragraphs(text).len(), 3);
        let long = format!("{}é{}", "ä".repeat(2000), "ö".repeat(2000));
        assert!(around(&long, 4000..4002).len() < 1300);
    }
}
