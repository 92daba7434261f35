//! Named fields, as JSON objects and CSV rows have them → an [`Article`].

use serde_json::{Map, Value};

use super::date;
use super::error::Problem;
use crate::model::Article;

// The names under which newspapers' APIs, crawlers and data sets give each field, in the order of preference, without
// case, spaces, `_` and `-`.
const ID: &[&str] = &["id", "docid", "documentid", "articleid", "uuid", "guid"];
const TEXT: &[&str] =
    &["text", "body", "content", "article", "articlebody", "articletext", "fulltext", "maintext", "story"];
const TITLE: &[&str] = &["title", "headline", "heading"];
const PUBLISHED: &[&str] = &[
    "published",
    "publishedat",
    "datepublished",
    "datepublish",
    "publisheddate",
    "publicationdate",
    "publishdate",
    "pubdate",
    "date",
    "datetime",
    "timestamp",
];
const URL: &[&str] = &["url", "link", "href", "permalink"];
const SOURCE: &[&str] = &[
    "source",
    "sourcename",
    "publisher",
    "publication",
    "newspaper",
    "outlet",
    "sitename",
    "site",
    "agency",
    "domain",
    "sourcedomain",
];
const AUTHOR: &[&str] = &["author", "authors", "byline", "creator"];

/// The article that an object's fields give. The text is taken exactly as it stands. A field that is not needed is
/// passed over where it has a form that says nothing (null, a number for a title, a date that is none).
///
/// # Errors
/// Where there is no text, or it is empty or not a string.
pub(super) fn article(fields: Map<String, Value>, default_id: String) -> Result<Article, Problem> {
    let text = match find(&fields, TEXT) {
        Some((_, Value::String(text))) => text.clone(),
        Some((name, _)) => {
            return Err(Problem::WrongType { field: name.clone(), expected: "a string" });
        }
        None if has_text(fields.keys()) => return Err(Problem::Empty),
        None => return Err(Problem::NoText(names(&fields))),
    };
    let string = |aliases| find(&fields, aliases).and_then(|(_, value)| plain(value));
    Ok(Article {
        id: string(ID).unwrap_or(default_id),
        title: string(TITLE),
        published: find(&fields, PUBLISHED).and_then(|(_, value)| match value {
            Value::Number(number) => date::from_number(number.as_f64()?),
            value => date::parse(&plain(value)?),
        }),
        url: string(URL),
        source: string(SOURCE),
        author: string(AUTHOR),
        text,
    })
}

/// Whether one of the fields' names is that of the text.
pub(super) fn has_text<'n>(names: impl IntoIterator<Item = &'n String>) -> bool {
    names.into_iter().any(|name| TEXT.iter().any(|alias| is_alias(name, alias)))
}

/// The first field, by the order of `aliases`, that is there and neither null nor blank.
fn find<'f>(fields: &'f Map<String, Value>, aliases: &[&str]) -> Option<(&'f String, &'f Value)> {
    aliases
        .iter()
        .find_map(|alias| fields.iter().find(|(name, value)| is_alias(name, alias) && !is_blank(value)))
}

fn is_blank(value: &Value) -> bool {
    value.is_null() || value.as_str().is_some_and(|text| text.trim().is_empty())
}

fn is_alias(name: &str, alias: &str) -> bool {
    let letters = name.bytes().filter(|byte| !b" _-".contains(byte)).map(|byte| byte.to_ascii_lowercase());
    letters.eq(alias.bytes())
}

/// A value as a line of text: a string, a number, the `name` of an object (`"source": {"name": "Reuters"}`), or several
/// of these.
pub(super) fn plain(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        Value::Number(number) => number.to_string(),
        Value::Object(fields) => return plain(fields.get("name")?),
        Value::Array(values) => values.iter().filter_map(plain).collect::<Vec<_>>().join(", "),
        Value::Null | Value::Bool(_) => return None,
    };
    (!text.is_empty()).then_some(text)
}

fn names(fields: &Map<String, Value>) -> String {
    match fields.keys().map(String::as_str).collect::<Vec<_>>().join(", ") {
        names if names.is_empty() => "none".to_owned(),
        names => names,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(value: Value) -> Result<Article, Problem> {
        let Value::Object(fields) = value else { panic!("not an object") };
        article(fields, "given#1".to_owned())
    }

    #[test]
    fn our_own_form() {
        let article = read(json!({
            "id": "a17", "text": "Wang met\r\nPutin. ", "title": "Talks", "published": "2023-02-22",
            "url": null, "source": "Xinhua", "author": "A. B.", "facts": []
        }))
        .unwrap();
        assert_eq!((article.id.as_str(), article.text.as_str()), ("a17", "Wang met\r\nPutin. "));
        assert_eq!(article.published.unwrap().edtf(), "2023-02-22");
        assert_eq!((article.url, article.source.as_deref()), (None, Some("Xinhua")));
    }

    #[test]
    fn other_names_and_shapes() {
        let article = read(json!({
            "Content": "Wang met Putin.", "publishedAt": "2023-02-22T23:30:00+08:00", "text": null,
            "source": {"id": null, "name": "Reuters"}, "authors": ["A. B.", {"name": "C. D."}], "headline": "Talks"
        }))
        .unwrap();
        assert_eq!(article.id, "given#1");
        assert_eq!(article.text, "Wang met Putin.");
        assert_eq!(article.published.unwrap().edtf(), "2023-02-22");
        assert_eq!(article.source.as_deref(), Some("Reuters"));
        assert_eq!(article.author.as_deref(), Some("A. B., C. D."));
        assert_eq!(article.title.as_deref(), Some("Talks"));
    }

    #[test]
    fn records_without_a_text() {
        assert!(
            matches!(read(json!({"title": "x", "url": "y"})), Err(Problem::NoText(names)) if names == "title, url")
        );
        assert!(matches!(read(json!({"text": " \n"})), Err(Problem::Empty)));
        assert!(matches!(read(json!({"body": 7})), Err(Problem::WrongType { field, .. }) if field == "body"));
    }
}
