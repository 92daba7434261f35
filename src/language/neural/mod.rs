//! The neural network that tags, parses and finds names.
//!
//! One [`encoder`] for all, and [`heads`] that read off it; names are then judged again in the light of the whole
//! article ([`document`]). `training/` makes the weights, which are embedded in the program; `data/model/MODEL_CARD.md` tells of what and how good. The same text gives the same result, whatever the
//! number of threads: the large products are of whole numbers ([`linear`]), and what is [`remembered`] of a word is
//! what would be computed anew.

mod document;
mod encoder;
mod features;
mod heads;
mod linear;
mod names;
mod remembered;
mod tile;
mod tree;
mod weights;

use std::ops::Range;
use std::sync::LazyLock;

use sha2::{Digest, Sha256};

use super::{Deprel, Margins, Sentence, Upos, Xpos};
use crate::model::EntityType;
use document::DocumentNames;
use encoder::Encoder;
use heads::Heads;
use weights::{Header, Weights};

pub use weights::WeightsError;

static EMBEDDED: &[u8] = include_bytes!("../../../data/model/network.bin");
static EMBEDDED_NAMES: &[u8] = include_bytes!("../../../data/model/names.bin");

/// Sentences are put through the network together until they have this many words; more would outgrow the cache.
const BATCH: usize = 128;

/// What is longer than this is no sentence; it is parsed in pieces.
const LONGEST: usize = 200;

/// A name in a sentence: its tokens and what it names.
pub type Name = (Range<usize>, EntityType);

/// What the network says of one sentence, word by word.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Parsed {
    /// Universal part of speech.
    pub upos: Vec<Upos>,
    /// Penn Treebank tag.
    pub xpos: Vec<Xpos>,
    /// Index of the head; `None`: the root.
    pub heads: Vec<Option<usize>>,
    /// Relation to the head.
    pub deprels: Vec<Deprel>,
    /// The names, in order, not overlapping.
    pub names: Vec<Name>,
    /// How clear it was what to choose.
    pub margins: Vec<Margins>,
}

/// The network with its weights.
pub struct Network {
    encoder: Encoder,
    heads: Heads,
    names: DocumentNames,
}

impl std::fmt::Debug for Network {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Network")
    }
}

impl Network {
    /// The network that is part of the program.
    pub fn embedded() -> &'static Network {
        static NETWORK: LazyLock<Network> = LazyLock::new(|| {
            Network::load(EMBEDDED, EMBEDDED_NAMES).expect("the embedded weights fit: a test loads them")
        });
        &NETWORK
    }

    /// A hash of the embedded weights, which tells one training from another.
    pub fn fingerprint() -> String {
        let digest = Sha256::new().chain_update(EMBEDDED).chain_update(EMBEDDED_NAMES).finalize();
        digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    }

    /// A network from a file of weights, and one of those that judge names again.
    pub fn load(file: &'static [u8], names: &'static [u8]) -> Result<Network, WeightsError> {
        let weights = Weights::open(file)?;
        let names = DocumentNames::load(&Weights::open(names)?, &weights.header)?;
        Ok(Network { encoder: Encoder::load(&weights)?, heads: Heads::load(&weights)?, names })
    }

    /// Parses the sentences of an article, given by the forms of their words. Names are found in the light of them all.
    pub fn parse(&self, sentences: &[Vec<&str>]) -> Vec<Parsed> {
        let pieces: Vec<&[&str]> = sentences.iter().flat_map(|s| pieces(s)).collect();
        let mut parsed = self.parse_pieces(&pieces).into_iter();
        sentences.iter().map(|s| joined(parsed.by_ref().take(pieces_of(s.len())))).collect()
    }

    /// Fills in tags and trees of an article's sentences, and gives the names of each.
    pub fn annotate(&self, text: &str, sentences: &mut [Sentence]) -> Vec<Vec<Name>> {
        let forms: Vec<Vec<&str>> =
            sentences.iter().map(|s| s.tokens.iter().map(|t| t.span.of(text)).collect()).collect();
        let mut names = Vec::with_capacity(sentences.len());
        for (sentence, parsed) in sentences.iter_mut().zip(self.parse(&forms)) {
            for (i, token) in sentence.tokens.iter_mut().enumerate() {
                token.upos = parsed.upos[i];
                token.xpos = parsed.xpos[i];
                token.head = parsed.heads[i];
                token.deprel = parsed.deprels[i];
                token.margins = parsed.margins[i];
            }
            names.push(parsed.names);
        }
        names
    }

    /// Sentences of at most [`LONGEST`] words, in batches.
    fn parse_pieces(&self, pieces: &[&[&str]]) -> Vec<Parsed> {
        let mut parsed: Vec<Parsed> = Vec::with_capacity(pieces.len());
        let mut article = self.names.article(pieces);
        let mut rest = pieces;
        while !rest.is_empty() {
            let (mut forms, mut ranges) = (Vec::new(), Vec::new());
            for piece in rest {
                if !forms.is_empty() && forms.len() + piece.len() > BATCH {
                    break;
                }
                ranges.push(forms.len()..forms.len() + piece.len());
                forms.extend_from_slice(piece);
            }
            rest = &rest[ranges.len()..];
            let words = self.encoder.encode(&forms, &ranges);
            let (some, name_scores) = self.heads.read_off(&words, &ranges);
            article.read(&words, name_scores.view());
            parsed.extend(some);
        }
        let names = article.names(pieces.iter().map(|p| p.len()));
        for (parsed, (names, margins)) in parsed.iter_mut().zip(names) {
            parsed.names = names;
            parsed.margins.iter_mut().zip(margins).for_each(|(word, margin)| word.name = margin);
        }
        parsed
    }
}

fn pieces_of(words: usize) -> usize {
    words.div_ceil(LONGEST).max(1)
}

/// A sentence in pieces of equal length, none above [`LONGEST`].
fn pieces<'a, 's>(sentence: &'a [&'s str]) -> impl Iterator<Item = &'a [&'s str]> {
    let count = pieces_of(sentence.len());
    (0..count).map(move |n| &sentence[n * sentence.len() / count..(n + 1) * sentence.len() / count])
}

/// Puts the pieces of a sentence together; the roots of the later ones hang on that of the first.
fn joined(pieces: impl Iterator<Item = Parsed>) -> Parsed {
    let mut whole = Parsed::default();
    let mut root = None;
    for piece in pieces {
        let from = whole.upos.len();
        for (head, deprel) in piece.heads.into_iter().zip(piece.deprels) {
            match (head, root) {
                (None, None) => {
                    root = Some(whole.heads.len());
                    whole.heads.push(None);
                    whole.deprels.push(deprel);
                }
                (None, Some(root)) => {
                    whole.heads.push(Some(root));
                    whole.deprels.push(Deprel::Parataxis);
                }
                (Some(head), _) => {
                    whole.heads.push(Some(from + head));
                    whole.deprels.push(deprel);
                }
            }
        }
        whole.upos.extend(piece.upos);
        whole.xpos.extend(piece.xpos);
        whole.margins.extend(piece.margins);
        whole.names.extend(
            piece.names.into_iter().map(|(range, kind)| (from + range.start..from + range.end, kind)),
        );
    }
    whole
}

#[cfg(test)]
mod tests;
