//! What the network sees of a word: rows of tables, found by hashing.
//!
//! The same as `training/newsgraph_model/features.py`, number for number: a word's row among the static
//! vectors, two hashed rows for its normalised form (a Bloom embedding: Serrà & Karatzoglou 2017), and one
//! hashed row each for a prefix, two suffixes and its shape.

use super::weights::Table;

/// The rows of one word. Hashes are whole; each table takes them modulo its number of rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Features {
    pub norm: [u64; 2],
    pub prefix: u64,
    pub suffix3: u64,
    pub suffix2: u64,
    pub shape: u64,
}

impl Features {
    /// The features of a form that has passed [`plain_quotes`].
    pub fn of(form: &str) -> Features {
        let norm = normalise(form);
        let h = hash(1, &norm);
        Features {
            norm: [h, h >> 32],
            prefix: hash(2, head(&norm, 3)),
            suffix3: hash(3, tail(&norm, 3)),
            suffix2: hash(4, tail(&norm, 2)),
            shape: hash(5, &shape(form)),
        }
    }
}

/// The form with straight quotation marks.
pub fn plain_quotes(form: &str) -> String {
    form.chars()
        .map(|c| match c {
            '‘' | '’' => '\'',
            '“' | '”' => '"',
            c => c,
        })
        .collect()
}

/// The key of a word in the table of static vectors.
pub fn fingerprint(word: &str) -> u32 {
    (hash(0, word) >> 32) as u32
}

/// The row of a hash in a table whose number of rows is a power of two.
pub fn row(hash: u64, table: &Table) -> usize {
    (hash & (table.rows() as u64 - 1)) as usize
}

/// FNV-1a over the kind and the bytes, then the finaliser of splitmix64.
fn hash(kind: u64, text: &str) -> u64 {
    let mut h = 0xCBF2_9CE4_8422_2325 ^ kind;
    for byte in text.bytes() {
        h = (h ^ u64::from(byte)).wrapping_mul(0x100_0000_01B3);
    }
    h = (h ^ (h >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    h = (h ^ (h >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    h ^ (h >> 31)
}

/// Lower case, every ASCII digit a zero.
fn normalise(form: &str) -> String {
    form.to_lowercase().chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect()
}

/// `Putin` → `Xxxx`, `G20` → `Xdd`: the kinds of the characters, runs cut after three.
fn shape(form: &str) -> String {
    let (mut out, mut last, mut run) = (String::with_capacity(form.len()), None, 0);
    for c in form.chars() {
        let kind = match c {
            c if c.is_ascii_digit() => 'd',
            c if c.is_uppercase() => 'X',
            c if c.is_lowercase() => 'x',
            c => c,
        };
        run = if last == Some(kind) { run + 1 } else { 1 };
        last = Some(kind);
        if run <= 3 {
            out.push(kind);
        }
    }
    out
}

/// The first `count` characters.
fn head(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).map_or(text, |(at, _)| &text[..at])
}

/// The last `count` characters.
fn tail(text: &str, count: usize) -> &str {
    text.char_indices().rev().nth(count - 1).map_or(text, |(at, _)| &text[at..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_keep_runs_of_three() {
        assert_eq!(shape("Putin"), "Xxxx");
        assert_eq!(shape("G20"), "Xdd");
        assert_eq!(shape("U.S.-led"), "X.X.-xxx");
        assert_eq!(shape("10,000"), "dd,ddd");
        assert_eq!(shape("Érdogan"), "Xxxx");
    }

    #[test]
    fn hashes_are_those_of_the_training_program() {
        // As `newsgraph_model.features` gives them.
        assert_eq!(fingerprint("Putin"), 1_508_045_487);
        let norm = 0x2113_6b9f_eed5_4c7c;
        let expected = Features {
            norm: [norm, norm >> 32],
            prefix: 0x00f8_7b00_13ea_cc1d,
            suffix3: 0xd938_d5a5_1a58_c628,
            suffix2: 0x8698_13bf_15c5_f2bf,
            shape: 0x20aa_a624_7429_b105,
        };
        assert_eq!(Features::of("Zürich2019"), expected);
    }
}
