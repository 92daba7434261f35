//! Event records with PLOVER types and CAMEO codes, one JSON object a line, with the field names of the PLOVER manual
//! (<https://github.com/openeventdata/PLOVER>): what political scientists feed to models of cooperation and conflict.
//!
//! The types are the sixteen of 2021 and later. By the manual's table (`CAMEO2PLOVER-2021.txt` there) the type of a relation's
//! first CAMEO code is the relation's, but for signing (057), which that table has under SUPPORT and this program under AGREE.
//!
//! The codes of a relation stand in its file, `data/lexicon/relations/NAME.toml`. Relations without codes, states among
//! them, give no records; [`uncoded`] counts them. A relation may have several CAMEO codes; `cameo` is the first,
//! which fits best, `cameoCodes` has all. `date` is EDTF, and absent where no date is known: the day of publication is
//! never put in its place.

use std::io::Write;

use serde::Serialize;

use super::{Excerpt, Result, write_json};
use crate::model::{Relation, Relations, Status};
use crate::query::{End, EventRow};

/// An event as PLOVER has it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Record<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'a str>,
    source: Vec<Actor<'a>>,
    target: Vec<Actor<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cameo: Option<&'a str>,
    cameo_codes: &'a [String],
    relation: &'a str,
    status: Status,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<&'a str>,
    confidence: f64,
    sources: u32,
    event_text: Option<String>,
    text: Option<String>,
    publication: Option<String>,
    publication_date: Option<String>,
    url: Option<String>,
    language: &'static str,
}

/// Who acts or is acted on.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Actor<'a> {
    actor_text: &'a str,
    id: &'a str,
    #[serde(rename = "type")]
    entity: crate::model::EntityType,
    #[serde(skip_serializing_if = "Option::is_none")]
    via: Option<&'a str>,
}

/// Writes the events that have codes.
pub fn write(excerpt: &Excerpt<'_>, out: &mut impl Write) -> Result<()> {
    for event in excerpt.network.events() {
        if let Some(relation) = coded(event) {
            write_event(excerpt, event, relation, out)?;
        }
    }
    Ok(())
}

/// The number of events of relations without codes.
pub fn uncoded(excerpt: &Excerpt<'_>) -> usize {
    excerpt.network.events().into_iter().filter(|event| coded(event).is_none()).count()
}

fn coded(event: &EventRow) -> Option<&'static Relation> {
    let relation = Relations::built_in().get(&event.relation)?;
    (relation.plover.is_some() || !relation.cameo.is_empty()).then_some(relation)
}

fn write_event(
    excerpt: &Excerpt<'_>,
    event: &EventRow,
    relation: &Relation,
    out: &mut impl Write,
) -> Result<()> {
    let best = excerpt.claims(&event.id)?.into_iter().next();
    // Where the order of the ends does not matter both are sources, as PLOVER has it.
    let (source, target) = match event.symmetric {
        true => (vec![actor(&event.subject), actor(&event.object)], Vec::new()),
        false => (vec![actor(&event.subject)], vec![actor(&event.object)]),
    };
    let record = Record {
        id: &event.id,
        date: event.when.as_ref().map(|when| when.edtf.as_str()),
        source,
        target,
        event: relation.plover.as_deref(),
        cameo: relation.cameo.first().map(String::as_str),
        cameo_codes: &relation.cameo,
        relation: &event.relation,
        status: event.status,
        location: event.place.as_ref().map(|place| place.name.as_str()),
        confidence: event.confidence,
        sources: event.sources,
        event_text: best.as_ref().map(|claim| claim.trigger.text.clone()),
        text: best.as_ref().map(|claim| claim.evidence.text.clone()),
        publication: best.as_ref().and_then(|claim| claim.source.clone()),
        publication_date: best.as_ref().and_then(|claim| claim.published.clone()),
        url: best.and_then(|claim| claim.url),
        language: "en",
    };
    write_json(&record, out)?;
    Ok(writeln!(out)?)
}

fn actor(end: &End) -> Actor<'_> {
    Actor { actor_text: &end.name, id: &end.id, entity: end.entity, via: end.via.as_deref() }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{NASTY, named, small, whole, written};
    use super::*;
    use crate::network::Network;
    use crate::network::tests::event;

    #[test]
    fn an_event_has_its_codes_and_its_sentence() {
        insta::assert_snapshot!(written(&small(), write), @r#"
        {"id":"m-1","date":"2023-02-21","source":[{"actorText":"A","id":"a","type":"PERSON"},{"actorText":"B","id":"b","type":"PERSON"}],"target":[],"event":"CONSULT","cameo":"040","cameoCodes":["040","043","046"],"relation":"met","status":"actual","location":"Moscow","confidence":0.9,"sources":1,"eventText":"met","text":"“They met,” she said.","publication":"The \"Wire\" & Co","publicationDate":"2023-02-22","url":"https://news.example/a?b=1&c='d'","language":"en"}
        {"id":"m-2","date":"2023-04","source":[{"actorText":"B","id":"b","type":"PERSON"},{"actorText":"A","id":"a","type":"PERSON"}],"target":[],"event":"CONSULT","cameo":"040","cameoCodes":["040","043","046"],"relation":"met","status":"actual","confidence":0.9,"sources":1,"eventText":"met","text":"“They met,” she said.","publication":"The \"Wire\" & Co","publicationDate":"2023-02-22","url":"https://news.example/a?b=1&c='d'","language":"en"}
        {"id":"m-3","source":[{"actorText":"A","id":"a","type":"PERSON"}],"target":[{"actorText":"B","id":"b","type":"PERSON"}],"event":"CONSULT","cameo":"042","cameoCodes":["042"],"relation":"visited","status":"planned","confidence":0.9,"sources":1,"eventText":"met","text":"“They met,” she said.","publication":"The \"Wire\" & Co","publicationDate":"2023-02-22","url":"https://news.example/a?b=1&c='d'","language":"en"}
        "#);
    }

    #[test]
    fn what_has_no_code_is_counted() {
        let network = Network::new([event("1", "a", "holds_position", "b"), event("2", "a", "told", "b")]);
        assert_eq!(uncoded(&whole(&network)), 1);
        assert_eq!(written(&network, write).lines().count(), 1);
    }

    #[test]
    fn types_and_codes_are_those_of_the_code_books() {
        // The sixteen types of PLOVER; CAMEO's codes are two digits for one of 20 roots and one or two more.
        const TYPES: [&str; 16] = [
            "AGREE",
            "CONSULT",
            "SUPPORT",
            "CONCEDE",
            "COOPERATE",
            "AID",
            "RETREAT",
            "REQUEST",
            "ACCUSE",
            "REJECT",
            "THREATEN",
            "PROTEST",
            "SANCTION",
            "MOBILIZE",
            "COERCE",
            "ASSAULT",
        ];
        for (name, relation) in Relations::built_in().iter() {
            assert!(relation.plover.as_deref().is_none_or(|plover| TYPES.contains(&plover)), "{name}");
            for code in &relation.cameo {
                assert!((3..=4).contains(&code.len()) && code.chars().all(|c| c.is_ascii_digit()), "{name}");
                assert!((1..=20).contains(&code[..2].parse::<u8>().unwrap()), "{name}");
            }
        }
    }

    #[test]
    fn nasty_names_come_back_as_they_are() {
        let text = written(&named(&NASTY), write);
        let records: Vec<serde_json::Value> =
            text.split_terminator('\n').map(|line| serde_json::from_str(line).unwrap()).collect();
        for name in NASTY {
            assert!(records.iter().any(|record| record["source"][0]["actorText"] == name), "{name:?}");
            assert!(records.iter().any(|record| record["text"] == name), "{name:?}");
        }
    }
}
