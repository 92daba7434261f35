//! Rows out of the database.

use rusqlite::{OptionalExtension, Params, Row};

use crate::language::gazetteer::fold;
use crate::model::{Relations, Status, TimeMethod};

use super::select::{EVENT_COLUMNS, EVENT_TABLES, Scope, Select};
use super::{
    AliasRow, ClaimRow, ClaimTimeRow, Count, DocumentRow, End, EntityRow, EventRow, EventTime, Filter, Quote,
    Result, Store, StoreError,
};

/// Which claims.
#[derive(Debug, Clone, Copy)]
pub enum Claims<'a> {
    /// All, by id.
    All,
    /// Those about this event, by date of publication.
    About(&'a str),
    /// Those of the article with this public id, in the order of its text.
    In(&'a str),
    /// The one of this id.
    Only(&'a str),
}

pub(super) const ENTITY: &str = "SELECT uid, name, type, n_docs, standing = 'local' FROM entity";

const CLAIM: &str = concat!(
    "
SELECT c.uid, e.uid, d.article, d.uid, d.source, d.published, d.url, d.title,
       s.uid, s.name, s.type, sp.via, c.relation, o.uid, o.name, o.type, op.via, c.title,
       c.edtf, w.exact, c.time_method, p.uid, p.name, p.type, c.status, v.uid, v.name, v.type,
       c.confidence, c.rule, q.start, q.\"end\", q.exact, t.start, t.\"end\", t.exact, c.joined_by
FROM claim c
JOIN event e ON e.event_id = c.event_id
JOIN document d ON d.doc_id = c.doc_id
JOIN evidence q ON q.claim_id = c.claim_id AND q.part = 'sentence'
JOIN evidence t ON t.claim_id = c.claim_id AND t.part = 'trigger'
LEFT JOIN evidence w ON w.claim_id = c.claim_id AND w.part = 'time'
",
    claim_ends!(),
    "
LEFT JOIN claim_participant pp ON pp.claim_id = c.claim_id AND pp.role = 'place'
LEFT JOIN chain pc ON pc.chain_id = pp.chain_id
LEFT JOIN entity p ON p.entity_id = pc.entity_id
LEFT JOIN claim_participant vp ON vp.claim_id = c.claim_id AND vp.role = 'speaker'
LEFT JOIN chain vc ON vc.chain_id = vp.chain_id
LEFT JOIN entity v ON v.entity_id = vc.entity_id
"
);

impl Store {
    /// The entity of this id.
    pub fn entity(&self, id: &str) -> Result<Option<EntityRow>> {
        let mut select = self.db.prepare_cached(&format!("{ENTITY} WHERE uid = ?"))?;
        Ok(select.query_row([id], entity).optional()?)
    }

    /// All entities, by id.
    pub fn entities(&self) -> Result<Vec<EntityRow>> {
        self.rows(&format!("{ENTITY} ORDER BY uid"), [], entity)
    }

    /// The so many entities that most articles mention; ties by id.
    pub fn most_mentioned(&self, most: usize) -> Result<Vec<EntityRow>> {
        self.rows(&format!("{ENTITY} ORDER BY n_docs DESC, uid LIMIT ?"), [most], entity)
    }

    /// The entities with a name that folds to this, and the number of articles that call them so; most first.
    pub fn named(&self, norm: &str) -> Result<Vec<Named>> {
        self.rows(
            &format!(
                "{NAMED} WHERE alias.norm = ? GROUP BY entity_id ORDER BY calls DESC, entity.n_docs DESC, uid"
            ),
            [norm],
            named,
        )
    }

    /// The entities with a name that has these words in a row, and the number of articles that call them so; most first.
    pub fn named_in_part(&self, norm: &str) -> Result<Vec<Named>> {
        // The longest word is likely the rarest.
        let word = norm.split(' ').max_by_key(|word| word.len()).unwrap_or_default();
        self.rows(
            &format!(
                "{NAMED} WHERE alias_id IN (SELECT alias_id FROM alias_word WHERE word = ?)
                   AND instr(' ' || alias.norm || ' ', ' ' || ? || ' ') > 0
                 GROUP BY entity_id ORDER BY calls DESC, entity.n_docs DESC, uid"
            ),
            [word, norm],
            named,
        )
    }

    /// The identity of an entity that a name means: the one of this full name or id, else the one that the entity's id
    /// stands for.
    pub fn identity(&self, entity: &str, name: &str) -> Result<String> {
        let found = self
            .db
            .query_row(
                "SELECT identity.uid FROM identity JOIN entity USING (entity_id)
                 WHERE entity.uid = ?1 AND (identity.uid = ?2 OR identity.norm = ?3) LIMIT 1",
                [entity, name, &fold(name)],
                |row| row.get(0),
            )
            .optional()?;
        Ok(found.unwrap_or_else(|| entity.to_owned()))
    }

    /// The names of an entity, most used first.
    pub fn aliases(&self, id: &str) -> Result<Vec<AliasRow>> {
        self.rows(
            "SELECT alias.name, alias.n_docs FROM alias JOIN entity USING (entity_id) WHERE uid = ?
             ORDER BY alias.n_docs DESC, alias.name",
            [id],
            |row| Ok(AliasRow { name: row.get(0)?, documents: row.get(1)? }),
        )
    }

    /// All events and states of an entity by relation and status, open facts too.
    pub fn relations(&self, id: &str) -> Result<Vec<(String, Status, u32)>> {
        self.rows(
            "SELECT e.relation, e.status, count(*)
             FROM event_participant z INDEXED BY event_participant_pair CROSS JOIN event e USING (event_id)
             WHERE z.entity_id = (SELECT entity_id FROM entity WHERE uid = ?)
               AND (z.role = 'subject' OR z.other_id <> z.entity_id)
             GROUP BY 1, 2",
            [id],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )
    }

    /// When the articles were published that tell of an event, those that say so, in order.
    pub fn published(&self, event: &str) -> Result<Vec<String>> {
        self.rows(
            "SELECT published FROM claim JOIN document USING (doc_id)
             WHERE event_id = (SELECT event_id FROM event WHERE uid = ?) AND published IS NOT NULL
             ORDER BY published_lo NULLS LAST, published_hi, document.uid",
            [event],
            |row| row.get(0),
        )
    }

    /// The ids of the names that are joined in an entity, in order.
    pub fn identities(&self, id: &str) -> Result<Vec<String>> {
        self.rows(
            "SELECT identity.uid FROM identity JOIN entity USING (entity_id) WHERE entity.uid = ? ORDER BY 1",
            [id],
            |row| row.get(0),
        )
    }

    /// The events in scope that pass the filter: dated first, by date; ties by id.
    pub fn events(&self, scope: Scope<'_>, filter: &Filter) -> Result<Vec<EventRow>> {
        let select = Select::new(scope, filter);
        self.rows(&select.events(), &*select.params(), event)
    }

    /// How many events in scope pass the filter, whatever its limit.
    pub fn count_events(&self, scope: Scope<'_>, filter: &Filter) -> Result<usize> {
        let select = Select::new(scope, &Filter { limit: None, ..filter.clone() });
        let mut count = self.db.prepare_cached(&select.count())?;
        Ok(count.query_row(&*select.params(), |row| row.get(0))?)
    }

    /// The event of this id.
    pub fn event(&self, id: &str) -> Result<Option<EventRow>> {
        let mut select =
            self.db.prepare_cached(&format!("{EVENT_COLUMNS} {EVENT_TABLES} WHERE e.uid = ?"))?;
        Ok(select.query_row([id], event).optional()?)
    }

    /// Ids of events or claims that begin so: two at most.
    pub fn ids(&self, beginning: &str) -> Result<Vec<String>> {
        // Ids end in hexadecimal digits, which all come before "g".
        self.rows(
            "SELECT uid FROM event WHERE uid >= ?1 AND uid < ?1 || 'g'
             UNION ALL SELECT uid FROM claim WHERE uid >= ?1 AND uid < ?1 || 'g' LIMIT 2",
            [beginning],
            |row| row.get(0),
        )
    }

    /// Claims with their evidence.
    pub fn claims(&self, which: Claims<'_>) -> Result<Vec<ClaimRow>> {
        match which {
            Claims::All => self.rows(&format!("{CLAIM} ORDER BY c.uid"), [], claim),
            Claims::Only(id) => self.rows(&format!("{CLAIM} WHERE c.uid = ?"), [id], claim),
            Claims::About(event) => self.rows(
                &format!(
                    "{CLAIM} WHERE e.uid = ? ORDER BY d.published_lo NULLS LAST, d.published_hi, d.uid, q.start, c.uid"
                ),
                [event],
                claim,
            ),
            Claims::In(document) => self.rows(
                &format!("{CLAIM} WHERE d.uid = ? ORDER BY q.start, t.start, c.uid"),
                [document],
                claim,
            ),
        }
    }

    /// Hands over all claims, by id, one at a time.
    pub fn each_claim<E: From<StoreError>>(
        &self,
        mut each: impl FnMut(ClaimRow) -> Result<(), E>,
    ) -> Result<(), E> {
        self.each(&format!("{CLAIM} ORDER BY c.uid"), [], claim, &mut each)
    }

    /// Hands over all events and states, open facts too, by id, one at a time.
    pub fn each_event<E: From<StoreError>>(
        &self,
        mut each: impl FnMut(EventRow) -> Result<(), E>,
    ) -> Result<(), E> {
        self.each(&format!("{EVENT_COLUMNS} {EVENT_TABLES} ORDER BY e.uid"), [], event, &mut each)
    }

    /// Hands over the times of the events in scope that pass the filter, with their ids: as EDTF, first and last day.
    pub fn each_time(
        &self,
        scope: Scope<'_>,
        filter: &Filter,
        mut each: impl FnMut(&str, Option<&str>, [Option<i32>; 2]),
    ) -> Result<()> {
        let select = Select::new(scope, &Filter { limit: None, ..filter.clone() });
        let mut statement = self.db.prepare_cached(&select.telling("e.uid, e.edtf, e.lo, e.hi", "", ""))?;
        let mut rows = statement.query(&*select.params())?;
        while let Some(row) = rows.next()? {
            let (uid, edtf) = (row.get_ref(0)?.as_str(), row.get_ref(1)?.as_str_or_null());
            let text = |e: rusqlite::types::FromSqlError| rusqlite::Error::from(e);
            each(uid.map_err(text)?, edtf.map_err(text)?, [row.get(2)?, row.get(3)?]);
        }
        Ok(())
    }

    fn each<T, E: From<StoreError>>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
        each: &mut impl FnMut(T) -> Result<(), E>,
    ) -> Result<(), E> {
        let failed = |error: rusqlite::Error| E::from(error.into());
        let mut select = self.db.prepare_cached(sql).map_err(failed)?;
        let mut rows = select.query(params).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            each(read(row).map_err(failed)?)?;
        }
        Ok(())
    }

    pub(super) fn rows<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let mut select = self.db.prepare_cached(sql)?;
        let rows = select.query_map(params, read)?.collect::<rusqlite::Result<_>>()?;
        Ok(rows)
    }
}

/// An entity that bears a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The entity.
    pub entity: EntityRow,
    /// The number of articles that call it so.
    pub calls: u32,
    /// Whether this is its own full name.
    pub in_full: bool,
}

const NAMED: &str = "
SELECT entity.uid, entity.name, entity.type, entity.n_docs, standing = 'local', sum(alias.n_docs) AS calls,
       max(EXISTS (SELECT 1 FROM identity WHERE identity.entity_id = alias.entity_id AND identity.norm = alias.norm))
FROM alias JOIN entity USING (entity_id)";

pub(super) fn entity(row: &Row<'_>) -> rusqlite::Result<EntityRow> {
    Ok(EntityRow {
        id: row.get(0)?,
        name: row.get(1)?,
        entity: row.get(2)?,
        documents: row.get(3)?,
        local: row.get(4)?,
    })
}

fn named(row: &Row<'_>) -> rusqlite::Result<Named> {
    Ok(Named { entity: entity(row)?, calls: row.get(5)?, in_full: row.get(6)? })
}

pub(super) fn count(row: &Row<'_>) -> rusqlite::Result<Count> {
    Ok(Count { name: row.get(0)?, count: row.get(1)? })
}

/// The three columns of an entity from `at` on; without `via`.
fn end(row: &Row<'_>, at: usize) -> rusqlite::Result<End> {
    Ok(End { id: row.get(at)?, name: row.get(at + 1)?, entity: row.get(at + 2)?, via: None })
}

fn end_with_via(row: &Row<'_>, at: usize) -> rusqlite::Result<End> {
    Ok(End { via: row.get(at + 3)?, ..end(row, at)? })
}

fn optional_end(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<End>> {
    match row.get_ref(at)? {
        rusqlite::types::ValueRef::Null => Ok(None),
        _ => end(row, at).map(Some),
    }
}

fn event(row: &Row<'_>) -> rusqlite::Result<EventRow> {
    let when = match row.get(12)? {
        Some(edtf) => Some(EventTime {
            edtf,
            granularity: row.get(13)?,
            method: row.get(14)?,
            lo: row.get(15)?,
            hi: row.get(16)?,
        }),
        None => None,
    };
    let relation: String = row.get(6)?;
    Ok(EventRow {
        id: row.get(0)?,
        kind: row.get(1)?,
        subject: end_with_via(row, 2)?,
        symmetric: row.get(26)? || Relations::built_in().is_symmetric(&relation),
        relation,
        object: end_with_via(row, 7)?,
        title: row.get(11)?,
        when,
        place: optional_end(row, 17)?,
        status: row.get(20)?,
        contested: row.get(21)?,
        claims: row.get(22)?,
        documents: row.get(23)?,
        sources: row.get(24)?,
        confidence: row.get(25)?,
    })
}

/// An article without its text.
pub(super) fn document(row: &Row<'_>) -> rusqlite::Result<DocumentRow> {
    Ok(DocumentRow {
        id: row.get(0)?,
        doc: row.get(1)?,
        headline: row.get(2)?,
        source: row.get(3)?,
        published: row.get(4)?,
        url: row.get(5)?,
        author: row.get(6)?,
        claims: row.get(7)?,
        story: row.get(8)?,
    })
}

fn quote(row: &Row<'_>, at: usize) -> rusqlite::Result<Quote> {
    Ok(Quote { start: row.get(at)?, end: row.get(at + 1)?, text: row.get(at + 2)? })
}

fn claim(row: &Row<'_>) -> rusqlite::Result<ClaimRow> {
    let method: TimeMethod = row.get(20)?;
    let words: Option<String> = row.get(19)?;
    let edtf: Option<String> = row.get(18)?;
    Ok(ClaimRow {
        id: row.get(0)?,
        event: row.get(1)?,
        doc: row.get(2)?,
        document: row.get(3)?,
        source: row.get(4)?,
        published: row.get(5)?,
        url: row.get(6)?,
        headline: row.get(7)?,
        subject: end_with_via(row, 8)?,
        relation: row.get(12)?,
        object: end_with_via(row, 13)?,
        title: row.get(17)?,
        when: words.map(|text| ClaimTimeRow { edtf, text, method }),
        place: optional_end(row, 21)?,
        status: row.get(24)?,
        said_by: optional_end(row, 25)?,
        confidence: row.get(28)?,
        rule: row.get(29)?,
        evidence: quote(row, 30)?,
        trigger: quote(row, 33)?,
        joined_by: row.get(36)?,
    })
}
