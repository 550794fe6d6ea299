from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.views import ViewModel, build
from tests.browser.explorer import click, opened, panel, state
from tests.worlds import ONTOLOGY, harbour

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page


@pytest.fixture
def model() -> ViewModel:
    return build(harbour().records, ontology=ONTOLOGY)


def test_it_opens_from_disk_asks_for_nothing_and_draws_with_webgl(page: Page, model: ViewModel, tmp_path: Path) -> None:
    asked = opened(page, model, tmp_path)
    found = state(page)
    assert (found["nodes"], found["edges"], found["engine"]) == (len(model.nodes), len(model.edges), "webgl")
    assert asked == [(tmp_path / "view.html").as_uri()]
    assert page.evaluate("reports") == []


def test_an_empty_graph_says_so(page: Page, tmp_path: Path) -> None:
    opened(page, build([], ontology=ONTOLOGY), tmp_path)
    assert (state(page)["nodes"], "Nothing to show" in panel(page)) == (0, True)


def test_the_first_screen_says_what_is_shown_of_how_much_and_where_to_start(
    page: Page, model: ViewModel, tmp_path: Path
) -> None:
    opened(page, model, tmp_path)
    assert page.locator("#summary").inner_text() == (
        "Shown: 5 of 6 actors and things and 4 of 4 events and states, from 2 of 3 documents and 2 publishers."
    )
    cards = page.locator(".card .over").all_inner_texts()
    assert [c.lower() for c in cards] == ["most disputed", "most recent", "most connected"]
    page.locator(".card").first.click()
    assert (state(page)["selected"], state(page)["scene"]) == ("f_0000", "focus")


def test_a_click_on_an_event_shows_its_quotes_and_who_says_so(page: Page, model: ViewModel, tmp_path: Path) -> None:
    opened(page, model, tmp_path)
    click(page, "f_0000")
    assert page.locator("#panel blockquote").all_inner_texts() == [
        "Alba bought Cove on Wednesday.",
        "It was Brisk that bought Cove.",
    ]
    assert page.locator("#panel mark").all_inner_texts() == ["bought", "bought"]
    for words in ("stated as fact", "2024-05-01, as the text says", "sources differ", "acquirer", "Alba takes Cove"):
        assert words in panel(page)
    links = page.locator("#panel a")
    assert [links.nth(i).get_attribute("href") for i in range(links.count())] == ["https://quaypost.example/alba"]
    assert links.first.get_attribute("rel") == "noopener noreferrer"


def test_the_state_cannot_be_changed_from_outside(page: Page, model: ViewModel, tmp_path: Path) -> None:
    opened(page, model, tmp_path)
    assert page.evaluate("() => { kgView.state = 1; kgView.x = 1; return Object.keys(kgView) }") == ["state", "redraw"]
