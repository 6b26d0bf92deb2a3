"""The record is the record: the same rows, in the same order, with the same words, in every format."""

import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from cpdsite.commands.build import BuildOptions, build_site
from cpdsite.exporters.export import Request
from cpdsite.exporters.formats import FORMATS
from cpdsite.prose.blocks import write_plain
from tests.exporters import reading
from tests.exporters.example import DAY, ROOT, open_example
from tests.exporters.records import requests
from tests.properties import check_often
from tests.site_maker import read_page

READERS: dict[str, Callable[[bytes, Request], list[list[str]]]] = {
    "docx": lambda content, _: reading.read_word(content),
    "txt": lambda content, _: reading.read_text(content),
    "csv": reading.read_csv,
    "xlsx": reading.read_excel,
    "json": reading.read_json,
}
"""What reads each format row by row; of those that take a row apart, headings are columns."""

APART = ("csv", "xlsx", "json")


def check_rows(request: Request, form: str) -> None:
    """Hold the rows of a format against what the record's cells say."""
    content = FORMATS[form].export(request).content
    # Plain text has nothing but words: marks and numbers of lists, and where links lead.
    write = write_plain if form == "txt" else reading.join_runs
    expected = reading.expect_rows(request, with_headings=form not in APART, write=write)
    assert not reading.find_difference(READERS[form](content, request), expected)


@pytest.mark.parametrize("form", READERS)
@pytest.mark.parametrize("scheme", ["ikt", "iet"])
def test_the_example_is_the_same_in_every_format(form: str, scheme: str) -> None:
    check_rows(open_example()[scheme], form)


@pytest.mark.parametrize("scheme", ["ikt", "iet"])
def test_the_example_is_the_same_on_its_page(scheme: str, tmp_path: Path) -> None:
    build_site(ROOT, BuildOptions(today=DAY, output=tmp_path / "public"))
    where = "record" if scheme == "ikt" else f"record/{scheme}"
    page = read_page(tmp_path, f"{where}/index.html")
    expected = reading.expect_rows(open_example()[scheme])
    assert not reading.find_difference(reading.read_page(page), expected)


@pytest.mark.parametrize("scheme", ["ikt", "iet"])
def test_the_example_is_the_same_on_paper(scheme: str) -> None:
    check_pdf(open_example()[scheme])


def check_pdf(request: Request) -> None:
    """Hold the words of a PDF against those of the record: all of them, and titles in order.

    A row that breaks over pages is drawn a page at a time, so its words are counted.
    """
    drawn = reading.read_pdf(FORMATS["pdf"].export(request).content)
    rows = reading.expect_rows(request)
    missing = Counter(word for row in rows for word in row) - Counter(drawn)
    # Words that run from right to left come out of a PDF in an order of their own.
    assert not [word for word in missing if not is_right_to_left(word)]
    titles = [reading.find_words(it.activity.title) for it in request.filed.record.rows]
    text = " ".join(drawn)
    place = 0
    for title in titles:
        place = text.find(" ".join(title), place)
        assert place >= 0, title


def is_right_to_left(word: str) -> bool:
    """Tell whether a word is Arabic or Hebrew."""
    return any(unicodedata.bidirectional(char) in ("R", "AL") for char in word)


@pytest.mark.parametrize("form", READERS)
@given(request=requests())
@check_often(20)
def test_any_record_is_the_same_in_every_format(form: str, request: Request) -> None:
    check_rows(request, form)


@given(request=requests())
@check_often(8)
def test_any_record_is_the_same_on_paper(request: Request) -> None:
    check_pdf(request)


def test_a_row_that_is_missing_or_moved_is_noticed() -> None:
    request = open_example()["ikt"]
    rows = request.filed.record.rows
    for changed in (rows[1:], (rows[1], rows[0], *rows[2:])):
        record = replace(request.filed.record, rows=changed)
        other = replace(request, filed=replace(request.filed, record=record))
        content = FORMATS["csv"].export(other).content
        assert reading.read_csv(content, request) != reading.expect_rows(
            request, with_headings=False
        )
