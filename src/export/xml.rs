//! XML as the formats here need it: elements with attributes and text, whatever characters these have.
//!
//! `quick-xml` writes; what it leaves to its caller is done here. A parser turns line breaks and tabs within attributes
//! into blanks and drops carriage returns, unless they are written as references. Some characters (NUL, most control
//! characters) can't be in XML 1.0 in any writing; they become `\u{0}` in words, so that one sees that they were there.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use quick_xml::name::QName;

/// An attribute's name and value.
pub type Pair<'a> = (&'a str, &'a str);

/// A document being written.
pub struct Xml<W: Write> {
    writer: Writer<W>,
}

impl<W: Write> Xml<W> {
    /// Begins a document.
    pub fn begin(out: W) -> io::Result<Xml<W>> {
        let mut writer = Writer::new_with_indent(out, b' ', 1);
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        Ok(Xml { writer })
    }

    /// Begins what is part of another document, or of a page.
    pub fn fragment(out: W) -> Xml<W> {
        Xml { writer: Writer::new_with_indent(out, b' ', 1) }
    }

    /// Begins an element.
    pub fn open(&mut self, name: &str, attributes: &[Pair<'_>]) -> io::Result<()> {
        self.writer.write_event(Event::Start(start(name, attributes)))
    }

    /// Ends it.
    pub fn close(&mut self, name: &str) -> io::Result<()> {
        self.writer.write_event(Event::End(BytesEnd::new(name)))
    }

    /// Writes an element without content.
    pub fn empty(&mut self, name: &str, attributes: &[Pair<'_>]) -> io::Result<()> {
        self.writer.write_event(Event::Empty(start(name, attributes)))
    }

    /// Writes an element that holds text.
    pub fn text(&mut self, name: &str, attributes: &[Pair<'_>], text: &str) -> io::Result<()> {
        self.open(name, attributes)?;
        self.writer.write_event(Event::Text(BytesText::from_escaped(escaped(text))))?;
        self.close(name)
    }

    /// Ends the last line.
    pub fn finish(mut self) -> io::Result<()> {
        self.writer.get_mut().write_all(b"\n")
    }
}

fn start<'a>(name: &'a str, attributes: &[Pair<'a>]) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for (key, value) in attributes {
        start.push_attribute(Attribute { key: QName(key), value: quoted(value) });
    }
    start
}

/// A text as it stands in an element.
pub fn escaped(text: &str) -> Cow<'_, str> {
    replaced(text, |c| matches!(c, '\n' | '\t'))
}

/// A text as it stands in an attribute.
fn quoted(text: &str) -> Cow<'_, str> {
    replaced(text, |_| false)
}

/// The text with references in it; `kept` control characters stand for themselves.
fn replaced(text: &str, kept: impl Fn(char) -> bool) -> Cow<'_, str> {
    let is_special = |c: char| matches!(c, '&' | '<' | '>' | '"' | '\'') || c.is_control() || !is_legal(c);
    if !text.contains(|c: char| is_special(c) && !kept(c)) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        // Writing into a String never fails.
        let _ = match c {
            '&' => safe.write_str("&amp;"),
            '<' => safe.write_str("&lt;"),
            '>' => safe.write_str("&gt;"),
            '"' => safe.write_str("&quot;"),
            '\'' => safe.write_str("&apos;"),
            c if !is_legal(c) => write!(safe, "{}", c.escape_unicode()),
            c if c.is_control() && !kept(c) => write!(safe, "&#{};", u32::from(c)),
            c => safe.write_char(c),
        };
    }
    Cow::Owned(safe)
}

/// Whether XML 1.0 can hold the character (production 2 of its fifth edition).
fn is_legal(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}

/// The text with what XML can't hold written out: what a reader of the document gets.
#[cfg(test)]
pub fn legal(text: &str) -> String {
    text.chars().map(|c| if is_legal(c) { c.to_string() } else { c.escape_unicode().to_string() }).collect()
}

#[cfg(test)]
pub mod tests {
    use proptest::prelude::*;
    use quick_xml::Reader;

    use super::*;

    /// The texts of the elements that have an attribute of this value. Fails where the document is not well-formed.
    pub fn texts(xml: &str, marked: &str) -> Vec<String> {
        found(xml, |start| start.attributes().any(|a| value(&a.unwrap()) == marked))
    }

    /// The texts of the elements of this name.
    pub fn contents(xml: &str, name: &str) -> Vec<String> {
        found(xml, |start| start.name().as_ref() == name)
    }

    fn found(xml: &str, wanted: impl Fn(&BytesStart<'_>) -> bool) -> Vec<String> {
        let mut reader = Reader::from_str(xml);
        let (mut found, mut inside) = (Vec::new(), false);
        loop {
            let part = match reader.read_event().unwrap() {
                Event::Start(start) => {
                    inside = wanted(&start);
                    if inside {
                        found.push(String::new());
                    }
                    continue;
                }
                Event::End(_) => {
                    inside = false;
                    continue;
                }
                Event::Text(part) => part.as_ref().to_owned(),
                Event::GeneralRef(part) => resolved(&part),
                Event::Eof => return found,
                _ => continue,
            };
            if let Some(text) = found.last_mut().filter(|_| inside) {
                text.push_str(&part);
            }
        }
    }

    /// The values that an attribute of this name has anywhere.
    pub fn values(xml: &str, name: &str) -> Vec<String> {
        let mut reader = Reader::from_str(xml);
        let mut found = Vec::new();
        loop {
            match reader.read_event().unwrap() {
                Event::Start(start) | Event::Empty(start) => {
                    let attributes = start.attributes().map(Result::unwrap);
                    found.extend(attributes.filter(|a| a.key.as_ref() == name).map(|a| value(&a)));
                }
                Event::Eof => return found,
                _ => {}
            }
        }
    }

    fn value(attribute: &Attribute<'_>) -> String {
        attribute.normalized_value(Default::default()).unwrap().into_owned()
    }

    fn resolved(part: &quick_xml::events::BytesRef<'_>) -> String {
        match part.resolve_char_ref().unwrap() {
            Some(c) => c.to_string(),
            None => quick_xml::escape::resolve_predefined_entity(part.as_ref()).unwrap().to_owned(),
        }
    }

    fn document(attribute: &str, text: &str) -> String {
        let mut out = Vec::new();
        let mut xml = Xml::begin(&mut out).unwrap();
        xml.text("a", &[("b", attribute)], text).unwrap();
        xml.finish().unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn what_xml_cannot_hold_is_written_out_and_the_rest_is_kept() {
        let text = "\"q\" <'&> 👩‍💻 a\nb\tc\rd \0\u{1b}\u{ffff}";
        insta::assert_snapshot!(document(text, "x"), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <a b="&quot;q&quot; &lt;&apos;&amp;&gt; 👩‍💻 a&#10;b&#9;c&#13;d \u{0}\u{1b}\u{ffff}">x</a>
        "#);
    }

    proptest! {
        #[test]
        fn a_parser_reads_what_was_written(attribute in any::<String>(), text in any::<String>()) {
            let xml = document(&attribute, &text);
            prop_assert_eq!(values(&xml, "b"), [legal(&attribute)]);
            prop_assert_eq!(texts(&xml, &legal(&attribute)), [legal(&text)]);
        }
    }
}
