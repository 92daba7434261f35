//! Tables of entities and events as CSV: one pair for Gephi, and one for `neo4j-admin database import`,
//! which wants headers of its own.
//!
//! Values are written as they are, so that names come through unharmed. They are not for spreadsheet programs that are read
//! by people: such a program takes a text that begins with `=`, `+`, `-` or `@` for a formula and runs it. Lists of events
//! (`events --csv`), which are, guard against that. Sentences and names may have line breaks; neo4j needs `--multiline-fields=true`
//! for them. Headers: <https://neo4j.com/docs/operations-manual/current/import/>.

use std::io::{self, Write};

use csv::{Writer, WriterBuilder};

use super::{Excerpt, Result, days};
use crate::model::EntityType;
use crate::network::Node;
use crate::query::{ClaimRow, EventRow};

/// For whom the tables are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Headers {
    /// Gephi's import of spreadsheets.
    Gephi,
    /// `neo4j-admin database import`.
    Neo4j,
}

const NODES: Header<4> =
    Header { gephi: ["Id", "Label", "Kind", "Aliases"], neo4j: ["id:ID", "name", ":LABEL", "aliases"] };

const EDGES: Header<21> = Header {
    gephi: [
        "Source",
        "Target",
        "Type",
        "Id",
        "Label",
        "Status",
        "Symmetric",
        "When",
        "First day",
        "Last day",
        "Place",
        "Title",
        "Subject via",
        "Object via",
        "Contested",
        "Confidence",
        "Sources",
        "Articles",
        "Claims",
        "Sentence",
        "Url",
    ],
    neo4j: [
        ":START_ID",
        ":END_ID",
        ":TYPE",
        "id",
        "relation",
        "status",
        "symmetric:boolean",
        "when",
        "first_day:date",
        "last_day:date",
        "place",
        "title",
        "subject_via",
        "object_via",
        "contested:boolean",
        "confidence:double",
        "sources:int",
        "articles:int",
        "claims:int",
        "sentence",
        "url",
    ],
};

/// The names of the columns.
struct Header<const N: usize> {
    gephi: [&'static str; N],
    neo4j: [&'static str; N],
}

impl<const N: usize> Header<N> {
    fn of(&self, headers: Headers) -> &[&'static str; N] {
        match headers {
            Headers::Gephi => &self.gephi,
            Headers::Neo4j => &self.neo4j,
        }
    }
}

/// Writes the table of entities.
pub fn write_nodes(excerpt: &Excerpt<'_>, headers: Headers, out: &mut impl Write) -> Result<()> {
    let mut table = table(out, NODES.of(headers))?;
    for node in excerpt.network.entities() {
        let Node { id, name, entity } = node;
        let aliases = excerpt.names(id)?.join("\n");
        let kind = match headers {
            Headers::Gephi => entity.to_string(),
            Headers::Neo4j => label(*entity).to_owned(),
        };
        write_row(&mut table, [id, name, &kind, &aliases])?;
    }
    Ok(table.flush()?)
}

/// Writes the table of events.
pub fn write_edges(excerpt: &Excerpt<'_>, headers: Headers, out: &mut impl Write) -> Result<()> {
    let mut table = table(out, EDGES.of(headers))?;
    for event in excerpt.network.events() {
        let claims = excerpt.claims(&event.id)?;
        let cells = cells(event, claims.first(), headers);
        write_row(&mut table, cells.each_ref().map(String::as_str))?;
    }
    Ok(table.flush()?)
}

fn cells(event: &EventRow, best: Option<&ClaimRow>, headers: Headers) -> [String; 21] {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let (first_day, last_day) = days(event);
    let kind = match headers {
        Headers::Gephi if event.symmetric => "Undirected".to_owned(),
        Headers::Gephi => "Directed".to_owned(),
        Headers::Neo4j => relationship(&event.relation),
    };
    [
        event.subject.id.clone(),
        event.object.id.clone(),
        kind,
        event.id.clone(),
        event.relation.clone(),
        event.status.to_string(),
        event.symmetric.to_string(),
        event.when.as_ref().map(|when| when.edtf.clone()).unwrap_or_default(),
        day(first_day),
        day(last_day),
        event.place.as_ref().map(|place| place.name.clone()).unwrap_or_default(),
        text(&event.title),
        text(&event.subject.via),
        text(&event.object.via),
        event.contested.to_string(),
        event.confidence.to_string(),
        event.sources.to_string(),
        event.documents.to_string(),
        event.claims.to_string(),
        best.map(|claim| claim.evidence.text.clone()).unwrap_or_default(),
        best.and_then(|claim| claim.url.clone()).unwrap_or_default(),
    ]
}

/// The label of an entity's node in a property graph.
pub fn label(entity: EntityType) -> &'static str {
    match entity {
        EntityType::Person => "Person",
        EntityType::Org => "Organization",
        EntityType::Place => "Place",
        EntityType::Group => "Group",
    }
}

/// The type of an event's relationship in a property graph: letters, digits and `_` only. Open relations
/// (`other:preside_over`), which may have any words, are all `OTHER`.
pub fn relationship(relation: &str) -> String {
    let closed = relation.split(':').next().unwrap_or_default();
    closed.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').collect::<String>().to_ascii_uppercase()
}

fn table<W: Write>(out: W, header: &[&str]) -> Result<Writer<W>> {
    let mut table = WriterBuilder::new().from_writer(out);
    table.write_record(header).map_err(io::Error::from)?;
    Ok(table)
}

fn write_row<const N: usize>(table: &mut Writer<impl Write>, cells: [&str; N]) -> io::Result<()> {
    table.write_record(cells).map_err(io::Error::from)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{NASTY, named, small, written};
    use super::*;

    fn read(table: &str) -> Vec<Vec<String>> {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(table.as_bytes());
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
    }

    #[test]
    fn gephi_finds_its_columns() {
        insta::assert_snapshot!(written(&small(), |e, out| write_nodes(e, Headers::Gephi, out)), @r"
        Id,Label,Kind,Aliases
        a,A,PERSON,
        b,B,PERSON,
        ");
        insta::assert_snapshot!(written(&small(), |e, out| write_edges(e, Headers::Gephi, out)), @r#"
        Source,Target,Type,Id,Label,Status,Symmetric,When,First day,Last day,Place,Title,Subject via,Object via,Contested,Confidence,Sources,Articles,Claims,Sentence,Url
        a,b,Undirected,m-1,met,actual,true,2023-02-21,2023-02-21,2023-02-21,Moscow,,,,false,0.9,1,1,1,"“They met,” she said.",https://news.example/a?b=1&c='d'
        b,a,Undirected,m-2,met,actual,true,2023-04,2023-04-01,2023-04-30,,,,,false,0.9,1,1,1,"“They met,” she said.",https://news.example/a?b=1&c='d'
        a,b,Directed,m-3,visited,planned,false,,,,,,,,false,0.9,1,1,1,"“They met,” she said.",https://news.example/a?b=1&c='d'
        "#);
    }

    #[test]
    fn neo4j_finds_its_columns() {
        insta::assert_snapshot!(written(&small(), |e, out| write_nodes(e, Headers::Neo4j, out)), @r"
        id:ID,name,:LABEL,aliases
        a,A,Person,
        b,B,Person,
        ");
        insta::assert_snapshot!(written(&small(), |e, out| write_edges(e, Headers::Neo4j, out)), @r#"
        :START_ID,:END_ID,:TYPE,id,relation,status,symmetric:boolean,when,first_day:date,last_day:date,place,title,subject_via,object_via,contested:boolean,confidence:double,sources:int,articles:int,claims:int,sentence,url
        a,b,MET,m-1,met,actual,true,2023-02-21,2023-02-21,2023-02-21,Moscow,,,,false,0.9,1,1,1,"“They met,” she said.",https://news.example/a?b=1&c='d'
        b,a,MET,m-2,met,actual,true,2023-04,2023-04-01,2023-04-30,,,,,false,0.9,1,1,1,"“They met,” she said.",https://news.example/a?b=1&c='d'
        a,b,VISITED,m-3,visited,planned,false,,,,,,,,false,0.9,1,1,1,"“They met,” she said.",https://news.example/a?b=1&c='d'
        "#);
    }

    #[test]
    fn a_type_of_relationship_has_no_characters_of_cypher() {
        assert_eq!(relationship("holds_position"), "HOLDS_POSITION");
        assert_eq!(relationship("other:`x`) DELETE (y"), "OTHER");
    }

    #[test]
    fn nasty_names_come_back_as_they_are() {
        for headers in [Headers::Gephi, Headers::Neo4j] {
            let nodes = read(&written(&named(&NASTY), |e, out| write_nodes(e, headers, out)));
            let edges = read(&written(&named(&NASTY), |e, out| write_edges(e, headers, out)));
            for name in NASTY {
                assert!(nodes.iter().any(|row| row[1] == name), "{name:?}");
                assert!(edges.iter().any(|row| row[19] == name), "{name:?}");
            }
        }
    }
}
