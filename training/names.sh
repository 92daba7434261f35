#!/usr/bin/env bash
# Rebuilds data/model/names.bin, which judges names in the light of the whole article: training/names.sh DATA [WORK]
# Takes the network as it is in data/model/network.bin. DATA and WORK are as for train.sh.
set -euo pipefail
. "$(dirname "$0")/setup.sh"
[ -e "$work/lexicon.npz" ] || "$python" -m newsgraph_model.lexicon --data "$data" --work "$work"
"$python" -m newsgraph_model.document --work "$work" data/model/names.bin
