//! The TSV files of `data/world` → the tables in memory.

use super::fold::{fold, has_lower};
use super::{Country, DescribingNoun, Gazetteer, Gender, Locality, Organisation, Title, TitleKind};

impl Gazetteer {
    /// Reads the tables that are part of the program.
    pub(super) fn read() -> Gazetteer {
        let mut world = Gazetteer::default();
        world.read_countries(include_str!("../../../data/world/countries.tsv"));
        world.read_regions(include_str!("../../../data/world/regions.tsv"));
        world.read_cities(include_str!("../../../data/world/cities.tsv"));
        world.read_organisations(include_str!("../../../data/world/organisations.tsv"));
        world.read_persons();
        world
    }

    fn read_countries(&mut self, table: &'static str) {
        for [code, name, item, aliases, demonyms, capitals, seats] in rows(table) {
            let index = self.countries.len();
            let country = Country {
                code,
                name,
                item: Some(item).filter(|i| !i.is_empty()),
                aliases: list(aliases),
                demonyms: list(demonyms),
                capitals: list(capitals),
                seats: list(seats),
            };
            self.country_names.add(name, index);
            country.aliases.iter().for_each(|n| self.country_names.add(n, index));
            for demonym in &country.demonyms {
                self.demonyms.add(demonym, index);
                self.demonyms.add(&format!("{demonym}s"), index);
            }
            country.capitals.iter().for_each(|n| self.capitals.add(n, index));
            country.seats.iter().for_each(|n| self.seats.add(n, index));
            self.countries.push(country);
        }
    }

    fn read_regions(&mut self, table: &'static str) {
        for [country, name, aliases, people] in rows(table) {
            self.add_locality(name, country, false);
            let index = self.localities.len() - 1;
            list(aliases).iter().for_each(|n| self.locality_names.add(n, index));
            list(people).iter().for_each(|n| self.locals.add(n, index));
        }
    }

    fn read_cities(&mut self, table: &'static str) {
        for [name, country, _state] in rows(table) {
            self.add_locality(name, country, true);
        }
    }

    fn add_locality(&mut self, name: &'static str, country: &'static str, is_city: bool) {
        self.locality_names.add(name, self.localities.len());
        let country = Some(country).filter(|c| !c.is_empty());
        self.localities.push(Locality { name, country, is_city });
    }

    fn read_organisations(&mut self, table: &'static str) {
        for [name, aliases] in rows(table) {
            let index = self.organisations.len();
            let aliases = list(aliases);
            self.organisation_names.add(name, index);
            aliases.iter().for_each(|n| self.organisation_names.add(n, index));
            self.organisations.push(Organisation { name, aliases });
        }
    }

    fn read_persons(&mut self) {
        for [name, sex] in rows(include_str!("../../../data/world/given_names.tsv")) {
            self.given_names.insert(fold(name), gender(sex));
        }
        for [title, kind, sex] in rows(include_str!("../../../data/world/titles.tsv")) {
            if let Ok(kind) = kind.parse() {
                let shouted = kind == TitleKind::Honorific && !has_lower(title);
                self.titles.insert(fold(title), Title { kind, gender: gender(sex), shouted });
            }
        }
        for [name, country] in rows(include_str!("../../../data/world/leaders.tsv")) {
            let full = fold(name);
            let endings = full.match_indices(' ').map(|(at, _)| full[at + 1..].to_owned());
            // "Gloria Arroyo" for "Gloria Macapagal Arroyo"
            let outer = full.split_once(' ').zip(full.rsplit_once(' '));
            let outer = outer.map(|((first, _), (_, last))| format!("{first} {last}"));
            for short in endings.chain(outer) {
                let of = self.leaders_in_short.entry(short).or_insert(Some(country));
                *of = of.filter(|other| *other == country);
            }
            self.leaders.insert(full, country);
        }
        self.read_other_names_of_leaders();
        for [noun, entity, sex, broader] in rows(include_str!("../../../data/world/nouns.tsv")) {
            if let Ok(entity) = entity.parse() {
                self.nouns.insert(noun, DescribingNoun { entity, gender: gender(sex), broader });
            }
        }
    }

    /// "Mohammed Morsi": a leader whom the table of leaders spells otherwise.
    fn read_other_names_of_leaders(&mut self) {
        let known = rows::<4>(include_str!("../../../data/world/wikidata.tsv"));
        for [_, name, _, aliases] in known.filter(|[kind, ..]| *kind == "PERSON") {
            let names = || list(aliases).into_iter().chain([name]).map(fold);
            if let Some(country) = names().find_map(|name| self.leaders.get(&name).copied()) {
                names().for_each(|name| _ = self.leaders.entry(name).or_insert(country));
            }
        }
    }
}

fn gender(column: &str) -> Option<Gender> {
    match column {
        "f" => Some(Gender::Female),
        "m" => Some(Gender::Male),
        _ => None,
    }
}

fn list(column: &'static str) -> Vec<&'static str> {
    column.split('|').filter(|item| !item.is_empty()).collect()
}

/// The rows of a TSV table, without comments; a row with fewer columns is filled up with empty ones.
pub(super) fn rows<const N: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| {
        let mut row = [""; N];
        row.iter_mut().zip(line.split('\t')).for_each(|(column, value)| *column = value);
        row
    })
}
