//! All that a database holds, without what its history leaves (row ids): equal dumps, equal databases.

use newsgraph::query;
use newsgraph::store::Store;

/// One query a table, with public ids in place of row ids.
const TABLES: &[&str] = &[
    "SELECT extractor, version, model FROM run",
    "SELECT d.uid, article, extractor, version, model, published, published_lo, published_hi, source, url, title,
            author, text
     FROM document d JOIN run USING (run_id)",
    "SELECT d.uid, ord, part, start, \"end\" FROM sentence JOIN document d USING (doc_id)",
    "SELECT d.uid, c.type, c.name, c.aliases, e.uid
     FROM chain c JOIN document d USING (doc_id) JOIN entity e USING (entity_id)",
    "SELECT d.uid, m.sentence, m.kind, m.start, m.\"end\", m.surface, c.name
     FROM mention m JOIN mention_chain USING (mention_id) JOIN chain c USING (chain_id)
     JOIN document d ON d.doc_id = m.doc_id",
    "SELECT c.uid, d.uid, c.sentence, e.uid, c.joined_by, c.matter, c.flipped, c.relation, c.title, c.status, c.edtf,
            c.lo, c.hi, c.granularity, c.time_method, c.confidence, c.rule
     FROM claim c JOIN document d USING (doc_id) JOIN event e USING (event_id)",
    "SELECT c.uid, p.role, m.start, m.\"end\", h.name, p.via
     FROM claim_participant p JOIN claim c USING (claim_id) JOIN mention m USING (mention_id) JOIN chain h USING (chain_id)",
    "SELECT c.uid, v.part, v.start, v.\"end\", v.exact FROM evidence v JOIN claim c USING (claim_id)",
    "SELECT i.uid, i.type, i.norm, i.known_as, i.rule, i.score, i.n_docs, e.uid
     FROM identity i JOIN entity e USING (entity_id)",
    "SELECT d.uid, c.name, i.uid FROM chain c JOIN document d USING (doc_id) JOIN identity i USING (identity_id)",
    "SELECT key, i.uid FROM identity_block JOIN identity i USING (identity_id)",
    "SELECT a, b, who, verdict, rule, score, name FROM judgement",
    "SELECT uid, type, name, standing, n_docs FROM entity",
    "SELECT e.uid, a.name, a.norm, a.n_docs FROM alias a JOIN entity e USING (entity_id)",
    "SELECT w.word, e.uid, a.name FROM alias_word w JOIN alias a USING (alias_id) JOIN entity e USING (entity_id)",
    "SELECT e.uid, e.matter, e.kind, e.relation, e.title, e.edtf, e.lo, e.hi, e.granularity, e.time_method, p.uid,
            e.status, e.contested, e.n_claims, e.n_docs, e.n_sources, e.confidence
     FROM event e LEFT JOIN entity p ON p.entity_id = e.place_id",
    "SELECT v.uid, x.role, e.uid, x.via, x.met, x.lo, x.hi
     FROM event_participant x JOIN event v USING (event_id) JOIN entity e USING (entity_id)",
];

/// Every table, each sorted, one row a line.
pub fn dump(store: &Store) -> String {
    let mut dump = String::new();
    for select in TABLES {
        let table = query::sql(store, select).unwrap();
        let mut rows: Vec<String> =
            table.rows.iter().map(|row| serde_json::to_string(row).unwrap()).collect();
        rows.sort();
        dump += &format!("{select}\n{}\n\n", rows.join("\n"));
    }
    let counts =
        "SELECT (SELECT count(*) FROM claim), (SELECT count(*) FROM event), (SELECT count(*) FROM mention)";
    dump + &format!("{:?}", query::sql(store, counts).unwrap().rows)
}
