"""What the house knows of a piece of Markdown, read once and kept."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdsite.prose.passage import (
    LONGEST_SENTENCE,
    Passage,
    Passages,
    cut_sentence,
    cut_text,
    find_first_sentence,
    read_passage,
)
from cpdsite.prose.tree import parse_html
from cpdsite.store import read_store, write_store
from tests.properties import check_property
from tests.prose.hostile import HOSTILE

LONG = "This first sentence goes on for long enough to stand alone in any list of entries"


def test_a_passage_holds_links_images_ids_and_words() -> None:
    passage = read_passage(
        "# A\n\n[b](c.md) and [b again](c.md), ![d](e.png), [f](#a).\n\n![d](e.png)\n"
    )
    assert passage.links == ("c.md", "#a")
    assert passage.images == ("e.png",)
    assert passage.ids == ("a",)
    assert not passage.is_blank
    assert read_passage("<!-- a -->").is_blank
    assert passage.html.startswith('<h1 id="a">A</h1>')


@pytest.mark.parametrize("source", ["", " \n\t\n"], ids=repr)
def test_nothing_gives_an_empty_passage(source: str) -> None:
    assert read_passage(source) == Passage("", (), (), (), "")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        pytest.param(f"{LONG}. And more.", f"{LONG}.", id="full-stop"),
        pytest.param(f"{LONG}! Then.", f"{LONG}!", id="exclamation"),
        pytest.param(f"{LONG}? “Then.”", f"{LONG}?", id="quote-after"),
        pytest.param(f"{LONG}.” Then.", f"{LONG}.”", id="closing-quote-belongs"),
        pytest.param(f"{LONG}… Then.", f"{LONG}…", id="ellipsis"),
        pytest.param(f"{LONG}. élan.", f"{LONG}.", id="letter-with-accent"),
        pytest.param(f"{LONG} at 9 a.m. on a day", None, id="small-letter-after"),
        pytest.param(f"{LONG} with Dr. Who", None, id="title"),
        pytest.param(f"{LONG} by J. Smith", None, id="initial"),
        pytest.param(f"{LONG}, e.g. Paris", None, id="for-example"),
        pytest.param(f"{LONG} in version 3.5 Beta", None, id="number"),
        pytest.param(LONG, None, id="no-end"),
        pytest.param(f"Short. {LONG}. Third.", f"Short. {LONG}.", id="short-takes-the-next"),
    ],
)
def test_the_first_sentence_ends_where_a_reader_ends_it(text: str, sentence: str | None) -> None:
    assert cut_sentence(text) == (text if sentence is None else sentence)


@check_property
@given(st.text())
def test_a_first_sentence_begins_the_text(text: str) -> None:
    assert text.startswith(cut_sentence(text))


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        pytest.param(f"# Title\n\n{LONG}. More.", f"{LONG}.", id="headings-are-no-sentence"),
        pytest.param("- First item\n- Second", "First item", id="list"),
        pytest.param("A *b* `c`[^1] d.\n\n[^1]: Note.", "A b c d.", id="markup-and-notes"),
        pytest.param("Two\nlines", "Two lines", id="lines"),
        pytest.param("<!-- What was it about? -->", "", id="comment"),
        pytest.param("```\ncode\n```", "", id="code"),
    ],
)
def test_the_first_sentence_is_plain_text_of_the_first_paragraph(
    source: str, sentence: str
) -> None:
    assert read_passage(source).sentence == sentence


def test_a_long_sentence_is_cut_between_words() -> None:
    sentence = find_first_sentence(parse_html(f"<p>{'word, ' * 100}</p>"))
    assert len(sentence) <= LONGEST_SENTENCE + 1
    assert sentence.endswith("word…")


@check_property
@given(st.text(), st.integers(1, 40))
def test_a_cut_text_is_no_longer_than_its_limit_and_a_beginning(text: str, limit: int) -> None:
    cut = cut_text(text, limit)
    if len(text) <= limit:
        assert cut == text
    else:
        assert len(cut) <= limit + 1
        assert text.startswith(cut.removesuffix("…"))


SOURCES = ["One [a](b.md).", "# Two\n\n![c](d.png)", ""]


def test_a_stored_passage_is_the_same_as_a_fresh_one() -> None:
    first = Passages("renderer")
    fresh = [first.read(source) for source in SOURCES]
    stored = json.loads(json.dumps(first.dump()))
    second = Passages("renderer", lambda: stored)
    assert [second.read(source) for source in SOURCES] == fresh
    assert fresh == [read_passage(source) for source in SOURCES]


@check_property
@given(HOSTILE)
def test_any_passage_survives_being_stored(source: str) -> None:
    first = Passages("renderer")
    fresh = first.read(source)
    stored = json.loads(json.dumps(first.dump()))
    assert Passages("renderer", lambda: stored).read(source) == fresh


def test_what_is_stored_is_taken_instead_of_converting() -> None:
    first = Passages("renderer")
    first.read("One.")
    stored = json.loads(json.dumps(first.dump()).replace("<p>One.</p>", "<p>Stored.</p>"))
    assert Passages("renderer", lambda: stored).read("One.").html == "<p>Stored.</p>"


@pytest.mark.parametrize(
    "stored",
    [
        pytest.param({"renderer": "another", "passages": {}}, id="another-renderer"),
        pytest.param(None, id="nothing"),
        pytest.param([], id="list"),
        pytest.param("text", id="text"),
        pytest.param({}, id="empty"),
    ],
)
def test_a_foreign_store_is_ignored(stored: object) -> None:
    assert Passages("renderer", lambda: stored).read("One.") == read_passage("One.")


def test_a_store_of_another_renderer_is_ignored() -> None:
    first = Passages("old")
    first.read("One.")
    stored = json.loads(json.dumps(first.dump()).replace("<p>One.</p>", "<p>Old.</p>"))
    assert Passages("new", lambda: stored).read("One.").html == "<p>One.</p>"


def test_a_damaged_store_is_ignored(tmp_path: Path) -> None:
    first = Passages("renderer")
    first.read("One.")
    path = tmp_path / "passages.json"
    write_store(path, first.dump())
    path.write_bytes(path.read_bytes().replace(b"One.", b"Two."))
    assert Passages("renderer", lambda: read_store(path)).read("One.").html == "<p>One.</p>"


def test_nothing_new_is_nothing_to_store() -> None:
    first = Passages("renderer")
    first.read("One.")
    second = Passages("renderer", first.dump)
    second.read("One.")
    assert second.dump() is None


def test_what_is_no_longer_used_is_no_longer_stored() -> None:
    first = Passages("renderer")
    first.read("One.")
    first.read("Two.")
    second = Passages("renderer", first.dump)
    second.read("Two.")
    dumped = second.dump()
    assert isinstance(dumped, dict)
    assert len(dumped["passages"]) == 1


@pytest.mark.parametrize(
    "stored",
    [
        [],
        {"renderer": "r"},
        {"renderer": "r", "passages": []},
        {"renderer": "r", "passages": {"k": {}}},
    ],
    ids=repr,
)
def test_a_store_of_another_shape_is_ignored(stored: object) -> None:
    assert Passages("r", lambda: stored).read("Words.").sentence == "Words."
