"""The teacher labels text for the student: `python -m newsgraph_model.label --data DATA --work WORK --teacher FOLDER
ANALYSED.conllu …` writes WORK/silver.jsonl, a sentence a line.

Raw text, split by the program (`newsgraph analyze --conllu`), gets trees and names; the sentences whose names are known
get trees, those of the treebanks names. What is known stays. Started again, it goes on where it was.
"""
import argparse
import dataclasses
import json
import pathlib
import time

import jax.numpy as jnp
import numpy as np

from . import batches, data, models, network, score, vectors
from .features import Features

CHUNK = 4000
# Shorter sentences are headings and scraps.
SHORTEST = 4


def raw_sentences(paths):
    for path in paths:
        for _, rows in data.conllu_sentences(path):
            words = [r for r in rows if r[0].isdigit()]
            if len(words) >= SHORTEST:
                yield data.Sentence([w[1] for w in words], names=names_found(words), source="raw")


def names_found(words):
    """The names that the program finds in the light of the whole article, which the teacher does not see (`Entity`)."""
    marks = [next((m[7:] for m in w[9].split("|") if m.startswith("Entity=")), "O") for w in words]
    spans = []
    for i, mark in enumerate(marks):
        if mark.startswith("B-"):
            spans.append((i, i + 1, mark[2:]))
        elif mark.startswith("I-") and spans and spans[-1][1] == i:
            spans[-1] = (spans[-1][0], i + 1, spans[-1][2])
    return data.bioes(len(words), spans)


def completed(s, found, labels):
    """The sentence with what the teacher found where nothing is known."""
    upos, xpos, heads, deprels, names = found
    if s.heads is None:
        kinds = [labels["deprel"][d] if h else "root" for d, h in zip(deprels, heads)]
        s = dataclasses.replace(
            s,
            upos=[labels["upos"][i] for i in upos],
            xpos=[labels["xpos"][i] for i in xpos],
            heads=[int(h) for h in heads],
            deprels=kinds,
        )
    if s.names is None:
        s = dataclasses.replace(s, names=[labels["names"][i] for i in names])
    return s


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=pathlib.Path, required=True)
    ap.add_argument("--work", type=pathlib.Path, required=True)
    ap.add_argument("--teacher", type=pathlib.Path, required=True)
    ap.add_argument("analysed", type=pathlib.Path, nargs="*")
    a = ap.parse_args()

    known = json.loads((a.work / "labels.json").read_text())
    rows, static = vectors.load(a.work / "vectors.npz")
    encoder = batches.Encoder(Features(rows, len(static) - 1), known["labels"])
    shape = network.Shape(known["hidden"], known["layers"], labels=known["labels"])
    predictor = score.Predictor(models.Teacher(shape, static, encoder, a.teacher))
    p = {name: jnp.asarray(x) for name, x in np.load(a.work / "teacher.npz").items()}

    sentences = data.load(a.work / "names-train.json")
    for bank in ("ewt/en_ewt-ud", "gum/gum"):
        sentences += data.read_treebank(a.data / f"treebanks/{bank}-train.conllu")
    sentences += raw_sentences(a.analysed)
    out = a.work / "silver.jsonl"
    done = sum(1 for _ in open(out)) if out.exists() else 0
    began = time.time()
    with open(out, "a", encoding="utf8") as lines:
        for at in range(done, len(sentences), CHUNK):
            chunk = sentences[at : at + CHUNK]
            for s, found in zip(chunk, predictor(p, chunk)):
                whole = completed(s, found, known["labels"]) if found else s
                lines.write(json.dumps(dataclasses.asdict(whole)) + "\n")
            lines.flush()
            print(f"{min(at + CHUNK, len(sentences))} of {len(sentences)} sentences labelled ({time.time() - began:.0f} s)", flush=True)


if __name__ == "__main__":
    main()
