"""Notebooks run without Jupyter: cells in order in one namespace, outputs as a kernel would keep them."""

from __future__ import annotations

import ast
import contextlib
import io
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

Notebook = dict[str, Any]
_FORMS = {"image/svg+xml": "_repr_svg_", "text/html": "_repr_html_"}


def read(path: Path) -> Notebook:
    found = json.loads(path.read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    assert found["nbformat"] == 4
    return found


def write(notebook: Notebook, path: Path) -> None:
    path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def run(notebook: Notebook) -> Notebook:
    """*notebook* with the outputs that its code gives here and now."""
    names: dict[str, Any] = {"__name__": "__main__"}
    cells = []
    number = 0
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            number += 1
            made = outputs("".join(cell["source"]), names, number)
            cells.append({**cell, "execution_count": number, "outputs": made})
        else:
            cells.append(cell)
    return {**notebook, "cells": cells}


def outputs(source: str, names: dict[str, Any], number: int) -> list[dict[str, Any]]:
    """What a cell prints, and the value of its last line."""
    tree = ast.parse(source, f"cell {number}")
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    printed = io.StringIO()
    value = None
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, f"cell {number}", "exec"), names)  # noqa: S102 - notebooks of our own
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), f"cell {number}", "eval"), names)  # noqa: S307 - the same
    found: list[dict[str, Any]] = []
    if printed.getvalue():
        found.append({"name": "stdout", "output_type": "stream", "text": _lines(printed.getvalue())})
    if value is not None:
        found.append(
            {"data": _shown(value), "execution_count": number, "metadata": {}, "output_type": "execute_result"}
        )
    return found


def _shown(value: object) -> dict[str, list[str]]:
    forms = {form: getattr(value, name)() for form, name in _FORMS.items() if hasattr(value, name)}
    return {form: _lines(text) for form, text in {**forms, "text/plain": repr(value)}.items() if text}


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)
