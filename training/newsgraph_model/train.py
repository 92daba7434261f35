"""Trains a network: `python -m newsgraph_model.train --data DATA --work WORK [--teacher FOLDER] [--silver FILE]`.

Without `--teacher` it is the student, the network that ships. Resumes from WORK/{student,teacher}-checkpoint.npz where there is one. The seed is fixed; the order of sentences and the noise follow from
the seed and the epoch alone.
"""
import argparse
import json
import pathlib
import time

import jax
import jax.numpy as jnp
import numpy as np
import optax

from . import batches, data, models, network, score, vectors
from .features import Features

SEED = 20261123


def label_sets(trees):
    """The labels in the order of the output columns."""
    every = lambda column: [x for s in trees for x in getattr(s, column)]
    upos, xpos, deprel = every("upos"), every("xpos"), every("deprels")
    few = {v for v in set(xpos) if xpos.count(v) < 10}
    kinds = ("GROUP", "ORG", "PERSON", "PLACE")
    return {
        "upos": sorted(set(upos) - {"_"}),
        "xpos": sorted(set(xpos) - few - {"_"}),
        "deprel": sorted(set(deprel)),
        "names": ["O"] + [f"{b}-{k}" for k in kinds for b in "BIES"],
    }


def cross_entropy(scores, targets):
    """The mean over the targets that are known."""
    known = targets >= 0
    log = jax.nn.log_softmax(scores)
    picked = jnp.take_along_axis(log, jnp.maximum(targets, 0)[..., None], -1)[..., 0]
    return -(picked * known).sum() / jnp.maximum(known.sum(), 1)


def loss_of(p, model, static, inputs, targets, mask, key, dropout):
    key, one, two, three = jax.random.split(key, 4)
    shape = model.shape
    x = model.encode(p, static, inputs, mask, one, dropout)
    parts = network.heads(p, shape, x, two, dropout)
    arcs = network.arc_scores(p, parts)
    possible = jnp.concatenate([jnp.ones_like(mask[:1]), mask]).T[:, None, :]
    arcs = jnp.where(possible, arcs, -1e9)
    governors = targets[..., 2]
    labels = network.label_scores(p, parts, jnp.maximum(governors, 0), three, dropout)
    losses = {
        "upos": cross_entropy(parts["upos"], targets[..., 0]),
        "xpos": cross_entropy(parts["xpos"], targets[..., 1]),
        "arc": cross_entropy(arcs, governors.T),
        "label": cross_entropy(labels, targets[..., 3]),
        "names": cross_entropy(parts["names"], targets[..., 4]),
    }
    weights = {"upos": 0.5, "xpos": 0.5, "arc": 1.0, "label": 1.0, "names": 1.5}
    return sum(weights[k] * v for k, v in losses.items()), losses


class Trainer:
    def __init__(self, model, steps, fall, rate, dropout, average):
        warm = 300
        schedule = optax.join_schedules(
            [optax.linear_schedule(0, rate, warm), optax.constant_schedule(rate), optax.linear_schedule(rate, 0, fall)],
            [warm, max(steps - fall, warm)],
        )
        self.optimiser = optax.chain(optax.clip_by_global_norm(1.0), optax.adamw(schedule, b1=0.9, b2=0.98, weight_decay=1e-3))
        rate_of = lambda name: next((r for prefix, r in model.rates.items() if name.startswith(prefix)), 1.0)

        @jax.jit
        def step(p, mean, state, number, static, inputs, targets, mask):
            key = jax.random.fold_in(jax.random.PRNGKey(SEED), number)
            gradient, losses = jax.grad(loss_of, has_aux=True)(p, model, static, inputs, targets, mask, key, dropout)
            change, state = self.optimiser.update(gradient, state, p)
            change = {name: rate_of(name) * x for name, x in change.items()}
            p = optax.apply_updates(p, change)
            keep = jnp.minimum(average, (1 + number) / (10 + number))
            mean = jax.tree.map(lambda m, x: m * keep + x * (1 - keep), mean, p)
            return p, mean, state, losses

        self.step = step


def save(path, p, mean, state, number, epoch):
    leaves = jax.tree.leaves(state)
    arrays = {f"p/{k}": v for k, v in p.items()} | {f"mean/{k}": v for k, v in mean.items()}
    arrays |= {f"state/{i}": v for i, v in enumerate(leaves)}
    temporary = path.with_suffix(".part.npz")
    np.savez(temporary, number=number, epoch=epoch, **arrays)
    temporary.replace(path)


def restore(path, state):
    file = np.load(path)
    part = lambda prefix: {k[len(prefix) :]: file[k] for k in file.files if k.startswith(prefix)}
    leaves = part("state/")
    state = jax.tree.unflatten(jax.tree.structure(state), [leaves[str(i)] for i in range(len(leaves))])
    return part("p/"), part("mean/"), state, int(file["number"]), int(file["epoch"])


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=pathlib.Path, required=True)
    ap.add_argument("--work", type=pathlib.Path, required=True)
    ap.add_argument("--epochs", type=int, default=32)
    ap.add_argument("--hidden", type=int, default=128)
    ap.add_argument("--layers", type=int, default=3)
    ap.add_argument("--rate", type=float, default=2e-3)
    ap.add_argument("--dropout", type=float, default=0.25)
    ap.add_argument("--fall", type=float, default=0.3, help="the last part of the steps, in which the rate falls to nothing")
    ap.add_argument("--names-share", type=float, default=0.5, help="of the sentences with names, how many an epoch sees")
    ap.add_argument("--swap", type=float, default=0.25, help="how often a name gives way to another of its type")
    ap.add_argument("--average", type=float, default=0.999)
    ap.add_argument("--score-every", type=int, default=3, help="epochs from one scoring on dev to the next")
    ap.add_argument("--seed", type=int, default=SEED, help="of the order and the noise")
    ap.add_argument("--start", type=pathlib.Path, help="begin with these parameters (a pretrained encoder)")
    ap.add_argument("--teacher", type=pathlib.Path, help="train the teacher instead; the folder of MiniLM")
    ap.add_argument("--silver", type=pathlib.Path, help="also learn from these sentences, which the teacher labelled")
    ap.add_argument("--silver-share", type=float, default=1.0, help="of those sentences, how many an epoch sees")
    a = ap.parse_args()

    trees = [s for bank in ("ewt/en_ewt-ud", "gum/gum") for s in data.read_treebank(a.data / f"treebanks/{bank}-train.conllu")]
    dev = {b: data.read_treebank(a.data / f"treebanks/{b}-dev.conllu") for b in ("ewt/en_ewt-ud", "gum/gum")}
    names, dev_names = (data.load(a.work / f"names-{part}.json") for part in ("train", "dev"))
    silver = data.load(a.silver) if a.silver else []
    rows, static = vectors.load(a.work / "vectors.npz")
    shape = network.Shape(a.hidden, a.layers, labels=label_sets(trees))
    encoder = batches.Encoder(Features(rows, len(static) - 1), shape.labels)
    kind = "teacher" if a.teacher else "student"
    model = models.Teacher(shape, static, encoder, a.teacher) if a.teacher else models.Student(shape, static, encoder)
    predictor = score.Predictor(model)
    p = model.initialise(SEED)
    if a.start:
        given = np.load(a.start)
        p |= {k: given[k] for k in given.files if k in p and given[k].shape == p[k].shape}
    (a.work / "labels.json").write_text(json.dumps({"hidden": a.hidden, "layers": a.layers, "labels": shape.labels}))
    # News counts most.
    trees += [s for s in trees if s.source.startswith("GUM_news")]
    swap = batches.Swapper(names, a.swap)

    def sentences_of(epoch):
        """What an epoch sees, and the dice for it."""
        rng = np.random.default_rng([a.seed, epoch])
        some = lambda all, share: [all[i] for i in rng.permutation(len(all))[: int(share * len(all))]]
        return trees + [swap(s, rng) for s in some(names, a.names_share)] + some(silver, a.silver_share), rng

    steps = a.epochs * sum(1 for _ in model.epoch(*sentences_of(0)))
    print(
        f"{kind}: {len(trees)} trees, {len(names)} sentences for names, {len(silver)} silver ones; "
        f"{sum(v.size for v in p.values())} parameters; about {steps} steps",
        flush=True,
    )

    trainer = Trainer(model, steps, int(a.fall * steps), a.rate, a.dropout, a.average)
    state, mean, number, first = trainer.optimiser.init(p), p, 0, 0
    checkpoint = a.work / f"{kind}-checkpoint.npz"
    if checkpoint.exists():
        p, mean, state, number, first = restore(checkpoint, state)
        print(f"goes on after epoch {first}", flush=True)
    for epoch in range(first, a.epochs):
        began, total, count = time.time(), {}, 0
        for inputs, targets, mask in model.epoch(*sentences_of(epoch)):
            p, mean, state, losses = trainer.step(p, mean, state, number, model.static, inputs, targets, mask)
            number, count = number + 1, count + 1
            if count % 40 == 0:
                for k, v in losses.items():
                    total[k] = total.get(k, 0.0) + float(v)
            if count % 200 == 0:
                shown = "  ".join(f"{k} {v / (count // 40):.3f}" for k, v in total.items())
                print(f"epoch {epoch + 1} step {number}/{steps}: {shown}  ({time.time() - began:.0f} s)", flush=True)
        save(checkpoint, p, mean, state, number, epoch + 1)
        last = epoch + 1 == a.epochs
        if last or epoch % a.score_every == a.score_every - 1:
            for bank, some in dev.items():
                print(f"epoch {epoch + 1} {bank} dev: {score.tree_scores(predictor, mean, some if last else some[:500])}", flush=True)
            print(f"epoch {epoch + 1} names dev: {score.name_scores(predictor, mean, dev_names)}", flush=True)
    np.savez(a.work / f"{kind}.npz", **mean)


if __name__ == "__main__":
    main()
