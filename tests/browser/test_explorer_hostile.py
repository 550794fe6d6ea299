from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.text import safe
from kg.views import build
from tests.browser.explorer import opened, state
from tests.browser.hostile import HOSTILE, hostile_world
from tests.worlds import ONTOLOGY

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

ACTIVE = "script, iframe, img, object, embed, link, base, form, style, video, audio, template, math"
WALK = """async (ids) => {
  const found = [];
  for (const id of ids) {
    location.hash = `scene=all&selected=${id}`;
    await new Promise((done) => addEventListener("hashchange", done, { once: true }));
    await new Promise((done) => setTimeout(done));
    const all = (query) => [...document.querySelectorAll(`#panel ${query}`)].map((e) => e.textContent);
    found.push([all("h2"), all("blockquote"), all("mark"), all("figcaption"), [...document.querySelectorAll("#panel a")].map((a) => a.protocol), document.getElementById("panel").textContent]);
  }
  return found;
}"""


def test_there_are_many_of_them() -> None:
    assert len(HOSTILE) > 300


@pytest.fixture
def asked(page: Page, tmp_path: Path) -> list[str]:
    return opened(page, build(hostile_world().records, ontology=ONTOLOGY), tmp_path)


def harmless(page: Page, asked: list[str]) -> None:
    assert page.evaluate("window.__pwned") is None
    assert page.evaluate("reports") == []
    assert len(asked) == 1
    inside = "(tags) => [...document.body.querySelectorAll(tags)].map((e) => e.tagName)"
    assert page.evaluate(inside, ACTIVE) == ["SCRIPT", "SCRIPT"]


def test_in_the_panel_nothing_runs_and_all_can_be_read(page: Page, asked: list[str]) -> None:
    ids = [f"f_{i:04}" for i in range(len(HOSTILE))]
    for text, (title, quote, mark, origin, links, _) in zip(HOSTILE, page.evaluate(WALK, ids), strict=True):
        assert quote == [safe(text)]
        assert mark == [safe(text)]
        assert title == [f"! {safe(text)}"]  # the letter of its kind comes first
        assert origin[0].count(safe(text)) >= 4
        assert links == (["https:"] if text.startswith("https://") else [])
    names = [f"e_{i:04}" for i in range(len(HOSTILE))]
    for text, found in zip(HOSTILE, page.evaluate(WALK, names), strict=True):
        assert f"also: alias {safe(text)}" in found[5]
    harmless(page, asked)


def test_in_every_view_search_and_filter_nothing_runs(page: Page, asked: list[str]) -> None:
    page.locator("#view-table").click()
    page.get_by_role("button", name="more", exact=False).last.click()
    table = page.locator("#table").text_content() or ""
    assert [t for t in HOSTILE if safe(t) not in table] == []
    page.locator("#rows-entities").click()
    page.locator("#view-compare").click()
    page.locator("#first").select_option(index=7)
    for i in range(0, len(HOSTILE), 40):
        page.evaluate("(a) => { location.hash = a }", f"view=timeline&lane=e_{i:04}&selected=f_{i:04}")
    for text in HOSTILE[::9]:
        page.locator("#search").fill(safe(text).replace("\n", " ").replace("\r", " ")[:200])
    assert state(page)["nodes"] == 2 * len(HOSTILE)
    page.locator("#search").fill("")
    page.locator("summary", has_text="Publishers").click()
    page.locator(".key input").last.uncheck()
    page.evaluate("(a) => { location.hash = a }", "scene=opening")
    harmless(page, asked)


def test_what_is_taken_along_is_plain_too(page: Page, asked: list[str], tmp_path: Path) -> None:
    page.evaluate("(a) => { location.hash = a }", "scene=all")
    page.locator("#export summary").click()
    with page.expect_download() as wait:
        page.locator("#export-svg").click()
    wait.value.save_as(tmp_path / "graph.svg")
    kinds = page.evaluate(
        """(text) => {
          const drawn = new DOMParser().parseFromString(text, "image/svg+xml");
          return [...new Set([...drawn.querySelectorAll("*")].map((e) => e.localName))].sort();
        }""",
        (tmp_path / "graph.svg").read_text(encoding="utf-8"),
    )
    assert set(kinds) <= {"svg", "defs", "marker", "rect", "path", "circle", "text", "title"}
    harmless(page, asked)
