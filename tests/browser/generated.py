"""Views of any size, made by rule: actors in camps, events between them, a sentence for every claim."""

from __future__ import annotations

import random

from kg.views.looks import look_of
from kg.views.model import Edge, Node, Origin, Part, Passage, Summary, ViewModel

ACTORS = (("Company", ("Actor", "Organization", "Company")), ("Person", ("Actor", "Person")), ("Place", ("Place",)))
EVENTS = (("Ban", "Sanction"), ("Statement", "Communicate"), ("Acquisition", "Transact"), ("Threat", "Threaten"))
STATUSES = ("asserted",) * 7 + ("attributed", "disputed", "threatened")
CAMP = 60
PUBLISHERS = 12
WORDS = (
    "harbour", "council", "ferry", "quay", "rival", "crane", "dredger", "cargo", "tariff", "strike", "ballot", "lease",
    "mooring", "pilot", "lighthouse",
)  # fmt: skip


def generated(nodes: int) -> ViewModel:
    """A view with so many *nodes*, a quarter of them actors, about four edges for each event."""
    draw = random.Random(nodes)  # noqa: S311 - a graph, not a secret
    entities, events = _actors(nodes // 4, draw), nodes - nodes // 4
    facts: list[Node] = []
    edges: list[Edge] = []
    passages: list[Passage] = []
    quotes: list[str] = []
    for i in range(events):
        kind, group = EVENTS[draw.randrange(len(EVENTS))]
        camp = draw.randrange(max(len(entities) // CAMP, 1)) * CAMP
        who = {
            min(camp + int(draw.random() ** 2 * CAMP), len(entities) - 1)
            if draw.random() < 0.93
            else int(draw.random() ** 3 * len(entities))
            for _ in range(draw.choice((3, 4, 5, 5)))
        }
        cast = [entities[w] for w in sorted(who)]
        day = f"20{10 + draw.randrange(15):02}-{1 + draw.randrange(12):02}-{1 + draw.randrange(28):02}"
        made = f"f_{draw.getrandbits(80):020x}"
        facts.append(_event(made, i, kind, group, cast, day, STATUSES[draw.randrange(len(STATUSES))]))
        for place, actor in enumerate(cast):
            role = ("agent", "target", "object", "place")[place % 4]
            edges.append(Edge(source=made, target=actor.id, role=role, label=role, kind="entity", n=1))
        filler = " ".join(draw.choice(WORDS) for _ in range(9))
        quotes.append(f"{cast[0].label} announced the {kind.lower()} of {cast[-1].label} on {day}: {filler}.")
        passages.append(_passage(f"c_{draw.getrandbits(80):020x}", made, len(passages), quotes[-1], draw))
    order = sorted(range(len(facts)), key=lambda i: facts[i].id)
    whole = Part(nodes, nodes)
    return ViewModel(
        summary=Summary(
            about=(),
            hops=1,
            documents=Part(PUBLISHERS, PUBLISHERS),
            publishers=Part(PUBLISHERS, PUBLISHERS),
            entities=Part(len(entities), len(entities)),
            facts=Part(events, events),
            claims=whole,
        ),
        nodes=(*entities, *(facts[i] for i in order)),
        edges=tuple(sorted(edges, key=lambda e: (e.source, e.role, e.target))),
        passages=tuple(sorted(passages, key=lambda p: (p.fact, p.claim))),
        quotes=tuple(quotes),
        origins=tuple(
            Origin(
                id=f"d_{i:04}", title=f"Report {i}", uri=f"news/{i}.txt", publisher=f"Paper {i}", published="2025-01-01"
            )
            for i in range(PUBLISHERS)
        ),
    )


def _actors(count: int, draw: random.Random) -> list[Node]:
    found = []
    for i in range(count):
        name, types = ACTORS[i % len(ACTORS)]
        found.append(
            Node(
                id=f"e_{draw.getrandbits(80):020x}", kind="entity", label=f"{draw.choice(WORDS).title()} {i}", type=name,
                type_words=name.lower(), family=types[0], group=name, group_words=name.lower(), colour="#4E79A7",
                look=look_of(types), names=(f"Alias {i}",), n_claims=3, n_docs=2, n_sources=2,
            )
        )  # fmt: skip
    return sorted(found, key=lambda n: n.id)


def _event(made: str, i: int, kind: str, group: str, cast: list[Node], day: str, status: str) -> Node:
    return Node(
        id=made, kind="fact", label=f"{cast[0].label} – {kind.lower()} → {cast[-1].label}", type=kind,
        type_words=kind.lower(), family="Event", group=group, group_words=group.lower(), colour="#A6611A",
        look=look_of(("Event", group, kind)), status=status, date=day, time_start=day, time_end=day,
        time_basis="stated", n_claims=1, n_docs=1, n_sources=1 + i % 2, belief=0.5,
    )  # fmt: skip


def _passage(claim: str, fact: str, quote: int, text: str, draw: random.Random) -> Passage:
    start = text.index("announced")
    origin = draw.randrange(PUBLISHERS)
    return Passage(
        claim=claim, fact=fact, quote=quote, start=start, end=start + 9, origin=origin, says=f"Paper {origin}",
        evidential="in the author's own voice", polarity="affirmed", certainty="certain", realis="as real",
        stance="affirms", confidence=round(0.4 + draw.random() * 0.6, 2),
    )  # fmt: skip
