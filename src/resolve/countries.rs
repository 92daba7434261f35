//! The country that each place of an article lies in: as the article says ("Paris, Texas"), else as the world's tables
//! know; of cities that share a name, a large one rather than a small one, and one in a country that the article names
//! rather than another.

use std::collections::{HashMap, HashSet};

use crate::language::gazetteer::Gazetteer;
use crate::language::namesakes::namesakes;
use crate::model::EntityType;

/// A city in a country that the article names is taken to be so many times as large.
const NAMED: u32 = 10;

/// How many steps "in Montmartre, Paris, France" may go.
const MAX_DEPTH: usize = 4;

/// The relation by which an article says that one chain lies in another.
pub const LIES_IN: &str = "located_in";

/// The ISO 3166-1 codes of the countries of an article's chains, which are given by type and fullest form; `None` for what
/// is no place, and for places of which neither the article nor the tables tell. `lies_in`: pairs of chains of which the
/// article says that the first lies in the second.
pub fn countries(
    chains: &[(EntityType, &str)],
    lies_in: impl IntoIterator<Item = (usize, usize)>,
) -> Vec<Option<&'static str>> {
    let named =
        chains.iter().filter_map(|(_, name)| Some(Gazetteer::embedded().country(name)?.code)).collect();
    let mut atlas = Atlas { chains, lies_in: HashMap::new(), named };
    for (inner, outer) in lies_in {
        atlas.lies_in.entry(inner).or_default().push(outer);
    }
    (0..chains.len()).map(|chain| atlas.country(chain, MAX_DEPTH)).collect()
}

struct Atlas<'a> {
    chains: &'a [(EntityType, &'a str)],
    /// By chain, the chains of the places that the article says it lies in.
    lies_in: HashMap<usize, Vec<usize>>,
    /// The countries that the article names.
    named: HashSet<&'static str>,
}

impl Atlas<'_> {
    fn country(&self, chain: usize, depth: usize) -> Option<&'static str> {
        let &(entity, name) = self.chains.get(chain)?;
        let world = Gazetteer::embedded();
        if entity == EntityType::Place
            && let Some(country) = world.country(name)
        {
            return Some(country.code);
        }
        let told = self.lies_in.get(&chain).into_iter().flatten();
        let told = told.copied().filter(|_| depth > 0).find_map(|outer| self.country(outer, depth - 1));
        told.or_else(|| Some(world.country_of_seat(name)?.code)).or_else(|| {
            let capital = || Some(world.country_of_capital(name)?.code);
            match entity {
                EntityType::Place => self.known(name).or_else(capital),
                // "Kyiv" may go for the government and for the city.
                EntityType::Org => capital(),
                EntityType::Person | EntityType::Group => None,
            }
        })
    }

    /// The country of a city or region by its name.
    fn known(&self, name: &str) -> Option<&'static str> {
        let weight = |country: &str, thousands: u32| {
            thousands.saturating_mul(if self.named.contains(country) { NAMED } else { 1 })
        };
        // The first of the largest.
        let largest = namesakes(name).map(|n| (weight(n.country, n.thousands), n.country));
        let largest = largest.reduce(|best, next| if next.0 > best.0 { next } else { best });
        largest.map(|(_, country)| country).or_else(|| Gazetteer::embedded().locality(name)?.country)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The countries of the places of an article that names these, where the first lies in the second if `told`.
    fn countries_of(places: &[&str], told: bool) -> Vec<Option<&'static str>> {
        let chains: Vec<_> = places.iter().map(|&name| (EntityType::Place, name)).collect();
        countries(&chains, told.then_some((0, 1)))
    }

    #[test]
    fn what_the_article_says_stands_before_what_is_known() {
        assert_eq!(countries_of(&["Paris"], false), [Some("FR")]);
        assert_eq!(countries_of(&["Paris", "Texas"], true), [Some("US"), Some("US")]);
    }

    #[test]
    fn of_namesakes_the_larger_one_unless_the_article_names_the_other_country() {
        assert_eq!(countries_of(&["Hyderabad"], false)[0], Some("IN"));
        assert_eq!(countries_of(&["Hyderabad", "Pakistan"], false)[0], Some("PK"));
        assert_eq!(countries_of(&["Paris", "United States"], false)[0], Some("FR"));
    }

    #[test]
    fn seats_and_regions_lie_in_countries_too() {
        assert_eq!(countries_of(&["Kremlin", "Bavaria", "Erewhon"], false), [Some("RU"), Some("DE"), None]);
    }
}
