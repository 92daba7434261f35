//! What is taken away: a part of a network, with the question that it answers, what it leaves out, and its evidence.

use std::io;

use jiff::civil::Date;
use thiserror::Error;

use crate::model::When;
use crate::network::Network;
use crate::query::{ClaimRow, EventRow};
use crate::store::{Claims, Store, StoreError};

/// Why an export failed.
#[derive(Debug, Error)]
pub enum ExportError {
    /// The database could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The result could not be written.
    #[error("the export could not be written")]
    Write(#[from] io::Error),
    /// Graphviz could not draw.
    #[error("Graphviz: {0}")]
    Graphviz(String),
    /// A drawing could not be made into pixels.
    #[error("the drawing can't be made into pixels: {0}")]
    Pixels(String),
}

/// The result of exporting.
pub type Result<T, E = ExportError> = std::result::Result<T, E>;

/// Where the names of entities and the sentences about events are looked up, so that a large network need not carry
/// them along.
pub trait Archive {
    /// The names that articles give the entity of this id, most used first.
    fn names(&self, entity: &str) -> Result<Vec<String>>;
    /// What sentences say about the event of this id, by date of publication.
    fn claims(&self, event: &str) -> Result<Vec<ClaimRow>>;
}

impl Archive for Store {
    fn names(&self, entity: &str) -> Result<Vec<String>> {
        Ok(self.aliases(entity)?.into_iter().map(|alias| alias.name).collect())
    }

    fn claims(&self, event: &str) -> Result<Vec<ClaimRow>> {
        Ok(Store::claims(self, Claims::About(event))?)
    }
}

/// Which part of a network is taken.
#[derive(Debug, Clone, Copy, Default)]
pub struct View<'a> {
    /// The id of the entity in the middle and how many events away from it others may be; without one the entities
    /// with the most neighbours are taken first.
    pub around: Option<(&'a str, usize)>,
    /// The most entities that are taken; `None`: all.
    pub max_nodes: Option<usize>,
}

/// A part of a network, ready to be written in any of the formats.
pub struct Excerpt<'a> {
    /// What question it answers, in words; empty where all was asked for.
    pub title: String,
    /// The id of the entity in the middle.
    pub center: Option<String>,
    /// The entities and the events between them.
    pub network: Network,
    /// What of the whole network is not in it, in words; `None`: nothing is left out.
    pub hidden: Option<String>,
    archive: &'a dyn Archive,
}

impl<'a> Excerpt<'a> {
    /// The part of `whole` that `view` shows. `title` says what question `whole` answers.
    pub fn new(archive: &'a dyn Archive, whole: Network, title: &str, view: View<'_>) -> Excerpt<'a> {
        if view.around.is_none() && view.max_nodes.is_none_or(|most| most >= whole.len()) {
            // All of it: a copy of a large network would take as much memory again.
            return Excerpt { title: title.to_owned(), center: None, hidden: None, network: whole, archive };
        }
        Excerpt::part(archive, &whole, title, view)
    }

    fn part(archive: &'a dyn Archive, whole: &Network, title: &str, view: View<'_>) -> Excerpt<'a> {
        let most = view.max_nodes.unwrap_or(usize::MAX);
        let network = match view.around {
            Some((center, hops)) => whole.between(whole.around(center, hops).into_iter().take(most)),
            None => whole.between(whole.hubs(most)),
        };
        let center = view.around.map(|(center, _)| center.to_owned());
        Excerpt { title: title.to_owned(), center, hidden: hidden(whole, &network), network, archive }
    }

    /// So many of its entities: the nearest to the middle and those with the most neighbours.
    pub fn nearest(&self, max_nodes: usize) -> Excerpt<'a> {
        let around = self.center.as_deref().map(|center| (center, usize::MAX));
        let view = View { around, max_nodes: Some(max_nodes) };
        Excerpt::part(self.archive, &self.network, &self.title, view)
    }

    /// How much there is in it, in words.
    pub fn size(&self) -> String {
        format!("{} entities, {} events", self.network.len(), self.network.event_count())
    }

    /// The names that articles give the entity of this id, most used first.
    pub fn names(&self, entity: &str) -> Result<Vec<String>> {
        self.archive.names(entity)
    }

    /// What sentences say about the event of this id, by date of publication.
    pub fn claims(&self, event: &str) -> Result<Vec<ClaimRow>> {
        self.archive.claims(event)
    }
}

/// The first and the last day on which the event may have been; `None`: open or not known.
pub fn days(event: &EventRow) -> (Option<Date>, Option<Date>) {
    let when = event.when.as_ref().and_then(|when| When::parse(&when.edtf).ok());
    when.map_or((None, None), |when| (when.first_day(), when.last_day()))
}

fn hidden(whole: &Network, part: &Network) -> Option<String> {
    let entities = whole.len() - part.len();
    let events = whole.event_count() - part.event_count();
    (entities + events > 0).then(|| {
        format!(
            "not shown: {entities} of {} entities, {events} of {} events",
            whole.len(),
            whole.event_count()
        )
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{ring, silent};
    use super::*;

    #[test]
    fn what_is_left_out_is_told() {
        let ring = ring(100);
        let excerpt = |view| Excerpt::new(silent(), ring.clone(), "", view);
        let some = excerpt(View { max_nodes: Some(60), ..View::default() });
        assert_eq!(some.network.len(), 60);
        assert_eq!(some.hidden.as_deref(), Some("not shown: 40 of 100 entities, 42 of 100 events"));
        let near = excerpt(View { around: Some(("n-5", 2)), max_nodes: Some(60) });
        assert_eq!(near.network.len(), 5);
        assert_eq!(near.center.as_deref(), Some("n-5"));
        assert_eq!(excerpt(View::default()).hidden, None);
    }
}
