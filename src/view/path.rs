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

/// How many entities can be avoided.
const AVOIDED: usize = 20;

#[derive(Serialize)]
pub struct Path {
    #[serde(skip)]
    asked: Asked,
    #[serde(skip)]
    from: Field,
    #[serde(skip)]
    to: Field,
    #[serde(skip)]
    via: Field,
    /// Those that are not to be passed, and room for one more.
    #[serde(skip)]
    avoid: Vec<Field>,
    max_hops: usize,
    #[serde(skip)]
    most: usize,
    paths: Vec<Vec<Step>>,
}

/// A field of the form for an entity.
struct Field {
    /// Its name in an address.
    name: &'static str,
    label: &'static str,
    text: String,
    typed: Typed,
}

/// What was typed.
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
    /// How many events join the two.
    count: usize,
    /// The best attested of them.
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
        let field = |name, label| Field::load(store, name, label, asked.query.get(name));
        let avoided: Vec<_> = asked.query.all("avoid").collect();
        if avoided.len() > AVOIDED {
            return Err(Failure::Senseless(format!("avoid: at most {AVOIDED} entities can be avoided")));
        }
        let avoided = avoided.into_iter().map(Some).chain([None]);
        let avoid =
            avoided.map(|text| Field::load(store, "avoid", "Avoiding", text)).collect::<Result<_, _>>()?;
        let (from, to, via) = (field("from", "From")?, field("to", "To")?, field("via", "Over")?);
        let mut page = Path { from, to, via, avoid, asked, max_hops, most, paths: Vec::new() };
        if let Some(route) = page.route() {
            let found = network::paths(store, &route, &page.asked.filter, most)?;
            let steps = |path: Vec<Hop>| path.into_iter().map(|hop| Step::new(store, hop)).collect();
            page.paths = found.into_iter().map(steps).collect::<Result<_, _>>()?;
        }
        Ok(page)
    }

    /// What is asked for, where it is plain who is meant everywhere.
    fn route(&self) -> Option<Route<'_>> {
        if self.fields().any(|field| matches!(field.typed, Typed::Several(_) | Typed::Unknown)) {
            return None;
        }
        let (from, to) = (self.from.id()?, self.to.id()?);
        let avoid = self.avoid.iter().filter_map(Field::id).collect();
        Some(Route { from, to, via: self.via.id(), avoid, max_hops: self.max_hops })
    }

    fn fields(&self) -> impl Iterator<Item = &Field> {
        [&self.from, &self.to, &self.via].into_iter().chain(&self.avoid)
    }

    fn form(&self) -> Markup {
        html! {
            form class="route" action=(Address::Path) {
                @for field in self.fields() {
                    label { (field.label)
                        input name=(field.name) value=(field.shown()) autocomplete="off" required[field.is_end()]
                            placeholder=[field.nothing()];
                    }
                }
                label { "Steps, at most"
                    input name="max-hops" type="number" min="1" max=(HOPS.0) value=(self.max_hops);
                }
                label { "Paths, at most"
                    input name="paths" type="number" min="1" max=(PATHS.0) value=(self.most);
                }
                @for (name, value) in self.asked.query.only(&filters::NAMES).pairs() {
                    input type="hidden" name=(name) value=(value);
                }
                button { "Find paths" }
            }
        }
    }

    fn choices(&self) -> Markup {
        html! {
            @for field in self.fields() {
                @match &field.typed {
                    Typed::Several(matches) => section {
                        h2 { "“" (words::name(&field.text)) "” may be several; which?" }
                        ul class="cloud" {
                            @for entity in matches {
                                li {
                                    (words::sign(entity.entity)) " "
                                    @let query = self.asked.query.replaced(field.name, &field.text, &entity.id);
                                    a href=(self.asked.here(&query)) { (words::name(&entity.name)) }
                                    " " span class="count" { (entity.documents) span class="unseen" { " articles" } }
                                }
                            }
                        }
                    },
                    Typed::Unknown => p class="nothing" { "Nobody is called “" (words::name(&field.text)) "”." },
                    Typed::Nothing | Typed::One(..) => {},
                }
            }
        }
    }

    /// Why there can be no path at all.
    fn contradiction(&self) -> Option<&'static str> {
        let route = self.route()?;
        let over = [Some(route.from), Some(route.to), route.via];
        if route.from == route.to {
            Some("Both ends are the same.")
        } else if route.via.is_some_and(|via| [route.from, route.to].contains(&via)) {
            Some("A path begins and ends at its ends: to pass over one of them says nothing.")
        } else if route.avoid.iter().any(|avoided| over.contains(&Some(avoided))) {
            Some("A path from, to or over somebody can’t avoid them.")
        } else {
            None
        }
    }

    fn found(&self) -> Markup {
        html! {
            (event_list::chips(&self.asked))
            @if let Some(contradiction) = self.contradiction() {
                p class="nothing" { (contradiction) }
            } @else if self.paths.is_empty() {
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
                a href=(self.asked.there(&between)) { (words::counted(step.count, "event")) }
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

impl Field {
    fn load(
        store: &Store,
        name: &'static str,
        label: &'static str,
        text: Option<&str>,
    ) -> Result<Field, Failure> {
        let typed = text.map_or(Ok(Typed::Nothing), |text| typed(store, text))?;
        Ok(Field { name, label, text: text.unwrap_or_default().to_owned(), typed })
    }

    fn is_end(&self) -> bool {
        ["from", "to"].contains(&self.name)
    }

    /// What it means where nothing stands in it; an end must be given.
    fn nothing(&self) -> Option<&'static str> {
        match self.name {
            "via" => Some("anyone"),
            "avoid" => Some("nobody"),
            _ => None,
        }
    }

    /// The id of the one who is meant.
    fn id(&self) -> Option<&str> {
        self.one().map(|entity| entity.id.as_str())
    }

    fn one(&self) -> Option<&EntityRow> {
        match &self.typed {
            Typed::One(entity, _) => Some(entity),
            _ => None,
        }
    }

    /// What stands in it.
    fn shown(&self) -> &str {
        match &self.typed {
            Typed::One(_, field) => field,
            _ => &self.text,
        }
    }
}

fn typed(store: &Store, text: &str) -> Result<Typed, Failure> {
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
        Ok(Step { from: hop.from.into(), to: hop.to.into(), count: hop.count, events: hop.events, evidence })
    }
}

impl Page for Path {
    fn title(&self) -> String {
        match (self.from.one(), self.to.one()) {
            (Some(from), Some(to)) => format!("From {} to {}", from.name, to.name),
            _ => "Paths".into(),
        }
    }

    fn body(&self) -> Markup {
        html! {
            h1 { (words::name(&self.title())) }
            @if self.from.one().is_none() || self.to.one().is_none() {
                p class="lead" { "How two people, bodies or places are connected, with a sentence for every step." }
            }
            (self.form())
            (self.choices())
            @if self.route().is_some() { (self.found()) }
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
