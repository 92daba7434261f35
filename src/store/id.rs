//! Public ids: a letter that tells the kind, and a hash of the content, so that they are the same in every
//! database that holds the same thing.

use sha2::{Digest, Sha256};

/// The first 64 bits of the SHA-256 of the parts. Each part is preceded by its length, so that ("ab", "c") and
/// ("a", "bc") differ.
pub fn hash<'p>(parts: impl IntoIterator<Item = &'p str>) -> u64 {
    let mut sha = Sha256::new();
    for part in parts {
        sha.update((part.len() as u64).to_le_bytes());
        sha.update(part);
    }
    let digest = sha.finalize();
    digest.iter().take(8).fold(0, |bits, &byte| bits << 8 | u64::from(byte))
}

/// `prefix-` and sixteen hexadecimal digits.
pub fn public<'p>(prefix: &str, parts: impl IntoIterator<Item = &'p str>) -> String {
    format!("{prefix}-{:016x}", hash(parts))
}

/// The public id of a document: of the id that the input gave it, and its text.
pub fn document(article: &str, text: &str) -> String {
    public("d", [article, text])
}

/// A number for use within the database.
pub fn private<'p>(parts: impl IntoIterator<Item = &'p str>) -> i64 {
    hash(parts).cast_signed()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_depend_on_every_part_and_on_where_parts_end() {
        assert_eq!(public("d", ["a", "b"]), public("d", ["a", "b"]));
        assert_eq!(public("d", ["a", "b"]).len(), "d-".len() + 16);
        assert_ne!(public("d", ["ab", "c"]), public("d", ["a", "bc"]));
        assert_ne!(public("d", ["a", "b"]), public("d", ["b", "a"]));
    }
}
