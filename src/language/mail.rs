//! Sentences that no stop ends, as mail and weblogs have them: after a closing formula, at the stamp of a message's date,
//! between addresses, after a salutation.

use super::abbreviations::{Abbreviation, abbreviation, lines, starts_sentence};
use super::gazetteer::Gazetteer;
use super::tokenize::Word;

/// Openings are no longer than this many words, their comma or colon included.
const LONGEST_OPENING: usize = 4;

/// Whether a new sentence begins at the word `at` though nothing ends the one that began at `start`.
pub(super) fn begins(text: &str, words: &[Word], start: usize, at: usize) -> bool {
    let form = |at: usize| words.get(at).map_or("", |word| word.span.of(text));
    let Some(before) = at.checked_sub(1).filter(|before| *before >= start).map(form) else { return false };
    let here = form(at);
    match before {
        "," => at - start <= LONGEST_OPENING && here.starts_with(char::is_uppercase) && closes(form(start)),
        ":" => {
            (start + 2..start + LONGEST_OPENING).contains(&at)
                && starts_sentence(here)
                && addresses(form(start), form(at - 2))
        }
        ">>" => here.starts_with(char::is_uppercase),
        ">" if at >= start + 2 && is_address(form(at - 2)) => {
            here.starts_with(char::is_uppercase) || begins_stamp(here, form(at + 1))
        }
        _ if matches!(here, "PS" | "P.S.") => before != "-",
        _ if matches!(here, "Hi" | "Hello" | "Dear") => before.ends_with(char::is_alphanumeric),
        _ if is_header(here) && form(at + 1) == ":" => !matches!(before, "(" | "-"),
        _ if is_number(before) => starts_sentence(here) && here.starts_with(char::is_uppercase),
        // "Thanks ▮ Ann ▮ The list is …", but "Thanks Ann, the list …".
        _ if at == start + 1 && closes(before) => {
            Gazetteer::embedded().is_given_name(here)
                && !matches!(form(at + 1), "," | "." | "!" | "and" | "for")
        }
        _ if is_address(before) => {
            // After a mail address the parts of a signature may follow, "University of Lagos".
            let begins = || starts_sentence(here) || !before.contains('@');
            is_address(here)
                || begins_stamp(here, form(at + 1))
                || (here.starts_with(char::is_uppercase) && begins())
        }
        _ if here.contains("://") => before.ends_with(['.', '!', '?']),
        _ if signs(form, start, at) => here == form(start) || starts_sentence(here),
        _ => ends_stamp(form, start, at) || (begins_stamp(here, form(at + 1)) && can_precede_stamp(before)),
    }
}

/// "Thanks", "Regards": the first word of what closes a letter.
fn closes(word: &str) -> bool {
    lines(include_str!("../../data/language/letter_closings.txt"))
        .any(|closing| closing.eq_ignore_ascii_case(word))
}

/// Whether a message is addressed so, up to the colon: "Ann", "Dr. Lee", "All".
fn addresses(first: &str, last: &str) -> bool {
    let title = matches!(abbreviation(first.trim_end_matches('.')), Some(Abbreviation::Title));
    let world = Gazetteer::embedded();
    last == "All" || title || world.is_given_name(last) || world.locality(last).is_some()
}

/// Before a colon these begin the head of a message.
fn is_header(word: &str) -> bool {
    matches!(
        word,
        "Subject" | "From" | "To" | "Sent" | "Date" | "Cc" | "Posted" | "Expires" | "Groups" | "Newsgroups"
    )
}

/// "713-555-0199", "77002": what a signature ends with.
fn is_number(form: &str) -> bool {
    let long = form.len() >= if form.contains('-') { 7 } else { 5 };
    long && form.bytes().all(|b| b.is_ascii_digit() || b == b'-')
}

/// Whether the words from `start` up to `at` are the name under a letter.
fn signs<'t>(form: impl Fn(usize) -> &'t str, start: usize, at: usize) -> bool {
    let closed = start >= 2
        && form(start - 1) == ","
        && (start.saturating_sub(LONGEST_OPENING)..start - 1).any(|at| closes(form(at)));
    closed && at - start < LONGEST_OPENING && (start..=at).all(|at| form(at).starts_with(char::is_uppercase))
}

/// An address of the web or of mail.
fn is_address(form: &str) -> bool {
    form.contains("://") || form.starts_with("www.") || form.find('@').is_some_and(|at| at > 0)
}

/// "08/16/2000 12:05" begins a message's stamp, …
fn begins_stamp(date: &str, time: &str) -> bool {
    let digits = |part: &str| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    date.starts_with(|c: char| c.is_ascii_digit())
        && date.split('/').count() == 3
        && date.split('/').all(digits)
        && is_clock(time)
}

/// … and "PM" ends it, or the time.
fn ends_stamp<'t>(form: impl Fn(usize) -> &'t str, start: usize, at: usize) -> bool {
    let half_day = |at: usize| matches!(form(at), "AM" | "PM" | "am" | "pm");
    let stamp = |first: usize| first >= start && begins_stamp(form(first), form(first + 1));
    (at >= 3 && half_day(at - 1) && stamp(at - 3))
        || (at >= 2 && !half_day(at) && form(at).starts_with(char::is_uppercase) && stamp(at - 2))
}

fn is_clock(form: &str) -> bool {
    let digits = |part: &str| part.len() <= 2 && !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    matches!(form.split(':').count(), 2 | 3) && form.split(':').all(digits)
}

/// Names and addresses come before a stamp; "on", "Sent:" go on with it.
fn can_precede_stamp(before: &str) -> bool {
    before.starts_with(char::is_uppercase) || before == ">" || is_address(before)
}

#[cfg(test)]
mod tests {
    use crate::language::sentences::sentences;

    fn shown(text: &str) -> Vec<&str> {
        sentences(text).iter().map(|s| s.span.of(text)).collect()
    }

    #[test]
    fn letters_open_and_close() {
        assert_eq!(
            shown("Jill: As discussed, it is ready. Thanks, Sean"),
            ["Jill:", "As discussed, it is ready.", "Thanks,", "Sean"]
        );
        assert_eq!(
            shown("Thanks, the police said on Monday, were due."),
            ["Thanks, the police said on Monday, were due."]
        );
    }

    #[test]
    fn openings_closings_and_heads_part_sentences() {
        assert_eq!(
            shown("Places: the list Ann: The list is here. Thanks Ann The list is long."),
            ["Places: the list Ann: The list is here.", "Thanks", "Ann", "The list is long."]
        );
        assert_eq!(
            shown("Thanks Ann, it is here. NOTE: The list is old. Doha: The list is new."),
            ["Thanks Ann, it is here.", "NOTE: The list is old.", "Doha:", "The list is new."]
        );
        assert_eq!(
            shown("Ann Lee 713-555-0199 If you can, call PS I wait Subject: Re: The list"),
            ["Ann Lee 713-555-0199", "If you can, call", "PS I wait", "Subject: Re: The list"]
        );
    }

    #[test]
    fn stamps_stand_alone() {
        assert_eq!(
            shown("Kay Mann 04/26/2001 07:17 AM Will you be there?"),
            ["Kay Mann", "04/26/2001 07:17 AM", "Will you be there?"]
        );
        assert_eq!(
            shown("Kay Mann@ECT 04/26/2001 07:17 AM Will you be there?"),
            ["Kay Mann@ECT", "04/26/2001 07:17 AM", "Will you be there?"]
        );
        assert_eq!(
            shown("\"Ann\" <ann@a.com> 04/26/2001 07:17 AM Will you be there?"),
            ["\"Ann\" <ann@a.com>", "04/26/2001 07:17 AM", "Will you be there?"]
        );
        assert_eq!(shown("He came on 04/26/2001 07:17 and left."), ["He came on 04/26/2001 07:17 and left."]);
    }

    #[test]
    fn addresses_part_sentences() {
        assert_eq!(
            shown("http://a.com/x.html http://a.com/y.html We saw http://a.com in May."),
            ["http://a.com/x.html", "http://a.com/y.html", "We saw http://a.com in May."]
        );
        assert_eq!(
            shown("\"Ann\" <ann@a.com> Groups: cats See www.a.com Blessings to all."),
            ["\"Ann\" <ann@a.com>", "Groups: cats See www.a.com", "Blessings to all."]
        );
        assert_eq!(
            shown("Write to ann@a.com University of Lagos"),
            ["Write to ann@a.com University of Lagos"]
        );
    }
}
