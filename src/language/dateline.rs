//! The dateline at the head of an article: where, and often when, it was written.
//!
//! "MOSCOW, Feb. 21 (Xinhua) --", "CAIRO - 24 July 2022:", "WASHINGTON (AP) —", "KLANG:", "Ulaanbaatar /MONTSAME/", "Durban -", or a
//! date on a line of its own. It becomes a sentence of its own ([`Part::Dateline`](super::Part)), so that the tree of the
//! first sentence is that of a sentence.

use super::gazetteer::Gazetteer;
use super::paragraphs::paragraphs;
use super::sentences::sentence;
use super::tokenize::{Word, tokenize};
use super::{Part, times};
use crate::model::{Span, When};

/// Headline, byline and captions before it: no more paragraphs than these are looked at.
pub(super) const PARAGRAPHS: usize = 8;

/// A dateline has no more words.
const LONGEST: usize = 24;

/// A dateline in an article's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dateline {
    /// From its first word to the dash or colon that ends it.
    pub span: Span,
    /// The words of the place, with the region or country after it ("WOODSIDE, Calif.").
    pub place: Option<Span>,
    /// The day, if it is told with its year.
    pub date: Option<When>,
}

/// The dateline of a text, looked for at the head of its first paragraphs.
pub fn dateline(text: &str) -> Option<Dateline> {
    let mut words = Vec::new();
    paragraphs(text).iter().take(PARAGRAPHS).find_map(|&paragraph| {
        words.clear();
        tokenize(text, head_of(text, paragraph), &mut words);
        at_head(text, &words).map(|(_, dateline)| dateline)
    })
}

/// As much of a paragraph as can hold a dateline.
fn head_of(text: &str, paragraph: Span) -> Span {
    const BYTES: usize = 400;
    let end = paragraph.end.min(paragraph.start + BYTES);
    let end = (paragraph.start..=end).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(paragraph.start);
    Span::new(paragraph.start, end)
}

/// The dateline that a paragraph begins with, and how many words it has.
pub(super) fn at_head(text: &str, words: &[Word]) -> Option<(usize, Dateline)> {
    let words = &words[..words.len().min(LONGEST + 1)];
    let reader = Reader { text, words };
    let (end, place, date) = reader.with_place().or_else(|| reader.date_alone())?;
    let span = words[0].span.cover(words[end - 1].span);
    Some((end, Dateline { span, place, date }))
}

struct Reader<'t> {
    text: &'t str,
    words: &'t [Word],
}

type Read = (usize, Option<Span>, Option<When>);

impl<'t> Reader<'t> {
    fn form(&self, at: usize) -> &'t str {
        self.words.get(at).map_or("", |word| word.span.of(self.text))
    }

    fn is_comma(&self, at: usize) -> bool {
        self.form(at) == ","
    }

    /// Whether no white space parts the word from the one before.
    fn adjoins(&self, at: usize) -> bool {
        at > 0 && at < self.words.len() && self.words[at - 1].span.end == self.words[at].span.start
    }

    fn is_dash(&self, at: usize) -> bool {
        let form = self.form(at);
        let hyphen = form == "-" && self.adjoins(at) && self.adjoins(at + 1);
        (matches!(form, "-" | "–" | "—") && !hyphen) || (form.len() >= 2 && form.bytes().all(|b| b == b'-'))
    }

    /// The date at a word: its end, and the day if its year is told.
    fn date(&self, at: usize) -> Option<(usize, Option<When>)> {
        if at >= self.words.len() {
            return None;
        }
        times::leading_date(self.text, &sentence(self.words, Part::Dateline, 0), at)
    }

    /// A paragraph that is a full date and nothing else.
    fn date_alone(&self) -> Option<Read> {
        let (end, date) = self.date(0)?;
        let closed = end == self.words.len() || (end + 1 == self.words.len() && self.form(end) == ".");
        (closed && date.is_some()).then_some((self.words.len(), None, date))
    }

    /// A dateline that begins with a place: its region, date and agency follow in any order that is in use.
    fn with_place(&self) -> Option<Read> {
        let name_end = self.names(0)?;
        let mut at = name_end;
        if self.is_comma(at) && self.date(at + 1).is_none() {
            at = self.names(at + 1)?;
        }
        let has_region = at > name_end;
        let place = self.cover(at);
        let (mut signed, mut date) = (false, None);
        // "(AP)", ", Feb. 21", "(Xinhua)", "- 24 July 2022"
        for _ in 0..3 {
            let after_comma = if self.is_comma(at) { at + 1 } else { at };
            let after_dash = if self.is_dash(at) { at + 1 } else { after_comma };
            if date.is_none()
                && let Some((end, day)) = self.bracketed_date(after_comma).or_else(|| self.date(after_dash))
            {
                (at, date) = (end, Some(day));
            } else if let Some(end) = self.agency(at) {
                (at, signed) = (end, true);
            }
        }
        let end = if self.is_dash(at) || self.form(at) == ":" {
            at + 1
        } else if signed && matches!(self.form(at - 1), "/" | ".") {
            at
        } else {
            return None;
        };
        let name = self.cover(name_end).of(self.text);
        let loud =
            name.chars().filter(|c| c.is_uppercase()).count() >= 3 && !name.contains(char::is_lowercase);
        let told = signed || date.is_some();
        // A place that is not in capitals needs more than a date; a name alone on its line is rather a heading.
        let known = is_place(name);
        let sure = (told && (loud || signed || known)) || (loud && (has_region || known));
        if sure && (told || end < self.words.len()) {
            return Some((end, Some(place), date.flatten()));
        }
        // "Durban - The mayor has said", "TODAY NICARAGUA – Two priests have": a town, or a paper that names itself.
        let leads = !told && !has_region && self.is_dash(at) && self.begins_sentence(end);
        let town = known && !is_country(name);
        (leads && (town || loud)).then_some((end, town.then_some(place), None))
    }

    /// Whether a sentence begins at the word: not "Jakarta - Bandung", nor "Durban - the city - is".
    fn begins_sentence(&self, at: usize) -> bool {
        const SHORTEST: usize = 6;
        let next = self.form(at);
        // "A" and "An" are places, too.
        let place = next.len() > 2 && is_place(next);
        next.starts_with(char::is_uppercase)
            && !place
            && self.words.len() >= at + SHORTEST
            && (at..at + SHORTEST).all(|word| !self.is_dash(word))
    }

    /// The words up to this one.
    fn cover(&self, end: usize) -> Span {
        self.words[0].span.cover(self.words[end - 1].span)
    }

    /// The end of one to five capitalised words.
    fn names(&self, from: usize) -> Option<usize> {
        let capitalised =
            |at: usize| self.form(at).starts_with(char::is_uppercase) && self.date(at).is_none();
        let mut at = from;
        while at < from + 5 {
            let inner = matches!(self.form(at), "-" | "’s" | "'s" | "of" | "de" | "la" | "el" | "al");
            let spaced = !self.adjoins(at) || !self.adjoins(at + 1);
            if capitalised(at)
                || (at > from && inner && !(self.form(at) == "-" && spaced) && capitalised(at + 1))
            {
                at += 1;
            } else {
                break;
            }
        }
        (at > from).then_some(at)
    }

    /// The end of an agency's name in brackets or between slashes: "(Borneo Bulletin/ANN)", "/MONTSAME/".
    fn agency(&self, at: usize) -> Option<usize> {
        const LONGEST_AGENCY: usize = 8;
        if !self.form(at + 1).starts_with(char::is_uppercase) {
            return None;
        }
        match self.form(at) {
            "(" => (at + 2..at + LONGEST_AGENCY).find(|&end| self.form(end) == ")").map(|end| end + 1),
            "/" if self.form(at + 2) == "/" && (!self.adjoins(at) || self.form(at + 3) == ".") => {
                let stop = self.form(at + 3) == ".";
                Some(at + 3 + usize::from(stop))
            }
            _ => None,
        }
    }

    /// A date, also in brackets. Its end, and the day if its year is told.
    fn bracketed_date(&self, at: usize) -> Option<(usize, Option<When>)> {
        if self.form(at) != "(" {
            return self.date(at);
        }
        let (end, date) = self.date(at + 1)?;
        (self.form(end) == ")").then_some((end + 1, date))
    }
}

/// Whether the gazetteer knows a country of this name, which may be in capitals.
fn is_country(name: &str) -> bool {
    let gazetteer = Gazetteer::embedded();
    gazetteer.country(name).is_some() || gazetteer.country(&titled(name)).is_some()
}

/// Whether the gazetteer knows a place of this name, which may be in capitals.
fn is_place(name: &str) -> bool {
    let gazetteer = Gazetteer::embedded();
    [name, &titled(name)].iter().any(|name| {
        gazetteer.locality(name).is_some()
            || gazetteer.country(name).is_some()
            || gazetteer.country_of_capital(name).is_some()
    })
}

/// The name with only the first letters of its words in capitals.
fn titled(name: &str) -> String {
    name.split_inclusive([' ', '-'])
        .flat_map(|word| {
            let mut chars = word.chars();
            chars.next().into_iter().chain(chars.flat_map(char::to_lowercase)).collect::<Vec<_>>()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, String, String)> {
        let found = dateline(text)?;
        let date = found.date.map_or("-".to_owned(), |when| when.edtf().to_owned());
        Some((
            found.span.of(text).to_owned(),
            found.place.map_or("", |place| place.of(text)).to_owned(),
            date,
        ))
    }

    #[track_caller]
    fn expect(line: &str, place: &str, date: &str) {
        let text = format!("Talks end\n\n{line} The ministers met on Monday.");
        assert_eq!(read(&text), Some((line.to_owned(), place.to_owned(), date.to_owned())));
    }

    #[test]
    fn datelines_of_many_papers() {
        expect("MOSCOW, Feb. 21 (Xinhua) --", "MOSCOW", "-");
        expect("MOSCOW, March 21, 2023 --", "MOSCOW", "2023-03-21");
        expect("CAIRO - 24 July 2022:", "CAIRO", "2022-07-24");
        expect("WASHINGTON (AP) —", "WASHINGTON", "-");
        expect("WASHINGTON —", "WASHINGTON", "-");
        expect("WOODSIDE, Calif., Nov. 15 –", "WOODSIDE, Calif.", "-");
        expect("KLANG:", "KLANG", "-");
        expect("Ulaanbaatar /MONTSAME/", "Ulaanbaatar", "-");
        expect("New York (November 25, 2021):", "New York", "2021-11-25");
        expect("BANDAR SERI BEGAWAN, July 25 (Borneo Bulletin/ANN):", "BANDAR SERI BEGAWAN", "-");
        expect("NEW DELHI, March 2 –", "NEW DELHI", "-");
        expect("BUFFALO, N.Y. (AP) --", "BUFFALO, N.Y.", "-");
        expect("Moscow, 21 February 2023 (Interfax) -", "Moscow", "2023-02-21");
        expect("Durban -", "Durban", "-");
        expect("Srinagar-", "Srinagar", "-");
        expect("TODAY NICARAGUA –", "", "-");
    }

    #[test]
    fn a_date_on_its_own_line() {
        let text = "Crane collapses\n\nSaturday, September 12, 2015\n\nPilgrims died.";
        assert_eq!(
            read(text),
            Some(("Saturday, September 12, 2015".into(), String::new(), "2015-09-12".into()))
        );
    }

    #[test]
    fn what_only_looks_like_one() {
        for text in [
            "UPDATE: The ministers met.",
            "NATO — the alliance — met on Monday.",
            "The European Community (EC) agreed on rules.",
            "Friday, July 3 - a day of rest - was quiet.",
            "Wang Yi: we will meet.",
            "The Carcross/Tagish First Nation (C/TFN) in Carcross met.",
            "ROK-based firms met.",
            "MOSCOW",
            "MOSCOW --",
            "Durban - the city - was quiet on Monday.",
            "Jakarta - Bandung trains ran again on Monday, they said.",
            "Kenya - The country is large and old.",
            "In Moscow on Feb. 21 they met.",
            "",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
