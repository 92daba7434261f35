//! Points of the calendar, each with its granularity: what time expressions resolve to, and how to count from them.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use strum::{EnumString, IntoStaticStr};

use crate::model::When;

/// Units of time, by their letter in TIMEX3 durations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString)]
pub(super) enum Unit {
    #[strum(serialize = "TM")]
    Minute,
    #[strum(serialize = "TH")]
    Hour,
    #[strum(serialize = "D")]
    Day,
    #[strum(serialize = "W")]
    Week,
    #[strum(serialize = "M")]
    Month,
    #[strum(serialize = "Q")]
    Quarter,
    #[strum(serialize = "Y")]
    Year,
    #[strum(serialize = "E")]
    Decade,
    #[strum(serialize = "C")]
    Century,
}

impl Unit {
    /// The TIMEX3 duration of so many units; `None`: an untold number.
    pub(super) fn duration(self, count: Option<u32>) -> String {
        let (prefix, letter, factor) = match self {
            Unit::Minute => ("PT", 'M', 1),
            Unit::Hour => ("PT", 'H', 1),
            Unit::Day => ("P", 'D', 1),
            Unit::Week => ("P", 'W', 1),
            Unit::Month => ("P", 'M', 1),
            Unit::Quarter => ("P", 'Q', 1),
            Unit::Year => ("P", 'Y', 1),
            Unit::Decade => ("P", 'Y', 10),
            Unit::Century => ("P", 'Y', 100),
        };
        match count {
            None if self == Unit::Century => "PXC".to_owned(),
            Some(count) => format!("{prefix}{}{letter}", count.saturating_mul(factor)),
            None => format!("{prefix}X{letter}"),
        }
    }

    /// The TIMEX3 duration of so many units and a half.
    pub(super) fn and_a_half(self, count: u32) -> String {
        match self {
            Unit::Minute => format!("PT{count}M30S"),
            Unit::Hour => format!("PT{count}H30M"),
            _ => self.duration(Some(count)).replacen(&count.to_string(), &format!("{count}.5"), 1),
        }
    }
}

/// Seasons by their TIMEX3 letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString, IntoStaticStr)]
pub(super) enum Season {
    #[strum(serialize = "SP")]
    Spring,
    #[strum(serialize = "SU")]
    Summer,
    #[strum(serialize = "FA")]
    Fall,
    #[strum(serialize = "WI")]
    Winter,
}

impl Season {
    /// The month it begins in.
    pub(super) fn first_month(self) -> i8 {
        3 * (self as i8 + 1)
    }
}

/// Parts of the day by their TIMEX3 letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString, IntoStaticStr)]
pub(super) enum Part {
    #[strum(serialize = "MO")]
    Morning,
    #[strum(serialize = "AF")]
    Afternoon,
    #[strum(serialize = "EV")]
    Evening,
    #[strum(serialize = "NI")]
    Night,
}

/// A stretch of the calendar that has a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Point {
    Day(Date),
    /// By its Monday.
    Week(Date),
    /// By its Saturday.
    Weekend(Date),
    Month(i16, i8),
    Season(i16, Season),
    /// 1 to 4.
    Quarter(i16, i8),
    /// 1 or 2.
    Half(i16, i8),
    Year(i16),
    /// By its first year.
    Decade(i16),
    /// By its first year.
    Century(i16),
}

impl Point {
    /// The unit's stretch that the day lies in; hours and minutes have none.
    pub(super) fn around(date: Date, unit: Unit) -> Point {
        match unit {
            Unit::Minute | Unit::Hour | Unit::Day => Point::Day(date),
            Unit::Week => Point::Week(monday_of(date)),
            Unit::Month => Point::Month(date.year(), date.month()),
            Unit::Quarter => Point::Quarter(date.year(), (date.month() - 1) / 3 + 1),
            Unit::Year => Point::Year(date.year()),
            Unit::Decade => Point::Decade(date.year().div_euclid(10) * 10),
            Unit::Century => Point::Century(date.year().div_euclid(100) * 100),
        }
    }

    /// The point so many of its kind later; `None` beyond the calendar.
    pub(super) fn plus(self, count: i32) -> Option<Point> {
        let year = |year: i16, count: i32| {
            i16::try_from(i32::from(year).checked_add(count)?).ok().filter(|y| (0..=9999).contains(y))
        };
        let days = |date: Date, days: i32| date.checked_add(1.day().checked_mul(days.into()).ok()?).ok();
        // Parts of a year that are numbered from 1 to `parts`.
        let cycle = |y: i16, part: i8, parts: i32| {
            let total = i32::from(y) * parts + i32::from(part) - 1 + count;
            Some((year(0, total.div_euclid(parts))?, i8::try_from(total.rem_euclid(parts)).ok()? + 1))
        };
        Some(match self {
            Point::Day(date) => Point::Day(days(date, count)?),
            Point::Week(date) => Point::Week(days(date, count.checked_mul(7)?)?),
            Point::Weekend(date) => Point::Weekend(days(date, count.checked_mul(7)?)?),
            Point::Month(y, month) => cycle(y, month, 12).map(|(y, month)| Point::Month(y, month))?,
            Point::Quarter(y, quarter) => {
                cycle(y, quarter, 4).map(|(y, quarter)| Point::Quarter(y, quarter))?
            }
            Point::Half(y, half) => cycle(y, half, 2).map(|(y, half)| Point::Half(y, half))?,
            Point::Season(y, season) => Point::Season(year(y, count)?, season),
            Point::Year(y) => Point::Year(year(y, count)?),
            Point::Decade(y) => Point::Decade(year(y, count.checked_mul(10)?)?),
            Point::Century(y) => Point::Century(year(y, count.checked_mul(100)?)?),
        })
    }

    /// A day inside, for counting coarser units from.
    pub(super) fn first_day(self) -> Option<Date> {
        match self {
            Point::Day(date) | Point::Week(date) | Point::Weekend(date) => Some(date),
            _ => self.when()?.first_day(),
        }
    }

    /// Its year.
    pub(super) fn year(self) -> Option<i16> {
        match self {
            Point::Decade(_) | Point::Century(_) => None,
            _ => self.first_day().map(Date::year),
        }
    }

    /// The value for the facts.
    pub(super) fn when(self) -> Option<When> {
        let days = |first: Date, count: i32| {
            let last = Point::Day(first).plus(count - 1)?.when()?;
            When::interval(Some(&When::day(first)), Some(&last)).ok()
        };
        match self {
            Point::Day(date) => Some(When::day(date)),
            Point::Week(monday) => days(monday, 7),
            Point::Weekend(saturday) => days(saturday, 2),
            Point::Month(year, month) => When::month(year, month).ok(),
            Point::Season(year, season) => When::season(year, 21 + season as i8).ok(),
            Point::Quarter(year, quarter) => When::season(year, 32 + quarter).ok(),
            Point::Half(year, half) => When::season(year, 39 + half).ok(),
            Point::Year(year) => When::year(year).ok(),
            Point::Decade(year) => When::decade(year).ok(),
            Point::Century(year) => When::century(year).ok(),
        }
    }

    /// Its value in TIMEX3's writing.
    pub(super) fn timex(self) -> String {
        let week = |date: Date| {
            let week = date.iso_week_date();
            format!("{:04}-W{:02}", week.year(), week.week())
        };
        match self {
            Point::Day(date) => date.to_string(),
            Point::Week(monday) => week(monday),
            Point::Weekend(saturday) => week(saturday) + "-WE",
            Point::Month(year, month) => format!("{year:04}-{month:02}"),
            Point::Season(year, season) => format!("{year:04}-{}", <&str>::from(season)),
            Point::Quarter(year, quarter) => format!("{year:04}-Q{quarter}"),
            Point::Half(year, half) => format!("{year:04}-H{half}"),
            Point::Year(year) => format!("{year:04}"),
            Point::Decade(year) => format!("{:03}", year.div_euclid(10)),
            Point::Century(year) => format!("{:02}", year.div_euclid(100)),
        }
    }
}

pub(super) fn monday_of(date: Date) -> Date {
    let back = date.weekday().since(Weekday::Monday);
    date.checked_sub(i64::from(back).days()).unwrap_or(date)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn writings() {
        let day = date(2023, 2, 21);
        assert_eq!(Point::around(day, Unit::Week).timex(), "2023-W08");
        assert_eq!(Point::Weekend(date(2023, 2, 25)).timex(), "2023-W08-WE");
        assert_eq!(Point::around(day, Unit::Week).when().unwrap().edtf(), "2023-02-20/2023-02-26");
        assert_eq!(Point::around(day, Unit::Quarter).plus(-1).unwrap().timex(), "2022-Q4");
        assert_eq!(Point::Quarter(2022, 4).when().unwrap().edtf(), "2022-36");
        assert_eq!(Point::Season(2012, Season::Summer).when().unwrap().edtf(), "2012-22");
        assert_eq!(Point::Month(2023, 1).plus(-1), Some(Point::Month(2022, 12)));
        assert_eq!(Point::Decade(1990).timex(), "199");
        assert_eq!(Point::Half(2022, 2).when().unwrap().edtf(), "2022-41");
    }

    proptest! {
        #[test]
        fn counting_forth_and_back_returns(days in -200_000i64..200_000, count in -500i32..500) {
            let date = date(2000, 1, 1).checked_add(days.days()).unwrap();
            for unit in [Unit::Day, Unit::Week, Unit::Month, Unit::Quarter, Unit::Year] {
                let point = Point::around(date, unit);
                if let Some(there) = point.plus(count) {
                    prop_assert_eq!(there.plus(-count), Some(point));
                }
                prop_assert!(point.when().unwrap().contains(&When::day(date)));
            }
        }
    }
}
