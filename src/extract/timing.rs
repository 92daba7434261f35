//! When a claim's event was: the time expression that belongs to its trigger, not any date in the sentence.

use crate::language::{Analysis, Deprel, TimeExpression, TimeKind, Tree};
use crate::model::{ClaimTime, When};

/// The time of the event whose trigger is the token.
pub fn time_of(tree: &Tree, analysis: &Analysis, sentence: usize, trigger: usize) -> Option<ClaimTime> {
    let here = analysis.times.iter().filter(|t| t.sentence == sentence && t.kind == TimeKind::Date);
    let best = here.filter_map(|time| Some((distance(tree, time, trigger)?, time))).min_by_key(
        |(distance, time)| {
            (*distance, time.value.is_none(), time.span.start.abs_diff(tree.token(trigger).span.start))
        },
    );
    best.map(|(_, time)| read(tree, time, trigger))
}

/// How far a time expression is from the trigger in the tree: `None` where it belongs to something else.
fn distance(tree: &Tree, time: &TimeExpression, trigger: usize) -> Option<usize> {
    let head = head_of(tree, time)?;
    if excluded(tree, head) {
        return None;
    }
    // "in June, when he met Xi": also of the clause that tells what happened then.
    if let Some(then) = when_clause(tree, time)
        && (trigger == then || shares_time(tree, trigger, then))
    {
        return Some(1);
    }
    // "the first visit since 2018": no visit of that year.
    if tree.is_noun(trigger) && tree.has_preposition(head, "since") {
        return None;
    }
    // "since February 2022 when Putin visited Beijing": the clause hangs on the time.
    if tree.is_below(trigger, head) {
        return Some(1);
    }
    let mut at = head;
    let mut steps = 0;
    while let Some(up) = tree.head(at) {
        steps += 1;
        if up == trigger {
            return Some(steps);
        }
        if tree.is_verb(up) {
            return shares_time(tree, trigger, up).then_some(steps + 2);
        }
        at = up;
    }
    None
}

/// The verb of the clause with "when" that follows the expression.
fn when_clause(tree: &Tree, time: &TimeExpression) -> Option<usize> {
    let end = time.tokens.end;
    let when = (end..tree.len()).find(|&t| tree.form(t) != ",").filter(|&t| t <= end + 1)?;
    tree.head(when).filter(|&verb| tree.lemma(when) == "when" && verb > when)
}

/// The token of the expression that hangs on a word outside it.
fn head_of(tree: &Tree, time: &TimeExpression) -> Option<usize> {
    time.tokens.clone().find(|&t| tree.head(t).is_none_or(|head| !time.tokens.contains(&head)))
}

/// "before Monday", "after 2015": the event is not at that time.
fn excluded(tree: &Tree, head: usize) -> bool {
    ["before", "after", "until", "till", "ahead_of", "prior_to", "than", "from_now"]
        .iter()
        .any(|p| tree.has_preposition(head, p))
}

/// Whether what is said of the time of `verb` holds for the trigger: a noun in the verb's clause, a complement without
/// a time of its own, a coordinated verb.
fn shares_time(tree: &Tree, trigger: usize, verb: usize) -> bool {
    let mut at = trigger;
    for _ in 0..4 {
        let Some(head) = tree.head(at) else { return false };
        let passes = match tree.deprel(at) {
            Deprel::Xcomp | Deprel::Conj => true,
            Deprel::Obj | Deprel::Nsubj | Deprel::NsubjPass => tree.is_noun(at),
            Deprel::Obl => {
                tree.is_noun(at)
                    && ["in", "at", "during", "on", "for"].iter().any(|p| tree.has_preposition(at, p))
            }
            Deprel::Nmod | Deprel::Compound => tree.is_noun(at),
            _ => false,
        };
        if !passes {
            return false;
        }
        if head == verb {
            return true;
        }
        at = head;
    }
    false
}

/// The value as the sentence uses it: "since 2013" is open at its end, "since 2013, when he came" is not.
fn read(tree: &Tree, time: &TimeExpression, trigger: usize) -> ClaimTime {
    let since = time.tokens.start.checked_sub(1).is_some_and(|before| tree.lemma(before) == "since");
    let clause = tree.conjunction_head(trigger);
    let since = since && when_clause(tree, time) != Some(clause);
    let value = match &time.value {
        Some(value) if since => When::interval(Some(value), None).ok(),
        value => value.clone(),
    };
    ClaimTime { value, span: time.span, method: time.method }
}
