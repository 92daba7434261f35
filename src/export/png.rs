//! A drawing as PNG, made without Graphviz: the program's own SVG in pixels.
//!
//! `resvg` shapes text of any script. Letters of European scripts, of Hebrew and of Arabic are those of a font that the
//! program brings along (`data/font/`), so that these pictures are the same on every machine; others (Chinese, Thai,
//! emoji) are drawn with what fonts the machine has. What no font has is drawn as �, and told.

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{FontResolver, Options, Tree, fontdb::Database};

use super::svg::{self, Look};
use super::{Clusters, Excerpt, ExportError, Result};

/// The font that the program brings along, and the name of its family.
const FONT: (&[u8], &str) = (include_bytes!("../../data/font/sans.ttf"), "newsgraph sans");

/// How many pixels one of the SVG becomes in each direction, so that small print can be read.
const SCALE: f32 = 2.0;

/// The most pixels of a picture: 256 MiB of memory.
const PIXELS: f32 = 64.0 * 1024.0 * 1024.0;

/// A drawing in pixels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The bytes of a PNG file.
    pub png: Vec<u8>,
    /// The characters that no font had.
    pub unknown: BTreeSet<char>,
}

/// What stands for a character that no font has.
const UNKNOWN: char = '\u{fffd}';

/// Draws the excerpt.
pub fn draw(excerpt: &Excerpt<'_>, clusters: Clusters<'_>) -> Result<Picture> {
    let mut svg = Vec::new();
    svg::write(excerpt, clusters, Look::Light, &mut svg)?;
    let mut svg = String::from_utf8_lossy(&svg).into_owned();
    let mut unknown = BTreeSet::new();
    loop {
        let (tree, missing) = shaped(&svg)?;
        if missing.is_empty() {
            return Ok(Picture { png: pixels(&tree)?, unknown });
        }
        // For what stands behind such a character in a text no font is looked for: so they make way, and it is tried again.
        svg = svg.replace(|c| missing.contains(&c), UNKNOWN.encode_utf8(&mut [0; 4]));
        unknown.extend(missing);
    }
}

/// The drawing with its letters as shapes, and characters that no font has.
fn shaped(svg: &str) -> Result<(Tree, BTreeSet<char>)> {
    let missing = Mutex::new(BTreeSet::new());
    let options = Options { fontdb: fonts(), font_resolver: resolver(&missing), ..Options::default() };
    let tree = Tree::from_str(svg, &options).map_err(|e| ExportError::Pixels(e.to_string()))?;
    drop(options);
    Ok((tree, missing.into_inner().unwrap_or_else(PoisonError::into_inner)))
}

/// The font that is brought along, then those of the machine.
fn fonts() -> Arc<Database> {
    static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
        let mut fonts = Database::new();
        fonts.load_font_data(FONT.0.to_vec());
        fonts.load_system_fonts();
        fonts.set_sans_serif_family(FONT.1);
        Arc::new(fonts)
    });
    FONTS.clone()
}

/// Notes what no font has.
fn resolver(unknown: &Mutex<BTreeSet<char>>) -> FontResolver<'_> {
    let fallback = FontResolver::default_fallback_selector();
    FontResolver {
        select_font: FontResolver::default_font_selector(),
        select_fallback: Box::new(move |c, used, fonts| {
            let found = fallback(c, used, fonts);
            if found.is_none() && c != UNKNOWN {
                unknown.lock().unwrap_or_else(PoisonError::into_inner).insert(c);
            }
            found
        }),
    }
}

fn pixels(tree: &Tree) -> Result<Vec<u8>> {
    let (wide, high) = (tree.size().width(), tree.size().height());
    let scale = SCALE.min((PIXELS / (wide * high)).sqrt());
    let side = |length: f32| (length * scale).ceil() as u32;
    let mut pixmap = Pixmap::new(side(wide), side(high))
        .ok_or_else(|| ExportError::Pixels(format!("{wide} × {high} is too large")))?;
    resvg::render(tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    pixmap.encode_png().map_err(|e| ExportError::Pixels(e.to_string()))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{NASTY, named, small, whole};
    use super::*;
    use crate::network::Network;

    fn picture(network: &Network) -> (Pixmap, BTreeSet<char>) {
        let Picture { png, unknown } = draw(&whole(network), Clusters::Type).unwrap();
        (Pixmap::decode_png(&png).unwrap(), unknown)
    }

    /// How many pixels are as dark as letters.
    fn dark(pixmap: &Pixmap) -> usize {
        let dark = |pixel: &&resvg::tiny_skia::PremultipliedColorU8| {
            u32::from(pixel.red()) + u32::from(pixel.green()) + u32::from(pixel.blue()) < 150
        };
        pixmap.pixels().iter().filter(dark).count()
    }

    #[test]
    fn a_picture_has_opaque_paper_and_letters() {
        let (pixmap, unknown) = picture(&small());
        assert!(pixmap.pixels().iter().all(|pixel| pixel.alpha() == 255));
        let corner = pixmap.pixel(0, 0).unwrap();
        assert_eq!((corner.red(), corner.green(), corner.blue()), (255, 255, 255));
        assert!(dark(&pixmap) > 1000, "{}", dark(&pixmap));
        assert!(unknown.is_empty(), "{unknown:?}");
    }

    /// Whatever fonts the machine has.
    #[test]
    fn european_hebrew_and_arabic_names_need_no_font_of_the_machine() {
        let names = ["Владимир Зеленський", "Ελένη", "Łukasz Ğ", "ბიძინა", "Հայկ", "عبد الفتاح", "בנימין"];
        assert_eq!(picture(&named(&names)).1, BTreeSet::new());
    }

    /// Noncharacters apart, no font should have these: the last of what is free for private use.
    #[test]
    fn what_no_font_has_is_told_and_the_rest_is_drawn() {
        let (_, unknown) = picture(&named(&["a\u{10fff0}b\u{10fff1}", "c"]));
        assert_eq!(unknown, BTreeSet::from(['\u{10fff0}', '\u{10fff1}']));
    }

    #[test]
    fn nasty_names_are_drawn() {
        let (pixmap, _) = picture(&named(&NASTY));
        assert!(dark(&pixmap) > 5000);
    }
}
