//! Expressions that count: from the time of writing ("two weeks ago"), from the date spoken of before ("the next day"),
//! or just how long something is ("five hours") or how often ("every year").

use super::calendar::of_story;
use super::expression::{Expression, Found, TimeOfDay};
use super::point::Part;
use super::point::Unit;
use super::table::Meaning;
use super::words::Words;
use crate::language::Upos;

/// "last week", "this year", "the following day", "that month", "the past three months", "last night".
pub(super) fn relative(words: &Words, at: usize) -> Option<Found> {
    let (count, next) = match words.at(at)? {
        Meaning::Shift(_) => words.shift(at).map(|(shift, next)| (Some(shift), next))?,
        Meaning::Same => (None, words.skip(at + 1, &["same", "very"])),
        Meaning::Unit(Unit::Year) if words.before_is(at, &["the"]) && ends_on(words, at + 1) => {
            return Some(Found::new(at + 1, Expression::Duration(Unit::Year.duration(Some(1)))));
        }
        Meaning::Unit(Unit::Quarter) if at > 0 && words.before_is(at, &["the"]) => {
            return Some(Found::new(at + 1, Expression::Story { unit: Unit::Quarter, count: 0 }));
        }
        _ => return None,
    };
    let of_story = count.is_none() || of_story(words, at);
    let latest = words.is(at, &["latest"]);
    let next = words.skip(next, &["fiscal", "financial"]);
    if let Some((count, end)) = amount(words, next)
        && let Some(unit) = words.unit(end)
    {
        return Some(Found::new(end + 1, Expression::Duration(unit.duration(count))));
    }
    match words.at(next)? {
        Meaning::Unit(Unit::Hour | Unit::Minute) => None,
        Meaning::Unit(Unit::Quarter) if latest => {
            Some(Found::new(next + 1, Expression::Shift { unit: Unit::Quarter, count: -1 }))
        }
        Meaning::Unit(unit) if words.is(next - 1, &["past"]) && count == Some(-1) => {
            Some(Found::new(next + 1, Expression::Duration(unit.duration(Some(1)))))
        }
        Meaning::Unit(unit) if of_story || (unit == Unit::Day && count == Some(1)) => {
            Some(Found::new(next + 1, Expression::Story { unit, count: count.unwrap_or(0) }))
        }
        // "the last day" of something is no date.
        Meaning::Unit(Unit::Day) => None,
        Meaning::Unit(unit) => Some(Found::new(next + 1, Expression::Shift { unit, count: count? })),
        Meaning::Part(part) => {
            let expression = match count {
                // "that night", "the next morning"
                None | Some(1..) => Expression::Story { unit: Unit::Day, count: count.unwrap_or(0) },
                Some(count) => Expression::Shift { unit: Unit::Day, count },
            };
            Some(Found { end: next + 1, expression, time: Some(TimeOfDay::Part(part)) })
        }
        Meaning::Units(unit) => Some(Found::new(next + 1, Expression::Duration(unit.duration(None)))),
        _ => None,
    }
}

/// "ended March 31", "ending next month".
fn ends_on(words: &Words, at: usize) -> bool {
    words.is(at, &["ended", "ending"]) && words.at(words.skip(at + 1, &["on", "in"])).is_some()
}

/// "the year-ago quarter", "year-earlier results".
fn year_before(words: &Words, at: usize) -> Option<Found> {
    let dash = words.is(at + 1, &["-"]);
    if words.single_unit(at) != Some(Unit::Year) || !dash || !words.is(at + 2, &["ago", "earlier"]) {
        return None;
    }
    Some(match words.single_unit(at + 3) {
        Some(Unit::Quarter) => Found::new(at + 4, Expression::Story { unit: Unit::Quarter, count: -4 }),
        _ => Found::new(at + 3, Expression::Ago { unit: Unit::Year, count: -1 }),
    })
}

/// "yesterday", "tonight", "the day before yesterday", "the day after", "a day earlier" (of the story).
pub(super) fn day_word(words: &Words, at: usize) -> Option<Found> {
    let shift = |end, count| Some(Found::new(end, Expression::Shift { unit: Unit::Day, count }));
    match words.at(at)? {
        Meaning::Day(count) => shift(at + 1, count),
        Meaning::Tonight => {
            let expression = Expression::Shift { unit: Unit::Day, count: 0 };
            Some(Found { end: at + 1, expression, time: Some(TimeOfDay::Part(Part::Night)) })
        }
        Meaning::Unit(unit) if words.is(at + 1, &["before", "after", "earlier", "later"]) => {
            let back = words.is(at + 1, &["before", "earlier"]);
            let sign = if back { -1 } else { 1 };
            match words.at(at + 2) {
                Some(Meaning::Day(count)) if unit == Unit::Day => shift(at + 3, count + sign),
                _ if !words.before_is(at, &["the"]) || !ends_phrase(words, at + 2) => None,
                _ => Some(Found::new(at + 2, Expression::Story { unit, count: sign })),
            }
        }
        _ => None,
    }
}

/// Whether nothing follows that "before" or "after" could govern: "the day before the talks" is not counted from the
/// story.
fn ends_phrase(words: &Words, at: usize) -> bool {
    words.sentence.tokens.get(at).is_none_or(|token| {
        matches!(token.upos, Upos::Punct | Upos::Cconj | Upos::Verb | Upos::Aux | Upos::Adp)
    })
}

/// A number of units, told or not. Its end.
fn amount(words: &Words, at: usize) -> Option<(Option<u32>, usize)> {
    let adjective =
        |at| words.skip(at, &["more", "additional", "consecutive", "straight", "full", "other", "whole"]);
    let of = |at: usize| if words.is(at, &["couple"]) && words.is(at + 1, &["of"]) { at + 2 } else { at };
    if of(at) > at {
        return Some((Some(2), adjective(of(at))));
    }
    match words.at(at)? {
        Meaning::Vague => Some((None, adjective(at + 1))),
        Meaning::Number(1) if words.at(at + 1) == Some(Meaning::Vague) => Some((None, adjective(at + 2))),
        Meaning::Number(1) if of(at + 1) > at + 1 => Some((Some(2), adjective(of(at + 1)))),
        Meaning::Number(_) => {
            let (number, end) = words.number(at)?;
            // "12 to 18 months": how many is not told.
            match words.number(end + 1).filter(|_| words.is(end, &["to", "or"])) {
                Some((_, end)) => Some((None, adjective(end))),
                None => Some((Some(number), adjective(end))),
            }
        }
        _ => None,
    }
}

/// "five hours", "a five-hour", "two weeks ago", "three days later", "every two years".
pub(super) fn counted(words: &Words, at: usize) -> Option<Found> {
    if let Some(found) = year_before(words, at) {
        return Some(found);
    }
    if words.at(at) == Some(Meaning::Every) {
        return every(words, at + 1);
    }
    if let Some(Meaning::Set(unit)) = words.at(at) {
        return Some(Found::new(at + 1, Expression::Set(unit.duration(Some(1)))));
    }
    let (count, end) = match words.at(at)? {
        // "for years", "in weeks"
        Meaning::Vague if words.is(at, &["recent"]) => return None,
        Meaning::Units(_)
            if words.before_is(at, &["for", "in", "over", "within", "of", "take", "takes", "took"]) =>
        {
            (None, at)
        }
        _ => amount(words, at)?,
    };
    let mut half = half(words, end);
    let hyphen = words.skip(half.unwrap_or(end), &["-"]);
    let unit = words.unit(hyphen)?;
    let mut end = hyphen + 1;
    if half.is_none() && words.is(end + 1, &["a"]) {
        half = self::half(words, end);
        end = half.unwrap_or(end);
    }
    if words.is(end, &["old"])
        || (words.is(end, &["-"]) && words.is(end + 1, &["old", "olds"]))
        || words.is(end, &["of"]) && words.is(end + 1, &["age"])
    {
        return None; // an age
    }
    if unit == Unit::Quarter && words.is(end, &["of"]) {
        return None; // a fraction
    }
    if let Some(found) = from_anchor(words, count, unit, end) {
        return Some(found);
    }
    // "$5 a day", "twice a year": how often.
    let single_article = count == Some(1) && words.is(at, &["a", "an"]);
    if single_article && at > 0 {
        let before = words.sentence.tokens[at - 1].upos;
        if matches!(before, Upos::Noun | Upos::Num | Upos::Sym)
            || words.before_is(at, &["times", "once", "twice", "%"])
        {
            return Some(Found::new(end, Expression::Set(unit.duration(Some(1)))));
        }
    }
    // "one day" is rather "some day".
    let some_day = words.is(at, &["one"]) && words.is(at + 1, &["day"]);
    if some_day && !(at > 0 && words.tagged(at - 1, &[Upos::Adp])) {
        return None;
    }
    let duration = match (count, half) {
        (Some(count), Some(_)) => unit.and_a_half(count),
        _ => unit.duration(count),
    };
    Some(Found::new(end, Expression::Duration(duration)))
}

/// The end of "1/2", "and a half".
fn half(words: &Words, at: usize) -> Option<usize> {
    if words.is(at, &["1/2", "½"]) {
        return Some(at + 1);
    }
    (words.is(at, &["and"]) && words.is(at + 1, &["a", "one"]) && words.is(at + 2, &["half"]))
        .then_some(at + 3)
}

/// "ago", "earlier", "later" after an amount of time.
fn from_anchor(words: &Words, count: Option<u32>, unit: Unit, at: usize) -> Option<Found> {
    let at = if words.is(at, &["or"]) && words.is(at + 1, &["so"]) { at + 2 } else { at };
    let signed = |sign: i32| count.and_then(|count| i32::try_from(count).ok()).map(|count| sign * count);
    if words.is(at, &["ago"]) {
        let expression = match signed(-1) {
            Some(count) => Expression::Ago { unit, count },
            None => Expression::Reference("PAST_REF"),
        };
        return Some(Found::new(at + 1, expression));
    }
    let back =
        words.is(at, &["earlier", "previously"]) || (words.is(at, &["before"]) && ends_phrase(words, at + 1));
    let sign = if back {
        -1
    } else if words.is(at, &["later", "afterwards", "afterward"]) {
        1
    } else {
        return None;
    };
    let expression = match signed(sign) {
        Some(count) => Expression::Story { unit, count },
        None => Expression::Duration(unit.duration(None)),
    };
    Some(Found::new(at + 1, expression))
}

fn every(words: &Words, at: usize) -> Option<Found> {
    let set = |end, value| Some(Found::new(end, Expression::Set(value)));
    match words.at(at)? {
        Meaning::Weekday(weekday) => set(at + 1, format!("XXXX-WXX-{weekday}")),
        Meaning::Month(month) => set(at + 1, format!("XXXX-{month:02}")),
        Meaning::Unit(unit) => set(at + 1, unit.duration(Some(1))),
        _ => {
            let (count, end) = words.number(at)?;
            set(end + 1, words.unit(end)?.duration(Some(count)))
        }
    }
}
