//! FollowTheMoney entities, one JSON object a line, for Aleph, OpenAleph and the tools of OpenSanctions
//! (<https://followthemoney.tech>).
//!
//! An event or state is an entity of its own there, between the entities that it joins, with the articles that prove
//! it. Where a schema says what happened (`Family`, `Membership`, `Event` for a meeting) it is used; all else, and
//! everything that is not asserted to have happened, is an `UnknownLink` with the relation as its role: a plan is
//! nobody's membership. FollowTheMoney knows no actors that are places, so places are `Address`es, countries included,
//! and what these do are links too.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use serde::Serialize;

use super::look::words;
use super::{Excerpt, Result, days, write_json};
use crate::language::gazetteer::Gazetteer;
use crate::model::{EntityType, Status};
use crate::network::Node;
use crate::query::{ClaimRow, EventRow};

/// An entity as FollowTheMoney has it: every property is a list.
#[derive(Serialize)]
struct Entity {
    id: String,
    schema: &'static str,
    properties: BTreeMap<&'static str, Vec<String>>,
}

impl Entity {
    fn new(id: &str, schema: &'static str) -> Entity {
        Entity { id: id.to_owned(), schema, properties: BTreeMap::new() }
    }

    /// Adds a value, once.
    fn add(&mut self, property: &'static str, value: impl Into<String>) {
        let (values, value) = (self.properties.entry(property).or_default(), value.into());
        if !values.contains(&value) {
            values.push(value);
        }
    }

    fn with(mut self, property: &'static str, value: impl Into<String>) -> Entity {
        self.add(property, value);
        self
    }

    fn write(&self, out: &mut impl Write) -> Result<()> {
        write_json(self, out)?;
        Ok(writeln!(out)?)
    }
}

/// Writes entities, then events and states, then the articles that prove them, each by id.
pub fn write(excerpt: &Excerpt<'_>, out: &mut impl Write) -> Result<()> {
    let events = excerpt.network.events();
    // Only a company can be owned.
    let companies: BTreeSet<&str> =
        events.iter().filter(|event| is_owned(event)).map(|event| event.object.id.as_str()).collect();
    for node in excerpt.network.entities() {
        entity(excerpt, node, companies.contains(node.id.as_str()))?.write(out)?;
    }
    let mut articles = BTreeMap::new();
    for event in events {
        let claims = excerpt.claims(&event.id)?;
        for mut interval in intervals(event) {
            if interval.schema != "Position" {
                prove(&mut interval, event, &claims);
            }
            interval.write(out)?;
        }
        for claim in claims {
            articles.entry(claim.document.clone()).or_insert_with(|| article(&claim));
        }
    }
    articles.values().try_for_each(|article| article.write(out))
}

fn entity(excerpt: &Excerpt<'_>, node: &Node, is_company: bool) -> Result<Entity> {
    let schema = match node.entity {
        EntityType::Person => "Person",
        EntityType::Org if is_company => "Company",
        EntityType::Org => "Organization",
        EntityType::Place => "Address",
        EntityType::Group => "LegalEntity",
    };
    let mut entity = Entity::new(&node.id, schema).with("name", &*node.name);
    if node.entity == EntityType::Place {
        entity.add("full", &*node.name);
    }
    for name in excerpt.names(&node.id)?.into_iter().filter(|name| *name != node.name) {
        entity.add("alias", name);
    }
    if is_item(&node.id) {
        entity.add("wikidataId", &*node.id);
        if let Some(country) = Gazetteer::embedded().country_of_item(&node.id) {
            entity.add("country", country.code.to_ascii_lowercase());
        }
    }
    Ok(entity)
}

/// Whether an id is that of a Wikidata item.
pub fn is_item(id: &str) -> bool {
    id.strip_prefix('Q').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}

fn is_owned(event: &EventRow) -> bool {
    event.status == Status::Actual
        && matches!(event.relation.as_str(), "owns" | "acquired")
        && is_legal(event.subject.entity)
        && event.object.entity == EntityType::Org
}

/// Whether entities of this type are a `LegalEntity` of FollowTheMoney.
fn is_legal(entity: EntityType) -> bool {
    entity != EntityType::Place
}

/// The event as one entity between its ends; a post in a country is two, the post and who holds it.
fn intervals(event: &EventRow) -> Vec<Entity> {
    use EntityType::{Org, Person, Place};
    let (subject, object) = (event.subject.id.as_str(), event.object.id.as_str());
    let (subject_type, object_type) = (event.subject.entity, event.object.entity);
    let legal = is_legal(subject_type) && is_legal(object_type);
    let new = |schema| Entity::new(&event.id, schema);
    let family = |person: &str, relative: &str, relationship: &str| {
        new("Family").with("person", person).with("relative", relative).with("relationship", relationship)
    };
    let role = || event.title.clone().unwrap_or_else(|| words(&event.relation));
    if event.status != Status::Actual {
        return vec![link(event)];
    }
    let interval = match event.relation.as_str() {
        "met" | "spoke_with" | "agreed_with" | "cooperated_with" | "fought_with" if legal => {
            let mut meeting = new("Event").with("name", sentence(event)).with("involved", subject);
            meeting.add("involved", object);
            if let Some(place) = &event.place {
                meeting.add("location", &*place.name);
            }
            meeting
        }
        "spouse_of" if (subject_type, object_type) == (Person, Person) => family(subject, object, "spouse"),
        "relative_of" if (subject_type, object_type) == (Person, Person) => {
            family(subject, object, "relative")
        }
        // The relationship is what the relative is to the person.
        "parent_of" if (subject_type, object_type) == (Person, Person) => family(object, subject, "parent"),
        "member_of" | "joined" if is_legal(subject_type) && object_type == Org => {
            new("Membership").with("member", subject).with("organization", object)
        }
        "holds_position" if (subject_type, object_type) == (Person, Org) => {
            new("Employment").with("employee", subject).with("employer", object).with("role", role())
        }
        "holds_position" if (subject_type, object_type) == (Person, Place) => {
            let post = format!("{}-post", event.id);
            let mut position = Entity::new(&post, "Position");
            position.add("name", format!("{}, {}", role(), event.object.name));
            return vec![position, new("Occupancy").with("holder", subject).with("post", post)];
        }
        "owns" | "acquired" if is_owned(event) => {
            new("Ownership").with("owner", subject).with("asset", object)
        }
        "succeeded" if legal => new("Succession").with("successor", subject).with("predecessor", object),
        _ => link(event),
    };
    vec![interval]
}

fn link(event: &EventRow) -> Entity {
    let mut link = Entity::new(&event.id, "UnknownLink")
        .with("subject", &*event.subject.id)
        .with("object", &*event.object.id)
        .with("role", words(&event.relation));
    link.properties.entry("role").or_default().extend(event.title.clone());
    link.with("status", event.status.to_string())
}

fn sentence(event: &EventRow) -> String {
    format!("{} {} {}", event.subject.name, words(&event.relation), event.object.name)
}

/// Adds the dates, the articles and what they say.
fn prove(interval: &mut Entity, event: &EventRow, claims: &[ClaimRow]) {
    let Some(when) = &event.when else {
        return add_claims(interval, claims);
    };
    // "2023", "2023-02", "2023-02-21" are dates there too; what else EDTF has is told by its first and last days.
    if when.edtf.bytes().all(|b| b.is_ascii_digit() || b == b'-')
        && matches!(when.granularity.as_str(), "day" | "month" | "year")
    {
        interval.add("date", &*when.edtf);
    } else {
        let (first, last) = days(event);
        for (property, day) in [("startDate", first), ("endDate", last)] {
            if let Some(day) = day {
                interval.add(property, day.to_string());
            }
        }
    }
    add_claims(interval, claims);
}

fn add_claims(interval: &mut Entity, claims: &[ClaimRow]) {
    for claim in claims {
        interval.add("proof", &*claim.document);
        interval.add("summary", &*claim.evidence.text);
        if let Some(source) = &claim.source {
            interval.add("publisher", &**source);
        }
    }
}

fn article(claim: &ClaimRow) -> Entity {
    let mut article = Entity::new(&claim.document, "Article").with("fileName", &*claim.doc);
    for (property, value) in [
        ("title", claim.headline.as_deref()),
        ("publisher", claim.source.as_deref()),
        ("publishedAt", claim.published.as_deref()),
        ("sourceUrl", claim.url.as_deref().filter(|url| is_address(url))),
    ] {
        if let Some(value) = value {
            article.add(property, value);
        }
    }
    article
}

/// Whether a text is an address of the web that every reader takes for one.
pub fn is_address(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_ascii_alphanumeric())
            && rest.chars().all(|c| c.is_ascii_graphic() && !"\"<>\\^`{|}".contains(c))
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{NASTY, at, named, small, written};
    use super::*;
    use crate::network::Network;
    use crate::network::tests::event;
    use crate::query::End;

    fn entities(network: &Network) -> Vec<serde_json::Value> {
        let text = written(network, write);
        text.split_terminator('\n').map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// The schema that an event of this relation between such entities gets.
    fn schema(subject: EntityType, relation: &str, object: EntityType, status: Status) -> &'static str {
        let end = |id: &str, entity| End { id: id.into(), name: id.into(), entity, via: None };
        let event = EventRow {
            subject: end("a", subject),
            object: end("b", object),
            status,
            ..event("e-1", "a", relation, "b")
        };
        intervals(&event).last().unwrap().schema
    }

    #[test]
    fn a_meeting_is_an_event_with_its_proof_and_a_plan_is_a_link() {
        insta::assert_snapshot!(written(&small(), write), @r#"
        {"id":"a","schema":"Person","properties":{"name":["A"]}}
        {"id":"b","schema":"Person","properties":{"name":["B"]}}
        {"id":"m-1","schema":"Event","properties":{"date":["2023-02-21"],"involved":["a","b"],"location":["Moscow"],"name":["A met B"],"proof":["d-1"],"publisher":["The \"Wire\" & Co"],"summary":["“They met,” she said."]}}
        {"id":"m-2","schema":"Event","properties":{"date":["2023-04"],"involved":["b","a"],"name":["B met A"],"proof":["d-1"],"publisher":["The \"Wire\" & Co"],"summary":["“They met,” she said."]}}
        {"id":"m-3","schema":"UnknownLink","properties":{"object":["b"],"proof":["d-1"],"publisher":["The \"Wire\" & Co"],"role":["visited"],"status":["planned"],"subject":["a"],"summary":["“They met,” she said."]}}
        {"id":"d-1","schema":"Article","properties":{"fileName":["wire-1"],"publishedAt":["2023-02-22"],"publisher":["The \"Wire\" & Co"],"sourceUrl":["https://news.example/a?b=1&c='d'"],"title":["Two <met>"]}}
        "#);
    }

    #[test]
    fn a_schema_is_used_where_its_ends_allow_it() {
        use EntityType::{Group, Org, Person, Place};
        use Status::{Actual, Denied};
        assert_eq!(schema(Person, "spouse_of", Person, Actual), "Family");
        assert_eq!(schema(Person, "spouse_of", Person, Denied), "UnknownLink");
        assert_eq!(schema(Person, "holds_position", Org, Actual), "Employment");
        assert_eq!(schema(Person, "holds_position", Place, Actual), "Occupancy");
        assert_eq!(schema(Org, "member_of", Org, Actual), "Membership");
        assert_eq!(schema(Place, "member_of", Org, Actual), "UnknownLink");
        assert_eq!(schema(Group, "met", Person, Actual), "Event");
        assert_eq!(schema(Place, "met", Person, Actual), "UnknownLink");
        assert_eq!(schema(Org, "acquired", Org, Actual), "Ownership");
        assert_eq!(schema(Person, "succeeded", Person, Actual), "Succession");
        assert_eq!(schema(Person, "criticized", Person, Actual), "UnknownLink");
    }

    #[test]
    fn a_time_that_is_no_date_has_a_first_and_a_last_day() {
        let event = EventRow { when: at("2022-02/.."), ..event("e-1", "a", "member_of", "b") };
        let properties = &entities(&Network::new([event]))[2]["properties"];
        assert_eq!(properties["startDate"][0], "2022-02-01");
        assert!(properties.get("endDate").is_none() && properties.get("date").is_none());
    }

    #[test]
    fn nasty_names_come_back_as_they_are() {
        let entities = entities(&named(&NASTY));
        for name in NASTY {
            assert!(entities.iter().any(|entity| entity["properties"]["name"][0] == name), "{name:?}");
            assert!(entities.iter().any(|entity| entity["properties"]["summary"][0] == name), "{name:?}");
        }
    }

    #[test]
    fn what_is_no_address_is_none() {
        assert!(is_address("https://news.example/a?b=1&c='d'"));
        for not in
            ["javascript:alert(1)", "https://", "http://a b", "https://a\"b", "HTTP", "https://x/\u{202e}"]
        {
            assert!(!is_address(not), "{not}");
        }
    }
}
