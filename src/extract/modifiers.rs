//! What stands with a word and makes of it more or less than it says: auxiliaries, negations, adverbs, conditions.

use super::status::weaken;
use super::words::Words;
use crate::language::{Deprel, Tree, Xpos};
use crate::model::Status;

/// What a word's own auxiliaries, adverbs, markers and determiners make of it.
pub struct Modifiers {
    /// The weakest status that one of them gives.
    pub weakest: Status,
    /// Whether one of them says that it is not so.
    pub negated: bool,
}

/// Reads them, apart from the one `from` which the reading came up.
pub fn own_modifiers(tree: &Tree, at: usize, from: Option<usize>) -> Modifiers {
    let words = Words::built_in();
    let mut status = Status::Actual;
    let (mut negated, mut open) = (false, false);
    for &child in tree.children(at).iter().filter(|&&child| Some(child) != from) {
        let lemma = tree.lemma(child);
        match tree.deprel(child) {
            Deprel::Aux if lemma == "would" => status = weaken(status, would(tree, at)),
            Deprel::Aux if tree.token(child).xpos == Xpos::Md => {
                status = weaken(status, words.modal_status(lemma).unwrap_or(Status::Possible));
            }
            // "is to visit", "was to have visited"
            Deprel::Aux | Deprel::AuxPass | Deprel::Cop if lemma == "be" && is_before_to(tree, at, child) => {
                status = weaken(status, Status::Planned);
            }
            Deprel::Aux if lemma == "be" && is_under_way(tree, at) => {
                status = weaken(status, Status::Planned);
            }
            // "Had Wang met Putin, the war would have ended"
            Deprel::Aux if child == 0 && matches!(lemma, "have" | "should") => {
                status = weaken(status, Status::Possible);
            }
            // "will meet him if Moscow agrees"
            Deprel::Advcl if is_condition(tree, child) => status = weaken(status, Status::Possible),
            // "if she did not defend him" leaves open whether she does.
            Deprel::Mark if matches!(lemma, "if" | "unless" | "whether") => open = true,
            // "No one met him", "met neither him nor her"
            Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj if is_nobody(tree, child) => negated = true,
            Deprel::Advmod if matches!(lemma, "not" | "n't" | "never") => negated = true,
            Deprel::Advmod if is_no_longer(tree, child) => negated = true,
            Deprel::Advmod => status = weaken(status, words.adverb_status(lemma).unwrap_or(Status::Actual)),
            // "left without meeting", "sent an envoy instead of meeting"
            Deprel::Mark | Deprel::Case if matches!(lemma, "without" | "instead") => negated = true,
            Deprel::Det if lemma == "no" && words.is_way_out(tree.lemma(at)) => {}
            Deprel::Det if matches!(lemma, "no" | "neither") => negated = true,
            // "planned" is an adjective or a participle.
            Deprel::Amod => {
                let form = tree.form(child).to_lowercase();
                let said = words.attribute_status(lemma).or_else(|| words.attribute_status(&form));
                status = weaken(status, said.unwrap_or(Status::Actual));
            }
            _ => {}
        }
    }
    let merely_possible = status == Status::Possible
        && tree.dependents(at, &[Deprel::Aux]).any(|a| matches!(tree.lemma(a), "may" | "might" | "should"));
    let weakest = if open { weaken(status, Status::Possible) } else { status };
    Modifiers { weakest, negated: negated && !merely_possible && !open }
}

/// "is to visit", "was to have visited": the "be" before the infinitive, and not in it; who is to blame has done it.
fn is_before_to(tree: &Tree, verb: usize, be: usize) -> bool {
    let to = tree.dependents(verb, &[Deprel::Mark]).find(|&m| tree.lemma(m) == "to");
    tree.lemma(verb) != "blame" && be < verb && to.is_none_or(|to| be < to) && is_to_infinitive(tree, verb)
}

/// "to visit", "to have visited"
pub fn is_to_infinitive(tree: &Tree, verb: usize) -> bool {
    let to = tree.dependents(verb, &[Deprel::Mark]).any(|m| tree.lemma(m) == "to");
    let helping = [Deprel::Aux, Deprel::AuxPass];
    let have = tree.dependents(verb, &helping).any(|a| tree.token(a).xpos == Xpos::Vb);
    tree.is_infinitive(verb) || to && have
}

/// "was going to Delhi", but not "is heading the department" or "have been going on".
fn is_under_way(tree: &Tree, verb: usize) -> bool {
    let other_sense = [Deprel::Obj, Deprel::CompoundPrt];
    tree.token(verb).xpos == Xpos::Vbg
        && Words::built_in().is_under_way(tree.lemma(verb))
        && tree.dependent(verb, &other_sense).is_none()
}

/// A clause on which the other depends: "if Moscow agrees", but not "even if".
fn is_condition(tree: &Tree, clause: usize) -> bool {
    let even = tree.dependents(clause, &[Deprel::Advmod]).any(|a| tree.lemma(a) == "even");
    !even
        && tree
            .dependents(clause, &[Deprel::Mark])
            .any(|m| matches!(tree.lemma(m), "if" | "unless" | "provided"))
}

fn is_nobody(tree: &Tree, noun: usize) -> bool {
    // "had no choice but to step down"
    let way_out = Words::built_in().is_way_out(tree.lemma(noun));
    let no = |d: usize| !way_out && matches!(&*tree.lemma(d).to_lowercase(), "no" | "neither");
    matches!(&*tree.lemma(noun).to_lowercase(), "nobody" | "none")
        || tree.dependents(noun, &[Deprel::Det, Deprel::CcPreconj]).any(no)
}

/// "no longer lives in Havana", "does not live there any longer" being negated by its "not".
fn is_no_longer(tree: &Tree, adverb: usize) -> bool {
    matches!(tree.lemma(adverb), "long" | "longer" | "more")
        && adverb > 0
        && tree.form(adverb - 1).eq_ignore_ascii_case("no")
}

/// "said he would meet" is a plan told in the past; "a war would ruin" is a thought.
fn would(tree: &Tree, verb: usize) -> Status {
    let reported = tree.deprel(verb) == Deprel::Ccomp
        && tree.head(verb).is_some_and(|head| Words::built_in().is_reporting_verb(tree.lemma(head)));
    // "who would later lead the party", "would go on to found it", "initially, it would warn them": told from then.
    let told_from_then = tree.phrasal_lemmas(verb).iter().any(|lemma| lemma == "go_on")
        || tree.dependents(verb, &[Deprel::Advmod]).any(|a| Words::built_in().is_retelling(tree.lemma(a)));
    match (reported, told_from_then) {
        (true, _) => Status::Planned,
        (false, true) => Status::Actual,
        (false, false) => Status::Possible,
    }
}
