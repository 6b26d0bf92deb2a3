"""Any text as one that the XML of an office file can hold."""

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdsite.exporters.office_text import clean_text, escape_text, join_lines
from tests.properties import check_often

ANY_TEXT = st.text(
    st.characters(exclude_categories=()) | st.sampled_from("\0\r\n\t\ud800<>&'\"\ufffe")
)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("plain", "plain"),
        ("a\x00b\x0bc\x1f\x7f\x9f", "abc"),
        ("a\r\nb\rc\u2028d\x85e", "a\nb\nc\nd\ne"),
        ("\ud800 \udfff \ufffe", "\ufffd \ufffd \ufffd"),
        ("\t\u202e\U0001f600", "\t\u202e\U0001f600"),
    ],
)
def test_text_is_cleaned(text: str, cleaned: str) -> None:
    assert clean_text(text) == cleaned


@check_often(100)
@given(ANY_TEXT)
def test_any_text_comes_back_from_xml(text: str) -> None:
    # A parser of XML takes what stands between and within tags as it is written here.
    escaped = escape_text(text)
    element = ET.fromstring(f'<a b="{escaped}">{escaped}</a>')  # noqa: S314 - our own
    assert (element.text or "") == clean_text(text)
    assert element.get("b", "").split() == clean_text(text).split()


def test_lines_are_joined() -> None:
    assert join_lines("  a\r\n b\x00\tc\n") == "a b c"
