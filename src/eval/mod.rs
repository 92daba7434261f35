//! Extracted facts against facts that a reader annotated (*gold*): how many are right, how many are found, and what
//! the missed and the wrong ones have in common.
//!
//! ```text
//! gold file ─► Gold ───────────────────────────┐
//!     └─ read ─ language ─ extract ─► claims ──┴─ marks ─► right · missed · wrong ─┬─► scores
//!                                 └► explanations ──────── constructions ◄─────────┤
//!                                                            calibration ◄─────────┘
//! ```
//!
//! What counts as right is as in the scorer that comes with the gold facts.

mod calibration;
mod constructions;
mod evaluation;
mod fold;
mod gold;
mod marks;
mod reading;
mod scores;
#[cfg(test)]
mod testing;

pub use calibration::{Calibration, Sample};
pub use evaluation::{Evaluation, Lost};
pub use gold::{Gold, GoldEntity, GoldError, GoldFact};
pub use marks::Marks;
pub use reading::{EvalError, Reading};
pub use scores::{Measure, Scores, line};
