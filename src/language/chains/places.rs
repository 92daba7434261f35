//! Which names of places are one place: "Hubei" is "Hubei Province", "Okavango" the "Okavango River".

use std::collections::HashMap;

use super::document::Document;
use super::names::NameMention;
use super::words::List;
use crate::language::gazetteer::Gazetteer;
use crate::model::EntityType;

/// Pairs of names (their indices) of which one leaves out the word that says what the place is. Where two kinds of place
/// share the rest of their names ("Hualien City", "Hualien County"), the short name may be either's.
pub fn pairs(document: &Document, names: &[NameMention]) -> Vec<(usize, usize)> {
    let mut full: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for (i, name) in names.iter().enumerate().filter(|(_, n)| n.entity == EntityType::Place) {
        if *seen.entry(&name.folded).or_insert(i) != i {
            continue;
        }
        if let Some((short, kind)) = name.folded.rsplit_once(' ')
            && may_be_left_out(document.world, short, kind)
        {
            full.entry(short).or_default().push(i);
        }
    }
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (short, wholes) in full {
        if let (Some(&short), [whole]) = (seen.get(short), &wholes[..]) {
            pairs.push((short.min(*whole), short.max(*whole)));
        }
    }
    pairs.sort_unstable();
    pairs
}

/// Whether a place may go by the rest of its name: "Hubei", but not "Panama" for "Panama City", "Quebec" for "Quebec City".
fn may_be_left_out(world: &Gazetteer, rest: &str, kind: &str) -> bool {
    let titled = capitalised(rest);
    let country = world.country(&titled).is_some();
    let region = world.locality(&titled).is_some_and(|l| !l.is_city);
    let city =
        world.locality(&titled).is_some_and(|l| l.is_city) || world.country_of_capital(&titled).is_some();
    match kind {
        // "Riyadh Region Municipality" is a body of the region.
        _ if country || rest.rsplit(' ').next().is_some_and(|last| List::District.has(last)) => false,
        _ if List::Town.has(kind) => !region,
        // "Hiroshima Prefecture" is more than Hiroshima.
        _ if List::District.has(kind) => !city,
        _ => List::Waters.has(kind) && !region && !city,
    }
}

/// The words with capitals, as the gazetteer wants them.
fn capitalised(folded: &str) -> String {
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    };
    folded.split(' ').map(capital).collect::<Vec<String>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::testing::chains_of_names;
    use crate::model::EntityType;

    fn count(names: &[&str]) -> usize {
        chains_of_names(names, EntityType::Place).len()
    }

    #[test]
    fn the_kind_of_a_place_may_be_left_out() {
        assert_eq!(count(&["Hubei Province", "Hubei"]), 1);
        assert_eq!(count(&["Okavango", "Okavango River"]), 1);
        assert_eq!(count(&["Hiroshima Prefecture", "Hiroshima"]), 2);
        assert_eq!(count(&["Hualien County", "Hualien City", "Hualien"]), 3);
        assert_eq!(count(&["Panama City", "Panama"]), 2);
        assert_eq!(count(&["Quebec City", "Quebec"]), 2);
        assert_eq!(count(&["Washington State", "Washington"]), 2);
    }
}
