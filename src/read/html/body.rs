//! A page → its running text, paragraph by paragraph.

use dom_query::{Document, NodeRef};
use dom_smoothie::Readability;

use crate::model::Article;

/// Elements that are never part of an article's running text.
const FURNITURE: &str = "script, style, noscript, template, nav, aside, footer, form, button, select, iframe, \
    figure, figcaption, picture, video, audio, svg, canvas, object, dialog, table, pre, [hidden], [aria-hidden=true], \
    [role=navigation], [role=dialog], [role=complementary], \
    [class*=share], [class*=social], [class*=cookie], [class*=consent], [class*=newsletter], [class*=related], \
    [class*=advert], [class*=promo], [class*=caption], [class*=credit], [class*=breadcrumb], [id*=cookie], [id*=share], sup a";

/// Elements that begin and end a paragraph.
const BLOCKS: [&str; 22] = [
    "address",
    "article",
    "blockquote",
    "body",
    "dd",
    "div",
    "dl",
    "dt",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "ol",
    "p",
    "section",
    "ul",
];

/// The running text of a page that says `about` of itself, with an empty line between paragraphs; `None`: there is none.
pub(super) fn text(page: Document, about: &Article) -> Option<String> {
    remove_furniture(&page);
    let mut readability = Readability::with_document(page, None, None).ok()?;
    let content = Document::from(readability.parse().ok()?.content);
    let mut paragraphs = Paragraphs::default();
    paragraphs.walk(&content.root());
    paragraphs.end();
    let said_elsewhere = [&about.title, &about.author, &about.source];
    paragraphs.done.retain(|paragraph| {
        !is_furniture(paragraph) && !said_elsewhere.iter().any(|known| known.as_deref() == Some(paragraph))
    });
    is_running_text(&paragraphs.done).then(|| paragraphs.done.join("\n\n"))
}

/// The paragraphs of a page that has nothing else, with an empty line between them.
pub(super) fn paragraphs(page: &Document) -> String {
    remove_furniture(page);
    let mut paragraphs = Paragraphs::default();
    paragraphs.walk(&page.root());
    paragraphs.end();
    paragraphs.done.retain(|paragraph| !is_furniture(paragraph));
    paragraphs.done.join("\n\n")
}

/// A text that came in one piece, if it is one.
pub(super) fn running_text(text: &str) -> Option<String> {
    let paragraphs: Vec<String> = text.lines().map(words).filter(|line| !line.is_empty()).collect();
    is_running_text(&paragraphs).then(|| paragraphs.join("\n\n"))
}

/// Takes away what is no running text, unless half of the page's paragraphs are in it: then its name misleads.
fn remove_furniture(page: &Document) {
    page.select("time")
        .iter()
        .filter(|time| !time.parent().is("p, li, em, strong, span, a"))
        .for_each(|time| time.remove());
    let paragraphs = page.select("p").length();
    for element in page.select(FURNITURE).iter() {
        if element.is("nav, script, style, form, figure") || element.select("p").length() * 2 <= paragraphs {
            element.remove();
        }
    }
}

/// Whether there are sentences enough for the shortest of news.
fn is_running_text(paragraphs: &[String]) -> bool {
    let is_prose = |paragraph: &&String| paragraph.len() >= 40 && paragraph.contains(['.', '!', '?']);
    paragraphs.iter().filter(is_prose).map(|paragraph| paragraph.len()).sum::<usize>() >= 100
}

fn is_furniture(paragraph: &str) -> bool {
    const PHRASES: &str = include_str!("../../../data/lexicon/page_furniture.txt");
    if paragraph.chars().count() > 200 {
        return false;
    }
    let paragraph = paragraph.to_lowercase().replace('’', "'");
    PHRASES.lines().filter(|line| !line.starts_with('#')).any(|phrase| paragraph.starts_with(phrase))
}

/// Gathers paragraphs while walking a tree.
#[derive(Default)]
struct Paragraphs {
    done: Vec<String>,
    open: String,
    /// How many bytes of the open paragraph are links.
    linked: usize,
}

impl Paragraphs {
    fn walk(&mut self, node: &NodeRef) {
        if node.is_text() {
            self.open.push_str(&node.text());
            return;
        }
        let name = node.node_name().unwrap_or_default();
        let is_block = BLOCKS.contains(&&*name);
        if is_block {
            self.end();
        } else if &*name == "br" {
            self.open.push(' ');
        }
        let start = self.open.len();
        for child in node.children_it(false) {
            self.walk(&child);
        }
        if &*name == "a" {
            self.linked += self.open.len().saturating_sub(start);
        }
        if is_block {
            self.end();
        }
    }

    /// Ends the open paragraph. One that is nothing but links leads to other articles.
    fn end(&mut self) {
        let paragraph = words(&self.open);
        if !paragraph.is_empty() && self.linked * 10 < self.open.len() * 9 {
            self.done.push(paragraph);
        }
        self.open.clear();
        self.linked = 0;
    }
}

pub(super) fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
