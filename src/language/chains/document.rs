//! An article's sentences with what the sieves ask of them.

use std::ops::Range;

use crate::language::gazetteer::Gazetteer;
use crate::language::{Deprel, Part, Sentence, Token, Upos, Xpos};
use crate::model::Span;

/// A token: the indices of its sentence and of itself therein.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct At {
    pub sentence: usize,
    pub token: usize,
}

/// An article's text and sentences, and the children of each token.
pub struct Document<'a> {
    pub text: &'a str,
    pub sentences: &'a [Sentence],
    pub world: &'a Gazetteer,
    trees: Vec<Children>,
}

/// The dependents of each token of a sentence, one list after the other.
struct Children {
    starts: Vec<usize>,
    tokens: Vec<usize>,
}

impl Children {
    fn of(sentence: &Sentence) -> Children {
        let count = sentence.tokens.len();
        let mut starts = vec![0; count + 1];
        let heads = || sentence.tokens.iter().enumerate().filter_map(|(i, t)| Some((i, t.head?)));
        for (_, head) in heads().filter(|&(_, head)| head < count) {
            starts[head + 1] += 1;
        }
        for i in 0..count {
            starts[i + 1] += starts[i];
        }
        let (mut next, mut tokens) = (starts.clone(), vec![0; starts[count]]);
        for (child, head) in heads().filter(|&(_, head)| head < count) {
            tokens[next[head]] = child;
            next[head] += 1;
        }
        Children { starts, tokens }
    }
}

impl<'a> Document<'a> {
    pub fn new(text: &'a str, sentences: &'a [Sentence], world: &'a Gazetteer) -> Self {
        Document { text, sentences, world, trees: sentences.iter().map(Children::of).collect() }
    }

    /// Whether names may stand in a sentence.
    pub fn is_prose(&self, sentence: usize) -> bool {
        self.sentences[sentence].part != Part::Furniture
    }

    pub fn token(&self, at: At) -> &'a Token {
        &self.sentences[at.sentence].tokens[at.token]
    }

    /// The word as written.
    pub fn form(&self, at: At) -> &'a str {
        self.token(at).span.of(self.text)
    }

    /// The dependents in the order of the text.
    pub fn children(&self, at: At) -> impl Iterator<Item = At> + '_ {
        let Children { starts, tokens } = &self.trees[at.sentence];
        tokens[starts[at.token]..starts[at.token + 1]].iter().map(move |&token| At { token, ..at })
    }

    pub fn child(&self, at: At, wanted: impl Fn(&Token) -> bool) -> Option<At> {
        self.children(at).find(|&c| wanted(self.token(c)))
    }

    pub fn head(&self, at: At) -> Option<At> {
        let token = self.token(at).head.filter(|&h| h < self.sentences[at.sentence].tokens.len())?;
        Some(At { token, ..at })
    }

    /// The tokens from `at` up to the root, `at` included. Bounded, should the tree have a loop.
    pub fn path_up(&self, at: At) -> impl Iterator<Item = At> + '_ {
        std::iter::successors(Some(at), |&at| self.head(at)).take(64)
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

    /// The token among `tokens` that governs the others: the first whose head lies outside.
    pub fn governor(&self, sentence: usize, tokens: &Range<usize>) -> usize {
        let list = &self.sentences[sentence].tokens;
        let outside = |i: &usize| list[*i].head.is_none_or(|h| !tokens.contains(&h));
        let not_punctuation = |i: &usize| list[*i].upos != Upos::Punct;
        tokens
            .clone()
            .filter(not_punctuation)
            .find(outside)
            .or_else(|| tokens.clone().find(outside))
            .unwrap_or(tokens.start)
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
