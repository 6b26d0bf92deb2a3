"""Word files: hostile ones, and what stands beside the tables (see the records for the rest)."""

import random

import pytest

from cpdsite.errors import RefusedError
from cpdsite.exporters.word import write_word
from cpdsite.importers.archives import pack_parts, read_parts
from cpdsite.importers.source import Source
from cpdsite.importers.word import read_word
from cpdsite.portfolio.activity import FurtherAction
from cpdsite.prose.markdown import normalise_markdown
from tests.exporters.requests import make_request, make_section
from tests.importers.record_maker import make_margins, make_old_form
from tests.importers.word_maker import (
    NAMES,
    cell,
    link,
    paragraph,
    picture,
    reference,
    row,
    table,
    text,
    word_file,
)
from tests.portfolio.values import make_activity


def read(*blocks: str, **given: object) -> Source:
    return read_word("a.docx", word_file(*blocks, **given))  # type: ignore[arg-type]


def document(inner: str) -> bytes:
    xml = f"<w:document {NAMES}><w:body>{inner}</w:body></w:document>"
    return word_file(others={"word/document.xml": xml.encode()})


def test_what_stands_beside_says_where() -> None:
    places = [it.place for it in read_word("a.docx", make_margins()).outside]
    assert places == [
        "paragraph 1, before table 1",
        "paragraph 2, after table 1",
        "text box on paragraph 1, before table 1",
        "comment by R. Pell on table 1, row 2, column 2",
        "comment on table 1, row 2, column 5",
        "header",
        "footer",
    ]


def test_the_same_header_of_several_sections_is_told_once() -> None:
    heads = (("header", paragraph("h")), ("header", paragraph("h")), ("header", paragraph("i")))
    assert [it.plain for it in read(paragraph("a"), beside=heads).outside] == ["a", "h", "i"]


def test_a_table_in_a_header_is_told_cell_by_cell() -> None:
    source = read(paragraph("a"), beside=(("header", table(row("x", "y"), columns=2)),))
    assert [(it.place, it.plain) for it in source.outside][1:] == [
        ("header, table 1, row 1, column 1", "x"),
        ("header, table 1, row 1, column 2", "y"),
    ]


def test_a_note_that_nothing_refers_to_is_kept() -> None:
    notes = f'<w:footnote w:id="1">{paragraph("lost")}</w:footnote>'
    assert [it.place for it in read(beside=(("footnotes", notes),)).outside] == ["footnote"]


def test_a_note_goes_with_its_cell() -> None:
    notes = f'<w:footnote w:id="1">{paragraph("Seen ", link("rId9", "there"))}</w:footnote>'
    source = read(
        table(row(cell(paragraph("a", reference("footnote", 1))))), beside=(("footnotes", notes),)
    )
    assert source.grids[0].rows[0][0].plain == "a[1]\n[1] Seen there"
    assert source.outside == ()


def test_pictures_and_links_to_files_are_counted_and_never_opened() -> None:
    source = read(paragraph(picture(), link("rId100", "mine")), links=("file:///etc/passwd",))
    assert source.notes == (
        "pictures were left out (in one place)",
        "links to files of one computer gave way to their words (in one place)",
    )
    assert source.outside[0].markdown == "mine"


@pytest.mark.parametrize("depth", [20, 30])
def test_tables_within_tables_are_read_or_refused(depth: int) -> None:
    inner = paragraph("x")
    for _ in range(depth):
        inner = f"<w:tbl><w:tr><w:tc>{inner}</w:tc></w:tr><w:tr><w:tc>{paragraph('y')}</w:tc></w:tr></w:tbl>"
    assert "x" in read_word("a.docx", document(inner)).grids[0].rows[0][0].plain


def test_entities_and_depth_are_refused() -> None:
    laughs = b'<!DOCTYPE a [<!ENTITY b "ha">]><a>&b;</a>'
    for part in ("word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels"):
        with pytest.raises(RefusedError, match="document type"):
            read_word("a.docx", word_file(others={part: laughs}))
    with pytest.raises(RefusedError, match="nested"):
        read_word("a.docx", document("<w:p>" * 200 + "</w:p>" * 200))


@pytest.mark.parametrize(
    "words",
    [
        "x*_[ " * 20_000,
        "\ue000story0\ue001\ue002",
        "<script>&amp;",
        "=cmd|' /C calc'!A0",
        "a\x85b\ufdd0",
    ],
)
def test_any_words_are_read_as_they_are(words: str) -> None:
    (read_cell,) = read(table(row(cell(paragraph(text(words)))), columns=1)).grids[0].rows[0]
    assert not set(read_cell.plain) & {"\ue000", "\ue002", "\ufdd0", "\x85"}
    assert len(read_cell.plain) >= len(words.strip())


def test_bold_words_cost_no_more_than_they_may() -> None:
    runs = [text("x*_ ", bold=number % 2 == 0) for number in range(5_000)]
    assert len(read(paragraph(*runs)).outside[0].plain) > 19_000


def test_damaged_files_are_refused_or_read() -> None:
    parts = read_parts("a.docx", make_old_form(), lambda _: True)
    for seed in range(25):
        chance = random.Random(seed)  # noqa: S311 - it chooses what to damage
        path = chance.choice(sorted(parts))
        data = bytearray(parts[path])
        start = chance.randrange(len(data))
        del data[start : start + chance.randrange(1, 40)]
        try:
            read_word("a.docx", pack_parts({**parts, path: bytes(data)}))
        except RefusedError as error:
            assert str(error).startswith("a.docx")  # noqa: PT017 - some of them are read


def test_the_digest_is_that_of_the_bytes() -> None:
    data = make_old_form()
    assert read_word("a.docx", data).digest == read_word("b.docx", data).digest
    assert len(read_word("a.docx", data).digest) == 64


PROSE = """Intro *em* **bold**, `code` and [link](https://a.example/x).

- one
- two

    continued

    - inner

- [x] done

1. first
2. second

> quoted
>
> - in quote

```
a = 1
  b
```

| A | B |
| - | - |
| 1 | 2 |

***

Last line, <s>gone</s>, H<sub>2</sub>O  \nand a break
"""


def test_the_prose_of_our_own_sheet_comes_back() -> None:
    activity = make_activity(
        title="T *x* & <b>",
        sections=(
            make_section("description", "About."),
            make_section("learning", PROSE, "What I learned"),
        ),
        further_action=(FurtherAction("Draft *it*"),),
    )
    source = read_word("a.docx", write_word(make_request(activity)).content)
    cells = [cell.markdown for cell in source.grids[0].rows[-1]]
    assert cells[1] == "# T \\*x\\* & &lt;b>\n\nAbout."
    assert normalise_markdown(cells[3]) == normalise_markdown(PROSE)
    assert cells[4] == "- Draft \\*it\\*"
