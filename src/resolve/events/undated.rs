//! Claims that give no time.

use super::dated::Group;
use super::{AHEAD, Claims, Days, Details, Joined, Matter, NEAR, Statement};
use crate::model::Status;
use crate::store::id;

/// Undated claims that are one event.
#[derive(Debug)]
pub struct Undated<'s> {
    /// What stands for its time in the id.
    key: String,
    /// The day from which the days of its reports count.
    start: Option<i32>,
    founder: Details<'s>,
    details: Details<'s>,
    pub claims: Claims,
}

impl Undated<'_> {
    /// The event's public id.
    pub fn uid(&self, matter: &str) -> String {
        id::public("e", [matter, &self.key].into_iter().chain(self.founder.parts()))
    }
}

/// Rule 4. Adds claims to the dated events; gives the undated events.
pub fn undated_events<'s>(matter: &Matter<'s>, dated: &mut [Group<'s>]) -> Vec<Undated<'s>> {
    let undated = matter.statements.iter().enumerate().filter(|(_, statement)| statement.time.is_none());
    let mut left = Vec::new();
    for (i, statement) in undated {
        match event_of(statement, &matter.details(statement), dated) {
            Some((group, joined)) => dated[group].take(i, joined),
            None => left.push(i),
        }
    }
    together(matter, left)
}

/// The dated event that an undated claim is about.
fn event_of<'s>(
    statement: &'s Statement,
    details: &Details<'s>,
    dated: &[Group<'s>],
) -> Option<(usize, Joined)> {
    let place = statement.place.as_ref();
    let fitting: Vec<usize> =
        (0..dated.len()).filter(|&g| dated[g].fits(details, statement.country())).collect();
    let one = |groups: Vec<usize>| match &*groups {
        [group] => Some(*group),
        // Of several, the one at the same place.
        several => {
            let at = |group: &usize| place.is_some_and(|place| dated[*group].was_at(&place.entity));
            only(several.iter().copied().filter(at))
        }
    };

    let own: Vec<usize> =
        fitting.iter().copied().filter(|&g| dated[g].is_told_in(&statement.document)).collect();
    let published = statement.published.as_ref().map(Days::of);
    let in_order =
        |g: &usize| published.is_none_or(|published| in_order(statement.status, published, dated[*g].days));
    let own_in_order: Vec<usize> = own.iter().copied().filter(in_order).collect();
    if !own_in_order.is_empty() {
        return Some((one(own_in_order)?, Joined::SameArticle));
    }
    let published = published?;
    let window = published.widened(NEAR);
    let near = fitting.iter().copied().filter(|&g| window.contains(dated[g].days)).filter(in_order);
    let near: Vec<usize> = near.collect();
    if !near.is_empty() {
        return Some((one(near)?, Joined::NearPublication));
    }
    if statement.status != Status::Planned {
        return None;
    }
    let ahead = Days { lo: published.lo, hi: published.hi.saturating_add(AHEAD) };
    let next = fitting.iter().copied().filter(|&g| ahead.contains(dated[g].days));
    let first = next.clone().map(|g| dated[g].days.lo).min()?;
    Some((only(next.filter(|&g| dated[g].days.lo == first))?, Joined::NextPlanned))
}

/// Whether an event on these days can be what a report of this status tells: a plan does not come after it, nothing else
/// before; a day is left for other time zones.
fn in_order(status: Status, published: Days, days: Days) -> bool {
    match status {
        Status::Planned => published.lo <= days.hi,
        Status::Actual | Status::Denied => days.lo <= published.hi.saturating_add(1),
        Status::Possible => true,
    }
}

fn only<T>(mut items: impl Iterator<Item = T>) -> Option<T> {
    let first = items.next()?;
    items.next().is_none().then_some(first)
}

/// Undated claims of articles that were published within [`NEAR`] days of the first are one event, if their details fit.
fn together<'s>(matter: &Matter<'s>, claims: Vec<usize>) -> Vec<Undated<'s>> {
    let mut claims: Vec<_> = claims
        .into_iter()
        .map(|i| {
            let statement = &matter.statements[i];
            // A publication date vaguer than the window is as good as none.
            let published = statement.published.as_ref().map(Days::of);
            let day = published.filter(|days| days.length() <= i64::from(NEAR) + 1).map(|days| days.lo);
            let details = matter.details(statement);
            (day, day.is_none().then_some(&*statement.document), details.open(), details, i)
        })
        .collect();
    claims.sort();
    let mut events: Vec<Undated<'s>> = Vec::new();
    for (day, article, _, details, i) in claims {
        let key = match (day, article) {
            (Some(day), _) => format!("reported {day}"),
            (None, article) => article.unwrap_or_default().to_owned(),
        };
        let near = |event: &Undated<'s>| match (event.start, day) {
            (Some(start), Some(day)) => day.saturating_sub(start) <= NEAR,
            (None, None) => event.key == key,
            _ => false,
        };
        let near: Vec<usize> = (0..events.len()).filter(|&e| near(&events[e])).collect();
        let same = near.iter().copied().find(|&e| events[e].founder == details);
        let fitting = || only(near.iter().copied().filter(|&e| events[e].details.and(&details).is_some()));
        match same.or_else(fitting) {
            Some(event) => {
                let event = &mut events[event];
                event.details = event.details.and(&details).unwrap_or_else(|| event.details.clone());
                let joined = if event.key == key { Joined::SameTime } else { Joined::NearReport };
                event.claims.push((i, joined));
            }
            None => events.push(Undated {
                key,
                start: day,
                founder: details.clone(),
                details,
                claims: vec![(i, Joined::SameTime)],
            }),
        }
    }
    events
}

/// Rule 5.
pub fn undated_state<'s>(matter: &Matter<'s>, dated: &mut [Group<'s>]) -> Vec<Undated<'s>> {
    let undated = (0..matter.statements.len()).filter(|&i| matter.statements[i].time.is_none());
    let claims: Claims = undated.map(|i| (i, Joined::OnlyState)).collect();
    match dated {
        _ if claims.is_empty() => Vec::new(),
        [only] => {
            claims.into_iter().for_each(|(i, joined)| only.take(i, joined));
            Vec::new()
        }
        _ => {
            let details = Details::default();
            vec![Undated {
                key: "undated".to_owned(),
                start: None,
                founder: details.clone(),
                details,
                claims,
            }]
        }
    }
}
