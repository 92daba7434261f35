"""The training data as sentences: trees from CoNLL-U, names from articles with character spans.

`python -m newsgraph_model.data ARTICLES.jsonl ANALYSED.conllu OUT.json` puts the names of articles on the words that
`newsgraph analyze --conllu` finds in them, so that training sees the words that the program sees.
"""
import dataclasses
import json
import pathlib
import sys

TYPES = {"Person": "PERSON", "Organization": "ORG", "Location": "PLACE", "Facility": "PLACE", "NORP": "GROUP"}


@dataclasses.dataclass
class Sentence:
    """Words with what is known of them: a tree (`heads` from 1, 0 the root) or names (BIOES), or neither."""

    forms: list
    upos: list = None
    xpos: list = None
    heads: list = None
    deprels: list = None
    names: list = None
    source: str = ""


def conllu_sentences(path):
    """(comment lines, rows of ten columns) of each sentence."""
    comments, rows = [], []
    for line in open(path, encoding="utf8"):
        line = line.rstrip("\n")
        if line.startswith("#"):
            comments.append(line)
        elif line:
            rows.append(line.split("\t"))
        elif rows:
            yield comments, rows
            comments, rows = [], []
    if rows:
        yield comments, rows


def read_treebank(path):
    """The sentences of a treebank, by syntactic words."""
    document, found = "", []
    for comments, rows in conllu_sentences(path):
        for c in comments:
            if c.startswith("# newdoc"):
                document = c.partition("=")[2].strip()
        words = [r for r in rows if r[0].isdigit()]
        column = lambda n: [w[n] for w in words]
        found.append(Sentence(column(1), column(3), column(4), [int(h) for h in column(6)], column(7), source=document))
    return found


def bioes(count, spans):
    """Tags of `count` words from (first, end, kind) spans of words."""
    tags = ["O"] * count
    for first, end, kind in spans:
        if end - first == 1:
            tags[first] = "S-" + kind
        else:
            tags[first], tags[end - 1] = "B-" + kind, "E-" + kind
            tags[first + 1 : end - 1] = ["I-" + kind] * (end - first - 2)
    return tags


def read_names(path):
    return [json.loads(line) for line in open(path, encoding="utf8")]


def name_sentences(article, sentences):
    """Sentences with names from an article and its split text: lists of (start, end) of words, in characters."""
    entities = sorted((e["start"], e["end"], TYPES[e["type"]]) for e in article["entities"] if e["type"] in TYPES)
    found = []
    for words in sentences:
        spans = []
        for start, end, kind in entities:
            inside = [i for i, (s, e) in enumerate(words) if s < end and e > start]
            if inside and not (spans and spans[-1][1] > inside[0]):
                spans.append((inside[0], inside[-1] + 1, kind))
        forms = [article["text"][s:e] for s, e in words]
        found.append(Sentence(forms, names=bioes(len(words), spans), source=article["id"]))
    return found


def analysed_sentences(articles, conllu):
    """Sentences with names from articles and the program's analysis of them; `TokenRange` in MISC is in bytes."""
    by_id = {a["id"]: a for a in articles}
    found, article = [], None
    for comments, rows in conllu_sentences(conllu):
        for c in comments:
            if c.startswith("# newdoc"):
                article = by_id[c.partition("=")[2].strip()]
                to_character = {}
                at = 0
                for i, ch in enumerate(article["text"]):
                    to_character[at] = i
                    at += len(ch.encode())
                to_character[at] = len(article["text"])
        words = []
        for r in rows:
            misc = dict(m.partition("=")[::2] for m in r[9].split("|"))
            if r[0].isdigit() and "TokenRange" in misc:
                start, end = map(int, misc["TokenRange"].split(":"))
                words.append((to_character[start], to_character[end]))
        found += name_sentences(article, [words])
    return found


def save(sentences, path):
    pathlib.Path(path).write_text(json.dumps([dataclasses.asdict(s) for s in sentences]))


def load(path):
    """The sentences of a file that `save` wrote, or of one with a sentence a line."""
    if pathlib.Path(path).suffix == ".jsonl":
        with open(path, encoding="utf8") as lines:
            return [Sentence(**json.loads(line)) for line in lines]
    return [Sentence(**s) for s in json.loads(pathlib.Path(path).read_text())]


def main(articles, conllu, out):
    sentences = analysed_sentences(read_names(articles), conllu)
    save(sentences, out)
    names = sum(t[0] in "BS" for s in sentences for t in s.names)
    print(f"{out}: {len(sentences)} sentences, {sum(len(s.forms) for s in sentences)} words, {names} names", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
