"""Personal data found by its form, and honest numbers left in peace."""

import time
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cpdsite.portfolio.personal_data import (
    Kind,
    blank_tags,
    find_personal_data,
    is_nhs_number,
)
from tests.properties import check_property

FOUND = {
    Kind.TELEPHONE: (
        "01632 960 123",
        "01632 960123",
        "(01632) 960 123",
        "(01632)960123",
        "01632-960-123",
        "01632.960.123",
        "01632\u00a0960\u00a0123",
        "020 7946 0958",
        "(020) 7946 0958",
        "0207 946 0958",
        "07700 900123",
        "07700 900 123",
        "07700900123",
        "0800 123 4567",
        "0113 496 0000",
        "+44 1632 960123",
        "+44 (0)1632 960 123",
        "+44(0)20 7946 0958",
        "+441632960123",
        "0044 1632 960 123",
        "00441632960123",
        "+49 30 1234567",
        "+353 1 234 5678",
        "+33 1 23 45 67 89",
        "+1 212 555 0123",
        "+1-212-555-0123",
        "(212) 555-0123",
        "212-555-0123",
        "212.555.0123",
    ),
    Kind.EMAIL: (
        "jane@example.org",
        "jane.o'neil+cpd@mail.example.co.uk",
        "zoë@beispiel.example",
        "J_Doe-2%x@a-b.example",
    ),
    Kind.NHS_NUMBER: ("943 476 5919", "943-476-5919", "9434765919", "943\u00a0476\u00a05919"),
    Kind.PATH: (
        r"C:\Users\zoe\Documents\a.docx",
        r"C:\\Users\\zoe",
        "C:/Users/zoe/x",
        r"D:\CPD\2026",
        "/home/zoe/cpd/a.md",
        "/Users/zoe",
        "file:///home/zoe/x",
        "file://server/share",
        r"\\server\share\x",
        r"OneDrive - University of X\cpd\a.docx",
        "Dropbox/cpd/record.docx",
    ),
}

BIRTHS = (
    ("born 12 March 1956", "12 March 1956"),
    ("born on 3rd of May", "3rd of May"),
    ("DOB: 12/03/56", "12/03/56"),
    ("d.o.b. 12.03.1956", "12.03.1956"),
    ("Date of birth 1956-03-12", "1956-03-12"),
    ("date of birth is March 12, 1956", "March 12, 1956"),
    ("12 March 1956 (aged 70)", "12 March 1956"),
    ("aged 70 (12 March 1956)", "12 March 1956"),
    ("12 March is my birthday", "12 March"),
    ("BDAY:19560312", "19560312"),
)

HONEST = (
    "2026-03-12",
    "12/03/2026",
    "12.03.2026 10:00",
    "01-02-2024 to 03-02-2024",
    "01 02 2024 03",
    "2024-2025",
    "1990\N{EN DASH}2024",
    "2024/25",
    "10:30-12:45",
    "0900-1700",
    "from 09:00 to 17:00",
    "2026-03-12T10:00:00+01:00",
    "ISBN 0-306-40615-2",
    "ISBN 0306406152",
    "ISBN: 9780306406157",
    "ISBN-10: 0 306 40615 2",
    "978-0-306-40615-7",
    "ISSN 0317-8471",
    "https://doi.org/10.1000/0123456789",
    "doi:10.1000/182.01234567890",
    "10.1371/journal.pone.01234567890",
    "ORCID 0000-0002-1825-0097",
    "https://orcid.org/0000-0002-1825-0097",
    "0000-0002-1825-0097",
    "EX-0042",
    "membership number 9434765919",
    "grant 9434765919",
    "version 3.11.4",
    "v1.2.3.4567890123",
    "£1,234,567.89",
    "£01234567890",
    "0.01234567890",
    "3.14159265358979",
    "1 000 000 000",
    "+10 000 000",
    "+51.507351 -0.127758",
    "192.168.0.1",
    "ISO 9001:2015",
    "clause 252.227-7013",
    "room 0123",
    "tel: 2026-03-12",
    "phone: 2024-2025",
    "943 476 5918",
    "9434765918",
    "Schön, born 1930",
    "born in 1975",
    "aged 45",
    "He died on 12 March 2024",
    "a reborn 12 March 2024",
    "OneDrive/Dropbox/SharePoint",
    "https://example.org/home/zoe/x",
    "../home/about/",
    "C: drive",
    r"a \r\n b",
    "and/or",
    "photo@2x.png",
    "git@github.com:a/b",
    "@zoe",
    "lodash@4.17.21",
    "a+b@c",
)


@pytest.mark.parametrize("kind", FOUND, ids=lambda it: it.value)
@pytest.mark.parametrize(
    "form", ["{}", "Some words {} and more", "x ({}).", "- {}, y", "[z](tel:{})"]
)
def test_personal_data_is_found_as_it_is_written(kind: Kind, form: str) -> None:
    for written in FOUND[kind]:
        if form.startswith("[z]") and kind is Kind.PATH:
            continue
        (found,) = find_personal_data(form.format(written))
        assert (found.kind, found.text) == (kind, written)
        assert found.start == form.index("{")


@pytest.mark.parametrize(("sentence", "birth"), BIRTHS)
def test_a_date_of_birth_is_known_by_the_words_around_it(sentence: str, birth: str) -> None:
    (found,) = find_personal_data(f"She, {sentence}, and more.")
    assert (found.kind, found.text) == (Kind.BIRTH, birth)


@pytest.mark.parametrize(
    "label", ["Tel: 960123", "phone no.: 960 123", "MOB.: 960-123", "Fax: (960)123"]
)
def test_what_is_called_a_telephone_number_is_one(label: str) -> None:
    (found,) = find_personal_data(label)
    assert found.kind is Kind.TELEPHONE
    assert label.endswith(found.text)


@pytest.mark.parametrize("text", HONEST)
@pytest.mark.parametrize("form", ["{}", "Some words {} and more", "({})."])
def test_an_honest_text_is_left_in_peace(text: str, form: str) -> None:
    assert find_personal_data(form.format(text)) == ()


def test_findings_come_in_order_and_never_overlap() -> None:
    text = "a@b.example, 943 476 5919, 01632 960 123, born 12 March 1956, /home/zoe/a"
    found = find_personal_data(text)
    assert [it.kind for it in found] == [
        Kind.EMAIL,
        Kind.NHS_NUMBER,
        Kind.TELEPHONE,
        Kind.BIRTH,
        Kind.PATH,
    ]
    for one, other in pairwise(found):
        assert one.start + len(one.text) <= other.start


def test_the_figures_of_a_drawing_are_no_numbers() -> None:
    drawing = '<path d="M01632 960 123"/><text title="a@b.example">01632 960 124</text>'
    found = find_personal_data(drawing, is_markup=True)
    assert [it.text for it in found] == ["a@b.example", "01632 960 124"]
    assert [it.text for it in find_personal_data(blank_tags(drawing))] == ["01632 960 124"]
    assert len(blank_tags(drawing)) == len(drawing)


@pytest.mark.parametrize(
    ("digits", "is_right"),
    [
        # 9434765919 is the example that the NHS Data Model and Dictionary works through.
        ("9434765919", True),
        ("9434765918", False),
        ("4010232137", True),
        ("9876543210", True),
        ("1111111111", True),
        ("1234567890", False),
    ],
)
def test_the_last_digit_checks_the_others(digits: str, is_right: bool) -> None:
    assert is_nhs_number(digits) == is_right


DIGITS = st.text(alphabet="0123456789", min_size=9, max_size=9)
GAPS = st.sampled_from(["", " ", "-", "\u00a0", "\N{NON-BREAKING HYPHEN}", "\N{EN DASH}"])


def make_check_digit(digits: str) -> int:
    """Return the check digit of nine digits; 10 where there is none."""
    remainder = sum(int(digit) * (10 - at) for at, digit in enumerate(digits)) % 11
    return 0 if remainder == 0 else 11 - remainder


@check_property
@given(DIGITS, st.integers(0, 9), GAPS, GAPS)
@example("000000000", 0, "", "")
def test_a_number_with_a_right_check_digit_is_found_and_no_other(
    nine: str, last: int, one: str, other: str
) -> None:
    right = make_check_digit(nine)
    for check in {last, right} - {10}:
        digits = f"{nine}{check}"
        written = f"{digits[:3]}{one}{digits[3:6]}{other}{digits[6:]}"
        found = find_personal_data(f"The number {written}, they said.")
        called = [it.text for it in found if it.kind is Kind.NHS_NUMBER]
        assert called == ([written] if check == right else [])


@check_property
@given(st.text() | st.text(alphabet="0123456789 .-()+@/\\:aA", max_size=60))
def test_every_text_can_be_looked_through(text: str) -> None:
    for found in find_personal_data(text):
        assert text[found.start : found.start + len(found.text)] == found.text


@pytest.mark.parametrize(
    "piece",
    ["1 ", "0123 ", "a.", "a@", "+1", "C:\\a", "born ", "/home/a", "tel: 1", "\\\\a", "<", "<a ",
     "10.1000/", "(0)", "1-1-", "a@b.example ", "01632 960123 ", "\\", "www."],
)  # fmt: skip
def test_a_long_text_takes_time_in_proportion(piece: str) -> None:
    short, long = (piece * (size // len(piece)) for size in (10_000, 40_000))
    # Four times the text takes four times as long; a square would take sixteen.
    assert measure(long) < 10 * measure(short) + 0.1


def measure(text: str) -> float:
    """Return how long a text takes in seconds: the least of three tries, of which one may pause."""
    durations = []
    for _ in range(3):
        start = time.process_time()
        find_personal_data(text, is_markup=True)
        durations.append(time.process_time() - start)
    return min(durations)
