//! Questions and their answers.

use newsgraph::model::Status;
use newsgraph::query::{self, EventRow, Filter, NameError};
use newsgraph::store::Scope;

use crate::builder::{Doc, Scratch, when};

/// Three articles on Wang Yi in Moscow and what came of it.
fn news() -> Scratch {
    let mut a = Doc::new("a").published("2023-02-22").source("AP");
    a.claim("Wang Yi", "holds_position", "@China").title("top diplomat");
    a.claim("Wang Yi", "met", "Vladimir Putin").on("2023-02-21").at("@Moscow");
    a.claim("Vladimir Putin", "visited", "@China").on("2022-02");
    a.claim("Vladimir Putin", "invited", "Xi Jinping").says("Dmitry Peskov");
    a.claim("Xi Jinping", "visited", "@Russia").status(Status::Planned);
    a.alias("Vladimir Putin", "Putin");
    a.alias("Wang Yi", "Wang");
    let mut b = Doc::new("b").published("2023-02-23").source("Reuters");
    b.claim("Vladimir Putin", "met", "Wang Yi").on("2023-02-21").at("@Moscow");
    b.claim("Sergei Lavrov", "met", "Wang Yi").on("2023-02-22").at("@Moscow");
    b.claim("Wang Yi", "other:preside_over", "#Politburo");
    b.alias("Vladimir Putin", "Putin");
    let mut c = Doc::new("c").published("2024-01-05");
    c.claim("Wang Yi", "spoke_with", "Antony Blinken");
    c.claim("Putin", "criticized", "@France").on("2024");
    c.claim("Wang Huning", "met", "~Democrats");
    c.alias("Wang Huning", "Wang");
    Scratch::with(&[a, b, c])
}

fn id(scratch: &Scratch, name: &str) -> String {
    query::entity(&scratch.store, name).unwrap().id
}

/// "2023-02-21 met Vladimir Putin", seen from one entity.
fn lines(events: &[EventRow], id: &str) -> Vec<String> {
    let line = |event: &EventRow| {
        let when = event.when.as_ref().map_or("-", |when| &when.edtf);
        format!("{when} {} {}", event.relation, event.other(id).name)
    };
    events.iter().map(line).collect()
}

#[test]
fn a_name_is_found_by_alias_case_accents_and_part() {
    let scratch = news();
    for name in ["Vladimir Putin", "vladimir putin", "VLADIMIR PUTÍN", "Putin", "Vladimir", "wang yi", "Yi"]
    {
        let found = query::entity(&scratch.store, name).unwrap();
        assert!(["Vladimir Putin", "Wang Yi"].contains(&&*found.name), "{name}: {found:?}");
        assert!(!found.local);
        assert_eq!(query::entity(&scratch.store, &found.id).unwrap(), found);
    }
    assert_eq!(query::entity(&scratch.store, "USA").unwrap_err().to_string(), "no entity is called “USA”");
}

#[test]
fn a_name_of_several_lists_them() {
    let scratch = news();
    let Err(NameError::Several { matches, .. }) = query::entity(&scratch.store, "Wang") else {
        panic!("several")
    };
    assert_eq!(matches.iter().map(|m| &*m.name).collect::<Vec<_>>(), ["Wang Yi", "Wang Huning"]);
}

#[test]
fn met_answers_with_whom_and_when_dated_first() {
    let scratch = news();
    let wang = id(&scratch, "Wang Yi");
    let all = query::met(&scratch.store, &wang, None, &Filter::default()).unwrap();
    assert_eq!(
        lines(&all, &wang),
        ["2023-02-21 met Vladimir Putin", "2023-02-22 met Sergei Lavrov", "- spoke_with Antony Blinken"]
    );
    assert_eq!(all[0].place.as_ref().unwrap().name, "Moscow");
    assert_eq!((all[0].sources, all[0].claims), (2, 2));
    let putin = id(&scratch, "Putin");
    let both = query::met(&scratch.store, &putin, Some(&wang), &Filter::default()).unwrap();
    assert_eq!(lines(&both, &wang), ["2023-02-21 met Vladimir Putin"]);
    let xi = id(&scratch, "Xi Jinping");
    assert!(query::met(&scratch.store, &xi, None, &Filter::default()).unwrap().is_empty());
    let planned = Filter { status: vec![Status::Planned], ..Filter::default() };
    assert_eq!(lines(&query::met(&scratch.store, &xi, None, &planned).unwrap(), &xi), ["- visited Russia"]);
}

#[test]
fn filters_keep_what_they_say() {
    let scratch = news();
    let wang = id(&scratch, "Wang Yi");
    let count = |filter: Filter| query::events(&scratch.store, Some(&wang), &filter).unwrap().len();
    assert_eq!(count(Filter::default()), 4);
    let filter = |change: fn(&mut Filter)| {
        let mut filter = Filter::default();
        change(&mut filter);
        count(filter)
    };
    assert_eq!(filter(|f| f.since = Some(when("2023-02-22"))), 1);
    assert_eq!(filter(|f| f.until = Some(when("2023-02-21"))), 1);
    assert_eq!(filter(|f| f.on = Some(when("2023-02"))), 2);
    assert_eq!(filter(|f| f.on = Some(when("2024"))), 0);
    assert_eq!(filter(|f| f.relations = vec!["met".into(), "told".into()]), 2);
    assert_eq!(filter(|f| f.relations = vec!["other".into()]), 1);
    assert_eq!(filter(|f| f.place = Some("moscow".into())), 2);
    assert_eq!(filter(|f| f.source = Some("reuters".into())), 2);
    assert_eq!(filter(|f| f.min_sources = 2), 1);
    assert_eq!(filter(|f| f.min_confidence = 0.9), 1);
    assert_eq!(filter(|f| f.limit = Some(2)), 2);
    assert_eq!(query::events(&scratch.store, None, &Filter::default()).unwrap().len(), 8);
}

#[test]
fn the_full_name_of_one_goes_before_a_short_name_of_another() {
    let mut a = Doc::new("a");
    a.claim("Wang Yi", "met", "~Hmong People");
    a.alias("Wang Yi", "Li Hua");
    let mut b = Doc::new("b");
    b.claim("Li Hua", "met", "~Hmong People");
    let scratch = Scratch::with(&[a, b]);
    assert_eq!(query::entity(&scratch.store, "Li Hua").unwrap().name, "Li Hua");
}

#[test]
fn a_name_that_nearly_always_means_one_means_that_one() {
    let mut docs: Vec<Doc> = Vec::new();
    for i in 0..10 {
        let mut doc = Doc::new(&format!("a{i}"));
        doc.claim("Vladimir Putin", "visited", "@France");
        doc.alias("Vladimir Putin", "Putin");
        docs.push(doc);
    }
    let mut doc = Doc::new("b");
    doc.claim("Lyudmila Putin", "visited", "@France");
    doc.alias("Lyudmila Putin", "Putin");
    docs.push(doc);
    assert_eq!(query::entity(&Scratch::with(&docs).store, "Putin").unwrap().name, "Vladimir Putin");
    assert!(query::entity(&Scratch::with(&docs[1..]).store, "Putin").is_err());
}

#[test]
fn a_name_of_single_articles_is_found_where_nothing_else_is() {
    let mut doc = Doc::new("a");
    doc.claim("Maduro", "visited", "@France");
    let scratch = Scratch::with(&[doc]);
    let found = query::entity(&scratch.store, "maduro").unwrap();
    assert!(found.local);
}

#[test]
fn who_tells_names_posts_and_counts() {
    let scratch = news();
    let who = query::who(&scratch.store, &id(&scratch, "Wang Yi")).unwrap().unwrap();
    assert_eq!(who.entity.documents, 3);
    assert_eq!(
        who.aliases.iter().map(|a| (&*a.name, a.documents)).collect::<Vec<_>>(),
        [("Wang Yi", 3), ("Wang", 1)]
    );
    assert_eq!(who.positions.len(), 1);
    assert_eq!(who.positions[0].state.title.as_deref(), Some("top diplomat"));
    assert_eq!((&*who.relations[0].name, who.relations[0].count), ("met", 2));
    assert_eq!(query::who(&scratch.store, "n-0").unwrap(), None);
}

#[test]
fn why_shows_every_sentence_byte_for_byte() {
    let scratch = news();
    let wang = id(&scratch, "Wang Yi");
    let event = query::met(&scratch.store, &wang, None, &Filter::default()).unwrap().remove(0);
    let why = query::why(&scratch.store, &event.id[..8]).unwrap().unwrap();
    assert_eq!(why.event, event);
    let sentences: Vec<_> = why.claims.iter().map(|claim| (&*claim.doc, &*claim.evidence.text)).collect();
    assert_eq!(
        sentences,
        [
            ("a", "Wang Yi met Vladimir Putin 2023-02-21 Moscow"),
            ("b", "Vladimir Putin met Wang Yi 2023-02-21 Moscow")
        ]
    );
    let claim = &why.claims[1];
    assert_eq!((&*claim.trigger.text, claim.trigger.end - claim.trigger.start), ("met", 3));
    assert_eq!(claim.when.as_ref().unwrap().text, "2023-02-21");
    assert_eq!(
        (claim.source.as_deref(), &*claim.rule, &*claim.joined_by),
        (Some("Reuters"), "met.verb", "same_time")
    );
    let alone = query::why(&scratch.store, &claim.id).unwrap().unwrap();
    assert_eq!((alone.event.id, alone.claims), (event.id, vec![claim.clone()]));
    assert_eq!(query::why(&scratch.store, "e-").unwrap(), None);
}

#[test]
fn who_says_so_and_open_facts_are_told_by_why() {
    let scratch = news();
    let everything = Filter { status: Vec::new(), ..Filter::default() };
    let events = query::events(&scratch.store, None, &everything).unwrap();
    let invited = events.iter().find(|event| event.relation == "invited").unwrap();
    let why = query::why(&scratch.store, &invited.id).unwrap().unwrap();
    assert_eq!(why.claims[0].said_by.as_ref().unwrap().name, "Dmitry Peskov");
    let open = Filter { relations: vec!["other:preside_over".into()], ..Filter::default() };
    let open = query::events(&scratch.store, None, &open).unwrap();
    assert!(query::why(&scratch.store, &open[0].id).unwrap().is_some());
}

#[test]
fn stats_and_documents_count() {
    let scratch = news();
    let stats = query::stats(&scratch.store).unwrap();
    assert_eq!((stats.documents, stats.sources, stats.claims, stats.states), (3, 2, 11, 1));
    assert_eq!(stats.meetings, 5);
    let documents = query::documents(&scratch.store).unwrap();
    assert_eq!(
        documents.iter().map(|d| (&*d.doc, d.claims)).collect::<Vec<_>>(),
        [("a", 5), ("b", 3), ("c", 3)]
    );
    assert_eq!(query::claims(&scratch.store).unwrap().len(), 11);
}

#[test]
fn the_views_read_well() {
    let scratch = news();
    let met = query::sql(
        &scratch.store,
        r#"SELECT a, b, "when", place FROM who_met_whom WHERE a = 'Wang Yi' ORDER BY 3"#,
    )
    .unwrap();
    assert_eq!(met.rows[1][1], "Vladimir Putin");
    let evidence = query::sql(
        &scratch.store,
        "SELECT subject, object, sentence FROM claim_evidence WHERE relation = 'told'",
    );
    assert!(evidence.unwrap().rows.is_empty());
}

#[test]
fn an_entity_at_both_ends_is_one_row() {
    let mut doc = Doc::new("a");
    doc.claim("@China", "criticized", "@China").via("firms");
    let scratch = Scratch::with(&[doc]);
    assert_eq!(query::events(&scratch.store, Some("Q148"), &Filter::default()).unwrap().len(), 1);
}

#[test]
fn what_joins_two_is_found_from_either() {
    let scratch = news();
    let [wang, putin, china] = ["Wang Yi", "Putin", "China"].map(|name| id(&scratch, name));
    let between = |a: &str, b: &str| scratch.store.events(Scope::Between(a, b), &Filter::default()).unwrap();
    assert_eq!(lines(&between(&wang, &putin), &wang), ["2023-02-21 met Vladimir Putin"]);
    assert_eq!(between(&putin, &wang), between(&wang, &putin));
    assert_eq!(lines(&between(&wang, &china), &wang), ["- holds_position China"]);
    assert!(between(&wang, &wang).is_empty());
}
