"""A portfolio with fifteen weaknesses planted in it: ``check`` names those fifteen and no other."""

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from cpdsite.commands.check import check_site
from cpdsite.errors import Severity

ROOT = Path(__file__).resolve().parents[1]
TODAY = date(2026, 11, 27)
ACTIVITIES = "content/activities/"

Change = Callable[[str], str]


def drop(*lines: str) -> Change:
    """Return what takes the lines out that match a pattern."""

    def change(text: str) -> str:
        for line in lines:
            text, count = re.subn(rf"(?m)^{line}.*\n", "", text)
            assert count, line
        return text

    return change


def replace(old: str, new: str) -> Change:
    """Return what puts one text in place of another."""

    def change(text: str) -> str:
        assert old in text, old
        return text.replace(old, new, 1)

    return change


def cut(heading: str) -> Change:
    """Return what takes a section out, heading and all."""

    def change(text: str) -> str:
        changed, count = re.subn(rf"(?ms)^## {heading}\n.*?(?=^## |\Z)", "", text)
        assert count == 1, heading
        return changed

    return change


PLANTED: tuple[tuple[str, str, Change], ...] = (
    ("learning", f"{ACTIVITIES}2026-06-11-a-question-from-the-floor.md", cut("What I learned")),
    (
        "application",
        f"{ACTIVITIES}2026-07-09-review-of-a-lost-bid.md",
        cut("How I (?:have )?appl[^\n]*"),
    ),
    ("overdue", f"{ACTIVITIES}2026-02-17-beside-the-technicians.md", drop("accept:", "  overdue:")),
    (
        "overdue",
        f"{ACTIVITIES}2026-05-19-assessing-innovation-vouchers.md",
        drop("    done: 2026-07-14"),
    ),
    (
        "overdue",
        f"{ACTIVITIES}2023-06-22-thirty-one-business-cards.md",
        replace("done: 2024-10-02", "due: 2024-10-31"),
    ),
    (
        "objective-activities",
        "content/objectives/bring-technicians-in.md",
        lambda text: text,
    ),
    (
        "objective-due",
        "content/objectives/shorten-the-wait.md",
        lambda text: re.sub(r"(?m)^by: .*$", "by: 2026-06-30", text),
    ),
    ("state", "content/objectives/pass-on.md", replace("state: met", "state: carried")),
    ("review-objectives", "content/reviews/2025.md", lambda text: text),
    ("review", "content/profile.md", lambda text: text),
    ("gap", "content/profile.md", lambda text: text),
    ("one-type", "content/profile.md", lambda text: text),
    ("limit", "content/applications/full-membership-2025.md", replace("limit: 700", "limit: 60")),
    ("application-links", "content/applications/second.md", lambda text: text),
    (
        "accept",
        "content/pages/privacy.md",
        replace("status:", "accept: {gaap: no reason}\nstatus:"),
    ),
)


AROUND: tuple[tuple[str, Change], ...] = (
    # No activity serves an objective, and no objective names a review.
    (f"{ACTIVITIES}2026-02-17-beside-the-technicians.md", drop("objectives:")),
    ("content/objectives/*.md", lambda text: text.replace("review: 2025\n", "")),
    # The last review ends too long ago, and the first activity long before the second.
    (
        "content/reviews/2025.md",
        replace("period: 2025", "period: {from: 2024-08-01, to: 2025-07-31}"),
    ),
    (f"{ACTIVITIES}2023-01-26-*.md", replace("date: 2023-01-26", "date: 2022-03-10")),
    (f"{ACTIVITIES}**/2023-*.md", lambda text: re.sub(r"(?m)^type: .*$", "type: course", text)),
)
"""What a weakness needs in other files than the one at which it is told."""

SECOND = """---
title: Fellowship
to: fellow
period: 2026
include: [featured]
limit: 100
slug: fellowship-a2b3c4d5e6f7g2h3
status: published
---

I show what others now use without me.
"""


def plant_around(root: Path) -> None:
    """Change what weaknesses need elsewhere."""
    for name, change in AROUND:
        for path in sorted(root.glob(name)):
            path.write_text(change(path.read_text("utf-8")), "utf-8")
    (root / "content/applications/second.md").write_text(SECOND, "utf-8")


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """Return a copy of the example portfolio."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    shutil.copy(ROOT / "cpdsite.toml", tmp_path)
    return tmp_path


def test_the_example_has_no_weakness(example: Path) -> None:
    assert check_site(example, TODAY) == ()


def test_the_planted_weaknesses_are_found_and_no_other(example: Path) -> None:
    for _, name, change in PLANTED:
        path = example / name
        if path.exists():
            path.write_text(change(path.read_text("utf-8")), "utf-8")
    plant_around(example)
    problems = check_site(example, TODAY)
    found = sorted((it.code, it.location.path) for it in problems)
    assert found == sorted((code, name) for code, name, _ in PLANTED)
    assert {it.severity for it in problems} == {Severity.WARNING}
