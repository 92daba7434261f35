//! Events as rows of a table, one an event: the columns of lists of events wherever they are written.

use crate::query::{End, EventRow};

/// The columns.
pub const COLUMNS: [&str; 22] = [
    "when",
    "subject",
    "relation",
    "object",
    "title",
    "where",
    "status",
    "contested",
    "sources",
    "confidence",
    "id",
    "claims",
    "documents",
    "when_method",
    "subject_id",
    "subject_type",
    "subject_via",
    "object_id",
    "object_type",
    "object_via",
    "where_id",
    "evidence",
];

/// What an event has in each of the columns; `evidence` are its sentences, where they are asked for.
pub fn cells(event: &EventRow, evidence: String) -> Vec<String> {
    let via = |end: &End| end.via.clone().unwrap_or_default();
    vec![
        event.when.as_ref().map(|when| when.edtf.clone()).unwrap_or_default(),
        event.subject.name.clone(),
        event.relation.clone(),
        event.object.name.clone(),
        event.title.clone().unwrap_or_default(),
        event.place.as_ref().map(|place| place.name.clone()).unwrap_or_default(),
        event.status.to_string(),
        event.contested.to_string(),
        event.sources.to_string(),
        format!("{:.2}", event.confidence),
        event.id.clone(),
        event.claims.to_string(),
        event.documents.to_string(),
        event.when.as_ref().map(|when| when.method.to_string()).unwrap_or_default(),
        event.subject.id.clone(),
        event.subject.entity.to_string(),
        via(&event.subject),
        event.object.id.clone(),
        event.object.entity.to_string(),
        via(&event.object),
        event.place.as_ref().map(|place| place.id.clone()).unwrap_or_default(),
        evidence,
    ]
}
