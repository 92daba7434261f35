//! One HTML page that needs nothing else: a drawing of the best-connected entities and a table of all events with their
//! sentences. It has no script, loads nothing, and forbids itself to (`Content-Security-Policy`); the drawing's lines
//! lead to the rows of the table. Texts are shown with what reorders or hides characters written out, each in a `bdi`, so
//! that a name written from right to left does not turn the words around it.

use std::io::Write;

use sha2::{Digest, Sha256};

use super::ftm::is_address;
use super::look::words;
use super::xml::Xml;
use super::{Clusters, Excerpt, Result, svg, visible};
use crate::model::Status;
use crate::query::{ClaimRow, EventRow};

/// The most entities in the drawing.
const DRAWN: usize = 40;

/// How the page looks. No characters that XML or HTML would escape, see [`svg::style`].
const STYLE: &str = "
:root { color-scheme: light dark; --line: #ccc; --soft: #f3f3f3 }
@media (prefers-color-scheme: dark) { :root { --line: #444; --soft: #22262b } }
body { font: 15px/1.45 system-ui, sans-serif; max-width: 80rem; margin: 0 auto; padding: 1rem }
figure { margin: 0; overflow: auto; max-height: 85vh; border: 1px solid var(--line) }
figure svg { display: block; margin: auto }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .35rem .5rem; border-bottom: 1px solid var(--line) }
thead th { position: sticky; top: 0; background: var(--soft) }
td[data-label=When] { white-space: nowrap }
tr:target { outline: 3px solid #e69f00 }
tr.planned, tr.possible { font-style: italic }
tr.denied td { text-decoration: line-through }
tr.denied td.status, tr.denied td.evidence { text-decoration: none }
blockquote { margin: .3rem 0; padding-left: .6rem; border-left: 3px solid var(--line); font-style: normal }
@media (max-width: 45rem) {
  thead { display: none }
  tr { display: block; padding: .5rem 0; border-bottom: 2px solid var(--line) }
  td { display: block; border: 0; padding: .1rem 0 }
  td[data-label]::before { content: attr(data-label) ; font-weight: bold; margin-right: .5rem }
  td.empty { display: none }
}
";

const COLUMNS: [&str; 8] =
    ["When", "Subject", "Relation", "Object", "Where", "Status", "Sources", "Confidence"];

/// Writes the page.
pub fn write(excerpt: &Excerpt<'_>, out: &mut impl Write) -> Result<()> {
    let style = format!("{STYLE}{}", svg::style());
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        base64(&Sha256::digest(&style))
    );
    let title = if excerpt.title.is_empty() { "newsgraph" } else { &excerpt.title };
    writeln!(out, "<!DOCTYPE html>")?;
    let mut xml = Xml::fragment(&mut *out);
    xml.open("html", &[("lang", "en")])?;
    xml.open("head", &[])?;
    xml.empty("meta", &[("charset", "utf-8")])?;
    xml.empty("meta", &[("http-equiv", "Content-Security-Policy"), ("content", &policy)])?;
    xml.empty("meta", &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")])?;
    xml.empty("meta", &[("name", "referrer"), ("content", "no-referrer")])?;
    xml.text("title", &[], &visible(title))?;
    xml.text("style", &[], &style)?;
    xml.close("head")?;
    xml.open("body", &[])?;
    xml.text("h1", &[], &visible(title))?;
    let size = excerpt.size();
    let told = [Some(size.as_str()), excerpt.hidden.as_deref()];
    xml.text("p", &[], &told.into_iter().flatten().collect::<Vec<_>>().join("; "))?;
    xml.open("figure", &[("tabindex", "0"), ("aria-label", "Drawing of who is joined to whom")])?;
    svg::draw(&excerpt.nearest(DRAWN), Clusters::None, &mut xml, None, true)?;
    xml.close("figure")?;
    write_table(excerpt, &mut xml)?;
    xml.close("body")?;
    xml.close("html")?;
    Ok(xml.finish()?)
}

fn write_table(excerpt: &Excerpt<'_>, xml: &mut Xml<impl Write>) -> Result<()> {
    xml.text("h2", &[], "Events")?;
    xml.open("table", &[])?;
    xml.open("thead", &[])?;
    xml.open("tr", &[])?;
    for column in COLUMNS.into_iter().chain(["Evidence"]) {
        xml.text("th", &[("scope", "col")], column)?;
    }
    xml.close("tr")?;
    xml.close("thead")?;
    xml.open("tbody", &[])?;
    let mut events = excerpt.network.events();
    let time = |event: &EventRow| event.when.as_ref().map(|when| (when.lo, when.hi));
    // Dated first, by date; events come by id.
    events.sort_by_key(|event| (event.when.is_none(), time(event)));
    for event in events {
        write_row(excerpt, xml, event)?;
    }
    xml.close("tbody")?;
    Ok(xml.close("table")?)
}

fn write_row(excerpt: &Excerpt<'_>, xml: &mut Xml<impl Write>, event: &EventRow) -> Result<()> {
    let relation = match &event.title {
        Some(title) => format!("{} ({title})", words(&event.relation)),
        None => words(&event.relation),
    };
    let cells = [
        event.when.as_ref().map(|when| when.edtf.clone()).unwrap_or_default(),
        event.subject.name.clone(),
        relation,
        event.object.name.clone(),
        event.place.as_ref().map(|place| place.name.clone()).unwrap_or_default(),
        event.status.to_string() + if event.contested { ", contested" } else { "" },
        event.sources.to_string(),
        event.confidence.to_string(),
    ];
    let class = if event.status == Status::Actual { String::new() } else { event.status.to_string() };
    xml.open("tr", &[("id", &event.id), ("class", &class)])?;
    for (column, cell) in COLUMNS.into_iter().zip(cells) {
        let class = match column {
            "Status" => "status",
            _ if cell.is_empty() => "empty",
            _ => "",
        };
        xml.open("td", &[("data-label", column), ("class", class)])?;
        xml.text("bdi", &[], &visible(&cell))?;
        xml.close("td")?;
    }
    xml.open("td", &[("class", "evidence")])?;
    xml.open("details", &[])?;
    let claims = excerpt.claims(&event.id)?;
    xml.text("summary", &[], &format!("sentences: {}", claims.len()))?;
    for claim in &claims {
        write_claim(xml, claim)?;
    }
    xml.text("small", &[], &event.id)?;
    xml.close("details")?;
    xml.close("td")?;
    Ok(xml.close("tr")?)
}

fn write_claim(xml: &mut Xml<impl Write>, claim: &ClaimRow) -> Result<()> {
    xml.open("blockquote", &[])?;
    xml.text("bdi", &[], &visible(&claim.evidence.text))?;
    xml.empty("br", &[])?;
    let name = claim.headline.as_ref().unwrap_or(&claim.doc);
    let speaker = claim.said_by.as_ref().map(|speaker| format!("said by {}", speaker.name));
    let origin = [Some(name.clone()), claim.source.clone(), claim.published.clone(), speaker];
    let origin = origin.into_iter().flatten().collect::<Vec<_>>().join(", ");
    match claim.url.as_deref().filter(|url| is_address(url)) {
        Some(url) => xml.text("a", &[("href", url), ("rel", "noopener noreferrer")], &visible(&origin))?,
        None => xml.text("cite", &[], &visible(&origin))?,
    }
    Ok(xml.close("blockquote")?)
}

/// Base64, as a policy names the hash of a style.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let bits = (0..3).fold(0u32, |bits, i| bits << 8 | u32::from(chunk.get(i).copied().unwrap_or(0)));
        for i in 0..4 {
            let digit = DIGITS[(bits >> (18 - 6 * i) & 63) as usize];
            text.push(if i <= chunk.len() { char::from(digit) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::super::testing::{NASTY, named, small, written};
    use super::super::xml::{escaped, legal, tests::contents};
    use super::*;

    #[test]
    fn every_event_has_a_row_with_its_sentence() {
        let page = written(&small(), write);
        let cells = contents(&page, "bdi");
        assert_eq!(
            cells[..9],
            ["2023-02-21", "A", "met", "B", "Moscow", "actual", "1", "0.9", "“They met,” she said."]
        );
        assert_eq!(page.matches("<tr id=").count(), 3);
        assert!(page.contains(r##"<a href="#m-1">"##) && page.contains(r#"<tr id="m-1""#));
        assert!(page.contains(r#"<tr id="m-3" class="planned">"#));
    }

    #[test]
    fn the_page_allows_its_own_style_and_nothing_else() {
        let page = written(&small(), write);
        let style = page.split("<style>").nth(1).unwrap().split("</style>").next().unwrap();
        let hash = base64(&Sha256::digest(style));
        assert!(page.contains(&format!("default-src &apos;none&apos;; style-src &apos;sha256-{hash}&apos;")));
        assert!(!page.contains("<script") && !page.contains(" style=") && !page.contains("src="));
        assert_eq!(escaped(STYLE), STYLE);
        assert_eq!(base64(b"any carnal pleas"), "YW55IGNhcm5hbCBwbGVhcw==");
    }

    #[test]
    fn nasty_names_are_text() {
        let page = written(&named(&NASTY), write);
        let cells = contents(&page, "bdi");
        for name in NASTY {
            let shown = legal(&visible(name));
            assert!(cells.iter().filter(|cell| **cell == shown).count() >= 3, "{name:?}");
        }
        assert!(!page.contains("<script") && !page.contains("<b>"));
    }

    #[test]
    fn an_address_that_is_a_script_is_no_link() {
        let mut out = Vec::new();
        let mut xml = Xml::fragment(&mut out);
        let claim = super::super::testing::claim("m-1", "x");
        write_claim(&mut xml, &ClaimRow { url: Some("javascript:alert(1)".into()), ..claim }).unwrap();
        assert!(!String::from_utf8(out).unwrap().contains("href"));
    }
}
