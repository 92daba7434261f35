//! When and where an event was: the date and place that belong to it, of its clause or of the sentences before.
#![allow(clippy::unwrap_used)]

use newsgraph::extract::{Extractor, Fact, RuleExtractor};
use newsgraph::language::Pipeline;
use newsgraph::model::{Article, When};

#[test]
fn each_event_has_its_own_time_and_place() {
    let mut wrong = Vec::new();
    for row in include_str!("data/when_where.tsv").lines().filter(|line| !line.starts_with('#')) {
        let [subject, relation, object, time, method, place, text] = row.split('\t').collect::<Vec<_>>()[..]
        else {
            panic!("seven columns: {row}");
        };
        let article = Article {
            id: "row".to_owned(),
            text: text.replace("\\n", "\n"),
            published: Some(When::parse("2023-05-10").unwrap()),
            ..Article::default()
        };
        let analysis = Pipeline::embedded().analyze(&article);
        let claims = RuleExtractor::built_in().extract(&article, &analysis);
        let mut facts = claims.iter().map(|claim| Fact::new(&article, &analysis, claim));
        let fact = facts.find(|f| (f.subject.name, f.relation, f.object.name) == (subject, relation, object));
        let found = fact.map(|fact| {
            let (edtf, how) =
                fact.when.as_ref().map_or((None, "none".to_owned()), |w| (w.edtf, w.method.to_string()));
            (edtf.unwrap_or("-").to_owned(), how, fact.place.as_ref().map_or("-", |p| p.name).to_owned())
        });
        let expected = (time.to_owned(), method.to_owned(), place.to_owned());
        if found.as_ref() != Some(&expected) {
            wrong.push(format!(
                "{subject} {relation} {object}: expected {expected:?}, found {found:?}: {text}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
