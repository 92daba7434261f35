//! Which facts of an article are right, which are wrong, and which gold facts are missed.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::fold::fold;
use super::gold::{Gold, GoldFact};
use crate::extract::{End, Fact};
use crate::model::{Relations, Status};

/// How the facts of one article were judged: indices into the gold facts and the extracted ones.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks {
    /// A gold fact with the fact that found it, in the order of the facts.
    pub right: Vec<(usize, usize)>,
    /// The same for gold facts that careful readers may differ on: they do not count.
    pub optional: Vec<(usize, usize)>,
    /// Gold facts that count and were not found.
    pub missed: Vec<usize>,
    /// Facts that are no gold facts, or further copies of one.
    pub wrong: Vec<usize>,
}

/// The names of the entities of an article by which its gold facts and extracted facts are compared.
#[derive(Debug)]
pub struct Names {
    gold: HashMap<String, BTreeSet<String>>,
}

impl Names {
    /// The names that the annotation has.
    pub fn new(gold: &Gold) -> Names {
        let folded = |entity: &super::GoldEntity| {
            let names = std::iter::once(&entity.name).chain(&entity.aliases);
            (entity.name.clone(), names.map(|name| fold(name)).collect())
        };
        Names { gold: gold.entities.iter().map(folded).collect() }
    }

    /// Whether a name of a gold fact is one of these folded names.
    pub fn is_one_of(&self, name: &str, names: &BTreeSet<String>) -> bool {
        match self.gold.get(name) {
            Some(known) => !known.is_disjoint(names),
            None => names.contains(&fold(name)),
        }
    }

    /// Whether the gold fact has these ends, in either order where its relation is symmetric.
    pub fn fit(&self, gold: &GoldFact, ends: [&BTreeSet<String>; 2]) -> bool {
        let fit = |a, b| self.is_one_of(&gold.subject, a) && self.is_one_of(&gold.object, b);
        let [a, b] = ends;
        fit(a, b) || Relations::built_in().is_symmetric(&gold.relation) && fit(b, a)
    }
}

/// The folded names of an end.
pub fn names_of(end: &End) -> BTreeSet<String> {
    std::iter::once(end.name).chain(end.aliases.iter().map(String::as_str)).map(fold).collect()
}

/// What makes two facts repeats of one: they are judged once.
type Repeat<'f> = (String, &'f str, String, Option<&'f str>, Status, Option<&'f str>);

impl Marks {
    /// Judges the facts of one article in their order: each gold fact pays for one of them.
    pub fn of(gold: &Gold, facts: &[Fact]) -> Marks {
        let names = Names::new(gold);
        let mut left: Vec<usize> = (0..gold.facts.len()).collect();
        let mut seen: HashSet<Repeat> = HashSet::new();
        let mut marks = Marks::default();
        for (index, fact) in facts.iter().enumerate() {
            let ends = [names_of(&fact.subject), names_of(&fact.object)];
            let [subject, object] = ends.each_ref().map(|names| names.first().cloned().unwrap_or_default());
            let edtf = fact.when.as_ref().and_then(|when| when.edtf);
            if !seen.insert((subject, fact.relation, object, edtf, fact.status, fact.title)) {
                continue;
            }
            let fits = left.iter().copied().filter(|&g| {
                let gold = &gold.facts[g];
                gold.relation == fact.relation && names.fit(gold, ends.each_ref())
            });
            // A firm one first, then the one that agrees best on date and status, then the first.
            let agreement = |&g: &usize| {
                let gold = &gold.facts[g];
                let same_date = gold.when.as_deref().filter(|when| !when.is_empty()) == edtf;
                (!gold.optional, same_date, gold.status == fact.status, std::cmp::Reverse(g))
            };
            match fits.max_by_key(agreement) {
                Some(best) => {
                    left.retain(|&g| g != best);
                    let optional = gold.facts[best].optional;
                    let list = if optional { &mut marks.optional } else { &mut marks.right };
                    list.push((best, index));
                }
                None => marks.wrong.push(index),
            }
        }
        marks.missed = left.into_iter().filter(|&g| !gold.facts[g].optional).collect();
        marks
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fact, gold};
    use super::*;

    #[test]
    fn a_fact_is_right_by_any_name_and_where_symmetric_in_any_order() {
        let gold = gold("Vladimir Putin | met | Xi Jinping\nVladimir Putin | visited | China");
        let facts =
            [fact("Xi | met | Putin"), fact("China | visited | Putin"), fact("Putin | visited | China")];
        let marks = Marks::of(&gold, &facts);
        assert_eq!(marks.right, [(0, 0), (1, 2)]);
        assert_eq!((marks.wrong, marks.missed), (vec![1], vec![]));
    }

    #[test]
    fn a_gold_fact_pays_once_and_repeats_do_not_count() {
        let gold = gold("Vladimir Putin | met | Xi Jinping");
        let facts =
            [fact("Putin | met | Xi"), fact("Putin | met | Xi"), fact("Putin | met | Xi | 2023-02-21")];
        let marks = Marks::of(&gold, &facts);
        assert_eq!((marks.right, marks.wrong), (vec![(0, 0)], vec![2]));
    }

    #[test]
    fn the_gold_fact_of_the_same_date_is_taken_and_a_firm_one_before_an_optional_one() {
        let mut gold = gold("Putin | met | Xi | 2023-02-21\nPutin | met | Xi | 2023-03-20\nPutin | met | Xi");
        gold.facts[2].optional = true;
        let facts = [fact("Putin | met | Xi | 2023-03-20"), fact("Putin | met | Xi")];
        let marks = Marks::of(&gold, &facts);
        assert_eq!((marks.right, marks.optional), (vec![(1, 0), (0, 1)], vec![]));
        let marks = Marks::of(&gold, &[]);
        assert_eq!(marks.missed, [0, 1]);
    }
}
