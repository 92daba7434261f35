//! Keeping events in step with the claims.

use std::collections::BTreeSet;

use rusqlite::{Connection, params};

use crate::language::gazetteer::fold;
use crate::model::{Relation, RelationKind, Status, TimeMethod, When};
use crate::resolve::events::{End, Happening, Place, Statement, happenings};

use super::{id, relations};

/// Brings the matter of a claim in step with the entities at its ends; gives the former matter and the present one.
pub fn rematter(db: &Connection, claim: i64) -> rusqlite::Result<[i64; 2]> {
    let claimed = db
        .prepare_cached(concat!(
            "SELECT c.relation, c.title, c.matter, s.uid, ifnull(sp.via, ''), o.uid, ifnull(op.via, ''),
                        iif(o.type = 'PLACE', oc.country, NULL)
                 FROM claim c ",
            claim_ends!(),
            " WHERE c.claim_id = ?",
        ))?
        .query_row([claim], |row| {
            let ends = [(row.get(3)?, row.get(4)?), (row.get(5)?, row.get(6)?)];
            Ok(Claimed {
                relation: row.get(0)?,
                title: row.get(1)?,
                former: row.get(2)?,
                ends,
                country: row.get(7)?,
            })
        })?;
    let (matter, flipped) = claimed.matter(relations::known(db, &claimed.relation)?.as_ref());
    db.prepare_cached(
        "UPDATE claim SET matter = ?1, flipped = ?2 WHERE claim_id = ?3 AND (matter <> ?1 OR flipped <> ?2)",
    )?
    .execute(params![matter, flipped, claim])?;
    Ok([claimed.former, matter])
}

/// What the matter of a claim depends on.
struct Claimed {
    relation: String,
    title: Option<String>,
    former: i64,
    /// Subject and object: public id of the entity and what stands between.
    ends: [(String, String); 2],
    /// The country of the object, if it is a place.
    country: Option<String>,
}

impl Claimed {
    /// The matter (`resolve::events` says what it is), and whether it names the ends in the other order.
    fn matter(&self, relation: Option<&Relation>) -> (i64, bool) {
        let [subject, object] = &self.ends;
        let symmetric = relation.is_some_and(|relation| relation.symmetric);
        let flipped = symmetric && subject > object;
        let (a, b) = if flipped { (object, subject) } else { (subject, object) };
        let matter = match relation.map_or(RelationKind::Event, |relation| relation.kind) {
            RelationKind::State => {
                let title = self.title.as_deref().map(fold).unwrap_or_default();
                id::private([&*self.relation, &a.0, &a.1, &b.0, &b.1, &title])
            }
            RelationKind::Event => {
                let country = self.country.as_deref().filter(|_| !symmetric);
                id::private([&*self.relation, &a.0, country.unwrap_or(&b.0)])
            }
        };
        (matter, flipped)
    }
}

/// A claim of a matter with its row and the event it belonged to so far.
struct Member {
    row: i64,
    relation: String,
    event: Option<i64>,
    joined_by: Option<String>,
}

/// Derives the events of a matter from its claims, and writes what has changed.
pub fn derive(db: &Connection, matter: i64) -> rusqlite::Result<()> {
    let (members, statements) = claims(db, matter)?;
    let mut former = event_rows(db, matter)?;
    if let Some(first) = members.first() {
        let relation = relations::known(db, &first.relation)?;
        for happening in happenings(matter, relation.as_ref(), &statements) {
            let writer = Writer { db, matter, name: &first.relation, relation: relation.as_ref() };
            let event = writer.event(&happening)?;
            former.remove(&event);
            writer.participants(event, &happening)?;
            assign(db, event, &happening, &members)?;
        }
    }
    let mut delete = db.prepare_cached("DELETE FROM event WHERE event_id = ?")?;
    for event in former {
        delete.execute([event])?;
    }
    Ok(())
}

/// The claims of a matter.
fn claims(db: &Connection, matter: i64) -> rusqlite::Result<(Vec<Member>, Vec<Statement>)> {
    let mut select = db.prepare_cached(
        concat!(
            "SELECT c.claim_id, c.event_id, c.joined_by, d.uid, d.published, d.source, c.edtf, c.time_method, place.uid,
                c.title, c.status, c.confidence, c.flipped, ifnull(story.story, d.uid), c.relation, chain.country,
                s.uid, sp.via, o.uid, op.via
             FROM claim c JOIN document d USING (doc_id) LEFT JOIN story USING (doc_id) ",
            claim_ends!(),
            " LEFT JOIN claim_participant p ON p.claim_id = c.claim_id AND p.role = 'place'
         LEFT JOIN chain ON chain.chain_id = p.chain_id
         LEFT JOIN entity place ON place.entity_id = chain.entity_id
         WHERE c.matter = ?",
        ),
    )?;
    let rows = select.query_map([matter], |row| {
        let member =
            Member { row: row.get(0)?, relation: row.get(14)?, event: row.get(1)?, joined_by: row.get(2)? };
        let when: Option<When> = row.get(6)?;
        let method = row.get(7)?;
        let place: Option<String> = row.get(8)?;
        let country = row.get(15)?;
        let end = |at| Ok::<_, rusqlite::Error>(End { entity: row.get(at)?, via: row.get(at + 1)? });
        let flipped = row.get(12)?;
        let mut ends = [end(16)?, end(18)?];
        if flipped {
            ends.reverse();
        }
        let statement = Statement {
            document: row.get(3)?,
            published: row.get(4)?,
            source: row.get(5)?,
            time: when.map(|when| (when, method)),
            place: place.map(|entity| Place { entity, country }),
            ends,
            title: row.get(9)?,
            status: row.get(10)?,
            confidence: row.get(11)?,
            flipped,
            story: row.get(13)?,
        };
        Ok((member, statement))
    })?;
    rows.collect()
}

/// The rows of the events that a matter had so far.
fn event_rows(db: &Connection, matter: i64) -> rusqlite::Result<BTreeSet<i64>> {
    db.prepare_cached("SELECT event_id FROM event WHERE matter = ?")?
        .query_map([matter], |row| row.get(0))?
        .collect()
}

/// Writes the events of a matter.
struct Writer<'a> {
    db: &'a Connection,
    matter: i64,
    /// The relation's name, and what it is if it is not an open one.
    name: &'a str,
    relation: Option<&'a Relation>,
}

impl Writer<'_> {
    /// Inserts or updates an event; gives its row.
    fn event(&self, event: &Happening) -> rusqlite::Result<i64> {
        let when = event.time.as_ref().map(|(when, _)| when);
        let method = event.time.as_ref().map_or(TimeMethod::None, |&(_, method)| method);
        self.db
            .prepare_cached(
                "INSERT INTO event (uid, matter, kind, relation, title, edtf, lo, hi, granularity, time_method, place_id,
                                    status, contested, n_claims, n_docs, n_sources, confidence)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT entity_id FROM entity WHERE uid = ?), ?, ?, ?, ?, ?, ?)
                 ON CONFLICT (uid) DO UPDATE SET
                   title = excluded.title, edtf = excluded.edtf, lo = excluded.lo, hi = excluded.hi,
                   granularity = excluded.granularity, time_method = excluded.time_method,
                   place_id = excluded.place_id, status = excluded.status, contested = excluded.contested,
                   n_claims = excluded.n_claims, n_docs = excluded.n_docs, n_sources = excluded.n_sources,
                   confidence = excluded.confidence
                 RETURNING event_id",
            )?
            .query_row(
                params![
                    event.uid,
                    self.matter,
                    self.relation.map_or(RelationKind::Event, |relation| relation.kind),
                    self.name,
                    event.title,
                    when,
                    when.and_then(|when| when.lo()),
                    when.and_then(|when| when.hi()),
                    when.map(|when| when.granularity()),
                    method,
                    event.place,
                    event.status,
                    event.contested,
                    event.claims.len(),
                    event.documents,
                    event.sources,
                    event.confidence
                ],
                |row| row.get(0),
            )
    }

    /// Writes the ends of an event, in the order in which most claims name them.
    fn participants(&self, event: i64, happening: &Happening) -> rusqlite::Result<()> {
        let mut write = self.db.prepare_cached(
            "INSERT INTO event_participant (event_id, role, entity_id, other_id, via, met, shown, lo, hi)
             SELECT ?, ?, own.entity_id, other.entity_id, ?, ?, ?, ?, ? FROM entity own JOIN entity other
             WHERE own.uid = ? AND other.uid = ?
             ON CONFLICT (event_id, role) DO UPDATE SET
               entity_id = excluded.entity_id, other_id = excluded.other_id, via = excluded.via, met = excluded.met,
               shown = excluded.shown, lo = excluded.lo, hi = excluded.hi
             WHERE entity_id <> excluded.entity_id OR other_id <> excluded.other_id OR via IS NOT excluded.via
               OR met <> excluded.met OR shown <> excluded.shown OR lo IS NOT excluded.lo OR hi IS NOT excluded.hi",
        )?;
        let [a, b] = &happening.ends;
        let (subject, object) = if happening.flipped { (b, a) } else { (a, b) };
        let actual = happening.status == Status::Actual;
        let meeting = self.relation.is_some_and(|relation| relation.meeting);
        let when = happening.time.as_ref().map(|(when, _)| when);
        for (role, own, other) in [("subject", subject, object), ("object", object, subject)] {
            write.execute(params![
                event,
                role,
                own.via,
                meeting && actual,
                actual && !self.name.starts_with("other:"),
                when.and_then(|when| when.lo()),
                when.and_then(|when| when.hi()),
                own.entity,
                other.entity
            ])?;
        }
        Ok(())
    }
}

/// Assigns the claims of an event to it, where they are not yet.
fn assign(db: &Connection, event: i64, happening: &Happening, members: &[Member]) -> rusqlite::Result<()> {
    let mut update = db.prepare_cached("UPDATE claim SET event_id = ?, joined_by = ? WHERE claim_id = ?")?;
    for &(i, joined) in &happening.claims {
        let joined_by: &str = joined.into();
        let member = &members[i];
        if member.event != Some(event) || member.joined_by.as_deref() != Some(joined_by) {
            update.execute(params![event, joined_by, member.row])?;
        }
    }
    Ok(())
}
