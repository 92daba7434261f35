//! A network as a drawing in DOT, the language of Graphviz.
//!
//! A drawing of everything is a hairball, so a drawing shows the neighbourhood of one entity or the best-connected
//! entities, at most as many as asked for, and says in its caption how much of the network it leaves out. What a
//! thing is shows by shape and words as well as by colour; the colours are those of Okabe and Ito, which the
//! colour-blind can tell apart (<https://jfly.uni-koeln.de/color/>).

use std::fmt::Write;

use super::visible;
use crate::model::{EntityType, Status};
use crate::network::{Link, Network, Node};

/// Which part of a network is drawn.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The id of the entity in the middle and how many events away from it others may be; without one the entities
    /// with the most neighbours are drawn.
    pub around: Option<(&'a str, usize)>,
    /// The most entities that are drawn.
    pub max_nodes: usize,
}

/// A drawing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    /// The text for `dot`.
    pub dot: String,
    /// How many entities are drawn.
    pub entities: usize,
    /// What is not drawn, in words; `None`: the whole network is.
    pub hidden: Option<String>,
}

/// Draws a part of the network. `title` says what question the network answers.
pub fn draw(network: &Network, title: &str, view: View<'_>) -> Drawing {
    let mut chosen = match view.around {
        Some((center, hops)) => network.around(center, hops),
        None => network.by_degree(),
    };
    chosen.truncate(view.max_nodes);
    let center = view.around.map(|(center, _)| center);
    let part = network.between(chosen);
    let hidden = hidden(network, &part);
    let dot = written(&part, center, &caption(&part, title, hidden.as_deref()));
    Drawing { dot, entities: part.len(), hidden }
}

fn hidden(network: &Network, part: &Network) -> Option<String> {
    let entities = network.len() - part.len();
    let events = network.event_count() - part.event_count();
    (entities + events > 0).then(|| {
        format!(
            "not shown: {entities} of {} entities, {events} of {} events",
            network.len(),
            network.event_count()
        )
    })
}

fn caption(part: &Network, title: &str, hidden: Option<&str>) -> String {
    let drawn = format!("{} entities, {} events", part.len(), part.event_count());
    let lines = [Some(title), Some(&drawn), hidden, Some(LEGEND)];
    lines
        .into_iter()
        .flatten()
        .filter(|line| !line.is_empty())
        .map(label_line)
        .collect::<Vec<_>>()
        .join("\\n")
}

const LEGEND: &str = "ellipse: person · box: organisation · house: place · octagon: group · dashed: not known to have happened";

fn written(network: &Network, center: Option<&str>, caption: &str) -> String {
    let mut dot = String::from("digraph newsgraph {\n");
    // Writing into a String never fails.
    let _ = writeln!(
        dot,
        "  graph [label=\"{caption}\" labelloc=b fontname=\"sans-serif\" fontsize=11 rankdir=LR"
    );
    let _ = writeln!(dot, "         overlap=false splines=true outputorder=edgesfirst];");
    let _ = writeln!(dot, "  node [style=filled fontname=\"sans-serif\" fontsize=12 color=\"#333333\"];");
    let _ = writeln!(dot, "  edge [fontname=\"sans-serif\" fontsize=9 color=\"#555555\" arrowsize=0.7];");
    for entity in network.entities() {
        write_node(&mut dot, entity, center == Some(entity.id.as_str()));
    }
    for link in network.links() {
        write_edge(&mut dot, &link);
    }
    dot.push_str("}\n");
    dot
}

fn write_node(dot: &mut String, node: &Node, is_center: bool) {
    let (shape, colour) = match node.entity {
        EntityType::Person => ("ellipse", "#56B4E9"),
        EntityType::Org => ("box", "#E69F00"),
        EntityType::Place => ("house", "#2BB58F"),
        EntityType::Group => ("octagon", "#D99ABF"),
    };
    let id = id(&node.id);
    let label = label_line(&node.name);
    let pen = if is_center { " penwidth=3" } else { "" };
    let _ =
        writeln!(dot, "  {id} [label=\"{label}\" tooltip={id} shape={shape} fillcolor=\"{colour}\"{pen}];");
}

fn write_edge(dot: &mut String, link: &Link) {
    let mut words = link.relation.trim_start_matches("other:").replace('_', " ");
    let style = match link.status {
        Status::Actual => "solid",
        Status::Planned | Status::Possible => "dashed",
        Status::Denied => "dotted",
    };
    if link.status != Status::Actual {
        words = format!("{}: {words}", link.status);
    }
    if link.events > 1 {
        let _ = write!(words, " ×{}", link.events);
    }
    let mut label = label_line(&words);
    if let Some((first, last)) = link.first.as_ref().zip(link.last.as_ref()) {
        let _ = write!(label, "\\n{}", first.edtf);
        if first != last {
            let _ = write!(label, " – {}", last.edtf);
        }
    }
    let direction = if link.symmetric { " dir=none" } else { "" };
    // A hundred events make a line four times as thick as one.
    let width = 1.0 + (link.events as f64).log10() * 1.5;
    let (from, to) = (id(&link.from), id(&link.to));
    let _ =
        writeln!(dot, "  {from} -> {to} [label=\"{label}\" style={style} penwidth={width:.1}{direction}];");
}

/// An id as a quoted string. Within quotes only the quotation mark is special to the language itself.
fn id(id: &str) -> String {
    format!("\"{}\"", visible(id).replace('\\', "\\\\").replace('"', "\\\""))
}

/// One line of a label, as it stands within quotation marks. Labels have escapes (`\N` is the node's name) and HTML
/// entities of their own.
fn label_line(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
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
    use std::io::Write as _;
    use std::process::{Command, Stdio};

    use proptest::prelude::*;
    use proptest::strategy::ValueTree;

    use super::*;
    use crate::network::tests::event;
    use crate::query::{End, EventRow};

    const ALL: View<'_> = View { around: None, max_nodes: 60 };

    fn named(names: &[&str]) -> Network {
        let entity = |i: usize| End {
            id: format!("n-{i}"),
            name: names[i].into(),
            entity: [EntityType::Person, EntityType::Org, EntityType::Place, EntityType::Group][i % 4],
            via: None,
        };
        Network::new((0..names.len()).map(|i| EventRow {
            subject: entity(i),
            object: entity((i + 1) % names.len()),
            ..event(&format!("e-{i}"), "", "met", "")
        }))
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
    fn a_drawing_tells_types_relations_counts_dates_and_status() {
        let planned = EventRow { status: Status::Planned, ..event("e-3", "a", "visited", "b") };
        let network = Network::new([event("e-1", "a", "met", "b"), event("e-2", "b", "met", "a"), planned]);
        insta::assert_snapshot!(draw(&network, "who met whom", ALL).dot, @r##"
        digraph newsgraph {
          graph [label="who met whom\n2 entities, 3 events\nellipse: person · box: organisation · house: place · octagon: group · dashed: not known to have happened" labelloc=b fontname="sans-serif" fontsize=11 rankdir=LR
                 overlap=false splines=true outputorder=edgesfirst];
          node [style=filled fontname="sans-serif" fontsize=12 color="#333333"];
          edge [fontname="sans-serif" fontsize=9 color="#555555" arrowsize=0.7];
          "a" [label="A" tooltip="a" shape=ellipse fillcolor="#56B4E9"];
          "b" [label="B" tooltip="b" shape=ellipse fillcolor="#56B4E9"];
          "a" -> "b" [label="met ×2" style=solid penwidth=1.5 dir=none];
          "a" -> "b" [label="planned: visited" style=dashed penwidth=1.0];
        }
        "##);
    }

    #[test]
    fn what_is_not_drawn_is_told() {
        let ring: Vec<_> = (0..100).map(|i| format!("person {i}")).collect();
        let ring = named(&ring.iter().map(String::as_str).collect::<Vec<_>>());
        let drawing = draw(&ring, "", ALL);
        assert_eq!(drawing.entities, 60);
        assert_eq!(drawing.hidden.as_deref(), Some("not shown: 40 of 100 entities, 42 of 100 events"));
        assert!(drawing.dot.contains("not shown: 40 of 100 entities"));
        let near = draw(&ring, "", View { around: Some(("n-5", 2)), max_nodes: 60 });
        assert_eq!(near.entities, 5);
        assert_eq!(draw(&named(&["a", "b"]), "", ALL).hidden, None);
    }

    #[test]
    fn graphviz_draws_nasty_names_as_they_are() {
        let names = [
            r#"Dwayne "The Rock" Johnson"#,
            r"back\slash\",
            r"\N \G \l \n",
            "<b>bold</b>",
            "AT&T &amp; &lt; &#65;",
            "];} digraph x {",
            "Müller-Lüdenscheidt 王毅 🙂",
            "// no comment /* */ #",
            "'single' -> arrow",
        ];
        let Some(svg) = graphviz(&draw(&named(&names), "a \"title\" \\N &", ALL).dot) else { return };
        let texts = texts(&svg);
        for name in names {
            assert!(texts.iter().any(|text| text == name), "{name} is not in {texts:?}");
        }
        let hidden = named(&["right\u{202e}left", "two\nlines\r", "\u{1b}[31m\0"]);
        let Some(svg) = graphviz(&draw(&hidden, "", ALL).dot) else { return };
        for name in [r"right\u{202e}left", "two lines", r"\u{1b}[31m\u{0}"] {
            assert!(self::texts(&svg).iter().any(|text| text == name), "{name} is not in {svg}");
        }
    }

    #[test]
    fn graphviz_reads_whatever_names_there_are() {
        let mut runner = proptest::test_runner::TestRunner::deterministic();
        let names = prop::collection::vec(any::<String>(), 300);
        let names = names.new_tree(&mut runner).unwrap().current();
        let network = named(&names.iter().map(String::as_str).collect::<Vec<_>>());
        // The layout of so many edges takes seconds; to read them is enough here.
        let few = View { around: Some(("n-0", 40)), max_nodes: 80 };
        graphviz(&draw(&network, "", few).dot);
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
