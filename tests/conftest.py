"""Fixtures that every kind of test may ask for: a real Neo4j, a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

from tests import servers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, ConsoleMessage, Page, Request

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
]
LOCAL_SCHEMES = ("about:", "blob:", "data:", "file:")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--regen", action="store_true", help="rewrite expected output; look at the difference")


@pytest.fixture(scope="session")
def neo4j_server() -> Iterator[servers.Neo4jServer]:
    """One Neo4j for the whole session; a test that writes calls `servers.wipe` first."""
    with servers.neo4j_server() as server:
        yield server


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = servers.chromium_path()
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in a context of its own; afterwards nothing may have been complained about or asked of a network."""
    faults: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error":
            faults.append(f"console: {message.text}")

    def watch(request: Request) -> None:
        if not request.url.startswith(LOCAL_SCHEMES):
            faults.append(f"request: {request.url}")

    with browser.new_context() as context:
        context.on("console", hear)
        context.on("weberror", lambda error: faults.append(f"script: {error.error}"))
        context.on("request", watch)
        yield context.new_page()
    assert faults == []
