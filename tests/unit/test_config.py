from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg.config import DEFAULTS, Setting, ontology_files, settings
from kg.errors import UsageError

CANARY = "hunter2-canary"


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A current folder without a `kg.toml` and an environment without settings."""
    monkeypatch.chdir(tmp_path)
    for name in DEFAULTS:
        monkeypatch.delenv(f"KG_{name.upper()}", raising=False)
    return tmp_path


def put(folder: Path, text: str) -> None:
    (folder / "kg.toml").write_text(text, encoding="utf-8")


def test_without_anything_said_defaults_hold() -> None:
    found = settings()
    assert {n: s.value for n, s in found.items()} == dict(DEFAULTS)
    assert {s.origin for s in found.values()} == {"default"}


def test_the_later_place_counts(empty_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def store() -> tuple[str | None, str]:
        found = settings(store=None)["store"]
        return found.value, found.origin

    assert store() == (None, "default")
    put(empty_folder, 'store = "from-file"')
    assert store() == ("from-file", "kg.toml")
    monkeypatch.setenv("KG_STORE", "from-variable")
    assert store() == ("from-variable", "KG_STORE")
    assert settings(store="from-option")["store"] == Setting("store", "from-option", "option")


def test_one_setting_leaves_the_others_alone(empty_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(empty_folder, 'user = "reed"')
    monkeypatch.setenv("KG_DATABASE", "harbour")
    found = settings(ontology="mine.ttl")
    assert {n: (s.value, s.origin) for n, s in found.items()} == {
        "store": (None, "default"),
        "user": ("reed", "kg.toml"),
        "password": (None, "default"),
        "database": ("harbour", "KG_DATABASE"),
        "ontology": ("mine.ttl", "option"),
    }


def test_an_empty_variable_says_nothing(empty_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(empty_folder, 'user = "reed"')
    monkeypatch.setenv("KG_USER", "")
    assert settings()["user"].origin == "kg.toml"


def test_an_empty_option_is_said_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_USER", "reed")
    assert settings(user="")["user"] == Setting("user", "", "option")


def test_variables_of_others_do_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STORE", "x")
    monkeypatch.setenv("kg_store", "x")
    monkeypatch.setenv("KG_CACHE", "x")
    assert set(settings()) == set(DEFAULTS)
    assert settings()["store"].value is None


def test_an_unknown_key_lists_those_that_are_known(empty_folder: Path) -> None:
    put(empty_folder, 'stroe = "x"\nuser = "reed"\n[tool]\n')
    with pytest.raises(UsageError, match=r"kg\.toml sets stroe, tool; it may set: database, ontology, store, user"):
        settings()


def test_a_password_is_not_taken_from_the_file(empty_folder: Path) -> None:
    put(empty_folder, f'password = "{CANARY}"')
    with pytest.raises(UsageError) as caught:
        settings()
    assert "password" in str(caught.value)
    assert CANARY not in str(caught.value)


@pytest.mark.parametrize("line", ["store = 3", "store = ['a']", "store = true", "[store]\na = 1"])
def test_what_is_not_text_is_refused(empty_folder: Path, line: str) -> None:
    put(empty_folder, line)
    with pytest.raises(UsageError, match=r"kg\.toml: store must be text"):
        settings()


@pytest.mark.parametrize("content", [b"store = ", b"store = 'a", b"\xff\xfe", b"store: x", b"store = 'a'\nstore = 'b'"])
def test_a_file_that_is_no_toml_is_refused(empty_folder: Path, content: bytes) -> None:
    (empty_folder / "kg.toml").write_bytes(content)
    with pytest.raises(UsageError, match=r"kg\.toml is not TOML"):
        settings()


def test_a_folder_of_that_name_is_no_file(empty_folder: Path) -> None:
    (empty_folder / "kg.toml").mkdir()
    assert settings()["store"].value is None


def test_an_empty_file_sets_nothing(empty_folder: Path) -> None:
    put(empty_folder, "# nothing yet\n")
    assert {s.origin for s in settings().values()} == {"default"}


def test_a_password_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_PASSWORD", CANARY)
    found = settings()["password"]
    assert found.value == CANARY
    assert found.shown == "(hidden)"
    assert all(CANARY not in s.shown for s in settings(store=f"bolt://reed:{CANARY}@harbour.example:7687").values())


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "not set"),
        ("mine.kg", "mine.kg"),
        ("", ""),
        ("bolt://harbour.example:7687", "bolt://harbour.example:7687"),
        ("bolt://reed:pw@harbour.example", "bolt://(hidden)@harbour.example"),
        ("folder/reed@home.kg", "folder/reed@home.kg"),
    ],
)
def test_other_settings_are_shown(value: str | None, shown: str) -> None:
    assert Setting("store", value, "option").shown == shown


def test_ontology_files_are_those_that_are_set_and_then_those_that_are_given(
    empty_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = Path("given.ttl")
    assert ontology_files(given) == (given,)
    put(empty_folder, 'ontology = "from-file.ttl"')
    assert ontology_files(given) == (Path("from-file.ttl"), given)
    monkeypatch.setenv("KG_ONTOLOGY", os.pathsep.join(["a.ttl", "b c.tsv"]))
    assert ontology_files() == (Path("a.ttl"), Path("b c.tsv"))
