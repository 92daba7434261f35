//! Words of a paragraph → sentences, and what part of the article each stands in.
//!
//! A sentence ends at `.`, `!`, `?` or `…` (with the quotes and brackets that close there) when what follows can begin
//! one; at the full stop of an abbreviation only when the next word shows it ("Apple Inc. The firm …"); and at the end
//! of its paragraph. None is longer than [`LONGEST`] words.

use std::ops::Range;

use super::abbreviations::{Abbreviation, abbreviation, lines, starts_sentence};
use super::dateline;
use super::furniture::is_furniture;
use super::headings;
use super::mail;
use super::paragraphs::paragraphs;
use super::tokenize::{Word, is_emoticon, tokenize};
use super::{Deprel, Margins, Part, Sentence, Token, Upos, Xpos};

/// No sentence has more words: the trees' cost grows with the square of their size.
const LONGEST: usize = 400;

/// A line without a final stop is a headline only up to so many words.
const LONGEST_HEADLINE: usize = 30;

/// The sentences of an article's text, their words still without tags and trees.
pub(super) fn sentences(text: &str) -> Vec<Sentence> {
    let mut found = Vec::new();
    let mut words = Vec::new();
    let mut in_body = false;
    let paragraphs = paragraphs(text);
    for (number, &paragraph) in paragraphs.iter().enumerate() {
        words.clear();
        tokenize(text, paragraph, &mut words);
        let may_have_dateline = !in_body && number < dateline::PARAGRAPHS;
        let dateline = may_have_dateline.then(|| dateline::at_head(text, &words)).flatten();
        if let Some((end, _)) = &dateline {
            found.push(sentence(&words[..*end], Part::Dateline, number));
            words.drain(..*end);
        }
        if words.is_empty() {
            continue;
        }
        let heads_others = !in_body && number + 1 < paragraphs.len();
        let part = if is_furniture(text, &words) {
            Part::Furniture
        } else if dateline.is_none() && is_headline(text, &words, heads_others) {
            Part::Headline
        } else {
            Part::Body
        };
        in_body |= part == Part::Body;
        found.extend(split(text, &words).into_iter().map(|range| sentence(&words[range], part, number)));
    }
    found
}

/// A sentence of these words, of which there is at least one; tags and trees are still to come.
pub(super) fn sentence(words: &[Word], part: Part, paragraph: usize) -> Sentence {
    let tokens = words
        .iter()
        .map(|word| Token {
            span: word.span,
            joined: word.joined,
            lemma: String::new(),
            upos: Upos::X,
            xpos: Xpos::Xx,
            head: None,
            deprel: Deprel::Dep,
            margins: Margins::default(),
        })
        .collect();
    let span = words[0].span.cover(words[words.len() - 1].span);
    Sentence { span, part, paragraph, tokens }
}

/// Whether a paragraph is a headline: it has no final stop, and is in title case or stands before the body.
fn is_headline(text: &str, words: &[Word], heads_others: bool) -> bool {
    let Some(last) = words.iter().rev().map(|w| w.span.of(text)).find(|form| !is_closer(form)) else {
        return false;
    };
    if words.len() > LONGEST_HEADLINE || is_terminal(last) || matches!(last, ":" | ";" | ",") {
        return false;
    }
    let long = words
        .iter()
        .map(|w| w.span.of(text))
        .filter(|form| form.len() >= 4 && form.starts_with(char::is_alphabetic));
    let (capitalised, all) = long.fold((0, 0), |(capitalised, all), form| {
        (capitalised + usize::from(form.starts_with(char::is_uppercase)), all + 1)
    });
    heads_others || (all >= 2 && capitalised * 4 >= all * 3)
}

/// The sentences of a paragraph as ranges of its words.
fn split(text: &str, words: &[Word]) -> Vec<Range<usize>> {
    let paragraph = Paragraph { text, words };
    let mut found = Vec::new();
    let mut start = 0;
    let mut at = 0;
    let mut in_quotes = false;
    while at < words.len() {
        if mail::begins(text, words, start, at) || headings::begins(text, words, start, at) {
            paragraph.push_capped(start..at, &mut found);
            start = at;
        }
        if paragraph.form(at) == "\"" {
            in_quotes = paragraph.opens_quotation(at).unwrap_or(!in_quotes);
        }
        match paragraph.end_at(at, in_quotes) {
            Some(end) if !paragraph.numbers_item(start..end) => {
                in_quotes &= !(at + 1..end).any(|i| paragraph.form(i) == "\"");
                paragraph.push_capped(start..end, &mut found);
                start = end;
                at = end;
            }
            _ => at += 1,
        }
    }
    paragraph.push_capped(start..words.len(), &mut found);
    found
}

struct Paragraph<'t> {
    text: &'t str,
    words: &'t [Word],
}

impl<'t> Paragraph<'t> {
    fn form(&self, at: usize) -> &'t str {
        self.words.get(at).map_or("", |word| word.span.of(self.text))
    }

    /// Whether no white space parts the word from the one before.
    fn adjoins(&self, at: usize) -> bool {
        at > 0 && at < self.words.len() && self.words[at - 1].span.end == self.words[at].span.start
    }

    /// Whether the straight quote at `at` opens a quotation, if the white space around it tells.
    fn opens_quotation(&self, at: usize) -> Option<bool> {
        let (before, after) = (self.adjoins(at), self.adjoins(at + 1));
        (before != after).then_some(after)
    }

    /// If a sentence ends at the word `at`: the index after its last word, closing quotes and brackets included.
    fn end_at(&self, at: usize, in_quotes: bool) -> Option<usize> {
        let form = self.form(at);
        if is_emoticon(form) {
            return self.form(at + 1).starts_with(char::is_uppercase).then_some(at + 1);
        }
        if is_rule(form) {
            return Some(at + 1);
        }
        if !form.ends_with(['.', '!', '?', '…']) {
            return None;
        }
        let end = self.after_closers(at + 1, in_quotes);
        if end >= self.words.len() {
            return Some(end);
        }
        let ends =
            if is_terminal(form) { self.ends_at_stop(at, end) } else { self.ends_at_abbreviation(at, end) };
        ends.then_some(end)
    }

    /// Whether these words are no sentence, but the number of an item of a list: "2.", "* 3.".
    fn numbers_item(&self, range: Range<usize>) -> bool {
        let bullet = matches!(self.form(range.start), "*" | "•" | "-");
        let number = self.form(range.start + usize::from(bullet));
        let is_number = (1..=2).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
        is_number && range.len() == 2 + usize::from(bullet) && self.form(range.end - 1) == "."
    }

    /// Skips what closes here: quotes and brackets written to the stop, and a straight quote that closes an open one.
    fn after_closers(&self, from: usize, mut in_quotes: bool) -> usize {
        let mut at = from;
        while is_closer(self.form(at)) {
            let closes = match self.form(at) {
                "\"" => !self.opens_quotation(at).unwrap_or(!in_quotes),
                ")" | "]" | "”" => true,
                _ => self.adjoins(at),
            };
            if !closes {
                break;
            }
            in_quotes &= self.form(at) != "\"";
            at += 1;
        }
        // A reference's number: "… of 1805. [23]".
        let reference = |at| {
            self.form(at) == "["
                && self.form(at + 1).bytes().all(|b| b.is_ascii_digit())
                && self.form(at + 2) == "]"
        };
        while reference(at) {
            at += 3;
        }
        if is_emoticon(self.form(at)) { at + 1 } else { at }
    }

    /// Whether the stop at `at` ends a sentence that `next` would follow.
    fn ends_at_stop(&self, at: usize, next: usize) -> bool {
        let opening = self.skip_openers(next);
        let form = self.form(opening);
        let Some(first) = form.chars().next() else { return true };
        // ". . ." written for "..."
        if form == self.form(at) && form.len() == 1 || self.is_attribution(at, next) {
            return false;
        }
        if self.adjoins(next) {
            // "the end.Next"
            let asks = first.is_alphabetic() && self.form(at).starts_with('?');
            return asks || (first.is_uppercase() && self.form(at.wrapping_sub(1)).len() > 1);
        }
        if first.is_lowercase() {
            // "“Go!” he said" goes on; careless writers begin sentences in lower case, but never after "…".
            return next == at + 1
                && (opening == next || self.form(next) == "(")
                && matches!(self.form(at), "." | "?" | "!" | "!!" | "??" | "?!" | "!!!");
        }
        // "That is all. -- Liz", but "“What?” -- he asked".
        if matches!(form, "-" | "--") {
            return next == at + 1 && self.form(at) == ".";
        }
        first.is_alphanumeric() || opening > next || !matches!(form, "," | ";" | ":" | "–" | "—" | ")" | "]")
    }

    /// "“Why?” Ann asked": whether what follows the quotation that closed after the stop says whose it is.
    fn is_attribution(&self, at: usize, next: usize) -> bool {
        let quotation = next > at + 1 && matches!(self.form(next - 1), "\"" | "”" | "’" | "''");
        quotation
            && self.form(at).ends_with(['?', '!'])
            && self.form(next).starts_with(char::is_uppercase)
            && !matches!(self.form(next), "If" | "When" | "As" | "What")
            && (next + 1..next + 3).any(|at| attributes(self.form(at)))
    }

    /// Whether the abbreviation at `at` ends a sentence that `next` would follow.
    fn ends_at_abbreviation(&self, at: usize, next: usize) -> bool {
        let stem = self.form(at).trim_end_matches('.');
        if matches!(
            abbreviation(stem),
            Some(Abbreviation::Title | Abbreviation::Inner | Abbreviation::Number)
        ) || stem.bytes().all(|b| b.is_ascii_digit())
        {
            return false;
        }
        let form = self.form(self.skip_openers(next));
        form.starts_with(char::is_uppercase) && (starts_sentence(form) || stem == "etc")
    }

    fn skip_openers(&self, mut at: usize) -> usize {
        while matches!(self.form(at), "\"" | "“" | "‘" | "'" | "``" | "''" | "(" | "[") {
            at += 1;
        }
        at
    }

    /// Appends the range, cut into pieces of at most [`LONGEST`] words at the best places.
    fn push_capped(&self, mut range: Range<usize>, found: &mut Vec<Range<usize>>) {
        while range.len() > LONGEST {
            let window = range.start + LONGEST / 2..range.start + LONGEST;
            let after =
                |marks: &[&str]| window.clone().rev().find(|&i| marks.contains(&self.form(i))).map(|i| i + 1);
            let cut = after(&[";", ":"]).or_else(|| after(&[",", "—", "–", "--"])).unwrap_or(window.end);
            let cut = (range.start + 1..=cut).rev().find(|&i| !self.words[i].joined).unwrap_or(cut);
            found.push(range.start..cut);
            range.start = cut;
        }
        if !range.is_empty() {
            found.push(range);
        }
    }
}

/// Punctuation that can end a sentence.
fn is_terminal(form: &str) -> bool {
    form.starts_with(['.', '!', '?', '…']) && form.chars().all(|c| matches!(c, '.' | '!' | '?' | '…'))
}

/// "said": a word by which a sentence says whose words stand before it.
fn attributes(word: &str) -> bool {
    lines(include_str!("../../data/language/attributions.txt")).any(|verb| verb == word)
}

/// A line drawn with characters ("=====").
pub(super) fn is_rule(form: &str) -> bool {
    form.len() >= 5 && form.bytes().all(|b| matches!(b, b'=' | b'-' | b'_' | b'*'))
}

/// What may follow the final stop of its sentence.
fn is_closer(form: &str) -> bool {
    matches!(form, "\"" | "”" | "’" | "'" | "''" | ")" | "]" | "»")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(text: &str) -> Vec<&str> {
        sentences(text).iter().map(|s| s.span.of(text)).collect()
    }

    #[test]
    fn closing_quotes_go_with_their_sentence() {
        assert_eq!(
            shown("“We won.” He left. \"No.\" \"Yes.\" (So he said.) Why?"),
            ["“We won.”", "He left.", "\"No.\"", "\"Yes.\"", "(So he said.)", "Why?"]
        );
        assert_eq!(shown("\"Why?\" he asked. “Go!” she said."), ["\"Why?\" he asked.", "“Go!” she said."]);
    }

    #[test]
    fn white_space_tells_which_way_a_quote_faces() {
        assert_eq!(
            shown("He said \"go. We stay.\" They left.\" She ran. \"On.\" \"Off.\""),
            ["He said \"go.", "We stay.\"", "They left.\"", "She ran.", "\"On.\"", "\"Off.\""]
        );
        assert_eq!(
            shown("“Why?” Ann Lee asked. “No.” Ann asked. “Stop!” Ben ran."),
            ["“Why?” Ann Lee asked.", "“No.”", "Ann asked.", "“Stop!”", "Ben ran."]
        );
        assert_eq!(shown("They waited . . . They left."), ["They waited . . .", "They left."]);
    }

    #[test]
    fn stops_before_brackets_and_dashes() {
        assert_eq!(
            shown("He went. (at least he tried) All is well. -- Liz"),
            ["He went.", "(at least he tried) All is well.", "-- Liz"]
        );
        assert_eq!(
            shown("\"We go.\" - he said. They sell cows, pigs, etc. Ask inside."),
            ["\"We go.\" - he said.", "They sell cows, pigs, etc.", "Ask inside."]
        );
    }

    #[test]
    fn the_number_of_an_item_is_no_sentence() {
        assert_eq!(
            shown("See below. 1. The first point. * 2. The second. They won 2. Then they left."),
            ["See below.", "1. The first point.", "* 2. The second.", "They won 2.", "Then they left."]
        );
    }

    #[test]
    fn abbreviations_do_not_end_sentences_by_themselves() {
        assert_eq!(
            shown("Lt. Gen. Karsten Heckl met Mr. Li of Apple Inc. The firm paid."),
            ["Lt. Gen. Karsten Heckl met Mr. Li of Apple Inc.", "The firm paid."]
        );
        assert_eq!(
            shown(
                "Sammy Davis Jr. sang on Feb. 3 at 7 p.m. in the U.S. Senate. He left the U.S. In May he came."
            ),
            [
                "Sammy Davis Jr. sang on Feb. 3 at 7 p.m. in the U.S. Senate.",
                "He left the U.S.",
                "In May he came."
            ]
        );
        assert_eq!(
            shown("The answer is No. 3. It is no. We agree."),
            ["The answer is No. 3.", "It is no.", "We agree."]
        );
    }

    #[test]
    fn headlines_are_marked() {
        let text = "Minister meets leader in Moscow\nBy Jane Doe\n\nThey met on Monday.\n\nWhat Comes Next\n\nNobody knows";
        let parts: Vec<_> = sentences(text).iter().map(|s| s.part).collect();
        assert_eq!(parts, [Part::Headline, Part::Headline, Part::Body, Part::Headline, Part::Body]);
    }

    #[test]
    fn endless_sentences_are_cut() {
        let text = "on and on, or isn't it ".repeat(500);
        let found = sentences(&text);
        assert!(found.iter().all(|s| s.tokens.len() <= LONGEST && !s.tokens[0].joined));
        assert!(found[..found.len() - 1].iter().all(|s| s.span.of(&text).ends_with(',')));
    }

    proptest! {
        #[test]
        fn sentences_cover_all_but_white_space(text in "\\PC{0,40}|([A-Za-z]{1,6}[.?!”\"’) \n]{0,3}){0,30}") {
            let mut at = 0;
            for s in sentences(&text) {
                prop_assert!(text[at..s.span.start].trim_matches(super::super::tokenize::is_space).is_empty());
                prop_assert_eq!(s.span.start, s.tokens[0].span.start);
                at = s.span.end;
            }
            prop_assert!(text[at..].trim_matches(super::super::tokenize::is_space).is_empty());
        }
    }
}
