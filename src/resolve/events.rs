//! Claims → events: which claims are about the same happening.
//!
//! Claims can be of one event only if they share their matter: the relation, both ends (in any order where the
//! relation is symmetric) with what stands between, and the title. Within a matter, dates decide:
//!
//! 1. Claims of equal times are one event.
//! 2. A vaguer time joins the one event that it contains ("in February", "on 21 February"); where it contains
//!    several, it stays an event of its own.
//! 3. An undated claim joins the only dated event of its own article; where its article has none, the only one that
//!    lies within [`NEAR`] days of the article's publication. What is left of articles published within [`NEAR`] days
//!    of the first is one undated event; an article without a date keeps its own.
//! 4. A state lasts, so rule 3 does not ask when it was reported: undated claims join the only dated one, or are one
//!    undated state.
//!
//! The events of a matter are a pure function of the set of its claims, so the order of reading does not show, and
//! taking an article away gives what never having read it gives.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::language::gazetteer::Gazetteer;
use crate::model::{RelationKind, Status, TimeMethod, When};
use crate::store::id;

/// Reports of one happening come within so many days of it and of each other.
const NEAR: i32 = 7;

/// More claims make an event surer, but all come from one extractor: never surer than this.
const CEILING: f64 = 0.99;

/// A claim as the joining sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// The public id of its document.
    pub document: String,
    /// When the document was published.
    pub published: Option<When>,
    /// The document's source.
    pub source: Option<String>,
    /// What the document's near-copies have in common with it; the document's id, if it has none.
    pub story: String,
    /// When it happened, and how that was found.
    pub time: Option<(When, TimeMethod)>,
    /// The public id of the entity where it happened.
    pub place: Option<String>,
    /// The role as the text has it.
    pub title: Option<String>,
    /// Whether it is presented as real.
    pub status: Status,
    /// How sure the extractor is.
    pub confidence: f64,
    /// Whether it names the ends in the other order than the matter does.
    pub flipped: bool,
}

/// Why a claim counts as one about its event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Joined {
    /// It gives the event's time, or the event has none and it is the first to tell of it.
    SameTime,
    /// It gives a vaguer time that contains only this event.
    VaguerTime,
    /// It is undated, and its article dates only this event.
    SameArticle,
    /// It is undated, and only this event lies near its article's publication.
    NearPublication,
    /// It is undated, and so are the others, published within days.
    NearReport,
    /// It is undated, and this is the only such state.
    OnlyState,
}

/// What the claims of a matter tell of one happening.
#[derive(Debug, Clone, PartialEq)]
pub struct Happening {
    /// The event's public id.
    pub uid: String,
    /// Indices of its claims, with the reason of each.
    pub claims: Vec<(usize, Joined)>,
    /// The most exact time, and how it was found.
    pub time: Option<(When, TimeMethod)>,
    /// The most specific, then most frequent place.
    pub place: Option<String>,
    /// The most frequent writing of the title.
    pub title: Option<String>,
    /// The most real status: a plan that came to pass is `actual`.
    pub status: Status,
    /// Some claims assert it and some deny it.
    pub contested: bool,
    /// Whether most claims name the ends in the other order than the matter does.
    pub flipped: bool,
    /// The number of documents.
    pub documents: usize,
    /// The number of independent sources that give it its status: near-copies count as one, and so do the documents of
    /// one newspaper; a document without a source is one.
    pub sources: usize,
    /// How sure it is of its status: that of independent sources together, each as sure as its surest claim.
    pub confidence: f64,
}

/// The days from `lo` to `hi`, both included; the extreme values stand for open ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Days {
    lo: i32,
    hi: i32,
}

impl Days {
    fn of(when: &When) -> Days {
        Days { lo: when.lo().unwrap_or(i32::MIN), hi: when.hi().unwrap_or(i32::MAX) }
    }

    fn contains(self, other: Days) -> bool {
        self.lo <= other.lo && other.hi <= self.hi
    }

    fn widened(self, by: i32) -> Days {
        Days { lo: self.lo.saturating_sub(by), hi: self.hi.saturating_add(by) }
    }
}

/// The events of one matter.
pub fn happenings(matter: i64, kind: RelationKind, statements: &[Statement]) -> Vec<Happening> {
    let mut groups = dated(statements);
    let undated = match kind {
        RelationKind::Event => undated_events(statements, &mut groups),
        RelationKind::State => undated_state(statements, &mut groups),
    };
    let matter = matter.to_string();
    let dated = groups.into_iter().map(|(days, claims)| {
        let uid = id::public("e", [&*matter, &days.lo.to_string(), &days.hi.to_string()]);
        summarise(uid, Some(days), claims, statements)
    });
    let undated = undated
        .into_iter()
        .map(|(first, claims)| summarise(id::public("e", [&*matter, &first]), None, claims, statements));
    dated.chain(undated).collect()
}

type Claims = Vec<(usize, Joined)>;

/// Rules 1 and 2.
fn dated(statements: &[Statement]) -> BTreeMap<Days, Claims> {
    let mut times: BTreeMap<Days, Claims> = BTreeMap::new();
    for (i, statement) in statements.iter().enumerate() {
        if let Some((time, _)) = &statement.time {
            times.entry(Days::of(time)).or_default().push((i, Joined::SameTime));
        }
    }
    let vaguer: Vec<(Days, Days)> =
        times.keys().filter_map(|&days| Some((days, only_contained(days, &times)?))).collect();
    for (vague, exact) in vaguer {
        let claims = times.remove(&vague).unwrap_or_default();
        let event = times.entry(exact).or_default();
        event.extend(claims.into_iter().map(|(i, _)| (i, Joined::VaguerTime)));
    }
    times
}

/// The only time within `days` that contains no other, if there is only one and it is not `days` itself.
fn only_contained(days: Days, times: &BTreeMap<Days, Claims>) -> Option<Days> {
    let within = |outer: Days| {
        let range = Days { lo: outer.lo, hi: i32::MIN }..=Days { lo: outer.hi, hi: i32::MAX };
        times
            .range(range)
            .map(|(&inner, _)| inner)
            .filter(move |&inner| inner != outer && outer.contains(inner))
    };
    let mut exact = within(days).filter(|&inner| within(inner).next().is_none());
    let only = exact.next()?;
    exact.next().is_none().then_some(only)
}

/// Rule 3. Adds claims to the dated events; gives the undated events by what stands for their time in the id.
fn undated_events(statements: &[Statement], dated: &mut BTreeMap<Days, Claims>) -> BTreeMap<String, Claims> {
    let mut articles: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, statement) in statements.iter().enumerate().filter(|(_, s)| s.time.is_none()) {
        articles.entry(&statement.document).or_default().push(i);
    }
    if articles.is_empty() {
        return BTreeMap::new();
    }
    let mut dated_by_article: BTreeMap<&str, BTreeSet<Days>> = BTreeMap::new();
    for (&days, claims) in dated.iter() {
        for &(i, _) in claims {
            dated_by_article.entry(&statements[i].document).or_default().insert(days);
        }
    }
    let times: BTreeSet<Days> = dated.keys().copied().collect();
    let mut left: Vec<(Option<Days>, &str, Vec<usize>)> = Vec::new();
    for (article, claims) in articles {
        let published = statements[claims[0]].published.as_ref().map(Days::of);
        let found = match (dated_by_article.get(article), published) {
            (Some(own), _) => only(own.iter().copied()).map(|days| (days, Joined::SameArticle)),
            (None, Some(day)) => only(near(day, &times)).map(|days| (days, Joined::NearPublication)),
            (None, None) => None,
        };
        match found {
            Some((days, reason)) => {
                dated.entry(days).or_default().extend(claims.into_iter().map(|i| (i, reason)));
            }
            None => left.push((published, article, claims)),
        }
    }
    together(left)
}

/// The times that lie within [`NEAR`] days of a publication.
fn near(published: Days, times: &BTreeSet<Days>) -> impl Iterator<Item = Days> {
    let window = published.widened(NEAR);
    let range = Days { lo: window.lo, hi: i32::MIN }..=Days { lo: window.hi, hi: i32::MAX };
    times.range(range).copied().filter(move |&days| window.contains(days))
}

fn only<T>(mut items: impl Iterator<Item = T>) -> Option<T> {
    let first = items.next()?;
    items.next().is_none().then_some(first)
}

/// Undated claims of articles that were published within [`NEAR`] days of the first are one event.
fn together(mut articles: Vec<(Option<Days>, &str, Vec<usize>)>) -> BTreeMap<String, Claims> {
    articles.sort();
    let mut events: BTreeMap<String, Claims> = BTreeMap::new();
    let mut open: Option<(i32, String)> = None;
    for (published, article, claims) in articles {
        // A publication date vaguer than the window is as good as none.
        let day = published.filter(|days| days.hi.saturating_sub(days.lo) <= NEAR);
        let key = match (&open, day) {
            (Some((start, key)), Some(day)) if day.lo.saturating_sub(*start) <= NEAR => key.clone(),
            (_, Some(day)) => {
                open = Some((day.lo, format!("reported {}", day.lo)));
                format!("reported {}", day.lo)
            }
            (_, None) => article.to_owned(),
        };
        let event = events.entry(key).or_default();
        let reason = if event.is_empty() { Joined::SameTime } else { Joined::NearReport };
        event.extend(claims.into_iter().map(|i| (i, reason)));
    }
    events
}

/// Rule 4.
fn undated_state(statements: &[Statement], dated: &mut BTreeMap<Days, Claims>) -> BTreeMap<String, Claims> {
    let undated: Vec<usize> = (0..statements.len()).filter(|&i| statements[i].time.is_none()).collect();
    let claims = undated.into_iter().map(|i| (i, Joined::OnlyState)).collect::<Claims>();
    if claims.is_empty() {
        return BTreeMap::new();
    }
    match only(dated.values_mut()) {
        Some(state) => {
            state.extend(claims);
            BTreeMap::new()
        }
        None => BTreeMap::from([("undated".to_owned(), claims)]),
    }
}

fn summarise(uid: String, days: Option<Days>, claims: Claims, statements: &[Statement]) -> Happening {
    let all = || claims.iter().map(|&(i, _)| &statements[i]);
    let status = all().map(|s| s.status).min().unwrap_or(Status::Possible);
    let documents: BTreeSet<&str> = all().map(|s| &*s.document).collect();
    let sources = independent_sources(all().filter(|s| s.status == status));
    let doubt: f64 = sources.iter().map(|confidence| 1.0 - confidence).product();
    let surest = sources.iter().copied().fold(0.0, f64::max);
    Happening {
        time: all()
            .filter_map(|s| s.time.as_ref())
            .filter(|(when, _)| Some(Days::of(when)) == days)
            .min_by_key(|(when, method)| (when.granularity(), *method, when))
            .cloned(),
        // Every other place says more than a country.
        place: most_frequent(all().filter_map(|s| s.place.as_deref()), |place| {
            Gazetteer::embedded().country_of_item(place).is_none()
        }),
        title: most_frequent(all().filter_map(|s| s.title.as_deref()), |_| true),
        contested: status == Status::Actual && all().any(|s| s.status == Status::Denied),
        flipped: all().filter(|s| s.flipped).count() * 2 > claims.len(),
        documents: documents.len(),
        sources: sources.len(),
        confidence: thousandths((1.0 - doubt).min(CEILING).max(surest)),
        status,
        uid,
        claims,
    }
}

/// How sure each independent source is: its surest claim. Stories of one newspaper are one source, through any number of
/// others.
fn independent_sources<'s>(statements: impl Iterator<Item = &'s Statement>) -> Vec<f64> {
    let mut story_of_source: BTreeMap<&str, &str> = BTreeMap::new();
    let mut joined: BTreeMap<&str, &str> = BTreeMap::new();
    let mut surest_of_story: BTreeMap<&str, f64> = BTreeMap::new();
    for statement in statements {
        let story = &*statement.story;
        let surest = surest_of_story.entry(story).or_default();
        *surest = surest.max(statement.confidence);
        if let Some(source) = statement.source.as_deref() {
            let other = *story_of_source.entry(source).or_insert(story);
            let (one, other) = (root(&joined, story), root(&joined, other));
            if one != other {
                joined.insert(one.max(other), one.min(other));
            }
        }
    }
    let mut sources: BTreeMap<&str, f64> = BTreeMap::new();
    for (story, surest) in surest_of_story {
        let source = sources.entry(root(&joined, story)).or_default();
        *source = source.max(surest);
    }
    sources.into_values().collect()
}

/// The smallest of the stories that this one is joined with.
fn root<'s>(joined: &BTreeMap<&'s str, &'s str>, mut story: &'s str) -> &'s str {
    while let Some(smaller) = joined.get(story) {
        story = smaller;
    }
    story
}

/// Rounded to what is worth telling.
fn thousandths(confidence: f64) -> f64 {
    (confidence * 1000.0).round() / 1000.0
}

/// The item that occurs most, preferred ones first; the smallest of several.
fn most_frequent<'s>(
    items: impl Iterator<Item = &'s str>,
    preferred: impl Fn(&str) -> bool,
) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for item in items {
        *counts.entry(item).or_default() += 1;
    }
    counts
        .into_iter()
        .max_by_key(|&(item, count)| (preferred(item), count, Reverse(item)))
        .map(|(item, _)| item.to_owned())
}
