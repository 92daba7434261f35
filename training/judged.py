#!/usr/bin/env python3
"""Puts together judged facts and their articles, for `cargo run --release --example confidence`.

usage: judged.py DATA > judged.jsonl

DATA is the folder that training/README.md describes; it has the articles of which training/facts/judged.tsv judges facts.
Prints the article with its "facts"; a fact that is right but for its status is wrong here, and one on which readers would
differ is left out.
"""
import csv
import json
import lzma
import pathlib
import sys

JUDGED = pathlib.Path(__file__).parent / "facts" / "judged.tsv"
NEWSWIRE = "ner/worldwide-newswire/{}.jsonl"


def newspapers(data):
    """The newswire's articles by id."""
    for part in ("dev", "train"):
        for line in open(data / NEWSWIRE.format(part), encoding="utf8"):
            article = json.loads(line)
            yield article["id"], article


def articles(data):
    """All articles by id; those of the raw news by the number of their line."""
    yield from newspapers(data)
    with lzma.open(data / "news/bulk.jsonl.xz", "rt", encoding="utf8") as lines:
        for number, line in enumerate(lines):
            yield f"bulk-{number}", json.loads(line)


def fact(row):
    return {
        "sentence": [int(row["start"]), int(row["end"])],
        "subject": [row["subject"], row["subject_via"] or None],
        "relation": row["relation"],
        "object": [row["object"], row["object_via"] or None],
        "title": row["title"] or None,
        "right": row["verdict"] == "right" and "s" not in row["flags"],
    }


def main(data):
    judged = {}
    for row in csv.DictReader(open(JUDGED, encoding="utf8", newline=""), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row["verdict"] != "unsure":
            judged.setdefault(row["article"], []).append(fact(row))
    for name, article in articles(data):
        if name in judged:
            told = {key: article[key] for key in ("text", "published", "title") if article.get(key)}
            print(json.dumps({"id": name, **told, "facts": judged[name]}, ensure_ascii=False))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(pathlib.Path(sys.argv[1]))
