//! Which format a file is in: by its extension, else by its first bytes.

use std::path::Path;

use super::feed;

/// The formats that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Text,
    Markdown,
    Html,
    /// RSS or Atom.
    Feed,
    /// One object, an array of objects, or objects one after the other.
    Json,
    /// One object a line.
    JsonLines,
    /// Rows beneath a header; the separator is told by the header.
    Csv,
}

impl Format {
    /// The format that the extension tells; `.gz` is looked through.
    pub(super) fn of_path(path: &Path) -> Option<Format> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "gz" => Self::of_path(Path::new(path.file_stem()?)),
            "txt" | "text" => Some(Format::Text),
            "md" | "markdown" => Some(Format::Markdown),
            "html" | "htm" | "xhtml" => Some(Format::Html),
            "xml" | "rss" | "atom" => Some(Format::Feed),
            "json" => Some(Format::Json),
            "jsonl" | "ndjson" => Some(Format::JsonLines),
            "csv" | "tsv" => Some(Format::Csv),
            _ => None,
        }
    }

    /// The format that the first bytes look like. Anything can be plain text, so that this is the last resort.
    pub(super) fn of_content(prefix: &[u8]) -> Format {
        let prefix = prefix.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(prefix).trim_ascii_start();
        match prefix.first() {
            Some(b'{') => Self::of_object(prefix),
            Some(b'[') if prefix[1..].trim_ascii_start().starts_with(b"{") => Format::Json,
            Some(b'<') => Self::of_markup(prefix),
            Some(b'-') if prefix.starts_with(b"---\n") || prefix.starts_with(b"---\r\n") => Format::Markdown,
            _ => Format::Text,
        }
    }

    /// Markup is what its first element is; other XML is left to the reader of feeds, which says what it wants.
    fn of_markup(prefix: &[u8]) -> Format {
        let start = String::from_utf8_lossy(&prefix[..prefix.len().min(1024)]);
        match first_element(&start) {
            Some(name) if feed::ROOTS.contains(&name) => Format::Feed,
            _ if looks_like_html(&start.to_ascii_lowercase()) => Format::Html,
            _ if start.starts_with("<?xml") => Format::Feed,
            _ => Format::Text,
        }
    }

    /// An object that ends with its line is one of many lines; one that goes on is a document.
    fn of_object(prefix: &[u8]) -> Format {
        let first_line = prefix.split(|&byte| byte == b'\n').next().unwrap_or_default();
        match first_line.trim_ascii_end() {
            [b'{', .., b'}'] => Format::JsonLines,
            line if line.len() == prefix.len() => Format::JsonLines,
            _ => Format::Json,
        }
    }
}

fn looks_like_html(start: &str) -> bool {
    ["<!doctype html", "<html", "<head", "<body", "<article", "<meta", "<p>", "<div"]
        .iter()
        .any(|tag| start.contains(tag))
}

/// The name of the first element, after the declaration and comments.
fn first_element(mut markup: &str) -> Option<&str> {
    loop {
        markup = markup.trim_start().strip_prefix('<')?;
        let end = match markup {
            _ if markup.starts_with("!--") => "-->",
            _ if markup.starts_with(['!', '?']) => ">",
            _ => return markup.split([' ', '\t', '\n', '\r', '>', '/']).next(),
        };
        markup = markup.split_once(end)?.1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extensions() {
        let of = |name: &str| Format::of_path(Path::new(name));
        assert_eq!(of("a/b.MD"), Some(Format::Markdown));
        assert_eq!(of("wire.jsonl.gz"), Some(Format::JsonLines));
        assert_eq!(of("wire.tar.gz"), None);
        assert_eq!(of("README"), None);
        assert_eq!(of("photo.jpg"), None);
    }

    #[test]
    fn contents() {
        let cases: [(&str, Format); 13] = [
            ("{\"text\": \"a\"}\n{\"text\": \"b\"}\n", Format::JsonLines),
            ("{\n  \"text\": \"a\"\n}", Format::Json),
            ("\u{feff} [ {\"text\": \"a\"}]", Format::Json),
            ("[Reuters] Talks began.", Format::Text),
            ("<!DOCTYPE html><title>x</title>", Format::Html),
            ("<?xml version='1.0'?>\n<!-- x > y -->\n<rss><title>A <p> in it</title>", Format::Feed),
            ("<feed\txmlns='http://www.w3.org/2005/Atom'>", Format::Feed),
            ("<?xml version='1.0'?><urlset/>", Format::Feed),
            ("<?xml version='1.0'?><!DOCTYPE html><html>", Format::Html),
            ("<3 is not a page", Format::Text),
            ("---\ntitle: x\n---\n", Format::Markdown),
            ("MOSCOW, Feb. 21 -- Talks began.", Format::Text),
            ("", Format::Text),
        ];
        for (text, format) in cases {
            assert_eq!(Format::of_content(text.as_bytes()), format, "{text}");
        }
    }
}
