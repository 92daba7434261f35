//! Near-copies of an article: a wire story in many papers, cut or with another beginning; a revision.
//!
//! Two articles are near-copies if the shorter is mostly made of what the longer says in the same words: of the runs of
//! [`SHINGLE`] words (shingles) of the shorter, the longer has the share [`COPIED`]. To compare each article only with those that may be
//! one, the smallest values of its shingles under many hash functions (MinHash: Broder 1997) are grouped in bands; near-copies
//! very likely have a band in common, others hardly ever. What is found depends on the two texts alone.

use std::collections::BTreeSet;

use crate::store::id;

/// Words in a run.
const SHINGLE: usize = 5;

/// Below so many runs a text says too little to be told a copy: two reports of one sentence may be the same by chance.
const FEWEST: usize = 20;

/// The share of the shorter text's runs that a near-copy has too.
const COPIED: f64 = 0.6;

/// Three hash functions a band: articles that share half of all their runs meet in one of 32 with a probability of 0.99, those that
/// share a hundredth with one of 0.00003.
const ROWS: usize = 3;
const BANDS: usize = 32;

/// The runs of words of a text, as hashes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shingles(BTreeSet<u64>);

impl Shingles {
    /// Those of this text; letters and digits count, in any case.
    pub fn of(text: &str) -> Shingles {
        let words: Vec<String> = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        let runs = words.windows(SHINGLE).map(|run| id::hash(run.iter().map(String::as_str)));
        Shingles(runs.collect())
    }

    /// The text's bands; none where it says too little. Near-copies very likely have one in common.
    pub fn bands(&self) -> Vec<i64> {
        if self.0.len() < FEWEST {
            return Vec::new();
        }
        let smallest = |function: usize| {
            let mix = Mix::number(function);
            self.0.iter().map(|&run| mix.of(run)).min().unwrap_or_default()
        };
        let band = |band: usize| {
            let values = (0..ROWS).map(|row| smallest(band * ROWS + row).to_string());
            let parts: Vec<String> = std::iter::once(band.to_string()).chain(values).collect();
            id::private(parts.iter().map(String::as_str))
        };
        (0..BANDS).map(band).collect()
    }

    /// Whether the two texts are near-copies.
    pub fn near(&self, other: &Shingles) -> bool {
        let shorter = self.0.len().min(other.0.len());
        shorter >= FEWEST && self.0.intersection(&other.0).count() as f64 >= COPIED * shorter as f64
    }
}

/// One of a family of hash functions.
struct Mix {
    factor: u64,
    summand: u64,
}

impl Mix {
    fn number(function: usize) -> Mix {
        let seed = 2 * function as u64;
        Mix { factor: scattered(seed) | 1, summand: scattered(seed + 1) }
    }

    fn of(&self, run: u64) -> u64 {
        run.wrapping_mul(self.factor).wrapping_add(self.summand) >> 16
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014): numbers that look random, the same in every build.
fn scattered(n: u64) -> u64 {
    let z = (n + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text of so many different words, from this one on.
    fn words(from: usize, count: usize) -> String {
        (from..from + count).map(|i| format!("word{i} ")).collect()
    }

    fn meet(a: &str, b: &str) -> bool {
        let (a, b) = (Shingles::of(a).bands(), Shingles::of(b).bands());
        a.iter().any(|band| b.contains(band))
    }

    fn near(a: &str, b: &str) -> bool {
        let found = Shingles::of(a).near(&Shingles::of(b));
        assert_eq!(found, Shingles::of(b).near(&Shingles::of(a)));
        found
    }

    #[test]
    fn a_copy_with_another_beginning_or_cut_short_is_near() {
        let story = words(0, 300);
        for copy in [
            format!("CAIRO (Wire) — {story}"),
            words(0, 200),
            story.to_uppercase(),
            story.replace(' ', ", "),
            format!("{} an editor put this in {}", words(0, 150), words(150, 150)),
        ] {
            assert!(near(&story, &copy) && meet(&story, &copy));
        }
    }

    #[test]
    fn two_reports_that_share_a_background_are_not_near() {
        let background = words(0, 100);
        let (a, b) =
            (format!("{} {background}", words(1000, 150)), format!("{} {background}", words(2000, 150)));
        assert!(!near(&a, &b));
        assert!(!near(&words(0, 300), &words(5000, 300)) && !meet(&words(0, 300), &words(5000, 300)));
    }

    #[test]
    fn a_sentence_or_two_are_no_copy() {
        assert!(!near(&words(0, 20), &words(0, 20)));
        assert!(Shingles::of(&words(0, 20)).bands().is_empty());
        assert!(near(&words(0, 24), &words(0, 24)));
    }

    #[test]
    fn bands_stay_the_same_in_every_build() {
        let bands = Shingles::of(&words(0, 100)).bands();
        assert_eq!(bands.len(), BANDS);
        let bands: Vec<String> = bands.iter().map(i64::to_string).collect();
        assert_eq!(id::public("b", bands.iter().map(String::as_str)), "b-3849ca10b36af51d");
    }
}
