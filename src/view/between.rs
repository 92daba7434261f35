//! All that joins two entities: events with their sentences, whom both have to do with, the articles that name both.

use maud::{Markup, html};
use serde::Serialize;

use super::address::Address;
use super::answer::{Asked, Page, in_time};
use super::claims::Evidence;
use super::failure::Failure;
use super::{event_list, passage, words};
use crate::export::visible;
use crate::query::{self, Common, EntityRow, EventRow, Filter, Naming, Role, Scope, Tie};
use crate::store::Store;

/// How many events are shown with their sentences; the others are in the table only.
const WITH_SENTENCES: usize = 30;

/// How many common neighbours and how many articles are shown.
const NEIGHBOURS: usize = 20;
const ARTICLES: usize = 20;

#[derive(Serialize)]
pub struct Between {
    #[serde(skip)]
    asked: Asked,
    a: EntityRow,
    b: EntityRow,
    total: usize,
    events: Vec<EventRow>,
    /// Whom both have to do with, strongest first; `None` where that takes too long.
    common: Option<Vec<Common>>,
    common_total: usize,
    /// The articles that name both, by date of publication; `None` where that takes too long.
    articles: Option<Vec<Naming>>,
    articles_total: usize,
    #[serde(skip)]
    evidence: Vec<Evidence>,
}

impl Between {
    pub fn load(store: &mut Store, asked: Asked, a: &str, b: &str) -> Result<Between, Failure> {
        let entity = |id: &str| {
            store.entity(id)?.ok_or_else(|| Failure::Missing(format!("no entity has the id {id}")))
        };
        let (a, b) = (entity(a)?, entity(b)?);
        let scope = Scope::Between(&a.id, &b.id);
        let events = query::list(store, scope, &asked.filter)?;
        let total = query::count(store, scope, &asked.filter)?;
        let shown = events.iter().take(WITH_SENTENCES);
        let evidence: Vec<_> =
            shown.map(|event| Evidence::load(store, &event.id)).collect::<Result<_, _>>()?;
        let evidence = evidence.into_iter().flatten().collect();
        let first = Filter { limit: Some(NEIGHBOURS), ..asked.filter.clone() };
        let common = in_time(store, &asked, |store| query::common(store, &a.id, &b.id, &first))?;
        let mut articles =
            in_time(store, &asked, |store| store.naming_both(&a.id, &b.id, asked.filter.source.as_deref()))?;
        let (common, common_total) = common.unzip();
        let common_total = common_total.unwrap_or_default();
        let articles_total = articles.as_ref().map_or(0, Vec::len);
        articles.iter_mut().for_each(|articles| articles.truncate(ARTICLES));
        Ok(Between { asked, a, b, total, events, common, common_total, articles, articles_total, evidence })
    }

    fn neighbours(&self, common: &[Common]) -> Markup {
        html! {
            section {
                h2 { "Both have to do with" }
                table class="lines" {
                    caption { (shown(common.len(), self.common_total, "entity")) }
                    thead { tr {
                        th scope="col" { "Who" }
                        th scope="col" { (words::name(&self.a.name)) }
                        th scope="col" { (words::name(&self.b.name)) }
                    } }
                    tbody {
                        @for one in common {
                            tr {
                                td { (words::entity(&one.id, &one.name, one.entity)) }
                                td { (self.ties(&self.a.id, &one.id, &one.a)) }
                                td { (self.ties(&self.b.id, &one.id, &one.b)) }
                            }
                        }
                    }
                }
            }
        }
    }

    fn ties(&self, one: &str, other: &str, ties: &[Tie]) -> Markup {
        let between = Address::Between(one.to_owned(), other.to_owned());
        html! {
            a href=(self.asked.there(&between)) {
                @for (i, tie) in ties.iter().enumerate() {
                    @if i > 0 { ", " }
                    (words::relation(&tie.relation))
                    @match tie.role { Role::Subject => " →", Role::Object => " ←", Role::Either => "" }
                    " " (words::marks(tie.status, false)) " " (tie.count)
                }
            }
        }
    }

    fn naming(&self, articles: &[Naming]) -> Markup {
        html! {
            section {
                h2 { "Articles that name both" }
                ul class="hits" {
                    @for article in articles {
                        li {
                            a href={ "/article/" (article.id) } {
                                (visible(article.headline.as_deref().unwrap_or(&article.doc)))
                            }
                            @if let Some(sentence) = &article.sentence { p class="passage" { (visible(&sentence.text)) } }
                            p class="origin" {
                                @if let Some(source) = &article.source { cite { (visible(source)) } " " }
                                @if let Some(published) = &article.published { time { (published) } }
                            }
                        }
                    }
                }
                p class="note" { (shown(articles.len(), self.articles_total, "article")) }
            }
        }
    }
}

/// "30 entities, the first 20".
fn shown(count: usize, total: usize, noun: &str) -> Markup {
    html! { (words::counted(total, noun)) @if count < total { ", the first " (count) } }
}

impl Page for Between {
    fn title(&self) -> String {
        format!("{} and {}", self.a.name, self.b.name)
    }

    fn body(&self) -> Markup {
        html! {
            article class="evidence" #evidence {
                h1 {
                    a class="entity" href={ "/entity/" (self.a.id) } { (words::name(&self.a.name)) } " and "
                    a class="entity" href={ "/entity/" (self.b.id) } { (words::name(&self.b.name)) }
                }
                (event_list::chips(&self.asked))
                p class="lead" {
                    (words::counted(self.total, "event"))
                    @if self.events.len() < self.total { ", the first " (self.events.len()) }
                }
                @if !self.events.is_empty() { (passage::legend()) }
                @for evidence in &self.evidence {
                    @let event = evidence.event();
                    section class={ "joined " (event.status) } {
                        h2 {
                            (words::time(event.when.as_ref())) " "
                            a href={ "/event/" (event.id) } {
                                (words::name(&event.subject.name)) " "
                                span class={ "relation " (event.status) } { (words::relation(&event.relation)) } " "
                                (words::name(&event.object.name))
                            }
                            @if let Some(place) = &event.place { ", " (words::name(&place.name)) }
                            " " (words::marks(event.status, event.contested))
                        }
                        (evidence.body())
                    }
                }
                @if self.events.len() > self.evidence.len() {
                    (event_list::rows(&self.events[self.evidence.len()..]))
                }
                @match self.common.as_deref() {
                    Some([]) => {},
                    Some(common) => (self.neighbours(common)),
                    None => p class="note" { "Whom both have to do with takes too long to find; choose a time or a relation." },
                }
                @match self.articles.as_deref() {
                    Some([]) => {},
                    Some(articles) => (self.naming(articles)),
                    None => p class="note" { "There are too many articles that name both." },
                }
            }
        }
    }

    fn json(&self) -> serde_json::Result<String> {
        serde_json::to_string_pretty(self)
    }

    fn events(&self) -> Vec<&EventRow> {
        self.events.iter().collect()
    }
}
