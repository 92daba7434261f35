//! What is so although the word that governs it leaves others open or denies them: what one says to somebody by turning to
//! him, what one thinks of somebody, and the war that somebody opposes.

use super::words::Words;
use crate::language::{Deprel, Tree, Xpos};
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
    let words = tree.phrasal_lemmas(head);
    let ended =
        embedding == Some(Status::Denied) || words.iter().any(|word| Words::built_in().is_ending(word));
    let argument = matches!(tree.deprel(deed), Deprel::Obj | Deprel::NsubjPass)
        || ["to", "of"].iter().any(|p| tree.has_preposition(deed, p));
    // "talks on the war", but not "the decision on the strike"
    let spoken_of = matches!(
        tree.lemma(deed),
        "war" | "conflict" | "invasion" | "occupation" | "clash" | "fighting" | "siege" | "genocide" | "feud"
    ) && ["on", "about", "over"].iter().any(|p| tree.has_preposition(deed, p));
    let indefinite =
        tree.dependents(deed, &[Deprel::Det]).any(|d| matches!(tree.lemma(d), "a" | "any" | "no"));
    (ended && argument || spoken_of)
        && !indefinite
        && tree.is_noun(deed)
        && words.iter().all(|word| Words::built_in().is_so_although(tree.lemma(deed), word))
}

/// "asked him to stop pressing them": he does, where who "stopped pressing them" does not, and who is to be
/// stopped becoming president is none.
pub fn is_given_up(tree: &Tree, deed: usize, verb: usize) -> bool {
    tree.deprel(deed) == Deprel::Xcomp
        && tree.token(deed).xpos == Xpos::Vbg
        && tree.token(verb).xpos == Xpos::Vb
        && matches!(tree.lemma(verb), "stop" | "cease" | "quit")
        && tree.dependent(deed, &[Deprel::Mark, Deprel::Nsubj]).is_none()
        && tree.dependent(verb, &[Deprel::Obj]).is_none()
}

/// "look arrogant", "consider him a liar"; those who are believed to be rebels may be none.
pub fn is_opinion(tree: &Tree, verb: usize) -> bool {
    !tree.is_passive(verb)
        && matches!(
            tree.lemma(verb),
            "look" | "consider" | "believe" | "think" | "assume" | "presume" | "imagine"
        )
}

#[cfg(test)]
mod tests {
    use super::super::testing::status_of;
    use super::*;

    #[test]
    fn who_turns_to_somebody_to_say_it_has_said_it() {
        let phoned = "
            Xi Xi PROPN NNP 2 nsubj
            phoned phone VERB VBD 0 root
            Putin Putin PROPN NNP 2 obj
            to to PART TO 5 mark
            thank thank VERB VB 2 advcl
            him he PRON PRP 5 obj";
        assert_eq!(status_of(phoned, "thank"), Status::Actual);
        assert_eq!(status_of(&phoned.replace("thank", "visit"), "visit"), Status::Planned);
    }

    #[test]
    fn a_war_that_is_opposed_goes_on_and_one_that_is_averted_does_not() {
        let opposed = "
            Xi Xi PROPN NNP 2 nsubj
            opposed oppose VERB VBD 0 root
            the the DET DT 4 det
            war war NOUN NN 2 obj";
        assert_eq!(status_of(opposed, "war"), Status::Actual);
        assert_eq!(status_of(&opposed.replace("opposed oppose", "averted avert"), "war"), Status::Denied);
        assert_eq!(status_of(&opposed.replace("the the", "a a"), "war"), Status::Denied);
    }
}
