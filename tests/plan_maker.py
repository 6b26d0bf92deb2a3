"""Objectives, reviews and applications as files, and a small site that has all of them."""

from tests.picture_maker import make_picture_file
from tests.site_maker import Files, write_entry


def write_plan(body: str = "Words.", **keys: str) -> str:
    """Return a published entry whose body is one text; an empty value takes a key away."""
    known = {"title": "A plan", "status": "published", **keys}
    lines = [f"{key}: {value}" for key, value in known.items() if value]
    return "\n".join(["---", *lines, "---", "", f"{body}\n"])


def write_objective(body: str = "Why, and how I shall know.", **keys: str) -> str:
    """Return an objective; ``begins`` stands for ``from``, which is a word of Python."""
    begins = {"from": keys.pop("begins", "2025")}
    return write_plan(body, **{"title": "An objective", **begins, **keys})


def write_review(body: str = "Looking back.", **keys: str) -> str:
    """Return a review of 2025."""
    return write_plan(body, **{"title": "A review", "period": "2025", **keys})


def write_application(body: str = "My statement.", **keys: str) -> str:
    """Return an application."""
    return write_plan(body, **{"title": "An application", **keys})


ACTIVITIES: Files = {
    "content/activities/course.md": write_entry(
        title="A course",
        date="2024-03-10",
        further_action="[{action: Ask, due: 2024-06}, Read]",
        objectives="[listen]",
        tags="[flow]",
    ),
    "content/activities/talk.md": write_entry(
        title="A talk",
        date="2025-02-03",
        end_date="2025-02-04",
        objectives="[listen, speak]",
        closes="[course#2]",
        featured="It was the first.",
    ),
    "content/activities/secret/index.md": write_entry(
        "See ![the bench](bench.png) and [the course](../course.md#learning).",
        title="A secret",
        date="2023-05-06",
        status="private",
        type="mentoring",
        provider="[Nobody]",
        objectives="[listen, hide]",
        closes="[course#1]",
        tags="[flow, hush]",
        further_action="[Whisper]",
        evidence="[{file: proof.txt, public: true}, {file: marks.txt}]",
    ),
    "content/activities/secret/bench.png": make_picture_file(),
    "content/activities/secret/proof.txt": "proof",
    "content/activities/secret/marks.txt": "marks",
}

PLANS: Files = {
    **ACTIVITIES,
    "content/objectives/listen.md": write_objective(
        "I *hear* [the course](../activities/course.md).\n\nThen more.",
        title="To listen",
        begins="2024-01",
        by="2024-12",
        state="carried",
        carried_to="speak",
        review="2023",
    ),
    "content/objectives/speak.md": write_objective(
        title="To speak", begins="2025-01", by="2025-11", state="met", review="2024"
    ),
    "content/objectives/later.md": write_objective("", title="To rest", begins="2025-12"),
    "content/objectives/hide.md": write_objective(
        title="To hide",
        begins="2023",
        status="private",
        state="carried",
        carried_to="speak",
        review="2024",
    ),
    "content/reviews/2023.md": write_review(title="My year 2023", period="2023", status="private"),
    "content/reviews/2024.md": write_review(
        "Looking back.\n\nAnd ahead.",
        title="My year 2024",
        period="2024",
        comments="[{comment: Well done., name: Grace, role: Mentor, date: 2025-01-20}]",
    ),
    "content/reviews/spring.md": write_review(
        title="A spring", period="{from: 2025-03, to: 2025-05}"
    ),
    "content/reviews/draft.md": write_review(title="A draft", period="2025", status="draft"),
    "content/applications/member.md": write_application(
        "My statement, with [the course](../activities/course.md), "
        "[a secret](../activities/secret/index.md#learning) and [an aim](../objectives/hide.md).",
        title="To be a member",
        to="member",
        period="{from: 2023, to: 2025-01}",
        include="[{activity: secret, why: Because.}, featured]",
        objectives="[hide, listen]",
        reviews="[2024]",
    ),
    "content/applications/other.md": write_application(title="Another", include="[{tag: flow}]"),
    "content/applications/draft.md": write_application(title="Not yet", status="draft"),
}
"""A site of which each kind of entry has something private or a draft."""
