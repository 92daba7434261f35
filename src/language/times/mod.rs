//! Time expressions: where they stand and what they mean.
//!
//! ```text
//! words (what each may mean) ─ grammar (what they say together) ─ resolve (their value, from anchor, story and tense)
//! ```
//!
//! The anchor is the date of publication or that of the dateline. It is never a value by itself: only words that
//! refer to it ("today", "on Tuesday") are counted from it. Values come as TIMEX3 for comparison and as EDTF for facts.

mod grammar;
mod point;
mod resolve;
mod tense;
mod words;

use grammar::{Expression, Found, Words, parse};
use point::Point;
use resolve::{Context, resolve};

use super::{Sentence, TimeExpression, TimeKind};
use crate::model::{Granularity, When};

/// The date last spoken of counts for "that day" up to this many paragraphs later.
const STORY_REACH: usize = 1;

/// The time expressions of an article's sentences, in order. `published`: when the text was written.
pub(super) fn find(text: &str, sentences: &[Sentence], published: Option<&When>) -> Vec<TimeExpression> {
    let anchor = published.and_then(anchor);
    let mut story: Option<(Point, usize)> = None;
    let mut found = Vec::new();
    for (number, sentence) in sentences.iter().enumerate() {
        let words = Words::new(text, sentence);
        if words.is_empty() {
            continue;
        }
        let mut at = 0;
        while at < sentence.tokens.len() {
            let Some(expression) = parse(&words, at) else {
                at += 1;
                continue;
            };
            let tokens = at..expression.end;
            let head =
                tokens.clone().find(|&t| sentence.tokens[t].head.is_none_or(|head| !tokens.contains(&head)));
            let context = Context {
                anchor,
                story: story
                    .filter(|(_, there)| there + STORY_REACH >= sentence.paragraph)
                    .map(|(point, _)| point),
                tense: tense::tense(sentence, at, head.unwrap_or(at)),
            };
            let resolved = resolve(&expression.expression, expression.time, &context);
            if let Some(point) = resolved.point {
                story = Some((point, sentence.paragraph));
            }
            found.push(TimeExpression {
                sentence: number,
                span: sentence.tokens[at].span.cover(sentence.tokens[expression.end - 1].span),
                tokens,
                kind: kind(&expression),
                timex: resolved.timex,
                value: resolved.value,
                method: resolved.method,
            });
            at = expression.end;
        }
    }
    found
}

fn kind(found: &Found) -> TimeKind {
    match found.expression {
        Expression::Duration(_) => TimeKind::Duration,
        Expression::Set(_) => TimeKind::Set,
        _ => TimeKind::Date,
    }
}

/// A time of publication as a point, as exact as it is known.
fn anchor(published: &When) -> Option<Point> {
    let day = published.first_day()?;
    match published.granularity() {
        Granularity::Day => Some(Point::Day(day)),
        Granularity::Month => Some(Point::Month(day.year(), day.month())),
        Granularity::Year => Some(Point::Year(day.year())),
        _ => None,
    }
}
