//! Claims as evidence: each sentence in its article's text, with who says so and why it counts.

use std::collections::BTreeMap;

use maud::{Markup, html};
use serde::Serialize;

use super::{passage, words};
use crate::export::visible;
use crate::query::{self, ClaimRow, EventRow, Mark, Why};
use crate::store::{Result, Store};

/// An event with its claims, and the texts that they stand in.
#[derive(Serialize)]
pub struct Evidence {
    #[serde(flatten)]
    pub why: Why,
    /// Where in the articles the parts of the claims stand.
    pub marks: Vec<Mark>,
    /// The texts of the articles, by their ids.
    #[serde(skip)]
    texts: BTreeMap<String, String>,
}

impl Evidence {
    /// The evidence for an event or a claim; `None` where none has this id.
    pub fn load(store: &Store, id: &str) -> Result<Option<Evidence>> {
        let Some(why) = query::why(store, id)? else { return Ok(None) };
        let marks = query::marks(store, &why.event.id)?;
        let mut texts = BTreeMap::new();
        for claim in &why.claims {
            if !texts.contains_key(&claim.document) {
                let article = store.article(&claim.document)?;
                texts.insert(claim.document.clone(), article.map(|article| article.text).unwrap_or_default());
            }
        }
        Ok(Some(Evidence { why, marks, texts }))
    }

    /// What happened.
    pub fn event(&self) -> &EventRow {
        &self.why.event
    }

    /// All claims.
    pub fn body(&self) -> Markup {
        html! { ol class="claims" { @for claim in &self.why.claims { li #(claim.id) { (self.claim(claim)) } } } }
    }

    /// The first claim alone, and how many there are more.
    pub fn first(&self) -> Markup {
        html! {
            @if let Some(claim) = self.why.claims.first() {
                div class="claims" { (self.claim(claim)) }
                @if self.why.claims.len() > 1 {
                    p class="note" {
                        a href={ "/event/" (self.why.event.id) } {
                            "and " (words::counted(self.why.claims.len() - 1, "more sentence"))
                        }
                    }
                }
            }
        }
    }

    fn claim(&self, claim: &ClaimRow) -> Markup {
        html! {
            blockquote { p class="passage" { (self.passage(claim)) } }
            p class="origin" {
                @if let Some(speaker) = &claim.said_by { span class="said" { "said by " (words::end(speaker)) } " · " }
                a href={ "/article/" (claim.document) "#" (claim.id) } {
                    (visible(claim.headline.as_deref().unwrap_or(&claim.doc)))
                }
                @if let Some(source) = &claim.source { ", " cite { (visible(source)) } }
                @if let Some(published) = &claim.published { ", " time { (published) } }
                " " (words::marks(claim.status, false))
            }
            details class="reason" {
                summary { "Why it is read so" }
                dl class="facts" {
                    dt { "Pattern" } dd { code { (claim.rule) } " at “" (visible(&claim.trigger.text)) "”" }
                    dt { "Time" } dd { (time(claim)) }
                    @if let Some(place) = &claim.place { dt { "Place" } dd { (words::end(place)) } }
                    dt { "Confidence" } dd { (format!("{:.2}", claim.confidence)) }
                    dt { "Same event" } dd { (visible(&claim.joined_by)) }
                    dt { "Claim" } dd { code { (claim.id) } ", bytes " (claim.evidence.start) " to " (claim.evidence.end) }
                    @if let Some(url) = claim.url.as_deref().filter(|url| is_web(url)) {
                        dt { "Published at" } dd { a href=(url) rel="noreferrer noopener" { (visible(url)) } }
                    }
                }
            }
        }
    }

    /// The paragraph with the sentence and its parts marked.
    fn passage(&self, claim: &ClaimRow) -> Markup {
        let marks: Vec<_> = self.marks.iter().filter(|mark| mark.claim == claim.id).collect();
        match self.texts.get(&claim.document) {
            Some(text) => {
                let around = passage::around(text, claim.evidence.start..claim.evidence.end);
                passage::marked(text, around, &marks)
            }
            None => html! { (visible(&claim.evidence.text)) },
        }
    }
}

/// The words for the time, what they are taken to mean, and how that was found.
fn time(claim: &ClaimRow) -> Markup {
    html! {
        @match &claim.when {
            Some(when) => {
                "“" (visible(&when.text)) "” "
                @match &when.edtf {
                    Some(edtf) => { "means " time { (edtf) } " (" (when.method) ")" }
                    None => "has no value"
                }
            }
            None => "not told"
        }
    }
}

/// Whether it leads to the web: addresses come from strangers, and `javascript:` is one.
pub fn is_web(url: &str) -> bool {
    let url = url.to_ascii_lowercase();
    url.starts_with("https://") || url.starts_with("http://")
}
