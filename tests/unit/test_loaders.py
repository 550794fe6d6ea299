from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from kg_loaders.reading import front_matter

from kg import registry
from kg.errors import UnavailableError
from kg.model import Document, Rejected

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
SENTENCE = "Loopride bought the ferry operator Nordvik in the spring of 2019, the harbour ministry said on Monday. "
ARTICLE = f"<p>{SENTENCE * 3}</p><p>{SENTENCE * 3}</p>"
KINDS = {"txt": "text", "md": "markdown", "html": "html", "jsonl": "jsonl"}


@pytest.fixture
def load(tmp_path: Path) -> Callable[..., list[Document | Rejected]]:
    """Loads a file of the given ending and content."""

    def read(ending: str, content: str | bytes) -> list[Document | Rejected]:
        path = tmp_path / f"file.{ending}"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return list(registry.loader(KINDS[ending]).load(path))

    return read


@pytest.fixture
def one(load: Callable[..., list[Document | Rejected]]) -> Callable[..., Document]:
    """Loads a file that holds one document and no fault."""

    def read(ending: str, content: str | bytes) -> Document:
        [found] = load(ending, content)
        assert isinstance(found, Document), found
        return found

    return read


@pytest.fixture
def fault(load: Callable[..., list[Document | Rejected]]) -> Callable[..., str]:
    """Loads a file that is refused as a whole and gives the reason."""

    def read(ending: str, content: str | bytes) -> str:
        [found] = load(ending, content)
        assert isinstance(found, Rejected), found
        assert found.uri == ""
        return found.reason

    return read


# --- every loader


@pytest.mark.parametrize("ending", KINDS)
@pytest.mark.parametrize("content", [b"", b" \n\t ", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n"])
def test_an_empty_file_is_refused(fault: Callable[..., str], ending: str, content: bytes) -> None:
    assert fault(ending, content) == "is empty"


@pytest.mark.parametrize("ending", KINDS)
@pytest.mark.parametrize("content", [b"\x7fELF\0\0", b"PK\x03\x04\0", "text".encode("utf-16")])
def test_a_binary_file_is_refused(fault: Callable[..., str], ending: str, content: bytes) -> None:
    assert fault(ending, content) == "is binary, not text"


@pytest.mark.parametrize("ending", KINDS)
def test_another_encoding_is_refused_with_its_place(fault: Callable[..., str], ending: str) -> None:
    reason = fault(ending, "one\ntwo Zürich".encode("latin-1"))
    assert reason.startswith("is not UTF-8: byte 9, line 2; convert it first")


@pytest.mark.parametrize("ending", KINDS)
def test_a_file_that_is_not_there_stops_the_run(ending: str, tmp_path: Path) -> None:
    with pytest.raises(UnavailableError, match=f"cannot read gone.{ending}"):
        list(registry.loader(KINDS[ending]).load(tmp_path / f"gone.{ending}"))


@pytest.mark.parametrize("ending", KINDS)
def test_the_caller_gives_the_id(one: Callable[..., Document], ending: str) -> None:
    content = {
        "html": f"<html><body><article>{ARTICLE}</article></body></html>",
        "jsonl": json.dumps({"text": SENTENCE}),
    }
    assert one(ending, content.get(ending, SENTENCE)).id == ""


# --- text


@pytest.mark.parametrize(
    "text",
    [
        "One line.",
        "One line.\n",
        "  led by spaces\n\n\n",
        "CRLF\r\nand CR\rstay\r\n",
        "e\u0301 é ﬁ ½ \u00a0 \u200b \u202e \u2028 \x0c \x85 𝄞 小红书",
        "# no heading\n---\nTitle: no header\n\n",
        "Date: 2024-05-02\n\nA header starts with its title.",
        "Titles: many\n\nText.",
        "title: in lower case\n\nText.",
        "--- dashes\ntitle: x\n---\n",
        "---\nnot: closed\n",
        "---\nno field here\n---\nText.",
        "Title: x\nno field here\n\nText.",
        "Title: x\n  indented\n\nText.",
        "Title: only a title",
        "\x1b[31mred\x1b[0m",
        "a\x01b",
    ],
)
def test_a_text_without_header_is_kept_to_the_character(one: Callable[..., Document], text: str) -> None:
    found = one("txt", text)
    assert found.text == text
    assert (found.uri, found.title, found.published, found.meta) == ("", None, None, {})


def test_a_byte_order_mark_is_dropped(one: Callable[..., Document]) -> None:
    assert one("txt", b"\xef\xbb\xbfText.").text == "Text."


def test_a_header_gives_the_fields_and_goes(one: Callable[..., Document]) -> None:
    found = one(
        "txt",
        "Title: A bridge: closed\nDate: 2024-05-02\nPublisher: Harbor Ledger\nByline: Ann Reed\nLanguage: en\n"
        "Section: news\n\n\nText: here.\n\nMore.",
    )
    assert found == Document(
        id="", uri="", text="Text: here.\n\nMore.", title="A bridge: closed", published="2024-05-02",
        publisher="Harbor Ledger", author="Ann Reed", lang="en", meta={"section": "news"},
    )  # fmt: skip


def test_a_header_without_a_text_is_refused(fault: Callable[..., str]) -> None:
    assert fault("txt", "Title: A bridge\nDate: 2024-05-02\n\n") == "has no text"
    assert fault("txt", "---\ntitle: A bridge\n---\n") == "has no text"


def test_windows_line_ends_change_no_field(one: Callable[..., Document]) -> None:
    found = one("txt", "Title: A bridge\r\nDate: 2024-05-02\r\n\r\nText.\r\n")
    assert (found.title, found.published, found.text) == ("A bridge", "2024-05-02", "Text.\r\n")


# --- front matter


@pytest.mark.parametrize(
    ("source", "fields"),
    [
        ("---\ntitle: A\n---\nText.", {"title": "A"}),
        ("---\n---\nText.", {}),
        ("---  \ntitle: A\n--- \nText.", {"title": "A"}),
        ("---\nTITLE: A\nByLine: B\n---\nText.", {"title": "A", "byline": "B"}),
        ("---\ntitle: 'A'\nsource: \"B\"\n---\nText.", {"title": "A", "source": "B"}),
        ("---\ntitle: 'Tis the season\n---\nText.", {"title": "'Tis the season"}),
        ('---\ntitle: They said "no"\n---\nText.', {"title": 'They said "no"'}),
        ("---\ntitle: A\n\ndate: 2024\n---\nText.", {"title": "A", "date": "2024"}),
        ("---\ntitle: A\ntags:\n  - x\n- y\n# a comment\n---\nText.", {"title": "A", "tags": ""}),
        ("---\ntitle: A\nauthor:\n  name: nested\n---\nText.", {"title": "A", "author": ""}),
        ("Title: A\nDate: 2024\n\nText.", {"title": "A", "date": "2024"}),
    ],
)
def test_fields_stand_at_the_top(source: str, fields: dict[str, str]) -> None:
    assert front_matter(source) == (fields, "Text.")


def test_front_matter_is_read_in_linear_time() -> None:
    started = time.process_time()
    front_matter("---\n" + "a: b\n" * 100_000)
    front_matter("---\n" + "a" * 1_000_000)
    front_matter("Title: " + " " * 1_000_000)
    assert time.process_time() - started < 5


# --- dates


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024", "2024"),
        ("2024-05", "2024-05"),
        ("2024-05-02", "2024-05-02"),
        ("2024-02-29", "2024-02-29"),
        (" 2024-05-02 ", "2024-05-02"),
        ("2024-05-02T10:00:00Z", "2024-05-02"),
        ("2024-05-02 10:00", "2024-05-02"),
        ("2024-05-02+02:00", "2024-05-02"),
    ],
)
def test_a_date_is_the_year_month_or_day(one: Callable[..., Document], written: str, day: str) -> None:
    assert one("jsonl", json.dumps({"text": "x", "date": written})).published == day


@pytest.mark.parametrize(
    "written",
    [
        "yesterday", "2 May 2024", "02/05/2024", "20240502", "24-05-02", "2024-5-2", "2024-05-2", "2024-05-021", "2024/05/02",
        "2024-13-01", "2023-02-29", "2024-05-32", "2024-00", "0000", "٢٠٢٤-٠٥-٠٢", "2024-05-02"[:-1] + "²", "2024-05T10:00",
        "x" * 10_000,
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused_with_an_example(
    load: Callable[..., list[Document | Rejected]], written: str
) -> None:
    [found] = load("jsonl", json.dumps({"text": "x", "date": written}))
    assert isinstance(found, Rejected)
    assert found.reason.startswith("line 1: has the date ")
    assert found.reason.endswith("write it as 2025-01-16")
    assert len(found.reason) < 120


@pytest.mark.parametrize("name", ["date", "published"])
def test_both_names_of_a_date_are_known(one: Callable[..., Document], name: str) -> None:
    assert one("jsonl", json.dumps({"text": "x", name: 2024})).published == "2024"


@pytest.mark.parametrize("ending", ["txt", "md"])
def test_a_wrong_date_in_a_header_refuses_the_document(fault: Callable[..., str], ending: str) -> None:
    assert "write it as 2025-01-16" in fault(ending, "---\ntitle: A\ndate: soon\n---\nText.")


# --- Markdown


def test_markdown_is_its_words_block_by_block(one: Callable[..., Document]) -> None:
    found = one(
        "md",
        "# The *bridge*\n\nA **bold** and `coded`\nline with a [link](http://harbour.example).\n\n"
        "- one\n- two\n\n> said so\n\n```\nx = 1\n```\n\nEnd\\*.\n",
    )
    assert found.text == ("The bridge\n\nA bold and coded line with a link.\n\none\n\ntwo\n\nsaid so\n\nx = 1\n\nEnd*.")
    assert found.title == "The bridge"


def test_the_first_heading_is_the_title_unless_fields_say_so(one: Callable[..., Document]) -> None:
    assert one("md", "Text.\n\nHeading\n---\n\n# Later").title == "Heading"
    assert one("md", "---\ntitle: Said\n---\n# Heading\n\nText.").title == "Said"
    assert one("md", "---\nheadline: Said\n---\n# Heading\n\nText.").title == "Said"
    assert one("md", "---\ntitle:\n---\n# Heading\n\nText.").title == "Heading"
    assert one("md", "Text.").title is None


def test_markup_inside_markdown_is_no_text(one: Callable[..., Document]) -> None:
    found = one("md", "<script>\nalert(1)\n</script>\n\nA <b onclick=x>bold</b> word &amp; more<!-- hidden -->.\n")
    assert found.text == "A bold word & more."


@pytest.mark.parametrize("content", ["---\ntitle: A\n---\n", "<!-- nothing -->", "[only]: http://harbour.example"])
def test_markdown_without_words_is_refused(fault: Callable[..., str], content: str) -> None:
    assert fault("md", content) == "has no text"


# --- HTML

PAGE = f"""<!doctype html><html lang="en"><head><title>A bridge closes</title>
<meta property="og:site_name" content="Harbor Ledger"><meta name="author" content="Ann Reed">
<meta property="article:published_time" content="2024-05-03T08:00:00Z"></head>
<body><nav><a href="/">Home</a> <a href="/sports">Sports</a></nav><article><h1>A bridge closes</h1>
<p>Zürich &amp; 小红书. {SENTENCE}</p>{ARTICLE}</article><footer>All rights reserved</footer>
<script>document.write("written by a script")</script></body></html>"""


def test_a_page_is_its_article_with_what_it_says_of_itself(one: Callable[..., Document]) -> None:
    found = one("html", PAGE)
    assert (found.title, found.publisher, found.author, found.published) == (
        "A bridge closes", "Harbor Ledger", "Ann Reed", "2024-05-03",
    )  # fmt: skip
    assert "Zürich & 小红书. Loopride bought" in found.text
    assert not any(word in found.text for word in ("Sports", "rights reserved", "script", "<", "&amp;"))


@pytest.mark.parametrize(
    "content",
    ["<html></html>", "<script>alert(1)</script>", "no markup at all", "<", "<html><body><p> </p></body></html>"],
)
def test_a_page_without_an_article_is_refused(fault: Callable[..., str], content: str) -> None:
    assert fault("html", content) == "has no article text"


def test_a_page_that_says_another_encoding_is_read_as_what_it_is(one: Callable[..., Document]) -> None:
    page = PAGE.replace("<head>", '<head><meta charset="iso-8859-1">')
    assert "Zürich & 小红书" in one("html", page).text


@pytest.mark.parametrize("entity", ["file:///etc/passwd", "http://127.0.0.1:9/x"])
def test_an_entity_brings_nothing_in(load: Callable[..., list[Document | Rejected]], entity: str) -> None:
    page = f"<!DOCTYPE html [<!ENTITY x SYSTEM '{entity}'>]>{PAGE}".replace("<!doctype html>", "").replace(
        "小红书", "&x;"
    )
    for found in load("html", page):
        assert "root:" not in (found.text if isinstance(found, Document) else found.reason)


BOMBS = {
    "deep": "<div>" * 50_000 + ARTICLE,
    "open": "<p>" * 5_000 + ARTICLE,
    "attributes": "<a " + "x=1 " * 100_000 + ">" + ARTICLE,
    "angles": "<" * 100_000,
    "ampersands": PAGE.replace("小红书", "&" * 100_000),
    "laughs": "<!DOCTYPE l [<!ENTITY a 'aaaaaaaaaa'>"
    + "".join(f"<!ENTITY {chr(98 + i)} '{f'&{chr(97 + i)};' * 10}'>" for i in range(9))
    + f"]>{PAGE.replace('小红书', '&i;')}",
}
MARKS = {
    "brackets": "[" * 20_000,
    "stars": "*a " * 10_000,
    "quotes": ">" * 50_000 + " a",
    "ticks": "`" * 50_000 + "a",
    "links": "[a](<b" * 10_000,
    "lists": "- " * 20_000 + "a",
}


@pytest.mark.parametrize(
    ("ending", "content"),
    [*(("html", b) for b in BOMBS.values()), *(("md", m) for m in MARKS.values())],
    ids=[*BOMBS, *MARKS],
)
def test_what_was_made_to_hang_a_parser_does_not(
    load: Callable[..., list[Document | Rejected]], ending: str, content: str
) -> None:
    started = time.process_time()
    [found] = load(ending, content)
    assert time.process_time() - started < 10
    assert isinstance(found, Rejected) or len(found.text) <= len(content)


# --- JSON lines


def test_no_character_of_a_text_is_changed(one: Callable[..., Document]) -> None:
    text = "  \ufeffe\u0301 é \r\n\r\t\x00\x0b\x0c\x1b\x85\u2028\u2029\u200b\u202e ﬁ 𝄞 “q”\\ \" ' &amp; <b> \n\n"
    for ascii_only in (True, False):
        line = json.dumps({"text": text}, ensure_ascii=ascii_only)
        assert one("jsonl", line).text == text


def test_fields_get_their_place_and_others_are_kept(one: Callable[..., Document]) -> None:
    line = {
        "id": 7, "url": "https://harbour.example/a", "text": "x", "title": "T", "date": "2024-05-02", "publisher": "P",
        "author": ["Ann", "Bo"], "lang": "en", "z": {"deep": [1, None]}, "a": "", "gone": None,
    }  # fmt: skip
    assert one("jsonl", json.dumps(line)) == Document(
        id="", uri="https://harbour.example/a#7", text="x", title="T", published="2024-05-02", publisher="P",
        author="Ann, Bo", lang="en", meta={"a": "", "z": {"deep": [1, None]}},
    )  # fmt: skip


def test_a_line_without_an_id_goes_by_its_number(load: Callable[..., list[Document | Rejected]]) -> None:
    found = load("jsonl", '{"text": "a"}\n\n{"text": "b", "id": "x"}\r\n{"text": "c", "id": null}\n')
    assert [f.uri for f in found] == ["#1", "#x", "#4"]


def test_broken_lines_are_refused_with_their_number_and_the_good_ones_go_on(
    load: Callable[..., list[Document | Rejected]],
) -> None:
    lines = [
        '{"text": "good"}',
        "{",
        "[]",
        '{"txt": "x"}',
        '{"text": 5}',
        '{"text": "  "}',
        '{"text": "x", "text": "y"}',
        '{"text": "x", "n": NaN}',
        '{"text": "x", "n": 1e999}',
        '{"text": "x", "n": ' + "9" * 5000 + "}",
        '{"text": "x", "n": ' + "[" * 200 + "]" * 200 + "}",
        '{"text": "x", "n": ' + "[" * 100_000 + "]" * 100_000 + "}",
        r'{"text": "half \ud800 a letter"}',
        '{"text": "x", "date": "soon"}',
        '{"text": "x", "id": ["a"]}',
        '{"text": "x", "id": true}',
        '{"text": "x", "url": 5}',
        '{"text": "good too"}',
    ]
    found = load("jsonl", "\n".join(lines))
    assert [isinstance(f, Document) for f in found] == [True, *[False] * (len(lines) - 2), True]
    for number, one in enumerate(found[1:-1], start=2):
        assert isinstance(one, Rejected)
        assert one.uri == f"#line-{number}"
        assert one.reason.startswith(f"line {number}: ")


@pytest.mark.parametrize(("field", "value"), [("title", {"a": 1}), ("author", [1.5]), ("publisher", True)])
def test_a_field_that_is_no_text_is_kept_aside(one: Callable[..., Document], field: str, value: object) -> None:
    found = one("jsonl", json.dumps({"text": "x", field: value}))
    assert getattr(found, field) is None
    assert found.meta == {field: value}


# --- nothing leaves the machine


def test_no_loader_opens_a_connection_or_another_file(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        PAGE.replace("小红书", "<img src='http://127.0.0.1:9/x'><iframe src='http://127.0.0.1:9/'></iframe>"),
        encoding="utf-8",
    )
    (tmp_path / "b.html").write_text("http://127.0.0.1:9/x.html", encoding="utf-8")
    (tmp_path / "a.md").write_text("![x](http://127.0.0.1:9/) [y](file:///etc/passwd)", encoding="utf-8")
    (tmp_path / "a.txt").write_text("http://127.0.0.1:9/", encoding="utf-8")
    (tmp_path / "a.jsonl").write_text('{"text": "http://127.0.0.1:9/", "url": "http://127.0.0.1:9/"}', encoding="utf-8")
    watched = """
import sys
from pathlib import Path
from kg import registry
files = sorted(Path(sys.argv[1]).iterdir())
for path in files:
    list(registry.loader_for(path).load(path))  # once, so that every library is imported
seen = []
sys.addaudithook(lambda event, args: seen.append((event, *map(str, args))))
for path in files:
    list(registry.loader_for(path).load(path))
opened = {a[1] for a in seen if a[0] == "open"} - {str(p) for p in files}
reached = [a for a in seen if a[0].startswith(("socket.connect", "socket.getaddrinfo", "subprocess", "os.system", "urllib"))]
print(sorted(opened), reached)
"""
    env = {"PYTHONPATH": f"{ROOT}:{ROOT / 'loaders'}"}
    done = subprocess.run(
        [sys.executable, "-c", watched, str(tmp_path)], env=env, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[] []\n"
