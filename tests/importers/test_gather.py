"""The tables of a record to candidates, with an account of every cell."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdsite.content.entries import read_file
from cpdsite.content.front_matter import write_front_matter
from cpdsite.errors import UsageError
from cpdsite.importers.bodies import write_body
from cpdsite.importers.gather import Options, gather
from cpdsite.importers.gathered import Candidate, Gathered, Outcome
from cpdsite.importers.source import Cell, Grid, Source
from cpdsite.portfolio.activity import Activity
from cpdsite.portfolio.fields import ACTIVITY, write_fields
from tests.importers.sources import (
    IKT_HEAD,
    LEFT,
    find_accounted,
    find_scheme,
    gather_rows,
    make_grid,
    make_source,
)
from tests.properties import check_often


def write_entry(candidate: Candidate) -> bytes:
    """Return a candidate as the file of an entry."""
    front = write_fields(ACTIVITY, dict(candidate.values))
    return write_front_matter(front, write_body(candidate.sections)).encode()


def test_the_sheet_of_the_institute_is_read() -> None:
    gathered = gather_rows(
        ["NAME", "Ada Example", "MEMBERSHIP NUMBER", "123", ""],
        ["COVERING THE PERIOD FROM", "1 January 2025", "TO", "31 December 2025", ""],
        [*IKT_HEAD],
        ["Weds 4th June", "Negotiating\nTwo days.", "IKT", "Much.", "- Read\n- Teach"],
        ["Spring 2025", "Reading", "", "", "None"],
        outside=("Continuing Professional Development Record", "a note in the margin"),
    )
    one, two = gathered.candidates
    assert (one.values["title"], str(one.values["date"])) == ("Negotiating", "2025-06-04")
    assert (two.values["title"], str(two.values["date"])) == ("Reading", "2025")
    assert find_accounted(gathered, "123").reason == "the membership number; your profile says it"
    assert find_accounted(gathered, "None").outcome is Outcome.LEFT_OUT
    assert find_accounted(gathered, "a note in the margin").reason.startswith("it stands outside")
    assert [it.field for it in gathered.matches] == [
        "date",
        "title",
        "provider",
        "reflection",
        "further_action",
    ]


def test_a_spreadsheet_of_another_body_is_read() -> None:
    gathered = gather_rows(
        ["No", "Start", "Finish", "Course title", "Organiser", "Hours", "CPD points", "Venue"],
        ["1", "04/06/2025", "25/06/2025", "A", "X", "1.5", "2", "York"],
        ["2", "05/06/2025", "", "B", "Y", "90 min", "", ""],
        ["", "", "", "Total", "", "3", "", ""],
    )
    one, two = gathered.candidates
    assert one.values["hours"] == two.values["hours"] == Decimal("1.5")
    assert (str(one.values["date"]), str(one.values["end_date"])) == ("2025-06-04", "2025-06-25")
    assert one.values["extra"] == (("venue", "York"),)
    assert not one.doubts
    assert find_accounted(gathered, "3").reason == "it adds up the rows above"


def test_the_person_may_map_a_heading() -> None:
    gathered = gather_rows(
        ["Dates", "Activity", "Venue"], ["2025", "A", "York"], mapping=(("venue", "provider"),)
    )
    assert gathered.candidates[0].values["provider"] == ("York",)
    assert gathered.matches[2].reason == "as you mapped it"
    with pytest.raises(UsageError, match="did you mean"):
        gather_rows(["Dates", "Activity"], ["2025", "A"], mapping=(("Activty", "title"),))
    with pytest.raises(UsageError, match="no field"):
        gather_rows(["Dates", "Activity"], ["2025", "A"], mapping=(("Activity", "titel"),))


def test_the_person_may_leave_a_column_out() -> None:
    rows = [["Dates", "Activity", "Venue"], ["2025", "A", "York"]]
    gathered = gather_rows(*rows, mapping=(("Venue", "ignore"),))
    assert "extra" not in gathered.candidates[0].values
    told = find_accounted(gathered, "York")
    assert (told.outcome, told.reason) == (Outcome.LEFT_OUT, "you asked for it")
    head = find_accounted(gathered, "Venue").reason
    assert head == "a heading; what stands under it is left out, as you asked"
    assert [it.field for it in gathered.matches] == ["date", "title", "ignore"]
    assert gather_rows(*rows).candidates[0].fingerprint == gathered.candidates[0].fingerprint


def test_a_column_that_fits_no_field_is_known_as_such() -> None:
    rows = [["Dates", "Activity", "Venue", "Room"], ["2025", "A", "York", ""]]
    assert [it.is_unknown for it in gather_rows(*rows).matches] == [False, False, True, False]
    more = make_grid([["2026", "B", "Bath", ""]], "table 2")
    source = make_source(make_grid(rows), more)
    mapped = gather(source, find_scheme(), Options((("Venue", "extra"),)))
    assert len(mapped.matches) == 8
    assert not any(it.is_unknown for it in mapped.matches)
    head = find_accounted(mapped, "Venue").reason
    assert head == "a heading; what stands under it is kept under this heading, since you mapped it"


def test_a_column_of_dates_that_contradicts_itself_says_so() -> None:
    days = ["25/04/2025", "04/26/2025", "03/04/2025", "05/06/2025"]
    gathered = gather_rows(["Dates", "Activity"], *([day, "A"] for day in days))
    (question,) = gathered.questions
    assert question.message == (
        '"03/04/2025" may be 3 April 2025 or 4 March 2025 (1 other as well); its column '
        'contradicts itself: "25/04/2025" has the day first, "04/26/2025" the month'
    )
    (plain,) = gather_rows(["Dates", "Activity"], *([it, "A"] for it in days[2:])).questions
    assert plain.message.endswith("; no other date of its column says which")


def test_a_file_without_activities_says_so() -> None:
    gathered = gather_rows(["one", "two"], outside=("three",))
    assert not gathered.candidates
    assert gathered.notes[0].startswith("No table of activities was found")
    assert [it.text for it in gathered.account] == ["one", "two", "three"]


def test_too_many_activities_are_a_question(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cpdsite.importers.gather.MOST_IMPORTED", 2)
    rows = [["Dates", "Activity"], *(["2025", f"A{it}"] for it in range(3))]
    gathered = gather_rows(*rows)
    assert gathered.questions[-1].message == "expected at most 2 activities in a file, found 3"
    assert not gather_rows(*rows[:3]).questions


def test_the_same_source_gives_the_same() -> None:
    rows = [[*IKT_HEAD], ["4 June 2025", "A", "B", "C", "D"]]
    source = make_source(make_grid(rows))
    assert gather(source, find_scheme(), Options()) == gather(source, find_scheme(), Options())


NASTY = (
    "*a ",
    "**a** ",
    "[",
    "[a](",
    "(",
    "- ",
    "`",
    "<",
    "<a",
    "1:",
    " ",
    "\n",
    "\n\n",
    "a;",
    "x.pdf",
    "12-",
    "due ",
    "#",
    "|",
    "\\",
    "&",
    "http://",
    "__a ",
    "Total ",
    "\u00b7",
    "\n## a\n",
    "\n- a",
)
"""What may take the square of its length to look through, many times over."""


def test_a_cell_of_any_length_takes_no_square_of_it() -> None:
    head = [*IKT_HEAD, "Hours", "Points", "Type", "Tags", "Evidence", "Status", "End", "Venue"]
    for part in NASTY:
        text = part * (6_000 // len(part)) + "x"
        cells = tuple(Cell(f"b{at}", text, text) for at in range(len(head)))
        rows = (tuple(Cell(f"a{at}", it, it) for at, it in enumerate(head)), cells)
        gathered = gather(Source("a", "", (Grid("", rows),)), find_scheme(), Options())
        assert len(gathered.account) == 2 * len(head)


HEADINGS = st.sampled_from(
    [
        *IKT_HEAD,
        "Start",
        "End",
        "Title",
        "Hours",
        "Points",
        "Type",
        "Tags",
        "Evidence",
        "Venue",
        "Status",
        "",
        "Notes",
        "What I learned",
        "No",
    ]
)
ATOMS = st.sampled_from(
    [
        "4 June 2025", "03/04/2025", "13/04/25", "Spring 2025", "2025", "ongoing", "1.5", "2 hours", "n/a", "none", "Total",
        "Dates", "Course", "IKT; Ada", "https://example.org/a_b", "report.pdf", "**bold**", "## What I learned\n\nmuch",
        "# A title\n\nwords", "- one\n- two", "one\n\ntwo", "[x] Course [ ] Talk", "```\ncode", "<div>", "<!-- hidden -->", "---",
        "Learning\n---", "a | b", "x" * 400, "word " * 80, "\x00\x1b\u202e", "\ud800", "{{ x }}", "=1+1", "\u200b", "%s%n", LEFT,
    ]
)  # fmt: skip
CELLS = ATOMS | st.text(max_size=12) | st.lists(ATOMS, max_size=3).map("\n".join) | st.just("")


@st.composite
def hostile_grids(draw: st.DrawFn) -> Grid:
    """Return a table of anything, as Markdown that no reader has escaped."""
    width = draw(st.integers(1, 6))
    head = draw(st.lists(HEADINGS, min_size=width, max_size=width))
    rows = draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=6))
    has_head = draw(st.booleans())
    name = draw(st.sampled_from(["table 1", "2025"]))
    grid: list[tuple[Cell, ...]] = []
    for at, row in enumerate([head, *rows] if has_head else rows):
        cells: list[Cell] = []
        for index, text in enumerate(row):
            place = f"{name}, row {at}, column {index}"
            is_copy = text == LEFT and (cells or grid)
            above = cells[-1] if cells else grid[-1][index] if grid else None
            copy_of = (above.copy_of or above.place) if above and is_copy else ""
            # Some readers repeat the text of a merged cell.
            shown = draw(st.sampled_from(["", "again"])) if is_copy else text
            cells.append(Cell(place, shown, shown, copy_of=copy_of))
        grid.append(tuple(cells))
    return Grid(name, tuple(grid))


WORD = re.compile(r"[^\W\d_]{2,}")
PARSED = {"date", "end_date", "hours", "points", "status"}
"""Fields whose value says in other words what stood in the cell."""


def find_words(candidates: Sequence[Candidate]) -> set[str]:
    """Return every word of the values and sections of candidates."""
    texts: list[str] = []
    for it in candidates:
        texts += [section.heading + " " + section.text for section in it.sections]
        texts += [repr(list(find_texts(value))) for value in it.values.values()]
    return set(WORD.findall(" ".join(texts).casefold().replace("\\", "")))


def find_texts(value: Any) -> list[str]:
    """Return the texts in a value, however deep."""
    if isinstance(value, tuple):
        return [text for it in value for text in find_texts(it)]
    if hasattr(value, "action"):
        return [value.action, f"due {value.due} done {value.done}"]
    return [value.link, value.title] if hasattr(value, "link") else [str(value)]


def check_account(source: Source, gathered: Gathered) -> None:
    """Check that every cell is accounted for once, in order, and that no word is lost."""
    cells = [cell for grid in source.grids for row in grid.rows for cell in row]
    filled = [it for it in [*cells, *source.outside] if it.plain.strip()]
    assert [it.place for it in gathered.account] == [it.place for it in filled]
    for accounted in gathered.account:
        assert accounted.reason or accounted.outcome is Outcome.IMPORTED
        if accounted.outcome in (Outcome.LEFT_OUT, Outcome.MERGED):
            continue
        assert accounted.entry is not None
        assert accounted.entry < len(gathered.candidates)
        if accounted.outcome is Outcome.IMPORTED and accounted.field in PARSED:
            continue
        known = find_words(gathered.candidates[accounted.entry :])
        text = re.sub(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]", " ", accounted.text)
        wanted = set(WORD.findall(text.casefold().replace("\\", "")))
        assert not {
            it for it in wanted if it not in known and not any(it in word for word in known)
        }, accounted


@given(
    st.lists(hostile_grids(), min_size=1, max_size=3),
    st.lists(CELLS, max_size=2),
    st.sampled_from(["ikt", "iet"]),
)
@check_often(250)
def test_every_cell_is_accounted_for_and_every_entry_can_be_read(
    grids: list[Grid], outside: list[str], scheme: str
) -> None:
    paragraphs = tuple(Cell(f"paragraph {at}", it, it) for at, it in enumerate(outside))
    source = Source("a.docx", "", tuple(grids), paragraphs)
    gathered = gather(source, find_scheme(scheme), Options(year=2020))
    check_account(source, gathered)
    prints = [it.fingerprint for it in gathered.candidates]
    assert len(set(prints)) == len(prints)
    for candidate in gathered.candidates:
        read = read_file(ACTIVITY, "content/activities/a.md", write_entry(candidate))
        assert isinstance(read.value, Activity), read.problems
        found = {it.name: it.text for it in read.value.sections}
        assert list(found) == [it.name for it in candidate.sections]
        for name, value in candidate.values.items():
            assert getattr(read.value, name) == value
