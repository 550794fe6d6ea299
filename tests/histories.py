"""What may happen to a store, made up: documents come, change and go, people decide, and names collide."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import Decision, Delta
from tests.generated import EVENTS, HOLDERS, Reading, evidence, judgement, statement, undone, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NAMES = (
    "Loopride", "LOOPRIDE INC.", "Loopride Labs", "Nordvik", "Nordvik Lines", "Norway", "Norwegian", "Ann Reed", "Reed",
    "Ann B. Reed", "Zoe Reed", "Ann C. Reed", "Data Protection Commission", "DPC", "Dock Pilots Council", "NL", "D.P.C.",
    "Putin", "Vladimir Putin", "Anders",
)  # fmt: skip


@dataclass(frozen=True, slots=True, repr=False)
class History:
    """Batches of what happens to a store: documents that come and change, that are forgotten, decisions, undoings."""

    seed: int
    batches: tuple[tuple[tuple[str, object], ...], ...]

    def __repr__(self) -> str:
        return f"history({self.seed}, {len(self.batches)})"


def history(seed: int, count: int) -> History:
    """What *seed* makes happen, in *count* batches."""
    pick = random.Random(seed)  # noqa: S311 - examples, not secrets
    kinds, names = pick.sample([*EVENTS, *HOLDERS], 4), pick.sample(NAMES, pick.choice((3, 5, 8)))
    there: dict[str, Reading] = {}
    decided: list[Decision] = []
    batches = []
    for number in range(count):
        batch: list[tuple[str, object]] = []
        for turn in range(pick.choice((1, 1, 1, 2, 4))):
            what = pick.choice(("put", "put", "put", "put", "forget", "decide", "undo"))
            if what == "put" or not there:
                one = reading(pick, kinds, names)
                there[one.document.uri] = one
                batch.append(("put", one))
            elif what == "forget":
                batch.append(("forget", there.pop(pick.choice(sorted(there))).document.id))
            elif what == "decide":
                made = judgement(pick, [there[u] for u in sorted(there)], 10 * number + turn)
                if made is not None:
                    decided.append(made)
                    batch.append(("decide", made))
            elif decided:
                batch.append(("undo", decided.pop(pick.randrange(len(decided)))))
        batches.append(tuple(batch))
    return History(seed, tuple(batches))


def reading(pick: random.Random, kinds: Sequence[str], names: Sequence[str]) -> Reading:
    said = [statement(pick, kinds=kinds, names=names) for _ in range(pick.choice((0, 1, 2, 3, 6)))]
    publisher, lump = pick.choice((None, "Ledger", "Courier")), pick.choice((0, 0, 3))
    return written(f"{pick.randrange(6)}.txt", publisher, said, lump=lump)


def deltas(batch: Sequence[tuple[str, object]]) -> Iterator[Delta]:
    for what, one in batch:
        if isinstance(one, Reading):
            yield Delta(evidence=(evidence(one),))
        elif what == "forget":
            yield Delta(forget=(str(one),))
        elif what == "decide":
            yield Delta(decisions=(one,))  # type: ignore[arg-type]  # a decision
        else:
            yield Delta(decisions=tuple(undone(one)))  # type: ignore[arg-type]  # a decision
