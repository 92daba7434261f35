//! newsgraph reads news articles and keeps, in one SQLite file, who did what to whom, when, where,
//! whether it really happened, and which sentence says so.
//!
//! The way of the data, each stage a pure function of the one before:
//!
//! ```text
//! files ─ read ──► Article ─ language ──► Analysis ─ extract ──► Claims ─ store ──► SQLite ◄─ resolve
//!                                                                                   │
//!                                                                     query ◄───────┼──────► network (petgraph)
//!                                                                                   ▼
//!                                                                         export · view · cli tables
//! ```
//!
//! Only [`store`] knows SQL tables, only [`cli`] prints, only [`read`] opens input files.

pub mod cli;
pub mod eval;
pub mod export;
pub mod extract;
pub mod language;
pub mod model;
pub mod network;
pub mod query;
pub mod read;
pub mod resolve;
pub mod store;
pub mod view;
