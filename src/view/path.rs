//! How two entities are connected, with sentences for every step.

use maud::{Markup, html};
use serde::Serialize;

use super::address::Address;
use super::answer::{Asked, Page};
use super::claims::Evidence;
use super::failure::Failure;
use super::{event_list, filters, passage, words};
use crate::export::visible;
use crate::model::EntityType;
use crate::network::{self, Hop, Node, Route};
use crate::query::{self, EntityRow, EventRow, NameError};
use crate::store::Store;

/// How many events of a step are shown with a sentence.
const WITH_SENTENCE: usize = 2;

/// The most hops and the most paths that can be asked for, and those that are if nothing is said.
const HOPS: (usize, usize) = (8, 5);
const PATHS: (usize, usize) = (10, 2);

/// The ends of a path by their names in an address, and what they are called.
const ENDS: [(&str, &str); 2] = [("from", "From"), ("to", "To")];

#[derive(Serialize)]
pub struct Path {
    #[serde(skip)]
    asked: Asked,
    #[serde(skip)]
    ends: Vec<(&'static str, Typed)>,
    max_hops: usize,
    paths: Vec<Vec<Step>>,
}

/// What was typed for an end.
enum Typed {
    Nothing,
    /// Who is meant, and what stands in the field.
    One(EntityRow, String),
    /// Several may be meant.
    Several(Vec<EntityRow>),
    Unknown,
}

#[derive(Serialize)]
struct Step {
    from: Stop,
    to: Stop,
    events: Vec<EventRow>,
    #[serde(skip)]
    evidence: Vec<Evidence>,
}

#[derive(Serialize)]
struct Stop {
    id: String,
    name: String,
    #[serde(rename = "type")]
    entity: EntityType,
}

impl From<Node> for Stop {
    fn from(node: Node) -> Stop {
        Stop { id: node.id, name: node.name, entity: node.entity }
    }
}

impl Path {
    pub fn load(store: &Store, asked: Asked) -> Result<Path, Failure> {
        let max_hops = filters::number(&asked.query, "max-hops", 1..=HOPS.0)?.unwrap_or(HOPS.1);
        let most = filters::number(&asked.query, "paths", 1..=PATHS.0)?.unwrap_or(PATHS.1);
        let mut ends = Vec::new();
        for (name, _) in ENDS {
            ends.push((name, typed(store, asked.query.get(name))?));
        }
        let mut page = Path { asked, ends, max_hops, paths: Vec::new() };
        if let [(_, Typed::One(from, _)), (_, Typed::One(to, _))] = &*page.ends {
            let route = Route { from: &from.id, to: &to.id, via: None, avoid: Vec::new(), max_hops };
            let found = network::paths(store, &route, &page.asked.filter, most)?;
            let steps = |path: Vec<Hop>| path.into_iter().map(|hop| Step::new(store, hop)).collect();
            page.paths = found.into_iter().map(steps).collect::<Result<_, _>>()?;
        }
        Ok(page)
    }

    fn form(&self) -> Markup {
        let query = &self.asked.query;
        html! {
            form class="route" action=(Address::Path) {
                @for ((name, typed), (_, label)) in self.ends.iter().zip(ENDS) {
                    label { (label)
                        input name=(name) value=(shown(typed, query.get(name))) autocomplete="off" required;
                    }
                }
                label { "Steps, at most"
                    input name="max-hops" type="number" min="1" max=(HOPS.0) value=(self.max_hops);
                }
                @for (name, value) in query.only(&filters::NAMES).pairs() {
                    input type="hidden" name=(name) value=(value);
                }
                button { "Find paths" }
            }
        }
    }

    fn choices(&self) -> Markup {
        html! {
            @for (name, typed) in &self.ends {
                @match typed {
                    Typed::Several(matches) => section {
                        h2 { "“" (words::name(self.asked.query.get(name).unwrap_or_default())) "” may be several; which?" }
                        ul class="cloud" {
                            @for entity in matches {
                                li {
                                    (words::sign(entity.entity)) " "
                                    a href=(self.asked.here(&self.asked.query.with(name, &entity.id))) { (words::name(&entity.name)) }
                                    " " span class="count" { (entity.documents) span class="unseen" { " articles" } }
                                }
                            }
                        }
                    },
                    Typed::Unknown => p class="nothing" {
                        "Nobody is called “" (words::name(self.asked.query.get(name).unwrap_or_default())) "”."
                    },
                    Typed::Nothing | Typed::One(..) => {},
                }
            }
        }
    }

    fn found(&self) -> Markup {
        html! {
            (event_list::chips(&self.asked))
            @if self.paths.is_empty() {
                p class="nothing" { "Nothing joins the two within " (words::counted(self.max_hops, "step")) ". Planned or open relations may." }
            } @else { (passage::legend()) }
            @for (number, path) in self.paths.iter().enumerate() {
                section class="way" aria-label={ "Path " (number + 1) } {
                    h2 class="small" { "Path " (number + 1) ", " (words::counted(path.len(), "step")) }
                    p class="chain" {
                        @for step in path { (stop(&step.from)) span class="arrow" aria-label="to" { " → " } }
                        @if let Some(last) = path.last() { (stop(&last.to)) }
                    }
                    ol class="steps" { @for step in path { li { (self.step(step)) } } }
                }
            }
        }
    }

    fn step(&self, step: &Step) -> Markup {
        let between = Address::Between(step.from.id.clone(), step.to.id.clone());
        html! {
            h3 class="joint" {
                (words::name(&step.from.name)) " – " (words::name(&step.to.name)) " "
                a href=(self.asked.there(&between)) { (words::counted(step.events.len(), "event")) }
            }
            @for evidence in &step.evidence {
                @let event = evidence.event();
                div class="joined" {
                    p class="what" {
                        (words::time(event.when.as_ref())) " " (words::sentence(event))
                        @if let Some(place) = &event.place { ", " (words::name(&place.name)) }
                        " " (words::marks(event.status, event.contested))
                    }
                    (evidence.first())
                }
            }
        }
    }
}

fn stop(stop: &Stop) -> Markup {
    html! { span class="stop" { (words::entity(&stop.id, &stop.name, stop.entity)) } }
}

/// What stands in the field of an end.
fn shown<'a>(typed: &'a Typed, text: Option<&'a str>) -> &'a str {
    match typed {
        Typed::One(_, field) => field,
        _ => text.unwrap_or_default(),
    }
}

fn typed(store: &Store, text: Option<&str>) -> Result<Typed, Failure> {
    let Some(text) = text else { return Ok(Typed::Nothing) };
    match query::entity(store, text) {
        Ok(entity) => {
            // The name, where it says who is meant and can be shown as it is.
            let names_it = matches!(query::entity(store, &entity.name), Ok(named) if named.id == entity.id);
            let plain = names_it && visible(&entity.name) == entity.name;
            let field = if plain { entity.name.clone() } else { entity.id.clone() };
            Ok(Typed::One(entity, field))
        }
        Err(NameError::Several { matches, .. }) => Ok(Typed::Several(matches)),
        Err(NameError::Unknown(_)) => Ok(Typed::Unknown),
        Err(NameError::Store(error)) => Err(error.into()),
    }
}

impl Step {
    fn new(store: &Store, hop: Hop) -> Result<Step, Failure> {
        let best = hop.events.iter().take(WITH_SENTENCE);
        let evidence: Vec<_> =
            best.map(|event| Evidence::load(store, &event.id)).collect::<Result<_, _>>()?;
        let evidence = evidence.into_iter().flatten().collect();
        Ok(Step { from: hop.from.into(), to: hop.to.into(), events: hop.events, evidence })
    }
}

impl Page for Path {
    fn title(&self) -> String {
        match &*self.ends {
            [(_, Typed::One(from, _)), (_, Typed::One(to, _))] => {
                format!("From {} to {}", from.name, to.name)
            }
            _ => "Paths".into(),
        }
    }

    fn body(&self) -> Markup {
        let both = self.ends.iter().all(|(_, typed)| matches!(typed, Typed::One(..)));
        html! {
            h1 { (words::name(&self.title())) }
            @if !both { p class="lead" { "How two people, bodies or places are connected, with a sentence for every step." } }
            (self.form())
            (self.choices())
            @if both { (self.found()) }
        }
    }

    fn json(&self) -> serde_json::Result<String> {
        serde_json::to_string_pretty(self)
    }

    fn events(&self) -> Vec<&EventRow> {
        let mut events: Vec<_> = self.paths.iter().flatten().flat_map(|step| &step.events).collect();
        events.sort_by(|a, b| a.id.cmp(&b.id));
        events.dedup_by(|a, b| a.id == b.id);
        events
    }
}
