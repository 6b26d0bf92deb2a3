"""What is exported comes back: import(export(x)) is x, but for what a format cannot carry."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cpdsite.exporters.export import Request
from cpdsite.exporters.formats import FORMATS
from cpdsite.importers.exchange import read_exchange
from cpdsite.importers.gather import Options, gather
from cpdsite.importers.gathered import Gathered
from cpdsite.importers.json_text import decode_json
from cpdsite.importers.reading import read_source
from cpdsite.portfolio.activity import Activity
from cpdsite.portfolio.record import name_type
from cpdsite.portfolio.scheme import Scheme
from cpdsite.portfolio.sections import Section, name_section
from cpdsite.prose.markdown import normalise_markdown
from tests.exporters.example import open_example
from tests.exporters.records import requests
from tests.portfolio.values import make_activity
from tests.properties import check_often

FIELDS = (
    *("title", "date", "end_date", "type", "provider", "further_action", "objectives"),
    *("competences", "tags", "hours", "points", "status", "featured"),
)
"""What the made records hold."""

LOST = {
    "json": (),
    "csv": ("status",),
    "xlsx": ("status",),
    "docx": ("objectives", "competences", "tags", "status", "featured"),
}
"""What a format cannot carry, or what no import takes over, whatever the scheme.

``docs/exporting.md`` tells of it. Word carries what the sheet of the scheme has a column for.
"""


def bring_back(request: Request, form: str) -> Gathered:
    """Return what an import makes of an export."""
    content = FORMATS[form].export(request).content
    if form == "json":
        return read_exchange(decode_json("record.json", content))
    source = read_source(f"record.{form}", content)
    return gather(source, request.filed.record.scheme, Options(year=2026))


def describe(values: Mapping[str, Any], scheme: Scheme, form: str) -> dict[str, Any]:
    """Return the fields that a format carries, without what is empty."""
    shown = {value for column in scheme.sheet.columns for value in column.shows}
    carried = [
        name
        for name in FIELDS
        if name not in LOST[form]
        and (form != "docx" or name in shown or name in ("title", "date", "end_date"))
    ]
    found = {name: values.get(name) for name in carried}
    if found.get("type"):
        found["type"] = name_type(make_activity(type=found["type"]), scheme)
    return {name: value for name, value in found.items() if value not in (None, "", ())}


def read_sections(
    sections: tuple[Section, ...], scheme: Scheme, form: str
) -> list[tuple[str, str, str]]:
    """Return sections by what of them is the same however it was written.

    Sheets and tables have an order of their own. In Word there is none for which the sheet has
    no column, and the label of a column stands for a heading that says the same.
    """
    shown = {value for column in scheme.sheet.columns for value in column.shows}
    kept = [it for it in sections if form != "docx" or it.name in shown]
    labels = {name_section(column.label) for column in scheme.sheet.columns}
    return sorted(
        (
            it.name,
            "" if form == "docx" and it.name in labels else it.heading,
            normalise_markdown(it.text),
        )
        for it in kept
    )


def has_list_alone(activity: Activity) -> bool:
    """Tell whether what comes next is told as a text alone: in Word it may become actions."""
    return activity.find_section("further_action") is not None and not activity.further_action


@pytest.mark.parametrize("form", LOST)
@given(data=st.data())
@check_often(20)
def test_what_is_exported_comes_back(form: str, data: st.DataObject) -> None:
    request = data.draw(requests(is_simple=form == "docx"))
    scheme = request.filed.record.scheme
    activities = [row.activity for row in request.filed.record.rows]
    assume(form != "docx" or not any(map(has_list_alone, activities)))
    brought = bring_back(request, form)
    assert not brought.questions
    assert len(brought.candidates) == len(activities)
    for candidate, activity in zip(brought.candidates, activities, strict=True):
        values = {name: getattr(activity, name) for name in FIELDS}
        expected = describe(values, scheme, form)
        assert describe(candidate.values, scheme, form) == expected
        found = read_sections(candidate.sections, scheme, form)
        assert found == read_sections(activity.sections, scheme, form)


@pytest.mark.parametrize("form", LOST)
def test_the_example_comes_back(form: str) -> None:
    request = open_example()["ikt"]
    scheme = request.filed.record.scheme
    brought = bring_back(request, form)
    activities = [row.activity for row in request.filed.record.rows]
    assert len(brought.candidates) == len(activities)
    for candidate, activity in zip(brought.candidates, activities, strict=True):
        values = {name: getattr(activity, name) for name in FIELDS}
        expected = describe(values, scheme, form)
        found = describe(candidate.values, scheme, form)
        told_alone = {"further_action"} if has_list_alone(activity) else set()
        assert {key: found.get(key) for key in expected.keys() - told_alone} == {
            key: it for key, it in expected.items() if key not in told_alone
        }
