//! Persons, bodies and places that have the same id in every database.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::language::gazetteer::fold;
use crate::model::EntityType;

/// An entity of `data/world/wikidata.tsv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// The usual name.
    pub name: &'static str,
    /// The Wikidata item, where the table has it.
    pub item: Option<&'static str>,
}

static KNOWN: LazyLock<HashMap<(EntityType, String), Known>> = LazyLock::new(|| {
    let mut known = HashMap::new();
    let table = include_str!("../../data/world/wikidata.tsv").lines().filter(|line| !line.starts_with('#'));
    for line in table {
        let mut cells = line.split('\t');
        let (Some(entity), Some(name), Some(item)) = (cells.next(), cells.next(), cells.next()) else {
            continue;
        };
        let Ok(entity) = entity.parse::<EntityType>() else { continue };
        let entry = Known { name, item: Some(item).filter(|item| !item.is_empty()) };
        let others =
            cells.next().into_iter().flat_map(|names| names.split('|')).filter(|name| !name.is_empty());
        for name in [name].into_iter().chain(others) {
            known.entry((entity, fold(name))).or_insert(entry);
        }
    }
    known
});

/// The entity that a full name of this type means.
pub fn known(entity: EntityType, name: &str) -> Option<Known> {
    KNOWN.get(&(entity, fold(name))).copied()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn other_names_lead_to_the_same_item() {
        let item = |name| known(EntityType::Person, name).and_then(|known| known.item);
        assert_eq!(item("Volodymyr Zelensky"), Some("Q3874799"));
        assert_eq!(item("VOLODYMYR ZELENSKYY"), Some("Q3874799"));
        assert_eq!(item("Olena Zelenska"), None);
        assert_eq!(known(EntityType::Org, "Moscow"), None, "of another type");
    }

    /// So that additions are easily read and reviewed.
    #[test]
    fn the_table_is_in_order() {
        let table =
            include_str!("../../data/world/wikidata.tsv").lines().filter(|line| !line.starts_with('#'));
        let keys: Vec<_> = table
            .map(|line| {
                let cells: Vec<&str> = line.split('\t').collect();
                let types = ["PERSON", "ORG", "PLACE", "GROUP"];
                (types.iter().position(|entity| *entity == cells[0]).unwrap(), fold(cells[1]))
            })
            .collect();
        assert!(keys.is_sorted(), "{:?}", keys.windows(2).find(|pair| pair[0] > pair[1]));
    }

    #[test]
    fn leaders_and_capitals_of_today_have_items_under_the_names_that_news_gives_them() {
        for (entity, name, item) in [
            (EntityType::Person, "Fumio Kishida", "Q359480"),
            (EntityType::Person, "King Abdullah II", "Q57464"),
            (EntityType::Person, "Mohammed bin Salman", "Q6892571"),
            (EntityType::Place, "Harare", "Q3921"),
            (EntityType::Place, "N'Djamena", "Q3659"),
        ] {
            assert_eq!(known(entity, name).and_then(|known| known.item), Some(item), "{name}");
        }
    }

    #[test]
    fn every_item_has_one_row() {
        let table =
            include_str!("../../data/world/wikidata.tsv").lines().filter(|line| !line.starts_with('#'));
        let mut items = BTreeSet::new();
        for line in table {
            let cells: Vec<&str> = line.split('\t').collect();
            assert_eq!(cells.len(), 4, "{line}");
            assert!(cells[0].parse::<EntityType>().is_ok(), "{line}");
            assert!(cells[2].is_empty() || items.insert(cells[2]), "twice: {line}");
        }
    }
}
