# Sourced by the scripts that train, with their arguments DATA [WORK [MEASURE]]: goes to the repository's root, sets `data`,
# `work`, `measure` and `python`, makes the virtual environment, and puts the newswire's names on the words and sentences
# that the program itself finds.
data=$(realpath "${1:?usage: $0 DATA [WORK]}")
work=$(realpath -m "${2:-training/work}")
measure=${3:+$(realpath "$3")}
mkdir -p "$work"
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if [ ! -x "$work/venv/bin/python" ]; then
    python3 -m venv "$work/venv"
    "$work/venv/bin/pip" install --quiet --requirement training/requirements.txt
fi
export PYTHONPATH=training JAX_PLATFORMS=cpu
python="$work/venv/bin/python"

analyze() {
    cargo build --release --quiet
    target/release/newsgraph analyze --conllu "$1" >"$2.part" && mv "$2.part" "$2"
}
# Puts the names of the articles $1 on the words that the program finds, in WORK/names-$2.json.
put_names() {
    [ -e "$work/names-$2.json" ] && return
    analyze "$1" "$work/names-$2.conllu"
    "$python" -m newsgraph_model.data "$1" "$work/names-$2.conllu" "$work/names-$2.json"
}
for part in train dev; do
    put_names "$data/ner/worldwide-newswire/$part.jsonl" "$part"
done
