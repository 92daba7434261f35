"""Writes the network as the file that the program embeds: `python -m newsgraph_model.export --work WORK OUT`.

The file: the bytes `NGNET1\\n\\0`, the length of the header (u32, little-endian), the header (JSON: sizes, labels, and for
each array its name, type, shape and offset), then the arrays. Tables of embeddings are int8 with one scale a row;
matrices are float32.
"""
import argparse
import json
import pathlib

import numpy as np

from . import vectors

MAGIC = b"NGNET1\n\0"
TABLES = ("static", "norm", "prefix", "suffix3", "suffix2", "shape")


def quantised(table):
    """(int8 rows, their scales)."""
    scale = np.maximum(np.abs(table).max(axis=1), 1e-9) / 127
    return np.rint(table / scale[:, None]).astype(np.int8), scale.astype(np.float32)


def restored(table):
    rows, scale = quantised(table)
    return rows.astype(np.float32) * scale[:, None]


def arrays_of(work, parameters):
    known = np.load(work / "vectors.npz")
    yield "keys", known["keys"].astype("<u4")
    yield "key_rows", known["rows"].astype("<u2")
    tables = {"static": known["table"]} | {k: parameters[k] for k in TABLES[1:]}
    for name in TABLES:
        rows, scale = quantised(np.asarray(tables[name]))
        yield name, rows
        yield name + ".rows", scale
    for name in sorted(set(parameters) - set(TABLES)):
        yield name, np.asarray(parameters[name], "<f4")


def write_file(out, header, arrays):
    """A file of (name, array)s."""
    entries, blobs, at = [], [], 0
    for name, array in arrays:
        blob = np.ascontiguousarray(array).tobytes()
        entries.append({"name": name, "type": array.dtype.name, "shape": list(array.shape), "offset": at, "bytes": len(blob)})
        blobs.append(blob + b"\0" * (-len(blob) % 4))
        at += len(blobs[-1])
    text = json.dumps(header | {"arrays": entries}, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)
    out.write_bytes(b"".join([MAGIC, len(text).to_bytes(4, "little"), text, *blobs]))
    print(f"{out}: {out.stat().st_size / 1e6:.1f} MB")


def read(path):
    """The header of a file and its arrays; int8 rows with their scales come as float32."""
    file = path.read_bytes()
    length = int.from_bytes(file[len(MAGIC) : len(MAGIC) + 4], "little")
    header, base = json.loads(file[len(MAGIC) + 4 :][:length]), len(MAGIC) + 4 + length
    arrays = {}
    for entry in header.pop("arrays"):
        blob = file[base + entry["offset"] :][: entry["bytes"]]
        arrays[entry["name"]] = np.frombuffer(blob, entry["type"]).reshape(entry["shape"])
    for name in TABLES:
        scales = arrays.pop(name + ".rows", None)
        if scales is not None:
            arrays[name] = arrays[name].astype(np.float32) * scales[:, None]
    return header, arrays


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--work", type=pathlib.Path, required=True)
    ap.add_argument("--parameters", type=pathlib.Path, help="default: WORK/student.npz")
    ap.add_argument("out", type=pathlib.Path)
    a = ap.parse_args()
    header = json.loads((a.work / "labels.json").read_text())
    write_file(a.out, header, arrays_of(a.work, dict(np.load(a.parameters or a.work / "student.npz"))))


if __name__ == "__main__":
    main()
