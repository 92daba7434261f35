//! The state of a database: all that it holds, but not what its history leaves in it (row ids, the audit). Equal states, equal
//! answers to every question; so the state tells two databases apart, and its hash stands for it.

use rusqlite::Connection;
use sha2::{Digest, Sha256};

use super::{Result, Store, StoreError};

/// A part of the state: each row as a JSON array that begins with its public id. The rows are told in the order of their
/// text, which is that of the ids.
#[derive(Debug, Clone, Copy)]
pub struct Part {
    /// The table that the rows are from.
    pub table: &'static str,
    select: &'static str,
}

/// Every table but those that index others, and `audit`: what was decided and undone is history.
const PARTS: &[Part] = &[
    Part { table: "run", select: "SELECT json_array(extractor, version, model) FROM run" },
    Part {
        table: "relation",
        select: "SELECT json_array(name, kind, symmetric, meeting, spans_days, meaning, extractor, version, model)
                 FROM relation JOIN run USING (run_id)",
    },
    Part {
        table: "document",
        select: "SELECT json_array(d.uid, article, extractor, version, model, published, published_lo, published_hi,
                                   source, url, title, author, text)
                 FROM document d JOIN run USING (run_id)",
    },
    Part {
        table: "sentence",
        select: "SELECT json_array(d.uid, ord, part, start, \"end\") FROM sentence JOIN document d USING (doc_id)",
    },
    Part {
        table: "chain",
        select: "SELECT json_array(d.uid, c.type, c.name, c.aliases, c.country, i.uid, e.uid)
                 FROM chain c JOIN document d USING (doc_id)
                 LEFT JOIN identity i USING (identity_id) LEFT JOIN entity e ON e.entity_id = c.entity_id",
    },
    Part {
        table: "mention",
        select: "SELECT json_array(d.uid, m.sentence, m.kind, m.start, m.\"end\", m.surface, c.type, c.name)
                 FROM mention m JOIN document d USING (doc_id)
                 LEFT JOIN mention_chain USING (mention_id) LEFT JOIN chain c USING (chain_id)",
    },
    Part {
        table: "claim",
        select: "SELECT json_array(c.uid, d.uid, c.sentence, c.relation, c.title, c.status, c.edtf, c.lo, c.hi,
                                   c.granularity, c.time_method, c.confidence, c.rule, c.matter, c.flipped, e.uid,
                                   c.joined_by)
                 FROM claim c JOIN document d USING (doc_id) LEFT JOIN event e USING (event_id)",
    },
    Part {
        table: "claim_participant",
        select: "SELECT json_array(c.uid, p.role, m.start, m.\"end\", h.type, h.name, p.via)
                 FROM claim_participant p JOIN claim c USING (claim_id)
                 LEFT JOIN mention m USING (mention_id) LEFT JOIN chain h USING (chain_id)",
    },
    Part {
        table: "evidence",
        select: "SELECT json_array(c.uid, v.part, v.start, v.\"end\", v.exact)
                 FROM evidence v JOIN claim c USING (claim_id)",
    },
    Part {
        table: "document_band",
        select: "SELECT json_array(d.uid, b.band) FROM document_band b LEFT JOIN document d USING (doc_id)",
    },
    Part {
        table: "near_copy",
        select: "SELECT json_array(a.uid, b.uid) FROM near_copy n
                 LEFT JOIN document a ON a.doc_id = n.a LEFT JOIN document b ON b.doc_id = n.b",
    },
    Part {
        table: "story",
        select: "SELECT json_array(d.uid, s.story) FROM story s LEFT JOIN document d USING (doc_id)",
    },
    Part {
        table: "judgement",
        select: "SELECT json_array(a, b, who, verdict, rule, score, name) FROM judgement",
    },
    Part {
        table: "identity",
        select: "SELECT json_array(i.uid, i.type, i.norm, i.known_as, i.rule, i.score, i.n_docs, e.uid)
                 FROM identity i LEFT JOIN entity e USING (entity_id)",
    },
    Part {
        table: "identity_block",
        select: "SELECT json_array(i.uid, key) FROM identity_block LEFT JOIN identity i USING (identity_id)",
    },
    Part { table: "entity", select: "SELECT json_array(uid, type, name, standing, n_docs) FROM entity" },
    Part {
        table: "alias",
        select: "SELECT json_array(e.uid, a.name, a.norm, a.n_docs) FROM alias a LEFT JOIN entity e USING (entity_id)",
    },
    Part {
        table: "alias_word",
        select: "SELECT json_array(e.uid, a.name, w.word)
                 FROM alias_word w LEFT JOIN alias a USING (alias_id) LEFT JOIN entity e USING (entity_id)",
    },
    Part {
        table: "event",
        select: "SELECT json_array(e.uid, e.matter, e.kind, e.relation, e.title, e.edtf, e.lo, e.hi, e.granularity,
                                   e.time_method, p.uid, e.status, e.contested, e.n_claims, e.n_docs, e.n_sources,
                                   e.confidence)
                 FROM event e LEFT JOIN entity p ON p.entity_id = e.place_id",
    },
    Part {
        table: "event_participant",
        select: "SELECT json_array(v.uid, x.role, e.uid, x.via, x.met, x.shown, x.lo, x.hi, o.uid)
                 FROM event_participant x LEFT JOIN event v USING (event_id) LEFT JOIN entity e USING (entity_id)
                 LEFT JOIN entity o ON o.entity_id = x.other_id",
    },
];

impl Part {
    /// All parts.
    pub(super) fn all() -> &'static [Part] {
        PARTS
    }

    /// The statement that tells the rows in their order.
    pub(super) fn sql(&self) -> String {
        format!("{} ORDER BY 1", self.select)
    }
}

impl Store {
    /// Tells the state, row by row: the part, and the row as a JSON array. All is read in one transaction, so that what
    /// another process writes meanwhile is seen whole or not at all.
    pub fn state(&self, tell: impl FnMut(Part, &str)) -> Result<()> {
        let of = |e| StoreError::of(&self.path, e);
        let transaction = self.db.unchecked_transaction().map_err(of)?;
        state(&transaction, tell).map_err(of)
    }

    /// The SHA-256 of the state, in hexadecimal digits: the same for any order, number and length of the runs that made
    /// the database, another as soon as anything differs that can be asked for.
    pub fn state_hash(&self) -> Result<String> {
        let mut sha = Sha256::new();
        self.state(|part, row| {
            for text in [part.table, row] {
                sha.update((text.len() as u64).to_le_bytes());
                sha.update(text);
            }
        })?;
        Ok(sha.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
    }
}

fn state(db: &Connection, mut tell: impl FnMut(Part, &str)) -> rusqlite::Result<()> {
    for &part in PARTS {
        let mut select = db.prepare(&part.sql())?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            tell(part, row.get_ref(0)?.as_str()?);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::migrate;
    use crate::store::stage::Teller;

    #[test]
    fn nothing_is_left_out() {
        let mut db = Connection::open_in_memory().unwrap();
        migrate::migrate(&mut db, &mut Teller::nobody()).unwrap();
        let mut select = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").unwrap();
        let tables = select.query_map([], |row| row.get::<_, String>(0)).unwrap().map(Result::unwrap);
        for table in tables.filter(|table| !table.starts_with("document_fts")) {
            // The one is told with the mentions, the other is history.
            let elsewhere = ["mention_chain", "audit"].contains(&&*table);
            assert!(elsewhere || PARTS.iter().any(|part| part.table == table), "{table}");
        }
    }
}
