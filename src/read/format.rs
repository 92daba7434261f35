//! Which format a file is in: by its extension, else by its first bytes.

use std::path::Path;

/// The formats that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Text,
    Markdown,
    Html,
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
            Some(b'<') if looks_like_html(prefix) => Format::Html,
            Some(b'-') if prefix.starts_with(b"---\n") || prefix.starts_with(b"---\r\n") => Format::Markdown,
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

fn looks_like_html(prefix: &[u8]) -> bool {
    let start = String::from_utf8_lossy(&prefix[..prefix.len().min(1024)]).to_ascii_lowercase();
    ["<!doctype html", "<html", "<head", "<body", "<article", "<meta", "<p>", "<div"]
        .iter()
        .any(|tag| start.contains(tag))
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
        let cases: [(&str, Format); 9] = [
            ("{\"text\": \"a\"}\n{\"text\": \"b\"}\n", Format::JsonLines),
            ("{\n  \"text\": \"a\"\n}", Format::Json),
            ("\u{feff} [ {\"text\": \"a\"}]", Format::Json),
            ("[Reuters] Talks began.", Format::Text),
            ("<!DOCTYPE html><title>x</title>", Format::Html),
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
