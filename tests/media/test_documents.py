"""PDF files: what they say of their author is told, and no broken one stops anything."""

import logging
import warnings
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter
from pypdf.errors import PdfReadWarning

from cpdsite.errors import Problem, Severity
from cpdsite.limits import DOCUMENT_OBJECTS
from cpdsite.media import documents
from cpdsite.media.documents import examine_document, read_properties
from tests.picture_maker import make_document

INFO = {"/Author": "J. Smith", "/Title": "Draft 3 for Acme"}
XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"><dc:creator><rdf:Seq><rdf:li>J. Smith</rdf:li>
 <rdf:li>Ann Other</rdf:li></rdf:Seq></dc:creator><dc:title><rdf:Alt>
 <rdf:li xml:lang="x-default">An earlier title</rdf:li></rdf:Alt></dc:title>
 <dc:description><rdf:Alt><rdf:li xml:lang="x-default">Takeover</rdf:li></rdf:Alt></dc:description>
 <xmp:CreatorTool>Writer</xmp:CreatorTool><pdf:Keywords>secret, merger</pdf:Keywords>
 </rdf:Description></rdf:RDF></x:xmpmeta>"""


def examine(data: bytes) -> Problem:
    (problem,) = examine_document("content/activities/certificate.pdf", data)
    assert (problem.code, problem.severity) == ("pdf", Severity.WARNING)
    assert problem.location.path == "content/activities/certificate.pdf"
    assert problem.hint
    return problem


def test_author_and_title_are_told() -> None:
    assert examine(make_document(INFO)).message == (
        'certificate.pdf says: author "J. Smith", title "Draft 3 for Acme": '
        "anyone who opens it can read that"
    )


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("/Author", "author"),
        ("/Title", "title"),
        ("/Subject", "subject"),
        ("/Keywords", "keywords"),
    ],
)
def test_each_property_is_told(key: str, name: str) -> None:
    assert (
        f'says: {name} "Some words": anyone' in examine(make_document({key: "Some words"})).message
    )


def test_both_stores_are_read() -> None:
    assert read_properties(make_document(INFO, XMP)) == {
        "author": "J. Smith, Ann Other",
        "title": "Draft 3 for Acme, An earlier title",
        "subject": "Takeover",
        "keywords": "secret, merger",
        "program": "Writer",
    }


def test_the_program_is_told_with_others_and_is_nothing_alone() -> None:
    program = {"/Creator": "Writer", "/Producer": "LibreOffice"}
    assert examine_document("a.pdf", make_document(program)) == ()
    assert (
        'title "T", program "Writer"' in examine(make_document({**program, "/Title": "T"})).message
    )


@pytest.mark.parametrize("info", [{}, {"/Title": "", "/Author": "  "}])
def test_a_document_that_says_nothing_is_fine(info: dict[str, str]) -> None:
    assert examine_document("a.pdf", make_document(info)) == ()


def test_long_and_broken_lines_are_quoted_in_short() -> None:
    message = examine(make_document({"/Title": "long\n" * 100})).message
    assert "\n" not in message
    assert "long long" in message
    assert len(message) < 200


WORD = "secret"


def encrypt(**options: Any) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_metadata(INFO)
    writer.encrypt(algorithm="RC4-128", **options)
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def test_an_encrypted_document_cannot_be_read() -> None:
    problem = examine(encrypt(user_password=WORD))
    assert "encrypted or damaged" in problem.message


def test_a_document_that_only_forbids_printing_can_be_read() -> None:
    assert "J. Smith" in examine(encrypt(user_password="", owner_password=WORD)).message


@pytest.mark.parametrize("data", [b"", b"slides", b"%PDF-1.7", b"%PDF-1.7\n%%EOF", b"\x00" * 5000])
def test_what_is_no_document_is_told(data: bytes) -> None:
    assert "could not be read" in examine(data).message


@pytest.mark.parametrize("part", [b"1 0 obj\n<<>>\nendobj\n", b"1\n0\nobj\n", b"trailer\n<<>>\n"])
def test_documents_of_very_many_objects_are_not_read(
    part: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = make_document(INFO) + part * (DOCUMENT_OBJECTS - 100)
    monkeypatch.setattr(documents, "read_properties", lambda _: {"author": "read"})
    assert 'author "read"' in examine(few).message
    monkeypatch.setattr(documents, "read_properties", lambda _: pytest.fail("read"))
    assert f"more than {DOCUMENT_OBJECTS:,} objects" in examine(few + part * 100).message


@pytest.mark.parametrize("error", [RecursionError, MemoryError, KeyError, AttributeError])
def test_whatever_pypdf_raises_becomes_a_warning(
    error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(documents, "PdfReader", fail)
    examine(make_document(INFO))


def test_what_pypdf_says_of_broken_files_is_not_heard(caplog: pytest.LogCaptureFixture) -> None:
    data = make_document(INFO).replace(b"startxref\n", b"startxref\n9")
    logger = logging.getLogger("pypdf")
    level = logger.level
    with warnings.catch_warnings():
        warnings.simplefilter("error", PdfReadWarning)
        assert "J. Smith" in examine(data).message
    assert not caplog.records
    assert logger.level == level


SEEDS = [make_document(INFO, XMP), make_document({}), encrypt(user_password="")]


@st.composite
def mutate(draw: st.DrawFn) -> bytes:
    changed = bytearray(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(1, 8))):
        place = draw(st.integers(0, len(changed) - 1))
        if draw(st.booleans()):
            changed[place : place + draw(st.integers(1, 9))] = draw(st.binary(max_size=9))
        else:
            piece = draw(
                st.sampled_from(
                    [b"<<", b">>", b"[", b"0 0 R", b"1 0 R", b"99999999", b"/Info", b"("]
                )
            )
            changed[place:place] = piece
    return bytes(changed)


@settings(max_examples=300)
@given(mutate())
def test_damaged_documents_never_raise(data: bytes) -> None:
    for problem in examine_document("a.pdf", data):
        assert (problem.code, problem.severity) == ("pdf", Severity.WARNING)


@given(st.binary(max_size=300))
def test_any_bytes_never_raise(data: bytes) -> None:
    examine_document("a.pdf", data)
    examine_document(
        "a.pdf", b"%PDF-1.4\n" + data + b"\ntrailer <</Root 1 0 R>>\nstartxref\n0\n%%EOF"
    )
