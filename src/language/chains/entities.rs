//! Names → entities: countries with their people, persons, organisations, places and groups.

use std::collections::HashMap;

use super::discourse::Reference;
use super::document::{At, Document};
use super::names::{NameMention, is_acronym};
use super::roles::Role;
use super::{aliases, organisations, persons, places};
use crate::language::gazetteer::{Country, Gender, fold};
use crate::language::{Chain, Mention, MentionKind};
use crate::model::{EntityType, Span};

/// What the names of one chain refer to.
#[derive(Debug)]
pub struct Entity<'a> {
    pub kind: EntityType,
    /// Set where the entity is a country.
    pub country: Option<&'a Country>,
    /// Indices of its names, in the order of the text.
    pub names: Vec<usize>,
    pub gender: Option<Gender>,
    /// Its name where the text does not name it: the author's.
    pub signed: Option<String>,
    /// By what else it goes: "president", "top diplomat".
    pub roles: Vec<Role>,
}

/// ISO 3166-1 codes of what is a country and a town.
const CITY_STATES: [&str; 6] = ["GI", "HK", "MC", "MO", "SG", "VA"];

impl Entity<'_> {
    /// Whether this is a place that may be called "the city": no country, but for those that are one.
    pub fn may_be_town(&self) -> bool {
        let is_city = |country: &Country| CITY_STATES.contains(&country.code);
        self.kind == EntityType::Place && self.country.is_none_or(is_city)
    }
}

/// The entities of a document and their names.
pub struct Entities<'a> {
    /// In the order of the text.
    pub names: Vec<NameMention>,
    pub list: Vec<Entity<'a>>,
    /// The entity of each name.
    of_name: Vec<usize>,
    /// The name that each token lies in.
    name_at: HashMap<At, usize>,
}

/// Joins the names that mean the same.
pub fn of_names<'a>(document: &Document<'a>, names: Vec<NameMention>) -> Entities<'a> {
    let countries: Vec<Option<&Country>> = names.iter().map(|n| country(document, n)).collect();
    let of_kind = |kind: EntityType| {
        let free = |&i: &usize| names[i].entity == kind && countries[i].is_none();
        (0..names.len()).filter(free).collect::<Vec<usize>>()
    };
    let (people, bodies) = (of_kind(EntityType::Person), of_kind(EntityType::Org));
    let mut labels: HashMap<usize, String> = HashMap::new();
    for (i, person) in people.iter().zip(persons::join(document, &names, &people)) {
        labels.insert(*i, format!("person {person}"));
    }
    for (i, body) in bodies.iter().zip(organisations::join(document, &names, &bodies)) {
        labels.insert(*i, format!("organisation {body}"));
    }
    let label = |(i, country): (usize, &Option<&Country>)| match country {
        Some(country) => format!("country {}", country.code),
        None => {
            labels.remove(&i).unwrap_or_else(|| format!("{} {}", names[i].entity, key(document, &names[i])))
        }
    };
    let mut labels: Vec<String> = countries.iter().enumerate().map(label).collect();
    for (name, alias) in aliases::pairs(document, &names).chain(places::pairs(document, &names)) {
        let (label, other) = (labels[name].clone(), labels[alias].clone());
        labels.iter_mut().filter(|l| **l == other).for_each(|l| l.clone_from(&label));
    }
    let mut entities = Entities { of_name: Vec::new(), list: Vec::new(), name_at: HashMap::new(), names };
    let mut by_label: HashMap<String, usize> = HashMap::new();
    for (i, (country, label)) in countries.into_iter().zip(labels).enumerate() {
        let name = &entities.names[i];
        let index = *by_label.entry(label).or_insert(entities.list.len());
        if index == entities.list.len() {
            let (names, roles) = (Vec::new(), Vec::new());
            entities.list.push(Entity {
                kind: name.entity,
                country,
                names,
                gender: None,
                signed: None,
                roles,
            });
        }
        for token in name.tokens.clone() {
            entities.name_at.insert(At { sentence: name.sentence, token }, i);
        }
        let entity = &mut entities.list[index];
        entity.names.push(i);
        entity.gender = entity.gender.or(name.gender);
        entities.of_name.push(index);
    }
    entities.set_genders(document);
    entities
}

/// The country that a name means, by itself or through its people; "the South" where Korea is spoken of.
fn country<'a>(document: &Document<'a>, name: &NameMention) -> Option<&'a Country> {
    if name.entity != EntityType::Place {
        return None;
    }
    let world = document.world;
    let korea = match name.folded.as_str() {
        "north" => Some("KP"),
        "south" => Some("KR"),
        _ => None,
    };
    let of_korea = korea.and_then(|code| world.country_of_code(code));
    world.country(&name.form).or_else(|| world.country_of_demonym(&name.form)).or(of_korea)
}

/// What places and groups are joined by.
fn key(document: &Document, name: &NameMention) -> String {
    match name.entity {
        // "Washington" and "Washington, D.C.", "Kyiv" and "Kiev".
        EntityType::Place => match document.world.country_of_capital(&name.form) {
            Some(country) if same_capital(country) => format!("capital of {}", country.code),
            _ => document.world.locality(&name.form).map_or_else(|| name.folded.clone(), |l| fold(l.name)),
        },
        _ => name.folded.strip_suffix('s').unwrap_or(&name.folded).to_owned(),
    }
}

/// Whether all capitals that the gazetteer lists for a country are spellings of one city.
fn same_capital(country: &Country) -> bool {
    let initial = |name: &str| fold(name).chars().next();
    let mut initials = country.capitals.iter().map(|c| initial(c));
    let first = initials.next();
    matches!(country.code, "US" | "UA" | "CN" | "MN" | "IN" | "MD" | "XK" | "YE")
        || initials.all(|i| Some(i) == first)
}

impl<'a> Entities<'a> {
    /// The entity that the name at a token means.
    pub fn at(&self, at: At) -> Option<usize> {
        self.name_at.get(&at).map(|&name| self.of_name[name])
    }

    /// The name that covers a token.
    pub fn name_at(&self, at: At) -> Option<&NameMention> {
        self.name_at.get(&at).map(|&name| &self.names[name])
    }

    /// The entity of the name of this index.
    pub fn of_name(&self, name: usize) -> usize {
        self.of_name[name]
    }

    /// Whether a folded word is part of one of the entity's names.
    pub fn is_called(&self, entity: usize, word: &str) -> bool {
        self.list[entity].names.iter().take(20).any(|&n| self.names[n].words().any(|w| w == word))
    }

    /// The author of this name: who is named so in the text, else one more entity.
    pub fn author(&mut self, name: &str) -> usize {
        let folded = fold(name);
        let named = self.names.iter().position(|n| n.entity == EntityType::Person && n.folded == folded);
        if let Some(name) = named {
            return self.of_name[name];
        }
        let signed = Some(name.to_owned());
        let (kind, names, roles) = (EntityType::Person, Vec::new(), Vec::new());
        self.list.push(Entity { kind, country: None, names, gender: None, signed, roles });
        self.list.len() - 1
    }

    fn set_genders(&mut self, document: &Document) {
        for entity in self.list.iter_mut().filter(|e| e.kind == EntityType::Person) {
            if entity.gender.is_none() {
                let full = fullest(&self.names, &entity.names);
                entity.gender = full.and_then(|n| persons::gender(document, &self.names[n].form));
            }
        }
    }

    /// The mentions and chains, numbered in the order of the text.
    pub fn into_chains(self, document: &Document, references: Vec<Reference>) -> (Vec<Mention>, Vec<Chain>) {
        let mut mentions: Vec<Mention> = self
            .names
            .iter()
            .zip(&self.of_name)
            .map(|(name, &chain)| name_mention(document, name, chain))
            .collect();
        for ((mention, name), &entity) in mentions.iter_mut().zip(&self.names).zip(&self.of_name) {
            // "Chinese" is the name of a people, also where its chain is the country; "European" likewise.
            let people = self.list[entity].kind == EntityType::Place && document.world.is_demonym(&name.form);
            mention.entity = Some(if people { EntityType::Group } else { self.list[entity].kind });
        }
        mentions.extend(references.into_iter().map(|r| r.into_mention(document)));
        mentions.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end), m.kind as u8));
        let mut chains: Vec<Chain> = self.list.iter().map(|entity| self.chain(document, entity)).collect();
        for (i, mention) in mentions.iter().enumerate() {
            for &chain in &mention.chains {
                chains[chain].mentions.push(i);
            }
        }
        (mentions, chains)
    }

    fn chain(&self, document: &Document, entity: &Entity) -> Chain {
        let shown =
            |n: usize| if self.names[n].definite { self.with_article(n) } else { self.names[n].form.clone() };
        let name = match (entity.country, &entity.signed) {
            (Some(country), _) => country.name.to_owned(),
            (_, Some(signed)) => signed.clone(),
            _ => known_place(document, &self.names, &entity.names)
                .or_else(|| fullest(&self.names, &entity.names))
                .map(|n| usual_place_name(document, &self.names[n]).unwrap_or_else(|| shown(n)))
                .unwrap_or_default(),
        };
        let mut aliases: Vec<String> = Vec::new();
        let named = entity.names.iter().map(|&n| &self.names[n]);
        for form in named.flat_map(|n| [Some(&n.form), n.titled.as_ref()]).flatten() {
            if *form != name && !aliases.contains(form) && aliases.len() < 32 {
                aliases.push(form.clone());
            }
        }
        Chain { entity: entity.kind, name, aliases, mentions: Vec::new() }
    }

    /// "The" stays with the names of newspapers and The Hague, of which no one says "the Epoch Times" by its mere
    /// grammar: those that are always written so within a sentence.
    fn with_article(&self, name: usize) -> String {
        format!("The {}", self.names[name].form)
    }
}

/// The fullest of an entity's names: no acronym where there is another, the most words, the longest, the first.
pub fn fullest(names: &[NameMention], of_entity: &[usize]) -> Option<usize> {
    let rank = |&n: &usize| {
        let name = &names[n];
        (
            !is_acronym(&name.form),
            name.words().count(),
            name.definite,
            name.folded.len(),
            std::cmp::Reverse(n),
        )
    };
    of_entity.iter().copied().max_by_key(rank)
}

/// "Hubei" rather than "Hubei Province": of several names of a place the one that the gazetteer has.
fn known_place(document: &Document, names: &[NameMention], of_entity: &[usize]) -> Option<usize> {
    let known = |&n: &usize| {
        let name = &names[n];
        name.entity == EntityType::Place && document.world.locality(&name.form).is_some()
    };
    let known: Vec<usize> = of_entity.iter().copied().filter(known).collect();
    let lower: Vec<usize> =
        known.iter().copied().filter(|&n| names[n].form.contains(char::is_lowercase)).collect();
    fullest(names, if lower.is_empty() { &known } else { &lower })
}

/// Europe for "European", New York City for "NYC".
fn usual_place_name(document: &Document, name: &NameMention) -> Option<String> {
    let locality = document.world.locality(&name.form).filter(|_| name.entity == EntityType::Place)?;
    (fold(locality.name) != name.folded).then(|| locality.name.to_owned())
}

fn name_mention(document: &Document, name: &NameMention, chain: usize) -> Mention {
    Mention {
        kind: MentionKind::Name,
        sentence: name.sentence,
        tokens: name.tokens.clone(),
        head: document.governor(name.sentence, &name.tokens),
        span: name_span(document, name),
        entity: None,
        certainty: 1.0,
        chains: vec![chain],
    }
}

/// The bytes of the name itself: where a title is written on to it, not the whole token.
fn name_span(document: &Document, name: &NameMention) -> Span {
    let span = document.span(name.sentence, &name.tokens);
    let text = span.of(document.text);
    let at =
        if name.tokens.len() == 1 && text.ends_with(&name.form) { text.len() - name.form.len() } else { 0 };
    Span::new(span.start + at, span.end)
}

#[cfg(test)]
mod tests {
    use super::super::testing::chains_of_names;
    use crate::model::EntityType;

    #[test]
    fn a_country_has_one_chain_for_all_its_names_and_people() {
        let chains =
            chains_of_names(&["U.S.", "American", "the United States", "Americans"], EntityType::Place);
        assert_eq!(chains.len(), 1);
        assert_eq!(chains[0].name, "United States");
        assert_eq!(chains[0].aliases, ["U.S.", "American", "Americans"]);
    }

    #[test]
    fn a_people_is_its_country_and_a_capital_is_a_city() {
        let chains = chains_of_names(&["Ukrainians", "Ukraine"], EntityType::Group);
        assert_eq!((chains.len(), chains[0].entity), (1, EntityType::Place));
        assert_eq!(chains_of_names(&["Moscow", "Russia"], EntityType::Place).len(), 2);
        assert_eq!(chains_of_names(&["Kiev", "Kyiv"], EntityType::Place).len(), 1);
        assert_eq!(chains_of_names(&["La Paz", "Sucre"], EntityType::Place).len(), 2);
    }

    #[test]
    fn the_south_is_a_country_where_korea_is_spoken_of() {
        assert_eq!(chains_of_names(&["North Korea", "South Korea", "the North"], EntityType::Place).len(), 2);
        assert_eq!(chains_of_names(&["Italy", "the South"], EntityType::Place).len(), 2);
    }
}
