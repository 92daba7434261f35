//! Whether a database is what it should be: whole, true to its texts, and the same as when made anew.
//!
//! All is checked on a private copy, so that nothing is written to the file and another process may go on writing to it.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, Rows};
use schemars::JsonSchema;
use serde::Serialize;

use super::stage::Teller;
use super::state::Part;
use super::{Result, Stage, Store, StoreError, id, migrate, rebuild};

/// Something that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Problem {
    /// What was checked: `file`, `schema`, `reference`, `orphan`, `quotation`, `rebuild`.
    pub check: &'static str,
    /// What was found.
    pub found: String,
}

/// What a check came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Report {
    /// Whether no problem was found.
    pub sound: bool,
    /// Articles in the database.
    pub documents: u32,
    /// Quotations that were compared with their texts.
    pub quotations: u32,
    /// What was found.
    pub problems: Vec<Problem>,
}

/// So many problems of one kind are told; more of the same would say no more.
const TOLD: usize = 20;

impl Store {
    /// Checks the file's structure, its schema, references, orphans, every quotation byte for byte, and layers 3 and 4
    /// against a rebuild. Damage that SQLite finds in the file's structure ends the check: what can't be read can't be
    /// compared. Tells how far it is.
    pub fn check(&self, mut tell: impl FnMut(Stage)) -> Result<Report> {
        let of = |e| StoreError::of(&self.path, e);
        let mut tell = Teller::to(&mut tell);
        tell.step("copying the database");
        let Some(copy) = copy(&self.db).map_err(of)? else { return Err(StoreError::Busy(self.path.clone())) };
        let mut check = Check { db: &copy, problems: Vec::new(), quotations: 0 };
        let outcome = check.all(&mut tell);
        let (mut problems, quotations) = (check.problems, check.quotations);
        if let Err(error) = outcome {
            problems.push(Problem { check: "file", found: error.to_string() });
        }
        let documents = copy.query_row("SELECT count(*) FROM document", [], |row| row.get(0)).unwrap_or(0);
        Ok(Report { sound: problems.is_empty(), documents, quotations, problems })
    }
}

struct Check<'a> {
    db: &'a Connection,
    problems: Vec<Problem>,
    quotations: u32,
}

impl Check<'_> {
    fn all(&mut self, tell: &mut Teller<'_>) -> rusqlite::Result<()> {
        tell.step("the file's structure");
        self.structure()?;
        if !self.problems.is_empty() {
            return Ok(());
        }
        self.schema()?;
        tell.step("the full-text index");
        self.full_text()?;
        tell.step("references");
        self.references()?;
        self.orphans()?;
        tell.step("quotations");
        self.documents()?;
        self.quotations()?;
        // A rebuild of what is damaged in the layers below says no more than they do.
        if self.problems.is_empty() { self.materialised(tell) } else { Ok(()) }
    }

    fn found(&mut self, check: &'static str, found: impl Into<String>) {
        self.problems.push(Problem { check, found: found.into() });
    }

    fn structure(&mut self) -> rusqlite::Result<()> {
        let mut select = self.db.prepare(&format!("PRAGMA integrity_check({TOLD})"))?;
        let lines: Vec<String> = select.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        for line in lines.into_iter().filter(|line| line != "ok") {
            self.found("file", line);
        }
        Ok(())
    }

    /// The tables, indexes, triggers and views are those of a new database.
    fn schema(&mut self) -> rusqlite::Result<()> {
        let mut new = Connection::open_in_memory()?;
        migrate::migrate(&mut new, &mut Teller::nobody())?;
        let (is, should_be) = (schema(self.db)?, schema(&new)?);
        for (name, _) in should_be.difference(&is) {
            self.found("schema", format!("{name} is missing or was changed"));
        }
        let known: BTreeSet<_> = should_be.iter().map(|(name, _)| name).collect();
        for (name, _) in is.iter().filter(|(name, _)| !known.contains(name)) {
            self.found("schema", format!("{name} is not newsgraph's"));
        }
        Ok(())
    }

    fn full_text(&mut self) -> rusqlite::Result<()> {
        let check = "INSERT INTO document_fts (document_fts, rank) VALUES ('integrity-check', 1)";
        if let Err(error) = self.db.execute(check, []) {
            self.found("file", format!("the full-text index does not fit the articles ({error})"));
        }
        Ok(())
    }

    fn references(&mut self) -> rusqlite::Result<()> {
        let mut select = self.db.prepare(
            "SELECT \"table\", parent, count(*), min(rowid) FROM pragma_foreign_key_check GROUP BY 1, 2 ORDER BY 1, 2",
        )?;
        let rows = select.query_map([], |row| {
            let (table, parent, count): (String, String, u32) = (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok(format!("{table}: {count} rows lead to no {parent}"))
        })?;
        for found in rows.collect::<rusqlite::Result<Vec<_>>>()? {
            self.found("reference", found);
        }
        Ok(())
    }

    /// Rows without what they can't be without.
    fn orphans(&mut self) -> rusqlite::Result<()> {
        for (what, sql) in ORPHANS {
            let mut select = self.db.prepare(sql)?;
            let ids: Vec<String> =
                select.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
            if let Some(first) = ids.first() {
                self.found("orphan", format!("{what}: {} (the first: {first})", ids.len()));
            }
        }
        Ok(())
    }

    /// The texts are those that the ids stand for, and the sentences lie in them.
    fn documents(&mut self) -> rusqlite::Result<()> {
        let mut select = self.db.prepare("SELECT uid, article, text, doc_id FROM document ORDER BY uid")?;
        let mut sentences =
            self.db.prepare("SELECT ord, start, \"end\" FROM sentence WHERE doc_id = ? ORDER BY ord")?;
        let mut found = Vec::new();
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let (uid, article): (String, String) = (row.get(0)?, row.get(1)?);
            let Ok(text) = row.get_ref(2)?.as_str() else {
                found.push(format!("the text of {article} is no UTF-8"));
                continue;
            };
            if id::document(&article, text) != uid {
                found.push(format!("the text of {article} is not the one that was read"));
            }
            let spans = sentences.query_map([row.get::<_, i64>(3)?], |row| {
                Ok((row.get::<_, u32>(0)?, row.get::<_, usize>(1)?, row.get::<_, usize>(2)?))
            })?;
            for span in spans {
                let (ord, start, end) = span?;
                if text.get(start..end).is_none() {
                    found.push(format!("sentence {ord} of {article} is not in its text"));
                }
            }
        }
        self.problems.extend(found.into_iter().take(TOLD).map(|found| Problem { check: "quotation", found }));
        Ok(())
    }

    /// Every quotation is the text at its offsets.
    fn quotations(&mut self) -> rusqlite::Result<()> {
        let mut select = self.db.prepare(QUOTATIONS)?;
        let mut rows = select.query([])?;
        let (mut texts, mut found, mut compared) = ((0, String::new()), Vec::new(), 0);
        let mut text_of = self.db.prepare("SELECT text FROM document WHERE doc_id = ?")?;
        while let Some(row) = rows.next()? {
            let document: i64 = row.get(0)?;
            if texts.0 != document {
                texts = (document, text_of.query_row([document], |row| row.get(0))?);
            }
            let (start, end): (usize, usize) = (row.get(3)?, row.get(4)?);
            compared += 1;
            if texts.1.as_bytes().get(start..end) != Some(row.get_ref(5)?.as_str()?.as_bytes()) {
                let (what, of): (String, String) = (row.get(1)?, row.get(2)?);
                found.push(format!("{what} of {of} at bytes {start} to {end} is not the text there"));
            }
        }
        self.quotations = compared;
        self.problems.extend(found.into_iter().take(TOLD).map(|found| Problem { check: "quotation", found }));
        Ok(())
    }

    /// Layers 3 and 4 are what a rebuild makes.
    fn materialised(&mut self, tell: &mut Teller<'_>) -> rusqlite::Result<()> {
        let Some(mut anew) = copy(self.db)? else { return Ok(()) };
        let rebuilding = anew.transaction()?;
        rebuild::derive(&rebuilding, tell)?;
        rebuilding.commit()?;
        tell.step("comparing with a rebuild");
        for part in Part::all() {
            let (mut is, mut should_be) = (self.db.prepare(&part.sql())?, anew.prepare(&part.sql())?);
            let difference = Difference::between(is.query([])?, should_be.query([])?)?;
            if let Some(first) = difference.first {
                self.found("rebuild", format!("{}: {} rows differ ({first})", part.table, difference.rows));
            }
        }
        Ok(())
    }
}

/// A copy in a temporary file that only this process sees; `None`: another process holds the database.
fn copy(db: &Connection) -> rusqlite::Result<Option<Connection>> {
    let mut copy = Connection::open("")?;
    let done = Backup::new(db, &mut copy)?.step(-1)? == StepResult::Done;
    Ok(done.then_some(copy))
}

/// Names with their definitions, leaving out what SQLite makes by itself.
fn schema(db: &Connection) -> rusqlite::Result<BTreeSet<(String, String)>> {
    db.prepare("SELECT type || ' ' || name, sql FROM sqlite_schema WHERE sql IS NOT NULL")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

/// What orphans are, and the public ids of those there are.
const ORPHANS: &[(&str, &str)] = &[
    (
        "claims without a subject or an object",
        "SELECT uid FROM claim c WHERE (SELECT count(*) FROM claim_participant p
           WHERE p.claim_id = c.claim_id AND role IN ('subject', 'object')) <> 2 ORDER BY 1",
    ),
    (
        "claims without a sentence or a trigger for evidence",
        "SELECT uid FROM claim c WHERE (SELECT count(*) FROM evidence v
           WHERE v.claim_id = c.claim_id AND part IN ('sentence', 'trigger')) <> 2 ORDER BY 1",
    ),
    ("claims without an event", "SELECT uid FROM claim WHERE event_id IS NULL ORDER BY 1"),
    (
        "events without a claim",
        "SELECT uid FROM event e WHERE NOT EXISTS (SELECT 1 FROM claim c WHERE c.event_id = e.event_id) ORDER BY 1",
    ),
    (
        "events without a subject or an object",
        "SELECT uid FROM event e WHERE (SELECT count(*) FROM event_participant p WHERE p.event_id = e.event_id) <> 2
         ORDER BY 1",
    ),
    (
        "entities without a chain",
        "SELECT uid FROM entity e WHERE NOT EXISTS (SELECT 1 FROM chain c WHERE c.entity_id = e.entity_id) ORDER BY 1",
    ),
    (
        "identities without a chain",
        "SELECT uid FROM identity i WHERE NOT EXISTS (SELECT 1 FROM chain c WHERE c.identity_id = i.identity_id)
         ORDER BY 1",
    ),
    ("chains without an identity", "SELECT name FROM chain WHERE identity_id IS NULL ORDER BY 1"),
    (
        "runs without an article",
        "SELECT extractor || ' ' || version FROM run r
         WHERE NOT EXISTS (SELECT 1 FROM document d WHERE d.run_id = r.run_id) ORDER BY 1",
    ),
];

/// Document, what, of which, start, end, and the quotation; by document.
const QUOTATIONS: &str = "
SELECT m.doc_id, 'a mention', d.article, m.start, m.\"end\", m.surface FROM mention m JOIN document d USING (doc_id)
UNION ALL
SELECT c.doc_id, 'the ' || v.part, c.uid, v.start, v.\"end\", v.exact FROM evidence v JOIN claim c USING (claim_id)
ORDER BY 1, 3, 4, 5";

/// How two sorted lists of rows differ.
#[derive(Default)]
struct Difference {
    rows: u32,
    /// The first row that only one of them has.
    first: Option<String>,
}

impl Difference {
    fn between(mut left: Rows<'_>, mut right: Rows<'_>) -> rusqlite::Result<Difference> {
        let mut difference = Difference::default();
        let (mut is, mut should_be) = (next(&mut left)?, next(&mut right)?);
        loop {
            let order = match (&is, &should_be) {
                (None, None) => return Ok(difference),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some(is), Some(should_be)) => is.cmp(should_be),
            };
            let (what, row) = match order {
                Ordering::Less => ("has", &is),
                Ordering::Greater => ("lacks", &should_be),
                Ordering::Equal => ("", &None),
            };
            if let Some(row) = row {
                difference.rows += 1;
                difference.first.get_or_insert_with(|| format!("the database {what} {row}"));
            }
            if order.is_le() {
                is = next(&mut left)?;
            }
            if order.is_ge() {
                should_be = next(&mut right)?;
            }
        }
    }
}

fn next(rows: &mut Rows<'_>) -> rusqlite::Result<Option<String>> {
    rows.next()?.map(|row| row.get(0)).transpose()
}
