"""Everything a person can do in the explorer, through real mouse and keyboard events."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from kg.views import Start, ViewModel, build, write
from tests.browser.explorer import FRAME, click, opened, panel, ready, state
from tests.browser.generated import generated
from tests.worlds import ONTOLOGY, OWNS, THREAT, World, harbour

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page


def quay() -> World:
    """The harbour, with a denial, a threat made twice and one more owner, so that there is something to do."""
    world = harbour()
    alba, dune, elm = "e_0000", "e_0003", "e_0004"
    denied = world.document(
        "Alba never warned Dune. Alba warned Elm. Again Alba warned Elm.", publisher="Mole Times", title="No threat"
    )
    no = world.claim(denied, "Alba never warned Dune.", "warned", kind=THREAT, polarity="neg", agent=alba, target=dune)
    world.facts[1] = world.facts[1].__class__(
        **{
            **{f: getattr(world.facts[1], f) for f in world.facts[1].__dataclass_fields__},
            "claims": (*world.facts[1].claims, no),
            "n_claims": 2,
            "status": "disputed",
        }
    )
    once = world.claim(denied, "Alba warned Elm.", "warned", kind=THREAT, agent=alba, target=elm)
    again = world.claim(denied, "Again Alba warned Elm.", "warned", kind=THREAT, agent=alba, target=elm)
    for claim, day in ((once, "2024-06-01"), (again, "2024-09-01")):
        world.fact(claim, roles=[("agent", alba), ("target", elm)], label="Alba – threat → Elm", date=day)
    brisk = world.entity("Brisk Holding")
    own = world.claim(denied, "Alba warned Elm.", "Elm", kind=OWNS, subject=brisk, object=elm)
    world.fact(own, roles=[("subject", brisk), ("object", elm)], label="Brisk Holding – owns → Elm", date=None)
    return world


@pytest.fixture
def model() -> ViewModel:
    return build(quay().records, ontology=ONTOLOGY)


def go(page: Page, address: str) -> None:
    page.evaluate("(a) => { location.hash = a }", address)
    page.evaluate(FRAME)


def drawn(page: Page) -> set[str]:
    page.evaluate(FRAME)
    return set(state(page)["positions"])


def test_search_finds_an_alias_by_keyboard_alone(page: Page, model: ViewModel, tmp_path: Path) -> None:
    opened(page, model, tmp_path)
    page.keyboard.press("/")
    page.keyboard.type("alba WORKS")
    assert page.locator("#hits button").all_inner_texts() == ["Alba “Alba Works” · company"]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert state(page)["selected"] == "e_0000"
    assert page.evaluate("document.activeElement.id") == "panel"
    page.keyboard.press("Escape")
    assert state(page)["selected"] is None


def test_search_forgives_a_slip_and_says_when_there_is_nothing(page: Page, model: ViewModel, tmp_path: Path) -> None:
    opened(page, model, tmp_path)
    page.locator("#search").fill("briks holdng")
    assert "Brisk Holding" in page.locator("#hits").inner_text()
    page.locator("#search").fill("zzzz")
    assert page.locator("#hits").inner_text() == "nothing here has such a name"


def test_the_legend_counts_and_hides_and_shows_one_kind_only(page: Page, model: ViewModel, tmp_path: Path) -> None:
    opened(page, model, tmp_path)
    key = page.locator(".key", has_text="other actors")
    assert key.locator(".count").inner_text() == "5"
    page.locator(".key", has_text="lasting states").locator("input").uncheck()
    assert drawn(page).isdisjoint({"f_0003", "f_0006"})
    page.locator(".key", has_text="business").hover()
    page.get_by_label("only business").click()
    assert {i for i in drawn(page) if i.startswith("f_")} == {"f_0000", "f_0002"}
    page.get_by_text("Take all filters away").click()
    assert (state(page)["facts"], len(state(page)["offLooks"])) == (7, 0)


def test_status_publisher_type_and_confidence_filter(page: Page, model: ViewModel, tmp_path: Path) -> None:
    opened(page, model, tmp_path)
    page.locator(".key", has_text="disputed").locator("input").uncheck()
    assert state(page)["facts"] == 6
    page.locator(".key", has_text="Quay Post").locator("input").uncheck()
    assert state(page)["facts"] == 5
    page.get_by_text("Take all filters away").click()
    page.locator("summary", has_text="Type and confidence").click()
    page.locator("#type").select_option("Owns")
    assert state(page)["facts"] == 2
    page.locator("#type").select_option("Place")
    assert state(page)["facts"] == 1
    page.get_by_text("Take all filters away").click()
    page.locator("#confidence").focus()
    page.keyboard.press("ArrowRight")
    assert (state(page)["confidence"], state(page)["facts"]) == (0.05, 7)


def test_time_is_brushed_by_mouse_typed_and_played(page: Page, model: ViewModel, tmp_path: Path) -> None:
    opened(page, model, tmp_path)
    box = page.locator(".bars").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 1, box["y"] + 10, steps=5)
    page.mouse.up()
    found = state(page)
    assert (found["since"] > "2024-06-01", found["facts"]) == (True, 1)
    assert "without a date left out" in page.locator("#timenote").inner_text()
    page.locator("#alltime").click()
    page.locator("#since").fill("2024-05-20")
    page.locator("#since").dispatch_event("change")
    assert state(page)["facts"] == 2
    page.locator("#alltime").click()
    page.locator("#play").click()
    first = state(page)["since"]
    for _ in range(60):
        page.wait_for_timeout(50)
        if state(page)["since"] != first:
            break
    assert (first is not None, state(page)["since"] > first) == (True, True)
    page.locator("#play").click()
    assert page.locator("#play").inner_text() == "▶ Play"


def test_hops_grow_around_a_node_and_by_key(page: Page, model: ViewModel, tmp_path: Path) -> None:
    opened(page, model, tmp_path)
    click(page, "e_0002")
    page.locator("#panel button", has_text="1 hop").click()
    one = drawn(page)
    assert (one, state(page)["scene"]) == ({"e_0002", "f_0000", "e_0000", "e_0001"}, "focus")
    page.locator("#graph").focus()
    page.keyboard.press("f")
    two = drawn(page)
    assert (one < two, state(page)["hops"]) == (True, 2)
    page.keyboard.press("f")
    assert (two < drawn(page), state(page)["hops"]) == (True, 3)


def test_a_double_click_shows_what_is_around(page: Page, model: ViewModel, tmp_path: Path) -> None:
    opened(page, model, tmp_path)
    at = state(page)["positions"]["e_0001"]
    page.mouse.dblclick(at["x"], at["y"])
    assert (state(page)["scene"], state(page)["focus"]) == ("focus", "e_0001")


def test_parallel_facts_stand_as_one_and_are_fanned_out_when_asked_for(
    page: Page, model: ViewModel, tmp_path: Path
) -> None:
    opened(page, model, tmp_path, address="#scene=all")
    assert {"f_0004", "f_0005"} & drawn(page) == {"f_0004"}
    click(page, "f_0004")
    assert "1 fact of the same kind between the same" in panel(page).lower()
    go(page, "scene=focus&focus=e_0004")
    assert {"f_0004", "f_0005"} <= drawn(page)


def test_a_path_between_two_actors_has_a_quote_on_each_step(page: Page, model: ViewModel, tmp_path: Path) -> None:
    opened(page, model, tmp_path)
    click(page, "e_0002")
    page.locator("[data-form=path] summary").click()
    page.locator("[data-form=path] input").fill("brisk hol")
    page.keyboard.press("Enter")
    assert (state(page)["scene"], state(page)["path"]) == ("path", ["e_0002", "e_0006"])
    steps = page.locator(".way .step")
    assert steps.count() == 3
    assert steps.locator("blockquote").count() == 3
    assert drawn(page) >= {"e_0002", "e_0000", "e_0004", "e_0006"}
    page.get_by_role("button", name="Way 2").click()
    assert (state(page)["way"], page.locator(".way .step").count()) == (1, 3)


def test_no_path_is_said_in_words(page: Page, model: ViewModel, tmp_path: Path) -> None:
    opened(page, model, tmp_path, address="#scene=path&path=e_0002%20e_0006&offLooks=14%2011")
    assert "No path leads" in panel(page)


def test_events_become_arrows_and_back_with_one_key(page: Page, model: ViewModel, tmp_path: Path) -> None:
    opened(page, model, tmp_path)
    before = drawn(page)
    page.keyboard.press("a")
    arrows = drawn(page)
    assert all(i.startswith("e_") for i in arrows)
    ends = state(page)["positions"]
    page.mouse.click(*(ends["e_0000"][axis] * 0.45 + ends["e_0004"][axis] * 0.55 for axis in ("x", "y")))
    assert "Alba → Elm" in panel(page)
    assert page.locator("#panel li").count() == 3
    page.locator("#arrows").click()
    assert drawn(page) == before


def test_a_dragged_node_stays_and_can_be_let_go(page: Page, model: ViewModel, tmp_path: Path) -> None:
    opened(page, model, tmp_path)
    before = state(page)["positions"]["e_0000"]
    page.mouse.move(before["x"], before["y"])
    page.mouse.down()
    page.mouse.move(before["x"] + 60, before["y"] + 45, steps=6)
    page.mouse.up()
    page.evaluate(FRAME)
    moved = state(page)["positions"]["e_0000"]
    assert abs(moved["x"] - before["x"] - 60) < 8
    page.locator(".key", has_text="disputed").locator("input").uncheck()
    page.locator("#release").click()
    page.evaluate(FRAME)
    assert abs(state(page)["positions"]["e_0000"]["x"] - before["x"]) < 4


def test_hovering_shows_a_pointer(page: Page, model: ViewModel, tmp_path: Path) -> None:
    opened(page, model, tmp_path)
    at = state(page)["positions"]["e_0000"]
    page.mouse.move(at["x"], at["y"])
    page.evaluate(FRAME)
    assert "pointed" in (page.locator("#graph").get_attribute("class") or "")


def test_the_timeline_has_a_lane_for_each_and_its_events_open(page: Page, model: ViewModel, tmp_path: Path) -> None:
    opened(page, model, tmp_path)
    click(page, "e_0000")
    page.locator("#panel button", has_text="Timeline").click()
    assert "Alba" in page.locator("#timeline h2").inner_text()
    events = page.locator(".lanes .event")
    assert [events.nth(i).get_attribute("data-node") for i in range(events.count())] == [
        "f_0000",
        "f_0001",
        "f_0004",
        "f_0005",
    ]
    assert "1 fact without a date" in page.locator("#timeline").inner_text().lower()
    events.nth(1).focus()
    page.keyboard.press("Enter")
    assert (state(page)["selected"], state(page)["view"]) == ("f_0001", "timeline")
    assert "Alba never warned Dune." in panel(page)


def test_two_sources_are_compared(page: Page, model: ViewModel, tmp_path: Path) -> None:
    opened(page, model, tmp_path)
    page.locator("#view-compare").click()
    odd = page.locator("[data-part=odd]")
    assert [page.locator(f"#{s}").input_value() for s in ("first", "second")] == ["Mole Times", "Quay Post"]
    assert odd.locator("button").all_inner_texts()[0].startswith("Alba, Brisk – acquisition → Cove")
    assert "Alba – threat → Dune" in odd.inner_text()
    assert "It was Brisk that bought Cove." in odd.inner_text()
    assert "Alba – acquisition → Elm" in page.locator("[data-part=second]").inner_text()
    assert "Dune – owns → Elm" in page.locator("[data-part=first]").inner_text()
    page.locator("#first").select_option("Quay Post")
    assert state(page)["pair"] == ["Quay Post", "Mole Times"]
    odd.locator("button").first.click()
    assert state(page)["selected"] == "f_0000"


def test_the_table_holds_the_same_sorts_and_opens(page: Page, model: ViewModel, tmp_path: Path) -> None:
    opened(page, model, tmp_path)
    page.keyboard.press("4")
    rows = page.locator("#table tbody tr")
    assert (rows.count(), state(page)["view"]) == (7, "table")
    assert page.locator("#table tbody td").first.inner_text() == "2024-05-01"
    page.get_by_role("button", name="Date ↑").click()
    assert page.locator("#table tbody td").first.inner_text() == "2024-09-01"
    assert page.locator("th[aria-sort=descending]").count() == 1
    rows.first.locator("button").click()
    assert state(page)["selected"] == "f_0005"
    page.locator("#rows-entities").click()
    assert page.locator("#table tbody tr").first.locator("button").inner_text() == "Alba"


def taken(page: Page, button: str, folder: Path) -> bytes:
    page.locator("#export summary").click()
    with page.expect_download() as wait:
        page.locator(button).click()
    path = folder / wait.value.suggested_filename
    wait.value.save_as(path)
    return path.read_bytes()


def test_pictures_and_tables_can_be_taken_along(page: Page, model: ViewModel, tmp_path: Path) -> None:
    opened(page, model, tmp_path)
    assert taken(page, "#export-png", tmp_path)[:8] == b"\x89PNG\r\n\x1a\n"
    svg = taken(page, "#export-svg", tmp_path).decode()
    assert ("Alba" in svg, "<script" in svg) == (True, False)
    lines = taken(page, "#export-csv", tmp_path).decode().splitlines()
    assert (len(lines), lines[0].split(",")[:3]) == (10, ["id", "date", "type"])
    whole = json.loads(taken(page, "#export-json", tmp_path))
    assert (len(whole["entities"]), len(whole["facts"]), len(whole["documents"])) == (6, 7, 3)
    assert whole["facts"][0]["claims"][0]["quote"].startswith("Alba bought Cove")


def test_decisions_are_collected_and_saved_as_lines(page: Page, model: ViewModel, tmp_path: Path) -> None:
    opened(page, model, tmp_path)
    click(page, "e_0001")
    page.locator("[data-form=same] summary").click()
    page.locator("[data-form=same] input").fill("brisk hold")
    page.keyboard.press("Enter")
    click(page, "f_0000")
    page.get_by_text("This is wrong").first.click()
    assert page.locator("#decided summary").inner_text() == "2 decisions"
    page.locator("#decided summary").click()
    page.get_by_label("Why").first.fill("one house")
    page.get_by_label("Why").first.press("Tab")
    with page.expect_download() as wait:
        page.locator("#savedecisions").click()
    wait.value.save_as(tmp_path / "decisions.jsonl")
    assert [json.loads(line) for line in (tmp_path / "decisions.jsonl").read_text().splitlines()] == [
        {"kind": "decision", "action": "same", "on": ["e_0001", "e_0006"], "note": "one house"},
        {"kind": "decision", "action": "reject", "on": ["c_0000"], "note": ""},
    ]
    page.get_by_text("Take back").first.click()
    assert state(page)["decisions"] == 1


def test_the_address_holds_the_state_and_the_back_button_works(page: Page, model: ViewModel, tmp_path: Path) -> None:
    opened(page, model, tmp_path)
    click(page, "e_0000")
    page.locator(".key", has_text="disputed").locator("input").uncheck()
    page.locator("#view-table").click()
    address = page.url
    page.go_back()
    assert (state(page)["view"], state(page)["selected"]) == ("picture", "e_0000")
    page.go_back()
    assert state(page)["selected"] is None
    page.goto("about:blank")
    page.goto(address)
    ready(page)
    found = state(page)
    assert (found["view"], found["selected"], found["offStatuses"]) == ("table", "e_0000", ["disputed"])


def test_an_address_that_makes_no_sense_does_no_harm(page: Page, model: ViewModel, tmp_path: Path) -> None:
    opened(
        page, model, tmp_path, address="#view=%3Cimg%20src=x%3E&selected=nobody&since=x&hops=99&path=%E0%A4%A&pair=a"
    )
    found = state(page)
    assert (found["view"], found["since"], found["hops"], found["path"]) == ("picture", None, 1, None)


def test_colours_follow_the_system_and_the_switch(page: Page, model: ViewModel, tmp_path: Path) -> None:
    page.emulate_media(color_scheme="dark")
    opened(page, model, tmp_path)
    ground = "() => getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) == "rgb(21, 24, 29)"
    page.locator("#theme").click()
    assert (page.evaluate(ground), state(page)["theme"]) == ("rgb(251, 250, 248)", "light")
    page.locator("#theme").click()
    assert page.evaluate(ground) == "rgb(21, 24, 29)"


def test_it_works_on_a_narrow_screen(page: Page, model: ViewModel, tmp_path: Path) -> None:
    opened(page, model, tmp_path, wide=380)
    assert page.evaluate("document.documentElement.scrollWidth") <= 380
    page.locator("#graph").scroll_into_view_if_needed()
    click(page, "f_0000")
    assert "Alba bought Cove on Wednesday." in panel(page)
    for view in ("timeline", "compare", "table"):
        page.locator(f"#view-{view}").click()
        assert page.evaluate("document.documentElement.scrollWidth") <= 380


def test_the_picture_is_walked_by_keyboard(page: Page, model: ViewModel, tmp_path: Path) -> None:
    opened(page, model, tmp_path)
    page.locator("#graph").focus()
    page.keyboard.press("ArrowRight")
    first = state(page)["selected"]
    seen = {first}
    for key in ("ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown") * 3:
        page.keyboard.press(key)
        seen.add(state(page)["selected"])
    assert (first, len(seen) > 2) == ("e_0000", True)
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "panel"
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#help").is_visible()
    before = state(page)["positions"]
    page.keyboard.press("+")
    page.evaluate(FRAME)
    assert state(page)["positions"] != before
    page.keyboard.press("0")
    page.evaluate(FRAME)
    assert state(page)["positions"] == before


def test_without_webgl_a_plain_canvas_does_the_same(page: Page, model: ViewModel, tmp_path: Path) -> None:
    page.add_init_script(
        "const get = HTMLCanvasElement.prototype.getContext;"
        "HTMLCanvasElement.prototype.getContext = function (kind, ...more)"
        " { return kind.startsWith('webgl') ? null : get.call(this, kind, ...more) };"
    )
    opened(page, model, tmp_path)
    assert state(page)["engine"] == "canvas"
    click(page, "f_0000")
    assert "Alba bought Cove on Wednesday." in panel(page)
    before = state(page)["positions"]["e_0003"]
    page.mouse.move(before["x"] + 1, before["y"])
    page.mouse.down()
    page.mouse.move(before["x"] + 41, before["y"], steps=4)
    page.mouse.up()
    assert state(page)["positions"]["e_0003"]["x"] > before["x"] + 20
    page.keyboard.press("4")
    assert page.locator("#table tbody tr").count() == 7


def test_without_webgl_a_large_page_opens_on_the_table(page: Page, tmp_path: Path) -> None:
    page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null;")
    opened(page, generated(2400), tmp_path)
    assert (state(page)["view"], state(page)["engine"]) == ("table", "canvas")


def test_a_large_page_opens_on_groups_each_of_which_opens(page: Page, tmp_path: Path) -> None:
    opened(page, generated(2400), tmp_path)
    found = state(page)
    assert (found["scene"], 3 < found["drawn"] <= 40) == ("groups", True)
    at = found["positions"]["group:0"]
    page.mouse.click(at["x"], at["y"])
    assert (state(page)["scene"], state(page)["group"]) == ("group", 0)
    assert state(page)["drawn"] > 100
    page.locator("#scene-all").click()
    page.evaluate(FRAME)
    assert state(page)["drawn"] == 2400
    page.locator("#search").fill("alias 17")
    assert page.locator("#hits button").count() > 0


def test_a_page_can_open_on_a_timeline_or_a_comparison(page: Page, model: ViewModel, tmp_path: Path) -> None:
    write(model, tmp_path / "a.html", start=Start(timeline="alba works"))
    page.goto((tmp_path / "a.html").as_uri())
    ready(page)
    assert (state(page)["view"], state(page)["lane"]) == ("timeline", "e_0000")
    write(model, tmp_path / "b.html", start=Start(compare=("quay post", "MOLE TIMES")))
    page.goto((tmp_path / "b.html").as_uri())
    ready(page)
    assert (state(page)["view"], state(page)["pair"]) == ("compare", ["Quay Post", "Mole Times"])
