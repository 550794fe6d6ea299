"""Strings that try to run, to leave, or not to be read: written by hand, and put together by rule."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from tests.worlds import THREAT, World

WRITTEN = (
    "<script>window.__pwned=1</script>",
    "</script><script>window.__pwned=1</script>",
    "</SCRIPT ><script>window.__pwned=1</script>",
    "<!--<script>window.__pwned=1</script>",
    "--><script>window.__pwned=1</script>",
    "]]><script>window.__pwned=1</script>",
    "<scr<script>ipt>window.__pwned=1</scr</script>ipt>",
    "<img src=x onerror=window.__pwned=1>",
    "<img src=x onerror='window.__pwned=1'//",
    '"><img src=x onerror="window.__pwned=1">',
    "'><img src=x onerror=window.__pwned=1>",
    "`><img src=x onerror=window.__pwned=1>",
    "<svg onload=window.__pwned=1>",
    "<svg><script>window.__pwned=1</script></svg>",
    "<svg><animate onbegin=window.__pwned=1 attributeName=x dur=1s>",
    "<svg/onload=&#119;indow.__pwned=1>",
    "<math><mtext><img src=x onerror=window.__pwned=1></mtext></math>",
    "<iframe src=javascript:window.parent.__pwned=1></iframe>",
    "<iframe srcdoc='<script>parent.__pwned=1</script>'></iframe>",
    "<object data=javascript:window.__pwned=1></object>",
    "<embed src=javascript:window.__pwned=1>",
    "<body onload=window.__pwned=1>",
    "<video><source onerror=window.__pwned=1></video>",
    "<audio src=x onerror=window.__pwned=1>",
    "<details open ontoggle=window.__pwned=1>x</details>",
    "<input autofocus onfocus=window.__pwned=1>",
    "<select autofocus onfocus=window.__pwned=1>",
    "<marquee onstart=window.__pwned=1>x</marquee>",
    "<form action=javascript:window.__pwned=1><button>go</button></form>",
    "<a href=javascript:window.__pwned=1>read on</a>",
    "<base href=https://elsewhere.example/>",
    "<link rel=stylesheet href=https://elsewhere.example/x.css>",
    "<link rel=prefetch href=https://elsewhere.example/x>",
    "<meta http-equiv=refresh content='0;url=https://elsewhere.example/'>",
    "<style>@import 'https://elsewhere.example/x.css';</style>",
    "<style>body{background:url(https://elsewhere.example/x.png)}</style>",
    "<div style=background:url(https://elsewhere.example/y.png)>x</div>",
    "<template><script>window.__pwned=1</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=window.__pwned=1>'>",
    "<textarea></textarea><img src=x onerror=window.__pwned=1>",
    "<title></title><img src=x onerror=window.__pwned=1>",
    "<xmp></xmp><img src=x onerror=window.__pwned=1>",
    "<isindex action=javascript:window.__pwned=1>",
    "<b id=kgView>clobbered</b><b id=vis>clobbered</b>",
    "<form id=model><input name=textContent></form>",
    "javascript:window.__pwned=1",
    "JaVaScRiPt:window.__pwned=1",
    "  javascript:window.__pwned=1",
    "java\tscript:window.__pwned=1",
    "java\nscript:window.__pwned=1",
    "\x01javascript:window.__pwned=1",
    "data:text/html,<script>window.__pwned=1</script>",
    "data:text/html;base64,PHNjcmlwdD53aW5kb3cuX19wd25lZD0xPC9zY3JpcHQ+",
    "vbscript:window.__pwned=1",
    "blob:https://elsewhere.example/x",
    "file:///etc/hostname",
    "//elsewhere.example/x.js",
    'https://elsewhere.example/?q="onmouseover=window.__pwned=1 x="',
    "https://elsewhere.example/'><script>window.__pwned=1</script>",
    "${window.__pwned=1}",
    "{{window.__pwned=1}}",
    "{{json}}{{js}}{{csp}}",
    "{% raw %}<%= window.__pwned=1 %>",
    "#{window.__pwned=1}",
    "'; window.__pwned=1; //",
    '"; window.__pwned=1; //',
    "\\'; window.__pwned=1; //",
    "\\u003cscript\\u003ewindow.__pwned=1\\u003c/script\\u003e",
    "&lt;script&gt;window.__pwned=1&lt;/script&gt;",
    "&#60;script&#62;window.__pwned=1&#60;/script&#62;",
    "line\u2028window.__pwned=1\u2029end",
    "right\u202eot\u202c tfel",
    "zero\u200bwidth\u200djoined\ufeff",
    "isolated \u2066text\u2069 \u061c",
    "nul\x00nul \x1b[31mred\x07",
    "lone \ud800 surrogate \udfff",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 family, astral \U00010348",
    "e\u0301\u0327\u0336 stacked " + "z" + "\u0335" * 40,
    "__proto__",
    "constructor",
    "toString",
    "*bold* _it_ `code` <b>multi</b>",
    "مرحبا <script>window.__pwned=1</script> שלום",
    "x" * 5000,
    "one\r\ntwo\rthree\n\nfour",
)  # fmt: skip

TAGS = (
    "img src=x",
    "svg",
    "body",
    "video src=x",
    "audio src=x",
    "input autofocus",
    "details open",
    "iframe",
    "object data=x",
    "select autofocus",
    "marquee",
    "style",
    "link rel=x",
    "math",
    "embed src=x",
    "a href=x",
)
HANDLERS = ("onerror", "onload", "onfocus", "onmouseover", "ontoggle", "onpointerenter", "onanimationend", "onbegin")
BREAKS = ("", '"', "'", "`", "</script>", "</style>", "</textarea>", "</title>", "-->", "]]>", "\\")
PAYLOADS = (
    "<script>window.__pwned=1</script>",
    "<img src=x onerror=window.__pwned=1>",
    " onmouseover=window.__pwned=1 ",
    ";window.__pwned=1//",
)
SCHEMES = (
    "javascript:window.__pwned=1",
    "data:text/html,<script>window.__pwned=1</script>",
    "vbscript:window.__pwned=1",
    "blob:null/0",
    "file:///x",
    "filesystem:x",
    "view-source:x",
    "wss://elsewhere.example/",
    "ftp://elsewhere.example/",
)
BEFORE = ("", " ", "\t", "\n", "\x00", "\u200b", "%0a")
HOSTILE = tuple(
    dict.fromkeys(
        (
            *WRITTEN,
            *(f"<{tag} {handler}=window.__pwned=1>" for tag, handler in product(TAGS, HANDLERS)),
            *(f"{end}{payload}" for end, payload in product(BREAKS, PAYLOADS)),
            *(
                f"{before}{scheme.upper() if before == '%0a' else scheme}"
                for before, scheme in product(BEFORE, SCHEMES)
            ),
        )
    )
)


def hostile_world(texts: Sequence[str] = HOSTILE) -> World:
    """For each of *texts* an actor of that name and a fact of that label, from a document of nothing else."""
    world = World()
    for text in texts:
        doc = world.document(f"{text} then {text}", title=text, publisher=text, uri=text, published=text)
        actor = world.entity(text, f"alias {text}")
        claim = world.claim(doc, text, text, kind=THREAT, by=actor, agent=actor)
        world.fact(claim, roles=[("agent", actor)], label=text, date=text)
    return world
