#!/usr/bin/env python3
"""Scores the events that `newsgraph extract` finds in single sentences against coded event data.

usage: event_score.py NEWSGRAPH DATA [--misses]
       (DATA holds events/cameo-source-target-train.jsonl and events/plover_gsr.json)

Both sets say of a sentence who did something (source) to whom (target); CAMEO's with the quad class (verbal or material,
cooperation or conflict), PLOVER's with the category. Sentences that lack either end, or name no class, are left out.
What newsgraph makes of each sentence is compared with it:

- A fact is right if a word of its subject (a name, an alias, or the noun that stands for it) is a word of the source,
  and likewise object and target; either order will do for symmetric relations. Words are the same if their first four
  letters are ("China", "Chinese").
- Pairs: recall is the share of the sentences with a right fact, precision the share of the facts that are right.
  newsgraph gives ends only where they are named, and only its own relations: both bound the recall.
- Class: the share of the sentences with a right fact of which one has the class of the gold. Relations have their
  classes from the codes in data/lexicon/relations.
"""
import argparse, glob, json, os, re, subprocess, tempfile, tomllib, unicodedata
from collections import Counter

HERE = os.path.dirname(os.path.abspath(__file__))
# The first two digits of a CAMEO code, by quad class.
QUAD = {1: range(1, 6), 2: range(6, 9), 3: range(9, 14), 4: range(14, 21)}
# Categories of the gold records that newsgraph's codes know by other names.
RENAMED = {"DISAPPROVE": "ACCUSE", "DEMAND": "REQUEST", "FIGHT": "ASSAULT", "INVESTIGATE": "COERCE"}


def relations():
    read = lambda path: tomllib.load(open(path, "rb"))
    paths = glob.glob(os.path.join(HERE, "../data/lexicon/relations/*.toml"))
    return {os.path.basename(path)[:-5]: read(path) for path in sorted(paths)}


def words(text):
    folded = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).lower()
    return {word[:4] for word in re.findall(r"\w+", folded) if len(word) > 1 and word not in ("the", "of", "and", "in")}


def extract(newsgraph, texts):
    """The facts of each text."""
    facts = [[] for _ in texts]
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
        for index, text in enumerate(texts):
            file.write(json.dumps({"id": str(index), "text": text}) + "\n")
        file.flush()
        for line in subprocess.run([newsgraph, "extract", file.name], capture_output=True, text=True, check=True).stdout.splitlines():
            fact = json.loads(line)
            facts[int(fact["doc"])].append(fact)
    return facts


def end_words(end):
    return words(" ".join([end["name"], *(end.get("aliases") or []), end.get("via") or ""]))


def is_right(fact, source, target, symmetric):
    subject, obj = end_words(fact["subject"]), end_words(fact["object"])
    right = bool(subject & source and obj & target)
    return right or (symmetric and bool(subject & target and obj & source))


def score(label, records, facts, lexicon, agrees, misses):
    found = classed = right = given = 0
    missed = Counter()
    for (text, source, target, kind), here in zip(records, facts):
        events = [f for f in here if lexicon.get(f["relation"], {}).get("kind") == "event"]
        good = [f for f in events if is_right(f, source, target, lexicon[f["relation"]].get("symmetric"))]
        given, right, found = given + len(events), right + len(good), found + bool(good)
        classed += any(agrees(lexicon[f["relation"]], kind) for f in good)
        if not good:
            missed[kind] += 1
            if misses:
                print(f"- {kind}: {' '.join(sorted(source))} > {' '.join(sorted(target))}: {text}")
    ratio = lambda a, b: f"{a / b:.3f} ({a}/{b})" if b else "none"
    print(f"{label:<8} pairs R {ratio(found, len(records))}  P {ratio(right, given)}  class {ratio(classed, found)}")
    print(f"         missed by class: {', '.join(f'{k} {n}' for k, n in missed.most_common())}")


def cameo(path):
    for line in open(path, encoding="utf8"):
        x = json.loads(line)
        if x["source"] and x["target"] and x["pentacode"]:
            span = lambda spans: words(" ".join(" ".join(x["tokens"][a:b]) for a, b in spans))
            yield " ".join(x["tokens"]), span(x["source"]), span(x["target"]), x["pentacode"]


def plover(path):
    for x in json.load(open(path, encoding="utf8")):
        named = lambda actors: words(" ".join(a["actorText"] for a in actors)) if isinstance(actors, list) else set()
        source, target = named(x.get("source")), named(x.get("target"))
        if source and target:
            yield x["text"], source, target, RENAMED.get(x["event"], x["event"])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("newsgraph"), parser.add_argument("data")
    parser.add_argument("--misses", action="store_true", help="list the sentences without a right fact")
    args = parser.parse_args()
    lexicon = relations()
    quad = lambda relation, kind: any(int(code[:2]) in QUAD[kind] for code in relation.get("cameo", []))
    category = lambda relation, kind: relation.get("plover") == kind
    events = os.path.join(args.data, "events")
    sets = [
        ("CAMEO", cameo(os.path.join(events, "cameo-source-target-train.jsonl")), quad),
        ("PLOVER", plover(os.path.join(events, "plover_gsr.json")), category),
    ]
    for label, records, agrees in sets:
        records = list(records)
        facts = extract(args.newsgraph, [text for text, *_ in records])
        score(label, records, facts, lexicon, agrees, args.misses)


if __name__ == "__main__":
    main()
