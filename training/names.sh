#!/usr/bin/env bash
# Rebuilds data/model/names.bin, which judges names in the light of the whole article: training/names.sh DATA [WORK]
# Takes the network as it is in data/model/network.bin. DATA and WORK are as for train.sh.
set -euo pipefail
. "$(dirname "$0")/setup.sh"
for part in annotated aside; do
    "$python" -m newsgraph_model.annotated "$data/news/bulk.jsonl.xz" training/names "$part" >"$work/$part.jsonl"
    put_names "$work/$part.jsonl" "$part"
done
[ -e "$work/lexicon.npz" ] || "$python" -m newsgraph_model.lexicon --data "$data" --work "$work"
[ -e "$work/names-first.bin" ] || "$python" -m newsgraph_model.document --work "$work" "$work/names-first.bin"
"$python" -m newsgraph_model.document --work "$work" --start "$work/names-first.bin" --annotated --epochs 12 data/model/names.bin
