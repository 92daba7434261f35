//! Words → time expressions: tries each kind of expression at one place of a sentence and takes the longest.

use super::calendar::{
    date, holiday, long_ago, part_of, part_of_unit, quarter, season, week_of, weekday, year, year_end,
};
use super::expression::{Expression, Found, TimeOfDay};
use super::point::Unit;
use super::ranges::range;
use super::relative::{counted, day_word, relative};
use super::table::Meaning;
use super::words::Words;
use crate::language::Upos;

/// The longest time expression that begins at the token `at`.
pub(super) fn parse(words: &Words, at: usize) -> Option<Found> {
    let body = words.skip(at, &["the"]);
    if body == at && words.at(at).is_none() && !words.is(at, &["fiscal", "couple", "Q1", "Q2", "Q3", "Q4"]) {
        return None;
    }
    if words.at(body) == Some(Meaning::Early) {
        let next = words.skip(body + 1, &["-", "in", "on"]);
        let found = parse(words, next)?;
        let dated = !matches!(
            found.expression,
            Expression::Duration(_) | Expression::Reference(_) | Expression::Set(_)
        );
        return dated.then_some(found);
    }
    [
        range(words, body),
        date(words, body),
        clock(words, body),
        weekday(words, body),
        quarter(words, body),
        season(words, body),
        holiday(words, body),
        week_of(words, body),
        year_end(words, body),
        part_of(words, body),
        part_of_unit(words, body),
        relative(words, body),
        day_word(words, body),
        counted(words, body),
        long_ago(words, body),
        year(words, body),
        reference(words, at, body),
    ]
    .into_iter()
    .flatten()
    .map(|found| with_part_of_day(words, found))
    .reduce(|best, found| if found.end > best.end { found } else { best })
}

/// "Tuesday morning", "yesterday evening".
fn with_part_of_day(words: &Words, mut found: Found) -> Found {
    if let (
        Some(Meaning::Part(part)),
        None,
        Expression::Weekday { .. } | Expression::Shift { unit: Unit::Day, .. } | Expression::MonthDay { .. },
    ) = (words.at(found.end), found.time, &found.expression)
    {
        found.time = Some(TimeOfDay::Part(part));
        found.end += 1;
    }
    found
}

/// Noon, midnight, and hours with "a.m." or minutes, with the day that may follow.
fn clock(words: &Words, at: usize) -> Option<Found> {
    let half_day = |at| match words.at(at) {
        Some(Meaning::Meridiem(add)) => Some(add),
        _ => None,
    };
    let (hour, minute, mut end) = match (words.at(at)?, half_day(at + 1)) {
        (Meaning::Number(hour @ 1..=12), Some(add)) => (i8::try_from(hour).ok()? % 12 + add, 0, at + 2),
        (Meaning::Clock(hour @ 0..=12, minute), Some(add)) => (hour % 12 + add, minute, at + 2),
        (Meaning::Clock(hour, minute), None) => {
            let zone = words.is(at + 1, &["GMT", "UTC", "EST", "EDT", "local", "hours"]);
            let named = !words.digits(at);
            let clear = named
                || zone
                || words.before_is(at, &["at", "by", "until", "around", "about", "from", "before", "after"]);
            clear.then_some((hour, minute, at + 1))?
        }
        _ => return None,
    };
    end = words.skip(end, &["GMT", "UTC", "EST", "EDT", "CET", "BST", "ET", "local"]);
    end = words.skip(end, &["time"]);
    let on = words.skip(words.skip(end, &[","]), &["on"]);
    let dated = [date(words, on), weekday(words, on), day_word(words, on)]
        .into_iter()
        .flatten()
        .max_by_key(|found| found.end);
    let time = Some(TimeOfDay::Clock(hour, minute));
    match dated {
        Some(found) => Some(Found { time, ..found }),
        None => Some(Found { end, expression: Expression::Story { unit: Unit::Day, count: 0 }, time }),
    }
}

/// Words that refer to the present or past without a date.
fn reference(words: &Words, at: usize, body: usize) -> Option<Found> {
    let found = |end, reference| Some(Found::new(end, Expression::Reference(reference)));
    match words.at(body) {
        Some(Meaning::Units(Unit::Day)) if words.before_is(body, &["these"]) => {
            found(body + 1, "PRESENT_REF")
        }
        Some(Meaning::Present) => found(body + 1, "PRESENT_REF"),
        Some(Meaning::Past) => found(body + 1, "PAST_REF"),
        Some(Meaning::Vague) if words.is(body, &["recent"]) => {
            let years = matches!(words.at(body + 1), Some(Meaning::Units(_)));
            found(body + 1 + usize::from(years), "PAST_REF")
        }
        Some(Meaning::Shift(0)) if words.is(body, &["current"]) => found(body + 1, "PRESENT_REF"),
        // "in the past"
        Some(Meaning::Shift(-1)) if body > at && words.is(body, &["past"]) => {
            words.tagged(body, &[Upos::Noun]).then(|| Found::new(body + 1, Expression::Reference("PAST_REF")))
        }
        _ if body > at => {
            let future = words.skip(words.skip(body, &["near"]), &["foreseeable"]);
            let named = words.at(future) == Some(Meaning::Future);
            named.then(|| Found::new(future + 1, Expression::Reference("FUTURE_REF")))
        }
        _ => None,
    }
}
