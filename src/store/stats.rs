//! How much there is.

use super::read::count;
use super::{Count, Result, Stats, Store};
use crate::model::Status;

impl Store {
    /// How much there is of everything.
    pub fn stats(&self) -> Result<Stats> {
        let number = |sql: &str| self.db.query_row(sql, [], |row| row.get(0));
        // One pass over the events, without sorting them.
        let (events, states, mut statuses) = self.db.query_row(
            "SELECT count(*) FILTER (WHERE kind = 'event'), count(*) FILTER (WHERE kind = 'state'),
                    count(*) FILTER (WHERE status = 'actual'), count(*) FILTER (WHERE status = 'planned'),
                    count(*) FILTER (WHERE status = 'possible'), count(*) FILTER (WHERE status = 'denied')
             FROM event",
            [],
            |row| {
                let count = |(i, status): (usize, &Status)| {
                    Ok(Count { name: status.to_string(), count: row.get(i + 2)? })
                };
                let statuses =
                    Status::ALL.iter().enumerate().map(count).collect::<rusqlite::Result<Vec<_>>>();
                Ok((row.get(0)?, row.get(1)?, statuses?))
            },
        )?;
        statuses.retain(|status| status.count > 0);
        statuses.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
        Ok(Stats {
            documents: number("SELECT count(*) FROM document")?,
            sources: number("SELECT count(DISTINCT source) FROM document")?,
            claims: number("SELECT count(*) FROM claim")?,
            events,
            states,
            meetings: number("SELECT count(*) FROM event_participant WHERE met = 1 AND role = 'subject'")?,
            entities: number("SELECT count(*) FROM entity")?,
            relations: self.rows(
                "SELECT relation, count(*) AS n FROM event GROUP BY relation ORDER BY n DESC, relation",
                [],
                count,
            )?,
            statuses,
        })
    }
}
