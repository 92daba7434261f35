#!/usr/bin/env bash
# Measures how fast questions are answered over a database that `cargo run --release --example generate` made: inside the
# process, as whole commands, and beside them NetworkX on the same edges and the same questions as plain SQL. Needs Python 3
# with NetworkX and SciPy; without them only newsgraph is measured.
#
#     cargo run --release --example generate -- 1000000 million.db
#     benches/questions.sh million.db
set -euo pipefail
database=$(realpath "${1:?usage: benches/questions.sh DB}")
cd "$(dirname "$0")/.."
[ -n "${NEWSGRAPH:-}" ] || cargo build --release --locked --quiet
exec "${PYTHON:-python3}" - "${NEWSGRAPH:-${CARGO_TARGET_DIR:-target}/release/newsgraph}" "$database" "${QUESTIONS:-}" <<'PYTHON'
import json, random, resource, shlex, sqlite3, statistics, subprocess, sys, tempfile, time

program, database, bench = sys.argv[1:]
bench = shlex.split(bench) or ["cargo", "bench", "--quiet", "--bench", "questions", "--"]
db = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
chance = random.Random(1)


def p(values, share):
    values = sorted(values)
    return values[round((len(values) - 1) * share)]


def tell(what, seconds):
    print(f"{what:<58} {len(seconds):>4} × p50 {1e3 * p(seconds, .5):9.2f} ms  p95 {1e3 * p(seconds, .95):9.2f} ms", flush=True)


def timed(work, repeated=5):
    """The seconds of the quickest of several times, so that other programs on the machine do not show; the answer."""
    best = None
    for _ in range(repeated):
        start = time.perf_counter()
        answer = work()
        seconds = time.perf_counter() - start
        best = seconds if best is None else min(best, seconds)
    return best, answer


degrees = db.execute(
    "SELECT uid, n, entity_id FROM entity JOIN (SELECT entity_id, count(*) AS n FROM event_participant WHERE shown GROUP BY 1)"
    " USING (entity_id) ORDER BY n DESC, uid").fetchall()
key = {uid: row for uid, _, row in degrees}
events = db.execute("SELECT count(*) FROM event").fetchone()[0]
print(f"{events} events, {len(degrees)} entities with one that is shown; the largest have " + ", ".join(str(n) for _, n, _ in degrees[:5]))
ordinary = sorted(uid for uid, n, _ in degrees if 5 <= n <= 50)
joined = db.execute("SELECT a_id, b_id FROM who_met_whom WHERE event IN (SELECT uid FROM event ORDER BY uid LIMIT 2000)"
                    " ORDER BY event, 1").fetchall()
questions = {
    "hub": degrees[0][0],
    "ordinary": chance.sample(ordinary, min(200, len(ordinary))),
    "joined": chance.sample(joined, min(200, len(joined))),
    "apart": [chance.sample(ordinary, 2) for _ in range(200)],
}

print("\nnewsgraph, inside the process")
with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
    json.dump(questions, file)
    file.flush()
    output = subprocess.run([*bench, database, file.name], stdout=subprocess.PIPE, text=True, check=True).stdout
for line in map(json.loads, output.splitlines()):
    if "times" in line:
        print(f"{line['question']:<58} {line['times']:>4} × p50 {line['p50_ms']:9.2f} ms  p95 {line['p95_ms']:9.2f} ms")
    elif "lengths" in line:
        lengths = line["lengths"]
        print(f"  hops: " + ", ".join(f"{n}: {lengths.count(n)}" for n in sorted(set(lengths))) + " (0: none)")
    elif "mib" in line:
        print(f"{line['question']:<58} {line['mib']} MiB")
    else:
        print("  " + ", ".join(f"{k} {v}" for k, v in line.items()))

print("\nnewsgraph, whole commands with the start of the process")
names = questions["ordinary"][:20]
for what, commands in {
    "met, an ordinary entity": [["met", database, a] for a in names],
    "met, the largest hub within a month": [["met", database, questions["hub"], "--on", "2021-03"]],
    "met, two entities": [["met", database, a, b] for a, b in questions["joined"][:20]],
    "path, at most 4 hops, with all sentences": [["path", database, a, b, "--max-hops", "4"] for a, b in questions["apart"][:20]],
}.items():
    tell(what, [timed(lambda: subprocess.run([program, *command], stdout=subprocess.DEVNULL))[0] for command in commands])

print("\nplain SQL (SQLite", sqlite3.sqlite_version + ")")
tell("met, an ordinary entity: the view who_met_whom", [timed(lambda: db.execute(
    'SELECT a, b, "when", relation, place FROM who_met_whom WHERE a_id = ? ORDER BY lo', [a]).fetchall())[0] for a in names])
WALK = """WITH RECURSIVE walk(entity, hops) AS (
  SELECT ?, 0 UNION SELECT other_id, hops + 1 FROM walk JOIN event_participant ON entity_id = entity WHERE shown AND hops < 4)
SELECT min(hops) FROM walk WHERE entity = ?"""
LIMIT = 20
seconds = []
for a, b in questions["apart"][:5]:
    deadline = time.perf_counter() + LIMIT
    db.set_progress_handler(lambda: time.perf_counter() > deadline, 100000)
    try:
        seconds.append(timed(lambda: db.execute(WALK, [key[a], key[b]]).fetchone(), 1)[0])
    except sqlite3.OperationalError:
        seconds.append(LIMIT)
db.set_progress_handler(None, 0)
tell(f"path, at most 4 hops: recursive (stopped at {LIMIT} s)", seconds)

try:
    import networkx
except ImportError:
    sys.exit("\nNetworkX is not installed: nothing to compare with")
print("\nNetworkX", networkx.__version__)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def load():
    graph = networkx.Graph()
    graph.add_weighted_edges_from(db.execute(
        "SELECT entity_id, other_id, count(*) FROM event_participant WHERE shown AND entity_id < other_id GROUP BY 1, 2"))
    return graph


seconds, graph = timed(load, 1)
tell("the whole graph from the database", [seconds])
print(f"  nodes {graph.number_of_nodes()}, edges {graph.number_of_edges()}; "
      f"{(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024:.0f} MiB")


def way(a, b):
    try:
        return len(networkx.bidirectional_shortest_path(graph, key[a], key[b])) - 1
    except networkx.NetworkXNoPath:
        return 0


answers = [timed(lambda: way(a, b)) for a, b in questions["apart"]]
tell("path (bidirectional_shortest_path), graph in memory", [seconds for seconds, _ in answers])
differing = sum(ours != (theirs if theirs <= 4 else 0) for ours, (_, theirs) in zip(lengths, answers))
print(f"  lengths that differ from newsgraph's: {differing} of {len(lengths)}")
tell("PageRank (SciPy), graph in memory", [timed(lambda: networkx.pagerank(graph, weight="weight"), 1)[0]])
PYTHON
