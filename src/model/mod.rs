//! The plain types that all rooms share: what an article is, what it says, and when that was.

mod article;
mod claim;
mod entity;
mod relation;
mod span;
mod when;

pub use article::Article;
pub use claim::{Claim, ClaimTime, Participant, Status, TimeMethod};
pub use entity::EntityType;
pub use relation::{Act, Relation, RelationKind, Relations, lexicon_files, relation_files};
pub use span::Span;
pub use when::{Granularity, When, WhenError, date_of};
