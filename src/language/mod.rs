//! Text → [`Analysis`]: sentences, tokens, tags, trees, names, times and chains.
//!
//! ```text
//! text ─ paragraphs ─ tokenize ─ sentences ──► tags, trees, names ──► mended trees ──► lemmas ──► times ──► mentions and chains
//! ```
//!
//! A text in another language than English is not read. [`Pipeline::analyze`] calls the stages in this order; [`conllu`] prints what came out.

mod abbreviations;
mod analysis;
pub mod chains;
pub mod conllu;
mod dateline;
mod foreign;
mod furniture;
pub mod gazetteer;
mod headings;
pub mod lemma;
mod mail;
mod mend;
pub mod namesakes;
pub mod neural;
mod paragraphs;
mod pipeline;
mod sentences;
mod times;
mod tokenize;
mod tree;
mod ud;

pub use analysis::{
    Analysis, Chain, Margins, Mention, MentionKind, Part, Quotation, Sentence, TimeExpression, TimeKind,
    Token,
};
pub use dateline::{Dateline, dateline};
pub use pipeline::Pipeline;
pub(crate) use tree::Tree;
pub use ud::{Deprel, Upos, Xpos};
