"""R3: servers killed in mid-load and started again; the run goes on, or says what to do and is resumed."""

from __future__ import annotations

import os
import random
import signal
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from kg.store import local
from tests.faults.conftest import Place, chaos
from tests.faults.restarting import Restarting, restarting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KILLS = chaos(1, of_hundred=10)


@pytest.fixture(scope="module")
def own_neo4j() -> Iterator[Restarting]:
    """A Neo4j that can be killed and started again with what it holds."""
    with restarting() as server:
        yield server


def test_a_local_server_killed_in_mid_load_is_started_again(tmp_path: Path, file: Path) -> None:
    root = tmp_path / ".kg"
    place = Place(str(root), 0, None)
    pick = random.Random(1)  # noqa: S311 - the same moments, as far as a clock allows
    try:
        started = time.monotonic()
        assert place.run("import", str(file))[0] == 0
        whole, wanted, killed = time.monotonic() - started, place.digest(), 0
        while killed < KILLS:
            place.empty()
            with place.start("import", str(file)) as run:
                time.sleep(pick.uniform(0.2, 0.9) * whole)
                pid = local.status(root).pid
                if pid is not None and run.poll() is None:
                    os.kill(pid, signal.SIGKILL)
                    killed += 1
                _, err = run.communicate(timeout=300)
            assert run.returncode == 0, err
            assert place.digest() == wanted
    finally:
        local.stop(root)


def test_a_neo4j_killed_in_mid_load_and_started_again_is_waited_for(own_neo4j: Restarting, file: Path) -> None:
    place = Place(own_neo4j.server.url, 0, own_neo4j.server.password)
    pick = random.Random(1)  # noqa: S311 - the same moments, as far as a clock allows
    started = time.monotonic()
    assert place.run("import", str(file))[0] == 0
    whole, wanted = time.monotonic() - started, place.digest()
    for _ in range(KILLS):
        place.empty()
        with place.start("import", str(file)) as run:
            time.sleep(pick.uniform(0.2, 0.9) * whole)
            while run.poll() is None and not own_neo4j.holds_documents():  # on a busy machine a run starts late
                time.sleep(0.05)
            own_neo4j.kill()
            own_neo4j.start()
            _, err = run.communicate(timeout=300)
        assert run.returncode == 0, err
        assert place.digest() == wanted


def test_a_neo4j_that_stays_away_ends_the_run_with_4_and_it_is_resumed(own_neo4j: Restarting, file: Path) -> None:
    place = Place(own_neo4j.server.url, 0, own_neo4j.server.password)
    assert place.run("import", str(file))[0] == 0
    wanted = place.digest()
    place.empty()
    with place.start("import", str(file), PATIENCE="2") as run:
        time.sleep(3)
        own_neo4j.kill()
        _, err = run.communicate(timeout=300)
    own_neo4j.start()
    with suppress(AssertionError):  # a quick machine is done before
        assert run.returncode == 4, err
        assert "cannot reach the store" in err
    assert place.run("import", str(file))[0] == 0
    assert place.digest() == wanted
