//! What hangs on verbs.

use super::*;

#[test]
fn the_day_of_saying_is_not_that_of_what_is_said() {
    let tree = mended(
        "It/PRON/2/nsubj ended/VERB/4/ccomp he/PRON/4/nsubj said/VERB/0/root on/ADP/6/case Tuesday/PROPN/2/obl",
        &[],
    );
    assert_eq!(tree[5], "4:obl");
}

#[test]
fn the_auxiliaries_tell_the_voice() {
    let active = mended("He/PRON/3/nsubj:pass has/AUX/3/aux spoken/VERB/0/root", &[]);
    assert_eq!(active[0], "3:nsubj");
    let passive = mended("He/PRON/3/nsubj was/AUX/3/aux:pass seen/VERB/0/root", &[]);
    assert_eq!(passive[0], "3:nsubj:pass");
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
fn the_agent_of_a_passive_hangs_on_the_verb() {
    let tree = mended(
        "Ahmed/PROPN/3/nsubj:pass was/AUX/3/aux:pass arrested/VERB/0/root at/ADP/5/case school/NOUN/3/obl \
         by/ADP/7/case police/NOUN/5/nmod",
        &[(0..1, EntityType::Person)],
    );
    assert_eq!(tree[6], "3:obl:agent");
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
