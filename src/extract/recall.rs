//! Nouns that stand again for whom they stood before: "the Afghan team … the team", "Chinese officials … the officials".

use std::collections::HashMap;

use super::ends::{End, EndFinder, Reference};
use super::mentions::Mentions;
use super::words::Words;
use crate::language::{Deprel, Part, Tree, Xpos};
use crate::model::{Article, EntityType, Participant};

/// Where others are meant by the same noun elsewhere in the article, it is looked for in so many sentences before.
const NEAR: usize = 2;

/// The one body that needs no article, and of which an article mostly has one: "was arrested by police".
const POLICE: &str = "police";

/// Whom the nouns of an article that stand for bodies and countries stand for, where the article says.
#[derive(Debug, Default)]
pub struct Recall {
    uses: HashMap<String, Vec<Use>>,
    /// The country of which the article speaks.
    country: Option<Participant>,
}

#[derive(Debug)]
struct Use {
    sentence: usize,
    meant: Participant,
}

impl Recall {
    /// Reads the article for nouns whose owner stands beside them.
    pub fn of(article: &Article, mentions: &Mentions) -> Recall {
        let nothing = Recall::default();
        let mut recall = Recall { country: mentions.main_country(), ..Recall::default() };
        for (index, mention) in mentions.analysis.mentions.iter().enumerate().filter(|(_, m)| m.is_sure()) {
            let named = mention.chains.iter().filter(|&&chain| is_police(mentions, chain));
            recall.uses.entry(POLICE.to_owned()).or_default().extend(named.map(|&chain| Use {
                sentence: mention.sentence,
                meant: Participant { chain, mention: index, via: None },
            }));
        }
        for (index, sentence) in mentions.analysis.sentences.iter().enumerate() {
            if sentence.part == Part::Furniture {
                continue;
            }
            let tree = Tree::new(&article.text, sentence);
            let finder = EndFinder::new(&tree, mentions, index, &nothing);
            for noun in (0..tree.len()).filter(|&t| may_recur(&tree, t)) {
                if let [end] = &finder.all(noun)[..]
                    && end.token == noun
                    && end.participant.via.is_some()
                {
                    let uses = recall.uses.entry(tree.lemma(noun).to_owned()).or_default();
                    uses.push(Use { sentence: index, meant: end.participant.clone() });
                }
            }
        }
        recall
    }

    /// Whom "the team" at a token stands for.
    pub fn meant(&self, finder: &EndFinder, noun: usize) -> Option<End> {
        let tree = finder.tree;
        // "team member Rodaba Noori": a noun before another needs no article.
        let modifies = tree.deprel(noun) == Deprel::Compound;
        let compound = modifies && tree.children(noun).is_empty() && tree.lemma(noun) != POLICE;
        let police = tree.lemma(noun) == POLICE && !modifies && is_bare(tree, noun);
        if !may_recur(tree, noun) || !compound && !police && !is_bare_definite(tree, noun) {
            return None;
        }
        self.spoken_of(finder, noun).or_else(|| self.ruling(noun, tree))
    }

    /// "urged the authorities": those of the country of which the article speaks, if it tells of no others.
    fn ruling(&self, noun: usize, tree: &Tree) -> Option<End> {
        let meant = tree.form(noun) == "authorities" && !self.uses.contains_key(tree.lemma(noun));
        self.country.as_ref().filter(|_| meant).map(|country| standing_for(country, noun, tree))
    }

    /// Whom the noun stood for before.
    fn spoken_of(&self, finder: &EndFinder, noun: usize) -> Option<End> {
        let tree = finder.tree;
        let police = tree.lemma(noun) == POLICE;
        let uses = self.uses.get(tree.lemma(noun))?;
        let before: Vec<&Use> = uses.iter().filter(|u| u.sentence <= finder.sentence || police).collect();
        let near: Vec<&Use> =
            before.iter().copied().filter(|u| u.sentence + NEAR >= finder.sentence).collect();
        let often = if Words::built_in().is_body(tree.lemma(noun)) { most(&before) } else { None };
        often.or_else(|| most(&near)).map(|meant| standing_for(meant, noun, tree))
    }
}

/// The noun as one that stands for somebody.
fn standing_for(meant: &Participant, noun: usize, tree: &Tree) -> End {
    let mut end = End::new(meant.chain, meant.mention, noun, Reference::Description);
    end.participant.via = Some(tree.form(noun).to_owned());
    end
}

/// The participant that is meant twice as often as all others together.
fn most<'u>(uses: &[&'u Use]) -> Option<&'u Participant> {
    let count = |chain: usize| uses.iter().filter(|u| u.meant.chain == chain).count();
    let best = uses.iter().rev().max_by_key(|u| count(u.meant.chain))?;
    let often = count(best.meant.chain);
    (often >= 2 * (uses.len() - often)).then_some(&best.meant)
}

/// Whether the noun is a body, or people who act together; of single persons and countries the chains tell.
fn may_recur(tree: &Tree, noun: usize) -> bool {
    let words = Words::built_in();
    let lemma = tree.lemma(noun);
    (words.is_body(lemma) && !words.is_country(lemma))
        || tree.token(noun).xpos == Xpos::Nns && words.is_people(lemma) && lemma != "person"
}

/// Whether a chain is a police force with a name.
fn is_police(mentions: &Mentions, chain: usize) -> bool {
    let chain = &mentions.analysis.chains[chain];
    let mut words = chain.name.split(' ').map(str::to_lowercase);
    let force = ["police", "department", "force", "service", "agency"];
    let last = chain.name.rsplit(' ').next().map(str::to_lowercase);
    chain.entity == EntityType::Org
        && words.any(|word| word == POLICE)
        && last.is_some_and(|last| force.contains(&&*last))
}

/// "the team", "the entire team"; not "the other team", "the team of Sudan", "the team that lost".
fn is_bare_definite(tree: &Tree, noun: usize) -> bool {
    let the = |&c: &usize| matches!(tree.lemma(c).to_lowercase().as_str(), "the" | "this" | "these" | "that");
    tree.dependents(noun, &[Deprel::Det]).any(|c| the(&c)) && is_bare(tree, noun)
}

/// Whether nothing beside the noun tells which is meant.
fn is_bare(tree: &Tree, noun: usize) -> bool {
    let telling = [
        Deprel::Amod,
        Deprel::Compound,
        Deprel::NmodUnmarked,
        Deprel::NmodDesc,
        Deprel::NmodPoss,
        Deprel::Nmod,
        Deprel::Nummod,
        Deprel::Acl,
        Deprel::AclRelcl,
        Deprel::Appos,
    ];
    tree.dependents(noun, &telling).all(|c| matches!(tree.lemma(c), "entire" | "whole" | "same"))
}
