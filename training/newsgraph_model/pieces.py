"""Words → WordPiece pieces, and padded batches of them, for the teacher."""
import functools

import numpy as np
from tokenizers import Tokenizer

from . import batches, features

# Pieces of the longest sentence, with the two marks around it; longer ones are left out of training, cut in prediction.
LENGTHS = (16, 24, 32, 40, 48, 64, 80, 112, 160, 256)
PIECES = 1536
# A word longer than this in pieces (an address, a row of signs) shows its beginning only.
PIECES_OF_WORD = 8


class Pieces:
    """The pieces of sentences, by the model's own tokenizer."""

    def __init__(self, path):
        tokenizer = Tokenizer.from_file(str(path))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self.first, self.last = (tokenizer.token_to_id(mark) for mark in ("[CLS]", "[SEP]"))
        unknown = tokenizer.token_to_id("[UNK]")
        encode = lambda form: tuple(tokenizer.encode(form, add_special_tokens=False).ids[:PIECES_OF_WORD]) or (unknown,)
        self.of = functools.lru_cache(maxsize=None)(encode)

    def __call__(self, forms):
        """(pieces, the word of each piece): the marks around the sentence belong to no word, -1."""
        ids, words = [self.first], [-1]
        for i, form in enumerate(forms):
            for piece in self.of(form):
                ids.append(piece)
                words.append(i)
        return ids + [self.last], words + [-1]


def bucket(length):
    return next((n for n in LENGTHS if length <= n), None)


def pack(items, length):
    """One batch of (ids, words, features, targets); `length` bounds pieces and words alike.

    Pieces are [sentences, length], with their word's place (`length` for none); features, targets and mask of words are
    time-major as in `batches.pack`.
    """
    count = len(items)
    ids, words, there = np.zeros((count, length), np.int32), np.full((count, length), length, np.int32), np.zeros((count, length), bool)
    for i, (piece_ids, piece_words, _, _) in enumerate(items):
        ids[i, : len(piece_ids)], there[i, : len(piece_ids)] = piece_ids, True
        words[i, : len(piece_words)] = [w if w >= 0 else length for w in piece_words]
    return (ids, words, there) + batches.pack([(f, t) for _, _, f, t in items], length)


def epoch(sentences, pieces, encoder, rng, casing_rate=0.06):
    """The batches of one pass over the sentences, in random order."""
    waiting = {n: [] for n in LENGTHS}
    for i in rng.permutation(len(sentences)):
        s = sentences[i]
        ids, words = pieces(s.forms)
        length = bucket(len(ids))
        if length is None:
            continue
        waiting[length].append((ids, words, encoder.noisy(s, rng, casing_rate, 0.0), encoder.targets(s)))
        if len(waiting[length]) == PIECES // length:
            yield pack(waiting[length], length)
            waiting[length] = []


def plain(sentences, pieces, encoder):
    """(indices, batch) of all sentences that are not too long, for prediction."""
    groups = {}
    for i, s in enumerate(sentences):
        if length := bucket(len(pieces(s.forms)[0])):
            groups.setdefault(length, []).append(i)
    empty = ([], [], np.zeros((0, features.COLUMNS), np.int32), np.zeros((0, 5), np.int32))
    for length, members in groups.items():
        step = PIECES // length
        for at in range(0, len(members), step):
            some = members[at : at + step]
            items = [(*pieces(sentences[i].forms), encoder.features(sentences[i].forms), encoder.targets(sentences[i])) for i in some]
            yield some, pack(items + [empty] * (step - len(items)), length)
