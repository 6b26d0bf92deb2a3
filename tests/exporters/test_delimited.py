"""CSV: what a spreadsheet reads, and what it never runs."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from cpdsite.exporters.delimited import RISKY, guard_text, write_csv
from cpdsite.portfolio.activity import FurtherAction
from tests.exporters.requests import make_request, make_section
from tests.portfolio.values import make_activity
from tests.properties import check_property


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8"), newline=""), strict=True))


def test_a_row_for_each_activity_below_the_labels() -> None:
    first = make_activity("a", "2026-03", title='Say "no", then wait', provider=("Łódź",))
    second = make_activity("b", sections=(make_section("description", "One.\n\nTwo."),))
    head, *rows = read(write_csv(make_request(first, second)).content)
    assert head[:4] == ["Date", "End date", "Title", "Provided by"]
    assert [row[0] for row in rows] == ["2026-03", "2026-03-12"]
    assert rows[0][2:4] == ['Say "no", then wait', "Łódź"]
    assert rows[1][head.index("Description")] == "One.\n\nTwo."


def test_rows_end_as_rfc_4180_has_it_and_the_mark_is_asked_for() -> None:
    plain = write_csv(make_request(make_activity())).content
    marked = write_csv(make_request(make_activity(), has_mark=True)).content
    assert plain.count(b"\r\n") == 2
    assert marked == b"\xef\xbb\xbf" + plain


def test_no_text_is_a_formula() -> None:
    activity = make_activity(
        title='=HYPERLINK("https://evil.example/","x")',
        provider=("+44", "@sum"),
        further_action=(FurtherAction("-1+1"),),
        sections=(make_section("description", "- a\n- b"),),
    )
    _, row = read(write_csv(make_request(activity)).content)
    assert not [cell for cell in row if cell.startswith(RISKY)]
    assert row[2].startswith("'=HYPERLINK")


TEXTS = st.text(st.sampled_from("'=+-@\t\r a"), max_size=6) | st.text(max_size=20)


def unguard(text: str) -> str:
    """Take one guard away, as our import does."""
    return text[1:] if text[:1] == "'" and text[1:2] in ("'", *RISKY) else text


@given(TEXTS)
@check_property
def test_taking_the_guard_away_gives_every_text_back(text: str) -> None:
    guarded = guard_text(text)
    assert not guarded.startswith(RISKY)
    assert unguard(guarded) == text


def test_what_no_encoding_can_write_is_replaced() -> None:
    content = write_csv(make_request(make_activity(title="a\ud800b"))).content
    assert b"a?b" in content
