//! A sentence's dependency tree, and the questions that patterns ask of its words.

use crate::language::{Deprel, Sentence, Token, Upos, Xpos};

/// A sentence with the children of each token at hand.
#[derive(Debug)]
pub struct Tree<'a> {
    /// The article's text.
    pub text: &'a str,
    /// The sentence.
    pub sentence: &'a Sentence,
    children: Vec<Vec<usize>>,
}

impl<'a> Tree<'a> {
    /// The tree of a sentence of `text`.
    pub fn new(text: &'a str, sentence: &'a Sentence) -> Self {
        let mut children = vec![Vec::new(); sentence.tokens.len()];
        for (i, token) in sentence.tokens.iter().enumerate() {
            if let Some(head) = token.head.filter(|&h| h < children.len() && h != i) {
                children[head].push(i);
            }
        }
        Self { text, sentence, children }
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

    /// The word's lemma.
    pub fn lemma(&self, i: usize) -> &'a str {
        &self.token(i).lemma
    }

    /// The head of `i`.
    pub fn head(&self, i: usize) -> Option<usize> {
        self.token(i).head
    }

    /// The relation of `i` to its head.
    pub fn deprel(&self, i: usize) -> Deprel {
        self.token(i).deprel
    }

    /// The dependents of `i` in the order of the text.
    pub fn children(&self, i: usize) -> &[usize] {
        &self.children[i]
    }

    /// The dependents of `i` with one of these relations.
    pub fn dependents<'t>(&'t self, i: usize, relations: &'t [Deprel]) -> impl Iterator<Item = usize> + 't {
        self.children[i].iter().copied().filter(move |&c| relations.contains(&self.deprel(c)))
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
        let case =
            self.dependents(i, &[Deprel::Case]).find(|&c| self.lemma(c) != "'s" && self.lemma(c) != "’s")?;
        let mut words = self.lemma(case).to_lowercase();
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
    pub(super) fn is_relative(&self, i: usize) -> bool {
        matches!(self.token(i).xpos, Xpos::Wdt | Xpos::Wp | Xpos::WpS)
            || (self.lemma(i) == "that" && self.token(i).upos == Upos::Pron)
    }

    /// Whether the verb is a to-infinitive.
    pub fn is_infinitive(&self, verb: usize) -> bool {
        self.token(verb).xpos == Xpos::Vb
            && self.dependents(verb, &[Deprel::Mark]).any(|m| self.lemma(m) == "to")
    }

    /// Whether the verb is finite, or has a modal.
    pub(super) fn is_finite(&self, verb: usize) -> bool {
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

    /// The noun phrases that `i` governs by this preposition.
    pub fn prepositional(&self, i: usize, preposition: &str) -> Vec<usize> {
        let relations = [Deprel::Obl, Deprel::Nmod, Deprel::OblAgent];
        self.dependents(i, &relations)
            .filter(|&c| self.has_preposition(c, preposition))
            .map(|c| self.antecedent(i, c))
            .collect()
    }

    /// Whether `i` lies below `ancestor` (or is it).
    pub fn is_below(&self, i: usize, ancestor: usize) -> bool {
        let mut at = i;
        for _ in 0..=self.len() {
            if at == ancestor {
                return true;
            }
            match self.head(at) {
                Some(head) => at = head,
                None => return false,
            }
        }
        false
    }
}
