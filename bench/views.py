"""What pages cost: size, writing, and CPU of the page's main thread in Chromium, beside pyvis and plain sigma.

python bench/views.py [NODES …]   prints the table of docs/views.md; wants `make bundle` and a Chromium.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import CDPSession, Page, sync_playwright
from pyvis.network import Network

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT)]
from kg.views import ViewModel, to_html  # noqa: E402 - the checkout comes first
from kg.views.page import places  # noqa: E402
from tests import servers  # noqa: E402
from tests.browser.generated import generated  # noqa: E402
from tests.conftest import CHROMIUM_FLAGS  # noqa: E402

SIZES = (2_000, 10_000, 50_000)
PYVIS_MOST = 10_000
REDRAWS = 10
READY = "() => 'kgView' in window"
FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
REDRAW = f"() => {{ for (let i = 0; i < {REDRAWS}; i++) kgView.redraw() }}"
FILTER = """(wanted) => [...document.querySelectorAll("#filters input")]
  .find((box) => box.dataset.filter === wanted).click()"""
FILTERS = ("offStatuses disputed", "offLooks 11") * 2  # a tenth and a quarter of the facts, away and back


def main(sizes: list[int]) -> None:
    """Measure pages of so many nodes and print one row for each."""
    print("| page | nodes | edges | file MB | written in s | ready s | whole graph s | redraw ms | filter ms |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    with sync_playwright() as play, tempfile.TemporaryDirectory() as scratch:
        browser = play.chromium.launch(executable_path=servers.chromium_path(), args=CHROMIUM_FLAGS)
        for size in sizes:
            model = generated(size)
            for name, make in (("explorer", to_html), ("plain sigma", plain_sigma), ("pyvis", pyvis)):
                if name == "pyvis" and size > PYVIS_MOST:
                    continue
                path = Path(scratch) / f"{name}.html"
                before = time.process_time()
                path.write_text(make(model), encoding="utf-8")
                written = time.process_time() - before
                with browser.new_context(viewport={"width": 1400, "height": 900}) as context:
                    cells = list(measured(context.new_page(), path, whole=name == "explorer"))
                row = (name, f"{size:,}", f"{len(model.edges):,}", f"{path.stat().st_size / 1e6:.1f}", f"{written:.1f}")
                print(f"| {' | '.join((*row, *cells))} |", flush=True)
        browser.close()


def measured(page: Page, path: Path, *, whole: bool) -> Iterator[str]:
    """Seconds to be ready and to draw everything, milliseconds of a redraw and of a filter; of the main thread."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    before = cpu(session)
    page.goto(path.as_uri(), timeout=600_000)
    settled(page)
    yield f"{cpu(session) - before:.2f}"
    if not whole:
        yield "–"
        yield f"{spent(session, lambda: page.evaluate(REDRAW)) / REDRAWS * 1000:.1f}"
        yield "–"
        return
    yield f"{spent(session, lambda: (page.evaluate('() => { location.hash = `scene=all` }'), settled(page))):.2f}"
    yield f"{spent(session, lambda: page.evaluate(REDRAW)) / REDRAWS * 1000:.1f}"
    changes = [spent(session, lambda one=one: (page.evaluate(FILTER, one), settled(page))) for one in FILTERS]
    yield f"{statistics.median(changes) * 1000:.0f}"


def settled(page: Page) -> None:
    """Wait until the page has drawn."""
    while not page.evaluate(READY):
        page.wait_for_timeout(50)
    page.evaluate(FRAMES)
    page.wait_for_timeout(500)


def spent(session: CDPSession, does: Callable[[], object]) -> float:
    """CPU seconds of the main thread that *does* takes."""
    before = cpu(session)
    does()
    return cpu(session) - before


def cpu(session: CDPSession) -> float:
    """CPU seconds of the page's main thread so far."""
    return {m["name"]: m["value"] for m in session.send("Performance.getMetrics")["metrics"]}["ThreadTime"]


def plain_sigma(model: ViewModel) -> str:
    """A page of *model* that only draws."""
    index = {n.id: i for i, n in enumerate(model.nodes)}
    x, y = places(model)
    block = {
        "x": x,
        "y": y,
        "source": [index[e.source] for e in model.edges],
        "target": [index[e.target] for e in model.edges],
    }
    script = subprocess.run(
        [str(ROOT / "web/node_modules/.bin/esbuild"), "bench/plain.ts", "--bundle", "--minify"],
        cwd=ROOT / "web", capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    return (
        '<!doctype html><meta charset="utf-8"><style>#graph{position:fixed;inset:0}</style><div id="graph"></div>'
        f'<script type="application/json" id="model">{json.dumps(block)}</script><script>{script}</script>'
    )


def pyvis(model: ViewModel) -> str:
    """A page of *model* as pyvis writes it in line, with places given and physics off."""
    x, y = places(model)
    network = Network(directed=True, cdn_resources="in_line")
    network.toggle_physics(status=False)
    for node, left, top in zip(model.nodes, x, y, strict=True):
        network.add_node(node.id, label=node.label, title=node.label, x=left, y=top, size=6)
    for edge in model.edges:
        network.add_edge(edge.source, edge.target)
    page = network.generate_html().replace(
        "drawGraph();", "drawGraph(); window.kgView = { redraw: () => network.redraw() };"
    )
    return str(page)


if __name__ == "__main__":
    main([int(n) for n in sys.argv[1:]] or list(SIZES))
