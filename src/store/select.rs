//! Which events: scopes and filters as conditions of SQL, put together from fixed pieces; all values are parameters.

use rusqlite::ToSql;

use crate::language::gazetteer::{Gazetteer, fold};
use crate::model::{Relations, Status};

use super::Filter;

/// Whose events, and which.
#[derive(Debug, Clone, Copy)]
pub enum Scope<'a> {
    /// All.
    All,
    /// Those with this entity at an end.
    Of(&'a str),
    /// Those with these two entities at their ends.
    Between(&'a str, &'a str),
    /// Those with one of these entities at each end.
    Among(&'a [String]),
    /// The meetings of this entity.
    Meetings(&'a str),
    /// The meetings of these two entities.
    MeetingsOf(&'a str, &'a str),
    /// Those of which an article tells that was published after the first day, on the second at the latest.
    ReportedWithin(i32, i32),
}

/// What [`super::EventRow`] is read from.
pub(super) const EVENT_COLUMNS: &str = "
SELECT e.uid, e.kind, s.uid, s.name, s.type, x.via, e.relation, o.uid, o.name, o.type, y.via, e.title,
       e.edtf, e.granularity, e.time_method, e.lo, e.hi, p.uid, p.name, p.type,
       e.status, e.contested, e.n_claims, e.n_docs, e.n_sources, e.confidence,
       EXISTS (SELECT 1 FROM relation r WHERE r.name = e.relation AND r.symmetric)";

/// Where the columns stand.
pub(super) const EVENT_TABLES: &str = "
FROM event e
JOIN event_participant x ON x.event_id = e.event_id AND x.role = 'subject'
JOIN event_participant y ON y.event_id = e.event_id AND y.role = 'object'
JOIN entity s ON s.entity_id = x.entity_id
JOIN entity o ON o.entity_id = y.entity_id
LEFT JOIN entity p ON p.entity_id = e.place_id";

/// The same, reached from an end `z`: first all that the index on ends can tell, then the rest.
const EVENT_TABLES_FROM_END: &str = "
FROM event_participant z
CROSS JOIN event e ON e.event_id = z.event_id
CROSS JOIN event_participant x ON x.event_id = e.event_id AND x.role = 'subject'
CROSS JOIN event_participant y ON y.event_id = e.event_id AND y.role = 'object'
CROSS JOIN entity s ON s.entity_id = x.entity_id
CROSS JOIN entity o ON o.entity_id = y.entity_id
LEFT JOIN entity p ON p.entity_id = e.place_id";

/// Where events are counted.
const COUNTED_FROM_END: &str = "
FROM event_participant z
CROSS JOIN event e ON e.event_id = z.event_id
CROSS JOIN event_participant x ON x.event_id = e.event_id AND x.role = 'subject'";

/// Dated events first, by date; ties by id.
const EVENT_ORDER: &str = "ORDER BY e.edtf IS NULL, e.lo, e.hi, e.uid";

/// Which events a statement selects: `e`, reached from an end `z` or not.
pub(super) struct Select {
    conditions: Vec<&'static str>,
    params: Vec<(&'static str, Box<dyn ToSql>)>,
    from_end: bool,
    limited: bool,
}

impl std::fmt::Debug for Select {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Select").field("conditions", &self.conditions).finish_non_exhaustive()
    }
}

impl Select {
    /// The events in scope that pass the filter.
    pub fn new(scope: Scope<'_>, filter: &Filter) -> Select {
        let from_end = !matches!(scope, Scope::All | Scope::ReportedWithin(..));
        let limited = filter.limit.is_some();
        let mut select = Select { conditions: Vec::new(), params: Vec::new(), from_end, limited };
        match scope {
            Scope::All => {}
            Scope::Of(a) => select.end(a),
            Scope::Between(a, b) => select.ends(a, b),
            Scope::Among(ids) => select.among(ids),
            Scope::Meetings(a) => {
                select.end(a);
                select.meetings(filter);
            }
            Scope::MeetingsOf(a, b) => {
                select.ends(a, b);
                select.meetings(filter);
            }
            Scope::ReportedWithin(after, until) => select.reported(after, until),
        }
        select.filter(filter);
        select.bind(":limit", filter.limit.map_or(-1, |limit| i64::try_from(limit).unwrap_or(i64::MAX)));
        select
    }

    /// The statement for [`super::EventRow`]s: dated first, by date; ties by id.
    pub fn events(&self) -> String {
        if self.limited && !self.from_end {
            // The first few of all are chosen before they are joined with what tells of them: to sort whole rows of a
            // million events takes seconds.
            let chosen = self.counting("e.event_id", "", EVENT_ORDER);
            return format!("{EVENT_COLUMNS}{EVENT_TABLES}\nWHERE e.event_id IN ({chosen})\n{EVENT_ORDER}");
        }
        let tables = if self.from_end { EVENT_TABLES_FROM_END } else { EVENT_TABLES };
        let filter = self.where_clause();
        format!("{EVENT_COLUMNS}{tables}\n{filter}\n{EVENT_ORDER} LIMIT :limit")
    }

    /// The statement for their number, where the filter has no limit.
    pub fn count(&self) -> String {
        self.counting("count(*)", "", "")
    }

    fn where_clause(&self) -> String {
        let conditions = self.conditions();
        if conditions.is_empty() { String::new() } else { format!("WHERE {conditions}") }
    }

    /// The ends `z` of the events that pass the filter, whatever its limit, with the tables that tell of them.
    pub fn joining(filter: &Filter) -> (Select, &'static str) {
        let mut select =
            Select { conditions: Vec::new(), params: Vec::new(), from_end: true, limited: false };
        if (Filter { limit: None, ..filter.clone() }) == Filter::default() {
            // The index answers alone where nothing else is asked for.
            select.add("z.shown = 1");
            return (select, "FROM event_participant z INDEXED BY event_participant_pair");
        }
        select.filter(filter);
        // A condition that is always there, so that there is one.
        select.add("e.event_id = z.event_id");
        (select, "FROM event_participant z INDEXED BY event_participant_pair CROSS JOIN event e")
    }

    /// The statement that tells `what` of the same events and of what is `joined` to them.
    pub fn counting(&self, what: &'static str, joined: &'static str, order: &'static str) -> String {
        let tables = if self.from_end { COUNTED_FROM_END } else { "FROM event e" };
        let filter = self.where_clause();
        format!("SELECT {what} {tables}\n{joined}\n{filter}\n{order} LIMIT :limit")
    }

    /// All that must hold.
    pub fn conditions(&self) -> String {
        self.conditions.join("\n  AND ")
    }

    /// The values of its parameters.
    pub fn params(&self) -> Vec<(&'static str, &dyn ToSql)> {
        self.params.iter().map(|(name, value)| (*name, &**value)).collect()
    }

    fn add(&mut self, condition: &'static str) {
        self.conditions.push(condition);
    }

    fn bind(&mut self, name: &'static str, value: impl ToSql + 'static) {
        self.params.push((name, Box::new(value)));
    }

    fn end(&mut self, id: &str) {
        self.add("z.entity_id = (SELECT entity_id FROM entity WHERE uid = :a)");
        // An entity at both ends of an event is one row. Only columns of the index are asked of `z`.
        self.add("(z.role = 'subject' OR x.entity_id <> z.entity_id)");
        self.bind(":a", id.to_owned());
    }

    fn ends(&mut self, a: &str, b: &str) {
        self.end(a);
        self.add("z.other_id = (SELECT entity_id FROM entity WHERE uid = :b)");
        self.bind(":b", b.to_owned());
    }

    fn reported(&mut self, after: i32, until: i32) {
        self.add(
            "e.event_id IN (SELECT event_id FROM claim JOIN document USING (doc_id)
                            WHERE published_hi > :after AND published_hi <= :reported)",
        );
        self.bind(":after", after);
        self.bind(":reported", until);
    }

    fn among(&mut self, ids: &[String]) {
        self.add("z.entity_id IN (SELECT entity_id FROM entity JOIN json_each(:ids) ON uid = value)");
        self.add("z.other_id IN (SELECT entity_id FROM entity JOIN json_each(:ids) ON uid = value)");
        // Both ends of an event would find it.
        self.add("z.role = 'subject'");
        self.bind(":ids", serde_json::json!(ids).to_string());
    }

    fn meetings(&mut self, filter: &Filter) {
        if filter.status == [Status::Actual] {
            self.add("z.met = 1");
            return;
        }
        let meetings: Vec<&str> = Relations::built_in()
            .iter()
            .filter(|(_, relation)| relation.meeting)
            .map(|(name, _)| name)
            .collect();
        self.add(
            "(e.relation IN (SELECT value FROM json_each(:meetings))
              OR e.relation IN (SELECT name FROM relation WHERE meeting))",
        );
        self.bind(":meetings", serde_json::json!(meetings).to_string());
    }

    fn filter(&mut self, filter: &Filter) {
        self.times(filter);
        if filter.relations.is_empty() {
            self.add("e.relation NOT GLOB 'other:*'");
        } else {
            self.add(
                "(e.relation IN (SELECT value FROM json_each(:relations))
                  OR :open AND e.relation GLOB 'other:*')",
            );
            self.bind(":relations", serde_json::json!(filter.relations).to_string());
            self.bind(":open", filter.relations.iter().any(|relation| relation == "other"));
        }
        if let Some(place) = &filter.place {
            self.place(place);
        }
        if let Some(source) = &filter.source {
            self.add(
                "EXISTS (SELECT 1 FROM claim c JOIN document d USING (doc_id)
                         WHERE c.event_id = e.event_id AND d.source = :source COLLATE NOCASE)",
            );
            self.bind(":source", source.clone());
        }
        if !filter.status.is_empty() {
            self.add("e.status IN (SELECT value FROM json_each(:status))");
            self.bind(":status", serde_json::json!(filter.status).to_string());
        }
        if filter.min_sources > 0 {
            self.add("e.n_sources >= :min_sources");
            self.bind(":min_sources", filter.min_sources);
        }
        if filter.min_confidence > 0.0 {
            self.add("e.confidence >= :min_confidence");
            self.bind(":min_confidence", filter.min_confidence);
        }
    }

    fn times(&mut self, filter: &Filter) {
        // Ends have copies of their event's days, so that the index tells of the most. No time is open at both ends.
        let (dated, late, early, late_on, early_on) = match self.from_end {
            true => (
                "(z.lo IS NOT NULL OR z.hi IS NOT NULL)",
                "(z.hi IS NULL OR z.hi >= :since)",
                "(z.lo IS NULL OR z.lo <= :until)",
                "(z.hi IS NULL OR z.hi >= :on_lo)",
                "(z.lo IS NULL OR z.lo <= :on_hi)",
            ),
            false => (
                "e.edtf IS NOT NULL",
                "(e.hi IS NULL OR e.hi >= :since)",
                "(e.lo IS NULL OR e.lo <= :until)",
                "(e.hi IS NULL OR e.hi >= :on_lo)",
                "(e.lo IS NULL OR e.lo <= :on_hi)",
            ),
        };
        for (day, condition, name) in [
            (filter.since.as_ref().and_then(|t| t.lo()), late, ":since"),
            (filter.until.as_ref().and_then(|t| t.hi()), early, ":until"),
            (filter.on.as_ref().and_then(|t| t.lo()), late_on, ":on_lo"),
            (filter.on.as_ref().and_then(|t| t.hi()), early_on, ":on_hi"),
        ] {
            if let Some(day) = day {
                self.add(condition);
                self.bind(name, day);
            }
        }
        if filter.since.is_some() || filter.until.is_some() || filter.on.is_some() {
            self.add(dated);
        }
    }

    /// Who visits a place is there. A country is also every place in it.
    fn place(&mut self, place: &str) {
        self.add(
            "EXISTS (SELECT 1 FROM claim c
                     JOIN claim_participant pp ON pp.claim_id = c.claim_id
                       AND (pp.role = 'place' OR pp.role = 'object' AND c.relation = 'visited')
                     JOIN chain h ON h.chain_id = pp.chain_id
                     WHERE c.event_id = e.event_id
                       AND (h.country = :country
                            OR h.entity_id IN (SELECT entity_id FROM alias WHERE norm = :place
                                               UNION SELECT entity_id FROM entity WHERE uid = :place_id)))",
        );
        let world = Gazetteer::embedded();
        let country = world.country(place).or_else(|| world.country_of_item(place)).map(|c| c.code);
        self.bind(":country", country);
        self.bind(":place", fold(place));
        self.bind(":place_id", place.to_owned());
    }
}
