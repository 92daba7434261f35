//! GraphML, which Gephi, yEd, Cytoscape, igraph and NetworkX read: one edge an event, with all that is known of it.
//!
//! All edges are directed from subject to object, since many readers take no mixture; `symmetric` says where the
//! order of the ends does not matter. What XML can't hold is written out (`export::xml`).

use std::io::{self, Write};

use super::xml::Xml;
use super::{Excerpt, Result, days};
use crate::network::Node;
use crate::query::{ClaimRow, EventRow};

/// The attributes of nodes: name, type.
const NODE: [(&str, &str); 3] = [("name", "string"), ("type", "string"), ("aliases", "string")];

/// The attributes of edges: name, type.
const EDGE: [(&str, &str); 17] = [
    ("relation", "string"),
    ("status", "string"),
    ("symmetric", "boolean"),
    ("when", "string"),
    ("first_day", "string"),
    ("last_day", "string"),
    ("where", "string"),
    ("title", "string"),
    ("subject_via", "string"),
    ("object_via", "string"),
    ("contested", "boolean"),
    ("confidence", "double"),
    ("sources", "int"),
    ("articles", "int"),
    ("claims", "int"),
    ("sentence", "string"),
    ("url", "string"),
];

/// Writes the excerpt as GraphML.
pub fn write(excerpt: &Excerpt<'_>, out: &mut impl Write) -> Result<()> {
    let mut xml = Xml::begin(out)?;
    xml.open("graphml", &[("xmlns", "http://graphml.graphdrawing.org/xmlns")])?;
    if !excerpt.title.is_empty() {
        xml.text("desc", &[], &excerpt.title)?;
    }
    for (domain, keys) in [("node", &NODE[..]), ("edge", &EDGE[..])] {
        for (name, kind) in keys {
            let id = format!("{domain}.{name}");
            xml.empty("key", &[("id", &id), ("for", domain), ("attr.name", name), ("attr.type", kind)])?;
        }
    }
    xml.open("graph", &[("edgedefault", "directed")])?;
    for node in excerpt.network.entities() {
        write_node(&mut xml, excerpt, node)?;
    }
    for event in excerpt.network.events() {
        write_edge(&mut xml, event, excerpt.claims(&event.id)?.first())?;
    }
    xml.close("graph")?;
    xml.close("graphml")?;
    Ok(xml.finish()?)
}

fn write_node(xml: &mut Xml<impl Write>, excerpt: &Excerpt<'_>, node: &Node) -> Result<()> {
    let aliases = excerpt.names(&node.id)?.join("\n");
    xml.open("node", &[("id", &node.id)])?;
    data(xml, "node", &NODE, [Some(node.name.clone()), Some(node.entity.to_string()), some(aliases)])?;
    Ok(xml.close("node")?)
}

fn write_edge(xml: &mut Xml<impl Write>, event: &EventRow, best: Option<&ClaimRow>) -> io::Result<()> {
    let (first_day, last_day) = days(event);
    let values = [
        Some(event.relation.clone()),
        Some(event.status.to_string()),
        Some(event.symmetric.to_string()),
        event.when.as_ref().map(|when| when.edtf.clone()),
        first_day.map(|day| day.to_string()),
        last_day.map(|day| day.to_string()),
        event.place.as_ref().map(|place| place.name.clone()),
        event.title.clone(),
        event.subject.via.clone(),
        event.object.via.clone(),
        Some(event.contested.to_string()),
        Some(event.confidence.to_string()),
        Some(event.sources.to_string()),
        Some(event.documents.to_string()),
        Some(event.claims.to_string()),
        best.map(|claim| claim.evidence.text.clone()),
        best.and_then(|claim| claim.url.clone()),
    ];
    xml.open("edge", &[("id", &event.id), ("source", &event.subject.id), ("target", &event.object.id)])?;
    data(xml, "edge", &EDGE, values)?;
    xml.close("edge")
}

fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

fn data<const N: usize>(
    xml: &mut Xml<impl Write>,
    domain: &str,
    keys: &[(&str, &str); N],
    values: [Option<String>; N],
) -> io::Result<()> {
    for ((name, _), value) in keys.iter().zip(values) {
        if let Some(value) = value {
            xml.text("data", &[("key", &format!("{domain}.{name}"))], &value)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::testing::{NASTY, named, small, written};
    use super::super::xml::tests::texts;
    use super::*;

    #[test]
    fn an_event_is_an_edge_with_all_that_is_known_of_it() {
        insta::assert_snapshot!(written(&small(), write), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <graphml xmlns="http://graphml.graphdrawing.org/xmlns">
         <desc>who met whom</desc>
         <key id="node.name" for="node" attr.name="name" attr.type="string"/>
         <key id="node.type" for="node" attr.name="type" attr.type="string"/>
         <key id="node.aliases" for="node" attr.name="aliases" attr.type="string"/>
         <key id="edge.relation" for="edge" attr.name="relation" attr.type="string"/>
         <key id="edge.status" for="edge" attr.name="status" attr.type="string"/>
         <key id="edge.symmetric" for="edge" attr.name="symmetric" attr.type="boolean"/>
         <key id="edge.when" for="edge" attr.name="when" attr.type="string"/>
         <key id="edge.first_day" for="edge" attr.name="first_day" attr.type="string"/>
         <key id="edge.last_day" for="edge" attr.name="last_day" attr.type="string"/>
         <key id="edge.where" for="edge" attr.name="where" attr.type="string"/>
         <key id="edge.title" for="edge" attr.name="title" attr.type="string"/>
         <key id="edge.subject_via" for="edge" attr.name="subject_via" attr.type="string"/>
         <key id="edge.object_via" for="edge" attr.name="object_via" attr.type="string"/>
         <key id="edge.contested" for="edge" attr.name="contested" attr.type="boolean"/>
         <key id="edge.confidence" for="edge" attr.name="confidence" attr.type="double"/>
         <key id="edge.sources" for="edge" attr.name="sources" attr.type="int"/>
         <key id="edge.articles" for="edge" attr.name="articles" attr.type="int"/>
         <key id="edge.claims" for="edge" attr.name="claims" attr.type="int"/>
         <key id="edge.sentence" for="edge" attr.name="sentence" attr.type="string"/>
         <key id="edge.url" for="edge" attr.name="url" attr.type="string"/>
         <graph edgedefault="directed">
          <node id="a">
           <data key="node.name">A</data>
           <data key="node.type">PERSON</data>
          </node>
          <node id="b">
           <data key="node.name">B</data>
           <data key="node.type">PERSON</data>
          </node>
          <edge id="m-1" source="a" target="b">
           <data key="edge.relation">met</data>
           <data key="edge.status">actual</data>
           <data key="edge.symmetric">true</data>
           <data key="edge.when">2023-02-21</data>
           <data key="edge.first_day">2023-02-21</data>
           <data key="edge.last_day">2023-02-21</data>
           <data key="edge.where">Moscow</data>
           <data key="edge.contested">false</data>
           <data key="edge.confidence">0.9</data>
           <data key="edge.sources">1</data>
           <data key="edge.articles">1</data>
           <data key="edge.claims">1</data>
           <data key="edge.sentence">“They met,” she said.</data>
           <data key="edge.url">https://news.example/a?b=1&amp;c=&apos;d&apos;</data>
          </edge>
          <edge id="m-2" source="b" target="a">
           <data key="edge.relation">met</data>
           <data key="edge.status">actual</data>
           <data key="edge.symmetric">true</data>
           <data key="edge.when">2023-04</data>
           <data key="edge.first_day">2023-04-01</data>
           <data key="edge.last_day">2023-04-30</data>
           <data key="edge.contested">false</data>
           <data key="edge.confidence">0.9</data>
           <data key="edge.sources">1</data>
           <data key="edge.articles">1</data>
           <data key="edge.claims">1</data>
           <data key="edge.sentence">“They met,” she said.</data>
           <data key="edge.url">https://news.example/a?b=1&amp;c=&apos;d&apos;</data>
          </edge>
          <edge id="m-3" source="a" target="b">
           <data key="edge.relation">visited</data>
           <data key="edge.status">planned</data>
           <data key="edge.symmetric">false</data>
           <data key="edge.contested">false</data>
           <data key="edge.confidence">0.9</data>
           <data key="edge.sources">1</data>
           <data key="edge.articles">1</data>
           <data key="edge.claims">1</data>
           <data key="edge.sentence">“They met,” she said.</data>
           <data key="edge.url">https://news.example/a?b=1&amp;c=&apos;d&apos;</data>
          </edge>
         </graph>
        </graphml>
        "#);
    }

    #[test]
    fn nasty_names_come_back_as_they_are() {
        let xml = written(&named(&NASTY), write);
        let names = texts(&xml, "node.name");
        assert_eq!(names.len(), NASTY.len());
        for name in NASTY {
            assert!(names.contains(&super::super::xml::legal(name)), "{name:?}");
        }
    }
}
