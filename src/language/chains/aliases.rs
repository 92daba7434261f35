//! Names that the text itself says are two for one: "Ahmed al-Sharaa, also known as Abu Mohammed al-Golani", "the
//! Anti-Corruption Authority “Nazaha”".

use super::document::{At, Document};
use super::names::NameMention;
use super::words::List;
use crate::model::EntityType;

/// So many words may stand between the two.
const FARTHEST: usize = 7;

/// Pairs of names (their indices) that are said to be of one person or body.
pub fn pairs<'n>(
    document: &'n Document,
    names: &'n [NameMention],
) -> impl Iterator<Item = (usize, usize)> + 'n {
    let said = |&i: &usize| {
        let (name, alias) = (&names[i - 1], &names[i]);
        let near = name.sentence == alias.sentence
            && name.tokens.end < alias.tokens.start
            && alias.tokens.start - name.tokens.end <= FARTHEST;
        let kind = name.entity == alias.entity;
        let tests = [is_alias, is_quoted, is_bracketed];
        near && kind && tests.iter().any(|is_other| is_other(document, name, alias))
    };
    (1..names.len()).filter(said).map(|i| (i - 1, i))
}

/// "also known as", "alias", "formerly known as the".
fn is_alias(document: &Document, name: &NameMention, alias: &NameMention) -> bool {
    let between = name.tokens.end..alias.tokens.start;
    let words: Vec<String> = between
        .map(|token| document.form(At { sentence: name.sentence, token }).to_lowercase())
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let words = words.strip_suffix(&["the"]).unwrap_or(&words);
    matches!(name.entity, EntityType::Person | EntityType::Org)
        && match words {
            [alias] => List::Alias.has(alias),
            ["known" | "called", "as"] | ["or", "simply"] => true,
            [how, "known", "as"] | [how, "called"] => List::Called.has(how),
            _ => false,
        }
}

/// "the Anti-Corruption Authority “Nazaha”": a body's name in one word, in quotation marks right after the full one.
fn is_quoted(document: &Document, name: &NameMention, alias: &NameMention) -> bool {
    let form = |token| document.form(At { sentence: name.sentence, token });
    let tokens = &document.sentences[name.sentence].tokens;
    name.entity == EntityType::Org
        && name.tokens.len() > 1
        && alias.tokens.len() == 1
        && alias.tokens.start == name.tokens.end + 1
        && alias.tokens.end < tokens.len()
        && matches!(form(name.tokens.end), "“" | "\"" | "‘" | "'" | "``" | "«")
        && matches!(form(alias.tokens.end), "”" | "\"" | "’" | "'" | "''" | "»")
}

/// "Itu Aba Island (Taiping Island, 太平島)": a place in brackets after another of its kind.
fn is_bracketed(document: &Document, name: &NameMention, alias: &NameMention) -> bool {
    let form = |token| document.form(At { sentence: name.sentence, token });
    let kind = |name: &NameMention| name.folded.rsplit_once(' ').map(|(_, kind)| kind.to_owned());
    name.entity == EntityType::Place
        && alias.tokens.start == name.tokens.end + 1
        && form(name.tokens.end) == "("
        && kind(name).is_some_and(|kind| List::Landform.has(&kind))
        && kind(name) == kind(alias)
}

#[cfg(test)]
mod tests {
    use super::super::testing::Text;

    fn chains(between: &str) -> usize {
        let words = format!(
            "Ahmed/Ahmed/PROPN/NNP/0/root/PERSON Sharaa/Sharaa/PROPN/NNP/1/flat/PERSON {between} \
             Golani/Golani/PROPN/NNP/1/appos/PERSON"
        );
        Text::default().sentence(&words).chains().1.len()
    }

    #[test]
    fn who_is_known_as_another_is_one() {
        let known = "known/know/VERB/VBN/1/acl as/as/ADP/IN/1/case";
        assert_eq!(chains(&format!(",/,/PUNCT/,/1/punct also/also/ADV/RB/1/advmod {known}")), 1);
        assert_eq!(chains(",/,/PUNCT/,/1/punct alias/alias/NOUN/NN/1/dep"), 1);
        assert_eq!(chains(",/,/PUNCT/,/1/punct who/who/PRON/WP/1/nsubj knows/know/VERB/VBZ/1/dep"), 2);
    }

    #[test]
    fn a_body_goes_by_the_word_in_quotation_marks() {
        let words = "Saudi/Saudi/PROPN/NNP/2/compound/ORG Authority/Authority/PROPN/NNP/0/root/ORG “/“/PUNCT/``/2/punct \
            Nazaha/Nazaha/PROPN/NNP/2/appos/ORG ”/”/PUNCT/''/2/punct";
        assert_eq!(Text::default().sentence(words).chains().1.len(), 1);
    }
}
