"""Portfolios made up at random, written as a site, for drafts that are made of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from cpdsite.content.front_matter import write_front_matter
from cpdsite.portfolio.activity import ActionReference, FurtherAction, Status
from cpdsite.portfolio.dates import PartialDate
from cpdsite.portfolio.fields import ACTIVITY, OBJECTIVE, write_fields
from cpdsite.portfolio.objective import State
from cpdsite.prose.markdown import write_markdown
from cpdsite.prose.tree import Element

FOLIO = 'theme = "folio"\nrecord_files = []\n'
HIDDEN = "canary"
"""The word in the title of whatever is not published."""

PLACES = (
    "{}.md",
    "{}/index.md",
    "deep/{}.md",
    "deep down/{} (é, 100%)#.md",
    "deep/{}[1]/index.md",
)
"""Where a file may lie below the folder of its kind; names are for addresses to get wrong."""

MARKUP = "*_[]()<>!`#|\\~-+=:&;\"'^{}$/@%?., 12abé\N{LEFT-POINTING ANGLE BRACKET}"
PIECES = (
    *("<!--", "-->", "--->", "<b>", "</ul>", "[x](y)", "[^1]", "](", "![a](b.png)", "```", "~~~"),
    *("## What", "&lt;", "*[AB]: c", "[a]: http://b.example", "1. ", "- ", "> ", "<script>"),
    *("{{ 7 }}", "javascript:alert(1)", "| a | b |", "---", "=== "),
)
WORDS = st.lists(st.sampled_from((*MARKUP, *PIECES)), max_size=12).map("".join)
TITLES = WORDS.map(lambda it: f"T {' '.join(it.split())}".strip()) | WORDS.map(
    lambda it: " ".join(it.split()) or "Untitled"
)
TYPES = st.sampled_from(("", "course", "Webinar", "juggling", "*Odd* <type>", "Other activities"))
STATUSES = st.sampled_from((Status.PUBLISHED, Status.PUBLISHED, *Status))
DAYS = st.builds(
    PartialDate, st.sampled_from((2024, 2025, 2026, 2027)), st.integers(1, 12), st.integers(0, 28)
)
ACTIONS = st.builds(FurtherAction, TITLES, st.none() | DAYS, st.none() | DAYS)


@dataclass(frozen=True, slots=True)
class Made:
    """The files of a site."""

    files: Mapping[str, str]


@st.composite
def make_portfolios(draw: st.DrawFn) -> Made:
    """Return a site of activities and objectives."""
    files: dict[str, str] = {"cpdsite.toml": FOLIO}
    count = draw(st.integers(0, 6))
    actions = [tuple(draw(st.lists(ACTIONS, max_size=2))) for _ in range(count)]
    for number in range(count):
        status = draw(STATUSES)
        values = {
            "title": _name(draw(TITLES), status),
            "date": draw(DAYS),
            "type": draw(TYPES),
            "further_action": actions[number],
            "closes": _close(draw(st.none() | st.integers(0, count - 1)), number, actions),
            "status": status,
            "slug": f"activity-{number}",
        }
        learnt = write_markdown((Element("p", (), (draw(TITLES).replace("<!--", "<!"),)),))
        text = write_front_matter(
            write_fields(ACTIVITY, values), f"## What I learned\n\n{learnt}\n"
        )
        files[f"content/activities/{draw(st.sampled_from(PLACES)).format(number)}"] = text
    for number in range(draw(st.integers(0, 3))):
        files |= _make_objective(draw, number)
    return Made(files)


def _name(title: str, status: Status) -> str:
    return title if status is Status.PUBLISHED else f"{title} {HIDDEN}"


def _close(
    target: int | None, own: int, actions: list[tuple[FurtherAction, ...]]
) -> tuple[ActionReference, ...]:
    if target is None or target == own or not actions[target]:
        return ()
    return (ActionReference(f"activity-{target}", 1),)


def _make_objective(draw: st.DrawFn, number: int) -> dict[str, str]:
    state = draw(st.sampled_from(State)) if number else State.OPEN
    status = draw(STATUSES)
    values: dict[str, Any] = {
        "title": _name(draw(TITLES), status),
        "from": draw(DAYS),
        "state": state,
        "carried_to": "objective-0" if state is State.CARRIED else "",
        "status": status,
        "slug": f"objective-{number}",
    }
    text = write_front_matter(write_fields(OBJECTIVE, values), "Why.\n")
    return {f"content/objectives/{draw(st.sampled_from(PLACES)).format(number)}": text}
