"""R1: a process killed at any moment; run again, the graph is the one of an undisturbed run."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from kg.store import crash
from tests.faults.conftest import chaos

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.conftest import Place

KILLS = chaos(4)


def rounds(out: str) -> list[tuple[int, str]]:
    """How many died, and whether the graph was the same in the end, for each line of a worker."""
    return [(int(died), same) for died, same in (line.split() for line in out.splitlines())]


def test_killed_at_random_moments_and_run_again_it_is_the_same_graph(place: Place, file: Path, wanted: str) -> None:
    code, out, err = place.run("kills", str(file), str(KILLS), "1")
    assert code == 0, err
    assert {same for _, same in rounds(out)} == {"True"}
    assert sum(died for died, _ in rounds(out)) >= KILLS
    assert place.digest() == wanted


def test_killed_at_each_named_point_it_is_the_same_graph(place: Place, file: Path, wanted: str) -> None:
    pick = random.Random(1)  # noqa: S311 - which time it comes by
    points = [f"{point}:{pick.randint(1, 8)}" for point in crash.POINTS for _ in range(chaos(1, of_hundred=2))]
    code, out, err = place.run("points", str(file), *points)
    assert code == 0, err
    assert rounds(out) == [(1, "True")] * len(points)
    assert place.digest() == wanted


def test_a_run_cut_short_after_its_last_document_is_finished_by_the_next(place: Place, file: Path, wanted: str) -> None:
    place.empty()
    assert place.run("import", str(file), KG_CRASH_AT="committed:6")[0] == crash.CODE
    assert place.state() == "stale"
    assert place.run("import", str(file))[0] == 0
    assert (place.state(), place.digest()) == ("current", wanted)
