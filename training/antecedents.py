#!/usr/bin/env python3
"""Puts together whom words mean, for `cargo run --release --example antecedents`.

usage: antecedents.py DATA > antecedents.jsonl

DATA is the folder that training/README.md describes; it has the texts of the articles that training/antecedents/ annotates.
Prints "id", "text" and "words" of each: [first byte, first bytes of names ...] of each third-person pronoun and each noun of
a definite description, with one name for each entity that is meant; none where nothing named is meant.
"""
import json
import lzma
import pathlib
import sys

FOLDER = pathlib.Path(__file__).parent / "antecedents"


def rows(path):
    return map(json.loads, open(path, encoding="utf8"))


def annotated(data):
    """Articles annotated for this project."""
    with lzma.open(data / "news/bulk.jsonl.xz", "rt", encoding="utf8") as lines:
        bulk = [json.loads(line)["text"] for line in lines]
    newswire = {row["id"]: row["text"] for row in rows(data / "ner/worldwide-newswire/train.jsonl")}
    for row in rows(FOLDER / "newswire.jsonl"):
        text = newswire[row["id"]][: row["characters"]]
        yield {"id": row["id"], "text": text, "words": row["words"]}
    for row in rows(FOLDER / "bulk.jsonl"):
        text = bulk[row["line"]][: row["characters"]]
        yield {"id": f"bulk-{row['line']}", "text": text, "words": row["words"]}


def main(data):
    for article in annotated(pathlib.Path(data)):
        print(json.dumps(article, ensure_ascii=False))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
