"""Which reader reads a file."""

import pytest

from cpdsite.errors import RefusedError
from cpdsite.exporters.formats import FORMATS
from cpdsite.importers.archives import pack_parts
from cpdsite.importers.reading import READERS, Kind, find_kind, read_source
from tests.exporters.requests import make_request
from tests.importers.record_maker import (
    RECORDS,
    make_log,
    make_old_form,
    make_rich_text,
    make_web_page,
)
from tests.portfolio.values import make_activity

OLD_EXCEL = (RECORDS / "title-above-the-head.xls").read_bytes()
ODT = pack_parts({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"})


@pytest.mark.parametrize("name", ["a.docx", "a.doc", "a.xls", "a.csv", "a"])
@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (make_old_form(), Kind.WORD),
        (make_log(), Kind.SPREADSHEET),
        (OLD_EXCEL, Kind.SPREADSHEET),
        (make_rich_text(), Kind.RICH_TEXT),
        (make_web_page(), Kind.WEB_PAGE),
        (b"\xef\xbb\xbf  <TABLE><tr>", Kind.WEB_PAGE),
        (ODT, Kind.OPEN_TEXT),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            Kind.EXCEL_MARKUP,
        ),
        (
            b'<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml">',
            Kind.WORD_MARKUP,
        ),
    ],
)
def test_the_content_decides_and_not_the_name(name: str, data: bytes, kind: Kind) -> None:
    assert find_kind(name, data) is kind


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", b"a,b\n"),
        ("a.xls", b"a\tb\n"),
        ("a.txt", "a\tb".encode("utf-16")),
        ("a.tsv", b"<5 days,x"),
    ],
)
def test_other_text_is_a_table(name: str, data: bytes) -> None:
    assert find_kind(name, data) is Kind.DELIMITED


@pytest.mark.parametrize(
    ("name", "data", "cure"),
    [
        ("a.pdf", b"%PDF-1.7", "open the file that it was made of"),
        ("a.docx", b"\x89PNG", "a picture"),
        ("a.doc", b"MIME-Version: 1.0\n", "web page saved as one file"),
        ("a.docx", b"words", "is damaged, or of a kind"),
        ("a.csv", b"a\x00b", "is damaged, or of a kind"),
        ("a.zip", pack_parts({"a.csv": b"1"}), "unpack it"),
        ("a.pages", pack_parts({"Index/Document.iwa": b"1"}), "export it as Word or Excel"),
        (
            "a.docx",
            OLD_EXCEL.replace("Workbook".encode("utf-16-le"), "Workb00k".encode("utf-16-le")),
            "no Word file and no spreadsheet",
        ),
        (
            "a.docx",
            OLD_EXCEL.replace(
                "Workbook\0\0\0\0\0\0\0\0".encode("utf-16-le"),
                "EncryptedPackage".encode("utf-16-le"),
            ).replace(b"\x12\x00\x02", b"\x22\x00\x02"),
            "password",
        ),
        ("a.csv", b"", "is empty"),
    ],
)
def test_what_nobody_reads_is_refused_with_a_cure(name: str, data: bytes, cure: str) -> None:
    with pytest.raises(RefusedError, match=cure) as caught:
        read_source(name, data)
    assert str(caught.value).startswith(name)


def test_every_kind_has_a_reader() -> None:
    assert set(READERS) == set(Kind)


def test_a_source_is_read() -> None:
    assert read_source("a.csv", b"a,b\n").grids[0].rows[0][1].plain == "b"


@pytest.mark.parametrize("form", ["txt", "html"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_our_own_files_to_copy_from_are_told_by_what_they_hold(form: str, line_end: str) -> None:
    content = FORMATS[form].export(make_request(make_activity())).content
    data = content.decode().replace("\n", line_end).encode()
    with pytest.raises(RefusedError, match=r"import the \.json of it instead"):
        find_kind("record.csv", data)
