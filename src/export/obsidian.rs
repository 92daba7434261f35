//! Notes for Obsidian and other programs that link Markdown files: one note an entity, with its events, their sentences
//! and links to the notes of the others.
//!
//! Links are Markdown's own, `[text](File%20name.md)`, which Obsidian follows and others too, and in which every name can
//! be written. Files are named like their entities, as far as file systems and Obsidian allow; where two names would be
//! one file (in Windows and macOS also those that differ in case only), the ids are added.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use unicode_normalization::UnicodeNormalization;

use super::ftm::is_address;
use super::look::{one_line, words};
use super::{Excerpt, Result, visible, visible_json};
use crate::model::Status;
use crate::network::Node;
use crate::query::{ClaimRow, End, EventRow};

/// The note that says what all of them are.
pub const INDEX: &str = "newsgraph";

/// The most bytes of a file's name; file systems allow 255, with the extension and what sync programs add.
const LONGEST: usize = 120;

/// Hands every note to `write`: the name of its file and its text. The first is [`INDEX`], the others come by id.
pub fn write<E: From<super::ExportError>>(
    excerpt: &Excerpt<'_>,
    mut write: impl FnMut(&str, &str) -> Result<(), E>,
) -> Result<(), E> {
    let files = files(excerpt.network.entities());
    write(&format!("{INDEX}.md"), &index(excerpt, &files))?;
    let mut events = BTreeMap::<&str, Vec<&EventRow>>::new();
    for event in excerpt.network.events() {
        events.entry(&event.subject.id).or_default().push(event);
        events.entry(&event.object.id).or_default().push(event);
    }
    for node in excerpt.network.entities() {
        let mut own = events.remove(node.id.as_str()).unwrap_or_default();
        // Dated first, by date; events come by id.
        own.sort_by_key(|event| (event.when.is_none(), event.when.as_ref().map(|when| (when.lo, when.hi))));
        let text = note(excerpt, node, &own, &files)?;
        write(&format!("{}.md", files[node.id.as_str()]), &text)?;
    }
    Ok(())
}

fn index(excerpt: &Excerpt<'_>, files: &BTreeMap<&str, String>) -> String {
    let mut text = String::from("# newsgraph\n\n");
    let size = excerpt.size();
    for line in [Some(excerpt.title.as_str()), Some(&size), excerpt.hidden.as_deref()].into_iter().flatten() {
        if !line.is_empty() {
            // Writing into a String never fails.
            let _ = writeln!(text, "{}  ", markdown(line));
        }
    }
    text.push('\n');
    for node in excerpt.network.by_degree() {
        let _ = writeln!(text, "- {}", link(&node.id, &node.name, files));
    }
    text
}

fn note(
    excerpt: &Excerpt<'_>,
    node: &Node,
    events: &[&EventRow],
    files: &BTreeMap<&str, String>,
) -> Result<String> {
    let mut text = String::from("---\n");
    let mut names = excerpt.names(&node.id)?;
    names.retain(|name| *name != node.name);
    let file = &files[node.id.as_str()];
    if *file != node.name {
        names.insert(0, node.name.clone());
    }
    // Writing into a String never fails.
    let _ = writeln!(text, "id: {}\ntype: {}", yaml(&node.id), node.entity);
    if !names.is_empty() {
        text.push_str("aliases:\n");
        for name in names {
            let _ = writeln!(text, "  - {}", yaml(&name));
        }
    }
    let _ = writeln!(text, "---\n\n# {}\n", markdown(&node.name));
    for event in events {
        write_event(excerpt, event, files, &mut text)?;
    }
    Ok(text)
}

fn write_event(
    excerpt: &Excerpt<'_>,
    event: &EventRow,
    files: &BTreeMap<&str, String>,
    text: &mut String,
) -> Result<()> {
    let end = |end: &End| match &end.via {
        Some(via) => format!("{} ({})", link(&end.id, &end.name, files), markdown(via)),
        None => link(&end.id, &end.name, files),
    };
    let status = (event.status != Status::Actual).then(|| format!("**{}**", event.status));
    let facts = [
        event.when.as_ref().map(|when| markdown(&when.edtf)),
        status,
        Some(format!("{} {} {}", end(&event.subject), markdown(&words(&event.relation)), end(&event.object))),
        event.title.as_deref().map(markdown),
        event.place.as_ref().map(|place| link(&place.id, &place.name, files)),
    ];
    // Writing into a String never fails.
    let _ = writeln!(text, "- {}", facts.into_iter().flatten().collect::<Vec<_>>().join(" · "));
    for claim in excerpt.claims(&event.id)? {
        let _ = writeln!(text, "  > “{}” {}", markdown(&claim.evidence.text), origin(&claim));
    }
    text.push('\n');
    Ok(())
}

fn origin(claim: &ClaimRow) -> String {
    let name = claim.headline.as_ref().unwrap_or(&claim.doc);
    let name = match claim.url.as_deref().filter(|url| is_address(url)) {
        Some(url) => format!("[{}](<{}>)", markdown(name), url.replace('&', "&amp;")),
        None => markdown(name),
    };
    let more = [claim.source.as_deref(), claim.published.as_deref()];
    let more: Vec<_> =
        [Some(name)].into_iter().chain(more.map(|text| text.map(markdown))).flatten().collect();
    format!("— {}", more.join(", "))
}

/// A link to the note of an entity; its name alone where it has none.
fn link(id: &str, name: &str, files: &BTreeMap<&str, String>) -> String {
    let Some(file) = files.get(id) else { return markdown(name) };
    let path: String = file
        .bytes()
        .map(|b| match b {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(b).to_string(),
            b => format!("%{b:02X}"),
        })
        .collect();
    format!("[{}]({path}.md)", markdown(name))
}

/// One line of text that Markdown, and what Obsidian adds to it, leaves as it is. Not for the beginning of a line.
fn markdown(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in visible(&one_line(text)).chars() {
        if r"\`*_[]<>#|$~%=^&!".contains(c) {
            safe.push('\\');
        }
        safe.push(c);
    }
    safe
}

/// A text as a string of YAML.
fn yaml(text: &str) -> String {
    visible_json(&serde_json::Value::from(text).to_string()).into_owned()
}

/// The names of the notes' files, without extension, by the ids of their entities.
fn files<'a>(nodes: impl Iterator<Item = &'a Node>) -> BTreeMap<&'a str, String> {
    let nodes: Vec<_> = nodes.collect();
    let mut taken = BTreeMap::from([(same(INDEX), 2)]);
    let plain: Vec<_> = nodes.iter().map(|node| file(&node.name)).collect();
    for name in &plain {
        *taken.entry(same(name)).or_insert(0) += 1;
    }
    let mut used = std::collections::BTreeSet::new();
    let mut named = |node: &'a Node, plain: &String| {
        // Windows keeps "aux.txt" for itself, whatever follows.
        let mark = if is_reserved(plain) { "_" } else { "" };
        let with_id = format!("{mark}{plain} ({})", file(&node.id));
        let alone = taken[&same(plain)] == 1 && !plain.is_empty() && !is_reserved(plain);
        // A name may look like another with its id; ids are different.
        let candidates = [alone.then(|| plain.clone()), Some(with_id.trim().to_owned())];
        let chosen = candidates.into_iter().flatten().find(|name| used.insert(same(name)));
        (node.id.as_str(), chosen.unwrap_or_else(|| file(&node.id)))
    };
    nodes.into_iter().zip(&plain).map(|(node, plain)| named(node, plain)).collect()
}

/// What file systems take for the same name.
fn same(name: &str) -> String {
    name.nfkc().flat_map(char::to_lowercase).nfkc().collect()
}

/// A name as that of a file: without what some file system or Obsidian's links do not allow, and short enough.
fn file(name: &str) -> String {
    let allowed = |c: char| {
        !r#"\/:*?"<>|#^[]%"#.contains(c) && visible(c.encode_utf8(&mut [0; 4])).len() == c.len_utf8()
    };
    let name: String = name.nfc().map(|c| if allowed(c) { c } else { ' ' }).collect();
    let mut name = one_line(&name);
    while name.len() > LONGEST {
        name.pop();
    }
    // A dot at the beginning hides a file; Windows drops dots and blanks at the end.
    name.trim_matches(['.', ' ']).to_owned()
}

/// Whether Windows has a device of this name, whatever the extension.
fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim().to_ascii_uppercase();
    let numbered = |device: &str| {
        stem.strip_prefix(device).is_some_and(|n| n.chars().count() == 1 && n.chars().all(char::is_numeric))
    };
    matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$")
        || numbered("COM")
        || numbered("LPT")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    use super::super::ExportError;
    use super::super::testing::{NASTY, named, small, whole};
    use super::*;
    use crate::network::Network;

    fn notes(network: &Network) -> BTreeMap<String, String> {
        let mut notes = BTreeMap::new();
        write(&whole(network), |file, text| {
            assert!(notes.insert(file.to_owned(), text.to_owned()).is_none(), "{file} twice");
            Ok::<_, ExportError>(())
        })
        .unwrap();
        notes
    }

    /// The links of a note, as a reader of Markdown finds them: where they lead and their texts; and all of the text.
    fn read(note: &str) -> (Vec<(String, String)>, String) {
        let (mut links, mut inside, mut text) = (Vec::new(), false, String::new());
        for event in Parser::new_ext(note, Options::ENABLE_YAML_STYLE_METADATA_BLOCKS) {
            match event {
                Event::Start(Tag::Link { dest_url, .. }) => {
                    links.push((dest_url.to_string(), String::new()));
                    inside = true;
                }
                Event::End(TagEnd::Link) => inside = false,
                Event::Text(part) => {
                    text.push_str(&part);
                    if let Some((_, text)) = links.last_mut().filter(|_| inside) {
                        text.push_str(&part);
                    }
                }
                Event::Html(html) | Event::InlineHtml(html) => panic!("{html}"),
                Event::Code(code) => panic!("{code}"),
                _ => {}
            }
        }
        (links, text)
    }

    fn decoded(path: &str) -> String {
        let mut bytes = path.bytes();
        let mut decoded = Vec::new();
        while let Some(b) = bytes.next() {
            if b == b'%' {
                let digits = [bytes.next().unwrap(), bytes.next().unwrap()];
                decoded.push(u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap());
            } else {
                decoded.push(b);
            }
        }
        String::from_utf8(decoded).unwrap()
    }

    #[test]
    fn a_note_has_its_entity_s_events_with_sentences_and_links() {
        insta::assert_snapshot!(notes(&small())["A.md"], @r#"
        ---
        id: "a"
        type: PERSON
        ---

        # A

        - 2023-02-21 · [A](A.md) met [B](B.md) · Moscow
          > ““They met,” she said.” — [Two \<met\>](<https://news.example/a?b=1&amp;c='d'>), The "Wire" \& Co, 2023-02-22

        - 2023-04 · [B](B.md) met [A](A.md)
          > ““They met,” she said.” — [Two \<met\>](<https://news.example/a?b=1&amp;c='d'>), The "Wire" \& Co, 2023-02-22

        - **planned** · [A](A.md) visited [B](B.md)
          > ““They met,” she said.” — [Two \<met\>](<https://news.example/a?b=1&amp;c='d'>), The "Wire" \& Co, 2023-02-22
        "#);
        insta::assert_snapshot!(notes(&small())["newsgraph.md"], @r"
        # newsgraph

        who met whom  
        2 entities, 3 events  

        - [A](A.md)
        - [B](B.md)
        ");
    }

    fn assert_is_whole(names: &[impl AsRef<str>]) {
        let notes = notes(&named(names));
        assert_eq!(notes.len(), names.len() + 1);
        let same: BTreeSet<_> = notes.keys().map(|file| same(file)).collect();
        assert_eq!(same.len(), notes.len(), "two files that Windows or macOS take for one");
        let (links, _) = read(&notes["newsgraph.md"]);
        for name in names {
            let shown = visible(&one_line(name.as_ref())).into_owned();
            let link = links.iter().find(|(_, text)| *text == shown).unwrap_or_else(|| panic!("{shown:?}"));
            assert!(notes.contains_key(&decoded(&link.0)), "{link:?}");
        }
        for (file, note) in &notes {
            assert!(file.len() <= 255 && !file.starts_with('.') && !is_reserved(file), "{file}");
            assert!(!file.contains(|c: char| r#"\/:*?"<>|#^[]"#.contains(c) || c.is_control()), "{file}");
            for (path, _) in read(note).0 {
                assert!(path.starts_with("https://") || notes.contains_key(&decoded(&path)), "{path}");
            }
        }
    }

    #[test]
    fn nasty_names_are_links_to_files_that_every_system_can_have() {
        let long = "x".repeat(300);
        let more = [
            "CON",
            "con",
            "aux.txt",
            "..",
            ".hidden",
            "Ends. ",
            "newsgraph",
            "ＮewsGraph",
            "é",
            "e\u{301}",
            "É",
            &long,
            "CON (n-14)",
        ];
        assert_is_whole(&[&NASTY[..], &more].concat());
    }

    #[test]
    fn sentences_are_text() {
        for (number, sentence) in NASTY.iter().enumerate() {
            let notes = notes(&named(&NASTY));
            let shown = format!("“{}”", visible(&one_line(sentence)));
            let has = notes.values().filter(|note| read(note).1.contains(&shown)).count();
            assert_eq!(has, 2, "{number}: {sentence:?} stands in the notes of both ends");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn whatever_the_names_every_entity_has_a_note(names in prop::collection::vec(r"[a-cA-C.]{1,3}|\PC{1,8}", 2..8)) {
            prop_assume!(names.iter().all(|name| !one_line(name).is_empty()));
            assert_is_whole(&names);
        }
    }
}
