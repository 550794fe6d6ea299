"""PDF, DOCX, feeds, tables and archives of them; HTML inside Markdown."""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys
import tracemalloc
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from kg_loaders import pdf as pdf_loader
from kg_loaders.layout import Line, joined, paragraphs, without_edges
from kg_loaders.markup import blocks

from kg import registry
from kg.model import Document, Rejected
from tests import files
from tests.growth import linear

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
SENTENCE = "Loopride bought the ferry operator Nordvik in the spring of 2019."
KINDS = {
    "csv": "csv", "tsv": "csv", "docx": "docx", "xml": "feed", "rss": "feed", "atom": "feed", "parquet": "parquet",
    "pdf": "pdf", "zip": "zip", "md": "markdown", "jsonl": "jsonl",
}  # fmt: skip
GOOD: dict[str, bytes] = {
    "pdf": files.pdf([SENTENCE]),
    "docx": files.docx(SENTENCE),
    "xml": files.rss({"title": "A", "description": SENTENCE}),
    "csv": files.table([{"text": SENTENCE}]),
    "parquet": files.parquet([{"text": SENTENCE}]),
    "zip": files.zipped({"a.txt": SENTENCE}),
}


@pytest.fixture
def load(tmp_path: Path) -> Callable[..., list[Document | Rejected]]:
    """Loads a file of the given ending and content; the columns are those of `--map`."""

    def read(ending: str, content: bytes | str, **columns: str) -> list[Document | Rejected]:
        path = tmp_path / f"file.{ending}"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        loader: Any = registry.loader(KINDS[ending])
        return list((loader.mapped(columns) if columns else loader).load(path))

    return read


@pytest.fixture
def one(load: Callable[..., list[Document | Rejected]]) -> Callable[..., Document]:
    """Loads a file that holds one document and no fault."""

    def read(ending: str, content: bytes | str, **columns: str) -> Document:
        [found] = load(ending, content, **columns)
        assert isinstance(found, Document), found
        return found

    return read


@pytest.fixture
def fault(load: Callable[..., list[Document | Rejected]]) -> Callable[..., str]:
    """Loads a file that is refused as a whole and gives the reason."""

    def read(ending: str, content: bytes | str, **columns: str) -> str:
        [found] = load(ending, content, **columns)
        assert isinstance(found, Rejected), found
        assert found.uri == ""
        return found.reason

    return read


# --- every loader


@pytest.mark.parametrize("ending", GOOD)
def test_a_file_of_each_kind_gives_its_sentence(one: Callable[..., Document], ending: str) -> None:
    assert one(ending, GOOD[ending]).text == SENTENCE


@pytest.mark.parametrize("ending", GOOD)
def test_an_empty_file_is_refused(fault: Callable[..., str], ending: str) -> None:
    assert fault(ending, b"") == "is empty"


@pytest.mark.parametrize("ending", GOOD)
def test_a_renamed_picture_is_refused(fault: Callable[..., str], ending: str) -> None:
    assert fault(ending, files.PICTURE).startswith(("is no ", "is binary"))


@pytest.mark.parametrize("ending", ["pdf", "docx", "parquet", "zip"])
@pytest.mark.parametrize("part", [0.3, 0.6, 0.97])
def test_a_file_that_is_cut_off_is_named(
    load: Callable[..., list[Document | Rejected]], ending: str, part: float
) -> None:
    *_, last = load(ending, GOOD[ending][: int(len(GOOD[ending]) * part)])
    assert isinstance(last, Rejected)
    assert last.reason.startswith("is ")


# --- PDF


def test_lines_become_paragraphs_and_broken_words_whole(one: Callable[..., Document]) -> None:
    page = ["A Heading", "", "Loopride bought the ferry opera-", "tor Nordvik in 2019, the har-", "bour ministry said.", "", "Norway banned", "TikTok (and more)."]  # fmt: skip
    found = one("pdf", files.pdf(page, title="On ferries"))
    assert found.text == (
        "A Heading\n\nLoopride bought the ferry operator Nordvik in 2019, the harbour ministry said.\n\n"
        "Norway banned TikTok (and more)."
    )
    assert (found.title, found.author, found.published, found.meta) == (
        "On ferries", "Ann Reed", None, {"created": "2025-01-16"},
    )  # fmt: skip


def test_each_page_says_where_it_starts_and_a_sentence_may_run_over(one: Callable[..., Document]) -> None:
    found = one(
        "pdf", files.pdf(["Norway banned TikTok. The"], ["ban sparked an exo-"], ["dus.", "", "Riders left."], [])
    )
    assert found.text == "Norway banned TikTok. The ban sparked an exodus.\n\nRiders left."
    assert found.pages is not None
    assert [found.text[p : p + 6] for p in found.pages] == ["Norway", "ban sp", "dus.\n\n", ""]


def test_running_heads_and_page_numbers_are_no_text(one: Callable[..., Document]) -> None:
    pages = [["Harbor Report 2025", "", f"Sentence number {w}.", "", f"Page {n} of 4"] for n, w in enumerate("abcd")]
    assert one("pdf", files.pdf(*pages)).text == "\n\n".join(f"Sentence number {w}." for w in "abcd")


def test_a_scan_is_refused_with_what_to_do(fault: Callable[..., str]) -> None:
    assert fault("pdf", files.pdf([], [])) == "has no text: a scan? Make it readable first (ocrmypdf)"


def test_a_pdf_without_its_end_gives_what_could_be_read_and_says_so(
    load: Callable[..., list[Document | Rejected]],
) -> None:
    content = files.pdf([SENTENCE], ["More."])
    document, rest = load("pdf", content[: content.rindex(b"startxref")])
    assert isinstance(document, Document)
    assert rest == Rejected(uri="", reason="is cut off; 2 pages could be read")


def test_a_page_that_is_broken_costs_only_itself(load: Callable[..., list[Document | Rejected]]) -> None:
    content = files.pdf(["One."], ["Two."], ["Three."])
    at = content.index(b"/Contents 8 0 R")
    start = content.rindex(b"/Type /Page ", 0, at)
    document, rest = load("pdf", content[:start] + b"/Type /Pigs " + content[start + 12 :])
    assert isinstance(document, Document)
    assert (document.text, document.pages) == ("One.\n\nThree.", (0, 4, 6))
    assert rest == Rejected(uri="", reason="has pages that cannot be read: 2")


def test_a_pdf_that_takes_too_long_is_given_up(fault: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_loader, "WAIT", 0.3)
    monkeypatch.setattr(pdf_loader, "_command", lambda: [sys.executable, "-c", "import time; time.sleep(60)"])
    assert fault("pdf", GOOD["pdf"]) == "took longer than 0.3 seconds to read"


@pytest.mark.parametrize(
    "code",
    [
        "from kg_loaders.pdf_child import limit; limit(seconds=1, memory=10**9)\nwhile True: pass",
        "from kg_loaders.pdf_child import limit; limit(seconds=9, memory=10**8); print(len(bytes(10**9)))",
        "import os; os.abort()",
        "print('{')",
    ],
    ids=["endless", "greedy", "crash", "nonsense"],
)
def test_a_child_that_fails_costs_only_its_document(
    fault: Callable[..., str], monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    monkeypatch.setattr(pdf_loader, "_command", lambda: [sys.executable, "-c", code])
    assert fault("pdf", GOOD["pdf"]) == "could not be read in 10 seconds and 1000 MB of memory"


def test_the_child_gets_no_password(monkeypatch: pytest.MonkeyPatch, one: Callable[..., Document]) -> None:
    code = "import os, json; print(json.dumps({'text': ' '.join(sorted(os.environ)), 'pages': [0], 'broken': [], 'title': '', 'author': '', 'created': ''}))"
    monkeypatch.setenv("KG_PASSWORD", "secret")
    monkeypatch.setattr(pdf_loader, "_command", lambda: [sys.executable, "-c", code])
    words = one("pdf", GOOD["pdf"]).text.split()
    assert "PATH" in words
    assert [w for w in words if w.startswith("KG_")] == []


def line(text: str, top: float, *, left: float = 72, right: float = 500, size: float = 12) -> Line:
    return Line(text, left, right, top, top, size)


def test_where_a_paragraph_ends() -> None:
    usual = [line(f"word {n}", 700 - 14 * n) for n in range(10)]
    assert paragraphs(usual) == ["word 0 word 1 word 2 word 3 word 4 word 5 word 6 word 7 word 8 word 9"]
    assert paragraphs([line("A.", 700, right=200), line("B", 686)]) == ["A.", "B"], "a short last line"
    assert paragraphs([line("A", 700, right=200), line("B", 686)]) == ["A B"], "no sentence ends there"
    assert paragraphs([line("A.", 700), line("B", 686, left=90)]) == ["A.", "B"], "an indented first line"
    assert paragraphs([line("A", 700, size=20), line("B", 676)]) == ["A", "B"], "a heading"
    assert paragraphs([line("A.", 100), line("B", 700, left=300)]) == ["A.", "B"], "the next column"
    assert paragraphs([line("A", 100), line("b", 700, left=300)]) == ["A b"], "a sentence over two columns"
    assert paragraphs([line("A", 700), line("• B", 686), line("2. C", 672)]) == ["A", "• B", "2. C"]
    assert paragraphs([]) == []


def test_lines_far_apart_are_no_paragraphs_when_all_are() -> None:
    assert len(paragraphs([line(f"word {n}", 700 - 28 * n) for n in range(12)])) == 1


def test_pages_that_share_no_edge_keep_their_lines() -> None:
    pages = [[line("Alpha", 700), line("Beta", 686)], [line("Gamma", 700)]]
    assert without_edges(pages) == pages


def test_joining_a_thousand_pages_is_linear() -> None:
    assert linear(lambda pages: joined([["words " * 2000]] * pages), 100)


# --- DOCX


def test_a_word_document_is_its_paragraphs_and_cells(one: Callable[..., Document]) -> None:
    found = one(
        "docx", files.docx("First.", "", "Second\twith a tab.", title="On ferries", table=[["a", "b"], ["c", "d"]])
    )
    assert found.text == "First.\n\nSecond\twith a tab.\n\na\n\nb\n\nc\n\nd"
    assert (found.title, found.author, found.published, found.pages) == ("On ferries", "Ann Reed", None, None)


def test_footnotes_come_after_the_text(one: Callable[..., Document]) -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    notes = "".join(
        f"<w:{n}s xmlns:w='{W}'><w:{n} w:id='1'><w:p><w:r><w:t>A {n}.</w:t></w:r></w:p></w:{n}></w:{n}s>|"
        for n in ("footnote", "endnote")
    ).split("|")
    content = files.unpacked(files.docx("Text."))
    rels = "word/_rels/document.xml.rels"
    links = "".join(f"<Relationship Id='n{n}' Type='{kind}/{n}' Target='{n}.xml'/>" for n in ("footnotes", "endnotes"))
    content[rels] = content[rels].replace(b"</Relationships>", f"{links}</Relationships>".encode())
    types = "".join(
        f"<Override PartName='/word/{n}.xml' ContentType='application/xml'/>" for n in ("footnotes", "endnotes")
    )
    content["[Content_Types].xml"] = content["[Content_Types].xml"].replace(b"</Types>", f"{types}</Types>".encode())
    content |= {"word/footnotes.xml": notes[0].encode(), "word/endnotes.xml": notes[1].encode()}
    assert one("docx", files.zipped(content)).text == "Text.\n\nA endnote.\n\nA footnote."


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<w:ins w:id='1'><w:r><w:t>written in</w:t></w:r></w:ins>", "written in"),
        ("<w:del w:id='1'><w:r><w:delText>struck out</w:delText></w:r></w:del><w:r><w:t>kept</w:t></w:r>", "kept"),
        ("<w:hyperlink><w:r><w:t>a link</w:t></w:r></w:hyperlink>", "a link"),
        ("<w:sdt><w:sdtContent><w:r><w:t>a field</w:t></w:r></w:sdtContent></w:sdt>", "a field"),
        ("<w:r><w:t>one</w:t><w:br/><w:t>line</w:t><w:noBreakHyphen/><w:t>end</w:t></w:r>", "one line-end"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>x</w:t></w:r>", "x"),
        (
            (
                "<w:r><mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
                "<mc:Choice><w:p><w:r><w:t>boxed</w:t></w:r></w:p></mc:Choice><mc:Fallback><w:p><w:r><w:t>boxed</w:t></w:r></w:p>"
                "</mc:Fallback></mc:AlternateContent><w:t>around</w:t></w:r>"
            ),
            "boxed\n\naround",
        ),
    ],
    ids=["inserted", "deleted", "link", "field", "signs", "code", "box"],
)
def test_what_word_hides_in_a_paragraph_is_read(one: Callable[..., Document], inside: str, text: str) -> None:
    content = files.rewritten(files.docx("PLACE"), "word/document.xml", "<w:r><w:t>PLACE</w:t></w:r>", inside)
    assert one("docx", content).text == text


@pytest.mark.parametrize("entity", ["'aaaaaaaaaa'", "SYSTEM 'file:///etc/passwd'", "SYSTEM 'http://127.0.0.1:9/x'"])
@pytest.mark.parametrize("member", ["word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"])
def test_a_word_document_that_declares_entities_is_refused(fault: Callable[..., str], entity: str, member: str) -> None:
    content = files.docx("x")
    start = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>"
    head = files.unpacked(content)[member].decode()[: len(start)]
    content = files.rewritten(content, member, head, f"{head}<!DOCTYPE x [<!ENTITY e {entity}>]>")
    assert fault("docx", content) == f"declares XML entities in {member}"


def test_another_archive_is_no_word_document(fault: Callable[..., str]) -> None:
    assert fault("docx", files.zipped({"a.txt": "x"})).startswith("is no Word document that can be read: ")


def test_a_word_document_without_words_is_refused(fault: Callable[..., str]) -> None:
    assert fault("docx", files.docx()) == "has no text"


# --- feeds


def test_an_entry_of_a_feed_is_a_document(load: Callable[..., list[Document | Rejected]]) -> None:
    content = files.rss(
        {
            "title": "A &amp; B", "link": "https://harbour.example/a", "guid": "https://harbour.example/a",
            "pubDate": "Mon, 06 Jan 2025 23:30:00 -0500", "author": "Ann Reed",
            "description": "&lt;p&gt;Short.&lt;/p&gt;",
            "content:encoded xmlns:content='http://purl.org/rss/1.0/modules/content/'": "",
        },
        {"title": "Only a title", "guid": "tag:7", "link": "https://harbour.example/b"},
        {"title": "C", "description": "No address."},
        {"title": "D", "description": "Odd.", "link": "javascript:alert(1)"},
    )  # fmt: skip
    content = content.replace(
        b"<content:encoded xmlns:content='http://purl.org/rss/1.0/modules/content/'></content:encoded xmlns:content='http://purl.org/rss/1.0/modules/content/'>",
        b"<content:encoded xmlns:content='http://purl.org/rss/1.0/modules/content/'>&lt;p&gt;The &lt;b&gt;whole&lt;/b&gt; text.&lt;/p&gt;&lt;p&gt;More.&lt;/p&gt;</content:encoded>",
    )
    found = load("xml", content)
    assert found[0] == Document(
        id="", uri="https://harbour.example/a", text="The whole text.\n\nMore.", title="A & B", publisher="Harbor Ledger",
        author="Ann Reed", published="2025-01-06", lang="en",
    )  # fmt: skip
    assert [(f.uri, f.text) for f in found[1:] if isinstance(f, Document)] == [
        ("https://harbour.example/b#tag:7", "Only a title"),
        ("#3", "No address."),
        ("#4", "Odd."),
    ]


def test_an_atom_feed_is_read_the_same(load: Callable[..., list[Document | Rejected]]) -> None:
    [found] = load(
        "atom",
        files.atom(
            "<title>T</title><id>urn:1</id><published>2025-01-16T23:00:00-05:00</published><author><name>Bo</name></author>"
            '<link href="https://canal.example/1"/><content type="html">&lt;p&gt;Norway &amp;amp; Sweden met.&lt;/p&gt;</content>'
        ),
    )
    assert isinstance(found, Document)
    assert (found.uri, found.text, found.published, found.author, found.publisher) == (
        "https://canal.example/1#urn:1", "Norway & Sweden met.", "2025-01-16", "Bo", "Canal Courier",
    )  # fmt: skip


@pytest.mark.parametrize(
    "written", ["soon", "Mon, 32 Jan 2025 10:00:00 GMT", "2025-13-01T00:00:00Z", "16/01/2025", "0"]
)
def test_an_entry_with_a_broken_date_is_named_and_the_others_go_on(
    load: Callable[..., list[Document | Rejected]], written: str
) -> None:
    items = [
        {"description": SENTENCE, "pubDate": d}
        for d in ("Thu, 16 Jan 2025 10:00:00 GMT", written, "2025-01-17T08:00:00Z")
    ]
    found = load("rss", files.rss(*items, {"description": "No date."}))
    assert [f.published if isinstance(f, Document) else f.uri for f in found] == [
        "2025-01-16",
        "#entry-2",
        "2025-01-17",
        None,
    ]
    [broken] = [f for f in found if isinstance(f, Rejected)]
    assert broken.reason == f"entry 2: has the date {written!r}; write it as 2025-01-16"


def test_a_feed_that_is_cut_off_gives_the_entries_before(load: Callable[..., list[Document | Rejected]]) -> None:
    content = files.rss(*({"description": f"Sentence {n}."} for n in range(4)))
    *found, last = load("rss", content[: content.index(b"Sentence 3")])
    assert [f.text for f in found[:3] if isinstance(f, Document)] == ["Sentence 0.", "Sentence 1.", "Sentence 2."]
    assert isinstance(last, Rejected)
    assert last.reason.startswith("is broken XML at line 1: ")


@pytest.mark.parametrize(
    "content",
    [
        "/etc/passwd",
        "file:///etc/passwd",
        "http://127.0.0.1:9/feed.xml",
        "<html><body>x</body></html>",
        "<a/>",
        "words",
        "<urlset><url/></urlset>",
    ],
)
def test_what_is_no_feed_is_refused_and_never_taken_for_an_address(fault: Callable[..., str], content: str) -> None:
    assert fault("xml", content) == "is no feed: neither RSS nor Atom"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_feed_that_declares_entities_is_refused(fault: Callable[..., str], encoding: str) -> None:
    content = (
        files.rss({"description": "&x;"})
        .decode()
        .replace("<rss", "<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><rss")
    )
    assert fault("xml", content.replace("UTF-8", encoding).encode(encoding)) == "declares XML entities"


def test_a_feed_of_no_encoding_is_refused(fault: Callable[..., str]) -> None:
    content = files.rss({"description": "x"}).replace(b"UTF-8", b"UTF-\x97")
    assert fault("xml", content) == r"names an encoding that nobody knows: b'UTF-\x97'"


def test_a_script_in_an_entry_is_no_text(one: Callable[..., Document]) -> None:
    description = "&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src='http://127.0.0.1:9/x'&gt;Words."
    assert one("xml", files.rss({"description": description})).text == "Words."


# --- tables

ROWS: list[dict[str, object]] = [
    {"body": 'One, "quoted"\nover lines.', "day": "2025-01-16", "paper": "Harbor Ledger", "nr": 7},
    {"body": "Zürich 小红书.", "day": "2025-01-17", "paper": "Canal Courier", "nr": 8},
]


@pytest.mark.parametrize(("ending", "make"), [("csv", files.table), ("parquet", files.parquet)])
def test_a_row_of_a_table_is_a_document(
    load: Callable[..., list[Document | Rejected]], ending: str, make: Callable[..., bytes]
) -> None:
    found = load(ending, make(ROWS), text="body", date="day", publisher="paper", id="nr")
    assert found == [
        Document(id="", uri=f"#{r['nr']}", text=str(r["body"]), published=str(r["day"]), publisher=str(r["paper"]))
        for r in ROWS
    ]


def test_the_keys_of_json_lines_can_be_mapped_too(one: Callable[..., Document]) -> None:
    found = one(
        "jsonl", json.dumps({"body": "x", "text": 5, "date": "never", "when": "2025"}), text="body", date="when"
    )
    assert (found.text, found.published, found.uri) == ("x", "2025", "#1")
    assert one("jsonl", json.dumps({"text": "x", "date": "2025"}), text="body", date="when").published == "2025"


@pytest.mark.parametrize(("ending", "make"), [("csv", files.table), ("parquet", files.parquet)])
def test_a_column_that_is_not_there_lists_those_that_are(
    fault: Callable[..., str], ending: str, make: Callable[..., bytes]
) -> None:
    assert fault(ending, make(ROWS)) == (
        "has no column 'text'; its columns: body, day, paper, nr; say which one holds the text: --map text=COLUMN"
    )
    assert (
        fault(ending, make(ROWS), text="body", date="when") == "has no column 'when'; its columns: body, day, paper, nr"
    )


@pytest.mark.parametrize(("ending", "make"), [("csv", files.table), ("parquet", files.parquet)])
def test_a_bad_row_is_named_and_the_good_ones_go_on(
    load: Callable[..., list[Document | Rejected]], ending: str, make: Callable[..., bytes]
) -> None:
    rows = [
        {"text": "a", "date": "2025"},
        {"text": "", "date": "2025"},
        {"text": "c", "date": "soon"},
        {"text": "d", "date": ""},
    ]
    found = load(ending, make(rows))
    assert [f.uri for f in found] == ["#1", "#row-2", "#row-3", "#4"]
    assert ["has no text" in f.reason or "write it as" in f.reason for f in found if isinstance(f, Rejected)] == [
        True,
        True,
    ]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_sign_between_fields_is_found(one: Callable[..., Document], sign: str) -> None:
    assert one("csv", f"title{sign}text\nA{sign}One, two.\n".replace("One, two", "One two")).title == "A"


def test_a_table_may_have_fields_beyond_any_usual_size(one: Callable[..., Document]) -> None:
    text = "words " * 100_000
    assert one("csv", files.table([{"text": text}])).text == text


def test_a_row_with_too_many_fields_is_named_and_a_short_one_is_not(
    load: Callable[..., list[Document | Rejected]],
) -> None:
    found = load("csv", "text,title\na\nb,c,d\n\ne,f\n")
    assert [f.uri for f in found] == ["#1", "#row-2", "#3"]
    assert isinstance(found[1], Rejected)
    assert found[1].reason == "row 2, up to line 3: has 3 fields under 2 columns"


def test_a_table_that_breaks_off_in_a_quote_keeps_what_stood_before(
    load: Callable[..., list[Document | Rejected]],
) -> None:
    first, last = load("csv", 'text,title\na,b\n"cut off')
    assert isinstance(first, Document)
    assert last == Rejected(uri="", reason="breaks at line 3: unexpected end of data")


def test_parquet_gives_dates_lists_and_numbers_as_json_would(one: Callable[..., Document]) -> None:
    import datetime as dt

    row = {"text": "x", "date": dt.date(2025, 1, 16), "at": dt.datetime(2025, 1, 16, 8), "author": ["Ann", "Bo"], "n": 1.5, "no": float("nan"), "raw": b"\xff", "deep": {"a": [1]}}  # fmt: skip # noqa: DTZ001
    found = one("parquet", files.parquet([row]))
    assert (found.published, found.author) == ("2025-01-16", "Ann, Bo")
    assert json.loads(json.dumps(found.meta)) == {
        "at": "2025-01-16T08:00:00",
        "deep": {"a": [1]},
        "n": 1.5,
        "no": "nan",
        "raw": "b'\\xff'",
    }


def test_a_parquet_file_that_repeats_a_text_without_end_is_a_bomb(
    load: Callable[..., list[Document | Rejected]],
) -> None:
    *_, last = load("parquet", files.parquet([{"text": "x" * 10_000}] * 5_000))
    assert isinstance(last, Rejected)
    assert last.reason.endswith("more than 200 to 1, a bomb")


def test_a_parquet_text_that_is_no_text_is_refused(fault: Callable[..., str]) -> None:
    content = GOOD["parquet"].replace(b"Nordvik", b"Nordv\xc5k")
    assert fault("parquet", content).startswith("is no Parquet file that can be read: 'utf-8' codec can't decode")


def test_without_pyarrow_a_parquet_file_says_what_to_install(
    fault: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert fault("parquet", GOOD["parquet"]) == "needs pyarrow: pip install 'dramatis-kg[tables]'"


# --- archives


def test_an_archive_gives_what_its_members_give(load: Callable[..., list[Document | Rejected]]) -> None:
    inner = files.zipped({"deep.txt": "Deep.", "rows.csv": files.table([{"text": "Row."}])})
    found = load(
        "zip",
        files.zipped(
            {
                "b/a.txt": "Text.", "a.pdf": files.pdf(["Page one."], ["Page two."]), "c.docx": files.docx("Word."), "inner.zip": inner,
                "feed.xml": files.rss({"description": "Entry.", "link": "https://harbour.example/e"}, {"description": "Two."}),
                "picture.png": files.PICTURE, "__MACOSX/a.txt": "no", ".hidden/a.txt": "no", "b/": b"", "../up.txt": "Up.",
            }
        ),
    )  # fmt: skip
    assert [(d.uri, d.text) for d in found if isinstance(d, Document)] == [
        ("#../up.txt", "Up."), ("#a.pdf", "Page one.\n\nPage two."), ("#b/a.txt", "Text."), ("#c.docx", "Word."),
        ("https://harbour.example/e", "Entry."), ("#feed.xml#2", "Two."), ("#inner.zip#deep.txt", "Deep."),
        ("#inner.zip#rows.csv#1", "Row."),
    ]  # fmt: skip
    assert [r for r in found if isinstance(r, Rejected)] == [Rejected(uri="#picture.png", reason=registry.NO_LOADER)]
    assert [d.pages for d in found if isinstance(d, Document) and d.pages] == [(0, 11)]


def test_tables_inside_an_archive_are_mapped(one: Callable[..., Document]) -> None:
    assert one("zip", files.zipped({"t.csv": files.table([{"body": "Row."}])}), text="body").text == "Row."


def test_a_bad_member_is_named_and_the_good_ones_go_on(load: Callable[..., list[Document | Rejected]]) -> None:
    found = load("zip", files.zipped({"a.txt": "Text.", "b.pdf": files.PICTURE, "c.txt": b"", "d.txt": "More."}))
    assert [f.uri for f in found] == ["#a.txt", "#b.pdf", "#c.txt", "#d.txt"]
    assert [f.reason for f in found if isinstance(f, Rejected)] == [
        "is no PDF that can be read, or is cut off",
        "is empty",
    ]


def test_a_member_that_its_loader_fails_on_is_named(
    load: Callable[..., list[Document | Rejected]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg_loaders.csv.row_document", lambda *_: 1 / 0)
    found = load("zip", files.zipped({"a.csv": GOOD["csv"], "b.txt": "More."}))
    assert found[0] == Rejected(uri="#a.csv", reason="the loader 'csv' failed: ZeroDivisionError: division by zero")
    assert isinstance(found[1], Document)


def test_a_member_whose_bytes_were_changed_is_named(load: Callable[..., list[Document | Rejected]]) -> None:
    content = files.zipped({"a.txt": "Text.", "b.txt": SENTENCE * 3})
    at = content.index(b"b.txt") + 20
    found = load("zip", content[:at] + bytes([content[at] ^ 255]) + content[at + 1 :])
    assert isinstance(found[0], Document)
    assert isinstance(found[1], Rejected)
    assert found[1].uri == "#b.txt"
    assert found[1].reason.startswith("cannot be unpacked: ")


@pytest.mark.parametrize("make", [files.zipped, lambda members: files.zipped({"in.zip": files.zipped(members)})])
def test_a_bomb_is_refused_before_it_goes_off(
    load: Callable[..., list[Document | Rejected]], make: Callable[..., bytes]
) -> None:
    content = make({"a.txt": b"0" * 20_000_000})
    assert len(content) < 30_000
    tracemalloc.start()
    [found] = load("zip", content)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert isinstance(found, Rejected)
    assert found.reason.endswith("more than 200 to 1, a bomb")
    assert peak < 5_000_000


def test_a_word_document_can_be_a_bomb_too(fault: Callable[..., str]) -> None:
    assert "a bomb" in fault(
        "docx", files.zipped({**files.unpacked(files.docx("x")), "word/media/a.xml": b"0" * 20_000_000})
    )


def test_a_bomb_made_of_many_good_archives_is_refused(load: Callable[..., list[Document | Rejected]]) -> None:
    inner = files.zipped({"a.txt": "0123456789 " * 80_000})
    found = load("zip", files.zipped({f"{n}.zip": inner for n in range(60)}))
    assert any("a bomb" in f.reason for f in found if isinstance(f, Rejected))
    assert sum(len(f.text) for f in found if isinstance(f, Document)) < 60 * 880_000


def test_a_size_that_lies_does_not_help(load: Callable[..., list[Document | Rejected]]) -> None:
    honest = files.zipped({"a.txt": b"0" * 20_000_000})
    lying = honest.replace((20_000_000).to_bytes(4, "little"), (500).to_bytes(4, "little"))
    assert lying != honest
    [found] = load("zip", lying)
    assert isinstance(found, Rejected)
    assert found.reason.startswith("cannot be unpacked: ")


def test_the_third_archive_down_is_not_opened(load: Callable[..., list[Document | Rejected]]) -> None:
    one_down = files.zipped({"a.txt": "Text.", "c.zip": files.zipped({"b.txt": "Deeper."})})
    found = load("zip", files.zipped({"b.zip": one_down}))
    assert [f.uri for f in found] == ["#b.zip#a.txt", "#b.zip#c.zip"]
    assert isinstance(found[1], Rejected)
    assert found[1].reason == "is an archive 2 archives deep; unpack the outer one first"


def test_an_archive_of_too_many_members_is_refused(fault: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    from kg_loaders import caps

    monkeypatch.setattr(caps, "MEMBERS", 3)
    assert fault("zip", files.zipped({f"{n}.txt": "x" for n in range(4)})) == "has 4 members; no more than 3 are read"


def test_an_archive_without_a_file_is_refused(fault: Callable[..., str]) -> None:
    assert fault("zip", files.zipped({})) == "holds no file"
    assert fault("zip", files.zipped({"__MACOSX/a.txt": "x", "b/": b""})) == "holds no file"


def test_a_locked_member_is_named(load: Callable[..., list[Document | Rejected]]) -> None:
    content = bytearray(files.zipped({"a.txt": "Text."}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + place] |= 1
    [found] = load("zip", bytes(content))
    assert found == Rejected(uri="#a.txt", reason="is locked by a password")


def test_nothing_is_written_while_an_archive_is_read(
    load: Callable[..., list[Document | Rejected]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zipfile.ZipFile, "extract", None)
    monkeypatch.setattr(zipfile.ZipFile, "extractall", None)
    load("zip", files.zipped({"../a.txt": "Text.", "b.pdf": GOOD["pdf"]}))
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["file.zip"]
    assert not (tmp_path.parent / "a.txt").exists()


# --- HTML inside Markdown


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<div>\nNorway banned <b>TikTok</b>.\n</div>\n\nMore.", "Norway banned TikTok.\n\nMore."),
        ("<details><summary>Why</summary>Because.</details>", "Why\n\nBecause."),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a\n\nb"),
        ("<p>one<br>two &amp; three</p>", "one two & three"),
        ("A<br>b <span>c</span>.", "A b c."),
        ("Text.\n\n<!-- hidden -->\n\n<style>p {}</style>\n\n<script>alert(1)</script>", "Text."),
        ("<div>\n\n*Marked* words.\n\n</div>", "Marked words."),
        ("<p align=center><img src=x alt=y></p>\n\nText.", "Text."),
    ],
)
def test_words_in_a_block_of_html_are_kept(one: Callable[..., Document], source: str, text: str) -> None:
    assert one("md", source).text == text


@pytest.mark.parametrize("unit", ["<div>", "<", "<p>a", "&", "</p>", "\0"])
def test_markup_made_to_hang_does_not(unit: str) -> None:
    assert linear(lambda size: blocks(unit * size), 4_000)


def test_no_markup_is_no_block() -> None:
    assert list(blocks("")) == []


# --- nothing leaves the machine

WATCHED = """
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
bad = [a for a in seen if a[0].startswith(("socket.", "os.system", "os.exec", "urllib", "shutil", "tempfile"))]
children = [a[2] for a in seen if a[0] == "subprocess.Popen" and "kg_loaders.pdf_child" not in a[2]]
print(sorted(o for o in opened if not o.isdigit() and o != "/dev/null"), bad, children)
"""
CHILD = """
import io, runpy, sys
from kg_loaders import pdf_child
content = open(sys.argv[1], "rb").read()
pdf_child.read(content)
seen = []
sys.addaudithook(lambda event, args: seen.append((event, *map(str, args))))
pdf_child.read(content)
print([a for a in seen if a[0].startswith(("open", "socket", "subprocess", "os.", "urllib", "shutil", "tempfile"))])
"""


def watched(code: str, path: Path) -> str:
    env = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'loaders'}"}
    done = subprocess.run([sys.executable, "-c", code, str(path)], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_no_loader_opens_a_connection_or_another_file(tmp_path: Path) -> None:
    address = "http://127.0.0.1:9/x"
    link = f"<img src='{address}'><link rel=stylesheet href='{address}'><iframe src='file:///etc/passwd'></iframe>{SENTENCE}"
    hostile = {
        "a.pdf": files.pdf([address]), "a.docx": files.rewritten(files.docx("x"), "word/_rels/document.xml.rels", "</Relationships>", f"<Relationship Id='r9' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/image' Target='{address}' TargetMode='External'/></Relationships>"),
        "a.xml": files.rss({"description": f"<![CDATA[{link}]]>", "link": address, "enclosure url='http://127.0.0.1:9/x'": ""}).replace(b"></enclosure url='http://127.0.0.1:9/x'>", b"/>"),
        "b.xml": address.encode(), "c.xml": b"/etc/passwd", "d.xml": files.rss({"description": "x"}).replace(b"<rss", b"<?xml-stylesheet href='http://127.0.0.1:9/x'?><!DOCTYPE rss SYSTEM 'http://127.0.0.1:9/x'><rss"),
        "a.csv": files.table([{"text": address, "url": address}]), "a.parquet": files.parquet([{"text": address, "url": address}]),
        "a.md": f"<div>{link}</div>".encode(), "a.html": f"<article><p>{SENTENCE * 5}</p>{link}</article>".encode(),
    }  # fmt: skip
    for name, content in {**hostile, "a.zip": files.zipped(hostile)}.items():
        (tmp_path / name).write_bytes(content)
    assert watched(WATCHED, tmp_path) == "[] [] []\n"
    assert watched(CHILD, tmp_path / "a.pdf") == "[]\n"


def test_the_same_file_gives_the_same_documents(load: Callable[..., list[Document | Rejected]]) -> None:
    content = files.zipped({f"a.{ending}": content for ending, content in GOOD.items()})
    assert [dataclasses.asdict(f) for f in load("zip", content)] == [
        dataclasses.asdict(f) for f in load("zip", content)
    ]
