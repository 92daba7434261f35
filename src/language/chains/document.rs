//! An article's trees, and what the sieves ask of them across sentences.

use std::ops::Range;

use crate::language::gazetteer::Gazetteer;
use crate::language::{Deprel, Part, Sentence, Token, Tree, Upos, Xpos};
use crate::model::Span;

/// A token: the indices of its sentence and of itself therein.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct At {
    pub sentence: usize,
    pub token: usize,
}

/// An article's text and sentences with their trees.
pub struct Document<'a> {
    pub text: &'a str,
    pub sentences: &'a [Sentence],
    pub world: &'a Gazetteer,
    trees: Vec<Tree<'a>>,
}

impl<'a> Document<'a> {
    pub fn new(text: &'a str, sentences: &'a [Sentence], world: &'a Gazetteer) -> Self {
        Document { text, sentences, world, trees: sentences.iter().map(|s| Tree::new(text, s)).collect() }
    }

    /// Whether names may stand in a sentence.
    pub fn is_prose(&self, sentence: usize) -> bool {
        self.sentences[sentence].part != Part::Furniture
    }

    fn tree(&self, at: At) -> &Tree<'a> {
        &self.trees[at.sentence]
    }

    pub fn token(&self, at: At) -> &'a Token {
        self.tree(at).token(at.token)
    }

    /// The word as written.
    pub fn form(&self, at: At) -> &'a str {
        self.tree(at).form(at.token)
    }

    /// The dependents in the order of the text.
    pub fn children(&self, at: At) -> impl Iterator<Item = At> + '_ {
        self.tree(at).children(at.token).iter().map(move |&token| At { token, ..at })
    }

    pub fn child(&self, at: At, wanted: impl Fn(&Token) -> bool) -> Option<At> {
        self.children(at).find(|&c| wanted(self.token(c)))
    }

    pub fn head(&self, at: At) -> Option<At> {
        Some(At { token: self.tree(at).head(at.token)?, ..at })
    }

    /// The tokens from `at` up to the root, `at` included.
    pub fn path_up(&self, at: At) -> impl Iterator<Item = At> + '_ {
        self.tree(at).path_up(at.token).map(move |token| At { token, ..at })
    }

    /// The subject of the clause that the predicate heads; one that is coordinated with another clause shares its.
    pub fn subject(&self, predicate: At) -> Option<At> {
        let mut predicate = predicate;
        for _ in 0..8 {
            if let Some(subject) = self.child(predicate, |t| is_subject(t.deprel)) {
                return Some(subject);
            }
            if !matches!(self.token(predicate).deprel, Deprel::Conj | Deprel::Xcomp | Deprel::Advcl) {
                return None;
            }
            predicate = self.head(predicate)?;
        }
        None
    }

    /// The text of tokens of one sentence.
    pub fn span(&self, sentence: usize, tokens: &Range<usize>) -> Span {
        let sentence = &self.sentences[sentence];
        let at = |i: usize| sentence.tokens.get(i).map(|t| t.span);
        match (at(tokens.start), at(tokens.end.saturating_sub(1))) {
            (Some(first), Some(last)) => Span::new(first.start, last.end.max(first.start)),
            _ => Span::new(sentence.span.start, sentence.span.start),
        }
    }

    /// The token among `tokens` that governs the others.
    pub fn governor(&self, sentence: usize, tokens: &Range<usize>) -> usize {
        self.trees[sentence].governor(tokens)
    }
}

pub fn is_subject(relation: Deprel) -> bool {
    matches!(relation, Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter)
}

pub fn is_noun(token: &Token) -> bool {
    matches!(token.upos, Upos::Noun | Upos::Propn)
}

pub fn is_plural_noun(token: &Token) -> bool {
    matches!(token.xpos, Xpos::Nns | Xpos::Nnps)
}

pub fn is_capitalised(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// Whether a noun with this relation heads a phrase of its own and is not part of another's.
pub fn heads_phrase(relation: Deprel) -> bool {
    !matches!(
        relation,
        Deprel::Compound
            | Deprel::NmodDesc
            | Deprel::Flat
            | Deprel::Amod
            | Deprel::Fixed
            | Deprel::Goeswith
            | Deprel::Det
            | Deprel::Nummod
            | Deprel::NmodUnmarked
            | Deprel::OblUnmarked
    )
}
