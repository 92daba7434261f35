//! Time expressions: where they stand and what they mean.
//!
//! ```text
//! words (what each may mean) ─ grammar (what they say together: an Expression) ─ resolve (its value)
//! ```
//!
//! Values are counted from the anchor, the date of publication or that of the dateline, or from the date spoken of
//! before. The anchor is never a value by itself: only words that refer to it ("today", "on Tuesday") are counted from
//! it. Values come as TIMEX3 for comparison and as EDTF for facts.

mod calendar;
mod expression;
mod grammar;
mod holidays;
mod point;
mod ranges;
mod relative;
mod resolve;
mod table;
mod tense;
mod words;

use std::ops::Range;

use expression::{Expression, Found};
use grammar::parse;
use jiff::civil::Date;
use point::{Point, Unit};
use resolve::{Context, resolve};
use words::Words;

use super::{Part, Sentence, TimeExpression, TimeKind};
use crate::model::{Granularity, When};

/// Whether the word is the name of a day of the week.
pub fn is_weekday(form: &str) -> bool {
    matches!(table::read(&form.to_lowercase()), Some(table::Meaning::Weekday(_)))
}

/// The date last spoken of counts for "that day" up to this many paragraphs later.
const STORY_REACH: usize = 2;

/// A dateline that is further from the date of publication than so many days is not that of the report.
const DATELINE_REACH: i32 = 7;

/// An expression at its place.
struct Placed {
    sentence: usize,
    tokens: Range<usize>,
    found: Found,
}

/// The time expressions of an article's sentences, in order. `published`: when the text was written.
pub(super) fn find(text: &str, sentences: &[Sentence], published: Option<&When>) -> Vec<TimeExpression> {
    let placed: Vec<Placed> = sentences
        .iter()
        .enumerate()
        .flat_map(|(number, sentence)| in_sentence(text, number, sentence))
        .collect();
    let published = published.and_then(as_point);
    let anchor = dateline(sentences, &placed, published).or(published);
    let mut story: Option<(Point, usize)> = None;
    let mut full_date = placed.iter().find_map(|placed| as_day(&placed.found.expression));
    let mut times = Vec::with_capacity(placed.len());
    for Placed { sentence: number, tokens, found } in placed {
        let sentence = &sentences[number];
        full_date = as_day(&found.expression).or(full_date);
        let context = Context {
            anchor,
            story: story
                .filter(|(_, there)| there + STORY_REACH >= sentence.paragraph)
                .map(|(point, _)| point),
            full_date,
            tense: tense::tense(text, sentence, &tokens),
        };
        let resolved = resolve(&found.expression, found.time, &context);
        if let Some(point) =
            resolved.point.filter(|_| !compares(&found.expression) && !ends(text, sentence, &tokens))
        {
            story = Some((point, sentence.paragraph));
        }
        times.push(TimeExpression {
            sentence: number,
            span: sentence.tokens[tokens.start].span.cover(sentence.tokens[tokens.end - 1].span),
            tokens,
            kind: kind(&found.expression),
            timex: resolved.timex,
            value: resolved.value,
            method: resolved.method,
        });
    }
    times
}

/// The first full date with its end, if the sentence begins with a date: what `dateline` reads a date with.
pub(super) fn leading_date(text: &str, sentence: &Sentence, at: usize) -> Option<(usize, Option<When>)> {
    let found = calendar::date(&Words::new(text, sentence), at)?;
    match found.expression {
        Expression::Point(Point::Day(date)) => Some((found.end, Some(When::day(date)))),
        Expression::MonthDay { .. } => Some((found.end, None)),
        _ => None,
    }
}

/// The expressions of one sentence, none within another.
fn in_sentence(text: &str, number: usize, sentence: &Sentence) -> Vec<Placed> {
    let words = Words::new(text, sentence);
    let mut placed = Vec::new();
    let mut at = 0;
    while at < sentence.tokens.len() && !words.is_empty() {
        match parse(&words, at) {
            Some(found) => {
                let tokens = at..found.end;
                at = found.end;
                placed.push(Placed { sentence: number, tokens, found });
            }
            None => at += 1,
        }
    }
    placed
}

fn kind(expression: &Expression) -> TimeKind {
    match expression {
        Expression::Duration(_) => TimeKind::Duration,
        Expression::Set(_) => TimeKind::Set,
        _ => TimeKind::Date,
    }
}

/// The day that an expression tells in full.
fn as_day(expression: &Expression) -> Option<Date> {
    match expression {
        Expression::Point(Point::Day(date)) => Some(*date),
        _ => None,
    }
}

/// "the quarter ended Sept. 30": the story is that of the quarter.
fn ends(text: &str, sentence: &Sentence, tokens: &Range<usize>) -> bool {
    let before = tokens.start.checked_sub(1).and_then(|at| sentence.tokens.get(at));
    before.is_some_and(|token| matches!(token.span.of(text), "ended" | "ending"))
}

/// "a year earlier": what figures are compared with; the story does not go there.
fn compares(expression: &Expression) -> bool {
    let (Expression::Story { unit, count } | Expression::Ago { unit, count }) = expression else {
        return false;
    };
    matches!((unit, count), (Unit::Year, -1) | (Unit::Quarter, -4))
}

/// A time of publication as a point, as exact as it is known.
fn as_point(published: &When) -> Option<Point> {
    let day = published.first_day()?;
    match published.granularity() {
        Granularity::Day => Some(Point::Day(day)),
        Granularity::Month => Some(Point::Month(day.year(), day.month())),
        Granularity::Year => Some(Point::Year(day.year())),
        _ => None,
    }
}

/// The date of the dateline, which tells better than that of publication when the report was written.
fn dateline(sentences: &[Sentence], placed: &[Placed], published: Option<Point>) -> Option<Point> {
    let placed = placed.iter().find(|placed| sentences[placed.sentence].part == Part::Dateline)?;
    let context = Context { anchor: published, story: None, full_date: None, tense: None };
    let point = resolve(&placed.found.expression, None, &context).point?;
    let (Point::Day(date), Some(Point::Day(published))) = (point, published) else {
        return matches!(point, Point::Day(_)).then_some(point);
    };
    (published.until(date).ok()?.get_days().abs() <= DATELINE_REACH).then_some(point)
}

#[cfg(test)]
mod tests;
