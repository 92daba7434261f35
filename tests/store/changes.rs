//! What became known between two dates.

use newsgraph::model::Status;
use newsgraph::query::{self, Diff, Filter};
use proptest::prelude::*;

use crate::builder::{Doc, Scratch, when};
use crate::laws::cases;

fn report(id: &str, day: &str, source: &str, status: Status) -> Doc {
    let mut doc = Doc::new(id).published(day).source(source);
    doc.claim("Wang Yi", "met", "Vladimir Putin").on("2023-02-21").status(status);
    doc
}

fn all() -> Filter {
    Filter { status: Vec::new(), ..Filter::default() }
}

fn diff(scratch: &Scratch, from: &str, to: &str) -> Diff {
    query::diff(&scratch.store, &when(from), &when(to), &all()).unwrap()
}

/// What became of the only event: "new actual 0→1".
fn told(docs: &[Doc], from: &str, to: &str) -> String {
    let diff = diff(&Scratch::with(docs), from, to);
    let change = |change: &query::Change| {
        let was = change.was.map(|was| format!("{was} ")).unwrap_or_default();
        let claims = change.claims.len();
        format!(
            "{} {was}{} {}→{} {claims}",
            change.change, change.now, change.sources_before, change.sources_now
        )
    };
    diff.changes.iter().map(change).collect::<Vec<_>>().join("; ")
}

#[test]
fn each_change_is_of_its_kind() {
    use Status::{Actual, Denied, Planned, Possible};
    let two = |before: Status, source: &str, between: Status| {
        told(
            &[report("a", "2023-02-01", "AP", before), report("b", "2023-02-22", source, between)],
            "2023-02-10",
            "2023-03",
        )
    };
    assert_eq!(told(&[report("a", "2023-02-22", "AP", Actual)], "2023-02-10", "2023-03"), "new actual 0→1 1");
    assert_eq!(two(Planned, "AP", Actual), "new planned actual 0→1 1");
    assert_eq!(two(Possible, "AP", Planned), "new possible planned 0→1 1");
    assert_eq!(two(Actual, "Reuters", Actual), "confirmed actual actual 1→2 1");
    assert_eq!(two(Denied, "Reuters", Denied), "confirmed denied denied 1→2 1");
    assert_eq!(two(Actual, "Reuters", Denied), "contradicted actual actual 1→1 1");
    assert_eq!(two(Denied, "Reuters", Actual), "contradicted denied actual 0→1 1");
    assert_eq!(two(Actual, "AP", Denied), "withdrawn actual actual 1→1 1");
    assert_eq!(two(Planned, "Reuters", Denied), "withdrawn planned planned 1→1 1");
    for nothing_new in [two(Actual, "AP", Actual), two(Actual, "Reuters", Planned), two(Denied, "AP", Denied)]
    {
        assert_eq!(nothing_new, "");
    }
}

#[test]
fn near_copies_confirm_nothing() {
    let copy = |id: &str, day: &str, source: &str| {
        let mut doc = report(id, day, source, Status::Actual);
        doc.say(&(0..80).map(|i| format!("word{i}")).collect::<Vec<_>>().join(" "));
        doc
    };
    let copies = [copy("a", "2023-02-22", "AP"), copy("b", "2023-02-23", "The Daily")];
    assert_eq!(told(&copies, "2023-02-22", "2023-02-23"), "");
    let others = [copy("a", "2023-02-22", "AP"), report("b", "2023-02-23", "The Daily", Status::Actual)];
    assert_eq!(told(&others, "2023-02-22", "2023-02-23"), "confirmed actual actual 1→2 1");
}

#[test]
fn a_day_is_known_at_its_end_and_an_undated_article_never() {
    let docs = [report("a", "2023-02-22", "AP", Status::Actual)];
    assert_eq!(told(&docs, "2023-02-21", "2023-02-22"), "new actual 0→1 1");
    assert_eq!(told(&docs, "2023-02-22", "2023-02-28"), "");
    assert_eq!(told(&docs, "2023-01", "2023-02"), "new actual 0→1 1");
    assert_eq!(told(&docs, "2022", "2023-02-21"), "");
    let mut undated = Doc::new("b");
    undated.claim("Wang Yi", "met", "Vladimir Putin").on("2023-02-21");
    let scratch = Scratch::with(&[docs[0].clone(), undated]);
    let diff = diff(&scratch, "2022", "2023");
    assert_eq!((diff.changes.len(), diff.changes[0].sources_now, diff.undated), (1, 1, 1));
}

#[test]
fn the_filter_is_on_what_is_known_by_the_second_date() {
    let docs = [
        report("a", "2023-02-01", "AP", Status::Planned),
        report("b", "2023-02-22", "AP", Status::Actual),
        report("c", "2023-02-23", "Reuters", Status::Actual),
    ];
    let scratch = Scratch::with(&docs);
    let count =
        |to: &str, filter: Filter| query::diff(&scratch.store, &when("2023-01"), &when(to), &filter).unwrap();
    assert_eq!(count("2023-02-10", Filter::default()).changes.len(), 0);
    assert_eq!(
        count("2023-02-10", Filter { status: vec![Status::Planned], ..Filter::default() }).changes.len(),
        1
    );
    assert_eq!(count("2023-02-22", Filter::default()).changes.len(), 1);
    let two = || Filter { min_sources: 2, ..Filter::default() };
    assert_eq!(count("2023-02-22", two()).changes.len(), 0);
    assert_eq!(count("2023-02-23", two()).changes.len(), 1);
    let none = count("2023-02-23", Filter { limit: Some(0), ..Filter::default() });
    assert_eq!((none.changes.len(), none.hidden), (0, 1));
}

#[test]
fn dates_in_the_wrong_order_or_without_an_end_are_refused() {
    let scratch = Scratch::new();
    let refused = |from: &str, to: &str| {
        query::diff(&scratch.store, &when(from), &when(to), &all()).unwrap_err().to_string()
    };
    assert_eq!(
        refused("2023-02", "2023-02-10"),
        "2023-02 ends after 2023-02-10: give the earlier date first"
    );
    assert_eq!(refused("2023-02/..", "2024"), "2023-02/.. has no last day; give a day, a month or a year");
}

/// The ids of the events that changed.
fn changed(scratch: &Scratch, from: &str, to: &str) -> std::collections::BTreeSet<String> {
    diff(scratch, from, to).changes.into_iter().map(|change| change.event.id).collect()
}

/// Reports of one meeting, and near-copies of them.
fn reports() -> impl Strategy<Value = Vec<Doc>> {
    let report = (0..6_usize, 0..4_usize, 0..4_usize, 0..5_usize);
    prop::collection::vec(report, 1..7).prop_map(|reports| {
        let report = |(i, (day, source, status, story)): (usize, (usize, usize, usize, usize))| {
            let status = [Status::Actual, Status::Planned, Status::Possible, Status::Denied][status];
            let mut doc = Doc::new(&format!("a{i}"));
            if day > 0 {
                doc = doc
                    .published(["2023-02-22", "2023-02-23", "2023-02-24", "2023-02-25", "2023-02"][day - 1]);
            }
            if source > 0 {
                doc = doc.source(["AP", "Reuters", "The Daily"][source - 1]);
            }
            doc.claim("Wang Yi", "met", "Vladimir Putin").on("2023-02-21").status(status);
            if story > 2 {
                doc.say(&(story * 80..story * 80 + 80).map(|i| format!("word{i} ")).collect::<String>());
            }
            doc
        };
        reports.into_iter().enumerate().map(report).collect()
    })
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn a_date_and_itself_differ_in_nothing(docs in reports()) {
        let scratch = Scratch::with(&docs);
        for date in ["2023-02-22", "2023-02", "2023"] {
            prop_assert!(changed(&scratch, date, date).is_empty());
        }
    }

    #[test]
    fn two_steps_change_what_one_does(docs in reports()) {
        let scratch = Scratch::with(&docs);
        for [first, second, third] in [
            ["2023-02-21", "2023-02-22", "2023-02-23"],
            ["2023-02-22", "2023-02-23", "2023-02-24"],
            ["2023-02-22", "2023-02-24", "2023-02"],
            ["2023-02-23", "2023-02-24", "2023-02-25"],
        ] {
            let mut steps = changed(&scratch, first, second);
            steps.extend(changed(&scratch, second, third));
            prop_assert_eq!(changed(&scratch, first, third), steps, "{} {} {}", first, second, third);
        }
    }
}
