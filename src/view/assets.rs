//! Styles, scripts and the graph library, as they are part of the program.

/// A file.
pub struct Asset {
    /// Its name: `/assets/NAME` is its address.
    pub name: &'static str,
    /// What it is.
    pub media: &'static str,
    /// The text.
    pub text: &'static str,
}

const SCRIPT: &str = "text/javascript; charset=utf-8";

const ASSETS: &[Asset] = &[
    Asset { name: "style.css", media: "text/css; charset=utf-8", text: include_str!("assets/style.css") },
    Asset { name: "keys.js", media: SCRIPT, text: include_str!("assets/keys.js") },
    Asset { name: "brush.js", media: SCRIPT, text: include_str!("assets/brush.js") },
    Asset { name: "graph.js", media: SCRIPT, text: include_str!("assets/graph.js") },
    Asset { name: "cytoscape.min.js", media: SCRIPT, text: include_str!("assets/vendor/cytoscape.min.js") },
    Asset {
        name: "cytoscape.LICENSE",
        media: "text/plain; charset=utf-8",
        text: include_str!("assets/vendor/cytoscape.LICENSE"),
    },
    Asset { name: "graph.css", media: "text/css; charset=utf-8", text: include_str!("assets/graph.css") },
    Asset { name: "icon.svg", media: "image/svg+xml", text: include_str!("assets/icon.svg") },
];

/// The file of this name.
pub fn asset(name: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|asset| asset.name == name)
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::*;

    #[test]
    fn third_party_files_are_those_that_their_readme_names() {
        let readme = include_str!("assets/vendor/README.md");
        let library = asset("cytoscape.min.js").unwrap();
        let hash = Sha256::digest(library.text.as_bytes());
        let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        assert!(readme.contains(&format!("`{}`", library.name)) && readme.contains(&hash), "{hash}");
        assert!(library.text.contains("The Cytoscape Consortium"));
        assert!(asset("cytoscape.LICENSE").unwrap().text.contains("Permission is hereby granted"));
    }

    #[test]
    fn scripts_write_no_html_and_run_no_text() {
        for script in ASSETS.iter().filter(|a| a.media == SCRIPT && a.name != "cytoscape.min.js") {
            for word in [
                "innerHTML",
                "outerHTML",
                "insertAdjacentHTML",
                "document.write",
                "eval(",
                "http://",
                "https://",
            ] {
                assert!(!script.text.contains(word), "{}: {word}", script.name);
            }
        }
    }
}
