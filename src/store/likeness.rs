//! Judging which identities are one though their names differ.
//!
//! A new identity is compared with those that share a key with it, and each pair that may be one is kept as a judgement
//! of the rule "likeness". When a document comes or goes, the pairs of the identities that it ties to posts, bodies or
//! countries are judged anew: so the judgements depend on the documents alone.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use rusqlite::{Connection, params};

use crate::language::gazetteer::Gazetteer;
use crate::model::EntityType;
use crate::resolve::clusters::Verdict;
use crate::resolve::likeness::{Features, Ties, blocks, compare, judge, tying_relations};

use super::stage::Teller;

/// The relations that tie, as a JSON array.
static TYING: LazyLock<String> = LazyLock::new(|| serde_json::json!(tying_relations()).to_string());

/// An identity that its name joins.
struct Named {
    row: i64,
    uid: String,
    entity: EntityType,
    norm: String,
    known: bool,
}

/// Finds the pairs of a new identity that may be one, and keeps them until they are judged.
pub fn find(db: &Connection, identity: i64) -> rusqlite::Result<()> {
    let Some(new) = named(db, identity)? else { return Ok(()) };
    let keys = blocks(new.entity, &new.norm);
    let mut others = BTreeSet::new();
    for key in &keys {
        let mut select = db.prepare_cached("SELECT identity_id FROM identity_block WHERE key = ?")?;
        for other in select.query_map([key], |row| row.get::<_, i64>(0))? {
            others.insert(other?);
        }
        db.prepare_cached("INSERT OR IGNORE INTO identity_block (key, identity_id) VALUES (?, ?)")?
            .execute(params![key, new.row])?;
    }
    for other in others {
        let Some(other) = named(db, other)? else { continue };
        // What the gazetteer knows under two names is two.
        if other.uid == new.uid || other.entity != new.entity || (other.known && new.known) {
            continue;
        }
        let best =
            compare(new.entity, &new.norm, &other.norm).map(|features| judge(&features, || Ties::Shared).0);
        if best.is_some_and(|verdict| verdict != Verdict::NotSame) {
            db.prepare_cached(
                "INSERT OR IGNORE INTO judgement (a, b, who, verdict, rule, score)
                 VALUES (?, ?, 'rule', 'unsure', 'likeness', 0)",
            )?
            .execute([(&new.uid).min(&other.uid), (&new.uid).max(&other.uid)])?;
        }
    }
    Ok(())
}

fn named(db: &Connection, identity: i64) -> rusqlite::Result<Option<Named>> {
    let mut select = db.prepare_cached(
        "SELECT identity_id, uid, type, norm, known_as IS NOT NULL FROM identity
         WHERE identity_id = ? AND rule IS NOT NULL",
    )?;
    let mut rows = select.query_map([identity], |row| {
        Ok(Named {
            row: row.get(0)?,
            uid: row.get(1)?,
            entity: row.get(2)?,
            norm: row.get(3)?,
            known: row.get(4)?,
        })
    })?;
    rows.next().transpose()
}

/// Judges the pairs of these identities anew; gives those whose verdict has changed.
pub fn judge_anew(
    db: &Connection,
    identities: &BTreeSet<String>,
    tell: &mut Teller<'_>,
) -> rusqlite::Result<BTreeSet<String>> {
    let mut pairs: BTreeSet<(String, String)> = BTreeSet::new();
    let mut select = db.prepare_cached(
        "SELECT a, b FROM judgement WHERE a = ?1 AND rule = 'likeness'
         UNION ALL SELECT a, b FROM judgement WHERE b = ?1 AND rule = 'likeness'",
    )?;
    for uid in identities {
        for pair in select.query_map([uid], |row| Ok((row.get(0)?, row.get(1)?)))? {
            pairs.insert(pair?);
        }
    }
    let mut changed = BTreeSet::new();
    tell.each("names that are alike", pairs.into_iter(), |(a, b)| {
        if judge_pair(db, &a, &b)? {
            changed.extend([a, b]);
        }
        Ok(())
    })?;
    Ok(changed)
}

/// Tells whether the verdict has changed.
fn judge_pair(db: &Connection, a: &str, b: &str) -> rusqlite::Result<bool> {
    let (entity, left, right, before): (EntityType, String, String, Verdict) = db
        .prepare_cached(
            "SELECT x.type, x.norm, y.norm, verdict FROM judgement
             JOIN identity x ON x.uid = a JOIN identity y ON y.uid = b
             WHERE a = ? AND b = ? AND who = 'rule'",
        )?
        .query_row([a, b], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    let Some(features) = compare(entity, &left, &right) else { return Ok(false) };
    let (verdict, score) = judge_features(db, &features, a, b)?;
    db.prepare_cached("UPDATE judgement SET verdict = ?, score = ? WHERE a = ? AND b = ? AND who = 'rule'")?
        .execute(params![verdict, (score * 1000.0).round() / 1000.0, a, b])?;
    Ok(verdict != before)
}

fn judge_features(
    db: &Connection,
    features: &Features,
    a: &str,
    b: &str,
) -> rusqlite::Result<(Verdict, f64)> {
    let mut failed = None;
    let judged = judge(features, || {
        ties(db, a, b).unwrap_or_else(|error| {
            failed = Some(error);
            Ties::Unknown
        })
    });
    failed.map_or(Ok(judged), Err)
}

/// What articles tie both to: the other ends of states such as posts and memberships.
fn ties(db: &Connection, a: &str, b: &str) -> rusqlite::Result<Ties> {
    let (left, right) = (tied_to(db, a)?, tied_to(db, b)?);
    if left.iter().any(|tie| right.contains(tie)) {
        return Ok(Ties::Shared);
    }
    let world = Gazetteer::embedded();
    let country = |ties: &BTreeSet<String>| ties.iter().any(|tie| world.country_of_item(tie).is_some());
    Ok(if country(&left) && country(&right) { Ties::Different } else { Ties::Unknown })
}

/// The way from the identity to its mentions is that of the indexes; a participant can't be found by its chain alone.
fn tied_to(db: &Connection, uid: &str) -> rusqlite::Result<BTreeSet<String>> {
    db.prepare_cached(
        "SELECT DISTINCT other.uid
         FROM identity JOIN chain USING (identity_id) JOIN mention_chain USING (chain_id)
         JOIN claim_participant p USING (mention_id, chain_id)
         JOIN claim c USING (claim_id)
         JOIN claim_participant q ON q.claim_id = c.claim_id AND q.role = 'object'
         JOIN chain o ON o.chain_id = q.chain_id
         JOIN identity other ON other.identity_id = o.identity_id
         WHERE identity.uid = ? AND p.role = 'subject' AND c.status = 'actual'
           AND c.relation IN (SELECT value FROM json_each(?))",
    )?
    .query_map([uid, &*TYING], |row| row.get(0))?
    .collect()
}

/// The identities that a document ties to something: only their pairs need to be judged anew when it comes or goes.
pub fn tied_in(db: &Connection, document: &str) -> rusqlite::Result<BTreeSet<String>> {
    db.prepare_cached(
        "SELECT DISTINCT identity.uid
         FROM document d JOIN claim c USING (doc_id)
         JOIN claim_participant p ON p.claim_id = c.claim_id AND p.role = 'subject'
         JOIN chain ON chain.chain_id = p.chain_id
         JOIN identity USING (identity_id)
         WHERE d.uid = ? AND c.status = 'actual' AND c.relation IN (SELECT value FROM json_each(?))",
    )?
    .query_map([document, &*TYING], |row| row.get(0))?
    .collect()
}
