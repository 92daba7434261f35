//! Trees before and after.

mod clauses;

use proptest::prelude::*;

use super::*;
use crate::language::{Margins, Part, Token};
use crate::model::{EntityType, Span};

/// A sentence from words written `form/UPOS/head/deprel`, heads counted from 1.
fn sentence(words: &str) -> (String, Sentence) {
    let mut text = String::new();
    let mut tokens = Vec::new();
    for word in words.split_whitespace() {
        let columns: Vec<&str> = word.split('/').collect();
        let [form, upos, head, deprel] = columns[..] else { panic!("four columns: {word}") };
        let start = text.len();
        text.push_str(form);
        tokens.push(Token {
            span: Span::new(start, text.len()),
            joined: false,
            lemma: form.to_lowercase(),
            upos: upos.parse().unwrap(),
            xpos: Xpos::Nn,
            head: head.parse::<usize>().unwrap().checked_sub(1),
            deprel: deprel.parse().unwrap(),
            margins: Margins::default(),
        });
        text.push(' ');
    }
    let span = Span::new(0, text.len());
    (text, Sentence { span, part: Part::Body, paragraph: 0, tokens })
}

/// The mended tree as `head:deprel`, heads counted from 1.
fn mended(words: &str, names: &[Name]) -> Vec<String> {
    let (text, mut sentence) = sentence(words);
    mend(&text, &mut sentence, names);
    sentence.tokens.iter().map(|t| format!("{}:{}", t.head.map_or(0, |h| h + 1), t.deprel)).collect()
}

/// The mended tree of words whose verbs are in the past tense, each proper noun a person.
fn mended_verbs(words: &str) -> Vec<String> {
    let (text, mut sentence) = sentence(words);
    for token in sentence.tokens.iter_mut().filter(|t| t.upos == Upos::Verb) {
        token.xpos = Xpos::Vbd;
    }
    let proper = (0..sentence.tokens.len()).filter(|&t| sentence.tokens[t].upos == Upos::Propn);
    let names: Vec<Name> = proper.map(|t| (t..t + 1, EntityType::Person)).collect();
    mend(&text, &mut sentence, &names);
    sentence.tokens.iter().map(|t| format!("{}:{}", t.head.map_or(0, |h| h + 1), t.deprel)).collect()
}

#[test]
fn the_title_of_a_subject_stands_under_the_name() {
    let tree = mended(
        "President/PROPN/4/nsubj Barack/PROPN/4/nsubj Obama/PROPN/2/flat spoke/VERB/0/root",
        &[(1..3, EntityType::Person)],
    );
    assert_eq!(tree, ["2:nmod:desc", "4:nsubj", "2:flat", "0:root"]);
}

#[test]
fn a_name_does_not_continue_the_noun_before() {
    let tree = mended(
        "owner/NOUN/4/nsubj Rupert/PROPN/1/flat Murdoch/PROPN/2/flat spoke/VERB/0/root",
        &[(1..3, EntityType::Person)],
    );
    assert_eq!(tree, ["2:nmod:desc", "4:nsubj", "2:flat", "0:root"]);
}

#[test]
fn two_subjects_with_and_between_are_coordinated() {
    let names = [(0..1, EntityType::Place), (2..3, EntityType::Place)];
    let tree = mended("Israel/PROPN/4/nsubj and/CCONJ/3/cc Lebanon/PROPN/4/nsubj agreed/VERB/0/root", &names);
    assert_eq!(tree, ["4:nsubj", "3:cc", "1:conj", "0:root"]);
}

#[test]
fn a_second_subject_after_a_comma_is_an_apposition() {
    let tree = mended(
        "Page/PROPN/6/nsubj ,/PUNCT/4/punct the/DET/4/det founder/NOUN/6/nsubj ,/PUNCT/1/punct spoke/VERB/0/root",
        &[(0..1, EntityType::Person)],
    );
    assert_eq!(tree[3], "1:appos");
}

#[test]
fn a_name_after_and_joins_the_name_before() {
    let names = [(2..3, EntityType::Place), (4..5, EntityType::Place)];
    let tree = mended(
        "Cooperation/NOUN/6/nsubj between/ADP/3/case India/PROPN/1/nmod and/CCONJ/5/cc France/PROPN/1/conj \
         grew/VERB/0/root",
        &names,
    );
    assert_eq!(tree[4], "3:conj");
}

#[test]
fn a_possessor_belongs_to_the_next_noun() {
    let tree = mended(
        "Russia/PROPN/4/nsubj 's/PART/1/case ally/NOUN/4/nsubj left/VERB/0/root",
        &[(0..1, EntityType::Place)],
    );
    assert_eq!(tree[0], "3:nmod:poss");
}

#[test]
fn an_owner_before_a_preposition_stands_for_itself() {
    let tree = mended(
        "holds/VERB/0/root a/DET/3/det master/NOUN/6/nmod:poss 's/PART/3/case in/ADP/6/case history/NOUN/1/obl",
        &[],
    );
    assert_eq!(tree[2..], ["1:obj", "3:case", "6:case", "3:nmod"]);
}

#[test]
fn of_two_common_nouns_side_by_side_the_first_qualifies_the_second() {
    let tree = mended("provide/VERB/0/root materiel/NOUN/1/obj aid/NOUN/1/obj", &[]);
    assert_eq!(tree, ["0:root", "3:compound", "1:obj"]);
}

#[test]
fn a_name_after_by_does_not_continue_the_name_before() {
    let names = [(2..3, EntityType::Person), (4..5, EntityType::Person)];
    let tree = mended(
        "nomination/NOUN/0/root of/ADP/3/case Garland/PROPN/1/nmod by/ADP/3/case Obama/PROPN/3/flat",
        &names,
    );
    assert_eq!(tree[3..], ["5:case", "1:nmod"]);
}

#[test]
fn the_place_before_a_dash_at_the_head_is_no_subject() {
    let names = [(0..1, EntityType::Place)];
    let tree = mended(
        "Kampala/PROPN/5/nsubj -/PUNCT/4/punct The/DET/4/det forum/NOUN/5/nsubj warned/VERB/0/root",
        &names,
    );
    assert_eq!(tree[0], "5:dep");
    // "Sam - the founder - spoke"
    let closed = "Sam/PROPN/6/nsubj -/PUNCT/4/punct the/DET/4/det founder/NOUN/6/nsubj -/PUNCT/4/punct spoke/VERB/0/root";
    assert_eq!(mended(closed, &names)[0], "6:nsubj");
}

#[test]
fn a_name_stands_beside_the_noun_that_is_joined_to_another_name() {
    let words = "Smith/PROPN/7/nsubj and/CCONJ/4/cc his/PRON/4/nmod:poss wife/NOUN/1/conj ,/PUNCT/6/punct \
        Luz/PROPN/1/appos moved/VERB/0/root";
    let names = [(0..1, EntityType::Person), (5..6, EntityType::Person)];
    assert_eq!(mended(words, &names)[5], "4:appos");
    assert_eq!(mended(words, &[(0..1, EntityType::Place), (5..6, EntityType::Person)])[5], "1:appos");
}

#[test]
fn a_name_after_a_noun_below_the_subject_is_no_subject_too() {
    let words = "Ann/PROPN/5/nsubj at/ADP/3/case bank/NOUN/1/nmod Barclays/PROPN/5/nsubj left/VERB/0/root";
    let names = [(0..1, EntityType::Person), (3..4, EntityType::Org)];
    assert_eq!(mended(words, &names), ["5:nsubj", "4:case", "4:nmod:desc", "1:nmod", "0:root"]);
}

#[test]
fn brackets_hang_on_what_they_enclose() {
    let words =
        "We/PRON/2/nsubj left/VERB/0/root (/PUNCT/2/punct the/DET/5/det town/NOUN/2/obj )/PUNCT/2/punct";
    let tree = mended(words, &[]);
    assert_eq!((tree[2].as_str(), tree[5].as_str()), ("5:punct", "5:punct"));
    let open = words.replace(")/PUNCT", "]/PUNCT");
    assert_eq!(mended(&open, &[])[5], "2:punct");
}

#[test]
fn a_name_joins_the_name_and_not_its_title() {
    let tree = mended(
        "They/PRON/2/nsubj met/VERB/0/root actor/NOUN/4/nmod:desc Smith/PROPN/2/obj and/CCONJ/7/cc \
         singer/NOUN/7/nmod:desc Lee/PROPN/3/conj",
        &[(3..4, EntityType::Person), (6..7, EntityType::Person)],
    );
    assert_eq!(tree[6], "4:conj");
}

#[test]
fn a_comma_hangs_on_the_highest_word_that_no_arc_shields() {
    let words = |comma: usize, stop: usize| {
        format!(
            "If/SCONJ/3/mark they/PRON/3/nsubj go/VERB/6/advcl ,/PUNCT/{comma}/punct we/PRON/6/nsubj stay/VERB/0/root \
             home/ADV/6/advmod ./PUNCT/{stop}/punct"
        )
    };
    let tree = mended(&words(1, 5), &[]);
    assert_eq!((tree[3].as_str(), tree[7].as_str()), ("3:punct", "6:punct"));
    // Where the parser's choice is possible it stays.
    assert_eq!(mended(&words(3, 7), &[])[7], "7:punct");
    // A dash may mark off anything.
    assert_eq!(mended(&words(1, 6).replace(",/PUNCT", "--/PUNCT"), &[])[3], "1:punct");
}

#[test]
fn a_person_is_named_by_who_comes_from_a_place() {
    let tree = mended(
        "met/VERB/0/root her/PRON/3/nmod:poss counterpart/NOUN/1/obj from/ADP/5/case Australia/PROPN/3/nmod \
         ,/PUNCT/7/punct Marise/PROPN/5/conj Payne/PROPN/7/flat",
        &[(4..5, EntityType::Place), (6..8, EntityType::Person)],
    );
    assert_eq!(tree[6..], ["3:appos", "7:flat"]);
}

#[test]
fn a_preposition_goes_with_the_whole_name_after_it() {
    let tree = mended(
        "manager/NOUN/0/root for/ADP/3/case Howick/PROPN/5/compound Local/ADJ/5/amod Municipality/PROPN/1/nmod",
        &[(2..5, EntityType::Org)],
    );
    assert_eq!(tree[1], "5:case");
}

#[test]
fn an_and_that_hangs_on_a_title_joins_the_persons() {
    let tree = mended(
        "Ann/PROPN/7/nsubj Lee/PROPN/1/flat and/CCONJ/4/cc treasurer/NOUN/5/nmod:desc Paul/PROPN/7/nsubj \
         Okoro/PROPN/5/flat met/VERB/0/root",
        &[(0..2, EntityType::Person), (4..6, EntityType::Person)],
    );
    assert_eq!((tree[2].as_str(), tree[4].as_str()), ("5:cc", "1:conj"));
}

#[test]
fn an_office_is_no_title() {
    let tree = |noun: &str| {
        let words = format!(
            "Xi/PROPN/2/nsubj received/VERB/0/root in/ADP/6/case his/PRON/5/nmod:poss {noun}/NOUN/6/nmod:desc \
             Kerry/PROPN/2/obl"
        );
        mended(&words, &[(0..1, EntityType::Person), (5..6, EntityType::Person)])
    };
    assert_eq!(tree("office"), ["2:nsubj", "0:root", "5:case", "5:nmod:poss", "2:obl", "2:obj"]);
    assert_eq!(tree("friend")[4..], ["6:nmod:desc", "2:obl"]);
}

proptest! {
    #[test]
    fn what_is_mended_is_a_tree(
        parents in prop::collection::vec((any::<prop::sample::Index>(), 0usize..5, 0usize..8), 1..12),
        at in 0usize..10,
        length in 1usize..4,
    ) {
        let upos = [Upos::Noun, Upos::Propn, Upos::Verb, Upos::Adp, Upos::Cconj];
        let relations = [
            Deprel::Nsubj, Deprel::Obj, Deprel::Obl, Deprel::Nmod, Deprel::Flat, Deprel::Case, Deprel::Cc, Deprel::Conj,
        ];
        let forms = ["by", "'s", "x", ",", "and"];
        let (text, mut sentence) = sentence(&vec!["x/X/0/root"; parents.len()].join(" "));
        let text = text.replace('x', forms[at % 5].get(..1).unwrap_or("x"));
        // Words hang on words that were placed before them in a shuffled order: any tree.
        let order: Vec<usize> = (0..parents.len()).map(|i| (i * 7 + at) % parents.len()).collect();
        let mut seen: Vec<usize> = Vec::new();
        for &t in &order {
            let (parent, tag, relation) = &parents[t];
            if seen.contains(&t) { continue }
            sentence.tokens[t].upos = upos[*tag];
            let head = (!seen.is_empty()).then(|| seen[parent.index(seen.len())]);
            sentence.tokens[t].head = head;
            sentence.tokens[t].deprel = if head.is_some() { relations[*relation] } else { Deprel::Root };
            seen.push(t);
        }
        prop_assume!(seen.len() == parents.len());
        let start = at.min(parents.len() - 1);
        let names = [(start..(start + length).min(parents.len()), EntityType::Person)];
        mend(&text, &mut sentence, &names);
        let heads: Vec<Option<usize>> = sentence.tokens.iter().map(|t| t.head).collect();
        prop_assert_eq!(heads.iter().filter(|h| h.is_none()).count(), 1);
        for mut t in 0..heads.len() {
            let mut steps = 0;
            while let Some(head) = heads[t] {
                (t, steps) = (head, steps + 1);
                prop_assert!(steps <= heads.len(), "a circle");
            }
        }
    }
}
