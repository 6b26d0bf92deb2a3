"""A new objective: on its own, or from what a review says of the next year."""

from pathlib import Path

import pytest

from cpdsite.commands.check import check_site
from cpdsite.commands.objective_drafts import (
    NewObjective,
    create_objective,
    find_review,
    find_text_below,
)
from cpdsite.commands.review_drafts import NewReview, create_review
from cpdsite.errors import ProblemsError, UsageError
from cpdsite.portfolio.activity import Status
from cpdsite.portfolio.objective import Objective
from tests.conftest import MakeSite
from tests.site_maker import TODAY, compose_site

FOLIO = 'theme = "folio"\nrecord_files = []\n'
AHEAD = "## Looking ahead\n\n### What I want to learn next\n\nTo lead -->\n\n```\n# two\n```\n"
REVIEW = f"---\ntitle: My year\nperiod: 2025\nstatus: private\n---\n\n{AHEAD}\n### More\n\nNo.\n"
FILES = {"cpdsite.toml": FOLIO, "content/reviews/2025.md": REVIEW}


def read_back(root: Path) -> Objective:
    """Return the one objective of a site."""
    (objective,) = compose_site(root, drafts=True).shown.objectives
    return objective


def test_an_objective_begins_this_month_and_ends_with_the_year(site: MakeSite) -> None:
    root = site({"cpdsite.toml": FOLIO})
    path = create_objective(root, NewObjective(today=TODAY, title="Lead: a team"))
    assert path == root / "content/objectives/lead-a-team.md"
    objective = read_back(root)
    assert (objective.title, objective.status) == ("Lead: a team", Status.DRAFT)
    assert (str(objective.begins), str(objective.by)) == ("2026-11", "2026-12-31")
    assert path.read_text("utf-8").endswith(
        "\n---\n\n<!-- Why: what it is for, in my role or my next one. -->\n\n"
        "<!-- How I will know: what I shall then do, or have done. -->\n"
    )
    assert [it for it in check_site(root, TODAY) if it.location.path != "cpdsite.toml"] == []


def test_the_end_is_that_of_the_own_year_or_as_given(site: MakeSite) -> None:
    root = site({"cpdsite.toml": f'{FOLIO}year_starts = "09-01"\n'})
    create_objective(root, NewObjective(today=TODAY, title="A"))
    assert str(read_back(root).by) == "2027-08-31"
    path = create_objective(root, NewObjective(today=TODAY, title="B", by="2028-03"))
    assert "\nby: 2028-03\n" in path.read_text("utf-8")


@pytest.mark.parametrize("by", ["2026-10", "2025", "next year"])
def test_an_end_that_is_none_is_a_sentence(site: MakeSite, by: str) -> None:
    root = site({})
    with pytest.raises(UsageError, match=r"^--by"):
        create_objective(root, NewObjective(today=TODAY, title="A", by=by))
    assert not (root / "content/objectives").exists()


def test_it_goes_on_from_a_review_of_which_nothing_is_published(site: MakeSite) -> None:
    root = site(FILES)
    path = create_objective(root, NewObjective(today=TODAY, title="Lead", review="2025"))
    objective = read_back(root)
    # The review is private, so the public is not told its name either.
    assert (str(objective.begins), str(objective.by), objective.review) == (
        "2026-01",
        "2026-12-31",
        "",
    )
    text = path.read_text("utf-8")
    assert "\nreview: '2025'\n" in text
    quoted = (
        "<!-- My year, what I want to learn next:\n\n  To lead - ->\n\n  ```\n  # two\n  ```\n -->"
    )
    assert quoted in text
    assert objective.body.text == ""


def test_a_review_of_the_last_months_leads_to_the_month_after(site: MakeSite) -> None:
    days = "{from: 2025-02-01, to: 2026-05-31}"
    root = site(FILES | {"content/reviews/2025.md": REVIEW.replace("2025", days)})
    create_objective(root, NewObjective(today=TODAY, title="Lead", review="2025"))
    assert str(read_back(root).begins) == "2026-06"


def test_a_review_without_an_end_leads_to_this_month(site: MakeSite) -> None:
    root = site(FILES | {"content/reviews/2025.md": REVIEW.replace("2025", "{from: 2025-02}")})
    create_objective(root, NewObjective(today=TODAY, title="Lead", review="2025"))
    assert str(read_back(root).begins) == "2026-11"


def test_a_review_that_was_just_begun_will_do(site: MakeSite) -> None:
    root = site({"cpdsite.toml": FOLIO})
    create_review(root, NewReview(today=TODAY))
    path = create_objective(root, NewObjective(today=TODAY, title="Lead", review="2025"))
    assert "---\n\n<!-- Why: " in path.read_text("utf-8")


def test_another_review_is_a_sentence(site: MakeSite) -> None:
    root = site(FILES)
    with pytest.raises(UsageError, match='no review "2024": did you mean "2025"'):
        create_objective(root, NewObjective(today=TODAY, title="Lead", review="2024"))
    with pytest.raises(UsageError, match="the reviews are 2025"):
        create_objective(root, NewObjective(today=TODAY, title="Lead", review="mine"))
    portfolio = compose_site(site({}, "other")).shown
    with pytest.raises(UsageError, match="begin one with cpdsite new --kind review"):
        find_review(portfolio, "2024")


@pytest.mark.parametrize("title", ["", "?!"])
def test_a_title_is_needed(site: MakeSite, title: str) -> None:
    with pytest.raises(UsageError, match="title"):
        create_objective(site({}), NewObjective(today=TODAY, title=title))


def test_a_name_that_windows_keeps_gets_a_number(site: MakeSite) -> None:
    path = create_objective(site({}), NewObjective(today=TODAY, title="Con"))
    assert path.name == "con-2.md"


def test_settings_with_a_mistake_and_links_are_told(site: MakeSite, tmp_path: Path) -> None:
    with pytest.raises(ProblemsError):
        create_objective(
            site({"cpdsite.toml": "year_starts = 7\n"}), NewObjective(today=TODAY, title="A")
        )
    root = site({}, "other")
    (root / "content/objectives").symlink_to(tmp_path)
    with pytest.raises(ProblemsError):
        create_objective(root, NewObjective(today=TODAY, title="A"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("### Next\n\nOne.\n\nTwo.\n## After\nThree.", "One.\n\nTwo."),
        ("## NEXT ##\nOne.", "One."),
        ("```\n# Next\n```\nOne.", ""),
        ("#Next\nOne.\n#tag", "One."),
        ("Next\nOne.", ""),
    ],
)
def test_the_text_below_a_heading(text: str, found: str) -> None:
    assert find_text_below(text, "Next") == found
