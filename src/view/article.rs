//! An article with all that it says marked in its text.

use maud::{Markup, html};

use super::answer::{Asked, Page};
use super::claims::is_web;
use super::event::claim_table;
use super::failure::Failure;
use super::{passage, words};
use crate::export::visible;
use crate::query::{self, ClaimRow, EventRow, Reading};
use crate::store::Store;

pub struct Article {
    reading: Reading,
    events: Vec<EventRow>,
}

impl Article {
    pub fn load(store: &Store, _: Asked, id: &str) -> Result<Article, Failure> {
        let unknown = || Failure::Missing(format!("no article has the id {id}"));
        let reading = query::read(store, id)?.ok_or_else(unknown)?;
        let mut ids: Vec<_> = reading.facts.iter().map(|claim| claim.event.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        let mut events = Vec::new();
        for id in ids {
            events.extend(store.event(id)?);
        }
        Ok(Article { reading, events })
    }

    /// A paragraph, with what it says beside it.
    fn paragraph(&self, stretch: std::ops::Range<usize>) -> Markup {
        let Reading { article, facts, marks } = &self.reading;
        let within = |claim: &&ClaimRow| stretch.contains(&claim.evidence.start);
        let said: Vec<_> = facts.iter().filter(within).collect();
        let marks: Vec<_> =
            marks.iter().filter(|mark| mark.start < stretch.end && stretch.start < mark.end).collect();
        html! {
            p class="passage" { (passage::marked(&article.text, stretch, &marks)) }
            @if said.is_empty() { div {} } @else {
                ul class="notes" aria-label="What this paragraph says" { @for claim in &said { (note(claim)) } }
            }
        }
    }
}

fn note(claim: &ClaimRow) -> Markup {
    let when = claim.when.as_ref().and_then(|when| when.edtf.as_deref());
    html! {
        li #(claim.id) class=(claim.status) {
            a href={ "/event/" (claim.event) } {
                (words::name(&claim.subject.name)) " "
                span class={ "relation " (claim.status) } { (words::relation(&claim.relation)) } " "
                (words::name(&claim.object.name))
            }
            @if let Some(title) = &claim.title { ", " (visible(title)) }
            @if let Some(when) = when { ", " time { (when) } }
            @if let Some(place) = &claim.place { ", " (words::name(&place.name)) }
            " " (words::marks(claim.status, false))
            @if let Some(speaker) = &claim.said_by { span class="said" { " said by " (words::name(&speaker.name)) } }
        }
    }
}

impl Page for Article {
    fn title(&self) -> String {
        let document = &self.reading.article.document;
        document.headline.clone().unwrap_or_else(|| document.doc.clone())
    }

    fn body(&self) -> Markup {
        let article = &self.reading.article;
        let document = &article.document;
        html! {
            article class="reading" {
                header {
                    p class="kicker" { "article" }
                    h1 { (words::name(&self.title())) }
                    p class="origin" {
                        @if let Some(source) = &document.source { cite { (visible(source)) } " · " }
                        @if let Some(published) = &document.published { time { (published) } " · " }
                        @if let Some(author) = &document.author { (visible(author)) " · " }
                        (words::counted(self.reading.facts.len(), "claim"))
                        @if let Some(url) = document.url.as_deref().filter(|url| is_web(url)) {
                            " · " a href=(url) rel="noreferrer noopener" { "where it was published" }
                        }
                    }
                    @if document.story.is_some() {
                        p class="note" { "There are near-copies of this article; all of them count as one source." }
                    }
                    (passage::legend())
                }
                div class="columns" {
                    @for stretch in passage::paragraphs(&article.text) { (self.paragraph(stretch)) }
                }
                p class="note" { "Id " code { (document.id) } ", read from " code { (visible(&document.doc)) } }
            }
        }
    }

    fn json(&self) -> serde_json::Result<String> {
        serde_json::to_string_pretty(&self.reading)
    }

    fn events(&self) -> Vec<&EventRow> {
        self.events.iter().collect()
    }

    fn table(&self) -> Vec<Vec<String>> {
        claim_table(&self.reading.facts)
    }
}
