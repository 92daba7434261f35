//! Which words of an article speak of the same person, organisation, place or group.
//!
//! ```text
//! trees, names ─ boundaries, names ─► clean names ─ entities ─► entities ─ roles ─► what they are called by
//!                                                                           │
//!                                  mentions, chains ◄─ pronouns, nominals ◄─┘
//! ```
//!
//! Sieves, the most precise first, after Lee et al. (2013, "Deterministic coreference resolution based on
//! entity-centric, precision-ranked rules"): equal names, countries and their people, acronyms, short for full names
//! ([`entities`]); appositions, titles and predicates ([`roles`]); then once through the text, descriptions
//! ([`nominals`]) and pronouns ([`pronouns`]), by weights learned from articles ([`weighing`]). Where none is likely enough,
//! none is taken. Every look back is bounded, so the time is linear in the text.

mod aliases;
mod boundaries;
mod discourse;
mod document;
mod entities;
mod kin;
mod names;
mod nominals;
mod organisations;
mod persons;
mod places;
mod pronouns;
mod quotes;
mod roles;
mod voices;
mod weighing;
mod words;

#[cfg(test)]
mod testing;

use super::gazetteer::Gazetteer;
use super::neural::Name;
use super::{Chain, Mention, Quotation, Sentence};
use discourse::Reference;
use document::Document;
use entities::Entities;
use quotes::Quotes;
use voices::Voices;
pub use weighing::{Choice, Question};

/// The mentions and chains of an article. Needs sentences with tags and trees, and the names of each sentence. Every
/// chain has at least one name; descriptions and pronouns that refer to no named entity are left out. But who says "I"
/// may be the article's `author`, whose chain then has that name though the text need not; the pronouns of a narrator
/// without a name are given apart.
pub fn chains(
    text: &str,
    sentences: &[Sentence],
    names: &[Vec<Name>],
    author: Option<&str>,
) -> (Vec<Mention>, Vec<Chain>, Vec<Vec<Mention>>) {
    let document = Document::new(text, sentences, Gazetteer::embedded());
    let (mut entities, appositions) = named(&document, names);
    let quotes = Quotes::new(&document);
    let voices = Voices::new(&document, &mut entities, &quotes, author);
    let (references, unnamed) = discourse::walk(&document, &entities, appositions, quotes, &voices);
    let (mentions, chains) = entities.into_chains(&document, references);
    let unnamed =
        unnamed.into_iter().map(|of_one| of_one.into_iter().map(|r| r.into_mention(&document)).collect());
    (mentions, chains, unnamed.collect())
}

/// What is asked of an article's pronouns of the third person and descriptions, with the evidence: what the weights of
/// `data/language/antecedents.tsv` are fitted on.
pub fn questions(text: &str, sentences: &[Sentence], names: &[Vec<Name>]) -> Vec<Question> {
    let document = Document::new(text, sentences, Gazetteer::embedded());
    let (entities, appositions) = named(&document, names);
    discourse::questions(&document, &entities, appositions, Quotes::new(&document))
}

/// The entities that are named, and the noun phrases beside their names.
fn named<'a>(document: &Document<'a>, names: &[Vec<Name>]) -> (Entities<'a>, Vec<Reference>) {
    let names = names::clean(document, names);
    let mut entities = entities::of_names(document, names);
    let appositions = roles::find(document, &mut entities);
    (entities, appositions)
}

/// What is quoted in an article, and who speaks there.
pub fn quotations(text: &str, sentences: &[Sentence]) -> Vec<Quotation> {
    Quotes::new(&Document::new(text, sentences, Gazetteer::embedded())).quotations()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::testing::Text;
    use crate::language::MentionKind;

    /// Words of all sorts, with heads and relations that need not make a tree.
    fn sentence() -> impl Strategy<Value = String> {
        let form = prop::sample::select(vec![
            "Wang",
            "Yi",
            "Putin",
            "China",
            "Chinese",
            "U.S.",
            "the",
            "president",
            "two",
            "powers",
            "he",
            "its",
            "they",
            "who",
            "said",
            ",",
            "(",
            ")",
            "“",
            "”",
            "of",
            "and",
            "Ministry",
            "CCP",
            "-",
            "'s",
            "Mr.",
            "U.",
            "it",
            "-yeol",
        ]);
        let tag = prop::sample::select(vec![
            "PROPN/NNP",
            "NOUN/NN",
            "NOUN/NNS",
            "VERB/VBD",
            "PRON/PRP",
            "PUNCT/,",
            "DET/DT",
        ]);
        let relation = prop::sample::select(vec![
            "nsubj",
            "obj",
            "obl",
            "nmod",
            "nmod:poss",
            "appos",
            "conj",
            "flat",
            "compound",
            "acl:relcl",
            "cop",
            "root",
        ]);
        let name = prop::option::weighted(0.4, prop::sample::select(vec!["PERSON", "ORG", "PLACE", "GROUP"]));
        let word = (form, tag, 0..9usize, relation, name).prop_map(|(form, tag, head, relation, name)| {
            let name = name.map_or(String::new(), |n| format!("/{n}"));
            format!("{form}/{}/{tag}/{head}/{relation}{name}", form.to_lowercase())
        });
        prop::collection::vec(word, 1..12).prop_map(|words| words.join(" "))
    }

    proptest! {
        #[test]
        fn mentions_and_chains_agree_whatever_the_trees(sentences in prop::collection::vec(sentence(), 1..6)) {
            let text = sentences.iter().fold(Text::default(), |text, words| text.sentence(words));
            let (mentions, chains) = text.chains();
            prop_assert_eq!((&mentions, &chains), (&text.chains().0, &text.chains().1));
            prop_assert!(mentions.is_sorted_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end))));
            for mention in &mentions {
                prop_assert!(mention.tokens.contains(&mention.head) && !mention.chains.is_empty());
                prop_assert!(mention.chains.iter().all(|&c| c < chains.len()));
            }
            for (i, chain) in chains.iter().enumerate() {
                prop_assert!(!chain.name.is_empty() && !chain.aliases.contains(&chain.name));
                prop_assert!(chain.mentions.iter().any(|&m| mentions[m].kind == MentionKind::Name));
                prop_assert!(chain.mentions.is_sorted());
                let members = (0..mentions.len()).filter(|&m| mentions[m].chains.contains(&i));
                prop_assert_eq!(&chain.mentions, &members.collect::<Vec<_>>());
            }
        }
    }
}
