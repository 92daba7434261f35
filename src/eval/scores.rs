//! Precision, recall and F1 over the facts of many articles, and how often status, date and place agree.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use schemars::JsonSchema;
use serde::Serialize;

use super::gold::Gold;
use super::marks::{Marks, Names};
use crate::extract::Fact;
use crate::model::{RelationKind, Relations};

/// How many are right of those given and of those that there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, JsonSchema)]
pub struct Measure {
    /// Right.
    pub right: usize,
    /// Given, right or wrong.
    pub given: usize,
    /// In the gold.
    pub gold: usize,
}

/// How often something that the gold tells agrees with it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Agreement {
    /// Agreeing.
    pub right: usize,
    /// All.
    pub of: usize,
}

/// The scores over some articles.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Scores {
    /// By relation.
    relations: BTreeMap<String, Measure>,
    /// Of the facts that are right, those with the right status.
    status: Agreement,
    /// Of those that the gold dates, those with the right date.
    date: Agreement,
    /// Of those with a place in the gold, those with the right one.
    place: Agreement,
    /// Dates given where the gold has none, nor words that give one.
    dates_out_of_nothing: usize,
}

impl Measure {
    /// The share of those given that is right, 0 where none is given.
    pub fn precision(self) -> f64 {
        share(self.right, self.given)
    }

    /// The share of those in the gold that is right, 0 where there are none.
    pub fn recall(self) -> f64 {
        share(self.right, self.gold)
    }

    /// The harmonic mean of the two.
    pub fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole > 0 { part as f64 / whole as f64 } else { 0.0 }
}

impl Agreement {
    fn add(&mut self, right: bool) {
        self.right += usize::from(right);
        self.of += 1;
    }
}

impl fmt::Display for Agreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.of {
            0 => f.write_str("none"),
            _ => write!(f, "{:.3} ({}/{})", share(self.right, self.of), self.right, self.of),
        }
    }
}

impl Scores {
    /// Adds an article.
    pub fn add(&mut self, gold: &Gold, facts: &[Fact], marks: &Marks) {
        for fact in &gold.facts {
            self.of(&fact.relation).gold += usize::from(!fact.optional);
        }
        for &wrong in &marks.wrong {
            self.of(facts[wrong].relation).given += 1;
        }
        let names = Names::new(gold);
        for &(wanted, found) in &marks.right {
            let (wanted, found) = (&gold.facts[wanted], &facts[found]);
            let measure = self.of(&wanted.relation);
            measure.right += 1;
            measure.given += 1;
            self.status.add(wanted.status == found.status);
            let given = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.is_empty());
            let edtf = found.when.as_ref().and_then(|when| when.edtf);
            if given(&wanted.when) {
                self.date.add(wanted.when.as_deref() == edtf);
            } else if edtf.is_some() && !given(&wanted.when_text) {
                self.dates_out_of_nothing += 1;
            }
            if let Some(place) = wanted.place.as_ref().filter(|place| !place.is_empty()) {
                let found = found.place.as_ref();
                let folded = found.map(|place| BTreeSet::from([super::fold::fold(place.name)]));
                self.place.add(folded.is_some_and(|folded| names.is_one_of(place, &folded)));
            }
        }
    }

    fn of(&mut self, relation: &str) -> &mut Measure {
        self.relations.entry(relation.to_owned()).or_default()
    }

    /// The sum over the relations that are wanted.
    fn sum(&self, wanted: impl Fn(&str) -> bool) -> Measure {
        let measures = self.relations.iter().filter(|(relation, _)| wanted(relation)).map(|(_, m)| m);
        measures.fold(Measure::default(), |sum, measure| Measure {
            right: sum.right + measure.right,
            given: sum.given + measure.given,
            gold: sum.gold + measure.gold,
        })
    }

    /// The measure over all facts.
    pub fn all(&self) -> Measure {
        self.sum(|_| true)
    }

    /// Each relation, the one with the most gold facts first.
    pub fn by_relation(&self) -> Vec<(&str, Measure)> {
        let mut relations: Vec<_> = self.relations.iter().map(|(name, m)| (name.as_str(), *m)).collect();
        relations.sort_by_key(|&(name, measure)| (std::cmp::Reverse(measure.gold), name));
        relations
    }
}

/// A line of scores, with the label in its first 16 columns.
pub fn line(label: &str, m: Measure) -> String {
    let (p, r, f1) = (m.precision(), m.recall(), m.f1());
    let counts = format!("({} right of {} given, {} gold)", m.right, m.given, m.gold);
    format!("{label:<16} P {p:.3}  R {r:.3}  F1 {f1:.3}   {counts}")
}

impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let relation = |name: &str| Relations::built_in().get(name);
        let is_meeting = |name: &str| relation(name).is_some_and(|r| r.meeting);
        let is_state = |name: &str| relation(name).is_some_and(|r| r.kind == RelationKind::State);
        writeln!(f, "{}", line("meetings", self.sum(is_meeting)))?;
        writeln!(f, "{}", line("events", self.sum(|name| !is_state(name))))?;
        writeln!(f, "{}", line("states", self.sum(is_state)))?;
        writeln!(f, "{}", line("all facts", self.all()))?;
        let Scores { status, date, place, dates_out_of_nothing, .. } = self;
        writeln!(
            f,
            "of the matched   status {status}  date {date}  place {place}  \
             date given where the text has none: {dates_out_of_nothing}"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fact, gold};
    use super::*;

    #[test]
    fn scores_are_printed_as_the_scorer_of_the_gold_prints_them() {
        let mut gold =
            gold("Putin | met | Xi | 2023-02-21\nXi | visited | Moscow\nPutin | holds_position | Russia");
        gold.facts[0].place = Some("Moscow".to_owned());
        let facts = [
            fact("Xi | met | Putin"),
            fact("Putin | holds_position | Russia | 2023"),
            fact("Putin | killed | Xi"),
        ];
        let mut scores = Scores::default();
        scores.add(&gold, &facts, &Marks::of(&gold, &facts));
        assert_eq!(
            scores.to_string(),
            "meetings         P 1.000  R 0.500  F1 0.667   (1 right of 1 given, 2 gold)\n\
             events           P 0.500  R 0.500  F1 0.500   (1 right of 2 given, 2 gold)\n\
             states           P 1.000  R 1.000  F1 1.000   (1 right of 1 given, 1 gold)\n\
             all facts        P 0.667  R 0.667  F1 0.667   (2 right of 3 given, 3 gold)\n\
             of the matched   status 1.000 (2/2)  date 0.000 (0/1)  place 0.000 (0/1)  \
             date given where the text has none: 1\n"
        );
        let relations: Vec<&str> = scores.by_relation().iter().map(|(name, _)| *name).collect();
        assert_eq!(relations, ["holds_position", "met", "visited", "killed"]);
    }

    #[test]
    fn halves_are_rounded_to_even_digits() {
        assert!(line("x", Measure { right: 1, given: 16, gold: 16 }).starts_with("x                P 0.062"));
    }
}
