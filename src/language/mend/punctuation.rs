//! Punctuation hangs where Universal Dependencies wants it: on the highest word of the unit that it marks off which no arc
//! over the sign keeps away; quotes and brackets on the head of what they enclose.
//!
//! The parser decides on each sign by itself; the tree of the words tells where it can hang. What the parser chose stays
//! where it is possible.

use std::ops::Range;

use super::{Mender, is_dash};
use crate::language::Upos;

impl Mender<'_> {
    /// Moves the signs that hang where they cannot. Dashes are left: they mark off anything.
    pub(super) fn punctuation(&mut self) {
        let reach = self.reach();
        let mut within = vec![0..self.len(); self.len()];
        let mut paired = vec![false; self.len()];
        for (open, close) in self.pairs() {
            for inner in &mut within[open + 1..close] {
                *inner = open + 1..close;
            }
            let Some(head) = self.only_head(open + 1..close) else { continue };
            for sign in [open, close] {
                paired[sign] = true;
                self.hang(sign, head);
            }
        }
        for sign in 0..self.len() {
            if paired[sign] || self.upos(sign) != Upos::Punct || is_dash(self.form(sign)) {
                continue;
            }
            let Some(head) = self.head(sign) else { continue };
            let path = self.path(sign, &within[sign], &reach);
            if let Some(&highest) = path.last().filter(|_| !path.contains(&head)) {
                self.hang(sign, highest);
            }
        }
    }

    fn hang(&mut self, sign: usize, head: usize) {
        if self.head(sign).is_some() {
            self.attach(sign, Some(head), self.deprel(sign));
        }
    }

    /// The first and last word of what hangs on each word, punctuation left out.
    fn reach(&self) -> Vec<(usize, usize)> {
        let mut reach: Vec<(usize, usize)> = (0..self.len()).map(|t| (t, t)).collect();
        for t in (0..self.len()).filter(|&t| self.upos(t) != Upos::Punct) {
            let mut above = self.head(t);
            while let Some(head) = above {
                reach[head] = (reach[head].0.min(t), reach[head].1.max(t));
                above = self.head(head);
            }
        }
        reach
    }

    /// Quotes and brackets that belong together, from left to right, with something between them.
    fn pairs(&self) -> Vec<(usize, usize)> {
        let mut pairs = Vec::new();
        let mut closed = vec![false; self.len()];
        for open in 0..self.len() {
            if closed[open] || self.upos(open) != Upos::Punct {
                continue;
            }
            if let Some(close) = closer_of(self.form(open)).and_then(|closer| self.closes(open, closer)) {
                closed[close] = true;
                pairs.push((open, close));
            }
        }
        pairs.retain(|&(open, close)| close > open + 1);
        pairs
    }

    fn closes(&self, open: usize, closer: &str) -> Option<usize> {
        let opener = self.form(open);
        let mut depth = 0;
        for t in open + 1..self.len() {
            let form = self.form(t);
            if form == closer && self.upos(t) == Upos::Punct {
                if opener == closer || depth == 0 {
                    return Some(t);
                }
                depth -= 1;
            } else if form == opener {
                depth += 1;
            }
        }
        None
    }

    /// The word that all other words of the range hang on, if there is one.
    fn only_head(&self, range: Range<usize>) -> Option<usize> {
        let outer = |t: &usize| {
            self.upos(*t) != Upos::Punct && !self.head(*t).is_some_and(|head| range.contains(&head))
        };
        let mut heads = range.clone().filter(outer);
        heads.next().filter(|_| heads.next().is_none())
    }

    /// The words on which the sign may hang, from the nearest to the highest: those above the word beside it up to where
    /// an arc would run over the sign or out of its brackets. Of both sides the one that stands lower.
    fn path(&self, sign: usize, within: &Range<usize>, reach: &[(usize, usize)]) -> Vec<usize> {
        let word = |t: &usize| self.upos(*t) != Upos::Punct;
        let climb = |from: usize, stays: &dyn Fn(usize, usize) -> bool| {
            let mut path = vec![from];
            let mut at = from;
            while let Some(head) = self.head(at).filter(|&head| within.contains(&head) && stays(at, head)) {
                path.push(head);
                at = head;
            }
            path
        };
        let left = (within.start..sign).rev().find(word);
        let left = left.map(|from| climb(from, &|at, head| head < sign && reach[at].1 <= sign));
        let ends = matches!(self.form(sign), "." | "!" | "?");
        let right = (sign + 1..within.end).find(word).filter(|_| !ends);
        let right = right.map(|from| climb(from, &|at, head| head > sign && reach[at].0 >= sign));
        match (left, right) {
            (Some(left), Some(right)) => {
                let lower = left.last().zip(right.last()).is_some_and(|(&l, &r)| self.is_below(l, r));
                if lower { left } else { right }
            }
            (left, right) => left.or(right).unwrap_or_default(),
        }
    }
}

fn closer_of(form: &str) -> Option<&'static str> {
    Some(match form {
        "(" => ")",
        "[" => "]",
        "{" => "}",
        "\"" => "\"",
        "“" => "”",
        "‘" => "’",
        "«" => "»",
        "''" | "``" => "''",
        "'" => "'",
        _ => return None,
    })
}
