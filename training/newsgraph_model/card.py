"""Writes the model card: `python -m newsgraph_model.card --data DATA --work WORK --measure FOLDER PROGRAM OUT`.

The text is `training/card.md`; the figures are measured here. On gold words the student of WORK is scored; from raw text
PROGRAM is, by the scripts `conllu.py`, `eval_conllu.py` and `eval_ner.py` of FOLDER. The date is that of the weights.
"""
import argparse
import datetime
import pathlib
import re
import subprocess
import sys

from . import data, document, export, score, train

BANKS = {"EWT": "ewt/en_ewt-ud", "GUM": "gum/gum"}
RAW = ("sentences", "UPOS", "lemmas", "UAS", "LAS", "verb-subject", "verb-object", "verb-oblique")


def row(*cells):
    return "| " + " | ".join(str(c) for c in cells) + " |"


def on_gold_words(folder, work):
    """Rows of the table: tags and trees of both treebanks' dev parts; and F1 of the network's own names."""
    predictor, p = score.student(work)
    rows = []
    for name, bank in BANKS.items():
        found = score.tree_scores(predictor, p, data.read_treebank(folder / f"treebanks/{bank}-dev.conllu"))
        rows.append(row(f"{name} dev", *(f"{found[k]:.1f}" for k in ("upos", "xpos", "uas", "las"))))
    names = score.name_scores(predictor, p, data.load(work / "names-dev.json"))
    return "\n".join(rows), f"{names['f1']:.1f}"


class Measure:
    """What the program makes of raw text, by the measuring scripts."""

    def __init__(self, program, scripts, work):
        self.program, self.scripts, self.work = program, scripts, work

    def script(self, name, *arguments):
        command = [sys.executable, self.scripts / name, *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def analysed(self, articles):
        out = self.work / "card.conllu"
        out.write_bytes(subprocess.run([self.program, "analyze", "--conllu", articles], check=True, capture_output=True).stdout)
        return out

    def f1(self, printed):
        """F1 by the name at the line's beginning."""
        lines = (re.match(r"(\S.*?)\s{2,}.*?F1\s+([\d.]+)", line) for line in printed.splitlines())
        return {m.group(1): f"{float(m.group(2)):.1f}" for m in lines if m}

    def trees(self, gold):
        articles = self.work / "card.jsonl"
        articles.write_text(self.script("conllu.py", gold))
        return self.f1(self.script("eval_conllu.py", gold, self.analysed(articles)))

    def names(self, gold):
        return self.f1(self.script("eval_ner.py", gold, self.analysed(gold)))


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=pathlib.Path, required=True)
    ap.add_argument("--work", type=pathlib.Path, required=True)
    ap.add_argument("--measure", type=pathlib.Path, required=True)
    ap.add_argument("program", type=pathlib.Path)
    ap.add_argument("out", type=pathlib.Path)
    a = ap.parse_args()
    measure = Measure(a.program, a.measure, a.work)
    raw = []
    for name, bank in BANKS.items():
        found = measure.trees(a.data / f"treebanks/{bank}-test.conllu")
        raw.append(row(f"{name} test", *(found[k] for k in RAW)))
    names = measure.names(a.data / "ner/worldwide-newswire/dev.jsonl")
    aside = measure.names(a.work / "aside.jsonl")
    gold, own_names = on_gold_words(a.data, a.work)
    files = {name: a.out.parent / f"{name}.bin" for name in ("network", "names")}
    made = lambda file: datetime.date.fromtimestamp(file.stat().st_mtime).isoformat()
    trained = lambda file, skip: sum(v.size for k, v in export.read(file)[1].items() if k not in skip)
    fields = {
        "network_date": made(files["network"]),
        "names_date": made(files["names"]),
        "network_seed": train.SEED,
        "names_seed": document.SEED,
        "network_parameters": f"{trained(files['network'], ('static', 'keys', 'key_rows')) / 1e6:.1f} M",
        "names_parameters": f"{trained(files['names'], ('keys', 'flags')):,}",
        "network_size": f"{files['network'].stat().st_size / 1e6:.1f} MB",
        "names_size": f"{files['names'].stat().st_size / 1e6:.1f} MB",
        "gold_words": gold,
        "own_names": own_names,
        "raw_text": "\n".join(raw),
        "all_names": names["all"],
        "span_names": names["span only"],
        "aside_names": aside["all"],
    } | {kind.lower() + "_names": names[kind] for kind in ("PERSON", "ORG", "PLACE", "GROUP")}
    a.out.write_text((pathlib.Path(__file__).parents[1] / "card.md").read_text().format(**fields))


if __name__ == "__main__":
    main()
