//! Persons in places: "met Putin at the Kremlin", "told supporters in Lima". What they do happens where they are.

use super::ends::EndFinder;
use super::following::are_apart;
use super::place::is_at;
use super::setting_words::words;
use super::settings::gathers;
use super::words::Words;
use crate::language::{Deprel, Tree, Xpos};
use crate::model::EntityType;

/// "met Putin at the Kremlin", "told reporters in Beijing": the parser may hang the place on the person, but persons do
/// not lie in places; what they do happens there.
pub fn hung_on_persons<'t>(finder: &'t EndFinder, setting: usize) -> impl Iterator<Item = usize> + 't {
    let tree = finder.tree;
    (0..tree.len()).filter(move |&phrase| {
        // "credited Dr Lee, at Yale University, with it": where he is, not where he was credited.
        let first = tree.children(phrase).iter().copied().fold(phrase, usize::min);
        let aside = first > 0 && tree.form(first - 1) == ",";
        tree.deprel(phrase) == Deprel::Nmod
            && is_at(tree, phrase)
            && !aside
            && tree.head(phrase).is_some_and(|head| {
                let present = is_person(finder, head)
                    || is_audience(tree, phrase)
                    || gathers(tree, head)
                    || is_abroad(finder, head, phrase);
                present && is_end_of(tree, head, setting)
            })
    })
}

/// "a meeting of the League and the Sudanese government in Addis Ababa": a country is there for the event alone.
fn is_abroad(finder: &EndFinder, who: usize, there: usize) -> bool {
    let place = finder.place_at(there);
    let country = finder.one(who).into_iter().find(|end| finder.mentions.is_country(&end.participant));
    place.zip(country).is_some_and(|(place, country)| are_apart(finder, &place, &country))
}

/// Whether the word is below the setting with no clause between.
pub fn is_end_of(tree: &Tree, word: usize, setting: usize) -> bool {
    let mut at = word;
    for _ in 0..tree.len() {
        match tree.head(at) {
            Some(head) if head == setting => return true,
            Some(head) if !tree.is_verb(head) => at = head,
            _ => return false,
        }
    }
    false
}

fn is_person(finder: &EndFinder, token: usize) -> bool {
    let named = finder
        .mentions
        .name_at(finder.sentence, token)
        .is_some_and(|mention| finder.mentions.analysis.mentions[mention].entity == Some(EntityType::Person));
    let listener = words().audiences.contains(finder.tree.lemma(token));
    // "met representatives of the firm in Beijing": where they met, and not where those are at home.
    let people = |t: usize| {
        finder.tree.token(t).xpos == Xpos::Nns && Words::built_in().is_people(finder.tree.lemma(t))
    };
    let party = |t: usize| matches!(finder.tree.lemma(t), "delegation" | "family");
    let people = |t: usize| people(t) || party(t);
    let sent = people(token) && finder.one(token).iter().any(|end| end.participant.via.is_some())
        || finder.tree.has_preposition(token, "of")
            && finder.named_at(token).is_some()
            && finder.tree.head(token).is_some_and(people);
    // "told Reuters in Kyiv", "an interview with Reuters in Kyiv"
    let addressee = finder.named_at(token).is_some()
        && finder
            .tree
            .head(token)
            .is_some_and(|head| matches!(finder.tree.lemma(head), "tell" | "interview"));
    // "Kaul, a politician in Jammu, said": where one is a politician, not where one says it.
    let apposed = finder.tree.deprel(token) == Deprel::Appos;
    named || listener || addressee || sent || !apposed && finder.bearers.contains_key(&token)
}

/// "among a cheering crowd", "before a packed hall".
pub fn is_audience(tree: &Tree, token: usize) -> bool {
    let before = ["among", "amid", "before", "in_front_of", "to"];
    words().audiences.contains(tree.lemma(token)) && before.iter().any(|p| tree.has_preposition(token, p))
}
