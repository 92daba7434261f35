"""What the network sees of a word: rows of tables, found by hashing. `src/language/neural/features.rs` does the same.

A word is seen as its row among the static vectors, two hashed rows for its normalised form (a Bloom embedding: Serrà &
Karatzoglou 2017; two words seldom share both), and one hashed row each for a prefix, two suffixes and its shape.
"""
import functools

import numpy as np

MASK = (1 << 64) - 1

# Rows of each hashed table; powers of two.
NORM_ROWS, PREFIX_ROWS, SUFFIX3_ROWS, SUFFIX2_ROWS, SHAPE_ROWS = 16384, 4096, 4096, 1024, 512

# The columns of a word's features.
VECTOR, NORM_A, NORM_B, PREFIX, SUFFIX3, SUFFIX2, SHAPE, COLUMNS = range(8)


def hash_text(kind, text):
    """FNV-1a over the kind and the UTF-8 bytes, then the finaliser of splitmix64."""
    h = 0xCBF29CE484222325 ^ kind
    for byte in text.encode():
        h = ((h ^ byte) * 0x100000001B3) & MASK
    h = ((h ^ (h >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    h = ((h ^ (h >> 27)) * 0x94D049BB133111EB) & MASK
    return h ^ (h >> 31)


def fingerprint(word):
    """The key of a word in the table of static vectors."""
    return hash_text(0, word) >> 32


PLAIN_QUOTES = str.maketrans("‘’“”", "''\"\"")


def normalise(form):
    """Lower case, every ASCII digit a zero."""
    return "".join("0" if c in "123456789" else c for c in form.lower())


def shape(form):
    """`Putin` → `Xxxx`, `G20` → `Xdd`: the kinds of the characters, runs cut after three."""
    out = []
    for c in form:
        kind = "d" if c in "0123456789" else "X" if c.isupper() else "x" if c.islower() else c
        if out[-3:] != [kind] * 3:
            out.append(kind)
    return "".join(out)


class Features:
    """Features of forms, remembered. `rows`: fingerprint → row of the static vectors; the row after the last is zero."""

    def __init__(self, rows, unknown):
        self.rows, self.unknown = rows, unknown
        self.of = functools.lru_cache(maxsize=None)(self._of)

    def _of(self, form):
        form = form.translate(PLAIN_QUOTES)
        norm = normalise(form)
        h = hash_text(1, norm)
        row = self.rows.get(fingerprint(form))
        if row is None:
            row = self.rows.get(fingerprint(form.lower()), self.unknown)
        return (
            row,
            h & (NORM_ROWS - 1),
            (h >> 32) & (NORM_ROWS - 1),
            hash_text(2, norm[:3]) & (PREFIX_ROWS - 1),
            hash_text(3, norm[-3:]) & (SUFFIX3_ROWS - 1),
            hash_text(4, norm[-2:]) & (SUFFIX2_ROWS - 1),
            hash_text(5, shape(form)) & (SHAPE_ROWS - 1),
        )

    def __call__(self, forms):
        return np.array([self.of(f) for f in forms], dtype=np.int32).reshape(len(forms), COLUMNS)
