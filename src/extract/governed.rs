//! What a verb governs: to what end it is done, what its object becomes, and whether a clause is an opinion.

use super::roles::Roles;
use crate::language::{Deprel, Tree, Upos, Xpos};

/// Whether a clause says what is or was: "agreed that the sentence was too long".
pub fn is_opinion(tree: &Tree, clause: usize) -> bool {
    let auxiliaries = [Deprel::Aux, Deprel::AuxPass, Deprel::Cop];
    let shall = tree.dependents(clause, &[Deprel::Aux]).any(|a| tree.token(a).xpos == Xpos::Md);
    let finite = |t: usize| matches!(tree.token(t).xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp);
    !shall && (finite(clause) || tree.dependents(clause, &auxiliaries).any(finite))
}

/// Whether the verb governs an infinitive or a phrase with "for", be it by a noun: "called on the head of Shell to act", not
/// "told Chen that he hoped to come", "told Chen that the bill was for families".
pub fn has_end(tree: &Tree, verb: usize) -> bool {
    let asked =
        |c: usize| tree.dependents(c, &[Deprel::Mark]).any(|m| matches!(tree.lemma(m), "if" | "whether"));
    let clauses = [
        Deprel::Ccomp,
        Deprel::Xcomp,
        Deprel::Advcl,
        Deprel::Acl,
        Deprel::AclRelcl,
        Deprel::AdvclRelcl,
        Deprel::Parataxis,
        Deprel::Csubj,
    ];
    let is_phrase = |t: usize| tree.is_noun(t) && !clauses.contains(&tree.deprel(t));
    let by_phrases = |i: usize| tree.path_up(i).skip(1).take_while(|&up| up != verb).all(is_phrase);
    // "to be more open"
    let to_be = |i: usize| {
        tree.dependents(i, &[Deprel::Mark]).any(|m| tree.lemma(m) == "to")
            && tree.dependents(i, &[Deprel::Cop]).any(|cop| tree.token(cop).xpos == Xpos::Vb)
    };
    let infinitive = |i: usize| (tree.is_infinitive(i) || to_be(i)) && !asked(i);
    let follows = |i: usize| infinitive(i) || tree.has_preposition(i, "for") && is_phrase(i);
    (verb + 1..tree.len()).any(|i| follows(i) && tree.is_below(i, verb) && by_phrases(i))
}

/// Whether the verb says what its object becomes, does or is for.
pub fn has_post(tree: &Tree, verb: usize) -> bool {
    let object = tree.logical_object(verb);
    // "named John Smith ambassador": the parser takes the name for a part of the title.
    let title = object.filter(|&object| tree.token(object).upos == Upos::Noun);
    let name = |&c: &usize| c < object.unwrap_or(c) && tree.token(c).upos == Upos::Propn;
    if title.is_some_and(|title| tree.dependents(title, &[Deprel::Compound, Deprel::Flat]).any(|c| name(&c)))
    {
        return true;
    }
    let relations = [Deprel::Xcomp, Deprel::Obj, Deprel::Obl, Deprel::Advcl, Deprel::Ccomp];
    tree.dependents(verb, &relations).filter(|&c| Some(c) != object).any(|c| match tree.deprel(c) {
        Deprel::Obl => ["as", "to", "for"].iter().any(|p| tree.has_preposition(c, p)),
        Deprel::Obj | Deprel::Xcomp => tree.is_noun(c) || is_to_office(tree, c),
        _ => is_to_office(tree, c),
    })
}

/// "picked her to lead the party", but not "picked the day to rest".
fn is_to_office(tree: &Tree, verb: usize) -> bool {
    tree.is_infinitive(verb) && (tree.is_noun(verb) || Roles::built_in().is_duty(tree.lemma(verb)))
}

#[cfg(test)]
mod tests {
    use super::super::testing::sentence;
    use super::*;

    fn ends(lines: &str) -> bool {
        let (text, sentence) = sentence(lines);
        has_end(&Tree::new(&text, &sentence), 1)
    }

    #[test]
    fn an_infinitive_says_to_what_end_and_a_clause_says_what_is() {
        let asked = "
            Heckl Heckl PROPN NNP 2 nsubj
            told tell VERB VBD 0 root
            Milley Milley PROPN NNP 2 iobj
            to to PART TO 5 mark
            leave leave VERB VB 2 xcomp";
        assert!(ends(asked));
        let told = "
            Heckl Heckl PROPN NNP 2 nsubj
            told tell VERB VBD 0 root
            Milley Milley PROPN NNP 2 iobj
            he he PRON PRP 5 nsubj
            hoped hope VERB VBD 2 ccomp
            to to PART TO 7 mark
            leave leave VERB VB 5 xcomp";
        assert!(!ends(told));
    }
}
