"""The five questions of docs/tutorial.md, asked with the mouse on the page that `make demo` writes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from kg.cli import cli
from tests.browser.explorer import FRAME, panel, ready, state

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Locator, Page

ROOT = Path(__file__).parents[2]
MOST = 3


class Mouse:
    """Clicks where a thing stands on the screen, and how many there were."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.clicks = 0

    def click(self, what: Locator) -> None:
        """One click in the middle of *what*, on whatever lies on top there."""
        what.scroll_into_view_if_needed()
        at = what.bounding_box()
        assert at is not None
        self.page.mouse.move(at["x"] + at["width"] / 2, at["y"] + at["height"] / 2, steps=3)
        self.page.mouse.down()
        self.page.mouse.up()
        self.page.evaluate(FRAME)
        self.clicks += 1

    def search(self, text: str) -> Locator:
        """The hits for *text*, typed after the key that leads to the field."""
        self.page.keyboard.press("/")
        self.page.keyboard.type(text)
        return self.page.locator("#hits button")


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page that the commands of `make demo` write."""
    folder = tmp_path_factory.mktemp("demo")
    page = folder / "graph.html"
    for words in (["ingest", str(ROOT / "examples/refuge")], ["view", "-o", str(page)]):
        done = CliRunner().invoke(cli, [*words, "--store", str(folder / ".kg")])
        assert done.exit_code == 0, done.output
    return page


@pytest.fixture
def mouse(page: Page, demo: Path) -> Iterator[Mouse]:
    page.set_viewport_size({"width": 1400, "height": 900})
    page.goto(demo.as_uri())
    ready(page)
    made = Mouse(page)
    yield made
    assert 0 < made.clicks <= MOST


def test_who_threatened_whom_over_what_and_who_says_so(page: Page, mouse: Mouse) -> None:
    hits = mouse.search("threat → TikTok")
    assert hits.count() == 1
    mouse.click(hits)
    who = " ".join(page.locator("#panel .roles").inner_text().split())
    for words in ("who threatens Trump administration", "threatened TikTok", "with what Trump administration – ban"):
        assert words in who
    assert page.locator("#panel mark").all_inner_texts() == ["threatened"]
    assert "Harbor Ledger · in the author's own voice" in panel(page)
    assert "White House tells ByteDance to part with TikTok — Harbor Ledger, 2023-03-16" in panel(page)


def test_what_changed_after(page: Page, mouse: Mouse) -> None:
    mouse.click(mouse.search("threat → TikTok"))
    threat = state(page)["selected"]
    mouse.click(page.locator("#panel").get_by_role("button", name="Timeline"))
    assert page.locator("#timeline h2").inner_text().startswith("TikTok")
    events = page.locator(".lanes .event")
    order = [events.nth(i).get_attribute("data-node") for i in range(events.count())]
    assert page.locator(".event.on").get_attribute("data-node") == threat
    mouse.click(events.nth(order.index(threat) + 1).locator("rect:not(.halo)").first)
    assert (state(page)["view"], state(page)["selected"]) == ("timeline", order[order.index(threat) + 1])
    assert "India – ban" in page.locator("#panel h2").inner_text()
    assert page.locator("#panel blockquote").count() > 0


def test_what_came_later_stands_under_the_threat(page: Page, mouse: Mouse) -> None:
    mouse.click(mouse.search("threat → TikTok"))
    later = page.locator("#panel h3", has_text="Later, with the same").locator("+ ul button")
    named = later.all_inner_texts()
    dates = [name.split()[-1] for name in named if name[-1].isdigit()]
    assert any("European Commission – ban → TikTok 2023-02" in name for name in named)
    assert (dates, min(dates) > "2020") == (sorted(dates), True)
    mouse.click(later.first)
    assert "European Commission" in page.locator("#panel h2").inner_text()


def test_where_two_sources_differ(page: Page, mouse: Mouse) -> None:
    mouse.click(page.locator("#view-compare"))
    odd = page.locator("[data-part=odd] li").first
    quotes = odd.locator("blockquote").all_inner_texts()
    assert [("YouTube acquired" in q, "Meta acquired" in q) for q in quotes] == [(True, False), (False, True)]
    mouse.click(odd.locator("blockquote").first)
    assert "sources differ on the acquirer" in panel(page)
    assert page.locator("#panel mark").all_inner_texts() == ["acquired", "acquired"]
    for outlet in ("Prairie Wire", "Silicon Almanac"):
        assert outlet in panel(page)
    link = page.locator("#panel a", has_text="YouTube buys editing start-up Clipwright")
    assert (link.get_attribute("href") or "").startswith("https://prairiewire.example/")


def test_who_moved_where(page: Page, mouse: Mouse) -> None:
    hits = mouse.search("user migration")
    named = hits.all_inner_texts()
    assert len(named) > 5
    assert sum("→" in name for name in named) == len(named)
    mouse.click(hits.filter(has_text="American TikTok users"))
    assert "American TikTok users – user migration → Xiaohongshu" in page.locator("#panel h2").inner_text()
    assert page.locator("#panel blockquote").count() > 0


def test_what_is_only_planned(page: Page, mouse: Mouse) -> None:
    line = page.locator(".key", has_text="intended")
    at = line.bounding_box()
    assert at is not None
    page.mouse.move(at["x"] + 60, at["y"] + at["height"] / 2)
    mouse.click(line.locator(".only"))
    now = page.locator(".key", has_text="intended").bounding_box()
    assert now is not None
    assert abs(now["y"] - at["y"]) < 1  # what moved would take the next click
    assert 10 < state(page)["facts"] < 60
    mouse.click(page.locator("#view-table"))
    rows = page.locator("#table tbody tr")
    assert rows.count() == state(page)["facts"]
    assert {rows.nth(i).locator("td").nth(3).inner_text() for i in range(rows.count())} == {"intended"}
    mouse.click(rows.locator("button", has_text="TikTok – ").first)
    assert ("intended" in panel(page), page.locator("#panel blockquote").count() > 0) == (True, True)
