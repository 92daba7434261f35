//! What a matter leaves open.

use super::Statement;
use crate::language::gazetteer::Gazetteer;

/// Which part of a country, and which people or bodies of the ends. What is not told fits all.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Details<'s> {
    /// The public id of the object, unless it is a country as a whole.
    object: Option<&'s str>,
    /// What stands between an end and the claim, in the singular. Who acts for the subject of an asymmetric relation does
    /// not matter: police, forces and authorities arrest one person once.
    vias: [Option<&'s str>; 2],
}

impl<'s> Details<'s> {
    pub fn of(statement: &'s Statement, symmetric: bool) -> Details<'s> {
        let [a, b] = &statement.ends;
        let whole = Gazetteer::embedded().country_of_item(&b.entity).is_some();
        let via = |via: &'s Option<String>| via.as_deref().map(singular);
        Details {
            object: Some(&*b.entity).filter(|_| !whole),
            vias: [via(&a.via).filter(|_| symmetric), via(&b.via)],
        }
    }

    /// What both tell together, if they fit.
    pub fn and(&self, other: &Details<'s>) -> Option<Details<'s>> {
        Some(Details {
            object: both(self.object, other.object)?,
            vias: [both(self.vias[0], other.vias[0])?, both(self.vias[1], other.vias[1])?],
        })
    }

    /// How many of them are not told.
    pub fn open(&self) -> usize {
        [self.object, self.vias[0], self.vias[1]].iter().filter(|detail| detail.is_none()).count()
    }

    /// What stands for them in an id.
    pub fn parts(&self) -> [&'s str; 3] {
        [self.object, self.vias[0], self.vias[1]].map(Option::unwrap_or_default)
    }
}

/// `None`: they differ.
fn both<'s>(one: Option<&'s str>, other: Option<&'s str>) -> Option<Option<&'s str>> {
    match (one, other) {
        (Some(one), Some(other)) if one != other => None,
        _ => Some(one.or(other)),
    }
}

fn singular(noun: &str) -> &str {
    noun.strip_suffix('s').filter(|stem| !stem.ends_with('s')).unwrap_or(noun)
}
