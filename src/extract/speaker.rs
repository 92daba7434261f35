//! On whose word a claim stands: the subject of the verb of saying that governs it, an "according to", or who speaks the
//! quotation that it is in.

use super::ends::EndFinder;
use super::words::Words;
use crate::language::{Deprel, Quotation, Tree};
use crate::model::Participant;

/// The speaker of what the trigger says; `None` where it is the article itself, or a speaker without a name.
pub fn speaker_of(finder: &EndFinder, trigger: usize) -> Option<Participant> {
    match source(finder, trigger) {
        Some(source) => source.speaker,
        None => quoted_speaker(finder, trigger),
    }
}

/// The verb of saying by which the sentence reports what the trigger says.
pub fn reported_by(finder: &EndFinder, trigger: usize) -> Option<usize> {
    source(finder, trigger)?.verb
}

/// The source that a sentence gives.
struct Source {
    /// The verb of saying; an "according to" has none.
    verb: Option<usize>,
    /// Who says it; `None`: one without a name.
    speaker: Option<Participant>,
}

/// The source that the sentence itself gives.
fn source(finder: &EndFinder, trigger: usize) -> Option<Source> {
    let tree = finder.tree;
    let words = Words::built_in();
    let named = |token: usize| finder.all(token).into_iter().next().map(|end| end.participant);
    let mut at = trigger;
    for _ in 0..tree.len() {
        let sources = tree.dependents(at, &[Deprel::Obl, Deprel::Parataxis, Deprel::Advcl]);
        for source in sources {
            let verb = Some(source).filter(|&source| tree.deprel(source) != Deprel::Obl);
            let speaker = match tree.deprel(source) {
                Deprel::Obl => {
                    let reports =
                        tree.preposition(source).is_some_and(|p| words.is_reporting_preposition(&p));
                    reports.then_some(source)
                }
                // "he married Ann, who said": what she said is not that.
                _ if says_what_is_around(tree, source) && !tree.is_below(trigger, source) => {
                    tree.dependent(source, &[Deprel::Nsubj]).filter(|&subject| !tree.is_relative(subject))
                }
                _ => None,
            };
            if let Some(speaker) = speaker.and_then(named) {
                return Some(Source { verb, speaker: Some(speaker) });
            }
        }
        let head = tree.head(at)?;
        // "reported that he met Ann Lee, the daughter of Jan Lee": the article's own words.
        if tree.deprel(at) == Deprel::Appos {
            return None;
        }
        if follows_what_was_said(tree, at) {
            return Some(Source { verb: None, speaker: None });
        }
        if matches!(tree.deprel(at), Deprel::Ccomp | Deprel::Parataxis)
            && words.is_reporting_verb(tree.lemma(head))
        {
            return Some(Source { verb: Some(head), speaker: tree.logical_subject(head).and_then(named) });
        }
        at = head;
    }
    None
}

/// "Prices rose, Macron said", "as Macron said"; not "although Macron said so, prices rose", or "prices rose; Macron said
/// that it was good".
fn says_what_is_around(tree: &Tree, verb: usize) -> bool {
    let subordinate = tree.deprel(verb) == Deprel::Advcl
        && (tree.dependents(verb, &[Deprel::Mark]).any(|m| tree.lemma(m) != "as")
            || tree.dependents(verb, &[Deprel::Advmod]).any(|m| tree.lemma(m) == "when"));
    Words::built_in().is_reporting_verb(tree.lemma(verb))
        && !subordinate
        && !tree.dependents(verb, &[Deprel::Ccomp]).any(|c| verb < c)
}

/// "responded to reports that Smith will come": whose word that is stands with the reports, and not with the verb.
fn follows_what_was_said(tree: &Tree, clause: usize) -> bool {
    let that = tree.dependents(clause, &[Deprel::Mark]).find(|&m| tree.lemma(m) == "that" && m < clause);
    let noun = that.and_then(|that| that.checked_sub(1));
    let is_word_of_others = |noun| {
        matches!(
            tree.lemma(noun),
            "report" | "rumor" | "rumour" | "claim" | "allegation" | "news" | "suggestion"
        )
    };
    noun.is_some_and(|noun| tree.is_noun(noun) && is_word_of_others(noun))
}

/// Who speaks the quotation in which the trigger stands, named in a sentence around.
pub(super) fn quoted_speaker(finder: &EndFinder, trigger: usize) -> Option<Participant> {
    let mentions = finder.mentions;
    let around =
        |quotation: &&Quotation| quotation.sentence == finder.sentence && quotation.tokens.contains(&trigger);
    let (sentence, token) = mentions.analysis.quotations.iter().find(around)?.speaker?;
    let mention = mentions.name_at(sentence, token).or_else(|| mentions.other_at(sentence, token))?;
    let chain = *mentions.analysis.mentions[mention].chains.first()?;
    Some(Participant { chain, mention, via: None })
}

#[cfg(test)]
mod tests {
    use super::super::testing::sentence;
    use super::*;

    #[test]
    fn a_clause_that_only_sets_the_scene_is_no_source() {
        let scene = "
            After after SCONJ IN 3 mark
            Banda Banda PROPN NNP 3 nsubj
            announced announce VERB VBD 6 advcl
            it it PRON PRP 3 obj
            Norway Norway PROPN NNP 6 nsubj
            left leave VERB VBD 0 root";
        let is_source = |lines: &str| {
            let (text, sentence) = sentence(lines);
            says_what_is_around(&Tree::new(&text, &sentence), 2)
        };
        assert!(!is_source(scene));
        assert!(is_source(&scene.replace("After after", "As as")));
    }

    #[test]
    fn what_reports_say_is_their_word() {
        let lines = "
            Wang Wang PROPN NNP 2 nsubj
            responded respond VERB VBD 0 root
            to to ADP IN 4 case
            reports report NOUN NNS 2 obl
            that that SCONJ IN 7 mark
            Xi Xi PROPN NNP 7 nsubj
            left leave VERB VBD 2 ccomp";
        let (text, sentence) = sentence(lines);
        assert!(follows_what_was_said(&Tree::new(&text, &sentence), 6));
        let (text, sentence) = super::super::testing::sentence(&lines.replace("reports report", "days day"));
        assert!(!follows_what_was_said(&Tree::new(&text, &sentence), 6));
    }
}
