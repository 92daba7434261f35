//! Times as EDTF (Extended Date/Time Format, ISO 8601-2:2019 level 1, the parts that news needs).
//!
//! A [`When`] is made by its constructors or by parsing, both of which refuse what is no date, so that every value has
//! a writing, first and last days that fit it, and a granularity. Qualifiers (`~`, `?`, `%`) are read and dropped.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

/// How exact a time is.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    strum::Display,
    strum::IntoStaticStr,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Granularity {
    /// A day.
    Day,
    /// A month.
    Month,
    /// A season, quarter or half of a year.
    Season,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
    /// A span with two ends, of which one may be open.
    Interval,
}

/// Why a text is no EDTF time.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("“{0}” is not a date as YYYY, YYYY-MM, YYYY-MM-DD or START/END")]
pub struct WhenError(pub String);

/// A time as EDTF, with the days that it may cover. Ordered by its first day.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct When {
    lo: Option<i32>,
    hi: Option<i32>,
    granularity: Granularity,
    edtf: String,
}

impl When {
    /// A day.
    pub fn day(date: Date) -> When {
        When::closed(date, date, Granularity::Day, date.to_string())
    }

    /// The month 1 to 12 of a year 0 to 9999.
    pub fn month(year: i16, month: i8) -> Result<When, WhenError> {
        let edtf = format!("{year:04}-{month:02}");
        months(year, month, 1)
            .map(|(first, last)| When::closed(first, last, Granularity::Month, edtf.clone()))
            .ok_or(WhenError(edtf))
    }

    /// A part of a year by its EDTF code: seasons 21 (spring) to 24 (winter, which runs into the next year), quarters
    /// 33 to 36, halves 40 and 41.
    pub fn season(year: i16, code: i8) -> Result<When, WhenError> {
        let edtf = format!("{year:04}-{code:02}");
        let days = match code {
            21..=24 => months(year, 3 * (code - 20), 3),
            33..=36 => months(year, 3 * (code - 33) + 1, 3),
            40..=41 => months(year, 6 * (code - 40) + 1, 6),
            _ => None,
        };
        days.map(|(first, last)| When::closed(first, last, Granularity::Season, edtf.clone()))
            .ok_or(WhenError(edtf))
    }

    /// A year 0 to 9999.
    pub fn year(year: i16) -> Result<When, WhenError> {
        When::years(year, 1, Granularity::Year, format!("{year:04}"))
    }

    /// The ten years that begin with this one: `decade(2010)` is `201X`.
    pub fn decade(first: i16) -> Result<When, WhenError> {
        let edtf = format!("{:03}X", first.div_euclid(10));
        if first.rem_euclid(10) != 0 {
            return Err(WhenError(edtf));
        }
        When::years(first, 10, Granularity::Decade, edtf)
    }

    /// The hundred years that begin with this one: `century(1900)` is `19XX`.
    pub fn century(first: i16) -> Result<When, WhenError> {
        let edtf = format!("{:02}XX", first.div_euclid(100));
        if first.rem_euclid(100) != 0 {
            return Err(WhenError(edtf));
        }
        When::years(first, 100, Granularity::Century, edtf)
    }

    /// From the first day of `start` to the last of `end`; `None` is an open end. Refuses an interval within an
    /// interval, one open at both ends, and one that ends before it begins.
    pub fn interval(start: Option<&When>, end: Option<&When>) -> Result<When, WhenError> {
        let side = |side: Option<&When>| side.map_or("..".to_owned(), |when| when.edtf.clone());
        let edtf = format!("{}/{}", side(start), side(end));
        let nested = [start, end].into_iter().flatten().any(|w| w.granularity == Granularity::Interval);
        let (lo, hi) = (start.and_then(When::lo), end.and_then(When::hi));
        let ordered = match (start, end) {
            (Some(start), Some(end)) => start.lo <= end.lo && start.hi <= end.hi,
            (None, None) => false,
            _ => true,
        };
        if nested || !ordered {
            return Err(WhenError(edtf));
        }
        Ok(When { lo, hi, granularity: Granularity::Interval, edtf })
    }

    /// From one day to another, both counted from 1970-01-01: a day where they are the same. `None`: there is no such time.
    pub fn from_to(lo: i32, hi: i32) -> Option<When> {
        let (first, last) = (When::day(date_of(lo)?), When::day(date_of(hi)?));
        if lo == hi { Some(first) } else { When::interval(Some(&first), Some(&last)).ok() }
    }

    /// Reads an EDTF time: `2023-02-21`, `2023-02`, `2022-21`, `2023`, `201X`, `19XX`, `2022-02/..`.
    pub fn parse(edtf: &str) -> Result<When, WhenError> {
        let error = || WhenError(edtf.to_owned());
        let open = |side: &str| matches!(side, ".." | "");
        let Some((start, end)) = edtf.split_once('/') else {
            return parse_single(edtf).ok_or_else(error);
        };
        let side = |side: &str| match open(side) {
            true => Ok(None),
            false => parse_single(side).map(Some).ok_or_else(error),
        };
        When::interval(side(start)?.as_ref(), side(end)?.as_ref()).map_err(|_| error())
    }

    fn closed(first: Date, last: Date, granularity: Granularity, edtf: String) -> When {
        When { lo: Some(day_number(first)), hi: Some(day_number(last)), granularity, edtf }
    }

    fn years(first: i16, count: i16, granularity: Granularity, edtf: String) -> Result<When, WhenError> {
        let last = first.saturating_add(count - 1);
        match (months(first, 1, 12), months(last, 1, 12)) {
            (Some((first, _)), Some((_, last))) => Ok(When::closed(first, last, granularity, edtf)),
            _ => Err(WhenError(edtf)),
        }
    }

    /// The EDTF writing.
    pub fn edtf(&self) -> &str {
        &self.edtf
    }

    /// The first day, counted from 1970-01-01; `None`: open.
    pub fn lo(&self) -> Option<i32> {
        self.lo
    }

    /// The last day, counted from 1970-01-01; `None`: open.
    pub fn hi(&self) -> Option<i32> {
        self.hi
    }

    /// How exact it is.
    pub fn granularity(&self) -> Granularity {
        self.granularity
    }

    /// The first day; `None`: open.
    pub fn first_day(&self) -> Option<Date> {
        self.lo.and_then(date_of)
    }

    /// The last day; `None`: open.
    pub fn last_day(&self) -> Option<Date> {
        self.hi.and_then(date_of)
    }

    /// Whether the two share a day.
    pub fn overlaps(&self, other: &When) -> bool {
        let begins_in_time = |a: &When, b: &When| !matches!((a.lo, b.hi), (Some(lo), Some(hi)) if lo > hi);
        begins_in_time(self, other) && begins_in_time(other, self)
    }

    /// Whether every day of `other` is one of this time's.
    pub fn contains(&self, other: &When) -> bool {
        self.lo.is_none_or(|lo| other.lo.is_some_and(|other| lo <= other))
            && self.hi.is_none_or(|hi| other.hi.is_some_and(|other| other <= hi))
    }

    /// Whether the two can tell the time of one event, one perhaps more exactly: `2023-02` and `2023-02-21`.
    pub fn compatible(&self, other: &When) -> bool {
        self.contains(other) || other.contains(self)
    }
}

/// Reads an EDTF time that is no interval.
fn parse_single(edtf: &str) -> Option<When> {
    let plain = edtf.trim_end_matches(['~', '?', '%']);
    if !plain.is_ascii() {
        return None;
    }
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let number = |part: &str| if digits(part) { part.parse::<i16>().ok() } else { None };
    match plain.len() {
        4 => match plain.trim_end_matches('X').len() {
            4 => When::year(number(plain)?).ok(),
            3 => When::decade(number(&plain[..3])? * 10).ok(),
            2 => When::century(number(&plain[..2])? * 100).ok(),
            _ => None,
        },
        7 if plain.as_bytes()[4] == b'-' => {
            let (year, part) = (number(&plain[..4])?, i8::try_from(number(&plain[5..])?).ok()?);
            if part <= 12 { When::month(year, part).ok() } else { When::season(year, part).ok() }
        }
        10 if plain.as_bytes()[4] == b'-' && plain.as_bytes()[7] == b'-' => {
            let (year, month, day) = (number(&plain[..4])?, number(&plain[5..7])?, number(&plain[8..])?);
            Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok().map(When::day)
        }
        _ => None,
    }
}

/// The first and last days of `count` months from this one on.
fn months(year: i16, month: i8, count: i8) -> Option<(Date, Date)> {
    if !(0..=9999).contains(&year) {
        return None;
    }
    let first = Date::new(year, month, 1).ok()?;
    let last = month - 1 + count - 1;
    let last = Date::new(year.checked_add(i16::from(last / 12))?, last % 12 + 1, 1).ok()?;
    Some((first, last.last_of_month()))
}

const EPOCH: Date = jiff::civil::date(1970, 1, 1);

/// The days from 1970-01-01 to `date`.
fn day_number(date: Date) -> i32 {
    // Days between two civil dates always fit, and asking for days needs no time zone: no error can occur.
    EPOCH.until(date).map_or(0, |span| span.get_days())
}

/// The date of a day counted from 1970-01-01; `None`: beyond the calendar.
pub fn date_of(day_number: i32) -> Option<Date> {
    EPOCH.checked_add(jiff::Span::new().try_days(day_number).ok()?).ok()
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.edtf)
    }
}

impl FromStr for When {
    type Err = WhenError;

    fn from_str(edtf: &str) -> Result<When, WhenError> {
        When::parse(edtf)
    }
}

impl Serialize for When {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.edtf)
    }
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<When, D::Error> {
        let edtf = String::deserialize(deserializer)?;
        When::parse(&edtf).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests;
