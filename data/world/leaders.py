#!/usr/bin/env python3
"""Writes leaders.tsv: heads of state and government since 1985, with the country of each.

usage: leaders.py LEADERS_TSV

LEADERS_TSV   terms of office 1951-2019, a public table (CC BY-SA): country, name, role, from, to

The states of the lists ("Republic of Benin", "Zaire") become the countries of countries.tsv that lie there now; those
that fell apart and names that lead several countries are left out. leaders_since_2019.tsv is added and wins.
"""
import csv
import pathlib
import re
import sys
import unicodedata

HERE = pathlib.Path(__file__).parent
EARLIEST_END = 1985

# States under names that their countries no longer have.
FORMER = {
    "Zaire": "CD", "Burma": "MM", "Ceylon": "LK", "Upper Volta": "BF", "Dahomey": "BJ", "Kampuchea": "KH",
    "Ivory Coast": "CI", "Swaziland": "SZ", "Cape Verde": "CV", "East Timor": "TL", "Lao People": "LA",
    "Hungarian People": "HU", "Somali": "SO", "Libyan": "LY", "Syrian": "SY", "Togolese": "TG", "Czech": "CZ",
    "Mongolian": "MN", "Russian Soviet": "RU", "Congo (Brazzaville)": "CG", "Congo (Léopoldville)": "CD",
    "Democratic Republic of the Congo": "CD", "Brazilian": "BR", "Portuguese": "PT", "São Tomé": "ST",
    "Republic of China: Taiwan": "TW", "People's Republic of China": "CN", "Republic of the Congo": "CG",
}
# They became several countries, or parts of others.
FELL_APART = re.compile(r"Yugoslavia|Soviet Union|Czecho|Czech and Slovak|East Germany|South Yemen|Tibet|Zanzibar"
                        r"|limited recognition|Vietnam \(1945|South Vietnam|Netherlands Antilles")


def fold(name):
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    return re.sub(r"[^\w]+", " ", plain).strip()


def rows(path):
    for line in path.read_text(encoding="utf8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def countries():
    """Codes by the short names and other names of today's countries, the longer names first."""
    named = [(name, row[0]) for row in rows(HERE / "countries.tsv") for name in [row[1], *row[3].split("|")] if len(name) > 3]
    return sorted(named, key=lambda pair: -len(pair[0]))


def code_of(state, named):
    if FELL_APART.search(state):
        return None
    former = next((code for name, code in FORMER.items() if name in state), None)
    return former or next((code for name, code in named if re.search(rf"\b{re.escape(name)}\b", state)), None)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    named = countries()
    states, unknown = {}, set()
    for term in csv.DictReader(open(sys.argv[1], encoding="utf8"), delimiter="\t"):
        if term["to"] != "present" and int(term["to"] or 0) < EARLIEST_END:
            continue
        name = re.sub(r" *\(.*\)$", "", term["name"].strip())
        if " " not in name or name.endswith(("Council", "_")):
            continue
        code = code_of(term["country"], named)
        if code:
            states.setdefault(fold(name), (set(), name))[0].add(code)
        else:
            unknown.add(term["country"])
    print("left out:", *sorted(unknown), sep="\n  ", file=sys.stderr)
    leaders = {key: (name, min(codes)) for key, (codes, name) in states.items() if len(codes) == 1}
    for code, names in rows(HERE / "leaders_since_2019.tsv"):
        leaders.update((fold(name), (name, code)) for name in names.split("|"))
    with open(HERE / "leaders.tsv", "w", encoding="utf8", newline="\n") as out:
        out.write("# Heads of state and government since 1985. Written by leaders.py: change leaders_since_2019.tsv, not this file.\n"
                  "# Source: a public table of heads of state and government, 1951 to 2019 (CC BY-SA), and leaders_since_2019.tsv.\n"
                  "# name\tISO 3166-1 code of the country\n")
        for key in sorted(leaders):
            out.write("\t".join(leaders[key]) + "\n")


if __name__ == "__main__":
    main()
