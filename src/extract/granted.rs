//! What is so although the word that governs it leaves others open or denies them: what one says to somebody by turning to
//! him, what one thinks of somebody, and the war that somebody opposes.

use super::words::Words;
use crate::language::{Deprel, Tree};
use crate::model::Status;

/// "called to congratulate him", "wrote to him to ask", but not "called on Iran to tell the truth".
pub fn is_said_by_turning_to(tree: &Tree, purpose: usize, verb: usize) -> bool {
    matches!(tree.deprel(purpose), Deprel::Advcl | Deprel::Xcomp)
        && tree.is_infinitive(purpose)
        && Words::built_in().is_said_by_turning_to(tree.lemma(verb), tree.lemma(purpose))
        && ["on", "upon", "for"].iter().all(|p| tree.prepositional(verb, p).is_empty())
}

/// "opposed the invasion", "an end to the occupation": the deed is so, whoever wants it to end. `embedding` is what the
/// governing word makes of other deeds.
pub fn is_so_although(tree: &Tree, deed: usize, head: usize, embedding: Option<Status>) -> bool {
    let against = embedding == Some(Status::Denied) || tree.lemma(head) == "resolution";
    let argument = matches!(tree.deprel(deed), Deprel::Obj | Deprel::NsubjPass)
        || ["to", "of"].iter().any(|p| tree.has_preposition(deed, p));
    let indefinite =
        tree.dependents(deed, &[Deprel::Det]).any(|d| matches!(tree.lemma(d), "a" | "any" | "no"));
    against
        && argument
        && !indefinite
        && tree.is_noun(deed)
        && tree
            .phrasal_lemmas(head)
            .iter()
            .all(|word| Words::built_in().is_so_although(tree.lemma(deed), word))
}

/// "look arrogant", "consider him a liar"; those who are believed to be rebels may be none.
pub fn is_opinion(tree: &Tree, verb: usize) -> bool {
    !tree.is_passive(verb)
        && matches!(
            tree.lemma(verb),
            "look" | "consider" | "believe" | "think" | "assume" | "presume" | "imagine"
        )
}
