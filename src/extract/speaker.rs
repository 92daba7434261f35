//! On whose word a claim stands: the subject of the verb of saying that governs it, or an "according to".

use super::ends::EndFinder;
use super::words::Words;
use crate::language::Deprel;
use crate::model::Participant;

/// The speaker of what the trigger says; `None` where it is the article itself, or a speaker without a name.
pub fn speaker_of(finder: &EndFinder, trigger: usize) -> Option<Participant> {
    let tree = finder.tree;
    let words = Words::built_in();
    let mut at = trigger;
    for _ in 0..tree.len() {
        let sources = tree.dependents(at, &[Deprel::Obl, Deprel::Parataxis, Deprel::Advcl]);
        for source in sources {
            let named = match tree.deprel(source) {
                Deprel::Obl => tree
                    .preposition(source)
                    .is_some_and(|p| words.is_reporting_preposition(&p))
                    .then_some(source),
                _ if words.is_reporting_verb(tree.lemma(source)) && !tree.is_below(trigger, source) => {
                    tree.dependent(source, &[Deprel::Nsubj])
                }
                _ => None,
            };
            if let Some(end) = named.and_then(|n| finder.all(n).into_iter().next()) {
                return Some(end.participant);
            }
        }
        let head = tree.head(at)?;
        if matches!(tree.deprel(at), Deprel::Ccomp | Deprel::Parataxis)
            && words.is_reporting_verb(tree.lemma(head))
        {
            let subject = tree.logical_subject(head)?;
            return finder.all(subject).into_iter().next().map(|end| end.participant);
        }
        at = head;
    }
    None
}
