"""kg ask."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.asking import Questions
from kg.cli.common import table

if TYPE_CHECKING:
    from kg.query.ask import Parameter


@click.group("ask", cls=Questions, invoke_without_command=True)
@click.option(
    "--questions",
    "folders",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A folder with questions of your own; stands before the question's name.",
)
@click.pass_context
def command(ctx: click.Context, folders: tuple[Path, ...]) -> None:
    r"""Answer a named question; without a name, list the questions.

    \b
    Example:
      kg ask threats --target TikTok --since 2023 --evidence
    """
    from kg.query.ask import questions

    if ctx.invoked_subcommand is None:
        rows = [(q.name, q.title, " ".join(_usage(p) for p in q.parameters)) for q in questions(folders).values()]
        table(("question", "asks", "takes"), sorted(rows))


def _usage(parameter: Parameter) -> str:
    text = f"--{parameter.name}"
    return text if parameter.default is None else f"[{text}]"
