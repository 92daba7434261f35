//! Whom events join to an entity, and by which relations: counted without reading all that there is to tell of each event.

use super::select::{Scope, Select};
use super::{Filter, Result, Store};
use crate::model::{EntityType, Relations, Status};

/// What the events of one relation and status tell of an entity and another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TieRow {
    /// The other entity's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub entity: EntityType,
    /// The relation's name.
    pub relation: String,
    /// Whether the order of its ends does not matter.
    pub symmetric: bool,
    /// Whether the entity asked about is the subject.
    pub subject: bool,
    /// The events' status.
    pub status: Status,
    /// How many there are.
    pub count: usize,
    /// The sum of the numbers of their sources.
    pub sources: u64,
    /// The time that begins first; none where no event has a time.
    pub first: Option<Moment>,
    /// The time that ends last.
    pub last: Option<Moment>,
}

/// A time that sorts by its day, and by its writing where that is the same.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(String);

/// A day that counts from the first that there is, in so many digits, so that times sort as texts do.
const DAY_DIGITS: usize = 10;

impl Moment {
    /// As EDTF.
    pub fn edtf(&self) -> &str {
        self.0.get(DAY_DIGITS..).unwrap_or_default()
    }
}

impl Store {
    /// What the events in scope that pass the filter (whatever its limit) tell of the entity of the scope and each other one;
    /// by the other's id.
    pub fn ties(&self, scope: Scope<'_>, filter: &Filter) -> Result<Vec<TieRow>> {
        let mut select = Select::new(scope, &Filter { limit: None, ..filter.clone() });
        select.with_others();
        // An open beginning is before, an open end after all others.
        let day = |day: &str, open: i32| {
            format!("printf('%0{DAY_DIGITS}d', ifnull({day}, {open}) - {}) || e.edtf", i32::MIN)
        };
        let (first, last) = (day("e.lo", i32::MIN), day("e.hi", i32::MAX));
        let counted = select.telling(
            &format!(
                "z.other_id AS other, e.relation AS relation, z.role = 'subject' AS subject, e.status AS status,
                 count(*) AS n, sum(e.n_sources) AS sources, min({first}) AS first, max({last}) AS last"
            ),
            "",
            "GROUP BY 1, 2, 3, 4",
        );
        let sql = format!(
            "SELECT o.uid, o.name, o.type, relation,
                    EXISTS (SELECT 1 FROM relation r WHERE r.name = told.relation AND r.symmetric),
                    subject, status, n, sources, first, last
             FROM ({counted}) told JOIN entity o ON o.entity_id = other
             ORDER BY o.uid, relation, subject, status"
        );
        self.rows(&sql, &*select.params(), |row| {
            let relation: String = row.get(3)?;
            let moment = |text: Option<String>| text.map(Moment);
            Ok(TieRow {
                id: row.get(0)?,
                name: row.get(1)?,
                entity: row.get(2)?,
                symmetric: row.get(4)? || Relations::built_in().is_symmetric(&relation),
                relation,
                subject: row.get(5)?,
                status: row.get(6)?,
                count: row.get(7)?,
                sources: row.get(8)?,
                first: moment(row.get(9)?),
                last: moment(row.get(10)?),
            })
        })
    }
}
