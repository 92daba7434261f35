//! What drawings have in common: shapes, colours, the words on lines. What a thing is shows by shape and words as well
//! as by colour; the colours are those of Okabe and Ito, which the colour-blind can tell apart
//! (<https://jfly.uni-koeln.de/color/>).

use std::fmt::Write;

use super::{Excerpt, Result};
use crate::model::{EntityType, Status};
use crate::network::{Link, Node};

/// What shapes and lines mean.
pub const LEGEND: &str = "ellipse: person · box: organisation · house: place · octagon: group · dashed: not known to have happened";

/// The colour of an entity.
pub fn colour(entity: EntityType) -> &'static str {
    match entity {
        EntityType::Person => "#56B4E9",
        EntityType::Org => "#E69F00",
        EntityType::Place => "#2BB58F",
        EntityType::Group => "#D99ABF",
    }
}

/// How wide the line of a link is: a hundred events make one four times as thick as one.
pub fn width(link: &Link<'_>) -> f64 {
    1.0 + (link.events.len() as f64).log10() * 1.5
}

/// The name of a relation as one would say it.
pub fn words(relation: &str) -> String {
    relation.trim_start_matches("other:").replace('_', " ")
}

/// What a line of a drawing says: relation, status and number; and below, the dates.
pub fn label(link: &Link<'_>) -> Vec<String> {
    let mut line = words(link.relation);
    if link.status != Status::Actual {
        line = format!("{}: {line}", link.status);
    }
    if link.events.len() > 1 {
        // Writing into a String never fails.
        let _ = write!(line, " ×{}", link.events.len());
    }
    let mut lines = vec![line];
    if let Some((first, last)) = link.first().zip(link.last()) {
        lines.push(match first == last {
            true => first.edtf.clone(),
            false => format!("{} – {}", first.edtf, last.edtf),
        });
    }
    lines
}

/// The sentence that attests the link best, and where it stands.
pub fn evidence(excerpt: &Excerpt<'_>, link: &Link<'_>) -> Result<String> {
    let Some(event) = link.events.first() else { return Ok(String::new()) };
    let claims = excerpt.claims(&event.id)?;
    let Some(claim) = claims.first() else { return Ok(event.id.clone()) };
    let origin = [Some(claim.doc.as_str()), claim.source.as_deref(), claim.published.as_deref()];
    let origin: Vec<_> = origin.into_iter().flatten().collect();
    Ok(format!("{} [{}]", claim.evidence.text, origin.join(", ")))
}

/// All names of an entity and its id.
pub fn names(excerpt: &Excerpt<'_>, node: &Node) -> Result<String> {
    let mut names = vec![node.name.clone()];
    names.extend(excerpt.names(&node.id)?.into_iter().filter(|name| *name != node.name));
    Ok(format!("{} ({})", names.join(", "), node.id))
}

/// A text on one line.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
