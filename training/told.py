#!/usr/bin/env python3
"""Puts together the facts that articles were found to tell and their texts, for `newsgraph eval`.

usage: told.py DATA FOLDER [--part read|unread]

DATA is the folder that training/README.md describes; it has the articles of which training/facts/told.tsv lists the facts and
training/facts/named.tsv the entities. Writes a file for each article into FOLDER, which is made, in the form that
`newsgraph eval FOLDER` reads. The articles of the part `read` were read when patterns were written, the others were not.
"""
import argparse
import collections
import csv
import json
import pathlib

from judged import newspapers

HERE = pathlib.Path(__file__).parent / "facts"


def rows(name):
    table = open(HERE / name, encoding="utf8", newline="")
    return csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)


def fact(row, text):
    keys = ("subject", "subject_via", "relation", "object", "object_via", "title", "when", "where", "status")
    told = {key: row[key] or None for key in keys}
    evidence = text[int(row["start"]):int(row["end"])].decode("utf8")
    return {**told, "when_text": None, "said_by": None, "evidence": evidence, "optional": row["reading"] == "optional"}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--part", choices=("read", "unread"))
    options = parser.parse_args()
    named = collections.defaultdict(list)
    for row in rows("named.tsv"):
        aliases = [alias for alias in row["aliases"].split("|") if alias]
        named[row["article"]].append({"name": row["name"], "type": row["type"], "aliases": aliases})
    told = collections.defaultdict(list)
    for row in rows("told.tsv"):
        if options.part in (None, row["part"]):
            told[row["article"]].append(row)
    options.folder.mkdir(parents=True, exist_ok=True)
    for name, article in newspapers(options.data):
        if name in told:
            text = article["text"].encode("utf8")
            known = {key: article.get(key) for key in ("url", "published", "title", "text")}
            gold = {"id": name, **known, "entities": named[name], "facts": [fact(row, text) for row in told[name]]}
            path = options.folder / f"{name}.json"
            path.write_text(json.dumps(gold, ensure_ascii=False, indent=1), encoding="utf8")


if __name__ == "__main__":
    main()
