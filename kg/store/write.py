"""A delta to statements: the one write path of every store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from kg.errors import IntegrityError, OutdatedError
from kg.model import SCHEMA, Delta, Entity, Fact
from kg.store import crash, cypher, rows
from kg.store.connection import reached
from kg.store.edges import Pairs, changed_claims, changed_roles, shortcut_edges

if TYPE_CHECKING:
    import neo4j

_ROWS = 1000
_BYTES = 4_000_000

Row = dict[str, Any]


def plan(delta: Delta) -> Callable[[neo4j.ManagedTransaction], dict[str, int]]:
    """The transaction that writes *delta*; pure, so that it can be run again."""
    return _Write(delta).run


def clearing(statement: str) -> Callable[[neo4j.ManagedTransaction], int]:
    """The transaction that takes some nodes away by *statement*, and says how many."""

    def run(tx: neo4j.ManagedTransaction) -> int:
        tx.run(cypher.META).consume()
        answer = tx.run(statement).single()
        return int(answer["n"]) if answer else 0

    return run


class _Write:
    """The rows of one delta, made before the transaction starts."""

    def __init__(self, delta: Delta) -> None:
        self.delta = delta
        mentions = [*(m for e in delta.evidence for m in e.mentions), *delta.mentions]
        claims = [*(c for e in delta.evidence for c in e.claims), *delta.claims]
        self.nodes: dict[str, list[Row]] = {
            "Document": [_node(rows.document(e)) for e in delta.evidence],
            "Mention": [_node(rows.mention(m)) for m in mentions],
            "Claim": [_node(rows.claim(c)) for c in claims],
            "Decision": [_node(rows.decision(d)) for d in delta.decisions],
            "Run": [_node(rows.run(delta.run))] if delta.run else [],
            "Key": [_node(rows.key(k)) for k in delta.keys],
        }
        self.links: dict[str, list[Row]] = {
            "IN_DOCUMENT": [{"a": m.id, "b": m.doc} for m in mentions],
            "STATED_IN": [{"a": c.id, "b": c.doc} for c in claims],
            "ARG_MENTION": [{"a": c.id, "b": a.mention, "role": a.role} for c in claims for a in c.args if a.mention],
            "ARG_CLAIM": [{"a": c.id, "b": a.claim, "role": a.role} for c in claims for a in c.args if a.claim],
        }
        self.before = {f.id: f for f in delta.before}
        self.shortcuts = shortcut_edges(delta.facts)
        self.leaves: list[Row] = [{"leaf": leaf, "entity": e.id} for e in delta.entities for leaf in e.leaves]

    def run(self, tx: neo4j.ManagedTransaction) -> dict[str, int]:
        """Counts of rows by kind, after all of it is written."""
        settings, lock = self._opened(tx)
        crash.point("locked")
        self._evidence(tx)
        crash.point("evidence")
        self._world(tx)
        _send(tx, cypher.MERGE["Key"], self.nodes["Key"], what="Key")
        for part in _parts(self.delta.gone_keys):
            tx.run(cypher.DROP["Key"], ids=part).consume()
        _send(tx, cypher.SKETCH_SET, [{"id": d, "sketch": s} for d, s in self.delta.sketches], what="sketch")
        if self.delta.world is not None:
            settings["world"] = self.delta.world
        if self.delta.world == "current":
            settings["indexed"] = settings["evidence"]
        if self.delta.header is not None:
            settings["ontology"], settings["extractor"] = self.delta.header
        _one(tx, cypher.META_SET, {"p": settings}, wanted=1, what="meta")
        crash.point("written")
        counts = {label.lower(): len(found) for label, found in self.nodes.items()}
        return counts | {
            "entity": len(self.delta.entities),
            "fact": len(self.delta.facts),
            "gone": len(self.delta.gone_entities) + len(self.delta.gone_facts),
            "lock": lock,
            "evidence": settings["evidence"],
        }

    def _opened(self, tx: neo4j.ManagedTransaction) -> tuple[Row, int]:
        """What `Meta` says after this delta, and the turn of its lock; nobody else writes until it is committed.

        Raises:
            IntegrityError: the store has another schema.
            OutdatedError: others wrote since what this delta rests on was read.
        """
        found = tx.run(cypher.META).single(strict=True)
        if found["schema"] not in (None, SCHEMA):
            raise IntegrityError(
                f"the store has schema {found['schema']}; this program writes {SCHEMA}. Install a newer dramatis-kg."
            )
        delta, evidence = self.delta, found["evidence"]
        if delta.read_at not in (None, evidence) or delta.after not in (None, found["lock"] - 1):
            raise OutdatedError("another process keeps changing the store; run the command again when it is done")
        changes = delta.evidence or delta.forget or delta.decisions
        return {"schema": SCHEMA, "evidence": evidence + bool(changes)}, found["lock"]

    def _evidence(self, tx: neo4j.ManagedTransaction) -> None:
        whole = [e for e in self.delta.evidence if not e.adds]
        fresh = {e.document.id for e in whole}
        uris = [e.document.uri for e in whole]
        old = {r["id"] for r in tx.run(cypher.AT_URI, uris=uris)} if uris else set()
        gone = sorted(old | set(self.delta.forget))
        for part in _parts(gone):
            tx.run(cypher.DROP_CLAIMS, ids=part).consume()
            tx.run(cypher.DROP_MENTIONS, ids=part).consume()
        for part in _parts(sorted(set(gone) - fresh)):
            tx.run(cypher.DROP["Document"], ids=part).consume()
        for label, added in (("Claim", self.delta.gone_claims), ("Mention", self.delta.gone_mentions)):
            for part in _parts(added):
                tx.run(cypher.DROP[label], ids=part).consume()
        crash.point("dropped")
        for label in ("Document", "Mention", "Claim", "Decision", "Run"):
            _send(tx, cypher.MERGE[label], self.nodes[label], what=label)
        crash.point("nodes")
        for name in ("IN_DOCUMENT", "STATED_IN", "ARG_MENTION", "ARG_CLAIM"):
            _send(tx, cypher.LINK[name], self.links[name], what=name)

    def _world(self, tx: neo4j.ManagedTransaction) -> None:
        for label, gone in (("Fact", self.delta.gone_facts), ("Entity", self.delta.gone_entities)):
            for part in _parts(gone):
                if label == "Fact":
                    tx.run(cypher.SHORTCUT_UNLINK, ids=part).consume()
                tx.run(cypher.DROP[label], ids=part).consume()
        crash.point("gone")
        _put(tx, "Entity", self.delta.entities)
        kept = set(_put(tx, "Fact", self.delta.facts))
        crash.point("world-nodes")
        for part in _parts(sorted(kept - self.before.keys())):
            tx.run(cypher.FACT_UNLINK, ids=part).consume()
            tx.run(cypher.ABOUT_UNLINK, ids=part).consume()
        pairs = [(self.before.get(f.id) if f.id in kept else None, f) for f in self.delta.facts]
        self._unlink(tx, pairs)
        moved = {r["leaf"] for part in _parts(self.leaves) for r in tx.run(cypher.LEAF_MOVED, rows=part)}
        for part in _parts([r for r in self.leaves if r["leaf"] in moved]):
            tx.run(cypher.LEAF_UNLINK, rows=part).consume()
            tx.run(cypher.BY_UNLINK, rows=part).consume()
        crash.point("unlinked")
        _send(tx, cypher.LEAF_LINK, self.leaves, what="REFERS_TO")
        for part in _parts(self.leaves):
            tx.run(cypher.BY_LINK, rows=part).consume()
        self._cites(tx)
        _send(tx, cypher.LINK["ABOUT"], changed_claims(pairs)[1], what="ABOUT")
        for (role, kind), found in sorted(changed_roles(pairs)[1].items()):
            _send(tx, cypher.typed(cypher.LINK[f"ROLE_{kind}"], role), found, what=role)
        for (name, kind), found in sorted(self.shortcuts.items()):
            statement = cypher.LINK["CAUSES"] if kind == "FACT" else cypher.typed(cypher.LINK["SHORTCUT"], name)
            _send(tx, statement, found, what=name)
        crash.point("linked")

    def _unlink(self, tx: neo4j.ManagedTransaction, pairs: Pairs) -> None:
        """Take away edges that facts had and have no more."""
        for part in _parts(changed_claims(pairs)[0]):
            tx.run(cypher.CLAIM_UNLINK, rows=part).consume()
        for (role, _), gone in sorted(changed_roles(pairs)[0].items()):
            for part in _parts(gone):
                tx.run(cypher.typed(cypher.ROLE_UNLINK, role), rows=part).consume()

    def _cites(self, tx: neo4j.ManagedTransaction) -> None:
        """Documents cite what their cited mentions refer to now."""
        found = [
            dict(r) for part in _parts([r["leaf"] for r in self.leaves]) for r in tx.run(cypher.CITES_OF, leaves=part)
        ]
        for part in _parts(found):
            tx.run(cypher.CITES_UNLINK, rows=part).consume()
        for part in _parts(found):
            tx.run(cypher.CITES_LINK, rows=part).consume()


def _node(p: Row) -> Row:
    return {"id": p["id"], "p": {k: v for k, v in p.items() if v is not None}}


def _put(tx: neo4j.ManagedTransaction, label: str, records: Sequence[Entity] | Sequence[Fact]) -> list[str]:
    """Create or overwrite nodes; one whose class changed is made anew.

    Gives back the ids of those that were overwritten: their edges are still there, but for the shortcuts of facts.
    """
    wanted = {r.id: r for r in records}
    old: dict[str, list[str]] = {}
    for part in _parts(sorted(wanted)):
        old.update({r["id"]: r["types"] for r in tx.run(cypher.EXISTING[label], ids=part)})
    for part in _parts(sorted(i for i in old if old[i][:1] == ["State"])):
        tx.run(cypher.SHORTCUT_UNLINK, ids=part).consume()
    retyped = [i for i in old if tuple(old[i]) != wanted[i].types]
    for part in _parts(sorted(retyped)):
        tx.run(cypher.DROP[label], ids=part).consume()
    fresh: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    kept: list[Row] = []
    for one in sorted(wanted.values(), key=lambda r: r.id):
        row = _node(rows.entity(one) if isinstance(one, Entity) else rows.fact(one))
        if one.id in old and one.id not in retyped:
            kept.append(row)
        else:
            fresh[one.types].append(row)
    _send(tx, cypher.SET[label], kept, what=label)
    for types in sorted(fresh):
        _send(tx, cypher.typed(cypher.CREATE, label, *types), fresh[types], what=label)
    return [row["id"] for row in kept]


def _send(tx: neo4j.ManagedTransaction, statement: str, sent: Sequence[Row], *, what: str) -> None:
    """Run *statement* over *sent* in parts; every row must be reached."""
    for part in _parts(sent):
        _one(tx, statement, {"rows": part}, wanted=len(part), what=what)


def _one(tx: neo4j.ManagedTransaction, statement: str, params: Row, *, wanted: int, what: str) -> None:
    answer = tx.run(statement, params).single()
    reached(answer["n"] if answer else 0, wanted, what=what)


def _parts(found: Sequence[Any]) -> Iterable[list[Any]]:
    """*found* in parts of at most 1,000 rows and some 4 MB of text."""
    part: list[Any] = []
    size = 0
    for one in found:
        weight = _weight(one)
        if part and (len(part) >= _ROWS or size + weight > _BYTES):
            yield part
            part, size = [], 0
        part.append(one)
        size += weight
    if part:
        yield part


def _weight(one: Any) -> int:  # noqa: ANN401 - rows and ids
    p = one.get("p") if isinstance(one, dict) else None
    return sum(4 * len(v) for v in p.values() if isinstance(v, str)) + 300 if p else 100
