//! A drawing as SVG, made without Graphviz: for pages, and for machines that have none.
//!
//! Hovering over a line shows its sentence, over an entity its names. Texts that do not fit are cut, and are whole
//! there.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use super::layout::{Frame, GAP, Point, Size, extent, place_in_frames};
use super::look::{LEGEND, colour, evidence, label, names, one_line, width};
use super::xml::{Pair, Xml};
use super::{Clusters, Excerpt, Result, visible};
use crate::model::EntityType;
use crate::network::{Link, Node};

/// Where the drawing is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// On a screen, which may be dark.
    Screen,
    /// On white paper, and by programs that know no variables of CSS.
    Light,
}

impl Look {
    fn style(self) -> String {
        let light = LIGHT.iter().map(|(name, value)| format!("{name}: {value};")).collect::<String>();
        match self {
            Look::Screen => format!("svg.graph {{ {light} }}\n{DARK}{STYLE}"),
            Look::Light => LIGHT
                .iter()
                .fold(STYLE.to_owned(), |style, (name, value)| style.replace(&format!("var({name})"), value)),
        }
    }
}

const LIGHT: [(&str, &str); 3] = [("--ink", "#222"), ("--paper", "#fff"), ("--line", "#555")];

const DARK: &str =
    "@media (prefers-color-scheme: dark) { svg.graph { --ink: #ddd; --paper: #16181b; --line: #aaa } }";

/// How the drawing looks. It stands in XML and in HTML as it is, so it has no characters that either would escape.
const STYLE: &str = "
svg.graph { font: 12px sans-serif }
.graph .paper { fill: var(--paper) }
.graph .node text { fill: #111; text-anchor: middle }
.graph .node .shape { stroke: #333 }
.graph .center .shape { stroke: var(--ink); stroke-width: 3 }
.graph .link path { fill: none; stroke: var(--line) }
.graph .link text { fill: var(--ink); font-size: 10px; text-anchor: middle; paint-order: stroke; stroke: var(--paper); stroke-width: 3px }
.graph .planned path, .graph .possible path { stroke-dasharray: 7 4 }
.graph .denied path { stroke-dasharray: 2 4 }
.graph .head { fill: var(--line) }
.graph .caption { fill: var(--ink) }
.graph .frame rect { fill: none; stroke: var(--line); stroke-dasharray: 1 3 }
.graph .frame text { fill: var(--ink); font-weight: bold }
.graph a:focus text, .graph a:hover text { text-decoration: underline }
";

/// How drawings look in a page of HTML.
pub fn style() -> String {
    Look::Screen.style()
}

/// The most characters of a name that are drawn.
const LONGEST: usize = 40;

/// The height of a line of text, in pixels.
const LINE: f64 = 14.0;

/// Writes the excerpt as a document.
pub fn write(excerpt: &Excerpt<'_>, clusters: Clusters<'_>, look: Look, out: &mut impl Write) -> Result<()> {
    let mut xml = Xml::begin(out)?;
    draw(excerpt, clusters, &mut xml, Some(&look.style()), false)?;
    Ok(xml.finish()?)
}

/// Writes the drawing as an element. `style` is for documents that do not have it elsewhere; with `anchors` lines lead to
/// the place in the page that has the id of their best attested event.
pub fn draw(
    excerpt: &Excerpt<'_>,
    clusters: Clusters<'_>,
    xml: &mut Xml<impl Write>,
    style: Option<&str>,
    anchors: bool,
) -> Result<()> {
    let nodes: Vec<_> = excerpt.network.entities().collect();
    let index: BTreeMap<&str, usize> =
        nodes.iter().enumerate().map(|(i, node)| (node.id.as_str(), i)).collect();
    let links = excerpt.network.links();
    let sizes: Vec<_> = nodes.iter().map(|node| size(&short(&node.name))).collect();
    let ends = |link: &Link<'_>| Some((*index.get(link.from)?, *index.get(link.to)?));
    let lines: Vec<_> = links.iter().filter_map(ends).collect();
    let frames: BTreeSet<_> = nodes.iter().filter_map(|node| clusters.frame(node)).collect();
    let frames: Vec<_> = frames.into_iter().collect();
    let frame_of = |node: &&Node| clusters.frame(node).and_then(|frame| frames.binary_search(&frame).ok());
    let groups: Vec<_> = nodes.iter().map(frame_of).collect();
    let (places, borders) = place_in_frames(&sizes, &lines, &groups);
    let caption = caption(excerpt);
    let (right, bottom) = extent(&places, &sizes);
    // A frame reaches beyond its boxes.
    let (right, bottom) = if frames.is_empty() { (right, bottom) } else { (right + GAP, bottom + GAP) };
    let wide = caption.iter().map(|line| text_width(line)).fold(right, f64::max) + 24.0;
    let high = bottom + 24.0 + LINE * caption.len() as f64;
    let (wide, high) = (format!("{wide:.0}"), format!("{high:.0}"));
    let view = format!("0 0 {wide} {high}");
    xml.open(
        "svg",
        &[
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("class", "graph"),
            ("role", "group"),
            ("viewBox", &view),
            ("width", &wide),
            ("height", &high),
        ],
    )?;
    xml.text("title", &[], &visible(&one_line(&excerpt.title)))?;
    if let Some(style) = style {
        xml.text("style", &[], style)?;
    }
    xml.empty("rect", &[("class", "paper"), ("width", "100%"), ("height", "100%")])?;
    for (group, Frame { corner, size }) in &borders {
        xml.open("g", &[("class", "frame")])?;
        let [x, y, wide, high] = [corner.x, corner.y, size.0, size.1].map(number_of);
        xml.empty("rect", &[("x", &x), ("y", &y), ("width", &wide), ("height", &high), ("rx", "8")])?;
        let [x, y] = [corner.x + 10.0, corner.y + LINE + 4.0].map(number_of);
        xml.text("text", &[("x", &x), ("y", &y)], &frames[*group])?;
        xml.close("g")?;
    }
    let round: Vec<_> = nodes.iter().map(|node| node.entity == EntityType::Person).collect();
    let drawing = Drawing { places: &places, sizes: &sizes, round: &round };
    let mut parallel = BTreeMap::<_, Vec<(&Link<'_>, (usize, usize))>>::new();
    for link in &links {
        if let Some((from, to)) = ends(link) {
            parallel.entry((from.min(to), from.max(to))).or_default().push((link, (from, to)));
        }
    }
    for links in parallel.values() {
        for (number, (link, ends)) in links.iter().enumerate() {
            // Lines between the same two stand side by side.
            let bend = (number as f64 - (links.len() as f64 - 1.0) / 2.0) * 44.0;
            let bend = if ends.0 > ends.1 { -bend } else { bend };
            drawing.line(xml, excerpt, link, *ends, bend, anchors)?;
        }
    }
    for (node, (place, size)) in nodes.iter().zip(places.iter().zip(&sizes)) {
        draw_node(xml, excerpt, node, *place, *size)?;
    }
    for (number, line) in caption.iter().enumerate() {
        let y = number_of(bottom + 24.0 + LINE * number as f64);
        xml.text("text", &[("class", "caption"), ("x", "12"), ("y", &y)], line)?;
    }
    Ok(xml.close("svg")?)
}

fn caption(excerpt: &Excerpt<'_>) -> Vec<String> {
    let size = excerpt.size();
    let lines = [Some(excerpt.title.as_str()), Some(&size), excerpt.hidden.as_deref(), Some(LEGEND)];
    let lines = lines.into_iter().flatten().filter(|line| !line.is_empty());
    lines.map(|line| visible(&one_line(line)).into_owned()).collect()
}

fn short(name: &str) -> String {
    let name = visible(&one_line(name)).into_owned();
    if name.chars().count() <= LONGEST {
        return name;
    }
    name.chars().take(LONGEST - 1).chain(['…']).collect()
}

/// About how wide a text is, in pixels: what a page will use to draw it is not known.
fn text_width(text: &str) -> f64 {
    text.chars().map(|c| if u32::from(c) >= 0x1100 { 13.0 } else { 7.0 }).sum()
}

fn size(label: &str) -> Size {
    (text_width(label) + 28.0, LINE + 16.0)
}

fn number_of(pixels: f64) -> String {
    format!("{pixels:.1}")
}

fn draw_node(
    xml: &mut Xml<impl Write>,
    excerpt: &Excerpt<'_>,
    node: &Node,
    Point { x, y }: Point,
    (wide, high): Size,
) -> Result<()> {
    let is_center = excerpt.center.as_deref() == Some(&node.id);
    xml.open("g", &[("class", if is_center { "node center" } else { "node" })])?;
    xml.text("title", &[], &visible(&one_line(&names(excerpt, node)?)))?;
    let (left, right, top, bottom) = (x - wide / 2.0, x + wide / 2.0, y - high / 2.0, y + high / 2.0);
    let fill = ("fill", colour(node.entity));
    let polygon = |xml: &mut Xml<_>, corners: &[(f64, f64)]| {
        let points: Vec<_> = corners.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        xml.empty("polygon", &[("class", "shape"), ("points", &points.join(" ")), fill])
    };
    match node.entity {
        EntityType::Person => {
            let [x, y, rx, ry] = [x, y, wide / 2.0, high / 2.0].map(number_of);
            let at = [("class", "shape"), ("cx", &*x), ("cy", &*y), ("rx", &*rx), ("ry", &*ry), fill];
            xml.empty("ellipse", &at)?;
        }
        EntityType::Org => polygon(xml, &[(left, top), (right, top), (right, bottom), (left, bottom)])?,
        EntityType::Place => {
            let eaves = top + 6.0;
            polygon(xml, &[(left, eaves), (x, top - 6.0), (right, eaves), (right, bottom), (left, bottom)])?;
        }
        EntityType::Group => {
            let c = 9.0;
            let corners = [
                (left + c, top),
                (right - c, top),
                (right, top + c),
                (right, bottom - c),
                (right - c, bottom),
                (left + c, bottom),
                (left, bottom - c),
                (left, top + c),
            ];
            polygon(xml, &corners)?;
        }
    }
    let [x, y] = [x, y + 4.0].map(number_of);
    xml.text("text", &[("x", &x), ("y", &y)], &short(&node.name))?;
    Ok(xml.close("g")?)
}

struct Drawing<'a> {
    places: &'a [Point],
    sizes: &'a [Size],
    /// Whether the boxes are ellipses.
    round: &'a [bool],
}

impl Drawing<'_> {
    /// Draws a line from one box to another, bent so many pixels to its right.
    fn line(
        &self,
        xml: &mut Xml<impl Write>,
        excerpt: &Excerpt<'_>,
        link: &Link<'_>,
        (from, to): (usize, usize),
        bend: f64,
        anchors: bool,
    ) -> Result<()> {
        let (a, b) = (self.places[from], self.places[to]);
        let (x, y) = (b.x - a.x, b.y - a.y);
        let length = (x * x + y * y).sqrt().max(1.0);
        let control =
            Point { x: (a.x + b.x) / 2.0 - y / length * bend, y: (a.y + b.y) / 2.0 + x / length * bend };
        let (start, end) = (self.border(from, control), self.border(to, control));
        let class = format!("link {}", link.status);
        let anchor = link.events.first().filter(|_| anchors).map(|event| format!("#{}", event.id));
        xml.open("g", &[("class", class.trim())])?;
        if let Some(anchor) = &anchor {
            xml.open("a", &[("href", anchor)])?;
        }
        xml.text("title", &[], &visible(&one_line(&evidence(excerpt, link)?)))?;
        let path = format!(
            "M{:.1} {:.1} Q{:.1} {:.1} {:.1} {:.1}",
            start.x, start.y, control.x, control.y, end.x, end.y
        );
        let wide = format!("{:.1}", width(link));
        xml.empty("path", &[("d", &path), ("stroke-width", &wide)])?;
        if !link.symmetric {
            head(xml, control, end)?;
        }
        // The middle of the curve.
        let (x, y) = ((start.x + 2.0 * control.x + end.x) / 4.0, (start.y + 2.0 * control.y + end.y) / 4.0);
        for (number, line) in label(link).iter().enumerate() {
            let [x, y] = [x, y + 11.0 * number as f64].map(number_of);
            let at: [Pair<'_>; 2] = [("x", &x), ("y", &y)];
            xml.text("text", &at, &visible(line))?;
        }
        if anchor.is_some() {
            xml.close("a")?;
        }
        Ok(xml.close("g")?)
    }

    /// Where a line from `outside` to the middle of a box meets its border.
    fn border(&self, of: usize, outside: Point) -> Point {
        let (place, (wide, high)) = (self.places[of], self.sizes[of]);
        let (x, y) = (outside.x - place.x, outside.y - place.y);
        let (across, down) = (x.abs() / (wide / 2.0), y.abs() / (high / 2.0));
        let share = match self.round[of] {
            true => (across * across + down * down).sqrt(),
            false => across.max(down),
        };
        let share = share.max(1.0);
        Point { x: place.x + x / share, y: place.y + y / share }
    }
}

/// The head of an arrow.
fn head(xml: &mut Xml<impl Write>, from: Point, at: Point) -> Result<()> {
    let (x, y) = (at.x - from.x, at.y - from.y);
    let length = (x * x + y * y).sqrt().max(1.0);
    let (x, y) = (x / length, y / length);
    let points = format!(
        "{:.1},{:.1} {:.1},{:.1} {:.1},{:.1}",
        at.x,
        at.y,
        at.x - x * 9.0 - y * 4.0,
        at.y - y * 9.0 + x * 4.0,
        at.x - x * 9.0 + y * 4.0,
        at.y - y * 9.0 - x * 4.0
    );
    Ok(xml.empty("polygon", &[("class", "head"), ("points", &points)])?)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{NASTY, named, small, written};
    use super::super::xml::{escaped, legal, tests::contents};
    use super::*;
    use crate::model::Status;

    fn plain(excerpt: &Excerpt<'_>, out: &mut Vec<u8>) -> Result<()> {
        write(excerpt, Clusters::None, Look::Screen, out)
    }

    #[test]
    fn a_drawing_has_its_entities_lines_and_caption() {
        let svg = written(&small(), plain);
        let texts = contents(&svg, "text");
        for text in
            ["A", "B", "met ×2", "2023-02-21 – 2023-04", "planned: visited", "2 entities, 3 events", LEGEND]
        {
            assert!(texts.iter().any(|t| t == text), "{text} is not in {texts:?}");
        }
        assert!(svg.contains(r#"class="link planned""#) && svg.contains(r#"class="link actual""#));
        assert_eq!(svg.matches(r#"class="head""#).count(), 1, "a meeting has no direction");
    }

    #[test]
    fn every_status_but_actual_has_a_line_of_its_own() {
        for status in [Status::Planned, Status::Possible, Status::Denied] {
            assert!(STYLE.contains(&format!(".graph .{status} path")), "{status}");
        }
        assert!(!STYLE.contains(".actual"));
    }

    #[test]
    fn the_style_is_the_same_in_xml_and_html() {
        assert_eq!(escaped(&style()), style());
    }

    #[test]
    fn what_knows_no_variables_needs_none() {
        assert!(style().contains("var(--ink)") && !Look::Light.style().contains("--"));
    }

    #[test]
    fn entities_of_a_type_or_community_stand_in_a_frame() {
        let framed = |clusters: Clusters<'_>| {
            let svg = written(&named(&NASTY), |e, out| write(e, clusters, Look::Screen, out));
            let texts = contents(&svg, "text");
            (svg.matches(r#"class="frame""#).count(), texts)
        };
        let (frames, texts) = framed(Clusters::Type);
        assert_eq!(frames, 4);
        for name in ["persons", "organisations", "places", "groups"] {
            assert!(texts.iter().any(|text| text == name), "{name}");
        }
        let numbers = BTreeMap::from([("n-0".to_owned(), 3), ("n-5".to_owned(), 3)]);
        let (frames, texts) = framed(Clusters::Community(&numbers));
        assert!(frames == 1 && texts.iter().any(|text| text == "community 3"), "{texts:?}");
        assert_eq!(framed(Clusters::None).0, 0);
    }

    #[test]
    fn nasty_names_are_whole_in_titles() {
        let titles = contents(&written(&named(&NASTY), plain), "title");
        for name in NASTY {
            let shown = legal(&visible(&one_line(name)));
            assert!(titles.iter().any(|title| title.starts_with(&format!("{shown} (n-"))), "{name:?}");
        }
    }
}
