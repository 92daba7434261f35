use super::*;

fn parse(sentence: &str) -> Parsed {
    Network::embedded().parse(&[sentence.split(' ').collect()]).remove(0)
}

#[test]
fn a_simple_sentence_is_parsed() {
    let parsed = parse("The president of Ukraine visited Berlin in March .");
    assert_eq!(parsed.heads, [Some(1), Some(4), Some(3), Some(1), None, Some(4), Some(7), Some(4), Some(4)]);
    let relations = ["det", "nsubj", "case", "nmod", "root", "obj", "case", "obl", "punct"];
    assert_eq!(parsed.deprels.iter().map(|d| d.to_string()).collect::<Vec<_>>(), relations);
    assert_eq!((parsed.upos[4], parsed.xpos[4]), (Upos::Verb, Xpos::Vbd));
    assert_eq!(parsed.names, [(3..4, EntityType::Place), (5..6, EntityType::Place)]);
}

#[test]
fn a_name_is_what_it_is_elsewhere_in_the_article() {
    let split = |sentence: &'static str| -> Vec<&str> { sentence.split(' ').collect() };
    let unclear = split("Talks with Kadimo failed .");
    let clear = split("He was born in the village of Kadimo , in the north of Kenya .");
    let alone = Network::embedded().parse(std::slice::from_ref(&unclear)).remove(0);
    let together = Network::embedded().parse(&[unclear, clear]).remove(0);
    assert_eq!(alone.names, [(2..3, EntityType::Person)]);
    assert_eq!(together.names, [(2..3, EntityType::Place)]);
    assert_eq!(alone.heads, together.heads);
}

#[test]
fn sentences_without_common_words_do_not_know_of_each_other() {
    let one: Vec<&str> = "The minister said talks would resume .".split(' ').collect();
    let other: Vec<&str> = "Iran signed it".split(' ').collect();
    let together = Network::embedded().parse(&[other.clone(), one.clone(), other.clone()]);
    assert_eq!(together[1], Network::embedded().parse(&[one])[0]);
    assert_eq!(together[0], together[2]);
}

#[test]
fn nothing_gives_nothing() {
    assert!(Network::embedded().parse(&[]).is_empty());
    assert_eq!(Network::embedded().parse(&[vec![]]), [Parsed::default()]);
}

#[test]
fn what_has_no_end_is_parsed_in_pieces_with_one_root() {
    let forms = vec!["word"; 1001];
    let parsed = Network::embedded().parse(&[forms]).remove(0);
    assert_eq!(parsed.heads.len(), 1001);
    assert_eq!(parsed.heads.iter().filter(|h| h.is_none()).count(), 1);
}

#[test]
fn a_broken_file_of_weights_is_refused() {
    assert!(matches!(Network::load(b"something else", EMBEDDED_NAMES), Err(WeightsError::Format)));
    assert!(matches!(Network::load(EMBEDDED, b"NGNET1\n\0\x02\0\0\0{}"), Err(WeightsError::Header(_))));
}
