//! Articles out of the database: all of them, those that say something, those that name two entities.

use rusqlite::{Row, named_params};

use super::read::document;
use super::{ArticleFilter, DocumentRow, Hit, Naming, Quote, Result, Store, Testimony};

/// What an article must have: a word, or words that stand together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The words.
    pub words: String,
    /// Whether the last of them may go on.
    pub begins: bool,
}

impl Term {
    /// As an expression of the full-text index, in which nothing has a meaning but the words: a string in quotes. What
    /// a string of SQLite can't hold stands between words.
    fn quoted(&self) -> String {
        let words = self.words.replace('"', "\"\"").replace('\0', " ");
        format!("\"{words}\"{}", if self.begins { "*" } else { "" })
    }
}

/// Around the words that were found, in a snippet: characters that no text has, as Unicode keeps them free.
const MARKS: [char; 2] = ['\u{fdd0}', '\u{fdd1}'];

/// The length of a snippet in words.
const SNIPPET_WORDS: u32 = 32;

const PUBLISHED: &str =
    "(:since IS NULL OR published_hi >= :since) AND (:until IS NULL OR published_lo <= :until)
      AND (:source IS NULL OR source = :source COLLATE NOCASE)";

impl Store {
    /// All articles, by the ids that the input gave them.
    pub fn documents(&self) -> Result<Vec<DocumentRow>> {
        self.rows(
            "SELECT uid, article, title, source, published, url, author,
                    (SELECT count(*) FROM claim WHERE claim.doc_id = document.doc_id), story
             FROM document LEFT JOIN story USING (doc_id) ORDER BY article",
            [],
            document,
        )
    }

    /// The articles that have all terms and pass the filter, best first, and how many there are whatever the limit.
    pub fn search(&self, terms: &[Term], filter: &ArticleFilter) -> Result<(Vec<Hit>, usize)> {
        let terms = terms.iter().map(Term::quoted).collect::<Vec<_>>().join(" ");
        let [begin, end] = MARKS.map(String::from);
        let limit = filter.limit.map_or(-1, |limit| i64::try_from(limit).unwrap_or(i64::MAX));
        let hits = self.rows(
            &format!(
                "SELECT d.uid, article, d.title, source, published, url,
                        snippet(document_fts, -1, :begin, :end, '…', :words)
                 FROM document_fts JOIN document d ON d.doc_id = document_fts.rowid
                 WHERE document_fts MATCH :terms AND {PUBLISHED}
                 ORDER BY bm25(document_fts), uid LIMIT :limit"
            ),
            named_params! {
                ":terms": terms, ":begin": begin, ":end": end, ":words": SNIPPET_WORDS, ":limit": limit,
                ":since": filter.since.as_ref().and_then(|when| when.lo()),
                ":until": filter.until.as_ref().and_then(|when| when.hi()),
                ":source": filter.source,
            },
            hit,
        )?;
        if filter.limit.is_none_or(|limit| hits.len() < limit) {
            let total = hits.len();
            return Ok((hits, total));
        }
        let total = self.db.query_row(
            &format!(
                "SELECT count(*) FROM document_fts JOIN document d ON d.doc_id = document_fts.rowid
                 WHERE document_fts MATCH :terms AND {PUBLISHED}"
            ),
            named_params! {
                ":terms": terms,
                ":since": filter.since.as_ref().and_then(|when| when.lo()),
                ":until": filter.until.as_ref().and_then(|when| when.hi()),
                ":source": filter.source,
            },
            |row| row.get(0),
        )?;
        Ok((hits, total))
    }

    /// The sources of the articles, by name.
    pub fn sources(&self) -> Result<Vec<String>> {
        let mut statement = self
            .db
            .prepare("SELECT DISTINCT source FROM document WHERE source IS NOT NULL ORDER BY source")?;
        let rows = statement.query_map([], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The articles (of this source, if one is given) that name both entities, by date of publication, each with the
    /// first sentence that does, if there is one.
    pub fn naming_both(&self, a: &str, b: &str, source: Option<&str>) -> Result<Vec<Naming>> {
        self.rows(
            "WITH named AS (SELECT doc_id, chain_id, uid FROM chain JOIN entity USING (entity_id) WHERE uid IN (?1, ?2)),
                  both AS (SELECT doc_id FROM named GROUP BY doc_id HAVING count(DISTINCT uid) = 2)
             SELECT d.uid, article, d.title, source, published, url, s.start, s.\"end\",
                    CAST(substr(CAST(text AS BLOB), s.start + 1, s.\"end\" - s.start) AS TEXT)
             FROM both JOIN document d USING (doc_id)
             LEFT JOIN sentence s ON s.doc_id = d.doc_id AND s.ord =
                (SELECT m.sentence FROM named JOIN mention_chain USING (chain_id) JOIN mention m USING (mention_id)
                 WHERE named.doc_id = d.doc_id
                 GROUP BY m.sentence HAVING count(DISTINCT uid) = 2 ORDER BY m.sentence LIMIT 1)
             WHERE ?3 IS NULL OR source = ?3 COLLATE NOCASE
             ORDER BY published_lo NULLS LAST, published_hi, d.uid",
            (a, b, source),
            |row| {
                let sentence = match row.get(6)? {
                    Some(start) => Some(Quote { start, end: row.get(7)?, text: row.get(8)? }),
                    None => None,
                };
                Ok(Naming {
                    id: row.get(0)?,
                    doc: row.get(1)?,
                    headline: row.get(2)?,
                    source: row.get(3)?,
                    published: row.get(4)?,
                    url: row.get(5)?,
                    sentence,
                })
            },
        )
    }

    /// All claims about the events of which an article tells that was published after the day `after`, on the day
    /// `until` at the latest; those of articles without a date of publication left out. By event and claim.
    pub fn testimonies(&self, after: i32, until: i32) -> Result<Vec<Testimony>> {
        self.rows(
            "SELECT e.uid, c.uid, c.status, d.published_hi, d.source, ifnull(story, d.uid)
             FROM claim c JOIN event e USING (event_id) JOIN document d USING (doc_id) LEFT JOIN story USING (doc_id)
             WHERE published_hi IS NOT NULL
               AND event_id IN (SELECT event_id FROM claim JOIN document USING (doc_id)
                                WHERE published_hi > ?1 AND published_hi <= ?2)
             ORDER BY e.uid, c.uid",
            [after, until],
            |row| {
                Ok(Testimony {
                    event: row.get(0)?,
                    claim: row.get(1)?,
                    status: row.get(2)?,
                    published: row.get(3)?,
                    source: row.get(4)?,
                    story: row.get(5)?,
                })
            },
        )
    }

    /// How many articles have no date of publication.
    pub fn documents_without_date(&self) -> Result<usize> {
        Ok(self
            .db
            .query_row("SELECT count(*) FROM document WHERE published_hi IS NULL", [], |row| row.get(0))?)
    }
}

fn hit(row: &Row<'_>) -> rusqlite::Result<Hit> {
    let marked: String = row.get(6)?;
    let (mut snippet, mut matches, mut start) = (String::with_capacity(marked.len()), Vec::new(), None);
    for c in marked.chars() {
        match c {
            c if c == MARKS[0] => start = Some(snippet.len()),
            c if c == MARKS[1] => matches.extend(start.take().map(|start| [start, snippet.len()])),
            c => snippet.push(c),
        }
    }
    Ok(Hit {
        id: row.get(0)?,
        doc: row.get(1)?,
        headline: row.get(2)?,
        source: row.get(3)?,
        published: row.get(4)?,
        url: row.get(5)?,
        snippet,
        matches,
    })
}
