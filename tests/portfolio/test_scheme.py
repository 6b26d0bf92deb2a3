"""What a scheme knows of types and grades."""

import pytest

from cpdsite.portfolio.scheme import find_grade, find_type, name_grade
from tests.portfolio.values import make_scheme

SCHEME = make_scheme()


@pytest.mark.parametrize("text", ["course", "Course", " COURSE ", "webinar", "Webinar"], ids=repr)
def test_a_type_is_found_by_id_name_or_synonym_whatever_the_case(text: str) -> None:
    assert find_type(SCHEME, text) == SCHEME.types[0]


@pytest.mark.parametrize("text", ["", "cours", "seminar"], ids=repr)
def test_a_type_that_the_scheme_does_not_name_is_not_found(text: str) -> None:
    assert find_type(SCHEME, text) is None


@pytest.mark.parametrize("text", ["member", " Member ", "full member"], ids=repr)
def test_a_grade_is_found_by_id_or_name_whatever_the_case(text: str) -> None:
    assert find_grade(SCHEME, text) == SCHEME.grades[1]


@pytest.mark.parametrize("text", ["", "full", "emeritus"], ids=repr)
def test_a_grade_that_the_scheme_does_not_have_is_not_found(text: str) -> None:
    assert find_grade(SCHEME, text) is None


def test_a_grade_is_named_as_the_scheme_names_it() -> None:
    assert name_grade(SCHEME, "member") == "Full Member"


def test_a_grade_that_the_scheme_does_not_list_keeps_its_own_name() -> None:
    assert name_grade(SCHEME, "emeritus") == "emeritus"
