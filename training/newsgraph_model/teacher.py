"""The teacher: MiniLM (Wang et al. 2020; BERT with six layers of 384) under the same heads as the student.

It is too slow to ship, and reads far better than the student can learn to from treebanks alone: it labels raw news, from
which the student learns (Hinton et al. 2015; for parsers, "tri-training" of Weiss et al. 2015). The weights are those of
`all-MiniLM-L6-v2`, which reads lower case only, so that the shape, affixes and static vector of each word are added to
its pieces.
"""
import jax
import jax.numpy as jnp
import numpy as np
from safetensors.numpy import load_file

from . import features as F
from . import network
from .vectors import DIMENSIONS

WIDTH, LAYERS, ATTENTION = 384, 6, 12


def frozen(weights):
    """The tables that stay as they are: of pieces, and of places in the sentence."""
    given = load_file(weights)
    kind = given["embeddings.token_type_embeddings.weight"][0]
    return given["embeddings.word_embeddings.weight"], given["embeddings.position_embeddings.weight"] + kind


def initialise(shape, weights, seed):
    """Parameters by name: `bert.*` from the file of weights, the others new."""
    rng = np.random.default_rng(seed)
    matrix = lambda rows, columns: rng.normal(0, 1 / np.sqrt(rows), (rows, columns)).astype(np.float32)
    given = load_file(weights)
    p = {
        "bert.scale": given["embeddings.LayerNorm.weight"],
        "bert.shift": given["embeddings.LayerNorm.bias"],
        "shape": np.zeros((F.SHAPE_ROWS, WIDTH), np.float32),
        "static": np.zeros((DIMENSIONS, WIDTH), np.float32),
    }
    for n in range(LAYERS):
        layer = f"encoder.layer.{n}."
        weight = lambda name: np.ascontiguousarray(given[f"{layer}{name}.weight"].T)
        bias = lambda name: given[f"{layer}{name}.bias"]
        parts = [f"attention.self.{part}" for part in ("query", "key", "value")]
        p[f"bert.{n}.attend.w"] = np.concatenate([weight(part) for part in parts], 1)
        p[f"bert.{n}.attend.b"] = np.concatenate([bias(part) for part in parts])
        for ours, theirs in (("mix", "attention.output"), ("up", "intermediate"), ("down", "output")):
            p[f"bert.{n}.{ours}.w"], p[f"bert.{n}.{ours}.b"] = weight(f"{theirs}.dense"), bias(f"{theirs}.dense")
        for ours, theirs in (("norm1", "attention.output"), ("norm2", "output")):
            p[f"bert.{n}.{ours}.scale"] = given[f"{layer}{theirs}.LayerNorm.weight"]
            p[f"bert.{n}.{ours}.shift"] = bias(f"{theirs}.LayerNorm")
    sizes = network.head_sizes(shape)
    p |= {
        "heads.w": matrix(WIDTH, sum(sizes.values())),
        "heads.b": np.zeros(sum(sizes.values()), np.float32),
        "arc.w": matrix(shape.arc, shape.arc),
        "arc.b": np.zeros(shape.arc, np.float32),
        "arc.root": matrix(1, shape.arc)[0],
        "label.root": np.zeros(shape.label, np.float32),
        "label.w": matrix(shape.label, len(shape.labels["deprel"])),
        "label.b": np.zeros(len(shape.labels["deprel"]), np.float32),
    }
    return p


@jax.custom_vjp
def product(x, w):
    """A matrix product in bfloat16, summed in float32; its gradient likewise (JAX alone would take float32 there)."""
    return jnp.dot(short(x), short(w), preferred_element_type=jnp.float32)


def short(x):
    return x.astype(jnp.bfloat16)


def product_forward(x, w):
    return product(x, w), (short(x), short(w))


def product_backward(kept, gradient):
    (x, w), gradient = kept, short(gradient)
    rows = lambda a: a.reshape(-1, a.shape[-1])
    by_x = jnp.dot(gradient, w.T, preferred_element_type=jnp.float32)
    return by_x, jnp.dot(rows(x).T, rows(gradient), preferred_element_type=jnp.float32)


product.defvjp(product_forward, product_backward)


def norm(x, scale, shift):
    mean = x.mean(-1, keepdims=True)
    spread = ((x - mean) ** 2).mean(-1, keepdims=True)
    return (x - mean) * jax.lax.rsqrt(spread + 1e-12) * scale + shift


def drop(key, x, rate):
    """Dropout; the same numbers are lost all along a sentence."""
    keep = jax.random.bernoulli(key, 1.0 - rate, (x.shape[0], 1, x.shape[2]))
    return x * keep / (1.0 - rate)


def attend(u, there):
    """Attention of many heads: u is [sentences, pieces, 3 WIDTH]."""
    count, length, _ = u.shape
    query, key, value = jnp.moveaxis(u.reshape(count, length, 3, ATTENTION, WIDTH // ATTENTION), 2, 0)
    scores = jnp.einsum("bihd,bjhd->bhij", query, key) / np.sqrt(WIDTH // ATTENTION)
    scores = jnp.where(there[:, None, None, :], scores, -1e9)
    return jnp.einsum("bhij,bjhd->bihd", jax.nn.softmax(scores), value).reshape(count, length, WIDTH)


def encode(p, tables, ids, words, there, features, key=None, dropout=0.0):
    """Pieces [sentences, length] with their words → the words, [words, sentences, WIDTH], time-major. `tables`: the static
    vectors of words, and what `frozen` gives."""
    static, pieces, places = tables
    keys = iter(jax.random.split(key, 2 * LAYERS + 2)) if key is not None else None
    maybe_drop = lambda x: drop(next(keys), x, dropout) if keys else x
    count, length = ids.shape
    seen = jnp.tanh(p["shape"])[features[..., F.SHAPE]] + static[features[..., F.VECTOR]] @ p["static"]
    seen = jnp.concatenate([jnp.moveaxis(seen, 0, 1), jnp.zeros((count, 1, WIDTH))], 1)
    x = norm(pieces[ids] + places[:length], p["bert.scale"], p["bert.shift"])
    x = maybe_drop(x + jnp.take_along_axis(seen, words[..., None], 1))
    for n in range(LAYERS):
        linear = lambda name, x: product(x, p[f"bert.{n}.{name}.w"]) + p[f"bert.{n}.{name}.b"]
        mixed = maybe_drop(linear("mix", attend(linear("attend", x), there)))
        x = norm(x + mixed, p[f"bert.{n}.norm1.scale"], p[f"bert.{n}.norm1.shift"])
        fed = maybe_drop(linear("down", jax.nn.gelu(linear("up", x))))
        x = norm(x + fed, p[f"bert.{n}.norm2.scale"], p[f"bert.{n}.norm2.shift"])
    # A word is the mean of its pieces.
    belongs = (words[:, None, :] == jnp.arange(length)[:, None]).astype(jnp.float32)
    return jnp.einsum("bwp,bpd->wbd", belongs, x) / jnp.maximum(belongs.sum(-1), 1.0).T[..., None]
