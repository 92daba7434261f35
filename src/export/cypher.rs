//! Statements in Cypher, for Neo4j and Memgraph: `cypher-shell -f news.cypher`. Running them twice changes nothing.
//!
//! Names can't become code: labels and types are of a fixed alphabet, and all else is in quoted strings. In these the
//! quotation mark and the backslash are escaped. Neo4j up to version 4 reads `\u0027` as a quotation mark before it
//! looks for strings, whatever stands in front; so a backslash and a `u` never stand side by side, but in two strings
//! that are put together.

use std::io::{self, Write};

use super::csv::{label, relationship};
use super::{Excerpt, Result, days};
use crate::query::{ClaimRow, EventRow};

/// Writes the excerpt as statements.
pub fn write(excerpt: &Excerpt<'_>, out: &mut impl Write) -> Result<()> {
    writeln!(out, "CREATE CONSTRAINT newsgraph_entity IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;")?;
    for node in excerpt.network.entities() {
        let aliases: Vec<_> = excerpt.names(&node.id)?.iter().map(|name| quoted(name)).collect();
        writeln!(
            out,
            "MERGE (n:Entity {{id: {}}}) SET n:{}, n.name = {}, n.aliases = [{}];",
            quoted(&node.id),
            label(node.entity),
            quoted(&node.name),
            aliases.join(", ")
        )?;
    }
    for event in excerpt.network.events() {
        write_event(event, excerpt.claims(&event.id)?.first(), out)?;
    }
    Ok(())
}

fn write_event(event: &EventRow, best: Option<&ClaimRow>, out: &mut impl Write) -> io::Result<()> {
    let text = |name, text: Option<&str>| Some((name, quoted(text?)));
    let (first_day, last_day) = days(event);
    let day = |name, day: Option<jiff::civil::Date>| Some((name, format!("date('{}')", day?)));
    let properties = [
        text("relation", Some(&event.relation)),
        text("status", Some(&event.status.to_string())),
        text("when", event.when.as_ref().map(|when| when.edtf.as_str())),
        day("first_day", first_day),
        day("last_day", last_day),
        text("place", event.place.as_ref().map(|place| place.name.as_str())),
        text("title", event.title.as_deref()),
        text("subject_via", event.subject.via.as_deref()),
        text("object_via", event.object.via.as_deref()),
        Some(("symmetric", event.symmetric.to_string())),
        Some(("contested", event.contested.to_string())),
        Some(("confidence", event.confidence.to_string())),
        Some(("sources", event.sources.to_string())),
        Some(("articles", event.documents.to_string())),
        text("sentence", best.map(|claim| claim.evidence.text.as_str())),
        text("url", best.and_then(|claim| claim.url.as_deref())),
    ];
    let set: Vec<_> =
        properties.into_iter().flatten().map(|(name, value)| format!("r.{name} = {value}")).collect();
    writeln!(
        out,
        "MATCH (a:Entity {{id: {}}}), (b:Entity {{id: {}}}) MERGE (a)-[r:{} {{id: {}}}]->(b) SET {};",
        quoted(&event.subject.id),
        quoted(&event.object.id),
        relationship(&event.relation),
        quoted(&event.id),
        set.join(", ")
    )
}

/// A text as a string of Cypher.
fn quoted(text: &str) -> String {
    let mut string = String::with_capacity(text.len() + 2);
    string.push('\'');
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if chars.peek() == Some(&'u') => string.push_str("\\\\' + '"),
            '\\' => string.push_str("\\\\"),
            '\'' => string.push_str("\\'"),
            '\n' => string.push_str("\\n"),
            '\r' => string.push_str("\\r"),
            '\t' => string.push_str("\\t"),
            // Written as they are, other control characters would be lost on the way through a shell.
            c if c.is_control() => string.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => string.push(c),
        }
    }
    string.push('\'');
    string
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::testing::{NASTY, named, small, written};
    use super::*;

    /// The value of an expression of strings put together, read as Neo4j 5 does, and what follows it.
    fn read(mut cypher: &str) -> (String, &str) {
        let mut value = String::new();
        loop {
            cypher = cypher.strip_prefix('\'').unwrap();
            let mut chars = cypher.char_indices();
            let end = loop {
                match chars.next().unwrap() {
                    (at, '\'') => break at,
                    (_, '\\') => match chars.next().unwrap().1 {
                        'n' => value.push('\n'),
                        'r' => value.push('\r'),
                        't' => value.push('\t'),
                        'u' => {
                            let digits: String = chars.by_ref().take(4).map(|(_, c)| c).collect();
                            value.push(char::from_u32(u32::from_str_radix(&digits, 16).unwrap()).unwrap());
                        }
                        c => value.push(c),
                    },
                    (_, c) => value.push(c),
                }
            };
            cypher = &cypher[end + 1..];
            match cypher.strip_prefix(" + ") {
                Some(rest) => cypher = rest,
                None => return (value, cypher),
            }
        }
    }

    /// What Neo4j up to version 4 does before all else: `\uXXXX` becomes the character, wherever it stands.
    fn unescaped(cypher: &str) -> String {
        let mut parts = cypher.split("\\u");
        let mut text = parts.next().unwrap().to_owned();
        for part in parts {
            let code = u32::from_str_radix(&part[..4], 16).unwrap();
            text.push(char::from_u32(code).unwrap());
            text.push_str(&part[4..]);
        }
        text
    }

    #[test]
    fn statements_make_what_is_not_there() {
        insta::assert_snapshot!(written(&small(), write), @r#"
        CREATE CONSTRAINT newsgraph_entity IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;
        MERGE (n:Entity {id: 'a'}) SET n:Person, n.name = 'A', n.aliases = [];
        MERGE (n:Entity {id: 'b'}) SET n:Person, n.name = 'B', n.aliases = [];
        MATCH (a:Entity {id: 'a'}), (b:Entity {id: 'b'}) MERGE (a)-[r:MET {id: 'm-1'}]->(b) SET r.relation = 'met', r.status = 'actual', r.when = '2023-02-21', r.first_day = date('2023-02-21'), r.last_day = date('2023-02-21'), r.place = 'Moscow', r.symmetric = true, r.contested = false, r.confidence = 0.9, r.sources = 1, r.articles = 1, r.sentence = '“They met,” she said.', r.url = 'https://news.example/a?b=1&c=\'d\'';
        MATCH (a:Entity {id: 'b'}), (b:Entity {id: 'a'}) MERGE (a)-[r:MET {id: 'm-2'}]->(b) SET r.relation = 'met', r.status = 'actual', r.when = '2023-04', r.first_day = date('2023-04-01'), r.last_day = date('2023-04-30'), r.symmetric = true, r.contested = false, r.confidence = 0.9, r.sources = 1, r.articles = 1, r.sentence = '“They met,” she said.', r.url = 'https://news.example/a?b=1&c=\'d\'';
        MATCH (a:Entity {id: 'a'}), (b:Entity {id: 'b'}) MERGE (a)-[r:VISITED {id: 'm-3'}]->(b) SET r.relation = 'visited', r.status = 'planned', r.symmetric = false, r.contested = false, r.confidence = 0.9, r.sources = 1, r.articles = 1, r.sentence = '“They met,” she said.', r.url = 'https://news.example/a?b=1&c=\'d\'';
        "#);
    }

    #[test]
    fn nasty_names_are_in_strings() {
        let cypher = written(&named(&NASTY), write);
        let statements: Vec<_> = cypher.lines().collect();
        assert_eq!(statements.len(), 1 + 2 * NASTY.len());
        for name in NASTY {
            let set = format!("n.name = {}, n.aliases = [];", quoted(name));
            assert_eq!(statements.iter().filter(|line| line.ends_with(&set)).count(), 1, "{name:?}");
        }
    }

    proptest! {
        #[test]
        fn a_string_ends_where_it_should_and_says_what_it_said(
            text in r"(\PC|\\|\\u0027|'|[\x00-\x1f]){0,12}"
        ) {
            let cypher = format!("{};", quoted(&text));
            prop_assert_eq!(read(&cypher), (text.clone(), ";"));
            let old = unescaped(&cypher);
            prop_assert_eq!(read(&old), (text, ";"));
            prop_assert!(!cypher.contains('\n'));
        }
    }
}
