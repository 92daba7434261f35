//! What was found in folders and not read, told by type.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use schemars::JsonSchema;
use serde::Serialize;

/// How many files were passed over, by extension (`.pdf`; empty, where there is none).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(transparent)]
pub struct PassedOver(BTreeMap<String, usize>);

/// How many extensions are told.
const TOLD: usize = 5;

impl PassedOver {
    /// Counts files by their names.
    pub(super) fn of<'p>(paths: impl IntoIterator<Item = &'p Path>) -> PassedOver {
        let mut counts = BTreeMap::new();
        for path in paths {
            *counts.entry(extension(path)).or_default() += 1;
        }
        PassedOver(counts)
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.values().sum()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// With that of what is compressed: `.tar.gz`.
fn extension(path: &Path) -> String {
    let Some(last) = path.extension() else { return String::new() };
    let last = format!(".{}", last.to_string_lossy().to_lowercase());
    match path.file_stem() {
        Some(stem) if last == ".gz" => extension(Path::new(stem)) + &last,
        _ => last,
    }
}

impl fmt::Display for PassedOver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut counts: Vec<_> = self.0.iter().collect();
        counts.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
        let told = counts.iter().take(TOLD).map(|(extension, count)| match extension.as_str() {
            "" => format!("no extension {count}"),
            extension => format!("{extension} {count}"),
        });
        let more = if counts.len() > TOLD { ", …" } else { "" };
        write!(f, "{}{more}", told.collect::<Vec<_>>().join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_frequent_first() {
        let names = ["a.pdf", "b.tar.gz", "b/c.PDF", "Makefile", "d.é"];
        assert_eq!(
            PassedOver::of(names.map(Path::new)).to_string(),
            ".pdf 2, no extension 1, .tar.gz 1, .é 1"
        );
        let many: Vec<String> = (0..9).map(|n| format!("x.{n}")).collect();
        let told = PassedOver::of(many.iter().map(Path::new)).to_string();
        assert_eq!(told, ".0 1, .1 1, .2 1, .3 1, .4 1, …");
    }
}
