"""The explorer: a view as one HTML file that opens without a network, its policy naming every script by hash."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kg import ontology
from kg.errors import NotFoundError, TooLargeError
from kg.text import normal_name, one_line
from kg.views.communities import communities
from kg.views.embed import asset, block, digest, filled, moved, visible
from kg.views.forces import Array, spread
from kg.views.looks import LOOKS
from kg.views.model import Edge, Node, ViewModel
from kg.views.only import choose
from kg.views.opening import bundles, opening
from kg.words import BASIS, PLAIN, STATUS

LIMIT = 50_000
_COMMUNITIES = 40
_KEPT = 2_000  # layouts of more nodes are kept for the next time
_FORM = 2  # of kept layouts; raise it when `spread` changes


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What a page opens on: the *timeline* of an actor, or the publishers to *compare*."""

    timeline: str | None = None
    compare: tuple[str, str] | None = None

    def state(self, model: ViewModel) -> dict[str, object]:
        """The start as the page's state.

        Raises:
            NotFoundError: the view has no such actor or publisher.
        """
        if self.timeline is not None:
            wanted = normal_name(self.timeline)
            named = [n for n in model.nodes if n.kind == "entity" and n.id == self.timeline]
            named = named or [
                n for n in model.nodes if n.kind == "entity" and wanted in map(normal_name, (n.label, *n.names))
            ]
            if not named:
                raise NotFoundError(f"nobody in this view is called '{one_line(self.timeline)}'")
            return {"view": "timeline", "lane": max(named, key=lambda n: (n.n_claims, n.id)).id}
        if self.compare is not None:
            outlets = {o.publisher or o.uri for o in model.origins}
            return {"view": "compare", "pair": choose(self.compare, outlets)}
        return {}


def explorer_html(model: ViewModel, *, start: Start | None = None, note: Callable[[str], None] = lambda _: None) -> str:
    """The page as text; equal models give equal text. *note* is told what is being done.

    Raises:
        NotFoundError: *start* names what the view does not hold.
        TooLargeError: more nodes than the page can show.
    """
    if len(model.nodes) > LIMIT:
        raise TooLargeError(too_large(f"{len(model.nodes):,} nodes", top=_most_connected(model)))
    note("groups and places")
    value = _block(model, start, note)
    note("writing")
    text, form = block(visible(value))
    css, js = asset("explorer.css"), asset("explorer.js")
    policy = (
        f"default-src 'none'; script-src {digest(js)}; style-src {digest(css)}; img-src data: blob:; "
        "worker-src blob:; connect-src 'none'; base-uri 'none'; form-action 'none'"
    )
    parts = {"csp": policy, "css": css, "js": js, "form": form, "json": text}
    return filled(asset("explorer.html"), parts)


def _block(model: ViewModel, start: Start | None, note: Callable[[str], None]) -> dict[str, object]:
    """*model* as columns, texts that repeat named by their place in a table."""
    place = {n.id: i for i, n in enumerate(model.nodes)}
    entities = sum(n.kind == "entity" for n in model.nodes)
    facts = model.nodes[entities:]
    links = _links(model)
    group = communities(len(model.nodes), links)
    at = _places(links, group, note)
    first = bundles(model)
    begin = opening(model)
    return {
        "summary": {
            "about": model.summary.about,
            "hops": model.summary.hops,
            "only": model.summary.only,
            **{
                part: [(p := getattr(model.summary, part)).shown, p.total]
                for part in ("documents", "publishers", "entities", "facts", "claims")
            },
        },
        "words": {"statuses": STATUS, "bases": BASIS, "plain": PLAIN},
        "looks": [[look.words, look.letter, look.colour, look.shape] for look in LOOKS],
        "nodes": _nodes(model.nodes, entities) | {"x": at[0], "y": at[1], "community": group},
        "facts": _facts(facts) | {"bundle": [place[first[f.id]] for f in facts]},
        "edges": _edges(model.edges, place),
        "passages": _passages(model, place),
        "origins": {
            name: [getattr(o, name) for o in model.origins] for name in ("id", "title", "uri", "publisher", "published")
        },
        "quotes": model.quotes,
        "start": start.state(model) if start else {},
        "opening": begin.nodes,
        "starts": {"disputed": begin.disputed, "recent": begin.recent, "connected": begin.connected},
        "communities": _communities(model, links, group),
    }


def _nodes(nodes: Sequence[Node], entities: int) -> dict[str, object]:
    types, type_of = _table((n.type, n.type_words, n.group_words, n.family) for n in nodes)
    return {
        "entities": entities,
        "id": [n.id for n in nodes],
        "label": [n.label for n in nodes],
        "types": types,
        "type": type_of,
        "look": [n.look for n in nodes],
        "names": _some(n.names for n in nodes),
        "claims": [n.n_claims for n in nodes],
        "docs": [n.n_docs for n in nodes],
        "sources": [n.n_sources for n in nodes],
    }


def _facts(facts: Sequence[Node]) -> dict[str, object]:
    statuses, status = _table(f.status for f in facts)
    bases, basis = _table(f.time_basis for f in facts)
    return {
        "statuses": statuses,
        "status": status,
        "bases": bases,
        "basis": basis,
        "date": [f.date for f in facts],
        "start": [f.time_start for f in facts],
        "end": [f.time_end if f.time_end != f.time_start else 0 for f in facts],
        "conflicts": _some(f.conflicts for f in facts),
        "word": _some(f.word for f in facts),
        "quantity": _some(f.quantity for f in facts),
        "belief": [round(f.belief or 0.0, 3) for f in facts],
    }


def _edges(edges: Sequence[Edge], place: Mapping[str, int]) -> dict[str, object]:
    roles, role = _table((e.role, e.label) for e in edges)
    return {
        "source": [place[e.source] for e in edges],
        "target": [place[e.target] for e in edges],
        "roles": roles,
        "role": role,
        "n": [e.n for e in edges],
    }


def _passages(model: ViewModel, place: Mapping[str, int]) -> dict[str, object]:
    rows = model.passages
    hows, how = _table((p.evidential, p.polarity, p.certainty, p.realis, p.stance) for p in rows)
    speakers, says = _table(p.says for p in rows)
    bounds = [moved(model.quotes[p.quote], p.start, p.end) for p in rows]
    return {
        "claim": [p.claim for p in rows],
        "fact": [place[p.fact] for p in rows],
        "quote": [p.quote for p in rows],
        "start": [start for start, _ in bounds],
        "end": [end for _, end in bounds],
        "origin": [p.origin for p in rows],
        "speakers": speakers,
        "says": says,
        "hows": hows,
        "how": how,
        "confidence": [round(p.confidence, 3) for p in rows],
        "fillers": _some([place[f] for f in p.fillers if f in place] for p in rows),
    }


def _table(values: Iterable[object]) -> tuple[list[object], list[int]]:
    """The different *values*, and for each its place among them."""
    places: dict[object, int] = {}
    found = [places.setdefault(v, len(places)) for v in values]
    return list(places), found


def _some(values: Iterable[object]) -> dict[str, object]:
    """Those of *values* that are not empty, by their place."""
    return {str(i): v for i, v in enumerate(values) if v}


def _communities(model: ViewModel, links: Sequence[tuple[int, int]], group: Sequence[int]) -> list[dict[str, object]]:
    """The largest groups, each with its most connected actors."""
    size = Counter(group)
    degree = Counter(target for _, target in links)
    top: dict[int, list[int]] = {}
    order = sorted((i for i in degree if model.nodes[i].kind == "entity"), key=lambda i: (-degree[i], i))
    for i in order:
        if group[i] < _COMMUNITIES and len(known := top.setdefault(group[i], [])) < 3:
            known.append(i)
    return [{"size": size[g], "top": top.get(g, [])} for g in sorted(size)[:_COMMUNITIES]]


def _links(model: ViewModel) -> list[tuple[int, int]]:
    place = {n.id: i for i, n in enumerate(model.nodes)}
    return [(place[e.source], place[e.target]) for e in model.edges]


def places(model: ViewModel) -> tuple[list[int], list[int]]:
    """Where the nodes of *model* stand in the great layout, x and y, in whole numbers."""
    links = _links(model)
    return _places(links, communities(len(model.nodes), links), lambda _: None)


def _places(
    links: Sequence[tuple[int, int]], groups: Sequence[int], note: Callable[[str], None]
) -> tuple[list[int], list[int]]:
    """The places, kept in a file of the cache when finding them took long."""
    count = len(groups)
    pairs = np.array(links, dtype=np.int64).reshape(-1, 2)
    group = np.array(groups, dtype=np.int64)
    name = hashlib.sha256(b"%d %d " % (_FORM, count) + pairs.tobytes() + group.tobytes()).hexdigest()[:32]
    path = ontology.cache_dir() / "layouts" / f"{name}.npy"
    at: Array | None = None
    if count > _KEPT:
        try:
            at = np.load(path, allow_pickle=False)
        except (EOFError, OSError, ValueError):
            at = None
    if at is None or at.shape != (count, 2):
        at = np.rint(spread(count, pairs, group, note=note))
        if count > _KEPT:
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                np.save(path, at.astype(np.int32), allow_pickle=False)
            except OSError:
                note("the layout could not be kept for the next time")
    x, y = at.astype(np.int64).T.tolist()
    return x, y


def too_large(size: str, *, top: Sequence[str] = ()) -> str:
    """That *size* is too much for one page, and the ways out."""
    named = f" (most connected: {', '.join(top)})" if top else ""
    return (
        f"{size}; a page shows at most {LIMIT:,} nodes. Show a part: --about NAME --hops 2 for each"
        f" community{named}, or a filter: --since, --until, --publisher, --type,"
        " --min-confidence, --cypher"
    )


def _most_connected(model: ViewModel) -> list[str]:
    degree = Counter(e.target for e in model.edges)
    names = {n.id: n.label for n in model.nodes if n.kind == "entity"}
    return [one_line(names[i], 40) for i in sorted(names, key=lambda i: (-degree[i], i))[:3]]
