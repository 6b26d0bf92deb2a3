"""Spreadsheets that cpdsite itself wrote are read back as they were."""

from cpdsite.importers.gather import Options, gather
from cpdsite.importers.own_tables import LABELS, restore_own
from cpdsite.portfolio.activity import Evidence, Featured, FurtherAction
from tests.importers.sources import find_scheme, make_grid, make_source, show_sections
from tests.portfolio.values import make_date

HEAD = [
    "Date",
    "End date",
    "Title",
    "Provided by",
    "Description",
    "Why I chose this",
    "What I learned",
]
HEAD += [
    "What did you learn & how did/will you apply it?",
    "Any further action?",
    "Evidence",
    "Tags",
]
HEAD += ["Featured", "Status", "Revisit", "Description (continued)"]
ROW = [
    "2026-03",
    "ongoing",
    "A *title*; long " * 12,
    "Smith; Jones\nAda",
    "**Two** days\n\n- a",
    "",
    "## What I have learned\n\nMuch",
]
ROW += [
    "",
    "Read; *mark*\nTeach (Due 1 May 2026)\n\n## Next steps\n\nMore",
    "Notes (https://example.org/a)\nhttps://example.org/b",
    "law, ethics\nart",
]
ROW += ["It helped", "private", "2027-01-02", "\n- b"]


def test_markdown_and_lists_are_read_back() -> None:
    source = make_source(make_grid([HEAD, ROW]))
    (one,) = gather(source, find_scheme(), Options()).candidates
    values = one.values
    assert values["title"] == " ".join(["A *title*; long"] * 12)
    assert values["provider"] == ("Smith; Jones", "Ada")
    assert values["further_action"] == (
        FurtherAction("Read; *mark*"),
        FurtherAction("Teach", due=make_date("2026-05-01")),
    )
    assert values["evidence"] == (
        Evidence(link="https://example.org/a", title="Notes"),
        Evidence(link="https://example.org/b"),
    )
    assert values["tags"] == ("law, ethics", "art")
    assert values["featured"] == Featured("It helped")
    assert values["revisit"] == make_date("2027-01-02")
    assert str(values["end_date"]) == "ongoing"
    assert show_sections(one) == {
        "description": "**Two** days\n\n- a\n- b",
        "learning": "Much",
        "further_action": "More",
    }
    assert [it.heading for it in one.sections] == ["", "What I have learned", "Next steps"]
    assert "extra" not in values
    assert not one.doubts


def test_lines_of_evidence_are_read_one_by_one() -> None:
    lines = [
        "Slides (https://example.org/a)",
        "My notes (of day 1) (day/my notes (1).pdf)",
        "https://example.org/b",
        "certificate.pdf",
        "In my desk",
    ]
    row = [*ROW[:9], "\n".join(lines), *ROW[10:]]
    source = make_source(make_grid([HEAD, row]))
    (one,) = gather(source, find_scheme(), Options()).candidates
    assert one.values["evidence"] == (
        Evidence(link="https://example.org/a", title="Slides"),
        Evidence(file="day/my notes (1).pdf", title="My notes (of day 1)"),
        Evidence(link="https://example.org/b"),
        Evidence(file="certificate.pdf"),
    )
    assert dict(one.values["extra"]) == {"evidence_as_written": "In my desk"}
    assert len(one.doubts) == 1
    assert "day/my notes" not in str(one.sections)


def test_what_goes_on_in_another_column_is_merged() -> None:
    restored = restore_own(make_grid([HEAD, ROW]))
    assert restored.rows[1][-1].copy_of == restored.rows[1][4].place
    assert restored.rows[1][-1].is_empty


def test_any_other_table_stays_as_it_is() -> None:
    for rows in ([], [["Date", "Title", "Description"], ["2026", "A", "*b*"]]):
        grid = make_grid(rows)
        assert restore_own(grid) is grid
    assert LABELS["Evidence"] == "evidence"
