//! What users judge: that two entities are one, that they are not, that an article means another bearer of the name.
//!
//! A decision is a set of judgements, written together with a row of the audit in one transaction that also brings the
//! entities and events in step. Undoing it puts back the judgements that stood before, so it leads back to where the
//! database was.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use serde::{Deserialize, Serialize};

use crate::language::gazetteer::fold;
use crate::model::EntityType;
use crate::resolve::clusters::Verdict;
use crate::resolve::identity::key;

use super::judgements::{Decision, decision, json};
use super::put::{Found, find};
use super::stage::Teller;
use super::subjects::{Subject, find_subject, joined_by_name, subject};
use super::touched::Touched;
use super::{Result, Store, StoreError, identities};

/// Why something can't be judged so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Conflict {
    /// Both are one already.
    #[error("{0} and {1} are one entity already")]
    AlreadyOne(String, String),
    /// A user said that they are not the same.
    #[error("{0} and {1} were judged not the same; undo that first (`newsgraph log` lists it)")]
    Apart(String, String),
    /// A user said that they are the same.
    #[error("{0} and {1} were judged the same; undo that first (`newsgraph log` lists it)")]
    Together(String, String),
    /// Both names are one identity.
    #[error(
        "both are the name “{0}”; `newsgraph split` parts the articles that mean different bearers of one name"
    )]
    OneName(String),
    /// Entities of different types.
    #[error("{0} is a {1}, {2} is a {3}: entities of different types are never one")]
    Types(String, EntityType, String, EntityType),
    /// There is no such article.
    #[error("there is no article {0}; `newsgraph search` shows the ids of articles")]
    NoArticle(String),
    /// An article does not mention the entity.
    #[error("the article {0} does not mention {1}")]
    NotThere(String, String),
    /// All articles that mention the entity were named.
    #[error("these are all articles that mention {0}: nothing would be left to part them from")]
    AllThere(String),
    /// A later decision speaks of the same pair.
    #[error("a later decision speaks of {0} and {1} too; undo that first (`newsgraph log` lists it)")]
    Later(String, String),
    /// A name without a letter or digit.
    #[error("“{0}” is no name")]
    NoName(String),
    /// The name is another entity's.
    #[error("“{0}” is the name of another entity, {1}; to say that both are one, merge them")]
    Taken(String, String),
}

/// A user's judgement on a pair, before and after a decision.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Change {
    a: String,
    b: String,
    before: Option<Said>,
    after: Option<Said>,
}

/// What a user said of a pair.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Said {
    verdict: Verdict,
    rule: String,
    name: Option<String>,
}

impl Store {
    /// Judges two entities one. They are given by the ids of entities or of identities.
    pub fn merge(&mut self, a: &str, b: &str) -> Result<()> {
        self.decide("merge", &[a, b], |db| {
            let (left, right) = (subject(db, a)?, subject(db, b)?);
            if left.entity_row == right.entity_row {
                return Err(Conflict::AlreadyOne(left.called(), right.called()).into());
            }
            if left.entity != right.entity {
                return Err(Conflict::Types(left.called(), left.entity, right.called(), right.entity).into());
            }
            if let Some((one, other)) = apart(db, &left, &right)? {
                return Err(
                    Conflict::Apart(subject(db, &one)?.called(), subject(db, &other)?.called()).into()
                );
            }
            Ok(Plan::of(vec![said(&left.uid, &right.uid, Verdict::Same, "merge", None)]))
        })
    }

    /// Judges two identities not one, so that they are not joined, or no longer.
    pub fn not_same(&mut self, a: &str, b: &str) -> Result<()> {
        self.decide("not-same", &[a, b], |db| {
            let (left, right) = (subject(db, a)?, subject(db, b)?);
            if left.uid == right.uid {
                return Err(Conflict::OneName(left.norm).into());
            }
            if joined_by_users(db, &left.uid, &right.uid)? {
                return Err(Conflict::Together(left.called(), right.called()).into());
            }
            Ok(Plan::of(vec![said(&left.uid, &right.uid, Verdict::NotSame, "not-same", None)]))
        })
    }

    /// Judges that the named articles mean another bearer of the entity's name: their chains become an entity of their
    /// own. The articles are given by their ids in the input or public ids.
    pub fn split(&mut self, entity: &str, documents: &[String]) -> Result<()> {
        let mut arguments = vec![entity];
        arguments.extend(documents.iter().map(String::as_str));
        self.decide("split", &arguments, |db| {
            let from = subject(db, entity)?;
            let all: BTreeSet<String> = documents_of(db, from.entity_row)?;
            let mut taken: Vec<(String, String)> = Vec::new();
            let mut uids = BTreeSet::new();
            for document in documents {
                let Some(Found { uid, .. }) = find(db, document)? else {
                    return Err(Conflict::NoArticle(document.clone()).into());
                };
                let identities = identities_in(db, from.entity_row, &uid)?;
                if identities.is_empty() {
                    return Err(Conflict::NotThere(document.clone(), from.called()).into());
                }
                for (identity, norm) in identities {
                    let alone = key(from.entity, &norm, Some(&uid));
                    // An identity of one document is one with others only because a user said so.
                    if alone == identity {
                        return Err(
                            Conflict::Together(from.called(), subject(db, &identity)?.called()).into()
                        );
                    }
                    // That the name is given to this article's entity would be forgotten.
                    let (a, b) = ((&identity).min(&alone), (&identity).max(&alone));
                    if user_says(db, a, b)?.is_some_and(|said| said.verdict == Verdict::Same) {
                        return Err(Conflict::Together(from.called(), alone).into());
                    }
                    taken.push((identity, alone));
                }
                uids.insert(uid);
            }
            if uids == all {
                return Err(Conflict::AllThere(from.called()).into());
            }
            let parted =
                taken.iter().map(|(shared, alone)| said(shared, alone, Verdict::NotSame, "split", None));
            let joined = taken
                .windows(2)
                .filter(|pair| pair[0].1 != pair[1].1)
                .map(|pair| said(&pair[0].1, &pair[1].1, Verdict::Same, "split", None));
            Ok(Plan { changes: parted.chain(joined).collect(), documents: uids })
        })
    }

    /// Gives an entity another name, by which it is found, and which joins the chains that bear it.
    pub fn alias(&mut self, entity: &str, name: &str) -> Result<()> {
        self.decide("alias", &[entity, name], |db| {
            let of = subject(db, entity)?;
            let norm = fold(name);
            if norm.is_empty() {
                return Err(Conflict::NoName(name.into()).into());
            }
            let given = key(of.entity, &norm, None);
            if given == of.uid {
                return Err(Conflict::OneName(norm).into());
            }
            if let Some(other) = joined_by_name(db, of.entity, &norm)? {
                let conflict = if other.entity_row == of.entity_row {
                    Conflict::OneName(norm)
                } else {
                    Conflict::Taken(name.into(), other.called())
                };
                return Err(conflict.into());
            }
            let (a, b) = ((&of.uid).min(&given), (&of.uid).max(&given));
            if user_says(db, a, b)?.is_some_and(|said| said.verdict == Verdict::NotSame) {
                return Err(Conflict::Apart(of.called(), given).into());
            }
            let documents = documents_with_name(db, of.entity, &norm)?;
            let change = said(&of.uid, &given, Verdict::Same, "alias", Some(name.to_owned()));
            Ok(Plan { changes: vec![change], documents })
        })
    }

    /// Takes back the last decision that was not undone yet, or the one of this number; gives it, or nothing where
    /// there is none.
    pub fn undo(&mut self, number: Option<i64>) -> Result<Option<Decision>> {
        let busy = |e| StoreError::of(&self.path, e);
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate).map_err(busy)?;
        let last = tx
            .query_row(
                "SELECT audit_id, at, action, arguments, undone, changes, documents FROM audit
                 WHERE NOT undone AND audit_id = ifnull(?1, audit_id) ORDER BY audit_id DESC LIMIT 1",
                [number],
                |row| Ok((decision(row)?, json(row, 5)?, json(row, 6)?)),
            )
            .optional()?;
        let Some((mut decision, changes, documents)) = last else { return Ok(None) };
        let changes: Vec<Change> = changes;
        for change in &changes {
            if user_says(&tx, &change.a, &change.b)? != change.after {
                return Err(Conflict::Later(change.a.clone(), change.b.clone()).into());
            }
        }
        let back =
            changes.into_iter().rev().map(|c| Change { before: c.after, after: c.before, ..c }).collect();
        apply(&tx, &Plan { changes: back, documents })?;
        tx.execute("UPDATE audit SET undone = 1 WHERE audit_id = ?", [decision.number])?;
        tx.commit()?;
        decision.undone = true;
        Ok(Some(decision))
    }

    fn decide(
        &mut self,
        action: &str,
        arguments: &[&str],
        plan: impl FnOnce(&Connection) -> Result<Plan>,
    ) -> Result<()> {
        let busy = |e| StoreError::of(&self.path, e);
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate).map_err(busy)?;
        let mut plan = plan(&tx)?;
        for change in &mut plan.changes {
            change.before = user_says(&tx, &change.a, &change.b)?;
        }
        apply(&tx, &plan)?;
        tx.execute(
            "INSERT INTO audit (action, arguments, documents, changes) VALUES (?, ?, ?, ?)",
            params![
                action,
                serde_json::json!(arguments).to_string(),
                serde_json::json!(plan.documents).to_string(),
                serde_json::json!(plan.changes).to_string()
            ],
        )?;
        tx.commit()?;
        Ok(())
    }
}

/// What a decision changes, and the documents whose chains it moves from one identity to another.
struct Plan {
    changes: Vec<Change>,
    documents: BTreeSet<String>,
}

impl Plan {
    fn of(changes: Vec<Change>) -> Plan {
        Plan { changes, documents: BTreeSet::new() }
    }
}

fn said(one: &str, other: &str, verdict: Verdict, rule: &str, name: Option<String>) -> Change {
    let (a, b) = (one.min(other).to_owned(), one.max(other).to_owned());
    Change { a, b, before: None, after: Some(Said { verdict, rule: rule.to_owned(), name }) }
}

/// Writes the judgements, and brings what depends on them in step.
fn apply(db: &Connection, plan: &Plan) -> rusqlite::Result<()> {
    let mut touched = Touched::default();
    let mut seeds = BTreeSet::new();
    for change in &plan.changes {
        db.prepare_cached("DELETE FROM judgement WHERE a = ? AND b = ? AND who = 'user'")?
            .execute([&change.a, &change.b])?;
        if let Some(said) = &change.after {
            let score = if said.verdict == Verdict::Same { 1.0 } else { 0.0 };
            db.prepare_cached(
                "INSERT INTO judgement (a, b, who, verdict, rule, score, name) VALUES (?, ?, 'user', ?, ?, ?, ?)",
            )?
            .execute(params![change.a, change.b, said.verdict, said.rule, score, said.name])?;
        }
        seeds.extend([change.a.clone(), change.b.clone()]);
    }
    for document in &plan.documents {
        identities::rehome(db, document, &mut touched)?;
    }
    for uid in &seeds {
        if let Some(subject) = find_subject(db, uid)? {
            touched.recount.insert(subject.entity_row);
            touched.entities.insert(subject.entity_row);
        }
    }
    identities::regroup(db, seeds, &mut touched)?;
    touched.settle(db, &mut Teller::nobody())
}

fn user_says(db: &Connection, a: &str, b: &str) -> rusqlite::Result<Option<Said>> {
    db.query_row(
        "SELECT verdict, rule, name FROM judgement WHERE a = ? AND b = ? AND who = 'user'",
        [a, b],
        |row| Ok(Said { verdict: row.get(0)?, rule: row.get(1)?, name: row.get(2)? }),
    )
    .optional()
}

/// The identities of the two entities that a user judged not the same.
fn apart(db: &Connection, left: &Subject, right: &Subject) -> rusqlite::Result<Option<(String, String)>> {
    db.query_row(
        "SELECT a, b FROM judgement JOIN identity ia ON ia.uid = a JOIN identity ib ON ib.uid = b
         WHERE who = 'user' AND verdict = 'not_same'
           AND (ia.entity_id, ib.entity_id) IN (VALUES (?1, ?2), (?2, ?1))
         ORDER BY a, b LIMIT 1",
        [left.entity_row, right.entity_row],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
    .optional()
}

/// Whether what users judged the same joins the two, through any number of others.
fn joined_by_users(db: &Connection, a: &str, b: &str) -> rusqlite::Result<bool> {
    db.query_row(
        "WITH RECURSIVE
           pair (x, y) AS (SELECT a, b FROM judgement WHERE who = 'user' AND verdict = 'same'
                           UNION SELECT b, a FROM judgement WHERE who = 'user' AND verdict = 'same'),
           one (uid) AS (VALUES (?1) UNION SELECT y FROM pair JOIN one ON x = uid)
         SELECT EXISTS (SELECT 1 FROM one WHERE uid = ?2)",
        [a, b],
        |row| row.get(0),
    )
}

fn documents_of(db: &Connection, entity: i64) -> rusqlite::Result<BTreeSet<String>> {
    db.prepare_cached(
        "SELECT DISTINCT document.uid FROM chain JOIN document USING (doc_id) WHERE entity_id = ?",
    )?
    .query_map([entity], |row| row.get(0))?
    .collect()
}

/// The identities by which a document mentions an entity, with their folded names.
fn identities_in(db: &Connection, entity: i64, document: &str) -> rusqlite::Result<Vec<(String, String)>> {
    db.prepare_cached(
        "SELECT DISTINCT identity.uid, identity.norm
         FROM chain JOIN document USING (doc_id) JOIN identity USING (identity_id)
         WHERE chain.entity_id = ? AND document.uid = ? ORDER BY identity.uid",
    )?
    .query_map(params![entity, document], |row| Ok((row.get(0)?, row.get(1)?)))?
    .collect()
}

/// The documents with a chain whose full form is this name.
fn documents_with_name(
    db: &Connection,
    entity: EntityType,
    norm: &str,
) -> rusqlite::Result<BTreeSet<String>> {
    db.prepare_cached(
        "SELECT DISTINCT document.uid
         FROM identity JOIN chain USING (identity_id) JOIN document USING (doc_id)
         WHERE identity.norm = ? AND identity.type = ?",
    )?
    .query_map(params![norm, entity], |row| row.get(0))?
    .collect()
}
