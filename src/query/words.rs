//! Filters in words, for captions and for pages that show what is set.

use super::Filter;
use crate::extract::Confidence;
use crate::model::{Status, When};

/// A part of a filter that leaves something out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part<'a> {
    /// One of the relations that are kept.
    Relation(&'a str),
    /// One of the statuses that are kept; `None`: all are.
    Status(Option<Status>),
    /// The earliest time.
    Since,
    /// The latest time.
    Until,
    /// The time.
    On,
    /// The place.
    Place,
    /// The source.
    Source,
    /// The least number of sources.
    MinSources,
    /// The least confidence.
    MinConfidence,
    /// The greatest number of answers.
    Limit,
}

/// The parts of a filter that are not as they are where nothing is said, each with its words. `place` is what its place is
/// called.
pub fn parts<'a>(filter: &'a Filter, place: &str) -> Vec<(Part<'a>, String)> {
    let mut parts: Vec<_> =
        filter.relations.iter().map(|name| (Part::Relation(name), name.replace('_', " "))).collect();
    match filter.status.as_slice() {
        [Status::Actual] => {}
        [] => parts.push((Part::Status(None), "of any status".into())),
        some => parts.extend(some.iter().map(|status| (Part::Status(Some(*status)), status.to_string()))),
    }
    let date = |part, word: &str, when: &Option<When>| {
        when.as_ref().map(|when| (part, format!("{word} {}", when.edtf())))
    };
    let others = [
        date(Part::Since, "since", &filter.since),
        date(Part::Until, "until", &filter.until),
        date(Part::On, "in", &filter.on),
        filter.place.as_ref().map(|_| (Part::Place, format!("at {place}"))),
        filter.source.as_ref().map(|source| (Part::Source, format!("reported by {source}"))),
        (filter.min_sources > 0)
            .then(|| (Part::MinSources, format!("from {} sources or more", filter.min_sources))),
        (filter.min_confidence != Confidence::built_in().threshold)
            .then(|| (Part::MinConfidence, format!("confidence {} or more", filter.min_confidence))),
        filter.limit.map(|limit| (Part::Limit, format!("the first {limit}"))),
    ];
    parts.extend(others.into_iter().flatten());
    parts
}

/// The same in a line.
pub fn in_words(filter: &Filter, place: &str) -> String {
    let mut line = String::new();
    let mut before = None;
    for (part, words) in parts(filter, place) {
        let statuses = matches!((before, part), (Some(Part::Status(_)), Part::Status(_)));
        line += if line.is_empty() {
            ""
        } else if statuses {
            " or "
        } else {
            ", "
        };
        line += &words;
        before = Some(part);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_leaves_something_out_is_told() {
        let filter = Filter { min_confidence: Confidence::built_in().threshold, ..Filter::default() };
        assert_eq!(in_words(&filter, ""), "");
        let filter = Filter {
            relations: vec!["met".into(), "other:preside_over".into()],
            status: vec![Status::Planned, Status::Denied],
            on: When::parse("2022").ok(),
            place: Some("Q90".into()),
            min_sources: 2,
            min_confidence: 0.7,
            limit: Some(3),
            ..filter
        };
        assert_eq!(
            in_words(&filter, "Paris"),
            "met, other:preside over, planned or denied, in 2022, at Paris, from 2 sources or more, \
             confidence 0.7 or more, the first 3"
        );
        let any = Filter { status: Vec::new(), ..Filter::default() };
        assert!(parts(&any, "").contains(&(Part::Status(None), "of any status".into())));
    }
}
