"""Chooses the raw news that the teacher labels: `python -m newsgraph_model.news BULK.jsonl.xz OUT.jsonl`.

All of the newer articles, and of the oldest source, which is the largest by far, as many words again as of the others
together, none very short. The seed is fixed.
"""
import json
import lzma
import random
import sys

OLDEST, OLDEST_WORDS, SHORTEST = "reuters21578", 650_000, 120


def main(bulk, out):
    lines = list(lzma.open(bulk, "rt", encoding="utf8"))
    source = lambda line: json.loads(line)["source"]
    old = [line for line in lines if source(line) == OLDEST]
    random.Random(1).shuffle(old)
    words = 0
    with open(out, "w", encoding="utf8") as chosen:
        chosen.writelines(line for line in lines if source(line) != OLDEST)
        for line in old:
            count = len(json.loads(line)["text"].split())
            if count >= SHORTEST:
                chosen.write(line)
                words += count
            if words > OLDEST_WORDS:
                break


if __name__ == "__main__":
    main(*sys.argv[1:])
