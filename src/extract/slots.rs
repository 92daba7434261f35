//! The places (slots) around a trigger where the ends of a relation may stand, and who stands there.

use super::ends::{End, EndFinder, Reference};
use super::lexicon::{Pattern, Slot};
use super::settings::is_person;
use super::speaker::speaker_of;
use super::words::Words;
use crate::language::{Deprel, Tree, Upos, Xpos};
use crate::model::{Act, EntityType, Participant, RelationKind};

/// Verbs of what goes on: "a call took place between", "clashes erupted between".
const HAPPENING: &[&str] = &[
    "take",
    "occur",
    "happen",
    "ensue",
    "break",
    "erupt",
    "continue",
    "flare",
    "resume",
    "begin",
    "start",
    "rage",
    "intensify",
    "escalate",
];

/// The slots around a trigger.
pub struct Slots<'a, 'f> {
    pub(super) finder: &'a EndFinder<'f>,
    pub(super) trigger: usize,
    pub(super) noun: Option<usize>,
    /// Whether the relation is a state.
    pub(super) lasts: bool,
    /// See [`Pattern::shared`].
    pub(super) shared: bool,
    /// See [`Pattern::meeting`].
    pub(super) meeting: bool,
    /// Whether somebody is spoken to: see [`Pattern::act`].
    speech: bool,
    /// See [`Frame::wished`](super::lexicon::Frame::wished).
    pub(super) wished: bool,
    /// See [`Frame::modal`](super::lexicon::Frame::modal).
    pub(super) modal: bool,
}

impl<'a, 'f> Slots<'a, 'f> {
    pub fn of(finder: &'a EndFinder<'f>, trigger: usize, noun: Option<usize>, pattern: &Pattern) -> Self {
        Slots {
            finder,
            trigger,
            noun,
            lasts: pattern.kind == RelationKind::State,
            shared: pattern.shared,
            meeting: pattern.meeting,
            speech: pattern.act == Some(Act::Speech),
            wished: pattern.frame.wished,
            modal: pattern.frame.modal,
        }
    }

    /// The ends in the first slot that has one of these types.
    pub fn first(&self, slots: &[Slot], types: &[EntityType]) -> Vec<End> {
        let named = |(i, slot): (usize, &Slot)| match slot {
            Slot::Deed if i == 0 => self.doers(&[Slot::Object], types),
            Slot::Deed => self.doers(&slots[..i], types),
            Slot::Site => self.sites(&slots[..i], types, |words, noun| {
                words.is_thing(noun) || words.is_area(noun) || words.is_house(noun)
            }),
            Slot::Home => self.sites(&slots[..i], types, |words, noun| words.is_people(noun)),
            Slot::Speaker => self.speaker(types),
            Slot::Oneself if self.lasts => {
                let ends = self.ends(slot, types);
                if ends.is_empty() { self.among(types) } else { ends }
            }
            slot => self.ends(slot, types),
        };
        slots.iter().enumerate().map(named).find(|ends| !ends.is_empty()).unwrap_or_default()
    }

    /// Who says the clause of the trigger; a relative clause may be the writer's own.
    fn speaker(&self, types: &[EntityType]) -> Vec<End> {
        let tree = self.finder.tree;
        // "I am not saying that Neil was stupid"
        let unsaid = |&t: &usize| {
            Words::built_in().is_reporting_verb(tree.lemma(t)) && t != self.trigger && is_negated(tree, t)
        };
        if tree.deprel(self.trigger) == Deprel::AclRelcl || tree.path_up(self.trigger).any(|t| unsaid(&t)) {
            return Vec::new();
        }
        let speaker = speaker_of(self.finder, self.trigger);
        let speaker = speaker.filter(|s| !self.is_outlet(s));
        let end = speaker.map(|s| End::new(s.chain, s.mention, self.trigger, Reference::Name));
        let end = end.map(|end| self.finder.as_actor(end));
        end.into_iter().filter(|end| self.has_type(end, types)).collect()
    }

    /// "Reuters said", "the Turkish news agency added": a report, and nobody's opinion.
    fn is_outlet(&self, speaker: &Participant) -> bool {
        let words = Words::built_in();
        let chain = &self.finder.mentions.analysis.chains[speaker.chain];
        let is_outlet = |text: &str| text.to_lowercase().split_whitespace().any(|word| words.is_outlet(word));
        speaker.via.as_deref().is_some_and(is_outlet)
            || chain.entity == EntityType::Org && is_outlet(&chain.name)
    }

    /// The ends at a token, capitals meaning their governments.
    pub(super) fn acting(&self, token: usize, types: &[EntityType]) -> Vec<End> {
        let ends = self.finder.all(token).into_iter().map(|end| self.finder.as_actor(end));
        ends.filter(|end| self.has_type(end, types)).collect()
    }

    pub(super) fn has_type(&self, end: &End, types: &[EntityType]) -> bool {
        // "Chinese officials flew to Paris": those who came for a body or country are persons.
        let via = || end.participant.via.as_ref().map(|via| via.to_lowercase());
        let persons = |via: String| {
            let words = Words::built_in();
            let lemma = via.strip_suffix('s').filter(|one| words.is_people(one)).unwrap_or(&via);
            let whole = matches!(lemma, "people" | "public" | "population" | "society");
            words.is_people(lemma) && !words.is_private(lemma) && !whole
        };
        // "went to the Samsung factory"
        let thing = |via: String| Words::built_in().is_thing(&via);
        types.is_empty()
            || types.contains(&self.finder.mentions.entity_type(&end.participant))
            || self.meeting && types.contains(&EntityType::Person) && via().is_some_and(persons)
            || self.meeting && types == [EntityType::Place] && via().is_some_and(thing)
    }

    /// The ends in the first slot that has at least two.
    pub fn first_of_two(&self, slots: &[Slot], types: &[EntityType]) -> Vec<End> {
        // "At a meeting, Xi and Putin agreed"; who agrees after a meeting may have been at others.
        let within = ["at", "during", "in"].iter().any(|p| self.finder.tree.has_preposition(self.trigger, p));
        let fits = |slot: &&Slot| **slot != Slot::Clause || within;
        let mut ends = slots.iter().filter(fits).map(|slot| self.ends(slot, types));
        ends.find(|ends| ends.len() > 1).unwrap_or_default()
    }

    /// Whether somebody stands in one of these places, if nobody who is named: "Xi and Putin met reporters".
    pub fn has_somebody(&self, slots: &[Slot]) -> bool {
        let tree = self.finder.tree;
        let somebody = |t: usize| {
            matches!(tree.token(t).upos, Upos::Propn | Upos::Pron)
                || Words::built_in().is_people(tree.lemma(t))
        };
        let each_other = |t: usize| matches!(tree.lemma(t), "each" | "other" | "another");
        slots.iter().flat_map(|slot| self.tokens(slot)).any(|t| somebody(t) && !each_other(t))
    }

    fn ends(&self, slot: &Slot, types: &[EntityType]) -> Vec<End> {
        let tree = self.finder.tree;
        // "her mother Mina and husband Masud": one mother; "Huawei and Alibaba Cloud, a subsidiary of": the nearest.
        let state = ["at", "in"].iter().any(|p| tree.has_preposition(self.trigger, p));
        let nominal = self.noun.unwrap_or(self.trigger);
        let is_one = *slot == Slot::Oneself && tree.token(nominal).xpos != Xpos::Nns && !state;
        let nearest =
            |t: usize| tree.conjuncts(t).into_iter().filter(|&c| c < self.trigger).max().unwrap_or(t);
        // "Greenpeace founder and president Ann Lee", "Toronto businesswoman Ann Lee": the first word of her title names its
        // owner, or where she lives.
        let owner = |t: usize| {
            let owner = self.finder.named_at(t).filter(|_| *slot == Slot::Modifier)?;
            let is_title = self.finder.bearers.get(&t).is_some_and(|b| b.chain != owner.participant.chain);
            let town = self.has_type(&owner, &[EntityType::Place]) && types == [EntityType::Place];
            let is_owner = self.has_type(&owner, &[EntityType::Org])
                || town && !self.finder.mentions.is_country(&owner.participant);
            (is_title && is_owner).then(|| vec![owner])
        };
        let all = |t: usize| match owner(t) {
            Some(owner) => owner,
            None if is_one => self.finder.one(nearest(t)),
            None => self.finder.all(t),
        };
        let mut ends: Vec<End> = self.tokens(slot).into_iter().flat_map(all).collect();
        ends.retain(|end| self.has_type(end, types));
        if self.is_acting(slot) && types != [EntityType::Place] {
            ends = ends.into_iter().map(|end| self.finder.as_actor(end)).collect();
        }
        ends
    }

    /// Whether what stands in the slot acts, so that a capital there means its government.
    fn is_acting(&self, slot: &Slot) -> bool {
        match slot {
            Slot::Subject | Slot::Clause | Slot::Complement | Slot::Oneself | Slot::Indirect => true,
            Slot::Possessor | Slot::Modifier | Slot::Speaker | Slot::Purpose | Slot::Both => true,
            // "appealed to Moscow", but "flew to Moscow"
            Slot::Preposition(p) if self.speech => {
                matches!(p.as_str(), "with" | "by" | "against" | "to" | "on" | "upon")
            }
            Slot::Preposition(p) => matches!(p.as_str(), "with" | "between" | "by" | "against"),
            Slot::Object | Slot::Deed | Slot::Site | Slot::Home | Slot::Post => false,
            Slot::Predicate | Slot::Titled | Slot::Gone | Slot::Aim => false,
        }
    }

    /// The tokens that stand in a slot.
    pub fn tokens(&self, slot: &Slot) -> Vec<usize> {
        let tree = self.finder.tree;
        let nominal = self.noun.unwrap_or(self.trigger);
        match slot {
            Slot::Subject if tree.is_verb(self.trigger) => {
                tree.logical_subject(self.trigger).into_iter().collect()
            }
            Slot::Subject => tree.surface_subject(self.trigger).into_iter().collect(),
            // "its illegal invasion": an adjective is said of the noun after it.
            Slot::Object if tree.deprel(self.trigger) == Deprel::Amod && !tree.is_verb(self.trigger) => {
                tree.head(self.trigger).into_iter().collect()
            }
            Slot::Object => tree.logical_object(self.trigger).into_iter().collect(),
            Slot::Indirect => tree.indirect_object(self.trigger).into_iter().collect(),
            Slot::Complement => self.complement_subject(),
            Slot::Possessor => self.possessors(nominal),
            Slot::Modifier => self.modifiers(nominal),
            Slot::Oneself => self.said_of(nominal),
            Slot::Clause => self.clause_subject(nominal).into_iter().collect(),
            Slot::Purpose => self.goer(nominal).into_iter().collect(),
            Slot::Both => self.both(nominal),
            Slot::Titled => self.titled().into_iter().collect(),
            Slot::Gone => self.gone().into_iter().collect(),
            Slot::Aim => self.aim(),
            Slot::Deed | Slot::Site | Slot::Home | Slot::Speaker | Slot::Post | Slot::Predicate => Vec::new(),
            Slot::Preposition(preposition) => {
                let mut found = tree.prepositional(self.trigger, preposition);
                // "in commemoration of the anniversary of the death of Smith"
                while let [noun] = found[..]
                    && matches!(tree.lemma(noun), "anniversary" | "death" | "birth" | "life" | "passing")
                    && !tree.prepositional(noun, "of").is_empty()
                {
                    found = tree.prepositional(noun, "of");
                }
                if let Some(noun) = self.noun {
                    found.extend(tree.prepositional(noun, preposition));
                    // "a master's in history from Norwich", "rockets aimed at Ashdod": the phrase may hang on one of
                    // the noun's own.
                    if found.is_empty() {
                        // "attended a conference on security in Mali" was not in Mali.
                        let about = self.meeting && matches!(preposition.as_str(), "in" | "at");
                        let own = tree.dependents(noun, &[Deprel::Nmod, Deprel::Acl]);
                        let own = own.filter(|&n| tree.is_noun(n) && !about || is_aimed(tree, n));
                        found.extend(own.flat_map(|n| tree.prepositional(n, preposition)));
                    }
                } else if !tree.is_verb(self.trigger) && found.is_empty() {
                    found = self.shared_by_list(nominal, preposition);
                    if found.is_empty() {
                        found = self.with_light_verb(nominal, preposition);
                    }
                    if found.is_empty() {
                        found = self.under_doer(nominal, preposition);
                    }
                    if found.is_empty() && !self.meeting && preposition == "between" {
                        found = self.under_field(nominal);
                    }
                    if found.is_empty() && self.meeting && preposition == "with" {
                        // "a meeting at his office with Putin"
                        let sites = tree.dependents(nominal, &[Deprel::Nmod]).filter(|&c| {
                            tree.token(c).upos == Upos::Noun
                                && ["at", "in"].iter().any(|p| tree.has_preposition(c, p))
                        });
                        found = sites.flat_map(|c| tree.prepositional(c, preposition)).collect();
                    }
                    if found.is_empty() {
                        let aimed = tree.dependents(nominal, &[Deprel::Acl]).filter(|&v| is_aimed(tree, v));
                        found = aimed.flat_map(|v| tree.prepositional(v, preposition)).collect();
                    }
                } else if found.is_empty() && preposition != "of" {
                    found = self.under_object(preposition);
                    found.extend(self.under_predicate(preposition));
                }
                found
            }
        }
    }

    /// The words before a noun: "US-China talks", "a Russian attack".
    pub(super) fn modifiers(&self, noun: usize) -> Vec<usize> {
        let tree = self.finder.tree;
        let relations = [Deprel::Compound, Deprel::Amod, Deprel::NmodUnmarked, Deprel::NmodDesc];
        let mut found: Vec<usize> = tree.dependents(noun, &relations).filter(|&c| c < noun).collect();
        // "a Qatar-based student" is not Qatar's.
        let based = |m: &usize| matches!(tree.form(*m), "based" | "headquartered");
        for modifier in found.clone().into_iter().filter(|m| !based(m)) {
            found.extend(tree.dependents(modifier, &relations));
        }
        found.sort_unstable();
        found
    }

    /// "held talks on Monday with Putin": the phrase may hang on the verb that holds the noun.
    fn with_light_verb(&self, noun: usize, preposition: &str) -> Vec<usize> {
        let tree = self.finder.tree;
        match tree.head(noun) {
            // "a call took place between"
            Some(verb)
                if matches!(tree.deprel(noun), Deprel::Nsubj | Deprel::NsubjPass)
                    && HAPPENING.contains(&tree.lemma(verb)) =>
            {
                // The parser may hang it on the "place" of what took place.
                let place = tree.dependents(verb, &[Deprel::Obj]).filter(|&o| tree.lemma(o) == "place");
                let words = std::iter::once(verb).chain(place);
                words.flat_map(|word| tree.prepositional(word, preposition)).collect()
            }
            Some(verb) if tree.deprel(noun) == Deprel::Obj && tree.is_verb(verb) && self.holds(verb) => {
                tree.prepositional(verb, preposition)
            }
            _ => Vec::new(),
        }
    }

    /// "an agreement for the exchange of data between Kenya and Ghana": the parser hangs them on what it is about. Talks on a
    /// war between two need not be theirs.
    fn under_field(&self, noun: usize) -> Vec<usize> {
        let tree = self.finder.tree;
        let about = |&c: &usize| ["for", "on", "over"].iter().any(|p| tree.has_preposition(c, p));
        let Some(field) = tree.dependents(noun, &[Deprel::Nmod]).find(about) else { return Vec::new() };
        let mut fields = std::iter::successors(Some(field), |&f| {
            tree.dependents(f, &[Deprel::Nmod]).find(|&c| tree.has_preposition(c, "of"))
        });
        fields.find_map(|f| tree.prepositional(f, "between").first().copied()).into_iter().collect()
    }

    /// "founder, owner and former director of the channel": what the last of what somebody is is of, the others are of too.
    fn shared_by_list(&self, noun: usize, preposition: &str) -> Vec<usize> {
        let tree = self.finder.tree;
        let is_person = |i: usize| tree.token(i).upos == Upos::Noun && is_person(tree, i);
        if !is_person(noun) {
            return Vec::new();
        }
        let in_list = |&i: &usize| {
            is_person(i) || matches!(tree.form(i), "," | "and" | "&") || tree.token(i).upos == Upos::Adj
        };
        let list = noun + 1..(noun + 1..tree.len()).find(|i| !in_list(i)).unwrap_or(tree.len());
        let joined = list.clone().any(|i| tree.form(i) == "and");
        let last = list.last().filter(|&last| joined && is_person(last));
        last.map(|last| tree.prepositional(last, preposition)).unwrap_or_default()
    }

    /// "the visit of Kerry to Kenya": the parser may hang the phrase on who goes.
    fn under_doer(&self, noun: usize, preposition: &str) -> Vec<usize> {
        let tree = self.finder.tree;
        let is_doer = |&c: &usize| {
            c > noun && ["of", "by", "from"].iter().any(|p| *p != preposition && tree.has_preposition(c, p))
        };
        let doers = tree.dependents(noun, &[Deprel::Nmod]).filter(is_doer);
        let named = doers.filter(|&c| preposition != "of" && self.finder.named_at(c).is_some());
        named.flat_map(|c| tree.prepositional(c, preposition)).collect()
    }

    /// "blamed the attack on Israel", "discussed the war with Wang": the parser may hang the phrase on the object, where
    /// this names nobody.
    fn under_object(&self, preposition: &str) -> Vec<usize> {
        let tree = self.finder.tree;
        let object = tree.dependent(self.trigger, &[Deprel::Obj]);
        let object = object.filter(|&o| tree.token(o).upos == Upos::Noun && self.finder.all(o).is_empty());
        object.map(|o| tree.prepositional(o, preposition)).unwrap_or_default()
    }

    /// "pleaded guilty to fraud in the High Court": it may hang on what is said of the subject, or on what follows that.
    fn under_predicate(&self, preposition: &str) -> Vec<usize> {
        let tree = self.finder.tree;
        let is_adjective = |&c: &usize| tree.token(c).upos == Upos::Adj;
        let said = tree.dependents(self.trigger, &[Deprel::Xcomp]).filter(is_adjective);
        said.flat_map(|c| {
            let own = tree.prepositional(c, preposition);
            let below = tree.dependents(c, &[Deprel::Obl]).flat_map(|o| tree.prepositional(o, preposition));
            own.into_iter().chain(below.collect::<Vec<_>>()).collect::<Vec<_>>()
        })
        .collect()
    }
}

/// Whether a "not" or "no" stands with the word itself.
pub(super) fn is_negated(tree: &Tree, word: usize) -> bool {
    tree.dependents(word, &[Deprel::Advmod, Deprel::Det])
        .any(|c| matches!(tree.lemma(c), "not" | "n't" | "never" | "no"))
}

/// "rockets aimed at Ashdod", "a conference held in Paris", "an interview published by Reuters", "accounts linked to Mali",
/// "a letter addressed to Biden".
fn is_aimed(tree: &Tree, participle: usize) -> bool {
    const LEADING_ON: &[&str] = &[
        "aim",
        "direct",
        "level",
        "target",
        "hold",
        "schedule",
        "stage",
        "publish",
        "broadcast",
        "air",
        "link",
        "tie",
        "address",
    ];
    LEADING_ON.contains(&tree.lemma(participle)) && tree.is_passive(participle)
}
