//! What missed and wrong facts have in common: where on the way from the text to the fact they were lost or went astray.

use super::fold::fold;
use super::gold::{Gold, GoldFact};
use super::marks::{Names, names_of};
use super::reading::Reading;
use crate::extract::{Explanation, Fact};
use crate::language::{Analysis, Chain};

/// Why a gold fact was missed: the first reason that holds. `right` and `wrong` are facts that were shown, `hidden` those
/// that are below the threshold.
pub fn missed(reading: &Reading, fact: &GoldFact, [right, wrong, hidden]: [&[&Fact]; 3]) -> String {
    let names = Names::new(&reading.gold);
    let same_ends = |f: &&&Fact| names.fit(fact, [&names_of(&f.subject), &names_of(&f.object)]);
    let same = |f: &&&Fact| f.relation == fact.relation && same_ends(f);
    if hidden.iter().any(|f| same(&f)) {
        return "found, but not sure enough".to_owned();
    }
    if right.iter().any(|f| same(&f)) {
        return "found once, but it is there twice".to_owned();
    }
    if let Some(other) = wrong.iter().find(same_ends) {
        return format!("read as {}", other.relation);
    }
    let unnamed: Vec<&str> = [("subject", &fact.subject), ("object", &fact.object)]
        .into_iter()
        .filter(|(_, name)| !is_found(&names, name, &reading.analysis))
        .map(|(end, _)| end)
        .collect();
    if !unnamed.is_empty() {
        return format!("{} not found as a name", unnamed.join(" and "));
    }
    in_sentences(reading, fact)
}

/// Whether a chain of the article has one of the names of a gold entity.
fn is_found(names: &Names, name: &str, analysis: &Analysis) -> bool {
    let folded =
        |chain: &Chain| std::iter::once(&chain.name).chain(&chain.aliases).map(|name| fold(name)).collect();
    analysis.chains.iter().any(|chain| names.is_one_of(name, &folded(chain)))
}

/// What the patterns of the relation came to in the sentences of the evidence.
fn in_sentences(reading: &Reading, fact: &GoldFact) -> String {
    let Some(start) = reading.article.text.find(&fact.evidence) else {
        return "its evidence is not in the text".to_owned();
    };
    let end = start + fact.evidence.len();
    let here: Vec<&Explanation> =
        reading.explanations.iter().filter(|e| e.sentence.start < end && start < e.sentence.end).collect();
    let fired = here.iter().flat_map(|e| &e.fired).find(|f| f.relation == fact.relation);
    if let Some(fired) = fired {
        return format!("{} fired with other ends", fired.rule);
    }
    let stopped = here.iter().flat_map(|e| &e.stopped).filter(|s| s.relation == fact.relation);
    match stopped.max_by_key(|s| s.stop) {
        Some(stopped) => {
            format!("{} stopped at the {}", stopped.rule, stopped.stop.to_string().replace('_', " "))
        }
        None => "no trigger of the relation in the sentence".to_owned(),
    }
}

/// Why a fact is wrong: what the gold has in its stead, after the pattern that made it.
pub fn wrong(gold: &Gold, fact: &Fact) -> String {
    let names = Names::new(gold);
    let (subject, object) = (names_of(&fact.subject), names_of(&fact.object));
    let of_relation = || gold.facts.iter().filter(|g| g.relation == fact.relation);
    let reason = if of_relation().any(|g| names.fit(g, [&subject, &object])) {
        "told again".to_owned()
    } else if let Some(other) = gold.facts.iter().find(|g| names.fit(g, [&subject, &object])) {
        format!("the gold says {}", other.relation)
    } else if of_relation().any(|g| names.is_one_of(&g.subject, &subject)) {
        "another object in the gold".to_owned()
    } else if of_relation().any(|g| names.is_one_of(&g.object, &object)) {
        "another subject in the gold".to_owned()
    } else {
        "nothing like it in the gold".to_owned()
    };
    format!("{}: {reason}", fact.rule)
}
