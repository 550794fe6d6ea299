"""Places and groups of large graphs."""

from __future__ import annotations

import numpy as np
import pytest

from kg.views.communities import communities
from kg.views.forces import spread
from kg.views.looks import LOOKS, look_of
from tests.browser.generated import generated


def two_rings(size: int) -> list[tuple[int, int]]:
    """Two rings with every second chord, and one link between them."""
    one = [(i, (i + step) % size) for i in range(size) for step in (1, 2)]
    return [*one, *((a + size, b + size) for a, b in one), (0, size)]


def test_groups_that_hang_together_are_found_and_numbered_by_size() -> None:
    found = communities(25, [*two_rings(10), (20, 21), (21, 22)])
    assert len({found[i] for i in range(10)}) == 1
    assert len({found[i] for i in range(10, 20)}) == 1
    assert found[0] != found[10]
    assert (found[0], found[10], found[20]) == (0, 1, 2)
    assert found[23] != found[24]


def test_groups_do_not_depend_on_the_order_or_the_doubling_of_links() -> None:
    links = two_rings(12)
    assert communities(24, links) == communities(24, links[::-1])
    assert communities(0, []) == []
    assert communities(2, [(0, 0)]) == [0, 1]


def layout(links: list[tuple[int, int]], count: int) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    pairs = np.array(links, dtype=np.int64).reshape(-1, 2)
    return spread(count, pairs, np.array(communities(count, links), dtype=np.int64), note=lambda _: None)


def test_what_is_linked_stands_nearer_than_what_is_not() -> None:
    links = two_rings(40)
    at = layout(links, 80)
    linked = np.mean([np.linalg.norm(at[a] - at[b]) for a, b in links])
    any_two = np.mean([np.linalg.norm(at[i] - at[j]) for i in range(80) for j in range(i)])
    assert linked * 2 < any_two


def test_the_same_graph_has_the_same_places_and_no_two_nodes_one() -> None:
    links = two_rings(60)
    one = layout(links, 120)
    assert np.array_equal(one, layout(links, 120))
    assert len({(round(x, 3), round(y, 3)) for x, y in one.tolist()}) == 120
    assert np.isfinite(one).all()


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_tiny_graphs_have_places_too(count: int) -> None:
    assert layout([], count).shape == (count, 2)


def test_each_step_is_told() -> None:
    told: list[str] = []
    spread(5, np.array([[0, 1]]), np.zeros(5, dtype=np.int64), note=told.append)
    assert told[0] == "step 1 of 110"
    assert len(told) == 110


def test_every_class_has_a_look_and_looks_differ_in_colour_or_letter() -> None:
    assert LOOKS[look_of(("Actor", "Organization", "Court"))].words == "public bodies"
    assert LOOKS[look_of(("Actor", "Guild"))].words == "other actors"
    assert LOOKS[look_of(("Topic",))].words == "things, topics"
    assert LOOKS[look_of(("Event", "Threaten", "Threat"))].shape == "square"
    assert len({(look.letter, look.shape) for look in LOOKS}) == len(LOOKS)


def test_generated_views_are_whole() -> None:
    model = generated(200)
    ids = {n.id for n in model.nodes}
    assert (len(ids), {e.target for e in model.edges} <= ids) == (200, True)
