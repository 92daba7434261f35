"""The two networks behind one face: how sentences become batches, and batches the numbers that the heads read.

A batch is (inputs, targets, mask); inputs are what `encode` takes, targets [words, sentences, 5] and mask time-major.
"""
import jax.numpy as jnp

from . import batches, network


class Student:
    """The network that ships."""

    rates = {}

    def __init__(self, shape, static, encoder):
        self.shape, self.static, self.encoder = shape, jnp.asarray(static), encoder

    def initialise(self, seed):
        return network.initialise(self.shape, seed)

    def encode(self, p, static, inputs, mask, key=None, dropout=0.0):
        return network.encode(p, self.shape, static, *inputs, mask, key, dropout)

    def epoch(self, sentences, rng):
        for features, targets, mask in batches.epoch(sentences, self.encoder, rng):
            yield (features,), targets, mask

    def plain(self, sentences):
        for members, (features, targets, mask) in batches.plain(sentences, self.encoder):
            yield members, ((features,), targets, mask)


class Teacher:
    """MiniLM, which labels text for the student. `folder` holds its weights and its tokenizer."""

    # What was trained before learns slower.
    rates = {"bert.": 0.1}

    def __init__(self, shape, static, encoder, folder):
        from . import pieces, teacher

        self.shape, self.encoder, self.weights = shape, encoder, folder / "model.safetensors"
        self.static = tuple(jnp.asarray(table) for table in (static, *teacher.frozen(self.weights)))
        self.pieces, self.batches, self.network = pieces.Pieces(folder / "tokenizer.json"), pieces, teacher

    def initialise(self, seed):
        return self.network.initialise(self.shape, self.weights, seed)

    def encode(self, p, static, inputs, mask, key=None, dropout=0.0):
        return self.network.encode(p, static, *inputs, key, dropout)

    def epoch(self, sentences, rng):
        for *inputs, targets, mask in self.batches.epoch(sentences, self.pieces, self.encoder, rng):
            yield tuple(inputs), targets, mask

    def plain(self, sentences):
        for members, (*inputs, targets, mask) in self.batches.plain(sentences, self.pieces, self.encoder):
            yield members, (tuple(inputs), targets, mask)
