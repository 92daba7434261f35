//! What a sentence takes over from those before: "there", "here", and the time and place of an occasion that it comes
//! back to ("During the visit, he praised …").

use std::collections::HashMap;

use super::ends::EndFinder;
use super::mentions::Mentions;
use super::occasions::Gatherings;
use super::place::{is_elsewhere, opened, place_of};
use super::setting_words::words;
use super::settings::{Occurrence, returns, settings};
use super::timing::time_of;
use super::words::Words;
use crate::language::{Analysis, Deprel, Mention, MentionKind, Part, TimeKind, Tree, Xpos};
use crate::model::{
    Claim, ClaimTime, EntityType, Granularity, Participant, RelationKind, Relations, Status, TimeMethod, When,
};

/// An occasion counts for "the visit" up to this many paragraphs later.
const REACH: usize = 3;

/// What is quoted of one speech goes on after at most so many paragraphs.
const SPEECH_REACH: usize = 2;

/// Who arrived is taken to be there for so many days.
const LONGEST_STAY: i32 = 3;

/// An event that was told, with its time or place.
#[derive(Debug)]
struct Told {
    paragraph: usize,
    relation: String,
    ends: [usize; 2],
    status: Status,
    time: Option<ClaimTime>,
    place: Option<Participant>,
}

/// What somebody said, and when and where.
#[derive(Debug, Clone)]
struct Speech {
    /// Where it was last quoted.
    paragraph: usize,
    time: ClaimTime,
    /// Known only of an occasion.
    place: Option<Participant>,
}

impl Speech {
    fn is_near(&self, paragraph: usize) -> bool {
        self.paragraph + SPEECH_REACH >= paragraph
    }
}

/// The events of an article as far as it has been read.
#[derive(Debug)]
pub struct Story<'r> {
    relations: &'r Relations,
    told: Vec<Told>,
    /// By the chain of the speaker.
    speeches: HashMap<usize, Speech>,
    /// What somebody did on a day that is told, by the chain of who did it: the occasion of what they say there.
    deeds: HashMap<usize, Speech>,
    gatherings: Gatherings,
}

impl<'r> Story<'r> {
    /// Nothing is told yet.
    pub fn new(relations: &'r Relations) -> Self {
        Self {
            relations,
            told: Vec::new(),
            speeches: HashMap::new(),
            deeds: HashMap::new(),
            gatherings: Gatherings::default(),
        }
    }

    /// Completes the claim of an event with what the text has told of its occasion.
    pub fn complete(&self, finder: &EndFinder, occurrence: &Occurrence, claim: &mut Claim) {
        if claim.place.is_none() {
            claim.place = pointed_at(finder, occurrence).filter(|p| p.chain != claim.object.chain);
        }
        if claim.time.is_none()
            && let Some(speech) = self.speech(finder, occurrence, claim)
        {
            claim.time = Some(ClaimTime { method: TimeMethod::Discourse, ..speech.time.clone() });
            claim.place = claim.place.take().or_else(|| speech.place.clone());
        }
        if claim.time.is_some() && claim.place.is_some() {
            return;
        }
        if claim.place.is_none() {
            claim.place = self.goal_of_journey(finder, occurrence, claim);
        }
        if let Some((noun, told)) = self.occasion(finder, occurrence, claim) {
            let elsewhere = finder.tree.has_preposition(noun, "after");
            let place = told.place.as_ref().filter(|_| !elsewhere);
            take_over(claim, told.time.as_ref(), place);
        }
        let real = matches!(claim.status, Status::Actual | Status::Planned);
        if real && let Some(gathering) = self.gatherings.at(finder, occurrence) {
            take_over(claim, gathering.time.as_ref(), Some(&gathering.place));
        }
    }

    /// Remembers who did or said something when.
    pub fn hear(&mut self, finder: &EndFinder) {
        self.gatherings.hear(finder);
        let (tree, analysis) = (finder.tree, finder.mentions.analysis);
        let paragraph = analysis.sentences[finder.sentence].paragraph;
        for verb in (0..tree.len()).filter(|&verb| is_simple_past(tree, verb)) {
            let subject = tree.dependent(verb, &[Deprel::Nsubj]);
            let Some(actor) = subject.and_then(|s| finder.all(s).into_iter().next()) else { continue };
            let occurrence =
                Occurrence { kind: RelationKind::Event, trigger: verb, noun: None, object: verb };
            let own = time_of(tree, analysis, finder.sentence, &occurrence);
            let chain = actor.participant.chain;
            if !Words::built_in().is_reporting_verb(tree.lemma(verb)) {
                let on_a_day = own.filter(|time| {
                    time.value.as_ref().is_some_and(|value| value.granularity() == Granularity::Day)
                });
                let place = || place_of(finder, false, &occurrence).or_else(|| opened(finder, verb));
                self.deeds.extend(on_a_day.map(|time| (chain, Speech { paragraph, time, place: place() })));
                continue;
            }
            let own = own.map(|time| Speech { paragraph, time, place: None });
            if let Some(speech) = own.or_else(|| self.on_occasion(tree, &occurrence, chain, paragraph)) {
                self.speeches.insert(chain, speech);
            } else if let Some(speech) = self.speeches.get_mut(&chain).filter(|s| s.is_near(paragraph)) {
                speech.paragraph = paragraph;
            }
        }
    }

    /// The day and place of the occasion at which somebody speaks: "commissioned the park on Sunday. Speaking at the ceremony, …".
    fn on_occasion(
        &self,
        tree: &Tree,
        occurrence: &Occurrence,
        speaker: usize,
        paragraph: usize,
    ) -> Option<Speech> {
        let at_occasion = settings(tree, occurrence).into_iter().any(|noun| {
            tree.is_noun(noun) && words().occasions.contains(tree.lemma(noun)) && is_definite(tree, noun)
        });
        let deed = self.deeds.get(&speaker).filter(|deed| at_occasion && deed.is_near(paragraph))?;
        Some(Speech { paragraph, ..deed.clone() })
    }

    /// When it was said, where the claim is of what its subject did by words and goes on from what that said before.
    fn speech(&self, finder: &EndFinder, occurrence: &Occurrence, claim: &Claim) -> Option<&Speech> {
        let analysis = finder.mentions.analysis;
        let sentence = &analysis.sentences[finder.sentence];
        let goes_on =
            self.relations.is_speech(&claim.relation) && is_told_as_past(finder.tree, occurrence.trigger);
        // Another date may be that of another speech.
        let dated = analysis.times.iter().any(|t| t.sentence == finder.sentence && t.kind == TimeKind::Date);
        let speech = self.speeches.get(&claim.subject.chain).filter(|_| goes_on && !dated)?;
        speech.is_near(sentence.paragraph).then_some(speech)
    }

    /// Remembers a claim.
    pub fn tell(&mut self, mentions: &Mentions, claim: &Claim) {
        let analysis = mentions.analysis;
        let visits = claim.relation == "visited";
        let goal = || Some(claim.object.clone()).filter(|object| mentions.is_place(object));
        let place = claim.place.clone().or_else(|| goal().filter(|_| visits));
        if claim.time.is_none() && place.is_none() {
            return;
        }
        self.told.push(Told {
            paragraph: analysis.sentences[claim.sentence].paragraph,
            relation: claim.relation.clone(),
            ends: [claim.subject.chain, claim.object.chain],
            status: claim.status,
            time: claim.time.clone(),
            place,
        });
    }

    /// "arrived in Beijing on Tuesday. He met Wang": where the journey that was just told of led one of them.
    fn goal_of_journey(
        &self,
        finder: &EndFinder,
        occurrence: &Occurrence,
        claim: &Claim,
    ) -> Option<Participant> {
        let meets = self.relations.get(&claim.relation).is_some_and(|r| r.meeting);
        let (tree, analysis) = (finder.tree, finder.mentions.analysis);
        let paragraph = analysis.sentences[finder.sentence].paragraph;
        let before = |t: usize| {
            matches!(&*tree.form(t).to_lowercase(), "earlier" | "previously" | "before" | "already")
        };
        let earlier = tree.dependents(occurrence.trigger, &[Deprel::Advmod]).any(before);
        if !meets || earlier || matches!(claim.status, Status::Denied | Status::Possible) {
            return None;
        }
        let ends = [claim.subject.chain, claim.object.chain];
        // Another place that the sentence names may be where it was.
        let elsewhere = analysis.mentions.iter().filter(|m| m.sentence == finder.sentence).any(|m| {
            m.entity == Some(EntityType::Place) && !m.chains.iter().any(|chain| ends.contains(chain))
        });
        if elsewhere {
            return None;
        }
        let journey =
            self.told.iter().rev().find(|told| told.relation == "visited" && ends.contains(&told.ends[0]))?;
        let day = |time: &Option<ClaimTime>| {
            let value = time.as_ref().and_then(|time| time.value.as_ref());
            value.filter(|value| value.granularity() == Granularity::Day).and_then(When::first_day)
        };
        let soon = match (day(&journey.time), day(&claim.time)) {
            (Some(there), Some(then)) => {
                let days = there.until(then).map_or(-1, |span| span.get_days());
                journey.paragraph + 1 >= paragraph && (0..=LONGEST_STAY).contains(&days)
            }
            _ => journey.paragraph == paragraph && claim.time.is_none(),
        };
        journey
            .place
            .clone()
            .filter(|place| soon && journey.status == Status::Actual && !ends.contains(&place.chain))
    }

    /// The event that the sentence comes back to by a noun, which is given too.
    fn occasion(&self, finder: &EndFinder, occurrence: &Occurrence, claim: &Claim) -> Option<(usize, &Told)> {
        let (tree, analysis) = (finder.tree, finder.mentions.analysis);
        let paragraph = analysis.sentences[finder.sentence].paragraph;
        let nouns = settings(tree, occurrence).into_iter().flat_map(|s| returns(tree, s).collect::<Vec<_>>());
        for noun in nouns.filter(|&noun| is_definite(tree, noun)) {
            let lemma = tree.lemma(noun);
            let fits = |told: &&Told| {
                let meeting = self.relations.get(&told.relation).is_some_and(|r| r.meeting);
                let kind = match &*told.relation {
                    "visited" => words().visits.contains(lemma),
                    _ => meeting && words().meetings.contains(lemma) || words().occasions.contains(lemma),
                };
                let shared =
                    told.ends.iter().any(|end| [claim.subject.chain, claim.object.chain].contains(end));
                kind && shared && told.status == claim.status && told.paragraph + REACH >= paragraph
            };
            if let Some(told) = self.told.iter().rev().find(fits) {
                return Some((noun, told));
            }
        }
        None
    }
}

/// Gives a claim that lacks them the time and place of its occasion.
fn take_over(claim: &mut Claim, time: Option<&ClaimTime>, place: Option<&Participant>) {
    if claim.time.is_none() {
        claim.time = time.map(|time| ClaimTime { method: TimeMethod::Discourse, ..time.clone() });
    }
    if claim.place.is_none() {
        claim.place = place.filter(|place| is_elsewhere(claim, place)).cloned();
    }
}

/// "thanked them", "Thanking them, he said", "Repeating his thanks to them, he said": not "has thanked them".
fn is_told_as_past(tree: &Tree, trigger: usize) -> bool {
    let verb = if tree.is_noun(trigger) { tree.head(trigger).unwrap_or(trigger) } else { trigger };
    let above = tree.head(verb).filter(|_| tree.token(verb).xpos == Xpos::Vbg);
    is_simple_past(tree, verb) || above.is_some_and(|above| is_simple_past(tree, above))
}

/// "said", not "has said".
fn is_simple_past(tree: &Tree, verb: usize) -> bool {
    tree.token(verb).xpos == Xpos::Vbd && tree.dependent(verb, &[Deprel::Aux, Deprel::AuxPass]).is_none()
}

/// "the meeting", "that visit", "his trip"; one that has its own date is not come back to.
fn is_definite(tree: &Tree, noun: usize) -> bool {
    tree.dependents(noun, &[Deprel::Det, Deprel::NmodPoss]).any(|d| {
        matches!(
            tree.lemma(d),
            "the" | "this" | "that" | "his" | "her" | "their" | "its" | "he" | "she" | "they" | "it"
        )
    })
}

/// The place that "there" or "here" points at: the last that was named, or that of the dateline.
fn pointed_at(finder: &EndFinder, occurrence: &Occurrence) -> Option<Participant> {
    let tree = finder.tree;
    let adverbs = settings(tree, occurrence)
        .into_iter()
        .flat_map(|s| tree.dependents(s, &[Deprel::Advmod]).collect::<Vec<_>>());
    for adverb in adverbs {
        match &*tree.lemma(adverb).to_lowercase() {
            "there" => return last_place(finder, adverb),
            "here" => return dateline_place(finder.mentions.analysis),
            _ => {}
        }
    }
    None
}

/// The last place named before the token, in this paragraph or the one before.
fn last_place(finder: &EndFinder, token: usize) -> Option<Participant> {
    let analysis = finder.mentions.analysis;
    let (before, paragraph) =
        (finder.tree.token(token).span.start, analysis.sentences[finder.sentence].paragraph);
    let adjectival = |mention: &Mention| {
        let relation = analysis.sentences[mention.sentence].tokens[mention.head].deprel;
        matches!(
            relation,
            Deprel::Amod | Deprel::Compound | Deprel::NmodDesc | Deprel::NmodPoss | Deprel::Nsubj
        )
    };
    let mut places = analysis.mentions.iter().enumerate().filter(|(_, mention)| {
        let participant = |chain: usize| Participant { chain, mention: 0, via: None };
        mention.kind == MentionKind::Name
            && mention.chains.first().is_some_and(|&chain| finder.mentions.is_place(&participant(chain)))
            && !adjectival(mention)
            && mention.span.end <= before
            && analysis.sentences[mention.sentence].paragraph + 1 >= paragraph
    });
    let (index, mention) = places.next_back()?;
    Some(Participant { chain: *mention.chains.first()?, mention: index, via: None })
}

fn dateline_place(analysis: &Analysis) -> Option<Participant> {
    let in_dateline = |sentence: usize| analysis.sentences[sentence].part == Part::Dateline;
    let (index, mention) = analysis
        .mentions
        .iter()
        .enumerate()
        .find(|(_, m)| in_dateline(m.sentence) && !m.chains.is_empty())?;
    let chain = *mention.chains.first()?;
    (analysis.chains[chain].entity == EntityType::Place).then_some(Participant {
        chain,
        mention: index,
        via: None,
    })
}
