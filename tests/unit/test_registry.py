from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg import registry
from kg.errors import UnavailableError, UsageError
from kg.extract import RulesExtractor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PLUGIN = """
class Loader:
    name = "fable"

    def accepts(self, path):
        return path.suffix == ".fable"

    def load(self, path):
        return iter(())


class Half:
    name = "half"
"""


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Installs a distribution made for the test: its name, its entry points, its module."""
    monkeypatch.syspath_prepend(str(tmp_path))

    def forget() -> None:
        registry._points.cache_clear()
        registry.loader.cache_clear()
        registry._sound.cache_clear()

    def add(name: str, points: str, *, module: str = PLUGIN) -> None:
        folder = tmp_path / f"{name}-1.0.dist-info"
        folder.mkdir()
        (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
        (folder / "entry_points.txt").write_text(points, encoding="utf-8")
        (tmp_path / f"{name}.py").write_text(module, encoding="utf-8")
        monkeypatch.delitem(sys.modules, name, raising=False)
        forget()

    forget()
    yield add
    forget()


def test_the_built_in_plug_ins_come_through_the_same_door() -> None:
    assert {"html", "jsonl", "markdown", "text"} <= set(registry.names("kg.loaders"))
    assert "rules" in registry.names("kg.extractors")


def test_names_are_sorted_and_an_unknown_group_has_none() -> None:
    assert registry.names("kg.loaders") == sorted(registry.names("kg.loaders"))
    assert registry.names("kg.nothing") == []


@pytest.mark.parametrize("name", registry.names("kg.loaders"))
def test_a_loader_is_called_what_its_entry_point_says(name: str) -> None:
    assert registry.loader(name).name == name


def test_an_extractor_is_called_what_its_entry_point_says() -> None:
    assert isinstance(registry.extractor("rules"), RulesExtractor)


@pytest.mark.parametrize(("make", "kind"), [(registry.loader, "loader"), (registry.extractor, "extractor")])
def test_an_unknown_name_lists_what_is_installed(make: Callable[[str], object], kind: str) -> None:
    installed = ", ".join(registry.names(f"kg.{kind}s"))
    with pytest.raises(UsageError, match=f"no {kind} named 'pdff'; installed: {installed}"):
        make("pdff")


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("a.txt", "text"), ("a.TXT", "text"), ("a.text", "text"), ("a.md", "markdown"), ("a.markdown", "markdown"),
        ("a.html", "html"), ("a.HTM", "html"), ("a.xhtml", "html"), ("a.jsonl", "jsonl"), ("a.ndjson", "jsonl"),
        ("a.tar.txt", "text"),
    ],
)  # fmt: skip
def test_a_file_is_read_by_the_loader_of_its_kind(file: str, name: str) -> None:
    found = registry.loader_for(Path(file))
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("file", ["a.exe", "a", "txt", ".txt", "a.txt.gz", "a.json", "a.txt~"])
def test_a_file_of_no_known_kind_has_no_loader(file: str) -> None:
    assert registry.loader_for(Path(file)) is None


def test_a_plug_in_is_found_by_name_and_by_kind(install: Callable[..., None]) -> None:
    install("fables", "[kg.loaders]\nfable = fables:Loader\n")
    assert "fable" in registry.names("kg.loaders")
    assert registry.loader("fable") is registry.loader_for(Path("a.fable"))


def test_a_plug_in_is_imported_when_its_name_is_asked_for(install: Callable[..., None]) -> None:
    install("fables", "[kg.loaders]\nfable = fables:Loader\n")
    registry.names("kg.loaders")
    registry.loader("text")
    assert "fables" not in sys.modules


def test_two_plug_ins_of_one_name_are_an_error_that_names_both_packages(install: Callable[..., None]) -> None:
    install("fables", "[kg.loaders]\nfable = fables:Loader\n")
    install("myths", "[kg.loaders]\nfable = myths:Loader\n")
    with pytest.raises(UsageError, match=r"two kg\.loaders are called 'fable': .*fables.* and .*myths.*; remove one"):
        registry.loader("text")


def test_one_plug_in_found_twice_on_the_path_is_one(install: Callable[..., None]) -> None:
    install("fables", "[kg.loaders]\nfable = fables:Loader\n")
    install("fables_again", "[kg.loaders]\nfable = fables:Loader\n")
    assert registry.loader("fable").name == "fable"


def test_a_plug_in_that_lacks_a_part_is_named(install: Callable[..., None]) -> None:
    install("fables", "[kg.loaders]\nhalf = fables:Half\n[kg.extractors]\nhalf = fables:Half\n")
    with pytest.raises(UsageError, match="the loader 'half' lacks"):
        registry.loader("half")
    with pytest.raises(UsageError, match="the extractor 'half' lacks"):
        registry.extractor("half")


@pytest.mark.parametrize(
    ("points", "module"),
    [
        ("fables:Loader", "import no_such_package_of_ours"),
        ("fables:Missing", PLUGIN),
        ("no_such_module:Loader", PLUGIN),
    ],
)
def test_a_plug_in_that_cannot_be_imported_is_named(install: Callable[..., None], points: str, module: str) -> None:
    install("fables", f"[kg.loaders]\nfable = {points}\n", module=module)
    with pytest.raises(UnavailableError, match=r"of fables, which 'fable' stands for, cannot be loaded"):
        registry.loader("fable")


@pytest.mark.parametrize(
    "module",
    [
        "import no_such_package_of_ours",
        "raise RuntimeError('broken')",
        "class Loader:\n    def __init__(self):\n        raise ValueError('broken')",
        "class Loader:\n    name = 'fable'",
        PLUGIN.replace('path.suffix == ".fable"', "1 / 0"),
    ],
    ids=["import", "module", "instance", "parts", "accepts"],
)
def test_a_broken_plug_in_does_not_stop_the_others(
    install: Callable[..., None], module: str, caplog: pytest.LogCaptureFixture
) -> None:
    install("fables", "[kg.loaders]\nfable = fables:Loader\n", module=module)
    for name in ("a.fable", "b.fable"):
        assert registry.loader_for(Path(name)) is None
    assert registry.loader_for(Path("a.txt")) is registry.loader("text")
    assert [r.getMessage().startswith("the loader 'fable' is passed over: ") for r in caplog.records] == [True]
