"""Hands the exports that `cargo test --test formats` left to the programs that are to read them.

    check.py FOLDER

Each check reads a whole file with the format's own reader, and asks for the names of all entities in it.
"""

import csv
import html.parser
import json
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as xml
from datetime import date
from pathlib import Path

import networkx
import rdflib
from antlr4 import CommonTokenStream, InputStream
from antlr4.error.ErrorListener import ErrorListener
from antlr4_cypher import CypherLexer, CypherParser
from followthemoney import model
from followthemoney.types import registry
from pyld import jsonld


def legal(name):
    """A name as XML can hold it: what it can't is written out."""
    kept = lambda c: c in "\t\n\r" or " " <= c <= "\ufffd" or c >= "\U00010000"
    return "".join(c if kept(c) else "\\u{%x}" % ord(c) for c in name)


def table(folder, name):
    with open(folder / "csv" / name, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file, strict=True))


def has_names(folder, found):
    wanted = {row["Label"] for row in table(folder, "nodes.csv")}
    missing = wanted - set(found)
    assert not missing, missing


def check_graphml(folder):
    graph = networkx.read_graphml(folder / "news.graphml")
    assert graph.number_of_edges() == len(table(folder, "edges.csv"))
    names = {legal(row["Label"]) for row in table(folder, "nodes.csv")}
    assert {data["name"] for _, data in graph.nodes(data=True)} == names
    sentences = [legal(row["Sentence"]) for row in table(folder, "edges.csv")]
    assert sorted(data["sentence"] for *_, data in graph.edges(data=True)) == sorted(sentences)


def day(text, open_end):
    return open_end if text == "None" else date.fromisoformat(text)


def check_gexf(folder):
    graph = networkx.read_gexf(folder / "news.gexf", version="1.3")
    names = {legal(row["Label"]) for row in table(folder, "nodes.csv")}
    assert {data["label"] for _, data in graph.nodes(data=True)} == names
    assert sum(data["events"] for *_, data in graph.edges(data=True)) == len(table(folder, "edges.csv"))
    for *_, data in graph.edges(data=True):
        # NetworkX makes "None" of an end that is open.
        spells = [(day(start, date.min), day(end, date.max)) for start, end in data.get("spells", [])]
        assert all(start <= end for start, end in spells), spells
        assert all(before[1] < after[0] for before, after in zip(spells, spells[1:])), spells
    assert any(data.get("spells") for *_, data in graph.edges(data=True))


def check_csv_of_neo4j(folder):
    """The rules of https://neo4j.com/docs/operations-manual/current/import/ for headers and values."""
    types = {
        None: str, "": str, "int": int, "double": float, "date": date.fromisoformat,
        "boolean": lambda text: {"true": True, "false": False}[text],
    }
    special = {"ID", "LABEL", "START_ID", "END_ID", "TYPE"}

    def columns(rows):
        fields = [re.fullmatch(r"([A-Za-z_]\w*)?(?::(\w+))?", name) for name in rows[0]]
        assert all(fields), list(rows[0])
        assert all(field[1] or field[2] in special for field in fields), "a property needs a name"
        return {field[0]: field[2] for field in fields}

    nodes, edges = table(folder, "neo4j-nodes.csv"), table(folder, "neo4j-edges.csv")
    kinds = list(columns(nodes).values())
    assert kinds.count("ID") == 1 and kinds.count("LABEL") == 1
    kinds = list(columns(edges).values())
    assert all(kinds.count(kind) == 1 for kind in ("START_ID", "END_ID", "TYPE"))
    ids = [row["id:ID"] for row in nodes]
    assert len(ids) == len(set(ids)), "ids are unique"
    for row in edges:
        assert row[":START_ID"] in ids and row[":END_ID"] in ids and re.fullmatch(r"[A-Z_]+", row[":TYPE"])
        for column, kind in columns(edges).items():
            if kind not in special and row[column]:
                types[kind](row[column])
    has_names(folder, (row["name"] for row in nodes))


def check_csv_of_gephi(folder):
    nodes, edges = table(folder, "nodes.csv"), table(folder, "edges.csv")
    assert {"Id", "Label"} <= set(nodes[0]) and {"Source", "Target", "Type"} <= set(edges[0])
    ids = {row["Id"] for row in nodes}
    assert all(row["Source"] in ids and row["Target"] in ids for row in edges)
    assert {row["Type"] for row in edges} == {"Directed", "Undirected"}


def check_ftm(folder):
    with open(folder / "news.ftm", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    entities = {row["id"]: model.get_proxy(row, cleaned=True) for row in rows}
    assert len(entities) == len(rows), "ids are unique"
    for row in rows:
        schema = entities[row["id"]].schema
        assert not schema.abstract and not schema.validate(row), (schema.validate(row), row)
        for name, values in row["properties"].items():
            prop = schema.get(name)
            for value in values:
                assert prop.type.validate(value), (prop, value)
                if prop.type == registry.entity:
                    assert entities[value].schema.is_a(prop.range), (row, prop, value)
    has_names(folder, (name for row in rows for name in row["properties"].get("name", [])))


def check_jsonld(folder):
    with open(folder / "news.jsonld", encoding="utf-8") as file:
        document = json.load(file)

    def no_network(url, options):
        raise AssertionError(f"the context is not embedded: {url}")

    jsonld.set_document_loader(no_network)
    expanded = jsonld.expand(document)
    assert len(expanded) == len(document["@graph"])
    statements = jsonld.to_rdf(document, {"format": "application/n-quads"}).count("\n")
    graph = rdflib.Graph().parse(data=json.dumps(document), format="json-ld")
    assert len(graph) == statements
    name, derived = rdflib.URIRef("https://schema.org/name"), rdflib.PROV.wasDerivedFrom
    has_names(folder, (str(text) for text in graph.objects(None, name)))
    things = set(graph.subjects())
    for quotation in graph.objects(None, derived):
        assert quotation in things, quotation
        article = graph.value(quotation, rdflib.PROV.wasQuotedFrom)
        assert article in things, article


class Complaints(ErrorListener):
    def __init__(self):
        self.found = []

    def syntaxError(self, recognizer, symbol, line, column, message, error):
        self.found.append((line, column, message))


def check_cypher(folder):
    text = (folder / "news.cypher").read_text(encoding="utf-8")
    first, *statements = text.split(";\n")[:-1]
    # The grammar is that of openCypher, which has no constraints.
    assert first.startswith("CREATE CONSTRAINT "), first
    assert len(statements) == len(table(folder, "nodes.csv")) + len(table(folder, "edges.csv"))
    for statement in statements:
        complaints = Complaints()
        lexer = CypherLexer(InputStream(statement))
        parser = CypherParser(CommonTokenStream(lexer))
        for stage in lexer, parser:
            stage.removeErrorListeners()
            stage.addErrorListener(complaints)
        parser.script()
        assert not complaints.found, (complaints.found, statement)


def check_plover(folder):
    with open(folder / "news.plover", encoding="utf-8") as file:
        records = [json.loads(line) for line in file]
    assert records and all(re.fullmatch(r"\d{3,4}", record["cameo"]) for record in records)
    assert all(record["source"] and record["text"] for record in records)


def check_svg(folder):
    for name in ("news.svg", "built-in.svg"):
        root = xml.parse(folder / name).getroot()
        assert root.tag == "{http://www.w3.org/2000/svg}svg"


def check_dot(folder):
    if not shutil.which("dot"):
        print("   skipped: Graphviz (`dot`) is not installed")
        return
    run = subprocess.run(["dot", "-Tsvg", folder / "news.dot"], capture_output=True)
    assert run.returncode == 0 and not run.stderr, run.stderr
    xml.fromstring(run.stdout)


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.elements, self.ids, self.links, self.policy, self.open = set(), set(), [], None, []

    def handle_starttag(self, tag, attributes):
        self.elements.add(tag)
        attributes = dict(attributes)
        assert not any(name.startswith("on") or name in ("src", "style") for name in attributes), attributes
        self.ids.add(attributes.get("id"))
        if "href" in attributes:
            self.links.append(attributes["href"])
        if attributes.get("http-equiv") == "Content-Security-Policy":
            self.policy = attributes["content"]
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in ("meta", "br"):
            self.open.pop()

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, tag


def check_html(folder):
    page = Page()
    page.feed((folder / "news.html").read_text(encoding="utf-8"))
    assert not page.open and "script" not in page.elements, page.open
    assert page.policy.startswith("default-src 'none'")
    for link in page.links:
        assert link[1:] in page.ids if link.startswith("#") else re.match("https?://", link), link


def main():
    folder = Path(sys.argv[1])
    checks = [check for name, check in globals().items() if name.startswith("check_")]
    for exports in ("samples", "nasty"):
        names = {row["Label"] for row in table(folder / exports, "nodes.csv")}
        if exports == "nasty":
            assert set(json.loads((folder / "names.json").read_text(encoding="utf-8"))) <= names
        for check in checks:
            print(f"{exports}: {check.__name__.removeprefix('check_')}", flush=True)
            check(folder / exports)


if __name__ == "__main__":
    main()
