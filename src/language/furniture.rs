//! What is no prose: the credits, links and labels that stand around articles, and rows of tables. No names and no facts
//! are read from it.

use std::sync::LazyLock;

use super::tokenize::Word;

/// Longer paragraphs are text, whatever they begin with; in bytes.
const LONGEST: usize = 200;

/// How such paragraphs begin, in lower case.
static BEGINNINGS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let phrases = include_str!("../../data/lexicon/page_furniture.txt").lines();
    phrases.filter(|phrase| !phrase.starts_with('#') && !phrase.is_empty()).collect()
});

/// Whether a paragraph of these words is no prose.
pub(super) fn is_furniture(text: &str, words: &[Word]) -> bool {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
    let paragraph = first.span.cover(last.span).of(text);
    let stopped = paragraph.ends_with(['.', '!', '?', '”', '"']);
    begins_as_furniture(paragraph, stopped) || (!stopped && is_table_row(text, words))
}

/// Where a sentence ends, the paragraph may be prose that begins with a phrase of the list ("Subscribe to that, he
/// said."), but not with a label ("Photo: …").
fn begins_as_furniture(paragraph: &str, stopped: bool) -> bool {
    if paragraph.len() > LONGEST {
        return false;
    }
    let lower = paragraph.to_lowercase().replace('’', "'");
    BEGINNINGS.iter().any(|phrase| {
        lower.strip_prefix(phrase).is_some_and(|rest| {
            let whole = !phrase.ends_with(char::is_alphanumeric) || !rest.starts_with(char::is_alphanumeric);
            whole && (!stopped || !phrase.ends_with(char::is_alphanumeric))
        })
    })
}

/// "1 Chelsea 38 26 9 3 87": a third of the words are numbers, two at least, and no word is in lower case.
fn is_table_row(text: &str, words: &[Word]) -> bool {
    let forms = || words.iter().map(|word| word.span.of(text));
    let numbers = forms().filter(|form| form.starts_with(|c: char| c.is_ascii_digit())).count();
    numbers >= 2 && numbers * 3 >= words.len() && !forms().any(|form| form.starts_with(char::is_lowercase))
}

#[cfg(test)]
mod tests {
    use crate::language::sentences::sentences;
    use crate::language::{Part, Pipeline};
    use crate::model::Article;

    fn is_furniture(paragraph: &str) -> bool {
        sentences(&format!("The talks began.\n\n{paragraph}\n\nThey went on."))
            .iter()
            .any(|s| s.part == Part::Furniture)
    }

    #[test]
    fn credits_links_and_tables_are_no_prose() {
        for paragraph in [
            "Photo: Angela Merkel in Berlin. REUTERS/Fabrizio Bensch",
            "Share this article",
            "Read more: Obama Meets Putin in Moscow",
            "Follow us on Twitter",
            "Chelsea 2 Arsenal 1",
            "1 Chelsea 38 26 9 3 87",
        ] {
            assert!(is_furniture(paragraph), "{paragraph}");
        }
        for paragraph in [
            "Recommended doses fell, Merkel said.",
            "Sharethis sued Chelsea",
            "Merkel met Putin in Moscow on 5 May 2015",
            "It was 5 May 2015.",
        ] {
            assert!(!is_furniture(paragraph), "{paragraph}");
        }
    }

    #[test]
    fn what_is_no_prose_has_no_names() {
        let text = "Barack Obama invited Ahmed Mohamed to Washington.\n\nRead more: Barack Obama meets Ahmed Mohamed";
        let article = Article { text: text.into(), ..Article::default() };
        let analysis = Pipeline::embedded().analyze(&article);
        assert!(!analysis.mentions.is_empty());
        assert!(analysis.mentions.iter().all(|mention| mention.sentence == 0));
    }
}
