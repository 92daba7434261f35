//! Trees before and after.

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
fn the_day_of_saying_is_not_that_of_what_is_said() {
    let tree = mended(
        "It/PRON/2/nsubj ended/VERB/4/ccomp he/PRON/4/nsubj said/VERB/0/root on/ADP/6/case Tuesday/PROPN/2/obl",
        &[],
    );
    assert_eq!(tree[5], "4:obl");
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
fn the_auxiliaries_tell_the_voice() {
    let active = mended("He/PRON/3/nsubj:pass has/AUX/3/aux spoken/VERB/0/root", &[]);
    assert_eq!(active[0], "3:nsubj");
    let passive = mended("He/PRON/3/nsubj was/AUX/3/aux:pass seen/VERB/0/root", &[]);
    assert_eq!(passive[0], "3:nsubj:pass");
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
fn a_verb_joins_the_nearest_of_its_tense() {
    let words = "visit/NOUN/2/nsubj marks/VERB/0/root Putin/PROPN/4/nsubj visited/VERB/2/advcl and/CCONJ/6/cc \
        signed/VERB/2/conj";
    let (text, mut sentence) = sentence(words);
    for (token, xpos) in [(1, Xpos::Vbz), (3, Xpos::Vbd), (5, Xpos::Vbd)] {
        sentence.tokens[token].xpos = xpos;
    }
    mend(&text, &mut sentence, &[]);
    assert_eq!(sentence.tokens[5].head, Some(3));
}

#[test]
fn what_stands_before_a_report_belongs_to_it() {
    let tree = mended(
        "Monday/PROPN/5/obl:unmarked they/PRON/3/nsubj meet/VERB/5/ccomp he/PRON/5/nsubj said/VERB/0/root",
        &[],
    );
    assert_eq!(tree[0], "3:obl:unmarked");
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
fn the_agent_of_a_passive_hangs_on_the_verb() {
    let tree = mended(
        "Ahmed/PROPN/3/nsubj:pass was/AUX/3/aux:pass arrested/VERB/0/root at/ADP/5/case school/NOUN/3/obl \
         by/ADP/7/case police/NOUN/5/nmod",
        &[(0..1, EntityType::Person)],
    );
    assert_eq!(tree[6], "3:obl:agent");
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
fn of_two_subjects_the_one_after_the_verb_of_saying_is_addressed() {
    let words = "Devocht/PROPN/2/nsubj told/VERB/0/root Montalvo/PROPN/6/nsubj he/PRON/6/nsubj would/AUX/6/aux help/VERB/2/ccomp";
    assert_eq!(mended(words, &[(2..3, EntityType::Person)])[2], "2:iobj");
    let noun = "Devocht/PROPN/2/nsubj told/VERB/0/root CBC/PROPN/7/nsubj the/DET/5/det firm/NOUN/7/nsubj would/AUX/7/aux \
        help/VERB/2/ccomp";
    assert_eq!(mended(noun, &[(2..3, EntityType::Org)])[2], "2:iobj");
    assert_eq!(mended(&noun.replace("told", "said"), &[(2..3, EntityType::Org)])[2], "7:nsubj");
    let alone =
        "Devocht/PROPN/2/nsubj said/VERB/0/root Montalvo/PROPN/5/nsubj would/AUX/5/aux help/VERB/2/ccomp";
    assert_eq!(mended(alone, &[(2..3, EntityType::Person)])[2], "5:nsubj");
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
fn what_a_verb_has_alone_is_its_object() {
    let words = "Microsoft/PROPN/3/nsubj will/AUX/3/aux buy/VERB/0/root Delta/PROPN/3/iobj";
    assert_eq!(mended(words, &[])[3], "3:obj");
    let words = "Ann/PROPN/2/nsubj gave/VERB/0/root Ben/PROPN/2/iobj money/NOUN/2/obj";
    assert_eq!(mended(words, &[])[2], "2:iobj");
    let words = "Xi/PROPN/2/nsubj received/VERB/0/root today/NOUN/2/obl:unmarked Kerry/PROPN/2/obl";
    assert_eq!(mended(words, &[(3..4, EntityType::Person)])[3], "2:obj");
    let words = "Xi/PROPN/2/nsubj received/VERB/0/root on/ADP/4/case Sunday/PROPN/2/obl Kerry/PROPN/2/obl";
    assert_eq!(mended(words, &[(4..5, EntityType::Person)])[3..], ["2:obl", "2:obj"]);
    let words = "Xi/PROPN/2/nsubj spoke/VERB/0/root to/ADP/4/case Kerry/PROPN/2/obl";
    assert_eq!(mended(words, &[(3..4, EntityType::Person)])[3], "2:obl");
}

#[test]
fn a_name_after_a_noun_below_the_subject_is_no_subject_too() {
    let words = "Ann/PROPN/5/nsubj at/ADP/3/case bank/NOUN/1/nmod Barclays/PROPN/5/nsubj left/VERB/0/root";
    let names = [(0..1, EntityType::Person), (3..4, EntityType::Org)];
    assert_eq!(mended(words, &names), ["5:nsubj", "4:case", "4:nmod:desc", "1:nmod", "0:root"]);
}

#[test]
fn a_name_right_after_told_is_whom_it_is_told() {
    let tree = mended(
        "Ann/PROPN/2/nsubj told/VERB/0/root AFP/PROPN/4/compound people/NOUN/6/nsubj were/AUX/6/aux \
         waiting/VERB/2/ccomp",
        &[(0..1, EntityType::Person), (2..3, EntityType::Org)],
    );
    assert_eq!(tree, ["2:nsubj", "0:root", "2:iobj", "6:nsubj", "6:aux", "2:ccomp"]);
    let tree = mended(
        "Ann/PROPN/2/nsubj told/VERB/0/root AFP/PROPN/7/nsubj:pass it/PRON/7/nsubj:pass had/AUX/7/aux \
         been/AUX/7/aux:pass sold/VERB/2/ccomp",
        &[(0..1, EntityType::Person), (2..3, EntityType::Org)],
    );
    assert_eq!(tree[2], "2:iobj");
    let tree = mended(
        "Ann/PROPN/2/nsubj told/VERB/0/root AFP/PROPN/4/compound reporters/NOUN/2/iobj of/ADP/6/case it/PRON/2/obl",
        &[(0..1, EntityType::Person), (2..3, EntityType::Org)],
    );
    assert_eq!(tree[2], "4:compound");
}

#[test]
fn who_stands_after_told_is_no_second_teller() {
    let tree = mended(
        "Ann/PROPN/2/nsubj told/VERB/0/root Judge/PROPN/4/nmod:desc Levy/PROPN/2/nsubj",
        &[(0..1, EntityType::Person), (3..4, EntityType::Person)],
    );
    assert_eq!(tree[3], "2:obj");
}

#[test]
fn who_said_something_asked_for_it_too() {
    let tree = |comma: &str, legal: &str| {
        let words = format!(
            "Ann/PROPN/2/nsubj said/VERB/0/root it/PRON/5/nsubj was/AUX/5/cop {legal} {comma} \
             and/CCONJ/8/cc asked/VERB/5/conj Bob/PROPN/8/obj"
        );
        let (text, mut sentence) = sentence(&words);
        for verb in [1, 7] {
            sentence.tokens[verb].xpos = Xpos::Vbd;
        }
        if legal.starts_with("left") {
            sentence.tokens[4].xpos = Xpos::Vbd;
        }
        mend(&text, &mut sentence, &[]);
        sentence.tokens[7].head
    };
    let (comma, none) = (",/PUNCT/8/punct", "there/ADV/5/advmod");
    assert_eq!(tree(comma, "legal/ADJ/2/ccomp"), Some(1));
    assert_eq!(tree(none, "legal/ADJ/2/ccomp"), Some(1));
    assert_eq!(tree(comma, "left/VERB/2/ccomp"), Some(1));
    assert_eq!(tree(none, "left/VERB/2/ccomp"), Some(4));
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
fn the_noun_after_the_one_and_is_the_next_subject() {
    let tree = mended_verbs(
        "Labor/PROPN/2/nsubj attacked/VERB/0/root Gantz/PROPN/2/obj and/CCONJ/6/cc Kara/PROPN/3/conj \
         criticized/VERB/2/conj him/PRON/6/obj",
    );
    assert_eq!(tree[3..6], ["6:cc", "6:nsubj", "2:conj"]);
    let list = mended_verbs(
        "Xi/PROPN/2/nsubj met/VERB/0/root Putin/PROPN/2/obj and/CCONJ/5/cc Lavrov/PROPN/3/conj ,/PUNCT/7/punct \
         visited/VERB/2/conj Moscow/PROPN/7/obj",
    );
    assert_eq!(list[4], "3:conj");
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

#[test]
fn a_time_before_what_is_said_is_that_of_saying() {
    let tree = |that: &str| {
        let words = format!(
            "Xi/PROPN/2/nsubj said/VERB/0/root {that} month/NOUN/6/obl:unmarked Kerry/PROPN/6/nsubj \
             left/VERB/2/ccomp"
        );
        mended(&words, &[])[3].clone()
    };
    assert_eq!(tree("last/ADJ/4/amod"), "2:obl:unmarked");
    assert_eq!(tree("that/SCONJ/6/mark"), "6:obl:unmarked");
}

#[test]
fn what_stands_before_a_relative_pronoun_is_of_the_noun() {
    let words = "meeting/NOUN/0/root on/ADP/3/case Monday/PROPN/7/obl ,/PUNCT/7/punct which/PRON/7/obj \
                 he/PRON/7/nsubj praised/VERB/1/acl:relcl";
    assert_eq!(mended(words, &[])[2], "1:nmod");
}

#[test]
fn a_noun_with_an_object_is_a_gerund() {
    let tree = |det: &str| {
        let words =
            format!("Ann/PROPN/2/nsubj denied/VERB/0/root {det} meeting/NOUN/2/obj Kerry/PROPN/4/obj");
        mended(&words, &[])[3].clone()
    };
    assert_eq!(tree("really/ADV/2/advmod"), "2:xcomp");
    assert_eq!(tree("a/DET/4/det"), "2:obj");
}
