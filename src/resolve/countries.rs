//! The country that each place of an article lies in: as the article says ("Paris, Texas"), else as the world's tables
//! know; of cities that share a name, a large one rather than a small one, and one in a country that the article names
//! rather than another.

use std::collections::{HashMap, HashSet};

use crate::language::gazetteer::Gazetteer;
use crate::language::namesakes::namesakes;
use crate::language::{Analysis, Chain};
use crate::model::{Claim, EntityType, Status};

/// A city in a country that the article names is taken to be so many times as large.
const NAMED: u32 = 10;

/// How many steps "in Montmartre, Paris, France" may go.
const MAX_DEPTH: usize = 4;

/// The ISO 3166-1 codes of the countries of the article's chains; `None` for what is no place, and for places of which
/// neither the article nor the tables tell.
pub fn countries(analysis: &Analysis, claims: &[Claim]) -> Vec<Option<&'static str>> {
    let mut atlas = Atlas { analysis, lies_in: HashMap::new(), named: HashSet::new() };
    for claim in claims.iter().filter(|c| c.relation == "located_in" && c.status == Status::Actual) {
        atlas.lies_in.entry(claim.subject.chain).or_default().push(claim.object.chain);
    }
    atlas.named = analysis
        .chains
        .iter()
        .filter_map(|chain| Some(Gazetteer::embedded().country(&chain.name)?.code))
        .collect();
    (0..analysis.chains.len()).map(|chain| atlas.country(chain, MAX_DEPTH)).collect()
}

struct Atlas<'a> {
    analysis: &'a Analysis,
    /// By chain, the chains of the places that the article says it lies in.
    lies_in: HashMap<usize, Vec<usize>>,
    /// The countries that the article names.
    named: HashSet<&'static str>,
}

impl Atlas<'_> {
    fn country(&self, chain: usize, depth: usize) -> Option<&'static str> {
        let Chain { entity, name, .. } = self.analysis.chains.get(chain)?;
        let world = Gazetteer::embedded();
        if *entity == EntityType::Place
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
    use crate::model::{Participant, Span};

    /// The countries of the places of an article that names these, where the first lies in the second if `told`.
    fn countries_of(places: &[&str], told: bool) -> Vec<Option<&'static str>> {
        let chain = |name: &&str| Chain {
            entity: EntityType::Place,
            name: (*name).to_owned(),
            aliases: Vec::new(),
            mentions: Vec::new(),
        };
        let analysis = Analysis { chains: places.iter().map(chain).collect(), ..Analysis::default() };
        let participant = |chain| Participant { chain, mention: 0, via: None };
        let claim = Claim {
            relation: "located_in".to_owned(),
            subject: participant(0),
            object: participant(1),
            title: None,
            time: None,
            place: None,
            status: Status::Actual,
            speaker: None,
            confidence: 1.0,
            rule: String::new(),
            sentence: 0,
            trigger: Span::new(0, 0),
        };
        countries(&analysis, if told { std::slice::from_ref(&claim) } else { &[] })
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
