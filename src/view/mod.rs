//! Pages on this machine over the same questions that the command line asks; they can't but read.
//!
//! ```text
//! request ─ guard ─► address, query ─ load ─► Page ─► HTML, JSON, CSV or DOT
//! ```
//!
//! A page is loaded once, in one thread that SQLite may keep busy, and then written in the form that its address ends
//! in, so that what is taken away is what is on the screen. Pages are whole without JavaScript; scripts (`assets/`) add
//! the drawn graph, the brush over the timeline and keys. All state is in the address, so every view is a permalink.
//!
//! The text of articles and names in them are strangers': `maud` escapes all of it, the content security policy
//! forbids scripts and styles within pages, and only this machine's own addresses are answered.

mod address;
mod answer;
mod article;
mod assets;
mod between;
mod chrome;
mod claims;
mod entity;
mod event;
mod event_list;
mod events;
mod facet_panel;
mod failure;
mod filters;
mod graph;
mod guard;
mod home;
mod listing;
mod passage;
mod path;
mod query;
mod search;
mod server;
mod timeline;
mod words;

pub use server::{ServeError, Server};
