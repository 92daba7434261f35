//! What is taken away: a part of the network as a drawing or as data for other programs, or everything as JSON Lines.
//!
//! Each format has a file with a function `write`, which takes an [`Excerpt`] and a writer, and knows nothing of the
//! command line. Entities and events are written by public id, so that the same excerpt gives the same bytes. Data
//! formats keep every character of a name or sentence that the format can hold; drawings, which are looked at, write
//! out those that steer, reorder or hide text ([`visible()`]).

pub mod csv;
pub mod dot;
pub mod event_table;
mod excerpt;
pub mod gexf;
pub mod graphml;
pub mod jsonl;
#[cfg(test)]
mod testing;
mod visible;
mod xml;

pub use excerpt::{Archive, Excerpt, ExportError, Result, View, days};
pub use visible::{visible, visible_json};
