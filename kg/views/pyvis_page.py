"""One HTML file through pyvis: positions given, nothing fetched, document text never markup.

pyvis gives the picture (nodes, edges, options, its copy of vis-network); the page around it is our own, as pyvis's
template asks two other machines for scripts and leaves text unescaped.
"""

from __future__ import annotations

import dataclasses
import json
import math
import re
from collections import Counter
from collections.abc import Mapping
from importlib import resources
from typing import TYPE_CHECKING

from kg.errors import TooLargeError
from kg.text import one_line, safe
from kg.views.embed import asset, columns, digest, filled, inline, moved, visible
from kg.views.layout import Box, positions
from kg.views.model import Node, Passage, ViewModel
from kg.words import BASIS, PLAIN, STATUS

if TYPE_CHECKING:
    from pyvis.network import Network

LIMIT = 1500
_VIS = "lib/vis-9.1.2/vis-network.min.js"
_LABEL = 30
_DOERS = frozenset({"agent", "subject"})
_SIGNS: Mapping[str, tuple[int, ...] | None] = {
    "asserted": None,
    "attributed": None,
    "disputed": None,
    "denied": (1, 2),
    "reported": (3, 3),
    "hypothetical": (1, 4),
    "generic": (1, 4),
}
_PLANNED = (6, 3)  # dashes of what has not happened
_DISPUTE = "#D55E00"
_OPTIONS = {
    "autoResize": True,
    "layout": {"randomSeed": 1, "improvedLayout": False},
    "physics": {
        "enabled": False,
        "stabilization": False,
        "barnesHut": {"gravitationalConstant": -4000, "avoidOverlap": 0.5},
    },
    "interaction": {"hover": True, "tooltipDelay": 150, "hideEdgesOnDrag": True, "selectConnectedEdges": False},
    "nodes": {"borderWidthSelected": 3, "font": {"face": "sans-serif", "strokeWidth": 3}},
    "edges": {"smooth": False, "width": 1, "arrows": {"to": {"scaleFactor": 0.5}, "from": {"scaleFactor": 0.5}}},
}


def pyvis_html(model: ViewModel) -> str:
    """The page as text; equal models give equal text.

    Raises:
        TooLargeError: more nodes than the page can show.
    """
    network = to_pyvis(model)
    nodes, edges, _, _, _, options = network.get_network_data()
    value = {
        "summary": model.summary.line,
        "statuses": STATUS,
        "bases": BASIS,
        "plain": PLAIN,
        "nodes": columns(model.nodes),
        "edges": columns(model.edges),
        "passages": columns([_shown(p, model.quotes[p.quote]) for p in model.passages]),
        "origins": columns(model.origins),
        "quotes": model.quotes,
        "vis": {"nodes": nodes, "edges": edges, "options": json.loads(options)},
    }
    css, js, vis = asset("pyvis_page.css"), asset("pyvis_page.js"), _vis()
    policy = (
        f"default-src 'none'; script-src {digest(vis)} {digest(js)}; style-src {digest(css)}; img-src data: blob:; "
        "connect-src 'none'; base-uri 'none'; form-action 'none'"
    )
    parts = {"csp": policy, "css": css, "vis": vis, "js": js, "json": inline(visible(value))}
    return filled(asset("pyvis_page.html"), parts)


def to_pyvis(model: ViewModel) -> Network:
    """*model* as a pyvis network: actors as circles, events as squares, states as diamonds, all in their places.

    Its own `write_html` asks other machines for scripts; `pyvis_html` does not.

    Raises:
        TooLargeError: more nodes than pyvis can show.
    """
    if len(model.nodes) > LIMIT:
        raise TooLargeError(_too_large(model))
    from pyvis.network import Network

    degree = Counter(e.target for e in model.edges)
    quotes = {p.fact: model.quotes[p.quote] for p in reversed(model.passages)}
    sizes = [_size(n, degree[n.id]) for n in model.nodes]
    place = {n.id: i for i, n in enumerate(model.nodes)}
    # Some room for the caption, which is drawn where it covers no other.
    boxes = [Box(half=size + 9, up=size + 3, down=size + 9) for size in sizes]
    at = positions(boxes, [(place[e.source], place[e.target]) for e in model.edges])
    network = Network(directed=True)
    network.set_options(json.dumps(_OPTIONS))
    for node, size, (x, y) in zip(model.nodes, sizes, at, strict=True):
        network.add_node(node.id, x=x, y=y, size=size, title=safe(_title(node, quotes.get(node.id))), **_look(node))
    planned = {n.id for n in model.nodes if n.status is not None and _SIGNS.get(n.status, _PLANNED) is not None}
    between: Counter[tuple[str, str]] = Counter()
    for i, edge in enumerate(model.edges):
        bent = between[edge.source, edge.target]
        between[edge.source, edge.target] += 1
        network.add_edge(
            edge.source,
            edge.target,
            id=str(i),
            title=safe(edge.label),
            # An arrow leads from the doer to the event and from the event to the rest.
            arrows="from" if edge.role in _DOERS else "to",
            dashes=[4, 4] if edge.source in planned else False,
            width=min(1 + 0.5 * (edge.n - 1), 4),
            smooth={"type": "curvedCW", "roundness": 0.2 * bent} if bent else False,
        )
    return network


def _too_large(model: ViewModel) -> str:
    degree = Counter(e.target for e in model.edges)
    names = {n.id: n.label for n in model.nodes if n.kind == "entity"}
    top = sorted(names, key=lambda i: (-degree[i], i))[:3]
    return (
        f"{len(model.nodes):,} nodes; this page shows at most {LIMIT:,}. Show a part: --about NAME --hops 1"
        f" (most connected: {', '.join(one_line(names[i], 40) for i in top)}), or filter the documents that go in"
    )


def _size(node: Node, degree: int) -> float:
    """How far *node* reaches from its middle: actors by how many facts they have, facts by how many claims."""
    if node.kind == "entity":
        return round(min(6 + 3.4 * math.sqrt(degree), 32), 1)
    return (9 if node.family == "State" else 7) + 0.8 * min(node.n_claims - 1, 4)


def _look(node: Node) -> dict[str, object]:
    """How *node* looks, in vis-network's words."""
    if node.kind == "entity":
        plain = {"background": node.colour, "border": node.colour}
        return {"label": one_line(node.label, _LABEL), "shape": "dot", "borderWidth": 0, "color": plain}
    status = node.status or ""
    marks = [status] if status not in {"asserted", ""} else []
    marks += ["sources differ"] if node.conflicts else []
    dashes = _SIGNS.get(status, _PLANNED)
    odd = status == "disputed" or bool(node.conflicts)
    return {
        "label": "\n".join([one_line(node.type_words, _LABEL), *marks]),
        "shape": "diamond" if node.family == "State" else "square",
        "borderWidth": 3 if odd else 1.5 if dashes is None else 2,
        "color": {"background": node.colour, "border": _DISPUTE if odd else node.colour},
        "shapeProperties": {"borderDashes": list(dashes) if dashes else False},
        "font": {"size": 10},
    }


def _title(node: Node, quote: str | None) -> str:
    """What hovering over *node* shows, as plain text."""
    head = [one_line(node.label), node.type_words]
    if node.kind == "fact":
        status = node.status or ""
        head[1:] = [f"{node.type_words} · {node.date or 'no date'} · {status}: {STATUS.get(status, '')}"]
    return "\n".join([*head, *([f"“{one_line(quote)}”"] if quote else [])])


def _shown(passage: Passage, quote: str) -> Passage:
    """*passage* with its trigger bounds moved to where they lie once hidden characters of *quote* are visible."""
    start, end = moved(quote, passage.start, passage.end)
    return dataclasses.replace(passage, start=start, end=end)


def _vis() -> str:
    """The vis-network that pyvis ships, with line ends as HTML reads them and without the address of its source map."""
    text = (resources.files("pyvis") / _VIS).read_bytes().decode("utf-8").replace("\r\n", "\n")
    return re.sub(r"\n//# sourceMappingURL=\S+\s*$", "\n", text)
