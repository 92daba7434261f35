//! How alike two names of organisations, places or groups are. Unlike persons, they may leave out nothing that says
//! which is meant: "Guinea" is not "Guinea-Bissau", a division not another of the next number.

use super::Features;
use super::words::{READ_ALIKE, VARIANT, is_legal_form, likeness, sound};
use crate::model::EntityType;

/// A place's word must have so many letters to be taken for another that is read alike: "Siena" is not "Sanaa".
const LONG: usize = 7;

/// Words that a name may write or not.
const SILENT: &[&str] = &["the", "of", "and", "for", "al", "el", "ez"];

fn words(entity: EntityType, norm: &str) -> Vec<&str> {
    let words: Vec<&str> = norm.split(' ').filter(|word| !SILENT.contains(word)).collect();
    let named: Vec<&str> = match entity {
        EntityType::Org => words.iter().copied().filter(|word| !is_legal_form(word)).collect(),
        EntityType::Group => words.iter().map(|word| word.strip_suffix('s').unwrap_or(word)).collect(),
        EntityType::Person | EntityType::Place => words.clone(),
    };
    if named.is_empty() { words } else { named }
}

/// The code that a name is looked up by.
pub fn blocks(entity: EntityType, norm: &str) -> Vec<String> {
    let kind: &str = entity.into();
    let sounds: Vec<String> = words(entity, norm).into_iter().map(sound).collect();
    vec![format!("{kind} {}", sounds.join(" "))]
}

/// What speaks for and against the two being one; `None`: they can't be.
pub fn compare(entity: EntityType, a: &str, b: &str) -> Option<Features> {
    let (left, right) = (words(entity, a), words(entity, b));
    if left.len() != right.len() {
        return None;
    }
    let alike: Vec<f64> = left.iter().zip(&right).map(|(a, b)| likeness(a, b)).collect();
    let spellings = left.iter().zip(&right).zip(&alike).all(|((a, b), &alike)| {
        alike >= VARIANT
            || (entity == EntityType::Place && alike >= READ_ALIKE && a.len().min(b.len()) >= LONG)
    });
    if !spellings {
        return None;
    }
    Some(Features { worst: 10.0 - 10.0 * alike.iter().copied().fold(1.0, f64::min), ..Features::default() })
}
