//! Sentences that no stop ends, as articles have them whose lines were run together: headings, labels of figures, captions,
//! lines with a date or the author, items of a list.

use std::ops::Range;

use super::abbreviations::lines;
use super::gazetteer::Gazetteer;
use super::sentences::is_rule;
use super::tokenize::Word;

/// Words of a line with a date: "Wednesday, October 9, 2013".
const DATE_LINE: usize = 6;

/// Lines drawn of so many characters part sentences on both sides; shorter ones may stand around a heading.
const LONG_RULE: usize = 10;

/// Whether a new sentence begins at the word `at` though nothing ends the one that began at `start`.
pub(super) fn begins(text: &str, words: &[Word], start: usize, at: usize) -> bool {
    if at <= start {
        return false;
    }
    let line = Line { text, words, start };
    let here = line.form(at);
    if is_rule(here) {
        return here.len() >= LONG_RULE && at > start + 2;
    }
    if matches!(here, "-" | "*" | "•") {
        return line.is_item(start) && at > start + 1 && line.is_item(at);
    }
    here.starts_with(char::is_uppercase)
        && (line.is_label_until(at)
            || line.is_caption(at)
            || line.is_byline(at)
            || line.is_date_line(at)
            || (at == start + DATE_LINE && line.has_date(start))
            || line.announces(at)
            || line.leaves_heading(at))
}

/// What is read up to now of the sentence that began at `start`, and what follows.
struct Line<'t> {
    text: &'t str,
    words: &'t [Word],
    start: usize,
}

impl<'t> Line<'t> {
    fn form(&self, at: usize) -> &'t str {
        self.words.get(at).map_or("", |word| word.span.of(self.text))
    }

    fn begins_with(&self, at: usize, kind: fn(char) -> bool) -> bool {
        self.form(at).starts_with(kind)
    }

    /// Whether white space parts the word from the one before.
    fn stands_apart(&self, at: usize) -> bool {
        at == 0 || at >= self.words.len() || self.words[at - 1].span.end < self.words[at].span.start
    }

    /// Whether the word at `at` is the sign before an item of a list: the same sign as at the head, with white space around.
    fn is_item(&self, at: usize) -> bool {
        self.form(at) == self.form(self.start) && self.stands_apart(at) && self.stands_apart(at + 1)
    }

    /// "Figure 1.3 ▮ This map …"
    fn is_label_until(&self, at: usize) -> bool {
        at == self.start + 2
            && matches!(self.form(self.start), "Figure" | "Fig." | "Table" | "Listing" | "Box")
            && self.begins_with(at - 1, |c| c.is_ascii_digit())
    }

    /// "… on the square ▮ Image: Ann Lee."
    fn is_caption(&self, at: usize) -> bool {
        matches!(self.form(at), "Image" | "Photo" | "Picture")
            && self.form(at + 1) == ":"
            && self.form(at - 1) != "("
    }

    /// "… in the dark ▮ By Ann Lee", "▮ Posted by Ann"
    fn is_byline(&self, at: usize) -> bool {
        match self.form(at) {
            "By" => Gazetteer::embedded().is_given_name(self.form(at + 1)),
            "Posted" => self.form(at + 1) == "by",
            _ => false,
        }
    }

    /// "A Talk with Ann ▮ Wednesday, October 9, 2013 ▮ Ann is …"; in a sentence a comma or stop follows the date.
    fn is_date_line(&self, at: usize) -> bool {
        let runs_on =
            matches!(self.form(at - 1), "," | ":" | "(" | "-" | "on" | "On" | "of" | "for" | "this" | "last");
        let after = self.form(at + DATE_LINE);
        self.has_date(at) && !runs_on && (after.is_empty() || after.starts_with(char::is_uppercase))
    }

    /// "They say as follows: ▮ The list …"
    fn announces(&self, at: usize) -> bool {
        self.form(at - 1) == ":"
            && (at.saturating_sub(5).max(self.start)..at)
                .any(|i| matches!(self.form(i), "following" | "follows"))
    }

    /// "Wednesday, October 9, 2013"
    fn has_date(&self, at: usize) -> bool {
        let digit = |at, length: Range<usize>| {
            length.contains(&self.form(at).len()) && self.form(at).bytes().all(|b| b.is_ascii_digit())
        };
        self.form(at).ends_with("day")
            && self.form(at + 1) == ","
            && self.begins_with(at + 2, char::is_uppercase)
            && digit(at + 3, 1..3)
            && self.form(at + 4) == ","
            && digit(at + 5, 4..5)
    }

    /// "A Day in the Mountains ▮ We left early": a word with which sentences begin, and which titles and names do not have
    /// inside, after a name or heading and before a word in lower case.
    fn leaves_heading(&self, at: usize) -> bool {
        self.begins_with(at - 1, char::is_uppercase)
            && self.begins_with(at + 1, char::is_lowercase)
            && opens(self.form(at))
    }
}

/// Whether a sentence follows a heading with this word.
fn opens(word: &str) -> bool {
    lines(include_str!("../../data/language/openers.txt")).any(|opener| opener == word)
}

#[cfg(test)]
mod tests {
    use crate::language::sentences::sentences;

    fn shown(text: &str) -> Vec<&str> {
        sentences(text).iter().map(|s| s.span.of(text)).collect()
    }

    #[test]
    fn headings_and_labels_end_where_a_sentence_begins() {
        assert_eq!(
            shown("A Day in the Mountains We left early. We The Nations met."),
            ["A Day in the Mountains", "We left early.", "We The Nations met."]
        );
        assert_eq!(
            shown("It grew. Figure 1.3 This shows it. See Figure 2 This week."),
            ["It grew.", "Figure 1.3", "This shows it.", "See Figure 2 This week."]
        );
        assert_eq!(
            shown("The chair of the board, Liu He said it."),
            ["The chair of the board, Liu He said it."]
        );
    }

    #[test]
    fn captions_bylines_and_dates_stand_alone() {
        assert_eq!(
            shown("Ants at the zoo Image: Ann Lee. Rain in the north By Ann Lee."),
            ["Ants at the zoo", "Image: Ann Lee.", "Rain in the north", "By Ann Lee."]
        );
        assert_eq!(
            shown(
                "A Talk with Ann Wednesday, October 9, 2013 Ann is here. They met on Friday, May 4, 2012, in Rome."
            ),
            [
                "A Talk with Ann",
                "Wednesday, October 9, 2013",
                "Ann is here.",
                "They met on Friday, May 4, 2012, in Rome."
            ]
        );
        assert_eq!(
            shown("They found the following: The road is long."),
            ["They found the following:", "The road is long."]
        );
    }

    #[test]
    fn items_of_a_list_are_parted() {
        assert_eq!(
            shown("- two eggs - some co-operative flour - salt"),
            ["- two eggs", "- some co-operative flour", "- salt"]
        );
        assert_eq!(shown("It sets - as they say - slowly"), ["It sets - as they say - slowly"]);
        assert_eq!(
            shown("the list of all ---------- That is it"),
            ["the list of all", "----------", "That is it"]
        );
    }
}
