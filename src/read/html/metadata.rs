//! What a page says of its article: JSON-LD, meta tags, `<time>`, title.

use dom_query::Document;
use serde_json::Value;

use crate::model::Article;
use crate::read::{date, record};

// Where a page may say a thing, the most dependable first: `name`, `property` or `itemprop` of a meta tag.
const TITLE: &[&str] = &["og:title", "headline", "dc.title", "twitter:title"];
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "article.published",
    "citation_publication_date",
];
const URL: &[&str] = &["og:url", "twitter:url"];
const SOURCE: &[&str] = &["og:site_name", "application-name", "dc.publisher", "copyright"];
const AUTHOR: &[&str] =
    &["author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl"];

/// The article without its text, and the text as JSON-LD has it, if it does.
pub(super) fn read(page: &Document) -> (Article, Option<String>) {
    let linked = linked_data(page);
    let of_linked = |key: &str| linked.as_ref().and_then(|data| record::plain(data.get(key)?));
    let of_meta = |names| meta(page, names);
    let is_url = |text: &String| text.starts_with("http");
    let article = Article {
        title: of_linked("headline").or_else(|| of_meta(TITLE)).or_else(|| title(page)),
        published: of_linked("datePublished")
            .or_else(|| of_meta(PUBLISHED))
            .and_then(|text| date::parse(&text))
            .or_else(|| time(page)),
        url: attribute(page, "link[rel=canonical]", "href")
            .or_else(|| of_meta(URL))
            .or_else(|| of_linked("url"))
            .filter(is_url),
        source: of_linked("publisher").or_else(|| of_meta(SOURCE)),
        author: of_linked("author")
            .or_else(|| of_meta(AUTHOR))
            .filter(|text| !is_url(text))
            .or_else(|| byline(page)),
        ..Article::default()
    };
    (article, linked.and_then(|data| data.get("articleBody")?.as_str().map(str::to_owned)))
}

/// The first object of an article's type in the page's JSON-LD, however deep in lists and graphs.
fn linked_data(page: &Document) -> Option<Value> {
    page.select("script[type='application/ld+json']").iter().find_map(|script| {
        let text = script.text();
        let json = text.trim().trim_start_matches("<![CDATA[").trim_end_matches("]]>");
        find_article(serde_json::from_str(json).ok()?)
    })
}

fn find_article(value: Value) -> Option<Value> {
    match value {
        Value::Array(values) => values.into_iter().find_map(find_article),
        Value::Object(mut fields) => {
            if fields.get("@type").is_some_and(is_article_type) {
                return Some(Value::Object(fields));
            }
            ["@graph", "mainEntity"].iter().find_map(|key| find_article(fields.remove(*key)?))
        }
        _ => None,
    }
}

fn is_article_type(kind: &Value) -> bool {
    match kind {
        Value::String(name) => name.ends_with("Article") || name.ends_with("BlogPosting") || name == "Report",
        Value::Array(kinds) => kinds.iter().any(is_article_type),
        _ => false,
    }
}

/// The content of the first meta tag, by the order of `names`, that has one.
fn meta(page: &Document, names: &[&str]) -> Option<String> {
    let tags = page.select("meta[content]");
    names.iter().find_map(|name| {
        tags.iter().find_map(|tag| {
            let named = ["property", "name", "itemprop"]
                .iter()
                .filter_map(|attribute| tag.attr(attribute))
                .any(|value| value.trim().eq_ignore_ascii_case(name));
            one_line(&tag.attr("content").filter(|_| named)?)
        })
    })
}

/// The `<title>` without the site's name, or the first heading where the title begins with it.
fn title(page: &Document) -> Option<String> {
    let heading = one_line(&page.select("h1").first().text());
    let title = one_line(&page.select("head > title").first().text());
    match (heading, title) {
        (Some(heading), Some(title)) if title.starts_with(&heading) => Some(heading),
        (heading, Some(title)) => {
            let cut = [" | ", " - ", " – ", " — ", " :: "]
                .iter()
                .filter_map(|separator| title.rfind(separator))
                .max();
            heading.or_else(|| Some(title[..cut.unwrap_or(title.len())].to_owned()))
        }
        (heading, None) => heading,
    }
}

fn time(page: &Document) -> Option<crate::model::When> {
    ["[itemprop=datePublished]", "time[pubdate]", "article time", "time"].iter().find_map(|selector| {
        let tag = page.select_single(selector);
        let text = tag.attr("datetime").or_else(|| tag.attr("content")).unwrap_or_else(|| tag.text());
        date::parse(&text)
    })
}

fn byline(page: &Document) -> Option<String> {
    ["[itemprop=author] [itemprop=name]", "[itemprop=author]", "[rel=author]", ".byline", ".author"]
        .iter()
        .find_map(|selector| one_line(&page.select_single(selector).text()))
        .map(|line| line.strip_prefix("By ").map(str::to_owned).unwrap_or(line))
        .filter(|line| line.len() <= 100)
}

fn attribute(page: &Document, selector: &str, name: &str) -> Option<String> {
    one_line(&page.select_single(selector).attr(name)?)
}

/// Text without line breaks, surrounding space and entities that were escaped twice.
fn one_line(text: &str) -> Option<String> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then_some(line)
}
