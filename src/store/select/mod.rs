//! Which events: scopes and filters as conditions of SQL, put together from fixed pieces; all values are parameters.

mod filter;

use rusqlite::ToSql;

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
    /// Those with these ids.
    Only(&'a [String]),
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

/// The same, reached from an end `z`: the event, its subject, and the rest.
const EVENT_OF_END: &str = "
CROSS JOIN event e ON e.event_id = z.event_id";
const SUBJECT: &str = "
CROSS JOIN event_participant x ON x.event_id = e.event_id AND x.role = 'subject'";
const REST: &str = "
CROSS JOIN event_participant y ON y.event_id = e.event_id AND y.role = 'object'
CROSS JOIN entity s ON s.entity_id = x.entity_id
CROSS JOIN entity o ON o.entity_id = y.entity_id
LEFT JOIN entity p ON p.entity_id = e.place_id";

/// Dated events first, by date; ties by id.
const EVENT_ORDER: &str = "ORDER BY e.edtf IS NULL, e.lo, e.hi, e.uid";

/// Which events a statement selects: `e`, reached from an end `z` or not.
pub(super) struct Select {
    /// What is asked of ends, and of events.
    of_ends: Vec<&'static str>,
    of_events: Vec<&'static str>,
    params: Vec<(&'static str, Box<dyn ToSql>)>,
    from_end: bool,
    /// Whether the index on meetings and times finds the ends sooner than that on pairs, which tells more of them.
    by_time: bool,
    limited: bool,
}

/// What a filter asks of an event, as expressions.
pub(super) struct Asked {
    pub relation: String,
    pub status: String,
    pub time: String,
    pub confidence: String,
}

impl std::fmt::Debug for Select {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Select").field("conditions", &self.conditions()).finish_non_exhaustive()
    }
}

impl Select {
    /// The events in scope that pass the filter.
    pub fn new(scope: Scope<'_>, filter: &Filter) -> Select {
        let mut select = Select::within(scope, filter);
        select.filter(filter);
        select
    }

    /// The events in scope, with what the filter says of their place and sources only, and what else it asks for.
    pub fn wide(scope: Scope<'_>, filter: &Filter) -> (Select, Asked) {
        let mut select =
            Select::within(scope, &Filter { since: None, until: None, on: None, ..filter.clone() });
        select.limit(None);
        select.told_by(filter);
        let asked = Asked {
            relation: select.condition(Select::relations, filter),
            status: select.condition(Select::status, filter),
            time: select.condition(Select::times, filter),
            confidence: select.condition(Select::confidence, filter),
        };
        (select, asked)
    }

    fn within(scope: Scope<'_>, filter: &Filter) -> Select {
        let from_end = !matches!(scope, Scope::All | Scope::Only(_) | Scope::ReportedWithin(..));
        let mut select = Select::empty(from_end);
        select.by_time =
            from_end && (filter.since.is_some() || filter.until.is_some() || filter.on.is_some());
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
            Scope::Only(ids) => {
                select.of_events.push("e.uid IN (SELECT value FROM json_each(:ids))");
                select.bind(":ids", serde_json::json!(ids).to_string());
            }
            Scope::ReportedWithin(after, until) => select.reported(after, until),
        }
        select.limit(filter.limit);
        select
    }

    fn limit(&mut self, limit: Option<usize>) {
        self.limited = limit.is_some();
        self.params.retain(|(name, _)| *name != ":limit");
        self.bind(":limit", limit.map_or(-1, |limit| i64::try_from(limit).unwrap_or(i64::MAX)));
    }

    /// What a part of the filter asks for, as an expression and not as a condition of the statement.
    fn condition(&mut self, part: impl FnOnce(&mut Select, &Filter), filter: &Filter) -> String {
        let (ends, events) = (self.of_ends.len(), self.of_events.len());
        part(self, filter);
        let asked: Vec<_> = self.of_ends.drain(ends..).chain(self.of_events.drain(events..)).collect();
        if asked.is_empty() { "TRUE".to_owned() } else { format!("({})", asked.join(" AND ")) }
    }

    fn empty(from_end: bool) -> Select {
        let (of_ends, of_events) = (Vec::new(), Vec::new());
        Select { of_ends, of_events, params: Vec::new(), from_end, by_time: false, limited: false }
    }

    /// The statement for [`super::EventRow`]s: dated first, by date; ties by id.
    pub fn events(&self) -> String {
        if self.limited {
            // The first few are chosen before they are joined with what tells of them: to sort whole rows of a million
            // events takes seconds.
            let chosen = self.telling("e.event_id", "", EVENT_ORDER);
            return format!("{EVENT_COLUMNS}{EVENT_TABLES}\nWHERE e.event_id IN ({chosen})\n{EVENT_ORDER}");
        }
        let tables = if self.from_end {
            format!("{}{EVENT_OF_END}{SUBJECT}{REST}", self.ends_table())
        } else {
            EVENT_TABLES.to_owned()
        };
        let filter = self.where_clause();
        format!("{EVENT_COLUMNS}\n{tables}\n{filter}\n{EVENT_ORDER} LIMIT :limit")
    }

    /// The statement for their number, where the filter has no limit.
    pub fn count(&self) -> String {
        if self.from_end && self.of_events.is_empty() {
            // The index answers alone.
            return format!("SELECT count(*) {}\n{} LIMIT :limit", self.ends_table(), self.where_clause());
        }
        self.telling("count(*)", "", "")
    }

    /// The table of ends, by the index that finds them soonest.
    fn ends_table(&self) -> &'static str {
        match self.by_time {
            true => "FROM event_participant z INDEXED BY event_participant_entity",
            false => "FROM event_participant z INDEXED BY event_participant_pair",
        }
    }

    fn where_clause(&self) -> String {
        let conditions = self.conditions();
        if conditions.is_empty() { String::new() } else { format!("WHERE {conditions}") }
    }

    /// The ends `z` of the events that pass the filter, whatever its limit, with the tables that tell of them.
    pub fn joining(filter: &Filter) -> (Select, &'static str) {
        let mut select = Select::empty(true);
        if (Filter { limit: None, ..filter.clone() }) == Filter::default() {
            // The index answers alone where nothing else is asked for.
            select.of_ends.push("z.shown = 1");
            return (select, "FROM event_participant z INDEXED BY event_participant_pair");
        }
        select.filter(filter);
        // A condition that is always there, so that there is one.
        select.of_events.push("e.event_id = z.event_id");
        (select, "FROM event_participant z INDEXED BY event_participant_pair CROSS JOIN event e")
    }

    /// The statement that tells `what` of the same events and of what is `joined` to them.
    pub fn telling(&self, what: &str, joined: &str, order: &str) -> String {
        let tables = match (self.from_end, self.by_time) {
            (false, _) => "FROM event e".to_owned(),
            (true, false) => format!("{}{EVENT_OF_END}", self.ends_table()),
            (true, true) => format!("{}{EVENT_OF_END}{SUBJECT}", self.ends_table()),
        };
        let filter = self.where_clause();
        format!("SELECT {what} {tables}\n{joined}\n{filter}\n{order} LIMIT :limit")
    }

    /// All that must hold.
    pub fn conditions(&self) -> String {
        let all: Vec<_> = self.of_ends.iter().chain(&self.of_events).copied().collect();
        all.join("\n  AND ")
    }

    /// The values of its parameters.
    pub fn params(&self) -> Vec<(&'static str, &dyn ToSql)> {
        self.params.iter().map(|(name, value)| (*name, &**value)).collect()
    }

    fn bind(&mut self, name: &'static str, value: impl ToSql + 'static) {
        self.params.push((name, Box::new(value)));
    }

    fn end(&mut self, id: &str) {
        self.of_ends.push("z.entity_id = (SELECT entity_id FROM entity WHERE uid = :a)");
        // An entity at both ends of an event is one row. The index on times has not the other end: what it finds is asked
        // of the event's subject, since to ask the end itself would look up each one before its time is compared.
        match self.by_time {
            true => self.of_events.push("(z.role = 'subject' OR x.entity_id <> z.entity_id)"),
            false => self.of_ends.push("(z.role = 'subject' OR z.other_id <> z.entity_id)"),
        }
        self.bind(":a", id.to_owned());
    }

    fn ends(&mut self, a: &str, b: &str) {
        self.by_time = false;
        self.end(a);
        self.of_ends.push("z.other_id = (SELECT entity_id FROM entity WHERE uid = :b)");
        self.bind(":b", b.to_owned());
    }

    /// Leaves out what an entity did to itself.
    pub fn with_others(&mut self) {
        self.of_ends.push("z.other_id <> z.entity_id");
    }

    fn reported(&mut self, after: i32, until: i32) {
        self.of_events.push(
            "e.event_id IN (SELECT event_id FROM claim JOIN document USING (doc_id)
                            WHERE published_hi > :after AND published_hi <= :reported)",
        );
        self.bind(":after", after);
        self.bind(":reported", until);
    }

    fn among(&mut self, ids: &[String]) {
        self.by_time = false;
        self.of_ends
            .push("z.entity_id IN (SELECT entity_id FROM entity JOIN json_each(:ids) ON uid = value)");
        self.of_ends.push("z.other_id IN (SELECT entity_id FROM entity JOIN json_each(:ids) ON uid = value)");
        // Both ends of an event would find it.
        self.of_ends.push("z.role = 'subject'");
        self.bind(":ids", serde_json::json!(ids).to_string());
    }

    fn meetings(&mut self, filter: &Filter) {
        if filter.status == [Status::Actual] {
            self.of_ends.push("z.met = 1");
            return;
        }
        let meetings: Vec<&str> = Relations::built_in()
            .iter()
            .filter(|(_, relation)| relation.meeting)
            .map(|(name, _)| name)
            .collect();
        self.of_events.push(
            "(e.relation IN (SELECT value FROM json_each(:meetings))
              OR e.relation IN (SELECT name FROM relation WHERE meeting))",
        );
        self.bind(":meetings", serde_json::json!(meetings).to_string());
    }
}
