//! Sentences that no stop ends, as mail and weblogs have them: after a closing formula, at the stamp of a message's date,
//! between addresses, after a salutation.

use super::abbreviations::{lines, starts_sentence};
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
        ":" => at - start < LONGEST_OPENING && starts_sentence(here),
        ">>" => here.starts_with(char::is_uppercase),
        ">" if at >= start + 2 && is_address(form(at - 2)) => here.starts_with(char::is_uppercase),
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
pub(super) fn closes(word: &str) -> bool {
    lines(include_str!("../../data/language/letter_closings.txt"))
        .any(|closing| closing.eq_ignore_ascii_case(word))
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
    fn stamps_stand_alone() {
        assert_eq!(
            shown("Kay Mann 04/26/2001 07:17 AM Will you be there?"),
            ["Kay Mann", "04/26/2001 07:17 AM", "Will you be there?"]
        );
        assert_eq!(
            shown("Kay Mann@ECT 04/26/2001 07:17 AM Will you be there?"),
            ["Kay Mann@ECT", "04/26/2001 07:17 AM", "Will you be there?"]
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
