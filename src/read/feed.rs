//! RSS and Atom → articles, an entry an article.
//!
//! A feed is read from its beginning to where it is broken, if it is: the entries before that are given. Markup in titles
//! and texts is read as HTML, whether it is escaped, in CDATA or plain, since feeds have all three.

use std::borrow::Cow;

use quick_xml::escape::{escape, resolve_xml_entity};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::error::{Place, Problem, ReadError};
use super::{Found, date, html, numbered};
use crate::model::Article;

/// The elements of which one is the outermost of a feed.
pub(super) const ROOTS: [&str; 3] = ["rss", "feed", "rdf:RDF"];

/// The articles of a feed, and what is wrong with it.
pub(super) fn articles(xml: &str, file: &str) -> Vec<Result<Found, ReadError>> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().allow_dangling_amp = true;
    reader.config_mut().expand_empty_elements = true;
    let mut feed = Feed { file, lines: Lines::of(xml), source: None, entry: None, articles: Vec::new() };
    let place = Place::file(file);
    match feed.read(&mut reader) {
        Ok(()) if feed.articles.is_empty() => feed.articles.push(Err(place.error(Problem::NoEntries))),
        Ok(()) => {}
        Err(Broken::Other(root)) => feed.articles.push(Err(place.error(Problem::OtherXml(root)))),
        Err(Broken::Xml(error)) => {
            let place = place.offset(xml.as_bytes(), reader.error_position() as usize);
            feed.articles.push(Err(place.error(Problem::Xml(error.to_string()))));
        }
        Err(Broken::CutOff(root)) => {
            let place = place.offset(xml.as_bytes(), xml.len());
            feed.articles.push(Err(place.error(Problem::Xml(format!("the file ends within <{root}>")))));
        }
    }
    feed.articles
}

/// Why a feed can't be read to its end.
enum Broken {
    Xml(quick_xml::Error),
    /// It ends before its outermost element does.
    CutOff(String),
    /// It is no feed: its outermost element.
    Other(String),
}

impl From<quick_xml::Error> for Broken {
    fn from(error: quick_xml::Error) -> Broken {
        Broken::Xml(error)
    }
}

struct Feed<'x> {
    file: &'x str,
    lines: Lines<'x>,
    /// The feed's title.
    source: Option<String>,
    /// The entry that is being read.
    entry: Option<Entry>,
    articles: Vec<Result<Found, ReadError>>,
}

/// What an entry says of itself.
#[derive(Default)]
struct Entry {
    line: usize,
    id: Option<String>,
    title: Option<String>,
    link: Option<String>,
    /// Its id, where that is an address.
    permalink: Option<String>,
    published: Option<String>,
    updated: Option<String>,
    authors: Vec<String>,
    content: Option<String>,
    summary: Option<String>,
}

impl<'x> Feed<'x> {
    fn read(&mut self, reader: &mut Reader<&'x [u8]>) -> Result<(), Broken> {
        let (mut root, mut closed) = (None, false);
        loop {
            let start = reader.buffer_position() as usize;
            match reader.read_event()? {
                Event::Start(tag) if root.is_none() => {
                    let name = tag.name().as_ref().to_owned();
                    if !ROOTS.contains(&name.as_str()) {
                        return Err(Broken::Other(name));
                    }
                    root = Some(name);
                }
                Event::Start(tag) => match tag.name().as_ref() {
                    "channel" => {}
                    "item" | "entry" => {
                        self.entry = Some(Entry { line: self.lines.of_offset(start), ..Entry::default() });
                    }
                    _ => {
                        let inner = reader.read_text(tag.name())?.into_inner();
                        self.element(&tag, &inner, root.as_deref() == Some("feed"));
                    }
                },
                Event::End(tag) if matches!(tag.name().as_ref(), "item" | "entry") => self.end_entry(),
                Event::End(tag) if root.as_deref() == Some(tag.name().as_ref()) => closed = true,
                Event::Eof if closed => return Ok(()),
                Event::Eof => return root.map_or(Ok(()), |root| Err(Broken::CutOff(root))),
                _ => {}
            }
        }
    }

    /// An element of the entry, or of the feed itself; `atom` says by its `type` what its text is.
    fn element(&mut self, tag: &BytesStart<'_>, inner: &str, atom: bool) {
        let attribute = |name| {
            let found = tag.try_get_attribute(name).ok()??;
            Some(found.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
        };
        let is_plain = atom && attribute("type").is_none_or(|form| form == "text");
        let markup = || if is_plain { escape(unescaped(inner)) } else { unescaped(inner) };
        let line = |markup: &str| Some(html::line(markup)).filter(|line| !line.is_empty());
        // Addresses, ids and dates are no HTML.
        let text = || Some(unescaped(inner).trim().to_owned()).filter(|text| !text.is_empty());
        let Some(entry) = &mut self.entry else {
            if tag.name().as_ref() == "title" && self.source.is_none() {
                self.source = line(&markup());
            }
            return;
        };
        match tag.name().as_ref() {
            "title" => entry.title = line(&markup()),
            "guid" => {
                let is_address = attribute("isPermaLink").as_deref() != Some("false");
                entry.id = text();
                entry.permalink = text().filter(|id| is_address && id.starts_with("http"));
            }
            "id" => entry.id = text(),
            "link" => match (attribute("href"), attribute("rel")) {
                (None, _) => entry.link = text().or(entry.link.take()),
                (href, None) => entry.link = href,
                (href, Some(rel)) if rel == "alternate" => entry.link = href,
                _ => {}
            },
            "pubDate" | "dc:date" | "published" => entry.published = text(),
            "updated" => entry.updated = text(),
            "author" | "dc:creator" => {
                let name = between(inner, "<name>", "</name>").unwrap_or(inner);
                entry.authors.extend(line(&unescaped(name)));
            }
            "content:encoded" | "content" => entry.content = Some(markup().into_owned()),
            "description" | "summary" => entry.summary = Some(markup().into_owned()),
            _ => {}
        }
    }

    fn end_entry(&mut self) {
        let Some(entry) = self.entry.take() else { return };
        let place = Place::line(self.file, entry.line);
        let default_id = numbered(self.file, self.articles.len() + 1);
        self.articles.push(Found::at(place, entry.article(self.source.clone(), default_id)));
    }
}

impl Entry {
    fn article(self, source: Option<String>, default_id: String) -> Result<Article, Problem> {
        let texts = [self.content, self.summary].into_iter().flatten();
        let mut texts = texts.map(|markup| html::fragment(&markup));
        let text = texts.find(|text| !text.is_empty()).ok_or(Problem::NoEntryText)?;
        let url = self.link.or(self.permalink);
        Ok(Article {
            id: self.id.or(url.clone()).unwrap_or(default_id),
            title: self.title,
            published: [self.published, self.updated].iter().flatten().find_map(|text| date::parse(text)),
            url,
            source,
            author: (!self.authors.is_empty()).then(|| self.authors.join(", ")),
            text,
        })
    }
}

/// What stands inside an element, without one level of escapes; as it is, where it is markup itself. Names that XML does
/// not know are left to HTML.
fn unescaped(inner: &str) -> Cow<'_, str> {
    let mut text = String::with_capacity(inner.len());
    let mut reader = Reader::from_str(inner);
    reader.config_mut().allow_dangling_amp = true;
    loop {
        match reader.read_event() {
            Ok(Event::Text(part)) => text.push_str(&part),
            Ok(Event::CData(part)) => text.push_str(&part),
            Ok(Event::GeneralRef(name)) => match (name.resolve_char_ref(), resolve_xml_entity(&name)) {
                (Ok(Some(char)), _) => text.push(char),
                (_, Some(resolved)) => text.push_str(resolved),
                _ => text.extend(["&", &*name, ";"]),
            },
            Ok(Event::Eof) => return Cow::Owned(text),
            Ok(Event::Start(_) | Event::Empty(_)) | Err(_) => return Cow::Borrowed(inner),
            Ok(_) => {}
        }
    }
}

/// What stands between two marks.
fn between<'t>(text: &'t str, start: &str, end: &str) -> Option<&'t str> {
    Some(text.split_once(start)?.1.split_once(end)?.0)
}

/// Tells the lines of offsets that only grow, without counting again what was counted.
struct Lines<'x> {
    text: &'x [u8],
    counted: usize,
    line: usize,
}

impl<'x> Lines<'x> {
    fn of(text: &'x str) -> Self {
        Lines { text: text.as_bytes(), counted: 0, line: 1 }
    }

    /// The line, from 1, of the byte at an offset.
    fn of_offset(&mut self, offset: usize) -> usize {
        let passed = self.text.get(self.counted..offset).unwrap_or_default();
        self.line += passed.iter().filter(|&&byte| byte == b'\n').count();
        self.counted = self.counted.max(offset);
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RSS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!-- a feed --><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>The Post &amp;amp; Courier</title><link>https://example.org/</link>
<image><title>Logo</title><link>https://example.org/logo</link></image>
<item>
  <title><![CDATA[Wang &amp; Putin meet]]></title>
  <link>https://example.org/wang</link>
  <guid isPermaLink="false">post-17</guid>
  <dc:creator>A. B.</dc:creator><dc:creator>C. D.</dc:creator>
  <pubDate>Wed, 22 Feb 2023 08:00:00 +0800</pubDate>
  <media:group><media:title>A picture</media:title><title>Not this one</title></media:group>
  <description>A teaser.</description>
  <content:encoded><![CDATA[<p>Wang Yi met <b>Vladimir&nbsp;Putin</b> in Moscow.</p>
    <script>alert(1)</script><ul><li>They talked.</li></ul>]]></content:encoded>
</item>
<item><guid>https://example.org/xi</guid><description>&lt;p&gt;Xi Jinping&#8217;s visit &amp;amp; talks.&lt;/p&gt;</description></item>
<item><description>Plain words, AT&T's.

Of two paragraphs.</description></item>
<item><title>Only a title</title></item>
</channel></rss>"#;

    const ATOM: &str = r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>The Wire</title><id>urn:feed</id>
<link href="https://example.org/"/><author><name>Staff</name></author>
<entry><title type="text">Talks: 1 &lt; 2</title><id>urn:uuid:1</id><updated>2023-02-23T01:00:00Z</updated>
<link rel="self" href="https://example.org/1.atom"/><link href="https://example.org/1?a=1&amp;b=2"/>
<author><name>E. F.</name><email>e@example.org</email></author>
<summary>Short.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Wang met Putin.</p><p>They talked.</p></div></content>
</entry>
<entry><id>urn:uuid:2</id><published>2023-02-21</published><updated>2023-02-23</updated><content src="https://example.org/film" type="video/mp4"/>
<summary type="html">&lt;i>Xi&lt;/i> came.</summary></entry></feed>"#;

    fn good(xml: &str) -> Vec<Article> {
        articles(xml, "feed.xml").into_iter().filter_map(Result::ok).map(|found| found.article).collect()
    }

    fn bad(xml: &str) -> Vec<String> {
        articles(xml, "feed.xml").into_iter().filter_map(Result::err).map(|error| error.to_string()).collect()
    }

    #[test]
    fn rss() {
        let articles = good(RSS);
        let ids: Vec<_> = articles.iter().map(|article| article.id.as_str()).collect();
        assert_eq!(ids, ["post-17", "https://example.org/xi", "feed.xml#3"]);
        let first = &articles[0];
        assert_eq!(first.text, "Wang Yi met Vladimir Putin in Moscow.\n\nThey talked.");
        assert_eq!(first.title.as_deref(), Some("Wang & Putin meet"));
        assert_eq!(first.url.as_deref(), Some("https://example.org/wang"));
        assert_eq!(first.author.as_deref(), Some("A. B., C. D."));
        assert_eq!(first.source.as_deref(), Some("The Post & Courier"));
        assert_eq!(first.published.as_ref().unwrap().edtf(), "2023-02-22");
        assert_eq!(articles[1].text, "Xi Jinping’s visit & talks.");
        assert_eq!(articles[1].url.as_deref(), Some("https://example.org/xi"));
        assert_eq!(articles[2].text, "Plain words, AT&T's.\n\nOf two paragraphs.");
        assert_eq!(bad(RSS), ["feed.xml:20: no text in this entry of the feed (content or description)"]);
    }

    #[test]
    fn atom() {
        let articles = good(ATOM);
        let [first, second] = &articles[..] else { panic!("{articles:?}") };
        assert_eq!(first.text, "Wang met Putin.\n\nThey talked.");
        assert_eq!(first.title.as_deref(), Some("Talks: 1 < 2"));
        assert_eq!((first.id.as_str(), first.author.as_deref()), ("urn:uuid:1", Some("E. F.")));
        assert_eq!(first.url.as_deref(), Some("https://example.org/1?a=1&b=2"));
        assert_eq!(first.published.as_ref().unwrap().edtf(), "2023-02-23");
        assert_eq!((second.text.as_str(), second.source.as_deref()), ("Xi came.", Some("The Wire")));
        assert_eq!(second.published.as_ref().unwrap().edtf(), "2023-02-21");
    }

    #[test]
    fn rdf_has_its_items_beside_the_channel() {
        let rdf = "<rdf:RDF><channel><title>The Post</title><items><rdf:Seq/></items></channel>\
                   <item><link>https://example.org/a</link><description>Wang came.</description></item></rdf:RDF>";
        let [article] = &good(rdf)[..] else { panic!() };
        assert_eq!(
            (article.id.as_str(), article.source.as_deref()),
            ("https://example.org/a", Some("The Post"))
        );
    }

    #[test]
    fn a_broken_feed_gives_what_stands_before() {
        let cut = &RSS[..RSS.find("They talked").unwrap()];
        let cut = cut.replace(
            "<item>\n",
            "<item><guid>a</guid><description>Wang came.</description></item>\n<item>\n",
        );
        assert_eq!(good(&cut).len(), 1);
        assert!(bad(&cut)[0].starts_with("feed.xml:14:"), "{:?}", bad(&cut));
        assert!(bad(&cut)[0].contains("not well-formed XML: "), "{:?}", bad(&cut));
        let unclosed =
            "<rss><channel><item><guid>a</guid><description>Wang came.</description></item>\n<item><guid>b";
        assert_eq!(good(unclosed).len(), 1);
        for cut in [unclosed, unclosed.split('\n').next().unwrap()] {
            assert!(bad(cut)[0].starts_with("feed.xml:"), "{:?}", bad(cut));
        }
        let crossed = "<rss><channel><item><guid>a</guid></channel></item></rss>";
        assert!(bad(crossed)[0].starts_with("feed.xml:1:"), "{:?}", bad(crossed));
    }

    #[test]
    fn what_is_no_feed() {
        for empty in ["<rss><channel></channel></rss>", "<feed/>"] {
            assert_eq!(bad(empty), ["feed.xml: no entries in this feed"]);
        }
        assert!(bad("<urlset><url/></urlset>")[0].starts_with("feed.xml: XML of another kind (<urlset>)"));
    }
}
