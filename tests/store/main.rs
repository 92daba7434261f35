//! The database through its public interface, filled with hand-made claims.
#![allow(clippy::unwrap_used)]

mod builder;
mod dump;
mod joining;
mod judging;
mod laws;
mod opening;
mod questions;
