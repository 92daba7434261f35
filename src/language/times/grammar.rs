//! Words → time expressions: what they say, before it is counted from anything.
//!
//! [`parse`] tries each kind of expression at one place of a sentence and takes the longest. What an expression says is
//! an [`Expression`]; `resolve` gives it a value.

use super::point::{Part, Point, Season, Unit};
use super::words::{Meaning, read};
use crate::language::{Sentence, Upos};

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
    fn of(shift: i32) -> Toward {
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
    fn new(end: usize, expression: Expression) -> Found {
        Found { end, expression, time: None }
    }
}

/// A sentence with what its words may mean.
pub(super) struct Words<'a> {
    text: &'a str,
    pub sentence: &'a Sentence,
    meanings: Vec<Option<Meaning>>,
}

impl<'a> Words<'a> {
    pub(super) fn new(text: &'a str, sentence: &'a Sentence) -> Words<'a> {
        let meanings = sentence
            .tokens
            .iter()
            .map(|token| {
                let form = token.span.of(text);
                read(form).filter(|meaning| fits(*meaning, form, token.upos))
            })
            .collect();
        Words { text, sentence, meanings }
    }

    /// Whether no word means anything: the usual case, told at once.
    pub(super) fn is_empty(&self) -> bool {
        self.meanings.iter().all(Option::is_none)
    }

    fn at(&self, at: usize) -> Option<Meaning> {
        self.meanings.get(at).copied().flatten()
    }

    fn form(&self, at: usize) -> &'a str {
        self.sentence.tokens.get(at).map_or("", |token| token.span.of(self.text))
    }

    fn is(&self, at: usize, forms: &[&str]) -> bool {
        let form = self.form(at);
        forms.iter().any(|f| f.eq_ignore_ascii_case(form))
    }

    fn before_is(&self, at: usize, forms: &[&str]) -> bool {
        at > 0 && self.is(at - 1, forms)
    }

    /// The index after a word that may be there.
    fn skip(&self, at: usize, forms: &[&str]) -> usize {
        at + usize::from(self.is(at, forms))
    }

    fn year(&self, at: usize) -> Option<i16> {
        match self.at(at)? {
            Meaning::Year(year) | Meaning::ShortYear(year) => Some(year),
            _ => None,
        }
    }

    fn digits(&self, at: usize) -> bool {
        self.form(at).starts_with(|c: char| c.is_ascii_digit())
    }

    /// The day of a month: "21", "21st", "eighth".
    fn day(&self, at: usize) -> Option<i8> {
        match self.at(at)? {
            Meaning::Number(day) if self.digits(at) => i8::try_from(day).ok(),
            Meaning::Ordinal(day) => i8::try_from(day).ok(),
            _ => None,
        }
        .filter(|day| (1..=31).contains(day))
    }

    fn month(&self, at: usize) -> Option<i8> {
        match self.at(at)? {
            Meaning::Month(month) => Some(month),
            _ => None,
        }
    }

    /// A number in words or digits: "two", "twenty - five", "a hundred". Its end.
    fn number(&self, at: usize) -> Option<(u32, usize)> {
        let Meaning::Number(first) = self.at(at)? else { return None };
        let second = |at| match self.at(at) {
            Some(Meaning::Number(n)) if !self.digits(at) => Some(n),
            _ => None,
        };
        if !self.digits(at) && (20..100).contains(&first) {
            for next in [at + 1, at + 2] {
                let joined = next == at + 1 || self.is(at + 1, &["-"]);
                let article = self.is(next, &["a", "an"]);
                if let Some(n) = second(next).filter(|n| (1..10).contains(n) && joined && !article) {
                    return Some((first + n, next + 1));
                }
            }
        }
        match second(at + 1) {
            Some(100) if first < 10 => Some((first * 100, at + 2)),
            _ => Some((first, at + 1)),
        }
    }

    /// A unit, in the singular or plural.
    fn unit(&self, at: usize) -> Option<Unit> {
        match self.at(at)? {
            Meaning::Unit(unit) | Meaning::Units(unit) => Some(unit),
            _ => None,
        }
    }

    fn single_unit(&self, at: usize) -> Option<Unit> {
        match self.at(at)? {
            Meaning::Unit(unit) => Some(unit),
            _ => None,
        }
    }
}

/// Whether a word with this tag can have the meaning: "may" is a verb, "fall", too.
fn fits(meaning: Meaning, form: &str, upos: Upos) -> bool {
    let verb = matches!(upos, Upos::Verb | Upos::Aux);
    match meaning {
        Meaning::Month(_) | Meaning::Weekday(_) | Meaning::Weekdays(_) => {
            (form.starts_with(char::is_uppercase) || form.starts_with("mid-")) && !verb
        }
        Meaning::Season(_) | Meaning::Unit(_) => !verb,
        Meaning::Past | Meaning::Present => upos == Upos::Adv || upos == Upos::X,
        _ => true,
    }
}

const DASHES: [&str; 3] = ["-", "–", "—"];

/// The longest time expression that begins at the token `at`.
pub(super) fn parse(words: &Words, at: usize) -> Option<Found> {
    let body = words.skip(at, &["the"]);
    if body == at && words.at(at).is_none() && !words.is(at, &["fiscal", "Q1", "Q2", "Q3", "Q4"]) {
        return None;
    }
    if words.at(body) == Some(Meaning::Early) {
        let next = words.skip(body + 1, &["-", "in", "on"]);
        let found = parse(words, next)?;
        let dated = !matches!(
            found.expression,
            Expression::Duration(_) | Expression::Reference(_) | Expression::Set(_)
        );
        return dated.then_some(found);
    }
    [
        range(words, body),
        date(words, body),
        clock(words, body),
        weekday(words, body),
        quarter(words, body),
        season(words, body),
        relative(words, body),
        day_word(words, body),
        counted(words, body),
        long_ago(words, body),
        year(words, body),
        reference(words, at, body),
    ]
    .into_iter()
    .flatten()
    .map(|found| with_part_of_day(words, found))
    .reduce(|best, found| if found.end > best.end { found } else { best })
}

/// "Tuesday morning", "yesterday evening".
fn with_part_of_day(words: &Words, mut found: Found) -> Found {
    if let (
        Some(Meaning::Part(part)),
        None,
        Expression::Weekday { .. } | Expression::Shift { unit: Unit::Day, .. } | Expression::MonthDay { .. },
    ) = (words.at(found.end), found.time, &found.expression)
    {
        found.time = Some(TimeOfDay::Part(part));
        found.end += 1;
    }
    found
}

/// The year after a part of a year: "2022", ", 2022", "of 2022", "of last year", "this year". Its end.
fn year_after(words: &Words, at: usize) -> Option<(YearOf, usize)> {
    let comma = words.skip(at, &[","]);
    if let Some(year) = words.year(comma) {
        return Some((YearOf::Given(year), comma + 1));
    }
    let of = words.skip(at, &["of", "in"]);
    let named = words.skip(words.skip(of, &["the"]), &["fiscal"]);
    if let Some(year) = words.year(named) {
        return Some((YearOf::Given(year), named + 1));
    }
    match (words.at(of), words.at(of + 1)) {
        (Some(Meaning::Shift(shift)), Some(Meaning::Unit(Unit::Year))) => {
            Some((YearOf::Shifted(shift), of + 2))
        }
        _ => None,
    }
}

/// Dates with a month, and dates in digits.
fn date(words: &Words, at: usize) -> Option<Found> {
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
    let open = YearOf::Open(Toward::Tense);
    if let Some(month) = words.month(at) {
        if let Some(day) = words.day(at + 1).filter(|_| words.unit(at + 2).is_none()) {
            let (year, end) = year_after(words, at + 2).unwrap_or((open, at + 2));
            return Some(month_day(month, day, year, end));
        }
        let year = year_after(words, at + 1);
        // "Jan" by itself is rather a person.
        let short = words.form(at).len() == 3 && !words.is(at, &["may"]);
        let (year, end) = year.or((!short).then_some((open, at + 1)))?;
        return Some(Found::new(end, month_of(month, year)));
    }
    let day = words.day(at)?;
    let of = words.skip(words.skip(at + 1, &["-"]), &["of"]);
    let month = words.month(of)?;
    let (year, end) = year_after(words, words.skip(of + 1, &["-"])).unwrap_or((open, of + 1));
    Some(month_day(month, day, year, end))
}

/// A date with its year told is a point at once; a day that the month has not is none.
fn month_day(month: i8, day: i8, year: YearOf, end: usize) -> Found {
    let expression = match year {
        YearOf::Given(year) => match jiff::civil::Date::new(year, month, day) {
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

/// "20-24 February 2022", "Feb. 20-24", "2015-2019", "from 2015 to 2019", "from May to July".
fn range(words: &Words, at: usize) -> Option<Found> {
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
        let (year, end) = year_after(words, at + 4).unwrap_or((YearOf::Open(Toward::Tense), at + 4));
        return days(first, month_day(month, last, year, end));
    }
    if let (Some(first), true) = (words.year(at).filter(|_| words.digits(at)), words.is(at + 1, &DASHES)) {
        let last = match words.at(at + 2)? {
            Meaning::Year(last) => last,
            Meaning::Number(last) if words.form(at + 2).len() == 2 => {
                first / 100 * 100 + i16::try_from(last).ok()?
            }
            _ => return None,
        };
        let ends = [first, last].map(|year| Box::new(Expression::Point(Point::Year(year))));
        let [first_year, last_year] = ends;
        return (first < last).then(|| Found::new(at + 3, Expression::Range(first_year, last_year)));
    }
    let joint: &[&str] = match () {
        () if words.before_is(at, &["from"]) => &["to", "until", "till", "through"],
        () if words.before_is(at, &["between"]) => &["and"],
        () => return None,
    };
    let part = |at| {
        date(words, at).or_else(|| Some(Found::new(at + 1, Expression::Point(Point::Year(words.year(at)?)))))
    };
    let first = part(at)?;
    let last = part(words.is(first.end, joint).then_some(first.end + 1)?)?;
    let year = match last.expression {
        Expression::Point(point) => point.year(),
        _ => None,
    };
    let first = match (first.expression, year) {
        (Expression::Month { month, year: YearOf::Open(_) }, Some(year)) => {
            Expression::Point(Point::Month(year, month))
        }
        (Expression::MonthDay { month, day, year: YearOf::Open(_) }, Some(year)) => {
            month_day(month, day, YearOf::Given(year), 0).expression
        }
        (first, _) => first,
    };
    Some(Found::new(last.end, Expression::Range(Box::new(first), Box::new(last.expression))))
}

/// From a day to a later one of the same month.
fn days(first: i8, last: Found) -> Option<Found> {
    let first = match last.expression {
        Expression::Point(Point::Day(date)) => {
            Expression::Point(Point::Day(jiff::civil::Date::new(date.year(), date.month(), first).ok()?))
        }
        Expression::MonthDay { month, year, .. } => Expression::MonthDay { month, day: first, year },
        _ => return None,
    };
    Some(Found::new(last.end, Expression::Range(Box::new(first), Box::new(last.expression))))
}

/// "Tuesday", "last Tuesday", "this coming Sunday, March eighth".
fn weekday(words: &Words, at: usize) -> Option<Found> {
    let mut next = at;
    let mut toward = Toward::Tense;
    while let Some(Meaning::Shift(shift)) = words.at(next) {
        toward = Toward::of(shift);
        next += 1;
    }
    match words.at(next)? {
        Meaning::Weekday(weekday) if next - at <= 2 => match date(words, next).filter(|_| next > at) {
            Some(dated) => Some(dated),
            None => Some(Found::new(next + 1, Expression::Weekday { weekday, toward })),
        },
        Meaning::Weekdays(weekday) => {
            Some(Found::new(next + 1, Expression::Set(format!("XXXX-WXX-{weekday}"))))
        }
        Meaning::Weekend => Some(Found::new(next + 1, Expression::Weekend { toward })),
        _ => None,
    }
}

/// "the third quarter of 2022", "fourth-quarter", "Q3 2022", "the first half of 2019".
fn quarter(words: &Words, at: usize) -> Option<Found> {
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
fn season(words: &Words, at: usize) -> Option<Found> {
    let mut next = at;
    let mut toward = None;
    while let Some(Meaning::Shift(shift)) = words.at(next) {
        toward = Some(Toward::of(shift));
        next += 1;
    }
    let Meaning::Season(season) = words.at(next)? else { return None };
    let year = year_after(words, next + 1);
    let introduced = toward.is_some()
        || year.is_some()
        || words.before_is(at, &["in", "the", "by", "since", "until", "early", "late", "during"]);
    let (year, end) = year.unwrap_or((YearOf::Open(toward.unwrap_or(Toward::Tense)), next + 1));
    introduced.then(|| Found::new(end, Expression::Season { season, year }))
}

/// "last week", "this year", "the following day", "that month", "the past three months", "last night".
fn relative(words: &Words, at: usize) -> Option<Found> {
    let (count, mut next) = match words.at(at)? {
        Meaning::Shift(shift) => (Some(shift), at + 1),
        Meaning::Same => (None, words.skip(at + 1, &["same", "very"])),
        Meaning::Unit(Unit::Quarter) if at > 0 && words.before_is(at, &["the"]) => {
            return Some(Found::new(at + 1, Expression::Story { unit: Unit::Quarter, count: 0 }));
        }
        _ => return None,
    };
    if let (Some(_), Some(Meaning::Shift(_))) = (count, words.at(next)) {
        next += 1; // "this past week"
    }
    let of_story = count.is_none() || words.is(at, &["following", "previous", "preceding", "prior"]);
    match words.at(next)? {
        Meaning::Unit(Unit::Hour | Unit::Minute) => None,
        Meaning::Unit(unit) if words.is(next - 1, &["past"]) && count == Some(-1) => {
            Some(Found::new(next + 1, Expression::Duration(unit.duration(Some(1)))))
        }
        Meaning::Unit(unit) if of_story || (unit == Unit::Day && count == Some(1)) => {
            Some(Found::new(next + 1, Expression::Story { unit, count: count.unwrap_or(0) }))
        }
        // "the last day" of something is no date.
        Meaning::Unit(Unit::Day) => None,
        Meaning::Unit(unit) => Some(Found::new(next + 1, Expression::Shift { unit, count: count? })),
        Meaning::Part(part) => {
            let expression = Expression::Shift { unit: Unit::Day, count: count.filter(|count| *count <= 0)? };
            Some(Found { end: next + 1, expression, time: Some(TimeOfDay::Part(part)) })
        }
        Meaning::Units(unit) => Some(Found::new(next + 1, Expression::Duration(unit.duration(None)))),
        _ => {
            let (count, end) = amount(words, next)?;
            let unit = words.unit(end)?;
            Some(Found::new(end + 1, Expression::Duration(unit.duration(count))))
        }
    }
}

/// "yesterday", "tonight", "the day before yesterday", "the day after", "a day earlier" (of the story).
fn day_word(words: &Words, at: usize) -> Option<Found> {
    let shift = |end, count| Some(Found::new(end, Expression::Shift { unit: Unit::Day, count }));
    match words.at(at)? {
        Meaning::Day(count) => shift(at + 1, count),
        Meaning::Tonight => {
            let expression = Expression::Shift { unit: Unit::Day, count: 0 };
            Some(Found { end: at + 1, expression, time: Some(TimeOfDay::Part(Part::Night)) })
        }
        Meaning::Unit(unit) if words.is(at + 1, &["before", "after", "earlier", "later"]) => {
            let back = words.is(at + 1, &["before", "earlier"]);
            let sign = if back { -1 } else { 1 };
            match words.at(at + 2) {
                Some(Meaning::Day(count)) if unit == Unit::Day => shift(at + 3, count + sign),
                _ if !words.before_is(at, &["the"]) || !ends_phrase(words, at + 2) => None,
                _ => Some(Found::new(at + 2, Expression::Story { unit, count: sign })),
            }
        }
        _ => None,
    }
}

/// Whether nothing follows that "before" or "after" could govern: "the day before the talks" is not counted from the
/// story.
fn ends_phrase(words: &Words, at: usize) -> bool {
    words.sentence.tokens.get(at).is_none_or(|token| {
        matches!(token.upos, Upos::Punct | Upos::Cconj | Upos::Verb | Upos::Aux | Upos::Adp)
    })
}

/// A number of units, told or not. Its end.
fn amount(words: &Words, at: usize) -> Option<(Option<u32>, usize)> {
    let adjective =
        |at| words.skip(at, &["more", "additional", "consecutive", "straight", "full", "other", "whole"]);
    let of = |at: usize| if words.is(at, &["couple"]) && words.is(at + 1, &["of"]) { at + 2 } else { at };
    match words.at(at)? {
        Meaning::Vague => Some((None, adjective(at + 1))),
        Meaning::Number(1) if words.at(at + 1) == Some(Meaning::Vague) => Some((None, adjective(at + 2))),
        Meaning::Number(1) if of(at + 1) > at + 1 => Some((Some(2), adjective(of(at + 1)))),
        Meaning::Number(_) => words.number(at).map(|(number, end)| (Some(number), adjective(end))),
        _ => None,
    }
}

/// "five hours", "a five-hour", "two weeks ago", "three days later", "every two years".
fn counted(words: &Words, at: usize) -> Option<Found> {
    if words.at(at) == Some(Meaning::Every) {
        return every(words, at + 1);
    }
    if let Some(Meaning::Set(unit)) = words.at(at) {
        return Some(Found::new(at + 1, Expression::Set(unit.duration(Some(1)))));
    }
    let (count, end) = match words.at(at)? {
        // "for years", "in weeks"
        Meaning::Units(_) if words.before_is(at, &["for", "in", "over", "within", "of"]) => (None, at),
        _ => amount(words, at)?,
    };
    let hyphen = words.skip(end, &["-"]);
    let unit = words.unit(hyphen)?;
    let end = hyphen + 1;
    if words.is(end, &["old"])
        || (words.is(end, &["-"]) && words.is(end + 1, &["old", "olds"]))
        || words.is(end, &["of"]) && words.is(end + 1, &["age"])
    {
        return None; // an age
    }
    if let Some(found) = from_anchor(words, count, unit, end) {
        return Some(found);
    }
    // "$5 a day", "twice a year": how often.
    let single_article = count == Some(1) && words.is(at, &["a", "an"]);
    if single_article && at > 0 {
        let before = words.sentence.tokens[at - 1].upos;
        if matches!(before, Upos::Noun | Upos::Num | Upos::Sym)
            || words.before_is(at, &["times", "once", "twice", "%"])
        {
            return Some(Found::new(end, Expression::Set(unit.duration(Some(1)))));
        }
    }
    Some(Found::new(end, Expression::Duration(unit.duration(count))))
}

/// "ago", "earlier", "later" after an amount of time.
fn from_anchor(words: &Words, count: Option<u32>, unit: Unit, at: usize) -> Option<Found> {
    let at = if words.is(at, &["or"]) && words.is(at + 1, &["so"]) { at + 2 } else { at };
    let signed = |sign: i32| count.and_then(|count| i32::try_from(count).ok()).map(|count| sign * count);
    if words.is(at, &["ago"]) {
        let expression = match signed(-1) {
            Some(count) => Expression::Ago { unit, count },
            None => Expression::Reference("PAST_REF"),
        };
        return Some(Found::new(at + 1, expression));
    }
    let sign = match () {
        () if words.is(at, &["earlier", "previously"])
            || (words.is(at, &["before"]) && ends_phrase(words, at + 1)) =>
        {
            -1
        }
        () if words.is(at, &["later", "afterwards", "afterward"]) => 1,
        () => return None,
    };
    let expression = match signed(sign) {
        Some(count) => Expression::Story { unit, count },
        None => Expression::Reference(if sign < 0 { "PAST_REF" } else { "FUTURE_REF" }),
    };
    Some(Found::new(at + 1, expression))
}

fn every(words: &Words, at: usize) -> Option<Found> {
    let set = |end, value| Some(Found::new(end, Expression::Set(value)));
    match words.at(at)? {
        Meaning::Weekday(weekday) => set(at + 1, format!("XXXX-WXX-{weekday}")),
        Meaning::Month(month) => set(at + 1, format!("XXXX-{month:02}")),
        Meaning::Unit(unit) => set(at + 1, unit.duration(Some(1))),
        _ => {
            let (count, end) = words.number(at)?;
            set(end + 1, words.unit(end)?.duration(Some(count)))
        }
    }
}

/// Noon, midnight, and hours with "a.m." or minutes, with the day that may follow.
fn clock(words: &Words, at: usize) -> Option<Found> {
    let half_day = |at| match words.at(at) {
        Some(Meaning::Meridiem(add)) => Some(add),
        _ => None,
    };
    let (hour, minute, mut end) = match (words.at(at)?, half_day(at + 1)) {
        (Meaning::Number(hour @ 1..=12), Some(add)) => (i8::try_from(hour).ok()? % 12 + add, 0, at + 2),
        (Meaning::Clock(hour @ 0..=12, minute), Some(add)) => (hour % 12 + add, minute, at + 2),
        (Meaning::Clock(hour, minute), None) => {
            let zone = words.is(at + 1, &["GMT", "UTC", "EST", "EDT", "local", "hours"]);
            let named = !words.digits(at);
            let clear = named
                || zone
                || words.before_is(at, &["at", "by", "until", "around", "about", "from", "before", "after"]);
            clear.then_some((hour, minute, at + 1))?
        }
        _ => return None,
    };
    end = words.skip(end, &["GMT", "UTC", "EST", "EDT", "CET", "BST", "ET", "local"]);
    end = words.skip(end, &["time"]);
    let on = words.skip(words.skip(end, &[","]), &["on"]);
    let dated = [date(words, on), weekday(words, on), day_word(words, on)]
        .into_iter()
        .flatten()
        .max_by_key(|found| found.end);
    let time = Some(TimeOfDay::Clock(hour, minute));
    match dated {
        Some(found) => Some(Found { time, ..found }),
        None => Some(Found { end, expression: Expression::Story { unit: Unit::Day, count: 0 }, time }),
    }
}

/// "the 1990s", "the 20th century".
fn long_ago(words: &Words, at: usize) -> Option<Found> {
    match words.at(at)? {
        Meaning::Decade(first) => {
            let named = words.digits(at)
                || words.before_is(at, &["the", "early", "late"])
                || words.form(at).starts_with(['\'', '’']);
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
fn year(words: &Words, at: usize) -> Option<Found> {
    let start = words.skip(at, &["fiscal", "year"]);
    let year = words.year(start)?;
    let named = start > at || words.form(start).starts_with(['\'', '’']);
    (named || is_year(words, start)).then(|| Found::new(start + 1, Expression::Point(Point::Year(year))))
}

/// Whether four digits are a year and not a number of things.
fn is_year(words: &Words, at: usize) -> bool {
    let tokens = &words.sentence.tokens;
    let Meaning::Year(year @ 1500..=2100) = words.at(at).unwrap_or(Meaning::Half) else { return false };
    if words.before_is(
        at,
        &[
            "$", "£", "€", "about", "nearly", "some", "than", "over", "least", "almost", "No.", "#", "page",
            "room", "/", "-",
        ],
    ) {
        return false;
    }
    let introduced = words.before_is(
        at,
        &[
            "in", "since", "by", "until", "till", "during", "before", "after", "early", "late", "of", "from",
            "to", "for", "(", "and", "through", "between",
        ],
    );
    let Some(next) = tokens.get(at + 1) else { return introduced || at > 0 };
    let counts = next.xpos == crate::language::Xpos::Nns
        || next.upos == Upos::Sym
        || words.is(at + 1, &["percent", "%", "-", "people", "/", "million", "billion"]);
    if counts {
        return false;
    }
    let plausible = (1900..=2050).contains(&year);
    (introduced && next.upos != Upos::Noun)
        || (plausible
            && matches!(
                next.upos,
                Upos::Noun
                    | Upos::Propn
                    | Upos::Adj
                    | Upos::Punct
                    | Upos::Part
                    | Upos::Verb
                    | Upos::Aux
                    | Upos::Adp
            ))
}

/// Words that refer to the present or past without a date.
fn reference(words: &Words, at: usize, body: usize) -> Option<Found> {
    let found = |end, reference| Some(Found::new(end, Expression::Reference(reference)));
    match words.at(body) {
        Some(Meaning::Present) => found(body + 1, "PRESENT_REF"),
        Some(Meaning::Past) => found(body + 1, "PAST_REF"),
        Some(Meaning::Vague) if words.is(body, &["recent"]) => match words.at(body + 1) {
            Some(Meaning::Units(unit)) => {
                Some(Found::new(body + 2, Expression::Duration(unit.duration(None))))
            }
            _ => found(body + 1, "PAST_REF"),
        },
        Some(Meaning::Shift(0)) if words.is(body, &["current"]) => found(body + 1, "PRESENT_REF"),
        _ if body > at => {
            let future = words.skip(words.skip(body, &["near"]), &["foreseeable"]);
            words.is(future, &["future"]).then(|| Found::new(future + 1, Expression::Reference("FUTURE_REF")))
        }
        _ => None,
    }
}
