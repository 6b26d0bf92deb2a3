"""Records as PDF files, read back by a library and by poppler."""

import io
import re
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdf
import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st

from cpdsite.errors import ProblemsError
from cpdsite.exporters import pdf
from cpdsite.exporters.export import Exported
from cpdsite.exporters.fonts import FOLDER, Fonts, read_shipped
from cpdsite.exporters.pdf import write_pdf
from cpdsite.portfolio.activity import Activity, FurtherAction
from cpdsite.portfolio.scheme import Column
from tests.exporters.requests import SCHEME, make_request, make_section
from tests.portfolio.values import make_activity, make_date, make_person, make_scheme
from tests.properties import check_often

EVIL = (
    '#import "x": * $a$ *b* _c_ @d <e> // f /* g */ #{panic()} `h` = - + [i] \\ "\' -- ~ #eval("1")'
)
PROSE = """A **bold** and an *italic* word, [a link](https://a.example/?b=1&c=2).

- one
    - two

7. seven

- [x] done
- [ ] to do

> Said.

| A | B |
|---|---|
| 1 | 2 |

    code
"""


def make_full(**values: Any) -> Exported:
    activities = (
        make_activity(
            *("full", "2025-03-12"),
            title="Rich text",
            sections=(make_section("learning", PROSE, "What I learned"),),
            further_action=(FurtherAction("Try it", make_date("2026-05"), None),),
        ),
        make_activity("arabic", "2026-01", title="ليلى بنت أحمد"),
    )
    return write_pdf(make_request(*activities, **values))


@pytest.fixture(scope="module")
def full() -> Exported:
    return make_full()


def read_text(exported: Exported, folder: Path) -> str:
    """Return the text of a PDF in the order of the file, as poppler reads it, white space made one."""
    reader = shutil.which("pdftotext")
    assert reader, "poppler-utils is not installed"
    path = folder / "record.pdf"
    path.write_bytes(exported.content)
    ran = subprocess.run([reader, "-q", "-raw", str(path), "-"], check=True, capture_output=True)
    return re.sub(r"\s+", " ", ran.stdout.decode())


def test_the_file_says_what_it_is(full: Exported) -> None:
    reader = pypdf.PdfReader(io.BytesIO(full.content))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    metadata = reader.metadata
    assert metadata is not None
    assert (metadata.title, metadata.author) == ("Record", "Ada Example")
    created = metadata.creation_date
    assert created is not None
    assert created.year == 1970
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    assert full.notes == ()


def test_bookmarks_lead_to_years_and_activities(full: Exported) -> None:
    outline = pypdf.PdfReader(io.BytesIO(full.content)).outline
    titles = [it.title if not isinstance(it, list) else [sub.title for sub in it] for it in outline]  # type: ignore[union-attr]
    assert titles == ["2025", ["Rich text"], "2026", ["ليلى بنت أحمد"]]


def test_every_word_is_there_in_order(full: Exported, tmp_path: Path) -> None:
    text = read_text(full, tmp_path)
    words = ["Institute of Things", "Record", "NAME", "Ada Example", "MEMBER", "☐", "Dates"]
    words += ["2025", "12 March 2025", "Rich text", "bold", "italic", "a link"]
    words += ["• one", "two", "7. seven", "☑ done", "☐ to do", "Said.", "A", "B", "1", "2", "code"]
    assert re.search(".*?".join(map(re.escape, words)), text), text
    assert "Try it Due May 2026" in text
    assert "page 1 of 1" in text


def test_the_bytes_are_the_same_on_every_run_and_in_threads(full: Exported) -> None:
    with ThreadPoolExecutor(2) as pool:
        again = list(pool.map(lambda _: make_full().content, range(4)))
    assert set(again) == {full.content}


def test_it_can_be_an_archival_file(full: Exported) -> None:
    request = replace(make_request(make_activity()), is_archival=True)
    content = write_pdf(request).content
    metadata: Any = pypdf.PdfReader(io.BytesIO(content)).trailer["/Root"]
    data = metadata["/Metadata"].get_data()
    assert b"pdfaid:part" in data
    assert b"pdfuaid:part" in data
    assert b"pdfaid:part" not in full.content


def test_an_empty_record_says_so(tmp_path: Path) -> None:
    exported = write_pdf(make_request(paper="letter", language="cy"))
    assert "No activities fall in this period." in read_text(exported, tmp_path)
    page = pypdf.PdfReader(io.BytesIO(exported.content)).pages[0]
    assert (page.mediabox.width, page.mediabox.height) == (792, 612)


def test_a_tall_row_goes_on_over_pages_below_the_same_head(tmp_path: Path) -> None:
    text = " ".join(f"word{it}" for it in range(3_000))
    activity = make_activity(sections=(make_section("learning", text),))
    exported = write_pdf(make_request(activity))
    reader = pypdf.PdfReader(io.BytesIO(exported.content))
    count = len(reader.pages)
    found = read_text(exported, tmp_path)
    assert count > 2
    assert found.count("What did you learn?") == count
    assert f"page {count} of {count}" in found
    assert [word for word in found.split() if word.startswith("word")] == text.split()


def test_markup_of_typst_is_text(tmp_path: Path) -> None:
    action = FurtherAction(EVIL, None, None)
    activity = make_activity(title=EVIL, provider=(EVIL,), further_action=(action,))
    person = replace(make_person(), name=EVIL)
    scheme = replace(SCHEME, name=EVIL)
    exported = write_pdf(make_request(activity, person=person, scheme=scheme, note=EVIL))
    found = read_text(exported, tmp_path)
    assert found.replace(" ", "").count(EVIL.replace(" ", "")) >= 6


def test_what_the_fonts_lack_is_told(tmp_path: Path) -> None:
    exported = write_pdf(make_request(make_activity(title="漢 in a title")))
    (note,) = exported.notes
    assert "漢 (U+6F22)" in note
    assert "[U+6F22] in a title" in read_text(exported, tmp_path)


def test_fonts_of_the_site_are_searched(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    hebrew = (FOLDER / "cpdsiteSansHebrew-Regular.ttf").read_bytes()
    request = make_request(make_activity(title="Hebrew שלום"))
    known = tuple(it for it in read_shipped().fonts if "ש" not in it)
    monkeypatch.setattr(pdf, "read_shipped", lambda: Fonts(known))
    (note,) = write_pdf(request).notes
    assert "4 characters" in note
    fonts = (("a.ttf", hebrew), ("b.woff2", b"wOF2"))
    (note,) = write_pdf(replace(request, fonts=fonts)).notes
    assert note.startswith("The font b.woff2 is not used")
    assert "[U+" not in read_text(write_pdf(replace(request, fonts=fonts)), tmp_path)


def test_a_font_that_typst_cannot_read_is_left_out() -> None:
    whole = (FOLDER / "cpdsiteSansHebrew-Regular.ttf").read_bytes()
    # fontTools is content with the tables that it needs; typst needs the outlines too.
    broken = whole.replace(b"glyf", b"glyx").replace(b"\x05\xd0", b"\x6f\x22")
    request = replace(make_request(make_activity()), fonts=(("a.ttf", broken),))
    assert write_pdf(request).content


@pytest.mark.parametrize(
    "text",
    [
        '<del><a href="https://a.example/">struck</a></del>',
        '<a href="https://a.example/">&shy;</a>',
        "<sup><sub>both</sub></sup>",
        "- \n- [x]\n\n> \n",
        "> " * 25 + "deep",
    ],
)
def test_what_typst_is_strict_about_is_met(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[int] = []
    compile_sheet = typst.compile

    def count(*given: Any, **named: Any) -> Any:
        tries.append(1)
        return compile_sheet(*given, **named)

    monkeypatch.setattr(typst, "compile", count)
    activity = make_activity(sections=(make_section("learning", text),))
    assert write_pdf(make_request(activity)).content
    assert tries == [1]


class PanicException(BaseException):
    """What the library raises for a fault of its own."""


@pytest.mark.parametrize(
    "fault", [RuntimeError("\nPDF/UA-1 error:\nfurther"), PanicException("PDF/UA-1 error:")]
)
def test_what_typst_refuses_to_the_last_is_a_problem(
    fault: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any, **__: Any) -> bytes:
        raise fault

    monkeypatch.setattr(typst, "compile", refuse)
    with pytest.raises(ProblemsError) as caught:
        write_pdf(make_request(make_activity()))
    (problem,) = caught.value.problems
    assert problem.message.endswith("typst, which sets it, says: PDF/UA-1 error:")
    assert "docx" in problem.hint


def test_an_interruption_is_no_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: Any, **__: Any) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr(typst, "compile", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_pdf(make_request(make_activity()))


ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(
    [EVIL, "\ud800", "ע\u064bx\u0300", ""]
)


@check_often(12)
@given(st.lists(ANY, min_size=4, max_size=4), st.lists(ANY, max_size=3))
def test_no_text_makes_it_fail(texts: list[str], lines: list[str]) -> None:
    title, name, note, action = texts
    activity = Activity(
        path="content/activities/a.md",
        slug="a",
        date=make_date("2026"),
        title=title,
        provider=tuple(lines),
        sections=(make_section("learning", "\n\n".join(lines).replace("\ud800", "")),),
        further_action=(FurtherAction(action, None, None),),
        status=make_activity().status,
    )
    request = make_request(activity, person=replace(make_person(), name=name), note=note)
    assert write_pdf(request).content.startswith(b"%PDF-1.7")


def test_a_head_taller_than_a_page_takes_its_pages_once() -> None:
    columns = (Column("label of many words " * 400, ("title",), 50), Column("So", ("title",), 50))
    exported = write_pdf(make_request(make_activity(), scheme=make_scheme(*columns)))
    assert len(pypdf.PdfReader(io.BytesIO(exported.content)).pages) < 12
