//! Persons who are said to be somewhere for a while: "is in Tokyo for the summit", "will be in Tokyo on Monday", "while in
//! Tokyo, she said". Who is there visits it; of who just "is in Tokyo" nothing is known.

use super::ends::{End, EndFinder};
use super::setting_words::words;
use crate::language::{Deprel, TimeKind, Tree};

/// The days of a week.
const WEEK: i32 = 7;

/// The persons who stay somewhere, with the places.
pub fn stays(finder: &EndFinder) -> Vec<(End, End)> {
    let tree = finder.tree;
    let mut found = Vec::new();
    for place in (0..tree.len()).filter(|&place| is_at(tree, place)) {
        let Some(end) = finder.place_at(place) else { continue };
        let said = tree.dependent(place, &[Deprel::Cop]).is_some() && passes(finder, place);
        let subject = if said {
            tree.surface_subject(place).filter(|&subject| subject < place)
        } else {
            meanwhile(tree, place)
        };
        let persons = subject.into_iter().flat_map(|subject| finder.persons(subject));
        found.extend(persons.map(|person| (person, end.clone())));
    }
    found
}

fn is_at(tree: &Tree, place: usize) -> bool {
    ["in", "at"].iter().any(|p| tree.has_preposition(place, p))
}

/// "While in Tokyo, she said": who does something there.
fn meanwhile(tree: &Tree, place: usize) -> Option<usize> {
    let adverbial = matches!(tree.deprel(place), Deprel::Obl | Deprel::Advcl);
    let marked = tree.dependents(place, &[Deprel::Mark]).any(|m| tree.lemma(m).eq_ignore_ascii_case("while"));
    let verb = tree.head(place).filter(|_| adverbial && marked)?;
    tree.surface_subject(verb)
}

/// Whether something tells that it passes: what one is there for, the day or week, or an adverb.
fn passes(finder: &EndFinder, place: usize) -> bool {
    let (tree, analysis) = (finder.tree, finder.mentions.analysis);
    let purpose = |&c: &usize| match tree.deprel(c) {
        Deprel::Advcl => tree.is_infinitive(c),
        _ if tree.has_preposition(c, "on") => words().journeys.contains(tree.lemma(c)),
        _ => {
            tree.has_preposition(c, "for")
                && tree.is_noun(c)
                && !words().lengths.contains(tree.lemma(c))
                && finder.named_at(c).is_none()
        }
    };
    let here = analysis.times.iter().filter(|time| time.sentence == finder.sentence);
    let dated = here.filter(|time| time.kind == TimeKind::Date).any(|time| {
        let days = time.value.as_ref().and_then(|value| Some(value.hi()? - value.lo()?));
        let brief = days.is_some_and(|days| days < WEEK);
        let hangs = time.tokens.clone().any(|t| tree.head(t) == Some(place));
        brief && hangs
    });
    let adverb = |a: usize| words().for_now.contains(tree.lemma(a));
    // "was in the home for boys for 15 years"
    let lives = tree
        .dependents(place, &[Deprel::Obl, Deprel::Nmod])
        .any(|c| tree.has_preposition(c, "for") && words().lengths.contains(tree.lemma(c)));
    if lives {
        return false;
    }
    dated
        || tree.dependents(place, &[Deprel::Advmod]).any(adverb)
        || tree.dependents(place, &[Deprel::Advcl, Deprel::Obl, Deprel::Nmod]).any(|c| purpose(&c))
}
