//! Cities that share a name: in which countries there is one, and how large it is.
//!
//! `data/world/namesakes.tsv` holds every city of more than 15,000 people. It is sorted, and searched as it stands: most
//! runs of the program ask for few names or none.

use super::gazetteer::fold;

const TABLE: &str = include_str!("../../data/world/namesakes.tsv");

/// The cities of one name in one country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Namesake {
    /// ISO 3166-1 alpha-2 code of the country.
    pub country: &'static str,
    /// The people of the largest, in thousands.
    pub thousands: u32,
}

/// The cities of this name, the largest first.
pub fn namesakes(name: &str) -> impl Iterator<Item = Namesake> {
    let cities = row(&fold(name)).unwrap_or_default();
    cities.split(' ').filter_map(|city| {
        let (country, thousands) = city.split_at_checked(2)?;
        Some(Namesake { country, thousands: thousands.parse().ok()? })
    })
}

/// What stands beside a folded name.
fn row(name: &str) -> Option<&'static str> {
    let mut rest = TABLE;
    // Comments come before all names.
    while rest.starts_with('#') {
        rest = rest.split_once('\n')?.1;
    }
    while !rest.is_empty() {
        let middle =
            rest.as_bytes()[..rest.len() / 2].iter().rposition(|&b| b == b'\n').map_or(0, |at| at + 1);
        let (before, from) = rest.split_at_checked(middle)?;
        let (line, after) = from.split_once('\n')?;
        let (key, cities) = line.split_once('\t')?;
        rest = match name.cmp(key) {
            std::cmp::Ordering::Equal => return Some(cities),
            std::cmp::Ordering::Less => before,
            std::cmp::Ordering::Greater => after,
        };
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_found_by_its_own_name() {
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let (name, cities) = line.split_once('\t').unwrap();
            assert_eq!(row(name), Some(cities), "{name}");
            assert_eq!(namesakes(name).count(), cities.split(' ').count(), "{line}");
        }
    }

    #[test]
    fn cities_of_one_name_come_largest_first() {
        let countries = |name| namesakes(name).map(|n| n.country).collect::<Vec<_>>();
        assert_eq!(countries("Paris"), ["FR", "US"]);
        assert_eq!(countries("Hyderabad"), ["IN", "PK"]);
        assert_eq!(countries("São Paulo").first(), Some(&"BR"));
        assert_eq!(countries("Nowhere-on-Sea"), Vec::<&str>::new());
    }
}
