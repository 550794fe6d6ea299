"""The one ontology source: where it is, how it is loaded, its checks and its cache."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg.errors import OntologyError, UsageError
from kg.ontology.terms import Class, Need, Ontology, Pattern, RoleSpec, Trigger

__all__ = ["Class", "Need", "Ontology", "Pattern", "RoleSpec", "Trigger", "builtin", "cache_dir", "files", "load"]

_FORM = 11  # of the cached JSON; raise it when the dataclasses change


def builtin() -> Path:
    """The folder of the built-in ontology: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    return next((p for p in (package / "_ontology", package.parent / "ontology") if p.is_dir()), package / "_ontology")


def cache_dir() -> Path:
    """Where compiled ontologies are kept: `KG_CACHE`, else `dramatis` under the user's cache folder."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(os.environ.get("KG_CACHE") or Path(base) / "dramatis")


def files(extra: Iterable[Path] = ()) -> tuple[list[Path], list[Path]]:
    """The Turtle files and the gazetteer files in force, in order, the user's *extra* ones last."""
    root = builtin()
    turtle, tables = sorted(root.rglob("*.ttl")), sorted((root / "gazetteer").glob("*.tsv"))
    for path in extra:
        if not path.is_file():
            msg = f"no ontology file at {path}"
            raise UsageError(msg)
        (tables if path.suffix == ".tsv" else turtle).append(path)
    return turtle, tables


def load(extra: Iterable[Path] = ()) -> Ontology:
    """The built-in ontology with the user's *extra* files, from the cache when nothing changed.

    Raises:
        OntologyError: every fault of the files.
    """
    return _load(tuple(Path(p).absolute() for p in extra))


@lru_cache(maxsize=4)
def _load(extra: tuple[Path, ...]) -> Ontology:
    turtle, tables = files(extra)
    content = hashlib.sha256(str(_FORM).encode())
    for path in [*turtle, *tables]:
        content.update(f"\0{path.name}\0".encode())
        content.update(path.read_bytes())
    sha = content.hexdigest()
    cached = cache_dir() / f"ontology-{sha[:20]}.json"
    try:
        return _from_json(json.loads(cached.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError):
        pass
    from kg.ontology.checks import problems
    from kg.ontology.reader import read

    ontology = read(turtle, sha=sha)
    if faults := problems(ontology):
        raise OntologyError(faults)
    _keep(cached, ontology)
    return ontology


def _keep(path: Path, ontology: Ontology) -> None:
    """Write the cache; a folder that cannot be written only costs time."""
    classes = ontology.classes.values()
    patterns = sorted({p for c in classes for t in c.triggers for p in t.args}, key=repr)
    number = {p: n for n, p in enumerate(patterns)}  # a thousand triggers share a few hundred patterns
    obj = {
        "sha": ontology.sha,
        "lists": ontology.lists,
        "patterns": [dataclasses.asdict(p) for p in patterns],
        "classes": [
            dataclasses.asdict(dataclasses.replace(c, triggers=()))
            | {
                "triggers": [
                    dataclasses.asdict(dataclasses.replace(t, args=())) | {"args": [number[p] for p in t.args]}
                    for t in c.triggers
                ]
            }
            for c in classes
        ],
    }
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_suffix(f".{os.getpid()}")
        temporary.write_text(json.dumps(obj, ensure_ascii=False), encoding="utf-8")
        temporary.replace(path)
    except OSError:
        return


def _from_json(obj: dict[str, Any]) -> Ontology:
    patterns = [Pattern(**_tuples(p)) for p in obj["patterns"]]
    classes = [_class(c, patterns) for c in obj["classes"]]
    return Ontology(obj["sha"], {c.name: c for c in classes}, {k: tuple(v) for k, v in obj["lists"].items()})


def _tuples(obj: dict[str, Any]) -> dict[str, Any]:
    return {k: tuple(v) if isinstance(v, list) else v for k, v in obj.items()}


def _class(obj: dict[str, Any], patterns: list[Pattern]) -> Class:
    fields = _tuples(obj)
    fields["roles"] = tuple(RoleSpec(**_tuples(r)) for r in obj["roles"])
    fields["codes"] = tuple((a, b) for a, b in obj["codes"])
    fields["triggers"] = tuple(
        Trigger(**(_tuples(t) | {
            "args": tuple(patterns[n] for n in t["args"]),
            "needs": tuple(Need(**_tuples(n)) for n in t["needs"]),
        })) for t in obj["triggers"]
    )  # fmt: skip
    return Class(**fields)
