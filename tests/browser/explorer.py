"""Opening an explorer page in a real browser, and what tests ask of it again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.views import write

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from kg.views import ViewModel

REPORTS = """
window.reports = [];
document.addEventListener("securitypolicyviolation", (e) => reports.push(`${e.violatedDirective} ${e.blockedURI}`));
"""
FRAME = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def opened(page: Page, model: ViewModel, folder: Path, *, address: str = "", wide: int = 1400) -> list[str]:
    """Every address asked for from now on, the page's own first, once it stands open."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.add_init_script(REPORTS)
    page.set_viewport_size({"width": wide, "height": 900})
    path = folder / "view.html"
    write(model, path)
    page.goto(path.as_uri() + address)
    ready(page)
    return asked


def ready(page: Page) -> None:
    """Wait until the page has drawn; it unpacks its data before it does."""
    for _ in range(200):
        if page.evaluate("'kgView' in window"):
            break
        page.wait_for_timeout(50)
    page.evaluate(FRAME)


def state(page: Page) -> dict[str, Any]:
    """What the page says of itself."""
    found = page.evaluate("() => kgView.state()")
    assert isinstance(found, dict)
    return found


def click(page: Page, node: str) -> None:
    """Click a node where it is drawn."""
    page.evaluate(FRAME)
    at = state(page)["positions"][node]
    page.mouse.click(at["x"], at["y"])
    assert state(page)["selected"] == node


def panel(page: Page) -> str:
    """What the panel says."""
    return page.locator("#panel").inner_text()
