"""Measures of a network of actors, as tables; the same graph gives the same numbers, whatever the machine."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from kg.analyze.camps import camps_of, signed_ties
from kg.analyze.table import Table

if TYPE_CHECKING:
    import networkx as nx

EXACT = (
    1000  # actors up to which betweenness is exact; beyond, it is estimated from as many of them, the same each time
)
_SEED = 7


def centrality(graph: nx.DiGraph[str]) -> Table:
    """How much each actor is at the middle of things, most events first.

    `events` and `reports` sum its edges, `out` and `in_` the events it did and those done to it, `partners` counts
    other actors. `betweenness` and `closeness` (harmonic) look at who is tied to whom, not at how often or which way.

    Source: L. C. Freeman, "Centrality in Social Networks", Social Networks 1 (1979); harmonic closeness: M. Marchiori,
    V. Latora, "Harmony in the small-world", Physica A 285 (2000).
    """
    import networkx as nx

    ties = undirected(graph)
    between, close = _betweenness(ties), nx.harmonic_centrality(ties)
    most = max(len(ties) - 1, 1)
    rows: list[tuple[object, ...]] = []
    for node in graph:
        done, suffered = graph.out_degree(node, weight="events"), graph.in_degree(node, weight="events")
        reports = graph.out_degree(node, weight="reports") + graph.in_degree(node, weight="reports")
        middle = round(between[node], 6), round(close[node] / most, 6)
        rows.append((*_who(graph, node), done + suffered, reports, ties.degree(node), done, suffered, *middle))
    columns = ("actor", "type", "id", "events", "reports", "partners", "out", "in", "betweenness", "closeness")
    return Table(columns, _by(rows, "events", columns), _sampled(ties))


def communities(graph: nx.DiGraph[str]) -> Table:
    """The actors in groups that deal more with each other than with others, largest group first.

    Groups are those of the Louvain method on events between two actors, direction left out. `inside` and `outside`
    sum the events of an actor with its own group and with others.

    Source: V. D. Blondel et al., "Fast unfolding of communities in large networks", J. Stat. Mech. (2008).
    """
    ties = undirected(graph)
    rows: list[tuple[object, ...]] = []
    found = _groups(ties)
    for number, group in enumerate(found, start=1):
        members: list[tuple[object, ...]] = []
        for node in group:
            inside = sum(d["events"] for _, other, d in ties.edges(node, data=True) if other in group)
            members.append(
                (number, len(group), *_who(graph, node), inside, ties.degree(node, weight="events") - inside)
            )
        rows += sorted(members, key=lambda r: (-int(str(r[5])), str(r[2]), str(r[4])))
    note = f"modularity {_modularity(ties, found):.3f} of {len(found)} communities"
    return Table(("community", "size", "actor", "type", "id", "inside", "outside"), rows, note)


def brokers(graph: nx.DiGraph[str]) -> Table:
    """The actors that stand between others, most betweenness first.

    `constraint` is low for who deals with people that do not deal with each other; `cuts` says that the network falls
    apart without the actor.

    Source: R. S. Burt, "Structural Holes" (1992); betweenness as in `centrality`.
    """
    import networkx as nx

    ties = undirected(graph)
    between, cuts = _betweenness(ties), set(nx.articulation_points(ties))
    constraint = nx.constraint(ties, weight="events") if len(ties) else {}
    rows = [(*_who(graph, n), round(between[n], 6), round(constraint[n], 6), n in cuts, ties.degree(n)) for n in graph]
    columns = ("actor", "type", "id", "betweenness", "constraint", "cuts", "partners")
    return Table(columns, _by(rows, "betweenness", columns), _sampled(ties))


def cohesion(graph: nx.DiGraph[str]) -> Table:
    """What holds the network as a whole: a row a measure, with its meaning.

    Source: S. Wasserman, K. Faust, "Social Network Analysis" (1994); balance: D. Cartwright, F. Harary, "Structural
    balance", Psychological Review 63 (1956).
    """
    import networkx as nx

    ties = undirected(graph)
    parts = sorted((len(c) for c in nx.connected_components(ties)), reverse=True)
    groups = _groups(ties)
    signed = signed_ties(graph)
    camps = camps_of(signed)
    rows: list[tuple[object, ...]] = [
        ("actors", len(graph), "actors with an event towards another"),
        ("ties", ties.number_of_edges(), "pairs of actors with an event between them"),
        ("events", _sum(graph, "events"), "events, counted in each direction and pair"),
        ("reports", _sum(graph, "reports"), "claims behind them"),
        ("density", round(nx.density(ties), 6), "share of all possible pairs that are tied"),
        (
            "reciprocity",
            round(nx.overall_reciprocity(graph), 6) if ties.edges else 0.0,
            "share of directed ties returned",
        ),
        ("components", len(parts), "parts without a tie between them"),
        ("largest component", round(parts[0] / len(graph), 6) if parts else 0.0, "share of actors in the largest part"),
        (
            "clustering",
            round(nx.average_clustering(ties), 6) if len(ties) else 0.0,
            "how often partners of one are tied",
        ),
        ("core", max(nx.core_number(ties).values(), default=0), "k of the innermost k-core"),
        ("modularity", round(_modularity(ties, groups), 6), "how well communities part the events; 0 is chance"),
        ("friendly ties", sum(w > 0 for w in signed.values()), "pairs with more cooperation than conflict"),
        ("hostile ties", sum(w < 0 for w in signed.values()), "pairs with more conflict than cooperation"),
        ("balanced triads", _balance(signed), "share of signed triangles without an odd hostility"),
        ("frustration", camps.frustration, "share of signed weight at odds with the two camps found"),
    ]
    return Table(("measure", "value", "meaning"), rows)


def camps(graph: nx.DiGraph[str]) -> Table:
    """The actors in camps: friends together, enemies apart, as far as that goes.

    Each connected part of the network of signed ties has two camps (`1a`, `1b`, largest part first). `fits` is the
    share of an actor's signed weight that agrees with them; `friendly` and `hostile` sum it by sign.

    Source: P. Doreian, A. Mrvar, "A partitioning approach to structural balance", Social Networks 18 (1996).
    """
    ties = signed_ties(graph)
    found = camps_of(ties)
    rows: list[tuple[object, ...]] = []
    for node, camp in found.of.items():
        own = [(b if a == node else a, w) for (a, b), w in ties.items() if node in {a, b}]
        total = sum(abs(w) for _, w in own)
        fits = sum(abs(w) for other, w in own if (found.of[other] == camp) == (w > 0))
        friendly, hostile = sum((w for _, w in own if w > 0), 0.0), sum((w for _, w in own if w < 0), 0.0)
        rows.append((camp, *_who(graph, node), round(friendly, 6), round(hostile, 6), round(fits / total, 6)))
    rows.sort(
        key=lambda r: (len(str(r[0])), str(r[0]), -abs(float(str(r[4]))) - abs(float(str(r[5]))), str(r[1]), str(r[3]))
    )
    note = f"frustration {found.frustration:.3f}: the share of signed weight that no such split can satisfy, at most"
    return Table(("camp", "actor", "type", "id", "friendly", "hostile", "fits"), rows, note)


MEASURES: dict[str, Callable[[nx.DiGraph[str]], Table]] = {
    "brokers": brokers,
    "camps": camps,
    "centrality": centrality,
    "cohesion": cohesion,
    "communities": communities,
}


def undirected(graph: nx.DiGraph[str]) -> nx.Graph[str]:
    """*graph* without directions; an event that counts both ways counts once."""
    import networkx as nx

    found: nx.Graph[str] = nx.Graph()
    found.add_nodes_from(graph)
    facts: dict[tuple[str, str], set[str]] = {}
    for a, b, d in graph.edges(data=True):
        facts.setdefault((min(a, b), max(a, b)), set()).update(d["facts"])
    for (a, b), known in sorted(facts.items()):
        found.add_edge(a, b, events=len(known))
    return found


def _who(graph: nx.DiGraph[str], node: str) -> tuple[object, ...]:
    return graph.nodes[node]["label"], graph.nodes[node]["type"], node


def _by(rows: Iterable[tuple[object, ...]], column: str, columns: tuple[str, ...]) -> list[tuple[object, ...]]:
    """*rows* by *column*, largest first, then by actor and id."""
    place = columns.index(column)
    return sorted(rows, key=lambda r: (-float(str(r[place])), str(r[0]), str(r[2])))


def _betweenness(ties: nx.Graph[str]) -> dict[str, float]:
    import networkx as nx

    sample = None if len(ties) <= EXACT else EXACT
    found: dict[str, float] = nx.betweenness_centrality(ties, k=sample, seed=_SEED)
    return found


def _sampled(ties: nx.Graph[str]) -> str:
    return f"betweenness estimated from {EXACT} of {len(ties)} actors" if len(ties) > EXACT else ""


def _groups(ties: nx.Graph[str]) -> list[set[str]]:
    import networkx as nx

    found = nx.community.louvain_communities(ties, weight="events", seed=_SEED) if len(ties) else []
    return sorted(found, key=lambda c: (-len(c), min(c)))


def _modularity(ties: nx.Graph[str], groups: list[set[str]]) -> float:
    import networkx as nx

    return float(nx.community.modularity(ties, groups, weight="events")) if ties.number_of_edges() else 0.0


def _balance(signed: dict[tuple[str, str], float]) -> float | None:
    """The share of triangles with an even number of hostile ties; None when there is no triangle."""
    near: dict[str, set[str]] = {}
    for a, b in signed:
        near.setdefault(a, set()).add(b)
        near.setdefault(b, set()).add(a)
    signs = [
        signed[a, b] * signed[min(a, c), max(a, c)] * signed[min(b, c), max(b, c)] > 0
        for a, b in signed
        for c in near[a] & near[b]
        if c > b
    ]
    return round(sum(signs) / len(signs), 6) if signs else None


def _sum(graph: nx.DiGraph[str], name: str) -> int:
    return sum(d[name] for *_, d in graph.edges(data=True))
