//! Feasts and their days: on a date, on the n-th weekday of a month, or counted from Easter.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// What the day of a feast is each year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holiday {
    Fixed {
        month: i8,
        day: i8,
    },
    /// The last one is number -1.
    Weekday {
        month: i8,
        nth: i8,
        weekday: i8,
    },
    /// So many days after Easter Sunday.
    Easter(i8),
}

impl Holiday {
    /// "12/25", "11/4/4" (month, number, weekday: the fourth Thursday of November), "easter-2" (Good Friday).
    pub(super) fn parse(rule: &str) -> Option<Holiday> {
        if let Some(days) = rule.strip_prefix("easter") {
            return days.parse().ok().map(Holiday::Easter);
        }
        let numbers: Option<Vec<i8>> = rule.split('/').map(|part| part.parse().ok()).collect();
        match *numbers? {
            [month, day] => Some(Holiday::Fixed { month, day }),
            [month, nth, weekday] => Some(Holiday::Weekday { month, nth, weekday }),
            _ => None,
        }
    }

    /// Its day in a year.
    pub(super) fn in_year(self, year: i16) -> Option<Date> {
        match self {
            Holiday::Fixed { month, day } => Date::new(year, month, day).ok(),
            Holiday::Weekday { month, nth, weekday } => {
                let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
                Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok()
            }
            Holiday::Easter(days) => easter(year)?.checked_add(i64::from(days).days()).ok(),
        }
    }
}

/// Easter Sunday of the Gregorian calendar, by the algorithm of Meeus, Jones and Butcher.
fn easter(year: i16) -> Option<Date> {
    let year_number = i32::from(year);
    let (golden, century, rest) = (year_number % 19, year_number / 100, year_number % 100);
    let correction = (century + 8) / 25;
    let lunar = (century - correction + 1) / 3;
    let epact = (19 * golden + century - century / 4 - lunar + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    let late = (golden + 11 * epact + 22 * weekday) / 451;
    let days = epact + weekday - 7 * late + 114;
    Date::new(year, i8::try_from(days / 31).ok()?, i8::try_from(days % 31).ok()? + 1).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_of_feasts() {
        let in_year = |rule, year| Holiday::parse(rule).and_then(|holiday| holiday.in_year(year));
        assert_eq!(in_year("12/25", 2023), Some(date(2023, 12, 25)));
        assert_eq!(in_year("11/4/4", 1999), Some(date(1999, 11, 25)));
        assert_eq!(in_year("5/-1/1", 2023), Some(date(2023, 5, 29)));
        assert_eq!(in_year("easter0", 2000), Some(date(2000, 4, 23)));
        assert_eq!(in_year("easter-2", 2024), Some(date(2024, 3, 29)));
        assert_eq!(in_year("13", 2024), None);
    }
}
