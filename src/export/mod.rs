//! What is taken away: a part of the network as a drawing or as data for other programs, or everything as JSON Lines.
//!
//! Each format has a file with a function `write`, which takes an [`Excerpt`] and a writer, and knows nothing of the
//! command line. Entities and events are written by public id, so that the same excerpt gives the same bytes. Data
//! formats keep every character of a name or sentence that the format can hold; drawings, which are looked at, write
//! out those that steer, reorder or hide text ([`visible()`]).

mod clusters;
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
pub mod png;
pub mod svg;
#[cfg(test)]
mod testing;
mod visible;
mod xml;

use std::io::{self, Write};

use serde::Serialize;

pub use clusters::Clusters;
pub use excerpt::{Archive, Excerpt, ExportError, Result, View, days};
pub use visible::{not_a_formula, visible, visible_json};

/// Writes a value as JSON, without a line feed.
fn write_json(value: &impl Serialize, out: &mut impl Write) -> Result<()> {
    Ok(serde_json::to_writer(out, value).map_err(io::Error::from)?)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::testing::{named, written};
    use super::xml::{legal, tests as xml};
    use super::*;

    fn names(json: impl Iterator<Item = Value>, pointer: &str) -> Vec<String> {
        json.filter_map(|thing| Some(thing.pointer(pointer)?.as_str()?.to_owned())).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn any_name_comes_through_every_format(given in prop::collection::vec(any::<String>(), 2..6)) {
            let network = named(&given);
            let lines = |text: String| {
                text.split_terminator('\n').map(|line| serde_json::from_str(line).unwrap()).collect::<Vec<_>>()
            };
            let table = written(&network, |e, out| csv::write_nodes(e, csv::Headers::Gephi, out));
            let table: Vec<_> =
                ::csv::Reader::from_reader(table.as_bytes()).records().map(|row| row.unwrap()[1].to_owned()).collect();
            prop_assert_eq!(&table, &given);
            let ftm = names(lines(written(&network, ftm::write)).into_iter(), "/properties/name/0");
            prop_assert_eq!(&ftm[..given.len()], &given);
            let plover = names(lines(written(&network, plover::write)).into_iter(), "/source/0/actorText");
            prop_assert_eq!(&plover, &given);
            let jsonld: Value = serde_json::from_str(&written(&network, jsonld::write)).unwrap();
            let jsonld = names(jsonld["@graph"].as_array().unwrap().iter().cloned(), "/name");
            prop_assert_eq!(&jsonld[..given.len()], &given);

            let legal: Vec<_> = given.iter().map(|name| legal(name)).collect();
            prop_assert_eq!(xml::texts(&written(&network, graphml::write), "node.name"), legal.clone());
            prop_assert_eq!(&xml::values(&written(&network, gexf::write), "label")[..given.len()], &legal);
            let shown = xml::contents(&written(&network, html::write), "bdi");
            for name in &given {
                prop_assert!(shown.contains(&visible(name).into_owned()), "{:?}", name);
            }
        }
    }
}
