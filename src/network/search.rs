//! The least of the shortest ways between two entities, found from both ends without reading the whole graph.
//!
//! A breadth-first search walks from each end, always on the side where less has to be read, until an event joins the
//! outermost entities of both. Most ways in news lead over a few entities with very many events (the United States);
//! the neighbours of such a hub are read only where that is quicker than to ask whether it is joined with each of the
//! entities reached from the other end.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use crate::store::{EntityKey, Joined, Result};

/// What is asked of a search.
pub struct Limits<'a> {
    /// Entities that are not entered.
    pub shut: &'a HashSet<EntityKey>,
    /// Entities that are not the first to be entered.
    pub not_first: &'a [EntityKey],
    /// The most hops.
    pub hops: usize,
}

/// Where a hop stands among others from the same entity: first what more events lead to, then by id.
pub type Preference = (std::cmp::Reverse<u32>, String);

/// A neighbour, and the number of events that lead there.
type Link = (EntityKey, u32);

/// A hop from what is reached from one end to what is reached from the other.
struct Bridge {
    from: EntityKey,
    to: EntityKey,
    events: u32,
}

/// How many entries of the index are passed over in the time of one that is looked up.
const LOOKUP: u32 = 8;

/// How far an entity's events are counted to compare what it takes to read them.
const COUNTED: u32 = 20_000;

/// Searches the graph, and remembers what it has read.
pub struct Searcher<'s> {
    graph: &'s Joined<'s>,
    read: HashMap<EntityKey, Rc<[Link]>>,
    ids: HashMap<EntityKey, String>,
}

/// What a search has reached from one end.
struct Side<'a> {
    /// How many hops away each entity is.
    depth: HashMap<EntityKey, usize>,
    /// The entities by the number of hops.
    rings: Vec<Vec<EntityKey>>,
    /// Entities that are not the first to be entered from here.
    not_first: &'a [EntityKey],
}

impl<'a> Side<'a> {
    fn new(start: EntityKey, not_first: &'a [EntityKey]) -> Side<'a> {
        Side { depth: HashMap::from([(start, 0)]), rings: vec![vec![start]], not_first }
    }

    fn radius(&self) -> usize {
        self.rings.len() - 1
    }

    fn outermost(&self) -> &[EntityKey] {
        self.rings.last().map_or(&[], Vec::as_slice)
    }

    /// Whether an entity is so many hops away.
    fn is_at(&self, depth: usize, entity: EntityKey) -> bool {
        self.depth.get(&entity) == Some(&depth)
    }

    /// Whether a hop from an entity so many hops away to this one is allowed.
    fn allows(&self, depth: usize, entity: EntityKey) -> bool {
        depth > 0 || !self.not_first.contains(&entity)
    }
}

impl<'s> Searcher<'s> {
    pub fn new(graph: &'s Joined<'s>) -> Searcher<'s> {
        Searcher { graph, read: HashMap::new(), ids: HashMap::new() }
    }

    /// The shortest way from one entity to another within the limits; of several, the one that takes the better
    /// [`Preference`] at the first fork.
    pub fn least(
        &mut self,
        from: EntityKey,
        to: EntityKey,
        limits: &Limits<'_>,
    ) -> Result<Option<Vec<EntityKey>>> {
        let (mut near, mut far) = (Side::new(from, limits.not_first), Side::new(to, &[]));
        for length in 1..=limits.hops {
            if length > 1 {
                let (side, other) = match self.nearer_is_cheaper(&near, &far)? {
                    true => (&mut near, &far),
                    false => (&mut far, &near),
                };
                self.grow(side, other, limits.shut)?;
                if side.outermost().is_empty() {
                    return Ok(None);
                }
            }
            let bridges = self.bridges(&near, &far)?;
            if !bridges.is_empty() {
                return self.first_way(&near, &far, &bridges).map(Some);
            }
        }
        Ok(None)
    }

    /// How preferable a hop is among others from the same entity.
    pub fn preference(&mut self, from: EntityKey, to: EntityKey) -> Result<Preference> {
        let events = match self.read.get(&from) {
            Some(links) => links.binary_search_by_key(&to, |link| link.0).map_or(0, |at| links[at].1),
            None => self.graph.between(from, to)?,
        };
        Ok((std::cmp::Reverse(events), self.id(to)?))
    }

    fn id(&mut self, entity: EntityKey) -> Result<String> {
        if let Some(id) = self.ids.get(&entity) {
            return Ok(id.clone());
        }
        let id = self.graph.id(entity)?;
        self.ids.insert(entity, id.clone());
        Ok(id)
    }

    fn neighbours(&mut self, of: EntityKey) -> Result<Rc<[Link]>> {
        if let Some(links) = self.read.get(&of) {
            return Ok(links.clone());
        }
        let links: Rc<[Link]> = self.graph.neighbours(of)?.into();
        self.read.insert(of, links.clone());
        Ok(links)
    }

    /// Whether less has to be read to go one hop on from the near side than from the far one.
    fn nearer_is_cheaper(&self, near: &Side, far: &Side) -> Result<bool> {
        let unread = |side: &Side| side.outermost().iter().filter(|e| !self.read.contains_key(e)).count();
        let near_is_small = unread(near) <= unread(far);
        let (small, large) = if near_is_small { (near, far) } else { (far, near) };
        let cost = self.cost(small, u32::MAX)?;
        let small_is_cheaper = cost <= self.cost(large, cost)?;
        Ok(small_is_cheaper == near_is_small)
    }

    /// How much has to be read to go one hop on; not counted further than to `enough`.
    fn cost(&self, side: &Side, enough: u32) -> Result<u32> {
        let mut cost: u32 = 0;
        for entity in side.outermost().iter().filter(|entity| !self.read.contains_key(entity)) {
            if cost > enough {
                break;
            }
            cost = cost.saturating_add(self.graph.size(*entity, COUNTED)?.max(1));
        }
        Ok(cost)
    }

    /// Goes one hop on from a side.
    fn grow(&mut self, side: &mut Side<'_>, other: &Side<'_>, shut: &HashSet<EntityKey>) -> Result<()> {
        let depth = side.radius();
        let mut ring = Vec::new();
        for entity in side.outermost().to_vec() {
            for &(neighbour, _) in self.neighbours(entity)?.iter() {
                // What the other side has reached can be met here only over a first hop that is not allowed.
                let entered = side.depth.contains_key(&neighbour) || other.depth.contains_key(&neighbour);
                if !entered && side.allows(depth, neighbour) && !shut.contains(&neighbour) {
                    side.depth.insert(neighbour, depth + 1);
                    ring.push(neighbour);
                }
            }
        }
        side.rings.push(ring);
        Ok(())
    }

    /// The hops from the outermost entities of the near side to those of the far side.
    fn bridges(&mut self, near: &Side<'_>, far: &Side<'_>) -> Result<Vec<Bridge>> {
        let read = |side: &Side<'_>| -> (Vec<EntityKey>, Vec<EntityKey>) {
            side.outermost().iter().partition(|entity| self.read.contains_key(entity))
        };
        let ((near_read, near_unread), (far_read, far_unread)) = (read(near), read(far));
        let mut bridges = Vec::new();
        for from in near_read {
            let links = self.neighbours(from)?;
            let reached = links.iter().filter(|link| far.is_at(far.radius(), link.0));
            bridges.extend(reached.map(|&(to, events)| Bridge { from, to, events }));
        }
        let unread: HashSet<_> = near_unread.iter().copied().collect();
        for to in far_read {
            let links = self.neighbours(to)?;
            let reached = links.iter().filter(|link| unread.contains(&link.0));
            bridges.extend(reached.map(|&(from, events)| Bridge { from, to, events }));
        }
        if near_unread.len() < far_unread.len() {
            let found = self.between(&near_unread, &far_unread)?;
            bridges.extend(found.into_iter().map(|(from, to, events)| Bridge { from, to, events }));
        } else {
            let found = self.between(&far_unread, &near_unread)?;
            bridges.extend(found.into_iter().map(|(to, from, events)| Bridge { from, to, events }));
        }
        bridges.retain(|bridge| near.allows(near.radius(), bridge.to));
        Ok(bridges)
    }

    /// What joins each of a few entities with any of many.
    fn between(&mut self, few: &[EntityKey], many: &[EntityKey]) -> Result<Vec<(EntityKey, EntityKey, u32)>> {
        let set: HashSet<_> = many.iter().copied().collect();
        let asking = LOOKUP.saturating_mul(many.len().try_into().unwrap_or(u32::MAX));
        let mut found = Vec::new();
        for &a in few {
            if self.graph.size(a, asking)? < asking {
                let links = self.neighbours(a)?;
                found.extend(links.iter().filter(|link| set.contains(&link.0)).map(|&(b, n)| (a, b, n)));
                continue;
            }
            for &b in many {
                let events = self.graph.between(a, b)?;
                if events > 0 {
                    found.push((a, b, events));
                }
            }
        }
        Ok(found)
    }

    /// The first of the ways over the bridges.
    fn first_way(&mut self, near: &Side<'_>, far: &Side<'_>, bridges: &[Bridge]) -> Result<Vec<EntityKey>> {
        // From the bridges backwards: which entities of each ring lead to one.
        let mut leading = vec![bridges.iter().map(|bridge| bridge.from).collect::<HashSet<_>>()];
        for depth in (0..near.radius()).rev() {
            let mut ring = HashSet::new();
            for &entity in &near.rings[depth] {
                let further = &leading[leading.len() - 1];
                let links = self.neighbours(entity)?;
                if links.iter().any(|link| further.contains(&link.0) && near.allows(depth, link.0)) {
                    ring.insert(entity);
                }
            }
            leading.push(ring);
        }
        leading.reverse();
        // Forwards, the best at each fork.
        let mut way = near.rings[0].clone();
        for depth in 0..near.radius() {
            let links = self.neighbours(way[depth])?;
            let further = |link: &&Link| leading[depth + 1].contains(&link.0) && near.allows(depth, link.0);
            way.extend(self.best(links.iter().filter(further).copied())?);
        }
        let last = way[near.radius()];
        let over = bridges.iter().filter(|bridge| bridge.from == last);
        way.extend(self.best(over.map(|bridge| (bridge.to, bridge.events)))?);
        for depth in (0..far.radius()).rev() {
            let last = way[way.len() - 1];
            let mut links = Vec::new();
            for &entity in &far.rings[depth] {
                let back = self.neighbours(entity)?;
                if let Ok(at) = back.binary_search_by_key(&last, |link| link.0) {
                    links.push((entity, back[at].1));
                }
            }
            way.extend(self.best(links.into_iter())?);
        }
        Ok(way)
    }

    /// The preferable one of several links from the same entity.
    fn best(&mut self, links: impl Iterator<Item = Link> + Clone) -> Result<Option<EntityKey>> {
        let most = links.clone().map(|link| link.1).max();
        let mut best = None;
        for (entity, _) in links.filter(|link| Some(link.1) == most) {
            let candidate = (self.id(entity)?, entity);
            best = Some(best.map_or(candidate.clone(), |best| std::cmp::min(best, candidate)));
        }
        Ok(best.map(|(_, entity)| entity))
    }
}
