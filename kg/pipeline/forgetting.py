"""Documents taken out of a store, with all that only they supported."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.errors import NotFoundError, UsageError
from kg.gazetteer import Gazetteer
from kg.model import Decision, Delta
from kg.ontology import Ontology
from kg.pipeline.computing import Computed, compute
from kg.pipeline.reach import Reached, reached
from kg.pipeline.watch import STALE, Watch
from kg.pipeline.world import sync
from kg.store.graph import GraphStore
from kg.world.changes import Changes, changes

_BY_NAME = "UNWIND $names AS n MATCH (d:Document) WHERE d.id = n OR d.uri = n RETURN n, d.id AS id, d.uri AS uri"
_PUBLISHED_BY = "MATCH (d:Document {publisher: $publisher}) RETURN d.id AS id, d.uri AS uri"
_BEFORE = "MATCH (d:Document) WHERE d.published < $date RETURN d.id AS id, d.uri AS uri"
_PUBLISHERS = "MATCH (d:Document) RETURN DISTINCT d.publisher AS publisher"
_MANY = 50


@dataclass(frozen=True, slots=True)
class Forgotten:
    """The documents (id and address) that go, what that changes, and the decisions that lose their text."""

    documents: list[tuple[str, str]]
    changes: Changes
    orphaned: list[Decision]


def chosen(
    store: GraphStore, names: Sequence[str] = (), *, publisher: str | None = None, before: str | None = None
) -> list[tuple[str, str]]:
    """Id and address of the documents with one of *names* (id or address), all by *publisher*, all from *before*.

    Raises:
        NotFoundError: a name, or the publisher, is not there.
        UsageError: nothing was asked for.
    """
    if not names and publisher is None and before is None:
        raise UsageError("say which documents: ids or addresses, --publisher or --before")
    found: dict[str, str] = {}
    rows = list(store.read(_BY_NAME, {"names": list(names)})) if names else []
    if missing := [n for n in names if n not in {r["n"] for r in rows}]:
        raise NotFoundError(
            f'no document {", ".join(missing)}; kg query "MATCH (d:Document) RETURN d.id, d.uri" lists all'
        )
    if publisher is not None:
        published = list(store.read(_PUBLISHED_BY, {"publisher": publisher}))
        if not published:
            known = sorted(str(r["publisher"]) for r in store.read(_PUBLISHERS) if r["publisher"])
            raise NotFoundError(f"nothing is published by {publisher!r}; there are: {', '.join(known[:12]) or 'none'}")
        rows += published
    if before is not None:
        rows += store.read(_BEFORE, {"date": before})
    found.update({str(r["id"]): str(r["uri"]) for r in rows})
    return sorted(found.items(), key=lambda d: (d[1], d[0]))


def preview(
    store: GraphStore, documents: Iterable[tuple[str, str]], *, ontology: Ontology, gazetteer: Gazetteer
) -> Forgotten:
    """What would go with *documents*; the store is only read."""
    gone = dict(documents)
    watch = Watch(store, ontology=ontology, gazetteer=gazetteer)
    found = _foreseen(watch, gone)
    if found is not None:
        return _forgotten(gone, found.before, found.after)
    kept = (read for read in store.evidence() if read[0].id not in gone)
    after = compute(kept, list(store.decisions()), ontology=ontology, gazetteer=gazetteer)
    return _forgotten(gone, Computed(*store.world()), after)


def forget(
    store: GraphStore,
    documents: Iterable[tuple[str, str]],
    *,
    ontology: Ontology,
    gazetteer: Gazetteer,
    step: Callable[[str], None] = lambda _: None,
) -> Forgotten:
    """Take *documents* out of *store*; the graph is then one that never saw them."""
    gone = dict(documents)
    store.prepare()
    watch = Watch(store, ontology=ontology, gazetteer=gazetteer)
    watch.foreseen = found = _foreseen(watch, gone)
    before = found.before if found is not None else Computed(*store.world())
    ids = sorted(gone)
    for n in range(0, len(ids), _MANY):
        step(f"forgetting {min(n + _MANY, len(ids))} of {len(ids)} documents")
        watch.apply(Delta(forget=tuple(ids[n : n + _MANY]), world=STALE))
    after = sync(store, ontology=ontology, gazetteer=gazetteer, watch=watch, step=step)
    return _forgotten(gone, before, found.after if found is not None else after)


def _foreseen(watch: Watch, gone: Mapping[str, str]) -> Reached | None:
    """What changes when the documents *gone* go, unless all had better be computed anew."""
    touched = watch.begun(len(gone))
    if touched is None:
        return None
    return reached(watch.store, touched, ontology=watch.ontology, gazetteer=watch.gazetteer, absent=frozenset(gone))


def _forgotten(gone: dict[str, str], before: Computed, after: Computed) -> Forgotten:
    different = changes((before.entities, before.facts), (after.entities, after.facts))
    return Forgotten(sorted(gone.items(), key=lambda d: (d[1], d[0])), different, list(after.orphaned))
