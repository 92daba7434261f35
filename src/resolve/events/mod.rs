//! Claims → events: which claims are about the same happening.
//!
//! Claims can be of one event only if they share their matter: the relation, both ends (in any order where the relation
//! is symmetric) and, of a state, what stands between and the title. At the object of an event that is done to one, the
//! matter asks for no more than the country of a place. What it leaves open are [`Details`]: Beijing and China fit,
//! Beijing and Shanghai do not. Within a matter, times decide ([`mod@dated`], [`mod@undated`]):
//!
//! 1. Claims of equal times, whose details fit, are one event.
//! 2. A vaguer time ("in February", "on 21 February") or vaguer details ("visited China", "visited Beijing") join the
//!    one event that they fit; where they fit several, they stay an event of their own. What is told as done was done
//!    before it was published, and what is planned comes after.
//! 3. Where happenings of a relation last days, adjoining days are one event.
//! 4. An undated claim joins the only dated event of its own article; else the only one within [`NEAR`] days of its
//!    publication; else, if it is a plan, the next one within [`AHEAD`] days. What is left of articles published within
//!    [`NEAR`] days of the first is one undated event; an article without a date keeps its own.
//! 5. A state lasts, so rule 4 does not ask when it was reported: undated claims join the only dated one, or are one
//!    undated state.
//!
//! The events of a matter are a pure function of the set of its claims, so the order of reading does not show, and
//! taking an article away gives what never having read it gives.

mod dated;
mod days;
mod details;
mod summary;
mod undated;

use crate::model::{Relation, RelationKind, Status, TimeMethod, When};
use dated::dated;
use days::Days;
use details::Details;
use summary::Told;
use undated::{undated_events, undated_state};

/// Reports of one happening come within so many days of it and of each other.
const NEAR: i32 = 7;

/// Plans are told so many days ahead, if they do not say when.
const AHEAD: i32 = 90;

/// A claim as the joining sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// The public id of its document.
    pub document: String,
    /// When the document was published.
    pub published: Option<When>,
    /// The document's source.
    pub source: Option<String>,
    /// What the document's near-copies have in common with it; the document's id, if it has none.
    pub story: String,
    /// When it happened, and how that was found.
    pub time: Option<(When, TimeMethod)>,
    /// Where it happened.
    pub place: Option<Place>,
    /// The ends, in the order of the matter.
    pub ends: [End; 2],
    /// The role as the text has it.
    pub title: Option<String>,
    /// Whether it is presented as real.
    pub status: Status,
    /// How sure the extractor is.
    pub confidence: f64,
    /// Whether it names the ends in the other order than the matter does.
    pub flipped: bool,
}

/// Where something happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The public id of the entity.
    pub entity: String,
    /// The country that it lies in: an ISO 3166-1 code.
    pub country: Option<String>,
}

impl Statement {
    /// The country where it happened, if that is known.
    fn country(&self) -> Option<&str> {
        self.place.as_ref()?.country.as_deref()
    }
}

/// An end of a claim.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct End {
    /// The public id of the entity.
    pub entity: String,
    /// What stands between the entity and the claim ("Chinese firms").
    pub via: Option<String>,
}

/// Why a claim counts as one about its event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Joined {
    /// It gives the event's time, or the event has none and it is the first to tell of it.
    SameTime,
    /// It gives a vaguer time that fits only this event.
    VaguerTime,
    /// It gives the event's time and tells less exactly at whom or where ("China" for "Beijing"), or more exactly.
    OtherDetail,
    /// It gives a day that adjoins the event's.
    AdjoiningDay,
    /// It is undated, and its article dates only this event.
    SameArticle,
    /// It is undated, and only this event lies near its article's publication.
    NearPublication,
    /// It is an undated plan, and this event is the next one.
    NextPlanned,
    /// It is undated, and so are the others, published within days.
    NearReport,
    /// It is undated, and this is the only such state.
    OnlyState,
}

/// What the claims of a matter tell of one happening.
#[derive(Debug, Clone, PartialEq)]
pub struct Happening {
    /// The event's public id.
    pub uid: String,
    /// Indices of its claims, with the reason of each.
    pub claims: Vec<(usize, Joined)>,
    /// The most exact time, and how it was found; where adjoining days were told, all of them.
    pub time: Option<(When, TimeMethod)>,
    /// The public id of the most specific, then most frequent place.
    pub place: Option<String>,
    /// The most specific, then most frequent ends.
    pub ends: [End; 2],
    /// The most frequent writing of the title.
    pub title: Option<String>,
    /// The most real status: a plan that came to pass is `actual`.
    pub status: Status,
    /// Some claims assert it and some deny it.
    pub contested: bool,
    /// Whether most claims name the ends in the other order than the matter does.
    pub flipped: bool,
    /// The number of documents.
    pub documents: usize,
    /// The number of independent sources that give it its status: near-copies count as one, and so do the documents of
    /// one newspaper; a document without a source is one.
    pub sources: usize,
    /// How sure it is of its status: that of independent sources together, each as sure as its surest claim.
    pub confidence: f64,
}

/// Claims of one event, by their indices, with the reason of each.
type Claims = Vec<(usize, Joined)>;

/// What the joining knows of a matter.
struct Matter<'s> {
    kind: RelationKind,
    symmetric: bool,
    spans_days: bool,
    statements: &'s [Statement],
}

impl<'s> Matter<'s> {
    fn details(&self, statement: &'s Statement) -> Details<'s> {
        match self.kind {
            RelationKind::Event => Details::of(statement, self.symmetric),
            RelationKind::State => Details::default(),
        }
    }

    /// The days on which the event of a dated claim may have been.
    fn days(&self, statement: &Statement) -> Option<Days> {
        let days = Days::of(&statement.time.as_ref()?.0);
        Some(match self.kind {
            RelationKind::Event => days.as_reported(statement.status, statement.published.as_ref()),
            RelationKind::State => days,
        })
    }
}

/// The events of one matter. Open facts have no relation.
pub fn happenings(matter: i64, relation: Option<&Relation>, statements: &[Statement]) -> Vec<Happening> {
    let of_matter = Matter {
        kind: relation.map_or(RelationKind::Event, |relation| relation.kind),
        symmetric: relation.is_some_and(|relation| relation.symmetric),
        spans_days: relation.is_some_and(|relation| relation.spans_days),
        statements,
    };
    let mut groups = dated(&of_matter);
    let undated = match of_matter.kind {
        RelationKind::Event => undated_events(&of_matter, &mut groups),
        RelationKind::State => undated_state(&of_matter, &mut groups),
    };
    let matter = matter.to_string();
    let dated = groups.into_iter().map(|group| {
        let uid = group.uid(&matter);
        let told = Told { claims: group.claims, statements };
        let time = told.time(group.days, of_matter.spans_days);
        told.summarise(uid, time)
    });
    let undated = undated.into_iter().map(|event| {
        let uid = event.uid(&matter);
        Told { claims: event.claims, statements }.summarise(uid, None)
    });
    dated.chain(undated).collect()
}
