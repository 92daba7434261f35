//! Networks for the tests of the formats.

use super::{Archive, Excerpt, Result, View};
use crate::model::{EntityType, Status, TimeMethod};
use crate::network::Network;
use crate::network::tests::event;
use crate::query::{ClaimRow, End, EventRow, EventTime, Quote};

/// Names that have broken exports.
pub const NASTY: [&str; 14] = [
    r#"Dwayne "The Rock" Johnson"#,
    r"back\slash\",
    r"\N \G \l \n \u0027",
    "<b>bold</b></script><script>alert(1)</script>",
    "AT&T &amp; &lt; &#65;",
    "];} digraph x {",
    "Müller-Lüdenscheidt 王毅 👩‍💻🙂",
    "// no comment /* */ # -- %%",
    "'single' -> arrow'; DROP TABLE x; //",
    "right\u{202e}left\u{200f}",
    "two\nlines\r\nand\ttabs",
    "\u{1b}[31m\0 NUL",
    "=1+1; @x, \"y\"|z;",
    "[[link|text]] `code` *a* _b_ $x$ ![i](j) > q",
];

/// An archive that knows no names but the entity's own and has one sentence for every event, a nasty one for those of
/// [`named`].
struct Silent;

impl Archive for Silent {
    fn names(&self, _: &str) -> Result<Vec<String>> {
        Ok(Vec::new())
    }

    fn claims(&self, event: &str) -> Result<Vec<ClaimRow>> {
        let number = event.strip_prefix("e-").and_then(|number| number.parse::<usize>().ok());
        let sentence = number.and_then(|number| NASTY.get(number)).unwrap_or(&"“They met,” she said.");
        Ok(vec![claim(event, sentence)])
    }
}

pub fn silent() -> &'static dyn Archive {
    &Silent
}

/// What a sentence says about an event.
pub fn claim(about: &str, sentence: &str) -> ClaimRow {
    let EventRow { subject, object, .. } = event(about, "a", "met", "b");
    let quote = |text: &str| Quote { start: 0, end: text.len(), text: text.to_owned() };
    ClaimRow {
        id: format!("c-{about}"),
        event: about.to_owned(),
        doc: "wire-1".into(),
        document: "d-1".into(),
        source: Some("The \"Wire\" & Co".into()),
        published: Some("2023-02-22".into()),
        url: Some("https://news.example/a?b=1&c='d'".into()),
        headline: Some("Two <met>".into()),
        subject,
        relation: "met".into(),
        object,
        title: None,
        when: None,
        place: None,
        status: Status::Actual,
        said_by: None,
        confidence: 0.9,
        rule: "met.verb".into(),
        evidence: quote(sentence),
        trigger: quote("met"),
        joined_by: "same".into(),
    }
}

/// The time of an event.
pub fn at(edtf: &str) -> Option<EventTime> {
    let when = crate::model::When::parse(edtf).unwrap();
    let granularity = when.granularity().to_string();
    let method = TimeMethod::Explicit;
    Some(EventTime { edtf: edtf.into(), granularity, method, lo: when.lo(), hi: when.hi() })
}

/// Entities `n-0`, `n-1`, … of these names and of all types, each of which met the next.
pub fn named(names: &[impl AsRef<str>]) -> Network {
    let entity = |i: usize| End {
        id: format!("n-{i}"),
        name: names[i].as_ref().into(),
        entity: [EntityType::Person, EntityType::Org, EntityType::Place, EntityType::Group][i % 4],
        via: None,
    };
    Network::new((0..names.len()).map(|i| EventRow {
        subject: entity(i),
        object: entity((i + 1) % names.len()),
        ..event(&format!("e-{i}"), "", "met", "")
    }))
}

/// So many persons, each of whom met the next.
pub fn ring(size: usize) -> Network {
    named(&(0..size).map(|i| format!("person {i}")).collect::<Vec<_>>())
}

/// Two people who met twice, one of whom was to visit the other.
pub fn small() -> Network {
    let planned = EventRow { status: Status::Planned, ..event("m-3", "a", "visited", "b") };
    let first = EventRow { when: at("2023-02-21"), place: Some(place()), ..event("m-1", "a", "met", "b") };
    let second = EventRow { when: at("2023-04"), ..event("m-2", "b", "met", "a") };
    Network::new([first, second, planned])
}

fn place() -> End {
    End { id: "Q649".into(), name: "Moscow".into(), entity: EntityType::Place, via: None }
}

/// All of a network.
pub fn whole(network: &Network) -> Excerpt<'static> {
    Excerpt::new(silent(), network.clone(), "who met whom", View::default())
}

/// What a format writes of a network.
pub fn written(network: &Network, write: impl FnOnce(&Excerpt<'_>, &mut Vec<u8>) -> Result<()>) -> String {
    let mut out = Vec::new();
    write(&whole(network), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}
