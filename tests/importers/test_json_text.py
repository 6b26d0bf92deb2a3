"""JSON to nodes: every value is text with its place, and what is out of bounds is a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdsite import limits
from cpdsite.errors import ProblemsError, RefusedError
from cpdsite.importers import json_text
from cpdsite.importers.json_text import decode_json
from cpdsite.portfolio.nodes import Mapping, Scalar, Sequence
from tests.properties import check_often


def test_every_value_is_text_with_its_place() -> None:
    document = decode_json("r.json", b'{"a": [1.50, true, null, {"b": "x"}]}')
    root = document.root
    assert isinstance(root, Mapping)
    ((key, items),) = root.pairs
    assert isinstance(items, Sequence)
    texts = [it.text for it in items.items if isinstance(it, Scalar)]
    assert (key.text, texts) == ("a", ["1.50", "true", ""])
    assert [document.find_place(it) for it in items.items] == ["a[0]", "a[1]", "a[2]", "a[3]"]
    assert document.find_place(root) == ""
    inner = items.items[3]
    assert isinstance(inner, Mapping)
    assert document.find_place(inner.pairs[0][1]) == "a[3].b"
    document.finish()


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ('{"a": 1, "a": 2}', "r.json: a", '"a" appears twice'),
        ('{"a": {"b": 1, "b": 1}}', "r.json: a.b", '"b" appears twice'),
        ('{"a": NaN}', "r.json: a", "found NaN"),
        ('{"a": -Infinity}', "r.json: a", "found -Infinity"),
        ('{"a": "\\ud800"}', "r.json: a", "U+D800"),
        ('{"a": "\\u0000"}', "r.json: a", "U+0000"),
        ('{"\\u0007": 1}', "r.json: \N{REPLACEMENT CHARACTER}", "U+0007"),
        ('"\\u0001"', "r.json", "U+0001"),
    ],
)
def test_what_json_allows_and_a_page_does_not_is_noted(text: str, place: str, words: str) -> None:
    document = decode_json("r.json", text.encode())
    with pytest.raises(ProblemsError) as caught:
        document.finish()
    (problem,) = caught.value.problems
    assert words in problem.message
    assert problem.location.path == place


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "r.json is not JSON: Expecting value at line 1, column 1"),
        (b'{"a":\n ]', "line 2, column 2"),
        (b"PK\x03\x04", "invisible character"),
        (b"[" * 100_000, "nested more than 24 deep"),
        (b"[" * 26 + b"]" * 26, "nested more than 24 deep"),
    ],
)
def test_what_is_no_json_is_a_sentence(data: bytes, words: str) -> None:
    with pytest.raises((RefusedError, ProblemsError)) as caught:
        decode_json("r.json", data)
    error = caught.value
    said = error.problems[0].message if isinstance(error, ProblemsError) else str(error)
    assert words in said


def test_a_number_of_very_many_figures_takes_no_time() -> None:
    document = decode_json("r.json", b"1" * 1_000_000)
    assert isinstance(document.root, Scalar)
    assert len(document.root.text) == 1_000_000


def test_size_and_number_of_values_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_text, "IMPORT_BYTES", 10)
    monkeypatch.setattr(json_text, "MOST_VALUES", 3)
    assert decode_json("r.json", b"[1,2,3]").root
    with pytest.raises(RefusedError, match="expected at most 10 bytes, found 11"):
        decode_json("r.json", b'"123456789"')
    with pytest.raises(RefusedError, match="commas and opening brackets, found 4"):
        decode_json("r.json", b"[[[[]]]]")
    assert limits.MOST_VALUES > 100_000


@check_often(60)
@given(st.binary(max_size=40) | st.text(alphabet='[]{}",:\\u019aNI ', max_size=40).map(str.encode))
def test_no_bytes_make_it_fail(data: bytes) -> None:
    try:
        decode_json("r.json", data)
    except (RefusedError, ProblemsError):
        return
