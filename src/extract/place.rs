//! Where a claim's event was: the most specific named place of its clause.

use super::ends::EndFinder;
use crate::language::{Deprel, Tree};
use crate::model::{EntityType, Participant};

const AT: [&str; 6] = ["in", "at", "near", "inside", "outside", "aboard"];

/// The place of the event whose trigger is the token: of its own phrases first, then of its clause's.
pub fn place_of(finder: &EndFinder, trigger: usize, noun: Option<usize>) -> Option<Participant> {
    let tree = finder.tree;
    let mut governors = vec![trigger];
    governors.extend(noun);
    let mut at = trigger;
    for _ in 0..2 {
        match (tree.deprel(at), tree.head(at)) {
            (
                Deprel::Obj | Deprel::Obl | Deprel::Nsubj | Deprel::NsubjPass | Deprel::Xcomp | Deprel::Conj,
                Some(head),
            ) => {
                governors.push(head);
                at = head;
            }
            _ => break,
        }
    }
    let objects = [Deprel::Obj, Deprel::Obl, Deprel::Nmod];
    for governor in governors {
        let below: Vec<usize> = tree.dependents(governor, &objects).collect();
        // "met Putin at the Kremlin": the parser may hang the place on the object.
        let hung = (0..tree.len())
            .filter(|&c| tree.deprel(c) == Deprel::Nmod && hangs_on_person(finder, c, governor));
        let candidates: Vec<usize> = below.iter().copied().chain(hung).filter(|&c| is_at(tree, c)).collect();
        if let Some(place) = most_specific(finder, &candidates) {
            return Some(place);
        }
    }
    None
}

/// Whether the phrase hangs on a person below the governor: persons do not lie in places, what they do happens there.
fn hangs_on_person(finder: &EndFinder, token: usize, governor: usize) -> bool {
    let tree = finder.tree;
    let Some(head) = tree.head(token) else { return false };
    let person = finder
        .mentions
        .name_at(finder.sentence, head)
        .is_some_and(|mention| finder.mentions.analysis.mentions[mention].entity == Some(EntityType::Person));
    (person || finder.bearers.contains_key(&head)) && tree.is_below(head, governor)
}

fn is_at(tree: &Tree, token: usize) -> bool {
    AT.iter().any(|p| tree.has_preposition(token, p))
}

/// The first that is not a country, else the first.
fn most_specific(finder: &EndFinder, tokens: &[usize]) -> Option<Participant> {
    let places = tokens.iter().filter_map(|&t| Some(finder.place_at(t)?.participant));
    let mut country = None;
    for place in places {
        if !finder.mentions.is_country(&place) {
            return Some(place);
        }
        country.get_or_insert(place);
    }
    country
}
