"""R4: connections cut at each point of the wire; the run goes on and the graph is the same."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from tests.faults.conftest import chaos
from tests.faults.proxy import POINTS, Proxy

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.conftest import Place

A_RUN = 3  # cuts
RUNS = chaos(1, of_hundred=5)


def through(place: Place, file: Path, proxy: Proxy, **env: str) -> tuple[int, str, str]:
    """An import that reaches the server by *proxy*."""
    if place.is_local:
        return place.run("import", str(file), proxy.url, **env)
    return place.run("import", str(file), where=proxy.url, **env)


@pytest.mark.parametrize("point", POINTS)
def test_connections_cut_on_the_wire_do_no_harm(place: Place, file: Path, wanted: str, point: str) -> None:
    pick = random.Random(point)  # noqa: S311 - which time it comes by
    for _ in range(RUNS):
        place.empty()
        turns = pick.sample(range(4, 13 if point.endswith("COMMIT") else 120), A_RUN)
        with Proxy(place.port, point=point, turns=turns) as proxy:
            code, _, err = through(place, file, proxy)
        assert code == 0, err
        assert proxy.cuts == A_RUN
        assert place.digest() == wanted


def test_a_server_that_always_cuts_is_given_up_with_words(place: Place, file: Path) -> None:
    place.empty()
    with Proxy(place.port, point="before COMMIT", turns=range(1000)) as proxy:
        code, _, err = through(place, file, proxy, PATIENCE="2")
    assert code == 4
    assert "run the command again" in err or "cannot reach" in err
    assert "Traceback" not in err
