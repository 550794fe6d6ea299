from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg import ids
from kg.errors import UnavailableError, UsageError
from kg.model import Document, Rejected
from kg.pipeline.reading import File, Metadata, documents, files

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A current folder in which folders of documents are made; its neighbour is `outside`."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def put(path: Path, text: str = "Loopride bought Nordvik.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def uris(*paths: str, uri_root: Path | None = None) -> list[str]:
    found, _ = files(map(Path, paths), uri_root=uri_root)
    return [f.uri for f in found]


def read(path: str, *, metadata: Metadata | None = None) -> list[Document | Rejected]:
    [file], _ = files([Path(path)])
    return list(documents(file, metadata=metadata or Metadata()))


def test_folders_are_walked_in_order_of_address(here: Path) -> None:
    for name in ("b/z.txt", "a.txt", "b/a/deep.md", "b/B.txt", "a/x.html", "é.txt"):
        put(here / "docs" / name)
    assert uris("docs") == [
        "docs/a.txt", "docs/a/x.html", "docs/b/B.txt", "docs/b/a/deep.md", "docs/b/z.txt", "docs/é.txt",
    ]  # fmt: skip


def test_the_order_of_paths_does_not_matter_and_twice_is_once(here: Path) -> None:
    put(here / "b.txt")
    put(here / "a.txt")
    assert uris("b.txt", "a.txt", ".", "./b.txt") == ["a.txt", "b.txt"]


def test_hidden_files_and_folders_are_passed_over(here: Path) -> None:
    for name in ("seen.txt", ".hidden.txt", ".git/x.txt", "sub/.kg/y.txt", "sub/.z.md"):
        put(here / "docs" / name)
    assert uris("docs") == ["docs/seen.txt"]


def test_a_hidden_file_that_is_named_is_read(here: Path) -> None:
    put(here / ".hidden.txt")
    put(here / ".folder" / "a.txt")
    assert uris(".hidden.txt", ".folder") == [".folder/a.txt", ".hidden.txt"]


def test_files_of_no_known_kind_are_given_back_with_a_reason(here: Path) -> None:
    put(here / "docs/a.txt")
    put(here / "docs/z.exe")
    put(here / "docs/Makefile")
    found, skipped = files([Path("docs")])
    assert [f.uri for f in found] == ["docs/a.txt"]
    assert [(s.uri, s.reason) for s in skipped] == [
        ("docs/Makefile", "no loader reads this kind of file"),
        ("docs/z.exe", "no loader reads this kind of file"),
    ]


def test_links_that_lead_out_are_passed_over(here: Path, tmp_path: Path) -> None:
    secret = put(tmp_path / "outside/secret.txt", "secret")
    put(here / "docs/a.txt")
    (here / "docs/file.txt").symlink_to(secret)
    (here / "docs/folder").symlink_to(secret.parent)
    (here / "docs/up").symlink_to("..")
    (here / "docs/broken.txt").symlink_to("nowhere.txt")
    (here / "docs/chain.txt").symlink_to("file.txt")
    assert uris("docs") == ["docs/a.txt"]


def test_a_link_inside_the_folder_is_the_file_it_leads_to(here: Path) -> None:
    put(here / "docs/a.txt")
    (here / "docs/b.txt").symlink_to("a.txt")
    assert uris("docs") == ["docs/a.txt"]


def test_a_folder_that_is_a_link_is_walked_when_it_is_named(here: Path, tmp_path: Path) -> None:
    put(tmp_path / "outside/a.txt")
    (here / "docs").symlink_to(tmp_path / "outside")
    assert uris("docs") == ["../outside/a.txt"]


def test_a_folder_that_holds_itself_comes_to_an_end(here: Path) -> None:
    put(here / "docs/a.txt")
    (here / "docs/loop").symlink_to(here / "docs")
    assert uris("docs") == ["docs/a.txt"]


def test_the_address_does_not_depend_on_how_a_path_is_written(here: Path) -> None:
    put(here / "docs/a.txt")
    for path in ("docs/a.txt", "./docs//a.txt", "docs/../docs/a.txt", str(here / "docs/a.txt")):
        assert uris(path) == ["docs/a.txt"]


def test_a_file_elsewhere_has_an_address_that_leads_there(here: Path, tmp_path: Path) -> None:
    path = put(tmp_path / "outside/a.txt")
    assert uris(str(path)) == ["../outside/a.txt"]
    assert uris(str(path), uri_root=tmp_path) == ["outside/a.txt"]
    assert uris(str(put(here / "b.txt")), uri_root=tmp_path) == ["here/b.txt"]


def test_a_loader_that_is_named_reads_every_file(here: Path) -> None:
    put(here / "docs/a.log")
    found, skipped = files([Path("docs")], loader="text")
    assert [(f.uri, f.loader.name) for f in found] == [("docs/a.log", "text")]
    assert skipped == []


def test_an_unknown_loader_lists_what_is_installed(here: Path) -> None:
    put(here / "a.txt")
    with pytest.raises(UsageError, match="no loader named 'pdff'"):
        files([Path("a.txt")], loader="pdff")


def test_a_path_that_is_not_there_is_named() -> None:
    with pytest.raises(UsageError, match=r"no such file or folder: gone\.txt"):
        files([Path("gone.txt")])


def test_nothing_to_read_lists_the_loaders(here: Path) -> None:
    (here / "empty").mkdir()
    put(here / "odd/x.exe")
    with pytest.raises(UsageError, match=r"no file of a known kind in empty, odd; loaders installed: .*text"):
        files([Path("empty"), Path("odd")])


def test_a_document_gets_its_address_and_id() -> None:
    put(Path("docs/a.txt"), "Text.")
    [one] = read("docs/a.txt")
    assert isinstance(one, Document)
    assert (one.uri, one.id, one.lang) == ("docs/a.txt", ids.document_id("docs/a.txt", "Text."), "en")


def test_documents_of_one_file_are_told_apart_by_their_own_id() -> None:
    lines = [{"text": "a", "id": 7}, {"text": "b"}, {"text": "c", "id": "x", "url": "https://harbour.example/c"}]
    put(Path("docs.jsonl"), "\n".join(map(json.dumps, lines)))
    found = read("docs.jsonl")
    assert [d.uri for d in found] == ["docs.jsonl#7", "docs.jsonl#2", "https://harbour.example/c#x"]
    assert [d.id for d in found if isinstance(d, Document)] == [
        ids.document_id(d.uri, text) for d, text in zip(found, "abc", strict=True)
    ]


def test_the_second_document_of_one_id_is_refused() -> None:
    lines = [{"text": "a", "id": 7}, {"text": "b", "id": "7"}, {"text": "c", "id": 8}]
    put(Path("docs.jsonl"), "\n".join(map(json.dumps, lines)))
    found = read("docs.jsonl")
    assert [type(d) for d in found] == [Document, Rejected, Document]
    assert found[1] == Rejected(uri="docs.jsonl#7", reason="a document of this id stands in the file already")


def test_what_is_refused_says_where() -> None:
    put(Path("docs.jsonl"), '{"text": "a"}\n{\n')
    put(Path("empty.txt"), " ")
    assert [r.uri for r in read("docs.jsonl")] == ["docs.jsonl#1", "docs.jsonl#line-2"]
    assert read("empty.txt") == [Rejected(uri="empty.txt", reason="is empty")]


def test_what_the_caller_says_fills_only_gaps() -> None:
    put(Path("a.txt"), "Title: Own\nDate: 2024-05-02\nLang: da\n\nText.")
    put(Path("b.txt"), "Text.")
    said = Metadata(published="2020", publisher="Harbor Ledger", title="Said")
    [own], [bare] = read("a.txt", metadata=said), read("b.txt", metadata=said)
    assert isinstance(own, Document)
    assert isinstance(bare, Document)
    assert (own.title, own.published, own.publisher, own.lang) == ("Own", "2024-05-02", "Harbor Ledger", "da")
    assert (bare.title, bare.published, bare.publisher, bare.lang) == ("Said", "2020", "Harbor Ledger", "en")


def test_an_address_never_holds_a_backslash_or_this_machine(here: Path) -> None:
    put(here / "docs/sub/a.txt")
    [uri] = uris(str(here / "docs"))
    assert uri == "docs/sub/a.txt"
    assert str(here) not in uri


@dataclass
class Broken:
    """A loader of somebody else's that gives one document and then fails."""

    error: Exception
    name: str = "broken"

    def accepts(self, path: Path) -> bool:
        return path.suffix == ".x"

    def load(self, path: Path) -> Iterator[Document | Rejected]:
        yield Document(id="", uri="", text=f"Good {path.name}.")
        raise self.error


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (RuntimeError("no luck"), "the loader 'broken' failed: RuntimeError: no luck"),
        (RecursionError(), "the loader 'broken' failed: RecursionError: "),
        (UnavailableError("cannot read a.x: Permission denied"), "cannot read a.x: Permission denied"),
    ],
)
def test_a_loader_that_fails_costs_only_its_file(error: Exception, reason: str) -> None:
    found = list(documents(File(Path("a.x"), "a.x", Broken(error)), metadata=Metadata()))
    assert [type(f) for f in found] == [Document, Rejected]
    assert found[1] == Rejected(uri="a.x", reason=reason)


def test_columns_are_for_loaders_of_tables_only() -> None:
    put(Path("a.csv"), "body,day\nText.,2025-01-16\n")
    put(Path("a.txt"), "body,day")
    said = Metadata(columns=(("date", "day"), ("text", "body")))
    [row], [text] = read("a.csv", metadata=said), read("a.txt", metadata=said)
    assert isinstance(row, Document)
    assert isinstance(text, Document)
    assert (row.uri, row.text, row.published, text.text) == ("a.csv#1", "Text.", "2025-01-16", "body,day")
