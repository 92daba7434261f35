//! Reading what users decided, and what rules and users judge of pairs.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Result, Store};
use crate::resolve::clusters::Verdict;

/// A decision of a user, as the log tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Decision {
    /// Its number.
    pub number: i64,
    /// When, UTC.
    pub at: String,
    /// The command.
    pub action: String,
    /// What it was given.
    pub arguments: Vec<String>,
    /// Whether it was undone.
    pub undone: bool,
}

/// Two identities that may be one.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct UnsurePair {
    /// The smaller public id.
    pub a: String,
    /// Its entity's name.
    pub a_name: String,
    /// Its entity's id.
    pub a_entity: String,
    /// The greater public id.
    pub b: String,
    /// Its entity's name.
    pub b_name: String,
    /// Its entity's id.
    pub b_entity: String,
    /// How likely it is that they are one, 0 to 1.
    pub score: f64,
}

/// A judgement on two identities.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct JudgedPair {
    /// The smaller public id.
    pub a: String,
    /// Its folded name; empty where no article has it.
    pub a_name: String,
    /// The greater public id.
    pub b: String,
    /// Its folded name; empty where no article has it.
    pub b_name: String,
    /// `user` or `rule`.
    pub who: String,
    /// What it says.
    pub verdict: Verdict,
    /// The rule, or the user's command.
    pub rule: String,
    /// How likely it is that they are one, 0 to 1.
    pub score: f64,
}

impl Store {
    /// The decisions, in order.
    pub fn log(&self) -> Result<Vec<Decision>> {
        self.rows("SELECT audit_id, at, action, arguments, undone FROM audit ORDER BY audit_id", [], decision)
    }

    /// The pairs of which no rule is sure and no user has spoken, surest first.
    pub fn unsure(&self) -> Result<Vec<UnsurePair>> {
        self.rows(
            "SELECT j.a, ea.name, ea.uid, j.b, eb.name, eb.uid, j.score
             FROM judgement j
             JOIN identity ia ON ia.uid = j.a JOIN entity ea ON ea.entity_id = ia.entity_id
             JOIN identity ib ON ib.uid = j.b JOIN entity eb ON eb.entity_id = ib.entity_id
             WHERE j.who = 'rule' AND j.verdict = 'unsure' AND ia.entity_id <> ib.entity_id
               AND NOT EXISTS (SELECT 1 FROM judgement u WHERE u.a = j.a AND u.b = j.b AND u.who = 'user')
             ORDER BY j.score DESC, j.a, j.b",
            [],
            |row| {
                Ok(UnsurePair {
                    a: row.get(0)?,
                    a_name: row.get(1)?,
                    a_entity: row.get(2)?,
                    b: row.get(3)?,
                    b_name: row.get(4)?,
                    b_entity: row.get(5)?,
                    score: row.get(6)?,
                })
            },
        )
    }

    /// The judgements on two identities and between those that join them: why they are one, or are not.
    pub fn judged(&self, a: &str, b: &str) -> Result<Vec<JudgedPair>> {
        self.rows(
            "SELECT j.a, x.norm, j.b, y.norm, j.who, j.verdict, j.rule, j.score
             FROM judgement j LEFT JOIN identity x ON x.uid = j.a LEFT JOIN identity y ON y.uid = j.b
             WHERE (j.a, j.b) IN (VALUES (?1, ?2), (?2, ?1))
                OR j.verdict = 'same' AND x.entity_id = y.entity_id
                   AND x.entity_id IN (SELECT entity_id FROM identity WHERE uid IN (?1, ?2))
             ORDER BY (j.a, j.b) NOT IN (VALUES (?1, ?2), (?2, ?1)), j.who DESC, j.score DESC, j.a, j.b",
            [a, b],
            |row| {
                Ok(JudgedPair {
                    a: row.get(0)?,
                    a_name: row.get::<_, Option<String>>(1)?.unwrap_or_default(),
                    b: row.get(2)?,
                    b_name: row.get::<_, Option<String>>(3)?.unwrap_or_default(),
                    who: row.get(4)?,
                    verdict: row.get(5)?,
                    rule: row.get(6)?,
                    score: row.get(7)?,
                })
            },
        )
    }
}

/// A row of the audit.
pub(super) fn decision(row: &rusqlite::Row<'_>) -> rusqlite::Result<Decision> {
    Ok(Decision {
        number: row.get(0)?,
        at: row.get(1)?,
        action: row.get(2)?,
        arguments: json(row, 3)?,
        undone: row.get(4)?,
    })
}

/// A column that holds JSON.
pub(super) fn json<T: serde::de::DeserializeOwned>(
    row: &rusqlite::Row<'_>,
    column: usize,
) -> rusqlite::Result<T> {
    let text: String = row.get(column)?;
    serde_json::from_str(&text).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, Box::new(error))
    })
}
