//! What a filter asks of events, as conditions.

use super::{Filter, Select};
use crate::language::gazetteer::{Gazetteer, fold};
use crate::model::Status;

/// Whether a claim `c` has the chain `h` of its participant `pp` as its place, and that is the one asked for.
macro_rules! at_place {
    () => {
        "(pp.role = 'place' OR pp.role = 'object' AND c.relation = 'visited')
         AND (h.country = :country
              OR h.entity_id IN (SELECT entity_id FROM alias WHERE norm = :place
                                 UNION SELECT entity_id FROM entity WHERE uid = :place_id))"
    };
}

impl Select {
    pub(super) fn filter(&mut self, filter: &Filter) {
        self.times(filter);
        if !self.is_shown(filter) {
            self.relations(filter);
            self.status(filter);
        }
        self.confidence(filter);
        self.told_by(filter);
    }

    /// Where it was, and who says so.
    pub(super) fn told_by(&mut self, filter: &Filter) {
        if let Some(place) = &filter.place {
            self.place(place);
        }
        if let Some(source) = &filter.source {
            // Events of an entity are asked one by one; of all, those of the source are found first.
            self.of_events.push(match self.from_end {
                true => {
                    "EXISTS (SELECT 1 FROM claim c JOIN document d USING (doc_id)
                             WHERE c.event_id = e.event_id AND d.source = :source COLLATE NOCASE)"
                }
                false => {
                    "e.event_id IN (SELECT c.event_id FROM document d JOIN claim c USING (doc_id)
                                    WHERE d.source = :source COLLATE NOCASE)"
                }
            });
            self.bind(":source", source.clone());
        }
        if filter.min_sources > 0 {
            self.of_events.push("e.n_sources >= :min_sources");
            self.bind(":min_sources", filter.min_sources);
        }
    }

    pub(super) fn confidence(&mut self, filter: &Filter) {
        if filter.min_confidence > 0.0 {
            self.of_events.push("e.confidence >= :min_confidence");
            self.bind(":min_confidence", filter.min_confidence);
        }
    }

    /// Whether the end itself tells that the event has the relation and status that are asked for, where nothing is said.
    fn is_shown(&mut self, filter: &Filter) -> bool {
        let nothing_said = filter.status == [Status::Actual] && filter.relations.is_empty();
        if !self.from_end || !nothing_said {
            return false;
        }
        // A meeting that took place is shown.
        if self.of_ends.contains(&"z.met = 1") {
            return true;
        }
        // The index on times does not have it.
        if !self.by_time {
            self.of_ends.push("z.shown = 1");
        }
        !self.by_time
    }

    pub(super) fn relations(&mut self, filter: &Filter) {
        if filter.relations.is_empty() {
            self.of_events.push("e.relation NOT GLOB 'other:*'");
        } else {
            self.of_events.push(
                "(e.relation IN (SELECT value FROM json_each(:relations))
                  OR :open AND e.relation GLOB 'other:*')",
            );
            self.bind(":relations", serde_json::json!(filter.relations).to_string());
            self.bind(":open", filter.relations.iter().any(|relation| relation == "other"));
        }
    }

    pub(super) fn status(&mut self, filter: &Filter) {
        if !filter.status.is_empty() {
            self.of_events.push("e.status IN (SELECT value FROM json_each(:status))");
            self.bind(":status", serde_json::json!(filter.status).to_string());
        }
    }

    pub(super) fn times(&mut self, filter: &Filter) {
        // Ends have copies of their event's days, so that the index tells of the most. No time is open at both ends.
        let (dated, late, early, late_on, early_on) = match self.by_time {
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
                self.asked(condition);
                self.bind(name, day);
            }
        }
        if filter.since.is_some() || filter.until.is_some() || filter.on.is_some() {
            self.asked(dated);
        }
    }

    /// Who visits a place is there. A country is also every place in it.
    fn place(&mut self, place: &str) {
        // Events of an entity are asked one by one; of all, those at the place are found first.
        self.of_events.push(match self.from_end {
            true => concat!(
                "EXISTS (SELECT 1 FROM claim c
                         JOIN claim_participant pp ON pp.claim_id = c.claim_id
                         JOIN chain h ON h.chain_id = pp.chain_id
                         WHERE c.event_id = e.event_id AND ",
                at_place!(),
                ")"
            ),
            false => concat!(
                "e.event_id IN (SELECT c.event_id FROM chain h
                                JOIN mention_chain mc ON mc.chain_id = h.chain_id
                                JOIN claim_participant pp ON pp.mention_id = mc.mention_id AND pp.chain_id = mc.chain_id
                                JOIN claim c ON c.claim_id = pp.claim_id
                                WHERE ",
                at_place!(),
                ")"
            ),
        });
        let world = Gazetteer::embedded();
        let country = world.country(place).or_else(|| world.country_of_item(place)).map(|c| c.code);
        self.bind(":country", country);
        self.bind(":place", fold(place));
        self.bind(":place_id", place.to_owned());
    }

    /// Asks it of ends where their index has the time, else of events.
    fn asked(&mut self, condition: &'static str) {
        if self.by_time { &mut self.of_ends } else { &mut self.of_events }.push(condition);
    }
}
