//! What joins entities, and in what order things happened.

use newsgraph::model::Status;
use newsgraph::query::{self, Between, Common, Filter, Neighbor, Role, Tie};
use proptest::prelude::*;

use crate::builder::{Doc, Scratch};
use crate::laws::{cases, docs};

/// Two articles on whom Wang Yi dealt with.
fn news() -> Scratch {
    let mut a = Doc::new("a").published("2023-02-22").source("AP");
    a.claim("Wang Yi", "met", "Vladimir Putin").on("2023-02-21").at("@Moscow");
    a.claim("Vladimir Putin", "met", "Wang Yi").on("2023-10");
    a.claim("Wang Yi", "met", "Vladimir Putin").on("2024").status(Status::Planned);
    a.claim("Wang Yi", "praised", "Vladimir Putin");
    a.claim("Antony Blinken", "criticized", "Wang Yi").on("2023");
    a.claim("Antony Blinken", "criticized", "Vladimir Putin").on("2022-03-01");
    a.claim("Wang Yi", "holds_position", "@China").title("top diplomat").on("2023-01/..");
    let mut b = Doc::new("b").published("2023-02-23").source("Reuters");
    b.claim("Vladimir Putin", "met", "Wang Yi").on("2023-02-21").at("@Moscow");
    b.say("Something else.");
    Scratch::with(&[a, b])
}

fn id(scratch: &Scratch, name: &str) -> String {
    query::entity(&scratch.store, name).unwrap().id
}

fn all() -> Filter {
    Filter { status: Vec::new(), ..Filter::default() }
}

fn ties(ties: &[Tie]) -> String {
    let tie = |tie: &Tie| {
        let role = match tie.role {
            Role::Subject => " of",
            Role::Object => " by",
            Role::Either => "",
        };
        format!("{} {}{role} {}", tie.count, tie.relation, tie.status)
    };
    ties.iter().map(tie).collect::<Vec<_>>().join(", ")
}

fn between(scratch: &Scratch, a: &str, b: &str, filter: &Filter) -> Between {
    let entity = |name| query::entity(&scratch.store, name).unwrap();
    query::between(&scratch.store, &entity(a), &entity(b), filter).unwrap()
}

#[test]
fn a_timeline_has_months_and_years_in_order_and_counts_what_is_left_out() {
    let scratch = news();
    let wang = id(&scratch, "Wang Yi");
    let lines = |filter: &Filter| {
        let timeline = query::timeline(&scratch.store, Some(&wang), filter).unwrap();
        let period = |period: &query::Period| {
            let times = period.events.iter().map(|event| event.when.as_ref().unwrap().edtf.as_str());
            format!("{}: {}", period.time, times.collect::<Vec<_>>().join(" "))
        };
        let periods: Vec<_> = timeline.periods.iter().map(period).collect();
        (periods.join("; "), timeline.hidden, timeline.undated)
    };
    let whole = "2023: 2023; 2023-01: 2023-01/..; 2023-02: 2023-02-21; 2023-10: 2023-10; 2024: 2024";
    assert_eq!(lines(&all()), (whole.to_owned(), 0, 1));
    let two = Filter { limit: Some(2), ..all() };
    assert_eq!(lines(&two), ("2023: 2023; 2023-01: 2023-01/..".to_owned(), 3, 1));
    assert_eq!(lines(&Filter::default()).1, 0);
}

#[test]
fn neighbours_come_strongest_first_with_what_joins_them() {
    let scratch = news();
    let line = |neighbor: Neighbor| {
        let times = [neighbor.first, neighbor.last].map(Option::unwrap_or_default);
        format!("{} {}: {} ({})", neighbor.name, neighbor.count, ties(&neighbor.ties), times.join(" to "))
    };
    let neighbors = query::neighbors(&scratch.store, &id(&scratch, "Wang Yi"), &all()).unwrap();
    assert_eq!(
        neighbors.into_iter().map(line).collect::<Vec<_>>(),
        [
            "Vladimir Putin 4: 2 met actual, 1 met planned, 1 praised of actual (2023-02-21 to 2024)",
            "China 1: 1 holds_position of actual (2023-01/.. to 2023-01/..)",
            "Antony Blinken 1: 1 criticized by actual (2023 to 2023)",
        ]
    );
}

#[test]
fn between_two_stand_events_common_neighbours_and_articles() {
    let scratch = news();
    let found = between(&scratch, "Wang Yi", "Putin", &Filter::default());
    let met: Vec<_> = found.events.iter().map(|event| (&*event.relation, event.documents)).collect();
    assert_eq!(met, [("met", 2), ("met", 1), ("praised", 1)]);
    let [blinken] = &*found.common else { panic!("{:?}", found.common) };
    assert_eq!(blinken.name, "Antony Blinken");
    assert_eq!(
        (ties(&blinken.a), ties(&blinken.b)),
        ("1 criticized by actual".into(), "1 criticized by actual".into())
    );
    let articles: Vec<_> = found
        .articles
        .iter()
        .map(|article| (&*article.doc, &*article.sentence.as_ref().unwrap().text))
        .collect();
    assert_eq!(
        articles,
        [
            ("a", "Wang Yi met Vladimir Putin 2023-02-21 Moscow"),
            ("b", "Vladimir Putin met Wang Yi 2023-02-21 Moscow")
        ]
    );
    let reuters = Filter { source: Some("reuters".into()), ..Filter::default() };
    assert_eq!(between(&scratch, "Wang Yi", "Putin", &reuters).articles.len(), 1);
    let apart = between(&scratch, "China", "Blinken", &Filter::default());
    assert_eq!((apart.events.len(), apart.common.len(), apart.articles.len()), (0, 1, 1));
    assert_eq!(apart.articles[0].sentence, None);
}

/// The same seen from the other side.
fn turned(between: Between) -> Between {
    let turn = |common: Common| Common { a: common.b, b: common.a, ..common };
    Between { a: between.b, b: between.a, common: between.common.into_iter().map(turn).collect(), ..between }
}

/// What few people told each other, often: most have several others in common, and not as often.
fn dealings() -> impl Strategy<Value = Doc> {
    const PEOPLE: [&str; 5] = ["Ada Lovelace", "Carl Larsson", "Dora Maar", "Wang Yi", "Vladimir Putin"];
    prop::collection::vec((0..PEOPLE.len(), 0..PEOPLE.len()), 6..24).prop_map(|pairs| {
        let mut doc = Doc::new("a");
        for (day, (subject, object)) in (1..).zip(pairs) {
            doc.claim(PEOPLE[subject], "told", PEOPLE[object]).on(&format!("2023-02-{day:02}"));
        }
        doc
    })
}

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn the_counts_of_neighbours_are_those_of_events(docs in docs()) {
        let scratch = Scratch::with(&docs);
        for entity in query::entities(&scratch.store).unwrap() {
            let neighbors = query::neighbors(&scratch.store, &entity.id, &all()).unwrap();
            let events = query::events(&scratch.store, Some(&entity.id), &all()).unwrap();
            let with_others = events.iter().filter(|event| event.subject.id != event.object.id).count();
            prop_assert_eq!(neighbors.iter().map(|n| n.count).sum::<usize>(), with_others);
            for neighbor in &neighbors {
                prop_assert_eq!(neighbor.ties.iter().map(|tie| tie.count).sum::<usize>(), neighbor.count);
                let between = query::Scope::Between(&entity.id, &neighbor.id);
                let events = query::list(&scratch.store, between, &all()).unwrap();
                prop_assert_eq!(events.len(), neighbor.count);
                let times = || events.iter().filter_map(|event| event.when.as_ref());
                let first = times().min_by_key(|when| (when.lo, &when.edtf)).map(|when| &when.edtf);
                let last = times().max_by_key(|when| (when.hi.unwrap_or(i32::MAX), &when.edtf)).map(|when| &when.edtf);
                prop_assert_eq!((neighbor.first.as_ref(), neighbor.last.as_ref()), (first, last));
            }
            prop_assert!(neighbors.is_sorted_by(|a, b| a.count >= b.count));
        }
    }

    #[test]
    fn between_is_the_same_from_both_sides(doc in dealings()) {
        let scratch = Scratch::with(&[doc]);
        let entities = query::entities(&scratch.store).unwrap();
        for (i, a) in entities.iter().enumerate() {
            for b in &entities[..i] {
                let there = query::between(&scratch.store, a, b, &all()).unwrap();
                let back = query::between(&scratch.store, b, a, &all()).unwrap();
                prop_assert_eq!(turned(back), there);
            }
        }
    }

    #[test]
    fn a_timeline_has_every_dated_event_once(docs in docs()) {
        let scratch = Scratch::with(&docs);
        let events = query::events(&scratch.store, None, &all()).unwrap();
        let timeline = query::timeline(&scratch.store, None, &all()).unwrap();
        let mut told: Vec<_> = timeline.periods.iter().flat_map(|p| p.events.clone()).collect();
        prop_assert!(told.iter().all(|event| event.when.is_some()));
        prop_assert_eq!(told.len() + timeline.undated, events.len());
        told.sort_by(|a, b| a.id.cmp(&b.id));
        told.dedup();
        prop_assert_eq!(told.len() + timeline.undated, events.len());
        prop_assert!(timeline.periods.is_sorted_by(|a, b| a.time < b.time));
    }

    #[test]
    fn what_a_limit_shows_and_what_is_counted_are_all(docs in docs(), limit in 0..5_usize) {
        let scratch = Scratch::with(&docs);
        let events = query::events(&scratch.store, None, &all()).unwrap().len();
        let filter = Filter { limit: Some(limit), ..all() };
        prop_assert_eq!(query::events(&scratch.store, None, &filter).unwrap().len(), events.min(limit));
        prop_assert_eq!(query::count(&scratch.store, query::Scope::All, &filter).unwrap(), events);
    }
}
