"""R8: several processes that import what overlaps; the graph is that of one process after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.faults.conftest import chaos, records

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.conftest import Place

ROUNDS = chaos(1, of_hundred=2)


def test_three_processes_that_import_what_overlaps_end_in_one_graph(place: Place, tmp_path: Path) -> None:
    files = [records(tmp_path / f"{n}.jsonl", first=4 * n, count=8) for n in range(3)]
    place.empty()
    for one in files:
        assert place.run("import", str(one))[0] == 0
    wanted = place.digest()
    for _ in range(ROUNDS):
        place.empty()
        running = [place.start("import", str(one)) for one in files]
        said = [one.communicate(timeout=600)[1] for one in running]
        assert [one.returncode for one in running] == [0, 0, 0], said
        assert (place.state(), place.digest()) == ("current", wanted)


def test_three_processes_may_make_one_store_at_once(place: Place, file: Path, wanted: str) -> None:
    place.empty()
    running = [place.start("import", str(file)) for _ in range(3)]
    said = [one.communicate(timeout=600)[1] for one in running]
    assert [one.returncode for one in running] == [0, 0, 0], said
    assert place.digest() == wanted
