//! Markdown → an article: front matter gives what is known of it, the rest its text.

use std::mem;

use pulldown_cmark::{Event, HeadingLevel, MetadataBlockKind, Options, Parser, Tag, TagEnd};
use serde_json::{Map, Value};

use super::error::Problem;
use super::record;
use crate::model::Article;

/// The article in a Markdown file. Headings, paragraphs and list items become paragraphs of plain text with an empty
/// line between them; code, tables, images and HTML are left out. The first heading of the first level is the title,
/// unless the front matter names another.
pub(super) fn article(markdown: &str, id: String) -> Result<Article, Problem> {
    let body = Body::of(markdown);
    let mut fields = match body.metadata {
        Some((MetadataBlockKind::YamlStyle, text)) => yaml_fields(&text),
        Some((MetadataBlockKind::PlusesStyle, text)) => toml_fields(&text)?,
        None => Map::new(),
    };
    let mut paragraphs = body.paragraphs;
    if let Some(first) = body.title.and_then(|index| paragraphs.get(index).cloned()) {
        let title = fields.get("title").and_then(Value::as_str).unwrap_or(&first).to_owned();
        if title == first {
            paragraphs.retain(|paragraph| *paragraph != first);
        }
        fields.insert("title".to_owned(), Value::String(title));
    }
    fields.insert("text".to_owned(), Value::String(paragraphs.join("\n\n")));
    record::article(fields, id)
}

/// What the parser's events come to.
#[derive(Default)]
struct Body {
    metadata: Option<(MetadataBlockKind, String)>,
    paragraphs: Vec<String>,
    /// The index of the first heading of the first level.
    title: Option<usize>,
    paragraph: String,
}

impl Body {
    fn of(markdown: &str) -> Self {
        let options = Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
            | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS
            | Options::ENABLE_TABLES;
        let mut body = Self::default();
        let mut dropped = 0usize;
        for event in Parser::new_ext(markdown, options) {
            match event {
                Event::Start(Tag::MetadataBlock(kind)) => body.metadata = Some((kind, String::new())),
                Event::End(TagEnd::MetadataBlock(_)) => {
                    let text = mem::take(&mut body.paragraph);
                    if let Some((_, metadata)) = &mut body.metadata {
                        *metadata = text;
                    }
                }
                Event::Start(Tag::CodeBlock(_) | Tag::Table(_) | Tag::Image { .. } | Tag::HtmlBlock) => {
                    body.end_paragraph();
                    dropped += 1;
                }
                Event::End(TagEnd::CodeBlock | TagEnd::Table | TagEnd::Image | TagEnd::HtmlBlock) => {
                    dropped -= 1
                }
                _ if dropped > 0 => {}
                Event::Text(text) | Event::Code(text) => body.paragraph.push_str(&text),
                Event::SoftBreak | Event::HardBreak => body.paragraph.push(' '),
                Event::End(TagEnd::Heading(HeadingLevel::H1)) if body.title.is_none() => {
                    body.title = Some(body.paragraphs.len());
                    body.end_paragraph();
                }
                Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::Item | Tag::List(_))
                | Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item) => body.end_paragraph(),
                _ => {}
            }
        }
        body.end_paragraph();
        body
    }

    fn end_paragraph(&mut self) {
        let words: Vec<&str> = self.paragraph.split_whitespace().collect();
        if !words.is_empty() {
            self.paragraphs.push(words.join(" "));
        }
        self.paragraph.clear();
    }
}

/// The fields of YAML front matter, as far as articles have them: `key: value` and lists of values. Keys that are
/// nested are passed over.
fn yaml_fields(yaml: &str) -> Map<String, Value> {
    let mut fields = Map::new();
    let mut last_key = None;
    for line in yaml.lines().map(str::trim_end).filter(|line| !line.trim_start().starts_with('#')) {
        if let Some(item) = line.trim_start().strip_prefix("- ") {
            if let Some(Value::Array(items)) = last_key.as_ref().and_then(|key| fields.get_mut(key)) {
                items.push(yaml_scalar(item));
            }
        } else if let Some((key, value)) = line.split_once(':').filter(|(key, _)| !key.starts_with(' ')) {
            let value = match value.trim() {
                "" => Value::Array(Vec::new()),
                list if list.starts_with('[') && list.ends_with(']') => {
                    list[1..list.len() - 1].split(',').map(yaml_scalar).collect()
                }
                scalar => yaml_scalar(scalar),
            };
            fields.insert(key.to_owned(), value);
            last_key = Some(key.to_owned());
        }
    }
    fields
}

fn yaml_scalar(text: &str) -> Value {
    let text = text.trim();
    let quoted = |quote: char| text.strip_prefix(quote)?.strip_suffix(quote);
    let text = if let Some(inner) = quoted('"') {
        inner.replace("\\\"", "\"").replace("\\\\", "\\")
    } else if let Some(inner) = quoted('\'') {
        inner.replace("''", "'")
    } else {
        text.split_once(" #").map_or(text, |(value, _comment)| value.trim_end()).to_owned()
    };
    Value::String(text)
}

fn toml_fields(text: &str) -> Result<Map<String, Value>, Problem> {
    let table: toml::Table =
        text.parse().map_err(|error: toml::de::Error| Problem::FrontMatter(error.to_string()))?;
    Ok(table
        .into_iter()
        .filter_map(|(key, value)| match value {
            toml::Value::String(text) => Some((key, Value::String(text))),
            toml::Value::Datetime(date) => Some((key, Value::String(date.to_string()))),
            toml::Value::Array(items) => {
                let strings =
                    items.iter().filter_map(|item| item.as_str().map(|item| Value::String(item.to_owned())));
                Some((key, strings.collect()))
            }
            _ => None,
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_and_plain_text() {
        let markdown = "---\ntitle: \"Wang meets Putin: talks in Moscow\"\ndate: 2023-02-22 # a Wednesday\n\
            authors:\n  - A. B.\n  - C. D.\nsource: 'The ''Post'''\nurl: https://example.org/a\ntags: [x, y]\n---\n\
            # Wang meets Putin: talks in Moscow\n\n\
            China's **Wang Yi** met [Vladimir\nPutin](https://example.org/p) on *Tuesday*.\n\n\
            ![A photo](p.jpg)\n\n```\nlet x = 1;\n```\n\n## What they said\n\n- First point.\n- Second\n  point.\n\n\
            | a | b |\n|---|---|\n| 1 | 2 |\n\n> Quoted &amp; so on.\n\n<div>markup</div>\n";
        let article = article(markdown, "a.md".to_owned()).unwrap();
        assert_eq!(article.title.as_deref(), Some("Wang meets Putin: talks in Moscow"));
        assert_eq!(article.published.unwrap().edtf(), "2023-02-22");
        assert_eq!(article.author.as_deref(), Some("A. B., C. D."));
        assert_eq!(article.source.as_deref(), Some("The 'Post'"));
        assert_eq!(article.url.as_deref(), Some("https://example.org/a"));
        assert_eq!(article.id, "a.md");
        assert_eq!(
            article.text,
            "China's Wang Yi met Vladimir Putin on Tuesday.\n\nWhat they said\n\nFirst point.\n\nSecond point.\n\n\
             Quoted & so on."
        );
    }

    #[test]
    fn a_first_heading_is_the_title() {
        let article =
            article("# Talks\n\nWang met Putin.\n\n# More\n\nThey spoke.", "a.md".to_owned()).unwrap();
        assert_eq!(article.title.as_deref(), Some("Talks"));
        assert_eq!(article.text, "Wang met Putin.\n\nMore\n\nThey spoke.");
    }

    #[test]
    fn toml_front_matter() {
        let article = article(
            "+++\ntitle = \"Talks\"\ndate = 2023-02-22T10:00:00Z\n+++\nWang met Putin.",
            "a".to_owned(),
        );
        let article = article.unwrap();
        assert_eq!((article.title.as_deref(), article.text.as_str()), (Some("Talks"), "Wang met Putin."));
        assert_eq!(article.published.unwrap().edtf(), "2023-02-22");
    }

    #[test]
    fn nothing_but_front_matter_is_empty() {
        assert!(matches!(article("---\ntitle: x\n---\n\n", "a".to_owned()), Err(Problem::Empty)));
    }
}
