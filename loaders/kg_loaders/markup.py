"""The words of a piece of HTML, block by block; nothing is fetched, scripts and styles are no words."""

from __future__ import annotations

_BLOCKS = frozenset(
    [
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt"),
        *("fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr"),
        *("html", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th"),
        *("thead", "tr", "ul"),
    ]
)
_SILENT = frozenset(["script", "style", "template", "noscript", "iframe", "object", "svg", "math", "head", "title"])


def blocks(source: str) -> list[str]:
    """The text of each block of *source*, white space made one, empty ones left out."""
    from lxml import etree
    from lxml.html import HTMLParser

    parser = HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(f"<div>{source}</div>".encode(errors="replace").replace(b"\0", b""), parser)
    except etree.XMLSyntaxError:
        return []
    parts: list[str] = []
    silent = 0
    for event, node in etree.iterwalk(root, events=("start", "end")):
        tag = node.tag if isinstance(node.tag, str) else ""
        silent += (tag in _SILENT) * (1 if event == "start" else -1)
        if tag in _BLOCKS:
            parts.append("\n")
        elif tag == "br" and event == "start":
            parts.append(" ")
        words = node.text if event == "start" else node.tail
        if words and not silent:
            parts.append(" ".join(words.split("\n")))
    return [block for line in "".join(parts).split("\n") if (block := " ".join(line.split()))]
