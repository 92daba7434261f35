//! Small documents for the tests of this room.

use super::chains;
use crate::language::neural::Name;
use crate::language::{Chain, Deprel, Margins, Mention, Part, Sentence, Token, Upos, Xpos};
use crate::model::{EntityType, Span};

/// A text with its sentences and names.
#[derive(Default)]
pub struct Text {
    text: String,
    sentences: Vec<Sentence>,
    names: Vec<Vec<Name>>,
    paragraph: usize,
    author: Option<&'static str>,
}

impl Text {
    /// How likely the last mention of these words means what it is said to mean; nothing where it is said to mean nothing.
    pub fn certainty(&self, words: &str) -> Option<f32> {
        let (mentions, _) = self.chains();
        mentions.iter().rfind(|m| m.span.of(&self.text) == words).map(|m| m.certainty)
    }

    /// What follows stands in a new paragraph.
    pub fn paragraph(mut self) -> Text {
        self.paragraph += 1;
        self
    }

    /// The text is by this author.
    pub fn by(mut self, author: &'static str) -> Text {
        self.author = Some(author);
        self
    }

    /// Adds a sentence from words written `form/lemma/UPOS/XPOS/head/deprel` (heads from 1, the root's is 0). A word
    /// that begins or goes on a name has `/PERSON` or another type after it.
    pub fn sentence(mut self, words: &str) -> Text {
        let first = self.text.len();
        let mut tokens = Vec::new();
        let mut names: Vec<Name> = Vec::new();
        for word in words.split_whitespace() {
            let columns: Vec<&str> = word.split('/').collect();
            let [form, lemma, upos, xpos, head, deprel, ref name @ ..] = columns[..] else {
                panic!("{word}")
            };
            if !self.text.is_empty() {
                self.text.push(' ');
            }
            let start = self.text.len();
            self.text.push_str(form);
            let here = tokens.len();
            if let [kind] = name {
                let kind: EntityType = kind.parse().unwrap();
                match names.last_mut() {
                    Some((range, last)) if range.end == here && *last == kind => range.end += 1,
                    _ => names.push((here..here + 1, kind)),
                }
            }
            tokens.push(Token {
                span: Span::new(start, self.text.len()),
                joined: false,
                lemma: lemma.to_owned(),
                upos: upos.parse().unwrap(),
                xpos: xpos.parse().unwrap(),
                head: head.parse::<usize>().unwrap().checked_sub(1),
                deprel: deprel.parse().unwrap(),
                margins: Margins::default(),
            });
        }
        let first = tokens.first().map_or(first, |t| t.span.start);
        let span = Span::new(first, self.text.len());
        self.sentences.push(Sentence { span, part: Part::Body, paragraph: self.paragraph, tokens });
        self.names.push(names);
        self
    }

    /// The mentions and chains, and what the mention with these words (the last such) means.
    pub fn chains(&self) -> (Vec<Mention>, Vec<Chain>) {
        let (mentions, chains, _) = chains(&self.text, &self.sentences, &self.names, self.author);
        (mentions, chains)
    }

    /// How often each speaker without a name speaks of himself or herself.
    pub fn unnamed(&self) -> Vec<usize> {
        chains(&self.text, &self.sentences, &self.names, self.author).2.iter().map(Vec::len).collect()
    }

    /// The names of the chains to which the last mention with these words belongs.
    pub fn meaning(&self, words: &str) -> Vec<String> {
        let (mentions, chains) = self.chains();
        let mention = mentions.iter().rfind(|m| m.span.of(&self.text) == words);
        mention.map_or(Vec::new(), |m| m.chains.iter().map(|&c| chains[c].name.clone()).collect())
    }
}

/// The chains of a text that has nothing but these names, a sentence each.
pub fn chains_of_names(names: &[&str], kind: EntityType) -> Vec<Chain> {
    let mut text = Text::default();
    for name in names {
        let words: Vec<String> = name
            .split(' ')
            .enumerate()
            .map(|(i, w)| {
                let tags = if w == "the" { "DET/DT" } else { "PROPN/NNP" };
                let head = if i == 0 { "0/root" } else { "1/flat" };
                format!("{w}/{w}/{tags}/{head}/{kind}")
            })
            .collect();
        text = text.sentence(&words.join(" "));
    }
    text.chains().1
}

#[test]
fn the_notation_is_read() {
    let text = Text::default().sentence("Wang/Wang/PROPN/NNP/2/nsubj/PERSON spoke/speak/VERB/VBD/0/root");
    assert_eq!(text.names, [[(0..1, EntityType::Person)]]);
    assert_eq!(text.sentences[0].tokens[0].deprel, Deprel::Nsubj);
    assert_eq!(text.sentences[0].tokens[1].upos, Upos::Verb);
    assert_eq!(text.sentences[0].tokens[1].xpos, Xpos::Vbd);
}
