//! A network as a drawing in DOT, the language of Graphviz.
//!
//! A drawing of everything is a hairball, so a drawing shows the neighbourhood of one entity or the best-connected
//! entities, at most as many as asked for, and says in its caption how much of the network it leaves out. Lines have
//! the sentence that attests them best as a tooltip.

use std::io::Write;

use super::look::{LEGEND, colour, evidence, label, names, one_line, width};
use super::{Clusters, Excerpt, Result, visible};
use crate::model::{EntityType, Status};
use crate::network::{Link, Node};

/// Writes the excerpt as a drawing.
pub fn write(excerpt: &Excerpt<'_>, clusters: Clusters<'_>, out: &mut impl Write) -> Result<()> {
    writeln!(out, "digraph newsgraph {{")?;
    writeln!(out, "  graph [label=\"{}\" labelloc=b fontname=\"sans-serif\"", caption(excerpt))?;
    writeln!(out, "         tooltip=\"{}\" fontsize=11 rankdir=LR", label_line(&excerpt.title))?;
    writeln!(out, "         overlap=false splines=true outputorder=edgesfirst];")?;
    writeln!(out, "  node [style=filled fontname=\"sans-serif\" fontsize=12 color=\"#333333\"];")?;
    writeln!(out, "  edge [fontname=\"sans-serif\" fontsize=9 color=\"#555555\" arrowsize=0.7];")?;
    write_nodes(excerpt, clusters, out)?;
    for link in excerpt.network.links() {
        write_edge(excerpt, &link, out)?;
    }
    Ok(writeln!(out, "}}")?)
}

fn caption(excerpt: &Excerpt<'_>) -> String {
    let drawn = excerpt.size();
    let lines = [Some(excerpt.title.as_str()), Some(&drawn), excerpt.hidden.as_deref(), Some(LEGEND)];
    let lines = lines.into_iter().flatten().filter(|line| !line.is_empty()).map(label_line);
    lines.collect::<Vec<_>>().join("\\n")
}

fn write_nodes(excerpt: &Excerpt<'_>, clusters: Clusters<'_>, out: &mut impl Write) -> Result<()> {
    for (number, (frame, nodes)) in clusters.frames(excerpt).into_iter().enumerate() {
        if let Some(frame) = &frame {
            writeln!(out, "  subgraph cluster_{number} {{")?;
            writeln!(out, "  graph [label=\"{frame}\" tooltip=\"{frame}\" style=dotted labelloc=t];")?;
        }
        for node in nodes {
            write_node(excerpt, node, out)?;
        }
        if frame.is_some() {
            writeln!(out, "  }}")?;
        }
    }
    Ok(())
}

fn write_node(excerpt: &Excerpt<'_>, node: &Node, out: &mut impl Write) -> Result<()> {
    let shape = match node.entity {
        EntityType::Person => "ellipse",
        EntityType::Org => "box",
        EntityType::Place => "house",
        EntityType::Group => "octagon",
    };
    let fill = colour(node.entity);
    let id = id(&node.id);
    let label = label_line(&node.name);
    let tooltip = label_line(&names(excerpt, node)?);
    let pen = if excerpt.center.as_deref() == Some(&node.id) { " penwidth=3" } else { "" };
    writeln!(
        out,
        "  {id} [label=\"{label}\" tooltip=\"{tooltip}\" shape={shape} fillcolor=\"{fill}\"{pen}];"
    )?;
    Ok(())
}

fn write_edge(excerpt: &Excerpt<'_>, link: &Link<'_>, out: &mut impl Write) -> Result<()> {
    let label: Vec<_> = label(link).iter().map(|line| label_line(line)).collect();
    let label = label.join("\\n");
    let style = match link.status {
        Status::Actual => "solid",
        Status::Planned | Status::Possible => "dashed",
        Status::Denied => "dotted",
    };
    let tooltip = label_line(&evidence(excerpt, link)?);
    let direction = if link.symmetric { " dir=none" } else { "" };
    let width = width(link);
    let (from, to) = (id(link.from), id(link.to));
    writeln!(
        out,
        "  {from} -> {to} [label=\"{label}\" tooltip=\"{tooltip}\" labeltooltip=\"{tooltip}\" style={style} penwidth={width:.1}{direction}];"
    )?;
    Ok(())
}

/// An id as a quoted string. Within quotes only the quotation mark is special to the language itself.
fn id(id: &str) -> String {
    format!("\"{}\"", visible(id).replace('\\', "\\\\").replace('"', "\\\""))
}

/// One line of a label, as it stands within quotation marks. Labels have escapes (`\N` is the node's name) and HTML
/// entities of their own.
fn label_line(text: &str) -> String {
    let line = one_line(text);
    let mut label = String::with_capacity(line.len());
    for c in visible(&line).chars() {
        match c {
            '\\' => label.push_str("\\\\"),
            '"' => label.push_str("\\\""),
            '&' => label.push_str("&amp;"),
            c => label.push(c),
        }
    }
    label
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::io::Write as _;
    use std::process::{Command, Stdio};

    use proptest::prelude::*;
    use proptest::strategy::ValueTree;

    use super::super::testing::{NASTY, named, small, whole, written};
    use super::super::{View, testing};
    use super::*;
    use crate::network::Network;

    fn drawn(network: &Network) -> String {
        written(network, |excerpt, out| write(excerpt, Clusters::None, out))
    }

    /// What `dot` draws; `None` where Graphviz is not installed.
    fn graphviz(dot: &str) -> Option<String> {
        let run = Command::new("dot")
            .arg("-Tsvg")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn();
        let Ok(mut run) = run else {
            eprintln!("skipped: Graphviz (`dot`) is not installed");
            return None;
        };
        run.stdin.take().unwrap().write_all(dot.as_bytes()).unwrap();
        let output = run.wait_with_output().unwrap();
        let complaints = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success() && complaints.is_empty(), "{complaints}\n{dot}");
        Some(String::from_utf8(output.stdout).unwrap())
    }

    /// The texts of an SVG.
    fn texts(svg: &str) -> Vec<String> {
        let unescape = |text: &str| {
            text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&#45;", "-")
                .replace("&#160;", " ")
                .replace("&amp;", "&")
        };
        let after = svg.split("<text").skip(1).filter_map(|part| part.split_once('>'));
        after.filter_map(|(_, rest)| rest.split_once("</text>")).map(|(text, _)| unescape(text)).collect()
    }

    #[test]
    fn a_drawing_tells_types_relations_counts_dates_status_and_sentences() {
        insta::assert_snapshot!(drawn(&small()), @r##"
        digraph newsgraph {
          graph [label="who met whom\n2 entities, 3 events\nellipse: person · box: organisation · house: place · octagon: group · dashed: not known to have happened" labelloc=b fontname="sans-serif"
                 tooltip="who met whom" fontsize=11 rankdir=LR
                 overlap=false splines=true outputorder=edgesfirst];
          node [style=filled fontname="sans-serif" fontsize=12 color="#333333"];
          edge [fontname="sans-serif" fontsize=9 color="#555555" arrowsize=0.7];
          "a" [label="A" tooltip="A (a)" shape=ellipse fillcolor="#56B4E9"];
          "b" [label="B" tooltip="B (b)" shape=ellipse fillcolor="#56B4E9"];
          "a" -> "b" [label="met ×2\n2023-02-21 – 2023-04" tooltip="“They met,” she said. [wire-1, The \"Wire\" &amp; Co, 2023-02-22]" labeltooltip="“They met,” she said. [wire-1, The \"Wire\" &amp; Co, 2023-02-22]" style=solid penwidth=1.5 dir=none];
          "a" -> "b" [label="planned: visited" tooltip="“They met,” she said. [wire-1, The \"Wire\" &amp; Co, 2023-02-22]" labeltooltip="“They met,” she said. [wire-1, The \"Wire\" &amp; Co, 2023-02-22]" style=dashed penwidth=1.0];
        }
        "##);
    }

    #[test]
    fn what_is_not_drawn_is_told() {
        let view = View { around: Some(("n-5", 2)), max_nodes: Some(60) };
        let excerpt = Excerpt::new(testing::silent(), testing::ring(100), "", view);
        let mut dot = Vec::new();
        write(&excerpt, Clusters::None, &mut dot).unwrap();
        let dot = String::from_utf8(dot).unwrap();
        assert!(
            dot.contains(r"5 entities, 4 events\nnot shown: 95 of 100 entities, 96 of 100 events\n"),
            "{dot}"
        );
        assert_eq!(dot.matches("penwidth=3]").count(), 1);
    }

    #[test]
    fn entities_of_a_type_stand_in_a_frame() {
        let mut dot = Vec::new();
        write(&whole(&named(&NASTY)), Clusters::Type, &mut dot).unwrap();
        let Some(svg) = graphviz(std::str::from_utf8(&dot).unwrap()) else { return };
        for frame in ["persons", "organisations", "places", "groups"] {
            assert!(texts(&svg).iter().any(|text| text == frame), "{frame}");
        }
    }

    #[test]
    fn entities_of_a_community_stand_in_a_frame() {
        let numbers = BTreeMap::from([("a".to_owned(), 2)]);
        let mut dot = Vec::new();
        write(&whole(&small()), Clusters::Community(&numbers), &mut dot).unwrap();
        let dot = String::from_utf8(dot).unwrap();
        let frame = dot.split("subgraph").nth(1).unwrap().split("  }\n").next().unwrap();
        assert!(
            frame.contains("community 2") && frame.contains("\"a\" [") && !frame.contains("\"b\" ["),
            "{dot}"
        );
        graphviz(&dot);
    }

    #[test]
    fn graphviz_draws_nasty_names_as_they_are() {
        let Some(svg) = graphviz(&drawn(&named(&NASTY))) else { return };
        let texts = texts(&svg);
        for name in NASTY {
            let line = name.split_whitespace().collect::<Vec<_>>().join(" ");
            let name = visible(&line);
            assert!(texts.iter().any(|text| *text == name), "{name} is not in {texts:?}");
        }
    }

    #[test]
    fn graphviz_reads_whatever_names_there_are() {
        let mut runner = proptest::test_runner::TestRunner::deterministic();
        let names = prop::collection::vec(any::<String>(), 300);
        let names = names.new_tree(&mut runner).unwrap().current();
        // The layout of so many edges takes seconds; to read them is enough here.
        let few = View { around: Some(("n-0", 40)), max_nodes: Some(80) };
        let mut dot = Vec::new();
        write(&Excerpt::new(testing::silent(), named(&names), "", few), Clusters::None, &mut dot).unwrap();
        graphviz(std::str::from_utf8(&dot).unwrap());
    }

    proptest! {
        #[test]
        fn a_quoted_text_ends_where_it_should_and_says_what_it_said(text in any::<String>()) {
            let label = label_line(&text);
            let mut read = String::new();
            let mut chars = label.chars();
            while let Some(c) = chars.next() {
                prop_assert!(c != '"' && !c.is_control());
                read.push(if c == '\\' { chars.next().unwrap() } else { c });
            }
            let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assert_eq!(read.replace("&amp;", "&"), visible(&line));
        }
    }
}
