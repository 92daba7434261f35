//! Chains → entities across articles ([`identity`]), claims → events ([`events`]).
//!
//! Both are pure functions; `store` calls them within the transaction that writes or removes a document, and keeps what
//! they find: joins of chains as judgements, events as rows of their own.

mod common;
pub mod events;
pub mod identity;
