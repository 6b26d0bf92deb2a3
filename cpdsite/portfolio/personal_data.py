"""Personal data found in text by its form: addresses, numbers, dates of birth, local paths.

What has no form of its own, as names, places and faces have none, is not found.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What was found; the value is its name in a message."""

    EMAIL = "e-mail address"
    PATH = "local path"
    NHS_NUMBER = "NHS number"
    TELEPHONE = "telephone number"
    BIRTH = "date of birth"


@dataclass(frozen=True, slots=True)
class Finding:
    """A piece of personal data as written; ``start`` counts the characters before it."""

    start: int
    kind: Kind
    text: str


Span = tuple[int, int]

EMAIL = re.compile(
    r"(?<![\w.%+'-])(?!git@)[\w%+][\w.%+'-]{0,63}@(?!\d+x\.)(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}(?![\w-])"
)
"""Neither the address of a repository (``git@``) nor the name of an image (``photo@2x.png``)."""

NAME = r"[^\s\\/:*?\"'<>|()\[\]`,;]{1,255}"
SHARED = r"(?:OneDrive|Dropbox|Google Drive|iCloud Drive)"
SLASH = r"\\{1,2}"
PATH = re.compile(
    rf"file://+{NAME}(?:/{NAME})*"
    rf"|(?<!\w)[A-Za-z]:(?:{SLASH}|/Users/){NAME}(?:(?:/|{SLASH}){NAME})*"
    rf"|(?<![\w\\])\\{{2,4}}[\w.-]{{2,}}{SLASH}{NAME}(?:{SLASH}{NAME})*"
    rf"|(?<![\w.:/~-])/(?:home|Users)/{NAME}(?:/{NAME})*"
    rf"|(?<![\w.]){SHARED}(?: - [\w &-]{{1,60}})?{SLASH}{NAME}(?:{SLASH}{NAME})*"
    rf"|(?<![\w.]){SHARED}/(?!{SHARED}|SharePoint|Box\b|Teams){NAME}/{NAME}"
)
"""Backslashes are doubled where Markdown or JSON escapes them."""

WEB = re.compile(r"\b(?:https?://|www\.|doi:|10\.\d{4,9}/)[^\s<>()\[\]\"']+", re.IGNORECASE)
"""Addresses on the web and of publications, which are full of numbers."""

SPACE = r"[ \u00a0\u2009\u202f]"
HYPHEN = r"[-\u2010\u2011\u2013]"
NHS_NUMBER = re.compile(
    rf"(?<![\w.£$€])(?<!\d{HYPHEN})\d{{3}}(?:{SPACE}|{HYPHEN})?\d{{3}}(?:{SPACE}|{HYPHEN})?\d{{4}}"
    rf"(?!\w)(?!(?:\.|{HYPHEN})\d)"
)
GAP = rf"(?:{SPACE}?\(0\){SPACE}?|\){SPACE}?|{SPACE}?\(|{SPACE}|{HYPHEN}|[./])"
BEFORE = r"(?<![\w+£$€])(?<!\d[-./,:])"
AFTER = r"(?!\w)(?![-./,:]\d)"
INTERNATIONAL = re.compile(
    rf"(?<![\w+])\(?(?:\+|00(?=44|[1-9]\d{{0,2}}{GAP}))(?!1[01]|1{GAP}[01])[1-9](?:{GAP}?\d){{8,14}}{AFTER}"
)
"""The country code and at most 15 digits in all, as E.164 of the ITU has it."""

NATIONAL = re.compile(
    rf"{BEFORE}\(?0[1235789]\d{{1,4}}(?:{GAP}\d{{2,8}}){{1,4}}{AFTER}"
    rf"|{BEFORE}0[1235789]\d{{9}}{AFTER}"
)
"""An area code with its nought and the rest, as the National Telephone Numbering Plan has it."""

AMERICAN = re.compile(
    rf"{BEFORE}(?:\([2-9]\d\d\){SPACE}?[2-9]\d\d[-. ]|[2-9]\d\d(?P<gap>[-.])[2-9]\d\d(?P=gap))"
    rf"\d{{4}}{AFTER}"
)
LABELLED = re.compile(
    rf"\b(?:tel|telephone|phone|mobile|mob|fax|whatsapp)\b\.?(?:{SPACE}?(?:no|number)\b\.?)?:{SPACE}?"
    rf"(?P<found>\(?\d(?:{GAP}?\d){{5,14}}){AFTER}",
    re.IGNORECASE,
)
"""Any number that is called one."""

TAG = re.compile(r"<[^<>]*>")
PUBLICATION = re.compile(
    r"\b(?:isbn|issn|doi|orcid|pmid|pmcid|arxiv|ean|asin|membership|member|grant)\b[^\d\n]{0,16}"
    r"(?:1[03]\b[^\d\n]{0,3})?$",
    re.IGNORECASE,
)
"""What a number is called that is no person's; an ISBN of ten digits has the same check digit."""

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
DATE = (
    rf"(?:\d{{4}}-\d{{1,2}}-\d{{1,2}}|\d{{1,2}}(?P<mark>[-/.])\d{{1,2}}(?P=mark)(?:\d{{4}}|\d{{2}})"
    rf"|{DAY}(?: of)? {MONTH}(?:,? \d{{4}})?|{MONTH} {DAY}(?:,? \d{{4}})?|(?<=:)\d{{8}})(?!\w)"
)
BORN = r"(?:born|dob|d\.\s?o\.\s?b\.?|date of birth|birth ?date|birthday|bday)"
BIRTHS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<![\w-]){BORN}(?!\w)[^\n.;!?\d]{{0,30}}(?P<found>(?<!\w){DATE})",
        rf"(?<!\w)aged \d{{1,3}}\s?[(,]\s?(?P<found>{DATE})",
        (
            rf"(?<!\w)(?P<found>{DATE})(?:\s?[(,:]?\s?(?:{BORN}|aged \d{{1,3}})(?!\w)"
            r"| (?:is|was) (?:my|his|her|their) (?:date of birth|birthday)\b)"
        ),
    )
)

UK_DIGITS = (10, 11)
LABELLED_AS_DATE = re.compile(
    r"\d{4}-\d{1,2}(?:-\d{1,2})?|\d{4}[-/]\d{4}|\d{1,2}([-/.])\d{1,2}\1\d{4}"
)


def find_personal_data(text: str, *, is_markup: bool = False) -> tuple[Finding, ...]:
    """Return the personal data in a text, in order; no two overlap.

    With ``is_markup``, what stands within tags counts only as an address or a path, since
    the figures there draw lines.
    """
    taken = bytearray(len(text))
    findings: list[Finding] = []
    figures = _blank(WEB, text)
    figures = blank_tags(figures) if is_markup else figures
    for kind, find in FINDERS:
        for start, end in find(text if kind in (Kind.EMAIL, Kind.PATH) else figures):
            if not any(taken[start:end]):
                taken[start:end] = b"1" * (end - start)
                findings.append(Finding(start, kind, text[start:end]))
    return tuple(sorted(findings, key=lambda it: it.start))


def blank_tags(text: str) -> str:
    """Return HTML or SVG, as long as it was, with spaces for its tags."""
    return _blank(TAG, text)


def _blank(pattern: re.Pattern[str], text: str) -> str:
    """Return the text, as long as it was, with spaces for what matches."""
    return pattern.sub(lambda found: " " * len(found[0]), text)


def is_nhs_number(digits: str) -> bool:
    """Tell whether ten digits are an NHS number, by the last, which checks the others.

    The rule is that of the NHS Data Model and Dictionary, attribute NHS NUMBER: the first
    nine digits times 10 down to 2, added up; the remainder of that by 11, taken from 11, is
    the check digit; 11 stands for 0, and a number for which it is 10 is not given out.
    """
    total = sum(
        int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)
    )
    return (11 - total % 11) % 11 == int(digits[-1])


def _digits(text: str) -> str:
    return "".join(str(unicodedata.decimal(char)) for char in text if char.isdecimal())


def _find_plain(pattern: re.Pattern[str]) -> Callable[[str], Iterator[Span]]:
    return lambda text: (_trim(found) for found in pattern.finditer(text))


def _trim(found: re.Match[str]) -> Span:
    """Return where a match stands, without the full stop that ends its sentence."""
    return found.start(), found.start() + len(found[0].rstrip(".!?"))


def _is_published(text: str, start: int) -> bool:
    """Tell whether what stands before a number says that it is no person's."""
    return PUBLICATION.search(text[max(0, start - 40) : start]) is not None


def _find_nhs_numbers(text: str) -> Iterator[Span]:
    for found in NHS_NUMBER.finditer(text):
        if is_nhs_number(_digits(found[0])) and not _is_published(text, found.start()):
            yield found.span()


def _find_international(text: str) -> Iterator[Span]:
    yield from (_trim_bracket(found) for found in INTERNATIONAL.finditer(text))


def _trim_bracket(found: re.Match[str]) -> Span:
    """Return where a number stands, without a bracket that opens before the whole of it."""
    is_around = found[0].startswith("(") and found[0].count("(") > found[0].count(")")
    return found.start() + is_around, found.end()


def _find_telephones(text: str) -> Iterator[Span]:
    for found in LABELLED.finditer(text):
        if not LABELLED_AS_DATE.match(found["found"]):
            yield found.span("found")
    for found in NATIONAL.finditer(text):
        is_long_enough = len(_digits(found[0])) in UK_DIGITS
        if is_long_enough and not _is_published(text, found.start()):
            yield _trim_bracket(found)
    yield from (found.span() for found in AMERICAN.finditer(text))


def _find_births(text: str) -> Iterator[Span]:
    for pattern in BIRTHS:
        yield from (found.span("found") for found in pattern.finditer(text))


FINDERS: tuple[tuple[Kind, Callable[[str], Iterator[Span]]], ...] = (
    (Kind.EMAIL, _find_plain(EMAIL)),
    (Kind.PATH, _find_plain(PATH)),
    (Kind.TELEPHONE, _find_international),
    (Kind.NHS_NUMBER, _find_nhs_numbers),
    (Kind.TELEPHONE, _find_telephones),
    (Kind.BIRTH, _find_births),
)
"""What is looked for; where two find the same, the first one counts."""
