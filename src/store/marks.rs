//! Articles with their text, and where in it the parts of their claims stand.

use rusqlite::{OptionalExtension, Row};
use serde::Serialize;
use strum::{Display, EnumString, IntoStaticStr};

use super::read::document;
use super::{Claims, DocumentRow, Result, Store};

/// What a stretch of text is to a claim.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Display, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum ClaimPart {
    /// The sentence that says it.
    Sentence,
    /// The words that carry the relation.
    Trigger,
    /// The words that tell the time.
    Time,
    /// The words that name the subject.
    Subject,
    /// The words that name the object.
    Object,
    /// The words that name the place.
    Place,
    /// The words that name the speaker.
    Speaker,
}

/// A part of a claim as a stretch of its article's text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mark {
    /// The claim's id.
    pub claim: String,
    /// What it is to the claim.
    pub part: ClaimPart,
    /// Offset of its first byte.
    pub start: usize,
    /// Offset after its last byte.
    pub end: usize,
}

/// An article with its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ArticleRow {
    /// What is known of it.
    #[serde(flatten)]
    pub document: DocumentRow,
    /// The text that all offsets count in, in bytes.
    pub text: String,
}

const MARKS: [&str; 2] = [
    "SELECT c.uid, v.part, v.start, v.\"end\" FROM claim c JOIN evidence v USING (claim_id)",
    "SELECT c.uid, p.role, m.start, m.\"end\" FROM claim c
     JOIN claim_participant p USING (claim_id) JOIN mention m USING (mention_id)",
];

impl Store {
    /// The article with this public id.
    pub fn article(&self, id: &str) -> Result<Option<ArticleRow>> {
        let mut select = self.db.prepare_cached(&format!("{DOCUMENT_AND_TEXT} WHERE uid = ?"))?;
        let article = |row: &Row<'_>| Ok(ArticleRow { document: document(row)?, text: row.get(9)? });
        Ok(select.query_row([id], article).optional()?)
    }

    /// Where the parts of claims stand, by claim, part and place.
    pub fn marks(&self, of: Claims<'_>) -> Result<Vec<Mark>> {
        let [evidence, participants] = MARKS;
        let (condition, id) = match of {
            Claims::All => ("", None),
            Claims::About(id) => ("WHERE c.event_id = (SELECT event_id FROM event WHERE uid = ?1)", Some(id)),
            Claims::In(id) => ("WHERE c.doc_id = (SELECT doc_id FROM document WHERE uid = ?1)", Some(id)),
            Claims::Only(id) => ("WHERE c.uid = ?1", Some(id)),
        };
        let sql = format!("{evidence} {condition} UNION ALL {participants} {condition}");
        let mut marks = self.rows(&sql, rusqlite::params_from_iter(id), |row| {
            Ok(Mark { claim: row.get(0)?, part: row.get(1)?, start: row.get(2)?, end: row.get(3)? })
        })?;
        marks.sort_by(|a, b| (&a.claim, a.part, a.start).cmp(&(&b.claim, b.part, b.start)));
        Ok(marks)
    }
}

const DOCUMENT_AND_TEXT: &str = "
SELECT uid, article, title, source, published, url, author,
       (SELECT count(*) FROM claim WHERE claim.doc_id = document.doc_id), story, text
FROM document LEFT JOIN story USING (doc_id)";
