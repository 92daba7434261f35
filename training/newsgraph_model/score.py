"""Prediction with a network in Python, and its scores on sentences with gold words.

`python -m newsgraph_model.score --data DATA --work WORK` scores WORK/student.npz.
"""
import argparse
import json
import pathlib

import jax
import numpy as np

from . import batches, data, decode, models, network, vectors
from .features import Features


class Predictor:
    def __init__(self, model):
        self.model, self.labels = model, model.shape.labels
        shape = model.shape
        self.allowed = decode.transitions(self.labels["names"])

        @jax.jit
        def scores(p, static, inputs, mask):
            parts = network.heads(p, shape, model.encode(p, static, inputs, mask))
            return {k: parts[k] for k in ("upos", "xpos", "names")} | {"arcs": network.arc_scores(p, parts), "parts": parts}

        @jax.jit
        def labels(p, parts, governors):
            return network.label_scores(p, parts, governors).argmax(-1)

        self.scores, self.label_of = scores, labels

    def __call__(self, p, sentences):
        """For each sentence: (upos, xpos, heads, deprels, names), as numbers; None where it is too long for the model."""
        found = [None] * len(sentences)
        for members, (inputs, targets, mask) in self.model.plain(sentences):
            s = self.scores(p, self.model.static, inputs, mask)
            parts = s.pop("parts")
            s = {k: np.asarray(v) for k, v in s.items()}
            heads = np.zeros(mask.shape, np.int32)
            for b, i in enumerate(members):
                n = len(sentences[i].forms)
                heads[:n, b] = decode.tree(s["arcs"][b, :n, : n + 1])
            labels = np.asarray(self.label_of(p, parts, heads))
            for b, i in enumerate(members):
                n = len(sentences[i].forms)
                names = decode.viterbi(s["names"][:n, b], self.labels["names"], self.allowed)
                found[i] = (s["upos"][:n, b].argmax(-1), s["xpos"][:n, b].argmax(-1), heads[:n, b], labels[:n, b], names)
        return found


def tree_scores(predictor, p, sentences):
    """UPOS, XPOS, UAS and LAS (universal part of the relation) in per cent, on gold words."""
    labels = predictor.labels
    right, total = np.zeros(5), 0
    for s, found in zip(sentences, predictor(p, sentences)):
        if found is None:
            total += len(s.forms)
            continue
        upos, xpos, heads, deprels, _ = found
        for i in range(len(s.forms)):
            arc = heads[i] == s.heads[i]
            name = labels["deprel"][deprels[i]] if heads[i] else "root"
            right += (
                labels["upos"][upos[i]] == s.upos[i],
                labels["xpos"][xpos[i]] == s.xpos[i],
                arc,
                arc and name.split(":")[0] == s.deprels[i].split(":")[0],
                arc and name == s.deprels[i],
            )
            total += 1
    return dict(zip(("upos", "xpos", "uas", "las", "las+"), (100 * right / max(total, 1)).round(2).tolist()))


def name_scores(predictor, p, sentences):
    """Precision, recall and F1 of names, exact span and type, and F1 of each type."""
    names = predictor.labels["names"]
    counts = {}
    for s, found in zip(sentences, predictor(p, sentences)):
        gold, ours = set(decode.spans(s.names)), set(decode.spans([names[t] for t in found[4]])) if found else set()
        for kind in {k for *_, k in gold | ours}:
            c = counts.setdefault(kind, np.zeros(3))
            g, o = {x for x in gold if x[2] == kind}, {x for x in ours if x[2] == kind}
            c += (len(g & o), len(o), len(g))
    f1 = lambda c: round(float(200 * c[0] / max(c[1] + c[2], 1)), 2)
    total = sum(counts.values(), np.zeros(3))
    return {"p": round(float(100 * total[0] / max(total[1], 1)), 2), "r": round(float(100 * total[0] / max(total[2], 1)), 2), "f1": f1(total)} | {
        k: f1(c) for k, c in sorted(counts.items())
    }


def student(work):
    """The predictor and the parameters of the student in this folder."""
    known = json.loads((work / "labels.json").read_text())
    rows, static = vectors.load(work / "vectors.npz")
    encoder = batches.Encoder(Features(rows, len(static) - 1), known["labels"])
    shape = network.Shape(known["hidden"], known["layers"], labels=known["labels"])
    return Predictor(models.Student(shape, static, encoder)), dict(np.load(work / "student.npz"))


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=pathlib.Path, required=True)
    ap.add_argument("--work", type=pathlib.Path, required=True)
    a = ap.parse_args()
    predictor, p = student(a.work)
    for part in ("dev", "test"):
        for bank in ("ewt/en_ewt-ud", "gum/gum"):
            print(f"{bank} {part}: {tree_scores(predictor, p, data.read_treebank(a.data / f'treebanks/{bank}-{part}.conllu'))}", flush=True)
    print(f"names dev: {name_scores(predictor, p, data.load(a.work / 'names-dev.json'))}", flush=True)


if __name__ == "__main__":
    main()
