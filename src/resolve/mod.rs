//! Which chains are one entity across articles ([`identity`], [`clusters`]), which claims are one event ([`events`]), and
//! which countries places lie in ([`countries`]).
//!
//! All are pure functions; `store` calls them within the transaction that writes or removes a document, and keeps what
//! they find: identities and judgements, entities and events as rows of their own.

pub mod clusters;
mod common;
pub mod copies;
pub mod countries;
pub mod events;
pub mod identity;
mod known;
pub mod likeness;
