//! One news text with what is known of it.

use super::When;

/// A news article as `read` delivers it and `store` keeps it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Article {
    /// The id that the input gives the article, or one made from its path: what `doc` shows in printed facts.
    pub id: String,
    /// The body, unaltered once read: all offsets are bytes into it.
    pub text: String,
    /// The headline, where the input tells it apart from the body.
    pub title: Option<String>,
    /// The day (or month, or year) of publication.
    pub published: Option<When>,
    /// Where it was published.
    pub url: Option<String>,
    /// The newspaper, agency or site.
    pub source: Option<String>,
    /// The byline.
    pub author: Option<String>,
}
