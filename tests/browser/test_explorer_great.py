"""Pictures too large to be laid out in the page: a filter changes only what it takes away or gives back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.explorer import FRAME, opened, state
from tests.browser.generated import generated

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

NODES = 2400
FREE = """(ids) => { const at = kgView.state().positions;
  return ids.find((id) => Object.entries(at).every(([other, p]) =>
    other === id || Math.hypot(p.x - at[id].x, p.y - at[id].y) > 8)); }"""


@pytest.fixture
def disputed() -> list[str]:
    return [n.id for n in generated(NODES).nodes if n.status == "disputed"]


def test_a_filter_takes_marks_and_lines_away_and_gives_them_back(
    page: Page, tmp_path: Path, disputed: list[str]
) -> None:
    opened(page, generated(NODES), tmp_path, address="#scene=all")
    before = state(page)
    spot = page.evaluate(FREE, disputed)
    at = before["positions"][spot]
    box = page.locator(".key", has_text="disputed").locator("input")
    box.uncheck()
    page.evaluate(FRAME)
    less = state(page)
    assert (before["drawn"], less["facts"]) == (NODES, before["facts"] - len(disputed))
    assert (less["lines"] < before["lines"], spot in less["positions"]) == (True, False)
    page.mouse.click(at["x"], at["y"])
    assert state(page)["selected"] != spot
    page.keyboard.press("Escape")
    box.check()
    page.evaluate(FRAME)
    again = state(page)
    assert (again["drawn"], again["lines"], again["positions"]) == (NODES, before["lines"], before["positions"])
    page.mouse.click(at["x"], at["y"])
    assert state(page)["selected"] == spot


def test_a_page_opened_with_a_filter_gets_the_rest_when_it_is_taken_away(
    page: Page, tmp_path: Path, disputed: list[str]
) -> None:
    opened(page, generated(NODES), tmp_path, address="#scene=all&offStatuses=disputed")
    assert state(page)["drawn"] <= NODES - len(disputed)
    page.get_by_role("button", name="Take all filters away").click()
    page.evaluate(FRAME)
    assert state(page)["drawn"] == NODES
    at = state(page)["positions"][page.evaluate(FREE, disputed)]
    page.mouse.click(at["x"], at["y"])
    assert state(page)["selected"] in disputed


def test_what_was_dragged_goes_back_when_it_is_let_go(page: Page, tmp_path: Path, disputed: list[str]) -> None:
    opened(page, generated(NODES), tmp_path, address="#scene=all")
    spot = page.evaluate(FREE, disputed)
    before = state(page)["positions"][spot]
    page.mouse.move(before["x"], before["y"])
    page.mouse.down()
    page.mouse.move(before["x"] + 50, before["y"] + 30, steps=5)
    page.mouse.up()
    page.evaluate(FRAME)
    assert state(page)["positions"][spot]["x"] > before["x"] + 30
    page.locator(".key", has_text="disputed").locator("input").uncheck()
    page.locator(".key", has_text="disputed").locator("input").check()
    page.evaluate(FRAME)
    assert state(page)["positions"][spot]["x"] > before["x"] + 30
    page.locator("#release").click()
    page.evaluate(FRAME)
    assert abs(state(page)["positions"][spot]["x"] - before["x"]) < 4
