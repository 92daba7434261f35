"""From scores to trees and names; `src/language/neural/{tree,names}.rs` do the same."""
import numpy as np


def maximum_arborescence(scores):
    """Chu-Liu-Edmonds: the parent of every node but 0 in the best tree. `scores[dependent, head]`, both from 0."""
    size = len(scores)
    scores = scores.copy()
    np.fill_diagonal(scores, -np.inf)
    scores[0] = -np.inf
    parent = scores.argmax(1)
    parent[0] = 0
    cycle = find_cycle(parent)
    if cycle is None:
        return parent
    inside = np.zeros(size, bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    gain = scores[cycle, parent[cycle]]
    # Nodes outside keep their order, the cycle becomes the last node.
    small = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
    small[:-1, :-1] = scores[np.ix_(outside, outside)]
    entering = scores[np.ix_(cycle, outside)] - gain[:, None]
    enter_at = entering.argmax(0)
    small[-1, :-1] = entering.max(0)
    leaving = scores[np.ix_(outside, cycle)]
    leave_from = leaving.argmax(1)
    small[:-1, -1] = leaving.max(1)
    below = maximum_arborescence(small)
    result = parent.copy()
    for i, node in enumerate(outside):
        if node:
            result[node] = cycle[leave_from[i]] if below[i] == len(outside) else outside[below[i]]
    entry = below[-1]
    result[cycle[enter_at[entry]]] = outside[entry]
    return result


def find_cycle(parent):
    state = np.zeros(len(parent), int)
    state[0] = 2
    for start in range(1, len(parent)):
        path, node = [], start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = parent[node]
        if state[node] == 1:
            return path[path.index(node) :]
        for n in path:
            state[n] = 2
    return None


def tree(scores):
    """Heads (0 the root) of the words, one root. `scores[word, 1 + head]`, column 0 the root."""
    size = len(scores)
    full = np.full((size + 1, size + 1), -np.inf)
    full[1:] = scores
    best = maximum_arborescence(full)[1:]
    roots = np.flatnonzero(best == 0)
    if len(roots) == 1:
        return best
    # Several roots: the best tree with each of the candidates as the only one.
    choices = []
    for root in roots:
        one = full.copy()
        one[1:, 0] = -np.inf
        one[root + 1] = -np.inf
        one[root + 1, 0] = full[root + 1, 0]
        heads = maximum_arborescence(one)[1:]
        choices.append((sum(one[i + 1, h] for i, h in enumerate(heads)), -root, heads))
    return max(choices, key=lambda c: c[:2])[2]


def transitions(names):
    """0 where the second tag may follow the first, -inf elsewhere; BIOES."""
    allowed = np.full((len(names), len(names)), -np.inf, np.float32)
    for i, a in enumerate(names):
        for j, b in enumerate(names):
            opens = a[0] in "BI"
            if (opens and b[0] in "IE" and a[1:] == b[1:]) or (not opens and b[0] in "OBS"):
                allowed[i, j] = 0
    return allowed


def viterbi(scores, names, allowed):
    """The best legal tags."""
    start = np.array([0 if n[0] in "OBS" else -np.inf for n in names])
    end = np.array([0 if n[0] in "OES" else -np.inf for n in names])
    best, back = scores[0] + start, []
    for row in scores[1:]:
        steps = best[:, None] + allowed
        back.append(steps.argmax(0))
        best = steps.max(0) + row
    tag = int((best + end).argmax())
    path = [tag]
    for b in reversed(back):
        path.append(int(b[path[-1]]))
    return path[::-1]


def spans(tags):
    """(first, end, kind) of the names in BIOES tags."""
    found, first = [], None
    for i, t in enumerate(tags):
        if t[0] in "BS":
            first = i
        if t[0] in "ES" and first is not None:
            found.append((first, i + 1, t[2:]))
            first = None
    return found
