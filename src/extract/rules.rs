//! The extractor that reads dependency trees by the patterns of `data/lexicon`.

use std::collections::HashSet;

use super::Extractor;
use super::candidate::Candidate;
use super::captions::shown_together;
use super::confidence::Signs;
use super::ends::{End, EndFinder, Mentions, Reference};
use super::frames::{self, Match};
use super::home::{self, Ownerless};
use super::lexicon::{Lexicon, Slot};
use super::located::{self, Location};
use super::merge::once_an_article;
use super::misplaced::is_misplaced;
use super::open::{self, OpenFact};
use super::outdone::without_outdone;
use super::place::{self, is_elsewhere, is_within, place_of, seat_of_post};
use super::positions::{self, Position};
use super::posts::{self, GivenUp};
use super::recall::Recall;
use super::roles::{RoleClass, Roles};
use super::settings::Occurrence;
use super::speaker::{reported_by, speaker_of};
use super::status::{is_after, is_performed, is_to_come, status, status_beside_name};
use super::stays::stays;
use super::story::Story;
use super::timing::{served, term_of, time_of};
use super::trace::Trace;
use super::words::Words;
use crate::language::gazetteer::Gazetteer;
use crate::language::{Analysis, Deprel, Part, Tree};
use crate::model::{Article, Claim, EntityType, Participant, RelationKind, Relations, Span, Status, When};

/// How sure an open fact is: it is what the sentence says, but no one has looked at its predicate.
const OPEN_CONFIDENCE: f64 = 0.6;

/// How sure it is that somebody whose profession stands with a country is its citizen.
const CITIZEN_CONFIDENCE: f64 = 0.85;

/// How sure it is that who is somewhere for a while has come there.
const STAY_CONFIDENCE: f64 = 0.75;

/// How sure it is that two whom a caption names together met.
const CAPTION_CONFIDENCE: f64 = 0.7;

/// Reads claims from trees, names and chains by the patterns of a lexicon.
#[derive(Debug)]
pub struct RuleExtractor {
    lexicon: Lexicon,
}

impl RuleExtractor {
    /// The extractor with the lexicon that is part of the program.
    pub fn built_in() -> &'static RuleExtractor {
        static BUILT_IN: std::sync::LazyLock<RuleExtractor> =
            std::sync::LazyLock::new(|| RuleExtractor::new(Lexicon::built_in().clone()));
        &BUILT_IN
    }

    /// The extractor with a lexicon of one's own.
    pub fn new(lexicon: Lexicon) -> RuleExtractor {
        RuleExtractor { lexicon }
    }

    /// Its patterns.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }
}

impl Extractor for RuleExtractor {
    fn extract(&self, article: &Article, analysis: &Analysis) -> Vec<Claim> {
        self.candidates(article, analysis, &mut ()).into_iter().map(|candidate| candidate.claim).collect()
    }
}

impl RuleExtractor {
    /// The claims of the article with what their confidence rests on.
    pub fn weighed(&self, article: &Article, analysis: &Analysis) -> Vec<(Claim, Signs)> {
        self.candidates(article, analysis, &mut ()).into_iter().map(|c| (c.claim, c.signs)).collect()
    }

    /// The claims with what they were made from; `trace` is told of each as it is made, and of what was nearly made.
    pub(super) fn candidates(
        &self,
        article: &Article,
        analysis: &Analysis,
        trace: &mut dyn Trace,
    ) -> Vec<Candidate> {
        let mentions = Mentions::new(analysis);
        let recall = Recall::of(article, &mentions);
        let mut candidates = Vec::new();
        let (mut ownerless, mut given_up) = (Vec::new(), Vec::new());
        let mut story = Story::new(self.lexicon.relations());
        for (index, sentence) in analysis.sentences.iter().enumerate() {
            if sentence.tokens.is_empty() || sentence.part == Part::Furniture {
                continue;
            }
            let tree = Tree::new(&article.text, sentence);
            let mut finder = EndFinder::new(&tree, &mentions, index, &recall);
            let titles = positions::titles(&finder);
            finder.bearers = positions::bearers(&tree, &titles);
            let reading = Reading {
                finder: &finder,
                relations: self.lexicon.relations(),
                published: article.published.as_ref(),
            };
            let from = candidates.len();
            let mut matches = frames::matches(&self.lexicon, &finder, trace);
            matches.retain(|m| !is_misplaced(&finder, m));
            let triggers: HashSet<usize> = matches.iter().map(|m| m.trigger).collect();
            let (of_posts, named): (Vec<&Match>, Vec<&Match>) = matches.iter().partition(|m| m.of_post);
            candidates.extend(named.into_iter().map(|m| reading.matched(m, &story)));
            candidates.extend(stays(&finder).iter().map(|(who, place)| reading.stayed(who, place)));
            for m in of_posts {
                let mut candidate = reading.matched(m, &story);
                candidate.weigh(&tree, sentence.part);
                let role =
                    tree.prepositional(m.trigger, "as").first().map(|&role| tree.lemma(role).to_lowercase());
                given_up.push(GivenUp { candidate, role });
            }
            candidates[from..].iter().for_each(|candidate| story.tell(&mentions, &candidate.claim));
            story.hear(&finder);
            candidates.extend(shown_together(&finder).map(|(a, b)| reading.captioned(&a, &b)));
            candidates.extend(located::locations(&finder).iter().map(|l| reading.located(l)));
            for position in titles.iter().chain(&positions::predicates(&finder)) {
                match &position.owner {
                    Some(owner) if position.class == RoleClass::Profession && reading.is_place(owner) => {
                        let plays = reading.plays_for(position, owner);
                        candidates.extend(plays.or_else(|| reading.citizen(position, owner)));
                    }
                    // "a Catholic lawyer" is nobody's.
                    Some(owner) if position.class == RoleClass::Profession && reading.is_group(owner) => {}
                    Some(owner) => candidates.push(reading.held(position, owner)),
                    None => {
                        let mut candidate = reading.held(position, &position.holder);
                        candidate.object.reference = Reference::Topic;
                        candidate.weigh(&tree, sentence.part);
                        trace.ownerless(&candidate);
                        if position.class == RoleClass::State {
                            ownerless.push(Ownerless {
                                candidate,
                                predicated: !position.is_title(),
                                of_state: is_of_state(&tree, position.trigger),
                            });
                        }
                    }
                }
            }
            let taken = |trigger| triggers.contains(&trigger);
            candidates.extend(open::open_facts(&finder, taken).iter().map(|f| reading.open(f)));
            candidates[from..].iter_mut().for_each(|c| c.weigh(&tree, sentence.part));
        }
        let owned = home::with_countries(&mentions, &candidates, ownerless);
        candidates.extend(owned);
        let of_posts = posts::with_owners(&mentions, &candidates, given_up);
        candidates.extend(of_posts);
        place::settle(&mentions, &mut candidates);
        candidates.sort_by_key(|c| (c.claim.sentence, c.claim.trigger));
        candidates.iter().for_each(|candidate| trace.made(candidate));
        once_an_article(without_outdone(candidates, &mentions), self.lexicon.relations())
    }
}

/// A sentence on its way to claims.
struct Reading<'a, 'f> {
    finder: &'a EndFinder<'f>,
    relations: &'a Relations,
    published: Option<&'a When>,
}

impl Reading<'_, '_> {
    fn matched(&self, m: &Match, story: &Story) -> Candidate {
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
        if m.stands_beside_name(self.finder.tree) {
            claim.status = status_beside_name(self.finder.tree, m.trigger, m.own_status());
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

    fn stayed(&self, who: &End, place: &End) -> Candidate {
        let occurrence =
            Occurrence { kind: RelationKind::Event, trigger: place.token, noun: None, object: place.token };
        let mut candidate = self.candidate("visited", who, place, occurrence, None);
        candidate.claim.rule = "visited.stay".to_owned();
        candidate.prior *= STAY_CONFIDENCE;
        candidate
    }

    fn captioned(&self, first: &End, second: &End) -> Candidate {
        let occurrence =
            Occurrence { kind: RelationKind::Event, trigger: first.token, noun: None, object: second.token };
        let mut candidate = self.candidate("met", first, second, occurrence, None);
        let claim = &mut candidate.claim;
        claim.rule = "met.caption".to_owned();
        candidate.prior *= CAPTION_CONFIDENCE;
        claim.place = place_of(self.finder, false, &occurrence);
        candidate
    }

    fn located(&self, location: &Location) -> Candidate {
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

    fn held(&self, position: &Position, owner: &End) -> Candidate {
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
            claim.title = position.title.map(|(first, last)| self.words(first, last));
        }
        if position.is_title() {
            (claim.status, claim.speaker) = (Status::Actual, None);
            let (analysis, sentence) = (self.finder.mentions.analysis, self.finder.sentence);
            claim.time = term_of(tree, analysis, sentence, self.last(position, owner))
                .or_else(|| served(tree, analysis, sentence, position.holder.token));
        }
        candidate
    }

    /// The last token of a title with its holder and owner.
    fn last(&self, position: &Position, owner: &End) -> usize {
        let title = position.title.map_or(position.trigger, |(_, last)| last);
        let mentions = &self.finder.mentions.analysis.mentions;
        let name = |end: &End| mentions[end.participant.mention].tokens.end.saturating_sub(1);
        title.max(name(owner)).max(name(&position.holder))
    }

    fn is_place(&self, end: &End) -> bool {
        self.finder.mentions.entity_type(&end.participant) == EntityType::Place
    }

    /// A place that is no country: what strikes it happens there.
    fn is_town(&self, end: &End) -> bool {
        let itself = |via: &String| Words::built_in().is_country(via);
        self.is_place(end)
            && !self.finder.mentions.is_country(&end.participant)
            && end.participant.via.as_ref().is_none_or(itself)
    }

    fn is_group(&self, end: &End) -> bool {
        self.finder.mentions.entity_type(&end.participant) == EntityType::Group
    }

    /// "the French writer Annie Ernaux": no post of France's, but its citizen.
    fn citizen(&self, position: &Position, owner: &End) -> Option<Candidate> {
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
    fn plays_for(&self, position: &Position, owner: &End) -> Option<Candidate> {
        let tree = self.finder.tree;
        let is_player = Roles::built_in().is_player(tree.lemma(position.trigger));
        let before = owner.token < position.trigger && tree.is_noun(owner.token);
        let by_name = !Gazetteer::embedded().is_demonym(tree.form(owner.token));
        (is_player && before && by_name).then(|| self.held(position, owner))
    }

    fn open(&self, fact: &OpenFact) -> Candidate {
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
        let dated =
            occurrence.kind == RelationKind::Event && analysis.sentences[sentence].part != Part::Headline;
        let to_come = time.as_ref().is_some_and(|time| is_to_come(tree, trigger, time, self.published));
        let status = match status(tree, trigger, own) {
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
            speaker: speaker
                .filter(|s| s.chain != subject.participant.chain || !self.relations.is_speech(relation)),
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

/// Whether a title that names no owner is one of a state: not "president", as companies have them, nor "leader of the
/// so-called opposition".
fn is_of_state(tree: &Tree, title: usize) -> bool {
    let of_what = title + 1 < tree.len() && tree.lemma(title + 1) == "of";
    // "President of the Fourth Republic"
    let of_state = (title + 1..tree.len().min(title + 5))
        .any(|i| Words::built_in().is_country(&tree.lemma(i).to_lowercase()));
    let portfolio = matches!(&*tree.lemma(title).to_lowercase(), "minister" | "secretary");
    let placed = tree.form(title) != "president" && !Roles::built_in().is_unplaced(tree.lemma(title));
    placed && (portfolio || of_state || !of_what)
}
