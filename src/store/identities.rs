//! Keeping identities, and the entities that judgements make of them, in step with the chains of the documents.
//!
//! A document costs time by its own size: only a name never seen before is compared with others, and only a judgement
//! that changes what is one moves chains of other documents.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension, params};

use crate::model::EntityType;
use crate::resolve::clusters::{Judgement, clusters};
use crate::resolve::identity::{self, Identity, identify, key};

use super::touched::Touched;
use super::{entities, events, likeness};

/// The rows of a chain's identity and entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rows {
    pub identity: i64,
    pub entity: i64,
}

/// What a chain is identified by.
#[derive(Debug, Clone, Copy)]
pub struct Named<'a> {
    /// What it is.
    pub entity: EntityType,
    /// Its fullest form.
    pub name: &'a str,
    /// The other forms.
    pub aliases: &'a [String],
    /// Whether the fullest form is a name, not a description.
    pub by_name: bool,
}

/// A chain's identity.
#[derive(Debug, Clone)]
pub struct Identified {
    /// The public id of what its name alone says, whatever users judged.
    pub name_id: String,
    /// Its rows, as users have judged.
    pub rows: Rows,
}

/// Identifies the chains of a new document, and counts it for their identities, entities and names.
pub fn identify_all(
    db: &Connection,
    chains: &[Named<'_>],
    document: &str,
    touched: &mut Touched,
) -> rusqlite::Result<Vec<Identified>> {
    let mut name_ids = Vec::with_capacity(chains.len());
    let mut judged = Vec::with_capacity(chains.len());
    for chain in chains {
        let identity = identify(chain.entity, chain.name, chain.by_name, document);
        name_ids.push(identity.uid.clone());
        judged.push(as_judged(db, identity, chain.entity, document)?);
    }
    let by_uid =
        judged.iter().zip(chains).map(|(identity, chain)| (&*identity.uid, (identity, chain.entity)));
    let rows = enter(db, &by_uid.collect(), touched)?;
    let mut names = BTreeSet::new();
    let mut identified = Vec::with_capacity(chains.len());
    for ((chain, identity), name_id) in chains.iter().zip(&judged).zip(name_ids) {
        let rows = rows[&identity.uid];
        names.insert((rows.entity, chain.name));
        names.extend(chain.aliases.iter().map(|alias| (rows.entity, &**alias)));
        identified.push(Identified { name_id, rows });
    }
    entities::count(db, &names)?;
    touched.entities.extend(names.iter().map(|&(entity, _)| entity));
    Ok(identified)
}

/// The identity of a chain as users have judged: a name that they gave to an entity joins, and a document that they
/// took out of an identity keeps its own.
pub fn as_judged(
    db: &Connection,
    found: Identity,
    entity: EntityType,
    document: &str,
) -> rusqlite::Result<Identity> {
    let alone = key(entity, &found.norm, Some(document));
    if found.join.is_some() {
        let apart = is_apart(db, &found.uid, &alone)?;
        return Ok(if apart { Identity { uid: alone, known_as: None, join: None, ..found } } else { found });
    }
    let shared = key(entity, &found.norm, None);
    let given = is_given(db, &shared)? && !is_apart(db, &shared, &alone)?;
    Ok(if given { Identity { uid: shared, join: Some(identity::GIVEN), ..found } } else { found })
}

/// Whether a user gave the name of this identity to an entity.
fn is_given(db: &Connection, uid: &str) -> rusqlite::Result<bool> {
    db.prepare_cached("SELECT 1 FROM judgement WHERE (a = ?1 OR b = ?1) AND rule = 'alias'")?.exists([uid])
}

fn is_apart(db: &Connection, uid: &str, alone: &str) -> rusqlite::Result<bool> {
    db.prepare_cached(
        "SELECT 1 FROM judgement WHERE a = ? AND b = ? AND who = 'user' AND verdict = 'not_same'",
    )?
    .exists([uid.min(alone), uid.max(alone)])
}

/// Counts the identities of a document, making those that are new and joining them with others; gives their rows.
pub fn enter(
    db: &Connection,
    identities: &BTreeMap<&str, (&Identity, EntityType)>,
    touched: &mut Touched,
) -> rusqlite::Result<BTreeMap<String, Rows>> {
    let mut known =
        db.prepare_cached("UPDATE identity SET n_docs = n_docs + 1 WHERE uid = ? RETURNING identity_id")?;
    let mut new = BTreeSet::new();
    for (&uid, &(identity, entity)) in identities {
        if known.query_row([uid], |row| row.get::<_, i64>(0)).optional()?.is_none() {
            insert(db, identity, entity)?;
            touched.identities.insert(uid.to_owned());
            new.insert(uid.to_owned());
        }
    }
    let mut judged = BTreeSet::new();
    for uid in new {
        if is_judged(db, &uid)? {
            judged.insert(uid);
        }
    }
    regroup(db, judged.clone(), touched)?;
    let mut select = db.prepare_cached("SELECT identity_id, entity_id FROM identity WHERE uid = ?")?;
    let mut rows = BTreeMap::new();
    for &uid in identities.keys() {
        let found = select.query_row([uid], |row| Ok(Rows { identity: row.get(0)?, entity: row.get(1)? }))?;
        // Users may have given it names.
        touched.recount.extend(judged.contains(uid).then_some(found.entity));
        rows.insert(uid.to_owned(), found);
    }
    Ok(rows)
}

/// Whether judgements speak of this identity.
fn is_judged(db: &Connection, uid: &str) -> rusqlite::Result<bool> {
    db.prepare_cached("SELECT 1 FROM judgement WHERE a = ?1 OR b = ?1")?.exists([uid])
}

/// A new identity, with an entity of its own.
fn insert(db: &Connection, identity: &Identity, entity: EntityType) -> rusqlite::Result<()> {
    let row = entities::row(db, &identity.uid, entity)?;
    db.prepare_cached(
        "INSERT INTO identity (uid, type, norm, known_as, rule, score, n_docs, entity_id)
         VALUES (?, ?, ?, ?, ?, ?, 1, ?)",
    )?
    .execute(params![
        identity.uid,
        entity,
        identity.norm,
        identity.known_as,
        identity.join.map(|join| join.rule),
        identity.join.map(|join| join.score),
        row
    ])?;
    likeness::find(db, db.last_insert_rowid())
}

/// The identities of a document, by row.
pub fn of_document(db: &Connection, doc_id: i64) -> rusqlite::Result<Vec<i64>> {
    db.prepare_cached("SELECT DISTINCT identity_id FROM chain WHERE doc_id = ?")?
        .query_map([doc_id], |row| row.get(0))?
        .collect()
}

/// Takes back what a document counted; it has gone. What no document has any more is deleted, and what was one through
/// it may part.
pub fn leave(db: &Connection, identities: &[i64], touched: &mut Touched) -> rusqlite::Result<()> {
    let mut fewer = db.prepare_cached(
        "UPDATE identity SET n_docs = n_docs - 1 WHERE identity_id = ? RETURNING uid, entity_id, n_docs",
    )?;
    let mut bereft = BTreeSet::new();
    for &row in identities {
        let (uid, entity, documents): (String, i64, u32) =
            fewer.query_row([row], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        if documents == 0 {
            db.prepare_cached("DELETE FROM judgement WHERE (a = ?1 OR b = ?1) AND who = 'rule'")?
                .execute([&uid])?;
            db.prepare_cached("DELETE FROM identity WHERE identity_id = ?")?.execute([row])?;
            bereft.insert(entity);
        }
    }
    let mut mates = db.prepare_cached("SELECT uid FROM identity WHERE entity_id = ?")?;
    let mut left = BTreeSet::new();
    for entity in bereft {
        for uid in mates.query_map([entity], |row| row.get(0))? {
            left.insert(uid?);
        }
    }
    regroup(db, left, touched)
}

/// Brings the entities of these identities, and of all that judgements join them with, in step with the judgements.
pub fn regroup(db: &Connection, seeds: BTreeSet<String>, touched: &mut Touched) -> rusqlite::Result<()> {
    let mut done = BTreeSet::new();
    for seed in seeds {
        if !done.contains(&seed) {
            let members = related(db, seed)?;
            cluster(db, &members, touched)?;
            done.extend(members);
        }
    }
    Ok(())
}

/// Brings the entities of identities in step that are one with no others.
fn cluster(db: &Connection, members: &BTreeSet<String>, touched: &mut Touched) -> rusqlite::Result<()> {
    let mut judgements = Vec::new();
    for uid in members {
        judgements.extend(judgements_on(db, uid)?);
    }
    let mut present = db.prepare_cached("SELECT identity_id, type, entity_id FROM identity WHERE uid = ?")?;
    for cluster in clusters(members, &judgements) {
        let mut identities = Vec::new();
        for uid in &cluster {
            let row =
                present.query_row([uid], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()?;
            identities.extend(row.map(|row: (i64, EntityType, i64)| (uid, row)));
        }
        let Some(&(uid, (_, entity, _))) = identities.iter().min_by_key(|(uid, _)| standing_order(uid))
        else {
            continue;
        };
        let target = entities::row(db, uid, entity)?;
        for (_, (identity, _, from)) in identities {
            if from != target {
                move_identity(db, identity, from, target, touched)?;
            }
        }
    }
    Ok(())
}

/// An entity goes by its Wikidata id where it has one, else by the smallest id.
fn standing_order(uid: &str) -> (bool, &str) {
    (!uid.starts_with('Q'), uid)
}

/// The identities that this one is one with by judgements, or is one entity with as yet; it is among them.
fn related(db: &Connection, seed: String) -> rusqlite::Result<BTreeSet<String>> {
    let mut next = db.prepare_cached(
        "SELECT b FROM judgement WHERE a = ?1 AND verdict = 'same'
         UNION SELECT a FROM judgement WHERE b = ?1 AND verdict = 'same'
         UNION SELECT mate.uid FROM identity JOIN identity mate USING (entity_id) WHERE identity.uid = ?1",
    )?;
    let mut open = vec![seed.clone()];
    let mut found = BTreeSet::from([seed]);
    while let Some(uid) = open.pop() {
        for other in next.query_map([&uid], |row| row.get::<_, String>(0))? {
            let other = other?;
            if found.insert(other.clone()) {
                open.push(other);
            }
        }
    }
    Ok(found)
}

/// The judgements in which this identity is the smaller of the two.
fn judgements_on(db: &Connection, a: &str) -> rusqlite::Result<Vec<Judgement>> {
    db.prepare_cached("SELECT a, b, verdict, who = 'user', score FROM judgement WHERE a = ?")?
        .query_map([a], |row| {
            Ok(Judgement {
                a: row.get(0)?,
                b: row.get(1)?,
                verdict: row.get(2)?,
                by_user: row.get(3)?,
                score: row.get(4)?,
            })
        })?
        .collect()
}

/// Makes an identity with all its chains one of another entity.
fn move_identity(
    db: &Connection,
    identity: i64,
    from: i64,
    to: i64,
    touched: &mut Touched,
) -> rusqlite::Result<()> {
    db.prepare_cached("UPDATE identity SET entity_id = ? WHERE identity_id = ?")?.execute([to, identity])?;
    let chains: Vec<i64> = db
        .prepare_cached("SELECT chain_id FROM chain WHERE identity_id = ?")?
        .query_map([identity], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for chain in chains {
        move_chain(db, chain, Rows { identity, entity: to }, touched)?;
    }
    touched.entities.extend([from, to]);
    Ok(())
}

/// Gives a chain to an identity and entity, and its claims to the matters of that entity.
fn move_chain(db: &Connection, chain: i64, to: Rows, touched: &mut Touched) -> rusqlite::Result<()> {
    let from: i64 = db
        .prepare_cached("SELECT entity_id FROM chain WHERE chain_id = ?")?
        .query_row([chain], |row| row.get(0))?;
    db.prepare_cached("UPDATE chain SET identity_id = ?, entity_id = ? WHERE chain_id = ?")?.execute([
        to.identity,
        to.entity,
        chain,
    ])?;
    let claims: Vec<i64> = db
        .prepare_cached(
            "SELECT DISTINCT claim_id FROM mention_chain JOIN claim_participant USING (mention_id, chain_id)
             WHERE chain_id = ?",
        )?
        .query_map([chain], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for claim in claims {
        touched.matters.extend(events::rematter(db, claim)?);
    }
    touched.recount.extend([from, to.entity]);
    touched.entities.extend([from, to.entity]);
    Ok(())
}

/// Gives each chain of a document the identity that users' judgements now give it.
pub fn rehome(db: &Connection, document: &str, touched: &mut Touched) -> rusqlite::Result<()> {
    let mut moved: BTreeMap<String, (Identity, EntityType, Vec<i64>)> = BTreeMap::new();
    let mut left = BTreeSet::new();
    touched.identities.extend(likeness::tied_in(db, document)?);
    for chain in chains(db, document)? {
        let identity = identify(chain.entity, &chain.name, chain.named, document);
        let identity = as_judged(db, identity, chain.entity, document)?;
        if identity.uid != chain.identity {
            left.insert(chain.identity_row);
            let entry = moved.entry(identity.uid.clone()).or_insert((identity, chain.entity, Vec::new()));
            entry.2.push(chain.row);
        }
    }
    let identities = moved.iter().map(|(uid, (identity, entity, _))| (&**uid, (identity, *entity))).collect();
    let rows = enter(db, &identities, touched)?;
    for (uid, (_, _, chains)) in &moved {
        for &chain in chains {
            move_chain(db, chain, rows[uid], touched)?;
        }
    }
    touched.identities.extend(likeness::tied_in(db, document)?);
    leave(db, &left.into_iter().collect::<Vec<_>>(), touched)
}

/// A chain with what it is identified by.
struct StoredChain {
    row: i64,
    entity: EntityType,
    name: String,
    named: bool,
    identity: String,
    identity_row: i64,
}

/// The chains of a document.
fn chains(db: &Connection, document: &str) -> rusqlite::Result<Vec<StoredChain>> {
    db.prepare_cached(
        "SELECT chain_id, chain.type, chain.name, identity.uid, identity_id, EXISTS (
             SELECT 1 FROM mention_chain JOIN mention USING (mention_id)
             WHERE mention_chain.chain_id = chain.chain_id AND kind = 'name')
         FROM chain JOIN identity USING (identity_id) JOIN document USING (doc_id) WHERE document.uid = ?",
    )?
    .query_map([document], |row| {
        Ok(StoredChain {
            row: row.get(0)?,
            entity: row.get(1)?,
            name: row.get(2)?,
            identity: row.get(3)?,
            identity_row: row.get(4)?,
            named: row.get(5)?,
        })
    })?
    .collect()
}
