//! What is taken away: drawings for Graphviz, and everything as JSON Lines.

pub mod dot;
pub mod jsonl;
mod visible;

pub use visible::{visible, visible_json};
