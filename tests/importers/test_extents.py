"""How far sheets reach."""

import pytest

from cpdsite.errors import RefusedError
from cpdsite.importers.extents import Extent, check_extents, measure_content, measure_sheet

SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
CONTENT = (
    '<o xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">{}</o>'
)


@pytest.mark.parametrize(
    ("inner", "corners"),
    [
        ('<row r="3"><c r="B3"><v>1</v></c><c r="D3" t="e"><v>#N/A</v></c></row>', (2, 2, 1, 3)),
        (
            "<row><c><v>1</v></c><c/><c><is><t>x</t></is></c></row><row><c><v>2</v></c></row>",
            (0, 1, 0, 2),
        ),
        ('<row r="x"><c r="ZZZZ9"><v>1</v></c></row>', (0, 0, 0, 0)),
        ('<row r="9"><c r="A9"/></row>', (-1, -1, 0, 0)),
    ],
)
def test_a_sheet_reaches_from_its_first_filled_cell_to_its_last(
    inner: str, corners: tuple[int, ...]
) -> None:
    found = measure_sheet("a.xlsx", SHEET.format(inner).encode())
    assert (found.top, found.bottom, found.left, found.right) == corners


def test_cells_in_error_keep_their_names() -> None:
    inner = '<row r="1"><c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="B1" t="str"><v>x</v></c></row>'
    assert measure_sheet("a.xlsx", SHEET.format(inner).encode()).errors == {(0, 0): "#DIV/0!"}


def test_repeated_rows_and_columns_count_where_they_are_filled() -> None:
    inner = (
        '<table:table><table:table-row table:number-rows-repeated="4"><table:table-cell/></table:table-row>'
        '<table:table-row><table:table-cell table:number-columns-repeated="3"/>'
        '<table:table-cell table:number-columns-repeated="5" office:value-type="float"/></table:table-row>'
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16000"/>'
        "</table:table-row></table:table><table:table/>"
    )
    found = measure_content("a.ods", CONTENT.format(inner).encode())["0"]
    assert (found.top, found.bottom, found.left, found.right, found.filled) == (4, 4, 3, 7, 5)


def test_errors_of_open_documents_are_found() -> None:
    inner = '<table:table><table:table-row><table:table-cell calcext:value-type="error"><text:p>Err:502</text:p></table:table-cell></table:table-row></table:table>'
    assert measure_content("a.ods", CONTENT.format(inner).encode())["0"].errors == {
        (0, 0): "Err:502"
    }


def test_sheets_that_span_too_much_are_refused_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cpdsite.importers.extents.SHEET_CELLS", 10)
    small = Extent(0, 1, 0, 2)
    check_extents("a.xlsx", {"a": small, "empty": Extent()})
    with pytest.raises(RefusedError, match="found 12, 2 rows of 3 columns"):
        check_extents("a.xlsx", {"a": small, "b": small})
