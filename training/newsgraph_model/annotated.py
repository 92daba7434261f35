"""Articles whose names were annotated for this project: `python -m newsgraph_model.annotated BULK.jsonl.xz FOLDER [aside]`.

FOLDER/bulk.jsonl has names of the raw news, a line an article: its line in BULK, how many of its characters were read, and
each form with its type; [form, type, n] is for the nth place of the form alone, NONE where it is no name there. Longer
forms go before shorter ones. FOLDER/written.jsonl has articles written for training, with their names marked in the text:
`[[P:Ann Lee]]`. Prints them in the form of the newswire, an article a line, for `newsgraph analyze` and `newsgraph_model.data`:
those to learn from, or those that are kept aside for measuring.
"""
import collections
import json
import lzma
import pathlib
import re
import sys

TYPES = {"PERSON": "Person", "ORG": "Organization", "PLACE": "Location", "GROUP": "NORP"}
MARKS = {"P": "Person", "O": "Organization", "L": "Location", "G": "NORP"}


def spans(text, names):
    """The places of the names in the text, as the newswire has them."""
    everywhere, at_place = {}, collections.defaultdict(dict)
    for form, kind, *place in names:
        if place:
            at_place[form][place[0]] = kind
        else:
            everywhere[form] = kind
    taken, found = [False] * len(text), []
    for form in sorted({*everywhere, *at_place}, key=lambda form: (-len(form), form)):
        for number, match in enumerate(re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text), 1):
            kind = at_place[form].get(number, everywhere.get(form))
            place = slice(match.start(), match.end())
            if kind is None or any(taken[place]):
                continue
            taken[place] = [True] * len(form)
            if kind in TYPES:
                found.append({"start": match.start(), "end": match.end(), "type": TYPES[kind]})
    return sorted(found, key=lambda name: name["start"])


def rows(path, aside):
    return [row for row in map(json.loads, open(path, encoding="utf8")) if row.get("aside", False) == aside]


def read_bulk(bulk, annotated):
    texts = [json.loads(line)["text"] for line in lzma.open(bulk, "rt", encoding="utf8")]
    for row in annotated:
        text = texts[row["line"]][: row["characters"]]
        yield {"id": f"bulk-{row['line']}", "text": text, "entities": spans(text, row["names"])}


def read_written(annotated):
    for row in annotated:
        text, found, at = "", [], 0
        for match in re.finditer(r"\[\[([POLG]):(.*?)\]\]", row["text"]):
            text += row["text"][at : match.start()]
            found.append({"start": len(text), "end": len(text) + len(match[2]), "type": MARKS[match[1]]})
            text += match[2]
            at = match.end()
        yield {"id": row["id"], "text": text + row["text"][at:], "entities": found}


def main(bulk, folder, aside=None):
    bulk_rows, written_rows = (rows(pathlib.Path(folder) / name, aside == "aside") for name in ("bulk.jsonl", "written.jsonl"))
    for article in [*read_bulk(bulk, bulk_rows), *read_written(written_rows)]:
        print(json.dumps(article, ensure_ascii=False))


if __name__ == "__main__":
    main(*sys.argv[1:])
