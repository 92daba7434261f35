//! Finds the patterns of the lexicon in a sentence: triggers, and the ends in their slots.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::ends::{End, EndFinder, Reference};
use super::lexicon::{Lexicon, Pattern, Slot};
use super::speaker::speaker_of;
use super::status::{embeds_by_preposition, verb_status};
use super::story::is_speech_act;
use super::trace::Trace;
use super::words::Words;
use crate::language::{Deprel, Tree, Upos, Xpos};
use crate::model::{EntityType, Status};

/// Verbs of which a nominal trigger may be the object without losing its subject: "held a meeting", "began talks".
const HOLDING: [&str; 24] = [
    "hold",
    "have",
    "attend",
    "start",
    "begin",
    "open",
    "finish",
    "end",
    "conclude",
    "complete",
    "host",
    "wrap",
    "make",
    "pay",
    "conduct",
    "continue",
    "resume",
    "launch",
    "undertake",
    "enter",
    "plan",
    "schedule",
    "cancel",
    "postpone",
];

/// Prepositions under which a nominal trigger shares the subject of its clause: "during a meeting with Putin, Wang …".
const DURING: [&str; 8] = ["during", "in", "at", "after", "before", "following", "on", "ahead_of"];

/// Verbs of coming and going, which one does for something.
const GOING: [&str; 14] = [
    "arrive", "travel", "fly", "visit", "come", "go", "return", "leave", "head", "land", "tour", "depart",
    "be", "pay",
];

/// A pattern found in a sentence, with one pair of ends.
#[derive(Debug, Clone)]
pub struct Match<'l> {
    /// The pattern.
    pub pattern: &'l Pattern,
    /// The trigger word.
    pub trigger: usize,
    /// For a light verb, the noun that carries the meaning.
    pub noun: Option<usize>,
    /// The subject.
    pub subject: End,
    /// The object.
    pub object: End,
}

/// What kept a pattern from matching at its trigger, in the order in which a pattern is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema, strum::Display)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Stop {
    /// The verb is passive and must not be, or the other way round.
    Voice,
    /// The verb has a direct object and must have none.
    DirectObject,
    /// The verb governs a clause and must not, or governs none and must.
    Predicate,
    /// The trigger governs a preposition that the pattern excludes.
    Preposition,
    /// The noun that carries the meaning of a light verb is not there.
    LightNoun,
    /// The words before the noun are not those that are wanted, or are unwanted.
    Modifier,
    /// No named entity stands where the subject may stand.
    Subject,
    /// No named entity stands where the object may stand.
    Object,
    /// No two named entities stand where the pair may stand.
    Pair,
    /// The organisation or country of a post is not said.
    Owner,
    /// Both ends are the same entity.
    SameEnds,
}

impl Match<'_> {
    /// The status that the trigger gives by itself.
    pub fn own_status(&self) -> Option<Status> {
        self.pattern.frame.status
    }
}

/// All matches of the lexicon in the sentence, in the order of the triggers. What nearly matched goes into the trace.
pub fn matches<'l>(lexicon: &'l Lexicon, finder: &EndFinder, trace: &mut dyn Trace) -> Vec<Match<'l>> {
    let tree = finder.tree;
    let mut found = Vec::new();
    for trigger in 0..tree.len() {
        let before = found.len();
        match tree.token(trigger).upos {
            Upos::Verb => {
                let patterns = verb_patterns(lexicon, tree, trigger);
                first_of_each_relation(finder, trigger, &patterns, &mut found, trace);
            }
            Upos::Noun | Upos::Propn => {
                let patterns: Vec<_> = lexicon.nouns(&tree.lemma(trigger).to_lowercase()).collect();
                first_of_each_relation(finder, trigger, &patterns, &mut found, trace);
            }
            Upos::Adj => {
                let patterns: Vec<_> = lexicon.adjectives(tree.lemma(trigger)).collect();
                first_of_each_relation(finder, trigger, &patterns, &mut found, trace);
            }
            _ => {}
        }
        debug_assert!(found[before..].iter().all(|m| m.trigger == trigger));
    }
    found
}

/// The patterns of a verb: those with its particle where it has one that a pattern knows, else those of the bare verb.
fn verb_patterns<'l>(lexicon: &'l Lexicon, tree: &Tree, verb: usize) -> Vec<&'l Pattern> {
    let lemmas = tree.phrasal_lemmas(verb);
    lemmas
        .iter()
        .map(|lemma| lexicon.verbs(lemma).collect::<Vec<_>>())
        .find(|p| !p.is_empty())
        .unwrap_or_default()
}

fn first_of_each_relation<'l>(
    finder: &EndFinder,
    trigger: usize,
    patterns: &[&'l Pattern],
    found: &mut Vec<Match<'l>>,
    trace: &mut dyn Trace,
) {
    let from = found.len();
    for pattern in patterns {
        if found[from..].iter().any(|m| m.pattern.relation == pattern.relation) {
            continue;
        }
        match apply(finder, trigger, pattern) {
            Ok(matches) => found.extend(matches),
            Err(stop) => trace.stopped(finder, trigger, pattern, stop),
        }
    }
}

/// The matches of one pattern at one trigger, at least one: each subject with each object, or the pairs of a symmetric
/// relation.
fn apply<'l>(finder: &EndFinder, trigger: usize, pattern: &'l Pattern) -> Result<Vec<Match<'l>>, Stop> {
    let frame = &pattern.frame;
    let tree = finder.tree;
    if frame.passive.is_some_and(|passive| passive != tree.is_passive(trigger)) {
        return Err(Stop::Voice);
    }
    if frame.intransitive && tree.logical_object(trigger).is_some() {
        return Err(Stop::DirectObject);
    }
    if frame.no_predicate && tree.dependent(trigger, &[Deprel::Xcomp, Deprel::Ccomp]).is_some() {
        return Err(Stop::Predicate);
    }
    if frame.not_with.iter().any(|preposition| !tree.prepositional(trigger, preposition).is_empty()) {
        return Err(Stop::Preposition);
    }
    let doing = |preposition: &String| {
        tree.dependents(trigger, &[Deprel::Advcl]).any(|c| tree.is_gerund_after(c, preposition))
    };
    if frame.not_doing.iter().any(doing) {
        return Err(Stop::Preposition);
    }
    if frame.to_end && !has_end(tree, trigger) {
        return Err(Stop::Predicate);
    }
    let noun = if frame.noun.is_empty() {
        None
    } else {
        Some(light_noun(tree, trigger, pattern).ok_or(Stop::LightNoun)?)
    };
    if !modifiers_fit(tree, noun.unwrap_or(trigger), pattern) {
        return Err(Stop::Modifier);
    }
    let places = Places::of(finder, trigger, noun, pattern);
    let mut subjects = places.first(&frame.subject, &frame.subject_types);
    // "a Mandalay resident told AFP", "men from Java who bombed Bali": not Mandalay, not Java.
    let own_deed = is_speech_act(&pattern.relation) || is_violence(&pattern.relation);
    subjects.retain(|end| {
        !own_deed || end.participant.via.is_none() || !Words::built_in().is_private(tree.lemma(end.token))
    });
    let mut objects = places.first(&frame.object, &frame.object_types);
    objects.retain(|end| {
        let name = &finder.mentions.analysis.chains[end.participant.chain].name;
        frame.object_words.is_empty() || has_word(name, &frame.object_words)
    });
    let mut pairs: Vec<(End, End)> = Vec::new();
    for subject in &subjects {
        pairs.extend(objects.iter().map(|object| (subject.clone(), object.clone())));
    }
    let differ = |(s, o): &(End, End)| s.participant.chain != o.participant.chain;
    pairs.retain(differ);
    // "a tour of Sweden, France and Italy": one phrase is not both ends.
    let tokens = |ends: &[End]| ends.iter().map(|end| end.token).collect::<BTreeSet<_>>();
    if tokens(&subjects) == tokens(&objects) {
        pairs.clear();
    }
    if pairs.is_empty() {
        let together = places.first_of_two(&frame.pairs, &frame.subject_types);
        for (i, a) in together.iter().enumerate() {
            pairs.extend(together[i + 1..].iter().map(|b| (a.clone(), b.clone())));
        }
        pairs.retain(differ);
    }
    if pairs.is_empty() {
        return Err(match (frame.subject.is_empty(), frame.object.is_empty()) {
            (true, _) | (_, true) => Stop::Pair,
            _ if subjects.is_empty() => Stop::Subject,
            _ if objects.is_empty() => Stop::Object,
            _ => Stop::SameEnds,
        });
    }
    let matched = |(subject, object)| Match { pattern, trigger, noun, subject, object };
    Ok(pairs.into_iter().map(matched).collect())
}

/// Whether an infinitive, or a phrase with "for", follows the verb in its clause.
fn has_end(tree: &Tree, verb: usize) -> bool {
    let follows = |i: usize| tree.is_infinitive(i) || tree.has_preposition(i, "for");
    (verb + 1..tree.len()).any(|i| follows(i) && tree.is_below(i, verb))
}

fn is_violence(relation: &str) -> bool {
    matches!(relation, "attacked" | "killed" | "fought_with")
}

/// Whether one of these words, in lower case, is a word of the name.
fn has_word(name: &str, words: &[String]) -> bool {
    name.to_lowercase().split_whitespace().any(|word| words.iter().any(|w| w == word))
}

/// The words that stand in slots of a pattern, whatever they mean.
pub fn standing(finder: &EndFinder, trigger: usize, pattern: &Pattern, slots: &[Slot]) -> Vec<usize> {
    let noun = light_noun(finder.tree, trigger, pattern);
    let places = Places::of(finder, trigger, noun, pattern);
    let mut tokens: Vec<usize> = slots.iter().flat_map(|slot| places.tokens(slot)).collect();
    tokens.sort_unstable();
    tokens.dedup();
    tokens
}

/// Whether the words before the noun are those that the pattern asks for, and none that it excludes.
fn modifiers_fit(tree: &Tree, noun: usize, pattern: &Pattern) -> bool {
    let (wanted, unwanted) = (&pattern.frame.modifier, &pattern.frame.not_modifier);
    if wanted.is_empty() && unwanted.is_empty() {
        return true;
    }
    let relations = [Deprel::Amod, Deprel::Compound, Deprel::NmodUnmarked, Deprel::Nmod];
    let before: Vec<&str> =
        tree.dependents(noun, &relations).filter(|&c| c < noun).map(|c| tree.lemma(c)).collect();
    let any = |lemmas: &[String]| before.iter().any(|b| lemmas.iter().any(|l| l == b));
    (wanted.is_empty() || any(wanted)) && !any(unwanted)
}

/// The noun of a light verb, where it stands in its place.
fn light_noun(tree: &Tree, verb: usize, pattern: &Pattern) -> Option<usize> {
    let candidates = match &pattern.frame.noun_at {
        None | Some(Slot::Object) => tree.logical_object(verb).into_iter().collect(),
        Some(Slot::Subject) => tree.logical_subject(verb).into_iter().collect(),
        Some(Slot::Preposition(preposition)) => tree.prepositional(verb, preposition),
        Some(Slot::Predicate) => predicates(tree, verb),
        Some(_) => Vec::new(),
    };
    let carries = |&c: &usize| pattern.frame.noun.iter().any(|n| n == tree.lemma(c));
    candidates.into_iter().flat_map(|c| tree.conjuncts(c)).map(|c| counted(tree, c)).find(carries)
}

/// What is said of the verb's object: "called it shameful", "described it as a mistake".
fn predicates(tree: &Tree, verb: usize) -> Vec<usize> {
    let relations = [Deprel::Xcomp, Deprel::Obl, Deprel::Advcl];
    let is_said = |&c: &usize| {
        tree.deprel(c) == Deprel::Xcomp || tree.children(c).iter().any(|&m| tree.lemma(m) == "as" && m < c)
    };
    tree.dependents(verb, &relations).filter(is_said).collect()
}

/// "rockets aimed at Ashdod", "criticism directed at Trump".
fn is_aimed(tree: &Tree, participle: usize) -> bool {
    matches!(tree.lemma(participle), "aim" | "direct" | "level" | "target") && tree.is_passive(participle)
}

/// Whether a clause says what should be, "that Iran stop", "that Iran should stop", and not what is.
fn is_wish(tree: &Tree, clause: usize) -> bool {
    let mut words = tree.dependents(clause, &[Deprel::Cop, Deprel::Aux, Deprel::AuxPass]).peekable();
    if let Some(modal) = tree.dependents(clause, &[Deprel::Aux]).find(|&a| tree.token(a).xpos == Xpos::Md) {
        return matches!(tree.lemma(modal), "should" | "must" | "ought");
    }
    match words.peek() {
        Some(&first) => tree.token(first).xpos == Xpos::Vb,
        // "that the members stop" looks like what they do.
        None => matches!(tree.token(clause).xpos, Xpos::Vb | Xpos::Vbp),
    }
}

/// "dozens of rockets": what is counted; any other noun counts itself.
fn counted(tree: &Tree, noun: usize) -> usize {
    let counts = Words::built_in().is_quantity(tree.lemma(noun));
    let of = tree.dependents(noun, &[Deprel::Nmod]).find(|&c| counts && tree.has_preposition(c, "of"));
    of.unwrap_or(noun)
}

/// The slots around a trigger.
struct Places<'a, 'f> {
    finder: &'a EndFinder<'f>,
    trigger: usize,
    noun: Option<usize>,
    /// See [`Pattern::shared`].
    shared: bool,
    /// See [`Frame::wished`](super::lexicon::Frame::wished).
    wished: bool,
}

impl<'a, 'f> Places<'a, 'f> {
    fn of(finder: &'a EndFinder<'f>, trigger: usize, noun: Option<usize>, pattern: &Pattern) -> Self {
        Places { finder, trigger, noun, shared: pattern.shared, wished: pattern.frame.wished }
    }

    /// The ends in the first slot that has one of these types.
    fn first(&self, slots: &[Slot], types: &[EntityType]) -> Vec<End> {
        let named = |(i, slot): (usize, &Slot)| match slot {
            Slot::Deed if i == 0 => self.doers(&[Slot::Object], types),
            Slot::Deed => self.doers(&slots[..i], types),
            Slot::Site => self.sites(&slots[..i], types, |words, noun| words.is_thing(noun)),
            Slot::Home => self.sites(&slots[..i], types, |words, noun| words.is_people(noun)),
            Slot::Speaker => self.speaker(types),
            slot => self.ends(slot, types),
        };
        slots.iter().enumerate().map(named).find(|ends| !ends.is_empty()).unwrap_or_default()
    }

    /// The doers of the event nouns that stand in these places.
    fn doers(&self, places: &[Slot], types: &[EntityType]) -> Vec<End> {
        let tree = self.finder.tree;
        let nouns = places.iter().flat_map(|slot| self.tokens(slot).into_iter().map(move |n| (slot, n)));
        for (slot, deed) in nouns.filter(|&(_, n)| Words::built_in().is_deed(tree.lemma(n))) {
            let mut by = tree.prepositional(deed, "by");
            by.extend(tree.prepositional(deed, "from"));
            // "missiles fired by Israel"
            let participles = tree.dependents(deed, &[Deprel::Acl]).filter(|&v| tree.is_passive(v));
            by.extend(participles.filter_map(|v| tree.logical_subject(v)));
            let of = tree.prepositional(deed, "of").into_iter().filter(|_| by.is_empty());
            let possessors = tree.dependents(deed, &[Deprel::NmodPoss]);
            // What kills in "an Iraqi attack" or "a Kabul bombing" need not be of Iraq, nor are "its U.S. operations".
            let possessed = tree.dependent(deed, &[Deprel::NmodPoss]).is_some();
            let before = if *slot == Slot::Subject || possessed { Vec::new() } else { self.modifiers(deed) };
            let of = of.filter(|_| *slot != Slot::Subject);
            let doers = possessors.chain(by.clone()).chain(before).chain(of);
            let mut ends: Vec<End> = doers.flat_map(|d| self.acting(d, types)).take(1).collect();
            for end in &mut ends {
                end.participant.via = Some(tree.form(deed).to_owned());
            }
            if !ends.is_empty() {
                return ends;
            }
        }
        Vec::new()
    }

    /// Who says the clause of the trigger.
    fn speaker(&self, types: &[EntityType]) -> Vec<End> {
        let speaker = speaker_of(self.finder, self.trigger);
        let end = speaker.map(|s| End::new(s.chain, s.mention, self.trigger, Reference::Name));
        end.into_iter().filter(|end| self.has_type(end, types)).collect()
    }

    /// The places in which the things or people lie or live that stand in these places.
    fn sites(&self, places: &[Slot], types: &[EntityType], fits: fn(&Words, &str) -> bool) -> Vec<End> {
        let tree = self.finder.tree;
        let nouns = places.iter().flat_map(|slot| self.tokens(slot));
        for thing in nouns.filter(|&n| fits(Words::built_in(), tree.lemma(n))) {
            let within = tree.prepositional(thing, "in");
            let mut ends: Vec<End> = within.into_iter().flat_map(|c| self.finder.all(c)).collect();
            ends.retain(|end| self.has_type(end, &[EntityType::Place]) && self.has_type(end, types));
            for end in &mut ends {
                end.participant.via = Some(tree.form(thing).to_owned());
            }
            if !ends.is_empty() {
                return ends;
            }
        }
        Vec::new()
    }

    /// The ends at a token, capitals meaning their governments.
    fn acting(&self, token: usize, types: &[EntityType]) -> Vec<End> {
        let ends = self.finder.all(token).into_iter().map(|end| self.finder.as_actor(end));
        ends.filter(|end| self.has_type(end, types)).collect()
    }

    fn has_type(&self, end: &End, types: &[EntityType]) -> bool {
        types.is_empty() || types.contains(&self.finder.mentions.entity_type(&end.participant))
    }

    /// The ends in the first slot that has at least two.
    fn first_of_two(&self, slots: &[Slot], types: &[EntityType]) -> Vec<End> {
        slots.iter().map(|slot| self.ends(slot, types)).find(|ends| ends.len() > 1).unwrap_or_default()
    }

    fn ends(&self, slot: &Slot, types: &[EntityType]) -> Vec<End> {
        let tree = self.finder.tree;
        // "her mother Mina and husband Masud": one mother; "Huawei and Alibaba Cloud, a subsidiary of": the nearest.
        let is_one = *slot == Slot::Oneself && tree.token(self.trigger).xpos != Xpos::Nns;
        let nearest =
            |t: usize| tree.conjuncts(t).into_iter().filter(|&c| c < self.trigger).max().unwrap_or(t);
        let all = |t: usize| if is_one { self.finder.one(nearest(t)) } else { self.finder.all(t) };
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
            Slot::Possessor | Slot::Modifier | Slot::Speaker | Slot::Purpose => true,
            Slot::Preposition(p) => matches!(p.as_str(), "with" | "between" | "by" | "against"),
            Slot::Object | Slot::Deed | Slot::Site | Slot::Home | Slot::Predicate => false,
        }
    }

    /// The tokens that stand in a slot.
    fn tokens(&self, slot: &Slot) -> Vec<usize> {
        let tree = self.finder.tree;
        let nominal = self.noun.unwrap_or(self.trigger);
        match slot {
            Slot::Subject if tree.is_verb(self.trigger) => {
                tree.logical_subject(self.trigger).into_iter().collect()
            }
            Slot::Subject => tree.surface_subject(self.trigger).into_iter().collect(),
            Slot::Object => tree.logical_object(self.trigger).into_iter().collect(),
            Slot::Indirect => tree.indirect_object(self.trigger).into_iter().collect(),
            Slot::Complement => self.complement_subject(),
            Slot::Possessor => tree.dependents(nominal, &[Deprel::NmodPoss]).collect(),
            Slot::Modifier => self.modifiers(nominal),
            Slot::Oneself => self.said_of(nominal),
            Slot::Clause => self.clause_subject(nominal).into_iter().collect(),
            Slot::Purpose => self.goer(nominal).into_iter().collect(),
            Slot::Deed | Slot::Site | Slot::Home | Slot::Speaker | Slot::Predicate => Vec::new(),
            Slot::Preposition(preposition) => {
                let mut found = tree.prepositional(self.trigger, preposition);
                if let Some(noun) = self.noun {
                    found.extend(tree.prepositional(noun, preposition));
                    // "a master's in history from Norwich", "rockets aimed at Ashdod": the phrase may hang on one of
                    // the noun's own.
                    if found.is_empty() {
                        let own = tree.dependents(noun, &[Deprel::Nmod, Deprel::Acl]);
                        let own = own.filter(|&n| tree.is_noun(n) || is_aimed(tree, n));
                        found.extend(own.flat_map(|n| tree.prepositional(n, preposition)));
                    }
                } else if !tree.is_verb(self.trigger) && found.is_empty() {
                    found = self.with_light_verb(nominal, preposition);
                } else if found.is_empty() && preposition != "of" {
                    found = self.under_object(preposition);
                }
                found
            }
        }
    }

    /// The subject of the clause that the trigger governs: "urged that Russia withdraw".
    fn complement_subject(&self) -> Vec<usize> {
        let tree = self.finder.tree;
        let nominal = self.noun.unwrap_or(self.trigger);
        let clauses = tree.dependents(self.trigger, &[Deprel::Ccomp, Deprel::Xcomp]);
        let clauses = clauses.chain(tree.dependents(nominal, &[Deprel::Acl, Deprel::Ccomp]));
        let clauses = clauses.filter(|&c| !self.wished || is_wish(tree, c));
        clauses.filter_map(|c| tree.dependent(c, &[Deprel::Nsubj, Deprel::NsubjPass])).take(1).collect()
    }

    /// The words before a noun: "US-China talks", "a Russian attack".
    fn modifiers(&self, noun: usize) -> Vec<usize> {
        let tree = self.finder.tree;
        let relations = [Deprel::Compound, Deprel::Amod, Deprel::NmodUnmarked, Deprel::NmodDesc];
        let mut found: Vec<usize> = tree.dependents(noun, &relations).filter(|&c| c < noun).collect();
        for modifier in found.clone() {
            found.extend(tree.dependents(modifier, &relations));
        }
        found.sort_unstable();
        found
    }

    /// Whom a predicate noun is said of: by copula, apposition in either direction, or as a title before a name.
    fn said_of(&self, noun: usize) -> Vec<usize> {
        let tree = self.finder.tree;
        if tree.dependent(noun, &[Deprel::Cop]).is_some() {
            return tree.surface_subject(noun).into_iter().collect();
        }
        let is_somebody = |&c: &usize| !self.finder.all(c).is_empty();
        let own: Vec<usize> = tree.dependents(noun, &[Deprel::Appos]).filter(is_somebody).collect();
        // "Steve Wozniak, co-founder of Apple, the entrepreneur Lance Bass": whom it follows.
        let before = tree
            .head(noun)
            .filter(|&head| tree.deprel(noun) == Deprel::Appos && self.finder.named_at(head).is_some());
        if let Some(before) = before {
            return vec![before];
        }
        match (own.is_empty(), tree.head(noun)) {
            (false, _) => own,
            (true, Some(head))
                if matches!(tree.deprel(noun), Deprel::Appos | Deprel::NmodDesc | Deprel::Compound) =>
            {
                vec![head]
            }
            // "as a member of": said of the subject of the clause.
            (true, Some(verb)) if tree.deprel(noun) == Deprel::Obl && tree.has_preposition(noun, "as") => {
                tree.surface_subject(verb).into_iter().collect()
            }
            // "became a member of"
            (true, Some(verb))
                if tree.deprel(noun) == Deprel::Xcomp && matches!(tree.lemma(verb), "become" | "remain") =>
            {
                tree.surface_subject(verb).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    /// The subject of the clause in which a nominal trigger stands.
    fn clause_subject(&self, noun: usize) -> Option<usize> {
        let tree = self.finder.tree;
        let verb = tree.head(noun).filter(|&v| tree.is_verb(v))?;
        let shared = match tree.deprel(noun) {
            Deprel::Obj => self.holds(verb),
            Deprel::Obl => {
                let during = tree.preposition(noun).is_some_and(|p| DURING.contains(&p.as_str()));
                during || self.embeds(verb) && embeds_by_preposition(tree, noun)
            }
            _ => false,
        };
        if shared { tree.surface_subject(verb) } else { None }
    }

    /// Who comes or goes for the noun: "arrived in Jordan for talks with", "paid a visit to Jordan for talks with".
    fn goer(&self, noun: usize) -> Option<usize> {
        let tree = self.finder.tree;
        let verb = tree.head(noun).filter(|&v| tree.is_verb(v) && GOING.contains(&tree.lemma(v)))?;
        let goes = tree.deprel(noun) == Deprel::Obl && tree.has_preposition(noun, "for");
        if goes { tree.surface_subject(verb) } else { None }
    }

    /// "held talks on Monday with Putin": the phrase may hang on the verb that holds the noun.
    fn with_light_verb(&self, noun: usize, preposition: &str) -> Vec<usize> {
        let tree = self.finder.tree;
        match tree.head(noun) {
            Some(verb) if tree.deprel(noun) == Deprel::Obj && tree.is_verb(verb) && self.holds(verb) => {
                tree.prepositional(verb, preposition)
            }
            _ => Vec::new(),
        }
    }

    /// "blamed the attack on Israel", "discussed the war with Wang": the parser may hang the phrase on the object, where
    /// this names nobody.
    fn under_object(&self, preposition: &str) -> Vec<usize> {
        let tree = self.finder.tree;
        let object = tree.dependent(self.trigger, &[Deprel::Obj]);
        let object = object.filter(|&o| tree.token(o).upos == Upos::Noun && self.finder.all(o).is_empty());
        object.map(|o| tree.prepositional(o, preposition)).unwrap_or_default()
    }

    /// Whether the verb says of its object that it takes place, or may.
    fn holds(&self, verb: usize) -> bool {
        HOLDING.contains(&self.finder.tree.lemma(verb)) || self.embeds(verb)
    }

    /// Whether the verb says of an event in which its subject has a part that it may be or not be: "rejected talks".
    fn embeds(&self, verb: usize) -> bool {
        self.shared && verb_status(self.finder.tree, verb).is_some_and(|status| status != Status::Actual)
    }
}
