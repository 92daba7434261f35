#!/usr/bin/env bash
# Measures what a growing database does to the speed of `ingest`: words a second of every thousandth article, by the time
# of the processor on one thread, so that other programs on the machine do not show. The articles are shuffled, so that each
# thousand is of the same kind. Needs Python 3.
#
#     benches/growth.sh ARTICLES.jsonl[.xz] [NUMBER OF ARTICLES, 20000]
set -euo pipefail
articles=$(realpath "${1:?usage: benches/growth.sh ARTICLES.jsonl[.xz] [NUMBER]}")
cd "$(dirname "$0")/.."
[ -n "${NEWSGRAPH:-}" ] || cargo build --release --locked --quiet
exec python3 - "${NEWSGRAPH:-${CARGO_TARGET_DIR:-target}/release/newsgraph}" "$articles" "${2:-20000}" <<'PYTHON'
import json, lzma, os, random, subprocess, sys, tempfile
from pathlib import Path

program, articles, number = sys.argv[1], sys.argv[2], int(sys.argv[3])
STEP = 1000


def processor_seconds(*arguments):
    process = subprocess.Popen([program, *arguments], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"newsgraph {' '.join(arguments)} failed")
    return usage.ru_utime + usage.ru_stime


speeds = {}
with tempfile.TemporaryDirectory() as folder:
    database, part = Path(folder, "news.db"), Path(folder, "part.jsonl")
    with lzma.open(articles, "rt", encoding="utf8") if articles.endswith(".xz") else open(articles, encoding="utf8") as file:
        # Of several articles with one id `ingest` takes the first only.
        lines = list({json.loads(line).get("id", line): line for line in file}.values())
    random.Random(1).shuffle(lines)
    for done in range(STEP, min(number, len(lines)) + 1, STEP):
        chunk = lines[done - STEP : done]
        part.write_text("".join(chunk), encoding="utf8")
        words = sum(len(json.loads(line)["text"].split()) for line in chunk)
        seconds = processor_seconds("ingest", "--threads", "1", str(database), str(part))
        speeds[done] = words / seconds
        size = database.stat().st_size / 2**20
        print(f"{done:>6} articles: {speeds[done]:6.0f} words/s, {words} words in {seconds:.1f} s, {size:.0f} MiB", flush=True)
first = speeds[STEP]
for done in (STEP, 10 * STEP, 20 * STEP):
    if done in speeds:
        print(f"at {done} articles: {speeds[done]:.0f} words/s, {speeds[done] / first - 1:+.1%} against the first thousand")
PYTHON
