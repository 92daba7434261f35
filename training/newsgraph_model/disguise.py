"""Articles under other names, so that what is learned of names is not learned by heart.

The network has seen the names of the training articles: on them it is surer than it will be of tomorrow's news. So each
article is disguised. Most persons, and many places and organisations, are called otherwise, the same by the same name
throughout, by names of the training articles, GeoNames and `faker`.
"""
import dataclasses

from . import lexicon
from .data import bioes
from .decode import spans

# How often a word of a person's name, a place, an organisation is called otherwise.
PERSONS, PLACES, ORGANISATIONS = 0.55, 0.35, 0.35
# How often its other name comes from the training articles.
OWN_PERSONS, OWN_PLACES = 0.4, 0.3
PARTICLES = {"Al", "Bin", "Van", "De", "El", "Abu"}
SMALLEST_PLACE = 3000


class Disguise:
    def __init__(self, sentences):
        self.given, self.surnames, self.places, self.organisations = [], [], [], []
        for s in sentences:
            for first, end, kind in spans(s.names):
                name = s.forms[first:end]
                if kind == "PERSON":
                    (self.given if len(name) > 1 else self.surnames).append(name[0])
                    self.surnames.append(name[-1])
                elif kind == "PLACE":
                    self.places.append(name)
                elif kind == "ORG":
                    self.organisations.append(name)
        known = lambda names: [name for name in names if name.isalpha()]
        self.other_given, self.other_surnames = map(known, lexicon.persons())
        towns = sorted({name for name, inhabitants in lexicon.places() if inhabitants > SMALLEST_PLACE})
        split = [name.replace("'", " '").split() for name in towns]
        self.other_places = [words for words in split if len(words) < 4 and all(w.isalpha() for w in words)]

    def __call__(self, sentences, rng):
        """The sentences of one article, disguised."""
        others = {}
        return [self._sentence(s, others, rng) for s in sentences]

    def _sentence(self, s, others, rng):
        forms, tags, at = [], [], 0
        for first, end, kind in spans(s.names):
            name = s.forms[first:end]
            other = self._person(name, others, rng) if kind == "PERSON" else self._other(name, kind, others, rng)
            forms += s.forms[at:first] + other
            tags += s.names[at:first] + bioes(len(other), [(0, len(other), kind)])
            at = end
        return dataclasses.replace(s, forms=forms + s.forms[at:], names=tags + s.names[at:])

    def _person(self, name, others, rng):
        """Word by word, so that a surname stays the same."""
        found = []
        for i, word in enumerate(name):
            key = word.lower()
            if key not in others:
                others[key] = word
                if rng.random() < PERSONS and word[:1].isupper() and len(word) > 2 and word not in PARTICLES:
                    given, own = i < len(name) - 1, rng.random() < OWN_PERSONS
                    names = (self.given if given else self.surnames) if own else (self.other_given if given else self.other_surnames)
                    others[key] = names[rng.integers(len(names))]
            found.append(others[key].upper() if word.isupper() and len(word) > 2 else others[key])
        return found

    def _other(self, name, kind, others, rng):
        key = (kind, *map(str.lower, name))
        if key not in others:
            others[key] = name
            if kind == "PLACE" and rng.random() < PLACES:
                names = self.places if rng.random() < OWN_PLACES else self.other_places
                others[key] = names[rng.integers(len(names))]
            elif kind == "ORG" and rng.random() < ORGANISATIONS:
                if len(name) == 1 and name[0].isupper() and len(name[0]) <= 6:
                    others[key] = ["".join(chr(65 + rng.integers(26)) for _ in name[0])]
                else:
                    others[key] = self.organisations[rng.integers(len(self.organisations))]
        return others[key]
