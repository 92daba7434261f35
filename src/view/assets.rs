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
    Asset { name: "icon.svg", media: "image/svg+xml", text: include_str!("assets/icon.svg") },
];

/// The file of this name.
pub fn asset(name: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|asset| asset.name == name)
}
