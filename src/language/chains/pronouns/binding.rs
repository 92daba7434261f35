//! Whom grammar keeps a pronoun from meaning.

use super::super::discourse::{Discourse, Referent};
use super::super::document::{At, Document, heads_phrase, is_subject};
use super::super::words::List;
use super::Class;
use crate::language::Deprel;

/// Whether grammar lets the pronoun refer to this: not a noun that it is itself part of, not its fellow argument of one
/// verb, not the speaker of the quotation in which it stands.
pub(super) fn reachable(discourse: &Discourse, referent: &Referent, at: At) -> bool {
    let document = discourse.document;
    if referent.at.sentence == at.sentence {
        if document.path_up(at).skip(1).any(|a| a == referent.at) {
            return false;
        }
        let possessive = document.token(at).deprel == Deprel::NmodPoss;
        if !possessive && clause(document, at) == clause(document, referent.at) {
            return false;
        }
        // "China praised it": the subject of a coordinated verb is not its object either.
        if !possessive
            && !is_subject(document.token(at).deprel)
            && clause(document, at).and_then(|verb| document.subject(verb)) == Some(referent.at)
        {
            return false;
        }
    }
    let speaker = discourse.quotes.speaker(at);
    let speaks = speaker.is_some_and(|s| {
        s == referent.at || discourse.meaning(s).iter().any(|e| referent.entities.contains(e))
    });
    !speaks
}

/// Whom the pronoun does not mean because its clause names them (principles B and C of binding, Chomsky 1981): beside it,
/// "Ann told her", and in what its verb governs, "he said that Smith", "he accused the aide of Smith". Bodies speak of
/// themselves by name, "it said that the EU".
pub(super) fn disjoint(discourse: &Discourse, at: At, class: Class) -> Vec<usize> {
    let document = discourse.document;
    let own = document.token(at).deprel;
    if !is_argument(own) {
        return Vec::new();
    }
    let Some(verb) = document.head(at) else { return Vec::new() };
    let arguments = document.children(verb).filter(|&c| c != at && is_argument(document.token(c).deprel));
    // "was freed, allowing him to stay": the participle's subject may be all that was said.
    let shared = document.subject(verb).filter(|&s| s != at && document.token(verb).deprel != Deprel::Advcl);
    let beside = arguments.chain(shared);
    let mut named: Vec<usize> = beside.filter_map(|argument| discourse.entities.at(argument)).collect();
    if is_subject(own) && class != Class::Thing {
        // "Modi did it, he said": what is said may stand before.
        let first = if says(document, verb) { 0 } else { verb.token.max(at.token) + 1 };
        let words = (first..document.sentences[at.sentence].tokens.len()).map(|token| At { token, ..at });
        let governed = words.filter(|&t| is_governed(document, t, verb));
        named.extend(governed.filter_map(|t| discourse.entities.at(t)));
    }
    named
}

/// Whether a verb is one of speech.
fn says(document: &Document, verb: At) -> bool {
    List::Speech.has(&document.token(verb).lemma)
}

/// Whether a word is the subject of a verb by which something is said: "added", "thanked".
pub fn is_speaker(document: &Document, at: At) -> bool {
    let utters = |verb: At| says(document, verb) || List::Address.has(&document.token(verb).lemma);
    is_subject(document.token(at).deprel) && document.head(at).is_some_and(utters)
}

/// Whether a word stands in an object or complement of the verb; what a relative or adverbial clause adds does not count.
fn is_governed(document: &Document, at: At, verb: At) -> bool {
    // "asked France about Iranian dissidents" names nobody else than "asked about dissidents".
    if !heads_phrase(document.token(at).deprel) {
        return false;
    }
    let mut path: Vec<At> = document.path_up(at).take_while(|&a| a != verb).collect();
    let Some(top) = path.pop().filter(|&top| document.head(top) == Some(verb)) else { return false };
    let relation = document.token(top).deprel;
    let adds = [Deprel::Acl, Deprel::AclRelcl, Deprel::Advcl, Deprel::Conj, Deprel::Parataxis];
    (is_argument(relation) && !is_subject(relation) || matches!(relation, Deprel::Ccomp | Deprel::Xcomp))
        && path.iter().all(|&a| !adds.contains(&document.token(a).deprel))
}

fn is_argument(relation: Deprel) -> bool {
    is_subject(relation) || matches!(relation, Deprel::Obj | Deprel::Iobj | Deprel::Obl | Deprel::OblAgent)
}

/// The predicate of which a token is an argument, also through a preposition's noun.
fn clause(document: &Document, at: At) -> Option<At> {
    let mut at = at;
    for _ in 0..8 {
        let relation = document.token(at).deprel;
        let head = document.head(at)?;
        if is_argument(relation) {
            return Some(head);
        }
        if !matches!(relation, Deprel::Conj | Deprel::Appos) {
            return None;
        }
        at = head;
    }
    None
}
