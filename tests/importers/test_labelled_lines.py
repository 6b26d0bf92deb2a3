"""Paragraphs that begin with a label: which are a form, and which are only sentences."""

from cpdsite.importers.labelled_lines import lay_out_lines
from cpdsite.importers.labels import make_labels
from cpdsite.importers.source import Cell, Source
from tests.portfolio.values import make_scheme

LABELS = make_labels(make_scheme(), ())


def make_source(*lines: str, place: str = "paragraph") -> Source:
    """Return a source with a paragraph for each line."""
    plain = (line.replace("*", "") for line in lines)
    pairs = enumerate(zip(lines, plain, strict=True), 1)
    outside = tuple(Cell(f"{place} {at}", line, text) for at, (line, text) in pairs)
    return Source("record.docx", "digest", (), outside)


def read_rows(source: Source) -> list[list[tuple[str, str]]]:
    """Return the markdown of each label and of what stands beside it, table by table."""
    return [[(row[0].markdown, row[1].markdown) for row in it.rows] for it in source.grids]


def test_labels_stand_left_and_what_was_filled_in_right() -> None:
    source = make_source(
        "CPD of Hana Brix",
        "**Date:** May 2025",
        "**Activity:** Course: *chairing* meetings",
        "On two days.",
        "Provider: Calder Vale College",
    )
    laid_out = lay_out_lines(source, LABELS)
    assert [cell.plain for cell in laid_out.outside] == ["CPD of Hana Brix"]
    assert read_rows(laid_out) == [
        [
            ("Date:", "May 2025"),
            ("Activity:", "Course: *chairing* meetings"),
            ("", "On two days."),
            ("Provider:", "Calder Vale College"),
        ]
    ]
    assert laid_out.grids[0].rows[1][1].place == "paragraph 3"
    assert laid_out.grids[0].rows[1][1].plain == "Course: chairing meetings"


def test_what_is_no_form_stays_as_it_is() -> None:
    for source in (
        make_source(),
        make_source("Date: May 2025", "Provider: the same one"),
        make_source("Provider: one", "Activity: two", "Title: three"),
        make_source("Note: this", "He said: that", "NAME: Ada", "So: what"),
        make_source("Date: May", "Activity: Talk", "Provider: Me", place="comment by Eve on p"),
    ):
        assert lay_out_lines(source, LABELS) == source


def test_what_stands_in_the_margin_belongs_to_no_form() -> None:
    source = make_source("Date: May 2025", "Activity: Talk", "Provider: Me")
    margin = Cell("comment by Eve on paragraph 2", "Really?", "Really?")
    laid_out = lay_out_lines(Source(source.name, "digest", (), (*source.outside, margin)), LABELS)
    assert laid_out.outside == (margin,)
    assert len(laid_out.grids[0].rows) == 3
