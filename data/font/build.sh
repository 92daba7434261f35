#!/usr/bin/env bash
# Makes sans.ttf, in which pictures without Graphviz are lettered: DejaVu Sans 2.37 with the letters of the Latin, Greek,
# Cyrillic, Armenian, Hebrew, Arabic and Georgian scripts and the signs between them, without hints, under a name of its own,
# so that it is not taken for the font of a system. DejaVu may be changed and given away (LICENSE). Needs npm, and Python
# with fontTools 4.68.
set -euo pipefail
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm pack --silent --pack-destination "$work" dejavu-fonts-ttf@2.37.3 >/dev/null
tar -xzf "$work"/*.tgz -C "$work"
cp "$work/package/LICENSE" .
python3 - "$work/package/ttf/DejaVuSans.ttf" sans.ttf <<'PYTHON'
import sys
from fontTools import subset, ttLib

LETTERS = "0020-06FF 10A0-10FF 1C80-1C8F 1E00-1FFF 2DE0-2DFF A640-A69F FB1D-FDFF FE70-FEFF"
SIGNS = "2000-206F 20A0-20BF 2100-214F 2190-21FF FFFD-FFFD"

font = ttLib.TTFont(sys.argv[1])
options = subset.Options(hinting=False, layout_features=["*"], notdef_outline=True, drop_tables=["FFTM"])
subsetter = subset.Subsetter(options)
for pair in f"{LETTERS} {SIGNS}".split():
    first, last = pair.split("-")
    subsetter.unicodes_requested.update(range(int(first, 16), int(last, 16) + 1))
subsetter.subset(font)
for name in font["name"].names:
    if name.nameID in (1, 3, 4, 6, 16):
        name.string = "newsgraph-sans" if name.nameID == 6 else "newsgraph sans"
font["head"].modified = font["head"].created  # else the time of building
font.recalcTimestamp = False
font.save(sys.argv[2])
PYTHON
