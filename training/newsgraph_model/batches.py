"""Sentences → padded batches of features and targets, with the noise that training adds."""
import dataclasses

import numpy as np

from . import features as F
from .data import bioes
from .decode import spans

LENGTHS = (8, 16, 24, 32, 48, 64, 96, 128)
WORDS = 1024
# How much more often than other words those of names are made unknown.
NAME_DROP = 2.5
PLAIN, UPPER, LOWER, TITLE = range(4)


class Encoder:
    """Turns sentences into numbers."""

    def __init__(self, features, labels):
        self.features = features
        self.index = {kind: {name: i for i, name in enumerate(names)} for kind, names in labels.items()}
        h = F.hash_text(1, "<unknown>")
        self.unknown_norm = (h & (F.NORM_ROWS - 1), (h >> 32) & (F.NORM_ROWS - 1))

    def targets(self, s):
        """[words, 5]: upos, xpos, head, deprel, name; -1 where not known."""
        t = np.full((len(s.forms), 5), -1, np.int32)
        if s.upos:
            t[:, 0] = [self.index["upos"].get(x, -1) for x in s.upos]
            t[:, 1] = [self.index["xpos"].get(x, -1) for x in s.xpos]
            t[:, 2] = s.heads
            t[:, 3] = [self.index["deprel"].get(x, -1) for x in s.deprels]
        if s.names:
            t[:, 4] = [self.index["names"][x] for x in s.names]
        return t

    def forms(self, s, casing):
        if casing == UPPER:
            return [f.upper() for f in s.forms]
        if casing == LOWER:
            return [f.lower() for f in s.forms]
        if casing == TITLE:
            return [f if f.lower() in SMALL or not f[:1].islower() or f[0] == "n" and "'" in f else f[:1].upper() + f[1:] for f in s.forms]
        return s.forms

    def noisy(self, s, rng, casing_rate, drop_rate):
        """Features of a sentence, now and then in other letters, with words made unknown. Words of names more often:
        most names of tomorrow's news are new, and the words around them must do."""
        casing = rng.choice([UPPER, TITLE, TITLE, LOWER]) if rng.random() < casing_rate else PLAIN
        found = self.features(self.forms(s, casing))
        dice = rng.random(len(found))
        if s.names:
            dice[[t != "O" for t in s.names]] /= NAME_DROP
        no_norm = dice < 2 * drop_rate
        found[no_norm, F.NORM_A], found[no_norm, F.NORM_B] = self.unknown_norm
        found[dice < drop_rate, F.VECTOR] = self.features.unknown
        return found


SMALL = set("a an the and or but nor of in on at to for by with from as vs via n't 's".split())


class Swapper:
    """Puts other names of the same type in a name's place, so that no name stands for its surroundings."""

    def __init__(self, sentences, rate):
        self.rate, self.names = rate, {}
        for s in sentences:
            for first, end, kind in spans(s.names):
                self.names.setdefault(kind, []).append(s.forms[first:end])

    def __call__(self, s, rng):
        forms, tags, at = [], [], 0
        for first, end, kind in spans(s.names):
            name = s.forms[first:end]
            if rng.random() < self.rate:
                name = self.names[kind][rng.integers(len(self.names[kind]))]
            forms += s.forms[at:first] + name
            tags += s.names[at:first] + bioes(len(name), [(0, len(name), kind)])
            at = end
        return dataclasses.replace(s, forms=forms + s.forms[at:], names=tags + s.names[at:])


def bucket(length):
    return next((n for n in LENGTHS if length <= n), None)


def pack(items, length):
    """One batch of (features, targets), time-major; `mask` is true on words."""
    count = len(items)
    features = np.zeros((length, count, F.COLUMNS), np.int32)
    targets = np.full((length, count, 5), -1, np.int32)
    mask = np.zeros((length, count), bool)
    for i, (f, t) in enumerate(items):
        features[: len(f), i], targets[: len(f), i], mask[: len(f), i] = f, t, True
    return features, targets, mask


def epoch(sentences, encoder, rng, casing_rate=0.06, drop_rate=0.07):
    """The batches of one pass over the sentences, in random order; a few sentences are left over."""
    waiting = {n: [] for n in LENGTHS}
    for i in rng.permutation(len(sentences)):
        s = sentences[i]
        length = bucket(len(s.forms))
        if length is None:
            continue
        waiting[length].append((encoder.noisy(s, rng, casing_rate, drop_rate), encoder.targets(s)))
        if len(waiting[length]) == WORDS // length:
            yield pack(waiting[length], length)
            waiting[length] = []


def plain(sentences, encoder):
    """(indices, batch) of all sentences without noise, for prediction."""
    order = sorted(range(len(sentences)), key=lambda i: len(sentences[i].forms))
    groups = {}
    for i in order:
        n = len(sentences[i].forms)
        groups.setdefault(bucket(n) or -(-n // 64) * 64, []).append(i)
    for length, members in groups.items():
        step = max(1, WORDS // length)
        for at in range(0, len(members), step):
            some = members[at : at + step]
            items = [(encoder.features(sentences[i].forms), encoder.targets(sentences[i])) for i in some]
            empty = (np.zeros((0, F.COLUMNS), np.int32), np.zeros((0, 5), np.int32))
            yield some, pack(items + [empty] * (step - len(items)), length)
