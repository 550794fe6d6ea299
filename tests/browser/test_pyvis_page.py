from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from kg.text import one_line, safe
from kg.views import build, write
from kg.views.model import ViewModel
from tests.browser.hostile import WRITTEN, hostile_world
from tests.worlds import ONTOLOGY, harbour

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

REPORTS = """
window.reports = [];
document.addEventListener("securitypolicyviolation", (e) => reports.push(`${e.violatedDirective} ${e.blockedURI}`));
"""
DASHES = """() => Object.fromEntries(
  JSON.parse(model.textContent).vis.nodes.map((n) => [n.id, n.shapeProperties?.borderDashes ?? null]))"""
ACTIVE = "script, iframe, img, object, embed, link, base, form, style, video, audio"


def opened(page: Page, model: ViewModel, folder: Path) -> list[str]:
    """Every address asked for from now on, the page's own first, once it stands open."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.add_init_script(REPORTS)
    page.set_viewport_size({"width": 1400, "height": 900})
    path = folder / "view.html"
    write(model, path, engine="pyvis")
    page.goto(path.as_uri())
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return asked


def state(page: Page) -> dict[str, Any]:
    found = page.evaluate("() => kgView.state()")
    assert isinstance(found, dict)
    return found


def click(page: Page, node: str) -> None:
    at = state(page)["positions"][node]
    page.mouse.click(at["x"], at["y"])
    assert state(page)["selected"] == node


def panel(page: Page) -> str:
    return page.locator("#panel").inner_text()


@pytest.fixture
def model() -> ViewModel:
    return build(harbour().records, ontology=ONTOLOGY)


def test_it_opens_from_disk_asks_for_nothing_and_shows_all(page: Page, model: ViewModel, tmp_path: Path) -> None:
    asked = opened(page, model, tmp_path)
    found = state(page)
    assert (found["nodes"], found["edges"], found["shown"]) == (len(model.nodes), len(model.edges), len(model.nodes))
    assert (found["selected"], set(found["positions"])) == (None, {n.id for n in model.nodes})
    assert page.locator("#summary").inner_text() == model.summary.line
    assert asked == [(tmp_path / "view.html").as_uri()]
    assert page.evaluate("reports") == []


def test_an_empty_graph_says_so(page: Page, tmp_path: Path) -> None:
    opened(page, build([], ontology=ONTOLOGY), tmp_path)
    assert (state(page)["nodes"], "Nothing to show" in panel(page)) == (0, True)


def test_the_state_cannot_be_changed_from_outside(page: Page, model: ViewModel, tmp_path: Path) -> None:
    opened(page, model, tmp_path)
    assert page.evaluate("() => { kgView.state = 1; kgView.select = 1; return Object.keys(kgView) }") == ["state"]


def test_a_click_on_an_event_shows_its_quotes_and_who_says_so(page: Page, model: ViewModel, tmp_path: Path) -> None:
    opened(page, model, tmp_path)
    click(page, "f_0000")
    assert page.locator("#panel blockquote").all_inner_texts() == [
        "Alba bought Cove on Wednesday.",
        "It was Brisk that bought Cove.",
    ]
    assert page.locator("#panel mark").all_inner_texts() == ["bought", "bought"]
    for words in (
        "stated as fact",
        "2024-05-01, as the text says",
        "sources differ",
        "acquirer",
        "Alba takes Cove",
        "Quay Post",
        "Mole Times",
    ):
        assert words in panel(page)
    links = page.locator("#panel a")
    assert [links.nth(i).get_attribute("href") for i in range(links.count())] == ["https://quaypost.example/alba"]
    assert links.first.get_attribute("rel") == "noopener noreferrer"


def test_what_is_only_threatened_says_so_in_words_and_in_its_rim(page: Page, model: ViewModel, tmp_path: Path) -> None:
    opened(page, model, tmp_path)
    click(page, "f_0002")
    for words in (
        "threatened, not known to have happened",
        "as a threat",
        "Alba, according to Brisk",
        "no date given",
        "Alba – threat → Dune",
    ):
        assert words in panel(page)
    found = page.evaluate(DASHES)
    assert (found["f_0002"], found["f_0000"]) == ([6, 3], False)


def test_an_actor_lists_its_facts_in_time_order_and_each_opens(page: Page, model: ViewModel, tmp_path: Path) -> None:
    opened(page, model, tmp_path)
    click(page, "e_0000")
    facts = page.locator("#panel li button .text").all_inner_texts()
    assert facts == ["Alba – threat → Dune", "Alba, Brisk – acquisition → Cove", "Alba – acquisition → Elm"]
    page.locator("#panel li button").last.click()
    assert state(page)["selected"] == "f_0002"
    page.go_back()
    assert state(page)["selected"] == "e_0000"


def test_search_finds_an_alias_by_keyboard_alone(page: Page, model: ViewModel, tmp_path: Path) -> None:
    opened(page, model, tmp_path)
    page.keyboard.press("/")
    page.keyboard.type("alba WORKS")
    assert page.locator("#hits button").all_inner_texts() == ["Alba “Alba Works” · company"]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert state(page)["selected"] == "e_0000"
    assert page.evaluate("document.activeElement.id") == "panel"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert state(page)["selected"] == "f_0001"
    page.keyboard.press("Escape")
    assert state(page)["selected"] is None


def test_a_search_without_a_hit_says_so(page: Page, model: ViewModel, tmp_path: Path) -> None:
    opened(page, model, tmp_path)
    page.locator("#search").fill("zzz")
    assert page.locator("#hits").inner_text() == "nothing of that name is shown"


def test_the_legend_counts_and_hides(page: Page, model: ViewModel, tmp_path: Path) -> None:
    opened(page, model, tmp_path)
    assert page.locator(".key", has_text="threatened").inner_text().split() == ["threatened", "1"]
    assert page.locator(".key", has_text="company").inner_text().split() == ["company", "4"]
    page.locator(".key", has_text="asserted").click()
    assert set(state(page)["positions"]) == {"e_0000", "e_0003", "e_0004", "f_0001", "f_0002"}
    page.locator("#panel button", has_text="Cove").first.click()
    assert (state(page)["selected"], state(page)["shown"]) == ("e_0002", 9)


def test_a_hash_opens_its_node_and_a_wrong_one_does_nothing(page: Page, model: ViewModel, tmp_path: Path) -> None:
    opened(page, model, tmp_path)
    url = page.url
    page.goto(f"{url}#f_0003")
    assert state(page)["selected"] == "f_0003"
    page.goto(f"{url}#<img src=x onerror=window.__pwned=1>")
    assert state(page)["selected"] is None


def test_nodes_move_only_when_asked_to(page: Page, model: ViewModel, tmp_path: Path) -> None:
    opened(page, model, tmp_path)
    before = state(page)["positions"]
    page.wait_for_timeout(300)
    assert state(page)["positions"] == before
    page.locator("#physics").check()
    page.wait_for_timeout(500)
    assert state(page)["positions"] != before


def test_it_follows_the_dark_mode(page: Page, model: ViewModel, tmp_path: Path) -> None:
    page.emulate_media(color_scheme="dark")
    opened(page, model, tmp_path)
    ground = "() => getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) == "rgb(21, 24, 29)"
    page.emulate_media(color_scheme="light")
    assert page.evaluate(ground) == "rgb(251, 250, 248)"


def test_it_works_on_a_narrow_screen(page: Page, model: ViewModel, tmp_path: Path) -> None:
    opened(page, model, tmp_path)
    page.set_viewport_size({"width": 380, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 380
    page.locator("#graph").scroll_into_view_if_needed()
    page.locator("#all").click()
    page.locator("#graph").scroll_into_view_if_needed()
    click(page, "f_0000")
    assert "Alba bought Cove on Wednesday." in panel(page)


def test_no_hostile_text_runs_and_all_of_it_can_be_read(page: Page, tmp_path: Path) -> None:
    asked = opened(page, build(hostile_world(WRITTEN).records, ontology=ONTOLOGY), tmp_path)
    assert state(page)["nodes"] == 2 * len(WRITTEN)
    for i, text in enumerate(WRITTEN):
        click(page, f"f_{i:04}")
        assert page.locator("#panel blockquote").text_content() == safe(text)
        assert page.locator("#panel mark").text_content() == safe(text)
        assert page.locator("#panel h2").text_content() == safe(text)
        assert page.locator("#panel figcaption").text_content().count(safe(text)) >= 4  # type: ignore[union-attr]
        links = page.locator("#panel a")
        assert links.count() == int(text.startswith("https://"))
        click(page, f"e_{i:04}")
        assert f"also: alias {safe(text)}" in (page.locator("#panel").text_content() or "")
        page.locator("#search").fill(one_line(text, 300))
        page.mouse.move(*state(page)["positions"][f"f_{i:04}"].values())
    assert page.evaluate("window.__pwned") is None
    assert page.evaluate("reports") == []
    assert asked == [(tmp_path / "view.html").as_uri()]
    inside = "(tags) => [...document.body.querySelectorAll(tags)].map((e) => e.tagName)"
    assert page.evaluate(inside, ACTIVE) == ["SCRIPT", "SCRIPT", "SCRIPT"]
