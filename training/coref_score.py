#!/usr/bin/env python3
"""Scores the chains of `newsgraph analyze --conllu` against OntoGUM.

usage: coref_score.py DATA SYSTEM.conllu --part dev [--genre news] [--whole] [--errors]
       (DATA holds treebanks/gum and coref/ontogum; SYSTEM is the analysis of the raw texts of gum-dev.conllu)

Words of the two are aligned by characters, white space left out; trees and types of the gold mentions are GUM's.

- What counts: gold chains of persons, organisations and places that have a name (a mention headed by a proper noun),
  with all of their mentions; `--all`: also those without a name. A system chain is left out where most of its mentions
  are mentions of gold chains that do not count. OntoGUM has neither chains of one mention nor relative pronouns nor
  adjectives of countries ("Chinese"): these are dropped from the system's output too.
- A system mention is the gold mention that has the same head (or a word in apposition to it); for coordinations there
  is none. A mention of several entities ("the two", "they") belongs to the chain of those entities together.
- OntoGUM has cut the mentions of some entities into two chains, such as at an apposition; `--whole` joins them again.
- MUC, B3, CEAF-e as in the CoNLL-2012 scorer; CoNLL F1 is their mean.
- Pronouns: of the third-person ones in the counted gold chains, the share whose system chain has most of its names in
  the right gold chain; precision is over those that the system resolves and that are in some gold chain or in none.
"""
import argparse, difflib, os, re, sys
from collections import Counter, defaultdict

THIRD = set("he him his himself she her hers herself it its itself they them their theirs themselves".split())
SPEECH = set("i me my mine myself you your yours yourself yourselves we us our ours ourselves".split())
RELATIVE = {"WDT", "WP", "WP$"}
TYPES = {"person", "organization", "place"}
INVISIBLE = "\u00ad\u200b\u2060\ufeff"


def squeezed(form):
    return "".join(c for c in form if not c.isspace() and c not in INVISIBLE)


class Word:
    __slots__ = ("form", "upos", "xpos", "head", "deprel", "misc", "start", "end", "sentence")


def read_conllu(path):
    """Documents by id: lists of Words with their places in the squeezed text and heads as indices."""
    documents, words, rows, sentence = {}, None, [], 0

    def flush():
        nonlocal rows, sentence
        first, place = len(words), words[-1].end if words else 0
        inside = 0
        for c in rows:
            if "." in c[0]:
                continue
            if "-" in c[0]:
                low, high = map(int, c[0].split("-"))
                inside, token_end, at = high, place + len(squeezed(c[1])), place
                place = token_end
                continue
            w = Word()
            w.form, w.upos, w.xpos, w.deprel = c[1], c[3], c[4], c[7]
            w.head = int(c[6]) - 1 + first if c[6] not in ("0", "_") else None
            w.misc = dict(x.partition("=")[::2] for x in c[9].split("|"))
            w.sentence = sentence
            if int(c[0]) <= inside:
                w.start = min(at, token_end - 1)
                w.end = token_end if int(c[0]) == inside else min(token_end, at + len(squeezed(c[1])))
                at = w.end
            else:
                w.start, w.end = place, place + len(squeezed(c[1]))
                place = w.end
            words.append(w)
        rows, sentence = [], sentence + 1

    for line in open(path, encoding="utf8"):
        line = line.rstrip("\n")
        if line.startswith("# newdoc"):
            words = documents[line.partition("=")[2].strip()] = []
            sentence = 0
        elif line and not line.startswith("#"):
            rows.append(line.split("\t"))
        elif not line and rows:
            flush()
    if rows:
        flush()
    return documents


class Mention:
    __slots__ = ("chain", "first", "last", "head", "core", "conj", "type", "name")


def gum_mentions(words):
    """(entity, type, first, last) of each mention in the treebank, the narrowest last."""
    found, opened = [], []
    for i, w in enumerate(words):
        for m in re.finditer(r"\(([^()]+)(\))?|([^()\s]+)\)", w.misc.get("Entity", "")):
            if m.group(1):
                fields = m.group(1).split("-")
                if m.group(2):
                    found.append((fields[0], fields[1], i, i))
                else:
                    opened.append((fields[0], fields[1], i))
            else:
                k = max((k for k, o in enumerate(opened) if o[0] == m.group(3)), default=None)
                if k is not None:
                    entity, kind, first = opened.pop(k)
                    found.append((entity, kind, first, i))
    return sorted(found, key=lambda m: m[2] - m[3])


def gold_mentions(words, path):
    """OntoGUM's mentions over the words of the treebank."""
    rows = [c for c in (line.rstrip("\n").split("\t") for line in open(path, encoding="utf8")) if len(c) >= 3]
    # The two have the same words, but for a few that only one of them has.
    same = difflib.SequenceMatcher(None, [c[1] for c in rows], [w.form for w in words], autojunk=False)
    word_of = {a + i: b + i for a, b, n in same.get_matching_blocks() for i in range(n)}
    if len(word_of) < 0.9 * len(words):
        return None
    spans, opened = [], []
    for row, c in enumerate(rows):
        word = word_of.get(row)
        for m in re.finditer(r"\((\d+)(\))?|(\d+)\)", c[-1]):
            if m.group(1) and m.group(2):
                spans.append((m.group(1), word, word))
            elif m.group(1):
                opened.append((m.group(1), word))
            else:
                k = max((k for k, o in enumerate(opened) if o[0] == m.group(3)), default=None)
                if k is not None:
                    spans.append((m.group(3), opened.pop(k)[1], word))
    types, by_head, found = {}, {}, []
    for _, kind, first, last in gum_mentions(words):
        types[first, last] = by_head[head_of(words, range(first, last + 1))] = kind
    for chain, first, last in spans:
        if first is None or last is None:
            continue
        m = Mention()
        m.chain, m.first, m.last = chain, first, last
        span = range(m.first, m.last + 1)
        m.head = head_of(words, span)
        m.conj = [i for i in span if words[i].head == m.head and words[i].deprel == "conj"]
        m.core = {m.head}
        for _ in range(3):
            m.core |= {i for i in span if words[i].head in m.core and words[i].deprel.split(":")[0] in ("appos", "flat")}
        m.type = types.get((m.first, m.last)) or by_head.get(m.head)
        m.name = any(words[i].upos == "PROPN" for i in m.core)
        found.append(m)
    return found


def join_whole(words, gold):
    """Joins the chains that are one entity in GUM: OntoGUM cuts some in two, such as at an apposition."""
    entity = {head_of(words, range(first, last + 1)): e for e, _, first, last in gum_mentions(words)}
    votes = defaultdict(Counter)
    for m in gold:
        if not m.conj and m.head in entity:
            votes[m.chain][entity[m.head]] += 1
    for m in gold:
        if votes[m.chain]:
            m.chain = "entity " + votes[m.chain].most_common(1)[0][0]


def head_of(words, span):
    outside = [i for i in span if words[i].head is None or words[i].head not in span]
    return next((i for i in outside if words[i].upos != "PUNCT"), outside[0] if outside else span[0])


class Run:
    __slots__ = ("chains", "words", "head", "kind")


def system_mentions(words):
    """Runs of words in one chain; those of the same words in several chains are one."""
    runs = defaultdict(list)
    opened = {}
    for i, w in enumerate(words):
        chains = set(w.misc["Chain"].split(",")) if "Chain" in w.misc else set()
        for c in [c for c in opened if c not in chains or words[opened[c][0]].sentence != w.sentence]:
            runs[tuple(opened.pop(c))].append(c)
        for c in chains:
            # Two names side by side in one chain are two mentions.
            if c in opened and w.misc.get("Entity", "").startswith("B-") and "Entity" in words[i - 1].misc:
                runs[tuple(opened.pop(c))].append(c)
            opened.setdefault(c, []).append(i)
    for c, run in opened.items():
        runs[tuple(run)].append(c)
    found = []
    for run, chains in sorted(runs.items()):
        r = Run()
        r.chains, r.words = tuple(sorted(chains, key=int)), run
        r.head = head_of(words, range(run[0], run[-1] + 1))
        head = words[r.head]
        if any("Entity" in words[i].misc for i in run):
            r.kind = "name"
        else:
            r.kind = "pronoun" if head.upos == "PRON" or head.xpos == "PRP$" else "nominal"
        if head.xpos not in RELATIVE and not (r.kind == "name" and head.upos == "ADJ"):
            found.append(r)
    return found


def align(gold_words, gold, system_words, runs):
    """The gold mention (its index) of each run, or None."""
    at = {}
    for i, w in enumerate(gold_words):
        at.setdefault(w.start, i)
    by_word = defaultdict(list)
    for k, m in enumerate(gold):
        if not m.conj:
            for i in m.core:
                by_word[i].append(k)
    result = []
    for r in runs:
        places = [at.get(system_words[i].start) for i in (r.head, *r.words)]
        found = None
        for place in [places[0]] + ([p for p in places[1:] if p is not None] if r.kind == "name" else []):
            inside = [k for k in by_word.get(place, []) if place is not None]
            exact = [k for k in inside if gold[k].head == place] or inside
            if exact:
                found = min(exact, key=lambda k: gold[k].last - gold[k].first)
                break
        result.append(found)
    return result


def muc(key, response):
    """Recall's numerator and denominator (Vilain et al. 1995)."""
    of = {m: i for i, c in enumerate(response) for m in c}
    right = total = 0
    for c in key:
        parts = len({of[m] for m in c if m in of}) + sum(m not in of for m in c)
        right, total = right + len(c) - parts, total + len(c) - 1
    return right, total


def b_cubed(key, response):
    of = {m: c for c in response for m in c}
    right = sum(len(c & of[m]) / len(c) for c in key for m in c if m in of)
    return right, sum(map(len, key))


def ceaf_e(key, response):
    """The similarity of the best pairing; the denominators are the numbers of chains (Luo 2005, phi4)."""
    if not key or not response:
        return 0.0
    phi = [[2 * len(k & r) / (len(k) + len(r)) for r in response] for k in key]
    return best_pairing(phi)


def best_pairing(score):
    """The largest sum of a matching: the Hungarian method with potentials."""
    if len(score) > len(score[0]):
        score = [list(row) for row in zip(*score)]
    n, m, inf = len(score), len(score[0]), float("inf")
    u, v, p, way = [0.0] * (n + 1), [0.0] * (m + 1), [0] * (m + 1), [0] * (m + 1)
    for i in range(1, n + 1):
        p[0], j0 = i, 0
        low, used = [inf] * (m + 1), [False] * (m + 1)
        while True:
            used[j0] = True
            i0, delta, j1 = p[j0], inf, 0
            for j in range(1, m + 1):
                if not used[j]:
                    cost = -score[i0 - 1][j - 1] - u[i0] - v[j]
                    if cost < low[j]:
                        low[j], way[j] = cost, j0
                    if low[j] < delta:
                        delta, j1 = low[j], j
            for j in range(m + 1):
                if used[j]:
                    u[p[j]] += delta
                    v[j] -= delta
                else:
                    low[j] -= delta
            j0 = j1
            if p[j0] == 0:
                break
        while j0:
            p[j0], j0 = p[way[j0]], way[j0]
    return sum(score[p[j] - 1][j - 1] for j in range(1, m + 1) if p[j])


class Score:
    def __init__(self):
        self.sums, self.pronouns = defaultdict(lambda: [0.0, 0.0, 0.0, 0.0]), defaultdict(Counter)

    def add(self, key, response):
        for name, metric in (("MUC", muc), ("B3", b_cubed)):
            for k, (a, b) in enumerate((metric(key, response), metric(response, key))):
                self.sums[name][2 * k] += a
                self.sums[name][2 * k + 1] += b
        same = ceaf_e(key, response)
        for k, n in enumerate((same, len(key), same, len(response))):
            self.sums["CEAFe"][k] += n
        ms, ns = {m for c in key for m in c}, {m for c in response for m in c}
        for k, n in enumerate((len(ms & ns), len(ms), len(ms & ns), len(ns))):
            self.sums["mentions"][k] += n

    def print(self):
        mean = 0.0
        for name in ("mentions", "MUC", "B3", "CEAFe"):
            a, b, c, d = self.sums[name]
            r, p = a / b if b else 0.0, c / d if d else 0.0
            f = 2 * p * r / (p + r) if p + r else 0.0
            mean += f / 3 if name != "mentions" else 0
            print(f"{name:<10} P {100 * p:6.2f}  R {100 * r:6.2f}  F1 {100 * f:6.2f}")
        print(f"CoNLL F1   {100 * mean:.2f}")
        rows = sorted(self.pronouns.items()) + [("all", sum(self.pronouns.values(), Counter()))]
        for name, n in rows:
            print(f"{name:<10} accuracy {100 * n['right'] / max(1, n['gold']):6.2f} ({n['right']} of {n['gold']})"
                  f"   precision {100 * n['right'] / max(1, n['given']):6.2f} (of {n['given']})")


def score_document(name, gold_words, gold, words, score, options):
    if options.whole:
        join_whole(gold_words, gold)
    if options.third:
        gold = [m for m in gold if gold_words[m.head].form.lower() not in SPEECH]
    chains = defaultdict(list)
    for k, m in enumerate(gold):
        chains[m.chain].append(k)
    counts = {}
    for c, ks in chains.items():
        kinds = Counter(gold[k].type for k in ks if gold[k].type)
        kind = kinds.most_common(1)[0][0] if kinds else None
        counts[c] = kind in TYPES and (options.all or any(gold[k].name for k in ks))
    runs = system_mentions(words)
    if options.third:
        runs = [r for r in runs if words[r.head].form.lower() not in SPEECH]
    aligned = align(gold_words, gold, words, runs)
    entities, named = defaultdict(set), defaultdict(Counter)
    of_chain, taken = defaultdict(set), set()
    for n, (r, k) in enumerate(zip(runs, aligned)):
        if k is not None:
            for c in r.chains:
                of_chain[c].add(k)
            if r.kind == "name":
                named[r.chains][gold[k].chain] += 1
            # One gold mention is one mention of the first chain that has it.
            if k in taken and k not in entities[r.chains]:
                continue
            taken.add(k)
            entities[r.chains].add(k)
        else:
            entities[r.chains].add(("system", n))
    response = []
    for chain in entities.values():
        known = [k for k in chain if not isinstance(k, tuple)]
        if len(chain) > 1 and not (known and sum(not counts[gold[k].chain] for k in known) * 2 > len(known)):
            response.append(chain)
    key = [set(ks) for c, ks in chains.items() if counts[c] and len(ks) > 1]
    score.add(key, response)
    pronouns(name, gold_words, gold, words, runs, aligned, counts, named, of_chain, chains, score, options)
    if options.errors:
        show_chains(name, gold_words, gold, words, runs, aligned, counts)


def pronouns(name, gold_words, gold, words, runs, aligned, counts, named, of_chain, chains, score, options):
    at = {w.start: i for i, w in reversed(list(enumerate(gold_words)))}
    gold_at = {m.first: m for m in gold if m.first == m.last}
    given = {at.get(words[r.head].start): r for r in runs if r.kind == "pronoun"}
    for i, w in enumerate(gold_words):
        form = w.form.lower()
        if form not in THIRD or w.upos != "PRON":
            continue
        m, r = gold_at.get(i), given.get(i)
        wanted = m is not None and counts[m.chain]
        right = False
        if wanted and r and len(r.chains) == 1:
            right = bool(named[r.chains]) and named[r.chains].most_common(1)[0][0] == m.chain
        elif wanted and r:
            several = [g for g in (gold[k] for k in chains[m.chain]) if g.conj]
            inside = lambda g, c: any(g.first <= gold[k].head <= g.last for k in of_chain[c])
            right = any(all(inside(g, c) for c in r.chains) for g in several) or named[r.chains[:1]][m.chain] > 0
        group = "he" if form[:2] in ("he", "hi") and form[:3] != "her" else "she" if form[:1] in "sh" else "it" if form[:2] == "it" else "they"
        n = score.pronouns[group]
        n["gold"] += wanted
        n["given"] += r is not None
        n["right"] += right
        if options.errors and (wanted or r) and not right:
            print("MISSED" if not r else "WRONG" if wanted else "EXTRA", name, excerpt(gold_words, i),
                  "| system:", named_as(words, runs, r), "| gold:", gold_as(gold_words, gold, m))


def excerpt(words, i, before=22, after=9):
    left, right = words[max(0, i - before):i], words[i + 1:i + 1 + after]
    return " ".join([w.form for w in left] + [f">>>{words[i].form}<<<"] + [w.form for w in right])


def named_as(words, runs, r):
    if r is None:
        return "-"
    names = (next((" ".join(words[i].form for i in x.words) for x in runs if x.kind == "name" and c in x.chains), "?") for c in r.chains)
    return " + ".join(names)


def gold_as(words, gold, m):
    if m is None:
        return "-"
    same = [g for g in gold if g.chain == m.chain]
    best = max(same, key=lambda g: (g.name, -(g.last - g.first)))
    return f"[{best.type}] " + " ".join(w.form for w in words[best.first:best.last + 1][:12])


def show_chains(name, gold_words, gold, words, runs, aligned, counts):
    """Mentions of names and descriptions that are missed, spurious or in a chain of another entity."""
    major, taken = {}, set()
    for c in {r.chains for r in runs}:
        votes = Counter(gold[k].chain for r, k in zip(runs, aligned) if r.chains == c and k is not None)
        if votes:
            major[c] = votes.most_common(1)[0][0]
    sizes = Counter(r.chains for r in runs)
    at = {w.start: i for i, w in reversed(list(enumerate(gold_words)))}
    for r, k in zip(runs, aligned):
        taken.add(k)
        place = at.get(words[r.head].start)
        if r.kind == "pronoun" or place is None or sizes[r.chains] < 2 or r.chains not in major:
            continue
        g = gold[k] if k is not None else None
        if (g is None and r.kind == "nominal") or (g is not None and g.chain != major[r.chains]):
            print(f"{r.kind.upper()}", name, excerpt(gold_words, place, 15, 6), "| system:", named_as(words, runs, r), "| gold:", gold_as(gold_words, gold, g))
    for k, g in enumerate(gold):
        if k not in taken and counts[g.chain] and not g.conj:
            kind = "pronoun" if g.first == g.last and gold_words[g.head].upos == "PRON" else "name" if g.name else "nominal"
            if kind != "pronoun" or gold_words[g.head].form.lower() not in THIRD:
                print(f"unfound-{kind}", name, excerpt(gold_words, g.head, 15, 6), "| gold:", gold_as(gold_words, gold, g))


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("data", help="folder with treebanks/gum and coref/ontogum")
    ap.add_argument("system", help="what `newsgraph analyze --conllu` printed")
    ap.add_argument("--part", default="dev", choices=("train", "dev", "test"))
    ap.add_argument("--genre", help="only these genres, with commas between: news,interview")
    ap.add_argument("--all", action="store_true", help="count chains without a name too")
    ap.add_argument("--third", action="store_true", help="leave out the pronouns of the first and second person")
    ap.add_argument("--whole", action="store_true", help="join the chains that are one entity in GUM")
    ap.add_argument("--errors", action="store_true", help="print the mentions that are wrong, missed or too many")
    options = ap.parse_args()
    treebank = read_conllu(os.path.join(options.data, f"treebanks/gum/gum-{options.part}.conllu"))
    system = read_conllu(options.system)
    score, read = Score(), 0
    for name, gold_words in treebank.items():
        path = os.path.join(options.data, f"coref/ontogum/{name}.conll")
        if options.genre and name.split("_")[1] not in options.genre.split(","):
            continue
        gold = gold_mentions(gold_words, path) if os.path.exists(path) else None
        words = system.get(name, [])
        if gold is None or not words or words[-1].end != gold_words[-1].end:
            print(f"note: {name} left out: no gold, or the texts differ", file=sys.stderr)
            continue
        score_document(name, gold_words, gold, words, score, options)
        read += 1
    print(f"{read} documents")
    score.print()


if __name__ == "__main__":
    main()
