//! What everyone knows of the world: countries with their people and capitals, cities, organisations and their
//! acronyms, given names, titles, and the nouns that describe such things.
//!
//! The tables are the TSV files of `data/world`, embedded in the program. A name is looked up in its folded form
//! ([`fold()`]: no accents, dots or "the"), but case still tells: "us" is not "US", "turkey" not "Turkey".

mod fold;
mod tables;

use std::collections::HashMap;
use std::sync::LazyLock;

pub use self::fold::fold;
use self::fold::{Names, has_lower, starts_upper};
use crate::model::EntityType;

/// A country or territory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 alpha-2.
    pub code: &'static str,
    /// The usual English short name.
    pub name: &'static str,
    /// The Wikidata item, where known.
    pub item: Option<&'static str>,
    /// Other names and spellings.
    pub aliases: Vec<&'static str>,
    /// What its people and things are called; the first is the usual adjective.
    pub demonyms: Vec<&'static str>,
    /// Cities that stand for its government, present and former spellings.
    pub capitals: Vec<&'static str>,
    /// Other seats that stand for its government ("Kremlin").
    pub seats: Vec<&'static str>,
}

/// A place inside a country, or a part of the world.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Locality {
    /// The usual name.
    pub name: &'static str,
    /// ISO 3166-1 alpha-2 code of the country that it lies in; `None`: larger than a country, or one of the past.
    pub country: Option<&'static str>,
    /// Whether it is a city, and not a part of a country or of the world.
    pub is_city: bool,
}

/// An organisation that goes by several names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// The full or the usual name.
    pub name: &'static str,
    /// Acronyms and other names.
    pub aliases: Vec<&'static str>,
}

/// The gender by which pronouns refer to a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Gender {
    /// She.
    Female,
    /// He.
    Male,
}

/// What becomes of a title before a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::EnumString)]
#[strum(serialize_all = "lowercase")]
pub enum TitleKind {
    /// "Mr.", "Dr.": dropped.
    Honorific,
    /// "President", "Senator": dropped.
    Office,
    /// "Gen.", "Capt.": dropped.
    Rank,
    /// "King", "Pope": dropped only where at least two words of name remain.
    Royal,
    /// Also a given name ("Dean"): dropped only where the document knows the name without it.
    Name,
}

/// A word before a person's name that is no part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Title {
    /// What becomes of it.
    pub kind: TitleKind,
    /// The bearer's gender, where the title tells it.
    pub gender: Option<Gender>,
    /// Whether it is an honorific in capitals only: "H.E.".
    shouted: bool,
}

/// A noun that describes an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DescribingNoun {
    /// What it describes.
    pub entity: EntityType,
    /// The person's gender, where the noun tells it.
    pub gender: Option<Gender>,
    broader: &'static str,
}

impl DescribingNoun {
    /// Whether all that this noun describes may also be called so: a president is a leader.
    pub fn is_also(&self, noun: &str) -> bool {
        self.broader.split('|').any(|broader| broader == noun)
    }
}

/// The tables, ready for look-up.
#[derive(Debug, Default)]
pub struct Gazetteer {
    countries: Vec<Country>,
    localities: Vec<Locality>,
    organisations: Vec<Organisation>,
    country_names: Names,
    demonyms: Names,
    capitals: Names,
    seats: Names,
    locality_names: Names,
    locals: Names,
    organisation_names: Names,
    given_names: HashMap<String, Option<Gender>>,
    titles: HashMap<String, Title>,
    leaders: HashMap<String, &'static str>,
    /// The ends of their names, where those of all who bear them are of one country.
    leaders_in_short: HashMap<String, Option<&'static str>>,
    nouns: HashMap<&'static str, DescribingNoun>,
}

static EMBEDDED: LazyLock<Gazetteer> = LazyLock::new(Gazetteer::read);

impl Gazetteer {
    /// The tables that are part of the program.
    pub fn embedded() -> &'static Gazetteer {
        &EMBEDDED
    }

    /// The country of this name ("Burma", "U.S.", "the Netherlands"); demonyms are not names.
    pub fn country(&self, name: &str) -> Option<&Country> {
        self.country_names.get(name).map(|i| &self.countries[i])
    }

    /// The country of this Wikidata item.
    pub fn country_of_item(&self, item: &str) -> Option<&Country> {
        self.countries.iter().find(|country| country.item == Some(item))
    }

    /// The country whose people or things are called so ("Chinese", "Britons").
    pub fn country_of_demonym(&self, demonym: &str) -> Option<&Country> {
        self.demonyms.get(demonym).map(|i| &self.countries[i])
    }

    /// The country whose capital this is.
    pub fn country_of_capital(&self, city: &str) -> Option<&Country> {
        self.capitals.get(city).map(|i| &self.countries[i])
    }

    /// The country whose government goes by this building or street ("the Kremlin"), capitals not included.
    pub fn country_of_seat(&self, seat: &str) -> Option<&Country> {
        self.seats.get(seat).map(|i| &self.countries[i])
    }

    /// The country of this ISO 3166-1 alpha-2 code.
    pub fn country_of_code(&self, code: &str) -> Option<&Country> {
        let at = self.countries.binary_search_by_key(&code, |c| c.code).ok()?;
        self.countries.get(at)
    }

    /// The city, region or part of the world of this name, or whose people or things are called so ("European"). Where
    /// several share it, regions come first, then the larger city.
    pub fn locality(&self, name: &str) -> Option<&Locality> {
        self.locality_names.get(name).or_else(|| self.locals.get(name)).map(|i| &self.localities[i])
    }

    /// Whether a name says where people or things are from and is no name of the place: "Chinese", "Africans".
    pub fn is_demonym(&self, name: &str) -> bool {
        let of_country = self.demonyms.get(name).is_some() && self.country_names.get(name).is_none();
        of_country || (self.locals.get(name).is_some() && self.locality_names.get(name).is_none())
    }

    /// The organisation of this name or acronym.
    pub fn organisation(&self, name: &str) -> Option<&Organisation> {
        self.organisation_names.get(name).map(|i| &self.organisations[i])
    }

    /// Whether this is a given name somewhere.
    pub fn is_given_name(&self, word: &str) -> bool {
        starts_upper(word) && self.given_names.contains_key(&fold(word))
    }

    /// The gender that bearers of a given name mostly have; `None`: unknown, or common to both.
    pub fn gender_of_given_name(&self, word: &str) -> Option<Gender> {
        self.given_names.get(&fold(word)).copied().flatten()
    }

    /// The country that the person of this full name leads or has led.
    pub fn country_of_leader(&self, name: &str) -> Option<&Country> {
        self.country_of_code(self.leaders.get(&fold(name))?)
    }

    /// The country of all leaders whose full names end so, or begin and end so: "Ahmadinejad", "Lula da Silva", "Gloria Arroyo".
    pub fn country_of_leader_in_short(&self, name: &str) -> Option<&Country> {
        self.country_of_code((*self.leaders_in_short.get(&fold(name))?)?)
    }

    /// What is known of a title of one or more words ("Lt. Gen.", "Prime Minister", "king").
    pub fn title(&self, words: &str) -> Option<Title> {
        let title = self.titles.get(&fold(words)).copied()?;
        // "He" of "He Lifeng" is no "H.E.".
        (!title.shouted || !has_lower(words)).then_some(title)
    }

    /// What a noun, given by its lemma, describes ("company": an organisation).
    pub fn describing_noun(&self, lemma: &str) -> Option<DescribingNoun> {
        self.nouns.get(lemma).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::tables::rows;
    use super::*;

    fn country(name: &str) -> Option<&'static str> {
        Gazetteer::embedded().country(name).map(|c| c.code)
    }

    #[test]
    fn countries_are_known_by_all_their_names() {
        for name in ["United States", "the United States", "US", "U.S.", "U.S.A.", "America", "UNITED STATES"]
        {
            assert_eq!(country(name), Some("US"), "{name}");
        }
        assert_eq!(country("Britain"), Some("GB"));
        assert_eq!(country("Côte d’Ivoire"), Some("CI"));
        assert_eq!(country("Burma"), Some("MM"));
        assert_eq!(country("DPRK"), Some("KP"));
        assert_eq!(country("Congo"), Some("CD"));
        assert_eq!(country("Tibet"), None);
    }

    #[test]
    fn case_tells_countries_from_common_words() {
        for word in ["us", "Us", "turkey", "chad", "jordan", "georgia"] {
            assert_eq!(country(word), None, "{word}");
        }
        assert_eq!(country("Turkey"), Some("TR"));
        assert_eq!(country("TURKEY"), Some("TR"));
    }

    #[test]
    fn demonyms_name_the_country_in_singular_and_plural() {
        let world = Gazetteer::embedded();
        for (demonym, code) in [
            ("Chinese", "CN"),
            ("Russians", "RU"),
            ("Briton", "GB"),
            ("Filipinos", "PH"),
            ("Salvadoran", "SV"),
            ("Dutch", "NL"),
            ("South Korean", "KR"),
            ("American", "US"),
            ("Nigerien", "NE"),
        ] {
            assert_eq!(world.country_of_demonym(demonym).map(|c| c.code), Some(code), "{demonym}");
        }
        assert!(world.country_of_demonym("polish").is_none());
        for (name, is_demonym) in
            [("Chinese", true), ("Africans", true), ("Latin American", true), ("Asia", false)]
        {
            assert_eq!(world.is_demonym(name), is_demonym, "{name}");
        }
        assert!(!world.is_demonym("Thai Nguyen") && !world.is_demonym("European Union"));
    }

    #[test]
    fn capitals_and_seats_stand_for_governments() {
        let world = Gazetteer::embedded();
        assert_eq!(world.country_of_capital("Beijing").map(|c| c.code), Some("CN"));
        assert_eq!(world.country_of_capital("Washington").map(|c| c.code), Some("US"));
        assert_eq!(world.country_of_seat("the Kremlin").map(|c| c.code), Some("RU"));
        assert_eq!(world.country_of_seat("Downing Street").map(|c| c.code), Some("GB"));
        assert!(world.country_of_seat("Moscow").is_none());
    }

    #[test]
    fn every_row_of_the_tables_is_read() {
        let world = Gazetteer::embedded();
        assert_eq!(world.countries.len(), 250);
        assert_eq!(world.titles.len(), rows::<3>(include_str!("../../../data/world/titles.tsv")).count());
        assert_eq!(world.nouns.len(), rows::<3>(include_str!("../../../data/world/nouns.tsv")).count());
        assert!(world.countries.is_sorted_by_key(|c| c.code));
        assert_eq!(world.country_of_code("RU").and_then(|c| c.item), Some("Q159"));
    }

    #[test]
    fn localities_lie_in_their_countries() {
        let world = Gazetteer::embedded();
        let lies_in = |name| world.locality(name).and_then(|l| l.country);
        assert_eq!(lies_in("Lviv"), Some("UA"));
        assert_eq!(lies_in("Ontario"), Some("CA"));
        assert_eq!(lies_in("Georgia"), Some("US"));
        assert_eq!(lies_in("L.A."), Some("US"));
        assert!(world.locality("Middle East").is_some_and(|l| l.country.is_none()));
    }

    #[test]
    fn organisations_are_known_by_acronym_and_name() {
        let world = Gazetteer::embedded();
        let name = |n| world.organisation(n).map(|o| o.name);
        assert_eq!(name("CCP"), Some("Chinese Communist Party"));
        assert_eq!(name("the U.N."), Some("United Nations"));
        assert_eq!(name("who"), None);
        assert_eq!(name("Opec"), Some("Organization of the Petroleum Exporting Countries"));
    }

    #[test]
    fn persons_have_titles_and_genders() {
        let world = Gazetteer::embedded();
        assert_eq!(world.gender_of_given_name("Vladimir"), Some(Gender::Male));
        assert_eq!(world.gender_of_given_name("Ségolène"), Some(Gender::Female));
        assert_eq!(world.gender_of_given_name("Kim"), None);
        assert_eq!(world.title("Lt. Gen.").map(|t| t.kind), Some(TitleKind::Rank));
        assert_eq!(world.title("king").map(|t| t.kind), Some(TitleKind::Royal));
        assert!(world.title("HE").is_some() && world.title("He").is_none());
        assert!(world.describing_noun("president").is_some_and(|n| n.is_also("leader")));
        let wife = world.describing_noun("spokeswoman");
        assert_eq!(wife.map(|n| (n.entity, n.gender)), Some((EntityType::Person, Some(Gender::Female))));
    }

    #[test]
    fn folding_drops_what_does_not_tell_names_apart() {
        assert_eq!(fold("The  Épôch Times’s"), "epoch times");
        assert_eq!(fold("Jean-Claude"), "jean claude");
        assert_eq!(fold("U.S."), "us");
        assert_eq!(fold("Recep Tayyip Erdoğan"), "recep tayyip erdogan");
        assert_eq!(fold("Lech WAŁĘSA"), "lech walesa");
        assert_eq!(fold("  Bashar al-Assad, "), "bashar al assad");
        assert_eq!(fold("O’Brien"), "obrien");
        assert_eq!(fold("—"), "");
    }
}
