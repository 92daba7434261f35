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
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn days(edtf: &str) -> (String, String) {
        let when = When::parse(edtf).unwrap();
        let shown = |day: Option<Date>| day.map_or("..".to_owned(), |day| day.to_string());
        (shown(when.first_day()), shown(when.last_day()))
    }

    #[test]
    fn days_that_a_time_covers() {
        let expect =
            |edtf, lo: &str, hi: &str| assert_eq!(days(edtf), (lo.to_owned(), hi.to_owned()), "{edtf}");
        expect("2023-02-21", "2023-02-21", "2023-02-21");
        expect("2024-02", "2024-02-01", "2024-02-29");
        expect("2023", "2023-01-01", "2023-12-31");
        expect("201X", "2010-01-01", "2019-12-31");
        expect("19XX", "1900-01-01", "1999-12-31");
        expect("2022-21", "2022-03-01", "2022-05-31");
        expect("2022-24", "2022-12-01", "2023-02-28");
        expect("2022-33", "2022-01-01", "2022-03-31");
        expect("2022-36", "2022-10-01", "2022-12-31");
        expect("2022-41", "2022-07-01", "2022-12-31");
        expect("2022-02/..", "2022-02-01", "..");
        expect("../2022-02", "..", "2022-02-28");
        expect("2023-02-20/2023-03", "2023-02-20", "2023-03-31");
        assert_eq!(When::parse("1970-01-02").unwrap().lo(), Some(1));
        assert_eq!(When::parse("0000-01-01").unwrap().lo(), Some(-719_528));
    }

    #[test]
    fn from_one_day_to_another() {
        let edtf = |lo, hi| When::from_to(lo, hi).map(|when| when.edtf().to_owned());
        assert_eq!(edtf(0, 0).as_deref(), Some("1970-01-01"));
        assert_eq!(edtf(0, 31).as_deref(), Some("1970-01-01/1970-02-01"));
        assert_eq!(edtf(1, 0), None);
    }

    #[test]
    fn qualifiers_are_dropped() {
        assert_eq!(When::parse("2022~").unwrap().edtf(), "2022");
        assert_eq!(When::parse("2022-02?/2022-03%").unwrap().edtf(), "2022-02/2022-03");
        assert_eq!(When::parse("/2022").unwrap().edtf(), "../2022");
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for wrong in [
            "",
            "2023-02-30",
            "2023-13",
            "2023-00",
            "2023-25",
            "2023-37",
            "23",
            "2023-2-1",
            "+203",
            "-001",
            "../..",
            "2023/2022",
            "2022/2023/2024",
            "2023-02-21T10:00",
            "X123",
            "1X23",
            "1XXX",
            "２０２３",
            "today",
            "2023-+2",
        ] {
            assert_eq!(When::parse(wrong), Err(WhenError(wrong.to_owned())));
        }
        assert!(When::decade(2015).is_err() && When::year(-1).is_err() && When::month(2020, 0).is_err());
        assert!(When::season(2020, 39).is_err() && When::season(9999, 24).is_err());
        let interval = When::parse("2020/2021").unwrap();
        assert!(When::interval(Some(&interval), None).is_err());
    }

    #[test]
    fn json_is_the_edtf_string() {
        let when: When = serde_json::from_str("\"2023-02\"").unwrap();
        assert_eq!(serde_json::to_string(&when).unwrap(), "\"2023-02\"");
        assert!(serde_json::from_str::<When>("\"2023-02-31\"").is_err());
    }

    #[test]
    fn compatible_times_contain_one_another() {
        let when = |edtf| When::parse(edtf).unwrap();
        assert!(when("2023-02-21").compatible(&when("2023-02")));
        assert!(when("2023-02-21").compatible(&when("2022-02/..")));
        assert!(!when("2023-02-20/2023-02-22").compatible(&when("2023-02-21/2023-02-23")));
        assert!(when("2023-02-20/2023-02-22").overlaps(&when("2023-02-21/2023-02-23")));
        assert!(!when("2022").overlaps(&when("2023-02-21")));
        assert!(!when("2022").contains(&when("2022-02/..")));
    }

    /// Any valid time that is no interval.
    fn single() -> impl Strategy<Value = When> {
        let year = 0i16..9999;
        prop_oneof![
            (-700_000i32..2_900_000)
                .prop_filter_map("in range", |n| date_of(n).filter(|d| d.year() >= 0).map(When::day)),
            (year.clone(), 1i8..13).prop_map(|(y, m)| When::month(y, m).unwrap()),
            (year.clone(), prop_oneof![21i8..25, 33i8..37, 40i8..42])
                .prop_map(|(y, c)| When::season(y, c).unwrap()),
            year.prop_map(|y| When::year(y).unwrap()),
            (0i16..1000).prop_map(|d| When::decade(d * 10).unwrap()),
            (0i16..100).prop_map(|c| When::century(c * 100).unwrap()),
        ]
    }

    /// Any valid time.
    fn any_when() -> impl Strategy<Value = When> {
        prop_oneof![
            3 => single(),
            1 => (proptest::option::of(single()), proptest::option::of(single()))
                .prop_filter_map("an interval", |(a, b)| When::interval(a.as_ref(), b.as_ref()).ok()),
        ]
    }

    proptest! {
        #[test]
        fn writing_and_reading_give_the_same(when in any_when()) {
            prop_assert_eq!(When::parse(when.edtf()).unwrap(), when);
        }

        #[test]
        fn it_begins_before_it_ends(when in any_when()) {
            if let (Some(lo), Some(hi)) = (when.lo(), when.hi()) {
                prop_assert!(lo <= hi);
                prop_assert_eq!(when.granularity() == Granularity::Day, lo == hi && when.edtf().len() == 10);
            }
            prop_assert!(when.contains(&when) && when.overlaps(&when));
        }

        #[test]
        fn overlap_is_symmetric_and_weaker_than_containing(a in any_when(), b in any_when()) {
            prop_assert_eq!(a.overlaps(&b), b.overlaps(&a));
            prop_assert_eq!(a.compatible(&b), b.compatible(&a));
            prop_assert!(!a.compatible(&b) || a.overlaps(&b));
        }

        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,12}|[0-9X/.~-]{0,24}") {
            if let Ok(when) = When::parse(&text) {
                prop_assert_eq!(When::parse(when.edtf()).unwrap(), when);
            }
        }
    }

    #[test]
    fn day_numbers_and_dates_agree() {
        assert_eq!(When::day(date(2023, 2, 21)).lo(), Some(19_409));
        assert_eq!(date_of(19_409), Some(date(2023, 2, 21)));
    }
}
