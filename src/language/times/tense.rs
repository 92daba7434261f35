//! The tense of the clause that a word stands in: whether "Tuesday" is the last or the next one.

use std::ops::Range;

use crate::language::{Deprel, Sentence, Token, Upos, Xpos};

/// Where from the time of writing a clause places what it tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Present,
    Future,
}

/// The tense of the verb that governs the words; `None` where no verb does.
pub(super) fn tense(text: &str, sentence: &Sentence, words: &Range<usize>) -> Option<Tense> {
    let tokens = &sentence.tokens;
    // "he said Friday": what stands right before tells more surely than a tree that may err.
    if let Some(before) = words.start.checked_sub(1).map(|at| &tokens[at])
        && before.xpos == Xpos::Vbd
        && before.upos == Upos::Verb
    {
        return Some(Tense::Past);
    }
    let possessive = tokens.get(words.end).is_some_and(|token| token.xpos == Xpos::Pos);
    let outside = |at: &usize| tokens[*at].head.is_none_or(|head| !words.contains(&head));
    let mut at = words.clone().find(outside)?;
    // A tree is no deeper than it has words: wrong heads can't make this endless.
    for _ in 0..tokens.len() {
        match own_tense(sentence, at) {
            // "protests follow Tuesday's ruling", but "he will attend Friday's talks".
            Some(Tense::Present | Tense::Future) if possessive && !has_will(text, sentence, at) => {
                return Some(Tense::Past);
            }
            Some(tense) => return Some(tense),
            None => {}
        }
        at = tokens[at].head?;
    }
    None
}

fn has_will(text: &str, sentence: &Sentence, verb: usize) -> bool {
    let helps = |token: &&Token| token.head == Some(verb) && token.xpos == Xpos::Md;
    sentence.tokens.iter().filter(helps).any(|token| matches!(token.span.of(text), "will" | "'ll" | "’ll"))
}

/// What these verbs are done to is still to come: "scheduled a hearing for Thursday".
const PLANNING: [&str; 5] = ["schedule", "postpone", "plan", "slate", "adjourn"];

/// The tense that a verb shows with its auxiliaries, or a noun with its copula.
fn own_tense(sentence: &Sentence, verb: usize) -> Option<Tense> {
    let tokens = &sentence.tokens;
    let helpers = || {
        tokens.iter().filter(move |t| {
            t.head == Some(verb) && matches!(t.deprel, Deprel::Aux | Deprel::AuxPass | Deprel::Cop)
        })
    };
    if tokens[verb].upos != Upos::Verb && !helpers().any(|t| t.deprel == Deprel::Cop) {
        return None;
    }
    if helpers().any(|t| t.xpos == Xpos::Md) {
        return Some(Tense::Future);
    }
    if had(sentence, verb) {
        return Some(Tense::Past);
    }
    if PLANNING.contains(&tokens[verb].lemma.as_str()) {
        return Some(Tense::Future);
    }
    let finite = helpers().map(|t| t.xpos).find(|x| matches!(x, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp));
    match (tokens[verb].xpos, finite) {
        (Xpos::Vbn, Some(Xpos::Vbz | Xpos::Vbp)) if helpers().any(|t| t.lemma == "have") => Some(Tense::Past),
        (_, Some(Xpos::Vbd)) | (Xpos::Vbd | Xpos::Vbn, None) => Some(Tense::Past),
        (Xpos::Vbg, Some(_)) => Some(Tense::Future),
        (_, Some(_)) | (Xpos::Vbz | Xpos::Vbp, None) => Some(Tense::Present),
        // "plans to meet": still to come. "met to discuss": that is for the verb above to tell, as with participles and
        // what one "had planned to" do.
        (Xpos::Vb, None) if tokens[verb].deprel == Deprel::Xcomp => {
            let above_had = tokens[verb].head.is_some_and(|head| had(sentence, head));
            Some(if above_had { Tense::Past } else { Tense::Future })
        }
        _ => None,
    }
}

/// "had met": the past perfect.
fn had(sentence: &Sentence, verb: usize) -> bool {
    let helps = |t: &Token| {
        t.head == Some(verb) && t.deprel == Deprel::Aux && t.lemma == "have" && t.xpos == Xpos::Vbd
    };
    sentence.tokens.iter().any(helps)
}
