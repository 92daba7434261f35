//! Why an event is believed.

use maud::{Markup, html};

use super::answer::{Asked, Page};
use super::claims::Evidence;
use super::failure::Failure;
use super::{passage, words};
use crate::query::{ClaimRow, EventRow};
use crate::store::Store;

pub struct Event {
    evidence: Evidence,
}

impl Event {
    pub fn load(store: &Store, _: Asked, id: &str) -> Result<Event, Failure> {
        let unknown = || Failure::Missing(format!("no event or claim has the id {id}"));
        Ok(Event { evidence: Evidence::load(store, id)?.ok_or_else(unknown)? })
    }
}

impl Page for Event {
    fn title(&self) -> String {
        words::headline(self.evidence.event())
    }

    fn body(&self) -> Markup {
        let event = self.evidence.event();
        html! {
            article class="evidence" #evidence {
                p class="kicker" { (event.kind) " " (words::marks(event.status, event.contested)) }
                h1 class=(event.status) { (words::sentence(event)) }
                (facts(event))
                @let count = self.evidence.why.claims.len();
                h2 { (words::counted(count, "sentence")) @if count == 1 { " says so" } @else { " say so" } }
                (passage::legend())
                (self.evidence.body())
            }
        }
    }

    fn json(&self) -> serde_json::Result<String> {
        serde_json::to_string_pretty(&self.evidence)
    }

    fn events(&self) -> Vec<&EventRow> {
        vec![self.evidence.event()]
    }

    fn table(&self) -> Vec<Vec<String>> {
        claim_table(&self.evidence.why.claims)
    }
}

/// When, where and how sure.
pub fn facts(event: &EventRow) -> Markup {
    html! {
        dl class="facts" {
            dt { "When" } dd {
                (words::time(event.when.as_ref()))
                @if let Some(when) = &event.when { span class="note" { " (" (when.method) ")" } }
            }
            @if let Some(place) = &event.place { dt { "Where" } dd { (words::end(place)) } }
            dt { "Told by" } dd {
                (words::counted(event.sources as usize, "independent source")) " in "
                (words::counted(event.documents as usize, "article"))
            }
            dt { "Confidence" } dd { (format!("{:.2}", event.confidence)) }
            dt { "Id" } dd { code { (event.id) } }
        }
    }
}

/// Claims as rows of a table.
pub fn claim_table(claims: &[ClaimRow]) -> Vec<Vec<String>> {
    let header = [
        "claim",
        "event",
        "subject",
        "relation",
        "object",
        "title",
        "when",
        "where",
        "status",
        "said_by",
        "confidence",
        "rule",
        "joined_by",
        "doc",
        "document",
        "source",
        "published",
        "url",
        "headline",
        "start",
        "end",
        "evidence",
    ];
    let row = |claim: &ClaimRow| {
        let name =
            |end: &Option<crate::query::End>| end.as_ref().map(|end| end.name.clone()).unwrap_or_default();
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        vec![
            claim.id.clone(),
            claim.event.clone(),
            claim.subject.name.clone(),
            claim.relation.clone(),
            claim.object.name.clone(),
            text(&claim.title),
            claim.when.as_ref().and_then(|when| when.edtf.clone()).unwrap_or_default(),
            name(&claim.place),
            claim.status.to_string(),
            name(&claim.said_by),
            format!("{:.2}", claim.confidence),
            claim.rule.clone(),
            claim.joined_by.clone(),
            claim.doc.clone(),
            claim.document.clone(),
            text(&claim.source),
            text(&claim.published),
            text(&claim.url),
            text(&claim.headline),
            claim.evidence.start.to_string(),
            claim.evidence.end.to_string(),
            claim.evidence.text.clone(),
        ]
    };
    let header = header.iter().map(ToString::to_string).collect();
    std::iter::once(header).chain(claims.iter().map(row)).collect()
}
