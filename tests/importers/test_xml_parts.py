"""XML of strangers: entities, document types, depth, size and damage."""

import pytest

from cpdsite.errors import RefusedError
from cpdsite.importers.xml_parts import check_xml, read_xml
from cpdsite.limits import DEEPEST_XML

LAUGHS = b'<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
OUTSIDE = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'


@pytest.mark.parametrize("data", [LAUGHS, OUTSIDE, b"<!DOCTYPE a><a/>"])
def test_a_document_type_is_refused(data: bytes) -> None:
    with pytest.raises(RefusedError, match="declares a document type"):
        read_xml("a.docx", data)


@pytest.mark.parametrize(
    "data", [b"", b"<a>", b"<a>\x00</a>", b"<a>&#1;</a>", b"<a>&b;</a>", b"\xff\xfea"]
)
def test_damage_is_refused(data: bytes) -> None:
    with pytest.raises(RefusedError, match="is damaged"):
        check_xml("a.docx", data)


def test_depth_is_bounded() -> None:
    check_xml("a.docx", b"<a>" * DEEPEST_XML + b"</a>" * DEEPEST_XML)
    with pytest.raises(RefusedError, match="nested"):
        check_xml("a.docx", b"<a>" * (DEEPEST_XML + 1))


def test_the_number_of_elements_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cpdsite.importers.xml_parts.MOST_XML_ELEMENTS", 10)
    check_xml("a.docx", b"<a>" + b"<b/>" * 9 + b"</a>")
    with pytest.raises(RefusedError, match="more than 10 elements"):
        check_xml("a.docx", b"<a>" + b"<b/>" * 10 + b"</a>")


def test_a_tree_has_names_as_the_usual_form_has_them() -> None:
    strict = b'<w:p xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main" w:a="1">t<b/>u</w:p>'
    tree = read_xml("a.docx", strict)
    usual = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    assert (tree.tag, tree.attrib, tree.text, tree[0].tail) == (
        f"{usual}p",
        {f"{usual}a": "1"},
        "t",
        "u",
    )
