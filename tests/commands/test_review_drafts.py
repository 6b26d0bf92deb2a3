"""A new review: a draft that looks back already, and can be published as it is."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given

from cpdsite.commands.check import check_site
from cpdsite.commands.periods import Asked
from cpdsite.commands.review_drafts import NewReview, create_review
from cpdsite.errors import ProblemsError, UsageError
from cpdsite.portfolio.activity import Activity, Status
from cpdsite.portfolio.dates import CpdYear, Period
from cpdsite.portfolio.objective import Objective
from cpdsite.portfolio.review import Review
from tests.commands.drafted import FOLIO, HIDDEN, Made, make_portfolios
from tests.conftest import MakeSite
from tests.properties import check_often
from tests.site_maker import (
    TODAY,
    build,
    compose_site,
    make_site,
    read_page,
    write_entry,
)

YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))
IN_2025 = Asked(year="2025")
QUESTIONS = ("privacy", "review-objectives", "unanswered")
"""What ``check`` asks of any review, however it was written."""


def publish_draft(path: Path) -> None:
    """Publish a draft as it stands."""
    text = path.read_text("utf-8")
    assert text.count("\nstatus: draft\n") == 1
    path.write_text(text.replace("\nstatus: draft\n", "\nstatus: published\n"), "utf-8")


def read_back(root: Path) -> Review:
    """Return the one review of a site."""
    (review,) = compose_site(root, drafts=True).shown.reviews
    return review


@check_often(20)
@given(made=make_portfolios())
def test_a_draft_published_as_it_is_has_no_mistake_and_leaks_nothing(
    tmp_path_factory: pytest.TempPathFactory, made: Made
) -> None:
    root = make_site(tmp_path_factory.mktemp("review") / "site", made.files)
    path = create_review(root, NewReview(today=TODAY, asked=IN_2025))
    publish_draft(path)
    own = path.relative_to(root).as_posix()
    told = [it for it in check_site(root, TODAY) if it.location.path == own]
    assert [it for it in told if it.code not in QUESTIONS] == []
    built = build(root)
    assert [it for it in built.problems if it.location.path == own] == []
    page = read_page(root, "reviews/2025/index.html")
    assert HIDDEN not in page
    for entry in compose_site(root).shown.entries:
        if isinstance(entry, Activity) and YEAR.covers(entry.first_day, entry.last_day):
            assert f'href="../../activities/{entry.slug}/"' in page
        if isinstance(entry, Objective) and YEAR.covers(entry.begins.first_day, entry.end.last_day):
            assert f'href="../../objectives/{entry.slug}/"' in page


def test_what_is_not_published_is_named_in_a_comment_alone(site: MakeSite) -> None:
    files = {
        "content/activities/a.md": write_entry(title="Seen"),
        "content/activities/b.md": write_entry(title="My --> secret", status="private"),
        "content/activities/c.md": write_entry(title="Another year", date="2024", status="private"),
    }
    path = create_review(site(files), NewReview(today=TODAY))
    lines = path.read_text("utf-8").splitlines()
    (line,) = (it for it in lines if "secret" in it)
    assert line == "<!-- Not published, so not listed here: My - -> secret (private) -->"
    assert "Another year" not in path.read_text("utf-8")


def test_what_is_planned_is_not_listed(site: MakeSite) -> None:
    files = {"content/activities/a.md": write_entry(title="Ahead", date="2026-12-01")}
    path = create_review(site(files), NewReview(today=TODAY, asked=Asked(year="2026")))
    assert "not listed here: Ahead (planned) -->" in path.read_text("utf-8")


def test_without_a_period_it_is_the_last_complete_year(site: MakeSite) -> None:
    root = site({})
    path = create_review(root, NewReview(today=TODAY))
    assert path == root / "content/reviews/2025.md"
    review = read_back(root)
    assert (review.title, review.period) == ("Review of 2025", CpdYear(2025))
    assert review.status is Status.DRAFT


def test_a_year_of_two_numbers_is_named_by_both(site: MakeSite) -> None:
    root = site({"cpdsite.toml": f'{FOLIO}year_starts = "09-01"\n'})
    assert create_review(root, NewReview(today=TODAY)).name == "2025-26.md"
    assert read_back(root).period == CpdYear(2025, is_split=True)


def test_another_period_is_named_by_the_day_on_which_it_ends(site: MakeSite) -> None:
    root = site({})
    path = create_review(root, NewReview(today=TODAY, asked=Asked(last="12m")))
    assert path.name == "2026-11-23.md"
    review = read_back(root)
    assert review.title == "Review of 24 November 2025 to 23 November 2026"
    assert review.period == Period(date(2025, 11, 24), TODAY)


def test_a_period_that_is_open_has_a_name_too(site: MakeSite) -> None:
    root = site({})
    path = create_review(root, NewReview(today=TODAY, asked=Asked(start="2026-02")))
    assert (path.name, read_back(root).title) == ("2026-02-01.md", "Review from 1 February 2026")


def test_a_second_review_of_a_year_leaves_the_first_alone(site: MakeSite) -> None:
    root = site({})
    first = create_review(root, NewReview(today=TODAY, title="Mine"))
    content = first.read_bytes()
    second = create_review(root, NewReview(today=TODAY))
    assert second.name == "2025-2.md"
    assert "--from-review 2025-2\n" in second.read_text("utf-8")
    assert (first.read_bytes(), b"title: Mine" in content) == (content, True)


def test_the_prompts_of_the_guidance_are_headings(site: MakeSite) -> None:
    text = create_review(site({}), NewReview(today=TODAY)).read_text("utf-8")
    assert [it for it in text.splitlines() if it.startswith("#")] == [
        "## Looking back",
        "## Reflection",
        "### What mattered most for my current role or my next one",
        "### What I would do differently",
        "## Looking ahead",
        "### What I want to learn next",
    ]


def test_a_site_with_a_mistake_makes_no_review(site: MakeSite) -> None:
    root = site({"content/activities/a.md": write_entry(date="2025-02-30")})
    with pytest.raises(ProblemsError):
        create_review(root, NewReview(today=TODAY))
    assert not (root / "content/reviews").exists()


def test_what_is_no_period_is_a_sentence(site: MakeSite) -> None:
    with pytest.raises(UsageError, match="expected a year such as 2025"):
        create_review(site({}), NewReview(today=TODAY, asked=Asked(year="25")))
