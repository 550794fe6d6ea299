"""The reference, made from the program each time the pages are built: a directive that puts one part of it on a page.

A page asks for a part by name: commands, graph, ontology, questions, records, settings. Links that leave the pages
become plain words.
"""  # noqa: INP001 - a Sphinx extension beside its conf.py

from __future__ import annotations

import dataclasses
import json
import re
import types
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import click
from sphinx.util.docutils import SphinxDirective

from kg import config, errors, jsonl, model, ontology
from kg.cli import COMMANDS, Commands, cli
from kg.flat import fields
from kg.ontology.terms import Class
from kg.query.ask import questions
from kg.store import cypher

if typing.TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

_AWAY = re.compile(r"(?<!!)\[([^\]]+)\]\(((?:\.\./)+[^)#]*)\)")
_LINK = re.compile(
    r"MATCH \(a:(?P<start>\w+) .*?MATCH \(b:(?P<end>\w+) .*?"
    r"MERGE \(a\)-\[x:(?P<type>\$?\w+)(?: \{(?P<key>\w+): .*?\})?\]->\(b\)(?: SET (?P<set>.*?) RETURN)?"
)
_CHOICES = {
    "form": model.FORMS, "polarity": model.POLARITIES, "certainty": model.CERTAINTIES, "realis": model.REALIS,
    "evidential": model.EVIDENTIALS, "action": model.ACTIONS, "status": model.STATUSES, "role": model.ROLES,
}  # fmt: skip
_COMPUTED = {
    ("Document", "text_sha256"): str, ("Document", "dup_cluster"): str, ("Document", "done"): str | None,
    ("Document", "source"): str | None, ("Document", "length"): int,
}  # fmt: skip
_EDGES_OF = {"doc", "entity", "args", "leaves", "claims", "roles"}  # fields of a record that are edges in the graph


def commands() -> Iterator[str]:
    """Every command with what `--help` prints."""
    for name in sorted(COMMANDS):
        context = click.Context(cli, info_name="kg")
        command = Commands().get_command(context, name)
        if command is not None:
            yield f"## kg {name}"
            yield from _help(command, f"kg {name}")


def _help(command: click.Command, path: str) -> Iterator[str]:
    context = click.Context(command, info_name=path, max_content_width=100, terminal_width=100)
    yield fenced(command.get_help(context), "text")
    if isinstance(command, click.Group) and path != "kg ask":  # the questions have a page of their own
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if inner is not None:
                yield f"### {path} {name}"
                yield from _help(inner, f"{path} {name}")


def named_questions() -> Iterator[str]:
    """The named questions: what each asks, takes and answers, and its Cypher."""
    for name, one in sorted(questions().items()):
        yield f"## {name}\n\n{one.title}."
        if one.parameters:
            takes = [
                (f"`--{p.name}`", p.kind, "must be given" if p.default is None else f"`{json.dumps(p.default)}`", p.use)
                for p in one.parameters
            ]
            yield table(("takes", "kind", "default", "for"), takes)
        yield table(("column", "what it means"), [(f"`{c}`", m) for c, m in one.columns.items()])
        body = "\n".join(line for line in one.cypher.splitlines() if not line.startswith("//"))
        yield fenced(body, "cypher")


def classes() -> Iterator[str]:
    """The classes of the ontology, by kind and group."""
    loaded = ontology.load()
    yield f"The version of this ontology and its gazetteers is `{loaded.sha[:20]}`."
    for kind, title in (("entity", "Entities"), ("event", "Events"), ("state", "States")):
        yield f"## {title}"
        for one in sorted(loaded.of_kind(kind), key=lambda c: c.types):
            yield f"### {one.name}\n\n{one.definition} `{' > '.join(one.types)}`"
            yield from _class(one)


def _class(one: Class) -> Iterator[str]:
    if one.roles:
        rows = [
            (f"`{r.role}`", r.name, "yes" if r.identity else "", r.min or "", r.max or "", ", ".join(r.accepts))
            for r in one.roles
        ]
        yield table(("role", "called", "tells one from another", "least", "most", "filled by"), rows)
    marks = [f"edge `{one.edge}`"] if one.edge else []
    marks += [f"{scheme} {code}" for scheme, code in one.codes]
    marks += [f"reports within {one.window} days are of one happening"] if one.kind == "event" else []
    marks += ["mutual"] if one.symmetric else []
    words = sorted({" ".join((t.head, *t.extra)) for t in one.triggers if t.head != "*"})
    lines = [f"{'; '.join(marks)}."] if marks else []
    lines += [f"*Stated by:* {', '.join(words)}."] if words else []
    lines += [f"> {example}\n" for example in one.examples]
    yield "\n\n".join(lines)


def records() -> Iterator[str]:
    """The fields of each kind of record, from the dataclasses."""
    seen: set[type[object]] = set()
    for kind, cls in jsonl.KINDS.items():
        yield f"## {kind}\n\n{_first(cls)}"
        yield _fields(cls)
        seen.add(cls)
    yield "## Parts of records"
    for cls in (model.Arg, model.TimeBounds, model.Quantity, model.RoleEdge, model.Anchor, model.Span):
        yield f"### {cls.__name__}\n\n{_first(cls)}"
        yield _fields(cls)


def _fields(cls: type[object]) -> str:
    hints = typing.get_type_hints(cls)
    rows = []
    for field in dataclasses.fields(typing.cast("type[typing.Any]", cls)):
        default = "" if field.default is dataclasses.MISSING else f"`{json.dumps(field.default, default=_plain)}`"
        rows.append((f"`{field.name}`", shown(hints[field.name]), default, _choices(field.name)))
    return table(("field", "type", "default", "one of"), rows)


def _plain(value: object) -> object:
    return dataclasses.asdict(typing.cast("typing.Any", value))


def _first(cls: type[object]) -> str:
    return (cls.__doc__ or "").replace("\n    ", "\n").strip()


def graph() -> Iterator[str]:
    """Labels with their properties, relationships, constraints and indexes, as the store's statements have them."""
    yield "## Nodes"
    for label in sorted(_NODES):
        extra = {name: hint for (of, name), hint in _COMPUTED.items() if of == label}
        hints = {n: h for n, h in {**fields(label), **extra}.items() if n not in _EDGES_OF}
        yield f"### :{label}\n\n{_NODES[label]}"
        yield table(
            ("property", "type", "one of"), [(f"`{n}`", shown(_json(h)), _choices(n)) for n, h in hints.items()]
        )
    yield "## Relationships"
    yield table(("from", "type", "to", "properties"), sorted(set(_edges())))
    yield "## Constraints and indexes"
    yield fenced("\n".join([*cypher.CONSTRAINTS, *cypher.INDEXES, *filter(None, cypher.FULLTEXT.values())]), "cypher")


_NODES = {
    "Claim": "One statement of one document. Its labels are the key label alone.",
    "Decision": "A judgement of a person.",
    "Document": "A text. `done` and `source` say that it was read whole, and with what.",
    "Entity": "An actor, place or thing; also labelled with its classes, as `:Entity:Actor:Organization:Company`.",
    "Fact": "An event or a state; also labelled with its classes, as `:Fact:Event:Threaten:Ultimatum`.",
    "Mention": "A place in a text that stands for something.",
}


def _edges() -> Iterator[tuple[str, str, str, str]]:
    shortcuts = sorted({c.edge for c in ontology.load().of_kind("state") if c.edge} - {"CAUSES"})
    of_roles = ", ".join(f"`{r.upper()}`" for r in model.ROLES)
    many = {"ROLE_ENTITY": of_roles, "ROLE_FACT": of_roles, "SHORTCUT": ", ".join(f"`{s}`" for s in shortcuts)}
    for name, statement in cypher.LINK.items():
        found = _LINK.search(statement)
        if found is None:
            raise ValueError(name)
        held = [found["key"]] if found["key"] else re.findall(r"x\.(\w+)", found["set"] or "")
        type_ = many[name] if found["type"].startswith("$") else f"`{found['type']}`"
        yield f"`{found['start']}`", type_, f"`{found['end']}`", ", ".join(f"`{h}`" for h in held)
    yield "`Mention`", "`REFERS_TO`", "`Entity`", ""
    yield "`Claim`", "`CLAIMED_BY`", "`Entity`", ""
    yield "`Document`", "`CITES`", "`Entity`", ""


def _json(hint: object) -> object:
    """The type of a property: what is no text, number or list of these is JSON text."""
    inner = next((a for a in typing.get_args(hint) if a is not types.NoneType), hint) if _may_lack(hint) else hint
    origin, inside = typing.get_origin(inner), typing.get_args(inner)
    if origin is tuple and inside[0] in {str, int}:
        return list[typing.cast("type[object]", inside[0])]  # type: ignore[misc] # built at run time
    return hint if isinstance(inner, type) and not dataclasses.is_dataclass(inner) and origin is None else "JSON text"


def _may_lack(hint: object) -> bool:
    return typing.get_origin(hint) in {types.UnionType, typing.Union}


def _choices(name: str) -> str:
    return ", ".join(f"`{c}`" for c in _CHOICES.get(name, ()))


def settings() -> Iterator[str]:
    """The settings and the exit codes."""
    rows = [
        (f"`{n}`", f"`KG_{n.upper()}`", "" if n in config.SECRET else f"`{config.FILE}`", f"`{d}`" if d else "not set")
        for n, d in config.DEFAULTS.items()
    ]
    yield table(("setting", "variable", "file", "default"), rows)
    yield "## Errors and exit codes"
    yield fenced((errors.__doc__ or "").partition("\n\n")[2].strip("\n"), "text")


def shown(hint: object) -> str:
    """*hint* as people read it: `text`, `list of text`, `number or null`."""
    words = {str: "text", int: "integer", float: "number", bool: "true or false", types.NoneType: "null"}
    if isinstance(hint, str):
        return hint
    origin, inside = typing.get_origin(hint), typing.get_args(hint)
    if _may_lack(hint):
        return " or ".join(shown(i) for i in inside)
    if origin in {tuple, list}:
        return f"list of {shown(inside[0])}"
    if origin is not None:
        return "object"
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return f"[{hint.__name__}](#{hint.__name__.lower()})"
    return words.get(typing.cast("type[object]", hint), str(hint))


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join("| " + " | ".join(str(c).replace("|", "\\|") for c in line) + " |" for line in lines)


def fenced(text: str, language: str) -> str:
    """A block of code."""
    return f"```{language}\n{text}\n```"


PARTS: Mapping[str, Callable[[], Iterator[str]]] = {
    "commands": commands,
    "graph": graph,
    "ontology": classes,
    "questions": named_questions,
    "records": records,
    "settings": settings,
}


class Generated(SphinxDirective):
    """`{generated} NAME`: a part of the reference."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """The part as it would be had it been written on the page."""
        name = self.arguments[0]
        if name not in PARTS:
            raise self.error(f"no part {name!r}; there are: {', '.join(PARTS)}")
        return self.parse_text_to_nodes("\n\n".join(PARTS[name]()), allow_section_headings=True)


def within(app: Sphinx, page: str, source: list[str]) -> None:
    """Take links to files outside the pages off them: a checkout has these files, the site has not."""
    folder = (app.srcdir / page).parent

    def kept(found: re.Match[str]) -> str:
        return found[0] if (folder / found[2]).resolve().is_relative_to(app.srcdir) else found[1]

    source[0] = _AWAY.sub(kept, source[0])


def setup(app: Sphinx) -> dict[str, bool]:
    """Make both known to Sphinx."""
    app.add_directive("generated", Generated)
    app.connect("source-read", within)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
