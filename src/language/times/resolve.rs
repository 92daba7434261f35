//! What an expression says → its value, counted from the anchor or from the date spoken of before.

use jiff::civil::{Date, Weekday};

use super::expression::{Expression, TimeOfDay, Toward, YearOf};
use super::point::{Point, Unit, monday_of};
use super::tense::Tense;
use crate::model::{TimeMethod, When};

/// What the values are counted from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context {
    /// When the text was written, as exactly as it is known: a day, a month or a year.
    pub anchor: Option<Point>,
    /// The date spoken of last, if that is not long ago.
    pub story: Option<Point>,
    /// A date that the text tells in full, the last before the expression or else the first: where nothing is known of
    /// the anchor, days and months without a year are near it.
    pub full_date: Option<Date>,
    /// The tense around the expression.
    pub tense: Option<Tense>,
}

/// The value of an expression.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Resolved {
    pub timex: String,
    pub value: Option<When>,
    pub method: TimeMethod,
    /// For what is told later.
    pub point: Option<Point>,
}

impl Resolved {
    fn none(timex: impl Into<String>) -> Resolved {
        Resolved { timex: timex.into(), value: None, method: TimeMethod::None, point: None }
    }
}

/// The value of an expression in its context.
pub(super) fn resolve(expression: &Expression, time: Option<TimeOfDay>, context: &Context) -> Resolved {
    match expression {
        Expression::Duration(timex) | Expression::Set(timex) => Resolved::none(timex.as_str()),
        Expression::Reference(timex) => Resolved::none(*timex),
        Expression::Range(first, last) => range(first, last, context),
        _ => match point(expression, context) {
            Some((point, method)) => {
                let timex = match (time, point) {
                    (Some(time), Point::Day(_)) => point.timex() + &time_of_day(time),
                    _ => point.timex(),
                };
                let value = match expression {
                    // "two weeks ago" and "a year earlier" are seldom told to the day.
                    Expression::Ago { unit, .. } | Expression::Story { unit, .. } => {
                        point.first_day().map(|day| coarser(point, Point::around(day, *unit)))
                    }
                    _ => Some(point),
                };
                Resolved { timex, value: value.and_then(Point::when), method, point: Some(point) }
            }
            None => match expression {
                // Counted from nobody knows when: how far is all that is told.
                Expression::Story { unit, count } if *count != 0 => {
                    Resolved::none(unit.duration(Some(count.unsigned_abs())))
                }
                _ => Resolved::none(""),
            },
        },
    }
}

fn time_of_day(time: TimeOfDay) -> String {
    match time {
        TimeOfDay::Part(part) => format!("T{}", <&str>::from(part)),
        TimeOfDay::Clock(hour, minute) => format!("T{hour:02}:{minute:02}"),
    }
}

fn range(first: &Expression, last: &Expression, context: &Context) -> Resolved {
    let ends = point(first, context).zip(point(last, context));
    let Some(((first, _), (mut last_point, method))) = ends else { return Resolved::none("") };
    // "from Monday to Thursday", "from November to March": what recurs ends after it began.
    if last_point.first_day() < first.first_day() {
        let next = match (last, last_point) {
            (Expression::Weekday { .. }, Point::Day(_)) => last_point.plus(7),
            (Expression::Month { .. }, Point::Month(..)) => last_point.plus(12),
            _ => None,
        };
        last_point = next.unwrap_or(last_point);
    }
    // "third to first May": what ends before it begins is none.
    let value = first.when().and_then(|first| When::interval(Some(&first), last_point.when().as_ref()).ok());
    let Some(value) = value else { return Resolved::none("") };
    Resolved { timex: value.edtf().to_owned(), value: Some(value), method, point: Some(last_point) }
}

/// The point that an expression names, and how it was found.
fn point(expression: &Expression, context: &Context) -> Option<(Point, TimeMethod)> {
    if let Expression::Point(point) = expression {
        return Some((*point, TimeMethod::Explicit));
    }
    if let Expression::Story { unit, count } = expression {
        return Some((from_story(*unit, *count, context)?, TimeMethod::Discourse));
    }
    let Some(anchor) = context.anchor else { return near_full_date(expression, context.full_date?) };
    let point = match *expression {
        Expression::Month { month, year } => {
            let year = year_of(year, context, |year| Some(Point::Month(year, month)))?;
            Point::Month(year, month)
        }
        Expression::MonthDay { month, day, year } => {
            let day_in = |year| Date::new(year, month, day).ok().map(Point::Day);
            day_in(year_of(year, context, day_in)?)?
        }
        Expression::Season { season, year } => Point::Season(
            year_of(year, context, |year| Some(Point::Month(year, season.first_month())))?,
            season,
        ),
        Expression::Quarter { quarter, year } => {
            // "expects to report third-quarter results" in October: of the quarter that is over.
            let tense = context.tense.filter(|tense| *tense == Tense::Past);
            let context = Context { tense, ..*context };
            Point::Quarter(
                year_of(year, &context, |year| Some(Point::Month(year, 3 * quarter - 2)))?,
                quarter,
            )
        }
        Expression::Half { half, year } => {
            Point::Half(year_of(year, context, |year| Some(Point::Month(year, 6 * half - 5)))?, half)
        }
        Expression::Weekday { weekday, toward } => {
            Point::Day(weekday_near(day_of(anchor)?, weekday, toward, context)?)
        }
        Expression::StoryWeekday { weekday, toward } => {
            let near = context.story.and_then(day_of).or(day_of(anchor))?;
            Point::Day(weekday_near(near, weekday, toward, context)?)
        }
        Expression::Holiday { holiday, year } => {
            let day_in = |year| holiday.in_year(year).map(Point::Day);
            day_in(year_of(year, context, day_in)?)?
        }
        Expression::WeekOf(ref day) => Point::around(day_of(point(day, context)?.0)?, Unit::Week),
        Expression::Weekend { toward } => {
            let saturday = match toward {
                Toward::This => Point::Day(monday_of(day_of(anchor)?)).plus(5)?.first_day()?,
                _ => weekday_near(day_of(anchor)?, 6, toward, context)?,
            };
            Point::Weekend(saturday)
        }
        Expression::Shift { unit, count } => shifted(anchor, unit, count)?,
        Expression::Ago { unit, count } => ago(anchor, unit, count, context)?,
        Expression::Point(_)
        | Expression::Story { .. }
        | Expression::Range(..)
        | Expression::Duration(_)
        | Expression::Set(_)
        | Expression::Reference(_) => return None,
    };
    Some((point, TimeMethod::Relative))
}

/// A day or month without its year, near a date that the text tells in full.
fn near_full_date(expression: &Expression, full_date: Date) -> Option<(Point, TimeMethod)> {
    let years = [full_date.year() - 1, full_date.year(), full_date.year() + 1];
    let part = |year| match *expression {
        Expression::Month { month, year: YearOf::Open(Toward::Tense) } => Some(Point::Month(year, month)),
        Expression::MonthDay { month, day, year: YearOf::Open(Toward::Tense) } => {
            Date::new(year, month, day).ok().map(Point::Day)
        }
        _ => None,
    };
    Some((part(nearest(Point::Day(full_date), years, part)?)?, TimeMethod::Discourse))
}

/// The day of an anchor that is known to the day.
fn day_of(anchor: Point) -> Option<Date> {
    match anchor {
        Point::Day(date) => Some(date),
        _ => None,
    }
}

/// How fine a point is, days being the finest.
fn fineness(point: Point) -> u8 {
    match point {
        Point::Day(_) => 0,
        Point::Week(_) | Point::Weekend(_) => 1,
        Point::Month(..) => 2,
        Point::Season(..) | Point::Quarter(..) | Point::Half(..) => 3,
        Point::Year(_) => 4,
        Point::Decade(_) => 5,
        Point::Century(_) => 6,
    }
}

/// The less exact of the two.
fn coarser(a: Point, b: Point) -> Point {
    if fineness(a) >= fineness(b) { a } else { b }
}

/// Units on from the one around the anchor, if the anchor is known as exactly.
fn shifted(anchor: Point, unit: Unit, count: i32) -> Option<Point> {
    let around = Point::around(anchor.first_day()?, unit);
    (fineness(anchor) <= fineness(around)).then(|| around.plus(count)).flatten()
}

fn ago(anchor: Point, unit: Unit, count: i32, context: &Context) -> Option<Point> {
    match unit {
        Unit::Minute | Unit::Hour => shifted(anchor, Unit::Day, in_days(unit, count)),
        Unit::Week => shifted(anchor, Unit::Day, count.checked_mul(7)?),
        // "a year ago" where quarters are compared is the same quarter.
        Unit::Year if matches!(context.story, Some(Point::Quarter(..))) && count == -1 => {
            context.story?.plus(-4)
        }
        Unit::Decade => shifted(anchor, Unit::Year, count.checked_mul(10)?),
        Unit::Century => shifted(anchor, Unit::Century, count),
        _ => shifted(anchor, unit, count),
    }
}

/// Whole days in so many hours or minutes.
fn in_days(unit: Unit, count: i32) -> i32 {
    match unit {
        Unit::Hour => count / 24,
        Unit::Minute => count / (24 * 60),
        _ => count,
    }
}

/// Counted from the date spoken of before; a quarter without one is the last that is over.
fn from_story(unit: Unit, count: i32, context: &Context) -> Option<Point> {
    let Some(story) = context.story else {
        return match (unit, count) {
            // "compared with a year earlier"
            (Unit::Year, -1) => shifted(context.anchor?, Unit::Year, -1),
            (Unit::Quarter, 0 | -4) => shifted(context.anchor?, Unit::Quarter, count - 1),
            _ => None,
        };
    };
    match (unit, story) {
        (Unit::Quarter, Point::Quarter(..)) => story.plus(count),
        (Unit::Quarter, _) if matches!(count, 0 | -4) => shifted(context.anchor?, Unit::Quarter, count - 1),
        (Unit::Year, Point::Quarter(..)) if count != 0 => story.plus(count.checked_mul(4)?),
        // "a year earlier" than a day is that day a year earlier, more or less: see `resolve` for its value.
        (Unit::Year, Point::Day(day)) if count != 0 => {
            let year = Point::Year(day.year()).plus(count)?.year()?;
            Date::new(year, day.month(), day.day()).ok().map(Point::Day)
        }
        (Unit::Week, _) if count != 0 => {
            shifted(story, Unit::Day, count.checked_mul(7)?).or_else(|| shifted(story, Unit::Week, count))
        }
        (Unit::Minute | Unit::Hour, _) => shifted(story, Unit::Day, in_days(unit, count)),
        _ => shifted(story, unit, count),
    }
}

/// The year of a part of a year; `first` gives the day it begins with in a year.
fn year_of(year: YearOf, context: &Context, part: impl Fn(i16) -> Option<Point>) -> Option<i16> {
    let anchor = context.anchor?;
    let this = anchor.year()?;
    let toward = match year {
        YearOf::Given(year) => return Some(year),
        YearOf::Shifted(count) => return shifted(anchor, Unit::Year, count)?.year(),
        YearOf::Open(toward) => toward,
    };
    if fineness(anchor) > 2 {
        return (toward == Toward::Tense || toward == Toward::This).then_some(this);
    }
    // Compared as exactly as both are known: "Feb. 21" with a month as anchor is compared by the month.
    let fits = |year: i16, strict: bool, later: bool| {
        let Some(point) = part(year) else { return false };
        let unit = if fineness(point) == 0 && fineness(anchor) == 0 { Unit::Day } else { Unit::Month };
        let key = |point: Point| {
            point.first_day().map(|day| if unit == Unit::Day { day } else { day.first_of_month() })
        };
        match (key(point), key(anchor)) {
            (Some(a), Some(b)) if later => {
                if strict {
                    a > b
                } else {
                    a >= b
                }
            }
            (Some(a), Some(b)) => {
                if strict {
                    a < b
                } else {
                    a <= b
                }
            }
            _ => false,
        }
    };
    let years = [this - 1, this, this + 1];
    let last = |strict| years.into_iter().rev().find(|&year| fits(year, strict, false));
    let next = |strict| years.into_iter().find(|&year| fits(year, strict, true));
    match (toward, context.tense) {
        (Toward::Last, _) => last(true),
        (Toward::Next, _) => next(true),
        (Toward::This, _) => Some(this),
        (Toward::Tense, Some(tense @ (Tense::Past | Tense::Future))) => {
            let year = if tense == Tense::Past { last(false) } else { next(false) };
            year.filter(|&year| months_between(anchor, part(year)).is_some_and(|months| months <= FURTHEST))
                .or_else(|| nearest(anchor, years, &part))
        }
        (Toward::Tense, _) => nearest(anchor, years, part),
    }
}

/// "In December", in the past tense, is the last one up to this many months ago; beyond, the nearest. Likewise to come.
const FURTHEST: i32 = 9;

fn months_between(anchor: Point, there: Option<Point>) -> Option<i32> {
    let (a, b) = (anchor.first_day()?, there?.first_day()?);
    let months = |date: Date| 12 * i32::from(date.year()) + i32::from(date.month());
    Some((months(a) - months(b)).abs())
}

/// The year in which the part begins nearest to the anchor.
fn nearest(anchor: Point, years: [i16; 3], part: impl Fn(i16) -> Option<Point>) -> Option<i16> {
    let anchor = anchor.first_day()?;
    let distance = |year: &i16| {
        let day = part(*year).and_then(Point::first_day)?;
        anchor.until(day).ok().map(|span| span.get_days().abs())
    };
    years.into_iter().filter(|year| distance(year).is_some()).min_by_key(distance)
}

/// The weekday before or after a day, by its own words or the tense.
fn weekday_near(anchor: Date, weekday: i8, toward: Toward, context: &Context) -> Option<Date> {
    let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
    let same = anchor.weekday() == weekday;
    let last = || anchor.nth_weekday(-1, weekday).ok();
    let next = || anchor.nth_weekday(1, weekday).ok();
    match (toward, context.tense) {
        (Toward::Last, _) => last(),
        (Toward::Next, _) => next(),
        _ if same => Some(anchor),
        (Toward::This, _) => {
            let day = i32::from(weekday.to_monday_zero_offset());
            Point::Day(monday_of(anchor)).plus(day)?.first_day()
        }
        (Toward::Tense, Some(Tense::Future | Tense::Present)) => next(),
        (Toward::Tense, _) => last(),
    }
}
