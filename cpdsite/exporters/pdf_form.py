"""A record as plain data for the PDF: the form, its header, its columns and its rows."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from cpdsite.exporters.export import Request
from cpdsite.exporters.fonts import Fonts, fit
from cpdsite.exporters.pdf_heights import estimate_cell
from cpdsite.exporters.pdf_runs import Json, Place, write_runs
from cpdsite.exporters.printed import Line, PrintedRow, group_by_year, print_rows
from cpdsite.exporters.tokens import (
    EMPTY,
    LONGEST_TITLE,
    TICKED,
    can_be_heading,
    is_leftward,
    write_cell,
    write_text,
)
from cpdsite.portfolio.record import HeaderValue, fill_header
from cpdsite.portfolio.scheme import Column
from cpdsite.prose.blocks import Run

PAPERS = {"a4": ("a4", 841.9), "letter": ("us-letter", 792.0)}
"""What typst calls each paper, and the length of its longer side in points."""

MARGIN = 39.7
INSET = 4.8
GUTTER = 14.0
LABEL_SIZE = 7.0
VALUE_SIZE = 10.0
LINE_LENGTH = 165.0
"""How many letters the fields that stand beside one another may want in all."""

TALLEST = 150.0
"""The height in points up to which a row is moved to the next page whole: a third of a page."""

FOOT_LENGTH = 80
"""How much of a name, and of a title, the foot of a page holds, in characters."""

HYPHENATED = frozenset(
    (
        *("af", "be", "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "hr", "hu"),
        *("is", "it", "ka", "ku", "la", "lt", "mn", "nb", "nl", "nn", "pl", "pt", "ru", "sk"),
        *("sl", "sq", "sr", "sv", "tk", "tr", "uk"),
    )
)
"""The languages of which typst knows how words are hyphenated."""

UNTITLED = "CPD record"
NOTHING = "No activities fall in this period."


def make_form(request: Request, fonts: Fonts, uncovered: set[str]) -> dict[str, Json]:
    """Return all that sheet.typ shows; characters that the fonts lack are added to a set."""
    filed, record = request.filed, request.filed.record
    paper, length = PAPERS.get(filed.paper, PAPERS["a4"])
    lang, region = split_language(filed.language)
    fitted = partial(fit, fonts=fonts, uncovered=uncovered)
    width = length - 2 * MARGIN
    page = Place(fit=fitted, measure=fonts.measure, width=width, hyphenates=lang in HYPHENATED)
    rows = print_rows(filed, request.read_passage)
    sheet = record.scheme.sheet
    title = filed.title[:LONGEST_TITLE]
    title = title if can_be_heading(fitted(title)) else UNTITLED
    return {
        "paper": paper,
        "lang": lang,
        "region": region,
        "leftward": is_leftward(filed.title),
        "title": clean(title),
        "author": clean(record.person.name),
        "foot": fitted(_shorten(record.person.name, filed.title)),
        "head": write_text("plain", (Run(title),), replace(page, size=16.0)),
        "scheme": write_text("plain", (Run(record.scheme.name),), page),
        "notes": [write_text("plain", (Run(it),), page) for it in (sheet.note, filed.note) if it],
        "fields": list(_write_fields(fill_header(record), page)),
        "nothing": write_text("paragraph", (Run(NOTHING),), page),
        **_write_table(sheet.columns, rows, page),
    }


def split_language(language: str) -> tuple[str, str]:
    """Return the language and the region of a tag such as ``en-GB``; ``""`` for no region."""
    first, *others = language.split("-")
    # What follows a single letter is private or an extension, and no region.
    before = others[: next((at for at, it in enumerate(others) if len(it) == 1), len(others))]
    language = first.lower() if re.fullmatch("[A-Za-z]{2,3}", first) else "en"
    return language, next((it.upper() for it in before if re.fullmatch("[A-Za-z]{2}", it)), "")


def clean(text: str) -> str:
    """Return a text as the properties of a PDF can hold it."""
    return "".join(it for it in text if unicodedata.category(it) not in ("Cc", "Cs", "Cn"))


def _shorten(name: str, title: str) -> str:
    texts = [it if len(it) <= FOOT_LENGTH else f"{it[:FOOT_LENGTH]}…" for it in (name, title) if it]
    return " · ".join(texts)


def _write_fields(values: tuple[HeaderValue, ...], page: Place) -> Iterator[Json]:
    """Yield lines of fields of the header, as many in each as have room."""
    line: list[HeaderValue] = []
    for value in values:
        if sum(map(_weigh, (*line, value))) > LINE_LENGTH:
            yield _write_line(line, page)
            line = []
        line.append(value)
    yield _write_line(line, page)


def _write_line(values: list[HeaderValue], page: Place) -> Json:
    within = page.width - GUTTER * (len(values) - 1)
    total = sum(map(_weigh, values))
    return [_write_field(it, replace(page, width=within * _weigh(it) / total)) for it in values]


def _weigh(value: HeaderValue) -> float:
    """Return how much room a field wants, in letters; what is written in by hand wants more."""
    label, text = len(value.label) * 0.8, len(value.text) * 1.1
    return min(max(label, 4.0), 30.0) if value.tick else min(max(label, text, 20.0), 60.0)


def _write_field(value: HeaderValue, place: Place) -> dict[str, Json]:
    text = {"ticked": TICKED, "empty": EMPTY}.get(value.tick, value.text)
    return {
        "share": place.width,
        "is-tick": bool(value.tick),
        "label": write_text("plain", (Run(value.label),), replace(place, size=LABEL_SIZE)),
        "value": write_text("plain", (Run(text),), replace(place, size=VALUE_SIZE)),
    }


def _write_table(
    columns: tuple[Column, ...], rows: tuple[PrintedRow, ...], page: Place
) -> dict[str, Json]:
    total = sum(column.width for column in columns) or 1
    widths = [page.width * column.width / total for column in columns]
    inset = min(INSET, min(widths, default=INSET) / 8)
    size = 9.0 if min(widths, default=page.width) > INSET * 8 else 7.5
    places = [replace(page, width=width - 2 * inset, size=size) for width in widths]
    return {
        "size": size,
        "inset": inset,
        "widths": list(widths),
        "repeats": _find_head_height(columns, places) <= TALLEST,
        "labels": [
            _write_label(column.label, place) for column, place in zip(columns, places, strict=True)
        ],
        "years": [
            {
                "name": write_text("plain", (Run(year),), page),
                "rows": [_write_row(row, places) for row in found],
            }
            for year, found in group_by_year(rows)
        ],
    }


def _find_head_height(columns: tuple[Column, ...], places: list[Place]) -> float:
    """Return about how tall the head is: one taller than a page would be repeated for ever."""
    pairs = zip(columns, places, strict=True)
    cells = (((Line("label", column.label),), place) for column, place in pairs)
    return max((estimate_cell(*it) for it in cells), default=0.0)


def _write_row(row: PrintedRow, places: list[Place]) -> dict[str, Json]:
    cells = tuple(zip(row.cells, places, strict=True))
    return {
        "breaks": max((estimate_cell(*it) for it in cells), default=0.0) > TALLEST,
        "cells": [write_cell(*it) for it in cells],
    }


def _write_label(label: str, place: Place) -> Json:
    """Return the label of a column; what it says in brackets is an explanation, and quieter."""
    name, bracket, aside = label.partition(" (")
    about = (Run(f" ({aside}"),) if bracket else ()
    return ["label", is_leftward(label), write_runs((Run(name),), place), write_runs(about, place)]
