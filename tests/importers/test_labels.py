"""What the headings of other people's tables mean."""

import pytest

from cpdsite.errors import UsageError
from cpdsite.importers.labels import (
    CERTAIN,
    CHOOSABLE,
    check_headings,
    find_field,
    make_labels,
    recognise,
)
from cpdsite.portfolio.sections import HEADINGS
from tests.importers.sources import find_scheme


def name(heading: str, scheme: str = "ikt", mapping: tuple[tuple[str, str], ...] = ()) -> str:
    """Return the field that a heading is taken for."""
    known = recognise(heading, make_labels(find_scheme(scheme), mapping), is_thorough=True)
    return known.field if known else ""


@pytest.mark.parametrize(
    ("scheme", "fields"),
    [
        ("ikt", ["date", "title", "provider", "reflection", "further_action"]),
        ("iet", ["date", "title", "type", "hours", "learning", "benefit", "further_action"]),
    ],
)
def test_the_labels_of_a_sheet_are_known(scheme: str, fields: list[str]) -> None:
    columns = find_scheme(scheme).sheet.columns
    assert [name(it.label, scheme) for it in columns] == fields
    assert [name(it.label.upper(), scheme) for it in columns] == fields


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Dates", "date"),
        ("Start", "date"),
        ("Finish", "end_date"),
        ("Hours", "hours"),
        ("CPD points", "points"),
        ("Learning points", "learning"),
        ("Organiser", "provider"),
        ("Course title", "title"),
        ("Description", "description"),
        ("Type of activity", "type"),
        ("Skills", "competences"),
        ("Certificate", "evidence"),
        ("Learning objectives", "objectives"),
        ("What I learned", "learning"),
        ("1. What did you learn?", "learning"),
        ("Next steps", "further_action"),
        ("What did you learn from this activity?", "learning"),
        ("What have you learnt and how have you used it", "reflection"),
        ("How have you put it into practice", "application"),
        ("Benefit to me and my employer", "benefit"),
        ("Hours of CPD (approx.)", "hours"),
        ("Date of the event (dd/mm/yy)", "date"),
        ("Organisr", "provider"),
        ("Desription", "description"),
        ("Description of developement / learning activitiy", "title"),
        ("Venue", ""),
        ("Comments", ""),
        ("", ""),
        ("what did you learn " * 40, ""),
    ],
)
def test_usual_wordings_are_known(heading: str, field: str) -> None:
    assert name(heading) == field


def test_every_heading_of_a_section_is_known() -> None:
    for section, headings in HEADINGS.items():
        assert {name(it) for it in headings} <= {section}, section


def test_what_the_person_says_wins() -> None:
    mapping = (("venue ", "Provider"), ("Dates", "extra"))
    assert name("Venue", mapping=mapping) == "provider"
    assert name("DATES:", mapping=mapping) == "extra"


def test_fields_may_be_named_in_other_words() -> None:
    assert [find_field(it) for it in ("Dates", "further action", "end-date", "learning")] == [
        *("date", "further_action", "end_date", "learning")
    ]
    assert all(find_field(it) == it for it in CHOOSABLE)


def test_the_impact_on_practice_is_the_benefit() -> None:
    for heading in ("Impact on Practice", "Impact on my practice:"):
        known = recognise(heading, make_labels(find_scheme(), ()))
        assert known
        assert (known.field, known.weight) == ("benefit", CERTAIN)


def test_a_field_that_does_not_exist_is_a_mistake() -> None:
    with pytest.raises(UsageError, match='no field "providr"; did you mean "provider"'):
        find_field("providr")
    with pytest.raises(UsageError, match='no field "organiser"; did you mean "provider"'):
        find_field("organiser")
    with pytest.raises(UsageError, match="the fields are title, date"):
        find_field("\x1bzzzz\n")


def test_a_heading_that_is_not_there_is_a_mistake() -> None:
    check_headings((("venue", "provider"),), ["Dates", "Venue:"])
    with pytest.raises(UsageError, match='headed "Venu"; did you mean "Venue"'):
        check_headings((("Venu", "provider"),), ["Dates", "Venue"])
    with pytest.raises(UsageError, match="its headings are Dates"):
        check_headings((("zzzz", "provider"),), ["Dates"])
    with pytest.raises(UsageError, match="no table of activities was found"):
        check_headings((("zzzz", "provider"),), [])
