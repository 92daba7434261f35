//! JSON-LD: entities and events in the words of schema.org, their evidence in those of PROV, for triple stores.
//!
//! The context is part of the document, so that it is read without a network. An event is a schema.org `Action` with
//! agent, object or participants; a state has no class there and is a `State` of this program's own vocabulary, as are
//! the words for relation, status and confidence. Either is derived from quotations (`prov:wasDerivedFrom`), each
//! quoted from an article (`prov:wasQuotedFrom`) and, where it stands on somebody's word, attributed to them.

use std::collections::BTreeMap;
use std::io::Write;

use serde_json::{Map, Value, json};

use super::ftm::{is_address, is_item};
use super::look::words;
use super::{Excerpt, Result, days, write_json};
use crate::model::{EntityType, Status};
use crate::network::Node;
use crate::query::{ClaimRow, EventRow};

/// Writes the excerpt as one JSON-LD document, one thing a line.
pub fn write(excerpt: &Excerpt<'_>, out: &mut impl Write) -> Result<()> {
    write!(out, "{{\"@context\":")?;
    write_json(&context(), out)?;
    write!(out, ",\"@graph\":[")?;
    let mut things = Things { out, first: true };
    for node in excerpt.network.entities() {
        things.write(entity(node, excerpt.names(&node.id)?))?;
    }
    let mut articles = BTreeMap::new();
    for row in excerpt.network.events() {
        let claims = excerpt.claims(&row.id)?;
        things.write(event(row, &claims))?;
        for claim in claims {
            things.write(quotation(&claim))?;
            articles.entry(claim.document.clone()).or_insert_with(|| article(&claim));
        }
    }
    articles.into_values().try_for_each(|article| things.write(article))?;
    Ok(writeln!(out, "\n]}}")?)
}

struct Things<'a, W> {
    out: &'a mut W,
    first: bool,
}

impl<W: Write> Things<'_, W> {
    fn write(&mut self, thing: Value) -> Result<()> {
        writeln!(self.out, "{}", if self.first { "" } else { "," })?;
        self.first = false;
        write_json(&thing, self.out)
    }
}

fn context() -> Value {
    let typed = |id: &str, kind: &str| json!({"@id": id, "@type": kind});
    let date = "schema:Date";
    json!({
        "schema": "https://schema.org/",
        "prov": "http://www.w3.org/ns/prov#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "ng": "urn:newsgraph:vocabulary:",
        "id": "@id",
        "type": "@type",
        "name": "schema:name",
        "alternateName": "schema:alternateName",
        "sameAs": typed("schema:sameAs", "@id"),
        "agent": typed("schema:agent", "@id"),
        "object": typed("schema:object", "@id"),
        "participant": typed("schema:participant", "@id"),
        "location": typed("schema:location", "@id"),
        "actionStatus": typed("schema:actionStatus", "@id"),
        "startDate": typed("schema:startDate", date),
        "endDate": typed("schema:endDate", date),
        "datePublished": typed("schema:datePublished", date),
        "roleName": "schema:roleName",
        "headline": "schema:headline",
        "publisher": "schema:publisher",
        "url": typed("schema:url", "@id"),
        "text": "schema:text",
        "relation": "ng:relation",
        "status": "ng:status",
        "edtf": typed("ng:edtf", "http://id.loc.gov/datatypes/edtf"),
        "contested": typed("ng:contested", "xsd:boolean"),
        "confidence": typed("ng:confidence", "xsd:double"),
        "sources": typed("ng:sources", "xsd:integer"),
        "start": typed("ng:start", "xsd:integer"),
        "end": typed("ng:end", "xsd:integer"),
        "rule": "ng:rule",
        "evidence": typed("prov:wasDerivedFrom", "@id"),
        "quotedFrom": typed("prov:wasQuotedFrom", "@id"),
        "saidBy": typed("prov:wasAttributedTo", "@id"),
    })
}

/// The IRI of what has this public id.
fn iri(id: &str) -> String {
    // Ids are made of letters, digits and "-"; an IRI would not take much else.
    let escaped = id.bytes().map(|b| match b {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(b).to_string(),
        b => format!("%{b:02X}"),
    });
    format!("urn:newsgraph:{}", escaped.collect::<String>())
}

/// A thing with its id, its type and those of the values that are there.
fn thing<const N: usize>(id: &str, kind: Value, values: [(&str, Option<Value>); N]) -> Value {
    let mut thing = Map::from_iter([("id".to_owned(), iri(id).into()), ("type".to_owned(), kind)]);
    thing.extend(values.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))));
    Value::Object(thing)
}

fn entity(node: &Node, mut names: Vec<String>) -> Value {
    names.retain(|name| *name != node.name);
    let kind = match node.entity {
        EntityType::Person => "schema:Person",
        EntityType::Org => "schema:Organization",
        EntityType::Place => "schema:Place",
        EntityType::Group => "ng:Group",
    };
    thing(
        &node.id,
        kind.into(),
        [
            ("name", Some(node.name.as_str().into())),
            ("alternateName", (!names.is_empty()).then(|| names.into())),
            (
                "sameAs",
                is_item(&node.id).then(|| format!("http://www.wikidata.org/entity/{}", node.id).into()),
            ),
        ],
    )
}

fn event(event: &EventRow, claims: &[ClaimRow]) -> Value {
    let (subject, object) = (iri(&event.subject.id), iri(&event.object.id));
    let (first, last) = days(event);
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string().into());
    let happens = event.kind == "event";
    let directed = happens && !event.symmetric;
    let kind = if happens { "schema:Action" } else { "ng:State" };
    let action_status = match event.status {
        Status::Actual => Some("schema:CompletedActionStatus"),
        Status::Planned | Status::Possible => Some("schema:PotentialActionStatus"),
        Status::Denied => None,
    };
    let relation = words(&event.relation);
    thing(
        &event.id,
        json!([kind, "prov:Entity"]),
        [
            ("name", Some(format!("{} {relation} {}", event.subject.name, event.object.name).into())),
            ("agent", directed.then(|| subject.clone().into())),
            ("object", directed.then(|| object.clone().into())),
            ("participant", (happens && event.symmetric).then(|| json!([subject, object]))),
            ("ng:subject", Some(json!({"id": subject}))),
            ("ng:object", Some(json!({"id": object}))),
            ("relation", Some(event.relation.as_str().into())),
            ("roleName", event.title.as_deref().map(Value::from)),
            ("edtf", event.when.as_ref().map(|when| when.edtf.as_str().into())),
            ("startDate", day(first)),
            ("endDate", day(last)),
            ("location", event.place.as_ref().map(|place| iri(&place.id).into())),
            ("actionStatus", action_status.filter(|_| happens).map(Value::from)),
            ("status", Some(event.status.to_string().into())),
            ("contested", Some(event.contested.into())),
            ("confidence", Some(event.confidence.into())),
            ("sources", Some(event.sources.into())),
            ("evidence", Some(claims.iter().map(|claim| iri(&claim.id)).collect())),
        ],
    )
}

fn quotation(claim: &ClaimRow) -> Value {
    thing(
        &claim.id,
        json!(["schema:Quotation", "prov:Entity"]),
        [
            ("text", Some(claim.evidence.text.as_str().into())),
            ("start", Some(claim.evidence.start.into())),
            ("end", Some(claim.evidence.end.into())),
            ("quotedFrom", Some(iri(&claim.document).into())),
            ("saidBy", claim.said_by.as_ref().map(|speaker| iri(&speaker.id).into())),
            ("status", Some(claim.status.to_string().into())),
            ("confidence", Some(claim.confidence.into())),
            ("rule", Some(claim.rule.as_str().into())),
        ],
    )
}

fn article(claim: &ClaimRow) -> Value {
    let publisher = claim.source.as_ref().map(|name| json!({"type": "schema:Organization", "name": name}));
    thing(
        &claim.document,
        json!(["schema:NewsArticle", "prov:Entity"]),
        [
            ("name", Some(claim.doc.as_str().into())),
            ("headline", claim.headline.as_deref().map(Value::from)),
            ("publisher", publisher),
            ("datePublished", claim.published.as_deref().map(Value::from)),
            ("url", claim.url.as_deref().filter(|url| is_address(url)).map(Value::from)),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::super::testing::{NASTY, named, small, written};
    use super::*;

    #[test]
    fn an_event_is_derived_from_what_articles_say() {
        let text = written(&small(), write);
        let things: Vec<_> = text.lines().skip(1).collect();
        insta::assert_snapshot!(things.join("\n"), @r#"
        {"id":"urn:newsgraph:a","name":"A","type":"schema:Person"},
        {"id":"urn:newsgraph:b","name":"B","type":"schema:Person"},
        {"actionStatus":"schema:CompletedActionStatus","confidence":0.9,"contested":false,"edtf":"2023-02-21","endDate":"2023-02-21","evidence":["urn:newsgraph:c-m-1"],"id":"urn:newsgraph:m-1","location":"urn:newsgraph:Q649","name":"A met B","ng:object":{"id":"urn:newsgraph:b"},"ng:subject":{"id":"urn:newsgraph:a"},"participant":["urn:newsgraph:a","urn:newsgraph:b"],"relation":"met","sources":1,"startDate":"2023-02-21","status":"actual","type":["schema:Action","prov:Entity"]},
        {"confidence":0.9,"end":25,"id":"urn:newsgraph:c-m-1","quotedFrom":"urn:newsgraph:d-1","rule":"met.verb","start":0,"status":"actual","text":"“They met,” she said.","type":["schema:Quotation","prov:Entity"]},
        {"actionStatus":"schema:CompletedActionStatus","confidence":0.9,"contested":false,"edtf":"2023-04","endDate":"2023-04-30","evidence":["urn:newsgraph:c-m-2"],"id":"urn:newsgraph:m-2","name":"B met A","ng:object":{"id":"urn:newsgraph:a"},"ng:subject":{"id":"urn:newsgraph:b"},"participant":["urn:newsgraph:b","urn:newsgraph:a"],"relation":"met","sources":1,"startDate":"2023-04-01","status":"actual","type":["schema:Action","prov:Entity"]},
        {"confidence":0.9,"end":25,"id":"urn:newsgraph:c-m-2","quotedFrom":"urn:newsgraph:d-1","rule":"met.verb","start":0,"status":"actual","text":"“They met,” she said.","type":["schema:Quotation","prov:Entity"]},
        {"actionStatus":"schema:PotentialActionStatus","agent":"urn:newsgraph:a","confidence":0.9,"contested":false,"evidence":["urn:newsgraph:c-m-3"],"id":"urn:newsgraph:m-3","name":"A visited B","ng:object":{"id":"urn:newsgraph:b"},"ng:subject":{"id":"urn:newsgraph:a"},"object":"urn:newsgraph:b","relation":"visited","sources":1,"status":"planned","type":["schema:Action","prov:Entity"]},
        {"confidence":0.9,"end":25,"id":"urn:newsgraph:c-m-3","quotedFrom":"urn:newsgraph:d-1","rule":"met.verb","start":0,"status":"actual","text":"“They met,” she said.","type":["schema:Quotation","prov:Entity"]},
        {"datePublished":"2023-02-22","headline":"Two <met>","id":"urn:newsgraph:d-1","name":"wire-1","publisher":{"name":"The \"Wire\" & Co","type":"schema:Organization"},"type":["schema:NewsArticle","prov:Entity"],"url":"https://news.example/a?b=1&c='d'"}
        ]}
        "#);
    }

    #[test]
    fn every_word_is_in_the_context() {
        let document: Value = serde_json::from_str(&written(&named(&NASTY), write)).unwrap();
        let context = document["@context"].as_object().unwrap();
        for thing in document["@graph"].as_array().unwrap() {
            for word in thing.as_object().unwrap().keys() {
                let known = context.contains_key(word) || word.starts_with("ng:");
                assert!(known, "{word} would be dropped by a reader");
            }
        }
    }

    #[test]
    fn nasty_names_come_back_as_they_are() {
        let document: Value = serde_json::from_str(&written(&named(&NASTY), write)).unwrap();
        for name in NASTY {
            for word in ["name", "text"] {
                let has = |thing: &Value| thing[word] == name;
                assert!(document["@graph"].as_array().unwrap().iter().any(has), "{name:?}");
            }
        }
    }
}
