"""The numbers of a text as they are written: figures, words, money, percentages, ranks and fractions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.time import cardinal

# fmt: off
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1e3, "k": 1e3, "million": 1e6, "mn": 1e6, "m": 1e6, "billion": 1e9,
           "bn": 1e9, "trillion": 1e12, "tn": 1e12}
_PLURALS = {"tens": 10, "dozens": 12, "scores": 20, "hundreds": 100, "thousands": 1e3, "millions": 1e6,
            "billions": 1e9, "trillions": 1e12}
_FRACTIONS = {"half": 50, "a third": 33.3, "one third": 33.3, "two thirds": 66.7, "a quarter": 25, "one quarter": 25,
              "three quarters": 75, "a fifth": 20, "one fifth": 20, "two fifths": 40, "a tenth": 10}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
             "ninth": 9, "tenth": 10, "top": 1}
_SIGNS = {"$": "USD", "US$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "HK$": "HKD", "NZ$": "NZD",
          "S$": "SGD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "RMB": "CNY"}
_CODES = ("USD", "EUR", "GBP", "CHF", "JPY", "CNY", "AUD", "CAD", "SEK", "NOK", "DKK", "PLN", "INR", "RUB", "BRL",
          "SGD", "HKD")
_COINS = {"dollar": "USD", "euro": "EUR", "pound": "GBP", "yuan": "CNY", "renminbi": "CNY", "yen": "JPY", "won": "KRW",
          "rupee": "INR", "ruble": "RUB", "rouble": "RUB", "lira": "TRY", "rand": "ZAR", "shekel": "ILS",
          "zloty": "PLN", "franc": "CHF", "real": "BRL", "reai": "BRL", "krona": None, "kronor": None, "krone": None,
          "kroner": None, "crown": None, "peso": None, "peseta": None, "cent": None,
          "rupiah": "IDR", "baht": "THB", "ringgit": "MYR", "dong": "VND", "naira": "NGN", "hryvnia": "UAH",
          "forint": "HUF", "koruna": "CZK", "leu": "RON", "lei": "RON", "lev": "BGN", "leva": "BGN", "taka": "BDT",
          "kyat": "MMK", "birr": "ETB", "cedi": "GHS", "tenge": "KZT", "lari": "GEL", "dram": "AMD", "tugrik": "MNT",
          "boliviano": "BOB", "guarani": "PYG", "pula": "BWP", "dirham": None, "riyal": None, "rial": None,
          "dinar": None, "shilling": None, "kwacha": None, "manat": None}
COINS = frozenset(_COINS)
_LANDS = {"u.s.": "USD", "us": "USD", "american": "USD", "canadian": "CAD", "australian": "AUD", "hong kong": "HKD",
          "singapore": "SGD", "new zealand": "NZD", "danish": "DKK", "norwegian": "NOK", "swedish": "SEK",
          "mexican": "MXN", "saudi": "SAR", "qatari": "QAR", "iranian": "IRR", "kuwaiti": "KWD", "jordanian": "JOD",
          "kenyan": "KES", "ugandan": "UGX", "tanzanian": "TZS", "moroccan": "MAD", "chilean": "CLP",
          "czech": "CZK", "swiss": "CHF", "british": "GBP", "pakistani": "PKR", "sri lankan": "LKR"}
_JOINTS = {"half": 0.5, "couple": 2, "few": 3, "several": 3, "a": 0, "an": 0, "of": 0, "and": 0}
_ONES = (r"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
         r"(?:[- ]?(?:one|two|three|four|five|six|seven|eight|nine)\b)?|ten|eleven|twelve|thirteen|fourteen|fifteen|"
         r"sixteen|seventeen|eighteen|nineteen|one|two|three|four|five|six|seven|eight|nine)\b")
_BIG = "(?:dozen|hundred|thousand|million|billion|trillion)"
_HEAD = (rf"(?:half an?(?= (?:{_BIG}|hour|day|year|decade|century)\b)|a couple of|"
         rf"(?:an?|a few|several)(?= {_BIG}\b)|{_ONES}(?:[- ]and[- ]a[- ]half)?)")
MEASURE = "(?:km|kg|lbs?|mph|kph|cm|mm|ft|MW|GW|GB|TB)"
_PLURAL = "|".join(_PLURALS)
_ATOM = re.compile(
    r"(?<![\w.,:/#])(?<![A-Za-z]-)"
    rf"(?P<sign>(?:(?:US|AU?|CA?|HK|NZ|S)?\$|[€£¥₹₽₩]|\b(?:RMB|{'|'.join(_CODES)})(?=[ \d])) ?)?(?:"
    r"(?P<digits>(?:\d{1,3}(?:,\d{3}){1,5}|\d{1,15})(?:\.\d{1,6})?)"
    rf"(?P<scale>[- ]{_BIG}\b| ?(?:bn|tn|mn)\b|[mk]\b)?|"
    rf"(?P<words>{_HEAD}(?:(?:[- ]{_BIG}\b){{1,2}}(?:(?: and)? {_ONES}(?:[- ]{_BIG}\b){{0,2}}){{0,3}})?)|"
    rf"(?P<vague>(?:{_PLURAL})(?: of (?:{_PLURAL}))?(?= of\b)))(?:(?={MEASURE}\b)|(?!\w|[.,:/]\d))", re.IGNORECASE)
_TAIL = re.compile(
    rf" ?(?:(?P<percent>%|per ?cent\b|percentage points?\b|pct\b)|(?P<code>{'|'.join(_CODES)})\b)|"
    rf"(?: (?P<land>{'|'.join(map(re.escape, _LANDS))}))?[ -](?P<coin>{'|'.join(_COINS)})s?\b", re.IGNORECASE)
ABOUT = re.compile(
    r"\b(?:about|some|nearly|almost|around|roughly|approximately|(?:more|less|fewer|greater) than|over|under|at least|"
    r"at most|up to|as (?:many|much|few|little) as|an estimated|estimated|close to|upwards? of|no (?:fewer|less|more) "
    r"than|(?:well|just) (?:over|under)|circa) (?:the )?$", re.IGNORECASE)
_LINK = re.compile(r" ?[-–—] ?|(?P<word> (?:to|and|or|from) )"
                   r"(?:about |around |nearly |almost |some |over |more than )?", re.IGNORECASE)
_PHONE = re.compile(r"\+\d[\d ()-]{6,18}|\(?\b\d{3}\)?[ -]\d{3}-\d{4}\b|\b\d{1,5}-\d{2,5}-\d{2,6}\b")
_FEW = re.compile("a few|several", re.IGNORECASE)
_TYPE = re.compile(r"[A-Za-z]\w*-$")  # the first half of a type number, such as A330-200
_NTH = rf"(?:{'|'.join(_ORDINALS)}|\d{{1,4}}(?=st|nd|rd|th))(?:st|nd|rd|th)?"
_RANK = re.compile(
    r"(?:\bno\. ?|\bnumber[ -]|(?<!\w)#)(?P<number>\d{1,4}|one|two|three|four|five|ten)\b"
    r"(?![-/.,]\d| ?(?:bn|million|billion))|"
    rf"\brank(?:s|ed|ing)? (?:as |at )?(?:the )?(?P<ranked>{_NTH})\b|"
    rf"\b(?<!in the )(?P<placed>{_NTH})[ -](?:place|spot|slot|position|(?:most|least)[ -]\w{{3,20}}|"
    r"(?:larg|bigg|high|low|rich|busi|long|fast|old|young|small|strong|poor|tall|deadli|great)est|best|worst)\b|"
    r"\btop[ -](?P<top>\d{1,4}|three|four|five|ten|twenty)\b", re.IGNORECASE)
_FRACTION = re.compile(rf"\b(?:{'|'.join(_FRACTIONS).replace(' ', '[- ]')})(?= of\b)", re.IGNORECASE)
# fmt: on


@dataclass(frozen=True, slots=True)
class Atom:
    """One number with its marks, in code points of the sentence; `scale` is the largest scale word in it."""

    start: int
    end: int
    value: float
    scale: float = 1
    kind: str = "count"
    unit: str | None = None
    currency: str | None = None
    approx: bool = False
    high: float | None = None
    of: str = "amount"
    until: int = 0  # where the number that shares its noun ends


def numbers_in(text: str, *, without: Iterable[tuple[int, int]] = ()) -> Iterator[Atom]:
    """The counts, sums and percentages of *text* in order, outside *without*; phone and type numbers are none."""
    found = list(_ATOM.finditer(text))
    closed = [*without, *(match.span() for match in _PHONE.finditer(text))] if found else []
    for match in found:
        if not within(match.span(), closed) and not _TYPE.search(text, max(0, match.start() - 12), match.start()):
            yield _marked(text, match)


def ranks_in(text: str) -> Iterator[Atom]:
    """The ranks and the fractions of *text*; "top 10" reaches from 1 to 10, "a third of" is a percentage."""
    yield from _ranks(text)
    yield from _fractions(text)


def linked(text: str, atoms: Iterable[Atom]) -> list[Atom]:
    """*atoms* with ranges joined, and with what "from" and "to" say of two of them."""
    found: list[Atom] = []
    for b in atoms:
        a = found[-1] if found else None
        link = _LINK.fullmatch(text, a.end, b.start) if a and a.high is None and a.of == "amount" else None
        if a is None or link is None:
            found.append(b)
            continue
        before = ABOUT.sub("", text[max(0, a.start - 40) : a.start]).rsplit(None, 1)
        first, word = (before[-1].lower() if before else ""), (link["word"] or "-").strip().lower()
        low, high = _alike(a, b)
        if (first, word) in {("from", "to"), ("to", "from")}:
            found[-1:] = replace(low, of=first, until=high.end), replace(high, of=word)
        elif word == "from" or (word == "and" and first != "between") or low.kind != high.kind:
            found[-1:] = (replace(a, until=b.end) if word == "and" else a), b
        elif low.value < high.value:
            approx = low.approx or high.approx or word == "or"
            found[-1] = replace(high, start=low.start, value=low.value, high=high.value, approx=approx)
        elif word == "-":
            found.pop()  # a score
        else:
            found.append(b)
    return found


def _alike(a: Atom, b: Atom) -> tuple[Atom, Atom]:
    """Two ends with the unit and the scale that is written once: "$5-7 million"."""
    if a.kind == "count":
        a = replace(a, kind=b.kind, unit=b.unit, currency=b.currency)
    elif b.kind == "count":
        b = replace(b, kind=a.kind, unit=a.unit, currency=a.currency)
    if a.scale == 1 and b.scale > 1 and a.value < 1000:
        a = replace(a, value=a.value * b.scale)
    return a, b


def within(span: tuple[int, int], spans: list[tuple[int, int]]) -> bool:
    """Whether *span* overlaps one of *spans*."""
    return any(start < span[1] and span[0] < end for start, end in spans)


def _ranks(text: str) -> Iterator[Atom]:
    for match in _RANK.finditer(text):
        words = next(group for group in match.groups() if group).lower()
        digits = words.rstrip("stndrh")
        value = _ORDINALS.get(words) or (int(digits) if digits.isdigit() else cardinal(words)) or 1
        ends = (1, float(value)) if match["top"] else (float(value), None)
        yield Atom(*match.span(), value=ends[0], high=ends[1], kind="rank")


def _fractions(text: str) -> Iterator[Atom]:
    for match in _FRACTION.finditer(text):
        value = _FRACTIONS[match[0].lower().replace("-", " ")]
        yield Atom(*match.span(), value=value, kind="percent", unit="%", approx=value % 1 > 0)


def _marked(text: str, match: re.Match[str]) -> Atom:
    """The number of *match* with its currency or percent sign."""
    value, scale = _number(match)
    atom = Atom(*match.span(), value=value, scale=scale, approx=bool(match["vague"] or _FEW.match(match[0])))
    tail = _TAIL.match(text, match.end() + (3 if match["vague"] else 0))
    sign = (match["sign"] or "").strip().upper()
    if sign:
        code = _LANDS.get((tail["land"] or "").lower()) if tail else None
        return replace(atom, kind="money", currency=code or _SIGNS.get(sign, sign))
    if tail is None:
        return atom
    if tail["percent"]:
        return replace(atom, end=tail.end(), kind="percent", unit="%")
    if tail["code"]:
        return replace(atom, end=tail.end(), kind="money", currency=tail["code"].upper())
    coin = tail["coin"].lower()
    currency = _LANDS.get((tail["land"] or "").lower()) or _COINS[coin]
    return replace(atom, end=tail.end(), kind="money", currency=currency, unit=None if currency else coin)


def _number(match: re.Match[str]) -> tuple[float, float]:
    """What the number of *match* comes to, and the scale word in that."""
    if match["vague"]:
        parts = match["vague"].lower().split(" of ")
        value = _PLURALS[parts[0]] * (_PLURALS[parts[1]] if len(parts) > 1 else 1)
        return value, value
    if match["digits"]:
        scale = _SCALES[match["scale"].lower().strip(" -")] if match["scale"] else 1
        return round(float(match["digits"].replace(",", "")) * scale, 6), scale
    total = current = 0.0
    scale = 1
    for word in re.split("[- ]", match["words"].lower()):
        if word in _SCALES:
            scale = _SCALES[word]
            current = (current or 1) * scale
            if scale >= 1000:
                total, current = total + current, 0
        else:
            current += _JOINTS[word] if word in _JOINTS else cardinal(word) or 0
    return total + current, scale
