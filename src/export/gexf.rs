//! GEXF 1.3, which Gephi shows along a timeline: an edge is all events of one relation, direction and status between
//! two entities, and its spells are the times of those events.
//!
//! Gephi refuses spells that overlap, so those that do are one. An event without a date gives no spell; an edge with
//! no spell at all is always there, as the format has it. All edges are directed, since many readers take no mixture;
//! `symmetric` says where the order of the ends does not matter. <https://gexf.net/schema.html>

use std::io::{self, Write};

use jiff::civil::Date;

use super::xml::{Pair, Xml};
use super::{Excerpt, Result, days};
use crate::network::{Link, Node};

/// The attributes of nodes: name, type.
const NODE: [(&str, &str); 2] = [("type", "string"), ("aliases", "string")];

/// The attributes of edges: name, type.
const EDGE: [(&str, &str); 7] = [
    ("status", "string"),
    ("symmetric", "boolean"),
    ("events", "integer"),
    ("undated", "integer"),
    ("first", "string"),
    ("last", "string"),
    ("sentence", "string"),
];

/// Writes the excerpt as GEXF.
pub fn write(excerpt: &Excerpt<'_>, out: &mut impl Write) -> Result<()> {
    let mut xml = Xml::begin(out)?;
    xml.open("gexf", &[("xmlns", "http://gexf.net/1.3"), ("version", "1.3")])?;
    xml.open("meta", &[])?;
    xml.text("creator", &[], "newsgraph")?;
    xml.text("description", &[], &excerpt.title)?;
    xml.close("meta")?;
    let graph = [
        ("mode", "dynamic"),
        ("defaultedgetype", "directed"),
        ("timeformat", "date"),
        ("timerepresentation", "interval"),
    ];
    xml.open("graph", &graph)?;
    for (class, attributes) in [("node", &NODE[..]), ("edge", &EDGE[..])] {
        xml.open("attributes", &[("class", class), ("mode", "static")])?;
        for (name, kind) in attributes {
            xml.empty("attribute", &[("id", name), ("title", name), ("type", kind)])?;
        }
        xml.close("attributes")?;
    }
    xml.open("nodes", &[])?;
    for node in excerpt.network.entities() {
        write_node(&mut xml, excerpt, node)?;
    }
    xml.close("nodes")?;
    xml.open("edges", &[])?;
    for link in excerpt.network.links() {
        write_edge(&mut xml, excerpt, &link)?;
    }
    xml.close("edges")?;
    xml.close("graph")?;
    xml.close("gexf")?;
    Ok(xml.finish()?)
}

fn write_node(xml: &mut Xml<impl Write>, excerpt: &Excerpt<'_>, node: &Node) -> Result<()> {
    xml.open("node", &[("id", &node.id), ("label", &node.name)])?;
    let aliases = excerpt.names(&node.id)?.join("\n");
    values(xml, &NODE, [node.entity.to_string(), aliases])?;
    Ok(xml.close("node")?)
}

fn write_edge(xml: &mut Xml<impl Write>, excerpt: &Excerpt<'_>, link: &Link<'_>) -> Result<()> {
    let id = format!("{} {} {} {}", link.from, link.relation, link.to, link.status);
    let weight = link.events.len().to_string();
    let attributes = [
        ("id", id.as_str()),
        ("source", link.from),
        ("target", link.to),
        ("label", link.relation),
        ("kind", link.relation),
        ("weight", &weight),
    ];
    xml.open("edge", &attributes)?;
    let edtf =
        |when: Option<&crate::query::EventTime>| when.map(|when| when.edtf.clone()).unwrap_or_default();
    let undated = link.events.iter().filter(|event| event.when.is_none()).count();
    let claims = link.events.first().map(|event| excerpt.claims(&event.id)).transpose()?.unwrap_or_default();
    let given = [
        link.status.to_string(),
        link.symmetric.to_string(),
        weight.clone(),
        undated.to_string(),
        edtf(link.first()),
        edtf(link.last()),
        claims.first().map(|claim| claim.evidence.text.clone()).unwrap_or_default(),
    ];
    values(xml, &EDGE, given)?;
    write_spells(xml, &spells(link))?;
    Ok(xml.close("edge")?)
}

fn values<const N: usize>(
    xml: &mut Xml<impl Write>,
    attributes: &[(&str, &str); N],
    values: [String; N],
) -> io::Result<()> {
    xml.open("attvalues", &[])?;
    for ((name, _), value) in attributes.iter().zip(values) {
        if !value.is_empty() {
            xml.empty("attvalue", &[("for", name), ("value", &value)])?;
        }
    }
    xml.close("attvalues")
}

/// A first and a last day; `None`: open.
type Spell = (Option<Date>, Option<Date>);

fn write_spells(xml: &mut Xml<impl Write>, spells: &[Spell]) -> io::Result<()> {
    if spells.is_empty() {
        return Ok(());
    }
    xml.open("spells", &[])?;
    for (start, end) in spells {
        let days = [("start", start), ("end", end)].map(|(name, day)| (name, day.map(|day| day.to_string())));
        let days: Vec<Pair<'_>> =
            days.iter().filter_map(|(name, day)| Some((*name, day.as_deref()?))).collect();
        xml.empty("spell", &days)?;
    }
    xml.close("spells")
}

/// The times of a link's events, those that overlap joined, by their first days.
fn spells(link: &Link<'_>) -> Vec<Spell> {
    let mut spells: Vec<Spell> =
        link.events.iter().map(|event| days(event)).filter(|days| *days != (None, None)).collect();
    spells.sort_unstable();
    let mut joined: Vec<Spell> = Vec::new();
    for (start, end) in spells {
        match joined.last_mut() {
            // An open end overlaps with all that begins later.
            Some((_, last)) if last.is_none_or(|last| start.is_none_or(|start| start <= last)) => {
                *last = last.zip(end).map(|(last, end)| last.max(end));
            }
            _ => joined.push((start, end)),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::testing::{NASTY, at, named, small, written};
    use super::super::xml::{legal, tests::values as read};
    use super::*;
    use crate::network::Network;
    use crate::network::tests::event;
    use crate::query::EventRow;

    #[test]
    fn an_edge_has_the_times_of_its_events_as_spells() {
        insta::assert_snapshot!(written(&small(), write), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <gexf xmlns="http://gexf.net/1.3" version="1.3">
         <meta>
          <creator>newsgraph</creator>
          <description>who met whom</description>
         </meta>
         <graph mode="dynamic" defaultedgetype="directed" timeformat="date" timerepresentation="interval">
          <attributes class="node" mode="static">
           <attribute id="type" title="type" type="string"/>
           <attribute id="aliases" title="aliases" type="string"/>
          </attributes>
          <attributes class="edge" mode="static">
           <attribute id="status" title="status" type="string"/>
           <attribute id="symmetric" title="symmetric" type="boolean"/>
           <attribute id="events" title="events" type="integer"/>
           <attribute id="undated" title="undated" type="integer"/>
           <attribute id="first" title="first" type="string"/>
           <attribute id="last" title="last" type="string"/>
           <attribute id="sentence" title="sentence" type="string"/>
          </attributes>
          <nodes>
           <node id="a" label="A">
            <attvalues>
             <attvalue for="type" value="PERSON"/>
            </attvalues>
           </node>
           <node id="b" label="B">
            <attvalues>
             <attvalue for="type" value="PERSON"/>
            </attvalues>
           </node>
          </nodes>
          <edges>
           <edge id="a met b actual" source="a" target="b" label="met" kind="met" weight="2">
            <attvalues>
             <attvalue for="status" value="actual"/>
             <attvalue for="symmetric" value="true"/>
             <attvalue for="events" value="2"/>
             <attvalue for="undated" value="0"/>
             <attvalue for="first" value="2023-02-21"/>
             <attvalue for="last" value="2023-04"/>
             <attvalue for="sentence" value="“They met,” she said."/>
            </attvalues>
            <spells>
             <spell start="2023-02-21" end="2023-02-21"/>
             <spell start="2023-04-01" end="2023-04-30"/>
            </spells>
           </edge>
           <edge id="a visited b planned" source="a" target="b" label="visited" kind="visited" weight="1">
            <attvalues>
             <attvalue for="status" value="planned"/>
             <attvalue for="symmetric" value="false"/>
             <attvalue for="events" value="1"/>
             <attvalue for="undated" value="1"/>
             <attvalue for="sentence" value="“They met,” she said."/>
            </attvalues>
           </edge>
          </edges>
         </graph>
        </gexf>
        "#);
    }

    #[test]
    fn nasty_names_come_back_as_they_are() {
        let xml = written(&named(&NASTY), write);
        let labels = read(&xml, "label");
        let sentences = read(&xml, "value");
        for name in NASTY {
            assert!(labels.contains(&legal(name)), "{name:?}");
            assert!(sentences.contains(&legal(name)), "{name:?}");
        }
    }

    fn spells_of(times: &[&str]) -> Vec<Spell> {
        let events = times
            .iter()
            .enumerate()
            .map(|(i, edtf)| EventRow { when: at(edtf), ..event(&i.to_string(), "a", "met", "b") });
        spells(&Network::new(events).links()[0])
    }

    #[test]
    fn overlapping_times_are_one_spell() {
        let shown = |times: &[&str]| {
            let day = |day: Option<Date>| day.map_or("..".to_owned(), |day| day.to_string());
            let spells = spells_of(times);
            spells.iter().map(|(a, b)| format!("{}/{}", day(*a), day(*b))).collect::<Vec<_>>()
        };
        assert_eq!(
            shown(&["2023-02-21", "2023-03-01", "2023-02"]),
            ["2023-02-01/2023-02-28", "2023-03-01/2023-03-01"]
        );
        assert_eq!(shown(&["2022/..", "2023", "2021"]), ["2021-01-01/2021-12-31", "2022-01-01/.."]);
        assert_eq!(shown(&["../2022", "2021", "2023"]), ["../2022-12-31", "2023-01-01/2023-12-31"]);
    }

    proptest! {
        #[test]
        fn spells_are_apart_and_cover_every_event(years in prop::collection::vec((1990u16..2030, 0u16..4), 1..12)) {
            let times: Vec<_> = years.iter().map(|(year, more)| format!("{year}/{}", year + more)).collect();
            let spells = spells_of(&times.iter().map(String::as_str).collect::<Vec<_>>());
            for pair in spells.windows(2) {
                prop_assert!(pair[0].1.unwrap() < pair[1].0.unwrap());
            }
            for (year, more) in years {
                let covers = |(start, end): &Spell| {
                    i32::from(start.unwrap().year()) <= i32::from(year)
                        && i32::from(year + more) <= i32::from(end.unwrap().year())
                };
                prop_assert!(spells.iter().any(covers));
            }
        }
    }
}
