#!/usr/bin/env python3
"""Scores the relations that `newsgraph extract` finds against re3d and KnowledgeNet.

usage: relation_score.py NEWSGRAPH DATA [--misses]
       (DATA holds events/re3d and events/knowledgenet-facts.json)

Both sets say of two stretches of text that a relation holds between them; which of newsgraph's relations fit each of
theirs stands in RE3D and KNOWLEDGENET below. Ends that are pronouns, and relations that newsgraph does not have (dates of
birth, attributes, synonyms), are left out. Documents of re3d are read whole, passages of KnowledgeNet each by itself.

- A gold relation is found if a fact of a fitting relation has a word of each of its ends (words are the same if their
  first four letters are; either order will do): recall. newsgraph gives ends only where they are named.
- Precision is over the facts of fitting relations: the share that some gold relation of the text is found by. Neither set
  marks all that its texts say, so that it is a lower bound.
"""
import argparse, glob, json, os
from collections import Counter, defaultdict

from event_score import end_words, extract, words

PRONOUNS = set("he she it they we i you who which his her its their him them".split())
RE3D = {
    "CommWith": {"met", "spoke_with", "told", "visited", "urged", "warned", "agreed_with", "invited"},
    "FightingAgainst": {"attacked", "fought_with", "killed"},
    "BelongsTo": {"holds_position", "member_of", "part_of", "owns", "citizen_of"},
    "InChargeOf": {"holds_position", "appointed", "owns"},
    "CoLocated": {"located_in", "visited", "lives_in"},
    "Likes": {"praised", "supported", "aided", "allied_with"},
    "AlliesOf": {"allied_with", "cooperated_with", "supported", "member_of"},
    "Dislikes": {"criticized", "sanctioned", "protested_against", "warned"},
}
KNOWLEDGENET = {
    "PLACE_OF_RESIDENCE": {"lives_in"},
    "EMPLOYEE_OR_MEMBER_OF": {"holds_position", "member_of"},
    "SPOUSE": {"spouse_of"},
    "PLACE_OF_BIRTH": {"born_in"},
    "HEADQUARTERS": {"located_in"},
    "EDUCATED_AT": {"studied_at"},
    "CHILD_OF": {"parent_of"},
    "NATIONALITY": {"citizen_of", "holds_position"},
    "FOUNDED_BY": {"founded"},
    "POLITICAL_AFFILIATION": {"member_of", "holds_position"},
    "CEO": {"holds_position"},
    "SUBSIDIARY_OF": {"part_of", "owns"},
}


def re3d(folder):
    """Texts with their relations as (type, words of one end, words of the other)."""
    lines = lambda path: [json.loads(line) for line in open(path, encoding="utf8") if line.strip()]
    for part in sorted(glob.glob(os.path.join(folder, "*", ""))):
        gold = defaultdict(list)
        for r in lines(part + "relations.json"):
            gold[r["documentId"]].append((r["type"], r["source"], r["target"]))
        for document in lines(part + "documents.json"):
            yield document["text"], gold[document["_id"]]


def knowledgenet(path):
    gold = defaultdict(list)
    for x in json.load(open(path, encoding="utf8")):
        if x["subj"] and x["obj"]:
            gold[x["passage"]].append((x["prop"], x["subj"]["text"], x["obj"]["text"]))
    return gold.items()


def score(label, texts, fitting, newsgraph, misses):
    texts = list(texts)
    facts = extract(newsgraph, [text for text, _ in texts])
    total, found, right, given = Counter(), Counter(), 0, 0
    for (text, gold), here in zip(texts, facts):
        good = set()
        for kind, source, target in gold:
            if kind not in fitting or {source.lower(), target.lower()} & PRONOUNS:
                continue
            a, b = words(source), words(target)
            ends = [(i, end_words(f["subject"]), end_words(f["object"])) for i, f in enumerate(here) if f["relation"] in fitting[kind]]
            by = {i for i, s, o in ends if (s & a and o & b) or (s & b and o & a)}
            total[kind] += 1
            found[kind] += bool(by)
            good |= by
            if misses and not by:
                print(f"- {kind}: {source} > {target}: {' '.join(text.split())[:200]}")
        asked = set().union(*(fitting[kind] for kind, *_ in gold if kind in fitting))
        given += sum(f["relation"] in asked for f in here)
        right += len(good)
    ratio = lambda a, b: f"{a / b:.3f} ({a}/{b})" if b else "none"
    print(f"{label}: R {ratio(sum(found.values()), sum(total.values()))}  P {ratio(right, given)}")
    for kind, n in total.most_common():
        print(f"  {kind:<22} R {ratio(found[kind], n)}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("newsgraph"), parser.add_argument("data")
    parser.add_argument("--misses", action="store_true", help="list the relations that were not found")
    args = parser.parse_args()
    events = os.path.join(args.data, "events")
    score("re3d", re3d(os.path.join(events, "re3d")), RE3D, args.newsgraph, args.misses)
    passages = knowledgenet(os.path.join(events, "knowledgenet-facts.json"))
    score("KnowledgeNet", passages, KNOWLEDGENET, args.newsgraph, args.misses)


if __name__ == "__main__":
    main()
