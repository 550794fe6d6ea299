"""A graph written by hand in which each of the named questions has an answer that can be told by reading it."""

from __future__ import annotations

from dataclasses import replace

from kg.model import Arg, Decision, Delta, Evidence
from tests.worlds import ACQUISITION, World

BAN = ("Event", "Coerce", "Ban")
MOVE = ("Event", "Operate", "UserMigration")
CAUSES = ("State", "Causes")
ULTIMATUM = ("Event", "Threaten", "Ultimatum")
ACCUSATION = ("Event", "Accuse", "Accusation")
STATEMENT = ("Event", "Communicate", "Statement")

FERRY = "Norland gave Loop ten days to sell Hop. Norland banned Loop. Riders left Loop for Hop after the ban."
QUAY = "Sula accused Loop of spying, and Norland said that Loop spied. Brisk bought Hop."
MOLE = "Loop denied that it spied. Alba bought Hop. Norland will ban Hop. Sula praised Hop."


def strait() -> World:
    """Norland threatens and bans Loop, riders leave for Hop, which two firms are each said to have bought."""
    world = World()
    ferry = world.document(FERRY, title="The ferry war", publisher="Ferry News", uri="ferry.txt")
    quay = world.document(QUAY, title="Spies", publisher="Quay Post", uri="quay.txt", published="2024-05-20")
    mole = world.document(MOLE, publisher="Mole Times", uri="mole.txt", published="2024-06-01")
    norland, sula, loop, hop, brisk, alba, riders = (
        world.entity(name, *others)
        for name, *others in (
            ("Norland",), ("Sula",), ("Loop", "Loop Inc."), ("Hop",), ("Brisk",), ("Alba",), ("riders",),
        )
    )  # fmt: skip

    def fact(*claims: str, roles: list[tuple[str, str]], label: str, date: str | None, status: str = "asserted") -> str:
        return world.fact(*claims, roles=roles, label=label, date=date, status=status)

    first = "Norland gave Loop ten days to sell Hop."
    sale = fact(
        world.claim(ferry, first, "sell", kind=ACQUISITION, realis="demanded", agent=loop, object=hop),
        roles=[("agent", loop), ("object", hop)], label="sale of Hop", date="2024-04-30", status="demanded",
    )  # fmt: skip
    fact(
        world.claim(ferry, first, "gave", kind=ULTIMATUM, agent=norland, target=loop),
        roles=[("agent", norland), ("target", loop), ("demand", sale)],
        label="ultimatum", date="2024-05-01",
    )  # fmt: skip
    banned = world.claim(ferry, "Norland banned Loop.", "banned", kind=BAN, agent=norland, target=loop)
    ban = fact(banned, roles=[("agent", norland), ("target", loop)], label="ban of Loop", date="2024-05-11")
    last = "Riders left Loop for Hop after the ban."
    left = world.claim(ferry, last, "left", kind=MOVE, agent=riders, origin=loop, destination=hop)
    move = fact(
        left, roles=[("agent", riders), ("origin", loop), ("destination", hop)], label="riders move", date="2024-05-12"
    )
    cause = world.claim(ferry, last, "after", kind=CAUSES)
    world.claims[-1] = replace(
        world.claims[-1], args=(Arg(role="object", claim=left), Arg(role="subject", claim=banned))
    )
    fact(cause, roles=[("subject", ban), ("object", move)], label="causes", date=None)

    spied = "Sula accused Loop of spying, and Norland said that Loop spied."
    fact(
        world.claim(quay, spied, "accused", kind=ACCUSATION, agent=sula, target=loop),
        roles=[("agent", sula), ("target", loop)], label="accusation of spying", date="2024-05-20",
    )  # fmt: skip
    fact(
        world.claim(quay, spied, "spied", kind=STATEMENT, by=norland, evidential="attributed", agent=loop),
        world.claim(mole, "Loop denied that it spied.", "spied", kind=STATEMENT, by=loop, polarity="neg", agent=loop),
        roles=[("agent", loop)], label="spying of Loop", date="2024-05-20", status="disputed",
    )  # fmt: skip
    fact(
        world.claim(quay, "Brisk bought Hop.", "bought", kind=ACQUISITION, agent=brisk, object=hop),
        world.claim(mole, "Alba bought Hop.", "bought", kind=ACQUISITION, agent=alba, object=hop),
        roles=[("agent", alba), ("agent", brisk), ("object", hop)], label="purchase of Hop", date="2024-05",
    )  # fmt: skip
    world.facts[-1] = replace(
        world.facts[-1], time_start="2024-05-01", time_end="2024-05-31", time_granularity="month", n_docs=2, n_sources=2
    )
    fact(
        world.claim(mole, "Norland will ban Hop.", "ban", kind=BAN, realis="future", agent=norland, target=hop),
        roles=[("agent", norland), ("target", hop)], label="ban of Hop", date="2024-06-30", status="future",
    )  # fmt: skip
    fact(
        world.claim(mole, "Sula praised Hop.", "praised", kind=("Event", "Support", "Praise"), agent=sula, target=hop),
        roles=[("agent", sula), ("target", hop)], label="praise of Hop", date=None,
    )  # fmt: skip
    world.facts = [replace(f, n_docs=len({c.doc for c in world.claims if c.id in f.claims})) for f in world.facts]
    world.entities = [
        replace(
            e,
            n_mentions=sum(m.entity == e.id for m in world.mentions),
            n_docs=len({m.doc for m in world.mentions if m.entity == e.id}),
        )
        for e in world.entities
    ]
    return world


def delta(world: World) -> Delta:
    """*world* as one change of a store."""
    evidence = tuple(
        Evidence(
            document=doc,
            mentions=tuple(m for m in world.mentions if m.doc == doc.id),
            claims=tuple(c for c in world.claims if c.doc == doc.id),
            done=doc.id,
        )
        for doc in world.documents
    )
    return Delta(
        evidence=evidence,
        entities=tuple(world.entities),
        facts=tuple(world.facts),
        decisions=(MERGED,),
        header=("o", "x"),
        world="current",
    )


MERGED = Decision(id="k_0001", action="same", on=("l_0002", "l_0009"), by="Ida", at="2024-06-02")


# Question, values given, and what its rows hold.
SPYING = "Sula accused Loop of spying, and Norland said that Loop spied."
ANSWERS: dict[str, tuple[dict[str, object], list[dict[str, object]]]] = {
    "threats": (
        {"target": "loop inc."},
        [{"date": "2024-05-01", "who": ["Norland"], "threat": "Ultimatum", "over": ["sale of Hop"], "sources": ["Ferry News"]}],
    ),
    "migrations": (
        {},
        [{"ban": "ban of Loop", "moved": "riders move", "origin": ["Loop"], "destination": ["Hop"], "claims": ["c_0002", "c_0003", "c_0004"]}],
    ),
    "says": (
        {"party": "Norland", "other": "Loop", "about": "Loop"},
        [
            {"party": "Loop", "said": "spying of Loop", "polarity": "neg", "publisher": "Mole Times"},
            {"party": "Norland", "said": "ultimatum", "polarity": "pos"},
            {"party": "Norland", "said": "spying of Loop", "polarity": "pos", "quote": SPYING},
        ],
    ),
    "timeline": (
        {"actor": "Loop", "since": "2024-05", "skip": 1, "count": 2},
        [
            {"date": "2024-05-11", "event": "ban of Loop", "roles": ["target"]},
            {"date": "2024-05-12", "event": "riders move", "roles": ["origin"]},
        ],
    ),
    "path": (
        {"start": "riders", "finish": "Alba"},
        [
            {"path": 1, "step": 1, "actor": "riders", "role": "agent", "event": "riders move", "next": "Hop", "next_role": "destination"},
            {"path": 1, "step": 2, "actor": "Hop", "role": "object", "event": "purchase of Hop", "next": "Alba", "next_role": "agent"},
        ],
    ),
    "disagreements": (
        {},
        [{"event": "spying of Loop", "affirm": ["Quay Post"], "affirmed": SPYING, "deny": ["Mole Times"], "denied": "Loop denied that it spied."}],
    ),
    "buyers": (
        {},
        [{"bought": ["Hop"], "buyers": ["Alba", "Brisk"], "documents": 2, "publishers": ["Mole Times", "Quay Post"]}],
    ),
    "only": (
        {"about": "Sula"},
        [
            {"event": "accusation of spying", "publisher": "Quay Post", "title": "Spies"},
            {"event": "praise of Hop", "publisher": "Mole Times", "title": None},
        ],
    ),
    "mentions": (
        {"fact": "f_0007"},
        [
            {"role": "agent", "text": "Brisk", "refers_to": "Brisk", "publisher": "Quay Post"},
            {"role": "object", "text": "Hop", "refers_to": "Hop", "publisher": "Quay Post"},
            {"role": "agent", "text": "Alba", "refers_to": "Alba", "publisher": "Mole Times"},
            {"role": "object", "text": "Hop", "refers_to": "Hop", "publisher": "Mole Times"},
        ],
    ),
    "accusations": ({}, [{"outlet": "Quay Post", "accused": "Loop", "reports": 1, "own_voice": 1, "events": 1}]),
    "pairs": (
        {"since": "2024-05-02", "until": "2024-05", "count": 2},
        [
            {"actor": "Alba", "on": "Hop", "events": 1, "reports": 2, "types": ["Acquisition"]},
            {"actor": "Brisk", "on": "Hop", "events": 1, "reports": 2},
        ],
    ),
    "names": (
        {"actor": "Loop"},
        [{"name": "Loop", "form": "name", "mentions": 8, "documents": 3, "merged_by": ["Ida"]}],
    ),
    "unfulfilled": ({}, [{"event": "ban of Hop", "type": "Ban", "status": "future"}]),
    "followed": (
        {"days": 11},
        [
            {"first": "ultimatum", "target": "Loop", "days": 10, "then": "ban of Loop", "claims": ["c_0001", "c_0002"]},
        ],
    ),
    "retract": (
        {"document": "quay.txt"},
        [
            {"kind": "actor gone", "name": "Brisk", "left": 0},
            {"kind": "fact gone", "name": "accusation of spying", "left": 0},
            {"kind": "fact weakened", "name": "purchase of Hop", "left": 1},
            {"kind": "fact weakened", "name": "spying of Loop", "left": 1},
        ],
    ),
    "chains": (
        {"type": "UserMigration"},
        [{"length": 1, "chain": ["ban of Loop", "riders move"], "statuses": ["asserted", "asserted"], "claims": ["c_0002", "c_0003", "c_0004"]}],
    ),
    "camps": (
        {"camp": ["Norland", "Alba"], "other": ["Sula"]},
        [
            {"target": "Hop", "by_camp": 2, "by_other": 1, "camp_types": ["Acquisition", "Ban"], "other_types": ["Praise"]},
            {"target": "Loop", "by_camp": 2, "by_other": 1, "camp_types": ["Ban", "Ultimatum"], "other_types": ["Accusation"]},
        ],
    ),
}  # fmt: skip
