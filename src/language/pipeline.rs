//! The stages in order.

use super::foreign::foreign_language;
use super::neural::{Name, Network};
use super::{Analysis, Sentence, chains, lemma, mend, sentences, times};
use crate::model::Article;

/// The language stage: one instance serves any number of articles and threads.
#[derive(Debug)]
pub struct Pipeline {}

impl Pipeline {
    /// The pipeline with the embedded model.
    pub fn embedded() -> &'static Pipeline {
        &Pipeline {}
    }

    /// What tells the model from others: articles read with another one may be worth reading again.
    pub fn model(&self) -> String {
        Network::fingerprint()
    }

    /// Analyses an article's text. Needs nothing but the article; the publication date, where known, anchors
    /// relative times. Never fails: a text without sentences or in another language than English has an empty analysis.
    pub fn analyze(&self, article: &Article) -> Analysis {
        let foreign = foreign_language(&article.text);
        if foreign.is_some() {
            return Analysis { foreign, ..Analysis::default() };
        }
        let (sentences, names) = self.sentences_and_names(&article.text);
        let times = times::find(&article.text, &sentences, article.published.as_ref());
        let (mentions, chains, unnamed) =
            chains::chains(&article.text, &sentences, &names, article.author.as_deref());
        let quotations = chains::quotations(&article.text, &sentences);
        Analysis { foreign, sentences, mentions, times, chains, unnamed, quotations }
    }

    /// What is asked of the pronouns and descriptions of a text, for the training of the weights.
    pub fn questions(&self, text: &str) -> Vec<chains::Question> {
        let (sentences, names) = self.sentences_and_names(text);
        chains::questions(text, &sentences, &names)
    }

    /// The sentences with tags and trees, and the names in each.
    fn sentences_and_names(&self, text: &str) -> (Vec<Sentence>, Vec<Vec<Name>>) {
        let mut sentences = sentences::sentences(text);
        let names = Network::embedded().annotate(text, &mut sentences);
        for (sentence, names) in sentences.iter_mut().zip(&names) {
            mend::mend(text, sentence, names);
            lemma::lemmatize(text, sentence);
        }
        (sentences, names)
    }
}
