"""The awkward records: what is read of each, and that they are what their maker makes."""

import pytest

from cpdsite.importers.office import find_office
from cpdsite.importers.reading import find_kind, read_source
from cpdsite.importers.source import Cell, Source
from tests.conftest import CheckGolden
from tests.importers.record_maker import OFFICE_MADE, RECORDS, make_records

NAMES = sorted(it.name for it in RECORDS.iterdir() if it.suffix != ".md")
NEED_OFFICE = {"form-with-old-tick-boxes.doc", "rich-text-called-doc.doc"}


def dump_source(source: Source) -> str:
    """Return a source as text that a person can read."""
    lines = [f"note: {note}" for note in source.notes]
    lines += [_dump_cell(cell) for cell in source.outside]
    for grid in source.grids:
        lines += ["", f"== {grid.name} =="]
        for row in grid.rows:
            lines += ["", *(_dump_cell(cell) for cell in row)]
    return "\n".join(lines) + "\n"


def _dump_cell(cell: Cell) -> str:
    typed = f" day {cell.day}" if cell.day else ""
    typed += f" number {cell.number!r}" if cell.number is not None else ""
    typed += f" (of {cell.copy_of})" if cell.copy_of else ""
    shown = cell.markdown.replace("\n", "\n    ")
    plain = "" if cell.plain == cell.markdown else f"\n    plain: {cell.plain!r}"
    return f"[{cell.place}]{typed} {shown}{plain}"


@pytest.mark.parametrize("name", NAMES)
def test_a_record_reads_as_before(name: str, check_golden: CheckGolden) -> None:
    if name in NEED_OFFICE and find_office() is None:
        pytest.skip("LibreOffice is not there")
    source = read_source(name, (RECORDS / name).read_bytes())
    assert source.name == name
    assert source.grids or source.outside
    for grid in source.grids:
        assert len({len(row) for row in grid.rows}) == 1
        places = [cell.place for row in grid.rows for cell in row]
        assert len(set(places)) == len(places)
    check_golden(f"records/{name}.txt", dump_source(source))


def test_the_records_are_those_that_are_made_and_no_others() -> None:
    made = make_records()
    assert {*made, *OFFICE_MADE} == set(NAMES)
    assert [name for name, data in made.items() if (RECORDS / name).read_bytes() != data] == []


def test_the_folder_says_what_is_awkward_about_each() -> None:
    told = (RECORDS / "README.md").read_text("utf-8")
    assert [name for name in NAMES if f"`{name}`" not in told] == []


def test_every_kind_is_among_them() -> None:
    kinds = {find_kind(name, (RECORDS / name).read_bytes()).name for name in NAMES}
    assert kinds == {"WORD", "OLD_WORD", "RICH_TEXT", "SPREADSHEET", "WEB_PAGE", "DELIMITED"}
