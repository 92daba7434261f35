//! Events that claims date.

use std::collections::{BTreeMap, BTreeSet};

use super::{Claims, Days, Details, Joined, Matter, Statement};
use crate::model::RelationKind;
use crate::store::id;

/// A time so long is that of a stay; a longer one is vague.
pub const STAY: i64 = 10;

/// Where happenings last days, so many days of which nothing is told part two of them at most.
const GAP: i64 = 1;

/// What claims tell of when and where one happening was. In the order in which they are joined: the most exact first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Point<'s> {
    length: i64,
    open: usize,
    days: Days,
    details: Details<'s>,
    /// The country where it happened, of vague times: a day says enough.
    country: Option<&'s str>,
}

/// Claims that are one event.
#[derive(Debug)]
pub struct Group<'s> {
    /// The most exact of what its claims tell, which stands for it in its id.
    founder: Point<'s>,
    pub days: Days,
    pub details: Details<'s>,
    /// Where it happened, by ids of places and by countries.
    places: BTreeSet<&'s str>,
    countries: BTreeSet<&'s str>,
    documents: BTreeSet<&'s str>,
    pub claims: Claims,
}

impl<'s> Group<'s> {
    /// The event's public id.
    pub fn uid(&self, matter: &str) -> String {
        let Point { days, details, country, .. } = &self.founder;
        let (lo, hi) = (days.lo.to_string(), days.hi.to_string());
        let parts = [matter, &lo, &hi, country.unwrap_or_default()].into_iter().chain(details.parts());
        id::public("e", parts)
    }

    /// Whether a claim on the event may be of this article.
    pub fn is_told_in(&self, document: &str) -> bool {
        self.documents.contains(document)
    }

    /// Whether it was at this place.
    pub fn was_at(&self, place: &str) -> bool {
        self.places.contains(place)
    }

    /// Whether what else is told of an undated claim fits.
    pub fn fits(&self, details: &Details<'s>, country: Option<&str>) -> bool {
        self.details.and(details).is_some() && self.may_be_in(country)
    }

    fn may_be_in(&self, country: Option<&str>) -> bool {
        country.is_none_or(|country| self.countries.is_empty() || self.countries.contains(country))
    }

    fn fits_point(&self, point: &Point<'s>, spans_days: bool) -> bool {
        let in_time = if spans_days {
            let stay = point.length <= STAY && self.founder.length <= STAY;
            self.days.between(point.days) <= if stay { GAP } else { -1 }
        } else {
            point.days.contains(self.days)
        };
        in_time && self.fits(&point.details, point.country)
    }

    fn add(&mut self, point: &Point<'s>, claims: &[usize], statements: &'s [Statement]) {
        let joined = match () {
            () if point == &self.founder => Joined::SameTime,
            () if point.days == self.days => Joined::OtherDetail,
            () if point.days.contains(self.days) => Joined::VaguerTime,
            () => Joined::AdjoiningDay,
        };
        // A time that is no day says that the event was then, not how long it was.
        if point.length == 1 {
            self.days = self.days.and(point.days);
        }
        self.details = self.details.and(&point.details).unwrap_or_else(|| self.details.clone());
        for &i in claims {
            self.documents.insert(&statements[i].document);
            self.enter_place(&statements[i]);
        }
        self.claims.extend(claims.iter().map(|&i| (i, joined)));
    }

    /// Takes in an undated claim.
    pub fn take(&mut self, i: usize, joined: Joined) {
        self.claims.push((i, joined));
    }

    fn enter_place(&mut self, statement: &'s Statement) {
        if let Some(place) = &statement.place {
            self.places.insert(&place.entity);
            self.countries.extend(place.country.as_deref());
        }
    }

    fn of(founder: &Point<'s>) -> Group<'s> {
        Group {
            founder: founder.clone(),
            days: founder.days,
            details: founder.details.clone(),
            places: BTreeSet::new(),
            countries: BTreeSet::new(),
            documents: BTreeSet::new(),
            claims: Claims::new(),
        }
    }

    fn merge(&mut self, other: Group<'s>) {
        self.days = self.days.and(other.days);
        self.details = self.details.and(&other.details).unwrap_or_else(|| self.details.clone());
        self.places.extend(other.places);
        self.countries.extend(other.countries);
        self.documents.extend(other.documents);
        self.claims.extend(other.claims);
    }
}

/// Rules 1 to 3. The events in the order of their founders.
pub fn dated<'s>(matter: &Matter<'s>) -> Vec<Group<'s>> {
    let mut points: BTreeMap<Point<'s>, Vec<usize>> = BTreeMap::new();
    for (i, statement) in matter.statements.iter().enumerate() {
        let Some(days) = matter.days(statement) else { continue };
        let details = matter.details(statement);
        let (length, open) = (days.length(), details.open());
        let country =
            if length > 1 && matter.kind == RelationKind::Event { statement.country() } else { None };
        points.entry(Point { length, open, days, details, country }).or_default().push(i);
    }
    let mut groups: Vec<Group<'s>> = Vec::new();
    for (point, claims) in &points {
        let fitting: Vec<usize> =
            (0..groups.len()).filter(|&g| groups[g].fits_point(point, matter.spans_days)).collect();
        let group = match &*fitting {
            [] => None,
            [only] => Some(*only),
            [first, others @ ..] => (matter.spans_days && point.length <= STAY && are_one(&groups, &fitting))
                .then(|| {
                    for &other in others.iter().rev() {
                        let other = groups.remove(other);
                        groups[*first].merge(other);
                    }
                    *first
                }),
        };
        let group = group.unwrap_or_else(|| {
            groups.push(Group::of(point));
            groups.len() - 1
        });
        groups[group].add(point, claims, matter.statements);
    }
    groups
}

/// Whether the details of all these fit.
fn are_one(groups: &[Group<'_>], which: &[usize]) -> bool {
    let mut together = Details::default();
    which.iter().all(|&group| match together.and(&groups[group].details) {
        Some(both) => {
            together = both;
            true
        }
        None => false,
    })
}
