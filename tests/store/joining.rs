//! Which claims of several articles are one event.

use newsgraph::model::Status;
use newsgraph::query::{self, Filter};
use newsgraph::store::EventRow;

use crate::builder::{Doc, Scratch};

fn all(scratch: &Scratch) -> Vec<EventRow> {
    let all = Filter { status: Vec::new(), ..Filter::default() };
    query::events(&scratch.store, None, &all).unwrap()
}

/// The dates and numbers of claims of the events.
fn times(scratch: &Scratch) -> Vec<(String, u32)> {
    let edtf = |event: &EventRow| event.when.as_ref().map_or("-".into(), |when| when.edtf.clone());
    all(scratch).iter().map(|event| (edtf(event), event.claims)).collect()
}

fn met(id: &str, published: &str, time: &str) -> Doc {
    let mut doc = Doc::new(id).published(published);
    let claim = doc.claim("Wang Yi", "met", "Vladimir Putin");
    if !time.is_empty() {
        claim.on(time);
    }
    doc
}

#[test]
fn equal_and_vaguer_times_are_one_event_with_the_most_exact() {
    let scratch = Scratch::with(&[
        met("a", "2023-02-22", "2023-02-21"),
        met("b", "2023-02-22", "2023-02-21"),
        met("c", "2023-03-01", "2023-02"),
        met("d", "2024-01-01", "2023"),
    ]);
    assert_eq!(times(&scratch), [("2023-02-21".into(), 4)]);
}

#[test]
fn recurring_meetings_stay_apart_and_a_vague_time_then_joins_none() {
    let scratch = Scratch::with(&[
        met("a", "2023-02-22", "2023-02-21"),
        met("b", "2023-03-22", "2023-03-21"),
        met("c", "2024-01-01", "2023"),
    ]);
    assert_eq!(times(&scratch), [("2023".into(), 1), ("2023-02-21".into(), 1), ("2023-03-21".into(), 1)]);
}

#[test]
fn an_undated_claim_joins_the_only_event_near_its_publication() {
    let near = Scratch::with(&[met("a", "2023-02-22", "2023-02-21"), met("b", "2023-02-23", "")]);
    assert_eq!(times(&near), [("2023-02-21".into(), 2)]);
    let far = Scratch::with(&[met("a", "2023-02-22", "2023-02-21"), met("b", "2023-04-01", "")]);
    assert_eq!(times(&far), [("2023-02-21".into(), 1), ("-".into(), 1)]);
    let two = Scratch::with(&[
        met("a", "2023-02-22", "2023-02-21"),
        met("b", "2023-02-23", "2023-02-23"),
        met("c", "2023-02-23", ""),
    ]);
    assert_eq!(times(&two), [("2023-02-21".into(), 1), ("2023-02-23".into(), 1), ("-".into(), 1)]);
}

#[test]
fn an_undated_claim_joins_the_only_event_that_its_article_dates() {
    let mut doc = met("a", "2023-06-01", "2023-02-21");
    doc.claim("Vladimir Putin", "met", "Wang Yi");
    let scratch = Scratch::with(&[doc]);
    assert_eq!(times(&scratch), [("2023-02-21".into(), 2)]);
}

#[test]
fn undated_claims_of_articles_within_days_are_one_event() {
    let scratch =
        Scratch::with(&[met("a", "2023-02-22", ""), met("b", "2023-02-25", ""), met("c", "2023-06-01", "")]);
    assert_eq!(times(&scratch).iter().map(|(_, claims)| *claims).sum::<u32>(), 3);
    assert_eq!(times(&scratch).len(), 2);
}

#[test]
fn undated_claims_of_articles_without_a_date_stay_in_their_articles() {
    let undated = |id: &str| {
        let mut doc = Doc::new(id);
        doc.claim("Wang Yi", "met", "Vladimir Putin");
        doc.claim("Wang Yi", "met", "Vladimir Putin");
        doc
    };
    let scratch = Scratch::with(&[undated("a"), undated("b")]);
    assert_eq!(times(&scratch), [("-".into(), 2), ("-".into(), 2)]);
}

#[test]
fn a_state_lasts_whenever_it_is_reported() {
    let post = |id: &str, published: &str, time: &str| {
        let mut doc = Doc::new(id).published(published);
        let claim = doc.claim("Wang Yi", "holds_position", "@China").title("foreign minister");
        if !time.is_empty() {
            claim.on(time);
        }
        doc
    };
    let undated = Scratch::with(&[post("a", "2013-01-01", ""), post("b", "2023-01-01", "")]);
    assert_eq!(times(&undated), [("-".into(), 2)]);
    let dated = Scratch::with(&[post("a", "2013-01-01", ""), post("b", "2023-01-01", "2013/..")]);
    assert_eq!(times(&dated), [("2013/..".into(), 2)]);
    let twice = Scratch::with(&[
        post("a", "2013-01-01", ""),
        post("b", "2023-01-01", "2013/2022"),
        post("c", "2023-01-01", "2023/.."),
    ]);
    assert_eq!(times(&twice).len(), 3);
}

#[test]
fn a_plan_and_its_occurrence_are_one_event_and_a_denial_contests_it() {
    let claim = |id: &str, status| {
        let mut doc = Doc::new(id);
        doc.claim("Wang Yi", "visited", "@Russia").on("2023-02-21").status(status);
        doc
    };
    let plan = claim("a", Status::Planned);
    let done = claim("b", Status::Actual);
    let denied = claim("c", Status::Denied);
    let [event] = &*all(&Scratch::with(&[plan.clone(), done.clone()])) else { panic!("one event") };
    assert_eq!((event.status, event.contested, event.claims, event.sources), (Status::Actual, false, 2, 1));
    let [event] = &*all(&Scratch::with(&[plan.clone(), done, denied.clone()])) else { panic!("one event") };
    assert_eq!((event.status, event.contested), (Status::Actual, true));
    let [event] = &*all(&Scratch::with(&[plan, denied])) else { panic!("one event") };
    assert_eq!((event.status, event.contested), (Status::Planned, false));
}

#[test]
fn symmetric_relations_do_not_ask_who_comes_first_and_others_do() {
    let scratch = |relation: &str| {
        let mut doc = Doc::new("a");
        doc.claim("Wang Yi", relation, "Vladimir Putin");
        doc.claim("Vladimir Putin", relation, "Wang Yi");
        doc.claim("Wang Yi", relation, "Vladimir Putin");
        Scratch::with(&[doc])
    };
    let [event] = &*all(&scratch("met")) else { panic!("one event") };
    assert_eq!(
        (&*event.subject.name, &*event.object.name),
        ("Wang Yi", "Vladimir Putin"),
        "as most claims say"
    );
    assert_eq!(all(&scratch("told")).len(), 2);
}

#[test]
fn a_state_asks_for_title_and_what_stands_between() {
    let mut doc = Doc::new("a");
    doc.claim("Wang Yi", "holds_position", "@China").title("foreign minister");
    doc.claim("Wang Yi", "holds_position", "@China").title("Foreign Minister");
    doc.claim("Wang Yi", "holds_position", "@China").title("ambassador");
    doc.claim("Wang Yi", "holds_position", "@China").via("firms").title("ambassador");
    assert_eq!(all(&Scratch::with(&[doc])).len(), 3);
}

/// The numbers of claims of the events of these subjects, relations, objects and what stands between, all of one day.
fn joined(claims: &[(&str, &str, &str, &str)]) -> Vec<u32> {
    let mut doc = Doc::new("a").published("2023-02-22");
    for (subject, relation, object, via) in claims {
        let claim = doc.claim(subject, relation, object).on("2023-02-21");
        if !via.is_empty() {
            claim.via(via);
        }
    }
    let mut joined: Vec<u32> = all(&Scratch::with(&[doc])).iter().map(|event| event.claims).collect();
    joined.sort();
    joined
}

#[test]
fn people_of_the_object_tell_events_apart_but_may_be_left_out() {
    let sanctions = |vias: &[&str]| {
        let claims: Vec<_> =
            vias.iter().map(|via| ("@United States", "sanctioned", "@China", *via)).collect();
        joined(&claims)
    };
    assert_eq!(sanctions(&["", "firms", "firm"]), [3]);
    assert_eq!(sanctions(&["firms", "officials"]), [1, 1]);
    assert_eq!(sanctions(&["", "firms", "officials"]), [1, 1, 1], "it may be either");
}

#[test]
fn a_country_may_stand_for_its_part_and_parts_tell_events_apart() {
    let visits = |places: &[&str]| {
        let claims: Vec<_> = places.iter().map(|place| ("Wang Yi", "visited", *place, "")).collect();
        joined(&claims)
    };
    assert_eq!(visits(&["@Moscow", "@Russia"]), [2]);
    assert_eq!(visits(&["@Moscow", "@Vladivostok"]), [1, 1]);
    assert_eq!(visits(&["@Moscow", "@China"]), [1, 1]);
    let mut doc = Doc::new("a");
    doc.claim("Wang Yi", "visited", "@Russia").on("2023-02-21");
    doc.claim("Wang Yi", "visited", "@Russia").on("2023-02-21");
    doc.claim("Wang Yi", "visited", "@Moscow").on("2023-02");
    let [event] = &*all(&Scratch::with(&[doc])) else { panic!("one event") };
    assert_eq!(event.object.name, "Moscow", "which says more");
}

#[test]
fn a_visit_lasts_days_and_a_meeting_does_not() {
    let on = |relation: &str, object: &str, times: &[&str]| {
        let mut doc = Doc::new("a").published("2023-03-30");
        for time in times {
            doc.claim("Wang Yi", relation, object).on(time);
        }
        times_of(&Scratch::with(&[doc]))
    };
    fn times_of(scratch: &Scratch) -> Vec<(String, u32)> {
        times(scratch)
    }
    let one = |edtf: &str, claims| vec![(edtf.to_owned(), claims)];
    assert_eq!(
        on("visited", "@Moscow", &["2023-02-21", "2023-02-22", "2023-02"]),
        one("2023-02-21/2023-02-22", 3)
    );
    assert_eq!(on("visited", "@Moscow", &["2023-02-20/2023-02-26", "2023-02-24", "2023-02-21"]).len(), 1);
    assert_eq!(
        on("visited", "@Moscow", &["2023-02-20/2023-02-22", "2023-02-20"]),
        one("2023-02-20/2023-02-22", 2)
    );
    assert_eq!(on("visited", "@Moscow", &["2023-02-21", "2023-02-25"]).len(), 2);
    assert_eq!(on("met", "Vladimir Putin", &["2023-02-21", "2023-02-22"]).len(), 2);
}

#[test]
fn what_is_done_was_before_its_report_and_what_is_planned_comes_after() {
    let mut report = Doc::new("r").published("2023-03-01");
    report.claim("Wang Yi", "met", "Vladimir Putin").on("2023");
    let dated = [met("a", "2023-02-22", "2023-02-21"), met("b", "2023-10-19", "2023-10-18")];
    let scratch = Scratch::with(&[&dated[..], &[report]].concat());
    assert_eq!(times(&scratch), [("2023-02-21".into(), 2), ("2023-10-18".into(), 1)]);
    let mut plan = Doc::new("p").published("2023-03-01");
    plan.claim("Wang Yi", "met", "Vladimir Putin").on("2023").status(Status::Planned);
    let scratch = Scratch::with(&[&dated[..], &[plan]].concat());
    assert_eq!(times(&scratch), [("2023-02-21".into(), 1), ("2023-10-18".into(), 2)]);
}

#[test]
fn an_undated_plan_joins_the_next_event_within_three_months() {
    let plan = |published: &str, status| {
        let mut doc = Doc::new("p").published(published);
        doc.claim("Wang Yi", "met", "Vladimir Putin").status(status);
        let dated = [met("a", "2023-02-22", "2023-02-21"), met("b", "2023-03-22", "2023-03-21")];
        times(&Scratch::with(&[&dated[..], &[doc]].concat()))
    };
    let (february, march) = ("2023-02-21".to_owned(), "2023-03-21".to_owned());
    assert_eq!(plan("2023-01-10", Status::Planned), [(february.clone(), 2), (march.clone(), 1)]);
    assert_eq!(
        plan("2023-02-23", Status::Planned),
        [(february.clone(), 1), (march.clone(), 2)],
        "not what was"
    );
    assert_eq!(plan("2022-10-10", Status::Planned).len(), 3);
    assert_eq!(plan("2023-01-10", Status::Possible).len(), 3);
}

#[test]
fn a_place_says_which_of_several_an_undated_claim_is_about() {
    let at = |id: &str, time: &str, place: &str| {
        let mut doc = Doc::new(id).published("2023-02-24");
        let claim = doc.claim("Wang Yi", "met", "Vladimir Putin").at(place);
        if !time.is_empty() {
            claim.on(time);
        }
        doc
    };
    let dated = [at("a", "2023-02-21", "@Moscow"), at("b", "2023-02-23", "@Sochi")];
    let with = |undated: Doc| times(&Scratch::with(&[&dated[..], &[undated]].concat()));
    assert_eq!(with(at("c", "", "@Sochi")), [("2023-02-21".into(), 1), ("2023-02-23".into(), 2)]);
    assert_eq!(with(at("c", "", "@Beijing")).len(), 3, "in another country");
}

#[test]
fn sources_and_not_articles_make_an_event_sure() {
    let report = |id: &str, source: &str| met(id, "2023-02-22", "2023-02-21").source(source);
    let one = Scratch::with(&[report("a", "AP"), report("b", "AP")]);
    let [event] = &*all(&one) else { panic!("one event") };
    assert_eq!((event.documents, event.sources, event.confidence), (2, 1, 0.8));
    let two = Scratch::with(&[report("a", "AP"), report("b", "Reuters")]);
    let [event] = &*all(&two) else { panic!("one event") };
    assert_eq!((event.documents, event.sources), (2, 2));
    assert!((event.confidence - 0.96).abs() < 1e-9);
    let many: Vec<Doc> = (0..9).map(|i| report(&format!("a{i}"), &format!("s{i}"))).collect();
    assert_eq!(all(&Scratch::with(&many))[0].confidence, 0.99);
}

#[test]
fn the_most_specific_place_stands() {
    let at = |id: &str, place: &str| {
        let mut doc = Doc::new(id);
        doc.claim("Wang Yi", "met", "Vladimir Putin").on("2023-02-21").at(place);
        doc
    };
    let scratch = Scratch::with(&[at("a", "@Russia"), at("b", "@Russia"), at("c", "@Moscow")]);
    assert_eq!(all(&scratch)[0].place.as_ref().unwrap().name, "Moscow");
}

#[test]
fn lone_surnames_and_common_names_join_nothing() {
    let doc = |id: &str| {
        let mut doc = Doc::new(id).published("2023-02-22");
        doc.claim("Putin", "criticized", "#Foreign Ministry");
        doc
    };
    let scratch = Scratch::with(&[doc("a"), doc("b")]);
    assert_eq!(all(&scratch).len(), 2);
    assert_eq!(query::entities(&scratch.store).unwrap().len(), 4);
}

#[test]
fn acronyms_and_names_of_countries_are_one_entity() {
    let doc = |id: &str, org: &str, country: &str| {
        let mut doc = Doc::new(id).published("2023-02-22");
        doc.claim(org, "criticized", country);
        doc
    };
    let scratch = Scratch::with(&[doc("a", "#UN", "@U.S."), doc("b", "#United Nations", "@United States")]);
    let [event] = &*all(&scratch) else { panic!("one event") };
    assert_eq!((&*event.subject.name, &*event.object.name), ("United Nations", "United States"));
    assert_eq!(event.object.id, "Q30");
}
