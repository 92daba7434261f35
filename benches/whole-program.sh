#!/usr/bin/env bash
# Measures the whole program over many articles: words a second of `extract` on one thread and on two, peak memory, and
# the time to start. Needs Python 3.
#
#     benches/whole-program.sh ARTICLES.jsonl
set -euo pipefail
articles=$(realpath "${1:?usage: benches/whole-program.sh ARTICLES.jsonl}")
cd "$(dirname "$0")/.."
cargo build --release --locked --quiet
exec python3 - "${CARGO_TARGET_DIR:-target}/release/newsgraph" "$articles" <<'PYTHON'
import json, os, subprocess, sys, tempfile, time

program, articles = sys.argv[1:]


def run(*arguments):
    """Seconds, and the most memory held, in MiB."""
    start = time.perf_counter()
    process = subprocess.Popen([program, *arguments], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"newsgraph {' '.join(arguments)} failed")
    return seconds, usage.ru_maxrss / 1024


def best_of(times, *arguments):
    return min(run(*arguments) for _ in range(times))


with open(articles, encoding="utf8") as lines:
    words = sum(len(json.loads(line)["text"].split()) for line in lines if line.strip())
print(f"words (parted by white space): {words}")
for threads in ("1", "2"):
    seconds, memory = best_of(3, "extract", "--threads", threads, articles)
    print(f"extract --threads {threads}: {words / seconds:.0f} words/s, {seconds:.2f} s, at most {memory:.0f} MiB")

with tempfile.NamedTemporaryFile("w", suffix=".txt") as small:
    small.write("Chinese Foreign Minister Wang Yi met Russian President Vladimir Putin in Moscow on Wednesday.\n")
    small.flush()
    for name, arguments in (("--version", ["--version"]), ("extract, one sentence", ["extract", small.name])):
        seconds, memory = best_of(10, *arguments)
        print(f"start, {name}: {seconds * 1000:.0f} ms, at most {memory:.0f} MiB")
PYTHON
