//! Places that are named as some of those within another: "Kenya, including Nairobi and Mombasa".
//!
//! Read from left to right: where such a list hangs in the tree depends on the comma before it.

use super::ends::{End, EndFinder};
use super::following::{fits, is_beyond, is_name_of_place, is_wide};
use super::located::Location;

/// Words that lead from a place to some within it.
const LEADING: [&str; 5] = ["including", "notably", "especially", "particularly", "namely"];

/// The places that the sentence names as some of those within another.
pub fn instances(finder: &EndFinder) -> Vec<Location> {
    let tree = finder.tree;
    let mut found = Vec::new();
    for leading in (1..tree.len()).filter(|&t| LEADING.contains(&tree.form(t))) {
        let Some(whole) = place_before(finder, leading) else { continue };
        for what in places_from(finder, leading + 1, &whole) {
            let (place, relation, confidence) = (whole.clone(), "located_in", 0.8);
            found.push(Location { what, place, relation, rule: "place.including", confidence });
        }
    }
    found
}

/// The country or region whose name ends before the token or the comma before it.
fn place_before(finder: &EndFinder, leading: usize) -> Option<End> {
    let comma = leading.checked_sub(1).filter(|&i| finder.tree.form(i) == ",").unwrap_or(leading);
    let last = comma.checked_sub(1)?;
    let place =
        finder.place_at(last).filter(|place| is_name_of_place(finder, place) && is_wide(finder, place))?;
    finder.tokens_here(&place).is_some_and(|tokens| tokens.end == comma).then_some(place)
}

/// The places of the list that begins at the token; none if one of them may lie elsewhere, or only begins a phrase.
fn places_from(finder: &EndFinder, from: usize, whole: &End) -> Vec<End> {
    let tree = finder.tree;
    let joins = |i: usize| matches!(tree.form_or_end(i), "," | "and" | "&" | "or" | "the");
    let mut found = Vec::new();
    let mut at = if tree.form_or_end(from) == "the" { from + 1 } else { from };
    while let Some(place) = finder.place_at(at) {
        let Some(tokens) = finder.tokens_here(&place) else { return Vec::new() };
        let end = tokens.end;
        let goes_on =
            end < tree.len() && (tree.is_noun(end) || tree.is_possessive_mark(end) || tree.form(end) == "-");
        let lies = !finder.mentions.is_country(&place.participant)
            && is_name_of_place(finder, &place)
            && !is_beyond(finder, &place)
            && (is_beyond(finder, whole) || fits(finder, &place, whole));
        if goes_on || !lies {
            return Vec::new();
        }
        found.push(place);
        let next = (end..end + 3).find(|&i| !joins(i)).unwrap_or(end);
        if next == end {
            break;
        }
        at = next;
    }
    found
}
