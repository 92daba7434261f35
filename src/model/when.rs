//! Times as EDTF (Extended Date/Time Format, ISO 8601-2:2019 level 1, the parts that news needs).

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// How exact a time is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, strum::Display,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Granularity {
    /// A day.
    Day,
    /// A month.
    Month,
    /// A season or quarter.
    Season,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
    /// A span with two ends, of which one may be open.
    Interval,
}

/// Why a text is no EDTF time.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("“{0}” is not a date as YYYY, YYYY-MM, YYYY-MM-DD or START/END")]
pub struct WhenError(pub String);

/// A time as EDTF, with the days that it may cover.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct When {
    edtf: String,
    lo: Option<i32>,
    hi: Option<i32>,
    granularity: Granularity,
}

impl When {
    /// The EDTF writing.
    pub fn edtf(&self) -> &str {
        &self.edtf
    }

    /// The first day, counted from 1970-01-01; `None`: open.
    pub fn lo(&self) -> Option<i32> {
        self.lo
    }

    /// The last day, counted from 1970-01-01; `None`: open.
    pub fn hi(&self) -> Option<i32> {
        self.hi
    }

    /// How exact it is.
    pub fn granularity(&self) -> Granularity {
        self.granularity
    }
}
