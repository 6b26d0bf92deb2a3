"""Terms and the slugs that stand for them."""

import unicodedata

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from cpdsite.portfolio.readers import read_slug
from cpdsite.portfolio.terms import LONGEST_SLUG, fold, make_slug, make_slugs, unite_terms
from tests.portfolio.reading import read
from tests.properties import check_property


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        pytest.param("Negotiating collaboration agreements", None, id="words"),
        pytest.param("  The   Goal!  ", "the-goal", id="spaces-and-punctuation"),
        pytest.param("Café Zoë", "cafe-zoe", id="accents"),
        pytest.param("Cafe\u0301", "cafe", id="accents-apart"),
        pytest.param("Łódź straße øre æon", "lodz-strasse-ore-aeon", id="letters-of-their-own"),
        pytest.param("C++ & C#", "c-plus-plus-and-c-sharp", id="spoken-signs"),
        pytest.param("50% @ work", "50-percent-at-work", id="more-spoken-signs"),
        pytest.param("Київ", "київ", id="cyrillic"),
        pytest.param("東京 2026", "東京-2026", id="japanese"),
        pytest.param("a_b-c/d.e", "a-b-c-d-e", id="separators"),
        pytest.param("../../etc/passwd", "etc-passwd", id="path"),
        pytest.param("...", "", id="no-letter"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_a_name_becomes_a_slug(text: str, slug: str | None) -> None:
    assert make_slug(text) == (text.lower().replace(" ", "-") if slug is None else slug)


def test_letters_of_other_scripts_keep_their_marks() -> None:
    assert make_slug("हिन्दी") == unicodedata.normalize("NFC", "हिन्दी")


@check_property
@given(st.text())
@example("\N{LATIN SMALL LETTER J WITH CARON}")
@example("\N{GREEK SMALL LETTER ALPHA WITH YPOGEGRAMMENI}")
@example("\N{HIRAGANA LETTER KA}\N{COMBINING KATAKANA-HIRAGANA VOICED SOUND MARK}" * 99)
def test_a_slug_is_a_slug_already(text: str) -> None:
    slug = make_slug(text)
    assert make_slug(slug) == slug


@check_property
@given(st.text())
def test_front_matter_accepts_every_slug_that_is_made(text: str) -> None:
    slug = make_slug(text)
    assume(slug)
    assert read(read_slug, slug) == (slug, [])


@check_property
@given(st.text(min_size=1))
def test_a_slug_is_one_segment_of_a_path_and_lower_case(text: str) -> None:
    slug = make_slug(text)
    assert not set(slug) & set("/\\.:?#%& \t\n")
    assert slug == slug.strip("-")
    assert "--" not in slug
    assert len(slug.encode()) <= LONGEST_SLUG
    assert unicodedata.is_normalized("NFC", slug)


def test_a_long_name_is_cut() -> None:
    assert make_slug("a" * 149 + " bcd") == "a" * 149
    assert make_slug("\N{CJK UNIFIED IDEOGRAPH-6F22}" * 60) == "\N{CJK UNIFIED IDEOGRAPH-6F22}" * 50


@check_property
@given(st.lists(st.text(alphabet="aAbB+# é", max_size=4)))
@example(["AB", "Ab", "aB", "ab"])
@example(["", "!", "?"])
def test_every_term_gets_a_slug_of_its_own(terms: list[str]) -> None:
    slugs = make_slugs(terms)
    assert set(slugs) == set(terms)
    assert len(set(slugs.values())) == len(slugs)
    assert all(slugs.values())


@check_property
@given(st.lists(st.text(max_size=5)), st.randoms())
def test_slugs_do_not_depend_on_the_order_of_the_terms(terms: list[str], random: object) -> None:
    shuffled = list(terms)
    getattr(random, "shuffle")(shuffled)  # noqa: B009
    assert make_slugs(shuffled) == make_slugs(terms)


def test_the_shortest_of_several_terms_keeps_their_slug() -> None:
    slugs = make_slugs(["Time management!", "Time management", "Reading"])
    assert slugs["Time management"] == "time-management"
    assert slugs["Reading"] == "reading"
    assert slugs["Time management!"].startswith("time-management-")


def test_a_made_slug_never_takes_that_of_another_term() -> None:
    made = make_slugs(["x", "x!"])["x!"]
    assert len(set(make_slugs(["x", "x!", made.upper()]).values())) == 3


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Reading", "reading", id="case"),
        pytest.param("time  management ", "time management", id="spaces"),
        pytest.param("Caf\u00e9", "Cafe\u0301", id="unicode-form"),
        pytest.param("Straße", "STRASSE", id="sharp-s"),
    ],
)
def test_terms_that_differ_by_case_spacing_or_form_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_terms_that_differ_by_more_do_not_fold_alike() -> None:
    assert len({fold(term) for term in ("C", "C++", "C#", "Café", "Cafe")}) == 5


@check_property
@given(st.text())
@example("\N{LATIN SMALL LETTER SHARP S}\N{COMBINING ACUTE ACCENT}")
def test_a_folded_term_is_folded_already(term: str) -> None:
    assert fold(fold(term)) == fold(term)


def test_the_most_frequent_spelling_stands_for_a_term_then_the_first_in_the_alphabet() -> None:
    assert unite_terms(["ai", "AI", "AI", "UX", "ux"]) == {
        "ai": "AI",
        "AI": "AI",
        "UX": "UX",
        "ux": "UX",
    }


@check_property
@given(st.lists(st.text(alphabet="aAbB ", max_size=3)))
def test_spellings_are_united_exactly_when_they_fold_alike(terms: list[str]) -> None:
    united = unite_terms(terms)
    assert set(united) == set(terms)
    for one in united:
        assert united[one] in terms
        for other in united:
            assert (united[one] == united[other]) == (fold(one) == fold(other))
