"""A new application: what is featured, the record of a period, and an address nobody guesses."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cpdsite.commands.application_drafts import (
    NewApplication,
    create_application,
    write_secret_slug,
)
from cpdsite.commands.check import check_site
from cpdsite.commands.periods import Asked
from cpdsite.errors import UsageError
from cpdsite.limits import MOST_ITEMS
from cpdsite.portfolio.activity import Status
from cpdsite.portfolio.application import Application, Inclusion, Selection
from cpdsite.portfolio.dates import CpdYear, Period
from tests.conftest import MakeSite
from tests.site_maker import TODAY, compose_site, write_entry

FOLIO = 'theme = "folio"\nrecord_files = []\n'
OBJECTIVE = "---\ntitle: O\nfrom: 2026-01\nstatus: {}\n---\n"
REVIEW = "---\ntitle: R\nperiod: {}\nstatus: {}\n---\n"
UNGUESSED = "abcdefghij234567"


def begin(root: Path, **known: Any) -> Path:
    """Begin an application."""
    return create_application(
        root, NewApplication(today=TODAY, make_secret=lambda: UNGUESSED, **known)
    )


def read_back(root: Path) -> Application:
    """Return the one application of a site."""
    (application,) = compose_site(root, drafts=True).shown.applications
    return application


def test_an_application_names_what_is_featured_and_of_the_period(site: MakeSite) -> None:
    files = {
        "cpdsite.toml": FOLIO,
        "content/activities/a.md": write_entry(date="2020", featured="It mattered."),
        "content/activities/b.md": write_entry(featured="true"),
        "content/activities/c.md": write_entry(),
        "content/activities/d.md": write_entry(
            title="Mine --> alone", featured="true", status="private"
        ),
        "content/objectives/a.md": OBJECTIVE.format("published"),
        "content/objectives/b.md": OBJECTIVE.format("private"),
        "content/reviews/2024.md": REVIEW.format(2024, "published"),
        "content/reviews/2025.md": REVIEW.format(2025, "published"),
        "content/reviews/2026.md": REVIEW.format(2026, "private"),
    }
    root = site(files)
    path = begin(root, title="Full membership", grade="Member")
    assert path == root / "content/applications/full-membership.md"
    application = read_back(root)
    assert (application.title, application.grade) == ("Full membership", "member")
    assert application.period == Period(date(2025, 11, 24), TODAY)
    assert application.include == (
        Inclusion(Selection.ACTIVITY, "a", why="It mattered."),
        Inclusion(Selection.ACTIVITY, "b"),
    )
    assert (application.objectives, application.reviews) == (("a",), ("2025",))
    assert (application.limit, application.status) == (1000, Status.DRAFT)
    assert application.slug == f"full-membership-{UNGUESSED}"
    assert application.body.text == ""
    assert "<!-- Featured, and not included since it is not published: Mine - -> alone (d). " in (
        path.read_text("utf-8")
    )
    own = path.relative_to(root).as_posix()
    assert [it for it in check_site(root, TODAY) if it.location.path == own] == []


def test_where_nothing_is_featured_a_template_waits(site: MakeSite) -> None:
    root = site({"cpdsite.toml": FOLIO})
    path = begin(root)
    text = path.read_text("utf-8")
    assert "\n# include:\n#   - activity: " in text
    assert read_back(root).include == ()
    path.write_text(text.replace("\n# ", "\n").replace("\n#  ", "\n "), "utf-8")
    (problem,) = [it for it in check_site(root, TODAY) if it.code == "include"]
    assert 'there is no activity "2026-03-12-negotiation"' in problem.message


def test_more_than_a_list_holds_is_chosen_as_one(site: MakeSite) -> None:
    entry = write_entry(featured="true")
    files = {f"content/activities/{it}.md": entry for it in range(MOST_ITEMS + 1)}
    root = site({"cpdsite.toml": FOLIO, **files})
    begin(root)
    assert read_back(root).include == (Inclusion(Selection.FEATURED),)


def test_the_period_is_as_asked_or_that_of_the_record(site: MakeSite) -> None:
    record = f'{FOLIO}[record]\nfrom = "2024-01-01"\nto = "2025-06-30"\n'
    root = site({"cpdsite.toml": record})
    path = begin(root)
    assert read_back(root).period == Period(date(2024, 1, 1), date(2025, 6, 30))
    path.unlink()
    begin(root, asked=Asked(year="2025"))
    assert read_back(root).period == CpdYear(2025)


@pytest.mark.parametrize(
    ("known", "title"),
    [
        ({}, "Application"),
        ({"grade": "fellow"}, "Application: Fellow"),
        ({"title": " Mine "}, "Mine"),
    ],
)
def test_it_has_a_title(site: MakeSite, known: dict[str, str], title: str) -> None:
    root = site({"cpdsite.toml": FOLIO})
    begin(root, **known)
    assert read_back(root).title == title


def test_a_scheme_names_its_grades(site: MakeSite) -> None:
    root = site({})
    with pytest.raises(UsageError, match='no grade "chief"; it has associate, member, fellow'):
        begin(root, grade="chief")
    with pytest.raises(UsageError, match="needs a letter or a digit"):
        begin(root, title="?!")
    assert not (root / "content/applications").exists()


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Full membership", f"full-membership-{UNGUESSED}"),
        ("?!", UNGUESSED),
        ("word " * 40, f"{'-'.join(['word'] * 12)}-{UNGUESSED}"),
    ],
)
def test_an_address_that_nobody_can_guess(title: str, slug: str) -> None:
    assert write_secret_slug(title, lambda: UNGUESSED) == slug
