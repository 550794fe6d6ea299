"""What a screen reader and a keyboard find: axe-core on every view, and every control by name."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kg.views import View, build
from tests.browser.explorer import FRAME, opened
from tests.worlds import ONTOLOGY, harbour

if TYPE_CHECKING:
    from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
VIEWS = (
    "",
    "selected=e_0000",
    "selected=f_0000",
    "view=timeline&lane=e_0000",
    "view=compare",
    "view=table",
    "arrows=true",
)


def findings(page: Page) -> list[Any]:
    if not AXE.exists():
        if os.environ.get("CI") == "true":
            pytest.fail("axe-core is not there; run: make bundle")
        pytest.skip("axe-core is not there; run: make bundle")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "axe.run().then((r) => r.violations.map((v) => [v.impact, v.id, v.nodes.map((n) => n.html)]))"
    )
    assert isinstance(found, list)
    return [one for one in found if one[0] in {"serious", "critical"}]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("address", VIEWS)
def test_no_view_has_a_serious_finding(page: Page, tmp_path: Path, address: str, theme: str) -> None:
    opened(page, build(harbour().records, ontology=ONTOLOGY), tmp_path, address=f"#{address}&theme={theme}")
    assert findings(page) == []


def test_every_control_is_reached_by_tab_and_has_a_name(page: Page, tmp_path: Path) -> None:
    opened(page, build(harbour().records, ontology=ONTOLOGY), tmp_path)
    reached = set()
    for _ in range(120):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate(
                "document.activeElement.id || document.activeElement.dataset.filter || document.activeElement.textContent"
            )
        )
    wanted = {
        "search",
        "view-timeline",
        "view-compare",
        "view-table",
        "helpbutton",
        "theme",
        "arrows",
        "graph",
        "play",
        "since",
    }
    assert wanted - reached == set()
    assert page.evaluate("[...document.querySelectorAll('button')].filter((b) => !b.textContent.trim()).length") == 0


def test_a_notebook_shows_it_in_a_frame_that_cannot_reach_out(page: Page) -> None:
    shown = View(build(harbour().records, ontology=ONTOLOGY))._repr_html_()
    page.set_viewport_size({"width": 1400, "height": 900})
    page.set_content(f"<!doctype html><title>notebook</title><body>{shown}")
    frame = page.frames[1]
    for _ in range(100):
        if frame.evaluate("'kgView' in window"):
            break
        page.wait_for_timeout(50)
    frame.evaluate(FRAME)
    assert frame.evaluate("kgView.state().nodes") == 9
    frame.locator(".card").first.click()
    assert frame.evaluate("kgView.state().selected") == "f_0000"
    assert frame.evaluate("(() => { try { return String(parent.document) } catch { return 'closed' } })()") == "closed"
