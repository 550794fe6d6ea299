"""The `kg` command: names and help stand here, a command's module is imported when it runs."""

from __future__ import annotations

import importlib
import os
import sys
from typing import Any

import click

from kg.errors import KgError
from kg.version import VERSION

COMMANDS = {
    "accept": "Say that a claim is read correctly.",
    "add": "Add a claim that was missed, with its quote.",
    "analyze": "Measure the network of actors, or write it for other tools.",
    "ask": "Answer a named question; without a name, list the questions.",
    "decisions": "List the decisions of people; move them between stores.",
    "diff": "Say in words what changed between two exports.",
    "different": "Say that two names or ids stand for different things.",
    "digest": "Print the hash of the canonical export: the version a paper can cite.",
    "disputes": "List what sources contradict each other about, both sides with quotes.",
    "doctor": "Check the installation and say what settings are in force.",
    "eval": "Measure extraction against annotated texts.",
    "explain": "Say why two names are one thing, or are not.",
    "export": "Write the graph as JSON lines, RDF or tables.",
    "extract": "Read documents and print the records found in them; stores nothing.",
    "forget": "Take documents out, with all that only they supported.",
    "import": "Put an export into a store.",
    "ingest": "Read documents and store what they say.",
    "load": "Print the documents of files as records, without reading events.",
    "ontology": "Check or show the classes, roles and triggers in force.",
    "query": "Answer a Cypher query; cannot write unless told to.",
    "rebuild": "Compute all entities and facts anew from what was read and decided.",
    "reject": "Say that a claim is wrong or misread.",
    "retype": "Say of which class an entity, a fact or a claim is.",
    "review": "Go through suggestions and disputes, one by one.",
    "same": "Say that two names or ids stand for one thing.",
    "sample": "Draw claims for judging by hand, or count judged ones.",
    "set": "Correct a property of an entity, a fact or a claim.",
    "schema": "List labels, relationships and properties with counts and a query for each.",
    "search": "Find documents and quotes by their words, and actors by their names.",
    "shell": "Ask one Cypher query after another; cannot write.",
    "show": "Show an actor or a fact with every quote behind it.",
    "sparql": "Answer a SPARQL query over the graph as RDF; cannot write.",
    "stats": "Count what the store holds.",
    "store": "Ask after the local server, or stop it.",
    "suggest": "List names that may be one thing, likeliest first.",
    "undo": "Take a decision back.",
    "verify": "Check every quote, id, edge and computed number of a store.",
    "validate": "Check the graph against SHACL shapes made from the ontology.",
    "view": "Write the graph as one HTML file.",
}


def _laid_out(command: click.Command) -> click.Command:
    """*command*, in its help and its commands' click's mark before lines to be kept, which raw docstrings spell out."""
    command.help = (command.help or "").replace("\\b\n", "\b\n") or None
    for inner in getattr(command, "commands", {}).values():
        _laid_out(inner)
    return command


class Commands(click.Group):
    """Imports a command's module only when the command runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The names of all commands, sorted."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """The command called *cmd_name*, or None."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"kg.cli.{cmd_name}_")
        command = module.command
        if not isinstance(command, click.Command):
            raise TypeError(cmd_name)
        return _laid_out(command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that *args* name; an unknown name lists what exists."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            ctx.fail(f"no command {args[0]!r}; there are: {', '.join(sorted(COMMANDS))}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """Write names and help lines without importing a command."""
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="kg")
def cli() -> None:
    r"""Turn documents into a graph of actors and events, every statement with its quote.

    \b
    Example:
      kg ingest news/ && kg show TikTok && kg view -o graph.html
    """


_laid_out(cli)


def main(args: list[str] | None = None) -> Any:  # noqa: ANN401 - never returns
    """Run the command line and exit with the code that the error tree gives."""
    try:
        ended = cli.main(args=args, prog_name="kg", standalone_mode=False)
        code = ended if isinstance(ended, int) else 0
    except click.ClickException as error:
        error.show()
        code = 2
    except click.exceptions.Abort:
        click.echo("interrupted; what was stored stays, run the command again to go on", err=True)
        code = 130
    except KeyboardInterrupt:
        click.echo("interrupted; what was stored stays, run the command again to go on", err=True)
        code = 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except KgError as error:
        click.echo(f"kg: {error}", err=True)
        code = error.exit_code
    sys.exit(code)
