//! The database through its public interface, filled with hand-made claims.
#![allow(clippy::unwrap_used)]

mod builder;
mod central;
mod changes;
mod connections;
mod copies;
mod damage;
mod dump;
mod formats;
mod joining;
mod judging;
mod laws;
mod names;
mod opening;
mod paths;
mod printed;
mod questions;
mod searching;
