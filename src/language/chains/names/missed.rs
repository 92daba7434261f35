//! Names that the network left out and the document knows.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::super::document::{Document, is_capitalised};
use super::{NameMention, is_country, written};
use crate::language::gazetteer::fold;
use crate::language::tokenize::is_currency;
use crate::language::{Token, Upos, Xpos};
use crate::model::EntityType;

/// No name that was missed is sought over more words than this.
const LONGEST_MISSED: usize = 6;

/// Names that the network left out: words of a name that it found elsewhere in the document, countries and their
/// people, organisations by a known acronym. What it left out more often than not is no name ("TB"), but for persons,
/// whose surnames may stand in one full name only.
pub(super) fn missed(document: &Document, names: &[NameMention]) -> Vec<NameMention> {
    let (known, initials) = (known_forms(names), initials(names));
    let mut found: Vec<NameMention> = Vec::new();
    let mut covered = names.iter().peekable();
    for sentence in 0..document.sentences.len() {
        let mut taken = vec![false; document.sentences[sentence].tokens.len()];
        while let Some(name) = covered.next_if(|n| n.sentence == sentence) {
            taken[name.tokens.clone()].fill(true);
        }
        let mut token = if document.is_prose(sentence) { 0 } else { taken.len() };
        while token < taken.len() {
            let free = taken[token..].iter().take(LONGEST_MISSED).take_while(|t| !**t).count();
            let name = (1..=free)
                .rev()
                .find_map(|words| recognised(document, sentence, token..token + words, &known, &initials));
            token += name.as_ref().map_or(1, |n| n.tokens.len());
            found.extend(name.filter(|n| !is_part_of_unknown(document, n, &taken)));
        }
    }
    let mut left_out: HashMap<String, usize> = HashMap::new();
    found.iter().for_each(|n| *left_out.entry(n.folded.clone()).or_default() += 1);
    found.retain(|n| {
        n.entity == EntityType::Person
            || known.get(n.folded.as_str()).is_none_or(|known| known.times >= left_out[&n.folded])
    });
    found
}

/// "US dollars", "China Africa Project", "Reunion Region": a name that was left out stands in a longer one, or in a
/// sum of money, if a free word with a capital or a currency follows; but not in "US Vice President", nor is "Greek" a
/// part of what follows.
fn is_part_of_unknown(document: &Document, name: &NameMention, taken: &[bool]) -> bool {
    let (list, end, world) = (&document.sentences[name.sentence].tokens, name.tokens.end, document.world);
    let form = |at: usize| list.get(at).map_or("", |t| t.span.of(document.text));
    if form(end).starts_with(is_currency) || matches!(form(end), "dollar" | "dollars") {
        return true;
    }
    let mut longer = (end..list.len())
        .take_while(|&at| !taken[at] && list[at].upos == Upos::Propn && is_capitalised(form(at)))
        .peekable();
    let is_office = |at: usize| {
        let noun = world.describing_noun(&form(at).to_lowercase());
        world.title(form(at)).is_some() || noun.is_some_and(|n| n.entity == EntityType::Person)
    };
    longer.peek().is_some() && !world.is_demonym(&name.form) && !longer.any(is_office)
}

/// A form by which a name of the document is known again.
struct Known {
    entity: EntityType,
    /// How often the network found it.
    times: usize,
}

/// The forms by which the names of the document are known again.
fn known_forms(names: &[NameMention]) -> HashMap<&str, Known> {
    let mut known: HashMap<&str, Known> = HashMap::new();
    if names.iter().any(|n| n.folded == "north korea") {
        let place = || Known { entity: EntityType::Place, times: usize::MAX };
        known.extend([("north", place()), ("south", place())]);
    }
    for name in names {
        let mut surname = None;
        if name.entity == EntityType::Person {
            surname = surname_of(name).filter(|w| *w != name.folded);
        }
        for form in [Some(name.folded.as_str()), surname].into_iter().flatten() {
            let of_form = known.entry(form).or_insert(Known { entity: name.entity, times: 0 });
            of_form.times = of_form.times.saturating_add(1);
        }
    }
    known
}

/// The word by which a person goes: the last one, or in East Asia the one before a given name with a hyphen ("Kim
/// Hyun-sook", "Kevin So Kam-wai"), however short.
fn surname_of(name: &NameMention) -> Option<&str> {
    let before = name.form.split(' ').take_while(|word| !word.contains('-')).count();
    let hyphenated = before > 0 && before + 1 == name.form.split(' ').count();
    let word = match name.form.contains('-') {
        true => name.words().nth(if hyphenated { before - 1 } else { 0 }),
        false => name.words().last(),
    };
    word.filter(|word| word.len() > 2 || hyphenated && word.len() == 2)
}

/// Whether what stands before a token does or owns something, as a person does: "So's sister", "Will said".
fn acts(list: &[Token], next: usize) -> bool {
    list.get(next).is_some_and(|t| matches!(t.xpos, Xpos::Pos | Xpos::Vbd | Xpos::Vbz))
}

/// The initials of the bodies with names of at least three words: "ABS" of the Australian Bureau of Statistics.
fn initials(names: &[NameMention]) -> HashSet<String> {
    let bodies = names.iter().filter(|n| n.entity == EntityType::Org);
    let initials = |name: &NameMention| -> String {
        let words = name.form.split_whitespace().filter(|word| is_capitalised(word));
        words.filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase()).collect()
    };
    bodies.map(initials).filter(|short| short.chars().count() >= 3).collect()
}

fn recognised(
    document: &Document,
    sentence: usize,
    tokens: Range<usize>,
    known: &HashMap<&str, Known>,
    initials: &HashSet<String>,
) -> Option<NameMention> {
    let list = &document.sentences[sentence].tokens;
    let (first, last) = (&list[tokens.start], &list[tokens.end - 1]);
    let end = last.span.of(document.text);
    let open = matches!(end, "'s" | "’s" | "'" | "’") || end.ends_with(is_currency);
    if !is_capitalised(first.span.of(document.text)) || open || last.upos == Upos::Punct {
        return None;
    }
    let form = written(document, sentence, &tokens);
    // Within a sentence a capital is enough: "On Tuesday, You received".
    let proper = tokens.start > 1 || list[tokens.clone()].iter().any(|t| t.upos == Upos::Propn);
    let entity = if is_country(document, &form) {
        Some(EntityType::Place)
    } else if first.upos != Upos::Det
        && acts(list, tokens.end)
        && known.get(fold(&form).as_str()).is_some_and(|k| k.entity == EntityType::Person)
    {
        Some(EntityType::Person)
    } else if proper && first.upos != Upos::Det {
        let acronym = tokens.len() == 1 && document.world.organisation(&form).is_some();
        let known = known.get(fold(&form).as_str()).map(|known| known.entity);
        known.or((acronym || initials.contains(form.as_str())).then_some(EntityType::Org))
    } else {
        None
    };
    entity.map(|entity| NameMention::new(document, sentence, tokens, entity))
}
