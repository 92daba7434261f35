//! How alike two full names of persons are.

use super::Features;
use super::words::{ALIKE, canonical, is_number, is_particle, likeness, sound};

/// A folded name, by its words.
struct Name<'n> {
    words: Vec<&'n str>,
    /// "jr", "ii".
    number: Option<&'n str>,
    /// All its words as one, in which hyphens and spaces do not show.
    whole: String,
    /// How many they were.
    written: usize,
}

impl Name<'_> {
    fn of(norm: &str) -> Name<'_> {
        let mut words: Vec<&str> = norm.split(' ').collect();
        let number = words.last().copied().filter(|word| words.len() > 1 && is_number(word));
        if number.is_some() {
            words.pop();
        }
        let whole = words.iter().map(|word| canonical(word)).collect();
        let written = words.len();
        let content: Vec<&str> = words.iter().copied().filter(|word| !is_particle(word)).collect();
        Name { words: if content.is_empty() { words } else { content }, number, whole, written }
    }

    /// Whether the initials are the same, or one of the names has none.
    fn initials_agree(&self, other: &Name<'_>) -> bool {
        let initials =
            |name: &Name<'_>| -> String { name.words.iter().copied().filter(|w| is_initial(w)).collect() };
        let (a, b) = (initials(self), initials(other));
        a.is_empty() || b.is_empty() || a == b
    }
}

/// The pairs of words that a name is looked up by: namesakes in any spelling share one.
pub fn blocks(norm: &str) -> Vec<String> {
    let name = Name::of(norm);
    let mut sounds: Vec<String> =
        name.words.iter().filter(|word| !is_initial(word)).map(|word| sound(word)).collect();
    sounds.sort();
    let mut blocks: Vec<String> = Vec::new();
    for (i, a) in sounds.iter().enumerate() {
        blocks.extend(sounds[i + 1..].iter().map(|b| format!("{a} {b}")));
    }
    if let ([only], Some(number)) = (&*sounds, name.number) {
        blocks.push(format!("{only} {number}"));
    }
    blocks.push(format!("={}", name.whole));
    blocks
}

/// What speaks for and against the two being one; `None`: they can't be, since a word of the shorter name is not in the
/// longer, or only one word is in both.
pub fn compare(a: &str, b: &str) -> Option<Features> {
    let (a, b) = (Name::of(a), Name::of(b));
    if a.number != b.number {
        return None;
    }
    if a.whole == b.whole && a.written != b.written {
        return Some(Features::default());
    }
    if !a.initials_agree(&b) {
        return None;
    }
    let (short, long) = if a.words.len() <= b.words.len() { (a, b) } else { (b, a) };
    let matches = aligned(&short.words, &long.words)?;
    let full: Vec<f64> = matches.iter().filter_map(|m| m.likeness).collect();
    if full.len() < 2 && short.number.is_none() {
        return None;
    }
    let mut features = Features {
        worst: 10.0 - 10.0 * full.iter().copied().fold(1.0, f64::min),
        initials: (matches.len() - full.len()) as f64,
        swapped: f64::from(u8::from(!matches.is_sorted_by_key(|m| m.long))),
        ..Features::default()
    };
    let first = matches.iter().map(|m| m.long).min().unwrap_or(0);
    let last = matches.iter().map(|m| m.long).max().unwrap_or(0);
    for (i, word) in long.words.iter().enumerate().filter(|(i, _)| matches.iter().all(|m| m.long != *i)) {
        let feature = match i {
            _ if is_initial(word) => &mut features.initials,
            i if i < first => &mut features.before,
            i if i > last => &mut features.after,
            _ => &mut features.between,
        };
        *feature += 1.0;
    }
    // "George Walker" or "George W." leave no room for another name between.
    let between = long.words[first..=last].len() > matches.len();
    (!between || matches.len() == 2).then_some(features)
}

fn is_initial(word: &str) -> bool {
    word.chars().nth(1).is_none()
}

/// A word of the shorter name and one of the longer.
struct Match {
    long: usize,
    /// `None`: one of them is only an initial.
    likeness: Option<f64>,
}

/// A word of the longer name for each of the shorter, the most alike first.
fn aligned(short: &[&str], long: &[&str]) -> Option<Vec<Match>> {
    let mut pairs: Vec<(f64, bool, usize, usize)> = Vec::new();
    for (i, a) in short.iter().enumerate() {
        for (j, b) in long.iter().enumerate() {
            let initial = is_initial(a) != is_initial(b) && a.chars().next() == b.chars().next();
            let alike = if initial { ALIKE } else { likeness(a, b) };
            if alike >= ALIKE {
                pairs.push((alike, initial, i, j));
            }
        }
    }
    pairs.sort_by(|a, b| {
        b.0.total_cmp(&a.0).then(a.2.abs_diff(a.3).cmp(&b.2.abs_diff(b.3))).then(a.2.cmp(&b.2))
    });
    let mut matches: Vec<Option<Match>> = short.iter().map(|_| None).collect();
    for (alike, initial, i, j) in pairs {
        let taken = matches.iter().flatten().any(|m| m.long == j);
        if matches[i].is_none() && !taken {
            matches[i] = Some(Match { long: j, likeness: (!initial).then_some(alike) });
        }
    }
    matches.into_iter().collect()
}
