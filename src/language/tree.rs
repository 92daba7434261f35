//! A sentence's dependency tree, and the questions that chains and patterns ask of its words.

use std::ops::Range;

use super::{Deprel, Sentence, Token, Upos, Xpos};

/// A path to the root is followed over so many tokens, should the tree have a loop.
const LONGEST_PATH: usize = 64;

/// A sentence with the children of each token at hand.
#[derive(Debug)]
pub struct Tree<'a> {
    /// The article's text.
    pub text: &'a str,
    /// The sentence.
    pub sentence: &'a Sentence,
    /// The dependents of each token, one list after the other.
    children: Vec<usize>,
    /// For each token the start of its list, and the end of the last.
    starts: Vec<usize>,
}

impl<'a> Tree<'a> {
    /// The tree of a sentence of `text`.
    pub fn new(text: &'a str, sentence: &'a Sentence) -> Self {
        let count = sentence.tokens.len();
        let edges = || {
            let heads = sentence.tokens.iter().enumerate().filter_map(|(i, t)| Some((i, t.head?)));
            heads.filter(|&(i, head)| head < count && head != i)
        };
        let mut starts = vec![0; count + 1];
        for (_, head) in edges() {
            starts[head + 1] += 1;
        }
        for i in 0..count {
            starts[i + 1] += starts[i];
        }
        let (mut next, mut children) = (starts.clone(), vec![0; starts[count]]);
        for (child, head) in edges() {
            children[next[head]] = child;
            next[head] += 1;
        }
        Self { text, sentence, children, starts }
    }

    /// The number of tokens.
    pub fn len(&self) -> usize {
        self.sentence.tokens.len()
    }

    /// The token at `i`.
    pub fn token(&self, i: usize) -> &'a Token {
        &self.sentence.tokens[i]
    }

    /// The word as written.
    pub fn form(&self, i: usize) -> &'a str {
        self.token(i).span.of(self.text)
    }

    /// The word as written; nothing after the sentence's end.
    pub fn form_or_end(&self, i: usize) -> &'a str {
        if i < self.len() { self.form(i) } else { "" }
    }

    /// Whether the word is the mark of a possessive: "'s", or the apostrophe alone.
    pub fn is_possessive_mark(&self, i: usize) -> bool {
        matches!(self.form(i), "'s" | "’s" | "'" | "’")
    }

    /// The word's lemma.
    pub fn lemma(&self, i: usize) -> &'a str {
        &self.token(i).lemma
    }

    /// The head of `i`.
    pub fn head(&self, i: usize) -> Option<usize> {
        self.token(i).head.filter(|&head| head < self.len())
    }

    /// The relation of `i` to its head.
    pub fn deprel(&self, i: usize) -> Deprel {
        self.token(i).deprel
    }

    /// The dependents of `i` in the order of the text.
    pub fn children(&self, i: usize) -> &[usize] {
        &self.children[self.starts[i]..self.starts[i + 1]]
    }

    /// The dependents of `i` with one of these relations.
    pub fn dependents<'t>(&'t self, i: usize, relations: &'t [Deprel]) -> impl Iterator<Item = usize> + 't {
        self.children(i).iter().copied().filter(move |&c| relations.contains(&self.deprel(c)))
    }

    /// The first dependent of `i` with one of these relations.
    pub fn dependent(&self, i: usize, relations: &[Deprel]) -> Option<usize> {
        self.dependents(i, relations).next()
    }

    /// `i` and the tokens coordinated with it, where `i` is the first.
    pub fn conjuncts(&self, i: usize) -> Vec<usize> {
        let mut all = vec![i];
        all.extend(self.dependents(i, &[Deprel::Conj]));
        all
    }

    /// The first of the words that `i` is coordinated with.
    pub fn conjunction_head(&self, i: usize) -> usize {
        match self.head(i) {
            Some(head) if self.deprel(i) == Deprel::Conj => head,
            _ => i,
        }
    }

    /// The prepositions of a noun phrase, joined by `_`: `with`, `on_behalf_of`.
    pub fn preposition(&self, i: usize) -> Option<String> {
        let own = |i| self.dependents(i, &[Deprel::Case]).find(|&c| !matches!(self.lemma(c), "'s" | "’s"));
        // "son of the late president Ann Lee": the parser may hang the preposition on the title.
        let on_title = || self.dependents(i, &[Deprel::NmodDesc]).filter(|&title| title < i).find_map(own);
        // "came to Kuala Lumpur": or on the rest of the name.
        let on_rest = || self.dependents(i, &[Deprel::Flat]).find_map(own).filter(|&case| case < i);
        let case = own(i).or_else(on_title).or_else(on_rest)?;
        // "following", "including" are prepositions as they stand.
        let word = if self.is_verb(case) { self.form(case) } else { self.lemma(case) };
        let mut words = word.to_lowercase();
        for part in self.dependents(case, &[Deprel::Fixed]) {
            words.push('_');
            words.push_str(&self.lemma(part).to_lowercase());
        }
        Some(words)
    }

    /// Whether the noun phrase at `i` has this preposition; `along_with` also where the words are separate.
    pub fn has_preposition(&self, i: usize, wanted: &str) -> bool {
        if self.preposition(i).is_some_and(|p| p == wanted) {
            return true;
        }
        let mut cases = self.dependents(i, &[Deprel::Case]);
        if cases.next().is_some_and(|c| self.lemma(c) == "out") && cases.any(|c| self.lemma(c) == wanted) {
            return true;
        }
        let Some((first, last)) = wanted.split_once('_') else { return false };
        let mut cases = self.dependents(i, &[Deprel::Case, Deprel::Advmod, Deprel::Fixed]);
        cases.any(|c| self.lemma(c) == first)
            && self.dependents(i, &[Deprel::Case]).any(|c| last.ends_with(self.lemma(c)))
    }

    /// Whether `i` heads a clause by a verb.
    pub fn is_verb(&self, i: usize) -> bool {
        self.token(i).upos == Upos::Verb
    }

    /// Whether `i` is a common or proper noun.
    pub fn is_noun(&self, i: usize) -> bool {
        matches!(self.token(i).upos, Upos::Noun | Upos::Propn)
    }

    /// Whether `i` is a relative pronoun.
    pub fn is_relative(&self, i: usize) -> bool {
        matches!(self.token(i).xpos, Xpos::Wdt | Xpos::Wp | Xpos::WpS)
            || (self.lemma(i) == "that" && self.token(i).upos == Upos::Pron)
    }

    /// Whether the verb is a to-infinitive.
    pub fn is_infinitive(&self, verb: usize) -> bool {
        self.token(verb).xpos == Xpos::Vb
            && self.dependents(verb, &[Deprel::Mark]).any(|m| self.lemma(m) == "to")
    }

    /// Whether the verb is finite, or has a modal.
    pub fn is_finite(&self, verb: usize) -> bool {
        matches!(self.token(verb).xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp)
            || self.dependents(verb, &[Deprel::Aux]).any(|a| self.token(a).xpos == Xpos::Md)
    }

    /// The lemma with its particle, "look_forward", "pull_out" (of), and the bare lemma.
    pub fn phrasal_lemmas(&self, verb: usize) -> Vec<String> {
        let own = self.dependents(verb, &[Deprel::CompoundPrt, Deprel::Advmod]);
        let obliques = self.dependents(verb, &[Deprel::Obl]);
        // "pulled out of": the parser may take both words for prepositions.
        let out = obliques
            .filter_map(|o| self.dependents(o, &[Deprel::Case]).next())
            .filter(|&c| self.lemma(c) == "out");
        let particles = own.chain(out).filter(|&p| p > verb);
        let mut lemmas: Vec<String> =
            particles.map(|p| format!("{}_{}", self.lemma(verb), self.lemma(p))).collect();
        lemmas.push(self.lemma(verb).to_owned());
        lemmas
    }

    /// The tokens from `i` up to the root, `i` included. Bounded, should the tree have a loop.
    pub fn path_up(&self, i: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(i), |&i| self.head(i)).take(LONGEST_PATH)
    }

    /// Whether `i` lies below `ancestor` (or is it).
    pub fn is_below(&self, i: usize, ancestor: usize) -> bool {
        self.path_up(i).any(|at| at == ancestor)
    }

    /// The token among `tokens` that governs the others: the first whose head lies outside.
    pub fn governor(&self, tokens: &Range<usize>) -> usize {
        let outside = |i: &usize| self.token(*i).head.is_none_or(|head| !tokens.contains(&head));
        let not_punctuation = |i: &usize| self.token(*i).upos != Upos::Punct;
        let mut words = tokens.clone().filter(not_punctuation);
        words.find(outside).or_else(|| tokens.clone().find(outside)).unwrap_or(tokens.start)
    }
}
