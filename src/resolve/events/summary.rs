//! What the claims of one event tell together.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::dated::STAY;
use super::{Claims, Days, End, Happening, Statement};
use crate::language::gazetteer::Gazetteer;
use crate::model::{Granularity, Status, TimeMethod, When};

/// More claims make an event surer, but all come from one extractor: never surer than this.
const CEILING: f64 = 0.99;

/// The claims of one event among the statements of its matter.
pub struct Told<'s> {
    pub claims: Claims,
    pub statements: &'s [Statement],
}

impl<'s> Told<'s> {
    fn all(&self) -> impl Iterator<Item = &'s Statement> {
        self.claims.iter().map(|&(i, _)| &self.statements[i])
    }

    pub fn summarise(self, uid: String, time: Option<(When, TimeMethod)>) -> Happening {
        let status = self.all().map(|s| s.status).min().unwrap_or(Status::Possible);
        let documents: BTreeSet<&str> = self.all().map(|s| &*s.document).collect();
        let sources = independent_sources(self.all().filter(|s| s.status == status));
        let doubt: f64 = sources.iter().map(|confidence| 1.0 - confidence).product();
        let surest = sources.iter().copied().fold(0.0, f64::max);
        let places = self.all().filter_map(|s| s.place.as_ref()).map(|place| &*place.entity);
        Happening {
            time,
            // Every other place says more than a country.
            place: most_frequent(places, |place| !is_country(place)).map(str::to_owned),
            ends: [0, 1].map(|end| self.end(end)),
            title: most_frequent(self.all().filter_map(|s| s.title.as_deref()), |_| true).map(str::to_owned),
            contested: status == Status::Actual && self.all().any(|s| s.status == Status::Denied),
            flipped: self.all().filter(|s| s.flipped).count() * 2 > self.claims.len(),
            documents: documents.len(),
            sources: sources.len(),
            confidence: thousandths((1.0 - doubt).min(CEILING).max(surest)),
            status,
            uid,
            claims: self.claims,
        }
    }

    /// The time of an event on these days: as a claim tells it, else from the first day to the last.
    pub fn time(&self, days: Days, spans_days: bool) -> Option<(When, TimeMethod)> {
        let times = || self.all().filter_map(|s| Some((s, s.time.as_ref()?)));
        let stays = times().filter(|(_, (when, method))| {
            let stay = Days::of(when);
            let told = when.granularity() == Granularity::Interval && *method == TimeMethod::Explicit;
            told && stay.contains(days) && stay.length() <= STAY
        });
        let stay = stays
            .filter(|_| spans_days)
            .map(|(_, time)| time)
            .max_by_key(|(when, _)| (Days::of(when).length(), Reverse(when)));
        let exact = || {
            let exact = times().filter(|(s, (when, _))| {
                let told = Days::of(when);
                told == days || told.as_reported(s.status, s.published.as_ref()) == days
            });
            exact.map(|(_, time)| time).min_by_key(|(when, method)| (when.granularity(), *method, when))
        };
        let from_to = || {
            let methods =
                times().filter(|(_, (when, _))| days.contains(Days::of(when))).map(|(_, time)| time.1);
            Some((When::from_to(days.lo, days.hi)?, methods.max()?))
        };
        stay.or_else(exact).cloned().or_else(from_to)
    }

    /// The subject (0) or the object (1): rather a part of a country than the country, then the most frequent.
    fn end(&self, end: usize) -> End {
        let ends = self.all().map(|s| &s.ends[end]);
        most_frequent(ends, |end| !is_country(&end.entity)).cloned().unwrap_or_default()
    }
}

fn is_country(entity: &str) -> bool {
    Gazetteer::embedded().country_of_item(entity).is_some()
}

/// How sure each independent source is: its surest claim. Stories of one newspaper are one source, through any number of
/// others.
fn independent_sources<'s>(statements: impl Iterator<Item = &'s Statement>) -> Vec<f64> {
    let mut story_of_source: BTreeMap<&str, &str> = BTreeMap::new();
    let mut joined: BTreeMap<&str, &str> = BTreeMap::new();
    let mut surest_of_story: BTreeMap<&str, f64> = BTreeMap::new();
    for statement in statements {
        let story = &*statement.story;
        let surest = surest_of_story.entry(story).or_default();
        *surest = surest.max(statement.confidence);
        if let Some(source) = statement.source.as_deref() {
            let other = *story_of_source.entry(source).or_insert(story);
            let (one, other) = (root(&joined, story), root(&joined, other));
            if one != other {
                joined.insert(one.max(other), one.min(other));
            }
        }
    }
    let mut sources: BTreeMap<&str, f64> = BTreeMap::new();
    for (story, surest) in surest_of_story {
        let source = sources.entry(root(&joined, story)).or_default();
        *source = source.max(surest);
    }
    sources.into_values().collect()
}

/// The smallest of the stories that this one is joined with.
fn root<'s>(joined: &BTreeMap<&'s str, &'s str>, mut story: &'s str) -> &'s str {
    while let Some(smaller) = joined.get(story) {
        story = smaller;
    }
    story
}

/// Rounded to what is worth telling.
fn thousandths(confidence: f64) -> f64 {
    (confidence * 1000.0).round() / 1000.0
}

/// The item that occurs most, preferred ones first; the smallest of several.
fn most_frequent<T: Ord + Copy>(items: impl Iterator<Item = T>, preferred: impl Fn(T) -> bool) -> Option<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for item in items {
        *counts.entry(item).or_default() += 1;
    }
    counts
        .into_iter()
        .max_by_key(|&(item, count)| (preferred(item), count, Reverse(item)))
        .map(|(item, _)| item)
}
