"""Statements typed on a terminal: history, completion, several lines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg import ontology
from kg.config import ontology_files
from kg.query import shell

if TYPE_CHECKING:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.document import Document
    from prompt_toolkit.input import Input
    from prompt_toolkit.output import Output


def statements() -> Iterator[str]:
    """What is typed, statement by statement, until the end of input; the history is kept beside the caches."""
    folder = ontology.cache_dir()
    folder.mkdir(parents=True, exist_ok=True)
    yield from typed(session(folder / "shell-history"))


def typed(prompt: PromptSession[str]) -> Iterator[str]:
    """What is typed at *prompt*; an interrupted statement is dropped."""
    while True:
        try:
            text = prompt.prompt("kg> ", prompt_continuation="  > ").strip()
        except KeyboardInterrupt:
            continue
        except EOFError:
            return
        if text:
            yield text


def session(history: Path, *, source: Input | None = None, output: Output | None = None) -> PromptSession[str]:
    """A prompt that completes from the ontology and takes lines until a statement has ended."""
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import CompleteEvent, Completer, Completion
    from prompt_toolkit.filters import Condition
    from prompt_toolkit.history import FileHistory
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

    words = shell.vocabulary(ontology.load(ontology_files()))

    class Words(Completer):
        def get_completions(self, document: Document, _event: CompleteEvent) -> Iterator[Completion]:
            before, found = shell.suggestions(document.text_before_cursor, words)
            return (Completion(word, start_position=-len(before)) for word in found)

    keys = KeyBindings()
    made: PromptSession[str] = PromptSession(
        history=FileHistory(str(history)),
        completer=Words(),
        complete_while_typing=False,
        multiline=True,
        key_bindings=keys,
        input=source,
        output=output,
    )

    @keys.add("enter", filter=Condition(lambda: shell.ended(made.default_buffer.text)))
    def _(event: KeyPressEvent) -> None:
        event.current_buffer.validate_and_handle()

    return made
