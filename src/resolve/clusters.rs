//! Judgements on pairs of identities → entities.
//!
//! Identities that are judged the same are one entity, through any number of others, unless two of them are judged not
//! the same. What a user says stands before what a rule says; among rules, the surer speaks first. So the entities are
//! a pure function of the identities and the judgements on them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Whether two identities are one.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    strum::EnumString,
    strum::IntoStaticStr,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Verdict {
    /// They are.
    Same,
    /// They are not.
    NotSame,
    /// They may be; a person should look.
    Unsure,
}

/// A judgement on a pair of identities.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// The smaller of the two public ids.
    pub a: String,
    /// The greater.
    pub b: String,
    /// What it says.
    pub verdict: Verdict,
    /// Whether a user said so, not a rule.
    pub by_user: bool,
    /// How likely it is that they are one, 0 to 1.
    pub score: f64,
}

/// The members in groups of those that are one. Judgements on others are left aside.
pub fn clusters(members: &BTreeSet<String>, judgements: &[Judgement]) -> Vec<BTreeSet<String>> {
    let judgements = effective(judgements);
    let mut apart: BTreeMap<(&str, &str), bool> = BTreeMap::new();
    for judgement in judgements.iter().filter(|j| j.verdict == Verdict::NotSame) {
        apart.insert((&judgement.a, &judgement.b), judgement.by_user);
    }
    // Whether a join that a user demands (or a rule suggests) is forbidden between two groups.
    let forbidden = |left: &BTreeSet<String>, right: &BTreeSet<String>, by_user: bool| {
        left.iter().any(|l| {
            right.iter().any(|r| {
                let pair = (l.min(r).as_str(), l.max(r).as_str());
                apart.get(&pair).is_some_and(|&user_says| user_says || !by_user)
            })
        })
    };

    let mut groups: Vec<BTreeSet<String>> = members.iter().map(|uid| BTreeSet::from([uid.clone()])).collect();
    let mut same: Vec<&Judgement> = judgements.into_iter().filter(|j| j.verdict == Verdict::Same).collect();
    same.sort_by_key(|j| (Reverse(j.by_user), Reverse(j.score.to_bits()), &j.a, &j.b));
    for judgement in same {
        let group_of = |uid: &String| groups.iter().position(|group| group.contains(uid));
        let (Some(left), Some(right)) = (group_of(&judgement.a), group_of(&judgement.b)) else { continue };
        if left == right || forbidden(&groups[left], &groups[right], judgement.by_user) {
            continue;
        }
        let joined = groups.swap_remove(left.max(right));
        groups[left.min(right)].extend(joined);
    }
    groups.sort();
    groups
}

/// One judgement a pair: the user's where there is one.
fn effective(judgements: &[Judgement]) -> Vec<&Judgement> {
    let mut pairs: BTreeMap<(&str, &str), &Judgement> = BTreeMap::new();
    for judgement in judgements {
        let entry = pairs.entry((&judgement.a, &judgement.b)).or_insert(judgement);
        if judgement.by_user {
            *entry = judgement;
        }
    }
    pairs.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(a: &str, b: &str, verdict: Verdict, by_user: bool, score: f64) -> Judgement {
        Judgement { a: a.into(), b: b.into(), verdict, by_user, score }
    }

    fn joined(members: &str, judgements: &[Judgement]) -> Vec<String> {
        let members = members.chars().map(String::from).collect();
        clusters(&members, judgements).into_iter().map(|group| group.into_iter().collect()).collect()
    }

    #[test]
    fn what_is_the_same_is_one_through_others() {
        let same = |a, b| judged(a, b, Verdict::Same, false, 0.9);
        assert_eq!(joined("abcd", &[same("a", "b"), same("b", "c")]), ["abc", "d"]);
        assert_eq!(joined("ac", &[same("a", "b"), same("b", "c")]), ["a", "c"], "only members join");
    }

    #[test]
    fn what_is_not_the_same_stays_apart_and_the_surer_join_comes_first() {
        let judgements = [
            judged("a", "b", Verdict::Same, false, 0.9),
            judged("b", "c", Verdict::Same, false, 0.95),
            judged("a", "c", Verdict::NotSame, false, 0.0),
        ];
        assert_eq!(joined("abc", &judgements), ["a", "bc"]);
    }

    #[test]
    fn a_user_stands_before_a_rule() {
        let rule = judged("a", "b", Verdict::Same, false, 0.99);
        let user = judged("a", "b", Verdict::NotSame, true, 0.0);
        assert_eq!(joined("ab", &[rule, user]), ["a", "b"]);
        let rule = judged("a", "b", Verdict::NotSame, false, 0.01);
        let user = judged("a", "b", Verdict::Same, true, 1.0);
        assert_eq!(joined("ab", &[user, rule]), ["ab"]);
    }

    #[test]
    fn unsure_joins_nothing() {
        assert_eq!(joined("ab", &[judged("a", "b", Verdict::Unsure, false, 0.7)]), ["a", "b"]);
    }
}
