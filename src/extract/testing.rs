//! Hand-made trees for the tests of this room.

use std::str::FromStr;

use super::status::status;
use crate::language::{Deprel, Margins, Part, Sentence, Token, Tree, Upos, Xpos};
use crate::model::{Span, Status};

/// A text and its one sentence from lines of `form lemma UPOS XPOS head deprel`, heads counted from 1, 0 the root.
pub fn sentence(lines: &str) -> (String, Sentence) {
    let mut text = String::new();
    let mut tokens = Vec::new();
    for line in lines.trim().lines() {
        let columns: Vec<&str> = line.split_whitespace().collect();
        let [form, lemma, upos, xpos, head, deprel] = columns[..] else { panic!("six columns: {line}") };
        if !text.is_empty() {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(form);
        let head: usize = head.parse().unwrap();
        tokens.push(Token {
            span: Span::new(start, text.len()),
            joined: false,
            lemma: lemma.to_owned(),
            upos: Upos::from_str(upos).unwrap(),
            xpos: Xpos::from_str(xpos).unwrap(),
            head: head.checked_sub(1),
            deprel: Deprel::from_str(deprel).unwrap(),
            margins: Margins::default(),
        });
    }
    let sentence = Sentence { span: Span::new(0, text.len()), part: Part::Body, paragraph: 0, tokens };
    (text, sentence)
}

/// The status of the word with this lemma.
pub fn status_of(lines: &str, lemma: &str) -> Status {
    let (text, sentence) = sentence(lines);
    let tree = Tree::new(&text, &sentence);
    let trigger = (0..tree.len()).find(|&i| tree.lemma(i) == lemma).unwrap();
    status(&tree, trigger, None)
}
