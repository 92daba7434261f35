//! Expressions that name a place in the calendar: dates, weekdays, years and their parts.

use jiff::civil::Date;

use super::expression::{Expression, Found, TimeOfDay, Toward, YearOf};
use super::holidays::Holiday;
use super::point::{Point, Unit};
use super::table::Meaning;
use super::words::Words;
use crate::language::{Upos, Xpos};

/// The year after a part of a year: "2022", ", 2022", "of 2022", "of last year", "this year". Its end.
pub(super) fn year_after(words: &Words, at: usize) -> Option<(YearOf, usize)> {
    let comma = words.skip(at, &[","]);
    if let Some(year) = words.year(comma) {
        return Some((YearOf::Given(year), comma + 1));
    }
    let of = words.skip(at, &["of", "in"]);
    let named = words.skip(words.skip(of, &["the"]), &["fiscal"]);
    if let Some(year) = words.year(named) {
        return Some((YearOf::Given(year), named + 1));
    }
    // "of the year"
    if of > comma && named > of && words.single_unit(named) == Some(Unit::Year) {
        return Some((YearOf::Shifted(0), named + 1));
    }
    match (words.at(of), words.at(of + 1)) {
        (Some(Meaning::Shift(shift)), Some(Meaning::Unit(Unit::Year))) => {
            Some((YearOf::Shifted(shift), of + 2))
        }
        _ => None,
    }
}

/// Dates with a month, and dates in digits.
pub(super) fn date(words: &Words, at: usize) -> Option<Found> {
    if let Some(Meaning::Date(date)) = words.at(at) {
        return Some(Found::new(at + 1, Expression::Point(Point::Day(date))));
    }
    if let Some(Meaning::Weekday(_)) = words.at(at) {
        let next = words.skip(words.skip(at + 1, &[","]), &["the"]);
        return date(words, next).filter(|found| {
            matches!(found.expression, Expression::MonthDay { .. } | Expression::Point(Point::Day(_)))
        });
    }
    if let (Some(Meaning::Shift(shift)), Some(month)) = (words.at(at), words.month(at + 1)) {
        let year = YearOf::Open(Toward::of(shift));
        return Some(match words.day(at + 2) {
            Some(day) => Found::new(at + 3, Expression::MonthDay { month, day, year }),
            None => Found::new(at + 2, Expression::Month { month, year }),
        });
    }
    if let Some(month) = words.month(at) {
        if let Some(day) = words.day(at + 1).filter(|_| words.unit(at + 2).is_none()) {
            return Some(month_day(words, month, day, at + 2));
        }
        let (year, end) = year_of(words, at + 1);
        // "Jan" by itself is rather a person.
        let short = words.form(at).len() == 3 && !words.is(at, &["may"]);
        return (!short || end > at + 1).then(|| Found::new(end, month_of(month, year)));
    }
    let day = words.day(at)?;
    let of = words.skip(words.skip(at + 1, &["-"]), &["of"]);
    let month = words.month(of)?;
    let dashed = words.skip(of + 1, &["-"]);
    let end = if words.year(dashed).is_some() { dashed } else { of + 1 };
    Some(month_day(words, month, day, end))
}

/// The year of a part of a year that ends before `at`, and the end of both: that which follows; else that of the next of two
/// ("in May and June 2021", "from May 5 to June 2, 2021").
fn year_of(words: &Words, at: usize) -> (YearOf, usize) {
    const JOINTS: &[&str] = &["and", "or", "&", "to", "until", "till", "through"];
    if let Some(told) = year_after(words, at) {
        return told;
    }
    let next = words.is(at, JOINTS).then(|| date(words, at + 1)).flatten();
    let shared = next.and_then(|next| match next.expression {
        Expression::Point(point) => point.year(),
        _ => None,
    });
    (shared.map_or(YearOf::Open(Toward::Tense), YearOf::Given), at)
}

/// The day of a month, its year after the token before `at`. With its year told it is a point at once; a day that the month
/// has not is none.
pub(super) fn month_day(words: &Words, month: i8, day: i8, at: usize) -> Found {
    let (year, end) = year_of(words, at);
    let expression = match year {
        YearOf::Given(year) => match Date::new(year, month, day) {
            Ok(date) => Expression::Point(Point::Day(date)),
            Err(_) => Expression::Point(Point::Month(year, month)),
        },
        _ => Expression::MonthDay { month, day, year },
    };
    Found::new(end, expression)
}

fn month_of(month: i8, year: YearOf) -> Expression {
    match year {
        YearOf::Given(year) => Expression::Point(Point::Month(year, month)),
        _ => Expression::Month { month, year },
    }
}

/// Whether a word counts from the date spoken of before, not from that of writing.
pub(super) fn of_story(words: &Words, at: usize) -> bool {
    words.is(at, &["following", "previous", "preceding", "prior"])
}

/// "Tuesday", "last Tuesday", "this coming Sunday, March eighth".
pub(super) fn weekday(words: &Words, at: usize) -> Option<Found> {
    let (toward, next) =
        words.shift(at).map_or((Toward::Tense, at), |(shift, next)| (Toward::of(shift), next));
    match words.at(next)? {
        Meaning::Weekday(weekday) => match date(words, next).filter(|_| next > at) {
            Some(dated) => Some(dated),
            None if of_story(words, at) => {
                Some(Found::new(next + 1, Expression::StoryWeekday { weekday, toward }))
            }
            None => Some(Found::new(next + 1, Expression::Weekday { weekday, toward })),
        },
        Meaning::Weekdays(weekday) => {
            Some(Found::new(next + 1, Expression::Set(format!("XXXX-WXX-{weekday}"))))
        }
        Meaning::Weekend => Some(Found::new(next + 1, Expression::Weekend { toward })),
        _ => None,
    }
}

/// "Christmas", "last Thanksgiving", "Christmas Eve 2022"; no feast is meant in "a Christmas tree".
pub(super) fn holiday(words: &Words, at: usize) -> Option<Found> {
    let (toward, next) =
        words.shift(at).map_or((Toward::Tense, at), |(shift, next)| (Toward::of(shift), next));
    let Meaning::Holiday(holiday) = words.at(next)? else { return None };
    let eve = words.is(next + 1, &["Eve"]);
    let after = words.skip(next + 1, &["Day", "Eve", "Sunday"]);
    if after == next + 1 && words.tagged(after, &[Upos::Noun, Upos::Propn]) {
        return None;
    }
    let (year, end) = year_after(words, after).unwrap_or((YearOf::Open(toward), after));
    let expression = match holiday {
        Holiday::Fixed { month, day } if eve => Expression::MonthDay { month, day: day - 1, year },
        _ => Expression::Holiday { holiday, year },
    };
    Some(Found::new(end, expression))
}

/// "the week of March 6".
pub(super) fn week_of(words: &Words, at: usize) -> Option<Found> {
    if words.single_unit(at) != Some(Unit::Week) || !words.is(at + 1, &["of"]) {
        return None;
    }
    let found = date(words, at + 2)?;
    let day = matches!(found.expression, Expression::MonthDay { .. } | Expression::Point(Point::Day(_)));
    day.then(|| Found::new(found.end, Expression::WeekOf(Box::new(found.expression))))
}

/// "the night of Sept. 11".
pub(super) fn part_of(words: &Words, at: usize) -> Option<Found> {
    let Meaning::Part(part) = words.at(at)? else { return None };
    let found = date(words, words.is(at + 1, &["of"]).then_some(at + 2)?)?;
    let day = matches!(found.expression, Expression::MonthDay { .. } | Expression::Point(Point::Day(_)));
    day.then_some(Found { time: Some(TimeOfDay::Part(part)), ..found })
}

/// "the end of the year", "early in the week": the present one.
pub(super) fn part_of_unit(words: &Words, at: usize) -> Option<Found> {
    let cue = [
        "end",
        "beginning",
        "start",
        "middle",
        "rest",
        "most",
        "course",
        "turn",
        "early",
        "late",
        "earlier",
        "later",
    ];
    let introduced =
        at >= 3 && words.before_is(at, &["the"]) && words.is(at - 2, &["of", "in"]) && words.is(at - 3, &cue);
    let expression = match words.single_unit(at).filter(|_| introduced)? {
        // "earlier in the day": the one that is spoken of.
        Unit::Day if words.is(at - 3, &["earlier", "later"]) => {
            Expression::Story { unit: Unit::Day, count: 0 }
        }
        Unit::Minute | Unit::Hour | Unit::Day | Unit::Quarter => return None,
        unit => Expression::Shift { unit, count: 0 },
    };
    Some(Found::new(at + 1, expression))
}

/// "year's end", "the year-end": the year.
pub(super) fn year_end(words: &Words, at: usize) -> Option<Found> {
    let end = words.skip(words.skip(at + 1, &["'s", "’s"]), &["-"]);
    (words.single_unit(at) == Some(Unit::Year) && words.is(end, &["end"]))
        .then(|| Found::new(end + 1, Expression::Shift { unit: Unit::Year, count: 0 }))
}

/// "the third quarter of 2022", "fourth-quarter", "Q3 2022", "the first half of 2019".
pub(super) fn quarter(words: &Words, at: usize) -> Option<Found> {
    let (mut year, mut start) = (None, at);
    if let Some(given) = words.year(at) {
        (year, start) = (Some(YearOf::Given(given)), at + 1);
    } else if let (Some(Meaning::Shift(shift)), Some(Meaning::Unit(Unit::Year))) =
        (words.at(at), words.at(at + 1))
    {
        (year, start) = (Some(YearOf::Shifted(shift)), words.skip(at + 2, &["'s", "’s"]));
    }
    start = words.skip(start, &["fiscal"]);
    let coded =
        words.form(start).strip_prefix('Q').and_then(|n| n.parse().ok()).filter(|n| (1..=4).contains(n));
    let (number, after) = match (coded, words.at(start)) {
        (Some(quarter), _) => (quarter, start),
        (None, Some(Meaning::Ordinal(ordinal))) => {
            (i8::try_from(ordinal).ok()?, words.skip(start + 1, &["-"]))
        }
        (None, Some(Meaning::Shift(-1))) if words.at(start + 1) == Some(Meaning::Half) => (2, start + 1),
        _ => return None,
    };
    let half = match words.at(after) {
        _ if coded.is_some() => false,
        Some(Meaning::Unit(Unit::Quarter)) if (1..=4).contains(&number) => false,
        Some(Meaning::Half) if (1..=2).contains(&number) => true,
        _ => return None,
    };
    let (year, end) = match year {
        Some(year) => (year, after + 1),
        None => year_after(words, after + 1).unwrap_or((YearOf::Open(Toward::Tense), after + 1)),
    };
    // "the first half" alone is rather of a match or a book.
    if half && year == YearOf::Open(Toward::Tense) {
        return None;
    }
    let expression = match (half, year) {
        (true, _) => Expression::Half { half: number, year },
        (false, YearOf::Given(year)) => Expression::Point(Point::Quarter(year, number)),
        (false, _) => Expression::Quarter { quarter: number, year },
    };
    Some(Found::new(end, expression))
}

/// "last spring", "the winter of 1994", "in summer".
pub(super) fn season(words: &Words, at: usize) -> Option<Found> {
    let (toward, next) = words.shift(at).map_or((None, at), |(shift, next)| (Some(Toward::of(shift)), next));
    let Meaning::Season(season) = words.at(next)? else { return None };
    let year = year_after(words, next + 1);
    let introduced = toward.is_some()
        || year.is_some()
        || words.before_is(at, &["in", "the", "by", "since", "until", "early", "late", "during"]);
    let (year, end) = year.unwrap_or((YearOf::Open(toward.unwrap_or(Toward::Tense)), next + 1));
    introduced.then(|| Found::new(end, Expression::Season { season, year }))
}

/// "the 1990s", "the 20th century".
pub(super) fn long_ago(words: &Words, at: usize) -> Option<Found> {
    match words.at(at)? {
        // "the 1700s"
        Meaning::Decade(first) if first % 100 == 0 && first < 2000 => {
            Some(Found::new(at + 1, Expression::Point(Point::Century(first))))
        }
        Meaning::Decade(first) => {
            // "in their 20s"
            let full =
                words.form(at).starts_with(['\'', '’']) || (words.digits(at) && words.form(at).len() >= 5);
            let named = full || words.before_is(at, &["the", "early", "late"]);
            named.then(|| Found::new(at + 1, Expression::Point(Point::Decade(first))))
        }
        Meaning::Ordinal(number @ 10..=22) => {
            let end = words.skip(at + 1, &["-"]);
            let century = i16::try_from(number).ok()? * 100 - 100;
            (words.single_unit(end) == Some(Unit::Century))
                .then(|| Found::new(end + 1, Expression::Point(Point::Century(century))))
        }
        _ => None,
    }
}

/// A year by its number alone.
pub(super) fn year(words: &Words, at: usize) -> Option<Found> {
    if let Some((year, end)) = words.spoken_year(at) {
        return Some(Found::new(end, Expression::Point(Point::Year(year))));
    }
    let start = words.skip(at, &["fiscal", "year"]);
    let year = words.year(start)?;
    let named = start > at || words.form(start).starts_with(['\'', '’']);
    (named || is_year(words, start)).then(|| Found::new(start + 1, Expression::Point(Point::Year(year))))
}

/// "Vision 2030", "the Cooperation Program 2022-2024": the figures are part of what a programme is called.
pub(super) fn ends_a_name(words: &Words, at: usize) -> bool {
    const PROGRAMMES: [&str; 9] =
        ["vision", "agenda", "horizon", "roadmap", "strategy", "plan", "goals", "program", "programme"];
    let capital = |i: usize| words.form(i).starts_with(char::is_uppercase);
    at > 0 && capital(at - 1) && words.before_is(at, &PROGRAMMES)
}

/// Whether four digits are a year and not a number of things.
fn is_year(words: &Words, at: usize) -> bool {
    let Some(Meaning::Year(year)) = words.at(at) else { return false };
    let unlike = [
        "$", "£", "€", "nearly", "some", "than", "over", "least", "almost", "No.", "#", "page", "room", "/",
        "-",
    ];
    if words.before_is(at, &unlike) || ends_a_name(words, at) {
        return false;
    }
    let Some(next) = words.sentence.tokens.get(at + 1) else { return at > 0 };
    let modern = (1900..=2050).contains(&year);
    let counting = ["percent", "%", "-", "people", "/", "million", "billion"];
    let counts = next.xpos == Xpos::Nns && !(modern && words.before_is(at, &["in"]));
    if counts || next.upos == Upos::Sym || words.is(at + 1, &counting) {
        return false;
    }
    if words.before_is(
        at,
        &["in", "since", "around", "until", "till", "before", "after", "early", "late", "during"],
    ) {
        return modern || next.upos != Upos::Noun;
    }
    if words.before_is(at, &["by", "of", "from", "to", "for", "(", "and", "through", "between", "about"])
        && year >= 1500
    {
        return modern || next.upos != Upos::Noun;
    }
    let can_follow = [
        Upos::Noun,
        Upos::Propn,
        Upos::Adj,
        Upos::Punct,
        Upos::Part,
        Upos::Verb,
        Upos::Aux,
        Upos::Adp,
        Upos::Cconj,
    ];
    (1800..=2050).contains(&year) && can_follow.contains(&next.upos)
}
