//! What time expressions say, before it is counted from anything.

use super::holidays::Holiday;
use super::point::{Part, Point, Season, Unit};

/// Which year a part of a year belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum YearOf {
    /// It is told.
    Given(i16),
    /// "of last year": so many after that of the anchor.
    Shifted(i32),
    /// Not told: the last, this or next one that fits.
    Open(Toward),
}

/// Where from the anchor to look for what recurs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Toward {
    /// "last April".
    Last,
    /// "this April".
    This,
    /// "next April".
    Next,
    /// Told only by the tense of the verb.
    Tense,
}

impl Toward {
    pub(super) fn of(shift: i32) -> Toward {
        match shift {
            ..0 => Toward::Last,
            0 => Toward::This,
            1.. => Toward::Next,
        }
    }
}

/// What a time expression says.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Expression {
    /// A point told in full.
    Point(Point),
    MonthDay {
        month: i8,
        day: i8,
        year: YearOf,
    },
    Month {
        month: i8,
        year: YearOf,
    },
    Season {
        season: Season,
        year: YearOf,
    },
    Quarter {
        quarter: i8,
        year: YearOf,
    },
    Half {
        half: i8,
        year: YearOf,
    },
    Weekday {
        weekday: i8,
        toward: Toward,
    },
    Weekend {
        toward: Toward,
    },
    Holiday {
        holiday: Holiday,
        year: YearOf,
    },
    /// "the previous Friday": the weekday before or after the date spoken of before.
    StoryWeekday {
        weekday: i8,
        toward: Toward,
    },
    /// "the week of March 6".
    WeekOf(Box<Expression>),
    /// "last week": units on from that of the anchor.
    Shift {
        unit: Unit,
        count: i32,
    },
    /// "two weeks ago": counted back (or on) from the anchor.
    Ago {
        unit: Unit,
        count: i32,
    },
    /// "two weeks earlier", "that day": counted from the date spoken of before.
    Story {
        unit: Unit,
        count: i32,
    },
    /// From one point to another.
    Range(Box<Expression>, Box<Expression>),
    /// In TIMEX3's writing.
    Duration(String),
    /// In TIMEX3's writing.
    Set(String),
    /// "now", "recently": no date.
    Reference(&'static str),
}

/// A time of the day that goes with a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TimeOfDay {
    Part(Part),
    Clock(i8, i8),
}

/// An expression in a sentence.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    /// Index after its last token.
    pub end: usize,
    pub expression: Expression,
    pub time: Option<TimeOfDay>,
}

impl Found {
    pub(super) fn new(end: usize, expression: Expression) -> Found {
        Found { end, expression, time: None }
    }
}
