//! The stages in order.

use super::neural::{Name, Network};
use super::{Analysis, Mention, MentionKind, Sentence, lemma, sentences};
use crate::model::Article;

/// The language stage: one instance serves any number of articles and threads.
#[derive(Debug)]
pub struct Pipeline {}

impl Pipeline {
    /// The pipeline with the embedded model.
    pub fn embedded() -> &'static Pipeline {
        &Pipeline {}
    }

    /// Analyses an article's text. Needs nothing but the article; the publication date, where known, anchors
    /// relative times. Never fails: a text without sentences has an empty analysis.
    pub fn analyze(&self, article: &Article) -> Analysis {
        let mut sentences = sentences::sentences(&article.text);
        let names = Network::embedded().annotate(&article.text, &mut sentences);
        for sentence in &mut sentences {
            lemma::lemmatize(&article.text, sentence);
        }
        let mentions =
            names.into_iter().enumerate().flat_map(|(i, names)| name_mentions(i, &sentences[i], names));
        Analysis { mentions: mentions.collect(), sentences, ..Analysis::default() }
    }
}

/// The names of a sentence as mentions.
fn name_mentions(index: usize, sentence: &Sentence, names: Vec<Name>) -> Vec<Mention> {
    let mention = |(tokens, entity): Name| {
        let words = &sentence.tokens[tokens.clone()];
        let head = tokens.clone().find(|&t| !sentence.tokens[t].head.is_some_and(|h| tokens.contains(&h)));
        Mention {
            kind: MentionKind::Name,
            sentence: index,
            head: head.unwrap_or(tokens.start),
            span: words[0].span.cover(words[words.len() - 1].span),
            tokens,
            entity: Some(entity),
            chains: Vec::new(),
        }
    };
    names.into_iter().map(mention).collect()
}
