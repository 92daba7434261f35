//! Made-up facts for the tests of this room.

use super::{Gold, GoldEntity, GoldFact};
use crate::extract::{End, Evidence, Fact, Time};
use crate::model::{EntityType, Status, TimeMethod};

/// Gold facts, one a line: `subject | relation | object`, with `| date` where there is one. A person's surname is an
/// alias.
pub fn gold(lines: &str) -> Gold {
    let mut entities = Vec::new();
    let mut facts = Vec::new();
    for line in lines.lines() {
        let (subject, relation, object, when) = parts(line);
        for name in [subject, object] {
            let aliases = name.split(' ').map(str::to_owned).collect();
            entities.push(GoldEntity { name: name.to_owned(), aliases });
        }
        facts.push(GoldFact {
            subject: subject.to_owned(),
            relation: relation.to_owned(),
            object: object.to_owned(),
            when: when.map(str::to_owned),
            when_text: when.map(|_| "then".to_owned()),
            place: None,
            status: Status::Actual,
            evidence: String::new(),
            optional: false,
        });
    }
    Gold { id: "made-up".to_owned(), entities, facts }
}

/// An extracted fact, written alike.
pub fn fact(line: &str) -> Fact<'_> {
    let (subject, relation, object, when) = parts(line);
    let end = |name| End { name, entity: EntityType::Person, aliases: &[], via: None };
    Fact {
        doc: "made-up",
        subject: end(subject),
        relation,
        object: end(object),
        title: None,
        when: when.map(|edtf| Time { edtf: Some(edtf), text: "then", method: TimeMethod::Explicit }),
        place: None,
        status: Status::Actual,
        said_by: None,
        confidence: 0.9,
        rule: "test",
        evidence: Evidence { start: 0, end: 0, text: "" },
    }
}

fn parts(line: &str) -> (&str, &str, &str, Option<&str>) {
    let mut parts = line.split('|').map(str::trim);
    let mut next = || parts.next().unwrap();
    (next(), next(), next(), parts.next())
}
