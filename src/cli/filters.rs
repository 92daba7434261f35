//! The filters that all reading verbs share, turned once into a [`Filter`].

use anyhow::Result;
use clap::ValueEnum;

use super::database;
use crate::extract::Confidence;
use crate::model::{Status, When};
use crate::query::{self, Filter, FilterError};
use crate::store::Store;

/// What the answer leaves out.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "Filters")]
pub struct FilterArgs {
    /// Keep what may have happened at or after this date (2023, 2023-02 or 2023-02-21)
    #[arg(long, value_name = "DATE")]
    since: Option<When>,
    /// Keep what may have happened at or before this date
    #[arg(long, value_name = "DATE")]
    until: Option<When>,
    /// Keep what may have happened within this date or interval (2022-12/2023-02)
    #[arg(long, value_name = "DATE")]
    on: Option<When>,
    /// Keep these relations (`met,visited`); `other` for open ones, `other:preside_over` for one of them
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    relation: Vec<String>,
    /// Keep what happened at this place (a name or a unique part of one, or an id); for a country, anywhere in it
    #[arg(long, value_name = "NAME")]
    place: Option<String>,
    /// Keep what this newspaper, agency or site reports
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    /// Keep what is reported as having happened, as planned, as possible, as denied, or all of it
    #[arg(long, value_enum, value_delimiter = ',', default_value = "actual")]
    status: Vec<Reported>,
    /// Keep what at least so many sources report
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    min_sources: u32,
    /// Keep what is at least so sure, 0 to 1 [default: what the program thinks worth showing]
    #[arg(long, value_name = "SHARE", value_parser = share)]
    min_confidence: Option<f64>,
    /// Give the first N only
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Reported {
    Actual,
    Planned,
    Possible,
    Denied,
    All,
}

impl FilterArgs {
    /// The filter that was asked for; an error where it names what the database does not know.
    pub fn filter(&self, store: &Store) -> Result<Filter> {
        query::checked(store, self.as_typed()).map_err(|error| match error {
            FilterError::Place(error) => database::with_choice(error),
            error => error.into(),
        })
    }

    fn as_typed(&self) -> Filter {
        Filter {
            since: self.since.clone(),
            until: self.until.clone(),
            on: self.on.clone(),
            relations: self.relation.clone(),
            place: self.place.clone(),
            source: self.source.clone(),
            status: self.statuses(),
            min_sources: self.min_sources,
            min_confidence: self.min_confidence.unwrap_or(Confidence::built_in().threshold),
            limit: self.limit,
        }
    }

    /// Empty: all.
    fn statuses(&self) -> Vec<Status> {
        let status = |reported: &Reported| match reported {
            Reported::Actual => Some(Status::Actual),
            Reported::Planned => Some(Status::Planned),
            Reported::Possible => Some(Status::Possible),
            Reported::Denied => Some(Status::Denied),
            Reported::All => None,
        };
        self.status.iter().map(status).collect::<Option<_>>().unwrap_or_default()
    }

    /// The filters in words, for the caption of a drawing and the like.
    pub fn in_words(&self) -> String {
        query::in_words(&self.as_typed(), self.place.as_deref().unwrap_or_default())
    }
}

/// A share as typed, 0 to 1.
pub fn share(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(share) if (0.0..=1.0).contains(&share) => Ok(share),
        _ => Err("expected a number from 0 to 1".into()),
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        filters: FilterArgs,
    }

    fn parse(line: &str) -> Result<FilterArgs, clap::Error> {
        let words = std::iter::once("test").chain(line.split_whitespace());
        Line::try_parse_from(words).map(|line| line.filters)
    }

    #[test]
    fn nothing_asked_for_is_the_default_filter() {
        let filters = parse("").unwrap();
        let threshold = Confidence::built_in().threshold;
        assert_eq!(filters.as_typed(), Filter { min_confidence: threshold, ..Filter::default() });
        assert_eq!(filters.in_words(), "");
    }

    #[test]
    fn statuses_add_up_and_all_is_all() {
        assert_eq!(
            parse("--status planned,denied").unwrap().as_typed().status,
            [Status::Planned, Status::Denied]
        );
        assert!(parse("--status planned,all").unwrap().as_typed().status.is_empty());
    }

    #[test]
    fn filters_are_told_in_words() {
        let filters = parse("--relation met,other --since 2022 --status all --min-sources 2").unwrap();
        assert_eq!(filters.in_words(), "met, other, of any status, since 2022, from 2 sources or more");
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        for line in ["--since yesterday", "--min-confidence 2", "--status maybe", "--limit -1"] {
            assert!(parse(line).is_err(), "{line}");
        }
    }
}
