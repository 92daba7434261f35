//! The mentions of an article, found by the words they stand on, and what kind of things they mean.

use std::collections::HashMap;

use super::words::Words;
use crate::language::gazetteer::Gazetteer;
use crate::language::{Analysis, Chain, MentionKind};
use crate::model::{EntityType, Participant};

/// The mentions of an analysis by the tokens they stand on.
#[derive(Debug)]
pub struct Mentions<'a> {
    /// The analysis.
    pub analysis: &'a Analysis,
    /// For each sentence, for each token, the mention that covers it by a name.
    names: Vec<Vec<Option<usize>>>,
    /// For each sentence, for each token, the pronoun or description of which it is the head.
    others: Vec<Vec<Option<usize>>>,
    countries: HashMap<&'a str, usize>,
}

impl<'a> Mentions<'a> {
    /// Indexes the mentions of `analysis`.
    pub fn new(analysis: &'a Analysis) -> Self {
        let slots = || analysis.sentences.iter().map(|s| vec![None; s.tokens.len()]).collect::<Vec<_>>();
        let (mut names, mut others) = (slots(), slots());
        for (index, mention) in analysis.mentions.iter().enumerate() {
            if mention.chains.is_empty() || !mention.is_sure() {
                continue;
            }
            if mention.kind == MentionKind::Name {
                for slot in &mut names[mention.sentence][mention.tokens.clone()] {
                    slot.get_or_insert(index);
                }
            } else {
                others[mention.sentence][mention.head].get_or_insert(index);
            }
        }
        let places =
            analysis.chains.iter().enumerate().filter(|(_, chain)| chain.entity == EntityType::Place);
        let countries = places.map(|(index, chain)| (chain.name.as_str(), index)).collect();
        Self { analysis, names, others, countries }
    }

    /// The name that covers a token.
    pub fn name_at(&self, sentence: usize, token: usize) -> Option<usize> {
        *self.names.get(sentence)?.get(token)?
    }

    /// The pronoun or description whose head the token is.
    pub fn other_at(&self, sentence: usize, token: usize) -> Option<usize> {
        *self.others.get(sentence)?.get(token)?
    }

    /// Whether the article names persons.
    pub fn has_persons(&self) -> bool {
        self.analysis.chains.iter().any(|chain| chain.entity == EntityType::Person)
    }

    /// The chain of a country that the article names, by its usual name.
    pub fn country(&self, name: &str) -> Option<usize> {
        self.countries.get(name).copied()
    }

    /// The country that a person is known to lead or have led, whether the article names it or not.
    pub fn led_by(&self, person: usize) -> Option<&'static str> {
        let Chain { name, aliases, .. } = &self.analysis.chains[person];
        let mut names = std::iter::once(name).chain(aliases);
        let country = names.find_map(|name| Gazetteer::embedded().country_of_leader(name))?;
        Some(country.name)
    }

    /// The country that an article names twice as often as any other.
    pub fn main_country(&self) -> Option<Participant> {
        let mut countries: Vec<(usize, usize)> = self.countries().collect();
        countries.sort_by_key(|&(count, chain)| (std::cmp::Reverse(count), chain));
        let &(count, chain) = countries.first()?;
        let next = countries.get(1).map_or(0, |&(count, _)| count);
        self.first_of(chain).filter(|_| count > 0 && count >= 2 * next)
    }

    /// How often each country is named, with its chain.
    pub fn countries(&self) -> impl Iterator<Item = (usize, usize)> {
        let is_name = |&&m: &&usize| self.analysis.mentions[m].kind == MentionKind::Name;
        let is_country = |chain: &Chain| {
            chain.entity == EntityType::Place && Gazetteer::embedded().country(&chain.name).is_some()
        };
        let chains = self.analysis.chains.iter().enumerate().filter(move |(_, chain)| is_country(chain));
        chains.map(move |(index, chain)| (chain.mentions.iter().filter(is_name).count(), index))
    }

    /// The entity of a chain, where it is first mentioned.
    pub fn first_of(&self, chain: usize) -> Option<Participant> {
        let mention = *self.analysis.chains[chain].mentions.first()?;
        Some(Participant { chain, mention, via: None })
    }

    /// Whether a participant is a country.
    pub fn is_country(&self, participant: &Participant) -> bool {
        Gazetteer::embedded().country(&self.analysis.chains[participant.chain].name).is_some()
    }

    /// Whether a participant is a place, for what stands where places stand: also the seat of a government, and a capital
    /// that the article elsewhere means its government by.
    pub fn is_place(&self, participant: &Participant) -> bool {
        let name = &self.analysis.chains[participant.chain].name;
        self.entity_type(participant) == EntityType::Place
            || self.is_seat(participant)
            || Gazetteer::embedded().country_of_capital(name).is_some()
    }

    /// Whether people can be employed there: a body, or a place that is a house ("the Leeds Hospital").
    pub fn employs(&self, participant: &Participant) -> bool {
        let house = |word: &str| Words::built_in().is_house(&word.to_lowercase());
        match self.entity_type(participant) {
            EntityType::Org => true,
            EntityType::Place => self.analysis.chains[participant.chain].name.split(' ').any(house),
            _ => false,
        }
    }

    /// Whether a participant is the seat of a government: "the Kremlin".
    pub fn is_seat(&self, participant: &Participant) -> bool {
        Gazetteer::embedded().country_of_seat(&self.analysis.chains[participant.chain].name).is_some()
    }

    /// The type of a participant's entity.
    pub fn entity_type(&self, participant: &Participant) -> EntityType {
        self.analysis.chains[participant.chain].entity
    }
}
