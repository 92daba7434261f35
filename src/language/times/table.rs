//! What single words mean in time expressions; see `data/language/times.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

use jiff::civil::Date;

use super::holidays::Holiday;
use super::point::{Part, Season, Unit};
use crate::language::abbreviations::lines;

/// What a word may mean as part of a time expression.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Meaning {
    Month(i8),
    Weekday(i8),
    /// "Mondays": each of them.
    Weekdays(i8),
    Unit(Unit),
    /// A unit in the plural.
    Units(Unit),
    Weekend,
    Season(Season),
    Part(Part),
    /// "last", "this", "next": so many units on from the present one.
    Shift(i32),
    /// "that day", "the same year": the one spoken of before.
    Same,
    /// "yesterday", "today", "tomorrow".
    Day(i32),
    Tonight,
    /// A number in words, or in up to two digits.
    Number(u32),
    Ordinal(u32),
    /// "several", "few": a number that is not told.
    Vague,
    Half,
    /// "nineties", "1990s": its first year.
    Decade(i16),
    /// A number of four digits that can be a year.
    Year(i16),
    /// "'98".
    ShortYear(i16),
    /// "2022-07-14".
    Date(Date),
    /// Hour and minute.
    Clock(i8, i8),
    /// "a.m.", "p.m.": the hours to add.
    Meridiem(i8),
    /// "early", "late": part of the expression, without bearing on its value.
    Early,
    Present,
    Past,
    Future,
    /// A feast by its rule.
    Holiday(Holiday),
    /// "daily".
    Set(Unit),
    Every,
}

static WORDS: LazyLock<HashMap<&str, Meaning>> = LazyLock::new(|| {
    let mut words = HashMap::new();
    for line in lines(include_str!("../../../data/language/times.tsv")) {
        let mut columns = line.split('\t');
        let (Some(kind), Some(value), Some(forms)) = (columns.next(), columns.next(), columns.next()) else {
            continue;
        };
        if let Some(meaning) = meaning(kind, value) {
            words.extend(forms.split(' ').map(|form| (form, meaning)));
        }
    }
    words
});

/// The meaning of a line of the table.
fn meaning(kind: &str, value: &str) -> Option<Meaning> {
    let number = value.parse::<i16>();
    let small = || number.clone().ok().and_then(|n| i8::try_from(n).ok());
    Some(match kind {
        "month" => Meaning::Month(small()?),
        "weekday" => Meaning::Weekday(small()?),
        "weekdays" => Meaning::Weekdays(small()?),
        "unit" => Meaning::Unit(value.parse().ok()?),
        "units" => Meaning::Units(value.parse().ok()?),
        "weekend" => Meaning::Weekend,
        "season" => Meaning::Season(value.parse().ok()?),
        "part" => Meaning::Part(value.parse().ok()?),
        "shift" => Meaning::Shift(number.ok()?.into()),
        "same" => Meaning::Same,
        "day" => Meaning::Day(number.ok()?.into()),
        "tonight" => Meaning::Tonight,
        "number" => Meaning::Number(value.parse().ok()?),
        "ordinal" => Meaning::Ordinal(value.parse().ok()?),
        "vague" => Meaning::Vague,
        "half" => Meaning::Half,
        "decade" => Meaning::Decade(number.ok()?),
        "clock" => Meaning::Clock(small()?, 0),
        "meridiem" => Meaning::Meridiem(small()?),
        "early" => Meaning::Early,
        "present" => Meaning::Present,
        "past" => Meaning::Past,
        "future" => Meaning::Future,
        "holiday" => Meaning::Holiday(Holiday::parse(value)?),
        "set" => Meaning::Set(value.parse().ok()?),
        "every" => Meaning::Every,
        _ => return None,
    })
}

/// No word of the table is longer.
const LONGEST: usize = 16;

/// What the word means, if it may be part of a time expression.
pub(super) fn read(form: &str) -> Option<Meaning> {
    let first = *form.as_bytes().first()?;
    if first.is_ascii_digit() {
        return read_digits(form);
    }
    if let Some(digits) = form.strip_prefix(['\'', '’']) {
        return read_short_year(digits);
    }
    if form.len() > LONGEST || !first.is_ascii_alphabetic() {
        return None;
    }
    let lower = form.to_ascii_lowercase();
    match lower.strip_prefix("mid-") {
        Some(rest) => WORDS.get(rest).copied().or_else(|| read_digits(rest)),
        None => WORDS.get(lower.as_str()).copied(),
    }
}

/// "98", "90s" after an apostrophe.
fn read_short_year(digits: &str) -> Option<Meaning> {
    let (number, decade) = digits.strip_suffix('s').map_or((digits, false), |number| (number, true));
    let year: i16 = number.parse().ok().filter(|_| number.len() == 2)?;
    let year = if year < 30 { 2000 + year } else { 1900 + year };
    Some(if decade && year % 10 == 0 { Meaning::Decade(year) } else { Meaning::ShortYear(year) })
}

fn read_digits(form: &str) -> Option<Meaning> {
    let digits = form.bytes().take_while(u8::is_ascii_digit).count();
    let number: u32 = form.get(..digits)?.parse().ok()?;
    match (digits, &form[digits..]) {
        (1..=2, "") => Some(Meaning::Number(number)),
        (4, "") if (1000..=2100).contains(&number) => Some(Meaning::Year(i16::try_from(number).ok()?)),
        (3, "") => Some(Meaning::Number(number)),
        (1..=2, "st" | "nd" | "rd" | "th") => Some(Meaning::Ordinal(number)),
        (2, "s") if number.is_multiple_of(10) => Some(Meaning::Decade(i16::try_from(1900 + number).ok()?)),
        (4, "s" | "'s" | "’s") if number.is_multiple_of(10) => {
            Some(Meaning::Decade(i16::try_from(number).ok()?))
        }
        (1..=2, rest) if rest.len() == 3 && rest.starts_with([':', '.']) => {
            let minute: i8 = rest[1..].parse().ok().filter(|minute| (0..60).contains(minute))?;
            // "5.30" is rather a number.
            (number < 24 && rest.starts_with(':'))
                .then(|| Meaning::Clock(i8::try_from(number).unwrap_or(0), minute))
        }
        _ => read_date(form).map(Meaning::Date),
    }
}

/// "2022-07-14", "14-7-2022", "7/14/2022": dates in digits, where day and month can't be taken for one another.
fn read_date(form: &str) -> Option<Date> {
    let separator = ['-', '/'].into_iter().find(|&separator| form.contains(separator))?;
    let mut parts = form.split(separator);
    let (a, b, c) = (parts.next()?, parts.next()?, parts.next()?);
    let number = |part: &str| part.parse::<i16>().ok();
    let (a_len, a, b, c_len, c) = (a.len(), number(a)?, number(b)?, c.len(), number(c)?);
    let (year, month, day) = match (a_len, c_len) {
        (4, _) => (a, b, c),
        (_, 4) if a > 12 || a == b => (c, b, a),
        (_, 4) if b > 12 => (c, a, b),
        _ => return None,
    };
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_table_reads_in_full() {
        let forms = lines(include_str!("../../../data/language/times.tsv"))
            .flat_map(|line| line.rsplit('\t').next().unwrap_or("").split(' '));
        for form in forms {
            assert!(WORDS.contains_key(form) && form.len() <= LONGEST, "{form}");
        }
    }

    #[test]
    fn digits() {
        assert_eq!(read("2022-07-14"), Some(Meaning::Date(date(2022, 7, 14))));
        assert_eq!(read("7/14/2022"), Some(Meaning::Date(date(2022, 7, 14))));
        assert_eq!(read("7/8/2022"), None);
        assert_eq!(read("2022-02-30"), None);
        assert_eq!(read("1990s"), Some(Meaning::Decade(1990)));
        assert_eq!(read("'98"), Some(Meaning::ShortYear(1998)));
        assert_eq!(read("21st"), Some(Meaning::Ordinal(21)));
        assert_eq!(read("10:30"), Some(Meaning::Clock(10, 30)));
        assert_eq!(read("mid-May"), Some(Meaning::Month(5)));
        assert_eq!(read("10:75"), None);
        assert_eq!(read("12345"), None);
    }
}
