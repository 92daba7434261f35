//! The filters of an address: those of the command line, by the same names.

use super::failure::Failure;
use super::query::Query;
use crate::export::visible;
use crate::extract::Confidence;
use crate::model::{Status, When};
use crate::query::{Filter, checked};
use crate::store::Store;

/// Their names.
pub const NAMES: [&str; 9] =
    ["relation", "status", "since", "until", "on", "place", "source", "min-sources", "min-confidence"];

/// How many events a page lists if it is not told.
pub const LISTED: usize = 100;

/// How many events a page lists at most.
pub const MOST_LISTED: usize = 5000;

/// The filter that an address asks for.
pub fn filter(store: &Store, query: &Query) -> Result<Filter, Failure> {
    let default = Filter::default();
    let typed = Filter {
        since: date(query, "since")?,
        until: date(query, "until")?,
        on: date(query, "on")?,
        relations: query.all("relation").map(str::to_owned).collect(),
        place: query.get("place").map(str::to_owned),
        source: query.get("source").map(str::to_owned),
        status: statuses(query)?,
        min_sources: number(query, "min-sources", 0..=u32::MAX)?.unwrap_or(default.min_sources),
        min_confidence: share(query, "min-confidence")?.unwrap_or(Confidence::built_in().threshold),
        limit: Some(number(query, "limit", 1..=MOST_LISTED)?.unwrap_or(LISTED)),
    };
    Ok(checked(store, typed)?)
}

/// The name of the place that an address asks for, which may be given by its id.
pub fn place(store: &Store, query: &Query) -> Result<String, Failure> {
    let Some(place) = query.get("place") else { return Ok(String::new()) };
    let named = store.entity(place)?.map(|entity| entity.name);
    Ok(visible(&named.unwrap_or_else(|| place.to_owned())).into_owned())
}

fn date(query: &Query, name: &str) -> Result<Option<When>, Failure> {
    let parse = |text: &str| When::parse(text.trim()).map_err(|e| Failure::Senseless(format!("{name}: {e}")));
    query.get(name).map(parse).transpose()
}

/// Empty: all.
fn statuses(query: &Query) -> Result<Vec<Status>, Failure> {
    let named: Vec<_> = query.all("status").collect();
    if named.is_empty() {
        return Ok(Filter::default().status);
    }
    if named.contains(&"all") {
        return Ok(Vec::new());
    }
    let parse = |name: &&str| {
        let refused = || format!("status: “{name}” is not actual, planned, possible, denied or all");
        name.parse().map_err(|_| Failure::Senseless(refused()))
    };
    named.iter().map(parse).collect()
}

fn share(query: &Query, name: &str) -> Result<Option<f64>, Failure> {
    let Some(text) = query.get(name) else { return Ok(None) };
    match text.trim().parse() {
        Ok(share) if (0.0..=1.0).contains(&share) => Ok(Some(share)),
        _ => Err(Failure::Senseless(format!("{name}: expected a number from 0 to 1, not “{text}”"))),
    }
}

/// A whole number within these bounds.
pub fn number<N>(query: &Query, name: &str, bounds: std::ops::RangeInclusive<N>) -> Result<Option<N>, Failure>
where
    N: std::str::FromStr + PartialOrd + std::fmt::Display,
{
    let Some(text) = query.get(name) else { return Ok(None) };
    match text.trim().parse() {
        Ok(number) if bounds.contains(&number) => Ok(Some(number)),
        _ => Err(Failure::Senseless(format!(
            "{name}: expected a number from {} to {}, not “{text}”",
            bounds.start(),
            bounds.end()
        ))),
    }
}
