//! HTML → an article: the running text without the page around it, and what the page says of it.

mod body;
mod metadata;

use std::borrow::Cow;
use std::sync::LazyLock;

use dom_query::Document;
use encoding_rs::Encoding;
use regex::bytes::Regex;

use super::error::Problem;
use crate::model::Article;

/// The article of a page.
///
/// # Errors
/// Where the page has no running text: a list of links, a form, a film.
pub(super) fn article(html: &str, id: String) -> Result<Article, Problem> {
    let page = parse(html).ok_or(Problem::NoArticle)?;
    let (article, linked_text) = metadata::read(&page);
    let text = body::text(page, &article).or_else(|| linked_text.and_then(|text| body::running_text(&text)));
    Ok(Article { id, text: text.ok_or(Problem::NoArticle)?, ..article })
}

/// The running text of a piece of HTML that is nothing but an article, without anything around it; empty, if there is none.
pub(super) fn fragment(html: &str) -> String {
    // Plain text has its paragraphs too.
    let html = if html.contains('<') { Cow::Borrowed(html) } else { Cow::Owned(html.replace("\n\n", "<p>")) };
    parse(&html).map(|page| body::paragraphs(&page)).unwrap_or_default()
}

/// The text of a piece of HTML as one line.
pub(super) fn line(html: &str) -> String {
    parse(html).map(|page| body::words(&page.text())).unwrap_or_default()
}

/// The page, unless it is nested as no page is.
fn parse(html: &str) -> Option<Document> {
    let page = (open_tags(html) <= OPEN_TAGS_LIMIT).then(|| Document::from(html))?;
    (!depth_exceeds(&page, DEPTH_LIMIT)).then_some(page)
}

/// The encoding that a page's first kilobyte declares.
pub(super) fn declared_encoding(html: &[u8]) -> Option<&'static Encoding> {
    static CHARSET: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"(?i-u)(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)"#)
            .expect("the pattern is constant and tested")
    });
    let start = &html[..html.len().min(1024)];
    Encoding::for_label(CHARSET.captures(start)?.get(1)?.as_bytes())
}

/// The most elements that may be open at once: the time to parse a page grows with their square.
const OPEN_TAGS_LIMIT: usize = 4096;

/// The most elements within elements, beyond which a page is no article but an attempt on the stack. Browsers have the
/// same limit.
const DEPTH_LIMIT: usize = 512;

/// The most tags that are open at once, roughly: elements whose end tags are commonly left out are not counted.
fn open_tags(html: &str) -> usize {
    const UNCLOSED: [&str; 24] = [
        "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta",
        "option", "p", "param", "path", "source", "tbody", "td", "th", "track", "tr", "wbr",
    ];
    let (mut open, mut most) = (0usize, 0);
    for tag in html.split('<').skip(1) {
        let (is_end, tag) = tag.strip_prefix('/').map_or((false, tag), |tag| (true, tag));
        let name = tag.split(|char: char| !char.is_ascii_alphanumeric()).next().unwrap_or_default();
        if name.is_empty() || UNCLOSED.iter().any(|other| name.eq_ignore_ascii_case(other)) {
            continue;
        }
        open = if is_end { open.saturating_sub(1) } else { open + 1 };
        most = most.max(open);
    }
    most
}

fn depth_exceeds(page: &Document, limit: usize) -> bool {
    page.root().descendants_it().any(|node| node.ancestors_it(Some(limit + 1)).count() > limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<!DOCTYPE html><html><head><meta charset="utf-8">
        <title>Wang meets Putin | The Post</title>
        <meta property="og:site_name" content="The Post">
        <link rel="canonical" href="https://example.org/wang">
        <script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "WebPage"},
          {"@type": ["NewsArticle"], "headline": "Wang meets Putin", "datePublished": "2023-02-22T08:00:00+08:00",
           "author": [{"@type": "Person", "name": "A. B."}], "publisher": {"name": "The Daily Post"}}]}</script>
        </head><body>
        <nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
        <div class="cookie-banner"><p>We use cookies to make this site work. Accept all of them, please.</p></div>
        <article><h1>Wang meets Putin</h1><p class="byline">By A. B.</p><time datetime="2023-02-22">22 Feb</time>
        <div class="share-bar"><a href="https://example.org/share">Share</a></div>
        <figure><img src="p.jpg"><figcaption>Wang and Putin. (Photo: C. D.)</figcaption></figure>
        <p>China's top diplomat, <b>Wang Yi</b>, met <a href="/putin">Vladimir&nbsp;Putin</a> in Moscow on
        Tuesday, the last stop of a tour of Europe.</p>
        <p>Advertisement</p>
        <h2>A long tour</h2>
        <p>Before that he had spoken at a conference in Munich, where he saw several ministers.</p>
        <ul><li>He met Antony Blinken in Munich on Saturday.</li></ul>
        <p>Read more: what the tour was about</p></article>
        <footer><p>Copyright, all rights reserved, and a long line of text about the company behind it.</p></footer>
        </body></html>"#;

    #[test]
    fn running_text_and_what_the_page_says_of_it() {
        let article = article(PAGE, "page.html".to_owned()).unwrap();
        assert_eq!(
            article.text,
            "China's top diplomat, Wang Yi, met Vladimir Putin in Moscow on Tuesday, the last stop of a tour of \
             Europe.\n\nA long tour\n\nBefore that he had spoken at a conference in Munich, where he saw several \
             ministers.\n\nHe met Antony Blinken in Munich on Saturday."
        );
        assert_eq!(article.id, "page.html");
        assert_eq!(article.title.as_deref(), Some("Wang meets Putin"));
        assert_eq!(article.published.unwrap().edtf(), "2023-02-22");
        assert_eq!(article.url.as_deref(), Some("https://example.org/wang"));
        assert_eq!(article.source.as_deref(), Some("The Daily Post"));
        assert_eq!(article.author.as_deref(), Some("A. B."));
    }

    #[test]
    fn metadata_without_linked_data() {
        let page = PAGE.replace("application/ld+json", "text/plain");
        let article = article(&page, "page.html".to_owned()).unwrap();
        assert_eq!(article.title.as_deref(), Some("Wang meets Putin"));
        assert_eq!(article.published.unwrap().edtf(), "2023-02-22");
        assert_eq!(article.source.as_deref(), Some("The Post"));
        assert_eq!(article.author.as_deref(), Some("A. B."));
    }

    #[test]
    fn pages_without_an_article() {
        let links: String =
            (0..50).map(|n| format!("<li><a href='/{n}'>Story number {n}</a></li>")).collect();
        let teaser = "<p><a href=/1>China's top diplomat met Putin on Tuesday and promised to deepen the partnership.</a></p>";
        let teasers = format!("<h2>Wang in Moscow</h2>{teaser}").repeat(5);
        let login = "<form><p>Please sign in.</p><input name=user></form>";
        for body in [links.as_str(), &teasers, login, "", "<p>Hello.</p>"] {
            let page = format!("<html><head><title>x</title></head><body>{body}</body></html>");
            assert!(matches!(article(&page, "x".to_owned()), Err(Problem::NoArticle)), "{body}");
        }
    }

    #[test]
    fn nesting_without_end_is_no_article() {
        for depth in [1_000, 1_000_000] {
            let page = "<div>".repeat(depth) + "<p>" + &"A sentence that is long enough. ".repeat(10);
            assert!(matches!(article(&page, "x".to_owned()), Err(Problem::NoArticle)));
        }
    }

    #[test]
    fn declared_encodings() {
        let name = |html: &str| declared_encoding(html.as_bytes()).map(Encoding::name);
        assert_eq!(name("<meta charset=windows-1251>"), Some("windows-1251"));
        assert_eq!(name("<META http-equiv='Content-Type' content='text/html; charset=gb2312'>"), Some("GBK"));
        assert_eq!(name("<?xml version='1.0' encoding='iso-8859-2'?>"), Some("ISO-8859-2"));
        assert_eq!(name("<p>No charset here.</p>"), None);
    }
}
