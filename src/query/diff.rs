//! What became known between two dates of publication.
//!
//! Known by a date is what articles say that were published on it or before. There is no clock here, and it does not
//! matter when an article was put into the database; articles without a date of publication know nothing. Which
//! sentences are about one event, and which articles come of one source, is taken as the whole database has it, later
//! articles included. So the changes from one date to a third are about the same events as those from the first to a
//! second and from that to the third: a law that `tests/store` checks.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;
use thiserror::Error;

use super::{EventRow, Filter};
use crate::model::{Status, When};
use crate::store::{Scope, Store, StoreError, Testimony};

/// What became known between two dates.
#[derive(Debug, Clone, PartialEq)]
pub struct Diff {
    /// Changes, by kind, in the order of [`What`]; then dated events first, by date.
    pub changes: Vec<Change>,
    /// How many the filter's limit leaves out.
    pub hidden: usize,
    /// How many articles have no date of publication and are therefore left out.
    pub undated: usize,
}

/// A change in what is known of one event.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Change {
    /// What kind of change.
    pub change: What,
    /// The event's status by the first date; `None`: nothing was said of it.
    pub was: Option<Status>,
    /// Its status by the second date.
    pub now: Status,
    /// The number of independent sources that gave it the status `now`, by the first date.
    pub sources_before: usize,
    /// The same by the second date.
    pub sources_now: usize,
    /// The event as the whole database has it.
    pub event: EventRow,
    /// The ids of the claims about it that were published between the dates.
    pub claims: Vec<String>,
}

/// The kinds of changes.
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
    JsonSchema,
    strum::Display,
    strum::IntoStaticStr,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum What {
    /// Nothing was said of it, or it was only planned or possible and now is more: a plan that came to pass.
    New,
    /// It was said before, and a further independent source says the same.
    Confirmed,
    /// It was asserted and a further source denies it; or it was denied and is now asserted.
    Contradicted,
    /// It was asserted, and a source that had asserted it denies it; or it was only planned or possible, and is denied.
    Withdrawn,
}

/// Why there is no answer.
#[derive(Debug, Error)]
pub enum DiffError {
    /// The dates are in the wrong order.
    #[error("{0} ends after {1}: give the earlier date first")]
    Order(String, String),
    /// A date without an end.
    #[error("{0} has no last day; give a day, a month or a year")]
    Open(String),
    /// The database could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What articles published after the last day of `from`, up to the last day of `to`, changed in what is known.
///
/// Of the filter, `status` and `min_sources` are about what is known by `to`; the rest is about the event as the whole
/// database has it.
pub fn diff(store: &Store, from: &When, to: &When, filter: &Filter) -> Result<Diff, DiffError> {
    let last = |when: &When| when.hi().ok_or_else(|| DiffError::Open(when.edtf().to_owned()));
    let (from_day, to_day) = (last(from)?, last(to)?);
    if from_day > to_day {
        return Err(DiffError::Order(from.edtf().to_owned(), to.edtf().to_owned()));
    }
    let mut testimonies = BTreeMap::<String, Vec<Testimony>>::new();
    for testimony in store.testimonies(from_day, to_day)? {
        testimonies.entry(testimony.event.clone()).or_default().push(testimony);
    }
    let wide = Filter { status: Vec::new(), min_sources: 0, limit: None, ..filter.clone() };
    let mut changes = Vec::new();
    for event in store.events(Scope::ReportedWithin(from_day, to_day), &wide)? {
        let of_event = testimonies.get(&event.id).map(Vec::as_slice).unwrap_or_default();
        let change = Change::of(event, of_event, from_day, to_day);
        changes.extend(change.filter(|change| change.passes(filter)));
    }
    changes.sort_by_key(|change| change.change);
    let total = changes.len();
    changes.truncate(filter.limit.unwrap_or(usize::MAX));
    Ok(Diff { hidden: total - changes.len(), changes, undated: store.documents_without_date()? })
}

impl Change {
    /// What all claims about an event tell of it; `None` where the second day changes nothing.
    fn of(event: EventRow, testimonies: &[Testimony], from: i32, to: i32) -> Option<Change> {
        let told: Vec<Told> = testimonies
            .iter()
            .zip(voices(testimonies))
            .filter(|(said, _)| said.published <= to)
            .map(|(said, voice)| Told { status: said.status, voice, before: said.published <= from })
            .collect();
        let was = told.iter().filter(|told| told.before).map(|told| told.status).min();
        let now = told.iter().map(|told| told.status).min()?;
        let sources_before = voices_of(&told, |told| told.status == now && told.before).len();
        let sources_now = voices_of(&told, |told| told.status == now).len();
        let change = match was {
            None => What::New,
            Some(_) if let Some(contrary) = contrary(&told) => contrary,
            Some(was) if now < was => What::New,
            Some(_) if sources_now > sources_before => What::Confirmed,
            Some(_) => return None,
        };
        let between = testimonies.iter().filter(|said| said.published > from && said.published <= to);
        let claims = between.map(|said| said.claim.clone()).collect();
        Some(Change { change, was, now, sources_before, sources_now, event, claims })
    }

    fn passes(&self, filter: &Filter) -> bool {
        let status = filter.status.is_empty() || filter.status.contains(&self.now);
        status && self.sources_now >= filter.min_sources as usize
    }
}

/// What a claim says, whose it is, and whether it was known by the first date.
struct Told {
    status: Status,
    voice: usize,
    before: bool,
}

/// The sources of what is told and kept.
fn voices_of(told: &[Told], keep: impl Fn(&Told) -> bool) -> BTreeSet<usize> {
    told.iter().filter(|told| keep(told)).map(|told| told.voice).collect()
}

/// Whether what is told between the dates is contrary to what was told before.
fn contrary(told: &[Told]) -> Option<What> {
    let denies = |told: &Told| told.status == Status::Denied;
    let asserted_before = voices_of(told, |told| !denies(told) && told.before);
    let denied_before = voices_of(told, |told| denies(told) && told.before);
    let denied = voices_of(told, denies);
    if denied.is_empty() || told.iter().all(denies) {
        return None;
    }
    if asserted_before.is_empty() {
        return Some(What::Contradicted);
    }
    let mut deny_anew = denied.difference(&denied_before).peekable();
    deny_anew.peek()?;
    let took_place = told.iter().any(|told| told.status == Status::Actual);
    let take_back = deny_anew.any(|voice| asserted_before.contains(voice));
    Some(if take_back || !took_place { What::Withdrawn } else { What::Contradicted })
}

/// The independent source of each claim, as a number. Articles of one newspaper are one source, and so are near-copies,
/// through any number of others. An article without a source is of its story alone.
fn voices(testimonies: &[Testimony]) -> Vec<usize> {
    let mut joined: Vec<usize> = (0..testimonies.len()).collect();
    let mut join = |key: &dyn Fn(&Testimony) -> Option<&str>| {
        let mut first = BTreeMap::new();
        for (i, testimony) in testimonies.iter().enumerate() {
            if let Some(key) = key(testimony) {
                let (one, other) =
                    (root(&joined, *first.entry(key.to_owned()).or_insert(i)), root(&joined, i));
                joined[one.max(other)] = one.min(other);
            }
        }
    };
    join(&|testimony| Some(&testimony.story));
    join(&|testimony| testimony.source.as_deref());
    (0..testimonies.len()).map(|i| root(&joined, i)).collect()
}

/// The first of those that this one is joined with.
fn root(joined: &[usize], mut i: usize) -> usize {
    while joined[i] != i {
        i = joined[i];
    }
    i
}
