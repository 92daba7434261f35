//! Reads the labelled reports of `tests/data/happenings`.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize;

/// What really happened.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Happening {
    pub relation: String,
    /// The names that may stand for each end, in this order unless the relation is symmetric.
    pub ends: [Vec<String>; 2],
    /// Whether reports assert it and deny it.
    #[serde(default)]
    pub contested: bool,
    /// The number of independent sources, where near-copies are among the reports.
    pub sources: Option<u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    happening: BTreeMap<String, Happening>,
    article: Vec<WrittenArticle>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenArticle {
    source: String,
    published: String,
    /// A sentence a line, with the happenings that it tells in brackets at its end.
    text: String,
}

/// A report.
pub struct Article {
    pub source: String,
    pub published: String,
    pub text: String,
    /// The bytes of each sentence, with the happenings that it tells.
    pub tells: Vec<(Range<usize>, Vec<String>)>,
}

/// A file of reports.
pub struct Labelled {
    pub happenings: BTreeMap<String, Happening>,
    pub articles: Vec<Article>,
}

impl Labelled {
    pub fn read(toml: &str) -> Labelled {
        let Written { happening, article } = toml::from_str(toml).unwrap();
        let articles: Vec<Article> = article.into_iter().map(Article::read).collect();
        for (_, names) in articles.iter().flat_map(|article| &article.tells) {
            names.iter().for_each(|name| assert!(happening.contains_key(name), "{name} is not defined"));
        }
        Labelled { happenings: happening, articles }
    }
}

impl Article {
    fn read(written: WrittenArticle) -> Article {
        let (mut text, mut tells) = (String::new(), Vec::new());
        for line in written.text.lines() {
            let (sentence, names) = match line.strip_suffix(']').and_then(|line| line.rsplit_once(" [")) {
                Some((sentence, names)) => (sentence, names.split(", ").map(str::to_owned).collect()),
                None => (line, Vec::new()),
            };
            let start = text.len();
            text.push_str(sentence);
            tells.push((start..text.len(), names));
            text.push('\n');
        }
        Article { source: written.source, published: written.published, text, tells }
    }

    /// The happenings that the sentence at this byte tells.
    pub fn told_at(&self, byte: usize) -> &[String] {
        self.tells.iter().find(|(span, _)| span.contains(&byte)).map_or(&[], |(_, names)| names)
    }
}

impl Happening {
    /// Whether a claim of this relation between these names can be one about it.
    pub fn fits(&self, relation: &str, subject: &str, object: &str) -> bool {
        let symmetric = newsgraph::model::Relations::built_in().is_symmetric(&self.relation);
        let is = |name: &str, end: usize| {
            self.ends[end].iter().any(|full| full == name || full.ends_with(&format!(" {name}")))
        };
        relation == self.relation
            && (is(subject, 0) && is(object, 1) || symmetric && is(subject, 1) && is(object, 0))
    }
}
