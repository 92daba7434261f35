//! Once through the text: who is spoken of, and to whom descriptions and pronouns refer.
//!
//! Every noun phrase is a referent. Those without a name compete with the named ones: a pronoun that may as
//! well mean "the driver" is left alone rather than given to the last person with a name.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;

use super::document::{At, Document, heads_phrase, is_noun, is_plural_noun};
use super::entities::{Entities, Entity};
use super::kin::Kin;
use super::quotes::Quotes;
use super::voices::{Voice, Voices};
use super::weighing::Question;
use super::words::List;
use super::{nominals, pronouns, roles};
use crate::language::analysis::SURE;
use crate::language::gazetteer::Gender;
use crate::language::{Deprel, Mention, MentionKind, Upos};
use crate::model::EntityType;

/// No look back goes over more than so many referents.
const MOST_RECALLED: usize = 500;

/// A description or a pronoun that refers to entities.
#[derive(Debug, Clone, PartialEq)]
pub struct Reference {
    pub kind: MentionKind,
    pub sentence: usize,
    pub tokens: Range<usize>,
    pub head: usize,
    pub entity: Option<EntityType>,
    /// How likely it refers to them.
    pub certainty: f32,
    pub entities: Vec<usize>,
}

impl Reference {
    fn at(&self) -> At {
        At { sentence: self.sentence, token: self.head }
    }

    pub fn into_mention(self, document: &Document) -> Mention {
        Mention {
            kind: self.kind,
            span: document.span(self.sentence, &self.tokens),
            sentence: self.sentence,
            tokens: self.tokens,
            head: self.head,
            entity: self.entity,
            certainty: self.certainty,
            chains: self.entities,
        }
    }
}

/// Something spoken of.
#[derive(Debug, Clone)]
pub struct Referent {
    pub at: At,
    /// Empty: it has no name in this document.
    pub entities: Vec<usize>,
    pub kind: Option<EntityType>,
    pub gender: Option<Gender>,
    pub plural: bool,
}

/// What has been said up to a point in the text.
pub struct Discourse<'d, 'a> {
    pub document: &'d Document<'a>,
    pub entities: &'d Entities<'a>,
    pub quotes: Quotes,
    referents: Vec<Referent>,
    /// For each sentence its first referent.
    starts: Vec<usize>,
    /// The entities that nouns and pronouns at these tokens mean, and how likely they do.
    meant: HashMap<At, (Vec<usize>, f32)>,
    /// The last entities for which "the two …" stood, by noun.
    pub pairs: HashMap<String, Vec<usize>>,
    /// The relatives that were named: "his wife, Ann".
    pub kin: Kin,
    /// The gender of each entity, as far as names, titles and the pronouns up to here tell.
    pub genders: Vec<Option<Gender>>,
    /// The document's countries, the most frequent first, with how often they are named.
    pub countries: Vec<(usize, usize)>,
    /// How often each entity is named again, as a share of how often the most frequent of its kind is named.
    pub topics: Vec<f32>,
    /// What was weighed of pronouns and descriptions, where the training wants to know.
    pub asked: Option<RefCell<Vec<Question>>>,
}

/// What is asked of pronouns and descriptions, as the text goes on.
pub fn questions(
    document: &Document,
    entities: &Entities,
    appositions: Vec<Reference>,
    quotes: Quotes,
) -> Vec<Question> {
    let mut discourse = Discourse::new(document, entities, quotes);
    discourse.asked = Some(RefCell::default());
    discourse.read_through(&appositions);
    discourse.asked.map(RefCell::into_inner).unwrap_or_default()
}

/// Finds what descriptions and pronouns refer to; `appositions` are known already and returned with the others. Apart
/// from them the pronouns of a narrator without a name.
pub fn walk(
    document: &Document,
    entities: &Entities,
    appositions: Vec<Reference>,
    quotes: Quotes,
    voices: &Voices,
) -> (Vec<Reference>, Vec<Vec<Reference>>) {
    let mut discourse = Discourse::new(document, entities, quotes);
    let mut found = discourse.read_through(&appositions);
    // Who is quoted may be the narrator: "I answered".
    let (quoted, told): (Vec<At>, Vec<At>) =
        discourse.speakers_pronouns().into_iter().partition(|&at| discourse.quotes.covers(at));
    let mut nameless = Vec::new();
    for at in told.into_iter().chain(quoted) {
        if let Some(reference) = pronouns::of_voice(&discourse, voices, at) {
            discourse.meant.insert(at, (reference.entities.clone(), reference.certainty));
            found.push(reference);
        } else if !discourse.quotes.covers(at) {
            nameless.push(at);
        }
    }
    (found, voices.of_narrator(document, &nameless))
}

/// How often each entity is named again, as a share of how often the most frequent of its kind is named: what is named once
/// may be named by the way.
fn topics(entities: &Entities) -> Vec<f32> {
    let mut most = [0; 4];
    for entity in &entities.list {
        let most = &mut most[entity.kind as usize];
        *most = entity.names.len().max(*most);
    }
    let again = |entity: &Entity| entity.names.len().saturating_sub(1);
    let share = |entity: &Entity| again(entity) as f32 / most[entity.kind as usize].max(1) as f32;
    entities.list.iter().map(share).collect()
}

/// The entities of a sort with how often they are named, the most frequent first.
fn by_frequency(entities: &Entities, wanted: impl Fn(&Entity) -> bool) -> Vec<(usize, usize)> {
    let named = entities.list.iter().enumerate().filter(|(_, e)| wanted(e));
    let mut found: Vec<(usize, usize)> = named.map(|(i, e)| (i, e.names.len())).collect();
    found.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    found
}

impl<'d, 'a> Discourse<'d, 'a> {
    fn new(document: &'d Document<'a>, entities: &'d Entities<'a>, quotes: Quotes) -> Self {
        Discourse {
            document,
            entities,
            quotes,
            referents: Vec::new(),
            starts: Vec::new(),
            meant: HashMap::new(),
            pairs: HashMap::new(),
            kin: Kin::default(),
            genders: entities.list.iter().map(|e| e.gender).collect(),
            countries: by_frequency(entities, |e| e.country.is_some()),
            topics: topics(entities),
            asked: None,
        }
    }

    /// Takes in the whole text, token by token; gives the descriptions and pronouns that refer to entities.
    fn read_through(&mut self, appositions: &[Reference]) -> Vec<Reference> {
        let known: HashMap<At, &Reference> = appositions.iter().map(|r| (r.at(), r)).collect();
        let mut found = Vec::new();
        for (s, sentence) in self.document.sentences.iter().enumerate() {
            self.starts.push(self.referents.len());
            for token in 0..sentence.tokens.len() {
                let at = At { sentence: s, token };
                let reference = match known.get(&at) {
                    Some(&apposition) => Some(apposition.clone()),
                    None => self.read(at),
                };
                if let Some(reference) = reference {
                    self.refer(&reference);
                    found.push(reference);
                }
            }
        }
        found
    }
}

impl Discourse<'_, '_> {
    /// Takes in one token; gives the reference if it is a description or pronoun that refers to entities.
    fn read(&mut self, at: At) -> Option<Reference> {
        if let Some(name) = self.entities.name_at(at) {
            if name.tokens.start == at.token {
                let head = self.document.governor(name.sentence, &name.tokens);
                let plural = is_plural_noun(self.document.token(At { token: head, ..at }));
                let entities = self.entities.at(at).into_iter().collect();
                self.mention(At { token: head, ..at }, entities, Some(name.entity), None, plural);
            }
            return None;
        }
        let token = self.document.token(at);
        if token.upos == Upos::Pron || token.xpos == crate::language::Xpos::PrpS {
            return pronouns::resolve(self, at);
        }
        if let Some(found) = nominals::pair(self, at).or_else(|| self.relative(at)) {
            return Some(found);
        }
        if !is_noun(token) || !heads_phrase(token.deprel) {
            return None;
        }
        let reference = nominals::resolve(self, at);
        if reference.is_none() {
            let noun = self.document.world.describing_noun(&roles::lemma(self.document, at));
            let (kind, gender) = (noun.map(|n| n.entity), noun.and_then(|n| n.gender));
            self.mention(at, Vec::new(), kind, gender, is_plural_noun(token));
        }
        reference
    }

    fn refer(&mut self, reference: &Reference) {
        let at = reference.at();
        self.meant.insert(at, (reference.entities.clone(), reference.certainty));
        let plural = reference.entities.len() > 1;
        if reference.kind == MentionKind::Nominal && plural {
            self.pairs.insert(roles::lemma(self.document, at), reference.entities.clone());
        }
        if let [entity] = reference.entities[..]
            && reference.certainty >= SURE
        {
            for (owner, noun) in self.kin_at(at) {
                self.kin.tell(owner, &noun, entity);
            }
            self.genders[entity] = self.genders[entity].or_else(|| pronouns::gender(self.document.form(at)));
        }
        self.mention(at, reference.entities.clone(), reference.entity, None, plural);
    }

    /// "his wife", "the baby", where the text has named them.
    fn relative(&self, at: At) -> Option<Reference> {
        let gender = |noun: &str| self.document.world.describing_noun(noun).and_then(|n| n.gender);
        let suits = |noun: &str, entity: usize| {
            let known = self.genders[entity];
            gender(noun).is_none_or(|wanted| known.is_none_or(|known| known == wanted))
        };
        let mut kin = self.kin_at(at).into_iter();
        let named = kin.find_map(|(owner, noun)| self.kin.relative(owner, &noun, |e| suits(&noun, e)));
        let entity = named.or_else(|| {
            let noun = roles::lemma(self.document, at);
            let one =
                List::Young.has(&noun) && self.is_the(at) && heads_phrase(self.document.token(at).deprel);
            self.kin.child(|e| suits(&noun, e)).filter(|_| one)
        })?;
        let kind = self.entities.list[entity].kind;
        Some(Reference::nominal(at, roles::phrase(self.document, at), Some(kind), vec![entity]))
    }

    /// Whether a noun in the singular has no more before it than "the".
    fn is_the(&self, at: At) -> bool {
        let the = |c: At| self.document.token(c).lemma.eq_ignore_ascii_case("the");
        let before = self
            .document
            .children(at)
            .filter(|c| c.token < at.token && self.document.token(*c).deprel != Deprel::Case);
        let before: Vec<At> = before.collect();
        !is_plural_noun(self.document.token(at)) && matches!(before[..], [only] if the(only))
    }

    /// Whose relative a noun tells of, and which: of each of them, if it is "their daughter".
    fn kin_at(&self, at: At) -> Vec<(usize, String)> {
        let noun = roles::lemma(self.document, at);
        if !List::Kin.has(&noun) || is_plural_noun(self.document.token(at)) {
            return Vec::new();
        }
        let owner = self.document.child(at, |t| t.deprel == Deprel::NmodPoss);
        let owners = owner.map_or(Vec::new(), |owner| self.meaning(owner));
        owners.into_iter().map(|person| (person, noun.clone())).collect()
    }

    fn mention(
        &mut self,
        at: At,
        entities: Vec<usize>,
        kind: Option<EntityType>,
        gender: Option<Gender>,
        plural: bool,
    ) {
        self.referents.push(Referent { at, entities, kind, gender, plural });
    }

    /// The entities that the noun phrase headed by a token means, by name or otherwise.
    pub fn meaning(&self, at: At) -> Vec<usize> {
        match self.entities.at(at) {
            Some(entity) => vec![entity],
            None => self.meant.get(&at).map(|(entities, _)| entities.clone()).unwrap_or_default(),
        }
    }

    /// How likely the noun phrase headed by a token means that.
    pub fn certainty(&self, at: At) -> f32 {
        let meant = self.meant.get(&at).filter(|_| self.entities.at(at).is_none());
        meant.map_or(1.0, |&(_, certainty)| certainty)
    }

    /// What was spoken of in a sentence and so many before it, the last first.
    pub fn recent(&self, sentence: usize, before: usize) -> impl Iterator<Item = &Referent> {
        let first = self.starts.get(sentence.saturating_sub(before)).copied().unwrap_or(0);
        self.referents[first..].iter().rev().take(MOST_RECALLED)
    }

    /// The gender of a referent, as far as it is known by now.
    pub fn gender(&self, referent: &Referent) -> Option<Gender> {
        match referent.entities[..] {
            [entity] => self.genders[entity],
            _ => referent.gender,
        }
    }

    /// The distinct single entities of a kind in a sentence and so many before it, the last spoken of first.
    pub fn recent_entities(
        &self,
        sentence: usize,
        before: usize,
        wanted: impl Fn(usize) -> bool,
    ) -> Vec<usize> {
        let mut found = Vec::new();
        for referent in self.recent(sentence, before) {
            for &entity in &referent.entities {
                if wanted(entity) && !found.contains(&entity) {
                    found.push(entity);
                }
            }
        }
        found
    }

    /// The entities that are coordinated at a token: "Wang and Putin".
    pub fn coordinated(&self, at: At) -> Vec<usize> {
        let mut entities = self.meaning(at);
        for child in self.document.children(at) {
            if self.document.token(child).deprel == Deprel::Conj {
                entities.extend(self.meaning(child));
            }
        }
        let mut seen = Vec::new();
        entities.retain(|e| {
            !seen.contains(e) && {
                seen.push(*e);
                true
            }
        });
        entities
    }

    /// The pronouns by which speakers speak of themselves and of those spoken to.
    fn speakers_pronouns(&self) -> Vec<At> {
        let mut found = Vec::new();
        for (s, sentence) in self.document.sentences.iter().enumerate() {
            for token in 0..sentence.tokens.len() {
                let at = At { sentence: s, token };
                if Voice::of(self.document, at).is_some() {
                    found.push(at);
                }
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::Text;

    #[test]
    fn a_relative_that_was_named_is_meant_again() {
        let spoke = |who: &str| format!("{who}/{who}/PROPN/NNP/2/nsubj/PERSON spoke/speak/VERB/VBD/0/root");
        let text = Text::default()
            .sentence(&format!(
                "{} with/with/ADP/IN/5/case his/he/PRON/PRP$/5/nmod:poss wife/wife/NOUN/NN/2/obl \
                 ,/,/PUNCT/,/7/punct Ann/Ann/PROPN/NNP/5/appos/PERSON",
                spoke("Vladimir")
            ))
            .sentence(&spoke("Angela"))
            .sentence("Vladimir/Vladimir/PROPN/NNP/3/nmod:poss/PERSON 's/'s/PART/POS/1/case wife/wife/NOUN/NN/4/nsubj left/leave/VERB/VBD/0/root");
        assert_eq!(text.meaning("Vladimir 's wife"), ["Ann"]);
    }
}
