"""How far sheets reach."""

from collections import Counter

import pytest

from cpdsite.errors import RefusedError
from cpdsite.importers.extents import (
    BEYOND,
    UNKNOWN,
    Extent,
    check_extents,
    measure_content,
    measure_sheet,
)

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
        ('<row r="x"><c r="9Z"><v>1</v></c></row>', (0, 0, 0, 0)),
        ('<row r="x"><c r="ab9"><v>1</v></c></row>', (8, 8, 27, 27)),
        ('<row r="x"><c r="ZZZZ9"><v>1</v></c></row>', (8, 8, BEYOND, BEYOND)),
        ('<row r="+12345678901"><c><v>1</v></c></row>', (BEYOND - 1, BEYOND - 1, 0, 0)),
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


def test_sheets_that_hold_too_much_text_are_refused_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("cpdsite.importers.extents.SHEET_TEXT", 10)
    extents = {
        "a": Extent(text=4, uses=Counter({0: 2, UNKNOWN: 1, 9: 5})),
        "strings": Extent(shared=[1, 2]),
        "others": Extent(shared=[2]),
    }
    check_extents("a.xlsx", extents)
    with pytest.raises(RefusedError, match=r"at most 10 characters in all cells .* found 11:"):
        check_extents("a.xlsx", {**extents, "b": Extent(text=1)})


@pytest.mark.parametrize(
    ("cell", "text", "uses"),
    [
        ('<c t="s"><v>12</v></c>', 0, {12: 1}),
        ('<c t="s"><v> 12</v></c><c t="s"><v>0000000012</v></c>', 0, {UNKNOWN: 2}),
        ('<c t="s"><v/></c>', 0, {}),
        ('<c t="str"><f>A1</f><v>abc</v></c><c><v>1.5</v></c>', 6, {}),
        ('<c t="inlineStr"><is><r><t>ab</t></r><t>c</t></is></c>', 3, {}),
        ('<c t="e"><v>#N/A</v></c>', 4, {}),
    ],
)
def test_the_text_of_cells_is_counted(cell: str, text: int, uses: dict[int, int]) -> None:
    found = measure_sheet("a.xlsx", SHEET.format(f"<row>{cell}</row>").encode())
    assert (found.text, found.uses) == (text, uses)


def test_shared_strings_are_counted_wherever_they_lie() -> None:
    strings = b"<sst><si><t>abc</t></si><si><r><t>d</t></r><v/><r><t>e</t></r></si><si/></sst>"
    assert measure_sheet("a.xlsx", strings).shared == [3, 2, 0]


REPEATED = 'table:number-columns-repeated="3"'


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (f'<table:table-cell {REPEATED} office:value-type="string"><text:p>ab</text:p>', 12),
        (f"<table:table-cell {REPEATED}><text:p>a<text:s text:c='5'/>b</text:p>", 42),
        (f'<table:table-cell {REPEATED} office:value-type="string" office:string-value="a">', 6),
        (f'<table:table-cell {REPEATED} office:value-type="float" table:formula="=1+1">', 24),
        (f"<table:table-cell {REPEATED}>   \n  ", 0),
        ("<table:table-cell><text:p/>", 0),
    ],
)
def test_repeated_text_counts_as_often_as_it_stands_there(cell: str, text: int) -> None:
    row = f'<table:table-row table:number-rows-repeated="2">{cell}</table:table-cell>'
    inner = f"<table:table>{row}</table:table-row>\n</table:table>"
    assert measure_content("a.ods", CONTENT.format(inner).encode())["0"].text == text


def test_namespaces_and_signs_hide_no_repetition() -> None:
    cell = '<table:table-cell table:number-columns-repeated="+40" x:number-columns-repeated="1">'
    row = f"<table:table-row>{cell}<text:p>a</text:p></table:table-cell></table:table-row>"
    content = CONTENT.format(f"<table:table>{row}</table:table>")
    other = content.replace("xmlns:table=", 'xmlns:x="x" xmlns:table="x').replace('x"urn', "xurn")
    for it in (other, content.replace("xmlns:table=", 'xmlns:x="x" xmlns:table=')):
        assert measure_content("a.ods", it.encode())["0"].cells == 40
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    sheet = SHEET.format(f"<row><c><v>1</v></c></row>{far}").replace("xmlns=", 'xmlns="x" y=')
    assert measure_sheet("a.xlsx", sheet.encode()).cells == 16_384 * 1_048_576
