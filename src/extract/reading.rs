//! What was found in a sentence → claims: with status, time, place and speaker.

use super::candidate::Candidate;
use super::confidence::Signs;
use super::ends::{End, EndFinder, Reference};
use super::frames::Match;
use super::lexicon::Slot;
use super::located::Location;
use super::open::OpenFact;
use super::place::{is_elsewhere, is_within, place_of, seat_of_post};
use super::positions::Position;
use super::roles::{RoleClass, Roles};
use super::settings::Occurrence;
use super::speaker::{quoted_speaker, reported_by, speaker_of};
use super::status::{is_after, is_performed, is_to_come, is_told_later, status, status_beside_name};
use super::story::Story;
use super::timing::{bracketed_term, reigned, served, term_of, time_of};
use super::wording::{title_given, without_epithets};
use super::words::Words;
use crate::language::gazetteer::Gazetteer;
use crate::language::{Deprel, Part, Upos};
use crate::model::{Claim, EntityType, Participant, RelationKind, Relations, Span, Status, When};

/// How sure an open fact is: it is what the sentence says, but no one has looked at its predicate.
const OPEN_CONFIDENCE: f64 = 0.6;

/// How sure it is that somebody whose profession stands with a country is its citizen.
const CITIZEN_CONFIDENCE: f64 = 0.85;

/// How sure it is that who is somewhere for a while has come there.
const STAY_CONFIDENCE: f64 = 0.75;

/// How sure it is that two whom a caption names together met.
const CAPTION_CONFIDENCE: f64 = 0.7;

/// A sentence on its way to claims.
pub(super) struct Reading<'a, 'f> {
    pub(super) finder: &'a EndFinder<'f>,
    pub(super) relations: &'a Relations,
    pub(super) published: Option<&'a When>,
}

impl Reading<'_, '_> {
    pub(super) fn matched(&self, m: &Match, story: &Story) -> Candidate {
        let (kind, relation) = (m.pattern.kind, &*m.pattern.relation);
        let occurrence = Occurrence { kind, trigger: m.trigger, noun: m.noun, object: m.object.token };
        let mut candidate = self.candidate(relation, &m.subject, &m.object, occurrence, m.own_status());
        candidate.prior *= m.pattern.frame.confidence;
        let claim = &mut candidate.claim;
        claim.rule.clone_from(&m.pattern.rule);
        // "the U.N. headquarters in New York" is said in passing, on nobody's word.
        if matches!(relation, "located_in" | "part_of") {
            claim.speaker = None;
        }
        // "may close Samsung's office in Seoul": it is there, whatever becomes of it.
        let tree = self.finder.tree;
        let mentioned = tree.is_noun(m.trigger) && tree.dependent(m.trigger, &[Deprel::Cop]).is_none();
        if relation == "located_in" && m.subject.token < m.trigger && mentioned {
            claim.status = Status::Actual;
        }
        // "stepped down as coach of Chelsea": from Chelsea.
        let is_post = |via: &String| Roles::built_in().is_role_word(&via.to_lowercase());
        if matches!(relation, "holds_position" | "resigned_from")
            && claim.object.via.as_ref().is_some_and(is_post)
        {
            claim.object.via = None;
            candidate.object.participant.via = None;
        }
        if matches!(relation, "holds_position" | "appointed") {
            claim.title = title_given(self.finder, m).map(|(first, last)| self.words(first, last));
        }
        if m.stands_beside_name(self.finder.tree) {
            claim.status = status_beside_name(self.finder.tree, m.trigger, m.own_status());
            // "a paper reported that he met Smith, the son of Jones": the son is the article's word.
            if kind == RelationKind::State {
                claim.speaker = quoted_speaker(self.finder, m.trigger);
            }
        }
        // "Smith had lied in May, Jones said on Monday": the word is of Monday.
        let mut occurrence = occurrence;
        if m.pattern.frame.subject == [Slot::Speaker] {
            claim.speaker = None;
            let verb = reported_by(self.finder, m.trigger);
            occurrence = Occurrence { trigger: verb.unwrap_or(m.trigger), noun: None, ..occurrence };
            let analysis = self.finder.mentions.analysis;
            claim.time = verb.and_then(|_| time_of(tree, analysis, self.finder.sentence, &occurrence));
        }
        if m.pattern.frame.is_said_in_passing() {
            claim.status = Status::Actual;
        }
        // Who visits a place is there.
        let force = self.relations.is_force(relation);
        let is_there = relation == "visited" && self.is_place(&m.object);
        if kind == RelationKind::Event && !is_there {
            claim.place = place_of(self.finder, force, &occurrence)
                .filter(|p| is_elsewhere(claim, p) || force && is_within(claim, p));
            if relation == "attacked" && claim.place.is_none() && self.is_town(&m.object) {
                claim.place = Some(Participant { via: None, ..claim.object.clone() });
            }
            story.complete(self.finder, &occurrence, claim);
        }
        candidate
    }

    pub(super) fn stayed(&self, who: &End, place: &End) -> Candidate {
        let occurrence =
            Occurrence { kind: RelationKind::Event, trigger: place.token, noun: None, object: place.token };
        let mut candidate = self.candidate("visited", who, place, occurrence, None);
        candidate.claim.rule = "visited.stay".to_owned();
        candidate.prior *= STAY_CONFIDENCE;
        candidate
    }

    pub(super) fn captioned(&self, first: &End, second: &End) -> Candidate {
        let occurrence =
            Occurrence { kind: RelationKind::Event, trigger: first.token, noun: None, object: second.token };
        let mut candidate = self.candidate("met", first, second, occurrence, None);
        let claim = &mut candidate.claim;
        claim.rule = "met.caption".to_owned();
        candidate.prior *= CAPTION_CONFIDENCE;
        claim.place = place_of(self.finder, false, &occurrence);
        candidate
    }

    pub(super) fn located(&self, location: &Location) -> Candidate {
        let (what, place) = (&location.what, &location.place);
        let occurrence =
            Occurrence { kind: RelationKind::State, trigger: what.token, noun: None, object: place.token };
        let mut candidate = self.candidate(location.relation, what, place, occurrence, None);
        let claim = &mut candidate.claim;
        claim.rule = format!("{}.{}", location.relation, location.rule);
        candidate.prior *= location.confidence;
        (claim.status, claim.time, claim.speaker) = (Status::Actual, None, None);
        candidate
    }

    pub(super) fn held(&self, position: &Position, owner: &End) -> Candidate {
        let relation = position.relation(self.finder, owner);
        let occurrence = Occurrence {
            kind: RelationKind::State,
            trigger: position.trigger,
            noun: None,
            object: owner.token,
        };
        let mut candidate = self.candidate(relation, &position.holder, owner, occurrence, None);
        let claim = &mut candidate.claim;
        claim.rule = format!("{relation}.{}", position.rule);
        candidate.prior *= position.confidence;
        // "was appointed chairman": from then on he is.
        let tree = self.finder.tree;
        if position.rule == "appoint"
            && let Some(verb) = tree.head(position.trigger)
        {
            claim.status = status(tree, verb, None);
        }
        if relation == "holds_position" {
            let seat = seat_of_post(self.finder, position.trigger, &owner.participant);
            claim.place = seat.filter(|p| is_elsewhere(claim, p));
            // "his Russian counterpart" says of no post what it is.
            let says = |title: &String| !title.to_lowercase().contains("counterpart");
            let title = position.title.map(|(first, last)| (self.after_owner(owner, first).min(last), last));
            claim.title = title
                .map(|(first, last)| (without_epithets(tree, first, position.trigger), last))
                .map(|(first, last)| self.words(first, last))
                .filter(says);
        }
        if position.is_title() {
            (claim.status, claim.speaker) = (Status::Actual, None);
            let (analysis, sentence) = (self.finder.mentions.analysis, self.finder.sentence);
            let (last, holder) = (self.last(position, owner), position.holder.token);
            claim.time = term_of(tree, analysis, sentence, last)
                .or_else(|| bracketed_term(tree, analysis, sentence, last))
                .or_else(|| served(tree, analysis, sentence, holder))
                .or_else(|| reigned(tree, analysis, sentence, holder));
        }
        candidate
    }

    /// "Cape Town mayor" is no town mayor: where a title begins that the owner's name reaches into.
    fn after_owner(&self, owner: &End, first: usize) -> usize {
        let is_name = owner.reference != Reference::Description;
        let name = self.finder.tokens_here(owner).filter(|tokens| is_name && tokens.contains(&first));
        name.map_or(first, |tokens| tokens.end)
    }

    /// The last token of a title with its holder and owner.
    fn last(&self, position: &Position, owner: &End) -> usize {
        let title = position.title.map_or(position.trigger, |(_, last)| last);
        let mentions = &self.finder.mentions.analysis.mentions;
        let name = |end: &End| mentions[end.participant.mention].tokens.end.saturating_sub(1);
        title.max(name(owner)).max(name(&position.holder))
    }

    pub(super) fn is_place(&self, end: &End) -> bool {
        self.finder.mentions.entity_type(&end.participant) == EntityType::Place
    }

    /// A place that is no country: what strikes it happens there.
    fn is_town(&self, end: &End) -> bool {
        let itself = |via: &String| Words::built_in().is_country(via);
        self.is_place(end)
            && !self.finder.mentions.is_country(&end.participant)
            && end.participant.via.as_ref().is_none_or(itself)
    }

    /// Whether a place before a role tells only where its holder comes from: "the Uruguayan coach Ann Lee", but not
    /// "Honduran coach John Smith".
    pub(super) fn only_comes_from(&self, position: &Position, owner: &End) -> bool {
        let tree = self.finder.tree;
        position.is_title()
            && Roles::built_in().is_hired(tree.lemma(position.trigger))
            && owner.token < position.trigger
            && owner.token.checked_sub(1).is_some_and(|i| tree.token(i).upos == Upos::Det)
            && Gazetteer::embedded().is_demonym(tree.form(owner.token))
    }

    /// Whether the owner is a people or faith, as may not have such a post: "a Catholic lawyer"; or a continent: "Africa's
    /// first female president".
    pub(super) fn is_nobodys(&self, position: &Position, owner: &End) -> bool {
        let name = &self.finder.mentions.analysis.chains[owner.participant.chain].name;
        if position.class != RoleClass::Place && Roles::built_in().is_continent(name) {
            return true;
        }
        let of_people = Roles::built_in().is_of_peoples(self.finder.tree.lemma(position.trigger));
        self.finder.mentions.entity_type(&owner.participant) == EntityType::Group
            && (position.class == RoleClass::Profession
                || !of_people && position.relation(self.finder, owner) == "holds_position")
    }

    /// "the French writer Annie Ernaux": no post of France's, but its citizen.
    pub(super) fn citizen(&self, position: &Position, owner: &End) -> Option<Candidate> {
        let place = &self.finder.mentions.analysis.chains[owner.participant.chain];
        Gazetteer::embedded().country(&place.name)?;
        // "a China critic" is no Chinese, but "a US economist" is an American.
        let tree = self.finder.tree;
        let country = tree.form(owner.token);
        let as_adjective =
            Gazetteer::embedded().is_demonym(country) || !country.chars().any(char::is_lowercase);
        if !as_adjective && Words::built_in().is_onlooker(&tree.lemma(position.trigger).to_lowercase()) {
            return None;
        }
        // "an author in Canada" may be anybody's citizen.
        if self.finder.tree.has_preposition(owner.token, "in") {
            return None;
        }
        let mut candidate = self.held(position, owner);
        let claim = &mut candidate.claim;
        (claim.relation, claim.title) = ("citizen_of".to_owned(), None);
        claim.rule = format!("citizen_of.{}", position.rule);
        candidate.prior *= CITIZEN_CONFIDENCE;
        Some(candidate)
    }

    /// "New Zealand striker Ann Lee": of the country's team, by its name and not that of its people.
    pub(super) fn plays_for(&self, position: &Position, owner: &End) -> Option<Candidate> {
        let tree = self.finder.tree;
        let is_player = Roles::built_in().is_player(tree.lemma(position.trigger));
        let before = owner.token < position.trigger && tree.is_noun(owner.token);
        let by_name = !Gazetteer::embedded().is_demonym(tree.form(owner.token));
        (is_player && before && by_name).then(|| self.held(position, owner))
    }

    pub(super) fn open(&self, fact: &OpenFact) -> Candidate {
        let occurrence = Occurrence {
            kind: RelationKind::Event,
            trigger: fact.trigger,
            noun: None,
            object: fact.object.token,
        };
        let mut candidate = self.candidate(&fact.relation, &fact.subject, &fact.object, occurrence, None);
        candidate.claim.rule = "open.verb".to_owned();
        candidate.prior *= OPEN_CONFIDENCE;
        candidate
    }

    fn candidate(
        &self,
        relation: &str,
        subject: &End,
        object: &End,
        occurrence: Occurrence,
        own: Option<Status>,
    ) -> Candidate {
        let (tree, sentence, trigger) = (self.finder.tree, self.finder.sentence, occurrence.trigger);
        let analysis = self.finder.mentions.analysis;
        let speaker = speaker_of(self.finder, trigger);
        let time = time_of(tree, analysis, sentence, &occurrence);
        let time = time.filter(|_| !self.relations.is_timeless(relation));
        let dated =
            occurrence.kind == RelationKind::Event && analysis.sentences[sentence].part != Part::Headline;
        let to_come = time.as_ref().is_some_and(|time| is_to_come(tree, trigger, time, self.published));
        // "will lift its sanctions": there are some; "may cancel his visit": it may take place.
        let taken_back = (own == Some(Status::Denied)).then(|| status(tree, trigger, None));
        let status = match status(tree, trigger, own) {
            _ if relation == "sanctioned" && taken_back.is_some_and(|s| s != Status::Actual) => {
                Status::Actual
            }
            _ if matches!(taken_back, Some(Status::Possible | Status::Denied)) => Status::Possible,
            Status::Actual if dated && to_come => Status::Planned,
            _ if self.relations.is_speech(relation) && is_performed(tree, trigger) => Status::Actual,
            status => status,
        };
        // "visited in September", told in July
        let happened = occurrence.kind == RelationKind::Event && status == Status::Actual;
        let time = time.filter(|time| !(happened && is_after(time, self.published)));
        let claim = Claim {
            relation: relation.to_owned(),
            subject: subject.participant.clone(),
            object: object.participant.clone(),
            title: None,
            time,
            place: None,
            status,
            speaker: speaker.filter(|s| {
                s.chain != subject.participant.chain
                    || !self.relations.is_speech(relation)
                    || subject.reference == Reference::Pronoun && is_told_later(tree, trigger)
            }),
            confidence: 0.0,
            rule: String::new(),
            sentence,
            trigger: tree.token(trigger).span,
        };
        Candidate {
            claim,
            subject: subject.clone(),
            object: object.clone(),
            prior: 1.0,
            signs: Signs::default(),
        }
    }

    fn words(&self, first: usize, last: usize) -> String {
        let span = Span::new(self.finder.tree.token(first).span.start, self.finder.tree.token(last).span.end);
        span.of(self.finder.tree.text).split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
