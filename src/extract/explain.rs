//! Why a sentence gives the facts it gives: which patterns fired on which words, and which nearly did.

use std::fmt;

use schemars::JsonSchema;
use serde::Serialize;

use super::candidate::Candidate;
use super::ends::{End, EndFinder};
use super::frames::{self, Stop};
use super::lexicon::{Pattern, Slot};
use super::rules::RuleExtractor;
use super::trace::Trace;
use crate::language::{Analysis, Part};
use crate::model::{Article, Span, Status};

/// A sentence with all that patterns made of it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Explanation {
    /// The article's id.
    pub doc: String,
    /// The sentence.
    pub sentence: Words,
    /// What was made of it, before claims of one fact are joined.
    pub fired: Vec<Fired>,
    /// What was nearly made: of each relation at each trigger the pattern that came furthest.
    pub stopped: Vec<Stopped>,
}

/// Words of the article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Words {
    /// As they are written.
    pub text: String,
    /// Offset of their first byte in the article's text.
    pub start: usize,
    /// Offset after their last byte.
    pub end: usize,
}

/// A pattern that fired.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Fired {
    /// The relation.
    pub relation: String,
    /// The pattern.
    pub rule: String,
    /// The word that carries the relation.
    pub trigger: Words,
    /// Who does or is.
    pub subject: Argument,
    /// To whom, or of what.
    pub object: Argument,
    /// Whether the text presents it as real.
    pub status: Status,
    /// How sure the extractor is, 0 to 1, in hundredths.
    pub confidence: f64,
}

/// An end that was found.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Argument {
    /// The entity.
    pub name: String,
    /// The word at which it was found.
    pub word: Words,
    /// How the word refers to it: `name`, `title`, `apposition`, `pronoun`, `description`, `topic`.
    pub reference: &'static str,
    /// The noun that stands between: "Chinese firms" is China via "firms".
    pub via: Option<String>,
    /// Whether a capital or seat stands for its government.
    pub metonym: bool,
}

/// A pattern that found its trigger, and stopped.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Stopped {
    /// The relation.
    pub relation: String,
    /// The pattern.
    pub rule: String,
    /// The word that would carry the relation.
    pub trigger: Words,
    /// What was missing.
    pub stop: Stop,
    /// Where the missing end was looked for.
    pub slots: Vec<String>,
    /// What stands there.
    pub standing: Vec<Words>,
}

impl RuleExtractor {
    /// Why each sentence gives the claims it gives, in the order of the text; furniture, which is not read, left out.
    pub fn explain(&self, article: &Article, analysis: &Analysis) -> Vec<Explanation> {
        let mut explainer = Explainer { article, analysis, explanations: Vec::new() };
        let explanation = |span| Explanation {
            doc: article.id.clone(),
            sentence: explainer.words(span),
            fired: Vec::new(),
            stopped: Vec::new(),
        };
        explainer.explanations = analysis.sentences.iter().map(|s| explanation(s.span)).collect();
        self.candidates(article, analysis, &mut explainer);
        let mut explanations = explainer.explanations;
        explanations.iter_mut().for_each(Explanation::keep_furthest);
        let read = |part| part != Part::Furniture;
        explanations
            .into_iter()
            .zip(&analysis.sentences)
            .filter_map(|(explanation, sentence)| read(sentence.part).then_some(explanation))
            .collect()
    }
}

impl Explanation {
    /// Keeps of the patterns of one relation that stopped at one trigger the one that came furthest, where none fired.
    fn keep_furthest(&mut self) {
        let key = |s: &Stopped| (s.trigger.start, s.relation.clone());
        self.stopped.sort_by_key(|s| (key(s), std::cmp::Reverse(s.stop)));
        self.stopped.dedup_by_key(|s| key(s));
        let fired = &self.fired;
        self.stopped.retain(|s| !fired.iter().any(|f| f.relation == s.relation && f.trigger == s.trigger));
    }
}

impl Stopped {
    /// What was missing, in words.
    pub fn reason(&self) -> String {
        let slots = self.slots.join(", ");
        let standing: Vec<_> = self.standing.iter().map(|w| format!("“{}”", w.text)).collect();
        let missing = |end: &str| match standing.is_empty() {
            true => format!("no {end}: nothing stands in {slots}"),
            false => format!("no {end}: {} in {slots} leads to no fitting name", standing.join(" and ")),
        };
        match self.stop {
            Stop::Voice => "the verb is in the other voice".to_owned(),
            Stop::DirectObject => "the verb has a direct object".to_owned(),
            Stop::Predicate => "the verb governs a clause".to_owned(),
            Stop::Preposition => "a preposition excludes the pattern".to_owned(),
            Stop::Status => "the trigger is not said to be so".to_owned(),
            Stop::LightNoun => "the noun that would carry the meaning is missing".to_owned(),
            Stop::Modifier => "the words before the noun do not fit".to_owned(),
            Stop::Subject => missing("subject"),
            Stop::Object => missing("object"),
            Stop::Pair => missing("pair"),
            Stop::Owner => "nothing says of which organisation or country".to_owned(),
            Stop::SameEnds => "both ends are the same".to_owned(),
        }
    }
}

impl Fired {
    /// Whether the relation is outside the list of relations.
    pub fn is_open(&self) -> bool {
        self.relation.starts_with("other:")
    }
}

impl fmt::Display for Fired {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Fired { relation, rule, trigger, subject, object, status, confidence } = self;
        write!(f, "{relation} ({rule}) at “{}”: {subject} → {object}, ", trigger.text)?;
        write!(f, "{status}, {confidence:.2}")
    }
}

impl fmt::Display for Argument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.via {
            Some(_) => write!(f, "{} through “{}”", self.name, self.word.text)?,
            None => write!(f, "{} by the {} “{}”", self.name, self.reference, self.word.text)?,
        }
        if self.metonym {
            f.write_str(", meaning its government")?;
        }
        Ok(())
    }
}

impl fmt::Display for Stopped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}) at “{}”: {}", self.relation, self.rule, self.trigger.text, self.reason())
    }
}

/// Collects what the extractor reports.
struct Explainer<'a> {
    article: &'a Article,
    analysis: &'a Analysis,
    /// One for each sentence of the analysis.
    explanations: Vec<Explanation>,
}

impl Explainer<'_> {
    fn words(&self, span: Span) -> Words {
        Words { text: span.of(&self.article.text).to_owned(), start: span.start, end: span.end }
    }

    fn token(&self, sentence: usize, token: usize) -> Words {
        self.words(self.analysis.sentences[sentence].tokens[token].span)
    }

    fn argument(&self, sentence: usize, end: &End) -> Argument {
        Argument {
            name: self.analysis.chains[end.participant.chain].name.clone(),
            word: self.token(sentence, end.token),
            reference: end.reference.into(),
            via: end.participant.via.clone(),
            metonym: end.metonym,
        }
    }
}

impl Trace for Explainer<'_> {
    fn made(&mut self, candidate: &Candidate) {
        let claim = &candidate.claim;
        let fired = Fired {
            relation: claim.relation.clone(),
            rule: claim.rule.clone(),
            trigger: self.words(claim.trigger),
            subject: self.argument(claim.sentence, &candidate.subject),
            object: self.argument(claim.sentence, &candidate.object),
            status: claim.status,
            confidence: (claim.confidence * 100.0).round() / 100.0,
        };
        self.explanations[claim.sentence].fired.push(fired);
    }

    fn stopped(&mut self, finder: &EndFinder, trigger: usize, pattern: &Pattern, stop: Stop) {
        // "have" without any of the nouns that it could be light for says nothing of them.
        if stop == Stop::LightNoun {
            return;
        }
        let slots = match stop {
            Stop::Subject => pattern.frame.subject.as_slice(),
            Stop::Object => pattern.frame.object.as_slice(),
            Stop::Pair => pattern.frame.pairs.as_slice(),
            _ => &[],
        };
        let standing = frames::standing(finder, trigger, pattern, slots);
        let stopped = Stopped {
            relation: pattern.relation.clone(),
            rule: pattern.rule.clone(),
            trigger: self.token(finder.sentence, trigger),
            stop,
            slots: slots.iter().map(Slot::to_string).collect(),
            standing: standing.into_iter().map(|token| self.token(finder.sentence, token)).collect(),
        };
        self.explanations[finder.sentence].stopped.push(stopped);
    }

    fn ownerless(&mut self, candidate: &Candidate) {
        let claim = &candidate.claim;
        let stopped = Stopped {
            relation: claim.relation.clone(),
            rule: claim.rule.clone(),
            trigger: self.words(claim.trigger),
            stop: Stop::Owner,
            slots: Vec::new(),
            standing: Vec::new(),
        };
        self.explanations[claim.sentence].stopped.push(stopped);
    }
}
