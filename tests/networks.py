"""Some of the named questions answered by walking a networkx graph: the second opinion on what Cypher says."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import networkx as nx

TOWARDS = {"target", "partner", "beneficiary", "object"}


def asked(answer: Iterable[dict[str, Any]], columns: Sequence[str]) -> list[tuple[Any, ...]]:
    """The rows of an answer under *columns*, each list in it sorted: some come by publisher."""
    return [tuple(sorted(v) if isinstance(v := row[c], list) else v for c in columns) for row in answer]


def events(graph: nx.DiGraph[str], name: str, *roles: str, kind: str = "Fact") -> list[str]:
    """The facts in which *name* fills one of *roles* (any when there is none), in order of time."""
    ids = {n for n, d in graph.nodes(data=True) if d["label"] == name and d["kind"] == "entity"}
    found = {f for f, x, d in graph.in_edges(ids, data=True) if (not roles or d["role"] in roles)}
    found = {f for f in found if kind in ("Fact", *graph.nodes[f]["types"])}
    return sorted(found, key=lambda f: by_time(graph, f))


def by_time(graph: nx.DiGraph[str], fact: str) -> tuple[str, str, str]:
    d = graph.nodes[fact]
    return d["start"] or "9999", d["end"] or "9999", fact


def named(graph: nx.DiGraph[str], fact: str, *roles: str) -> list[str]:
    return sorted(graph.nodes[x]["label"] for _, x, d in graph.out_edges(fact, data=True) if d["role"] in roles)


def timeline(g: nx.DiGraph[str], actor: str) -> list[tuple[Any, ...]]:
    found = events(g, actor)[:50]
    return [(g.nodes[f]["date"], g.nodes[f]["label"], g.nodes[f]["status"], g.nodes[f]["claims"]) for f in found]


def threats(g: nx.DiGraph[str], target: str) -> list[tuple[Any, ...]]:
    found = sorted(events(g, target, "target", kind="Threaten"), key=lambda f: (g.nodes[f]["start"] or "9999", f))
    return [(g.nodes[f]["date"], named(g, f, "agent"), g.nodes[f]["type"], g.nodes[f]["claims"]) for f in found]


def buyers(g: nx.DiGraph[str]) -> list[tuple[Any, ...]]:
    found = [f for f, d in g.nodes(data=True) if d["type"] == "Acquisition" and len(set(named(g, f, "agent"))) > 1]
    found.sort(key=lambda f: (g.nodes[f]["start"] or "9999", f))
    return [(named(g, f, "object"), named(g, f, "agent"), g.nodes[f]["status"], g.nodes[f]["claims"]) for f in found]


def migrations(g: nx.DiGraph[str]) -> list[tuple[Any, ...]]:
    follows: dict[str, list[tuple[str, str]]] = {}
    for cause in (f for f, d in g.nodes(data=True) if d["type"] == "Causes"):
        ends = {d["role"]: x for _, x, d in g.out_edges(cause, data=True)}
        follows.setdefault(ends["subject"], []).append((cause, ends["object"]))
    rows = []
    for ban in (f for f, d in g.nodes(data=True) if "Ban" in d["types"]):
        paths = [[ban]]
        for _ in range(3):
            paths = [[*p, cause, effect] for p in paths for cause, effect in follows.get(p[-1], []) if cause not in p]
            rows += [(p, p[-1]) for p in paths if "UserMigration" in g.nodes[p[-1]]["types"]]
    rows.sort(key=lambda r: (g.nodes[r[1]]["start"] or "9999", r[1], r[0][0]))
    claims = [sorted({c for f in p for c in g.nodes[f]["claims"]}) for p, _ in rows]
    return [
        (g.nodes[p[0]]["label"], g.nodes[m]["label"], named(g, m, "origin"), named(g, m, "destination"), behind)
        for (p, m), behind in zip(rows, claims, strict=True)
    ]


def pairs(g: nx.DiGraph[str]) -> list[tuple[Any, ...]]:
    count: Counter[tuple[str, str]] = Counter()
    reports: Counter[tuple[str, str]] = Counter()
    for f, d in g.nodes(data=True):
        if "Event" in d["types"]:
            ends = [(x, e["role"]) for _, x, e in g.out_edges(f, data=True) if "Actor" in g.nodes[x]["types"]]
            for pair in {(a, b) for a, r in ends for b, s in ends if a != b and r == "agent" and s in TOWARDS}:
                count[pair] += 1
                reports[pair] += d["reports"]
    rows = [(g.nodes[a]["label"], g.nodes[b]["label"], n, reports[a, b], a, b) for (a, b), n in count.items()]
    rows.sort(key=lambda r: (-r[2], -r[3], r[0], r[1], r[4], r[5]))
    return [r[:4] for r in rows[:20]]


def camps(g: nx.DiGraph[str], camp: Sequence[str], other: Sequence[str]) -> list[tuple[Any, ...]]:
    def on(names: Sequence[str]) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for f in (f for name in names for f in events(g, name, "agent", kind="Event")):
            for _, x, d in g.out_edges(f, data=True):
                if d["role"] in TOWARDS and "Actor" in g.nodes[x]["types"]:
                    found.setdefault(x, set()).add(f)
        return found

    first, second = on(camp), on(other)
    rows = [(g.nodes[x]["label"], len(first[x]), len(second[x])) for x in first.keys() & second.keys()]
    return sorted((r for r in rows if r[0] not in {*camp, *other}), key=lambda r: (-r[1] - r[2], r[0]))


# Name: the values it takes, the columns that are compared, the walk.
QUESTIONS: dict[str, tuple[tuple[str, ...], tuple[str, ...], Callable[..., list[tuple[Any, ...]]]]] = {
    "timeline": (("actor",), ("date", "event", "status", "claims"), timeline),
    "threats": (("target",), ("date", "who", "threat", "claims"), threats),
    "buyers": ((), ("bought", "buyers", "status", "claims"), buyers),
    "migrations": ((), ("ban", "moved", "origin", "destination", "claims"), migrations),
    "pairs": ((), ("actor", "on", "events", "reports"), pairs),
    "camps": (("camp", "other"), ("target", "by_camp", "by_other"), camps),
}
