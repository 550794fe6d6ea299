"""A module imports only from lower floors."""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
FLOORS = (
    {"kg.errors", "kg.model", "kg.version"},
    {"kg.ids", "kg.text", "kg.time", "kg.ontology", "kg.jsonl", "kg.language", "kg.words"},
    {"kg.flat", "kg.gazetteer", "kg.protocols"},
    {"kg.registry", "kg.config"},
    {"kg.extract", "kg.resolve", "kg.world", "kg.decisions", "kg_loaders"},
    {"kg.rdf", "kg.store"},
    {"kg.views", "kg.export", "kg.query"},
    {"kg.pipeline", "kg.evaluate", "kg.analyze", "kg.testing"},
    {"kg.cli", "kg.graph"},
    {"kg", "kg.__main__"},  # the public face and its command: they may import anything, and nothing imports them
)
FLOOR = {module: floor for floor, modules in enumerate(FLOORS) for module in modules}
FILES = sorted([*(ROOT / "kg").rglob("*.py"), *(ROOT / "loaders").rglob("*.py")])


def module_of(dotted: str) -> str:
    """`kg.store.server` counts as `kg.store`, `kg_loaders.text` as `kg_loaders`."""
    return ".".join(dotted.split(".")[: 2 if dotted.startswith("kg.") else 1])


def dotted_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(part for part in parts if part not in {"__init__", "loaders"})


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Line and module of each import, late ones and those for type checking included."""
    package = dotted_name(path).split(".")
    if path.name != "__init__.py":
        package.pop()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, module_of(alias.name)) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            source = ".".join([*above, *filter(None, [node.module])])
            inner = (
                module_of(f"{source}.{alias.name}") if source == "kg" else module_of(source) for alias in node.names
            )
            # `from kg import ids` is the module; `from kg import open` is the public face.
            yield from ((node.lineno, module if module in FLOOR else module_of(source)) for module in inner)


@pytest.mark.parametrize("path", FILES, ids=dotted_name)
def test_imports_only_from_lower_floors(path: Path) -> None:
    here = module_of(dotted_name(path))
    assert here in FLOOR, f"{here} is on no floor: give it one in FLOORS"
    wrong = [
        f"line {line}: {there} (floor {FLOOR.get(there)})"
        for line, there in imports(path)
        if there.split(".")[0] in {"kg", "kg_loaders"} and there != here and FLOOR.get(there, 99) >= FLOOR[here]
    ]
    assert wrong == [], f"{here} stands on floor {FLOOR[here]}"


@pytest.mark.parametrize("module", sorted(FLOORS[0]))
def test_the_ground_floor_needs_only_the_standard_library(module: str) -> None:
    path = ROOT / f"{module.replace('.', '/')}.py"
    assert {there.split(".")[0] for _, there in imports(path)} <= sys.stdlib_module_names
