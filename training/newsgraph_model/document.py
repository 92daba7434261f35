"""Names in the light of the whole article: `python -m newsgraph_model.document --work WORK OUT`.

The network reads sentence by sentence. Here each word that may be part of a name is judged again by what the network
makes of it here, what the lexicon knows of it and its neighbours, and what was found where else in the article the same
word stands. Two hidden layers; between them the evidence of all places of a word is pooled (after "document-level
consistency" in Luo et al. 2020, with a mean and a maximum in place of attention). `src/language/neural/document.rs`
does the same.

The network itself stays as it is in `data/model/network.bin`. It knows the names of the newswire by heart, so those are
disguised; with `--annotated` each epoch also sees some of the articles that were annotated for this project
(`newsgraph_model.annotated`), whose names the network was not trained on, as they are, and those kept aside are scored.
What it encodes is kept in WORK/encoded-*.npz; started again, the training goes on with those.
"""
import argparse
import collections
import dataclasses
import json
import pathlib
import time

import jax
import jax.numpy as jnp
import numpy as np
import optax

from . import batches, data, decode, export, features, network
from .disguise import Disguise

SEED = 20261128
HIDDEN = 96
# Words of the articles that are put through together.
WORDS = 4096
DISGUISES = 4
# Of the annotated articles an epoch sees this share: with more of them the newswire's own ways get lost.
ANNOTATED_SHARE = 0.4
# A word without a capital may be part of a name where the best name tag is so near to "no name".
NEAR = 5.0
# No tag is further than this from the best.
FAR = 9.0
LOCAL = 8  # flags of the lexicon
EXTRA = 6
DROPOUT = 0.3
EPOCHS, RATE = 8, 2e-3


class Lexicon:
    """The flags of words with a capital, as zeros and ones."""

    def __init__(self, path):
        file = np.load(path)
        flags = np.unpackbits(file["flags"][:, None], axis=1, bitorder="little")
        self.rows = dict(zip(file["keys"].tolist(), flags.astype(np.float32)))
        self.known = {}

    def __call__(self, form):
        if form not in self.known:
            found = self.rows.get(features.fingerprint(form))
            if found is None and form.isupper() and len(form) > 3:
                found = self.rows.get(features.fingerprint(form.capitalize()))
            self.known[form] = np.zeros(LOCAL, np.float32) if found is None else found
        return self.known[form]


def has_capital(form):
    """At the first letter or the second: "iPhone"."""
    return form[:1].isupper() or form[1:2].isupper()


@dataclasses.dataclass
class Article:
    """A row for each word; `lengths` are those of its sentences."""

    encoded: np.ndarray
    scores: np.ndarray
    tags: np.ndarray
    words: np.ndarray  # the number of the word's form
    flags: np.ndarray
    extra: np.ndarray
    capital: np.ndarray
    candidate: np.ndarray
    first: np.ndarray
    last: np.ndarray
    lengths: list


def article(sentences, encoded, scores, tags, lexicon):
    """`sentences` are lists of forms, the others rows for all their words."""
    forms = [form for s in sentences for form in s]
    keys = [form.lower() for form in forms]
    capital = np.array([has_capital(form) for form in forms])
    small = collections.Counter(key for key, c in zip(keys, capital) if not c)
    large = collections.Counter(key for key, c in zip(keys, capital) if c)
    numbers = {}
    lengths = [len(s) for s in sentences]
    first, last = np.zeros(len(forms), bool), np.zeros(len(forms), bool)
    ends = np.cumsum(lengths)
    first[ends - lengths], last[ends - 1] = True, True
    counts = [(np.log1p(small[key]), np.log1p(large[key]), small[key] > 0) for key in keys]
    extra = np.column_stack([np.array(counts, np.float32), first, last, capital]).astype(np.float32)
    scores = scores.astype(np.float32)
    return Article(
        encoded,
        scores,
        tags,
        np.array([numbers.setdefault(key, len(numbers)) for key in keys], np.int32),
        np.array([lexicon(form) if c else np.zeros(LOCAL) for form, c in zip(forms, capital)], np.float32),
        extra,
        capital,
        capital | (scores[:, 0] - scores[:, 1:].max(1) < NEAR),
        first,
        last,
        lengths,
    )


def pack(articles):
    """Several articles as rows of one batch of WORDS."""
    empty = lambda like: np.zeros((WORDS, *like.shape[1:]), like.dtype if like.dtype != np.float16 else np.float32)
    one = articles[0]
    names = ("encoded", "scores", "flags", "extra", "capital", "first", "last")
    batch = {name: empty(getattr(one, name)) for name in names}
    batch |= {"tags": np.full(WORDS, -1, np.int32), "words": np.full(WORDS, WORDS - 1, np.int32)}
    at, words = 0, 0
    for a in articles:
        rows = slice(at, at + len(a.words))
        for name in names:
            batch[name][rows] = getattr(a, name)
        batch["tags"][rows] = np.where(a.candidate, a.tags, -1)
        batch["words"][rows] = a.words + words
        at, words = rows.stop, words + a.words.max() + 1
    return batch


def packed(articles, order):
    """(batch, its articles); an article longer than a batch is left out."""
    waiting, count = [], 0
    for i in order:
        length = len(articles[i].words)
        if length >= WORDS:
            continue
        if count + length >= WORDS:
            yield pack(waiting), waiting
            waiting, count = [], 0
        waiting.append(articles[i])
        count += length
    if waiting:
        yield pack(waiting), waiting


def initialise(width, tags, seed=SEED):
    rng = np.random.default_rng(seed)
    matrix = lambda rows, columns, gain=1.0: rng.normal(0, gain / np.sqrt(rows), (rows, columns)).astype(np.float32)
    zeros = lambda size: np.zeros(size, np.float32)
    return {
        "evidence.w": matrix(width + 3 * (LOCAL + tags) + EXTRA, HIDDEN),
        "evidence.b": zeros(HIDDEN),
        "verdict.w": matrix(5 * HIDDEN + EXTRA, HIDDEN),
        "verdict.b": zeros(HIDDEN),
        "tags.w": matrix(HIDDEN, tags, 0.3),
        "tags.b": zeros(tags),
        "trust": np.ones(1, np.float32),
    }


def forward(p, batch, key=None):
    """The scores of the tags: those of the network, weighted, and what is added to them."""
    keys = iter(jax.random.split(key, 6)) if key is not None else None
    drop = lambda x, rate: x * jax.random.bernoulli(next(keys), 1 - rate, x.shape) / (1 - rate) if keys else x

    def before(x):
        return jnp.where(batch["first"][:, None], 0, jnp.roll(x, 1, 0))

    def after(x):
        return jnp.where(batch["last"][:, None], 0, jnp.roll(x, -1, 0))

    distance = batch["scores"].max(1, keepdims=True) - batch["scores"]
    local = jnp.concatenate([batch["flags"], 1 / (1 + distance)], 1)
    seen = [drop(batch["encoded"], 0.7 * DROPOUT), drop(local, 0.1), before(local), after(local), batch["extra"]]
    evidence = jax.nn.relu(jnp.concatenate(seen, 1) @ p["evidence.w"] + p["evidence.b"])

    # What the word is where it has a capital, here and elsewhere.
    capital, words = batch["capital"].astype(jnp.float32)[:, None], batch["words"]
    own = evidence * capital
    total, count = (jax.ops.segment_sum(x, words, WORDS)[words] for x in (own, capital))
    elsewhere = (total - own) / jnp.maximum(count - capital, 1)
    most = jnp.maximum(jax.ops.segment_max(own, words, WORDS), 0)[words]
    seen = [drop(x, DROPOUT) for x in (evidence, elsewhere, most)]
    seen += [before(elsewhere), after(elsewhere), batch["extra"]]
    verdict = jax.nn.relu(jnp.concatenate(seen, 1) @ p["verdict.w"] + p["verdict.b"])
    return drop(verdict, DROPOUT) @ p["tags.w"] + p["tags.b"] - p["trust"] * jnp.minimum(distance, FAR)


def loss_of(p, batch, key):
    scores = jax.nn.log_softmax(forward(p, batch, key))
    known = batch["tags"] >= 0
    picked = jnp.take_along_axis(scores, jnp.maximum(batch["tags"], 0)[:, None], 1)[:, 0]
    return -(picked * known).sum() / known.sum()


def score(p, articles, labels):
    """F1 of names, exact span and type, of spans alone, and of each type, in per cent."""
    allowed, apply = decode.transitions(labels), jax.jit(forward)
    counts = collections.defaultdict(lambda: np.zeros(3))
    for batch, some in packed(articles, range(len(articles))):
        scores, at = np.array(apply(p, batch)), 0
        for a in some:
            rows = scores[at : at + len(a.words)]
            rows[~a.candidate] = [0] + [-1e3] * (len(labels) - 1)
            at, end = at + len(a.words), 0
            for length in a.lengths:
                start, end = end, end + length
                path = decode.viterbi(rows[start:end], labels, allowed)
                gold, ours = (set(decode.spans([labels[t] for t in tags])) for tags in (a.tags[start:end], path))
                for kind in ("all", "span", "PERSON", "ORG", "PLACE", "GROUP"):
                    cut = lambda names: {n[:2] for n in names} if kind == "span" else {n for n in names if kind in ("all", n[2])}
                    g, o = cut(gold), cut(ours)
                    counts[kind] += (len(g & o), len(o), len(g))
    return {kind: round(float(200 * right / max(given + gold, 1)), 2) for kind, (right, given, gold) in counts.items()}


class Network:
    """The network of a file of weights, its tables unpacked."""

    def __init__(self, path):
        self.header, arrays = export.read(path)
        keys, rows = arrays.pop("keys"), arrays.pop("key_rows")
        static = arrays.pop("static")
        self.static = jnp.asarray(np.concatenate([static, np.zeros((1, static.shape[1]), np.float32)]))
        self.p = {name: jnp.asarray(array) for name, array in arrays.items()}
        sizes = {"arc": len(arrays["arc.root"]), "label": len(arrays["label.root"])}
        self.shape = network.Shape(self.header["hidden"], self.header["layers"], labels=self.header["labels"], **sizes)
        self.labels = self.shape.labels["names"]
        self.encoder = batches.Encoder(features.Features(dict(zip(keys.tolist(), rows.tolist())), len(static)), self.shape.labels)
        self.encode = jax.jit(lambda p, static, x, mask: network.encode(p, self.shape, static, x, mask))

    def __call__(self, sentences, noise=None):
        """(encoded words, scores of name tags), rows for the words of all sentences. With `noise` some words are made
        unknown, and some sentences written in other letters."""
        found = [None] * len(sentences)
        groups = collections.defaultdict(list)
        for i, s in enumerate(sentences):
            groups[batches.bucket(len(s.forms)) or -(-len(s.forms) // 64) * 64].append(i)
        for length, members in groups.items():
            step = max(1, 2 * batches.WORDS // length)
            for at in range(0, len(members), step):
                x, mask = np.zeros((length, step, features.COLUMNS), np.int32), np.zeros((length, step), bool)
                for b, i in enumerate(members[at : at + step]):
                    s = sentences[i]
                    rows = self.encoder.noisy(s, noise, 0.03, 0.05) if noise else self.encoder.features(s.forms)
                    x[: len(rows), b], mask[: len(rows), b] = rows, True
                encoded = np.asarray(self.encode(self.p, self.static, x, mask))
                for b, i in enumerate(members[at : at + step]):
                    found[i] = encoded[: len(sentences[i].forms), b].astype(np.float16)
        encoded = np.concatenate(found)
        columns = slice(-len(self.labels), None)
        scores = encoded.astype(np.float32) @ np.asarray(self.p["heads.w"])[:, columns] + np.asarray(self.p["heads.b"])[columns]
        return encoded, scores.astype(np.float16)


def by_article(sentences):
    found = collections.defaultdict(list)
    for s in sentences:
        found[s.source].append(s)
    return list(found.values())


def encoded_articles(net, sentences, path, lexicon, disguise=None, number=0):
    """The articles with what the network makes of them, from the file if it is there."""
    if not path.exists():
        noise = None
        if disguise:
            noise = np.random.default_rng([SEED, number])
            sentences = [s for some in by_article(sentences) for s in disguise(some, noise)]
        encoded, scores = net(sentences, noise)
        index = {label: i for i, label in enumerate(net.labels)}
        tags = np.array([index[t] for s in sentences for t in s.names], np.int8)
        forms = json.dumps([[s.source, s.forms] for s in sentences])
        temporary = path.with_suffix(".part.npz")
        np.savez(temporary, encoded=encoded, scores=scores, tags=tags, forms=np.frombuffer(forms.encode(), np.uint8))
        temporary.replace(path)
    file = np.load(path)
    arrays = [file[name] for name in ("encoded", "scores", "tags")]
    grouped = collections.defaultdict(list)
    for source, forms in json.loads(file["forms"].tobytes()):
        grouped[source].append(forms)
    found, at = [], 0
    for sentences in grouped.values():
        rows = slice(at, at + sum(map(len, sentences)))
        found.append(article(sentences, *(array[rows] for array in arrays), lexicon))
        at = rows.stop
    return found


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--work", type=pathlib.Path, required=True)
    ap.add_argument("--network", type=pathlib.Path, default=pathlib.Path("data/model/network.bin"))
    ap.add_argument("--start", type=pathlib.Path, help="begin with the layers of this file")
    ap.add_argument("--annotated", action="store_true", help="also learn from WORK/names-annotated.json")
    ap.add_argument("--epochs", type=int, default=EPOCHS)
    ap.add_argument("out", type=pathlib.Path)
    a = ap.parse_args()
    net, lexicon = Network(a.network), Lexicon(a.work / "lexicon.npz")
    train, dev = (data.load(a.work / f"names-{part}.json") for part in ("train", "dev"))
    disguise = Disguise(train)
    dev = encoded_articles(net, dev, a.work / "encoded-dev.npz", lexicon)
    annotated, aside = [], []
    if a.annotated:
        parts = ((part, data.load(a.work / f"names-{part}.json")) for part in ("annotated", "aside"))
        annotated, aside = (encoded_articles(net, s, a.work / f"encoded-{part}.npz", lexicon) for part, s in parts)

    p = initialise(2 * net.shape.hidden, len(net.labels))
    if a.start:
        given = export.read(a.start)[1]
        p = {name: given[name] for name in p}
    p = {name: jnp.asarray(x) for name, x in p.items()}
    mean, optimiser, state, number = p, None, None, 0
    print(f"before training: dev {score(mean, dev, net.labels)}", flush=True)
    rng = np.random.default_rng(SEED)
    for epoch in range(a.epochs):
        began, which = time.time(), 1 + epoch % DISGUISES
        articles = encoded_articles(net, train, a.work / f"encoded-{which}.npz", lexicon, disguise, which)
        some = rng.permutation(len(annotated))[: int(ANNOTATED_SHARE * len(annotated))]
        articles = articles + [annotated[i] for i in some]
        order = rng.permutation(len(articles))
        if optimiser is None:
            steps = a.epochs * sum(1 for _ in packed(articles, order))
            rises, falls = optax.linear_schedule(0, RATE, 100), optax.linear_schedule(RATE, 0, steps - 100)
            schedule = optax.join_schedules([rises, falls], [100])
            optimiser = optax.chain(optax.clip_by_global_norm(1.0), optax.adamw(schedule, weight_decay=1e-2))
            state = optimiser.init(p)

            @jax.jit
            def step(p, mean, state, batch, number):
                key = jax.random.fold_in(jax.random.PRNGKey(SEED), number)
                loss, gradient = jax.value_and_grad(loss_of)(p, batch, key)
                change, state = optimiser.update(gradient, state, p)
                p = optax.apply_updates(p, change)
                return p, jax.tree.map(lambda m, x: 0.99 * m + 0.01 * x, mean, p), state, loss

        losses = []
        for batch, _ in packed(articles, order):
            p, mean, state, loss = step(p, mean, state, batch, number)
            number += 1
            losses.append(float(loss))
        shown = score(mean, dev, net.labels)
        print(f"epoch {epoch + 1}: loss {np.mean(losses):.4f}  dev {shown}  ({time.time() - began:.0f} s)", flush=True)

    if aside:
        print(f"kept aside: {score(mean, aside, net.labels)}", flush=True)
    known = np.load(a.work / "lexicon.npz")
    arrays = {"keys": known["keys"].astype("<u4"), "flags": known["flags"]}
    arrays |= {name: np.asarray(x, "<f4") for name, x in mean.items()}
    export.write_file(a.out, net.header, arrays.items())


if __name__ == "__main__":
    main()
