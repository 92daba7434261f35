//! The shortest ways from one entity to another, found without loading the graph.
//!
//! Ways of any length are found one after the other as by Yen (Finding the K Shortest Loopless Paths in a Network,
//! 1971), with Lawler's division (1972): whoever takes another way leaves the one before at some entity for the first
//! time, and the least way of each such kind is waiting when its turn comes.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::search::{Limits, Preference, Searcher};
use super::{Node, best_attested};
use crate::query::EventRow;
use crate::store::{EntityKey, Filter, Joined, Result, Scope, Store};

/// From where to where, and how; all entities by id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route<'a> {
    /// Where the paths start.
    pub from: &'a str,
    /// Where they end.
    pub to: &'a str,
    /// Where they pass.
    pub via: Option<&'a str>,
    /// Where they do not.
    pub avoid: Vec<&'a str>,
    /// The most hops that a path has.
    pub max_hops: usize,
}

/// A step from an entity to a neighbour.
#[derive(Debug, Clone, PartialEq)]
pub struct Hop {
    /// Where it starts.
    pub from: Node,
    /// Where it leads.
    pub to: Node,
    /// What joins the two, the best attested first; never empty, and [`EVENTS`] at most.
    pub events: Vec<EventRow>,
    /// How many events join the two.
    pub count: usize,
}

/// Two very large hubs are joined by thousands of events: so many of them are given.
pub const EVENTS: usize = 20;

/// How many ways to the entity that paths must pass are tried, when the rest of the way is looked for.
const TRIED: usize = 100;

/// The `most` shortest paths over the events that pass the filter (whatever its limit). No path passes an entity twice.
/// The shortest come first; of the same length, at the first fork, what more events lead to, then by id. Paths over an
/// entity that they must pass: of the same length first those that come there sooner; and only the hundred shortest
/// ways there are gone on from. None where the ends are the same or not joined.
pub fn paths(store: &Store, route: &Route<'_>, filter: &Filter, most: usize) -> Result<Vec<Vec<Hop>>> {
    let graph = store.joined(filter)?;
    let (Some(from), Some(to)) = (graph.key(route.from)?, graph.key(route.to)?) else {
        return Ok(Vec::new());
    };
    let shut =
        route.avoid.iter().filter_map(|id| graph.key(id).transpose()).collect::<Result<HashSet<_>>>()?;
    if from == to || shut.contains(&from) || shut.contains(&to) {
        return Ok(Vec::new());
    }
    let searcher = &mut Searcher::new(&graph);
    let ways = match route.via.map(|via| graph.key(via)).transpose()? {
        None => {
            let mut ways = Ways::new(searcher, from, to, shut, route.max_hops)?;
            first(most, || ways.next(searcher))?
        }
        Some(Some(via)) if ![from, to].contains(&via) && !shut.contains(&via) => {
            let mut ways = WaysOver::new(searcher, [from, via, to], shut, route.max_hops)?;
            first(most, || ways.next(searcher))?
        }
        Some(_) => Vec::new(),
    };
    ways.iter().map(|way| hops(store, &graph, way, filter)).collect()
}

/// The first so many, or all that there are.
fn first<T>(most: usize, mut next: impl FnMut() -> Result<Option<T>>) -> Result<Vec<T>> {
    let mut found = Vec::new();
    while found.len() < most
        && let Some(one) = next()?
    {
        found.push(one);
    }
    Ok(found)
}

fn hops(store: &Store, graph: &Joined<'_>, way: &[EntityKey], filter: &Filter) -> Result<Vec<Hop>> {
    let filter = Filter { limit: None, ..filter.clone() };
    let nodes = way.iter().map(|key| graph.entity(*key).map(Node::from)).collect::<Result<Vec<_>>>()?;
    let pairs = nodes.iter().zip(nodes.iter().skip(1));
    pairs
        .map(|(from, to)| {
            let mut events = store.events(Scope::Between(&from.id, &to.id), &filter)?;
            events.sort_by(best_attested);
            let count = events.len();
            events.truncate(EVENTS);
            Ok(Hop { from: from.clone(), to: to.clone(), events, count })
        })
        .collect()
}

/// The ways between two entities, one after the other.
struct Ways {
    to: EntityKey,
    shut: HashSet<EntityKey>,
    max_hops: usize,
    /// The least way of each kind.
    waiting: BTreeSet<Way>,
}

/// A way, in the order in which ways are told.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Way {
    hops: usize,
    preferences: Vec<Preference>,
    entities: Vec<EntityKey>,
    /// Where among its entities it leaves all ways told before.
    fork: usize,
    /// Where those went on from there.
    taken: Vec<EntityKey>,
}

impl Ways {
    fn new(
        searcher: &mut Searcher<'_>,
        from: EntityKey,
        to: EntityKey,
        shut: HashSet<EntityKey>,
        max_hops: usize,
    ) -> Result<Ways> {
        let mut ways = Ways { to, shut, max_hops, waiting: BTreeSet::new() };
        ways.look(searcher, &[from], &[], Vec::new())?;
        Ok(ways)
    }

    fn next(&mut self, searcher: &mut Searcher<'_>) -> Result<Option<Vec<EntityKey>>> {
        let Some(way) = self.waiting.pop_first() else { return Ok(None) };
        for fork in way.fork..way.hops {
            let mut taken = vec![way.entities[fork + 1]];
            if fork == way.fork {
                taken.extend(&way.taken);
            }
            self.look(searcher, &way.entities[..=fork], &way.preferences[..fork], taken)?;
        }
        Ok(Some(way.entities))
    }

    /// Looks for the least way that begins so and goes on where none before it did.
    fn look(
        &mut self,
        searcher: &mut Searcher<'_>,
        begun: &[EntityKey],
        preferences: &[Preference],
        taken: Vec<EntityKey>,
    ) -> Result<()> {
        let Some((&last, passed)) = begun.split_last() else { return Ok(()) };
        let shut = self.shut.iter().chain(passed).copied().collect();
        let limits =
            Limits { shut: &shut, not_first: &taken, hops: self.max_hops.saturating_sub(passed.len()) };
        let Some(rest) = searcher.least(last, self.to, &limits)? else { return Ok(()) };
        let entities = [passed, &rest].concat();
        let mut preferences = preferences.to_vec();
        for hop in rest.windows(2) {
            preferences.push(searcher.preference(hop[0], hop[1])?);
        }
        let hops = entities.len() - 1;
        self.waiting.insert(Way { hops, preferences, entities, fork: passed.len(), taken });
        Ok(())
    }
}

/// The ways between two entities over a third.
struct WaysOver {
    over: EntityKey,
    to: EntityKey,
    shut: HashSet<EntityKey>,
    max_hops: usize,
    /// The ways to the third, and the next of them.
    there: Ways,
    next: Option<Vec<EntityKey>>,
    /// For each of those that were gone on from, the ways on.
    on: Vec<Ways>,
    /// The least whole way of each, by length and number.
    waiting: BTreeMap<(usize, usize), Vec<EntityKey>>,
}

impl WaysOver {
    fn new(
        searcher: &mut Searcher<'_>,
        [from, over, to]: [EntityKey; 3],
        shut: HashSet<EntityKey>,
        max_hops: usize,
    ) -> Result<WaysOver> {
        let without_end = shut.iter().copied().chain([to]).collect();
        let mut there = Ways::new(searcher, from, over, without_end, max_hops.saturating_sub(1))?;
        let next = there.next(searcher)?;
        Ok(WaysOver { over, to, shut, max_hops, there, next, on: Vec::new(), waiting: BTreeMap::new() })
    }

    fn next(&mut self, searcher: &mut Searcher<'_>) -> Result<Option<Vec<EntityKey>>> {
        // A way there with as many entities as the best whole way has hops could only be as long with its rest.
        while self.on.len() < TRIED
            && let best = self.waiting.first_key_value().map(|((hops, _), _)| *hops)
            && let Some(there) = self.next.take_if(|next| best.is_none_or(|hops| next.len() < hops))
        {
            let passed = there.iter().filter(|entity| **entity != self.over);
            let shut = self.shut.iter().chain(passed).copied().collect();
            let rest = self.max_hops + 1 - there.len();
            self.on.push(Ways::new(searcher, self.over, self.to, shut, rest)?);
            self.go_on(searcher, self.on.len() - 1, &there)?;
            self.next = self.there.next(searcher)?;
        }
        let Some(((_, number), way)) = self.waiting.pop_first() else { return Ok(None) };
        let over = way.iter().position(|entity| *entity == self.over).unwrap_or_default();
        self.go_on(searcher, number, &way[..=over])?;
        Ok(Some(way))
    }

    /// Puts the next of the ways on from one of the ways there among those that wait.
    fn go_on(&mut self, searcher: &mut Searcher<'_>, number: usize, there: &[EntityKey]) -> Result<()> {
        if let Some(on) = self.on[number].next(searcher)? {
            let way = [there, &on[1..]].concat();
            self.waiting.insert((way.len() - 1, number), way);
        }
        Ok(())
    }
}
