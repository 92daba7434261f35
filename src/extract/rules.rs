//! The extractor that reads dependency trees by the patterns of `data/lexicon`.

use std::collections::HashSet;

use super::Extractor;
use super::candidate::Candidate;
use super::captions::shown_together;
use super::confidence::Signs;
use super::ends::{EndFinder, Reference};
use super::frames::{self, Match};
use super::home::{self, Ownerless};
use super::journeys::{self};
use super::lexicon::Lexicon;
use super::located::{self};
use super::mentions::Mentions;
use super::merge::once_an_article;
use super::misplaced::is_misplaced;
use super::open::{self};
use super::outdone::without_outdone;
use super::place::{self};
use super::positions::{self};
use super::posts::{self, GivenUp};
use super::reading::Reading;
use super::recall::Recall;
use super::roles::{RoleClass, Roles};
use super::spoken_for::as_bodies;
use super::stays::stays;
use super::story::Story;
use super::trace::Trace;
use super::wording::names_unknown;
use super::words::Words;
use crate::language::{Analysis, Part, Tree};
use crate::model::{Article, Claim};

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
        let mut leaders = Vec::new();
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
                candidate.weigh(&finder, sentence.part);
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
                    Some(owner)
                        if reading.is_place(owner)
                            && !mentions.employs(&owner.participant)
                            && (position.class == RoleClass::Profession
                                || reading.only_comes_from(position, owner)) =>
                    {
                        let plays = reading.plays_for(position, owner);
                        candidates.extend(plays.or_else(|| reading.citizen(position, owner)));
                    }
                    // "a Catholic lawyer", "an ultra-Orthodox principal" is nobody's.
                    Some(owner) if reading.is_nobodys(position, owner) => {}
                    Some(owner) => candidates.push(reading.held(position, owner)),
                    None => {
                        let mut candidate = reading.held(position, &position.holder);
                        candidate.object.reference = Reference::Topic;
                        candidate.weigh(&finder, sentence.part);
                        trace.ownerless(&candidate);
                        let first = position.title.map_or(position.trigger, |(first, _)| first);
                        let known = !names_unknown(&tree, first, position.trigger);
                        if position.class == RoleClass::State && known {
                            ownerless.push(Ownerless {
                                candidate,
                                predicated: !position.is_title(),
                                of_state: is_of_state(&tree, position.trigger),
                                body: position.body.as_ref().map(|body| body.participant.clone()),
                            });
                        }
                    }
                }
            }
            for position in positions::anaphoric(&finder) {
                let mut candidate = reading.held(&position, &position.holder);
                candidate.weigh(&finder, sentence.part);
                leaders.push(Ownerless { candidate, predicated: false, of_state: false, body: None });
            }
            let taken = |trigger| triggers.contains(&trigger);
            candidates.extend(open::open_facts(&finder, taken).iter().map(|f| reading.open(f)));
            candidates[from..].iter_mut().for_each(|c| c.weigh(&finder, sentence.part));
        }
        // A title beside the name tells more than one that stands for it, also of where the article is at home.
        for ownerless in [ownerless, leaders] {
            let owned = home::with_countries(&mentions, &candidates, ownerless);
            candidates.extend(owned);
        }
        posts::name_counterparts(&article.text, &mentions, &mut candidates);
        let of_posts = posts::with_owners(&mentions, &candidates, given_up);
        candidates.extend(of_posts);
        let of_succession = posts::of_succession(&article.text, &mentions, &candidates);
        candidates.extend(of_succession);
        candidates = as_bodies(&mentions, candidates);
        place::settle(&mentions, &mut candidates);
        candidates.sort_by_key(|c| (c.claim.sentence, c.claim.trigger));
        candidates.iter().for_each(|candidate| trace.made(candidate));
        let mut told = once_an_article(without_outdone(candidates, &mentions), self.lexicon.relations());
        journeys::narrow(&mentions, &mut told);
        told
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
