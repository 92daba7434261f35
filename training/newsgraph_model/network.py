"""The network: a shared encoder and four heads.

Input: the rows of a word's features, joined and projected. Encoder: layers of bidirectional gated recurrences whose
gates look at the input only (quasi-recurrent: Bradbury et al. 2017; SRU: Lei et al. 2018; minGRU: Feng et al. 2024), so
that all matrix products run over whole batches; residual with layer normalisation. Heads: UPOS and XPOS (linear), names
(linear; BIOES), arcs (deep biaffine: Dozat & Manning 2017), labels (a hidden layer over dependent and head, as Kiperwasser
& Goldberg 2016).

The sigmoid and tanh are algebraic (x / √(1 + x²)): the same bits everywhere, cheap without an exp. Arrays are
time-major: [words, sentences, numbers].
"""
import jax
import jax.numpy as jnp
import numpy as np

from . import features as F
from .vectors import DIMENSIONS

NORM_WIDTH, AFFIX_WIDTH = 64, 32
INPUT = DIMENSIONS + NORM_WIDTH + 4 * AFFIX_WIDTH


class Shape:
    """The sizes of a network."""

    def __init__(self, hidden=128, layers=3, arc=96, label=128, labels=None):
        self.hidden, self.layers, self.arc, self.label, self.labels = hidden, layers, arc, label, labels


def initialise(shape, seed):
    """Parameters by name; everything that is trained."""
    rng = np.random.default_rng(seed)
    width = 2 * shape.hidden

    def matrix(rows, columns, gain=1.0):
        return rng.normal(0, gain / np.sqrt(rows), (rows, columns)).astype(np.float32)

    def table(rows, columns):
        return rng.normal(0, 0.3, (rows, columns)).astype(np.float32)

    sizes = head_sizes(shape)
    p = {
        "norm": table(F.NORM_ROWS, NORM_WIDTH),
        "prefix": table(F.PREFIX_ROWS, AFFIX_WIDTH),
        "suffix3": table(F.SUFFIX3_ROWS, AFFIX_WIDTH),
        "suffix2": table(F.SUFFIX2_ROWS, AFFIX_WIDTH),
        "shape": table(F.SHAPE_ROWS, AFFIX_WIDTH),
        "input.w": matrix(INPUT, width),
        "input.b": np.zeros(width, np.float32),
        "input.scale": np.ones(width, np.float32),
        "input.shift": np.zeros(width, np.float32),
        "heads.w": matrix(width, sum(sizes.values())),
        "heads.b": np.zeros(sum(sizes.values()), np.float32),
        "arc.w": matrix(shape.arc, shape.arc),
        "arc.b": np.zeros(shape.arc, np.float32),
        "arc.root": matrix(1, shape.arc)[0],
        "label.root": np.zeros(shape.label, np.float32),
        "label.w": matrix(shape.label, len(shape.labels["deprel"])),
        "label.b": np.zeros(len(shape.labels["deprel"]), np.float32),
    }
    for n in range(shape.layers):
        p[f"layer{n}.w"] = matrix(width, 4 * shape.hidden)
        gate = np.concatenate([np.zeros(2 * shape.hidden), rng.uniform(0.0, 2.0, 2 * shape.hidden)])
        p[f"layer{n}.b"] = gate.astype(np.float32)
        p[f"layer{n}.scale"] = np.ones(width, np.float32)
        p[f"layer{n}.shift"] = np.zeros(width, np.float32)
    return p


def head_sizes(shape):
    """The columns of the joined projection, in order."""
    return {
        "arc_dependent": shape.arc,
        "arc_head": shape.arc,
        "label_dependent": shape.label,
        "label_head": shape.label,
        "upos": len(shape.labels["upos"]),
        "xpos": len(shape.labels["xpos"]),
        "names": len(shape.labels["names"]),
    }


def squash(x):
    """An algebraic tanh."""
    return x * jax.lax.rsqrt(1.0 + x * x)


def layer_norm(x, scale, shift):
    mean = x.mean(-1, keepdims=True)
    spread = ((x - mean) ** 2).mean(-1, keepdims=True)
    return (x - mean) * jax.lax.rsqrt(spread + 1e-5) * scale + shift


def recur(candidate, gate):
    """c_t = g_t c_{t-1} + (1 - g_t) x_t along the first axis."""

    def step(c, inputs):
        x, g = inputs
        c = g * c + x
        return c, c

    _, states = jax.lax.scan(step, jnp.zeros_like(candidate[0]), (candidate * (1.0 - gate), gate), unroll=4)
    return states


def drop(key, x, rate):
    """Dropout; the same words of a sentence lose the same numbers."""
    keep = jax.random.bernoulli(key, 1.0 - rate, (1,) + x.shape[1:])
    return x * keep / (1.0 - rate)


def encode(p, shape, static, features, mask, key=None, dropout=0.0):
    """[words, sentences, COLUMNS] → [words, sentences, 2 hidden]."""
    keys = iter(jax.random.split(key, shape.layers + 2)) if key is not None else None
    column = lambda n: features[..., n]
    x = jnp.concatenate(
        [
            static[column(F.VECTOR)],
            p["norm"][column(F.NORM_A)] + p["norm"][column(F.NORM_B)],
            p["prefix"][column(F.PREFIX)],
            p["suffix3"][column(F.SUFFIX3)],
            p["suffix2"][column(F.SUFFIX2)],
            p["shape"][column(F.SHAPE)],
        ],
        -1,
    )
    if keys:
        x = drop(next(keys), x, dropout)
    x = layer_norm(squash(x @ p["input.w"] + p["input.b"]), p["input.scale"], p["input.shift"])
    d = shape.hidden
    valid = mask[..., None]
    for n in range(shape.layers):
        inner = drop(next(keys), x, dropout) if keys else x
        u = inner @ p[f"layer{n}.w"] + p[f"layer{n}.b"]
        gates = jnp.where(valid, 0.5 + 0.5 * squash(u[..., 2 * d :]), 1.0)
        candidates = squash(u[..., : 2 * d])
        turn = lambda a: jnp.concatenate([a[..., :d], a[::-1, :, d:]], -1)
        states = turn(recur(turn(candidates), turn(gates)))
        x = layer_norm(x + states, p[f"layer{n}.scale"], p[f"layer{n}.shift"])
    return drop(next(keys), x, dropout) if keys else x


def heads(p, shape, x, key=None, dropout=0.0):
    """The joined projection, cut into its parts; hidden parts through a ReLU."""
    u = x @ p["heads.w"] + p["heads.b"]
    parts, at = {}, 0
    for name, size in head_sizes(shape).items():
        parts[name] = u[..., at : at + size]
        at += size
    for name in ("arc_dependent", "arc_head"):
        parts[name] = jax.nn.relu(parts[name])
        if key is not None:
            key, one = jax.random.split(key)
            parts[name] = drop(one, parts[name], dropout)
    return parts


def arc_scores(p, parts):
    """[sentences, dependents, 1 + words]: column 0 is the root."""
    dependent = parts["arc_dependent"] @ p["arc.w"] + p["arc.b"]
    scores = jnp.einsum("ibk,jbk->bij", dependent, parts["arc_head"])
    root = jnp.einsum("ibk,k->bi", dependent, p["arc.root"])
    return jnp.concatenate([root[..., None], scores], -1)


def label_scores(p, parts, governors, key=None, dropout=0.0):
    """[words, sentences, labels] for the head of each word (0 the root)."""
    above = parts["label_head"]
    root = jnp.broadcast_to(p["label.root"], (1,) + above.shape[1:])
    chosen = jnp.take_along_axis(jnp.concatenate([root, above]), governors[..., None], 0)
    hidden = jax.nn.relu(parts["label_dependent"] + chosen)
    if key is not None:
        hidden = drop(key, hidden, dropout)
    return hidden @ p["label.w"] + p["label.b"]
