//! What is taken away: a part of the network as a drawing or as data for other programs, or everything as JSON Lines.
//!
//! Each format has a file with a function `write`, which takes an [`Excerpt`] and a writer, and knows nothing of the
//! command line. Entities and events are written by public id, so that the same excerpt gives the same bytes. Data
//! formats keep every character of a name or sentence that the format can hold; drawings, which are looked at, write
//! out those that steer, reorder or hide text ([`visible()`]).

pub mod csv;
pub mod cypher;
pub mod dot;
pub mod event_table;
mod excerpt;
pub mod ftm;
pub mod gexf;
pub mod graphml;
pub mod graphviz;
pub mod html;
pub mod jsonl;
pub mod jsonld;
mod layout;
mod look;
pub mod obsidian;
pub mod plover;
pub mod svg;
#[cfg(test)]
mod testing;
mod visible;
mod xml;

use std::io::{self, Write};

use serde::Serialize;

pub use excerpt::{Archive, Excerpt, ExportError, Result, View, days};
pub use visible::{visible, visible_json};

/// Writes a value as JSON, without a line feed.
fn write_json(value: &impl Serialize, out: &mut impl Write) -> Result<()> {
    Ok(serde_json::to_writer(out, value).map_err(io::Error::from)?)
}
