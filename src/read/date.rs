//! Publication dates as metadata gives them, in many ways → the day as written there.
//!
//! The time of day and its zone are left aside: a paper dated 23:30 +08:00 is of that day, whatever day it was in
//! Greenwich. What can be read in two ways (`07/08/2022`) is not read at all.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::model::When;

/// Reads a date: EDTF, ISO 8601 and RFC 3339 date-times, `20220714`, RFC 2822, and English as in "July 14, 2022",
/// "Thursday, 14 Jul 2022 10:00" or "July 2022".
pub(super) fn parse(text: &str) -> Option<When> {
    let text = text.trim();
    When::parse(text)
        .ok()
        .or_else(|| iso(text))
        .or_else(|| compact(text))
        .or_else(|| english(text))
        .or_else(|| slashed(text))
}

/// A number for a date: `20220714`, a year, or seconds or milliseconds since 1970 (whose day is that of UTC).
pub(super) fn from_number(number: f64) -> Option<When> {
    let digits = number as i64;
    match digits {
        1400..=2999 => When::parse(&digits.to_string()).ok(),
        14_000_101..=29_991_231 => compact(&digits.to_string()),
        100_000_000..100_000_000_000 => of_timestamp(digits),
        100_000_000_000..100_000_000_000_000 => of_timestamp(digits / 1000),
        _ => None,
    }
}

fn of_timestamp(seconds: i64) -> Option<When> {
    let date = Date::constant(1970, 1, 1).checked_add(jiff::SignedDuration::from_secs(seconds)).ok()?;
    When::parse(&date.to_string()).ok()
}

/// The day, where the three numbers make one.
fn day(year: &str, month: &str, day: &str) -> Option<When> {
    let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    When::parse(&date.to_string()).ok()
}

/// `2022-07-14T10:00:00Z`, `2022-7-14 10:00`, `2022/07/14`.
fn iso(text: &str) -> Option<When> {
    static PATTERN: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:\D|$)"));
    let [year, month, of_month] = PATTERN.captures(text)?.extract().1;
    day(year, month, of_month)
}

/// `20220714`, `20220714T100000Z`.
fn compact(text: &str) -> Option<When> {
    static PATTERN: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(\d{4})(\d{2})(\d{2})(?:T\d*|\d{6})?Z?$"));
    let [year, month, of_month] = PATTERN.captures(text)?.extract().1;
    day(year, month, of_month)
}

/// `14/07/2022` and `07/14/2022`, where only one order makes a date.
fn slashed(text: &str) -> Option<When> {
    static PATTERN: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:\D|$)"));
    let [first, second, year] = PATTERN.captures(text)?.extract().1;
    match (day(year, second, first), day(year, first, second)) {
        (Some(one), Some(other)) => (one == other).then_some(one),
        (one, other) => one.or(other),
    }
}

/// A month's name with a year, and a day on either side of the name.
fn english(text: &str) -> Option<When> {
    static PATTERN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?ix) (?: \b (?<before> \d{1,2} ) (?: st | nd | rd | th )? [\s,-]+ )?
              \b (?<month> jan | feb | mar | apr | may | jun | jul | aug | sept? | oct | nov | dec ) [a-z]* \.?
              (?: [\s,-]+ (?<after> \d{1,2} ) (?: st | nd | rd | th )? \b )?
              .*? \b (?<year> (?: 1[4-9] | 2\d ) \d\d ) \b",
        )
    });
    let found = PATTERN.captures(text)?;
    let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let name = found["month"][..3].to_ascii_lowercase();
    let month = (1 + months.iter().position(|&month| month == name)?).to_string();
    let year = &found["year"];
    match found.name("before").or(found.name("after")) {
        Some(of_month) => day(year, &month, of_month.as_str()),
        None => When::parse(&format!("{year}-{month:0>2}")).ok(),
    }
}

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is constant and tested")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_many_ways() {
        let cases = [
            ("2022-07-14", "2022-07-14"),
            ("2022-07", "2022-07"),
            ("2022", "2022"),
            ("2022-07-14T23:30:00+08:00", "2022-07-14"),
            ("2022-07-14 10:00:00.000", "2022-07-14"),
            ("2022/7/4", "2022-07-04"),
            ("20220714", "2022-07-14"),
            ("20220714T100000Z", "2022-07-14"),
            ("20220714100000", "2022-07-14"),
            ("Thu, 14 Jul 2022 10:00:00 GMT", "2022-07-14"),
            ("Thu Jul 14 10:00:00 UTC 2022", "2022-07-14"),
            ("July 14, 2022", "2022-07-14"),
            ("Published: July 14th, 2022, 10:15 a.m.", "2022-07-14"),
            ("14 July 2022", "2022-07-14"),
            ("Sept. 5, 2022", "2022-09-05"),
            ("14-Jul-2022", "2022-07-14"),
            ("July 2022", "2022-07"),
            ("14/07/2022", "2022-07-14"),
            ("07/14/2022 10:00", "2022-07-14"),
            ("07/07/2022", "2022-07-07"),
        ];
        for (text, edtf) in cases {
            assert_eq!(parse(text).as_ref().map(When::edtf), Some(edtf), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_or_could_be_two() {
        for text in
            ["", "yesterday", "07/08/2022", "2022-13-01", "2022-02-30T00:00:00Z", "marching on", "0000-00-00"]
        {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn numbers() {
        let cases = [
            (2022.0, "2022"),
            (20220714.0, "2022-07-14"),
            (1657756800.0, "2022-07-14"),
            (1657756800123.0, "2022-07-14"),
        ];
        for (number, edtf) in cases {
            assert_eq!(from_number(number).as_ref().map(When::edtf), Some(edtf), "{number}");
        }
        assert_eq!(from_number(17.0), None);
    }
}
