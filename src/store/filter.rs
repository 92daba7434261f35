//! What an answer leaves out.

use crate::model::{Status, When};

/// The filters that all reading verbs share. The default keeps all that is asserted to have happened or to be so.
#[derive(Debug, Clone, PartialEq)]
pub struct Filter {
    /// Keep what may have been on or after this time; undated events are left out.
    pub since: Option<When>,
    /// Keep what may have been on or before this time; undated events are left out.
    pub until: Option<When>,
    /// Keep what may have been within this time; undated events are left out.
    pub on: Option<When>,
    /// Keep these relations; empty: all of FACTS.md (open facts, `other:…`, only if named, or all by `other`).
    pub relations: Vec<String>,
    /// Keep what happened at a place of this name or id; at a country, what happened in it.
    pub place: Option<String>,
    /// Keep what this source (or one of this name but for case) reports.
    pub source: Option<String>,
    /// Keep these; empty: all.
    pub status: Vec<Status>,
    /// Keep what so many sources report.
    pub min_sources: u32,
    /// Keep what is at least so sure.
    pub min_confidence: f64,
    /// Keep the first so many.
    pub limit: Option<usize>,
}

impl Default for Filter {
    fn default() -> Self {
        Filter {
            since: None,
            until: None,
            on: None,
            relations: Vec::new(),
            place: None,
            source: None,
            status: vec![Status::Actual],
            min_sources: 0,
            min_confidence: 0.0,
            limit: None,
        }
    }
}

/// The articles that are searched; the default keeps all.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ArticleFilter {
    /// Keep what may have been published on or after this time; articles without a date are left out.
    pub since: Option<When>,
    /// Keep what may have been published on or before this time; articles without a date are left out.
    pub until: Option<When>,
    /// Keep those of this source (or one of this name but for case).
    pub source: Option<String>,
    /// Keep the best so many.
    pub limit: Option<usize>,
}
