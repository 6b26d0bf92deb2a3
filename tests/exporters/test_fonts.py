"""What can be printed, and what stands for the rest."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdsite.exporters.fonts import (
    FOLDER,
    Fonts,
    add_fonts,
    describe_uncovered,
    fit,
    read_font,
    read_shipped,
)
from tests.properties import check_often

SHIPPED = read_shipped()
SMALL = Fonts(({"a": 500, "\N{COMBINING ACUTE ACCENT}": 0, "b": 600}, {"a": 700, "c": 400}))
MARK = "\N{COMBINING TILDE}"


def fit_text(text: str, fonts: Fonts = SHIPPED) -> tuple[str, set[str]]:
    uncovered: set[str] = set()
    return fit(text, fonts, uncovered), uncovered


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Plain, ~ASCII~ text",
            "Siân Llŷr Ŵyn",
            "Łukasz Źdźbło",
            "Ελένη ἐν ἀρχῇ",
            "Наталія Ґжицька",
        ),
        *(
            "ليلى بنت أحمد",
            "שָׁלוֹם יעל",
            "→ ≤ ☐ ☑ ✓ • \u2013 “quoted” … €",
            "two\nlines",
            "Việt Nguyễn",
        ),
        *("e\N{COMBINING ACUTE ACCENT}", "می\N{ZERO WIDTH NON-JOINER}خواهم", "a\xa0b", "", " "),
    ],
)
def test_what_the_fonts_have_stays_as_it_is(text: str) -> None:
    assert fit_text(text) == (text, set())


@pytest.mark.parametrize(
    ("text", "printed", "uncovered"),
    [
        ("漢字", "[U+6F22][U+5B57]", "漢字"),
        ("\ud800!", "[U+D800]!", "\ud800"),
        ("\ue000", "[U+E000]", "\ue000"),
        ("\U0010ffff", "[U+10FFFF]", "\U0010ffff"),
        ("tab\there\x0b\u2028\u3000x", "tab here   x", ""),
        ("bell\x07\x00 \ufeffend", "bell end", ""),
        ("☑\N{VARIATION SELECTOR-16}", "☑", ""),
        ("👩\N{ZERO WIDTH JOINER}💻", "[U+1F469]💻", "👩"),
        ("☐" + MARK, "☐[U+0303]", MARK),
        ("漢" + MARK, "[U+6F22][U+0303]", "漢" + MARK),
        (MARK + "x", "\N{DOTTED CIRCLE}" + MARK + "x", ""),
        ("line\n" + MARK, "line\n\N{DOTTED CIRCLE}" + MARK, ""),
        ("\N{ZERO WIDTH JOINER}x", "x", ""),
    ],
)
def test_what_they_lack_is_printed_as_its_number(text: str, printed: str, uncovered: str) -> None:
    assert fit_text(text) == (printed, set(uncovered))


def test_a_letter_and_its_marks_must_be_in_one_font() -> None:
    accent = "\N{COMBINING ACUTE ACCENT}"
    assert fit_text(f"a{accent}", SMALL)[0] == f"a{accent}"
    assert fit_text(f"c{accent}", SMALL)[0] == "c[U+0301]"
    assert fit_text(f"a{accent}", SMALL.without_marks())[0] == "a[U+0301]"


def test_a_heap_of_marks_is_cut() -> None:
    printed, _ = fit_text("a" + MARK * 30)
    assert printed.replace("\N{DOTTED CIRCLE}", "") == "a" + MARK * 30
    assert MARK * 9 not in printed


def test_a_letter_that_is_composed_only_in_the_font_is_found() -> None:
    assert fit_text("e\N{COMBINING ACUTE ACCENT}", Fonts(({"é": 500},))) == ("é", set())


@check_often(100)
@given(st.text(st.characters(), max_size=20))
def test_every_text_becomes_one_that_can_be_printed(text: str) -> None:
    printed, uncovered = fit_text(text)
    assert all(it == "\n" or SHIPPED.covers(it) for it in printed)
    assert fit_text(printed) == (printed, set())
    assert all(f"[U+{ord(it):04X}]" in printed for it in uncovered)
    assert not uncovered & SHIPPED.plain


def test_widths_are_those_of_the_first_font() -> None:
    assert SMALL.measure("ab") == 1100
    assert SHIPPED.measure("mm") > SHIPPED.measure("ll") > 0


@pytest.mark.parametrize(
    "content", [b"", b"junk", b"ttcf\x00\x01", b"\x00\x01\x00\x00" + b"\xff" * 60]
)
def test_what_is_no_font_has_no_characters(content: bytes) -> None:
    assert read_font(content) == ()


def test_fonts_of_the_site_come_after_ours() -> None:
    content = (FOLDER / "cpdsiteSansHebrew-Regular.ttf").read_bytes()
    more = add_fonts(SMALL, [b"junk", content])
    assert more.fonts[:2] == SMALL.fonts
    assert more.covers("שלום")
    assert not SMALL.covers("ש")


def test_the_shipped_fonts_are_listed_with_their_licence() -> None:
    listed = (FOLDER / "README.md").read_text("utf-8")
    for path in FOLDER.glob("*.ttf"):
        assert f"`{path.name.partition('-')[0]}-*.ttf`" in listed
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FOLDER / "OFL.txt").read_text("utf-8")
    assert sum(path.stat().st_size for path in FOLDER.glob("*.ttf")) < 1_600_000
    assert SHIPPED.covers("\N{BALLOT BOX}\N{BALLOT BOX WITH CHECK}")


def test_the_note_names_a_few() -> None:
    assert describe_uncovered(set()) == ()
    (one,) = describe_uncovered({"漢"})
    assert "1 character that its fonts do not have: 漢 (U+6F22)." in one
    assert "fonts/ folder" in one
    (many,) = describe_uncovered({*"一二三四五六七", "\ud800"})
    assert "8 characters" in many
    assert "and 3 more" in many
    (bare,) = describe_uncovered({"\ud800"})
    assert ": U+D800." in bare
    assert unicodedata.is_normalized("NFC", many)
