//! From a token to the entities it stands for: by a name, by a pronoun or description that was resolved, or through a
//! noun that stands between ("Chinese firms" is China via "firms").

use std::collections::HashMap;

use std::ops::Range;

use super::mentions::Mentions;
use super::recall::Recall;
use super::words::Words;
use crate::language::gazetteer::Gazetteer;
use crate::language::{Deprel, MentionKind, Tree, Upos, Xpos};
use crate::model::{EntityType, Participant};

/// How deep appositions and modifiers are followed.
const MAX_DEPTH: usize = 3;

/// One end of a relation, found at a token.
#[derive(Debug, Clone, PartialEq)]
pub struct End {
    /// The entity and the mention that stands for it.
    pub participant: Participant,
    /// The token at which it was found.
    pub token: usize,
    /// How the token refers to it.
    pub reference: Reference,
    /// Whether a capital or seat stands for its government.
    pub metonym: bool,
}

/// How a token refers to an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::IntoStaticStr)]
#[strum(serialize_all = "lowercase")]
pub enum Reference {
    /// It is a word of a name.
    Name,
    /// It is a word of the title before or after the name.
    Title,
    /// A name stands in apposition to it, or lends it the word that it leaves out.
    Apposition,
    /// It is a pronoun.
    Pronoun,
    /// It heads a description: "the minister".
    Description,
    /// It does not: the country that a person leads, or that the article is about, is meant.
    Topic,
}

impl End {
    /// The entity to which `token` refers by `mention`.
    pub fn new(chain: usize, mention: usize, token: usize, reference: Reference) -> End {
        End { participant: Participant { chain, mention, via: None }, token, reference, metonym: false }
    }
}

/// The ends that can be found in one sentence.
#[derive(Debug)]
pub struct EndFinder<'a> {
    /// The sentence's tree.
    pub tree: &'a Tree<'a>,
    /// The article's mentions.
    pub mentions: &'a Mentions<'a>,
    /// Index of the sentence.
    pub sentence: usize,
    /// The persons whose titles the sentence gives, by the tokens of the titles' nouns: where the tree takes the title
    /// for the head of the phrase, it stands for its bearer.
    pub bearers: HashMap<usize, Participant>,
    /// Whom nouns stood for earlier in the article.
    pub recall: &'a Recall,
}

impl<'a> EndFinder<'a> {
    /// Finds ends in a sentence, of which no titles are known yet.
    pub fn new(tree: &'a Tree<'a>, mentions: &'a Mentions<'a>, sentence: usize, recall: &'a Recall) -> Self {
        Self { tree, mentions, sentence, bearers: HashMap::new(), recall }
    }

    /// The persons at a token and at those coordinated with it, not those who only stand for others.
    pub fn persons(&self, token: usize) -> Vec<End> {
        let mut found = self.all(token);
        found.retain(|end| {
            end.participant.via.is_none() && self.mentions.entity_type(&end.participant) == EntityType::Person
        });
        found
    }

    /// The entities at a token and at those coordinated with it.
    pub fn all(&self, token: usize) -> Vec<End> {
        let mut found: Vec<End> = Vec::new();
        // "go to jail, and here in Paraguay": what has another preposition stands elsewhere.
        let preposition = self.tree.preposition(token);
        let like = |&c: &usize| match (&preposition, self.tree.preposition(c)) {
            (Some(own), Some(other)) => *own == other || c == token,
            _ => c == token || !self.tree.is_left_out(c),
        };
        let conjuncts: Vec<usize> = self.tree.conjuncts(token).into_iter().filter(like).collect();
        let named: Vec<usize> = conjuncts.iter().flat_map(|&c| self.named_among(c)).collect();
        // "15 Asia-Pacific countries including Japan" is not the Pacific.
        let told = !named.is_empty() && Words::built_in().is_country(self.tree.lemma(token));
        let hung = self.hung_on_owner(token);
        let others = self.hung_on_title(token).into_iter().chain(self.apposed_to_many(token));
        let others = others.chain(self.apposed_in_list(token));
        for conjunct in conjuncts.iter().copied().chain(named).chain(hung.iter().copied()).chain(others) {
            for end in self.at(conjunct, MAX_DEPTH) {
                // "the president of Samsung, Hong Sang-jo" is not just Samsung's.
                if conjunct == token && (!hung.is_empty() || told) && end.participant.via.is_some() {
                    continue;
                }
                if !found.iter().any(|f| {
                    f.participant.chain == end.participant.chain && f.participant.via == end.participant.via
                }) {
                    found.push(end);
                }
            }
        }
        found
    }

    /// The entities at a token, whatever is coordinated with it.
    pub fn one(&self, token: usize) -> Vec<End> {
        self.at(token, MAX_DEPTH)
    }

    /// The entity that the name at a token names, whatever the phrase around it means.
    pub fn named_at(&self, token: usize) -> Option<End> {
        let mention = self.mentions.name_at(self.sentence, token)?;
        let chain = *self.mentions.analysis.mentions[mention].chains.first()?;
        Some(End::new(chain, mention, token, Reference::Name))
    }

    /// The words of the mention by which an end is known; none where that stands in another sentence.
    pub fn tokens_here(&self, end: &End) -> Option<&'a Range<usize>> {
        let mention = &self.mentions.analysis.mentions[end.participant.mention];
        (mention.sentence == self.sentence).then_some(&mention.tokens)
    }

    /// The place that the name at a token names; the seat of a government, "the Kremlin", is one too.
    pub fn place_at(&self, token: usize) -> Option<End> {
        self.named_at(token).filter(|end| self.mentions.is_place(&end.participant))
    }

    /// The entities that one token stands for.
    pub(super) fn at(&self, token: usize, depth: usize) -> Vec<End> {
        if let Some(bearer) = self.bearers.get(&token) {
            return vec![End::new(bearer.chain, bearer.mention, token, Reference::Title)];
        }
        if let Some(index) = self.mentions.name_at(self.sentence, token) {
            let mention = &self.mentions.analysis.mentions[index];
            // "Moscow officials": the name must be the phrase, not stand before its head.
            if mention.tokens.contains(&token) && !self.continues_as_noun(token, mention.tokens.end) {
                if self.is_one_of_many(token, index) {
                    return Vec::new();
                }
                let mut ends = self.shortened_before(token, &mention.tokens);
                ends.extend(self.ends_of(index, token, Reference::Name));
                return ends;
            }
        }
        if depth == 0 {
            return Vec::new();
        }
        let apposed = self.apposed_name(token);
        if !apposed.is_empty() {
            return apposed;
        }
        let called = self.called(token);
        if !called.is_empty() {
            return called;
        }
        let predicate = self.tree.dependent(token, &[Deprel::Cop]).is_some();
        if predicate && self.is_denied(token) {
            return Vec::new();
        }
        if let Some(index) = self.mentions.other_at(self.sentence, token) {
            let pronoun = self.mentions.analysis.mentions[index].kind == MentionKind::Pronoun;
            let reference = if pronoun { Reference::Pronoun } else { Reference::Description };
            return self.ends_of(index, token, reference);
        }
        // "Samsung is a firm based in Seoul": what the subject is said to be is the subject.
        let subject = self.tree.surface_subject(token).filter(|&subject| predicate && subject < token);
        let said_of = subject.map_or_else(Vec::new, |subject| self.at(subject, depth - 1));
        if !said_of.is_empty() {
            return said_of;
        }
        let found = self.found_to_be(token);
        if !found.is_empty() {
            return found;
        }
        let led_by = self.led_by(token);
        if !led_by.is_empty() {
            return led_by;
        }
        let counted = self.counted(token, depth);
        if !counted.is_empty() {
            return counted;
        }
        let through = self.through(token, depth);
        if through.is_empty() { self.recall.meant(self, token).into_iter().collect() } else { through }
    }

    /// Whether the name before `end` is only the first part of the phrase that `token` heads.
    fn continues_as_noun(&self, token: usize, end: usize) -> bool {
        end < self.tree.len()
            && self.tree.head(end) == Some(token)
            && matches!(self.tree.deprel(end), Deprel::Flat | Deprel::Goeswith)
            // "beat Novak Djokovic 6-2"
            && self.tree.token(end).upos != Upos::Num
            && self.mentions.name_at(self.sentence, end).is_none()
    }

    /// "an Arab NATO", "a SACCO in each sector": not the body of that name.
    fn is_one_of_many(&self, token: usize, mention: usize) -> bool {
        let chains = &self.mentions.analysis.mentions[mention].chains;
        let is_body = |&chain: &usize| self.mentions.analysis.chains[chain].entity == EntityType::Org;
        let mut determiners = self.tree.dependents(token, &[Deprel::Det]);
        // "a University of Cambridge graduate"
        if matches!(self.tree.deprel(token), Deprel::Compound | Deprel::NmodUnmarked) {
            return false;
        }
        chains.iter().all(is_body) && determiners.any(|d| self.tree.lemma(d) == "a")
    }

    pub(super) fn ends_of(&self, mention: usize, token: usize, reference: Reference) -> Vec<End> {
        let chains = &self.mentions.analysis.mentions[mention].chains;
        chains.iter().map(|&chain| End::new(chain, mention, token, reference)).collect()
    }

    /// "China's top diplomat, Wang Yi": the name that stands in apposition to a common noun.
    fn apposed_name(&self, token: usize) -> Vec<End> {
        if self.tree.token(token).upos != Upos::Noun {
            return Vec::new();
        }
        for child in self.tree.dependents(token, &[Deprel::Appos, Deprel::Flat]) {
            if let Some(index) = self.mentions.name_at(self.sentence, child) {
                return self.ends_of(index, child, Reference::Apposition);
            }
        }
        Vec::new()
    }

    /// "Chinese firms", "officials of the ministry", "its forces": the entity behind a noun that may stand for it.
    fn through(&self, token: usize, depth: usize) -> Vec<End> {
        // "the Executive President of Samsung", but no "Council", which is rather a name.
        let lower = self.tree.lemma(token).to_lowercase();
        let lemma = if Words::built_in().is_people(&lower) { &*lower } else { self.tree.lemma(token) };
        if !self.tree.is_noun(token) || !Words::built_in().is_via(lemma) || self.is_bygone(token) {
            return Vec::new();
        }
        // "the Saudi leader", but not "resigned as leader of the party"
        let alone = self.tree.token(token).xpos == Xpos::Nn && Words::built_in().is_head(lemma);
        if alone && self.mentions.has_persons() && !self.tree.has_preposition(token, "as") {
            return Vec::new();
        }
        let owners =
            [Deprel::NmodPoss, Deprel::Amod, Deprel::Compound, Deprel::NmodDesc, Deprel::NmodUnmarked];
        let before = self.tree.dependents(token, &owners);
        let after = self.tree.dependents(token, &[Deprel::Nmod]).chain(self.after_conjunct(token));
        // "officials of the ministry", "a spokesman for the ministry"
        let speaks_for = Words::built_in().is_speaker(lemma);
        let after = after.filter(|&c| {
            ["of", "from"].iter().any(|p| self.tree.has_preposition(c, p))
                || speaks_for && self.tree.has_preposition(c, "for")
        });
        // "authorities in Iran", "a court in Moscow"
        let there = self.tree.dependents(token, &[Deprel::Nmod]).filter(|&c| {
            Words::built_in().is_authority(lemma)
                && self.tree.has_preposition(c, "in")
                && self.place_at(c).is_some()
        });
        // "China-based actors": the country hangs on the participle.
        let based = self.tree.dependents(token, &[Deprel::Amod]).filter(|&c| self.tree.lemma(c) == "base");
        let based: Vec<usize> = based.flat_map(|c| self.tree.children(c).iter().copied()).collect();
        // "its Ocean Systems unit": the name tells more than whose it is.
        let telling = |&c: &usize| self.tree.deprel(c) == Deprel::Compound && self.named_at(c).is_some();
        let named = self.tree.dependents(token, &owners).find(telling);
        let pronoun = |c: usize| self.tree.token(c).upos == Upos::Pron;
        let before = before.filter(|&c| named.is_none() || !pronoun(c));
        for owner in before.chain(after).chain(there).chain(based.iter().copied()) {
            let mut ends = self.all_below(owner, depth - 1);
            // "the Beijing-based firm" is not Beijing's, and not China's.
            ends.retain(|end| {
                self.may_be_represented(end, lemma)
                    && (!based.contains(&owner) || self.mentions.is_country(&end.participant))
            });
            if self.only_says_what(token, owner, &ends) {
                return ends;
            }
            for end in &mut ends {
                end.token = token;
                let state = self.called_state(&end.participant, lemma);
                end.participant = state.unwrap_or_else(|| Participant {
                    via: Some(self.tree.form(token).to_owned()),
                    ..self.led(owner, &end.participant, lemma).unwrap_or_else(|| end.participant.clone())
                });
            }
            if !ends.is_empty() {
                return ends;
            }
        }
        Vec::new()
    }

    /// "the Jewish state": Israel, where the article names it.
    fn called_state(&self, people: &Participant, noun: &str) -> Option<Participant> {
        let chain = &self.mentions.analysis.chains[people.chain];
        let israel = self.mentions.country("Israel").filter(|_| noun == "state" && chain.name == "Jewish")?;
        self.mentions.first_of(israel)
    }

    /// "Putin ordered his government": that of the country he leads, where the article names it.
    fn led(&self, owner: usize, leader: &Participant, noun: &str) -> Option<Participant> {
        let own = self.tree.token(owner).upos == Upos::Pron && matches!(noun, "government" | "cabinet");
        let country = self.mentions.country(self.mentions.led_by(leader.chain).filter(|_| own)?)?;
        self.mentions.first_of(country)
    }

    /// "former officials of the ministry" are not the ministry.
    pub(super) fn is_bygone(&self, noun: usize) -> bool {
        self.tree
            .dependents(noun, &[Deprel::Amod])
            .any(|c| matches!(self.tree.lemma(c), "former" | "ex" | "onetime"))
    }

    pub(super) fn all_below(&self, owner: usize, depth: usize) -> Vec<End> {
        self.tree.conjuncts(owner).into_iter().flat_map(|c| self.at(c, depth)).collect()
    }

    /// A person is not represented by "firms" or "forces" named after him, a country is.
    fn may_be_represented(&self, end: &End, lemma: &str) -> bool {
        match self.mentions.entity_type(&end.participant) {
            EntityType::Person => Words::built_in().stands_for_persons(lemma),
            // "Syrian government warplanes"
            EntityType::Org | EntityType::Place | EntityType::Group => {
                end.participant.via.is_none() || Words::built_in().is_body(self.tree.lemma(end.token))
            }
        }
    }

    /// "the Hamas movement": the noun after the name adds nothing to it.
    fn only_says_what(&self, noun: usize, name: usize, ends: &[End]) -> bool {
        let is_org = |end: &End| {
            end.participant.via.is_none() && self.mentions.entity_type(&end.participant) == EntityType::Org
        };
        // "Kamenka village", "the city of Santa Cruz"
        let is_place = |end: &End| {
            end.participant.via.is_none()
                && self.mentions.is_place(&end.participant)
                && !self.mentions.is_country(&end.participant)
        };
        let kind = self.tree.lemma(noun);
        let settled = match self.tree.deprel(name) {
            Deprel::Compound => {
                matches!(
                    kind,
                    "village" | "hamlet" | "town" | "township" | "area" | "neighbourhood" | "neighborhood"
                )
            }
            _ => {
                let the = self.tree.dependents(noun, &[Deprel::Det]).any(|d| self.tree.lemma(d) == "the");
                let singular =
                    self.tree.token(noun).xpos == Xpos::Nn && self.tree.has_preposition(name, "of");
                the && singular
                    && matches!(kind, "village" | "hamlet" | "town" | "township" | "city" | "island")
            }
        } && ends.iter().all(is_place);
        if settled && !ends.is_empty() {
            return true;
        }
        Words::built_in().is_kind(self.tree.lemma(noun))
            && name < noun
            && self.tree.deprel(name) != Deprel::NmodPoss
            && !ends.is_empty()
            && ends.iter().all(is_org)
    }

    /// A capital or seat that acts means its government: "Moscow said" is Russia, where the article has such a chain.
    pub fn as_actor(&self, mut end: End) -> End {
        let chain = &self.mentions.analysis.chains[end.participant.chain];
        let gazetteer = Gazetteer::embedded();
        if matches!(chain.entity, EntityType::Place | EntityType::Org)
            && let Some(country) =
                gazetteer.country_of_capital(&chain.name).or_else(|| gazetteer.country_of_seat(&chain.name))
            && let Some(index) = self.mentions.country(country.name)
        {
            let near = |&&m: &&usize| m.abs_diff(end.participant.mention);
            if let Some(&mention) = self.mentions.analysis.chains[index].mentions.iter().min_by_key(near) {
                (end.participant.chain, end.participant.mention) = (index, mention);
                end.metonym = true;
            }
        }
        end
    }
}
