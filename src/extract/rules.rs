//! The extractor that reads dependency trees by the patterns of `data/lexicon`.

use std::collections::{HashMap, HashSet};

use super::Extractor;
use super::captions::shown_together;
use super::ends::{End, EndFinder, Mentions};
use super::frames::{self, Match};
use super::lexicon::Lexicon;
use super::located::{self, Location};
use super::merge::once_an_article;
use super::open::{self, OpenFact};
use super::place::place_of;
use super::positions::{self, Position};
use super::roles::RoleClass;
use super::speaker::speaker_of;
use super::status::status;
use super::timing::time_of;
use crate::language::gazetteer::Gazetteer;
use crate::language::{Analysis, MentionKind, Part, Tree};
use crate::model::{
    Article, Claim, EntityType, Participant, Relation, RelationKind, Relations, Span, Status,
};

/// How sure an open fact is: it is what the sentence says, but no one has looked at its predicate.
const OPEN_CONFIDENCE: f64 = 0.6;

/// How sure it is that somebody whose profession stands with a country is its citizen.
const CITIZEN_CONFIDENCE: f64 = 0.85;

/// How sure it is that two whom a caption names together met.
const CAPTION_CONFIDENCE: f64 = 0.7;

/// How sure it is that a post of state belongs to the country that the article is about.
const HOME_COUNTRY_CONFIDENCE: f64 = 0.7;

/// Reads claims from trees, names and chains by the patterns of a lexicon.
#[derive(Debug)]
pub struct RuleExtractor {
    lexicon: &'static Lexicon,
}

impl RuleExtractor {
    /// The extractor with the lexicon that is part of the program.
    pub fn built_in() -> &'static RuleExtractor {
        static BUILT_IN: std::sync::LazyLock<RuleExtractor> =
            std::sync::LazyLock::new(|| RuleExtractor { lexicon: Lexicon::built_in() });
        &BUILT_IN
    }
}

impl Extractor for RuleExtractor {
    fn extract(&self, article: &Article, analysis: &Analysis) -> Vec<Claim> {
        let mentions = Mentions::new(analysis);
        let mut claims = Vec::new();
        let mut ownerless = Vec::new();
        for (index, sentence) in analysis.sentences.iter().enumerate() {
            if sentence.tokens.is_empty() || sentence.part == Part::Furniture {
                continue;
            }
            let tree = Tree::new(&article.text, sentence);
            let mut finder =
                EndFinder { tree: &tree, mentions: &mentions, sentence: index, bearers: HashMap::new() };
            let titles = positions::titles(&finder);
            finder.bearers = positions::bearers(&tree, &titles);
            let reading = Reading { finder: &finder };
            let matches = frames::matches(self.lexicon, &finder);
            let triggers: HashSet<usize> = matches.iter().map(|m| m.trigger).collect();
            claims.extend(matches.iter().map(|m| reading.matched(m)));
            claims.extend(shown_together(&finder).map(|(a, b)| reading.captioned(&a, &b)));
            claims.extend(located::locations(&finder).iter().map(|l| reading.located(l)));
            for position in titles.iter().chain(&positions::predicates(&finder)) {
                match &position.owner {
                    Some(owner) if position.class == RoleClass::Profession && reading.is_place(owner) => {
                        claims.extend(reading.citizen(position, owner));
                    }
                    Some(owner) => claims.push(reading.held(position, owner)),
                    None if position.class == RoleClass::State => ownerless.push(reading.unowned(position)),
                    None => {}
                }
            }
            claims
                .extend(open::open_facts(&finder, |t| triggers.contains(&t)).iter().map(|f| reading.open(f)));
        }
        claims.extend(owned_by_home_country(&mentions, &claims, ownerless));
        claims.sort_by_key(|c| (c.sentence, c.trigger));
        once_an_article(claims)
    }
}

/// A sentence on its way to claims.
struct Reading<'a, 'f> {
    finder: &'a EndFinder<'f>,
}

/// A post of state whose country is not said.
struct Ownerless {
    holder: Participant,
    claim: Box<dyn FnOnce(Participant) -> Claim>,
}

impl Reading<'_, '_> {
    fn matched(&self, m: &Match) -> Claim {
        let relation = Relations::built_in().get(&m.pattern.relation);
        let is_event = relation.is_none_or(|r: &Relation| r.kind == RelationKind::Event);
        let mut claim = self.claim(&m.pattern.relation, &m.subject, &m.object, m.trigger, m.own_status());
        claim.rule.clone_from(&m.pattern.rule);
        claim.confidence *= m.pattern.frame.confidence;
        if is_event && m.pattern.relation != "visited" {
            claim.place = place_of(self.finder, m.trigger, m.noun).filter(|p| is_elsewhere(&claim, p));
        }
        if !is_event {
            claim.time = None;
        }
        claim
    }

    fn captioned(&self, first: &End, second: &End) -> Claim {
        let mut claim = self.claim("met", first, second, first.token, None);
        claim.rule = "met.caption".to_owned();
        claim.confidence *= CAPTION_CONFIDENCE;
        claim.place = place_of(self.finder, first.token, None);
        claim
    }

    fn located(&self, location: &Location) -> Claim {
        let mut claim =
            self.claim(location.relation, &location.what, &location.place, location.what.token, None);
        claim.rule = format!("{}.{}", location.relation, location.rule);
        claim.confidence *= location.confidence;
        (claim.status, claim.time, claim.speaker) = (Status::Actual, None, None);
        claim
    }

    fn held(&self, position: &Position, owner: &End) -> Claim {
        let relation = position.relation(self.finder, owner);
        let mut claim = self.claim(relation, &position.holder, owner, position.trigger, None);
        claim.rule = format!("{relation}.{}", position.rule);
        claim.confidence *= position.confidence;
        if relation == "holds_position" {
            claim.title = position.title.map(|(first, last)| self.words(first, last));
        }
        if position.rule.starts_with("title") || position.rule.starts_with("name") {
            (claim.status, claim.time, claim.speaker) = (Status::Actual, None, None);
        }
        claim
    }

    fn is_place(&self, end: &End) -> bool {
        self.finder.mentions.entity_type(&end.participant) == EntityType::Place
    }

    /// "the French writer Annie Ernaux": no post of France's, but its citizen.
    fn citizen(&self, position: &Position, owner: &End) -> Option<Claim> {
        let place = &self.finder.mentions.analysis.chains[owner.participant.chain];
        Gazetteer::embedded().country(&place.name)?;
        let mut claim = self.held(position, owner);
        (claim.relation, claim.title) = ("citizen_of".to_owned(), None);
        claim.rule = format!("citizen_of.{}", position.rule);
        claim.confidence *= CITIZEN_CONFIDENCE;
        Some(claim)
    }

    fn unowned(&self, position: &Position) -> Ownerless {
        let template = self.held(position, &position.holder);
        Ownerless {
            holder: position.holder.participant.clone(),
            claim: Box::new(move |owner| Claim {
                object: owner,
                confidence: template.confidence * HOME_COUNTRY_CONFIDENCE,
                rule: format!("{}.home", template.rule),
                ..template
            }),
        }
    }

    fn open(&self, fact: &OpenFact) -> Claim {
        let mut claim = self.claim(&fact.relation, &fact.subject, &fact.object, fact.trigger, None);
        claim.rule = "open.verb".to_owned();
        claim.confidence *= OPEN_CONFIDENCE;
        claim
    }

    fn claim(
        &self,
        relation: &str,
        subject: &End,
        object: &End,
        trigger: usize,
        own: Option<Status>,
    ) -> Claim {
        let (tree, sentence) = (self.finder.tree, self.finder.sentence);
        let speaker = speaker_of(self.finder, trigger);
        Claim {
            relation: relation.to_owned(),
            subject: subject.participant.clone(),
            object: object.participant.clone(),
            title: None,
            time: time_of(tree, self.finder.mentions.analysis, sentence, trigger),
            place: None,
            status: status(tree, trigger, own),
            speaker: speaker.filter(|s| s.chain != subject.participant.chain),
            confidence: subject.certainty() * object.certainty(),
            rule: String::new(),
            sentence,
            trigger: tree.token(trigger).span,
        }
    }

    fn words(&self, first: usize, last: usize) -> String {
        let span = Span::new(self.finder.tree.token(first).span.start, self.finder.tree.token(last).span.end);
        span.of(self.finder.tree.text).split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// A place that is not itself an end of the claim.
fn is_elsewhere(claim: &Claim, place: &Participant) -> bool {
    place.chain != claim.subject.chain && place.chain != claim.object.chain
}

/// "Prime Minister Meles Zenawi" in an article on Ethiopia: of Ethiopia, unless the article says of what.
fn owned_by_home_country(mentions: &Mentions, claims: &[Claim], ownerless: Vec<Ownerless>) -> Vec<Claim> {
    let Some(home) = home_country(mentions) else { return Vec::new() };
    let known: HashSet<usize> =
        claims.iter().filter(|c| c.relation == "holds_position").map(|c| c.subject.chain).collect();
    ownerless
        .into_iter()
        .filter(|o| !known.contains(&o.holder.chain))
        .map(|o| (o.claim)(home.clone()))
        .collect()
}

/// The country that the article is about: one that it names twice at least, and three times as often as any other.
fn home_country(mentions: &Mentions) -> Option<Participant> {
    let analysis = mentions.analysis;
    let gazetteer = Gazetteer::embedded();
    let named = |chain: usize| {
        let chain = &analysis.chains[chain];
        chain.mentions.iter().filter(|&&m| analysis.mentions[m].kind == MentionKind::Name).count()
    };
    let mut countries: Vec<(usize, usize)> = (0..analysis.chains.len())
        .filter(|&c| {
            analysis.chains[c].entity == EntityType::Place
                && gazetteer.country(&analysis.chains[c].name).is_some()
        })
        .map(|c| (named(c), c))
        .collect();
    countries.sort_by_key(|&(count, chain)| (std::cmp::Reverse(count), chain));
    let &(count, chain) = countries.first()?;
    let next = countries.get(1).map_or(0, |&(count, _)| count);
    if count < 2.max(3 * next) {
        return None;
    }
    let mention = *analysis.chains[chain].mentions.first()?;
    Some(Participant { chain, mention, via: None })
}
