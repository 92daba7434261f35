//! Stretches of time with two ends: "20-24 February 2022", "from 2015 to 2019", "May 5 and 6".

use jiff::civil::Date;

use super::calendar::{date, ends_a_name, month_day};
use super::expression::{Expression, Found, Toward};
use super::point::Point;
use super::table::Meaning;
use super::words::Words;
use crate::language::Upos;

const DASHES: [&str; 3] = ["-", "–", "—"];

/// "20-24 February 2022", "Feb. 20-24", "2015-2019", "from 2015 to 2019", "from May to July".
pub(super) fn range(words: &Words, at: usize) -> Option<Found> {
    let dash = words.is(at + 1, &DASHES) || words.is(at + 1, &["to"]);
    if let (Some(first), true, Some(_)) = (words.day(at), dash, words.day(at + 2))
        && let Some(last) = date(words, at + 2)
    {
        return days(first, last);
    }
    if let (Some(_), Some(first)) = (words.month(at), words.day(at + 1))
        && (words.is(at + 2, &DASHES) || words.is(at + 2, &["to"]))
        && let Some(last) = words.day(at + 3).filter(|last| *last > first && words.month(at + 4).is_none())
    {
        let month = words.month(at)?;
        return days(first, month_day(words, month, last, at + 4));
    }
    if let Some(days) = days_in_a_row(words, at) {
        return Some(days);
    }
    let from_to = words.before_is(at, &["from"]) && words.is(at + 1, &["to"]);
    let joined = from_to || words.is(at + 1, &["/"]) || words.is(at + 1, &DASHES);
    if let Some(years) = years(words, at).filter(|_| joined) {
        return Some(years);
    }
    let joint: &[&str] = if words.before_is(at, &["from"]) {
        &["to", "until", "till", "through"]
    } else if words.before_is(at, &["between"]) {
        &["and"]
    } else {
        return None;
    };
    let part = |at| match words.at(at)? {
        Meaning::Weekday(weekday) => date(words, at)
            .or_else(|| Some(Found::new(at + 1, Expression::Weekday { weekday, toward: Toward::Tense }))),
        _ => date(words, at)
            .or_else(|| Some(Found::new(at + 1, Expression::Point(Point::Year(words.year(at)?))))),
    };
    let first = part(at)?;
    let last = part(words.is(first.end, joint).then_some(first.end + 1)?)?;
    Some(Found::new(last.end, Expression::Range(Box::new(first.expression), Box::new(last.expression))))
}

/// "May 5 and 6, 2021", "5, 6 and 7 May": days of which each follows the one before; of any two after "between".
fn days_in_a_row(words: &Words, at: usize) -> Option<Found> {
    let month = words.month(at);
    let mut end = at + usize::from(month.is_some());
    let first = words.day(end)?;
    let mut last = first;
    let mut joined = false;
    let between = words.before_is(at, &["between"]);
    while !joined && words.is(end + 1, &[",", "and", "&"]) {
        let Some(next) = words.day(end + 2) else { break };
        joined = !words.is(end + 1, &[","]);
        if next != last + 1 && !(between && next > last) {
            return None;
        }
        (last, end) = (next, end + 2);
    }
    let dated = match month {
        // "on May 5 and 6 people died"
        Some(_) if words.tagged(end + 1, &[Upos::Noun, Upos::Adj, Upos::Propn]) => return None,
        Some(month) => month_day(words, month, last, end + 1),
        None => date(words, end)?,
    };
    if joined { days(first, dated) } else { None }
}

/// "2019-20", "2019/20", "1846 to 48", "1990-1994": two years, a word between them.
fn years(words: &Words, at: usize) -> Option<Found> {
    let first = words.year(at).filter(|_| words.digits(at) && !ends_a_name(words, at))?;
    let last = match words.at(at + 2)? {
        Meaning::Year(last) if !words.is(at + 1, &["/"]) => last,
        Meaning::Number(last) if words.form(at + 2).len() == 2 => {
            first / 100 * 100 + i16::try_from(last).ok()?
        }
        _ => return None,
    };
    let [from, to] = [first, last].map(|year| Box::new(Expression::Point(Point::Year(year))));
    (first < last).then(|| Found::new(at + 3, Expression::Range(from, to)))
}

/// From a day to a later one of the same month.
fn days(first: i8, last: Found) -> Option<Found> {
    let first = match last.expression {
        Expression::Point(Point::Day(date)) => {
            Expression::Point(Point::Day(Date::new(date.year(), date.month(), first).ok()?))
        }
        Expression::MonthDay { month, year, .. } => Expression::MonthDay { month, day: first, year },
        _ => return None,
    };
    Some(Found::new(last.end, Expression::Range(Box::new(first), Box::new(last.expression))))
}
