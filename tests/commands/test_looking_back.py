"""What a period held, as Markdown."""

from datetime import date
from pathlib import Path

import pytest

from cpdsite.commands.looking_back import describe_period, find_held, write_looking_back
from cpdsite.commands.whole_portfolio import read_whole
from cpdsite.portfolio.dates import AskedPeriod, CpdYear, Period, YearStart
from cpdsite.portfolio.portfolio import make_public
from tests.conftest import MakeSite
from tests.site_maker import TODAY, write_entry

YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))


def look_back(root: Path, period: Period = YEAR, asked: AskedPeriod | None = None) -> str:
    """Return what the public sees of a period."""
    whole = read_whole(root, "content/reviews")
    held = find_held(whole.portfolio, period, make_public(TODAY))
    scheme = whole.portfolio.schemes[0]
    return write_looking_back(held, asked or CpdYear(2025), scheme, YearStart(), whole.read_passage)


def write_objective(title: str, **keys: str) -> str:
    """Return a published objective of 2025."""
    return write_entry("", title=title, date="", **{"from": "2025", **keys}).split("\n## ")[0]


def test_activities_stand_below_their_types_in_the_order_of_the_scheme(site: MakeSite) -> None:
    files = {
        "content/activities/a.md": write_entry(title="Odd", type="juggling"),
        "content/activities/b.md": write_entry(title="None"),
        "content/activities/c/index.md": write_entry(title="Talk", type="talk", date="2025-02"),
        "content/activities/d/e f.md": write_entry(title="Course", type="webinar"),
        "content/activities/g.md": write_entry(title="Early", type="course", date="2025-01"),
        "content/activities/h.md": write_entry(title="Before", date="2024"),
    }
    assert look_back(site(files)) == (
        "5 activities in 2025.\n\n"
        "### Course\n\n"
        "- [Early](../activities/g.md), January 2025: Something.\n"
        "- [Course](../activities/d/e%20f.md), 12 March 2025: Something.\n\n"
        "### Seminar\n\n"
        "- [Talk](../activities/c/index.md), February 2025: Something.\n\n"
        "### juggling\n\n"
        "- [Odd](../activities/a.md), 12 March 2025: Something.\n\n"
        "### Other activities\n\n"
        "- [None](../activities/b.md), 12 March 2025: Something."
    )


def test_what_was_learnt_is_left_out_where_nothing_says_it(site: MakeSite) -> None:
    files = {"content/activities/a.md": write_entry("About it.\n\n## Evidence\n\nNone.\n")}
    assert look_back(site(files)).endswith("- [An entry](../activities/a.md), 12 March 2025")


@pytest.mark.parametrize(("count", "words"), [(0, "No activities"), (1, "1 activity")])
def test_how_many_there_are(site: MakeSite, count: int, words: str) -> None:
    files = {f"content/activities/{it}.md": write_entry() for it in range(count)}
    assert look_back(site(files)).startswith(f"{words} in 2025.")


def test_actions_are_closed_or_open(site: MakeSite) -> None:
    def note(date: str, *actions: str) -> str:
        return write_entry(date=date, further_action=f"[{', '.join(actions)}]", title=date)

    files = {
        "content/activities/a.md": note(
            "2024", "{action: Old, done: 2024}", "{action: Then, done: 2025}"
        ),
        "content/activities/b.md": note(
            "2025", "{action: Later, done: 2026}", "{action: Due, due: 2026-02}"
        ),
        "content/activities/c.md": note("2026", "Next"),
        "content/activities/d.md": write_entry(title="Closing", date="2026", closes="a#3"),
        "content/activities/e.md": write_entry(title="Secret", status="private", closes="b#2"),
    }
    text = look_back(site(files)).partition("### Further actions\n\n")[2]
    assert text == (
        "Closed:\n\n"
        "- [2024](../activities/a.md): Then (done 2025)\n\n"
        "Open at its end:\n\n"
        "- [2025](../activities/b.md): Later (done 2026)\n"
        "- [2025](../activities/b.md): Due (due February 2026)\n\n"
        "<!-- Not published, so not listed here: Secret (private) -->"
    )


def test_objectives_stand_by_what_became_of_them(site: MakeSite) -> None:
    files = {
        "content/objectives/a.md": write_objective("Open"),
        "content/objectives/b.md": write_objective("Met", state="met", by="2026"),
        "content/objectives/c.md": write_objective("Carried", state="carried", carried_to="e"),
        "content/objectives/d.md": write_objective("Dropped", state="dropped"),
        "content/objectives/e.md": write_objective("Next", **{"from": "2026"}),
        "content/objectives/f.md": write_objective("Quiet", status="private"),
    }
    assert look_back(site(files)).partition("### Objectives\n\n")[2] == (
        "Met:\n\n- [Met](../objectives/b.md)\n\n"
        "Open:\n\n- [Open](../objectives/a.md)\n\n"
        "Carried:\n\n- [Carried](../objectives/c.md), carried to [Next](../objectives/e.md)\n\n"
        "Dropped:\n\n- [Dropped](../objectives/d.md)\n\n"
        "<!-- Not published, so not listed here: Quiet (private) -->"
    )


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("A *star* and [a](b.md)", r"A \*star\* and \[a\](b.md)"),
        ("'So <!-- it --> goes'", "So &lt;!- - it --> goes"),
        ("'<b>bold</b> `code`'", r"&lt;b>bold&lt;/b> \`code\`"),
    ],
)
def test_what_a_title_holds_is_text(site: MakeSite, title: str, words: str) -> None:
    text = look_back(site({"content/activities/a.md": write_entry(title=title)}))
    assert f"[{words}](../activities/a.md)" in text


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (CpdYear(2025), "in 2025"),
        (YEAR, "from 1 January 2025 to 31 December 2025"),
        (Period(YEAR.start), "from 1 January 2025"),
        (Period(None, YEAR.end), "until 31 December 2025"),
    ],
)
def test_when_it_was(asked: AskedPeriod, words: str) -> None:
    assert describe_period(asked, YearStart()) == words
