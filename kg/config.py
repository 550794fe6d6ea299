"""Settings and where each came from: defaults, `kg.toml`, `KG_*` variables, options; the last one counts."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import UsageError

DEFAULTS: Mapping[str, str | None] = {
    "store": None,
    "user": "neo4j",
    "password": None,
    "database": None,
    "ontology": None,
}
FILE = "kg.toml"
SECRET = frozenset({"password"})
_LOGIN = re.compile(r"(?<=://).*(?=@)")


@dataclass(frozen=True, slots=True)
class Setting:
    """A value and the place that set it; secrets are not shown."""

    name: str
    value: str | None
    origin: str

    @property
    def shown(self) -> str:
        """The value as it may be printed."""
        if self.value is None:
            return "not set"
        return "(hidden)" if self.name in SECRET else _LOGIN.sub("(hidden)", self.value)


def settings(**options: str | None) -> dict[str, Setting]:  # options are the names of DEFAULTS
    """All settings by name, with *options* above everything else.

    Raises:
        UsageError: `kg.toml` is not TOML, or sets something unknown or other than text.
    """
    found = {name: Setting(name, value, "default") for name, value in DEFAULTS.items()}
    for name, value in _file().items():
        found[name] = Setting(name, value, FILE)
    for name in DEFAULTS:
        if said := os.environ.get(f"KG_{name.upper()}"):
            found[name] = Setting(name, said, f"KG_{name.upper()}")
    for name, given in options.items():  # an option that is not given is None
        if given is not None:
            found[name] = Setting(name, given, "option")
    return found


def ontology_files(*given: Path) -> tuple[Path, ...]:
    """The user's Turtle and gazetteer files in force: those of the setting `ontology`, then those *given*.

    The setting names them as PATH does: several with `:` between them (`;` on Windows).
    """
    said = settings()["ontology"].value or ""
    return (*(Path(p) for p in said.split(os.pathsep) if p), *given)


def _file() -> dict[str, str]:
    path = Path(FILE)
    if not path.is_file():
        return {}
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{FILE} is not TOML: {error}") from error
    unknown = sorted(set(content) - set(DEFAULTS) | set(content) & SECRET)
    if unknown:
        raise UsageError(f"{FILE} sets {', '.join(unknown)}; it may set: {', '.join(sorted(set(DEFAULTS) - SECRET))}")
    odd = sorted(name for name, value in content.items() if not isinstance(value, str))
    if odd:
        raise UsageError(f"{FILE}: {', '.join(odd)} must be text in quotation marks")
    return content
