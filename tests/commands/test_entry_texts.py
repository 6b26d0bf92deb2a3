"""The text of an entry: whatever was found, it reads back, and no word is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdsite.commands.entry_texts import Drafted, MadeEntry, make_entry, withdraw
from cpdsite.errors import Location, Problem, ProblemsError
from cpdsite.portfolio.sections import DESCRIPTION, Section
from cpdsite.portfolio.writers import Plain
from tests.properties import check_often

PATH = "content/activities/a.md"


def make(*sections: Section, **values: Plain) -> MadeEntry:
    """Return an entry of some sections and values."""
    known: dict[str, Plain] = {"title": "A", "date": "2026", "status": "published", **values}
    return make_entry(PATH, Drafted(known, sections), "r.csv: row 2")


def describe(text: str) -> Section:
    """Return a description."""
    return Section(DESCRIPTION, "", text, 0)


def test_what_is_sound_is_written_as_it_is() -> None:
    learning = Section("learning", "Key learning", "Much.\n\n- one\n- two", 0)
    made = make(learning, describe("    code\n\nWords."), tags=["a: b", "#c"])
    sections = [(it.name, it.heading, it.text) for it in made.activity.sections]
    assert sections == [
        (DESCRIPTION, "", "    code\n\nWords."),
        ("learning", "Key learning", "Much.\n\n- one\n- two"),
    ]
    assert made.activity.tags == ("a: b", "#c")
    assert made.drafted.doubts == ()
    assert made.content.endswith(b"- two\n")
    assert (made.activity.path, made.activity.slug) == (PATH, "a")


def test_a_section_without_a_heading_that_begins_it_gets_one() -> None:
    made = make(Section("learning", "Odds and ends", "Much.", 0), Section("benefit", "", " ", 0))
    assert [it.heading for it in made.activity.sections] == ["What I learned"]


@pytest.mark.parametrize(
    ("heading", "read_back"),
    [
        ("Key learning ##", "Key learning"),
        ("**Key learning**", "Key learning"),
        ("**Key learning** {#a}", "Key learning"),
        ("__*Key learning*__ #", "__*Key learning*__"),
        ("Key\nlearning", "Key learning"),
        ("Impact", "What I learned"),
    ],
)
def test_a_heading_is_written_so_that_it_is_read_back(heading: str, read_back: str) -> None:
    made = make(Section("learning", heading, "Much.", 0))
    assert [(it.name, it.heading) for it in made.activity.sections] == [("learning", read_back)]
    assert made.drafted.doubts == ()


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("hours", "123456", "expected hours"),
        ("end_date", "2025", "is before date"),
        ("tags", ["x"] * 101, "more than 100 items"),
        ("evidence", [{"link": "nowhere"}], "expected an address"),
    ],
)
def test_a_value_that_cannot_be_read_back_moves_to_extra(
    name: str, value: Plain, words: str
) -> None:
    values: dict[str, Plain] = {name: value, "extra": {"imported": "f"}}
    made = make(**values)
    keys = [key for key, _ in made.activity.extra]
    assert keys == ["imported", name]
    (doubt,) = made.drafted.doubts
    assert words in doubt
    assert doubt.endswith("it stands under extra")
    assert b"status: draft" in made.content


def test_too_much_for_front_matter_moves_into_the_text() -> None:
    large = "word " * 12_000
    made = make(describe("Mine."), extra={"imported": "f", "note": large})
    assert made.activity.extra == (("imported", "f"),)
    assert made.activity.sections[0].text.startswith("Mine.\n\n~~~\n")
    assert made.activity.sections[0].text.count("word") == 12_000
    titled = make(title=large)
    assert len(titled.activity.title) <= 200
    assert titled.activity.sections[0].text.count("word") == 12_000
    deep: Plain = "x"
    for _ in range(25):
        deep = [deep]
    assert make(extra={"deep": deep}).activity.extra == ()


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("One\n\n## What I learned\n\nTwo", "### What I learned"),
        ("Evidence\n--------\n\nTwo", "### Evidence"),
        ("One <!-- two --> three", "One &lt;!-- two --> three"),
        ("One <!-- two", "One &lt;!-- two"),
        ("> " * 40 + "deep", "~~~\n" + "> " * 40 + "deep\n~~~"),
    ],
)
def test_markup_that_something_else_is_made_of_becomes_plain(text: str, kept: str) -> None:
    made = make(describe(text), Section("learning", "What I learned", "Much.", 0))
    assert [it.name for it in made.activity.sections] == [DESCRIPTION, "learning"]
    assert kept in made.activity.sections[0].text
    assert len(made.drafted.doubts) >= 1
    assert b"status: draft" in made.content


def test_unfit_characters_are_shown_as_such() -> None:
    made = make(describe("a\x00b\ud800\r\nc"), title="t\x1b\ud800", tags=["\x9f"])
    mark = "\N{REPLACEMENT CHARACTER}"
    assert made.activity.title == f"t{mark}{mark}"
    assert made.activity.sections[0].text == f"a{mark}b{mark}\nc"
    assert "no page can show" in made.drafted.doubts[0]


def test_what_no_entry_can_hold_is_refused_with_its_place() -> None:
    with pytest.raises(ProblemsError) as caught:
        make(describe("word " * 120_000))
    (problem,) = caught.value.problems
    assert str(problem.location) == "r.csv: row 2"
    assert "expected at most 500,000 bytes" in problem.message
    assert problem.hint


def test_a_problem_of_the_whole_site_withdraws_what_it_comes_of() -> None:
    drafted = Drafted({"title": "A", "date": "2026", "type": "x", "aliases": ["/b/"]}, ())
    known = withdraw(drafted, Problem(Location(PATH), "type", "type: no such", ""))
    assert known
    assert known.values["extra"] == {"type": "x"}
    problem = Problem(Location(PATH), "link", "it leads nowhere", "")
    held_back = withdraw(drafted, problem)
    assert held_back
    assert held_back.values["status"] == "draft"
    assert held_back.doubts == ("it leads nowhere; it is a draft until that is mended",)
    again = withdraw(held_back, problem)
    assert again
    assert "aliases" not in again.values
    assert withdraw(again, problem) is None


TEXTS = st.text(max_size=60) | st.text(alphabet="#-~`<>!:&\n \t|[]*_=\\Learning", max_size=60)


@check_often(80)
@given(TEXTS, TEXTS, TEXTS)
def test_no_text_fails_or_loses_a_word(one: str, two: str, value: str) -> None:
    made = make(
        describe(one),
        Section("learning", "What I learned", two, 0),
        extra={"a": value, "b": [value]},
        provider=[value, "x"],
    )
    found = [it.name for it in made.activity.sections]
    assert found == [name for name in (DESCRIPTION, "learning") if name in found]
    words = {word for it in made.drafted.sections for word in it.text.split()}
    assert words <= set(made.content.decode().split())
