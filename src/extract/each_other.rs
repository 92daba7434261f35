//! "Russia and Ukraine accused each other": each of two does to the other what the verb says.

use super::ends::End;
use super::lexicon::Slot;
use super::slots::Slots;
use crate::language::Tree;

impl Slots<'_, '_> {
    /// Each of the two ends with the other, where "each other" or "one another" stands in one of the places.
    pub(super) fn each_other(&self, places: &[Slot], ends: &[End]) -> Vec<(End, End)> {
        let mutual = || {
            let mut tokens = places.iter().flat_map(|place| self.tokens(place));
            tokens.any(|token| is_mutual(self.finder.tree, token))
        };
        match ends {
            [a, b] if a.participant.chain != b.participant.chain && mutual() => {
                vec![(a.clone(), b.clone()), (b.clone(), a.clone())]
            }
            _ => Vec::new(),
        }
    }
}

/// Whether the word is one of the two of "each other" or "one another".
fn is_mutual(tree: &Tree, token: usize) -> bool {
    let first = |i: usize| {
        matches!((tree.form_or_end(i), tree.form_or_end(i + 1)), ("each", "other") | ("one", "another"))
    };
    first(token) || token.checked_sub(1).is_some_and(first)
}

#[cfg(test)]
mod tests {
    use super::super::testing::sentence;
    use super::*;

    #[test]
    fn both_words_of_each_other_are_mutual_and_no_others() {
        let (text, sentence) = sentence(
            "
            They they PRON PRP 2 nsubj
            blamed blame VERB VBD 0 root
            each each DET DT 2 obj
            other other ADJ JJ 2 obj
            in in ADP IN 7 case
            each each DET DT 7 det
            case case NOUN NN 2 obl",
        );
        let tree = Tree::new(&text, &sentence);
        let mutual: Vec<usize> = (0..tree.len()).filter(|&i| is_mutual(&tree, i)).collect();
        assert_eq!(mutual, [2, 3]);
    }
}
